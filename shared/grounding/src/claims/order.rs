//! Comparisons of two things: "A is better than B", "A outperforms B", "higher on training than in cross-validation".

mod bare;
mod figures;
mod find;
mod hypothetical;
mod operands;
mod pairs;

pub(crate) use bare::is_bare;
pub(crate) use figures::figure_of;
use figures::{has_figures, quantities};
use find::{Comparison, find};
use hypothetical::is_hypothetical;
use operands::{Right, left_operand, right_operand, sort_of};
pub(crate) use pairs::beside;
use report_facts::metric::Direction;

use super::{Outcome, describe};
use crate::{
    fact::{Fact, QuantityId, Side, Tag},
    name::{NameId, Sort},
    scene::Scene,
};

/// Which way the first must differ from the second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Relation {
    /// Better in the metric's own direction.
    Better,
    Worse,
    /// Greater as a number.
    More,
    Less,
    Equal,
    /// Within a fiftieth of one another.
    Near,
}

impl Relation {
    fn turned(self) -> Self {
        match self {
            Relation::Better => Relation::Worse,
            Relation::Worse => Relation::Better,
            Relation::More => Relation::Less,
            Relation::Less => Relation::More,
            Relation::Equal | Relation::Near => self,
        }
    }

    pub(crate) fn holds(self, a: f64, b: f64, better: Option<Direction>) -> Option<bool> {
        Some(match self {
            Relation::Better => better?.advantage(a, b) > 0.0,
            Relation::Worse => better?.advantage(a, b) < 0.0,
            Relation::More => a > b,
            Relation::Less => a < b,
            // What four decimals show as the same.
            Relation::Equal => (a - b).abs() < 5e-5 * a.abs().max(1.0),
            Relation::Near => (a - b).abs() <= 0.02 * a.abs().max(b.abs()),
        })
    }
}

pub(crate) fn check(scene: &Scene<'_>) -> Outcome {
    let mut matched = Vec::new();
    let mut last_left: Option<(Vec<NameId>, Vec<NameId>)> = None;
    for comparison in find(scene) {
        if is_hypothetical(scene, comparison.at) {
            continue;
        }
        let of_losses = (0..comparison.at).any(|at| {
            scene.clauses[at] == scene.clauses[comparison.at]
                && scene.tokens[at].is_word(&["costs", "loses", "gains", "saves", "cost"])
        });
        let Some(right) = right_operand(scene, &comparison)? else { continue };
        if of_losses && scene.word_before(comparison.right, 1) == "than" {
            return Err("compares differences, which cannot be checked".into());
        }
        match right {
            // "A leads experiment X": the best of its models.
            Right::Names(right) if leader(scene, &comparison, &right).is_some() => {
                let [experiment] = right.as_slice() else { return Err("leads several experiments".into()) };
                if leader(scene, &comparison, &right).as_ref() != scene.facts.best_of.get(experiment) {
                    return Err(format!("it does not lead {}", scene.text_of(*experiment)));
                }
                matched.push(format!("best model of {}", scene.text_of(*experiment)));
            }
            Right::Names(right) => {
                let sort = sort_of(scene, &right);
                let left = left_operand(scene, &comparison, sort, &right, last_left.as_ref())?;
                matched.extend(compare(scene, &comparison, &left, &right, sort)?);
                last_left = Some((left, right));
            }
            Right::Everyone => {
                // "More than any other feature": the noun says what is compared.
                let end = (comparison.right + 6).min(scene.tokens.len());
                let said =
                    (comparison.right..end).find_map(|at| super::numbers::sort_of_noun(scene.word(at)));
                let of_columns = said.or((comparison.key == Some("importance")).then_some(Sort::Column));
                let of_columns = of_columns.filter(|sort| !scene.named(*sort).is_empty());
                let left = left_operand(scene, &comparison, of_columns, &[], last_left.as_ref())?;
                let sort = sort_of(scene, &left);
                let others: Vec<NameId> = match sort {
                    Some(sort) => {
                        scene.facts.lexicon.of_sort(sort).filter(|name| !left.contains(name)).collect()
                    }
                    None => Vec::new(),
                };
                let others: Vec<NameId> =
                    others.into_iter().filter(|name| has_figures(scene, *name, &comparison, sort)).collect();
                if others.is_empty() {
                    return Err("compares with others that have no figures".into());
                }
                // Of all others together, one line says enough.
                let evidence = compare(scene, &comparison, &left, &others, sort)?;
                matched.extend(evidence.into_iter().take(1));
                matched.push(format!("beside {} others", others.len()));
            }
            Right::Number(right) => matched.extend(compare_numbers(scene, &comparison, right)?),
            Right::Measure(right) => matched.extend(compare_measures(scene, &comparison, right)?),
            Right::Tag(tag) => matched.extend(compare_tags(scene, &comparison, tag)?),
        }
    }
    matched.extend(bare::check(scene)?);
    lower_at(scene)?;
    against(scene)?;
    matched.extend(pairs::same(scene)?);
    matched.extend(orders_of_three(scene)?);
    Ok(matched)
}

/// Of which model the sentence says that it leads experiments.
fn leader(scene: &Scene<'_>, comparison: &Comparison, right: &[NameId]) -> Option<NameId> {
    let leads = matches!(scene.word(comparison.at), "leads" | "led" | "tops" | "wins")
        && right.iter().all(|name| scene.is_sort(*name, Sort::Experiment));
    let mut models = scene.names.iter().filter(|mention| scene.is_sort(mention.what, Sort::Model));
    models.rfind(|mention| leads && mention.at < comparison.at).map(|mention| mention.what)
}

/// The two figures, if they are in the order that the relation says.
fn in_order(
    scene: &Scene<'_>,
    relation: Relation,
    (a, b): (&Fact, &Fact),
    better: Option<Direction>,
) -> Outcome {
    let both = vec![describe(scene.facts, a), describe(scene.facts, b)];
    match relation.holds(a.value, b.value, better) {
        Some(true) => Ok(both),
        Some(false) => Err(format!("the order is not so: {}", both.join(" and "))),
        None => Err("nobody knows which way the metric is better".into()),
    }
}

fn compare(
    scene: &Scene<'_>,
    comparison: &Comparison,
    left: &[NameId],
    right: &[NameId],
    sort: Option<Sort>,
) -> Result<Vec<String>, String> {
    let mut matched = Vec::new();
    for alternatives in quantities(scene, comparison, sort)? {
        for a in left {
            for b in right {
                if a == b {
                    return Err(format!("compares {} with itself", scene.text_of(*a)));
                }
                // A phrase such as "score" may mean several quantities; the one that both have figures of is meant.
                let pair = alternatives.iter().find_map(|quantity| {
                    Some((*quantity, figure_of(scene, *a, *quantity)?, figure_of(scene, *b, *quantity)?))
                });
                let Some((quantity, first, second)) = pair else {
                    return Err(format!(
                        "there are no figures to compare {} with {}",
                        scene.text_of(*a),
                        scene.text_of(*b)
                    ));
                };
                // A feature is ahead of another that matters less.
                let is_importance = scene.facts.quantities.get(quantity).key == "importance";
                let better = scene.facts.better(quantity).or(is_importance.then_some(Direction::Higher));
                matched.extend(in_order(scene, comparison.relation, (first, second), better)?);
            }
        }
    }
    Ok(matched)
}

/// "Recall is 95.8% and precision lower, at 93.2%": the second number against the first.
fn lower_at(scene: &Scene<'_>) -> Result<(), String> {
    for at in 0..scene.tokens.len() {
        let more = match scene.word(at) {
            "higher" | "larger" | "greater" => true,
            "lower" | "smaller" => false,
            _ => continue,
        };
        let than = (at + 1..(at + 9).min(scene.tokens.len())).any(|place| scene.word(place) == "than");
        let comma = usize::from(scene.tokens.get(at + 1).is_some_and(|token| token.mark(&[','])));
        let value = at + comma + 2;
        if than || scene.word(at + comma + 1) != "at" || !scene.values.contains(&value) {
            continue;
        }
        let second = scene.tokens[value].number();
        let first = scene
            .values
            .iter()
            .rev()
            .find(|place| **place < at)
            .and_then(|place| scene.tokens[*place].number());
        if let (Some(first), Some(second)) = (first, second)
            && first.measure == second.measure
            && (second.value() > first.value()) != more
        {
            return Err("the order of the two numbers is not so".into());
        }
    }
    Ok(())
}

/// "The lower log loss, 0.07 against 0.09": the numbers must be in the order that the one comparative before them says.
fn against(scene: &Scene<'_>) -> Result<(), String> {
    let [first, second] = scene.values.as_slice() else { return Ok(()) };
    let (Some(a), Some(b)) = (scene.tokens[*first].number(), scene.tokens[*second].number()) else {
        return Ok(());
    };
    let parted = (first + 1..*second).any(|at| {
        scene.tokens[at].is_word(&["against", "versus", "vs", "compared"])
            || (scene.word(at) == "to" && at == first + 1)
    });
    let said: Vec<bool> = (0..*first)
        .filter(|at| scene.tokens[*at].name().is_none())
        .filter_map(|at| match scene.word(at) {
            "higher" | "larger" | "greater" | "bigger" | "longer" | "more" | "slower" | "exaggerates"
            | "overstates" | "inflates" | "amplifies" | "overestimates" | "strengthens" => Some(true),
            "lower" | "smaller" | "shorter" | "less" | "fewer" | "faster" | "quicker" | "understates"
            | "weakens" | "dampens" | "underestimates" | "attenuates" => Some(false),
            _ => None,
        })
        .collect();
    let ([more], true, true) = (said.as_slice(), parted, a.measure == b.measure) else { return Ok(()) };
    match a.value() == b.value() || (a.value() > b.value()) == *more {
        true => Ok(()),
        false => Err("the order of the two numbers is not so".into()),
    }
}

/// "0.045, far less than the standard error of 1.95": the numbers are matched by themselves, here their order is looked at.
fn compare_numbers(scene: &Scene<'_>, comparison: &Comparison, right: usize) -> Result<Vec<String>, String> {
    let number = |at: usize| scene.tokens[at].number();
    let second = number(right).ok_or("no number")?;
    let first = scene
        .values
        .iter()
        .rev()
        .filter(|at| **at < comparison.at)
        .find_map(|at| number(*at))
        .or_else(|| (0..comparison.at).rev().find_map(number))
        .filter(|first| first.measure == second.measure)
        .ok_or("compares something that the data does not name")?;
    let relation = if scene.word(comparison.at) == "over" { Relation::More } else { comparison.relation };
    match relation.holds(first.value(), second.value(), None) {
        Some(true) => Ok(Vec::new()),
        _ => Err("the order of the two numbers is not so".into()),
    }
}

/// "Precision is higher than recall", of one and the same thing.
fn compare_measures(scene: &Scene<'_>, comparison: &Comparison, right: usize) -> Result<Vec<String>, String> {
    let left = scene.measures.iter().rev().find(|mention| mention.at < comparison.at);
    let left = left.ok_or("compares something that the data does not name")?;
    let right = scene.tokens[right].quantity().unwrap_or_default();
    let place = scene.place(comparison.at);
    let figures = |ids: &[QuantityId]| -> Vec<&Fact> {
        let facts = ids.iter().flat_map(|id| scene.facts.of(*id));
        facts.filter(|fact| place.fits(fact)).collect()
    };
    let (first, second) = (figures(&left.what), figures(right));
    let pair = first.iter().find_map(|a| {
        let other =
            second.iter().find(|b| a.subjects == b.subjects && a.tags == b.tags && a.unit == b.unit)?;
        Some((*a, *other))
    });
    let (a, b) = pair.ok_or("there are no two figures for the comparison")?;
    let better =
        scene.facts.better(a.quantity).filter(|better| scene.facts.better(b.quantity) == Some(*better));
    in_order(scene, comparison.relation, (a, b), better)
}

/// "higher on training rows than in cross-validation", of one and the same thing.
fn compare_tags(scene: &Scene<'_>, comparison: &Comparison, right: Tag) -> Result<Vec<String>, String> {
    let left = scene.tags.iter().rev().find(|mention| {
        mention.at < comparison.right && mention.what != right && mention.what.same_group(right)
    });
    let again = scene.tags.iter().filter(|mention| mention.what == right).count() > 1;
    if left.is_none() && again {
        return Err("compares something with itself".into());
    }
    let quantities = quantities(scene, comparison, None)
        .unwrap_or_else(|_| scene.facts.ranking.map(|id| vec![id]).into_iter().collect());
    for quantity in quantities.into_iter().flatten() {
        let place = scene.place(comparison.at);
        let figures: Vec<&Fact> = scene.facts.of(quantity).filter(|fact| place.fits_names(fact)).collect();
        let tagged = |tag: Tag| figures.iter().copied().find(|fact| fact.tags.contains(&tag));
        let first = match (left, right) {
            (Some(mention), _) => tagged(mention.what),
            // Of real and synthetic data the other is meant.
            (None, Tag::Side(Side::Real)) => tagged(Tag::Side(Side::Synthetic)),
            (None, Tag::Side(Side::Synthetic)) => tagged(Tag::Side(Side::Real)),
            (None, _) => figures.iter().copied().find(|fact| fact.default && !fact.tags.contains(&right)),
        };
        if let (Some(first), Some(second)) = (first, tagged(right)) {
            return in_order(scene, comparison.relation, (first, second), scene.facts.better(quantity));
        }
    }
    Err("there are no two figures for the comparison".into())
}

/// "followed by B and C": whoever leads is ahead of them, and they come in this order.
fn orders_of_three(scene: &Scene<'_>) -> Result<Vec<String>, String> {
    let mut matched = Vec::new();
    for at in 0..scene.tokens.len().saturating_sub(1) {
        if !(scene.tokens[at].is_word(&["followed"]) && scene.tokens[at + 1].is_word(&["by"])) {
            continue;
        }
        let Some(first) = scene.names.iter().find(|mention| mention.at > at) else {
            return Err("names nothing that follows".into());
        };
        let Some(sort) = sort_of(scene, &[first.what]) else { continue };
        let Some(leader) =
            scene.names.iter().rev().find(|mention| mention.at < at && scene.is_sort(mention.what, sort))
        else {
            return Err("names nothing that is followed".into());
        };
        let mut row = vec![leader.what];
        row.extend(
            scene
                .names
                .iter()
                .filter(|mention| mention.at > at && scene.is_sort(mention.what, sort))
                .map(|mention| mention.what),
        );
        row.dedup();
        let mut order = match sort {
            Sort::Model if !scene.facts.leaderboard.is_empty() && scene.measures.is_empty() => {
                scene.facts.leaderboard.clone()
            }
            _ => super::ranks::order(scene, sort, at, false)?,
        };
        order.dedup();
        let places: Option<Vec<usize>> =
            row.iter().map(|name| order.iter().position(|other| other == name)).collect();
        let in_a_row = places.is_some_and(|places| places.windows(2).all(|pair| pair[1] == pair[0] + 1));
        if !in_a_row {
            return Err("the order is not so".into());
        }
        matched.push("in this order".into());
    }
    Ok(matched)
}
