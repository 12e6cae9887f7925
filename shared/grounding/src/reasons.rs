//! Proposals with a reason: "Retrain M, because X has drifted."

use crate::{
    claims::proposals,
    facts::Facts,
    name::{NameId, Sort},
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

/// What a reason is about that says "it", or states something and names nothing: what the proposal names, that first of which
/// "it" is said.
pub(crate) fn about(facts: &Facts, reason: &[Spanned], names: &[NameId], of_second: bool) -> Vec<NameId> {
    let scene = Scene::new(facts, reason.to_vec());
    let states = !scene.measures.is_empty()
        || reason.iter().any(|token| token.number().is_some() || token.is_word(COMPARATIVES));
    if !(says_back(reason) || states && scene.names.is_empty()) {
        return Vec::new();
    }
    let mut about = names.to_vec();
    about.dedup();
    if of_second {
        about.reverse();
    }
    about
}

/// "Switch from A to B, because it …", "replace A with B, as it …", "…, because the latter": said of B.
pub(crate) fn is_of_second(proposal: &[Spanned], reason: &[Spanned]) -> bool {
    let proposes = |word: &str| proposal.iter().any(|token| token.text == word);
    let says = |word: &str| reason.iter().any(|token| token.is_word(&[word]));
    let goes_over =
        proposes("from") && proposes("to") || proposes("replace") && (proposes("with") || proposes("by"));
    (goes_over || says("latter")) && !says("former")
}

/// "Prefer A to B, because A has the lower error": the one that the reason names, and the other that the proposal does.
pub(crate) fn rivals(facts: &Facts, reason: &[Spanned], proposed: &[NameId]) -> Vec<NameId> {
    let mut named: Vec<NameId> =
        reason.iter().filter_map(Spanned::name).filter(|name| proposed.contains(name)).collect();
    named.dedup();
    let [one] = named.as_slice() else { return Vec::new() };
    let is_model = |name: &NameId| facts.lexicon.get(*name).is(Sort::Model);
    let other = proposed.iter().find(|other| *other != one && is_model(other));
    other.filter(|_| is_model(one)).map(|other| vec![*one, *other]).unwrap_or_default()
}

/// Whether it says "it", or another word for what has been named.
pub(crate) fn says_back(reason: &[Spanned]) -> bool {
    const BACK: &[&str] = &[
        "it", "its", "they", "their", "them", "there", "this", "that", "these", "those", "both", "latter",
        "former",
    ];
    reason.iter().any(|token| token.is_word(BACK))
}
