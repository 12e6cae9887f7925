//! Commentary by a language model, after it has been checked. Plain data: where it comes from is not known here.

use serde::Serialize;

/// What became of the wish for commentary.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Insights {
    /// Nobody asked.
    NotRequested,
    /// There is none, and why, in one sentence for the reader.
    Unavailable {
        /// "No language model is configured."
        reason: String,
        /// What was spent trying, where a model was called.
        usage: Option<Usage>,
    },
    /// There is some.
    Available(Commentary),
}

/// Checked commentary. Every statement has passed the grounding check.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Commentary {
    /// For a manager.
    pub summary: Vec<Statement>,
    /// What stands out.
    pub highlights: Vec<Statement>,
    /// What could go wrong.
    pub risks: Vec<Statement>,
    /// What to do, by expected effect, greatest first.
    pub recommendations: Vec<Statement>,
    /// Sentences that were removed because a claim in them is not in the data.
    pub removed_sentences: u32,
    /// How it was made.
    pub usage: Usage,
}

/// A statement with what it rests on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Statement {
    /// Plain text, one or more sentences.
    pub text: String,
    /// What it rests on: findings first, then figures.
    pub basis: Vec<Basis>,
}

/// One thing that a statement rests on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A finding of the same report, by its title.
    Finding(String),
    /// A figure with whose it is and its value: "AUC of GLM_1 (cross-validation) = 0.9951".
    Figure(String),
}

/// What a commentary took.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Usage {
    /// `bedrock` or `openai`.
    pub provider: String,
    /// The model's id.
    pub model: String,
    /// Version of the prompt: `2026-11-26.1`.
    pub prompt_version: String,
    /// Tokens read.
    pub input_tokens: u64,
    /// Tokens written.
    pub output_tokens: u64,
    /// Milliseconds that the model took, all calls together.
    pub duration_ms: u64,
}
