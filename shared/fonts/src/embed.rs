//! The part of a face that a document embeds.

use read_fonts::FontRef;
use read_fonts::types::Tag;
use subsetter::GlyphRemapper;

use crate::Face;

/// A face could not be cut down to what a document uses.
#[derive(Debug, thiserror::Error)]
#[error("the face {face} cannot be subset: {reason}")]
pub struct EmbedError {
    face: &'static str,
    reason: String,
}

/// A face with only some glyphs, as PDF embeds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subset {
    /// TrueType outlines: a font file (`FontFile2`).
    TrueType(Vec<u8>),
    /// PostScript outlines: a bare CFF table keyed by glyph number (`FontFile3`, `CIDFontType0C`).
    Cff(Vec<u8>),
}

impl Face {
    /// The face with the glyphs of `glyphs` only, numbered as `glyphs` says.
    ///
    /// # Errors
    /// The face is damaged.
    pub fn subset(&self, glyphs: &GlyphRemapper) -> Result<Subset, EmbedError> {
        let fail = |reason: String| EmbedError { face: self.name(), reason };
        let font =
            subsetter::subset(self.data.bytes(), 0, glyphs).map_err(|error| fail(error.to_string()))?;
        if !self.is_postscript() {
            return Ok(Subset::TrueType(font));
        }
        let parsed = FontRef::new(&font).map_err(|error| fail(error.to_string()))?;
        let table =
            parsed.table_data(Tag::new(b"CFF ")).ok_or_else(|| fail("its CFF table is gone".into()))?;
        Ok(Subset::Cff(table.as_bytes().to_vec()))
    }
}
