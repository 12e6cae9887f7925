//! An attribute as the section shows it, and the chart of its rates.

use report_charts::{Axis, Frame, Panel, PanelRow, Ranged};
use report_document::Chart;
use report_facts::{
    groups::{Attribute, Compared, FEWEST_ROWS, GroupRates, Rate, is_independent},
    names,
};
use report_snapshot::evaluation::Evaluation;

use crate::parts::subject::rows_phrase;

/// Groups that a table lists.
pub(super) const MOST_GROUPS: usize = 100;

/// What marks a rate that is not compared.
pub(super) const FEW: &str = " *";

/// An attribute as it is shown: the groups with most rows first.
pub(super) struct Shown<'a> {
    pub(super) attribute: &'a Attribute<'a>,
    pub(super) groups: Vec<GroupRates<'a>>,
    /// On which rows, for captions.
    pub(super) on: String,
    /// Whether rates have intervals.
    pub(super) with_intervals: bool,
}

impl<'a> Shown<'a> {
    pub(super) fn of(evaluation: &Evaluation, attribute: &'a Attribute<'a>) -> Self {
        let mut groups = attribute.groups.clone();
        groups
            .sort_by(|a, b| b.group.rows.cmp(&a.group.rows).then_with(|| a.group.group.cmp(&b.group.group)));
        let (on, with_intervals) = (rows_phrase(evaluation), is_independent(evaluation));
        Self { attribute, groups, on, with_intervals }
    }

    pub(super) fn name(&self) -> String {
        names::shown(&self.attribute.grouping.attribute)
    }

    /// ` of class yes`, where the class is known.
    pub(super) fn of_class(&self) -> String {
        self.attribute.class.map(|class| format!(" of class {}", names::shown(class))).unwrap_or_default()
    }

    pub(super) fn is_favourable(&self) -> bool {
        self.attribute.grouping.favourable_class.is_some()
    }

    pub(super) fn interval(&self, rate: Rate) -> Option<(f64, f64)> {
        rate.interval().filter(|_| self.with_intervals)
    }

    pub(super) fn chart(&self, index: usize) -> Option<Chart> {
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

    pub(super) fn few(&self) -> Option<String> {
        let few = self.has_few();
        few.then(|| format!("* Of fewer than {FEWEST_ROWS} rows: shown, but not compared with other groups."))
    }
}
