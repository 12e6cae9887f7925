//! Columns with detections, by how many.

use report_facts::privacy::{When, cells};
use report_snapshot::privacy::SessionColumn;

use crate::prelude::*;

/// The columns that hold, each with its cells with detections then: most first, ties by name.
pub(super) fn with_cells(
    session: &PrivacySession,
    when: When,
    holds: impl Fn(&SessionColumn) -> bool,
) -> Option<Vec<(&str, Figure)>> {
    let which = if when == When::Before { Rows::Before } else { Rows::After };
    greatest_first(session.columns.iter().filter(|column| holds(column)).filter_map(|column| {
        let cells = cells(column, when).filter(|cells| *cells > 0)?;
        let figure = Figure::new(Subject::column(column.name.as_str()), &DETECTED_CELLS, cells as f64);
        Some((column.name.as_str(), figure.on(which)))
    }))
}

/// `email (in 12 cells)`, the first three.
pub(super) fn named(of: &[(&str, Figure)]) -> Statement {
    listed(
        of.iter().map(|(column, cells)| say!("{} ({})", name(column), counted(cells, "cell", "cells"))),
        NAMED,
    )
}
