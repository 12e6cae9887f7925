//! The documents of a succeeded report.

use std::collections::BTreeMap;

use crate::{ArtifactId, Format};

/// The documents of a succeeded report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Names the objects. They are never overwritten, so the id and a format also identify their bytes.
    pub id: ArtifactId,
    /// Which documents there are.
    pub written: Written,
}

/// Which documents were written, and how long each is in bytes. A report that an older version made has no document in a
/// format that came later.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written(BTreeMap<Format, u64>);

impl Written {
    /// Length of the document in that format, in bytes; `None` if it was never written.
    pub fn bytes(&self, format: Format) -> Option<u64> {
        self.0.get(&format).copied()
    }

    /// The formats with their lengths in bytes, in the order of [`Format::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Format, u64)> {
        self.0.iter().map(|(format, bytes)| (*format, *bytes))
    }
}

impl FromIterator<(Format, u64)> for Written {
    fn from_iter<I: IntoIterator<Item = (Format, u64)>>(documents: I) -> Self {
        Self(documents.into_iter().collect())
    }
}

impl<const N: usize> From<[(Format, u64); N]> for Written {
    fn from(documents: [(Format, u64); N]) -> Self {
        documents.into_iter().collect()
    }
}
