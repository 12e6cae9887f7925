//! Privacy sessions: counts within their rows, shares within 0 and 1, types that are no values.

use std::collections::HashSet;

use crate::privacy::{Anonymity, Attack, Operation, PrivacySession, Risk, Scan};

/// What cannot be, each with its place below `content`.
pub(super) fn faults(content: &PrivacySession) -> Vec<(String, String)> {
    let mut faults = Faults(Vec::new());
    let data = content.dataset.as_ref();
    let rows = data.and_then(|data| data.rows);
    let rows_after = data.and_then(|data| data.rows_after);
    faults.at_most("dataset.rows_after", rows_after, rows, "rows before");
    let mut names = HashSet::with_capacity(content.columns.len());
    for (index, column) in content.columns.iter().enumerate() {
        let path = format!("columns[{index}]");
        if !names.insert(column.name.as_str()) {
            faults.put(&format!("{path}.name"), "expected each column once");
        }
        if let Some(scan) = &column.before {
            faults.scan(&format!("{path}.before"), scan, rows);
        }
        let is_dropped = column.transformation.is_some_and(|done| done.operation == Operation::Dropped);
        if is_dropped && column.after.is_some() {
            faults.put(&format!("{path}.after"), "expected no scan of a column that is left out");
        }
        if let Some(scan) = &column.after {
            faults.scan(&format!("{path}.after"), scan, rows_after.or(rows));
        }
    }
    if let Some(anonymity) = &content.anonymity {
        faults.anonymity(anonymity, rows, rows_after.or(rows));
    }
    for name in content.settings.keys().filter(|name| name.trim().is_empty()) {
        faults.put(&format!("settings.{name}"), "expected a name that is not blank");
    }
    faults.0
}

struct Faults(Vec<(String, String)>);

impl Faults {
    fn put(&mut self, path: &str, reason: impl Into<String>) {
        self.0.push((path.to_owned(), reason.into()));
    }

    fn at_most(&mut self, path: &str, found: Option<u64>, most: Option<u64>, what: &str) {
        if let Some((found, most)) = found.zip(most).filter(|(found, most)| found > most) {
            self.put(path, format!("expected at most {most}, the {what}, found {found}"));
        }
    }

    fn share(&mut self, path: &str, share: Option<f64>) {
        if share.is_some_and(|share| !(0.0..=1.0).contains(&share)) {
            self.put(path, "expected a share of 0 to 1");
        }
    }

    fn scan(&mut self, path: &str, scan: &Scan, rows: Option<u64>) {
        self.at_most(&format!("{path}.rows"), Some(scan.rows), rows, "rows of the dataset");
        self.at_most(&format!("{path}.cells"), Some(scan.cells), Some(scan.rows), "rows looked at");
        self.at_most(&format!("{path}.distinct"), scan.distinct, Some(scan.rows), "rows looked at");
        let mut types = HashSet::new();
        for (index, detection) in scan.detections.iter().enumerate() {
            let path = format!("{path}.detections[{index}]");
            if !is_type(&detection.of) {
                self.put(
                    &format!("{path}.type"),
                    "expected a type such as EMAIL_ADDRESS: capital letters, digits and underscores, never a value",
                );
            }
            if !types.insert(detection.of.as_str()) {
                self.put(&format!("{path}.type"), "expected each type once");
            }
            let cells = Some(detection.cells);
            self.at_most(&format!("{path}.cells"), cells, Some(scan.cells), "cells of the scan");
            let (mean, min) = (detection.mean_confidence, detection.min_confidence);
            self.share(&format!("{path}.mean_confidence"), mean);
            self.share(&format!("{path}.min_confidence"), min);
            if mean.zip(min).is_some_and(|(mean, min)| min > mean) {
                self.put(&format!("{path}.min_confidence"), "expected at most the mean confidence");
            }
        }
        let sum = scan.detections.iter().fold(0_u64, |sum, one| sum.saturating_add(one.cells));
        if !scan.detections.is_empty() && sum < scan.cells {
            let reason =
                format!("expected at most {sum}, the cells of its detections together, found {}", scan.cells);
            self.put(&format!("{path}.cells"), reason);
        }
    }

    fn anonymity(&mut self, given: &Anonymity, rows: Option<u64>, rows_after: Option<u64>) {
        for (name, risk, rows) in [("before", &given.before, rows), ("after", &given.after, rows_after)] {
            if let Some(risk) = risk {
                self.risk(&format!("anonymity.{name}"), risk, rows);
            }
        }
    }

    fn risk(&mut self, path: &str, risk: &Risk, rows: Option<u64>) {
        self.at_most(&format!("{path}.k"), risk.k, rows, "rows of the dataset");
        self.at_most(&format!("{path}.unique_rows"), risk.unique_rows, rows, "rows of the dataset");
        self.at_most(&format!("{path}.l"), risk.l, risk.k, "rows of the smallest class");
        for (name, value) in [("k", risk.k), ("l", risk.l)] {
            if value == Some(0) {
                self.put(&format!("{path}.{name}"), "expected at least 1");
            }
        }
        if let Some((k, unique)) = risk.k.zip(risk.unique_rows)
            && (k == 1) != (unique > 0)
        {
            self.put(
                &format!("{path}.unique_rows"),
                "expected rows that are alone in their class where k is 1, else none",
            );
        }
        let attacks = [
            ("prosecutor", &risk.prosecutor),
            ("journalist", &risk.journalist),
            ("marketer", &risk.marketer),
        ];
        for (name, attack) in attacks {
            if let Some(attack) = attack {
                self.attack(&format!("{path}.{name}"), attack);
            }
        }
    }

    fn attack(&mut self, path: &str, attack: &Attack) {
        let shares = [
            ("highest", attack.highest),
            ("mean", attack.mean),
            ("threshold", attack.threshold),
            ("over_threshold", attack.over_threshold),
        ];
        for (name, share) in shares {
            self.share(&format!("{path}.{name}"), share);
        }
        if attack.mean.zip(attack.highest).is_some_and(|(mean, highest)| mean > highest) {
            self.put(&format!("{path}.mean"), "expected at most the highest");
        }
        if attack.over_threshold.is_some() && attack.threshold.is_none() {
            self.put(&format!("{path}.over_threshold"), "expected a threshold beside it");
        }
    }
}

/// Whether a text is a type and cannot well be a value of the data.
fn is_type(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_uppercase())
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}
