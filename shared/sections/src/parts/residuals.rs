//! Section `residuals`: predicted against actual values, for regression.

use report_charts::Frame;
use report_document::{Block, Cell, Column, Row, Table, Text};
use report_facts::{format, names, stats, words};

use super::subject::{Subject, rows_phrase};
use crate::blocks::{Blocks, side_by_side};
use crate::common::number::metric_cell;

/// Makes the section.
pub(crate) fn residuals(subject: &Subject<'_>) -> Option<Blocks> {
    let evaluation = subject.evaluation(|evaluation| !evaluation.predictions.is_empty())?;
    let points: Vec<(f64, f64)> = evaluation
        .predictions
        .iter()
        .map(|row| (row.actual, row.predicted))
        .filter(|(actual, predicted)| actual.is_finite() && predicted.is_finite())
        .collect();
    let residuals: Vec<f64> = points.iter().map(|(actual, predicted)| actual - predicted).collect();
    let errors: Vec<f64> = residuals.iter().map(|residual| residual.abs()).collect();
    let mean = stats::mean(&residuals)?;
    let what = &subject.model.target.as_deref().map_or_else(|| "Target".to_owned(), names::shown);
    let on = rows_phrase(evaluation);
    let charts = [
        report_charts::predicted_vs_actual(
            &Frame::half("chart-predicted-actual", "Predicted against actual")
                .caption("On the diagonal a prediction is exact."),
            what,
            &points,
        ),
        report_charts::residuals(
            &Frame::half("chart-residuals", "Residuals")
                .caption("Actual minus predicted; a pattern means that the model misses something."),
            what,
            &points,
        ),
    ];
    let mut body = Blocks::default();
    if let Some(block) = side_by_side(charts.into_iter().flatten().collect()) {
        body.push(block);
    }
    let of = |values: &[f64], share| stats::quantile(values.iter().copied(), share);
    let figures = [
        ("Mean residual", Some(mean)),
        ("Median residual", of(&residuals, 0.5)),
        ("Median absolute error", of(&errors, 0.5)),
        ("90% of absolute errors are at most", of(&errors, 0.9)),
        ("Largest absolute error", of(&errors, 1.0)),
    ];
    body.push(Table {
        caption: format!(
            "Residuals (actual minus predicted) of {}; {on}",
            words::counted(points.len() as u64, "row", "rows")
        ),
        columns: vec![Column::row_header("Figure"), Column::number(what)],
        rows: figures.map(|(name, value)| Row::new(vec![Cell::text(name), metric_cell(value)])).into(),
        sortable: false,
    });
    let unknown = evaluation.predictions.len() - points.len();
    let shown = points.len() as u64;
    if let Some(rows) = evaluation.rows.filter(|rows| *rows > shown) {
        let (shown, rows) = (format::count(shown), format::count(rows));
        body.push(Block::Note(Text::plain(format!(
            "Of {shown} of {rows} rows: the snapshot holds no others."
        ))));
    }
    if unknown > 0 {
        let unknown = words::counted(unknown as u64, "row", "rows");
        body.push(Block::Note(Text::plain(format!("Left out: {unknown} whose values are not finite."))));
    }
    Some(body)
}
