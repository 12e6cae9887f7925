//! The project document.

use report_domain::ReportOptions;
use report_snapshot::{Envelope, project::Project};

use crate::common::Body;

/// The kind's own part of the document.
pub(crate) fn body(_snapshot: &Envelope<Project>, _options: &ReportOptions) -> Body {
    Body { headline: None, cover_facts: Vec::new(), sections: Vec::new(), provenance: Vec::new() }
}
