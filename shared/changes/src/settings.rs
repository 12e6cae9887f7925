//! How things are configured: by whom, on what, with which settings.

use std::collections::{HashMap, HashSet};

use report_facts::leaderboard::Ranking;
use report_snapshot::{
    Setting, Snapshot, Value,
    deployment::Deployment,
    experiment::Experiment,
    model::Model,
    privacy::{PrivacySession, SettingValue},
    project::Project,
};

use crate::Listed;

/// Settings that are listed.
const MOST: usize = 40;

/// Which setting.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SettingKey {
    /// Whose, where it is not the entity's own: a deployment of a project.
    pub of: Option<String>,
    /// What we call it, or its name in the data.
    pub name: String,
}

/// A setting that differs; `None` on a side that does not have it.
#[derive(Debug, Clone, PartialEq)]
pub struct SettingChange {
    /// Which.
    pub key: SettingKey,
    /// What it was.
    pub then: Option<Value>,
    /// What it is.
    pub now: Option<Value>,
}

/// The settings of a snapshot in reading order. Those whose name stands twice are left out: nobody knows which is meant.
pub(crate) fn of(snapshot: &Snapshot) -> Vec<(SettingKey, Value)> {
    let mut all = Collected::default();
    let header = snapshot.header();
    all.text(NAME, Some(header.name));
    match snapshot {
        Snapshot::Experiment(envelope) => experiment(&mut all, &envelope.content),
        Snapshot::Model(envelope) => model(&mut all, &envelope.content),
        Snapshot::Project(envelope) => project(&mut all, &envelope.content),
        Snapshot::Deployment(envelope) => deployment(&mut all, &envelope.content),
        Snapshot::Synthgen(envelope) => {
            let run = &envelope.content;
            all.text("Status", Some(run.status.label()));
            all.text("Synthesizer", run.synthesizer.as_deref());
            all.text("Dataset", run.dataset.as_ref().map(|dataset| dataset.name.as_str()));
            all.settings(&run.configuration);
        }
        Snapshot::Privacy(envelope) => privacy(&mut all, &envelope.content),
    }
    if let Some(source) = header.source {
        all.text("Tool", Some(&source.tool));
        all.text("Version of the tool", source.version.as_deref());
        all.value("Seed", source.seed.map(Value::Integer));
        for (library, version) in &source.libraries {
            all.of("Library", library, Some(version));
        }
    }
    all.once()
}

fn privacy(all: &mut Collected, session: &PrivacySession) {
    all.text("Status", Some(session.status.label()));
    all.text("Dataset", session.dataset.as_ref().map(|dataset| dataset.name.as_str()));
    if let Some(policy) = &session.policy {
        all.text("Policy", Some(&policy.name));
        all.text("Version of the policy", policy.version.as_deref());
    }
    for detector in &session.detectors {
        all.of(
            "Detector",
            &detector.name,
            Some(detector.version.as_deref().unwrap_or(detector.method.label())),
        );
    }
    for column in &session.columns {
        let done = column.transformation.map(|transformation| transformation.operation.label());
        all.of(&column.name, "transformation", done);
    }
    for (name, value) in &session.settings {
        let value = match value {
            SettingValue::Bool(value) => Value::Bool(*value),
            SettingValue::Number(value) => Value::Number(*value),
        };
        all.value(name, Some(value));
    }
}

fn experiment(all: &mut Collected, experiment: &Experiment) {
    all.text("Status", Some(experiment.status.label()));
    all.text("Task", Some(experiment.task.label()));
    all.text("Target", experiment.target.as_deref());
    all.text("Dataset", experiment.dataset.as_ref().map(|dataset| dataset.name.as_str()));
    all.text("Ranking metric", experiment.ranking_metric.as_deref());
    all.text("Rows of the ranking", experiment.ranking_split.map(|split| split.label()));
    let ranking = Ranking::of(experiment);
    let leader = ranking.as_ref().and_then(Ranking::leader).map(|leader| leader.entry.name.as_str());
    all.text(LEADER, leader);
    all.settings(&experiment.configuration);
}

/// What the setting is called that is the entity's own name.
const NAME: &str = "Name";

/// What the setting is called whose value is the name of a model.
pub(crate) const LEADER: &str = "Leading model";

fn model(all: &mut Collected, model: &Model) {
    all.text("Algorithm", model.algorithm.as_deref());
    all.text("Task", Some(model.task.label()));
    all.text("Target", model.target.as_deref());
    all.text("Positive class", model.positive_class.as_deref());
    all.text("Version", model.version.as_deref());
    all.text("Stage", model.stage.as_deref());
    all.text("Dataset", model.dataset.as_ref().map(|dataset| dataset.name.as_str()));
    all.text("Experiment", model.experiment.as_ref().map(|experiment| experiment.name.as_str()));
    for evaluation in &model.evaluations {
        let rows = evaluation.rows.and_then(|rows| i64::try_from(rows).ok());
        all.value(rows_called(evaluation.split), rows.map(Value::Integer));
    }
    all.settings(&model.structure);
    for parameter in &model.hyperparameters {
        all.value(&parameter.name, Some(parameter.value.clone()));
    }
}

fn rows_called(split: report_snapshot::evaluation::Split) -> &'static str {
    use report_snapshot::evaluation::Split;
    match split {
        Split::Training => "Rows evaluated, training",
        Split::Validation => "Rows evaluated, validation",
        Split::CrossValidation => "Rows evaluated, cross-validation",
        Split::Test => "Rows evaluated, test",
    }
}

fn deployment(all: &mut Collected, deployment: &Deployment) {
    all.text("Stage", deployment.stage.as_deref());
    all.text("Status", Some(deployment.status.label()));
    if let Some(model) = &deployment.model {
        all.text("Model", Some(&model.name));
        all.text("Version of the model", model.version.as_deref());
        all.text("Algorithm", model.algorithm.as_deref());
        all.text("Framework", model.framework.as_deref());
        all.text("Dataset of the training", model.dataset.as_deref());
    }
    if let Some(drift) = &deployment.drift {
        all.text("Reference of the drift", drift.reference.as_deref());
        let methods = drift.methods.iter().cloned().map(Value::Text).collect();
        all.value("Methods of the drift", Some(Value::List(methods)));
    }
}

fn project(all: &mut Collected, project: &Project) {
    for it in &project.experiments {
        all.of(&it.name, "status of the experiment", Some(it.status.label()));
        all.of(&it.name, "best model", it.best_model.as_ref().map(|model| model.name.as_str()));
    }
    for it in &project.models {
        all.of(&it.name, "status of the model", Some(it.status.label()));
    }
    for it in &project.deployments {
        all.of(&it.name, "status of the deployment", Some(it.status.label()));
        all.of(&it.name, "stage", it.stage.as_deref());
        all.of(&it.name, "model in service", it.model.as_ref().map(|model| model.name.as_str()));
    }
    for it in &project.synthgen_runs {
        all.of(&it.name, "status of the run", Some(it.status.label()));
    }
}

#[derive(Default)]
struct Collected(Vec<(SettingKey, Value)>);

impl Collected {
    fn value(&mut self, name: &str, value: Option<Value>) {
        let key = SettingKey { of: None, name: name.to_owned() };
        self.0.extend(value.filter(|value| *value != Value::Null).map(|value| (key, value)));
    }

    fn text(&mut self, name: &str, text: Option<&str>) {
        self.value(name, text.map(|text| Value::Text(text.to_owned())));
    }

    fn of(&mut self, of: &str, name: &str, text: Option<&str>) {
        let key = SettingKey { of: Some(of.to_owned()), name: name.to_owned() };
        self.0.extend(text.map(|text| (key, Value::Text(text.to_owned()))));
    }

    fn settings(&mut self, settings: &[Setting]) {
        settings.iter().for_each(|setting| self.value(&setting.name, Some(setting.value.clone())));
    }

    fn once(self) -> Vec<(SettingKey, Value)> {
        let mut times: HashMap<SettingKey, usize> = HashMap::new();
        for (key, _) in &self.0 {
            *times.entry(key.clone()).or_default() += 1;
        }
        self.0.into_iter().filter(|(key, _)| times[key] == 1).collect()
    }
}

/// The settings that differ: those of now in their order, then those that are gone. That two entities have two names is no
/// difference.
pub(crate) fn between(
    then: &[(SettingKey, Value)],
    now: &[(SettingKey, Value)],
    is_same_entity: bool,
) -> Listed<SettingChange> {
    let was: HashMap<&SettingKey, &Value> = then.iter().map(|(key, value)| (key, value)).collect();
    let is: HashMap<&SettingKey, &Value> = now.iter().map(|(key, value)| (key, value)).collect();
    // Whole things that came or went are said elsewhere, not again with each of their settings.
    let owners = |all: &[(SettingKey, Value)]| -> HashSet<Option<String>> {
        all.iter().map(|(key, _)| key.of.clone()).collect()
    };
    let (owners_then, owners_now) = (owners(then), owners(now));
    let is_both = |key: &SettingKey| {
        if key.of.is_none() && key.name == NAME {
            return is_same_entity;
        }
        key.of.is_none() || (owners_then.contains(&key.of) && owners_now.contains(&key.of)) || is_library(key)
    };
    let mut found = Vec::new();
    for (key, value) in now {
        let former = was.get(key).copied();
        if is_both(key) && former.is_none_or(|former| !is_same(former, value)) {
            found.push(SettingChange { key: key.clone(), then: former.cloned(), now: Some(value.clone()) });
        }
    }
    for (key, value) in then.iter().filter(|(key, _)| is_both(key) && !is.contains_key(key)) {
        found.push(SettingChange { key: key.clone(), then: Some(value.clone()), now: None });
    }
    Listed::first(found, MOST)
}

fn is_library(key: &SettingKey) -> bool {
    key.of.as_deref() == Some("Library")
}

/// Whether two values say the same: a number is the same number, whole or not.
fn is_same(a: &Value, b: &Value) -> bool {
    let number = |value: &Value| match value {
        Value::Integer(whole) => Some(*whole as f64),
        Value::Number(number) => Some(*number),
        _ => None,
    };
    match (number(a), number(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_appeared_or_went_is_told_and_a_number_is_a_number() {
        let of = |name: &str, value| (SettingKey { of: None, name: name.into() }, value);
        let then =
            [of("trees", Value::Integer(50)), of("depth", Value::Integer(5)), of("old", Value::Bool(true))];
        let now =
            [of("trees", Value::Number(50.0)), of("depth", Value::Integer(6)), of("new", Value::Bool(true))];
        let found = between(&then, &now, true).shown;
        let told: Vec<_> =
            found.iter().map(|it| (it.key.name.as_str(), it.then.is_some(), it.now.is_some())).collect();
        assert_eq!(told, [("depth", true, true), ("new", false, true), ("old", true, false)]);
    }
}
