//! A snapshot of any kind.

use report_domain::Timestamp;
use serde::Serialize;

use crate::{
    Envelope, Header, deployment::Deployment, experiment::Experiment, model::Model, privacy::PrivacySession,
    project::Project, synthgen::Synthgen,
};

/// A snapshot of any kind. Serializes as the envelope that it holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
#[allow(clippy::large_enum_variant, reason = "there is one at a time, and it is passed by reference")]
pub enum Snapshot {
    /// An AutoML run.
    Experiment(Envelope<Experiment>),
    /// A trained model.
    Model(Envelope<Model>),
    /// A project.
    Project(Envelope<Project>),
    /// A model in service.
    Deployment(Envelope<Deployment>),
    /// A synthetic-data run.
    Synthgen(Envelope<Synthgen>),
    /// A session of finding and transforming personal data.
    Privacy(Envelope<PrivacySession>),
}

impl Snapshot {
    /// What does not depend on the kind.
    pub fn header(&self) -> Header<'_> {
        match self {
            Snapshot::Experiment(envelope) => envelope.header(),
            Snapshot::Model(envelope) => envelope.header(),
            Snapshot::Project(envelope) => envelope.header(),
            Snapshot::Deployment(envelope) => envelope.header(),
            Snapshot::Synthgen(envelope) => envelope.header(),
            Snapshot::Privacy(envelope) => envelope.header(),
        }
    }

    /// Says when the snapshot was taken.
    pub fn set_taken_at(&mut self, instant: Timestamp) {
        let taken_at = match self {
            Snapshot::Experiment(envelope) => &mut envelope.taken_at,
            Snapshot::Model(envelope) => &mut envelope.taken_at,
            Snapshot::Project(envelope) => &mut envelope.taken_at,
            Snapshot::Deployment(envelope) => &mut envelope.taken_at,
            Snapshot::Synthgen(envelope) => &mut envelope.taken_at,
            Snapshot::Privacy(envelope) => &mut envelope.taken_at,
        };
        *taken_at = Some(instant);
    }

    /// The JSON document, indented for people. [`serde_json::to_vec`] gives the compact one.
    pub fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec_pretty(self)
    }
}
