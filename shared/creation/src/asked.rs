//! Reading what is asked for.

use std::env;

use report_domain::{Kind, Problem, ReportOptions, RetainDays, Subject};
use serde_json::{Map, Value};

/// What somebody is told who asks for a privacy report here.
const PRIVACY: &str = "privacy PDFs come from GET /api/privacy/sessions/{session_id}/report";

/// Whether a text can be an idempotency key: 1 to 255 printable ASCII characters.
pub fn is_idempotency_key(text: &str) -> bool {
    (1..=255).contains(&text.len()) && text.bytes().all(|byte| (0x20..0x7f).contains(&byte))
}

/// For how many days documents are kept at most, by the parameter that the bucket's lifecycle follows as well; a hundred years
/// where nothing says so.
pub fn longest_retention() -> RetainDays {
    let days = env::var("ARTIFACT_RETENTION_DAYS").ok().and_then(|text| RetainDays::new(text.parse().ok()?));
    days.unwrap_or(RetainDays::LONGEST)
}

/// The members of the body. Documents may be kept for at most that number of days. `None` goes with at least one problem.
pub fn members(
    body: &Map<String, Value>,
    longest: RetainDays,
    problems: &mut Vec<Problem>,
) -> Option<(Subject, ReportOptions)> {
    let project_id = member(body, "project_id", "uuid_parsing", problems);
    let kind = kind(body, problems);
    let entity_id = member(body, "entity_id", "uuid_parsing", problems);
    let options = match body.get("options") {
        None => Some(ReportOptions::default()),
        Some(Value::Object(options)) => ReportOptions::from_json(options, &["body", "options"])
            .map_err(|found| problems.extend(found))
            .ok(),
        Some(_) => {
            problems.push(problem("options", "expected an object", "object_type"));
            None
        }
    };
    for name in
        body.keys().filter(|name| !matches!(name.as_str(), "project_id" | "kind" | "entity_id" | "options"))
    {
        problems.push(problem(name, "unknown member", "extra_forbidden"));
    }
    if let Some(problem) = kept_too_long(body, longest) {
        problems.push(problem);
        return None;
    }
    Some((Subject { project_id: project_id?, kind: kind?, entity_id: entity_id? }, options?))
}

/// What is wrong with `retain_days` for an operator who keeps documents for at most that number of days. Looked at by itself, so
/// that it is said whatever else is wrong with the options.
fn kept_too_long(body: &Map<String, Value>, longest: RetainDays) -> Option<Problem> {
    let days = body.get("options")?.get("retain_days")?;
    let asked = RetainDays::from_json(days).ok()?;
    (asked > longest).then(|| {
        let loc = vec!["body".into(), "options".into(), "retain_days".into()];
        let msg = format!("documents are kept for at most {longest}");
        Problem { loc, msg, code: "less_than_equal" }
    })
}

fn kind(body: &Map<String, Value>, problems: &mut Vec<Problem>) -> Option<Kind> {
    if body.get("kind").and_then(Value::as_str) == Some("privacy") {
        problems.push(problem("kind", PRIVACY, "privacy_report"));
        return None;
    }
    member(body, "kind", "enum", problems)
}

/// A required member that is written as a string.
fn member<T: std::str::FromStr<Err: std::fmt::Display>>(
    body: &Map<String, Value>,
    name: &str,
    code: &'static str,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let found = match body.get(name) {
        None => Err(problem(name, "required", "missing")),
        Some(Value::String(text)) => {
            text.parse().map_err(|error: T::Err| problem(name, &error.to_string(), code))
        }
        Some(_) => Err(problem(name, "expected a string", "string_type")),
    };
    found.map_err(|problem| problems.push(problem)).ok()
}

fn problem(name: &str, msg: &str, code: &'static str) -> Problem {
    Problem { loc: vec!["body".into(), name.into()], msg: msg.into(), code }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn problems(body: Value) -> Vec<(String, &'static str)> {
        let mut problems = Vec::new();
        let read = members(body.as_object().expect("an object"), RetainDays::LONGEST, &mut problems);
        assert_eq!(read.is_none(), !problems.is_empty(), "what is not read has a problem");
        problems.into_iter().map(|problem| (problem.loc.join("."), problem.code)).collect()
    }

    #[test]
    fn everything_wrong_with_the_body_is_said_at_once() {
        let body =
            json!({ "project_id": 7, "kind": "notebook", "options": { "title": true, "include_all": true } });
        let expected = [
            ("body.project_id", "string_type"),
            ("body.kind", "enum"),
            ("body.entity_id", "missing"),
            ("body.options.include_all", "extra_forbidden"),
            ("body.options.title", "string_type"),
        ];
        assert_eq!(problems(body), expected.map(|(loc, code)| (loc.to_owned(), code)));
    }

    #[test]
    fn privacy_reports_are_elsewhere() {
        assert_eq!(problems(json!({ "kind": "privacy" }))[1], ("body.kind".into(), "privacy_report"));
    }

    #[test]
    fn an_idempotency_key_is_short_and_printable() {
        for good in ["k", " ", "~", &"x".repeat(255)] {
            assert!(is_idempotency_key(good), "{good}");
        }
        for wrong in ["", "\t", "é", "\u{7f}", &"x".repeat(256)] {
            assert!(!is_idempotency_key(wrong), "{wrong}");
        }
    }
}
