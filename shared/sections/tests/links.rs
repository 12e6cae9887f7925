//! Figures in sentences lead to where they stand.

mod support;

use std::{fs, path::Path};

use report_document::{Block, Document, Span, Text};
use report_facts::{
    quantity::{BOUND, MARGIN},
    statement,
};
use serde_json::Value;
use support::{document, flat, ids, read};

/// Every sample snapshot, by the name of its file.
fn samples() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/samples");
    let mut samples = Vec::new();
    for folder in ["snapshots", "edge"].map(|name| folder.join(name)) {
        for file in fs::read_dir(folder).expect("the samples' folder") {
            let path = file.expect("a file").path();
            let text = fs::read_to_string(&path).expect("a sample");
            let snapshot = serde_json::from_str(&text).expect("JSON");
            samples.push((path.file_name().expect("a name").to_string_lossy().into_owned(), snapshot));
        }
    }
    assert!(samples.len() > 30, "{} samples", samples.len());
    samples
}

/// The statements of the findings, the weightiest first.
fn statements(document: &Document) -> Vec<Text> {
    let blocks = document.sections.iter().flat_map(|section| flat(&section.blocks));
    blocks
        .flat_map(|block| match block {
            Block::Findings(items) => items.into_iter().map(|item| item.statement).collect(),
            _ => Vec::new(),
        })
        .collect()
}

/// Values of the cells of all tables.
fn cells(document: &Document) -> Vec<f64> {
    let blocks = document.sections.iter().flat_map(|section| flat(&section.blocks));
    blocks
        .flat_map(|block| match block {
            Block::Table(table) => {
                table.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.sort_value).collect()
            }
            _ => Vec::new(),
        })
        .collect()
}

#[test]
fn every_figure_that_stands_in_a_table_leads_to_a_section_that_is_there() {
    let (mut linked, mut lost) = (0, Vec::new());
    for (name, snapshot) in samples() {
        let document = document(&snapshot);
        let (ids, cells) = (ids(&document), cells(&document));
        let findings = report_findings::findings(&read(&snapshot));
        let statements = statements(&document);
        assert_eq!(statements.len(), findings.len(), "{name}");
        for finding in &findings {
            let plain = finding.statement.to_plain();
            let text =
                statements.iter().find(|text| text.to_plain() == plain).expect("every finding is shown");
            for ((said, shown), span) in finding.statement.shown().iter().zip(&text.0) {
                let (statement::Span::Figure(figure, _), Span::Figure { section, .. }) = (said, span) else {
                    continue;
                };
                let id = figure.quantity.id();
                let own = [BOUND.id, MARGIN.id].iter().any(|computed| id.ends_with(computed));
                // A bound or margin is the sentence's own, and a whole number, such as 3, also stands where another 3 is.
                let stands = !own
                    && figure.value.fract() != 0.0
                    && cells.iter().any(|cell| (cell - figure.value).abs() <= figure.value.abs() * 1e-9);
                match section {
                    Some(section) => {
                        linked += 1;
                        assert!(ids.contains(&section.as_str()), "{name}: {section} is not there");
                    }
                    None if stands => {
                        lost.push(format!("{name}: {shown} of {id}"));
                    }
                    None => {}
                }
            }
        }
    }
    assert_eq!(lost, Vec::<String>::new(), "stand in a table and lead nowhere");
    assert!(linked > 300, "{linked} links");
}
