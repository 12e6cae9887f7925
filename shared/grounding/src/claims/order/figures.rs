//! By which figures two things are compared.

use super::find::{Comparison, counted_before};
use crate::{
    claims::numbers::{fits_beside, sort_of_noun},
    fact::{Fact, QuantityId},
    name::{NameId, Sort},
    scene::{Mention, Scene},
};

/// What two things are compared by.
pub(super) fn quantities(
    scene: &Scene<'_>,
    comparison: &Comparison,
    sort: Option<Sort>,
) -> Result<Vec<Vec<QuantityId>>, String> {
    let facts = scene.facts;
    let by_key = |key: &str| facts.quantities.id(key).map(|id| vec![id]).into_iter().collect::<Vec<_>>();
    match comparison.key {
        Some("time") => {
            let key =
                scene.time_key(comparison.at).ok_or("does not say what is faster, training or prediction")?;
            return Ok(by_key(key));
        }
        Some("unsaid") => return Err("does not say what there is more of".into()),
        Some(key) => return Ok(by_key(key)),
        None => {}
    }
    // "Training A took 4.6 seconds, longer than any other model": the verbs say which time.
    let is_long = matches!(scene.word(comparison.at), "longer" | "shorter");
    let is_duration = |id: &QuantityId| facts.quantities.get(*id).key == "duration";
    if is_long
        && scene.measures.iter().flat_map(|mention| &mention.what).all(is_duration)
        && let Some(key) = scene.time_key(comparison.at)
    {
        return Ok(by_key(key));
    }
    // "40 requests failed, more than on any other day"
    let is_bare = matches!(scene.word(comparison.at), "more" | "fewer" | "less")
        && scene.word(comparison.at + 1) == "than";
    if is_bare
        && !scene.measures.iter().any(|mention| mention.at < comparison.at)
        && let Some(counted) = counted_before(scene, comparison.at)
    {
        return Ok(vec![counted]);
    }
    // "Misses more malignant rows than benign ones": of the rows those that are missed.
    let misses =
        (0..comparison.at).any(|at| scene.tokens[at].is_word(&["misses", "missed", "miss", "overlooks"]));
    let missed = facts.quantities.id("missed").filter(|_| misses && sort == Some(Sort::Class));
    let usable = |ids: &[QuantityId]| {
        let is_rows = ids.iter().any(|id| facts.quantities.get(*id).key == "rows");
        missed.filter(|_| is_rows).map_or_else(|| ids.to_vec(), |missed| vec![missed])
    };
    let all: Vec<Mention<Vec<QuantityId>>> = scene
        .tokens
        .iter()
        .enumerate()
        .filter_map(|(at, token)| Some(Mention { at, what: token.quantity()?.to_vec() }))
        .filter(|mention| {
            // "the model", "than feature B": nouns, not quantities; "the predictions" with a drift of their own: a thing.
            sort_of_noun(scene.word(mention.at)).is_none()
                && !scene.names.iter().any(|name| name.at == mention.at)
        })
        .collect();
    // "Precision is better on benign rows than on others": not the rows are compared.
    let is_counted =
        |mention: &Mention<Vec<QuantityId>>| mention.what.iter().all(|id| facts.quantities.get(*id).counted);
    let counts = matches!(scene.word(comparison.at), "more" | "fewer" | "less");
    let all: Vec<Mention<Vec<QuantityId>>> = if !counts && !all.iter().all(is_counted) {
        all.into_iter().filter(|mention| !is_counted(mention)).collect()
    } else {
        all
    };
    let between = all.iter().find(|mention| mention.at > comparison.at && mention.at < comparison.right);
    if let Some(mention) = between {
        return Ok(vec![usable(&mention.what)]);
    }
    // "outperforms B on AUC and log loss": each of them.
    let after: Vec<&Mention<Vec<QuantityId>>> =
        all.iter().filter(|mention| mention.at > comparison.right).collect();
    if let Some(first) = after.first() {
        let introduced = (comparison.right..first.at)
            .rev()
            .take(3)
            .any(|at| scene.tokens[at].is_word(&["on", "in", "by", "for", "terms", "regarding", "with"]));
        if introduced {
            let mut found = vec![usable(&first.what)];
            let mut last = first.at;
            for mention in after.iter().skip(1) {
                let joined = (last + 1..mention.at).all(|at| {
                    scene.tokens[at].mark(&[',']) || scene.tokens[at].is_word(&["and", "both", "in", "on"])
                });
                if !joined {
                    break;
                }
                found.push(usable(&mention.what));
                last = mention.at;
            }
            return Ok(found);
        }
    }
    let before = all.iter().rev().find(|mention| mention.at < comparison.at);
    if let Some(mention) = before.or(after.first().copied()) {
        return Ok(vec![usable(&mention.what)]);
    }
    // "Ran longer than any other experiment"
    if matches!(scene.word(comparison.at), "longer" | "shorter")
        && matches!(sort, Some(Sort::Experiment | Sort::Run))
    {
        return Ok(by_key("duration"));
    }
    match (sort, facts.ranking) {
        (Some(Sort::Model | Sort::Experiment), Some(ranking)) => Ok(vec![vec![ranking]]),
        // "The most important feature of M, ahead of B and C."
        (Some(Sort::Column), _) if scene.says_important() => Ok(by_key("importance")),
        _ => Err("does not say what is compared".into()),
    }
}

/// The figure of a name by which it is compared.
pub(crate) fn figure_of<'a>(scene: &Scene<'a>, name: NameId, quantity: QuantityId) -> Option<&'a Fact> {
    let said =
        |fact: &Fact| fact.tags.iter().any(|tag| scene.tags.iter().any(|mention| mention.what == *tag));
    // The fewest other subjects: the model's own figure, not that of one of its classes.
    let mut best: Option<(bool, &Fact)> = None;
    for fact in scene.facts.of_subject(quantity, name) {
        let is_said = said(fact);
        let is_better = best.is_none_or(|(best_said, best)| {
            (is_said && !best_said) || is_said == best_said && fact.subjects.len() < best.subjects.len()
        });
        if (is_said || fact.default) && is_better && fits_beside(scene, fact, name) {
            best = Some((is_said, fact));
        }
    }
    best.map(|(_, fact)| fact)
}

pub(super) fn has_figures(
    scene: &Scene<'_>,
    name: NameId,
    comparison: &Comparison,
    sort: Option<Sort>,
) -> bool {
    quantities(scene, comparison, sort).is_ok_and(|quantities| {
        quantities.iter().flatten().any(|quantity| figure_of(scene, name, *quantity).is_some())
    })
}
