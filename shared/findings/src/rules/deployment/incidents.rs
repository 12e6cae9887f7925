//! The incidents found, or that there were none.

use report_facts::{
    grid, health,
    incidents::{self, Incident, IncidentKind},
    quantity::{ERROR_RATE as RATE, INCIDENTS as NUMBER},
};

use crate::prelude::*;

/// Incidents that get a sentence of their own; the others are counted.
const MOST: usize = 5;

/// Share of failed calls beyond which a burst is critical.
const CRITICAL_RATE: f64 = 0.5;

/// The level of that test.
const LEVEL: f64 = 0.05;

rules! {
    of DEPLOYMENT;

    ERROR_BURST = "error_burst", [Warning, Critical]:
        speaks: "A run of adjacent intervals (starts at most 1.5 steps apart) whose errors are improbable, with at least 3 errors and at least \
                 twice the usual rate. Intervals with more errors than calls are left out. An interval takes part if it has at least twice the \
                 usual rate and the bound below is < 0.05; the run must have a bound < 0.01 / number of intervals. Critical where a binomial \
                 test shows its rate to be more than 0.5 (P(X ≥ k | n, 0.5) < 0.05), else warning. The 5 incidents that weigh most get a \
                 sentence (weight: failed calls of a burst, half the calls of a spike, the missing calls of a gap; ties by start).",
        formula: "usual rate of an interval = the greater of (errors + 1)/(calls + 2) over all intervals outside bursts (repeated until it \
                  settles, at most 8 times; shown as errors/calls) and, with at least 4 whole UTC days within the intervals, errors/calls at the \
                  same time of day on other days; of a run its mean weighted by calls. Bound: exp(−n · KL(k/n ‖ usual)). Step: median distance \
                  of starts; time of day is known where the step, give or take 1 %, divides the day in whole seconds",
        source: "Hoeffding 1963, theorem 1 (Chernoff's bound); Bonferroni; 2 times and 3 errors: this report's own";

    LATENCY_SPIKE = "latency_spike", [Warning]:
        speaks: "With at least 4 whole UTC days: a run of adjacent intervals with at least 20 calls together, each with a p95 of at least twice the \
                 usual one and a modified z-score over 3.5. Highest p95 of the run beside the usual one of that interval.",
        formula: "usual = median of p95 at the same time of day on other days, at least 3 of them; r = ln(p95/usual); \
                  z = (r − median(r)) / (1.4826 · median|r − median(r)|)",
        source: "Iglewicz & Hoaglin 1993 (modified z-score, 3.5); 2 times and 20 calls: this report's own";

    TRAFFIC_GAP = "traffic_gap", [Warning]:
        speaks: "With at least 4 whole UTC days: a run of intervals without a call, those that the snapshot does not list included, within its \
                 intervals and its window, with λ > ln(intervals / 0.01). Silent where the window has more than 100,000 intervals.",
        formula: "λ = Σ over the run of the least calls at the same time of day on all other days (at least 3; else 0); with at least 21 whole \
                  days, at the same weekday and time in other weeks (at least 2; else 0). With fewer than 21 days a Saturday or Sunday (UTC) \
                  without any call counts 0",
        source: "exp(−λ) is the probability of no call in a Poisson count; Bonferroni at 1 %";

    INCIDENTS = "incidents", [Good, Warning]:
        speaks: "More than 5 incidents: warning, how many more. None, at least 4 whole UTC days, intervals that divide the day: good. Where no \
                 interval has a p95, latency spikes are not spoken of.",
        formula: "number of incidents without the 5 named",
        source: "none needed";
}

pub(super) fn findings(deployment: &Deployment) -> Vec<Finding> {
    let mut incidents = incidents::incidents(deployment);
    if incidents.is_empty() {
        return none(deployment).into_iter().collect();
    }
    // The first error burst of a bad week must not hide the worst one.
    incidents.sort_by(|a, b| b.what.weight().total_cmp(&a.what.weight()));
    let mut found: Vec<Finding> =
        incidents.iter().take(MOST).map(|incident| finding(deployment, incident)).collect();
    if incidents.len() > MOST {
        let statement = say!(
            "{} found; of {} in all the gravest are told one by one.",
            number_of(&FURTHER, incidents.len() - MOST, "further incident was", "further incidents were"),
            Figure::count(&NUMBER, incidents.len()),
        );
        found.push(INCIDENTS.warning("Further incidents", statement));
    }
    found
}

fn none(deployment: &Deployment) -> Option<Finding> {
    let days = incidents::by_day(deployment)?.days();
    // Those that were looked at.
    let sound = deployment.intervals.iter().filter(|interval| grid::is_sound(interval)).count();
    let kinds = if deployment.intervals.iter().any(|interval| grid::p95(interval).is_some()) {
        "error burst, latency spike or traffic gap"
    } else {
        "error burst or traffic gap"
    };
    let statement = say!(
        "No {} was found in {} over {}.",
        kinds,
        number_of(&INTERVALS, sound, "interval", "intervals"),
        number_of(&DAYS, days, "whole day", "whole days"),
    );
    Some(INCIDENTS.good("No incident", statement).with([Figure::count(&NUMBER, 0)]))
}

fn finding(deployment: &Deployment, incident: &Incident) -> Finding {
    let period = words::period(incident.from, incident.to);
    let subject = Subject::named(Sort::Period, period.trim_start_matches("on ").trim_start_matches("from "));
    let figure = |quantity: Quantity, value: f64| Figure::new(subject.clone(), quantity, value);
    let when = time(period);
    let length = figure((&LENGTH).into(), (incident.to.unix_millis() - incident.from.unix_millis()) as f64);
    let (rule, severity, statement) = match incident.what {
        IncidentKind::ErrorBurst { requests, errors, usual_rate } => {
            let rate = errors as f64 / requests.max(1) as f64;
            let worse_than_half = stats::binomial_at_least(errors, requests, CRITICAL_RATE);
            let severity = if worse_than_half.is_some_and(|p| p < LEVEL) { Critical } else { Warning };
            let statement = say!(
                "{} of {} failed {}, {} against a usual {}{}.",
                figure((&ERRORS).into(), errors as f64),
                counted(&figure((&REQUESTS).into(), requests as f64), "call", "calls"),
                when,
                figure((&RATE).into(), rate),
                Figure::of_entity(&USUAL_ERROR_RATE, usual_rate),
                health::agree(deployment).map(|(_, all)| {
                    let share = figure(Quantity::from(&ERRORS).derived(&PART), errors as f64 / all as f64);
                    say!("; {} of all errors fall into it", share)
                }),
            );
            (&ERROR_BURST, severity, statement)
        }
        IncidentKind::LatencySpike { highest_ms, usual_ms, .. } => {
            let statement = say!(
                "The {} of the latency rose to {} {}, {} the {} that is usual at that time of day.",
                label("95th percentile"),
                figure((&LATENCY_P95).into(), highest_ms),
                when,
                times(figure(Quantity::from(&LATENCY_P95).derived(&RATIO), highest_ms / usual_ms)),
                figure((&USUAL_LATENCY).into(), usual_ms),
            );
            (&LATENCY_SPIKE, Warning, statement)
        }
        IncidentKind::TrafficGap { expected, weekly } => {
            let elsewhere = if weekly {
                "at the same time of the same weekday in other weeks"
            } else {
                "at the same time of day on other days"
            };
            let statement = say!(
                "No call came {}; the least that came {} adds up to {}.",
                when,
                elsewhere,
                counted(&figure((&USUAL_CALLS).into(), expected), "call", "calls"),
            );
            (&TRAFFIC_GAP, Warning, statement)
        }
    };
    rule.says(severity, incident.what.label(), statement).with([length])
}

/// A ratio as part of a sentence.
pub(super) fn times(ratio: Figure) -> Statement {
    say!("{} times", ratio)
}
