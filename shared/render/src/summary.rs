//! The `summary` object of a report: the few figures that a list view shows.

use std::{collections::BTreeMap, time::Duration};

use report_claims::CommentaryOutcome;
use report_domain::Format;
use report_findings::{Finding, Severity};
use report_sections::{SummaryFigure, SummaryFigures};
use serde_json::{Map, Value, json};

/// What a summary is made from.
pub(crate) struct Facts<'a> {
    pub(crate) figures: SummaryFigures,
    pub(crate) findings: &'a [Finding],
    pub(crate) commentary: &'a CommentaryOutcome,
    pub(crate) title: &'a str,
    pub(crate) headline: Option<String>,
    pub(crate) pages: Option<usize>,
    pub(crate) documents: &'a BTreeMap<Format, Vec<u8>>,
    pub(crate) took: Duration,
}

/// Makes the object.
pub(crate) fn of(facts: Facts<'_>) -> Map<String, Value> {
    let mut summary = Map::new();
    let mut put = |name: &str, value: Value| {
        summary.insert(name.to_owned(), value);
    };
    put("title", json!(facts.title));
    put("headline", json!(facts.headline.unwrap_or_default()));
    put("figures", figures(facts.figures));
    put("findings", counts(facts.findings));
    put("insights", json!(state(facts.commentary)));
    if let Some(details) = details(facts.commentary) {
        put("insights_details", details);
    }
    put("pages", json!(facts.pages));
    let bytes = facts.documents.iter().map(|(format, bytes)| (format.as_str(), bytes.len()));
    put("bytes", json!(bytes.clone().collect::<BTreeMap<_, _>>()));
    // As the figures were called before formats were a set; clients read them.
    for (name, bytes) in bytes.filter(|(name, _)| matches!(*name, "html" | "pdf")) {
        put(&format!("{name}_bytes"), json!(bytes));
    }
    put("render_ms", json!(u64::try_from(facts.took.as_millis()).unwrap_or(u64::MAX)));
    summary
}

fn figures(figures: SummaryFigures) -> Value {
    figures
        .into_iter()
        .map(|(name, figure)| (name.to_owned(), figure_value(figure)))
        .collect::<Map<_, _>>()
        .into()
}

fn figure_value(figure: SummaryFigure) -> Value {
    match figure {
        SummaryFigure::Number(number) => json!(number),
        SummaryFigure::Count(count) => json!(count),
        SummaryFigure::Text(text) => json!(text),
    }
}

fn counts(findings: &[Finding]) -> Value {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    json!({
        "critical": count(Severity::Critical),
        "warning": count(Severity::Warning),
        "info": count(Severity::Info),
        "good": count(Severity::Good),
    })
}

/// `none`, `llm` or `unavailable`.
fn state(commentary: &CommentaryOutcome) -> &'static str {
    match commentary {
        CommentaryOutcome::NotRequested => "none",
        CommentaryOutcome::Available(_) => "llm",
        CommentaryOutcome::Unavailable { .. } => "unavailable",
    }
}

fn details(commentary: &CommentaryOutcome) -> Option<Value> {
    match commentary {
        CommentaryOutcome::NotRequested => None,
        CommentaryOutcome::Unavailable { reason, usage } => Some(json!({ "reason": reason, "usage": usage })),
        CommentaryOutcome::Available(commentary) => {
            Some(json!({ "left_out": commentary.left_out, "usage": commentary.usage }))
        }
    }
}
