//! The XMP packet (ISO 16684-1) as archival PDF wants it (ISO 19005-2, 6.6).

use std::fmt::Write as _;

use report_document::Document;
use time::format_description::well_known::Rfc3339;

use crate::metadata::{AUTHOR, PRODUCER, created, keywords, title};
use crate::text::clean;

/// Properties of one namespace that PDF/A does not know. The packet has to describe what it says in them.
struct Extension {
    title: &'static str,
    namespace: &'static str,
    prefix: &'static str,
    properties: Vec<Property>,
}

struct Property {
    name: &'static str,
    /// A type of ISO 16684-1: `Text`, `Integer`, `Date`, `URI`.
    kind: &'static str,
    description: &'static str,
    value: String,
}

/// What is said in namespaces that PDF/A does not know.
fn extensions(document: &Document) -> Vec<Extension> {
    let universal_access = Extension {
        title: "PDF/UA identification",
        namespace: "http://www.aiim.org/pdfua/ns/id/",
        prefix: "pdfuaid",
        properties: vec![Property {
            name: "part",
            kind: "Integer",
            description: "The part of ISO 14289 that the file complies with",
            value: "1".into(),
        }],
    };
    let origin = document.meta.origin.as_ref().map(|origin| {
        let property = |name, description, value: &str| Property {
            name,
            kind: "Text",
            description,
            value: value.to_owned(),
        };
        Extension {
            title: "What a report was made from",
            namespace: "urn:ml-reports:made-from:1/",
            prefix: "madefrom",
            properties: vec![
                property("snapshotSha256", "SHA-256 of the snapshot", &origin.snapshot_sha256),
                property("snapshotSchema", "The schema that the snapshot was read with", &origin.schema),
                property("engine", "Version of the software that made the report", &origin.engine),
            ],
        }
    });
    [universal_access].into_iter().chain(origin).collect()
}

/// The XMP packet. `instance` names this very file.
pub(crate) fn xmp(document: &Document, instance: &str) -> String {
    let meta = &document.meta;
    let title = escape(&title(document));
    let subject = escape(&meta.subject());
    let keywords = escape(&keywords(document));
    let (language, report) = (escape(meta.language), escape(&meta.report_id));
    let date = created(document).and_then(|time| time.format(&Rfc3339).ok()).unwrap_or_default();
    let dates = if date.is_empty() {
        String::new()
    } else {
        format!("<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>")
    };
    // Only the third part lets a file hold files of any kind.
    let holds_file = meta.origin.as_ref().is_some_and(|origin| origin.snapshot.is_some());
    let part = if holds_file { 3 } else { 2 };
    let extended = extended(&extensions(document));
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
        <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
        <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
        xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
        xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\
        <pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>\
        <dc:format>application/pdf</dc:format>\
        <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
        <dc:creator><rdf:Seq><rdf:li>{AUTHOR}</rdf:li></rdf:Seq></dc:creator>\
        <dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{subject}</rdf:li></rdf:Alt></dc:description>\
        <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\
        <dc:identifier>{report}</dc:identifier>\
        <xmp:CreatorTool>{AUTHOR}</xmp:CreatorTool>{dates}\
        <pdf:Keywords>{keywords}</pdf:Keywords><pdf:Producer>{PRODUCER}</pdf:Producer>\
        <xmpMM:DocumentID>urn:uuid:{report}</xmpMM:DocumentID><xmpMM:InstanceID>urn:sha256:{instance}</xmpMM:InstanceID>\
        </rdf:Description>{extended}\n</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>"
    )
}

/// A text as XML has it.
fn escape(text: &str) -> String {
    clean(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The properties of those namespaces, and their description (ISO 19005-2, 6.6.2.3).
fn extended(extensions: &[Extension]) -> String {
    let mut said = String::new();
    let mut described = String::new();
    // Writing to a string cannot fail.
    for Extension { title, namespace, prefix, properties } in extensions {
        let _ = write!(said, "\n<rdf:Description rdf:about=\"\" xmlns:{prefix}=\"{namespace}\">");
        let _ = write!(
            described,
            "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>{title}</pdfaSchema:schema>\
            <pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI>\
            <pdfaSchema:prefix>{prefix}</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
        );
        for Property { name, kind, description, value } in properties {
            let _ = write!(said, "<{prefix}:{name}>{}</{prefix}:{name}>", escape(value));
            let _ = write!(
                described,
                "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>{name}</pdfaProperty:name>\
                <pdfaProperty:valueType>{kind}</pdfaProperty:valueType>\
                <pdfaProperty:category>internal</pdfaProperty:category>\
                <pdfaProperty:description>{description}</pdfaProperty:description></rdf:li>"
            );
        }
        said.push_str("</rdf:Description>");
        described.push_str("</rdf:Seq></pdfaSchema:property></rdf:li>");
    }
    format!(
        "{said}\n<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
        xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
        xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\
        <pdfaExtension:schemas><rdf:Bag>{described}</rdf:Bag></pdfaExtension:schemas></rdf:Description>"
    )
}
