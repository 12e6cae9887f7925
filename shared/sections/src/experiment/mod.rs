//! The experiment document. The frame adds `findings`, `insights`, `comments` and `reproducibility` to its sections.

mod comparison;
mod headline;
mod importance_across_models;
mod leaderboard;
mod overview;

use std::borrow::Cow;

use report_document::{Block, Field, Text};
use report_domain::{Detail, Flag, ReportOptions};
use report_facts::{importance, leaderboard::Ranking, quality};
use report_snapshot::{
    Envelope, Task,
    experiment::{BestModel, Experiment},
};

use crate::{
    blocks::Blocks,
    common::value,
    contents::{Contents, Entry},
    parts::{self, DataSubject, Shown, ShowsModel, Subject},
};

/// What the sections of an experiment are made from.
pub(crate) struct ExperimentContents<'a> {
    snapshot: &'a Envelope<Experiment>,
    ranking: Option<Ranking<'a>>,
    best: Option<Cow<'a, BestModel>>,
    with_charts: bool,
}

impl<'a> ExperimentContents<'a> {
    pub(crate) fn new(snapshot: &'a Envelope<Experiment>, options: &ReportOptions) -> Self {
        let experiment = &snapshot.content;
        Self {
            snapshot,
            ranking: Ranking::of(experiment),
            best: quality::best_model(experiment),
            with_charts: options.has(Flag::IncludeCharts),
        }
    }

    fn experiment(&self) -> &'a Experiment {
        &self.snapshot.content
    }
}

impl ShowsModel for ExperimentContents<'_> {
    fn model(&self) -> Option<Subject<'_>> {
        let best = self.best.as_ref()?;
        Some(Subject {
            name: &best.name,
            model: &best.model,
            preferred: self.experiment().ranking_split,
            with_charts: self.with_charts,
        })
    }

    fn task(&self) -> Task {
        self.experiment().task
    }
}

impl<'a> Contents<'a> for ExperimentContents<'a> {
    const SECTIONS: &'a [Entry<Self>] = &[
        Entry::new("leaderboard", "Leaderboard", |c: &Self| {
            Some(leaderboard::leaderboard(c.experiment(), c.ranking.as_ref()))
        })
        .option(Flag::IncludeLeaderboard),
        Entry::new("model-comparison", "Model comparison", |c: &Self| {
            comparison::comparison(c.ranking.as_ref()?)
        }),
        Entry::METRICS.titled("Metrics of the best model").absent("metrics of the best model"),
        Entry::ROC,
        Entry::PRECISION_RECALL.from(Detail::Full),
        Entry::CONFUSION_MATRIX,
        Entry::GAINS_LIFT.from(Detail::Full),
        Entry::CALIBRATION.from(Detail::Full),
        Entry::RESIDUALS,
        Entry::GROUPS,
        Entry::FEATURE_IMPORTANCE,
        Entry::new("importance-across-models", "Feature importance across models", |c: &Self| {
            importance_across_models::importance_across_models(c.experiment(), c.ranking.as_ref())
        })
        .option(Flag::IncludeFeatureImportance)
        .from(Detail::Full),
        Entry::new("hyperparameters", "Hyperparameters of the best model", |c: &Self| {
            parts::hyperparameters(&c.model()?, Shown::All)
        })
        .shorter(|c: &Self| parts::hyperparameters(&c.model()?, Shown::Changed))
        .option(Flag::IncludeHyperparameters),
        Entry::new("data-summary", "Data summary", |c: &Self| data(c.experiment(), parts::data_summary))
            .shorter(|c: &Self| data(c.experiment(), parts::data_in_short))
            .option(Flag::IncludeDataSummary)
            .absent("data summary"),
        Entry::new("pictures", "Pictures from the source", |c: &Self| {
            let of_best = c.experiment().best_model.iter().flat_map(|best| &best.model.figures);
            parts::pictures(c.experiment().figures.iter().chain(of_best), c.snapshot.source.as_ref())
        })
        .option(Flag::IncludeFigures),
        Entry::new("configuration", "Configuration", |c: &Self| configuration(c.experiment()))
            .option(Flag::IncludeHyperparameters)
            .from(Detail::Full),
    ];

    fn headline(&self) -> Text {
        headline::headline(self.snapshot, self.ranking.as_ref())
    }

    fn cover_facts(&self) -> Vec<Field> {
        overview::cover_facts(self.experiment(), self.ranking.as_ref())
    }

    fn key_figures(&self) -> Blocks {
        overview::key_figures(self.experiment(), self.ranking.as_ref())
    }

    fn description(&self) -> Option<&str> {
        self.snapshot.description.as_deref()
    }

    /// The lead against the spread; of one model, how well it does.
    const PICTURES: &'a [&'a str] = &["chart-metric-by-model", "chart-roc", "chart-predicted-actual"];

    fn absent(&self) -> Option<&'static str> {
        let unknown = self.best.is_none() && !self.experiment().leaderboard.is_empty();
        unknown.then_some("details of the best model")
    }
}

fn data(experiment: &Experiment, shown: fn(&DataSubject<'_>) -> Blocks) -> Option<Blocks> {
    let model = experiment.best_model.as_ref().map(|best| &best.model);
    let dataset = experiment.dataset.as_ref().or_else(|| model?.dataset.as_ref())?;
    let target = experiment.target.as_deref().or(dataset.target.as_deref());
    let balance =
        quality::class_balance(model, Some(dataset), target, experiment.task, experiment.ranking_split);
    let shares =
        model.and_then(|model| model.feature_importance.first()).map(importance::shares).unwrap_or_default();
    let important: Vec<&str> = shares.iter().map(|(name, _)| *name).collect();
    Some(shown(&DataSubject { dataset, target, balance: &balance, important: &important }))
}

fn configuration(experiment: &Experiment) -> Option<Blocks> {
    let settings = &experiment.configuration;
    (!settings.is_empty()).then(|| Blocks::default().with(Block::Fields(value::fields(settings))))
}
