//! What the stack's parameters say.

use std::{env, time::Duration};

use report_import::http::Bounds;
use report_mlflow::Settings;
use uuid::Uuid;

use crate::patterns::Patterns;

/// What a server may take of a pass: little enough for the function's memory, and for several attempts within its time.
pub const LIMITS: Bounds = Bounds { answer: 64 * 1024 * 1024, time: Duration::from_secs(30) };

/// The configuration is not valid.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// Nothing is said.
    #[error("the environment variable {0} is not set")]
    Missing(&'static str),
    /// Something else is said than a project.
    #[error("MLFLOW_PROJECT_ID is {0:?}; expected the UUID of the project that entities are published into")]
    Project(String),
}

/// Which server is followed, and where its entities go.
#[derive(Debug)]
pub struct Config {
    /// The server's address.
    pub url: String,
    /// The ARN of the secret that lets us in, if it needs one.
    pub secret: Option<String>,
    /// The experiments that are wanted.
    pub experiments: Patterns,
    /// The registered models that are wanted.
    pub models: Patterns,
    /// How they are imported, and into which project.
    pub settings: Settings,
}

impl Config {
    /// By `MLFLOW_URL`, `MLFLOW_PROJECT_ID`, `MLFLOW_EXPERIMENTS`, `MLFLOW_MODELS` and `MLFLOW_SECRET_ARN`.
    ///
    /// # Errors
    /// When the server or the project is missing.
    pub fn from_env() -> Result<Self, ConfigError> {
        let project = required("MLFLOW_PROJECT_ID")?;
        let project: Uuid = project.parse().map_err(|_| ConfigError::Project(project))?;
        Ok(Self {
            url: required("MLFLOW_URL")?,
            secret: optional("MLFLOW_SECRET_ARN"),
            experiments: Patterns::parse(&optional("MLFLOW_EXPERIMENTS").unwrap_or_default()),
            models: Patterns::parse(&optional("MLFLOW_MODELS").unwrap_or_default()),
            settings: Settings::new(project),
        })
    }
}

/// A variable that is set to something.
pub fn optional(name: &str) -> Option<String> {
    env::var(name).ok().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

fn required(name: &'static str) -> Result<String, ConfigError> {
    optional(name).ok_or(ConfigError::Missing(name))
}
