//! In which words claims are kept.

use report_claims::Facts;
use report_facts::{
    Figure, Subject,
    quantity::{AUC, ROWS},
    say,
};
use report_findings::{Finding, Rule, Severity};
use serde_json::{Value, json};

use super::support::{board, claim, experiment, id, keep, only, read, rule, texts};

static LEAD: Rule = rule("leader_margin");

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
             time, it shares the shortest training time with \u{201c}say yes\u{201d}, 100 ms.",
        ),
        (
            vec![only("place", &loss("Q")), only("place", &time("Q")), only("spread", &time("Q"))],
            "Of the 4 models with a log loss, Q has the second-worst log loss in cross-validation, 0.3000. Of the 4 models with a \
             training time, it has the second-longest training time, 250 ms. The training time ranges from 100 ms (\u{201c}say \
             yes\u{201d} and R) to 500 ms (P).",
        ),
        (
            vec![only("place", &auc("Q"))],
            "Of the 3 models with an AUC, Q shares the worst AUC in cross-validation with \u{201c}say yes\u{201d}, \
             0.8000.",
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
            "The training time ranges from 100 ms (\u{201c}say yes\u{201d} and R) to 500 ms (P) across the 4 models \
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
fn two_of_a_kind_share_a_sentence_that_says_the_kind_once() {
    let (snapshot, none) = (experiment(), []);
    let facts = Facts::new(&snapshot, &none);
    let (loss, time) = (
        |name: &str| id(&facts, &format!("model:{name}/logloss@cross_validation")),
        |name: &str| id(&facts, &format!("model:{name}/training_time")),
    );
    let said = |claims: Vec<Value>| texts(&keep(&facts, &[claims], json!([]))).concat();
    assert_eq!(
        said(vec![only("place", &loss("P")), only("place", &loss("R"))]),
        "Of the 4 models with a log loss, P has the second-best log loss in cross-validation, 0.2000, and R the worst, 0.4000."
    );
    let compare = |a: String, b: String, show: &str| claim("compare", &a, &b, show, "none");
    assert_eq!(
        said(vec![compare(time("P"), time("Q"), "ratio"), compare(loss("Q"), loss("P"), "order")]),
        "P has a longer training time than Q, 500 ms against 250 ms, 2.0 times as long, but a better log loss in \
         cross-validation, 0.2000 against 0.3000.",
        "the other way round"
    );

    let matrix = |split: &str, right: u64| {
        json!({ "split": split, "metrics": { "auc": 0.9 },
        "confusion_matrix": { "labels": ["no", "yes"], "counts": [[90, 10], [100 - right, right]] } })
    };
    let model = read(
        "model",
        "m",
        json!({ "task": "binary_classification", "evaluations": [matrix("training", 95), matrix("test", 80)] }),
    );
    let facts = Facts::new(&model, &none);
    let recall = |class: &str, rows: &str| id(&facts, &format!("class:{class}/recall@{rows}"));
    let compare = |rows: &str| claim("compare", &recall("yes", rows), &recall("no", rows), "order", "none");
    assert_eq!(
        texts(&keep(&facts, &[vec![compare("training"), compare("test")]], json!([]))).concat(),
        "The class yes has a better recall on training rows than the class \u{201c}no\u{201d}, 0.9500 against 0.9000, but a worse one on test rows, \
         0.8000 against 0.9000."
    );
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
fn a_place_is_counted_from_the_nearer_end() {
    let names: Vec<String> = (0..40).map(|number| format!("M{number}")).collect();
    let models: Vec<_> = names
        .iter()
        .zip(0..)
        .map(|(name, n)| (name.as_str(), 0.9 - f64::from(n) / 1e2, f64::from(n)))
        .collect();
    let snapshot = board(&models);
    let facts = Facts::new(&snapshot, &[]);
    for (model, expected) in
        [("M3", "fourth-best"), ("M5", "sixth-best"), ("M39", "worst"), ("M38", "second-worst")]
    {
        let said = texts(&keep(
            &facts,
            &[vec![only("place", &id(&facts, &format!("model:{model}/auc")))]],
            json!([]),
        ));
        assert!(said[0].starts_with(&format!("Of 40 models, {model} has the {expected} AUC")), "{said:?}");
    }
    let few = board(&models[..6]);
    let facts = Facts::new(&few, &[]);
    let said = texts(&keep(&facts, &[vec![only("place", &id(&facts, "model:M3/auc"))]], json!([])));
    assert!(said[0].contains("third-worst"), "{said:?}");
}

#[test]
fn what_a_source_rounded_is_the_same_and_is_not_lengthened() {
    let snapshot = board(&[
        ("P", 0.812_345_61, 0.1),
        ("Q", 0.812_345_6, 0.2),
        ("R", 54.376, 49.494),
        ("S", 0.4, 54.376),
    ]);
    let of = Figure::new(Subject::model("Q"), &ROWS, 1.0);
    let auc = Figure::new(Subject::model("Z"), &AUC, 0.812_345_58);
    let findings = [Finding::new(&LEAD, Severity::Good, "Lead", say!("{} has {}.", of, auc))];
    let facts = Facts::new(&snapshot, &findings);
    let id = |of: &str| id(&facts, of);
    let said = |claims: Vec<Value>| texts(&keep(&facts, &[claims], json!([]))).concat();
    let (p, q) = (id("model:P/auc"), id("model:Q/auc"));
    assert_eq!(said(vec![claim("compare", &p, &q, "order", "same")]), "P and Q have the same AUC, 0.8123.");
    assert_eq!(
        said(vec![only("value", &p), only("value", &q)]),
        "The AUC of P is 0.8123, while that of Q is 0.8123."
    );
    assert_eq!(said(vec![only("value", &p), only("finding", "f1")]), "The AUC of P is 0.8123. 1 has 0.8123.");
    assert_eq!(
        said(vec![claim("compare", &id("model:S/logloss"), &id("model:R/logloss"), "difference", "none")]),
        "S has a worse log loss than R, 54.38 against 49.49, a difference of 4.88."
    );
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
    assert_eq!(
        said(vec![value("entity/requests"), value("entity/error_rate")]),
        ["The deployment has 100 calls. The error rate is 3.0%."],
        "a count and a share have no sentence in common"
    );
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
    assert_eq!(
        said("place", "column:s5/importance_share"),
        ["Of 3 features, s5 matters most, with 50.0% of the importance."]
    );
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
