//! Commentary that a language model chose, after it has been evaluated. Plain data: where it comes from is not known here.

use report_facts::Statement;
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

/// What a language model chose to say. Every word of it is ours, every figure is computed from the data.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Commentary {
    /// The four lists.
    pub lists: Lists,
    /// What of the answer was left out.
    pub left_out: LeftOut,
    /// What there was to choose from.
    pub offered: Offered,
    /// How it was made.
    pub usage: Usage,
}

/// The lists of a commentary.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Lists {
    /// For a manager.
    pub summary: Vec<Said>,
    /// What stands out.
    pub highlights: Vec<Said>,
    /// What could go wrong.
    pub risks: Vec<Said>,
    /// What to do, by expected effect, greatest first.
    pub recommendations: Vec<Said>,
}

impl Lists {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        [&self.summary, &self.highlights, &self.risks, &self.recommendations]
            .iter()
            .all(|list| list.is_empty())
    }
}

/// A statement with what it rests on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Said {
    /// One or more sentences.
    pub statement: Statement,
    /// Titles of the findings that are repeated in it.
    pub findings: Vec<String>,
}

/// Claims of an answer that are not printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// The model expected something else than the data says.
    pub contradicted: u32,
    /// Nothing can be said: an unknown id, figures that cannot be compared, advice that nothing bears.
    pub refused: u32,
}

/// How much of the facts was offered.
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
