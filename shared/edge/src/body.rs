//! Request bodies.

use std::io::Read;

use flate2::read::MultiGzDecoder;
use lambda_http::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
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

/// Most bytes that a body with a document may have as it is sent. Lambda takes six megabytes in all, and the gateway hands
/// binary bodies over as base64, which is a third longer.
pub const LARGEST_DOCUMENT: usize = 4 * 1024 * 1024;

/// The first bytes of what gzip writes (RFC 1952, section 2.3.1).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// A JSON document of at most `most` bytes, sent as it is or packed by gzip.
///
/// Packed, it is best declared as `application/gzip`: an HTTP API hands such a body over byte for byte. It takes a body
/// that is declared as JSON for text, whatever its `Content-Encoding`, and bytes that are no text do not survive that.
///
/// # Errors
/// 413 when it is too large, before or after unpacking; 415 when it is declared as something else; 422 when gzip cannot
/// unpack it.
pub fn json_document(call: &Call, most: usize) -> Result<Vec<u8>, Failure> {
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
        return unpacked(&call.body, most);
    }
    if !is_json(content_type) {
        return Err(Failure::neither_json_nor_gzip());
    }
    if call.body.len() > most { Err(Failure::body_too_large(most)) } else { Ok(call.body.clone()) }
}

/// Unpacks no more than is allowed: a few kilobytes may hold gigabytes.
fn unpacked(packed: &[u8], most: usize) -> Result<Vec<u8>, Failure> {
    let problem =
        |msg: String| Failure::invalid(vec![Problem { loc: vec!["body".into()], msg, code: "gzip_invalid" }]);
    if !packed.starts_with(&GZIP) {
        return Err(problem(
            "not packed by gzip; the gateway damages packed bodies that are declared as application/json, so declare \
             them as application/gzip"
                .into(),
        ));
    }
    let mut bytes = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    MultiGzDecoder::new(packed)
        .take(limit)
        .read_to_end(&mut bytes)
        .map_err(|error| problem(format!("cannot be unpacked by gzip: {error}")))?;
    if bytes.len() > most { Err(Failure::unpacked_too_large(most)) } else { Ok(bytes) }
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
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};
    use lambda_http::http::{HeaderName, Method};

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory takes all")
    }

    /// The document that is read, or the status.
    fn document(body: &[u8], headers: &[(HeaderName, &str)], most: usize) -> Result<Vec<u8>, u16> {
        let call = Call { body: body.to_vec(), ..crate::testing::call(Method::PUT, "", headers) };
        json_document(&call, most).map_err(|failure| failure.status().as_u16())
    }

    #[test]
    fn a_document_comes_plain_or_packed() {
        let json = [(CONTENT_TYPE, "application/json")];
        let gzip = [(CONTENT_TYPE, "application/gzip")];
        let encoded = [(CONTENT_TYPE, "application/json; charset=utf-8"), (CONTENT_ENCODING, "gzip")];
        assert_eq!(document(b"{}", &json, 9), Ok(b"{}".to_vec()));
        for headers in [&gzip[..], &encoded, &[(CONTENT_TYPE, "application/x-gzip")]] {
            assert_eq!(document(&packed(b"{}"), headers, 9), Ok(b"{}".to_vec()), "{headers:?}");
            assert_eq!(document(b"{}", headers, 9), Err(422), "{headers:?}");
            assert_eq!(document(&packed(b"{}")[..12], headers, 9), Err(422), "{headers:?}");
        }
        let two = [packed(b"{\"a\":"), packed(b"1}")].concat();
        assert_eq!(document(&two, &gzip, 9), Ok(b"{\"a\":1}".to_vec()), "gzip's files may be joined");
    }

    #[test]
    fn other_media_types_are_refused() {
        let both = [(CONTENT_TYPE, "application/gzip"), (CONTENT_ENCODING, "gzip")];
        let brotli = [(CONTENT_TYPE, "application/json"), (CONTENT_ENCODING, "br")];
        for headers in [&[][..], &[(CONTENT_TYPE, "text/plain")], &both, &brotli] {
            assert_eq!(document(&packed(b"{}"), headers, 9), Err(415), "{headers:?}");
        }
    }

    #[test]
    fn a_document_is_bounded_before_and_after_unpacking() {
        let (json, gzip) = ([(CONTENT_TYPE, "application/json")], [(CONTENT_TYPE, "application/gzip")]);
        assert_eq!(document(b"123456789", &json, 9).map(|it| it.len()), Ok(9));
        assert_eq!(document(b"1234567890", &json, 9), Err(413));
        assert_eq!(document(&packed(b"123456789"), &gzip, 9).map(|it| it.len()), Ok(9));
        assert_eq!(document(&packed(b"1234567890"), &gzip, 9), Err(413));
        assert_eq!(document(&packed(&vec![b' '; 64 << 20]), &gzip, 1 << 20), Err(413));
        assert_eq!(document(&vec![b' '; LARGEST_DOCUMENT + 1], &json, usize::MAX), Err(413));
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
