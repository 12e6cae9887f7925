//! Names from the data have a direction of their own wherever a sentence of ours says them: a name that runs from right to
//! left would else carry the words and figures after it along.

mod support;

use std::{collections::BTreeSet, fs, path::Path};

use report_document::{Block, Document, Span, Text, quoted};
use serde_json::Value;
use support::{document, flat};

/// What makes a name run from right to left.
const MARK: char = 'א';

/// Every name in the data.
fn names(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                match (key.as_str(), value) {
                    ("name" | "feature" | "column" | "algorithm", Value::String(name)) => {
                        found.insert(name.clone());
                    }
                    _ => names(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| names(item, found)),
        _ => {}
    }
}

/// Marks the names, and what refers to them.
fn mark(value: &mut Value, names: &BTreeSet<String>) {
    match value {
        Value::String(text) if names.contains(text) => text.push(MARK),
        Value::Object(fields) => fields.values_mut().for_each(|value| mark(value, names)),
        Value::Array(items) => items.iter_mut().for_each(|item| mark(item, names)),
        _ => {}
    }
}

/// The running text of a document.
fn texts(document: &Document) -> Vec<Text> {
    let blocks = document.sections.iter().flat_map(|section| flat(&section.blocks));
    let texts = blocks.flat_map(|block| match block {
        Block::Paragraph(text) | Block::Note(text) => vec![text],
        Block::Bullets(items) | Block::Numbered(items) => items,
        Block::Findings(items) => items.into_iter().map(|item| item.statement).collect(),
        Block::Callout(callout) => vec![callout.body],
        _ => Vec::new(),
    });
    document.meta.headline.iter().cloned().chain(texts).collect()
}

/// Whether a name stands in words of ours without a direction of its own.
fn is_carried_along(span: &Span) -> bool {
    match span {
        Span::Plain(text) | Span::Strong(text) => {
            quoted(text).into_iter().any(|(part, is_name)| !is_name && part.contains(MARK))
        }
        _ => false,
    }
}

#[test]
fn no_name_from_the_data_scrambles_the_sentence_that_it_stands_in() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/samples");
    let (mut with_names, mut wrong) = (0, BTreeSet::new());
    for folder in ["snapshots", "edge"].map(|name| folder.join(name)) {
        for file in fs::read_dir(folder).expect("the samples' folder") {
            let text = fs::read_to_string(file.expect("a file").path()).expect("a sample");
            let mut snapshot: Value = serde_json::from_str(&text).expect("JSON");
            let mut found = BTreeSet::new();
            names(&snapshot["content"], &mut found);
            mark(&mut snapshot["content"], &found);
            if let Some(Value::String(name)) = snapshot.get_mut("name") {
                name.push(MARK);
            }
            for text in texts(&document(&snapshot)) {
                with_names += usize::from(text.to_plain().contains(MARK));
                if text.0.iter().any(is_carried_along) {
                    wrong.insert(text.to_plain());
                }
            }
        }
    }
    assert!(with_names > 200, "{with_names} texts with names");
    assert!(wrong.is_empty(), "{wrong:#?}");
}
