//! Entity tags (RFC 9110, section 8.8.3 and 13.1.2).

use lambda_http::http::header::IF_NONE_MATCH;
use report_domain::{ArtifactId, Format};

use crate::Call;

/// The tag of one of a report's documents: its id, since documents are never overwritten.
pub fn etag(artifact: ArtifactId, format: Format) -> String {
    format!("\"{artifact}.{}\"", format.as_str())
}

/// Whether the client says that it has this already.
pub fn is_unchanged(call: &Call, etag: &str) -> bool {
    call.header(IF_NONE_MATCH).is_some_and(|header| {
        // Our tags contain no comma, so splitting at commas cannot produce one from parts of other tags.
        header
            .split(',')
            .map(str::trim)
            .any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
    })
}
