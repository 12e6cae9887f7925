//! Snapshots of a leaderboard: the experiment, and the best model where more is known of it than its line.

use std::collections::{BTreeMap, BTreeSet};

use report_domain::Kind;
use report_import::{shortened, value};
use report_snapshot::{
    Envelope, MetricDefinition, RunStatus, Setting, Snapshot, Source, Task, Value,
    evaluation::{Evaluation, FoldSpread, Split},
    experiment::{BestModel, Experiment, LeaderboardEntry},
    model::{EntityRef, FeatureImportance, Hyperparameter, Model},
};

use crate::{layout::Layout, measures::Measure, ranking::Ranking, settings::Settings, sheet::Sheet};

/// Characters of a parameter that a report shows.
const LONGEST_VALUE: usize = 300;

/// All that a leaderboard's snapshots are made of.
pub(crate) struct Snapshots<'a> {
    pub(crate) sheet: &'a Sheet,
    pub(crate) layout: &'a Layout,
    pub(crate) settings: &'a Settings,
    /// The models' names, in the order of the file.
    pub(crate) names: &'a [String],
    /// Seconds of training, in the order of the file.
    pub(crate) seconds: &'a [Option<f64>],
    pub(crate) measures: &'a [Measure],
    pub(crate) ranking: &'a Ranking<'a>,
    pub(crate) task: Task,
    pub(crate) importance: Option<FeatureImportance>,
    /// The experiment's name.
    pub(crate) name: String,
    /// What was decided, in sentences.
    pub(crate) description: String,
}

impl Snapshots<'_> {
    pub(crate) fn all(&self) -> Vec<Snapshot> {
        let best = self.ranking.order[0];
        let model = self.model(best);
        // What a leaderboard says of a model makes no report of its own.
        let is_entity = !model.hyperparameters.is_empty() || !model.feature_importance.is_empty();
        let identity = format!("{}/{}", self.name, self.names[best]);
        let id = is_entity.then(|| self.settings.entities.id(Kind::Model, &identity));
        let entry = |(place, index): (usize, &usize)| self.entry(*index, id.filter(|_| place == 0));
        let experiment = Experiment {
            ranking_metric: Some(self.key(self.ranking.measure)),
            ranking_split: self.ranking.split(),
            metrics: self.definitions(),
            leaderboard: self.ranking.order.iter().enumerate().map(entry).collect(),
            best_model: Some(BestModel { name: self.names[best].clone(), id, model: model.clone() }),
            configuration: self.configuration(),
            ..Experiment::empty(self.task, RunStatus::Completed)
        };
        let experiment =
            Snapshot::Experiment(self.envelope(Kind::Experiment, &self.name, &self.name, experiment));
        let model = is_entity.then(|| self.envelope(Kind::Model, &self.names[best], &identity, model));
        std::iter::once(experiment).chain(model.map(Snapshot::Model)).collect()
    }

    fn envelope<T>(&self, kind: Kind, name: &str, identity: &str, content: T) -> Envelope<T> {
        // Where a file lies is nobody else's business.
        let file = self.sheet.file.file_name().map(|name| name.to_string_lossy().into_owned());
        let tool = self.layout.tool.unwrap_or("reportctl import leaderboard").to_owned();
        let source = Source { tool, reference: file, ..Source::default() };
        let entities = &self.settings.entities;
        Envelope {
            id: entities.id(kind, identity),
            description: Some(self.description.clone()).filter(|text| !text.is_empty()),
            ..entities.envelope(kind, name, source, content)
        }
    }

    fn key(&self, measure: &Measure) -> String {
        measure.key(self.ranking.split())
    }

    /// The metric that ranks comes first; each is there once.
    fn in_order(&self) -> Vec<&Measure> {
        let mut keys = BTreeSet::new();
        let all = std::iter::once(self.ranking.measure).chain(self.measures);
        all.filter(|measure| keys.insert(self.key(measure))).collect()
    }

    fn definitions(&self) -> Vec<MetricDefinition> {
        self.in_order().into_iter().map(|measure| measure.definition(self.ranking.split())).collect()
    }

    fn entry(&self, index: usize, id: Option<uuid::Uuid>) -> LeaderboardEntry {
        let measures = self.in_order();
        let metrics = measures.iter().map(|measure| (self.key(measure), measure.values[index])).collect();
        let folds = self.folds(index);
        LeaderboardEntry {
            name: self.names[index].clone(),
            id,
            algorithm: self.algorithm(index),
            is_ensemble: self.layout.is_ensemble.is_some_and(|combines| combines(&self.names[index])),
            metrics,
            folds_id: (!folds.is_empty()).then(|| self.folds_id(index)),
            fold_spread: folds,
            training_time_ms: self.milliseconds(index),
            predict_time_per_row_ms: None,
        }
    }

    /// The folds of the metrics of the rows that models are ranked on.
    fn folds(&self, index: usize) -> BTreeMap<String, FoldSpread> {
        let spread = |measure: &Measure| FoldSpread {
            mean: measure.values[index],
            // scikit-learn's `std_test_score` is that of a population; reports compute the one of a sample from the folds.
            sd: None,
            folds: measure.folds.iter().map(|fold| fold[index]).collect(),
        };
        let measures = self.in_order().into_iter();
        let of_folds = measures
            .filter(|measure| measure.split == Some(Split::CrossValidation) && !measure.folds.is_empty());
        of_folds.map(|measure| (self.key(measure), spread(measure))).collect()
    }

    fn folds_id(&self, index: usize) -> String {
        let round = self.layout.round.and_then(|column| self.sheet.rows[index].text(column));
        let round = round.map(|round| format!(", iteration {round}")).unwrap_or_default();
        format!("folds of {}{round}", self.name)
    }

    fn algorithm(&self, index: usize) -> Option<String> {
        let row = &self.sheet.rows[index];
        let written = self.layout.algorithm.and_then(|column| row.text(column));
        let told = self.layout.family.map(|family| family(&self.names[index]));
        written.or(told).map(str::to_owned)
    }

    fn milliseconds(&self, index: usize) -> Option<f64> {
        self.seconds[index].filter(|seconds| *seconds >= 0.0).map(|seconds| seconds * 1_000.0)
    }

    fn model(&self, index: usize) -> Model {
        let experiment = EntityRef {
            id: Some(self.settings.entities.id(Kind::Experiment, &self.name)),
            name: self.name.clone(),
        };
        Model {
            algorithm: self.algorithm(index),
            experiment: Some(experiment),
            rank: Some(1),
            training_time_ms: self.milliseconds(index),
            metrics: self.definitions_of_model(),
            ranking_metric: Some(self.ranking.measure.metric.id.clone()),
            evaluations: self.evaluations(index),
            folds: self.folds(index),
            hyperparameters: self.hyperparameters(index),
            feature_importance: self.importance.clone().into_iter().collect(),
            ..Model::empty(self.task)
        }
    }

    /// A model's metrics stand by their rows, and have no need of names that tell them.
    fn definitions_of_model(&self) -> Vec<MetricDefinition> {
        let mut ids = BTreeSet::new();
        let measures = self.in_order().into_iter().filter(|measure| ids.insert(measure.metric.id.as_str()));
        measures.map(|measure| measure.definition(measure.split)).collect()
    }

    fn evaluations(&self, index: usize) -> Vec<Evaluation> {
        let splits: BTreeSet<Split> = self.measures.iter().filter_map(|measure| measure.split).collect();
        let metrics = |split: Split| {
            let of_split = self.in_order().into_iter().filter(move |measure| measure.split == Some(split));
            of_split.map(|measure| (measure.metric.id.clone(), measure.values[index])).collect()
        };
        splits
            .into_iter()
            .map(|split| Evaluation { metrics: metrics(split), ..Evaluation::empty(split) })
            .collect()
    }

    fn hyperparameters(&self, index: usize) -> Vec<Hyperparameter> {
        let shown = |text: &str| match value(text) {
            Value::Text(text) => Value::Text(shortened(&text, LONGEST_VALUE)),
            other => other,
        };
        let row = &self.sheet.rows[index];
        let parameter = |(name, column): &(String, usize)| {
            let value = shown(row.text(*column)?);
            Some(Hyperparameter { name: name.clone(), value, default: None, description: None })
        };
        self.layout.parameters.iter().filter_map(parameter).collect()
    }

    fn configuration(&self) -> Vec<Setting> {
        let folds = i64::try_from(self.ranking.measure.folds.len()).ok().filter(|folds| *folds > 0);
        let setting = |folds| Setting { name: "Cross-validation folds".into(), value: Value::Integer(folds) };
        folds.map(setting).into_iter().collect()
    }
}
