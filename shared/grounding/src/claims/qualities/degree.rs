//! How much a word says: "no", "slightly", "severe".

use crate::{scene::Scene, token::Token};

/// How much of something a sentence says there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Degree {
    /// Nothing is said.
    Unsaid,
    /// "No", "free of", "no sign of".
    None,
    Low,
    /// That there is some.
    Present,
    Moderate,
    High,
    /// "No severe …".
    NotHigh,
}

const LOW: &[&str] = &[
    "low",
    "small",
    "minor",
    "minimal",
    "slight",
    "slightly",
    "little",
    "mild",
    "mildly",
    "limited",
    "weak",
    "modest",
    "marginal",
    "narrow",
    "marginally",
    "few",
];
const MODERATE: &[&str] =
    &["moderate", "moderately", "medium", "noticeable", "notable", "visible", "somewhat"];
const HIGH: &[&str] = &[
    "high",
    "strong",
    "strongly",
    "severe",
    "severely",
    "major",
    "large",
    "significant",
    "significantly",
    "substantial",
    "substantially",
    "heavy",
    "heavily",
    "badly",
    "serious",
    "seriously",
    "pronounced",
    "marked",
    "markedly",
    "considerable",
    "considerably",
    "extreme",
    "extremely",
    "massive",
    "wide",
    "sharp",
    "sharply",
    "elevated",
    "many",
    "numerous",
    "highly",
    "excessive",
    "strikingly",
    "heavyweight",
    "dramatic",
    "dramatically",
    "alarming",
    "critical",
    "clear",
    "clearly",
];
const NEGLIGIBLE: &[&str] = &["negligible", "tiny", "insignificant", "trivial", "hardly", "barely"];
const NONE: &[&str] = &[
    "no", "not", "without", "free", "absent", "neither", "never", "nor", "none", "zero", "doesn't", "isn't",
];

/// Words of guesses and proposals, in which nothing is stated.
const OPEN: &[&str] = &[
    "may",
    "might",
    "could",
    "would",
    "should",
    "if",
    "whether",
    "consider",
    "monitor",
    "watch",
    "avoid",
    "prevent",
    "reduce",
    "unless",
    "possible",
    "potential",
    "possibly",
    "potentially",
    "recheck",
    "verify",
    "ensure",
    "must",
    "until",
    "investigate",
    "against",
    "mitigate",
    "limit",
    "check",
    "risk",
    "before",
    "rule",
    "guard",
    "can",
    "retrain",
    "address",
    "handle",
    "when",
];

/// Whether the sentence proposes or guesses.
pub(super) fn is_open(scene: &Scene<'_>) -> bool {
    scene.tokens.iter().any(|token| token.name().is_none() && OPEN.contains(&token.text.as_str()))
}

/// What the words near a place say.
pub(super) fn degree(scene: &Scene<'_>, at: usize) -> Degree {
    let from = (at.saturating_sub(5)..at)
        .rev()
        .take_while(|place| !scene.tokens[*place].mark(&[',', ';', ':', '(', ')']))
        .last()
        .unwrap_or(at);
    let to = (at + 1..(at + 8).min(scene.tokens.len()))
        .take_while(|place| {
            !scene.tokens[*place].mark(&[',', ';', ':', '(', ')'])
                && !scene.tokens[*place].is_word(&["but", "while", "whereas", "so"])
                // "Between training and cross-validation" goes on.
                && (scene.word(*place) != "and"
                    || matches!(scene.tokens.get(place + 1).map(|next| &next.token), Some(Token::Tag(_))))
        })
        .last()
        .unwrap_or(at);
    let any = |words: &[&str]| {
        (from..=to).any(|place| {
            place != at && scene.tokens[place].name().is_none() && words.contains(&scene.word(place))
        })
    };
    let negated = any(NONE) || (from..=to).any(|place| scene.word(place).ends_with("n't"));
    if any(NEGLIGIBLE) && !negated {
        return Degree::None;
    }
    match (negated, any(HIGH), any(MODERATE), any(LOW)) {
        (true, true, _, _) => Degree::NotHigh,
        (true, false, _, false) => Degree::None,
        (true, false, _, true) => Degree::Unsaid,
        (false, true, _, _) => Degree::High,
        (false, false, true, _) => Degree::Moderate,
        (false, false, false, true) => Degree::Low,
        (false, false, false, false) => Degree::Unsaid,
    }
}
