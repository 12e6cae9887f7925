//! Comparisons that leave out with what: "the best ensemble is no better and slower".

use super::{Relation, figure_of};
use crate::{
    claims::Outcome,
    fact::QuantityId,
    name::{NameId, Sort},
    scene::Scene,
};

/// Checks them for models: against the other model that is named, else a single model against the best ensemble and the
/// other way round, else against the leader.
pub(super) fn check(scene: &Scene<'_>) -> Outcome {
    let mut matched = Vec::new();
    for at in 0..scene.tokens.len() {
        let Some(subject) = subject(scene, at) else { continue };
        let Some(other) = other(scene, subject) else {
            return Err("does not say what it compares with".into());
        };
        let (relation, quantities) = by(scene, at);
        if quantities.is_empty() {
            return Err("does not say by what it compares".into());
        }
        for id in quantities {
            let (Some(a), Some(b)) = (figure_of(scene, subject, id), figure_of(scene, other, id)) else {
                return Err("there are no figures for the comparison".into());
            };
            let holds = relation.holds(a.value, b.value, scene.facts.better(id));
            if holds.is_none_or(|holds| holds == is_denied(scene, at)) {
                return Err(format!("{} is not so beside {}", scene.text_of(subject), scene.text_of(other)));
            }
        }
        matched.push(format!("{} beside {}", scene.text_of(subject), scene.text_of(other)));
    }
    Ok(matched)
}

/// Whether the comparative at `at` is one of these, so that a "no" before it is understood.
pub(crate) fn is_bare(scene: &Scene<'_>, at: usize) -> bool {
    subject(scene, at).is_some()
}

fn relation(word: &str) -> Option<Relation> {
    Some(match word {
        "better" | "stronger" => Relation::Better,
        "worse" | "weaker" => Relation::Worse,
        "slower" => Relation::More,
        "faster" | "quicker" => Relation::Less,
        _ => return None,
    })
}

/// The model of which the comparative at `at` is said: "A is", and between them nothing but other comparatives.
fn subject(scene: &Scene<'_>, at: usize) -> Option<NameId> {
    relation(scene.word(at)).filter(|_| scene.tokens[at].name().is_none())?;
    let ends = scene.tokens.get(at + 1).is_none_or(|next| {
        next.mark(&['.', ',', ';', '!', ')']) || next.is_word(&["and", "but", "or", "nor", "yet"])
    });
    let than = (at + 1..(at + 9).min(scene.tokens.len())).any(|place| scene.word(place) == "than");
    if !ends || than || scene.facts.leaderboard.is_empty() || !scene.tags.is_empty() {
        return None;
    }
    let mut copula = at;
    while copula > 0 {
        copula -= 1;
        let word = scene.word(copula);
        if matches!(word, "is" | "was" | "remains" | "are" | "were") {
            break;
        }
        let links = relation(word).is_some()
            || matches!(
                word,
                "no" | "not" | "and" | "but" | "nor" | "or" | "much" | "also" | "clearly" | ","
            );
        if !links {
            return None;
        }
    }
    let near = scene.named(Sort::Model).into_iter().rev().find(|mention| mention.at < copula)?;
    let joins = (near.at + 1..copula).all(|place| {
        matches!(scene.word(place), "model" | "ensemble" | "stacked ensemble" | "single" | "performing" | "-")
    });
    joins.then_some(near.what)
}

fn is_denied(scene: &Scene<'_>, at: usize) -> bool {
    matches!(scene.word_before(at, 1), "no" | "not" | "nor")
}

/// With which model it is compared.
fn other(scene: &Scene<'_>, subject: NameId) -> Option<NameId> {
    let facts = scene.facts;
    let mut others =
        scene.named(Sort::Model).into_iter().map(|mention| mention.what).filter(|name| *name != subject);
    if let Some(named) = others.next() {
        return others.all(|other| other == named).then_some(named);
    }
    let is_ensemble = |name: &NameId| facts.ensembles.contains(name);
    let mut board = facts.leaderboard.iter().copied();
    if is_ensemble(&subject) || scene.tokens.iter().any(|token| token.text.contains("ensemble")) {
        let of_ensemble = is_ensemble(&subject);
        return board.find(|name| is_ensemble(name) != of_ensemble);
    }
    board.find(|name| *name != subject)
}

/// By what: the ranking, or the times that the verbs say; without a verb it must hold for both times.
fn by(scene: &Scene<'_>, at: usize) -> (Relation, Vec<QuantityId>) {
    let relation = relation(scene.word(at)).unwrap_or(Relation::Equal);
    let facts = scene.facts;
    if matches!(relation, Relation::Better | Relation::Worse) {
        return (relation, facts.ranking.into_iter().collect());
    }
    let keys = match scene.time_key(at) {
        Some("training_time") => &["training_time"][..],
        Some(_) => &["predict_time"],
        None => &["training_time", "predict_time"],
    };
    let known = keys.iter().filter_map(|key| facts.quantities.id(key));
    (relation, known.filter(|id| facts.of(*id).next().is_some()).collect())
}
