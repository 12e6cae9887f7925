//! The data that runs have read.

use std::collections::BTreeMap;

use report_import::Entities;
use report_snapshot::{Setting, Task, Value, dataset::Dataset, evaluation::Split};

use crate::{
    runs::Run,
    wire::{self, DatasetInput, shortened},
};

/// Characters of a name.
const LONGEST_NAME: usize = 200;

/// What MLflow calls data that nobody has named.
const UNNAMED: &str = "dataset";

/// Which rows a dataset is said to be used for.
fn split(input: &DatasetInput) -> Option<Split> {
    match input.tags.get("mlflow.data.context")?.trim_end_matches('_').to_lowercase().as_str() {
        "train" | "training" => Some(Split::Training),
        "val" | "valid" | "validation" | "eval" | "evaluation" => Some(Split::Validation),
        "test" | "testing" | "holdout" => Some(Split::Test),
        _ => None,
    }
}

/// The data that a run was trained on, else what it has read.
fn trained_on(run: &Run) -> Option<&wire::Dataset> {
    let inputs = &run.wire.inputs.dataset_inputs;
    let of = |wanted: Option<Split>| inputs.iter().find(|input| split(input) == wanted);
    of(Some(Split::Training)).or_else(|| of(None)).map(|input| &input.dataset)
}

/// The name that people read.
fn name(dataset: &wire::Dataset) -> String {
    let name = shortened(dataset.name.trim(), LONGEST_NAME);
    match (name.as_str(), dataset.digest.as_str()) {
        (UNNAMED | "", digest) if !digest.is_empty() => format!("{UNNAMED} {digest}"),
        _ => name,
    }
}

fn made(dataset: &wire::Dataset, entities: &Entities, task: Option<Task>) -> Option<Dataset> {
    let name = name(dataset);
    (!name.is_empty()).then(|| Dataset {
        id: Some(entities.dataset_id(&name)),
        rows: dataset.rows,
        columns: dataset.columns,
        task,
        name,
        ..Dataset::default()
    })
}

/// A run's dataset.
pub(crate) fn of_run(run: &Run, entities: &Entities, task: Option<Task>) -> Option<Dataset> {
    made(trained_on(run)?, entities, task)
}

/// The dataset that most runs were trained on.
pub(crate) fn of_runs(runs: &[&Run], entities: &Entities, task: Option<Task>) -> Option<Dataset> {
    let mut times: BTreeMap<(&str, &str), (usize, &wire::Dataset)> = BTreeMap::new();
    for dataset in runs.iter().filter_map(|run| trained_on(run)) {
        times.entry((&dataset.name, &dataset.digest)).or_insert((0, dataset)).0 += 1;
    }
    let (_, dataset) = times.into_values().max_by_key(|(times, _)| *times)?;
    made(dataset, entities, task)
}

/// How many rows a run's data of these rows has.
pub(crate) fn rows(run: &Run, wanted: Split) -> Option<u64> {
    let mut found = run.wire.inputs.dataset_inputs.iter().filter(|input| split(input) == Some(wanted));
    let rows = found.next()?.dataset.rows?;
    // Of two datasets nobody knows which.
    found.all(|other| other.dataset.rows == Some(rows)).then_some(rows)
}

/// What else is known of the data: each dataset with its digest, which says whether two runs have read the same.
pub(crate) fn settings(run: &Run) -> Vec<Setting> {
    let mut by_digest: Vec<(&wire::Dataset, Vec<&str>)> = Vec::new();
    for input in run.wire.inputs.dataset_inputs.iter().filter(|input| !input.dataset.digest.is_empty()) {
        let context = input.tags.get("mlflow.data.context").map(|context| context.trim_end_matches('_'));
        let context = context.unwrap_or("use not given");
        match by_digest.iter_mut().find(|(known, _)| known.digest == input.dataset.digest) {
            Some((_, contexts)) if contexts.contains(&context) => {}
            Some((_, contexts)) => contexts.push(context),
            None => by_digest.push((&input.dataset, vec![context])),
        }
    }
    let setting = |(dataset, contexts): (&wire::Dataset, Vec<&str>)| {
        let named = Some(dataset.name.trim()).filter(|name| !matches!(*name, UNNAMED | ""));
        let named = named.map(|name| format!("{}, ", shortened(name, LONGEST_NAME))).unwrap_or_default();
        let rows = dataset.rows.map(|rows| format!(", {rows} rows")).unwrap_or_default();
        Setting {
            name: format!("Data ({})", contexts.join(", ")),
            value: Value::Text(format!("{named}digest {}{rows}", dataset.digest)),
        }
    };
    by_digest.into_iter().map(setting).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;
    use crate::runs;

    fn run(inputs: serde_json::Value) -> Run {
        let sent =
            json!({"info": {"run_id": "a", "status": "FINISHED"}, "inputs": {"dataset_inputs": inputs}});
        runs::of(vec![serde_json::from_value(sent).unwrap()], Vec::new()).remove(0)
    }

    fn input(context: &str, name: &str, rows: u64) -> serde_json::Value {
        json!({"tags": [{"key": "mlflow.data.context", "value": context}],
               "dataset": {"name": name, "digest": "970a285a", "schema": "{\"mlflow_colspec\": [{}, {}]}",
                           "profile": format!("{{\"num_rows\": {rows}}}")}})
    }

    #[test]
    fn the_data_is_what_a_run_was_trained_on() {
        let mut train = input("train", "dataset", 426);
        train["dataset"]["digest"] = json!("0123");
        let run = run(json!([input("testing", "held_out", 143), train, input("eval", "dataset", 143)]));
        let entities = Entities::of(uuid::Uuid::nil());
        let dataset = of_run(&run, &entities, None).unwrap();
        assert_eq!(
            (dataset.name.as_str(), dataset.rows, dataset.columns),
            ("dataset 0123", Some(426), Some(2))
        );
        assert_eq!((rows(&run, Split::Test), rows(&run, Split::Validation)), (Some(143), Some(143)));
        let told = settings(&run);
        assert_eq!((told.len(), told[0].name.as_str()), (2, "Data (testing, eval)"));
        assert_eq!(told[0].value, Value::Text("held_out, digest 970a285a, 143 rows".into()));
    }

    #[test]
    fn of_two_sets_of_rows_the_number_is_not_known() {
        let run = run(json!([input("eval", "dataset", 143), input("eval_", "dataset", 100)]));
        assert_eq!(rows(&run, Split::Validation), None);
        assert_eq!(of_run(&run, &Entities::of(uuid::Uuid::nil()), None), None, "trained on neither");
    }
}
