//! Section `verdict`: every check with what would be good, and what follows from them.

use report_document::{Block, Callout, Cell, Column, Emphasis, Row, Section, Table, Text};
use report_findings::{
    Severity,
    synthetic::{Check, Verdict},
};

use crate::common::severity;

/// Makes the section; `None` where nothing could be checked.
pub(super) fn verdict(verdict: Verdict, checks: &[Check]) -> Option<Section> {
    if checks.is_empty() {
        return None;
    }
    let mut section = Section::new("verdict", "Verdict");
    section.push(Callout {
        severity: severity(verdict.severity()),
        title: verdict.label().into(),
        body: Text::plain(reason(verdict, checks)),
    });
    section.push(table(checks));
    section.push(Block::Note(Text::plain(
        "Not recommended: a check is critical or the run failed. Usable with reservations: a check warns. Suitable: none \
         does, and both fidelity and privacy were measured. The scores are defined by SDMetrics, the bounds by this report.",
    )));
    Some(section)
}

/// The checks that decided it.
fn reason(verdict: Verdict, checks: &[Check]) -> String {
    let worst = checks.iter().map(|check| check.finding.severity).max();
    let grave: Vec<String> = checks
        .iter()
        .filter(|check| check.finding.severity >= Severity::Warning)
        .filter(|check| Some(check.finding.severity) == worst)
        .map(|check| check.finding.title.clone())
        .collect();
    match verdict {
        Verdict::Suitable => "No check of fidelity, privacy or utility warns.".into(),
        Verdict::WithReservations => format!("Decided by: {}.", grave.join("; ")),
        Verdict::NotRecommended if grave.is_empty() => "The run failed.".into(),
        Verdict::NotRecommended => format!("Decided by: {}.", grave.join("; ")),
        Verdict::Open => "Fidelity or privacy was not measured.".into(),
    }
}

fn table(checks: &[Check]) -> Table {
    let rows = checks
        .iter()
        .map(|check| {
            let level = check.finding.severity;
            let result = Cell::text(severity(level).label());
            Row::new(vec![
                Cell::text(check.label),
                Cell::text(check.aspect.label()),
                Cell::text(&check.result),
                Cell::text(&check.expected),
                if level >= Severity::Warning { result.emphasised(Emphasis::Alert) } else { result },
            ])
        })
        .collect();
    Table {
        caption: "Checks".into(),
        columns: vec![
            Column::row_header("Check"),
            Column::text("About"),
            Column::text("Result"),
            Column::text("Good"),
            Column::text("Outcome"),
        ],
        rows,
        sortable: false,
    }
}
