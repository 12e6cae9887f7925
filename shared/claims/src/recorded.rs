//! What a commentary is made from, to be kept: the same commentary can be made of it again without a model.

use report_findings::Finding;
use report_snapshot::Snapshot;
use serde::{Deserialize, Serialize};

use crate::{Commentary, CommentaryOutcome, Facts, Usage, answer};

/// A commentary as it is kept. The model's answer is evaluated and worded anew each time, so that what is read from here is
/// believed no more than what comes from a model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Recorded {
    /// The report was created without commentary.
    NotRequested,
    /// Commentary was requested, and there was none.
    Unavailable {
        /// Why, as the report says it.
        reason: String,
        /// What the attempt took, where a model was called.
        usage: Option<Usage>,
    },
    /// A model has answered.
    Answered {
        /// Its answer.
        answer: String,
        /// What it took, as the report says it.
        usage: Usage,
    },
}

/// The answer that was kept is not one.
#[derive(Debug, thiserror::Error)]
#[error("the language model's answer in the record cannot be read: {0}")]
pub struct Unreplayable(String);

impl Recorded {
    /// What is to be kept of a commentary.
    pub fn of(outcome: &CommentaryOutcome) -> Self {
        match outcome.clone() {
            CommentaryOutcome::NotRequested => Self::NotRequested,
            CommentaryOutcome::Unavailable { reason, usage } => Self::Unavailable { reason, usage },
            CommentaryOutcome::Available(Commentary { answer, usage, .. }) => {
                Self::Answered { answer, usage }
            }
        }
    }

    /// The commentary again, on the same snapshot and findings.
    ///
    /// # Errors
    /// The answer cannot be read.
    pub fn replay(
        &self,
        snapshot: &Snapshot,
        findings: &[Finding],
    ) -> Result<CommentaryOutcome, Unreplayable> {
        Ok(match self.clone() {
            Self::NotRequested => CommentaryOutcome::NotRequested,
            Self::Unavailable { reason, usage } => CommentaryOutcome::Unavailable { reason, usage },
            Self::Answered { answer, usage } => {
                let facts = Facts::new(snapshot, findings);
                let kept = facts.keep(&answer::read(&answer).map_err(Unreplayable)?);
                let (lists, left_out, offered) = (kept.lists, kept.left_out, facts.offered());
                CommentaryOutcome::Available(Commentary { lists, left_out, offered, usage, answer })
            }
        })
    }
}
