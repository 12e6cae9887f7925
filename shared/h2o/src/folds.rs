//! How metrics vary over the folds of cross-validation.

use std::collections::BTreeMap;

use report_snapshot::experiment::FoldSpread;
use serde_json::Value as Json;

use crate::{
    evaluation::{is_placeholder, metric_name},
    table::Table,
    wire,
};

/// How the metrics vary over the folds, by the leaderboard's names.
pub(crate) fn folds(answer: &Json) -> BTreeMap<String, FoldSpread> {
    let Some(table) = Table::read(&answer["output"]["cross_validation_metrics_summary"]) else {
        return BTreeMap::new();
    };
    let (means, spreads) = (table.numbers("mean"), table.numbers("sd"));
    let folds: Vec<_> =
        table.names().filter(|name| name.starts_with("cv_")).map(|name| table.numbers(name)).collect();
    // The first column, without a name, has the metrics.
    let spread = |(row, name): (usize, &Json)| {
        let name = wire::text(name)?;
        let mean = means.get(row).copied().flatten()?;
        let spread = FoldSpread {
            mean: Some(mean),
            sd: spreads.get(row).copied().flatten(),
            folds: folds.iter().map(|fold| fold.get(row).copied().flatten()).collect(),
        };
        (!is_placeholder(name, mean)).then(|| (metric_name(name).to_owned(), spread))
    };
    table.at(0).iter().enumerate().filter_map(spread).collect()
}
