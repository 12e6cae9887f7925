//! What every provider does: one exchange with a model.

use std::time::Duration;

use serde_json::Value;

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    /// Instructions, the same for every report.
    pub(crate) system: &'static str,
    /// The data, as the user's message.
    pub(crate) data: String,
    /// An answer that could not be used, and why; the model is asked to mend it.
    pub(crate) repair: Option<Repair>,
    /// JSON Schema of the answer.
    pub(crate) schema: Value,
    pub(crate) max_output_tokens: u32,
}

/// An answer that could not be used.
#[derive(Debug, Clone)]
pub(crate) struct Repair {
    pub(crate) answer: String,
    pub(crate) problem: String,
}

/// What came back.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reply {
    /// The answer: a JSON document, if the model did as it was told; empty if it said nothing.
    pub(crate) text: String,
    pub(crate) input_tokens: u64,
    pub(crate) output_tokens: u64,
}

/// Why nothing came back.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub(crate) enum Trouble {
    #[error("The language model is throttled.")]
    Throttled { retry_after: Option<Duration> },
    #[error("The language model refused to answer.")]
    Refused,
    #[error("The language model did not accept the service's credentials.")]
    NotAllowed,
    #[error("The language model could not be reached.")]
    Unreachable,
    #[error("The language model answered with an error (status {0}).")]
    Failed(u16),
    #[error("The language model's answer was too long.")]
    TooLong,
    #[error("The language model did not answer in time.")]
    TimedOut,
}

impl Trouble {
    /// Whether asking again may help.
    pub(crate) fn passes(&self) -> bool {
        matches!(self, Trouble::Throttled { .. } | Trouble::Unreachable | Trouble::Failed(500..=599))
    }
}
