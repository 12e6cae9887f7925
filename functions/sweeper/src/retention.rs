//! Removes the documents of reports whose days are over.

use std::time::Duration;

use futures_util::future::join_all;
use report_domain::Timestamp;
use report_storage::{Documents, Expired, Retention, StorageError, Unfinished};

/// How many reports one sweep takes: 30,000 an hour, within which the documents are promised to be gone.
const MOST: i32 = 500;
/// How many reports have their documents removed at the same time.
const AT_ONCE: usize = 16;
/// When a report whose documents could not be removed is tried again. Until then it takes no other's place.
const PAUSE: Duration = Duration::from_secs(600);

/// Removes the documents of reports whose days are over. The reports stay.
///
/// # Errors
/// When they cannot be found. If one report fails, a later sweep tries again.
pub async fn remove_expired(
    reports: &(impl Retention + Unfinished),
    documents: &impl Documents,
    now: Timestamp,
) -> Result<(), StorageError> {
    let expired = reports.expired(now, MOST).await?;
    let found = expired.len();
    for some in expired.chunks(AT_ONCE) {
        join_all(some.iter().map(|report| remove(reports, documents, report, now))).await;
    }
    if found > 0 {
        tracing::info!(found, "documents were kept for as long as was asked");
    }
    Ok(())
}

async fn remove(
    reports: &(impl Retention + Unfinished),
    documents: &impl Documents,
    Expired { report_id, seen }: &Expired,
    now: Timestamp,
) {
    let removed = match documents.remove_all(*report_id).await {
        Ok(()) => reports.expired_removed(*report_id).await,
        Err(error) => Err(error),
    };
    let Err(error) = removed else { return };
    tracing::error!(%error, %report_id, "a later sweep tries again");
    if let Err(error) = reports.postpone(*report_id, seen, now.after(PAUSE)).await {
        tracing::error!(%error, %report_id, "the next sweep tries again");
    }
}

#[cfg(test)]
mod tests {
    use report_domain::{Artifact, Format, JobId, Report, ReportId, ReportOptions, State};
    use report_storage::{
        CreateReports, DeleteReports, DocumentKey, LeaseOutcome, Leases, Memory, NewReport, Reports,
    };
    use serde_json::{Map, json};

    use super::*;

    /// A report that has succeeded, whose documents are kept for so many days or as long as any.
    async fn succeeded(store: &Memory, days: Option<u64>) -> Report {
        let other = store.create().await;
        let options = json!({ "retain_days": days });
        let options =
            ReportOptions::from_json(options.as_object().expect("an object"), &[]).expect("options");
        let (subject, snapshot) = (other.subject, other.snapshot.clone());
        let new = NewReport {
            id: ReportId::new(),
            job_id: JobId::new(),
            subject,
            snapshot,
            options,
            compared: None,
        };
        let report = store.create_report(&new, None).await.expect("created");
        let until = Timestamp::now().after(Duration::from_secs(60));
        let Ok(LeaseOutcome::Taken(leased)) = store.take_lease(report.id, until).await else {
            panic!("free")
        };
        let artifact =
            Artifact { id: leased.lease.artifact_id, written: Format::ALL.map(|format| (format, 1)).into() };
        for format in Format::ALL {
            let key = DocumentKey { report_id: report.id, artifact_id: artifact.id, format };
            store.put(&key, vec![1]).await.expect("stored");
        }
        let days = leased.report.retain_days;
        assert!(store.succeed(&leased.lease, &artifact, &Map::new(), "Q3", days).await.expect("an answer"));
        store.report(report.id).await.expect("an answer").expect("a report")
    }

    fn hours(report: &Report, hours: u64) -> Timestamp {
        report.finished_at.expect("it has ended").after(Duration::from_secs(hours * 3600))
    }

    #[tokio::test]
    async fn documents_are_removed_when_their_days_are_over_and_the_report_stays() {
        let store = Memory::new();
        let (short, long, any) = (
            succeeded(&store, Some(1)).await,
            succeeded(&store, Some(3)).await,
            succeeded(&store, None).await,
        );
        let all = store.documents().len();
        remove_expired(&store, &store, hours(&short, 23)).await.expect("a sweep");
        assert_eq!(store.documents().len(), all);
        remove_expired(&store, &store, hours(&short, 25)).await.expect("a sweep");
        let left = store.documents();
        assert!(
            left.iter().all(|key| !key.contains(&short.id.to_string()))
                && left.len() == all - Format::ALL.len(),
            "{left:?}"
        );
        assert_eq!(store.report(short.id).await.expect("an answer"), Some(short.clone()), "as it was");
        assert!(matches!(short.state, State::Succeeded { .. }));
        let calls = store.calls("s3:DeleteObject");
        remove_expired(&store, &store, hours(&short, 26)).await.expect("a sweep");
        assert_eq!(store.calls("s3:DeleteObject"), calls, "once");
        remove_expired(&store, &store, hours(&long, 100 * 24)).await.expect("a sweep");
        assert!(
            store.documents().iter().all(|key| key.contains(&any.id.to_string())),
            "the others have no days"
        );
    }

    #[tokio::test]
    async fn documents_that_cannot_be_removed_are_tried_again_and_take_no_others_place() {
        let store = Memory::new();
        let (stuck, other) = (succeeded(&store, Some(1)).await, succeeded(&store, Some(1)).await);
        store.deny("s3:DeleteObject", stuck.id);
        let now = hours(&other, 25);
        remove_expired(&store, &store, now).await.expect("a sweep");
        assert!(store.expired(now, 9).await.expect("an answer").is_empty());
        store.recover();
        remove_expired(&store, &store, now.after(PAUSE * 2)).await.expect("a sweep");
        assert!(store.documents().is_empty());
    }

    #[tokio::test]
    async fn a_report_that_is_deleted_meanwhile_is_no_more() {
        let store = Memory::new();
        let report = succeeded(&store, Some(1)).await;
        let other = store.clone();
        store.before("s3:DeleteObject", async move {
            assert!(other.delete_report(report.id).await.expect("an answer"));
        });
        let now = hours(&report, 25);
        remove_expired(&store, &store, now).await.expect("a sweep");
        assert_eq!(store.report(report.id).await.expect("an answer"), None);
        assert!(store.expired(now, 9).await.expect("an answer").is_empty());
    }
}
