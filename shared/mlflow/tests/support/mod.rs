//! A server that gives saved answers, and may be told to give others.
#![allow(dead_code, clippy::unwrap_used, reason = "shared by several tests, none of which needs all of it")]

use std::{cell::RefCell, collections::BTreeMap, fs, path::PathBuf};

use report_import::http::{Answer, Request, Server, Unanswered};
use report_mlflow::{Fault, Selection, Settings, import};
use report_snapshot::{Envelope, Snapshot, experiment::Experiment, model::Model, project::Project};
use serde_json::{Value, json};
use uuid::{Uuid, uuid};

pub const PROJECT: Uuid = uuid!("bf3eeeb1-3d0f-53b8-8482-a86068ed1ece");
pub const EXPERIMENT: &str = "breast-cancer-diagnosis";
pub const LOGISTIC: &str = "2245411547f34e3a9b0597a408fc4e37";
pub const SEARCH: &str = "6dde72684a0340c7b7e7b9a5fa6982ab";

pub fn saved(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/saved").join(name)
}

pub fn json_of(name: &str) -> Value {
    serde_json::from_slice(&fs::read(saved(name)).unwrap()).unwrap()
}

/// A request as a test reads it: method, path, and the members of its query or body.
#[derive(Debug, Clone)]
pub struct Asked {
    pub path: String,
    pub with: BTreeMap<String, String>,
}

impl Asked {
    fn of(request: &Request<'_>) -> Self {
        let (path, query) = request.path.split_once('?').unwrap_or((request.path, ""));
        let decoded =
            |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned();
        let mut with: BTreeMap<String, String> = query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (decoded(name), decoded(value)))
            .collect();
        if let Some(body) = request.body {
            let body: Value = serde_json::from_str(body).unwrap();
            with.extend(body.as_object().unwrap().iter().map(|(name, value)| {
                (name.clone(), value.as_str().map_or_else(|| value.to_string(), str::to_owned))
            }));
        }
        Self { path: path.trim_start_matches("/api/2.0/mlflow/").to_owned(), with }
    }

    pub fn get(&self, name: &str) -> &str {
        self.with.get(name).map(String::as_str).unwrap_or_default()
    }
}

type Reply = Result<Answer, Unanswered>;
type Instead = dyn Fn(&Asked) -> Option<Reply>;

pub fn ok(body: impl Into<Vec<u8>>) -> Reply {
    Ok(Answer { status: 200, body: body.into(), retry_after: None })
}

pub fn status(status: u16, body: impl Into<Vec<u8>>) -> Reply {
    Ok(Answer { status, body: body.into(), retry_after: None })
}

/// A server with the saved answers; `instead` comes first.
pub struct Saved {
    pub asked: RefCell<Vec<Asked>>,
    instead: Box<Instead>,
}

impl Saved {
    pub fn new() -> Self {
        Self::with(|_| None)
    }

    pub fn with(instead: impl Fn(&Asked) -> Option<Reply> + 'static) -> Self {
        Self { asked: RefCell::default(), instead: Box::new(instead) }
    }

    /// A server whose only experiment has these runs.
    pub fn of_runs(runs: Vec<Value>) -> Self {
        Self::with(move |asked| match asked.path.as_str() {
            "experiments/get-by-name" | "experiments/get" => {
                Some(ok(json!({"experiment": {"experiment_id": "7", "name": "odd"}}).to_string()))
            }
            "experiments/search" => {
                Some(ok(json!({"experiments": [{"experiment_id": "7", "name": "odd"}]}).to_string()))
            }
            "runs/search" => Some(ok(json!({"runs": runs}).to_string())),
            "logged-models/search"
            | "registered-models/search"
            | "model-versions/search"
            | "artifacts/list" => Some(ok("{}")),
            _ => None,
        })
    }

    /// Everything that an import keeps.
    pub fn import(&self, selection: &Selection, settings: &Settings) -> Result<Imported, Fault> {
        let mut kept = Vec::new();
        let left_out = import(self, selection, settings, &|_| (), &mut |snapshot| {
            kept.push(snapshot);
            Ok(())
        })?;
        for snapshot in &kept {
            report_snapshot::read(&serde_json::to_vec(snapshot).unwrap()).unwrap();
        }
        Ok(Imported { kept, left_out })
    }

    pub fn experiment(&self, settings: &Settings) -> Result<Imported, Fault> {
        self.import(&Selection::Experiment(EXPERIMENT.into()), settings)
    }

    fn answer(&self, asked: &Asked) -> Reply {
        if asked.path == "/version" {
            return ok(fs::read(saved("version.txt")).unwrap());
        }
        let missing = |file: &str| status(404, fs::read(saved(&format!("errors/{file}"))).unwrap());
        let file = match asked.path.as_str() {
            "experiments/search" => "experiments_search.json".to_owned(),
            "experiments/get-by-name" if asked.get("experiment_name") != EXPERIMENT => {
                return missing("experiment_not_found.json");
            }
            "experiments/get" if asked.get("experiment_id") != "1" => {
                return missing("experiment_not_found.json");
            }
            "experiments/get-by-name" | "experiments/get" => "experiments_get.json".to_owned(),
            "runs/search" | "logged-models/search" if asked.get("experiment_ids") != "[\"1\"]" => {
                return ok("{}");
            }
            "runs/search" => {
                // The page whose predecessor names this token.
                let token = asked.with.get("page_token").map(String::as_str);
                let page = (1..=3)
                    .find(|page| match page {
                        1 => token.is_none(),
                        _ => {
                            json_of(&format!("runs_search_page_{}.json", page - 1))["next_page_token"]
                                .as_str()
                                == token
                        }
                    })
                    .unwrap();
                format!("runs_search_page_{page}.json")
            }
            "runs/get" => match runs().into_iter().find(|run| run["info"]["run_id"] == asked.get("run_id")) {
                Some(run) => return ok(json!({"run": run}).to_string()),
                None => return missing("run_not_found.json"),
            },
            "logged-models/search" => "logged_models_search.json".to_owned(),
            "registered-models/search" => "registered_models_search.json".to_owned(),
            "registered-models/get" if asked.get("name") != "breast-cancer-classifier" => {
                return missing("registered_model_not_found.json");
            }
            "registered-models/get" => "registered_models_get.json".to_owned(),
            "model-versions/search" => "model_versions_search.json".to_owned(),
            "metrics/get-history" => {
                format!("metric_history/{}/{}.json", asked.get("run_id"), asked.get("metric_key"))
            }
            "artifacts/list" => {
                format!("artifacts_list/{}/{}/_list.json", asked.get("run_id"), asked.get("path"))
            }
            "/get-artifact" => format!("artifacts/{}/{}", asked.get("run_uuid"), asked.get("path")),
            other => panic!("no such call: {other}"),
        };
        // A run without saved artifacts has none.
        ok(fs::read(saved(&file)).unwrap_or_else(|_| b"{}".to_vec()))
    }
}

impl Server for Saved {
    fn ask(&self, request: &Request<'_>) -> Reply {
        let asked = Asked::of(request);
        self.asked.borrow_mut().push(asked.clone());
        (self.instead)(&asked).unwrap_or_else(|| self.answer(&asked))
    }
}

/// All saved runs.
pub fn runs() -> Vec<Value> {
    (1..=3)
        .flat_map(|page| {
            json_of(&format!("runs_search_page_{page}.json"))["runs"].as_array().unwrap().clone()
        })
        .collect()
}

#[derive(Debug)]
pub struct Imported {
    pub kept: Vec<Snapshot>,
    pub left_out: Vec<String>,
}

impl Imported {
    pub fn experiment(&self) -> &Envelope<Experiment> {
        let found = self.kept.iter().find_map(|snapshot| match snapshot {
            Snapshot::Experiment(envelope) => Some(envelope),
            _ => None,
        });
        found.expect("an experiment")
    }

    pub fn model(&self, name: &str) -> &Envelope<Model> {
        let found = self.kept.iter().find_map(|snapshot| match snapshot {
            Snapshot::Model(envelope) if envelope.name == name => Some(envelope),
            _ => None,
        });
        found.expect("a model of that name")
    }

    pub fn models(&self) -> usize {
        self.kept.iter().filter(|snapshot| matches!(snapshot, Snapshot::Model(_))).count()
    }

    pub fn project(&self) -> &Envelope<Project> {
        match self.kept.last() {
            Some(Snapshot::Project(envelope)) => envelope,
            _ => panic!("the project comes last"),
        }
    }

    pub fn remarks(&self) -> Vec<&str> {
        self.experiment().content.remarks.iter().map(|remark| remark.text.as_str()).collect()
    }
}

pub fn settings() -> Settings {
    Settings::new(PROJECT)
}
