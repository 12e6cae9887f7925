//! What is worth saying about a privacy session.

pub(super) mod anonymity;
mod columns;
pub(super) mod found;
pub(super) mod remaining;

use report_facts::privacy::{When, cells, is_dropped, looked_again, operation, risk, rows, total};
use report_snapshot::privacy::SessionColumn;

use crate::prelude::*;

rules! {
    of PRIVACY;

    STATUS = "run_status", [Info, Warning, Critical]:
        speaks: "status failed: critical; cancelled: warning; queued or running: info; completed: silent.",
        formula: "As given.",
        source: "None needed.";
}

/// Applies every rule.
pub(crate) fn findings(snapshot: &Envelope<PrivacySession>) -> Vec<Finding> {
    let session = &snapshot.content;
    let mut all: Vec<Finding> = status(&snapshot.name, session.status).into_iter().collect();
    all.extend(remaining::findings(session));
    all.extend(anonymity::findings(session));
    all.extend(found::findings(session));
    all
}

fn status(of: &str, status: RunStatus) -> Option<Finding> {
    let of = name(of);
    Some(match status {
        RunStatus::Completed => return None,
        RunStatus::Failed => STATUS.critical("The session failed", say!("{} ended with an error.", of)),
        RunStatus::Cancelled => {
            STATUS.warning("The session was stopped", say!("{} was stopped before its end.", of))
        }
        RunStatus::Queued | RunStatus::Running => {
            STATUS.info("The session is not over", say!("{} has not ended yet.", of))
        }
    })
}

/// What the report does not know, the most serious first.
pub(crate) fn unknowns(snapshot: &Envelope<PrivacySession>) -> Vec<Statement> {
    let session = &snapshot.content;
    let was_seen = total(session, When::Before).is_some();
    let was_seen_again = total(session, When::After).is_some();
    let has_left = session.columns.iter().any(|column| !is_dropped(column));
    let mut unknown = Vec::new();
    if was_seen && !was_seen_again && has_left {
        let words = "Whether anything remains: the detectors were not run again on the result.";
        unknown.push(Statement::words(words));
    }
    let not_again = |column: &&SessionColumn| {
        !is_dropped(column) && looked_again(session, column) != report_facts::privacy::Looked::Whole
    };
    let left = session.columns.iter().filter(not_again).count();
    if was_seen_again && left > 0 {
        unknown.push(say!(
            "Whether anything remains in {} over all of whose rows the detectors are not known to have run again.",
            number_of(&COLUMNS_UNSEEN, left, "column", "columns")
        ));
    }
    let undone = session.columns.iter().filter(|column| {
        operation(column).is_none() && cells(column, When::Before).is_some_and(|cells| cells > 0)
    });
    let undone = undone.count();
    if undone > 0 {
        unknown.push(say!(
            "What was done with {} in which something was found.",
            number_of(&COLUMNS_DETECTED, undone, "column", "columns")
        ));
    }
    let measured = risk(session, When::After).is_some();
    unknown.extend(those_that_hold([
        (!measured, "How far rows can be told apart after the transformation was not measured."),
        (
            was_seen && rows(session).is_none(),
            "How many rows the data has, so that it is not known whether columns were looked at in whole.",
        ),
        (was_seen && session.detectors.is_empty(), "Which detectors looked for personal data."),
        (session.policy.is_none(), "Which policy the session was to follow."),
        (was_seen, "What the detectors have missed: none finds everything."),
    ]));
    unknown
}
