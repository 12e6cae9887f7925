//! What the rules say about an experiment: its run, its order, its leader, and the choice among its models.

use report_findings::Severity::{Critical, Good, Info, Warning};
use serde_json::{Value, json};

use super::{entry, experiment, finding, folded, said, says, silent, unknown};

#[test]
fn how_the_run_ended() {
    let with = |status: &str, board: Value| experiment(&board, &json!({ "status": status }));
    let one = || json!([entry("a", 0.9)]);
    let two = || json!([entry("a", 0.9), entry("b", 0.8)]);
    let rule = "run_status";
    let sentence = "Run ended with an error; 1 model was trained before.";
    says(&with("failed", one()), rule, Critical, "The run failed", sentence);
    let sentence = "Run was stopped by someone; 2 models were trained before.";
    says(&with("cancelled", two()), rule, Warning, "The run was stopped", sentence);
    let sentence = "Run is still running; every figure here may change.";
    says(&with("running", two()), rule, Warning, "The run is not over", sentence);
    says(&with("queued", json!([])), rule, Warning, "The run has not started", "Run is waiting to start.");
    silent(&with("completed", two()), rule);
}

#[test]
fn an_empty_leaderboard() {
    let sentence = "The leaderboard is empty: the run has not produced a model.";
    says(&experiment(&json!([]), &json!({})), "no_models", Warning, "No models", sentence);
    silent(&experiment(&json!([entry("a", 0.9)]), &json!({})), "no_models");
}

#[test]
fn what_the_tool_itself_remarks() {
    let with = |remarks: &[(&str, &str)]| {
        let remarks: Vec<Value> =
            remarks.iter().map(|(kind, text)| json!({ "kind": kind, "text": text })).collect();
        experiment(&json!([entry("a", 0.9)]), &json!({ "remarks": remarks }))
    };
    let rule = "run_remarks";
    silent(&with(&[]), rule);
    let sentence = "The tool reports 1 part that was left out: “No XGBoost here”.";
    says(&with(&[("skipped", "No XGBoost here.")]), rule, Info, "Parts were left out", sentence);
    let sentence =
        "The tool reports 1 limit of time or models and 2 parts that were left out: “a”, “b” and “c”.";
    let remarks = [("skipped", "a"), ("time_limit", "b"), ("skipped", "c")];
    says(&with(&remarks), rule, Warning, "Not all went as planned", sentence);
    let sentence = "The tool reports 2 failures and 2 limits of time or models: “a”, “b”, “c” and 1 more.";
    let remarks = [("failed", "a"), ("failed", "b"), ("time_limit", "c"), ("time_limit", "d")];
    says(&with(&remarks), rule, Warning, "Not all went as planned", sentence);
}

#[test]
fn a_known_metric_is_not_ranked_the_wrong_way_round() {
    let by = |metric: &str, higher: Value| {
        let board =
            json!([{ "name": "a", "metrics": { metric: 0.1 } }, { "name": "b", "metrics": { metric: 0.4 } }]);
        let definitions = json!([{ "name": metric, "higher_is_better": higher }]);
        experiment(&board, &json!({ "ranking_metric": metric, "metrics": definitions }))
    };
    let rule = "metric_direction";
    let title = "Metric taken the wrong way round";
    let sentence =
        "The source ranks by F1 as if less were better. More is better; this report ranks by the highest.";
    says(&by("f1", json!(false)), rule, Warning, title, sentence);
    let sentence = "The source ranks by log loss as if more were better. Less is better; this report ranks by the lowest.";
    says(&by("log_loss", json!(true)), rule, Warning, title, sentence);
    silent(&by("f1", json!(true)), rule);
    silent(&by("f1", Value::Null), rule);
    silent(&by("profit", json!(false)), rule);
}

#[test]
fn the_order_of_the_snapshot_is_not_taken_for_a_ranking() {
    let board = |values: &[Option<f64>]| {
        let entries: Vec<Value> =
            values.iter().zip(["a", "b", "c"]).map(|(value, name)| entry(name, *value)).collect();
        experiment(&json!(entries), &json!({}))
    };
    let rule = "leaderboard_order";
    let worst_first = "Listed with the worst model first";
    let sentence = "The snapshot lists a first, with an AUC of 0.6000, though b has 0.9000. This report ranks by the metric.";
    says(&board(&[Some(0.6), Some(0.9), Some(0.8)]), rule, Warning, worst_first, sentence);
    says(&board(&[Some(0.6), Some(0.9), Some(0.6)]), rule, Warning, worst_first, sentence);
    let another = "Listed in another order than that of the metric";
    let sentence = "The snapshot lists a first, with an AUC of 0.7000, though b has 0.9000. This report ranks by the metric.";
    says(&board(&[Some(0.7), Some(0.9), Some(0.6)]), rule, Info, another, sentence);
    let sentence = "The snapshot does not list the models in the order of their AUC. This report does: a leads with 0.9000.";
    says(&board(&[Some(0.9), Some(0.7), Some(0.8)]), rule, Info, another, sentence);
    // One without a value, or with one that there cannot be, is passed over.
    let sentence = "The snapshot lists b first, with an AUC of 0.7000, though c has 0.9000. This report ranks by the metric.";
    says(&board(&[None, Some(0.7), Some(0.9)]), rule, Warning, worst_first, sentence);
    says(&board(&[Some(1.7), Some(0.7), Some(0.9)]), rule, Warning, worst_first, sentence);
    silent(&board(&[None, Some(0.9), Some(0.7)]), rule);
    silent(&board(&[Some(0.9), Some(0.9), Some(0.8)]), rule);
    // Less is better.
    let board =
        json!([{ "name": "a", "metrics": { "rmse": 2.0 } }, { "name": "b", "metrics": { "rmse": 1.0 } }]);
    let sentence = "The snapshot lists a first, with an RMSE of 2.0000, though b has 1.0000. This report ranks by the metric.";
    let lower = experiment(&board, &json!({ "ranking_metric": "rmse" }));
    says(&lower, rule, Warning, worst_first, sentence);
    // It is not known in which direction this one is better, or by which to rank.
    silent(&experiment(&board, &json!({ "ranking_metric": "profit" })), rule);
    silent(&experiment(&board, &json!({ "ranking_metric": null })), rule);
}

#[test]
fn a_best_model_that_does_not_lead() {
    let best = |name: &str| {
        let board = json!([entry("a", 0.9), entry("b", 0.8), entry("c", 0.9), entry("d", None)]);
        let best = json!({ "name": name, "model": { "task": "binary_classification" } });
        experiment(&board, &json!({ "best_model": best }))
    };
    let rule = "best_model_not_leader";
    let sentence = "The source names b as its best model, with an AUC of 0.8000; a leads with 0.9000. The details below are about b.";
    says(&best("b"), rule, Info, "The best model is not the leader", sentence);
    for other in ["a", "c", "d", "elsewhere"] {
        silent(&best(other), rule);
    }
}

#[test]
fn models_without_a_value_of_the_ranking_metric() {
    let board = |values: &[Option<f64>]| {
        let entries: Vec<Value> =
            values.iter().zip(["a", "b", "c"]).map(|(value, name)| entry(name, *value)).collect();
        experiment(&json!(entries), &json!({}))
    };
    let (rule, title) = ("unranked_models", "Models without the ranking metric");
    let sentence = "1 of 3 models has no valid AUC and stands last.";
    says(&board(&[None, Some(0.9), Some(0.8)]), rule, Warning, title, sentence);
    let sentence = "2 of 3 models have no valid AUC and stand last.";
    says(&board(&[None, Some(0.9), Some(1.000_001)]), rule, Warning, title, sentence);
    let sentence = "1 of 1 model has no valid AUC, so that there is no leader.";
    says(&board(&[None]), rule, Warning, title, sentence);
    silent(&board(&[Some(0.9), Some(1.0 + 1e-10)]), rule);
    let gini = json!({ "ranking_metric": "gini" });
    let sentence = "2 of 2 models have no valid Gini, so that there is no leader.";
    says(&experiment(&json!([entry("a", 0.9), entry("b", 0.8)]), &gini), rule, Warning, title, sentence);
    silent(&experiment(&json!([entry("a", 0.9)]), &json!({ "ranking_metric": "profit" })), rule);
}

#[test]
fn a_tie_names_those_who_share_the_best_value() {
    let board = json!([entry("d", 0.8), entry("c", 0.9), entry("a", 0.9), entry("b", 0.9), entry("e", 0.9)]);
    let sentence = "4 models share the best AUC of 0.9000: a, b, c and 1 more.";
    says(&experiment(&board, &json!({})), "leader_margin", Info, "Tie for the lead", sentence);
}

const STRONG: [f64; 5] = [0.90, 0.91, 0.92, 0.93, 0.94];

#[test]
fn a_lead_is_judged_over_shared_folds_only() {
    let rule = "leader_margin";
    let start = "a leads with an AUC of 0.9200, ahead of b (0.8700) by 0.0500.";
    // Differences of 0.05 ± 0.001: scipy gives p = 6.5e-6 after the correction, twice that for two others.
    let close = [0.849, 0.861, 0.870, 0.880, 0.891];
    let board = json!([folded("a", 0.92, &STRONG), folded("b", 0.87, &close), entry("c", 0.8)]);
    let clear = experiment(&board, &json!({}));
    let sentence = format!(
        "{start} Over the 5 folds that both share, that is more than chance alone would give (adjusted p-value < 0.0001)."
    );
    says(&clear, rule, Good, "A clear lead", &sentence);
    // Other folds, unknown folds, blank ones, or other rows: no comparison.
    let not_known = format!(
        "{start} Whether that is more than chance is not known: the snapshot does not say that both were measured on the same folds."
    );
    for id in [json!("seed 2"), Value::Null, json!(" ")] {
        let mut board = board.clone();
        board[1]["folds_id"] = id.clone();
        if id == " " {
            board[0]["folds_id"] = id;
        }
        says(&experiment(&board, &json!({})), rule, Info, "Lead over the second", &not_known);
    }
    for split in ["test", "validation"] {
        let test = experiment(&board, &json!({ "ranking_split": split }));
        says(&test, rule, Info, "Lead over the second", &not_known);
    }
    for folds in [&close[..4], &[0.849, 0.861, 0.870, 0.880, 1.5]] {
        let board = json!([folded("a", 0.92, &STRONG), folded("b", 0.87, folds)]);
        says(&experiment(&board, &json!({})), rule, Info, "Lead over the second", &not_known);
    }
    // Three folds are enough, two are not.
    let three = json!([folded("a", 0.92, &STRONG[..3]), folded("b", 0.87, &close[..3])]);
    assert_eq!(said(&experiment(&three, &json!({})), rule)[0].1, "A clear lead");
    let two = json!([folded("a", 0.92, &STRONG[..2]), folded("b", 0.87, &close[..2])]);
    assert_eq!(said(&experiment(&two, &json!({})), rule)[0].1, "Lead over the second");
}

#[test]
fn a_lead_that_chance_may_give() {
    let rule = "leader_margin";
    let start = "a leads with an AUC of 0.9200, ahead of b (0.9100) by 0.0100.";
    let folds = |differences: [f64; 5]| -> Vec<f64> {
        STRONG.iter().zip(differences).map(|(value, difference)| value - difference).collect()
    };
    let with = |differences: [f64; 5], others: usize| {
        let mut board = vec![folded("a", 0.92, &STRONG), folded("b", 0.91, &folds(differences))];
        board.extend((0..others).map(|index| entry(&format!("z{index}"), 0.5)));
        experiment(&json!(board), &json!({}))
    };
    // scipy: t = 4.714, p = 0.009212; times five under the level, times six over it.
    let differences = [0.01, 0.014, 0.006, 0.012, 0.008];
    let found = finding(&with(differences, 4), rule);
    assert_eq!((found.severity, found.title.as_str()), (Good, "A clear lead"));
    let figures = found.figures();
    let value = |what: &str| figures.iter().find(|figure| figure.id().contains(what)).unwrap().value;
    assert!((value("p_value_adjusted") - 5.0 * 0.009_212_063_787).abs() < 1e-9);
    assert!((value("fold_mean_difference") - 0.01).abs() < 1e-9);
    let sentence = format!(
        "{start} Over the 5 folds that both share, chance alone may give as much (adjusted p-value 0.055)."
    );
    says(&with(differences, 5), rule, Info, "The lead may be chance", &sentence);
    // The whole says a, the folds say b.
    let against = with([-0.01, -0.014, -0.006, -0.012, -0.008], 0);
    let sentence = format!("{start} Over the folds that both share it is not ahead on average.");
    says(&against, rule, Info, "The lead may be chance", &sentence);
    let even = with([0.01, -0.01, 0.02, -0.02, 0.0], 0);
    assert_eq!(said(&even, rule)[0].1, "The lead may be chance");
    // Exactly alike in binary.
    let a = [0.75, 0.875, 0.9375];
    let b = [0.5, 0.625, 0.6875];
    let board = json!([folded("a", 0.92, &a), folded("b", 0.91, &b)]);
    let sentence = format!("{start} It is the same in every fold, which allows no test against chance.");
    says(&experiment(&board, &json!({})), rule, Info, "The lead may be chance", &sentence);
    silent(&experiment(&json!([entry("a", 0.9)]), &json!({})), rule);
    silent(&experiment(&json!([entry("a", 0.9), entry("b", None)]), &json!({})), rule);
    silent(&experiment(&json!([entry("a", 0.9), entry("b", 0.8)]), &json!({ "ranking_metric": null })), rule);
}

#[test]
fn what_an_ensemble_gains() {
    let board = |ensemble: f64, times: (Value, Value)| {
        let mut board = json!([entry("e", ensemble), entry("s", 0.9), entry("f", 0.1), entry("t", 0.8)]);
        board[0]["is_ensemble"] = json!(true);
        board[2]["is_ensemble"] = json!(true);
        board[0]["predict_time_per_row_ms"] = times.0;
        board[1]["predict_time_per_row_ms"] = times.1;
        experiment(&board, &json!({}))
    };
    let rule = "ensemble_gain";
    let sentence =
        "The ensemble e improves the AUC by 0.0500 over the best single model, s: 0.9500 against 0.9000.";
    let title = "What the ensemble gains";
    says(&board(0.95, (Value::Null, json!(1.0))), rule, Info, title, sentence);
    says(&board(0.95, (json!(0.0), json!(1.0))), rule, Info, title, sentence);
    says(&board(0.95, (json!(1.0), json!(0.0))), rule, Info, title, sentence);
    let with_times = format!("{sentence} It takes 3 ms to predict a row against 2 ms: 1.50 times as long.");
    says(&board(0.95, (json!(3.0), json!(2.0))), rule, Info, title, &with_times);
    let sentence = "The single model s, with an AUC of 0.9000, is better than the best ensemble, e (0.8900).";
    says(&board(0.89, (json!(3.0), json!(2.0))), rule, Info, "No ensemble needed", sentence);
    let sentence = "The single model s, with an AUC of 0.9000, is as good as the best ensemble, e (0.9000).";
    says(&board(0.9, (json!(3.0), json!(2.0))), rule, Info, "No ensemble needed", sentence);
    silent(&experiment(&json!([entry("a", 0.9), entry("b", 0.8)]), &json!({})), rule);
}

#[test]
fn a_faster_model_within_one_standard_error() {
    // The folds of the leader have a standard deviation of 0.0158114 and so a standard error of 0.0070711.
    let timed = |name: &str, auc: f64, time: f64| {
        let mut entry = folded(name, auc, &STRONG);
        entry["predict_time_per_row_ms"] = json!(time);
        entry
    };
    let rule = "faster_alternative";
    let title = "A faster model within one standard error";
    let with = |others: &[Value]| {
        let mut board = vec![timed("a", 0.92, 4.0)];
        board.extend_from_slice(others);
        experiment(&json!(board), &json!({}))
    };
    let sentence = "By the one-standard-error rule b may stand in for a: its AUC of 0.9130 is within one standard error (0.0071) of \
                    0.9200, and it predicts a row in 2 ms instead of 4 ms, 2.0 times as fast. The rule does not show that the two \
                    are equally good.";
    says(&with(&[timed("b", 0.913, 2.0)]), rule, Info, title, sentence);
    // The fastest of those near; of equals the first by name.
    says(
        &with(&[timed("c", 0.919, 3.0), timed("b", 0.913, 2.0), timed("z", 0.915, 2.0)]),
        rule,
        Info,
        title,
        sentence,
    );
    silent(&with(&[timed("b", 0.912, 2.0)]), rule);
    silent(&with(&[timed("b", 0.913, 2.01)]), rule);
    silent(&with(&[timed("b", 0.913, 0.0)]), rule);
    silent(&with(&[]), rule);
    let board = json!([timed("a", 0.92, 4.0), timed("b", 0.913, 2.0)]);
    silent(&experiment(&board, &json!({ "ranking_split": "test" })), rule);
    // One fold has no spread; two have.
    let mut one = board.clone();
    one[0]["fold_spread"]["auc"]["folds"] = json!([0.9]);
    silent(&experiment(&one, &json!({})), rule);
    one[0]["fold_spread"]["auc"]["folds"] = json!([0.9, 0.94]);
    assert_eq!(said(&experiment(&one, &json!({})), rule).len(), 1);
}

#[test]
fn what_is_not_known_about_an_experiment() {
    let ranked = json!([folded("a", 0.92, &STRONG), folded("b", 0.9, &STRONG)]);
    let best = |model: Value| json!({ "name": "a", "model": model });
    let known = best(json!({
        "task": "binary_classification", "positive_class": "yes",
        "evaluations": [{ "split": "test", "metrics": { "auc": 0.9 } }],
    }));
    assert_eq!(unknown(&experiment(&ranked, &json!({ "best_model": known }))), Vec::<String>::new());
    let untested = best(json!({
        "task": "binary_classification", "evaluations": [{ "split": "cross_validation" }],
        "feature_importance": [{ "method": "model", "features_total": 9, "features": [{ "name": "x", "value": 1.0 }] }],
    }));
    let board = json!([entry("a", 0.92), entry("b", 0.9)]);
    assert_eq!(
        unknown(&experiment(&board, &json!({ "best_model": untested.clone() }))),
        [
            "How good the leader is on test rows: it was chosen on the rows that its figures are from.",
            "Which class counts as positive in precision, recall, gain and lift.",
            "Whether the models were measured on the same folds.",
            "How important the features are that are not listed: 1 of 9 are.",
        ]
    );
    let of_test = json!({ "best_model": untested, "ranking_split": "test" });
    assert!(!unknown(&experiment(&ranked, &of_test))[0].contains("test rows"));
    assert_eq!(
        unknown(&experiment(&board, &json!({ "ranking_metric": null }))),
        ["By which metric the models are ranked, and so which is best.", "All details of the best model."]
    );
    assert_eq!(
        unknown(&experiment(&board, &json!({ "ranking_metric": "profit" })))[0],
        "Which way profit is better, and so which model is best."
    );
    assert_eq!(unknown(&experiment(&json!([]), &json!({}))), Vec::<String>::new());
}
