//! The few figures that a list of reports shows for each report, per kind.

mod deployment;
mod experiment;
mod figure;
mod model;
mod privacy;
mod project;
mod synthgen;

pub use figure::{SummaryFigure, SummaryFigures};

use report_snapshot::Snapshot;

/// The figures that a list shows for a report about this snapshot. What the snapshot does not say is left out.
pub fn summary_figures(snapshot: &Snapshot) -> SummaryFigures {
    match snapshot {
        Snapshot::Experiment(envelope) => experiment::figures(&envelope.content),
        Snapshot::Model(envelope) => model::figures(envelope),
        Snapshot::Project(envelope) => project::figures(&envelope.content),
        Snapshot::Deployment(envelope) => deployment::figures(&envelope.content),
        Snapshot::Synthgen(envelope) => synthgen::figures(&envelope.content),
        Snapshot::Privacy(envelope) => privacy::figures(&envelope.content),
    }
}
