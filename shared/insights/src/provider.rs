//! What every provider does: one exchange with a model.

use std::time::Duration;

use serde_json::Value;

use crate::{bedrock::Bedrock, openai::OpenAi};

/// The providers that exist.
#[derive(Debug)]
pub(crate) enum Provider {
    Bedrock(Bedrock),
    OpenAi(OpenAi),
}

impl Provider {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Provider::Bedrock(_) => "bedrock",
            Provider::OpenAi(_) => "openai",
        }
    }

    /// Asks once. Retries and the deadline are the caller's.
    pub(crate) async fn ask(&self, model: &str, question: &Question) -> Result<Reply, Trouble> {
        match self {
            Provider::Bedrock(bedrock) => bedrock.ask(model, question).await,
            Provider::OpenAi(openai) => openai.ask(model, question).await,
        }
    }
}

/// What is asked.
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
    /// The messages, each with whose it is. Two of one role in a row are refused by Bedrock, and so is an empty one.
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

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    /// The answer: a JSON document, if the model did as it was told; empty if it said nothing.
    pub(crate) text: String,
    pub(crate) input_tokens: u64,
    pub(crate) output_tokens: u64,
}

/// Why nothing came back.
#[derive(Debug, thiserror::Error)]
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
