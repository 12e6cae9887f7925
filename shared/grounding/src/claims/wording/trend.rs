//! Trends, and which way is better: "rose from 0.02 to 0.30", "a lower log loss is better".

use report_facts::metric::Direction;

use crate::{
    claims::{order::figure_of, proposals},
    fact::{QuantityId, Side, Tag},
    name::Sort,
    scene::Scene,
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

/// "A lower log loss is better."
pub(super) fn direction(scene: &Scene<'_>) -> Result<(), String> {
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
pub(super) fn trend(scene: &Scene<'_>) -> Result<(), String> {
    for (at, token) in scene.tokens.iter().enumerate() {
        if token.name().is_some() || token.quoted {
            continue;
        }
        let word = token.text.as_str();
        let went = matches!(scene.word_before(at, 1), "went" | "goes" | "gone" | "going");
        // "Loses AUC from training rows to cross-validation"
        let of_measure = scene.tokens.get(at + 1).is_some_and(|token| token.quantity().is_some());
        let word = match word {
            "loses" | "lost" | "lose" if of_measure => "fell",
            "gains" | "gained" | "gain" if of_measure => "rose",
            word => word,
        };
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
        // "Limit it until X has been improved" is a wish.
        if proposals::proposes(scene) && !scene.values.iter().any(|value| *value > at) {
            continue;
        }
        // "20% of the importance falls on x" says a share, "A improves on B" an order.
        if matches!(word, "falls" | "fell" | "improves" | "improved")
            && (matches!(scene.word(at + 1), "on" | "upon")
                || scene.word(at + 1) == "to" && scene.word(at + 2) == "the")
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
        // "Rises to 0.58 from 0.65"
        let came_from = (at + 2..scene.tokens.len()).any(|place| scene.word(place) == "from");
        let turned = scene.word(at + 1) == "to" && (compared || came_from);
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
        let figure = |name| figure_of(scene, name, id).map(|fact| fact.value);
        Some((figure(from)?, figure(to)?))
    })
}
