//! From the first value of a course to its last: learning curves, predictions over the periods.

use super::matching::matches_value;
use crate::{
    fact::Tag,
    name::Sort,
    numeral::{Measure, Numeral},
    scene::Scene,
};

/// "The mean probability went up from 14.9% to 23.8%", "over 30 trees, the validation RMSE sinks from 77.2 to 57.2": from
/// the first value of a course to its last.
pub(super) fn course(scene: &Scene<'_>, at: usize, number: &Numeral) -> Option<String> {
    let (first, second) = from_to(scene)?;
    let course = scene.facts.courses.iter().find(|course| {
        let key = &scene.facts.quantities.get(course.quantity).key;
        let is_measured = scene.measures.iter().any(|mention| mention.what.contains(&course.quantity));
        // "The mean of the predictions", "the median predicted probability".
        let predicts = |stat: &str| {
            let says = |word: &str| scene.tokens.iter().any(|token| token.text.contains(word));
            (says("predict") || says("probabilit")) && (stat == "mean" || says(stat))
        };
        let is_meant = match key.as_str() {
            "prediction_mean" => {
                is_measured
                    || predicts("mean") && !scene.tokens.iter().any(|token| token.text.contains("median"))
            }
            "prediction_median" => is_measured || predicts("median"),
            _ => is_measured,
        };
        let is_named = course.subject.is_none_or(|subject| {
            let named = scene.named(Sort::Model);
            named.is_empty() || named.iter().all(|mention| mention.what == subject)
        });
        // One of training and validation must be said, and not both.
        let is_tagged = course.tag.is_none_or(|tag| {
            let mut splits =
                scene.tags.iter().filter(|mention| matches!(mention.what, Tag::Split(_))).peekable();
            splits.peek().is_some() && splits.all(|mention| mention.what == tag)
        });
        let fits = |place: usize, value: f64| {
            scene.tokens[place].number().is_some_and(|number| matches_value(number, value, course.unit))
        };
        let ends = course.last.iter().any(|last| fits(second, *last));
        let is_step = course.steps.contains(&number.value()) && number.measure == Measure::Bare;
        is_meant
            && is_named
            && is_tagged
            && fits(first, course.first)
            && ends
            && (at == first || at == second || is_step)
    })?;
    let last = course.last.first()?;
    let label = &scene.facts.quantities.get(course.quantity).label;
    Some(format!("{label} from {} to {last}", course.first))
}

/// "From 14.9% in the first days to 23.8%": the places of the two values.
pub(super) fn from_to(scene: &Scene<'_>) -> Option<(usize, usize)> {
    let after = |word: &str| {
        let mut values = (1..scene.tokens.len()).filter(|at| scene.tokens[*at].number().is_some());
        values.find(|at| scene.word(*at - 1) == word)
    };
    let (first, second) = (after("from")?, after("to")?);
    (first < second).then_some((first, second))
}
