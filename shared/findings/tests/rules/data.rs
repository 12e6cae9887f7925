//! The rules about data: each where it speaks, on the other side of its bounds, and where its data is missing.

use report_findings::Severity::{Good, Info, Warning};
use serde_json::{Value, json};

use super::support::{FindingText, case, case_json, of_json, read, said, said_of};

/// What a rule says about a model on that dataset with that task.
fn of_task(task: &str, dataset: Value, rule: &str) -> Vec<FindingText> {
    said_of(&read("model", &json!({ "task": task, "dataset": dataset })), rule)
}

fn column(name: &str, more: Value) -> Value {
    let mut column = json!({ "name": name, "type": "categorical" });
    column.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    column
}

fn counts(pairs: &[(&str, u64)]) -> Value {
    pairs.iter().map(|(value, count)| json!({ "value": value, "count": count })).collect()
}

/// A regression's dataset with those columns and no target.
fn columns(rows: u64, columns: Value, rule: &str) -> Vec<FindingText> {
    of_task("regression", json!({ "name": "d", "rows": rows, "column_summaries": columns }), rule)
}

fn classes(rows: Value, more: Value, pairs: &[(&str, u64)]) -> Vec<FindingText> {
    let mut target = column("y", json!({ "categories": counts(pairs) }));
    target.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let dataset = json!({ "name": "d", "rows": rows, "target": "y", "column_summaries": [target] });
    of_task("binary_classification", dataset, "class_imbalance")
}

#[test]
fn two_classes_are_judged_by_the_smaller() {
    let said_of = |least: u64| classes(json!(1_000), json!({}), &[("bad", least), ("good", 1_000 - least)]);
    let sentence = |least: &str, share: &str, most: &str, rest: &str| {
        format!(
            "The smaller of 2 classes, bad, has {least} of 1,000 rows ({share}); the larger, good, has {most} ({rest})."
        )
    };
    for (least, severity, title, statement) in [
        (9, Warning, "Extreme class imbalance", sentence("9", "0.90%", "991", "99.10%")),
        (10, Warning, "Class imbalance", sentence("10", "1.0%", "990", "99.0%")),
        (200, Warning, "Class imbalance", sentence("200", "20.0%", "800", "80.0%")),
        (201, Info, "Mild class imbalance", sentence("201", "20.1%", "799", "79.9%")),
        (400, Info, "Mild class imbalance", sentence("400", "40.0%", "600", "60.0%")),
        (401, Good, "Balanced classes", sentence("401", "40.1%", "599", "59.9%")),
        (500, Good, "Balanced classes", "Each of 2 classes has 500 of 1,000 rows (50.0%).".into()),
    ] {
        assert_eq!(said_of(least), said(severity, title, &statement), "{least}");
    }
}

#[test]
fn more_classes_are_stated_and_ties_go_to_the_first_by_name() {
    let all = [("c", 40), ("b", 5), ("a", 5), ("", 50)];
    let statement =
        "The smallest of 4 classes, a, has 5 of 100 rows (5.0%); the largest, (empty), has 50 (50.0%).";
    assert_eq!(classes(json!(100), json!({}), &all), said(Info, "Class sizes", statement));
    // Of the rarest and the largest together, the rarest has 9 of 1,000 or 10 of 1,000.
    let of = |rarest: u64| {
        let all = [("a", 900), ("b", 1_000 - rarest), ("c", rarest)];
        classes(json!(1_900), json!({}), &all)
    };
    let statement =
        "The smallest of 3 classes, c, has 9 of 1,900 rows (0.47%); the largest, b, has 991 (52.2%).";
    assert_eq!(of(9), said(Warning, "Extreme class imbalance", statement));
    assert_eq!(of(10)[0].1, "Class sizes");
    let many: Vec<(String, u64)> =
        (0..200).map(|class| (format!("class {class:03}"), 50 + class % 2)).collect();
    let many: Vec<(&str, u64)> = many.iter().map(|(class, count)| (class.as_str(), *count)).collect();
    assert_eq!(classes(json!(10_100), json!({}), &many)[0].0, Info, "two hundred of a size");
}

#[test]
fn a_cut_or_contradictory_list_of_classes_is_not_judged() {
    let two = [("a", 20), ("b", 70)];
    assert_eq!(classes(json!(90), json!({}), &two).len(), 1);
    assert_eq!(classes(json!(100), json!({ "missing": 10 }), &two).len(), 1, "the others have no class");
    assert_eq!(classes(Value::Null, json!({ "distinct": 2 }), &two).len(), 1, "rows are not known");
    assert_eq!(classes(json!(100), json!({}), &two), [], "ten rows are of other classes");
    assert_eq!(classes(json!(80), json!({}), &two), [], "more than there are");
    assert_eq!(classes(json!(90), json!({ "distinct": 3 }), &two), [], "a third class");
    assert_eq!(classes(json!(90), json!({}), &[("a", 90)]), [], "one class");
    assert_eq!(classes(json!(0), json!({}), &[("a", 0), ("b", 0)]), [], "no rows");
    assert_eq!(classes(json!(90), json!({}), &[]), [], "no list");
}

fn with_matrix(dataset: Value, evaluations: Value) -> Vec<FindingText> {
    let content =
        json!({ "task": "multiclass_classification", "dataset": dataset, "evaluations": evaluations });
    said_of(&read("model", &content), "class_imbalance")
}

fn matrix(split: &str, counts: Value) -> Value {
    json!({ "split": split, "confusion_matrix": { "labels": ["a", "b", "c"], "counts": counts } })
}

#[test]
fn classes_are_counted_in_a_matrix_that_agrees_with_the_data() {
    let training = matrix("training", json!([[900, 0, 0], [0, 5, 0], [0, 0, 95]]));
    let test = matrix("test", json!([[80, 0, 1], [0, 6.4, 0], [0, 0, 13]]));
    let statement = "The smallest of 3 classes, b, has 6 of 100 rows (6.0%); the largest, a, has 81 (81.0%). \
                     Counted in the confusion matrix on test rows.";
    let speaks = said(Info, "Class sizes", statement);
    let evaluations = json!([training, test]);
    assert_eq!(with_matrix(Value::Null, evaluations.clone()), speaks);
    let data = |rows: u64, target: Value| json!({ "name": "d", "rows": rows, "target": "y", "column_summaries": [target] });
    let cut =
        |distinct: u64| column("y", json!({ "distinct": distinct, "categories": counts(&[("a", 81)]) }));
    assert_eq!(with_matrix(data(100, cut(3)), evaluations.clone()), speaks);
    assert_eq!(
        with_matrix(data(100, cut(4)), evaluations.clone()),
        [],
        "the data has a class that the matrix lacks"
    );
    assert_eq!(with_matrix(data(99, cut(3)), evaluations.clone()), [], "more rows than the data has");
    let whole = column("y", json!({ "categories": counts(&[("a", 60), ("b", 40)]) }));
    let statement = "The smaller of 2 classes, b, has 40 of 100 rows (40.0%); the larger, a, has 60 (60.0%).";
    assert_eq!(
        with_matrix(data(100, whole), evaluations),
        said(Info, "Mild class imbalance", statement),
        "the data's own counts come first"
    );
}

#[test]
fn rows_per_feature_are_those_of_the_smallest_class() {
    let few = |rows: u64, columns: Value, missing: u64, pairs: &[(&str, u64)]| {
        let target = column("y", json!({ "missing": missing, "categories": counts(pairs) }));
        let dataset = json!({ "name": "d", "rows": rows, "columns": columns, "target": "y", "column_summaries": [target] });
        of_task("binary_classification", dataset, "few_rows")
    };
    let title = "Few rows for the number of features";
    let statement = "The smallest class, bad, has 39 rows for 4 features: 9.8 a feature, where 10 are a common minimum, \
                     found for logistic regression.";
    assert_eq!(few(100, json!(5), 0, &[("bad", 39), ("good", 61)]), said(Info, title, statement));
    assert_eq!(few(110, json!(5), 10, &[("bad", 39), ("good", 61)]), said(Info, title, statement));
    assert_eq!(few(100, json!(5), 0, &[("bad", 40), ("good", 60)]), []);
    assert_eq!(few(100, Value::Null, 0, &[("bad", 1), ("good", 99)]), [], "features are not known");
    assert_eq!(few(100, json!(1), 0, &[("bad", 1), ("good", 99)]), [], "no feature");
    assert_eq!(few(100, json!(5), 0, &[("bad", 1), ("good", 9)]), [], "not all classes are counted");
    let one = "The smallest class, bad, has 1 row for 1 feature: 1 a feature, where 10 are a common minimum, \
               found for logistic regression.";
    assert_eq!(few(100, json!(2), 0, &[("bad", 1), ("good", 99)]), said(Info, title, one));
}

#[test]
fn a_matrix_of_test_rows_does_not_say_how_many_rows_there_are_to_learn_from() {
    let few = |rows: u64| {
        let content = json!({
            "task": "multiclass_classification",
            "dataset": { "name": "d", "rows": rows, "columns": 4, "target": "y" },
            "evaluations": [matrix("test", json!([[80, 0, 0], [0, 7, 0], [0, 0, 13]]))],
        });
        said_of(&read("model", &content), "few_rows").len()
    };
    assert_eq!((few(100), few(101)), (1, 0));
}

#[test]
fn rows_per_feature_of_a_regression_are_all_rows() {
    let few = |rows: Value, target: Value| {
        of_task(
            "regression",
            json!({ "name": "d", "rows": rows, "columns": 5, "target": target }),
            "few_rows",
        )
    };
    let statement = "The data has 39 rows for 4 features: 9.8 a feature, where 10 are a common minimum, found for \
                     logistic regression.";
    assert_eq!(few(json!(39), json!("y")), said(Info, "Few rows for the number of features", statement));
    assert_eq!(few(json!(40), json!("y")), []);
    assert_eq!(few(json!(49), Value::Null).len(), 1, "without a target every column is a feature");
    assert_eq!(few(json!(50), Value::Null), []);
    assert_eq!(few(Value::Null, json!("y")), []);
}

#[test]
fn columns_with_missing_values_are_named_worst_first() {
    let of = |missing: &[(&str, u64)]| {
        let all: Value =
            missing.iter().map(|(name, missing)| column(name, json!({ "missing": missing }))).collect();
        columns(1_000, all, "missing_values")
    };
    assert_eq!(
        of(&[("a", 501), ("b", 501), ("c", 999), ("d", 600), ("e", 50), ("x", 1_001)]),
        said(
            Warning,
            "Mostly missing columns",
            "4 columns have more than 50% of values missing: c (99.90%), d (60.0%), a (50.1%) and 1 more."
        )
    );
    assert_eq!(
        of(&[("a", 500), ("b", 51), ("c", 50)]),
        said(
            Info,
            "Columns with missing values",
            "2 columns have more than 5% of values missing: a (50.0%) and b (5.1%)."
        )
    );
    assert_eq!(of(&[("a", 50)]), []);
    assert_eq!(columns(0, json!([column("a", json!({ "missing": 0 }))]), "missing_values"), []);
}

#[test]
fn nothing_is_missing_only_where_that_is_known_of_every_feature() {
    let complete = |more: Value, summaries: Value| {
        let mut dataset = json!({ "name": "d", "rows": 10, "target": "y", "column_summaries": summaries });
        dataset.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        of_task("regression", dataset, "missing_values")
    };
    let none = |name: &str| column(name, json!({ "missing": 0 }));
    let target = column("y", json!({ "missing": 3 }));
    let three = json!([none("a"), target, none("b")]);
    let title = "No missing values";
    assert_eq!(
        complete(json!({ "columns": 3, "missing_values": 3 }), three.clone()),
        said(Good, title, "None of the 2 features has a missing value.")
    );
    assert_eq!(complete(json!({ "columns": 3 }), three.clone()).len(), 1);
    assert_eq!(
        complete(json!({ "columns": 3, "missing_values": 4 }), three.clone()),
        [],
        "one is missing somewhere"
    );
    assert_eq!(complete(json!({ "columns": 4 }), three.clone()), [], "a feature has no summary");
    assert_eq!(complete(json!({}), three), [], "perhaps a feature has no summary");
    assert_eq!(
        complete(json!({ "columns": 2 }), json!([none("a"), column("b", json!({}))])),
        [],
        "not counted"
    );
    let one = complete(json!({ "columns": 2 }), json!([none("a"), column("b", json!({ "missing": 1 }))]));
    assert!(one.iter().all(|said| said.0 == Info));
    assert_eq!(
        complete(json!({ "columns": 2 }), json!([none("a"), none("y")])),
        said(Good, title, "The only feature has no missing value.")
    );
    assert_eq!(complete(json!({ "columns": 1 }), json!([none("y")])), [], "no feature");
    let disguised = column("a", json!({ "missing": 0, "categories": counts(&[("NA", 1)]) }));
    assert_eq!(
        complete(json!({ "columns": 2 }), json!([disguised, none("y")])),
        [],
        "one is missing in disguise"
    );
}

#[test]
fn values_that_are_written_for_a_missing_one_are_counted() {
    let all = json!([
        column("b", json!({ "categories": counts(&[("x", 1), (" NaN ", 2), ("?", 5), ("N/A", 1), ("-", 1)]) })),
        column("a", json!({ "categories": counts(&[("", 3), ("Null", 3), ("none", 3), ("na", 0)]) })),
        column("c", json!({ "categories": counts(&[("nobody", 3), ("n.a.", 3)]) })),
        { "name": "n", "type": "numeric", "markers": counts(&[("-999", 4)]) },
    ]);
    assert_eq!(
        columns(20, all, "missing_in_disguise"),
        said(
            Warning,
            "Missing values in disguise",
            "22 cells hold what tools write for a missing value, in 3 columns: a ((empty) in 3 rows, Null in 3 rows and none in \
             3 rows), b (? in 5 rows, \u{201c} NaN \u{201d} in 2 rows, - in 1 row and 1 more) and n (-999 in 4 rows). As values \
             they are not counted among the missing."
        )
    );
    let dataset = json!({ "name": "d", "rows": 5, "target": "y", "column_summaries": [
        column("y", json!({ "categories": counts(&[("NA", 1), ("b", 4)]) }))] });
    assert_eq!(of_task("binary_classification", dataset, "missing_in_disguise").len(), 1, "the target too");
    assert_eq!(
        columns(
            20,
            json!([column("c", json!({ "categories": counts(&[("0", 3)]) }))]),
            "missing_in_disguise"
        ),
        []
    );
}

fn numeric(name: &str, min: f64, p25: Value, p75: Value, max: f64) -> Value {
    json!({ "name": name, "type": "numeric", "numeric": { "min": min, "p25": p25, "p75": p75, "max": max } })
}

#[test]
fn a_number_far_from_the_rest_may_stand_for_a_missing_value() {
    let of = |all: Value| columns(20, all, "missing_in_disguise");
    let both = numeric("b", -999.0, json!(10), json!(20), 99_999.0);
    let one = numeric("a", -99.0, json!(10), json!(20), 30.0);
    let title = "Numbers that may stand for missing values";
    assert_eq!(
        of(json!([both, one])),
        said(
            Info,
            title,
            "2 columns have a number far from the rest that often stands for a missing value: a (smallest \u{2212}99) and b \
             (smallest \u{2212}999 and largest 99,999). How often it occurs is not known."
        )
    );
    // The outer fences are at 10 − 3·10 and 20 + 3·10.
    for (column, speaks) in [
        (numeric("a", -9_999.0, json!(10), json!(20), 30.0), true),
        (numeric("a", -99_999.0, json!(10), json!(20), 30.0), true),
        (numeric("a", 1.0, json!(10), json!(20), 999.0), true),
        (numeric("a", 1.0, json!(10), json!(20), 9_999.0), true),
        (numeric("a", 1.0, json!(10), json!(20), 1_000.0), false),
        (numeric("a", -98.0, json!(10), json!(20), 30.0), false),
        (numeric("a", -99.0, json!(-6), json!(25), 30.0), false), // the fence is at −99 exactly
        (numeric("a", -99.0, json!(-5), json!(26), 30.0), true),  // at −98
        (numeric("a", 1.0, json!(99), json!(324), 999.0), false), // at 999
        (numeric("a", 1.0, json!(99), json!(323), 999.0), true),  // at 995
        (numeric("a", -99.0, json!(10), json!(10), 30.0), false),
        (numeric("a", -99.0, Value::Null, json!(20), 30.0), false),
    ] {
        assert_eq!(!of(json!([column])).is_empty(), speaks, "{column}");
    }
    let mut counted = numeric("a", -999.0, json!(10), json!(20), 30.0);
    counted["markers"] = counts(&[("-999", 2)]);
    assert_eq!(of(json!([counted]))[0].1, "Missing values in disguise", "the tool has counted them");
}

#[test]
fn a_column_of_one_value_is_constant() {
    let of = |all: Value| columns(10, all, "constant_columns");
    assert_eq!(
        of(json!([
            column("d", json!({ "distinct": 1 })),
            numeric("c", 3.0, json!(3), json!(3), 3.0),
            column("b", json!({ "missing": 4, "categories": counts(&[("x", 6)]) })),
            column("a", json!({ "distinct": 1, "missing": 9, "categories": counts(&[("x", 1)]) })),
        ])),
        said(
            Warning,
            "Constant columns",
            "4 columns have the same value wherever there is one: a, b, c and 1 more."
        )
    );
    assert_eq!(
        of(json!([column("a", json!({ "distinct": 1 }))]))[0].2,
        "1 column has the same value wherever there is one: a."
    );
    for column in [
        column("a", json!({ "distinct": 2 })),
        column("a", json!({ "distinct": 1, "missing": 10 })),
        column("a", json!({ "categories": counts(&[("x", 9)]) })), // one row is something else
        column("a", json!({ "distinct": 2, "categories": counts(&[("x", 10)]) })),
        column("a", json!({ "distinct": 1, "categories": counts(&[("x", 5), ("y", 5)]) })),
        column("a", json!({ "categories": counts(&[("x", 5), ("y", 5)]) })),
        numeric("a", 3.0, json!(3), json!(3), 4.0),
        json!({ "name": "a", "type": "numeric", "distinct": 1, "numeric": { "min": 1, "max": 2 } }),
        json!({ "name": "a", "type": "numeric", "distinct": 2, "numeric": { "min": 1, "max": 1 } }),
        json!({ "name": "a", "type": "numeric", "numeric": { "min": 1, "max": null } }),
    ] {
        assert_eq!(of(json!([column])), [], "{column}");
    }
}

#[test]
fn a_column_of_almost_one_value_is_stated_with_its_share() {
    let of = |all: Value| columns(100, all, "near_constant_columns");
    let pairs = |most: u64| counts(&[("yes", 100 - most), ("no", most)]);
    assert_eq!(
        of(json!([
            column("b", json!({ "categories": pairs(96) })),
            column("a", json!({ "categories": pairs(96) })),
            column("c", json!({ "categories": pairs(99) })),
        ])),
        said(
            Info,
            "Near-constant columns",
            "3 columns have one value in more than 95% of the rows: c (no in 99.0% of the rows), a (no in 96.0% of the rows) \
             and b (no in 96.0% of the rows)."
        )
    );
    let listed = |more: Value| {
        let mut of = column("a", json!({ "categories": counts(&[("no", 96), ("x", 1)]) }));
        of.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        of
    };
    assert_eq!(
        of(json!([listed(json!({ "distinct": 5 }))])).len(),
        1,
        "a cut list of which the length is known"
    );
    assert_eq!(of(json!([listed(json!({ "distinct": 9 }))])).len(), 1);
    assert_eq!(of(json!([listed(json!({ "missing": 3 }))])).len(), 1, "whole with the missing cells");
    for column in [
        column("a", json!({ "categories": pairs(95) })),
        column("a", json!({ "categories": counts(&[("no", 97), ("x", 4)]) })), // more than there are rows
        column("a", json!({ "distinct": 2, "categories": counts(&[("no", 99)]) })), // one value given
        listed(json!({ "distinct": 10 })),
        listed(json!({})),
    ] {
        assert_eq!(of(json!([column])), [], "{column}");
    }
    let dataset = json!({ "name": "d", "column_summaries": [listed(json!({ "distinct": 2 }))] });
    assert_eq!(of_task("regression", dataset, "near_constant_columns"), [], "rows are not known");
}

#[test]
fn a_column_that_differs_in_every_row_names_the_rows() {
    let of = |rows: u64, all: Value| columns(rows, all, "identifier_columns");
    let id = json!({ "name": "key", "type": "id" });
    let all = json!([id, column("code", json!({ "distinct": 10 })), column("city", json!({ "distinct": 9 })),
        { "name": "n", "type": "numeric", "distinct": 10 }]);
    assert_eq!(
        of(10, all),
        said(
            Warning,
            "Columns that identify rows",
            "2 columns name the rows rather than describing them: code and key."
        )
    );
    assert_eq!(of(1, json!([column("code", json!({ "distinct": 1 }))])), []);
    assert_eq!(of(2, json!([column("code", json!({ "distinct": 2 }))])).len(), 1);
    assert_eq!(of(1, json!([id]))[0].2, "1 column names the rows rather than describing them: key.");
}

#[test]
fn the_target_is_no_feature() {
    let constant = json!([column("y", json!({ "distinct": 1 }))]);
    let of = |target: Value| {
        let dataset = json!({ "name": "d", "rows": 10, "column_summaries": constant, "target": target });
        of_task("regression", dataset, "constant_columns").len()
    };
    assert_eq!((of(json!("y")), of(json!("x"))), (0, 1));
}

#[test]
fn case_h2o_more_than_50_classes() {
    let mut cut = case_json("h2o-more-than-50-classes/classes-60");
    let of = |snapshot: &Value, rule: &str| said_of(&of_json(snapshot), rule);
    assert_eq!(of(&cut, "class_imbalance"), [], "50 of 60 classes are listed; the matrix is of others");
    assert_eq!(of(&cut, "few_rows"), []);
    let target = cut["content"]["dataset"]["column_summaries"].as_array_mut().unwrap().last_mut().unwrap();
    let listed = target["categories"].as_array_mut().unwrap();
    listed.extend(
        (50..60).map(|class| json!({ "value": format!("product {class}"), "count": 300 - class * 4 })),
    );
    let statement = "The smallest of 60 classes, product 59, has 64 of 10,920 rows (0.59%); the largest, product 00, has \
                     300 (2.7%).";
    assert_eq!(of(&cut, "class_imbalance"), said(Info, "Class sizes", statement));
    assert!(
        of(&cut, "few_rows")[0]
            .2
            .starts_with("The smallest class, product 59, has 64 rows for 13 features: 4.9 a")
    );
    let feature = case_json("h2o-more-than-50-classes/feature-200");
    let found = of(&feature, "near_constant_columns").len() + of(&feature, "constant_columns").len();
    assert_eq!(
        (found, of(&feature, "identifier_columns").len()),
        (0, 0),
        "200 values in 178 rows are a contradiction"
    );
}

#[test]
fn case_empty_labels() {
    let snapshot = case("empty-labels/empty-labels");
    assert_eq!(
        said_of(&snapshot, "class_imbalance"),
        said(
            Info,
            "Class sizes",
            "The smallest of 5 classes, \u{201c}a \u{201d}, has 5 of 71 rows (7.0%); the largest, a, has 40 (56.3%). Counted in \
             the confusion matrix on test rows."
        )
    );
    assert_eq!(
        said_of(&snapshot, "missing_in_disguise")[0].2,
        "113 cells hold what tools write for a missing value, in 2 columns: (empty) ((empty) in 50 rows, (blank) in 30 rows \
         and NA in 20 rows) and y ((empty) in 13 rows). As values they are not counted among the missing."
    );
    assert_eq!(said_of(&snapshot, "missing_values"), [], "of three features nothing is known");
    assert_eq!(said_of(&snapshot, "few_rows"), [], "nor how many rows each class has");
}
