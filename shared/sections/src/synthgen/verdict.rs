//! Section `verdict`: every check with what it was held against, and what follows from them.

use crate::blocks::Blocks;
use report_document::{Block, Callout, Cell, Column, Emphasis, Row, Table, Text};
use report_findings::synthetic::{Aspect, Check, Outcome, Verdict};

/// Makes the section; `None` where nothing could be checked.
pub(super) fn verdict(verdict: Verdict, checks: &[Check]) -> Option<Blocks> {
    if !checks.iter().any(Check::is_made) {
        return None;
    }
    let mut body = Blocks::default();
    body.push(Callout {
        severity: verdict.severity(),
        title: verdict.label().into(),
        body: Text::plain(reason(verdict, checks)),
    });
    body.push(table(checks));
    body.push(Block::Note(Text::plain(
        "Not recommended: the run failed. Cannot be judged: no check of fidelity, or none of privacy, could have warned. \
         Usable with reservations: a check warns. A figure only: nothing is known that it could be held against. The scores are \
         defined by SDMetrics, which fixes no bounds.",
    )));
    Some(body)
}

/// The checks that decided it.
fn reason(verdict: Verdict, checks: &[Check]) -> String {
    let warnings = || {
        let titles = checks.iter().filter(|check| check.warns()).filter_map(Check::finding);
        titles.map(|finding| finding.title.as_str()).collect::<Vec<_>>().join("; ")
    };
    let aspects = |holds: &dyn Fn(Aspect) -> bool| {
        let labels = Aspect::ALL.into_iter().filter(|aspect| holds(*aspect)).map(Aspect::label);
        labels.collect::<Vec<_>>().join(", ")
    };
    let judged = |aspect| checks.iter().any(|check| check.aspect == aspect && check.is_judged());
    match verdict {
        Verdict::NoWarning => format!("No check warns. Checked: {}.", aspects(&judged)),
        Verdict::WithReservations => format!("Decided by: {}.", warnings()),
        Verdict::NotRecommended => "The run failed.".into(),
        Verdict::Open => {
            let open = aspects(&|aspect| aspect != Aspect::Utility && !judged(aspect));
            let also = match warnings() {
                none if none.is_empty() => String::new(),
                warnings => format!(" Warnings: {warnings}."),
            };
            format!("No check could be judged of: {open}.{also}")
        }
    }
}

fn table(checks: &[Check]) -> Table {
    let rows = checks
        .iter()
        .map(|check| {
            let (result, outcome) = match &check.outcome {
                Outcome::NotMade => (Cell::missing(), Cell::text("Not made: no figure")),
                Outcome::Made { result, .. } if check.warns() => {
                    (Cell::text(result), Cell::text("Warning").emphasised(Emphasis::Alert))
                }
                Outcome::Made { result, judged: true, .. } => (Cell::text(result), Cell::text("No warning")),
                Outcome::Made { result, judged: false, .. } => {
                    (Cell::text(result), Cell::text("A figure only"))
                }
            };
            Row::new(vec![
                Cell::text(check.label),
                Cell::text(check.aspect.label()),
                result,
                Cell::text(&check.held_against),
                outcome,
            ])
        })
        .collect();
    Table {
        caption: "Checks".into(),
        columns: vec![
            Column::row_header("Check"),
            Column::text("About"),
            Column::text("Result"),
            Column::text("Held against"),
            Column::text("Outcome"),
        ],
        rows,
        sortable: false,
    }
}
