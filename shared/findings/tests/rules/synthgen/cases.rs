//! Synthetic-data runs that other tools' users ran into: columns without a score, the shipped sample, odd names, order.

use report_findings::{Finding, Severity, findings, synthetic};
use report_snapshot::Snapshot;
use serde_json::{Value, json};

use super::super::support::{case, of_json as read, unknowns};

fn sample() -> Value {
    let path = "../../infra/samples/snapshots/synthgen-wa_churn-gaussian-copula.json";
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn of<'a>(rule: &str, found: &'a [Finding]) -> &'a Finding {
    found.iter().find(|finding| finding.rule.name == rule).unwrap()
}

fn texts(found: &[Finding]) -> String {
    found.iter().map(|finding| format!("{}: {}\n", finding.title, finding.statement.to_plain())).collect()
}

#[test]
fn sdm_unscored_columns_a_column_without_a_score_is_counted_and_every_is_not_said() {
    let found = findings(&case("sdm-unscored-columns/sdm-all-missing"));
    let quality = of("column_quality", &found);
    let said =
        "The lowest score of 19 columns is 90.7% (monthly_charges). 1 further column could not be scored.";
    assert_eq!(quality.statement.to_plain(), said);
    assert_eq!(quality.severity, Severity::Info);
    let missing = "The share of missing cells differs by more than 5 percentage points in 1 column: churn (0% real, 100% \
                   synthetic).";
    assert_eq!(of("missing_values", &found).statement.to_plain(), missing);
    assert_eq!(of("verdict", &found).severity, Severity::Warning);
    assert!(!texts(&found).to_lowercase().contains("every column"));

    let found = findings(&case("sdm-unscored-columns/sdm-null-columns"));
    let said = of("column_quality", &found).statement.to_plain();
    assert!(said.ends_with(". 3 further columns could not be scored."), "{said}");
    assert!(said.starts_with("The lowest score of 17 columns is "), "{said}");
}

#[test]
fn sdm_unscored_columns_none_scored_is_unknown_and_one_of_five_hundred_is_counted() {
    let mut none = sample();
    for column in none["content"]["columns"].as_array_mut().unwrap() {
        column["score"] = Value::Null;
        column["name"] = format!("列{}", column["name"]).into();
    }
    let snapshot = read(&none);
    assert!(!findings(&snapshot).iter().any(|finding| finding.rule.name == "column_quality"));
    let unknown = unknowns(&snapshot);
    let unscored = "How alike 20 columns are in both datasets; 0 columns have a score.".to_owned();
    assert!(unknown.contains(&unscored), "{unknown:?}");

    let mut wide = sample();
    let columns: Vec<Value> = (0..500)
        .map(|index| {
            let score = if index == 7 { Value::Null } else { json!(0.9) };
            json!({"name": format!("c{index:03}"), "type": "numeric", "score": score})
        })
        .collect();
    wide["content"]["columns"] = columns.into();
    let found = findings(&read(&wide));
    let said = of("column_quality", &found).statement.to_plain();
    assert_eq!(
        said,
        "The lowest score of 499 columns is 90.0% (c000). 1 further column could not be scored."
    );
}

#[test]
fn the_sample_has_no_warning_and_its_attack_is_held_against_the_base_rate() {
    let found = findings(&read(&sample()));
    assert!(found.iter().all(|finding| finding.severity <= Severity::Info), "{}", texts(&found));
    let disclosure = of("disclosure_protection", &found);
    assert_eq!(
        disclosure.statement.to_plain(),
        "An attacker who knows contract, internet_service, payment_method and 1 more and guesses churn from the \
         synthetic data is wrong 36.2% of the time. Values drawn at their real shares would be wrong 39.0% of the time, \
         always naming the most frequent one 26.6%."
    );
    assert_eq!(
        of("memorised_rows", &found).severity,
        Severity::Good,
        "49.4 % is no sign whatever was compared"
    );
    let utility = of("utility", &found).statement.to_plain();
    assert!(utility.ends_with("It keeps 84.3% of its advantage over chance."), "{utility}");
    assert_eq!(
        of("verdict", &found).statement.to_plain(),
        "None of 8 checks of fidelity, privacy and utility warns; 3 further checks state a figure without judgement."
    );
}

#[test]
fn a_verdict_speaks_of_utility_only_where_it_was_measured() {
    let mut without = sample();
    without["content"].as_object_mut().unwrap().remove("utility");
    let found = findings(&read(&without));
    let verdict = of("verdict", &found).statement.to_plain();
    assert!(verdict.starts_with("None of 7 checks of fidelity and privacy warns;"), "{verdict}");
    assert!(verdict.ends_with(" Not measured: utility."), "{verdict}");
}

#[test]
fn checks_that_were_not_made_are_listed_as_not_made() {
    let json = json!({"schema_version": 1, "kind": "synthgen", "name": "x", "content": {"status": "completed"},
        "id": "d88f36fe-8e38-5fab-848f-0f8e2afc19cb", "project_id": "bf3eeeb1-3d0f-53b8-8482-a86068ed1ece"});
    let Snapshot::Synthgen(envelope) = read(&json) else { panic!("a synthgen run") };
    let checks = synthetic::checks(&envelope.content);
    assert_eq!(checks.len(), 13);
    assert!(checks.iter().all(|check| !check.is_made() && !check.is_judged() && !check.warns()));
    let Snapshot::Synthgen(envelope) = read(&sample()) else { panic!("a synthgen run") };
    let checks = synthetic::checks(&envelope.content);
    assert!(checks.iter().all(synthetic::Check::is_made));
    let rules = report_findings::rules();
    for check in &checks {
        assert!(check.finding().is_none_or(|finding| rules.contains(&finding.rule)), "{}", check.label);
        assert!(!check.held_against.is_empty());
    }
}

#[test]
fn a_mark_in_a_table_says_what_the_finding_says() {
    assert!(synthetic::is_low(0.499) && !synthetic::is_low(0.5));
    let Snapshot::Synthgen(envelope) = case("sdm-unscored-columns/sdm-all-missing") else {
        panic!("a synthgen run")
    };
    let marked: Vec<&str> = envelope
        .content
        .columns
        .iter()
        .filter(|column| synthetic::is_missing_otherwise(column))
        .map(|column| column.name.as_str())
        .collect();
    assert_eq!(marked, ["churn"]);
}

#[test]
fn the_order_of_columns_pairs_and_models_changes_nothing() {
    let mut turned = sample();
    for list in ["columns", "pairs"] {
        turned["content"][list].as_array_mut().unwrap().reverse();
    }
    turned["content"]["utility"]["models"].as_array_mut().unwrap().reverse();
    assert_eq!(findings(&read(&turned)), findings(&read(&sample())));
    assert_eq!(unknowns(&read(&turned)), unknowns(&read(&sample())));
}

#[test]
fn odd_names_and_figures_leave_readable_sentences() {
    let mut odd = sample();
    let columns = odd["content"]["columns"].as_array_mut().unwrap();
    columns[0]["name"] = "".into();
    columns[0]["score"] = json!(0.1);
    columns[1]["name"] = "  ".into();
    columns[1]["score"] = json!(0.2);
    columns[2]["score"] = json!(1.7);
    odd["content"]["utility"]["metric"] = "".into();
    odd["content"]["privacy"]["sensitive_columns"] = json!([""]);
    let found = findings(&read(&odd));
    let text = texts(&found);
    assert!(
        text.contains("(empty) (10.0%) and (blank) (20.0%). 1 further column could not be scored."),
        "{text}"
    );
    assert!(text.contains("guesses (empty) from the synthetic data is wrong 36.2% of the time"), "{text}");
    for wrong in ["NaN", "inf", " ,", "()", "170"] {
        assert!(!text.contains(wrong), "{wrong}: {text}");
    }
}
