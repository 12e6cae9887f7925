//! Commentary that a language model chose, after its claims have been evaluated. These types are plain data.

use report_facts::Statement;
use serde::{Deserialize, Serialize};

/// The commentary of a report, or why there is none.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum CommentaryOutcome {
    /// The report was created without commentary.
    NotRequested,
    /// Commentary was requested, and there is none.
    Unavailable {
        /// Why, in one sentence for the reader: "No language model is configured."
        reason: String,
        /// What the attempt took, where a model was called.
        usage: Option<Usage>,
    },
    /// There is a commentary.
    Available(Commentary),
}

/// The claims that a language model chose. This crate words them, and every figure is computed from the data.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Commentary {
    /// The four lists.
    pub lists: Lists,
    /// How many claims of the answer were left out.
    pub left_out: LeftOut,
    /// How many facts the model could choose from.
    pub offered: Offered,
    /// How it was made.
    pub usage: Usage,
    /// The model's answer, of which these are the claims that hold: for [`crate::Recorded`].
    pub answer: String,
}

/// The lists of a commentary.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Lists {
    /// For a manager.
    pub summary: Vec<CommentaryItem>,
    /// What stands out.
    pub highlights: Vec<CommentaryItem>,
    /// What could go wrong.
    pub risks: Vec<CommentaryItem>,
    /// What to do, by expected effect, greatest first.
    pub recommendations: Vec<CommentaryItem>,
}

impl Lists {
    /// Whether all four lists are empty.
    pub fn is_empty(&self) -> bool {
        [&self.summary, &self.highlights, &self.risks, &self.recommendations]
            .iter()
            .all(|list| list.is_empty())
    }
}

/// A statement with the findings that it repeats.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CommentaryItem {
    /// One or more sentences.
    pub statement: Statement,
    /// Titles of the findings that are repeated in it.
    pub findings: Vec<String>,
}

/// How many claims and recommendations of an answer were left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Claims that the data contradicts.
    pub contradicted: u32,
    /// Claims that cannot be evaluated: an unknown id, figures that cannot be compared.
    pub refused: u32,
    /// Advice that no finding supports, or that one rules out.
    pub unsupported: u32,
    /// Advice that contradicts another before it.
    pub conflicting: u32,
}

/// How many of the facts were offered to the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Offered {
    /// Figures offered.
    pub figures: usize,
    /// Figures that there are.
    pub of_figures: usize,
    /// Findings offered.
    pub findings: usize,
    /// Findings that there are.
    pub of_findings: usize,
}

/// What a commentary took.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
