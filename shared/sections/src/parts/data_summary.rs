//! Section `data-summary`: size, class balance, columns and how they are spread.

use report_charts::{Axis, Bar, Bins, Frame};
use report_document::{Block, Cell, Chart, Column, Emphasis, Field, Row, Section, Table, Text};
use report_domain::ReportOptions;
use report_facts::format;
use report_snapshot::Measured;
use report_snapshot::dataset::{ColumnSummary, ColumnType, Dataset};

use crate::common::number::{count_cell, number_cell};

/// Columns listed in the table.
const MOST_COLUMNS: usize = 150;

/// Columns whose distribution is drawn: three rows of small multiples.
const MOST_HISTOGRAMS: usize = 9;

/// Classes listed.
const MOST_CLASSES: usize = 40;

/// Categories named in a cell.
const MOST_CATEGORIES: usize = 3;

/// A share of missing values that is set apart; the bound of the finding on mostly missing columns.
const MOSTLY_MISSING: f64 = 0.5;

/// What the section is about.
pub(crate) struct DataSubject<'a> {
    /// The data.
    pub dataset: &'a Dataset,
    /// The column to be predicted.
    pub target: Option<&'a str>,
    /// Rows per class, most frequent first; empty for regression.
    pub balance: &'a [(String, u64)],
    /// Features by importance, most important first: whose distributions are drawn. May be empty.
    pub important: &'a [&'a str],
    /// What the report shall contain.
    pub options: &'a ReportOptions,
}

/// Makes the section.
pub(crate) fn data_summary(subject: &DataSubject<'_>) -> Option<Section> {
    if !subject.options.include_data_summary {
        return None;
    }
    let mut section = Section::new("data-summary", "Data summary");
    section.push(Block::Fields(fields(subject)));
    if !subject.balance.is_empty() {
        section.push(Block::Subheading("Class balance".into()));
        section.blocks.extend(balance(subject.balance));
    }
    let columns = &subject.dataset.column_summaries;
    if !columns.is_empty() {
        section.push(Block::Subheading("Columns".into()));
        section.push(column_table(subject));
        if columns.len() > MOST_COLUMNS {
            section.push(Block::Note(Text::plain(format!(
                "The first {MOST_COLUMNS} of {} columns.",
                format::count(columns.len() as u64)
            ))));
        }
        let charts = histograms(subject);
        if !charts.is_empty() {
            let title = if subject.important.is_empty() {
                "Distributions"
            } else {
                "Distributions of the most important features"
            };
            section.push(Block::Subheading(title.into()));
            section.push(Block::ChartGrid(charts));
        }
    }
    Some(section)
}

fn fields(subject: &DataSubject<'_>) -> Vec<Field> {
    let dataset = subject.dataset;
    let mut fields = vec![Field::new("Dataset", dataset.name.clone())];
    let mut put =
        |label: &str, value: Option<String>| fields.extend(value.map(|value| Field::new(label, value)));
    put("Rows", dataset.rows.map(format::count));
    put("Columns", dataset.columns.map(format::count));
    put("Target", subject.target.map(str::to_owned));
    put("Size", dataset.size_bytes.map(format::bytes));
    put("Missing values", missing(dataset));
    fields
}

/// Missing cells with their share of all cells; from the columns where the dataset itself does not say.
fn missing(dataset: &Dataset) -> Option<String> {
    let missing = dataset.missing_values.or_else(|| {
        let columns = &dataset.column_summaries;
        if columns.is_empty() { None } else { columns.iter().map(|column| column.missing).sum() }
    })?;
    let cells = dataset.rows?.checked_mul(dataset.columns?).filter(|cells| *cells > 0);
    Some(match cells {
        Some(cells) if missing > 0 => {
            format!(
                "{} ({} of all cells)",
                format::count(missing),
                format::percent(missing as f64 / cells as f64)
            )
        }
        _ => format::count(missing),
    })
}

fn balance_table(balance: &[(String, u64)]) -> Block {
    let total: u64 = balance.iter().map(|(_, count)| count).sum();
    let share = |count: u64| if total > 0 { count as f64 / total as f64 } else { 0.0 };
    let row = |(class, count): &(String, u64)| {
        let share = share(*count);
        Row::new(vec![
            Cell::text(class),
            Cell::number(*count as f64, format::count(*count)),
            Cell::number(share, format::percent(share)).shaded(share as f32),
        ])
    };
    let caption = if balance.len() > MOST_CLASSES {
        format!("Rows by class: the {MOST_CLASSES} most frequent of {} classes", balance.len())
    } else {
        "Rows by class".into()
    };
    Block::Table(Table {
        caption,
        columns: vec![Column::row_header("Class"), Column::number("Rows"), Column::number("Share")],
        rows: balance.iter().take(MOST_CLASSES).map(row).collect(),
        sortable: false,
    })
}

/// A table of the classes; from two on with a picture of it, beside it where both are short.
fn balance(balance: &[(String, u64)]) -> Vec<Block> {
    const FEW: usize = 8;
    let table = balance_table(balance);
    if balance.len() < 2 {
        return vec![table];
    }
    let bars: Vec<Bar<'_>> =
        balance.iter().map(|(class, count)| Bar::new(class, Some(*count as f64))).collect();
    let (id, title, axis) = ("chart-class-balance", "Rows by class", Axis::number("Rows"));
    if balance.len() <= FEW {
        return super::beside(report_charts::bar_h(&Frame::half(id, title), &axis, &bars), vec![table]);
    }
    let chart = report_charts::bar_v(&Frame::full(id, title), &axis, &bars);
    std::iter::once(table).chain(chart.map(Block::Chart)).collect()
}

fn type_label(column_type: ColumnType) -> &'static str {
    match column_type {
        ColumnType::Numeric => "number",
        ColumnType::Categorical => "category",
        ColumnType::Boolean => "true/false",
        ColumnType::Datetime => "date",
        ColumnType::Text => "text",
        ColumnType::Id => "identifier",
    }
}

fn column_table(subject: &DataSubject<'_>) -> Table {
    let columns: Vec<&ColumnSummary> = subject.dataset.column_summaries.iter().take(MOST_COLUMNS).collect();
    let numeric = columns.iter().any(|column| column.numeric.is_some());
    // The target's own values stand in the class balance.
    let features = || columns.iter().filter(|column| Some(column.name.as_str()) != subject.target);
    let categorical = features().any(|column| !column.categories.is_empty());
    let distinct = features().any(|column| column.distinct.is_some());
    let mut header = vec![Column::row_header("Column"), Column::text("Type"), Column::number("Missing")];
    if distinct {
        header.push(Column::number("Distinct"));
    }
    if numeric {
        header.extend(["Min", "Median", "Mean", "Max", "Std. dev."].map(Column::number));
    }
    if categorical {
        header.push(Column::text("Most frequent values"));
    }
    let rows = columns
        .iter()
        .map(|column| {
            let mut cells = vec![
                Cell::text(&column.name),
                Cell::text(type_label(column.column_type)),
                missing_cell(column, subject.dataset.rows),
            ];
            if distinct {
                cells.push(count_cell(column.distinct));
            }
            if numeric {
                let figures = column.numeric.clone().unwrap_or_default();
                let mean = without_rounding_error(figures.mean, figures.std);
                let values = [figures.min, figures.median, mean, figures.max, figures.std];
                cells.extend(values.map(number_cell));
            }
            if categorical {
                cells.push(categories_cell(column));
            }
            Row { cells, highlighted: Some(column.name.as_str()) == subject.target }
        })
        .collect();
    let caption = match subject.target {
        Some(target) if columns.iter().any(|column| column.name == target) => {
            format!("Columns of {}; the row of the target is set apart", subject.dataset.name)
        }
        _ => format!("Columns of {}", subject.dataset.name),
    };
    Table { caption, columns: header, rows, sortable: true }
}

/// The mean of a column that was centred is zero but for rounding: what is a billionth of the spread says nothing.
fn without_rounding_error(mean: Measured, spread: Measured) -> Measured {
    match (mean, spread) {
        (Some(mean), Some(spread)) if mean.abs() < spread.abs() * 1e-9 => Some(0.0),
        _ => mean,
    }
}

fn missing_cell(column: &ColumnSummary, rows: Option<u64>) -> Cell {
    let Some(missing) = column.missing else { return Cell::missing() };
    match rows.filter(|rows| *rows > 0) {
        None => Cell::number(missing as f64, format::count(missing)),
        Some(rows) => {
            let share = missing as f64 / rows as f64;
            let cell = Cell::number(share, format::percent(share));
            if share > MOSTLY_MISSING {
                cell.emphasised(Emphasis::Alert)
            } else if missing == 0 {
                cell.emphasised(Emphasis::Muted)
            } else {
                cell
            }
        }
    }
}

fn categories_cell(column: &ColumnSummary) -> Cell {
    if column.categories.is_empty() {
        return Cell::missing();
    }
    let mut categories: Vec<_> = column.categories.iter().collect();
    categories.sort_by_key(|category| std::cmp::Reverse(category.count));
    let named: Vec<String> = categories
        .iter()
        .take(MOST_CATEGORIES)
        .map(|category| format!("{} ({})", category.value, format::count(category.count)))
        .collect();
    let more = categories.len().saturating_sub(MOST_CATEGORIES);
    let more = if more > 0 { format!(" and {} more", format::count(more as u64)) } else { String::new() };
    Cell::text(format!("{}{more}", named.join(", ")))
}

/// Distributions of the most important features, or of the first columns where importance is not known.
fn histograms(subject: &DataSubject<'_>) -> Vec<Chart> {
    let columns = &subject.dataset.column_summaries;
    let drawable =
        |column: &&ColumnSummary| column.histogram.is_some() && Some(column.name.as_str()) != subject.target;
    let important =
        subject.important.iter().filter_map(|name| columns.iter().find(|column| column.name == *name));
    let mut chosen: Vec<&ColumnSummary> = important.filter(drawable).take(MOST_HISTOGRAMS).collect();
    if chosen.is_empty() {
        chosen = columns.iter().filter(drawable).take(MOST_HISTOGRAMS).collect();
    }
    chosen
        .iter()
        .enumerate()
        .filter_map(|(index, column)| {
            let histogram = column.histogram.as_ref()?;
            let id = format!("chart-distribution-{}", index + 1);
            report_charts::histogram(
                &Frame::third(&id, &column.name),
                "Rows",
                Bins::Edges(&histogram.bin_edges),
                &histogram.counts,
            )
        })
        .collect()
}
