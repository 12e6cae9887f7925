//! Checking a snapshot.

use report_domain::{Kind, Problem, SnapshotLabel, Subject, Timestamp};
use report_snapshot::{Fault, Header, read_or_faults};
use report_storage::label;

/// Problems of a snapshot that an answer names.
const MOST_PROBLEMS: usize = 100;

/// A snapshot that may be stored.
#[derive(Debug)]
pub struct Accepted {
    /// The bytes that are stored.
    pub bytes: Vec<u8>,
    /// What it says of itself.
    pub label: SnapshotLabel,
}

/// Checks that the bytes are a snapshot of that entity.
///
/// # Errors
/// Everything that is wrong with them, of a snapshot the first hundred faults.
pub fn accept(bytes: Vec<u8>, subject: &Subject, now: Timestamp) -> Result<Accepted, Vec<Problem>> {
    let snapshot = read_or_faults(&bytes, MOST_PROBLEMS)
        .map_err(|faults| faults.into_iter().map(problem).collect::<Vec<_>>())?;
    let header = snapshot.header();
    let problems = disagreements(&header, subject);
    if !problems.is_empty() {
        return Err(problems);
    }
    let label = label(&bytes, header.name, header.taken_at, now);
    Ok(Accepted { bytes, label })
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
