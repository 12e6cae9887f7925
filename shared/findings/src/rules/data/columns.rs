//! Columns that tell a model little, or name the row.

use report_facts::dataset::Column;

use crate::prelude::*;

/// Share of the most frequent value, and of different values, of `nearZeroVar` in Kuhn's caret.
const TOP: f64 = 0.95;
const DISTINCT: f64 = 0.10;

rules! {
    of TRAINED;

    CONSTANT_COLUMNS = "constant_columns", [Warning]:
        speaks: "Features (columns without the target), by name, with one value: distinct = 1, unless min and max differ or more than \
                 one category is given; or, where distinct is not given, min = max (both finite) or a complete list of one category (its \
                 count with the missing cells is all rows). Not where as many cells are missing as there are rows.",
        formula: "number of such columns",
        source: "none needed";

    NEAR_CONSTANT_COLUMNS = "near_constant_columns", [Info]:
        speaks: "Features (columns without the target) with two categories or more whose most frequent one is in more than 95 % of all \
                 rows, with less than one different value per ten rows, where the list of categories is complete or distinct is given. \
                 Greatest share first, ties by name. Silent of columns whose counts exceed the rows.",
        formula: "share = count of the most frequent category / rows; different values = distinct, else the number of categories. More \
                  than 95 % implies the frequency ratio of more than 95 to 5 between the first two values",
        source: "Kuhn (2008), \"Building predictive models in R using the caret package\", Journal of Statistical Software 28: \
                 nearZeroVar, freqCut 95/5, uniqueCut 10";

    IDENTIFIER_COLUMNS = "identifier_columns", [Warning]:
        speaks: "Features (columns without the target), by name, of type id; or of type categorical with as many different values \
                 (distinct) as the dataset has rows, these being more than one.",
        formula: "number of such columns",
        source: "none needed";
}

pub(super) fn constant(features: &[Column<'_>]) -> Option<Finding> {
    let found = sorted(features.iter().filter(|column| column.is_constant()).map(Column::name))?;
    let statement = say!(
        "{} the same value wherever there is one: {}.",
        number_of(&COLUMNS_CONSTANT, found.len(), "column has", "columns have"),
        names(found, NAMED)
    );
    Some(CONSTANT_COLUMNS.warning("Constant columns", statement))
}

pub(super) fn near_constant(features: &[Column<'_>]) -> Option<Finding> {
    let mut found: Vec<(&str, &str, Figure)> = features
        .iter()
        .filter_map(|column| {
            let (value, share) = column.top().filter(|(_, share)| share.value > TOP)?;
            let few = (column.distinct()? as f64) < DISTINCT * share.count? as f64;
            few.then(|| (column.name(), value, share))
        })
        .collect();
    if found.is_empty() {
        return None;
    }
    found.sort_by(|a, b| b.2.value.total_cmp(&a.2.value).then_with(|| a.0.cmp(b.0)));
    let named = found
        .iter()
        .map(|(column, value, share)| say!("{} ({} in {} of the rows)", name(column), name(value), share));
    let statement = say!(
        "{} one value in more than {} of the rows: {}.",
        number_of(&COLUMNS_NEAR_CONSTANT, found.len(), "column has", "columns have"),
        bound(&TOP_SHARE, TOP),
        listed(named, NAMED),
    );
    let shares = found.into_iter().map(|(_, _, share)| share);
    Some(NEAR_CONSTANT_COLUMNS.info("Near-constant columns", statement).with(shares))
}

/// Columns that name the row rather than describe it: a model can only memorize them.
pub(super) fn identifiers(features: &[Column<'_>]) -> Option<Finding> {
    let found = sorted(features.iter().filter(|column| column.is_identifier()).map(Column::name))?;
    let statement = say!(
        "{} the rows rather than describing them: {}.",
        number_of(&COLUMNS_IDENTIFYING, found.len(), "column names", "columns name"),
        names(found, NAMED)
    );
    Some(IDENTIFIER_COLUMNS.warning("Columns that identify rows", statement))
}
