//! Synthetic-data runs that failed or came out poorly.

use report_snapshot::{RunStatus, project::Project};

use super::NAMED;
use crate::legacy::{Figure, Finding, Unit};
use crate::{Severity, synthetic};
use report_facts::{format, words};

pub(super) fn findings(project: &Project) -> Vec<Finding> {
    let runs = &project.synthgen_runs;
    let mut found = Vec::new();
    let failed: Vec<&str> =
        runs.iter().filter(|run| run.status == RunStatus::Failed).map(|run| run.name.as_str()).collect();
    if !failed.is_empty() {
        found.push(Finding {
            rule: "failed_synthgen_runs",
            severity: Severity::Warning,
            title: "Failed synthetic-data runs".into(),
            statement: format!(
                "{} of {} failed: {}.",
                format::count(failed.len() as u64),
                words::counted(runs.len() as u64, "synthetic-data run", "synthetic-data runs"),
                words::listed(failed.iter().copied(), NAMED)
            ),
            figures: vec![
                Figure::count("synthgen_runs_failed", failed.len()),
                Figure::count("synthgen_runs", runs.len()),
            ],
        });
    }
    let scored: Vec<(&str, f64)> = runs
        .iter()
        .filter_map(|run| {
            Some((run.name.as_str(), run.overall_quality.filter(|quality| quality.is_finite())?))
        })
        .collect();
    let low: Vec<&(&str, f64)> =
        scored.iter().filter(|(_, quality)| *quality < synthetic::GOOD_SCORE).collect();
    let shown = if low.is_empty() { scored.iter().collect() } else { low.clone() };
    if shown.is_empty() {
        return found;
    }
    let mut figures: Vec<Figure> = shown
        .iter()
        .map(|(name, quality)| Figure::of(*name, "overall_quality", *quality, Unit::Share))
        .collect();
    figures.push(Figure::of_entity("quality_bound", synthetic::GOOD_SCORE, Unit::Share));
    figures.push(Figure::count("synthgen_runs_with_quality", scored.len()));
    let named = words::listed(
        shown.iter().map(|(name, quality)| format!("{name} ({})", format::percent(*quality))),
        NAMED,
    );
    let bound = format::percent(synthetic::GOOD_SCORE);
    found.push(if low.is_empty() {
        Finding {
            rule: "synthgen_quality",
            severity: Severity::Good,
            title: "Synthetic data of good quality".into(),
            statement: format!(
                "Synthetic data scores at least {bound} for likeness in every run that has a score: {named}."
            ),
            figures,
        }
    } else {
        Finding {
            rule: "synthgen_quality",
            severity: Severity::Warning,
            title: "Synthetic data of low quality".into(),
            statement: format!(
                "Synthetic data scores under {bound} for likeness in {}: {named}.",
                words::counted(low.len() as u64, "run", "runs")
            ),
            figures,
        }
    });
    found
}
