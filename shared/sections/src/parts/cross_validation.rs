//! Section `cross-validation`: metrics by fold.

use report_document::{Block, Cell, Column, Row, Table, Text};
use report_facts::{Quantity, Unit, format, leaderboard::Spread, metric, names};

use super::{duplicates::without_duplicates, subject::Subject};
use crate::blocks::Blocks;
use crate::common::number::quantity_cell;

/// Folds that have a column each; of more only the extremes are shown.
const MOST_COLUMNS: usize = 6;

/// Metrics listed.
const MOST_METRICS: usize = 60;

/// Makes the section.
pub(crate) fn cross_validation(subject: &Subject<'_>) -> Option<Blocks> {
    let model = subject.model;
    let names = metric::in_order(&model.metrics, model.folds.keys().map(String::as_str));
    let mut spreads: Vec<(&str, Spread, Vec<Option<f64>>)> = names
        .into_iter()
        .filter_map(|name| {
            let given = model.folds.get(name)?;
            Some((name, Spread::of(given)?, given.folds.clone()))
        })
        .collect();
    let called: Vec<&str> = spreads.iter().map(|(name, _, _)| *name).collect();
    let values: Vec<Vec<Option<f64>>> = spreads
        .iter()
        .map(|(_, spread, folds)| {
            [Some(spread.mean), Some(spread.sd)].into_iter().chain(folds.clone()).collect()
        })
        .collect();
    let (kept, duplicates) = without_duplicates(&model.metrics, &called, &values);
    let mut index = 0;
    spreads.retain(|_| {
        index += 1;
        kept.contains(&(index - 1))
    });
    let occurring = spreads.len();
    spreads.truncate(MOST_METRICS);
    let folds = spreads.iter().map(|(_, _, folds)| folds.len()).max()?;
    let each = folds <= MOST_COLUMNS;
    let mut columns = vec![Column::row_header("Metric"), Column::number("Mean"), Column::number("Std. dev.")];
    if each {
        columns.extend((1..=folds).map(|fold| Column::number(format!("Fold {fold}"))));
    } else {
        columns.extend([Column::number("Lowest"), Column::number("Highest")]);
    }
    let rows = spreads
        .iter()
        .map(|(name, spread, values)| {
            let quantity = Quantity::of_metric(&model.metrics, name);
            let mut cells = vec![
                Cell::text(quantity.label()),
                quantity_cell(&quantity, Some(spread.mean)),
                match quantity.unit() {
                    Unit::Plain => Cell::number(spread.sd, format::beside(spread.sd, spread.mean)),
                    _ => quantity_cell(&quantity, Some(spread.sd)),
                },
            ];
            if each {
                cells.extend(
                    (0..folds).map(|fold| quantity_cell(&quantity, values.get(fold).copied().flatten())),
                );
            } else {
                let known = || values.iter().flatten().copied().filter(|value| value.is_finite());
                cells.push(quantity_cell(&quantity, known().reduce(f64::min)));
                cells.push(quantity_cell(&quantity, known().reduce(f64::max)));
            }
            Row::new(cells)
        })
        .collect();
    let mut body = Blocks::default();
    let caption = if folds > 0 {
        format!(
            "Metrics of {} over {folds} folds, each computed on the rows left out",
            names::shown(subject.name)
        )
    } else {
        format!("Metrics of {} over the folds of the cross-validation", names::shown(subject.name))
    };
    body.push(Table { caption, columns, rows, sortable: false });
    let cut = (occurring > MOST_METRICS)
        .then(|| format!("The first {MOST_METRICS} of {} metrics.", format::count(occurring as u64)));
    let notes: Vec<String> = duplicates.into_iter().chain(cut).collect();
    if !notes.is_empty() {
        body.push(Block::Note(Text::plain(notes.join(" "))));
    }
    Some(body)
}
