//! Experiments, runs, metrics and logged models.

use std::collections::HashSet;

use report_import::{
    Progress, Step,
    http::Request,
    paging::{Page, Paged, pages},
};
use serde::Deserialize;
use serde_json::json;

use super::{Api, encoded};
use crate::{
    fault::{Fault, nearest},
    wire::{Experiment, LoggedModel, Metric, Run},
};

/// Runs of a page.
const RUNS: usize = 1_000;
/// Experiments of a page, and logged models.
const OTHERS: usize = 1_000;
/// Values of a page of a metric's history: what the server gives at most.
const VALUES: usize = 25_000;

/// Experiments that are read at most.
const MOST_EXPERIMENTS: usize = 5_000;
/// Values of a metric that are read at most; a chart shows a few hundred.
const MOST_VALUES: usize = 1_000_000;
/// Logged models of an experiment that are read at most, the newest first.
const MOST_LOGGED_MODELS: usize = 20_000;

#[derive(Deserialize)]
struct Found {
    experiment: Experiment,
}

#[derive(Deserialize)]
struct FoundRun {
    run: Run,
}

#[derive(Deserialize)]
struct ExperimentPage {
    #[serde(default)]
    experiments: Vec<Experiment>,
    next_page_token: Option<String>,
}

#[derive(Deserialize)]
struct RunPage {
    #[serde(default)]
    runs: Vec<Run>,
    next_page_token: Option<String>,
}

#[derive(Deserialize)]
struct MetricPage {
    #[serde(default)]
    metrics: Vec<Metric>,
    next_page_token: Option<String>,
}

#[derive(Deserialize)]
struct LoggedModelPage {
    #[serde(default)]
    models: Vec<LoggedModel>,
    next_page_token: Option<String>,
}

impl Api<'_> {
    /// All experiments that are not deleted.
    pub(crate) fn experiments(&self) -> Result<Vec<Experiment>, Fault> {
        let paged = pages(MOST_EXPERIMENTS, |token, _| {
            let body = json!({"max_results": OTHERS, "view_type": "ACTIVE_ONLY", "page_token": token});
            let page: ExperimentPage = self.search("experiments/search", body)?;
            Ok::<_, Fault>(Page { items: page.experiments, next: page.next_page_token })
        })?;
        Ok(paged.items)
    }

    /// The experiment of that name, or of that id.
    pub(crate) fn experiment(&self, name: &str) -> Result<Experiment, Fault> {
        let path = format!("/api/2.0/mlflow/experiments/get-by-name?experiment_name={}", encoded(name));
        if let Some(found) = self.find::<Found>(&Request::get(&path))? {
            return Ok(found.experiment);
        }
        if name.bytes().all(|byte| byte.is_ascii_digit())
            && let Some(found) = self.experiment_of_id(name)?
        {
            return Ok(found);
        }
        let there = self.experiments()?;
        let near = nearest(name, there.iter().map(|experiment| experiment.name.as_str()));
        Err(Fault::Unknown { what: "experiment", name: name.to_owned(), near })
    }

    /// The experiment of that id.
    pub(crate) fn experiment_of_id(&self, id: &str) -> Result<Option<Experiment>, Fault> {
        let path = format!("/api/2.0/mlflow/experiments/get?experiment_id={}", encoded(id));
        Ok(self.find::<Found>(&Request::get(&path))?.map(|found| found.experiment))
    }

    /// The newest runs of an experiment, also deleted ones, at most `most`.
    pub(crate) fn runs(
        &self,
        experiment: &Experiment,
        most: usize,
        progress: &Progress<'_>,
    ) -> Result<Paged<Run>, Fault> {
        let what = format!("runs of {}", experiment.name);
        let mut runs = pages(most, |token, so_far| {
            progress(Step { what: &what, done: so_far, of: None });
            let body = json!({
                "experiment_ids": [experiment.experiment_id], "max_results": RUNS, "run_view_type": "ALL",
                "page_token": token,
            });
            let mut page: RunPage = self.search("runs/search", body)?;
            page.runs.iter_mut().for_each(Run::trim);
            Ok::<_, Fault>(Page { items: page.runs, next: page.next_page_token })
        })?;
        // A run that starts between two pages moves the others, and one of them comes twice.
        let mut seen = HashSet::new();
        runs.items.retain(|run| seen.insert(run.info.run_id.clone()));
        progress(Step { what: &what, done: runs.items.len(), of: Some(runs.items.len()) });
        Ok(runs)
    }

    /// A run by its id.
    pub(crate) fn run(&self, id: &str) -> Result<Run, Fault> {
        let path = format!("/api/2.0/mlflow/runs/get?run_id={}", encoded(id));
        let unknown = || Fault::Unknown { what: "run", name: id.to_owned(), near: Vec::new() };
        Ok(self.find::<FoundRun>(&Request::get(&path))?.ok_or_else(unknown)?.run)
    }

    /// Every value of a metric of a run, in the order in which they were logged.
    pub(crate) fn history(&self, run: &str, metric: &str) -> Result<Vec<Metric>, Fault> {
        // Without `max_results`, some servers answer with an empty page and a token that never advances.
        let query = format!("run_id={}&metric_key={}&max_results={VALUES}", encoded(run), encoded(metric));
        let page = |page: MetricPage| Page { items: page.metrics, next: page.next_page_token };
        Ok(self.listed("/api/2.0/mlflow/metrics/get-history", &query, MOST_VALUES, page)?.items)
    }

    /// The models that runs of an experiment have logged; none on servers before version 3.
    pub(crate) fn logged_models(&self, experiment: &Experiment) -> Result<Vec<LoggedModel>, Fault> {
        self.search_logged_models(experiment, None)
    }

    /// The models that a run has logged.
    pub(crate) fn logged_models_of(
        &self,
        experiment: &Experiment,
        run: &str,
    ) -> Result<Vec<LoggedModel>, Fault> {
        self.search_logged_models(experiment, Some(format!("source_run_id = '{}'", run.replace('\'', ""))))
    }

    fn search_logged_models(
        &self,
        experiment: &Experiment,
        filter: Option<String>,
    ) -> Result<Vec<LoggedModel>, Fault> {
        if self.version.starts_with("2.") {
            return Ok(Vec::new());
        }
        let paged = pages(MOST_LOGGED_MODELS, |token, _| {
            let body = json!({
                "experiment_ids": [experiment.experiment_id], "max_results": OTHERS, "filter": filter,
                "page_token": token,
            });
            let page: LoggedModelPage = self.search("logged-models/search", body)?;
            Ok::<_, Fault>(Page { items: page.models, next: page.next_page_token })
        })?;
        Ok(paged.items)
    }

    /// A search that wants a body; a member that is null is left out.
    fn search<T: serde::de::DeserializeOwned>(
        &self,
        call: &str,
        mut body: serde_json::Value,
    ) -> Result<T, Fault> {
        if let Some(members) = body.as_object_mut() {
            members.retain(|_, value| !value.is_null());
        }
        self.ask(&Request::post(&format!("/api/2.0/mlflow/{call}"), &body.to_string()))
    }
}
