//! Rules about what remains after the transformation.

use report_findings::Severity::{Critical, Good, Info, Warning};
use serde_json::{Value, json};

use super::{column, columns, scan, severity, silent, speaks};

#[test]
fn remaining_detections() {
    let rule = "remaining_detections";
    let unknown = json!({"name": "note", "before": scan(9), "after": scan(1)});
    speaks(
        rule,
        columns(&[
            column("zip", 3, "generalised", 1),
            column("email", 5, "redacted", 4),
            unknown,
            column("kept", 5, "kept", 5),
            column("fake", 5, "synthesised", 5),
            column("phone", 5, "masked", 0),
        ]),
        Critical,
        "Detections remain",
        "Run again on the result, the detectors still found something in 6 cells of 3 columns: email (4 cells), note (1 cell) and zip (1 \
         cell).",
    );
    silent(rule, columns(&[column("phone", 5, "masked", 0)]));
    silent(rule, columns(&[column("kept", 5, "kept", 5)]));
}

#[test]
fn replacements_found() {
    let rule = "replacements_found";
    for operation in ["hashed", "encrypted", "pseudonymised", "perturbed", "synthesised"] {
        speaks(
            rule,
            columns(&[column("name", 5, operation, 4)]),
            Info,
            "Replacements are found again",
            "In 4 cells of 1 column whose values were replaced, the detectors found something again: name (4 cells). It may be what was \
             put in.",
        );
        silent(rule, columns(&[column("name", 5, operation, 0)]));
    }
    silent(rule, columns(&[column("name", 5, "redacted", 4)]));
}

#[test]
fn kept_untransformed() {
    let rule = "kept_untransformed";
    let mut content = columns(&[
        column("city", 3, "kept", 3),
        column("only after", 0, "kept", 2),
        column("email", 9, "redacted", 0),
        column("age", 0, "kept", 0),
    ]);
    let two = "2 columns were kept as they were although the detectors found something there: city (3 cells) and only after (2 cells).";
    speaks(rule, content.clone(), Warning, "Kept with detections", two);
    content["policy"] = json!({"name": "Research"});
    content["columns"].as_array_mut().unwrap().remove(1);
    let one = "1 column was kept as it was under the policy Research although the detectors found something there: city (3 cells).";
    speaks(rule, content, Warning, "Kept with detections", one);
    silent(rule, columns(&[column("age", 0, "kept", 0)]));
    // What was done is not known, which is said elsewhere.
    silent(rule, columns(&[json!({"name": "a", "before": scan(2)})]));
}

#[test]
fn reversible_transformation() {
    let rule = "reversible_transformation";
    let of = |operation: &str, reversible: Value| json!({"name": "iban", "transformation": {"operation": operation, "reversible": reversible}});
    let said = "Whoever has the key or the table can turn 1 column back: iban.";
    speaks(rule, columns(&[of("encrypted", json!(true))]), Warning, "Reversible transformations", said);
    silent(rule, columns(&[of("encrypted", json!(false))]));
    silent(rule, columns(&[of("encrypted", Value::Null)]));
    silent(rule, columns(&[of("kept", json!(true))]));
}

#[test]
fn nothing_remains() {
    let rule = "nothing_remains";
    let clean = || columns(&[column("email", 5, "redacted", 0), column("name", 5, "dropped", 0)]);
    let said = "Run again over all 10 rows of 1 column that is left, the detectors found nothing.";
    speaks(rule, clean(), Good, "Nothing found again", said);
    let with = |change: &dyn Fn(&mut Value)| {
        let mut content = clean();
        change(&mut content);
        severity(rule, content)
    };
    assert_eq!(with(&|_| ()), Some(Good));
    let fewer = |content: &mut Value| {
        content["dataset"]["rows_after"] = json!(8);
        content["columns"][0]["after"]["rows"] = json!(8);
    };
    assert_eq!(with(&fewer), Some(Good), "all rows that are left");
    assert_eq!(with(&|content| content["columns"][0]["after"]["rows"] = json!(9)), None, "in part");
    assert_eq!(
        with(&|content| content["columns"][1]["before"]["rows"] = json!(9)),
        None,
        "not all was looked at"
    );
    assert_eq!(with(&|content| content["columns"][0]["after"] = scan(1)), None);
    assert_eq!(with(&|content| content["columns"][0]["after"] = Value::Null), None);
    assert_eq!(
        with(&|content| content["dataset"] = Value::Null),
        None,
        "how many rows there are is not known"
    );
    assert_eq!(with(&|content| content["status"] = "failed".into()), None);
    silent(rule, columns(&[column("age", 0, "kept", 0)]));
    silent(rule, columns(&[column("all", 3, "dropped", 0)]));
}
