//! Quantities of trained models besides their metrics.

use super::{
    Known, Unit,
    derived::{ANY, NOT_NEGATIVE, OF_ONE, lower, neutral},
};

/// Time to score one row.
pub static PREDICT_TIME: Known =
    lower("predict_time_per_row", "Prediction time per row", Unit::Milliseconds, NOT_NEGATIVE);
/// Time that training took.
pub static TRAINING_TIME: Known = lower("training_time", "Training time", Unit::Milliseconds, NOT_NEGATIVE);
/// Size of the stored model.
pub static MODEL_SIZE: Known = neutral("model_size", "Stored size", Unit::Bytes, NOT_NEGATIVE);
/// Models without a value of the ranking metric.
pub static UNRANKED_MODELS: Known =
    neutral("unranked_models", "Models without a rank", Unit::Count, NOT_NEGATIVE);
/// Models that share the best value.
pub static TIED_MODELS: Known =
    neutral("tied_models", "Models with the best value", Unit::Count, NOT_NEGATIVE);
/// Limits of time or of models that cut a run short.
pub static LIMITS_REACHED: Known = neutral("limits_reached", "Limits reached", Unit::Count, NOT_NEGATIVE);
/// Models or algorithms that ended with an error.
pub static FAILURES: Known = neutral("failures", "Failures", Unit::Count, NOT_NEGATIVE);
/// Steps of a run that were left out.
pub static STEPS_SKIPPED: Known = neutral("steps_skipped", "Steps left out", Unit::Count, NOT_NEGATIVE);
/// Rows that were called right.
pub static ROWS_RIGHT: Known = neutral("rows_right", "Rows called right", Unit::Count, NOT_NEGATIVE);
/// Rows that were called wrong.
pub static ROWS_WRONG: Known = neutral("rows_wrong", "Rows called wrong", Unit::Count, NOT_NEGATIVE);
/// Share of rows that were called right: accuracy, as a share.
pub static SHARE_RIGHT: Known = neutral("share_right", "Share of rows called right", Unit::Share, OF_ONE);
/// Share of the most frequent class: the no-information rate.
pub static MAJORITY_SHARE: Known =
    neutral("majority_class_share", "Share of the largest class", Unit::Share, OF_ONE);
/// Share of a class's rows that were called so.
pub static CLASS_RECALL: Known = neutral("class_recall", "Recall of the class", Unit::Share, OF_ONE);
/// Share of the target's variance that a model explains: R² above 0.
pub static EXPLAINED: Known = neutral("explained_share", "Explained variance", Unit::Share, OF_ONE);
/// The rest of it.
pub static UNEXPLAINED: Known = neutral("unexplained_share", "Unexplained variance", Unit::Share, OF_ONE);
/// The score from which a row is called positive.
pub static THRESHOLD: Known = neutral("threshold", "Decision threshold", Unit::Plain, ANY);
/// Expected calibration error (Guo et al. 2017).
pub static CALIBRATION_ERROR: Known =
    neutral("expected_calibration_error", "Expected calibration error", Unit::Points, OF_ONE);
/// The least that it can be by the intervals of the bins.
pub static CALIBRATION_LEAST: Known =
    neutral("calibration_error_least", "Least calibration error", Unit::Points, OF_ONE);
/// The most that it can be by the intervals of the bins.
pub static CALIBRATION_MOST: Known =
    neutral("calibration_error_most", "Most calibration error", Unit::Points, OF_ONE);
/// A feature's share of the importance of all.
pub static IMPORTANCE: Known = neutral("importance_share", "Share of the importance", Unit::Share, OF_ONE);
/// How many features make up most of the importance.
pub static FEATURES_NEEDED: Known =
    neutral("features_for_most", "Features for most of the importance", Unit::Count, NOT_NEGATIVE);
/// Features that a list of importances names.
pub static FEATURES_LISTED: Known = neutral("features_listed", "Features listed", Unit::Count, NOT_NEGATIVE);
/// A step of the training: a number of trees, epochs or iterations.
pub static STEP: Known = neutral("step", "Step", Unit::Value, ANY);
/// Improvement of a metric over the last part of the training, relative to the metric.
pub static LATE_IMPROVEMENT: Known = neutral("late_improvement", "Late improvement", Unit::Share, ANY);
/// Lower end of the interval in which one more sample of rows is expected.
pub static INTERVAL_LOW: Known = neutral("interval_low", "Lower end of the interval", Unit::Plain, ANY);
/// Upper end of it.
pub static INTERVAL_HIGH: Known = neutral("interval_high", "Upper end of the interval", Unit::Plain, ANY);
