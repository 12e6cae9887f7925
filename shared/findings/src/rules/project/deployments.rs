//! Deployments that are down, fail too often, have drifted, or serve a model that the project does not know.

use std::collections::BTreeSet;

use report_snapshot::{
    deployment::DeploymentStatus,
    project::{DeploymentItem, Project},
};

use super::NAMED;
use crate::Severity;
use crate::legacy::{Figure, Finding, Unit};
use report_facts::{format, words};

/// Deployments that get sentences of their own; the others are counted.
const MOST: usize = 5;

pub(super) fn findings(project: &Project) -> Vec<Finding> {
    let deployments = &project.deployments;
    let mut found = Vec::new();
    found.extend(first_of(deployments, status, "deployments that are down or degraded"));
    found.extend(first_of(deployments, error_rate, "deployments with many errors"));
    found.extend(first_of(deployments, drift, "deployments with drifted features"));
    found.extend(unknown_models(project));
    found.extend(healthy(deployments));
    found
}

/// One sentence for each of the first deployments that a rule applies to, and one that counts the rest.
fn first_of(
    deployments: &[DeploymentItem],
    rule: fn(&DeploymentItem) -> Option<Finding>,
    what: &str,
) -> Vec<Finding> {
    let mut found: Vec<Finding> = deployments.iter().filter_map(rule).collect();
    found.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let all = found.len();
    if all > MOST {
        let severity = found[MOST].severity;
        found.truncate(MOST);
        found.push(Finding {
            rule: "further_deployments",
            severity,
            title: "Further deployments".into(),
            statement: format!(
                "There are {} {what} in all; {MOST} are named here.",
                format::count(all as u64)
            ),
            figures: vec![Figure::count("deployments", all), Figure::count("deployments_named", MOST)],
        });
    }
    found
}

fn status(deployment: &DeploymentItem) -> Option<Finding> {
    let name = &deployment.name;
    let stage = deployment.stage.as_deref().map(|stage| format!(" ({stage})")).unwrap_or_default();
    let (severity, title, statement) = match deployment.status {
        DeploymentStatus::Failed => (
            Severity::Critical,
            "Deployment out of service",
            format!("{name}{stage} has failed and does not serve."),
        ),
        DeploymentStatus::Degraded => {
            (Severity::Warning, "Deployment degraded", format!("{name}{stage} serves, but not as it should."))
        }
        DeploymentStatus::Active | DeploymentStatus::Starting | DeploymentStatus::Stopped => return None,
    };
    Some(Finding { rule: "deployment_status", severity, title: title.into(), statement, figures: Vec::new() })
}

fn error_rate(deployment: &DeploymentItem) -> Option<Finding> {
    let rate = deployment.error_rate.filter(|rate| rate.is_finite() && *rate >= 0.0)?;
    let severity = crate::severity::of_error_rate(rate);
    if severity < Severity::Warning {
        return None;
    }
    let name = &deployment.name;
    let mut figures = vec![Figure::of(name, "error_rate", rate, Unit::Share)];
    let calls = deployment.requests.map(|requests| {
        figures.push(Figure::of(name, "requests", requests as f64, Unit::Count));
        format!(" of {}", words::counted(requests, "call", "calls"))
    });
    Some(Finding {
        rule: "deployment_error_rate",
        severity,
        title: "Deployment with many errors".into(),
        statement: format!("{} fails in {}{}.", name, format::percent(rate), calls.unwrap_or_default()),
        figures,
    })
}

fn drift(deployment: &DeploymentItem) -> Option<Finding> {
    let drifted = &deployment.drifted_features;
    if drifted.is_empty() {
        return None;
    }
    Some(Finding {
        rule: "deployment_drift",
        severity: Severity::Warning,
        title: "Deployment with drifted features".into(),
        statement: format!(
            "{} of {} drifted: {}.",
            words::counted(drifted.len() as u64, "feature", "features"),
            deployment.name,
            words::listed(drifted.iter().cloned(), NAMED)
        ),
        figures: vec![Figure::of(&deployment.name, "drifted_features", drifted.len() as f64, Unit::Count)],
    })
}

/// An auditor cannot follow a served model back to how it was made.
fn unknown_models(project: &Project) -> Option<Finding> {
    if project.models.is_empty() {
        return None;
    }
    let known: BTreeSet<_> = project.models.iter().map(|model| model.id).collect();
    let unknown: Vec<String> = project
        .deployments
        .iter()
        .filter_map(|deployment| {
            let model = deployment.model.as_ref()?;
            let unknown = model.id.is_some_and(|id| !known.contains(&id));
            unknown.then(|| format!("{} ({})", deployment.name, model.name))
        })
        .collect();
    if unknown.is_empty() {
        return None;
    }
    Some(Finding {
        rule: "unknown_served_model",
        severity: Severity::Warning,
        title: "Served model is not in the project".into(),
        statement: format!(
            "{} a model that is not among the project's {}: {}.",
            words::counted(unknown.len() as u64, "deployment serves", "deployments serve"),
            format::count(project.models.len() as u64),
            words::listed(unknown.iter().cloned(), NAMED)
        ),
        figures: vec![
            Figure::count("deployments_with_unknown_model", unknown.len()),
            Figure::count("models", project.models.len()),
        ],
    })
}

fn healthy(deployments: &[DeploymentItem]) -> Option<Finding> {
    let serving: Vec<&DeploymentItem> =
        deployments.iter().filter(|deployment| deployment.status == DeploymentStatus::Active).collect();
    let healthy = serving
        .iter()
        .filter(|deployment| error_rate(deployment).is_none() && deployment.drifted_features.is_empty())
        .count();
    (healthy > 0).then(|| Finding {
        rule: "healthy_deployments",
        severity: Severity::Good,
        title: "Healthy deployments".into(),
        statement: format!(
            "{} of {} in service show neither many errors nor drift.",
            format::count(healthy as u64),
            words::counted(serving.len() as u64, "deployment", "deployments"),
        ),
        figures: vec![
            Figure::count("healthy_deployments", healthy),
            Figure::count("deployments_in_service", serving.len()),
        ],
    })
}
