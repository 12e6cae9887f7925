//! Every figure of a snapshot, for readers that choose among them: commentary and the check of texts.
//!
//! Only what a sentence can be about is collected: no bins, no points of curves, no settings. A figure outside the bounds of
//! its quantity is left out, and so is everything about a name that stands twice in one list: nobody knows whose it is.

mod deployment;
mod experiment;
mod model;
mod project;
mod synthgen;

use std::collections::{HashMap, HashSet};

use report_snapshot::{MetricDefinition, Snapshot, dataset::Dataset};

use crate::{
    Figure, Quantity, Rows, Sort, Subject, metric,
    quantity::{self, COLUMNS, Known, MISSING_CELLS, ROWS},
};

/// Every figure of the snapshot, in the order in which readers would ask for them. No two have the same id.
pub fn figures(snapshot: &Snapshot) -> Vec<Figure> {
    let mut all = Collected::default();
    match snapshot {
        Snapshot::Experiment(envelope) => experiment::collect(&mut all, &envelope.content),
        Snapshot::Model(envelope) => model::collect(&mut all, None, &envelope.content),
        Snapshot::Project(envelope) => project::collect(&mut all, &envelope.content),
        Snapshot::Deployment(envelope) => deployment::collect(&mut all, &envelope.content),
        Snapshot::Synthgen(envelope) => synthgen::collect(&mut all, &envelope.content),
    }
    all.figures
}

/// Figures so far.
#[derive(Default)]
struct Collected {
    figures: Vec<Figure>,
    /// Whose, the id of the quantity, and of which rows.
    seen: HashSet<(Subject, String, Option<Rows>)>,
}

impl Collected {
    /// Adds a figure, if there is one that can be; the first of an id stays.
    fn put(&mut self, of: &Subject, what: impl Into<Quantity>, rows: Option<Rows>, value: Option<f64>) {
        let quantity = what.into();
        let Some(value) = metric::sound(&quantity, value) else { return };
        if self.seen.insert((of.clone(), quantity.id(), rows)) {
            self.figures.push(Figure { rows, ..Figure::new(of.clone(), quantity, value) });
        }
    }

    fn known(&mut self, of: &Subject, what: &'static Known, value: Option<f64>) {
        self.put(of, what, None, value);
    }

    fn count(&mut self, of: &Subject, what: &'static Known, count: Option<u64>) {
        self.known(of, what, count.map(|count| count as f64));
    }

    /// The size of a dataset.
    fn size(&mut self, dataset: &Dataset) {
        let of = Subject::named(Sort::Dataset, dataset.name.as_str());
        self.count(&of, &ROWS, dataset.rows);
        self.count(&of, &COLUMNS, dataset.columns);
        self.count(&of, &MISSING_CELLS, dataset.missing_values);
    }

    /// A dataset with its columns and the classes of its target.
    fn dataset(&mut self, dataset: &Dataset, target: Option<&str>) {
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
fn metric_named(definitions: &[MetricDefinition], name: &str) -> (Quantity, bool) {
    let names_rows = quantity::find_prefixed(name).is_some_and(|(_, rows, _)| rows.is_some());
    (Quantity::of_metric(definitions, name), names_rows)
}

/// The items whose name no other item has.
fn once<T>(items: &[T], name: impl Fn(&T) -> &str) -> impl Iterator<Item = &T> {
    let mut times: HashMap<&str, usize> = HashMap::with_capacity(items.len());
    for item in items {
        *times.entry(name(item)).or_default() += 1;
    }
    let is_once: Vec<bool> = items.iter().map(|item| times[name(item)] == 1).collect();
    items.iter().zip(is_once).filter_map(|(item, is_once)| is_once.then_some(item))
}
