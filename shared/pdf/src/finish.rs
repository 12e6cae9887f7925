//! The file: `printpdf` makes the pages' objects; what it leaves out or leaves to chance is put right here and nowhere else:
//! fonts, links, structure, bookmarks, language, metadata and the file's id.

use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions, Pt, XObject};
use report_document::Document;
use report_fonts::Fonts;

use crate::annotation::Link;
use crate::archive::{output_intent, profile};
use crate::attachment::attach;
use crate::canvas::Shared;
use crate::drawn::Drawn;
use crate::embed::embed;
use crate::error::PdfError;
use crate::file::{File, text_string};
use crate::image::image;
use crate::metadata::information;
use crate::page::{Bookmark, Geometry};
use crate::structure::{ElementId, Places, Tree};
use crate::xmp::xmp;

/// Puts the file together.
pub(crate) fn finish(
    document: &Document,
    geometry: &Geometry,
    drawn: Vec<Drawn>,
    tree: &Tree,
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
    let (mut contents, mut links) = (Vec::new(), Vec::new());
    for page in drawn {
        pdf.pages.push(PdfPage::new(width, height, page.ops));
        contents.push(page.contents);
        links.push(page.links);
    }
    // Secure would be without the operators that `printpdf` does not know. All are ours, none is taken from another file.
    let options =
        PdfSaveOptions { optimize: false, subset_fonts: false, secure: false, image_optimization: None };
    let mut file = pdf.to_lopdf_document(&options, &mut Vec::new());
    drop(pdf);

    let pages: Vec<ObjectId> = file.page_iter().collect();
    add_fonts(&mut file, &pages, shared, fonts)?;
    let links = add_links(&mut file, &pages, &links)?;
    let outlines = add_outline(&mut file, &pages, outline);
    let profile = file.add_object(profile());
    let information = file.add_object(information(document));
    let packet = file.new_object_id();
    let catalog = file.trailer.get(b"Root").and_then(Object::as_reference).map_err(structure)?;
    let root = file.catalog().and_then(|catalog| catalog.get(b"Pages")).cloned().map_err(structure)?;
    // What `printpdf` says of the document is said better here.
    file.objects.remove(&catalog);
    if let Ok(Object::Reference(old)) = file.trailer.get(b"Info") {
        file.objects.remove(old);
    }

    let mut written = File::new(file.max_id);
    for (id, object) in std::mem::take(&mut file.objects) {
        written.write(id, object).map_err(structure)?;
    }
    let attached = attach(document, &mut written).map_err(structure)?;
    let places = Places { pages: &pages, contents: &contents, links: &links };
    let structure_tree = tree.write(&mut written, &places).map_err(structure)?;
    let id = written.digest().map_err(structure)?;

    // Programs that index files read the packet without unpacking it.
    let metadata = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let metadata = Stream::new(metadata, xmp(document, &id).into_bytes()).with_compression(false);
    written.write(packet, metadata.into()).map_err(structure)?;
    let mut entries = dictionary! {
        "Type" => "Catalog",
        "Pages" => root,
        "PageMode" => if outlines.is_some() { "UseOutlines" } else { "UseNone" },
        "Lang" => text_string(document.meta.language),
        "MarkInfo" => dictionary! { "Marked" => true },
        "StructTreeRoot" => Object::Reference((structure_tree, 0)),
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        "OutputIntents" => vec![output_intent(Object::Reference(profile)).into()],
        "Metadata" => Object::Reference(packet),
    };
    if let Some(outlines) = outlines {
        entries.set("Outlines", Object::Reference(outlines));
    }
    if let Some(attached) = attached {
        entries.extend(&attached);
    }
    written.write(catalog, entries.into()).map_err(structure)?;
    written.finish(catalog, information, &id).map_err(structure)
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

/// Makes the pages' links annotations, and gives pages and links their numbers in the tree of parents. Answers each link with its
/// page and its element.
fn add_links(
    file: &mut lopdf::Document,
    pages: &[ObjectId],
    links: &[Vec<Link>],
) -> Result<Vec<(ObjectId, ObjectId, ElementId)>, PdfError> {
    let mut added = Vec::new();
    for (number, (page, links)) in pages.iter().zip(links).enumerate() {
        let mut annotations = Vec::with_capacity(links.len());
        for link in links {
            let id = file.add_object(link.annotation(pages, pages.len() + added.len()));
            annotations.push(Object::Reference(id));
            added.push((id, *page, link.element));
        }
        let page = file.get_object_mut(*page).and_then(Object::as_dict_mut).map_err(structure)?;
        page.set("StructParents", number as i64);
        // The order in which keys walk over links is that of the structure.
        page.set("Tabs", "S");
        if annotations.is_empty() {
            page.remove(b"Annots");
        } else {
            page.set("Annots", annotations);
        }
    }
    Ok(added)
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
