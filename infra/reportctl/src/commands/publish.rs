//! `reportctl publish`.

use std::path::PathBuf;

use report_domain::{SnapshotLabel, Subject, Timestamp};
use report_storage::{Aws, Bucket, PublishCondition, Published, Publishing, sha256};

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
    let mut checked = Vec::new();
    for path in &arguments.files {
        let (snapshot, bytes) = files::read_snapshot(path)?;
        let header = snapshot.header();
        let subject =
            Subject { project_id: header.project_id.into(), kind: header.kind, entity_id: header.id.into() };
        let label = SnapshotLabel {
            name: SnapshotLabel::shortened(header.name),
            taken_at: header.taken_at,
            sha256: sha256(&bytes),
            published_at: Timestamp::now(),
        };
        checked.push((path, subject, label, bytes));
    }
    let count = checked.len();
    wait(async {
        let bucket = Bucket::from_env(&Aws::from_env()?)?;
        for (index, (path, subject, label, bytes)) in checked.into_iter().enumerate() {
            if count > 1 {
                eprint!("[{}/{count}] ", index + 1);
            }
            let cannot = |error| Failure::new(format!("cannot publish {}: {error}", files::name(path)));
            let published =
                bucket.publish(&subject, bytes, &label, &PublishCondition::Always).await.map_err(cannot)?;
            if let Published::Stored(version) = published {
                println!(
                    "{} {}",
                    subject.snapshot_key(),
                    version.version_id.as_deref().unwrap_or(&version.etag)
                );
            }
        }
        Ok(())
    })
}
