//! `reportctl findings` as a pipeline calls it.

#![allow(clippy::unwrap_used)]

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples").join(name)
}

fn reportctl(arguments: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_reportctl")).arg("findings").args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn for_people_each_finding_has_its_severity_and_unknowns_come_last() {
    let copula = sample("snapshots/synthgen-wa_churn-gaussian-copula.json");
    let output = reportctl(&[&copula]);
    assert_eq!(output.status.code(), Some(0));
    let printed = text(&output.stdout);
    assert!(
        printed.contains("\n  good      All values are valid\n            Validity is 100%:"),
        "{printed}"
    );
    assert!(printed.lines().all(|line| line.chars().count() <= 100 || line.contains(".json")), "{printed}");
    assert!(output.stderr.is_empty());
}

#[test]
fn json_is_one_document_a_file_in_the_order_of_the_schema() {
    let copula = sample("snapshots/synthgen-wa_churn-gaussian-copula.json");
    let bare = sample("edge/synthgen-bare.json");
    let output = reportctl(&[&copula, &bare, Path::new("--json")]);
    assert_eq!(output.status.code(), Some(0));
    let lines: Vec<&str> = text(&output.stdout).lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(
        lines[0]
            .starts_with(&format!("{{\"snapshot\":\"{}\",\"kind\":\"synthgen\",\"name\":", copula.display()))
    );
    let document: Value = serde_json::from_str(lines[0]).unwrap();
    let finding = &document["findings"][0];
    for member in ["rule", "severity", "title", "statement"] {
        assert!(finding[member].is_string(), "{finding}");
    }
    for member in ["id", "of", "quantity", "label", "rows", "value", "unit", "count"] {
        assert!(finding["figures"][0].as_object().unwrap().contains_key(member), "{finding}");
    }
    assert!(document["unknowns"].is_array());
}

#[test]
fn a_gate_fails_on_what_is_at_least_so_severe_and_only_then() {
    let warns = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/findings/tests/cases/sdm-unscored-columns/sdm-all-missing.json");
    let code = |arguments: &[&Path]| reportctl(arguments).status.code();
    let on = |severity: &'static str| [Path::new("--fail-on"), Path::new(severity)];
    assert_eq!(code(&[&[warns.as_path()], &on("warning")[..]].concat()), Some(1));
    assert_eq!(code(&[&[warns.as_path()], &on("critical")[..]].concat()), Some(0));
    assert_eq!(code(&[&warns]), Some(0));
    assert_eq!(code(&[&[warns.as_path()], &on("info")[..]].concat()), Some(2));
    assert_eq!(code(&[]), Some(2));
}

#[test]
fn a_bad_file_is_reported_and_does_not_stop_the_others() {
    let bare = sample("edge/synthgen-bare.json");
    let output = reportctl(&[Path::new("missing.json"), &bare]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).starts_with("reportctl: cannot read missing.json"));
    assert!(text(&output.stdout).contains("The run is not over"));
}
