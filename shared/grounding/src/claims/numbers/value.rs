//! A number that is the value of something: the figures that it can be, sums and parts of them.

use super::{
    course::{course, from_to},
    matching::{fits_unit, matches, within},
    role::is_hedged,
    stated::stated,
};
use crate::{
    claims::{describe, order::figure_of},
    fact::{Fact, QuantityId, Side, Tag},
    name::Sort,
    numeral::{Measure, Numeral},
    scene::Scene,
    token::Token,
};

/// Candidates: figures of what the number measures, about what it is about; where it is about several things together,
/// their sum.
pub(super) fn candidates(scene: &Scene<'_>, at: usize) -> Vec<Fact> {
    let facts = scene.facts;
    let mut quantities = scene.quantities(at);
    if quantities.is_empty() {
        let measure = scene.tokens[at].number().map(|number| number.measure);
        let default = match measure {
            Some(Measure::Time) => &[][..],
            // "The model file is 10.9 kB": the data's size where the sentence speaks of data.
            Some(Measure::Size) if scene.tokens.iter().any(|token| token.is_word(&["data", "dataset"])) => {
                &["data_size"]
            }
            Some(Measure::Size) => &["size"],
            _ if !scene.subjects(at, Sort::Column).is_empty()
                && scene.tags.iter().any(|mention| matches!(mention.what, Tag::Stat(_))) =>
            {
                &["value"]
            }
            _ if !scene.subjects(at, Sort::Column).is_empty() => {
                &["importance", "importance_value", "column_score", "class_share"]
            }
            // "GLM_1 (0.9951)": nothing says what; only what ranks models can be meant.
            _ => {
                quantities.extend(facts.ranking);
                &[]
            }
        };
        quantities.extend(default.iter().filter_map(|key| facts.quantities.id(key)));
    }
    let place = scene.place(at);
    let mut found: Vec<Fact> =
        quantities.iter().flat_map(|id| facts.of(*id)).filter(|fact| place.fits(fact)).cloned().collect();
    // "Five GBM base models" are not all base models.
    if let Some((_, noun)) = scene.counted(at).or_else(|| scene.whole_after(at))
        && let Some(family) = (at + 1..noun)
            .filter_map(|between| scene.tokens[between].name())
            .find(|name| scene.is_sort(*name, Sort::Algorithm))
    {
        found.retain(|fact| fact.subjects.contains(&family));
    }
    if says_together(scene) { sums(scene, at, &quantities).unwrap_or(found) } else { found }
}

fn says_together(scene: &Scene<'_>) -> bool {
    scene.tokens.iter().any(|token| {
        token.is_word(&["together", "combined", "jointly", "joint", "altogether", "collectively"])
    })
}

/// "s5 and bmi together": shares and counts add up, scores do not.
fn sums(scene: &Scene<'_>, at: usize, quantities: &[QuantityId]) -> Option<Vec<Fact>> {
    const ADD_UP: [&str; 8] =
        ["importance", "class_share", "rows", "requests", "errors", "models", "missing_values", "support"];
    let together = [Sort::Column, Sort::Class, Sort::Day, Sort::Dataset, Sort::Experiment]
        .into_iter()
        .find_map(|sort| scene.listed_before(at, sort))?;
    let sum = |id: &QuantityId| {
        if !ADD_UP.contains(&scene.facts.quantities.get(*id).key.as_str()) {
            return None;
        }
        let parts: Option<Vec<&Fact>> = together.iter().map(|name| figure_of(scene, *name, *id)).collect();
        let parts = parts?;
        let mut whole = (*parts.first()?).clone();
        whole.value = parts.iter().map(|part| part.value).sum();
        whole.subjects.extend(together.iter().copied());
        Some(whole)
    };
    let found: Vec<Fact> = quantities.iter().filter_map(sum).collect();
    (!found.is_empty()).then_some(found)
}

pub(super) fn value(scene: &Scene<'_>, at: usize, number: &Numeral) -> Result<Vec<String>, String> {
    let hedged = is_hedged(scene, at);
    let candidates = candidates(scene, at);
    // Of a figure that is a difference itself, percentage points are hundredths.
    let points = Numeral { measure: Measure::Percent, ..number.clone() };
    let number = match candidates.first() {
        Some(fact) if number.measure == Measure::Points && is_difference(scene, fact) => &points,
        _ => number,
    };
    let raw = &scene.tokens[at].raw;
    // "A, B and C carry 47% of the importance": together, where it is no figure of each.
    let shares = !says_together(scene) && !scene.tokens.iter().any(|token| token.is_word(&["each", "both"]));
    if shares
        && !candidates.iter().any(|fact| matches(number, fact, hedged))
        && let Some(sums) = sums(scene, at, &scene.quantities(at))
        && let Some(sum) = sums.iter().find(|sum| {
            scene.facts.quantities.get(sum.quantity).key == "importance" && matches(number, sum, hedged)
        })
    {
        return Ok(vec![describe(scene.facts, sum)]);
    }
    let mut found: Vec<&Fact> = candidates.iter().filter(|fact| matches(number, fact, hedged)).collect();
    if found.is_empty()
        && scene.quantities(at).is_empty()
        && let Some(ratio) = part_of_whole(scene, number)
    {
        return Ok(vec![ratio]);
    }
    if let Some(found) = from_real(scene, at, number) {
        return Ok(vec![found]);
    }
    on_both(scene, at, &candidates, number)?;
    if let Some(course) = course(scene, at, number) {
        return Ok(vec![course]);
    }
    if let Some(days) = days(scene, at, number) {
        return Ok(vec![days]);
    }
    if is_alert(scene, at, number) {
        return Ok(vec![format!("bound: {raw}")]);
    }
    if found.is_empty() && candidates.is_empty() {
        found = restricted_extreme(scene, at, number).into_iter().collect();
    }
    // Of an hour there is no fact, though there is of its day.
    let of_hour =
        scene.tokens.iter().any(|token| matches!(token.token, Token::Clock(..))) && scene.values.len() <= 1;
    let has_unit = candidates.iter().any(|fact| fits_unit(number, fact.unit));
    if (!has_unit || of_hour)
        && found.is_empty()
        && let Some(stated) = stated(scene, at)
    {
        return Ok(vec![stated]);
    }
    if found.is_empty() {
        return Err(match candidates.first() {
            Some(fact) => format!("{raw} is not in the data; there, {}", describe(scene.facts, fact)),
            None => format!("{raw} is about something that the data has no figure for"),
        });
    }
    // "Three of the five datasets, A, B and C, are …": those that are named must be of those that are counted.
    if let Some(members) = found.iter().find_map(|fact| scene.facts.members.get(&fact.quantity)) {
        let sort = members.first().and_then(|name| {
            [Sort::Dataset, Sort::Experiment].into_iter().find(|sort| scene.is_sort(*name, *sort))
        });
        let named = sort.map(|sort| scene.named(sort)).unwrap_or_default();
        if let Some(outside) = named.iter().find(|mention| !members.contains(&mention.what)) {
            return Err(format!("{} is not among them", scene.text_of(outside.what)));
        }
    }
    // "A, B and C reach 0.99": each of them.
    for sort in [Sort::Model, Sort::Column, Sort::Class, Sort::Experiment, Sort::Dataset, Sort::Day] {
        let mut listed = scene.subjects(at, sort);
        // "A shares the best error with B and C": each of them.
        let shares = scene
            .tokens
            .iter()
            .any(|token| token.is_word(&["shares", "share", "shared", "ties", "tied", "same"]));
        if shares && sort == Sort::Model && scene.values.len() == 1 {
            let parted = (0..at).rev().find(|place| {
                scene.tokens[*place].is_word(&["but", "while", "whereas", "although"])
                    || scene.tokens[*place].mark(&[';'])
            });
            let named = scene
                .named(sort)
                .into_iter()
                .filter(|mention| parted.is_none_or(|parted| mention.at > parted));
            listed = named.map(|mention| mention.what).collect();
            listed.dedup();
            found = scene
                .quantities(at)
                .iter()
                .flat_map(|id| {
                    listed.iter().filter_map(|name| figure_of(scene, *name, *id)).collect::<Vec<_>>()
                })
                .filter(|fact| matches(number, fact, hedged))
                .collect();
        }
        let is_top = found.iter().any(|fact| fact.tags.iter().any(|tag| matches!(tag, Tag::Top(_))));
        if listed.len() > 1 && !(is_top && scene.top_named) {
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

/// "Training on synthetic data takes the AUC of M from 0.86 to 0.84": from what real data gives.
fn from_real(scene: &Scene<'_>, at: usize, number: &Numeral) -> Option<String> {
    let (first, second) = from_to(scene)?;
    let says = |side: Side| scene.tags.iter().any(|mention| mention.what == Tag::Side(side));
    let instead = scene.tokens.iter().any(|token| token.is_word(&["instead"]));
    if !says(Side::Synthetic) || (says(Side::Real) && !instead) {
        return None;
    }
    let side = match at {
        _ if at == first => Side::Real,
        _ if at == second => Side::Synthetic,
        _ => return None,
    };
    let place = scene.place(at);
    let ids = scene.measures.iter().flat_map(|mention| mention.what.clone());
    let facts = ids.flat_map(|id| scene.facts.of(id).collect::<Vec<_>>());
    let mut own = facts.filter(|fact| fact.tags == [Tag::Side(side)] && place.fits_names(fact));
    own.find(|fact| matches(number, fact, false)).map(|fact| describe(scene.facts, fact))
}

/// "0.99 on training rows and in cross-validation": one value of both.
fn on_both(scene: &Scene<'_>, at: usize, candidates: &[Fact], number: &Numeral) -> Result<(), String> {
    let mut splits: Vec<Tag> = scene.tags.iter().map(|mention| mention.what).collect();
    splits.retain(|tag| matches!(tag, Tag::Split(_)));
    splits.dedup();
    let says = scene
        .tokens
        .iter()
        .any(|token| token.is_word(&["both", "alike", "equal", "equally", "agree", "same"]));
    let ([first, second], [_], true) = (splits.as_slice(), scene.values.as_slice(), says) else {
        return Ok(());
    };
    let Some(fact) = candidates.iter().find(|fact| fact.tags.contains(first) || fact.tags.contains(second))
    else {
        return Ok(());
    };
    let holds = |tag: &Tag| {
        scene.facts.of(fact.quantity).any(|other| {
            other.subjects == fact.subjects && other.tags == [*tag] && matches(number, other, false)
        })
    };
    if holds(first) && holds(second) {
        Ok(())
    } else {
        Err(format!("{} is not the figure of both", scene.tokens[at].raw))
    }
}

/// "1,408 of 7,043 rows, about 20%": the share of one count in the other; both are checked by themselves.
fn part_of_whole(scene: &Scene<'_>, number: &Numeral) -> Option<String> {
    let counts: Vec<f64> = (0..scene.tokens.len())
        .filter(|at| scene.taken.contains(at) || scene.counted(*at).is_some())
        .filter_map(|at| Some(scene.tokens[at].number()?.value()))
        .collect();
    let share = match number.measure {
        Measure::Percent => 100.0,
        Measure::Bare if !number.digits && number.value() < 1.0 => 1.0,
        _ => return None,
    };
    let [first, second] = counts.as_slice() else { return None };
    let (part, whole) = (first.min(*second), first.max(*second));
    number
        .readings
        .iter()
        .any(|reading| within(part / whole * share, *reading, reading.half))
        .then(|| format!("{part} of {whole}"))
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

fn is_difference(scene: &Scene<'_>, fact: &Fact) -> bool {
    let key = &scene.facts.quantities.get(fact.quantity).key;
    ["_error", "_gap", "_margin"].iter().any(|ending| key.ends_with(ending))
}

/// "Set an alert at a PSI of 0.25": a proposal of a bound that the report itself goes by.
fn is_alert(scene: &Scene<'_>, at: usize, number: &Numeral) -> bool {
    let proposes = scene.tokens.iter().any(|token| {
        matches!(
            token.text.as_str(),
            "alert" | "alerts" | "alarm" | "trigger" | "threshold" | "limit" | "alerting"
        )
    });
    proposes
        && scene.quantities(at).iter().any(|id| {
            let bound = format!("{}_bound", scene.facts.quantities.get(*id).key);
            let bound = scene.facts.quantities.id(&bound);
            bound.is_some_and(|bound| scene.facts.of(bound).any(|fact| matches(number, fact, false)))
        })
}

/// "For four days": a count of days of what is named.
fn days(scene: &Scene<'_>, at: usize, number: &Numeral) -> Option<String> {
    const DAY: f64 = 8.64e7;
    if number.measure != Measure::Time || number.factor != DAY && number.digits {
        return None;
    }
    let count = number.value() / DAY;
    let place = scene.place(at);
    ["days_over_bound", "days"]
        .iter()
        .filter_map(|key| scene.facts.quantities.id(key))
        .flat_map(|id| scene.facts.of(id))
        .find(|fact| fact.value == count && place.fits(fact))
        .map(|fact| describe(scene.facts, fact))
}
