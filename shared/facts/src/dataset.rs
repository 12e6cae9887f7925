//! What is known of a dataset: its features, its classes, what is missing, what has one value.
//!
//! A list of categories may be cut. Nothing here takes what is left of one for the whole: see [`Column::is_listed_whole`] and
//! [`ClassCounts::complete`].

use std::{cmp::Reverse, collections::BTreeMap};

use report_snapshot::{
    Task,
    dataset::{CategoryCount, ColumnSummary, ColumnType, Dataset},
    evaluation::{Evaluation, Split},
    model::Model,
};

use crate::{
    Figure, Sort, Subject,
    quality::{ClassRates, by_trust},
    quantity::{GREATEST_VALUE, Known, LEAST_VALUE, MISSING_SHARE, ROWS, TOP_SHARE},
};

/// What tools write for a missing value, trimmed and in lower case.
const WRITTEN_FOR_MISSING: [&str; 8] = ["nan", "na", "n/a", "null", "none", "?", "-", ""];

/// Numbers that people put where a value is missing.
const PUT_FOR_MISSING: [f64; 7] = [-99.0, -999.0, -9_999.0, -99_999.0, 999.0, 9_999.0, 99_999.0];

/// The column to be predicted: as the entity says, else as the dataset does.
pub fn target<'a>(dataset: Option<&'a Dataset>, said: Option<&'a str>) -> Option<&'a str> {
    said.or_else(|| dataset?.target.as_deref())
}

/// Number of features: columns without the target.
pub fn feature_count(dataset: &Dataset, target: Option<&str>) -> Option<u64> {
    dataset.columns?.checked_sub(u64::from(target.is_some()))
}

/// A column with the number of rows that its counts are of.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    /// Its summary.
    pub summary: &'a ColumnSummary,
    rows: Option<u64>,
}

/// All columns, in the dataset's order.
pub fn columns(dataset: &Dataset) -> Vec<Column<'_>> {
    dataset.column_summaries.iter().map(|summary| Column { summary, rows: dataset.rows }).collect()
}

/// The columns that have a summary, without the target.
pub fn features<'a>(dataset: &'a Dataset, target: Option<&str>) -> Vec<Column<'a>> {
    columns(dataset).into_iter().filter(|column| Some(column.name()) != target).collect()
}

impl<'a> Column<'a> {
    /// Its name.
    pub fn name(&self) -> &'a str {
        &self.summary.name
    }

    fn listed(&self) -> u64 {
        self.summary.categories.iter().map(|category| category.count).fold(0, u64::saturating_add)
    }

    /// Missing cells over the rows; `None` where either is not known, or more are missing than there are rows.
    pub fn missing_share(&self) -> Option<Figure> {
        let (missing, rows) = (self.summary.missing?, self.rows.filter(|rows| *rows > 0)?);
        let share = missing as f64 / rows as f64;
        (missing <= rows).then(|| self.figure(&MISSING_SHARE, share).over(self.rows))
    }

    /// Whether the categories given are all there are: as many as there are different values, and their counts with the
    /// missing cells are all rows, as far as these are known. Not of an empty list.
    pub fn is_listed_whole(&self) -> bool {
        let summary = self.summary;
        let all_rows =
            self.rows.is_none_or(|rows| self.listed().saturating_add(summary.missing.unwrap_or(0)) == rows);
        let given = summary.categories.len() as u64;
        given > 0 && summary.distinct.is_none_or(|distinct| distinct == given) && all_rows
    }

    /// How many values are not among the first `shown` categories; `None` where that is not known.
    pub fn values_beyond(&self, shown: usize) -> Option<u64> {
        let given = self.summary.categories.len() as u64;
        let all = self.summary.distinct.filter(|distinct| *distinct >= given);
        Some(all.or_else(|| self.is_listed_whole().then_some(given))? - given.min(shown as u64))
    }

    /// Whether the first of the categories by count are the most frequent values: the list is whole, or is given in that order.
    pub fn begins_with_most_frequent(&self) -> bool {
        self.is_listed_whole() || self.summary.categories.is_sorted_by_key(|category| Reverse(category.count))
    }

    /// Categories by count, most frequent first, ties by name.
    pub fn by_frequency(&self) -> Vec<&'a CategoryCount> {
        by_frequency(&self.summary.categories)
    }

    /// The least and the greatest of its numbers.
    fn extremes(&self) -> Option<(f64, f64)> {
        let numeric = self.summary.numeric.as_ref()?;
        numeric.min.zip(numeric.max)
    }

    /// A value of it with a figure.
    fn category(&self, value: &'a str, quantity: &'static Known, figure: f64) -> (&'a str, Figure) {
        (value, Figure::new(Subject::pair(Sort::Category, self.name(), value), quantity, figure))
    }

    /// Whether it has the same value wherever it has one. Not where its figures contradict that, or all is missing.
    pub fn is_constant(&self) -> bool {
        let summary = self.summary;
        let extremes = self.extremes().filter(|(min, max)| min.is_finite() && max.is_finite());
        let has_values = self.rows.zip(summary.missing).is_none_or(|(rows, missing)| missing < rows);
        let one_value = extremes.is_some_and(|(min, max)| min == max)
            || (summary.categories.len() == 1 && self.is_listed_whole());
        let several = extremes.is_some_and(|(min, max)| min != max) || summary.categories.len() > 1;
        has_values
            && match summary.distinct {
                Some(distinct) => distinct == 1 && !several,
                None => one_value,
            }
    }

    /// The most frequent of two or more listed values with its share of the rows, where the list is whole or the number of
    /// different values is known.
    pub fn top(&self) -> Option<(&'a str, Figure)> {
        let rows = self.rows.filter(|rows| *rows > 0 && self.listed() <= *rows)?;
        let [first, _, ..] = self.by_frequency()[..] else { return None };
        let share = first.count as f64 / rows as f64;
        let known = self.is_listed_whole() || self.summary.distinct.is_some();
        let (value, figure) = self.category(&first.value, &TOP_SHARE, share);
        known.then(|| (value, figure.over(Some(rows))))
    }

    /// Number of different values: as given, else of a whole list.
    pub fn distinct(&self) -> Option<u64> {
        let listed = || self.is_listed_whole().then_some(self.summary.categories.len() as u64);
        self.summary.distinct.or_else(listed)
    }

    /// Whether it names the rows: by its type, or since it is a category that differs in every row.
    pub fn is_identifier(&self) -> bool {
        let differs = self.rows.is_some_and(|rows| rows > 1 && self.summary.distinct == Some(rows));
        self.summary.column_type == ColumnType::Id
            || (self.summary.column_type == ColumnType::Categorical && differs)
    }

    /// Values that are what tools write for a missing one, and numbers that the tool counted as such, with their rows.
    pub fn disguised(&self) -> Vec<(&'a str, Figure)> {
        let is_disguised = |category: &&CategoryCount| {
            WRITTEN_FOR_MISSING.contains(&category.value.trim().to_lowercase().as_str())
        };
        let written = self.summary.categories.iter().filter(is_disguised);
        let found = written.chain(&self.summary.markers).filter(|found| found.count > 0);
        let rows = |found: &'a CategoryCount| self.category(&found.value, &ROWS, found.count as f64);
        by_frequency(found).into_iter().map(rows).collect()
    }

    /// Its smallest and largest value where these are numbers that people put for a missing one, and lie beyond the outer
    /// fence: three interquartile ranges from the quartiles (Tukey 1977, *Exploratory Data Analysis*). Empty where the tool
    /// has counted markers.
    pub fn suspects(&self) -> Vec<Figure> {
        let Some(numeric) = self.summary.numeric.as_ref().filter(|_| self.summary.markers.is_empty()) else {
            return Vec::new();
        };
        let (Some(low), Some(high)) = (numeric.p25, numeric.p75) else { return Vec::new() };
        let reach = 3.0 * (high - low);
        if !(reach.is_finite() && reach > 0.0) {
            return Vec::new();
        }
        let least = numeric.min.filter(|min| *min < low - reach).map(|min| (&LEAST_VALUE, min));
        let greatest = numeric.max.filter(|max| *max > high + reach).map(|max| (&GREATEST_VALUE, max));
        let found = [least, greatest].into_iter().flatten();
        found
            .filter(|(_, value)| PUT_FOR_MISSING.contains(value))
            .map(|(quantity, value)| self.figure(quantity, value))
            .collect()
    }

    /// Whether its numbers are names rather than amounts: whole, and either years (between 1900 and 2100, or in a column that is
    /// called a year) or of a column that is called an id. They are written without thousands separators.
    pub fn is_numbering(&self) -> bool {
        let is_whole = |(min, max): &(f64, f64)| min.fract() == 0.0 && max.fract() == 0.0;
        let Some((min, max)) = self.extremes().filter(is_whole) else { return false };
        let words = words_of(self.name());
        let called = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
        let years =
            (min >= 1900.0 && max <= 2100.0) || (called(&["year", "yr"]) && min >= 0.0 && max < 3000.0);
        years || self.summary.column_type == ColumnType::Id || called(&["id"])
    }

    fn figure(&self, quantity: &'static Known, value: f64) -> Figure {
        Figure::new(Subject::column(self.name()), quantity, value)
    }
}

fn by_frequency<'a>(categories: impl IntoIterator<Item = &'a CategoryCount>) -> Vec<&'a CategoryCount> {
    let mut categories: Vec<_> = categories.into_iter().collect();
    categories.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    categories
}

/// The words of a column's name, in lower case: `YearBuilt` and `year_built2` begin with `year`.
fn words_of(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut previous = None;
    for character in name.chars() {
        let begins = previous.is_some_and(|previous: char| {
            (previous.is_lowercase() && character.is_uppercase())
                || previous.is_alphabetic() != character.is_alphabetic()
        });
        if begins {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(character.to_lowercase());
        }
        previous = Some(character);
    }
    words
}

/// Rows per class of the target, as far as they are known.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClassCounts {
    /// The classes that are given, most frequent first, ties by name.
    pub listed: Vec<(String, u64)>,
    /// How many classes there are, given or not.
    pub classes: Option<u64>,
    /// Rows over all classes, given or not.
    pub rows: Option<u64>,
    /// The confusion matrix that they were counted in; `None` of the dataset's own counts.
    pub of: Option<Split>,
    /// Whether no class that is not given has more rows than one that is.
    pub most_frequent: bool,
}

impl ClassCounts {
    fn of_counts(counts: impl IntoIterator<Item = (String, u64)>) -> Self {
        let mut summed: BTreeMap<String, u64> = BTreeMap::new();
        for (class, count) in counts {
            let rows = summed.entry(class).or_default();
            *rows = rows.saturating_add(count);
        }
        let mut listed: Vec<(String, u64)> = summed.into_iter().collect();
        // Stable: ties stay in the order of names.
        listed.sort_by_key(|(_, count)| Reverse(*count));
        let rows = listed.iter().map(|(_, count)| *count).fold(0, u64::saturating_add);
        Self { classes: Some(listed.len() as u64), rows: Some(rows), of: None, most_frequent: true, listed }
    }

    /// Every class, where all are given.
    pub fn complete(&self) -> Option<&[(String, u64)]> {
        let given: u64 = self.listed.iter().map(|(_, count)| *count).fold(0, u64::saturating_add);
        let all = self.classes == Some(self.listed.len() as u64) && self.rows == Some(given);
        (all && !self.listed.is_empty()).then_some(&self.listed)
    }

    /// Whether no class is given.
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }
}

/// How often each class of the target occurs: from the dataset's summary of the target where that lists all of them; else
/// from the confusion matrix of the most trusted rows, `preferred` before all others, unless it contradicts the summary; else what
/// the summary lists.
pub fn class_balance(
    model: Option<&Model>,
    dataset: Option<&Dataset>,
    said: Option<&str>,
    task: Task,
    preferred: Option<Split>,
) -> ClassCounts {
    if !task.is_classification() {
        return ClassCounts::default();
    }
    let column = target(dataset, said)
        .and_then(|target| columns(dataset?).into_iter().find(|column| column.name() == target));
    let mut given = ClassCounts::default();
    if let Some(column) = column.filter(|column| !column.summary.categories.is_empty()) {
        let categories = &column.summary.categories;
        given = ClassCounts::of_counts(categories.iter().map(|class| (class.value.clone(), class.count)));
        if column.is_listed_whole() {
            return given;
        }
        let (classes, rows) = (given.classes, given.rows);
        let with_class = column.rows.map(|all| all.saturating_sub(column.summary.missing.unwrap_or(0)));
        given.classes = column.summary.distinct.filter(|distinct| Some(*distinct) >= classes);
        given.rows = with_class.filter(|with_class| Some(*with_class) >= rows);
        given.most_frequent = column.begins_with_most_frequent();
    }
    let has_matrix = |evaluation: &&Evaluation| evaluation.confusion_matrix.is_some();
    let evaluation =
        model.and_then(|model| by_trust(&model.evaluations, preferred).into_iter().find(has_matrix));
    let counted = evaluation.and_then(|evaluation| Some((evaluation.split, ClassRates::of(evaluation)?)));
    let Some((split, rates)) = counted else { return given };
    let mut counted = ClassCounts::of_counts(
        rates.classes.into_iter().map(|class| (class.label, class.rows.round() as u64)),
    );
    counted.of = Some(split);
    let distinct = column.and_then(|column| column.summary.distinct);
    let as_many = distinct.is_none() || distinct == counted.classes;
    let within = dataset.and_then(|dataset| dataset.rows).is_none_or(|rows| counted.rows <= Some(rows));
    if as_many && within { counted } else { given }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn years_and_ids_are_names_and_amounts_are_not() {
        let numbering = |name: &str, min: f64, max: f64| {
            let summary = serde_json::from_value(serde_json::json!({
                "name": name, "type": "numeric", "numeric": { "min": min, "max": max }
            }));
            Column { summary: &summary.unwrap(), rows: None }.is_numbering()
        };
        for (name, min, max, expected) in [
            ("sold", 1900.0, 2100.0, true),
            ("sold", 1899.0, 2100.0, false),
            ("sold", 1900.0, 2101.0, false),
            ("sold", 1950.5, 2000.0, false),
            ("sold", 1950.0, 2000.5, false),
            ("YearBuilt", 0.0, 2999.0, true),
            ("yr_sold2", 1872.0, 2010.0, true),
            ("year", -1.0, 2010.0, false),
            ("income_per_year", 1_000.0, 3_000.0, false),
            ("yearly", 0.0, 2_010.0, false),
            ("customerID", -5.0, 90_000.0, true),
            ("idle", 0.0, 90_000.0, false),
        ] {
            assert_eq!(numbering(name, min, max), expected, "{name} from {min} to {max}");
        }
    }
}
