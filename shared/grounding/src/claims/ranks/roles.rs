//! Phrases that stand for a name: "the best model", "the runner-up".

use super::{
    find::{Superlative, find},
    rows::ordered,
};
use crate::{
    claims::order::Relation,
    name::{NameId, Sort},
    scene::{Mention, Scene},
};

/// Puts the model or feature that a phrase means among the names where the sentence has no name of that sort: "the best
/// model reaches …", "the most important feature accounts for …".
pub(crate) fn resolve_roles(scene: &mut Scene<'_>) -> Result<(), String> {
    let mut meant = Vec::new();
    for superlative in find(scene) {
        let Some(sort) = superlative.noun else { continue };
        if superlative.key == Some("time") || restricted(scene, &superlative) {
            continue;
        }
        let named: Vec<Mention<NameId>> = scene.named(sort);
        let adjacent = named.iter().any(|mention| is_adjacent(scene, &superlative, mention.at));
        // "GLM_1 leads …": the name that is there is the one that leads; a runner-up beside it is somebody else.
        let other =
            superlative.rank > 1 && !adjacent && matches!(scene.word(superlative.at), "runner-up" | "second");
        if !named.is_empty() && !other {
            continue;
        }
        let verb =
            matches!(scene.word(superlative.at), "leads" | "led" | "tops" | "wins" | "dominates" | "ranks");
        let order = match scene.named(Sort::Experiment).as_slice() {
            [experiment] if sort == Sort::Model && superlative.rank == 1 => scene
                .facts
                .best_of
                .get(&experiment.what)
                .map_or_else(|| ordered(scene, &superlative, sort), |best| Ok(vec![*best]))?,
            _ => ordered(scene, &superlative, sort)?,
        };
        let place = match superlative.relation {
            Relation::Worse if order.len() > superlative.rank as usize - 1 => {
                order.len() - superlative.rank as usize
            }
            _ => superlative.rank as usize - 1,
        };
        if let (Some(name), false) = (order.get(place), verb) {
            meant.push(Mention { at: superlative.at, what: *name });
        }
    }
    scene.names.extend(meant);
    scene.names.sort_by_key(|mention| mention.at);
    Ok(())
}

/// Whether a name stands so close that the phrase is said of it: "the runner-up GBM_2", "GBM_2 is the runner-up".
pub(super) fn is_adjacent(scene: &Scene<'_>, superlative: &Superlative, name: usize) -> bool {
    let (from, to) = if name < superlative.at { (name, superlative.at) } else { (superlative.end, name) };
    to - from <= 5
        && (from + 1..to).all(|at| {
            scene.tokens[at].mark(&[',', '(', ':'])
                || scene.tokens[at].is_word(&[
                    "is", "the", "was", "a", "as", "model", "feature", "its", "clear", "remains", "are",
                ])
        })
}

/// "the best single model", "the best of the GBMs": the best of fewer.
pub(super) fn restricted(scene: &Scene<'_>, superlative: &Superlative) -> bool {
    let family = scene
        .named(Sort::Algorithm)
        .iter()
        .any(|mention| mention.at > superlative.at && mention.at <= superlative.end + 2);
    let words = superlative.at..(superlative.end + 5).min(scene.tokens.len());
    let limited = words.clone().any(|at| {
        scene.tokens[at].is_word(&[
            "single",
            "non-ensemble",
            "individual",
            "base",
            "besides",
            "except",
            "excluding",
            "apart",
            "outside",
            "standalone",
            "tree-based",
            "linear",
            "simple",
            "simplest",
            "non-linear",
            "ensemble",
            "ensembles",
        ])
    });
    let among = scene.tokens.iter().enumerate().any(|(at, token)| {
        token.is_word(&["among", "amongst"])
            && !matches!(scene.word(at + 1), "all" | "the")
            && scene.tokens.get(at + 1).is_none_or(|token| token.number().is_none())
    });
    family || limited || among
}
