//! MLflow's JSON, as far as it is read. What is empty is absent there: every list has a default. It is written only to see
//! whether it has changed.

use std::collections::BTreeMap;

pub(crate) use report_import::shortened;
use report_snapshot::Measured;
use serde::{Deserialize, Deserializer, Serialize};

/// Characters of a text that are kept: runs can have thousands of long ones.
const LONGEST_TEXT: usize = 2_000;

/// Characters of a parameter that a report shows. More than those at which older versions of MLflow cut one.
pub(crate) const LONGEST_SHOWN: usize = 300;

/// A tag or a parameter.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Pair {
    pub(crate) key: String,
    /// Ends with `…` where it is longer than what is kept.
    #[serde(default, deserialize_with = "short")]
    pub(crate) value: String,
}

fn short<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(shortened(&text(deserializer)?, LONGEST_TEXT))
}

/// Tags that are long or say who somebody is.
const UNREAD: [&str; 2] = ["mlflow.user", "mlflow.log-model.history"];

/// Tags of autologging, which the algorithm is told by.
const AUTOLOGGED: [&str; 2] = ["estimator_name", "estimator_class"];

/// Tags by key.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(crate) struct Tags(BTreeMap<String, String>);

impl Tags {
    /// A tag's text; none if it is blank.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    /// Those that people set, without those of MLflow and its autologging.
    pub(crate) fn own(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.0.keys().filter_map(|key| Some((key.as_str(), self.get(key)?)));
        all.filter(|(key, _)| !key.starts_with("mlflow.") && !AUTOLOGGED.contains(key))
    }
}

impl<'de> Deserialize<'de> for Tags {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let pairs = Vec::<Pair>::deserialize(deserializer)?;
        let wanted = pairs.into_iter().filter(|pair| !UNREAD.contains(&pair.key.as_str()));
        Ok(Self(wanted.map(|pair| (pair.key, pair.value)).collect()))
    }
}

/// A metric's value at a step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Metric {
    pub(crate) key: String,
    #[serde(default, deserialize_with = "measured")]
    pub(crate) value: Measured,
    #[serde(default, deserialize_with = "whole")]
    pub(crate) timestamp: i64,
    #[serde(default, deserialize_with = "whole")]
    pub(crate) step: i64,
}

/// A number, or a text such as `NaN`. The SQL store keeps infinities as the largest float.
fn measured<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Measured, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Number(f64),
        Text(String),
        Other(serde::de::IgnoredAny),
    }
    let number = match Either::deserialize(deserializer)? {
        Either::Number(number) => Some(number),
        Either::Text(text) => text.trim().parse().ok(),
        Either::Other(_) => None,
    };
    Ok(number.filter(|number| number.is_finite() && number.abs() < f64::MAX))
}

/// A whole number, or its text: the JSON form of protocol buffers writes 64-bit numbers as text.
fn whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    Ok(optional_whole(deserializer)?.unwrap_or_default())
}

fn optional_whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Whole(i64),
        Number(f64),
        Text(String),
        Other(serde::de::IgnoredAny),
    }
    Ok(match Either::deserialize(deserializer)? {
        Either::Whole(whole) => Some(whole),
        Either::Number(number) => Some(number as i64),
        Either::Text(text) => text.trim().parse().ok(),
        Either::Other(_) => None,
    })
}

/// Text, or a number as text: versions and ids come as either.
fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Text(String),
        Whole(i64),
        Other(serde::de::IgnoredAny),
    }
    Ok(match Either::deserialize(deserializer)? {
        Either::Text(text) => text,
        Either::Whole(whole) => whole.to_string(),
        Either::Other(_) => String::new(),
    })
}

/// An experiment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Experiment {
    #[serde(deserialize_with = "text")]
    pub(crate) experiment_id: String,
    #[serde(default)]
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) tags: Tags,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Status {
    #[serde(rename = "FINISHED")]
    Finished,
    #[serde(rename = "FAILED")]
    Failed,
    #[serde(rename = "KILLED")]
    Killed,
    #[serde(rename = "RUNNING")]
    Running,
    /// `SCHEDULED`, and what a later server may add.
    #[serde(other)]
    Scheduled,
}

/// A run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Run {
    pub(crate) info: RunInfo,
    #[serde(default)]
    pub(crate) data: RunData,
    #[serde(default)]
    pub(crate) inputs: Inputs,
}

impl Run {
    /// Lets go of what no report shows of long parameters: an experiment may have thousands of runs.
    pub(crate) fn trim(&mut self) {
        let is_read_to_its_end = |key: &str| ["steps", "estimator", "best_estimator"].contains(&key);
        for param in self.data.params.iter_mut().filter(|param| !is_read_to_its_end(&param.key)) {
            param.value = shortened(&param.value, LONGEST_SHOWN);
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct RunInfo {
    pub(crate) run_id: String,
    #[serde(default)]
    pub(crate) run_name: String,
    #[serde(default, deserialize_with = "text")]
    pub(crate) experiment_id: String,
    pub(crate) status: Status,
    #[serde(default, deserialize_with = "optional_whole")]
    pub(crate) start_time: Option<i64>,
    #[serde(default, deserialize_with = "optional_whole")]
    pub(crate) end_time: Option<i64>,
    #[serde(default)]
    pub(crate) lifecycle_stage: String,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct RunData {
    #[serde(default)]
    pub(crate) metrics: Vec<Metric>,
    #[serde(default)]
    pub(crate) params: Vec<Pair>,
    #[serde(default)]
    pub(crate) tags: Tags,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Inputs {
    #[serde(default)]
    pub(crate) dataset_inputs: Vec<DatasetInput>,
}

/// A dataset that a run has read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct DatasetInput {
    #[serde(default)]
    pub(crate) tags: Tags,
    pub(crate) dataset: Dataset,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Dataset {
    #[serde(default)]
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) digest: String,
    /// Number of columns, from a schema of columns.
    #[serde(default, rename = "schema", deserialize_with = "columns")]
    pub(crate) columns: Option<u64>,
    /// Number of rows, from the profile.
    #[serde(default, rename = "profile", deserialize_with = "rows")]
    pub(crate) rows: Option<u64>,
}

/// The schema is JSON within a text, and has a line for each column.
fn columns<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    #[derive(Deserialize)]
    struct Schema {
        mlflow_colspec: Vec<serde::de::IgnoredAny>,
    }
    let schema: Option<Schema> = serde_json::from_str(&text(deserializer)?).ok();
    Ok(schema.map(|schema| schema.mlflow_colspec.len() as u64).filter(|columns| *columns > 0))
}

/// The profile is JSON within a text.
fn rows<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    #[derive(Deserialize)]
    struct Profile {
        num_rows: u64,
    }
    let profile: Option<Profile> = serde_json::from_str(&text(deserializer)?).ok();
    Ok(profile.map(|profile| profile.num_rows))
}

/// A model as MLflow 3 logs it, apart from its run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct LoggedModel {
    pub(crate) info: LoggedModelInfo,
    #[serde(default)]
    pub(crate) data: RunData,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct LoggedModelInfo {
    #[serde(default)]
    pub(crate) model_id: String,
    #[serde(default)]
    pub(crate) name: String,
    #[serde(default, deserialize_with = "text")]
    pub(crate) experiment_id: String,
    #[serde(default)]
    pub(crate) status: LoggedModelStatus,
    #[serde(default, deserialize_with = "optional_whole")]
    pub(crate) creation_timestamp_ms: Option<i64>,
    #[serde(default)]
    pub(crate) tags: Tags,
    /// The run that has logged it; empty where none has.
    #[serde(default)]
    pub(crate) source_run_id: String,
}

/// Whether a logged model is there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum LoggedModelStatus {
    #[serde(rename = "LOGGED_MODEL_READY")]
    Ready,
    #[serde(rename = "LOGGED_MODEL_UPLOAD_FAILED")]
    Failed,
    /// `LOGGED_MODEL_PENDING`, and what a later server may add.
    #[default]
    #[serde(other)]
    Pending,
}

impl LoggedModel {
    /// The model as the run that it has not. When it was trained, and for how long, is not known.
    pub(crate) fn into_run(self) -> Run {
        let LoggedModelInfo { model_id, name, experiment_id, status, creation_timestamp_ms, tags, .. } =
            self.info;
        let status = match status {
            LoggedModelStatus::Ready => Status::Finished,
            LoggedModelStatus::Failed => Status::Failed,
            LoggedModelStatus::Pending => Status::Running,
        };
        let info = RunInfo {
            run_id: model_id,
            run_name: name,
            experiment_id,
            status,
            start_time: creation_timestamp_ms,
            end_time: None,
            lifecycle_stage: String::new(),
        };
        Run { info, data: RunData { tags, ..self.data }, inputs: Inputs::default() }
    }
}

/// A file or folder of a run's artifacts.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct File {
    pub(crate) path: String,
    #[serde(default)]
    pub(crate) is_dir: bool,
    #[serde(default, deserialize_with = "optional_whole")]
    pub(crate) file_size: Option<i64>,
}

/// A model of the registry.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct RegisteredModel {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) description: String,
    #[serde(default)]
    pub(crate) aliases: Vec<Alias>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Alias {
    pub(crate) alias: String,
    #[serde(default, deserialize_with = "text")]
    pub(crate) version: String,
}

/// A version of a model of the registry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ModelVersion {
    pub(crate) name: String,
    #[serde(deserialize_with = "text")]
    pub(crate) version: String,
    #[serde(default)]
    pub(crate) run_id: String,
    #[serde(default)]
    pub(crate) current_stage: String,
    #[serde(default)]
    pub(crate) status: String,
    #[serde(default)]
    pub(crate) description: String,
    #[serde(default)]
    pub(crate) aliases: Vec<String>,
    #[serde(default, deserialize_with = "optional_whole")]
    pub(crate) creation_timestamp: Option<i64>,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;

    fn value(value: serde_json::Value) -> Measured {
        serde_json::from_value::<Metric>(json!({"key": "auc", "value": value})).unwrap().value
    }

    #[test]
    fn what_is_no_number_is_not_measured() {
        assert_eq!(value(json!(0.1)), Some(0.1));
        assert_eq!(value(json!(3)), Some(3.0));
        for never in [
            json!("NaN"),
            json!("Infinity"),
            json!("-Infinity"),
            json!(f64::MAX),
            json!(-f64::MAX),
            json!(null),
        ] {
            assert_eq!(value(never.clone()), None, "{never}");
        }
        assert_eq!(serde_json::from_value::<Metric>(json!({"key": "auc"})).unwrap().value, None);
    }

    #[test]
    fn what_is_absent_is_empty_and_numbers_may_be_text() {
        let run: Run =
            serde_json::from_value(json!({"info": {"run_id": "a", "status": "PAUSED", "start_time": "7"}}))
                .unwrap();
        assert_eq!(
            (run.info.status, run.info.start_time, run.info.end_time),
            (Status::Scheduled, Some(7), None)
        );
        assert!(run.data.metrics.is_empty() && run.inputs.dataset_inputs.is_empty());
        let version: ModelVersion = serde_json::from_value(json!({"name": "m", "version": 1})).unwrap();
        assert_eq!(version.version, "1");
    }
}
