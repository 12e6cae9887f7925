//! How documents are written, by configuration of the deployment.

use std::path::PathBuf;

use report_document::Writer;
use report_domain::Format;
use report_html::{HtmlSettings, HtmlWriter};
use report_json::JsonWriter;
use report_markdown::MarkdownWriter;
use report_pdf::{Fonts, Paper, PdfSettings, PdfWriter};

use crate::bundle::Page;

/// How documents are written.
#[derive(Debug)]
pub struct RenderSettings {
    html: HtmlWriter,
    pdf: PdfWriter,
    page: Page,
}

/// `PAPER` names no paper.
#[derive(Debug, thiserror::Error)]
#[error("PAPER is {found:?}; expected a4 or letter")]
pub struct InvalidPaper {
    found: String,
}

impl RenderSettings {
    /// For `paper`, with fallback fonts from `fonts_dir` where there is one. Without it, scripts outside Latin, Greek and
    /// Cyrillic show as boxes. The files are opened only when a document needs them.
    pub fn new(paper: Paper, fonts_dir: Option<PathBuf>) -> Self {
        let page = Page::new(paper, fonts_dir.is_some());
        let pdf = PdfSettings { paper, fonts: Fonts::new(fonts_dir) };
        Self { html: HtmlWriter(HtmlSettings::default()), pdf: PdfWriter(pdf), page }
    }

    /// The same, with the snapshot in the PDF as an associated file or without: PDF/A-3 then, and PDF/A-2 otherwise.
    pub fn attaching(mut self, attach_snapshot: bool) -> Self {
        self.page.attach_snapshot = attach_snapshot;
        self
    }

    /// The first character of a text that the PDF shows a box for, because no font has it.
    pub fn first_missing(&self, text: &str) -> Option<char> {
        self.pdf.0.fonts.first_missing(text)
    }

    /// How documents are set, for the bundle.
    pub(crate) fn page(&self) -> &Page {
        &self.page
    }

    /// A writer for each format.
    pub(crate) fn writers(&self) -> [&dyn Writer; Format::ALL.len()] {
        [&self.html, &self.pdf, &MarkdownWriter, &JsonWriter]
    }

    /// From `PAPER` (`a4`, the default, or `letter`), `FONTS_DIR` and `ATTACH_SNAPSHOT` (`on`, or else not).
    ///
    /// # Errors
    /// `PAPER` is something else.
    pub fn from_env() -> Result<Self, InvalidPaper> {
        let paper = match std::env::var("PAPER").unwrap_or_default().to_ascii_lowercase() {
            unset if unset.is_empty() => Paper::default(),
            found => Paper::named(&found).ok_or(InvalidPaper { found })?,
        };
        let fonts_dir = std::env::var_os("FONTS_DIR").filter(|dir| !dir.is_empty()).map(PathBuf::from);
        let attach_snapshot = std::env::var("ATTACH_SNAPSHOT").is_ok_and(|value| value == "on");
        Ok(Self::new(paper, fonts_dir).attaching(attach_snapshot))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_one_writer() {
        let settings = RenderSettings::new(Paper::A4, None);
        let mut written = settings.writers().map(|writer| writer.format());
        written.sort();
        assert_eq!(written, Format::ALL);
    }
}
