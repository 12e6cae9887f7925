//! Differences, ratios and relative changes of two figures.

use super::{matching::within, role::GAPS};
use crate::{
    claims::describe,
    fact::{Fact, QuantityId, Tag, Unit},
    name::{NameId, Sort},
    numeral::{Measure, Numeral},
    scene::{Scene, group_of},
};

/// A difference, ratio or relative change of two figures of one quantity.
pub(super) fn delta(scene: &Scene<'_>, at: usize, number: &Numeral) -> Result<String, String> {
    let raw = &scene.tokens[at].raw;
    let window = at.saturating_sub(4)..(at + 5).min(scene.tokens.len());
    let is_gap = window.clone().any(|place| scene.tokens[place].is_word(GAPS));
    let inverse = scene.tokens.iter().any(|token| {
        token.is_word(&["faster", "quicker", "fast", "lower", "less", "fewer", "smaller", "shorter"])
    });
    for (a, b) in operands(scene, at) {
        if derived(number, a, b, is_gap, inverse) {
            return Ok(format!("{raw}: {} and {}", describe(scene.facts, a), describe(scene.facts, b)));
        }
    }
    Err(format!("{raw} is not the difference or ratio of the two figures"))
}

/// Pairs of figures that a difference can be about: of the two things named, or of one thing on two splits, days or sides.
fn operands<'a>(scene: &Scene<'a>, at: usize) -> Vec<(&'a Fact, &'a Fact)> {
    let mut quantities: Vec<QuantityId> = scene.quantities(at);
    if quantities.is_empty() {
        quantities = scene.measures.iter().flat_map(|mention| mention.what.clone()).collect();
    }
    let faster = scene
        .tokens
        .iter()
        .any(|token| token.is_word(&["faster", "slower", "quicker", "longer", "speed", "long", "fast"]));
    if quantities.is_empty() && faster {
        // Where nobody can tell whether training or prediction is meant, there is nothing to compare.
        let Some(key) = scene.time_key() else { return Vec::new() };
        quantities.extend(scene.facts.quantities.id(key));
    }
    let important = scene.tokens.iter().any(|token| token.is_word(&["important", "influential"]));
    if quantities.is_empty() {
        quantities.extend(if important {
            scene.facts.quantities.id("importance")
        } else {
            scene.facts.ranking
        });
    }
    let mut pairs = Vec::new();
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
            // "leads by 0.0016": against the second.
            if let ([only], Some([first, second])) = (names.as_slice(), scene.facts.leaderboard.get(..2))
                && sort == Sort::Model
                && only == first
                && scene.tags.len() < 2
            {
                names.push(*second);
            }
            if let [first, second] = names.as_slice() {
                let figures = |name: NameId| {
                    scene
                        .facts
                        .of(id)
                        .filter(move |fact| fact.subjects.contains(&name) && fits_beside(scene, fact, name))
                };
                for a in figures(*first) {
                    pairs.extend(figures(*second).filter(|b| a.tags == b.tags).map(|b| (a, b)));
                }
            }
        }
        // One thing, two splits, statistics or sides.
        let figures: Vec<&Fact> =
            scene.facts.of(id).filter(|fact| !fact.tags.is_empty() && scene.fits_names(fact, at)).collect();
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
                        said.contains(x) && (said.contains(y) || (b.default && group_of(*y) == 0))
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

/// Whether a figure of `name` fits the sentence otherwise.
pub(crate) fn fits_beside(scene: &Scene<'_>, fact: &Fact, name: NameId) -> bool {
    let others = fact.subjects.iter().filter(|subject| **subject != name).all(|subject| {
        scene.facts.defaults.contains(subject) || scene.names.iter().any(|mention| mention.what == *subject)
    });
    // A model's figure for one class is not its figure.
    let said = scene.tags.iter().any(|mention| fact.tags.contains(&mention.what));
    others && (fact.default || said)
}

/// `inverse` says that the first is the smaller of the two: "3 times faster".
fn derived(number: &Numeral, a: &Fact, b: &Fact, is_gap: bool, inverse: bool) -> bool {
    if a.unit != b.unit {
        return false;
    }
    let difference = (a.value - b.value).abs();
    number.readings.iter().any(|reading| {
        let near =
            |value: f64| value.is_finite() && reading.value != 0.0 && within(value, *reading, reading.half);
        match (number.measure, a.unit) {
            (Measure::Bare, Unit::Plain | Unit::Share) => near(difference),
            (Measure::Bare, Unit::Count) => difference == reading.value,
            (Measure::Points, Unit::Share) => near(difference * 100.0),
            (Measure::Percent, Unit::Share) if is_gap => near(difference * 100.0) || near(relative(a, b)),
            (Measure::Percent, _) => near(relative(a, b)),
            (Measure::Time, Unit::Time) | (Measure::Size, Unit::Size) => near(difference),
            (Measure::Times, _) => {
                let (over, under) = if inverse { (b.value, a.value) } else { (a.value, b.value) };
                under > 0.0 && near(over / under)
            }
            _ => false,
        }
    })
}

/// By how many percent the first is above or below the second.
fn relative(a: &Fact, b: &Fact) -> f64 {
    (a.value - b.value).abs() / b.value.abs() * 100.0
}
