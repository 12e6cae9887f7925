//! Section `leaderboard`: every model with every metric, the best value per column marked.

use crate::blocks::Blocks;
use report_document::{Block, Cell, Column, Emphasis, Row, Table, Text};
use report_facts::{
    Direction, Quantity, format,
    leaderboard::{Ranking, in_order},
    metric, names, words,
};
use report_snapshot::{
    Measured,
    experiment::{Experiment, LeaderboardEntry},
};

/// Models listed: thirty pages or so.
const MOST_MODELS: usize = 1_000;

/// Metrics that have a column.
const MOST_METRICS: usize = 20;

/// Makes the section.
pub(super) fn leaderboard<'a>(experiment: &'a Experiment, ranking: Option<&Ranking<'a>>) -> Blocks {
    let mut body = Blocks::default();
    let entries = in_order(experiment, ranking);
    if entries.is_empty() {
        body.push(Block::Note("The run has not produced a model.".into()));
        return body;
    }
    // Without a direction there is no order, hence no places.
    let ranked = ranking.filter(|ranking| ranking.direction.is_some());
    let metrics = Metrics::of(experiment, ranking, &entries);
    let shown = &entries[..entries.len().min(MOST_MODELS)];

    let mut columns: Vec<(Column, Vec<Cell>)> = Vec::new();
    if let Some(ranked) = ranked {
        let valued = ranked.valued().count();
        let place = |index: usize| Cell::number((index + 1) as f64, (index + 1).to_string());
        let places =
            (0..shown.len()).map(|index| if index < valued { place(index) } else { Cell::missing() });
        columns.push((Column::number("#"), places.collect()));
    }
    let names = shown.iter().map(|entry| Cell::text(names::shown(&entry.name)));
    columns.push((Column::row_header("Model"), names.collect()));
    if entries.iter().any(|entry| entry.algorithm.is_some()) {
        let family = |entry: &&LeaderboardEntry| {
            entry.algorithm.as_deref().map_or_else(Cell::missing, |family| Cell::text(names::shown(family)))
        };
        columns.push((Column::text("Algorithm"), shown.iter().map(family).collect()));
    }
    for quantity in &metrics.shown {
        columns.push((Column::number(quantity.label()), metric_cells(&entries, shown.len(), quantity)));
    }
    columns.extend(times("Training", &entries, shown.len(), |entry| entry.training_time_ms));
    columns.extend(times("Prediction per row", &entries, shown.len(), |entry| entry.predict_time_per_row_ms));

    let leads = ranked.is_some_and(|ranked| ranked.leader().is_some());
    let (columns, cells): (Vec<Column>, Vec<Vec<Cell>>) = columns.into_iter().unzip();
    let mut cells: Vec<_> = cells.into_iter().map(Vec::into_iter).collect();
    let rows = (0..shown.len()).map(|index| Row {
        cells: cells.iter_mut().filter_map(Iterator::next).collect(),
        highlighted: leads && index == 0,
    });
    body.push(Table { caption: caption(&entries, ranking), rows: rows.collect(), columns, sortable: true });
    body.extend(notes(&metrics, &entries, ranked).map(Block::Note));
    body
}

/// How many models there are, and what their order is.
fn caption(entries: &[&LeaderboardEntry], ranking: Option<&Ranking<'_>>) -> String {
    let models = words::counted(entries.len() as u64, "model", "models");
    match ranking.filter(|ranking| ranking.direction.is_some()) {
        _ if entries.len() == 1 => models,
        None => format!("{models}, in the order of the snapshot"),
        Some(ranking) => {
            let split = ranking.split.map(|split| format!(" ({})", split.label().to_lowercase()));
            format!("{models}, ranked by {}{}", words::in_sentence(&ranking.label), split.unwrap_or_default())
        }
    }
}

/// What the table does not show, and why.
fn notes<'n>(
    metrics: &'n Metrics,
    entries: &'n [&LeaderboardEntry],
    ranked: Option<&'n Ranking<'_>>,
) -> impl Iterator<Item = Text> + 'n {
    let count = |number: usize| format::count(number as u64);
    let unranked = ranked.map_or(0, |ranked| ranked.places.len() - ranked.valued().count());
    let label = ranked.map(|ranked| ranked.label.as_str()).unwrap_or_default();
    let last = (unranked > 0).then(|| match unranked {
        1 => Text::plain("1 model has no valid ").name(label).and(": it has no place and stands last."),
        several => {
            let models = Text::plain(format!("{} models have no valid ", count(several)));
            models.name(label).and(": they have no place and stand last.")
        }
    });
    let duplicates = metrics.duplicates.iter().map(|(label, of)| {
        let same = Text::default().name(label).and(" is the same as ").name(words::in_sentence(of));
        same.and(" for every model and is shown once.")
    });
    let cut = (metrics.occurring > MOST_METRICS)
        .then(|| format!("The first {MOST_METRICS} of {} metrics.", count(metrics.occurring)).into());
    let more = (entries.len() > MOST_MODELS)
        .then(|| format!("The first {} of {} models.", count(MOST_MODELS), count(entries.len())).into());
    last.into_iter().chain(duplicates).chain(cut).chain(more)
}

/// The metrics of a leaderboard.
struct Metrics {
    /// Those that have a column, the ranking metric first.
    shown: Vec<Quantity>,
    /// Those that equal one of them for every model, with that one.
    duplicates: Vec<(String, String)>,
    /// How many there are.
    occurring: usize,
}

impl Metrics {
    fn of(experiment: &Experiment, ranking: Option<&Ranking<'_>>, entries: &[&LeaderboardEntry]) -> Self {
        let occurring = entries.iter().flat_map(|entry| entry.metrics.keys()).map(String::as_str);
        let mut names = metric::in_order(&experiment.metrics, occurring);
        names.sort_by_key(|name| Some(*name) != ranking.map(|ranking| ranking.metric));
        let occurring = names.len();
        let mut kept: Vec<(Quantity, Vec<Measured>)> = Vec::new();
        let mut duplicates = Vec::new();
        for name in names {
            if kept.len() == MOST_METRICS {
                break;
            }
            let quantity = Quantity::of_metric(&experiment.metrics, name);
            let values: Vec<Measured> = entries.iter().map(|entry| value(entry, name)).collect();
            match kept.iter().find(|(_, others)| are_equal(&values, others)) {
                Some((of, _)) => duplicates.push((quantity.label(), of.label())),
                None => kept.push((quantity, values)),
            }
        }
        Self { shown: kept.into_iter().map(|(quantity, _)| quantity).collect(), duplicates, occurring }
    }
}

/// Whether two metrics are one under two names: equal for every model, and not merely perfect for all.
fn are_equal(a: &[Measured], b: &[Measured]) -> bool {
    let equal = |(a, b): (&Measured, &Measured)| match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-12 * a.abs().max(b.abs()),
        (None, None) => true,
        _ => false,
    };
    let mut values = a.iter().flatten();
    let first = values.next();
    values.any(|value| Some(value) != first) && a.iter().zip(b).all(equal)
}

fn value(entry: &LeaderboardEntry, name: &str) -> Measured {
    entry.metrics.get(name).copied().flatten().filter(|value| value.is_finite())
}

/// A column of a metric: its digits and its best value are those of all models, also of models that are not listed.
fn metric_cells(entries: &[&LeaderboardEntry], listed: usize, quantity: &Quantity) -> Vec<Cell> {
    let values: Vec<Measured> = entries.iter().map(|entry| value(entry, &quantity.id())).collect();
    let sound = values.iter().filter_map(|value| metric::sound(quantity, *value));
    let best = quantity.better().and_then(|direction| match direction {
        Direction::Higher => sound.reduce(f64::max),
        Direction::Lower => sound.reduce(f64::min),
    });
    cells(&values, format::column(&values), best, listed)
}

/// A column of durations in one unit; `None` where no model has one.
fn times(
    title: &str,
    entries: &[&LeaderboardEntry],
    listed: usize,
    time: fn(&LeaderboardEntry) -> Measured,
) -> Option<(Column, Vec<Cell>)> {
    let sound = |entry: &&LeaderboardEntry| time(entry).filter(|time| time.is_finite() && *time >= 0.0);
    let values: Vec<Measured> = entries.iter().map(sound).collect();
    let fastest = values.iter().flatten().copied().reduce(f64::min)?;
    let (unit, texts) = format::durations(&values);
    Some((Column::number(format!("{title} ({unit})")), cells(&values, texts, Some(fastest), listed)))
}

/// Cells of a column, the best value marked, and every one that is written like it.
fn cells(values: &[Measured], texts: Vec<Option<String>>, best: Option<f64>, listed: usize) -> Vec<Cell> {
    let at = values.iter().position(|value| best.is_some() && *value == best);
    let best = at.and_then(|at| texts[at].clone());
    let cell = |(value, text): (&Measured, Option<String>)| match value.zip(text) {
        None => Cell::missing(),
        Some((value, text)) if best.as_ref() == Some(&text) => {
            Cell::number(value, text).emphasised(Emphasis::Best)
        }
        Some((value, text)) => Cell::number(value, text),
    };
    values.iter().zip(texts).take(listed).map(cell).collect()
}
