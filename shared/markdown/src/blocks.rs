//! A document block by block.

use report_document::{Block, Chart, Document, Field, Picture, Section, Severity, Table, Text};

use crate::{
    escape::escape,
    inline::{self, Sections, strong},
    table,
};

/// A page that is being written.
pub(crate) struct Page<'a> {
    out: String,
    sections: Sections<'a>,
}

impl<'a> Page<'a> {
    /// An empty page of a document.
    pub(crate) fn new(document: &'a Document) -> Self {
        let sections = document.sections.iter().map(|section| section.id.as_str()).collect();
        Self { out: String::new(), sections }
    }

    /// Adds what is Markdown already.
    pub(crate) fn raw(&mut self, markdown: &str) {
        self.out.push_str(markdown);
        self.out.push('\n');
    }

    /// Adds a line of Markdown as a block of its own; nothing where it is empty.
    pub(crate) fn line(&mut self, markdown: &str) {
        let line = markdown.trim();
        if !line.is_empty() {
            self.out.push_str(line);
            self.out.push_str("\n\n");
        }
    }

    /// The page.
    pub(crate) fn finish(mut self) -> String {
        self.out.truncate(self.out.trim_end().len());
        self.out.push('\n');
        self.out
    }

    /// Adds a section.
    pub(crate) fn section(&mut self, section: &Section) {
        // Ids are made of letters, digits and hyphens.
        let anchor = if section.id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            format!("<a id=\"{}\"></a>", section.id)
        } else {
            String::new()
        };
        self.line(&format!("## {anchor}{}", escape(&section.title)));
        section.blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Subheading(title) => self.line(&format!("### {}", escape(title.trim()))),
            Block::Paragraph(words) | Block::Note(words) => {
                let words = self.text(words);
                self.line(&words);
            }
            Block::Bullets(items) => {
                self.list(items.iter().map(|item| ("-".to_owned(), self.text(item))).collect())
            }
            Block::Numbered(items) => {
                let numbered = items.iter().zip(1..);
                self.list(numbered.map(|(item, number)| (format!("{number}."), self.text(item))).collect());
            }
            Block::KeyFigures(figures) => self.list(
                figures
                    .iter()
                    .map(|figure| {
                        let note = figure.note.as_deref().filter(|note| !note.trim().is_empty());
                        let note = note.map(|note| format!(" ({note})")).unwrap_or_default();
                        labelled(&figure.label, &format!("{}{note}", figure.value))
                    })
                    .collect(),
            ),
            Block::Findings(items) => self.list(
                items
                    .iter()
                    .map(|item| ("-".to_owned(), self.remark(item.severity, &item.title, &item.statement)))
                    .collect(),
            ),
            Block::Fields(fields) => self.fields(fields),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
            Block::ChartGrid(charts) => charts.iter().for_each(|chart| self.chart(chart)),
            Block::Beside(beside) => {
                self.chart(&beside.chart);
                beside.blocks.iter().for_each(|block| self.block(block));
            }
            Block::Picture(picture) => self.picture(picture),
            Block::Callout(callout) => {
                let remark = self.remark(callout.severity, &callout.title, &callout.body);
                self.line(&format!("> {remark}"));
            }
            Block::UserText(words) => self.user_text(words),
        }
    }

    /// Adds label and value pairs.
    pub(crate) fn fields(&mut self, fields: &[Field]) {
        self.list(fields.iter().map(|field| labelled(&field.label, &field.value)).collect());
    }

    pub(crate) fn text(&self, words: &Text) -> String {
        inline::text(words, &self.sections)
    }

    /// A remark with the word of its severity.
    fn remark(&self, severity: Severity, title: &str, words: &Text) -> String {
        format!("{} {}", strong(&ended(&format!("{}: {}", severity.label(), title.trim()))), self.text(words))
    }

    /// Items with their marks; one without words is left out.
    fn list(&mut self, items: Vec<(String, String)>) {
        for (mark, words) in items.iter().filter(|(_, words)| !words.trim().is_empty()) {
            self.out.push_str(&format!("{mark} {}\n", words.trim()));
        }
        if !items.is_empty() {
            self.out.push('\n');
        }
    }

    fn table(&mut self, content: &Table) {
        self.line(&strong(&content.caption));
        let written = table::write(content, &self.sections);
        self.raw(&written);
    }

    fn chart(&mut self, chart: &Chart) {
        self.line(&format!("{} {}", strong(&ended(chart.title.trim())), escape(chart.alt.trim())));
        if let Some(caption) = &chart.caption {
            self.line(&escape(caption.trim()));
        }
        if let Some(data) = &chart.data {
            if data.caption != chart.title {
                self.line(&escape(data.caption.trim()));
            }
            let written = table::write(data, &self.sections);
            self.raw(&written);
        }
    }

    fn picture(&mut self, picture: &Picture) {
        self.line(&format!("{} {}", strong(&ended(picture.title.trim())), escape(picture.alt.trim())));
        self.line(&escape(picture.caption.trim()));
        self.line("The picture is in the HTML and PDF documents of this report.");
    }

    /// Line breaks and indents are kept.
    fn user_text(&mut self, words: &str) {
        let words = report_domain::visible(words);
        let mut lines = Vec::new();
        for line in words.split('\n').chain([""]) {
            if !line.trim().is_empty() {
                let inner = line.trim_start();
                // Blanks at the beginning of a line are no text to Markdown.
                let indent = "&nbsp;".repeat(line.len() - inner.len());
                lines.push(format!("{indent}{}", escape(inner.trim_end())));
            } else if !lines.is_empty() {
                let paragraph = std::mem::take(&mut lines).join("\\\n");
                self.line(&paragraph);
            }
        }
    }
}

/// An item of a list: a label and a value.
fn labelled(label: &str, value: &str) -> (String, String) {
    ("-".to_owned(), format!("{} {}", strong(&format!("{}:", label.trim())), escape(value.trim())))
}

/// A heading within a line, which ends like a sentence.
fn ended(title: &str) -> String {
    if title.ends_with(['.', '!', '?', ':']) { title.to_owned() } else { format!("{title}.") }
}
