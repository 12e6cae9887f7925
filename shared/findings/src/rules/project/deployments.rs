//! Deployments that are down, fail too often, have drifted, or serve a model that the project does not know.

use std::cmp::Reverse;

use report_facts::project;
use report_snapshot::{deployment::DeploymentStatus, project::DeploymentItem};

use super::things::Things;
use crate::prelude::*;

/// Deployments that get sentences of their own; the others are counted.
const MOST: usize = 5;

pub(super) fn findings(project: &Project) -> Vec<Finding> {
    let deployments = &project.deployments;
    let mut found = first_of(deployments, status, "is down or degraded", "are down or degraded");
    found.extend(first_of(deployments, error_rate, "has many errors", "have many errors"));
    found.extend(first_of(deployments, drift, "has drifted features", "have drifted features"));
    found.extend(unknown_models(project));
    found
}

rules! {
    of PROJECT;

    DEPLOYMENT_STATUS = "deployment_status", [Warning, Critical]:
        speaks: "Per deployment: status failed critical, degraded warning; other statuses silent.",
        formula: "",
        source: "none needed: the platform's own status";

    DEPLOYMENT_ERROR_RATE = "deployment_error_rate", [Warning, Critical]:
        speaks: "Per deployment with a share of errors in [0, 1] and calls > 0: k of n calls failed. Critical if shown to be more than \
                 5 %, warning if shown to be more than 1 % by the exact one-sided binomial test (P(X ≥ k | n, bound) < 0.05); else silent.",
        formula: "n = requests, k = error_rate × requests, rounded",
        source: "1 % and 5 %: this report's own conventions (service levels of 99 and 95 %)";

    DEPLOYMENT_DRIFT = "deployment_drift", [Warning]:
        speaks: "Per deployment that lists drifted features: how many, and the first three in the order given.",
        formula: "number of drifted_features",
        source: "none needed: the platform's own flags";

    FURTHER_DEPLOYMENTS = "further_deployments", [Warning, Critical]:
        speaks: "More than 5 deployments have a finding of the same rule (deployment_status, deployment_error_rate, deployment_drift): the \
                 first 5, most severe first, ties by name, are findings; the others are counted, with the severity of the first of them.",
        formula: "number of deployments beyond the fifth, and how many there are in all",
        source: "none needed";

    UNKNOWN_SERVED_MODEL = "unknown_served_model", [Warning]:
        speaks: "Deployments, by name, whose model has an id that is none of the project's models'. Silent where the project lists no models.",
        formula: "number of such deployments",
        source: "none needed";
}

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
        let statement = say!(
            "{} of {} {}.",
            number_of(&FURTHER, further.len(), "more", "more"),
            Things::DEPLOYMENT.number(deployments.len()),
            verb(further.len(), is, are),
        );
        found.push(FURTHER_DEPLOYMENTS.says(first.severity, "Further deployments", statement));
    }
    found
}

fn subject(deployment: &DeploymentItem) -> Subject {
    Subject::named(Sort::Deployment, deployment.name.as_str())
}

fn status(deployment: &DeploymentItem) -> Option<Finding> {
    let stage = deployment.stage.as_deref().map(|stage| say!(" ({})", name(stage)));
    let named = say!("{}{}", name(&deployment.name), stage);
    Some(match deployment.status {
        DeploymentStatus::Failed => DEPLOYMENT_STATUS
            .critical("Deployment out of service", say!("{} has failed and does not serve.", named)),
        DeploymentStatus::Degraded => {
            DEPLOYMENT_STATUS.warning("Deployment degraded", say!("{} serves, but not as it should.", named))
        }
        DeploymentStatus::Active | DeploymentStatus::Starting | DeploymentStatus::Stopped => return None,
    })
}

fn error_rate(deployment: &DeploymentItem) -> Option<Finding> {
    let (failed, calls) = project::failed_calls(deployment)?;
    let severity = crate::severity::of_calls(failed, calls);
    if severity < Warning {
        return None;
    }
    let statement = say!(
        "{} fails in {} of {}.",
        name(&deployment.name),
        project::error_rate(deployment)?,
        counted(&Figure::new(subject(deployment), &REQUESTS, calls as f64), "call", "calls"),
    );
    Some(DEPLOYMENT_ERROR_RATE.says(severity, "Deployment with many errors", statement))
}

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
    Some(DEPLOYMENT_DRIFT.warning("Deployment with drifted features", statement))
}

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
        number_of(&DEPLOYMENTS_OF_UNKNOWN_MODEL, unknown.len(), "deployment serves", "deployments serve"),
        Figure::count(&MODELS, project.models.len()),
        listed(named, NAMED)
    );
    Some(UNKNOWN_SERVED_MODEL.warning("Served model is not in the project", statement))
}
