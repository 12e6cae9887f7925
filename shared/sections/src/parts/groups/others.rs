//! Metrics by group beside the rates of counts: of regressions, of many classes, of probabilities.

use report_charts::{Axis, Frame, Panel, PanelRow, Ranged};
use report_document::{Block, Cell, Column, Row, Table};
use report_facts::{Quantity, calibration::Calibration, metric, names, quality};
use report_snapshot::{
    evaluation::Evaluation,
    groups::{Group, Grouping},
};

use super::{rates::points, shown::MOST_GROUPS};
use crate::common::number::{count_cell, ranged_quantity};
use crate::parts::subject::{Subject, rows_phrase};

/// Metrics listed where there are no rates.
const MOST_METRICS: usize = 4;

/// Metrics listed beside rates.
const MOST_BESIDE_RATES: usize = 2;

/// Metrics drawn, where there are no rates to draw.
const MOST_DRAWN: usize = 3;

/// Metrics that are made of the same counts as the rates.
const OF_COUNTS: [&str; 9] = [
    "accuracy",
    "balanced_accuracy",
    "err",
    "f1",
    "mcc",
    "precision",
    "recall",
    "selection_rate",
    "specificity",
];

/// Metrics without which the others mislead: an error to either side says whom a regression favours.
const TOLD_FIRST: [&str; 2] = ["selection_rate", "mean_error"];

/// A table of the metrics, and a chart where the attribute has no rates.
pub(super) fn blocks(
    subject: &Subject<'_>,
    evaluation: &Evaluation,
    grouping: &Grouping,
    (index, has_rates): (usize, bool),
) -> Vec<Block> {
    let definitions = &subject.model.metrics;
    let is_told = |name: &&str| {
        let known = report_facts::quantity::find(name).map_or(*name, |known| known.id);
        has_rates && OF_COUNTS.contains(&known)
    };
    let occurring = grouping.groups.iter().flat_map(|group| &group.metrics);
    let occurring = occurring.filter(|(_, value)| value.is_some_and(f64::is_finite)).map(|(name, _)| name);
    let mut names: Vec<&str> = metric::in_order(definitions, occurring.map(String::as_str));
    names.retain(|name| !is_told(name));
    names.sort_by_key(|name| !TOLD_FIRST.contains(name));
    if let Some(telling) = quality::telling_metric(subject.model) {
        names.sort_by_key(|name| *name != telling);
    }
    names.truncate(if has_rates { MOST_BESIDE_RATES } else { MOST_METRICS });
    let is_calibrated =
        grouping.groups.iter().any(|group| Calibration::of_bins(&group.calibration).is_some());
    if names.is_empty() && !is_calibrated {
        return Vec::new();
    }
    let quantities: Vec<(&str, Quantity)> =
        names.iter().map(|name| (*name, Quantity::of_metric(definitions, name))).collect();
    let mut groups: Vec<&Group> = grouping.groups.iter().collect();
    groups.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.group.cmp(&b.group)));
    let attribute = names::shown(&grouping.attribute);
    let on = rows_phrase(evaluation);
    let mut blocks = Vec::new();
    if !has_rates {
        blocks.extend(chart(&groups, &quantities, (index, &attribute, &on)));
    }
    let mut columns = vec![Column::row_header("Group"), Column::number("Rows")];
    columns.extend(quantities.iter().map(|(_, quantity)| Column::number(quantity.label())));
    if is_calibrated {
        columns.push(Column::number("Calibration error, points"));
    }
    let row =
        |group: &&Group| {
            let mut cells = vec![Cell::text(names::shown(&group.group)), count_cell(Some(group.rows))];
            cells.extend(quantities.iter().map(|(name, quantity)| {
                ranged_quantity(quantity, value(group, name), interval(group, name))
            }));
            if is_calibrated {
                cells.push(calibration(group));
            }
            Row::new(cells)
        };
    let rows = groups.iter().take(MOST_GROUPS).map(row).collect();
    let caption = format!("Metrics by {attribute}; {on}");
    blocks.push(Block::Table(Table { caption, columns, rows, sortable: false }));
    blocks
}

/// The expected calibration error with what the intervals of its bins allow.
fn calibration(group: &Group) -> Cell {
    Calibration::of_bins(&group.calibration).map_or_else(Cell::missing, |of| {
        let [error, least, most] = [of.error, of.least, of.most].map(points);
        Cell::number(of.error, format!("{error} ({least}–{most})"))
    })
}

fn value(group: &Group, name: &str) -> Option<f64> {
    group.metrics.get(name).copied().flatten().filter(|value| value.is_finite())
}

/// The interval of 95 % that the snapshot gives.
fn interval(group: &Group, name: &str) -> Option<(f64, f64)> {
    let interval = group.intervals.get(name).filter(|interval| interval.level == 0.95)?;
    Some((interval.low, interval.high))
}

fn chart(
    groups: &[&Group],
    quantities: &[(&str, Quantity)],
    (index, attribute, on): (usize, &str, &str),
) -> Option<Block> {
    let quantities = &quantities[..quantities.len().min(MOST_DRAWN)];
    let labels: Vec<String> = quantities.iter().map(|(_, quantity)| quantity.label()).collect();
    let shown: Vec<String> = groups.iter().map(|group| names::shown(&group.group)).collect();
    let rows: Vec<PanelRow<'_>> = groups
        .iter()
        .zip(&shown)
        .map(|(group, label)| PanelRow {
            label,
            values: quantities
                .iter()
                .map(|(name, _)| Ranged {
                    value: value(group, name),
                    interval: interval(group, name),
                    faint: group.rows < report_facts::groups::FEWEST_ROWS,
                })
                .collect(),
        })
        .collect();
    let panels: Vec<Panel<'_>> =
        labels.iter().map(|label| Panel { axis: Axis::number(label), reference: None }).collect();
    let whiskers = rows.iter().flat_map(|row| &row.values).any(|ranged| ranged.interval.is_some());
    let caption = format!("On {on}.{}", if whiskers { " Whiskers: 95% intervals." } else { "" });
    let (id, title) = (format!("chart-groups-{}", index + 1), format!("Metrics by {attribute}"));
    report_charts::interval_panels(&Frame::full(&id, &title).caption(&caption), &panels, &rows)
        .map(Block::Chart)
}
