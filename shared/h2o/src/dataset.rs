//! The training frame's summary. Its first rows, which H2O sends along, are not looked at.

use report_snapshot::{
    Measured, Task,
    dataset::{CategoryCount, ColumnSummary, ColumnType, Dataset, Histogram, NumericSummary},
};
use serde_json::Value;

use crate::wire;

/// Bins that a histogram keeps at most; H2O sends up to 1,000.
const MOST_BINS: usize = 20;

/// Categories that a column keeps at most: the most frequent ones.
const MOST_CATEGORIES: usize = 50;

/// Classes of the target that are kept at most: shares of classes are of all rows.
const MOST_CLASSES: usize = 1_000;

/// Numbers that stand for a missing value in many a table.
const MARKERS: [f64; 7] = [-999.0, -9_999.0, -99_999.0, -99.0, 999.0, 9_999.0, 99_999.0];

/// What the frame's summary does not say.
pub(crate) struct About<'a> {
    pub(crate) id: uuid::Uuid,
    pub(crate) name: &'a str,
    pub(crate) task: Task,
    pub(crate) target: Option<&'a str>,
}

/// The dataset in aggregate; only what `about` says if the summary is missing.
pub(crate) fn dataset(answer: &Value, about: &About<'_>) -> Dataset {
    let frame = &answer["frames"][0];
    let percentiles: Vec<Measured> =
        wire::items(&frame["default_percentiles"]).iter().map(wire::number).collect();
    let columns = wire::items(&frame["columns"]);
    let missing: Option<u64> = columns
        .iter()
        .map(|column| wire::count(&column["missing_count"]))
        .try_fold(0_u64, |sum, n| sum.checked_add(n?));
    Dataset {
        id: Some(about.id),
        name: about.name.to_owned(),
        rows: wire::count(&frame["rows"]),
        columns: wire::count(&frame["num_columns"]).or_else(|| wire::count(&frame["total_column_count"])),
        size_bytes: wire::count(&frame["byte_size"]),
        missing_values: missing.filter(|_| !columns.is_empty()),
        task: Some(about.task),
        target: about.target.map(str::to_owned),
        column_summaries: columns
            .iter()
            .filter_map(|column| {
                let is_target = about.target.is_some_and(|target| column["label"] == target);
                summary(column, &percentiles, if is_target { MOST_CLASSES } else { MOST_CATEGORIES })
            })
            .collect(),
    }
}

/// The type of a column of the frame.
pub(crate) fn column_type(column: &Value) -> ColumnType {
    match column["type"].as_str().unwrap_or_default() {
        "int" | "real" => ColumnType::Numeric,
        "enum" => ColumnType::Categorical,
        "time" => ColumnType::Datetime,
        "uuid" => ColumnType::Id,
        // "string", and "bad" for a column without any value.
        _ => ColumnType::Text,
    }
}

fn summary(column: &Value, percentiles: &[Measured], most_categories: usize) -> Option<ColumnSummary> {
    let column_type = column_type(column);
    let is_numeric = column_type == ColumnType::Numeric;
    let numeric = is_numeric.then(|| numeric(column, percentiles));
    Some(ColumnSummary {
        markers: numeric.as_ref().map(|summary| markers(column, summary)).unwrap_or_default(),
        name: column["label"].as_str()?.to_owned(),
        column_type,
        missing: wire::count(&column["missing_count"]),
        distinct: wire::count(&column["domain_cardinality"])
            .filter(|_| column_type == ColumnType::Categorical),
        numeric,
        categories: if column_type == ColumnType::Categorical {
            categories(column, most_categories)
        } else {
            Vec::new()
        },
        histogram: if is_numeric { histogram(column) } else { None },
    })
}

fn numeric(column: &Value, percentiles: &[Measured]) -> NumericSummary {
    let values = wire::items(&column["percentiles"]);
    let percentile = |wanted: f64| {
        let index = percentiles.iter().position(|percentile| *percentile == Some(wanted))?;
        wire::number(values.get(index)?)
    };
    NumericSummary {
        // The five smallest and the five largest values, the extreme one first.
        min: wire::number(&column["mins"][0]),
        p25: percentile(0.25),
        median: percentile(0.5),
        mean: wire::number(&column["mean"]),
        p75: percentile(0.75),
        max: wire::number(&column["maxs"][0]),
        std: wire::number(&column["sigma"]),
    }
}

/// Numbers that stand for a missing value: the smallest or the largest, beyond the outer fence of the others (Tukey 1977),
/// and counted where the count is certain.
fn markers(column: &Value, summary: &NumericSummary) -> Vec<CategoryCount> {
    let (Some(p25), Some(p75)) = (summary.p25, summary.p75) else { return Vec::new() };
    let fence = 3.0 * (p75 - p25);
    let extremes = [("mins", summary.min), ("maxs", summary.max)];
    let far = |value: f64| fence > 0.0 && (value < p25 - fence || value > p75 + fence);
    extremes
        .into_iter()
        .filter_map(|(ends, value)| {
            let value = value.filter(|value| MARKERS.contains(value) && far(*value))?;
            Some(CategoryCount { value: value.to_string(), count: occurrences(column, ends, value)? })
        })
        .collect()
}

/// How often the smallest or largest value occurs: H2O gives the five at either end, and a histogram whose bins hold one
/// value each where the numbers are whole and a bin is one wide.
fn occurrences(column: &Value, ends: &str, value: f64) -> Option<u64> {
    let given: Vec<Measured> = wire::items(&column[ends]).iter().map(wire::number).collect();
    if given.last().is_some_and(|last| last.is_some_and(|last| last != value)) {
        return Some(given.iter().filter(|number| **number == Some(value)).count() as u64);
    }
    let (base, stride) =
        (wire::number(&column["histogram_base"])?, wire::number(&column["histogram_stride"])?);
    let bin = value - base;
    if column["type"] != "int" || stride != 1.0 || base.fract() != 0.0 || bin < 0.0 {
        return None;
    }
    // Beyond the last bin H2O counts the largest value with the one before.
    wire::count(wire::items(&column["histogram_bins"]).get(bin as usize)?).filter(|count| *count > 0)
}

/// Counts per category: for these columns, the histogram has one bin per entry of the domain.
fn categories(column: &Value, most: usize) -> Vec<CategoryCount> {
    let (domain, bins) = (wire::items(&column["domain"]), wire::items(&column["histogram_bins"]));
    if domain.len() != bins.len() {
        return Vec::new();
    }
    let mut counts: Vec<CategoryCount> = domain
        .iter()
        .zip(bins)
        .filter_map(|(value, count)| {
            Some(CategoryCount { value: value.as_str()?.to_owned(), count: wire::count(count)? })
        })
        .collect();
    if counts.len() > most {
        counts.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
        counts.truncate(most);
    }
    counts
}

/// Neighbouring bins put together until there are few enough. The last one may be narrower than the others.
fn histogram(column: &Value) -> Option<Histogram> {
    let bins =
        wire::items(&column["histogram_bins"]).iter().map(wire::count).collect::<Option<Vec<u64>>>()?;
    let (base, stride) =
        (wire::number(&column["histogram_base"])?, wire::number(&column["histogram_stride"])?);
    if bins.is_empty() || stride <= 0.0 {
        return None;
    }
    let width = bins.len().div_ceil(MOST_BINS);
    let edge = |bin: usize| base + stride * bin as f64;
    let mut bin_edges: Vec<f64> = (0..bins.len()).step_by(width).map(edge).collect();
    bin_edges.push(edge(bins.len()));
    let counts =
        bins.chunks(width).map(|bins| bins.iter().fold(0_u64, |sum, n| sum.saturating_add(*n))).collect();
    Some(Histogram { bin_edges, counts })
}

/// The dataset's name from a frame's: `AutoML_1_20261123_215343_training_churn_train.hex` is of `churn`.
pub(crate) fn name_of_frame(frame: &str) -> &str {
    let original = frame.split_once("_training_").map_or(frame, |(_, original)| original);
    let stem = original.strip_suffix(".hex").unwrap_or(original);
    let stem = stem.strip_suffix("_train").unwrap_or(stem);
    if stem.is_empty() { frame } else { stem }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn bins_are_put_together_and_keep_every_row() {
        let column = json!({"histogram_bins": vec![1; 93], "histogram_base": 70.0, "histogram_stride": 1.0});
        let histogram = histogram(&column).expect("well formed");
        assert_eq!(histogram.counts.len(), 19);
        assert_eq!(histogram.counts.iter().sum::<u64>(), 93);
        assert_eq!(
            (histogram.bin_edges[0], histogram.bin_edges[1], histogram.bin_edges[19]),
            (70.0, 75.0, 163.0)
        );
    }

    #[test]
    fn a_dataset_is_known_without_its_split_and_suffix() {
        assert_eq!(
            name_of_frame("AutoML_1_20261123_215343_training_breast_cancer_train.hex"),
            "breast_cancer"
        );
        assert_eq!(name_of_frame("churn"), "churn");
        assert_eq!(name_of_frame(".hex"), ".hex");
    }
}
