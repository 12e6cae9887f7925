//! Drift in words, by the bands of the population stability index.

use report_facts::drift::Shift;

use super::degree::{Degree, degree};
use crate::{
    claims::Outcome,
    name::{NameId, Sort},
    scene::Scene,
};

/// Checks "drift is low", "a major shift", "no drift was found", "the predictions are stable".
pub(super) fn check(scene: &Scene<'_>) -> Outcome {
    let says_drift = |at: usize| {
        scene.tokens[at].is_word(&[
            "drift",
            "drifted",
            "drifting",
            "shift",
            "shifts",
            "shifted",
            "psi",
            "drift score",
        ])
    };
    let stable = |at: usize| scene.tokens[at].is_word(&["stable", "unchanged", "steady"]);
    let mut matched = Vec::new();
    for at in 0..scene.tokens.len() {
        let since = scene.tokens.iter().any(|token| token.is_word(&["since"]));
        // A single day has a drift of its own; "since 12 March" says when it began.
        if scene.tokens[at].name().is_some() || !(since || scene.named(Sort::Day).is_empty()) {
            continue;
        }
        if says_drift(at) {
            let said = degree(scene, at);
            let ordered = (at.saturating_sub(2)..(at + 3).min(scene.tokens.len())).any(|place| {
                scene.tokens[place].is_word(&[
                    "most",
                    "least",
                    "strongest",
                    "highest",
                    "largest",
                    "more",
                    "less",
                    "lowest",
                    "than",
                ])
            });
            if said != Degree::Unsaid && !ordered {
                matched.extend(judged(scene, said)?);
            }
        } else if stable(at) && speaks_of_inputs(scene) {
            let counted = scene.tokens.iter().any(|token| token.number().is_some());
            let negated = (at.saturating_sub(3)..at).any(|place| scene.word(place) == "not");
            let most = scene.tokens.iter().any(|token| {
                token.is_word(&["most", "many", "several", "other", "others", "remaining", "rest"])
            });
            if !counted && !most && !negated {
                matched.extend(judged(scene, Degree::None)?);
            }
        }
    }
    Ok(matched)
}

fn speaks_of_inputs(scene: &Scene<'_>) -> bool {
    let inputs = scene.tokens.iter().any(|token| {
        token.is_word(&[
            "features",
            "inputs",
            "feature",
            "distribution",
            "distributions",
            "data",
            "predictors",
        ])
    });
    inputs || subjects(scene).iter().any(|name| !scene.is_sort(*name, Sort::Column))
}

/// Features and the predictions, as far as they are named.
fn subjects(scene: &Scene<'_>) -> Vec<NameId> {
    let Some(psi) = scene.facts.quantities.id("psi") else { return Vec::new() };
    let has_psi = |name: NameId| scene.facts.of(psi).any(|fact| fact.subjects == [name]);
    scene.names.iter().map(|mention| mention.what).filter(|name| has_psi(*name)).collect()
}

fn judged(scene: &Scene<'_>, said: Degree) -> Result<Vec<String>, String> {
    let psi = scene.facts.quantities.id("psi").ok_or("the data has no drift")?;
    let named = subjects(scene);
    let shifts: Vec<(NameId, Shift)> = scene
        .facts
        .of(psi)
        .filter_map(|fact| match fact.subjects.as_slice() {
            [only] if named.is_empty() || named.contains(only) => Some((*only, Shift::of(Some(fact.value))?)),
            _ => None,
        })
        .collect();
    if shifts.is_empty() {
        // A project says which features drifted, not how much.
        return if scene.facts.drifted.is_empty() {
            Err("the data does not tell about drift".into())
        } else {
            Ok(Vec::new())
        };
    }
    let holds = |shift: Shift| match said {
        Degree::None | Degree::Low => shift == Shift::Stable,
        Degree::Present => shift != Shift::Stable,
        Degree::Moderate => shift == Shift::Moderate,
        Degree::High => shift == Shift::Major,
        Degree::NotHigh => shift != Shift::Major,
        Degree::Unsaid => true,
    };
    // "Drift is low" is said of all, "there is major drift" of one at least.
    let of_all = !named.is_empty() || matches!(said, Degree::None | Degree::Low | Degree::NotHigh);
    let is_so = if of_all {
        shifts.iter().all(|(_, shift)| holds(*shift))
    } else {
        shifts.iter().any(|(_, shift)| holds(*shift))
    };
    let shown = shifts.iter().map(|(name, shift)| format!("{}: {}", scene.text_of(*name), shift.label()));
    if is_so { Ok(shown.take(3).collect()) } else { Err("the data judges the drift otherwise".into()) }
}
