//! Section `outcomes`: whether predictions turned out right, and whether drift mattered.

use report_charts::{Axis, Frame, Threshold, TimePanel};
use report_document::{Block, Cell, Chart, Column, Row, Table, Text};
use report_domain::Timestamp;
use report_facts::{
    drift, format,
    outcomes::{self, Point, Quality},
};
use report_snapshot::{
    deployment::Deployment,
    outcomes::{OutcomeInterval, Outcomes},
};

use super::predictions::PSI_LEVELS;
use crate::blocks::Blocks;
use crate::common::number::{count_cell, metric_axis, number_cell, quantity_cell, ranged_quantity};

/// Intervals listed of the metric that counts, the last ones.
const MOST_INTERVALS: usize = 62;

/// Makes the section; `None` without a value.
pub(super) fn outcomes(deployment: &Deployment) -> Option<Blocks> {
    let qualities: Vec<Quality<'_>> = deployment.outcomes.iter().filter_map(Quality::of_metric).collect();
    if qualities.is_empty() {
        return None;
    }
    let mut body = Blocks::default();
    body.extend(labels(&deployment.outcomes).map(|words| Block::Paragraph(Text::plain(words))));
    body.extend(picture(deployment).map(Block::Chart));
    body.extend(Some(Block::Table(by_metric(&qualities))));
    body.extend(Quality::of(deployment).map(|quality| Block::Table(by_interval(&quality))));
    let note = if qualities.iter().any(Quality::is_share) {
        "An interval counts when its predictions were made, whenever their labels came. Ranges are 95% intervals (Wilson) by the labelled \
         rows; other metrics are no shares of rows and have none."
    } else {
        "An interval counts when its predictions were made, whenever their labels came."
    };
    body.extend(Some(Block::Note(note.into())));
    body.if_any()
}

fn labels(outcomes: &[Outcomes]) -> Option<String> {
    let labels = outcomes.iter().find_map(|one| one.labels.as_deref())?;
    Some(format!("Labels: {labels}."))
}

/// The metric that counts over the shift of what is predicted, or else of the feature that has shifted most, day by day.
fn picture(deployment: &Deployment) -> Option<Chart> {
    let quality = Quality::of(deployment)?;
    let (times, values): (Vec<Timestamp>, Vec<Option<f64>>) =
        quality.outcomes.intervals.iter().map(|interval| (interval.start, value(&quality, interval))).unzip();
    let spread: Vec<Option<(f64, f64)>> =
        quality.outcomes.intervals.iter().map(|interval| spread(&quality, interval)).collect();
    let label = quality.quantity.label();
    let before = quality.reference().map(|value| Threshold { value, label: "before service" });
    let metric = TimePanel {
        y: metric_axis(&label, &quality.quantity),
        times: &times,
        values: &values,
        spread: &spread,
        levels: before.as_slice(),
        from_zero: false,
    };
    let (what, daily) = shifted(deployment);
    let (days, indices): (Vec<Timestamp>, Vec<Option<f64>>) =
        daily.into_iter().map(|(at, day)| (at, drift::index(day.psi))).unzip();
    let title = format!("{label} in service");
    if days.len() < 2 {
        return report_charts::over_time(&Frame::full("chart-outcomes", &title), &[metric]);
    }
    let psi = format!("PSI of {what}");
    let shift = TimePanel {
        y: Axis::number(&psi),
        times: &days,
        values: &indices,
        spread: &[],
        levels: &PSI_LEVELS,
        from_zero: true,
    };
    let title = format!("{title}, and drift");
    let frame = Frame::full("chart-outcomes", &title)
        .caption("One axis of time (UTC): whether quality moves when distributions shift.");
    report_charts::over_time(&frame, &[metric, shift])
}

/// What has shifted, in words, with its index by day.
fn shifted(deployment: &Deployment) -> (String, Vec<(Timestamp, &report_snapshot::deployment::DailyDrift)>) {
    let of_predictions =
        deployment.predictions.iter().map(|one| (one.what.clone(), drift::days(&one.daily).0));
    let features = deployment.drift.iter().flat_map(drift::by_psi);
    let of_features = features.map(|one| (one.feature.clone(), drift::days(&one.daily).0));
    of_predictions.chain(of_features).find(|(_, days)| days.len() > 1).unwrap_or_default()
}

fn value(quality: &Quality<'_>, interval: &OutcomeInterval) -> Option<f64> {
    point(quality, interval).map(|point| point.value)
}

fn spread(quality: &Quality<'_>, interval: &OutcomeInterval) -> Option<(f64, f64)> {
    quality.spread(&point(quality, interval)?)
}

fn point(quality: &Quality<'_>, interval: &OutcomeInterval) -> Option<Point> {
    let place = quality.points.binary_search_by_key(&interval.start, |point| point.start).ok()?;
    Some(quality.points[place])
}

fn by_metric(qualities: &[Quality<'_>]) -> Table {
    let row = |quality: &Quality<'_>| {
        let rows = quality.outcomes.reference.as_ref().and_then(|reference| reference.rows);
        let ranged = |points: &[Point]| {
            let point = outcomes::whole(points);
            let spread = point.as_ref().and_then(|point| quality.spread(point));
            (
                ranged_quantity(&quality.quantity, point.map(|point| point.value), spread),
                count_cell(point.map(|point| point.rows)),
            )
        };
        let ((all, all_rows), (lately, rows_lately)) = (ranged(&quality.points), ranged(quality.lately()));
        Row::new(vec![
            Cell::text(quality.quantity.label()),
            Cell::text(match quality.quantity.better() {
                Some(report_facts::Direction::Higher) => "higher",
                Some(report_facts::Direction::Lower) => "lower",
                None => Cell::MISSING,
            }),
            all,
            all_rows,
            lately,
            rows_lately,
            quantity_cell(&quality.quantity, quality.reference()),
            count_cell(rows),
        ])
    };
    Table {
        caption: "Quality in service and before: means over all intervals and over the last third, weighted by rows".into(),
        columns: vec![
            Column::row_header("Metric"),
            Column::text("Better"),
            Column::number("In service"),
            Column::number("Rows"),
            Column::number("Lately"),
            Column::number("Rows"),
            Column::number("Before"),
            Column::number("Rows"),
        ],
        rows: qualities.iter().map(row).collect(),
        sortable: false,
    }
}

fn by_interval(quality: &Quality<'_>) -> Table {
    let intervals = &quality.outcomes.intervals;
    let all = intervals.len();
    let row = |interval: &OutcomeInterval| {
        Row::new(vec![
            Cell::text(shown(interval.start)),
            ranged_quantity(&quality.quantity, value(quality, interval), spread(quality, interval)),
            count_cell(Some(interval.labelled)),
            count_cell(interval.predicted),
            number_cell(interval.delay_days),
        ])
    };
    let label = quality.quantity.label();
    let caption = if all > MOST_INTERVALS {
        format!("{label} by interval (UTC): the last {MOST_INTERVALS} of {}", format::count(all as u64))
    } else {
        format!("{label} by interval (UTC)")
    };
    Table {
        caption,
        columns: vec![
            Column::row_header("From"),
            Column::number(label),
            Column::number("Labelled"),
            Column::number("Predicted"),
            Column::number("Days to a label, median"),
        ],
        rows: intervals.iter().skip(all.saturating_sub(MOST_INTERVALS)).map(row).collect(),
        sortable: true,
    }
}

/// The day, where the interval begins one.
fn shown(start: Timestamp) -> String {
    let minute = start.display_minute();
    minute.strip_suffix(" 00:00 UTC").map_or(minute.clone(), str::to_owned)
}
