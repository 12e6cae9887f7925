//! What becomes of a real server's answers.
#![allow(clippy::unwrap_used)]

mod support;

use report_mlflow::{Selection, Settings, Version};
use report_snapshot::{
    RunStatus, Task, Value, evaluation::Split, model::ImportanceMethod, project::ModelStatus,
};
use support::{LOGISTIC, PROJECT, SEARCH, Saved, json_of, runs, settings};

#[test]
fn every_figure_of_the_leaderboard_is_the_servers() {
    let imported = Saved::new().experiment(&settings()).unwrap();
    let experiment = &imported.experiment().content;
    let sent = runs();
    let mut compared = 0;
    for entry in &experiment.leaderboard {
        let run = sent.iter().find(|run| run["info"]["run_name"] == entry.name.as_str()).unwrap();
        let metrics = run["data"]["metrics"].as_array().unwrap();
        for (key, value) in &entry.metrics {
            let found = metrics.iter().find(|metric| metric["key"] == key.as_str()).unwrap();
            assert_eq!(*value, found["value"].as_f64(), "{} {key}", entry.name);
            compared += 1;
        }
        let took = run["info"]["end_time"].as_f64().unwrap() - run["info"]["start_time"].as_f64().unwrap();
        assert_eq!(entry.training_time_ms, Some(took));
    }
    assert_eq!((experiment.leaderboard.len(), compared), (15, 15 * 8));
    let best = &experiment.leaderboard[0];
    assert_eq!((best.name.as_str(), best.metrics["test_roc_auc"]), ("svc-rbf", Some(0.9983228511530399)));
    assert_eq!(best.algorithm.as_deref(), Some("SVC"));
    assert_eq!(experiment.ranking_metric.as_deref(), Some("test_roc_auc"));
    assert_eq!((experiment.ranking_split, experiment.task), (Some(Split::Test), Task::BinaryClassification));
    assert_eq!(experiment.status, RunStatus::Completed);
    let values = experiment.leaderboard.iter().map(|entry| entry.metrics["test_roc_auc"].unwrap());
    assert!(values.collect::<Vec<_>>().is_sorted_by(|a, b| a >= b));
}

#[test]
fn the_metric_that_was_asked_for_ranks() {
    let settings = Settings { metric: Some("test_log_loss".into()), ..settings() };
    let imported = Saved::new().experiment(&settings).unwrap();
    let experiment = &imported.experiment().content;
    let values = experiment.leaderboard.iter().map(|entry| entry.metrics["test_log_loss"].unwrap());
    assert!(values.collect::<Vec<_>>().is_sorted(), "less is better");
    assert_eq!(experiment.metrics[0].name, "test_log_loss");
    let best = experiment.best_model.as_ref().unwrap();
    assert_eq!((best.model.rank, best.model.ranking_metric.as_deref()), (Some(1), Some("logloss")));
}

#[test]
fn without_a_tag_the_most_common_telling_metric_of_held_out_rows_ranks() {
    let server = Saved::with(|asked| {
        let mut experiment = json_of("experiments_get.json");
        experiment["experiment"]["tags"] = serde_json::json!([]);
        (asked.path == "experiments/get-by-name").then(|| support::ok(experiment.to_string()))
    });
    let imported = server.experiment(&settings()).unwrap();
    assert_eq!(imported.experiment().content.ranking_metric.as_deref(), Some("test_roc_auc"));
    assert_eq!(
        imported.experiment().content.task,
        Task::BinaryClassification,
        "by the counts of two classes"
    );
}

#[test]
fn what_is_not_compared_is_told() {
    let imported = Saved::new().experiment(&settings()).unwrap();
    let remarks = imported.remarks();
    assert_eq!(remarks.len(), 2, "{remarks:?}");
    assert!(
        remarks[0].starts_with("4 runs have none of the metrics of the leaderboard and are not ranked: ")
    );
    assert!(
        remarks[0].contains("grid-search-logistic / "),
        "nested runs stand under their parent: {}",
        remarks[0]
    );
    assert_eq!(remarks[1], "abandoned-trial is deleted on the server and left out");
    let configuration = &imported.experiment().content.configuration;
    let setting =
        |name: &str| configuration.iter().find(|setting| setting.name == name).map(|setting| &setting.value);
    assert_eq!(setting("Nested runs"), Some(&Value::Integer(4)));
    assert_eq!(setting("Runs ranked"), Some(&Value::Integer(15)));
    assert_eq!(setting("team"), Some(&Value::Text("diagnostics".into())));
}

#[test]
fn learning_curves_are_the_histories() {
    let imported = Saved::new().experiment(&settings()).unwrap();
    for (name, run, label, curves) in [
        ("sgd-epochs", "ca343a7e73f1472f9564d27913511488", "Epochs", 1),
        ("gradient-boosting-staged", "5adac37e8ed7448187ee863ed2be50ad", "Trees", 2),
    ] {
        let model = &imported.model(name).content;
        assert_eq!(model.learning_curves.len(), curves, "{name}");
        let curve = model.learning_curves.iter().find(|curve| curve.metric == "logloss").unwrap();
        assert_eq!(curve.step_label, label);
        for (key, values) in [("train_log_loss", &curve.training), ("val_log_loss", &curve.validation)] {
            let history = json_of(&format!("metric_history/{run}/{key}.json"));
            let history = history["metrics"].as_array().unwrap();
            for (step, value) in curve.steps.iter().zip(values) {
                let found = history.iter().find(|metric| metric["step"].as_f64() == Some(*step)).unwrap();
                assert_eq!(*value, found["value"].as_f64());
            }
        }
    }
    let curve = &imported.model("sgd-epochs").content.learning_curves[0];
    assert_eq!((curve.steps.len(), curve.steps[0], curve.steps[39]), (40, 1.0, 40.0));
}

#[test]
fn a_run_is_a_model_with_what_its_files_say() {
    let imported = Saved::new().import(&Selection::Run(LOGISTIC.into()), &settings()).unwrap();
    let envelope = imported.model("logistic-regression");
    let model = &envelope.content;
    assert_eq!(model.algorithm.as_deref(), Some("LogisticRegression"));
    assert_eq!((model.version.as_deref(), model.stage.as_deref()), (Some("2"), Some("champion")));
    let splits: Vec<Split> = model.evaluations.iter().map(|evaluation| evaluation.split).collect();
    assert_eq!(splits, [Split::Test, Split::Validation, Split::Training]);
    let test = &model.evaluations[0];
    assert_eq!((test.rows, test.metrics["auc"]), (Some(143), Some(0.9976939203354298)));
    let matrix = test.confusion_matrix.as_ref().unwrap();
    assert_eq!(
        (&matrix.labels[..], &matrix.counts[..]),
        (&["malignant".into(), "benign".into()][..], &[vec![52.0, 1.0], vec![1.0, 89.0]][..])
    );
    assert!((test.roc[0].auc.unwrap() - 0.9976939203354298).abs() < 1e-12);
    assert_eq!(model.evaluations[1].rows, Some(143), "as mlflow.evaluate counted");
    assert_eq!(model.evaluations[2].rows, Some(426));
    assert!(model.evaluations[2].metrics.contains_key("f1_weighted"), "autologging averages over classes");
    let importance = &model.feature_importance[0];
    assert_eq!(
        (importance.method, importance.features[0].name.as_str()),
        (ImportanceMethod::Coefficient, "worst_texture")
    );
    assert_eq!(importance.features[0].value, Some(0.9709250768992056));
    let dataset = model.dataset.as_ref().unwrap();
    assert_eq!((dataset.name.as_str(), dataset.rows), ("dataset 970a285a", Some(426)));
    let source = envelope.source.as_ref().unwrap();
    assert_eq!(
        (source.tool.as_str(), source.version.as_deref(), source.seed),
        ("MLflow", Some("3.17.2"), Some(42))
    );
    assert_eq!(source.reference.as_deref(), Some(LOGISTIC));
    let parameter =
        |name: &str| model.hyperparameters.iter().find(|found| found.name == name).map(|found| &found.value);
    assert_eq!(parameter("logisticregression__C"), Some(&Value::Number(0.5)));
    assert_eq!(parameter("memory"), Some(&Value::Null));
    assert!(!serde_json::to_string(envelope).unwrap().contains("analyst"), "who ran it is nobody's business");
}

#[test]
fn a_search_has_the_folds_of_its_best_candidate() {
    let imported = Saved::new().import(&Selection::Run(SEARCH.into()), &settings()).unwrap();
    let model = &imported.model("grid-search-logistic").content;
    let folds = &model.folds["auc"];
    assert_eq!(folds.mean, Some(0.9948256914857645));
    assert_eq!(folds.folds[0], Some(0.9953703703703703));
    let validated = model.evaluations.iter().find(|found| found.split == Split::CrossValidation).unwrap();
    assert_eq!(validated.metrics["auc"], Some(0.9948256914857645));
}

#[test]
fn a_registered_model_is_the_run_of_its_version() {
    let model = |version| Selection::Model { name: "breast-cancer-classifier".into(), version };
    for (version, name, stage) in [
        (Version::Newest, "breast-cancer-classifier, version 2", "champion"),
        (Version::Alias("baseline".into()), "breast-cancer-classifier, version 1", "baseline"),
        (Version::Number("1".into()), "breast-cancer-classifier, version 1", "baseline"),
    ] {
        let imported = Saved::new().import(&model(version), &settings()).unwrap();
        assert_eq!(imported.kept.len(), 1);
        assert_eq!(imported.model(name).content.stage.as_deref(), Some(stage));
    }
    let imported = Saved::new().import(&model(Version::Number("1".into())), &settings()).unwrap();
    let found = imported.model("breast-cancer-classifier, version 1");
    assert_eq!(found.description.as_deref(), Some("First baseline."));
    assert_eq!(found.content.experiment.as_ref().unwrap().name, "breast-cancer-diagnosis");
}

#[test]
fn a_whole_server_is_a_project() {
    let imported = Saved::new().import(&Selection::All, &settings()).unwrap();
    assert_eq!((imported.models(), imported.kept.len()), (15, 17));
    let envelope = imported.project();
    assert_eq!(envelope.id, PROJECT);
    let project = &envelope.content;
    let experiment = &project.experiments[0];
    assert_eq!((experiment.id, experiment.model_count), (imported.experiment().id, Some(15)));
    assert_eq!(experiment.best_metric.as_ref().unwrap().value, Some(0.9983228511530399));
    let told: Vec<_> = project.models.iter().map(|model| (model.name.as_str(), model.status)).collect();
    let expected = [
        ("breast-cancer-classifier, version 2", ModelStatus::Deployed),
        ("breast-cancer-classifier, version 1", ModelStatus::Registered),
        ("svc-rbf", ModelStatus::Candidate),
    ];
    assert_eq!(told, expected);
    assert_eq!(
        project.models[0].id,
        imported.model("logistic-regression").id,
        "a link leads to the run's report"
    );
    assert_eq!(project.models[0].metric.as_ref().unwrap().value, Some(0.9976939203354298));
}

#[test]
fn only_the_best_become_models_and_those_in_the_registry() {
    let server = Saved::new();
    let imported = server.experiment(&Settings { models: 1, ..settings() }).unwrap();
    assert_eq!(imported.models(), 3);
    let board = &imported.experiment().content.leaderboard;
    let linked: Vec<&str> =
        board.iter().filter(|entry| entry.id.is_some()).map(|entry| entry.name.as_str()).collect();
    assert_eq!(linked, ["svc-rbf", "logistic-regression", "random-forest"]);
    let histories = server.asked.borrow().iter().filter(|asked| asked.path == "metrics/get-history").count();
    assert_eq!(histories, 0, "none of them has a history");
}

#[test]
fn every_list_is_asked_for_with_its_length() {
    let server = Saved::new();
    server.import(&Selection::All, &settings()).unwrap();
    let asked = server.asked.borrow();
    let lists =
        asked.iter().filter(|asked| asked.path.ends_with("/search") || asked.path.ends_with("get-history"));
    let mut count = 0;
    for list in lists {
        assert!(!list.get("max_results").is_empty(), "{list:?}");
        count += 1;
    }
    assert!(count > 8, "{count}");
}

#[test]
fn the_same_import_gives_the_same_bytes() {
    let bytes = |imported: support::Imported| serde_json::to_string(&imported.kept).unwrap();
    let once = bytes(Saved::new().import(&Selection::All, &settings()).unwrap());
    assert_eq!(once, bytes(Saved::new().import(&Selection::All, &settings()).unwrap()));
}
