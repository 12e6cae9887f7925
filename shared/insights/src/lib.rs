//! Commentary by a language model: asked for, checked against the facts, never a reason to fail.

use report_findings::{Finding, commentary::Insights};
use report_snapshot::Snapshot;

/// A configured language model.
#[derive(Debug)]
pub enum Client {}

/// The configuration makes no sense.
#[derive(Debug, thiserror::Error)]
#[error("INSIGHTS_PROVIDER is {found:?}; expected none")]
pub struct ConfigError {
    found: String,
}

impl Client {
    /// The model that the environment configures, if it configures one.
    ///
    /// # Errors
    /// The configuration makes no sense.
    pub async fn from_env() -> Result<Option<Self>, ConfigError> {
        match std::env::var("INSIGHTS_PROVIDER").unwrap_or_default().as_str() {
            "" | "none" => Ok(None),
            found => Err(ConfigError { found: found.to_owned() }),
        }
    }

    /// Comments on a snapshot.
    pub async fn comment(&self, _snapshot: &Snapshot, _findings: &[Finding]) -> Insights {
        match *self {}
    }
}
