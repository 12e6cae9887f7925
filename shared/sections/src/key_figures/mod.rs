//! The few figures that a list of reports shows for each report, per kind.

mod deployment;
mod experiment;
mod model;
mod project;
mod synthgen;

use report_snapshot::Snapshot;

/// A figure for a list of reports. Numbers are finite.
#[derive(Debug, Clone, PartialEq)]
pub enum KeyFigure {
    /// A measured number, in the unit that its name says.
    Number(f64),
    /// A whole number of things.
    Count(u64),
    /// A name or a date.
    Text(String),
}

/// Figures under their names (`[a-z0-9_]+`), in the order in which they shall be shown.
pub type KeyFigures = Vec<(&'static str, KeyFigure)>;

/// The figures that a list shows for a report about this snapshot. What the snapshot does not say is left out.
pub fn key_figures(snapshot: &Snapshot) -> KeyFigures {
    match snapshot {
        Snapshot::Experiment(envelope) => experiment::key_figures(&envelope.content),
        Snapshot::Model(envelope) => model::key_figures(envelope),
        Snapshot::Project(envelope) => project::key_figures(&envelope.content),
        Snapshot::Deployment(envelope) => deployment::key_figures(&envelope.content),
        Snapshot::Synthgen(envelope) => synthgen::key_figures(&envelope.content),
    }
}

/// Adds a measured number if there is one and it is finite.
fn put_number(figures: &mut KeyFigures, name: &'static str, value: Option<f64>) {
    if let Some(value) = value.filter(|value| value.is_finite()) {
        figures.push((name, KeyFigure::Number(value)));
    }
}

/// Adds a count if there is one.
fn put_count(figures: &mut KeyFigures, name: &'static str, count: Option<u64>) {
    if let Some(count) = count {
        figures.push((name, KeyFigure::Count(count)));
    }
}

/// Adds a text if there is one.
fn put_text(figures: &mut KeyFigures, name: &'static str, text: Option<&str>) {
    if let Some(text) = text {
        figures.push((name, KeyFigure::Text(text.to_owned())));
    }
}
