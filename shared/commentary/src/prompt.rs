//! The prompt. Its text is a file in `prompts/` under its version; a changed text gets a new file and version.

use report_claims::answer;
use serde_json::Value;

use crate::exchange::Question;

/// Version of the prompt, stated in every report that was made with it.
pub(crate) const VERSION: &str = "2026-11-29.2";

const SYSTEM: &str = include_str!("../prompts/2026-11-29.2.md");

/// Problems that a model is told of.
const MOST_PROBLEMS: usize = 20;

/// Characters of an unusable answer that are sent back to be mended.
const LONGEST_REPAIR: usize = 8_000;

/// The first question.
pub(crate) fn question(brief: &Value, max_output_tokens: u32) -> Question {
    // No name can close the block: "<" and ">" are escaped as JSON allows.
    let data = brief.to_string().replace('<', "\\u003c").replace('>', "\\u003e");
    Question {
        system: SYSTEM,
        data: format!("<data>\n{data}\n</data>\nChoose the commentary on this document."),
        repair: None,
        schema: answer::schema(),
        max_output_tokens,
    }
}

/// The same question with an answer that could not be used as it is.
pub(crate) fn repair(mut question: Question, answer: &str, problems: &[String]) -> Question {
    let problems: String =
        problems.iter().take(MOST_PROBLEMS).map(|problem| format!("* {problem}\n")).collect();
    question.repair = Some((
        answer.chars().take(LONGEST_REPAIR).collect(),
        format!(
            "That answer cannot be used as it is:\n{problems}\nAnswer again with the whole JSON object of the four lists and \
             nothing else. Mend these places or leave them out."
        ),
    ));
    question
}
