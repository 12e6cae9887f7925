//! Cover, findings, insights, comments and reproducibility around a kind's own sections.

use report_claims::Insights;
use report_document::{Document, Field, FindingItem, Meta, Section, Severity, Text};
use report_domain::ReportOptions;
use report_findings::Finding;
use report_snapshot::Snapshot;

use super::{Body, insights, without_charts::without_charts};
use crate::Context;

/// Id of the section that holds the findings.
pub(super) const FINDINGS: &str = "findings";

/// Puts a body into a whole document.
pub(crate) fn frame(
    body: Body,
    snapshot: &Snapshot,
    findings: &[Finding],
    insights: &Insights,
    options: &ReportOptions,
    context: &Context<'_>,
) -> Document {
    let header = snapshot.header();
    let kind_label = format!("{} report", header.kind.label());
    let title = options.title.as_ref().map_or_else(
        || format!("{} – {}", header.name, kind_label.to_lowercase()),
        |title| title.as_str().to_owned(),
    );
    let mut sections = Vec::with_capacity(body.sections.len() + 4);
    sections.push(findings_section(findings));
    sections.extend(insights::insights(insights));
    sections.extend(if options.include_charts { body.sections } else { without_charts(body.sections) });
    if let Some(comments) = &options.comments {
        let mut section = Section::new("comments", "Comments");
        section.push(report_document::Block::UserText(comments.as_str().to_owned()));
        sections.push(section);
    }
    sections.push(reproducibility(snapshot, body.provenance, insights, context));
    Document {
        meta: Meta {
            title,
            kind_label,
            entity_name: header.name.to_owned(),
            headline: body.headline,
            facts: body.cover_facts,
            language: "en",
            report_id: context.report_id.to_string(),
            created: context.created_at.display_minute(),
            created_rfc3339: context.created_at.to_string(),
        },
        sections,
    }
}

fn findings_section(findings: &[Finding]) -> Section {
    let mut section = Section::new(FINDINGS, "Findings");
    if findings.is_empty() {
        section.push(report_document::Block::Note("None of the checks found anything to report.".into()));
        return section;
    }
    let items = findings
        .iter()
        .map(|finding| FindingItem {
            severity: severity(finding.severity),
            title: finding.title.clone(),
            statement: Text::plain(finding.statement.to_plain()),
        })
        .collect();
    section.push(report_document::Block::Findings(items));
    section
}

/// How a finding's severity is shown.
pub(crate) fn severity(severity: report_findings::Severity) -> Severity {
    match severity {
        report_findings::Severity::Good => Severity::Good,
        report_findings::Severity::Info => Severity::Info,
        report_findings::Severity::Warning => Severity::Warning,
        report_findings::Severity::Critical => Severity::Critical,
    }
}

fn reproducibility(
    snapshot: &Snapshot,
    provenance: Vec<Field>,
    insights: &Insights,
    context: &Context<'_>,
) -> Section {
    let header = snapshot.header();
    let mut fields = vec![
        Field::new("Report id", context.report_id.to_string()),
        Field::new("Requested", context.created_at.display_minute()),
        Field::new("Report engine", context.engine_version),
        Field::new("Snapshot", context.snapshot_key),
        Field::new("Snapshot version", context.snapshot_version),
    ];
    if let Some(taken) = header.taken_at {
        fields.push(Field::new("Snapshot taken", taken.display_minute()));
    }
    if let Some(source) = header.source {
        let version = source.version.as_deref().map(|version| format!(" {version}")).unwrap_or_default();
        fields.push(Field::new("Figures from", format!("{}{version}", source.tool)));
        if let Some(reference) = &source.reference {
            fields.push(Field::new("Reference there", reference.clone()));
        }
        if let Some(seed) = source.seed {
            fields.push(Field::new("Seed", seed.to_string()));
        }
        if !source.libraries.is_empty() {
            let libraries: Vec<String> =
                source.libraries.iter().map(|(name, version)| format!("{name} {version}")).collect();
            fields.push(Field::new("Libraries", libraries.join(", ")));
        }
    }
    fields.extend(provenance);
    fields.extend(insights::usage(insights));
    let mut section = Section::new("reproducibility", "Reproducibility");
    section.push(report_document::Block::Fields(fields));
    section
}
