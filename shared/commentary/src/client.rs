//! Asks for commentary: retries, one repair, a deadline, and what is kept of the answer.

use std::time::{Duration, Instant};

use report_claims::{Commentary, CommentaryOutcome, Facts, Kept, Usage, answer};
use report_findings::Finding;
use report_snapshot::Snapshot;

use crate::{
    brief::brief,
    exchange::{ProviderError, Question},
    prompt,
    provider::Provider,
};

/// Attempts at one question while the endpoint is throttled or out of reach.
const ATTEMPTS: u32 = 3;

/// First pause between attempts, where the endpoint names none. It doubles each time; a random factor keeps clients from
/// retrying at the same moment.
const FIRST_PAUSE: Duration = Duration::from_millis(400);

/// A configured language model.
#[derive(Debug)]
pub struct Client {
    pub(crate) provider: Provider,
    pub(crate) model: String,
    /// For all calls together.
    pub(crate) deadline: Duration,
    pub(crate) max_output_tokens: u32,
}

/// Calls and tokens so far.
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
    Provider(#[from] ProviderError),
    #[error("The language model's answer was not valid, twice.")]
    InvalidTwice,
    #[error("Nothing in the language model's answer is borne out by the data.")]
    NothingLeft,
}

impl Client {
    /// Comments on a snapshot. It never fails: the report states the reason why there is no commentary.
    pub async fn comment(&self, snapshot: &Snapshot, findings: &[Finding]) -> CommentaryOutcome {
        let facts = Facts::new(snapshot, findings);
        let question = prompt::question(&brief(snapshot, &facts), self.max_output_tokens);
        let started = Instant::now();
        let mut spent = Spent::default();
        // The valid claims of a first answer are kept, whatever becomes of the second.
        let mut kept: Option<(String, Kept)> = None;
        let answering = self.answer(question, &facts, &mut spent, &mut kept);
        let asked = tokio::time::timeout(self.deadline, answering).await;
        let took = started.elapsed();
        let usage = Usage {
            provider: self.provider.name().to_owned(),
            model: self.model.clone(),
            prompt_version: prompt::VERSION.to_owned(),
            input_tokens: spent.input_tokens,
            output_tokens: spent.output_tokens,
            duration_ms: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
        };
        let outcome = match (kept, asked) {
            (Some((answer, kept)), _) if !kept.lists.is_empty() => Ok((answer, kept)),
            (_, Ok(Err(unavailable))) => Err(unavailable),
            (_, Err(_)) => Err(Unavailable::Provider(ProviderError::TimedOut)),
            (_, Ok(Ok(()))) => Err(Unavailable::NothingLeft),
        };
        match outcome {
            Ok((answer, kept)) => {
                tracing::info!(
                    provider = usage.provider,
                    model = usage.model,
                    input_tokens = usage.input_tokens,
                    output_tokens = usage.output_tokens,
                    duration_ms = usage.duration_ms,
                    contradicted = kept.left_out.contradicted,
                    refused = kept.left_out.refused,
                    "commentary"
                );
                let (lists, left_out, offered) = (kept.lists, kept.left_out, facts.offered());
                CommentaryOutcome::Available(Commentary { lists, left_out, offered, usage, answer })
            }
            Err(unavailable) => {
                tracing::warn!(
                    provider = usage.provider,
                    model = usage.model,
                    duration_ms = usage.duration_ms,
                    reason = %unavailable,
                    "no commentary"
                );
                CommentaryOutcome::Unavailable {
                    reason: unavailable.to_string(),
                    usage: spent.called.then_some(usage),
                }
            }
        }
    }

    /// Asks, and asks once more if a part of the answer is not valid. Puts the answer with its valid claims into `kept`.
    async fn answer(
        &self,
        question: Question,
        facts: &Facts<'_>,
        spent: &mut Spent,
        kept: &mut Option<(String, Kept)>,
    ) -> Result<(), Unavailable> {
        let read = |text: &str| answer::read(text).map(|answer| facts.keep(&answer));
        let (text, problems) = match self.ask_with_retries(&question, spent).await {
            Ok(text) => match read(&text) {
                Ok(first) => {
                    let problems = first.problems.clone();
                    *kept = Some((text.clone(), first));
                    if problems.is_empty() {
                        return Ok(());
                    }
                    (text, problems)
                }
                Err(problem) => (text, vec![problem]),
            },
            Err(error) => return Err(error.into()),
        };
        tracing::info!(problems = problems.len(), "asked to mend the answer");
        let question = prompt::repair(question, &text, &problems);
        let text = self.ask_with_retries(&question, spent).await?;
        match read(&text) {
            Ok(second) if !second.lists.is_empty() => *kept = Some((text, second)),
            Ok(_) => {}
            Err(_) if kept.is_some() => {}
            Err(_) => return Err(Unavailable::InvalidTwice),
        }
        Ok(())
    }

    /// Asks again while errors are transient and attempts are left. The caller enforces the deadline.
    async fn ask_with_retries(
        &self,
        question: &Question,
        spent: &mut Spent,
    ) -> Result<String, ProviderError> {
        let mut pause = FIRST_PAUSE;
        for attempt in 1.. {
            spent.called = true;
            match self.provider.ask(&self.model, question).await {
                Ok(reply) => {
                    spent.input_tokens += reply.input_tokens;
                    spent.output_tokens += reply.output_tokens;
                    return Ok(reply.text);
                }
                Err(error) if error.is_transient() && attempt < ATTEMPTS => {
                    let wait = match error {
                        ProviderError::Throttled { retry_after: Some(wait) } => wait,
                        _ => pause.mul_f64(0.5 + fastrand::f64()),
                    };
                    // A pause past the deadline would only turn "throttled" into "timed out".
                    if wait >= self.deadline {
                        return Err(error);
                    }
                    tokio::time::sleep(wait).await;
                    pause *= 2;
                }
                Err(error) => return Err(error),
            }
        }
        Err(ProviderError::Unreachable)
    }
}
