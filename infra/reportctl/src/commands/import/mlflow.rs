//! `reportctl import mlflow`.

mod environment;

use std::path::PathBuf;

use report_domain::Timestamp;
use report_facts::Direction;
use report_import::http::{Kept, Patient, Server};
use report_mlflow::{Fault, Selection, Settings};
use report_snapshot::{Task, evaluation::Split};

use super::{
    options::{direction, named},
    purpose::Purpose,
};
use crate::{
    failure::{Failure, Outcome},
    progress::Bar,
};

/// From an MLflow tracking server: experiments, runs as models, registered models, or all of it as a project.
///
/// Asks the REST interface of a server of version 2 or 3, and changes nothing there. Runs are ranked by --metric, else by the
/// experiment's tag mlflow.experiment.primaryMetric.name or primary_metric, else by the well-known metric of validation or
/// test rows that most of them have. Only runs that have finished are ranked; what is left out is told in the report.
///
/// Environment, as for MLflow's own clients: MLFLOW_TRACKING_URI, MLFLOW_TRACKING_USERNAME with MLFLOW_TRACKING_PASSWORD,
/// MLFLOW_TRACKING_TOKEN, MLFLOW_TRACKING_SERVER_CERT_PATH, MLFLOW_TRACKING_INSECURE_TLS.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  reportctl import mlflow --tracking-uri http://mlflow:5000 --experiment churn \\
    --project bf3eeeb1-3d0f-53b8-8482-a86068ed1ece --out snapshots/
  reportctl import mlflow --model churn-classifier@champion --project bf3eeeb1-… --out snapshots/
  reportctl import mlflow --experiment churn --metric profit --direction higher --project bf3eeeb1-… --out snapshots/
  MLFLOW_TRACKING_URI=https://mlflow.example MLFLOW_TRACKING_TOKEN=… \\
    reportctl import mlflow --all --project bf3eeeb1-… --out snapshots/")]
pub(crate) struct Arguments<T: Purpose> {
    /// The server; MLFLOW_TRACKING_URI by default
    #[arg(long, value_name = "URL")]
    tracking_uri: Option<String>,
    #[command(flatten)]
    what: What,
    /// The metric that ranks runs
    #[arg(long, value_name = "NAME", conflicts_with = "all")]
    metric: Option<String>,
    /// Which way that metric is better, higher or lower, where it is not well known
    #[arg(long, value_name = "WAY", requires = "metric", value_parser = direction)]
    direction: Option<Direction>,
    /// What is predicted, where nothing there says it: binary_classification, multiclass_classification or regression
    #[arg(long, value_parser = named::<Task>)]
    task: Option<Task>,
    /// The rows of metrics whose names do not say it: training, validation, cross_validation or test
    #[arg(long, value_parser = named::<Split>)]
    split: Option<Split>,
    /// How many of an experiment's runs are imported as models, too: the best ones
    #[arg(long, value_name = "NUMBER", default_value_t = Settings::MODELS)]
    models: usize,
    /// Rank also runs that failed, were stopped, or are not over
    #[arg(long)]
    unfinished: bool,
    /// What the project of --all is called; by default after the server
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The environment variable that holds the token; MLFLOW_TRACKING_TOKEN by default
    #[arg(long, value_name = "VARIABLE")]
    token_env: Option<String>,
    /// Folder that keeps the server's answers until the import is done. After an interruption, the same command goes on where it
    /// stopped, for a day; what was read before is not asked again and is as it was then. Made if it does not exist, emptied in
    /// the end
    #[arg(long, value_name = "DIR")]
    resume: Option<PathBuf>,
    #[command(flatten)]
    purpose: T,
}

/// What is imported; all of the server by default.
#[derive(Debug, clap::Args)]
#[group(multiple = false)]
struct What {
    /// An experiment, by name or id, with its best runs as models
    #[arg(long, value_name = "NAME|ID")]
    experiment: Option<String>,
    /// A run as a model
    #[arg(long, value_name = "ID")]
    run: Option<String>,
    /// A registered model: its newest version, or that of an alias or a number
    #[arg(long, value_name = "NAME[@ALIAS|/VERSION]")]
    model: Option<String>,
    /// The whole server as one project (the default)
    #[arg(long)]
    all: bool,
}

impl What {
    fn selection(&self) -> Selection {
        let experiment = self.experiment.clone().map(Selection::Experiment);
        let run = || self.run.clone().map(Selection::Run);
        let model = || self.model.as_deref().map(Selection::model);
        experiment.or_else(run).or_else(model).unwrap_or(Selection::All)
    }
}

pub(crate) fn run(arguments: &Arguments<impl Purpose>) -> Outcome {
    let client = environment::client(arguments.tracking_uri.as_deref(), arguments.token_env.as_deref())?;
    let place = client.address().to_owned();
    let host = place.split("://").nth(1).unwrap_or(&place);
    let mut entities = arguments.purpose.entities();
    let patient = Patient::new(client);
    let kept = match &arguments.resume {
        Some(folder) => Some(Kept::open(&patient, &place, folder).map_err(Failure::new)?),
        None => None,
    };
    entities.taken_at = Some(kept.as_ref().and_then(Kept::since).unwrap_or_else(Timestamp::now));
    let settings = Settings {
        entities,
        project_name: arguments.name.clone().unwrap_or_else(|| format!("MLflow at {host}")),
        metric: arguments.metric.clone(),
        direction: arguments.direction,
        task: arguments.task,
        split: arguments.split,
        models: arguments.models,
        unfinished: arguments.unfinished,
    };
    let mut sink = arguments.purpose.open()?;
    let left_out = {
        let bar = Bar::new();
        report_mlflow::import(
            kept.as_ref().map_or(&patient as &dyn Server, |kept| kept as &dyn Server),
            &arguments.what.selection(),
            &settings,
            &|step| bar.show(step),
            &mut |snapshot| sink.keep(&place, vec![snapshot]).map_err(Failure::into_text),
        )
        .map_err(|fault| {
            Failure::new(format!("cannot import from {place}: {fault}{}", arguments.hint(&fault)))
        })?
    };
    for sentence in left_out {
        eprintln!("reportctl: {sentence}");
    }
    sink.finish()?;
    if let Some(kept) = kept {
        kept.forget();
    }
    Ok(())
}

impl<T: Purpose> Arguments<T> {
    /// How to go on after a server that did not answer to the end.
    fn hint(&self, fault: &Fault) -> String {
        match (&self.resume, fault) {
            (Some(folder), Fault::Unanswered { .. } | Fault::Refused { status: 500.., .. }) => format!(
                "; the answers so far are kept in {}: run the same command again to go on",
                folder.display()
            ),
            _ => String::new(),
        }
    }
}
