//! The model document. The frame adds `findings`, `insights`, `comments` and `reproducibility` to its sections.

mod card;
mod lineage;
mod overview;

use report_document::{Field, ModelCard, Text};
use report_domain::{Detail, Flag, ReportOptions};
use report_facts::{importance, quality};
use report_snapshot::{Envelope, Task, model::Model};

use crate::{
    blocks::Blocks,
    contents::{Contents, Entry},
    parts::{self, DataSubject, Shown, ShowsModel, Subject},
};

/// What the sections of a model are made from.
pub(crate) struct ModelContents<'a> {
    snapshot: &'a Envelope<Model>,
    with_charts: bool,
    with_metrics: bool,
}

impl<'a> ModelContents<'a> {
    pub(crate) fn new(snapshot: &'a Envelope<Model>, options: &ReportOptions) -> Self {
        Self {
            snapshot,
            with_charts: options.has(Flag::IncludeCharts),
            with_metrics: options.has(Flag::IncludeMetrics),
        }
    }
}

impl ShowsModel for ModelContents<'_> {
    fn model(&self) -> Option<Subject<'_>> {
        let Envelope { name, content: model, .. } = self.snapshot;
        Some(Subject { name, model, preferred: None, with_charts: self.with_charts })
    }

    fn task(&self) -> Task {
        self.snapshot.content.task
    }
}

impl<'a> Contents<'a> for ModelContents<'a> {
    const SECTIONS: &'a [Entry<Self>] = &[
        Entry::new("lineage", "Identity and lineage", |c: &Self| Some(lineage::lineage(c.snapshot))),
        Entry::METRICS,
        Entry::CROSS_VALIDATION.from(Detail::Full),
        Entry::ROC,
        Entry::PRECISION_RECALL.from(Detail::Full),
        Entry::CONFUSION_MATRIX,
        Entry::THRESHOLDS,
        Entry::GAINS_LIFT.from(Detail::Full),
        Entry::CALIBRATION.from(Detail::Full),
        Entry::RESIDUALS,
        Entry::GROUPS,
        Entry::FEATURE_IMPORTANCE,
        Entry::LEARNING_CURVES,
        Entry::new("hyperparameters", "Hyperparameters", |c: &Self| {
            parts::hyperparameters(&c.model()?, Shown::All)
        })
        .shorter(|c: &Self| parts::hyperparameters(&c.model()?, Shown::Changed))
        .option(Flag::IncludeHyperparameters)
        .absent("hyperparameters"),
        Entry::new("data-summary", "Data summary", |c: &Self| data(&c.snapshot.content, parts::data_summary))
            .shorter(|c: &Self| data(&c.snapshot.content, parts::data_in_short))
            .option(Flag::IncludeDataSummary)
            .absent("data summary"),
        Entry::new("pictures", "Pictures from the source", |c: &Self| {
            parts::pictures(&c.snapshot.content.figures, c.snapshot.source.as_ref())
        })
        .option(Flag::IncludeFigures),
    ];

    fn headline(&self) -> Text {
        overview::headline(self.snapshot)
    }

    fn cover_facts(&self) -> Vec<Field> {
        overview::cover_facts(&self.snapshot.content)
    }

    fn key_figures(&self) -> Blocks {
        overview::key_figures(self.snapshot)
    }

    /// How well it does, on the rows that it is to be trusted on.
    const PICTURES: &'a [&'a str] = &["chart-roc", "chart-predicted-actual", "chart-confusion-matrix"];

    fn card(&self) -> Option<ModelCard> {
        let card = card::card(self.snapshot);
        Some(if self.with_metrics { card } else { ModelCard { metrics: Vec::new(), ..card } })
    }
}

fn data(model: &Model, shown: fn(&DataSubject<'_>) -> Blocks) -> Option<Blocks> {
    let dataset = model.dataset.as_ref()?;
    let target = model.target.as_deref().or(dataset.target.as_deref());
    let balance = quality::class_balance(Some(model), Some(dataset), target, model.task, None);
    let shares = model.feature_importance.first().map(importance::shares).unwrap_or_default();
    let important: Vec<&str> = shares.iter().map(|(name, _)| *name).collect();
    Some(shown(&DataSubject { dataset, target, balance: &balance, important: &important }))
}
