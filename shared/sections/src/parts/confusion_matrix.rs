//! Section `confusion-matrix`: counts and rates, as a table and a heat map; for many classes rates by class and the most
//! frequent confusions instead of a table too wide to read.

use report_charts::Frame;
use report_document::{Block, Cell, ChartSize, Column, Row, Table, Text};
use report_facts::{
    Unit,
    confusion::{ClassRates, confusions},
    format, names, stats, uncertainty,
};
use report_snapshot::evaluation::{ConfusionMatrix, Evaluation};

use super::subject::{Subject, rows_phrase};
use crate::blocks::{Blocks, beside};
use crate::common::number::{percent_cell, ranged_percent};

/// Classes up to which the matrix is also a table.
const WIDEST_TABLE: usize = 8;

/// Classes up to which a heat map can be read.
const LARGEST_HEATMAP: usize = 40;

/// Classes up to which a heat map of half the width can be read.
const LARGEST_BESIDE: usize = 5;

/// Confusions listed.
const LISTED: usize = 10;

/// Makes the section.
pub(crate) fn confusion_matrix(subject: &Subject<'_>) -> Option<Blocks> {
    let evaluation = subject.evaluation(|evaluation| ClassRates::of(evaluation).is_some())?;
    let matrix = evaluation.confusion_matrix.as_ref()?;
    let rates = ClassRates::of(evaluation)?;
    let spread = Spread { is_known: uncertainty::has_counts(evaluation, &rates) };
    let classes = matrix.labels.len();
    let mut body = Blocks::default();
    let on = rows_phrase(evaluation);
    if classes <= WIDEST_TABLE {
        body.push(counts_table(&on, matrix, &rates, spread));
    }
    // A two-by-two picture would only repeat the table.
    let picture = |size| {
        let caption =
            format!("Rows are actual classes, columns predicted ones, shaded by share of the row; {on}.");
        let frame =
            Frame { id: "chart-confusion-matrix", title: "Confusion matrix", caption: Some(&caption), size };
        let labels: Vec<String> = matrix.labels.iter().map(|label| names::shown(label)).collect();
        report_charts::confusion_heatmap(&frame, &labels, &matrix.counts)
    };
    match classes {
        0..=2 => body.push(note(subject, matrix, &rates, spread)),
        3..=LARGEST_BESIDE => {
            let blocks = vec![worst(&on, evaluation), note(subject, matrix, &rates, spread)];
            body.extend(beside(picture(ChartSize::Half), blocks));
        }
        _ => {
            if classes <= LARGEST_HEATMAP {
                body.extend(picture(ChartSize::Full).map(Block::Chart));
            }
            if classes > WIDEST_TABLE {
                body.push(rates_table(&on, &rates, spread));
            }
            body.push(worst(&on, evaluation));
            body.push(note(subject, matrix, &rates, spread));
        }
    }
    Some(body)
}

/// Whether rates of the matrix have intervals.
#[derive(Clone, Copy)]
struct Spread {
    is_known: bool,
}

impl Spread {
    fn of(self, found: f64, all: f64) -> Option<(f64, f64)> {
        if self.is_known { stats::wilson(found, all) } else { None }
    }

    /// A share of rows with its interval, or a dash.
    fn share(self, found: f64, all: f64) -> Cell {
        if all > 0.0 { ranged_percent(found / all, self.of(found, all)) } else { Cell::missing() }
    }

    fn explained(self) -> Option<String> {
        self.is_known.then(|| {
            "In brackets behind recall, precision and the share called right: 95% intervals (Wilson), from the counts.".into()
        })
    }
}

/// A count, which may be a sum of weights.
fn count_text(count: f64) -> String {
    if count.fract() == 0.0 { format::signed(count, 0) } else { format::signed(count, 1) }
}

fn counts_table(on: &str, matrix: &ConfusionMatrix, rates: &ClassRates, spread: Spread) -> Table {
    let mut columns = vec![Column::row_header("Actual")];
    columns.extend(
        matrix.labels.iter().map(|label| Column::centered(format!("Predicted {}", names::shown(label)))),
    );
    columns.extend([Column::number("Rows"), Column::number("Recall")]);
    let mut rows: Vec<Row> = Vec::with_capacity(rates.classes.len() + 1);
    for (counts, class) in matrix.counts.iter().zip(&rates.classes) {
        let mut cells = vec![Cell::text(names::shown(&class.label))];
        cells.extend(counts.iter().map(|count| {
            if class.rows <= 0.0 {
                return Cell::number(*count, count_text(*count));
            }
            let share = count / class.rows;
            let text = format!("{} ({})", count_text(*count), format::percent(share));
            Cell::number(*count, text).shaded(share as f32)
        }));
        cells.push(Cell::number(class.rows, count_text(class.rows)));
        cells.push(spread.share(class.found, class.rows));
        rows.push(Row::new(cells));
    }
    let mut precision = vec![Cell::text("Precision")];
    precision.extend(rates.classes.iter().map(|class| spread.share(class.found, class.called)));
    precision.push(Cell::number(rates.total, count_text(rates.total)));
    precision.push(Cell::default());
    rows.push(Row { cells: precision, highlighted: true });
    Table {
        caption: format!("Actual against predicted classes: counts and share of the actual class; {on}"),
        columns,
        rows,
        sortable: false,
    }
}

fn rates_table(on: &str, rates: &ClassRates, spread: Spread) -> Table {
    let rows = rates
        .classes
        .iter()
        .map(|class| {
            Row::new(vec![
                Cell::text(names::shown(&class.label)),
                Cell::number(class.rows, count_text(class.rows)),
                spread.share(class.found, class.rows),
                spread.share(class.found, class.called),
            ])
        })
        .collect();
    Table {
        caption: format!("Recall and precision by class; {on}"),
        columns: vec![
            Column::row_header("Class"),
            Column::number("Rows"),
            Column::number("Recall"),
            Column::number("Precision"),
        ],
        rows,
        sortable: true,
    }
}

fn worst(on: &str, evaluation: &Evaluation) -> Block {
    let confusions = confusions(evaluation);
    if confusions.is_empty() {
        return Block::Note("No class was taken for another.".into());
    }
    let rows = confusions
        .iter()
        .take(LISTED)
        .map(|confusion| {
            Row::new(vec![
                Cell::text(names::shown(confusion.actual)),
                Cell::text(names::shown(confusion.predicted)),
                Cell::number(confusion.count, count_text(confusion.count)),
                percent_cell(Some(confusion.share)),
            ])
        })
        .collect();
    Block::Table(Table {
        caption: format!("Most frequent confusions; {on}"),
        columns: vec![
            Column::row_header("Actual"),
            Column::text("Predicted"),
            Column::number("Rows"),
            Column::number("Share of the class"),
        ],
        rows,
        sortable: false,
    })
}

fn note(subject: &Subject<'_>, matrix: &ConfusionMatrix, rates: &ClassRates, spread: Spread) -> Block {
    let threshold = matrix
        .threshold
        .filter(|threshold| threshold.is_finite())
        .map(|threshold| format!("Decision threshold {}.", format::metric(threshold)));
    let shares = [(rates.accuracy, Unit::Share), (rates.majority_share, Unit::Share)];
    let explained = spread.explained();
    let interval = spread.of(rates.right, rates.total).map(|(low, high)| {
        let [low, high] = [low, high].map(format::percent);
        format!(" ({}–{})", low.trim_end_matches('%'), high.trim_end_matches('%'))
    });
    let rates = format!(
        "{}{} of {} rows called right; always naming the largest class would get {}.",
        format::distinct(&shares)[0],
        interval.unwrap_or_default(),
        count_text(rates.total),
        format::distinct(&shares)[1],
    );
    let parts: Vec<String> =
        [rates].into_iter().chain(threshold).chain(subject.positive_class()).chain(explained).collect();
    Block::Note(Text::plain(parts.join(" ")))
}
