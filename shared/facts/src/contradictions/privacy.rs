//! Privacy sessions. What counts must hold among themselves, the schema refuses.

use report_snapshot::privacy::PrivacySession;

use super::place::Place;
use crate::say;

pub(super) fn privacy(at: Place<'_>, content: &PrivacySession) {
    at.field("finished_at").end(content.started_at, content.finished_at, || say!("The session"));
}
