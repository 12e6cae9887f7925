//! Judgements of how much a model gets right: "misses most malignant cases", "classifies every row correctly".

use super::is_counted;
use crate::{
    fact::Fact,
    name::{NameId, Sort},
    scene::Scene,
};

/// "The positive class is malignant."
pub(super) fn positive(scene: &Scene<'_>) -> Result<bool, String> {
    let judged = false;
    let says = (1..scene.tokens.len()).any(|at| {
        scene.tokens[at].is_word(&["class"]) && matches!(scene.word(at - 1), "positive" | "negative")
    });
    let negative = scene.tokens.iter().any(|token| token.text == "negative");
    let classes = scene.named(Sort::Class);
    let ([class], true) = (classes.as_slice(), says) else { return Ok(judged) };
    match scene.facts.positive_class {
        Some(positive) if (positive == class.what) != negative => Ok(true),
        _ => Err("the data does not call this class so".into()),
    }
}

/// "Misses most malignant cases", "explains most of the variance".
pub(super) fn rates(scene: &Scene<'_>) -> Result<bool, String> {
    let mut judged = false;
    const MOST: [(&[&str], &str, bool); 4] = [
        (&["misses", "missed", "miss", "overlooks"], "recall", false),
        (&["finds", "catches", "detects", "identifies", "recognises", "recognizes"], "recall", true),
        (&["explains", "explain", "explained", "captures"], "r2", true),
        (&["misclassifies"], "accuracy", false),
    ];
    /// Share that deserves the word.
    const MAJORITY: f64 = 0.55;
    for at in 0..scene.tokens.len() {
        let most = scene.tokens[at].is_word(&["most", "majority"]);
        if !most {
            continue;
        }
        let verb = (at.saturating_sub(4)..at).rev().find_map(|place| {
            MOST.iter()
                .find(|(words, _, _)| scene.tokens[place].is_word(words))
                .map(|(_, key, more)| (*key, *more))
        });
        let Some((key, more)) = verb else { continue };
        let variance = scene
            .tokens
            .iter()
            .any(|token| token.text.contains("variance") || token.text.contains("variation"));
        if key == "r2" && !variance {
            continue;
        }
        let id = scene.facts.quantities.id(key).ok_or("the data has no such figure")?;
        let place = scene.place(at);
        let facts: Vec<f64> =
            scene.facts.of(id).filter(|fact| place.fits(fact)).map(|fact| fact.value).collect();
        if facts.is_empty()
            || facts.iter().any(|value| if more { *value < MAJORITY } else { *value > 1.0 - MAJORITY })
        {
            return Err("the data says otherwise of most".into());
        }
        judged = true;
    }
    Ok(judged)
}

/// "Classifies every row correctly", "finds all malignant cases".
pub(super) fn perfect(scene: &Scene<'_>) -> Result<bool, String> {
    let mut judged = false;
    for at in 0..scene.tokens.len() {
        let noun = (at + 1..(at + 4).min(scene.tokens.len())).any(|place| {
            scene.tokens[place].is_word(&[
                "row",
                "rows",
                "case",
                "cases",
                "record",
                "records",
                "observation",
                "observations",
            ])
        });
        if !scene.tokens[at].is_word(&["every", "all", "each"]) || !noun || is_counted(scene, at) {
            continue;
        }
        let says = |words: &[&str]| {
            scene.tokens[at..].iter().chain(&scene.tokens[..at]).find(|token| token.is_word(words)).is_some()
        };
        let finds = says(&[
            "finds",
            "found",
            "catches",
            "detects",
            "detected",
            "recognised",
            "recognized",
            "identifies",
        ]);
        let misses = !finds && says(&["missed", "misses"]);
        let classes = listed_classes(scene, at);
        let key = match (finds || misses, says(&["correctly", "right", "correct"])) {
            (true, _) => "recall",
            (false, true) if classes.is_empty() => "accuracy",
            (false, true) => "recall",
            _ => continue,
        };
        let facts: Vec<&Fact> =
            scene.facts.quantities.id(key).into_iter().flat_map(|id| scene.facts.of(id)).collect();
        let perfect = if misses { 0.0 } else { 1.0 };
        let place = scene.place(at);
        let holds = |class: Option<NameId>| {
            let own = facts.iter().filter(|fact| match class {
                Some(class) => fact.default && fact.subjects.contains(&class),
                None => place.fits(fact),
            });
            let values: Vec<f64> = own.map(|fact| fact.value).collect();
            !values.is_empty() && values.iter().all(|value| *value == perfect)
        };
        let is_so =
            if classes.len() > 1 { classes.iter().all(|class| holds(Some(*class))) } else { holds(None) };
        if !is_so {
            return Err("the data does not say so of all".into());
        }
        judged = true;
    }
    Ok(judged)
}

/// The classes listed after a place: "all rows of class_0 and class_2".
fn listed_classes(scene: &Scene<'_>, after: usize) -> Vec<NameId> {
    let mut listed = Vec::new();
    for mention in scene.named(Sort::Class).iter().filter(|mention| mention.at > after) {
        let joined = (after + 1..mention.at).all(|at| {
            scene.tokens[at].name().is_some()
                || scene.tokens[at].mark(&[','])
                || scene.tokens[at]
                    .is_word(&["row", "rows", "case", "cases", "of", "class", "classes", "and", "the"])
        });
        if joined {
            listed.push(mention.what);
        }
    }
    listed
}
