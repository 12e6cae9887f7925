//! Experiments that failed, hang or are old; the best results; models that failed.

use report_domain::Timestamp;
use report_snapshot::{
    RunStatus,
    project::{ExperimentItem, ModelStatus, Project},
};

use super::NAMED;
use crate::Severity;
use crate::legacy::{Figure, Finding, Unit};
use report_facts::{format, metric, words};

/// Days of running after which an experiment is taken to hang. No source fixes such bounds; these are this report's own.
const HANGS_AFTER_DAYS: f64 = 7.0;

/// Days without a new experiment after which a project is stale.
const STALE_AFTER_DAYS: f64 = 90.0;

const DAY_MS: f64 = 86_400_000.0;

/// Best results that get a sentence.
const MOST_RESULTS: usize = 5;

pub(super) fn findings(project: &Project, now: Option<Timestamp>) -> Vec<Finding> {
    let experiments = &project.experiments;
    let mut found = Vec::new();
    found.extend(failed(experiments));
    found.extend(failed_models(project));
    found.extend(now.and_then(|now| hanging(experiments, now)));
    found.extend(now.and_then(|now| stale(experiments, now)));
    found.extend(best(experiments));
    found
}

fn names<'a>(experiments: &[&'a ExperimentItem]) -> impl Iterator<Item = &'a str> {
    experiments.iter().map(|experiment| experiment.name.as_str()).collect::<Vec<_>>().into_iter()
}

/// Experiments that failed, or that none did.
fn failed(experiments: &[ExperimentItem]) -> Option<Finding> {
    let failed: Vec<&ExperimentItem> =
        experiments.iter().filter(|experiment| experiment.status == RunStatus::Failed).collect();
    let completed = experiments.iter().filter(|experiment| experiment.status == RunStatus::Completed).count();
    let figures = vec![
        Figure::count("experiments", experiments.len()),
        Figure::count("experiments_failed", failed.len()),
        Figure::count("experiments_completed", completed),
    ];
    let all = words::counted(experiments.len() as u64, "experiment", "experiments");
    if !failed.is_empty() {
        return Some(Finding {
            rule: "failed_experiments",
            severity: Severity::Warning,
            title: "Failed experiments".into(),
            statement: format!(
                "{} of {all} failed: {}.",
                format::count(failed.len() as u64),
                words::listed(names(&failed), NAMED)
            ),
            figures,
        });
    }
    (completed > 0 && completed == experiments.len()).then(|| Finding {
        rule: "failed_experiments",
        severity: Severity::Good,
        title: "All experiments completed".into(),
        statement: if completed == 1 {
            "The only experiment completed.".into()
        } else {
            format!("All {all} completed.")
        },
        figures,
    })
}

fn failed_models(project: &Project) -> Option<Finding> {
    let failed: Vec<&str> = project
        .models
        .iter()
        .filter(|model| model.status == ModelStatus::Failed)
        .map(|model| model.name.as_str())
        .collect();
    (!failed.is_empty()).then(|| Finding {
        rule: "failed_models",
        severity: Severity::Warning,
        title: "Models that failed to train".into(),
        statement: format!(
            "{} of {} failed to train: {}.",
            format::count(failed.len() as u64),
            words::counted(project.models.len() as u64, "model", "models"),
            words::listed(failed.iter().copied(), NAMED)
        ),
        figures: vec![
            Figure::count("models_failed", failed.len()),
            Figure::count("models", project.models.len()),
        ],
    })
}

fn days_since(then: Timestamp, now: Timestamp) -> f64 {
    (now.unix_millis() as f64 - then.unix_millis() as f64) / DAY_MS
}

fn hanging(experiments: &[ExperimentItem], now: Timestamp) -> Option<Finding> {
    let hanging: Vec<&ExperimentItem> = experiments
        .iter()
        .filter(|experiment| matches!(experiment.status, RunStatus::Running | RunStatus::Queued))
        .filter(|experiment| {
            experiment.started_at.is_some_and(|start| days_since(start, now) > HANGS_AFTER_DAYS)
        })
        .collect();
    (!hanging.is_empty()).then(|| Finding {
        rule: "hanging_experiments",
        severity: Severity::Warning,
        title: "Experiments that may hang".into(),
        statement: format!(
            "{} not ended more than {} days after the start: {}.",
            words::counted(hanging.len() as u64, "experiment has", "experiments have"),
            format::number(HANGS_AFTER_DAYS),
            words::listed(names(&hanging), NAMED)
        ),
        figures: vec![
            Figure::count("experiments_hanging", hanging.len()),
            Figure::of_entity("days_bound", HANGS_AFTER_DAYS, Unit::Count),
        ],
    })
}

fn stale(experiments: &[ExperimentItem], now: Timestamp) -> Option<Finding> {
    let (last, started) = experiments
        .iter()
        .filter_map(|experiment| Some((experiment, experiment.started_at?)))
        .max_by_key(|(_, started)| *started)?;
    let days = days_since(started, now).floor();
    (days > STALE_AFTER_DAYS).then(|| Finding {
        rule: "stale_project",
        severity: Severity::Info,
        title: "No recent experiment".into(),
        statement: format!(
            "The last experiment, {}, started on {}, {} days before this snapshot.",
            last.name,
            started.display_date(),
            format::number(days)
        ),
        figures: vec![Figure::of(&last.name, "days_since_start", days, Unit::Count)],
    })
}

/// The best result of each experiment. Metrics of different experiments are not compared: their data differ.
fn best(experiments: &[ExperimentItem]) -> Option<Finding> {
    let results: Vec<(&ExperimentItem, &report_snapshot::MetricValue, f64)> = experiments
        .iter()
        .filter_map(|experiment| {
            let best = experiment.best_metric.as_ref()?;
            Some((experiment, best, best.value.filter(|value| value.is_finite())?))
        })
        .collect();
    if results.is_empty() {
        return None;
    }
    let named = results.iter().map(|(experiment, best, value)| {
        let model =
            experiment.best_model.as_ref().map(|model| format!(" by {}", model.name)).unwrap_or_default();
        format!(
            "{} {} in {}{model}",
            words::in_sentence(&metric::label(&best.name)),
            format::metric(*value),
            experiment.name
        )
    });
    let mut figures: Vec<Figure> = results
        .iter()
        .map(|(experiment, best, value)| {
            Figure::of(&experiment.name, best.name.as_str(), *value, Unit::Plain)
        })
        .collect();
    figures.push(Figure::count("experiments_with_result", results.len()));
    Some(Finding {
        rule: "best_results",
        severity: Severity::Info,
        title: "Best results".into(),
        statement: format!("{}.", words::listed(named, MOST_RESULTS)),
        figures,
    })
}
