//! Section `best-results`: the best model of each experiment.

use report_document::{Block, Cell, Column, Row, Section, Table, Text};
use report_facts::{
    format,
    metric::{self, Direction},
    words,
};
use report_snapshot::{MetricValue, project::Project};

use crate::common::{number::metric_cell, text_cell::text_cell};

/// Experiments listed.
const MOST: usize = 300;

/// Makes the section; `None` where no experiment has a result.
pub(super) fn best_results(project: &Project) -> Option<Section> {
    let with: Vec<_> = project
        .experiments
        .iter()
        .filter(|experiment| experiment.best_metric.is_some() || experiment.best_model.is_some())
        .collect();
    if with.is_empty() {
        return None;
    }
    let rows = with
        .iter()
        .take(MOST)
        .map(|experiment| {
            let best = experiment.best_metric.as_ref();
            Row::new(vec![
                Cell::text(&experiment.name),
                text_cell(experiment.best_model.as_ref().map(|model| model.name.as_str())),
                best.map_or_else(Cell::missing, |best| Cell::text(metric::label(&best.name))),
                metric_cell(best.and_then(|best| best.value)),
                text_cell(best.and_then(better)),
            ])
        })
        .collect();
    let caption = if with.len() > MOST {
        format!("The first {MOST} of {} experiments with a result", format::count(with.len() as u64))
    } else {
        words::counted(with.len() as u64, "experiment with a result", "experiments with a result")
    };
    let table = Table {
        caption,
        columns: vec![
            Column::row_header("Experiment"),
            Column::text("Best model"),
            Column::text("Metric"),
            Column::number("Value"),
            Column::text("Better is"),
        ],
        rows,
        sortable: true,
    };
    Some(Section::new("best-results", "Best result of each experiment").with(table).with(Block::Note(Text::plain(
        "Values of different experiments can be compared only where dataset, metric and rows are the same.",
    ))))
}

/// Which way the metric is better, by the snapshot or by common knowledge.
fn better(best: &MetricValue) -> Option<&'static str> {
    let higher = best
        .higher_is_better
        .or_else(|| metric::direction(&best.name).map(|direction| direction == Direction::Higher))?;
    Some(if higher { "higher" } else { "lower" })
}
