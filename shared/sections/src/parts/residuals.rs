//! Section `residuals`: predicted against actual values, for regression.

use report_charts::Frame;
use report_document::{Block, Cell, Column, Row, Section, Table, Text};
use report_facts::format;

use super::{Subject, rows_phrase};

/// Makes the section.
pub(crate) fn residuals(subject: &Subject<'_>) -> Option<Section> {
    let evaluation = subject.evaluation(|evaluation| !evaluation.predictions.is_empty())?;
    let points: Vec<(f64, f64)> = evaluation
        .predictions
        .iter()
        .map(|row| (row.actual, row.predicted))
        .filter(|(actual, predicted)| actual.is_finite() && predicted.is_finite())
        .collect();
    let mut residuals: Vec<f64> = points.iter().map(|(actual, predicted)| actual - predicted).collect();
    if residuals.is_empty() {
        return None;
    }
    let what = subject.model.target.as_deref().unwrap_or("Target");
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
    let mut section = Section::new("residuals", "Residuals");
    if let Some(block) = super::charts(charts.into_iter().flatten().collect()) {
        section.push(block);
    }
    let mean = residuals.iter().sum::<f64>() / residuals.len() as f64;
    residuals.sort_by(f64::total_cmp);
    let mut errors: Vec<f64> = residuals.iter().map(|residual| residual.abs()).collect();
    errors.sort_by(f64::total_cmp);
    let figures = [
        ("Mean residual", mean),
        ("Median residual", quantile(&residuals, 0.5)),
        ("Median absolute error", quantile(&errors, 0.5)),
        ("90% of absolute errors are below", quantile(&errors, 0.9)),
        ("Largest absolute error", quantile(&errors, 1.0)),
    ];
    section.push(Table {
        caption: format!(
            "Residuals (actual minus predicted) of {} rows; {on}",
            format::count(points.len() as u64)
        ),
        columns: vec![Column::row_header("Figure"), Column::number(what)],
        rows: figures
            .map(|(name, value)| Row::new(vec![Cell::text(name), Cell::number(value, format::metric(value))]))
            .into(),
        sortable: false,
    });
    if evaluation.rows.is_some_and(|rows| rows > points.len() as u64) {
        section.push(Block::Note(Text::plain("The snapshot holds a sample of the rows.")));
    }
    Some(section)
}

/// The quantile of ascending values, between neighbours on a straight line (type 7 of Hyndman & Fan 1996). `values` is not
/// empty.
fn quantile(values: &[f64], share: f64) -> f64 {
    let position = (values.len() - 1) as f64 * share;
    let below = position.floor() as usize;
    let above = (below + 1).min(values.len() - 1);
    values[below] + (values[above] - values[below]) * (position - below as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_interpolate() {
        assert_eq!(quantile(&[1.0, 2.0, 3.0, 4.0], 0.5), 2.5);
        assert_eq!(quantile(&[7.0], 0.9), 7.0);
        assert_eq!(quantile(&[1.0, 5.0], 1.0), 5.0);
    }
}
