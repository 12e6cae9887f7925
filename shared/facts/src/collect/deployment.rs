//! Figures of a deployment.

use std::collections::BTreeMap;

use report_domain::Timestamp;
use report_snapshot::deployment::Deployment;

use super::collected::{Collected, metric_named, once};
use crate::{
    Rows, Sort, Subject,
    drift::Drifted,
    grid::DAY_MS,
    health,
    latency::of_window,
    outcomes::{Quality, whole},
    quantity::{
        ERROR_RATE, ERRORS, FLAGGED, LATENCY_MAX, LATENCY_P50, LATENCY_P95, LATENCY_P99, MEAN_PREDICTION,
        PREDICTIONS_PSI, PSI, REQUESTS,
    },
};

pub(super) fn collect(all: &mut Collected, deployment: &Deployment) {
    let entity = Subject::Entity;
    if let Some(totals) = deployment.totals.as_ref().filter(|totals| totals.errors <= totals.requests) {
        calls(all, &entity, totals.requests, totals.errors);
        if totals.errors_by_type.values().sum::<u64>() <= totals.errors {
            for (name, count) in &totals.errors_by_type {
                all.count(&Subject::named(Sort::ErrorType, name.as_str()), &ERRORS, Some(*count));
            }
        }
    }
    all.known(&entity, &LATENCY_P50, of_window(deployment, |latency| latency.p50));
    all.known(&entity, &LATENCY_P95, of_window(deployment, |latency| latency.p95));
    all.known(&entity, &LATENCY_P99, of_window(deployment, |latency| latency.p99));
    all.known(&entity, &LATENCY_MAX, of_window(deployment, |latency| latency.max));
    if let Some(drift) = &deployment.drift {
        for feature in once(&drift.features, |feature| &feature.feature) {
            all.known(&Subject::column(feature.feature.as_str()), &PSI, feature.current.psi);
        }
    }
    if let Some(drifted) = Drifted::of(deployment).filter(|drifted| drifted.with_flag == drifted.features) {
        all.count(&entity, &FLAGGED, Some(drifted.flagged as u64));
    }
    if let Some(predictions) = &deployment.predictions {
        all.known(&entity, &PREDICTIONS_PSI, predictions.current.as_ref().and_then(|current| current.psi));
        if let [first, .., last] = predictions.periods.as_slice() {
            all.put(&entity, &MEAN_PREDICTION, Some(Rows::Reference), first.mean);
            all.put(&entity, &MEAN_PREDICTION, Some(Rows::Current), last.mean);
        }
    }
    for outcomes in &deployment.outcomes {
        if let Some(quality) = Quality::of_metric(outcomes) {
            let metric = quality.quantity.clone();
            let lately = whole(quality.lately()).map(|lately| lately.value);
            all.put(&entity, metric.clone(), Some(Rows::Current), lately);
            all.put(&entity, metric, Some(Rows::Reference), quality.reference());
        }
    }
    if let Some(model) = &deployment.model {
        for (metric, value) in &model.offline_metrics {
            let (metric, _) = metric_named(&[], metric);
            all.put(&Subject::model(model.name.as_str()), metric, None, *value);
        }
    }
    days(all, deployment);
}

fn calls(all: &mut Collected, of: &Subject, requests: u64, errors: u64) {
    all.count(of, &REQUESTS, Some(requests));
    all.count(of, &ERRORS, Some(errors));
    all.known(of, &ERROR_RATE, (requests > 0).then(|| errors as f64 / requests as f64));
}

/// Calls of each whole day in UTC. Where the intervals contradict the totals or themselves, of none.
fn days(all: &mut Collected, deployment: &Deployment) {
    let Some(window) = &deployment.window else { return };
    if health::agree(deployment).is_none() {
        return;
    }
    let mut days: BTreeMap<i64, (u64, u64)> = BTreeMap::new();
    for interval in &deployment.intervals {
        let day = days.entry(interval.start.unix_millis().div_euclid(DAY_MS)).or_default();
        day.0 += interval.requests;
        day.1 += interval.errors;
    }
    for (day, (requests, errors)) in days {
        let start = day * DAY_MS;
        let is_whole = start >= window.start.unix_millis() && start + DAY_MS <= window.end.unix_millis();
        if is_whole {
            let of = Subject::named(Sort::Day, Timestamp::from_unix_millis(start).display_date());
            calls(all, &of, requests, errors);
        }
    }
}
