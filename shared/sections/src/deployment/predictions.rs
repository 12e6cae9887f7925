//! Section `predictions`: how outputs are spread, then and now.

use crate::blocks::Blocks;
use report_charts::{Axis, Bins, Frame, Threshold, TimeSeries, TimeStyle};
use report_document::{Block, Cell, Chart, Column, Row, Table, Text};
use report_domain::Timestamp;
use report_facts::{
    drift::{self, Shift},
    format,
};
use report_snapshot::deployment::{DailyDrift, Deployment, PredictionDrift, PredictionPeriod};

use crate::common::number::{count_cell, metric_cell};

/// Periods listed.
const MOST_PERIODS: usize = 50;

/// What the index is held against in charts over time.
pub(super) const PSI_LEVELS: [Threshold<'static>; 2] = [
    Threshold { value: drift::MODERATE_PSI, label: "moderate shift: 0.1" },
    Threshold { value: drift::MAJOR_PSI, label: "major shift: 0.25" },
];

/// Makes the section; `None` without a distribution.
pub(super) fn predictions(deployment: &Deployment) -> Option<Blocks> {
    let predictions = deployment.predictions.as_ref()?;
    let mut body = Blocks::default();
    body.extend(in_words(predictions).map(|words| Block::Paragraph(Text::plain(words))));
    body.extend(distribution(predictions).map(Block::Chart));
    body.extend(periods(predictions).map(Block::Table));
    body.extend(by_day(&predictions.daily).map(Block::Chart));
    body.if_any()
}

fn in_words(predictions: &PredictionDrift) -> Option<String> {
    let current = predictions.current.as_ref()?;
    let psi = drift::index(current.psi)?;
    let shift = Shift::of(Some(psi))?;
    let test = current.test.as_deref().zip(drift::finite(current.statistic)).map(|(test, statistic)| {
        let p = drift::p_value(current.p_value).map(|p| match format::probability(p) {
            less if less.starts_with('<') => format!(", p {less}"),
            p => format!(", p = {p}"),
        });
        let p = p.unwrap_or_default();
        format!(" {test}: {}{p}.", format::metric(statistic))
    });
    Some(format!(
        "The {} has a PSI of {} against the reference: {}.{}",
        predictions.what,
        format::metric(psi),
        shift.label(),
        test.unwrap_or_default()
    ))
}

/// The reference against the last period.
fn distribution(predictions: &PredictionDrift) -> Option<Chart> {
    let bins = Bins::Edges(&predictions.bin_edges);
    let frame = Frame::full("chart-predictions", &predictions.what);
    match predictions.periods.as_slice() {
        [] => None,
        [only] => report_charts::histogram(&frame, "Predictions", bins, &only.counts),
        [reference, .., current] => report_charts::histogram_pair(
            &frame.caption("Each is drawn as shares of its own predictions."),
            bins,
            (&reference.name, &reference.counts),
            (&current.name, &current.counts),
        ),
    }
}

fn periods(predictions: &PredictionDrift) -> Option<Table> {
    if predictions.periods.is_empty() {
        return None;
    }
    let row = |period: &PredictionPeriod| {
        let total = period.counts.iter().fold(0_u64, |sum, count| sum.saturating_add(*count));
        let mut cells = vec![Cell::text(&period.name), count_cell(Some(total))];
        cells.extend([period.mean, period.std, period.p5, period.median, period.p95].map(metric_cell));
        Row::new(cells)
    };
    let mut columns = vec![Column::row_header("Period"), Column::number("Predictions")];
    columns.extend(["Mean", "Std. dev.", "5th perc.", "Median", "95th perc."].map(Column::number));
    Some(Table {
        caption: format!("The {} by period", predictions.what),
        columns,
        rows: predictions.periods.iter().take(MOST_PERIODS).map(row).collect(),
        sortable: false,
    })
}

fn by_day(daily: &[DailyDrift]) -> Option<Chart> {
    let (days, unknown) = drift::days(daily);
    if days.len() < 2 {
        return None;
    }
    let (times, values): (Vec<Timestamp>, Vec<Option<f64>>) =
        days.into_iter().map(|(at, day)| (at, drift::index(day.psi))).unzip();
    let caption = match unknown {
        0 => String::new(),
        1 => "1 figure without a valid date is left out.".into(),
        unknown => format!("{} figures without a valid date are left out.", format::count(unknown as u64)),
    };
    let frame = Frame::full("chart-prediction-drift", "PSI of predictions by day");
    report_charts::time_series(
        &if caption.is_empty() { frame } else { frame.caption(&caption) },
        &Axis::number("PSI"),
        TimeStyle::Line,
        &times,
        &[TimeSeries { name: "PSI", values: &values }],
        &[],
        &PSI_LEVELS,
    )
}
