//! Bounds and ranges: "above 0.99", "between 0.93 and 0.995", "4 models exceed 0.98".

use super::{
    candidates,
    matching::matches,
    role::{Role, role},
    sort_of_noun,
};
use crate::{
    claims::{describe, order::figure_of},
    fact::{Fact, Unit},
    name::{NameId, Sort},
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
    let everyone = scene.tokens[..at].iter().enumerate().any(|(place, token)| {
        token.is_word(&["all", "every", "each"]) && !scene.group_words.contains(&place)
            // "The top five models all exceed …" is said of the five.
            && !scene.group_words.contains(&place.wrapping_sub(1))
    });
    let mut candidates = candidates(scene, at);
    if everyone {
        let sort = scene.tokens.iter().find_map(|token| sort_of_noun(&token.text)).unwrap_or(Sort::Model);
        candidates = all_of(scene, at, sort).into_iter().cloned().collect();
    }
    let raw = &scene.tokens[at].raw;
    // "Above the 39.9% of …" is above a figure, which must exist.
    let is_figure = matches!(scene.word_before(at, 1), "the" | "its");
    let quantities = scene.quantities(at);
    let is_known = |fact: &Fact| {
        let key = &scene.facts.quantities.get(fact.quantity).key;
        let of_bounds = ["_bound", "majority_class_share", "usual_error_rate", "by_chance", "standard_error"];
        let of_day = fact.subjects.iter().any(|subject| scene.is_sort(*subject, Sort::Day));
        (of_bounds.iter().any(|ending| key.ends_with(ending))
            || (quantities.contains(&fact.quantity) && !of_day))
            && matches(number, fact, false)
    };
    if is_figure && !scene.facts.facts.iter().any(is_known) {
        return Err(format!("{raw} is not in the data"));
    }
    let comparable = |fact: &Fact| match (number.measure, fact.unit) {
        (Measure::Bare, Unit::Plain | Unit::Share | Unit::Count) => Some(fact.value),
        (Measure::Percent, Unit::Share) => Some(fact.value * 100.0),
        (Measure::Time, Unit::Time) | (Measure::Size, Unit::Size) => Some(fact.value),
        _ => None,
    };
    // "A little under two minutes" is near to it.
    let near = (at.saturating_sub(4)..at).any(|place| {
        scene.tokens[place].is_word(&["little", "just", "slightly", "barely", "shortly", "marginally"])
    });
    let holds = |value: f64, written: f64| {
        holds(value, written) && (!near || (value - written).abs() <= 0.2 * written.abs())
    };
    let values: Vec<(&Fact, f64)> =
        candidates.iter().filter_map(|fact| Some((fact, comparable(fact)?))).collect();
    if values.is_empty() {
        return Err(format!("{raw} is a bound for something that the data has no figure for"));
    }
    match values.iter().find(|(_, value)| !number.readings.iter().any(|reading| holds(*value, reading.value)))
    {
        Some((fact, _)) => Err(format!("the bound {raw} does not hold: {}", describe(scene.facts, fact))),
        None => Ok(values.into_iter().take(3).map(|(fact, _)| describe(scene.facts, fact)).collect()),
    }
}

/// Figures of everything of one sort, one for each.
fn all_of<'a>(scene: &Scene<'a>, at: usize, sort: Sort) -> Vec<&'a Fact> {
    let mut quantities = scene.quantities(at);
    if quantities.is_empty() && sort == Sort::Model {
        quantities.extend(scene.facts.ranking);
    }
    quantities
        .into_iter()
        .map(|id| {
            let names = scene.facts.lexicon.of_sort(sort);
            names.filter_map(|name| figure_of(scene, name, id)).collect::<Vec<_>>()
        })
        .find(|figures| !figures.is_empty())
        .unwrap_or_default()
}

/// "4 models exceed 0.98", "15 of 19 features have a PSI below 0.1": counts them. Gives the two numbers that this checks.
pub(super) fn counted_by_bound(
    scene: &Scene<'_>,
    numbers: &[usize],
) -> Option<(usize, usize, Result<String, String>)> {
    let is_bound = |at: &usize| matches!(role(scene, *at), Role::Above { .. } | Role::Below { .. });
    let mut bounds = numbers.iter().copied().filter(is_bound);
    let (bound_at, None) = (bounds.next()?, bounds.next()) else { return None };
    let count_at = *numbers.first().filter(|at| **at < bound_at)?;
    let (_, noun) = scene.counted(count_at).or_else(|| scene.whole_after(count_at))?;
    if noun > bound_at {
        return None;
    }
    let is_pair = matches!(scene.word(noun), "pairs" | "scored pairs");
    let sort = if is_pair { Sort::Column } else { sort_of_noun(scene.word(noun))? };
    if !scene.named(sort).is_empty() || scene.counted(bound_at).is_some() {
        return None;
    }
    let role = role(scene, bound_at);
    let count = scene.tokens[count_at].number()?.value();
    let number = scene.tokens[bound_at].number()?;
    let factor = if number.measure == Measure::Percent { 100.0 } else { 1.0 };
    let holds = |fact: &&Fact| {
        let (value, written) = (fact.value * factor, number.value());
        match role {
            Role::Above { or_equal } => value > written || (or_equal && value == written),
            Role::Below { or_equal } => value < written || (or_equal && value == written),
            Role::Value | Role::Delta => false,
        }
    };
    let facts = if is_pair {
        scene
            .facts
            .quantities
            .id("pair_score")
            .into_iter()
            .flat_map(|id| scene.facts.of(id))
            .filter(|fact| fact.subjects.len() == 2)
            .collect()
    } else {
        all_of(scene, bound_at, sort)
    };
    let found = facts.iter().copied().filter(|fact| holds(fact)).count();
    let raw = &scene.tokens[count_at].raw;
    let outcome = if facts.is_empty() || found as f64 != count {
        Err(format!("{raw} is not how many there are: {found}"))
    } else {
        Ok(format!("{found} of {}", facts.len()))
    };
    Some((count_at, bound_at, outcome))
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
    // One group of things is one subject.
    let group: Vec<NameId> = scene.names.iter().map(|mention| mention.what).collect();
    let is_group = scene.names.iter().all(|mention| scene.group_words.contains(&mention.at))
        && scene.names.iter().all(|mention| mention.at == scene.names[0].at);
    if !cue || two_tags || (scene.names.len() >= 2 && !is_group) {
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
                .filter(|fact| {
                    !is_group || group.is_empty() || fact.subjects.iter().any(|name| group.contains(name))
                })
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
