//! From the model of a document to the format.

use std::borrow::Cow;

use report_document as model;
use report_domain::visible;

use crate::{VERSION, wire};

/// What a reader can see of a text, as in the other formats.
fn text(text: &str) -> Cow<'_, str> {
    visible(text)
}

fn spans(words: &model::Text) -> Vec<wire::Span<'_>> {
    words.0.iter().map(wire::Span::from).collect()
}

fn all<'a, M, W: From<&'a M>>(items: &'a [M]) -> Vec<W> {
    items.iter().map(W::from).collect()
}

impl<'a> From<&'a model::Document> for wire::Report<'a> {
    fn from(document: &'a model::Document) -> Self {
        let meta = &document.meta;
        Self {
            version: VERSION,
            id: text(&meta.report_id),
            title: text(&meta.title),
            kind_label: text(&meta.kind_label),
            entity_name: text(&meta.entity_name),
            headline: meta.headline.as_ref().map(|words| words.to_plain().into()),
            language: meta.language,
            created_at: &meta.created_rfc3339,
            made_from: meta.origin.as_ref().map(wire::Origin::from),
            facts: all(&meta.facts),
            model: meta.card.as_ref().map(wire::Model::from),
            sections: all(&document.sections),
        }
    }
}

impl<'a> From<&'a model::Origin> for wire::Origin<'a> {
    fn from(origin: &'a model::Origin) -> Self {
        Self { snapshot_sha256: &origin.snapshot_sha256, schema: &origin.schema, engine: &origin.engine }
    }
}

impl<'a> From<&'a model::Field> for wire::Field<'a> {
    fn from(field: &'a model::Field) -> Self {
        Self { label: text(&field.label), value: text(&field.value) }
    }
}

impl<'a> From<&'a model::ModelCard> for wire::Model<'a> {
    fn from(card: &'a model::ModelCard) -> Self {
        Self {
            name: text(&card.model),
            task: card.task,
            library: card.library.as_deref().map(text),
            algorithm: card.algorithm.as_deref().map(text),
            dataset: card.dataset.as_deref().map(text),
            metrics: all(&card.metrics),
        }
    }
}

impl<'a> From<&'a model::CardMetric> for wire::Metric<'a> {
    fn from(metric: &'a model::CardMetric) -> Self {
        Self { id: text(&metric.id), label: text(&metric.label), split: metric.split, value: metric.value }
    }
}

impl<'a> From<&'a model::Section> for wire::Section<'a> {
    fn from(section: &'a model::Section) -> Self {
        Self { id: &section.id, title: text(&section.title), blocks: blocks(&section.blocks) }
    }
}

/// Charts side by side, and what stands beside one, come one after another.
fn blocks(blocks: &[model::Block]) -> Vec<wire::Block<'_>> {
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        push(&mut out, block);
    }
    out
}

fn push<'a>(out: &mut Vec<wire::Block<'a>>, block: &'a model::Block) {
    use model::Block as From;
    use wire::Block;

    out.push(match block {
        From::Subheading(title) => Block::Subheading { title: text(title) },
        From::Paragraph(words) => Block::Paragraph { text: spans(words) },
        From::Note(words) => Block::Note { text: spans(words) },
        From::Bullets(items) => Block::List { is_numbered: false, items: items.iter().map(spans).collect() },
        From::Numbered(items) => Block::List { is_numbered: true, items: items.iter().map(spans).collect() },
        From::KeyFigures(figures) => Block::KeyFigures { figures: all(figures) },
        From::Findings(findings) => Block::Findings { findings: all(findings) },
        From::Fields(fields) => Block::Fields { fields: all(fields) },
        From::Table(table) => Block::Table(table.into()),
        From::Chart(chart) => Block::Chart(chart.into()),
        From::ChartGrid(charts) => {
            return out.extend(charts.iter().map(|chart| Block::Chart(chart.into())));
        }
        From::Beside(beside) => {
            out.push(Block::Chart((&beside.chart).into()));
            return beside.blocks.iter().for_each(|block| push(out, block));
        }
        From::Picture(picture) => Block::Picture(picture.into()),
        From::Callout(callout) => Block::Remark {
            severity: callout.severity.into(),
            title: text(&callout.title),
            text: spans(&callout.body),
        },
        From::UserText(words) => Block::UserText { text: text(words) },
    });
}

impl<'a> From<&'a model::Span> for wire::Span<'a> {
    fn from(span: &'a model::Span) -> Self {
        match span {
            model::Span::Plain(words) => Self::Text { text: text(words) },
            model::Span::Strong(words) => Self::Strong { text: text(words) },
            model::Span::User { text: words, is_strong: true, .. } => Self::Strong { text: text(words) },
            model::Span::User { text: words, is_slanted: true, .. } => Self::Emphasis { text: text(words) },
            model::Span::User { text: words, .. } => Self::Text { text: text(words) },
            model::Span::Code(words) => Self::Code { text: text(words) },
            model::Span::Name(words) => Self::Name { text: text(words) },
            model::Span::Figure { label, section } => {
                Self::Figure { text: text(label), section: section.as_deref() }
            }
            model::Span::SectionLink { label, section } => Self::Link { text: text(label), section },
            model::Span::Source { label, section } => {
                Self::Source { text: text(label), section: section.as_deref() }
            }
        }
    }
}

impl<'a> From<&'a model::KeyFigure> for wire::KeyFigure<'a> {
    fn from(figure: &'a model::KeyFigure) -> Self {
        Self {
            label: text(&figure.label),
            value: text(&figure.value),
            note: figure.note.as_deref().map(text),
        }
    }
}

impl<'a> From<&'a model::FindingItem> for wire::Finding<'a> {
    fn from(finding: &'a model::FindingItem) -> Self {
        Self {
            rule: finding.rule,
            severity: finding.severity.into(),
            title: text(&finding.title),
            statement: spans(&finding.statement),
        }
    }
}

impl From<model::Severity> for wire::Severity {
    fn from(severity: model::Severity) -> Self {
        match severity {
            model::Severity::Good => Self::Good,
            model::Severity::Info => Self::Info,
            model::Severity::Warning => Self::Warning,
            model::Severity::Critical => Self::Critical,
        }
    }
}

impl<'a> From<&'a model::Table> for wire::Table<'a> {
    fn from(table: &'a model::Table) -> Self {
        Self { caption: text(&table.caption), columns: all(&table.columns), rows: all(&table.rows) }
    }
}

impl<'a> From<&'a model::Column> for wire::Column<'a> {
    fn from(column: &'a model::Column) -> Self {
        Self { title: text(&column.title), is_row_header: column.is_row_header }
    }
}

impl<'a> From<&'a model::Row> for wire::Row<'a> {
    fn from(row: &'a model::Row) -> Self {
        Self { cells: all(&row.cells), is_highlighted: row.highlighted }
    }
}

impl<'a> From<&'a model::Cell> for wire::Cell<'a> {
    fn from(cell: &'a model::Cell) -> Self {
        let emphasis = match cell.emphasis {
            model::Emphasis::None => None,
            model::Emphasis::Best => Some(wire::Emphasis::Best),
            model::Emphasis::Changed => Some(wire::Emphasis::Changed),
            model::Emphasis::Alert => Some(wire::Emphasis::Alert),
            model::Emphasis::Muted => Some(wire::Emphasis::Muted),
        };
        // JSON has no other numbers than finite ones.
        Self {
            text: text(&cell.text),
            spans: cell.linked.as_deref().map(spans),
            value: cell.sort_value.filter(|value| value.is_finite()),
            emphasis,
        }
    }
}

impl<'a> From<&'a model::Chart> for wire::Chart<'a> {
    fn from(chart: &'a model::Chart) -> Self {
        Self {
            id: &chart.id,
            title: text(&chart.title),
            alt: text(&chart.alt),
            caption: chart.caption.as_deref().map(text),
            data: chart.data.as_ref().map(wire::Table::from),
        }
    }
}

impl<'a> From<&'a model::Picture> for wire::Picture<'a> {
    fn from(picture: &'a model::Picture) -> Self {
        Self {
            id: &picture.id,
            title: text(&picture.title),
            alt: text(&picture.alt),
            caption: text(&picture.caption),
        }
    }
}
