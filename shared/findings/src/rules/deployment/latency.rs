//! How long calls take, and whether that has changed.

use report_snapshot::deployment::{Deployment, Interval};

use crate::Severity;
use crate::legacy::{Figure, Finding, Unit};
use report_facts::{format, stats::median};

/// Ratio of the last third of the window to the first from which latency has changed; this report's own bounds.
const SLOWER: f64 = 1.25;
const FASTER: f64 = 0.8;

/// Intervals with a figure that a third must have.
const FEWEST_INTERVALS: usize = 6;

/// The 99th percentile over the median from which the slow calls are worth a word.
const LONG_TAIL: f64 = 5.0;

pub(super) fn findings(deployment: &Deployment) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(change(&deployment.intervals));
    found.extend(level(deployment));
    found
}

fn finite(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite() && *value >= 0.0)
}

/// The 95th percentile in the last third of the window against the first, each as the median over its intervals.
fn change(intervals: &[Interval]) -> Option<Finding> {
    let known: Vec<(&Interval, f64)> = intervals
        .iter()
        .filter_map(|interval| Some((interval, finite(interval.latency_ms.as_ref()?.p95)?)))
        .collect();
    let third = known.len() / 3;
    if third < FEWEST_INTERVALS {
        return None;
    }
    let (first, last) = (&known[..third], &known[known.len() - third..]);
    let before = median(first.iter().map(|(_, p95)| *p95)).filter(|before| *before > 0.0)?;
    let after = median(last.iter().map(|(_, p95)| *p95))?;
    let ratio = after / before;
    let (severity, title) = match ratio {
        ratio if ratio >= SLOWER => (Severity::Warning, "Latency has risen"),
        ratio if ratio <= FASTER => (Severity::Good, "Latency has fallen"),
        _ => (Severity::Good, "Latency is steady"),
    };
    let since = last.first().map(|(interval, _)| interval.start.display_date()).unwrap_or_default();
    let until = first.last().map(|(interval, _)| interval.start.display_date()).unwrap_or_default();
    Some(Finding {
        rule: "latency_change",
        severity,
        title: title.into(),
        statement: format!(
            "The usual 95th percentile is {} from {since} on, against {} until {until} ({} times).",
            format::duration_ms(after),
            format::duration_ms(before),
            format::signed(ratio, 2),
        ),
        figures: vec![
            Figure::of_entity("latency_p95_first_third", before, Unit::Milliseconds),
            Figure::of_entity("latency_p95_last_third", after, Unit::Milliseconds),
            Figure::of_entity("latency_ratio", ratio, Unit::Plain),
        ],
    })
}

fn level(deployment: &Deployment) -> Option<Finding> {
    let latency = deployment.totals.as_ref()?.latency_ms.as_ref()?;
    let (median, p99) = finite(latency.p50).zip(finite(latency.p99))?;
    let mut figures = vec![
        Figure::of_entity("latency_p50", median, Unit::Milliseconds),
        Figure::of_entity("latency_p99", p99, Unit::Milliseconds),
    ];
    let middle = finite(latency.p95).map(|p95| {
        figures.push(Figure::of_entity("latency_p95", p95, Unit::Milliseconds));
        format!(", 95 of 100 at most {}", format::duration_ms(p95))
    });
    let slowest = finite(latency.max).map(|max| {
        figures.push(Figure::of_entity("latency_max", max, Unit::Milliseconds));
        format!("; the slowest took {}", format::duration_ms(max))
    });
    let tail = median > 0.0 && p99 / median >= LONG_TAIL;
    if tail {
        figures.push(Figure::of_entity("latency_p99_over_p50", p99 / median, Unit::Plain));
    }
    figures
        .extend([50.0, 95.0, 99.0, 100.0].map(|share| Figure::of_entity("calls_of_100", share, Unit::Count)));
    Some(Finding {
        rule: "latency",
        severity: Severity::Info,
        title: if tail { "Latency has a long tail" } else { "Latency" }.into(),
        statement: format!(
            "Half of the calls take at most {}{}, 99 of 100 at most {}{}.",
            format::duration_ms(median),
            middle.unwrap_or_default(),
            format::duration_ms(p99),
            slowest.unwrap_or_default(),
        ),
        figures,
    })
}
