//! Cells without a value, and cells whose value says that there is none.

use report_facts::{
    Figure, Statement,
    dataset::{self, Column},
    quantity::{
        COLUMNS_MOSTLY_MISSING, COLUMNS_SUSPECT, COLUMNS_WITH_DISGUISE, COLUMNS_WITH_MISSING,
        DISGUISED_CELLS, FEATURES, LEAST_VALUE, MISSING_SHARE,
    },
    say,
    statement::{bound, counted, listed, name},
};
use report_snapshot::dataset::Dataset;

use super::{KINDS, NAMED};
use crate::{Finding, Rule, Severity};

/// A column with more than this share missing is mostly missing.
const MOSTLY: f64 = 0.5;

/// A column with more than this share missing is worth naming.
const NOTABLY: f64 = 0.05;

pub(crate) static MISSING_VALUES: Rule = Rule {
    name: "missing_values",
    kinds: KINDS,
    severities: &[Severity::Good, Severity::Info, Severity::Warning],
    speaks: "Features (columns without the target) with a share of missing cells > 0.5: warning; > 0.05 and ≤ 0.5: info; greatest \
             share first, ties by name. Good: the dataset's number of columns is known, as many columns have summaries, every \
             feature has a count of missing cells and all are 0, the dataset has no more missing cells than its target, and \
             missing_in_disguise is silent. Columns with more missing cells than rows are left out.",
    formula: "share = missing / rows",
    source: "Schafer (1999), \"Multiple imputation: a primer\", Statistical Methods in Medical Research 8: 5 % and less is of little \
             consequence. More than half: more is missing than is there",
};

pub(crate) static MISSING_IN_DISGUISE: Rule = Rule {
    name: "missing_in_disguise",
    kinds: KINDS,
    severities: &[Severity::Info, Severity::Warning],
    speaks: "Warning: a category of any column, the target too, whose value without spaces at its ends and in lower case is nan, \
             na, n/a, null, none, ?, - or empty, with a count > 0; and every marker that the tool counted. Columns with most such \
             cells first, ties by name. Info: a numeric column without markers whose min or max is one of −99, −999, −9999, −99999, \
             999, 9999, 99999 and lies beyond the outer fence: min < p25 − 3·IQR or max > p75 + 3·IQR, IQR = p75 − p25 > 0; by name.",
    formula: "cells = sum of the counts of such categories and markers",
    source: "Outer fence: Tukey (1977), Exploratory Data Analysis. The lists of values are this report's own",
};

pub(super) fn findings(dataset: &Dataset, target: Option<&str>, features: &[Column<'_>]) -> Vec<Finding> {
    let disguised: Vec<Finding> = in_disguise(dataset).into_iter().chain(suspected(dataset)).collect();
    let mut shares: Vec<(&str, Figure)> =
        features.iter().filter_map(|column| Some((column.name(), column.missing_share()?))).collect();
    shares.sort_by(|a, b| b.1.value.total_cmp(&a.1.value).then_with(|| a.0.cmp(b.0)));
    let (mostly, rest): (Vec<_>, Vec<_>) = shares.into_iter().partition(|(_, share)| share.value > MOSTLY);
    let notable: Vec<_> = rest.into_iter().filter(|(_, share)| share.value > NOTABLY).collect();
    let mut found = Vec::new();
    found.extend(missing(Severity::Warning, "Mostly missing columns", mostly, MOSTLY));
    found.extend(missing(Severity::Info, "Columns with missing values", notable, NOTABLY));
    found.extend(none_missing(dataset, target, features).filter(|_| disguised.is_empty()));
    found.extend(disguised);
    found
}

fn missing(severity: Severity, title: &str, columns: Vec<(&str, Figure)>, than: f64) -> Option<Finding> {
    if columns.is_empty() {
        return None;
    }
    let which = if severity == Severity::Warning { &COLUMNS_MOSTLY_MISSING } else { &COLUMNS_WITH_MISSING };
    let number = Figure::count(which, columns.len());
    let statement = say!(
        "{} more than {} of values missing: {}.",
        counted(&number, "column has", "columns have"),
        bound(&MISSING_SHARE, than),
        listed(columns.iter().map(|(column, share)| say!("{} ({})", name(column), share)), NAMED),
    );
    let shares = columns.into_iter().map(|(_, share)| share);
    Some(Finding::new(&MISSING_VALUES, severity, title, statement).with(shares))
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
    Some(Finding::new(&MISSING_VALUES, Severity::Good, "No missing values", statement).with([number]))
}

/// A column with values that say there is none.
struct Disguise<'a> {
    column: &'a str,
    cells: f64,
    values: Vec<(&'a str, Figure)>,
}

fn in_disguise(dataset: &Dataset) -> Option<Finding> {
    let mut columns: Vec<Disguise<'_>> = dataset::columns(dataset)
        .iter()
        .map(|column| (column.name(), column.disguised()))
        .filter(|(_, values)| !values.is_empty())
        .map(|(column, values)| {
            let cells = values.iter().map(|(_, rows)| rows.value).sum();
            Disguise { column, cells, values }
        })
        .collect();
    if columns.is_empty() {
        return None;
    }
    columns.sort_by(|a, b| b.cells.total_cmp(&a.cells).then_with(|| a.column.cmp(b.column)));
    let cells = Figure::of_entity(&DISGUISED_CELLS, columns.iter().map(|column| column.cells).sum());
    let number = Figure::count(&COLUMNS_WITH_DISGUISE, columns.len());
    let value = |(value, rows): &(&str, Figure)| say!("{} in {}", name(value), counted(rows, "row", "rows"));
    let named =
        columns.iter().map(|of| say!("{} ({})", name(of.column), listed(of.values.iter().map(value), NAMED)));
    let statement = say!(
        "{} what tools write for a missing value, in {}: {}. As values they are not counted among the missing.",
        counted(&cells, "cell holds", "cells hold"),
        counted(&number, "column", "columns"),
        listed(named, NAMED),
    );
    let rows = columns.into_iter().flat_map(|of| of.values).map(|(_, rows)| rows);
    let title = "Missing values in disguise";
    Some(Finding::new(&MISSING_IN_DISGUISE, Severity::Warning, title, statement).with(rows))
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
        let extreme = if value.quantity.known().map(|known| known.id) == Some(LEAST_VALUE.id) {
            "smallest"
        } else {
            "largest"
        };
        say!("{} {}", extreme, value)
    };
    let named = columns
        .iter()
        .map(|(column, values)| say!("{} ({})", name(column), listed(values.iter().map(value), NAMED)));
    let number = Figure::count(&COLUMNS_SUSPECT, columns.len());
    let statement = say!(
        "{} a number far from the rest that often stands for a missing value: {}. How often it occurs is not known.",
        counted(&number, "column has", "columns have"),
        listed(named, NAMED),
    );
    let values = columns.into_iter().flat_map(|(_, values)| values);
    let title = "Numbers that may stand for missing values";
    Some(Finding::new(&MISSING_IN_DISGUISE, Severity::Info, title, statement).with(values))
}
