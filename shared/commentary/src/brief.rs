//! The document that is sent to a model: what the report is about, with findings and figures.

use report_claims::{Facts, short_line};
use report_domain::Timestamp;
use report_snapshot::Snapshot;
use serde_json::{Value, json};

/// Entries of `about`.
const MOST_ABOUT: usize = 20;

/// Characters of one name. Longer names are cut, because they could carry instructions.
const LONGEST_NAME: usize = 160;

/// The document that the model reads.
pub(crate) fn brief(snapshot: &Snapshot, facts: &Facts<'_>) -> Value {
    let header = snapshot.header();
    let about = about(snapshot).into_iter().filter_map(|(label, text)| Some((label, text?)));
    let about = about.map(|(label, text)| format!("{label}: {}", short_line(&text, LONGEST_NAME)));
    let mut document = facts.to_json();
    document["entity"] = json!({
        "kind": header.kind,
        "name": short_line(header.name, LONGEST_NAME),
        "about": about.take(MOST_ABOUT).collect::<Vec<_>>(),
    });
    document
}

/// Task, data, tool and dates as far as the snapshot states them, in the order in which a reader would ask for them.
fn about(snapshot: &Snapshot) -> Vec<(&'static str, Option<String>)> {
    let tool = ("tool", snapshot.header().source.map(|source| source.tool.clone()));
    let task = |task: report_snapshot::Task| Some(task.label().to_lowercase());
    let date = |at: Option<Timestamp>| at.map(Timestamp::display_date);
    match snapshot {
        Snapshot::Experiment(envelope) => {
            let of = &envelope.content;
            vec![
                tool,
                ("task", task(of.task)),
                ("target", of.target.clone()),
                ("dataset", of.dataset.as_ref().map(|dataset| dataset.name.clone())),
                ("started", date(of.started_at)),
                ("finished", date(of.finished_at)),
                ("best model", of.best_model.as_ref().map(|best| best.name.clone())),
            ]
        }
        Snapshot::Model(envelope) => {
            let of = &envelope.content;
            vec![
                tool,
                ("task", task(of.task)),
                ("target", of.target.clone()),
                ("algorithm", of.algorithm.clone()),
                ("experiment", of.experiment.as_ref().map(|experiment| experiment.name.clone())),
                ("dataset", of.dataset.as_ref().map(|dataset| dataset.name.clone())),
                ("trained", date(of.trained_at)),
            ]
        }
        Snapshot::Project(envelope) => {
            let of = &envelope.content;
            let served = of.deployments.iter().map(|deployment| {
                let model = deployment.model.as_ref();
                ("deployment", model.map(|model| format!("{} serves {}", deployment.name, model.name)))
            });
            [tool, ("created", date(of.created_at))].into_iter().chain(served).collect()
        }
        Snapshot::Deployment(envelope) => {
            let of = &envelope.content;
            let model = of.model.as_ref();
            vec![
                tool,
                ("model", model.map(|model| model.name.clone())),
                ("algorithm", model.and_then(|model| model.algorithm.clone())),
                ("task", model.and_then(|model| model.task).and_then(task)),
                ("target", model.and_then(|model| model.target.clone())),
                ("stage", of.stage.clone()),
                ("deployed", date(of.created_at)),
                ("from", date(of.window.as_ref().map(|window| window.start))),
                ("before", date(of.window.as_ref().map(|window| window.end))),
            ]
        }
        Snapshot::Synthgen(envelope) => {
            let of = &envelope.content;
            vec![
                tool,
                ("synthesizer", of.synthesizer.clone()),
                ("dataset", of.dataset.as_ref().map(|dataset| dataset.name.clone())),
                ("finished", date(of.finished_at)),
            ]
        }
        Snapshot::Privacy(envelope) => {
            let of = &envelope.content;
            let detectors = of.detectors.iter().map(|detector| ("detector", Some(detector.name.clone())));
            [
                tool,
                ("policy", of.policy.as_ref().map(|policy| policy.name.clone())),
                ("dataset", of.dataset.as_ref().map(|dataset| dataset.name.clone())),
                ("finished", date(of.finished_at)),
            ]
            .into_iter()
            .chain(detectors)
            .collect()
        }
    }
}
