//! Section `thresholds`: what another decision threshold would change, for binary tasks.

use report_charts::{Axis, Frame, Mark, Series};
use report_document::{Block, Cell, Chart, Column, Row, Table, Text};
use report_facts::format;
use report_snapshot::{Measured, evaluation::ThresholdRow};

use super::{
    curves::positive_phrase,
    subject::{Subject, rows_phrase},
};
use crate::blocks::{Blocks, beside};
use crate::common::{number::metric_cell, thin::thinned};

/// Distance of the thresholds that are looked for.
const STEPS: u32 = 11;

/// Points of a drawn line.
const MOST_POINTS: usize = 200;

/// Makes the section.
pub(crate) fn thresholds(subject: &Subject<'_>) -> Option<Blocks> {
    let evaluation = subject.evaluation(|evaluation| !evaluation.thresholds.is_empty())?;
    let on = rows_phrase(evaluation);
    let best = best_f1(&evaluation.thresholds);
    let chosen = chosen(&evaluation.thresholds, best);
    let rows = chosen
        .into_iter()
        .map(|index| {
            let row = &evaluation.thresholds[index];
            let mut cells = vec![Cell::number(row.threshold, format::signed(row.threshold, 4))];
            cells.extend([row.precision, row.recall, row.f1, row.specificity, row.accuracy].map(metric_cell));
            Row { cells, highlighted: Some(index) == best }
        })
        .collect();
    let mut blocks = vec![Block::Table(Table {
        caption: format!("Figures by decision threshold; {on}{}", positive_phrase(subject)),
        columns: ["Threshold", "Precision", "Recall", "F1", "Specificity", "Accuracy"]
            .map(Column::number)
            .into(),
        rows,
        sortable: false,
    })];
    if let Some(best) = best.map(|best| &evaluation.thresholds[best]) {
        blocks.push(Block::Note(Text::plain(format!(
            "Set apart: the threshold {} with the highest F1. A higher threshold gives fewer false alarms, a lower one misses \
             fewer positives.",
            format::signed(best.threshold, 4)
        ))));
    }
    Some(Blocks::from(beside(chart(&evaluation.thresholds, best), blocks)))
}

/// Precision, recall and F1 over the threshold.
fn chart(all: &[ThresholdRow], best: Option<usize>) -> Option<Chart> {
    let mut ascending: Vec<&ThresholdRow> = all.iter().filter(|row| row.threshold.is_finite()).collect();
    ascending.sort_by(|a, b| a.threshold.total_cmp(&b.threshold));
    let rows = thinned(&ascending, MOST_POINTS);
    let line = |figure: fn(&ThresholdRow) -> Measured| -> Vec<(f64, Measured)> {
        rows.iter().map(|row| (row.threshold, figure(row))).collect()
    };
    let (precision, recall, f1) = (line(|row| row.precision), line(|row| row.recall), line(|row| row.f1));
    let series = [("Precision", &precision), ("Recall", &recall), ("F1", &f1)].map(|(name, points)| Series {
        name,
        points,
        dashed: false,
    });
    let label = best.map(|best| format!("highest F1: {}", format::signed(all[best].threshold, 4)));
    let marks: Vec<Mark<'_>> = best
        .zip(label.as_deref())
        .map(|(best, label)| Mark { at: all[best].threshold, label })
        .into_iter()
        .collect();
    let frame = Frame::half("chart-thresholds", "Precision, recall and F1 by threshold");
    report_charts::lines(&frame, &Axis::number("Threshold"), &Axis::number(""), &series, &marks)
}

/// The row with the highest F1; of equals the first.
fn best_f1(rows: &[ThresholdRow]) -> Option<usize> {
    let known =
        rows.iter().enumerate().filter_map(|(index, row)| Some((index, row.f1.filter(|f1| f1.is_finite())?)));
    known.reduce(|best, row| if row.1 > best.1 { row } else { best }).map(|(index, _)| index)
}

/// The rows nearest to evenly spaced thresholds over the range that there is, and the best; ascending by threshold.
fn chosen(rows: &[ThresholdRow], best: Option<usize>) -> Vec<usize> {
    let finite = || rows.iter().enumerate().filter(|(_, row)| row.threshold.is_finite());
    let low = finite().map(|(_, row)| row.threshold).fold(f64::INFINITY, f64::min);
    let high = finite().map(|(_, row)| row.threshold).fold(f64::NEG_INFINITY, f64::max);
    let mut chosen: Vec<usize> = (0..STEPS)
        .filter_map(|step| {
            let wanted = low + (high - low) * f64::from(step) / f64::from(STEPS - 1);
            let distance = |row: &ThresholdRow| (row.threshold - wanted).abs();
            finite().min_by(|a, b| distance(a.1).total_cmp(&distance(b.1))).map(|(index, _)| index)
        })
        .chain(best)
        .collect();
    chosen.sort_by(|a, b| rows[*a].threshold.total_cmp(&rows[*b].threshold).then(a.cmp(b)));
    chosen.dedup();
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_threshold_is_always_among_the_rows_and_none_occurs_twice() {
        let row =
            |threshold: f64, f1: f64| ThresholdRow { threshold, f1: Some(f1), ..ThresholdRow::default() };
        let rows: Vec<ThresholdRow> =
            (0..400).rev().map(|i| row(f64::from(i) / 400.0, if i == 123 { 0.9 } else { 0.5 })).collect();
        let best = best_f1(&rows).expect("rows have F1");
        let chosen = chosen(&rows, Some(best));
        assert!(chosen.contains(&best));
        assert_eq!(chosen.len(), 12);
        let thresholds: Vec<f64> = chosen.iter().map(|index| rows[*index].threshold).collect();
        assert!(thresholds.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
