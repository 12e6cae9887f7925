//! Section `groups`: how groups of rows fare, by attribute, with what chance allows and how far they lie apart.

mod apart;
mod others;
mod rates;
mod shown;

use report_document::{Block, Text};
use report_facts::{
    format,
    groups::{Attribute, FEWEST_ROWS, attributes, is_independent},
    names, words,
};
use report_snapshot::{
    evaluation::{Evaluation, Split},
    groups::Grouping,
};

use super::subject::Subject;
use crate::blocks::Blocks;
use shown::{MOST_GROUPS, Shown};

/// Makes the section.
pub(crate) fn groups(subject: &Subject<'_>) -> Option<Blocks> {
    let has = |evaluation: &Evaluation| evaluation.groups.iter().any(|grouping| !grouping.groups.is_empty());
    let evaluation = subject.evaluation(has)?;
    let attributes = attributes(subject.model, evaluation);
    let groupings: Vec<&Grouping> =
        evaluation.groups.iter().filter(|grouping| !grouping.groups.is_empty()).collect();
    let mut body = Blocks::default();
    for (index, grouping) in groupings.iter().enumerate() {
        body.push(Block::Subheading(format!("By {}", names::shown(&grouping.attribute))));
        let of_counts = attributes.iter().find(|attribute| std::ptr::eq(attribute.grouping, *grouping));
        let mut notes = Vec::new();
        if let Some(attribute) = of_counts {
            let shown = Shown::of(evaluation, attribute);
            body.extend(shown.chart(index).map(Block::Chart));
            body.push(shown.selection());
            body.push(shown.others());
            body.extend(apart::table(&shown).map(Block::Table));
            notes.extend(apart::remarks(&shown));
            notes.extend(shown.few());
        }
        body.extend(others::blocks(subject, evaluation, grouping, (index, of_counts.is_some())));
        notes.extend(left_out(grouping));
        if !notes.is_empty() {
            body.push(Block::Note(Text::plain(notes.join(" "))));
        }
    }
    if !attributes.is_empty() {
        body.push(Block::Note(Text::plain(method(evaluation, &attributes))));
    }
    Some(body)
}

/// How many groups there are beside those that are listed.
fn left_out(grouping: &Grouping) -> Option<String> {
    let listed = grouping.groups.len().min(MOST_GROUPS) as u64;
    let all = grouping.groups_total.unwrap_or(grouping.groups.len() as u64);
    let further = all.saturating_sub(listed);
    (further > 0).then(|| {
        let groups = words::counted(further, "further group is", "further groups are");
        format!("{groups} not listed.")
    })
}

/// How rates, intervals and differences were computed.
fn method(evaluation: &Evaluation, attributes: &[Attribute<'_>]) -> String {
    let definitions = format!(
        "Differences are the highest minus the lowest rate, as Fairlearn defines them, over the groups with at least {FEWEST_ROWS} \
         rows of the rate."
    );
    if !is_independent(evaluation) {
        let why = match evaluation.split {
            Split::CrossValidation => "the rows were answered by several models, one for each fold",
            _ => "the model was trained on these rows",
        };
        return format!("{definitions} No intervals are given, and nothing is judged: {why}.");
    }
    let compared = attributes.iter().flat_map(|attribute| &attribute.differences);
    let pairs: u64 = compared.map(|of| (of.groups * (of.groups - 1) / 2) as u64).sum();
    let together = match pairs {
        0 => String::new(),
        1 => " That of the difference is Newcombe's.".into(),
        _ => format!(
            " Those of differences are Newcombe's and hold together for all {} pairs of groups and rates (Bonferroni), since among \
             many groups some differ by chance.",
            format::count(pairs)
        ),
    };
    format!("{definitions} The 95% interval of each rate is Wilson's, from the counts.{together}")
}
