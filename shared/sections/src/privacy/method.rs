//! Section `method`: which policy the session was to follow, and what looked for personal data.

use crate::blocks::Blocks;
use report_document::{Block, Cell, Column, Field, Row, Table, Text};
use report_facts::words;
use report_snapshot::privacy::PrivacySession;

use crate::common::text_cell::text_cell;

/// Profiles that are named: all that there can be.
const MOST_PROFILES: usize = 20;

/// Makes the section; `None` where neither is known.
pub(super) fn method(session: &PrivacySession) -> Option<Blocks> {
    let mut body = Blocks::default();
    if let Some(policy) = &session.policy {
        let mut fields = vec![Field::new("Policy", policy.name.clone())];
        fields.extend(policy.version.clone().map(|version| Field::new("Version", version)));
        if !policy.profiles.is_empty() {
            let profiles = words::listed(policy.profiles.iter().cloned(), MOST_PROFILES);
            fields.push(Field::new("Profiles", profiles));
        }
        body.push(Block::Fields(fields));
    }
    if !session.detectors.is_empty() {
        let row = |detector: &report_snapshot::privacy::Detector| {
            Row::new(vec![
                Cell::text(&detector.name),
                text_cell(detector.version.as_deref()),
                Cell::text(detector.method.label()),
            ])
        };
        body.push(Table {
            caption: words::counted(session.detectors.len() as u64, "detector", "detectors"),
            columns: vec![Column::row_header("Detector"), Column::text("Version"), Column::text("Method")],
            rows: session.detectors.iter().map(row).collect(),
            sortable: false,
        });
    }
    let mut body = body.if_any()?;
    body.push(Block::Note(Text::plain(
        "The policy is what the session was said to follow. This report states what detectors found and what was measured; it does \
         not say whether a law or a regulation is complied with.",
    )));
    Some(body)
}
