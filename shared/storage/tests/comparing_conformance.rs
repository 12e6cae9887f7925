//! Facts about what reports are compared with, checked as in `conformance.rs`.

#[macro_use]
mod support;

use report_domain::{ComparisonPin, JobId, Kind, ReportId, ReportOptions, SnapshotPin, Subject, Timestamp};
use report_storage::{
    Aws, Comparisons, CreateReports, Lists, Memory, NewReport, Table, last_made_from, last_succeeded,
};
use uuid::Uuid;

fn new_report(subject: Subject, compared: Option<ComparisonPin>) -> NewReport {
    let snapshot = SnapshotPin { version_id: Some("v2".into()), etag: "\"e\"".into() };
    let options = ReportOptions::default();
    NewReport { id: ReportId::new(), job_id: JobId::new(), subject, snapshot, options, compared }
}

fn subject() -> Subject {
    let (project_id, entity_id) = (Uuid::new_v4().into(), Uuid::new_v4().into());
    Subject { project_id, kind: Kind::Model, entity_id }
}

async fn what_a_report_is_compared_with_is_kept_with_it(table: &(impl Comparisons + CreateReports)) {
    for version_id in [Some("v1".to_owned()), None] {
        let pin = ComparisonPin {
            report_id: ReportId::new(),
            created_at: Timestamp::from_unix_millis(1_700_000_000_001),
            entity_id: Uuid::new_v4().into(),
            snapshot: SnapshotPin { version_id, etag: "\"a\"".into() },
        };
        let new = new_report(subject(), Some(pin.clone()));
        table.create_report(&new, None).await.expect("created");
        assert_eq!(table.comparison(new.id).await.expect("an answer"), Some(pin));
    }
    let new = new_report(subject(), None);
    table.create_report(&new, None).await.expect("created");
    assert_eq!(table.comparison(new.id).await.expect("an answer"), None);
    assert_eq!(table.comparison(ReportId::new()).await.expect("an answer"), None);
}

async fn a_report_that_has_not_succeeded_is_no_previous_one(table: &(impl Lists + CreateReports)) {
    let subject = subject();
    assert_eq!(last_succeeded(table, &subject).await.expect("an answer"), None);
    for _ in 0..7 {
        table.create_report(&new_report(subject, None), None).await.expect("created");
    }
    assert_eq!(last_succeeded(table, &subject).await.expect("an answer"), None);
}

async fn the_newest_report_on_a_version_is_found_whatever_became_of_it(table: &(impl Lists + CreateReports)) {
    let subject = subject();
    let pin = |version: Option<&str>, etag: &str| SnapshotPin {
        version_id: version.map(Into::into),
        etag: etag.into(),
    };
    let versions =
        [pin(Some("v1"), "\"a\""), pin(Some("v2"), "\"a\""), pin(None, "\"a\""), pin(None, "\"b\"")];
    for snapshot in &versions {
        assert_eq!(last_made_from(table, &subject, snapshot).await.expect("an answer"), None);
        let mut newest = ReportId::new();
        for _ in 0..2 {
            let new = NewReport { snapshot: snapshot.clone(), ..new_report(subject, None) };
            newest = table.create_report(&new, None).await.expect("created").id;
            // Of two reports of the same instant, lists put that with the greater id first.
            tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        }
        let found = last_made_from(table, &subject, snapshot).await.expect("an answer").expect("a report");
        assert_eq!((found.id, &found.snapshot), (newest, snapshot));
    }
    // Behind the first five of the list.
    let first = last_made_from(table, &subject, &versions[0]).await.expect("an answer").expect("a report");
    assert_eq!(first.snapshot, versions[0]);
}

checks! {
    Table:
        what_a_report_is_compared_with_is_kept_with_it
        a_report_that_has_not_succeeded_is_no_previous_one
        the_newest_report_on_a_version_is_found_whatever_became_of_it;
}
