//! The runs of an experiment: their names, their figures, and which of them take part in a comparison.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use report_snapshot::Metrics;

use crate::{
    metrics::is_of_system,
    wire::{self, LoggedModel, Pair, Status, shortened},
};

/// Characters of a name.
const LONGEST_NAME: usize = 200;

/// Parents above a run that its name gives.
const MOST_PARENTS: usize = 4;

/// Characters of a run's id that tell it from others of its name.
const SHORT_ID: usize = 8;

/// A run.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub(crate) wire: wire::Run,
    /// Its name, after those of its parents; no two runs have the same.
    pub(crate) name: String,
    /// The latest value of each metric, without those of the machine.
    pub(crate) metrics: Metrics,
    /// The metrics that were logged at more than one step.
    pub(crate) stepped: BTreeSet<String>,
    /// Whether it is a model that was logged without a run, which has neither histories nor a run's files.
    pub(crate) is_only_model: bool,
}

impl Run {
    /// MLflow's id of it.
    pub(crate) fn id(&self) -> &str {
        &self.wire.info.run_id
    }

    /// A tag's text.
    pub(crate) fn tag(&self, key: &str) -> Option<&str> {
        self.wire.data.tags.get(key)
    }

    /// A parameter's text.
    pub(crate) fn param(&self, key: &str) -> Option<&str> {
        let found = self.wire.data.params.iter().find(|param| param.key == key)?;
        Some(found.value.trim()).filter(|value| !value.is_empty())
    }

    /// Whether another run has started it.
    pub(crate) fn is_child(&self) -> bool {
        self.tag("mlflow.parentRunId").is_some()
    }

    pub(crate) fn is_deleted(&self) -> bool {
        self.wire.info.lifecycle_stage == "deleted"
    }

    /// Whether it has a figure.
    pub(crate) fn is_measured(&self) -> bool {
        self.metrics.values().any(Option::is_some)
    }

    /// Milliseconds from its start to its end, for runs that ended well.
    pub(crate) fn took_ms(&self) -> Option<f64> {
        let info = &self.wire.info;
        let took = info.end_time? - info.start_time?;
        (info.status == Status::Finished && took >= 0).then_some(took as f64)
    }
}

/// Makes runs of what the server sent, in its order. What MLflow 3 keeps with the models that a run has logged is the run's,
/// where the run itself does not have it. A model that no run has logged stands for itself.
pub(crate) fn of(mut sent: Vec<wire::Run>, logged: Vec<LoggedModel>) -> Vec<Run> {
    let mut of_models: HashMap<String, Vec<LoggedModel>> = HashMap::new();
    let of_runs = sent.len();
    for model in logged {
        if model.info.source_run_id.is_empty() {
            sent.push(model.into_run());
        } else {
            of_models.entry(model.info.source_run_id.clone()).or_default().push(model);
        }
    }
    let names = names(&sent);
    sent.into_iter()
        .zip(names)
        .enumerate()
        .map(|(index, (mut run, name))| {
            for model in of_models.remove(&run.info.run_id).unwrap_or_default() {
                add(&mut run, model);
            }
            let all = std::mem::take(&mut run.data.metrics);
            let kept = || all.iter().filter(|metric| !is_of_system(&metric.key));
            Run {
                stepped: kept().filter(|metric| metric.step > 0).map(|metric| metric.key.clone()).collect(),
                metrics: kept().map(|metric| (metric.key.clone(), metric.value)).collect(),
                is_only_model: index >= of_runs,
                wire: run,
                name,
            }
        })
        .collect()
}

fn add(run: &mut wire::Run, model: LoggedModel) {
    let has_param = |params: &[Pair], key: &str| params.iter().any(|param| param.key == key);
    for param in model.data.params {
        if !has_param(&run.data.params, &param.key) {
            run.data.params.push(param);
        }
    }
    for metric in model.data.metrics {
        if !run.data.metrics.iter().any(|known| known.key == metric.key) {
            run.data.metrics.push(metric);
        }
    }
}

/// A name for each run: after those of its parents, and with the start of its id where another run has the same.
fn names(runs: &[wire::Run]) -> Vec<String> {
    let by_id: HashMap<&str, &wire::Run> = runs.iter().map(|run| (run.info.run_id.as_str(), run)).collect();
    let own = |run: &wire::Run| {
        let name = run.info.run_name.trim();
        shortened(if name.is_empty() { &run.info.run_id } else { name }, LONGEST_NAME)
    };
    let full: Vec<String> = runs
        .iter()
        .map(|run| {
            let mut name = own(run);
            let mut above = run.data.tags.get("mlflow.parentRunId");
            for _ in 0..MOST_PARENTS {
                let Some(parent) = above.and_then(|id| by_id.get(id)) else { break };
                name = format!("{} / {name}", own(parent));
                above = parent.data.tags.get("mlflow.parentRunId");
            }
            name
        })
        .collect();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for name in &full {
        *times.entry(name).or_default() += 1;
    }
    full.iter()
        .zip(runs)
        .map(|(name, run)| match times[name.as_str()] {
            1 => name.clone(),
            _ => format!("{name} ({})", run.info.run_id.chars().take(SHORT_ID).collect::<String>()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;

    fn sent(id: &str, name: &str, parent: Option<&str>) -> wire::Run {
        let tags = parent.map(|parent| json!([{"key": "mlflow.parentRunId", "value": parent}]));
        serde_json::from_value(json!({
            "info": {"run_id": id, "run_name": name, "status": "FINISHED", "start_time": 1_000, "end_time": 3_500},
            "data": {"tags": tags.unwrap_or(json!([])), "metrics": [
                {"key": "auc", "value": 0.9, "step": 3}, {"key": "system/memory", "value": 1.0, "step": 9}]},
        }))
        .unwrap()
    }

    #[test]
    fn names_tell_runs_apart() {
        let runs = of(
            vec![
                sent("11111111aa", "search", None),
                sent("22222222aa", "trial", Some("11111111aa")),
                sent("33333333aa", "trial", Some("11111111aa")),
                sent("44444444aa", "", Some("gone")),
            ],
            Vec::new(),
        );
        let names: Vec<&str> = runs.iter().map(|run| run.name.as_str()).collect();
        assert_eq!(names, ["search", "search / trial (22222222)", "search / trial (33333333)", "44444444aa"]);
        assert_eq!((runs[0].is_child(), runs[3].is_child()), (false, true));
    }

    #[test]
    fn parents_in_a_circle_end() {
        let runs = of(vec![sent("a", "one", Some("b")), sent("b", "two", Some("a"))], Vec::new());
        assert!(runs[0].name.ends_with("two / one"));
    }

    #[test]
    fn figures_of_the_machine_are_left_out_and_a_step_means_a_history() {
        let run = of(vec![sent("a", "one", None)], Vec::new()).remove(0);
        assert_eq!(run.metrics, Metrics::from([("auc".into(), Some(0.9))]));
        assert_eq!(run.stepped, BTreeSet::from(["auc".into()]));
        assert_eq!(run.took_ms(), Some(2_500.0));
    }

    #[test]
    fn a_model_that_no_run_has_logged_stands_for_itself() {
        let model: LoggedModel = serde_json::from_value(json!({
            "info": {"model_id": "m-55555555", "name": "uploaded", "status": "LOGGED_MODEL_READY",
                     "creation_timestamp_ms": 1_000, "tags": [{"key": "team", "value": "risk"}]},
            "data": {"metrics": [{"key": "auc", "value": 0.8, "step": 2}]},
        }))
        .unwrap();
        let runs = of(vec![sent("a", "one", None)], vec![model]);
        let model = &runs[1];
        assert_eq!(
            (model.id(), model.name.as_str(), model.metrics["auc"]),
            ("m-55555555", "uploaded", Some(0.8))
        );
        assert_eq!(
            (model.wire.info.status, model.took_ms(), model.tag("team")),
            (Status::Finished, None, Some("risk"))
        );
        assert!(model.is_only_model && !runs[0].is_only_model);
    }

    #[test]
    fn what_a_logged_model_has_is_the_runs_where_the_run_has_none() {
        let model: LoggedModel = serde_json::from_value(json!({
            "info": {"source_run_id": "a"},
            "data": {"metrics": [{"key": "auc", "value": 0.1}, {"key": "f1", "value": 0.7}],
                     "params": [{"key": "depth", "value": "3"}]},
        }))
        .unwrap();
        let run = of(vec![sent("a", "one", None)], vec![model]).remove(0);
        assert_eq!(
            (run.metrics["auc"], run.metrics["f1"], run.param("depth")),
            (Some(0.9), Some(0.7), Some("3"))
        );
    }
}
