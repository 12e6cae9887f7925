//! What a deployment's report does not know.

use report_facts::{
    drift,
    grid::{self, DAY_MS, Grid},
    incidents,
    latency::{self, Weeks},
};

use crate::prelude::*;

/// Days after which figures say little about today; this report's own.
const STALE_DAYS: f64 = 30.0;

/// The gaps, most serious first.
pub(crate) fn unknowns(snapshot: &Envelope<Deployment>) -> Vec<Statement> {
    let deployment = &snapshot.content;
    let mut found = Vec::new();
    if report_facts::outcomes::Quality::of(deployment).is_none() {
        found.push(Statement::words(
            "Whether the predictions were right is not measured: the snapshot holds no quality in service.",
        ));
    }
    if let Some((window, taken)) = deployment.window.as_ref().zip(snapshot.taken_at) {
        let days = (taken.unix_millis() as f64 - window.end.unix_millis() as f64) / DAY_MS as f64;
        if days > STALE_DAYS {
            let days = Figure::of_entity(&WINDOW, days.floor());
            found.push(say!(
                "The window ended {} before the snapshot was taken; what has happened since is not known.",
                counted(&days, "day", "days")
            ));
        }
    }
    found.extend(of_drift(deployment));
    found.extend(of_time(deployment));
    found
}

fn of_drift(deployment: &Deployment) -> Vec<Statement> {
    let Some(drift) = deployment.drift.as_ref().filter(|drift| !drift.features.is_empty()) else {
        let nothing = "Whether inputs have shifted is not measured.";
        return if deployment.predictions.is_some() {
            vec![Statement::words(nothing)]
        } else {
            vec![Statement::words("Whether inputs or predictions have shifted is not measured.")]
        };
    };
    let mut found = Vec::new();
    let all = Figure::count(&FEATURES, drift.features.len());
    let of_all = |number: usize| {
        say!("{} of {}", Figure::count(&FEATURES_FOUND, number), counted(&all, "feature", "features"))
    };
    let without = drift.features.iter().filter(|one| drift::index(one.current.psi).is_none()).count();
    if without > 0 {
        found.push(say!("{} {} no PSI.", of_all(without), verb(without, "has", "have")));
    }
    let daily = drift.features.iter().filter(|one| {
        one.daily.iter().any(|day| drift::index(day.psi).is_some())
            && !drift::days_are_judged(&one.daily, one.bins, drift.reference_rows)
    });
    let daily = daily.count();
    if daily > 0 {
        found.push(say!(
            "What chance alone would give the PSI of a day is not known of {}: bins or rows of the day are not given.",
            of_all(daily)
        ));
    }
    found
}

fn of_time(deployment: &Deployment) -> Vec<Statement> {
    let mut found = Vec::new();
    if deployment.intervals.is_empty() {
        return found;
    }
    let least = |days: usize| Figure::count(&DAYS, days);
    let grid = Grid::of(deployment);
    match grid {
        None => found.push(Statement::words(
            "What is usual at a time of day is not known, since the intervals do not divide the day: latency spikes and gaps in traffic \
             were not looked for.",
        )),
        Some(_) if incidents::by_day(deployment).is_none() => found.push(say!(
            "Latency spikes and gaps in traffic were not looked for: that takes {}.",
            counted(&least(incidents::FEWEST_DAYS), "whole day", "whole days")
        )),
        Some(_) => {}
    }
    let has_latency = deployment.intervals.iter().any(|interval| grid::p95(interval).is_some());
    if !has_latency && latency::of_window(deployment, |latency| latency.p95).is_none() {
        found.push(Statement::words("How long calls take is not known."));
    } else if has_latency && Weeks::of(deployment).is_none() {
        found.push(say!(
            "Whether latency has changed is not known: that takes {} with a latency on every weekday.",
            counted(&least(latency::FEWEST_DAYS), "whole day", "whole days")
        ));
    }
    found
}
