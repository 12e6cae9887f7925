//! One exchange with a model: the question, and the reply or the error. It is the same for every provider.

use std::time::Duration;

use report_calls::CallError;
use serde_json::Value;

/// A question to a model.
#[derive(Debug)]
pub(crate) struct Question {
    /// Instructions, the same for every report.
    pub(crate) system: &'static str,
    /// The data, as the user's message.
    pub(crate) data: String,
    /// An answer that could not be used, and why; the model is asked to mend it.
    pub(crate) repair: Option<(String, String)>,
    /// JSON Schema of the answer.
    pub(crate) schema: Value,
    pub(crate) max_output_tokens: u32,
}

impl Question {
    /// The messages with their roles. Bedrock refuses two messages of one role in a row, and empty ones.
    pub(crate) fn turns(&self) -> Vec<(&'static str, String)> {
        match &self.repair {
            None => vec![("user", self.data.clone())],
            Some((answer, problem)) if answer.trim().is_empty() => {
                vec![("user", format!("{}\n\n{problem}", self.data))]
            }
            Some((answer, problem)) => {
                vec![("user", self.data.clone()), ("assistant", answer.clone()), ("user", problem.clone())]
            }
        }
    }
}

/// A model's answer to one question.
#[derive(Debug)]
pub(crate) struct Reply {
    /// The answer: a JSON document, if the model follows the instructions; empty if there is none.
    pub(crate) text: String,
    pub(crate) input_tokens: u64,
    pub(crate) output_tokens: u64,
}

/// Why a provider gave no reply. The texts are for the reader of the report.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ProviderError {
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

impl From<CallError> for ProviderError {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Throttled { retry_after } => ProviderError::Throttled { retry_after },
            CallError::NotAllowed => ProviderError::NotAllowed,
            CallError::Unreachable => ProviderError::Unreachable,
            CallError::Failed(status) => ProviderError::Failed(status),
            CallError::TooLong => ProviderError::TooLong,
            CallError::TimedOut => ProviderError::TimedOut,
        }
    }
}

impl ProviderError {
    /// Whether asking again may help.
    pub(crate) fn is_transient(&self) -> bool {
        matches!(
            self,
            ProviderError::Throttled { .. } | ProviderError::Unreachable | ProviderError::Failed(500..=599)
        )
    }
}
