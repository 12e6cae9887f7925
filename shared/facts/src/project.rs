//! What is known of a project: which datasets are used, which results are best, how its deployments fare.

use std::collections::{BTreeMap, BTreeSet};

use report_domain::Timestamp;
use report_snapshot::{
    MetricDefinition, MetricValue, RunStatus,
    dataset::Dataset,
    project::{DeploymentItem, ExperimentItem, ModelItem, Project},
};

use crate::{
    Direction, Figure, Quantity, Sort, Subject, metric,
    quantity::{ERROR_RATE, MISSING_SHARE},
    stats,
};

/// What names a dataset as its own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Uses {
    /// Experiments that ran on it.
    pub experiments: u64,
    /// Models trained on it.
    pub models: u64,
    /// Deployments of models trained on it.
    pub deployments: u64,
    /// Synthetic-data runs that learned from it.
    pub synthgen_runs: u64,
}

/// The use of each dataset that is named by something, by name.
pub fn uses(project: &Project) -> BTreeMap<&str, Uses> {
    let mut uses: BTreeMap<&str, Uses> = BTreeMap::new();
    for dataset in project.experiments.iter().filter_map(|experiment| experiment.dataset.as_deref()) {
        uses.entry(dataset).or_default().experiments += 1;
    }
    for dataset in project.models.iter().filter_map(|model| model.dataset.as_deref()) {
        uses.entry(dataset).or_default().models += 1;
    }
    for dataset in project.deployments.iter().filter_map(|deployment| deployment.dataset.as_deref()) {
        uses.entry(dataset).or_default().deployments += 1;
    }
    for dataset in project.synthgen_runs.iter().filter_map(|run| run.dataset.as_deref()) {
        uses.entry(dataset).or_default().synthgen_runs += 1;
    }
    uses
}

/// Missing cells of a dataset over all its cells; `None` where that is not known, or more are missing than there are.
pub fn missing_share(dataset: &Dataset) -> Option<Figure> {
    let cells = dataset.rows? as f64 * dataset.columns? as f64;
    let missing = dataset.missing_values? as f64;
    let of = Subject::named(Sort::Dataset, dataset.name.as_str());
    (cells > 0.0 && missing <= cells).then(|| Figure::new(of, &MISSING_SHARE, missing / cells))
}

/// What a metric of a project's list measures, whatever the list says of a well-known one.
pub fn quantity(metric: &MetricValue) -> Quantity {
    let definition = MetricDefinition {
        name: metric.name.clone(),
        label: None,
        higher_is_better: metric.higher_is_better,
    };
    Quantity::of_metric(&[definition], &metric.name)
}

/// A metric's value that is finite and within the metric's bounds.
pub fn value(metric: &MetricValue) -> Option<f64> {
    metric::sound(&quantity(metric), metric.value)
}

/// The best result on a dataset by one metric.
#[derive(Debug, Clone)]
pub struct BestResult<'a> {
    /// The experiment that has it.
    pub experiment: &'a ExperimentItem,
    /// Its value.
    pub figure: Figure,
    /// Which way the metric is better.
    pub better: Direction,
    /// Experiments with a value of the same metric on the same dataset.
    pub compared: usize,
}

/// Per dataset and metric, the best result of the experiments, by dataset and metric; an experiment without a dataset is
/// compared with no other. Ties go to the first by name.
pub fn best_results(project: &Project) -> Vec<BestResult<'_>> {
    let mut groups: BTreeMap<_, Vec<BestResult<'_>>> = BTreeMap::new();
    for experiment in &project.experiments {
        let Some(metric) = &experiment.best_metric else { continue };
        let quantity = quantity(metric);
        let Some((value, better)) = value(metric).zip(quantity.better()) else { continue };
        let of = Subject::named(Sort::Experiment, experiment.name.as_str());
        let alone = experiment.dataset.is_none().then_some((&experiment.name, experiment.id));
        let group = (experiment.dataset.as_deref(), alone, &metric.name);
        let figure = Figure::new(of, quantity, value);
        groups.entry(group).or_default().push(BestResult { experiment, figure, better, compared: 0 });
    }
    let best = groups.into_values().filter_map(|group| {
        let compared = group.len();
        let best = group.into_iter().reduce(|best, next| {
            let gain = next.better.advantage(next.figure.value, best.figure.value);
            let earlier = gain == 0.0 && next.experiment.name < best.experiment.name;
            if gain > 0.0 || earlier { next } else { best }
        });
        best.map(|best| BestResult { compared, ..best })
    });
    best.collect()
}

/// Calls of a deployment that failed, and all its calls: from the share of errors; `None` without a call.
pub fn failed_calls(deployment: &DeploymentItem) -> Option<(u64, u64)> {
    let rate = error_rate(deployment)?.value;
    let calls = deployment.requests.filter(|calls| *calls > 0)?;
    Some(((rate * calls as f64).round() as u64, calls))
}

/// Share of a deployment's calls that failed, where it is one.
pub fn error_rate(deployment: &DeploymentItem) -> Option<Figure> {
    let rate = deployment.error_rate.filter(|rate| (0.0..=1.0).contains(rate))?;
    let of = Subject::named(Sort::Deployment, deployment.name.as_str());
    Some(Figure::new(of, &ERROR_RATE, rate).over(deployment.requests))
}

/// Whether how many of its calls failed is not known. Of a service without a call there is nothing to know.
pub fn lacks_figures(deployment: &DeploymentItem) -> bool {
    deployment.requests != Some(0) && failed_calls(deployment).is_none()
}

/// Whether no experiment of the project is known to have made the model that it serves.
pub fn lacks_experiment(project: &Project, deployment: &DeploymentItem) -> bool {
    let id = deployment.model.as_ref().and_then(|model| model.id);
    let model = project.models.iter().find(|model| Some(model.id) == id);
    model.is_none_or(|model| model.experiment_id.is_none())
}

/// Deployments whose model has an id that no model of the project has. Empty where the project lists no models.
pub fn with_unknown_model(project: &Project) -> Vec<&DeploymentItem> {
    let known: BTreeSet<_> = project.models.iter().map(|model| model.id).collect();
    let unknown = |deployment: &&DeploymentItem| {
        let id = deployment.model.as_ref().and_then(|model| model.id);
        !known.is_empty() && id.is_some_and(|id| !known.contains(&id))
    };
    project.deployments.iter().filter(unknown).collect()
}

/// Experiments that are running or queued, the oldest start first, those without a start last; then by name.
pub fn unfinished(project: &Project) -> Vec<&ExperimentItem> {
    let is_unfinished =
        |experiment: &&ExperimentItem| matches!(experiment.status, RunStatus::Running | RunStatus::Queued);
    let mut unfinished: Vec<_> = project.experiments.iter().filter(is_unfinished).collect();
    let place = |experiment: &ExperimentItem| {
        (experiment.started_at.is_none(), experiment.started_at.map(Timestamp::unix_millis))
    };
    unfinished.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.name.cmp(&b.name)));
    unfinished
}

/// Times that training took, in milliseconds: those that can be.
pub fn training_times<'a>(models: impl IntoIterator<Item = &'a ModelItem>) -> Vec<f64> {
    models.into_iter().filter_map(|model| metric::not_negative(model.training_time_ms)).collect()
}

/// Their median.
pub fn median_training_time<'a>(models: impl IntoIterator<Item = &'a ModelItem>) -> Option<f64> {
    stats::median(training_times(models))
}
