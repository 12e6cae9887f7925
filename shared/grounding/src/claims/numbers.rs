//! Numbers: values, bounds, differences and ratios.

mod bounds;
mod course;
mod delta;
mod matching;
mod role;
mod stated;
mod value;

pub(crate) use bounds::only_these;
use bounds::{bound, counted_by_bound, range};
use course::course;
use delta::delta;
pub(crate) use delta::fits_beside;
pub(crate) use matching::matches;
pub(crate) use role::{GAPS, is_bound, is_rank};
use role::{Role, role};
use stated::stated;
pub(crate) use stated::states_time;
use value::{candidates, value};

use super::{Outcome, describe};
use crate::{
    name::Sort,
    numeral::{Measure, Numeral},
    scene::Scene,
    token::Token,
};

/// Marks the numbers that state values, so that they can be paired with names.
pub(crate) fn find_values(scene: &mut Scene<'_>) {
    let values = (0..scene.tokens.len())
        .filter(|at| scene.tokens[*at].number().is_some())
        .filter(|at| !scene.taken.contains(at))
        .filter(|at| role(scene, *at) == Role::Value && scene.counted(*at).is_none())
        .collect();
    scene.values = values;
}

pub(crate) fn check(scene: &Scene<'_>) -> Outcome {
    let mut matched = Vec::new();
    let numbers: Vec<usize> =
        (0..scene.tokens.len()).filter(|at| scene.tokens[*at].number().is_some()).collect();
    if let Some((low, high, range)) = range(scene) {
        matched.push(range?);
        for at in numbers.iter().filter(|at| **at != low && **at != high) {
            matched.extend(one(scene, *at)?);
        }
        return Ok(matched);
    }
    if let Some(subset) = counted_by_bound(scene, &numbers) {
        let (count, bound, outcome) = subset;
        matched.push(outcome?);
        // "15 features are stable, with a PSI below 0.1" says two things of them.
        let is_part = scene.counts_part(count);
        for at in numbers.into_iter().filter(|at| (*at != count || is_part) && *at != bound) {
            matched.extend(one(scene, at)?);
        }
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
    if is_rank(scene, at) || scene.taken.contains(&at) {
        return Ok(Vec::new());
    }
    if let Some(place) = place_of_many(scene, at, number) {
        return place.map(|found| vec![found]);
    }
    match role(scene, at) {
        Role::Above { .. } if let Some(course) = course(scene, at, number) => Ok(vec![course]),
        Role::Value => value(scene, at, number),
        Role::Delta => {
            if let Some(margin) = margin(scene, number) {
                return Ok(vec![margin]);
            }
            // Some differences are figures of their own: "a margin of 0.0016".
            match value(scene, at, number) {
                Ok(found) if number.measure != Measure::Times => Ok(found),
                _ => delta(scene, at, number).or_else(|error| {
                    let stated = stated(scene, at).filter(|_| number.measure == Measure::Percent);
                    stated.map(|found| vec![found]).ok_or(error)
                }),
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

/// "Comes 14th of 15": how many are ranked.
fn place_of_many(scene: &Scene<'_>, at: usize, number: &Numeral) -> Option<Result<String, String>> {
    let follows = scene.word_before(at, 1) == "of"
        && at.checked_sub(2).is_some_and(|place| matches!(scene.tokens[place].token, Token::Ordinal(_)));
    let count = scene.facts.leaderboard.len();
    if !follows || count == 0 || scene.says_important() || scene.counted(at).is_some() {
        return None;
    }
    Some(if number.value() == count as f64 {
        Ok(format!("{count} models"))
    } else {
        Err(format!("{} is not how many there are: {count}", scene.tokens[at].raw))
    })
}

/// "GLM_1's lead of 0.0016": the margin of the first over the second.
fn margin(scene: &Scene<'_>, number: &Numeral) -> Option<String> {
    let says =
        scene.tokens.iter().any(|token| token.is_word(&["lead", "leads", "margin", "ahead", "advantage"]));
    let first = scene.facts.leaderboard.get(..2)?;
    // "Ahead by 0.0006 in PR AUC": the margin is one of what ranks.
    let quantities = &scene.facts.quantities;
    let of_another = scene.measures.iter().any(|mention| {
        mention
            .what
            .iter()
            .all(|id| Some(*id) != scene.facts.ranking && !quantities.get(*id).key.ends_with("_margin"))
    });
    if !says || of_another || !scene.named(Sort::Model).iter().all(|mention| first.contains(&mention.what)) {
        return None;
    }
    let facts = scene.facts.facts.iter().filter(|fact| {
        fact.subjects.is_empty() && scene.facts.quantities.get(fact.quantity).key.ends_with("_margin")
    });
    let mut found = facts.filter(|fact| matches(number, fact, false));
    found.next().map(|fact| describe(scene.facts, fact))
}

pub(crate) fn sort_of_noun(noun: &str) -> Option<Sort> {
    Some(match noun {
        "model" | "models" | "run" | "runs" | "candidate" | "candidates" | "performer" | "contender"
        | "contenders" | "ensemble" | "ensembles" | "stacked ensemble" | "stacked ensembles" => Sort::Model,
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
