//! Reading the request.

use report_domain::{LARGEST_SNAPSHOT, Problem};
use report_edge::{Call, Failure, json_object};
use serde_json::{Map, Value};

/// What a client announces to upload.
#[derive(Debug, PartialEq, Eq)]
pub struct Announced {
    /// How many bytes, as they are sent. The signature covers it, so the bucket takes no more.
    pub bytes: u64,
    /// Their SHA-256. With it the bucket refuses what was damaged on the way.
    pub sha256: Option<[u8; 32]>,
}

/// Reads what is announced.
///
/// # Errors
/// 413 for more bytes than a snapshot may have; 413, 415 or 422 for what is wrong with the body.
pub fn read(call: &Call) -> Result<Announced, Failure> {
    let body = json_object(call)?;
    let mut problems = Vec::new();
    let bytes = bytes(&body).map_err(|problem| problems.push(problem)).ok();
    let sha256 = sha256(&body).map_err(|problem| problems.push(problem)).ok();
    for name in body.keys().filter(|name| !matches!(name.as_str(), "bytes" | "sha256")) {
        problems.push(problem(name, "unknown member", "extra_forbidden"));
    }
    match (bytes, sha256) {
        (Some(bytes), Some(sha256)) if problems.is_empty() => {
            if bytes > LARGEST_SNAPSHOT as u64 {
                return Err(Failure::upload_too_large(LARGEST_SNAPSHOT));
            }
            Ok(Announced { bytes, sha256 })
        }
        _ => Err(Failure::invalid(problems)),
    }
}

fn bytes(body: &Map<String, Value>) -> Result<u64, Problem> {
    match body.get("bytes") {
        None => Err(problem("bytes", "required", "missing")),
        Some(value) => match whole(value) {
            Some(0) => Err(problem("bytes", "expected at least 1", "greater_than_equal")),
            Some(bytes) => Ok(bytes),
            None => Err(problem("bytes", "expected a whole number", "int_parsing")),
        },
    }
}

/// A whole number, as JSON Schema has it: 7.0 is one.
fn whole(value: &Value) -> Option<u64> {
    let rounded = || {
        let number = value.as_f64().filter(|number| number.fract() == 0.0 && *number >= 0.0)?;
        // Saturates: what is larger than any integer is too large for a snapshot, too.
        Some(number as u64)
    };
    value.as_u64().or_else(rounded)
}

/// The digest, if one is given.
fn sha256(body: &Map<String, Value>) -> Result<Option<[u8; 32]>, Problem> {
    let read = |text: &str| -> Option<[u8; 32]> {
        if text.len() != 64 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let mut digest = [0; 32];
        for (byte, at) in digest.iter_mut().zip((0..).step_by(2)) {
            *byte = u8::from_str_radix(text.get(at..at + 2)?, 16).ok()?;
        }
        Some(digest)
    };
    match body.get("sha256") {
        None | Some(Value::Null) => Ok(None),
        Some(value) => value
            .as_str()
            .and_then(read)
            .map(Some)
            .ok_or_else(|| problem("sha256", "expected 64 hexadecimal digits", "digest_parsing")),
    }
}

fn problem(name: &str, msg: &str, code: &'static str) -> Problem {
    Problem { loc: vec!["body".into(), name.into()], msg: msg.into(), code }
}
