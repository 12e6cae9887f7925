//! Section `distributions`: real against synthetic, column by column.

use crate::blocks::Blocks;
use report_charts::{Bins, Frame};
use report_document::{Block, Chart, Text};
use report_facts::format;
use report_findings::synthetic;
use report_snapshot::synthgen::{ColumnComparison, Distribution, Synthgen};

/// Columns drawn: those with the lowest scores.
pub(super) const MOST_CHARTS: usize = 30;

/// Columns drawn where a document is not of full detail: three rows of them.
pub(super) const POOREST: usize = 9;

/// Makes the section; `None` without a distribution.
pub(super) fn distributions(run: &Synthgen, most: usize) -> Option<Blocks> {
    let columns = synthetic::columns_by_score(run);
    let with: Vec<&&ColumnComparison> =
        columns.iter().filter(|column| column.distribution.is_some()).collect();
    let charts: Vec<Chart> =
        with.iter().take(most).enumerate().filter_map(|(index, column)| chart(index, column)).collect();
    if charts.is_empty() {
        return None;
    }
    let mut body = Blocks::default();
    let poorest = if with.len() > most {
        format!(
            " The {most} columns with the lowest scores of {} are drawn.",
            format::count(with.len() as u64)
        )
    } else {
        " Columns stand in the order of their scores, the lowest first.".into()
    };
    body.push(Block::ChartGrid(charts));
    body.push(Block::Note(Text::plain(format!("Each is drawn as shares of its own rows.{poorest}"))));
    Some(body)
}

fn chart(index: usize, column: &ColumnComparison) -> Option<Chart> {
    let id = format!("chart-column-{}", index + 1);
    let title = match synthetic::column_score(column) {
        Some(score) => format!("{}: {}", column.name, format::percent(score)),
        None => column.name.clone(),
    };
    let frame = Frame::third(&id, &title);
    match column.distribution.as_ref()? {
        Distribution::Histogram { bin_edges, real, synthetic } => report_charts::histogram_pair(
            &frame,
            Bins::Edges(bin_edges),
            ("Real", real),
            ("Synthetic", synthetic),
        ),
        Distribution::Frequencies { categories, real, synthetic } => {
            let names: Vec<&str> = categories.iter().map(String::as_str).collect();
            report_charts::histogram_pair(
                &frame,
                Bins::Categories(&names),
                ("Real", real),
                ("Synthetic", synthetic),
            )
        }
    }
}
