//! Rules of privacy: where each speaks, what it says, and where it does not.

use report_findings::Severity::{Good, Info, Warning};
use serde_json::{Value, json};

use super::{privacy, severity, silent, speaks};

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
