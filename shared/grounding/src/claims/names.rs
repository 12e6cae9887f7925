//! Names that do not exist, and families of algorithms.

use super::Outcome;
use crate::{
    name::{NameId, Sort},
    scene::{Mention, Scene},
    token::{Spanned, Token},
    vocabulary,
};

/// Sentences that propose something may name algorithms that nobody has tried yet.
const PROPOSALS: [&str; 14] = [
    "consider",
    "try",
    "evaluate",
    "explore",
    "compare",
    "train",
    "test",
    "add",
    "retrain",
    "benchmark",
    "recommend",
    "recommended",
    "suggest",
    "include",
];

/// Words after which a capitalised first word must be somebody's name: "Falcon reaches …".
const VERBS: [&str; 26] = [
    "reaches",
    "reached",
    "achieves",
    "achieved",
    "has",
    "is",
    "leads",
    "scores",
    "scored",
    "shows",
    "outperforms",
    "beats",
    "wins",
    "trails",
    "ranks",
    "performs",
    "attains",
    "delivers",
    "obtains",
    "accounts",
    "contributes",
    "dominates",
    "drifted",
    "was",
    "had",
    "comes",
];

/// First words of sentences that name nothing.
const OPENERS: [&str; 75] = [
    "it",
    "this",
    "that",
    "there",
    "the",
    "everything",
    "nothing",
    "performance",
    "quality",
    "latency",
    "traffic",
    "drift",
    "training",
    "validation",
    "leakage",
    "overfitting",
    "calibration",
    "accuracy",
    "he",
    "she",
    "what",
    "which",
    "who",
    "each",
    "all",
    "none",
    "neither",
    "both",
    "data",
    "evaluation",
    "monitoring",
    "deployment",
    "production",
    "privacy",
    "utility",
    "volume",
    "here",
    "one",
    "second",
    "third",
    "first",
    "overall",
    "interpretability",
    "retraining",
    "stability",
    "generalization",
    "reliability",
    "scoring",
    "prediction",
    "predictions",
    "inference",
    "speed",
    "precision",
    "recall",
    "errors",
    "demand",
    "risk",
    "confidence",
    "robustness",
    "fairness",
    "complexity",
    "cost",
    "usage",
    "uncertainty",
    "variation",
    "importance",
    "similarity",
    "protection",
    "disclosure",
    "fidelity",
    "sensitivity",
    "specificity",
    "discrimination",
    "ranking",
    "evidence",
];

/// Names that the facts do not have.
pub(crate) fn known(scene: &Scene<'_>) -> Result<(), String> {
    let unknown = |token: &Spanned| Err(format!("names {}, which is not in the data", token.raw));
    for (at, token) in scene.tokens.iter().enumerate() {
        if token.token == Token::Ambiguous {
            return Err(format!("{} may be either of two names", token.raw));
        }
        if token.quoted && token.token == Token::Word && is_whole_quote(scene, at) {
            return unknown(token);
        }
        if token.token == Token::Word && (is_called(scene, at) || acts_as_name(scene, at)) {
            return unknown(token);
        }
        if token.token != Token::Word || is_known_word(scene, token) {
            continue;
        }
        if looks_like_identifier(&token.raw) {
            return unknown(token);
        }
        let capital = token.raw.chars().next().is_some_and(char::is_uppercase);
        if !capital || token.quoted {
            continue;
        }
        let opens = at == 0 || scene.tokens[at - 1].mark(&[':', '"', '(', '–', '—']);
        if !opens {
            return unknown(token);
        }
        let next = scene.tokens.get(at + 1);
        let acts = next.is_some_and(|next| next.token == Token::Word && VERBS.contains(&next.text.as_str()));
        if acts && !OPENERS.contains(&token.text.as_str()) {
            return unknown(token);
        }
    }
    algorithms(scene)
}

/// "The dataset diabetes has …": a word between a noun and a verb is a name.
fn is_called(scene: &Scene<'_>, at: usize) -> bool {
    // "The most important feature is glucose", "trained on mammography, a dataset of …"
    if is_predicate(scene, at) || is_apposed(scene, at) {
        return true;
    }
    // "The feature worst diameter", where others are "worst texture" and "worst radius".
    let of_noun = matches!(scene.word_before(at, 1), "feature" | "column" | "predictor" | "class");
    if of_noun && scene.facts.lexicon.begins_a_name(scene.word(at)) {
        return true;
    }
    let noun = matches!(
        scene.word_before(at, 1),
        "dataset" | "column" | "feature" | "predictor" | "experiment" | "deployment"
    );
    let next = scene.word(at + 1);
    let verb = scene.tokens.get(at + 1).is_some_and(|next| next.token == Token::Word)
        && (VERBS.contains(&next)
            || next.ends_with("ed")
            || (next.ends_with('s') && next != "'s")
            || next == "ran");
    let own = scene.word(at);
    noun && verb
        && own.len() > 2
        && !VERBS.contains(&own)
        && !matches!(own, "which" | "who" | "there" | "not" | "does" | "and" | "with" | "for")
        && !scene.facts.known_words.contains(scene.word(at))
        && !matches!(
            scene.word(at),
            "itself"
                | "also"
                | "still"
                | "here"
                | "that"
                | "now"
                | "only"
                | "alone"
                | "drift"
                | "importance"
                | "it"
                | "he"
                | "set"
                | "name"
                | "type"
        )
}

/// Words that follow "is" and name nothing.
const PLAIN: &[&str] = &[
    "the", "a", "an", "also", "still", "again", "not", "only", "just", "now", "clearly", "by", "in", "at",
    "with", "on", "of", "from", "one", "no", "its", "their", "that", "this", "what", "where", "how", "both",
    "then", "as", "far", "for", "to", "between", "likely", "worth", "there", "here", "it", "named", "called",
    "known", "about", "around", "nearly", "almost", "over", "under", "above", "below", "more", "less",
    "within", "up", "so", "too", "very", "quite", "shared", "tied",
];

/// "The third most important feature is glucose": a word where a name must stand.
fn is_predicate(scene: &Scene<'_>, at: usize) -> bool {
    let copula = scene.tokens.get(at.wrapping_sub(1)).is_some_and(|token| token.is_word(&["is", "was"]));
    let noun = (at.saturating_sub(8)..at.saturating_sub(1)).rev().find(|place| {
        matches!(
            scene.word(*place),
            "feature" | "model" | "column" | "class" | "dataset" | "predictor" | "input"
        )
    });
    let superlative = noun.is_some_and(|noun| {
        (noun.saturating_sub(4)..noun).any(|place| {
            scene.tokens[place].is_word(&[
                "most",
                "least",
                "best",
                "worst",
                "strongest",
                "weakest",
                "largest",
                "smallest",
                "top",
                "leading",
                "highest",
                "lowest",
                "fastest",
                "slowest",
            ])
        })
    });
    let ends = scene
        .tokens
        .get(at + 1)
        .is_none_or(|token| token.mark(&['.', ',', ';', '(']) || token.is_word(&["with", "at", "and"]));
    let word = scene.word(at);
    copula
        && superlative
        && ends
        && word.len() > 2
        && !word.ends_with("ly")
        && !word.ends_with("ed")
        && !PLAIN.contains(&word)
}

/// "On mammography, a dataset of 569 rows": what stands beside such a noun is a name.
fn is_apposed(scene: &Scene<'_>, at: usize) -> bool {
    let before = matches!(scene.word_before(at, 1), "on" | "of" | "from" | "in" | "for" | "with" | "to");
    let noun = scene.tokens.get(at + 1).is_some_and(|token| token.mark(&[',']))
        && scene.tokens.get(at + 2).is_some_and(|token| token.is_word(&["a", "the"]))
        && matches!(scene.word(at + 3), "dataset" | "feature" | "model" | "class" | "column");
    before && noun && !scene.facts.known_words.contains(scene.word(at))
}

/// "sgd-epochs reaches …": a word with a hyphen that does something is a name, and so is one of three parts, unless it
/// is a phrase such as "state-of-the-art".
fn acts_as_name(scene: &Scene<'_>, at: usize) -> bool {
    // "Put voting-ensemble into production", where models are called so: "svc-rbf".
    let is_object = at == 1
        && scene.word(at).contains('-')
        && scene.tokens.get(at + 1).is_some_and(|next| {
            next.is_word(&["into", "in", "on", "to", "for", "with", "alongside", "over", "instead", "beside"])
        });
    let hyphenated = |name: NameId| {
        let text = scene.text_of(name);
        text.contains('-') && !text.contains('_') && text.chars().all(|c| !c.is_uppercase())
    };
    if is_object && scene.facts.lexicon.of_sort(Sort::Model).any(hyphenated) {
        return true;
    }
    // "svc-linear" beside a known "svc-rbf": no word begins like this.
    if let Some((prefix, _)) = scene.word(at).split_once('-')
        && (2..=4).contains(&prefix.len())
        && !prefix.contains(['a', 'e', 'i', 'o', 'u'])
        && scene.facts.lexicon.of_sort(Sort::Model).any(|name| {
            scene.text_of(name).to_lowercase().strip_prefix(prefix).is_some_and(|rest| rest.starts_with('-'))
        })
    {
        return true;
    }
    const LINKS: [&str; 14] =
        ["of", "to", "the", "in", "vs", "and", "up", "by", "per", "for", "on", "a", "false", "true"];
    let parts: Vec<&str> = scene.word(at).split('-').collect();
    let known = scene.facts.known_words.contains(scene.word(at));
    if parts.len() > 2 && !known && !parts.iter().any(|part| LINKS.contains(part)) && !is_general(&parts) {
        return true;
    }
    const PREFIXES: [&str; 24] = [
        "cross", "re", "pre", "over", "under", "non", "short", "long", "real", "follow", "hold", "held",
        "up", "down", "run", "fine", "mis", "co", "out", "trade", "look", "well", "day", "out",
    ];
    let word = scene.word(at);
    let opens = at == 0 || scene.tokens[at - 1].mark(&[',']);
    let object = scene
        .tokens
        .get(at + 2)
        .is_some_and(|token| token.number().is_some() || token.is_word(&["the", "a", "an", "its"]));
    let acts = scene.tokens.get(at + 1).is_some_and(|next| {
        VERBS.contains(&next.text.as_str()) || next.token == Token::Word && next.text.ends_with('s') && object
    });
    let prefix = word.split('-').next().unwrap_or(word);
    opens
        && acts
        && word.contains('-')
        && !PREFIXES.contains(&prefix)
        && !scene.facts.known_words.contains(word)
}

fn is_general(parts: &[&str]) -> bool {
    parts.iter().any(|part| {
        vocabulary::GENERAL.contains(part)
            || matches!(*part, "mean" | "square" | "squared" | "cross" | "fold")
    })
}

fn is_known_word(scene: &Scene<'_>, token: &Spanned) -> bool {
    let text = token.text.trim_end_matches("'s");
    let known = |word: &str| {
        vocabulary::GENERAL.contains(&word)
            || scene.facts.known_words.contains(word)
            || scene.facts.quantities.at(word).is_some_and(|(_, length)| length == word.len())
    };
    known(text)
        || (text.contains(['-', '/']) && text.split(['-', '/']).all(|part| known(part) || is_plain(part)))
}

fn is_plain(word: &str) -> bool {
    word.chars().all(char::is_lowercase)
}

/// A word in quotes that is no name of the data.
fn is_whole_quote(scene: &Scene<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).is_some_and(|before| scene.tokens[before].mark(&['"']));
    let after = scene.tokens.get(at + 1).is_some_and(|after| after.mark(&['"']));
    before && after
}

/// Underscores, digits among letters, capitals inside: nobody writes ordinary words so.
fn looks_like_identifier(raw: &str) -> bool {
    let word = raw.trim_end_matches("'s");
    let digits = word.chars().any(|c| c.is_ascii_digit());
    let letters = word.chars().any(char::is_alphabetic);
    let inner_capital = word.split(['-', '/', '\'']).any(|part| part.chars().skip(1).any(char::is_uppercase));
    word.contains('_') || (digits && letters) || inner_capital
}

/// Families of algorithms that none of the models belongs to.
fn algorithms(scene: &Scene<'_>) -> Result<(), String> {
    let proposes = scene.tokens.iter().any(|token| PROPOSALS.contains(&token.text.as_str()));
    if proposes {
        return Ok(());
    }
    let words: Vec<&str> = scene
        .tokens
        .iter()
        .map(|token| {
            let known = token.name().is_some() || token.quantity().is_some();
            if known { "\u{0}" } else { token.text.as_str() }
        })
        .collect();
    let sentence = format!(" {} ", words.join(" "));
    for (_, phrases) in vocabulary::ALGORITHMS {
        for phrase in *phrases {
            if sentence.contains(&format!(" {phrase} ")) {
                return Err(format!("names {phrase}, which no model of the data is"));
            }
        }
    }
    Ok(())
}

/// "GLM_1, a gradient boosting model": the family must be the model's own. "The random forest reaches …" is about the
/// one model of that family; with several, nobody can tell about which.
pub(crate) fn families(scene: &mut Scene<'_>) -> Outcome {
    let mut matched = Vec::new();
    let families = scene.named(Sort::Algorithm);
    let models = scene.named(Sort::Model);
    let mut meant = Vec::new();
    for family in &families {
        let near = models
            .iter()
            .filter(|model| model.at != family.at)
            .filter(|model| {
                let (from, to) = (model.at.min(family.at), model.at.max(family.at));
                to - from <= 4
                    && (from + 1..to).all(|at| {
                        scene.tokens[at].mark(&[',', '('])
                            || scene.tokens[at]
                                .is_word(&["is", "a", "an", "the", "model", "as", "was", "best", "leading"])
                    })
            })
            .min_by_key(|model| model.at.abs_diff(family.at));
        if let Some(model) = near {
            let own = scene.facts.algorithm_of.get(&model.what);
            if !own.is_some_and(|own| own.contains(&family.what)) {
                return Err(format!(
                    "{} is not known to be {}",
                    scene.text_of(model.what),
                    scene.text_of(family.what)
                ));
            }
            matched.push(format!("{} is {}", scene.text_of(model.what), scene.text_of(family.what)));
            continue;
        }
        if scene.group_words.contains(&family.at) {
            continue;
        }
        let of_family = scene.facts.family(family.what);
        // "The model is a random forest": of the one that everything is about.
        let said_of_it = models.is_empty() && matches!(scene.word_before(family.at, 2), "is" | "was");
        if let (true, [model]) = (said_of_it, scene.facts.protagonists.as_slice()) {
            if !of_family.contains(model) {
                return Err(format!(
                    "{} is not known to be {}",
                    scene.text_of(*model),
                    scene.text_of(family.what)
                ));
            }
            matched.push(format!("{} is {}", scene.text_of(*model), scene.text_of(family.what)));
            continue;
        }
        if let [model] = of_family.as_slice() {
            meant.push(Mention { at: family.at, what: *model });
        } else if models.is_empty() {
            let mut numbers = (0..scene.tokens.len()).filter(|at| scene.tokens[*at].number().is_some());
            if numbers.any(|at| !scene.taken.contains(&at) && scene.counted(at).is_none()) {
                return Err(format!("several models are {}", scene.text_of(family.what)));
            }
        }
    }
    scene.names.extend(meant);
    scene.names.sort_by_key(|mention| mention.at);
    Ok(matched)
}
