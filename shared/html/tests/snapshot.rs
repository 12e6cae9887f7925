//! What a small page looks like in full.
#![allow(clippy::unwrap_used)]

use report_document::{
    Block, Callout, Cell, Column, Document, Emphasis, Field, FindingItem, KeyFigure, Meta, Row, Section,
    Severity, Table, Text,
};
use report_html::{HtmlSettings, write};

#[test]
fn a_small_page() {
    let document = Document {
        meta: Meta {
            title: "Churn & retention".into(),
            kind_label: "Experiment report".into(),
            entity_name: "churn_automl".into(),
            headline: Some("GBM_1 leads with AUC 0.9512.".into()),
            facts: vec![Field::new("Dataset", "churn.csv")],
            language: "en",
            report_id: "01960000-0000-7000-8000-000000000000".into(),
            created: "2026-02-28 15:00 UTC".into(),
            created_rfc3339: "2026-02-28T15:00:00Z".into(),
            origin: None,
            card: None,
        },
        opening: 1,
        lists_figures: false,
        sections: vec![
            Section::new("findings", "Findings")
                .with(Block::KeyFigures(vec![KeyFigure {
                    label: "Best AUC".into(),
                    value: "0.9512".into(),
                    note: None,
                }]))
                .with(Block::Findings(vec![FindingItem {
                    rule: "leakage",
                    severity: Severity::Warning,
                    title: "Possible leakage".into(),
                    statement: Text::plain("")
                        .code("tenure <days>")
                        .and(" dominates; see the ")
                        .link("leaderboard", "leaderboard"),
                }]))
                .with(Callout {
                    severity: Severity::Info,
                    title: "Note".into(),
                    body: "No test data.".into(),
                }),
            Section::new("leaderboard", "Leaderboard").with(Table {
                caption: "Models".into(),
                columns: vec![Column::row_header("Model"), Column::number("AUC")],
                rows: vec![
                    Row {
                        cells: vec![
                            Cell::text("GBM_1"),
                            Cell::number(0.9512, "0.9512").emphasised(Emphasis::Best),
                        ],
                        highlighted: true,
                    },
                    Row::new(vec![Cell::text("GLM_1"), Cell::missing()]),
                    Row::new(vec![Cell::text("XRT_1"), Cell::number(0.9, "0.9").shaded(0.5)]),
                ],
                sortable: true,
            }),
        ],
    };
    let page = String::from_utf8(write(&document, &HtmlSettings { embed_fonts: false }).unwrap()).unwrap();
    let (head, rest) = page.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>").unwrap();
    let (body, rest) = rest.split_once("<script>").unwrap();
    let (_, end) = rest.split_once("</script>").unwrap();
    insta::assert_snapshot!(format!("{head}<style>…</style>{body}<script>…</script>{end}"));
}
