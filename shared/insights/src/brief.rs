//! What is sent to a model: findings and figures, as data.

use std::collections::BTreeSet;

use report_facts::metric::Direction;
use report_findings::{Finding, commentary::Basis};
use report_grounding::{DigestedFigure, Facts};
use report_snapshot::Snapshot;
use serde_json::{Value, json};

use crate::context::context;

/// Most severe first, so that what is left out matters least.
const MOST_FINDINGS: usize = 40;
const MOST_PER_KIND: usize = 10;
const MOST_FIGURES: usize = 160;
const MOST_ABOUT: usize = 20;

/// Characters of one name. Longer ones are cut: nobody reads them, and they are where instructions would hide.
const LONGEST_NAME: usize = 160;
const LONGEST_STATEMENT: usize = 700;

/// The document that the model reads, and what its ids stand for.
#[derive(Debug, Clone)]
pub(crate) struct Brief {
    pub(crate) document: Value,
    /// Id → what the reader of the report is told that a statement rests on.
    bases: Vec<(String, Basis)>,
}

impl Brief {
    pub(crate) fn new(snapshot: &Snapshot, findings: &[Finding], facts: &Facts) -> Self {
        let header = snapshot.header();
        let mut bases = Vec::new();
        let mut of_findings = Vec::new();
        for (index, finding) in findings.iter().take(MOST_FINDINGS).enumerate() {
            let id = format!("f{}", index + 1);
            of_findings.push(json!({
                "id": id,
                "severity": finding.severity,
                "title": tame(&finding.title, LONGEST_NAME),
                "statement": tame(&finding.statement.to_plain(), LONGEST_STATEMENT),
            }));
            bases.push((id, Basis::Finding(finding.title.clone())));
        }
        let mut figures = Vec::new();
        let digest = facts.digest(MOST_PER_KIND, MOST_FIGURES);
        let better = |direction| -> BTreeSet<String> {
            let of_direction = digest.iter().filter(|figure| figure.better == Some(direction));
            of_direction.map(|figure| tame(&figure.quantity, LONGEST_NAME)).collect()
        };
        for (index, figure) in digest.iter().cloned().enumerate() {
            let id = format!("n{}", index + 1);
            let figure = DigestedFigure {
                of: figure.of.iter().map(|name| tame(name, LONGEST_NAME)).collect(),
                quantity: tame(&figure.quantity, LONGEST_NAME),
                ..figure
            };
            let mut entry = json!(figure);
            entry["id"] = json!(id);
            figures.push(entry);
            bases.push((id, Basis::Figure(figure.describe())));
        }
        let about: Vec<String> = context(snapshot)
            .into_iter()
            .take(MOST_ABOUT)
            .map(|(label, text)| format!("{label}: {}", tame(&text, LONGEST_NAME)))
            .collect();
        let document = json!({
            "entity": { "kind": header.kind, "name": tame(header.name, LONGEST_NAME), "about": about },
            "findings": of_findings,
            "figures": figures,
            "better": { "higher": better(Direction::Higher), "lower": better(Direction::Lower) },
        });
        Self { document, bases }
    }

    /// What an id stands for.
    pub(crate) fn basis(&self, id: &str) -> Option<&Basis> {
        self.bases.iter().find(|(known, _)| known == id).map(|(_, basis)| basis)
    }
}

/// A text of strangers: one line, no control characters, not too long.
fn tame(text: &str, longest: usize) -> String {
    let line: String =
        text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    if line.chars().count() <= longest {
        return line;
    }
    line.chars().take(longest - 1).chain(['…']).collect()
}
