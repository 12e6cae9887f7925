//! From an upload's bytes to its outcome.
//!
//! An event may come twice, late, or again because a function died half-way, so every step can be repeated: bytes that are the
//! current snapshot already are not stored again, the first outcome stays, and the bytes are removed last.

use report_domain::{Entity, Problem, Timestamp};
use report_intake::{Accepted, accept, is_packed, unpacked};
use report_storage::{
    Catalog, Outcome, PublishCondition, Published, Publishing, StorageError, Upload, UploadKey,
    UploadedBytes, Uploads,
};
use serde_json::{Value, json};

/// Rounds until the snapshot is stored. Each further one needs another publication of the same entity meanwhile.
const ROUNDS: usize = 10;

/// Bytes of problems that are kept. An item of the table has 400 kilobytes.
const MOST_BYTES_OF_PROBLEMS: usize = 300_000;

/// Makes the bytes of an upload the entity's current snapshot, or says why not, and removes them.
///
/// # Errors
/// When bucket or table do not answer; Lambda then hands over the event again.
pub async fn ingest<B, T>(bucket: &B, table: &T, key: &UploadKey) -> Result<(), StorageError>
where
    B: Publishing + UploadedBytes,
    T: Catalog + Uploads,
{
    match table.upload(key).await? {
        Some(upload) if upload.outcome.is_none() => {
            let outcome = match bucket.uploaded(key).await {
                Ok(Some(bytes)) => outcome(bucket, table, &upload, bytes).await?,
                // Another delivery of the event has come to the end meanwhile.
                Ok(None) => return Ok(()),
                Err(StorageError::TooLarge { most, .. }) => Outcome::Invalid(kept(&[too_large(most)])),
                Err(error) => return Err(error),
            };
            table.settle(&upload, &outcome).await?;
        }
        Some(_) => tracing::info!(%key, "an upload that has its outcome already"),
        None => tracing::warn!(%key, "no such upload, or its time is over"),
    }
    bucket.remove_uploaded(key).await
}

async fn outcome<B, T>(
    bucket: &B,
    table: &T,
    upload: &Upload,
    bytes: Vec<u8>,
) -> Result<Outcome, StorageError>
where
    B: Publishing,
    T: Catalog,
{
    let checked = match read(bytes) {
        Ok(bytes) => accept(bytes, &upload.key.subject, Timestamp::now()),
        Err(problem) => Err(vec![problem]),
    };
    let accepted = match checked {
        Ok(accepted) => accepted,
        Err(problems) => return Ok(Outcome::Invalid(kept(&problems))),
    };
    let Some(entity) = publish(bucket, upload, &accepted).await? else {
        let loc = vec!["header".into(), upload.precondition.header().into()];
        let unmet = Problem { loc, msg: upload.precondition.unmet(), code: "precondition" };
        return Ok(Outcome::Invalid(kept(&[unmet])));
    };
    table.record(&entity).await?;
    Ok(Outcome::Published(entity))
}

fn too_large(most: u64) -> Problem {
    let msg = format!("expected at most {most} bytes, found more");
    Problem { loc: vec!["body".into()], msg, code: "snapshot" }
}

/// The snapshot's bytes, whether they were sent plain or packed: what gzip writes is no JSON.
fn read(bytes: Vec<u8>) -> Result<Vec<u8>, Problem> {
    if !is_packed(&bytes) {
        return Ok(bytes);
    }
    unpacked(&bytes).map_err(|error| Problem {
        loc: vec!["body".into()],
        msg: error.to_string(),
        code: "gzip_invalid",
    })
}

/// Stores the snapshot on the condition that the current one is still that which was looked at, so that two deliveries of one
/// event cannot both store it; `None` if the upload's precondition does not hold.
async fn publish(
    bucket: &impl Publishing,
    Upload { key: UploadKey { subject, .. }, precondition, .. }: &Upload,
    Accepted { bytes, label }: &Accepted,
) -> Result<Option<Entity>, StorageError> {
    for _ in 0..ROUNDS {
        let current = bucket.current(subject).await?;
        // Perhaps an earlier delivery of the event stored it. What the precondition demands was true then, and a change that
        // has been made need not be refused (RFC 9110, section 13.1.1).
        if let Some(entity) = current.as_ref().and_then(|current| current.with_digest(subject, &label.sha256))
        {
            return Ok(Some(entity));
        }
        let etag = current.map(|current| current.version.etag);
        if !precondition.holds(etag.as_deref()) {
            return Ok(None);
        }
        let condition = etag.map_or(PublishCondition::IfAbsent, PublishCondition::IfCurrent);
        if let Published::Stored(version) = bucket.publish(subject, bytes.clone(), label, &condition).await? {
            let length = bytes.len() as u64;
            return Ok(Some(Entity { subject: *subject, version, bytes: length, label: label.clone() }));
        }
    }
    Err(StorageError::Unavailable {
        operation: "s3:PutObject",
        detail: format!("{} changes all the time", subject.snapshot_key()),
    })
}

/// The problems as an answer has them, as many as fit an item: paths in hostile documents can be long.
fn kept(problems: &[Problem]) -> Vec<Value> {
    let mut room = MOST_BYTES_OF_PROBLEMS;
    let fits = |problem: &Value| {
        let size = problem.to_string().len();
        let fits = size <= room;
        room = room.saturating_sub(size);
        fits
    };
    let kept: Vec<_> = problems.iter().map(|problem| json!(problem)).take_while(fits).collect();
    match problems.first() {
        Some(Problem { msg, code, .. }) if kept.is_empty() => {
            vec![json!({ "loc": ["body"], "msg": msg, "type": code })]
        }
        _ => kept,
    }
}

#[cfg(test)]
mod tests;
