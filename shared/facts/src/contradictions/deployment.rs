//! Deployments.

use std::collections::HashSet;

use report_snapshot::deployment::{DailyDrift, Deployment, DriftScore, Latency, Totals};

use super::{
    place::{Metrics, Place},
    problem::Check,
};
use crate::{
    Quantity, Sort, Subject, drift,
    quantity::{ERRORS, NOT_NEGATIVE, OF_ONE, PSI, REQUESTS, checks::ERRORS_BY_TYPE},
    say,
    statement::{Span, name, time},
};

pub(super) fn deployment(at: Place<'_>, content: &Deployment) {
    at.window(content.window.as_ref(), || say!("The window"));
    if let Some(model) = &content.model {
        let of = || Subject::model(model.name.as_str());
        let at = at.field("model").of(&of);
        Metrics::new(&[]).check_all(at.field("offline_metrics"), &model.offline_metrics);
    }
    at.each("intervals", &content.intervals, |at, interval| {
        let start = || interval.start.display_minute();
        let of = || Subject::named(Sort::Period, start());
        let at = at.of(&of);
        at.field("errors").at_most(interval.errors, Some(interval.requests), || {
            let (failed, calls) = (failed(&at, interval.errors), calls(&at, interval.requests));
            say!("The interval from {} has {} of {}.", time(start()), failed, calls)
        });
        latency(at, interval.latency_ms.as_ref());
    });
    if let Some(totals) = &content.totals {
        self::totals(at.field("totals"), totals, content);
    }
    if let Some(drift) = &content.drift {
        let at = at.field("drift");
        at.each("features", &drift.features, |at, feature| {
            let of = || Subject::column(feature.feature.as_str());
            let at = at.of(&of);
            score(at.field("current"), &feature.current);
            daily(at, &feature.daily);
        });
        let names = drift.features.iter().map(|feature| feature.feature.as_str());
        at.field("features").once(Some("feature"), names, "The drift has a feature");
    }
    if let Some(predictions) = &content.predictions {
        let at = at.field("predictions");
        if let Some(current) = &predictions.current {
            score(at.field("current"), current);
        }
        daily(at, &predictions.daily);
        at.each("periods", &predictions.periods, |at, period| {
            let of = || Subject::named(Sort::Period, period.name.as_str());
            at.of(&of).field("std").positive("Standard deviation", period.std);
        });
    }
}

fn calls(at: &Place<'_>, count: u64) -> Span {
    at.count(&REQUESTS, count, "call", "calls")
}

fn failed(at: &Place<'_>, count: u64) -> Span {
    at.count(&ERRORS, count, "failed call", "failed calls")
}

fn totals(at: Place<'_>, totals: &Totals, content: &Deployment) {
    at.field("errors").at_most(totals.errors, Some(totals.requests), || {
        say!("The totals have {} of {}.", failed(&at, totals.errors), calls(&at, totals.requests))
    });
    let by_type = totals.errors_by_type.values().copied().fold(0, u64::saturating_add);
    at.field("errors_by_type").at_most(by_type, Some(totals.errors), || {
        let by_type = at.figure(&ERRORS_BY_TYPE, by_type as f64);
        say!("The totals have {}, by type of error {}.", failed(&at, totals.errors), by_type)
    });
    if let Some((requests, errors)) = crate::health::summed(content) {
        let is_sum = |field: &'static str, total: u64, sum: u64, count: fn(&Place<'_>, u64) -> Span| {
            if total != sum {
                at.field(field).fault(Check::TotalAgainstParts, || {
                    say!("The totals have {}, the intervals together {}.", count(&at, total), count(&at, sum))
                });
            }
        };
        is_sum("requests", totals.requests, requests, calls);
        is_sum("errors", totals.errors, errors, failed);
    }
    latency(at, totals.latency_ms.as_ref());
    // Of intervals with few calls the percentiles are estimates, each by itself.
    let given = totals.latency_ms.iter().flat_map(percentiles);
    let quantity = || Quantity::other("latency_ms", "Latency", None);
    at.field("latency_ms").ascending(given, quantity, |[(lower, less), (upper, more)]| {
        say!("The {} of the latency is {}, the {} {}.", lower, less, upper, more)
    });
}

fn percentiles(latency: &Latency) -> [(&'static str, &'static str, Option<f64>); 4] {
    [
        ("p50", "median", latency.p50),
        ("p95", "95th percentile", latency.p95),
        ("p99", "99th percentile", latency.p99),
        ("max", "maximum", latency.max),
    ]
}

fn latency(at: Place<'_>, latency: Option<&Latency>) {
    for (field, _, value) in latency.into_iter().flat_map(percentiles) {
        at.field("latency_ms").field(field).positive("Latency", value);
    }
}

fn score(at: Place<'_>, score: &DriftScore) {
    at.field("psi").between(NOT_NEGATIVE, score.psi, || (&PSI).into());
    at.field("p_value").between(OF_ONE, score.p_value, || Quantity::other("p_value", "p-value", None));
}

fn daily(at: Place<'_>, days: &[DailyDrift]) {
    let mut seen = HashSet::new();
    at.each("daily", days, |at, day| {
        at.field("psi").between(NOT_NEGATIVE, day.psi, || (&PSI).into());
        let date = at.field("date");
        if drift::date(&day.date).is_none() {
            date.fault(Check::Order, || {
                say!("The daily drift{} has {} for a date.", at.of_name(), name(&day.date))
            });
        } else if !seen.insert(day.date.as_str()) {
            date.fault(Check::Order, || {
                let day = time(day.date.as_str());
                say!("The daily drift{} has the day {} more than once.", at.of_name(), day)
            });
        }
    });
}
