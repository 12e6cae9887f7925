//! What was asked for on the bus and cannot be done.

use report_domain::{Problem, Timestamp, shortened};
use report_storage::BusEvent;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::VERSION;

/// Most bytes of the problems that are told.
const MOST_BYTES_OF_PROBLEMS: usize = 64 * 1024;
/// Most characters of anything that was asked for.
const LONGEST_WORD: usize = 255;
/// Most characters of what is wrong.
const LONGEST_MESSAGE: usize = 1000;

/// What was asked for, as far as it is text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Requested {
    /// The project.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(max = 255)))]
    project_id: Option<String>,
    /// What the report should have been about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(max = 255)))]
    kind: Option<String>,
    /// The entity.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(max = 255)))]
    entity_id: Option<String>,
    /// The idempotency key.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(max = 255)))]
    idempotency_key: Option<String>,
}

/// A problem, as the API answers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RejectionProblem {
    /// Where it is in the request, whose outermost part is called `body`.
    loc: Vec<String>,
    /// What is wrong and what was expected, for people.
    msg: String,
    /// A stable name for programs.
    r#type: &'static str,
}

/// The detail of an event about a request that was rejected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rejection {
    /// Version of this format: 1.
    version: &'static str,
    /// The id of the event that asked.
    #[cfg_attr(feature = "schema", schemars(length(max = 255)))]
    request_id: String,
    /// What it asked for.
    request: Requested,
    /// Everything that is wrong with it, as far as there is room.
    problems: Vec<RejectionProblem>,
}

impl Rejection {
    /// The rejection of a request for these reasons.
    pub fn new(request_id: &str, asked: &Map<String, Value>, problems: &[Problem]) -> Self {
        let word = |text: &str| shortened(text, LONGEST_WORD).into_owned();
        let text = |name: &str| asked.get(name).and_then(Value::as_str).map(word);
        Self {
            version: VERSION,
            request_id: word(request_id),
            request: Requested {
                project_id: text("project_id"),
                kind: text("kind"),
                entity_id: text("entity_id"),
                idempotency_key: text("idempotency_key"),
            },
            problems: told(problems),
        }
    }

    /// The event about it.
    pub fn event(&self, at: Timestamp) -> BusEvent {
        // `json!` cannot fail here: strings are always JSON.
        BusEvent { detail_type: "Report Rejected", detail: json!(self).to_string(), at }
    }
}

/// As many problems as there is room for, and the first one in any case.
fn told(problems: &[Problem]) -> Vec<RejectionProblem> {
    let mut room = MOST_BYTES_OF_PROBLEMS;
    let bounded = problems.iter().map(|Problem { loc, msg, code }| RejectionProblem {
        loc: loc.iter().take(16).map(|part| shortened(part, LONGEST_WORD).into_owned()).collect(),
        msg: shortened(msg, LONGEST_MESSAGE).into_owned(),
        r#type: code,
    });
    let fitting = bounded.enumerate().take_while(|(index, problem)| {
        let size = json!(problem).to_string().len();
        let fits = size <= room;
        room = room.saturating_sub(size);
        fits || *index == 0
    });
    fitting.map(|(_, problem)| problem).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(loc: &str, msg: &str) -> Problem {
        Problem { loc: vec!["body".into(), loc.into()], msg: msg.into(), code: "missing" }
    }

    fn detail(asked: Value, problems: &[Problem]) -> String {
        let asked = asked.as_object().expect("an object");
        Rejection::new("event-1", asked, problems).event(Timestamp::from_unix_millis(0)).detail
    }

    #[test]
    fn what_was_asked_and_every_problem_are_told_and_no_options() {
        let asked = json!({ "project_id": 7, "kind": "notebook", "options": { "comments": "secret" } });
        let told =
            detail(asked, &[problem("project_id", "expected a string"), problem("entity_id", "required")]);
        let expected = json!({
            "version": "1", "request_id": "event-1", "request": { "kind": "notebook" },
            "problems": [
                { "loc": ["body", "project_id"], "msg": "expected a string", "type": "missing" },
                { "loc": ["body", "entity_id"], "msg": "required", "type": "missing" },
            ],
        });
        assert_eq!(serde_json::from_str::<Value>(&told).expect("JSON"), expected);
    }

    #[test]
    fn a_hostile_request_is_rejected_in_an_event_that_fits_the_bus() {
        let text = "\u{1}".repeat(250_000);
        let asked = json!({ "project_id": text, "kind": text, "entity_id": text, "idempotency_key": text });
        let problems: Vec<_> = (0..5000).map(|_| problem(&text, &text)).collect();
        let told = detail(asked, &problems);
        assert!(told.len() < 200_000 && told.contains("body"), "{}", told.len());
        assert!(detail(json!({}), &problems[..1]).contains("\"missing\""));
    }
}
