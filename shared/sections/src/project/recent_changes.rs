//! Section `recent-changes`: what happened last, across everything.

use crate::blocks::Blocks;
use report_document::{Cell, Column, Row, Table};
use report_domain::Timestamp;
use report_facts::{format, metric, names};
use report_snapshot::{MetricValue, RunStatus, project::Project};

use crate::common::{instant::instant_cell, text_cell::text_cell};

/// Changes listed: the latest.
const MOST: usize = 15;

/// Something that happened.
struct Change<'a> {
    at: Timestamp,
    what: &'static str,
    name: &'a str,
    detail: String,
}

/// Makes the section; `None` where nothing has a date.
pub(super) fn recent_changes(project: &Project) -> Option<Blocks> {
    let mut changes = changes(project);
    // Latest first; what happened at the same time by name.
    changes.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| (a.name, a.what).cmp(&(b.name, b.what))));
    if changes.is_empty() {
        return None;
    }
    let rows = changes
        .iter()
        .take(MOST)
        .map(|change| {
            Row::new(vec![
                instant_cell(Some(change.at)),
                Cell::text(change.what),
                Cell::text(names::shown(change.name)),
                text_cell(Some(&change.detail)),
            ])
        })
        .collect();
    let caption = if changes.len() > MOST {
        format!("The latest {MOST} of {} dated changes", format::count(changes.len() as u64))
    } else {
        "Changes, latest first".into()
    };
    Some(Blocks::default().with(Table {
        caption,
        columns: vec![
            Column::text("When"),
            Column::text("What"),
            Column::row_header("Name"),
            Column::text("Detail"),
        ],
        rows,
        sortable: false,
    }))
}

/// When something happened last.
pub(super) fn latest(project: &Project) -> Option<Timestamp> {
    changes(project).into_iter().map(|change| change.at).max()
}

fn changes(project: &Project) -> Vec<Change<'_>> {
    let mut changes = Vec::new();
    let mut put = |at: Option<Timestamp>, what: &'static str, name, detail: String| {
        changes.extend(at.map(|at| Change { at, what, name, detail }));
    };
    for experiment in &project.experiments {
        let name = experiment.name.as_str();
        if experiment.finished_at.is_none() {
            put(
                experiment.started_at,
                "Experiment started",
                name,
                experiment.dataset.clone().unwrap_or_default(),
            );
        }
        put(
            experiment.finished_at,
            experiment_ended(experiment.status),
            name,
            result(experiment.best_metric.as_ref()),
        );
    }
    for model in &project.models {
        let detail = result(model.metric.as_ref());
        put(model.created_at, "Model made", &model.name, detail);
    }
    for deployment in &project.deployments {
        put(
            deployment.created_at,
            "Deployment made",
            &deployment.name,
            deployment.stage.clone().unwrap_or_default(),
        );
    }
    for run in &project.synthgen_runs {
        let quality = run.overall_quality.filter(|quality| quality.is_finite());
        let detail =
            quality.map(|quality| format!("quality {}", format::percent(quality))).unwrap_or_default();
        put(run.finished_at, synthgen_ended(run.status), &run.name, detail);
    }

    changes
}

fn experiment_ended(status: RunStatus) -> &'static str {
    match status {
        RunStatus::Failed => "Experiment failed",
        RunStatus::Cancelled => "Experiment stopped",
        RunStatus::Queued | RunStatus::Running | RunStatus::Completed => "Experiment finished",
    }
}

fn synthgen_ended(status: RunStatus) -> &'static str {
    match status {
        RunStatus::Failed => "Synthetic-data run failed",
        RunStatus::Cancelled => "Synthetic-data run stopped",
        RunStatus::Queued | RunStatus::Running | RunStatus::Completed => "Synthetic-data run finished",
    }
}

/// `AUC 0.9951`, or nothing.
fn result(best: Option<&MetricValue>) -> String {
    best.and_then(|best| Some((best, best.value.filter(|value| value.is_finite())?)))
        .map(|(best, value)| format!("{} {}", metric::label(&best.name), format::metric(value)))
        .unwrap_or_default()
}
