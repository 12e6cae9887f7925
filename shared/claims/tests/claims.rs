//! What is kept of answers, and in which words.
#![allow(clippy::unwrap_used)]

use report_claims::{Facts, Kept, answer};
use report_domain::Kind;
use report_facts::{Figure, Statement, Subject, quantity::MODELS};
use report_findings::{Finding, Rule, Severity};
use report_snapshot::Snapshot;
use serde_json::{Value, json};

static LEAD: Rule = rule("leader_margin");
static CLASS: Rule = rule("weakest_class");
static PERFECT: Rule = rule("perfect_score");

const fn rule(name: &'static str) -> Rule {
    Rule { name, kinds: &[], severities: &[], speaks: "", formula: "", source: "" }
}

fn experiment() -> Snapshot {
    let model = |name: &str, auc: Option<f64>, logloss: f64, time: f64| json!({ "name": name, "metrics": { "auc": auc, "logloss": logloss }, "training_time_ms": time });
    let snapshot = json!({
        "schema_version": 1, "kind": "experiment", "name": "e",
        "id": "00000000-0000-4000-8000-000000000001", "project_id": "00000000-0000-4000-8000-000000000002",
        "content": {
            "task": "binary_classification", "status": "completed", "ranking_metric": "auc",
            "ranking_split": "cross_validation",
            "leaderboard": [
                model("P", Some(0.9), 0.2, 500.0), model("Q", Some(0.8), 0.3, 250.0), model("say yes", Some(0.8), 0.1, 100.0),
                model("R", None, 0.4, 100.0), model("twin", Some(0.5), 0.5, 1.0), model("twin", Some(0.4), 0.6, 1.0),
            ],
        },
    });
    report_snapshot::read(snapshot.to_string().as_bytes()).unwrap()
}

/// The id of the figure of a quantity and a model.
fn id(facts: &Facts<'_>, of: &str) -> String {
    let found = facts.offered_figures().find(|(_, figure)| figure.id() == of);
    found.unwrap_or_else(|| panic!("{of}")).0
}

fn claim(claim: &str, of: &str, with: &str, show: &str, expect: &str) -> Value {
    json!({ "claim": claim, "of": of, "with": with, "show": show, "expect": expect })
}

fn keep(facts: &Facts<'_>, summary: &[Vec<Value>], advice: Value) -> Kept {
    let say: Vec<Value> = summary.iter().map(|claims| json!({ "say": claims })).collect();
    let answer = json!({ "summary": say, "highlights": [], "risks": [], "recommendations": advice });
    facts.keep(&answer::read(&answer.to_string()).unwrap())
}

fn texts(kept: &Kept) -> Vec<String> {
    kept.lists
        .summary
        .iter()
        .chain(&kept.lists.recommendations)
        .map(|said| said.statement.to_plain())
        .collect()
}

#[test]
fn claims_about_the_same_thing_read_like_prose() {
    let (snapshot, none) = (experiment(), []);
    let facts = Facts::new(&snapshot, &none);
    let auc = |name: &str| id(&facts, &format!("model:{name}/auc@cross_validation"));
    let loss = |name: &str| id(&facts, &format!("model:{name}/logloss@cross_validation"));
    let time = |name: &str| id(&facts, &format!("model:{name}/training_time"));
    let value = |of: &str| claim("value", of, "none", "none", "none");
    let said = [
        (vec![value("n1")], "The experiment has 6 models."),
        (
            vec![value(&auc("P")), value(&loss("P"))],
            "The AUC of P in cross-validation is 0.9000 and its log loss is 0.2000.",
        ),
        (
            vec![value(&auc("P")), value(&auc("Q"))],
            "The AUC of P in cross-validation is 0.9000, while that of Q is 0.8000.",
        ),
        (
            vec![
                claim("place", &auc("P"), "none", "none", "none"),
                claim("compare", &time("P"), &time("Q"), "ratio", "higher"),
            ],
            "P has the best AUC in cross-validation of 3 models, 0.9000. Its training time is 2.0 times that of Q, 500 ms against 250 ms.",
        ),
        (
            vec![claim("place", &loss("Q"), "none", "none", "none")],
            "Q is number 3 of 4 models by log loss in cross-validation, best first, with 0.3000.",
        ),
        (
            vec![claim("place", &auc("Q"), "none", "none", "none")],
            "Q shares the worst AUC in cross-validation of 3 models with 1 other, 0.8000.",
        ),
        (
            vec![claim("compare", &auc("say yes"), &auc("Q"), "order", "same")],
            "\u{201c}say yes\u{201d} and Q have the same AUC in cross-validation, 0.8000.",
        ),
        (
            vec![claim("compare", &loss("P"), &loss("Q"), "order", "lower")],
            "P has a better log loss in cross-validation than Q, 0.2000 against 0.3000.",
        ),
        (
            vec![claim("compare", &auc("P"), &auc("Q"), "difference", "none")],
            "The AUC of P in cross-validation is 0.1000 higher than that of Q, 0.9000 against 0.8000.",
        ),
        (
            vec![claim("spread", &time("Q"), "none", "none", "none")],
            "The training time of 4 models lies between 100 ms (\u{201c}say yes\u{201d}) and 500 ms (P).",
        ),
    ];
    for (claims, expected) in said {
        let kept = keep(&facts, &[claims], json!([]));
        assert_eq!(
            (texts(&kept), kept.problems.len()),
            (vec![expected.to_owned()], 0),
            "{:?}",
            kept.problems
        );
    }
}

#[test]
fn what_cannot_be_said_or_is_not_so_is_left_out_and_named() {
    let (snapshot, none) = (experiment(), []);
    let facts = Facts::new(&snapshot, &none);
    let auc = |name: &str| id(&facts, &format!("model:{name}/auc@cross_validation"));
    let (a, b) = (auc("P"), auc("Q"));
    let loss = id(&facts, "model:P/logloss@cross_validation");
    assert!(
        facts.offered_figures().all(|(_, figure)| figure.of != Subject::model("twin")),
        "nobody knows whose it is"
    );
    for (bad, contradicted, problem) in [
        (claim("compare", &a, &b, "order", "lower"), 1, "the data says that it is higher"),
        (claim("compare", &b, &a, "order", "same"), 1, "the data says that it is lower"),
        (claim("compare", &a, &loss, "order", "none"), 0, "cannot be compared"),
        (claim("compare", &a, &a, "order", "none"), 0, "with itself"),
        (claim("compare", &a, &b, "ratio", "none"), 0, "show the difference"),
        (claim("change", &a, &b, "none", "none"), 0, "compare two things"),
        (claim("share", &a, &b, "none", "none"), 0, "no part"),
        (claim("place", "n1", "none", "none", "none"), 0, "at least three"),
        (claim("value", &a, "none", "none", "higher"), 0, "only compare and change"),
        (claim("value", "n0", "none", "none", "none"), 0, "no figure"),
        (claim("finding", "f1", "none", "none", "none"), 0, "no finding"),
        (json!({ "claim": "cause", "of": a }), 0, "not a claim"),
    ] {
        let kept =
            keep(&facts, &[vec![bad.clone(), claim("value", "n1", "none", "none", "none")]], json!([]));
        assert_eq!(texts(&kept), ["The experiment has 6 models."], "{bad}");
        assert_eq!(
            (kept.left_out.contradicted, kept.left_out.refused),
            (contradicted, 1 - contradicted),
            "{bad}"
        );
        assert!(kept.problems[0].contains(problem), "{bad}: {:?}", kept.problems);
    }
}

#[test]
fn nothing_is_said_twice() {
    let (snapshot, none) = (experiment(), []);
    let facts = Facts::new(&snapshot, &none);
    let models = claim("value", "n1", "none", "none", "none");
    let kept = keep(&facts, &[vec![models.clone(), models.clone()], vec![models]], json!([]));
    assert_eq!(texts(&kept), ["The experiment has 6 models."]);
    assert_eq!(kept.left_out, Default::default());
}

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
        (texts(&kept), kept.left_out.refused)
    };
    let deploy = advise("deploy", &["f1"]);
    assert_eq!(check(&[lead()], deploy.clone()), (vec!["Deploy the model. It is so.".into()], 0));
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
        check(&[lead(), finding(&LEAD, Severity::Info, vec![])], json!([step(a), step(b)])).1
    };
    assert_eq!(both("validate_on_fresh_rows", "deploy"), 1, "one of them");
    assert_eq!(both("deploy", "validate_on_fresh_rows"), 1, "the first stays");
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

#[test]
fn numbers_and_names_of_a_text_are_looked_up_and_nothing_is_said_to_be_true() {
    use report_claims::check_text::{Status::*, check};
    let snapshot = experiment();
    for (text, numbers, names, unchecked) in [
        ("P has an AUC of 0.90.", vec![Found], vec![Found], vec![]),
        ("P has an AUC of 90%.", vec![Found], vec![Found], vec![]),
        ("Q has an AUC of 0.9.", vec![FoundElsewhere], vec![Found], vec![]),
        ("P has an AUC of 0.91.", vec![Unknown], vec![Found], vec![]),
        ("P has a log loss of 0.9.", vec![FoundElsewhere], vec![Found], vec![]),
        ("GBM_7 has an AUC of 0.9.", vec![FoundElsewhere], vec![Unknown], vec![]),
        ("It trained 6 models in 0.5 s.", vec![Found, Found], vec![], vec![]),
        ("P is not the worst: 500 ms.", vec![Found], vec![Found], vec!["not", "worst"]),
        ("P is the 2nd of 6 models.", vec![Found], vec![Found], vec!["2nd"]),
        ("On 2026-01-01 say yes was idle.", vec![], vec![Found, Unknown], vec![]),
    ] {
        let checked = check(&snapshot, &[], text).remove(0);
        let of = |items: &[report_claims::check_text::Item]| -> Vec<_> {
            items.iter().map(|item| item.status).collect()
        };
        assert_eq!((of(&checked.numbers), of(&checked.names)), (numbers, names), "{checked:?}");
        assert_eq!(checked.unchecked, unchecked, "{text}");
    }
    let typo = check(&snapshot, &[], "twim_1 and tw1n are no names.").remove(0);
    assert!(!typo.is_found() && typo.names.iter().all(|name| name.status == Unknown), "{typo:?}");
}
