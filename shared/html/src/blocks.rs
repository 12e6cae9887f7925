//! The blocks of a section.

use base64::{Engine, engine::general_purpose::STANDARD};
use report_document::{Beside, Block, Chart, ChartSize, Field, Picture, Severity, Text};
use serde::Serialize;

use crate::{
    anchors::Anchors,
    running::{paragraph, text},
    svg, table,
    templates::{self, HtmlError, Markup, render},
};

/// A label and a value.
#[derive(Serialize)]
pub(crate) struct Pair<'a> {
    label: &'a str,
    value: &'a str,
}

impl<'a> From<&'a Field> for Pair<'a> {
    fn from(field: &'a Field) -> Self {
        Self { label: &field.label, value: &field.value }
    }
}

/// Writes blocks one after another.
pub(crate) fn write_all(blocks: &[Block], anchors: &mut Anchors) -> Result<Markup, HtmlError> {
    let mut markup = Markup::default();
    for block in blocks {
        markup.push(&write(block, anchors)?);
    }
    Ok(markup)
}

fn write(block: &Block, anchors: &mut Anchors) -> Result<Markup, HtmlError> {
    match block {
        Block::Subheading(title) => render(templates::SUBHEADING, title),
        Block::Paragraph(words) => paragraph("", words, anchors),
        Block::Note(words) => paragraph("small", words, anchors),
        Block::Bullets(items) => list("ul", items, anchors),
        Block::Numbered(items) => list("ol", items, anchors),
        Block::KeyFigures(figures) => {
            #[derive(Serialize)]
            struct Figure<'a> {
                label: &'a str,
                value: &'a str,
                note: Option<&'a str>,
            }
            let figures = figures.iter().map(|figure| Figure {
                label: &figure.label,
                value: &figure.value,
                note: figure.note.as_deref(),
            });
            non_empty(templates::FIGURES, figures.collect())
        }
        Block::Findings(items) => {
            let findings =
                items.iter().map(|item| Remark::new(item.severity, &item.title, &item.statement, anchors));
            non_empty(templates::FINDINGS, findings.collect::<Result<_, _>>()?)
        }
        Block::Fields(fields) => non_empty(templates::FIELDS, fields.iter().map(Pair::from).collect()),
        Block::Table(content) => table::write(content, anchors),
        Block::Chart(content) => chart(content, anchors),
        Block::ChartGrid(charts) => grid(charts, anchors),
        Block::Beside(content) => beside(content, anchors),
        Block::Picture(content) => picture(content, anchors),
        Block::Callout(callout) => render(
            templates::CALLOUT,
            &Remark::new(callout.severity, &callout.title, &callout.body, anchors)?,
        ),
        Block::UserText(words) => render(templates::USER_TEXT, words),
    }
}

/// A list of no items is no valid markup and says nothing.
fn non_empty<T: Serialize>(template: &'static str, items: Vec<T>) -> Result<Markup, HtmlError> {
    if items.is_empty() { Ok(Markup::default()) } else { render(template, &items) }
}

fn list(tag: &str, items: &[Text], anchors: &Anchors) -> Result<Markup, HtmlError> {
    #[derive(Serialize)]
    struct List<'a> {
        tag: &'a str,
        items: Vec<Markup>,
    }
    if items.is_empty() {
        return Ok(Markup::default());
    }
    let items = items.iter().map(|item| text(item, anchors)).collect::<Result<_, _>>()?;
    render(templates::LIST, &List { tag, items })
}

/// A finding or a callout.
#[derive(Serialize)]
struct Remark<'a> {
    class: &'static str,
    word: &'static str,
    icon: Markup,
    title: &'a str,
    statement: Markup,
}

impl<'a> Remark<'a> {
    fn new(
        severity: Severity,
        title: &'a str,
        statement: &Text,
        anchors: &Anchors,
    ) -> Result<Self, HtmlError> {
        let (class, icon) = match severity {
            Severity::Good => (
                "good",
                "<svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path d=\"M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0Zm-1.2 11.6L3.4 8.2l1.3-1.3 2.1 2.1 4.5-4.5 1.3 1.3Z\"/></svg>",
            ),
            Severity::Info => (
                "info",
                "<svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path d=\"M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0Zm-.95 3.3h1.9v1.9h-1.9Zm0 3.3h1.9v6.1h-1.9Z\"/></svg>",
            ),
            Severity::Warning => (
                "warning",
                "<svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path d=\"M8 .8 16 15H0Zm-.9 5v4.4h1.8V5.8Zm0 5.6v1.8h1.8v-1.8Z\"/></svg>",
            ),
            Severity::Critical => (
                "critical",
                "<svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path d=\"M4.7 0h6.6L16 4.7v6.6L11.3 16H4.7L0 11.3V4.7Zm2.4 3.4v5.4h1.8V3.4Zm0 7.2v1.9h1.8v-1.9Z\"/></svg>",
            ),
        };
        Ok(Self {
            class,
            word: severity.label(),
            icon: Markup::constant(icon),
            title,
            statement: text(statement, anchors)?,
        })
    }
}

fn chart(chart: &Chart, anchors: &mut Anchors) -> Result<Markup, HtmlError> {
    #[derive(Serialize)]
    struct Figure<'a> {
        id: &'a str,
        class: &'static str,
        scrolls: bool,
        title: &'a str,
        svg: Markup,
        caption: Option<&'a str>,
    }
    let id = anchors.ids.take(&chart.id);
    let label = format!("{}. {}", chart.title.trim_end_matches('.'), chart.alt);
    let svg = Markup::escaped(svg::write(&chart.scene, &label, &id, &mut anchors.ids));
    let class = match chart.size {
        ChartSize::Full => "full",
        ChartSize::Half => "half",
        ChartSize::Third => "third",
    };
    render(
        templates::CHART,
        &Figure {
            id: &id,
            class,
            // On a phone a wide chart would be too small to read; it keeps a legible width and scrolls.
            scrolls: chart.size == ChartSize::Full,
            title: &chart.title,
            svg,
            caption: chart.caption.as_deref(),
        },
    )
}

fn picture(picture: &Picture, anchors: &mut Anchors) -> Result<Markup, HtmlError> {
    #[derive(Serialize)]
    struct Figure<'a> {
        id: &'a str,
        title: &'a str,
        /// Letters, digits and `+/=`: nothing that would have to be escaped.
        base64: Markup,
        width: u32,
        height: u32,
        alt: &'a str,
        caption: &'a str,
    }
    let Picture { title, alt, caption, png, .. } = picture;
    render(
        templates::PICTURE,
        &Figure {
            id: &anchors.ids.take(&picture.id),
            title,
            base64: Markup::escaped(STANDARD.encode(png.file())),
            width: png.width(),
            height: png.height(),
            alt,
            caption,
        },
    )
}

fn beside(content: &Beside, anchors: &mut Anchors) -> Result<Markup, HtmlError> {
    #[derive(Serialize)]
    struct Halves {
        chart: Markup,
        blocks: Markup,
    }
    let halves =
        Halves { chart: chart(&content.chart, anchors)?, blocks: write_all(&content.blocks, anchors)? };
    render(templates::BESIDE, &halves)
}

fn grid(charts: &[Chart], anchors: &mut Anchors) -> Result<Markup, HtmlError> {
    #[derive(Serialize)]
    struct Grid {
        class: &'static str,
        charts: Vec<Markup>,
    }
    if charts.is_empty() {
        return Ok(Markup::default());
    }
    let thirds = charts.iter().all(|chart| chart.size == ChartSize::Third);
    let charts = charts.iter().map(|content| chart(content, anchors)).collect::<Result<_, _>>()?;
    render(templates::GRID, &Grid { class: if thirds { "thirds" } else { "halves" }, charts })
}
