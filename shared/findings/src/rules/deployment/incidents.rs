//! The incidents found, or that there were none.

use report_snapshot::deployment::Deployment;

use crate::Severity;
use crate::legacy::{Figure, Finding, Unit};
use report_facts::{
    format, health,
    incidents::{self, Happening, Incident},
    words,
};

/// Incidents that get a sentence of their own; the others are counted.
const MOST: usize = 5;

/// Share of failed calls from which a burst is critical.
const CRITICAL_RATE: f64 = 0.5;

pub(super) fn findings(deployment: &Deployment) -> Vec<Finding> {
    let mut incidents = incidents::incidents(deployment);
    let all = incidents.len();
    if all == 0 {
        return none(deployment).into_iter().collect();
    }
    // The first error burst of a bad week must not hide the worst one.
    incidents.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    let mut found: Vec<Finding> =
        incidents.iter().take(MOST).map(|incident| finding(deployment, incident)).collect();
    if all > MOST {
        found.push(Finding {
            rule: "incidents",
            severity: Severity::Warning,
            title: "Further incidents".into(),
            statement: format!(
                "{} were found in all; the {MOST} gravest are named here.",
                words::counted(all as u64, "incident", "incidents")
            ),
            figures: vec![Figure::count("incidents", all), Figure::count("incidents_named", MOST)],
        });
    }
    found
}

/// Calls that went wrong or were missing: what an incident weighs against others.
fn weight(incident: &Incident) -> f64 {
    match incident.what {
        Happening::ErrorBurst { errors, .. } => errors as f64,
        Happening::LatencySpike { requests, .. } => requests as f64 / 2.0,
        Happening::TrafficGap { expected } => expected,
    }
}

fn none(deployment: &Deployment) -> Option<Finding> {
    let intervals = deployment.intervals.len();
    (intervals >= 2).then(|| Finding {
        rule: "incidents",
        severity: Severity::Good,
        title: "No incident".into(),
        statement: format!(
            "None of {} holds an error burst or a latency spike, and no unusual silence lies between them.",
            words::counted(intervals as u64, "interval", "intervals")
        ),
        figures: vec![Figure::count("intervals", intervals), Figure::count("incidents", 0)],
    })
}

fn finding(deployment: &Deployment, incident: &Incident) -> Finding {
    let when = words::period(incident.from, incident.to);
    let subject = format!("{} {when}", incident.what.label().to_lowercase());
    let figure = |quantity: &str, value: f64, unit| Figure::of(&subject, quantity, value, unit);
    let hours = (incident.to.unix_millis() - incident.from.unix_millis()) as f64;
    let mut figures = vec![figure("duration", hours, Unit::Milliseconds)];
    let (rule, severity, statement) = match incident.what {
        Happening::ErrorBurst { requests, errors, usual_rate } => {
            let rate = errors as f64 / requests.max(1) as f64;
            figures.extend([
                figure("errors", errors as f64, Unit::Count),
                figure("requests", requests as f64, Unit::Count),
                figure("error_rate", rate, Unit::Share),
                Figure::of_entity("usual_error_rate", usual_rate, Unit::Share),
            ]);
            let all = health::totals(deployment).map(|(_, errors)| errors).filter(|all| *all >= errors);
            let part = all.map(|all| {
                let share = errors as f64 / all as f64;
                figures.push(figure("share_of_all_errors", share, Unit::Share));
                format!("; {} of all errors fall into it", format::percent(share))
            });
            let severity = if rate >= CRITICAL_RATE { Severity::Critical } else { Severity::Warning };
            let statement = format!(
                "{} of {} failed {when}, {} against {} otherwise{}.",
                format::count(errors),
                words::counted(requests, "call", "calls"),
                format::percent(rate),
                format::percent(usual_rate),
                part.unwrap_or_default(),
            );
            ("error_burst", severity, statement)
        }
        Happening::LatencySpike { requests, highest_ms, usual_ms } => {
            figures.extend([
                figure("requests", requests as f64, Unit::Count),
                figure("latency_p95", highest_ms, Unit::Milliseconds),
                Figure::of_entity("usual_latency_p95", usual_ms, Unit::Milliseconds),
                figure("latency_ratio", highest_ms / usual_ms, Unit::Plain),
            ]);
            let statement = format!(
                "The 95th percentile of the latency rose to {} {when}, {} times the usual {}.",
                format::duration_ms(highest_ms),
                format::signed(highest_ms / usual_ms, 1),
                format::duration_ms(usual_ms),
            );
            ("latency_spike", Severity::Warning, statement)
        }
        Happening::TrafficGap { expected } => {
            figures.extend([
                figure("requests", 0.0, Unit::Count),
                figure("expected_requests", expected.round(), Unit::Count),
            ]);
            let statement = format!(
                "No call came {when}, where at least {} would be usual.",
                format::count(expected.round() as u64)
            );
            ("traffic_gap", Severity::Warning, statement)
        }
    };
    Finding { rule, severity, title: incident.what.label().into(), statement, figures }
}
