//! Publishing a snapshot if it says something new.

use report_domain::{Entity, SnapshotLabel, Subject, Timestamp};
use report_import::written;
use report_snapshot::Snapshot;
use report_storage::{Catalog, CurrentSnapshot, PublishCondition, Published, Publishing, label, sha256};

use super::failure::Failure;

/// What became of a snapshot.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It is the current one now.
    Published,
    /// The current one says the same.
    Unchanged,
    /// Somebody else has published another one meanwhile.
    Overtaken,
}

/// Publishes a snapshot, on the condition that the current one is still that which it was compared with.
///
/// # Errors
/// When bucket or table do not answer.
pub(super) async fn publish(
    bucket: &impl Publishing,
    catalog: &impl Catalog,
    mut snapshot: Snapshot,
) -> Result<Outcome, Failure> {
    let subject = subject(&snapshot);
    let current = bucket.current(&subject).await?;
    if let Some(CurrentSnapshot { label: Some(published), .. }) = &current
        && says_the_same(&mut snapshot, published)?
    {
        return Ok(Outcome::Unchanged);
    }
    let now = Timestamp::now();
    snapshot.set_taken_at(now);
    let bytes = written(&snapshot).map_err(Failure::Snapshot)?;
    let length = bytes.len() as u64;
    let label = label(&bytes, snapshot.header().name, Some(now), now);
    let condition = match current {
        None => PublishCondition::IfAbsent,
        Some(current) => PublishCondition::IfCurrent(current.version.etag),
    };
    let Published::Stored(version) = bucket.publish(&subject, bytes, &label, &condition).await? else {
        return Ok(Outcome::Overtaken);
    };
    let entity = Entity { subject, version, bytes: length, label };
    // The snapshot is published now. If the catalog does not take it, the bucket's event sees to that later.
    if let Err(error) = catalog.record(&entity).await {
        tracing::error!(%error, key = subject.snapshot_key(), "published, but not recorded");
    }
    Ok(Outcome::Published)
}

fn subject(snapshot: &Snapshot) -> Subject {
    let header = snapshot.header();
    Subject { project_id: header.project_id.into(), kind: header.kind, entity_id: header.id.into() }
}

/// Whether a snapshot says what the published one says, but for the time when it was taken: with the time of that one it would
/// have the same bytes.
fn says_the_same(snapshot: &mut Snapshot, published: &SnapshotLabel) -> Result<bool, Failure> {
    let Some(taken_at) = published.taken_at else { return Ok(false) };
    snapshot.set_taken_at(taken_at);
    let bytes = written(snapshot).map_err(Failure::Snapshot)?;
    Ok(sha256(&bytes) == published.sha256)
}
