//! Comparisons of two things: "A is better than B", "A outperforms B", "higher on training than in cross-validation".

use report_findings::metric::Direction;

use super::{Outcome, describe, numbers::fits_beside};
use crate::{
    fact::{Fact, QuantityId, Tag},
    name::{NameId, Sort},
    scene::{Mention, Scene},
    token::Token,
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
}

impl Relation {
    fn turned(self) -> Self {
        match self {
            Relation::Better => Relation::Worse,
            Relation::Worse => Relation::Better,
            Relation::More => Relation::Less,
            Relation::Less => Relation::More,
            Relation::Equal => Relation::Equal,
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
        })
    }
}

/// A comparison found in the tokens.
struct Comparison {
    at: usize,
    /// First token of the second operand.
    right: usize,
    relation: Relation,
    /// "more important than": what is compared, where the words say so.
    key: Option<&'static str>,
}

/// Single words and pairs that compare by themselves.
const VERBS: [(&str, &str, Relation); 44] = [
    ("outperforms", "", Relation::Better),
    ("outperform", "", Relation::Better),
    ("outperformed", "", Relation::Better),
    ("outscores", "", Relation::Better),
    ("outscored", "", Relation::Better),
    ("beats", "", Relation::Better),
    ("beat", "", Relation::Better),
    ("beaten", "", Relation::Better),
    ("surpasses", "", Relation::Better),
    ("surpassed", "", Relation::Better),
    ("edges", "out", Relation::Better),
    ("edged", "out", Relation::Better),
    ("ahead", "of", Relation::Better),
    ("superior", "to", Relation::Better),
    ("leads", "", Relation::Better),
    ("led", "", Relation::Better),
    ("tops", "", Relation::Better),
    ("defeats", "", Relation::Better),
    ("bests", "", Relation::Better),
    ("underperforms", "", Relation::Worse),
    ("underperformed", "", Relation::Worse),
    ("trails", "", Relation::Worse),
    ("trailed", "", Relation::Worse),
    ("trailing", "", Relation::Worse),
    ("lags", "behind", Relation::Worse),
    ("lags", "", Relation::Worse),
    ("behind", "", Relation::Worse),
    ("inferior", "to", Relation::Worse),
    ("short", "of", Relation::Worse),
    ("loses", "to", Relation::Worse),
    ("exceeds", "", Relation::More),
    ("exceeded", "", Relation::More),
    ("exceed", "", Relation::More),
    ("above", "", Relation::More),
    ("below", "", Relation::Less),
    ("under", "", Relation::Less),
    ("over", "", Relation::Better),
    ("outranks", "", Relation::Better),
    ("outweighs", "", Relation::More),
    ("ties", "with", Relation::Equal),
    ("tied", "with", Relation::Equal),
    ("matches", "", Relation::Equal),
    ("equals", "", Relation::Equal),
    ("equal", "to", Relation::Equal),
];

fn comparative(word: &str) -> Option<Relation> {
    Some(match word {
        "better" | "stronger" => Relation::Better,
        "worse" | "weaker" | "poorer" => Relation::Worse,
        "higher" | "greater" | "larger" | "bigger" | "more" | "longer" | "slower" => Relation::More,
        "lower" | "less" | "smaller" | "fewer" | "shorter" | "faster" | "quicker" => Relation::Less,
        _ => return None,
    })
}

fn find(scene: &Scene<'_>) -> Vec<Comparison> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < scene.tokens.len() {
        let token = &scene.tokens[at];
        if let Some(relation) = comparative(&token.text).filter(|_| token.name().is_none()) {
            let than = (at + 1..(at + 9).min(scene.tokens.len()))
                .find(|place| scene.tokens[*place].is_word(&["than"]));
            if let Some(than) = than {
                let between: Vec<&str> = (at + 1..than).map(|place| scene.word(place)).collect();
                let says = |words: &[&str]| between.iter().any(|word| words.contains(word));
                let key = match token.text.as_str() {
                    "faster" | "slower" | "quicker" => Some("time"),
                    _ if says(&["important", "influential", "predictive", "relevant"]) => Some("importance"),
                    _ if says(&["drift", "drifted"]) => Some("psi"),
                    "more" | "less" if between.is_empty() => match scene.word_before(at, 1) {
                        "matters" | "matter" | "contributes" | "counts" | "weighs" => Some("importance"),
                        "drifted" | "drifts" | "shifted" => Some("psi"),
                        _ => Some("unsaid"),
                    },
                    _ => None,
                };
                let relation = match (&*token.text, says(&["accurate", "precise", "reliable"])) {
                    ("more", true) => Relation::Better,
                    ("less", true) => Relation::Worse,
                    _ => relation,
                };
                found.push(Comparison { at, right: than + 1, relation, key });
                at = than + 1;
                continue;
            }
        }
        if token.name().is_none() {
            let verb = VERBS.iter().find(|(word, next, _)| {
                token.text == *word && (next.is_empty() || scene.word(at + 1) == *next)
            });
            if let Some((_, next, relation)) = verb {
                let mut right = at + 1 + usize::from(!next.is_empty());
                let passive = scene.word(right) == "by";
                let mut relation = *relation;
                if passive {
                    // "beaten by", "outperformed by"; but "leads by 0.002" is no passive.
                    relation = relation.turned();
                    right += 1;
                }
                found.push(Comparison { at, right, relation, key: None });
            }
        }
        at += 1;
    }
    found
}

pub(crate) fn check(scene: &Scene<'_>) -> Outcome {
    let mut matched = Vec::new();
    let mut last_left: Option<(Vec<NameId>, Vec<NameId>)> = None;
    for comparison in find(scene) {
        let Some(right) = right_operand(scene, &comparison)? else { continue };
        match right {
            Right::Names(right) => {
                let sort = sort_of(scene, &right);
                let left = left_operand(scene, &comparison, sort, &right, last_left.as_ref())?;
                matched.extend(compare(scene, &comparison, &left, &right, sort)?);
                last_left = Some((left, right));
            }
            Right::Everyone => {
                let left = left_operand(scene, &comparison, None, &[], last_left.as_ref())?;
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
                matched.extend(compare(scene, &comparison, &left, &others, sort)?);
            }
            Right::Tag(tag) => matched.extend(compare_tags(scene, &comparison, tag)?),
        }
    }
    matched.extend(orders_of_three(scene)?);
    Ok(matched)
}

enum Right {
    Names(Vec<NameId>),
    Everyone,
    Tag(Tag),
}

/// What stands on the second side. `None` where it is a number (a bound) or where a verb has no object ("leads").
fn right_operand(scene: &Scene<'_>, comparison: &Comparison) -> Result<Option<Right>, String> {
    let is_than = scene.word_before(comparison.right, 1) == "than";
    let mut at = comparison.right;
    let end = (at + 7).min(scene.tokens.len());
    let phrase: Vec<&str> = (at..end).map(|place| scene.word(place)).collect();
    let phrase = phrase.join(" ");
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
    if everyone.iter().any(|everyone| phrase.starts_with(everyone)) {
        // "leads the field" is a rank.
        return Ok((is_than || !phrase.starts_with("the field")).then_some(Right::Everyone));
    }
    let mention_at = |place: usize| scene.names.iter().find(|mention| mention.at == place);
    while at < end {
        let token = &scene.tokens[at];
        if let Some(mention) = mention_at(at) {
            return Ok(Some(Right::Names(list_from(scene, *mention))));
        }
        match &token.token {
            Token::Number(_) => {
                // "A is better than 0.9": checked as a bound or difference. "3 other models": not a bound.
                if scene.tokens[at + 1..end].iter().any(|token| token.is_word(&["other", "others"])) {
                    return Err("compares with others that it does not name".into());
                }
                return Ok(None);
            }
            Token::Tag(tag @ (Tag::Split(_) | Tag::Side(_))) => return Ok(Some(Right::Tag(*tag))),
            Token::Date(..) => return Ok(None),
            Token::Mark(_) => break,
            _ => {
                let skipped = token.is_word(&[
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
                ]) || token.quantity().is_some();
                if !skipped {
                    break;
                }
                at += 1;
            }
        }
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

/// A name with those listed after it: "B, C and D".
fn list_from(scene: &Scene<'_>, first: Mention<NameId>) -> Vec<NameId> {
    let mut listed = vec![first.what];
    let mut last = first.at;
    for mention in scene.names.iter().filter(|mention| mention.at > first.at) {
        let joined = mention.at > last + 1
            && (last + 1..mention.at).all(|at| {
                scene.tokens[at].mark(&[',', '&'])
                    || scene.tokens[at].is_word(&["and", "or", "the", "both", "also"])
            });
        let same_sort =
            scene.facts.lexicon.get(first.what).sorts.iter().any(|sort| scene.is_sort(mention.what, *sort));
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
fn sort_of(scene: &Scene<'_>, names: &[NameId]) -> Option<Sort> {
    [
        Sort::Model,
        Sort::Column,
        Sort::Class,
        Sort::Day,
        Sort::Dataset,
        Sort::Experiment,
        Sort::Deployment,
        Sort::Run,
    ]
    .into_iter()
    .find(|sort| !names.is_empty() && names.iter().all(|name| scene.is_sort(*name, *sort)))
}

fn left_operand(
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

/// What two things are compared by.
fn quantities(
    scene: &Scene<'_>,
    comparison: &Comparison,
    sort: Option<Sort>,
) -> Result<Vec<Vec<QuantityId>>, String> {
    let facts = scene.facts;
    let by_key = |key: &str| facts.quantities.id(key).map(|id| vec![id]).into_iter().collect::<Vec<_>>();
    match comparison.key {
        Some("time") => {
            let key = scene.time_key().ok_or("does not say what is faster, training or prediction")?;
            return Ok(by_key(key));
        }
        Some("unsaid") => return Err("does not say what there is more of".into()),
        Some(key) => return Ok(by_key(key)),
        None => {}
    }
    let usable = |ids: &[QuantityId]| ids.to_vec();
    let all: Vec<Mention<Vec<QuantityId>>> = scene
        .tokens
        .iter()
        .enumerate()
        .filter_map(|(at, token)| Some(Mention { at, what: token.quantity()?.to_vec() }))
        .filter(|mention| {
            let word = scene.word(mention.at);
            // "the model", "than feature B": nouns, not quantities.
            super::numbers::sort_of_noun(word).is_none()
        })
        .collect();
    let between = all.iter().find(|mention| mention.at > comparison.at && mention.at < comparison.right);
    if let Some(mention) = between {
        return Ok(vec![usable(&mention.what)]);
    }
    // "outperforms B on AUC and log loss": each of them.
    let after: Vec<&Mention<Vec<QuantityId>>> =
        all.iter().filter(|mention| mention.at > comparison.right).collect();
    if let Some(first) = after.first() {
        let introduced = (comparison.right..first.at)
            .rev()
            .take(3)
            .any(|at| scene.tokens[at].is_word(&["on", "in", "by", "for", "terms", "regarding", "with"]));
        if introduced {
            let mut found = vec![usable(&first.what)];
            let mut last = first.at;
            for mention in after.iter().skip(1) {
                let joined = (last + 1..mention.at).all(|at| {
                    scene.tokens[at].mark(&[',']) || scene.tokens[at].is_word(&["and", "both", "in", "on"])
                });
                if !joined {
                    break;
                }
                found.push(usable(&mention.what));
                last = mention.at;
            }
            return Ok(found);
        }
    }
    let before = all.iter().rev().find(|mention| mention.at < comparison.at);
    if let Some(mention) = before.or(after.first().copied()) {
        return Ok(vec![usable(&mention.what)]);
    }
    match (sort, facts.ranking) {
        (Some(Sort::Model | Sort::Experiment), Some(ranking)) => Ok(vec![vec![ranking]]),
        _ => Err("does not say what is compared".into()),
    }
}

/// The figure of a name by which it is compared.
pub(crate) fn figure_of<'a>(scene: &Scene<'a>, name: NameId, quantity: QuantityId) -> Option<&'a Fact> {
    let mut figures = scene
        .facts
        .of(quantity)
        .filter(|fact| fact.subjects.contains(&name) && fits_beside(scene, fact, name));
    let said =
        |fact: &&Fact| fact.tags.iter().any(|tag| scene.tags.iter().any(|mention| mention.what == *tag));
    let all: Vec<&Fact> = figures.by_ref().collect();
    // The fewest other subjects: the model's own figure, not that of one of its classes.
    let best = all.iter().copied().filter(said).min_by_key(|fact| fact.subjects.len());
    best.or_else(|| {
        let untagged = all.iter().copied().filter(|fact| fact.default);
        untagged.min_by_key(|fact| fact.subjects.len())
    })
}

fn has_figures(scene: &Scene<'_>, name: NameId, comparison: &Comparison, sort: Option<Sort>) -> bool {
    quantities(scene, comparison, sort).is_ok_and(|quantities| {
        quantities.iter().flatten().any(|quantity| figure_of(scene, name, *quantity).is_some())
    })
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
                let better = scene.facts.better(quantity);
                let evidence =
                    format!("{} and {}", describe(scene.facts, first), describe(scene.facts, second));
                match comparison.relation.holds(first.value, second.value, better) {
                    Some(true) => matched.push(evidence),
                    Some(false) => return Err(format!("the order is not so: {evidence}")),
                    None => return Err("nobody knows which way the metric is better".into()),
                }
            }
        }
    }
    Ok(matched)
}

/// "higher on training rows than in cross-validation", of one and the same thing.
fn compare_tags(scene: &Scene<'_>, comparison: &Comparison, right: Tag) -> Result<Vec<String>, String> {
    let left = scene.tags.iter().rev().find(|mention| {
        mention.at < comparison.right && mention.what != right && mention.what.same_group(right)
    });
    let quantities = quantities(scene, comparison, None)
        .unwrap_or_else(|_| scene.facts.ranking.map(|id| vec![id]).into_iter().collect());
    for quantity in quantities.into_iter().flatten() {
        let figures: Vec<&Fact> =
            scene.facts.of(quantity).filter(|fact| scene.fits_names(fact, comparison.at)).collect();
        let tagged = |tag: Tag| figures.iter().copied().find(|fact| fact.tags.contains(&tag));
        let first = match left {
            Some(mention) => tagged(mention.what),
            None => figures.iter().copied().find(|fact| fact.default && !fact.tags.contains(&right)),
        };
        if let (Some(first), Some(second)) = (first, tagged(right)) {
            let evidence = format!("{} and {}", describe(scene.facts, first), describe(scene.facts, second));
            return match comparison.relation.holds(first.value, second.value, scene.facts.better(quantity)) {
                Some(true) => Ok(vec![evidence]),
                Some(false) => Err(format!("the order is not so: {evidence}")),
                None => Err("nobody knows which way the metric is better".into()),
            };
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
