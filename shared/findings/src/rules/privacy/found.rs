//! What was found, where nobody looked, and what was found with little confidence.

use report_facts::privacy::{Looked, When, by_type, looked, total};

use super::columns;
use crate::prelude::*;

/// Where Presidio's recognisers call the score of a pattern "medium"; they call lower ones "weak".
const MEDIUM: f64 = 0.5;

rules! {
    of PRIVACY;

    NOT_SCANNED = "not_scanned", [Warning]:
        speaks: "A column has no scan before the transformation, or one of 0 rows (unless the dataset has 0): not looked at. Or one of \
                 fewer rows than dataset.rows: in part. Says how many columns are either, of how many; names by name those not looked \
                 at, then, in a list of their own, those in part. Silent without columns.",
        formula: "Numbers of such columns.",
        source: "None needed.";

    PERSONAL_DATA_FOUND = "personal_data_found", [Info]:
        speaks: "A column was looked at before the transformation (rows of its scan over 0, or cells over 0). Says in how many cells of \
                 how many columns something was found, and the types, most cells first, ties by name; where in none, so.",
        formula: "Cells: sum over columns of the cells of the scan before. Of a type: sum over columns of the cells of that type; a cell in \
                  which two types were found counts once in the former and once for each type in the latter.",
        source: "None needed.";

    WEAK_CONFIDENCE = "weak_confidence", [Info]:
        speaks: "Pairs of a column and a type that was found in it before the transformation (cells over 0) with a mean confidence under \
                 0.5. Least confidence first, ties by column, then type.",
        formula: "Number of such pairs; mean_confidence as given.",
        source: "Microsoft Presidio's predefined recognisers call the score 0.5 of a pattern \"medium\" and lower ones \"weak\" or \"very weak\"";
}

pub(super) fn findings(session: &PrivacySession) -> Vec<Finding> {
    said([not_scanned(session), personal_data(session), weak(session)])
}

fn not_scanned(session: &PrivacySession) -> Option<Finding> {
    let of = |how: Looked| {
        let columns = session.columns.iter().filter(|column| looked(session, column) == how);
        sorted(columns.map(|column| column.name.as_str())).unwrap_or_default()
    };
    let (unseen, in_part) = (of(Looked::Not), of(Looked::InPart));
    if unseen.is_empty() && in_part.is_empty() {
        return None;
    }
    let all = Figure::count(&SESSION_COLUMNS, session.columns.len());
    let said = |quantity, found: Vec<&str>, words| {
        let number = Figure::count(quantity, found.len());
        (!found.is_empty()).then(|| say!("{}: {}: {}.", words, &number, names(found, NAMED)))
    };
    let unseen = said(&COLUMNS_UNSEEN, unseen, " Not looked at");
    let in_part = said(&COLUMNS_IN_PART, in_part, " Looked at in part");
    let statement = say!(
        "The detectors did not look at all rows of all {}.{}{}",
        counted(&all, "column", "columns"),
        unseen,
        in_part
    );
    Some(NOT_SCANNED.warning("Not everything was looked at", statement))
}

fn personal_data(session: &PrivacySession) -> Option<Finding> {
    let cells = total(session, When::Before)?;
    let figure = Figure::of_entity(&DETECTED_CELLS, cells as f64).on(Rows::Before);
    let columns = columns::with_cells(session, When::Before, |_| true).unwrap_or_default();
    if columns.is_empty() {
        let words = "The detectors found nothing where they looked.";
        return Some(PERSONAL_DATA_FOUND.info("Nothing found", Statement::words(words)).with([figure]));
    }
    let types = by_type(session).into_iter().filter_map(|(of, before, _)| {
        let cells = before.filter(|cells| *cells > 0)?;
        let of_type =
            Figure::new(Subject::named(Sort::Category, of), &DETECTED_CELLS, cells as f64).on(Rows::Before);
        Some(say!("{} ({})", name(of), of_type))
    });
    let types = listed(types, NAMED);
    let types = (types != Statement::default()).then(|| say!(": {}", types));
    let statement = say!(
        "The detectors found something in {} of {}{}.",
        counted(&figure, "cell", "cells"),
        number_of(&COLUMNS_DETECTED, columns.len(), "column", "columns"),
        types
    );
    Some(PERSONAL_DATA_FOUND.info("Detections", statement))
}

fn weak(session: &PrivacySession) -> Option<Finding> {
    let mut found: Vec<(&str, &str, f64)> = Vec::new();
    for column in &session.columns {
        for detection in column.before.iter().flat_map(|scan| &scan.detections) {
            if let Some(mean) = detection.mean_confidence.filter(|mean| *mean < MEDIUM && detection.cells > 0)
            {
                found.push((&column.name, &detection.of, mean));
            }
        }
    }
    if found.is_empty() {
        return None;
    }
    found.sort_by(|a, b| a.2.total_cmp(&b.2).then_with(|| (a.0, a.1).cmp(&(b.0, b.1))));
    let figure = |column: &str, of: &str, mean| {
        Figure::new(Subject::pair(Sort::Category, of, column), &CONFIDENCE, mean).on(Rows::Before)
    };
    let named = found
        .iter()
        .map(|(column, of, mean)| say!("{} in {} ({})", name(of), name(column), figure(column, of, *mean)));
    let statement = say!(
        "{} found with a mean confidence under {}, and may be something else: {}.",
        number_of(&WEAK_DETECTIONS, found.len(), "type in a column was", "types in columns were"),
        bound(&CONFIDENCE, MEDIUM),
        listed(named, NAMED)
    );
    Some(WEAK_CONFIDENCE.info("Found with little confidence", statement))
}
