//! The building blocks of a section.

use report_domain::Severity;

use crate::{Chart, Picture, Table, Text};

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
