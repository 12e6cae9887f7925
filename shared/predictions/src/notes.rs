//! What is to be known of all figures, in sentences.

use std::collections::BTreeMap;

use report_facts::format;
use report_snapshot::evaluation::Evaluation;

use crate::{
    curves, groups::MOST_GROUPS, models::Measured, regression::MOST_POINTS, settings::Bootstrap, table::Table,
};

/// That rows were left out, if any were.
pub(crate) fn left_out(table: &Table) -> Option<String> {
    let columns: Vec<String> = table.missing.iter().map(|(column, _)| column.clone()).collect();
    (!columns.is_empty()).then(|| {
        format!(
            "{} of {} rows were left out, since they have no value in {}.",
            format::count(table.left_out()),
            format::count(table.read),
            columns.join(", ")
        )
    })
}

/// That groups were left out, where there are very many.
pub(crate) fn groups(models: &[Measured]) -> Vec<String> {
    let mut totals: BTreeMap<&str, u64> = BTreeMap::new();
    for grouping in
        models.iter().flat_map(|model| &model.evaluations).flat_map(|evaluation| &evaluation.groups)
    {
        if let Some(total) = grouping.groups_total {
            let most = totals.entry(&grouping.attribute).or_default();
            *most = total.max(*most);
        }
    }
    let note = |(column, total): (&str, u64)| {
        format!(
            "Column {column} has {} groups; the {MOST_GROUPS} with most rows are kept.",
            format::count(total)
        )
    };
    totals.into_iter().map(note).collect()
}

/// That curves and plots show less than all, where they do.
pub(crate) fn thinned(models: &[Measured]) -> Vec<String> {
    let evaluations = || models.iter().flat_map(|model| &model.evaluations);
    let most = |evaluation: &Evaluation| curves::most_points(evaluation.roc.len());
    let mut notes = Vec::new();
    let is_thinned = |evaluation: &&Evaluation| {
        evaluation.roc.iter().any(|curve| curve.false_positive_rate.len() >= most(evaluation))
            || evaluation.precision_recall.iter().any(|curve| curve.recall.len() >= most(evaluation))
    };
    if let Some(evaluation) = evaluations().find(is_thinned) {
        notes.push(format!(
            "Curves go through at most {} of their corners, those that matter most to the area.",
            most(evaluation)
        ));
    }
    let sampled = |evaluation: &Evaluation| {
        let points = evaluation.predictions.len();
        points > 0 && evaluation.rows.is_some_and(|rows| rows > points as u64)
    };
    if evaluations().any(sampled) {
        notes.push(format!(
            "Plots of predictions show a random sample of {} rows.",
            format::count(MOST_POINTS as u64)
        ));
    }
    notes
}

/// How the intervals were computed, if there are any.
pub(crate) fn intervals(models: &[Measured], bootstrap: Bootstrap) -> Option<String> {
    let rows = || models.iter().flat_map(|model| &model.evaluations).filter_map(|evaluation| evaluation.rows);
    let replicates = || rows().map(|rows| bootstrap.replicates(rows as usize));
    let (least, most) = (replicates().min()?, replicates().max()?);
    let count = |replicates: u32| format::count(u64::from(replicates));
    let number = if least == most { count(most) } else { format!("{} to {}", count(least), count(most)) };
    (most > 0).then(|| {
        format!(
            "Intervals are the middle 95 % of each metric over {number} resamples of the rows (percentile bootstrap; SplitMix64, seed {}).",
            bootstrap.seed
        )
    })
}
