//! Snapshots of what was measured: a model, or an experiment with its models.

use std::{cmp::Ordering, collections::BTreeMap, path::PathBuf};

use report_domain::Kind;
use report_facts::quantity;
use report_snapshot::{
    Envelope, Measured as Value, Metrics, RunStatus, Snapshot, Source, Task,
    evaluation::{Evaluation, Split},
    experiment::{BestModel, Experiment, LeaderboardEntry},
    model::{EntityRef, Model},
};

use crate::{
    answers::Answers, definitions, error::Error, models::Measured, settings::Settings, table::Table,
};

/// Splits from the most to the least trustworthy.
const TRUSTWORTHY: [Split; 4] = [Split::Test, Split::CrossValidation, Split::Validation, Split::Training];

/// What all snapshots of one import have in common.
pub(crate) struct Snapshots<'a> {
    pub(crate) table: &'a Table,
    pub(crate) answers: &'a Answers,
    pub(crate) settings: &'a Settings,
    /// What is to be known of all figures, in sentences.
    pub(crate) description: String,
}

impl Snapshots<'_> {
    /// The snapshots: of the one model, or of an experiment and its models in order.
    pub(crate) fn of(&self, mut models: Vec<Measured>) -> Result<Vec<Snapshot>, Error> {
        if let [model] = models.as_mut_slice() {
            if let Some(name) = &self.settings.name {
                model.name.clone_from(name);
            }
            let envelope = self.envelope(Kind::Model, &model.name, &model.name, self.model(model));
            return Ok(vec![Snapshot::Model(envelope)]);
        }
        let ranking = Ranking::of(&models, self.answers.task(), self.settings.metric.as_deref())?;
        models.sort_by(|a, b| ranking.compare(a, b));
        let name = self.settings.name.clone().unwrap_or_else(|| match self.table.files.as_slice() {
            [_] => self.table.file_models[0].clone(),
            _ => format!("Predictions of {}", self.settings.columns.target),
        });
        let experiment =
            EntityRef { id: Some(self.settings.entities.id(Kind::Experiment, &name)), name: name.clone() };
        let models: Vec<Envelope<Model>> = (1..)
            .zip(&models)
            .map(|(rank, measured)| {
                let model = Model {
                    experiment: Some(experiment.clone()),
                    rank: Some(rank),
                    ranking_metric: Some(ranking.metric.clone()),
                    ..self.model(measured)
                };
                // Two experiments may have models of one name.
                self.envelope(Kind::Model, &measured.name, &format!("{name}/{}", measured.name), model)
            })
            .collect();
        let experiment = self.envelope(Kind::Experiment, &name, &name, self.experiment(&models, &ranking));
        let models = models.into_iter().map(Snapshot::Model);
        Ok(std::iter::once(Snapshot::Experiment(experiment)).chain(models).collect())
    }

    fn envelope<T>(&self, kind: Kind, name: &str, identity: &str, content: T) -> Envelope<T> {
        // Where a file lies is nobody else's business.
        let name_of = |file: &PathBuf| file.file_name().map(|name| name.to_string_lossy().into_owned());
        let files: Vec<String> = self.table.files.iter().filter_map(name_of).collect();
        let source = Source {
            tool: "reportctl import predictions".into(),
            version: Some(env!("CARGO_PKG_VERSION").into()),
            reference: Some(files.join(", ")),
            seed: i64::try_from(self.settings.bootstrap.seed).ok(),
            libraries: BTreeMap::new(),
        };
        let entities = &self.settings.entities;
        Envelope {
            id: entities.id(kind, identity),
            description: Some(self.description.clone()).filter(|text| !text.is_empty()),
            ..entities.envelope(kind, name, source, content)
        }
    }

    fn model(&self, measured: &Measured) -> Model {
        let (classes, positive_class) = self.answers.classes();
        Model {
            task: self.answers.task(),
            algorithm: None,
            target: Some(self.settings.columns.target.clone()),
            classes,
            positive_class,
            experiment: None,
            rank: None,
            base_models: Vec::new(),
            version: None,
            stage: None,
            dataset: None,
            trained_at: None,
            training_time_ms: None,
            predict_time_per_row_ms: None,
            size_bytes: None,
            structure: Vec::new(),
            metrics: definitions::of(&measured.evaluations),
            ranking_metric: None,
            evaluations: measured.evaluations.clone(),
            folds: BTreeMap::new(),
            hyperparameters: Vec::new(),
            feature_importance: Vec::new(),
            learning_curves: Vec::new(),
            figures: Vec::new(),
        }
    }

    fn experiment(&self, models: &[Envelope<Model>], ranking: &Ranking) -> Experiment {
        let entry = |model: &Envelope<Model>| LeaderboardEntry {
            name: model.name.clone(),
            id: Some(model.id),
            algorithm: None,
            is_ensemble: false,
            metrics: metrics_on(&model.content.evaluations, ranking.split).cloned().unwrap_or_default(),
            folds_id: None,
            fold_spread: BTreeMap::new(),
            training_time_ms: None,
            predict_time_per_row_ms: None,
        };
        let best = |model: &Envelope<Model>| BestModel {
            name: model.name.clone(),
            id: Some(model.id),
            model: model.content.clone(),
        };
        Experiment {
            task: self.answers.task(),
            status: RunStatus::Completed,
            started_at: None,
            finished_at: None,
            target: Some(self.settings.columns.target.clone()),
            dataset: None,
            ranking_metric: Some(ranking.metric.clone()),
            ranking_split: Some(ranking.split),
            metrics: models.first().map(|best| best.content.metrics.clone()).unwrap_or_default(),
            leaderboard: models.iter().map(entry).collect(),
            best_model: models.first().map(best),
            importance_by_model: BTreeMap::new(),
            configuration: Vec::new(),
            remarks: Vec::new(),
            figures: Vec::new(),
        }
    }
}

/// How models are ranked.
struct Ranking {
    metric: String,
    split: Split,
}

impl Ranking {
    fn of(models: &[Measured], task: Task, wanted: Option<&str>) -> Result<Self, Error> {
        let has = |model: &Measured, split| metrics_on(&model.evaluations, split).is_some();
        let by_all = |split: &Split| models.iter().all(|model| has(model, *split));
        let by_one = |split: &Split| models.iter().any(|model| has(model, *split));
        // Every model has a row, which is of a split.
        let split = TRUSTWORTHY.into_iter().find(by_all).or_else(|| TRUSTWORTHY.into_iter().find(by_one));
        let split = split.unwrap_or(Split::Test);
        let there: Vec<String> = models
            .iter()
            .find_map(|model| metrics_on(&model.evaluations, split))
            .map(|metrics| metrics.keys().cloned().collect())
            .unwrap_or_default();
        let find = |name: &str| {
            let known = quantity::find(name).map(|known| known.id);
            there.iter().find(|metric| *metric == name || Some(metric.as_str()) == known).cloned()
        };
        let metric = match wanted {
            Some(name) => find(name),
            None => definitions::ranking(task).iter().find_map(|name| find(name)),
        };
        metric.map(|metric| Self { metric, split }).ok_or_else(|| Error::NoMetric {
            metric: wanted.unwrap_or_default().to_owned(),
            split,
            there,
        })
    }

    /// The better model first; those without a value last.
    fn compare(&self, a: &Measured, b: &Measured) -> Ordering {
        let value = |model: &Measured| -> Value {
            metrics_on(&model.evaluations, self.split)?.get(&self.metric).copied().flatten()
        };
        let order = match (value(a), value(b)) {
            (Some(a), Some(b)) => match definitions::direction(&self.metric) {
                Some(direction) => direction.advantage(b, a).total_cmp(&0.0),
                // An error that may be of either sign: the smaller one first.
                None => a.abs().total_cmp(&b.abs()),
            },
            (a, b) => b.is_some().cmp(&a.is_some()),
        };
        order.then_with(|| a.name.cmp(&b.name))
    }
}

fn metrics_on(evaluations: &[Evaluation], split: Split) -> Option<&Metrics> {
    evaluations.iter().find(|evaluation| evaluation.split == split).map(|evaluation| &evaluation.metrics)
}
