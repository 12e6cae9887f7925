//! What is said of all, or of nothing but what is named.

use crate::{
    claims::{
        Outcome, describe,
        numbers::{only_these, sort_of_noun},
    },
    facts::SORTS,
    name::{NameId, Sort},
    scene::{COMPARATIVES, Scene},
    token::Spanned,
};

/// "all models", "every feature", "none of the classes": more than the figures of those that are named.
pub(super) fn universal(scene: &Scene<'_>) -> Result<(), String> {
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
                .any(|place| sort_of_noun(scene.word(place)).is_some());
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
pub(super) fn of_one_type(scene: &Scene<'_>) -> Outcome {
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
pub(super) fn only(scene: &Scene<'_>) -> Outcome {
    let mut matched = Vec::new();
    for at in 0..scene.tokens.len() {
        // "The sole model", "the one column with …"
        let is_one = scene.tokens[at].is_word(&["one"])
            && scene.word_before(at, 1) == "the"
            && matches!(scene.word(at + 2), "with" | "under" | "below" | "above" | "over" | "that" | "whose");
        if !scene.tokens[at].is_word(&["only", "sole"]) && !is_one {
            continue;
        }
        let next = scene.word(at + 1);
        let of_noun = scene.word_before(at, 1) == "the" && (sort_of_noun(next).is_some() || next == "pair");
        // "Only A has …"; "it has only A" and "is only 0.3" are something else.
        let of_name = scene.tokens.get(at + 1).and_then(Spanned::name).filter(|_| at == 0);
        let sort = match (of_noun, of_name) {
            (true, _) => sort_of_noun(next).unwrap_or(Sort::Column),
            (_, Some(name)) => {
                SORTS.into_iter().find(|sort| scene.is_sort(name, *sort)).unwrap_or(Sort::Model)
            }
            _ => continue,
        };
        let names: Vec<NameId> = scene.named(sort).iter().map(|mention| mention.what).collect();
        match only_these(scene, &names, sort, next == "pair") {
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
            matched.push(format!("{} is the only {next}", scene.text_of(names[0])));
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
