//! What has drifted, as the snapshot flags it.

use super::is_negator;
use crate::{claims::Outcome, name::Sort, scene::Scene};

/// "X drifted", "X is stable": as the snapshot flags it.
pub(super) fn drift(scene: &Scene<'_>) -> Outcome {
    let facts = scene.facts;
    if facts.drifted.is_empty() {
        return Ok(Vec::new());
    }
    let mut matched = Vec::new();
    most_drifted(scene)?;
    for (at, token) in scene.tokens.iter().enumerate() {
        let of_kind = token.quantity().is_some() && scene.word_before(at, 1) != "no";
        let says_drifted = match token.text.as_str() {
            "drifted features" | "drifting features" | "drifted inputs" | "drifted feature" if of_kind => {
                let counted = at.checked_sub(1).is_some_and(|before| scene.tokens[before].number().is_some());
                if counted {
                    continue;
                }
                true
            }
            "drifted" | "drifting" | "drifts" | "shifted" => true,
            "drift"
                if matches!(
                    scene.word(at + 1),
                    "affects" | "affected" | "hits" | "hit" | "touches" | "concerns" | "has"
                ) && (scene.word(at + 1) != "has" || scene.word(at + 2) == "set") =>
            {
                true
            }
            "changed" if matches!(scene.word_before(at, 1), "has" | "have" | "had") => true,
            "stable" | "unchanged" | "steady" => false,
            _ => continue,
        };
        // "drifted most" and "drifted less than" are orders.
        let ordered = scene.word_before(at, 1) == "most"
            || matches!(scene.word(at + 1), "most" | "more" | "less" | "least");
        if token.name().is_some() || ordered {
            continue;
        }
        // "A, B and W have drifted": W is no feature of the data.
        let subject =
            at.checked_sub(2).filter(|_| matches!(scene.word_before(at, 1), "have" | "has" | "had"));
        if let Some(subject) = subject {
            let token = &scene.tokens[subject];
            let known = token.name().is_some()
                || token.quantity().is_some()
                || token.mark(&['"', ')', ','])
                || token.is_word(&[
                    "they",
                    "which",
                    "that",
                    "it",
                    "these",
                    "those",
                    "none",
                    "all",
                    "both",
                    "others",
                    "most",
                    "predictions",
                    "distribution",
                    "data",
                    "three",
                    "two",
                    "several",
                ])
                || token.number().is_some();
            if !known && says_drifted {
                return Err(format!("the data does not say whether {} drifted", token.raw));
            }
        }
        let negated = (at.saturating_sub(3)..at).any(|place| is_negator(scene, place));
        let wanted = says_drifted != negated;
        for mention in
            scene.named(Sort::Column).into_iter().filter(|mention| !scene.is_sort(mention.what, Sort::Day))
        {
            match facts.drifted.get(&mention.what) {
                Some(drifted) if *drifted == wanted => {
                    let has = if *drifted { "has" } else { "has not" };
                    matched.push(format!("{} {has} drifted", scene.text_of(mention.what)));
                }
                Some(_) => {
                    return Err(format!(
                        "the data says otherwise about the drift of {}",
                        scene.text_of(mention.what)
                    ));
                }
                None => {
                    return Err(format!(
                        "the data does not say whether {} drifted",
                        scene.text_of(mention.what)
                    ));
                }
            }
        }
    }
    Ok(matched)
}

/// "Most features have drifted", "all inputs show drift": of those that the data tells.
fn most_drifted(scene: &Scene<'_>) -> Result<(), String> {
    let (most, all) = (scene.says(&["most", "majority"]), scene.says(&["all", "every"]));
    let of_features = scene.says(&["features", "inputs", "columns", "variables", "predictors"]);
    let drift = scene.says(&["drift", "drifted", "drifting", "drifts", "shifted", "shift"]);
    if !(most || all) || !of_features || !drift || !scene.named(Sort::Column).is_empty() {
        return Ok(());
    }
    let (drifted, known) =
        (scene.facts.drifted.values().filter(|drifted| **drifted).count(), scene.facts.drifted.len());
    let is_so = if all { drifted == known } else { 2 * drifted > known };
    if is_so { Ok(()) } else { Err(format!("{drifted} of {known} features have drifted")) }
}
