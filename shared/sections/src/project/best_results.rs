//! Section `best-results`: the best model of each experiment.

use crate::blocks::Blocks;
use report_document::{Block, Cell, Column, Row, Table, Text};
use report_facts::{
    Quantity, format,
    metric::{self, Direction},
    names, words,
};
use report_snapshot::{
    MetricValue,
    project::{ExperimentItem, Project},
};

use crate::common::{number::quantity_cell, text_cell::text_cell};

/// Experiments listed.
const MOST: usize = 300;

/// Makes the section; `None` where no experiment has a result.
pub(super) fn best_results(project: &Project) -> Option<Blocks> {
    let mut with: Vec<_> = project
        .experiments
        .iter()
        .filter(|experiment| experiment.best_metric.is_some() || experiment.best_model.is_some())
        .collect();
    if with.is_empty() {
        return None;
    }
    // An experiment without a figure is the best of nothing.
    let value = |experiment: &ExperimentItem| {
        experiment.best_metric.as_ref().and_then(|best| best.value).filter(|value| value.is_finite())
    };
    with.sort_by_key(|experiment| value(experiment).is_none());
    let without = with.iter().filter(|experiment| value(experiment).is_none()).count() as u64;
    let rows = with
        .iter()
        .take(MOST)
        .map(|experiment| {
            let best = experiment.best_metric.as_ref();
            Row::new(vec![
                Cell::text(names::shown(&experiment.name)),
                text_cell(experiment.dataset.as_deref()),
                text_cell(experiment.best_model.as_ref().map(|model| model.name.as_str())),
                best.map_or_else(Cell::missing, |best| Cell::text(metric::label(&best.name))),
                best.map_or_else(Cell::missing, |best| {
                    quantity_cell(&Quantity::of_metric(&[], &best.name), best.value)
                }),
                text_cell(best.and_then(better)),
            ])
        })
        .collect();
    let all = words::counted(with.len() as u64, "experiment", "experiments");
    let all = if with.len() > MOST { format!("The first {MOST} of {all}") } else { all };
    let caption = match without {
        0 => all,
        1 => format!("{all}; 1 without a figure stands last"),
        several => format!("{all}; {} without a figure stand last", format::count(several)),
    };
    let table = Table {
        caption,
        columns: vec![
            Column::row_header("Experiment"),
            Column::text("Dataset"),
            Column::text("Best model"),
            Column::text("Metric"),
            Column::number("Value"),
            Column::text("Better is"),
        ],
        rows,
        sortable: true,
    };
    Some(Blocks::default().with(table).with(Block::Note(Text::plain(
        "Values of different experiments can be compared only where dataset, metric and rows are the same.",
    ))))
}

/// Which way the metric is better, as is well known, else by the snapshot.
fn better(best: &MetricValue) -> Option<&'static str> {
    Some(match report_facts::project::quantity(best).better()? {
        Direction::Higher => "higher",
        Direction::Lower => "lower",
    })
}
