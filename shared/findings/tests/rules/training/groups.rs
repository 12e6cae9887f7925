//! What the rules say about groups. Differences and their intervals are those of statsmodels.

use report_findings::Severity::{Info, Warning};
use report_snapshot::Snapshot;
use serde_json::{Value, json};

use super::{experiment, finding, model, says, silent};

const RULES: [&str; 3] = ["selection_ratio", "demographic_parity", "equalized_odds"];

/// A group by true and false positives, true and false negatives.
fn group(name: &str, [tp, fp, tn, fals]: [u64; 4]) -> Value {
    json!({ "group": name, "rows": tp + fp + tn + fals, "counts": {
        "true_positives": tp, "false_positives": fp, "true_negatives": tn, "false_negatives": fals,
    } })
}

fn content(split: &str, groupings: &Value) -> Value {
    json!({
        "task": "binary_classification", "classes": ["no", "yes"], "positive_class": "yes",
        "evaluations": [{ "split": split, "metrics": { "accuracy": 0.8 }, "groups": groupings }],
    })
}

fn grouped(favourable: Option<&str>, groups: &[Value]) -> Snapshot {
    model(&content(
        "test",
        &json!([{ "attribute": "sex", "favourable_class": favourable, "groups": groups }]),
    ))
}

fn both() -> [Value; 2] {
    [group("female", [100, 40, 120, 50]), group("male", [300, 121, 209, 60])]
}

#[track_caller]
fn all_silent(snapshot: &Snapshot) {
    RULES.into_iter().for_each(|rule| silent(snapshot, rule));
}

#[test]
fn four_fifths_of_the_favourable_class() {
    let rule = "selection_ratio";
    let sentence = "By sex, the selection rate of class yes on test rows is 45.2% for female (of 310 rows) and 61.0% for male (of 690 \
                    rows). The ratio of both is 74.0%, under four fifths (80%). The difference is 15.9 percentage points, by its \
                    simultaneous interval between 7.7 and 23.8 percentage points: more than chance explains.";
    let title = "A group's selection rate is under four fifths";
    says(&grouped(Some("yes"), &both()), rule, Warning, title, sentence);
    silent(&grouped(Some("yes"), &both()), "demographic_parity");
    let figures = finding(&grouped(Some("yes"), &both()), rule);
    let interval: Vec<f64> = figures.figures().iter().map(|figure| figure.value).collect();
    for expected in [0.076_946_050_155_307_59, 0.237_652_205_295_130_34] {
        assert!(interval.iter().any(|found| (found - expected).abs() < 1e-9), "{expected}: {interval:?}");
    }
    // Where the negative class is the welcome one, selected are those who are called so.
    let sentence = "By sex, the selection rate of class no on test rows is 39.0% for male (of 690 rows) and 54.8% for female (of 310 \
                    rows). The ratio of both is 71.1%, under four fifths (80%). The difference is 15.9 percentage points, by its \
                    simultaneous interval between 7.7 and 23.8 percentage points: more than chance explains.";
    says(&grouped(Some("no"), &both()), rule, Warning, title, sentence);
    // Four fifths exactly, and not by a rounding less.
    let fifths = [group("a", [240, 0, 760, 0]), group("b", [300, 0, 700, 0])];
    let said = finding(&grouped(Some("yes"), &fifths), rule);
    assert_eq!((said.severity, said.title.as_str()), (Info, "Groups are selected at different rates"));
    assert!(
        said.statement.to_plain().contains("80.0%, not under four fifths (80%)"),
        "{:?}",
        said.statement.to_plain()
    );
}

#[test]
fn without_a_favourable_class_no_ratio_is_judged() {
    let sentence = "By sex, the selection rate of class yes on test rows is 45.2% for female (of 310 rows) and 61.0% for male (of 690 \
                    rows). The difference is 15.9 percentage points, by its simultaneous interval between 7.7 and 23.8 percentage \
                    points: more than chance explains. Which class is favourable is not declared, so that no ratio is judged.";
    let snapshot = grouped(None, &both());
    says(&snapshot, "demographic_parity", Info, "Groups are selected at different rates", sentence);
    silent(&snapshot, "selection_ratio");
}

#[test]
fn equalized_odds_take_the_larger_difference() {
    let rule = "equalized_odds";
    let sentence = "By sex, the true positive rate of class yes on test rows is 66.7% for female (of 150 rows) and 83.3% for male (of \
                    360 rows). The difference is 16.7 percentage points, by its simultaneous interval between 6.7 and 27.2 percentage \
                    points: more than chance explains.";
    says(&grouped(None, &both()), rule, Warning, "True positive rates differ between groups", sentence);
    // Seen from the other class, the two rates change places.
    let said = finding(&grouped(Some("no"), &both()), rule);
    assert_eq!((said.severity, said.title.as_str()), (Warning, "False positive rates differ between groups"));
    // A difference that can be small is only stated.
    let close = [group("a", [9_600, 500, 9_500, 400]), group("b", [9_400, 500, 9_500, 600])];
    assert_eq!(finding(&grouped(None, &close), rule).severity, Info);
}

#[test]
fn small_groups_neither_accuse_nor_acquit() {
    // Nobody of three is selected, and all of thirty-one.
    let three = [group("a", [0, 0, 3, 0]), group("b", [31, 0, 0, 0])];
    all_silent(&grouped(Some("yes"), &three));
    let mut with_three = both().to_vec();
    with_three.push(group("other", [0, 0, 3, 0]));
    assert_eq!(
        finding(&grouped(Some("yes"), &with_three), "selection_ratio").statement,
        finding(&grouped(Some("yes"), &both()), "selection_ratio").statement,
    );
    // At thirty rows they are compared.
    let thirty = |rows| [group("a", [0, 0, rows, 0]), group("b", [0, 500, 0, 0])];
    silent(&grouped(Some("yes"), &thirty(29)), "selection_ratio");
    assert_eq!(finding(&grouped(Some("yes"), &thirty(30)), "selection_ratio").severity, Warning);
}

#[test]
fn one_group_or_none_selected_is_nothing_to_compare() {
    all_silent(&grouped(Some("yes"), &both()[..1]));
    all_silent(&grouped(Some("yes"), &[]));
    all_silent(&grouped(Some("yes"), &[group("a", [0, 0, 500, 0]), group("b", [0, 0, 400, 0])]));
    all_silent(&grouped(Some("yes"), &[group("a", [500, 0, 0, 0]), group("b", [400, 0, 0, 0])]));
    all_silent(&grouped(
        Some("yes"),
        &[json!({ "group": "a", "rows": 90 }), json!({ "group": "b", "rows": 90 })],
    ));
}

#[test]
fn sixty_groups_that_differ_by_chance_give_no_finding() {
    // Sixty times two hundred rows at one half, by a generator whose extremes lie far apart: from 83 to 121.
    let mut state = 2026_u64;
    let mut drawn = |rows: u32| {
        (0..rows)
            .filter(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                state >> 63 == 1
            })
            .count() as u64
    };
    let groups: Vec<Value> = (0..60)
        .map(|index| {
            let (tp, fp) = (drawn(100), drawn(100));
            group(&format!("g{index}"), [tp, fp, 100 - fp, 100 - tp])
        })
        .collect();
    let selected = groups.iter().map(|group| {
        group["counts"]["true_positives"].as_u64().unwrap()
            + group["counts"]["false_positives"].as_u64().unwrap()
    });
    let (least, most) = selected.fold((u64::MAX, 0), |(least, most), of| (least.min(of), most.max(of)));
    // Alone, the extremes would differ: half of 200 each, and a ratio under four fifths.
    assert!((least as f64) < 0.8 * most as f64, "{least} {most}");
    let pair = [group("a", [least, 0, 200 - least, 0]), group("b", [most, 0, 200 - most, 0])];
    assert_eq!(finding(&grouped(Some("yes"), &pair), "selection_ratio").severity, Warning);
    all_silent(&grouped(Some("yes"), &groups));
    all_silent(&grouped(None, &groups));
}

#[test]
fn only_independent_rows_are_judged() {
    let of = |split: &str| model(&content(split, &json!([{ "attribute": "sex", "groups": both() }])));
    assert_eq!(finding(&of("validation"), "equalized_odds").severity, Warning);
    all_silent(&of("cross_validation"));
    all_silent(&of("training"));
    let board = json!([{ "name": "M", "metrics": { "auc": 0.9 } }]);
    let best = content("test", &json!([{ "attribute": "sex", "groups": both() }]));
    let run = experiment(&board, &json!({ "best_model": { "name": "M", "model": best } }));
    assert_eq!(finding(&run, "equalized_odds").severity, Warning);
}
