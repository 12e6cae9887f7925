//! Request bodies.

use lambda_http::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use report_domain::{Problem, Unambiguous};
use serde_json::{Map, Value};

use crate::{Call, Failure};

/// Most bytes that a request's body may have. The longest comments fit in every spelling that JSON has: 20,000 characters,
/// each of which may be written as two escapes of six bytes.
pub const LARGEST_BODY: usize = 256 * 1024;

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
        Ok(Unambiguous(Value::Object(members))) => Ok(members),
        Ok(_) => Err(problem("expected a JSON object".into(), "object_type")),
        Err(error) => Err(problem(format!("malformed JSON: {error}"), "json_invalid")),
    }
}

/// Most bytes that a body with a document may have as it is sent. Lambda takes six megabytes in all, and the gateway hands
/// binary bodies over as base64, which is a third longer.
pub const LARGEST_DOCUMENT: usize = 4 * 1024 * 1024;

/// The first bytes of what gzip writes (RFC 1952, section 2.3.1).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// A JSON document as it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Document<'a> {
    /// As it is.
    Plain(&'a [u8]),
    /// Packed by gzip.
    Packed(&'a [u8]),
}

/// A JSON document, sent as it is or packed by gzip.
///
/// Packed, it is best declared as `application/gzip`: an HTTP API hands such a body over byte for byte. It takes a body
/// that is declared as JSON for text, whatever its `Content-Encoding`, and bytes that are no text do not survive that.
///
/// # Errors
/// 413 when it is too large; 415 when it is declared as something else; 422 when gzip has not packed it.
pub fn document(call: &Call) -> Result<Document<'_>, Failure> {
    if call.body.len() > LARGEST_DOCUMENT {
        return Err(Failure::body_too_large(LARGEST_DOCUMENT));
    }
    let content_type = call.header(CONTENT_TYPE).unwrap_or_default();
    let is_packed = match call.header(CONTENT_ENCODING).map(str::trim) {
        None | Some("" | "identity") => is_gzip(content_type),
        Some(encoding) if encoding.eq_ignore_ascii_case("gzip") => {
            if !is_json(content_type) {
                return Err(Failure::neither_json_nor_gzip());
            }
            true
        }
        Some(_) => return Err(Failure::neither_json_nor_gzip()),
    };
    if is_packed {
        if call.body.starts_with(&GZIP) {
            return Ok(Document::Packed(&call.body));
        }
        return Err(Failure::not_unpacked(
            "not packed by gzip; the gateway damages packed bodies that are declared as application/json, so declare \
             them as application/gzip"
                .into(),
        ));
    }
    if is_json(content_type) {
        Ok(Document::Plain(&call.body))
    } else {
        Err(Failure::neither_json_nor_gzip())
    }
}

/// Whether a media type is gzip's, by its registered or its older name.
fn is_gzip(content_type: &str) -> bool {
    matches!(essence(content_type).as_str(), "application/gzip" | "application/x-gzip")
}

/// A media type without its parameters.
fn essence(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether a media type is JSON: `application/json` or any that ends in `+json`.
fn is_json(content_type: &str) -> bool {
    let essence = essence(content_type);
    let is_suffixed = essence.strip_suffix("+json").and_then(|rest| rest.split_once('/'));
    essence == "application/json"
        || is_suffixed.is_some_and(|(kind, name)| !kind.is_empty() && !name.is_empty())
}

#[cfg(test)]
mod tests {
    use lambda_http::http::{HeaderName, Method};

    use super::*;

    const PACKED: &[u8] = &[0x1f, 0x8b, 8, 0];

    fn sent(body: &[u8], headers: &[(HeaderName, &str)]) -> Call {
        Call { body: body.to_vec(), ..crate::testing::call(Method::PUT, "", headers) }
    }

    fn status(call: &Call) -> Option<u16> {
        document(call).err().map(|failure| failure.status().as_u16())
    }

    #[test]
    fn a_document_comes_plain_or_packed() {
        let json = [(CONTENT_TYPE, "application/json")];
        let gzip = [(CONTENT_TYPE, "application/gzip")];
        let encoded = [(CONTENT_TYPE, "application/json; charset=utf-8"), (CONTENT_ENCODING, "gzip")];
        assert_eq!(document(&sent(b"{}", &json)).ok(), Some(Document::Plain(b"{}")));
        for headers in [&gzip[..], &encoded, &[(CONTENT_TYPE, "application/x-gzip")]] {
            assert_eq!(document(&sent(PACKED, headers)).ok(), Some(Document::Packed(PACKED)), "{headers:?}");
            assert_eq!(status(&sent(b"{}", headers)), Some(422), "{headers:?}");
        }
    }

    #[test]
    fn other_media_types_are_refused() {
        let both = [(CONTENT_TYPE, "application/gzip"), (CONTENT_ENCODING, "gzip")];
        let brotli = [(CONTENT_TYPE, "application/json"), (CONTENT_ENCODING, "br")];
        for headers in [&[][..], &[(CONTENT_TYPE, "text/plain")], &both, &brotli] {
            assert_eq!(status(&sent(PACKED, headers)), Some(415), "{headers:?}");
        }
    }

    #[test]
    fn a_document_is_bounded_as_it_is_sent() {
        for content_type in ["application/json", "application/gzip"] {
            let large = vec![b' '; LARGEST_DOCUMENT + 1];
            assert_eq!(status(&sent(&large, &[(CONTENT_TYPE, content_type)])), Some(413));
        }
        let whole = vec![b' '; LARGEST_DOCUMENT];
        assert_eq!(status(&sent(&whole, &[(CONTENT_TYPE, "application/json")])), None);
    }

    fn object(body: &str) -> Result<Map<String, Value>, String> {
        let call = crate::testing::call(Method::POST, "", &[(CONTENT_TYPE, "application/json")]);
        json_object(&Call { body: body.into(), ..call }).map_err(|it| crate::testing::show(it.into_reply()))
    }

    #[test]
    fn an_object_is_read_as_it_is_sent() {
        let text = r#"{"a":[null,true,-1,18446744073709551615,1.5,"\u00e9"],"b":{"a":{}}}"#;
        let read = object(text).expect("an object");
        assert_eq!(Value::Object(read), serde_json::from_str::<Value>(text).expect("JSON"));
    }

    #[test]
    fn a_member_given_twice_is_refused_at_any_depth() {
        for body in [r#"{"a":1,"a":1}"#, r#"{"b":[{"a":1,"c":2,"a":null}]}"#, r#"{"a":1,"\u0061":2}"#] {
            let refused = object(body).expect_err("it is ambiguous");
            assert!(refused.starts_with("422") && refused.contains("given twice"), "{refused}");
        }
        assert!(object(r#"{"a":{"a":1},"b":{"a":1}}"#).is_ok());
    }

    #[test]
    fn the_longest_comments_fit_in_every_spelling() {
        let comments = "\\ud83d\\ude00".repeat(report_domain::Comments::LONGEST);
        let id = "00000000-0000-0000-0000-000000000000";
        let title = "\\ud83d\\ude00".repeat(report_domain::Title::LONGEST);
        let body = format!(
            r#"{{"project_id":"{id}","kind":"experiment","entity_id":"{id}","options":{{"title":"{title}","comments":"{comments}"}}}}"#
        );
        let read = object(&body).expect("it is small enough");
        let options = read["options"].as_object().expect("an object");
        report_domain::ReportOptions::from_json(options, &[]).expect("valid options");
    }

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
