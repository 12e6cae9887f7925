//! What the data summary and project documents say.

#![allow(clippy::unwrap_used)]

mod support;

use report_document::{Block, Document, Table};
use serde_json::{Value, json};
use support::{document, flat, section, words};

const ID: &str = "7b8ef11c-5752-5966-914b-6a5830c43083";

fn case(text: &str) -> Document {
    document(&serde_json::from_str(text).unwrap())
}

fn envelope(kind: &str, content: Value) -> Value {
    json!({ "schema_version": 1, "kind": kind, "id": ID, "project_id": ID, "name": "It", "content": content })
}

fn of_dataset(task: &str, dataset: Value) -> Document {
    document(&envelope("model", json!({ "task": task, "dataset": dataset })))
}

fn tables(document: &Document, id: &str) -> Vec<Table> {
    let blocks = flat(&section(document, id).blocks);
    blocks
        .into_iter()
        .filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None })
        .collect()
}

/// Cells of a table, a line per row.
fn lines(table: &Table) -> Vec<String> {
    let line = |row: &report_document::Row| {
        row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" | ")
    };
    table.rows.iter().map(line).collect()
}

fn titles(table: &Table) -> Vec<&str> {
    table.columns.iter().map(|column| column.title.as_str()).collect()
}

fn counts(pairs: &[(&str, u64)]) -> Value {
    pairs.iter().map(|(value, count)| json!({ "value": value, "count": count })).collect()
}

#[test]
fn numbers_and_categories_stand_in_tables_of_their_own() {
    let dataset = json!({ "name": "", "rows": 10, "columns": 6, "target": "y", "column_summaries": [
        { "name": "city", "type": "categorical", "missing": 4, "distinct": 6,
          "categories": counts(&[("b", 1), ("", 3), ("a", 1), ("c", 1)]) },
        { "name": "YearBuilt", "type": "numeric", "missing": 0, "numeric": { "min": 1872, "median": 1973, "mean": 1971.27, "max": 2010 } },
        { "name": "area", "type": "numeric", "distinct": 9, "missing": 6, "numeric": { "min": 1872, "median": 1973, "max": 2010.5 } },
        { "name": " ", "type": "categorical", "missing": 0, "categories": counts(&[("x", 10)]) },
        { "name": "y", "type": "numeric", "missing": 0 },
    ]});
    let document = of_dataset("regression", dataset);
    let [numbers, categories] = &tables(&document, "data-summary")[..] else { panic!("two tables") };
    assert_eq!(numbers.caption, "3 numeric columns; the row of the target is set apart");
    assert_eq!(titles(numbers), ["Column", "Missing", "Distinct", "Min", "Median", "Mean", "Max"]);
    assert_eq!(
        lines(numbers),
        [
            "YearBuilt | 0% | – | 1872 | 1973 | 1971 | 2010",
            "area | 60.0% | 9 | 1,872 | 1,973 | – | 2,010",
            "y | 0% | – | – | – | – | –"
        ]
    );
    assert!(numbers.rows[2].highlighted && !numbers.rows[0].highlighted);
    assert_eq!(categories.caption, "2 categorical columns");
    assert_eq!(titles(categories), ["Column", "Missing", "Distinct", "Most frequent values"]);
    assert_eq!(
        lines(categories),
        ["city | 40.0% | 6 | among others (empty) (3), a (1), b (1) and 3 more", "(blank) | 0% | 1 | x (10)"]
    );
    let text = words(section(&document, "data-summary"));
    assert!(text.contains("Of 1 further column nothing but the number is known."), "{text}");
    assert!(text.contains("Dataset: (empty)"), "{text}");
    assert!(!text.contains("Missing values:"), "of one column it is not known: {text}");
}

#[test]
fn other_columns_are_said_to_be_what_they_are() {
    let dataset = json!({ "name": "d", "rows": 10, "columns": 2, "column_summaries": [
        { "name": "note", "type": "text", "missing": 1, "distinct": 9 },
        { "name": "city", "type": "categorical", "missing": 1, "categories": counts(&[("a", 5)]) },
    ]});
    let document = of_dataset("regression", dataset);
    let [table] = &tables(&document, "data-summary")[..] else { panic!("one table") };
    assert_eq!(table.caption, "2 columns that are no numbers");
    assert_eq!(
        lines(table),
        ["note | text | 10.0% | 9 | –", "city | category | 10.0% | – | a (5) and perhaps more"]
    );
    let text = words(section(&document, "data-summary"));
    assert!(text.contains("Missing values: 2 (10.0% of all cells)"), "{text}");
}

#[test]
fn only_the_first_columns_are_listed_and_the_others_counted() {
    let all: Vec<Value> = (0..151).map(|n| json!({ "name": format!("c{n}"), "type": "numeric" })).collect();
    let document = of_dataset("regression", json!({ "name": "d", "column_summaries": all }));
    let [table] = &tables(&document, "data-summary")[..] else { panic!("one table") };
    assert_eq!((table.caption.as_str(), table.rows.len()), ("The first 150 of 151 numeric columns", 150));
}

/// The first table of the data summary of a classification with those classes.
fn balance(rows: Value, distinct: Value, classes: &[(&str, u64)]) -> Table {
    let target =
        json!({ "name": "y", "type": "categorical", "distinct": distinct, "categories": counts(classes) });
    let dataset = json!({ "name": "d", "rows": rows, "target": "y", "column_summaries": [target] });
    tables(&of_dataset("multiclass_classification", dataset), "data-summary").remove(0)
}

#[test]
fn shares_of_classes_are_of_all_rows_and_a_cut_list_says_so() {
    let two = [("", 30), ("a", 10)];
    let whole = balance(json!(40), Value::Null, &two);
    assert_eq!(whole.caption, "Rows by class");
    assert_eq!(lines(&whole), ["(empty) | 30 | 75.0%", "a | 10 | 25.0%"]);
    let cut = balance(json!(100), json!(3), &two);
    assert_eq!(cut.caption, "Rows by class: 2 most frequent of 3 classes; 1 class with 60 rows is not shown");
    assert_eq!(lines(&cut), ["(empty) | 30 | 30.0%", "a | 10 | 10.0%"]);
    assert_eq!(
        balance(json!(100), Value::Null, &two).caption,
        "Rows by class: the data lists 2 classes; 60 further rows are of others or of none"
    );
    let unknown = balance(Value::Null, json!(3), &[("a", 10), ("", 30)]);
    assert_eq!(
        unknown.caption, "Rows by class: 2 of 3 classes; 1 class is not shown",
        "not in order of frequency"
    );
    assert_eq!(lines(&unknown), ["(empty) | 30", "a | 10"]);
    let names: Vec<String> = (0..41).map(|class| format!("{class:02}")).collect();
    let many: Vec<(&str, u64)> = names.iter().map(|name| (name.as_str(), 2)).collect();
    assert_eq!(
        balance(json!(82), Value::Null, &many).caption,
        "Rows by class: 40 most frequent of 41 classes; 1 class with 2 rows is not shown"
    );
}

#[test]
fn case_h2o_more_than_50_classes() {
    let document = case(include_str!("../../findings/tests/cases/h2o-more-than-50-classes/classes-60.json"));
    let table = tables(&document, "data-summary").remove(0);
    assert_eq!(
        table.caption,
        "Rows by class: 40 most frequent of 60 classes; 20 classes with 2,040 rows are not shown"
    );
    assert_eq!(lines(&table)[0], "product 00 | 300 | 2.7%");
    let document = case(include_str!("../../findings/tests/cases/h2o-more-than-50-classes/feature-200.json"));
    let text = words(section(&document, "data-summary"));
    assert!(text.contains("| 200 | city 000 (1), city 001 (1), city 002 (1) and 197 more"), "{text}");
}

#[test]
fn case_project_median() {
    let document = case(include_str!(
        "../../findings/tests/cases/project-median/project-Clinical-and-retention-models.json"
    ));
    let by_algorithm = tables(&document, "models").remove(0);
    let median = titles(&by_algorithm).iter().position(|title| *title == "Training, median").unwrap();
    let of = |algorithm: &str| {
        let row = by_algorithm.rows.iter().find(|row| row.cells[0].text == algorithm).unwrap();
        row.cells[median].text.clone()
    };
    assert_eq!((of("All"), of("GBM"), of("DRF")), ("190.5 ms".into(), "293.5 ms".into(), "100 ms".into()));

    let odd = case(include_str!("../../findings/tests/cases/project-median/project-odd.json"));
    assert!(words(section(&odd, "models")).contains("X | 2 | 2 | 30 min | 1 h"));
    let text = words(section(&odd, "deployments"));
    assert!(text.contains("The figures of each deployment are about a time of its own."), "{text}");
    assert!(text.contains("A | – | Active | – | 2026-01-01 to 2026-01-08 | 10 | 50.0% | 5 ms"), "{text}");
    assert!(text.contains("B | – | Stopped | – | 2026-10-01 to 2026-10-08 | 0 | –"), "{text}");
}

fn project(content: Value) -> Document {
    document(&envelope("project", content))
}

fn item(name: &str, status: &str, more: Value) -> Value {
    let mut item = json!({ "id": ID, "name": name, "status": status });
    item.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    item
}

#[test]
fn the_time_of_deployments_is_said_once_where_it_is_the_same() {
    let window = json!({ "start": "2026-03-02T00:00:00Z", "end": "2026-03-16T12:00:00Z" });
    let with = |name: &str, window: &Value| {
        item(name, "active", json!({ "window": window, "requests": 5, "error_rate": 0.2 }))
    };
    let idle = item("new", "starting", json!({}));
    let of = |all: Value| words(section(&project(json!({ "deployments": all })), "deployments"));
    let same = of(json!([with("a", &window), with("b", &window), idle]));
    assert!(
        same.contains("The figures are about the time from 2026-03-02 00:00 UTC to 2026-03-16 12:00 UTC."),
        "{same}"
    );
    assert!(!same.contains("Figures of"), "{same}");
    let without = of(json!([with("a", &window), with("b", &Value::Null)]));
    assert!(
        without.contains("a | – | Active | – | 2026-03-02 00:00 UTC to 2026-03-16 12:00 UTC | 5"),
        "{without}"
    );
    assert!(without.contains("b | – | Active | – | – | 5"), "{without}");
    assert!(!of(json!([with("b", &Value::Null)])).contains("time"), "nothing is known of it");
}

#[test]
fn a_deployment_needs_a_look_where_its_errors_are_more_than_chance() {
    let headline = |calls: u64| {
        let deployment = item("s", "active", json!({ "requests": calls, "error_rate": 0.02 }));
        project(json!({ "deployments": [deployment] })).meta.headline.unwrap().to_plain()
    };
    assert_eq!(headline(50), "It holds 1 deployment; no deployment needs a look.");
    assert_eq!(headline(5_000), "It holds 1 deployment; 1 deployment needs a look.");
}

#[test]
fn a_dataset_is_used_by_experiments_models_deployments_and_runs() {
    let on = json!({ "dataset": "d" });
    let document = project(json!({
        "datasets": [{ "name": "d", "rows": 5, "columns": 2, "missing_values": 11 }, { "name": "", "rows": 5, "columns": 2, "missing_values": 1 }],
        "experiments": [item("e", "completed", on.clone()), item("f", "completed", on.clone())],
        "models": [item("m", "candidate", on.clone())], "deployments": [item("s", "active", on.clone())],
        "synthgen_runs": [item("r", "completed", on)],
    }));
    assert_eq!(
        lines(&tables(&document, "datasets")[0]),
        [
            "d | 5 | 2 | 11 | 2 experiments, 1 model, 1 deployment, 1 synthetic-data run",
            "(empty) | 5 | 2 | 1 (10.0%) | –"
        ]
    );
    let key_figures = words(section(&document, "key-figures"));
    assert!(key_figures.contains("Datasets: 2 10 rows"), "{key_figures}");
    let some = project(json!({ "datasets": [{ "name": "d", "rows": 5 }, { "name": "e" }] }));
    assert!(words(section(&some, "key-figures")).contains("Datasets: 2 5 rows in 1 of them"));
}

#[test]
fn what_has_no_figure_stands_last() {
    let value = |value: Value| json!({ "name": "auc", "value": value });
    let best = |name: &str, figure: Value| {
        item(name, "completed", json!({ "best_metric": value(figure), "best_model": { "name": "M" } }))
    };
    let model = |name: &str, figure: Value| item(name, "registered", json!({ "metric": value(figure) }));
    let document = project(json!({
        "experiments": [best("killed", Value::Null), best("ran", json!(0.9))],
        "models": [model("killed", Value::Null), model("ran", json!(0.9)), item("served", "deployed", json!({}))],
    }));
    let table = &tables(&document, "best-results")[0];
    assert_eq!(table.caption, "2 experiments; 1 without a figure stands last");
    assert_eq!(lines(table)[1], "killed | – | M | AUC | – | higher");
    let first_cells: Vec<String> =
        tables(&document, "models")[1].rows.iter().map(|row| row.cells[0].text.clone()).collect();
    assert_eq!(first_cells, ["served", "ran", "killed"]);
}

#[test]
fn algorithms_that_are_not_listed_are_counted() {
    let models: Vec<Value> =
        (0..45).map(|n| item("m", "candidate", json!({ "algorithm": format!("a{}", n.min(41)) }))).collect();
    let document = project(json!({ "models": models }));
    let table = &tables(&document, "models")[0];
    assert_eq!(
        table.caption,
        "Models by algorithm: the 40 most frequent of 42; 2 models of others in the last row only"
    );
    assert_eq!(table.rows.len(), 41);
}

#[test]
fn the_score_of_a_synthetic_data_run_is_not_judged() {
    let document =
        project(json!({ "synthgen_runs": [item("r", "completed", json!({ "overall_quality": 0.2 }))] }));
    let cell = &tables(&document, "synthgen-runs")[0].rows[0].cells[4];
    assert_eq!((cell.text.as_str(), cell.emphasis), ("20.0%", report_document::Emphasis::None));
}
