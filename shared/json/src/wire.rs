//! The format, member by member.

use std::borrow::Cow;

use serde::Serialize;

/// A report.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Report<'a> {
    /// Version of this format: 1.
    pub(crate) version: u32,
    /// The report's id.
    pub(crate) id: Cow<'a, str>,
    /// Its title.
    pub(crate) title: Cow<'a, str>,
    /// What it is about, as in "Experiment report".
    pub(crate) kind_label: Cow<'a, str>,
    /// The entity's own name.
    pub(crate) entity_name: Cow<'a, str>,
    /// The most important fact in one sentence.
    pub(crate) headline: Option<Cow<'a, str>>,
    /// BCP 47 language of the text.
    pub(crate) language: &'a str,
    /// When the report was asked for, RFC 3339.
    pub(crate) created_at: &'a str,
    /// What the report was made from.
    pub(crate) made_from: Option<Origin<'a>>,
    /// What the cover says of the entity.
    pub(crate) facts: Vec<Field<'a>>,
    /// The model as machines read it, in a report on a model.
    pub(crate) model: Option<Model<'a>>,
    /// The sections, in reading order.
    pub(crate) sections: Vec<Section<'a>>,
}

/// What a report was made from.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Origin<'a> {
    /// SHA-256 of the snapshot, in hexadecimal.
    pub(crate) snapshot_sha256: &'a str,
    /// The schema that the snapshot was read with.
    pub(crate) schema: &'a str,
    /// Version of the software that made the report.
    pub(crate) engine: &'a str,
}

/// A label and a value.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Field<'a> {
    /// The label.
    pub(crate) label: Cow<'a, str>,
    /// The value, as it is shown.
    pub(crate) value: Cow<'a, str>,
}

/// A model as machines read it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Model<'a> {
    /// Its name.
    pub(crate) name: Cow<'a, str>,
    /// Its task, as model hubs name it: `tabular-classification`.
    pub(crate) task: &'a str,
    /// The tool that made it.
    pub(crate) library: Option<Cow<'a, str>>,
    /// The family of algorithms.
    pub(crate) algorithm: Option<Cow<'a, str>>,
    /// The dataset.
    pub(crate) dataset: Option<Cow<'a, str>>,
    /// Its metrics.
    pub(crate) metrics: Vec<Metric<'a>>,
}

/// A metric of some rows.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Metric<'a> {
    /// The tool's own name: `auc`.
    pub(crate) id: Cow<'a, str>,
    /// The name that people read: `AUC`.
    pub(crate) label: Cow<'a, str>,
    /// The rows: `train`, `validation`, `cross-validation` or `test`.
    pub(crate) split: &'a str,
    /// The value.
    pub(crate) value: f64,
}

/// A part of the report with a heading.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Section<'a> {
    /// Unique within the report and stable: `leaderboard`.
    pub(crate) id: &'a str,
    /// The heading.
    pub(crate) title: Cow<'a, str>,
    /// What stands under it, in reading order.
    pub(crate) blocks: Vec<Block<'a>>,
}

/// One block of a section.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) enum Block<'a> {
    /// A heading within the section.
    Subheading {
        /// The heading.
        title: Cow<'a, str>,
    },
    /// A paragraph.
    Paragraph {
        /// Its text.
        text: Vec<Span<'a>>,
    },
    /// Small print.
    Note {
        /// Its text.
        text: Vec<Span<'a>>,
    },
    /// A list.
    List {
        /// Whether its items are numbered, from 1.
        is_numbered: bool,
        /// The items.
        items: Vec<Vec<Span<'a>>>,
    },
    /// The figures that matter most.
    KeyFigures {
        /// The figures.
        figures: Vec<KeyFigure<'a>>,
    },
    /// What the rules found, most severe first.
    Findings {
        /// The findings.
        findings: Vec<Finding<'a>>,
    },
    /// Label and value pairs.
    Fields {
        /// The pairs.
        fields: Vec<Field<'a>>,
    },
    /// A table.
    Table(Table<'a>),
    /// A chart.
    Chart(Chart<'a>),
    /// A picture that another tool made. It is in the HTML and PDF documents only.
    Picture(Picture<'a>),
    /// A framed remark.
    Remark {
        /// How much it matters.
        severity: Severity,
        /// A few words.
        title: Cow<'a, str>,
        /// The remark.
        text: Vec<Span<'a>>,
    },
    /// Text that a user wrote, with its line breaks; nothing in it is markup.
    UserText {
        /// The text.
        text: Cow<'a, str>,
    },
}

/// A stretch of text.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) enum Span<'a> {
    /// Words.
    Text {
        /// The words.
        text: Cow<'a, str>,
    },
    /// Words that are emphasised strongly.
    Strong {
        /// The words.
        text: Cow<'a, str>,
    },
    /// Words that are emphasised.
    Emphasis {
        /// The words.
        text: Cow<'a, str>,
    },
    /// A name or value from the data, set apart.
    Code {
        /// The name or value.
        text: Cow<'a, str>,
    },
    /// A name from the data within a sentence.
    Name {
        /// The name.
        text: Cow<'a, str>,
    },
    /// A figure within a sentence.
    Figure {
        /// The figure as it is shown.
        text: Cow<'a, str>,
        /// The id of the section in which it stands; null where it stands nowhere else.
        section: Option<&'a str>,
    },
    /// A link to a section.
    Link {
        /// What is shown.
        text: Cow<'a, str>,
        /// The section's id.
        section: &'a str,
    },
    /// What the sentence before rests on.
    Source {
        /// What is shown.
        text: Cow<'a, str>,
        /// The id of the section in which it stands; null where it stands nowhere else.
        section: Option<&'a str>,
    },
}

/// A figure that matters.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct KeyFigure<'a> {
    /// What it is.
    pub(crate) label: Cow<'a, str>,
    /// The value with its unit, as it is shown.
    pub(crate) value: Cow<'a, str>,
    /// A few words that put it into context.
    pub(crate) note: Option<Cow<'a, str>>,
}

/// A finding.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Finding<'a> {
    /// The rule that speaks, by its name in the rule book.
    pub(crate) rule: &'a str,
    /// How much it matters.
    pub(crate) severity: Severity,
    /// A few words.
    pub(crate) title: Cow<'a, str>,
    /// The sentence with its figures.
    pub(crate) statement: Vec<Span<'a>>,
}

/// How much something matters.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) enum Severity {
    /// Good news, or a check that passed.
    Good,
    /// Worth knowing; nothing is judged.
    Info,
    /// Should be looked at.
    Warning,
    /// Must be looked at before anyone relies on the result.
    Critical,
}

/// A table.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Table<'a> {
    /// What it shows.
    pub(crate) caption: Cow<'a, str>,
    /// Its columns.
    pub(crate) columns: Vec<Column<'a>>,
    /// Its rows; each has one cell per column.
    pub(crate) rows: Vec<Row<'a>>,
}

/// A column.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Column<'a> {
    /// Its header.
    pub(crate) title: Cow<'a, str>,
    /// Whether its cells name their rows.
    pub(crate) is_row_header: bool,
}

/// A row.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Row<'a> {
    /// One cell per column.
    pub(crate) cells: Vec<Cell<'a>>,
    /// Whether the row is set apart, such as the leader.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub(crate) is_highlighted: bool,
}

/// A cell.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Cell<'a> {
    /// What is shown.
    pub(crate) text: Cow<'a, str>,
    /// The same with its links to sections, where it has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) spans: Option<Vec<Span<'a>>>,
    /// The number behind it, not rounded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<f64>,
    /// How it is set apart from its neighbours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) emphasis: Option<Emphasis>,
}

/// How a cell is set apart from its neighbours.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) enum Emphasis {
    /// The best value of its column.
    Best,
    /// Changed from its default.
    Changed,
    /// Needs attention: past a threshold, failed, missing.
    Alert,
    /// Of little interest: equal to its default, or missing.
    Muted,
}

/// A chart, in words and figures.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Chart<'a> {
    /// Unique within the report.
    pub(crate) id: &'a str,
    /// What it shows.
    pub(crate) title: Cow<'a, str>,
    /// What it says in words, with the figures that matter.
    pub(crate) alt: Cow<'a, str>,
    /// How to read it.
    pub(crate) caption: Option<Cow<'a, str>>,
    /// Its figures. Of many points some are chosen evenly, and the caption says so.
    pub(crate) data: Option<Table<'a>>,
}

/// A picture that another tool made.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Picture<'a> {
    /// Unique within the report.
    pub(crate) id: &'a str,
    /// What it shows.
    pub(crate) title: Cow<'a, str>,
    /// What it shows, for readers who cannot see it.
    pub(crate) alt: Cow<'a, str>,
    /// Whose it is.
    pub(crate) caption: Cow<'a, str>,
}
