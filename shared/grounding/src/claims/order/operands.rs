//! What stands on either side of a comparison.

use super::{Relation, find::Comparison};
use crate::{
    claims::{
        numbers::{GAPS, is_bound, sort_of_noun},
        proposals,
    },
    fact::Tag,
    facts::SORTS,
    name::{NameId, Sort},
    scene::{Mention, Scene},
    token::Token,
};

pub(super) enum Right {
    Names(Vec<NameId>),
    Everyone,
    Tag(Tag),
    /// A number that is the value of something: "less than the standard error of 1.95".
    Number(usize),
    /// Another measure of the same thing: "precision is higher than recall".
    Measure(usize),
}

/// What stands on the second side. `None` where it is a number (a bound) or where a verb has no object ("leads").
pub(super) fn right_operand(scene: &Scene<'_>, comparison: &Comparison) -> Result<Option<Right>, String> {
    let is_than = scene.word_before(comparison.right, 1) == "than";
    let mut at = comparison.right;
    let end = (at + 7).min(scene.tokens.len());
    let phrase: Vec<&str> = (at..end).map(|place| scene.word(place)).collect();
    let phrase = phrase.join(" ");
    // "Behind the other four GBM models."
    if scene.group_words.contains(&comparison.right) {
        let last =
            (comparison.right..scene.tokens.len()).take_while(|at| scene.group_words.contains(at)).last();
        let members: Vec<NameId> = scene
            .names
            .iter()
            .filter(|mention| Some(mention.at) == last)
            .map(|mention| mention.what)
            .collect();
        if !members.is_empty() {
            return Ok(Some(Right::Names(members)));
        }
    }
    let everyone = [
        "all other",
        "every other",
        "any other",
        "all others",
        "the others",
        "the other",
        "the rest",
        "all the other",
        "all of the other",
        "all remaining",
        "the remaining",
        "all models",
        "all features",
        "everything else",
        "the field",
    ];
    let without_preposition = ["on ", "for ", "in ", "of ", "that of ", "those of "]
        .iter()
        .find_map(|lead| phrase.strip_prefix(lead));
    let is_everyone = |phrase: &str| everyone.iter().any(|everyone| phrase.starts_with(everyone));
    if is_everyone(&phrase) || (is_than && without_preposition.is_some_and(is_everyone)) {
        // "leads the field" is a rank.
        return Ok((is_than || !phrase.starts_with("the field")).then_some(Right::Everyone));
    }
    // "Leads with a cross-validated error of 0.9%", "leads on test rows": says with what or where, not whom.
    if matches!(scene.word(comparison.at), "leads" | "led" | "tops")
        && matches!(scene.word(comparison.right), "with" | "at" | "on" | "in" | "by")
    {
        return Ok(None);
    }
    // "Weigh it against the model ranked above it"
    if matches!(scene.word(comparison.right), "it" | "them") && proposals::proposes(scene) {
        return Ok(None);
    }
    let mention_at = |place: usize| scene.names.iter().find(|mention| mention.at == place);
    while at < end {
        let token = &scene.tokens[at];
        let apart = matches!(scene.word(comparison.at), "over" | "under" | "above" | "below");
        if let Some(mention) =
            mention_at(at).filter(|mention| !apart || sort_of(scene, &[mention.what]).is_some())
        {
            return Ok(Some(Right::Names(list_from(scene, *mention))));
        }
        match &token.token {
            // "Trails its precision of 0.97 for benign"
            Token::Number(_) if name_behind(scene, at).is_some() && !is_than => {
                return Ok(name_behind(scene, at).map(|name| Right::Names(vec![name])));
            }
            Token::Number(_) => {
                // "A is better than 0.9": checked as a bound or difference. "3 other models": not a bound.
                if scene.tokens[at + 1..end].iter().any(|token| token.is_word(&["other", "others"])) {
                    return Err("compares with others that it does not name".into());
                }
                if matches!(scene.word(comparison.at), "trails" | "trailed" | "lags")
                    && scene.word(at - 1) != "by"
                {
                    return Err("does not say what it trails".into());
                }
                if is_bound(scene, at) {
                    return Ok(None);
                }
                // Directly after "than" it is a bound, too.
                let is_direct = (comparison.right..at)
                    .all(|place| scene.tokens[place].is_word(&["the", "a", "an", "its"]));
                let compares = is_than
                    || (matches!(scene.word(comparison.at), "under" | "over" | "above" | "below")
                        && scene.values.iter().any(|value| *value < comparison.at));
                return Ok((compares && !is_direct && at > comparison.right).then_some(Right::Number(at)));
            }
            Token::Tag(Tag::Stat(_)) => at += 1,
            // "Under cross-validation" says where, not what it is compared with.
            Token::Tag(Tag::Split(_) | Tag::Side(_))
                if matches!(scene.word(comparison.at), "under" | "over") =>
            {
                return Ok(None);
            }
            Token::Tag(tag @ (Tag::Split(_) | Tag::Side(_))) => return Ok(Some(Right::Tag(*tag))),
            Token::Date(..) => return Ok(None),
            Token::Mark(_) => break,
            _ => {
                let skipped = scene.group_words.contains(&at)
                    || token.is_word(&[
                        "the",
                        "that",
                        "those",
                        "of",
                        "its",
                        "both",
                        "in",
                        "on",
                        "model",
                        "models",
                        "feature",
                        "class",
                        "for",
                        "is",
                        "it",
                        "was",
                        "does",
                        "did",
                        "a",
                        "an",
                        "by",
                        "either",
                        "predictor",
                        "day",
                        "column",
                        "dataset",
                        "out",
                        "data",
                        "than",
                        "with",
                        "when",
                        "trained",
                    ])
                    // "More than its lead of 0.0003"
                    || (GAPS.contains(&scene.word(at)) && scene.word(at + 1) == "of")
                    || token.quantity().is_some();
                if !skipped {
                    break;
                }
                at += 1;
            }
        }
    }
    let compares =
        is_than || matches!(scene.word(comparison.at), "exceeds" | "exceed" | "exceeded" | "outweighs");
    // "The quality lies above the score of the column shapes": no number bounds it, another measure does.
    let is_unbounded = matches!(scene.word(comparison.at), "above" | "below")
        && !(comparison.right..scene.tokens.len()).any(|place| scene.tokens[place].number().is_some());
    let measure = (comparison.right..at).rfind(|place| {
        scene.measures.iter().any(|mention| mention.at == *place)
            && sort_of_noun(scene.word(*place)).is_none()
    });
    let before = scene.measures.iter().any(|mention| mention.at < comparison.at);
    if let (Some(measure), true) = (measure, before && (compares || is_unbounded)) {
        return Ok(Some(Right::Measure(measure)));
    }
    // "Guessed better than blindly": what disclosure protection measures.
    if is_than
        && ["blindly", "by blind guessing", "blind guessing"].iter().any(|blind| phrase.starts_with(blind))
    {
        let protection =
            scene.facts.quantities.id("disclosure_protection").and_then(|id| scene.facts.of(id).next());
        return match protection {
            Some(fact) if fact.value < 1.0 && comparison.relation == Relation::Better => Ok(None),
            _ => Err("the data does not say so of guessing".into()),
        };
    }
    // "Above that of every other": of whom, nobody can tell.
    if phrase.starts_with("that of")
        || phrase.starts_with("those of")
        || phrase.starts_with("every")
        || phrase.starts_with("any ")
        || phrase.starts_with("all ")
    {
        return Err("compares with something that the data does not name".into());
    }
    let weak = matches!(
        scene.word(comparison.at),
        "leads"
            | "led"
            | "tops"
            | "over"
            | "under"
            | "above"
            | "below"
            | "behind"
            | "short"
            | "matches"
            | "beat"
            | "exceed"
            | "equals"
    );
    // "Repair inputs ahead of scoring"
    let weak = weak || (scene.word(comparison.at) == "ahead" && proposals::proposes(scene));
    if !is_than && weak {
        return Ok(None);
    }
    if !is_than && (scene.word(comparison.at + 1).is_empty() || scene.word(comparison.right) == "by") {
        return Ok(None);
    }
    if is_than && scene.tokens[comparison.at..comparison.right].iter().any(|token| token.number().is_some()) {
        return Err("compares with something that the data does not name".into());
    }
    Err("compares with something that the data does not name".into())
}

/// "0.97 for benign": the class that the number at `at` is followed by.
fn name_behind(scene: &Scene<'_>, at: usize) -> Option<NameId> {
    let links = scene.tokens.get(at + 1).is_some_and(|token| token.is_word(&["for", "of", "on"]));
    let named =
        |place: usize| scene.names.iter().find(|mention| mention.at == place).map(|mention| mention.what);
    (at + 2..at + 4).find_map(named).filter(|name| links && scene.is_sort(*name, Sort::Class))
}

/// A name with those listed after it: "B, C and D".
fn list_from(scene: &Scene<'_>, first: Mention<NameId>) -> Vec<NameId> {
    let mut listed = vec![first.what];
    let mut last = first.at;
    for mention in scene.names.iter().filter(|mention| mention.at >= first.at && mention.what != first.what) {
        // Members of a group stand at one place.
        let joined = mention.at == last
            || mention.at > last + 1
                && (last + 1..mention.at).all(|at| {
                    scene.tokens[at].mark(&[',', '&'])
                        || scene.tokens[at].is_word(&["and", "or", "the", "both", "also"])
                });
        let same_sort =
            scene.facts.lexicon.get(first.what).sorts.overlaps(scene.facts.lexicon.get(mention.what).sorts);
        // "B, and A is …" starts a new statement.
        let next = scene.word(mention.at + 1);
        let new_clause = matches!(next, "is" | "has" | "leads" | "reaches" | "shows" | "trails");
        if !joined || !same_sort || new_clause {
            break;
        }
        listed.push(mention.what);
        last = mention.at;
    }
    listed
}

/// The sort that all share and that can be compared.
pub(super) fn sort_of(scene: &Scene<'_>, names: &[NameId]) -> Option<Sort> {
    SORTS.into_iter().find(|sort| !names.is_empty() && names.iter().all(|name| scene.is_sort(*name, *sort)))
}

pub(super) fn left_operand(
    scene: &Scene<'_>,
    comparison: &Comparison,
    sort: Option<Sort>,
    right: &[NameId],
    last: Option<&(Vec<NameId>, Vec<NameId>)>,
) -> Result<Vec<NameId>, String> {
    let fits = |mention: &&Mention<NameId>| sort.is_none_or(|sort| scene.is_sort(mention.what, sort));
    let before: Vec<&Mention<NameId>> = scene
        .names
        .iter()
        .filter(|mention| mention.at < comparison.at || (mention.at == 0 && comparison.at == 0))
        .filter(fits)
        .collect();
    if let Some(nearest) = before.last() {
        // "A beats B and is faster than C": B was somebody's second side, A is meant.
        if let Some((left, earlier)) = last
            && earlier.contains(&nearest.what)
        {
            return Ok(left.clone());
        }
        let mut listed = vec![nearest.what];
        let mut first = nearest.at;
        for mention in before.iter().rev().skip(1) {
            let joined = first > mention.at + 1
                && (mention.at + 1..first).all(|at| {
                    scene.tokens[at].mark(&[',', '&']) || scene.tokens[at].is_word(&["and", "or", "both"])
                });
            if !joined {
                break;
            }
            listed.push(mention.what);
            first = mention.at;
        }
        return Ok(listed);
    }
    // "Compared with B, A is better": only one is left.
    let rest: Vec<NameId> = scene
        .names
        .iter()
        .filter(fits)
        .map(|mention| mention.what)
        .filter(|name| !right.contains(name))
        .collect();
    match rest.as_slice() {
        [only] => Ok(vec![*only]),
        _ => Err("compares something that the data does not name".into()),
    }
}
