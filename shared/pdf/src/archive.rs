//! What an archival file has besides its content: what its colours mean (ISO 19005-2, 6.2.3).

use lopdf::{Dictionary, Object, Stream, StringFormat, dictionary};

/// The profile of sRGB, the space of all colours in a document.
const SRGB: &[u8] = include_bytes!("../srgb/sRGB-v4.icc");

/// The profile as an object of the file.
pub(crate) fn profile() -> Stream {
    Stream::new(dictionary! { "N" => 3 }, SRGB.to_vec())
}

/// Says that the document's colours are of the profile at `profile`.
pub(crate) fn output_intent(profile: Object) -> Dictionary {
    let name = Object::String(b"sRGB IEC61966-2.1".to_vec(), StringFormat::Literal);
    dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => name.clone(),
        "Info" => name,
        "DestOutputProfile" => profile,
    }
}
