//! Whether a deployment serves, how much, and how often it fails.

use report_snapshot::deployment::{Deployment, DeploymentStatus};

use crate::Severity;
use crate::legacy::{Figure, Finding, Unit};
use report_facts::{format, health::totals, words};

/// Types of error that are named.
const NAMED: usize = 3;

pub(super) fn findings(name: &str, deployment: &Deployment) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(status(name, deployment));
    found.extend(error_rate(deployment));
    found.extend(volume(deployment));
    found
}

fn status(name: &str, deployment: &Deployment) -> Option<Finding> {
    let (severity, title, statement) = match deployment.status {
        DeploymentStatus::Active => return None,
        DeploymentStatus::Starting => (Severity::Info, "Starting", format!("{name} is being started.")),
        DeploymentStatus::Degraded => {
            (Severity::Warning, "Degraded", format!("{name} serves, but not as it should."))
        }
        DeploymentStatus::Stopped => {
            (Severity::Info, "Stopped", format!("{name} was stopped and does not serve."))
        }
        DeploymentStatus::Failed => {
            (Severity::Critical, "Out of service", format!("{name} has failed and does not serve."))
        }
    };
    Some(Finding { rule: "deployment_status", severity, title: title.into(), statement, figures: Vec::new() })
}

fn error_rate(deployment: &Deployment) -> Option<Finding> {
    let (requests, errors) = totals(deployment)?;
    if requests == 0 {
        return Some(Finding {
            rule: "no_traffic",
            severity: Severity::Warning,
            title: "No traffic".into(),
            statement:
                "Not a single call came in the window, so nothing can be said about errors or latency.".into(),
            figures: vec![Figure::of_entity("requests", 0.0, Unit::Count)],
        });
    }
    let rate = errors as f64 / requests as f64;
    let severity = crate::severity::of_error_rate(rate);
    let title = match severity {
        Severity::Critical => "Very many calls fail",
        Severity::Warning => "Many calls fail",
        Severity::Info => "Some calls fail",
        Severity::Good if errors > 0 => "Hardly any call fails",
        Severity::Good => "No call failed",
    };
    let mut figures = vec![
        Figure::of_entity("requests", requests as f64, Unit::Count),
        Figure::of_entity("errors", errors as f64, Unit::Count),
        Figure::of_entity("error_rate", rate, Unit::Share),
    ];
    let mut types: Vec<(&String, u64)> = deployment
        .totals
        .iter()
        .flat_map(|totals| &totals.errors_by_type)
        .map(|(name, count)| (name, *count))
        .filter(|(_, count)| *count > 0)
        .collect();
    types.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    figures.extend(types.iter().map(|(name, count)| Figure::of(*name, "errors", *count as f64, Unit::Count)));
    let by_type = match types.as_slice() {
        [] => String::new(),
        [(only, _)] => format!(" All known ones are {only}."),
        several => {
            let named = several.iter().map(|(name, count)| format!("{name} ({})", format::count(*count)));
            format!(" By type: {}.", words::listed(named, NAMED))
        }
    };
    Some(Finding {
        rule: "error_rate",
        severity,
        title: title.into(),
        statement: format!(
            "{} of {} failed, {}.{by_type}",
            format::count(errors),
            words::counted(requests, "call", "calls"),
            format::percent(rate),
        ),
        figures,
    })
}

fn volume(deployment: &Deployment) -> Option<Finding> {
    let (requests, _) = totals(deployment).filter(|(requests, _)| *requests > 0)?;
    let busiest = deployment.intervals.iter().rev().max_by_key(|interval| interval.requests)?;
    let window = deployment.window.as_ref()?;
    let days = (window.end.unix_millis() - window.start.unix_millis()) as f64 / 86_400_000.0;
    if days < 1.0 {
        return None;
    }
    let per_day = requests as f64 / days;
    Some(Finding {
        rule: "volume",
        severity: Severity::Info,
        title: "Volume".into(),
        statement: format!(
            "{} came in {} days, {} a day on average; most in one interval were {}, from {}.",
            words::counted(requests, "call", "calls"),
            format::number(days),
            format::count(per_day.round() as u64),
            format::count(busiest.requests),
            busiest.start.display_minute(),
        ),
        figures: vec![
            Figure::of_entity("requests", requests as f64, Unit::Count),
            Figure::of_entity("days", days, Unit::Plain),
            Figure::of_entity("requests_per_day", per_day.round(), Unit::Count),
            Figure::of_entity("most_requests_in_one_interval", busiest.requests as f64, Unit::Count),
        ],
    })
}
