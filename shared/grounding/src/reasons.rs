//! Proposals with a reason: "Retrain M, because X has drifted."

use crate::{
    claims::proposals,
    facts::Facts,
    scene::{COMPARATIVES, Scene},
    token::{Spanned, Token},
};

/// The proposal and what is stated as its reason, where a sentence has both.
pub(crate) fn split(facts: &Facts, tokens: &[Spanned]) -> Option<(Vec<Spanned>, Vec<Spanned>)> {
    let at = (0..tokens.len()).find(|at| introduces_reason(tokens, *at))?;
    if !proposals::proposes(&Scene::new(facts, tokens.to_vec())) {
        return None;
    }
    if at > 0 {
        return Some((tokens[..at].to_vec(), tokens[at + 1..].to_vec()));
    }
    // "Because X has drifted, retrain M."
    let comma = (1..tokens.len()).find(|comma| {
        tokens[*comma].mark(&[',']) && proposals::proposes(&Scene::new(facts, tokens[*comma + 1..].to_vec()))
    })?;
    Some((tokens[comma + 1..].to_vec(), tokens[1..comma].to_vec()))
}

fn introduces_reason(tokens: &[Spanned], at: usize) -> bool {
    let next = tokens.get(at + 1);
    let next_is = |words: &[&str]| next.is_some_and(|next| next.is_word(words));
    let is_time =
        next.is_some_and(|next| matches!(next.token, Token::Date(..) | Token::Clock(..) | Token::Number(_)));
    match tokens[at].text.as_str() {
        _ if tokens[at].name().is_some() => false,
        "because" => !next_is(&["of"]),
        "since" => !is_time,
        "as" => {
            let opens = at == 0 || tokens[at - 1].mark(&[',']);
            opens && !next_is(&["well", "of", "a", "an", "soon", "far", "long", "if"])
        }
        _ => false,
    }
}

/// Whether a reason is about what the proposal names: it says "it", or states something and names nothing.
pub(crate) fn refers_back(facts: &Facts, reason: &[Spanned]) -> bool {
    const BACK: &[&str] =
        &["it", "its", "they", "their", "them", "there", "this", "that", "these", "those", "both"];
    let says_back = reason.iter().any(|token| token.is_word(BACK));
    let scene = Scene::new(facts, reason.to_vec());
    let states = !scene.measures.is_empty()
        || reason.iter().any(|token| token.number().is_some() || token.is_word(COMPARATIVES));
    says_back || (states && scene.names.is_empty())
}
