//! What a list says about a report on a deployment.

use report_facts::{health, incidents};
use report_snapshot::deployment::Deployment;

use super::{KeyFigures, put_count, put_number, put_text};
use crate::deployment::{Drifted, latency, prediction_psi};

/// See [`super::key_figures`].
pub(super) fn key_figures(content: &Deployment) -> KeyFigures {
    let mut figures = Vec::new();
    put_text(&mut figures, "deployment_status", Some(content.status.label()));
    put_text(&mut figures, "stage", content.stage.as_deref());
    put_count(&mut figures, "requests", health::totals(content).map(|(requests, _)| requests));
    put_number(&mut figures, "error_rate", health::error_rate(content));
    put_number(&mut figures, "latency_p95_ms", latency(content, |latency| latency.p95));
    put_count(&mut figures, "features_with_major_shift", Drifted::of(content).map(|drifted| drifted.major));
    put_number(&mut figures, "prediction_psi", prediction_psi(content));
    if !content.intervals.is_empty() {
        put_count(&mut figures, "incidents", Some(incidents::incidents(content).len() as u64));
    }
    figures
}
