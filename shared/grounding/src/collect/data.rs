//! Facts of datasets.

use report_snapshot::dataset::Dataset;

use crate::{
    fact::{Stat, Tag, Unit},
    facts::Facts,
    name::{NameId, Sort},
};

/// Of a dataset. `alone` says that it is the only one, so that its figures need not name it.
pub(crate) fn collect(facts: &mut Facts, dataset: &Dataset, target: Option<&str>, alone: bool) {
    let name = facts.lexicon.add(&dataset.name, Sort::Dataset);
    let of_dataset = [name];
    let subjects: &[NameId] = if alone { &[] } else { &of_dataset };
    let number = |count: Option<u64>| count.map(|count| count as f64);
    facts.known("rows", subjects, &[], number(dataset.rows), Unit::Count);
    facts.known("columns", subjects, &[], number(dataset.columns), Unit::Count);
    facts.known("missing_values", subjects, &[], number(dataset.missing_values), Unit::Count);
    facts.known("data_size", subjects, &[], number(dataset.size_bytes), Unit::Size);
    let target = target.or(dataset.target.as_deref());
    if let Some(target) = target {
        facts.lexicon.add(target, Sort::Other);
        let features = dataset.columns.and_then(|columns| columns.checked_sub(1));
        facts.known("features", subjects, &[], number(features), Unit::Count);
    }
    let cells = dataset.rows.zip(dataset.columns).map(|(rows, columns)| rows as f64 * columns as f64);
    if let (Some(missing), Some(cells)) = (dataset.missing_values, cells.filter(|cells| *cells > 0.0)) {
        facts.known("missing_share", subjects, &[], Some(missing as f64 / cells), Unit::Share);
    }
    for column in &dataset.column_summaries {
        let id = facts.lexicon.add(&column.name, Sort::Column);
        let of_column: Vec<NameId> = subjects.iter().copied().chain([id]).collect();
        facts.known("missing_values", &of_column, &[], number(column.missing), Unit::Count);
        if let (Some(missing), Some(rows)) = (column.missing, dataset.rows.filter(|rows| *rows > 0)) {
            facts.known("missing_share", &of_column, &[], Some(missing as f64 / rows as f64), Unit::Share);
        }
        facts.known("distinct", &of_column, &[], number(column.distinct), Unit::Count);
        if let Some(numeric) = &column.numeric {
            for (stat, value) in [
                (Stat::Min, numeric.min),
                (Stat::P25, numeric.p25),
                (Stat::Median, numeric.median),
                (Stat::Mean, numeric.mean),
                (Stat::P75, numeric.p75),
                (Stat::Max, numeric.max),
                (Stat::Std, numeric.std),
            ] {
                facts.known("value", &of_column, &[Tag::Stat(stat)], value, Unit::Plain);
            }
        }
        let total: u64 = column.categories.iter().map(|category| category.count).sum();
        for category in &column.categories {
            // Categories of the target are classes; of other columns, values that nobody compares.
            let sort = if Some(column.name.as_str()) == target { Sort::Class } else { Sort::Other };
            let category_id = facts.lexicon.add(&category.value, sort);
            let mut of_category = of_column.clone();
            if sort == Sort::Class {
                of_category.retain(|subject| *subject != id);
            }
            of_category.push(category_id);
            facts.known("rows", &of_category, &[], Some(category.count as f64), Unit::Count);
            if total > 0 {
                facts.known(
                    "class_share",
                    &of_category,
                    &[],
                    Some(category.count as f64 / total as f64),
                    Unit::Share,
                );
            }
        }
    }
}
