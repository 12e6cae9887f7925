//! Section `gains-lift`: what looking at the highest-scored rows first finds, for binary tasks.

use report_charts::{Frame, GainsLiftPoint};
use report_document::{Cell, Column, Row, Table};
use report_facts::format;
use report_snapshot::{Measured, evaluation::GainsLiftRow};

use super::{
    curves::positive_phrase,
    subject::{Subject, rows_phrase},
};
use crate::blocks::{Blocks, side_by_side};
use crate::common::{number::percent_cell, thin::thinned};

/// Rows of the table.
const MOST_ROWS: usize = 16;

/// Points of the charts.
const MOST_POINTS: usize = 100;

/// Makes the section.
pub(crate) fn gains_lift(subject: &Subject<'_>) -> Option<Blocks> {
    let evaluation = subject.evaluation(|evaluation| !evaluation.gains_lift.is_empty())?;
    let mut ascending = evaluation.gains_lift.clone();
    ascending.sort_by(|a, b| a.cumulative_data_fraction.total_cmp(&b.cumulative_data_fraction));
    let groups = &thinned(&ascending, MOST_POINTS);
    let points: Vec<GainsLiftPoint> = groups
        .iter()
        .map(|group| GainsLiftPoint {
            fraction: group.cumulative_data_fraction,
            capture: group.cumulative_capture_rate,
            cumulative_lift: group.cumulative_lift,
        })
        .collect();
    let on = format!("{}{}", rows_phrase(evaluation), positive_phrase(subject));
    let gains_caption =
        format!("Share of positives found by share of rows looked at, highest scores first; {on}.");
    let lift_caption = "How many times more positives than in a random order.";
    let charts = [
        report_charts::gains(&Frame::half("chart-gains", "Cumulative gain").caption(&gains_caption), &points),
        report_charts::lift(&Frame::half("chart-lift", "Cumulative lift").caption(lift_caption), &points),
    ];
    let mut body = Blocks::default();
    if let Some(block) = side_by_side(charts.into_iter().flatten().collect()) {
        body.push(block);
    }
    body.push(Table {
        caption: format!("Gain and lift by share of rows with the highest scores; {on}"),
        columns: vec![
            Column::number("Share of rows"),
            Column::number("Positives found"),
            Column::number("Lift"),
            Column::number("Cumulative lift"),
        ],
        rows: thinned(groups, MOST_ROWS).iter().map(row).collect(),
        sortable: false,
    });
    Some(body)
}

fn row(group: &GainsLiftRow) -> Row {
    Row::new(vec![
        Cell::number(group.cumulative_data_fraction, format::percent(group.cumulative_data_fraction)),
        percent_cell(group.cumulative_capture_rate),
        lift_cell(group.lift),
        lift_cell(group.cumulative_lift),
    ])
}

fn lift_cell(lift: Measured) -> Cell {
    let finite = lift.filter(|lift| lift.is_finite());
    finite.map_or_else(Cell::missing, |lift| {
        // Two decimals, and more where nothing would be left of it.
        let text = format::signed(lift, 2);
        Cell::number(
            lift,
            if lift != 0.0 && text.ends_with("0.00") { format::significant(lift, 2) } else { text },
        )
    })
}
