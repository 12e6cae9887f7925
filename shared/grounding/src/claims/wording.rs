//! Wording that turns a claim round or claims more than two figures can show: negations, trends, drift, which way is
//! better, sums over everything.

mod all_and_only;
mod drift;
mod trend;

use all_and_only::{of_one_type, only, universal};
use drift::drift;
use trend::{direction, trend};

use super::Outcome;
use crate::{
    scene::{COMPARATIVES, Scene},
    token::Token,
};

pub(crate) fn check(scene: &Scene<'_>) -> Outcome {
    let mut matched = Vec::new();
    direction(scene)?;
    trend(scene)?;
    matched.extend(drift(scene)?);
    negation(scene)?;
    universal(scene)?;
    matched.extend(only(scene)?);
    matched.extend(of_one_type(scene)?);
    Ok(matched)
}

fn is_negator(scene: &Scene<'_>, at: usize) -> bool {
    let token = &scene.tokens[at];
    if token.name().is_some() || matches!(token.token, Token::Number(_)) {
        return false;
    }
    // "No. 1"
    if token.text == "no" && scene.word(at + 1) == "." {
        return false;
    }
    // "No longer" says that something has changed.
    if token.text == "no" && scene.word(at + 1) == "longer" {
        return false;
    }
    let not_only = token.text == "not" && matches!(scene.word(at + 1), "only" | "just" | "yet");
    let fails_to = matches!(token.text.as_str(), "fails" | "failed" | "fail") && scene.word(at + 1) == "to";
    (token.is_word(&[
        "not", "no", "never", "neither", "nor", "without", "cannot", "none", "nobody", "nothing", "hardly",
        "barely", "lacks",
    ]) && !not_only)
        || fails_to
        || token.text.ends_with("n't")
}

/// A negated number or comparison says something that the figures do not show directly.
fn negation(scene: &Scene<'_>) -> Result<(), String> {
    for at in 0..scene.tokens.len() {
        if !is_negator(scene, at) {
            continue;
        }
        let drift_word = (at..(at + 4).min(scene.tokens.len()))
            .any(|place| scene.tokens[place].is_word(&["drifted", "drifting", "drift", "shifted"]));
        let clause = scene.clauses[at];
        let claim = (0..scene.tokens.len()).filter(|place| scene.clauses[*place] == clause).any(|place| {
            let token = &scene.tokens[place];
            token.number().is_some_and(|_| !drift_word || place > at)
                || token.is_word(COMPARATIVES)
                || token.is_word(&[
                    "best",
                    "worst",
                    "highest",
                    "lowest",
                    "leads",
                    "lead",
                    "led",
                    "top",
                    "tops",
                    "win",
                    "wins",
                    "winner",
                    "leader",
                    "rank",
                    "ranks",
                    "last",
                    "trail",
                    "trails",
                    "outperforms",
                    "outperform",
                    "beats",
                    "beat",
                    "exceed",
                    "exceeds",
                    "most",
                    "least",
                    "first",
                    "surpass",
                    "surpasses",
                    "ahead",
                    "behind",
                    "above",
                    "below",
                    "largest",
                    "smallest",
                ])
        });
        // "No better" is understood where it is said of a model.
        if matches!(scene.word(at), "no" | "not") && super::order::is_bare(scene, at + 1) {
            continue;
        }
        // "no more than 5%" is a bound.
        let bound = matches!(scene.word(at), "no" | "not")
            && matches!(scene.word(at + 1), "more" | "less" | "fewer")
            && scene.word(at + 2) == "than";
        if claim && !bound {
            return Err("denies a figure or an order, which cannot be checked".into());
        }
    }
    Ok(())
}
