//! The synthgen document.

use report_domain::ReportOptions;
use report_snapshot::{Envelope, synthgen::Synthgen};

use crate::common::Body;

/// The kind's own part of the document.
pub(crate) fn body(_snapshot: &Envelope<Synthgen>, _options: &ReportOptions) -> Body {
    Body { headline: None, cover_facts: Vec::new(), sections: Vec::new(), provenance: Vec::new() }
}
