//! Section `traffic`: how many calls came when.

use report_charts::{Axis, Frame, Incident, TimeSeries, TimeStyle};
use report_document::{Block, Text};
use report_facts::{format, health, words};
use report_snapshot::deployment::Deployment;

use super::series::{Grouped, legend};
use crate::blocks::Blocks;

/// Makes the section; `None` without intervals.
pub(super) fn traffic(deployment: &Deployment, incidents: &[Incident<'_>]) -> Option<Blocks> {
    if deployment.intervals.is_empty() {
        return None;
    }
    let mut body = Blocks::default();
    body.push(Block::Paragraph(Text::plain(in_words(deployment))));
    let Some(grouped) = Grouped::finest(deployment) else { return Some(body) };
    let (times, requests) = (grouped.times(), grouped.requests());
    let title = format!("Calls per {}", grouped.unit());
    let caption = format!("{}{}", legend(incidents), grouped.left_out());
    let frame = Frame::full("chart-volume", &title).caption(&caption);
    let series = [TimeSeries { name: "Calls", values: &requests }];
    body.extend(
        report_charts::time_series(
            &frame,
            &Axis::count("Calls"),
            TimeStyle::Bars,
            &times,
            &series,
            incidents,
            &[],
        )
        .map(Block::Chart),
    );
    Some(body)
}

fn in_words(deployment: &Deployment) -> String {
    let intervals = &deployment.intervals;
    let total = health::totals(deployment).map_or(0, |(requests, _)| requests);
    let silent = intervals.iter().filter(|interval| interval.requests == 0).count() as u64;
    // Of equally busy intervals the first is named.
    let busiest = intervals.iter().rev().max_by_key(|interval| interval.requests);
    let busiest = busiest.filter(|interval| interval.requests > 0).map(|interval| {
        format!(
            " The busiest interval began {} with {}.",
            interval.start.display_minute(),
            words::counted(interval.requests, "call", "calls")
        )
    });
    format!(
        "{} in {}; {} without a call.{}",
        words::counted(total, "call", "calls"),
        words::counted(intervals.len() as u64, "interval", "intervals"),
        match silent {
            0 => "none was".into(),
            1 => "1 was".into(),
            _ => format!("{} were", format::count(silent)),
        },
        busiest.unwrap_or_default()
    )
}
