//! What is kept of answers, and in which words.
#![allow(clippy::unwrap_used)]

use report_claims::{Facts, Kept, answer};
use report_domain::Kind;
use report_facts::{
    Figure, Sort, Statement, Subject,
    quantity::{MODELS, ROWS, SMALLEST_AGAINST_LARGEST},
    say,
};
use report_findings::{Finding, Rule, Severity};
use report_snapshot::Snapshot;
use serde_json::{Value, json};

static LEAD: Rule = rule("leader_margin");
static CLASS: Rule = rule("weakest_class");
static SIZES: Rule = rule("class_imbalance");
static MAJORITY: Rule = rule("accuracy_over_majority_class");
static FEW_ROWS: Rule = rule("few_rows");
static DRIFT: Rule = rule("deployment_drift");
static FAILURES: Rule = rule("deployment_error_rate");
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

/// A claim about one figure.
fn only(kind: &str, of: &str) -> Value {
    claim(kind, of, "none", "none", "none")
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
    let value = |of: &str| only("value", of);
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
                only("place", &auc("P")),
                only("place", &loss("P")),
                claim("compare", &time("P"), &time("Q"), "ratio", "higher"),
            ],
            "Of the 3 models with an AUC, P has the best AUC in cross-validation, 0.9000. Of the 4 models with a log loss, it has \
             the second-best log loss, 0.2000. It has a longer training time than Q, 500 ms against 250 ms, 2.0 times as long.",
        ),
        (
            vec![only("place", &loss("R")), only("place", &time("R"))],
            "Of the 4 models with a log loss, R has the worst log loss in cross-validation, 0.4000. Of the 4 models with a training \
             time, it shares the shortest training time with 1 other, 100 ms.",
        ),
        (
            vec![only("place", &loss("Q")), only("place", &time("Q")), only("spread", &time("Q"))],
            "Of the 4 models with a log loss, Q has the second-worst log loss in cross-validation, 0.3000. Of the 4 models with a \
             training time, it has the second-longest training time, 250 ms. The training time ranges from 100 ms (\u{201c}say \
             yes\u{201d} and 1 other) to 500 ms (P).",
        ),
        (
            vec![only("place", &auc("Q"))],
            "Of the 3 models with an AUC, Q shares the worst AUC in cross-validation with 1 other, 0.8000.",
        ),
        (
            vec![claim("compare", &auc("say yes"), &auc("Q"), "order", "same")],
            "\u{201c}say yes\u{201d} and Q have the same AUC in cross-validation, 0.8000.",
        ),
        (
            vec![
                claim("compare", &loss("P"), &loss("Q"), "order", "lower"),
                claim("compare", &time("P"), &time("Q"), "order", "none"),
            ],
            "P has a better log loss in cross-validation than Q, 0.2000 against 0.3000, but a longer training time, 500 ms \
             against 250 ms.",
        ),
        (
            vec![claim("compare", &auc("P"), &auc("Q"), "difference", "none")],
            "P has a better AUC in cross-validation than Q, 0.9000 against 0.8000, a difference of 0.1000.",
        ),
        (
            vec![only("spread", &time("Q"))],
            "The training time ranges from 100 ms (\u{201c}say yes\u{201d} and 1 other) to 500 ms (P) across the 4 models \
             with a training time.",
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
        (only("place", "n1"), 0, "at least three"),
        (claim("value", &a, "none", "none", "higher"), 0, "only compare and change"),
        (only("value", "n0"), 0, "no figure"),
        (only("finding", "f1"), 0, "no finding"),
        (json!({ "claim": "cause", "of": a }), 0, "not a claim"),
    ] {
        let kept = keep(&facts, &[vec![bad.clone(), only("value", "n1")]], json!([]));
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
    let models = only("value", "n1");
    let kept = keep(&facts, &[vec![models.clone(), models.clone()], vec![models]], json!([]));
    assert_eq!(texts(&kept), ["The experiment has 6 models."]);
    assert_eq!(kept.left_out, Default::default());
}

#[test]
fn a_reason_that_has_been_said_is_only_named() {
    let snapshot = experiment();
    let findings = [Finding::new(&LEAD, Severity::Good, "Lead", Statement::words("It is so."))];
    let facts = Facts::new(&snapshot, &findings);
    let advice = json!([{ "action": "deploy", "because": [only("finding", "f1")] }]);
    let kept = keep(&facts, &[vec![only("finding", "f1")]], advice);
    assert_eq!(texts(&kept), ["It is so.", "Deploy P."]);
    assert_eq!(kept.lists.recommendations[0].findings, ["Lead"]);
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
        (texts(&kept), kept.left_out.refused + kept.left_out.unsupported)
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

fn read(kind: &str, name: &str, content: Value) -> Snapshot {
    let snapshot = json!({
        "schema_version": 1, "kind": kind, "name": name, "id": "00000000-0000-4000-8000-000000000001",
        "project_id": "00000000-0000-4000-8000-000000000002", "content": content,
    });
    report_snapshot::read(snapshot.to_string().as_bytes()).unwrap()
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
fn what_a_reader_has_read_is_not_said_in_other_words() {
    let snapshot = experiment();
    let of = |value| Figure::new(Subject::model("P"), &report_facts::quantity::AUC, value);
    let finding = Finding::new(&LEAD, Severity::Good, "Lead", say!("It has {}.", of(0.9)));
    let findings = [finding];
    let facts = Facts::new(&snapshot, &findings);
    let auc = |name: &str| id(&facts, &format!("model:{name}/auc@cross_validation"));
    let (p, q, yes) = (auc("P"), auc("Q"), auc("say yes"));
    let compare = |a: &str, b: &str| claim("compare", a, b, "order", "none");
    let said = |statements: &[Vec<Value>]| texts(&keep(&facts, statements, json!([])));
    let than = "P has a better AUC in cross-validation than Q, 0.9000 against 0.8000.";
    assert_eq!(said(&[vec![compare(&p, &q), compare(&q, &p)]]), [than], "one pair");
    assert_eq!(said(&[vec![compare(&p, &q)], vec![compare(&q, &p)]]), [than], "in a statement before");
    let place = said(&[vec![compare(&p, &q)], vec![only("place", &p)]]);
    assert_eq!(place.len(), 2, "its value is known, its place is not: {place:?}");
    assert_eq!(said(&[vec![only("value", &p), compare(&p, &q), only("value", &q)]]), [than]);
    assert_eq!(
        said(&[vec![only("place", &p), only("finding", "f1")]]),
        ["It has 0.9000."],
        "left to the finding"
    );
    assert_eq!(said(&[vec![only("finding", "f1")], vec![only("value", &p)]]), ["It has 0.9000."]);
    let other = said(&[vec![compare(&p, &q)], vec![only("value", &yes)]]);
    assert_eq!(other.len(), 2, "of another model: {other:?}");
}

#[test]
fn figures_from_before_service_say_so_and_it_follows_a_name() {
    let snapshot = read(
        "deployment",
        "prod",
        json!({
            "status": "active", "model": { "name": "forest", "offline_metrics": { "auc": 0.9271, "logloss": 0.213 } },
            "totals": { "requests": 100, "errors": 3, "latency_ms": { "p50": 22.0 } },
        }),
    );
    let facts = Facts::new(&snapshot, &[]);
    let value = |of: &str| only("value", &id(&facts, of));
    let said = |claims: Vec<Value>| texts(&keep(&facts, &[claims], json!([])));
    assert_eq!(
        said(vec![value("model:forest/logloss"), value("model:forest/auc")]),
        ["Before it went into service, forest had a log loss of 0.2130 and an AUC of 0.9271."]
    );
    assert_eq!(
        said(vec![value("entity/error_rate"), value("entity/latency_p50"), value("entity/requests")]),
        ["The error rate is 3.0% and the median latency is 22 ms. The deployment has 100 calls."]
    );
}

#[test]
fn the_leader_and_the_runner_up_are_always_offered_and_nothing_twice() {
    let entry = |number: usize| {
        let deviance = 0.5 + number as f64;
        let metrics = json!({ "auc": 0.9 - number as f64 / 1e3, "mse": deviance, "mean_residual_deviance": deviance,
            "null_deviance": 7.0, "logloss": (number * 37 % 40) as f64 });
        json!({ "name": format!("M{number}"), "metrics": metrics, "training_time_ms": number * 37 % 40 + 1 })
    };
    let leaderboard: Vec<Value> = (0..40).map(entry).collect();
    let snapshot = read(
        "experiment",
        "e",
        json!({
            "task": "binary_classification", "status": "completed", "ranking_metric": "auc", "leaderboard": leaderboard,
        }),
    );
    let facts = Facts::new(&snapshot, &[]);
    let offered: Vec<String> = facts.offered_figures().map(|(_, figure)| figure.id()).collect();
    for of in ["model:M0/auc", "model:M1/auc", "model:M0/logloss", "model:M0/training_time", "model:M0/mse"] {
        assert!(offered.iter().any(|id| id == of), "{of}: {offered:?}");
    }
    assert!(!offered.iter().any(|id| id.contains("deviance")), "{offered:?}");
}

#[test]
fn short_values_of_one_thing_are_one_sentence() {
    let snapshot = read(
        "deployment",
        "prod",
        json!({
            "status": "active", "totals": { "requests": 3, "errors": 3, "errors_by_type": { "ValueError": 3 } },
        }),
    );
    let facts = Facts::new(&snapshot, &[]);
    let of = |of: &str| id(&facts, of);
    let all = claim("share", &of("errortype:ValueError/errors"), &of("entity/errors"), "none", "none");
    assert_eq!(texts(&keep(&facts, &[vec![all]], json!([]))), ["All 3 failed calls are of type ValueError."]);

    let project = read("project", "p", json!({}));
    let facts = Facts::new(&project, &[]);
    let count = |what: &str| only("value", &id(&facts, &format!("entity/{what}")));
    assert_eq!(
        texts(&keep(&facts, &[vec![count("datasets"), count("experiments"), count("models")]], json!([]))),
        ["The project has no datasets, no experiments and no models."]
    );

    let rows = |split: &str, loss: f64| json!({ "split": split, "metrics": { "logloss": loss, "mse": loss * loss * 1e-6 } });
    let evaluations = [rows("training", 0.001), rows("cross_validation", 0.0519), rows("test", 0.06)];
    let model = read("model", "m", json!({ "task": "binary_classification", "evaluations": evaluations }));
    let facts = Facts::new(&model, &[]);
    let loss = |rows: &str| id(&facts, &format!("entity/logloss@{rows}"));
    let said = |claims: Vec<Value>| texts(&keep(&facts, &[claims], json!([])));
    assert_eq!(
        said(vec![only("value", &loss("training")), only("value", &loss("cross_validation"))]),
        ["The log loss is 0.0010 on training rows and 0.0519 in cross-validation."]
    );
    assert_eq!(
        said(vec![claim("change", &loss("cross_validation"), &loss("test"), "none", "none")]),
        ["The log loss is 0.0519 in cross-validation and 0.0600 on test rows."],
        "neither comes before the other"
    );
    let mse = |rows: &str| id(&facts, &format!("entity/mse@{rows}"));
    let rises = said(vec![claim("change", &mse("training"), &mse("cross_validation"), "none", "none")]);
    assert!(rises[0].starts_with("The MSE rises from ") && !rises[0].contains(", by "), "{rises:?}");
}

#[test]
fn features_matter_and_deviations_are_of_a_metric() {
    let feature = |name: &str, value: f64| json!({ "name": name, "value": value });
    let importance = json!([{ "method": "model", "features": [feature("s5", 5.0), feature("bmi", 3.0), feature("bp", 2.0)] }]);
    let snapshot = read(
        "model",
        "m",
        json!({ "task": "regression", "feature_importance": importance,
        "folds": { "rmse": { "mean": 2.0, "folds": [1.0, 2.0, 3.0] } } }),
    );
    let facts = Facts::new(&snapshot, &[]);
    let said = |kind: &str, of: &str| texts(&keep(&facts, &[vec![only(kind, &id(&facts, of))]], json!([])));
    assert_eq!(said("place", "column:s5/importance_share"), ["Of 3 features, s5 matters most, with 50.0%."]);
    let deviation =
        facts.offered_figures().find(|(_, figure)| figure.quantity.label().contains("folds")).unwrap().1.id();
    assert_eq!(said("value", &deviation), ["The standard deviation of RMSE over the folds is 1.0000."]);
}

#[test]
fn the_sort_of_a_thing_is_said_once() {
    let item = |number: u32, name: &str| {
        let id = format!("00000000-0000-4000-8000-00000000001{number}");
        json!({ "id": id, "name": name, "dataset": "d", "status": "completed", "model_count": number,
            "best_metric": { "name": "auc", "value": f64::from(number) / 10.0 } })
    };
    let experiments = json!([item(1, "one"), item(2, "two"), item(3, "three"), item(4, "experiment_4")]);
    let project = read("project", "p", json!({ "experiments": experiments }));
    let facts = Facts::new(&project, &[]);
    let said = |kind: &str, of: &str| texts(&keep(&facts, &[vec![only(kind, &id(&facts, of))]], json!([])));
    assert_eq!(
        said("place", "experiment:three/models"),
        ["Of 4 experiments, three has the second-most models, 3."]
    );
    assert_eq!(
        said("place", "experiment:three+d/auc"),
        ["Of 4 experiments on d, three has the second-best AUC, 0.3000."]
    );
    assert_eq!(said("value", "experiment:three/models"), ["The experiment three has 3 models."]);
    assert_eq!(said("value", "experiment:experiment_4/models"), ["experiment_4 has 4 models."]);
}
