//! Bounds and ranges: "above 0.99", "between 0.93 and 0.995", "4 models exceed 0.98".

use super::{
    candidates,
    matching::matches,
    role::{Role, role},
    sort_of_noun,
};
use crate::{
    claims::describe,
    fact::{Fact, Unit},
    name::Sort,
    numeral::{Measure, Numeral},
    scene::Scene,
};

/// "above 0.99": every figure that can be meant must be.
pub(super) fn bound(
    scene: &Scene<'_>,
    at: usize,
    number: &Numeral,
    holds: impl Fn(f64, f64) -> bool,
) -> Result<Vec<String>, String> {
    let everyone = scene.tokens[..at].iter().any(|token| token.is_word(&["all", "every", "each"]));
    let mut candidates = candidates(scene, at);
    if everyone {
        candidates = all_of(scene, at);
    }
    let raw = &scene.tokens[at].raw;
    let comparable = |fact: &Fact| match (number.measure, fact.unit) {
        (Measure::Bare, Unit::Plain | Unit::Share | Unit::Count) => Some(fact.value),
        (Measure::Percent, Unit::Share) => Some(fact.value * 100.0),
        (Measure::Time, Unit::Time) | (Measure::Size, Unit::Size) => Some(fact.value),
        _ => None,
    };
    let values: Vec<(&Fact, f64)> =
        candidates.into_iter().filter_map(|fact| Some((fact, comparable(fact)?))).collect();
    if values.is_empty() {
        return Err(format!("{raw} is a bound for something that the data has no figure for"));
    }
    match values.iter().find(|(_, value)| !number.readings.iter().any(|reading| holds(*value, reading.value)))
    {
        Some((fact, _)) => Err(format!("the bound {raw} does not hold: {}", describe(scene.facts, fact))),
        None => Ok(values.into_iter().take(3).map(|(fact, _)| describe(scene.facts, fact)).collect()),
    }
}

/// Figures of everything of one sort: the sort that the sentence counts, models where it counts nothing.
fn all_of<'a>(scene: &Scene<'a>, at: usize) -> Vec<&'a Fact> {
    let sort = scene.tokens.iter().find_map(|token| sort_of_noun(&token.text)).unwrap_or(Sort::Model);
    scene
        .quantities(at)
        .into_iter()
        .flat_map(|id| scene.facts.of(id))
        .filter(|fact| fact.default && fact.subjects.iter().any(|subject| scene.is_sort(*subject, sort)))
        .collect()
}

/// "4 models exceed 0.98": counts them.
pub(super) fn counted_by_bound(scene: &Scene<'_>, numbers: &[usize]) -> Option<Result<String, String>> {
    let [count_at, bound_at] = numbers else { return None };
    let (_, noun) = scene.counted(*count_at)?;
    if noun > *bound_at {
        return None;
    }
    let sort = sort_of_noun(scene.word(noun))?;
    let role = role(scene, *bound_at);
    if !matches!(role, Role::Above { .. } | Role::Below { .. }) || !scene.named(sort).is_empty() {
        return None;
    }
    let count = scene.tokens[*count_at].number()?.value();
    let number = scene.tokens[*bound_at].number()?;
    let factor = if number.measure == Measure::Percent { 100.0 } else { 1.0 };
    let holds = |fact: &&Fact| {
        let (value, written) = (fact.value * factor, number.value());
        match role {
            Role::Above { or_equal } => value > written || (or_equal && value == written),
            Role::Below { or_equal } => value < written || (or_equal && value == written),
            Role::Value | Role::Delta => false,
        }
    };
    let facts = all_of(scene, *bound_at);
    let found = facts.iter().copied().filter(|fact| holds(fact)).count();
    let raw = &scene.tokens[*count_at].raw;
    Some(if facts.is_empty() || found as f64 != count {
        Err(format!("{raw} is not how many there are: {found}"))
    } else {
        Ok(format!("{found} of {}", facts.len()))
    })
}

/// "between 0.93 and 0.995", "from 0.93 to 0.995", where nothing else tells the two apart: lowest and highest of all.
pub(super) fn range(scene: &Scene<'_>) -> Option<Result<String, String>> {
    let [low, high] = scene.values.as_slice() else { return None };
    let cue = scene.tokens.iter().any(|token| {
        token.is_word(&[
            "range", "ranges", "ranged", "ranging", "between", "vary", "varies", "varied", "span", "spans",
            "spread",
        ])
    });
    let two_tags = scene.tags.len() >= 2;
    if !cue || two_tags || scene.names.len() >= 2 {
        return None;
    }
    let (first, second) = (scene.tokens[*low].number()?, scene.tokens[*high].number()?);
    let mut quantities = scene.quantities(*low);
    if quantities.is_empty() {
        quantities.extend(scene.facts.ranking);
    }
    for id in quantities {
        for sort in [Sort::Model, Sort::Column, Sort::Day, Sort::Class] {
            let mut of_sort: Vec<&Fact> = scene
                .facts
                .of(id)
                .filter(|fact| fact.default || scene.tags.iter().any(|tag| fact.tags.contains(&tag.what)))
                .filter(|fact| fact.subjects.iter().any(|subject| scene.is_sort(*subject, sort)))
                .collect();
            of_sort.sort_by(|a, b| a.value.total_cmp(&b.value));
            if let [lowest, .., highest] = of_sort.as_slice()
                && matches(first, lowest, false)
                && matches(second, highest, false)
            {
                return Some(Ok(format!(
                    "{} … {}",
                    describe(scene.facts, lowest),
                    describe(scene.facts, highest)
                )));
            }
        }
    }
    Some(Err(format!(
        "{} to {} is not the range of any figure",
        scene.tokens[*low].raw, scene.tokens[*high].raw
    )))
}
