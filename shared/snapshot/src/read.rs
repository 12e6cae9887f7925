//! Reading a snapshot: from bytes to types, with errors that say where and what was expected.

use report_domain::Kind;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::{
    Envelope, Fault, LARGEST_SNAPSHOT, SCHEMA_VERSION, Snapshot, SnapshotError, limits,
    quote::{LONGEST_QUOTE, shortened},
    shape::Shapes,
    skimmed::Skimmed,
    within,
};

/// The members that decide how the rest is read, as they are written: whatever stands there, nothing is made of it yet.
#[derive(Deserialize)]
struct Preamble<'a> {
    #[serde(borrow)]
    schema_version: &'a RawValue,
    #[serde(borrow)]
    kind: &'a RawValue,
}

/// Reads a snapshot of any kind.
///
/// # Errors
/// The first fault found, with its place in the document.
pub fn read(bytes: &[u8]) -> Result<Snapshot, SnapshotError> {
    let document = Document::of(bytes)?;
    if let Some(fault) = document.broken_bounds(1).pop() {
        return Err(fault.into());
    }
    let snapshot = document.types()?;
    match limits::check(&snapshot, 1).pop() {
        Some(fault) => Err(fault.into()),
        None => Ok(snapshot),
    }
}

/// A document of this version that says what kind of entity it is about; nothing else of it is known.
pub(crate) struct Document<'a> {
    /// The text, no longer than a snapshot may be.
    pub(crate) bytes: &'a [u8],
    /// What it is about.
    pub(crate) kind: Kind,
}

impl<'a> Document<'a> {
    pub(crate) fn of(bytes: &'a [u8]) -> Result<Self, SnapshotError> {
        if bytes.len() > LARGEST_SNAPSHOT {
            return Err(SnapshotError::TooLarge { size: bytes.len() });
        }
        let bytes = without_mark(bytes);
        let preamble: Preamble<'_> = parse(bytes).map_err(|error| match error {
            // What the preamble skips over has no path; going through everything finds the place again, with one.
            SnapshotError::NotJson { .. } => parse::<Skimmed>(bytes).err().unwrap_or(error),
            error => error,
        })?;
        // Before anything else: of another version, nothing else is known.
        if preamble.schema_version.get() != SCHEMA_VERSION.to_string() {
            return Err(SnapshotError::Version { found: shortened(preamble.schema_version.get()) });
        }
        let kind = serde_json::from_str(preamble.kind.get())
            .map_err(|error| invalid("kind", reason_of(&error.to_string())))?;
        Ok(Self { bytes, kind })
    }

    /// The bounds that it breaks, at most `most` of them.
    pub(crate) fn broken_bounds(&self, most: usize) -> Vec<Fault> {
        within::faults(self.bytes, Shapes::of(self.kind), most)
    }

    /// Reads what the types can say, if it is within its bounds.
    pub(crate) fn types(&self) -> Result<Snapshot, SnapshotError> {
        let bytes = self.bytes;
        Ok(match self.kind {
            Kind::Experiment => Snapshot::Experiment(parse::<Envelope<_>>(bytes)?),
            Kind::Model => Snapshot::Model(parse::<Envelope<_>>(bytes)?),
            Kind::Project => Snapshot::Project(parse::<Envelope<_>>(bytes)?),
            Kind::Deployment => Snapshot::Deployment(parse::<Envelope<_>>(bytes)?),
            Kind::Synthgen => Snapshot::Synthgen(parse::<Envelope<_>>(bytes)?),
            Kind::Privacy => Snapshot::Privacy(parse::<Envelope<_>>(bytes)?),
        })
    }
}

/// Editors on some systems write a byte order mark, which JSON does not allow.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

fn parse<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<T, SnapshotError> {
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
    let reason = reason_of(&text);
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

/// What serde_json says without the place that it appends: that has a field of its own here.
fn reason_of(text: &str) -> &str {
    text.rsplit_once(" at line ").map_or(text, |(reason, _)| reason)
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
