//! `reportctl publish`.

mod upload;

use std::{io::Write, path::PathBuf};

use flate2::{Compression, write::GzEncoder};
use report_domain::{SnapshotLabel, Subject, Timestamp};
use report_snapshot::Snapshot;
use report_storage::{Aws, Bucket, PublishCondition, Published, Publishing, label};
use serde_json::Value;
use ureq::http::Method;

use self::upload::upload;
use super::wait;
use crate::{
    failure::{Failure, Outcome},
    files,
    service::{Call, Service},
};

/// Check snapshots and put them where the service finds them.
///
/// All files are checked first; nothing is put if one has a fault. Each line says the object's key and its version, which
/// reports made from it will name. Goes through the service's API where REPORTS_URL and REPORTS_API_KEY are set; the key needs
/// the scope write, and read for what is larger than 4 MiB packed, which is uploaded. Otherwise goes into the bucket, and needs BUCKET_NAME, AWS_REGION and credentials in the environment;
/// AWS_ENDPOINT_URL for an emulator.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  reportctl publish snapshots/*.json
  REPORTS_URL=https://abc123.execute-api.eu-west-1.amazonaws.com REPORTS_API_KEY=rk_… reportctl publish experiment.json
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
        checked.push(Checked::new(files::name(path), &snapshot, bytes));
    }
    Target::from_env()?.put_all(checked)
}

/// A snapshot that is good.
pub(crate) struct Checked {
    /// What it is called in messages.
    name: String,
    subject: Subject,
    label: SnapshotLabel,
    bytes: Vec<u8>,
}

impl Checked {
    /// A snapshot, called `name` in messages, with the bytes that it was read from.
    pub(crate) fn new(name: String, snapshot: &Snapshot, bytes: Vec<u8>) -> Self {
        let header = snapshot.header();
        let subject =
            Subject { project_id: header.project_id.into(), kind: header.kind, entity_id: header.id.into() };
        let label = label(&bytes, header.name, header.taken_at, Timestamp::now());
        Self { name, subject, label, bytes }
    }
}

/// Where snapshots are put.
pub(crate) enum Target {
    Api(Service),
    Bucket(Bucket),
}

impl Target {
    /// The one that the environment names.
    pub(crate) fn from_env() -> Result<Self, Failure> {
        Ok(match Service::from_env()? {
            Some(service) => Target::Api(service),
            None => Target::Bucket(Bucket::from_env(&Aws::from_env()?)?),
        })
    }

    /// Puts snapshots there one after another, and prints the key and the version of each.
    pub(crate) fn put_all(&self, checked: Vec<Checked>) -> Outcome {
        let count = checked.len();
        for (index, checked) in checked.into_iter().enumerate() {
            if count > 1 {
                eprint!("[{}/{count}] ", index + 1);
            }
            let key = checked.subject.snapshot_key();
            println!("{key} {}", self.put(checked)?);
        }
        Ok(())
    }

    /// Puts a snapshot there; the version that it became.
    fn put(&self, checked: Checked) -> Result<String, Failure> {
        match self {
            Target::Api(service) => put_by_api(service, checked),
            Target::Bucket(bucket) => wait(put_into_bucket(bucket, checked)),
        }
    }
}

async fn put_into_bucket(bucket: &Bucket, checked: Checked) -> Result<String, Failure> {
    let Checked { name, subject, label, bytes } = checked;
    let cannot = |reason: String| Failure::new(format!("cannot publish {name}: {reason}"));
    match bucket.publish(&subject, bytes, &label, &PublishCondition::Always).await {
        Ok(Published::Stored(version)) => Ok(version.version_id.unwrap_or(version.etag)),
        Ok(Published::Unmet) => Err(cannot("the bucket set a condition that nobody asked for".into())),
        Err(error) => Err(cannot(error.to_string())),
    }
}

/// Bytes that a request may have; what is larger is uploaded.
const LARGEST_REQUEST: usize = 4 * 1024 * 1024;

/// Packed, so that what is ten times as large as the gateway takes passes, too.
fn put_by_api(service: &Service, checked: Checked) -> Result<String, Failure> {
    let Checked { name, subject: Subject { project_id, kind, entity_id }, bytes, .. } = checked;
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(&bytes)?;
    let packed = packer.finish()?;
    let place = format!("/api/projects/{project_id}/entities/{kind}/{entity_id}");
    let entity = if packed.len() > LARGEST_REQUEST {
        upload(service, &place, &packed)
    } else {
        put(service, &place, packed)
    };
    let entity =
        entity.map_err(|failure| Failure::new(format!("cannot publish {name}: {}", failure.into_text())))?;
    Ok(entity["version"].as_str().unwrap_or("published").to_owned())
}

/// Puts a packed snapshot to the entity at that path; the entity that it became.
fn put(service: &Service, place: &str, packed: Vec<u8>) -> Result<Value, Failure> {
    let headers = &[("Content-Type", "application/gzip")];
    let answer = service.call(&Call { method: Method::PUT, path: place, headers, body: packed })?;
    let answer: Value = serde_json::from_slice(&answer)?;
    Ok(answer["entity"].clone())
}
