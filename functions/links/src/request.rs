//! Reading the request for a link.

use std::time::Duration;

use lambda_http::http::header::CONTENT_TYPE;
use report_domain::{Format, Problem};
use report_edge::{Call, Failure, json_object};
use serde_json::{Map, Value};

const MINUTE: u64 = 60;
const DAY: u64 = 24 * 60 * MINUTE;
/// How long a link can be opened where the request does not say.
const USUAL_LIFE: u64 = 7 * DAY;
/// The longest that a link can be opened.
const LONGEST_LIFE: u64 = 30 * DAY;

/// What a link shall be like.
#[derive(Debug, PartialEq, Eq)]
pub struct Wanted {
    /// How long it can be opened.
    pub life: Duration,
    /// The one format that it shows; `None` for all of them.
    pub format: Option<Format>,
}

/// Reads what a link shall be like. No body asks for a usual one.
///
/// # Errors
/// 413, 415 or 422 for what is wrong with the body.
pub fn read(call: &Call) -> Result<Wanted, Failure> {
    let is_empty = call.body.is_empty() && !call.headers.contains_key(CONTENT_TYPE);
    let body = if is_empty { Map::new() } else { json_object(call)? };
    let mut problems = Vec::new();
    let life = life(body.get("expires_in")).map_err(|problem| problems.push(problem)).ok();
    let format = format(body.get("format")).map_err(|problem| problems.push(problem)).ok();
    for name in body.keys().filter(|name| !matches!(name.as_str(), "expires_in" | "format")) {
        problems.push(problem(name, "unknown member", "extra_forbidden"));
    }
    match (life, format) {
        (Some(life), Some(format)) if problems.is_empty() => Ok(Wanted { life, format }),
        _ => Err(Failure::invalid(problems)),
    }
}

fn life(value: Option<&Value>) -> Result<Duration, Problem> {
    let seconds = match value {
        None | Some(Value::Null) => USUAL_LIFE,
        // 3600.0 is a whole number, as JSON Schema has it.
        Some(value) => match value
            .as_u64()
            .or_else(|| value.as_f64().filter(|it| it.fract() == 0.0).map(|it| it as u64))
        {
            Some(seconds) => seconds,
            None => return Err(problem("expires_in", "expected a whole number of seconds", "int_parsing")),
        },
    };
    if seconds < MINUTE {
        let msg = format!("expected at least {MINUTE} seconds");
        Err(problem("expires_in", &msg, "greater_than_equal"))
    } else if seconds > LONGEST_LIFE {
        let msg = format!("expected at most {LONGEST_LIFE} seconds, which are 30 days");
        Err(problem("expires_in", &msg, "less_than_equal"))
    } else {
        Ok(Duration::from_secs(seconds))
    }
}

fn format(value: Option<&Value>) -> Result<Option<Format>, Problem> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(value) => match value.as_str().unwrap_or_default().parse() {
            Ok(format) => Ok(Some(format)),
            Err(error) => Err(problem("format", &format!("{error}"), "enum")),
        },
    }
}

fn problem(name: &str, msg: &str, code: &'static str) -> Problem {
    Problem { loc: vec!["body".into(), name.into()], msg: msg.into(), code }
}

#[cfg(test)]
mod tests {
    use lambda_http::http::Method;
    use report_edge::testing;
    use serde_json::json;

    use super::*;

    fn wanted(body: &Value) -> Result<Wanted, Failure> {
        let call = testing::call(Method::POST, "", &[(CONTENT_TYPE, "application/json")]);
        read(&Call { body: body.to_string().into_bytes(), ..call })
    }

    #[test]
    fn a_link_lives_a_week_unless_asked_otherwise() {
        let week = Wanted { life: Duration::from_secs(604_800), format: None };
        assert_eq!(read(&testing::call(Method::POST, "", &[])).expect("a usual link"), week);
        assert_eq!(wanted(&json!({ "expires_in": null, "format": null })).expect("a usual link"), week);
        let asked = wanted(&json!({ "expires_in": 2_592_000.0, "format": "pdf" })).expect("a link");
        assert_eq!(asked, Wanted { life: Duration::from_secs(2_592_000), format: Some(Format::Pdf) });
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        for (body, expected) in [
            (json!({ "expires_in": 59 }), &["greater_than_equal"][..]),
            (json!({ "expires_in": -1 }), &["greater_than_equal"]),
            (json!({ "expires_in": 2_592_001 }), &["less_than_equal"]),
            (json!({ "expires_in": 1e300 }), &["less_than_equal"]),
            (json!({ "expires_in": "1h", "format": 1, "a": 1 }), &["int_parsing", "enum", "extra_forbidden"]),
            (json!({ "expires_in": 60.5, "format": "docx" }), &["int_parsing", "enum"]),
        ] {
            let shown = testing::show(wanted(&body).expect_err("problems").into_reply());
            let found = expected.iter().all(|code| shown.contains(&format!("\"type\":\"{code}\"")));
            assert!(found && shown.matches("\"loc\"").count() == expected.len(), "{body}: {shown}");
        }
    }
}
