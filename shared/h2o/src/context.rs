//! What the experiment's snapshot and those of its models have in common.

use std::collections::BTreeMap;

use report_domain::Kind;
use report_snapshot::{Source, Task, dataset::Dataset};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::{
    dataset, error::ImportError, events::messages, leaderboard::Board, run::Run, settings::Settings,
    table::Table, task, wire,
};

/// What experiment and models have in common.
pub(crate) struct Context<'a> {
    pub(crate) run: &'a Run,
    pub(crate) settings: &'a Settings,
    pub(crate) board: Board,
    /// The run's name as its owner gave it.
    pub(crate) name: String,
    /// H2O's own id of the run.
    pub(crate) reference: String,
    pub(crate) experiment_id: Uuid,
    pub(crate) task: Task,
    /// Whether nothing in the answers says what is predicted, so that `task` is a guess.
    pub(crate) task_guessed: bool,
    pub(crate) target: Option<String>,
    /// The run's seed.
    pub(crate) seed: Option<i64>,
    version: Option<String>,
    libraries: BTreeMap<String, String>,
}

impl<'a> Context<'a> {
    pub(crate) fn of(run: &'a Run, settings: &'a Settings) -> Result<Self, ImportError> {
        let board = Board::of(run);
        let leader = board.entries.iter().find_map(|entry| run.model(&entry.model_id)).unwrap_or(&Json::Null);
        let (leaderboard, automl) = (&run.leaderboard, &run.automl);
        let reference = wire::name(&automl["automl_id"])
            .or_else(|| wire::text(&leaderboard["project_name"]))
            .or_else(|| wire::text(&automl["project_name"]))
            .unwrap_or("H2O AutoML run")
            .to_owned();
        // The run's id is its name and the target's.
        let name = wire::text(&automl["project_name"])
            .unwrap_or_else(|| reference.split("@@").next().unwrap_or(&reference))
            .to_owned();
        let target = wire::text(&leader["response_column_name"])
            .or_else(|| reference.split_once("@@").map(|(_, target)| target))
            .map(str::to_owned);
        let known = task::of_run(run, &board, leader, target.as_deref())?;
        // A run that made no model is still a run, and its report says so.
        let is_empty_run =
            board.is_empty_table || (automl["automl_id"].is_object() && board.entries.is_empty());
        if known.is_none() && !is_empty_run {
            return Err(ImportError::Task);
        }
        Ok(Self {
            run,
            settings,
            experiment_id: settings.entities.id(Kind::Experiment, &name),
            task: known.unwrap_or(Task::Regression),
            task_guessed: known.is_none(),
            seed: messages(automl)
                .find_map(|text| text.strip_prefix("Build control seed: ")?.trim().parse().ok()),
            version: version(run, leader),
            libraries: libraries(leader),
            board,
            name,
            reference,
            target,
        })
    }

    pub(crate) fn model_id(&self, name: &str) -> Uuid {
        self.settings.entities.id(Kind::Model, name)
    }

    pub(crate) fn source(&self, reference: &str, seed: Option<i64>) -> Source {
        Source {
            tool: "H2O AutoML".into(),
            version: self.version.clone(),
            reference: Some(reference.to_owned()),
            libraries: self.libraries.clone(),
            seed,
        }
    }

    /// The training data; `None` if nothing at all is known about it.
    pub(crate) fn dataset(&self) -> Option<Dataset> {
        let frame = wire::name(&self.run.frame_summary["frames"][0]["frame_id"])
            .or_else(|| wire::name(&self.run.automl["training_frame"]));
        let name = self.settings.dataset.as_deref().or_else(|| frame.map(dataset::name_of_frame))?;
        let about = dataset::About {
            id: self.settings.entities.dataset_id(name),
            name,
            task: self.task,
            target: self.target.as_deref(),
        };
        Some(dataset::dataset(&self.run.frame_summary, &about))
    }
}

fn version(run: &Run, leader: &Json) -> Option<String> {
    let cluster = reproducibility(leader, "h2o_cluster_version");
    wire::text(&run.cloud["version"]).or(cluster).map(str::to_owned)
}

fn libraries(leader: &Json) -> BTreeMap<String, String> {
    // "Java 17.0.15 (from Debian)"
    let java = reproducibility(leader, "java_version")
        .and_then(|text| text.strip_prefix("Java ").unwrap_or(text).split_whitespace().next());
    java.into_iter().map(|version| ("Java".to_owned(), version.to_owned())).collect()
}

fn reproducibility<'a>(model: &'a Json, column: &str) -> Option<&'a str> {
    wire::items(&model["output"]["reproducibility_information_table"])
        .iter()
        .filter_map(Table::read)
        .find_map(|table| wire::text(table.column(column)?.first()?))
}
