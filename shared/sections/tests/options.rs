//! Every option removes exactly its sections.

#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeSet;

use report_claims::CommentaryOutcome;
use report_document::Block;
use serde_json::json;
use support::{document, document_with, flat, ids};

/// Option, the sections that go in an experiment's document, and in a model's.
const OPTIONS: [(&str, &[&str], &[&str]); 11] = [
    ("include_metrics", &["metrics", "calibration"], &["metrics", "cross-validation", "calibration"]),
    ("include_hyperparameters", &["hyperparameters", "configuration"], &["hyperparameters"]),
    ("include_data_summary", &["data-summary"], &["data-summary"]),
    ("include_leaderboard", &["leaderboard"], &[]),
    (
        "include_feature_importance",
        &["feature-importance", "importance-across-models"],
        &["feature-importance"],
    ),
    ("include_confusion_matrix", &["confusion-matrix"], &["confusion-matrix", "thresholds"]),
    (
        "include_roc_curve",
        &["roc", "precision-recall", "gains-lift"],
        &["roc", "precision-recall", "gains-lift"],
    ),
    ("include_learning_curves", &[], &["learning-curves"]),
    ("include_groups", &["groups"], &["groups"]),
    ("include_figures", &["pictures"], &["pictures"]),
    (
        "include_charts",
        &["model-comparison", "importance-across-models", "pictures"],
        &["learning-curves", "pictures"],
    ),
];

#[test]
fn an_option_removes_exactly_its_sections() {
    for (option, of_experiment, of_model) in OPTIONS {
        for (snapshot, expected) in [(support::experiment(14), of_experiment), (support::model(), of_model)] {
            let whole = document(&snapshot);
            let without =
                document_with(&snapshot, json!({ option: false }), &CommentaryOutcome::NotRequested);
            let kept: Vec<&str> = ids(&whole).into_iter().filter(|id| !expected.contains(id)).collect();
            assert_eq!(ids(&without), kept, "{option}");
            let gone: BTreeSet<&str> = expected.iter().copied().collect();
            let had: BTreeSet<&str> = ids(&whole).into_iter().collect();
            assert!(gone.is_subset(&had), "{option}: {:?}", gone.difference(&had));
        }
    }
}

#[test]
fn without_charts_no_chart_is_left_and_every_table_stays() {
    for snapshot in [support::experiment(14), support::model()] {
        let whole = document(&snapshot);
        let without =
            document_with(&snapshot, json!({ "include_charts": false }), &CommentaryOutcome::NotRequested);
        let count = |document: &report_document::Document, wanted: fn(&Block) -> bool| {
            let blocks = document.sections.iter().flat_map(|section| flat(&section.blocks));
            blocks.filter(&wanted).count()
        };
        let is_chart = |block: &Block| matches!(block, Block::Chart(_) | Block::ChartGrid(_));
        let is_table = |block: &Block| matches!(block, Block::Table(_));
        assert!(count(&whole, is_chart) > 5);
        assert_eq!(count(&without, is_chart), 0);
        // One more where the bars of a chart say what a table would.
        assert!(count(&without, is_table) >= count(&whole, is_table));
        let importance = support::words(support::section(&without, "feature-importance"));
        assert!(importance.contains("1 | radius | "), "{importance}");
        let headings = without.sections.iter().flat_map(|section| section.blocks.windows(2));
        assert!(
            headings.into_iter().all(|pair| !matches!(pair, [Block::Subheading(_), Block::Subheading(_)])),
            "no heading heads nothing"
        );
    }
}

#[test]
fn comments_are_kept_as_written_in_a_section_of_their_own() {
    let options = json!({ "comments": "First.\n\n<b>Second</b> {{x}}" });
    let document = document_with(&support::model(), options, &CommentaryOutcome::NotRequested);
    let section = support::section(&document, "comments");
    assert!(
        matches!(&section.blocks[..], [Block::UserText(text)] if text == "First.\n\n<b>Second</b> {{x}}")
    );
    assert!(!ids(&support::document(&support::model())).contains(&"comments"));
}

#[test]
fn with_nothing_included_the_first_page_and_what_the_user_said_remain() {
    let mut options = json!({ "comments": "For the audit." });
    for (option, ..) in OPTIONS {
        options[option] = json!(false);
    }
    for (snapshot, rest) in [(support::experiment(14), None), (support::model(), Some("lineage"))] {
        let document = document_with(&snapshot, options.clone(), &CommentaryOutcome::NotRequested);
        let ids = ids(&document);
        let of_data: Vec<&str> = ids
            .into_iter()
            .filter(|id| {
                ![
                    "findings",
                    "key-figures",
                    "next-steps",
                    "comments",
                    "further-findings",
                    "unknown",
                    "reproducibility",
                ]
                .contains(id)
            })
            .collect();
        assert_eq!(of_data, rest.into_iter().collect::<Vec<_>>());
    }
}
