//! Bounds and ranges: "above 0.99", "between 0.93 and 0.995", "4 models exceed 0.98".

use super::{
    candidates,
    matching::matches,
    role::{Role, is_bound, role},
    sort_of_noun,
};
use crate::{
    claims::{describe, order::figure_of, proposals},
    fact::{Fact, Stat, Tag, Unit},
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
            // "A and B each provide …" is said of the two.
            && place.checked_sub(1).is_none_or(|before| scene.tokens[before].name().is_none())
            // "The top five models all exceed …" is said of the five.
            && !scene.group_words.contains(&place.wrapping_sub(1))
    });
    let mut candidates = candidates(scene, at);
    if everyone {
        let sort = scene.tokens.iter().find_map(|token| sort_of_noun(&token.text)).unwrap_or(Sort::Model);
        candidates = all_of(scene, at, sort).into_iter().cloned().collect();
    }
    // "All columns except A and B": those are not so.
    let excepted: Vec<NameId> = match excepted_at(scene).filter(|_| everyone) {
        Some(except) => {
            scene.names.iter().filter(|mention| mention.at > except).map(|mention| mention.what).collect()
        }
        None => Vec::new(),
    };
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
    // A setting and what was built with it may go by one name: it is enough that one of them is meant.
    let is_setting = |fact: &Fact| scene.facts.quantities.get(fact.quantity).key.starts_with("setting:");
    let fits = |value: f64| number.readings.iter().any(|reading| holds(value, reading.value));
    if values.iter().all(|(fact, _)| is_setting(fact))
        && let Some((fact, _)) = values.iter().find(|(_, value)| fits(*value))
    {
        return Ok(vec![describe(scene.facts, fact)]);
    }
    // "Try a threshold below the 0.5132 of M": what is proposed goes beyond what is.
    if proposals::proposes(scene)
        && let Some((fact, _)) = values.iter().find(|(fact, _)| matches(number, fact, false))
    {
        return Ok(vec![describe(scene.facts, fact)]);
    }
    let is_excepted = |fact: &Fact| fact.subjects.iter().any(|subject| excepted.contains(subject));
    match values.iter().find(|(fact, value)| fits(*value) == is_excepted(fact)) {
        Some((fact, _)) => Err(format!("the bound {raw} does not hold: {}", describe(scene.facts, fact))),
        None => Ok(values.into_iter().take(3).map(|(fact, _)| describe(scene.facts, fact)).collect()),
    }
}

fn excepted_at(scene: &Scene<'_>) -> Option<usize> {
    (0..scene.tokens.len()).find(|at| {
        scene.tokens[*at].is_word(&["except", "excluding", "besides"])
            || scene.word(*at) == "apart" && scene.word(at + 1) == "from"
            || scene.word(*at) == "other" && scene.word(at + 1) == "than"
    })
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
    // "3 of 13 features make up at least 80% of the importance": all of them together.
    if scene.word(bound_at + 1).starts_with("of the importance")
        || scene.word(bound_at + 1) == "of importance"
    {
        return None;
    }
    let count_at = *numbers.first().filter(|at| **at < bound_at)?;
    let (_, noun) = scene.counted(count_at).or_else(|| scene.whole_after(count_at))?;
    if noun > bound_at {
        return None;
    }
    let is_pair = matches!(scene.word(noun), "pairs" | "scored pairs");
    let sort = if is_pair { Sort::Column } else { sort_of_noun(scene.word(noun))? };
    // "Three models are above 0.3: A, B and C": those that are listed.
    let listed = scene.named(sort);
    let colon = (0..scene.tokens.len()).find(|at| scene.tokens[*at].mark(&[':']));
    let is_list = listed.iter().all(|mention| colon.is_some_and(|colon| mention.at > colon));
    if !is_list || scene.counted(bound_at).is_some() {
        return None;
    }
    let count = scene.tokens[count_at].number()?.value();
    let facts = if is_pair { pairs(scene) } else { all_of(scene, bound_at, sort) };
    let holding = holding(scene, bound_at, &facts)?;
    let is_listed = |fact: &&Fact| listed.iter().any(|mention| fact.subjects.contains(&mention.what));
    let lists_others = !listed.is_empty() && !holding.iter().all(is_listed);
    let found = holding.len();
    let raw = &scene.tokens[count_at].raw;
    let outcome = if facts.is_empty() || found as f64 != count || lists_others {
        Err(format!("{raw} is not how many there are: {found}"))
    } else {
        Ok(format!("{found} of {}", facts.len()))
    };
    Some((count_at, bound_at, outcome))
}

/// Scores of pairs of columns.
fn pairs<'a>(scene: &Scene<'a>) -> Vec<&'a Fact> {
    let id = scene.facts.quantities.id("pair_score");
    id.into_iter().flat_map(|id| scene.facts.of(id)).filter(|fact| fact.subjects.len() == 2).collect()
}

/// Those of the figures that are above or below the number, as it says.
fn holding<'a>(scene: &Scene<'a>, at: usize, facts: &[&'a Fact]) -> Option<Vec<&'a Fact>> {
    let role = role(scene, at);
    let number = scene.tokens[at].number()?;
    let factor = if number.measure == Measure::Percent { 100.0 } else { 1.0 };
    let holds = |fact: &&&Fact| {
        let (value, written) = (fact.value * factor, number.value());
        match role {
            Role::Above { or_equal } => value > written || (or_equal && value == written),
            Role::Below { or_equal } => value < written || (or_equal && value == written),
            Role::Value | Role::Delta => false,
        }
    };
    Some(facts.iter().filter(holds).copied().collect())
}

/// "Only A is above 0.3", "A and B are the only pair below 0.5": nothing else may be so. `None` where no number bounds it.
pub(crate) fn only_these(scene: &Scene<'_>, names: &[NameId], sort: Sort, is_pair: bool) -> Option<bool> {
    let at = (0..scene.tokens.len()).find(|at| is_bound(scene, *at))?;
    let facts = if is_pair { pairs(scene) } else { all_of(scene, at, sort) };
    let holding = holding(scene, at, &facts)?;
    let (count, is_so): (usize, bool) = if is_pair {
        (1, holding.iter().all(|fact| names.iter().all(|name| fact.subjects.contains(name))))
    } else {
        let is_named = |fact: &&Fact| names.iter().any(|name| fact.subjects.contains(name));
        (names.len(), holding.iter().all(is_named))
    };
    Some(is_so && holding.len() == count)
}

/// "between 0.93 and 0.995", "from 0.93 to 0.995", where nothing else tells the two apart: lowest and highest of all.
pub(super) fn range(scene: &Scene<'_>) -> Option<(usize, usize, Result<String, String>)> {
    if let Some(found) = extent(scene) {
        return Some(found);
    }
    let [low, high] = scene.values.as_slice() else { return None };
    let found = range_of_all(scene, *low, *high)?;
    Some((*low, *high, found))
}

/// "alcohol ranges from 11.03 to 14.83 with a mean of 13.0", "the RMSE of A lies between 49.4 and 58.6 in the five folds":
/// the lowest and the highest value of one thing.
fn extent(scene: &Scene<'_>) -> Option<(usize, usize, Result<String, String>)> {
    let (low, high) = scene.values.iter().zip(scene.values.iter().skip(1)).find(|(low, high)| {
        matches!(
            (scene.word_before(**low, 1), scene.word_before(**high, 1)),
            ("between", "and") | ("from", "to")
        )
    })?;
    let (first, second) = (scene.tokens[*low].number()?, scene.tokens[*high].number()?);
    let columns = scene.named(Sort::Column);
    let spans = scene.tokens.iter().any(|token| {
        token.is_word(&["ranges", "range", "ranging", "lies", "lie", "spans", "varies", "vary", "between"])
    });
    let quantities: Vec<_> = match columns.as_slice() {
        [_] if spans && scene.measures.is_empty() => scene.facts.quantities.id("value").into_iter().collect(),
        [] if spans && scene.tokens.iter().any(|token| token.is_word(&["folds", "fold"])) => {
            scene.quantities(*low)
        }
        _ => return None,
    };
    let place = scene.place(*low);
    let extreme = |stat: Stat| {
        let facts = quantities.iter().flat_map(|id| scene.facts.of(*id));
        let side = |fact: &&Fact| {
            let sides = scene.tags.iter().filter(|mention| matches!(mention.what, Tag::Side(_)));
            let mut own = fact.tags.iter().filter(|tag| matches!(tag, Tag::Side(_)));
            let mut sides = sides.map(|mention| mention.what);
            own.all(|tag| sides.any(|side| side == *tag))
        };
        facts.filter(|fact| fact.tags.contains(&Tag::Stat(stat)) && place.fits_names(fact)).find(side)
    };
    let (lowest, highest) = (extreme(Stat::Min)?, extreme(Stat::Max)?);
    let outcome = if matches(first, lowest, false) && matches(second, highest, false) {
        Ok(format!("{} … {}", describe(scene.facts, lowest), describe(scene.facts, highest)))
    } else {
        Err(format!("the data has {} to {}", lowest.value, highest.value))
    };
    Some((*low, *high, outcome))
}

fn range_of_all(scene: &Scene<'_>, low: usize, high: usize) -> Option<Result<String, String>> {
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
    let (first, second) = (scene.tokens[low].number()?, scene.tokens[high].number()?);
    let mut quantities = scene.quantities(low);
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
        scene.tokens[low].raw, scene.tokens[high].raw
    )))
}
