//! Publishing what no request can hold: announced, put by a presigned request, then asked about.

use std::{
    thread,
    time::{Duration, Instant},
};

use report_storage::sha256;
use serde_json::{Value, json};
use ureq::http::Method;

use crate::{
    failure::Failure,
    service::{Call, Service, lines},
};

/// How long to wait until what was put is checked. It takes seconds.
const PATIENCE: Duration = Duration::from_secs(180);

/// How often to ask.
const PAUSE: Duration = Duration::from_millis(500);

/// Uploads the bytes of a snapshot, packed or not, to the entity at that path; the entity that it became.
///
/// # Errors
/// A sentence, or the problems of the snapshot line by line.
pub(super) fn upload(service: &Service, entity: &str, bytes: &[u8]) -> Result<Value, Failure> {
    let announced = json!({ "bytes": bytes.len(), "sha256": sha256(bytes) });
    let call = Call {
        method: Method::POST,
        path: &format!("{entity}/uploads"),
        headers: &[("Content-Type", "application/json")],
        body: announced.to_string().into_bytes(),
    };
    let begun: Value = serde_json::from_slice(&service.call(&call)?)?;
    let (Some(id), Some(url)) = (begun["upload"]["id"].as_str(), begun["put"]["url"].as_str()) else {
        return Err(Failure::new(
            "the service's answer names no place for the upload: is reportctl older than it?",
        ));
    };
    let headers = begun["put"]["headers"].as_object().into_iter().flatten();
    // The length is sent in any case.
    let headers: Vec<_> = headers
        .filter(|(name, _)| !name.eq_ignore_ascii_case("content-length"))
        .filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
        .collect();
    service.put_elsewhere(url, &headers, bytes)?;
    outcome(service, &format!("{entity}/uploads/{id}"))
}

/// Waits for what becomes of an upload.
fn outcome(service: &Service, path: &str) -> Result<Value, Failure> {
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        let answer: Value = serde_json::from_slice(&service.call(&Call::get(path))?)?;
        let upload = &answer["upload"];
        match upload["status"].as_str() {
            Some("published") => return Ok(upload["entity"].clone()),
            Some("invalid") => {
                let problems = upload["problems"].as_array().map(Vec::as_slice).unwrap_or_default();
                return Err(Failure::new(format!("it is no snapshot of that entity{}", lines(problems))));
            }
            _ => thread::sleep(PAUSE),
        }
    }
    Err(Failure::new(format!("it was uploaded and is not checked yet; GET {path} tells what becomes of it")))
}
