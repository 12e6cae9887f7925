//! A run's answers: where they come from.

mod live;
mod saved;

use std::collections::BTreeMap;

use serde_json::Value;

pub use live::{live_run, live_runs};
pub use saved::saved_run;

/// The REST answers about one AutoML run, as the server sent them. Null is a part that is missing.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// `GET /99/AutoML/{project}`.
    pub(crate) automl: Value,
    /// `GET /99/Leaderboards/{project}@@{target}?extensions=ALL`.
    pub(crate) leaderboard: Value,
    /// `GET /3/Frames/{frame}/summary`.
    pub(crate) frame_summary: Value,
    /// `GET /3/Frames/{frame}` of the table that `PermutationVarImp` made for the leader.
    pub(crate) permutation_importance: Value,
    /// `GET /3/Cloud`.
    pub(crate) cloud: Value,
    /// `GET /3/Models/{model_id}`, by model id: the one entry of `models`.
    models: BTreeMap<String, Value>,
}

impl Run {
    /// A model's answer.
    pub(crate) fn model(&self, id: &str) -> Option<&Value> {
        self.models.get(id)
    }

    /// All models, by id.
    pub(crate) fn models(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.models.iter().map(|(id, model)| (id.as_str(), model))
    }

    /// Takes the models out of a `ModelsV3` answer.
    fn add_models(&mut self, mut answer: Value) {
        let Some(models) = answer.get_mut("models").and_then(Value::as_array_mut) else { return };
        for model in models.drain(..) {
            if let Some(id) = model["model_id"]["name"].as_str() {
                self.models.insert(id.to_owned(), model);
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.automl.is_null() && self.leaderboard.is_null() && self.models.is_empty()
    }
}

/// Why a run's answers cannot be had. One sentence without the run's place, which the caller knows.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// A file cannot be read.
    #[error("cannot read {path}: {source}")]
    File {
        /// The file.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// An answer is not JSON.
    #[error("{place} is not valid JSON: {source}")]
    NotJson {
        /// The file or the request.
        place: String,
        /// Where and why.
        source: serde_json::Error,
    },
    /// The folder has none of the files.
    #[error(
        "{path} holds no saved AutoML run: expected automl.json, leaderboard.json or models/*.json as H2O's REST interface \
         sends them"
    )]
    NothingSaved {
        /// The folder.
        path: String,
    },
    /// The server cannot be asked.
    #[error("{request} failed: {reason}")]
    Request {
        /// The request.
        request: String,
        /// Why.
        reason: String,
    },
    /// The server does not know the run.
    #[error("the server has no AutoML run named {0:?}")]
    NoSuchRun(String),
    /// The server has no runs.
    #[error("the server has no AutoML runs")]
    NoRuns,
}
