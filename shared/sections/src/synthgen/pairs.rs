//! Section `pair-trends`: whether pairs of columns go together as in the real data.

use std::collections::BTreeMap;

use crate::blocks::{Blocks, beside};
use report_charts::{Bins, Format, Frame, Matrix, Ramp};
use report_document::{Block, Cell, Chart, Column, Row, Table, Text};
use report_facts::{format, words};
use report_findings::synthetic;
use report_snapshot::synthgen::{PairTrend, Synthgen};

use crate::common::{number::percent_cell, text_cell::text_cell};

/// Pairs listed: the poorest.
const MOST_PAIRS: usize = 12;

/// Columns in the heat map: those with the lowest mean score.
const MOST_COLUMNS: usize = 30;

/// Bins of the histogram of scores, from 0 to 1.
const BINS: usize = 20;

/// Makes the section; `None` where no pair has a score.
pub(super) fn pairs(run: &Synthgen) -> Option<Blocks> {
    let pairs = synthetic::pairs_by_score(run);
    if pairs.is_empty() {
        return None;
    }
    let mut body = Blocks::default();
    body.push(Block::Paragraph(Text::plain(in_words(run, &pairs))));
    body.extend(heat_map(&pairs).map(Block::Chart));
    body.extend(beside(histogram(&pairs), vec![Block::Table(table(&pairs))]));
    Some(body)
}

fn in_words(run: &Synthgen, pairs: &[(&PairTrend, f64)]) -> String {
    let unscored = run.pairs.len() - pairs.len();
    let without = if unscored > 0 {
        format!(
            " {} no score: the tool that measured could not compute one, or left out pairs that hardly go together.",
            words::counted(unscored as u64, "pair has", "pairs have")
        )
    } else {
        String::new()
    };
    format!(
        "{} {} a score, from {} to {}.{without}",
        words::counted(pairs.len() as u64, "pair", "pairs"),
        if pairs.len() == 1 { "has" } else { "have" },
        format::percent(pairs[0].1),
        format::percent(pairs[pairs.len() - 1].1),
    )
}

/// Scores of pairs, columns with the lowest mean first.
fn heat_map(pairs: &[(&PairTrend, f64)]) -> Option<Chart> {
    let mut sums: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    let mut scores: BTreeMap<(&str, &str), f64> = BTreeMap::new();
    for (pair, score) in pairs {
        for column in [&pair.column_a, &pair.column_b] {
            let (sum, count) = sums.entry(column).or_default();
            *sum += score;
            *count += 1.0;
        }
        scores.insert((&pair.column_a, &pair.column_b), *score);
        scores.insert((&pair.column_b, &pair.column_a), *score);
    }
    let mut means: Vec<(&str, f64)> =
        sums.into_iter().map(|(column, (sum, count))| (column, sum / count)).collect();
    means.sort_by(|a, b| a.1.total_cmp(&b.1));
    if means.len() < 3 {
        return None;
    }
    let all = means.len();
    let names: Vec<&str> = means.into_iter().take(MOST_COLUMNS).map(|(column, _)| column).collect();
    let values: Vec<Vec<Option<f64>>> = names
        .iter()
        .map(|row| names.iter().map(|column| scores.get(&(*row, *column)).copied()).collect())
        .collect();
    let caption = if all > MOST_COLUMNS {
        format!(
            "The {MOST_COLUMNS} of {all} columns with the lowest mean score; pairs without a score are left blank."
        )
    } else {
        "Columns with the lowest mean score first; pairs without a score are left blank.".into()
    };
    report_charts::heatmap(
        &Frame::full("chart-pair-trends", "Score by pair of columns").caption(&caption),
        &Matrix {
            row_axis: "Column",
            column_axis: "Column",
            rows: &names,
            columns: &names,
            values: &values,
            value_label: "Score",
            format: Format::Percent,
        },
        &Ramp::Sequential { low: None, high: Some(1.0) },
    )
}

/// How scores are spread; only where there are too many pairs to read them one by one.
fn histogram(pairs: &[(&PairTrend, f64)]) -> Option<Chart> {
    if pairs.len() <= MOST_PAIRS {
        return None;
    }
    let edges: Vec<f64> = (0..=BINS).map(|edge| edge as f64 / BINS as f64).collect();
    let mut counts = vec![0_u64; BINS];
    for (_, score) in pairs {
        // The last bin includes 1.
        let bin = ((score.clamp(0.0, 1.0) * BINS as f64) as usize).min(BINS - 1);
        counts[bin] += 1;
    }
    let frame = Frame::half("chart-pair-scores", "Pairs by score");
    report_charts::histogram(&frame, "Pairs", Bins::Edges(&edges), &counts)
}

fn table(pairs: &[(&PairTrend, f64)]) -> Table {
    let mut measures = pairs.iter().take(MOST_PAIRS).map(|(pair, _)| pair.metric.as_deref());
    let first = measures.clone().next().flatten();
    // One measure for all is named once, above the table.
    let common = first.filter(|first| measures.clone().all(|measure| measure == Some(first)));
    let with_measure = common.is_none() && measures.any(|measure| measure.is_some());
    let mut columns = vec![Column::row_header("Pair"), Column::number("Score")];
    if with_measure {
        columns.push(Column::text("Measure"));
    }
    let rows = pairs
        .iter()
        .take(MOST_PAIRS)
        .map(|(pair, score)| {
            let mut cells = vec![
                Cell::text(format!("{} and {}", pair.column_a, pair.column_b)),
                percent_cell(Some(*score)),
            ];
            if with_measure {
                cells.push(text_cell(pair.metric.as_deref()));
            }
            Row::new(cells)
        })
        .collect();
    let caption = if pairs.len() > MOST_PAIRS {
        format!("The {MOST_PAIRS} lowest of {} scores", format::count(pairs.len() as u64))
    } else {
        "Pairs, lowest score first".into()
    };
    let caption = common.map_or(caption.clone(), |measure| format!("{caption} ({measure})"));
    Table { caption, columns, rows, sortable: true }
}
