//! Request bodies.

use lambda_http::http::header::CONTENT_TYPE;
use report_domain::Problem;
use serde_json::{Map, Value};

use crate::{Call, Failure};

/// Most bytes that a request's body may have.
pub const LARGEST_BODY: usize = 64 * 1024;

/// The request's body, which must be a JSON object.
///
/// # Errors
/// 413 when it is too large, 415 when it is not declared as JSON, 422 when it is no JSON object.
pub fn json_object(call: &Call) -> Result<Map<String, Value>, Failure> {
    if call.body.len() > LARGEST_BODY {
        return Err(Failure::body_too_large(LARGEST_BODY));
    }
    if !call.header(CONTENT_TYPE).is_some_and(is_json) {
        return Err(Failure::not_json());
    }
    let problem = |msg, code| Failure::invalid(vec![Problem { loc: vec!["body".into()], msg, code }]);
    match serde_json::from_slice(&call.body) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => Err(problem("expected a JSON object".into(), "object_type")),
        Err(error) => Err(problem(format!("malformed JSON: {error}"), "json_invalid")),
    }
}

/// Whether a media type is JSON: `application/json` or any that ends in `+json`.
fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_suffixed = essence.strip_suffix("+json").and_then(|rest| rest.split_once('/'));
    essence == "application/json"
        || is_suffixed.is_some_and(|(kind, name)| !kind.is_empty() && !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_has_several_names() {
        for json in ["application/json", "Application/JSON ; charset=utf-8", "application/merge-patch+json"] {
            assert!(is_json(json), "{json}");
        }
        for other in ["", "text/plain", "application/jsonp", "+json", "text/html; note=application/json"] {
            assert!(!is_json(other), "{other}");
        }
    }
}
