//! Section `key-figures`, the facts on the cover, and the project in one sentence.

use crate::blocks::Blocks;
use report_document::{Block, Field, KeyFigure, Text};
use report_facts::{format, names, words};
use report_findings::Severity;
use report_snapshot::{
    Envelope, RunStatus,
    deployment::DeploymentStatus,
    project::{DeploymentItem, ModelStatus, Project},
};

/// How grave a deployment's failed calls are; `None` where they are not known.
pub(super) fn error_severity(deployment: &DeploymentItem) -> Option<Severity> {
    let (failed, calls) = report_facts::project::failed_calls(deployment)?;
    Some(report_findings::severity::of_calls(failed, calls))
}

/// Whether a deployment needs a look: it is down or degraded, fails too often, or has drifted.
pub(crate) fn needs_attention(deployment: &DeploymentItem) -> bool {
    matches!(deployment.status, DeploymentStatus::Failed | DeploymentStatus::Degraded)
        || error_severity(deployment).is_some_and(|severity| severity >= Severity::Warning)
        || !deployment.drifted_features.is_empty()
}

/// Deployments that need a look.
pub(crate) fn attention(project: &Project) -> u64 {
    project.deployments.iter().filter(|deployment| needs_attention(deployment)).count() as u64
}

/// Makes the section.
pub(super) fn key_figures(project: &Project) -> Blocks {
    let mut figures = Vec::new();
    let mut put = |label: &str, number: usize, note: Option<String>| {
        figures.push(KeyFigure { label: label.into(), value: format::count(number as u64), note });
    };
    let ended =
        |status| project.experiments.iter().filter(|experiment| experiment.status == status).count() as u64;
    let (completed, failed) = (ended(RunStatus::Completed), ended(RunStatus::Failed));
    put(
        "Experiments",
        project.experiments.len(),
        (!project.experiments.is_empty()).then(|| match failed {
            0 => format!("{} completed", format::count(completed)),
            failed => format!("{} completed, {} failed", format::count(completed), format::count(failed)),
        }),
    );
    let deployed = project.models.iter().filter(|model| model.status == ModelStatus::Deployed).count() as u64;
    let registered =
        project.models.iter().filter(|model| model.status == ModelStatus::Registered).count() as u64;
    let notes: Vec<String> = [(deployed, "deployed"), (registered, "registered")]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{} {what}", format::count(number)))
        .collect();
    put("Models", project.models.len(), (!notes.is_empty()).then(|| notes.join(", ")));
    put("Datasets", project.datasets.len(), rows_in_all(project));
    let attention = attention(project);
    put(
        "Deployments",
        project.deployments.len(),
        (!project.deployments.is_empty()).then(|| match attention {
            0 => "none needs a look".into(),
            1 => "1 needs a look".into(),
            several => format!("{} need a look", format::count(several)),
        }),
    );
    if !project.synthgen_runs.is_empty() {
        put("Synthetic-data runs", project.synthgen_runs.len(), None);
    }
    Blocks::default().with(Block::KeyFigures(figures))
}

/// Rows of all datasets, and of how many they are where not all say.
fn rows_in_all(project: &Project) -> Option<String> {
    let known: Vec<u64> = project.datasets.iter().filter_map(|dataset| dataset.rows).collect();
    let rows = known.iter().try_fold(0_u64, |sum, rows| sum.checked_add(*rows)).filter(|rows| *rows > 0)?;
    let rows = words::counted(rows, "row", "rows");
    Some(if known.len() < project.datasets.len() {
        format!("{rows} in {} of them", format::count(known.len() as u64))
    } else {
        rows
    })
}

/// What the cover says.
pub(super) fn cover_facts(project: &Project) -> Vec<Field> {
    let mut facts = Vec::new();
    facts.extend(project.created_at.map(|at| Field::new("Created", at.display_minute())));
    let last = super::recent_changes::latest(project);
    facts.extend(last.map(|at| Field::new("Last change", at.display_minute())));
    facts
}

/// How much there is, and whether anything needs a look.
pub(super) fn headline(snapshot: &Envelope<Project>) -> Text {
    let project = &snapshot.content;
    let named = Text::default().name(names::shown(&snapshot.name));
    let parts: Vec<String> = [
        (project.experiments.len(), "experiment", "experiments"),
        (project.models.len(), "model", "models"),
        (project.datasets.len(), "dataset", "datasets"),
        (project.deployments.len(), "deployment", "deployments"),
    ]
    .into_iter()
    .filter(|(number, _, _)| *number > 0)
    .map(|(number, one, many)| words::counted(number as u64, one, many))
    .collect();
    if parts.is_empty() && project.synthgen_runs.is_empty() {
        return named.and(" is empty so far.");
    }
    let holds = if parts.is_empty() {
        words::counted(project.synthgen_runs.len() as u64, "synthetic-data run", "synthetic-data runs")
    } else {
        words::listed(parts, 4)
    };
    let failed =
        project.experiments.iter().filter(|experiment| experiment.status == RunStatus::Failed).count() as u64;
    let failed = if failed > 0 {
        format!("; {} failed", words::counted(failed, "experiment", "experiments"))
    } else {
        String::new()
    };
    let attention = match (project.deployments.len(), attention(project)) {
        (0, _) => String::new(),
        (_, 0) => "; no deployment needs a look".into(),
        (_, number) => format!("; {} a look", words::counted(number, "deployment needs", "deployments need")),
    };
    named.and(format!(" holds {holds}{failed}{attention}."))
}
