//! The model document.
//!
//! Sections, in reading order: `key-figures`, `lineage`, `metrics`, `cross-validation`, `roc`, `precision-recall`,
//! `confusion-matrix`, `thresholds`, `gains-lift`, `calibration`, `residuals`, `feature-importance`, `learning-curves`,
//! `hyperparameters`, `data-summary`. The frame adds `findings`, `insights`, `comments` and `reproducibility`.

mod lineage;
mod overview;

use report_document::Section;
use report_domain::ReportOptions;
use report_facts::{importance, quality};
use report_snapshot::{Envelope, Task, model::Model};

use crate::{
    common::Body,
    parts::{self, Absent, DataSubject, Shown, Subject},
};

/// The kind's own part of the document.
pub(crate) fn body(snapshot: &Envelope<Model>, options: &ReportOptions) -> Body {
    let model = &snapshot.content;
    let subject =
        Subject { name: &snapshot.name, model, best_of_experiment: false, preferred: None, options };
    let mut absent = Absent::default();
    let mut sections = vec![lineage::lineage(snapshot)];
    sections.extend(evaluation(&subject, &mut absent));
    let importance = parts::feature_importance(&subject);
    sections.extend(absent.note("feature importance", options.include_feature_importance, importance));
    let curves = parts::learning_curves(&subject);
    let has_curves = !model.learning_curves.is_empty();
    sections.extend(absent.note("learning curves", options.include_learning_curves && !has_curves, curves));
    let hyperparameters = parts::hyperparameters(&subject, Shown::All);
    sections.extend(absent.note("hyperparameters", options.include_hyperparameters, hyperparameters));
    sections.extend(absent.note("data summary", options.include_data_summary, data(model, options)));
    let mut overview = overview::key_figures(snapshot);
    if let Some(line) = absent.line() {
        overview.push(line);
    }
    if !overview.is_empty() {
        sections.insert(0, overview);
    }
    Body {
        headline: Some(overview::headline(snapshot)),
        cover_facts: overview::cover_facts(model),
        sections,
        provenance: Vec::new(),
    }
}

/// The sections about how good the model is.
fn evaluation(subject: &Subject<'_>, absent: &mut Absent) -> Vec<Section> {
    let options = subject.options;
    let binary = subject.model.task == Task::BinaryClassification;
    let mut sections = Vec::new();
    sections.extend(absent.note("metrics", options.include_metrics, parts::metrics(subject)));
    sections.extend(absent.note("cross-validation folds", true, parts::cross_validation(subject)));
    if subject.model.task.is_classification() {
        sections.extend(absent.note("ROC curve", options.include_roc_curve, parts::roc(subject)));
        sections.extend(absent.note("precision-recall curve", true, parts::precision_recall(subject)));
        let matrix = parts::confusion_matrix(subject);
        sections.extend(absent.note("confusion matrix", options.include_confusion_matrix, matrix));
        sections.extend(absent.note("decision thresholds", binary, parts::thresholds(subject)));
        sections.extend(absent.note("gain and lift", binary, parts::gains_lift(subject)));
        sections.extend(absent.note("calibration", binary, parts::calibration(subject)));
    } else {
        sections.extend(absent.note("predicted against actual values", true, parts::residuals(subject)));
    }
    sections
}

fn data(model: &Model, options: &ReportOptions) -> Option<Section> {
    let dataset = model.dataset.as_ref()?;
    let target = model.target.as_deref().or(dataset.target.as_deref());
    let balance = quality::class_balance(Some(model), Some(dataset), target, model.task, None);
    let shares = model.feature_importance.first().map(importance::shares).unwrap_or_default();
    let important: Vec<&str> = shares.iter().map(|(name, _)| *name).collect();
    parts::data_summary(&DataSubject { dataset, target, balance: &balance, important: &important, options })
}
