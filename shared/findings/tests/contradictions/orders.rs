//! Lists that go one way.

use serde_json::json;

use super::{DEPLOYMENT, MODEL, check, found, snapshot};

#[test]
fn lists_are_in_order() {
    let roc = |rates: [f64; 3]| json!({"evaluations": [{"split": "test", "roc": [{"class": "yes", "false_positive_rate": rates, "true_positive_rate": [0, 1, 1]}]}]});
    let sentence = "The false-positive rates of the ROC curve of class yes on test rows go up and down.";
    check(
        MODEL,
        roc([0.0, 0.5, 0.4]),
        "evaluations[0].roc[0].false_positive_rate",
        sentence,
        roc([0.0, 0.5, 0.5]),
    );
    assert_eq!(found(&snapshot(MODEL, &roc([1.0, 0.5, 0.0]))), [], "descending");
    assert_eq!(found(&snapshot(MODEL, &roc([0.0, 0.5, 0.5 - 1e-10]))), [], "rounding");
    let pr = |recalls: [f64; 3]| json!({"evaluations": [{"split": "validation", "precision_recall": [{"recall": recalls, "precision": [0, 1, 1]}]}]});
    let sentence = "The recalls of the precision-recall curve on validation rows go up and down.";
    check(
        MODEL,
        pr([1.0, 0.2, 0.5]),
        "evaluations[0].precision_recall[0].recall",
        sentence,
        pr([1.0, 0.5, 0.2]),
    );
    let curve = |steps: [f64; 3]| json!({"learning_curves": [{"metric": "logloss", "step_label": "Trees", "steps": steps}]});
    let sentence = "The steps of the learning curve of logloss go up and down.";
    check(MODEL, curve([1.0, 3.0, 2.0]), "learning_curves[0].steps", sentence, curve([1.0, 2.0, 2.0]));

    let feature = |second: &str| json!({"drift": {"features": [{"feature": "f", "current": {}, "daily": [{"date": "2026-03-01"}, {"date": second}]}]}});
    let path = "drift.features[0].daily[1].date";
    for (date, sentence) in [
        ("2026-03-01", "The daily drift of f has the day 2026-03-01 more than once."),
        ("2026-02-30", "The daily drift of f has 2026-02-30 for a date."),
        ("2026-3-1", "The daily drift of f has 2026-3-1 for a date."),
        ("", "The daily drift of f has (empty) for a date."),
        ("２０２6", "The daily drift of f has ２０２6 for a date."),
    ] {
        check(DEPLOYMENT, feature(date), path, sentence, feature("2026-02-28"));
    }
    let daily = |second: &str| json!({"predictions": {"what": "p", "bin_edges": [], "periods": [], "daily": [{"date": "2026-03-01"}, {"date": second}]}});
    let sentence = "The daily drift has the day 2026-03-01 more than once.";
    check(DEPLOYMENT, daily("2026-03-01"), "predictions.daily[1].date", sentence, daily("2026-03-02"));
}
