//! Everything of a sort in order.

use report_facts::metric::Direction;

use super::{
    find::Superlative,
    roles::{Restriction, restriction},
};
use crate::{
    claims::{
        numbers::sort_of_noun,
        order::{Relation, figure_of},
    },
    fact::{Fact, QuantityId},
    name::{NameId, Sort},
    scene::Scene,
};

/// Everything of a sort in the order of the superlative, best or greatest first.
pub(super) fn ordered(
    scene: &Scene<'_>,
    superlative: &Superlative,
    sort: Sort,
) -> Result<Vec<NameId>, String> {
    let quantity = quantity(scene, superlative, sort);
    let by_leaderboard = sort == Sort::Model
        && !scene.facts.leaderboard.is_empty()
        && matches!(superlative.relation, Relation::Better | Relation::Worse)
        && quantity.is_none();
    let mut order = if by_leaderboard {
        scene.facts.leaderboard.clone()
    } else {
        let alternatives = match quantity {
            Some(ids) => ids,
            None => default_quantity(scene, sort).ok_or("does not say by what")?,
        };
        row(scene, sort, &alternatives, superlative.relation)?
    };
    match restriction(scene, superlative) {
        Restriction::To(names) if names.iter().all(|name| scene.is_sort(*name, sort)) => {
            order.retain(|name| names.contains(name));
        }
        Restriction::None => {}
        Restriction::To(_) | Restriction::Unknown => {
            return Err("says it of a part that cannot be told".into());
        }
    }
    Ok(order)
}

/// Everything of a sort from best to worst by what the sentence measures; used for "followed by".
pub(crate) fn order(scene: &Scene<'_>, sort: Sort, at: usize, _worst: bool) -> Result<Vec<NameId>, String> {
    let measured = scene
        .measures
        .iter()
        .min_by_key(|mention| mention.at.abs_diff(at))
        .map(|mention| mention.what.clone());
    let ids = measured.or_else(|| default_quantity(scene, sort)).ok_or("does not say by what")?;
    let relation = if ids.iter().any(|id| scene.facts.better(*id).is_some()) && sort == Sort::Model {
        Relation::Better
    } else {
        Relation::More
    };
    row(scene, sort, &ids, relation)
}

fn default_quantity(scene: &Scene<'_>, sort: Sort) -> Option<Vec<QuantityId>> {
    let facts = scene.facts;
    match sort {
        Sort::Model => facts.ranking.map(|id| vec![id]),
        Sort::Column => {
            let importance = facts.quantities.id("importance").filter(|id| facts.of(*id).next().is_some());
            importance.map(|id| vec![id])
        }
        _ => None,
    }
}

pub(super) fn row(
    scene: &Scene<'_>,
    sort: Sort,
    alternatives: &[QuantityId],
    relation: Relation,
) -> Result<Vec<NameId>, String> {
    for id in alternatives {
        let better = scene.facts.better(*id);
        let mut figures: Vec<(NameId, &Fact)> = scene
            .facts
            .lexicon
            .of_sort(sort)
            .filter_map(|name| Some((name, figure_of(scene, name, *id)?)))
            .collect();
        if figures.len() < 2 {
            continue;
        }
        let descending = match (relation, better) {
            (Relation::More, _) | (Relation::Better | Relation::Worse, Some(Direction::Higher)) => true,
            (Relation::Less, _) | (Relation::Better | Relation::Worse, Some(Direction::Lower)) => false,
            // A feature ranks by how much it matters or drifted.
            (Relation::Better | Relation::Worse, None) if sort == Sort::Column => true,
            _ => return Err("nobody knows which way the metric is better".into()),
        };
        figures.sort_by(|a, b| {
            if descending { b.1.value.total_cmp(&a.1.value) } else { a.1.value.total_cmp(&b.1.value) }
        });
        return Ok(figures.into_iter().map(|(name, _)| name).collect());
    }
    Err("there are no figures for this order".into())
}

/// What the superlative orders by, where the sentence says so.
fn quantity(scene: &Scene<'_>, superlative: &Superlative, sort: Sort) -> Option<Vec<QuantityId>> {
    let facts = scene.facts;
    match superlative.key {
        Some("time") => {
            return Some(
                scene.time_key(superlative.at).and_then(|key| facts.quantities.id(key)).into_iter().collect(),
            );
        }
        Some(key) => return facts.quantities.id(key).map(|id| vec![id]),
        None => {}
    }
    let measured = |at: usize| {
        let ids = scene.tokens.get(at)?.quantity()?;
        // "Drift of the predictions": a thing, not how many there are.
        if scene.names.iter().any(|mention| mention.at == at) {
            return None;
        }
        // "The best model misclassified 12 rows" says nothing of the order; "the most missing values" does.
        let raw = matches!(superlative.relation, Relation::More | Relation::Less);
        if !raw && ids.iter().all(|id| facts.quantities.get(*id).counted) {
            return None;
        }
        sort_of_noun(scene.word(at)).is_none().then(|| ids.to_vec())
    };
    // "highest AUC", "lowest 95th-percentile latency", "most missing values".
    let near = (superlative.end + 1..(superlative.end + 4).min(scene.tokens.len())).find_map(measured);
    if near.is_some() {
        return near;
    }
    // "best by AUC", "best model on log loss", "best in terms of RMSE".
    let introduced = (superlative.end + 1..scene.tokens.len()).find_map(|at| {
        let ids = measured(at)?;
        let by = matches!(scene.word_before(at, 1), "by" | "on" | "terms" | "for")
            || matches!(scene.word_before(at, 2), "by" | "on" | "terms");
        by.then_some(ids)
    });
    if introduced.is_some() {
        return introduced;
    }
    // "On log loss, GBM_2 comes first."
    let opening = (0..superlative.at).rev().find_map(|at| {
        let ids = measured(at)?;
        let by = matches!(scene.word_before(at, 1), "by" | "on")
            || (scene.word_before(at, 2) == "terms" && scene.word_before(at, 1) == "of");
        by.then_some(ids)
    });
    if opening.is_some() {
        return opening;
    }
    // "Its log loss of 0.27 is the worst"
    let copula = (0..superlative.at).rev().take(2).find(|at| scene.tokens[*at].is_word(&["is", "was"]));
    if let Some(copula) = copula
        && (superlative.end + 1 >= scene.tokens.len()
            || sort_of_noun(scene.word(superlative.end + 1)).is_none())
    {
        let clause = scene.clauses[copula];
        let subject = (0..copula).rev().filter(|at| scene.clauses[*at] == clause).find_map(measured);
        if subject.is_some() {
            return subject;
        }
    }
    // "The error rate peaked", "latency was highest": what stands before, and for anything but models the only measure.
    let raw = matches!(superlative.relation, Relation::More | Relation::Less);
    if raw || sort != Sort::Model {
        return (0..superlative.at)
            .rev()
            .find_map(measured)
            .or_else(|| (0..scene.tokens.len()).find_map(measured));
    }
    None
}

/// What the order is by, as readers see it.
pub(super) fn label(scene: &Scene<'_>, superlative: &Superlative, sort: Sort) -> Option<String> {
    let ids = quantity(scene, superlative, sort).or_else(|| default_quantity(scene, sort))?;
    let id = ids.into_iter().find(|id| scene.facts.of(*id).next().is_some())?;
    Some(scene.facts.quantities.get(id).label.clone())
}

pub(super) fn by_board(scene: &Scene<'_>, superlative: &Superlative, sort: Sort) -> bool {
    sort == Sort::Model && quantity(scene, superlative, sort).is_none()
}

pub(super) fn is_tied(
    scene: &Scene<'_>,
    superlative: &Superlative,
    sort: Sort,
    a: NameId,
    b: NameId,
) -> bool {
    let ids =
        quantity(scene, superlative, sort).or_else(|| default_quantity(scene, sort)).unwrap_or_default();
    ids.iter().any(|id| {
        let value = |name| figure_of(scene, name, *id).map(|fact| fact.value);
        value(a).is_some() && value(a) == value(b)
    })
}
