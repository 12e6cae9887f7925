//! Section builders: from a snapshot and its findings to a [`Document`].
//!
//! One module per kind, and `common` for what kinds share. A builder leaves out what the snapshot has no data for and
//! says so in one line; it never shows an empty frame. No builder knows what HTML or PDF is.
//!
//! Section ids are stable: links, tests and readers of the HTML may rely on them. Each kind's module lists its own in
//! reading order. What an option leaves out, in both formats:
//!
//! | option | removes |
//! |---|---|
//! | `include_metrics` | `metrics` |
//! | `include_hyperparameters` | `hyperparameters` |
//! | `include_data_summary` | `data-summary` |
//! | `include_leaderboard` | `leaderboard` |
//! | `include_feature_importance` | `feature-importance`, `importance-across-models` |
//! | `include_confusion_matrix` | `confusion-matrix` |
//! | `include_roc_curve` | `roc` |
//! | `include_learning_curves` | `learning-curves` |
//! | `include_charts` | every chart, and the sections that hold nothing else |
//!
//! What they mean for projects, deployments and synthetic data stands in the modules of those kinds.

mod common;
mod deployment;
mod experiment;
mod key_figures;
mod model;
mod parts;
mod project;
mod synthgen;

pub use key_figures::{KeyFigure, KeyFigures, key_figures};

use report_claims::Insights;
use report_document::Document;
use report_domain::{ReportOptions, Timestamp};
use report_findings::Finding;
use report_snapshot::Snapshot;
use uuid::Uuid;

/// What a document says about itself besides the entity.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The report's id.
    pub report_id: Uuid,
    /// When the report was asked for.
    pub created_at: Timestamp,
    /// Where the snapshot lies: `entities/…/….json`.
    pub snapshot_key: &'a str,
    /// Which version of it: an S3 version id or a digest.
    pub snapshot_version: &'a str,
    /// Version of this software.
    pub engine_version: &'a str,
}

/// Makes the document.
pub fn build(
    snapshot: &Snapshot,
    findings: &[Finding],
    insights: &Insights,
    options: &ReportOptions,
    context: &Context<'_>,
) -> Document {
    let body = match snapshot {
        Snapshot::Experiment(envelope) => experiment::body(envelope, options),
        Snapshot::Model(envelope) => model::body(envelope, options),
        Snapshot::Project(envelope) => project::body(envelope, options),
        Snapshot::Deployment(envelope) => deployment::body(envelope, options),
        Snapshot::Synthgen(envelope) => synthgen::body(envelope, options),
    };
    common::frame(body, snapshot, findings, insights, options, context)
}
