//! The project document. The frame adds `findings`, `insights`, `comments` and `reproducibility` to its sections.

mod best_results;
mod datasets;
mod deployments;
mod experiments;
mod models;
mod overview;
mod recent_changes;
mod run_tone;
mod synthgen_runs;

pub(crate) use overview::attention;

use report_document::Field;
use report_domain::Flag;
use report_snapshot::{Envelope, project::Project};

use crate::{
    blocks::Blocks,
    contents::{Contents, Entry},
};

/// What the sections of a project are made from.
pub(crate) struct Of<'a> {
    snapshot: &'a Envelope<Project>,
}

impl<'a> Of<'a> {
    pub(crate) fn new(snapshot: &'a Envelope<Project>) -> Self {
        Self { snapshot }
    }

    fn project(&self) -> &'a Project {
        &self.snapshot.content
    }
}

impl<'a> Contents<'a> for Of<'a> {
    const SECTIONS: &'a [Entry<Self>] = &[
        Entry::new("recent-changes", "What changed last", |of: &Self| {
            recent_changes::recent_changes(of.project())
        })
        .absent("dates of changes"),
        Entry::new("experiments", "Experiments", |of: &Self| experiments::experiments(of.project()))
            .absent("experiments"),
        Entry::new("best-results", "Best result of each experiment", |of: &Self| {
            best_results::best_results(of.project())
        })
        .option(Flag::IncludeMetrics)
        .absent("best results")
        .expected(|of| !of.project().experiments.is_empty()),
        Entry::new("models", "Models", |of: &Self| models::models(of.project())).absent("models"),
        Entry::new("deployments", "Deployments", |of: &Self| deployments::deployments(of.project()))
            .absent("deployments"),
        Entry::new("datasets", "Datasets", |of: &Self| datasets::datasets(of.project()))
            .option(Flag::IncludeDataSummary)
            .absent("datasets"),
        Entry::new("synthgen-runs", "Synthetic-data runs", |of: &Self| {
            synthgen_runs::synthgen_runs(of.project())
        })
        .absent("synthetic-data runs"),
    ];

    fn headline(&self) -> String {
        overview::headline(self.snapshot)
    }

    fn cover_facts(&self) -> Vec<Field> {
        overview::cover_facts(self.project())
    }

    fn key_figures(&self) -> Blocks {
        overview::key_figures(self.snapshot)
    }
}
