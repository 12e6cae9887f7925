//! How much a document says, and its first page.

#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeSet;

use report_claims::CommentaryOutcome;
use report_document::{Block, Document, Section, Span, Text};
use serde_json::{Value, json};
use support::{document_with, flat, ids, read, section, words};

fn with(snapshot: &Value, options: Value) -> Document {
    document_with(snapshot, options, &CommentaryOutcome::NotRequested)
}

fn texts(section: &Section) -> Vec<Text> {
    let of = |block: Block| match block {
        Block::Paragraph(text) | Block::Note(text) => vec![text],
        Block::Bullets(items) | Block::Numbered(items) => items,
        Block::Findings(items) => items.into_iter().map(|item| item.statement).collect(),
        _ => Vec::new(),
    };
    flat(&section.blocks).into_iter().flat_map(of).collect()
}

fn charts(section: &Section) -> BTreeSet<String> {
    let of = |block: Block| match block {
        Block::Chart(chart) => vec![chart.id],
        Block::ChartGrid(charts) => charts.into_iter().map(|chart| chart.id).collect(),
        _ => Vec::new(),
    };
    flat(&section.blocks).into_iter().flat_map(of).collect()
}

#[test]
fn more_detail_only_adds_sections() {
    for snapshot in [support::experiment(14), support::model()] {
        let [brief, standard, full] =
            ["brief", "standard", "full"].map(|detail| with(&snapshot, json!({ "detail": detail })));
        let [brief, standard, full] =
            [&brief, &standard, &full].map(|document| BTreeSet::from_iter(ids(document)));
        assert!(brief.is_subset(&standard) && standard.is_subset(&full));
        assert!(brief.len() < standard.len() && standard.len() < full.len());
        // What the contract requires of both kinds.
        for id in ["metrics", "roc", "confusion-matrix", "feature-importance", "hyperparameters"] {
            assert!(standard.contains(id), "{id}");
        }
    }
}

#[test]
fn no_link_leads_to_a_section_that_is_left_out() {
    for snapshot in [support::experiment(14), support::model()] {
        for detail in ["brief", "standard", "full"] {
            let document = with(&snapshot, json!({ "detail": detail, "comments": "x" }));
            let there = ids(&document);
            for span in document.sections.iter().flat_map(texts).flat_map(|text| text.0) {
                let (Span::SectionLink { section, .. }
                | Span::Source { section: Some(section), .. }
                | Span::Figure { section: Some(section), .. }) = span
                else {
                    continue;
                };
                assert!(there.contains(&section.as_str()), "{detail}: {section}");
            }
        }
    }
}

#[test]
fn a_brief_report_is_its_first_page_and_counts_what_it_leaves_out() {
    let document = with(&support::model(), json!({ "detail": "brief" }));
    assert_eq!(ids(&document), ["findings", "key-figures", "next-steps", "reproducibility"]);
    assert_eq!(document.parts().1.len(), 0);
    let findings = report_findings::findings(&read(&support::model()));
    let text = words(section(&document, "findings"));
    if findings.len() > 3 {
        assert!(
            text.contains(&format!("Not in this brief report: {} further finding", findings.len() - 3)),
            "{text}"
        );
    }
    assert!(words(section(&document, "reproducibility")).contains(&"5e".repeat(32)));
    let commented = with(&support::model(), json!({ "detail": "brief", "comments": "Mine." }));
    assert_eq!(ids(&commented).last(), Some(&"comments"));
}

#[test]
fn the_first_page_has_the_weightiest_findings_and_every_other_stands_later() {
    let document = with(&support::experiment(14), json!({}));
    let rules = |id: &str| -> Vec<(report_document::Severity, String)> {
        let blocks =
            document.sections.iter().filter(|section| section.id == id).flat_map(|section| &section.blocks);
        let items = blocks.flat_map(|block| match block {
            Block::Findings(items) => items.clone(),
            _ => Vec::new(),
        });
        items.map(|item| (item.severity, item.statement.to_plain())).collect()
    };
    let (first, further) = (rules("findings"), rules("further-findings"));
    let all = report_findings::findings(&read(&support::experiment(14)));
    assert_eq!((first.len(), further.len()), (3, all.len() - 3));
    let least = first.iter().map(|(severity, _)| *severity).min().unwrap();
    assert!(further.iter().all(|(severity, _)| *severity <= least));
    let shown: BTreeSet<String> = first.into_iter().chain(further).map(|(_, text)| text).collect();
    assert_eq!(shown, all.iter().map(|finding| finding.statement.to_plain()).collect());
}

#[test]
fn the_picture_of_the_first_page_stands_nowhere_else() {
    for (snapshot, picture) in
        [(support::experiment(14), "chart-metric-by-model"), (support::model(), "chart-roc")]
    {
        let document = with(&snapshot, json!({}));
        let (opening, rest) = document.parts();
        let all: Vec<String> = opening.iter().flat_map(charts).collect();
        assert_eq!(all, [picture]);
        assert!(!rest.iter().flat_map(charts).any(|id| id == picture));
        let without = with(&snapshot, json!({ "include_charts": false }));
        assert!(without.sections.iter().flat_map(charts).next().is_none());
    }
    let without_roc = with(&support::model(), json!({ "include_roc_curve": false }));
    assert!(!without_roc.sections.iter().flat_map(charts).any(|id| id == "chart-roc"));
}

#[test]
fn comments_come_before_the_details() {
    let document = with(&support::model(), json!({ "comments": "Mine." }));
    assert_eq!(document.parts().1[0].id, "comments");
}

#[test]
fn markdown_comments_are_read_only_where_that_is_asked_for() {
    let comments = "**Bold** and\n\n- one\n- two";
    let plain = with(&support::model(), json!({ "comments": comments }));
    assert!(matches!(&section(&plain, "comments").blocks[..], [Block::UserText(text)] if text == comments));
    let read = with(&support::model(), json!({ "comments": comments, "comments_format": "markdown" }));
    assert!(matches!(&section(&read, "comments").blocks[..], [Block::Paragraph(_), Block::Bullets(_)]));
}
