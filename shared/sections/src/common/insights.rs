//! Section `insights`: checked commentary by a language model, or why there is none.

use report_document::{Block, Field, Section, Text};
use report_facts::format;
use report_findings::commentary::{Basis, Commentary, Insights, Statement, Usage};

use super::frame::FINDINGS;

/// Makes the section; `None` if nobody asked for commentary.
pub(super) fn insights(insights: &Insights) -> Option<Section> {
    let mut section = Section::new("insights", "AI commentary");
    match insights {
        Insights::NotRequested => return None,
        Insights::Unavailable { reason, .. } => {
            section.push(Block::Note(Text::plain(format!(
                "AI commentary was asked for but is not available: {reason}"
            ))));
        }
        Insights::Available(commentary) => available(&mut section, commentary),
    }
    Some(section)
}

fn available(section: &mut Section, commentary: &Commentary) {
    for statement in &commentary.summary {
        section.push(Block::Paragraph(text(statement)));
    }
    let parts = [("What stands out", &commentary.highlights), ("Risks", &commentary.risks)];
    for (title, statements) in parts {
        if !statements.is_empty() {
            section.push(Block::Subheading(title.into()));
            section.push(Block::Bullets(statements.iter().map(text).collect()));
        }
    }
    if !commentary.recommendations.is_empty() {
        section.push(Block::Subheading("Recommendations, by expected effect".into()));
        section.push(Block::Numbered(commentary.recommendations.iter().map(text).collect()));
    }
    let removed = match commentary.removed_sentences {
        0 => "No sentence had to be removed.".to_owned(),
        1 => "1 sentence was removed because a claim in it is not in the data.".to_owned(),
        several => format!("{several} sentences were removed because a claim in them is not in the data."),
    };
    section.push(Block::Note(Text::plain(format!(
        "Written by a language model ({}). Every number and name in it was checked against the data of this report. {removed}",
        commentary.usage.model
    ))));
}

/// The statement, and what it rests on: findings as links to where they stand.
fn text(statement: &Statement) -> Text {
    let mut text = Text::plain(statement.text.clone());
    for (index, basis) in statement.basis.iter().enumerate() {
        text = text.source(if index == 0 { " Based on: " } else { "; " }, None);
        text = match basis {
            Basis::Finding(title) => text.source(title, Some(FINDINGS)),
            Basis::Figure(figure) => text.source(figure, None),
        };
    }
    if statement.basis.is_empty() { text } else { text.source(".", None) }
}

/// What the commentary took, for the reproducibility block.
pub(super) fn usage(insights: &Insights) -> Vec<Field> {
    let usage = match insights {
        Insights::NotRequested | Insights::Unavailable { usage: None, .. } => return Vec::new(),
        Insights::Unavailable { usage: Some(usage), .. } => usage,
        Insights::Available(commentary) => &commentary.usage,
    };
    let Usage { provider, model, prompt_version, input_tokens, output_tokens, duration_ms } = usage;
    vec![
        Field::new("Language model", format!("{model} ({provider})")),
        Field::new("Prompt version", prompt_version.clone()),
        Field::new(
            "Tokens",
            format!("{} read, {} written", format::count(*input_tokens), format::count(*output_tokens)),
        ),
        Field::new("Time of the language model", format::duration_ms(*duration_ms as f64)),
    ]
}
