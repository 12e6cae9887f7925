//! Datasets.

use report_snapshot::dataset::{ColumnSummary, ColumnType, Dataset, NumericSummary};

use super::{
    place::{Place, entity},
    problem::Check,
};
use crate::{
    quantity::{
        ROWS,
        checks::{CATEGORY_ROWS, DISTINCT, MISSING_CELLS, SUMMARY},
    },
    say,
    statement::name,
};

pub(super) fn dataset(at: Place<'_>, data: &Dataset) {
    let at = at.of(&entity);
    let columns = &data.column_summaries;
    at.each("column_summaries", columns, |at, summary| column(at, summary, data.rows));
    let names = columns.iter().map(|column| column.name.as_str());
    at.field("column_summaries").once(Some("name"), names, "The dataset has a column");
    let is_complete = data.columns == Some(columns.len() as u64);
    let parts = columns.iter().try_fold(0, |sum: u64, column| Some(sum.saturating_add(column.missing?)));
    if let Some((total, parts)) = data.missing_values.zip(parts).filter(|(total, parts)| total != parts)
        && is_complete
    {
        let missing = |count| at.count(&MISSING_CELLS, count, "missing value", "missing values");
        let (total, parts) = (missing(total), missing(parts));
        at.field("missing_values").fault(Check::TotalAgainstParts, || {
            say!("The dataset {} has {}, its columns together {}.", name(&data.name), total, parts)
        });
    }
}

fn column(dataset: Place<'_>, column: &ColumnSummary, rows: Option<u64>) {
    let of = || crate::Subject::column(column.name.as_str());
    let at = dataset.of(&of);
    let all = || dataset.count(&ROWS, rows.unwrap_or_default(), "row", "rows");
    let missing = column.missing.unwrap_or_default();
    at.field("missing").at_most(missing, rows, || {
        let missing = at.count(&MISSING_CELLS, missing, "missing value", "missing values");
        say!("Column {} has {} in {}.", at.name(), missing, all())
    });
    // Tools count the levels that a categorical column was declared with, whether they occur or not.
    let is_declared = column.column_type == ColumnType::Categorical;
    let distinct = column.distinct.filter(|_| !is_declared).unwrap_or_default();
    at.field("distinct").at_most(distinct, rows, || {
        let distinct = at.count(&DISTINCT, distinct, "different value", "different values");
        say!("Column {} has {} in {}.", at.name(), distinct, all())
    });
    // Missing values that are too many by themselves are said once.
    if !column.categories.is_empty() && rows.is_none_or(|rows| missing <= rows) {
        let counts = column.categories.iter().map(|category| category.count);
        let sum = counts.fold(missing, u64::saturating_add);
        at.field("categories").at_most(sum, rows, || {
            let sum = at.count(&CATEGORY_ROWS, sum, "row", "rows");
            let values = "The categories and missing values";
            say!("{} of column {} stand for {}, of {} in all.", values, at.name(), sum, all())
        });
    }
    if let Some(summary) = &column.numeric {
        numeric(at.field("numeric"), summary);
    }
}

/// The figures that sum up a column of numbers.
pub(super) fn numeric(at: Place<'_>, summary: &NumericSummary) {
    let steps = [
        ("min", "minimum", summary.min),
        ("p25", "25th percentile", summary.p25),
        ("median", "median", summary.median),
        ("p75", "75th percentile", summary.p75),
        ("max", "maximum", summary.max),
    ];
    at.ascending(
        steps,
        || (&SUMMARY).into(),
        |[(lower, less), (upper, more)]| {
            say!("The {} of column {} is {}, its {} {}.", lower, at.name(), less, upper, more)
        },
    );
    at.field("std").positive("Standard deviation", summary.std);
}
