//! What an entity is, for a model that has to write about it: task, data, tool, dates. Only what the snapshot states.

use report_domain::Timestamp;
use report_snapshot::{
    Snapshot, Task, dataset::Dataset, deployment::Deployment, experiment::Experiment, model::Model,
    project::Project, synthgen::Synthgen,
};

/// Label and text, in the order in which a reader would ask for them.
pub(crate) fn context(snapshot: &Snapshot) -> Vec<(&'static str, String)> {
    let mut context = Context::default();
    context.put("tool", snapshot.header().source.map(|source| source.tool.clone()));
    match snapshot {
        Snapshot::Experiment(envelope) => experiment(&mut context, &envelope.content),
        Snapshot::Model(envelope) => model(&mut context, &envelope.content),
        Snapshot::Project(envelope) => project(&mut context, &envelope.content),
        Snapshot::Deployment(envelope) => deployment(&mut context, &envelope.content),
        Snapshot::Synthgen(envelope) => synthgen(&mut context, &envelope.content),
    }
    context.0
}

#[derive(Default)]
struct Context(Vec<(&'static str, String)>);

impl Context {
    fn put(&mut self, label: &'static str, text: Option<String>) {
        self.0.extend(text.map(|text| (label, text)));
    }

    fn date(&mut self, label: &'static str, at: Option<Timestamp>) {
        self.put(label, at.map(Timestamp::display_date));
    }

    fn task(&mut self, task: Option<Task>, target: Option<&String>) {
        self.put("task", task.map(|task| task.label().to_lowercase()));
        self.put("target", target.cloned());
    }

    fn dataset(&mut self, dataset: Option<&Dataset>) {
        self.put("dataset", dataset.map(|dataset| dataset.name.clone()));
    }
}

fn experiment(context: &mut Context, experiment: &Experiment) {
    context.task(Some(experiment.task), experiment.target.as_ref());
    context.dataset(experiment.dataset.as_ref());
    context.date("started", experiment.started_at);
    context.date("finished", experiment.finished_at);
    context.put("best model", experiment.best_model.as_ref().map(|best| best.name.clone()));
}

fn model(context: &mut Context, model: &Model) {
    context.task(Some(model.task), model.target.as_ref());
    context.put("algorithm", model.algorithm.clone());
    context.put("experiment", model.experiment.as_ref().map(|experiment| experiment.name.clone()));
    context.dataset(model.dataset.as_ref());
    context.date("trained", model.trained_at);
}

fn project(context: &mut Context, project: &Project) {
    context.date("created", project.created_at);
    for deployment in &project.deployments {
        let served =
            deployment.model.as_ref().map(|model| format!("{} serves {}", deployment.name, model.name));
        context.put("deployment", served);
    }
}

fn deployment(context: &mut Context, deployment: &Deployment) {
    if let Some(model) = &deployment.model {
        context.put("model", Some(model.name.clone()));
        context.put("algorithm", model.algorithm.clone());
        context.task(model.task, model.target.as_ref());
    }
    context.put("stage", deployment.stage.clone());
    context.date("deployed", deployment.created_at);
    context.date("from", deployment.window.as_ref().map(|window| window.start));
    context.date("before", deployment.window.as_ref().map(|window| window.end));
}

fn synthgen(context: &mut Context, run: &Synthgen) {
    context.put("synthesizer", run.synthesizer.clone());
    context.dataset(run.dataset.as_ref());
    context.date("finished", run.finished_at);
}
