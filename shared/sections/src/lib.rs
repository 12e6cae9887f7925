//! Section builders: from a snapshot and its findings to a [`Document`].
//!
//! One module per kind, and `common` for what kinds share. A builder leaves out what the snapshot has no data for and
//! says so in one line; it never shows an empty frame. No builder knows what HTML or PDF is.
//!
//! Section ids are stable: links, tests and readers of the HTML may rely on them. Each kind's module has one table of its
//! sections in reading order, with the option that leaves each out. `include_charts: false` also removes every chart, and
//! the sections that hold nothing else.

mod blocks;
mod common;
mod contents;
mod deployment;
mod experiment;
mod key_figures;
mod model;
mod parts;
mod project;
mod synthgen;

pub use key_figures::{KeyFigure, KeyFigures, key_figures};

pub use common::Said;

use report_document::Document;
use report_domain::{ReportOptions, Timestamp};
use report_facts::names::Shared;
use report_snapshot::Snapshot;
use uuid::Uuid;

use contents::body;

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
    /// The part that was left out of the names of all models.
    pub shared_name: Option<&'a Shared>,
    /// Version of this software.
    pub engine_version: &'a str,
}

/// Makes the document.
pub fn build(
    snapshot: &Snapshot,
    said: &Said<'_>,
    options: &ReportOptions,
    context: &Context<'_>,
) -> Document {
    let body = match snapshot {
        Snapshot::Experiment(envelope) => body(&experiment::Of::new(envelope, options), options),
        Snapshot::Model(envelope) => body(&model::Of::new(envelope, options), options),
        Snapshot::Project(envelope) => body(&project::Of::new(envelope), options),
        Snapshot::Deployment(envelope) => body(&deployment::Of::new(envelope), options),
        Snapshot::Synthgen(envelope) => body(&synthgen::Of::new(envelope), options),
    };
    common::frame(body, snapshot, said, options, context)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use report_domain::{Flag, Kind, options::OPTIONS};

    use super::*;

    /// The options that leave out sections of a kind, or do something for every document of any kind.
    fn of_sections(kind: Kind) -> BTreeSet<Flag> {
        let own = match kind {
            Kind::Experiment => contents::options::<experiment::Of<'_>>(),
            Kind::Model => contents::options::<model::Of<'_>>(),
            Kind::Project => contents::options::<project::Of<'_>>(),
            Kind::Deployment => contents::options::<deployment::Of<'_>>(),
            Kind::Synthgen => contents::options::<synthgen::Of<'_>>(),
        };
        own.into_iter().chain([Flag::LlmInsights, Flag::IncludeCharts]).collect()
    }

    #[test]
    fn an_option_says_for_which_kinds_it_leaves_out_sections() {
        for kind in Kind::ALL {
            let documented = OPTIONS.iter().filter(|option| option.kinds.contains(&kind));
            let documented: BTreeSet<Flag> = documented.filter_map(|option| option.flag()).collect();
            assert_eq!(documented, of_sections(kind), "{kind}");
        }
    }
}
