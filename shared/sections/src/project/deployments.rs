//! Section `deployments`: stage, status and health of each.

use report_document::{Block, Cell, Column, Emphasis, Row, Section, Table, Text};
use report_facts::{format, words};
use report_findings::Severity;
use report_snapshot::{
    deployment::DeploymentStatus,
    project::{DeploymentItem, Project},
};

use super::overview::needs_attention;
use crate::common::{
    number::{count_cell, duration_cell, percent_cell},
    text_cell::{graded, text_cell},
};

/// Deployments listed.
const MOST: usize = 200;

/// Drifted features named in a cell.
const MOST_FEATURES: usize = 3;

/// Makes the section; `None` without a deployment.
pub(super) fn deployments(project: &Project) -> Option<Section> {
    let mut deployments: Vec<&DeploymentItem> = project.deployments.iter().collect();
    if deployments.is_empty() {
        return None;
    }
    // Those that need a look first.
    deployments.sort_by_key(|deployment| !needs_attention(deployment));
    let rows = deployments.iter().take(MOST).map(|deployment| row(deployment)).collect();
    let all = words::counted(deployments.len() as u64, "deployment", "deployments");
    let caption = if deployments.len() > MOST {
        format!("The first {MOST} of {all}, those that need a look first")
    } else if deployments.len() > 1 {
        format!("{all}, those that need a look first")
    } else {
        all
    };
    let table = Table {
        caption,
        columns: vec![
            Column::row_header("Deployment"),
            Column::text("Stage"),
            Column::text("Status"),
            Column::text("Model"),
            Column::number("Calls"),
            Column::number("Error rate"),
            Column::number("Latency p95"),
            Column::text("Drifted features"),
        ],
        rows,
        sortable: true,
    };
    let mut section = Section::new("deployments", "Deployments").with(table);
    section.push(Block::Note(Text::plain(note(&deployments))));
    Some(section)
}

/// Which time the figures are about, and what is set apart.
fn note(deployments: &[&DeploymentItem]) -> String {
    let windows = || deployments.iter().filter_map(|deployment| deployment.window.as_ref());
    let from = windows().map(|window| window.start).min();
    let to = windows().map(|window| window.end).max();
    let about = from.zip(to).map(|(from, to)| {
        format!("The figures are about the time from {} to {}. ", from.display_minute(), to.display_minute())
    });
    format!(
        "{}An error rate of {} or more is set apart.",
        about.unwrap_or_default(),
        format::percent(report_findings::severity::TOO_MANY)
    )
}

fn row(deployment: &DeploymentItem) -> Row {
    let severity = match deployment.status {
        DeploymentStatus::Failed => Severity::Critical,
        DeploymentStatus::Degraded => Severity::Warning,
        DeploymentStatus::Starting | DeploymentStatus::Stopped => Severity::Info,
        DeploymentStatus::Active => Severity::Good,
    };
    let rate = deployment.error_rate.filter(|rate| rate.is_finite());
    let rate_cell = percent_cell(rate);
    let drifted = &deployment.drifted_features;
    Row::new(vec![
        Cell::text(&deployment.name),
        text_cell(deployment.stage.as_deref()),
        graded(Cell::text(deployment.status.label()), severity),
        text_cell(deployment.model.as_ref().map(|model| model.name.as_str())),
        count_cell(deployment.requests),
        match rate {
            Some(rate) => graded(rate_cell, report_findings::severity::of_error_rate(rate)),
            None => rate_cell,
        },
        duration_cell(deployment.latency_p95_ms),
        if drifted.is_empty() {
            Cell::missing()
        } else {
            Cell::text(words::listed(drifted.iter().cloned(), MOST_FEATURES)).emphasised(Emphasis::Alert)
        },
    ])
}
