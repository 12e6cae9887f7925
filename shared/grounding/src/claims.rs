//! The claims of a sentence, each held against the facts.

mod confusions;
mod dates;
mod deployments;
mod everyone;
mod groups;
mod names;
mod numbers;
mod order;
mod percentiles;
pub(crate) mod proposals;
mod qualities;
mod ranks;
mod wording;

use report_facts::words;

use crate::{
    fact::{Fact, Side, Stat, Tag},
    facts::Facts,
    name::NameId,
    scene::{Mention, Scene},
};

/// What the claims rest on, or why one of them does not stand.
pub(crate) type Outcome = Result<Vec<String>, String>;

/// Checks every claim. `inherited` are names that the sentence refers back to, `rivals` two that it compares without saying
/// with what.
pub(crate) fn check(scene: &mut Scene<'_>, inherited: &[NameId], rivals: &[NameId]) -> Outcome {
    names::known(scene)?;
    scene.names.splice(0..0, inherited.iter().map(|name| Mention { at: 0, what: *name }));
    let mut matched = groups::resolve(scene)?;
    ranks::resolve_roles(scene)?;
    matched.extend(names::families(scene)?);
    matched.extend(confusions::check(scene)?);
    matched.extend(percentiles::check(scene)?);
    numbers::find_values(scene);
    matched.extend(dates::check(scene)?);
    matched.extend(order::check(scene)?);
    matched.extend(order::beside(scene, rivals)?);
    matched.extend(ranks::check(scene)?);
    matched.extend(numbers::check(scene)?);
    matched.extend(wording::check(scene)?);
    matched.extend(everyone::check(scene)?);
    matched.extend(deployments::check(scene)?);
    matched.extend(qualities::check(scene)?);
    if matched.is_empty() {
        proposals::check(scene)?;
    }
    matched.sort();
    matched.dedup();
    Ok(matched)
}

/// "AUC of GLM_1 (cross-validation)".
pub(crate) fn label(quantity: &str, of: &[impl AsRef<str>], which: &[String]) -> String {
    let mut label = quantity.to_owned();
    for (index, subject) in of.iter().enumerate() {
        label.push_str(if index == 0 { " of " } else { ", " });
        label.push_str(subject.as_ref());
    }
    if which.is_empty() { label } else { format!("{label} ({})", which.join(", ")) }
}

/// "AUC of GLM_1 (cross-validation) = 0.9951".
pub(crate) fn describe(facts: &Facts, fact: &Fact) -> String {
    let quantity = &facts.quantities.get(fact.quantity).label;
    let subjects: Vec<&str> = fact.subjects.iter().map(|id| facts.lexicon.get(*id).text.as_str()).collect();
    let tags: Vec<String> = fact.tags.iter().map(|tag| tag_label(*tag)).collect();
    format!("{} = {}", label(quantity, &subjects, &tags), facts.shown(fact))
}

pub(crate) fn tag_label(tag: Tag) -> String {
    match tag {
        Tag::Split(split) => words::in_sentence(split.label()),
        Tag::Side(Side::Real) => "real".into(),
        Tag::Side(Side::Synthetic) => "synthetic".into(),
        Tag::Side(Side::Random) => "random".into(),
        Tag::Top(count) => format!("top {count}"),
        Tag::Stat(stat) => match stat {
            Stat::Mean => "mean",
            Stat::Median => "median",
            Stat::Min => "minimum",
            Stat::Max => "maximum",
            Stat::Std => "standard deviation",
            Stat::P5 => "5th percentile",
            Stat::P25 => "25th percentile",
            Stat::P75 => "75th percentile",
            Stat::P95 => "95th percentile",
            Stat::P99 => "99th percentile",
        }
        .into(),
    }
}
