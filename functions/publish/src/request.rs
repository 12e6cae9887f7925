//! Reading the request.

use report_domain::{Kind, Problem, SnapshotLabel, Subject, Timestamp};
use report_edge::{Call, Failure, Precondition, json_document, precondition};
use report_snapshot::{Fault, Header, LARGEST_SNAPSHOT, read_or_faults};
use report_storage::label;

/// Problems of a snapshot that an answer names.
const MOST_PROBLEMS: usize = 100;

/// A snapshot to be published.
#[derive(Debug)]
pub struct Request {
    /// What it is about.
    pub subject: Subject,
    /// The bytes that are stored.
    pub bytes: Vec<u8>,
    /// What it says of itself.
    pub label: SnapshotLabel,
    /// What must hold of the current one.
    pub precondition: Precondition,
}

/// What the request's path names.
///
/// # Errors
/// 422 with every part of the path that is not what it should be.
pub fn subject(call: &Call) -> Result<Subject, Failure> {
    let mut problems = Vec::new();
    let project_id = part(call, "project_id", "uuid_parsing", &mut problems);
    let kind = part(call, "kind", "enum", &mut problems);
    let entity_id = part(call, "entity_id", "uuid_parsing", &mut problems);
    match (project_id, kind, entity_id) {
        (Some(project_id), Some(kind), Some(entity_id)) => Ok(Subject { project_id, kind, entity_id }),
        _ => Err(Failure::invalid(problems)),
    }
}

/// Reads the rest of the request.
///
/// # Errors
/// 413, 415, or 422 with the problems of headers and body.
pub fn read(call: &Call, subject: Subject, now: Timestamp) -> Result<Request, Failure> {
    let precondition = precondition(call)?;
    let bytes = json_document(call, LARGEST_SNAPSHOT)?;
    let snapshot = read_or_faults(&bytes, MOST_PROBLEMS)
        .map_err(|faults| Failure::invalid(faults.into_iter().map(problem).collect()))?;
    let header = snapshot.header();
    let problems = disagreements(&header, &subject);
    if !problems.is_empty() {
        return Err(Failure::invalid(problems));
    }
    let label = label(&bytes, header.name, header.taken_at, now);
    Ok(Request { subject, bytes, label, precondition })
}

fn part<T: std::str::FromStr<Err: std::fmt::Display>>(
    call: &Call,
    name: &str,
    code: &'static str,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let text = call.path_parameters.get(name).map(String::as_str).unwrap_or_default();
    let loc = || vec!["path".into(), name.into()];
    text.parse()
        .map_err(|error: T::Err| problems.push(Problem { loc: loc(), msg: error.to_string(), code }))
        .ok()
}

fn problem(fault: Fault) -> Problem {
    let loc = std::iter::once("body".to_owned()).chain(fault.path).collect();
    Problem { loc, msg: fault.reason, code: "snapshot" }
}

/// Where the snapshot says that it is about something else than the path.
fn disagreements(header: &Header<'_>, subject: &Subject) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut compare = |name: &str, found: String, expected: String| {
        if found != expected {
            let loc = vec!["body".into(), name.into()];
            let msg = format!("expected {expected}, as in the path, found {found}");
            problems.push(Problem { loc, msg, code: "path_mismatch" });
        }
    };
    compare("kind", header.kind.to_string(), subject.kind.to_string());
    compare("id", header.id.to_string(), subject.entity_id.to_string());
    compare("project_id", header.project_id.to_string(), subject.project_id.to_string());
    if problems.is_empty() && header.kind == Kind::Project && header.id != header.project_id {
        let loc = vec!["body".into(), "id".into()];
        let msg = "expected the project's own id: a project is the entity of itself".into();
        problems.push(Problem { loc, msg, code: "path_mismatch" });
    }
    problems
}
