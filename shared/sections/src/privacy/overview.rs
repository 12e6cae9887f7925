//! Section `key-figures`, the facts on the cover, and the session in one sentence.

use crate::blocks::Blocks;
use report_document::{Block, Field, KeyFigure, Text};
use report_facts::{
    format, names,
    privacy::{Looked, When, cells, is_looked_at_again, looked, risk, rows, rows_after, total},
    words,
};
use report_snapshot::{Envelope, privacy::PrivacySession};

use crate::common::{instant::took_ms, unfinished::unfinished};

/// Makes the section.
pub(super) fn key_figures(session: &PrivacySession) -> Blocks {
    let mut figures = Vec::new();
    let mut put = |label: &str, value: Option<String>, note: Option<String>| {
        figures.extend(value.map(|value| KeyFigure { label: label.into(), value, note }));
    };
    let found =
        session.columns.iter().filter(|column| cells(column, When::Before).is_some_and(|cells| cells > 0));
    let columns = words::counted(found.count() as u64, "column", "columns");
    put(
        "Cells with detections before",
        total(session, When::Before).map(format::count),
        Some(format!("in {columns}")),
    );
    let again = if is_looked_at_again(session) {
        "in all rows that are left"
    } else {
        "in the rows looked at again, not all"
    };
    put("Cells with detections after", total(session, When::After).map(format::count), Some(again.into()));
    let seen = session.columns.iter().filter(|column| looked(session, column) != Looked::Not).count();
    let of = session.columns.len() as u64;
    put(
        "Columns looked at",
        (of > 0).then(|| format::count(seen as u64)),
        Some(format!("of {}", format::count(of))),
    );
    let (before, after) = (risk(session, When::Before), risk(session, When::After));
    let was = |value: Option<String>| value.map(|value| format!("before: {value}"));
    let k = |risk: Option<&report_snapshot::privacy::Risk>| risk.and_then(|risk| risk.k).map(format::count);
    put("Smallest class of rows (k)", k(after), was(k(before)));
    let highest = |risk: Option<&report_snapshot::privacy::Risk>| {
        let highest = risk?.prosecutor.as_ref()?.highest?;
        Some(format::percent(highest))
    };
    put("Highest prosecutor risk", highest(after), was(highest(before)));
    put("Rows after", rows_after(session).map(format::count), was(rows(session).map(format::count)));
    if figures.is_empty() {
        return Blocks::default();
    }
    Blocks::default().with(Block::KeyFigures(figures))
}

/// What the cover says.
pub(super) fn cover_facts(session: &PrivacySession) -> Vec<Field> {
    let mut facts = Vec::new();
    let mut put =
        |label: &str, value: Option<String>| facts.extend(value.map(|value| Field::new(label, value)));
    put("Data", session.dataset.as_ref().map(|data| data.name.clone()));
    put("Policy", session.policy.as_ref().map(|policy| policy.name.clone()));
    put("Status", Some(session.status.label().to_owned()));
    put("Started", session.started_at.map(|at| at.display_minute()));
    put("Finished", session.finished_at.map(|at| at.display_minute()));
    put("Run time", took_ms(session.started_at, session.finished_at).map(format::duration_ms));
    facts
}

/// What was found, and what was found again.
pub(super) fn headline(snapshot: &Envelope<PrivacySession>) -> Text {
    let session = &snapshot.content;
    if let Some(text) = unfinished(&snapshot.name, session.status) {
        return text;
    }
    let of_the_data = |text: Text| match &session.dataset {
        Some(data) => text.and(" of ").name(names::shown(&data.name)),
        None => text,
    };
    let Some(before) = total(session, When::Before) else {
        return of_the_data("No column".into()).and(" is known to have been looked at.");
    };
    if before == 0 {
        return of_the_data("The detectors found nothing in the columns".into()).and(" that they looked at.");
    }
    let found = words::counted(before, "cell", "cells");
    let again = match total(session, When::After) {
        None => "whether anything remains is not known".to_owned(),
        Some(0) if is_looked_at_again(session) => "run again, they found nothing".to_owned(),
        Some(0) => "run again in part, they found nothing".to_owned(),
        Some(after) => {
            format!("run again, they found something in {}", words::counted(after, "cell", "cells"))
        }
    };
    // A detector can be wrong: that it is personal data is not ours to say.
    of_the_data(format!("The detectors found something in {found}").into()).and(format!("; {again}."))
}
