//! Cells without a value, and cells whose value says that there is none.

use report_facts::dataset::{self, Column};

use crate::prelude::*;

/// A column with more than this share missing is mostly missing.
const MOSTLY: f64 = 0.5;

/// A column with more than this share missing is worth naming.
const NOTABLY: f64 = 0.05;

rules! {
    of TRAINED;

    MISSING_VALUES = "missing_values", [Good, Info, Warning]:
        speaks: "Features (columns without the target) with a share of missing cells > 0.5: warning; > 0.05 and ≤ 0.5: info; greatest \
                 share first, ties by name. Good: the dataset's number of columns is known, as many columns have summaries, every \
                 feature has a count of missing cells and all are 0, the dataset has no more missing cells than its target, and \
                 missing_in_disguise is silent. Columns with more missing cells than rows are left out.",
        formula: "share = missing / rows",
        source: "Schafer (1999), \"Multiple imputation: a primer\", Statistical Methods in Medical Research 8: 5 % and less is of little \
                 consequence. More than half: more is missing than is there";

    MISSING_IN_DISGUISE = "missing_in_disguise", [Info, Warning]:
        speaks: "Warning: a category of any column, the target too, whose value without spaces at its ends and in lower case is nan, \
                 na, n/a, null, none, ?, - or empty, with a count > 0; and every marker that the tool counted. Columns with most such \
                 cells first, ties by name. Info: a numeric column without markers whose min or max is one of −99, −999, −9999, −99999, \
                 999, 9999, 99999 and lies beyond the outer fence: min < p25 − 3·IQR or max > p75 + 3·IQR, IQR = p75 − p25 > 0; by name.",
        formula: "cells = sum of the counts of such categories and markers",
        source: "Outer fence: Tukey (1977), Exploratory Data Analysis. The lists of values are this report's own";
}

pub(super) fn findings(dataset: &Dataset, target: Option<&str>, features: &[Column<'_>]) -> Vec<Finding> {
    let disguised = said([in_disguise(dataset), suspected(dataset)]);
    let shares = features.iter().filter_map(|column| Some((column.name(), column.missing_share()?)));
    let shares = greatest_first(shares).unwrap_or_default();
    let (mostly, rest): (Vec<_>, Vec<_>) = shares.into_iter().partition(|(_, share)| share.value > MOSTLY);
    let notable: Vec<_> = rest.into_iter().filter(|(_, share)| share.value > NOTABLY).collect();
    let mut found = said([
        missing(Warning, "Mostly missing columns", mostly, MOSTLY),
        missing(Info, "Columns with missing values", notable, NOTABLY),
        none_missing(dataset, target, features).filter(|_| disguised.is_empty()),
    ]);
    found.extend(disguised);
    found
}

fn missing(severity: Severity, title: &str, columns: Vec<(&str, Figure)>, than: f64) -> Option<Finding> {
    if columns.is_empty() {
        return None;
    }
    let which = if severity == Warning { &COLUMNS_MOSTLY_MISSING } else { &COLUMNS_WITH_MISSING };
    let statement = say!(
        "{} more than {} of values missing: {}.",
        number_of(which, columns.len(), "column has", "columns have"),
        bound(&MISSING_SHARE, than),
        listed(columns.iter().map(|(column, share)| say!("{} ({})", name(column), share)), NAMED),
    );
    let shares = columns.into_iter().map(|(_, share)| share);
    Some(MISSING_VALUES.says(severity, title, statement).with(shares))
}

/// That nothing is missing, where that is known of every feature.
fn none_missing(dataset: &Dataset, target: Option<&str>, features: &[Column<'_>]) -> Option<Finding> {
    let summaries = &dataset.column_summaries;
    let of_target = summaries.iter().find(|column| Some(column.name.as_str()) == target);
    let known = dataset.columns == Some(summaries.len() as u64)
        && features.iter().all(|column| column.summary.missing == Some(0))
        && dataset.missing_values.unwrap_or(0) <= of_target.and_then(|target| target.missing).unwrap_or(0);
    let number = Figure::count(&FEATURES, features.len());
    let statement = match features.len() {
        _ if !known => return None,
        0 => return None,
        1 => Statement::words("The only feature has no missing value."),
        _ => say!("None of the {} has a missing value.", counted(&number, "feature", "features")),
    };
    Some(MISSING_VALUES.good("No missing values", statement).with([number]))
}

fn in_disguise(dataset: &Dataset) -> Option<Finding> {
    let mut columns: Vec<(&str, Vec<(&str, Figure)>)> =
        dataset::columns(dataset).iter().map(|column| (column.name(), column.disguised())).collect();
    columns.retain(|(_, values)| !values.is_empty());
    if columns.is_empty() {
        return None;
    }
    let cells_of = |values: &[(&str, Figure)]| values.iter().map(|(_, rows)| rows.value).sum::<f64>();
    columns.sort_by(|a, b| cells_of(&b.1).total_cmp(&cells_of(&a.1)).then_with(|| a.0.cmp(b.0)));
    let cells = columns.iter().map(|(_, values)| cells_of(values)).sum();
    let value = |(value, rows): &(&str, Figure)| say!("{} in {}", name(value), counted(rows, "row", "rows"));
    let named = columns
        .iter()
        .map(|(column, values)| say!("{} ({})", name(column), listed(values.iter().map(value), NAMED)));
    let statement = say!(
        "{} what tools write for a missing value, in {}: {}. As values they are not counted among the missing.",
        counted(&Figure::of_entity(&DISGUISED_CELLS, cells), "cell holds", "cells hold"),
        number_of(&COLUMNS_WITH_DISGUISE, columns.len(), "column", "columns"),
        listed(named, NAMED),
    );
    let rows = columns.into_iter().flat_map(|(_, values)| values).map(|(_, rows)| rows);
    let title = "Missing values in disguise";
    Some(MISSING_IN_DISGUISE.warning(title, statement).with(rows))
}

fn suspected(dataset: &Dataset) -> Option<Finding> {
    let mut columns: Vec<(&str, Vec<Figure>)> =
        dataset::columns(dataset).iter().map(|column| (column.name(), column.suspects())).collect();
    columns.retain(|(_, values)| !values.is_empty());
    if columns.is_empty() {
        return None;
    }
    columns.sort_by_key(|(column, _)| *column);
    let value = |value: &Figure| {
        let is_least = value.quantity == Quantity::from(&LEAST_VALUE);
        let extreme = if is_least { "smallest" } else { "largest" };
        say!("{} {}", extreme, value)
    };
    let named = columns
        .iter()
        .map(|(column, values)| say!("{} ({})", name(column), listed(values.iter().map(value), NAMED)));
    let statement = say!(
        "{} a number far from the rest that often stands for a missing value: {}. How often it occurs is not known.",
        number_of(&COLUMNS_SUSPECT, columns.len(), "column has", "columns have"),
        listed(named, NAMED),
    );
    let values = columns.into_iter().flat_map(|(_, values)| values);
    let title = "Numbers that may stand for missing values";
    Some(MISSING_IN_DISGUISE.info(title, statement).with(values))
}
