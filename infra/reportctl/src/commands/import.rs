//! `reportctl import`.

use std::{collections::BTreeSet, path::PathBuf};

use report_domain::Timestamp;
use report_h2o::{Run, Settings};
use report_snapshot::Snapshot;
use uuid::Uuid;

use crate::{
    failure::{Failure, Outcome},
    files,
    h2o_server::HttpServer,
};

/// Make snapshots from another tool's output.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Tool {
    H2o(Arguments),
}

/// From H2O AutoML: one experiment and one snapshot per model.
///
/// Reads the answers of H2O-3's REST interface, saved in a folder (automl.json, leaderboard.json, frame_summary.json,
/// models/*.json, permutation_importance.json, cloud.json; any may be missing) or asked from a running server. Rows of the
/// dataset are never read.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  reportctl import h2o --dir saved/churn --project bf3eeeb1-3d0f-53b8-8482-a86068ed1ece --out snapshots/
  reportctl import h2o --url http://h2o:54321 --run churn_automl --project bf3eeeb1-… --out snapshots/")]
pub(crate) struct Arguments {
    /// Folder of saved answers
    #[arg(long, value_name = "DIR", required_unless_present = "url", conflicts_with_all = ["url", "run"])]
    dir: Option<PathBuf>,
    /// A running server
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// The AutoML run (its project_name) on that server; all of them by default
    #[arg(long, value_name = "NAME")]
    run: Option<String>,
    /// The project that the entities belong to
    #[arg(long, value_name = "UUID")]
    project: Uuid,
    /// Namespace of the entities' ids, which are UUIDs version 5 of "kind:name"
    #[arg(long, value_name = "UUID", default_value_t = report_h2o::DEFAULT_NAMESPACE)]
    namespace: Uuid,
    /// The dataset's name; by default that of the training frame
    #[arg(long, value_name = "NAME")]
    dataset: Option<String>,
    /// When the answers were taken; now for a server, unknown for a folder by default
    #[arg(long, value_name = "RFC3339", value_parser = Timestamp::parse)]
    taken_at: Option<Timestamp>,
    /// Folder to write {kind}-{name}.json into; made if it does not exist
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

pub(crate) fn run(tool: &Tool) -> Outcome {
    let Tool::H2o(arguments) = tool;
    let mut settings = Settings {
        namespace: arguments.namespace,
        dataset: arguments.dataset.clone(),
        taken_at: arguments.taken_at,
        ..Settings::new(arguments.project)
    };
    files::make_dir(&arguments.out)?;
    let mut written = BTreeSet::new();
    if let Some(url) = &arguments.url {
        let server = HttpServer::new(url)?;
        settings.taken_at = settings.taken_at.or_else(|| Some(Timestamp::now()));
        let names = match &arguments.run {
            Some(name) => vec![name.clone()],
            None => report_h2o::live_runs(&server)?,
        };
        for name in names {
            write(&report_h2o::live_run(&server, &name)?, &name, &settings, arguments, &mut written)?;
        }
    } else if let Some(dir) = &arguments.dir {
        write(&report_h2o::saved_run(dir)?, &dir.display().to_string(), &settings, arguments, &mut written)?;
    }
    Ok(())
}

fn write(
    run: &Run,
    place: &str,
    settings: &Settings,
    arguments: &Arguments,
    written: &mut BTreeSet<PathBuf>,
) -> Outcome {
    let imported = report_h2o::import(run, settings)
        .map_err(|error| Failure::new(format!("cannot import {place}: {error}")))?;
    for snapshot in imported.into_snapshots() {
        let path = arguments.out.join(file_name(&snapshot, written, &arguments.out));
        let mut bytes = serde_json::to_vec(&snapshot)?;
        bytes.push(b'\n');
        // What is written here must be fit to be published, whatever the server sent.
        report_snapshot::read(&bytes)
            .map_err(|error| Failure::new(format!("{place} gives a snapshot that {error}")))?;
        files::write(&path, &bytes)?;
        println!("{}", path.display());
        written.insert(path);
    }
    Ok(())
}

/// `{kind}-{name}.json`, with the id added where two names look alike as file names.
fn file_name(snapshot: &Snapshot, written: &BTreeSet<PathBuf>, out: &std::path::Path) -> String {
    let header = snapshot.header();
    let stem = format!("{}-{}", header.kind, files::stem(header.name));
    let name = format!("{stem}.json");
    if written.contains(&out.join(&name)) { format!("{stem}-{}.json", header.id) } else { name }
}
