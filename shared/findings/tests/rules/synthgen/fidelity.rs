//! Rules of likeness to the real data: where each speaks, what it says, and where it does not.

use report_findings::{
    Severity::{Good, Info, Warning},
    findings,
};
use serde_json::{Value, json};

use super::{column, run, says, silent, speaks};

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
