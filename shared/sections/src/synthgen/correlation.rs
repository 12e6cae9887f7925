//! Section `correlation`: the matrices of both datasets and their difference.

use crate::blocks::Blocks;
use report_charts::{Format, Frame, Matrix, Ramp};
use report_document::{Block, Cell, Chart, Column, Row, Table, Text};
use report_facts::{format, names, words};
use report_snapshot::{
    Measured,
    synthgen::{Correlation, Synthgen},
};

use crate::common::number::{metric_cell, signed_metric};

/// Columns drawn, the first ones: so many names fit.
const MOST_COLUMNS: usize = 40;

/// Up to so many columns, three matrices stand side by side.
const FEW_COLUMNS: usize = 4;

/// Up to so many columns, two do.
const SOME_COLUMNS: usize = 10;

/// Pairs listed: the greatest differences.
const MOST_PAIRS: usize = 15;

/// One pair of columns.
struct Pair<'a> {
    a: &'a str,
    b: &'a str,
    real: f64,
    synthetic: f64,
}

impl Pair<'_> {
    fn difference(&self) -> f64 {
        self.synthetic - self.real
    }
}

/// Makes the section; `None` without two columns to compare.
pub(super) fn correlation(run: &Synthgen) -> Option<Blocks> {
    let correlation = run.correlation.as_ref().filter(|correlation| correlation.columns.len() >= 2)?;
    let mut pairs = pairs(correlation);
    pairs.sort_by(|a, b| {
        b.difference().abs().total_cmp(&a.difference().abs()).then_with(|| (a.a, a.b).cmp(&(b.a, b.b)))
    });
    let mut body = Blocks::default();
    body.push(Block::Paragraph(in_words(correlation, &pairs)));
    body.extend(charts(correlation));
    body.extend(table(&pairs).map(Block::Table));
    Some(body)
}

fn finite(value: Measured) -> Option<f64> {
    value.filter(|value| value.is_finite())
}

fn at(matrix: &[Vec<Measured>], row: usize, column: usize) -> Option<f64> {
    finite(matrix.get(row)?.get(column).copied().flatten())
}

/// Every pair that is known in both datasets, once.
fn pairs(correlation: &Correlation) -> Vec<Pair<'_>> {
    let columns = &correlation.columns;
    let mut pairs = Vec::new();
    for row in 0..columns.len() {
        for column in 0..row {
            let both = at(&correlation.real, row, column).zip(at(&correlation.synthetic, row, column));
            pairs.extend(both.map(|(real, synthetic)| Pair {
                a: &columns[column],
                b: &columns[row],
                real,
                synthetic,
            }));
        }
    }
    pairs
}

fn in_words(correlation: &Correlation, pairs: &[Pair<'_>]) -> Text {
    let method = match correlation.method.to_lowercase().as_str() {
        "pearson" => "Pearson".to_owned(),
        "spearman" => "Spearman".to_owned(),
        "kendall" => "Kendall".to_owned(),
        _ => correlation.method.clone(),
    };
    let columns = words::counted(correlation.columns.len() as u64, "numeric column", "numeric columns");
    let Some(greatest) = pairs.first() else {
        let none = format!(" correlation of {columns}. No pair is known in both datasets.");
        return Text::default().name(method).and(none);
    };
    let mean = pairs.iter().map(|pair| pair.difference().abs()).sum::<f64>() / pairs.len() as f64;
    let differs = format!(
        " correlation of {columns}. It differs by {} on average and by {} at most, for ",
        format::signed(mean, 2),
        format::signed(greatest.difference().abs(), 2),
    );
    let named = Text::default().name(method).and(differs).name(names::shown(greatest.a));
    named.and(" and ").name(names::shown(greatest.b)).and(".")
}

fn charts(correlation: &Correlation) -> Vec<Block> {
    let number = correlation.columns.len();
    let names: Vec<&str> = correlation.columns.iter().take(MOST_COLUMNS).map(String::as_str).collect();
    let cut = |value: &dyn Fn(usize, usize) -> Option<f64>| -> Vec<Vec<Option<f64>>> {
        (0..names.len()).map(|row| (0..names.len()).map(|column| value(row, column)).collect()).collect()
    };
    let real = cut(&|row, column| at(&correlation.real, row, column));
    let synthetic = cut(&|row, column| at(&correlation.synthetic, row, column));
    let difference = cut(&|row, column| {
        Some(at(&correlation.synthetic, row, column)? - at(&correlation.real, row, column)?)
    });
    let caption = (number > MOST_COLUMNS).then(|| format!("The first {MOST_COLUMNS} of {number} columns."));
    let draw = |id: &str, title: &str, values: &[Vec<Option<f64>>], limit: Option<f64>| -> Option<Chart> {
        let frame = match number {
            few if few <= FEW_COLUMNS => Frame::third(id, title),
            some if some <= SOME_COLUMNS => Frame::half(id, title),
            _ => Frame::full(id, title),
        };
        let frame = caption.as_deref().map_or(frame, |caption| frame.caption(caption));
        report_charts::heatmap(
            &frame,
            &Matrix {
                row_axis: "Column",
                column_axis: "Column",
                rows: &names,
                columns: &names,
                values,
                value_label: title,
                format: Format::Number,
            },
            &Ramp::Diverging { limit },
        )
    };
    let drawn: Vec<Chart> = [
        draw("chart-correlation-real", "Real", &real, Some(1.0)),
        draw("chart-correlation-synthetic", "Synthetic", &synthetic, Some(1.0)),
        draw("chart-correlation-difference", "Synthetic − real", &difference, Some(1.0)),
    ]
    .into_iter()
    .flatten()
    .collect();
    match drawn.len() {
        0 => Vec::new(),
        _ if number <= SOME_COLUMNS => vec![Block::ChartGrid(drawn)],
        _ => drawn.into_iter().map(Block::Chart).collect(),
    }
}

fn table(pairs: &[Pair<'_>]) -> Option<Table> {
    if pairs.is_empty() {
        return None;
    }
    let rows = pairs
        .iter()
        .take(MOST_PAIRS)
        .map(|pair| {
            let difference = Cell::number(pair.difference(), signed_metric(pair.difference()));
            Row::new(vec![
                Cell::text(format!("{} and {}", pair.a, pair.b)),
                metric_cell(Some(pair.real)),
                metric_cell(Some(pair.synthetic)),
                difference,
            ])
        })
        .collect();
    let caption = if pairs.len() > MOST_PAIRS {
        format!(
            "The {MOST_PAIRS} of {} pairs whose correlation differs most",
            format::count(pairs.len() as u64)
        )
    } else {
        "Correlation of pairs, greatest difference first".into()
    };
    Some(Table {
        caption,
        columns: vec![
            Column::row_header("Pair"),
            Column::number("Real"),
            Column::number("Synthetic"),
            Column::number("Difference"),
        ],
        rows,
        sortable: true,
    })
}
