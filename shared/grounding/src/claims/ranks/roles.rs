//! Phrases that stand for a name: "the best model", "the runner-up".

use super::{
    find::{Superlative, find},
    rows::ordered,
};
use crate::{
    claims::{numbers::sort_of_noun, order::Relation},
    name::{NameId, Sort},
    scene::{Mention, Scene},
    token::Token,
};

/// Puts the model or feature that a phrase means among the names: "the best model reaches …", "twice as fast as the
/// leader". A phrase that is said of a name ("GLM_1 is the leader") is a claim and no name.
pub(crate) fn resolve_roles(scene: &mut Scene<'_>) -> Result<(), String> {
    let mut meant = Vec::new();
    for superlative in find(scene) {
        let Some(sort) = superlative.noun.filter(|_| !superlative.verb) else { continue };
        if superlative.key == Some("time") || matches!(restriction(scene, &superlative), Restriction::Unknown)
        {
            continue;
        }
        let named: Vec<Mention<NameId>> = scene.named(sort);
        let adjacent = named.iter().any(|mention| is_adjacent(scene, &superlative, mention.at));
        // "Right behind the leader: A is second": the phrase stands for a name, whatever follows it.
        let is_object = scene.word_before(superlative.at, 1) == "the"
            && matches!(scene.word_before(superlative.at, 2), "behind" | "than");
        let adjacent = adjacent && !is_object;
        let claimed = adjacent || is_said_of(scene, &superlative, &named);
        if !named.is_empty() && (claimed || !stands_for_a_name(scene, &superlative)) {
            continue;
        }
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
        if let Some(name) = order.get(place) {
            meant.push(Mention { at: superlative.at, what: *name });
        }
    }
    scene.names.extend(meant);
    scene.names.sort_by_key(|mention| mention.at);
    Ok(())
}

/// Whether the phrase stands where a name would: after "than", "of", "for" and the like, or at the head of a clause.
fn stands_for_a_name(scene: &Scene<'_>, superlative: &Superlative) -> bool {
    let mut at = superlative.at;
    while at > 0 && matches!(scene.word(at - 1), "the" | "our" | "its" | "current" | "overall" | "'s") {
        at -= 1;
    }
    let Some(before) = at.checked_sub(1) else { return true };
    match scene.word(before) {
        "than" | "of" | "for" | "to" | "behind" | "over" | "above" | "below" | "under" | "from"
        | "between" | "and" | "against" | "by" | "while" | "whereas" | "but" | "versus" | "vs" | "beats"
        | "outperforms" | "trails" | "matches" | "only" | "that" | "like" | "on" => true,
        // "as fast as the leader", but "stands out as the best model".
        "as" => before >= 2 && scene.word(before - 2) == "as",
        // "In cross-validation, the best model reaches …"; but ", the best of all" is said of what stands before.
        "," | ";" | ":" => (superlative.end + 1..superlative.end + 4).any(|at| {
            matches!(
                scene.word(at),
                "has" | "is" | "reaches" | "achieves" | "takes" | "needs" | "scores" | "shows" | "leads"
            )
        }),
        _ => false,
    }
}

/// "Falcon is the best model": said of something that the data does not name.
pub(super) fn stranger(scene: &Scene<'_>, superlative: &Superlative) -> Result<(), String> {
    let copula = (superlative.at.saturating_sub(3)..superlative.at)
        .rev()
        .find(|at| matches!(scene.word(*at), "is" | "was" | "are" | "remains"));
    let Some(subject) = copula.and_then(|copula| copula.checked_sub(1)) else { return Ok(()) };
    let token = &scene.tokens[subject];
    let plain = [
        "it", "this", "that", "which", "who", "there", "these", "those", "they", "here", "one", "what",
        "time", "now", "still",
    ];
    let is_word = token.token == Token::Word && !token.is_word(&plain);
    let noun = sort_of_noun(&token.text).is_some();
    // A hyphen or an underscore makes a name of a word.
    let is_name = is_word && !noun && token.text.contains(['-', '_']);
    if is_name { Err(format!("names {}, which is not in the data", token.raw)) } else { Ok(()) }
}

/// "The best model of X is GBM_2": the phrase is said of the name after the copula.
fn is_said_of(scene: &Scene<'_>, superlative: &Superlative, named: &[Mention<NameId>]) -> bool {
    let Some(name) = named.iter().find(|mention| mention.at > superlative.end) else { return false };
    let mut at = name.at;
    while at > superlative.end
        && scene.tokens[at - 1]
            .is_word(&["the", "a", "model", "feature", "still", "again", "column", "class", "\""])
    {
        at -= 1;
    }
    at > superlative.end
        && (matches!(scene.word(at - 1), "is" | "was" | "remains" | "are" | "were")
            || scene.tokens[at - 1].mark(&[':']))
}

/// Whether a name stands so close that the phrase is said of it: "the runner-up GBM_2", "GBM_2 is the runner-up".
pub(super) fn is_adjacent(scene: &Scene<'_>, superlative: &Superlative, name: usize) -> bool {
    let (from, to) = if name < superlative.at { (name, superlative.at) } else { (superlative.end, name) };
    to - from <= 5
        && (from + 1..to).all(|at| {
            let family = scene.tokens[at].name().is_some_and(|name| scene.is_sort(name, Sort::Algorithm));
            family
                || scene.tokens[at].mark(&[',', '(', ':'])
                || scene.tokens[at].is_word(&[
                    "is", "the", "was", "a", "as", "model", "feature", "its", "clear", "remains", "are",
                    "ensemble", "clearly", "also", "single", "class", "column", "dataset", "day",
                ])
        })
}

/// Of which things a superlative is said.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Restriction {
    /// Of all.
    None,
    /// Of these models: "the best GBM".
    To(Vec<NameId>),
    /// Of a part that nobody can tell.
    Unknown,
}

/// "the best single model", "the best of the GBMs": the best of fewer.
pub(super) fn restriction(scene: &Scene<'_>, superlative: &Superlative) -> Restriction {
    let words: Vec<usize> = (superlative.at..(superlative.end + 6).min(scene.tokens.len()))
        .take_while(|at| {
            !scene.tokens[*at].mark(&[',', ';', '(', ':'])
                && !scene.tokens[*at].is_word(&["is", "was", "has", "with", "are", "reaches", "and", "but"])
        })
        .collect();
    let says = |all: &[&str]| words.iter().any(|at| scene.tokens[*at].is_word(all));
    let family = words
        .iter()
        .filter(|at| **at > superlative.at)
        .find_map(|at| scene.tokens[*at].name().filter(|name| scene.is_sort(*name, Sort::Algorithm)));
    if let Some(family) = family {
        return Restriction::To(scene.facts.family(family));
    }
    if says(&["single", "non-ensemble", "individual", "standalone"]) {
        let ensembles = &scene.facts.ensembles;
        let others = scene.facts.leaderboard.iter().filter(|name| !ensembles.contains(name));
        return Restriction::To(others.copied().collect());
    }
    if says(&["ensemble", "ensembles", "stacked ensemble", "stacked ensembles"]) {
        return Restriction::To(scene.facts.ensembles.clone());
    }
    let limited = says(&[
        "base",
        "besides",
        "except",
        "excluding",
        "apart",
        "outside",
        "tree-based",
        "linear",
        "simple",
        "simplest",
        "non-linear",
    ]);
    if let Some(names) = among_group(scene).or_else(|| among_columns(scene)) {
        return Restriction::To(names);
    }
    let among = scene.tokens.iter().enumerate().any(|(at, token)| {
        token.is_word(&["among", "amongst"])
            && !matches!(scene.word(at + 1), "all" | "the")
            && scene.tokens.get(at + 1).is_none_or(|token| token.number().is_none())
    });
    if limited || among { Restriction::Unknown } else { Restriction::None }
}

/// "Among the GBM models": the members of the group.
fn among_group(scene: &Scene<'_>) -> Option<Vec<NameId>> {
    let among = (0..scene.tokens.len()).find(|at| {
        scene.tokens[*at].is_word(&["among", "amongst"]) && scene.group_words.contains(&(at + 1))
    })?;
    let last = (among + 1..scene.tokens.len()).take_while(|at| scene.group_words.contains(at)).last()?;
    let members: Vec<NameId> =
        scene.names.iter().filter(|mention| mention.at == last).map(|mention| mention.what).collect();
    (!members.is_empty()).then_some(members)
}

/// "Among the numeric columns": those that the data has a mean of, or the others.
fn among_columns(scene: &Scene<'_>) -> Option<Vec<NameId>> {
    let among = (0..scene.tokens.len()).find(|at| scene.tokens[*at].is_word(&["among", "amongst"]))?;
    let kind = among + 1 + usize::from(scene.word(among + 1) == "the");
    let is_numeric = match scene.word(kind) {
        "numeric" | "numerical" => true,
        "categorical" => false,
        _ => return None,
    };
    let value = scene.facts.quantities.id("value")?;
    let has_mean = |name: &NameId| scene.facts.of_subject(value, *name).next().is_some();
    let columns = scene.facts.lexicon.of_sort(Sort::Column);
    (sort_of_noun(scene.word(kind + 1)) == Some(Sort::Column))
        .then(|| columns.filter(|name| has_mean(name) == is_numeric).collect())
}
