//! Section `deployments`: stage, status and health of each.

use report_document::{Block, Cell, Column, Emphasis, Row, Table, Text};
use report_domain::Timestamp;
use report_facts::{format, names, words};
use report_findings::Severity;
use report_snapshot::{
    deployment::{DeploymentStatus, Window},
    project::{DeploymentItem, Project},
};

use super::overview::{error_severity, needs_attention};
use crate::blocks::Blocks;
use crate::common::{
    number::{count_cell, duration_cell, percent_cell},
    text_cell::{graded, text_cell},
};

/// Deployments listed.
const MOST: usize = 200;

/// Drifted features named in a cell.
const MOST_FEATURES: usize = 3;

/// Makes the section; `None` without a deployment.
pub(super) fn deployments(project: &Project) -> Option<Blocks> {
    let mut deployments: Vec<&DeploymentItem> = project.deployments.iter().collect();
    if deployments.is_empty() {
        return None;
    }
    // Those that need a look first.
    deployments.sort_by_key(|deployment| !needs_attention(deployment));
    let window = windows(&deployments);
    let own_windows = window == Windows::Several;
    let rows = deployments.iter().take(MOST).map(|deployment| row(deployment, own_windows)).collect();
    let all = words::counted(deployments.len() as u64, "deployment", "deployments");
    let caption = if deployments.len() > MOST {
        format!("The first {MOST} of {all}, those that need a look first")
    } else if deployments.len() > 1 {
        format!("{all}, those that need a look first")
    } else {
        all
    };
    let mut columns = vec![
        Column::row_header("Deployment"),
        Column::text("Stage"),
        Column::text("Status"),
        Column::text("Model"),
    ];
    if own_windows {
        columns.push(Column::text("Figures of"));
    }
    columns.extend(["Calls", "Error rate", "Latency p95"].map(Column::number));
    columns.push(Column::text("Drifted features"));
    let table = Table { caption, columns, rows, sortable: true };
    let mut body = Blocks::default().with(table);
    body.push(Block::Note(Text::plain(note(window))));
    Some(body)
}

/// Which time the figures of the deployments are about.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Windows<'a> {
    NotKnown,
    /// All are about the same.
    Same(&'a Window),
    /// Each has its own, or some have none.
    Several,
}

fn windows<'a>(deployments: &[&'a DeploymentItem]) -> Windows<'a> {
    let has_figures = |deployment: &&&DeploymentItem| {
        deployment.window.is_some()
            || deployment.requests.is_some()
            || deployment.error_rate.is_some()
            || deployment.latency_p95_ms.is_some()
    };
    let mut windows = deployments.iter().filter(has_figures).map(|deployment| deployment.window.as_ref());
    let Some(first) = windows.next() else { return Windows::NotKnown };
    match (windows.all(|window| window == first), first) {
        (false, _) => Windows::Several,
        (true, Some(window)) => Windows::Same(window),
        (true, None) => Windows::NotKnown,
    }
}

/// Which time the figures are about, and what is set apart.
fn note(windows: Windows<'_>) -> String {
    let about = match windows {
        Windows::NotKnown => String::new(),
        Windows::Same(window) => format!(
            "The figures are about the time from {} to {}. ",
            window.start.display_minute(),
            window.end.display_minute()
        ),
        Windows::Several => "The figures of each deployment are about a time of its own. ".into(),
    };
    format!(
        "{about}An error rate that is more than {} by more than chance is set apart.",
        format::percent(report_findings::severity::TOO_MANY)
    )
}

fn row(deployment: &DeploymentItem, own_window: bool) -> Row {
    let severity = match deployment.status {
        DeploymentStatus::Failed => Severity::Critical,
        DeploymentStatus::Degraded => Severity::Warning,
        DeploymentStatus::Starting | DeploymentStatus::Stopped => Severity::Info,
        DeploymentStatus::Active => Severity::Good,
    };
    let rate_cell = percent_cell(deployment.error_rate);
    let drifted = &deployment.drifted_features;
    let mut cells = vec![
        Cell::text(names::shown(&deployment.name)),
        text_cell(deployment.stage.as_deref()),
        graded(Cell::text(deployment.status.label()), severity),
        text_cell(deployment.model.as_ref().map(|model| model.name.as_str())),
    ];
    if own_window {
        let window = deployment.window.as_ref();
        cells.push(text_cell(window.map(|window| between(window.start, window.end)).as_deref()));
    }
    cells.extend([
        count_cell(deployment.requests),
        match error_severity(deployment) {
            Some(severity) => graded(rate_cell, severity),
            None => rate_cell,
        },
        duration_cell(deployment.latency_p95_ms),
        if drifted.is_empty() {
            Cell::missing()
        } else {
            let named = drifted.iter().map(|feature| names::shown(feature));
            Cell::text(words::listed(named, MOST_FEATURES)).emphasised(Emphasis::Alert)
        },
    ]);
    Row::new(cells)
}

/// `2026-03-02 to 2026-03-16`; with the time where that is not midnight.
fn between(start: Timestamp, end: Timestamp) -> String {
    let midnight = |at: Timestamp| at.unix_millis().rem_euclid(86_400_000) == 0;
    if midnight(start) && midnight(end) {
        format!("{} to {}", start.display_date(), end.display_date())
    } else {
        format!("{} to {}", start.display_minute(), end.display_minute())
    }
}
