//! The document of a synthetic-data run.
//!
//! Sections, in reading order: `key-figures`, `verdict`, `quality`, `distributions`, `correlation`, `pair-trends`, `privacy`,
//! `utility`, `data-summary`, `configuration`. The frame adds `findings`, `insights`, `comments` and `reproducibility`.
//!
//! Options: `include_metrics` is about the section `utility`, `include_data_summary` about `data-summary`,
//! `include_hyperparameters` about `configuration`, `include_charts` about all charts; the other content options do not
//! apply to a synthetic-data run.

mod configuration;
mod correlation;
mod data_summary;
mod distributions;
mod overview;
mod pairs;
mod privacy;
mod quality;
mod utility;
mod verdict;

pub(crate) use overview::{privacy, quality};

use report_domain::ReportOptions;
use report_findings::synthetic;
use report_snapshot::{Envelope, synthgen::Synthgen};

use crate::{common::Body, parts::Absent};

/// The kind's own part of the document.
pub(crate) fn body(snapshot: &Envelope<Synthgen>, options: &ReportOptions) -> Body {
    let run = &snapshot.content;
    let checks = synthetic::checks(run);
    let verdict = synthetic::verdict(run, &checks);
    let mut absent = Absent::default();
    let mut sections = Vec::new();
    sections.extend(absent.note("checks", true, verdict::verdict(verdict, &checks)));
    sections.extend(absent.note("quality by column", true, quality::quality(run)));
    let drawn = options.include_charts;
    sections.extend(absent.note("distributions", drawn, distributions::distributions(run)).filter(|_| drawn));
    sections.extend(absent.note("correlation", true, correlation::correlation(run)));
    sections.extend(absent.note("pair trends", true, pairs::pairs(run)));
    sections.extend(absent.note("privacy", true, privacy::privacy(run, &checks)));
    if options.include_metrics {
        sections.extend(absent.note("utility", true, utility::utility(run)));
    }
    if options.include_data_summary {
        sections.extend(absent.note("data summary", true, data_summary::data_summary(run)));
    }
    if options.include_hyperparameters {
        sections.extend(absent.note("configuration", true, configuration::configuration(run)));
    }
    let mut overview = overview::key_figures(run, verdict);
    if let Some(line) = absent.line() {
        overview.push(line);
    }
    sections.insert(0, overview);
    Body {
        headline: Some(overview::headline(snapshot, verdict)),
        cover_facts: overview::cover_facts(run),
        sections,
        provenance: Vec::new(),
    }
}
