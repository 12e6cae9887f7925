//! `reportctl publish`.

use std::path::PathBuf;

use report_domain::Subject;
use report_storage::{Aws, Bucket, Snapshots};

use super::wait;
use crate::{
    failure::{Failure, Outcome},
    files,
};

/// Check snapshots and put them where the service finds them.
///
/// All files are checked first; nothing is put if one has a fault. Each line says the object's key and its version, which
/// reports made from it will name. Needs BUCKET_NAME, AWS_REGION and credentials in the environment; AWS_ENDPOINT_URL for an
/// emulator.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  reportctl publish snapshots/*.json
  BUCKET_NAME=reports-bucket AWS_REGION=eu-west-1 reportctl publish experiment.json")]
pub(crate) struct Arguments {
    /// Snapshot files; - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let mut subjects = Vec::new();
    for path in &arguments.files {
        let (snapshot, _) = files::read_snapshot(path)?;
        let header = snapshot.header();
        subjects.push(Subject {
            project_id: header.project_id.into(),
            kind: header.kind,
            entity_id: header.id.into(),
        });
    }
    wait(async {
        let bucket = Bucket::from_env(&Aws::from_env()?)?;
        for (index, (path, subject)) in arguments.files.iter().zip(&subjects).enumerate() {
            if arguments.files.len() > 1 {
                eprint!("[{}/{}] ", index + 1, arguments.files.len());
            }
            let version = bucket
                .publish(subject, files::read(path)?)
                .await
                .map_err(|error| Failure::new(format!("cannot publish {}: {error}", files::name(path))))?;
            println!("{} {}", subject.snapshot_key(), version.version_id.as_deref().unwrap_or(&version.etag));
        }
        Ok(())
    })
}
