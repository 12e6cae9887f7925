//! Numbers: values, bounds, differences and ratios.

mod bounds;
mod delta;
mod matching;
mod role;

use bounds::{bound, counted_by_bound, range};
use delta::delta;
pub(crate) use delta::fits_beside;
pub(crate) use matching::matches;
pub(crate) use role::is_rank;
use role::{Role, is_hedged, role};

use super::{Outcome, describe};
use crate::{
    fact::Fact,
    name::Sort,
    numeral::{Measure, Numeral},
    scene::Scene,
};

/// Marks the numbers that state values, so that they can be paired with names.
pub(crate) fn find_values(scene: &mut Scene<'_>) {
    let values = (0..scene.tokens.len())
        .filter(|at| scene.tokens[*at].number().is_some())
        .filter(|at| role(scene, *at) == Role::Value && scene.counted(*at).is_none())
        .collect();
    scene.values = values;
}

pub(crate) fn check(scene: &Scene<'_>) -> Outcome {
    let mut matched = Vec::new();
    let numbers: Vec<usize> =
        (0..scene.tokens.len()).filter(|at| scene.tokens[*at].number().is_some()).collect();
    if let Some(range) = range(scene) {
        matched.push(range?);
        let rest = numbers.iter().filter(|at| !scene.values.contains(at));
        for at in rest {
            matched.extend(one(scene, *at)?);
        }
        return Ok(matched);
    }
    if let Some(subset) = counted_by_bound(scene, &numbers) {
        matched.push(subset?);
        return Ok(matched);
    }
    for at in numbers {
        matched.extend(one(scene, at)?);
    }
    Ok(matched)
}

fn one(scene: &Scene<'_>, at: usize) -> Result<Vec<String>, String> {
    let Some(number) = scene.tokens[at].number() else { return Ok(Vec::new()) };
    if number.measure == Measure::Foreign {
        return Err(format!("{} is in a unit that no figure has", scene.tokens[at].raw));
    }
    if is_rank(scene, at) {
        return Ok(Vec::new());
    }
    match role(scene, at) {
        Role::Value => value(scene, at, number),
        Role::Delta => {
            // Some differences are figures of their own: "a margin of 0.0016".
            match value(scene, at, number) {
                Ok(found) if number.measure != Measure::Times => Ok(found),
                _ => delta(scene, at, number).map(|found| vec![found]),
            }
        }
        Role::Above { or_equal } => {
            bound(scene, at, number, |fact, written| fact > written || (or_equal && fact == written))
        }
        Role::Below { or_equal } => {
            bound(scene, at, number, |fact, written| fact < written || (or_equal && fact == written))
        }
    }
}

/// Candidates: figures of what the number measures, about what it is about.
fn candidates<'a>(scene: &Scene<'a>, at: usize) -> Vec<&'a Fact> {
    let facts = scene.facts;
    let mut quantities = scene.quantities(at);
    if quantities.is_empty() {
        // "GLM_1 (0.9951)": nothing says what; only what ranks models can be meant, or a feature's importance.
        if scene.subjects(at, Sort::Column).is_empty() {
            quantities.extend(facts.ranking);
        } else {
            quantities
                .extend(["importance", "column_score"].iter().filter_map(|key| facts.quantities.id(key)));
        }
        if scene.tokens[at].number().is_some_and(|number| number.measure == Measure::Time) {
            quantities.clear();
        }
    }
    quantities.iter().flat_map(|id| facts.of(*id)).filter(|fact| scene.fits(fact, at)).collect()
}

fn value(scene: &Scene<'_>, at: usize, number: &Numeral) -> Result<Vec<String>, String> {
    let hedged = is_hedged(scene, at);
    let candidates = candidates(scene, at);
    let raw = &scene.tokens[at].raw;
    let mut found: Vec<&Fact> =
        candidates.iter().copied().filter(|fact| matches(number, fact, hedged)).collect();
    if found.is_empty() && candidates.is_empty() {
        found = restricted_extreme(scene, at, number).into_iter().collect();
    }
    if found.is_empty() {
        return Err(match candidates.first() {
            Some(fact) => format!("{raw} is not in the data; there, {}", describe(scene.facts, fact)),
            None => format!("{raw} is about something that the data has no figure for"),
        });
    }
    // "A, B and C reach 0.99": each of them.
    for sort in [Sort::Model, Sort::Column, Sort::Class] {
        let listed = scene.subjects(at, sort);
        if listed.len() > 1 {
            let pair = found.iter().any(|fact| listed.iter().all(|name| fact.subjects.contains(name)));
            let missing = listed.iter().find(|name| !found.iter().any(|fact| fact.subjects.contains(name)));
            let concerns =
                candidates.iter().any(|fact| listed.iter().any(|name| fact.subjects.contains(name)));
            if let (Some(missing), false, true) = (missing, pair, concerns) {
                return Err(format!("{raw} is not the figure of {}", scene.text_of(*missing)));
            }
        }
    }
    Ok(found.into_iter().take(3).map(|fact| describe(scene.facts, fact)).collect())
}

/// "the highest AUC is 0.9951", where nothing is named: the extreme over all.
fn restricted_extreme<'a>(scene: &Scene<'a>, at: usize, number: &Numeral) -> Option<&'a Fact> {
    let maximum = scene.tokens[..at].iter().any(|token| token.is_word(&["maximum", "max", "peak"]));
    let minimum = scene.tokens[..at].iter().any(|token| token.is_word(&["minimum", "min"]));
    if maximum == minimum {
        return None;
    }
    let facts =
        scene.quantities(at).into_iter().flat_map(|id| scene.facts.of(id)).filter(|fact| fact.default);
    let order = |a: &&Fact, b: &&Fact| a.value.total_cmp(&b.value);
    let extreme = if maximum { facts.max_by(order) } else { facts.min_by(order) };
    extreme.filter(|fact| matches(number, fact, false))
}

pub(crate) fn sort_of_noun(noun: &str) -> Option<Sort> {
    Some(match noun {
        "model" | "models" | "candidate" | "candidates" | "performer" | "contender" | "contenders" => {
            Sort::Model
        }
        "feature" | "features" | "predictor" | "predictors" | "variable" | "variables" | "column"
        | "columns" | "driver" | "drivers" | "input" | "inputs" => Sort::Column,
        "class" | "classes" => Sort::Class,
        "day" | "days" => Sort::Day,
        "dataset" | "datasets" => Sort::Dataset,
        "experiment" | "experiments" => Sort::Experiment,
        "deployment" | "deployments" => Sort::Deployment,
        _ => return None,
    })
}
