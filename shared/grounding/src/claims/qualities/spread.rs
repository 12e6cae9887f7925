//! Whether a lead is more than chance: "within the fold spread", "beyond the standard error".

use super::says;
use crate::{claims::order::figure_of, fact::Fact, name::NameId, name::Sort, scene::Scene};

/// Holds a lead that the sentence speaks of against the spread over the folds.
pub(super) fn check(scene: &Scene<'_>) -> Result<bool, String> {
    let facts = scene.facts;
    let leads = scene.tokens.iter().any(|token| {
        token.is_word(&["lead", "leads", "margin", "difference", "gap", "advantage", "ahead", "apart"])
            || token.quantity().is_some() && (token.text.ends_with("margin") || token.text.ends_with("gap"))
    });
    let Some((at, is_within)) = said(scene).filter(|_| leads) else { return Ok(false) };
    let (Some(ranking), Some(spread)) = (facts.ranking, facts.quantities.id("fold_sd")) else {
        return Ok(false);
    };
    let mut named: Vec<NameId> = scene.named(Sort::Model).iter().map(|mention| mention.what).collect();
    named.dedup();
    let pair = match (named.as_slice(), facts.leaderboard.as_slice()) {
        ([], [first, second, ..]) => (*first, *second),
        ([only], [first, second, ..]) if only == first => (*first, *second),
        ([only], [first, ..]) => (*first, *only),
        ([first, second], _) => (*first, *second),
        _ => return Err("nobody can tell which lead is meant".into()),
    };
    let figure = |name: NameId| figure_of(scene, name, ranking).map(|fact| fact.value);
    let sd = [pair.0, pair.1]
        .into_iter()
        .find_map(|name| facts.of_subject(spread, name).next().map(|fact: &Fact| fact.value));
    let folds = facts.quantities.id("folds").and_then(|id| facts.of(id).next()).map(|fact| fact.value);
    let is_error = scene.word(at).contains("error");
    let limit = match (sd, folds) {
        (Some(sd), Some(folds)) if is_error => sd / folds.sqrt(),
        (Some(sd), _) if !is_error => sd,
        _ => return Err("the data does not say how the folds vary".into()),
    };
    let (Some(a), Some(b)) = (figure(pair.0), figure(pair.1)) else {
        return Err("there are no figures of the lead".into());
    };
    if ((a - b).abs() <= limit) == is_within {
        Ok(true)
    } else {
        Err(format!("the lead is {:.2} of the spread over the folds", (a - b).abs() / limit))
    }
}

/// The word for the spread, and whether the sentence says that something is within it.
fn said(scene: &Scene<'_>) -> Option<(usize, bool)> {
    let at = (0..scene.tokens.len()).find(|at| {
        scene.tokens[*at].is_word(&[
            "spread",
            "noise",
            "variation",
            "standard deviation",
            "fold standard deviation",
        ]) || scene.word(*at).ends_with("standard error")
    })?;
    // "Too large to be explained by the spread"
    if says(scene, &["too"]) && says(scene, &["large", "big", "wide"]) {
        return Some((at, false));
    }
    if says(scene, &["too"]) && says(scene, &["small", "narrow", "slim"]) {
        return Some((at, true));
    }
    (at.saturating_sub(5)..at).rev().find_map(|place| {
        let is_within = match scene.word(place) {
            "exceeds" | "exceed" | "exceeding" => false,
            "within" | "inside" | "below" | "under" => true,
            "outside" | "beyond" | "above" => false,
            _ => return None,
        };
        let denied = (place.saturating_sub(3)..place).any(|before| {
            scene.tokens[before].is_word(&["not", "never", "hardly"]) || scene.word(before).ends_with("n't")
        });
        Some((at, is_within != denied))
    })
}
