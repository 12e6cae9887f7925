//! Sections about a trained model, for the model's own document and for the best model in an experiment's.
//!
//! Each module makes one section. `None` means that the snapshot has no data for it or that the options leave it out;
//! [`Absent`] keeps the two apart, so that the document can say in one line what there was no data for.

mod calibration;
mod confusion_matrix;
mod cross_validation;
mod curves;
mod data_summary;
mod feature_importance;
mod gains_lift;
mod hyperparameters;
mod learning_curves;
mod metrics;
mod residuals;
mod roc;
mod thresholds;
mod twins;

pub(crate) use calibration::calibration;
pub(crate) use confusion_matrix::confusion_matrix;
pub(crate) use cross_validation::cross_validation;
pub(crate) use curves::precision_recall;
pub(crate) use data_summary::{DataSubject, data_summary};
pub(crate) use feature_importance::feature_importance;
pub(crate) use gains_lift::gains_lift;
pub(crate) use hyperparameters::{Shown, hyperparameters};
pub(crate) use learning_curves::learning_curves;
pub(crate) use metrics::metrics;
pub(crate) use residuals::residuals;
pub(crate) use roc::roc;
pub(crate) use thresholds::thresholds;
use twins::without_twins;

use report_document::{Beside, Block, Chart, Section, Text};
use report_domain::ReportOptions;
use report_facts::{Rows, names, quality};
use report_snapshot::{
    Task,
    evaluation::{Evaluation, Split},
    model::Model,
};

/// The model that sections are about.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    /// Its name.
    pub name: &'a str,
    /// What is known about it.
    pub model: &'a Model,
    /// Whether it is shown as the best of an experiment, and not by itself.
    pub best_of_experiment: bool,
    /// The rows that its leaderboard was ranked on, where it is shown as the best of an experiment.
    pub preferred: Option<Split>,
    /// What the report shall contain.
    pub options: &'a ReportOptions,
}

impl<'a> Subject<'a> {
    /// A section's title: "Metrics", or "Metrics of the best model" in an experiment's document.
    fn title(&self, what: &str) -> String {
        if self.best_of_experiment { format!("{what} of the best model") } else { what.to_owned() }
    }

    /// Which class counts as positive, in a sentence, for binary tasks: wherever precision, recall, gain, lift or false alarms
    /// stand.
    pub(crate) fn positive_class(&self) -> Option<String> {
        if self.model.task != Task::BinaryClassification {
            return None;
        }
        Some(match &self.model.positive_class {
            Some(class) => format!("Class {} counts as positive.", names::shown(class)),
            None => "The snapshot does not say which class counts as positive.".into(),
        })
    }

    /// The most trustworthy evaluation that has what is asked for.
    fn evaluation(&self, has: impl Fn(&Evaluation) -> bool) -> Option<&'a Evaluation> {
        quality::most_trusted(&self.model.evaluations, self.preferred, has)
    }
}

/// "569 cross-validation rows": on which rows figures were computed, for captions.
fn rows_phrase(evaluation: &Evaluation) -> String {
    let split = rows_label(evaluation);
    match evaluation.rows {
        Some(rows) => format!("{} {split} rows", report_facts::format::count(rows)),
        None => format!("{split} rows"),
    }
}

/// Which rows an evaluation is of, as at the start of a column or in a caption: "cross-validation".
fn rows_label(evaluation: &Evaluation) -> String {
    match quality::rows_of(evaluation) {
        Rows::OutOfBag => "out-of-bag".into(),
        _ => evaluation.split.label().to_lowercase(),
    }
}

/// Collects what a reader would expect but the snapshot has no data for.
#[derive(Default)]
pub(crate) struct Absent(Vec<&'static str>);

impl Absent {
    /// Passes the section on; notes its absence if it was `wanted`.
    pub(crate) fn note(
        &mut self,
        what: &'static str,
        wanted: bool,
        section: Option<Section>,
    ) -> Option<Section> {
        if wanted && section.is_none() {
            self.0.push(what);
        }
        section
    }

    /// The one line that says so, if there is anything to say.
    pub(crate) fn line(self) -> Option<Block> {
        if self.0.is_empty() {
            return None;
        }
        Some(Block::Note(Text::plain(format!(
            "Left out because the snapshot has no data for it: {}.",
            self.0.join(", ")
        ))))
    }
}

/// A chart of half the width with its table and notes beside it; without a chart only these.
pub(crate) fn beside(chart: Option<Chart>, blocks: Vec<Block>) -> Vec<Block> {
    match chart {
        Some(chart) if !blocks.is_empty() => vec![Block::Beside(Beside { chart, blocks })],
        Some(chart) => vec![Block::Chart(chart)],
        None => blocks,
    }
}

/// A chart alone, or several side by side.
fn charts(charts: Vec<Chart>) -> Option<Block> {
    let mut charts = charts;
    match charts.len() {
        0 => None,
        1 => charts.pop().map(Block::Chart),
        _ => Some(Block::ChartGrid(charts)),
    }
}
