//! The verdict on a run, and what is not known of it.

use report_findings::Severity::{Critical, Good, Info, Warning};
use serde_json::{Value, json};

use super::{super::support::unknowns, column, run, run_with, says, speaks, utility};

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

#[test]
fn unknown_are_what_was_not_measured_and_what_a_figure_lacks() {
    let nothing = [
        "Privacy was not measured.",
        "How alike the synthetic and the real data are was not measured.",
        "Whether models trained on the synthetic rows work on real ones was not measured.",
    ];
    assert_eq!(unknowns(&run(json!({}))), nothing);
    assert!(unknowns(&run_with("failed", json!({}))).is_empty());
    assert_eq!(unknowns(&run_with("failed", json!({"validity": 1.0}))), [nothing[0], nothing[2]]);
    let mut content = utility("Nutzen", &[("a", json!(1.0), json!(1.0))]);
    content["privacy"] = json!({"closer_to_training": 0.5, "disclosure_protection": 0.5});
    content["columns"] = json!([column("a", 0.5), column("b", Value::Null), column("c", Value::Null)]);
    assert_eq!(
        unknowns(&run(content)),
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
    assert!(unknowns(&run(known)).is_empty());
}
