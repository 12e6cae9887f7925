//! What experiment and model documents say.

#![allow(clippy::unwrap_used)]

mod support;

use report_claims::{
    Commentary, CommentaryItem, CommentaryOutcome, Usage,
    commentary::{LeftOut, Lists, Offered},
};
use report_document::{Block, Emphasis, Span};
use report_facts::{
    Figure, Statement,
    quantity::MODELS,
    say,
    statement::{counted, name},
};
use report_sections::SummaryFigure;
use serde_json::{Value, json};
use support::{document, document_with, experiment, flat, ids, model, regression_model, section, words};

#[test]
fn the_sections_of_an_experiment_stand_in_reading_order() {
    assert_eq!(
        ids(&document(&experiment(14))),
        [
            "findings",
            "key-figures",
            "next-steps",
            "further-findings",
            "unknown",
            "leaderboard",
            "model-comparison",
            "metrics",
            "roc",
            "precision-recall",
            "confusion-matrix",
            "gains-lift",
            "calibration",
            "groups",
            "feature-importance",
            "importance-across-models",
            "hyperparameters",
            "data-summary",
            "pictures",
            "configuration",
            "reproducibility",
        ]
    );
}

#[test]
fn the_sections_of_a_model_stand_in_reading_order() {
    assert_eq!(
        ids(&document(&model())),
        [
            "findings",
            "key-figures",
            "next-steps",
            "further-findings",
            "unknown",
            "lineage",
            "metrics",
            "cross-validation",
            "roc",
            "precision-recall",
            "confusion-matrix",
            "thresholds",
            "gains-lift",
            "calibration",
            "groups",
            "feature-importance",
            "learning-curves",
            "hyperparameters",
            "data-summary",
            "pictures",
            "reproducibility",
        ]
    );
}

#[test]
fn the_headline_says_who_leads_and_whether_it_means_anything() {
    assert_eq!(
        document(&experiment(14)).meta.headline.unwrap().to_plain(),
        "Model_1 leads 14 models with an AUC of 0.9951, ahead of Model_2 by 0.00030."
    );
    assert_eq!(
        document(&experiment(1)).meta.headline.unwrap().to_plain(),
        "Model_1 is the only model, with an AUC of 0.9951."
    );
    assert_eq!(
        document(&model()).meta.headline.unwrap().to_plain(),
        "Model_1 (Generalized Linear Model) has an AUC of 0.9951 in cross-validation and leads Breast cancer diagnosis."
    );
    let mut failed = experiment(0);
    failed["content"]["status"] = "failed".into();
    failed["content"]["best_model"] = Value::Null;
    assert_eq!(
        document(&failed).meta.headline.unwrap().to_plain(),
        "The run failed before it had trained a model."
    );
}

#[test]
fn the_leaderboard_keeps_values_apart_and_marks_the_best_of_each_column() {
    let document = document(&experiment(3));
    let Some(Block::Table(table)) = section(&document, "leaderboard").blocks.first() else {
        panic!("a table")
    };
    let titles: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
    assert_eq!(
        titles,
        ["#", "Model", "Algorithm", "AUC", "Log loss", "Training (ms)", "Prediction per row (ms)"]
    );
    assert_eq!(table.rows[0].cells[3].text, "0.9951");
    let best = |row: usize| -> Vec<usize> {
        let cells = table.rows[row].cells.iter().enumerate();
        cells.filter(|(_, cell)| cell.emphasis == Emphasis::Best).map(|(index, _)| index).collect()
    };
    assert_eq!((best(0), best(1), best(2)), (vec![3, 4, 5], vec![], vec![6]));
    assert!(table.sortable && table.rows[0].highlighted && !table.rows[1].highlighted);
}

#[test]
fn a_metric_that_is_missing_is_a_dash_and_never_the_best() {
    let mut snapshot = experiment(2);
    snapshot["content"]["leaderboard"][1]["metrics"] = json!({ "auc": null });
    let document = document(&snapshot);
    let Some(Block::Table(table)) = section(&document, "leaderboard").blocks.first() else {
        panic!("a table")
    };
    assert_eq!(table.rows[1].cells[3].text, "–");
    assert_eq!(table.rows[1].cells[4].text, "–");
    assert_eq!(table.rows[0].cells[4].emphasis, Emphasis::Best);
}

#[test]
fn metrics_stand_side_by_side_with_the_gap() {
    let text = words(section(&document(&model()), "metrics"));
    assert!(text.contains("Metric | Better | Training | Cross-validation | Gap"), "{text}");
    assert!(text.contains("AUC | higher | 0.9974 | 0.9951 | \u{2212}0.0023"), "{text}");
    assert!(text.contains("PR AUC | higher | – | – | –"), "{text}");
}

#[test]
fn changed_hyperparameters_come_first_and_less_than_full_detail_lists_only_them() {
    let of_model = words(section(&document(&model()), "hyperparameters"));
    let rows: Vec<&str> = of_model.lines().filter(|line| line.contains(" | ")).collect();
    assert!(
        rows[1].starts_with("nlambdas | 30 | \u{2212}1") || rows[1].starts_with("nlambdas | 30 | -1"),
        "{of_model}"
    );
    assert!(rows[3].starts_with("alpha"), "{of_model}");
    let standard = json!({ "detail": "standard" });
    let of_experiment = document_with(&experiment(2), standard, &CommentaryOutcome::NotRequested);
    let of_experiment = words(section(&of_experiment, "hyperparameters"));
    assert!(of_experiment.contains("nlambdas") && !of_experiment.contains("\nalpha"), "{of_experiment}");
    assert!(of_experiment.contains("1 of 3 hyperparameters differ"), "{of_experiment}");
}

#[test]
fn the_threshold_with_the_highest_f1_is_set_apart() {
    let document = document(&model());
    let blocks = flat(&section(&document, "thresholds").blocks);
    let Some(table) =
        blocks.iter().find_map(|block| if let Block::Table(table) = block { Some(table) } else { None })
    else {
        panic!("a table")
    };
    let highlighted: Vec<&str> =
        table.rows.iter().filter(|row| row.highlighted).map(|row| row.cells[0].text.as_str()).collect();
    assert_eq!(highlighted, ["0.4300"]);
}

#[test]
fn curves_are_read_off_at_fixed_places() {
    let mut snapshot = model();
    for evaluation in snapshot["content"]["evaluations"].as_array_mut().unwrap() {
        evaluation["roc"] = json!([{ "auc": 0.9, "false_positive_rate": [0.0, 0.02, 1.0], "true_positive_rate": [0.0, 0.5, 1.0] }]);
        evaluation["precision_recall"] =
            json!([{ "auc": 0.9, "recall": [0.1, 0.8, 1.0], "precision": [1.0, 0.75, 0.25] }]);
    }
    let document = document(&snapshot);
    let text = words(section(&document, "roc"));
    assert!(text.contains("1.0% | 25.0%") && text.contains("2.0% | 50.0%"), "{text}");
    let text = words(section(&document, "precision-recall"));
    assert!(text.contains("70.0% | 75.0%") && text.contains("90.0% | 25.0%"), "{text}");
}

#[test]
fn a_confusion_matrix_has_counts_and_rates() {
    let text = words(section(&document(&model()), "confusion-matrix"));
    assert!(text.contains("malignant | 9 (4.2%) | 203 (95.8%) | 212 | 95.8%"), "{text}");
    assert!(text.contains("Precision | 97.5% | 96.7%"), "{text}");
    assert!(text.contains("97.2% of 569 rows called right"), "{text}");
}

#[test]
fn forty_classes_give_rates_and_the_most_frequent_confusions() {
    let labels: Vec<String> = (0..40).map(|class| format!("class {class}")).collect();
    let counts: Vec<Vec<u32>> = (0..40)
        .map(|actual| {
            (0..40)
                .map(|predicted| match (actual, predicted) {
                    (3, 17) => 8,
                    (a, p) if a == p => 20,
                    _ => 0,
                })
                .collect()
        })
        .collect();
    let mut snapshot = model();
    for evaluation in snapshot["content"]["evaluations"].as_array_mut().unwrap() {
        evaluation["groups"] = json!([]);
    }
    snapshot["content"]["task"] = "multiclass_classification".into();
    for index in 0..2 {
        snapshot["content"]["evaluations"][index]["confusion_matrix"] =
            json!({ "labels": labels, "counts": counts });
    }
    let document = document(&snapshot);
    let text = words(section(&document, "confusion-matrix"));
    assert!(text.contains("class 3 | class 17 | 8 | 28.6%"), "{text}");
    assert!(text.contains("class 3 | 28 | 71.4% | 100%"), "{text}");
    assert!(!text.contains("Predicted class 39"), "no table of forty columns");
}

#[test]
fn what_there_is_no_data_for_is_said_in_one_line_and_not_framed() {
    let document = document(&regression_model());
    assert_eq!(
        ids(&document),
        [
            "findings",
            "key-figures",
            "next-steps",
            "unknown",
            "lineage",
            "metrics",
            "residuals",
            "reproducibility"
        ]
    );
    let text = words(section(&document, "unknown"));
    assert!(
        text.contains(
            "Left out because the snapshot has no data for it: cross-validation folds, feature importance, learning \
             curves, hyperparameters, data summary."
        ),
        "{text}"
    );
}

#[test]
fn what_the_options_leave_out_is_not_called_missing() {
    let options = json!({ "include_hyperparameters": false, "include_data_summary": false });
    let document = document_with(&regression_model(), options, &CommentaryOutcome::NotRequested);
    let text = words(section(&document, "unknown"));
    assert!(text.contains("feature importance, learning curves."), "{text}");
}

#[test]
fn residuals_are_described_in_figures() {
    let text = words(section(&document(&regression_model()), "residuals"));
    assert!(text.contains("Median absolute error | 10.00"), "{text}");
    assert!(text.contains("Mean residual | 13.33"), "{text}");
}

#[test]
fn shares_of_importance_count_magnitudes_of_coefficients_and_ignore_negative_permutation() {
    let drawn = words(section(&document(&model()), "feature-importance"));
    assert!(drawn.contains("radius: 45.0%; texture: 30.0%") && !drawn.contains(" | "), "{drawn}");
    let without =
        document_with(&model(), json!({ "include_charts": false }), &CommentaryOutcome::NotRequested);
    let text = words(section(&without, "feature-importance"));
    assert!(text.contains("1 | radius | 45.0% | 100% | 45.0%"), "{text}");
    assert!(text.contains("2 | texture | 30.0% | 0% | 75.0%"), "{text}");
}

fn usage() -> Usage {
    Usage {
        provider: "bedrock".into(),
        model: "some-model".into(),
        prompt_version: "2026-11-26.1".into(),
        input_tokens: 2_100,
        output_tokens: 300,
        duration_ms: 1_900,
    }
}

#[test]
fn commentary_says_who_chose_it_and_how_much_was_left_out() {
    let title = report_findings::findings(&support::read(&model()))[0].title.clone();
    let statement = |text: &'static str| CommentaryItem {
        statement: Statement::words(text),
        findings: vec![title.clone()],
    };
    let insights = CommentaryOutcome::Available(Commentary {
        lists: Lists {
            summary: vec![statement("All is well.")],
            recommendations: vec![statement("Do this."), statement("Then that.")],
            ..Lists::default()
        },
        left_out: LeftOut { contradicted: 2, refused: 1, unsupported: 3, conflicting: 1 },
        offered: Offered { figures: 160, of_figures: 1_204, findings: 9, of_findings: 9 },
        usage: usage(),
        answer: String::new(),
    });
    let document = document_with(&model(), json!({ "llm_insights": true }), &insights);
    let text = words(section(&document, "insights"));
    assert!(text.contains(&format!("All is well. Finding: {title}.")), "{text}");
    let Block::Paragraph(summary) = &section(&document, "insights").blocks[0] else { panic!("{text}") };
    let to_findings = |span: &Span| matches!(span, Span::Source { section: Some(section), .. } if section.ends_with("findings"));
    assert!(summary.0.iter().any(to_findings), "{summary:?}");
    assert!(text.contains("from 160 of 1,204 figures and 9 of 9 findings"), "{text}");
    let left_out = "Left out: 2 claims contradicted by the data, 1 claim that could not be computed, 3 recommendations not borne \
                    by the findings and 1 recommendation at odds with an earlier one.";
    assert!(text.contains(left_out), "{text}");
    assert!(!text.contains("Risks"), "no heading without statements");
    assert!(words(section(&document, "reproducibility")).contains("Tokens: 2,100 read, 300 written"));
}

#[test]
fn names_and_figures_of_commentary_are_told_apart_from_its_words() {
    let models = Figure::count(&MODELS, 14);
    let statement = say!("{} leads {}.", name("\u{201c}יער 1\u{201d}"), counted(&models, "model", "models"));
    let highlights = vec![CommentaryItem { statement, findings: Vec::new() }];
    let insights = CommentaryOutcome::Available(Commentary {
        lists: Lists { highlights, ..Lists::default() },
        left_out: LeftOut::default(),
        offered: Offered { figures: 1, of_figures: 1, findings: 0, of_findings: 0 },
        usage: usage(),
        answer: String::new(),
    });
    let document = document_with(&model(), json!({ "llm_insights": true }), &insights);
    let [_, Block::Bullets(items), ..] = &section(&document, "insights").blocks[..] else {
        panic!("no list")
    };
    let [Span::Name(name), Span::Plain(leads), Span::Figure { label, .. }, Span::Plain(_)] = &items[0].0[..]
    else {
        panic!("{:?}", items[0])
    };
    assert_eq!(
        (name.as_str(), leads.as_str(), label.as_str()),
        ("\u{201c}יער 1\u{201d}", " leads ", "14 models")
    );
}

#[test]
fn unavailable_commentary_is_one_line_that_says_why() {
    let insights =
        CommentaryOutcome::Unavailable { reason: "No language model is configured.".into(), usage: None };
    let document = document_with(&model(), json!({ "llm_insights": true }), &insights);
    assert_eq!(section(&document, "insights").blocks.len(), 1);
    assert!(words(section(&document, "insights")).ends_with("No language model is configured."));
}

#[test]
fn a_list_shows_the_best_model_and_its_metric() {
    let figures = report_sections::summary_figures(&support::read(&experiment(14)));
    let text = |text: &str| SummaryFigure::Text(text.into());
    assert_eq!(
        figures,
        [
            ("best_model", text("Model_1")),
            ("best_metric", text("auc")),
            ("best_value", SummaryFigure::Number(0.995_111)),
            ("models", SummaryFigure::Count(14)),
            ("rows", SummaryFigure::Count(569)),
            ("task", text("Binary classification")),
            ("run_status", text("Completed")),
        ]
    );
}

/// Every table has a cell per column, every id occurs once, and no text is empty where a reader looks for one.
fn assert_sound(snapshot: &Value) {
    let document = document(snapshot);
    let mut chart_ids = std::collections::BTreeSet::new();
    let mut section_ids = std::collections::BTreeSet::new();
    for section in &document.sections {
        assert!(section_ids.insert(&section.id), "section {} twice", section.id);
        assert!(!section.is_empty(), "section {} is empty", section.id);
        for block in &flat(&section.blocks) {
            let charts = match block {
                Block::Chart(chart) => std::slice::from_ref(chart),
                Block::ChartGrid(charts) => charts,
                Block::Table(table) => {
                    assert!(!table.caption.is_empty() && !table.rows.is_empty(), "{}", table.caption);
                    assert!(
                        table.rows.iter().all(|row| row.cells.len() == table.columns.len()),
                        "{}",
                        table.caption
                    );
                    let longest =
                        table.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.sort_value.is_some());
                    assert!(
                        longest.map(|cell| cell.text.chars().count()).max().unwrap_or(0) < 40,
                        "{}",
                        table.caption
                    );
                    let nan =
                        |cell: &report_document::Cell| cell.text.contains("NaN") || cell.text.contains("inf");
                    assert!(!table.rows.iter().flat_map(|row| &row.cells).any(nan), "{}", table.caption);
                    &[]
                }
                _ => &[],
            };
            for chart in charts {
                assert!(chart_ids.insert(chart.id.clone()), "chart {} twice", chart.id);
                assert!(!chart.alt.is_empty() && !chart.title.is_empty());
            }
        }
    }
}

#[test]
fn documents_are_sound_for_any_size_and_for_missing_figures() {
    for models in [0, 1, 2, 30, 500] {
        assert_sound(&experiment(models));
    }
    assert_sound(&model());
    assert_sound(&regression_model());
    for pointer in [
        "/content/evaluations",
        "/content/folds",
        "/content/hyperparameters",
        "/content/feature_importance",
        "/content/learning_curves",
        "/content/dataset",
        "/content/metrics",
        "/content/classes",
    ] {
        let mut snapshot = model();
        let part = snapshot.pointer_mut(pointer).unwrap();
        *part = match part {
            Value::Array(_) => json!([]),
            Value::Object(_) if pointer.ends_with("folds") => json!({}),
            _ => Value::Null,
        };
        assert_sound(&snapshot);
    }
}

/// A snapshot may hold far more than people read; documents stay short, whatever it holds.
#[test]
fn documents_stay_short_however_much_a_snapshot_holds() {
    let mut snapshot = experiment(1_200);
    for (index, entry) in snapshot["content"]["leaderboard"].as_array_mut().unwrap().iter_mut().enumerate() {
        entry["metrics"][format!("metric_{index}")] = json!(index);
    }
    let best = &mut snapshot["content"]["best_model"]["model"];
    let many: Vec<Value> = (0..2_000)
        .map(|index| json!({ "name": format!("p{index}"), "value": index, "default": 0 }))
        .collect();
    best["hyperparameters"] = json!(many);
    let rates: Vec<f64> = (0..5_000).map(|index| f64::from(index) / 4_999.0).collect();
    let curve = |class: usize| json!({ "class": format!("c{class}"), "false_positive_rate": rates, "true_positive_rate": rates });
    best["evaluations"][1]["roc"] = (0..150).map(curve).collect();
    assert_sound(&snapshot);
    let document = document(&snapshot);
    let rows = |block: &Block| {
        if let Block::Table(table) = block { (table.rows.len(), table.columns.len()) } else { (0, 0) }
    };
    let sizes: Vec<(usize, usize)> =
        document.sections.iter().flat_map(|section| &section.blocks).map(rows).collect();
    assert!(sizes.iter().all(|(rows, columns)| *rows <= 1_000 && *columns <= 30), "{sizes:?}");
    assert!(words(section(&document, "leaderboard")).contains("The first 20 of 1,202 metrics."));
    assert!(words(section(&document, "leaderboard")).contains("The first 1,000 of 1,200 models."));
}

#[test]
fn every_number_in_a_snapshot_may_be_null() {
    let mut snapshot = experiment(3);
    for entry in snapshot["content"]["leaderboard"].as_array_mut().unwrap() {
        entry["metrics"] = json!({ "auc": null });
        entry["fold_spread"] = json!({ "auc": { "mean": null, "sd": null, "folds": [null, null] } });
        entry["training_time_ms"] = Value::Null;
        entry["predict_time_per_row_ms"] = Value::Null;
    }
    for evaluation in snapshot["content"]["best_model"]["model"]["evaluations"].as_array_mut().unwrap() {
        evaluation["metrics"] = json!({ "auc": null });
        evaluation["roc"][0]["auc"] = Value::Null;
        evaluation["confusion_matrix"]["counts"] = json!([[0, 0], [0, 0]]);
    }
    assert_sound(&snapshot);
    assert_eq!(
        document(&snapshot).meta.headline.unwrap().to_plain(),
        "3 models were trained; none has a valid AUC to be ranked by."
    );
}

/// Pointers to every value below, of lists only to the first entry.
fn pointers(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                pointers(member, format!("{at}/{name}"), found);
            }
        }
        Value::Array(entries) => {
            entries.iter().take(1).for_each(|entry| pointers(entry, format!("{at}/0"), found))
        }
        _ => {}
    }
    found.push(at);
}

#[test]
fn no_value_that_the_schema_lets_through_breaks_a_document() {
    let hostile = [
        Value::Null,
        json!(0),
        json!(-1),
        json!(1e308),
        json!(-1e308),
        json!(5e-324),
        json!(u64::MAX),
        json!(""),
        json!("<script>{{x}}\u{202e}"),
        json!([]),
        json!({}),
    ];
    let mut tried = 0;
    for snapshot in [experiment(2), model(), regression_model()] {
        let mut found = Vec::new();
        pointers(&snapshot["content"], "/content".into(), &mut found);
        for pointer in found {
            for value in &hostile {
                let mut broken = snapshot.clone();
                *broken.pointer_mut(&pointer).unwrap() = value.clone();
                if report_snapshot::read(broken.to_string().as_bytes()).is_ok() {
                    assert_sound(&broken);
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 500, "the schema lets many through: {tried}");
}

fn replace_fractions(value: &mut Value, with: f64) {
    match value {
        Value::Object(members) => members.values_mut().for_each(|member| replace_fractions(member, with)),
        Value::Array(entries) => entries.iter_mut().for_each(|entry| replace_fractions(entry, with)),
        Value::Number(number) if number.is_f64() => *value = json!(with),
        _ => {}
    }
}

#[test]
fn sums_that_overflow_do_not_break_a_document() {
    for with in [1e308, -1e308, 5e-324, 0.0] {
        for mut snapshot in [experiment(5), model(), regression_model()] {
            replace_fractions(&mut snapshot, with);
            assert_sound(&snapshot);
        }
    }
}

#[test]
fn names_of_any_script_and_length_reach_the_page_unchanged() {
    let name = "乳がん診断モデル".repeat(15);
    let mut snapshot = experiment(2);
    snapshot["content"]["leaderboard"][0]["name"] = name.clone().into();
    let document = document(&snapshot);
    assert!(words(section(&document, "leaderboard")).contains(&name));
    assert!(document.meta.headline.unwrap().to_plain().contains(&name));
}
