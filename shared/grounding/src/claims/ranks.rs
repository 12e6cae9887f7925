//! Superlatives and ranks: "the best model", "ranks third", "the most important feature".

use report_findings::metric::Direction;

use super::{
    Outcome, describe,
    numbers::{is_rank, matches, sort_of_noun},
    order::{Relation, figure_of},
};
use crate::{
    fact::{Fact, QuantityId},
    name::{NameId, Sort},
    scene::{Mention, Scene},
    token::Token,
};

/// A superlative or rank in a sentence.
#[derive(Debug, Clone)]
struct Superlative {
    at: usize,
    /// The last token that belongs to it.
    end: usize,
    /// From 1.
    rank: u32,
    relation: Relation,
    /// What orders, where the words say so: "most important".
    key: Option<&'static str>,
    /// The sort that the noun after it says: "best model".
    noun: Option<Sort>,
}

fn find(scene: &Scene<'_>) -> Vec<Superlative> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < scene.tokens.len() {
        match one(scene, at) {
            Some(superlative) => {
                at = superlative.end + 1;
                found.push(superlative);
            }
            None => at += 1,
        }
    }
    found
}

fn one(scene: &Scene<'_>, at: usize) -> Option<Superlative> {
    let token = &scene.tokens[at];
    if token.name().is_some() {
        return None;
    }
    let next = scene.word(at + 1);
    let noun_after = |end: usize| {
        (end + 1..(end + 4).min(scene.tokens.len()))
            .take_while(|place| {
                !scene.tokens[*place].mark(&[',', '.', '(', ')', ';'])
                    && !scene.tokens[*place].is_word(&["is", "in", "of", "for", "by", "with", "has"])
            })
            .find_map(|place| sort_of_noun(scene.word(place)))
    };
    let make = |end: usize, rank: u32, relation: Relation, key: Option<&'static str>, noun: Option<Sort>| {
        Some(Superlative { at, end, rank, relation, key, noun: noun.or_else(|| noun_after(end)) })
    };
    // "second-best", "third most important", "2nd highest"
    if let Token::Ordinal(rank) = token.token {
        let skip = usize::from(scene.tokens.get(at + 1).is_some_and(|token| token.mark(&['-'])));
        if let Some(inner) =
            scene.tokens.get(at + 1 + skip).and_then(|_| superlative_word(scene, at + 1 + skip))
        {
            let (end, relation, key) = inner;
            return make(end, rank, relation, key, None);
        }
        let before = scene.word_before(at, 1);
        let placed = matches!(
            before,
            "ranks"
                | "ranked"
                | "rank"
                | "comes"
                | "came"
                | "placed"
                | "places"
                | "finishes"
                | "finished"
                | "is"
                | "in"
                | "sits"
                | "takes"
                | "stands"
                | "lands"
        );
        let place = matches!(next, "place" | "rank" | "position" | "spot");
        let board =
            next == "on" || next == "in" && matches!(scene.word(at + 3), "leaderboard" | "ranking" | "order");
        if place
            || (placed && before != "in" && before != "is")
            || board
            || (before == "is" && matches!(next, "" | "by" | "of" | "among" | "." | ","))
        {
            return make(
                at + usize::from(place),
                rank,
                Relation::Better,
                None,
                Some(noun_after(at + usize::from(place)).unwrap_or(Sort::Model))
                    .filter(|_| !says_importance(scene))
                    .or(says_importance(scene).then_some(Sort::Column)),
            );
        }
        return None;
    }
    if let Some(number) = token.number().filter(|_| is_rank(scene, at)) {
        let rank = number.value();
        return make(
            at,
            rank as u32,
            Relation::Better,
            None,
            Some(if says_importance(scene) { Sort::Column } else { Sort::Model }),
        );
    }
    match token.text.as_str() {
        // "last" alone is also a time: "the last day".
        "last"
            if matches!(
                scene.word_before(at, 1),
                "ranks"
                    | "ranked"
                    | "rank"
                    | "comes"
                    | "came"
                    | "placed"
                    | "places"
                    | "finishes"
                    | "finished"
                    | "is"
                    | "in"
            ) && !matches!(next, "day" | "week" | "month" | "year") =>
        {
            let sort = if says_importance(scene) { Sort::Column } else { Sort::Model };
            return make(at, 1, Relation::Worse, None, Some(sort));
        }
        "runner-up" => return make(at, 2, Relation::Better, None, Some(Sort::Model)),
        "leader" | "winner" | "champion" => return make(at, 1, Relation::Better, None, Some(Sort::Model)),
        "wins" | "dominates" => return make(at, 1, Relation::Better, None, None),
        "leads" | "led" | "tops" => {
            // With an object it is a comparison.
            let object = scene.names.iter().any(|mention| mention.at > at && mention.at <= at + 2);
            let of_field = next == "the"
                && matches!(
                    scene.word(at + 2),
                    "leaderboard" | "ranking" | "field" | "pack" | "way" | "board" | "list" | "table"
                );
            return (!object || of_field).then_some(()).and_then(|()| {
                make(at + if of_field { 2 } else { 0 }, 1, Relation::Better, None, Some(Sort::Model))
            });
        }
        _ => {}
    }
    let (end, relation, key) = superlative_word(scene, at)?;
    make(end, 1, relation, key, None)
}

fn says_importance(scene: &Scene<'_>) -> bool {
    scene.tokens.iter().any(|token| token.is_word(&["importance", "important", "feature importance"]))
}

/// The superlative at `at`: its last token, direction, and what it orders by.
fn superlative_word(scene: &Scene<'_>, at: usize) -> Option<(usize, Relation, Option<&'static str>)> {
    let token = scene.tokens.get(at)?;
    let next = scene.word(at + 1);
    let simple = |relation| Some((at, relation, None));
    match token
        .text
        .trim_end_matches("-performing")
        .trim_end_matches("-ranked")
        .trim_end_matches("-ranking")
        .trim_end_matches("-scoring")
    {
        "strongest" | "weakest"
            if scene.tokens.get(at + 1).is_some_and(|token| token.quantity().is_some())
                && sort_of_noun(next).is_none() =>
        {
            simple(if token.text == "strongest" { Relation::More } else { Relation::Less })
        }
        "best" | "top" | "leading" | "winning" | "strongest" => {
            // A strong driver is an important one.
            let driver = matches!(sort_of_noun(scene.word(at + 1)), Some(Sort::Column));
            Some(if driver { (at, Relation::More, Some("importance")) } else { (at, Relation::Better, None) })
        }
        "worst" | "weakest" | "poorest" => {
            let driver = matches!(sort_of_noun(scene.word(at + 1)), Some(Sort::Column));
            Some(if driver { (at, Relation::Less, Some("importance")) } else { (at, Relation::Worse, None) })
        }
        "highest" | "largest" | "greatest" | "biggest" | "longest" | "busiest" => {
            Some((at, Relation::More, (token.text == "busiest").then_some("requests")))
        }
        "lowest" | "smallest" | "shortest" | "fewest" => simple(Relation::Less),
        "quietest" => Some((at, Relation::Less, Some("requests"))),
        "fastest" | "quickest" => Some((at, Relation::Less, Some("time"))),
        "slowest" => Some((at, Relation::More, Some("time"))),
        "peaked" | "peaks" | "peak" => simple(Relation::More),
        word @ ("most" | "least") => {
            let (more, better) = if word == "most" {
                (Relation::More, Relation::Better)
            } else {
                (Relation::Less, Relation::Worse)
            };
            match next {
                "important" | "influential" | "predictive" | "relevant" | "informative" | "powerful" => {
                    Some((at + 1, more, Some("importance")))
                }
                "accurate" | "reliable" => Some((at + 1, better, None)),
                "drifted" | "drift" => Some((at + 1, more, Some("psi"))),
                "of" => None,
                "likely" | "cases" | "teams" | "of the time" => None,
                _ if scene.tokens.get(at + 1).is_some_and(|token| token.quantity().is_some()) => simple(more),
                _ if matches!(scene.word_before(at, 1), "matters" | "contributes" | "counts" | "weighs") => {
                    Some((at, more, Some("importance")))
                }
                _ if matches!(scene.word_before(at, 1), "drifted" | "drifts" | "shifted") => {
                    Some((at, more, Some("psi")))
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// Puts the model or feature that a phrase means among the names where the sentence has no name of that sort: "the best
/// model reaches …", "the most important feature accounts for …".
pub(crate) fn resolve_roles(scene: &mut Scene<'_>) -> Result<(), String> {
    let mut meant = Vec::new();
    for superlative in find(scene) {
        let Some(sort) = superlative.noun else { continue };
        if superlative.key == Some("time") || restricted(scene, &superlative) {
            continue;
        }
        let named: Vec<Mention<NameId>> = scene.named(sort);
        let adjacent = named.iter().any(|mention| is_adjacent(scene, &superlative, mention.at));
        // "GLM_1 leads …": the name that is there is the one that leads; a runner-up beside it is somebody else.
        let other =
            superlative.rank > 1 && !adjacent && matches!(scene.word(superlative.at), "runner-up" | "second");
        if !named.is_empty() && !other {
            continue;
        }
        let verb =
            matches!(scene.word(superlative.at), "leads" | "led" | "tops" | "wins" | "dominates" | "ranks");
        let order = match scene.named(Sort::Experiment).as_slice() {
            [experiment] if sort == Sort::Model && superlative.rank == 1 => scene
                .facts
                .best_of
                .get(&experiment.what)
                .map_or_else(|| ordered(scene, &superlative, sort), |best| Ok(vec![*best]))?,
            _ => ordered(scene, &superlative, sort)?,
        };
        let place = match superlative.relation {
            Relation::Worse if order.len() > superlative.rank as usize - 1 => {
                order.len() - superlative.rank as usize
            }
            _ => superlative.rank as usize - 1,
        };
        if let (Some(name), false) = (order.get(place), verb) {
            meant.push(Mention { at: superlative.at, what: *name });
        }
    }
    scene.names.extend(meant);
    scene.names.sort_by_key(|mention| mention.at);
    Ok(())
}

/// Whether a name stands so close that the phrase is said of it: "the runner-up GBM_2", "GBM_2 is the runner-up".
fn is_adjacent(scene: &Scene<'_>, superlative: &Superlative, name: usize) -> bool {
    let (from, to) = if name < superlative.at { (name, superlative.at) } else { (superlative.end, name) };
    to - from <= 5
        && (from + 1..to).all(|at| {
            scene.tokens[at].mark(&[',', '(', ':'])
                || scene.tokens[at].is_word(&[
                    "is", "the", "was", "a", "as", "model", "feature", "its", "clear", "remains", "are",
                ])
        })
}

/// "the best single model", "the best of the GBMs": the best of fewer.
fn restricted(scene: &Scene<'_>, superlative: &Superlative) -> bool {
    let family = scene
        .named(Sort::Algorithm)
        .iter()
        .any(|mention| mention.at > superlative.at && mention.at <= superlative.end + 2);
    let words = superlative.at..(superlative.end + 5).min(scene.tokens.len());
    let limited = words.clone().any(|at| {
        scene.tokens[at].is_word(&[
            "single",
            "non-ensemble",
            "individual",
            "base",
            "besides",
            "except",
            "excluding",
            "apart",
            "outside",
            "standalone",
            "tree-based",
            "linear",
            "simple",
            "simplest",
            "non-linear",
            "ensemble",
            "ensembles",
        ])
    });
    let among = scene.tokens.iter().enumerate().any(|(at, token)| {
        token.is_word(&["among", "amongst"])
            && !matches!(scene.word(at + 1), "all" | "the")
            && scene.tokens.get(at + 1).is_none_or(|token| token.number().is_none())
    });
    family || limited || among
}

/// Everything of a sort in the order of the superlative, best or greatest first.
fn ordered(scene: &Scene<'_>, superlative: &Superlative, sort: Sort) -> Result<Vec<NameId>, String> {
    let quantity = quantity(scene, superlative, sort);
    let by_leaderboard = sort == Sort::Model
        && !scene.facts.leaderboard.is_empty()
        && matches!(superlative.relation, Relation::Better | Relation::Worse)
        && quantity.is_none();
    if by_leaderboard {
        return Ok(scene.facts.leaderboard.clone());
    }
    let alternatives = match quantity {
        Some(ids) => ids,
        None => default_quantity(scene, sort).ok_or("does not say by what")?,
    };
    row(scene, sort, &alternatives, superlative.relation)
}

/// Everything of a sort from best to worst by what the sentence measures; used for "followed by".
pub(crate) fn order(scene: &Scene<'_>, sort: Sort, at: usize, _worst: bool) -> Result<Vec<NameId>, String> {
    let measured = scene
        .measures
        .iter()
        .min_by_key(|mention| mention.at.abs_diff(at))
        .map(|mention| mention.what.clone());
    let ids = measured.or_else(|| default_quantity(scene, sort)).ok_or("does not say by what")?;
    let relation = if ids.iter().any(|id| scene.facts.better(*id).is_some()) && sort == Sort::Model {
        Relation::Better
    } else {
        Relation::More
    };
    row(scene, sort, &ids, relation)
}

fn default_quantity(scene: &Scene<'_>, sort: Sort) -> Option<Vec<QuantityId>> {
    let facts = scene.facts;
    match sort {
        Sort::Model => facts.ranking.map(|id| vec![id]),
        Sort::Column => {
            let importance = facts.quantities.id("importance").filter(|id| facts.of(*id).next().is_some());
            importance.map(|id| vec![id])
        }
        _ => None,
    }
}

fn row(
    scene: &Scene<'_>,
    sort: Sort,
    alternatives: &[QuantityId],
    relation: Relation,
) -> Result<Vec<NameId>, String> {
    for id in alternatives {
        let better = scene.facts.better(*id);
        let mut figures: Vec<(NameId, &Fact)> = scene
            .facts
            .lexicon
            .of_sort(sort)
            .filter_map(|name| Some((name, figure_of(scene, name, *id)?)))
            .collect();
        if figures.len() < 2 {
            continue;
        }
        let descending = match (relation, better) {
            (Relation::More, _) | (Relation::Better | Relation::Worse, Some(Direction::Higher)) => true,
            (Relation::Less, _) | (Relation::Better | Relation::Worse, Some(Direction::Lower)) => false,
            _ => return Err("nobody knows which way the metric is better".into()),
        };
        figures.sort_by(|a, b| {
            if descending { b.1.value.total_cmp(&a.1.value) } else { a.1.value.total_cmp(&b.1.value) }
        });
        return Ok(figures.into_iter().map(|(name, _)| name).collect());
    }
    Err("there are no figures for this order".into())
}

/// What the superlative orders by, where the sentence says so.
fn quantity(scene: &Scene<'_>, superlative: &Superlative, sort: Sort) -> Option<Vec<QuantityId>> {
    let facts = scene.facts;
    match superlative.key {
        Some("time") => {
            return Some(scene.time_key().and_then(|key| facts.quantities.id(key)).into_iter().collect());
        }
        Some(key) => return facts.quantities.id(key).map(|id| vec![id]),
        None => {}
    }
    let measured = |at: usize| {
        let ids = scene.tokens.get(at)?.quantity()?;
        sort_of_noun(scene.word(at)).is_none().then(|| ids.to_vec())
    };
    // "highest AUC", "lowest 95th-percentile latency", "most missing values".
    let near = (superlative.end + 1..(superlative.end + 4).min(scene.tokens.len())).find_map(measured);
    if near.is_some() {
        return near;
    }
    // "best by AUC", "best model on log loss", "best in terms of RMSE".
    let introduced = (superlative.end + 1..scene.tokens.len()).find_map(|at| {
        let ids = measured(at)?;
        let by = matches!(scene.word_before(at, 1), "by" | "on" | "terms" | "for")
            || matches!(scene.word_before(at, 2), "by" | "on" | "terms");
        by.then_some(ids)
    });
    if introduced.is_some() {
        return introduced;
    }
    // "The error rate peaked", "latency was highest": what stands before, and for anything but models the only measure.
    let raw = matches!(superlative.relation, Relation::More | Relation::Less);
    if raw || sort != Sort::Model {
        return (0..superlative.at)
            .rev()
            .find_map(measured)
            .or_else(|| (0..scene.tokens.len()).find_map(measured));
    }
    None
}

pub(crate) fn check(scene: &Scene<'_>) -> Outcome {
    let mut matched = Vec::new();
    let superlatives = find(scene);
    for (index, superlative) in superlatives.iter().enumerate() {
        matched.extend(check_one(scene, superlative, &superlatives, index)?);
    }
    Ok(matched)
}

fn check_one(
    scene: &Scene<'_>,
    superlative: &Superlative,
    all: &[Superlative],
    index: usize,
) -> Result<Vec<String>, String> {
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
    let chosen = sorts.iter().find_map(|sort| {
        let named = scene.named(*sort);
        (!named.is_empty()).then_some((*sort, named))
    });
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
    if restricted(scene, superlative) {
        return Err(format!("\u{201c}{phrase}\u{201d} of a part cannot be checked"));
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
    let order = ordered(scene, superlative, sort)?;
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
    let tied = order.get(wanted).is_some_and(|there| is_tied(scene, superlative, sort, *there, name));
    if place == wanted || tied {
        Ok(vec![format!("{}: place {} of {count}", scene.text_of(name), place + 1)])
    } else {
        Err(format!(
            "{} is in place {} of {count}, not \u{201c}{phrase}\u{201d}",
            scene.text_of(name),
            place + 1
        ))
    }
}

fn by_board(scene: &Scene<'_>, superlative: &Superlative, sort: Sort) -> bool {
    sort == Sort::Model && quantity(scene, superlative, sort).is_none()
}

fn is_tied(scene: &Scene<'_>, superlative: &Superlative, sort: Sort, a: NameId, b: NameId) -> bool {
    let ids =
        quantity(scene, superlative, sort).or_else(|| default_quantity(scene, sort)).unwrap_or_default();
    ids.iter().any(|id| {
        let value = |name| figure_of(scene, name, *id).map(|fact| fact.value);
        value(a).is_some() && value(a) == value(b)
    })
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
