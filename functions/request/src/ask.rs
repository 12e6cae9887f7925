//! What a message asks for.
//!
//! A message is an event as EventBridge hands it over. Schedules write theirs in the same form.

use report_creation::{Asked, is_idempotency_key, members};
use report_domain::{Problem, RetainDays, Subject, Unambiguous};
use report_storage::{IdempotencyKey, KeyDigest};
use serde_json::{Map, Value};

/// What a message asks for.
#[derive(Debug)]
pub enum Ask {
    /// A report.
    Report(Asked),
    /// A report of a snapshot that has come into the bucket.
    Snapshot(Subject),
    /// Nothing: the rules of the template are too wide.
    Nothing,
}

/// A message, as far as it can be read.
#[derive(Debug)]
pub struct Request {
    /// The id of the event, or of the message if there is no event in it.
    pub id: String,
    /// The members of the event's detail.
    pub detail: Map<String, Value>,
    /// What is asked for, or everything that is wrong with it.
    pub ask: Result<Ask, Vec<Problem>>,
}

/// Reads a message. Documents may be kept for at most that number of days.
pub fn read(message_id: &str, body: &str, longest: RetainDays) -> Request {
    // A member given twice is refused here as in a call of the API.
    let event = match serde_json::from_str(body) {
        Ok(Unambiguous(Value::Object(event))) => event,
        Ok(_) => return unreadable(message_id, "expected an event, a JSON object".into(), "object_type"),
        Err(error) => return unreadable(message_id, format!("malformed JSON: {error}"), "json_invalid"),
    };
    let text = |name: &str| event.get(name).and_then(Value::as_str).unwrap_or_default();
    let (source, detail_type) = (text("source"), text("detail-type"));
    let id = if text("id").is_empty() { message_id } else { text("id") };
    let detail = event.get("detail").and_then(Value::as_object).cloned().unwrap_or_default();
    let ask = match (source, detail_type) {
        ("aws.s3", "Object Created") => Ok(snapshot(&detail)),
        (_, "Report Requested") => report(source, id, detail.clone(), longest).map(Ask::Report),
        _ => {
            tracing::warn!(id, source, detail_type, "not a request: a rule is too wide");
            Ok(Ask::Nothing)
        }
    };
    Request { id: id.to_owned(), detail, ask }
}

fn unreadable(message_id: &str, msg: String, code: &'static str) -> Request {
    let problems = vec![Problem { loc: vec!["body".into()], msg, code }];
    Request { id: message_id.to_owned(), detail: Map::new(), ask: Err(problems) }
}

fn report(
    source: &str,
    id: &str,
    mut detail: Map<String, Value>,
    longest: RetainDays,
) -> Result<Asked, Vec<Problem>> {
    let mut problems = Vec::new();
    let idempotency_key = match detail.remove("idempotency_key") {
        // EventBridge delivers an event at least once, always with the same id.
        None => Some(key("event", id)),
        Some(Value::String(text)) if is_idempotency_key(&text) => {
            // Those who ask cannot meet each other's keys.
            Some(key(&format!("event from {source}"), &text))
        }
        Some(_) => {
            let msg = "expected 1 to 255 printable ASCII characters".into();
            let loc = vec!["body".into(), "idempotency_key".into()];
            problems.push(Problem { loc, msg, code: "idempotency_key" });
            None
        }
    };
    match members(&detail, longest, &mut problems) {
        Some((subject, options)) if problems.is_empty() => Ok(Asked { subject, options, idempotency_key }),
        _ => Err(problems),
    }
}

fn snapshot(detail: &Map<String, Value>) -> Ask {
    let key = detail.get("object").and_then(|object| object["key"].as_str()).unwrap_or_default();
    match Subject::of_snapshot_key(key) {
        Some(subject) => Ask::Snapshot(subject),
        None => {
            tracing::warn!(key, "not the key of a snapshot");
            Ask::Nothing
        }
    }
}

/// The idempotency key of that name among those of one origin. No API key has the text of an origin, so no call of the API has
/// the same one.
fn key(origin: &str, name: &str) -> IdempotencyKey {
    IdempotencyKey::new(KeyDigest::of(origin), name)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn event(detail: Value) -> String {
        json!({ "id": "e1", "source": "ci", "detail-type": "Report Requested", "detail": detail }).to_string()
    }

    fn problems(body: &str) -> Vec<(String, &'static str)> {
        let problems = read("m1", body, RetainDays::LONGEST).ask.expect_err("it is wrong");
        problems.into_iter().map(|problem| (problem.loc.join("."), problem.code)).collect()
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let detail = json!({ "kind": "notebook", "idempotency_key": "\t", "colour": "red", "options": { "title": 1 } });
        let expected = [
            ("body.idempotency_key", "idempotency_key"),
            ("body.project_id", "missing"),
            ("body.kind", "enum"),
            ("body.entity_id", "missing"),
            ("body.options.title", "string_type"),
            ("body.colour", "extra_forbidden"),
        ];
        assert_eq!(problems(&event(detail)), expected.map(|(loc, code)| (loc.to_owned(), code)));
    }

    #[test]
    fn what_is_no_event_is_told_by_the_id_of_its_message() {
        for (body, code) in [
            ("", "json_invalid"),
            ("[]", "object_type"),
            (r#"{"detail-type":"Report Requested","detail":{"kind":1,"kind":2}}"#, "json_invalid"),
        ] {
            assert_eq!(problems(body), [("body".to_owned(), code)], "{body}");
            assert_eq!(read("m1", body, RetainDays::LONGEST).id, "m1");
        }
        assert_eq!(problems(&event(json!("all of them"))).len(), 3, "a detail without members lacks three");
    }

    #[test]
    fn other_events_ask_for_nothing() {
        let other = json!({ "id": "e", "source": "ci", "detail-type": "Report Succeeded", "detail": {} });
        assert!(matches!(read("m", &other.to_string(), RetainDays::LONGEST).ask, Ok(Ask::Nothing)));
        let object = |key: &str| {
            let detail = json!({ "object": { "key": key } });
            json!({ "source": "aws.s3", "detail-type": "Object Created", "detail": detail }).to_string()
        };
        for key in ["entities/x.json", "artifacts/1/2/report.pdf", ""] {
            assert!(matches!(read("m", &object(key), RetainDays::LONGEST).ask, Ok(Ask::Nothing)), "{key}");
        }
    }
}
