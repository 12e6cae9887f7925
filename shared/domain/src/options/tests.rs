//! Reading options, and the table that it follows.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::*;
use crate::Problem;

fn read(options: Value) -> Result<ReportOptions, Vec<Problem>> {
    let Value::Object(options) = options else { panic!("options are an object") };
    ReportOptions::from_json(&options, &["body", "options"])
}

#[test]
fn every_problem_is_reported_at_once_and_says_where() {
    let problems = read(json!({
        "llm_insights": "yes", "title": "x".repeat(201), "comments": "a\u{7}b", "include_chart": true,
        "format": "docx", "include_metrics": null, "retain_days": 0, "detail": "all", "comments_format": "html",
        "declared": { "owner": 7, "approvals": [{ "name": "A", "decision": "yes" }] }
    }))
    .expect_err("each option is wrong");
    let mut found: Vec<_> = problems.iter().map(|p| (p.loc.join("."), p.code)).collect();
    found.sort();
    let expected = [
        ("body.options.comments", "control_character"),
        ("body.options.comments_format", "enum"),
        ("body.options.declared.approvals.0.decision", "enum"),
        ("body.options.declared.owner", "string_type"),
        ("body.options.detail", "enum"),
        ("body.options.format", "enum"),
        ("body.options.include_chart", "extra_forbidden"),
        ("body.options.include_metrics", "bool_type"),
        ("body.options.llm_insights", "bool_type"),
        ("body.options.retain_days", "greater_than_equal"),
        ("body.options.title", "string_too_long"),
    ];
    assert_eq!(found, expected.map(|(loc, code)| (loc.to_owned(), code)));
}

#[test]
fn limits_count_characters_not_bytes() {
    let longest = "評".repeat(Title::LONGEST);
    let options = read(json!({ "title": longest, "comments": "\u{1f600}".repeat(Comments::LONGEST) }));
    assert_eq!(options.expect("at the limit").title.expect("given").as_str(), longest);
    assert!(read(json!({ "comments": "x".repeat(Comments::LONGEST + 1) })).is_err());
}

#[test]
fn options_survive_being_stored_as_json() {
    let options =
        read(json!({ "title": "Q3", "comments": "a\n\tb", "include_charts": false, "format": "pdf", "retain_days": 7,
            "compare_to": "previous", "declared": { "by": "A", "versions": [{ "version": "1" }] } }))
            .expect("valid");
    let stored = serde_json::to_value(&options).expect("options are JSON");
    assert_eq!(read(stored).expect("what was written can be read"), options);
}

#[test]
fn names_are_unique_and_every_flag_has_one_row() {
    let names: BTreeSet<&str> = OPTIONS.iter().map(|option| option.name).collect();
    assert_eq!(names.len(), OPTIONS.len());
    for option in OPTIONS {
        let Value::Object(stored) = json!(ReportOptions::default()) else { panic!("options are an object") };
        let mut changed = stored.clone();
        let other = match &stored[option.name] {
            Value::Bool(on) => json!(!on),
            _ if option.name == "retain_days" => json!(7),
            _ if option.name == "detail" => json!("full"),
            _ if option.name == "comments_format" => json!("markdown"),
            _ if option.name == "compare_to" => json!("previous"),
            _ if option.name == "declared" => json!({ "owner": "Risk office" }),
            _ => json!("pdf"),
        };
        changed.insert(option.name.into(), other);
        let read = ReportOptions::from_json(&changed, &[]).expect("valid");
        assert_eq!(json!(read), Value::Object(changed), "{} is set by its own name only", option.name);
    }
}

#[test]
fn null_leaves_a_flag_wrong_and_any_other_option_absent() {
    for option in OPTIONS {
        let read = read(json!({ option.name: null }));
        match option.values {
            table::Values::Flag { .. } => assert_eq!(read.expect_err("no flag")[0].code, "bool_type"),
            table::Values::Optional { .. } | table::Values::Object { .. } => {
                assert_eq!(read, Ok(ReportOptions::default()))
            }
        }
    }
}
