//! The document of a synthetic-data run. The frame adds `findings`, `insights`, `comments` and `reproducibility` to its
//! sections.

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

use report_document::Field;
use report_domain::Flag;
use report_findings::synthetic::{self, Check, Verdict};
use report_snapshot::{Envelope, synthgen::Synthgen};

use crate::{
    blocks::Blocks,
    contents::{Contents, Entry},
};

/// What the sections of a synthetic-data run are made from.
pub(crate) struct Of<'a> {
    snapshot: &'a Envelope<Synthgen>,
    checks: Vec<Check>,
    verdict: Verdict,
}

impl<'a> Of<'a> {
    pub(crate) fn new(snapshot: &'a Envelope<Synthgen>) -> Self {
        let checks = synthetic::checks(&snapshot.content);
        let verdict = synthetic::verdict(&snapshot.content, &checks);
        Self { snapshot, checks, verdict }
    }

    fn run(&self) -> &'a Synthgen {
        &self.snapshot.content
    }
}

impl<'a> Contents<'a> for Of<'a> {
    const SECTIONS: &'a [Entry<Self>] = &[
        Entry::new("verdict", "Verdict", |of: &Self| verdict::verdict(of.verdict, &of.checks))
            .absent("checks"),
        Entry::new("quality", "Quality by column", |of: &Self| quality::quality(of.run()))
            .absent("quality by column"),
        Entry::new("distributions", "Distributions, real against synthetic", |of: &Self| {
            distributions::distributions(of.run())
        })
        .option(Flag::IncludeCharts)
        .absent("distributions"),
        Entry::new("correlation", "Correlation of columns", |of: &Self| correlation::correlation(of.run()))
            .absent("correlation"),
        Entry::new("pair-trends", "Pairs of columns", |of: &Self| pairs::pairs(of.run()))
            .absent("pair trends"),
        Entry::new("privacy", "Privacy", |of: &Self| privacy::privacy(of.run(), &of.checks))
            .absent("privacy"),
        Entry::new("utility", "Utility", |of: &Self| utility::utility(of.run()))
            .option(Flag::IncludeMetrics)
            .absent("utility"),
        Entry::new("data-summary", "Data summary", |of: &Self| data_summary::data_summary(of.run()))
            .option(Flag::IncludeDataSummary)
            .absent("data summary"),
        Entry::new("configuration", "Configuration", |of: &Self| configuration::configuration(of.run()))
            .option(Flag::IncludeHyperparameters)
            .absent("configuration"),
    ];

    fn headline(&self) -> String {
        overview::headline(self.snapshot, self.verdict)
    }

    fn cover_facts(&self) -> Vec<Field> {
        overview::cover_facts(self.run())
    }

    fn key_figures(&self) -> Blocks {
        overview::key_figures(self.run(), self.verdict)
    }
}
