//! Quantities of projects.

use super::{Known, shapes::count};

/// Number of experiments.
pub static EXPERIMENTS: Known = count("experiments", "Experiments");
/// Experiments that failed.
pub static EXPERIMENTS_FAILED: Known = count("experiments_failed", "Failed experiments");
/// Experiments that are running or queued.
pub static EXPERIMENTS_UNFINISHED: Known = count("experiments_unfinished", "Unfinished experiments");
/// Experiments that completed and name no figure of their best model.
pub static EXPERIMENTS_WITHOUT_RESULT: Known =
    count("experiments_without_result", "Experiments without a result");
/// Experiments whose best models are compared.
pub static EXPERIMENTS_COMPARED: Known = count("experiments_compared", "Experiments compared");
/// Models whose training failed.
pub static MODELS_FAILED: Known = count("models_failed", "Failed models");
/// Number of deployments.
pub static DEPLOYMENTS: Known = count("deployments", "Deployments");
/// Deployments of a model that the project does not list.
pub static DEPLOYMENTS_OF_UNKNOWN_MODEL: Known =
    count("deployments_of_unknown_model", "Deployments of a model that is not listed");
/// Deployments of a model that no experiment is known to have made.
pub static DEPLOYMENTS_UNTRACED: Known =
    count("deployments_untraced", "Deployments of a model of unknown origin");
/// Deployments of which it is not known how many calls failed.
pub static DEPLOYMENTS_WITHOUT_FIGURES: Known =
    count("deployments_without_figures", "Deployments without figures");
/// Features of a deployment that drifted.
pub static DEPLOYMENT_DRIFTED: Known = count("drifted_features", "Drifted features");
/// Number of synthetic-data runs.
pub static SYNTHGEN_RUNS: Known = count("synthgen_runs", "Synthetic-data runs");
/// Synthetic-data runs that failed.
pub static SYNTHGEN_RUNS_FAILED: Known = count("synthgen_runs_failed", "Failed synthetic-data runs");
/// Synthetic-data runs with a score.
pub static SYNTHGEN_RUNS_SCORED: Known = count("synthgen_runs_scored", "Synthetic-data runs with a score");
/// Number of datasets.
pub static DATASETS: Known = count("datasets", "Datasets");
/// Datasets with missing values.
pub static DATASETS_WITH_MISSING: Known =
    count("datasets_with_missing_values", "Datasets with missing values");
/// Datasets of which it is not known how many values are missing.
pub static DATASETS_UNCOUNTED: Known =
    count("datasets_uncounted", "Datasets whose missing values are not known");
/// Datasets that nothing names as its own.
pub static DATASETS_UNUSED: Known = count("datasets_unused", "Datasets that nothing uses");
/// Datasets whose rows or columns are not known.
pub static DATASETS_UNSIZED: Known = count("datasets_unsized", "Datasets of unknown size");
