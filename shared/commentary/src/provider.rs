//! The providers of language models.

use crate::{
    bedrock::Bedrock,
    exchange::{ProviderError, Question, Reply},
    openai::OpenAi,
};

/// A provider that is configured.
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
    pub(crate) async fn ask(&self, model: &str, question: &Question) -> Result<Reply, ProviderError> {
        match self {
            Provider::Bedrock(bedrock) => bedrock.ask(model, question).await,
            Provider::OpenAi(openai) => openai.ask(model, question).await,
        }
    }
}
