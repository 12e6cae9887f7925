//! Section `models`: by status, by algorithm, and those that are registered or in service.

use std::collections::BTreeMap;

use crate::blocks::Blocks;
use report_charts::{Frame, Share};
use report_document::{Block, Cell, Chart, Column, Emphasis, Row, Severity, Table};
use report_facts::{Quantity, Unit, format, metric, names, project, words};
use report_snapshot::project::{ModelItem, ModelStatus, Project};

use crate::common::{
    instant::instant_cell,
    number::{duration_cell, quantity_cell},
    text_cell::text_cell,
};

/// In the order of a model's life.
const STATUSES: [ModelStatus; 5] = [
    ModelStatus::Candidate,
    ModelStatus::Registered,
    ModelStatus::Deployed,
    ModelStatus::Archived,
    ModelStatus::Failed,
];

/// Algorithms listed: the most frequent.
const MOST_ALGORITHMS: usize = 40;

/// Models listed.
const MOST_MODELS: usize = 200;

/// Makes the section; `None` without a model.
pub(super) fn models(project: &Project) -> Option<Blocks> {
    if project.models.is_empty() {
        return None;
    }
    let mut body = Blocks::default();
    body.extend(by_status(&project.models).map(Block::Chart));
    body.push(by_algorithm(&project.models));
    body.extend(in_use(&project.models).map(Block::Table));
    Some(body)
}

fn tone(status: ModelStatus) -> Severity {
    match status {
        ModelStatus::Deployed => Severity::Good,
        ModelStatus::Candidate | ModelStatus::Archived => Severity::Info,
        ModelStatus::Registered => Severity::Warning,
        ModelStatus::Failed => Severity::Critical,
    }
}

fn with_status(models: &[&ModelItem], status: ModelStatus) -> u64 {
    models.iter().filter(|model| model.status == status).count() as u64
}

fn by_status(models: &[ModelItem]) -> Option<Chart> {
    let models: Vec<&ModelItem> = models.iter().collect();
    let shares: Vec<Share<'_>> = STATUSES
        .into_iter()
        .map(|status| Share {
            label: status.label(),
            count: with_status(&models, status),
            severity: tone(status),
        })
        .filter(|share| share.count > 0)
        .collect();
    report_charts::stacked_status(&Frame::full("chart-models-by-status", "Models by status"), &shares)
}

/// Counts per algorithm and status, with the time that training took.
fn by_algorithm(models: &[ModelItem]) -> Table {
    let mut algorithms: BTreeMap<Option<&str>, Vec<&ModelItem>> = BTreeMap::new();
    for model in models {
        algorithms.entry(model.algorithm.as_deref()).or_default().push(model);
    }
    let all = algorithms.len();
    let mut ordered: Vec<(Option<&str>, Vec<&ModelItem>)> = algorithms.into_iter().collect();
    // The most frequent first; the same number by name.
    ordered.sort_by_key(|(_, models)| std::cmp::Reverse(models.len()));
    let occurring: Vec<ModelStatus> =
        STATUSES.into_iter().filter(|status| models.iter().any(|model| model.status == *status)).collect();
    let timed = !project::training_times(models).is_empty();
    let mut columns = vec![Column::row_header("Algorithm"), Column::number("Models")];
    columns.extend(occurring.iter().map(|status| Column::number(status.label())));
    if timed {
        columns.extend([Column::number("Training, median"), Column::number("Training, all")]);
    }
    let row = |name: &str, models: &[&ModelItem], highlighted: bool| {
        let count = |count: u64| Cell::number(count as f64, format::count(count));
        let mut cells = vec![Cell::text(name), count(models.len() as u64)];
        cells.extend(occurring.iter().map(|status| count(with_status(models, *status))));
        if timed {
            let models = || models.iter().copied();
            let times = project::training_times(models());
            cells.push(median_cell(project::median_training_time(models())));
            cells.push(duration_cell((!times.is_empty()).then(|| times.iter().sum())));
        }
        Row { cells, highlighted }
    };
    let mut rows: Vec<Row> = ordered
        .iter()
        .take(MOST_ALGORITHMS)
        .map(|(name, models)| row(&name.map_or("not known".into(), names::shown), models, false))
        .collect();
    if all > 1 {
        let models: Vec<&ModelItem> = models.iter().collect();
        rows.push(row("All", &models, true));
    }
    let caption = if all > MOST_ALGORITHMS {
        let shown: usize = ordered.iter().take(MOST_ALGORITHMS).map(|(_, models)| models.len()).sum();
        let rest = words::counted((models.len() - shown) as u64, "model", "models");
        let all = format::count(all as u64);
        format!(
            "Models by algorithm: the {MOST_ALGORITHMS} most frequent of {all}; {rest} of others in the last row only"
        )
    } else {
        "Models by algorithm".into()
    };
    Table { caption, columns, rows, sortable: false }
}

/// A median lies between two times: half a millisecond is shown.
fn median_cell(median: Option<f64>) -> Cell {
    match median.filter(|median| *median < 999.5 && median.fract() != 0.0) {
        Some(median) => Cell::number(median, format::value(median, Unit::Milliseconds, 1)),
        None => duration_cell(median),
    }
}

/// Every model that is more than a candidate: what an auditor asks for.
fn in_use(models: &[ModelItem]) -> Option<Table> {
    let mut listed: Vec<&ModelItem> =
        models.iter().filter(|model| model.status != ModelStatus::Candidate).collect();
    let place = |status| match status {
        ModelStatus::Deployed => 0,
        ModelStatus::Registered => 1,
        ModelStatus::Failed => 2,
        ModelStatus::Archived => 3,
        ModelStatus::Candidate => 4,
    };
    // Those without a figure after the others of their status.
    let value = |model: &ModelItem| model.metric.as_ref().and_then(|figure| figure.value);
    listed.sort_by_key(|model| (place(model.status), value(model).is_none_or(|value| !value.is_finite())));
    if listed.is_empty() {
        return None;
    }
    let rows = listed
        .iter()
        .take(MOST_MODELS)
        .map(|model| {
            let status = Cell::text(model.status.label());
            let figure = model.metric.as_ref();
            Row::new(vec![
                Cell::text(names::shown(&model.name)),
                if model.status == ModelStatus::Failed { status.emphasised(Emphasis::Alert) } else { status },
                text_cell(model.algorithm.as_deref()),
                figure.map_or_else(Cell::missing, |figure| Cell::text(metric::label(&figure.name))),
                figure.map_or_else(Cell::missing, |figure| {
                    quantity_cell(&Quantity::of_metric(&[], &figure.name), figure.value)
                }),
                instant_cell(model.created_at),
            ])
        })
        .collect();
    let all = words::counted(listed.len() as u64, "model", "models");
    let caption = if listed.len() > MOST_MODELS {
        format!("Models that are more than candidates: the first {MOST_MODELS} of {all}")
    } else {
        format!("Models that are more than candidates: {all}")
    };
    Some(Table {
        caption,
        columns: vec![
            Column::row_header("Model"),
            Column::text("Status"),
            Column::text("Algorithm"),
            Column::text("Metric"),
            Column::number("Value"),
            Column::text("Made"),
        ],
        rows,
        sortable: true,
    })
}
