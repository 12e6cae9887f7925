//! The prompt. Its text is a file in `prompts/` under its version; a changed text gets a new file and version.

use serde_json::{Value, json};

use crate::{
    brief::Brief,
    provider::{Question, Repair},
};

/// Version of the prompt, stated in every report that was made with it.
pub(crate) const VERSION: &str = "2026-11-26.1";

const SYSTEM: &str = include_str!("../prompts/2026-11-26.1.md");

/// Characters of an unusable answer that are sent back to be mended.
const LONGEST_REPAIR: usize = 4_000;

/// The first question.
pub(crate) fn question(brief: &Brief, max_output_tokens: u32) -> Question {
    // No name can close the block: "<" and ">" are escaped as JSON allows.
    let data = brief.document.to_string().replace('<', "\\u003c").replace('>', "\\u003e");
    Question {
        system: SYSTEM,
        data: format!("<data>\n{data}\n</data>\nWrite the commentary on this document."),
        repair: None,
        schema: schema(),
        max_output_tokens,
    }
}

/// The same question with an answer that could not be used.
pub(crate) fn repair(mut question: Question, answer: &str, problem: &str) -> Question {
    question.repair = Some(Repair {
        answer: answer.chars().take(LONGEST_REPAIR).collect(),
        problem: format!(
            "That answer could not be used: {problem}. Answer again with one JSON object of the four lists and nothing else."
        ),
    });
    question
}

/// JSON Schema of the answer, in the subset that structured output of all providers understands.
fn schema() -> Value {
    let statements = json!({
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "text": { "type": "string" },
                "basis": { "type": "array", "items": { "type": "string" } },
            },
            "required": ["text", "basis"],
            "additionalProperties": false,
        },
    });
    json!({
        "type": "object",
        "properties": {
            "summary": statements,
            "highlights": statements,
            "risks": statements,
            "recommendations": statements,
        },
        "required": ["summary", "highlights", "risks", "recommendations"],
        "additionalProperties": false,
    })
}
