//! Tables.

use crate::Text;

/// A table with one header row that writers repeat on every page.
#[derive(Debug, Clone)]
pub struct Table {
    /// What the table shows; its caption and its name for assistive technology.
    pub caption: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; each has exactly one cell per column.
    pub rows: Vec<Row>,
    /// Whether the HTML lets readers sort by a column (a leaderboard, yes; a confusion matrix, no).
    pub sortable: bool,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The header cell.
    pub title: String,
    /// How its cells are aligned.
    pub align: Align,
    /// Whether this column's cells name their rows (`<th scope="row">`).
    pub is_row_header: bool,
}

impl Column {
    /// A column of text.
    pub fn text(title: impl Into<String>) -> Self {
        Self { title: title.into(), align: Align::Start, is_row_header: false }
    }

    /// A column of numbers, aligned on the decimal point.
    pub fn number(title: impl Into<String>) -> Self {
        Self { title: title.into(), align: Align::Decimal, is_row_header: false }
    }

    /// The column whose cells name their rows.
    pub fn row_header(title: impl Into<String>) -> Self {
        Self { title: title.into(), align: Align::Start, is_row_header: true }
    }

    /// A column of short marks, centred.
    pub fn centered(title: impl Into<String>) -> Self {
        Self { title: title.into(), align: Align::Center, is_row_header: false }
    }
}

/// How the cells of a column are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the start of the line.
    Start,
    /// In the middle.
    Center,
    /// On the decimal point; cells without one at the end of the integer part.
    Decimal,
}

/// A row.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// One cell per column.
    pub cells: Vec<Cell>,
    /// Whether the whole row is set apart (the leader, the chosen threshold, a total).
    pub highlighted: bool,
}

impl Row {
    /// An ordinary row.
    pub fn new(cells: Vec<Cell>) -> Self {
        Self { cells, highlighted: false }
    }
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// What is shown, formatted. A missing or non-finite number is [`Cell::MISSING`].
    pub text: String,
    /// What the column is sorted by, where it is sortable and this is a number.
    pub sort_value: Option<f64>,
    /// How it is set apart.
    pub emphasis: Emphasis,
    /// For heat maps: shade from 0 (none) to 1 (full); writers keep the text legible on it.
    pub shade: Option<f32>,
    /// The text with its links, where it has any; the words are those of `text`. Boxed: few cells have one, and tables many cells.
    pub linked: Option<Box<Text>>,
}

/// How a cell is set apart from its neighbours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Emphasis {
    /// Not at all.
    #[default]
    None,
    /// The best value of its column.
    Best,
    /// Changed from its default.
    Changed,
    /// Needs attention: past a threshold, failed, missing.
    Alert,
    /// Of little interest: equal to its default, or missing.
    Muted,
}

impl Cell {
    /// What stands for a number that is missing or not finite.
    pub const MISSING: &'static str = "–";

    /// A cell of text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A cell of text with links to sections of the same document.
    pub fn linked(text: Text) -> Self {
        Self { text: text.to_plain(), linked: Some(Box::new(text)), ..Self::default() }
    }

    /// A cell of a number that has been formatted.
    pub fn number(value: f64, formatted: impl Into<String>) -> Self {
        Self { text: formatted.into(), sort_value: Some(value), ..Self::default() }
    }

    /// A dash for a value that is not there.
    pub fn missing() -> Self {
        Self { text: Self::MISSING.into(), emphasis: Emphasis::Muted, ..Self::default() }
    }

    /// The same cell, set apart.
    pub fn emphasised(mut self, emphasis: Emphasis) -> Self {
        self.emphasis = emphasis;
        self
    }

    /// The same cell, shaded from 0 to 1.
    pub fn shaded(mut self, shade: f32) -> Self {
        self.shade = Some(shade.clamp(0.0, 1.0));
        self
    }
}
