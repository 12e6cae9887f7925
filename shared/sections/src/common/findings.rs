//! Section `findings`: what the rules found.

use report_document::{Block, FindingItem, Section};
use report_findings::Finding;

use super::statement::Places;

/// The section's id.
pub(super) const ID: &str = "findings";

/// Makes the section.
pub(super) fn section(findings: &[Finding], places: &Places<'_>) -> Section {
    let mut section = Section::new(ID, "Findings");
    if findings.is_empty() {
        section.push(Block::Note("None of the checks found anything to report.".into()));
        return section;
    }
    let items = findings
        .iter()
        .map(|finding| FindingItem {
            rule: finding.rule.name,
            severity: finding.severity,
            title: finding.title.clone(),
            statement: places.text(&finding.statement),
        })
        .collect();
    section.push(Block::Findings(items));
    section
}
