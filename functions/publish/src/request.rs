//! Reading the request.

use report_domain::{LARGEST_SNAPSHOT, Subject, Timestamp};
use report_edge::{Call, Document, Failure, document};
use report_intake::{Accepted, Unpackable, accept, unpacked};

/// The bytes that a request sends, packed or not.
#[derive(Debug)]
pub enum Sent {
    Plain(Vec<u8>),
    Packed(Vec<u8>),
}

/// The request's body.
///
/// # Errors
/// 413, 415 or 422: it is too large, or no document.
pub fn body(call: &Call) -> Result<Sent, Failure> {
    Ok(match document(call)? {
        Document::Plain(bytes) => Sent::Plain(bytes.to_vec()),
        Document::Packed(bytes) => Sent::Packed(bytes.to_vec()),
    })
}

/// Checks that a body is a snapshot of that entity. Takes milliseconds for each megabyte.
///
/// # Errors
/// 413 when it is too large unpacked; 422 with all that is wrong with it.
pub fn check(sent: Sent, subject: &Subject, now: Timestamp) -> Result<Accepted, Failure> {
    let bytes = match sent {
        Sent::Plain(bytes) => bytes,
        Sent::Packed(bytes) => unpacked(&bytes).map_err(|error| match error {
            Unpackable::TooLarge => Failure::unpacked_too_large(LARGEST_SNAPSHOT),
            Unpackable::Damaged(_) => Failure::not_unpacked(error.to_string()),
        })?,
    };
    accept(bytes, subject, now).map_err(Failure::invalid)
}
