//! What remains after the transformation.

use report_facts::privacy::{
    Looked, When, is_dropped, is_looked_at_again, looked, looked_again, operation, rows_after, total,
};
use report_snapshot::privacy::{Operation, SessionColumn};

use super::columns;
use crate::prelude::*;

rules! {
    of PRIVACY;

    REMAINING = "remaining_detections", [Critical]:
        speaks: "Columns in which the detectors found something when they were run again (cells of the scan after over 0), whose operation is \
                 neither kept nor one that replaces values (hashed, encrypted, pseudonymised, perturbed, synthesised); also those of which no operation is given. Most cells first, \
                 ties by name.",
        formula: "Number of the columns; sum of their cells after.",
        source: "None needed.";

    REPLACEMENTS = "replacements_found", [Info]:
        speaks: "The same for columns whose operation replaces values: what is found there may be what was put in, a name or a digest.",
        formula: "Number of the columns; sum of their cells after.",
        source: "None needed.";

    KEPT = "kept_untransformed", [Warning]:
        speaks: "Columns whose operation is kept and in which something was found before or after (cells over 0). Most cells before first \
                 (of those without cells before, after), ties by name. Names the policy where one is given.",
        formula: "Number of the columns; the cells of each.",
        source: "None needed.";

    REVERSIBLE = "reversible_transformation", [Warning]:
        speaks: "Columns whose operation is not kept and whose transformation is said to be reversible, by name.",
        formula: "Number of the columns.",
        source: "Regulation (EU) 2016/679, article 4 (5) and recital 26: data that additional information attributes to a person \
                 again is information on an identifiable person";

    NOTHING_REMAINS = "nothing_remains", [Good]:
        speaks: "The status is completed; something was found before; every column was looked at in whole before (rows of the scan = \
                 dataset.rows); every column that was not dropped was looked at in whole again (rows of the scan after = \
                 dataset.rows_after, else dataset.rows) with 0 cells, and there is at least one; the rows after are over 0.",
        formula: "Numbers of the rows after and of the columns looked at again.",
        source: "None needed.";
}

pub(super) fn findings(session: &PrivacySession) -> Vec<Finding> {
    said([remaining(session), kept(session), reversible(session), replacements(session), nothing(session)])
}

fn sum(of: &[(&str, Figure)]) -> Figure {
    let cells = of.iter().map(|(_, figure)| figure.value).sum();
    Figure::of_entity(Quantity::from(&DETECTED_CELLS), cells).on(Rows::After)
}

fn is_replaced(column: &SessionColumn) -> bool {
    operation(column).is_some_and(Operation::replaces)
}

fn is_kept(column: &SessionColumn) -> bool {
    operation(column) == Some(Operation::Kept)
}

fn remaining(session: &PrivacySession) -> Option<Finding> {
    let found = columns::with_cells(session, When::After, |column| !is_replaced(column) && !is_kept(column))?;
    let statement = say!(
        "Run again on the result, the detectors still found something in {} of {}: {}.",
        counted(&sum(&found), "cell", "cells"),
        number_of(&COLUMNS_DETECTED, found.len(), "column", "columns"),
        columns::named(&found)
    );
    let cells = found.into_iter().map(|(_, cells)| cells);
    Some(REMAINING.critical("Detections remain", statement).with(cells))
}

fn replacements(session: &PrivacySession) -> Option<Finding> {
    let found = columns::with_cells(session, When::After, is_replaced)?;
    let statement = say!(
        "In {} of {} whose values were replaced, the detectors found something again: {}. It may be what was put in.",
        counted(&sum(&found), "cell", "cells"),
        number_of(&COLUMNS_DETECTED, found.len(), "column", "columns"),
        columns::named(&found)
    );
    let cells = found.into_iter().map(|(_, cells)| cells);
    Some(REPLACEMENTS.info("Replacements are found again", statement).with(cells))
}

fn kept(session: &PrivacySession) -> Option<Finding> {
    let mut found = columns::with_cells(session, When::Before, is_kept).unwrap_or_default();
    let after = columns::with_cells(session, When::After, is_kept).unwrap_or_default();
    let only_after: Vec<_> =
        after.into_iter().filter(|(column, _)| found.iter().all(|(known, _)| known != column)).collect();
    found.extend(only_after);
    if found.is_empty() {
        return None;
    }
    let policy = session.policy.as_ref().map(|policy| say!(" under the policy {}", name(&policy.name)));
    let statement = say!(
        "{} kept as {}{} although the detectors found something there: {}.",
        number_of(&COLUMNS_KEPT, found.len(), "column was", "columns were"),
        verb(found.len(), "it was", "they were"),
        policy,
        columns::named(&found)
    );
    let cells = found.into_iter().map(|(_, cells)| cells);
    Some(KEPT.warning("Kept with detections", statement).with(cells))
}

fn reversible(session: &PrivacySession) -> Option<Finding> {
    let found = session.columns.iter().filter(|column| {
        !is_kept(column) && column.transformation.is_some_and(|done| done.reversible == Some(true))
    });
    let found = sorted(found.map(|column| column.name.as_str()))?;
    let statement = say!(
        "Whoever has the key or the table can turn {} back: {}.",
        number_of(&COLUMNS_REVERSIBLE, found.len(), "column", "columns"),
        names(found, NAMED)
    );
    Some(REVERSIBLE.warning("Reversible transformations", statement))
}

fn nothing(session: &PrivacySession) -> Option<Finding> {
    let was_found = total(session, When::Before).is_some_and(|cells| cells > 0);
    let was_whole = session.columns.iter().all(|column| looked(session, column) == Looked::Whole);
    let rows = rows_after(session).filter(|rows| *rows > 0)?;
    let is_clean = is_looked_at_again(session) && total(session, When::After) == Some(0);
    if session.status != RunStatus::Completed || !was_found || !was_whole || !is_clean {
        return None;
    }
    let again = session
        .columns
        .iter()
        .filter(|column| !is_dropped(column) && looked_again(session, column) == Looked::Whole)
        .count();
    let statement = say!(
        "Run again over all {} of {}, the detectors found nothing.",
        counted(&Figure::of_entity(&SESSION_ROWS_AFTER, rows as f64), "row", "rows"),
        number_of(&COLUMNS_AGAIN, again, "column that is left", "columns that are left")
    );
    Some(NOTHING_REMAINS.good("Nothing found again", statement))
}
