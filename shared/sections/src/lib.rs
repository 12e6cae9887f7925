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
mod context;
mod deployment;
mod experiment;
mod model;
mod parts;
mod privacy;
mod project;
mod summary;
mod synthgen;

pub use context::{Assessment, Compared, Comparison, Context};
pub use summary::{SummaryFigure, SummaryFigures, summary_figures};

use report_document::Document;
use report_domain::ReportOptions;
use report_snapshot::Snapshot;

use contents::body;
use deployment::DeploymentContents;
use experiment::ExperimentContents;
use model::ModelContents;
use privacy::PrivacyContents;
use project::ProjectContents;
use synthgen::SynthgenContents;

/// Makes the document.
pub fn build(
    snapshot: &Snapshot,
    assessment: &Assessment<'_>,
    options: &ReportOptions,
    context: &Context<'_>,
) -> Document {
    let body = match snapshot {
        Snapshot::Experiment(envelope) => body(&ExperimentContents::new(envelope, options), options),
        Snapshot::Model(envelope) => body(&ModelContents::new(envelope, options), options),
        Snapshot::Project(envelope) => body(&ProjectContents::new(envelope), options),
        Snapshot::Deployment(envelope) => body(&DeploymentContents::new(envelope), options),
        Snapshot::Synthgen(envelope) => body(&SynthgenContents::new(envelope), options),
        Snapshot::Privacy(envelope) => body(&PrivacyContents::new(envelope), options),
    };
    common::frame(body, snapshot, assessment, options, context)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use report_domain::{Flag, Kind, options::OPTIONS};

    use super::*;

    /// The options that leave out sections of a kind, or do something for every document of any kind.
    ///
    /// An option of another sort is named here and read from [`ReportOptions`] where the contents of its kinds are made: see
    /// `with_charts` of experiments and models. The contents of the other kinds get no options yet.
    fn of_sections(kind: Kind) -> BTreeSet<Flag> {
        let own = match kind {
            Kind::Experiment => contents::options::<ExperimentContents<'_>>(),
            Kind::Model => contents::options::<ModelContents<'_>>(),
            Kind::Project => contents::options::<ProjectContents<'_>>(),
            Kind::Deployment => contents::options::<DeploymentContents<'_>>(),
            Kind::Synthgen => contents::options::<SynthgenContents<'_>>(),
            Kind::Privacy => contents::options::<PrivacyContents<'_>>(),
        };
        own.into_iter().chain([Flag::LlmInsights, Flag::IncludeCharts, Flag::IncludeCoverage]).collect()
    }

    #[test]
    fn an_option_says_for_which_kinds_it_leaves_out_sections() {
        for kind in Kind::ALL {
            let documented = OPTIONS.iter().filter(|option| option.kinds.contains(&kind));
            let documented: BTreeSet<Flag> = documented.filter_map(|option| option.flag()).collect();
            assert_eq!(documented, of_sections(kind), "{kind}");
        }
    }

    #[test]
    fn ids_are_anchors_and_no_kind_has_one_twice() {
        let own = [
            contents::ids::<ExperimentContents<'_>>(),
            contents::ids::<ModelContents<'_>>(),
            contents::ids::<ProjectContents<'_>>(),
            contents::ids::<DeploymentContents<'_>>(),
            contents::ids::<SynthgenContents<'_>>(),
            contents::ids::<PrivacyContents<'_>>(),
        ];
        for ids in own {
            // Those of the frame and of the engine.
            let all = ids.into_iter().chain([
                "key-figures",
                "findings",
                "next-steps",
                "further-findings",
                "changes",
                "unknown",
                "description",
                "insights",
                "comments",
                "declared",
                "coverage",
                "reproducibility",
            ]);
            let mut seen = BTreeSet::new();
            for id in all {
                assert!(id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{id}");
                assert!(seen.insert(id), "{id} occurs twice");
            }
        }
    }
}
