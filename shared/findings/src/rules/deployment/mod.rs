//! What is worth saying about a deployment.

mod drift;
mod features;
mod health;
mod incidents;
mod latency;
mod unknown;

pub(crate) use unknown::unknowns;

use report_domain::Kind;
use report_snapshot::{Envelope, deployment::Deployment};

use crate::{Finding, Rule};

const KINDS: &[Kind] = &[Kind::Deployment];

/// Every rule about deployments.
pub(crate) const RULES: &[&Rule] = &[
    &health::DEPLOYMENT_STATUS,
    &health::NO_TRAFFIC,
    &health::ERROR_RATE,
    &health::VOLUME,
    &incidents::ERROR_BURST,
    &incidents::LATENCY_SPIKE,
    &incidents::TRAFFIC_GAP,
    &incidents::INCIDENTS,
    &latency::LATENCY_CHANGE,
    &latency::LATENCY,
    &drift::PREDICTION_DRIFT,
    &features::DRIFT_FLAGS,
    &features::FEATURE_DRIFT,
    &features::DRIFT_TESTS,
    &features::DRIFT_DISAGREEMENT,
];

/// Applies every rule.
pub(crate) fn findings(snapshot: &Envelope<Deployment>) -> Vec<Finding> {
    let (name, deployment) = (snapshot.name.as_str(), &snapshot.content);
    let mut found = health::findings(name, deployment);
    found.extend(incidents::findings(deployment));
    found.extend(latency::findings(deployment));
    found.extend(drift::predictions(deployment));
    found.extend(features::findings(deployment));
    found
}
