//! A whole server as a project.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use report_domain::{Kind, Timestamp};
use report_import::Step;
use report_snapshot::{
    Envelope, MetricValue, Snapshot,
    dataset::Dataset,
    experiment::{Experiment, LeaderboardEntry},
    model::EntityRef,
    project::{ExperimentItem, ModelItem, ModelStatus, Project},
};
use uuid::Uuid;

use crate::{
    context::{Context, Keep},
    experiment,
    fault::{Fault, quoted},
    model::registered_name,
    registry,
    wire::ModelVersion,
};

/// What a project says of a run that became a model.
struct Made {
    entry: LeaderboardEntry,
    experiment: Uuid,
    dataset: Option<String>,
    metric: Option<MetricValue>,
}

/// Imports all experiments that have runs to compare, and the project of them and of the registered models. Gives a sentence
/// about each experiment that is left out.
///
/// # Errors
/// When the server cannot be asked, or has nothing.
pub(crate) fn import(context: &Context<'_>, keep: &mut Keep<'_>) -> Result<Vec<String>, Fault> {
    let mut project = Project::default();
    let mut datasets: BTreeMap<String, Dataset> = BTreeMap::new();
    let mut made: HashMap<String, Made> = HashMap::new();
    let mut left_out = Vec::new();
    let experiments = context.api.experiments()?;
    for (done, experiment) in experiments.iter().enumerate() {
        (context.progress)(Step { what: "experiments", done, of: Some(experiments.len()) });
        let outline = experiment::outline(context, experiment)?;
        let imported = match experiment::import(context, outline, keep) {
            Ok(imported) => imported,
            // Every server has at least one: MLflow's own, called Default.
            Err(Fault::NoRuns(_)) => continue,
            // One experiment that says too little about itself is no reason to have none.
            Err(fault @ (Fault::Task(_) | Fault::Metric { .. })) => {
                left_out.push(format!("experiment {} is left out: {fault}", quoted(&experiment.name)));
                continue;
            }
            Err(fault) => return Err(fault),
        };
        let envelope = imported.experiment;
        let dataset = envelope.content.dataset.clone();
        let name = dataset.as_ref().map(|dataset| dataset.name.clone());
        datasets.extend(dataset.map(|dataset| (dataset.name.clone(), dataset)));
        for (run, entry) in imported.models {
            let metric = metric(&envelope.content, &entry);
            made.insert(run, Made { entry, experiment: envelope.id, dataset: name.clone(), metric });
        }
        project.experiments.push(item(&envelope));
    }
    if project.experiments.is_empty() {
        return Err(Fault::Empty(left_out));
    }
    project.models = models(context, &made, &project.experiments);
    project.datasets = datasets.into_values().collect();
    let settings = context.settings;
    let source = context.source(None);
    let mut envelope =
        context.envelope(Kind::Project, &settings.project_name, &settings.project_name, source, project);
    envelope.id = settings.entities.project_id;
    keep(Snapshot::Project(envelope))?;
    Ok(left_out)
}

fn item(envelope: &Envelope<Experiment>) -> ExperimentItem {
    let content = &envelope.content;
    let best = content.best_model.as_ref();
    let leader = best.and_then(|best| content.leaderboard.iter().find(|entry| entry.name == best.name));
    ExperimentItem {
        id: envelope.id,
        name: envelope.name.clone(),
        tool: Some("MLflow".into()),
        dataset: content.dataset.as_ref().map(|dataset| dataset.name.clone()),
        task: Some(content.task),
        status: content.status,
        started_at: content.started_at,
        finished_at: content.finished_at,
        model_count: Some(content.leaderboard.len() as u64),
        best_model: best.map(|best| EntityRef { id: best.id, name: best.name.clone() }),
        best_metric: leader.and_then(|leader| metric(content, leader)),
    }
}

/// A model's value of its experiment's ranking metric.
fn metric(experiment: &Experiment, entry: &LeaderboardEntry) -> Option<MetricValue> {
    let name = experiment.ranking_metric.clone()?;
    let definition = experiment.metrics.iter().find(|definition| definition.name == name);
    Some(MetricValue {
        value: *entry.metrics.get(&name)?,
        higher_is_better: definition.and_then(|definition| definition.higher_is_better),
        name,
    })
}

/// The versions of the registered models, and each experiment's best model if it is not one of them.
fn models(
    context: &Context<'_>,
    made: &HashMap<String, Made>,
    experiments: &[ExperimentItem],
) -> Vec<ModelItem> {
    let mut used = BTreeSet::new();
    let mut items: Vec<ModelItem> = context
        .registry
        .versions()
        .iter()
        .map(|version| registered(context, version, made.get(&version.run_id), &mut used))
        .collect();
    let leaders = experiments.iter().filter_map(|experiment| experiment.best_model.as_ref()?.id);
    let mut candidates: Vec<&Made> = leaders
        .filter(|id| !used.contains(id))
        .filter_map(|id| made.values().find(|made| made.entry.id == Some(id)))
        .collect();
    candidates.sort_by_key(|made| &made.entry.name);
    items.extend(candidates.into_iter().filter_map(|made| {
        Some(candidate(made, made.entry.id?, made.entry.name.clone(), ModelStatus::Candidate))
    }));
    items
}

fn registered(
    context: &Context<'_>,
    version: &ModelVersion,
    made: Option<&Made>,
    used: &mut BTreeSet<Uuid>,
) -> ModelItem {
    let name = registered_name(version);
    // Two versions can be of one run, which is one model: the newer one, which comes first, is it.
    let own = context.settings.entities.id(Kind::Model, &name);
    let id = made.and_then(|made| made.entry.id).filter(|id| used.insert(*id)).unwrap_or(own);
    let status = registry::status(version);
    let created_at = version.creation_timestamp.map(Timestamp::from_unix_millis);
    match made {
        Some(made) => ModelItem { created_at, ..candidate(made, id, name, status) },
        None => ModelItem {
            id,
            name,
            experiment_id: None,
            algorithm: None,
            dataset: None,
            status,
            metric: None,
            training_time_ms: None,
            created_at,
        },
    }
}

fn candidate(made: &Made, id: Uuid, name: String, status: ModelStatus) -> ModelItem {
    ModelItem {
        id,
        name,
        experiment_id: Some(made.experiment),
        algorithm: made.entry.algorithm.clone(),
        dataset: made.dataset.clone(),
        status,
        metric: made.metric.clone(),
        training_time_ms: made.entry.training_time_ms,
        created_at: None,
    }
}
