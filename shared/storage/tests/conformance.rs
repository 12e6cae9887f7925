//! Facts about the storage that the functions rely on, checked on the store in memory and on the real services.
//!
//! Each check is generic over the traits. The module `memory` runs them on [`Memory`] in every `cargo test`. The module
//! `services` runs them on DynamoDB, S3 and SQS as the environment names them (`TABLE_NAME`, `BUCKET_NAME`, `QUEUE_URL`,
//! `AWS_ENDPOINT_URL`): `make test` does so on the local stack. The checks make new ids, so they can share a table with
//! others.

#[macro_use]
mod support;

use std::{collections::BTreeSet, time::Duration};

use report_domain::{
    ApiKey, Artifact, ArtifactId, Entity, Format, JobId, Kind, Precondition, ProjectId, Report, ReportId,
    ReportOptions, Scope, SnapshotLabel, SnapshotPin, State, Subject, Timestamp, UploadId,
};
use report_storage::{
    ApiKeys, Aws, Bucket, Catalog, Change, ChangeReports, ClaimOutcome, CreateError, CreateReports, Cursor,
    DeleteReports, DocumentKey, Documents, EntityPage, IdempotencyKey, IdempotencyKeys, KeyDigest, Lease,
    LeaseOutcome, Leases, List, Lists, Memory, Message, NewReport, Outcome, PageRange, Pass, Passes, Places,
    PublishCondition, Published, Publishing, Queue, RenderQueue, Reports, RequestHash, Snapshots,
    StorageError, Table, Unfinished, Upload, UploadKey, UploadedBytes, Uploads,
};
use serde_json::{Map, json};
use uuid::Uuid;

fn subject() -> Subject {
    Subject { project_id: Uuid::now_v7().into(), kind: Kind::Model, entity_id: Uuid::now_v7().into() }
}

fn new_report(subject: Subject) -> NewReport {
    let options = json!({ "title": "Q3", "format": "html" });
    NewReport {
        id: ReportId::new(),
        job_id: JobId::new(),
        subject,
        snapshot: SnapshotPin { version_id: Some("v1".into()), etag: "\"e\"".into() },
        options: ReportOptions::from_json(options.as_object().expect("an object"), &[]).expect("options"),
        compared: None,
    }
}

fn in_a_minute() -> Timestamp {
    Timestamp::now().after(Duration::from_secs(60))
}

/// A lease until then has ended for ever.
fn long_ago() -> Timestamp {
    Timestamp::from_unix_millis(0)
}

/// A new report of some entity.
async fn created(table: &impl CreateReports) -> Report {
    table.create_report(&new_report(subject()), None).await.expect("created")
}

/// Takes a lease that is free.
async fn lease(table: &impl Leases, id: ReportId, until: Timestamp) -> Lease {
    match table.take_lease(id, until).await.expect("an answer") {
        LeaseOutcome::Taken(leased) => leased.lease,
        other => panic!("the lease is not free: {other:?}"),
    }
}

async fn read(table: &impl Reports, id: ReportId) -> Report {
    table.report(id).await.expect("an answer").expect("a report")
}

/// A document in every format, each of another length.
fn documents(lease: &Lease) -> Artifact {
    Artifact { id: lease.artifact_id, written: Format::ALL.into_iter().zip(3..).collect() }
}

async fn succeed(table: &impl Leases, lease: &Lease) -> bool {
    let artifact = documents(lease);
    let summary = Map::from_iter([("pages".to_owned(), json!(6))]);
    table.succeed(lease, &artifact, &summary, "Q3, rendered", None).await.expect("an answer")
}

// ---- reports ----

async fn a_report_is_read_back_at_once(table: &(impl CreateReports + Reports)) {
    let new = new_report(subject());
    let report = table.create_report(&new, None).await.expect("created");
    assert_eq!((report.id, report.job_id, report.subject), (new.id, new.job_id, new.subject));
    assert_eq!((&report.snapshot, report.title.as_deref()), (&new.snapshot, Some("Q3")));
    assert_eq!((&report.state, report.attempts, report.format), (&State::Queued, 0, Some(Format::Html)));
    assert_eq!(read(table, new.id).await, report);
    assert_eq!(table.report_of_job(new.job_id).await.expect("an answer"), Some(report.clone()));
    assert_eq!(table.options(new.id).await.expect("options"), new.options);
    let both = table.report_with_options(new.id).await.expect("an answer");
    assert_eq!(both, Some((report, new.options)));
}

async fn a_report_that_was_never_created_is_not_found(table: &impl Reports) {
    let id = ReportId::new();
    assert_eq!(table.report(id).await.expect("an answer"), None);
    assert_eq!(table.report_with_options(id).await.expect("an answer"), None);
    assert_eq!(table.report_of_job(JobId::new()).await.expect("an answer"), None);
    assert!(matches!(table.options(id).await, Err(StorageError::Corrupt { .. })));
}

async fn creating_a_report_again_changes_nothing(table: &(impl CreateReports + Leases + Lists)) {
    let new = new_report(subject());
    table.create_report(&new, None).await.expect("created");
    lease(table, new.id, in_a_minute()).await;
    let again = table.create_report(&new, None).await.expect("created before");
    assert_eq!((again.state, again.attempts), (State::Running, 1));
    let list = List { project_id: new.subject.project_id, kind: None, entity_id: None };
    assert_eq!(table.total(&list).await.expect("a total"), 1);
}

/// All lists that reports about these subjects could be in, in pages of several sizes, are those of these reports. They may
/// have been created at once, so the order is that of their times and ids.
async fn lists_hold(table: &impl Lists, subjects: &[Subject], mut reports: Vec<Report>) {
    reports.sort_by_key(|report| std::cmp::Reverse((report.created_at, report.id)));
    let project_id = subjects[0].project_id;
    let kinds = [None, Some(Kind::Model), Some(Kind::Experiment), Some(Kind::Deployment)];
    let entities = subjects.iter().map(|subject| Some(subject.entity_id)).collect::<BTreeSet<_>>();
    for entity_id in entities.into_iter().chain([None]) {
        for kind in kinds {
            let list = List { project_id, kind, entity_id };
            let is_in = |report: &&Report| {
                kind.is_none_or(|kind| kind == report.subject.kind)
                    && entity_id.is_none_or(|entity_id| entity_id == report.subject.entity_id)
            };
            let expected: Vec<_> = reports.iter().filter(is_in).map(|report| report.id).collect();
            let total = expected.len() as u64;
            assert_eq!(table.total(&list).await.expect("a total"), total, "{list:?}");
            for (offset, limit) in
                [(0, 50), (0, 2), (1, 2), (3, 5), (total / 2, 7), (total, 1), (u64::MAX, 1)]
            {
                let page = table.page(&list, PageRange { offset, limit }).await.expect("a page");
                let skip = usize::try_from(offset).unwrap_or(usize::MAX);
                let wanted: Vec<_> = expected.iter().skip(skip).take(limit.into()).copied().collect();
                let found: Vec<_> = page.reports.iter().map(|report| report.id).collect();
                assert_eq!((found, page.total), (wanted, total), "{list:?} {offset} {limit}");
            }
        }
    }
}

/// Two entities of a project, the second of another kind; and the second's id as that of a model.
fn subjects() -> [Subject; 3] {
    let one = subject();
    let other = Subject { kind: Kind::Experiment, entity_id: Uuid::now_v7().into(), ..one };
    [one, other, Subject { kind: Kind::Model, ..other }]
}

async fn lists_are_exact_and_newest_first(table: &(impl CreateReports + Lists)) {
    let [one, other, _] = subjects();
    let mut created = Vec::new();
    for subject in [one, other, one, one, other] {
        created.push(table.create_report(&new_report(subject), None).await.expect("created"));
        lists_hold(table, &[one, other], created.clone()).await;
    }
    assert!(created.is_sorted_by_key(|report| report.created_at), "times follow the order of creation");
    let nowhere = List { project_id: Uuid::now_v7().into(), kind: None, entity_id: None };
    assert_eq!(table.total(&nowhere).await.expect("a total"), 0);
}

async fn lists_are_the_same_before_and_after_reports_have_places(
    table: &(impl CreateReports + Lists + Places),
) {
    let subjects = subjects();
    let project_id = subjects[0].project_id;
    let mut created = Vec::new();
    // One id is used for two kinds now and then. Forty-one fill a tail, and more than one transaction.
    for (index, places) in [(0, 0), (1, 1), (2, 40), (2, 2), (1, 17), (0, 9)] {
        for number in 0..places {
            let subject = subjects[(index + number % 2 * usize::from(number > 10)) % 3];
            created.push(table.create_report(&new_report(subject), None).await.expect("created"));
        }
        lists_hold(table, &subjects, created.clone()).await;
        table.place(project_id).await.expect("placed");
        lists_hold(table, &subjects, created.clone()).await;
        assert_eq!(table.place(project_id).await.expect("nothing to do"), 0, "once");
    }
    let count = |report: &&Report| report.subject.entity_id == subjects[1].entity_id;
    assert!(created.iter().filter(count).count() > 32, "the entity's list has blocks");
}

async fn reports_without_places_are_found(table: &(impl CreateReports + Places)) {
    let report = created(table).await;
    let project_id = report.subject.project_id;
    let unplaced = async |after| {
        let found = table.unplaced(report.created_at.after(Duration::from_millis(after)), 1_000).await;
        found.expect("an answer").contains(&project_id)
    };
    // The local stack gives places within a moment, so the report may not be there any more; a later one never is.
    assert!(!unplaced(0).await);
    table.place(project_id).await.expect("placed");
    for _ in 0..50 {
        if !unplaced(1).await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the index still has the mark");
}

// ---- deletion ----

async fn a_deleted_report_is_nowhere(
    table: &(impl CreateReports + Reports + Lists + Places + DeleteReports + Leases + IdempotencyKeys),
) {
    let subjects = subjects();
    let project_id = subjects[0].project_id;
    let mut left = Vec::new();
    for number in 0..45 {
        left.push(table.create_report(&new_report(subjects[number % 3]), None).await.expect("created"));
        if number == 40 {
            table.place(project_id).await.expect("placed");
        }
    }
    // From blocks, from tails, and marks; the last five have no places unless the local stack was quicker.
    for gone in [0, 0, 20, 7, 36, 39, 38] {
        let report = left.remove(gone);
        assert!(table.delete_report(report.id).await.expect("an answer"));
        assert_eq!(table.report(report.id).await.expect("an answer"), None);
        assert_eq!(table.report_with_options(report.id).await.expect("an answer"), None);
        assert_eq!(table.report_of_job(report.job_id).await.expect("an answer"), None);
        let lease = table.take_lease(report.id, in_a_minute()).await.expect("an answer");
        assert!(matches!(lease, LeaseOutcome::Unknown));
        assert!(!table.delete_report(report.id).await.expect("an answer"), "once");
        lists_hold(table, &subjects, left.clone()).await;
    }
    left.push(table.create_report(&new_report(subjects[0]), None).await.expect("created"));
    table.place(project_id).await.expect("placed");
    lists_hold(table, &subjects, left.clone()).await;
    for report in left {
        assert!(table.delete_report(report.id).await.expect("an answer"));
    }
    lists_hold(table, &subjects, Vec::new()).await;
}

async fn the_key_of_a_deleted_report_is_free(table: &(impl CreateReports + IdempotencyKeys + DeleteReports)) {
    let (key, new) = (key(), new_report(subject()));
    let request = hash(&new);
    let claim = async || table.claim(&key, &request).await.expect("an answer");
    let ClaimOutcome::Taken(first) = claim().await else { panic!("a new key is free") };
    table.create_report(&new, Some(&first)).await.expect("created");
    assert!(table.delete_report(new.id).await.expect("an answer"));
    assert!(matches!(claim().await, ClaimOutcome::Taken(_)));
}

async fn an_attempt_ends_quietly_when_its_report_is_deleted(
    table: &(impl CreateReports + Reports + Leases + DeleteReports + Unfinished),
) {
    let id = created(table).await.id;
    let until = in_a_minute();
    let holder = lease(table, id, until).await;
    assert!(table.delete_report(id).await.expect("an answer"));
    assert!(!succeed(table, &holder).await && !table.fail(&holder, "late").await.expect("an answer"));
    table.give_up_lease(&holder, Duration::ZERO).await.expect("nothing to give up");
    assert!(!table.abandon(id, "late").await.expect("an answer"));
    assert_eq!(table.report(id).await.expect("an answer"), None);
    // Its documents are looked for after the end of the attempt, and then no more.
    let is_due = async |now: Timestamp| table.deleted(now, 1_000).await.expect("an answer").contains(&id);
    let late = until.after(Duration::from_secs(6));
    for _ in 0..50 {
        if is_due(late).await {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(is_due(late).await && !is_due(until).await);
    table.documents_removed(id).await.expect("noted");
    for _ in 0..50 {
        if !is_due(late).await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{id} is looked at again");
}

// ---- retries and cancellations ----

async fn a_failed_report_is_retried(
    table: &(impl CreateReports + Reports + Leases + Unfinished + ChangeReports),
) {
    let report = created(table).await;
    assert!(
        matches!(table.retry(report.id).await.expect("an answer"), Change::Impossible(_)),
        "it is queued"
    );
    let holder = lease(table, report.id, in_a_minute()).await;
    assert!(
        matches!(table.retry(report.id).await.expect("an answer"), Change::Impossible(_)),
        "it is running"
    );
    assert!(table.fail(&holder, "The snapshot is not JSON.").await.expect("an answer"));
    let Change::Made(again) = table.retry(report.id).await.expect("an answer") else {
        panic!("it had failed")
    };
    assert_eq!((again.id, again.job_id, &again.snapshot), (report.id, report.job_id, &report.snapshot));
    assert_eq!((&again.state, again.attempts, again.created_at), (&State::Queued, 0, report.created_at));
    assert!(again.asked_at >= report.created_at && again.started_at.is_none() && again.finished_at.is_none());
    assert_eq!(read(table, report.id).await, *again);
    assert!(matches!(table.retry(report.id).await.expect("an answer"), Change::Impossible(_)), "once");
    overdue(table, report.id, again.asked_at.after(Duration::from_secs(121)), true).await;
    assert!(!succeed(table, &holder).await, "the former attempt has no lease any more");
    let holder = lease(table, report.id, in_a_minute()).await;
    assert!(succeed(table, &holder).await);
    assert!(
        matches!(table.retry(report.id).await.expect("an answer"), Change::Impossible(_)),
        "it succeeded"
    );
    assert!(matches!(table.retry(ReportId::new()).await.expect("an answer"), Change::Unknown));
}

async fn a_queued_report_is_cancelled(
    table: &(impl CreateReports + Reports + Leases + Unfinished + ChangeReports),
) {
    let id = created(table).await.id;
    let Change::Made(cancelled) = table.cancel(id).await.expect("an answer") else { panic!("it was queued") };
    assert_eq!(cancelled.state, State::Failed { error: "Cancelled.".into() });
    assert_eq!(read(table, id).await, *cancelled);
    assert!(matches!(table.cancel(id).await.expect("an answer"), Change::Impossible(_)), "once");
    assert!(matches!(table.take_lease(id, in_a_minute()).await.expect("an answer"), LeaseOutcome::Finished));
    overdue(table, id, cancelled.created_at.after(Duration::from_secs(999)), false).await;
    let running = created(table).await.id;
    lease(table, running, in_a_minute()).await;
    assert!(matches!(table.cancel(running).await.expect("an answer"), Change::Impossible(_)));
    assert!(matches!(table.cancel(ReportId::new()).await.expect("an answer"), Change::Unknown));
}

// ---- idempotency keys ----

fn key() -> IdempotencyKey {
    IdempotencyKey::new(KeyDigest::of("api key"), &Uuid::now_v7().to_string())
}

fn hash(new: &NewReport) -> RequestHash {
    RequestHash::of(&new.subject, &new.options)
}

async fn a_key_answers_only_its_own_request(table: &(impl IdempotencyKeys + CreateReports)) {
    let (key, new) = (key(), new_report(subject()));
    let (request, other) = (hash(&new), hash(&new_report(subject())));
    let claim = async |request| table.claim(&key, request).await.expect("an answer");
    let ClaimOutcome::Taken(first) = claim(&request).await else { panic!("a new key is free") };
    assert!(matches!(claim(&request).await, ClaimOutcome::InFlight));
    assert!(matches!(claim(&other).await, ClaimOutcome::OtherRequest));
    table.create_report(&new, Some(&first)).await.expect("created");
    match claim(&request).await {
        ClaimOutcome::Answered { report_id, job_id } => {
            assert_eq!((report_id, job_id), (new.id, new.job_id));
        }
        outcome => panic!("the key is settled: {outcome:?}"),
    }
    assert!(matches!(claim(&other).await, ClaimOutcome::OtherRequest));
    table.release(first).await;
    let settled = claim(&request).await;
    assert!(
        matches!(settled, ClaimOutcome::Answered { .. }),
        "a settled key cannot be given back: {settled:?}"
    );
}

async fn a_released_key_is_free(table: &impl IdempotencyKeys) {
    let (key, request) = (key(), hash(&new_report(subject())));
    let claim = async || table.claim(&key, &request).await.expect("an answer");
    let ClaimOutcome::Taken(first) = claim().await else { panic!("a new key is free") };
    table.release(first).await;
    assert!(matches!(claim().await, ClaimOutcome::Taken(_)));
}

async fn no_report_is_created_under_a_lost_claim(table: &(impl IdempotencyKeys + CreateReports + Reports)) {
    let (key, new) = (key(), new_report(subject()));
    let request = hash(&new);
    let claim = async || table.claim(&key, &request).await.expect("an answer");
    let ClaimOutcome::Taken(lost) = claim().await else { panic!("a new key is free") };
    table.release(lost.clone()).await;
    assert!(matches!(claim().await, ClaimOutcome::Taken(_)), "another request takes it over");
    let refused = table.create_report(&new, Some(&lost)).await;
    assert!(matches!(refused, Err(CreateError::ClaimLost)), "{refused:?}");
    assert_eq!(table.report(new.id).await.expect("an answer"), None);
    table.release(lost).await;
    assert!(matches!(claim().await, ClaimOutcome::InFlight), "a lost claim releases nothing");
}

// ---- leases and the ends of reports ----

async fn a_lease_is_held_by_one_attempt(table: &(impl CreateReports + Reports + Leases)) {
    let id = created(table).await.id;
    lease(table, id, in_a_minute()).await;
    assert!(matches!(table.take_lease(id, in_a_minute()).await.expect("an answer"), LeaseOutcome::Held));
    let report = read(table, id).await;
    assert_eq!((report.state, report.attempts), (State::Running, 1));
    assert!(report.started_at.is_some() && report.finished_at.is_none());
    let unknown = table.take_lease(ReportId::new(), in_a_minute()).await.expect("an answer");
    assert!(matches!(unknown, LeaseOutcome::Unknown));
}

async fn a_lease_that_has_ended_is_free(table: &(impl CreateReports + Reports + Leases)) {
    let id = created(table).await.id;
    let ended = lease(table, id, long_ago()).await;
    let started_at = read(table, id).await.started_at;
    let holder = lease(table, id, in_a_minute()).await;
    assert!(!succeed(table, &ended).await, "only the holder finishes the report");
    assert!(!table.fail(&ended, "late").await.expect("an answer"));
    table.give_up_lease(&ended, Duration::ZERO).await.expect("no change");
    assert!(matches!(table.take_lease(id, in_a_minute()).await.expect("an answer"), LeaseOutcome::Held));
    let report = read(table, id).await;
    assert_eq!((report.state, report.attempts, report.started_at), (State::Running, 2, started_at));
    assert!(succeed(table, &holder).await);
}

async fn a_report_succeeds_once(table: &(impl CreateReports + Reports + Leases + Unfinished)) {
    let id = created(table).await.id;
    let holder = lease(table, id, in_a_minute()).await;
    assert!(succeed(table, &holder).await);
    let report = read(table, id).await;
    let State::Succeeded { artifact, summary } = &report.state else { panic!("{report:?}") };
    assert_eq!(*artifact, documents(&holder));
    assert_eq!((&summary["pages"], report.title.as_deref()), (&json!(6), Some("Q3, rendered")));
    assert_eq!(report.finished_at, Some(report.updated_at));
    // The holder may repeat the call after a lost answer; nothing changes.
    assert!(succeed(table, &holder).await);
    assert!(matches!(table.take_lease(id, in_a_minute()).await.expect("an answer"), LeaseOutcome::Finished));
    assert!(!table.abandon(id, "late").await.expect("an answer"));
    assert_eq!(read(table, id).await, report);
}

async fn a_report_fails_once(table: &(impl CreateReports + Reports + Leases)) {
    let id = created(table).await.id;
    let holder = lease(table, id, in_a_minute()).await;
    assert!(table.fail(&holder, "The snapshot is not JSON.").await.expect("an answer"));
    let report = read(table, id).await;
    assert_eq!(report.state, State::Failed { error: "The snapshot is not JSON.".into() });
    assert_eq!(report.title.as_deref(), Some("Q3"));
    assert!(
        table.fail(&holder, "The snapshot is not JSON.").await.expect("an answer"),
        "a repeat of the call"
    );
    assert_eq!(read(table, id).await, report);
}

async fn a_lease_that_was_given_up_is_free_and_its_attempt_does_not_count(
    table: &(impl CreateReports + Reports + Leases + Unfinished),
) {
    let report = created(table).await;
    let id = report.id;
    let holder = lease(table, id, in_a_minute()).await;
    for _ in 0..2 {
        table.give_up_lease(&holder, Duration::from_secs(400)).await.expect("given up");
        let report = read(table, id).await;
        assert_eq!((report.state, report.attempts), (State::Running, 0), "taken back once");
    }
    assert!(!succeed(table, &holder).await, "the attempt is over");
    let after = |seconds| report.created_at.after(Duration::from_secs(seconds));
    overdue(table, id, after(500), false).await;
    overdue(table, id, after(600), true).await;
    let next = lease(table, id, in_a_minute()).await;
    assert_ne!(next.artifact_id, holder.artifact_id);
    table.give_up_lease(&holder, Duration::ZERO).await.expect("no change");
    assert_eq!(read(table, id).await.attempts, 1);
}

async fn taking_a_lease_twice_counts_one_attempt(table: &(impl CreateReports + Reports + Leases)) {
    // As an SDK does that has lost the answer.
    let lease = Lease::new(created(table).await.id);
    for _ in 0..2 {
        let taken = table.take(lease, in_a_minute()).await.expect("an answer");
        assert!(matches!(taken, LeaseOutcome::Taken(_)), "{taken:?}");
        assert_eq!(read(table, lease.report_id).await.attempts, 1);
    }
    assert!(succeed(table, &lease).await);
}

async fn what_is_stored_of_a_report_is_bounded(table: &(impl CreateReports + Reports + Leases + Unfinished)) {
    let text = "é".repeat(450_000);
    let succeeded = created(table).await.id;
    let holder = lease(table, succeeded, in_a_minute()).await;
    let artifact = documents(&holder);
    let summary = Map::from_iter([("headline".to_owned(), json!(text)), ("pages".to_owned(), json!(6))]);
    assert!(table.succeed(&holder, &artifact, &summary, &text, None).await.expect("stored"));
    let report = read(table, succeeded).await;
    assert!(report.title.is_some_and(|title| title.ends_with("é…") && title.len() < 1000));
    let State::Succeeded { summary, .. } = report.state else { panic!("it succeeded") };
    assert!(json!(summary).to_string().len() <= 5000 && summary["pages"] == 6, "{summary:?}");
    let (failed, abandoned) = (created(table).await.id, created(table).await.id);
    let holder = lease(table, failed, in_a_minute()).await;
    assert!(table.fail(&holder, &text).await.expect("stored"));
    assert!(table.abandon(abandoned, &text).await.expect("stored"));
    for id in [failed, abandoned] {
        let State::Failed { error } = read(table, id).await.state else { panic!("it failed") };
        assert_eq!(error.chars().count(), 2000);
    }
}

async fn a_report_is_abandoned_only_while_no_attempt_runs(
    table: &(impl CreateReports + Reports + Leases + Unfinished),
) {
    let queued = created(table).await.id;
    assert!(table.abandon(queued, "too old").await.expect("an answer"));
    assert_eq!(read(table, queued).await.state, State::Failed { error: "too old".into() });
    let running = created(table).await.id;
    let holder = lease(table, running, in_a_minute()).await;
    assert!(!table.abandon(running, "too old").await.expect("an answer"));
    table.give_up_lease(&holder, Duration::ZERO).await.expect("given up");
    assert!(table.abandon(running, "too old").await.expect("an answer"));
    assert!(!succeed(table, &holder).await, "the attempt comes too late");
    assert_eq!(read(table, running).await.state, State::Failed { error: "too old".into() });
    assert!(!table.abandon(ReportId::new(), "too old").await.expect("an answer"));
}

// ---- overdue reports ----

/// What [`Unfinished::overdue`] says of a report at that instant: what [`Unfinished::postpone`] wants, and whether the report
/// is leased. The index of the real table may lag behind, so it is asked until it says what is expected.
async fn overdue(
    table: &impl Unfinished,
    id: ReportId,
    now: Timestamp,
    expected: bool,
) -> Option<(String, bool)> {
    for _ in 0..50 {
        let found = table.overdue(now, 500).await.expect("an answer");
        assert!(found.is_sorted_by(|one, two| one.seen <= two.seen), "longest overdue first");
        let found = found.into_iter().find(|overdue| overdue.report.id == id);
        if found.is_some() == expected {
            return found.map(|overdue| (overdue.seen, overdue.leased));
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{id} is overdue at {now}: expected {expected}")
}

async fn an_unfinished_report_becomes_overdue(table: &(impl CreateReports + Leases + Unfinished)) {
    let report = created(table).await;
    let after = |seconds| report.created_at.after(Duration::from_secs(seconds));
    overdue(table, report.id, after(119), false).await;
    let (_, leased) = overdue(table, report.id, after(121), true).await.expect("overdue");
    assert!(!leased);
    let holder = lease(table, report.id, after(300)).await;
    overdue(table, report.id, after(304), false).await;
    let (_, leased) = overdue(table, report.id, after(306), true).await.expect("overdue");
    assert!(!leased, "the lease has ended by then");
    assert!(succeed(table, &holder).await);
    overdue(table, report.id, after(306), false).await;
}

/// Whatever machine wrote it: its clock may be wrong.
async fn a_report_that_is_due_in_a_day_is_overdue(table: &(impl CreateReports + Leases + Unfinished)) {
    let report = created(table).await;
    let after = |seconds| report.created_at.after(Duration::from_secs(seconds));
    let (seen, _) = overdue(table, report.id, after(121), true).await.expect("overdue");
    assert!(table.postpone(report.id, &seen, after(86_400)).await.expect("an answer"));
    let (seen, _) = overdue(table, report.id, after(121), true).await.expect("overdue");
    assert!(table.postpone(report.id, &seen, after(1800)).await.expect("an answer"));
    overdue(table, report.id, after(121), false).await;
}

async fn a_report_is_postponed_unless_it_has_moved_on(table: &(impl CreateReports + Leases + Unfinished)) {
    let report = created(table).await;
    let after = |seconds| report.created_at.after(Duration::from_secs(seconds));
    let (seen, _) = overdue(table, report.id, after(121), true).await.expect("overdue");
    assert!(table.postpone(report.id, &seen, after(600)).await.expect("an answer"));
    assert!(!table.postpone(report.id, &seen, after(900)).await.expect("an answer"), "postponed before");
    overdue(table, report.id, after(599), false).await;
    let (seen, _) = overdue(table, report.id, after(601), true).await.expect("overdue");
    lease(table, report.id, in_a_minute()).await;
    assert!(!table.postpone(report.id, &seen, after(900)).await.expect("an answer"), "an attempt has begun");
    assert!(!table.postpone(ReportId::new(), &seen, after(900)).await.expect("an answer"));
}

// ---- API keys ----

async fn an_api_key_is_made_once_and_taken_back(table: &impl ApiKeys) {
    let digest = KeyDigest::of(&Uuid::now_v7().to_string());
    assert_eq!(table.api_key(digest).await.expect("an answer"), None);
    assert!(!table.revoke_api_key(digest).await.expect("an answer"));
    let key = ApiKey {
        name: "conformance".into(),
        scopes: BTreeSet::from([Scope::Read, Scope::Write]),
        projects: Some(BTreeSet::from([subject().project_id])),
        expires_at: Some(Timestamp::from_unix_millis(1_900_000_000_000)),
        revoked: false,
        created_at: Timestamp::now(),
        limit: None,
    };
    for unusable in [
        ApiKey { scopes: BTreeSet::new(), ..key.clone() },
        ApiKey { projects: Some(BTreeSet::new()), ..key.clone() },
    ] {
        assert!(matches!(table.create_api_key(digest, &unusable).await, Err(StorageError::Refused { .. })));
    }
    table.create_api_key(digest, &key).await.expect("a new key");
    let twice = table.create_api_key(digest, &key).await;
    assert!(matches!(twice, Err(StorageError::Refused { .. })), "{twice:?}");
    assert_eq!(table.api_key(digest).await.expect("an answer"), Some(key.clone()));
    assert!(table.revoke_api_key(digest).await.expect("an answer"));
    assert!(table.api_key(digest).await.expect("an answer").is_some_and(|key| key.revoked));
    let listed = table.api_keys().await.expect("an answer");
    assert!(listed.iter().any(|listed| listed.digest == digest && listed.key.revoked));
}

// ---- snapshots and documents ----

fn label(name: &str, sha256: &str) -> SnapshotLabel {
    SnapshotLabel {
        name: name.to_owned(),
        taken_at: Some(Timestamp::from_unix_millis(1_772_290_800_000)),
        sha256: sha256.to_owned(),
        published_at: Timestamp::from_unix_millis(1_772_290_800_123),
    }
}

/// Publishes a snapshot on no condition.
async fn published(bucket: &impl Publishing, subject: &Subject, bytes: &[u8]) -> SnapshotPin {
    let label = label("any", "0");
    match bucket.publish(subject, bytes.to_vec(), &label, &PublishCondition::Always).await.expect("an answer")
    {
        Published::Stored(version) => version,
        Published::Unmet => panic!("there was no condition"),
    }
}

async fn a_pinned_version_outlives_the_next_one(bucket: &(impl Snapshots + Publishing)) {
    let subject = subject();
    assert_eq!(bucket.pin(&subject).await.expect("an answer"), None);
    let first = published(bucket, &subject, b"{\"a\":1}").await;
    assert_eq!(bucket.pin(&subject).await.expect("an answer"), Some(first.clone()));
    let second = published(bucket, &subject, b"{\"a\":2}").await;
    assert_ne!(first, second);
    assert_eq!(bucket.pin(&subject).await.expect("an answer"), Some(second.clone()));
    let read = async |pin: SnapshotPin| bucket.snapshot(&subject, &pin).await.expect("an answer");
    assert_eq!(read(first.clone()).await, Some(b"{\"a\":1}".to_vec()));
    assert_eq!(read(second.clone()).await, Some(b"{\"a\":2}".to_vec()));
    // As a bucket that keeps no versions pins: the latest object, if it is still the same.
    assert_eq!(read(SnapshotPin { version_id: None, ..second }).await, Some(b"{\"a\":2}".to_vec()));
    assert_eq!(read(SnapshotPin { version_id: None, ..first }).await, None);
}

async fn a_snapshot_that_is_not_there_is_not_found(bucket: &impl Snapshots) {
    let pin = SnapshotPin { version_id: None, etag: "\"e\"".into() };
    assert_eq!(bucket.snapshot(&subject(), &pin).await.expect("an answer"), None);
}

async fn a_snapshot_is_published_only_if_the_condition_holds(bucket: &impl Publishing) {
    let subject = subject();
    assert_eq!(bucket.current(&subject).await.expect("an answer"), None);
    let publish = async |text: &str, condition: PublishCondition| {
        let label = label("Чурн 𝕏", text);
        bucket.publish(&subject, text.as_bytes().to_vec(), &label, &condition).await.expect("an answer")
    };
    let none = PublishCondition::IfCurrent("\"0123456789abcdef0123456789abcdef\"".into());
    assert_eq!(publish("1", none).await, Published::Unmet);
    let Published::Stored(first) = publish("1", PublishCondition::IfAbsent).await else {
        panic!("it was absent")
    };
    assert_eq!(publish("2", PublishCondition::IfAbsent).await, Published::Unmet);
    let current = bucket.current(&subject).await.expect("an answer").expect("a snapshot");
    assert_eq!((&current.version, current.bytes), (&first, 1));
    assert_eq!(current.label, Some(label("Чурн 𝕏", "1")));
    let age = Timestamp::now().since(current.stored_at);
    assert!(age < Duration::from_secs(60), "{age:?}");
    let replace = PublishCondition::IfCurrent(first.etag.clone());
    let Published::Stored(second) = publish("22", replace.clone()).await else { panic!("it was current") };
    assert_ne!(second, first);
    assert_eq!(publish("333", replace).await, Published::Unmet);
    let current = bucket.current(&subject).await.expect("an answer").expect("a snapshot");
    assert_eq!((&current.version, current.bytes), (&second, 2));
}

// ---- the catalog ----

fn entity(project_id: ProjectId, kind: Kind, name: &str) -> Entity {
    Entity {
        subject: Subject { project_id, kind, entity_id: Uuid::now_v7().into() },
        version: SnapshotPin { version_id: Some("v1".into()), etag: "\"e\"".into() },
        bytes: 7,
        label: label(name, "0"),
    }
}

async fn names(catalog: &impl Catalog, project: ProjectId, kind: Option<Kind>, limit: u16) -> Vec<String> {
    let (mut names, mut from) = (Vec::new(), None);
    loop {
        let page = catalog.entities(project, kind, from.as_ref(), limit).await.expect("a page");
        assert!(page.entities.len() <= usize::from(limit));
        assert!(
            page.next.is_none() || page.entities.len() == usize::from(limit),
            "only the last page may be short"
        );
        names.extend(page.entities.into_iter().map(|entity| entity.label.name));
        match page.next {
            Some(next) => from = Some(Cursor::decode(&next.encode()).expect("a cursor")),
            None => return names,
        }
    }
}

async fn entities_are_listed_by_kind_and_name(catalog: &impl Catalog) {
    let project = subject().project_id;
    assert_eq!(names(catalog, project, None, 5).await, Vec::<String>::new());
    let [b, a, umlaut] = ["b#1", "A", "Über"].map(|name| entity(project, Kind::Model, name));
    let run = entity(project, Kind::Experiment, "z");
    for entity in [&b, &run, &a, &umlaut, &entity(subject().project_id, Kind::Model, "elsewhere")] {
        catalog.record(entity).await.expect("recorded");
    }
    for limit in [1, 2, 3, 4, 5] {
        assert_eq!(names(catalog, project, None, limit).await, ["z", "A", "b#1", "Über"]);
        assert_eq!(names(catalog, project, Some(Kind::Model), limit).await, ["A", "b#1", "Über"]);
        assert_eq!(names(catalog, project, Some(Kind::Deployment), limit).await, Vec::<String>::new());
    }
    let page = catalog.entities(project, Some(Kind::Experiment), None, 1).await.expect("a page");
    assert_eq!(page, EntityPage { entities: vec![run.clone()], next: None });
    // A cursor of one list, given to another, skips nothing and fails nowhere.
    let cursor = catalog.entities(project, None, None, 2).await.expect("a page").next.expect("a cursor");
    for (kind, expected) in
        [(Kind::Deployment, 0), (Kind::Synthgen, 0), (Kind::Experiment, 0), (Kind::Model, 2)]
    {
        let page = catalog.entities(project, Some(kind), Some(&cursor), 5).await.expect("a page");
        assert_eq!(page.entities.len(), expected, "{kind}");
    }
}

async fn a_renamed_entity_is_listed_once(catalog: &impl Catalog) {
    let project = subject().project_id;
    let old = entity(project, Kind::Model, "b");
    let new = Entity { label: label("a", "1"), bytes: 8, ..old.clone() };
    assert_eq!(catalog.listed(&old.subject).await.expect("an answer"), None);
    catalog.record(&old).await.expect("recorded");
    catalog.record(&entity(project, Kind::Model, "c")).await.expect("recorded");
    for again in [&new, &new, &old, &new] {
        catalog.record(again).await.expect("recorded");
    }
    assert_eq!(names(catalog, project, None, 5).await, ["a", "c"]);
    let page = catalog.entities(project, None, None, 1).await.expect("a page");
    assert_eq!(page.entities, std::slice::from_ref(&new));
    assert_eq!(catalog.listed(&new.subject).await.expect("an answer").as_ref(), Some(&new));
    for _ in 0..2 {
        catalog.forget(&new.subject).await.expect("forgotten");
        assert_eq!(names(catalog, project, None, 5).await, ["c"]);
        assert_eq!(catalog.listed(&new.subject).await.expect("an answer"), None);
    }
    catalog.record(&new).await.expect("recorded");
    assert_eq!(names(catalog, project, None, 5).await, ["a", "c"]);
}

// ---- passes over a tracking server ----

async fn pass(table: &impl Passes, project_id: ProjectId, until: Timestamp) -> Option<Pass> {
    table.begin_pass(project_id, until).await.expect("an answer")
}

async fn one_pass_at_a_time_is_under_way(table: &impl Passes) {
    let (project, other): (ProjectId, ProjectId) = (Uuid::now_v7().into(), Uuid::now_v7().into());
    let first = pass(table, project, in_a_minute()).await.expect("free");
    assert_eq!((first.project_id, &first.after), (project, &None));
    assert_eq!(pass(table, project, in_a_minute()).await, None);
    assert!(pass(table, other, in_a_minute()).await.is_some(), "another project's passes are its own");
    assert!(table.mark_pass(&first, "b").await.expect("an answer"));
    table.end_pass(&first).await.expect("ended");
    let second = pass(table, project, in_a_minute()).await.expect("free");
    assert_eq!(second.after.as_deref(), Some("b"));
    table.end_pass(&first).await.expect("no change");
    assert_eq!(pass(table, project, in_a_minute()).await, None, "a pass ends no other");
}

async fn a_pass_that_was_killed_ends_by_itself(table: &impl Passes) {
    let project = Uuid::now_v7().into();
    let killed = pass(table, project, long_ago()).await.expect("free");
    assert!(table.mark_pass(&killed, "a").await.expect("an answer"));
    let next = pass(table, project, in_a_minute()).await.expect("free");
    assert_eq!(next.after.as_deref(), Some("a"));
    assert!(!table.mark_pass(&killed, "z").await.expect("an answer"), "it has lost its lease");
    table.end_pass(&next).await.expect("ended");
    assert_eq!(pass(table, project, in_a_minute()).await.expect("free").after.as_deref(), Some("a"));
}

async fn what_a_part_was_like_is_remembered(table: &impl Passes) {
    let (project, other): (ProjectId, ProjectId) = (Uuid::now_v7().into(), Uuid::now_v7().into());
    let state = async |project| table.part_state(project, "PASS").await.expect("an answer");
    assert_eq!(state(project).await, None);
    for now in ["1", "2", "2"] {
        table.set_part_state(project, "PASS", now).await.expect("remembered");
        assert_eq!(state(project).await.as_deref(), Some(now));
    }
    assert_eq!(state(other).await, None);
    assert!(pass(table, project, in_a_minute()).await.is_some(), "a part is never taken for the pass");
}

// ---- uploads ----

fn upload(precondition: Precondition, until: Timestamp) -> Upload {
    let key = UploadKey { subject: subject(), id: UploadId::new() };
    Upload { key, precondition, until, outcome: None }
}

async fn an_upload_has_one_outcome(table: &impl Uploads) {
    let tags = Precondition::OneOf(vec!["\"a\"".into(), "\"b\"".into()]);
    let upload = upload(tags, in_a_minute());
    let read = async || table.upload(&upload.key).await.expect("an answer");
    assert_eq!(read().await, None);
    table.begin(&upload).await.expect("stored");
    assert_eq!(read().await, Some(upload.clone()));
    let elsewhere = UploadKey { subject: subject(), ..upload.key };
    assert_eq!(table.upload(&elsewhere).await.expect("an answer"), None, "an id alone is not enough");
    let published = entity(upload.key.subject.project_id, Kind::Model, "Чурн 𝕏");
    let published = Outcome::Published(Entity { subject: upload.key.subject, ..published });
    table.settle(&upload, &published).await.expect("stored");
    let problem = json!({ "loc": ["body"], "msg": "is cut off", "type": "snapshot" });
    table.settle(&upload, &Outcome::Invalid(vec![problem.clone()])).await.expect("an answer");
    assert_eq!(read().await, Some(Upload { outcome: Some(published), ..upload.clone() }), "the first stays");
    let other = Upload { key: UploadKey { id: UploadId::new(), ..upload.key }, ..upload.clone() };
    table.begin(&other).await.expect("stored");
    table.settle(&other, &Outcome::Invalid(vec![problem.clone()])).await.expect("stored");
    let kept = table.upload(&other.key).await.expect("an answer").expect("an upload");
    assert_eq!(kept.outcome, Some(Outcome::Invalid(vec![problem])));
}

async fn an_upload_whose_time_is_over_is_none(table: &impl Uploads) {
    let upload = upload(Precondition::None, long_ago());
    table.begin(&upload).await.expect("stored");
    assert_eq!(table.upload(&upload.key).await.expect("an answer"), None);
}

async fn what_was_not_uploaded_is_not_found(bucket: &impl UploadedBytes) {
    let key = upload(Precondition::None, in_a_minute()).key;
    assert_eq!(bucket.uploaded(&key).await.expect("an answer"), None);
    bucket.remove_uploaded(&key).await.expect("nothing to do");
}

async fn a_presigned_put_says_what_it_takes(bucket: &impl UploadedBytes) {
    let key = upload(Precondition::None, in_a_minute()).key;
    let put =
        async |sha256| bucket.presigned_put(&key, 7, sha256, Duration::from_secs(60)).await.expect("signed");
    let (plain, with_digest) = (put(None).await, put(Some([7; 32])).await);
    assert!(plain.url.contains(&key.to_string()), "{}", plain.url);
    assert_eq!(plain.headers, [("content-length".to_owned(), "7".to_owned())]);
    assert!(with_digest.headers.iter().any(|(name, _)| name == "x-amz-checksum-sha256"), "{with_digest:?}");
}

async fn documents_are_kept_by_report_attempt_and_format(bucket: &impl Documents) {
    let html =
        DocumentKey { report_id: ReportId::new(), artifact_id: ArtifactId::new(), format: Format::Html };
    let pdf = DocumentKey { format: Format::Pdf, ..html };
    assert_eq!(bucket.document(&html).await.expect("an answer"), None);
    assert!(!bucket.is_kept(&html).await.expect("an answer"));
    bucket.put(&html, b"<p>".to_vec()).await.expect("stored");
    bucket.put(&pdf, b"%PDF".to_vec()).await.expect("stored");
    assert_eq!(bucket.document(&html).await.expect("an answer"), Some(b"<p>".to_vec()));
    assert_eq!(bucket.document(&pdf).await.expect("an answer"), Some(b"%PDF".to_vec()));
    assert!(bucket.is_kept(&html).await.expect("an answer"));
    let other = DocumentKey { artifact_id: ArtifactId::new(), ..html };
    assert_eq!(bucket.document(&other).await.expect("an answer"), None);
    let url = bucket.presigned_url(&pdf, "inline", Duration::from_secs(90)).await.expect("a URL");
    assert!(url.contains(&pdf.to_string()) && url.contains("90"), "{url}");
}

async fn all_documents_of_a_report_are_removed(bucket: &impl Documents) {
    let html =
        DocumentKey { report_id: ReportId::new(), artifact_id: ArtifactId::new(), format: Format::Html };
    let later = DocumentKey { artifact_id: ArtifactId::new(), format: Format::Pdf, ..html };
    let other = DocumentKey { report_id: ReportId::new(), ..html };
    for document in [&html, &html, &later, &other] {
        bucket.put(document, b"x".to_vec()).await.expect("stored");
    }
    for _ in 0..2 {
        bucket.remove_all(html.report_id).await.expect("removed");
        assert_eq!(bucket.document(&html).await.expect("an answer"), None);
        assert_eq!(bucket.document(&later).await.expect("an answer"), None);
        assert!(bucket.document(&other).await.expect("an answer").is_some());
    }
}

async fn a_withdrawn_snapshot_stays_for_those_that_are_pinned_to_it(bucket: &(impl Snapshots + Publishing)) {
    let subject = subject();
    assert!(!bucket.withdraw(&subject).await.expect("an answer"));
    let pin = published(bucket, &subject, b"{}").await;
    assert!(bucket.withdraw(&subject).await.expect("an answer"));
    assert_eq!(bucket.current(&subject).await.expect("an answer"), None);
    assert_eq!(bucket.pin(&subject).await.expect("an answer"), None);
    assert!(!bucket.withdraw(&subject).await.expect("an answer"), "once");
    assert_eq!(bucket.snapshot(&subject, &pin).await.expect("an answer"), Some(b"{}".to_vec()));
    let next = published(bucket, &subject, b"{}").await;
    assert_eq!(bucket.pin(&subject).await.expect("an answer"), Some(next));
}

async fn documents_of_other_attempts_are_removed(bucket: &impl Documents) {
    let key = |report_id, artifact_id| DocumentKey { report_id, artifact_id, format: Format::Html };
    let report = ReportId::new();
    let (kept, killed) = (key(report, ArtifactId::new()), key(report, ArtifactId::new()));
    let other = key(ReportId::new(), killed.artifact_id);
    for document in [&kept, &killed, &other] {
        bucket.put(document, b"<p>".to_vec()).await.expect("stored");
    }
    let are_kept = async || {
        let mut found = [false; 3];
        for (found, document) in found.iter_mut().zip([&kept, &killed, &other]) {
            *found = bucket.is_kept(document).await.expect("an answer");
        }
        found
    };
    for _ in 0..2 {
        bucket.remove_all_but(report, Some(kept.artifact_id)).await.expect("removed");
        assert_eq!(are_kept().await, [true, false, true]);
    }
    bucket.remove_all_but(report, None).await.expect("removed");
    assert_eq!(are_kept().await, [false, false, true]);
}

// ---- the queue ----

/// A message about a report that does not exist: the renderer drops it.
async fn a_message_is_taken(queue: &impl RenderQueue) {
    let message = Message::new(ReportId::new(), JobId::new());
    queue.send(message).await.expect("sent");
    queue.send(message.alone().put_off()).await.expect("sent");
}

checks! {
    Table:
        a_report_is_read_back_at_once
        a_report_that_was_never_created_is_not_found
        creating_a_report_again_changes_nothing
        lists_are_exact_and_newest_first
        lists_are_the_same_before_and_after_reports_have_places
        reports_without_places_are_found
        a_deleted_report_is_nowhere
        the_key_of_a_deleted_report_is_free
        an_attempt_ends_quietly_when_its_report_is_deleted
        a_failed_report_is_retried
        a_queued_report_is_cancelled
        a_key_answers_only_its_own_request
        a_released_key_is_free
        no_report_is_created_under_a_lost_claim
        a_lease_is_held_by_one_attempt
        a_lease_that_has_ended_is_free
        a_report_succeeds_once
        a_report_fails_once
        a_lease_that_was_given_up_is_free_and_its_attempt_does_not_count
        taking_a_lease_twice_counts_one_attempt
        what_is_stored_of_a_report_is_bounded
        a_report_is_abandoned_only_while_no_attempt_runs
        an_unfinished_report_becomes_overdue
        a_report_that_is_due_in_a_day_is_overdue
        a_report_is_postponed_unless_it_has_moved_on
        an_api_key_is_made_once_and_taken_back
        entities_are_listed_by_kind_and_name
        a_renamed_entity_is_listed_once
        one_pass_at_a_time_is_under_way
        a_pass_that_was_killed_ends_by_itself
        what_a_part_was_like_is_remembered
        an_upload_has_one_outcome
        an_upload_whose_time_is_over_is_none;
    Bucket:
        a_snapshot_is_published_only_if_the_condition_holds
        a_pinned_version_outlives_the_next_one
        a_snapshot_that_is_not_there_is_not_found
        a_withdrawn_snapshot_stays_for_those_that_are_pinned_to_it
        documents_are_kept_by_report_attempt_and_format
        all_documents_of_a_report_are_removed
        what_was_not_uploaded_is_not_found
        a_presigned_put_says_what_it_takes
        documents_of_other_attempts_are_removed;
    Queue:
        a_message_is_taken;
}
