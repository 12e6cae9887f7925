//! Section `datasets`: how large each is, how complete, and what it is used for.

use crate::blocks::Blocks;
use report_document::{Cell, Column, Row, Table};
use report_facts::{
    format, names,
    project::{self, Uses},
    words,
};
use report_snapshot::{dataset::Dataset, project::Project};

use crate::common::{number::count_cell, text_cell::text_cell};

/// Datasets listed.
const MOST: usize = 300;

/// Makes the section; `None` without a dataset.
pub(super) fn datasets(project: &Project) -> Option<Blocks> {
    if project.datasets.is_empty() {
        return None;
    }
    let uses = project::uses(project);
    let sized = project.datasets.iter().any(|dataset| dataset.size_bytes.is_some());
    let target = project.datasets.iter().any(|dataset| dataset.target.is_some());
    let task = project.datasets.iter().any(|dataset| dataset.task.is_some());
    let mut columns = vec![
        Column::row_header("Dataset"),
        Column::number("Rows"),
        Column::number("Columns"),
        Column::number("Missing values"),
        Column::text("Used by"),
    ];
    for (shown, column) in
        [(sized, Column::number("Size")), (task, Column::text("Task")), (target, Column::text("Target"))]
    {
        if shown {
            columns.push(column);
        }
    }
    let rows = project
        .datasets
        .iter()
        .take(MOST)
        .map(|dataset| {
            let mut cells = vec![
                Cell::text(names::shown(&dataset.name)),
                count_cell(dataset.rows),
                count_cell(dataset.columns),
                missing_cell(dataset),
                text_cell(Some(&used_by(uses.get(dataset.name.as_str()).copied()))),
            ];
            if sized {
                cells.push(
                    dataset
                        .size_bytes
                        .map_or_else(Cell::missing, |size| Cell::number(size as f64, format::bytes(size))),
                );
            }
            if task {
                cells.push(text_cell(dataset.task.map(|task| task.label())));
            }
            if target {
                cells.push(text_cell(dataset.target.as_deref()));
            }
            Row::new(cells)
        })
        .collect();
    let all = words::counted(project.datasets.len() as u64, "dataset", "datasets");
    let caption = if project.datasets.len() > MOST { format!("The first {MOST} of {all}") } else { all };
    Some(Blocks::default().with(Table { caption, columns, rows, sortable: true }))
}

/// `3 experiments, 1 model`; nothing where nothing names it.
fn used_by(uses: Option<Uses>) -> String {
    let uses = uses.unwrap_or_default();
    let parts: Vec<String> = [
        (uses.experiments, "experiment", "experiments"),
        (uses.models, "model", "models"),
        (uses.deployments, "deployment", "deployments"),
        (uses.synthgen_runs, "synthetic-data run", "synthetic-data runs"),
    ]
    .into_iter()
    .filter(|(number, _, _)| *number > 0)
    .map(|(number, one, many)| words::counted(number, one, many))
    .collect();
    parts.join(", ")
}

/// Missing cells with their share of all cells.
fn missing_cell(dataset: &Dataset) -> Cell {
    let Some(missing) = dataset.missing_values else { return Cell::missing() };
    let share = project::missing_share(dataset).filter(|share| share.value > 0.0);
    let share = share.map(|share| format!(" ({})", share.shown())).unwrap_or_default();
    Cell::number(missing as f64, format!("{}{share}", format::count(missing)))
}
