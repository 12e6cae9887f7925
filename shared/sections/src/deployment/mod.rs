//! The deployment document. The frame adds `findings`, `insights`, `comments` and `reproducibility` to its sections.

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
use report_document::Field;
use report_domain::Flag;
use report_facts::incidents::Incident;
use report_snapshot::{Envelope, deployment::Deployment};

use crate::{
    blocks::Blocks,
    contents::{Contents, Entry},
};

/// What the sections of a deployment are made from.
pub(crate) struct Of<'a> {
    snapshot: &'a Envelope<Deployment>,
    incidents: Vec<Incident>,
    /// What stands at each incident in charts.
    labels: Vec<String>,
}

impl<'a> Of<'a> {
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

impl<'a> Contents<'a> for Of<'a> {
    const SECTIONS: &'a [Entry<Self>] = &[
        Entry::new("incidents", "Incidents", |of: &Self| {
            incidents::incidents(of.deployment(), &of.incidents)
        })
        .absent("incidents"),
        Entry::new("traffic", "Prediction volume", |of: &Self| {
            traffic::traffic(of.deployment(), &of.bands())
        })
        .absent("traffic over time"),
        Entry::new("errors", "Errors", |of: &Self| errors::errors(of.deployment(), &of.bands()))
            .absent("errors"),
        Entry::new("latency", "Latency", |of: &Self| latency::latency(of.deployment(), &of.bands()))
            .absent("latency over time"),
        Entry::new("drift", "Drift of features", |of: &Self| drift::drift(of.deployment()))
            .absent("drift of features"),
        Entry::new("predictions", "Distribution of predictions", |of: &Self| {
            predictions::predictions(of.deployment())
        })
        .absent("distribution of predictions"),
        Entry::new("metrics", "Figures by day and before service", |of: &Self| {
            metrics::metrics(of.deployment())
        })
        .option(Flag::IncludeMetrics),
        Entry::new("model", "Served model", |of: &Self| served_model::served_model(of.deployment()))
            .absent("served model"),
    ];

    fn headline(&self) -> String {
        overview::headline(self.snapshot, &self.incidents)
    }

    fn cover_facts(&self) -> Vec<Field> {
        overview::cover_facts(self.deployment())
    }

    fn key_figures(&self) -> Blocks {
        overview::key_figures(self.deployment(), &self.incidents)
    }

    fn provenance(&self) -> Vec<Field> {
        overview::provenance(self.deployment())
    }
}
