//! Facts of a project.

use report_snapshot::{
    MetricDefinition, MetricValue, RunStatus, Task,
    deployment::DeploymentStatus,
    project::{ModelStatus, Project},
};

use super::{between, data, event};
use crate::{
    fact::{EventKind, Tag, Unit},
    facts::{Facts, NewFact, canonical_metric, metric_unit},
    name::{NameId, Sort},
};

pub(crate) fn collect(facts: &mut Facts, project: &Project) {
    event(facts, EventKind::Created, None, project.created_at);
    facts.count("datasets", Some(project.datasets.len() as u64));
    let is_used =
        |name: &String| project.experiments.iter().any(|other| other.dataset.as_ref() == Some(name));
    let used = project.datasets.iter().filter(|dataset| is_used(&dataset.name));
    facts.count("datasets_in_use", Some(used.count() as u64));
    facts.count("experiments", Some(project.experiments.len() as u64));
    facts.count("models", Some(project.models.len() as u64));
    facts.count("deployments", Some(project.deployments.len() as u64));
    facts.count("synthgen_runs", Some(project.synthgen_runs.len() as u64));
    statuses(facts, project);
    for task in [Task::BinaryClassification, Task::MulticlassClassification, Task::Regression] {
        let of_task = project.datasets.iter().filter(|dataset| dataset.task == Some(task));
        let key = format!("datasets:{}", task.label().to_lowercase().replace(' ', "_"));
        let quantity = facts.quantities.add(&key, None, true, &[]);
        let members: Vec<NameId> =
            of_task.map(|dataset| facts.lexicon.add(&dataset.name, Sort::Dataset)).collect();
        facts.count(&key, Some(members.len() as u64));
        facts.members.insert(quantity, members);
    }
    for dataset in &project.datasets {
        let on_it = project.experiments.iter().filter(|other| other.dataset.as_ref() == Some(&dataset.name));
        let members: Vec<NameId> =
            on_it.map(|experiment| facts.lexicon.add(&experiment.name, Sort::Experiment)).collect();
        let key = format!("experiments_on:{}", dataset.name);
        let quantity = facts.quantities.add(&key, None, true, &[]);
        facts.count(&key, Some(members.len() as u64));
        facts.members.insert(quantity, members);
        let runs = project.synthgen_runs.iter().filter(|run| run.dataset.as_ref() == Some(&dataset.name));
        let key = format!("synthgen_runs_on:{}", dataset.name);
        facts.quantities.add(&key, None, true, &[]);
        facts.count(&key, Some(runs.count() as u64));
        data::collect(facts, dataset, None, project.datasets.len() == 1);
    }
    for experiment in &project.experiments {
        let id = facts.lexicon.add(&experiment.name, Sort::Experiment);
        if let Some(tool) = &experiment.tool {
            facts.lexicon.add(tool, Sort::Other);
        }
        if let Some(dataset) = &experiment.dataset {
            facts.lexicon.add(dataset, Sort::Dataset);
        }
        event(facts, EventKind::Start, Some(id), experiment.started_at);
        event(facts, EventKind::End, Some(id), experiment.finished_at);
        facts.known(
            "duration",
            &[id],
            &[],
            between(experiment.started_at, experiment.finished_at),
            Unit::Time,
        );
        facts.known("models", &[id], &[], experiment.model_count.map(|count| count as f64), Unit::Count);
        if let Some(best) = &experiment.best_model {
            let best = facts.lexicon.add(&best.name, Sort::Model);
            facts.best_of.insert(id, best);
            facts.experiment_of.insert(best, id);
            metric(facts, &[id], experiment.best_metric.as_ref());
            metric(facts, &[best], experiment.best_metric.as_ref());
        }
    }
    for model in &project.models {
        let id = facts.lexicon.add(&model.name, Sort::Model);
        if let Some(algorithm) = &model.algorithm {
            facts.algorithm(id, algorithm);
        }
        let experiment =
            project.experiments.iter().find(|experiment| Some(experiment.id) == model.experiment_id);
        if let Some(experiment) = experiment {
            let experiment = facts.lexicon.add(&experiment.name, Sort::Experiment);
            facts.experiment_of.insert(id, experiment);
        }
        metric(facts, &[id], model.metric.as_ref());
        facts.known("training_time", &[id], &[], model.training_time_ms, Unit::Time);
        event(facts, EventKind::Created, Some(id), model.created_at);
    }
    for deployment in &project.deployments {
        let id = facts.lexicon.add(&deployment.name, Sort::Deployment);
        for text in [deployment.stage.as_ref(), deployment.model.as_ref().map(|model| &model.name)]
            .into_iter()
            .flatten()
        {
            let sort = if Some(text) == deployment.stage.as_ref() { Sort::Other } else { Sort::Model };
            facts.lexicon.add(text, sort);
        }
        let model = deployment.model.as_ref().map(|model| &model.name);
        let served = [model, deployment.stage.as_ref()].into_iter().flatten();
        let served = served.filter_map(|text| facts.lexicon.id(text)).collect();
        facts.serves.insert(id, served);
        event(facts, EventKind::Created, Some(id), deployment.created_at);
        if let Some(window) = &deployment.window {
            event(facts, EventKind::WindowStart, Some(id), Some(window.start));
            event(facts, EventKind::WindowEnd, Some(id), Some(window.end));
        }
        let subjects: &[NameId] = if project.deployments.len() == 1 { &[] } else { &[id] };
        if subjects.is_empty() {
            facts.protagonists.push(id);
        }
        let first = facts.facts.len();
        facts.known("requests", subjects, &[], deployment.requests.map(|count| count as f64), Unit::Count);
        facts.known("error_rate", subjects, &[], deployment.error_rate, Unit::Share);
        let p95 = [crate::fact::Tag::Stat(crate::fact::Stat::P95)];
        facts.known("latency", subjects, &p95, deployment.latency_p95_ms, Unit::Time);
        facts.known(
            "drifted_features",
            subjects,
            &[],
            Some(deployment.drifted_features.len() as f64),
            Unit::Count,
        );
        facts.owned_since(first, id);
        for feature in &deployment.drifted_features {
            let feature = facts.lexicon.add(feature, Sort::Column);
            facts.drifted.insert(feature, true);
        }
    }
    for run in &project.synthgen_runs {
        let id = facts.lexicon.add(&run.name, Sort::Run);
        event(facts, EventKind::End, Some(id), run.finished_at);
        let subjects: &[NameId] = if project.synthgen_runs.len() == 1 { &[] } else { &[id] };
        if subjects.is_empty() {
            facts.protagonists.push(id);
        }
        let first = facts.facts.len();
        facts.known(
            "synthetic_rows",
            subjects,
            &[],
            run.synthetic_rows.map(|count| count as f64),
            Unit::Count,
        );
        facts.known("quality", subjects, &[], run.overall_quality, Unit::Share);
        facts.owned_since(first, id);
    }
}

/// How many of each list are in which state, under phrases such as "deployed models".
fn statuses(facts: &mut Facts, project: &Project) {
    let mut count = |state: &str, plural: &str, number: usize| {
        let phrase = format!("{} {plural}", state.to_lowercase());
        let key = format!("{plural}:{}", state.to_lowercase());
        let quantity = facts.quantities.add(&key, None, true, &[&phrase]);
        facts.put(NewFact {
            quantity,
            subjects: &[],
            tags: &[],
            value: Some(number as f64),
            unit: Unit::Count,
            default: true,
        });
    };
    for state in [
        ModelStatus::Candidate,
        ModelStatus::Registered,
        ModelStatus::Deployed,
        ModelStatus::Archived,
        ModelStatus::Failed,
    ] {
        count(state.label(), "models", project.models.iter().filter(|model| model.status == state).count());
    }
    for state in
        [RunStatus::Completed, RunStatus::Failed, RunStatus::Running, RunStatus::Queued, RunStatus::Cancelled]
    {
        count(
            state.label(),
            "experiments",
            project.experiments.iter().filter(|experiment| experiment.status == state).count(),
        );
    }
    for state in [
        DeploymentStatus::Active,
        DeploymentStatus::Starting,
        DeploymentStatus::Degraded,
        DeploymentStatus::Stopped,
        DeploymentStatus::Failed,
    ] {
        count(
            state.label(),
            "deployments",
            project.deployments.iter().filter(|deployment| deployment.status == state).count(),
        );
    }
}

fn metric(facts: &mut Facts, subjects: &[NameId], value: Option<&MetricValue>) {
    let Some(value) = value else { return };
    let definition =
        MetricDefinition { name: value.name.clone(), label: None, higher_is_better: value.higher_is_better };
    let (quantity, split) = facts.metric(&[definition], &value.name);
    let unit = metric_unit(&canonical_metric(&value.name).0);
    let tags: Vec<Tag> = split.map(Tag::Split).into_iter().collect();
    facts.put(NewFact { quantity, subjects, tags: &tags, value: value.value, unit, default: true });
}
