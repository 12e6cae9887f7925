//! Reading a snapshot: from bytes to types, with errors that say where and what was expected.

use report_domain::Kind;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{Envelope, LARGEST_SNAPSHOT, SCHEMA_VERSION, Snapshot, SnapshotError, limits};

/// The members that decide how the rest is read.
#[derive(Deserialize)]
struct Preamble {
    schema_version: Value,
    kind: Value,
}

/// Reads a snapshot of any kind.
///
/// # Errors
/// The first fault found, with its place in the document.
pub fn read(bytes: &[u8]) -> Result<Snapshot, SnapshotError> {
    let snapshot = read_types(bytes)?;
    match limits::check(&snapshot, 1).pop() {
        Some(fault) => Err(fault.into()),
        None => Ok(snapshot),
    }
}

/// Reads what the types can say: everything but the limits.
pub(crate) fn read_types(bytes: &[u8]) -> Result<Snapshot, SnapshotError> {
    if bytes.len() > LARGEST_SNAPSHOT {
        return Err(SnapshotError::TooLarge { size: bytes.len() });
    }
    let bytes = without_mark(bytes);
    let preamble: Preamble = parse(bytes).map_err(|error| match error {
        // What the preamble skips over has no path; reading everything finds the place again, with one.
        SnapshotError::NotJson { .. } => parse::<Value>(bytes).err().unwrap_or(error),
        error => error,
    })?;
    // Before anything else: of another version, nothing else is known.
    if preamble.schema_version != SCHEMA_VERSION {
        return Err(SnapshotError::Version { found: shortened(&preamble.schema_version.to_string()) });
    }
    let kind = Kind::deserialize(preamble.kind).map_err(|error| invalid("kind", &error.to_string()))?;
    Ok(match kind {
        Kind::Experiment => Snapshot::Experiment(parse::<Envelope<_>>(bytes)?),
        Kind::Model => Snapshot::Model(parse::<Envelope<_>>(bytes)?),
        Kind::Project => Snapshot::Project(parse::<Envelope<_>>(bytes)?),
        Kind::Deployment => Snapshot::Deployment(parse::<Envelope<_>>(bytes)?),
        Kind::Synthgen => Snapshot::Synthgen(parse::<Envelope<_>>(bytes)?),
    })
}

/// Editors on some systems write a byte order mark, which JSON does not allow.
pub(crate) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, SnapshotError> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = error.path().to_string();
        explain(&error.into_inner(), &path)
    })?;
    deserializer.end().map_err(|error| explain(&error, "."))?;
    Ok(value)
}

fn explain(error: &serde_json::Error, path: &str) -> SnapshotError {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    // serde_json appends the place, which has a field of its own here.
    let reason = text.rsplit_once(" at line ").map_or(text.as_str(), |(reason, _)| reason);
    match error.classify() {
        serde_json::error::Category::Eof => SnapshotError::Truncated { line, column },
        serde_json::error::Category::Data => {
            let path = if path == "." { "the top level" } else { path };
            match invalid(path, reason) {
                SnapshotError::Invalid { path, reason } => SnapshotError::Invalid {
                    path,
                    reason: format!("{reason} (line {line}, column {column})"),
                },
                other => other,
            }
        }
        // A place inside the document helps more than a byte position alone: NaN is the usual suspect.
        _ if path == "." || path == "?" => SnapshotError::NotJson { line, column, reason: shortened(reason) },
        _ => SnapshotError::NotJson {
            line,
            column,
            reason: format!(
                "{}, in the value of {}; a number that is missing or not finite is written null",
                shortened(reason),
                shortened(path)
            ),
        },
    }
}

fn invalid(path: &str, reason: &str) -> SnapshotError {
    let hint = probably_meant(reason).map(|name| format!("; did you mean `{name}`?")).unwrap_or_default();
    SnapshotError::Invalid { path: shortened(path), reason: shortened(reason) + &hint }
}

/// Of the names that serde lists after one that it does not know, the one that looks most like it.
fn probably_meant(reason: &str) -> Option<&str> {
    let rest = reason.strip_prefix("unknown field `").or_else(|| reason.strip_prefix("unknown variant `"))?;
    let (unknown, expected) = rest.split_once("`, expected ")?;
    // Every second piece between backticks is a name.
    nearest(unknown, expected.split('`').skip(1).step_by(2))
}

/// Of some names the one that looks most like `unknown`, if any does.
pub(crate) fn nearest<'a>(unknown: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if unknown.len() > LONGEST_QUOTE {
        return None;
    }
    names
        .map(|name| (strsim::osa_distance(unknown, name), name))
        .min()
        .filter(|(distance, name)| *distance <= 1 + name.len() / 4)
        .map(|(_, name)| name)
}

/// Characters of a document's own text that an error quotes: names in a hostile document have megabytes.
const LONGEST_QUOTE: usize = 1_000;

pub(crate) fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
