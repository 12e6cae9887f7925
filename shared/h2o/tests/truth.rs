//! What a run's answers say between the lines: other rows than one would think, a sort the wrong way round, a run that did not
//! go as planned.
#![allow(clippy::unwrap_used)]

mod support;

use report_h2o::{Settings, import, saved_run};
use report_snapshot::{
    RunStatus, Value,
    dataset::ColumnSummary,
    evaluation::Split,
    experiment::{Experiment, RunRemarkKind},
};
use serde_json::{Value as Json, json};
use support::{Folder, PROJECT, saved};

const GLM: &str = "models/GLM_1_AutoML_1_20261123_215343.json";
const GBM: &str = "models/GBM_1_AutoML_1_20261123_215343.json";
const ENSEMBLE: &str = "models/StackedEnsemble_AllModels_1_AutoML_1_20261123_215343.json";

fn saved_experiment(name: &str) -> Experiment {
    import(&saved_run(&saved(name)).unwrap(), &Settings::new(PROJECT)).unwrap().experiment.content
}

/// A parameter's value in a model's answer.
fn set(model: &mut Json, parameter: &str, value: Json) {
    let parameters = model["models"][0]["parameters"].as_array_mut().unwrap();
    parameters.iter_mut().find(|given| given["name"] == parameter).unwrap()["actual_value"] = value;
}

fn events(messages: &[(&str, &str)]) -> Json {
    let events = messages.iter().zip(1_795_470_823_000_i64..);
    let events: Vec<Json> = events
        .map(|((level, message), at)| json!({"timestamp": at, "level": level, "stage": "ModelTraining", "message": message}))
        .chain([json!({"timestamp": 1_795_470_900_000_i64, "level": "INFO", "name": "stop_epoch", "message": "stopped"})])
        .collect();
    json!({"automl_id": {"name": "churn@@target"}, "project_name": "churn", "event_log": {"events": events}})
}

#[test]
fn a_well_known_metric_sorted_the_wrong_way_round_does_not_make_the_worst_model_the_best() {
    let folder = Folder::new("sorted_ascending");
    folder.copy("breast_cancer", GLM).copy("breast_cancer", GBM).change(
        "breast_cancer",
        "leaderboard.json",
        |board| {
            board["sort_decreasing"] = json!(false);
            for column in board["table"]["data"].as_array_mut().unwrap() {
                column.as_array_mut().unwrap().reverse();
            }
        },
    );
    let imported = folder.import().unwrap();
    let experiment = imported.experiment.content;
    assert_eq!(experiment.metrics[0].higher_is_better, Some(false), "the tool's word stays");
    assert_eq!(experiment.best_model.as_ref().unwrap().name, "GLM_1_AutoML_1_20261123_215343");
    assert_eq!(
        experiment.leaderboard.last().unwrap().name,
        "GLM_1_AutoML_1_20261123_215343",
        "the order stays"
    );
    let glm = imported.models.iter().find(|model| model.name.starts_with("GLM_1")).unwrap();
    assert_eq!(glm.content.rank, Some(1));
}

#[test]
fn a_leaderboard_of_other_rows_says_so() {
    assert_eq!(saved_experiment("breast_cancer").ranking_split, Some(Split::CrossValidation));
    let frame = json!({"name": "test.hex", "type": "Key<Frame>"});
    // (the run's leaderboard frame, its validation frame, whether the values are others)
    for (case, leaderboard_frame, validation_frame, other, expected) in [
        ("given", frame.clone(), Json::Null, false, Split::Test),
        ("same_as_validation", frame.clone(), frame, false, Split::Validation),
        ("other_values", Json::Null, Json::Null, true, Split::Test),
        ("none", Json::Null, Json::Null, false, Split::CrossValidation),
    ] {
        let folder = Folder::new(&format!("frame_{case}"));
        folder.copy("breast_cancer", GLM).copy("breast_cancer", GBM);
        folder.change("breast_cancer", "automl.json", |run| {
            run["leaderboard_frame"] = leaderboard_frame;
            run["validation_frame"] = validation_frame;
        });
        folder.change("breast_cancer", "leaderboard.json", |board| {
            for value in board["table"]["data"][2].as_array_mut().unwrap() {
                *value = json!(value.as_f64().unwrap() - if other { 0.15 } else { 0.0 });
            }
        });
        assert_eq!(folder.import().unwrap().experiment.content.ranking_split, Some(expected), "{case}");
    }
}

#[test]
fn models_share_folds_only_where_every_row_goes_to_the_same_fold() {
    let folds = |experiment: &Experiment, beginning: &str| {
        let entry = experiment.leaderboard.iter().find(|entry| entry.name.starts_with(beginning)).unwrap();
        entry.folds_id.clone()
    };
    let experiment = saved_experiment("breast_cancer");
    let modulo = "row modulo 5 of AutoML_1_20261123_215343_training_breast_cancer_train.hex";
    assert_eq!(folds(&experiment, "GLM_1").as_deref(), Some(modulo));
    assert_eq!(folds(&experiment, "GBM_1").as_deref(), Some(modulo));
    assert_eq!(folds(&experiment, "StackedEnsemble_AllModels"), None, "its metalearner has folds of its own");
    assert_eq!(folds(&experiment, "XGBoost_1"), None, "not known without the model's answer");

    let folder = Folder::new("folds");
    folder
        .copy("breast_cancer", "leaderboard.json")
        .change("breast_cancer", GLM, |model| set(model, "fold_assignment", json!("Random")))
        .change("breast_cancer", GBM, |model| set(model, "fold_column", json!({"column_name": "site"})))
        .change("breast_cancer", ENSEMBLE, |model| {
            model["models"][0]["output"]["cross_validation_metrics"] = Json::Null;
        });
    let experiment = folder.import().unwrap().experiment.content;
    assert_eq!(folds(&experiment, "GLM_1"), None, "drawn for each model");
    let column = "column site of AutoML_1_20261123_215343_training_breast_cancer_train.hex";
    assert_eq!(folds(&experiment, "GBM_1").as_deref(), Some(column));
}

#[test]
fn training_metrics_of_forests_are_out_of_bag() {
    let folder = Folder::new("out_of_bag");
    folder.copy("breast_cancer", GBM).change("breast_cancer", GLM, |model| {
        let output = &mut model["models"][0]["output"];
        output["training_metrics"]["description"] = json!("Metrics reported on Out-Of-Bag training samples");
    });
    let models = folder.import().unwrap().models;
    for model in models {
        for evaluation in &model.content.evaluations {
            let expected = model.name.starts_with("GLM") && evaluation.split == Split::Training;
            assert_eq!(evaluation.out_of_bag, expected, "{} {:?}", model.name, evaluation.split);
        }
    }
}

#[test]
fn what_the_log_says_did_not_go_as_planned_is_remarked() {
    let log = [
        ("DEBUG", "AutoML: out of time; skipping GBM grid_1"),
        ("DEBUG", "AutoML: out of time; skipping DeepLearning def_1"),
        ("DEBUG", "AutoML: out of time; skipping DeepLearning def_1"),
        ("ERROR", "DRF_1 [DRF def_1] failed: java.lang.OutOfMemoryError\n at water.Job"),
        ("WARN", "Skipping training of model XRT_1 due to exception: bad"),
        ("INFO", "Skipping StackedEnsemble 'all_xglm' since there is only one model to stack"),
        ("INFO", "Skipping StackedEnsemble 'best' due to the exclude_algos option."),
        (
            "INFO",
            "No base models, due to timeouts or the exclude_algos option. Skipping StackedEnsemble 'monotonic'.",
        ),
        ("DEBUG", "No time limitation for GLM_1"),
    ];
    let experiment = Folder::new("log")
        .copy("breast_cancer", "leaderboard.json")
        .write("automl.json", &events(&log))
        .import();
    let experiment = experiment.unwrap().experiment.content;
    let remarks: Vec<_> =
        experiment.remarks.iter().map(|remark| (remark.kind, remark.text.as_str())).collect();
    let expected = [
        (RunRemarkKind::TimeLimit, "AutoML: out of time; skipping GBM grid_1, DeepLearning def_1"),
        (RunRemarkKind::Failed, "DRF_1 [DRF def_1] failed: java.lang.OutOfMemoryError"),
        (RunRemarkKind::Failed, "Skipping training of model XRT_1 due to exception: bad"),
        (
            RunRemarkKind::Skipped,
            "Skipping StackedEnsemble 'all_xglm' since there is only one model to stack",
        ),
    ];
    assert_eq!(remarks, expected);
    assert_eq!(experiment.status, RunStatus::Completed);
    assert_eq!(experiment.finished_at.map(|at| at.to_string()).as_deref(), Some("2026-11-23T21:55:00Z"));
}

#[test]
fn a_limit_on_the_number_of_models_is_as_planned_and_told_once() {
    let steps = [
        "XGBoost grid_1",
        "GBM grid_1",
        "DeepLearning grid_1",
        "DeepLearning grid_2",
        "GBM lr",
        "XGBoost lr",
    ];
    let log = steps.map(|step| format!("AutoML: hit the max_models limit; skipping {step}"));
    let log: Vec<_> = log.iter().map(|message| ("DEBUG", message.as_str())).collect();
    let folder = Folder::new("max_models");
    let experiment =
        folder.copy("breast_cancer", "leaderboard.json").write("automl.json", &events(&log)).import();
    let experiment = experiment.unwrap().experiment.content;
    let remarks: Vec<_> =
        experiment.remarks.iter().map(|remark| (remark.kind, remark.text.as_str())).collect();
    let expected = "AutoML: hit the max_models limit; skipping XGBoost grid_1, GBM grid_1, DeepLearning grid_1, \
        DeepLearning grid_2, GBM lr and 1 more";
    assert_eq!(remarks, [(RunRemarkKind::Skipped, expected)]);
}

#[test]
fn a_run_without_models_says_how_it_ended() {
    let empty = json!({"table": {"columns": [{"name": ""}, {"name": "model_id"}], "data": [[], []]}, "sort_metric": null});
    for (case, message, expected) in [
        ("failed", ("ERROR", "GLM_1 failed: bad response"), RunStatus::Failed),
        ("cancelled", ("DEBUG", "AutoML: job cancelled; skipping GBM def_1"), RunStatus::Cancelled),
        ("empty", ("INFO", "AutoML: starting"), RunStatus::Completed),
    ] {
        let folder = Folder::new(&format!("ended_{case}"));
        let imported = folder
            .write("automl.json", &events(&[message]))
            .write("leaderboard.json", &empty)
            .import()
            .unwrap();
        let experiment = imported.experiment.content;
        assert_eq!((experiment.status, experiment.leaderboard.len()), (expected, 0), "{case}");
        assert!(
            imported.models.is_empty()
                && experiment.ranking_metric.is_none()
                && experiment.best_model.is_none()
        );
    }
}

/// A frame of one column beside the target, whose classes are as many as given.
fn summary(test: &str, column: Json, classes: usize) -> Vec<ColumnSummary> {
    let domain: Vec<String> = (0..classes).map(|class| format!("class {class:04}")).collect();
    let bins: Vec<usize> = (1..=classes).collect();
    let target = json!({"label": "target", "type": "enum", "domain": domain, "domain_cardinality": classes,
        "histogram_bins": bins, "missing_count": 3});
    let frame = json!({"frames": [{"frame_id": {"name": "wine.hex"}, "rows": 5_000, "default_percentiles": [0.25, 0.5, 0.75], "columns": [column, target]}]});
    let folder = Folder::new(test);
    let imported =
        folder.copy("wine", "leaderboard.json").write("frame_summary.json", &frame).import().unwrap();
    imported.experiment.content.dataset.unwrap().column_summaries
}

#[test]
fn every_class_is_kept_and_of_other_columns_the_most_frequent_categories() {
    let city: Vec<String> = (0..200).map(|city| format!("city {city}")).collect();
    let column = json!({"label": "city", "type": "enum", "domain": city, "domain_cardinality": 200,
        "histogram_bins": (0..200).collect::<Vec<_>>(), "missing_count": 7});
    let columns = summary("classes", column, 60);
    assert_eq!(
        (columns[0].categories.len(), columns[0].distinct, columns[0].missing),
        (50, Some(200), Some(7))
    );
    assert_eq!((columns[0].categories[0].count, columns[0].categories[49].count), (199, 150));
    assert_eq!((columns[1].categories.len(), columns[1].distinct), (60, Some(60)));
    assert_eq!(columns[1].categories.iter().map(|class| class.count).sum::<u64>(), 60 * 61 / 2);
    assert_eq!(
        summary("many_classes", json!({"label": "x", "type": "bad"}), 1_001)[1].categories.len(),
        1_000
    );
}

#[test]
fn markers_of_missing_values_are_counted_where_the_count_is_certain() {
    let markers = |test: &str, change: &[(&str, Json)]| {
        let mut column = json!({"label": "age", "type": "int", "mins": [-999, -999, 18, 19, 19],
            "maxs": [80, 79, 79, 78, 70], "percentiles": [30, 40, 50], "histogram_base": -999.0,
            "histogram_stride": 1.0, "histogram_bins": [2, 0, 0]});
        for (name, value) in change {
            column[*name] = value.clone();
        }
        let columns = summary(&format!("markers_{test}"), column, 3);
        columns[0].markers.iter().map(|marker| (marker.value.clone(), marker.count)).collect::<Vec<_>>()
    };
    let of = |value: &str, count| vec![(value.to_owned(), count)];
    assert_eq!(markers("few", &[]), of("-999", 2));
    let many = json!([-999, -999, -999, -999, -999]);
    assert_eq!(
        markers("histogram", &[("mins", many.clone()), ("histogram_bins", json!([31, 0]))]),
        of("-999", 31)
    );
    assert_eq!(
        markers("wide_bins", &[("mins", many.clone()), ("histogram_stride", json!(2.0))]),
        [],
        "bins of two"
    );
    assert_eq!(
        markers("real", &[("mins", many), ("type", json!("real"))]),
        [],
        "other values may be in the bin"
    );
    assert_eq!(markers("near", &[("percentiles", json!([-300, 40, 250]))]), [], "not far from the rest");
    assert_eq!(
        markers("usual", &[("mins", json!([-998, -998, 18, 19, 19]))]),
        [],
        "an outlier, but no marker"
    );
    let nines = json!([9_999, 9_999, 9_999, 80, 79]);
    assert_eq!(markers("largest", &[("mins", json!([18, 18, 19, 19, 20])), ("maxs", nines)]), of("9999", 3));
}

#[test]
fn settings_and_help_are_for_people() {
    let imported = import(&saved_run(&saved("diabetes")).unwrap(), &Settings::new(PROJECT)).unwrap();
    for model in imported.models {
        for parameter in &model.content.hyperparameters {
            if parameter.name == "hidden" {
                assert_eq!(parameter.description.as_deref(), Some("Hidden layer sizes (e.g. [100, 100])"));
            }
            if let Value::Text(text) = &parameter.value {
                let longest = text.split(|c: char| !c.is_ascii_digit()).map(str::len).max();
                assert!(longest < Some(13) || text.contains("AutoML"), "{}: {text}", parameter.name);
            }
        }
    }
}
