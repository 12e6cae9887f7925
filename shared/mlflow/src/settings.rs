//! What is imported, and what the server does not say.

use report_facts::Direction;
use report_import::Entities;
use report_snapshot::{Task, evaluation::Split};
use uuid::Uuid;

/// What is imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// An experiment, by its name or its id: its snapshot, and those of its best models.
    Experiment(String),
    /// A run, by its id, as a model.
    Run(String),
    /// A registered model, as the model of one of its versions.
    Model {
        /// Its name.
        name: String,
        /// Which of its versions.
        version: Version,
    },
    /// The whole server as a project: all experiments and registered models.
    All,
}

/// A version of a registered model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Version {
    /// The one that an alias points to.
    Alias(String),
    /// The one of that number.
    Number(String),
    /// The newest.
    Newest,
}

impl Selection {
    /// A registered model as MLflow writes it: `NAME`, `NAME@ALIAS` or `NAME/VERSION`.
    pub fn model(text: &str) -> Self {
        let text = text.strip_prefix("models:/").unwrap_or(text);
        let (name, version) = if let Some((name, alias)) = text.rsplit_once('@') {
            (name, Version::Alias(alias.to_owned()))
        } else {
            match text.rsplit_once('/') {
                Some((name, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
                    (name, Version::Number(number.to_owned()))
                }
                _ => (text, Version::Newest),
            }
        };
        Selection::Model { name: name.to_owned(), version }
    }
}

/// What the server does not say.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Whose the entities are.
    pub entities: Entities,
    /// What the project is called.
    pub project_name: String,
    /// The metric that ranks runs; by default the server's own choice or the most common well-known one.
    pub metric: Option<String>,
    /// Which way that metric is better, where it is not well known.
    pub direction: Option<Direction>,
    /// What is predicted; by default as metrics, parameters and tags tell.
    pub task: Option<Task>,
    /// Which rows metrics were computed on whose names do not say it.
    pub split: Option<Split>,
    /// How many of an experiment's runs become snapshots of models: the best ones.
    pub models: usize,
    /// Whether runs are ranked that failed, were stopped, or are not over.
    pub unfinished: bool,
}

impl Settings {
    /// How many of an experiment's runs become snapshots of models by default.
    pub const MODELS: usize = 20;

    /// For that project, with what the server says itself.
    pub fn new(project_id: Uuid) -> Self {
        Self {
            entities: Entities::of(project_id),
            project_name: "MLflow".into(),
            metric: None,
            direction: None,
            task: None,
            split: None,
            models: Self::MODELS,
            unfinished: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_registered_model_is_written_as_mlflow_writes_it() {
        let model = |name: &str, version| Selection::Model { name: name.into(), version };
        let cases = [
            ("churn", model("churn", Version::Newest)),
            ("churn@champion", model("churn", Version::Alias("champion".into()))),
            ("models:/churn/3", model("churn", Version::Number("3".into()))),
            ("main.risk/scores", model("main.risk/scores", Version::Newest)),
        ];
        for (text, expected) in cases {
            assert_eq!(Selection::model(text), expected, "{text}");
        }
    }
}
