//! Reading an answer, and keeping of it what the facts bear out.

use std::collections::HashSet;

use report_findings::commentary::{Basis, Statement};
use report_grounding::Facts;
use serde::Deserialize;

use crate::brief::Brief;

/// Statements of one list; more than were asked for are left out.
const MOST_STATEMENTS: usize = 6;

/// Characters of a statement.
const LONGEST_STATEMENT: usize = 1_500;

/// Findings and figures named as the basis of a statement.
const MOST_BASIS: usize = 4;

/// An answer as the model gave it.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Answer {
    summary: Vec<Said>,
    highlights: Vec<Said>,
    risks: Vec<Said>,
    recommendations: Vec<Said>,
}

#[derive(Debug, Clone, Deserialize)]
struct Said {
    text: String,
    #[serde(default)]
    basis: Vec<String>,
}

/// Reads an answer. The error says what is wrong with it, for the model.
pub(crate) fn read(text: &str) -> Result<Answer, String> {
    // Some models put their JSON into a code fence or a sentence.
    let json = match (text.find('{'), text.rfind('}')) {
        (Some(open), Some(close)) if open < close => &text[open..=close],
        _ => return Err("it is not a JSON object".into()),
    };
    let answer: Answer = serde_json::from_str(json).map_err(|error| {
        // The error quotes the answer; a model needs the place, not its own words again.
        format!("it does not fit the schema at line {}, column {}", error.line(), error.column())
    })?;
    let lists = [&answer.summary, &answer.highlights, &answer.risks, &answer.recommendations];
    if lists.iter().all(|list| list.iter().all(|said| said.text.trim().is_empty())) {
        return Err("all four lists are empty".into());
    }
    if lists.iter().any(|list| list.iter().any(|said| said.text.chars().count() > LONGEST_STATEMENT)) {
        return Err("a statement is too long".into());
    }
    Ok(answer)
}

/// What is left of an answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Grounded {
    pub(crate) summary: Vec<Statement>,
    pub(crate) highlights: Vec<Statement>,
    pub(crate) risks: Vec<Statement>,
    pub(crate) recommendations: Vec<Statement>,
    pub(crate) removed_sentences: u32,
}

impl Grounded {
    pub(crate) fn is_empty(&self) -> bool {
        [&self.summary, &self.highlights, &self.risks, &self.recommendations]
            .iter()
            .all(|list| list.is_empty())
    }
}

/// Holds every sentence against the facts.
pub(crate) fn ground(answer: Answer, facts: &Facts, brief: &Brief) -> Grounded {
    let mut grounded = Grounded::default();
    let mut seen: Vec<String> = Vec::new();
    let lists = [
        (answer.summary, &mut grounded.summary),
        (answer.highlights, &mut grounded.highlights),
        (answer.risks, &mut grounded.risks),
        (answer.recommendations, &mut grounded.recommendations),
    ];
    for (said, kept) in lists {
        for said in said.into_iter().take(MOST_STATEMENTS) {
            let (statement, removed) = statement(said, facts, brief);
            grounded.removed_sentences += removed;
            if let Some(statement) = statement.filter(|statement| !seen.contains(&statement.text)) {
                seen.push(statement.text.clone());
                kept.push(statement);
            }
        }
    }
    grounded
}

fn statement(said: Said, facts: &Facts, brief: &Brief) -> (Option<Statement>, u32) {
    let mut sentences = Vec::new();
    let mut matched: Vec<String> = Vec::new();
    let mut removed = 0;
    for checked in facts.check(&said.text) {
        if checked.kept {
            sentences.push(checked.sentence);
            matched.extend(checked.matched);
        } else {
            tracing::debug!(reason = checked.reason.as_deref().unwrap_or_default(), "sentence removed");
            removed += 1;
        }
    }
    if sentences.is_empty() {
        return (None, removed);
    }
    (Some(Statement { text: sentences.join(" "), basis: basis(&said.basis, matched, brief) }), removed)
}

/// What a statement rests on: the findings that the model named, and the figures that the check found behind it. Figures
/// that the model named stand only behind a statement in which nothing had to be checked, such as a recommendation.
fn basis(named: &[String], matched: Vec<String>, brief: &Brief) -> Vec<Basis> {
    let named = || named.iter().filter_map(|id| brief.basis(id.trim()).cloned());
    let mut bases: Vec<Basis> = named().filter(|basis| matches!(basis, Basis::Finding(_))).collect();
    if matched.is_empty() {
        bases.extend(named().filter(|basis| matches!(basis, Basis::Figure(_))));
    } else {
        bases.extend(matched.into_iter().map(Basis::Figure));
    }
    let mut seen = HashSet::new();
    bases.retain(|basis| seen.insert(basis.clone()));
    bases.truncate(MOST_BASIS);
    bases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_with_what_models_put_around_them() {
        let json = r#"{"summary":[{"text":"Good."}],"highlights":[],"risks":[],"recommendations":[]}"#;
        for text in [json.to_owned(), format!("```json\n{json}\n```"), format!("Here it is: {json} Enjoy!")] {
            assert!(read(&text).is_ok(), "{text}");
        }
    }

    #[test]
    fn unusable_answers_say_what_is_wrong() {
        for (text, problem) in [
            ("I cannot do that.", "not a JSON object"),
            (r#"{"summary":[]}"#, "does not fit the schema"),
            (r#"{"summary":[],"highlights":[],"risks":[],"recommendations":[]}"#, "empty"),
            (r#"{"summary":[{"text":1}],"highlights":[],"risks":[],"recommendations":[]}"#, "does not fit"),
        ] {
            let error = read(text).expect_err(text);
            assert!(error.contains(problem), "{error}");
        }
    }
}
