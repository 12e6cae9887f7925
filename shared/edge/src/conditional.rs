//! Entity tags (RFC 9110, section 8.8.3 and 13.1.2).

use lambda_http::http::header::IF_NONE_MATCH;
use report_domain::{ArtifactId, Format};

use crate::Call;

/// The tag of one of a report's documents. Documents are never overwritten, so their id is tag enough.
pub fn etag(artifact: ArtifactId, format: Format) -> String {
    format!("\"{artifact}.{}\"", format.as_str())
}

/// Whether the client says that it has this already.
pub fn is_unchanged(call: &Call, etag: &str) -> bool {
    call.header(IF_NONE_MATCH).is_some_and(|header| {
        // None of our tags contains a comma, so cutting at commas cannot make one out of parts of others.
        header
            .split(',')
            .map(str::trim)
            .any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
    })
}
