//! Section `metrics`: every metric on every split, side by side, with the gap from training to held-out rows, and for many
//! classes how often the right one is among the most probable.

use report_document::{Block, Cell, Column, Emphasis, Row, Table, Text};
use report_facts::{
    Direction, Quantity, format, metric, names, quality,
    uncertainty::{self, Spread95},
};
use report_snapshot::{
    evaluation::{Evaluation, IntervalMethod, Split},
    model::Model,
};

use super::{
    duplicates::without_duplicates,
    subject::{Subject, rows_label, rows_phrase},
};
use crate::blocks::Blocks;
use crate::common::number::{percent_cell, ranged_quantity, signed_beside};

/// The order of the columns: what was seen in training first, what is most to be trusted last.
const ORDER: [Split; 4] = [Split::Training, Split::Validation, Split::CrossValidation, Split::Test];

/// Metrics listed.
const MOST_METRICS: usize = 60;

/// Ranks of the most probable classes listed.
const MOST_RANKS: usize = 20;

/// Makes the section.
pub(crate) fn metrics(subject: &Subject<'_>) -> Option<Blocks> {
    let model = subject.model;
    let first_with_figures = |split: &Split| {
        model.evaluations.iter().find(|evaluation| evaluation.split == *split && has_figures(evaluation))
    };
    let evaluations: Vec<&Evaluation> = ORDER.iter().filter_map(first_with_figures).collect();
    let occurring = evaluations.iter().flat_map(|evaluation| evaluation.metrics.keys()).map(String::as_str);
    let mut names = metric::in_order(&model.metrics, occurring);
    if let Some(telling) = quality::telling_metric(model) {
        names.sort_by_key(|name| *name != telling);
    }
    if names.is_empty() {
        return None;
    }
    let columns: Vec<Vec<Option<f64>>> = names
        .iter()
        .map(|name| {
            evaluations
                .iter()
                .map(|evaluation| evaluation.metrics.get(*name)?.filter(|v| v.is_finite()))
                .collect()
        })
        .collect();
    let (mut kept, duplicates) = without_duplicates(&model.metrics, &names, &columns);
    let occurring = kept.len();
    kept.truncate(MOST_METRICS);
    // Out-of-bag figures are no figures of rows that were trained on, so that there is no gap to them.
    let is_training =
        |evaluation: &&Evaluation| evaluation.split == Split::Training && !evaluation.out_of_bag;
    let training = evaluations.iter().copied().find(is_training);
    let held_out =
        subject.evaluation(|evaluation| quality::is_held_out(evaluation) && has_figures(evaluation));
    let compared = training.zip(held_out);
    let rows = kept
        .iter()
        .map(|&index| row(model, names[index], &columns[index], (&evaluations, compared)))
        .collect();
    let mut columns = vec![Column::row_header("Metric"), Column::text("Better")];
    columns.extend(evaluations.iter().map(|evaluation| Column::number(column_title(evaluation))));
    if compared.is_some() {
        columns.push(Column::number("Gap"));
    }
    let mut body = Blocks::default();
    body.push(Table {
        caption: format!("Metrics of {} by the rows that they were computed on", names::shown(subject.name)),
        columns,
        rows,
        sortable: false,
    });
    let explained = explained(model, &evaluations, kept.iter().map(|index| names[*index]));
    let gap = compared.map(|(_, held_out)| format!("Gap: {} minus training.", rows_label(held_out)));
    let cut = (occurring > MOST_METRICS)
        .then(|| format!("The first {MOST_METRICS} of {} metrics.", format::count(occurring as u64)));
    let notes: Vec<String> = gap
        .into_iter()
        .chain(explained)
        .chain(subject.positive_class())
        .chain(duplicates)
        .chain(cut)
        .collect();
    if !notes.is_empty() {
        body.push(Block::Note(Text::plain(notes.join(" "))));
    }
    body.extend(hit_ratios(subject));
    Some(body)
}

fn column_title(evaluation: &Evaluation) -> &'static str {
    match quality::rows_of(evaluation) {
        report_facts::Rows::OutOfBag => "Training, out of bag",
        _ => evaluation.split.label(),
    }
}

fn row(
    model: &Model,
    name: &str,
    values: &[Option<f64>],
    (evaluations, compared): (&[&Evaluation], Option<(&Evaluation, &Evaluation)>),
) -> Row {
    let quantity = Quantity::of_metric(&model.metrics, name);
    let better = match quantity.better() {
        Some(Direction::Higher) => "higher",
        Some(Direction::Lower) => "lower",
        None => Cell::MISSING,
    };
    let mut cells = vec![Cell::text(quantity.label()), Cell::text(better).emphasised(Emphasis::Muted)];
    cells.extend(values.iter().zip(evaluations).map(|(value, evaluation)| {
        let spread = spread(model, evaluation, name).map(|spread| (spread.low, spread.high));
        ranged_quantity(&quantity, *value, spread)
    }));
    if let Some((training, held_out)) = compared {
        let values = quality::metric_value(training, name).zip(quality::metric_value(held_out, name));
        cells.push(values.map_or_else(Cell::missing, |(seen, unseen)| {
            Cell::number(unseen - seen, signed_beside(&quantity, unseen - seen, unseen))
        }));
    }
    Row::new(cells)
}

/// Between which values a metric lies, on rows that the model was not trained on.
fn spread(model: &Model, evaluation: &Evaluation, name: &str) -> Option<Spread95> {
    uncertainty::of_metric(model, evaluation, name).filter(|_| quality::is_held_out(evaluation))
}

/// How the intervals were computed, if there are any.
fn explained<'a>(
    model: &Model,
    evaluations: &[&Evaluation],
    names: impl Iterator<Item = &'a str> + Clone,
) -> Option<String> {
    let of = |evaluation: &&Evaluation| {
        names.clone().filter_map(|name| Some(spread(model, evaluation, name)?.method)).collect::<Vec<_>>()
    };
    let found: Vec<IntervalMethod> = evaluations.iter().flat_map(of).collect();
    let methods = [
        (IntervalMethod::PercentileBootstrap, "percentile bootstrap"),
        (IntervalMethod::BcaBootstrap, "BCa bootstrap"),
        (IntervalMethod::Normal, "normal distribution"),
        (IntervalMethod::Wilson, "Wilson, from counts of rows"),
    ];
    let named = methods.iter().filter(|(method, _)| found.contains(method)).map(|(_, name)| *name);
    let named: Vec<&str> = named.collect();
    (!named.is_empty()).then(|| format!("In brackets: 95% intervals ({}).", named.join("; ")))
}

/// How often the class of a row is among the k most probable ones.
fn hit_ratios(subject: &Subject<'_>) -> Option<Block> {
    let evaluation = subject.evaluation(|evaluation| !evaluation.hit_ratios.is_empty())?;
    let ratios = &evaluation.hit_ratios;
    let rows = ratios
        .iter()
        .take(MOST_RANKS)
        .enumerate()
        .map(|(index, ratio)| {
            let rank = (index + 1).to_string();
            Row::new(vec![Cell::number((index + 1) as f64, rank), percent_cell(Some(*ratio))])
        })
        .collect();
    let cut = if ratios.len() > MOST_RANKS {
        format!(", for the first {MOST_RANKS} of {} ranks", format::count(ratios.len() as u64))
    } else {
        String::new()
    };
    Some(Block::Table(Table {
        caption: format!(
            "Among the k most probable: share of rows whose class is one of them{cut}; {}",
            rows_phrase(evaluation)
        ),
        columns: vec![Column::number("k"), Column::number("Share of rows")],
        rows,
        sortable: false,
    }))
}

/// Whether any metric has a value.
fn has_figures(evaluation: &Evaluation) -> bool {
    evaluation.metrics.values().flatten().any(|value| value.is_finite())
}
