//! The rules about projects: each where it speaks, on the other side of its bounds, and where its data is missing.

use report_findings::Severity::{Critical, Good, Info, Warning};
use report_snapshot::Snapshot;
use serde_json::{Value, json};

use super::support::{self, FindingText, ID, case, case_json, said, said_of};

fn read(content: Value) -> Snapshot {
    support::read("project", &content)
}

fn id(number: u64) -> String {
    format!("7b8ef11c-5752-5966-914b-{number:012}")
}

/// What a rule says of a project with such a list.
fn of(list: &str, items: Value, rule: &str) -> Vec<FindingText> {
    said_of(&read(json!({ list: items })), rule)
}

fn item(name: &str, status: &str, more: Value) -> Value {
    let mut item = json!({ "id": ID, "name": name, "status": status });
    item.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    item
}

fn items(status: &str, names: &[&str]) -> Vec<Value> {
    names.iter().map(|name| item(name, status, json!({}))).collect()
}

#[test]
fn a_project_without_anything_says_so() {
    let statement = "It holds no dataset, experiment, model, deployment or synthetic-data run.";
    assert_eq!(said_of(&read(json!({})), "empty_project"), said(Info, "Nothing here yet", statement));
    for (list, entry) in [
        ("datasets", json!({ "name": "d" })),
        ("experiments", item("e", "completed", json!({}))),
        ("models", item("m", "candidate", json!({}))),
        ("deployments", item("s", "active", json!({}))),
        ("synthgen_runs", item("r", "completed", json!({}))),
    ] {
        assert_eq!(of(list, json!([entry]), "empty_project"), [], "{list}");
    }
}

#[test]
fn a_deployment_that_is_down_is_critical_and_a_degraded_one_a_warning() {
    let all = json!([
        item("b", "degraded", json!({})),
        item("a", "failed", json!({ "stage": "production" })),
        item("c", "active", json!({})),
        item("d", "starting", json!({})),
        item("", "stopped", json!({})),
    ]);
    assert_eq!(
        of("deployments", all, "deployment_status"),
        [
            said(Critical, "Deployment out of service", "a (production) has failed and does not serve."),
            said(Warning, "Deployment degraded", "b serves, but not as it should."),
        ]
        .concat()
    );
}

#[test]
fn beyond_five_deployments_are_counted() {
    let six = items("failed", &["f", "e", "d", "c", "b", "a"]);
    let five = json!(six[..5]);
    assert_eq!(of("deployments", five, "further_deployments"), []);
    let mut seven = six.clone();
    seven.insert(0, item("g", "degraded", json!({})));
    assert_eq!(
        of("deployments", json!(six), "further_deployments"),
        said(Critical, "Further deployments", "1 more of 6 deployments is down or degraded.")
    );
    assert_eq!(
        of("deployments", json!(seven), "further_deployments"),
        said(Critical, "Further deployments", "2 more of 7 deployments are down or degraded.")
    );
    let named: Vec<String> = of("deployments", json!(seven), "deployment_status")
        .into_iter()
        .map(|(_, _, statement)| statement[..1].to_owned())
        .collect();
    assert_eq!(named, ["a", "b", "c", "d", "e"]);
    let drifted: Value = ["a", "b", "c", "d", "e", "f"]
        .iter()
        .map(|name| item(name, "active", json!({ "drifted_features": ["x"] })))
        .collect();
    assert_eq!(
        of("deployments", drifted, "further_deployments"),
        said(Warning, "Further deployments", "1 more of 6 deployments has drifted features.")
    );
}

#[test]
fn failed_calls_are_many_where_that_is_more_than_chance() {
    let of = |requests: Value, rate: Value| {
        let more = json!({ "requests": requests, "error_rate": rate });
        of("deployments", json!([item("s", "active", more)]), "deployment_error_rate")
    };
    let title = "Deployment with many errors";
    // scipy.stats: binom.sf(63, 1000, .05) = 0.027, binom.sf(61, 1000, .05) = 0.052; binom.sf(15, 1000, .01) = 0.048,
    // binom.sf(14, 1000, .01) = 0.082.
    assert_eq!(of(json!(1_000), json!(0.064)), said(Critical, title, "s fails in 6.4% of 1,000 calls."));
    assert_eq!(of(json!(1_000), json!(0.061)), said(Warning, title, "s fails in 6.1% of 1,000 calls."));
    assert_eq!(of(json!(1_000), json!(0.017))[0].0, Warning);
    assert_eq!(of(json!(1_000), json!(0.014)), []);
    assert_eq!(of(json!(1), json!(1.0)), said(Warning, title, "s fails in 100% of 1 call."));
    assert_eq!(of(json!(2), json!(1.0))[0].0, Critical);
    assert_eq!(of(json!(3), json!(0.0)), []);
    assert_eq!(of(json!(0), json!(0.5)), [], "no call");
    assert_eq!(of(Value::Null, json!(0.5)), [], "calls are not known");
    assert_eq!(of(json!(1_000), Value::Null), []);
    assert_eq!(of(json!(1_000), json!(1.5)), [], "no share");
    assert_eq!(of(json!(1_000), json!(-0.5)), []);
}

#[test]
fn failures_are_judged_by_what_chance_alone_would_give() {
    use report_findings::severity::of_calls;
    for (failed, calls, severity) in [
        (0, 10, Good),
        (1, 1_001, Good),
        (1, 1_000, Info),
        (1, 3, Warning),
        (1, 30, Info),
        (2, 30, Warning),
        (0, 0, Info),
        (4, 3, Info),
        (64, 1_000, Critical),
    ] {
        assert_eq!(of_calls(failed, calls), severity, "{failed} of {calls}");
    }
}

#[test]
fn drifted_features_are_named() {
    let of = |features: Value| {
        let more = json!({ "drifted_features": features });
        of("deployments", json!([item("s", "active", more)]), "deployment_drift")
    };
    let title = "Deployment with drifted features";
    assert_eq!(
        of(json!(["b", "a", "", "d"])),
        said(Warning, title, "4 features of s drifted: b, a, (empty) and 1 more.")
    );
    assert_eq!(of(json!(["b"])), said(Warning, title, "1 feature of s drifted: b."));
    assert_eq!(of(json!([])), []);
}

#[test]
fn a_served_model_that_the_project_does_not_list_is_named() {
    let serving = |name: &str, model: Value| item(name, "active", json!({ "model": model }));
    let deployments = json!([
        serving("c", json!({ "name": "M3", "id": id(3) })),
        serving("b", json!({ "name": "M2", "id": id(2) })),
        serving("a", json!({ "name": "M1", "id": ID })),
        serving("d", json!({ "name": "without id" })),
        item("e", "active", json!({})),
    ]);
    let of = |models: Value| {
        said_of(&read(json!({ "deployments": deployments, "models": models })), "unknown_served_model")
    };
    let title = "Served model is not in the project";
    let statement = "2 deployments serve a model that is not among the project's 1: b (M2) and c (M3).";
    assert_eq!(of(json!([item("M1", "deployed", json!({}))])), said(Warning, title, statement));
    let mut two = item("M2", "deployed", json!({}));
    two["id"] = id(2).into();
    assert_eq!(
        of(json!([item("M1", "deployed", json!({})), two]))[0].2,
        "1 deployment serves a model that is not among the project's 2: c (M3)."
    );
    assert_eq!(of(json!([])), [], "no model is listed");
}

#[test]
fn experiments_that_failed_are_named_and_all_that_completed_are_good() {
    let of = |all: Vec<Value>| of("experiments", json!(all), "failed_experiments");
    let mut some = items("failed", &["d", "c", "b", "a"]);
    some.extend(items("completed", &["e"]));
    assert_eq!(
        of(some),
        said(Warning, "Failed experiments", "4 of 5 experiments failed: a, b, c and 1 more.")
    );
    let title = "All experiments completed";
    assert_eq!(of(items("completed", &["a"])), said(Good, title, "The only experiment completed."));
    assert_eq!(of(items("completed", &["a", "b"])), said(Good, title, "All 2 experiments completed."));
    assert_eq!(of([items("completed", &["a"]), items("cancelled", &["b"])].concat()), []);
    assert_eq!(of(items("running", &["a"])), []);
    assert_eq!(of(vec![]), []);
    let without = read(json!({ "datasets": [{ "name": "d" }] }));
    assert_eq!(said_of(&without, "failed_experiments"), [], "no experiment");
}

#[test]
fn models_that_failed_are_named() {
    let of = |all: Vec<Value>| of("models", json!(all), "failed_models");
    let title = "Models that failed to train";
    assert_eq!(
        of([items("failed", &["b", "a"]), items("candidate", &["c"])].concat()),
        said(Warning, title, "2 of 3 models failed to train: a and b.")
    );
    assert_eq!(of(items("candidate", &["c"])), []);
}

#[test]
fn experiments_that_are_not_finished_are_listed_oldest_first() {
    let of = |all: Value| of("experiments", all, "unfinished_experiments");
    let started = |name: &str, status: &str, at: &str| item(name, status, json!({ "started_at": at }));
    let title = "Experiments not finished";
    assert_eq!(
        of(json!([
            item("a", "queued", json!({})),
            started("d", "running", "2026-03-02T10:00:00Z"),
            started("c", "running", "2026-03-01T10:00:00Z"),
            started("b", "running", "2026-03-02T10:00:00Z"),
            started("old", "completed", "2025-03-02T10:00:00Z"),
        ])),
        said(
            Info,
            title,
            "4 of 5 experiments are not finished: c, b, d and 1 more. The oldest, c, started on 2026-03-01."
        )
    );
    assert_eq!(
        of(json!([started("d", "running", "2026-03-02T10:00:00Z")])),
        said(Info, title, "1 of 1 experiment is not finished: d. It started on 2026-03-02.")
    );
    assert_eq!(of(json!(items("queued", &["b", "a"])))[0].2, "2 of 2 experiments are not finished: a and b.");
    assert_eq!(of(json!([started("d", "failed", "2026-03-02T10:00:00Z")])), []);
}

#[test]
fn the_best_result_is_that_of_a_dataset_and_a_metric() {
    let of = |all: Value| of("experiments", all, "best_result");
    let with = |name: &str, dataset: Value, metric: &str, value: Value, model: &str| {
        let best = json!({ "name": metric, "value": value });
        item(
            name,
            "completed",
            json!({ "dataset": dataset, "best_metric": best, "best_model": { "name": model } }),
        )
    };
    assert_eq!(
        of(json!([
            with("e3", json!("churn"), "auc", json!(0.8), "C"),
            with("e2", json!("churn"), "auc", json!(0.9), "B"),
            with("e1", json!("churn"), "auc", json!(0.9), "A"),
            with("f1", json!("wine"), "logloss", json!(0.3), "D"),
            with("f2", json!("wine"), "logloss", json!(0.2), "E"),
            with("f3", json!("wine"), "auc", json!(0.7), "F"),
        ])),
        said(
            Info,
            "Best results",
            "Best by dataset and metric: AUC 0.9000 on churn (A in e1, the highest of 3 experiments), AUC 0.7000 on wine (F in \
             f3) and log loss 0.2000 on wine (E in f2, the lowest of 2 experiments)."
        )
    );
    let mut lone = with("e", Value::Null, "auc", json!(0.9), "A");
    lone["best_model"] = Value::Null;
    assert_eq!(of(json!([lone])), said(Info, "Best result", "Best by dataset and metric: AUC 0.9000 (e)."));
    let without_dataset = json!([
        with("g", Value::Null, "auc", json!(0.9), "A"),
        with("h", Value::Null, "auc", json!(0.8), "B")
    ]);
    assert_eq!(
        of(without_dataset)[0].2,
        "Best by dataset and metric: AUC 0.9000 (A in g) and AUC 0.8000 (B in h).",
        "nobody knows whether their data are the same"
    );
    for (metric, value) in
        [("auc", json!(1.7)), ("auc", json!(-0.1)), ("auc", Value::Null), ("sharpe", json!(0.5))]
    {
        assert_eq!(of(json!([with("e", json!("d"), metric, value.clone(), "A")])), [], "{metric} {value}");
    }
    let mut defined = with("e", json!("d"), "sharpe", json!(0.5), "A");
    defined["best_metric"]["higher_is_better"] = json!(true);
    assert_eq!(of(json!([defined])).len(), 1);
    let mut wrong =
        json!([with("e", json!("d"), "auc", json!(0.5), "A"), with("f", json!("d"), "auc", json!(0.6), "B")]);
    wrong[0]["best_metric"]["higher_is_better"] = json!(false);
    wrong[1]["best_metric"]["higher_is_better"] = json!(false);
    assert!(
        of(wrong)[0].2.contains("AUC 0.6000 on d (B in f, the highest"),
        "an AUC is better the higher it is"
    );
    let six: Value =
        (1..=6).map(|n| with(&format!("e{n}"), json!(format!("d{n}")), "auc", json!(0.9), "A")).collect();
    assert!(of(six)[0].2.ends_with("AUC 0.9000 on d5 (A in e5) and 1 more."));
}

#[test]
fn synthetic_data_runs_are_stated_and_not_praised() {
    let runs = json!([
        item("b", "completed", json!({ "overall_quality": 0.99 })),
        item("a", "completed", json!({ "overall_quality": 0.4 })),
        item("c", "failed", json!({})),
        item("d", "completed", json!({ "overall_quality": 1.2 })),
    ]);
    assert_eq!(
        of("synthgen_runs", runs.clone(), "synthgen_quality"),
        said(
            Info,
            "Quality of synthetic data",
            "2 of 4 synthetic-data runs have a score of overall quality, lowest first: a (40.0%) and b (99.0%)."
        )
    );
    assert_eq!(
        of("synthgen_runs", runs, "failed_synthgen_runs"),
        said(Warning, "Failed synthetic-data runs", "1 of 4 synthetic-data runs failed: c.")
    );
    let one = json!([item("b", "completed", json!({ "overall_quality": 1.0 }))]);
    assert_eq!(
        of("synthgen_runs", one.clone(), "synthgen_quality")[0].2,
        "1 of 1 synthetic-data run has a score of overall quality: b (100%)."
    );
    assert_eq!(of("synthgen_runs", one, "failed_synthgen_runs"), []);
    assert_eq!(of("synthgen_runs", json!([item("b", "completed", json!({}))]), "synthgen_quality"), []);
}

#[test]
fn missing_values_are_judged_by_their_share_of_all_cells() {
    let data = |name: &str, missing: Value, rows: Value| json!({ "name": name, "rows": rows, "columns": 10, "missing_values": missing });
    let of = |all: Value| of("datasets", all, "missing_values");
    let title = "Datasets with missing values";
    assert_eq!(
        of(json!([
            data("b", json!(5), json!(10)),
            data("a", json!(5), json!(10)),
            data("c", json!(0), json!(10))
        ])),
        said(
            Info,
            title,
            "2 of 3 datasets have missing values: a (5, 5.0% of all cells) and b (5, 5.0% of all cells)."
        )
    );
    assert_eq!(
        of(json!([
            data("b", json!(6), json!(10)),
            data("a", json!(2), json!(10)),
            data("c", Value::Null, json!(10))
        ])),
        said(
            Warning,
            title,
            "2 of 3 datasets have missing values: b (6, 6.0% of all cells) and a (2, 2.0% of all cells). Of 1 dataset it is not \
             known."
        )
    );
    assert_eq!(
        of(json!([data("a", json!(2), Value::Null)])),
        said(Info, title, "1 of 1 dataset has missing values: a (2).")
    );
    assert_eq!(of(json!([data("a", json!(101), json!(10))])), [], "more than there are cells");
    let all = json!([data("a", json!(100), json!(10)), data("b", json!(101), json!(10))]);
    assert_eq!(
        of(all)[0].2,
        "1 of 2 datasets has missing values: a (100, 100% of all cells). Of 1 dataset it is not known."
    );
    let none = |name| data(name, json!(0), json!(10));
    let title = "Complete datasets";
    assert_eq!(of(json!([none("a")])), said(Good, title, "The only dataset has no missing value."));
    assert_eq!(
        of(json!([none("a"), none("b")])),
        said(Good, title, "None of 2 datasets has a missing value.")
    );
    assert_eq!(of(json!([none("a"), data("b", Value::Null, json!(10))])), []);
    assert_eq!(of(json!([data("b", json!(0), Value::Null)])).len(), 1);
    let huge = json!({ "name": "d", "rows": u64::MAX, "columns": 3, "missing_values": 5 });
    assert_eq!(of(json!([huge])).len(), 1);
}

#[test]
fn a_dataset_is_used_by_whatever_names_it() {
    let datasets: Value = ["e", "m", "s", "r", "z", "y"].iter().map(|name| json!({ "name": name })).collect();
    let unused = |content: Value| {
        let mut content = content;
        content["datasets"] = datasets.clone();
        said_of(&read(content), "unused_datasets")
    };
    let on = |name: &str| json!({ "dataset": name });
    assert_eq!(
        unused(json!({
            "experiments": [item("1", "completed", on("e"))], "models": [item("2", "candidate", on("m"))],
            "deployments": [item("3", "active", on("s"))], "synthgen_runs": [item("4", "completed", on("r"))],
        })),
        said(
            Info,
            "Datasets that nothing uses",
            "2 of 6 datasets are named by no experiment, model, deployment or synthetic-data run: y and z."
        )
    );
    assert_eq!(
        unused(json!({ "experiments": [item("1", "completed", json!({}))] })),
        [],
        "nothing names its data"
    );
    let all: Vec<Value> =
        ["e", "m", "s", "r", "z"].iter().map(|name| item("1", "completed", on(name))).collect();
    assert_eq!(
        unused(json!({ "experiments": all }))[0].2,
        "1 of 6 datasets is named by no experiment, model, deployment or synthetic-data run: y."
    );
    let all: Vec<Value> =
        ["e", "m", "s", "r", "z", "y"].iter().map(|name| item("1", "completed", on(name))).collect();
    assert_eq!(unused(json!({ "experiments": all })), []);
}

fn unknowns(content: Value) -> Vec<String> {
    support::unknowns(&read(content))
}

#[test]
fn what_a_project_does_not_tell_is_listed() {
    let made = item("made", "deployed", json!({ "experiment_id": ID }));
    let mut alone = item("alone", "deployed", json!({}));
    alone["id"] = id(2).into();
    let figures = json!({ "requests": 10, "error_rate": 0.0, "model": { "name": "made", "id": ID } });
    let deployed = |name: &str, change: Value| {
        let mut item = item(name, "active", figures.clone());
        item.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        item
    };
    let other = json!({ "model": { "name": "alone", "id": id(2) } });
    let result = json!({ "best_metric": { "name": "auc", "value": 0.9 } });
    let whole = json!({
        "models": [made, alone],
        "deployments": [
            deployed("fine", json!({})), deployed("idle", json!({ "requests": 0, "error_rate": null })),
            deployed("b", other), deployed("a", json!({ "model": { "name": "gone", "id": id(9) } })),
            deployed("c", json!({ "requests": null })), deployed("d", json!({ "error_rate": null })),
            deployed("e", json!({ "model": null })),
        ],
        "experiments": [
            item("fine", "completed", result), item("x", "completed", json!({})), item("failed", "failed", json!({})),
            item("y", "completed", json!({ "best_metric": { "name": "auc", "value": null } })),
        ],
        "datasets": [{ "name": "fine", "rows": 1, "columns": 1 }, { "name": "r", "columns": 1 }, { "name": "c", "rows": 1 }],
    });
    assert_eq!(
        unknowns(whole),
        [
            "3 of 7 deployments serve models that no experiment here is known to have made: a, b and e.",
            "2 of 4 experiments have completed without a figure of the best model: x and y.",
            "Of 2 of 7 deployments it is not known how many calls failed: c and d.",
            "Of 2 of 3 datasets it is not known how large they are: c and r.",
        ]
    );
    let known = json!({
        "models": [item("made", "deployed", json!({ "experiment_id": ID }))],
        "deployments": [deployed("fine", json!({}))],
        "datasets": [{ "name": "fine", "rows": 1, "columns": 1 }],
    });
    assert_eq!(unknowns(known), Vec::<String>::new());
}

#[test]
fn no_finding_depends_on_the_order_of_the_lists() {
    let mut content = case_json("project-median/project-Clinical-and-retention-models")["content"].take();
    let said = |content: &Value| {
        report_findings::findings(&read(content.clone()))
            .iter()
            .map(|f| f.statement.to_plain())
            .collect::<Vec<_>>()
    };
    let before = said(&content);
    for list in ["datasets", "experiments", "models", "deployments", "synthgen_runs"] {
        content[list].as_array_mut().unwrap().reverse();
    }
    assert_eq!(said(&content), before);
}

#[test]
fn case_project_odd() {
    let snapshot = case("ranges-not-checked/project-odd");
    let said: Vec<String> =
        report_findings::findings(&snapshot).iter().map(|f| f.statement.to_plain()).collect();
    assert_eq!(
        said,
        [
            "A fails in 50.0% of 10 calls.",
            "In 1 place: The experiment e starts at 2026-03-02 00:00 UTC and ends at 2026-03-01 00:00 UTC.",
            "1 of 1 dataset has missing values: d (5, < 0.00000001% of all cells).",
            "All 2 experiments completed.",
        ]
    );
}
