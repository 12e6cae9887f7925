//! What is stored in memory.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    time::Duration,
};

use futures_util::future::BoxFuture;
use report_domain::{
    ApiKey, ArtifactId, ComparisonPin, Entity, JobId, LinkId, ProjectId, Report, ReportId, ReportOptions,
    SnapshotLabel, SnapshotPin, Timestamp,
};
use uuid::Uuid;

use crate::{BusEvent, FullAt, KeyDigest, Letter, Link, Message, RequestHash, Upload};

/// The items of the table, the objects of the bucket, the messages of the queue, and what a test asked for.
#[derive(Default)]
pub(super) struct State {
    /// How far the clock was set forward.
    pub(super) passed: Duration,
    pub(super) api_keys: BTreeMap<KeyDigest, ApiKey>,
    pub(super) buckets: HashMap<KeyDigest, FullAt>,
    pub(super) idempotency: HashMap<String, KeptKey>,
    pub(super) reports: Vec<Stored>,
    /// The reports that have no places in lists yet.
    pub(super) marks: BTreeSet<ReportId>,
    /// What is left of deleted reports: when their documents can be removed for good.
    pub(super) deleted: BTreeMap<ReportId, Option<Timestamp>>,
    /// Every version, oldest first, by the object's key.
    pub(super) snapshots: HashMap<String, Vec<SnapshotVersion>>,
    /// The objects of which there are versions only, and none is current.
    pub(super) withdrawn: BTreeSet<String>,
    /// The catalog, by project and sort key.
    pub(super) catalog: BTreeMap<(ProjectId, String), Entity>,
    pub(super) passes: BTreeMap<ProjectId, KeptPass>,
    /// What parts of a tracking server were like, by project and part.
    pub(super) parts: BTreeMap<(ProjectId, String), String>,
    /// Links, with the digests of their secrets.
    pub(super) links: BTreeMap<(ReportId, LinkId), (Link, String)>,
    pub(super) uploads: HashMap<String, Upload>,
    /// The bytes of uploads, by the object's key.
    pub(super) uploaded: HashMap<String, Vec<u8>>,
    pub(super) documents: HashMap<String, Vec<u8>>,
    pub(super) messages: Vec<Message>,
    /// Dead letters, and whether somebody has them in hand.
    pub(super) letters: Vec<(Letter, bool)>,
    /// What was put on the bus.
    pub(super) told: Vec<BusEvent>,
    pub(super) calls: Vec<(&'static str, String)>,
    pub(super) faults: Vec<Fault>,
    pub(super) events: Vec<(&'static str, BoxFuture<'static, ()>)>,
}

/// A version of a snapshot in the bucket.
pub(super) struct SnapshotVersion {
    pub(super) version: SnapshotPin,
    pub(super) bytes: Vec<u8>,
    pub(super) stored_at: Timestamp,
    pub(super) label: Option<SnapshotLabel>,
}

/// The latest pass of a project.
#[derive(Default)]
pub(super) struct KeptPass {
    pub(super) id: Option<Uuid>,
    pub(super) until: Option<Timestamp>,
    pub(super) after: Option<String>,
}

/// A report with all that its items in the table hold.
pub(super) struct Stored {
    pub(super) report: Report,
    pub(super) options: ReportOptions,
    /// What it is compared with.
    pub(super) compared: Option<ComparisonPin>,
    pub(super) lease: Option<ArtifactId>,
    pub(super) lease_until: Option<Timestamp>,
    pub(super) due: Option<String>,
    /// The idempotency key that it was created under.
    pub(super) idempotency: Option<String>,
}

/// A fault that a test asked for.
pub(super) struct Fault {
    pub(super) operation: &'static str,
    pub(super) about: String,
    pub(super) error: FaultKind,
}

/// Which error a fault is.
pub(super) enum FaultKind {
    Unavailable,
    Denied,
    Refused,
}

/// What is kept of an idempotency key.
pub(super) struct KeptKey {
    pub(super) request: RequestHash,
    pub(super) until: Timestamp,
    pub(super) state: KeyState,
}

/// How far the request of an idempotency key is.
pub(super) enum KeyState {
    Claimed(Uuid),
    Settled { report_id: ReportId, job_id: JobId },
}

impl State {
    /// The time of the store's clock.
    pub(super) fn now(&self) -> Timestamp {
        Timestamp::now().after(self.passed)
    }
}
