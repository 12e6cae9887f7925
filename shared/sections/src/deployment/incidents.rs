//! Section `incidents`: what was found, when, and how it was found.

use crate::blocks::Blocks;
use report_document::{Block, Cell, Column, Row, Table, Text};
use report_facts::{
    format,
    incidents::{self, Incident, IncidentKind},
    words,
};
use report_snapshot::deployment::Deployment;

use crate::common::instant::instant_cell;

/// Incidents listed.
const MOST: usize = 100;

/// Makes the section; `None` without intervals to look through.
pub(super) fn incidents(deployment: &Deployment, found: &[Incident]) -> Option<Blocks> {
    if deployment.intervals.is_empty() {
        return None;
    }
    let mut body = Blocks::default();
    let whole = incidents::by_day(deployment).is_some();
    if found.is_empty() {
        body.push(Block::Paragraph(Text::plain(format!(
            "None was found in {}.",
            words::counted(deployment.intervals.len() as u64, "interval", "intervals")
        ))));
    } else {
        body.push(table(found));
    }
    if !whole {
        body.push(Block::Paragraph(Text::plain(format!(
            "Only error bursts were looked for: what is usual at a time of day takes {} whole days of intervals that divide the day.",
            incidents::FEWEST_DAYS
        ))));
    }
    body.push(Block::Note(Text::plain(
        "An error burst is a stretch whose errors are improbable under the usual rate (Chernoff's bound for the binomial \
         distribution, 1% over the whole window), with at least twice the usual rate and three errors; usual is the rate outside \
         bursts or, if that is more, at the same time of day on other days. A latency spike has a 95th percentile of at least twice \
         the median at the same time of day on other days and a modified z-score over 3.5, over at least 20 calls. A traffic gap is \
         a silence that is as improbable where the least calls of that time of day on other days are usual; from 21 days on, of that \
         time of the same weekday.",
    )));
    Some(body)
}

fn table(found: &[Incident]) -> Table {
    let rows = found
        .iter()
        .take(MOST)
        .map(|incident| {
            let length = incident.to.unix_millis() as f64 - incident.from.unix_millis() as f64;
            Row::new(vec![
                Cell::text(incident.what.label()),
                instant_cell(Some(incident.from)),
                Cell::number(length, format::duration_ms(length)),
                Cell::text(what(incident.what)),
                Cell::text(usual(incident.what)),
            ])
        })
        .collect();
    let all = words::counted(found.len() as u64, "incident", "incidents");
    let caption = if found.len() > MOST {
        format!("The first {MOST} of {all}, by start")
    } else {
        format!("{all}, by start")
    };
    Table {
        caption,
        columns: vec![
            Column::row_header("Incident"),
            Column::text("Start"),
            Column::number("Length"),
            Column::text("What happened"),
            Column::text("Usual"),
        ],
        rows,
        sortable: true,
    }
}

fn what(happening: IncidentKind) -> String {
    match happening {
        IncidentKind::ErrorBurst { requests, errors, .. } => format!(
            "{} of {} failed ({})",
            format::count(errors),
            words::counted(requests, "call", "calls"),
            format::percent(errors as f64 / requests.max(1) as f64)
        ),
        IncidentKind::LatencySpike { requests, highest_ms, .. } => {
            format!(
                "p95 up to {} over {}",
                format::duration_ms(highest_ms),
                words::counted(requests, "call", "calls")
            )
        }
        IncidentKind::TrafficGap { .. } => "No call".into(),
    }
}

fn usual(happening: IncidentKind) -> String {
    match happening {
        IncidentKind::ErrorBurst { usual_rate, .. } => format::percent(usual_rate),
        IncidentKind::LatencySpike { usual_ms, .. } => format::duration_ms(usual_ms),
        IncidentKind::TrafficGap { expected, .. } => {
            format!("at least {}", words::counted(expected.round() as u64, "call", "calls"))
        }
    }
}
