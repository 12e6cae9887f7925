//! Section `metrics`: the figures by day, and the model's metrics before it went into service.

use std::collections::BTreeMap;

use report_document::{Block, Cell, Column, Emphasis, Row, Table};
use report_facts::{
    Quantity, format,
    grid::{self, Grid},
    stats,
};
use report_findings::Severity;
use report_snapshot::deployment::{Deployment, Interval};

use super::series;
use crate::blocks::Blocks;
use crate::common::number::{count_cell, duration_cell, percent_cell, quantity_cell};

/// Days listed, the last ones.
const MOST_DAYS: usize = 62;

/// Metrics of the model that are listed.
const MOST_METRICS: usize = 60;

/// Makes the section; `None` without a figure.
pub(super) fn metrics(deployment: &Deployment) -> Option<Blocks> {
    let mut body = Blocks::default();
    body.extend(by_day(deployment).map(Block::Table));
    body.extend(before_service(deployment).map(Block::Table));
    body.if_any()
}

fn by_day(deployment: &Deployment) -> Option<Table> {
    let mut days: BTreeMap<String, Vec<Interval>> = BTreeMap::new();
    for interval in &deployment.intervals {
        days.entry(interval.start.display_date()).or_default().push(interval.clone());
    }
    if days.is_empty() {
        return None;
    }
    let all = days.len();
    let whole = Grid::of(deployment).map(|grid| grid.whole_days());
    let in_part = |intervals: &[Interval]| {
        let day = intervals.first().map(|interval| interval.start.unix_millis().div_euclid(grid::DAY_MS));
        whole.as_ref().zip(day).is_some_and(|(whole, day)| !whole.contains(&day))
    };
    let rows = days
        .iter()
        .skip(all.saturating_sub(MOST_DAYS))
        .map(|(day, intervals)| {
            let (requests, errors) = (series::requests(intervals), series::errors(intervals));
            let rate = (requests > 0 && intervals.iter().all(grid::is_sound))
                .then(|| errors as f64 / requests as f64);
            let p95 = || intervals.iter().filter_map(grid::p95);
            Row::new(vec![
                Cell::text(if in_part(intervals) { format!("{day}, in part") } else { day.clone() }),
                count_cell(Some(requests)),
                count_cell(Some(errors)),
                match report_findings::severity::of_calls(errors, requests) {
                    Severity::Critical if rate.is_some() => percent_cell(rate).emphasised(Emphasis::Alert),
                    _ => percent_cell(rate),
                },
                duration_cell(stats::median(p95())),
                duration_cell(p95().reduce(f64::max)),
            ])
        })
        .collect();
    let caption = if all > MOST_DAYS {
        format!("The last {MOST_DAYS} of {} days (UTC)", format::count(all as u64))
    } else {
        "By day (UTC)".into()
    };
    Some(Table {
        caption,
        columns: vec![
            Column::row_header("Day"),
            Column::number("Calls"),
            Column::number("Failed"),
            Column::number("Error rate"),
            Column::number("p95, median"),
            Column::number("p95, highest"),
        ],
        rows,
        sortable: true,
    })
}

fn before_service(deployment: &Deployment) -> Option<Table> {
    let metrics = &deployment.model.as_ref()?.offline_metrics;
    if metrics.is_empty() {
        return None;
    }
    let rows = metrics
        .iter()
        .take(MOST_METRICS)
        .map(|(name, value)| {
            let quantity = Quantity::of_metric(&[], name);
            Row::new(vec![Cell::text(quantity.label()), quantity_cell(&quantity, *value)])
        })
        .collect();
    let cut = if metrics.len() > MOST_METRICS {
        format!(": the first {MOST_METRICS} of {}", format::count(metrics.len() as u64))
    } else {
        String::new()
    };
    Some(Table {
        caption: format!("The model's metrics before it went into service{cut}"),
        columns: vec![Column::row_header("Metric"), Column::number("Value")],
        rows,
        sortable: false,
    })
}
