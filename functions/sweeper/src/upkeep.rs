//! What else a sweep puts right: places in lists that the stream missed, and documents of deleted reports.

use std::time::Duration;

use report_domain::Timestamp;
use report_storage::{DeleteReports, Documents, Places, StorageError};

/// How many of each one sweep takes. The next sweep, a minute later, takes those that are left.
const MOST: i32 = 200;
/// How old a report without places is when the stream counts as having missed it.
const MISSED_AFTER: Duration = Duration::from_secs(60);

/// Gives reports their places in lists that have none after a while.
///
/// # Errors
/// When they cannot be found. If one project fails, the next sweep tries again.
pub async fn place_missed(places: &impl Places, now: Timestamp) -> Result<(), StorageError> {
    let before = Timestamp::from_unix_millis(now.unix_millis() - MISSED_AFTER.as_millis() as i64);
    for project_id in places.unplaced(before, MOST).await? {
        match places.place(project_id).await {
            Ok(placed) => tracing::warn!(%project_id, placed, "the stream had missed reports"),
            Err(error) => tracing::error!(%error, %project_id, "the next sweep tries again"),
        }
    }
    Ok(())
}

/// Removes what is left of the documents of deleted reports.
///
/// # Errors
/// When they cannot be found. If one report fails, the next sweep tries again.
pub async fn remove_documents(
    reports: &impl DeleteReports,
    documents: &impl Documents,
    now: Timestamp,
) -> Result<(), StorageError> {
    for report_id in reports.deleted(now, MOST).await? {
        let removed = match documents.remove_all(report_id).await {
            Ok(()) => reports.documents_removed(report_id).await,
            Err(error) => Err(error),
        };
        if let Err(error) = removed {
            tracing::error!(%error, %report_id, "the next sweep tries again");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use report_domain::{ArtifactId, Format, Report};
    use report_storage::{DocumentKey, LeaseOutcome, Leases, Memory};

    use super::*;

    fn after(report: &Report, seconds: u64) -> Timestamp {
        report.created_at.after(Duration::from_secs(seconds))
    }

    #[tokio::test]
    async fn reports_that_the_stream_missed_get_their_places() {
        let store = Memory::new();
        let (one, two) = (store.create().await, store.create().await);
        place_missed(&store, after(&one, 50)).await.expect("a sweep");
        assert_eq!(store.calls("dynamodb:TransactWriteItems"), 2, "they may be under way");
        store.fail("dynamodb:TransactWriteItems", one.subject.project_id);
        place_missed(&store, after(&two, 61)).await.expect("a sweep");
        let left = store.unplaced(after(&two, 61), 5).await.expect("an answer");
        assert_eq!(left, [one.subject.project_id], "one that fails keeps no other from its turn");
    }

    #[tokio::test]
    async fn documents_that_a_running_attempt_stored_after_the_deletion_are_removed() {
        let store = Memory::new();
        let report = store.create().await;
        let until = after(&report, 120);
        let Ok(LeaseOutcome::Taken(leased)) = store.take_lease(report.id, until).await else {
            panic!("free")
        };
        assert!(store.delete_report(report.id).await.expect("an answer"));
        let artifact_id: ArtifactId = leased.lease.artifact_id;
        let key = DocumentKey { report_id: report.id, artifact_id, format: Format::Pdf };
        store.put(&key, vec![1]).await.expect("stored");
        assert!(
            !Leases::fail(&store, &leased.lease, "late").await.expect("an answer"),
            "the attempt ends quietly"
        );
        remove_documents(&store, &store, after(&report, 100)).await.expect("a sweep");
        assert_eq!(store.documents().len(), 1, "the attempt may still be running");
        remove_documents(&store, &store, after(&report, 130)).await.expect("a sweep");
        assert!(store.documents().is_empty());
        assert!(store.deleted(after(&report, 999), 5).await.expect("an answer").is_empty(), "once");
    }

    #[tokio::test]
    async fn documents_that_cannot_be_removed_are_tried_again() {
        let store = Memory::new();
        let report = store.create().await;
        assert!(store.delete_report(report.id).await.expect("an answer"));
        store.fail("s3:DeleteObject", report.id);
        remove_documents(&store, &store, after(&report, 60)).await.expect("a sweep");
        assert_eq!(store.deleted(after(&report, 60), 5).await.expect("an answer"), [report.id]);
    }
}
