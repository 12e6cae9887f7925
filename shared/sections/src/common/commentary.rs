//! Section `insights`: commentary that a language model chose, or why there is none.

use report_claims::{Commentary, CommentaryItem, CommentaryOutcome, Usage, commentary::LeftOut};
use report_document::{Block, Field, Section, Text};
use report_facts::{format, words::counted};

use super::{
    opening::{Weighed, because},
    statement::Places,
};

/// Makes the section; `None` if commentary was not requested.
pub(super) fn section(
    commentary: &CommentaryOutcome,
    weighed: &Weighed<'_>,
    places: &Places<'_>,
) -> Option<Section> {
    let mut section = Section::new("insights", "AI commentary");
    match commentary {
        CommentaryOutcome::NotRequested => return None,
        CommentaryOutcome::Unavailable { reason, .. } => {
            section.push(Block::Note(Text::plain(format!(
                "AI commentary was asked for but is not available: {reason}"
            ))));
        }
        CommentaryOutcome::Available(commentary) => available(&mut section, commentary, weighed, places),
    }
    Some(section)
}

fn available(section: &mut Section, commentary: &Commentary, weighed: &Weighed<'_>, places: &Places<'_>) {
    // The findings that an item repeats are links to where they stand.
    let text = |said: &CommentaryItem| because(places.text(&said.statement), &said.findings, weighed);
    let Commentary { lists, left_out, offered, usage, answer: _ } = commentary;
    for said in &lists.summary {
        section.push(Block::Paragraph(text(said)));
    }
    for (title, list) in [("What stands out", &lists.highlights), ("Risks", &lists.risks)] {
        if !list.is_empty() {
            section.push(Block::Subheading(title.into()));
            section.push(Block::Bullets(list.iter().map(text).collect()));
        }
    }
    if !lists.recommendations.is_empty() {
        section.push(Block::Subheading("Recommendations, by expected effect".into()));
        section.push(Block::Numbered(lists.recommendations.iter().map(text).collect()));
    }
    section.push(Block::Note(Text::plain(format!(
        "A language model ({}) chose what is said here, from {} of {} figures and {} of {} findings; every figure, comparison and word of it is computed from the data.{}",
        usage.model,
        format::count(offered.figures as u64),
        format::count(offered.of_figures as u64),
        format::count(offered.findings as u64),
        format::count(offered.of_findings as u64),
        self::left_out(*left_out)
    ))));
}

/// What of the answer is not printed, in a sentence. That something could not be computed does not say that it is false.
fn left_out(LeftOut { contradicted, refused, unsupported, conflicting }: LeftOut) -> String {
    const CLAIMS: (&str, &str) = ("claim", "claims");
    const ADVICE: (&str, &str) = ("recommendation", "recommendations");
    let kinds = [
        (contradicted, CLAIMS, "contradicted by the data"),
        (refused, CLAIMS, "that could not be computed"),
        (unsupported, ADVICE, "not borne by the findings"),
        (conflicting, ADVICE, "at odds with an earlier one"),
    ];
    let said = kinds
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, (one, many), why)| format!("{} {why}", counted((*count).into(), one, many)));
    let said: Vec<String> = said.collect();
    match said.as_slice() {
        [] => String::new(),
        [most @ .., last] if !most.is_empty() => format!(" Left out: {} and {last}.", most.join(", ")),
        [only, ..] => format!(" Left out: {only}."),
    }
}

/// What the commentary took, for the reproducibility block.
pub(super) fn usage(commentary: &CommentaryOutcome) -> Vec<Field> {
    let usage = match commentary {
        CommentaryOutcome::NotRequested | CommentaryOutcome::Unavailable { usage: None, .. } => {
            return Vec::new();
        }
        CommentaryOutcome::Unavailable { usage: Some(usage), .. } => usage,
        CommentaryOutcome::Available(commentary) => &commentary.usage,
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
