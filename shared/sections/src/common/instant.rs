//! Cells of instants that may be missing.

use report_document::Cell;
use report_domain::Timestamp;

/// An instant to the minute, sorted by time, or a dash.
pub(crate) fn instant_cell(instant: Option<Timestamp>) -> Cell {
    instant.map_or_else(Cell::missing, |instant| {
        Cell::number(instant.unix_millis() as f64, instant.display_minute())
    })
}

/// Milliseconds from start to end, if both are known and in this order.
pub(crate) fn took_ms(start: Option<Timestamp>, end: Option<Timestamp>) -> Option<f64> {
    let (start, end) = start.zip(end)?;
    (end >= start).then(|| end.unix_millis() as f64 - start.unix_millis() as f64)
}
