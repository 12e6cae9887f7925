//! Wording that turns a claim round or claims more than two figures can show: negations, trends, drift, which way is
//! better, sums over everything.

use report_findings::metric::Direction;

use super::{Outcome, describe};
use crate::{
    fact::{QuantityId, Side, Tag},
    facts::SORTS,
    name::{NameId, Sort},
    scene::{COMPARATIVES, Scene},
    token::{Spanned, Token},
};

const UP: &[&str] = &[
    "increased",
    "increases",
    "rose",
    "rises",
    "grew",
    "grows",
    "climbed",
    "climbs",
    "climb",
    "jumped",
    "jumps",
    "surges",
    "soars",
    "soared",
    "doubled",
    "tripled",
    "surged",
    "risen",
    "grown",
];
const DOWN: &[&str] = &[
    "decreased",
    "decreases",
    "fell",
    "falls",
    "dropped",
    "drops",
    "declined",
    "declines",
    "shrank",
    "shrinks",
    "fallen",
    "halved",
    "halves",
    "sinks",
    "sank",
    "slips",
    "slipped",
    "plunges",
    "plunged",
    "shrunk",
    "weakens",
    "weakened",
    "decreasing",
];
const BETTER: &[&str] = &["improved", "improves"];
const WORSE: &[&str] = &["worsened", "worsens", "deteriorated", "deteriorates", "degrades", "declining"];

pub(crate) fn check(scene: &Scene<'_>) -> Outcome {
    let mut matched = Vec::new();
    direction(scene)?;
    trend(scene)?;
    matched.extend(drift(scene)?);
    negation(scene)?;
    universal(scene)?;
    matched.extend(only(scene)?);
    matched.extend(of_one_type(scene)?);
    Ok(matched)
}

/// "A lower log loss is better."
fn direction(scene: &Scene<'_>) -> Result<(), String> {
    for at in 0..scene.tokens.len() {
        let better = match scene.word(at) {
            "better" | "preferable" | "desirable" => true,
            "worse" | "bad" => false,
            _ => continue,
        };
        let copula = (at.saturating_sub(2)..at).any(|place| {
            scene.tokens[place].is_word(&["is", "are", "means", "indicate", "indicates", "mean"])
        });
        let than =
            (at + 1..(at + 5).min(scene.tokens.len())).any(|place| scene.tokens[place].is_word(&["than"]));
        let raised = (0..at).rev().find_map(|place| match scene.word(place) {
            "higher" | "larger" | "greater" | "more" | "bigger" => Some(true),
            "lower" | "smaller" | "less" | "fewer" => Some(false),
            _ => None,
        });
        let (Some(raised), true, false) = (raised, copula, than) else { continue };
        let directions: Vec<Direction> = scene
            .measures
            .iter()
            .flat_map(|mention| &mention.what)
            .filter_map(|id| scene.facts.better(*id))
            .collect();
        let expected = if raised == better { Direction::Higher } else { Direction::Lower };
        if directions.is_empty() || directions.iter().any(|direction| *direction != expected) {
            return Err("says the wrong way round which values are better".into());
        }
    }
    Ok(())
}

/// "rose from 0.02 to 0.30": the two figures are matched as numbers; here their order must agree.
fn trend(scene: &Scene<'_>) -> Result<(), String> {
    for (at, token) in scene.tokens.iter().enumerate() {
        if token.name().is_some() || token.quoted {
            continue;
        }
        let word = token.text.as_str();
        let went = matches!(scene.word_before(at, 1), "went" | "goes" | "gone" | "going");
        let word = match (went, word) {
            (true, "up") => "rose",
            (true, "down") => "fell",
            _ => word,
        };
        let direction = if UP.contains(&word) {
            Some(Some(true))
        } else if DOWN.contains(&word) {
            Some(Some(false))
        } else if BETTER.contains(&word) || WORSE.contains(&word) {
            let better = scene
                .measures
                .iter()
                .rev()
                .find_map(|mention| mention.what.iter().find_map(|id| scene.facts.better(*id)));
            let up = better.map(|better| (better == Direction::Higher) == BETTER.contains(&word));
            Some(up)
        } else {
            None
        };
        let Some(up) = direction else { continue };
        // "20% of the importance falls on x" says a share, "A improves on B" an order.
        if matches!(word, "falls" | "fell" | "improves" | "improved")
            && matches!(scene.word(at + 1), "on" | "upon")
        {
            continue;
        }
        // "Class B, where recall falls to 94%": the figure is checked, and a class has only one.
        let has_class = !scene.named(Sort::Class).is_empty();
        if has_class
            && scene.word(at + 1) == "to"
            && !scene.tokens.iter().any(|token| token.is_word(&["from"]))
        {
            continue;
        }
        // "The PSI has risen to 0.27": from none, by what it measures.
        let is_psi = |id: &QuantityId| scene.facts.quantities.get(*id).key == "psi";
        let of_psi = scene.measures.iter().any(|mention| mention.what.iter().any(is_psi));
        if of_psi && direction == Some(Some(true)) && scene.word(at + 1) == "to" {
            continue;
        }
        let after: Vec<f64> = scene
            .values
            .iter()
            .filter(|value| **value > at)
            .filter_map(|value| Some(scene.tokens[*value].number()?.value()))
            .collect();
        // "Jumped to 25.8%, compared with 1.8% otherwise"
        let compared =
            scene.tokens.iter().any(|token| token.is_word(&["compared", "against", "versus", "up"]));
        let turned = scene.word(at + 1) == "to" && compared;
        let up = if turned { up.map(|up| !up) } else { up };
        // "41 on training rows; in cross-validation it climbs to 54"
        let before =
            scene.values.iter().rfind(|value| **value < at).and_then(|value| scene.tokens[*value].number());
        if let (Some(up), [second], Some(first), "to") = (up, after.as_slice(), before, scene.word(at + 1))
            && !turned
        {
            if (*second > first.value()) == up && *second != first.value() {
                continue;
            }
            return Err(format!("the figures did not go the way that \u{201c}{word}\u{201d} says"));
        }
        match (up, after.as_slice()) {
            (Some(up), [first, second]) if (second > first) == up && first != second => {}
            (_, [_, _]) => {
                return Err(format!("the figures did not go the way that \u{201c}{word}\u{201d} says"));
            }
            (Some(up), _) => match between_tags(scene, at).or_else(|| between_names(scene)) {
                Some((from, to)) if (to > from) == up && from != to => {}
                Some(_) => {
                    return Err(format!("the figures did not go the way that \u{201c}{word}\u{201d} says"));
                }
                None => return Err(format!("\u{201c}{word}\u{201d} cannot be checked without two figures")),
            },
            _ => return Err(format!("\u{201c}{word}\u{201d} cannot be checked without two figures")),
        }
    }
    Ok(())
}

/// "Between training and cross-validation, the RMSE rises by 12.9": the figures of the two, in this order.
fn between_tags(scene: &Scene<'_>, at: usize) -> Option<(f64, f64)> {
    let tags: Vec<Tag> = scene.tags.iter().map(|mention| mention.what).collect();
    let sides = [Tag::Side(Side::Real), Tag::Side(Side::Synthetic)];
    let (first, second) = match tags.as_slice() {
        [first, second] => (first, second),
        // "When it is trained on synthetic data": in place of real data.
        [Tag::Side(Side::Synthetic)] => (&sides[0], &sides[1]),
        _ => return None,
    };
    let said = tags.len() == 1 || scene.tokens.iter().any(|token| token.is_word(&["from", "between"]));
    if !said || !first.same_group(*second) || first == second {
        return None;
    }
    let measured = scene.measures.iter().flat_map(|mention| mention.what.iter().copied());
    let place = scene.place(at);
    let figure = |id: QuantityId, tag: Tag| {
        let mut facts = scene.facts.of(id).filter(|fact| fact.tags == [tag] && place.fits_names(fact));
        facts.next().map(|fact| fact.value)
    };
    measured.chain(scene.facts.ranking).find_map(|id| Some((figure(id, *first)?, figure(id, *second)?)))
}

/// "From A to B, the RMSE grows by 10.3": the figures of the two.
fn between_names(scene: &Scene<'_>) -> Option<(f64, f64)> {
    let after = |word: &str| {
        scene
            .names
            .iter()
            .find(|mention| scene.word_before(mention.at, 1) == word)
            .map(|mention| mention.what)
    };
    let (from, to) = (after("from")?, after("to")?);
    let mut measured = scene.measures.iter().flat_map(|mention| mention.what.iter().copied());
    measured.find_map(|id| {
        let figure = |name| super::order::figure_of(scene, name, id).map(|fact| fact.value);
        Some((figure(from)?, figure(to)?))
    })
}

/// "X drifted", "X is stable": as the snapshot flags it.
fn drift(scene: &Scene<'_>) -> Outcome {
    let facts = scene.facts;
    if facts.drifted.is_empty() {
        return Ok(Vec::new());
    }
    let mut matched = Vec::new();
    most_drifted(scene)?;
    for (at, token) in scene.tokens.iter().enumerate() {
        let of_kind = token.quantity().is_some() && scene.word_before(at, 1) != "no";
        let says_drifted = match token.text.as_str() {
            "drifted features" | "drifting features" | "drifted inputs" | "drifted feature" if of_kind => {
                let counted = at.checked_sub(1).is_some_and(|before| scene.tokens[before].number().is_some());
                if counted {
                    continue;
                }
                true
            }
            "drifted" | "drifting" | "drifts" | "shifted" => true,
            "changed" if matches!(scene.word_before(at, 1), "has" | "have" | "had") => true,
            "stable" | "unchanged" | "steady" => false,
            _ => continue,
        };
        // "drifted most" and "drifted less than" are orders.
        let ordered = scene.word_before(at, 1) == "most"
            || matches!(scene.word(at + 1), "most" | "more" | "less" | "least");
        if token.name().is_some() || ordered {
            continue;
        }
        // "A, B and W have drifted": W is no feature of the data.
        let subject =
            at.checked_sub(2).filter(|_| matches!(scene.word_before(at, 1), "have" | "has" | "had"));
        if let Some(subject) = subject {
            let token = &scene.tokens[subject];
            let known = token.name().is_some()
                || token.quantity().is_some()
                || token.mark(&['"', ')', ','])
                || token.is_word(&[
                    "they",
                    "which",
                    "that",
                    "it",
                    "these",
                    "those",
                    "none",
                    "all",
                    "both",
                    "others",
                    "most",
                    "predictions",
                    "distribution",
                    "data",
                    "three",
                    "two",
                    "several",
                ])
                || token.number().is_some();
            if !known && says_drifted {
                return Err(format!("the data does not say whether {} drifted", token.raw));
            }
        }
        let negated = (at.saturating_sub(3)..at).any(|place| is_negator(scene, place));
        let wanted = says_drifted != negated;
        for mention in
            scene.named(Sort::Column).into_iter().filter(|mention| !scene.is_sort(mention.what, Sort::Day))
        {
            match facts.drifted.get(&mention.what) {
                Some(drifted) if *drifted == wanted => {
                    matched.push(format!("drifted of {} = {drifted}", scene.text_of(mention.what)))
                }
                Some(_) => {
                    return Err(format!(
                        "the data says otherwise about the drift of {}",
                        scene.text_of(mention.what)
                    ));
                }
                None => {
                    return Err(format!(
                        "the data does not say whether {} drifted",
                        scene.text_of(mention.what)
                    ));
                }
            }
        }
    }
    Ok(matched)
}

/// "Most features have drifted", "all inputs show drift": of those that the data tells.
fn most_drifted(scene: &Scene<'_>) -> Result<(), String> {
    let says = |words: &[&str]| scene.tokens.iter().any(|token| token.is_word(words));
    let (most, all) = (says(&["most", "majority"]), says(&["all", "every"]));
    let of_features = says(&["features", "inputs", "columns", "variables", "predictors"]);
    let drift = says(&["drift", "drifted", "drifting", "drifts", "shifted", "shift"]);
    if !(most || all) || !of_features || !drift || !scene.named(Sort::Column).is_empty() {
        return Ok(());
    }
    let (drifted, known) =
        (scene.facts.drifted.values().filter(|drifted| **drifted).count(), scene.facts.drifted.len());
    let is_so = if all { drifted == known } else { 2 * drifted > known };
    if is_so { Ok(()) } else { Err(format!("{drifted} of {known} features have drifted")) }
}

fn is_negator(scene: &Scene<'_>, at: usize) -> bool {
    let token = &scene.tokens[at];
    if token.name().is_some() || matches!(token.token, Token::Number(_)) {
        return false;
    }
    // "No. 1"
    if token.text == "no" && scene.word(at + 1) == "." {
        return false;
    }
    // "No longer" says that something has changed.
    if token.text == "no" && scene.word(at + 1) == "longer" {
        return false;
    }
    let not_only = token.text == "not" && matches!(scene.word(at + 1), "only" | "just" | "yet");
    let fails_to = matches!(token.text.as_str(), "fails" | "failed" | "fail") && scene.word(at + 1) == "to";
    (token.is_word(&[
        "not", "no", "never", "neither", "nor", "without", "cannot", "none", "nobody", "nothing", "hardly",
        "barely", "lacks",
    ]) && !not_only)
        || fails_to
        || token.text.ends_with("n't")
}

/// A negated number or comparison says something that the figures do not show directly.
fn negation(scene: &Scene<'_>) -> Result<(), String> {
    for at in 0..scene.tokens.len() {
        if !is_negator(scene, at) {
            continue;
        }
        let drift_word = (at..(at + 4).min(scene.tokens.len()))
            .any(|place| scene.tokens[place].is_word(&["drifted", "drifting", "drift", "shifted"]));
        let clause = scene.clauses[at];
        let claim = (0..scene.tokens.len()).filter(|place| scene.clauses[*place] == clause).any(|place| {
            let token = &scene.tokens[place];
            token.number().is_some_and(|_| !drift_word || place > at)
                || token.is_word(COMPARATIVES)
                || token.is_word(&[
                    "best",
                    "worst",
                    "highest",
                    "lowest",
                    "leads",
                    "lead",
                    "led",
                    "top",
                    "tops",
                    "win",
                    "wins",
                    "winner",
                    "leader",
                    "rank",
                    "ranks",
                    "last",
                    "trail",
                    "trails",
                    "outperforms",
                    "outperform",
                    "beats",
                    "beat",
                    "exceed",
                    "exceeds",
                    "most",
                    "least",
                    "first",
                    "surpass",
                    "surpasses",
                    "ahead",
                    "behind",
                    "above",
                    "below",
                    "largest",
                    "smallest",
                ])
        });
        // "No better" is understood where it is said of a model.
        if matches!(scene.word(at), "no" | "not") && super::order::is_bare(scene, at + 1) {
            continue;
        }
        // "no more than 5%" is a bound.
        let bound = matches!(scene.word(at), "no" | "not")
            && matches!(scene.word(at + 1), "more" | "less" | "fewer")
            && scene.word(at + 2) == "than";
        if claim && !bound {
            return Err("denies a figure or an order, which cannot be checked".into());
        }
    }
    Ok(())
}

/// "all models", "every feature", "none of the classes": more than the figures of those that are named.
fn universal(scene: &Scene<'_>) -> Result<(), String> {
    let orders = scene.tokens.iter().any(|token| {
        token.is_word(COMPARATIVES)
            || token.is_word(&[
                "best",
                "worst",
                "highest",
                "lowest",
                "largest",
                "smallest",
                "fastest",
                "slowest",
                "least",
                "most",
                "strongest",
                "weakest",
                "first",
                "last",
                "outperforms",
                "beats",
                "greatest",
                "longest",
                "shortest",
            ])
    });
    for (at, token) in scene.tokens.iter().enumerate() {
        let says_all = token.is_word(&[
            "all", "every", "each", "always", "most", "many", "several", "majority", "few", "half",
        ]);
        if !says_all || scene.group_words.contains(&at) {
            continue;
        }
        // "the lowest of all models", "better than all others"
        if orders && matches!(scene.word_before(at, 1), "of" | "than" | "among" | "amongst") {
            continue;
        }
        let of = scene.word(at + 1) == "of"
            || (at + 1..(at + 5).min(scene.tokens.len()))
                .any(|place| super::numbers::sort_of_noun(scene.word(place)).is_some());
        let states = scene.values.iter().any(|value| *value > at);
        let bound = scene.tokens.iter().any(|token| {
            token.is_word(&[
                "above", "below", "exceed", "exceeds", "over", "under", "least", "most", "than", "≥", "≤",
            ])
        });
        let range = scene.tokens.iter().any(|token| token.is_word(&["between", "range", "ranges", "from"]));
        if of && states && !bound && !range && !matches!(scene.word(at), "most" | "half" | "few") {
            return Err(format!("says \u{201c}{}\u{201d} of figures that differ", token.text));
        }
    }
    Ok(())
}

/// "All errors are of type X", "X is the only type of error": it has as many as there are.
fn of_one_type(scene: &Scene<'_>) -> Outcome {
    let Some(errors) = scene.facts.quantities.id("errors") else { return Ok(Vec::new()) };
    let says = |words: &[&str]| (0..scene.tokens.len()).find(|at| scene.tokens[*at].is_word(words));
    let of_type = says(&["type", "types", "kind"]).is_some() || says(&["are", "were"]).is_some();
    let all = says(&["all", "every", "only", "each"]).is_some();
    let about_errors = scene.tokens.iter().any(|token| {
        token.quantity().is_some_and(|ids| ids.contains(&errors)) || token.is_word(&["error", "failure"])
    });
    let typed = scene.names.iter().find_map(|mention| {
        scene
            .facts
            .of_subject(errors, mention.what)
            .find(|fact| fact.subjects == [mention.what] && !scene.is_sort(mention.what, Sort::Day))
    });
    let counted = scene.tokens.iter().any(|token| token.number().is_some());
    let (Some(own), true) = (typed, of_type && all && about_errors && !counted) else {
        return Ok(Vec::new());
    };
    let whole = scene.facts.of(errors).find(|fact| fact.subjects.is_empty()).map(|fact| fact.value);
    if whole == Some(own.value) {
        Ok(vec![describe(scene.facts, own)])
    } else {
        Err("the data has errors of other types".into())
    }
}

/// "The only dataset with missing values", "the only pair below 0.5", "only A is above 0.3": nobody else may be so.
fn only(scene: &Scene<'_>) -> Outcome {
    let mut matched = Vec::new();
    for at in 0..scene.tokens.len() {
        if !scene.tokens[at].is_word(&["only"]) {
            continue;
        }
        let next = scene.word(at + 1);
        let of_noun = scene.word_before(at, 1) == "the"
            && (super::numbers::sort_of_noun(next).is_some() || next == "pair");
        // "Only A has …"; "it has only A" and "is only 0.3" are something else.
        let of_name = scene.tokens.get(at + 1).and_then(Spanned::name).filter(|_| at == 0);
        let sort = match (of_noun, of_name) {
            (true, _) => super::numbers::sort_of_noun(next).unwrap_or(Sort::Column),
            (_, Some(name)) => {
                SORTS.into_iter().find(|sort| scene.is_sort(name, *sort)).unwrap_or(Sort::Model)
            }
            _ => continue,
        };
        let names: Vec<NameId> = scene.named(sort).iter().map(|mention| mention.what).collect();
        match super::numbers::only_these(scene, &names, sort, next == "pair") {
            Some(true) => {
                matched.push("no other is so".into());
                continue;
            }
            Some(false) => return Err("others are so, too, or those that are named are not".into()),
            None => {}
        }
        // "X is the only deployment": there is one of them.
        let ends = scene.tokens.get(at + 2).is_none_or(|token| {
            token.mark(&['.', ',', ';', ')']) || token.is_word(&["and", "so", "in", "of"])
        });
        if of_noun && ends && names.len() == 1 && scene.facts.lexicon.of_sort(sort).eq(names.iter().copied())
        {
            continue;
        }
        let missing = scene
            .facts
            .quantities
            .id("missing_values")
            .filter(|_| scene.tokens.iter().any(|token| token.text.starts_with("missing")));
        let ([name], Some(missing)) = (names.as_slice(), missing) else {
            return Err("says that it is the only one, which cannot be checked".into());
        };
        let others = scene.facts.of(missing).filter(|fact| {
            fact.value > 0.0
                && fact.subjects.iter().any(|subject| scene.is_sort(*subject, sort) && subject != name)
        });
        if others.count() > 0 {
            return Err(format!("{} is not the only one", scene.text_of(*name)));
        }
        matched.push(format!("{} is the only one", scene.text_of(*name)));
    }
    Ok(matched)
}
