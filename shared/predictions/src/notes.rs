//! What is to be known of all figures, in sentences.

use report_facts::format;

use crate::{models::Measured, settings::Bootstrap, table::Table};

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
