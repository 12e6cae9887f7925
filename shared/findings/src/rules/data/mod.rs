//! What is worth saying about the data that models were trained on.

mod classes;
mod columns;
mod missing;

pub(super) use classes::imbalance;

use report_domain::Kind;
use report_facts::dataset::{self, ClassCounts};
use report_snapshot::{Task, dataset::Dataset};

use crate::{Finding, Rule};

/// Columns named in one sentence; the rest is counted.
const NAMED: usize = 3;

/// What the rules here are about.
const KINDS: &[Kind] = &[Kind::Experiment, Kind::Model];

/// The rules of this module.
pub(crate) const RULES: &[&Rule] = &[
    &classes::CLASS_IMBALANCE,
    &classes::FEW_ROWS,
    &missing::MISSING_VALUES,
    &missing::MISSING_IN_DISGUISE,
    &columns::CONSTANT_COLUMNS,
    &columns::NEAR_CONSTANT_COLUMNS,
    &columns::IDENTIFIER_COLUMNS,
];

/// Applies every rule but [`imbalance`], which needs no dataset.
pub(super) fn findings(
    dataset: &Dataset,
    task: Task,
    target: Option<&str>,
    balance: &ClassCounts,
) -> Vec<Finding> {
    let target = dataset::target(Some(dataset), target);
    let features = dataset::features(dataset, target);
    let mut found = Vec::new();
    found.extend(classes::few_rows(dataset, task, target, balance));
    found.extend(missing::findings(dataset, target, &features));
    found.extend(columns::constant(&features));
    found.extend(columns::near_constant(&features));
    found.extend(columns::identifiers(&features));
    found
}
