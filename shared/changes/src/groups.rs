//! The rates that groups are compared by: figures like others, with what chance allows.
//!
//! They are compared only where both snapshots have them of the same class: another favourable class would turn every rate over.

use std::collections::{HashMap, hash_map::Entry};

use report_facts::{
    Figure, Rows, Sort, Subject,
    groups::{self, Compared},
    quality::rows_of,
};
use report_snapshot::{Snapshot, model::Model};

use crate::noise::Noise;

/// Of which class the rates of each attribute are, by the rows that they were measured on.
pub(crate) type Classes = HashMap<(String, Rows), Option<String>>;

/// A snapshot's rates, each with its noise. A rate of few rows has none: it neither accuses nor acquits.
pub(crate) fn rates(snapshot: &Snapshot) -> (Vec<(Figure, Option<Noise>)>, Classes) {
    match snapshot {
        Snapshot::Model(envelope) => of_model(&envelope.content),
        Snapshot::Experiment(envelope) => {
            envelope.content.best_model.as_ref().map(|best| of_model(&best.model)).unwrap_or_default()
        }
        _ => Default::default(),
    }
}

fn of_model(model: &Model) -> (Vec<(Figure, Option<Noise>)>, Classes) {
    let (mut rates, mut classes) = (Vec::new(), Classes::new());
    for evaluation in &model.evaluations {
        let rows = rows_of(evaluation);
        for attribute in groups::attributes(model, evaluation) {
            let name = attribute.grouping.attribute.as_str();
            // Of several evaluations on the same rows, the first counts.
            let Entry::Vacant(class) = classes.entry((name.to_owned(), rows)) else { continue };
            class.insert(attribute.class.map(str::to_owned));
            for group in &attribute.groups {
                let of = Subject::pair(Sort::Group, name, group.group.group.as_str());
                for compared in Compared::ALL {
                    let rate = compared.of(&group.rates);
                    let Some(value) = rate.value() else { continue };
                    let interval =
                        rate.interval().filter(|_| rate.is_compared() && groups::is_independent(evaluation));
                    let figure = Figure::new(of.clone(), compared.quantity(), value).on(rows);
                    rates.push((figure, interval.and_then(Noise::of_share)));
                }
            }
        }
    }
    (rates, classes)
}

/// Whether a figure is no rate of a group, or one of the same class on both sides.
pub(crate) fn are_alike(figure: &Figure, then: &Classes, now: &Classes) -> bool {
    match (&figure.of, figure.rows) {
        (Subject::Pair(Sort::Group, attribute, _), Some(rows)) => {
            let key = (attribute.to_string(), rows);
            then.get(&key) == now.get(&key)
        }
        _ => true,
    }
}
