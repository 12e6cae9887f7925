//! The first page: what is enough for a reader who reads no more. The verdict above it is the headline of the cover.

use std::cmp::Reverse;

use report_claims::NextStep;
use report_document::{Block, ChartSize, FindingItem, Section, Text};
use report_domain::Severity;
use report_facts::words::counted;
use report_findings::Finding;

use super::{
    picture::{KEY_FIGURES, Picture},
    statement::Places,
};
use crate::blocks::{Blocks, beside};

/// The section of the weightiest findings.
const FINDINGS: &str = "findings";
/// The section of all others.
const FURTHER: &str = "further-findings";

/// Findings of the first page.
const MOST_FINDINGS: usize = 3;
/// Steps of the first page; a report hardly has more.
const MOST_STEPS: usize = 5;

/// Findings in the order of their weight, and where each of them stands.
pub(super) struct Weighed<'a> {
    first: Vec<&'a Finding>,
    further: Vec<&'a Finding>,
    /// Whether the document shows the further ones.
    shows_further: bool,
}

impl<'a> Weighed<'a> {
    /// The most severe weigh most; of equal ones those that bear a step to take, then those of the rule that comes first.
    pub(super) fn new(findings: &'a [Finding], steps: &[NextStep<'_>], shows_further: bool) -> Self {
        let bears = |finding: &Finding| steps.iter().any(|step| step.because.contains(&finding));
        let mut first: Vec<usize> = (0..findings.len()).collect();
        first.sort_by_key(|index| {
            let finding = &findings[*index];
            (Reverse(finding.severity), !bears(finding), *index)
        });
        first.truncate(MOST_FINDINGS);
        let (_, further): (Vec<_>, Vec<_>) =
            findings.iter().enumerate().partition(|(index, _)| first.contains(index));
        Self {
            first: first.into_iter().map(|index| &findings[index]).collect(),
            further: further.into_iter().map(|(_, finding)| finding).collect(),
            shows_further,
        }
    }

    /// The section that the finding of that title stands in.
    pub(super) fn place(&self, title: &str) -> Option<&'static str> {
        let has = |findings: &[&Finding]| findings.iter().any(|finding| finding.title == title);
        if has(&self.first) {
            Some(FINDINGS)
        } else {
            (self.shows_further && has(&self.further)).then_some(FURTHER)
        }
    }

    /// The weightiest.
    pub(super) fn section(&self, unknowns: usize, places: &Places<'_>) -> Section {
        let mut section = Section::new(FINDINGS, "What to know first");
        if self.first.is_empty() {
            section.push(Block::Note("None of the checks found anything to report.".into()));
        } else {
            section.push(items(&self.first, places));
        }
        if !self.shows_further {
            section.blocks.extend(self.left_out(unknowns).map(|line| Block::Note(Text::plain(line))));
        }
        section
    }

    /// All others, unless there are none or the document does not show them.
    pub(super) fn further_section(&self, places: &Places<'_>) -> Option<Section> {
        let is_shown = self.shows_further && !self.further.is_empty();
        is_shown.then(|| Section::new(FURTHER, "Further findings").with(items(&self.further, places)))
    }

    /// What a document that does not show all leaves out, in a sentence.
    fn left_out(&self, unknowns: usize) -> Option<String> {
        let warn = self.further.iter().filter(|finding| finding.severity >= Severity::Warning).count() as u64;
        let count = self.further.len() as u64;
        let findings = (count > 0).then(|| match warn {
            0 => format!("{}, none of them a warning", counted(count, "further finding", "further findings")),
            _ => format!(
                "{}, {} of them",
                counted(count, "further finding", "further findings"),
                counted(warn, "warning", "warnings")
            ),
        });
        let unknowns = (unknowns > 0).then(|| {
            counted(
                unknowns as u64,
                "question that the data leaves open",
                "questions that the data leaves open",
            )
        });
        let parts: Vec<String> = findings.into_iter().chain(unknowns).collect();
        (!parts.is_empty()).then(|| format!("Not in this brief report: {}.", parts.join("; ")))
    }
}

fn items(findings: &[&Finding], places: &Places<'_>) -> Block {
    let item = |finding: &&Finding| FindingItem {
        rule: finding.rule.name,
        severity: finding.severity,
        title: finding.title.clone(),
        statement: places.text(&finding.statement),
    };
    Block::Findings(findings.iter().map(item).collect())
}

/// The key figures with the picture: beside them where it is narrow, else below.
pub(super) fn key_figures(figures: Blocks, picture: Option<Picture>) -> Option<Section> {
    let Picture { chart, notes } = match picture {
        Some(picture) => picture,
        None => return figures.if_any().map(|figures| figures.under(KEY_FIGURES, "Key figures")),
    };
    let mut section = if chart.size == ChartSize::Full {
        figures.with(chart).under(KEY_FIGURES, "Key figures")
    } else {
        let figures = figures.under(KEY_FIGURES, "Key figures");
        Section { blocks: beside(Some(chart), figures.blocks), ..figures }
    };
    section.blocks.extend(notes);
    Some(section)
}

/// What to do next, each step with the findings that bear it.
pub(super) fn next_steps(steps: &[NextStep<'_>], weighed: &Weighed<'_>, places: &Places<'_>) -> Section {
    let section = Section::new("next-steps", "What to do next");
    if steps.is_empty() {
        return section.with(Block::Note("No finding asks for a step.".into()));
    }
    let step = |step: &NextStep<'_>| {
        let mut titles: Vec<&str> = Vec::new();
        for finding in &step.because {
            if !titles.contains(&finding.title.as_str()) {
                titles.push(&finding.title);
            }
        }
        because(places.text(&step.statement), &titles, weighed)
    };
    section.with(Block::Numbered(steps.iter().take(MOST_STEPS).map(step).collect()))
}

/// The text, with the findings that it rests on as links to where they stand.
pub(super) fn because(mut text: Text, titles: &[impl AsRef<str>], weighed: &Weighed<'_>) -> Text {
    for (index, title) in titles.iter().map(AsRef::as_ref).enumerate() {
        text = text
            .source(if index == 0 { " Finding: " } else { "; " }, None)
            .source(title, weighed.place(title));
    }
    if titles.is_empty() { text } else { text.source(".", None) }
}
