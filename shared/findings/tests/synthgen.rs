//! Rules of synthetic data: where each speaks, what it says, and where it does not.

#![allow(clippy::unwrap_used)]

use report_findings::{Finding, Severity, findings, unknowns};
use report_snapshot::Snapshot;
use serde_json::{Value, json};

/// A completed run with that content.
fn run(content: Value) -> Snapshot {
    run_with("completed", content)
}

fn run_with(status: &str, mut content: Value) -> Snapshot {
    content["status"] = status.into();
    let envelope = json!({
        "schema_version": 1, "kind": "synthgen", "name": "Copula", "content": content,
        "id": "d88f36fe-8e38-5fab-848f-0f8e2afc19cb", "project_id": "bf3eeeb1-3d0f-53b8-8482-a86068ed1ece"
    });
    report_snapshot::read(envelope.to_string().as_bytes()).unwrap()
}

/// What a rule says: severity, title and statement.
fn says(rule: &str, snapshot: &Snapshot) -> Option<(Severity, String, String)> {
    let found: Vec<Finding> =
        findings(snapshot).into_iter().filter(|finding| finding.rule.name == rule).collect();
    assert!(found.len() <= 1, "{rule} speaks once");
    let finding = found.into_iter().next()?;
    Some((finding.severity, finding.title.clone(), finding.statement.to_plain()))
}

#[track_caller]
fn speaks(rule: &str, content: Value, severity: Severity, title: &str, statement: &str) {
    let said = says(rule, &run(content)).expect("the rule speaks");
    assert_eq!(said, (severity, title.into(), statement.into()));
}

#[track_caller]
fn silent(rule: &str, content: Value) {
    assert_eq!(says(rule, &run(content)), None);
}

fn severity(rule: &str, content: Value) -> Option<Severity> {
    says(rule, &run(content)).map(|(severity, ..)| severity)
}

fn column(name: &str, score: impl Into<Value>) -> Value {
    json!({"name": name, "type": "numeric", "score": score.into()})
}

fn privacy(figures: Value) -> Value {
    json!({"privacy": figures, "training_rows": 800, "holdout_rows": 200, "synthetic_rows": 1000})
}

use Severity::{Critical, Good, Info, Warning};

#[test]
fn run_status() {
    let of = |status| says("run_status", &run_with(status, json!({})));
    let said = |severity, title: &str, statement: &str| Some((severity, title.into(), statement.into()));
    assert_eq!(of("failed"), said(Critical, "The run failed", "Copula ended with an error."));
    assert_eq!(of("cancelled"), said(Warning, "The run was stopped", "Copula was stopped before its end."));
    assert_eq!(of("queued"), said(Info, "The run is not over", "Copula has not ended yet."));
    assert_eq!(of("running"), of("queued"));
    assert_eq!(of("completed"), None);
}

#[test]
fn overall_quality() {
    let title = "Overall quality";
    speaks(
        "overall_quality",
        json!({"quality": {"overall": 0.42, "column_shapes": 0.5, "column_pair_trends": 0.34}}),
        Info,
        title,
        "The synthetic data scores 42.0% for likeness to the real data: 50.0% for single columns and 34.0% for pairs \
         of columns.",
    );
    let alone = "The synthetic data scores 100% for likeness to the real data.";
    speaks("overall_quality", json!({"quality": {"overall": 1.0, "column_shapes": 1.2}}), Info, title, alone);
    silent("overall_quality", json!({"quality": {"overall": null, "column_shapes": 0.5}}));
    silent("overall_quality", json!({"quality": {"overall": 1.1}}));
}

#[test]
fn column_quality() {
    let rule = "column_quality";
    speaks(
        rule,
        json!({"columns": [column("b", 0.5), column("a", 0.5), column("c", 1.0), column("d", Value::Null)]}),
        Info,
        "Lowest score of a column",
        "The lowest score of 3 columns is 50.0% (a). 1 further column could not be scored.",
    );
    speaks(
        rule,
        json!({"columns": [column("", 0.499_99), column("c", 0.9)]}),
        Warning,
        "Columns that are hardly alike",
        "1 of 2 columns with a score lies under 50%, so that less than half of the real and the synthetic \
         distribution overlaps: (empty) (49.999%).",
    );
    let many = ["e", "d", "c", "b", "a"].map(|name| column(name, 0.1));
    speaks(
        rule,
        json!({"columns": many}),
        Warning,
        "Columns that are hardly alike",
        "5 of 5 columns with a score lie under 50%, so that less than half of the real and the synthetic distribution \
         overlaps: a (10.0%), b (10.0%), c (10.0%) and 2 more.",
    );
    let finding = findings(&run(json!({"columns": many})));
    let finding = finding.iter().find(|finding| finding.rule.name == rule).unwrap();
    assert_eq!(finding.figures().iter().filter(|figure| figure.value == 0.1).count(), 5, "all are figures");
    silent(rule, json!({"columns": [column("a", Value::Null), column("b", 1.7)]}));
    silent(rule, json!({}));
}

#[test]
fn pair_trends() {
    let pair = |a: &str, b: &str, score: Value| json!({"column_a": a, "column_b": b, "score": score});
    let pairs = [pair("b", "c", json!(0.2)), pair("a", "c", json!(0.2)), pair("a", "b", json!(null))];
    speaks(
        "pair_trends",
        json!({"pairs": pairs}),
        Info,
        "Pairs of columns",
        "The lowest score of 2 pairs of columns is 20.0% (a and c). 1 further pair could not be scored.",
    );
    let one = "The lowest score of 1 pair of columns is 90.0% (a and b).";
    speaks("pair_trends", json!({"pairs": [pair("a", "b", json!(0.9))]}), Info, "Pairs of columns", one);
    silent("pair_trends", json!({"pairs": [pair("a", "b", json!(null)), pair("a", "c", json!(-0.1))]}));
}

#[test]
fn constant_synthetic_column() {
    let rule = "constant_synthetic_column";
    let numeric = |name: &str, real: [f64; 2], synthetic: [f64; 2]| {
        json!({"name": name, "type": "numeric", "score": null,
            "summary_real": {"min": real[0], "max": real[1]},
            "summary_synthetic": {"min": synthetic[0], "max": synthetic[1]}})
    };
    let text = "2 columns have one value only in the synthetic data and several in the real data: a and b.";
    let columns = [
        numeric("b", [0.0, 1.0], [0.5, 0.5]),
        numeric("a", [0.0, 1.0], [1.0, 1.0]),
        numeric("c", [1.0, 1.0], [1.0, 1.0]),
        numeric("d", [0.0, 1.0], [0.0, 0.1]),
    ];
    speaks(rule, json!({"columns": columns}), Warning, "Columns became constant", text);

    let categorical = |real: [u64; 2], synthetic: [u64; 2], missing: f64| {
        json!({"synthetic_rows": 10, "columns": [{"name": "a", "type": "categorical", "missing_synthetic": missing,
            "distribution": {"form": "frequencies", "categories": ["x", "y"], "real": real, "synthetic": synthetic}}]})
    };
    let one = "1 column has one value only in the synthetic data and several in the real data: a.";
    speaks(rule, categorical([5, 5], [10, 0], 0.0), Warning, "Columns became constant", one);
    speaks(rule, categorical([5, 5], [0, 8], 0.2), Warning, "Columns became constant", one);
    silent(rule, categorical([5, 0], [10, 0], 0.0));
    silent(rule, categorical([5, 5], [9, 1], 0.0));
    silent(rule, categorical([5, 5], [0, 0], 1.0));
    silent(rule, categorical([5, 5], [9, 0], 0.0));
    silent(rule, categorical([5, 5], [11, 0], 0.0));
    silent(rule, categorical([5, 5], [10, 0], 0.2));
    let histogram = json!({"columns": [{"name": "a", "type": "numeric",
        "distribution": {"form": "histogram", "bin_edges": [0, 1, 2], "real": [5, 5], "synthetic": [10, 0]}}]});
    silent(rule, histogram);
}

#[test]
fn validity() {
    let good = "Validity is 100%: every value lies in the range or among the categories of the real data.";
    speaks("validity", json!({"validity": 1.0}), Good, "All values are valid", good);
    speaks(
        "validity",
        json!({"validity": 0.9998}),
        Warning,
        "Invalid values",
        "Validity is 99.980%: some values lie outside the range or the categories of the real data, or keys occur twice.",
    );
    silent("validity", json!({"validity": null}));
    silent("validity", json!({"validity": 1.5}));
}

#[test]
fn missing_values() {
    let rule = "missing_values";
    let missing = |name: &str, real: f64, synthetic: f64| json!({"name": name, "type": "numeric", "missing_real": real, "missing_synthetic": synthetic});
    speaks(
        rule,
        json!({"columns": [missing("a", 0.0, 0.06), missing("b", 0.5, 0.1), missing("c", 0.8, 0.75)]}),
        Warning,
        "Missing values are not reproduced",
        "The share of missing cells differs by more than 5 percentage points in 2 columns: b (50.0% real, 10.0% \
         synthetic) and a (0% real, 6.0% synthetic).",
    );
    let four = ["d", "c", "b", "a"].map(|name| missing(name, 0.0, 0.5));
    let (.., said) = says(rule, &run(json!({"columns": four}))).unwrap();
    assert!(said.ends_with(
        "a (0% real, 50.0% synthetic), b (0% real, 50.0% synthetic), c (0% real, 50.0% synthetic) and 1 more."
    ));
    silent(rule, json!({"columns": [missing("a", 0.10, 0.15), missing("b", 0.15, 0.1)]}));
    silent(rule, json!({"columns": [{"name": "a", "type": "text", "missing_synthetic": 1.0}]}));
    silent(rule, json!({"columns": [missing("a", 0.0, 2.5)]}));
}

#[test]
fn exact_copies() {
    let rule = "exact_copies";
    let copies = |copies: u64| privacy(json!({"exact_copies": copies}));
    speaks(rule, copies(0), Good, "No copies", "No synthetic row equals a real row.");
    speaks(
        rule,
        copies(1),
        Warning,
        "Copies of real rows",
        "1 synthetic row equals a real row. Where few values are possible this can be chance; else remove them before \
         sharing.",
    );
    assert_eq!(severity(rule, copies(1000)), Some(Warning));
    silent(rule, copies(1001));
    silent(rule, privacy(json!({})));
    silent(rule, json!({}));
}

#[test]
fn new_row_synthesis() {
    let rule = "new_row_synthesis";
    let new = |share: f64| privacy(json!({"new_row_synthesis": share}));
    let none = "No synthetic row matches a real row, numbers within a tolerance.";
    speaks(rule, new(1.0), Good, "Rows are new", none);
    let some = "0.10% of the synthetic rows match a real row, numbers within a tolerance.";
    speaks(rule, new(0.999), Info, "Some rows match real rows", some);
    speaks(
        rule,
        new(0.5),
        Warning,
        "At least half of the rows match real rows",
        "50.0% of the synthetic rows match a real row, numbers within a tolerance: half of them or more.",
    );
    assert_eq!(severity(rule, new(0.501)), Some(Info));
    silent(rule, new(1.2));
}

#[test]
fn memorised_rows() {
    let rule = "memorised_rows";
    let closer = |share: f64, training: u64, holdout: u64, rows: u64| {
        json!({"privacy": {"closer_to_training": share}, "training_rows": training, "holdout_rows": holdout,
            "synthetic_rows": rows})
    };
    speaks(
        rule,
        closer(0.5, 800, 200, 1000),
        Good,
        "No sign of memorised rows",
        "50.0% of the synthetic rows are closer to a training row than to any held-out row; by chance 80.0% would be, or \
         half if samples of equal size were compared.",
    );
    speaks(
        rule,
        closer(0.53, 500, 500, 1000),
        Warning,
        "Signs of memorised rows",
        "53.0% of the synthetic rows are closer to a training row than to any held-out row; by chance 50.0% would be.",
    );
    // P(X >= 527 | 1000, 1/2) = 0.0468 and P(X >= 526) = 0.0534, by scipy.stats.binom.sf.
    assert_eq!(severity(rule, closer(0.527, 500, 500, 1000)), Some(Warning));
    assert_eq!(severity(rule, closer(0.526, 500, 500, 1000)), Some(Info));
    // P(X >= 822 | 1000, 0.8) = 0.0435 and P(X >= 821) = 0.0514.
    assert_eq!(severity(rule, closer(0.822, 800, 200, 1000)), Some(Warning));
    assert_eq!(severity(rule, closer(0.821, 800, 200, 1000)), Some(Info));
    // With more rows held out than trained on, chance is the less; samples of equal size would give half.
    assert_eq!(severity(rule, closer(0.2, 200, 800, 1000)), Some(Good));
    assert_eq!(severity(rule, closer(0.21, 200, 800, 1000)), Some(Info));
    assert_eq!(severity(rule, closer(0.53, 200, 800, 1000)), Some(Warning));
    // A share that is not one of all synthetic rows: how many were compared is not known.
    assert_eq!(severity(rule, closer(0.9005, 500, 500, 1000)), Some(Info));
    speaks(
        rule,
        json!({"privacy": {"closer_to_training": 0.9}, "synthetic_rows": 1000, "training_rows": 10}),
        Info,
        "Rows closer to training rows",
        "90.0% of the synthetic rows are closer to a training row than to any held-out row. How many would be by chance \
         is not known.",
    );
    assert_eq!(severity(rule, closer(0.4, 800, 0, 1000)), Some(Info), "no held-out rows");
    assert_eq!(severity(rule, closer(0.4, 0, 800, 1000)), Some(Info), "no training rows");
    let score = |score: f64| privacy(json!({"dcr_overfitting_protection": score}));
    speaks(
        rule,
        score(1.0),
        Good,
        "No sign of memorised rows",
        "At most half of the synthetic rows are closer to a training row than to any held-out row; by chance 80.0% would \
         be, or half if samples of equal size were compared.",
    );
    speaks(
        rule,
        score(0.2),
        Warning,
        "Signs of memorised rows",
        "90.0% of the synthetic rows are closer to a training row than to any held-out row; by chance 80.0% would be, or \
         half if samples of equal size were compared.",
    );
    silent(rule, score(1.5));
    silent(rule, privacy(json!({})));
}

#[test]
fn distance_to_closest_record() {
    let rule = "distance_to_closest_record";
    let closest = |synthetic: Value, holdout: Value| {
        privacy(json!({"distance_to_closest_record": {"bin_edges": [0, 1], "synthetic": [1], "holdout": [1],
            "median_synthetic": synthetic, "median_holdout": holdout}}))
    };
    speaks(
        rule,
        closest(json!(0.1), json!(0.2)),
        Info,
        "Synthetic rows are nearer to training rows than real ones",
        "The median distance of a synthetic row to the closest training row is 0.1000, less than that of held-out real \
         rows (0.2000).",
    );
    speaks(
        rule,
        closest(json!(0.2), json!(0.2)),
        Good,
        "Synthetic rows keep their distance",
        "The median distance of a synthetic row to the closest training row is 0.2000, no less than that of held-out \
         real rows (0.2000).",
    );
    silent(rule, closest(json!(null), json!(0.2)));
    silent(rule, closest(json!(0.2), json!(-0.2)));
}

#[test]
fn dcr_baseline_protection() {
    let rule = "dcr_baseline_protection";
    let title = "Distance against random data";
    speaks(
        rule,
        privacy(
            json!({"dcr_baseline_protection": 0.5, "median_dcr_synthetic": 0.1, "median_dcr_random": 0.2}),
        ),
        Info,
        title,
        "The median distance of synthetic rows to the closest real row is 50.0% of that of random data (0.1000 against \
         0.2000).",
    );
    let most = "The median distance of synthetic rows to the closest real row is at least 100% of that of random data.";
    speaks(rule, privacy(json!({"dcr_baseline_protection": 1.0})), Info, title, most);
    silent(rule, privacy(json!({"dcr_baseline_protection": null, "median_dcr_random": 0.2})));
}

/// A sensitive column of 80 and 20 rows: naming the most frequent value is wrong 20 %, drawing at the shares 32 % of the time,
/// a uniform guess 50 %.
fn disclosure(score: f64) -> Value {
    json!({"training_rows": 100, "privacy": {"disclosure_protection": score, "known_columns": ["a", "b"],
        "sensitive_columns": ["s"]}, "columns": [{"name": "s", "type": "categorical", "distribution":
        {"form": "frequencies", "categories": ["x", "y", "z"], "real": [80, 20, 0], "synthetic": [50, 50, 0]}}]})
}

#[test]
fn disclosure_protection() {
    let rule = "disclosure_protection";
    speaks(
        rule,
        disclosure(0.38),
        Warning,
        "Sensitive values can be guessed better than by the base rate",
        "An attacker who knows a and b and guesses s from the synthetic data is wrong 19.0% of the time; always naming \
         the most frequent value would be wrong 20.0% of the time.",
    );
    speaks(
        rule,
        disclosure(0.5),
        Info,
        "Guesses are no better than the most frequent value",
        "An attacker who knows a and b and guesses s from the synthetic data is wrong 25.0% of the time. Values drawn at \
         their real shares would be wrong 32.0% of the time, always naming the most frequent one 20.0%.",
    );
    speaks(
        rule,
        disclosure(0.66),
        Good,
        "The synthetic data does not help to guess",
        "An attacker who knows a and b and guesses s from the synthetic data is wrong 33.0% of the time; values drawn at \
         their real shares would be wrong 32.0% of the time.",
    );
    assert_eq!(severity(rule, disclosure(0.401)), Some(Info));
    assert_eq!(severity(rule, disclosure(0.399)), Some(Warning));
    assert_eq!(severity(rule, disclosure(0.639)), Some(Info));
    assert_eq!(severity(rule, disclosure(0.641)), Some(Good));
    assert_eq!(severity(rule, disclosure(1.0)), Some(Good));
    silent(rule, disclosure(1.1));
}

#[test]
fn an_attack_without_a_base_rate_is_stated_and_not_judged() {
    let rule = "disclosure_protection";
    let unknown = "An attacker who knows a and b and guesses s from the synthetic data is wrong 38.0% as often as with a \
                   uniform guess among all values. How often the base rate alone would be wrong is not known.";
    let changed = |change: fn(&mut Value)| {
        let mut content = disclosure(0.38);
        change(&mut content);
        content
    };
    for content in [
        changed(|content| content["columns"] = json!([])),
        changed(|content| content["training_rows"] = json!(101)),
        changed(|content| content["training_rows"] = json!(null)),
        changed(|content| content["columns"][0]["distribution"]["real"] = json!([100, 0, 0])),
        changed(|content| {
            let twice = content["columns"][0].clone();
            content["columns"].as_array_mut().unwrap().push(twice);
        }),
    ] {
        speaks(rule, content, Info, "Guesses of sensitive values", unknown);
    }
    let of_dataset = changed(|content| {
        content["training_rows"] = json!(70);
        content["dataset"] = json!({"name": "d", "rows": 100});
    });
    assert_eq!(severity(rule, of_dataset), Some(Warning), "frequencies of all real rows");
    speaks(
        rule,
        json!({"privacy": {"disclosure_protection": 0.5, "sensitive_columns": ["s", "t"]}}),
        Info,
        "Guesses of sensitive values",
        "An attacker who guesses s and t from the synthetic data is wrong 50.0% as often as with a uniform guess among \
         all values. How often the base rate alone would be wrong is not known.",
    );
    speaks(
        rule,
        json!({"privacy": {"disclosure_protection": 1.0}}),
        Good,
        "The synthetic data does not help to guess",
        "An attacker who guesses sensitive values from the synthetic data is wrong at least as often as with a uniform \
         guess among all values.",
    );
}

fn utility(metric: &str, models: &[(&str, Value, Value)]) -> Value {
    let models: Vec<Value> = models
        .iter()
        .map(|(name, real, synthetic)| {
            json!({"name": name, "trained_on_real": real, "trained_on_synthetic": synthetic})
        })
        .collect();
    json!({"utility": {"metric": metric, "models": models}})
}

#[test]
fn utility_of_an_auc_is_held_against_chance() {
    let rule = "utility";
    let auc =
        |real: f64, synthetic: f64| utility("ROC AUC on real rows", &[("m", json!(real), json!(synthetic))]);
    speaks(
        rule,
        utility(
            "ROC AUC on real rows",
            &[("b", json!(0.9), json!(0.69)), ("c", json!(0.9), json!(null)), ("a", json!(0.9), json!(0.8))],
        ),
        Warning,
        "Training on synthetic rows loses most of the skill",
        "b, trained on synthetic rows, reaches 0.6900 (ROC AUC on real rows); trained on real rows, it reaches 0.9000: \
         worse by 0.2100, the greatest loss of 2 models. It keeps 47.5% of its advantage over chance, less than 50%.",
    );
    speaks(
        rule,
        auc(0.75, 0.625),
        Info,
        "Training on synthetic rows",
        "m, trained on synthetic rows, reaches 0.6250 (ROC AUC on real rows); trained on real rows, it reaches 0.7500: \
         worse by 0.1250. It keeps 50.0% of its advantage over chance.",
    );
    speaks(
        rule,
        auc(0.75, 0.5),
        Warning,
        "Training on synthetic rows loses all skill",
        "m, trained on synthetic rows, reaches 0.5000 (ROC AUC on real rows); trained on real rows, it reaches 0.7500: \
         worse by 0.2500. Nothing of its advantage over chance is left.",
    );
    speaks(
        rule,
        auc(0.75, 0.75),
        Info,
        "Training on synthetic rows",
        "m, trained on synthetic rows, reaches 0.7500 (ROC AUC on real rows); trained on real rows, it reaches 0.7500: \
         the same.",
    );
    speaks(
        rule,
        auc(0.5, 0.25),
        Info,
        "Training on synthetic rows",
        "m, trained on synthetic rows, reaches 0.2500 (ROC AUC on real rows); trained on real rows, it reaches 0.5000: \
         worse by 0.2500.",
    );
    silent(rule, auc(1.7, 0.9));
}

#[test]
fn utility_of_another_metric_is_stated() {
    let rule = "utility";
    speaks(
        rule,
        utility("RMSE", &[("b", json!(10.0), json!(8.0)), ("a", json!(10.0), json!(7.0))]),
        Info,
        "Training on synthetic rows",
        "b, trained on synthetic rows, reaches 8.0000 (RMSE); trained on real rows, it reaches 10.00: better by 2.0000, \
         the least gain of 2 models.",
    );
    speaks(
        rule,
        utility("Nutzen", &[("b", json!(1.0), json!(9.0)), ("a", json!(10.0), json!(7.0))]),
        Info,
        "Training on synthetic rows",
        "a, trained on synthetic rows, reaches 7.0000 (Nutzen); trained on real rows, it reaches 10.00.",
    );
    silent(rule, utility("RMSE", &[]));
    silent(rule, json!({}));
}

#[test]
fn verdict() {
    let rule = "verdict";
    let judged =
        |new: f64, validity: f64| json!({"privacy": {"new_row_synthesis": new}, "validity": validity});
    let title = |text: &str| format!("Verdict: {text}");
    speaks(
        rule,
        judged(1.0, 1.0),
        Good,
        &title("no check warns"),
        "None of 2 checks of fidelity and privacy warns. Not measured: utility.",
    );
    speaks(
        rule,
        judged(1.0, 0.5),
        Warning,
        &title("usable with reservations"),
        "1 of 2 checks of fidelity and privacy warns. Not measured: utility.",
    );
    speaks(
        rule,
        judged(0.1, 0.5),
        Warning,
        &title("usable with reservations"),
        "2 of 2 checks of fidelity and privacy warn. Not measured: utility.",
    );
    speaks(
        rule,
        json!({"quality": {"overall": 0.1}, "privacy": {"new_row_synthesis": 1.0}}),
        Warning,
        &title("cannot be judged"),
        "None of 1 check of privacy warns; 1 further check states a figure without judgement. Not measured: utility. \
         What is known of fidelity can be held against nothing.",
    );
    speaks(
        rule,
        json!({"validity": 1.0}),
        Warning,
        &title("cannot be judged"),
        "None of 1 check of fidelity warns. Not measured: privacy and utility.",
    );
    speaks(
        rule,
        json!({"quality": {"overall": 0.1}}),
        Warning,
        &title("cannot be judged"),
        "No check could be held against a bound; 1 further check states a figure without judgement. Not measured: \
         privacy and utility. What is known of fidelity can be held against nothing.",
    );
    let nothing = "The snapshot has no figure of fidelity, privacy or utility.";
    speaks(rule, json!({}), Warning, &title("cannot be judged"), nothing);
    let failed = says(rule, &run_with("failed", judged(1.0, 1.0)));
    let text = "The run failed. None of 2 checks of fidelity and privacy warns. Not measured: utility.";
    assert_eq!(failed, Some((Critical, title("not recommended"), text.into())));
    assert_eq!(says(rule, &run_with("failed", json!({}))), None);
    assert_eq!(says(rule, &run_with("running", json!({}))), None);
    assert_eq!(says(rule, &run_with("cancelled", judged(1.0, 1.0))).map(|said| said.0), Some(Good));
}

#[test]
fn checks_that_only_state_a_figure_make_no_verdict() {
    let judged = |extra: Value| {
        let mut content =
            json!({"validity": 1.0, "privacy": extra, "training_rows": 800, "holdout_rows": 200});
        content["synthetic_rows"] = json!(1000);
        says("verdict", &run(content)).unwrap().1
    };
    for open in [
        json!({"dcr_baseline_protection": 0.1}),
        json!({"closer_to_training": 0.6}),
        json!({"disclosure_protection": 0.6}),
        json!({"distance_to_closest_record": {"bin_edges": [0, 1], "synthetic": [1], "holdout": [1],
            "median_synthetic": 0.1, "median_holdout": 0.2}}),
    ] {
        assert_eq!(judged(open), "Verdict: cannot be judged");
    }
    for closed in [
        json!({"exact_copies": 0}),
        json!({"new_row_synthesis": 0.9}),
        json!({"closer_to_training": 0.4}),
        json!({"disclosure_protection": 1.0}),
        json!({"distance_to_closest_record": {"bin_edges": [0, 1], "synthetic": [1], "holdout": [1],
            "median_synthetic": 0.2, "median_holdout": 0.2}}),
    ] {
        assert_eq!(judged(closed), "Verdict: no check warns");
    }
}

fn unknown(snapshot: &Snapshot) -> Vec<String> {
    unknowns(snapshot).iter().map(report_findings::Statement::to_plain).collect()
}

#[test]
fn unknown_are_what_was_not_measured_and_what_a_figure_lacks() {
    let nothing = [
        "Privacy was not measured.",
        "How alike the synthetic and the real data are was not measured.",
        "Whether models trained on the synthetic rows work on real ones was not measured.",
    ];
    assert_eq!(unknown(&run(json!({}))), nothing);
    assert!(unknown(&run_with("failed", json!({}))).is_empty());
    assert_eq!(unknown(&run_with("failed", json!({"validity": 1.0}))), [nothing[0], nothing[2]]);
    let mut content = utility("Nutzen", &[("a", json!(1.0), json!(1.0))]);
    content["privacy"] = json!({"closer_to_training": 0.5, "disclosure_protection": 0.5});
    content["columns"] = json!([column("a", 0.5), column("b", Value::Null), column("c", Value::Null)]);
    assert_eq!(
        unknown(&run(content)),
        [
            "How many rows would be closer to training rows by chance: the numbers of training and held-out rows are not \
             given.",
            "How often sensitive values would be guessed by their base rate alone.",
            "Which way Nutzen is better.",
            "How alike 2 columns are in both datasets; 1 column has a score.",
        ]
    );
    let mut known = utility("AUC", &[("a", json!(0.9), json!(0.9))]);
    known["privacy"] = json!({"closer_to_training": 0.5, "disclosure_protection": 1.0});
    known["columns"] = json!([column("a", 0.5)]);
    known["training_rows"] = json!(5);
    known["holdout_rows"] = json!(5);
    assert!(unknown(&run(known)).is_empty());
}
