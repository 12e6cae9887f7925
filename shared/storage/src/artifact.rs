//! The documents of a succeeded report as attributes of its item.
//!
//! `written` maps each format to the length of its document. The version before formats were a set knew `html_bytes` and
//! `pdf_bytes` only: reports that it wrote are read by these, and they are still written, so that it can read what this version
//! writes when an update is taken back.

use aws_sdk_dynamodb::types::AttributeValue;
use report_domain::{Artifact, Format, Written};

use crate::{
    StorageError,
    item::{Attributes, Reader, n, s},
};

const WRITTEN: &str = "written";
/// The formats that the version before knew, and where it looks for their lengths.
const FORMER: [(Format, &str); 2] = [(Format::Html, "html_bytes"), (Format::Pdf, "pdf_bytes")];

/// The attributes for an artifact, by name.
pub(crate) fn artifact_attributes(
    artifact: &Artifact,
) -> impl Iterator<Item = (&'static str, AttributeValue)> {
    let Artifact { id, written } = artifact;
    let lengths = written.iter().map(|(format, bytes)| (format.as_str().to_owned(), n(bytes))).collect();
    let former =
        FORMER.into_iter().filter_map(|(format, name)| written.bytes(format).map(|bytes| (name, n(bytes))));
    [("artifact_id", s(id)), (WRITTEN, AttributeValue::M(lengths))].into_iter().chain(former)
}

/// The artifact in a succeeded report's item.
pub(crate) fn artifact_from(read: &Reader<'_>) -> Result<Artifact, StorageError> {
    let written = match read.optional_map(WRITTEN)? {
        Some(lengths) => written_from(read, lengths)?,
        None => FORMER
            .into_iter()
            .map(|(format, name)| Ok((format, read.number(name)?)))
            .collect::<Result<_, StorageError>>()?,
    };
    Ok(Artifact { id: read.parsed("artifact_id")?, written })
}

/// Formats that only a later version knows are left out: it may have run here and been taken back.
fn written_from(read: &Reader<'_>, lengths: &Attributes) -> Result<Written, StorageError> {
    let length = |format: Format| {
        let bytes = Reader(lengths).optional_number(format.as_str());
        bytes.map_err(|_| read.corrupt(format_args!("{WRITTEN} has no length of {}", format.as_str())))
    };
    let known = Format::ALL.into_iter().filter_map(|format| Some((format, length(format).transpose()?)));
    known.map(|(format, bytes)| Ok((format, bytes?))).collect()
}

#[cfg(test)]
mod tests {
    use report_domain::ArtifactId;

    use super::*;

    fn item(artifact: &Artifact) -> Attributes {
        artifact_attributes(artifact).map(|(name, value)| (name.to_owned(), value)).collect()
    }

    #[test]
    fn an_artifact_is_read_back_whatever_was_written() {
        let all: Written = Format::ALL.into_iter().zip(1..).collect();
        for written in [all, Written::from([(Format::Pdf, 20)]), Written::default()] {
            let artifact = Artifact { id: ArtifactId::new(), written };
            assert_eq!(artifact_from(&Reader(&item(&artifact))).expect("an artifact"), artifact);
        }
    }

    #[test]
    fn the_version_before_finds_its_lengths_and_its_own_reports_are_read() {
        let written = Written::from([(Format::Html, 10), (Format::Pdf, 20)]);
        let artifact = Artifact { id: ArtifactId::new(), written };
        let mut item = item(&artifact);
        assert_eq!((&item["html_bytes"], &item["pdf_bytes"]), (&n(10), &n(20)));
        item.remove(WRITTEN);
        assert_eq!(artifact_from(&Reader(&item)).expect("an artifact"), artifact);
        item.remove("pdf_bytes");
        assert!(matches!(artifact_from(&Reader(&item)), Err(StorageError::Corrupt { .. })));
    }

    #[test]
    fn a_format_of_a_later_version_is_left_out() {
        let artifact = Artifact { id: ArtifactId::new(), written: Written::from([(Format::Html, 10)]) };
        let mut item = item(&artifact);
        let lengths = [("html".to_owned(), n(10)), ("docx".to_owned(), n(30))];
        item.insert(WRITTEN.to_owned(), AttributeValue::M(lengths.into()));
        assert_eq!(artifact_from(&Reader(&item)).expect("an artifact"), artifact);
        let lengths = AttributeValue::M([("html".to_owned(), s("10"))].into());
        item.insert(WRITTEN.to_owned(), lengths);
        let error = artifact_from(&Reader(&item)).expect_err("no number").to_string();
        assert_eq!(error, "?/? cannot be read: written has no length of html");
        item.insert(WRITTEN.to_owned(), s("html"));
        assert!(matches!(artifact_from(&Reader(&item)), Err(StorageError::Corrupt { .. })));
    }
}
