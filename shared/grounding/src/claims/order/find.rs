//! The words that compare.

use super::Relation;
use crate::{fact::QuantityId, numeral::Measure, scene::Scene};

/// A comparison found in the tokens.
pub(super) struct Comparison {
    pub(super) at: usize,
    /// First token of the second operand.
    pub(super) right: usize,
    pub(super) relation: Relation,
    /// "more important than": what is compared, where the words say so.
    pub(super) key: Option<&'static str>,
}

/// Single words and pairs that compare by themselves.
const VERBS: [(&str, &str, Relation); 54] = [
    ("improves", "on", Relation::Better),
    ("improves", "upon", Relation::Better),
    ("undercuts", "", Relation::Less),
    ("undercut", "", Relation::Less),
    ("overtakes", "", Relation::Better),
    ("eclipses", "", Relation::Better),
    ("close", "to", Relation::Near),
    ("similar", "to", Relation::Near),
    ("comparable", "to", Relation::Near),
    ("comparable", "with", Relation::Near),
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

/// The relation of a comparative.
pub(super) fn comparative(word: &str) -> Option<Relation> {
    Some(match word {
        "better" | "stronger" => Relation::Better,
        "worse" | "weaker" | "poorer" => Relation::Worse,
        "higher" | "greater" | "larger" | "bigger" | "more" | "longer" | "slower" => Relation::More,
        "lower" | "less" | "smaller" | "fewer" | "shorter" | "faster" | "quicker" => Relation::Less,
        _ => return None,
    })
}

/// "40 requests failed, more than on any other day": what the number before counts.
pub(super) fn counted_before(scene: &Scene<'_>, at: usize) -> Option<Vec<QuantityId>> {
    let number = (0..at).rev().find(|place| scene.tokens[*place].number().is_some())?;
    scene.counted(number).map(|(ids, _)| ids)
}

pub(super) fn find(scene: &Scene<'_>) -> Vec<Comparison> {
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
                let counts =
                    at.checked_sub(1).is_some_and(|before| scene.tokens[before].quantity().is_some());
                let is_time = at
                    .checked_sub(1)
                    .and_then(|before| scene.tokens[before].number())
                    .is_some_and(|number| number.measure == Measure::Time);
                let key = match token.text.as_str() {
                    "faster" | "slower" | "quicker" => Some("time"),
                    _ if says(&["important", "influential", "predictive", "relevant"]) => Some("importance"),
                    _ if says(&["drift", "drifted"]) => Some("psi"),
                    // "300 milliseconds more than B", "2,043 rows more than B".
                    "more" | "less" if between.is_empty() && is_time => Some("time"),
                    "more" | "less" | "fewer" if between.is_empty() && counts => None,
                    "better" | "worse"
                        if between.is_empty()
                            && matches!(
                                scene.word_before(at, 1),
                                "reproduced" | "preserved" | "replicated" | "modelled" | "modeled"
                            ) =>
                    {
                        Some("column_score")
                    }
                    "more" | "less"
                        if between.is_empty()
                            && (at.saturating_sub(4)..at).any(|place| {
                                scene.tokens[place]
                                    .is_word(&["relies", "rely", "depends", "depend", "leans", "draws"])
                            }) =>
                    {
                        Some("importance")
                    }
                    "more" | "less" if between.is_empty() => match scene.word_before(at, 1) {
                        "matters" | "matter" | "contributes" | "counts" | "weighs" => Some("importance"),
                        "drifted" | "drifts" | "shifted" => Some("psi"),
                        // "3.1 s of training time, more than any other": what stands before.
                        _ if scene.measures.iter().any(|mention| mention.at < at) => None,
                        _ if counted_before(scene, at).is_some() => None,
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
        // "A leaves B behind"
        let behind = (at + 1..(at + 9).min(scene.tokens.len())).find(|place| scene.word(*place) == "behind");
        if let Some(behind) = behind.filter(|_| matches!(&*token.text, "leaves" | "left" | "leave")) {
            found.push(Comparison { at, right: at + 1, relation: Relation::Better, key: None });
            at = behind + 1;
            continue;
        }
        if token.name().is_none() {
            // "More samples, above all of class B"
            let above_all = token.text == "above"
                && scene.word(at + 1) == "all"
                && scene
                    .tokens
                    .get(at + 2)
                    .is_none_or(|token| token.mark(&[',', '.']) || token.is_word(&["of", "in", "for"]));
            // "The data behind the model": where it comes from.
            let of_origin = token.text == "behind"
                && scene.tokens[at.saturating_sub(1)].is_word(&[
                    "dataset",
                    "data",
                    "model",
                    "service",
                    "experiment",
                    "pipeline",
                    "reason",
                    "logic",
                    "rows",
                    "team",
                ]);
            // "The lead over B is …", "a lead of 0.0003 over B": a difference.
            let number = at.checked_sub(1).is_some_and(|before| scene.tokens[before].number().is_some());
            let noun = if number && scene.word_before(at, 2) == "of" { 3 } else { 1 };
            let of_gap = token.text == "over"
                && matches!(
                    scene.word_before(at, noun),
                    "lead" | "margin" | "advantage" | "gain" | "improvement" | "edge"
                );
            let verb =
                VERBS.iter().filter(|_| !of_gap && !of_origin && !above_all).find(|(word, next, _)| {
                    token.text == *word && (next.is_empty() || scene.word(at + 1) == *next)
                });
            // "The board is led by A" ranks A.
            let is_led = matches!(token.text.as_str(), "led" | "topped") && scene.word(at + 1) == "by";
            if let Some((_, next, relation)) = verb.filter(|_| !is_led) {
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
