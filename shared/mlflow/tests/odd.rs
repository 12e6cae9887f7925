//! What servers have that is not as one would wish, and servers that fail.
#![allow(clippy::unwrap_used)]

mod support;

use report_facts::Direction;
use report_import::http::Unanswered;
use report_mlflow::{Fault, Selection, Settings};
use report_snapshot::{RunStatus, Task, Value as Setting, evaluation::Split};
use serde_json::{Value, json};
use support::{Saved, json_of, ok, settings, status};

fn run(id: &str, name: &str, state: &str, metrics: Value) -> Value {
    let pairs: Vec<Value> = metrics
        .as_object()
        .unwrap()
        .iter()
        .map(|(key, value)| json!({"key": key, "value": value, "step": 0}))
        .collect();
    let mut run = json!({"info": {"run_id": id, "run_uuid": id, "run_name": name, "experiment_id": "7", "status": state,
        "start_time": 1_000, "end_time": 5_000, "lifecycle_stage": "active"}});
    if !pairs.is_empty() {
        run["data"] = json!({"metrics": pairs});
    }
    run
}

fn odd(runs: Vec<Value>, settings: &Settings) -> Result<support::Imported, Fault> {
    Saved::of_runs(runs).import(&Selection::Experiment("odd".into()), settings)
}

/// A run's artifacts: files by path, with what the server says of their size.
fn with_files(files: Vec<(&'static str, usize, &'static [u8])>) -> support::Imported {
    let runs = vec![run(
        "a",
        "one",
        "FINISHED",
        json!({"val_auc": 0.7, "val_true_negatives": 5, "val_false_positives": 1,
        "val_false_negatives": 2, "val_true_positives": 8}),
    )];
    let server = Saved::with(move |asked| match asked.path.as_str() {
        "experiments/get-by-name" => {
            Some(ok(json!({"experiment": {"experiment_id": "7", "name": "odd"}}).to_string()))
        }
        "runs/search" => Some(ok(json!({"runs": runs}).to_string())),
        "artifacts/list" => {
            let listed: Vec<Value> = files
                .iter()
                .map(|(path, size, _)| json!({"path": path, "file_size": size.to_string()}))
                .collect();
            Some(ok(json!({"files": listed}).to_string()))
        }
        "/get-artifact" => Some(match files.iter().find(|(path, ..)| *path == asked.get("path")) {
            Some((.., bytes)) => ok(*bytes),
            None => status(404, ""),
        }),
        "registered-models/search" | "model-versions/search" | "logged-models/search" => Some(ok("{}")),
        _ => None,
    });
    server.import(&Selection::Experiment("odd".into()), &settings()).unwrap()
}

const PNG: &[u8] = include_bytes!("../../picture/tests/four.png");

#[test]
fn a_picture_is_kept_where_there_are_no_figures() {
    let imported = with_files(vec![
        ("shap_beeswarm_plot.png", 75, PNG),
        ("roc_curve_plot.png", 75, PNG),
        ("training_confusion_matrix.png", 75, PNG),
        ("confusion_matrix.png", 75, PNG),
        ("val_precision_recall_curve_plot.png", 75, PNG),
    ]);
    let model = imported.model("one");
    let told: Vec<&str> = model.content.figures.iter().map(|figure| figure.title.as_str()).collect();
    assert_eq!(
        told,
        ["ROC curve", "Precision-recall curve (validation rows)", "Shap beeswarm plot"],
        "the counts of the confusion matrix are there"
    );
    let first = &model.content.figures[0];
    assert_eq!(
        first.alt,
        "ROC curve of the run \"one\", a picture from the run's file \"roc_curve_plot.png\"."
    );
    assert_eq!(first.data.file(), PNG);
    let best = imported.experiment().content.best_model.as_ref().unwrap();
    assert_eq!(best.model.figures, model.content.figures);
}

#[test]
fn a_picture_that_cannot_be_shown_is_left_out_and_named() {
    let imported = with_files(vec![
        ("roc_curve_plot.png", 600_000, PNG),
        ("lift_curve_plot.png", 10, b"<html>"),
        ("other.png", 75, PNG),
    ]);
    let model = imported.model("one");
    assert_eq!(model.content.figures.len(), 1);
    let description = model.description.as_deref().unwrap();
    assert!(
        description
            .contains("Pictures of the run are left out: \"roc_curve_plot.png\" (600000 bytes, more than")
    );
    assert!(description.contains("\"lift_curve_plot.png\" (the picture is not a whole PNG file"));
}

#[test]
fn no_more_pictures_are_asked_for_than_there_is_room_for() {
    const NAMES: [&str; 15] = [
        "a.png", "b.png", "c.png", "d.png", "e.png", "f.png", "g.png", "h.png", "i.png", "j.png", "k.png",
        "l.png", "m.png", "n.png", "o.png",
    ];
    let imported = with_files(NAMES.map(|name| (name, 75, PNG)).to_vec());
    let model = imported.model("one");
    assert_eq!(model.content.figures.len(), 12);
    assert!(model.description.as_deref().unwrap().contains("\"m.png\" (one more than 12)"));
}

#[test]
fn models_without_a_run_are_ranked_like_runs() {
    let model = json!({"info": {"model_id": "m-1", "name": "uploaded", "experiment_id": "7", "status": "LOGGED_MODEL_READY",
        "creation_timestamp_ms": 1_000}, "data": {"metrics": [{"key": "val_auc", "value": 0.8}], "params": [{"key": "depth", "value": "3"}]}});
    let server = Saved::with(move |asked| match asked.path.as_str() {
        "experiments/get-by-name" => {
            Some(ok(json!({"experiment": {"experiment_id": "7", "name": "odd"}}).to_string()))
        }
        "logged-models/search" => Some(ok(json!({"models": [model]}).to_string())),
        "runs/search" | "registered-models/search" | "model-versions/search" => Some(ok("{}")),
        "/version" => None,
        other => panic!("{other}: such a model has neither histories nor a run's files"),
    });
    let imported = Saved::import(&server, &Selection::Experiment("odd".into()), &settings());
    let imported = imported.unwrap();
    let [entry] = &imported.experiment().content.leaderboard[..] else { panic!("one entry") };
    assert_eq!((entry.name.as_str(), entry.metrics["val_auc"]), ("uploaded", Some(0.8)));
    let model = imported.model("uploaded");
    assert_eq!(model.source.as_ref().unwrap().reference.as_deref(), Some("m-1"));
    assert_eq!(model.content.hyperparameters[0].name, "depth");
}

#[test]
fn a_run_that_comes_twice_counts_once() {
    let twice = run("a", "one", "FINISHED", json!({"val_auc": 0.7}));
    let imported = odd(vec![twice.clone(), twice], &settings()).unwrap();
    assert_eq!(imported.experiment().content.leaderboard.len(), 1);
}

#[test]
fn only_what_has_ended_well_with_figures_is_ranked() {
    let mut deleted = run("f", "gone", "FINISHED", json!({"val_auc": 0.99}));
    deleted["info"]["lifecycle_stage"] = json!("deleted");
    let mut running = run("d", "still going", "RUNNING", json!({"val_auc": 0.95}));
    running["info"].as_object_mut().unwrap().remove("end_time");
    let runs = vec![
        run("a", "one", "FINISHED", json!({"val_auc": 0.7})),
        run("b", "broke", "FAILED", json!({"val_auc": 0.97})),
        run("c", "stopped", "KILLED", json!({"val_auc": 0.96})),
        running,
        run("e", "empty", "FINISHED", json!({})),
        deleted,
    ];
    let imported = odd(runs.clone(), &settings()).unwrap();
    let names: Vec<&str> =
        imported.experiment().content.leaderboard.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names, ["one"]);
    let expected = [
        "broke failed and is not ranked",
        "stopped was stopped before its end and is not ranked",
        "still going is not over and is not ranked",
        "empty has no metrics and is not ranked",
        "gone is deleted on the server and left out",
    ];
    assert_eq!(imported.remarks(), expected);
    assert_eq!(imported.experiment().content.status, RunStatus::Completed, "it began before another ended");
    let imported = odd(runs, &Settings { unfinished: true, ..settings() }).unwrap();
    let names: Vec<&str> =
        imported.experiment().content.leaderboard.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names, ["broke", "stopped", "still going", "one"]);
}

#[test]
fn names_of_every_script_and_figures_that_are_none_are_let_pass() {
    let metrics = json!({"val/f1 score": 0.5, "Δ loss": "NaN", "大": f64::MAX, "маленькая": -f64::MAX, "système": "Infinity"});
    let imported = odd(
        vec![
            run("a", "モデル一", "FINISHED", metrics),
            run("b", "модель", "FINISHED", json!({"val/f1 score": 0.6})),
            run("c", "نموذج", "FINISHED", json!({"val/f1 score": "NaN", "Δ loss": 1.5})),
            run("d", "मॉडल", "FINISHED", json!({"val/f1 score": 0.4})),
            run("e", " ", "FINISHED", json!({"val/f1 score": 0.3})),
        ],
        &settings(),
    )
    .unwrap();
    let experiment = &imported.experiment().content;
    let names: Vec<&str> = experiment.leaderboard.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names, ["модель", "モデル一", "मॉडल", "e"]);
    assert_eq!(experiment.ranking_metric.as_deref(), Some("val/f1 score"));
    assert_eq!(
        (experiment.metrics[0].label.as_deref(), experiment.metrics[0].higher_is_better),
        (Some("F1"), Some(true))
    );
    assert_eq!(experiment.ranking_split, Some(Split::Validation));
    let model = &imported.model("モデル一").content;
    let plain = &model.evaluations[0].metrics;
    assert_eq!(
        (plain["f1"], plain["Δ loss"], plain["大"], plain["маленькая"], plain["système"]),
        (Some(0.5), None, None, None, None)
    );
}

#[test]
fn runs_of_one_name_are_told_apart() {
    let imported = odd(
        vec![
            run("11111111aaaa", "xgb", "FINISHED", json!({"rmse": 2.0})),
            run("22222222aaaa", "xgb", "FINISHED", json!({"rmse": 1.0})),
        ],
        &settings(),
    )
    .unwrap();
    let experiment = &imported.experiment().content;
    let names: Vec<&str> = experiment.leaderboard.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names, ["xgb (22222222)", "xgb (11111111)"]);
    assert_eq!(
        (experiment.task, experiment.ranking_split),
        (Task::Regression, None),
        "nobody knows the rows"
    );
    let model = imported.model("xgb (22222222)");
    assert!(model.description.as_ref().unwrap().contains("takes them for validation rows"));
    let settings = Settings { split: Some(Split::Test), ..settings() };
    let imported = odd(vec![run("a", "xgb", "FINISHED", json!({"rmse": 2.0}))], &settings).unwrap();
    assert_eq!(imported.experiment().content.ranking_split, Some(Split::Test));
    assert_eq!(imported.model("xgb").description, None);
}

#[test]
fn a_metric_of_unknown_direction_ranks_as_it_is_told() {
    let runs = || {
        vec![
            run("a", "one", "FINISHED", json!({"profit": 1.0})),
            run("b", "two", "FINISHED", json!({"profit": 2.0})),
        ]
    };
    let settings = Settings { task: Some(Task::Regression), ..settings() };
    let imported = odd(runs(), &settings).unwrap();
    assert_eq!(imported.experiment().content.ranking_metric, None, "none is well known");
    assert_eq!(imported.experiment().content.best_model, None);
    let settings = Settings { metric: Some("profit".into()), direction: Some(Direction::Higher), ..settings };
    let imported = odd(runs(), &settings).unwrap();
    assert_eq!(imported.experiment().content.leaderboard[0].name, "two");
    assert_eq!(imported.experiment().content.metrics[0].higher_is_better, Some(true));
    let error = odd(runs(), &Settings { metric: Some("Profit".into()), ..settings }).unwrap_err().to_string();
    assert_eq!(error, "no run of experiment \"odd\" has the metric \"Profit\"; it has \"profit\"");
}

#[test]
fn thousands_of_runs_come_in_pages_and_the_newest_count() {
    let server = Saved::with(|asked| match asked.path.as_str() {
        "experiments/get-by-name" => {
            Some(ok(json!({"experiment": {"experiment_id": "7", "name": "odd"}}).to_string()))
        }
        "runs/search" => {
            assert_eq!(asked.get("max_results"), "1000");
            let start: usize = asked.with.get("page_token").map_or(0, |token| token.parse().unwrap());
            let runs: Vec<Value> = (start..start + 1_000)
                .map(|index| {
                    run(&format!("{index:08x}"), &format!("run {index}"), "FINISHED", json!({"rmse": index}))
                })
                .collect();
            Some(ok(json!({"runs": runs, "next_page_token": (start + 1_000).to_string()}).to_string()))
        }
        "artifacts/list" | "model-versions/search" | "registered-models/search" | "logged-models/search" => {
            Some(ok("{}"))
        }
        _ => None,
    });
    let settings = Settings { models: 2, ..settings() };
    let imported = server.import(&Selection::Experiment("odd".into()), &settings).unwrap();
    assert_eq!((imported.experiment().content.leaderboard.len(), imported.models()), (20_000, 2));
    assert_eq!(imported.remarks(), ["only the newest 20000 runs were read"]);
    let pages = server.asked.borrow().iter().filter(|asked| asked.path == "runs/search").count();
    assert_eq!(pages, 20);
}

#[test]
fn parameters_that_were_cut_say_so() {
    let mut sent = run("a", "one", "FINISHED", json!({"rmse": 2.0}));
    sent["data"]["params"] = json!([{"key": "prompt", "value": "x".repeat(6_000)}]);
    let imported = odd(vec![sent], &settings()).unwrap();
    let Setting::Text(value) = &imported.model("one").content.hyperparameters[0].value else {
        panic!("text")
    };
    assert!(value.ends_with('…') && value.chars().count() <= 301);
}

#[test]
fn a_task_that_nothing_tells_is_asked_for() {
    let error =
        odd(vec![run("a", "one", "FINISHED", json!({"profit": 1.0}))], &settings()).unwrap_err().to_string();
    assert!(error.starts_with("nothing in experiment \"odd\" says") && error.contains("--task"), "{error}");
    let error = odd(Vec::new(), &settings()).unwrap_err().to_string();
    assert_eq!(error, "the experiment \"odd\" has no runs");
    let all = Saved::of_runs(vec![run("a", "one", "FINISHED", json!({"profit": 1.0}))]);
    let error = all.import(&Selection::All, &settings()).unwrap_err().to_string();
    assert!(error.contains("no experiment that can be imported") && error.contains("--task"), "{error}");
}

#[test]
fn what_is_not_there_is_said_with_what_is() {
    let error = |selection| Saved::new().import(&selection, &settings()).unwrap_err().to_string();
    assert_eq!(
        error(Selection::Experiment("breast-cancer".into())),
        "the server has no experiment \"breast-cancer\"; it has \"breast-cancer-diagnosis\""
    );
    assert_eq!(error(Selection::Run("0000".into())), "the server has no run \"0000\"");
    assert_eq!(
        error(Selection::model("breast-cancer@champion")),
        "the server has no registered model \"breast-cancer\"; it has \"breast-cancer-classifier\""
    );
    let version = error(Selection::model("breast-cancer-classifier/7"));
    assert!(version.contains("\"breast-cancer-classifier/7\"; it has"), "{version}");
    let by_id = Saved::new().import(&Selection::Experiment("1".into()), &settings()).unwrap();
    assert_eq!(by_id.experiment().name, "breast-cancer-diagnosis");
}

#[test]
fn servers_that_are_not_mlflow_or_do_not_answer_are_told_apart() {
    let fault = |reply: fn() -> Result<report_import::http::Answer, Unanswered>| {
        Saved::with(move |_| Some(reply())).experiment(&settings()).unwrap_err().to_string()
    };
    for (reply, clue) in [
        (
            (|| ok("<!doctype html><title>H2O Flow</title>")) as fn() -> _,
            "not by an MLflow tracking server (it sends a web page)",
        ),
        (|| ok("{}"), "not by an MLflow tracking server"),
        (|| status(404, "<html>"), "not by an MLflow tracking server (status 404)"),
        (|| ok("1.30.0"), "the server is MLflow 1.30.0; expected version 2 or 3"),
        (|| status(401, "You are not authenticated"), "MLFLOW_TRACKING_TOKEN"),
        (|| status(403, "{}"), "permission to read"),
        (|| status(503, "busy"), "refused with status 503"),
        (
            || Err(Unanswered::NotReached("Connection refused".into())),
            "GET /version failed: the server cannot be reached",
        ),
        (|| Err(Unanswered::Certificate("UnknownIssuer".into())), "MLFLOW_TRACKING_SERVER_CERT_PATH"),
    ] {
        let said = fault(reply);
        assert!(said.contains(clue), "{said}");
        assert!(!said.contains('\n'));
    }
}

#[test]
fn a_server_that_fails_half_way_ends_the_import_in_one_sentence() {
    for call in ["runs/search", "logged-models/search", "metrics/get-history", "registered-models/search"] {
        let server = Saved::with(move |asked| {
            (asked.path == call).then(|| Err(Unanswered::Broken("connection reset".into())))
        });
        let error = server.experiment(&settings()).unwrap_err().to_string();
        assert!(
            error.ends_with(&format!("{call} failed: the connection broke (connection reset)")),
            "{error}"
        );
    }
    let server = Saved::with(|asked| (asked.path == "runs/search").then(|| ok("{\"runs\": [")));
    let error = server.experiment(&settings()).unwrap_err().to_string();
    assert!(error.contains("runs/search was answered with what MLflow does not send: EOF"), "{error}");
}

#[test]
fn a_server_without_registry_or_artifacts_gives_the_rest() {
    let refused = || status(500, json_of("errors/bad_filter.json").to_string());
    let server = Saved::with(move |asked| {
        let without = asked.path.contains("registered-models") || asked.path.contains("artifact");
        without.then(refused)
    });
    let imported = server.experiment(&settings()).unwrap();
    assert_eq!(imported.models(), 15);
    assert!(imported.model("logistic-regression").content.version.is_none());
    let listed = server.asked.borrow().iter().filter(|asked| asked.path == "artifacts/list").count();
    assert_eq!(listed, 1, "a server that cannot read artifacts is not asked for more");
}

#[test]
fn servers_of_version_2_have_no_logged_models() {
    let server = Saved::with(|asked| (asked.path == "/version").then(|| ok("2.22.0")));
    let imported = server.experiment(&settings()).unwrap();
    assert_eq!(imported.models(), 15);
    assert!(server.asked.borrow().iter().all(|asked| asked.path != "logged-models/search"));
}
