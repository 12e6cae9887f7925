//! What is worth saying about a deployment.

mod drift;
mod health;
mod incidents;
mod latency;

use report_snapshot::{Envelope, deployment::Deployment};

use crate::legacy::Finding;

/// Applies every rule.
pub(crate) fn findings(snapshot: &Envelope<Deployment>) -> Vec<Finding> {
    let (name, deployment) = (snapshot.name.as_str(), &snapshot.content);
    let mut found = health::findings(name, deployment);
    found.extend(incidents::findings(deployment));
    found.extend(latency::findings(deployment));
    found.extend(drift::predictions(deployment));
    found.extend(drift::features(deployment));
    found
}

/// What the report does not know, the most serious first.
pub(crate) fn unknowns(_: &Envelope<Deployment>) -> Vec<report_facts::Statement> {
    Vec::new()
}
