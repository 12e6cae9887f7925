//! Stretches of text, as they come to be set.

use std::borrow::Cow;

use report_document::style::Rgb;
use report_domain::visible_line;
use report_fonts::{Style, Weight};

use crate::structure::ElementId;

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Look {
    /// The font size in points.
    pub(crate) size: f32,
    /// How heavy.
    pub(crate) weight: Weight,
    /// Whether all digits are equally wide.
    pub(crate) tabular: bool,
    /// The ink.
    pub(crate) ink: Rgb,
}

impl Look {
    pub(crate) const fn new(size: f32, ink: Rgb) -> Self {
        Self { size, weight: Weight::Regular, tabular: false, ink }
    }

    pub(crate) const fn strong(self) -> Self {
        Self { weight: Weight::SemiBold, ..self }
    }

    pub(crate) const fn tabular(self) -> Self {
        Self { tabular: true, ..self }
    }

    pub(crate) const fn sized(self, size: f32) -> Self {
        Self { size, ..self }
    }

    pub(crate) const fn inked(self, ink: Rgb) -> Self {
        Self { ink, ..self }
    }

    pub(super) fn style(self) -> Style {
        Style { weight: self.weight, tabular: self.tabular }
    }
}

/// A stretch of running text with one look.
#[derive(Debug, Clone)]
pub(crate) struct Stretch<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) look: Look,
    /// Whether it stands on a ground of its own: a name or a value from the data.
    pub(crate) set_apart: bool,
    /// Whether its direction is its own whatever stands around it: a name from the data.
    pub(crate) isolated: bool,
    /// Whether it stays on one line wherever it fits one: a figure.
    pub(crate) whole: bool,
    /// Whether it is, or belongs to, a sentence of ours, which runs from left to right whatever name it begins with.
    pub(crate) sentence: bool,
    /// Where it leads to.
    pub(crate) link: Option<Lead<'a>>,
}

/// What makes a stretch a link.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Lead<'a> {
    /// The section that it leads to.
    pub(crate) section: &'a str,
    /// The link in the structure tree.
    pub(crate) element: ElementId,
}

impl<'a> Stretch<'a> {
    pub(crate) fn plain(text: &'a str, look: Look) -> Self {
        Self {
            text: clean(text),
            look,
            set_apart: false,
            isolated: false,
            whole: false,
            sentence: false,
            link: None,
        }
    }

    /// A sentence of ours, or a part of one.
    pub(crate) fn sentence(text: &'a str, look: Look) -> Self {
        Self { sentence: true, ..Self::plain(text, look) }
    }
}

/// What a reader can see of a text, on one line, without more combining marks on one letter than any language has.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    const MOST_MARKS: u32 = 4;
    let text = visible_line(text);
    if text.is_ascii() || !text.contains(is_stackable_mark) {
        return text;
    }
    let mut marks = 0;
    let few = text.chars().filter(|char| {
        marks = if is_stackable_mark(*char) { marks + 1 } else { 0 };
        marks <= MOST_MARKS
    });
    Cow::Owned(few.collect())
}

/// The general combining marks, of which any number can be piled on a letter.
fn is_stackable_mark(char: char) -> bool {
    matches!(u32::from(char), 0x300..=0x36F | 0x483..=0x489 | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F)
}
