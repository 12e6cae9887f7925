//! Section `synthgen-runs`: the project's synthetic data.

use crate::blocks::Blocks;
use report_document::{Cell, Column, Emphasis, Row, Table};
use report_facts::{format, names, words};
use report_snapshot::{
    RunStatus,
    project::{Project, SynthgenItem},
};

use crate::common::{
    instant::instant_cell,
    number::{count_cell, percent_cell},
    text_cell::text_cell,
};

/// Runs listed: the latest.
const MOST: usize = 200;

/// Makes the section; `None` without a run.
pub(super) fn synthgen_runs(project: &Project) -> Option<Blocks> {
    let mut runs: Vec<&SynthgenItem> = project.synthgen_runs.iter().collect();
    if runs.is_empty() {
        return None;
    }
    runs.sort_by(|a, b| b.finished_at.cmp(&a.finished_at).then_with(|| a.name.cmp(&b.name)));
    let rows = runs
        .iter()
        .take(MOST)
        .map(|run| {
            let status = Cell::text(run.status.label());
            Row::new(vec![
                Cell::text(names::shown(&run.name)),
                if run.status == RunStatus::Failed { status.emphasised(Emphasis::Alert) } else { status },
                text_cell(run.dataset.as_deref()),
                count_cell(run.synthetic_rows),
                percent_cell(run.overall_quality),
                instant_cell(run.finished_at),
            ])
        })
        .collect();
    let all = words::counted(runs.len() as u64, "run", "runs");
    let caption = if runs.len() > MOST {
        format!("The latest {MOST} of {}", format::count(runs.len() as u64))
    } else {
        all
    };
    Some(Blocks::default().with(Table {
        caption,
        columns: vec![
            Column::row_header("Run"),
            Column::text("Status"),
            Column::text("Dataset"),
            Column::number("Rows made"),
            Column::number("Overall quality"),
            Column::text("Finished"),
        ],
        rows,
        sortable: true,
    }))
}
