//! Which advice is kept, and what it names.

use report_claims::Facts;
use report_domain::Kind;
use report_facts::{
    Figure, Sort, Statement, Subject,
    quantity::{MODELS, PSI, ROWS, SMALLEST_AGAINST_LARGEST},
    say,
};
use report_findings::{Finding, Rule, Severity};
use report_snapshot::Snapshot;
use serde_json::{Value, json};

use super::support::{claim, experiment, keep, only, read, rule, texts};

static LEAD: Rule = rule("leader_margin");
static CLASS: Rule = rule("weakest_class");
static SIZES: Rule = rule("class_imbalance");
static MAJORITY: Rule = rule("accuracy_over_majority_class");
static FEW_ROWS: Rule = rule("few_rows");
static DRIFT: Rule = rule("deployment_drift");
static FAILURES: Rule = rule("deployment_error_rate");
static PERFECT: Rule = rule("perfect_score");
static TESTS: Rule = rule("drift_tests");
static DISAGREEMENT: Rule = rule("drift_disagreement");
static FLAGS: Rule = rule("drift_flags");
static SHIFT: Rule = rule("feature_drift");

#[test]
fn advice_needs_a_finding_that_bears_it_and_none_that_forbids_it() {
    let snapshot = experiment();
    let finding = |rule, severity, figures: Vec<Figure>| {
        Finding::new(rule, severity, "Title", Statement::words("It is so.")).with(figures)
    };
    let advise = |action: &str, because: &[&str]| {
        let because: Vec<Value> = because
            .iter()
            .map(|of| {
                claim(if of.starts_with('f') { "finding" } else { "value" }, of, "none", "none", "none")
            })
            .collect();
        json!([{ "action": action, "because": because }])
    };
    let class = |name: &str| Figure::new(Subject::class(name), &MODELS, 1.0);
    let lead = || finding(&LEAD, Severity::Good, vec![]);
    let check = |findings: &[Finding], advice: Value| {
        let facts = Facts::new(&snapshot, findings);
        let kept = keep(&facts, &[], advice);
        (texts(&kept), kept.left_out.refused + kept.left_out.unsupported)
    };
    let at_odds = |findings: &[Finding], advice: Value| {
        let left_out = keep(&Facts::new(&snapshot, findings), &[], advice).left_out;
        (left_out.conflicting, left_out.unsupported)
    };
    let deploy = advise("deploy", &["f1"]);
    assert_eq!(check(&[lead()], deploy.clone()), (vec!["Deploy P. It is so.".into()], 0));
    assert_eq!(
        check(&[finding(&LEAD, Severity::Info, vec![])], deploy.clone()),
        (vec![], 1),
        "of another severity"
    );
    assert_eq!(
        check(&[lead(), finding(&PERFECT, Severity::Warning, vec![])], deploy),
        (vec![], 1),
        "leakage"
    );
    let both = |a: &str, b: &str| {
        let step = |name: &str| advise(name, &["f1", "f2"])[0].clone();
        at_odds(&[lead(), finding(&LEAD, Severity::Info, vec![])], json!([step(a), step(b)]))
    };
    assert_eq!(both("validate_on_fresh_rows", "deploy"), (1, 0), "one of them");
    assert_eq!(both("deploy", "validate_on_fresh_rows"), (1, 0), "the first stays");
    assert_eq!(check(&[lead()], advise("deploy", &["n1"])), (vec![], 1), "a figure bears no advice");
    assert_eq!(check(&[lead()], advise("recalibrate", &["f1"])), (vec![], 1), "another rule");
    assert_eq!(check(&[lead()], advise("obey", &["f1"])), (vec![], 1), "no such step");
    let collect = advise("collect_rows_of_a_class", &["f1"]);
    let weakest = |classes: &[&str]| {
        vec![finding(&CLASS, Severity::Info, classes.iter().map(|name| class(name)).collect())]
    };
    assert_eq!(
        check(&weakest(&["x y"]), collect.clone()).0,
        ["Collect more rows of the class \u{201c}x y\u{201d}. It is so."]
    );
    assert_eq!(
        check(&weakest(&["x", "y"]), collect).0,
        ["Collect more rows of the class that is short of them. It is so."]
    );
    assert_eq!(snapshot.header().kind, Kind::Experiment);
}

/// Advice that all the findings are given as reasons of.
fn advised(snapshot: &Snapshot, findings: &[Finding], actions: &[&str]) -> Vec<String> {
    let because: Vec<Value> =
        (1..=findings.len()).map(|number| only("finding", &format!("f{number}"))).collect();
    let advice: Vec<Value> =
        actions.iter().map(|action| json!({ "action": action, "because": because })).collect();
    let kept = keep(&Facts::new(snapshot, findings), &[], json!(advice));
    let first = |text: String| text.split_inclusive('.').next().unwrap_or_default().to_owned();
    texts(&kept).into_iter().map(first).collect()
}

/// Findings about classes of these sizes, the smallest first, and about the one that a model tells apart worst.
fn about_classes(smallest: f64, largest: f64, weakest: (&str, f64), severity: Severity) -> [Finding; 2] {
    let of = Subject::pair(Sort::Class, "small", "large");
    let share = Figure::new(of, &SMALLEST_AGAINST_LARGEST, smallest / (smallest + largest));
    let rows = |class: &str, rows: f64| Figure::new(Subject::class(class), &ROWS, rows);
    let sizes = say!("{} and {}.", rows("small", smallest), rows("large", largest));
    [
        Finding::new(&SIZES, Severity::Info, "Sizes", sizes).with([share]),
        Finding::new(&CLASS, severity, "Weakest", say!("{} it is.", rows(weakest.0, weakest.1))),
    ]
}

#[test]
fn rows_are_collected_of_a_class_that_is_short_of_them() {
    let snapshot = experiment();
    for (findings, expected) in [
        (about_classes(50.0, 50.0, ("rare", 50.0), Severity::Info), None),
        (about_classes(48.0, 71.0, ("large", 71.0), Severity::Info), None),
        (about_classes(30.0, 70.0, ("large", 70.0), Severity::Info), Some("small")),
        (about_classes(30.0, 70.0, ("rare", 40.0), Severity::Info), Some("small")),
        (about_classes(48.0, 71.0, ("rare", 60.0), Severity::Info), Some("rare")),
        (about_classes(50.0, 50.0, ("large", 50.0), Severity::Warning), Some("large")),
    ] {
        let expected: Vec<String> =
            expected.iter().map(|class| format!("Collect more rows of the class {class}.")).collect();
        assert_eq!(advised(&snapshot, &findings, &["collect_rows_of_a_class"]), expected);
    }
}

#[test]
fn advice_about_a_class_rests_on_findings_about_that_class_and_is_given_for_each() {
    let snapshot = experiment();
    let findings = about_classes(30.0, 70.0, ("rare", 40.0), Severity::Info);
    let facts = Facts::new(&snapshot, &findings);
    let collect = |because: &[&str]| {
        let because: Vec<Value> = because.iter().map(|id| only("finding", id)).collect();
        json!({ "action": "collect_rows_of_a_class", "because": because })
    };
    let advice = json!([collect(&["f1", "f2"]), collect(&["f2"]), collect(&["f1"])]);
    let kept = keep(&facts, &[], advice);
    let titles: Vec<&[String]> = kept.lists.recommendations.iter().map(|item| &item.findings[..]).collect();
    assert_eq!(titles, [["Sizes"], ["Weakest"]], "the third is the first once more");
    assert!(texts(&kept)[1].starts_with("Collect more rows of the class rare."));
}

#[test]
fn only_a_tested_leader_is_deployed() {
    let finding = |rule, severity| Finding::new(rule, severity, "Title", Statement::words("It is so."));
    let model = |rank: Option<u32>, split: &str| {
        let of = rank.map(|_| json!({ "id": "00000000-0000-4000-8000-000000000003", "name": "e" }));
        let evaluations = json!([{ "split": split, "metrics": { "auc": 0.9 } }]);
        let mut content = json!({ "task": "binary_classification", "evaluations": evaluations });
        if let Some(of) = of {
            content["experiment"] = of;
            content["rank"] = json!(rank);
        }
        read("model", "GBM_1", content)
    };
    let better = || vec![finding(&MAJORITY, Severity::Good)];
    let deploy = |snapshot: &Snapshot, findings: &[Finding]| advised(snapshot, findings, &["deploy"]);
    let none: [String; 0] = [];
    assert_eq!(deploy(&model(Some(1), "test"), &better()), ["Deploy GBM_1."]);
    assert_eq!(deploy(&model(None, "test"), &better()), ["Deploy GBM_1."]);
    assert_eq!(deploy(&model(Some(14), "test"), &better()), none, "the last");
    assert_eq!(deploy(&model(Some(1), "cross_validation"), &better()), none, "not tested");
    let few = [finding(&MAJORITY, Severity::Good), finding(&FEW_ROWS, Severity::Info)];
    assert_eq!(deploy(&model(Some(1), "test"), &few), none, "few rows");
    assert_eq!(deploy(&experiment(), &better()), none, "which of the models?");
}

#[test]
fn advice_names_what_it_is_about() {
    let deployment = |number: u32, name: &str| {
        let id = format!("00000000-0000-4000-8000-00000000001{number}");
        json!({ "id": id, "name": name, "status": "active", "model": { "id": id, "name": "forest" } })
    };
    let of = |rule, name: &str| {
        let figure = Figure::new(Subject::named(Sort::Deployment, name), &MODELS, 3.0);
        Finding::new(rule, Severity::Warning, "Title", say!("{} it is.", figure))
    };
    let project =
        read("project", "p", json!({ "deployments": [deployment(1, "prod"), deployment(2, "stage")] }));
    let actions = ["retrain", "watch", "find_the_cause_of_errors"];
    assert_eq!(
        advised(&project, &[of(&DRIFT, "prod"), of(&FAILURES, "prod")], &actions),
        ["Retrain forest, which prod serves, on recent rows.", "Find the cause of the failed calls of prod."],
        "and what is retrained is not only watched"
    );
    assert_eq!(
        advised(&project, &[of(&FAILURES, "prod"), of(&FAILURES, "stage")], &actions),
        ["Find the cause of the failed calls."],
        "of both"
    );
}

#[test]
fn what_has_not_shifted_is_not_watched_as_shifted_and_what_has_is_named() {
    let deployment = read("deployment", "prod", json!({ "status": "active" }));
    let psi = |name: &str, value: f64| Figure::new(Subject::column(name), &PSI, value);
    let finding = |rule, statement| Finding::new(rule, Severity::Info, "Title", statement);
    let watched = |findings: &[Finding]| advised(&deployment, findings, &["watch"]);
    let none: [String; 0] = [];
    assert_eq!(watched(&[finding(&TESTS, say!("{} differs.", psi("age", 0.3)))]), none, "by a test alone");
    assert_eq!(
        watched(&[finding(&DISAGREEMENT, say!("{} is flagged.", psi("age", 0.09)))]),
        none,
        "flagged alone"
    );
    let both = say!("{} is flagged, {} is not.", psi("age", 0.09), psi("income", 0.3));
    assert_eq!(watched(&[finding(&DISAGREEMENT, both)]), ["Keep watching income."]);
    let two = say!("{} and {}.", psi("age", 0.1), psi("income", 0.2));
    assert_eq!(watched(&[finding(&SHIFT, two)]), ["Keep watching age and income."]);
    let generic = ["Keep watching the features that have shifted."];
    assert_eq!(watched(&[finding(&FLAGS, Statement::words("The platform flags some."))]), generic);
}
