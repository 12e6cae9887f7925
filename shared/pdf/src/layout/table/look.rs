//! How cells look.

use report_document::style::{self, ACCENT, INK, MUTED};
use report_document::{Align, Cell, Emphasis, Row, Severity};
use report_fonts::Weight;

use crate::text::Look;

/// How far a block of numbers stands from the right edge of its column: in a wide column they would be far from their
/// header at the left neighbour's end, so they move in a little.
pub(super) fn inset(width: f32, block: f32) -> f32 {
    ((width - block) * 0.25).clamp(0.0, 10.0)
}

/// A mark before a cell's text, because colour and weight alone are not enough.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Mark {
    Changed,
    Alert,
}

pub(super) fn mark_of(cell: &Cell) -> Option<Mark> {
    match cell.emphasis {
        Emphasis::Changed => Some(Mark::Changed),
        Emphasis::Alert => Some(Mark::Alert),
        Emphasis::None | Emphasis::Best | Emphasis::Muted => None,
    }
}

/// What sets a cell apart, in the words that HTML has for it.
pub(super) fn spoken(emphasis: Emphasis) -> Option<&'static str> {
    match emphasis {
        Emphasis::Best => Some("best"),
        Emphasis::Changed => Some("changed"),
        Emphasis::Alert => Some("needs attention"),
        Emphasis::None | Emphasis::Muted => None,
    }
}

pub(super) fn look_of(cell: &Cell, row: &Row, align: Align, names_rows: bool, size: f32) -> Look {
    let look = Look { tabular: align != Align::Start, ..Look::new(size, INK) };
    let look = match cell.emphasis {
        Emphasis::None => look,
        Emphasis::Best => look.strong().inked(ACCENT),
        Emphasis::Changed => look.strong(),
        Emphasis::Alert => look.strong().inked(style::severity(Severity::Critical)),
        Emphasis::Muted => look.inked(MUTED),
    };
    let look = if names_rows && row.highlighted { Look { weight: Weight::SemiBold, ..look } } else { look };
    match cell.shade {
        Some(shade) => look.inked(style::text_on(style::sequential(f64::from(shade)))),
        None => look,
    }
}

/// A number before and from its decimal point; one without a point ends before what follows its digits, such as a unit.
pub(super) fn halves(text: &str) -> (&str, &str) {
    let point = text
        .match_indices('.')
        .map(|(at, _)| at)
        .find(|at| text[at + 1..].starts_with(|char: char| char.is_ascii_digit()));
    let at = point.unwrap_or_else(|| {
        let digits = text.char_indices().skip_while(|(_, char)| !char.is_ascii_digit());
        let inside =
            |char: char| char.is_ascii_digit() || matches!(char, ',' | '\u{202F}' | '\u{A0}' | '\u{2009}');
        let end = digits.take_while(|(_, char)| inside(*char)).last();
        end.map_or(text.len(), |(at, char)| at + char.len_utf8())
    });
    text.split_at(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_cut_at_their_point() {
        assert_eq!(halves("0.9951"), ("0", ".9951"));
        assert_eq!(halves("−12,345.6 ms"), ("−12,345", ".6 ms"));
        assert_eq!(halves("1,024"), ("1,024", ""));
        assert_eq!(halves("42 %"), ("42", " %"));
        assert_eq!(halves("–"), ("–", ""));
        assert_eq!(halves("n/a"), ("n/a", ""));
        assert_eq!(halves("1.2e-5"), ("1", ".2e-5"));
    }
}
