//! Writes a [`Document`] as a PDF file.
//!
//! ```text
//! Document → layout (slabs: strips that stay whole) → pagination → canvas (printpdf operations) → finish (one file)
//!          └→ structure (what each thing is) ─────────────────────────────────────────────────────┘
//! ```
//!
//! The layout is our own, because a report needs what general converters lack: headings kept with what follows, tables that
//! repeat their header and split by columns, charts as vectors, contents with page numbers. Text is shaped, so every
//! script of Unicode that the fonts have shows as it should and can be selected and searched. The same document gives the
//! same bytes.
//!
//! Every file is PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1): it can be kept for good and be read aloud.
//!
//! ```
//! use report_document::{Document, Meta, Section};
//! use report_pdf::{Fonts, Paper, PdfSettings};
//!
//! let document = Document {
//!     meta: Meta {
//!         title: "Churn, weekly".into(),
//!         kind_label: "Experiment report".into(),
//!         entity_name: "churn-2026-02".into(),
//!         headline: None,
//!         facts: Vec::new(),
//!         language: "en",
//!         report_id: "0190b6a0-0000-7000-8000-000000000000".into(),
//!         created: "2026-02-28 15:00 UTC".into(),
//!         created_rfc3339: "2026-02-28T15:00:00Z".into(),
//!         origin: None,
//!         card: None,
//!     },
//!     sections: vec![Section::new("summary", "Summary")],
//!     opening: 0,
//!     lists_figures: false,
//! };
//! let settings = PdfSettings { paper: Paper::A4, fonts: Fonts::new(None) };
//! let output = report_pdf::write(&document, &settings)?;
//! assert_eq!(output.pages, 1);
//! assert!(output.bytes.starts_with(b"%PDF-1.7"));
//! # Ok::<(), report_pdf::PdfError>(())
//! ```

mod annotation;
mod archive;
mod attachment;
mod canvas;
mod drawn;
mod embed;
mod error;
mod file;
mod finish;
mod image;
mod layout;
mod metadata;
mod page;
mod paginate;
mod paper;
mod scene;
mod slab;
mod structure;
mod text;
mod writer;
mod xmp;

pub use error::PdfError;
pub use paper::Paper;
use report_document::{Document, Section};
pub use report_fonts::Fonts;
use report_fonts::Language;
pub use writer::PdfWriter;

use crate::layout::{Density, Layout};
use crate::page::{Geometry, Painter};
use crate::paginate::{Pages, paginate};
use crate::structure::Tree;
use crate::text::Typesetter;

/// How documents are written.
#[derive(Debug)]
pub struct PdfSettings {
    /// The size of the page.
    pub paper: Paper,
    /// The typefaces. Keep them between documents: a face is parsed once.
    pub fonts: Fonts,
}

/// A PDF file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfOutput {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

/// From this many pages on, a document has a table of contents.
const PAGES_WITH_CONTENTS: usize = 5;
/// A last page that is filled less than this is avoided where a closer setting does, and so are pages with blank feet.
const LEAST_FILL: f32 = 0.34;
/// In a longer document one page more is no matter, and setting it again takes long.
const MOST_PAGES_TO_SAVE: usize = 8;

/// Writes a document.
///
/// # Errors
/// See [`PdfError`].
pub fn write(document: &Document, settings: &PdfSettings) -> Result<PdfOutput, PdfError> {
    let geometry = Geometry::of(settings.paper);
    let mut set = Typesetter::new(&settings.fonts, language(document));
    let figures = document.figures_of_charts();
    let (slabs, tree) = {
        let mut chosen = None;
        // Fewer pages are better, then fewer with a blank foot.
        let mut best = (usize::MAX, usize::MAX);
        for density in Density::ALL {
            let (slabs, tree) = lay_out(document, figures.as_ref(), &mut set, &geometry, density);
            let pages = paginate(&slabs, geometry.body_height);
            let waste = (pages.len(), pages.holes());
            let is_wasteful = (2..=MOST_PAGES_TO_SAVE).contains(&pages.len())
                && (pages.last_fill() < LEAST_FILL || pages.holes() > 0);
            if waste < best {
                best = waste;
                chosen = Some((slabs, tree));
            }
            if !is_wasteful {
                break;
            }
        }
        chosen.unwrap_or_default()
    };
    let pages = paginate(&slabs, geometry.body_height);
    let outline = page::outline(&pages, &geometry);
    let count = pages.len();
    let mut painter = Painter::new(document, &settings.fonts, set, &geometry, tree);
    let drawn = painter.paint(&pages);
    let (shared, tree) = painter.finish();
    let bytes = finish::finish(document, &geometry, drawn, &tree, &outline, &shared, &settings.fonts)?;
    Ok(PdfOutput { bytes, pages: count })
}

/// The strips of the document, with contents if it is long.
fn lay_out(
    document: &Document,
    figures: Option<&Section>,
    set: &mut Typesetter<'_>,
    geometry: &Geometry,
    density: Density,
) -> (Vec<slab::Slab>, Tree) {
    let mut layout = Layout::new(set, geometry, density, document, figures);
    let (opening, rest) = document.parts();
    layout.opening(&document.meta, opening);
    let after_opening = layout.place();
    layout.facts(&document.meta);
    let after_facts = layout.place();
    for section in rest {
        layout.section(section);
    }
    let is_long = {
        let pages: Pages<'_> = paginate(layout.slabs(), geometry.body_height);
        // The figures of charts take a page at least.
        pages.len() + usize::from(figures.is_some()) >= PAGES_WITH_CONTENTS
    };
    if is_long && rest.len() > 1 {
        let entries: Vec<&Section> = rest.iter().chain(figures).collect();
        layout.contents(&entries, after_facts);
    }
    if !opening.is_empty() {
        layout.begin_page(after_opening);
    }
    if let Some(figures) = figures {
        layout.section_in_columns(figures);
    }
    layout.finish()
}

/// Whose Han forms the document takes where a string does not tell.
fn language(document: &Document) -> Language {
    use report_document::Block;
    let meta = &document.meta;
    let facts = meta.facts.iter().map(|field| field.value.as_str());
    let texts = [meta.title.as_str(), meta.entity_name.as_str()].into_iter().chain(facts);
    let user = document.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::UserText(text) => Some(text.as_str()),
        _ => None,
    });
    let blocks = document.sections.iter().flat_map(|section| &section.blocks).flat_map(|block| match block {
        Block::Beside(beside) => &beside.blocks[..],
        other => std::slice::from_ref(other),
    });
    let cells = blocks.flat_map(|block| match block {
        Block::Table(table) => &table.rows[..],
        _ => &[],
    });
    let names = cells.filter_map(|row| row.cells.first()).map(|cell| cell.text.as_str());
    texts.chain(user).chain(names).find_map(Language::of).unwrap_or_default()
}
