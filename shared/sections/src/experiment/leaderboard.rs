//! Section `leaderboard`: every model with every metric, the best value per column marked.

use report_document::{Block, Cell, Column, Emphasis, Row, Section, Table, Text};
use report_facts::words;
use report_facts::{
    format,
    leaderboard::Ranking,
    metric::{self, Direction},
};
use report_snapshot::experiment::{Experiment, LeaderboardEntry};

use crate::common::number::duration_cell;

/// Decimals of the ranking metric, as leaderboards of tools show it: neighbours often differ only there.
const RANKING_DECIMALS: usize = 6;

/// Models listed: thirty pages or so.
const MOST_MODELS: usize = 1_000;

/// Metrics that have a column.
const MOST_METRICS: usize = 20;

/// A column of a metric.
struct MetricColumn<'a> {
    name: &'a str,
    label: String,
    decimals: usize,
    /// The best value of the column, if the direction is known.
    best: Option<f64>,
}

/// Makes the section.
pub(super) fn leaderboard(experiment: &Experiment, ranking: Option<&Ranking<'_>>) -> Section {
    let mut section = Section::new("leaderboard", "Leaderboard");
    let entries = &experiment.leaderboard;
    if entries.is_empty() {
        section.push(Block::Note("The run has not produced a model.".into()));
        return section;
    }
    let names = metric_names(experiment, ranking);
    let occurring = names.len();
    let metrics: Vec<MetricColumn<'_>> =
        names.into_iter().take(MOST_METRICS).map(|name| metric_column(experiment, ranking, name)).collect();
    let algorithm = entries.iter().any(|entry| entry.algorithm.is_some());
    let training = entries.iter().any(|entry| entry.training_time_ms.is_some());
    let prediction = entries.iter().any(|entry| entry.predict_time_per_row_ms.is_some());
    let mut columns = vec![Column::number("#"), Column::row_header("Model")];
    if algorithm {
        columns.push(Column::text("Algorithm"));
    }
    columns.extend(metrics.iter().map(|column| Column::number(column.label.clone())));
    if training {
        columns.push(Column::number("Training"));
    }
    if prediction {
        columns.push(Column::number("Prediction per row"));
    }
    let fastest = |time: fn(&LeaderboardEntry) -> Option<f64>| {
        entries.iter().filter_map(time).filter(|time| time.is_finite() && *time >= 0.0).reduce(f64::min)
    };
    let (fastest_training, fastest_prediction) =
        (fastest(|entry| entry.training_time_ms), fastest(|entry| entry.predict_time_per_row_ms));
    let rows = entries
        .iter()
        .take(MOST_MODELS)
        .enumerate()
        .map(|(index, entry)| {
            let mut cells =
                vec![Cell::number((index + 1) as f64, (index + 1).to_string()), Cell::text(&entry.name)];
            if algorithm {
                cells.push(entry.algorithm.as_ref().map_or_else(Cell::missing, Cell::text));
            }
            cells.extend(metrics.iter().map(|column| metric_cell(entry, column)));
            if training {
                cells.push(marked(duration_cell(entry.training_time_ms), fastest_training));
            }
            if prediction {
                cells.push(marked(duration_cell(entry.predict_time_per_row_ms), fastest_prediction));
            }
            Row { cells, highlighted: index == 0 }
        })
        .collect();
    let by = ranking.map(|ranking| {
        let split = experiment.ranking_split.map(|split| format!(" ({})", split.label().to_lowercase()));
        format!(", ranked by {}{}", words::in_sentence(&ranking.label), split.unwrap_or_default())
    });
    section.push(Table {
        caption: format!("{} models{}", format::count(entries.len() as u64), by.unwrap_or_default()),
        columns,
        rows,
        sortable: true,
    });
    if occurring > MOST_METRICS {
        let note = format!("The first {MOST_METRICS} of {} metrics.", format::count(occurring as u64));
        section.push(Block::Note(Text::plain(note)));
    }
    if entries.len() > MOST_MODELS {
        section.push(Block::Note(Text::plain(format!(
            "The first {} of {} models.",
            format::count(MOST_MODELS as u64),
            format::count(entries.len() as u64)
        ))));
    }
    section
}

/// The ranking metric first, then the others.
fn metric_names<'a>(experiment: &'a Experiment, ranking: Option<&Ranking<'a>>) -> Vec<&'a str> {
    let occurring = experiment.leaderboard.iter().flat_map(|entry| entry.metrics.keys()).map(String::as_str);
    let mut names = metric::in_order(&experiment.metrics, occurring);
    let ranked_by = ranking.map(|ranking| ranking.metric);
    names.sort_by_key(|name| Some(*name) != ranked_by);
    names
}

fn metric_column<'a>(
    experiment: &'a Experiment,
    ranking: Option<&Ranking<'_>>,
    name: &'a str,
) -> MetricColumn<'a> {
    let values = || {
        let given =
            experiment.leaderboard.iter().filter_map(|entry| entry.metrics.get(name).copied().flatten());
        given.filter(|value| value.is_finite())
    };
    let largest = values().map(f64::abs).fold(0.0, f64::max);
    let best = metric::defined_direction(&experiment.metrics, name).and_then(|direction| {
        values().reduce(|best, value| match direction {
            Direction::Higher => best.max(value),
            Direction::Lower => best.min(value),
        })
    });
    MetricColumn {
        name,
        label: metric::defined_label(&experiment.metrics, name),
        decimals: decimals(largest, ranking.is_some_and(|ranking| ranking.metric == name)),
        best,
    }
}

/// Decimals for a whole column by its largest value, so that numbers below one another can be compared.
fn decimals(largest: f64, ranking: bool) -> usize {
    match (largest, ranking) {
        (largest, true) if largest < 10.0 => RANKING_DECIMALS,
        (largest, true) if largest < 10_000.0 => 4,
        (largest, _) if largest < 10.0 => 4,
        (largest, _) if largest < 1_000.0 => 2,
        (largest, _) if largest < 100_000.0 => 1,
        _ => 0,
    }
}

fn metric_cell(entry: &LeaderboardEntry, column: &MetricColumn<'_>) -> Cell {
    let value = entry.metrics.get(column.name).copied().flatten().filter(|value| value.is_finite());
    let cell = value.map_or_else(Cell::missing, |value| {
        let text = format::signed(value, column.decimals);
        // A value too small for the column's decimals must not read as nothing.
        let vanished = value != 0.0 && text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
        Cell::number(value, if vanished { format::metric(value) } else { text })
    });
    marked(cell, column.best)
}

/// Marks the cell if it holds the best value; of equals every one.
fn marked(cell: Cell, best: Option<f64>) -> Cell {
    if cell.sort_value.is_some() && cell.sort_value == best { cell.emphasised(Emphasis::Best) } else { cell }
}
