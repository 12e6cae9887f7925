//! What differs between two PDF files: pages, information, everything else. Programs that save a file anew number its objects
//! anew and pack them in other ways, so contents are compared and not bytes.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Document, Object, decode_text_string};
use report_seal::Fingerprint;

/// What differs, a sentence for each part.
pub(super) fn between(file: &[u8], made: &[u8]) -> Vec<String> {
    let (Ok(file), Ok(made)) = (Document::load_mem(file), Document::load_mem(made)) else {
        return vec!["The file is not a whole PDF: it cannot be read.".to_owned()];
    };
    let mut said = pages(&file, &made);
    said.extend(information(&file, &made));
    let missing = streams(&made).difference(&streams(&file)).count();
    if said.is_empty() && missing > 0 {
        said.push(format!(
            "The pages and the information are the same, but {missing} other parts, such as fonts, pictures or metadata, are not \
             as made."
        ));
    }
    if said.is_empty() {
        said.push(
            "The file is not the one that was made, but has the same pages and information: another program has saved it anew."
                .to_owned(),
        );
    }
    said
}

/// Which pages differ in what is drawn.
fn pages(file: &Document, made: &Document) -> Vec<String> {
    let (found, wanted) = (file.get_pages(), made.get_pages());
    let mut said = Vec::new();
    if found.len() != wanted.len() {
        said.push(format!("The file has {} pages where {} were made.", found.len(), wanted.len()));
    }
    let drawn = |document: &Document, id| document.get_page_content(id);
    let differing: Vec<String> = found
        .iter()
        .filter_map(|(number, id)| Some((number, id, wanted.get(number)?)))
        .filter(|(_, id, made_id)| drawn(file, **id) != drawn(made, **made_id))
        .map(|(number, ..)| number.to_string())
        .collect();
    match &differing[..] {
        [] => {}
        [page] => said.push(format!("What is drawn on page {page} is not what was made.")),
        pages => said.push(format!("What is drawn on the pages {} is not what was made.", pages.join(", "))),
    }
    said
}

/// Which entries of the information dictionary differ.
fn information(file: &Document, made: &Document) -> Vec<String> {
    let (found, wanted) = (entries(file), entries(made));
    let text = |value: Option<&String>| value.map_or("nothing".to_owned(), |text| format!("{text:?}"));
    let names: BTreeSet<&String> = found.keys().chain(wanted.keys()).collect();
    let differing = names.into_iter().filter(|name| found.get(*name) != wanted.get(*name));
    differing
        .map(|name| {
            let (found, wanted) = (text(found.get(name)), text(wanted.get(name)));
            format!("The file's information says {found} as {name}, where {wanted} was made.")
        })
        .collect()
}

fn entries(document: &Document) -> BTreeMap<String, String> {
    let information = document.trailer.get(b"Info").and_then(|info| match info {
        Object::Reference(id) => document.get_dictionary(*id),
        other => other.as_dict(),
    });
    let Ok(information) = information else { return BTreeMap::new() };
    information
        .iter()
        .filter_map(|(name, value)| {
            Some((String::from_utf8_lossy(name).into_owned(), decode_text_string(value).ok()?))
        })
        .collect()
}

/// The unpacked streams of a file by their digests.
fn streams(document: &Document) -> BTreeSet<String> {
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    let is_of_the_file = |kind: &[u8]| matches!(kind, b"XRef" | b"ObjStm");
    streams
        .filter(|stream| !stream.dict.get_type().is_ok_and(is_of_the_file))
        .map(|stream| {
            let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
            Fingerprint::of(&content).sha256
        })
        .collect()
}
