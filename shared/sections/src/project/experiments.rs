//! Section `experiments`: what ran when.

use report_charts::{Frame, TimelineItem};
use report_document::{Block, Cell, Chart, Column, Emphasis, Row, Table};
use report_facts::{format, metric, names, words};
use report_snapshot::{
    RunStatus,
    project::{ExperimentItem, Project},
};

use super::run_tone::run_tone;
use crate::blocks::Blocks;
use crate::common::{
    instant::{instant_cell, took_ms},
    number::{count_cell, duration_cell},
    text_cell::text_cell,
};

/// Experiments drawn: the latest. More rows do not fit on a page.
const MOST_DRAWN: usize = 40;

/// Experiments listed: the latest.
const MOST_ROWS: usize = 300;

/// Makes the section; `None` without an experiment.
pub(super) fn experiments(project: &Project) -> Option<Blocks> {
    if project.experiments.is_empty() {
        return None;
    }
    let mut experiments: Vec<&ExperimentItem> = project.experiments.iter().collect();
    // Latest first; without a start, last; ties by name.
    experiments.sort_by(|a, b| b.started_at.cmp(&a.started_at).then_with(|| a.name.cmp(&b.name)));
    let mut body = Blocks::default();
    body.extend(timeline(&experiments).map(Block::Chart));
    body.push(table(&experiments));
    Some(body)
}

fn timeline(experiments: &[&ExperimentItem]) -> Option<Chart> {
    let mut dated: Vec<&ExperimentItem> = experiments
        .iter()
        .copied()
        .filter(|experiment| experiment.started_at.is_some())
        .take(MOST_DRAWN)
        .collect();
    let all = experiments.iter().filter(|experiment| experiment.started_at.is_some()).count();
    // Time runs downwards as it runs to the right.
    dated.reverse();
    let notes: Vec<Option<String>> = dated
        .iter()
        .map(|experiment| {
            let best = experiment.best_metric.as_ref()?;
            let value = best.value.filter(|value| value.is_finite())?;
            Some(format!("{} {}", metric::label(&best.name), format::metric(value)))
        })
        .collect();
    let labels: Vec<String> = dated.iter().map(|experiment| names::shown(&experiment.name)).collect();
    let items: Vec<TimelineItem<'_>> = dated
        .iter()
        .zip(&notes)
        .zip(&labels)
        .filter_map(|((experiment, note), label)| {
            Some(TimelineItem {
                label,
                start: experiment.started_at?,
                end: experiment.finished_at,
                note: note.as_deref(),
                severity: run_tone(experiment.status),
            })
        })
        .collect();
    let undated = match experiments.len() - all {
        0 => String::new(),
        1 => " 1 experiment without a start is not drawn.".into(),
        several => format!(" {} experiments without a start are not drawn.", format::count(several as u64)),
    };
    let caption = if all > MOST_DRAWN {
        format!(
            "The latest {MOST_DRAWN} of {} experiments, by start, with their best metric. Times are in UTC.{undated}",
            format::count(all as u64)
        )
    } else {
        format!("By start, with the best metric of each. Times are in UTC.{undated}")
    };
    report_charts::timeline(
        &Frame::full("chart-timeline", "Timeline of experiments").caption(&caption),
        &items,
    )
}

fn table(experiments: &[&ExperimentItem]) -> Table {
    let has = |test: fn(&ExperimentItem) -> bool| experiments.iter().any(|experiment| test(experiment));
    let tool = has(|experiment| experiment.tool.is_some());
    let dataset = has(|experiment| experiment.dataset.is_some());
    let task = has(|experiment| experiment.task.is_some());
    let models = has(|experiment| experiment.model_count.is_some());
    let mut columns = vec![
        Column::row_header("Experiment"),
        Column::text("Status"),
        Column::text("Started"),
        Column::number("Run time"),
    ];
    for (shown, column) in [
        (models, Column::number("Models")),
        (dataset, Column::text("Dataset")),
        (task, Column::text("Task")),
        (tool, Column::text("Tool")),
    ] {
        if shown {
            columns.push(column);
        }
    }
    let rows = experiments
        .iter()
        .take(MOST_ROWS)
        .map(|experiment| {
            let status = Cell::text(experiment.status.label());
            let failed = experiment.status == RunStatus::Failed;
            let mut cells = vec![
                Cell::text(names::shown(&experiment.name)),
                if failed { status.emphasised(Emphasis::Alert) } else { status },
                instant_cell(experiment.started_at),
                duration_cell(took_ms(experiment.started_at, experiment.finished_at)),
            ];
            if models {
                cells.push(count_cell(experiment.model_count));
            }
            if dataset {
                cells.push(text_cell(experiment.dataset.as_deref()));
            }
            if task {
                cells.push(text_cell(experiment.task.map(|task| task.label())));
            }
            if tool {
                cells.push(text_cell(experiment.tool.as_deref()));
            }
            Row::new(cells)
        })
        .collect();
    let caption = if experiments.len() > MOST_ROWS {
        format!("The latest {MOST_ROWS} of {} experiments", format::count(experiments.len() as u64))
    } else {
        format!("{}, latest first", words::counted(experiments.len() as u64, "experiment", "experiments"))
    };
    Table { caption, columns, rows, sortable: true }
}
