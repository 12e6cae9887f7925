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

use report_document::{Field, Text};
use report_domain::{Detail, Flag};
use report_findings::synthetic::{self, Check, Verdict};
use report_snapshot::{Envelope, synthgen::Synthgen};

use crate::{
    blocks::Blocks,
    contents::{Contents, Entry},
};

/// What the sections of a synthetic-data run are made from.
pub(crate) struct SynthgenContents<'a> {
    snapshot: &'a Envelope<Synthgen>,
    checks: Vec<Check>,
    verdict: Verdict,
}

impl<'a> SynthgenContents<'a> {
    pub(crate) fn new(snapshot: &'a Envelope<Synthgen>) -> Self {
        let checks = synthetic::checks(&snapshot.content);
        let verdict = synthetic::verdict(&snapshot.content, &checks);
        Self { snapshot, checks, verdict }
    }

    fn run(&self) -> &'a Synthgen {
        &self.snapshot.content
    }
}

impl<'a> Contents<'a> for SynthgenContents<'a> {
    const SECTIONS: &'a [Entry<Self>] = &[
        Entry::new("verdict", "Verdict", |c: &Self| verdict::verdict(c.verdict, &c.checks)).absent("checks"),
        Entry::new("quality", "Quality by column", |c: &Self| quality::quality(c.run()))
            .absent("quality by column"),
        Entry::new("distributions", "Distributions, real against synthetic", |c: &Self| {
            distributions::distributions(c.run(), distributions::MOST_CHARTS)
        })
        .shorter(|c: &Self| distributions::distributions(c.run(), distributions::POOREST))
        .option(Flag::IncludeCharts)
        .absent("distributions"),
        Entry::new("correlation", "Correlation of columns", |c: &Self| correlation::correlation(c.run()))
            .absent("correlation"),
        Entry::new("pair-trends", "Pairs of columns", |c: &Self| pairs::pairs(c.run()))
            .absent("pair trends")
            .from(Detail::Full),
        Entry::new("privacy", "Privacy", |c: &Self| privacy::privacy(c.run(), &c.checks)).absent("privacy"),
        Entry::new("utility", "Utility", |c: &Self| utility::utility(c.run()))
            .option(Flag::IncludeMetrics)
            .absent("utility"),
        Entry::new("data-summary", "Data summary", |c: &Self| data_summary::data_summary(c.run()))
            .option(Flag::IncludeDataSummary)
            .absent("data summary"),
        Entry::new("configuration", "Configuration", |c: &Self| configuration::configuration(c.run()))
            .from(Detail::Full)
            .option(Flag::IncludeHyperparameters)
            .absent("configuration"),
    ];

    fn headline(&self) -> Text {
        overview::headline(self.snapshot, self.verdict)
    }

    fn cover_facts(&self) -> Vec<Field> {
        overview::cover_facts(self.run())
    }

    fn key_figures(&self) -> Blocks {
        overview::key_figures(self.run(), self.verdict)
    }

    /// Whether the synthetic rows keep their distance to real ones; without it, how like the real data they are.
    const PICTURES: &'a [&'a str] = &["chart-closest-record", "chart-pair-scores"];
}
