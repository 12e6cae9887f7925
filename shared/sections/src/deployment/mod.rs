//! The deployment document.
//!
//! Sections, in reading order: `key-figures`, `incidents`, `traffic`, `errors`, `latency`, `drift`, `predictions`,
//! `metrics`, `model`. The frame adds `findings`, `insights`, `comments` and `reproducibility`.
//!
//! Options: `include_metrics` is about the section `metrics`, `include_charts` about all charts; the other content options
//! do not apply to a deployment.

mod drift;
mod errors;
mod incidents;
mod latency;
mod metrics;
mod overview;
mod predictions;
mod series;
mod served_model;
mod traffic;

pub(crate) use overview::prediction_psi;

use report_charts as charts;
use report_domain::ReportOptions;
use report_facts::incidents::Incident;
use report_snapshot::{Envelope, deployment::Deployment};

use crate::{common::Body, parts::Absent};

/// The kind's own part of the document.
pub(crate) fn body(snapshot: &Envelope<Deployment>, options: &ReportOptions) -> Body {
    let deployment = &snapshot.content;
    let found = report_facts::incidents::incidents(deployment);
    let labels = labels(&found);
    let bands = bands(&found, &labels);
    let mut absent = Absent::default();
    let mut sections = Vec::new();
    sections.extend(absent.note("incidents", true, incidents::incidents(deployment, &found)));
    sections.extend(absent.note("traffic over time", true, traffic::traffic(deployment, &bands)));
    sections.extend(absent.note("errors", true, errors::errors(deployment, &bands)));
    sections.extend(absent.note("latency over time", true, latency::latency(deployment, &bands)));
    sections.extend(absent.note("drift of features", true, drift::drift(deployment)));
    sections.extend(absent.note("distribution of predictions", true, predictions::predictions(deployment)));
    if options.include_metrics {
        sections.extend(metrics::metrics(deployment));
    }
    sections.extend(absent.note("served model", true, served_model::served_model(deployment)));
    let mut overview = overview::key_figures(deployment, &found);
    if let Some(line) = absent.line() {
        overview.push(line);
    }
    sections.insert(0, overview);
    Body {
        headline: Some(overview::headline(snapshot, &found)),
        cover_facts: overview::cover_facts(deployment),
        sections,
        provenance: overview::provenance(deployment),
    }
}

fn labels(incidents: &[Incident]) -> Vec<String> {
    incidents
        .iter()
        .map(|incident| {
            let when = report_facts::words::period(incident.from, incident.to);
            format!("{} {when}", incident.what.label())
        })
        .collect()
}

/// The incidents as bands behind figures over time.
fn bands<'a>(incidents: &[Incident], labels: &'a [String]) -> Vec<charts::Incident<'a>> {
    incidents
        .iter()
        .zip(labels)
        .map(|(incident, label)| charts::Incident { from: incident.from, to: incident.to, label })
        .collect()
}
