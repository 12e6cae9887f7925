//! The comparison with another snapshot.

use report_changes::{Changes, Side, changes};
use report_seal::Fingerprint;
use report_sections::{Compared, Comparison};
use report_snapshot::Snapshot;

use crate::{
    input::{Other, OtherReport, OtherSnapshot},
    short_names,
};

/// What is known of the other snapshot. It is read, and gone again, before this report's own is: two of the largest at once would
/// not fit into memory.
pub(crate) enum Counterpart<'a> {
    /// There is none, and the report says nothing of it.
    NotAsked,
    /// There was none.
    NoEarlier,
    /// It cannot be had, or compared.
    Missing(String),
    /// This.
    Side(Box<OtherSide<'a>>),
}

pub(crate) struct OtherSide<'a> {
    snapshot: OtherSnapshot<'a>,
    file: Fingerprint,
    subject: uuid::Uuid,
    side: Side,
}

impl<'a> Counterpart<'a> {
    pub(crate) fn read(other: Other<'a>) -> Self {
        match other {
            Other::NotAsked => Self::NotAsked,
            Other::NoEarlier => Self::NoEarlier,
            Other::Gone(gone) => Self::Missing(gone.sentence().into()),
            Other::Snapshot(other) => match report_snapshot::read(other.bytes) {
                Ok(mut snapshot) => {
                    let whole_names = short_names::whole(&snapshot);
                    short_names::shorten(&mut snapshot);
                    let findings = report_findings::findings(&snapshot);
                    Self::Side(Box::new(OtherSide {
                        snapshot: other,
                        file: Fingerprint::of(other.bytes),
                        subject: snapshot.header().id,
                        side: Side::of(&snapshot, &findings, &whole_names),
                    }))
                }
                Err(error) => Self::Missing(format!(
                    "This report could not be compared: the other snapshot, {}, {error}.",
                    other.key
                )),
            },
        }
    }
}

/// A comparison that was made.
pub(crate) enum Made<'a> {
    NotAsked,
    NoEarlier,
    Missing(String),
    Changes(Box<MadeChanges<'a>>),
}

pub(crate) struct MadeChanges<'a> {
    changes: Changes,
    snapshot: OtherSnapshot<'a>,
    file: Fingerprint,
    name: String,
    taken_at: Option<report_domain::Timestamp>,
    is_same_entity: bool,
    is_same_snapshot: bool,
}

impl<'a> Made<'a> {
    /// Compares the snapshot, with its findings and the whole names of its models.
    pub(crate) fn of(
        counterpart: Counterpart<'a>,
        snapshot: &Snapshot,
        findings: &[report_findings::Finding],
        whole_names: &[String],
        file: &Fingerprint,
    ) -> Self {
        let other = match counterpart {
            Counterpart::NotAsked => return Self::NotAsked,
            Counterpart::NoEarlier => return Self::NoEarlier,
            Counterpart::Missing(reason) => return Self::Missing(reason),
            Counterpart::Side(other) => *other,
        };
        let header = snapshot.header();
        if other.side.kind != header.kind {
            return Self::Missing(format!(
                "This report could not be compared: the other snapshot is about another kind of thing, {}, and this one about {}.",
                other.side.kind, header.kind
            ));
        }
        let now = Side::of(snapshot, findings, whole_names);
        Self::Changes(Box::new(MadeChanges {
            name: other.side.name.clone(),
            taken_at: other.side.taken_at,
            changes: changes(other.side, &now),
            snapshot: other.snapshot,
            is_same_entity: other.subject == header.id,
            is_same_snapshot: other.file == *file,
            file: other.file,
        }))
    }

    /// What the document says of it.
    pub(crate) fn comparison(&self) -> Comparison<'_> {
        let made = match self {
            Self::NotAsked => return Comparison::NotAsked,
            Self::NoEarlier => return Comparison::NoEarlier,
            Self::Missing(reason) => return Comparison::Missing(reason),
            Self::Changes(made) => made,
        };
        let report: Option<OtherReport> = made.snapshot.report;
        Comparison::With(Compared {
            changes: &made.changes,
            report_id: report.map(|report| report.id.uuid()),
            created_at: report.map(|report| report.created_at),
            name: &made.name,
            is_same_entity: made.is_same_entity,
            is_same_snapshot: made.is_same_snapshot,
            taken_at: made.taken_at,
            snapshot_version: made.snapshot.version,
            snapshot_sha256: &made.file.sha256,
        })
    }
}
