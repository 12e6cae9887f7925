//! Faces as objects of the file: the subset, its widths and what its glyphs stand for.

use std::fmt::Write;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use report_fonts::{Face, Subset};
use sha2::{Digest, Sha256};

use crate::canvas::UsedFace;
use crate::error::PdfError;

/// Adds a face to the file and answers its font object.
pub(crate) fn embed(file: &mut Document, face: &Face, used: &UsedFace) -> Result<ObjectId, PdfError> {
    let subset = face.subset(&used.glyphs)?;
    let name = format!("{}+{}", tag(used), face.name());
    let (key, kind, program) = match subset {
        Subset::TrueType(bytes) => {
            let length = bytes.len() as i64;
            ("FontFile2", "CIDFontType2", Stream::new(dictionary! { "Length1" => length }, bytes))
        }
        Subset::Cff(bytes) => {
            ("FontFile3", "CIDFontType0", Stream::new(dictionary! { "Subtype" => "CIDFontType0C" }, bytes))
        }
    };
    let program = file.add_object(program);
    let metrics = face.metrics();
    /// Neither serif nor script; a character set of its own.
    const SYMBOLIC: i64 = 4;
    let bounds: Vec<Object> =
        metrics.bounds.iter().map(|bound| Object::Integer(bound.round() as i64)).collect();
    let descriptor = file.add_object(dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => Object::Name(name.clone().into_bytes()),
        "Flags" => SYMBOLIC,
        "FontBBox" => bounds,
        "ItalicAngle" => 0,
        "Ascent" => metrics.ascent.round() as i64,
        "Descent" => metrics.descent.round() as i64,
        "CapHeight" => metrics.cap_height.round() as i64,
        // No face says how thick its stems are; viewers use it only if they cannot read the face.
        "StemV" => 80,
        key => Object::Reference(program),
    });
    let widths: Vec<Object> = used.known.iter().map(|glyph| number(glyph.advance)).collect();
    let mut descendant = dictionary! {
        "Type" => "Font",
        "Subtype" => kind,
        "BaseFont" => Object::Name(name.clone().into_bytes()),
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::String(b"Adobe".to_vec(), StringFormat::Literal),
            "Ordering" => Object::String(b"Identity".to_vec(), StringFormat::Literal),
            "Supplement" => 0,
        },
        "FontDescriptor" => Object::Reference(descriptor),
        "W" => vec![Object::Integer(0), Object::Array(widths)],
    };
    if kind == "CIDFontType2" {
        descendant.set("CIDToGIDMap", "Identity");
    }
    let descendant = file.add_object(descendant);
    let unicode = file.add_object(Stream::new(Dictionary::new(), to_unicode(used).into_bytes()));
    Ok(file.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => Object::Name(name.into_bytes()),
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![Object::Reference(descendant)],
        "ToUnicode" => Object::Reference(unicode),
    }))
}

/// A whole number where it is one.
fn number(value: f32) -> Object {
    if value == value.round() {
        Object::Integer(value as i64)
    } else {
        Object::Real((value * 100.0).round() / 100.0)
    }
}

/// Six capitals that tell this subset from another of the same face.
fn tag(used: &UsedFace) -> String {
    let mut hash = Sha256::new();
    for glyph in used.glyphs.remapped_gids() {
        hash.update(glyph.to_be_bytes());
    }
    hash.finalize().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// The map from glyphs to text, for searching and copying.
fn to_unicode(used: &UsedFace) -> String {
    const HEAD: &str = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
        /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n\
        /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
        1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
    const FOOT: &str = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
    /// As many as one block may have.
    const BLOCK: usize = 100;
    let mut map = String::from(HEAD);
    /// For a glyph that says something only together with others, which the content says where it is shown.
    const UNKNOWN: &str = "\u{FFFD}";
    let known = used.known.iter().map(|glyph| glyph.text.as_deref().filter(|text| !text.is_empty()));
    // Glyph 0 is never shown.
    let entries: Vec<(usize, &str)> = known.map(|text| text.unwrap_or(UNKNOWN)).enumerate().skip(1).collect();
    for block in entries.chunks(BLOCK) {
        // Writing to a string cannot fail.
        let _ = writeln!(map, "{} beginbfchar", block.len());
        for (id, text) in block {
            let _ = write!(map, "<{id:04X}> <");
            for unit in text.encode_utf16() {
                let _ = write!(map, "{unit:04X}");
            }
            map.push_str(">\n");
        }
        map.push_str("endbfchar\n");
    }
    map.push_str(FOOT);
    map
}
