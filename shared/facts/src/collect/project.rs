//! Figures of a project.
//!
//! A metric of an experiment, a model or a run is kept only with the dataset that it is of: two metrics of different data say
//! nothing about each other.

use report_snapshot::{
    MetricValue,
    project::{DeploymentItem, Project},
};

use super::collected::{Collected, once};
use crate::{
    Sort, Subject,
    project::quantity,
    quantity::{
        DATASETS, DEPLOYMENT_DRIFTED, DEPLOYMENTS, ERROR_RATE, EXPERIMENTS, LATENCY_P95, MODELS,
        OVERALL_QUALITY, REQUESTS, SYNTHETIC_ROWS, SYNTHGEN_RUNS, TRAINING_TIME,
    },
};

pub(super) fn collect(all: &mut Collected, project: &Project) {
    let entity = Subject::Entity;
    all.count(&entity, &DATASETS, Some(project.datasets.len() as u64));
    all.count(&entity, &EXPERIMENTS, Some(project.experiments.len() as u64));
    all.count(&entity, &MODELS, Some(project.models.len() as u64));
    all.count(&entity, &DEPLOYMENTS, Some(project.deployments.len() as u64));
    all.count(&entity, &SYNTHGEN_RUNS, Some(project.synthgen_runs.len() as u64));
    for deployment in once(&project.deployments, |deployment| &deployment.name) {
        self::deployment(all, deployment);
    }
    for item in once(&project.experiments, |experiment| &experiment.name) {
        all.count(&Subject::named(Sort::Experiment, item.name.as_str()), &MODELS, item.model_count);
        metric(all, Sort::Experiment, &item.name, item.dataset.as_deref(), item.best_metric.as_ref());
    }
    for model in once(&project.models, |model| &model.name) {
        metric(all, Sort::Model, &model.name, model.dataset.as_deref(), model.metric.as_ref());
        all.known(&Subject::model(model.name.as_str()), &TRAINING_TIME, model.training_time_ms);
    }
    for run in once(&project.synthgen_runs, |run| &run.name) {
        all.count(&Subject::named(Sort::Run, run.name.as_str()), &SYNTHETIC_ROWS, run.synthetic_rows);
        if let Some(dataset) = &run.dataset {
            all.known(
                &Subject::pair(Sort::Run, run.name.as_str(), dataset.as_str()),
                &OVERALL_QUALITY,
                run.overall_quality,
            );
        }
    }
    for dataset in once(&project.datasets, |dataset| &dataset.name) {
        all.size(dataset);
    }
}

fn deployment(all: &mut Collected, deployment: &DeploymentItem) {
    let of = Subject::named(Sort::Deployment, deployment.name.as_str());
    all.count(&of, &REQUESTS, deployment.requests);
    all.known(&of, &ERROR_RATE, deployment.error_rate);
    all.known(&of, &LATENCY_P95, deployment.latency_p95_ms);
    all.count(&of, &DEPLOYMENT_DRIFTED, Some(deployment.drifted_features.len() as u64));
}

fn metric(all: &mut Collected, sort: Sort, name: &str, dataset: Option<&str>, metric: Option<&MetricValue>) {
    let (Some(dataset), Some(metric)) = (dataset, metric) else { return };
    all.put(&Subject::pair(sort, name, dataset), quantity(metric), None, metric.value);
}
