//! Section `model-comparison`: the ranking metric by model with its spread over folds, and quality against time.

use crate::{blocks::Blocks, common::number::metric_axis};
use report_charts::{Axis, Bar, Frame, Point};
use report_document::{Block, Chart, Text};
use report_facts::{
    Direction, Rows, format,
    leaderboard::{Ranking, Valued},
    names,
};
use report_snapshot::{Measured, experiment::LeaderboardEntry};

/// A time of an entry, in milliseconds.
type Time = fn(&LeaderboardEntry) -> Measured;

/// Models that a chart shows: more would be too small to read.
const MOST_MODELS: usize = 20;

/// Makes the section; `None` with fewer than two models that have figures.
pub(super) fn comparison(ranking: &Ranking<'_>) -> Option<Blocks> {
    let with_value = ranking.valued().count();
    let entries: Vec<Valued<'_, '_>> = ranking.valued().take(MOST_MODELS).collect();
    if entries.len() < 2 {
        return None;
    }
    let mut body = Blocks::default();
    if let Some(chart) = by_model(ranking, &entries) {
        body.push(chart);
    }
    let training: Time = |entry| entry.training_time_ms;
    let prediction: Time = |entry| entry.predict_time_per_row_ms;
    let against_time = [
        against(ranking, &entries, "chart-quality-training", ("training time", "Training time"), training),
        against(
            ranking,
            &entries,
            "chart-quality-prediction",
            ("prediction time", "Prediction time per row"),
            prediction,
        ),
    ];
    let charts: Vec<Chart> = against_time.into_iter().flatten().collect();
    if !charts.is_empty() {
        body.push(Block::ChartGrid(charts));
    }
    if body.is_empty() {
        return None;
    }
    body.extend(left_out(ranking, entries.len(), with_value).map(|note| Block::Note(Text::plain(note))));
    Some(body)
}

/// How many models the charts do not show, and why.
fn left_out(ranking: &Ranking<'_>, shown: usize, with_value: usize) -> Option<String> {
    let count = |number: usize| format::count(number as u64);
    let first = if ranking.direction.is_some() { "best" } else { "first" };
    let cut = (with_value > shown).then(|| {
        format!(
            "Charts show the {first} {} of {} models with a valid {}.",
            count(shown),
            count(with_value),
            ranking.label
        )
    });
    let without = ranking.places.len() - with_value;
    let without = match without {
        0 => None,
        1 => Some(format!("1 model without a valid {} is not shown.", ranking.label)),
        several => {
            Some(format!("{} models without a valid {} are not shown.", count(several), ranking.label))
        }
    };
    let parts: Vec<String> = cut.into_iter().chain(without).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn by_model(ranking: &Ranking<'_>, entries: &[Valued<'_, '_>]) -> Option<Chart> {
    let names: Vec<String> = entries.iter().map(|valued| names::shown(&valued.entry.name)).collect();
    let bars: Vec<Bar<'_>> = entries
        .iter()
        .zip(&names)
        .enumerate()
        .map(|(index, (valued, name))| {
            Bar::new(name, Some(valued.figure.value))
                .spread(ranking.spread(valued.entry).map(|spread| spread.sd))
                .highlight(index == 0 && ranking.direction.is_some())
        })
        .collect();
    let title = format!("{} by model", ranking.label);
    let better = match ranking.direction {
        Some(Direction::Higher) => "Further right is better.",
        Some(Direction::Lower) => "Further left is better.",
        None => "In the order of the snapshot.",
    };
    let on = ranking.split.map(|split| format!(" Values {}.", Rows::from(split).on())).unwrap_or_default();
    let whiskers = if bars.iter().any(|bar| bar.spread.is_some()) {
        " Whiskers: one standard deviation over the folds."
    } else {
        ""
    };
    let caption = format!("{better}{on}{whiskers}");
    let frame = Frame::full("chart-metric-by-model", &title).caption(&caption);
    report_charts::metric_by_model(&frame, &axis_of(ranking), &bars)
}

/// The metric's axis, within the metric's bounds.
fn axis_of<'a>(ranking: &'a Ranking<'_>) -> Axis<'a> {
    metric_axis(&ranking.label, &ranking.quantity)
}

fn against(
    ranking: &Ranking<'_>,
    entries: &[Valued<'_, '_>],
    id: &str,
    (what, axis): (&str, &str),
    time: Time,
) -> Option<Chart> {
    let names: Vec<String> = entries.iter().map(|valued| names::shown(&valued.entry.name)).collect();
    let points: Vec<Point<'_>> = entries
        .iter()
        .zip(&names)
        .enumerate()
        // A logarithmic axis has no place for zero.
        .filter(|(_, (valued, _))| time(valued.entry).is_some_and(|time| time > 0.0 && time.is_finite()))
        .map(|(index, (valued, name))| Point {
            label: name,
            x: time(valued.entry),
            y: Some(valued.figure.value),
            group: valued.entry.algorithm.as_deref(),
            highlight: index == 0 && ranking.direction.is_some(),
        })
        .collect();
    if points.len() < 2 {
        return None;
    }
    let title = format!("{} against {what}", ranking.label);
    let better = match ranking.direction {
        Some(Direction::Higher) => "Better models stand higher, faster ones further left.",
        Some(Direction::Lower) => "Better models stand lower, faster ones further left.",
        None => "Faster models stand further left.",
    };
    let without = match entries.len() - points.len() {
        0 => String::new(),
        1 => format!(" 1 model without a {what} above zero is left out."),
        several => format!(" {several} models without a {what} above zero are left out."),
    };
    let caption = format!("{better}{without}");
    let frame = Frame::half(id, &title).caption(&caption);
    report_charts::scatter(&frame, &Axis::milliseconds(axis).log(), &axis_of(ranking), &points)
}
