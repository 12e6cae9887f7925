//! Running text.

use std::borrow::Cow;

use report_document::{Span, Text, stays_whole, whole};
use serde::Serialize;

use crate::{
    anchors::Anchors,
    templates::{self, HtmlError, Markup, render},
};

/// A paragraph of running text.
pub(crate) fn paragraph(class: &str, words: &Text, anchors: &Anchors) -> Result<Markup, HtmlError> {
    #[derive(Serialize)]
    struct Paragraph<'a> {
        class: &'a str,
        text: Markup,
    }
    render(templates::PARAGRAPH, &Paragraph { class, text: text(words, anchors)? })
}

/// Running text.
pub(crate) fn text(words: &Text, anchors: &Anchors) -> Result<Markup, HtmlError> {
    #[derive(Serialize)]
    struct Part<'a> {
        text: Cow<'a, str>,
        is_strong: bool,
        is_code: bool,
        is_source: bool,
        is_name: bool,
        is_user: bool,
        is_slanted: bool,
        is_figure: bool,
        is_whole: bool,
        target: Option<&'a str>,
    }
    let parts: Vec<Part<'_>> = words
        .0
        .iter()
        .zip(unbroken(words))
        .map(|(span, text)| {
            let plain = Part {
                text,
                is_strong: false,
                is_code: false,
                is_source: false,
                is_name: false,
                is_user: false,
                is_slanted: false,
                is_figure: false,
                is_whole: false,
                target: None,
            };
            let target = |section: &String| anchors.sections.get(section).map(String::as_str);
            match span {
                Span::Plain(_) => plain,
                Span::Strong(_) => Part { is_strong: true, ..plain },
                Span::Code(_) => Part { is_code: true, ..plain },
                Span::User { is_strong, is_slanted, .. } => {
                    Part { is_user: true, is_strong: *is_strong, is_slanted: *is_slanted, ..plain }
                }
                Span::Name(_) => Part { is_name: true, ..plain },
                Span::Figure { label, section } => Part {
                    is_figure: true,
                    is_whole: stays_whole(label),
                    target: section.as_ref().and_then(target),
                    ..plain
                },
                // A link to a section that was left out is only its words.
                Span::SectionLink { section, .. } => Part { target: target(section), ..plain },
                Span::Source { section, .. } => {
                    Part { is_source: true, target: section.as_ref().and_then(target), ..plain }
                }
            }
        })
        .collect();
    render(templates::TEXT, &parts)
}

/// The words of each span. A space between two spans at which a line end would tear what stays whole is one that cannot be broken.
fn unbroken(words: &Text) -> Vec<Cow<'_, str>> {
    const NO_BREAK: &str = "\u{a0}";
    let plain = words.to_plain();
    let mut inside = Vec::new();
    let mut start = 0;
    for (part, is_whole) in whole(&plain) {
        inside.extend(is_whole.then_some(start + 1..start + part.len()));
        start += part.len();
    }
    let tears = |at: usize| inside.iter().any(|range| range.contains(&at));
    let mut end = 0;
    let parts = words.0.iter().map(|span| {
        let (start, text) = (end, span.text());
        end += text.len();
        match (text.strip_prefix(' ').filter(|_| tears(start)), text.strip_suffix(' ').filter(|_| tears(end)))
        {
            (Some(rest), _) => Cow::Owned([NO_BREAK, rest].concat()),
            (_, Some(rest)) => Cow::Owned([rest, NO_BREAK].concat()),
            _ => Cow::Borrowed(text),
        }
    });
    parts.collect()
}
