//! Section `calibration`: predicted probabilities against observed rates, for binary tasks.

use report_charts::{CalibrationPoint, Frame};
use report_document::{Block, Cell, Column, Row, Table, Text};
use report_facts::{calibration::Calibration, format};

use super::subject::{Subject, rows_phrase};
use crate::blocks::{Blocks, beside};
use crate::common::{number::count_cell, thin::thinned};

/// Bins shown; tools make 10 or 20.
const MOST_BINS: usize = 20;

/// Makes the section.
pub(crate) fn calibration(subject: &Subject<'_>) -> Option<Blocks> {
    let evaluation = subject.evaluation(|evaluation| !evaluation.calibration.is_empty())?;
    let bins = thinned(&evaluation.calibration, MOST_BINS);
    let points: Vec<CalibrationPoint> = bins
        .iter()
        .map(|bin| CalibrationPoint {
            predicted: bin.mean_predicted,
            observed: bin.observed_rate,
            count: bin.count,
        })
        .collect();
    let on = rows_phrase(evaluation);
    let caption =
        format!("Rows grouped by predicted probability; on the diagonal the probability is right; {on}.");
    let frame = Frame::half("chart-calibration", "Calibration").caption(&caption);
    let rows = bins
        .iter()
        .map(|bin| {
            Row::new(vec![
                Cell::number(bin.mean_predicted, format::percent(bin.mean_predicted)),
                Cell::number(bin.observed_rate, format::percent(bin.observed_rate)),
                count_cell(bin.count),
            ])
        })
        .collect();
    let mut blocks = vec![Block::Table(Table {
        caption: format!("Predicted against observed rate of positives; {on}"),
        columns: vec![
            Column::number("Predicted probability"),
            Column::number("Observed rate"),
            Column::number("Rows"),
        ],
        rows,
        sortable: false,
    })];
    let error = Calibration::of(evaluation).map(|calibration| {
        format!(
            "Expected calibration error: {} (difference of predicted and observed rate, weighted by rows); by the 95% intervals of \
             the observed rates, between {} and {}.",
            format::percentage_points(calibration.error),
            format::percentage_points(calibration.least),
            format::percentage_points(calibration.most),
        )
    });
    let shown = (evaluation.calibration.len() > bins.len())
        .then(|| format!("{} of {} groups, evenly spaced.", bins.len(), evaluation.calibration.len()));
    let notes: Vec<String> = subject.positive_class().into_iter().chain(error).chain(shown).collect();
    if !notes.is_empty() {
        blocks.push(Block::Note(Text::plain(notes.join(" "))));
    }
    Some(Blocks::from(beside(report_charts::calibration(&frame, &points), blocks)))
}
