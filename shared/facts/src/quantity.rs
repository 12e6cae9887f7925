//! Quantities: what a figure measures, once for the whole product.
//!
//! One table says of each known quantity what it is called, which names tools give it, its unit, which way it is better, and
//! between which values it can lie. Metrics that it does not know are [`Quantity::other`]: their name is kept, and
//! neither direction nor bounds are assumed.

pub mod checks;
mod data;
mod deployment;
mod derived;
mod groups;
mod known;
mod metrics;
mod models;
mod privacy;
mod project;
mod shapes;
mod synthgen;

pub use data::*;
pub use deployment::*;
pub use derived::*;
pub use groups::*;
pub use known::{Direction, Known, Unit};
pub use metrics::*;
pub use models::*;
pub use privacy::*;
pub use project::*;
pub(crate) use shapes::{ANY, NOT_NEGATIVE, OF_ONE};
pub use synthgen::*;

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, LazyLock},
};

use report_snapshot::{MetricDefinition, evaluation::Split};

/// A known quantity, one from a snapshot, or something computed about one.
#[derive(Clone, PartialEq)]
pub struct Quantity(Inner);

#[derive(Clone, PartialEq)]
enum Inner {
    Known(&'static Known),
    /// A known metric under the name and label of the data: `test_roc_auc`, "AUC (test)".
    Named {
        known: Option<&'static Known>,
        id: Arc<str>,
        label: Arc<str>,
        better: Option<Direction>,
    },
    /// What was computed of a metric: the margin of its AUC.
    Derived {
        of: Arc<Quantity>,
        what: &'static Known,
    },
}

impl From<&'static Known> for Quantity {
    fn from(known: &'static Known) -> Self {
        Self(Inner::Known(known))
    }
}

impl fmt::Debug for Quantity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Quantity({})", self.id())
    }
}

/// Prefixes that say which rows a metric was computed on.
const PREFIXES: [(&str, Option<Split>, &str); 6] = [
    ("test_", Some(Split::Test), "test"),
    ("training_", Some(Split::Training), "training"),
    ("train_", Some(Split::Training), "training"),
    ("validation_", Some(Split::Validation), "validation"),
    ("val_", Some(Split::Validation), "validation"),
    ("eval_", None, "evaluation"),
];

/// The quantity of that name or alias, in any case, spaces and hyphens being underscores.
pub fn find(name: &str) -> Option<&'static Known> {
    // None is longer.
    if name.len() > 100 {
        return None;
    }
    // A snapshot may have a million metrics, and every rule asks for those that it knows.
    static BY_NAME: LazyLock<HashMap<&'static str, &'static Known>> = LazyLock::new(|| {
        let mut by_name = HashMap::new();
        for known in METRICS.iter().copied() {
            for name in [known.id].iter().chain(known.aliases) {
                by_name.entry(*name).or_insert(known);
            }
        }
        by_name
    });
    BY_NAME.get(name.trim().to_lowercase().replace([' ', '-'], "_").as_str()).copied()
}

/// The same without a prefix such as `test_`, with the rows that it names.
pub fn find_prefixed(name: &str) -> Option<(&'static Known, Option<&'static str>, Option<Split>)> {
    if let Some(known) = find(name) {
        return Some((known, None, None));
    }
    let lower = name.trim().to_lowercase();
    PREFIXES
        .iter()
        .find_map(|(prefix, split, rows)| Some((find(lower.strip_prefix(prefix)?)?, Some(*rows), *split)))
}

impl Quantity {
    /// A metric as the snapshot defines it. What a well-known metric is, no definition changes: its label may be another, its
    /// direction not (see [`contradicted_direction`]).
    pub fn of_metric(definitions: &[MetricDefinition], name: &str) -> Self {
        let defined = definitions.iter().find(|definition| definition.name == name);
        let found = find_prefixed(name);
        let known = found.map(|(known, _, _)| known);
        let own_label = defined.and_then(|definition| definition.label.as_deref());
        let label: Arc<str> = match (own_label, found) {
            (Some(label), _) if !label.trim().is_empty() => label.into(),
            (_, Some((known, None, _))) => known.label.into(),
            (_, Some((known, Some(rows), _))) => format!("{} ({rows})", known.label).into(),
            (_, None) => crate::names::shown(name).into(),
        };
        let said = defined.and_then(|definition| definition.higher_is_better);
        let said = said.map(|higher| if higher { Direction::Higher } else { Direction::Lower });
        let better = known.and_then(|known| known.better).or(said);
        Self(Inner::Named { known, id: name.into(), label, better })
    }

    /// A quantity that is not in the table.
    pub fn other(id: &str, label: &str, better: Option<Direction>) -> Self {
        Self(Inner::Named { known: None, id: id.into(), label: label.into(), better })
    }

    /// What was computed of this quantity: its margin, gap or standard error. The unit is that of `what`, or this
    /// quantity's own where that is plain.
    pub fn derived(&self, what: &'static Known) -> Self {
        Self(Inner::Derived { of: Arc::new(self.clone()), what })
    }

    /// The table's entry, where it is one.
    pub fn known(&self) -> Option<&'static Known> {
        match &self.0 {
            Inner::Known(known) => Some(known),
            Inner::Named { known, .. } => *known,
            Inner::Derived { what, .. } => Some(what),
        }
    }

    /// What it was computed of: the AUC of an AUC's margin; itself where it was computed of nothing.
    pub fn of(&self) -> &Quantity {
        match &self.0 {
            Inner::Derived { of, .. } => of,
            _ => self,
        }
    }

    /// Its name: `auc`, `test_roc_auc`, `auc_margin`.
    pub fn id(&self) -> String {
        match &self.0 {
            Inner::Known(known) => known.id.to_owned(),
            Inner::Named { id, .. } => id.to_string(),
            Inner::Derived { of, what } => format!("{}_{}", of.id(), what.id),
        }
    }

    /// What people call it, as at the start of a line.
    pub fn label(&self) -> String {
        match &self.0 {
            Inner::Known(known) => known.label.to_owned(),
            Inner::Named { label, .. } => label.to_string(),
            Inner::Derived { of, what } => {
                format!("{} of {}", what.label, crate::words::in_sentence(&of.label()))
            }
        }
    }

    /// How values are written.
    pub fn unit(&self) -> Unit {
        match &self.0 {
            // A bound is a round number: 0.1, not 0.1000.
            Inner::Derived { of, .. } if self.is_bound() && of.unit() == Unit::Plain => Unit::Value,
            Inner::Derived { of, what } if what.unit == Unit::Plain => of.unit(),
            _ => self.known().map_or(Unit::Plain, |known| known.unit),
        }
    }

    /// Which way it is better.
    pub fn better(&self) -> Option<Direction> {
        match &self.0 {
            Inner::Known(known) => known.better,
            Inner::Named { better, .. } => *better,
            Inner::Derived { .. } => None,
        }
    }

    /// Whether it is a bound that figures are held against.
    pub fn is_bound(&self) -> bool {
        matches!(&self.0, Inner::Derived { what, .. } if what.id == BOUND.id)
    }

    /// The values between which it lies.
    pub fn bounds(&self) -> (f64, f64) {
        self.known().map_or(ANY, |known| known.bounds)
    }

    /// Whether it lies between two finite bounds.
    pub fn is_bounded(&self) -> bool {
        let (least, most) = self.bounds();
        least.is_finite() && most.is_finite()
    }

    /// The best value there can be, for a metric with a direction.
    pub fn perfect(&self) -> Option<f64> {
        let (least, most) = self.bounds();
        let best = if self.better()? == Direction::Higher { most } else { least };
        best.is_finite().then_some(best)
    }
}

/// Where the snapshot says of a well-known metric that it is better the other way round: what is true of it.
pub fn contradicted_direction(definitions: &[MetricDefinition], name: &str) -> Option<Direction> {
    let said = definitions.iter().find(|definition| definition.name == name)?.higher_is_better?;
    let known = find_prefixed(name)?.0.better?;
    (said != (known == Direction::Higher)).then_some(known)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    /// The whole table, so that no name, bound or direction of a metric changes unseen.
    #[test]
    fn the_table_of_metrics_says_what_it_said() {
        insta::assert_debug_snapshot!("metrics", *super::METRICS);
    }

    /// Read from the sources, so that no list of all of them can be incomplete.
    #[test]
    fn no_two_quantities_have_the_same_id() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/quantity");
        let mut ids = std::collections::BTreeMap::new();
        for file in std::fs::read_dir(folder).unwrap() {
            let source = std::fs::read_to_string(file.unwrap().path()).unwrap();
            for definition in source.split("pub static ").skip(1) {
                let (name, rest) = definition.split_once(": Known").unwrap_or(("", ""));
                // The first text of a definition is its id.
                if let Some(id) = rest.split('"').nth(1) {
                    assert_eq!(ids.insert(id.to_owned(), name.to_owned()), None, "{id} of {name} is taken");
                }
            }
        }
        assert!(ids.len() > 150, "{}", ids.len());
    }
}
