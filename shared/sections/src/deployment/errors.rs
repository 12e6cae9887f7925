//! Section `errors`: how many calls failed when, and why.

use report_charts::{Axis, Frame, Incident, TimeSeries, TimeStyle};
use report_document::{Block, Cell, Column, Row, Table};
use report_facts::{format, health, words};
use report_snapshot::deployment::{Deployment, Totals};

use super::series::{Grouped, legend};
use crate::blocks::Blocks;

/// Calls from which a rate is more than chance.
const CALLS_OF_A_RATE: u64 = 100;

/// Types of error listed.
const MOST_TYPES: usize = 30;

/// Messages listed.
const MOST_EXAMPLES: usize = 10;

/// Makes the section; `None` where nothing is known about errors. In short it has one chart and no messages.
pub(super) fn errors(deployment: &Deployment, incidents: &[Incident<'_>], in_short: bool) -> Option<Blocks> {
    let (requests, errors) = health::totals(deployment)?;
    let mut body = Blocks::default();
    body.push(Block::Paragraph(in_words(requests, errors).into()));
    if errors > 0 {
        let charts = charts(deployment, incidents);
        body.extend(charts.into_iter().take(if in_short { 1 } else { usize::MAX }));
    }
    if let Some(totals) = &deployment.totals {
        body.extend(types(totals).map(Block::Table));
        body.extend(examples(totals).filter(|_| !in_short).map(Block::Table));
    }
    Some(body)
}

fn in_words(requests: u64, errors: u64) -> String {
    match (requests, errors) {
        (0, _) => "No call came.".into(),
        (requests, 0) => format!("None of {} failed.", words::counted(requests, "call", "calls")),
        (requests, errors) if errors > requests => format!(
            "{} and {}: the counts contradict one another.",
            words::counted(requests, "call", "calls"),
            words::counted(errors, "failed call", "failed calls"),
        ),
        (requests, errors) => format!(
            "{} of {} failed ({}).",
            format::count(errors),
            words::counted(requests, "call", "calls"),
            format::percent(errors as f64 / requests as f64)
        ),
    }
}

/// The rate over stretches with enough calls for a rate, and failed calls as finely as can be shown.
fn charts(deployment: &Deployment, incidents: &[Incident<'_>]) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(coarse) = Grouped::with_calls(deployment, CALLS_OF_A_RATE) {
        let title = format!("Error rate per {}", coarse.unit());
        let caption = format!(
            "Share of calls that failed; a gap where no call came. {}{}",
            legend(incidents),
            coarse.left_out()
        );
        let frame = Frame::full("chart-error-rate", &title).caption(&caption);
        let (times, rate) = (coarse.times(), coarse.error_rate());
        let series = [TimeSeries { name: "Error rate", values: &rate }];
        let axis = Axis::percent("Error rate");
        blocks.extend(
            report_charts::time_series(&frame, &axis, TimeStyle::Line, &times, &series, incidents, &[])
                .map(Block::Chart),
        );
    }
    if let Some(fine) = Grouped::finest(deployment) {
        let title = format!("Failed calls per {}", fine.unit());
        let caption = format!("{}{}", legend(incidents), fine.left_out());
        let frame = Frame::full("chart-failed-calls", &title).caption(&caption);
        let (times, errors) = (fine.times(), fine.errors());
        let series = [TimeSeries { name: "Failed calls", values: &errors }];
        let axis = Axis::count("Failed calls");
        blocks.extend(
            report_charts::time_series(&frame, &axis, TimeStyle::Bars, &times, &series, incidents, &[])
                .map(Block::Chart),
        );
    }
    blocks
}

fn types(totals: &Totals) -> Option<Table> {
    let mut types: Vec<(&String, u64)> =
        totals.errors_by_type.iter().map(|(name, count)| (name, *count)).collect();
    types.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    if types.is_empty() {
        return None;
    }
    let all = types.iter().fold(0_u64, |sum, (_, count)| sum.saturating_add(*count)).max(1);
    let caption = if types.len() > MOST_TYPES {
        format!("Errors by type: the {MOST_TYPES} most frequent of {}", format::count(types.len() as u64))
    } else {
        "Errors by type".into()
    };
    let rows = types
        .iter()
        .take(MOST_TYPES)
        .map(|(name, count)| {
            let share = *count as f64 / all as f64;
            Row::new(vec![
                Cell::text(name.as_str()),
                Cell::number(*count as f64, format::count(*count)),
                Cell::number(share, format::percent(share)),
            ])
        })
        .collect();
    Some(Table {
        caption,
        columns: vec![Column::row_header("Type"), Column::number("Calls"), Column::number("Share of errors")],
        rows,
        sortable: false,
    })
}

/// Messages, each once, in the order of the snapshot.
fn examples(totals: &Totals) -> Option<Table> {
    let mut seen = Vec::new();
    for example in &totals.error_examples {
        if !seen.contains(&example) {
            seen.push(example);
        }
    }
    if seen.is_empty() {
        return None;
    }
    let rows = seen
        .iter()
        .take(MOST_EXAMPLES)
        .map(|example| Row::new(vec![Cell::text(&example.error_type), Cell::text(&example.message)]))
        .collect();
    Some(Table {
        caption: "Examples of error messages".into(),
        columns: vec![Column::row_header("Type"), Column::text("Message")],
        rows,
        sortable: false,
    })
}
