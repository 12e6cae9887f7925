//! What is worth saying about a deployment.

pub(super) mod drift;
pub(super) mod features;
pub(super) mod health;
pub(super) mod incidents;
pub(super) mod latency;
pub(super) mod outcomes;
mod unknown;

pub(crate) use unknown::unknowns;

use crate::prelude::*;

/// Applies every rule.
pub(crate) fn findings(snapshot: &Envelope<Deployment>) -> Vec<Finding> {
    let (name, deployment) = (snapshot.name.as_str(), &snapshot.content);
    let mut found = health::findings(name, deployment);
    found.extend(incidents::findings(deployment));
    found.extend(latency::findings(deployment));
    found.extend(outcomes::findings(deployment));
    found.extend(drift::predictions(deployment));
    found.extend(features::findings(deployment));
    found
}
