//! Differences, ratios and relative changes of two figures.

use super::{
    matching::within,
    role::{GAPS, Limit, is_hedged, limit},
};
use crate::{
    claims::describe,
    fact::{Fact, QuantityId, Side, Tag, Unit},
    name::{NameId, Sort},
    numeral::{Measure, Numeral, Reading},
    scene::{Mention, Scene, group_of},
};

/// A difference, ratio or relative change of two figures of one quantity.
pub(super) fn delta(scene: &Scene<'_>, at: usize, number: &Numeral) -> Result<Vec<String>, String> {
    let raw = &scene.tokens[at].raw;
    let window = at.saturating_sub(4)..(at + 5).min(scene.tokens.len());
    let is_gap = window.clone().any(|place| scene.tokens[place].is_word(GAPS));
    // "Less than twice" bounds the ratio; "three times less" turns it round.
    let inverse = scene.tokens.iter().enumerate().any(|(place, token)| {
        let bounds = scene.word(place + 1) == "than" && place + 2 == at;
        !bounds
            && token.is_word(&["faster", "quicker", "fast", "lower", "less", "fewer", "smaller", "shorter"])
    });
    let nearly = matches!(scene.word_before(at, 1), "nearly" | "almost");
    let said = Said { limit: limit(scene, at), hedged: is_hedged(scene, at), nearly, is_gap, inverse };
    if let Some(ratio) = written_ratio(scene, at, number, said) {
        return ratio.map(|ratio| vec![ratio]);
    }
    for (a, b) in operands(scene, at) {
        if derived(number, a, b, said) {
            return Ok(vec![describe(scene.facts, a), describe(scene.facts, b)]);
        }
    }
    Err(format!("{raw} is not the difference or ratio of the two figures"))
}

/// Pairs of figures that a difference can be about: of the two things named, or of one thing on two splits, days or sides.
fn operands<'a>(scene: &Scene<'a>, at: usize) -> Vec<(&'a Fact, &'a Fact)> {
    // "A margin" may be a figure of its own; a difference is of what is measured.
    let is_measure = |id: &QuantityId| {
        let key = &scene.facts.quantities.get(*id).key;
        !["_gap", "_margin", "_ratio", "_gain", "standard_error"].iter().any(|ending| key.ends_with(ending))
    };
    // "The RMSE is 1.7 times the MAE": of two measures there is no figure to compare.
    let clause = |mention: &&Mention<Vec<QuantityId>>| scene.clauses[mention.at] == scene.clauses[at];
    let before = scene.measures.iter().filter(clause).rfind(|mention| mention.at < at);
    let after = scene.measures.iter().filter(clause).find(|mention| mention.at > at);
    let times = scene.tokens[at].number().is_some_and(|number| number.measure == Measure::Times);
    if let (true, Some(before), Some(after)) = (times, before, after)
        && !before.what.iter().any(|id| after.what.contains(id))
    {
        return Vec::new();
    }
    let mut quantities: Vec<QuantityId> = match (times, before, after) {
        // "Took 219 ms, about ten times the median latency": the measure of its own clause.
        (true, None, Some(after)) => after.what.clone(),
        _ => scene.quantities(at),
    };
    // "The AUC gap between A and B" is one of AUC.
    let is_gap = scene.measures.iter().any(|mention| scene.word(mention.at).contains(" gap"));
    let bases: Vec<QuantityId> = quantities
        .iter()
        .filter(|_| is_gap)
        .filter_map(|id| {
            let key = &scene.facts.quantities.get(*id).key;
            let base = key.strip_suffix("_gap").or_else(|| key.strip_suffix("_margin"))?;
            scene.facts.quantities.id(base)
        })
        .collect();
    quantities.retain(is_measure);
    quantities.extend(bases);
    // "Took 70 times as long to train": the verbs say which time.
    if quantities.iter().any(|id| scene.facts.quantities.get(*id).key == "duration")
        && let Some(key) = scene.time_key(at)
    {
        quantities = scene.facts.quantities.id(key).into_iter().collect();
    }
    if quantities.is_empty() {
        let clause = scene.clauses[at];
        let of = |same: bool| -> Vec<QuantityId> {
            let places = scene.measures.iter().filter(|mention| !same || scene.clauses[mention.at] == clause);
            places.flat_map(|mention| mention.what.clone()).filter(is_measure).collect()
        };
        quantities = of(true);
        let says_lead = scene.tokens.iter().any(|token| token.is_word(&["lead", "margin", "leads"]));
        if quantities.is_empty() && !says_lead {
            quantities = of(false);
        }
    }
    let faster = scene
        .tokens
        .iter()
        .any(|token| token.is_word(&["faster", "slower", "quicker", "longer", "speed", "long", "fast"]));
    if quantities.is_empty() && faster {
        // Where nobody can tell whether training or prediction is meant, there is nothing to compare.
        let Some(key) = scene.time_key(at) else { return Vec::new() };
        quantities.extend(scene.facts.quantities.id(key));
    }
    let important = scene
        .tokens
        .iter()
        .any(|token| token.is_word(&["important", "influential", "matters", "matter", "contributes"]));
    if quantities.is_empty() {
        quantities.extend(if important {
            scene.facts.quantities.id("importance")
        } else {
            scene.facts.ranking
        });
    }
    let says_overall =
        scene.tokens.iter().any(|token| token.is_word(&["overall", "average", "whole", "total", "usual"]));
    let place = scene.place(at);
    let mut pairs = Vec::new();
    // "The gap between precision and recall."
    if let ([first, second], true) =
        (scene.measures.as_slice(), scene.tokens.iter().any(|token| token.is_word(&["between"])))
    {
        let figures = |ids: &[QuantityId]| -> Vec<&'a Fact> {
            ids.iter().flat_map(|id| scene.facts.of(*id)).filter(|fact| place.fits(fact)).collect()
        };
        for a in figures(&first.what) {
            let others = figures(&second.what).into_iter();
            pairs.extend(others.filter(|b| a.subjects == b.subjects && a.tags == b.tags).map(|b| (a, b)));
        }
    }
    for id in quantities {
        for sort in [
            Sort::Model,
            Sort::Column,
            Sort::Class,
            Sort::Day,
            Sort::Deployment,
            Sort::Experiment,
            Sort::Dataset,
        ] {
            let mut names: Vec<NameId> = Vec::new();
            for mention in scene.named(sort) {
                if !names.contains(&mention.what) {
                    names.push(mention.what);
                }
            }
            // "more than twice the overall rate": against the whole's figure.
            if let ([only], true) = (names.as_slice(), says_overall) {
                let whole = scene.facts.of(id).filter(|fact| fact.subjects.is_empty() && fact.default);
                let own = scene.facts.of(id).filter(|fact| fact.subjects == [*only] && fact.default);
                let own: Vec<&Fact> = own.collect();
                pairs.extend(whole.flat_map(|whole| own.iter().map(move |own| (*own, whole))));
            }
            // "leads by 0.0016": against the second.
            if let ([only], Some([first, ..])) = (names.as_slice(), scene.facts.leaderboard.get(..2))
                && sort == Sort::Model
                && only != first
                && scene.tokens.iter().any(|token| token.is_word(&["lead", "margin", "advantage"]))
            {
                // "The lead over GLM_1 is …": the leader's.
                names.insert(0, *first);
            } else if let ([only], Some([first, second])) =
                (names.as_slice(), scene.facts.leaderboard.get(..2))
                && sort == Sort::Model
                && scene.named(Sort::Column).is_empty()
                && only == first
                && scene.tags.len() < 2
            {
                names.push(*second);
            }
            if names.len() == 2
                && scene
                    .names
                    .iter()
                    .find(|mention| mention.what == names[0])
                    .is_some_and(|mention| is_base(scene, mention.at))
            {
                names.swap(0, 1);
            }
            if let [first, second] = names.as_slice() {
                let figures = |name: NameId| {
                    scene.facts.of_subject(id, name).filter(move |fact| fits_beside(scene, fact, name))
                };
                // Of one and the same model, class or day otherwise.
                let rest = |fact: &Fact, name: NameId| -> Vec<NameId> {
                    fact.subjects.iter().copied().filter(|subject| *subject != name).collect()
                };
                for a in figures(*first) {
                    let alike =
                        figures(*second).filter(|b| a.tags == b.tags && rest(a, *first) == rest(b, *second));
                    pairs.extend(alike.map(|b| (a, b)));
                }
            }
        }
        // One thing, two splits, statistics or sides; where two things are compared, it is about those.
        if !pairs.is_empty() {
            continue;
        }
        let figures: Vec<&Fact> =
            scene.facts.of(id).filter(|fact| !fact.tags.is_empty() && place.fits_names(fact)).collect();
        let said: Vec<Tag> = scene.tags.iter().map(|mention| mention.what).collect();
        for a in &figures {
            for b in &figures {
                let differ = a.subjects == b.subjects && a.tags.len() == b.tags.len() && {
                    let differing: Vec<(Tag, Tag)> = a
                        .tags
                        .iter()
                        .filter(|tag| !b.tags.contains(tag))
                        .filter_map(|tag| Some((*tag, *b.tags.iter().find(|other| other.same_group(*tag))?)))
                        .collect();
                    let both_said = |(x, y): &(Tag, Tag)| {
                        let place = |tag: &Tag| {
                            let own = scene.tags.iter().filter(|mention| mention.what == *tag);
                            own.map(|mention| mention.at).min_by_key(|place| place.abs_diff(at))
                        };
                        match (place(x), place(y)) {
                            (Some(x), Some(y)) => (x < y) != is_base(scene, x.min(y)),
                            // Of real and synthetic data the other is meant where one is said.
                            (Some(_), None) if matches!(y, Tag::Side(Side::Real | Side::Synthetic)) => true,
                            (Some(_), None) => b.default && group_of(*y) == 0,
                            (None, Some(_)) => a.default && group_of(*x) == 0,
                            (None, None) => false,
                        }
                    };
                    let shared = a
                        .tags
                        .iter()
                        .filter(|tag| b.tags.contains(tag))
                        .all(|tag| a.default || said.contains(tag));
                    differing.len() == 1 && both_said(&differing[0]) && shared
                };
                if differ {
                    pairs.push((*a, *b));
                }
            }
        }
    }
    pairs
}

/// "Compared with A, B is …", "from A to B": the first that is named is what the other is measured by.
fn is_base(scene: &Scene<'_>, at: usize) -> bool {
    (at.saturating_sub(6)..at).rev().any(|place| match scene.word(place) {
        "from" => true,
        "with" | "to" => matches!(scene.word_before(place, 1), "compared" | "relative"),
        _ => false,
    })
}

/// Whether a figure of `name` fits the sentence otherwise.
pub(crate) fn fits_beside(scene: &Scene<'_>, fact: &Fact, name: NameId) -> bool {
    let others = fact.subjects.iter().filter(|subject| **subject != name).all(|subject| {
        scene.facts.defaults.contains(subject) || scene.names.iter().any(|mention| mention.what == *subject)
    });
    // A model's figure for one class is not its figure.
    let said = scene.tags.iter().any(|mention| fact.tags.contains(&mention.what));
    others && (fact.default || said)
}

/// How a difference is said.
#[derive(Debug, Clone, Copy)]
struct Said {
    limit: Limit,
    hedged: bool,
    /// "Nearly", "almost": not more than that.
    nearly: bool,
    /// With a noun of differences: percent may be points.
    is_gap: bool,
    /// The first is the smaller of the two: "3 times faster".
    inverse: bool,
}

fn derived(number: &Numeral, a: &Fact, b: &Fact, said: Said) -> bool {
    if a.unit != b.unit {
        return false;
    }
    let difference = (a.value - b.value).abs();
    number.readings.iter().any(|reading| {
        let near = |value: f64| is_near(value, *reading, said);
        match (number.measure, a.unit) {
            (Measure::Bare, Unit::Plain | Unit::Share) => near(difference),
            (Measure::Bare, Unit::Count) if said.limit == Limit::None && !said.hedged => {
                difference == reading.value
            }
            (Measure::Bare, Unit::Count) => near(difference),
            (Measure::Points, Unit::Share) => near(difference * 100.0),
            (Measure::Percent, Unit::Share) if said.is_gap => {
                near(difference * 100.0) || near(relative(a, b))
            }
            (Measure::Percent, _) => near(relative(a, b)),
            (Measure::Time, Unit::Time) | (Measure::Size, Unit::Size) => near(difference),
            (Measure::Times, _) => {
                let (over, under) = if said.inverse { (b.value, a.value) } else { (a.value, b.value) };
                under > 0.0 && near(over / under)
            }
            _ => false,
        }
    })
}

fn is_near(value: f64, reading: Reading, said: Said) -> bool {
    if !value.is_finite() || reading.value == 0.0 {
        return false;
    }
    if said.nearly && value > reading.value + reading.half * 0.5 {
        return false;
    }
    let half = if said.hedged { reading.loose_half.max(reading.half) } else { reading.half };
    match said.limit {
        Limit::None => within(value, reading, half),
        Limit::Above => value > reading.value,
        Limit::Below => value < reading.value,
    }
}

/// "doubles from 27.2 to 46.4": the two figures are matched by themselves; here their ratio must be the factor.
fn written_ratio(
    scene: &Scene<'_>,
    at: usize,
    number: &Numeral,
    said: Said,
) -> Option<Result<String, String>> {
    if let Some(ratio) = ratio_of_neighbours(scene, at, number, said) {
        return Some(ratio);
    }
    let is_verb =
        matches!(scene.word(at), "doubles" | "doubled" | "triples" | "tripled" | "quadruples" | "quadrupled");
    let after: Vec<usize> = scene.values.iter().copied().filter(|value| *value > at).collect();
    let before = scene.values.iter().copied().rfind(|value| *value < at);
    let says = |word: &str, end: usize| (at + 1..end).any(|place| scene.word(place) == word);
    let (first, second) = match (after.as_slice(), before) {
        ([first, second], _) if says("from", *first) => (*first, *second),
        // "A has 0.0684, B doubles it to 0.1369"
        ([second], Some(first)) if says("to", *second) => (first, *second),
        _ => return None,
    };
    if !is_verb {
        return None;
    }
    let value = |place: usize| scene.tokens[place].number().map(Numeral::value);
    let ratio = value(second)? / value(first)?;
    // "Nearly doubles" is said of 1.7 times, too.
    let near = scene.word_before(at, 1) == "nearly" || scene.word_before(at, 1) == "almost";
    let is_so = number.readings.iter().any(|reading| {
        is_near(ratio, *reading, said) || (near && ratio < reading.value && ratio > reading.value * 0.85)
    });
    let raw = &scene.tokens[at].raw;
    Some(if is_so {
        Ok(format!("{raw}: {ratio:.2} times"))
    } else {
        Err(format!("\u{201c}{raw}\u{201d} is not so: {ratio:.2} times"))
    })
}

/// "25.8%, more than ten times the usual 1.8%": of the two values beside it, which are matched by themselves.
fn ratio_of_neighbours(
    scene: &Scene<'_>,
    at: usize,
    number: &Numeral,
    said: Said,
) -> Option<Result<String, String>> {
    let before = *scene.values.iter().rev().find(|value| **value < at)?;
    let after = *scene.values.iter().find(|value| **value > at)?;
    let (first, second) = (scene.tokens[before].number()?, scene.tokens[after].number()?);
    // "N times the median of V": nothing but what it is of stands between.
    let is_object = (at + 1..after).all(|place| {
        !scene.tokens[place].mark(&[',', ';', '('])
            && !scene.tokens[place].is_word(&["and", "as", "faster", "slower"])
    });
    if number.measure != Measure::Times
        || first.measure != second.measure
        || !is_object
        || second.value() == 0.0
    {
        return None;
    }
    let ratio = first.value() / second.value();
    // The two are rounded, and so is their ratio.
    let loose = |reading: &Reading| Reading { half: reading.half.max(ratio * 0.03), ..*reading };
    let is_so = number.readings.iter().any(|reading| is_near(ratio, loose(reading), said));
    let raw = &scene.tokens[at].raw;
    Some(if is_so {
        Ok(format!("{raw}: {ratio:.2} times"))
    } else {
        Err(format!("{raw} is not so: {ratio:.2} times"))
    })
}

/// By how many percent the first is above or below the second.
fn relative(a: &Fact, b: &Fact) -> f64 {
    (a.value - b.value).abs() / b.value.abs() * 100.0
}
