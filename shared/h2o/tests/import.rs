//! What becomes of real answers of H2O-3; `saved/README.md` says where they are from.
#![allow(clippy::unwrap_used)]

mod support;

use std::{fs, path::Path};

use report_h2o::{ImportError, Imported, Settings, import, saved_run};
use report_snapshot::{
    RunStatus, Task, Value,
    evaluation::{Evaluation, Split},
    experiment::Experiment,
    model::{ImportanceMethod, Model},
};
use serde_json::json;
use support::{Folder, PROJECT, saved};
use uuid::{Uuid, uuid};

fn imported(name: &str) -> Imported {
    import(&saved_run(&saved(name)).unwrap(), &Settings::new(PROJECT)).unwrap()
}

fn experiment(name: &str) -> Experiment {
    imported(name).experiment.content
}

fn model(run: &str, beginning: &str) -> Model {
    let found = imported(run).models.into_iter().find(|model| model.name.starts_with(beginning));
    found.unwrap().content
}

fn cross_validation(model: &Model) -> &Evaluation {
    model.evaluations.iter().find(|evaluation| evaluation.split == Split::CrossValidation).unwrap()
}

#[test]
fn the_leaderboard_keeps_its_order_and_every_digit() {
    let text = fs::read_to_string(saved("breast_cancer").join("leaderboard.json")).unwrap();
    let answer: serde_json::Value = serde_json::from_str(&text).unwrap();
    let table = &answer["table"];
    let experiment = experiment("breast_cancer");
    assert_eq!(experiment.leaderboard.len(), 14);
    for (row, entry) in experiment.leaderboard.iter().enumerate() {
        assert_eq!(table["data"][1][row], entry.name.as_str());
        assert_eq!(table["data"][2][row].as_f64(), entry.metrics["auc"], "{}", entry.name);
        assert_eq!(table["data"][8][row].as_f64(), entry.training_time_ms);
    }
    assert!(text.contains("0.9951112520479889"));
    assert_eq!(experiment.leaderboard[0].metrics["auc"], Some(0.9951112520479889));
    assert_eq!(experiment.ranking_metric.as_deref(), Some("auc"));
    assert_eq!(experiment.ranking_split, Some(Split::CrossValidation));
    assert_eq!(experiment.metrics[0].higher_is_better, Some(true));
    assert!(experiment.leaderboard[1].is_ensemble && !experiment.leaderboard[0].is_ensemble);
}

#[test]
fn ids_follow_from_names_and_only_known_models_have_one() {
    let imported = imported("breast_cancer");
    assert_eq!(imported.experiment.id, uuid!("e46a9bd1-8904-54e0-8788-8fb8ac8072ac"));
    assert_eq!(imported.experiment.name, "breast_cancer_automl");
    assert_eq!(imported.models[0].id, uuid!("b98789d1-211c-5458-ae0f-888fcda0d66a"));
    let board = &imported.experiment.content.leaderboard;
    assert_eq!(board[0].id, Some(imported.models[0].id));
    let without = board.iter().filter(|entry| entry.id.is_none()).count();
    assert_eq!(without, board.len() - imported.models.len());

    let run = saved_run(&saved("breast_cancer")).unwrap();
    let mut settings = Settings::new(PROJECT);
    settings.entities.namespace = Uuid::from_u128(7);
    assert_ne!(import(&run, &settings).unwrap().experiment.id, imported.experiment.id);
}

#[test]
fn a_run_says_when_with_what_and_how_it_ran() {
    let imported = imported("breast_cancer");
    let source = imported.experiment.source.as_ref().unwrap();
    assert_eq!((source.version.as_deref(), source.seed), (Some("3.46.0.12"), Some(42)));
    assert_eq!(source.libraries["Java"], "17.0.15");
    let experiment = imported.experiment.content;
    assert_eq!(experiment.status, RunStatus::Completed);
    assert_eq!(experiment.started_at.unwrap().to_string(), "2026-11-23T21:53:43Z");
    assert_eq!(experiment.finished_at.unwrap().to_string(), "2026-11-23T21:54:53Z");
    assert_eq!(experiment.target.as_deref(), Some("target"));
    let setting =
        |name: &str| &experiment.configuration.iter().find(|setting| setting.name == name).unwrap().value;
    assert_eq!(setting("Cross-validation folds"), &Value::Integer(5));
    assert_eq!(setting("Stopping tolerance"), &Value::Number(0.04192218081503185));
}

#[test]
fn tasks_are_told_apart() {
    assert_eq!(experiment("breast_cancer").task, Task::BinaryClassification);
    assert_eq!(experiment("wine").task, Task::MulticlassClassification);
    assert_eq!(experiment("diabetes").task, Task::Regression);
}

#[test]
fn the_roc_curve_runs_from_corner_to_corner_and_holds_its_area() {
    for name in ["GLM_1", "GBM_1", "StackedEnsemble"] {
        let model = model("breast_cancer", name);
        let roc = &cross_validation(&model).roc[0];
        let points: Vec<_> = roc.false_positive_rate.iter().zip(&roc.true_positive_rate).collect();
        assert!(points.len() <= 200);
        assert_eq!((points[0], points[points.len() - 1]), ((&0.0, &0.0), (&1.0, &1.0)));
        assert!(points.windows(2).all(|two| two[0].0 <= two[1].0 && two[0].1 <= two[1].1));
        let area: f64 =
            points.windows(2).map(|two| (two[1].0 - two[0].0) * (two[0].1 + two[1].1) / 2.0).sum();
        assert!((area - roc.auc.unwrap()).abs() < 2e-5, "{name}: {area} against {:?}", roc.auc);
    }
}

#[test]
fn counts_of_every_kind_add_up_to_the_rows() {
    for name in ["GLM_1", "GBM_1", "StackedEnsemble"] {
        let model = model("breast_cancer", name);
        let evaluation = cross_validation(&model);
        assert_eq!(evaluation.rows, Some(569));
        let matrix = evaluation.confusion_matrix.as_ref().unwrap();
        assert_eq!(matrix.labels, ["benign", "malignant"]);
        assert_eq!(
            matrix.counts.iter().map(|row| row.iter().sum::<f64>()).collect::<Vec<_>>(),
            [357.0, 212.0]
        );
        let calibration = &evaluation.calibration;
        assert_eq!(calibration.iter().filter_map(|bin| bin.count).sum::<u64>(), 569);
        let positives: f64 =
            calibration.iter().map(|bin| bin.observed_rate * bin.count.unwrap() as f64).sum();
        assert!((positives - 212.0).abs() < 0.01, "{positives}");
        assert!(calibration.windows(2).all(|two| two[0].mean_predicted < two[1].mean_predicted));
    }
    let wine = model("wine", "GBM_2");
    let matrix = cross_validation(&wine).confusion_matrix.as_ref().unwrap();
    assert_eq!(matrix.labels, ["class_0", "class_1", "class_2"]);
    assert_eq!(matrix.counts.iter().flatten().sum::<f64>(), 178.0);
    assert_eq!(matrix.threshold, None);
}

#[test]
fn the_confusion_matrix_is_the_one_at_its_threshold() {
    let model = model("breast_cancer", "GLM_1");
    let evaluation = cross_validation(&model);
    let matrix = evaluation.confusion_matrix.as_ref().unwrap();
    let row = evaluation
        .thresholds
        .iter()
        .find(|row| (row.threshold - matrix.threshold.unwrap()).abs() < 1e-6)
        .expect("the threshold of the matrix is among the rows, however thinned");
    let recall = matrix.counts[1][1] / (matrix.counts[1][0] + matrix.counts[1][1]);
    assert!((row.recall.unwrap() - recall).abs() < 1e-6);
    assert!(evaluation.thresholds.len() <= 200);
    assert_eq!(evaluation.metrics["recall"].map(|value| (value * 1e6).round() / 1e6), row.recall);
}

#[test]
fn placeholders_and_nan_are_no_values() {
    let text = serde_json::to_string(&imported("breast_cancer").models).unwrap()
        + &serde_json::to_string(&imported("wine").models).unwrap()
        + &serde_json::to_string(&imported("diabetes").models).unwrap();
    for never in ["\"NaN\"", "\"loglikelihood\":", "\"custom_metric_value\":", "1.7976931348623157e+308"] {
        assert!(!text.contains(never), "{never}");
    }
    let wine = model("wine", "GBM_2");
    assert!(!cross_validation(&wine).metrics.contains_key("auc"), "not computed for three classes");
    assert_eq!(cross_validation(&wine).metrics["accuracy"], Some(cross_validation(&wine).hit_ratios[0]));
}

#[test]
fn rows_of_the_data_never_reach_a_snapshot() {
    for run in ["breast_cancer", "wine", "diabetes"] {
        let answer = fs::read_to_string(saved(run).join("frame_summary.json")).unwrap();
        assert!(answer.contains("987654321.125"), "the answer has rows");
        for snapshot in imported(run).into_snapshots() {
            assert!(!serde_json::to_string(&snapshot).unwrap().contains("987654321"), "{run}");
        }
    }
}

#[test]
fn columns_are_summed_up_with_few_bins() {
    let dataset = experiment("wine").dataset.unwrap();
    assert_eq!((dataset.name.as_str(), dataset.rows), ("wine", Some(178)));
    assert_eq!(dataset.id, Some(uuid!("71f04c41-0bdd-5964-a85f-a2e8bc63ce42")));
    let column = |name: &str| dataset.column_summaries.iter().find(|column| column.name == name).unwrap();
    for name in ["alcohol", "magnesium"] {
        let histogram = column(name).histogram.as_ref().unwrap();
        assert!(histogram.counts.len() <= 20 && histogram.counts.len() >= 10);
        assert_eq!(histogram.counts.iter().sum::<u64>(), 178);
    }
    assert_eq!(column("alcohol").numeric.as_ref().unwrap().max, Some(14.83));
    let classes: Vec<_> = column("target").categories.iter().map(|c| (c.value.as_str(), c.count)).collect();
    assert_eq!(classes, [("class_0", 59), ("class_1", 71), ("class_2", 48)]);
}

#[test]
fn learning_curves_ascend_and_validation_is_the_mean_over_all_folds() {
    let model = model("breast_cancer", "GBM_1");
    let curve = model.learning_curves.iter().find(|curve| curve.metric == "logloss").unwrap();
    assert_eq!((curve.step_label.as_str(), curve.chosen_step), ("Trees", Some(116.0)));
    assert!(curve.steps.windows(2).all(|two| two[0] < two[1]));
    let text = fs::read_to_string(saved("breast_cancer").join("models/GBM_1_AutoML_1_20261123_215343.json"))
        .unwrap();
    let answer: serde_json::Value = serde_json::from_str(&text).unwrap();
    let folds = answer["models"][0]["output"]["cv_scoring_history"].as_array().unwrap();
    let at = |fold: &serde_json::Value, name: &str, row: usize| {
        let columns = fold["columns"].as_array().unwrap();
        let index = columns.iter().position(|column| column["name"] == name).unwrap();
        fold["data"][index][row].as_f64().unwrap()
    };
    for row in [0, 3] {
        let step = at(&folds[0], "number_of_trees", row);
        let mean = folds.iter().map(|fold| at(fold, "validation_logloss", row)).sum::<f64>() / 5.0;
        let index = curve.steps.iter().position(|found| *found == step).unwrap();
        assert!((curve.validation[index].unwrap() - mean).abs() < 1e-12);
    }
    assert_eq!(*curve.validation.last().unwrap(), None, "no fold went as far as the model");
}

#[test]
fn a_linear_model_shows_its_path_of_penalties_and_the_one_it_chose() {
    for (run, chosen) in [("breast_cancer", 58.0), ("diabetes", 30.0)] {
        let model = model(run, "GLM_1");
        let curve = &model.learning_curves[0];
        assert_eq!((curve.metric.as_str(), curve.chosen_step), ("deviance", Some(chosen)));
        assert!(curve.validation.iter().flatten().all(|value| *value > 0.0), "zeros stand for nothing");
        assert_eq!(model.feature_importance[0].method, ImportanceMethod::Coefficient);
    }
}

#[test]
fn a_network_has_layers_and_curves_over_epochs() {
    let model = model("diabetes", "DeepLearning");
    assert_eq!(model.structure[0].name, "Layer 1");
    let curve = model.learning_curves.iter().find(|curve| curve.metric == "rmse").unwrap();
    assert_eq!(curve.step_label, "Epochs");
    assert!(
        curve.training.iter().all(Option::is_some),
        "the row before training has no value and is left out"
    );
    assert!(
        curve.validation.iter().any(Option::is_some),
        "folds are scored at other epochs and still give a mean"
    );
}

#[test]
fn an_ensemble_names_its_parts_and_has_no_importance_of_its_own() {
    let imported = imported("breast_cancer");
    let ensemble = imported.models.iter().find(|model| model.name.starts_with("StackedEnsemble")).unwrap();
    assert_eq!(ensemble.content.base_models.len(), 12);
    assert!(ensemble.content.base_models.contains(&"GLM_1_AutoML_1_20261123_215343".to_owned()));
    assert!(ensemble.content.feature_importance.is_empty() && ensemble.content.learning_curves.is_empty());
    assert!(!imported.experiment.content.importance_by_model.contains_key(&ensemble.name));
    assert_eq!(ensemble.content.structure[0].name, "Stacking strategy");
}

#[test]
fn importance_is_given_by_method_and_as_shares_of_each_model() {
    let experiment = experiment("breast_cancer");
    let methods: Vec<_> = experiment
        .best_model
        .unwrap()
        .model
        .feature_importance
        .iter()
        .map(|importance| (importance.method, importance.features[0].name.clone()))
        .collect();
    let expected = [
        (ImportanceMethod::Coefficient, "worst texture".to_owned()),
        (ImportanceMethod::Permutation, "radius error".to_owned()),
    ];
    assert_eq!(methods, expected);
    assert_eq!(experiment.importance_by_model.len(), 2);
    for shares in experiment.importance_by_model.values() {
        assert!((shares.values().flatten().sum::<f64>() - 1.0).abs() < 1e-9);
    }
}

#[test]
fn hyperparameters_are_those_in_effect_beside_the_defaults() {
    let model = model("breast_cancer", "GBM_1");
    let find = |name: &str| model.hyperparameters.iter().find(|parameter| parameter.name == name);
    let trees = find("ntrees").unwrap();
    assert_eq!((&trees.value, &trees.default), (&Value::Integer(116), &Some(Value::Integer(50))));
    assert_eq!(trees.description.as_deref(), Some("Number of trees"));
    for name in ["model_id", "training_frame", "response_column", "keep_cross_validation_models"] {
        assert!(find(name).is_none(), "{name}");
    }
    let text = serde_json::to_string(&model.hyperparameters).unwrap();
    assert!(!text.contains('{') || !text.contains("\"URL\""), "references are names");
}

#[test]
fn what_is_imported_is_a_snapshot() {
    for run in ["breast_cancer", "wine", "diabetes"] {
        for snapshot in imported(run).into_snapshots() {
            let bytes = serde_json::to_vec(&snapshot).unwrap();
            report_snapshot::read(&bytes).unwrap();
        }
    }
}

#[test]
fn a_leaderboard_alone_gives_an_experiment() {
    let folder = Folder::new("leaderboard_alone");
    let imported = folder.copy("wine", "leaderboard.json").import().unwrap();
    assert_eq!(imported.experiment.content.leaderboard.len(), 12);
    assert_eq!(imported.experiment.content.task, Task::MulticlassClassification);
    assert_eq!(imported.experiment.name, "wine_automl");
    assert!(imported.models.is_empty() && imported.experiment.content.best_model.is_none());
}

#[test]
fn the_run_alone_has_its_leaderboard_inside() {
    let imported = Folder::new("run_alone").copy("breast_cancer", "automl.json").import().unwrap();
    let leader = &imported.experiment.content.leaderboard[0];
    assert_eq!(leader.metrics["auc"], Some(0.9951112520479889));
    assert_eq!(
        leader.algorithm.as_deref(),
        Some("GLM"),
        "from the name, for that table has no column of algorithms"
    );
}

#[test]
fn models_alone_are_listed_without_rank() {
    let name = "models/GLM_1_AutoML_3_20261123_215525.json";
    let imported = Folder::new("models_alone").copy("diabetes", name).import().unwrap();
    assert_eq!(imported.models[0].content.rank, None);
    assert_eq!(imported.experiment.content.ranking_metric, None);
}

#[test]
fn an_empty_leaderboard_is_a_run_without_models() {
    let table = json!({"columns": [{"name": ""}, {"name": "model_id"}], "data": [[], []], "rowcount": 0});
    let board = json!({"project_name": "churn@@target", "sort_metric": null, "sort_decreasing": false,
        "models": [], "table": table});
    let folder = Folder::new("empty_leaderboard");
    folder.write("leaderboard.json", &board);
    let guessed = folder.import().unwrap().experiment;
    assert!(guessed.description.unwrap().contains("the task is not known"));
    let imported = folder.copy("breast_cancer", "frame_summary.json").import().unwrap();
    assert_eq!(imported.experiment.content.task, Task::BinaryClassification, "by the target's type");
    assert!(imported.experiment.content.leaderboard.is_empty());
    assert_eq!(imported.experiment.description, None);
    let other = Folder::new("frame_alone").write("leaderboard.json", &json!({"models": []})).import();
    assert_eq!(other, Err(ImportError::Task), "no run at all");
}

#[test]
fn clustering_is_refused_in_words() {
    let model =
        json!({"models": [{"model_id": {"name": "KMeans_1"}, "output": {"model_category": "Clustering"}}]});
    let error = Folder::new("clustering").write("models/KMeans_1.json", &model).import().unwrap_err();
    assert!(error.to_string().contains("Clustering"), "{error}");
}

#[test]
fn answers_of_any_form_are_let_pass() {
    let folder = Folder::new("any_form");
    for (index, odd) in
        [json!(null), json!([]), json!("x"), json!({"table": 1, "models": {"a": []}})].iter().enumerate()
    {
        folder
            .write("automl.json", &json!({"event_log": odd, "leaderboard": odd, "training_frame": odd}))
            .write("leaderboard.json", odd)
            .write("frame_summary.json", &json!({"frames": [{"columns": [odd, {"label": 1}]}]}))
            .write("permutation_importance.json", odd)
            .write("models/a.json", &json!({"models": [{"model_id": {"name": "a"}, "parameters": odd,
                "output": {"model_category": "Binomial", "training_metrics": {"cm": odd, "nobs": odd},
                "scoring_history": odd, "variable_importances": odd, "model_summary": odd, "domains": odd}}]}));
        let imported = folder.import();
        assert!(imported.is_ok(), "{index}: {imported:?}");
    }
}

#[test]
fn faults_name_the_file() {
    let folder = Folder::new("faults");
    let error = saved_run(&folder.0).unwrap_err().to_string();
    assert!(error.contains("holds no saved AutoML run") && error.contains("leaderboard.json"), "{error}");
    fs::write(folder.0.join("automl.json"), "{\"automl_id\": NaN}").unwrap();
    let error = saved_run(&folder.0).unwrap_err().to_string();
    assert!(error.contains("automl.json is not valid JSON") && error.contains("line 1"), "{error}");
    let error = saved_run(Path::new("/nowhere")).unwrap_err().to_string();
    assert!(error.starts_with("/nowhere holds no saved AutoML run"), "{error}");
}
