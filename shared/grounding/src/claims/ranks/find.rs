//! The words that rank: "best", "third", "most important", "runner-up".

use crate::{
    claims::{
        numbers::{is_rank, sort_of_noun},
        order::Relation,
    },
    fact::QuantityId,
    name::Sort,
    scene::Scene,
    token::Token,
};

/// Verbs of placing: "comes third".
const PLACINGS: &[&str] = &[
    "ranks", "ranked", "rank", "comes", "came", "placed", "places", "finishes", "finished", "sits", "takes",
    "stands", "lands", "ranking", "coming",
];

const ENSEMBLES: &[&str] = &["ensemble", "ensembles", "stacked ensemble", "stacked ensembles"];

/// A superlative or rank in a sentence.
#[derive(Debug, Clone)]
pub(super) struct Superlative {
    pub(super) at: usize,
    /// The last token that belongs to it.
    pub(super) end: usize,
    /// From 1.
    pub(super) rank: u32,
    pub(super) relation: Relation,
    /// What orders, where the words say so: "most important".
    pub(super) key: Option<&'static str>,
    /// The sort that the noun after it says: "best model".
    pub(super) noun: Option<Sort>,
    /// It says where something stands ("leads", "ranks third"); it does not stand for something.
    pub(super) verb: bool,
}

pub(super) fn find(scene: &Scene<'_>) -> Vec<Superlative> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < scene.tokens.len() {
        let found_here = one(scene, at).filter(|_| !scene.group_words.contains(&at));
        match found_here {
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
            .find_map(|place| {
                let family =
                    scene.tokens[place].name().is_some_and(|name| scene.is_sort(name, Sort::Algorithm));
                let ensemble = scene.tokens[place].is_word(ENSEMBLES);
                if family || ensemble { Some(Sort::Model) } else { sort_of_noun(scene.word(place)) }
            })
    };
    let make = |end: usize, rank: u32, relation: Relation, key: Option<&'static str>, noun: Option<Sort>| {
        // What importance and drift order are features; what a count orders, the names tell.
        let noun = match key {
            Some("importance" | "psi" | "column_score") => Some(Sort::Column),
            Some(key) if !matches!(key, "time" | "rows" | "requests") => None,
            Some(_) if counted_key(scene, end).is_some() => None,
            _ => noun.or_else(|| noun_after(end)).or_else(|| noun_before(scene, at)).or_else(|| {
                // "the smallest of the five datasets"
                let of = scene.word(end + 1) == "of";
                (end + 2..(end + 6).min(scene.tokens.len()))
                    .filter(|_| of)
                    .find_map(|at| sort_of_noun(scene.word(at)))
            }),
        };
        // The largest class has the most rows, and so has the largest dataset.
        let key = match (key, noun, scene.word(end)) {
            (Some("time"), Some(Sort::Experiment | Sort::Run), _) => Some("duration"),
            (None, Some(Sort::Experiment | Sort::Run), "longest") => Some("duration"),
            (None, Some(Sort::Experiment | Sort::Run), "shortest") => Some("duration"),
            (
                None,
                Some(Sort::Class | Sort::Dataset),
                "largest" | "larger" | "biggest" | "bigger" | "smallest" | "smaller" | "rarest",
            ) => Some("rows"),
            _ => key,
        };
        let verb = scene.tokens[at].is_word(PLACINGS)
            || matches!(scene.word(at), "leads" | "led" | "tops" | "wins" | "dominates")
            || scene
                .tokens
                .get(end)
                .is_some_and(|token| token.is_word(&["place", "rank", "position", "spot"]))
            || (end == at && matches!(scene.tokens[at].token, Token::Ordinal(_) | Token::Number(_)))
            || scene.word(at) == "last";
        Some(Superlative { at, end, rank, relation, key, noun, verb })
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
        // "Its error is second only to that of A"
        if next == "only" && scene.word(at + 2) == "to" {
            return make(at + 2, rank, Relation::Better, None, Some(Sort::Model));
        }
        let before = scene.word_before(at, 1);
        let placed = PLACINGS.contains(&before);
        let place = matches!(next, "place" | "rank" | "position" | "spot");
        let board = matches!(before, "is" | "was") && matches!(next, "in" | "on" | "overall")
            || next == "on"
            || next == "in" && matches!(scene.word(at + 3), "leaderboard" | "ranking" | "order");
        if place
            || placed
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
            if (PLACINGS.contains(&scene.word_before(at, 1))
                || matches!(scene.word_before(at, 1), "is" | "in"))
                && !matches!(next, "day" | "week" | "month" | "year") =>
        {
            let sort = if says_importance(scene) { Sort::Column } else { Sort::Model };
            return make(at, 1, Relation::Worse, None, Some(sort));
        }
        "runner-up" => return make(at, 2, Relation::Better, None, Some(Sort::Model)),
        "leader" | "winner" | "champion" => return make(at, 1, Relation::Better, None, Some(Sort::Model)),
        // "No single feature dominates"
        "dominates" if (at.saturating_sub(4)..at).any(|place| scene.word(place) == "no") => return None,
        "wins" | "dominates" => return make(at, 1, Relation::Better, None, None),
        // "The board is led by A": said of what follows.
        "led" | "topped" | "headed" if next == "by" => {
            let by = make(at + 1, 1, Relation::Better, None, Some(Sort::Model));
            return by.map(|superlative| Superlative { at: at + 1, ..superlative });
        }
        "leads" | "led" | "tops" => {
            // With an object it is a comparison.
            let object = scene.names.iter().any(|mention| mention.at > at && mention.at <= at + 2);
            let of_field = next == "the"
                && matches!(
                    scene.word(at + 2),
                    "leaderboard" | "ranking" | "field" | "pack" | "way" | "board" | "list" | "table"
                );
            // "The most important is A, which leads" is said of the feature.
            let of_feature = scene.word_before(at, 1) == "which" && says_importance(scene);
            let of_feature = of_feature
                && scene
                    .names
                    .iter()
                    .rfind(|mention| mention.at < at)
                    .is_some_and(|mention| scene.is_sort(mention.what, Sort::Column));
            let (key, sort) =
                if of_feature { (Some("importance"), Sort::Column) } else { (None, Sort::Model) };
            let relation = if of_feature { Relation::More } else { Relation::Better };
            return (!object || of_field)
                .then_some(())
                .and_then(|()| make(at + if of_field { 2 } else { 0 }, 1, relation, key, Some(sort)));
        }
        _ => {}
    }
    let (end, relation, key) = superlative_word(scene, at)?;
    make(end, 1, relation, key, None)
}

/// "The features with the greatest share": what stands before.
fn noun_before(scene: &Scene<'_>, at: usize) -> Option<Sort> {
    let with =
        (at.saturating_sub(2)..at).find(|place| scene.tokens[*place].is_word(&["with", "of", "having"]))?;
    with.checked_sub(1).and_then(|place| sort_of_noun(scene.word(place)))
}

fn says_importance(scene: &Scene<'_>) -> bool {
    const OF_FEATURES: [&str; 4] = ["importance", "importance_value", "psi", "column_score"];
    let of_features = |id: &QuantityId| OF_FEATURES.contains(&scene.facts.quantities.get(*id).key.as_str());
    scene.says_important()
        || find_weight(scene).is_some()
        || scene.measures.iter().any(|mention| mention.what.iter().any(of_features))
}

/// "Carries most weight": where "weight" is how much a feature matters.
fn find_weight(scene: &Scene<'_>) -> Option<usize> {
    (2..scene.tokens.len()).find(|at| {
        scene.word(*at) == "weight"
            && (at.saturating_sub(3)..*at)
                .any(|place| scene.tokens[place].is_word(&["carries", "carry", "has", "bears"]))
    })
}

/// "The fewest models", "the most rows": what is counted.
fn counted_key(scene: &Scene<'_>, at: usize) -> Option<&'static str> {
    const COUNTS: [&str; 9] = [
        "models",
        "rows",
        "columns",
        "features",
        "requests",
        "errors",
        "missing_values",
        "drifted_features",
        "misclassified",
    ];
    let ids = scene.tokens.get(at)?.quantity()?;
    COUNTS.into_iter().find(|key| ids.iter().any(|id| scene.facts.quantities.get(*id).key == *key))
}

pub(crate) fn has_column_scores(scene: &Scene<'_>) -> bool {
    let id = scene.facts.quantities.id("column_score");
    id.is_some_and(|id| scene.facts.of(id).next().is_some())
}

/// Whether several things have figures of the quantity.
fn has_figures(scene: &Scene<'_>, key: &str) -> bool {
    scene
        .facts
        .quantities
        .id(key)
        .is_some_and(|id| scene.facts.of(id).filter(|fact| fact.default).nth(1).is_some())
}

/// What makes a feature or column strong: that it matters, in synthetic data that it is likely.
fn strength(scene: &Scene<'_>, at: usize) -> Option<&'static str> {
    let is_column = matches!(sort_of_noun(scene.word(at + 1)), Some(Sort::Column));
    let has =
        |key: &str| scene.facts.quantities.id(key).is_some_and(|id| scene.facts.of(id).next().is_some());
    is_column.then(|| if has("column_score") && !has("importance") { "column_score" } else { "importance" })
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
        "best" | "worst"
            if matches!(
                scene.word_before(at, 1),
                "reproduced" | "preserved" | "replicated" | "matched" | "modelled" | "modeled"
            ) && has_column_scores(scene) =>
        {
            let relation = if token.text == "best" { Relation::More } else { Relation::Less };
            Some((at, relation, Some("column_score")))
        }
        "best" | "top" | "leading" | "winning" | "strongest" => {
            // A strong driver is an important one.
            Some(match strength(scene, at) {
                Some(key) => (at, Relation::More, Some(key)),
                None => (at, Relation::Better, None),
            })
        }
        "worst" | "weakest" | "poorest" => Some(match strength(scene, at) {
            Some(key) => (at, Relation::Less, Some(key)),
            None => (at, Relation::Worse, None),
        }),
        // "The shortest time", "the longest training".
        "longest" | "shortest" if matches!(next, "time" | "training" | "fit") => {
            let relation = if token.text == "longest" { Relation::More } else { Relation::Less };
            Some((at + 1, relation, Some("time")))
        }
        "longest" | "shortest"
            if matches!(
                scene.word_before(at, 1),
                "took" | "takes" | "needed" | "needs" | "ran" | "trained"
            ) =>
        {
            let relation = if token.text == "longest" { Relation::More } else { Relation::Less };
            Some((at, relation, Some("time")))
        }
        "highest" | "largest" | "greatest" | "biggest" | "longest" | "busiest" => {
            Some((at, Relation::More, (token.text == "busiest").then_some("requests")))
        }
        "fewest" if counted_key(scene, at + 1).is_some() => {
            Some((at + 1, Relation::Less, counted_key(scene, at + 1)))
        }
        "lowest" | "smallest" | "shortest" | "fewest" => simple(Relation::Less),
        "quietest" => Some((at, Relation::Less, Some("requests"))),
        "majority" | "minority"
            if scene.word_before(at, 1) == "the"
                && (scene.word(at + 1) == "class"
                    || scene
                        .tokens
                        .iter()
                        .any(|token| token.name().is_some_and(|name| scene.is_sort(name, Sort::Class))))
                && scene.word(at + 1) != "of" =>
        {
            Some((at, if token.text == "majority" { Relation::More } else { Relation::Less }, Some("rows")))
        }
        "mainly" | "primarily" | "chiefly" | "mostly"
            if matches!(
                scene.word_before(at, 1),
                "depends" | "relies" | "rests" | "leans" | "driven" | "draws"
            ) =>
        {
            Some((at, Relation::More, Some("importance")))
        }
        "furthest" | "farthest"
            if matches!(scene.word_before(at, 1), "drifted" | "drifts" | "shifted" | "moved") =>
        {
            Some((at, Relation::More, Some("psi")))
        }
        "steadiest" if has_figures(scene, "fold_sd") => Some((at, Relation::Less, Some("fold_sd"))),
        "heaviest" if matches!(scene.word_before(at, 1), "weighs" | "weigh") => {
            Some((at, Relation::More, Some("importance")))
        }
        "widest" if scene.tokens.iter().any(|token| token.is_word(&["datasets", "dataset"])) => {
            Some((at, Relation::More, Some("columns")))
        }
        "rarest" => Some((at, Relation::Less, Some("rows"))),
        // "The smaller of the two classes"
        "rarer" if next == "of" => Some((at, Relation::Less, Some("rows"))),
        "smaller" if next == "of" => simple(Relation::Less),
        "larger" | "bigger" if next == "of" => simple(Relation::More),
        "better" if next == "of" => simple(Relation::Better),
        "worse" if next == "of" => simple(Relation::Worse),
        "faster" if next == "of" => Some((at, Relation::Less, Some("time"))),
        "slower" if next == "of" => Some((at, Relation::More, Some("time"))),
        // The class of which the fewest rows are found.
        "hardest" if scene.facts.quantities.id("recall").is_some() => {
            Some((at, Relation::Less, Some("recall")))
        }
        "fastest" | "quickest" => Some((at, Relation::Less, Some("time"))),
        "slowest" => Some((at, Relation::More, Some("time"))),
        "peaked" | "peaks" | "peak" => simple(Relation::More),
        word @ ("most" | "least") => {
            let (more, better) = if word == "most" {
                (Relation::More, Relation::Better)
            } else {
                (Relation::Less, Relation::Worse)
            };
            // "The most heavily drifted feature"
            let adverb = usize::from(next.ends_with("ly") && !matches!(next, "likely" | "only"));
            let (at, next) = (at + adverb, scene.word(at + 1 + adverb));
            match next {
                "important" | "influential" | "predictive" | "relevant" | "informative" | "powerful" => {
                    Some((at + 1, more, Some("importance")))
                }
                "accurate" if has_figures(scene, "accuracy") => Some((at + 1, more, Some("accuracy"))),
                "accurate" | "reliable" => Some((at + 1, better, None)),
                _ if counted_key(scene, at + 1).is_some() => Some((at + 1, more, counted_key(scene, at + 1))),
                "common" | "frequent" => Some((at + 1, more, Some("rows"))),
                "drifted" | "drift" => Some((at + 1, more, Some("psi"))),
                "weight" if find_weight(scene) == Some(at + 1) => Some((at + 1, more, Some("importance"))),
                "of" => None,
                "likely" | "cases" | "teams" | "of the time" => None,
                _ if scene.tokens.get(at + 1).is_some_and(|token| token.quantity().is_some()) => simple(more),
                _ if matches!(
                    scene.word_before(at, 1),
                    "matters"
                        | "matter"
                        | "contribute"
                        | "contributes"
                        | "counts"
                        | "weighs"
                        | "depends"
                        | "relies"
                        | "leans"
                        | "draws"
                ) =>
                {
                    Some((at, more, Some("importance")))
                }
                _ if matches!(scene.word_before(at, 1), "varies" | "fluctuates" | "varied") => {
                    Some((at, more, Some("fold_sd")))
                }
                _ if matches!(scene.word_before(at, 1), "drifted" | "drifts" | "shifted") => {
                    Some((at, more, Some("psi")))
                }
                // "Class A is where it struggles most"
                _ if matches!(scene.word_before(at, 1), "struggles" | "struggle")
                    && scene.facts.quantities.id("recall").is_some() =>
                {
                    Some((at, Relation::Less, Some("recall")))
                }
                // "They shape the predictions most"
                _ if (0..at).any(|place| {
                    scene.clauses[place] == scene.clauses[at]
                        && scene.tokens[place].is_word(&[
                            "shape",
                            "shapes",
                            "drive",
                            "drives",
                            "determine",
                            "determines",
                            "influence",
                            "influences",
                        ])
                }) =>
                {
                    Some((at, more, Some("importance")))
                }
                // "What M leans on most"
                _ if scene.word_before(at, 1) == "on"
                    && matches!(scene.word_before(at, 2), "leans" | "relies" | "depends" | "draws") =>
                {
                    Some((at, more, Some("importance")))
                }
                _ => None,
            }
        }
        _ => None,
    }
}
