//! Each model's rows by split, and what is measured of them.

use std::collections::BTreeMap;

use report_snapshot::{
    Metrics,
    evaluation::{Evaluation, Interval, Split},
};

use crate::{evaluate::Evaluator, groups, settings::Columns, table::Table};

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

/// Evaluates every model on each split, and each group of its rows.
pub(crate) fn evaluate(table: &Table, columns: &Columns, evaluator: &Evaluator<'_>) -> Vec<Measured> {
    let sets = sets(table);
    let of = |model: usize| sets.iter().filter(move |((set, _), _)| *set == model);
    let evaluation = |split: Split, rows: &[u32]| Evaluation {
        groups: groups::of(table, columns, evaluator, rows),
        ..evaluator.evaluation(split, rows)
    };
    let measured = |(model, name): (usize, &String)| Measured {
        name: name.clone(),
        evaluations: of(model).map(|((_, split), rows)| evaluation(*split, rows)).collect(),
    };
    table.model.names.iter().enumerate().map(measured).collect()
}

/// Every group of each model and split.
pub(crate) fn by_group(models: &[Measured]) -> Vec<GroupMetrics> {
    let mut found = Vec::new();
    for model in models {
        for evaluation in &model.evaluations {
            for grouping in &evaluation.groups {
                found.extend(grouping.groups.iter().map(|group| GroupMetrics {
                    model: model.name.clone(),
                    split: evaluation.split,
                    column: grouping.attribute.clone(),
                    group: group.group.clone(),
                    rows: group.rows,
                    metrics: group.metrics.clone(),
                    intervals: group.intervals.clone(),
                }));
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
