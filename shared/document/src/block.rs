//! The building blocks of a section.

use report_domain::Severity;

use crate::{Chart, Picture, Table};

/// One block of a section.
#[derive(Debug, Clone)]
pub enum Block {
    /// A heading of level 3 inside the section. Writers keep it with what follows.
    Subheading(String),
    /// A paragraph of running text.
    Paragraph(Text),
    /// A list without order.
    Bullets(Vec<Text>),
    /// A list with order, numbered from 1.
    Numbered(Vec<Text>),
    /// The figures that matter most, shown large, side by side.
    KeyFigures(Vec<KeyFigure>),
    /// Deterministic findings, most severe first.
    Findings(Vec<FindingItem>),
    /// Label and value pairs, such as a configuration.
    Fields(Vec<Field>),
    /// A table.
    Table(Table),
    /// One chart with its caption.
    Chart(Chart),
    /// Small charts side by side, as many to a row as fit.
    ChartGrid(Vec<Chart>),
    /// A chart of half the page's width with what belongs to it at its side, where there is room.
    Beside(Beside),
    /// A picture that another tool made.
    Picture(Picture),
    /// A framed remark.
    Callout(Callout),
    /// Small print: how a figure was computed, or that the snapshot has no data for something.
    Note(Text),
    /// Text that a user wrote: line breaks are kept, nothing in it is interpreted.
    UserText(String),
}

/// Running text with a little structure.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Text(pub Vec<Span>);

/// A stretch of running text.
#[derive(Debug, Clone, PartialEq)]
pub enum Span {
    /// As it is.
    Plain(String),
    /// Emphasised strongly.
    Strong(String),
    /// A name or value from the data, such as a column, a model id or a parameter: set apart from the sentence around it.
    Code(String),
    /// A name from the data within a sentence of ours: in the ink of the sentence, with a direction of its own.
    Name(String),
    /// What a user wrote: with a direction of its own, and nothing in it is interpreted.
    User {
        /// The words.
        text: String,
        /// Whether they are emphasised strongly.
        is_strong: bool,
        /// Whether they are emphasised. A format without slanted letters sets them as strong ones.
        is_slanted: bool,
    },
    /// A number within a sentence of ours that leads to where it stands, in the ink of the sentence.
    Figure {
        /// What is shown.
        label: String,
        /// The id of the section with the table or chart that it stands in; `None` where it stands nowhere else.
        section: Option<String>,
    },
    /// A link to a section of the same document, by [`crate::Section::id`].
    SectionLink {
        /// What is shown.
        label: String,
        /// The target section's id.
        section: String,
    },
    /// What the sentence before rests on, small and pale.
    Source {
        /// What is shown.
        label: String,
        /// The id of the section where it stands, as a link; `None` where it stands nowhere else.
        section: Option<String>,
    },
}

impl Text {
    /// Text of one plain span.
    pub fn plain(text: impl Into<String>) -> Self {
        Self(vec![Span::Plain(text.into())])
    }

    /// Adds plain text.
    pub fn and(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span::Plain(text.into()));
        self
    }

    /// Adds strong text.
    pub fn strong(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span::Strong(text.into()));
        self
    }

    /// Adds a name or value from the data.
    pub fn code(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span::Code(text.into()));
        self
    }

    /// Adds a name from the data within a sentence of ours.
    pub fn name(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span::Name(text.into()));
        self
    }

    /// Adds a link to a section of the same document.
    pub fn link(mut self, label: impl Into<String>, section: impl Into<String>) -> Self {
        self.0.push(Span::SectionLink { label: label.into(), section: section.into() });
        self
    }

    /// Adds what the text before rests on, or words between such.
    pub fn source(mut self, label: impl Into<String>, section: Option<&str>) -> Self {
        self.0.push(Span::Source { label: label.into(), section: section.map(str::to_owned) });
        self
    }

    /// The words without the structure.
    pub fn to_plain(&self) -> String {
        self.0.iter().map(Span::text).collect()
    }
}

impl Span {
    /// Its words.
    pub fn text(&self) -> &str {
        match self {
            Span::Plain(text)
            | Span::Strong(text)
            | Span::Code(text)
            | Span::Name(text)
            | Span::User { text, .. } => text,
            Span::SectionLink { label, .. } | Span::Source { label, .. } | Span::Figure { label, .. } => {
                label
            }
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Text::plain(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Text::plain(text)
    }
}

/// A figure shown large.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyFigure {
    /// What it is: "Best AUC".
    pub label: String,
    /// The value with its unit, formatted: "0.9951", "1 min 10 s".
    pub value: String,
    /// A few words that put it into context: "± 0.0027 over 5 folds".
    pub note: Option<String>,
}

/// A label and a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The label.
    pub label: String,
    /// The value, formatted.
    pub value: String,
}

impl Field {
    /// A label and a value.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into() }
    }
}

/// One finding as shown.
#[derive(Debug, Clone, PartialEq)]
pub struct FindingItem {
    /// The rule that speaks, by its name in the rule book.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// A few words: "Possible leakage".
    pub title: String,
    /// The sentence with its figures.
    pub statement: Text,
}

/// A chart and what belongs to it, such as the table of its figures.
#[derive(Debug, Clone)]
pub struct Beside {
    /// The chart, of the size [`crate::ChartSize::Half`]. It comes first.
    pub chart: Chart,
    /// Paragraphs, notes and tables that are narrow enough for the other half.
    pub blocks: Vec<Block>,
}

/// A framed remark.
#[derive(Debug, Clone, PartialEq)]
pub struct Callout {
    /// Sets the colour and the word in front.
    pub severity: Severity,
    /// A few words.
    pub title: String,
    /// The remark.
    pub body: Text,
}

impl From<Table> for Block {
    fn from(table: Table) -> Self {
        Block::Table(table)
    }
}

impl From<Chart> for Block {
    fn from(chart: Chart) -> Self {
        Block::Chart(chart)
    }
}

impl From<Picture> for Block {
    fn from(picture: Picture) -> Self {
        Block::Picture(picture)
    }
}

impl From<Callout> for Block {
    fn from(callout: Callout) -> Self {
        Block::Callout(callout)
    }
}
