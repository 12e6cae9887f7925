//! Quantities of trained models besides their metrics.

use super::{
    Known, Unit,
    shapes::{ANY, NOT_NEGATIVE, count, lower_time, neutral, plain, points, share},
};

/// Time to score one row.
pub static PREDICT_TIME: Known = lower_time("predict_time_per_row", "Prediction time per row");
/// Time that training took.
pub static TRAINING_TIME: Known = lower_time("training_time", "Training time");
/// Size of the stored model.
pub static MODEL_SIZE: Known = neutral("model_size", "Stored size", Unit::Bytes, NOT_NEGATIVE);
/// Models without a value of the ranking metric.
pub static UNRANKED_MODELS: Known = count("unranked_models", "Models without a rank");
/// Models that share the best value.
pub static TIED_MODELS: Known = count("tied_models", "Models with the best value");
/// Limits of time or of models that cut a run short.
pub static LIMITS_REACHED: Known = count("limits_reached", "Limits reached");
/// Models or algorithms that ended with an error.
pub static FAILURES: Known = count("failures", "Failures");
/// Parts of a run, such as steps or models, that were left out.
pub static STEPS_SKIPPED: Known = count("steps_skipped", "Parts left out");
/// Rows that were called right.
pub static ROWS_RIGHT: Known = count("rows_right", "Rows called right");
/// Share of rows that were called right: accuracy, as a share.
pub static SHARE_RIGHT: Known = share("share_right", "Share of rows called right");
/// Share of the most frequent class: the no-information rate.
pub static MAJORITY_SHARE: Known = share("majority_class_share", "Share of the largest class");
/// Share of a class's rows that were called so.
pub static CLASS_RECALL: Known = share("class_recall", "Recall of the class");
/// Share of the target's variance that a model explains: R² above 0.
pub static EXPLAINED: Known = share("explained_share", "Explained variance");
/// The rest of it.
pub static UNEXPLAINED: Known = share("unexplained_share", "Unexplained variance");
/// The score from which a row is called positive.
pub static THRESHOLD: Known = plain("threshold", "Decision threshold", ANY);
/// Expected calibration error (Guo et al. 2017).
pub static CALIBRATION_ERROR: Known = points("expected_calibration_error", "Expected calibration error");
/// The least that it can be by the intervals of the bins.
pub static CALIBRATION_LEAST: Known = points("calibration_error_least", "Least calibration error");
/// The most that it can be by the intervals of the bins.
pub static CALIBRATION_MOST: Known = points("calibration_error_most", "Most calibration error");
/// A feature's share of the importance of all.
pub static IMPORTANCE: Known = share("importance_share", "Share of the importance");
/// How many features make up most of the importance.
pub static FEATURES_NEEDED: Known = count("features_for_most", "Features for most of the importance");
/// Features that a list of importances names.
pub static FEATURES_LISTED: Known = count("features_listed", "Features listed");
/// A step of the training: a number of trees, epochs or iterations.
pub static STEP: Known = neutral("step", "Step", Unit::Value, ANY);
/// Improvement of a metric over the last part of the training, relative to the metric.
pub static LATE_IMPROVEMENT: Known = neutral("late_improvement", "Late improvement", Unit::Share, ANY);
/// Lower end of the interval in which one more sample of rows is expected.
pub static INTERVAL_LOW: Known = plain("interval_low", "Lower end of the interval", ANY);
/// Upper end of it.
pub static INTERVAL_HIGH: Known = plain("interval_high", "Upper end of the interval", ANY);
