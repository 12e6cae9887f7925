//! Facts about limits, checked on the store in memory and on the real table, as in `conformance.rs`: how many requests a key may
//! make, and for how long a report's documents are kept.

#[macro_use]
mod support;

use std::{collections::BTreeSet, time::Duration};

use futures_util::stream::{self, StreamExt};
use report_domain::{
    ApiKey, Artifact, Format, JobId, Kind, RateLimit, Report, ReportId, ReportOptions, Scope, SnapshotPin,
    Subject, Timestamp,
};
use report_storage::{
    ApiKeys, Aws, CreateReports, DeleteReports, Expired, FullAt, KeyDigest, LeaseOutcome, Leases, Memory,
    NewReport, Reports, Retention, Table, Taken, Throttle, Unfinished,
};
use serde_json::{Map, json};
use uuid::Uuid;

fn limit(rate: &str, burst: u32) -> RateLimit {
    RateLimit::new(rate.parse().expect("a rate"), burst).expect("a limit")
}

/// A key that nobody has used.
fn new_key() -> KeyDigest {
    KeyDigest::of(&Uuid::now_v7().to_string())
}

/// How many of the takers wait for the emulator at the same time. It takes their calls one after the other, and on a loaded machine
/// more of them would wait for longer than a call may take.
const AT_ONCE: usize = 25;

/// Two hundred requests at the same time, by functions that know nothing of the bucket or have seen it so.
async fn at_once(
    table: &impl Throttle,
    key: KeyDigest,
    limit: RateLimit,
    now: Timestamp,
    known: Option<FullAt>,
) -> Vec<Taken> {
    let takers = stream::iter((0..200).map(|_| table.take_request(key, limit, now, known)));
    takers.buffer_unordered(AT_ONCE).map(|taken| taken.expect("an answer")).collect().await
}

fn admitted(takers: &[Taken]) -> usize {
    takers.iter().filter(|taken| taken.is_admitted).count()
}

async fn many_takers_at_once_get_a_burst_and_what_has_been_refilled(table: &impl Throttle) {
    let (key, limit, start) = (new_key(), limit("5/s", 20), Timestamp::now());
    let first = at_once(table, key, limit, start, None).await;
    assert_eq!(admitted(&first), 20);
    let left: BTreeSet<_> = first.iter().filter(|taken| taken.is_admitted).map(|taken| taken.left).collect();
    assert_eq!(left, (0..20).collect(), "each is told of itself");
    for refused in first.iter().filter(|taken| !taken.is_admitted) {
        assert_eq!((refused.left, refused.next), (0, Duration::from_millis(200)));
    }
    let stale = first.iter().map(|taken| taken.full_at).min();
    let two_seconds_later = start.after(Duration::from_secs(2));
    assert_eq!(admitted(&at_once(table, key, limit, two_seconds_later, stale).await), 10);
    let long_after = start.after(Duration::from_secs(3600));
    assert_eq!(admitted(&at_once(table, key, limit, long_after, None).await), 20);
}

async fn what_a_function_knows_of_a_bucket_changes_no_answer(table: &impl Throttle) {
    let (key, limit, now) = (new_key(), limit("1/min", 2), Timestamp::now());
    let first = table.take_request(key, limit, now, None).await.expect("an answer");
    assert_eq!((first.is_admitted, first.left), (true, 1));
    // The first is what every function begins with, the second is true, the third is long over.
    let long_over = table.take_request(new_key(), limit, Timestamp::from_unix_millis(0), None).await;
    for known in [None, Some(first.full_at), Some(long_over.expect("an answer").full_at)] {
        let key = new_key();
        let takers = [None, known, known, known].map(|known| (key, known));
        let mut admissions = Vec::new();
        for (key, known) in takers {
            let taken = table.take_request(key, limit, now, known).await.expect("an answer");
            admissions.push(taken.is_admitted);
        }
        assert_eq!(admissions, [true, true, false, false], "{known:?}");
    }
}

async fn buckets_are_one_for_each_key(table: &impl Throttle) {
    let (limit, now) = (limit("1/h", 1), Timestamp::now());
    for key in [new_key(), new_key()] {
        let mut is_admitted = Vec::new();
        for _ in 0..2 {
            is_admitted.push(table.take_request(key, limit, now, None).await.expect("an answer").is_admitted);
        }
        assert_eq!(is_admitted, [true, false]);
    }
}

async fn a_bucket_that_a_wrong_clock_has_written_locks_nobody_out(table: &impl Throttle) {
    let (key, limit, now) = (new_key(), limit("1/min", 2), Timestamp::now());
    let tomorrow = now.after(Duration::from_secs(86_400));
    for at in [tomorrow, now] {
        let mut is_admitted = Vec::new();
        for _ in 0..3 {
            is_admitted.push(table.take_request(key, limit, at, None).await.expect("an answer").is_admitted);
        }
        assert_eq!(is_admitted, [true, true, false], "{at}");
    }
}

async fn the_limit_of_a_key_is_changed_and_taken_away(table: &impl ApiKeys) {
    let digest = new_key();
    assert!(!table.limit_api_key(digest, Some(limit("5/s", 20))).await.expect("an answer"));
    assert_eq!(table.api_key(digest).await.expect("an answer"), None, "no key is made by it");
    let key = ApiKey {
        name: "limited".into(),
        scopes: BTreeSet::from([Scope::Read]),
        projects: None,
        expires_at: None,
        revoked: false,
        created_at: Timestamp::from_unix_millis(1_772_290_800_000),
        limit: Some(limit("5/s", 20)),
    };
    table.create_api_key(digest, &key).await.expect("a new key");
    assert_eq!(table.api_key(digest).await.expect("an answer").as_ref(), Some(&key));
    for limit in [Some(limit("100/min", 1)), None] {
        assert!(table.limit_api_key(digest, limit).await.expect("an answer"));
        let expected = ApiKey { limit, ..key.clone() };
        assert_eq!(table.api_key(digest).await.expect("an answer"), Some(expected));
    }
}

// ---- documents ----

/// A report that has succeeded, whose documents are kept for so many days, or for as long as any.
async fn succeeded(table: &(impl CreateReports + Leases + Reports), days: Option<u64>) -> Report {
    let options = json!({ "retain_days": days });
    let new = NewReport {
        id: ReportId::new(),
        job_id: JobId::new(),
        subject: Subject {
            project_id: Uuid::now_v7().into(),
            kind: Kind::Model,
            entity_id: Uuid::now_v7().into(),
        },
        snapshot: SnapshotPin { version_id: None, etag: "\"e\"".into() },
        options: ReportOptions::from_json(options.as_object().expect("an object"), &[]).expect("options"),
        compared: None,
    };
    table.create_report(&new, None).await.expect("created");
    let until = Timestamp::now().after(Duration::from_secs(60));
    let Ok(LeaseOutcome::Taken(leased)) = table.take_lease(new.id, until).await else { panic!("it is free") };
    assert_eq!(leased.report.retain_days.map(|days| u64::from(days.days())), days);
    let artifact =
        Artifact { id: leased.lease.artifact_id, written: Format::ALL.map(|format| (format, 1)).into() };
    for _ in 0..2 {
        let kept = leased.report.retain_days;
        let is_done = table.succeed(&leased.lease, &artifact, &Map::new(), "Q3", kept).await;
        assert!(is_done.expect("an answer"), "a call whose answer was lost is repeated");
    }
    table.report(new.id).await.expect("an answer").expect("a report")
}

/// Whether a report's days are over at that instant. The index of the real table may lag behind, so it is asked until it says
/// what is expected.
async fn expired(table: &impl Retention, id: ReportId, now: Timestamp, expected: bool) -> Option<Expired> {
    for _ in 0..50 {
        let all = table.expired(now, 500).await.expect("an answer");
        assert!(
            all.is_sorted_by(|one, two| one.seen <= two.seen),
            "those first whose days have been over for longest"
        );
        let found = all.into_iter().find(|expired| expired.report_id == id);
        if found.is_some() == expected {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{id} is found at {now}: expected {expected}")
}

async fn a_report_with_days_is_found_when_they_are_over(
    table: &(impl CreateReports + Leases + Reports + Retention + Unfinished),
) {
    let (short, any) = (succeeded(table, Some(2)).await, succeeded(table, None).await);
    let end = short.finished_at.expect("it has ended");
    assert_eq!((short.kept_until(), any.kept_until()), (Some(end.after(Duration::from_secs(172_800))), None));
    expired(table, short.id, end.after(Duration::from_secs(172_800)), false).await;
    let over = end.after(Duration::from_secs(172_801));
    let found = expired(table, short.id, over, true).await.expect("found");
    expired(table, any.id, end.after(Duration::from_secs(4_000_000_000)), false).await;
    let overdue = table.overdue(over, 500).await.expect("an answer");
    assert!(overdue.iter().all(|overdue| overdue.report.id != short.id), "it is not overdue to be rendered");
    let later = over.after(Duration::from_secs(600));
    assert!(table.postpone(short.id, &found.seen, later).await.expect("an answer"));
    assert!(!table.postpone(short.id, &found.seen, later).await.expect("an answer"), "once");
    expired(table, short.id, over, false).await;
    expired(table, short.id, later.after(Duration::from_secs(1)), true).await;
    for _ in 0..2 {
        table.expired_removed(short.id).await.expect("an answer");
    }
    expired(table, short.id, later.after(Duration::from_secs(1)), false).await;
    assert_eq!(table.report(short.id).await.expect("an answer"), Some(short), "the report is as it was");
}

async fn a_deleted_report_has_no_days(
    table: &(impl CreateReports + Leases + Reports + Retention + DeleteReports),
) {
    let report = succeeded(table, Some(1)).await;
    assert!(table.delete_report(report.id).await.expect("an answer"));
    let over = report.finished_at.expect("it has ended").after(Duration::from_secs(100_000));
    expired(table, report.id, over, false).await;
    table.expired_removed(report.id).await.expect("as if nothing were there");
    assert_eq!(table.report(report.id).await.expect("an answer"), None);
}

checks! {
    Table:
        many_takers_at_once_get_a_burst_and_what_has_been_refilled
        what_a_function_knows_of_a_bucket_changes_no_answer
        buckets_are_one_for_each_key
        a_bucket_that_a_wrong_clock_has_written_locks_nobody_out
        the_limit_of_a_key_is_changed_and_taken_away
        a_report_with_days_is_found_when_they_are_over
        a_deleted_report_has_no_days;
}
