//! The entity that a path names.

use report_domain::{Problem, Subject};

use crate::{Call, Failure};

/// The entity that the path of a change names.
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

/// The entity that the path of a question names; `None` if it names nothing that could be one, so there is none.
pub fn subject_if_any(call: &Call) -> Option<Subject> {
    Some(Subject {
        project_id: call.path_id("project_id")?,
        kind: call.path_id("kind")?,
        entity_id: call.path_id("entity_id")?,
    })
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
