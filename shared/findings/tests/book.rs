//! The rule book is what the rules say, and every finding comes from a rule that stands in it.

#![allow(clippy::unwrap_used)]

use std::{collections::BTreeSet, fs, path::Path};

use report_findings::{findings, rule_book, rules, unknowns};

#[test]
fn the_book_in_the_tree_is_the_one_that_the_rules_print() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let book = rule_book();
    if std::env::var_os("UPDATE_BOOK").is_some() {
        fs::write(&path, &book).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == book, "README.md is old: UPDATE_BOOK=1 cargo test -p report-findings --test book");
}

#[test]
fn the_book_has_every_rule_under_its_kinds() {
    let book = rule_book();
    for rule in rules() {
        assert!(book.contains(&format!("\n### {}\n", rule.name)), "{}", rule.name);
        let link = format!("[{0}](#{1}-{0})", rule.name, rule.kinds[0]);
        assert!(book.contains(&link), "{link}");
        assert!(book.contains(rule.speaks) && book.contains(rule.formula) && book.contains(rule.source));
    }
    assert!(book.contains("\n### run_status\n\nSynthetic data · info, warning, critical\n"));
    assert!(book.contains("[run_status](#synthgen-run_status), [verdict](#synthgen-verdict), "));
}

#[test]
fn every_rule_has_a_name_of_its_own_within_its_kind_and_is_described() {
    let mut names = BTreeSet::new();
    for rule in rules() {
        for kind in rule.kinds {
            assert!(names.insert((*kind, rule.name)), "{} of {kind} is there twice", rule.name);
        }
        let valid = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        assert!(!rule.name.is_empty() && rule.name.bytes().all(valid), "{:?}", rule.name);
        assert!(!rule.kinds.is_empty() && !rule.severities.is_empty(), "{}", rule.name);
        for text in [rule.speaks, rule.formula, rule.source] {
            assert!(!rule.speaks.is_empty() && !text.contains(['\n', '\t']), "{}: {text:?}", rule.name);
        }
    }
}

#[test]
fn every_finding_over_the_samples_comes_from_a_rule_of_the_book() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/samples");
    let mut seen = 0;
    for folder in ["snapshots", "edge"] {
        for entry in fs::read_dir(samples.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let snapshot = report_snapshot::read(&fs::read(&path).unwrap()).unwrap();
            let kind = snapshot.header().kind;
            assert!(unknowns(&snapshot).len() <= 8);
            for finding in &findings(&snapshot) {
                let rule = rules().into_iter().find(|rule| *rule == finding.rule);
                let rule =
                    rule.unwrap_or_else(|| panic!("{} of {path:?} is not in the book", finding.rule.name));
                assert!(rule.kinds.contains(&kind), "{} of {path:?}: not of this kind", rule.name);
                assert!(rule.severities.contains(&finding.severity), "{} of {path:?}", rule.name);
                seen += 1;
            }
        }
    }
    assert!(seen > 0);
}
