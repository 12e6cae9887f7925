//! Superlatives and ranks: "the best model", "ranks third", "the most important feature".

mod find;
mod roles;
mod rows;

use find::{Superlative, find};
pub(crate) use roles::resolve_roles;
use roles::{is_adjacent, stranger};
pub(crate) use rows::order;
use rows::{by_board, is_tied, ordered, row};

use super::{
    Outcome, describe,
    numbers::{matches, sort_of_noun},
    order::{Relation, figure_of},
    proposals,
};
use crate::{
    fact::Fact,
    name::{NameId, Sort},
    scene::{Mention, Scene},
};

pub(crate) fn check(scene: &Scene<'_>) -> Outcome {
    let mut matched = Vec::new();
    let superlatives = find(scene);
    unchecked(scene, &superlatives)?;
    for (index, superlative) in superlatives.iter().enumerate() {
        matched.extend(check_one(scene, superlative, &superlatives, index)?);
    }
    Ok(matched)
}

/// "The cheapest model is A", "A is relied on most": an extreme that no rule reads is not printed of anything named.
fn unchecked(scene: &Scene<'_>, found: &[Superlative]) -> Result<(), String> {
    const EXTREMES: &[&str] = &[
        "furthest",
        "farthest",
        "closest",
        "nearest",
        "cheapest",
        "costliest",
        "simplest",
        "newest",
        "oldest",
        "heaviest",
        "lightest",
        "safest",
        "riskiest",
        "clearest",
        "steepest",
        "sharpest",
        "widest",
        "narrowest",
        "easiest",
        "richest",
        "deepest",
        "steadiest",
        "cleanest",
        "smoothest",
        "tightest",
        "earliest",
    ];
    let is_read =
        |at: usize| found.iter().any(|superlative| (superlative.at..=superlative.end).contains(&at));
    let ends = |at: usize| {
        scene.tokens.get(at).is_none_or(|token| {
            token.mark(&['.', ',', ';', ')', ':'])
                || token.is_word(&["and", "in", "with", "at", "by", "of", "for"])
        })
    };
    let most = |at: usize| {
        matches!(scene.word(at), "most" | "least")
            && (ends(at + 1) || scene.word_before(at, 1) == "the" && scene.word(at + 1).ends_with("ly"))
            && scene.word(at + 1) != "of"
            && scene.word_before(at, 1) != "at"
    };
    let unread = (0..scene.tokens.len()).find(|at| {
        scene.tokens[*at].name().is_none()
            && !is_read(*at)
            && !scene.group_words.contains(at)
            && (EXTREMES.contains(&scene.word(*at)) || most(*at))
    });
    match unread {
        Some(at) if !scene.names.is_empty() && !proposals::proposes(scene) => {
            Err(format!("\u{201c}{}\u{201d} cannot be checked", scene.word(at)))
        }
        _ => Ok(()),
    }
}

fn check_one(
    scene: &Scene<'_>,
    superlative: &Superlative,
    all: &[Superlative],
    index: usize,
) -> Result<Vec<String>, String> {
    stranger(scene, superlative)?;
    if let Some(pair) = pair(scene, superlative) {
        return pair;
    }
    if let Some(category) = category(scene, superlative) {
        return category;
    }
    if is_best_of_experiment(scene, superlative) {
        return Ok(Vec::new());
    }
    let sorts: Vec<Sort> = match superlative.noun {
        Some(sort) => vec![sort],
        None => [
            Sort::Model,
            Sort::Column,
            Sort::Class,
            Sort::Day,
            Sort::Experiment,
            Sort::Dataset,
            Sort::Deployment,
        ]
        .to_vec(),
    };
    let phrase = scene.word(superlative.at).to_owned();
    // Of several sorts that are named, the one that has such an order.
    let with_names = |sort: &Sort| {
        let named = scene.named(*sort);
        (!named.is_empty()).then_some((*sort, named))
    };
    let mut order = None;
    let chosen = sorts
        .iter()
        .filter_map(with_names)
        .find(|(sort, _)| {
            order = ordered(scene, superlative, *sort).ok().map(|order| (*sort, order));
            order.is_some()
        })
        .or_else(|| sorts.iter().find_map(with_names));
    let Some((mut sort, mut named)) = chosen else {
        return nameless(scene, superlative);
    };
    // A feature in a sentence about days is the whole that is looked at: "drift of X peaked on 2026-03-12".
    if superlative.noun.is_none() && sort == Sort::Column {
        let days = scene.named(Sort::Day);
        if !days.is_empty() && matches!(phrase.as_str(), "peaked" | "peaks" | "highest" | "lowest" | "peak") {
            (sort, named) = (Sort::Day, days);
        }
    }
    let same: Vec<&Superlative> = all.iter().filter(|other| other.noun == superlative.noun).collect();
    let name = if same.len() == named.len() && named.len() > 1 && superlative.noun.is_none() {
        named[all[..index].iter().filter(|other| other.noun == superlative.noun).count()].what
    } else {
        choose(scene, superlative, &named)
    };
    // What is named only by the phrase itself is so by definition; an order "by AUC" is still looked at.
    if scene.names.iter().any(|mention| mention.at == superlative.at && mention.what == name)
        && scene.tokens[superlative.at].name().is_none()
    {
        return Ok(Vec::new());
    }
    // "The best model of X": what the project says of X, not an order over everything.
    if let (Sort::Model, 1, Relation::Better, [experiment]) = (
        sort,
        superlative.rank,
        superlative.relation,
        scene.subjects(superlative.at, Sort::Experiment).as_slice(),
    ) && let Some(best) = scene.facts.best_of.get(experiment)
    {
        return if *best == name {
            Ok(vec![format!("best model of {} = {}", scene.text_of(*experiment), scene.text_of(name))])
        } else {
            Err(format!("the best model of {} is {}", scene.text_of(*experiment), scene.text_of(*best)))
        };
    }
    // A model by itself knows its rank.
    let rank = scene.facts.quantities.id("rank").and_then(|id| figure_of(scene, name, id));
    if let (Sort::Model, Relation::Better, true, Some(rank)) =
        (sort, superlative.relation, scene.facts.leaderboard.is_empty() && superlative.verb, rank)
    {
        return if rank.value == f64::from(superlative.rank) {
            Ok(vec![describe(scene.facts, rank)])
        } else {
            Err(format!("{} has rank {}", scene.text_of(name), rank.value))
        };
    }
    let order = match order {
        Some((of, order)) if of == sort => order,
        _ => ordered(scene, superlative, sort)?,
    };
    let count = order.len();
    let place = order.iter().position(|other| *other == name);
    let Some(place) = place else {
        return Err(format!("{} has no figure for \u{201c}{phrase}\u{201d}", scene.text_of(name)));
    };
    let wanted = match superlative.relation {
        Relation::Worse if superlative.rank as usize <= count && by_board(scene, superlative, sort) => {
            count - superlative.rank as usize
        }
        Relation::Worse => {
            // Ordered best first here, too.
            count.saturating_sub(superlative.rank as usize)
        }
        _ => superlative.rank as usize - 1,
    };
    // "One of the fastest": among the first three of many.
    if scene.word_before(superlative.at, 3) == "one" && scene.word_before(superlative.at, 2) == "of" {
        let is_near = place < 3 && count >= 6;
        let shown = format!("place {} of {count}", place + 1);
        return if is_near { Ok(vec![shown]) } else { Err(shown) };
    }
    if superlative.rank == 1
        && matches!(phrase.as_str(), "most" | "mainly" | "primarily" | "chiefly" | "mostly")
    {
        let listed = listed_from(scene, superlative.end, sort);
        if listed.len() > 1 {
            let best = order.iter().take(listed.len());
            let all = listed.iter().all(|name| best.clone().any(|other| other == name));
            return if all {
                Ok(vec!["the first of the order".into()])
            } else {
                Err("others come before them".into())
            };
        }
    }
    // "A and B, the features with the smallest importance": the last two.
    let is_plural = (superlative.at.saturating_sub(3)..superlative.end + 3).any(|at| {
        matches!(scene.word(at), "features" | "models" | "columns" | "classes" | "days" | "inputs")
    }) || scene.tokens.iter().any(|token| token.is_word(&["they"]));
    if let Some(listed) =
        scene.listed_before(superlative.at, sort).filter(|_| is_plural && superlative.rank == 1)
    {
        let from_end = superlative.relation == Relation::Worse;
        let first: Vec<&NameId> = if from_end {
            order.iter().rev().take(listed.len()).collect()
        } else {
            order.iter().take(listed.len()).collect()
        };
        return if listed.iter().all(|name| first.contains(&name)) {
            Ok(vec![format!("the {} of the order", listed.len())])
        } else {
            Err("others come before them".into())
        };
    }
    let tied = order.get(wanted).is_some_and(|there| is_tied(scene, superlative, sort, *there, name));
    if place == wanted || tied {
        let by =
            rows::label(scene, superlative, sort).map(|label| format!(" by {label}")).unwrap_or_default();
        Ok(vec![format!("{}: place {} of {count}{by}", scene.text_of(name), place + 1)])
    } else {
        Err(format!(
            "{} is in place {} of {count}, not \u{201c}{phrase}\u{201d}",
            scene.text_of(name),
            place + 1
        ))
    }
}

/// "The pair with the lowest score is A and B."
fn pair(scene: &Scene<'_>, superlative: &Superlative) -> Option<Result<Vec<String>, String>> {
    let says_pair =
        scene.tokens.iter().any(|token| token.text.split(' ').any(|word| word == "pair" || word == "pairs"));
    let columns = scene.named(Sort::Column);
    let (true, [a, b]) = (says_pair, columns.as_slice()) else { return None };
    let correlated = scene.tokens.iter().any(|token| token.text.starts_with("correlat"));
    let id = scene.facts.quantities.id(if correlated { "correlation" } else { "pair_score" })?;
    let of_pair = |fact: &&Fact| {
        fact.subjects.len() == 2
            && (fact.default || scene.tags.iter().any(|tag| fact.tags.contains(&tag.what)))
    };
    let own = scene
        .facts
        .of(id)
        .filter(of_pair)
        .find(|fact| fact.subjects.contains(&a.what) && fact.subjects.contains(&b.what));
    let Some(own) = own else { return Some(Err("the data has no figure of this pair".into())) };
    let lowest = matches!(superlative.relation, Relation::Less | Relation::Worse);
    let better = |fact: &Fact| if lowest { fact.value < own.value } else { fact.value > own.value };
    let before =
        scene.facts.of(id).filter(of_pair).filter(|fact| fact.tags == own.tags && better(fact)).count();
    Some(if before + 1 == superlative.rank as usize {
        Ok(vec![describe(scene.facts, own)])
    } else {
        Err(format!("{before} pairs come before this one"))
    })
}

/// "The most frequent payment method is cash": a category among those of its column.
fn category(scene: &Scene<'_>, superlative: &Superlative) -> Option<Result<Vec<String>, String>> {
    let columns = scene.named(Sort::Column);
    let (Some("rows"), [column]) = (superlative.key, columns.as_slice()) else { return None };
    let rows = scene.facts.quantities.id("rows")?;
    let of_column: Vec<&Fact> = scene
        .facts
        .of_subject(rows, column.what)
        .filter(|fact| fact.subjects.len() > 1)
        .filter(|fact| fact.default || scene.tags.iter().any(|tag| fact.tags.contains(&tag.what)))
        .collect();
    let is_named = |fact: &&&Fact| {
        fact.subjects.iter().all(|name| scene.names.iter().any(|mention| mention.what == *name))
    };
    let own = *of_column.iter().find(is_named)?;
    let least = matches!(superlative.relation, Relation::Less | Relation::Worse);
    let before = of_column
        .iter()
        .filter(|fact| fact.tags == own.tags)
        .filter(|fact| if least { fact.value < own.value } else { fact.value > own.value });
    Some(match before.count() + 1 == superlative.rank as usize {
        true => Ok(vec![describe(scene.facts, own)]),
        false => Err("other categories come before this one".into()),
    })
}

/// "The best log loss in X is 0.3", where the data has only that of X's best model: the value is checked by itself.
fn is_best_of_experiment(scene: &Scene<'_>, superlative: &Superlative) -> bool {
    let measured = scene.measures.iter().find(|mention| mention.at == superlative.end + 1);
    let experiments = scene.subjects(superlative.at, Sort::Experiment);
    let (Some(measured), [experiment]) = (measured, experiments.as_slice()) else { return false };
    let is_best = superlative.relation == Relation::Better && superlative.rank == 1;
    is_best
        && scene.named(Sort::Model).is_empty()
        && scene.values.iter().any(|value| *value > measured.at)
        && measured.what.iter().any(|id| scene.facts.of_subject(*id, *experiment).next().is_some())
}

/// The list of names that begins after a place: "A, B and C".
fn listed_from(scene: &Scene<'_>, after: usize, sort: Sort) -> Vec<NameId> {
    let mut listed: Vec<NameId> = Vec::new();
    let mut last = after;
    for mention in scene.named(sort).iter().filter(|mention| mention.at > after) {
        let joined = (last + 1..mention.at).all(|at| {
            scene.tokens[at].mark(&[',', '&'])
                || scene.tokens[at].is_word(&["and", "on", "by", "the", "features"])
        });
        if !joined {
            break;
        }
        listed.push(mention.what);
        last = mention.at;
    }
    listed
}

/// Whom the phrase is said of, where several are named.
fn choose(scene: &Scene<'_>, superlative: &Superlative, named: &[Mention<NameId>]) -> NameId {
    let before = named.iter().rev().find(|mention| mention.at < superlative.at);
    let after = named.iter().find(|mention| mention.at >= superlative.at);
    let adjacent = named.iter().find(|mention| is_adjacent(scene, superlative, mention.at));
    if let Some(adjacent) = adjacent {
        return adjacent.what;
    }
    match (before, after) {
        (Some(before), Some(after)) => {
            // "In GBM_2, the most …, while GLM_1": the one in the same clause.
            let near = scene.clauses[before.at] == scene.clauses[superlative.at]
                || scene.clauses[after.at] != scene.clauses[superlative.at];
            if near { before.what } else { after.what }
        }
        (Some(one), None) | (None, Some(one)) => one.what,
        (None, None) => named[0].what,
    }
}

/// A superlative without a name: a number must be the extreme; "is the best" of nobody cannot be checked.
fn nameless(scene: &Scene<'_>, superlative: &Superlative) -> Result<Vec<String>, String> {
    let value = scene.values.iter().copied().find(|at| *at > superlative.at);
    let measured = (superlative.end + 1..(superlative.end + 4).min(scene.tokens.len()))
        .find_map(|at| scene.tokens[at].quantity().filter(|_| sort_of_noun(scene.word(at)).is_none()));
    if let (Some(at), Some(ids)) = (value, measured) {
        let number = scene.tokens[at].number().ok_or("no number")?;
        for sort in [Sort::Model, Sort::Column, Sort::Day, Sort::Class] {
            if let Ok(order) = row(scene, sort, ids, superlative.relation) {
                let place = match superlative.relation {
                    Relation::Worse => order.len() - 1,
                    _ => superlative.rank as usize - 1,
                };
                let fact =
                    order.get(place).and_then(|name| ids.iter().find_map(|id| figure_of(scene, *name, *id)));
                return match fact {
                    Some(fact) if matches(number, fact, false) => Ok(vec![describe(scene.facts, fact)]),
                    _ => Err(format!("{} is not the extreme", scene.tokens[at].raw)),
                };
            }
        }
    }
    let before = scene.word_before(superlative.at, 1);
    let second = scene.word_before(superlative.at, 2);
    let predicate = matches!(before, "is" | "are" | "was" | "remains" | "were")
        || (matches!(before, "the" | "our" | "a")
            && matches!(second, "is" | "are" | "was" | "remains" | "as" | "were"));
    let claims_rank = matches!(
        scene.word(superlative.at),
        "leads" | "led" | "tops" | "wins" | "peaked" | "peaks" | "dominates"
    ) || superlative.rank > 1;
    let about_figures =
        superlative.key.is_some() || superlative.noun.is_some() || measured.is_some() || claims_rank;
    if about_figures && (predicate || claims_rank) {
        return Err(format!("\u{201c}{}\u{201d} is said of nothing in the data", scene.word(superlative.at)));
    }
    Ok(Vec::new())
}
