//! Each model's rows by split, and what is measured of them.

use std::collections::BTreeMap;

use report_snapshot::{
    Metrics,
    evaluation::{Evaluation, Interval, Split},
};

use crate::{evaluate::Evaluator, settings::Columns, table::Table};

/// A model with what is measured of it.
#[derive(Debug)]
pub(crate) struct Measured {
    pub(crate) name: String,
    /// By split: training rows first, test rows last.
    pub(crate) evaluations: Vec<Evaluation>,
}

/// Metrics of the rows of one group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupMetrics {
    /// The model.
    pub model: String,
    /// The split that the rows are of.
    pub split: Split,
    /// The column that groups them.
    pub column: String,
    /// Its value.
    pub group: String,
    /// How many rows.
    pub rows: u64,
    /// The metrics, as of all rows of the split.
    pub metrics: Metrics,
    /// Their intervals.
    pub intervals: BTreeMap<String, Interval>,
}

/// Evaluates every model on each split.
pub(crate) fn evaluate(table: &Table, evaluator: &Evaluator<'_>) -> Vec<Measured> {
    let sets = sets(table);
    let of = |model: usize| sets.iter().filter(move |((set, _), _)| *set == model);
    let measured = |(model, name): (usize, &String)| Measured {
        name: name.clone(),
        evaluations: of(model).map(|((_, split), rows)| evaluator.evaluation(*split, rows)).collect(),
    };
    table.model.names.iter().enumerate().map(measured).collect()
}

/// Measures every group of each model and split.
pub(crate) fn groups(table: &Table, columns: &Columns, evaluator: &Evaluator<'_>) -> Vec<GroupMetrics> {
    let mut found = Vec::new();
    for ((model, split), rows) in &sets(table) {
        for (groups, column) in table.groups.iter().zip(&columns.groups) {
            let mut by_group: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
            for row in rows {
                let group = &groups.names[groups.codes[*row as usize] as usize];
                by_group.entry(group).or_default().push(*row);
            }
            for (group, rows) in by_group {
                let measures = evaluator.measures(&rows);
                found.push(GroupMetrics {
                    model: table.model.names[*model].clone(),
                    split: *split,
                    column: column.clone(),
                    group: group.to_owned(),
                    rows: rows.len() as u64,
                    metrics: measures.metrics,
                    intervals: measures.intervals,
                });
            }
        }
    }
    found
}

/// Rows by model and split.
fn sets(table: &Table) -> BTreeMap<(usize, Split), Vec<u32>> {
    let mut sets: BTreeMap<(usize, Split), Vec<u32>> = BTreeMap::new();
    for (row, model) in table.model.codes.iter().enumerate() {
        // Without a column of splits, predictions are taken for those of rows that nothing was chosen on.
        let split = table.split.as_ref().map_or(Split::Test, |splits| splits[row]);
        sets.entry((*model as usize, split)).or_default().push(row as u32);
    }
    sets
}
