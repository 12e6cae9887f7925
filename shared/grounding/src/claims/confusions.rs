//! Which class was taken for which: "11 malignant cases were predicted as benign".

use super::Outcome;
use crate::{
    fact::Fact,
    name::{NameId, Sort},
    numeral::Measure,
    scene::{Mention, Scene, group_of},
};

/// Words of calling something something.
const CALLS: &[&str] = &[
    "predicted",
    "predicts",
    "classified",
    "classifies",
    "misclassified",
    "misclassifies",
    "labelled",
    "labeled",
    "labels",
    "label",
    "labelling",
    "labeling",
    "marks",
    "marked",
    "classify",
    "classifying",
    "flagged",
    "flags",
    "mistaken",
    "mistakes",
    "mistook",
    "mistaking",
    "confused",
    "confuses",
    "called",
    "calls",
    "taken",
    "takes",
    "recognised",
    "recognized",
    "misclassifying",
    "confusing",
    "predicting",
    "mislabelled",
    "mislabeled",
];

/// Checks every confusion that the sentence states; the numbers in it need no other check.
pub(crate) fn check(scene: &mut Scene<'_>) -> Outcome {
    let classes = scene.named(Sort::Class);
    if classes.len() < 2 || !scene.tokens.iter().any(|token| token.is_word(CALLS)) {
        return Ok(Vec::new());
    }
    let defaults = &scene.facts.defaults;
    if let Some(other) = scene.named(Sort::Model).iter().find(|model| !defaults.contains(&model.what)) {
        return Err(format!("the data has no confusions of {}", scene.text_of(other.what)));
    }
    let mut matched = Vec::new();
    let mut from = 0;
    for (index, predicted) in classes.iter().enumerate() {
        let called = (predicted.at.saturating_sub(4)..predicted.at)
            .any(|at| at >= from && scene.tokens[at].is_word(&["as", "for", "with", "called", "be"]));
        let actual =
            classes[..index].iter().rev().find(|actual| actual.at >= from && actual.what != predicted.what);
        let (true, Some(actual)) = (called, actual) else { continue };
        matched.push(one(scene, *actual, *predicted, from)?);
        of_most(scene, actual.what, predicted.what)?;
        from = predicted.at + 1;
    }
    Ok(matched)
}

fn one(
    scene: &mut Scene<'_>,
    actual: Mention<NameId>,
    predicted: Mention<NameId>,
    from: usize,
) -> Result<String, String> {
    let fact = figure(scene, actual.what, predicted.what);
    let count = fact.map_or(0.0, |fact| fact.value);
    let described =
        format!("{count} of {} called {}", scene.text_of(actual.what), scene.text_of(predicted.what));
    let number = (from..predicted.at)
        .rev()
        .find(|at| scene.tokens[*at].number().is_some() || scene.word(*at) == "one");
    let Some(at) = number else {
        return if count > 0.0 { Ok(described) } else { Err(format!("the data says {described}")) };
    };
    // "Twice, M takes an A for a B"
    let is_count = scene.tokens[at]
        .number()
        .is_none_or(|number| number.measure == Measure::Bare || matches!(scene.word(at), "twice" | "thrice"));
    let value = scene.tokens[at].number().map_or(1.0, |number| number.value());
    // "11 of 212 malignant cases": the whole comes after the part and is checked as a count.
    let part = (from..at).rev().find(|at| scene.tokens[*at].number().is_some());
    let (at, value) = match part {
        Some(part) if matches!(scene.word(part + 1), "of" | "out") => {
            (part, scene.tokens[part].number().map_or(f64::NAN, |number| number.value()))
        }
        _ => (at, value),
    };
    if is_count && value == count {
        scene.taken.push(at);
        Ok(described)
    } else {
        Err(format!("the data says {described}"))
    }
}

/// "Mostly takes an A for a B", "its errors are all As called B": beside all other confusions.
fn of_most(scene: &Scene<'_>, actual: NameId, predicted: NameId) -> Result<(), String> {
    let mostly = scene.says(&["mostly", "mainly", "chiefly", "usually", "predominantly", "typically"]);
    let all = scene.says(&["all", "only", "every", "exclusively", "always"]);
    if !mostly && !all {
        return Ok(());
    }
    let own = figure(scene, actual, predicted).map_or(0.0, |fact| fact.value);
    let classes: Vec<NameId> = scene.facts.lexicon.of_sort(Sort::Class).collect();
    let pairs = classes.iter().flat_map(|a| classes.iter().map(move |b| (*a, *b)));
    let others = pairs.filter(|pair| pair.0 != pair.1 && *pair != (actual, predicted));
    let mut others = others.filter_map(|(a, b)| figure(scene, a, b)).map(|fact| fact.value);
    let is_so = if all { others.all(|other| other == 0.0) } else { others.all(|other| other < own) };
    if is_so { Ok(()) } else { Err("there are other confusions".into()) }
}

/// The figure of the rows that the sentence speaks of: those of the split that it names, else the most trusted.
fn figure<'a>(scene: &Scene<'a>, actual: NameId, predicted: NameId) -> Option<&'a Fact> {
    let id = scene.facts.quantities.id("misclassified")?;
    let split = scene.tags.iter().find(|mention| group_of(mention.what) == 0);
    scene.facts.of(id).find(|fact| {
        let classes: Vec<NameId> =
            fact.subjects.iter().copied().filter(|subject| scene.is_sort(*subject, Sort::Class)).collect();
        let of_split = split.map_or(fact.default, |split| fact.tags.contains(&split.what));
        of_split && classes == [actual, predicted]
    })
}
