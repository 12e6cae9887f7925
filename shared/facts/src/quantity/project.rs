//! Quantities of projects.

use super::{
    Known, Unit,
    derived::{NOT_NEGATIVE, OF_ONE, neutral},
};

const fn number(id: &'static str, label: &'static str) -> Known {
    neutral(id, label, Unit::Count, NOT_NEGATIVE)
}

/// Number of experiments.
pub static EXPERIMENTS: Known = number("experiments", "Experiments");
/// Experiments that failed.
pub static EXPERIMENTS_FAILED: Known = number("experiments_failed", "Failed experiments");
/// Experiments that are running or queued.
pub static EXPERIMENTS_UNFINISHED: Known = number("experiments_unfinished", "Unfinished experiments");
/// Experiments that completed and name no figure of their best model.
pub static EXPERIMENTS_WITHOUT_RESULT: Known =
    number("experiments_without_result", "Experiments without a result");
/// Experiments whose best models are compared.
pub static EXPERIMENTS_COMPARED: Known = number("experiments_compared", "Experiments compared");
/// Models whose training failed.
pub static MODELS_FAILED: Known = number("models_failed", "Failed models");
/// Number of deployments.
pub static DEPLOYMENTS: Known = number("deployments", "Deployments");
/// Deployments of which a rule speaks.
pub static DEPLOYMENTS_FOUND: Known = number("deployments_found", "Deployments");
/// Share of a deployment's calls that failed.
pub static DEPLOYMENT_ERROR_RATE: Known = neutral("error_rate", "Error rate", Unit::Share, OF_ONE);
/// Features of a deployment that drifted.
pub static DEPLOYMENT_DRIFTED: Known = number("drifted_features", "Drifted features");
/// Number of synthetic-data runs.
pub static SYNTHGEN_RUNS: Known = number("synthgen_runs", "Synthetic-data runs");
/// Synthetic-data runs of which a rule speaks.
pub static SYNTHGEN_RUNS_FOUND: Known = number("synthgen_runs_found", "Synthetic-data runs");
/// Overall quality of a synthetic-data run.
pub static RUN_QUALITY: Known = neutral("overall_quality", "Overall quality", Unit::Share, OF_ONE);
/// Number of datasets.
pub static DATASETS: Known = number("datasets", "Datasets");
/// Datasets of which a rule speaks.
pub static DATASETS_FOUND: Known = number("datasets_found", "Datasets");
/// Missing cells of a dataset over all its cells.
pub static CELLS_MISSING_SHARE: Known = neutral("missing_share", "Missing", Unit::Share, OF_ONE);
