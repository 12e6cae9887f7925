//! What a number states: a value, a bound, a difference.

use crate::{
    numeral::Measure,
    scene::{COMPARATIVES, Scene},
};

/// What a number states.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Role {
    /// The value of something.
    Value,
    /// How far apart two things are.
    Delta,
    /// Something is above it.
    Above { or_equal: bool },
    /// Something is below it.
    Below { or_equal: bool },
}

const HEDGES: &[&str] = &[
    "about",
    "around",
    "roughly",
    "approximately",
    "nearly",
    "almost",
    "some",
    "circa",
    "~",
    "≈",
    "to",
    "just",
    "near",
];

/// Verbs whose object is a difference.
const LOSES: &[&str] =
    &["loses", "lose", "lost", "gains", "gain", "gained", "saves", "adds", "costs", "cost"];

/// Nouns of differences.
pub(crate) const GAPS: &[&str] = &[
    "difference",
    "gap",
    "margin",
    "lead",
    "advantage",
    "drop",
    "increase",
    "improvement",
    "decrease",
    "decline",
    "rise",
    "loss",
    "gain",
    "factor",
    "edge",
    "deficit",
    "change",
];

pub(super) fn role(scene: &Scene<'_>, at: usize) -> Role {
    let Some(number) = scene.tokens[at].number() else { return Role::Value };
    let mut before = at;
    // Between the cue and the number: "by only 0.0016", "above the 5%".
    while before > 0
        && matches!(
            scene.word_before(before, 1),
            "only"
                | "just"
                | "a"
                | "an"
                | "the"
                | "about"
                | "roughly"
                | "some"
                | "~"
                | "mere"
                | "merely"
                | "exactly"
                | "precisely"
                | "modest"
                | "slim"
                | "narrow"
                | "small"
                | "tiny"
                | "full"
                | "further"
        )
    {
        before -= 1;
    }
    // "exceed an AUC of 0.995"
    if scene.word_before(before, 1) == "of" && before >= 3 && scene.tokens[before - 2].quantity().is_some() {
        let mut verb = before - 2;
        while verb > 0 && scene.tokens[verb - 1].is_word(&["a", "an", "the"]) {
            verb -= 1;
        }
        if matches!(
            scene.word_before(verb, 1),
            "exceed"
                | "exceeds"
                | "exceeding"
                | "exceeded"
                | "above"
                | "below"
                | "under"
                | "over"
                | "surpass"
                | "surpasses"
        ) {
            before = verb;
        }
    }
    let (last, second) = (scene.word_before(before, 1), scene.word_before(before, 2));
    let next = scene.word(at + 1);
    // "The difference in AUC between A and B is 0.0016."
    let gap = (0..at).rev().take_while(|place| scene.tokens[*place].number().is_none()).any(|place| {
        let is_noun = !matches!(scene.word(place), "lead")
            || matches!(scene.word_before(place, 1), "the" | "a" | "its" | "'s" | "their" | "this");
        let ends =
            [" gap", " difference", " margin"].iter().any(|ending| scene.word(place).ends_with(ending));
        ends || is_noun && scene.tokens[place].is_word(&["difference", "gap", "margin", "lead", "advantage"])
    });
    if gap {
        return Role::Delta;
    }
    if matches!(number.measure, Measure::Times | Measure::Points) {
        return Role::Delta;
    }
    // "by more than 30%", "loses about 0.02".
    if last == "than" && matches!(second, "more" | "less") && scene.word_before(before, 3) == "by" {
        return Role::Delta;
    }
    let gives_up = last == "up" && matches!(second, "gives" | "give" | "gave" | "giving");
    // "Down 0.009 from training rows"
    let goes = matches!(last, "down" | "up") && (at + 1..at + 3).any(|place| scene.word(place) == "from");
    if (LOSES.contains(&last) || gives_up || goes) && !matches!(number.measure, Measure::Time | Measure::Size)
    {
        return Role::Delta;
    }
    // "Only 0.0003 of AUC separates A from B"
    let separates = (at + 1..at + 6).any(|place| {
        scene
            .tokens
            .get(place)
            .is_some_and(|token| token.is_word(&["separates", "separate", "separated", "divides"]))
    });
    if separates {
        return Role::Delta;
    }
    // "Comes within 0.05 of A"
    let comes = matches!(second, "comes" | "came" | "is" | "lies" | "gets" | "stays");
    let of_name = (at + 1..at + 4).any(|place| {
        scene.word(place) == "of" && scene.tokens.get(place + 1).is_some_and(|token| token.name().is_some())
    });
    if last == "within" && comes && of_name {
        return Role::Delta;
    }
    // "0.25 or more"
    if next == "or" {
        match scene.word(at + 2) {
            "more" | "higher" | "above" | "greater" | "over" => return Role::Above { or_equal: true },
            "less" | "lower" | "below" | "fewer" | "under" => return Role::Below { or_equal: true },
            _ => {}
        }
    }
    match (second, last) {
        (_, "by") if second != "followed" => return Role::Delta,
        (noun, "of") if GAPS.contains(&noun) => return Role::Delta,
        ("at", "least") => return Role::Above { or_equal: true },
        ("at", "most") => return Role::Below { or_equal: true },
        (
            _,
            "above" | "exceeding" | "exceeds" | "exceed" | "exceeded" | "beyond" | ">" | "surpasses"
            | "surpassing" | "surpass",
        ) => {
            return Role::Above { or_equal: false };
        }
        (">", "=") | (_, "≥") => return Role::Above { or_equal: true },
        ("<", "=") | (_, "≤") => return Role::Below { or_equal: true },
        (_, "below" | "under" | "<") => return Role::Below { or_equal: false },
        // "over 14 days" is a stretch of time, "over the five folds" are all of them, "over 9,000 requests" a bound.
        (_, "over")
            if number.measure != Measure::Time
                && scene.word_before(at, 1) != "the"
                && !matches!(next, "folds" | "days" | "iterations" | "splits" | "features" | "models") =>
        {
            return Role::Above { or_equal: false };
        }
        _ => {}
    }
    if last == "than" {
        let comparative = (before.saturating_sub(6)..before - 1)
            .rev()
            .find(|place| scene.tokens[*place].is_word(COMPARATIVES));
        if let Some(place) = comparative {
            let no = scene.word_before(place, 1) == "no" || scene.word_before(place, 1) == "not";
            return match scene.word(place) {
                "higher" | "greater" | "larger" | "bigger" | "more" | "longer" | "slower" if no => {
                    Role::Below { or_equal: true }
                }
                "higher" | "greater" | "larger" | "bigger" | "more" | "longer" | "slower" => {
                    Role::Above { or_equal: false }
                }
                "lower" | "less" | "smaller" | "fewer" | "faster" | "shorter" | "quicker" if no => {
                    Role::Above { or_equal: true }
                }
                "lower" | "less" | "smaller" | "fewer" | "faster" | "shorter" | "quicker" => {
                    Role::Below { or_equal: false }
                }
                // "better than 0.9" depends on the metric; nobody needs to write so.
                _ => Role::Delta,
            };
        }
    }
    // "2,043 rows more than B"
    let counts = scene.tokens.get(at + 1).is_some_and(|token| token.quantity().is_some())
        && matches!(scene.word(at + 2), "more" | "fewer" | "less")
        && scene.word(at + 3) == "than";
    if counts
        || COMPARATIVES.contains(&next)
        || GAPS.contains(&next)
        || matches!(next, "ahead" | "behind" | "above" | "below" | "apart")
    {
        return Role::Delta;
    }
    Role::Value
}

/// Which way a difference or ratio may miss the number: "more than twice", "less than three times".
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Limit {
    None,
    Above,
    Below,
}

pub(super) fn limit(scene: &Scene<'_>, at: usize) -> Limit {
    match (scene.word_before(at, 2), scene.word_before(at, 1)) {
        ("more" | "greater" | "larger" | "higher", "than")
        | ("at", "least")
        | (_, "over" | "exceeding" | "above") => Limit::Above,
        ("less" | "lower" | "smaller" | "fewer", "than")
        | ("at", "most")
        | (_, "under" | "below" | "within") => Limit::Below,
        _ => Limit::None,
    }
}

pub(super) fn is_hedged(scene: &Scene<'_>, at: usize) -> bool {
    let before = scene.word_before(at, 1);
    (HEDGES.contains(&before) && (before != "to" || scene.word_before(at, 2) == "close"))
        || (matches!(before, "over" | "under") && scene.word_before(at, 2) == "just")
}

/// "rank 3", "#3", "no. 3", "number 3", "place 3": checked with the ranks.
pub(crate) fn is_rank(scene: &Scene<'_>, at: usize) -> bool {
    let before = scene.word_before(at, 1);
    matches!(before, "rank" | "ranked" | "ranks" | "#" | "position" | "place")
        || matches!(before, "no" | "no.")
        || (before == "." && scene.word_before(at, 2) == "no")
        || (before == "number" && scene.word_before(at, 2) != "the")
}

/// "below an error of 1.5%", "at least 3": the number bounds something.
pub(crate) fn is_bound(scene: &Scene<'_>, at: usize) -> bool {
    matches!(role(scene, at), Role::Above { .. } | Role::Below { .. })
}
