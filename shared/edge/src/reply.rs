//! Answers, and the contract's JSON shapes of reports and jobs.

use lambda_http::{
    Body,
    http::{
        HeaderValue, Response, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE},
    },
};
use report_domain::{
    ArtifactId, Entity, EntityId, Format, JobId, Kind, LinkId, ProjectId, Report, ReportId, ReportOptions,
    State, Status, Timestamp, UploadId, bounded_summary,
};
use report_storage::{Link, Outcome, Upload};
use serde::Serialize;
use serde_json::{Map, Value};

/// An answer.
pub type Reply = Response<Body>;

/// An answer in JSON. Caches must not keep it: reports change, and answers depend on the API key.
pub fn json(status: StatusCode, body: &impl Serialize) -> Reply {
    let (status, text) = match serde_json::to_string(body) {
        Ok(text) => (status, text),
        Err(error) => {
            // Only maps whose keys are not strings cannot be JSON, and no answer has one.
            tracing::error!(%error, "an answer is not JSON");
            (
                StatusCode::INTERNAL_SERVER_ERROR,
                r#"{"detail":"Something went wrong on our side."}"#.to_owned(),
            )
        }
    };
    let mut reply = Reply::new(Body::Text(text));
    *reply.status_mut() = status;
    reply.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    reply.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    reply
}

/// 204: done, and there is nothing to say.
pub fn no_content() -> Reply {
    let mut reply = Reply::new(Body::Empty);
    *reply.status_mut() = StatusCode::NO_CONTENT;
    reply.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    reply
}

/// A report as a list shows it.
#[derive(Debug, Serialize)]
pub struct ListItem<'a> {
    id: ReportId,
    project_id: ProjectId,
    kind: Kind,
    entity_id: EntityId,
    status: Status,
    summary: Summary<'a>,
    artifact_id: Option<ArtifactId>,
    created_at: Timestamp,
}

/// The summary of a report: empty until it has succeeded.
#[derive(Debug)]
struct Summary<'a>(Option<&'a Map<String, Value>>);

impl Serialize for Summary<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            // Versions before had no bound, and five hundred of theirs may not fit an answer.
            Some(summary) => bounded_summary(summary).serialize(serializer),
            None => Map::new().serialize(serializer),
        }
    }
}

/// What a report's state looks like in answers: artifact, summary and error.
fn outcome(state: &State) -> (Option<ArtifactId>, Summary<'_>, Option<&str>) {
    match state {
        State::Queued | State::Running => (None, Summary(None), None),
        State::Succeeded { artifact, summary } => (Some(artifact.id), Summary(Some(summary)), None),
        State::Failed { error } => (None, Summary(None), Some(error)),
    }
}

/// A report as a list shows it.
pub fn list_item(report: &Report) -> ListItem<'_> {
    let (artifact_id, summary, _) = outcome(&report.state);
    ListItem {
        id: report.id,
        project_id: report.subject.project_id,
        kind: report.subject.kind,
        entity_id: report.subject.entity_id,
        status: report.state.status(),
        summary,
        artifact_id,
        created_at: report.created_at,
    }
}

/// A report with everything that is known of it.
#[derive(Debug, Serialize)]
pub struct Detail<'a> {
    id: ReportId,
    project_id: ProjectId,
    kind: Kind,
    entity_id: EntityId,
    status: Status,
    summary: Summary<'a>,
    artifact_id: Option<ArtifactId>,
    job_id: JobId,
    created_at: Timestamp,
    updated_at: Timestamp,
    options: &'a ReportOptions,
    error: Option<&'a str>,
}

/// A report with everything that is known of it.
pub fn detail<'a>(report: &'a Report, options: &'a ReportOptions) -> Detail<'a> {
    let (artifact_id, summary, error) = outcome(&report.state);
    Detail {
        id: report.id,
        project_id: report.subject.project_id,
        kind: report.subject.kind,
        entity_id: report.subject.entity_id,
        status: report.state.status(),
        summary,
        artifact_id,
        job_id: report.job_id,
        created_at: report.created_at,
        updated_at: report.updated_at,
        options,
        error,
    }
}

/// An entity that reports can be asked about.
#[derive(Debug, Serialize)]
pub struct EntityItem<'a> {
    project_id: ProjectId,
    kind: Kind,
    entity_id: EntityId,
    name: &'a str,
    version: Option<&'a str>,
    sha256: &'a str,
    bytes: u64,
    taken_at: Option<Timestamp>,
    published_at: Timestamp,
}

/// An entity that reports can be asked about.
pub fn entity_item(entity: &Entity) -> EntityItem<'_> {
    let Entity { subject, version, bytes, label } = entity;
    EntityItem {
        project_id: subject.project_id,
        kind: subject.kind,
        entity_id: subject.entity_id,
        name: &label.name,
        version: version.version_id.as_deref(),
        sha256: &label.sha256,
        bytes: *bytes,
        taken_at: label.taken_at,
        published_at: label.published_at,
    }
}

/// What became of an upload.
#[derive(Debug, Serialize)]
pub struct UploadItem<'a> {
    id: UploadId,
    status: &'static str,
    problems: &'a [Value],
    entity: Option<EntityItem<'a>>,
}

/// What became of an upload.
pub fn upload_item(upload: &Upload) -> UploadItem<'_> {
    let (status, problems, entity): (_, &[Value], _) = match &upload.outcome {
        None => ("waiting", &[], None),
        Some(Outcome::Invalid(problems)) => ("invalid", problems.as_slice(), None),
        Some(Outcome::Published(entity)) => ("published", &[], Some(entity_item(entity))),
    };
    UploadItem { id: upload.key.id, status, problems, entity }
}

/// A link, without what opens it.
#[derive(Debug, Serialize)]
pub struct LinkItem {
    id: LinkId,
    report_id: ReportId,
    format: Option<Format>,
    created_at: Timestamp,
    expires_at: Timestamp,
    opened: u64,
    opened_at: Option<Timestamp>,
}

/// A link, without what opens it.
pub fn link_item(link: &Link) -> LinkItem {
    let Link { id, report_id, format, created_at, until, opened, opened_at } = *link;
    LinkItem { id, report_id, format, created_at, expires_at: until, opened, opened_at }
}

/// The job that renders a report.
#[derive(Debug, Serialize)]
pub struct Job<'a> {
    id: JobId,
    r#type: &'static str,
    status: Status,
    report_id: ReportId,
    attempts: u32,
    error: Option<&'a str>,
    created_at: Timestamp,
    started_at: Option<Timestamp>,
    finished_at: Option<Timestamp>,
}

/// The job that renders a report.
pub fn job(report: &Report) -> Job<'_> {
    let (_, _, error) = outcome(&report.state);
    Job {
        id: report.job_id,
        r#type: "report_generate",
        status: report.state.status(),
        report_id: report.id,
        attempts: report.attempts,
        error,
        created_at: report.created_at,
        started_at: report.started_at,
        finished_at: report.finished_at,
    }
}
