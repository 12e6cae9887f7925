//! A run as a model.

use report_domain::{Kind, Timestamp};
use report_snapshot::{
    Envelope, MetricDefinition, Setting, Task, Value,
    model::{EntityRef, LearningCurve, Model},
};

use crate::{
    algorithm,
    artifacts::Artifacts,
    context::{self, Context},
    dataset,
    evaluation::{self, PLAIN},
    fault::Fault,
    hyperparameters, learning,
    metrics::Meanings,
    pictures::Pictures,
    registry,
    runs::Run,
    task::Predicted,
    wire::{self, ModelVersion, shortened},
};

/// Characters of a tag that are shown.
const LONGEST_TAG: usize = 300;
/// Tags that are shown.
const MOST_TAGS: usize = 50;

/// What a run keeps beside its latest figures: each part is another request.
#[derive(Debug, Default)]
pub(crate) struct Details {
    pub(crate) artifacts: Artifacts,
    curves: Vec<LearningCurve>,
}

impl Details {
    pub(crate) fn of(context: &Context<'_>, run: &Run, meanings: &Meanings) -> Result<Self, Fault> {
        if run.is_only_model {
            return Ok(Self::default());
        }
        Ok(Self {
            artifacts: Artifacts::of(context.api, run)?,
            curves: learning::curves(context.api, run, meanings)?,
        })
    }
}

/// Where a run stands among those that it is compared with.
#[derive(Debug, Clone, Default)]
pub(crate) struct Standing {
    pub(crate) rank: Option<u32>,
    /// The ranking metric's key, and how it is to be read.
    pub(crate) ranking: Option<MetricDefinition>,
}

/// A run with everything that its snapshot is made of.
pub(crate) struct Subject<'a> {
    pub(crate) run: &'a Run,
    pub(crate) experiment: &'a wire::Experiment,
    pub(crate) meanings: &'a Meanings,
    pub(crate) details: &'a Details,
    pub(crate) standing: Standing,
    pub(crate) predicted: Predicted,
}

impl Subject<'_> {
    /// The run's content, without pictures.
    pub(crate) fn content(&self, context: &Context<'_>) -> Model {
        let Subject { run, details, predicted: Predicted { task, .. }, .. } = *self;
        let artifacts = &details.artifacts;
        let evaluations = evaluation::evaluations(run, self.meanings, artifacts);
        let ranking = self.ranking();
        let ranking_metric = ranking.as_ref().map(|definition| definition.name.clone());
        let version = context.registry.of_run(run.id());
        let is_binary = task == Task::BinaryClassification;
        Model {
            task,
            algorithm: algorithm::of(run),
            target: None,
            classes: if task.is_classification() { artifacts.classes.clone() } else { Vec::new() },
            positive_class: if is_binary { evaluation::positive_class(&evaluations) } else { None },
            experiment: Some(EntityRef {
                id: Some(context.experiment_id(self.experiment)),
                name: self.experiment.name.clone(),
            }),
            rank: self.standing.rank,
            base_models: Vec::new(),
            version: version.map(|version| version.version.clone()),
            stage: version.and_then(registry::stage),
            dataset: dataset::of_run(run, &context.settings.entities, Some(task)),
            trained_at: run.wire.info.end_time.map(Timestamp::from_unix_millis),
            training_time_ms: run.took_ms(),
            predict_time_per_row_ms: None,
            size_bytes: None,
            structure: structure(run, version),
            metrics: evaluation::definitions(ranking, &evaluations),
            ranking_metric,
            folds: evaluation::folds(run, artifacts),
            evaluations,
            hyperparameters: hyperparameters::all(run),
            feature_importance: artifacts.importance.iter().cloned().collect(),
            learning_curves: details.curves.clone(),
            figures: Vec::new(),
        }
    }

    /// The snapshot, called as the run or, of a registered model, as that and its version. Pictures are read here, so that those
    /// of one model at a time are held.
    ///
    /// # Errors
    /// When the server cannot be asked.
    pub(crate) fn snapshot(
        &self,
        context: &Context<'_>,
        registered: Option<&ModelVersion>,
    ) -> Result<Envelope<Model>, Fault> {
        let name = registered.map_or_else(|| self.run.name.clone(), registered_name);
        let source = context.source_of_run(self.run);
        let mut content = self.content(context);
        let pictures = Pictures::of(context.api, self.run, &self.details.artifacts.pictures, &content)?;
        content.figures = pictures.figures;
        let of_registry = registered.and_then(|version| {
            let own = Some(version.description.trim()).filter(|own| !own.is_empty());
            own.or_else(|| context.registry.description(&version.name)).map(str::to_owned)
        });
        let mut envelope = context.envelope(Kind::Model, self.run.id(), &name, source, content);
        let note = context::note(&self.run.wire.data.tags);
        let parts = [of_registry, note, self.predicted.doubt(), self.plain_rows(context), pictures.left_out];
        envelope.description = context::paragraphs(parts);
        Ok(envelope)
    }

    /// The ranking metric under the name that the model's own figures have.
    fn ranking(&self) -> Option<MetricDefinition> {
        let definition = self.standing.ranking.as_ref()?;
        let meaning = self.meanings.get(&definition.name)?;
        let (name, turned) = evaluation::name(self.run, &definition.name, meaning);
        let higher_is_better = definition.higher_is_better.map(|higher| higher != turned);
        Some(MetricDefinition { name, label: None, higher_is_better })
    }

    /// That nobody knows of which rows some figures are, where that is so.
    fn plain_rows(&self, context: &Context<'_>) -> Option<String> {
        let is_plain = |key: &str| {
            self.meanings.get(key).is_some_and(|meaning| meaning.is_measure && meaning.split.is_none())
        };
        let plain: Vec<&str> =
            self.run.metrics.keys().map(String::as_str).filter(|key| is_plain(key)).take(3).collect();
        if plain.is_empty() || context.settings.split.is_some() {
            return None;
        }
        Some(format!(
            "MLflow does not record on which rows metrics such as {} were computed; this report takes them for {} rows.",
            plain.join(", "),
            PLAIN.label().to_lowercase()
        ))
    }
}

/// What a version of a registered model is called.
pub(crate) fn registered_name(version: &ModelVersion) -> String {
    format!("{}, version {}", version.name, version.version)
}

/// Further facts: registry, code, data, and the tags that people gave.
fn structure(run: &Run, version: Option<&ModelVersion>) -> Vec<Setting> {
    let text = |name: &str, value: &str| Setting {
        name: name.to_owned(),
        value: Value::Text(shortened(value, LONGEST_TAG)),
    };
    let registered = version.map(|version| text("Registered model", &version.name));
    let commit = run.tag("mlflow.source.git.commit").map(|commit| text("Git commit", commit));
    let tags = run.wire.data.tags.own().take(MOST_TAGS).map(|(name, value)| text(name, value));
    registered.into_iter().chain(commit).chain(dataset::settings(run)).chain(tags).collect()
}
