//! What need not be checked: proposals and guesses. A sentence that states something of what it names, of which nothing was
//! found in the data, is dropped.

use super::numbers::sort_of_noun;
use crate::{
    name::Sort,
    scene::Scene,
    token::{Spanned, Token},
    vocabulary::{is_imperative, opens_statement},
};

/// Words by which a sentence proposes, guesses or leaves open.
const OPEN: &[&str] = &[
    "should",
    "could",
    "may",
    "might",
    "would",
    "must",
    "can",
    "if",
    "whether",
    "recommend",
    "recommended",
    "suggest",
    "advisable",
    "worth",
    "worthwhile",
    "perhaps",
    "possibly",
    "ought",
    "needs",
    "need",
];

/// Drops a statement about something named of which nothing could be checked.
pub(crate) fn check(scene: &Scene<'_>) -> Result<(), String> {
    let proposes = proposes(scene);
    let open = scene.tokens.iter().any(|token| token.name().is_none() && OPEN.contains(&token.text.as_str()));
    let named = scene.names.iter().find(|mention| !scene.is_sort(mention.what, Sort::Day));
    match named {
        Some(mention) if !proposes && !open => {
            Err(format!("nothing that it says of {} could be checked", scene.text_of(mention.what)))
        }
        _ => Ok(()),
    }
}

/// Whether the sentence tells somebody to do something.
pub(crate) fn proposes(scene: &Scene<'_>) -> bool {
    // "Either use X or remove it", "First, look into …", "Always report …"
    let leads = |token: &Spanned| {
        token.raw.chars().all(|c| !c.is_alphanumeric())
            || token.is_word(&[
                "either",
                "first",
                "finally",
                "also",
                "then",
                "please",
                "always",
                "only",
                "next",
                "regularly",
                "instead",
                "periodically",
                "immediately",
            ])
    };
    let first = scene.tokens.iter().position(|token| !leads(token));
    first.is_some_and(|first| begins_proposal(scene, first))
        // "Before going live, validate …"
        || (1..scene.tokens.len()).any(|at| {
            scene.tokens[at - 1].mark(&[',', ':']) && is_imperative(scene.word(at))
        })
}

/// A verb of the list, or any other word that has an object at once: "coarsen the data", "score M on new rows".
fn begins_proposal(scene: &Scene<'_>, at: usize) -> bool {
    let token = &scene.tokens[at];
    if token.name().is_some() {
        return false;
    }
    if is_imperative(&token.text) {
        return true;
    }
    let next = scene.tokens.get(at + 1);
    let has_object = next.is_some_and(|next| {
        next.name().is_some()
            || next.is_word(&[
                "the", "a", "an", "its", "their", "this", "these", "those", "whether", "how", "why",
            ])
    });
    let word = token.text.as_str();
    let is_verb = matches!(token.token, Token::Word | Token::Quantity(_))
        && word.chars().all(char::is_alphabetic)
        && !["s", "ed", "ing", "ly"].iter().any(|ending| word.ends_with(ending))
        && sort_of_noun(word).is_none()
        && !opens_statement(word);
    has_object && is_verb
}
