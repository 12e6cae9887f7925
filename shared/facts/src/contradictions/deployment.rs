//! Deployments.

use std::collections::HashSet;

use report_snapshot::deployment::{DailyDrift, Deployment, DriftScore, Latency, Totals};

use super::{Check, Checks, Metrics, Path, TOLERANCE};
use crate::{
    Figure, Quantity, Sort, Statement, Subject,
    quantity::{ERRORS, PSI, REQUESTS, checks::ERRORS_BY_TYPE},
    say,
    statement::{Span, counted, label, name, time},
};

pub(super) fn deployment(checks: &mut Checks, at: Path<'_>, content: &Deployment) {
    if let Some(window) = &content.window {
        let times = (Some(window.start), Some(window.end));
        checks.times(at.field("window").field("end"), times, false, || say!("The window"));
    }
    if let Some(model) = &content.model {
        let mut metrics = Metrics::new(&[]);
        let list = at.field("model");
        for (metric, value) in &model.offline_metrics {
            let of = || Subject::model(model.name.as_str());
            metrics.check(checks, list.field("offline_metrics").key(metric), (metric, *value), None, of);
        }
    }
    let list = at.field("intervals");
    for (index, interval) in content.intervals.iter().enumerate() {
        let at = list.index(index);
        let of = || Subject::named(Sort::Period, interval.start.display_minute());
        checks.at_most(at.field("errors"), interval.errors, Some(interval.requests), || {
            let calls = calls(&of(), interval.requests);
            let failed = failed(&of(), interval.errors);
            say!("The interval from {} has {} of {}.", time(interval.start.display_minute()), failed, calls)
        });
        latency(checks, at.field("latency_ms"), interval.latency_ms.as_ref(), of);
    }
    if let Some(totals) = &content.totals {
        self::totals(checks, at.field("totals"), totals, content);
    }
    if let Some(drift) = &content.drift {
        let at = at.field("drift");
        let list = at.field("features");
        for (index, feature) in drift.features.iter().enumerate() {
            let at = list.index(index);
            let of = || Subject::column(feature.feature.as_str());
            score(checks, at.field("current"), &feature.current, of);
            daily(checks, at.field("daily"), &feature.daily, of);
        }
        let names = drift.features.iter().map(|feature| feature.feature.as_str());
        checks.once(list, Some("feature"), names, "The drift has a feature");
    }
    if let Some(predictions) = &content.predictions {
        let at = at.field("predictions");
        if let Some(current) = &predictions.current {
            score(checks, at.field("current"), current, || Subject::Entity);
        }
        daily(checks, at.field("daily"), &predictions.daily, || Subject::Entity);
        let list = at.field("periods");
        for (index, period) in predictions.periods.iter().enumerate() {
            let of = || Subject::named(Sort::Period, period.name.as_str());
            checks.positive(list.index(index).field("std"), period.std, "Standard deviation", of);
        }
    }
}

fn calls(of: &Subject, count: u64) -> Span {
    counted(&Figure::new(of.clone(), &REQUESTS, count as f64), "call", "calls")
}

fn failed(of: &Subject, count: u64) -> Span {
    counted(&Figure::new(of.clone(), &ERRORS, count as f64), "failed call", "failed calls")
}

fn totals(checks: &mut Checks, at: Path<'_>, totals: &Totals, content: &Deployment) {
    let entity = Subject::Entity;
    let say_calls = |count| calls(&entity, count);
    let say_failed = |count| failed(&entity, count);
    checks.at_most(at.field("errors"), totals.errors, Some(totals.requests), || {
        say!("The totals have {} of {}.", say_failed(totals.errors), say_calls(totals.requests))
    });
    let by_type = totals.errors_by_type.values().copied().fold(0, u64::saturating_add);
    checks.at_most(at.field("errors_by_type"), by_type, Some(totals.errors), || {
        let by_type = Figure::of_entity(&ERRORS_BY_TYPE, by_type as f64);
        say!("The totals have {}, by type of error {}.", say_failed(totals.errors), by_type)
    });
    if !content.intervals.is_empty() {
        let requests = content.intervals.iter().map(|interval| interval.requests);
        let errors = content.intervals.iter().map(|interval| interval.errors);
        let (requests, errors) = (requests.fold(0, u64::saturating_add), errors.fold(0, u64::saturating_add));
        let parts = |total: Span, parts: Span| -> Statement {
            say!("The totals have {}, the intervals together {}.", total, parts)
        };
        if requests != totals.requests {
            checks.fault(Check::TotalAgainstParts, at.field("requests"), || {
                parts(say_calls(totals.requests), say_calls(requests))
            });
        }
        if errors != totals.errors {
            checks.fault(Check::TotalAgainstParts, at.field("errors"), || {
                parts(say_failed(totals.errors), say_failed(errors))
            });
        }
    }
    latency(checks, at.field("latency_ms"), totals.latency_ms.as_ref(), || Subject::Entity);
    // Of intervals with few calls the percentiles are estimates, each by itself.
    let given = totals.latency_ms.as_ref().map(percentiles).into_iter().flatten();
    let mut before: Option<(&str, f64)> = None;
    for (field, called, value) in given {
        let Some(value) = value else { continue };
        if let Some((lower, less)) = before
            && less - value > TOLERANCE * value.abs().max(1.0)
        {
            checks.fault(Check::OutsideBounds, at.field("latency_ms").field(field), || {
                let figure = |value| Figure::of_entity(Quantity::other("latency_ms", "Latency", None), value);
                let (lower, called) = (label(lower), label(called));
                say!("The {} of the latency is {}, the {} {}.", lower, figure(less), called, figure(value))
            });
        }
        before = Some((called, value));
    }
}

fn percentiles(latency: &Latency) -> [(&'static str, &'static str, Option<f64>); 4] {
    [
        ("p50", "median", latency.p50),
        ("p95", "95th percentile", latency.p95),
        ("p99", "99th percentile", latency.p99),
        ("max", "maximum", latency.max),
    ]
}

fn latency(checks: &mut Checks, at: Path<'_>, latency: Option<&Latency>, of: impl Fn() -> Subject) {
    for (field, _, value) in latency.map(percentiles).into_iter().flatten() {
        checks.positive(at.field(field), value, "Latency", &of);
    }
}

fn score(checks: &mut Checks, at: Path<'_>, score: &DriftScore, of: impl Fn() -> Subject) {
    checks.between(at.field("psi"), score.psi, (0.0, f64::INFINITY), || (of(), None, (&PSI).into()));
    checks.between(at.field("p_value"), score.p_value, (0.0, 1.0), || {
        (of(), None, Quantity::other("p_value", "p-value", None))
    });
}

fn daily(checks: &mut Checks, at: Path<'_>, days: &[DailyDrift], of: impl Fn() -> Subject) {
    let mut seen = HashSet::new();
    for (index, day) in days.iter().enumerate() {
        let at = at.index(index);
        checks.between(at.field("psi"), day.psi, (0.0, f64::INFINITY), || (of(), None, (&PSI).into()));
        let of = || of().shown().map(|shown| say!(" of {}", Span::Name(shown)));
        if !is_date(&day.date) {
            checks.fault(Check::Order, at.field("date"), || {
                say!("The daily drift{} has {} for a date.", of(), name(&day.date))
            });
        } else if !seen.insert(day.date.as_str()) {
            checks.fault(Check::Order, at.field("date"), || {
                say!("The daily drift{} has the day {} more than once.", of(), time(day.date.as_str()))
            });
        }
    }
}

/// `2026-03-02`, and a day of the calendar.
fn is_date(text: &str) -> bool {
    text.len() == 10
        && text.is_ascii()
        && report_domain::Timestamp::parse(&format!("{text}T00:00:00Z")).is_ok()
}
