//! What a report can be about.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The kind of entity that a report describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An AutoML run: many models trained on one dataset for one target.
    Experiment,
    /// One trained model.
    Model,
    /// Everything that belongs together: experiments, datasets, models, deployments.
    Project,
    /// A model in service.
    Deployment,
    /// A synthetic-data (SynthGen) run.
    Synthgen,
    /// A session of finding and transforming personal data.
    Privacy,
}

impl Kind {
    /// Every kind, in the order of the contract.
    pub const ALL: [Kind; 6] =
        [Kind::Experiment, Kind::Model, Kind::Project, Kind::Deployment, Kind::Synthgen, Kind::Privacy];

    /// The name used in requests, keys and file names.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Experiment => "experiment",
            Kind::Model => "model",
            Kind::Project => "project",
            Kind::Deployment => "deployment",
            Kind::Synthgen => "synthgen",
            Kind::Privacy => "privacy",
        }
    }

    /// The name that people read, as in "Experiment report".
    pub fn label(self) -> &'static str {
        match self {
            Kind::Experiment => "Experiment",
            Kind::Model => "Model",
            Kind::Project => "Project",
            Kind::Deployment => "Deployment",
            Kind::Synthgen => "Synthetic data",
            Kind::Privacy => "Privacy session",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is not the name of a [`Kind`].
#[derive(Debug, thiserror::Error)]
#[error("expected one of experiment, model, project, deployment, synthgen, privacy")]
pub struct UnknownKind;

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(UnknownKind)
    }
}
