//! A change of a report.

use std::collections::BTreeMap;

use report_domain::{
    EntityId, JobId, Kind, LONGEST_ERROR, LONGEST_HEADLINE, LONGEST_TITLE, ProjectId, Report, ReportId,
    State, Timestamp, shortened,
};
use report_storage::{BusEvent, ToldChange};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::VERSION;

/// What a report is after a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum EventStatus {
    /// Waits for a renderer: it was created, or is to be rendered once more.
    Queued,
    /// Has its documents.
    Succeeded,
    /// Has none; the error says why.
    Failed,
    /// Is gone, with its documents.
    Deleted,
}

impl EventStatus {
    /// The detail type of the event.
    fn detail_type(self) -> &'static str {
        match self {
            EventStatus::Queued => "Report Queued",
            EventStatus::Succeeded => "Report Succeeded",
            EventStatus::Failed => "Report Failed",
            EventStatus::Deleted => "Report Deleted",
        }
    }
}

/// How many findings a report has, by how much they matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FindingCounts {
    /// Must be looked at before anyone relies on the result.
    critical: u64,
    /// Should be looked at.
    warning: u64,
    /// Worth knowing.
    info: u64,
    /// Good news.
    good: u64,
}

/// A document of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FormatSize {
    /// Its length in bytes.
    bytes: u64,
}

/// The detail of an event about a report. Events come at least once and in any order: of two with the same report and revision
/// one is a repetition, and one with a lower revision than another is older.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportChange {
    /// Version of this format: 1.
    version: &'static str,
    /// The number of this change of the report: 1 when it is created, one more with each change.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    revision: u64,
    /// The report.
    #[cfg_attr(feature = "schema", schemars(with = "uuid::Uuid"))]
    report_id: ReportId,
    /// The job that renders it.
    #[cfg_attr(feature = "schema", schemars(with = "uuid::Uuid"))]
    job_id: JobId,
    /// The project.
    #[cfg_attr(feature = "schema", schemars(with = "uuid::Uuid"))]
    project_id: ProjectId,
    /// What the report is about.
    kind: Kind,
    /// The entity that it is about.
    #[cfg_attr(feature = "schema", schemars(with = "uuid::Uuid"))]
    entity_id: EntityId,
    /// What the report is after the change.
    status: EventStatus,
    /// The document's title: the one asked for, or once rendered the one that was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(max = 300)))]
    title: Option<String>,
    /// What the report says in one sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(max = 500)))]
    headline: Option<String>,
    /// How many findings it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<FindingCounts>,
    /// Why it has failed: one sentence that a user can act on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(max = 2000)))]
    error: Option<String>,
    /// When it was created.
    created_at: Timestamp,
    /// When it succeeded or failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    finished_at: Option<Timestamp>,
    /// Its documents, by format.
    #[serde(skip_serializing_if = "Option::is_none")]
    formats: Option<BTreeMap<&'static str, FormatSize>>,
}

impl ReportChange {
    /// The detail for a change; `None` for a status that is not told. Of a deleted report only ids and times are told.
    fn of(change: &ToldChange) -> Option<Self> {
        let ToldChange { revision, report, is_deleted } = change;
        let status = match &report.state {
            _ if *is_deleted => EventStatus::Deleted,
            State::Queued => EventStatus::Queued,
            State::Running => return None,
            State::Succeeded { .. } => EventStatus::Succeeded,
            State::Failed { .. } => EventStatus::Failed,
        };
        let bare = Self {
            version: VERSION,
            revision: *revision,
            report_id: report.id,
            job_id: report.job_id,
            project_id: report.subject.project_id,
            kind: report.subject.kind,
            entity_id: report.subject.entity_id,
            status,
            title: None,
            headline: None,
            findings: None,
            error: None,
            created_at: report.created_at,
            finished_at: report.finished_at,
            formats: None,
        };
        Some(if *is_deleted { bare } else { bare.with_what_it_says(report) })
    }

    fn with_what_it_says(mut self, report: &Report) -> Self {
        self.title = report.title.as_deref().map(|title| shortened(title, LONGEST_TITLE).into_owned());
        match &report.state {
            State::Queued | State::Running => {}
            State::Failed { error } => self.error = Some(shortened(error, LONGEST_ERROR).into_owned()),
            State::Succeeded { artifact, summary } => {
                let headline = summary.get("headline").and_then(Value::as_str).filter(|it| !it.is_empty());
                self.headline = headline.map(|it| shortened(it, LONGEST_HEADLINE).into_owned());
                self.findings = findings(summary);
                let sizes = artifact.written.iter();
                self.formats =
                    Some(sizes.map(|(format, bytes)| (format.as_str(), FormatSize { bytes })).collect());
            }
        }
        self
    }

    /// The event for a change of a report; `None` for one that is not told.
    pub fn event(change: &ToldChange) -> Option<BusEvent> {
        let detail = Self::of(change)?;
        // `json!` cannot fail here: ids, enums, numbers and strings are always JSON.
        let text = json!(detail).to_string();
        let at = change.report.updated_at;
        Some(BusEvent { detail_type: detail.status.detail_type(), detail: text, at })
    }
}

/// The counts in a summary; a summary that was cut to its bounds may have none.
fn findings(summary: &Map<String, Value>) -> Option<FindingCounts> {
    let counts = summary.get("findings")?.as_object()?;
    let count = |name: &str| counts.get(name).and_then(Value::as_u64).unwrap_or(0);
    let (critical, warning) = (count("critical"), count("warning"));
    Some(FindingCounts { critical, warning, info: count("info"), good: count("good") })
}

#[cfg(test)]
mod tests {
    use report_domain::{Artifact, Format, SnapshotPin, Subject};
    use uuid::Uuid;

    use super::*;

    fn report(state: State) -> Report {
        let at = Timestamp::from_unix_millis(1_790_000_000_000);
        Report {
            id: Uuid::from_u128(1).into(),
            job_id: Uuid::from_u128(2).into(),
            subject: Subject {
                project_id: Uuid::from_u128(3).into(),
                kind: Kind::Model,
                entity_id: Uuid::from_u128(4).into(),
            },
            snapshot: SnapshotPin { version_id: None, etag: "e".into() },
            title: Some("</script>\u{202e}\n{{title}}".into()),
            retain_days: None,
            format: None,
            finished_at: state.is_final().then_some(at),
            state,
            attempts: 1,
            created_at: at,
            asked_at: at,
            updated_at: at,
            started_at: None,
        }
    }

    fn told(state: State, is_deleted: bool) -> Option<(&'static str, Value)> {
        let event = ReportChange::event(&ToldChange { revision: 2, report: report(state), is_deleted })?;
        Some((event.detail_type, serde_json::from_str(&event.detail).expect("JSON")))
    }

    fn succeeded(summary: Value) -> State {
        State::Succeeded {
            artifact: Artifact {
                id: Uuid::from_u128(5).into(),
                written: [(Format::Html, 10), (Format::Pdf, 20)].into(),
            },
            summary: summary.as_object().expect("an object").clone(),
        }
    }

    #[test]
    fn each_change_is_told_as_the_contract_has_it() {
        let summary = json!({
            "headline": "GBM leads", "title": "Q3", "pages": 6,
            "findings": { "critical": 1, "warning": 2, "info": 3, "good": 4 },
        });
        let queued = told(State::Queued, false).expect("told");
        let done = told(succeeded(summary.clone()), false).expect("told");
        let failed = told(State::Failed { error: "Broken.".into() }, false).expect("told");
        let gone = told(succeeded(summary), true).expect("told");
        let told = json!([queued, done, failed, gone]);
        insta::assert_snapshot!(serde_json::to_string_pretty(&told).expect("JSON"));
    }

    #[test]
    fn what_is_not_told_is_no_event() {
        assert_eq!(told(State::Running, false), None);
        assert!(told(State::Running, true).is_some(), "but that it is deleted");
    }

    #[test]
    fn the_largest_event_fits_the_bus_ten_times() {
        let text = "\u{1}".repeat(400_000);
        let state = succeeded(json!({ "headline": text, "comments": text, "findings": 7 }));
        let long = Report { title: Some(text.clone()), ..report(state) };
        let failed = Report { title: Some(text.clone()), ..report(State::Failed { error: text }) };
        for report in [long, failed] {
            let change = ToldChange { revision: u64::MAX, report, is_deleted: false };
            let event = ReportChange::event(&change).expect("told");
            assert!(event.detail.len() * 10 < 250_000, "{}", event.detail.len());
        }
    }
}
