//! The file: `printpdf` makes the pages' objects; what it leaves out or leaves to chance is put right here and nowhere else:
//! fonts, bookmarks, language, metadata, the file's id and compression.

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat, dictionary};
use printpdf::{Mm, Op, PdfDocument, PdfPage, PdfSaveOptions, Pt, XObject};
use report_document::Document;
use report_fonts::Fonts;
use sha2::{Digest, Sha256};

use crate::canvas::Shared;
use crate::embed::embed;
use crate::error::PdfError;
use crate::image::image;
use crate::metadata::{information, text_string, xmp};
use crate::page::{Bookmark, Geometry};

/// Puts the file together.
pub(crate) fn finish(
    document: &Document,
    geometry: &Geometry,
    pages: Vec<Vec<Op>>,
    outline: &[Bookmark],
    shared: &Shared,
    fonts: &Fonts,
) -> Result<Vec<u8>, PdfError> {
    let mut pdf = PdfDocument::new("");
    pdf.resources.extgstates.map.extend(shared.graphics_states());
    for (id, png) in shared.pictures() {
        pdf.resources.xobjects.map.insert(id, XObject::External(image(png)?));
    }
    let (width, height) = (Mm::from(Pt(geometry.width)), Mm::from(Pt(geometry.height)));
    pdf.pages = pages.into_iter().map(|ops| PdfPage::new(width, height, ops)).collect();
    let options =
        PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
    let mut file = pdf.to_lopdf_document(&options, &mut Vec::new());
    drop(pdf);
    file.version = "1.7".into();
    file.reference_table.cross_reference_type = lopdf::xref::XrefType::CrossReferenceStream;

    let page_ids: Vec<ObjectId> = file.page_iter().collect();
    add_fonts(&mut file, &page_ids, shared, fonts)?;
    let outlines = add_outline(&mut file, &page_ids, outline);
    let id = digest(&file);
    let packet = Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        xmp(document, &id).into_bytes(),
    );
    // Programs that index files read the packet without unpacking it.
    let packet = file.add_object(packet.with_compression(false));

    let catalog = file.catalog_mut().map_err(structure)?;
    catalog.remove(b"PageLayout");
    catalog.set("PageMode", if outlines.is_some() { "UseOutlines" } else { "UseNone" });
    catalog.set("Lang", text_string(document.meta.language));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("Metadata", Object::Reference(packet));
    if let Some(outlines) = outlines {
        catalog.set("Outlines", Object::Reference(outlines));
    }
    let information = file.add_object(information(document));
    if let Ok(Object::Reference(old)) = file.trailer.get(b"Info").cloned() {
        file.objects.remove(&old);
    }
    file.trailer.set("Info", Object::Reference(information));
    let half = Object::String(id.as_bytes()[..32].to_vec(), StringFormat::Literal);
    file.trailer.set("ID", vec![half.clone(), half]);

    compress(&mut file).map_err(structure)?;
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(structure)?;
    with_free_head(bytes).ok_or_else(|| structure("the cross-reference stream is not as expected"))
}

/// `lopdf` leaves entry 0 out of the cross-reference stream: the head of the list of free objects, which every file must
/// have (ISO 32000-1, 7.5.4) and poppler misses in longer ones. `None` if the file does not end as `lopdf` ends it.
fn with_free_head(mut file: Vec<u8>) -> Option<Vec<u8>> {
    /// Type 0, no next free object, generation 65,535, in the widths `/W[1 4 2]`.
    const FREE_HEAD: [u8; 7] = [0, 0, 0, 0, 0, 0xFF, 0xFF];
    let find = |bytes: &[u8], wanted: &[u8]| bytes.windows(wanted.len()).position(|window| window == wanted);
    let end = file.len().saturating_sub(64);
    let footer = end + find(&file[end..], b"startxref\n")?;
    let start: usize = std::str::from_utf8(&file[footer + 10..]).ok()?.split('\n').next()?.parse().ok()?;
    let stream = file.split_off(start);
    let body = find(&stream, b">>stream\n")? + b">>stream\n".len();
    let head = std::str::from_utf8(&stream[..body]).ok()?;
    let (before, length) = head.rsplit_once("/Length ")?;
    let length: usize = length.strip_suffix(">>stream\n")?.parse().ok()?;
    let before = before.replacen("/Index[", "/Index[0 1 ", 1);
    file.extend_from_slice(before.as_bytes());
    file.extend_from_slice(format!("/Length {}>>stream\n", length + FREE_HEAD.len()).as_bytes());
    file.extend_from_slice(&FREE_HEAD);
    file.extend_from_slice(&stream[body..]);
    Some(file)
}

fn structure(error: impl std::fmt::Display) -> PdfError {
    PdfError::Structure(error.to_string())
}

/// The fonts are embedded here and not by `printpdf`, which would embed whole faces.
fn add_fonts(
    file: &mut lopdf::Document,
    pages: &[ObjectId],
    shared: &Shared,
    fonts: &Fonts,
) -> Result<(), PdfError> {
    let mut dictionary = Dictionary::new();
    for (id, used) in &shared.faces {
        if let Some(face) = fonts.face(*id) {
            dictionary.set(Shared::font_name(*id), Object::Reference(embed(file, face, used)?));
        }
    }
    // All pages share one dictionary of fonts.
    let Some(page) = pages.first() else { return Ok(()) };
    let resources =
        file.get_dictionary(*page).and_then(|page| page.get(b"Resources")).and_then(Object::as_reference);
    let resources = resources.and_then(|id| file.get_dictionary(id)).map_err(structure)?;
    let shared = resources.get(b"Font").and_then(Object::as_reference).map_err(structure)?;
    file.objects.insert(shared, Object::Dictionary(dictionary));
    Ok(())
}

/// Adds the bookmarks, two levels of them, and answers their root.
fn add_outline(file: &mut lopdf::Document, pages: &[ObjectId], outline: &[Bookmark]) -> Option<ObjectId> {
    if outline.is_empty() {
        return None;
    }
    let root = file.new_object_id();
    let ids: Vec<ObjectId> = outline.iter().map(|_| file.new_object_id()).collect();
    // A nested bookmark without one to stand under is moved up.
    let parents: Vec<Option<usize>> = (0..outline.len())
        .map(|index| {
            outline[index].nested.then(|| outline[..index].iter().rposition(|mark| !mark.nested)).flatten()
        })
        .collect();
    for (index, mark) in outline.iter().enumerate() {
        let page = pages.get(mark.page).copied()?;
        let destination: Vec<Object> = vec![
            Object::Reference(page),
            "XYZ".into(),
            Object::Integer(0),
            Object::Real(mark.top.round()),
            Object::Null,
        ];
        let parent = parents[index].map_or(root, |parent| ids[parent]);
        let mut entry = dictionary! {
            "Title" => text_string(&crate::text::clean(&mark.title)),
            "Parent" => Object::Reference(parent),
            "Dest" => destination,
        };
        let sibling = |other: &usize| parents[*other] == parents[index];
        if let Some(before) = (0..index).rev().find(sibling) {
            entry.set("Prev", Object::Reference(ids[before]));
        }
        if let Some(after) = (index + 1..outline.len()).find(sibling) {
            entry.set("Next", Object::Reference(ids[after]));
        }
        let children: Vec<usize> =
            (index + 1..outline.len()).filter(|child| parents[*child] == Some(index)).collect();
        if let (Some(first), Some(last)) = (children.first(), children.last()) {
            entry.set("First", Object::Reference(ids[*first]));
            entry.set("Last", Object::Reference(ids[*last]));
            // Negative: closed until the reader opens it.
            entry.set("Count", Object::Integer(-(children.len() as i64)));
        }
        file.objects.insert(ids[index], Object::Dictionary(entry));
    }
    let top: Vec<usize> = (0..outline.len()).filter(|index| parents[*index].is_none()).collect();
    let (first, last) = (top.first()?, top.last()?);
    let entry = dictionary! {
        "Type" => "Outlines",
        "First" => Object::Reference(ids[*first]),
        "Last" => Object::Reference(ids[*last]),
        "Count" => top.len() as i64,
    };
    file.objects.insert(root, Object::Dictionary(entry));
    Some(root)
}

/// A digest of everything that the pages are made of, in hexadecimal: the file's id, the same for the same content.
fn digest(file: &lopdf::Document) -> String {
    let mut hash = Sha256::new();
    for object in file.objects.values() {
        if let Object::Stream(stream) = object {
            hash.update(&stream.content);
        }
    }
    hash.finalize().iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn compress(file: &mut lopdf::Document) -> std::io::Result<()> {
    for object in file.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if stream.dict.has(b"Filter") || !stream.allows_compression {
            continue;
        }
        let mut encoder =
            ZlibEncoder::new(Vec::with_capacity(stream.content.len() / 3), Compression::default());
        encoder.write_all(&stream.content)?;
        let packed = encoder.finish()?;
        if packed.len() < stream.content.len() {
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(packed);
        }
    }
    Ok(())
}
