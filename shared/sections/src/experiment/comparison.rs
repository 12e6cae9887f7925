//! Section `model-comparison`: the ranking metric by model with its spread over folds, and quality against time.

use report_charts::{Axis, Bar, Frame, Point};
use report_document::{Block, Chart, Section, Text};
use report_facts::{format, leaderboard::Ranking, metric};
use report_snapshot::experiment::{Experiment, LeaderboardEntry};

/// Models that a chart shows: more would be too small to read.
const MOST_MODELS: usize = 20;

/// Makes the section; `None` with fewer than two models that have figures.
pub(super) fn comparison(experiment: &Experiment, ranking: &Ranking<'_>) -> Option<Section> {
    let entries: Vec<&LeaderboardEntry> = experiment
        .leaderboard
        .iter()
        .filter(|entry| ranking.value(entry).is_some())
        .take(MOST_MODELS)
        .collect();
    if entries.len() < 2 {
        return None;
    }
    let mut section = Section::new("model-comparison", "Model comparison");
    if let Some(chart) = by_model(ranking, &entries) {
        section.push(chart);
    }
    let against_time = [
        against(ranking, &entries, "chart-quality-training", "training time", "Training time", |entry| {
            entry.training_time_ms
        }),
        against(
            ranking,
            &entries,
            "chart-quality-prediction",
            "prediction time",
            "Prediction time per row",
            |entry| entry.predict_time_per_row_ms,
        ),
    ];
    let charts: Vec<Chart> = against_time.into_iter().flatten().collect();
    if !charts.is_empty() {
        section.push(Block::ChartGrid(charts));
    }
    if section.is_empty() {
        return None;
    }
    if experiment.leaderboard.len() > entries.len() {
        section.push(Block::Note(Text::plain(format!(
            "Charts show the first {} of {} models.",
            entries.len(),
            format::count(experiment.leaderboard.len() as u64)
        ))));
    }
    Some(section)
}

fn by_model(ranking: &Ranking<'_>, entries: &[&LeaderboardEntry]) -> Option<Chart> {
    let bars: Vec<Bar<'_>> = entries
        .iter()
        .enumerate()
        .map(|(index, entry)| {
            Bar::new(&entry.name, ranking.value(entry))
                .spread(ranking.spread(entry).map(|spread| spread.sd))
                .highlight(index == 0)
        })
        .collect();
    let title = format!("{} by model", ranking.label);
    let whiskers = bars.iter().any(|bar| bar.spread.is_some());
    let caption = match (ranking.direction, whiskers) {
        (Some(metric::Direction::Higher), true) => {
            "Further right is better. Whiskers: one standard deviation over the folds."
        }
        (Some(metric::Direction::Lower), true) => {
            "Further left is better. Whiskers: one standard deviation over the folds."
        }
        (None, true) => "Whiskers: one standard deviation over the folds.",
        (Some(metric::Direction::Higher), false) => "Further right is better.",
        (Some(metric::Direction::Lower), false) => "Further left is better.",
        (None, false) => "In the order of the leaderboard.",
    };
    let frame = Frame::full("chart-metric-by-model", &title).caption(caption);
    let axis = Axis::number(&ranking.label);
    // Of errors, less is better, and none is less than nothing.
    let axis = if ranking.direction == Some(metric::Direction::Lower) { axis.not_under(0.0) } else { axis };
    report_charts::metric_by_model(&frame, &axis, &bars)
}

fn against(
    ranking: &Ranking<'_>,
    entries: &[&LeaderboardEntry],
    id: &str,
    what: &str,
    axis: &str,
    time: fn(&LeaderboardEntry) -> Option<f64>,
) -> Option<Chart> {
    let points: Vec<Point<'_>> = entries
        .iter()
        .enumerate()
        // A logarithmic axis has no place for zero.
        .filter(|(_, entry)| time(entry).is_some_and(|time| time > 0.0 && time.is_finite()))
        .map(|(index, entry)| Point {
            label: &entry.name,
            x: time(entry),
            y: ranking.value(entry),
            group: entry.algorithm.as_deref(),
            highlight: index == 0,
        })
        .collect();
    if points.len() < 2 {
        return None;
    }
    let title = format!("{} against {what}", ranking.label);
    let better = match ranking.direction {
        Some(metric::Direction::Higher) => "Better models stand higher, faster ones further left.",
        Some(metric::Direction::Lower) => "Better models stand lower, faster ones further left.",
        None => "Faster models stand further left.",
    };
    let frame = Frame::half(id, &title).caption(better);
    report_charts::scatter(&frame, &Axis::milliseconds(axis).log(), &Axis::number(&ranking.label), &points)
}
