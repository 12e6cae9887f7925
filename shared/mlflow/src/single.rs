//! One run as a model, by itself or as a version of a registered model.

use report_facts::Direction;
use report_snapshot::{MetricDefinition, Snapshot};

use crate::{
    context::{Context, Keep},
    fault::{Fault, nearest, quoted},
    metrics::Meanings,
    model::{Details, Standing, Subject, registered_name},
    runs::{self, Run},
    task::{self, Predicted},
    wire::{self, Experiment, LoggedModel, ModelVersion, Tags},
};

/// Imports the run of a version.
///
/// # Errors
/// When the version has no run, the server cannot be asked, or nothing says what is predicted.
pub(crate) fn version(
    context: &Context<'_>,
    version: &ModelVersion,
    keep: &mut Keep<'_>,
) -> Result<(), Fault> {
    if version.run_id.is_empty() {
        return Err(Fault::NoVersion(format!(
            "{} was registered without a run, so that the server has no figures of it",
            registered_name(version)
        )));
    }
    run(context, outline(context, &version.run_id)?, Some(version), keep)
}

/// What a server says of a run, without histories and artifacts.
#[derive(Debug)]
pub(crate) struct Outline {
    pub(crate) sent: wire::Run,
    pub(crate) experiment: Experiment,
    pub(crate) logged: Vec<LoggedModel>,
}

/// Reads the outline of a run.
///
/// # Errors
/// When the server cannot be asked, or has no such run.
pub(crate) fn outline(context: &Context<'_>, id: &str) -> Result<Outline, Fault> {
    let sent = context.api.run(id)?;
    let experiment = context.api.experiment_of_id(&sent.info.experiment_id)?.unwrap_or_else(|| Experiment {
        experiment_id: sent.info.experiment_id.clone(),
        name: format!("Experiment {}", sent.info.experiment_id),
        tags: Tags::default(),
    });
    let logged = context.api.logged_models_of(&experiment, id)?;
    Ok(Outline { sent, experiment, logged })
}

/// Imports a run.
///
/// # Errors
/// When the server cannot be asked, or nothing says what is predicted.
pub(crate) fn run(
    context: &Context<'_>,
    Outline { sent, experiment, logged }: Outline,
    registered: Option<&ModelVersion>,
    keep: &mut Keep<'_>,
) -> Result<(), Fault> {
    let runs = runs::of(vec![sent], logged);
    let run = &runs[0];
    let meanings = Meanings::of(run.metrics.keys().map(String::as_str), context.settings.split);
    let standing = Standing { rank: None, ranking: ranking(context, run, &meanings)? };
    let details = Details::of(context, run, &meanings)?;
    let classes = Some(details.artifacts.classes.len()).filter(|classes| *classes > 0);
    let predicted = context
        .settings
        .task
        .map(Predicted::surely)
        .or_else(|| {
            let tag = task::TAGS.iter().find_map(|tag| experiment.tags.get(tag));
            task::of(&[run], &meanings, classes, tag)
        })
        .ok_or_else(|| Fault::Task(format!("run {}", quoted(&run.name))))?;
    let subject =
        Subject { run, experiment: &experiment, meanings: &meanings, details: &details, standing, predicted };
    keep(Snapshot::Model(subject.snapshot(context, registered)?))
}

/// The metric that was asked for.
fn ranking(context: &Context<'_>, run: &Run, meanings: &Meanings) -> Result<Option<MetricDefinition>, Fault> {
    let Some(metric) = &context.settings.metric else { return Ok(None) };
    let Some(meaning) = meanings.get(metric) else {
        let near = nearest(metric, run.metrics.keys().map(String::as_str));
        return Err(Fault::Metric { of: format!("run {}", quoted(&run.name)), name: metric.clone(), near });
    };
    let mut definition = meaning.definition(metric, None);
    if definition.higher_is_better.is_none() {
        definition.higher_is_better =
            context.settings.direction.map(|direction| direction == Direction::Higher);
    }
    Ok(Some(definition))
}
