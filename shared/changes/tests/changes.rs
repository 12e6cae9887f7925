//! What is told of pairs of real snapshots.
#![allow(clippy::unwrap_used)]

use std::{fs, path::Path};

use report_changes::{Changes, FindingMove, Move, Reading, Side, ThingChange, changes};
use report_facts::Sort;
use report_findings::{Severity, findings};
use serde_json::{Value, json};

fn sample(name: &str) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/samples/snapshots");
    serde_json::from_slice(&fs::read(folder.join(format!("{name}.json"))).unwrap()).unwrap()
}

fn side(snapshot: &Value, whole_names: &[&str]) -> Side {
    let snapshot = report_snapshot::read(snapshot.to_string().as_bytes()).unwrap();
    let whole_names: Vec<String> = whole_names.iter().map(ToString::to_string).collect();
    Side::of(&snapshot, &findings(&snapshot), &whole_names)
}

fn between(then: &Value, now: &Value) -> Changes {
    changes(side(then, &[]), &side(now, &[]))
}

const DEPLOYMENT: &str = "deployment-churn-scoring-prod";
const EXPERIMENT: &str = "experiment-breast_cancer_automl";

#[test]
fn nothing_changes_between_a_snapshot_and_itself() {
    for name in
        [DEPLOYMENT, EXPERIMENT, "synthgen-wa_churn-gaussian-copula", "project-Clinical-and-retention-models"]
    {
        let snapshot = sample(name);
        let mut later = snapshot.clone();
        later["taken_at"] = json!("2026-12-01T00:00:00Z");
        let changes = between(&snapshot, &later);
        assert!(changes.is_empty() && changes.figures.same > 10, "{name}: {changes:?}");
        assert_eq!(changes.figures.series, None, "no picture of what has not moved");
    }
}

#[test]
fn a_deployment_is_told_by_its_errors_its_drift_and_its_incidents() {
    let now = sample(DEPLOYMENT);
    let mut then = now.clone();
    let errors = then["content"]["totals"]["errors"].as_u64().unwrap();
    then["content"]["totals"]["errors"] = json!(errors / 50);
    then["content"]["totals"]["errors_by_type"] = json!({});
    then["content"]["drift"]["features"][0]["feature"] = json!("gone");
    for interval in then["content"]["intervals"].as_array_mut().unwrap() {
        interval["errors"] = json!(0);
    }
    let changes = between(&then, &now);
    let rate = changes.figures.changed.shown.iter().find(|it| it.now.quantity.id() == "error_rate").unwrap();
    assert_eq!((rate.reading(), rate.exceeds_noise), (Reading::Worse, None));
    let calls = now["content"]["totals"]["requests"].as_f64().unwrap();
    assert!((rate.difference() - (errors - errors / 50) as f64 / calls).abs() < 1e-12);
    let moved = |sort, way, name: &str| ThingChange::Moved(sort, way, vec![name.to_owned()]);
    let feature = now["content"]["drift"]["features"][0]["feature"].as_str().unwrap();
    for expected in [
        moved(Sort::Column, Move::Appeared, feature),
        moved(Sort::Column, Move::Went, "gone"),
        moved(Sort::ErrorType, Move::Appeared, "ValueError"),
    ] {
        assert!(changes.things.contains(&expected), "{expected:?} in {:?}", changes.things);
    }
    assert!(!changes.incidents.changed.shown.is_empty());
    assert!(changes.incidents.changed.shown.iter().all(|it| it.way == Move::Appeared));
    let errors = changes.findings.shown.iter().find(|it| it.rule == "error_rate").unwrap();
    let (was, is) = errors.what.severities();
    assert!(is == Some(Severity::Warning) && was < is, "{:?}", errors.what);
}

#[test]
fn incidents_outside_of_the_window_are_not_said_to_be_gone() {
    let then = sample(DEPLOYMENT);
    let mut now = then.clone();
    now["content"]["window"] = json!({ "start": "2027-01-01T00:00:00Z", "end": "2027-01-15T00:00:00Z" });
    now["content"]["intervals"] = json!([]);
    let incidents = between(&then, &now).incidents;
    assert_eq!(incidents.changed.all(), 0);
    assert!(incidents.outside > 0);
}

#[test]
fn a_metric_moves_beyond_the_noise_of_its_folds_or_not() {
    let now = sample(EXPERIMENT);
    let with = |by: f64| {
        let mut then = now.clone();
        for entry in then["content"]["leaderboard"].as_array_mut().unwrap() {
            let auc = entry["metrics"]["auc"].as_f64().unwrap();
            entry["metrics"]["auc"] = json!(auc - by);
        }
        between(&then, &now).figures
    };
    let (small, large) = (with(0.000_01), with(0.2));
    assert!(small.tested > 5 && small.beyond_noise == 0, "{small:?}");
    assert_eq!(large.tested, small.tested);
    assert_eq!(large.beyond_noise, large.tested);
    let first = &large.changed.shown[0];
    assert_eq!((first.exceeds_noise, first.reading()), (Some(true), Reading::Better));
    let series = large.series.unwrap();
    assert_eq!(series.quantity.id(), "auc");
    assert!(series.pairs.all() > 10);
}

#[test]
fn models_of_two_runs_are_matched_without_the_part_that_names_the_run() {
    let run = |number: u32, names: &[&str]| {
        let entry =
            |name: &&str| json!({ "name": name, "metrics": { "auc": 0.9 + f64::from(number) / 100.0 } });
        let mut snapshot = sample(EXPERIMENT);
        snapshot["content"] = json!({
            "task": "binary_classification", "status": "completed", "ranking_metric": "auc",
            "leaderboard": names.iter().map(entry).collect::<Vec<_>>(),
        });
        snapshot
    };
    // Shown without "_run_0001", as the reports show them; the first has names of its own run, the second has none in common.
    let (a, b) = (run(1, &["GBM", "GLM"]), run(2, &["GBM", "GLM"]));
    let wholes = [["GBM_run_0001", "GLM_run_0001"], ["GBM_run_0002", "GLM_run_0002"]];
    let told = changes(side(&a, &wholes[0]), &side(&b, &wholes[1]));
    assert_eq!((told.things.len(), told.figures.changed.all()), (0, 2), "two runs");
    let c = run(2, &["GBM_run_0001", "GLM_run_0001", "baseline"]);
    let told = changes(side(&a, &wholes[0]), &side(&c, &["GBM_run_0001", "GLM_run_0001", "baseline"]));
    let appeared = ThingChange::Moved(Sort::Model, Move::Appeared, vec!["baseline".into()]);
    assert_eq!(told.things, [appeared], "one run, of whose names no part is common any more");
    assert_eq!(told.figures.changed.all(), 3, "two metrics, and the number of models");
}

#[test]
fn a_thing_with_an_id_is_the_same_under_another_name() {
    let then = sample("project-Clinical-and-retention-models");
    let mut now = then.clone();
    now["content"]["deployments"][0]["name"] = json!("\u{202e}renamed");
    now["content"]["deployments"][0]["status"] = json!("failed");
    let told = between(&then, &now);
    assert!(
        matches!(told.things.as_slice(), [ThingChange::Renamed(Sort::Deployment, _)]),
        "{:?}",
        told.things
    );
    assert_eq!((told.figures.only_then, told.figures.only_now), (0, 0));
    let setting = &told.settings.shown[0];
    assert_eq!(setting.key.of.as_deref(), Some("\u{202e}renamed"));
    assert_eq!(setting.key.name, "status of the deployment");
}

#[test]
fn two_models_differ_in_figures_and_settings_and_not_in_their_names() {
    let models = ["GBM_1", "GBM_2"].map(|name| sample(&format!("model-{name}_AutoML_1_20261123_215343")));
    let told = between(&models[0], &models[1]);
    assert!(told.figures.changed.all() > 20 && told.figures.tested > 5);
    let names: Vec<&str> = told.settings.shown.iter().map(|it| it.key.name.as_str()).collect();
    assert!(names.contains(&"max_depth") && !names.contains(&"Name"), "{names:?}");
    let others = told.findings.shown.iter().filter(|it| matches!(it.what, FindingMove::OfOthers(_))).count();
    assert_eq!(others, 0, "that each is about its own model is no change");
}

#[test]
fn a_share_of_counted_rows_moves_beyond_the_noise_of_its_counts_or_not() {
    let model = |right: u64, rows: u64, split: &str| {
        let wrong = rows - right;
        json!({
            "schema_version": 1, "kind": "model", "id": "6f1d9a52-3b07-5f1c-9a75-0a6a2f6e9a11", "name": "m",
            "project_id": "bf3eeeb1-3d0f-53b8-8482-a86068ed1ece", "taken_at": "2026-03-01T09:00:00Z",
            "source": { "tool": "test" },
            "content": { "task": "binary_classification", "positive_class": "yes", "classes": ["no", "yes"], "evaluations": [{
                "split": split, "rows": 2 * rows, "metrics": { "accuracy": right as f64 / rows as f64 },
                "confusion_matrix": { "labels": ["no", "yes"], "counts": [[right, wrong], [wrong, right]] },
            }] },
        })
    };
    let exceeds = |then: &Value, now: &Value| {
        let changes = between(then, now);
        let found = changes.figures.changed.shown.iter().find(|it| it.now.quantity.id() == "accuracy");
        found.map(|change| (change.exceeds_noise, change.reading()))
    };
    // 0.80 and 0.84: of 200 rows chance explains it, of 4,000 it does not.
    let of = |rows: u64, split: &str| {
        exceeds(&model(rows * 80 / 100, rows, split), &model(rows * 84 / 100, rows, split))
    };
    assert_eq!(of(100, "test"), Some((Some(false), Reading::Better)));
    assert_eq!(of(2_000, "test"), Some((Some(true), Reading::Better)));
    // Rows of a cross-validation were answered by several models.
    assert_eq!(of(2_000, "cross_validation"), Some((None, Reading::Better)));
}

#[test]
fn rates_of_groups_are_compared_where_they_are_of_the_same_class() {
    let now = sample("model-Release-after-arrest");
    let mut then = now.clone();
    // Half of the rows that are rightly called the class were called otherwise then.
    for grouping in then["content"]["evaluations"][0]["groups"].as_array_mut().unwrap() {
        for group in grouping["groups"].as_array_mut().unwrap() {
            let count = |name: &str| group["counts"][name].as_u64().unwrap();
            let (positives, negatives) = (count("true_positives"), count("false_negatives"));
            group["counts"]["true_positives"] = json!(positives - positives / 2);
            group["counts"]["false_negatives"] = json!(negatives + positives / 2);
        }
    }
    let figures = between(&then, &now).figures;
    let rates: Vec<_> =
        figures.changed.shown.iter().filter(|it| it.now.of.sort() == Some(Sort::Group)).collect();
    assert!(rates.iter().any(|it| it.exceeds_noise == Some(true)), "{rates:?}");
    let few = rates.iter().filter(|it| it.exceeds_noise.is_none()).count();
    assert!(few < rates.len() / 2, "{few} of {} rates are of few rows", rates.len());
    // Of the other class, every rate is another one.
    for grouping in then["content"]["evaluations"][0]["groups"].as_array_mut().unwrap() {
        let classes: Vec<Value> = now["content"]["classes"].as_array().unwrap().clone();
        let other = classes.into_iter().find(|class| *class != grouping["favourable_class"]).unwrap();
        grouping["favourable_class"] = other;
    }
    let figures = between(&then, &now).figures;
    assert!(figures.changed.shown.iter().all(|it| it.now.of.sort() != Some(Sort::Group)));
    assert!(figures.only_now >= rates.len() && figures.only_then >= rates.len());
}

#[test]
fn quality_in_service_has_the_noise_of_its_rows() {
    let mut then: Value = serde_json::from_slice(
        &fs::read(
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/samples/edge/deployment-outcomes.json"),
        )
        .unwrap(),
    )
    .unwrap();
    let now = then.clone();
    let outcomes = then["content"]["outcomes"].as_array_mut().unwrap();
    let accuracy = outcomes.iter_mut().find(|it| it["metric"] == "accuracy").expect("a share of rows");
    for interval in accuracy["intervals"].as_array_mut().unwrap() {
        interval["value"] = json!(interval["value"].as_f64().map(|value| value / 2.0));
    }
    let figures = between(&then, &now).figures;
    let accuracy = figures.changed.shown.iter().find(|it| it.now.quantity.id() == "accuracy").unwrap();
    assert_eq!((accuracy.exceeds_noise, accuracy.reading()), (Some(true), Reading::Better));
}
