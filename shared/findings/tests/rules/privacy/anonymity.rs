//! Rules about how far rows can be told apart.

use report_findings::Severity::{Critical, Good, Info, Warning};
use serde_json::{Value, json};

use super::{severity, silent, speaks};

fn after(risk: Value) -> Value {
    json!({"anonymity": {"quasi_identifiers": ["zip", "age"], "sensitive": ["illness"], "after": risk}})
}

#[test]
fn k_anonymity() {
    let rule = "k_anonymity";
    let alone = "3 rows are like no other to whoever knows zip and age.";
    speaks(rule, after(json!({"k": 1, "unique_rows": 3})), Critical, "Rows stand alone", alone);
    let alone = "At least one row is like no other to whoever knows zip and age.";
    speaks(rule, after(json!({"k": 1})), Critical, "Rows stand alone", alone);
    let few = "Only 4 rows are alike in the smallest class to whoever knows zip and age: fewer than 5.";
    speaks(rule, after(json!({"k": 4})), Warning, "Small classes of rows", few);
    let enough = "At least 5 rows are alike to whoever knows zip and age.";
    speaks(rule, after(json!({"k": 5})), Info, "Smallest class of rows", enough);
    assert_eq!(severity(rule, after(json!({"k": 2}))), Some(Warning));
    silent(rule, after(json!({"l": 2})));
    silent(rule, json!({"anonymity": {"before": {"k": 1}}}));
}

#[test]
fn l_diversity() {
    let rule = "l_diversity";
    let same = "In at least one class all rows have the same sensitive value in illness: who is in it is known to have it.";
    speaks(rule, after(json!({"l": 1})), Warning, "A class without diversity", same);
    let differ = "Every class has at least 2 different values in illness.";
    speaks(rule, after(json!({"l": 2})), Info, "Sensitive values differ", differ);
    silent(rule, after(json!({"k": 2})));
}

#[test]
fn reidentification_risk() {
    let rule = "reidentification_risk";
    let of = |prosecutor: f64, journalist: f64| {
        after(json!({"prosecutor": {"highest": prosecutor}, "journalist": {"highest": journalist}}))
    };
    let not_over =
        "The highest re-identification risk of a row (prosecutor 9.0% and journalist 5.0%) is not over 9%.";
    speaks(rule, of(0.09, 0.05), Good, "Re-identification risk", not_over);
    let over =
        "The highest re-identification risk of a row (prosecutor 5.0% and journalist 9.01%) is over 9%.";
    speaks(rule, of(0.05, 0.0901), Warning, "Re-identification risk", over);
    silent(rule, after(json!({"marketer": {"highest": 1.0, "mean": 0.5}})));
    silent(rule, after(json!({"prosecutor": {"mean": 0.5}})));
    silent(rule, json!({"anonymity": {"before": {"prosecutor": {"highest": 1.0}}}}));
}
