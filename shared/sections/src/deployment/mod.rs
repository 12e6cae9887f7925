//! The deployment document. The frame adds `findings`, `insights`, `comments` and `reproducibility` to its sections.

mod drift;
mod errors;
mod incidents;
mod latency;
mod metrics;
mod outcomes;
mod overview;
mod predictions;
mod series;
mod served_model;
mod traffic;

pub(crate) use overview::prediction_psi;

use report_charts as charts;
use report_document::{Field, Text};
use report_domain::{Detail, Flag};
use report_facts::incidents::Incident;
use report_snapshot::{Envelope, deployment::Deployment};

use crate::{
    blocks::Blocks,
    contents::{Contents, Entry},
};

/// What the sections of a deployment are made from.
pub(crate) struct DeploymentContents<'a> {
    snapshot: &'a Envelope<Deployment>,
    incidents: Vec<Incident>,
    /// What stands at each incident in charts.
    labels: Vec<String>,
}

impl<'a> DeploymentContents<'a> {
    pub(crate) fn new(snapshot: &'a Envelope<Deployment>) -> Self {
        let incidents = report_facts::incidents::incidents(&snapshot.content);
        let label = |incident: &Incident| {
            let when = report_facts::words::period(incident.from, incident.to);
            format!("{} {when}", incident.what.label())
        };
        let labels = incidents.iter().map(label).collect();
        Self { snapshot, incidents, labels }
    }

    fn deployment(&self) -> &'a Deployment {
        &self.snapshot.content
    }

    /// The incidents as bands behind figures over time.
    fn bands(&self) -> Vec<charts::Incident<'_>> {
        self.incidents
            .iter()
            .zip(&self.labels)
            .map(|(incident, label)| charts::Incident { from: incident.from, to: incident.to, label })
            .collect()
    }
}

impl<'a> Contents<'a> for DeploymentContents<'a> {
    const SECTIONS: &'a [Entry<Self>] = &[
        Entry::new("incidents", "Incidents", |c: &Self| incidents::incidents(c.deployment(), &c.incidents))
            .absent("incidents"),
        Entry::new("traffic", "Prediction volume", |c: &Self| traffic::traffic(c.deployment(), &c.bands()))
            .absent("traffic over time"),
        Entry::new("errors", "Errors", |c: &Self| errors::errors(c.deployment(), &c.bands(), false))
            .shorter(|c: &Self| errors::errors(c.deployment(), &c.bands(), true))
            .absent("errors"),
        Entry::new("latency", "Latency", |c: &Self| latency::latency(c.deployment(), &c.bands()))
            .absent("latency over time"),
        Entry::new("drift", "Drift of features", |c: &Self| {
            drift::drift(c.deployment(), drift::MOST_FEATURES)
        })
        .shorter(|c: &Self| drift::drift(c.deployment(), drift::MOST_SHIFTED))
        .absent("drift of features"),
        Entry::new("outcomes", "Quality in service", |c: &Self| outcomes::outcomes(c.deployment())),
        Entry::new("predictions", "Distribution of predictions", |c: &Self| {
            predictions::predictions(c.deployment())
        })
        .absent("distribution of predictions"),
        Entry::new("metrics", "Figures by day and before service", |c: &Self| {
            metrics::metrics(c.deployment())
        })
        .option(Flag::IncludeMetrics)
        .from(Detail::Full),
        Entry::new("model", "Served model", |c: &Self| served_model::served_model(c.deployment()))
            .absent("served model"),
    ];

    fn headline(&self) -> Text {
        overview::headline(self.snapshot, &self.incidents)
    }

    fn cover_facts(&self) -> Vec<Field> {
        overview::cover_facts(self.deployment())
    }

    fn key_figures(&self) -> Blocks {
        overview::key_figures(self.deployment(), &self.incidents)
    }

    /// Quality against drift once outcomes have come; else drift over time; without it, how the service did.
    const PICTURES: &'a [&'a str] =
        &["chart-outcomes", "chart-prediction-drift", "chart-error-rate", "chart-volume"];

    fn provenance(&self) -> Vec<Field> {
        overview::provenance(self.deployment())
    }
}
