//! Operations as they stand in the file.

use printpdf::Op;

/// An operation as it stands in the file, operands first: one string, where `printpdf` has a map or a list of small objects for
/// the operands of what there is most of, texts and marks, and `lopdf` as many again.
pub(super) fn raw(text: impl Into<String>) -> Op {
    Op::Unknown { key: text.into(), value: Vec::new() }
}
