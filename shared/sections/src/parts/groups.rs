//! Section `groups`: how groups of rows fare, by attribute, with what chance allows and how far they lie apart.

mod apart;
mod others;
mod rates;

use report_charts::{Axis, Frame, Panel, PanelRow, Ranged};
use report_document::{Block, Chart, Text};
use report_facts::{
    format,
    groups::{Attribute, Compared, FEWEST_ROWS, GroupRates, Rate, attributes, is_independent},
    names, words,
};
use report_snapshot::{
    evaluation::{Evaluation, Split},
    groups::Grouping,
};

use super::subject::{Subject, rows_phrase};
use crate::blocks::Blocks;

/// Groups that a table lists.
const MOST_GROUPS: usize = 100;

/// What marks a rate that is not compared.
const FEW: &str = " *";

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

/// An attribute as it is shown: the groups with most rows first.
struct Shown<'a> {
    attribute: &'a Attribute<'a>,
    groups: Vec<GroupRates<'a>>,
    /// On which rows, for captions.
    on: String,
    /// Whether rates have intervals.
    with_intervals: bool,
}

impl<'a> Shown<'a> {
    fn of(evaluation: &Evaluation, attribute: &'a Attribute<'a>) -> Self {
        let mut groups = attribute.groups.clone();
        groups
            .sort_by(|a, b| b.group.rows.cmp(&a.group.rows).then_with(|| a.group.group.cmp(&b.group.group)));
        let (on, with_intervals) = (rows_phrase(evaluation), is_independent(evaluation));
        Self { attribute, groups, on, with_intervals }
    }

    fn name(&self) -> String {
        names::shown(&self.attribute.grouping.attribute)
    }

    /// ` of class yes`, where the class is known.
    fn of_class(&self) -> String {
        self.attribute.class.map(|class| format!(" of class {}", names::shown(class))).unwrap_or_default()
    }

    fn is_favourable(&self) -> bool {
        self.attribute.grouping.favourable_class.is_some()
    }

    fn interval(&self, rate: Rate) -> Option<(f64, f64)> {
        rate.interval().filter(|_| self.with_intervals)
    }

    fn chart(&self, index: usize) -> Option<Chart> {
        let ranged = |rate: Rate| Ranged {
            value: rate.value(),
            interval: self.interval(rate),
            faint: !rate.is_compared(),
        };
        let labels: Vec<String> = self.groups.iter().map(|group| names::shown(&group.group.group)).collect();
        let rows: Vec<PanelRow<'_>> = self
            .groups
            .iter()
            .zip(&labels)
            .map(|(group, label)| PanelRow {
                label,
                values: Compared::ALL.map(|compared| ranged(compared.of(&group.rates))).to_vec(),
            })
            .collect();
        let panels = Compared::ALL.map(|compared| Panel {
            axis: Axis::percent(compared.quantity().label).not_under(0.0).not_over(1.0),
            reference: compared.of(&self.attribute.together).value(),
        });
        let title = format!("Rates{} by {}", self.of_class(), self.name());
        let whiskers = if self.with_intervals { " Whiskers: 95% intervals." } else { "" };
        let few =
            if self.has_few() { format!(" Grey: of fewer than {FEWEST_ROWS} rows.") } else { String::new() };
        let caption = format!("On {}. Dashed: all groups together.{whiskers}{few}", self.on);
        let id = format!("chart-groups-{}", index + 1);
        report_charts::interval_panels(&Frame::full(&id, &title).caption(&caption), &panels, &rows)
    }

    fn has_few(&self) -> bool {
        let compared = |group: &GroupRates<'_>| Compared::ALL.map(|compared| compared.of(&group.rates));
        self.groups.iter().flat_map(compared).any(|rate| !rate.is_compared())
    }

    fn few(&self) -> Option<String> {
        let few = self.has_few();
        few.then(|| format!("* Of fewer than {FEWEST_ROWS} rows: shown, but not compared with other groups."))
    }
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
