//! The snapshot as a file within the file: an associated file (ISO 19005-3, 6.8).

use lopdf::{Dictionary, Object, Stream, dictionary};
use report_document::Document;

use crate::file::{File, text_string};
use crate::metadata::stamp;

/// What readers call the file, and save it as.
const NAME: &str = "snapshot.json";

/// Writes the snapshot into the file, if it shall be in there, and answers what the catalog says of it.
pub(crate) fn attach(document: &Document, file: &mut File) -> std::io::Result<Option<Dictionary>> {
    let origin = document.meta.origin.as_ref();
    let Some(snapshot) = origin.and_then(|origin| origin.snapshot.as_deref()) else { return Ok(None) };
    let number = file.reserve(2);
    let (content, description) = ((number, 0), (number + 1, 0));
    let mut parameters = dictionary! { "Size" => snapshot.len() as i64 };
    if let Some(stamp) = stamp(document) {
        parameters.set("ModDate", text_string(&stamp));
    }
    let entries =
        dictionary! { "Type" => "EmbeddedFile", "Subtype" => "application/json", "Params" => parameters };
    file.write(content, Stream::new(entries, snapshot.to_vec()).into())?;
    let reference = Object::Reference(content);
    let entries = dictionary! {
        "Type" => "Filespec",
        "F" => text_string(NAME),
        "UF" => text_string(NAME),
        "Desc" => text_string("The snapshot that this report was made from"),
        "AFRelationship" => "Source",
        "EF" => dictionary! { "F" => reference.clone(), "UF" => reference },
    };
    file.write(description, entries.into())?;
    let named = vec![text_string(NAME), Object::Reference(description)];
    Ok(Some(dictionary! {
        "AF" => vec![Object::Reference(description)],
        "Names" => dictionary! { "EmbeddedFiles" => dictionary! { "Names" => named } },
    }))
}
