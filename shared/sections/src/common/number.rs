//! Cells of numbers that may be missing.

use report_document::Cell;
use report_facts::{Quantity, format};
use report_snapshot::Measured;

/// A metric, or a dash.
pub(crate) fn metric_cell(value: Measured) -> Cell {
    finite(value).map_or_else(Cell::missing, |value| Cell::number(value, format::metric(value)))
}

/// A figure in its quantity's own unit, or a dash.
pub(crate) fn quantity_cell(quantity: &Quantity, value: Measured) -> Cell {
    finite(value)
        .map_or_else(Cell::missing, |value| Cell::number(value, format::value(value, quantity.unit(), 0)))
}

/// A data value whose scale is not known, to four significant digits, or a dash.
pub(crate) fn number_cell(value: Measured) -> Cell {
    finite(value).map_or_else(Cell::missing, |value| Cell::number(value, format::significant(value, 4)))
}

/// A share as a percentage, or a dash.
pub(crate) fn percent_cell(share: Measured) -> Cell {
    finite(share).map_or_else(Cell::missing, |share| Cell::number(share, format::percent(share)))
}

/// A whole number, or a dash.
pub(crate) fn count_cell(count: Option<u64>) -> Cell {
    count.map_or_else(Cell::missing, |count| Cell::number(count as f64, format::count(count)))
}

/// A duration in milliseconds, or a dash.
pub(crate) fn duration_cell(milliseconds: Measured) -> Cell {
    finite(milliseconds)
        .filter(|milliseconds| *milliseconds >= 0.0)
        .map_or_else(Cell::missing, |milliseconds| {
            Cell::number(milliseconds, format::duration_ms(milliseconds))
        })
}

/// A difference of metrics with its sign: `+0.0123`.
pub(crate) fn signed_metric(difference: f64) -> String {
    let text = format::metric(difference);
    let is_zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    if difference > 0.0 && !is_zero { format!("+{text}") } else { text }
}

fn finite(value: Measured) -> Option<f64> {
    value.filter(|value| value.is_finite())
}
