//! Deployments that are down, fail too often, have drifted, or serve a model that the project does not know.

use std::cmp::Reverse;

use report_facts::{
    Figure, Sort, Subject, project,
    quantity::{DEPLOYMENT_DRIFTED, DEPLOYMENTS, DEPLOYMENTS_OF_UNKNOWN_MODEL, FURTHER, MODELS, REQUESTS},
    say,
    statement::{counted, listed, name, names},
};
use report_snapshot::{
    deployment::DeploymentStatus,
    project::{DeploymentItem, Project},
};

use super::{KINDS, NAMED, sorted};
use crate::{Finding, Rule, Severity};

/// Deployments that get sentences of their own; the others are counted.
const MOST: usize = 5;

pub(super) fn findings(project: &Project) -> Vec<Finding> {
    let deployments = &project.deployments;
    let mut found = Vec::new();
    found.extend(first_of(deployments, status, "is down or degraded", "are down or degraded"));
    found.extend(first_of(deployments, error_rate, "has many errors", "have many errors"));
    found.extend(first_of(deployments, drift, "has drifted features", "have drifted features"));
    found.extend(unknown_models(project));
    found
}

pub(crate) static FURTHER_DEPLOYMENTS: Rule = Rule {
    name: "further_deployments",
    kinds: KINDS,
    severities: &[Severity::Warning, Severity::Critical],
    speaks: "More than 5 deployments have a finding of the same rule (deployment_status, deployment_error_rate, deployment_drift): the \
             first 5, most severe first, ties by name, are findings; the others are counted, with the severity of the first of them.",
    formula: "number of deployments beyond the fifth, and how many there are in all",
    source: "none needed",
};

/// One sentence for each of the first deployments that a rule applies to, and one that counts the rest.
fn first_of(
    deployments: &[DeploymentItem],
    rule: fn(&DeploymentItem) -> Option<Finding>,
    is: &'static str,
    are: &'static str,
) -> Vec<Finding> {
    let mut found: Vec<(&DeploymentItem, Finding)> =
        deployments.iter().filter_map(|deployment| Some((deployment, rule(deployment)?))).collect();
    found.sort_by_key(|(deployment, finding)| (Reverse(finding.severity), deployment.name.as_str()));
    let further = found.split_off(found.len().min(MOST));
    let mut found: Vec<Finding> = found.into_iter().map(|(_, finding)| finding).collect();
    if let Some((_, first)) = further.first() {
        let all = Figure::count(&DEPLOYMENTS, deployments.len());
        let (more, verb) =
            (Figure::count(&FURTHER, further.len()), if further.len() == 1 { is } else { are });
        let statement = say!(
            "{} of {} {}.",
            counted(&more, "more", "more"),
            counted(&all, "deployment", "deployments"),
            verb
        );
        found.push(Finding::new(&FURTHER_DEPLOYMENTS, first.severity, "Further deployments", statement));
    }
    found
}

fn subject(deployment: &DeploymentItem) -> Subject {
    Subject::named(Sort::Deployment, deployment.name.as_str())
}

pub(crate) static DEPLOYMENT_STATUS: Rule = Rule {
    name: "deployment_status",
    kinds: KINDS,
    severities: &[Severity::Warning, Severity::Critical],
    speaks: "Per deployment: status failed critical, degraded warning; other statuses silent.",
    formula: "",
    source: "none needed: the platform's own status",
};

fn status(deployment: &DeploymentItem) -> Option<Finding> {
    let stage = deployment.stage.as_deref().map(|stage| say!(" ({})", name(stage)));
    let named = say!("{}{}", name(&deployment.name), stage);
    let (severity, title, statement) = match deployment.status {
        DeploymentStatus::Failed => (
            Severity::Critical,
            "Deployment out of service",
            say!("{} has failed and does not serve.", named),
        ),
        DeploymentStatus::Degraded => {
            (Severity::Warning, "Deployment degraded", say!("{} serves, but not as it should.", named))
        }
        DeploymentStatus::Active | DeploymentStatus::Starting | DeploymentStatus::Stopped => return None,
    };
    Some(Finding::new(&DEPLOYMENT_STATUS, severity, title, statement))
}

pub(crate) static DEPLOYMENT_ERROR_RATE: Rule = Rule {
    name: "deployment_error_rate",
    kinds: KINDS,
    severities: &[Severity::Warning, Severity::Critical],
    speaks: "Per deployment with a share of errors in [0, 1] and calls > 0: k of n calls failed. Critical if shown to be more than \
             5 %, warning if shown to be more than 1 % by the exact one-sided binomial test (P(X ≥ k | n, bound) < 0.05); else silent.",
    formula: "n = requests, k = error_rate × requests, rounded",
    source: "1 % and 5 %: this report's own conventions (service levels of 99 and 95 %)",
};

fn error_rate(deployment: &DeploymentItem) -> Option<Finding> {
    let (failed, calls) = project::failed_calls(deployment)?;
    let severity = crate::severity::of_calls(failed, calls);
    if severity < Severity::Warning {
        return None;
    }
    let statement = say!(
        "{} fails in {} of {}.",
        name(&deployment.name),
        project::error_rate(deployment)?,
        counted(&Figure::new(subject(deployment), &REQUESTS, calls as f64), "call", "calls"),
    );
    Some(Finding::new(&DEPLOYMENT_ERROR_RATE, severity, "Deployment with many errors", statement))
}

pub(crate) static DEPLOYMENT_DRIFT: Rule = Rule {
    name: "deployment_drift",
    kinds: KINDS,
    severities: &[Severity::Warning],
    speaks: "Per deployment that lists drifted features: how many, and the first three in the order given.",
    formula: "number of drifted_features",
    source: "none needed: the platform's own flags",
};

fn drift(deployment: &DeploymentItem) -> Option<Finding> {
    let drifted = &deployment.drifted_features;
    if drifted.is_empty() {
        return None;
    }
    let number = Figure::new(subject(deployment), &DEPLOYMENT_DRIFTED, drifted.len() as f64);
    let statement = say!(
        "{} of {} drifted: {}.",
        counted(&number, "feature", "features"),
        name(&deployment.name),
        names(drifted.iter().map(String::as_str), NAMED)
    );
    Some(Finding::new(&DEPLOYMENT_DRIFT, Severity::Warning, "Deployment with drifted features", statement))
}

pub(crate) static UNKNOWN_SERVED_MODEL: Rule = Rule {
    name: "unknown_served_model",
    kinds: KINDS,
    severities: &[Severity::Warning],
    speaks: "Deployments, by name, whose model has an id that is none of the project's models'. Silent where the project lists no models.",
    formula: "number of such deployments",
    source: "none needed",
};

/// An auditor cannot follow a served model back to how it was made.
fn unknown_models(project: &Project) -> Option<Finding> {
    let mut unknown = project::with_unknown_model(project);
    if unknown.is_empty() {
        return None;
    }
    unknown.sort_by_key(|deployment| deployment.name.as_str());
    let named = unknown.iter().map(|deployment| {
        let model = deployment.model.as_ref().map(|model| say!(" ({})", name(&model.name)));
        say!("{}{}", name(&deployment.name), model)
    });
    let statement = say!(
        "{} a model that is not among the project's {}: {}.",
        counted(
            &Figure::count(&DEPLOYMENTS_OF_UNKNOWN_MODEL, unknown.len()),
            "deployment serves",
            "deployments serve"
        ),
        &Figure::count(&MODELS, project.models.len()),
        listed(named, NAMED)
    );
    Some(Finding::new(
        &UNKNOWN_SERVED_MODEL,
        Severity::Warning,
        "Served model is not in the project",
        statement,
    ))
}

/// Names of deployments, ascending.
pub(super) fn named<'a>(deployments: impl IntoIterator<Item = &'a DeploymentItem>) -> Vec<&'a str> {
    sorted(deployments.into_iter().map(|deployment| deployment.name.as_str()))
}
