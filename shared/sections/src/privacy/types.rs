//! Section `types`: cells by type of personal data, before and after.

use crate::blocks::Blocks;
use report_charts::{Axis, Frame, Pair, paired};
use report_document::{Block, Cell, Column, Row, Table, Text};
use report_facts::{
    format,
    privacy::{When, by_type, scan},
    words,
};
use report_snapshot::privacy::{PrivacySession, SessionColumn};

use crate::common::number::{count_cell, percent_cell};

/// Types listed.
const MOST_ROWS: usize = 100;

/// Types in the chart, which stands on the first page.
const MOST_PAIRS: usize = 12;

/// Makes the section; `None` where no type was found.
pub(super) fn types(session: &PrivacySession) -> Option<Blocks> {
    let all = by_type(session);
    if all.is_empty() {
        return None;
    }
    let pairs: Vec<Pair<'_>> = all
        .iter()
        .take(MOST_PAIRS)
        .map(|(of, before, after)| Pair {
            label: of,
            then: before.map(|cells| cells as f64),
            now: after.map(|cells| cells as f64),
        })
        .collect();
    let caption = match all.len() - pairs.len() {
        0 => "Cells in which the detectors found each type.".to_owned(),
        more => format!(
            "Cells in which the detectors found each type; {} more in the table.",
            format::count(more as u64)
        ),
    };
    let frame = Frame::full("chart-types", "Detections by type, before and after the transformation")
        .caption(&caption);
    let mut body = Blocks::default();
    body.extend(
        paired(&frame, &Axis::count("Cells").not_under(0.0).from_zero(), ["Before", "After"], &pairs)
            .map(Block::Chart),
    );
    let rows = all.iter().take(MOST_ROWS).map(|(of, before, after)| {
        let (columns, mean, least) = before_figures(session, of);
        Row::new(vec![
            Cell::text(*of),
            count_cell(Some(columns)),
            count_cell(*before),
            percent_cell(mean),
            percent_cell(least),
            count_cell(*after),
        ])
    });
    body.push(Table {
        caption: match all.len() {
            few if few <= MOST_ROWS => words::counted(few as u64, "type", "types"),
            many => format!("The first {MOST_ROWS} of {} types", format::count(many as u64)),
        },
        columns: vec![
            Column::row_header("Type"),
            Column::number("Columns"),
            Column::number("Cells before"),
            Column::number("Mean confidence"),
            Column::number("Least confidence"),
            Column::number("Cells after"),
        ],
        rows: rows.collect(),
        sortable: true,
    });
    body.push(Block::Note(Text::plain(
        "Types have the names that the detectors give. A cell with two types counts for both. Confidence is what the detectors give, \
         before the transformation; the mean is over cells of the columns that have one.",
    )));
    Some(body)
}

/// In how many columns a type was found at first, with which mean confidence over their cells, and with which least.
fn before_figures(session: &PrivacySession, of: &str) -> (u64, Option<f64>, Option<f64>) {
    let detections = |column: &'_ SessionColumn| {
        let scan = scan(column, When::Before)?;
        scan.detections.iter().find(|detection| detection.of == of && detection.cells > 0).cloned()
    };
    let all: Vec<_> = session.columns.iter().filter_map(detections).collect();
    let with: Vec<(f64, f64)> =
        all.iter().filter_map(|one| Some((one.cells as f64, one.mean_confidence?))).collect();
    let cells: f64 = with.iter().map(|(cells, _)| cells).sum();
    let mean = with.iter().map(|(cells, mean)| cells * mean).sum::<f64>() / cells;
    let least = all.iter().filter_map(|one| one.min_confidence).reduce(f64::min);
    (all.len() as u64, mean.is_finite().then_some(mean), least)
}
