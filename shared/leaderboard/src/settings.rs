//! What the file does not say itself.

use std::path::PathBuf;

use report_facts::Direction;
use report_import::Entities;
use report_snapshot::{Task, evaluation::Split};
use uuid::Uuid;

/// How a leaderboard is imported. What the columns of a known tool say needs no setting.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The column of the models' names.
    pub model: Option<String>,
    /// The column of the seconds of training.
    pub time: Option<String>,
    /// Columns of metrics that are not recognised: the metric, and its column.
    pub metrics: Vec<(String, String)>,
    /// The metric that ranks models; also the name of a score whose metric the file does not name.
    pub metric: Option<String>,
    /// Which way that metric is better, where that is not well known.
    pub direction: Option<Direction>,
    /// Which rows metrics were computed on, where the columns do not say it.
    pub split: Option<Split>,
    /// What is predicted, where the metrics do not tell it.
    pub task: Option<Task>,
    /// The name of the experiment; by default the file's.
    pub name: Option<String>,
    /// A file of the best model's feature importance.
    pub importance: Option<PathBuf>,
    /// Whose the experiment is.
    pub entities: Entities,
}

impl Settings {
    /// Of an experiment of that project, with all else by default.
    pub fn new(project_id: Uuid) -> Self {
        Self {
            model: None,
            time: None,
            metrics: Vec::new(),
            metric: None,
            direction: None,
            split: None,
            task: None,
            name: None,
            importance: None,
            entities: Entities::of(project_id),
        }
    }
}
