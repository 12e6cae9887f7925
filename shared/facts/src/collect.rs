//! Every figure of a snapshot, for readers that choose among them: commentary and the check of texts.
//!
//! Only what a sentence can be about is collected: no bins, no points of curves, no settings. A figure outside the bounds of
//! its quantity is left out, and so is everything about a name that stands twice in one list: nobody knows whose it is.

mod collected;
mod deployment;
mod experiment;
mod model;
mod privacy;
mod project;
mod synthgen;

use report_snapshot::Snapshot;

use self::collected::Collected;
use crate::Figure;

/// Every figure of the snapshot, in the order in which readers would ask for them. No two have the same id.
pub fn figures(snapshot: &Snapshot) -> Vec<Figure> {
    let mut all = Collected::default();
    match snapshot {
        Snapshot::Experiment(envelope) => experiment::collect(&mut all, &envelope.content),
        Snapshot::Model(envelope) => model::collect(&mut all, None, &envelope.content),
        Snapshot::Project(envelope) => project::collect(&mut all, &envelope.content),
        Snapshot::Deployment(envelope) => deployment::collect(&mut all, &envelope.content),
        Snapshot::Synthgen(envelope) => synthgen::collect(&mut all, &envelope.content),
        Snapshot::Privacy(envelope) => privacy::collect(&mut all, &envelope.content),
    }
    all.figures
}
