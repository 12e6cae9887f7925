//! Reading the request.

use report_creation::{is_idempotency_key, members};
use report_domain::{Problem, ReportOptions, RetainDays, Subject};
use report_edge::{Call, Failure};

/// What is asked for.
#[derive(Debug, PartialEq)]
pub struct Request {
    /// What the report shall be about.
    pub subject: Subject,
    /// What it shall contain.
    pub options: ReportOptions,
    /// The idempotency key.
    pub idempotency_key: Option<String>,
}

/// Reads a request. Documents may be kept for at most that number of days.
///
/// # Errors
/// 413, 415, or 422 with every problem of headers and body.
pub fn read(call: &Call, most: RetainDays) -> Result<Request, Failure> {
    let body = report_edge::json_object(call)?;
    let mut problems = Vec::new();
    let idempotency_key = idempotency_key(call, &mut problems);
    match members(&body, most, &mut problems) {
        Some((subject, options)) if problems.is_empty() => Ok(Request { subject, options, idempotency_key }),
        _ => Err(Failure::invalid(problems)),
    }
}

/// The `Idempotency-Key`: 1 to 255 printable ASCII characters.
fn idempotency_key(call: &Call, problems: &mut Vec<Problem>) -> Option<String> {
    const NAME: &str = "idempotency-key";
    let header = call.headers.get(NAME)?;
    match header.to_str() {
        Ok(key) if is_idempotency_key(key) => Some(key.to_owned()),
        _ => {
            let loc = vec!["header".into(), "Idempotency-Key".into()];
            let msg = "expected 1 to 255 printable ASCII characters".into();
            problems.push(Problem { loc, msg, code: "idempotency_key" });
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use lambda_http::http::{Method, StatusCode, header::CONTENT_TYPE};
    use report_edge::testing::{self, PROJECT};
    use serde_json::{Value, json};

    use super::*;

    fn call(body: impl ToString) -> Call {
        let headers = [(CONTENT_TYPE, "application/json")];
        Call { body: body.to_string().into_bytes(), ..testing::call(Method::POST, "", &headers) }
    }

    fn most() -> RetainDays {
        RetainDays::new(30).expect("days")
    }

    fn problems(call: &Call) -> Vec<(String, &'static str)> {
        let (mut problems, body) = (Vec::new(), report_edge::json_object(call).expect("an object"));
        idempotency_key(call, &mut problems);
        members(&body, most(), &mut problems);
        problems.into_iter().map(|problem| (problem.loc.join("."), problem.code)).collect()
    }

    fn status(call: &Call) -> StatusCode {
        read(call, most()).expect_err("the request is wrong").status()
    }

    #[test]
    fn everything_wrong_with_the_request_is_said_at_once() {
        let mut call = call(json!({
            "project_id": 7, "kind": "notebook", "options": { "title": true, "include_all": true }, "colour": "red"
        }));
        call.headers.insert("idempotency-key", "x".repeat(256).parse().expect("a header"));
        let expected = [
            ("header.Idempotency-Key", "idempotency_key"),
            ("body.project_id", "string_type"),
            ("body.kind", "enum"),
            ("body.entity_id", "missing"),
            ("body.options.include_all", "extra_forbidden"),
            ("body.options.title", "string_type"),
            ("body.colour", "extra_forbidden"),
        ];
        assert_eq!(problems(&call), expected.map(|(loc, code)| (loc.to_owned(), code)));
        assert_eq!(status(&call), StatusCode::UNPROCESSABLE_ENTITY);
    }

    #[test]
    fn documents_are_kept_no_longer_than_the_operator_allows() {
        let ids =
            json!({ "project_id": PROJECT.to_string(), "kind": "model", "entity_id": PROJECT.to_string() });
        let with = |days: Value| {
            let mut body = ids.clone();
            body["options"] = json!({ "retain_days": days });
            call(body)
        };
        let days = |days| read(&with(days), most()).expect("a request").options.retain_days;
        assert_eq!((days(json!(30)), days(json!(null))), (Some(most()), None));
        let failure = read(&with(json!(31)), most()).expect_err("too long").into_reply();
        let text = String::from_utf8_lossy(failure.body()).into_owned();
        assert!(failure.status() == 422 && text.contains("documents are kept for at most 30 days"), "{text}");
        for (wrong, code) in [
            (json!(0), "greater_than_equal"),
            (json!(40_000), "less_than_equal"),
            (json!("7"), "int_parsing"),
        ] {
            assert_eq!(problems(&with(wrong)), [("body.options.retain_days".to_owned(), code)]);
        }
        let both = call(json!({ "options": { "title": 7, "retain_days": 31 } }));
        let found: Vec<_> = problems(&both).into_iter().map(|(loc, _)| loc).collect();
        assert!(
            found.contains(&"body.options.title".to_owned())
                && found.contains(&"body.options.retain_days".to_owned())
        );
    }

    #[test]
    fn a_body_is_small_and_json_and_an_object() {
        assert_eq!(status(&call(" ".repeat(report_edge::LARGEST_BODY + 1))), StatusCode::PAYLOAD_TOO_LARGE);
        let mut text = call("{}");
        text.headers.insert(CONTENT_TYPE, "text/plain".parse().expect("a header"));
        assert_eq!(status(&text), StatusCode::UNSUPPORTED_MEDIA_TYPE);
        text.headers.remove(CONTENT_TYPE);
        assert_eq!(status(&text), StatusCode::UNSUPPORTED_MEDIA_TYPE);
        for body in ["", "null", "[]", "{", "{\"a\":NaN}", &"[".repeat(60_000)] {
            assert_eq!(status(&call(body)), StatusCode::UNPROCESSABLE_ENTITY, "{body:.20}");
        }
        let mut bytes = call("");
        bytes.body = vec![b'"', 0xff, b'"'];
        assert_eq!(status(&bytes), StatusCode::UNPROCESSABLE_ENTITY);
    }
}
