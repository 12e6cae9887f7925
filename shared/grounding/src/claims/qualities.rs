//! Judgements in words: "drift is low", "overfits badly", "the classes are balanced". Where the data decides them, by the
//! thresholds of the findings, they must be so.

mod degree;
mod drift;
mod rates;
mod spread;

use degree::{Degree, degree, is_open};
use rates::{perfect, positive, rates};
use report_findings::Severity;

use super::{Outcome, proposals};
use crate::{
    name::{NameId, Sort},
    scene::{Mention, Scene},
};

/// A word of the sentence that a judgement is about, and what the findings say of it.
struct Topic {
    /// The rule of the finding.
    rule: &'static str,
    words: &'static [&'static str],
    /// One of these must be in the sentence, too.
    with: &'static [&'static str],
    /// What no degree at all says: "it overfits", "the classes are imbalanced".
    plain: Degree,
    /// It is about the one model that the findings describe.
    of_model: bool,
}

const TOPICS: &[Topic] = &[
    Topic {
        rule: "generalization_gap",
        words: &[
            "overfits",
            "overfit",
            "overfitting",
            "overfitted",
            "overfits.",
            "over-fits",
            "over-fitting",
        ],
        with: &[],
        plain: Degree::Present,
        of_model: true,
    },
    Topic {
        rule: "generalization_gap",
        words: &["gap", "difference"],
        with: &["training", "train", "training rows", "training data", "generalization", "generalisation"],
        plain: Degree::Unsaid,
        of_model: true,
    },
    Topic {
        rule: "class_imbalance",
        words: &["imbalanced", "imbalance", "unbalanced", "skewed"],
        with: &[],
        plain: Degree::Present,
        of_model: false,
    },
    Topic {
        rule: "error_rate",
        words: &["error rate", "errors", "failure rate", "failures"],
        with: &[],
        plain: Degree::Unsaid,
        of_model: false,
    },
    Topic {
        rule: "missing_values",
        words: &["missing values", "missing cells", "missing entries", "missing data", "nulls"],
        with: &["has", "have", "contains", "contain", "are", "is", "with", "includes", "shows"],
        plain: Degree::Present,
        of_model: false,
    },
];

/// Checks every judgement that the sentence makes; a proposal or a guess makes none.
pub(crate) fn check(scene: &Scene<'_>) -> Outcome {
    let mut matched = Vec::new();
    let mut judged = copies(scene)?;
    if still_improving(scene)? {
        matched.push("still improving where training ended".into());
    }
    if is_open(scene) || proposals::proposes(scene) {
        return Ok(matched);
    }
    matched.extend(drift::check(scene)?);
    for topic in TOPICS {
        for at in 0..scene.tokens.len() {
            if scene.tokens[at].is_word(topic.words) && says(scene, topic.with) {
                matched.extend(of_topic(scene, topic, at)?);
            }
        }
    }
    judged |= generalises(scene)?;
    judged |= calibrated(scene)?;
    judged |= balanced(scene)?;
    judged |= rates(scene)?;
    judged |= perfect(scene)?;
    judged |= positive(scene)?;
    judged |= fidelity(scene)?;
    judged |= spread::check(scene)?;
    if judged {
        matched.push("judged so by the data".into());
    }
    Ok(matched)
}

fn says(scene: &Scene<'_>, words: &[&str]) -> bool {
    words.is_empty() || scene.says(words)
}

/// How grave the findings of a rule are, the gravest.
fn severity(scene: &Scene<'_>, rule: &str) -> Option<Severity> {
    let found = scene.facts.severities.iter().filter(|(own, _)| *own == rule);
    found.map(|(_, severity)| *severity).max()
}

/// Whether a degree in words fits how grave the finding is.
fn fits(said: Degree, found: Severity) -> bool {
    match said {
        Degree::Unsaid => true,
        Degree::None => found == Severity::Good,
        Degree::Low => found <= Severity::Info,
        Degree::Present => found > Severity::Good,
        Degree::Moderate => matches!(found, Severity::Info | Severity::Warning),
        Degree::High => found >= Severity::Warning,
        Degree::NotHigh => found < Severity::Warning,
    }
}

fn of_topic(scene: &Scene<'_>, topic: &Topic, at: usize) -> Result<Vec<String>, String> {
    let word = scene.word(at);
    let said = match degree(scene, at) {
        Degree::Unsaid => topic.plain,
        said => said,
    };
    // With a number beside it, the number is checked; "a gap of 0.02" judges nothing.
    if said == Degree::Unsaid || (said != Degree::High && is_counted(scene, at)) {
        return Ok(Vec::new());
    }
    if topic.rule == "missing_values" {
        return missing(scene, said, at);
    }
    if topic.of_model {
        of_described(scene)?;
    }
    // Days and bursts have errors of their own.
    if topic.rule == "error_rate"
        && !(scene.named(Sort::Day).is_empty() && scene.named(Sort::Deployment).is_empty())
    {
        return Ok(Vec::new());
    }
    match severity(scene, topic.rule) {
        Some(severity) if fits(said, severity) => Ok(vec![format!("{}: {severity:?}", topic.rule)]),
        Some(severity) => {
            Err(format!("\u{201c}{word}\u{201d} is judged otherwise by the data ({severity:?})"))
        }
        // "Overfits" without figures of both kinds of rows is a guess.
        None if topic.of_model || topic.rule == "class_imbalance" => {
            Err(format!("the data does not tell about \u{201c}{word}\u{201d}"))
        }
        None => Ok(Vec::new()),
    }
}

fn is_counted(scene: &Scene<'_>, at: usize) -> bool {
    (at.saturating_sub(3)..(at + 4).min(scene.tokens.len()))
        .any(|place| scene.tokens[place].number().is_some())
}

/// The findings of fit describe one model only.
fn of_described(scene: &Scene<'_>) -> Result<(), String> {
    let other = scene.named(Sort::Model).into_iter().find(|model| !is_described(scene, *model));
    match other {
        Some(model) => Err(format!("the data does not tell how {} fits", scene.text_of(model.what))),
        None => Ok(()),
    }
}

fn is_described(scene: &Scene<'_>, model: Mention<NameId>) -> bool {
    scene.facts.defaults.first() == Some(&model.what)
}

/// "Generalises well", "fits poorly to new rows".
fn generalises(scene: &Scene<'_>) -> Result<bool, String> {
    let mut judged = false;
    for at in 0..scene.tokens.len() {
        let stem = scene.word(at);
        if !(stem.starts_with("generalis") || stem.starts_with("generaliz"))
            || scene.tokens[at].name().is_some()
        {
            continue;
        }
        let near = at.saturating_sub(4)..(at + 4).min(scene.tokens.len());
        let well = near
            .clone()
            .any(|place| matches!(scene.word(place), "well" | "good" | "strong" | "reliably" | "excellent"));
        let badly =
            near.clone().any(|place| matches!(scene.word(place), "poorly" | "badly" | "poor" | "weak"));
        let negated = near
            .clone()
            .any(|place| matches!(scene.word(place), "not" | "no") || scene.word(place).ends_with("n't"));
        if well == badly {
            continue;
        }
        of_described(scene)?;
        let Some(found) = severity(scene, "generalization_gap") else {
            return Err("the data does not tell how it fits new rows".into());
        };
        let is_so = if well != negated { found == Severity::Good } else { found > Severity::Good };
        if !is_so {
            return Err("the data judges the fit to new rows otherwise".into());
        }
        judged = true;
    }
    Ok(judged)
}

/// "Its error was still falling when training ended."
fn still_improving(scene: &Scene<'_>) -> Result<bool, String> {
    const GOING: &[&str] = &[
        "improving",
        "falling",
        "coming",
        "dropping",
        "decreasing",
        "declining",
        "sinking",
        "improved",
        "fell",
    ];
    if !scene.says(&["still"]) || !scene.says(GOING) || scene.says(&["if", "whether"]) {
        return Ok(false);
    }
    of_described(scene)?;
    match severity(scene, "still_improving") {
        Some(_) => Ok(true),
        None => Err("the data does not say that it was still improving".into()),
    }
}

/// "Well calibrated", "poorly calibrated".
fn calibrated(scene: &Scene<'_>) -> Result<bool, String> {
    let mut judged = false;
    for at in 1..scene.tokens.len() {
        let is_topic = scene.tokens[at].is_word(&["calibrated", "calibration"]);
        let said = match scene.word(at - 1) {
            "well" | "good" | "well-calibrated" | "excellent" => true,
            "badly" | "poorly" | "poor" | "bad" | "not" => false,
            _ => continue,
        };
        if !is_topic {
            continue;
        }
        of_described(scene)?;
        let found = severity(scene, "calibration").ok_or("the data does not tell about calibration")?;
        if (found == Severity::Good) != said {
            return Err("the data judges the calibration otherwise".into());
        }
        judged = true;
    }
    Ok(judged)
}

/// "The classes are balanced."
fn balanced(scene: &Scene<'_>) -> Result<bool, String> {
    let mut judged = false;
    for at in 0..scene.tokens.len() {
        if !scene.tokens[at].is_word(&["balanced", "well-balanced"]) || scene.tokens[at].quantity().is_some()
        {
            continue;
        }
        if !scene
            .tokens
            .iter()
            .any(|token| token.is_word(&["class", "classes", "data", "dataset", "target", "target classes"]))
        {
            continue;
        }
        let found = severity(scene, "class_imbalance").ok_or("the data does not tell about the balance")?;
        let negated = (at.saturating_sub(3)..at)
            .any(|place| scene.word(place) == "not" || scene.word(place).ends_with("n't"));
        let roughly = (at.saturating_sub(2)..at).any(|place| {
            matches!(scene.word(place), "fairly" | "reasonably" | "roughly" | "relatively" | "quite")
        });
        let is_so = if negated {
            found > Severity::Good
        } else {
            found == Severity::Good || (roughly && found == Severity::Info)
        };
        if !is_so {
            return Err("the data judges the balance of the classes otherwise".into());
        }
        judged = true;
    }
    Ok(judged)
}

fn missing(scene: &Scene<'_>, said: Degree, at: usize) -> Result<Vec<String>, String> {
    /// Share of missing cells that is worth a word.
    const NOTABLE: f64 = 0.05;
    let count =
        scene.facts.quantities.id("missing_values").ok_or("the data does not tell about missing values")?;
    let share =
        scene.facts.quantities.id("missing_share").ok_or("the data does not tell about missing values")?;
    let greatest = |id| {
        let named = scene.named(Sort::Column).is_empty() && scene.named(Sort::Dataset).is_empty();
        let place = scene.place(at);
        let facts = scene.facts.of(id).filter(|fact| named || place.fits_names(fact));
        facts
            .map(|fact| fact.value)
            .fold(None, |most: Option<f64>, value| Some(most.map_or(value, |most| most.max(value))))
    };
    let (Some(count), share) = (greatest(count), greatest(share).unwrap_or(0.0)) else {
        return Err("the data does not tell about missing values".into());
    };
    let is_so = match said {
        Degree::None => count == 0.0,
        Degree::Low => count > 0.0 && share < NOTABLE,
        Degree::Present | Degree::Moderate => count > 0.0,
        Degree::High => share >= NOTABLE,
        Degree::NotHigh => share < NOTABLE,
        Degree::Unsaid => true,
    };
    if is_so { Ok(Vec::new()) } else { Err("the data has other missing values".into()) }
}

/// "Synthetic rows copy real rows", "no row is an exact copy".
fn copies(scene: &Scene<'_>) -> Result<bool, String> {
    let mut judged = false;
    let facts = scene.facts;
    let count = facts.quantities.id("exact_copies").and_then(|id| facts.of(id).next()).map(|fact| fact.value);
    let Some(count) = count else { return Ok(judged) };
    let says = scene.tokens.iter().any(|token| {
        token.is_word(&[
            "copy",
            "copies",
            "copied",
            "exact copies",
            "exact copy",
            "exact matches",
            "replicate",
            "duplicates of real rows",
        ])
    });
    let denied = scene.tokens.iter().any(|token| {
        token.is_word(&["no", "not", "none", "without", "never", "neither", "free"])
            || token.text.ends_with("n't")
    });
    let counted = scene.tokens.iter().any(|token| token.number().is_some());
    if says && !counted && (count == 0.0) != denied {
        return Err(format!("the data has {count} exact copies"));
    }
    judged |= says && !counted;
    Ok(judged)
}

/// "Reproduces pairs of columns almost perfectly".
fn fidelity(scene: &Scene<'_>) -> Result<bool, String> {
    let mut judged = false;
    const GOOD: f64 = 0.8;
    const VERY_GOOD: f64 = 0.9;
    let facts = scene.facts;
    for mention in &scene.measures {
        let quality = mention.what.iter().find(|id| {
            matches!(
                facts.quantities.get(**id).key.as_str(),
                "quality" | "column_shapes" | "pair_trends" | "validity"
            )
        });
        let Some(value) =
            quality.and_then(|id| facts.of(*id).find(|fact| fact.default)).map(|fact| fact.value)
        else {
            continue;
        };
        let clause = scene.clauses[mention.at];
        let words: Vec<&str> = (0..scene.tokens.len())
            .filter(|place| scene.clauses[*place] == clause)
            .map(|place| scene.word(place))
            .collect();
        let any = |all: &[&str]| words.iter().any(|word| all.contains(word));
        let is_so = if any(&["perfectly", "perfect", "excellent", "excellently", "faithfully"])
            || words.windows(2).any(|pair| matches!(pair, ["very" | "extremely", "well" | "good" | "high"]))
        {
            value >= VERY_GOOD
        } else if any(&["poor", "poorly", "badly", "bad", "weak", "low"]) {
            value < GOOD
        } else if any(&["good", "high", "strong"]) {
            value >= GOOD
        } else {
            continue;
        };
        if !is_so {
            return Err("the data judges the likeness otherwise".into());
        }
        judged = true;
    }
    Ok(judged)
}
