//! Asking for commentary: retries, one repair, a deadline, and the check of what comes back.

use std::time::{Duration, Instant};

use report_findings::{
    Finding,
    commentary::{Commentary, Insights, Usage},
};
use report_grounding::Facts;
use report_snapshot::Snapshot;

use crate::{
    answer::{self, Answer},
    bedrock::Bedrock,
    brief::Brief,
    config::{ConfigError, Place, Settings},
    openai::OpenAi,
    prompt,
    provider::{Provider, Question, Reply, Trouble},
};

/// Attempts at one question while the endpoint is throttled or out of reach.
const ATTEMPTS: u32 = 3;

/// First pause between attempts, where the endpoint names none; doubled each time, with a random part against herds.
const FIRST_PAUSE: Duration = Duration::from_millis(400);

/// A configured language model. Connections are opened with the first question.
#[derive(Debug)]
pub struct Client {
    provider: Any,
    provider_name: &'static str,
    settings: Settings,
}

/// The providers that exist.
#[derive(Debug)]
enum Any {
    Bedrock(Box<Bedrock>),
    OpenAi(Box<OpenAi>),
}

impl Provider for Any {
    async fn ask(&self, question: &Question) -> Result<Reply, Trouble> {
        match self {
            Any::Bedrock(bedrock) => bedrock.ask(question).await,
            Any::OpenAi(openai) => openai.ask(question).await,
        }
    }
}

/// What was spent so far.
#[derive(Debug, Default)]
struct Spent {
    called: bool,
    input_tokens: u64,
    output_tokens: u64,
}

/// Why there is no commentary, for the reader.
#[derive(Debug, thiserror::Error)]
enum Unavailable {
    #[error(transparent)]
    Trouble(#[from] Trouble),
    #[error("The language model's answer was not valid, twice.")]
    InvalidTwice,
    #[error("Nothing was left of the language model's answer after checking it against the data.")]
    NothingLeft,
}

impl Client {
    /// A client for explicit settings.
    pub fn new(settings: Settings) -> Self {
        let model = &settings.model;
        let (provider, provider_name) = match &settings.place {
            Place::Bedrock { access, guardrail } => {
                (Any::Bedrock(Box::new(Bedrock::new(access.clone(), model, guardrail.clone()))), "bedrock")
            }
            Place::OpenAi { base_url, key } => {
                (Any::OpenAi(Box::new(OpenAi::new(base_url, model, key.clone()))), "openai")
            }
        };
        Self { provider, provider_name, settings }
    }

    /// The model that the environment configures, if it configures one: `INSIGHTS_PROVIDER` (`none`, `bedrock`,
    /// `openai`), `INSIGHTS_MODEL`, `INSIGHTS_BASE_URL`, `INSIGHTS_API_KEY_SECRET_ARN` (a secret's ARN, or a parameter's
    /// ARN or `/name`), `INSIGHTS_REGION`, `INSIGHTS_GUARDRAIL_ID`, `INSIGHTS_GUARDRAIL_VERSION`,
    /// `INSIGHTS_TIMEOUT_SECONDS`, `INSIGHTS_MAX_OUTPUT_TOKENS`. Nothing is sent anywhere yet.
    ///
    /// # Errors
    /// The configuration makes no sense.
    pub fn from_env() -> Result<Option<Self>, ConfigError> {
        Ok(Settings::from_env()?.map(Self::new))
    }

    /// Comments on a snapshot. Never fails: what goes wrong becomes the reason that the report states.
    pub async fn comment(&self, snapshot: &Snapshot, findings: &[Finding]) -> Insights {
        let facts = Facts::from_snapshot(snapshot, findings);
        let brief = Brief::new(snapshot, findings, &facts);
        let question = prompt::question(&brief, self.settings.max_output_tokens);
        let started = Instant::now();
        let mut spent = Spent::default();
        let asked = tokio::time::timeout(self.settings.deadline, self.answer(question, &mut spent)).await;
        let took = started.elapsed();
        let usage = Usage {
            provider: self.provider_name.to_owned(),
            model: self.settings.model.clone(),
            prompt_version: prompt::VERSION.to_owned(),
            input_tokens: spent.input_tokens,
            output_tokens: spent.output_tokens,
            duration_ms: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
        };
        let outcome = match asked {
            Ok(Ok(answer)) => {
                let grounded = answer::ground(answer, &facts, &brief);
                if grounded.is_empty() { Err(Unavailable::NothingLeft) } else { Ok(grounded) }
            }
            Ok(Err(unavailable)) => Err(unavailable),
            Err(_) => Err(Unavailable::Trouble(Trouble::TimedOut)),
        };
        match outcome {
            Ok(grounded) => {
                tracing::info!(
                    provider = usage.provider,
                    model = usage.model,
                    input_tokens = usage.input_tokens,
                    output_tokens = usage.output_tokens,
                    duration_ms = usage.duration_ms,
                    removed_sentences = grounded.removed_sentences,
                    "commentary"
                );
                Insights::Available(Commentary {
                    summary: grounded.summary,
                    highlights: grounded.highlights,
                    risks: grounded.risks,
                    recommendations: grounded.recommendations,
                    removed_sentences: grounded.removed_sentences,
                    usage,
                })
            }
            Err(unavailable) => {
                tracing::warn!(provider = usage.provider, model = usage.model, duration_ms = usage.duration_ms, reason = %unavailable, "no commentary");
                Insights::Unavailable {
                    reason: unavailable.to_string(),
                    usage: spent.called.then_some(usage),
                }
            }
        }
    }

    /// Asks, and once more if the answer cannot be used.
    async fn answer(&self, question: Question, spent: &mut Spent) -> Result<Answer, Unavailable> {
        let (text, problem) = match self.patiently(&question, spent).await {
            Ok(text) => match answer::read(&text) {
                Ok(answer) => return Ok(answer),
                Err(problem) => (text, problem),
            },
            Err(Trouble::Unusable { .. }) => (String::new(), "it is empty".to_owned()),
            Err(trouble) => return Err(trouble.into()),
        };
        tracing::info!(problem, "the answer is not valid; asked to mend it");
        let question = prompt::repair(question, &text, &problem);
        match self.patiently(&question, spent).await {
            Ok(text) => answer::read(&text).map_err(|_| Unavailable::InvalidTwice),
            Err(Trouble::Unusable { .. }) => Err(Unavailable::InvalidTwice),
            Err(trouble) => Err(trouble.into()),
        }
    }

    /// Asks until there is an answer or no hope. The deadline cuts it short from outside.
    async fn patiently(&self, question: &Question, spent: &mut Spent) -> Result<String, Trouble> {
        let mut pause = FIRST_PAUSE;
        for attempt in 1.. {
            spent.called = true;
            match self.provider.ask(question).await {
                Ok(reply) => {
                    spent.input_tokens += reply.input_tokens;
                    spent.output_tokens += reply.output_tokens;
                    return Ok(reply.text);
                }
                Err(trouble) if trouble.passes() && attempt < ATTEMPTS => {
                    let wait = match trouble {
                        Trouble::Throttled { retry_after: Some(wait) } => wait,
                        _ => pause.mul_f64(0.5 + fastrand::f64()),
                    };
                    // A pause past the deadline would only turn "throttled" into "timed out".
                    if wait >= self.settings.deadline {
                        return Err(trouble);
                    }
                    tokio::time::sleep(wait).await;
                    pause *= 2;
                }
                Err(trouble) => {
                    if let Trouble::Unusable { input_tokens, output_tokens } = trouble {
                        spent.input_tokens += input_tokens;
                        spent.output_tokens += output_tokens;
                    }
                    return Err(trouble);
                }
            }
        }
        Err(Trouble::Unreachable)
    }
}
