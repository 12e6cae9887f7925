//! From files to snapshots: the columns of each tool, signs, and what is said of files that cannot be read.
#![allow(clippy::unwrap_used)]

use std::{
    fs,
    path::{Path, PathBuf},
};

use report_facts::Direction;
use report_leaderboard::{Imported, Settings, import};
use report_snapshot::{
    Snapshot, Task, Value,
    evaluation::Split,
    experiment::{Experiment, LeaderboardEntry},
    model::{ImportanceMethod, Model},
};
use uuid::{Uuid, uuid};

const PROJECT: Uuid = uuid!("bf3eeeb1-3d0f-53b8-8482-a86068ed1ece");

fn settings() -> Settings {
    Settings::new(PROJECT)
}

fn saved(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/saved").join(name)
}

/// A file of a test's own.
fn file(name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("leaderboard");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path
}

/// What is made of a file. Every snapshot is fit to be published.
fn imported(file: &Path, settings: &Settings) -> Imported {
    let imported = import(file, settings).unwrap();
    for snapshot in &imported.snapshots {
        report_snapshot::read(&serde_json::to_vec(snapshot).unwrap()).unwrap();
    }
    imported
}

fn experiment(imported: &Imported) -> &Experiment {
    match &imported.snapshots[0] {
        Snapshot::Experiment(envelope) => &envelope.content,
        other => panic!("an experiment, not {other:?}"),
    }
}

fn model(imported: &Imported) -> &Model {
    match &imported.snapshots[..] {
        [_, Snapshot::Model(envelope)] => &envelope.content,
        other => panic!("an experiment and a model, not {other:?}"),
    }
}

fn values(experiment: &Experiment, metric: &str) -> Vec<Option<f64>> {
    experiment.leaderboard.iter().map(|entry| entry.metrics.get(metric).copied().flatten()).collect()
}

fn names(experiment: &Experiment) -> Vec<&str> {
    experiment.leaderboard.iter().map(|entry| entry.name.as_str()).collect()
}

fn entry<'a>(experiment: &'a Experiment, name: &str) -> &'a LeaderboardEntry {
    experiment.leaderboard.iter().find(|entry| entry.name == name).unwrap()
}

#[track_caller]
fn says(sentence: &str, parts: &[&str]) {
    for part in parts {
        assert!(sentence.contains(part), "{part:?} is missing in: {sentence}");
    }
    assert!(!sentence.contains('\n'));
}

/// The sentence about a file that cannot be imported.
fn refused(name: &str, content: impl AsRef<[u8]>, settings: &Settings) -> String {
    import(&file(name, content), settings).expect_err("a refusal").to_string()
}

#[test]
fn autogluon_has_errors_with_their_signs_turned() {
    let settings = Settings { importance: Some(saved("autogluon_importance.csv")), ..settings() };
    let imported = imported(&saved("autogluon.csv"), &settings);
    says(&imported.notes[0], &["RMSE with its sign reversed"]);
    says(&imported.notes[1], &["training time of an ensemble"]);
    let experiment = experiment(&imported);
    assert_eq!(experiment.task, Task::Regression);
    assert_eq!(
        (experiment.ranking_metric.as_deref(), experiment.ranking_split),
        (Some("rmse"), Some(Split::Test))
    );
    assert_eq!(values(experiment, "rmse")[..2], [Some(0.4102), Some(0.4163)], "less is better");
    let best = entry(experiment, "WeightedEnsemble_L2");
    assert_eq!(best.metrics["validation_rmse"], Some(0.3987));
    assert_eq!((best.is_ensemble, best.algorithm.as_deref()), (true, Some("WeightedEnsemble")));
    assert_eq!(best.training_time_ms, Some(400.0));
    let ensembles = experiment.leaderboard.iter().filter(|entry| entry.is_ensemble).count();
    assert_eq!(ensembles, 2, "the second level learns from the first");
    assert_eq!(entry(experiment, "KNeighborsDist_BAG_L1").metrics["validation_rmse"], None);

    let model = model(&imported);
    let rows: Vec<_> = model.evaluations.iter().map(|of| (of.split, of.metrics["rmse"])).collect();
    assert_eq!(rows, [(Split::Validation, Some(0.3987)), (Split::Test, Some(0.4102))]);
    let importance = &model.feature_importance[0];
    assert_eq!((importance.method, importance.features.len()), (ImportanceMethod::Permutation, 4));
    assert_eq!((importance.features[0].name.as_str(), importance.features[0].value), ("rooms", Some(0.2104)));
    assert_eq!(best.id, experiment.best_model.as_ref().unwrap().id);
    let Snapshot::Model(envelope) = &imported.snapshots[1] else { panic!() };
    assert_eq!(Some(envelope.id), best.id);
}

#[test]
fn autogluon_without_the_name_of_its_metric() {
    let rows = "model,score_val,accuracy\na,-0.3,0.9\nb,-0.2,0.8\n";
    says(&refused("nameless.csv", rows, &settings()), &["\"score_val\"", "--metric roc_auc"]);
    let settings = Settings { metric: Some("log_loss".into()), ..settings() };
    let imported = imported(&file("named.csv", rows), &settings);
    let experiment = experiment(&imported);
    assert_eq!(
        (names(experiment), values(experiment, "logloss")),
        (vec!["b", "a"], vec![Some(0.2), Some(0.3)])
    );
    assert_eq!(
        values(experiment, "test_accuracy"),
        [Some(0.8), Some(0.9)],
        "extra metrics are of the data given"
    );
}

#[test]
fn pycaret_has_means_over_folds_and_zeros_that_are_none() {
    let imported = imported(&saved("pycaret_classification.csv"), &settings());
    let experiment = experiment(&imported);
    assert_eq!(experiment.ranking_metric.as_deref(), Some("accuracy"));
    assert_eq!(experiment.ranking_split, Some(Split::CrossValidation));
    assert_eq!(entry(experiment, "Ridge Classifier").metrics["auc"], None);
    assert_eq!(entry(experiment, "Dummy Classifier").metrics["precision"], Some(0.0));
    assert_eq!(entry(experiment, "Logistic Regression").training_time_ms, Some(273.0));
    assert_eq!(imported.snapshots.len(), 1, "no more is known of the best model");
    let said = imported.notes.join(" ");
    says(&said, &["this report takes accuracy", "1 model has an AUC of 0", "takes them for two"]);

    let imported = self::imported(&saved("pycaret_regression.csv"), &settings());
    let experiment = self::experiment(&imported);
    assert_eq!((experiment.task, experiment.ranking_metric.as_deref()), (Task::Regression, Some("r2")));
    assert_eq!(values(experiment, "r2").last(), Some(&Some(-0.0175)), "may be negative");
    assert_eq!(values(experiment, "rmse")[0], Some(4832.9329));
}

#[test]
fn mljar_has_scores_with_their_signs_turned_or_not() {
    let text = fs::read_to_string(saved("mljar.csv")).unwrap();
    let plain = imported(&saved("mljar.csv"), &settings());
    let turned = file("mljar.csv", text.replace(",auc,", ",auc,-"));
    let turned = imported(&turned, &settings());
    assert_eq!(experiment(&plain), experiment(&turned));
    assert!(
        !plain.notes.join(" ").contains("sign") && turned.notes[0].contains("AUC with its sign reversed")
    );
    let experiment = experiment(&plain);
    assert_eq!((names(experiment)[0], values(experiment, "auc")[0]), ("Ensemble", Some(0.931208)));
    assert_eq!(experiment.ranking_split, None);
    says(&plain.notes.join(" "), &["which rows"]);
    assert!(experiment.leaderboard[0].is_ensemble);
    assert_eq!(experiment.leaderboard[1].algorithm.as_deref(), Some("Xgboost"));
    let settings = Settings { split: Some(Split::Validation), ..settings() };
    let imported = imported(&saved("mljar.csv"), &settings);
    assert_eq!(self::experiment(&imported).ranking_split, Some(Split::Validation));
}

#[test]
fn a_search_has_folds_parameters_and_training_scores() {
    let imported = imported(&saved("cv_results_classification.csv"), &settings());
    let experiment = experiment(&imported);
    assert_eq!(experiment.ranking_metric.as_deref(), Some("auc"), "the first scorer");
    assert_eq!(experiment.ranking_split, Some(Split::CrossValidation));
    assert!(values(experiment, "logloss").iter().all(|value| value.unwrap() > 0.0), "neg_log_loss");
    assert!(values(experiment, "training_auc").iter().all(Option::is_some));
    says(&imported.notes[0], &["log loss with its sign reversed"]);
    for entry in &experiment.leaderboard {
        let spread = &entry.fold_spread["logloss"];
        assert_eq!(spread.folds.len(), 4);
        let mean = spread.folds.iter().flatten().sum::<f64>() / 4.0;
        assert!((mean - entry.metrics["logloss"].unwrap()).abs() < 1e-12);
        assert_eq!(entry.folds_id, experiment.leaderboard[0].folds_id, "split once for all");
    }
    assert!(names(experiment).contains(&"C=0.1 fit_intercept=True"), "{:?}", names(experiment));
    let parameters = &model(&imported).hyperparameters;
    assert_eq!(parameters[0].name, "logisticregression__C");
    assert!(matches!(parameters[0].value, Value::Number(_) | Value::Integer(_)));
    assert!(model(&imported).evaluations.iter().any(|of| of.split == Split::Training));
}

#[test]
fn a_search_with_one_scorer_is_told_its_metric() {
    let file = saved("cv_results_regression.csv");
    let unknown = import(&file, &settings()).unwrap_err().to_string();
    says(&unknown, &["--task"]);
    let settings = Settings { metric: Some("neg_root_mean_squared_error".into()), ..settings() };
    let imported = imported(&file, &settings);
    let experiment = experiment(&imported);
    assert_eq!((experiment.task, experiment.ranking_metric.as_deref()), (Task::Regression, Some("rmse")));
    let ranked = values(experiment, "rmse");
    assert!(ranked.iter().flatten().is_sorted() && ranked[0].unwrap() > 0.0, "{ranked:?}");
    assert_eq!(ranked.last(), Some(&None), "training failed");
    assert_eq!(names(experiment).last(), Some(&"alpha=-1.0"));
}

#[test]
fn any_other_file_is_named_by_settings() {
    let rows = "run;profit (EUR);AUC;took\nмодель;120,5;0.8;1\n模型;;0.9;2\n";
    says(&refused("other.csv", rows, &settings()), &["--model", "\"profit (EUR)\""]);
    let by_auc = Settings { model: Some("run".into()), time: Some("took".into()), ..settings() };
    let imported = imported(&file("auc.csv", rows), &by_auc);
    assert_eq!(
        (names(experiment(&imported)), experiment(&imported).leaderboard[0].training_time_ms),
        (vec!["模型", "модель"], Some(2_000.0))
    );

    let profit = Settings {
        metrics: vec![("profit".into(), "profit (EUR)".into())],
        metric: Some("profit".into()),
        ..by_auc
    };
    says(&refused("comma.csv", rows, &profit), &["line 2", "\"profit (EUR)\"", "\"120,5\"", "a number"]);
    let rows = rows.replace("120,5", "120.5");
    says(&refused("profit.csv", &rows, &profit), &["\"profit\"", "--direction higher"]);
    let profit = Settings { direction: Some(Direction::Higher), ..profit };
    let imported = self::imported(&file("profit.csv", format!("\u{feff}{rows}")), &profit);
    let experiment = experiment(&imported);
    assert_eq!(values(experiment, "profit"), [Some(120.5), None]);
    assert_eq!(experiment.metrics[0].higher_is_better, Some(true));
}

#[test]
fn what_is_well_known_is_not_turned_by_a_setting() {
    let settings = Settings {
        model: Some("m".into()),
        metric: Some("auc".into()),
        direction: Some(Direction::Lower),
        ..settings()
    };
    let imported = imported(&file("known.csv", "m,auc\na,0.6\nb,0.7\n"), &settings);
    assert_eq!(names(experiment(&imported)), ["b", "a"]);
    says(&imported.notes.join(" "), &["AUC is better when it is higher", "not followed"]);
}

#[test]
fn what_is_wrong_with_a_file_is_said_in_a_sentence() {
    let named = &Settings { model: Some("m".into()), ..settings() };
    says(&refused("empty.csv", "", named), &["empty.csv has no rows"]);
    says(&refused("header.csv", "m,auc\n", named), &["header.csv has no rows"]);
    says(&refused("column.csv", "n,auc\na,1\n", named), &["no column \"m\"", "\"auc\""]);
    says(&refused("none.csv", "m,x\na,1\n", named), &["--metric-column", "\"x\""]);
    says(&refused("text.csv", "m,auc\na,0.5\nb,high\n", named), &["line 3", "\"auc\"", "\"high\""]);
    says(&refused("twice.csv", "m,auc\na,0.5\nb,0.4\na,0.3\n", named), &["line 4", "\"a\"", "line 2"]);
    says(&refused("anonymous.csv", "m,auc\n,0.5\n", named), &["line 2", "no name"]);
    says(&refused("nan.csv", "m,auc\na,NaN\nb,inf\n", named), &["no model has a value of \"auc\""]);
    says(&refused("twins.csv", "m,auc,auc\na,1,1\n", named), &["two columns \"auc\""]);
    let other = Settings { metric: Some("rmse".into()), ..named.clone() };
    says(&refused("metric.csv", "m,auc\na,0.5\n", &other), &["no metric \"rmse\"", "\"auc\""]);
    let mixed = "name,metric_type,metric_value\na,auc,0.5\nb,logloss,0.5\n";
    says(&refused("mixed.csv", mixed, &settings()), &["\"auc\"", "\"logloss\""]);
    let importance = Settings { importance: Some(file("importance.csv", "x,y\n1,2\n")), ..named.clone() };
    says(&refused("beside.csv", "m,auc\na,0.5\n", &importance), &["\"feature\"", "\"importance\"", "\"x\""]);
}

#[test]
fn thousands_of_models_are_bounded() {
    let rows = |count: usize| (0..count).map(|row| format!("m{row},0.5\n")).collect::<String>();
    let named = Settings { model: Some("m".into()), ..settings() };
    let many = imported(&file("many.csv", format!("m,auc\n{}", rows(20_000))), &named);
    assert_eq!(experiment(&many).leaderboard.len(), 20_000);
    let said = refused("too_many.csv", format!("m,auc\n{}", rows(20_001)), &named);
    says(&said, &["more than 20000 models", "keep the best"]);
}

#[test]
fn candidates_that_a_random_search_drew_twice_are_told_apart() {
    let rows = "param_C,params,mean_test_accuracy\n1,{},0.5\n1,{},0.5\n2,{},0.4\n";
    let imported = imported(&file("drawn.csv", rows), &settings());
    assert_eq!(names(experiment(&imported)), ["C=1", "C=1 (candidate 2)", "C=2"]);
}
