//! Quantities that only collected figures have.

use crate::quantity::{Direction, Known, Unit};

const fn known(id: &'static str, label: &'static str, unit: Unit, better: Option<Direction>) -> Known {
    let most = if matches!(unit, Unit::Share) { 1.0 } else { f64::INFINITY };
    Known { id, label, aliases: &[], unit, better, bounds: (0.0, most), source: "" }
}

const HIGHER: Option<Direction> = Some(Direction::Higher);
const LOWER: Option<Direction> = Some(Direction::Lower);

pub(super) static MISSING_VALUES: Known = known("missing_values", "Missing values", Unit::Count, None);
pub(super) static MISSING_SHARE: Known = known("missing_share", "Share of missing values", Unit::Share, None);
pub(super) static TRAINING_TIME: Known = known("training_time", "Training time", Unit::Milliseconds, LOWER);
pub(super) static PREDICT_TIME: Known =
    known("predict_time", "Prediction time per row", Unit::Milliseconds, LOWER);
pub(super) static MODEL_SIZE: Known = known("model_size", "Stored size", Unit::Bytes, None);
pub(super) static IMPORTANCE: Known = known("importance", "Share of the importance", Unit::Share, None);
pub(super) static ERROR_RATE: Known = known("error_rate", "Error rate", Unit::Share, LOWER);
pub(super) static LATENCY_P50: Known = known("latency_p50", "Median latency", Unit::Milliseconds, LOWER);
pub(super) static LATENCY_P95: Known =
    known("latency_p95", "95th percentile of the latency", Unit::Milliseconds, LOWER);
pub(super) static LATENCY_P99: Known =
    known("latency_p99", "99th percentile of the latency", Unit::Milliseconds, LOWER);
pub(super) static LATENCY_MAX: Known = known("latency_max", "Longest latency", Unit::Milliseconds, LOWER);
pub(super) static PREDICTIONS_PSI: Known =
    known("predictions_psi", "PSI of the predictions", Unit::Plain, None);
pub(super) static PREDICTIONS_MEAN: Known = Known {
    bounds: (f64::NEG_INFINITY, f64::INFINITY),
    ..known("predictions_mean", "Mean of the predictions", Unit::Value, None)
};
pub(super) static FLAGGED_FEATURES: Known =
    known("flagged_features", "Features flagged as drifted", Unit::Count, None);
pub(super) static TRAINING_ROWS: Known = known("training_rows", "Training rows", Unit::Count, None);
pub(super) static HOLDOUT_ROWS: Known = known("holdout_rows", "Held-out rows", Unit::Count, None);
pub(super) static SYNTHETIC_ROWS: Known = known("synthetic_rows", "Synthetic rows", Unit::Count, None);
pub(super) static QUALITY: Known = known("quality", "Overall quality", Unit::Share, HIGHER);
pub(super) static COLUMN_SHAPES: Known =
    known("column_shapes", "Likeness of the columns", Unit::Share, HIGHER);
pub(super) static PAIR_TRENDS: Known =
    known("pair_trends", "Likeness of the pairs of columns", Unit::Share, HIGHER);
pub(super) static SCORE: Known = known("column_score", "Likeness score", Unit::Share, HIGHER);
pub(super) static PAIR_SCORE: Known = known("pair_score", "Likeness score", Unit::Share, HIGHER);
pub(super) static VALIDITY: Known = known("validity", "Validity", Unit::Share, HIGHER);
pub(super) static NEW_ROWS: Known = known("new_row_synthesis", "Share of new rows", Unit::Share, HIGHER);
pub(super) static EXACT_COPIES: Known = known("exact_copies", "Exact copies", Unit::Count, LOWER);
pub(super) static BASELINE_PROTECTION: Known =
    known("dcr_baseline_protection", "DCR baseline protection", Unit::Share, HIGHER);
pub(super) static CLOSER_TO_TRAINING: Known =
    known("closer_to_training", "Share of rows closer to a training row", Unit::Share, LOWER);
pub(super) static DISCLOSURE_PROTECTION: Known =
    known("disclosure_protection", "Disclosure protection", Unit::Share, HIGHER);
pub(super) static CLOSEST_DISTANCE: Known =
    known("closest_distance", "Median distance to the closest real row", Unit::Plain, None);
pub(super) static DATASETS: Known = known("datasets", "Datasets", Unit::Count, None);
pub(super) static DEPLOYMENTS: Known = known("deployments", "Deployments", Unit::Count, None);
pub(super) static RUNS: Known = known("synthgen_runs", "Synthetic-data runs", Unit::Count, None);
