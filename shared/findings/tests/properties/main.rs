//! What holds for the findings of any snapshot.
//!
//! Rules that still make their sentences as text, without a page in the rule book, are left out; their names are printed.
#![allow(clippy::unwrap_used)]

mod generate;

use std::{collections::BTreeSet, sync::Mutex};

use generate::Generator;
use proptest::{prelude::*, test_runner::RngSeed};
use report_facts::{Unit, statement::Span};
use report_findings::{Finding, findings};
use report_snapshot::Snapshot;
use serde_json::{Value, json};

const KINDS: [&str; 5] = ["experiment", "model", "deployment", "synthgen", "project"];
const ID: &str = "00000000-0000-0000-0000-000000000001";

/// Seeds for each kind and property: a few in every run, more with `PROPTEST_CASES`.
fn cases() -> ProptestConfig {
    let given = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    let own = ProptestConfig::default();
    // The same cases each time, unless PROPTEST_RNG_SEED asks for others, so that a failure can be repeated.
    let rng_seed = if own.rng_seed == RngSeed::Random {
        RngSeed::Fixed(7_286_586_451_622_685_762)
    } else {
        own.rng_seed
    };
    ProptestConfig { cases: given.unwrap_or(48), failure_persistence: None, rng_seed, ..own }
}

fn snapshot(kind: &str, content: &Value) -> Snapshot {
    let whole = json!({"schema_version": 1, "kind": kind, "id": ID, "project_id": ID, "name": "it",
        "taken_at": "2026-04-01T00:00:00Z", "content": content});
    report_snapshot::read(whole.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}: {whole}"))
}

static LEFT_OUT: Mutex<BTreeSet<&str>> = Mutex::new(BTreeSet::new());

/// The findings of rules that have a page in the rule book.
fn found(kind: &str, content: &Value) -> Vec<Finding> {
    let all = findings(&snapshot(kind, content));
    let (moved, legacy): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|finding| !finding.rule.speaks.is_empty());
    let mut told = LEFT_OUT.lock().unwrap();
    for finding in legacy {
        if told.insert(finding.rule.name) {
            println!("left out: {}", finding.rule.name);
        }
    }
    moved
}

fn told(finding: &Finding) -> String {
    let (title, statement) = (&finding.title, finding.statement.to_plain());
    format!("{} {:?} {title}: {statement}", finding.rule.name, finding.severity)
}

fn sorted(mut lines: Vec<String>) -> Vec<String> {
    lines.sort();
    lines
}

/// What only one of two lists has; equal lines stand for one another.
fn difference(one: Vec<String>, other: Vec<String>) -> Vec<String> {
    let (mut missing, mut more) = (one.clone(), other.clone());
    for line in &other {
        if let Some(place) = missing.iter().position(|found| found == line) {
            missing.remove(place);
        }
    }
    for line in &one {
        if let Some(place) = more.iter().position(|found| found == line) {
            more.remove(place);
        }
    }
    missing
        .into_iter()
        .map(|line| format!("- {line}"))
        .chain(more.into_iter().map(|line| format!("+ {line}")))
        .collect()
}

/// Rule and severity of each finding.
fn verdicts(findings: &[Finding]) -> Vec<String> {
    sorted(findings.iter().map(|finding| format!("{} {:?}", finding.rule.name, finding.severity)).collect())
}

/// The finding with counts left out.
fn without_counts(finding: &Finding) -> String {
    let shown = finding.statement.shown().into_iter().map(|(span, text)| match span {
        Span::Figure(figure, _) if figure.unit() == Unit::Count => "#".to_owned(),
        _ => text,
    });
    format!("{} {:?} {}: {}", finding.rule.name, finding.severity, finding.title, shown.collect::<String>())
}

/// What is wrong with the wording of a statement.
fn fault(text: &str) -> Option<&'static str> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    if words.iter().any(|word| ["NaN", "inf", "Infinity", "null", "\u{2013}"].contains(&bare(word).as_str()))
        || text.contains(" \u{2013}")
    {
        return Some("a number that is none");
    }
    if text.is_empty()
        || text.contains("  ")
        || text.contains(" .")
        || text.contains(" ,")
        || text.contains("of ,")
    {
        return Some("something is missing");
    }
    const MANY: [&str; 22] = [
        "models",
        "columns",
        "rows",
        "features",
        "classes",
        "calls",
        "folds",
        "days",
        "intervals",
        "values",
        "categories",
        "entries",
        "places",
        "copies",
        "experiments",
        "deployments",
        "runs",
        "datasets",
        "pairs",
        "bins",
        "hours",
        "checks",
    ];
    // "1 of 3 rows" is right, "class_1 rows" is a name.
    if words.windows(2).any(|pair| pair[0] == "1" && MANY.contains(&bare(pair[1]).as_str())) {
        return Some("one of many");
    }
    for bound in [" less than ", " more than ", " under ", " over "] {
        for (place, _) in text.match_indices(bound) {
            let number = |word: &&str| word.bytes().any(|byte| byte.is_ascii_digit());
            let sentence = text[..place].rsplit(". ").next().unwrap_or_default();
            // Farther off it is another number: "In 5 columns it differs by more than 5 percentage points".
            let before = sentence.split_whitespace().rev().take(3).find(number);
            let after = text[place + bound.len()..].split_whitespace().next().filter(number);
            // "5 columns have more than 5%" are two things.
            let as_read = |word: &str| (bare(word), word.contains('%'));
            let (before, after) = (before.map(as_read), after.map(as_read));
            if before.is_some() && before == after {
                return Some("two equal numbers that are said to differ");
            }
        }
    }
    None
}

/// Metrics in the unit of the target, times a power of two, so that no digit is lost.
fn scale(value: &mut Value, within: Option<&str>) {
    const FACTOR: f64 = 1_024.0;
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                scale(
                    member,
                    if ["rmse", "mae", "mse"].contains(&name.as_str()) { Some(name) } else { within },
                );
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| scale(item, within)),
        Value::Number(number) => {
            let factor = match within {
                Some("mse") => FACTOR * FACTOR,
                Some(_) => FACTOR,
                None => return,
            };
            *value = json!(number.as_f64().unwrap() * factor);
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn the_order_of_lists_says_nothing(seed: u64, is_odd: bool) {
        for kind in KINDS {
            let mut generator = Generator::new(seed, is_odd).with_plain_names();
            let content = generator.content(kind);
            let other = generator.shuffled(&content);
            let of = |content| {
                let findings = found(kind, content);
                // The one is about the order, the other names places in the order of the document.
                let about_order = ["leaderboard_order", "contradictions"];
                let others = findings.iter().filter(|finding| !about_order.contains(&finding.rule.name));
                sorted(others.map(told).collect())
            };
            prop_assert_eq!(difference(of(&content), of(&other)), Vec::<String>::new(), "{}", kind);
        }
    }

    #[test]
    fn the_unit_of_the_target_says_nothing(seed: u64) {
        for kind in ["experiment", "model"] {
            // Huge values have no thousandfold.
            let content = Generator::new(seed, false).content(kind);
            let mut other = content.clone();
            scale(&mut other, None);
            let (one, other) = (verdicts(&found(kind, &content)), verdicts(&found(kind, &other)));
            prop_assert_eq!(difference(one, other), Vec::<String>::new(), "{}", kind);
        }
    }

    #[test]
    fn statements_are_whole_sentences_whatever_the_figures(seed: u64) {
        for kind in KINDS {
            for is_odd in [false, true] {
                let content = Generator::new(seed, is_odd).content(kind);
                for finding in found(kind, &content) {
                    let told = told(&finding);
                    prop_assert_eq!(fault(&finding.statement.to_plain()), None, "{}: {}", kind, told);
                    prop_assert!(finding.figures().iter().all(|figure| figure.value.is_finite()), "{}", told);
                    prop_assert!(finding.rule.severities.contains(&finding.severity), "severity of {}", told);
                }
            }
        }
    }

    #[test]
    fn a_model_without_values_changes_counts_only(seed: u64, is_odd: bool) {
        let content = Generator::new(seed, is_odd).content("experiment");
        let mut other = content.clone();
        let board = other["leaderboard"].as_array_mut().unwrap();
        board.push(json!({"name": "without values", "metrics": {}}));
        let of = |content| {
            let findings = found("experiment", content);
            let others = findings.iter().filter(|finding| finding.rule.name != "unranked_models");
            sorted(others.map(without_counts).collect())
        };
        prop_assert_eq!(difference(of(&content), of(&other)), Vec::<String>::new());
    }
}

#[test]
fn the_check_of_wording_finds_what_it_looks_for() {
    for text in [
        "It is NaN.",
        "It is inf.",
        "The smallest of 2 classes, , has 3 rows.",
        "",
        "Of it  there is none.",
        "It has 1 columns.",
        "0.10 is less than 0.10.",
        "It has 20 rows, more than 20.",
    ] {
        assert!(fault(text).is_some(), "{text}");
    }
    for text in [
        "It has 1 column.",
        "1 of 3 rows is (empty).",
        "0.0998 is less than 0.1.",
        "21 rows, more than 20.",
        "Class nan has 1 row.",
        "It needs information on 1 model. More than 1 is better.",
    ] {
        assert_eq!(fault(text), None, "{text}");
    }
}
