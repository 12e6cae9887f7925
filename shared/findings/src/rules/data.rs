//! What is worth saying about the data that models were trained on.

use report_snapshot::{
    Task,
    dataset::{ColumnSummary, ColumnType, Dataset},
};

use crate::Severity;
use crate::legacy::{Figure, Finding, Unit};
use report_facts::{format, words};

/// The smallest class has at most this share: "extreme" imbalance in Google's *Machine Learning* course, "Datasets:
/// Imbalanced datasets".
const EXTREME_MINORITY: f64 = 0.01;

/// At most this share: "moderate" there.
const MODERATE_MINORITY: f64 = 0.20;

/// At most this share: "mild" there.
const MILD_MINORITY: f64 = 0.40;

/// Rows per feature (for classification: rows of the smallest class per feature) under which estimates are unstable:
/// the ten events per variable of Peduzzi et al. (1996), "A simulation study of the number of events per variable in
/// logistic regression analysis", *Journal of Clinical Epidemiology* 49.
const ROWS_PER_FEATURE: f64 = 10.0;

/// A column with more than this share missing says more about how data were collected than about the rows.
const MOSTLY_MISSING: f64 = 0.5;

/// A column with more than this share missing is worth naming.
const NOTABLY_MISSING: f64 = 0.05;

/// Most frequent value over the second and share of distinct values that make a column near-constant: the defaults of
/// `nearZeroVar` in Kuhn (2008), "Building predictive models in R using the caret package", *Journal of Statistical
/// Software* 28.
const FREQUENCY_RATIO: f64 = 95.0 / 5.0;
const DISTINCT_SHARE: f64 = 0.10;

/// Columns named in one sentence; the rest is counted.
const NAMED: usize = 3;

/// Applies every rule. `balance` is the number of rows per class, most frequent first; empty for regression.
pub(super) fn findings(
    dataset: &Dataset,
    task: Task,
    target: Option<&str>,
    balance: &[(String, u64)],
) -> Vec<Finding> {
    let target = target.or(dataset.target.as_deref());
    let features: Vec<&ColumnSummary> =
        dataset.column_summaries.iter().filter(|column| Some(column.name.as_str()) != target).collect();
    let mut found = Vec::new();
    found.extend(few_rows(dataset, task, target, balance));
    found.extend(missing(dataset, &features));
    found.extend(near_constant(dataset, &features));
    found.extend(identifiers(dataset, &features));
    found
}

/// Whether the classes are of like size.
pub(super) fn imbalance(balance: &[(String, u64)]) -> Option<Finding> {
    let total: u64 = balance.iter().map(|(_, count)| count).sum();
    let [(largest, largest_count), .., (smallest, smallest_count)] = balance else { return None };
    if total == 0 {
        return None;
    }
    let share = |count: u64| count as f64 / total as f64;
    let minority = share(*smallest_count);
    // With k classes of equal size each has 1/k, so the bounds for two classes are scaled to k.
    let scale = 2.0 / balance.len() as f64;
    let (severity, title, remark) = match minority {
        share if share <= EXTREME_MINORITY * scale => (
            Severity::Warning,
            "Extreme class imbalance",
            "Accuracy says little here; judge by precision and recall.",
        ),
        share if share <= MODERATE_MINORITY * scale => {
            (Severity::Warning, "Class imbalance", "Accuracy flatters a model that favours the larger class.")
        }
        share if share <= MILD_MINORITY * scale => {
            (Severity::Info, "Mild class imbalance", "No correction is needed as a rule.")
        }
        _ => (Severity::Good, "Balanced classes", "No class is rare."),
    };
    let statement = if smallest_count == largest_count {
        format!(
            "Each of {} classes has {} of {} rows ({}).",
            balance.len(),
            format::count(*smallest_count),
            format::count(total),
            format::percent(minority)
        )
    } else {
        format!(
            "The smallest of {} classes, {smallest}, has {} of {} rows ({}); the largest, {largest}, has {} ({}). {remark}",
            balance.len(),
            format::count(*smallest_count),
            format::count(total),
            format::percent(minority),
            format::count(*largest_count),
            format::percent(share(*largest_count)),
        )
    };
    Some(Finding {
        rule: "class_imbalance",
        severity,
        title: title.into(),
        statement,
        figures: vec![
            Figure::of(smallest, "rows", *smallest_count as f64, Unit::Count),
            Figure::of(smallest, "class_share", minority, Unit::Share),
            Figure::of(largest, "rows", *largest_count as f64, Unit::Count),
            Figure::of(largest, "class_share", share(*largest_count), Unit::Share),
            Figure::of_entity("rows", total as f64, Unit::Count),
            Figure::count("classes", balance.len()),
        ],
    })
}

fn few_rows(
    dataset: &Dataset,
    task: Task,
    target: Option<&str>,
    balance: &[(String, u64)],
) -> Option<Finding> {
    let rows = dataset.rows?;
    let target_columns = u64::from(target.is_some());
    let features = dataset.columns?.checked_sub(target_columns).filter(|features| *features > 0)?;
    // What limits a classifier is the number of rows of the rarest class.
    let limiting = match task {
        Task::Regression => rows,
        _ => balance.last().map_or(rows, |(_, count)| *count),
    };
    let per_feature = limiting as f64 / features as f64;
    if limiting == 0 || per_feature >= ROWS_PER_FEATURE {
        return None;
    }
    let what = match task {
        Task::Regression => "rows".to_owned(),
        _ => balance
            .last()
            .map_or_else(|| "rows".to_owned(), |(class, _)| format!("rows of class {class}, the smallest,")),
    };
    Some(Finding {
        rule: "few_rows",
        severity: Severity::Info,
        title: "Few rows for the number of features".into(),
        statement: format!(
            "{} {what} stand against {}: {} per feature, where 10 are a common minimum. Small differences \
             between models may be chance.",
            format::count(limiting),
            words::counted(features, "feature", "features"),
            format::signed(per_feature, 1),
        ),
        figures: vec![
            Figure::of_entity("rows", rows as f64, Unit::Count),
            Figure::of_entity("limiting_rows", limiting as f64, Unit::Count),
            Figure::of_entity("features", features as f64, Unit::Count),
            Figure::of_entity("rows_per_feature", per_feature, Unit::Plain),
            Figure::of_entity("rows_per_feature_minimum", ROWS_PER_FEATURE, Unit::Count),
        ],
    })
}

fn missing(dataset: &Dataset, features: &[&ColumnSummary]) -> Vec<Finding> {
    let Some(rows) = dataset.rows.filter(|rows| *rows > 0) else { return Vec::new() };
    let share = |column: &ColumnSummary| column.missing.map(|missing| missing as f64 / rows as f64);
    let mut shares: Vec<(&ColumnSummary, f64)> =
        features.iter().filter_map(|column| Some((*column, share(column)?))).collect();
    shares.sort_by(|a, b| b.1.total_cmp(&a.1));
    let (mostly, rest): (Vec<_>, Vec<_>) =
        shares.iter().copied().partition(|(_, share)| *share > MOSTLY_MISSING);
    let notable: Vec<_> = rest.into_iter().filter(|(_, share)| *share > NOTABLY_MISSING).collect();
    let mut found = Vec::new();
    if !mostly.is_empty() {
        found.push(missing_columns(Severity::Warning, "Mostly missing columns", &mostly, MOSTLY_MISSING));
    }
    if !notable.is_empty() {
        found.push(missing_columns(Severity::Info, "Columns with missing values", &notable, NOTABLY_MISSING));
    }
    let complete = shares.len() == features.len() && shares.iter().all(|(_, share)| *share == 0.0);
    if complete && !features.is_empty() {
        found.push(Finding {
            rule: "missing_values",
            severity: Severity::Good,
            title: "No missing values".into(),
            statement: format!(
                "None of the {} features has a missing value.",
                format::count(features.len() as u64)
            ),
            figures: vec![
                Figure::count("features", features.len()),
                Figure::of_entity("missing_values", 0.0, Unit::Count),
            ],
        });
    }
    found
}

fn missing_columns(
    severity: Severity,
    title: &str,
    columns: &[(&ColumnSummary, f64)],
    bound: f64,
) -> Finding {
    let named =
        columns.iter().map(|(column, share)| format!("{} ({})", column.name, format::percent(*share)));
    let mut figures: Vec<Figure> = columns
        .iter()
        .map(|(column, share)| Figure::of(&column.name, "missing_share", *share, Unit::Share))
        .collect();
    figures.push(Figure::count("columns_with_missing_values", columns.len()));
    figures.push(Figure::of_entity("missing_share_bound", bound, Unit::Share));
    Finding {
        rule: "missing_values",
        severity,
        title: title.into(),
        statement: format!(
            "{} {} of values missing: {}.",
            words::counted(columns.len() as u64, "column has more than", "columns have more than"),
            format::percent(bound),
            words::listed(named, NAMED),
        ),
        figures,
    }
}

fn near_constant(dataset: &Dataset, features: &[&ColumnSummary]) -> Option<Finding> {
    let constant: Vec<&str> = features
        .iter()
        .filter(|column| is_near_constant(column, dataset.rows))
        .map(|column| column.name.as_str())
        .collect();
    if constant.is_empty() {
        return None;
    }
    Some(Finding {
        rule: "near_constant_columns",
        severity: Severity::Warning,
        title: "Near-constant columns".into(),
        statement: format!(
            "{} almost the same value everywhere and can hardly help a model: {}.",
            words::counted(constant.len() as u64, "column has", "columns have"),
            words::listed(constant.iter().copied(), NAMED),
        ),
        figures: vec![Figure::count("near_constant_columns", constant.len())],
    })
}

fn is_near_constant(column: &ColumnSummary, rows: Option<u64>) -> bool {
    if column.distinct == Some(1) {
        return true;
    }
    if column.numeric.as_ref().is_some_and(|numeric| numeric.std == Some(0.0) && numeric.min == numeric.max) {
        return true;
    }
    let mut counts: Vec<u64> = column.categories.iter().map(|category| category.count).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let [first, second, ..] = counts.as_slice() else {
        return counts.len() == 1 && column.distinct.is_none_or(|distinct| distinct <= 1);
    };
    let distinct = column.distinct.unwrap_or(counts.len() as u64);
    let few_values = rows.is_some_and(|rows| (distinct as f64) < DISTINCT_SHARE * rows as f64);
    few_values && *first as f64 > FREQUENCY_RATIO * (*second).max(1) as f64
}

/// Columns that name the row rather than describe it: a model can only memorize them.
fn identifiers(dataset: &Dataset, features: &[&ColumnSummary]) -> Option<Finding> {
    let rows = dataset.rows.filter(|rows| *rows > 1)?;
    let is_identifier = |column: &&&ColumnSummary| {
        column.column_type == ColumnType::Id
            || (column.column_type == ColumnType::Categorical && column.distinct == Some(rows))
    };
    let found: Vec<&str> = features.iter().filter(is_identifier).map(|column| column.name.as_str()).collect();
    if found.is_empty() {
        return None;
    }
    Some(Finding {
        rule: "identifier_columns",
        severity: Severity::Warning,
        title: "Columns that identify rows".into(),
        statement: format!(
            "{} each row and should not be used as a feature: {}.",
            words::counted(found.len() as u64, "column identifies", "columns identify"),
            words::listed(found.iter().copied(), NAMED),
        ),
        figures: vec![
            Figure::count("identifier_columns", found.len()),
            Figure::of_entity("rows", rows as f64, Unit::Count),
        ],
    })
}
