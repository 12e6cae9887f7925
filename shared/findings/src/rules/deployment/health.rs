//! Whether a deployment serves, how much, and how often it fails.

use report_facts::{grid, health, quantity::ERROR_RATE as RATE};
use report_snapshot::deployment::DeploymentStatus;

use crate::{prelude::*, severity};

pub(super) fn findings(name: &str, deployment: &Deployment) -> Vec<Finding> {
    said([status(name, deployment), error_rate(deployment), volume(deployment)])
}

rules! {
    of DEPLOYMENT;

    DEPLOYMENT_STATUS = "deployment_status", [Info, Warning, Critical]:
        speaks: "Status failed critical, degraded warning, starting or stopped info; active silent.",
        formula: "",
        source: "none needed: the platform's own status";

    NO_TRAFFIC = "no_traffic", [Warning]:
        speaks: "Totals, else the sums of the intervals, have 0 calls, and the counts do not contradict one another (see error_rate).",
        formula: "calls = totals.requests, else Σ intervals.requests",
        source: "none needed";

    ERROR_RATE = "error_rate", [Good, Info, Warning, Critical]:
        speaks: "k of n > 0 calls failed. Critical where an exact one-sided binomial test shows more than 5 % (P(X ≥ k | n, 0.05) < 0.05), \
                 else warning where it shows more than 1 %, else good where k/n < 0.001, else info. Silent where counts contradict one \
                 another: k > n, an interval with more errors than calls, or totals that are not the sums of the intervals. The types of \
                 error (at most 3, most calls first, ties by name) where their counts add up to at most k.",
        formula: "k and n are totals.errors and totals.requests, else the sums of the intervals; rate = k/n",
        source: "1 %, 5 % and 0.1 %: this report's own conventions (service levels of 99, 95 and 99.9 %)";

    VOLUME = "volume", [Info]:
        speaks: "The window lasts a day or longer, there are intervals, calls came, and the counts do not contradict one another (see \
                 error_rate). Names the busiest interval, the first of equal ones.",
        formula: "calls a day = calls / (window.end − window.start) in days; length of an interval = median distance of two starts",
        source: "none needed";
}

fn status(of: &str, deployment: &Deployment) -> Option<Finding> {
    let of = name(of);
    let rule = &DEPLOYMENT_STATUS;
    Some(match deployment.status {
        DeploymentStatus::Active => return None,
        DeploymentStatus::Starting => rule.info("Starting", say!("{} is being started.", of)),
        DeploymentStatus::Degraded => rule.warning("Degraded", say!("{} serves, but not as it should.", of)),
        DeploymentStatus::Stopped => rule.info("Stopped", say!("{} was stopped and does not serve.", of)),
        DeploymentStatus::Failed => {
            rule.critical("Out of service", say!("{} has failed and does not serve.", of))
        }
    })
}

fn error_rate(deployment: &Deployment) -> Option<Finding> {
    let (requests, errors) = health::agree(deployment)?;
    let calls = Figure::of_entity(&REQUESTS, requests as f64);
    if requests == 0 {
        let statement = Statement::words(
            "Not a single call came in the window, so nothing can be said about errors or latency.",
        );
        return Some(NO_TRAFFIC.warning("No traffic", statement).with([calls]));
    }
    let failed = Figure::of_entity(&ERRORS, errors as f64);
    let rate = Figure::of_entity(&RATE, errors as f64 / requests as f64).over(Some(requests));
    let severity = severity::of_calls(errors, requests);
    let title = match severity {
        Critical => "Very many calls fail",
        Warning => "Many calls fail",
        Info => "Some calls fail",
        Good if errors > 0 => "Hardly any call fails",
        Good => "No call failed",
    };
    let calls = counted(&calls, "call", "calls");
    if errors == 0 {
        let found = ERROR_RATE.says(severity, title, say!("None of {} failed.", calls));
        return Some(found.with([failed, rate]));
    }
    let statement = say!("{} of {} failed, {}.{}", failed, calls, rate, by_type(deployment, errors));
    Some(ERROR_RATE.says(severity, title, statement))
}

fn by_type(deployment: &Deployment, errors: u64) -> Option<Statement> {
    let types = &deployment.totals.as_ref()?.errors_by_type;
    let all = types.values().fold(0_u64, |sum, count| sum.saturating_add(*count));
    let mut types: Vec<(&String, u64)> =
        types.iter().map(|(name, count)| (name, *count)).filter(|(_, count)| *count > 0).collect();
    types.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let named = types.iter().map(|(of, count)| {
        let count = Figure::new(Subject::named(Sort::ErrorType, of.as_str()), &ERRORS, *count as f64);
        say!("{} ({})", name(of), count)
    });
    (!types.is_empty() && all <= errors).then(|| say!(" By type: {}.", listed(named, NAMED)))
}

fn volume(deployment: &Deployment) -> Option<Finding> {
    let (requests, _) = health::agree(deployment).filter(|(requests, _)| *requests > 0)?;
    let busiest = deployment.intervals.iter().rev().max_by_key(|interval| interval.requests)?;
    let window = deployment.window.as_ref()?;
    let days = (window.end.unix_millis() as f64 - window.start.unix_millis() as f64) / grid::DAY_MS as f64;
    if days < 1.0 {
        return None;
    }
    let statement = say!(
        "{} came in {}, {} a day on average; most in one interval of {} were {}, from {}.",
        counted(&Figure::of_entity(&REQUESTS, requests as f64), "call", "calls"),
        counted(&Figure::of_entity(&WINDOW, days), "day", "days"),
        Figure::of_entity(&CALLS_A_DAY, requests as f64 / days),
        Figure::of_entity(&LENGTH, grid::step_ms(deployment)? as f64),
        Figure::of_entity(&BUSIEST, busiest.requests as f64),
        time(busiest.start.display_minute()),
    );
    Some(VOLUME.info("Volume", statement))
}
