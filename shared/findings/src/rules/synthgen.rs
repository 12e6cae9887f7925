//! What is worth saying about a synthetic-data run.

use report_snapshot::{Envelope, RunStatus, synthgen::Synthgen};

use crate::legacy::{Figure, Finding, Unit};
use crate::{
    Severity,
    synthetic::{self, Verdict},
};
use report_facts::{format, words};

/// Share of missing values that may differ between the real and the synthetic column; this report's own bound.
const MISSING_DIFFERENCE: f64 = 0.05;

/// Columns named in one sentence.
const NAMED: usize = 3;

/// Applies every rule.
pub(crate) fn findings(snapshot: &Envelope<Synthgen>) -> Vec<Finding> {
    let run = &snapshot.content;
    let checks = synthetic::checks(run);
    let mut found = Vec::new();
    found.extend(status(&snapshot.name, run.status));
    found.extend(verdict(run, synthetic::verdict(run, &checks), &checks));
    found.extend(checks.into_iter().map(|check| check.finding));
    found.extend(missing(run));
    found
}

fn status(name: &str, status: RunStatus) -> Option<Finding> {
    let (severity, title, statement) = match status {
        RunStatus::Completed => return None,
        RunStatus::Failed => (Severity::Critical, "The run failed", format!("{name} ended with an error.")),
        RunStatus::Cancelled => {
            (Severity::Warning, "The run was stopped", format!("{name} was stopped before its end."))
        }
        RunStatus::Queued | RunStatus::Running => {
            (Severity::Info, "The run is not over", format!("{name} has not ended yet."))
        }
    };
    Some(Finding { rule: "run_status", severity, title: title.into(), statement, figures: Vec::new() })
}

/// The verdict, where there is something to judge.
fn verdict(run: &Synthgen, verdict: Verdict, checks: &[synthetic::Check]) -> Option<Finding> {
    if checks.is_empty() {
        return (run.status == RunStatus::Completed).then(|| Finding {
            rule: "verdict",
            severity: Severity::Warning,
            title: Verdict::Open.label().into(),
            statement: "The snapshot holds no figure on fidelity, privacy or utility.".into(),
            figures: Vec::new(),
        });
    }
    let of = |severity: Severity| checks.iter().filter(|check| check.finding.severity == severity).count();
    let (critical, warning) = (of(Severity::Critical), of(Severity::Warning));
    let passed = checks.len() - critical - warning;
    let all = words::counted(checks.len() as u64, "check", "checks");
    let mut parts = Vec::new();
    if critical > 0 {
        parts.push(format!("{} critical", format::count(critical as u64)));
    }
    if warning > 0 {
        parts.push(format!("{} with a warning", format::count(warning as u64)));
    }
    parts.push(format!("{} passed", format::count(passed as u64)));
    Some(Finding {
        rule: "verdict",
        severity: verdict.severity(),
        title: format!("Verdict: {}", verdict.label().to_lowercase()),
        statement: format!("{all} of fidelity, privacy and utility: {}.", words::listed(parts, 3)),
        figures: vec![
            Figure::count("checks", checks.len()),
            Figure::count("checks_passed", passed),
            Figure::count("checks_with_warning", warning),
            Figure::count("checks_critical", critical),
        ],
    })
}

/// Columns whose missing values were not reproduced.
fn missing(run: &Synthgen) -> Option<Finding> {
    let finite = |share: Option<f64>| share.filter(|share| share.is_finite());
    let mut off: Vec<(&str, f64, f64)> = run
        .columns
        .iter()
        .filter_map(|column| {
            Some((column.name.as_str(), finite(column.missing_real)?, finite(column.missing_synthetic)?))
        })
        .filter(|(_, real, synthetic)| (real - synthetic).abs() > MISSING_DIFFERENCE)
        .collect();
    off.sort_by(|a, b| (b.1 - b.2).abs().total_cmp(&(a.1 - a.2).abs()));
    if off.is_empty() {
        return None;
    }
    let named = off.iter().map(|(name, real, synthetic)| {
        format!("{name} ({} real, {} synthetic)", format::percent(*real), format::percent(*synthetic))
    });
    let mut figures = vec![
        Figure::count("columns_off", off.len()),
        Figure::of_entity(
            "missing_difference_bound_percentage_points",
            MISSING_DIFFERENCE * 100.0,
            Unit::Plain,
        ),
    ];
    for (name, real, synthetic) in &off {
        figures.push(Figure::of(*name, "missing_share_real", *real, Unit::Share));
        figures.push(Figure::of(*name, "missing_share_synthetic", *synthetic, Unit::Share));
    }
    Some(Finding {
        rule: "missing_values",
        severity: Severity::Warning,
        title: "Missing values are not reproduced".into(),
        statement: format!(
            "In {} the share of missing values differs by more than {}: {}.",
            words::counted(off.len() as u64, "column", "columns"),
            format::percentage_points(MISSING_DIFFERENCE),
            words::listed(named, NAMED),
        ),
        figures,
    })
}
