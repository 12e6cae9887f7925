//! Inputs that reports got wrong, and what is right about them (see `tests/cases/`), with more of each kind.

use report_findings::Severity::{Critical, Info, Warning};
use report_snapshot::Snapshot;
use serde_json::{Value, json};

use super::{case, entry, experiment, model, regression, said, says, silent, unknown};

/// The rules of experiments and models without those of the data.
const RULES: [&str; 22] = [
    "run_status",
    "run_remarks",
    "no_models",
    "metric_direction",
    "leaderboard_order",
    "best_model_not_leader",
    "unranked_models",
    "leader_margin",
    "ensemble_gain",
    "faster_alternative",
    "generalization_gap",
    "held_out_gap",
    "perfect_score",
    "no_better_than_chance",
    "explained_variance",
    "fold_stability",
    "accuracy_over_majority_class",
    "weakest_class",
    "calibration",
    "dominating_feature",
    "importance_concentration",
    "still_improving",
];

/// Every sentence of these rules.
fn all(snapshot: &Snapshot) -> Vec<String> {
    let findings = report_findings::findings(snapshot).into_iter();
    let ours = findings.filter(|finding| RULES.contains(&finding.rule.name));
    ours.map(|finding| finding.statement.to_plain()).collect()
}

#[test]
fn a_leaderboard_in_the_order_of_training() {
    let unsorted = case("unsorted-leaderboard/unsorted");
    let sentence = "The snapshot lists worst first, with an AUC of 0.6000, though best has 0.9000. This report ranks by the metric.";
    says(&unsorted, "leaderboard_order", Warning, "Listed with the worst model first", sentence);
    assert!(
        said(&unsorted, "leader_margin")[0]
            .2
            .starts_with("best leads with an AUC of 0.9000, ahead of mid (0.8000)")
    );
    // Errors of a forecast, worst last but not in order; and names that sort by code point.
    let errors = |values: &[f64]| {
        let board: Vec<Value> = values
            .iter()
            .zip(["模型一", "b", "B"])
            .map(|(v, name)| json!({ "name": name, "metrics": { "mae": v } }))
            .collect();
        experiment(&json!(board), &json!({ "task": "regression", "ranking_metric": "mae" }))
    };
    assert_eq!(said(&errors(&[2.0, 1.0, 3.0]), "leaderboard_order")[0].0, Info);
    assert!(
        said(&errors(&[2.0, 1.0, 1.0]), "leader_margin")[0]
            .2
            .ends_with("share the best MAE of 1.0000: B and b.")
    );
    assert!(
        said(&errors(&[1.0, 2.0, 3.0]), "leader_margin")[0]
            .2
            .starts_with("模型一 leads with an MAE of 1.0000, ahead of b (2.0000)")
    );
}

#[test]
fn shuffling_a_leaderboard_changes_the_finding_on_its_order_only() {
    let entries: Vec<Value> =
        (0..6).map(|index| entry(&format!("m{index}"), 0.9 - f64::from(index) / 100.0)).collect();
    let mut turned = entries.clone();
    turned.reverse();
    turned.swap(1, 3);
    let sentences = |board: Vec<Value>| -> Vec<String> {
        let findings = report_findings::findings(&experiment(&json!(board), &json!({})));
        let others = findings.iter().filter(|finding| finding.rule.name != "leaderboard_order");
        others.map(|finding| finding.statement.to_plain()).collect()
    };
    assert_eq!(sentences(turned), sentences(entries));
}

#[test]
fn a_known_metric_ranked_the_wrong_way_round_by_the_tool() {
    let run = case("h2o-f1-ascending/f1-ascending");
    assert_eq!(said(&run, "metric_direction")[0].0, Warning);
    assert!(
        said(&run, "leader_margin")[0]
            .2
            .starts_with("GLM_1_AutoML_1_20261123_215343 leads with an F1 of 0.9900")
    );
    assert!(
        said(&run, "leaderboard_order")[0]
            .2
            .starts_with("The snapshot lists XGBoost_1_AutoML_1_20261123_215343 first")
    );
    assert!(
        said(&run, "ensemble_gain")[0]
            .2
            .contains("GLM_1_AutoML_1_20261123_215343, with an F1 of 0.9900, is better than")
    );
    assert_eq!(said(&run, "best_model_not_leader").len(), 1);
}

#[test]
fn a_leaderboard_measured_on_a_test_frame() {
    let run = case("h2o-leaderboard-frame/lb-frame");
    let sentence = "The AUC of GLM_1_AutoML_1_20261123_215343 is 0.9951 in cross-validation and 0.8451 on test rows. That is worse than \
                    its folds let one expect of further rows: between 0.9834 and 1.0000.";
    says(&run, "held_out_gap", Warning, "Test rows are worse than the folds", sentence);
    silent(&run, "faster_alternative");
    assert!(
        said(&run, "generalization_gap")[0].2.contains("0.9974 on training rows and 0.8451 on test rows")
    );
    assert!(!unknown(&run).iter().any(|text| text.contains("test rows")));
}

#[test]
fn shares_close_to_all() {
    let near = case("percent-100.0/near-100");
    let sentence = "Near 100 calls 49,992 of 50,000 rows right on test rows (99.984%); always naming the largest class would get 99.986%.";
    let title = "No better than always naming the largest class";
    says(&near, "accuracy_over_majority_class", Warning, title, sentence);
    let near = case("percent-100.0/near-100b");
    let sentence = "Near 100 b finds 49,990 of 50,000 rows of class no (99.980%) on test rows; no other class fares worse.";
    says(&near, "weakest_class", Info, "Weakest class", sentence);
    let near = case("percent-100.0/r2-near-1");
    let sentence = "R2 near one explains 99.9960% of the variance of the target on test rows (R² 0.99996); 0.0040% remains unexplained.";
    says(&near, "explained_variance", Info, "Explained variance", sentence);
    silent(&near, "perfect_score");
    // More of the kind: one wrong of a million, and an AUC that is almost perfect.
    let matrix = json!({ "labels": ["a", "b"], "counts": [[499_999, 1], [0, 500_000]] });
    let of = model(&json!({ "evaluations": [{ "split": "test", "confusion_matrix": matrix }] }));
    let sentence =
        "M finds 499,999 of 500,000 rows of class a (99.99980%) on test rows; no other class fares worse.";
    says(&of, "weakest_class", Info, "Weakest class", sentence);
    let board = json!([entry("a", 0.999_985), entry("b", 0.999_984)]);
    let lead = said(&experiment(&board, &json!({})), "leader_margin")[0].2.clone();
    assert!(lead.starts_with("a leads with an AUC of 0.99999, ahead of b (0.99998) by"), "{lead}");
}

#[test]
fn one_of_something_and_none() {
    let null = case("small-wording/null-leader");
    assert_eq!(all(&null)[0], "1 of 3 models has no valid AUC and stands last.");
    assert!(all(&null)[1].starts_with("best leads with an AUC of 0.9000"));
    silent(&null, "leaderboard_order");
    assert_eq!(all(&case("small-wording/one-model")), Vec::<String>::new());
    let absent = case("small-wording/metric-absent");
    assert_eq!(all(&absent), ["2 of 2 models have no valid Gini, so that there is no leader."]);
    assert_eq!(all(&case("small-wording/one-class")), Vec::<String>::new());
    // More of the kind: a class that never occurs, a single failing class, one fold.
    let matrix = json!({ "labels": ["yes", "no"], "counts": [[0, 0], [0, 3]] });
    let test = json!({ "split": "test", "metrics": { "accuracy": 1.0 }, "confusion_matrix": matrix });
    let one_fold = json!({ "evaluations": [test], "folds": { "accuracy": { "folds": [1.0] } } });
    assert_eq!(all(&model(&one_fold)), Vec::<String>::new());
    let matrix = json!({ "labels": ["", "b"], "counts": [[0, 1], [0, 1]] });
    let of = model(&json!({ "evaluations": [{ "split": "test", "confusion_matrix": matrix }] }));
    assert_eq!(
        said(&of, "weakest_class")[0].2,
        "M finds 0 of 1 row of class (empty) (0%) on test rows; no other class fares worse."
    );
}

#[test]
fn values_that_there_cannot_be_are_not_used() {
    let above = case("ranges-not-checked/auc-above-1");
    for rule in ["perfect_score", "no_better_than_chance", "generalization_gap"] {
        silent(&above, rule);
    }
    assert_eq!(said(&above, "no_metrics").len(), 1);
    let above = case("ranges-not-checked/r2-above-1");
    assert_eq!((said(&above, "no_metrics").len(), all(&above)), (1, Vec::new()));
    // More of the kind: an error under nothing leads no board, and one impossible fold is not averaged.
    let board = json!([{ "name": "a", "metrics": { "rmse": -1.0 } }, { "name": "b", "metrics": { "rmse": 2.0 } }, { "name": "c", "metrics": { "rmse": 3.0 } }]);
    let run = experiment(&board, &json!({ "ranking_metric": "rmse" }));
    assert!(said(&run, "leader_margin")[0].2.starts_with("b leads with an RMSE of 2.0000, ahead of c"));
    let folds = json!({
        "evaluations": [{ "split": "validation", "metrics": { "r2": 0.5 } }], "folds": { "r2": { "folds": [0.5, 1.5, 0.4] } },
    });
    silent(&regression(&folds), "fold_stability");
    let chance = json!({ "evaluations": [{ "split": "validation", "metrics": { "auc": 0.2 } }, { "split": "test", "metrics": { "auc": 1.2 } }] });
    assert_eq!(said(&model(&chance), "no_better_than_chance")[0].0, Critical);
}

#[test]
fn scaling_an_error_scales_figures_and_changes_no_verdict() {
    let with = |scale: f64| {
        let error = |value: f64| value * scale;
        regression(&json!({
            "evaluations": [
                { "split": "training", "metrics": { "rmse": error(1.0) } },
                { "split": "cross_validation", "metrics": { "rmse": error(2.0) } },
                { "split": "test", "metrics": { "rmse": error(9.0) } },
            ],
            "folds": { "rmse": { "folds": [error(1.0), error(2.0), error(3.0)] } },
        }))
    };
    let verdicts = |scale: f64| -> Vec<(&'static str, String)> {
        let findings = report_findings::findings(&with(scale));
        findings.into_iter().map(|finding| (finding.rule.name, finding.title)).collect()
    };
    assert_eq!(verdicts(1e-12), verdicts(1.0));
    assert_eq!(verdicts(1e12), verdicts(1.0));
}

#[test]
fn figures_too_large_to_be_set_beside_one_another_are_not() {
    let huge = f64::MAX;
    let board = json!([
        { "name": "a", "metrics": { "profit": huge } }, { "name": "b", "metrics": { "profit": -huge }, "is_ensemble": true },
    ]);
    let definitions = json!([{ "name": "profit", "higher_is_better": true }]);
    let run = experiment(&board, &json!({ "ranking_metric": "profit", "metrics": definitions }));
    silent(&run, "leader_margin");
    silent(&run, "ensemble_gain");
    let model = regression(&json!({
        "evaluations": [
            { "split": "cross_validation", "metrics": { "rmse": 1.0 } }, { "split": "test", "metrics": { "rmse": huge } },
        ],
        "folds": { "rmse": { "folds": [1.0, huge, 0.0] } },
    }));
    for finding in report_findings::findings(&run).iter().chain(&report_findings::findings(&model)) {
        assert!(finding.figures().iter().all(|figure| figure.value.is_finite()), "{finding:?}");
    }
}
