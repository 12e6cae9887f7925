//! What the file says about itself: the information dictionary and the XMP packet, which agree.

use std::borrow::Cow;

use lopdf::Dictionary;
use report_document::Document;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::file::text_string;
use crate::text::clean;

pub(crate) const AUTHOR: &str = "Reports API";
pub(crate) const PRODUCER: &str = concat!("Reports API ", env!("CARGO_PKG_VERSION"));

/// The document's instant, in UTC.
pub(crate) fn created(document: &Document) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(&document.meta.created_rfc3339, &Rfc3339)
        .ok()
        .map(|time| time.to_offset(time::UtcOffset::UTC))
}

/// The title, which every file has.
pub(crate) fn title(document: &Document) -> Cow<'_, str> {
    let title = clean(&document.meta.title);
    if title.trim().is_empty() { clean(&document.meta.kind_label) } else { title }
}

/// The document's instant as PDF writes it.
pub(crate) fn stamp(document: &Document) -> Option<String> {
    let time = created(document)?;
    let (year, month, day) = (time.year(), u8::from(time.month()), time.day());
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    Some(format!("D:{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}Z"))
}

pub(crate) fn keywords(document: &Document) -> String {
    let meta = &document.meta;
    [&meta.kind_label, &meta.entity_name, &meta.report_id].map(|part| clean(part).into_owned()).join(", ")
}

/// The information dictionary.
pub(crate) fn information(document: &Document) -> Dictionary {
    let meta = &document.meta;
    let mut information = Dictionary::new();
    information.set("Title", text_string(&title(document)));
    information.set("Author", text_string(AUTHOR));
    information.set("Subject", text_string(&clean(&meta.subject())));
    information.set("Keywords", text_string(&keywords(document)));
    information.set("Creator", text_string(AUTHOR));
    information.set("Producer", text_string(PRODUCER));
    if let Some(stamp) = stamp(document) {
        information.set("CreationDate", text_string(&stamp));
        information.set("ModDate", text_string(&stamp));
    }
    information
}
