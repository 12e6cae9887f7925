//! What a privacy session found, and what is left of it.

use std::collections::BTreeMap;

use report_snapshot::privacy::{Attack, Operation, PrivacySession, Risk, Scan, SessionColumn};

use crate::quantity::{
    JOURNALIST_HIGHEST, JOURNALIST_MEAN, JOURNALIST_OVER, Known, MARKETER_HIGHEST, MARKETER_MEAN,
    MARKETER_OVER, PROSECUTOR_HIGHEST, PROSECUTOR_MEAN, PROSECUTOR_OVER,
};

/// Before the transformation or after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// What the detectors found at first.
    Before,
    /// What they found when they were run again on the result.
    After,
}

/// The scan of a column, if there was one.
pub fn scan(column: &SessionColumn, when: When) -> Option<&Scan> {
    match when {
        When::Before => column.before.as_ref(),
        When::After => column.after.as_ref(),
    }
}

/// Cells in which something was found; `None` where the column was not looked at.
pub fn cells(column: &SessionColumn, when: When) -> Option<u64> {
    scan(column, when).filter(|scan| scan.rows > 0 || scan.cells > 0).map(|scan| scan.cells)
}

/// What was done with a column; `None` where it is not known.
pub fn operation(column: &SessionColumn) -> Option<Operation> {
    column.transformation.map(|transformation| transformation.operation)
}

/// Rows of the data before the session.
pub fn rows(session: &PrivacySession) -> Option<u64> {
    session.dataset.as_ref()?.rows
}

/// Rows of the data after it: as many as before where nothing else is said.
pub fn rows_after(session: &PrivacySession) -> Option<u64> {
    let data = session.dataset.as_ref()?;
    data.rows_after.or(data.rows)
}

/// How much of a column the detectors looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looked {
    /// At nothing.
    Not,
    /// At fewer rows than there are.
    InPart,
    /// At all rows.
    Whole,
    /// At some rows, and how many there are is not known.
    Somewhat,
}

/// How much of a column the detectors looked at before the transformation.
pub fn looked(session: &PrivacySession, column: &SessionColumn) -> Looked {
    looked_at(column.before.as_ref(), rows(session))
}

/// The same after it.
pub fn looked_again(session: &PrivacySession, column: &SessionColumn) -> Looked {
    looked_at(column.after.as_ref(), rows_after(session))
}

fn looked_at(scan: Option<&Scan>, rows: Option<u64>) -> Looked {
    match (scan.map_or(0, |scan| scan.rows), rows) {
        // Of no rows all have been looked at, if anybody looked.
        (0, Some(0)) if scan.is_some() => Looked::Whole,
        (0, _) => Looked::Not,
        (_, None) => Looked::Somewhat,
        (looked, Some(rows)) if looked < rows => Looked::InPart,
        _ => Looked::Whole,
    }
}

/// Whether the column is gone, so that nothing can remain in it; the schema then refuses a scan after.
pub fn is_dropped(column: &SessionColumn) -> bool {
    operation(column) == Some(Operation::Dropped)
}

/// Cells with detections over all columns; `None` where no column was looked at.
pub fn total(session: &PrivacySession, when: When) -> Option<u64> {
    let mut known = session.columns.iter().filter_map(|column| cells(column, when));
    let first = known.next()?;
    Some(known.fold(first, u64::saturating_add))
}

/// Whether the detectors looked again at all rows of every column that is left.
pub fn is_looked_at_again(session: &PrivacySession) -> bool {
    session.columns.iter().all(|column| is_dropped(column) || looked_again(session, column) == Looked::Whole)
}

/// Cells by type before and after, summed over columns: most before first, then most after, then by name.
pub fn by_type(session: &PrivacySession) -> Vec<(&str, Option<u64>, Option<u64>)> {
    let sums = |when| {
        let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
        let scans = session.columns.iter().filter_map(|column| scan(column, when));
        for detection in scans.flat_map(|scan| &scan.detections) {
            let sum = sums.entry(&detection.of).or_default();
            *sum = sum.saturating_add(detection.cells);
        }
        sums
    };
    let (before, after) = (sums(When::Before), sums(When::After));
    // A type that was not found where somebody looked was found in no cell.
    let zero = |when| total(session, when).map(|_| 0);
    let mut types: Vec<&str> = before.keys().chain(after.keys()).copied().collect();
    types.sort_unstable();
    types.dedup();
    let of = |sums: &BTreeMap<&str, u64>, name: &str, when| sums.get(name).copied().or_else(|| zero(when));
    let mut all: Vec<(&str, Option<u64>, Option<u64>)> = types
        .into_iter()
        .map(|name| (name, of(&before, name, When::Before), of(&after, name, When::After)))
        .collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then(b.2.cmp(&a.2)).then_with(|| a.0.cmp(b.0)));
    all
}

/// The risk before or after, if any figure of it is given.
pub fn risk(session: &PrivacySession, when: When) -> Option<&Risk> {
    let anonymity = session.anonymity.as_ref()?;
    let risk = match when {
        When::Before => anonymity.before.as_ref(),
        When::After => anonymity.after.as_ref(),
    };
    risk.filter(|risk| **risk != Risk::default())
}

/// A figure of an attacker: what it is, and how it is read.
pub type AttackFigure = (&'static Known, fn(&Risk) -> Option<f64>);

/// The figures of each attacker, in the order of the table of risks.
pub static ATTACKS: [AttackFigure; 9] = [
    (&PROSECUTOR_HIGHEST, |risk| attack(&risk.prosecutor, |it| it.highest)),
    (&PROSECUTOR_MEAN, |risk| attack(&risk.prosecutor, |it| it.mean)),
    (&PROSECUTOR_OVER, |risk| attack(&risk.prosecutor, |it| it.over_threshold)),
    (&JOURNALIST_HIGHEST, |risk| attack(&risk.journalist, |it| it.highest)),
    (&JOURNALIST_MEAN, |risk| attack(&risk.journalist, |it| it.mean)),
    (&JOURNALIST_OVER, |risk| attack(&risk.journalist, |it| it.over_threshold)),
    (&MARKETER_HIGHEST, |risk| attack(&risk.marketer, |it| it.highest)),
    (&MARKETER_MEAN, |risk| attack(&risk.marketer, |it| it.mean)),
    (&MARKETER_OVER, |risk| attack(&risk.marketer, |it| it.over_threshold)),
];

fn attack(attack: &Option<Attack>, figure: fn(&Attack) -> Option<f64>) -> Option<f64> {
    figure(attack.as_ref()?)
}
