//! The project document.
//!
//! Sections, in reading order: `key-figures`, `recent-changes`, `experiments`, `best-results`, `models`, `deployments`,
//! `datasets`, `synthgen-runs`. The frame adds `findings`, `insights`, `comments` and `reproducibility`.
//!
//! Options: `include_metrics` is about the section `best-results`, `include_data_summary` about `datasets`,
//! `include_charts` about all charts; the other content options do not apply to a project.

mod best_results;
mod datasets;
mod deployments;
mod experiments;
mod models;
mod overview;
mod recent_changes;
mod synthgen_runs;

pub(crate) use overview::attention;

use report_charts::Tone;
use report_domain::ReportOptions;
use report_snapshot::{Envelope, RunStatus, project::Project};

use crate::{common::Body, parts::Absent};

/// The kind's own part of the document.
pub(crate) fn body(snapshot: &Envelope<Project>, options: &ReportOptions) -> Body {
    let project = &snapshot.content;
    let mut absent = Absent::default();
    let mut sections = Vec::new();
    sections.extend(absent.note("dates of changes", true, recent_changes::recent_changes(project)));
    sections.extend(absent.note("experiments", true, experiments::experiments(project)));
    if options.include_metrics {
        let wanted = !project.experiments.is_empty();
        sections.extend(absent.note("best results", wanted, best_results::best_results(project)));
    }
    sections.extend(absent.note("models", true, models::models(project)));
    sections.extend(absent.note("deployments", true, deployments::deployments(project)));
    if options.include_data_summary {
        sections.extend(absent.note("datasets", true, datasets::datasets(project)));
    }
    sections.extend(absent.note("synthetic-data runs", true, synthgen_runs::synthgen_runs(project)));
    let mut overview = overview::key_figures(snapshot);
    if let Some(line) = absent.line() {
        overview.push(line);
    }
    sections.insert(0, overview);
    Body {
        headline: Some(overview::headline(snapshot)),
        cover_facts: overview::cover_facts(project),
        sections,
        provenance: Vec::new(),
    }
}

/// The colour of a run's end.
fn tone(status: RunStatus) -> Tone {
    match status {
        RunStatus::Completed => Tone::Good,
        RunStatus::Queued | RunStatus::Running => Tone::Neutral,
        RunStatus::Cancelled => Tone::Warning,
        RunStatus::Failed => Tone::Critical,
    }
}
