//! Writes a [`Document`] as Markdown, as GitHub and model hubs show it: CommonMark with the tables of GitHub.
//!
//! Charts are written as what they say in words and as a table of their figures. All text of the document is escaped, so that
//! none of it becomes markup. The only HTML are the anchors of sections, `<a id="…"></a>`, that links lead to: renderers make ids
//! of headings in different ways. A report on a model begins with the front matter of a model card.
//!
//! The same document gives the same bytes.

mod blocks;
mod escape;
mod front_matter;
mod inline;
mod table;

use report_document::{Document, Output, Writer, WriterError};
use report_domain::Format;

use crate::{blocks::Page, escape::escape};

/// Writes documents as Markdown.
#[derive(Debug, Clone, Copy)]
pub struct MarkdownWriter;

impl Writer for MarkdownWriter {
    fn format(&self) -> Format {
        Format::Md
    }

    fn write(&self, document: &Document) -> Result<Output, WriterError> {
        Ok(Output { bytes: write(document).into_bytes(), pages: None })
    }
}

/// Writes `document`.
pub fn write(document: &Document) -> String {
    let meta = &document.meta;
    let mut page = Page::new(document);
    if let Some(card) = &meta.card {
        page.raw(&front_matter::write(card));
    }
    page.line(&format!("# {}", escape(&meta.title)));
    page.line(&escape(&format!("{}, {}", meta.kind_label, meta.created)));
    if let Some(headline) = &meta.headline {
        let headline = page.text(headline);
        page.line(&headline);
    }
    let (opening, rest) = document.parts();
    opening.iter().for_each(|section| page.section(section));
    page.fields(&meta.facts);
    rest.iter().for_each(|section| page.section(section));
    page.line(&escape(&format!("Report {}", meta.report_id)));
    page.finish()
}
