//! `reportctl import h2o`.

use std::path::PathBuf;

use report_domain::Timestamp;
use report_h2o::{Run, Settings};
use report_import::http::{Authorization, Client, Patient, Trust};

use super::purpose::{Purpose, Sink};
use crate::failure::{Failure, Outcome};

/// From H2O AutoML: one experiment and one snapshot per model.
///
/// Reads the answers of H2O-3's REST interface, saved in a folder (automl.json, leaderboard.json, frame_summary.json,
/// models/*.json, permutation_importance.json, cloud.json; any may be missing) or asked from a running server. Rows of the
/// dataset are never read.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  reportctl import h2o --dir saved/churn --project bf3eeeb1-3d0f-53b8-8482-a86068ed1ece --out snapshots/
  reportctl import h2o --url http://h2o:54321 --run churn_automl --project bf3eeeb1-… --out snapshots/")]
pub(crate) struct Arguments<T: Purpose> {
    /// Folder of saved answers
    #[arg(long, value_name = "DIR", required_unless_present = "url", conflicts_with_all = ["url", "run"])]
    dir: Option<PathBuf>,
    /// A running server
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// The AutoML run (its project_name) on that server; all of them by default
    #[arg(long, value_name = "NAME")]
    run: Option<String>,
    /// The dataset's name; by default that of the training frame
    #[arg(long, value_name = "NAME")]
    dataset: Option<String>,
    /// When the answers were taken; now for a server, unknown for a folder by default
    #[arg(long, value_name = "RFC3339", value_parser = Timestamp::parse)]
    taken_at: Option<Timestamp>,
    #[command(flatten)]
    purpose: T,
}

pub(crate) fn run(arguments: &Arguments<impl Purpose>) -> Outcome {
    let mut entities = arguments.purpose.entities();
    entities.taken_at = arguments.taken_at.or_else(|| arguments.url.as_ref().map(|_| Timestamp::now()));
    let settings = Settings { entities, dataset: arguments.dataset.clone() };
    let mut sink = arguments.purpose.open()?;
    if let Some(url) = &arguments.url {
        let client = Client::new(url, &Authorization::None, &Trust::System).map_err(Failure::new)?;
        let server = Patient::new(client);
        let names = match &arguments.run {
            Some(name) => vec![name.clone()],
            None => report_h2o::live_runs(&server)?,
        };
        for name in names {
            write(&report_h2o::live_run(&server, &name)?, &name, &settings, sink.as_mut())?;
        }
    } else if let Some(dir) = &arguments.dir {
        write(&report_h2o::saved_run(dir)?, &dir.display().to_string(), &settings, sink.as_mut())?;
    }
    sink.finish()
}

fn write(run: &Run, place: &str, settings: &Settings, sink: &mut dyn Sink) -> Outcome {
    let imported = report_h2o::import(run, settings)
        .map_err(|error| Failure::new(format!("cannot import {place}: {error}")))?;
    sink.keep(place, imported.into_snapshots().collect())
}
