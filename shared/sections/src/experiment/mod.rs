//! The experiment document.
//!
//! Sections, in reading order: `key-figures`, `leaderboard`, `model-comparison`, then of the best model `metrics`, `roc`,
//! `precision-recall`, `confusion-matrix`, `gains-lift`, `calibration`, `residuals`, `feature-importance`,
//! `importance-across-models`, `hyperparameters`, then `data-summary` and `configuration`. The frame adds `findings`,
//! `insights`, `comments` and `reproducibility`.

mod comparison;
mod headline;
mod importance_across_models;
mod leaderboard;
mod overview;

use report_document::{Block, Section};
use report_domain::ReportOptions;
use report_facts::{importance, leaderboard::Ranking, quality};
use report_snapshot::{Envelope, experiment::Experiment};

use crate::{
    common::{Body, value},
    parts::{self, Absent, DataSubject, Shown, Subject},
};

/// The kind's own part of the document.
pub(crate) fn body(snapshot: &Envelope<Experiment>, options: &ReportOptions) -> Body {
    let experiment = &snapshot.content;
    let ranking = Ranking::of(experiment);
    let mut absent = Absent::default();
    let mut sections = Vec::new();
    if options.include_leaderboard {
        sections.push(leaderboard::leaderboard(experiment, ranking.as_ref()));
    }
    if let Some(ranking) = &ranking {
        sections.extend(comparison::comparison(ranking));
    }
    sections.extend(best_model(experiment, options, &mut absent));
    if options.include_feature_importance {
        sections.extend(importance_across_models::importance_across_models(experiment, ranking.as_ref()));
    }
    if let Some(best) = &quality::best_model(experiment) {
        let subject = subject(best, experiment, options);
        sections.extend(parts::hyperparameters(&subject, Shown::Changed));
    }
    sections.extend(absent.note("data summary", options.include_data_summary, data(experiment, options)));
    sections.extend(configuration(experiment));
    let mut overview = overview::key_figures(snapshot, ranking.as_ref());
    if let Some(line) = absent.line() {
        overview.push(line);
    }
    sections.insert(0, overview);
    Body {
        headline: Some(headline::headline(snapshot, ranking.as_ref())),
        cover_facts: overview::cover_facts(experiment, ranking.as_ref()),
        sections,
        provenance: Vec::new(),
    }
}

fn subject<'a>(
    best: &'a report_snapshot::experiment::BestModel,
    experiment: &'a Experiment,
    options: &'a ReportOptions,
) -> Subject<'a> {
    Subject {
        name: &best.name,
        model: &best.model,
        best_of_experiment: true,
        preferred: experiment.ranking_split,
        options,
    }
}

/// The sections about the best model.
fn best_model(experiment: &Experiment, options: &ReportOptions, absent: &mut Absent) -> Vec<Section> {
    let Some(best) = &quality::best_model(experiment) else {
        absent.note("details of the best model", !experiment.leaderboard.is_empty(), None);
        return Vec::new();
    };
    let subject = subject(best, experiment, options);
    let binary = experiment.task == report_snapshot::Task::BinaryClassification;
    let classification = experiment.task.is_classification();
    let mut sections = Vec::new();
    sections.extend(absent.note(
        "metrics of the best model",
        options.include_metrics,
        parts::metrics(&subject),
    ));
    if classification {
        sections.extend(absent.note("ROC curve", options.include_roc_curve, parts::roc(&subject)));
        sections.extend(absent.note("precision-recall curve", true, parts::precision_recall(&subject)));
        let matrix = parts::confusion_matrix(&subject);
        sections.extend(absent.note("confusion matrix", options.include_confusion_matrix, matrix));
        sections.extend(absent.note("gain and lift", binary, parts::gains_lift(&subject)));
        sections.extend(absent.note("calibration", binary, parts::calibration(&subject)));
    } else {
        sections.extend(absent.note("predicted against actual values", true, parts::residuals(&subject)));
    }
    let importance = parts::feature_importance(&subject);
    sections.extend(absent.note("feature importance", options.include_feature_importance, importance));
    sections
}

fn data(experiment: &Experiment, options: &ReportOptions) -> Option<Section> {
    let model = experiment.best_model.as_ref().map(|best| &best.model);
    let dataset = experiment.dataset.as_ref().or_else(|| model?.dataset.as_ref())?;
    let target = experiment.target.as_deref().or(dataset.target.as_deref());
    let balance =
        quality::class_balance(model, Some(dataset), target, experiment.task, experiment.ranking_split);
    let shares =
        model.and_then(|model| model.feature_importance.first()).map(importance::shares).unwrap_or_default();
    let important: Vec<&str> = shares.iter().map(|(name, _)| *name).collect();
    parts::data_summary(&DataSubject { dataset, target, balance: &balance, important: &important, options })
}

fn configuration(experiment: &Experiment) -> Option<Section> {
    if experiment.configuration.is_empty() {
        return None;
    }
    Some(
        Section::new("configuration", "Configuration")
            .with(Block::Fields(value::fields(&experiment.configuration))),
    )
}
