//! What is worth saying about the data that models were trained on.

pub(crate) mod classes;
pub(super) mod columns;
pub(super) mod missing;

pub(super) use classes::imbalance;

use report_facts::dataset::{self, ClassCounts};

use crate::prelude::*;

/// Applies every rule but [`imbalance`], which needs no dataset.
pub(super) fn findings(
    dataset: &Dataset,
    task: Task,
    target: Option<&str>,
    balance: &ClassCounts,
) -> Vec<Finding> {
    let target = dataset::target(Some(dataset), target);
    let features = dataset::features(dataset, target);
    let mut found = said([classes::few_rows(dataset, task, target, balance)]);
    found.extend(missing::findings(dataset, target, &features));
    found.extend(said([
        columns::constant(&features),
        columns::near_constant(&features),
        columns::identifiers(&features),
    ]));
    found
}
