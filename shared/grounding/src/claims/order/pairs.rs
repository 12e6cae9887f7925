//! Two things whose figures are compared without "than": "they share the same error", "prefer A to B, since its AUC is higher".

use super::{
    figure_of,
    find::{comparative, find},
    in_order,
    operands::sort_of,
};
use crate::{
    claims::{Outcome, describe},
    fact::{Fact, QuantityId},
    name::NameId,
    scene::Scene,
};

/// Figures of one of the quantities for both.
fn figures<'a>(
    scene: &Scene<'a>,
    ids: &[QuantityId],
    a: NameId,
    b: NameId,
) -> Option<(QuantityId, &'a Fact, &'a Fact)> {
    ids.iter().find_map(|id| Some((*id, figure_of(scene, a, *id)?, figure_of(scene, b, *id)?)))
}

/// "A and B have the same log loss": without a number that would be checked by itself.
pub(super) fn same(scene: &Scene<'_>) -> Outcome {
    let mut matched = Vec::new();
    let Some(at) =
        (0..scene.tokens.len()).find(|at| scene.tokens[*at].is_word(&["same", "identical", "equal"]))
    else {
        return Ok(matched);
    };
    let measure = scene.measures.iter().find(|mention| mention.at > at && mention.at <= at + 3);
    let mut names: Vec<NameId> = scene.names.iter().map(|mention| mention.what).collect();
    names.dedup();
    names.retain(|name| {
        measure.is_some_and(|measure| measure.what.iter().any(|id| figure_of(scene, *name, *id).is_some()))
    });
    let (Some(measure), [first, others @ ..], true) = (measure, names.as_slice(), scene.values.is_empty())
    else {
        return Ok(matched);
    };
    for other in others {
        let Some((_, a, b)) = figures(scene, &measure.what, *first, *other) else { continue };
        if a.value != b.value {
            return Err(format!(
                "{} and {} are not the same",
                describe(scene.facts, a),
                describe(scene.facts, b)
            ));
        }
        matched.extend([describe(scene.facts, a), describe(scene.facts, b)]);
    }
    Ok(matched)
}

/// "Prefer A to B, since its AUC is higher": of two that a reason refers back to, the first beside the second.
pub(crate) fn beside(scene: &Scene<'_>, inherited: &[NameId]) -> Outcome {
    let [first, second] = inherited else { return Ok(Vec::new()) };
    let mut matched = Vec::new();
    if sort_of(scene, inherited).is_none() || !find(scene).is_empty() {
        return Ok(matched);
    }
    for at in 0..scene.tokens.len() {
        let Some(relation) =
            comparative(&scene.tokens[at].text).filter(|_| scene.tokens[at].name().is_none())
        else {
            continue;
        };
        let clause = scene.clauses[at];
        let near = |place: usize| scene.clauses[place] == clause;
        let Some(measure) = scene.measures.iter().find(|mention| near(mention.at)) else { continue };
        let Some((quantity, a, b)) = figures(scene, &measure.what, *first, *second) else { continue };
        matched.extend(in_order(scene, relation, (a, b), scene.facts.better(quantity))?);
    }
    Ok(matched)
}
