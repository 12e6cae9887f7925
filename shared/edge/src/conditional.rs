//! Entity tags (RFC 9110, section 8.8.3 and 13.1.2).

use lambda_http::http::header::{IF_MATCH, IF_NONE_MATCH};
use report_domain::{ArtifactId, Format, Precondition, Problem};

use crate::{Call, Failure};

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

/// The precondition of a request.
///
/// # Errors
/// 422 when a header is neither `*` nor a list of entity tags, when `If-None-Match` is not `*`, or when both are given: a
/// change for anyone who has *another* version is not offered.
pub fn precondition(call: &Call) -> Result<Precondition, Failure> {
    let problem = |header: &str, msg: &str| {
        let loc = vec!["header".into(), header.into()];
        Failure::invalid(vec![Problem { loc, msg: msg.into(), code: "precondition" }])
    };
    match (call.headers.get(IF_MATCH), call.headers.get(IF_NONE_MATCH)) {
        (None, None) => Ok(Precondition::None),
        (Some(_), Some(_)) => Err(problem("If-Match", "expected no If-None-Match beside it")),
        (None, Some(header)) if header.as_bytes() == b"*" => Ok(Precondition::Absent),
        (None, Some(_)) => Err(problem("If-None-Match", "expected *, for an entity that must not exist yet")),
        (Some(header), None) if header.as_bytes() == b"*" => Ok(Precondition::Present),
        (Some(header), None) => {
            let text = header.to_str().unwrap_or_default();
            let tags: Vec<_> = text.split(',').map(str::trim).collect();
            let is_tag = |tag: &&str| {
                let strong = tag.strip_prefix("W/").unwrap_or(tag);
                strong.len() >= 2 && strong.starts_with('"') && strong.ends_with('"')
            };
            if !tags.iter().all(is_tag) {
                return Err(problem(
                    "If-Match",
                    "expected * or the ETag of an earlier answer, with its quotes",
                ));
            }
            // A weak tag matches nothing here: the comparison is the strong one.
            Ok(Precondition::OneOf(tags.into_iter().map(str::to_owned).collect()))
        }
    }
}

#[cfg(test)]
mod tests {
    use lambda_http::http::{HeaderName, Method};

    use super::*;

    fn read(headers: &[(HeaderName, &str)]) -> Result<Precondition, u16> {
        let call = crate::testing::call(Method::PUT, "", headers);
        precondition(&call).map_err(|failure| failure.status().as_u16())
    }

    #[test]
    fn a_precondition_is_read_and_compared() {
        let some = Some("\"a\"");
        for (headers, expected, on_absent, on_a) in [
            (&[][..], Precondition::None, true, true),
            (&[(IF_NONE_MATCH, "*")], Precondition::Absent, true, false),
            (&[(IF_MATCH, "*")], Precondition::Present, false, true),
            (&[(IF_MATCH, "\"a\"")], Precondition::OneOf(vec!["\"a\"".into()]), false, true),
            (
                &[(IF_MATCH, "\"b\", \"a\"")],
                Precondition::OneOf(vec!["\"b\"".into(), "\"a\"".into()]),
                false,
                true,
            ),
            (&[(IF_MATCH, "W/\"a\"")], Precondition::OneOf(vec!["W/\"a\"".into()]), false, false),
        ] {
            let read = read(headers).expect("a precondition");
            assert_eq!((read.holds(None), read.holds(some)), (on_absent, on_a), "{headers:?}");
            assert_eq!(read, expected);
        }
    }

    #[test]
    fn what_is_no_precondition_is_refused() {
        for headers in [
            &[(IF_MATCH, "a")][..],
            &[(IF_MATCH, "")],
            &[(IF_MATCH, "\"a\",")],
            &[(IF_NONE_MATCH, "\"a\"")],
            &[(IF_MATCH, "*"), (IF_NONE_MATCH, "*")],
        ] {
            assert_eq!(read(headers), Err(422), "{headers:?}");
        }
    }
}
