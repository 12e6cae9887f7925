//! Figures as they are collected: which are taken, and which are left out.

use std::collections::{HashMap, HashSet};

use report_snapshot::{MetricDefinition, dataset::Dataset};

use crate::{
    Figure, Quantity, Rows, Sort, Subject, metric,
    quantity::{self, COLUMNS, Known, MISSING_CELLS, ROWS},
};

/// Figures so far.
#[derive(Default)]
pub(super) struct Collected {
    pub figures: Vec<Figure>,
    /// Whose, the id of the quantity, and of which rows.
    seen: HashSet<(Subject, String, Option<Rows>)>,
}

impl Collected {
    /// Adds a figure, if there is one that can be; the first of an id stays.
    pub fn put(&mut self, of: &Subject, what: impl Into<Quantity>, rows: Option<Rows>, value: Option<f64>) {
        let quantity = what.into();
        let Some(value) = metric::sound(&quantity, value) else { return };
        if self.seen.insert((of.clone(), quantity.id(), rows)) {
            self.figures.push(Figure { rows, ..Figure::new(of.clone(), quantity, value) });
        }
    }

    pub fn known(&mut self, of: &Subject, what: &'static Known, value: Option<f64>) {
        self.put(of, what, None, value);
    }

    pub fn count(&mut self, of: &Subject, what: &'static Known, count: Option<u64>) {
        self.known(of, what, count.map(|count| count as f64));
    }

    /// The size of a dataset.
    pub fn size(&mut self, dataset: &Dataset) {
        let of = Subject::named(Sort::Dataset, dataset.name.as_str());
        self.count(&of, &ROWS, dataset.rows);
        self.count(&of, &COLUMNS, dataset.columns);
        self.count(&of, &MISSING_CELLS, dataset.missing_values);
    }

    /// A dataset with its columns and the classes of its target.
    pub fn dataset(&mut self, dataset: &Dataset, target: Option<&str>) {
        self.size(dataset);
        for column in once(&dataset.column_summaries, |column| &column.name) {
            self.count(&Subject::column(column.name.as_str()), &MISSING_CELLS, column.missing);
            if Some(column.name.as_str()) == target.or(dataset.target.as_deref()) {
                for class in once(&column.categories, |class| &class.value) {
                    self.count(&Subject::class(class.value.as_str()), &ROWS, Some(class.count));
                }
            }
        }
    }
}

/// A metric, and whether its name says of which rows it is.
pub(super) fn metric_named(definitions: &[MetricDefinition], name: &str) -> (Quantity, bool) {
    let names_rows = quantity::find_prefixed(name).is_some_and(|(_, rows, _)| rows.is_some());
    (Quantity::of_metric(definitions, name), names_rows)
}

/// The items whose name no other item has.
pub(super) fn once<T>(items: &[T], name: impl Fn(&T) -> &str) -> impl Iterator<Item = &T> {
    let mut times: HashMap<&str, usize> = HashMap::with_capacity(items.len());
    for item in items {
        *times.entry(name(item)).or_default() += 1;
    }
    let is_once: Vec<bool> = items.iter().map(|item| times[name(item)] == 1).collect();
    items.iter().zip(is_once).filter_map(|(item, is_once)| is_once.then_some(item))
}
