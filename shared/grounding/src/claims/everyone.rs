//! What is said of each of several things at once, or of a majority: of base models, folds, rows. Where the data decides it,
//! it must be so; where nobody can tell, the sentence goes.

use super::{Outcome, describe};
use crate::{
    fact::{Fact, QuantityId, Stat, Tag, Unit},
    numeral::Measure,
    scene::Scene,
};

const EACH: &[&str] = &["all", "every", "each", "both", "entire"];

pub(crate) fn check(scene: &Scene<'_>) -> Outcome {
    let mut matched = Vec::new();
    matched.extend(base_models(scene)?);
    matched.extend(folds(scene)?);
    matched.extend(majority(scene)?);
    unread(scene)?;
    Ok(matched)
}

/// "Makes use of each of its base models", "uses at least one of each family".
fn base_models(scene: &Scene<'_>) -> Outcome {
    let quantities = &scene.facts.quantities;
    let (Some(all), Some(used)) = (quantities.id("base_models"), quantities.id("base_models_used")) else {
        return Ok(Vec::new());
    };
    let singular = |at: usize| scene.word(at) == "base" && scene.word(at + 1) == "model";
    let about = (0..scene.tokens.len())
        .any(|at| singular(at) || scene.tokens[at].quantity().is_some_and(|ids| ids.contains(&all)));
    if !about
        || !scene.says(EACH)
        || !scene.says(&["use", "uses", "used", "using", "draws", "relies", "combines"])
    {
        return Ok(Vec::new());
    }
    let whole = |id: QuantityId| scene.facts.of(id).find(|fact| fact.subjects.is_empty());
    let of_family: Vec<&Fact> = scene.facts.of(used).filter(|fact| !fact.subjects.is_empty()).collect();
    let is_so = if scene.says(&["family", "families", "algorithm", "algorithms", "type", "kind"]) {
        of_family.iter().all(|fact| fact.value > 0.0)
    } else {
        whole(all).zip(whole(used)).is_some_and(|(all, used)| all.value == used.value)
    };
    match whole(used) {
        Some(used) if is_so => Ok(vec![describe(scene.facts, used)]),
        _ => Err("not all base models are used".into()),
    }
}

/// "At 0.95 or more in each of the folds": by the lowest and the highest of them.
fn folds(scene: &Scene<'_>) -> Outcome {
    let each = (0..scene.tokens.len()).any(|at| {
        scene.tokens[at].is_word(EACH)
            && (at + 1..(at + 5).min(scene.tokens.len()))
                .any(|place| scene.tokens[place].is_word(&["folds", "fold"]))
    });
    let bound = (0..scene.tokens.len())
        .find(|at| scene.tokens[*at].number().is_some() && super::numbers::is_bound(scene, *at));
    let value = match scene.values.as_slice() {
        [value] => Some(*value),
        _ => bound,
    };
    match value {
        Some(at) if each => of_folds(scene, at),
        _ => Ok(Vec::new()),
    }
}

fn of_folds(scene: &Scene<'_>, at: usize) -> Outcome {
    let number = scene.tokens[at].number().ok_or("no number")?;
    let factor = if number.measure == Measure::Percent { 100.0 } else { 1.0 };
    let place = scene.place(at);
    let extreme = |stat: Stat| {
        let ids = scene.measures.iter().flat_map(|mention| mention.what.clone());
        let mut facts = ids.flat_map(|id| scene.facts.of(id).collect::<Vec<_>>());
        facts.find(|fact| fact.tags.contains(&Tag::Stat(stat)) && place.fits_names(fact))
    };
    let (Some(lowest), Some(highest)) = (extreme(Stat::Min), extreme(Stat::Max)) else {
        return Err("the data does not tell of single folds".into());
    };
    let (low, high, written) = (lowest.value * factor, highest.value * factor, number.value());
    let upwards = scene.says(&["above", "over", "exceeds", "exceeded", "least", "more", "higher"]);
    let downwards = scene.says(&["below", "under", "most", "less", "lower"]);
    let is_so = match (upwards, downwards) {
        (_, true) => high <= written,
        (true, false) => low >= written,
        (false, false) => false,
    };
    if is_so {
        Ok(vec![describe(scene.facts, lowest), describe(scene.facts, highest)])
    } else {
        Err(format!("not so in every fold: {} to {}", scene.facts.shown(lowest), scene.facts.shown(highest)))
    }
}

/// "A majority of the synthetic rows lie closer to …": more than half, where the share is known.
fn majority(scene: &Scene<'_>) -> Outcome {
    let most = (0..scene.tokens.len()).any(|at| {
        scene.tokens[at].is_word(&["majority"])
            || scene.tokens[at].is_word(&["most"]) && scene.word(at + 1) == "of"
    });
    let minority = scene.says(&["minority"]);
    // "Synthetic rows sit nearer to the training rows" says it of most of them.
    let of_training = scene.facts.quantities.id("closer_to_training");
    let says_nearer =
        of_training.is_some_and(|id| scene.measures.iter().any(|mention| mention.what.contains(&id)));
    let most = most || (says_nearer && !minority);
    if most == minority || scene.tokens.iter().any(|token| token.number().is_some()) {
        return Ok(Vec::new());
    }
    const SHARES: [&str; 4] = ["closer_to_training", "new_row_synthesis", "error_rate", "missing_share"];
    let mut ids = scene.measures.iter().flat_map(|mention| mention.what.clone());
    let id = ids.find(|id| SHARES.contains(&scene.facts.quantities.get(*id).key.as_str()));
    let fact = id.and_then(|id| {
        scene.facts.of(id).find(|fact| fact.subjects.is_empty() && fact.default && fact.unit == Unit::Share)
    });
    match fact {
        Some(fact) if (fact.value > 0.5) == most => Ok(vec![describe(scene.facts, fact)]),
        Some(fact) => Err(format!("no such majority: {}", describe(scene.facts, fact))),
        None => Ok(Vec::new()),
    }
}

/// "None but A", "sits nearer to", "least well": nothing here reads it.
fn unread(scene: &Scene<'_>) -> Result<(), String> {
    let at = (0..scene.tokens.len()).find(|at| {
        let token = &scene.tokens[*at];
        let next = scene.word(at + 1);
        token.name().is_none()
            && (token.is_word(&["none", "nobody", "nothing"]) && matches!(next, "but" | "except" | "other")
                || token.is_word(&["nearer", "closer", "farther"]) && next != "look"
                || token.is_word(&["least"]) && matches!(next, "well" | "reliably" | "often" | "accurately"))
    });
    match at {
        Some(at) if !super::proposals::proposes(scene) => {
            Err(format!("\u{201c}{} {}\u{201d} cannot be checked", scene.word(at), scene.word(at + 1)))
        }
        _ => Ok(()),
    }
}
