//! Cells of text that may be missing, and cells that say how grave something is.

use report_document::{Cell, Emphasis};
use report_findings::Severity;

/// A text, or a dash.
pub(crate) fn text_cell(text: Option<&str>) -> Cell {
    text.filter(|text| !text.trim().is_empty()).map_or_else(Cell::missing, Cell::text)
}

/// A cell set apart where it is grave.
pub(crate) fn graded(cell: Cell, severity: Severity) -> Cell {
    if severity >= Severity::Warning { cell.emphasised(Emphasis::Alert) } else { cell }
}
