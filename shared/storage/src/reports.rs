//! Reports as items, and reading them.

use aws_sdk_dynamodb::types::AttributeValue;
use report_domain::{
    JobId, Report, ReportId, ReportOptions, RetainDays, SnapshotPin, State, Status, Subject,
};
use serde_json::{Map, Value};

use crate::{
    StorageError, Table,
    artifact::artifact_from,
    item::{Attributes, Reader, key, millis, n, s},
};

/// The attribute of a report's item that names the idempotency key which it was created under.
pub(crate) const IDEMPOTENCY: &str = "idempotency";

/// The attribute of a report's item that numbers the changes of its status (see `status`). Items that a version without events has
/// created have none until their next change; their creation counts as the first.
pub(crate) const REVISION: &str = "revision";
/// The revision of a report that was just created.
pub(crate) const FIRST_REVISION: u64 = 1;

/// The key of the item that holds a report and its job.
pub(crate) fn meta_key(id: ReportId) -> Attributes {
    key(format_args!("REPORT#{id}"), "META")
}

pub(crate) fn options_key(id: ReportId) -> Attributes {
    key(format_args!("REPORT#{id}"), "OPTIONS")
}

pub(crate) fn job_key(id: JobId) -> Attributes {
    key(format_args!("JOB#{id}"), "JOB")
}

/// The item of a report that was just created.
pub(crate) fn meta_item(report: &Report) -> Attributes {
    let mut item = meta_key(report.id);
    let mut put = |name: &str, value: AttributeValue| item.insert(name.to_owned(), value);
    put("report_id", s(report.id));
    put("job_id", s(report.job_id));
    put("project_id", s(report.subject.project_id));
    put("kind", s(report.subject.kind));
    put("entity_id", s(report.subject.entity_id));
    put("snapshot_etag", s(&report.snapshot.etag));
    if let Some(version) = &report.snapshot.version_id {
        put("snapshot_version", s(version));
    }
    if let Some(title) = &report.title {
        put("title", s(title));
    }
    if let Some(format) = report.format {
        put("format", s(format.as_str()));
    }
    if let Some(days) = report.retain_days {
        put("retain_days", n(days.days()));
    }
    put("status", s(report.state.status()));
    put(REVISION, n(FIRST_REVISION));
    put("attempts", n(report.attempts));
    put("created_at", millis(report.created_at));
    put("updated_at", millis(report.updated_at));
    item
}

pub(crate) fn options_item(id: ReportId, options: &ReportOptions) -> Attributes {
    let mut item = options_key(id);
    // Options are stored as JSON text. That is the contract's form, and cheaper to read than a tree of attribute values.
    // `json!` cannot fail here: flags and strings are always JSON.
    item.insert("options".to_owned(), s(serde_json::json!(options)));
    item
}

pub(crate) fn job_item(id: JobId, report: ReportId) -> Attributes {
    let mut item = job_key(id);
    item.insert("report_id".to_owned(), s(report));
    item
}

/// Reads a `META` item.
pub(crate) fn report_from(item: &Attributes) -> Result<Report, StorageError> {
    let read = Reader(item);
    let state = match read.parsed("status")? {
        Status::Queued => State::Queued,
        Status::Running => State::Running,
        Status::Failed => State::Failed { error: read.text("error")?.to_owned() },
        Status::Succeeded => {
            State::Succeeded { artifact: artifact_from(&read)?, summary: object(&read, "summary")? }
        }
    };
    Ok(Report {
        id: read.parsed("report_id")?,
        job_id: read.parsed("job_id")?,
        subject: Subject {
            project_id: read.parsed("project_id")?,
            kind: read.parsed("kind")?,
            entity_id: read.parsed("entity_id")?,
        },
        snapshot: SnapshotPin {
            version_id: read.optional_text("snapshot_version")?.map(str::to_owned),
            etag: read.text("snapshot_etag")?.to_owned(),
        },
        title: read.optional_text("title")?.map(str::to_owned),
        format: read.optional_parsed("format")?,
        retain_days: match read.optional_number("retain_days")? {
            None => None,
            Some(days) => {
                let read_days = RetainDays::new(days);
                Some(
                    read_days
                        .ok_or_else(|| read.corrupt(format_args!("retain_days is out of range: {days}")))?,
                )
            }
        },
        state,
        attempts: read.number("attempts")?,
        created_at: read.instant("created_at")?,
        asked_at: match read.optional_instant("asked_at")? {
            Some(asked_at) => asked_at,
            None => read.instant("created_at")?,
        },
        updated_at: read.instant("updated_at")?,
        started_at: read.optional_instant("started_at")?,
        finished_at: read.optional_instant("finished_at")?,
    })
}

/// The revision in a `META` item.
pub(crate) fn revision(item: &Attributes) -> Result<Option<u64>, StorageError> {
    Reader(item).optional_number(REVISION)
}

/// Reads an `OPTIONS` item.
fn options_from(item: &Attributes) -> Result<ReportOptions, StorageError> {
    let read = Reader(item);
    ReportOptions::from_json(&object(&read, "options")?, &["options"])
        .map_err(|problems| read.corrupt(format_args!("{problems:?}")))
}

/// The error for a report without options. One transaction writes both, so this is damage.
pub(crate) fn options_missing(id: ReportId) -> StorageError {
    StorageError::Corrupt { item: format!("REPORT#{id}/OPTIONS"), detail: "is missing".into() }
}

fn object(read: &Reader<'_>, name: &str) -> Result<Map<String, Value>, StorageError> {
    serde_json::from_str(read.text(name)?).map_err(|error| read.corrupt(format_args!("{name}: {error}")))
}

/// Reads reports.
pub trait Reports: Send + Sync {
    /// A report without its options: one read.
    ///
    /// # Errors
    /// When the table cannot be read.
    fn report(&self, id: ReportId) -> impl Future<Output = Result<Option<Report>, StorageError>> + Send;

    /// A report with its options: one query, for both are in one item collection.
    ///
    /// # Errors
    /// When the table cannot be read.
    fn report_with_options(
        &self,
        id: ReportId,
    ) -> impl Future<Output = Result<Option<(Report, ReportOptions)>, StorageError>> + Send;

    /// A report's options.
    ///
    /// # Errors
    /// When the table cannot be read or the report has none.
    fn options(&self, id: ReportId) -> impl Future<Output = Result<ReportOptions, StorageError>> + Send;

    /// The report that a job renders.
    ///
    /// # Errors
    /// When the table cannot be read.
    fn report_of_job(&self, id: JobId) -> impl Future<Output = Result<Option<Report>, StorageError>> + Send;
}

impl Reports for Table {
    async fn report(&self, id: ReportId) -> Result<Option<Report>, StorageError> {
        self.get(meta_key(id)).await?.as_ref().map(report_from).transpose()
    }

    async fn report_with_options(
        &self,
        id: ReportId,
    ) -> Result<Option<(Report, ReportOptions)>, StorageError> {
        let request = self
            .client
            .query()
            .table_name(&self.name)
            .consistent_read(true)
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", s(format_args!("REPORT#{id}")));
        let answer = request.send().await.map_err(|e| StorageError::from_sdk("dynamodb:Query", e))?;
        let find = |sk: &str| {
            let has_key = |item: &&Attributes| {
                item.get("sk").is_some_and(|value| value.as_s().is_ok_and(|it| it == sk))
            };
            answer.items().iter().find(has_key)
        };
        let (Some(meta), Some(options)) = (find("META"), find("OPTIONS")) else { return Ok(None) };
        Ok(Some((report_from(meta)?, options_from(options)?)))
    }

    async fn options(&self, id: ReportId) -> Result<ReportOptions, StorageError> {
        match self.get(options_key(id)).await? {
            Some(item) => options_from(&item),
            None => Err(options_missing(id)),
        }
    }

    async fn report_of_job(&self, id: JobId) -> Result<Option<Report>, StorageError> {
        let job = self.get(job_key(id)).await?;
        // Where there is no such job, a report is read all the same: as many reads as for a job that the caller may not see,
        // so that time does not tell one from the other.
        let report_id = match &job {
            Some(job) => Reader(job).parsed("report_id")?,
            None => ReportId::from(id.uuid()),
        };
        let report = self.report(report_id).await?;
        Ok(job.and(report))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use report_domain::{Artifact, ArtifactId, Format, Kind, Timestamp, Written};
    use uuid::Uuid;

    use super::*;
    use crate::artifact::artifact_attributes;

    pub(crate) fn queued() -> Report {
        Report {
            id: ReportId::new(),
            job_id: JobId::new(),
            subject: Subject {
                project_id: Uuid::from_u128(1).into(),
                kind: Kind::Model,
                entity_id: Uuid::from_u128(2).into(),
            },
            snapshot: SnapshotPin { version_id: Some("v1".into()), etag: "\"abc\"".into() },
            title: Some("Q3".into()),
            format: Some(Format::Pdf),
            retain_days: RetainDays::new(7),
            state: State::Queued,
            attempts: 0,
            created_at: Timestamp::from_unix_millis(1_700_000_000_001),
            asked_at: Timestamp::from_unix_millis(1_700_000_000_001),
            updated_at: Timestamp::from_unix_millis(1_700_000_000_001),
            started_at: None,
            finished_at: None,
        }
    }

    #[test]
    fn a_report_is_read_back_as_it_was_stored() {
        let full = queued();
        let bare = Report {
            title: None,
            format: None,
            retain_days: None,
            snapshot: SnapshotPin { version_id: None, etag: "e".into() },
            ..queued()
        };
        for report in [full, bare] {
            assert_eq!(report_from(&meta_item(&report)).expect("a valid item"), report);
        }
    }

    #[test]
    fn a_succeeded_report_without_documents_is_corrupt() {
        let mut item = meta_item(&queued());
        item.insert("status".into(), s("succeeded"));
        assert!(matches!(report_from(&item), Err(StorageError::Corrupt { .. })));
        let written = Written::from([(Format::Html, 10), (Format::Pdf, 20)]);
        let artifact = Artifact { id: ArtifactId::new(), written };
        item.extend(artifact_attributes(&artifact).map(|(name, value)| (name.to_owned(), value)));
        item.insert("summary".into(), s(r#"{"pages":3}"#));
        let State::Succeeded { artifact: read, summary } = report_from(&item).expect("complete").state else {
            panic!("it succeeded")
        };
        assert_eq!((read, summary["pages"].as_u64()), (artifact, Some(3)));
    }
}
