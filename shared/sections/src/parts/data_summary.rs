//! Section `data-summary`: size, class balance, columns and how they are spread.

use crate::blocks::{Blocks, beside};
use report_charts::{Axis, Bar, Bins, Frame};
use report_document::{Block, Cell, Chart, Column as TableColumn, Emphasis, Field, Row, Table, Text};
use report_facts::{
    Rows,
    dataset::{self, ClassCounts, Column},
    format, names, words,
};
use report_snapshot::Measured;
use report_snapshot::dataset::{ColumnSummary, ColumnType, Dataset, NumericSummary};

use crate::common::number::{count_cell, number_cell};

/// Columns listed in a table.
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
    /// Rows per class; empty for regression.
    pub balance: &'a ClassCounts,
    /// Features by importance, most important first: whose distributions are drawn. May be empty.
    pub important: &'a [&'a str],
}

/// Makes the section without its columns.
pub(crate) fn data_in_short(subject: &DataSubject<'_>) -> Blocks {
    let mut body = Blocks::default();
    body.push(Block::Fields(fields(subject)));
    if !subject.balance.is_empty() {
        body.push(Block::Subheading("Class balance".into()));
        body.extend(balance(subject.balance));
    }
    body
}

/// Makes the section.
pub(crate) fn data_summary(subject: &DataSubject<'_>) -> Blocks {
    let mut body = data_in_short(subject);
    let columns = &subject.dataset.column_summaries;
    if !columns.is_empty() {
        body.push(Block::Subheading("Columns".into()));
        body.extend(column_tables(subject));
        let charts = histograms(subject);
        if !charts.is_empty() {
            let title = if subject.important.is_empty() {
                "Distributions"
            } else {
                "Distributions of the most important features"
            };
            body.push(Block::Subheading(title.into()));
            body.push(Block::ChartGrid(charts));
        }
    }
    body
}

fn fields(subject: &DataSubject<'_>) -> Vec<Field> {
    let dataset = subject.dataset;
    let mut fields = vec![Field::new("Dataset", names::shown(&dataset.name))];
    let mut put =
        |label: &str, value: Option<String>| fields.extend(value.map(|value| Field::new(label, value)));
    put("Rows", dataset.rows.map(format::count));
    put("Columns", dataset.columns.map(format::count));
    put("Target", subject.target.map(names::shown));
    put("Size", dataset.size_bytes.map(format::bytes));
    put("Missing values", missing(dataset));
    fields
}

/// Missing cells with their share of all cells; from the columns where the dataset itself does not say and all have a count.
fn missing(dataset: &Dataset) -> Option<String> {
    let columns = &dataset.column_summaries;
    let summed = || -> Option<u64> {
        let all = dataset.columns == Some(columns.len() as u64) && !columns.is_empty();
        let mut counts = columns.iter().filter(|_| all).map(|column| column.missing);
        counts.try_fold(0_u64, |sum, missing| sum.checked_add(missing?)).filter(|_| all)
    };
    let missing = dataset.missing_values.or_else(summed)?;
    let cells = dataset.rows.zip(dataset.columns).and_then(|(rows, columns)| rows.checked_mul(columns));
    let share = cells.filter(|cells| missing > 0 && missing <= *cells);
    let share =
        share.map(|cells| format!(" ({} of all cells)", format::percent(missing as f64 / cells as f64)));
    Some(format!("{}{}", format::count(missing), share.unwrap_or_default()))
}

/// Rows by class, with shares of all rows that have a class, whether their class is listed or not.
fn balance_table(balance: &ClassCounts) -> Block {
    let shown = &balance.listed[..balance.listed.len().min(MOST_CLASSES)];
    let rows = shown.iter().map(|(class, count)| {
        let mut cells =
            vec![Cell::text(names::shown(class)), Cell::number(*count as f64, format::count(*count))];
        if let Some(all) = balance.rows.filter(|all| *all > 0) {
            let share = *count as f64 / all as f64;
            cells.push(Cell::number(share, format::percent(share)).shaded(share as f32));
        }
        Row::new(cells)
    });
    let mut columns = vec![TableColumn::row_header("Class"), TableColumn::number("Rows")];
    if balance.rows.is_some_and(|all| all > 0) {
        columns.push(TableColumn::number("Share"));
    }
    Block::Table(Table {
        caption: balance_caption(balance, shown),
        columns,
        rows: rows.collect(),
        sortable: false,
    })
}

/// What the table shows, and what it leaves out.
fn balance_caption(balance: &ClassCounts, shown: &[(String, u64)]) -> String {
    let of = match balance.of {
        Some(split) => format!("Rows by class in the confusion matrix {}", Rows::from(split).on()),
        None => "Rows by class".into(),
    };
    let in_table = shown.len() as u64;
    if balance.complete().is_some() && balance.classes == Some(in_table) {
        return of;
    }
    let counted: u64 = shown.iter().map(|(_, count)| *count).fold(0, u64::saturating_add);
    let rest = balance.rows.and_then(|all| all.checked_sub(counted)).filter(|rest| *rest > 0);
    let which = if balance.most_frequent { " most frequent" } else { "" };
    let number = format::count(in_table);
    match (balance.classes.filter(|all| *all > in_table), rest) {
        (Some(all), rest) => {
            let more = words::counted(all - in_table, "class", "classes");
            let with = rest.map(|rest| format!(" with {}", words::counted(rest, "row", "rows")));
            let verb = if all - in_table == 1 { "is" } else { "are" };
            let all = format::count(all);
            format!(
                "{of}: {number}{which} of {all} classes; {more}{} {verb} not shown",
                with.unwrap_or_default()
            )
        }
        (None, Some(rest)) => {
            let rest = words::counted(rest, "further row is", "further rows are");
            format!(
                "{of}: the data lists {}; {rest} of others or of none",
                words::counted(in_table, "class", "classes")
            )
        }
        (None, None) => {
            format!("{of}: the data lists {}, perhaps not all", words::counted(in_table, "class", "classes"))
        }
    }
}

/// A table of the classes; of a few with a picture of it beside it. Of many, bars would only repeat the table.
fn balance(balance: &ClassCounts) -> Vec<Block> {
    const FEW: std::ops::RangeInclusive<usize> = 2..=8;
    let table = balance_table(balance);
    if !FEW.contains(&balance.listed.len()) {
        return vec![table];
    }
    let labels: Vec<String> = balance.listed.iter().map(|(class, _)| names::shown(class)).collect();
    let counts = balance.listed.iter().map(|(_, count)| Some(*count as f64));
    let bars: Vec<Bar<'_>> = labels.iter().zip(counts).map(|(class, count)| Bar::new(class, count)).collect();
    let frame = Frame::half("chart-class-balance", "Rows by class");
    beside(report_charts::bar_h(&frame, &Axis::count("Rows"), &bars), vec![table])
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

/// Numbers and other columns in a table each: what is asked of them differs.
fn column_tables(subject: &DataSubject<'_>) -> Vec<Block> {
    let all = dataset::columns(subject.dataset);
    let (numbers, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|column| {
        column.summary.numeric.is_some() || column.summary.column_type == ColumnType::Numeric
    });
    let mut blocks = Vec::new();
    if !numbers.is_empty() {
        blocks.push(Block::Table(number_table(subject, &numbers)));
    }
    if !others.is_empty() {
        blocks.push(Block::Table(category_table(subject, &others)));
    }
    let listed = subject.dataset.column_summaries.len() as u64;
    if let Some(without) = subject.dataset.columns.and_then(|all| all.checked_sub(listed)).filter(|n| *n > 0)
    {
        let text = format!(
            "Of {} nothing but the number is known.",
            words::counted(without, "further column", "further columns")
        );
        blocks.push(Block::Note(Text::plain(text)));
    }
    blocks
}

/// `12 numeric columns`, and that only the first are listed, or which row is the target's.
fn columns_caption(subject: &DataSubject<'_>, columns: &[Column<'_>], one: &str, many: &str) -> String {
    let all = words::counted(columns.len() as u64, one, many);
    let shown = &columns[..columns.len().min(MOST_COLUMNS)];
    let cut = if shown.len() < columns.len() { format!("The first {MOST_COLUMNS} of {all}") } else { all };
    let has_target = shown.iter().any(|column| Some(column.name()) == subject.target);
    if has_target && columns.len() > 1 { format!("{cut}; the row of the target is set apart") } else { cut }
}

fn row(subject: &DataSubject<'_>, column: &Column<'_>, cells: Vec<Cell>) -> Row {
    Row { cells, highlighted: Some(column.name()) == subject.target }
}

fn number_table(subject: &DataSubject<'_>, columns: &[Column<'_>]) -> Table {
    let shown = &columns[..columns.len().min(MOST_COLUMNS)];
    let has =
        |of: ReadFigure| shown.iter().any(|column| column.summary.numeric.as_ref().and_then(of).is_some());
    let distinct = shown.iter().any(|column| column.distinct().is_some());
    let of: Vec<(&str, ReadFigure)> = FIGURES.into_iter().filter(|(_, of)| has(*of)).collect();
    let mut header = vec![TableColumn::row_header("Column"), TableColumn::number("Missing")];
    if distinct {
        header.push(TableColumn::number("Distinct"));
    }
    header.extend(of.iter().map(|(title, _)| TableColumn::number(*title)));
    let rows = shown.iter().map(|column| {
        let mut cells = vec![Cell::text(names::shown(column.name())), missing_cell(column)];
        if distinct {
            cells.push(count_cell(column.distinct()));
        }
        let summary = column.summary.numeric.clone().unwrap_or_default();
        cells.extend(of.iter().map(|(_, of)| match of(&summary).filter(|value| value.is_finite()) {
            // Years and ids are names: 2007, not 2,007.
            Some(value) if column.is_numbering() => {
                Cell::number(value, format::significant(value, 4).replace(',', ""))
            }
            value => number_cell(value),
        }));
        row(subject, column, cells)
    });
    Table {
        caption: columns_caption(subject, columns, "numeric column", "numeric columns"),
        columns: header,
        rows: rows.collect(),
        sortable: true,
    }
}

type ReadFigure = fn(&NumericSummary) -> Measured;

/// The figures of a numeric column.
const FIGURES: [(&str, ReadFigure); 7] = [
    ("Min", |summary| summary.min),
    ("25th perc.", |summary| summary.p25),
    ("Median", |summary| summary.median),
    ("Mean", |summary| without_rounding_error(summary.mean, summary.std)),
    ("75th perc.", |summary| summary.p75),
    ("Max", |summary| summary.max),
    ("Std. dev.", |summary| summary.std),
];

/// The mean of a column that was centred is zero but for rounding: what is a billionth of the spread says nothing.
fn without_rounding_error(mean: Measured, spread: Measured) -> Measured {
    match (mean, spread) {
        (Some(mean), Some(spread)) if mean.abs() < spread.abs() * 1e-9 => Some(0.0),
        _ => mean,
    }
}

fn category_table(subject: &DataSubject<'_>, columns: &[Column<'_>]) -> Table {
    let shown = &columns[..columns.len().min(MOST_COLUMNS)];
    let all_categories = columns.iter().all(|column| column.summary.column_type == ColumnType::Categorical);
    let categories = shown.iter().any(|column| !column.summary.categories.is_empty());
    let mut header = vec![TableColumn::row_header("Column")];
    if !all_categories {
        header.push(TableColumn::text("Type"));
    }
    header.extend(["Missing", "Distinct"].map(TableColumn::number));
    if categories {
        header.push(TableColumn::text("Most frequent values"));
    }
    let rows = shown.iter().map(|column| {
        let mut cells = vec![Cell::text(names::shown(column.name()))];
        if !all_categories {
            cells.push(Cell::text(type_label(column.summary.column_type)));
        }
        cells.extend([missing_cell(column), count_cell(column.distinct())]);
        if categories {
            cells.push(categories_cell(column));
        }
        row(subject, column, cells)
    });
    let (one, many) = if all_categories {
        ("categorical column", "categorical columns")
    } else {
        ("column that is no number", "columns that are no numbers")
    };
    Table {
        caption: columns_caption(subject, columns, one, many),
        columns: header,
        rows: rows.collect(),
        sortable: true,
    }
}

fn missing_cell(column: &Column<'_>) -> Cell {
    let Some(missing) = column.summary.missing else { return Cell::missing() };
    let Some(share) = column.missing_share().map(|share| share.value) else {
        return Cell::number(missing as f64, format::count(missing));
    };
    let cell = Cell::number(share, format::percent(share));
    if share > MOSTLY_MISSING {
        cell.emphasised(Emphasis::Alert)
    } else if missing == 0 {
        cell.emphasised(Emphasis::Muted)
    } else {
        cell
    }
}

fn categories_cell(column: &Column<'_>) -> Cell {
    let categories = column.by_frequency();
    if categories.is_empty() {
        return Cell::missing();
    }
    let named = categories.iter().take(MOST_CATEGORIES);
    let named: Vec<String> = named
        .map(|category| format!("{} ({})", names::shown(&category.value), format::count(category.count)))
        .collect();
    // If a list was cut and is not sorted by frequency, it is not known which values are the most frequent.
    let some = if column.begins_with_most_frequent() { "" } else { "among others " };
    let more = match column.values_beyond(MOST_CATEGORIES) {
        Some(0) => String::new(),
        Some(more) => format!(" and {} more", format::count(more)),
        None => " and perhaps more".into(),
    };
    Cell::text(format!("{some}{}{more}", named.join(", ")))
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
                &Frame::third(&id, &names::shown(&column.name)),
                "Rows",
                Bins::Edges(&histogram.bin_edges),
                &histogram.counts,
            )
        })
        .collect()
}
