//! Groups whose counts, names or favourable class cannot be.

use std::collections::HashSet;

use super::intervals;
use crate::{
    Task,
    evaluation::Evaluation,
    groups::{Group, Grouping},
    model::Model,
    quote::shortened,
};

/// What is wrong with the groups of a model's evaluation: where, and why.
pub(super) fn faults(model: &Model, evaluation: &Evaluation) -> Vec<(String, String)> {
    let mut faults = Vec::new();
    let mut attributes = HashSet::new();
    for (index, grouping) in evaluation.groups.iter().enumerate() {
        let path = format!("groups[{index}]");
        let mut fault = |place: &str, reason: String| faults.push((format!("{path}.{place}"), reason));
        if grouping.attribute.trim().is_empty() {
            fault("attribute", "expected at least one character that is not a space".into());
        }
        if !attributes.insert(grouping.attribute.as_str()) {
            fault("attribute", "expected each attribute once".into());
        }
        if let Some(reason) = favourable(model, grouping) {
            fault("favourable_class", reason);
        }
        if grouping.groups_total.is_some_and(|total| total < grouping.groups.len() as u64) {
            fault(
                "groups_total",
                format!("expected at least the {} groups of `groups`", grouping.groups.len()),
            );
        }
        let together = grouping.groups.iter().try_fold(0_u64, |sum, group| sum.checked_add(group.rows));
        if let Some(rows) = evaluation.rows
            && together.is_none_or(|together| together > rows)
        {
            fault("groups", format!("expected groups of at most the {rows} rows of the evaluation together"));
        }
        let mut names = HashSet::new();
        for (place, group) in grouping.groups.iter().enumerate() {
            let place = format!("groups[{place}]");
            if !names.insert(group.group.as_str()) {
                fault(&format!("{place}.group"), "expected each group once".into());
            }
            if let Some(reason) = counts(model, group) {
                fault(&format!("{place}.counts"), reason);
            }
            for (within, reason) in intervals::faults(&group.intervals) {
                fault(&format!("{place}.{within}"), reason);
            }
        }
    }
    faults
}

/// Without the positive class, nobody knows which of the counts are of the favourable one.
fn favourable(model: &Model, grouping: &Grouping) -> Option<String> {
    let class = grouping.favourable_class.as_ref()?;
    if model.task != Task::BinaryClassification {
        return Some("expected no favourable class, since the task has not two classes".into());
    }
    let known = model.positive_class.as_ref().is_some_and(|positive| model.classes.contains(positive));
    if !known || model.classes.len() != 2 {
        return Some("expected two `classes` of the model, and `positive_class` to be one of them".into());
    }
    let [a, b] = [0, 1].map(|index| shortened(&model.classes[index]));
    (!model.classes.contains(class)).then(|| format!("expected one of the model's classes, {a} or {b}"))
}

fn counts(model: &Model, group: &Group) -> Option<String> {
    let counts = group.counts?;
    if model.task != Task::BinaryClassification {
        return Some("expected no counts, since the task has not two classes: give `metrics` instead".into());
    }
    let rows = group.rows;
    match counts.rows() {
        Some(sum) if sum == rows => None,
        Some(sum) => Some(format!("expected counts that add up to `rows`, {rows}, found {sum}")),
        None => {
            Some(format!("expected counts that add up to `rows`, {rows}, found more than can be counted"))
        }
    }
}
