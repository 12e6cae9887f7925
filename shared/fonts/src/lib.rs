//! The typefaces of the PDF documents: which face shows a character, how a text becomes glyphs, and the subset of a face
//! that a document embeds.
//!
//! Latin, Greek and Cyrillic are set in Inter, which lies in the program. Everything else comes from files of a directory
//! (`FONTS_DIR`; a layer on Lambda), each read at most once per process and only when a text needs it. Without the
//! directory such characters show as boxes; nothing fails.
//!
//! ```
//! use report_fonts::{Fonts, Language, Shaper, Style, Weight};
//!
//! let fonts = Fonts::new(None);
//! let mut shaper = Shaper::new(&fonts, Language::Other);
//! let shaped = shaper.shape("AUC 0.9951", Style { weight: Weight::Regular, tabular: true }, false);
//! assert!(shaped.width > 4_000.0); // thousandths of the font size
//! ```

mod embed;
mod face;
mod fallback;
mod language;
mod shape;

pub use embed::{EmbedError, Subset};
pub use face::{Face, FaceId, Fonts, MISSING, Metrics, Weight};
pub use harfrust::GlyphId;
pub use language::{Language, Tongue};
pub use shape::{Glyph, Run, Shaped, Shaper, Style};
pub use subsetter::GlyphRemapper;
