//! What the file says about itself: the information dictionary and the XMP packet, which agree.

use lopdf::{Dictionary, Object, StringFormat};
use report_document::Document;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::text::clean;

const AUTHOR: &str = "Reports API";
const PRODUCER: &str = concat!("Reports API ", env!("CARGO_PKG_VERSION"));

/// A text as PDF writes it outside of pages.
pub(crate) fn text_string(text: &str) -> Object {
    if text.bytes().all(|byte| (0x20..0x7F).contains(&byte)) {
        return Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    }
    let utf16 = text.encode_utf16().flat_map(u16::to_be_bytes);
    Object::String([0xFE, 0xFF].into_iter().chain(utf16).collect(), StringFormat::Hexadecimal)
}

/// The document's instant, in UTC.
fn created(document: &Document) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(&document.meta.created_rfc3339, &Rfc3339)
        .ok()
        .map(|time| time.to_offset(time::UtcOffset::UTC))
}

fn keywords(document: &Document) -> String {
    let meta = &document.meta;
    [&meta.kind_label, &meta.entity_name, &meta.report_id].map(|part| clean(part).into_owned()).join(", ")
}

/// The information dictionary.
pub(crate) fn information(document: &Document) -> Dictionary {
    let meta = &document.meta;
    let mut information = Dictionary::new();
    information.set("Title", text_string(&clean(&meta.title)));
    information.set("Author", text_string(AUTHOR));
    information.set("Subject", text_string(&clean(meta.headline.as_deref().unwrap_or(&meta.kind_label))));
    information.set("Keywords", text_string(&keywords(document)));
    information.set("Creator", text_string(AUTHOR));
    information.set("Producer", text_string(PRODUCER));
    if let Some(time) = created(document) {
        let (year, month, day) = (time.year(), u8::from(time.month()), time.day());
        let (hour, minute, second) = (time.hour(), time.minute(), time.second());
        let stamp = format!("D:{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}Z");
        information.set("CreationDate", text_string(&stamp));
        information.set("ModDate", text_string(&stamp));
    }
    information
}

/// The XMP packet. `instance` names this very file.
pub(crate) fn xmp(document: &Document, instance: &str) -> String {
    let meta = &document.meta;
    let escape = |text: &str| {
        let text = clean(text);
        text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
    };
    let title = escape(&meta.title);
    let subject = escape(meta.headline.as_deref().unwrap_or(&meta.kind_label));
    let keywords = escape(&keywords(document));
    let (language, report) = (escape(meta.language), escape(&meta.report_id));
    let date = created(document).and_then(|time| time.format(&Rfc3339).ok()).unwrap_or_default();
    let dates = if date.is_empty() {
        String::new()
    } else {
        format!("<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>")
    };
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
        <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
        <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
        xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
        xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">\
        <dc:format>application/pdf</dc:format>\
        <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
        <dc:creator><rdf:Seq><rdf:li>{AUTHOR}</rdf:li></rdf:Seq></dc:creator>\
        <dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{subject}</rdf:li></rdf:Alt></dc:description>\
        <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\
        <dc:identifier>{report}</dc:identifier>\
        <xmp:CreatorTool>{AUTHOR}</xmp:CreatorTool>{dates}\
        <pdf:Keywords>{keywords}</pdf:Keywords><pdf:Producer>{PRODUCER}</pdf:Producer>\
        <xmpMM:DocumentID>urn:uuid:{report}</xmpMM:DocumentID><xmpMM:InstanceID>urn:sha256:{instance}</xmpMM:InstanceID>\
        </rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>"
    )
}
