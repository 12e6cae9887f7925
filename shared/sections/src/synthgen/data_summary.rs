//! Section `data-summary`: the real data, and the figures of both datasets column by column.

use crate::blocks::Blocks;
use report_document::{Block, Cell, Column, Field, Row, Table};
use report_facts::{format, words};
use report_snapshot::{dataset::NumericSummary, synthgen::Synthgen};

use crate::common::number::number_cell;

/// Columns listed.
const MOST_COLUMNS: usize = 150;

/// Makes the section; `None` where nothing is known about the data.
pub(super) fn data_summary(run: &Synthgen) -> Option<Blocks> {
    let mut fields = Vec::new();
    let mut put =
        |label: &str, value: Option<String>| fields.extend(value.map(|value| Field::new(label, value)));
    if let Some(dataset) = &run.dataset {
        put("Real data", Some(dataset.name.clone()));
        put("Rows", dataset.rows.map(format::count));
        put("Columns", dataset.columns.map(format::count));
        put("Target", dataset.target.clone());
        put("Size", dataset.size_bytes.map(format::bytes));
        put("Missing values", dataset.missing_values.map(format::count));
    }
    put("Rows learned from", run.training_rows.map(format::count));
    put("Rows held out", run.holdout_rows.map(format::count));
    put("Synthetic rows", run.synthetic_rows.map(format::count));
    let mut body = Blocks::default();
    if !fields.is_empty() {
        body.push(Block::Fields(fields));
    }
    body.extend(numeric_columns(run).map(Block::Table));
    body.if_any()
}

/// Two rows per numeric column, real above synthetic.
fn numeric_columns(run: &Synthgen) -> Option<Table> {
    let with: Vec<_> = run
        .columns
        .iter()
        .filter(|column| column.summary_real.is_some() || column.summary_synthetic.is_some())
        .collect();
    if with.is_empty() {
        return None;
    }
    let row = |name: &str, which: &str, summary: &Option<NumericSummary>| {
        let summary = summary.clone().unwrap_or_default();
        let figures =
            [summary.min, summary.p25, summary.median, summary.mean, summary.p75, summary.max, summary.std];
        let mut cells = vec![Cell::text(name), Cell::text(which)];
        cells.extend(figures.map(number_cell));
        Row::new(cells)
    };
    let rows = with
        .iter()
        .take(MOST_COLUMNS)
        .flat_map(|column| {
            [
                row(&column.name, "real", &column.summary_real),
                row(&column.name, "synthetic", &column.summary_synthetic),
            ]
        })
        .collect();
    let mut columns = vec![Column::row_header("Column"), Column::text("Data")];
    columns.extend(
        ["Min", "25th perc.", "Median", "Mean", "75th perc.", "Max", "Std. dev."].map(Column::number),
    );
    let caption = if with.len() > MOST_COLUMNS {
        format!("The first {MOST_COLUMNS} of {} numeric columns", format::count(with.len() as u64))
    } else {
        words::counted(with.len() as u64, "numeric column", "numeric columns")
    };
    Some(Table { caption, columns, rows, sortable: false })
}
