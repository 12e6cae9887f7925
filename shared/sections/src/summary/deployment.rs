//! What a list says about a report on a deployment.

use report_facts::{drift::Drifted, health, incidents, latency::of_window};
use report_snapshot::deployment::Deployment;

use super::figure::{SummaryFigures, put_count, put_number, put_text};
use crate::deployment::prediction_psi;

/// See [`super::summary_figures`].
pub(super) fn figures(content: &Deployment) -> SummaryFigures {
    let mut figures = Vec::new();
    put_text(&mut figures, "deployment_status", Some(content.status.label()));
    put_text(&mut figures, "stage", content.stage.as_deref());
    put_count(&mut figures, "requests", health::totals(content).map(|(requests, _)| requests));
    put_number(&mut figures, "error_rate", health::error_rate(content));
    put_number(&mut figures, "latency_p95_ms", of_window(content, |latency| latency.p95));
    let drifted = Drifted::of(content);
    let flagged = drifted.filter(|drifted| drifted.with_flag > 0).map(|drifted| drifted.flagged as u64);
    put_count(&mut figures, "features_flagged", flagged);
    let major = drifted.filter(|drifted| drifted.known > 0).map(|drifted| drifted.major as u64);
    put_count(&mut figures, "features_with_major_shift", major);
    put_number(&mut figures, "prediction_psi", prediction_psi(content));
    let incidents = incidents::incidents(content).len() as u64;
    let looked_for = incidents > 0 || incidents::by_day(content).is_some();
    put_count(&mut figures, "incidents", looked_for.then_some(incidents));
    figures
}
