//! Datasets.

use report_snapshot::dataset::{ColumnSummary, ColumnType, Dataset, NumericSummary};

use super::{Check, Checks, Path, TOLERANCE};
use crate::{
    Figure, Subject,
    quantity::{
        ROWS,
        checks::{CATEGORY_ROWS, DISTINCT, MISSING_CELLS, SUMMARY},
    },
    say,
    statement::{counted, label, name},
};

pub(super) fn dataset(checks: &mut Checks, at: Path<'_>, data: &Dataset) {
    let list = at.field("column_summaries");
    for (index, summary) in data.column_summaries.iter().enumerate() {
        column(checks, list.index(index), summary, data.rows);
    }
    checks.once(
        list,
        Some("name"),
        data.column_summaries.iter().map(|column| column.name.as_str()),
        "The dataset has a column",
    );
    let complete = data.columns.is_some_and(|columns| columns == data.column_summaries.len() as u64);
    let parts = data
        .column_summaries
        .iter()
        .try_fold(0_u64, |sum, column| column.missing.map(|missing| sum.saturating_add(missing)));
    if let (Some(total), Some(parts), true) = (data.missing_values, parts, complete)
        && total != parts
    {
        checks.fault(Check::TotalAgainstParts, at.field("missing_values"), || {
            let count = |count: u64| {
                counted(&Figure::of_entity(&MISSING_CELLS, count as f64), "missing value", "missing values")
            };
            say!(
                "The dataset {} has {}, its columns together {}.",
                name(&data.name),
                count(total),
                count(parts)
            )
        });
    }
}

fn column(checks: &mut Checks, at: Path<'_>, column: &ColumnSummary, rows: Option<u64>) {
    let of = || Subject::column(column.name.as_str());
    let all = || counted(&Figure::of_entity(&ROWS, rows.unwrap_or_default() as f64), "row", "rows");
    let missing = column.missing.unwrap_or_default();
    checks.at_most(at.field("missing"), missing, rows, || {
        let missing = Figure::new(of(), &MISSING_CELLS, missing as f64);
        let missing = counted(&missing, "missing value", "missing values");
        say!("Column {} has {} in {}.", name(&column.name), missing, all())
    });
    // Tools count the levels that a categorical column was declared with, whether they occur or not.
    let is_declared = column.column_type == ColumnType::Categorical;
    let distinct = column.distinct.filter(|_| !is_declared).unwrap_or_default();
    checks.at_most(at.field("distinct"), distinct, rows, || {
        let distinct = Figure::new(of(), &DISTINCT, distinct as f64);
        let distinct = counted(&distinct, "different value", "different values");
        say!("Column {} has {} in {}.", name(&column.name), distinct, all())
    });
    if !column.categories.is_empty() {
        let counts = column.categories.iter().map(|category| category.count);
        let sum = counts.fold(missing, u64::saturating_add);
        // Missing values that are too many by themselves are said once.
        if rows.is_none_or(|rows| missing <= rows) {
            checks.at_most(at.field("categories"), sum, rows, || {
                let sum = counted(&Figure::new(of(), &CATEGORY_ROWS, sum as f64), "row", "rows");
                let values = "The categories and missing values";
                say!("{} of column {} stand for {}, of {} in all.", values, name(&column.name), sum, all())
            });
        }
    }
    if let Some(summary) = &column.numeric {
        numeric(checks, at.field("numeric"), &column.name, summary);
    }
}

/// The figures that sum up a column of numbers.
pub(super) fn numeric(checks: &mut Checks, at: Path<'_>, column: &str, summary: &NumericSummary) {
    let of = || Subject::column(column);
    let steps = [
        ("min", "minimum", summary.min),
        ("p25", "25th percentile", summary.p25),
        ("median", "median", summary.median),
        ("p75", "75th percentile", summary.p75),
        ("max", "maximum", summary.max),
    ];
    let mut before: Option<(&str, f64)> = None;
    for (field, called, value) in steps {
        let Some(value) = value else { continue };
        if let Some((lower, less)) = before
            && less - value > TOLERANCE * value.abs().max(1.0)
        {
            checks.fault(Check::OutsideBounds, at.field(field), || {
                let figure = |value| Figure::new(of(), &SUMMARY, value);
                let (lower, called) = (label(lower), label(called));
                say!(
                    "The {} of column {} is {}, its {} {}.",
                    lower,
                    name(column),
                    figure(less),
                    called,
                    figure(value)
                )
            });
        }
        before = Some((called, value));
    }
    checks.positive(at.field("std"), summary.std, "Standard deviation", of);
}
