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

use report_document::{Field, Text};
use report_domain::Flag;
use report_snapshot::{Envelope, project::Project};

use crate::{
    blocks::Blocks,
    contents::{Contents, Entry},
};

/// What the sections of a project are made from.
pub(crate) struct ProjectContents<'a> {
    snapshot: &'a Envelope<Project>,
}

impl<'a> ProjectContents<'a> {
    pub(crate) fn new(snapshot: &'a Envelope<Project>) -> Self {
        Self { snapshot }
    }

    fn project(&self) -> &'a Project {
        &self.snapshot.content
    }
}

impl<'a> Contents<'a> for ProjectContents<'a> {
    const SECTIONS: &'a [Entry<Self>] = &[
        Entry::new("recent-changes", "What changed last", |c: &Self| {
            recent_changes::recent_changes(c.project())
        })
        .absent("dates of changes"),
        Entry::new("experiments", "Experiments", |c: &Self| experiments::experiments(c.project()))
            .absent("experiments"),
        Entry::new("best-results", "Best result of each experiment", |c: &Self| {
            best_results::best_results(c.project())
        })
        .option(Flag::IncludeMetrics)
        .absent("best results")
        .expected(|c| !c.project().experiments.is_empty()),
        Entry::new("models", "Models", |c: &Self| models::models(c.project())).absent("models"),
        Entry::new("deployments", "Deployments", |c: &Self| deployments::deployments(c.project()))
            .absent("deployments"),
        Entry::new("datasets", "Datasets", |c: &Self| datasets::datasets(c.project()))
            .option(Flag::IncludeDataSummary)
            .absent("datasets"),
        Entry::new("synthgen-runs", "Synthetic-data runs", |c: &Self| {
            synthgen_runs::synthgen_runs(c.project())
        })
        .absent("synthetic-data runs"),
    ];

    fn headline(&self) -> Text {
        overview::headline(self.snapshot)
    }

    fn cover_facts(&self) -> Vec<Field> {
        overview::cover_facts(self.project())
    }

    fn key_figures(&self) -> Blocks {
        overview::key_figures(self.project())
    }

    fn description(&self) -> Option<&str> {
        self.snapshot.description.as_deref()
    }

    /// What was tried when, with what came of it.
    const PICTURES: &'a [&'a str] = &["chart-timeline", "chart-models-by-status"];
}
