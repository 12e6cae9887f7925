//! Faces: one file each, parsed once.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use harfrust::Font;
use read_fonts::types::Tag;
use read_fonts::{FontRef, TableProvider};
use unicode_normalization::UnicodeNormalization;

use crate::fallback::{self, FILES};

const REGULAR: &[u8] = include_bytes!("../core/Inter-Regular.ttf");
const SEMI_BOLD: &[u8] = include_bytes!("../core/Inter-SemiBold.ttf");
/// The faces that lie in the program come first; the files of the fallback directory follow.
const CORE: usize = 2;

/// Is shown for a character that no face has.
pub const MISSING: char = '\u{25A1}';

/// How heavy a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Weight {
    /// Running text.
    #[default]
    Regular,
    /// Headings and what is set apart. Fallback faces have no second weight: a writer thickens them.
    SemiBold,
}

/// Names one face of [`Fonts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(u8);

impl FaceId {
    /// The face for text of a weight in Latin, Greek and Cyrillic.
    pub fn core(weight: Weight) -> Self {
        match weight {
            Weight::Regular => Self(0),
            Weight::SemiBold => Self(1),
        }
    }

    /// Whether this face is a fallback face, which has one weight only.
    pub fn is_fallback(self) -> bool {
        usize::from(self.0) >= CORE
    }

    /// A number of its own, from 0.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// What a PDF's font descriptor says, in thousandths of an em.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Metrics {
    /// Above the baseline.
    pub ascent: f32,
    /// Below the baseline, negative.
    pub descent: f32,
    /// Height of capitals.
    pub cap_height: f32,
    /// The box around all glyphs: left, bottom, right, top.
    pub bounds: [f32; 4],
}

/// A parsed face.
pub struct Face {
    pub(crate) data: Data,
    pub(crate) font: Font,
    /// Thousandths of an em per font unit.
    pub(crate) scale: f32,
    /// The glyph that stands for what no face has.
    missing: u16,
    name: &'static str,
    metrics: Metrics,
}

/// The bytes of a face.
#[derive(Clone)]
pub(crate) enum Data {
    Embedded(&'static [u8]),
    Loaded(Arc<Vec<u8>>),
}

impl Data {
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Data::Embedded(bytes) => bytes,
            Data::Loaded(bytes) => bytes,
        }
    }
}

impl Face {
    /// Parses a face, or answers `None` where the bytes are no font.
    fn parse(name: &'static str, data: Data) -> Option<Self> {
        let font = match &data {
            Data::Embedded(bytes) => Font::new(*bytes, 0)?,
            Data::Loaded(bytes) => {
                let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = bytes.clone();
                Font::new(harfrust::font::Blob::from(shared), 0)?
            }
        };
        let tables = FontRef::new(data.bytes()).ok()?;
        let head = tables.head().ok()?;
        let hhea = tables.hhea().ok()?;
        let scale = 1000.0 / f32::from(head.units_per_em().max(1));
        let unit = |value: i16| f32::from(value) * scale;
        let cap_height = tables.os2().ok().and_then(|os2| os2.s_cap_height()).map_or(700.0, unit);
        let metrics = Metrics {
            ascent: unit(hhea.ascender().to_i16()),
            descent: unit(hhea.descender().to_i16()),
            cap_height,
            bounds: [unit(head.x_min()), unit(head.y_min()), unit(head.x_max()), unit(head.y_max())],
        };
        let glyph =
            |char| font.charmap().map_unicode(char).and_then(|glyph| u16::try_from(glyph.to_u32()).ok());
        // A face has a space at least.
        let missing = glyph(MISSING).or_else(|| glyph(' ')).unwrap_or(0);
        Some(Self { data, font, scale, missing, name, metrics })
    }

    /// The glyph that is shown for a character that no face has: that of [`MISSING`]. It is never glyph 0, the face's own box, which
    /// no archival PDF may show.
    pub fn missing(&self) -> u16 {
        self.missing
    }

    /// The face's PostScript name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Its metrics.
    pub fn metrics(&self) -> Metrics {
        self.metrics
    }

    /// Whether its outlines are of the PostScript kind (a `CFF ` table), which PDF embeds in another way.
    pub fn is_postscript(&self) -> bool {
        FontRef::new(self.data.bytes()).is_ok_and(|font| font.table_data(Tag::new(b"CFF ")).is_some())
    }

    /// The glyph of a character.
    pub fn glyph(&self, char: char) -> Option<u16> {
        let glyph = self.font.charmap().map_unicode(char)?.to_u32();
        u16::try_from(glyph).ok().filter(|glyph| *glyph != 0)
    }

    /// The advance of a glyph, in thousandths of an em.
    pub fn advance(&self, glyph: u16) -> f32 {
        FontRef::new(self.data.bytes())
            .and_then(|font| font.hmtx())
            .ok()
            .and_then(|hmtx| hmtx.advance(harfrust::GlyphId::from(glyph)))
            .map_or(0.0, |advance| f32::from(advance) * self.scale)
    }

    /// Whether it has glyphs for all that shows of a grapheme cluster.
    pub(crate) fn covers(&self, cluster: &str) -> bool {
        cluster.chars().filter(|char| !is_invisible(*char)).all(|char| self.glyph(char).is_some())
    }
}

/// Joiners and selectors: they steer shaping and have no glyph of their own.
pub(crate) fn is_invisible(char: char) -> bool {
    matches!(char, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{34F}'
        | '\u{E0020}'..='\u{E007F}' | '\u{2066}'..='\u{2069}')
}

/// All faces: those in the program, and those in the fallback directory, which are read when they are needed.
pub struct Fonts {
    directory: Option<PathBuf>,
    core: [Option<Face>; CORE],
    fallback: Vec<OnceLock<Option<Face>>>,
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let loaded: Vec<_> =
            self.fallback.iter().filter_map(|face| face.get()?.as_ref()).map(Face::name).collect();
        formatter.debug_struct("Fonts").field("directory", &self.directory).field("loaded", &loaded).finish()
    }
}

impl Fonts {
    /// The faces in the program, and those in `directory`, if any.
    pub fn new(directory: Option<PathBuf>) -> Self {
        Self {
            directory,
            core: [
                Face::parse("Inter-Regular", Data::Embedded(REGULAR)),
                Face::parse("Inter-SemiBold", Data::Embedded(SEMI_BOLD)),
            ],
            fallback: FILES.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// A face, reading its file if that has not been done. `None` where there is no such file, or it is no font.
    pub fn face(&self, id: FaceId) -> Option<&Face> {
        match id.index().checked_sub(CORE) {
            None => self.core[id.index()].as_ref(),
            Some(index) => self.fallback.get(index)?.get_or_init(|| self.read(index)).as_ref(),
        }
    }

    fn read(&self, index: usize) -> Option<Face> {
        let file = FILES[index];
        let bytes = std::fs::read(self.directory.as_ref()?.join(file.name)).ok()?;
        Face::parse(file.postscript, Data::Loaded(Arc::new(bytes)))
    }

    /// The first character of a text that no face has, nor all that it can be spelt out with: a document shows a box for it.
    pub fn first_missing(&self, text: &str) -> Option<char> {
        let shows = |char: &char| !(char.is_whitespace() || char.is_control() || is_invisible(*char));
        let has = |char: char| self.face_with(char.encode_utf8(&mut [0; 4]), Weight::Regular).is_some();
        text.chars().filter(shows).find(|char| !has(*char) && !char.nfkc().all(has))
    }

    /// The face that shows a grapheme cluster at this weight: Inter, else the first fallback face that has it, else Inter
    /// with its box for what is missing.
    pub(crate) fn face_for(&self, cluster: &str, weight: Weight) -> FaceId {
        self.face_with(cluster, weight).unwrap_or(FaceId::core(weight))
    }

    /// The same; `None` where no face has it.
    pub(crate) fn face_with(&self, cluster: &str, weight: Weight) -> Option<FaceId> {
        let core = FaceId::core(weight);
        let pictograph = cluster.contains('\u{FE0F}');
        if !pictograph && self.face(core).is_some_and(|face| face.covers(cluster)) {
            return Some(core);
        }
        fallback::candidates(cluster)
            // There are fewer than 250 files.
            .map(|index| FaceId((index + CORE) as u8))
            .find(|id| self.face(*id).is_some_and(|face| face.covers(cluster)))
    }
}
