//! Numbers: values, bounds, differences and ratios.

use super::{Outcome, describe};
use crate::{
    fact::{Fact, QuantityId, Tag, Unit},
    name::{NameId, Sort},
    numeral::{Measure, Numeral, Reading},
    scene::{COMPARATIVES, Scene, group_of},
};

/// What a number states.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Role {
    /// The value of something.
    Value,
    /// How far apart two things are.
    Delta,
    /// Something is above it.
    Above { or_equal: bool },
    /// Something is below it.
    Below { or_equal: bool },
}

const HEDGES: &[&str] = &[
    "about",
    "around",
    "roughly",
    "approximately",
    "nearly",
    "almost",
    "some",
    "circa",
    "~",
    "≈",
    "to",
    "just",
    "near",
];

/// Nouns of differences.
const GAPS: &[&str] = &[
    "difference",
    "gap",
    "margin",
    "lead",
    "advantage",
    "drop",
    "increase",
    "improvement",
    "decrease",
    "decline",
    "rise",
    "loss",
    "gain",
    "factor",
    "edge",
    "deficit",
    "change",
];

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

/// "rank 3", "#3", "no. 3", "number 3", "place 3": checked with the ranks.
pub(crate) fn is_rank(scene: &Scene<'_>, at: usize) -> bool {
    let before = scene.word_before(at, 1);
    matches!(before, "rank" | "ranked" | "ranks" | "#" | "position" | "place")
        || matches!(before, "no" | "no.")
        || (before == "." && scene.word_before(at, 2) == "no")
        || (before == "number" && scene.word_before(at, 2) != "the")
}

fn role(scene: &Scene<'_>, at: usize) -> Role {
    let Some(number) = scene.tokens[at].number() else { return Role::Value };
    let mut before = at;
    // Between the cue and the number: "by only 0.0016", "above the 5%".
    while before > 0
        && matches!(
            scene.word_before(before, 1),
            "only" | "just" | "a" | "an" | "the" | "about" | "roughly" | "some" | "~"
        )
    {
        before -= 1;
    }
    let (last, second) = (scene.word_before(before, 1), scene.word_before(before, 2));
    let next = scene.word(at + 1);
    // "The difference in AUC between A and B is 0.0016."
    let gap = (0..at)
        .rev()
        .take_while(|place| scene.tokens[*place].number().is_none())
        .any(|place| scene.tokens[place].is_word(&["difference", "gap", "margin"]));
    if gap {
        return Role::Delta;
    }
    if matches!(number.measure, Measure::Times | Measure::Points) {
        return Role::Delta;
    }
    match (second, last) {
        (_, "by") if second != "followed" => return Role::Delta,
        (noun, "of") if GAPS.contains(&noun) => return Role::Delta,
        ("at", "least") => return Role::Above { or_equal: true },
        ("at", "most") | ("up", "to") => return Role::Below { or_equal: true },
        (
            _,
            "above" | "exceeding" | "exceeds" | "exceed" | "exceeded" | "beyond" | ">" | "surpasses"
            | "surpassing" | "surpass",
        ) => {
            return Role::Above { or_equal: false };
        }
        (">", "=") | (_, "≥") => return Role::Above { or_equal: true },
        ("<", "=") | (_, "≤") => return Role::Below { or_equal: true },
        (_, "below" | "under" | "<") => return Role::Below { or_equal: false },
        // "over 14 days" is a stretch of time, "over 9,000 requests" a bound.
        (_, "over") if number.measure != Measure::Time => return Role::Above { or_equal: false },
        _ => {}
    }
    if last == "than" {
        let comparative = (before.saturating_sub(6)..before - 1)
            .rev()
            .find(|place| scene.tokens[*place].is_word(COMPARATIVES));
        if let Some(place) = comparative {
            let no = scene.word_before(place, 1) == "no" || scene.word_before(place, 1) == "not";
            return match scene.word(place) {
                "higher" | "greater" | "larger" | "bigger" | "more" | "longer" | "slower" if no => {
                    Role::Below { or_equal: true }
                }
                "higher" | "greater" | "larger" | "bigger" | "more" | "longer" | "slower" => {
                    Role::Above { or_equal: false }
                }
                "lower" | "less" | "smaller" | "fewer" | "faster" | "shorter" | "quicker" if no => {
                    Role::Above { or_equal: true }
                }
                "lower" | "less" | "smaller" | "fewer" | "faster" | "shorter" | "quicker" => {
                    Role::Below { or_equal: false }
                }
                // "better than 0.9" depends on the metric; nobody needs to write so.
                _ => Role::Delta,
            };
        }
    }
    if COMPARATIVES.contains(&next)
        || GAPS.contains(&next)
        || matches!(next, "ahead" | "behind" | "above" | "below" | "apart")
    {
        return Role::Delta;
    }
    Role::Value
}

fn is_hedged(scene: &Scene<'_>, at: usize) -> bool {
    let before = scene.word_before(at, 1);
    (HEDGES.contains(&before) && (before != "to" || scene.word_before(at, 2) == "close"))
        || (matches!(before, "over" | "under") && scene.word_before(at, 2) == "just")
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

/// Whether the figure, rounded as the number is written, is the number, in its unit.
pub(crate) fn matches(number: &Numeral, fact: &Fact, hedged: bool) -> bool {
    let factor = match (number.measure, fact.unit) {
        (Measure::Bare, Unit::Plain | Unit::Share | Unit::Count) => 1.0,
        (Measure::Percent, Unit::Share) => 100.0,
        (Measure::Time, Unit::Time) | (Measure::Size, Unit::Size) => 1.0,
        _ => return false,
    };
    number.readings.iter().any(|reading| {
        // "100%" and "an AUC of 1" say perfect, "0" says none: not what merely rounds to it.
        let whole = reading.half >= 0.5 || !number.digits;
        let edge = fact.unit == Unit::Share && (reading.value == 0.0 || reading.value == factor);
        if edge && (fact.value * factor - reading.value).abs() > 5e-5 * factor {
            return false;
        }
        if reading.value == 0.0 && fact.value != 0.0 && (whole || fact.unit == Unit::Count) {
            return false;
        }
        if fact.unit == Unit::Count && !hedged && reading.half < 0.5 && reading.half > 0.0 {
            // "14.0 models" is no way to count.
            return false;
        }
        if fact.unit == Unit::Share
            && factor == 1.0
            && whole
            && number.digits
            && reading.value.abs() >= 1.0
            && fact.value != reading.value
        {
            return false;
        }
        let exact = fact.unit == Unit::Count && reading.half <= 0.5;
        let half = match (hedged, exact) {
            (true, _) => reading.loose_half.max(reading.half),
            (false, true) => 0.0,
            (false, false) => reading.half,
        };
        within(fact.value * factor, *reading, half)
    })
}

fn within(value: f64, reading: Reading, half: f64) -> bool {
    (value - reading.value).abs() <= half * (1.0 + 1e-9) + 1e-9 * reading.value.abs().max(1e-300)
}

/// "above 0.99": every figure that can be meant must be.
fn bound(
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

/// "4 models exceed 0.98": counts them.
fn counted_by_bound(scene: &Scene<'_>, numbers: &[usize]) -> Option<Result<String, String>> {
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
fn range(scene: &Scene<'_>) -> Option<Result<String, String>> {
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

/// A difference, ratio or relative change of two figures of one quantity.
fn delta(scene: &Scene<'_>, at: usize, number: &Numeral) -> Result<String, String> {
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
