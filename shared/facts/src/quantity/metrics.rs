//! Metrics of models, as H2O, scikit-learn, MLflow and others name them.

use super::{
    Direction,
    Direction::{Higher, Lower},
    Known, Unit,
};

const INFINITE: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);
const FROM_ZERO: (f64, f64) = (0.0, f64::INFINITY);
const SHARE: (f64, f64) = (0.0, 1.0);
const CORRELATION: (f64, f64) = (-1.0, 1.0);

const SKLEARN: &str = "scikit-learn user guide, Metrics and scoring";
const H2O: &str = "H2O-3 user guide, Performance and Prediction";

const fn metric(
    id: &'static str,
    label: &'static str,
    aliases: &'static [&'static str],
    better: Direction,
    bounds: (f64, f64),
    source: &'static str,
) -> Known {
    Known { id, label, aliases, unit: Unit::Plain, better: Some(better), bounds, source }
}

/// Area under the ROC curve.
pub static AUC: Known = metric(
    "auc",
    "AUC",
    &["roc_auc", "auroc", "roc_auc_score", "area_under_roc", "rocauc", "auc_roc"],
    Higher,
    SHARE,
    SKLEARN,
);
/// Accuracy.
pub static ACCURACY: Known =
    metric("accuracy", "Accuracy", &["acc", "accuracy_score"], Higher, SHARE, SKLEARN);
/// Recall.
pub static RECALL: Known = metric(
    "recall",
    "Recall",
    &["recall_score", "sensitivity", "tpr", "true_positive_rate"],
    Higher,
    SHARE,
    SKLEARN,
);
/// Precision.
pub static PRECISION: Known =
    metric("precision", "Precision", &["precision_score", "ppv"], Higher, SHARE, SKLEARN);
/// Coefficient of determination; negative where the mean would do better.
pub static R2: Known =
    metric("r2", "R²", &["r2_score", "r_squared"], Higher, (f64::NEG_INFINITY, 1.0), SKLEARN);

static OTHERS: [Known; 35] = [
    metric("aucpr", "PR AUC", &["pr_auc", "auc_pr", "auprc", "prauc"], Higher, SHARE, H2O),
    metric(
        "average_precision",
        "Average precision",
        &["average_precision_score", "ap"],
        Higher,
        SHARE,
        SKLEARN,
    ),
    metric("balanced_accuracy", "Balanced accuracy", &["balanced_accuracy_score"], Higher, SHARE, SKLEARN),
    metric("specificity", "Specificity", &["tnr", "true_negative_rate"], Higher, SHARE, SKLEARN),
    metric("f1", "F1", &["f1_score"], Higher, SHARE, SKLEARN),
    metric("f1_macro", "F1, macro average", &["macro_f1", "f1_score_macro"], Higher, SHARE, SKLEARN),
    metric(
        "f1_weighted",
        "F1, weighted average",
        &["weighted_f1", "f1_score_weighted"],
        Higher,
        SHARE,
        SKLEARN,
    ),
    metric("f1_micro", "F1, micro average", &["micro_f1", "f1_score_micro"], Higher, SHARE, SKLEARN),
    metric("f2", "F2", &[], Higher, SHARE, H2O),
    metric("f0point5", "F0.5", &["f0_5"], Higher, SHARE, H2O),
    metric("mcc", "MCC", &["matthews_corrcoef", "absolute_mcc"], Higher, CORRELATION, SKLEARN),
    metric("kappa", "Cohen's kappa", &["cohen_kappa", "cohen_kappa_score"], Higher, CORRELATION, SKLEARN),
    metric("gini", "Gini", &[], Higher, CORRELATION, H2O),
    metric("ks", "KS", &[], Higher, SHARE, H2O),
    metric(
        "explained_variance",
        "Explained variance",
        &["explained_variance_score"],
        Higher,
        (f64::NEG_INFINITY, 1.0),
        SKLEARN,
    ),
    metric("mean_per_class_accuracy", "Mean per-class accuracy", &[], Higher, SHARE, H2O),
    metric("lift_top_group", "Lift, top group", &[], Higher, FROM_ZERO, H2O),
    metric(
        "logloss",
        "Log loss",
        &["log_loss", "cross_entropy", "binary_logloss", "multi_logloss", "mlogloss"],
        Lower,
        FROM_ZERO,
        SKLEARN,
    ),
    metric("brier", "Brier score", &["brier_score", "brier_score_loss"], Lower, (0.0, 2.0), SKLEARN),
    metric("mean_per_class_error", "Mean per-class error", &[], Lower, SHARE, H2O),
    metric("max_per_class_error", "Max per-class error", &[], Lower, SHARE, H2O),
    metric(
        "err",
        "Error rate",
        &["error_rate", "classification_error", "misclassification_rate"],
        Lower,
        SHARE,
        H2O,
    ),
    Known { unit: Unit::Count, ..metric("err_count", "Wrong calls", &[], Lower, FROM_ZERO, H2O) },
    metric("rmse", "RMSE", &["root_mean_squared_error"], Lower, FROM_ZERO, SKLEARN),
    metric("mse", "MSE", &["mean_squared_error"], Lower, FROM_ZERO, SKLEARN),
    metric("mae", "MAE", &["mean_absolute_error"], Lower, FROM_ZERO, SKLEARN),
    metric("mape", "MAPE", &["mean_absolute_percentage_error"], Lower, FROM_ZERO, SKLEARN),
    metric("rmsle", "RMSLE", &[], Lower, FROM_ZERO, H2O),
    metric("mean_residual_deviance", "Mean residual deviance", &[], Lower, INFINITE, H2O),
    metric("residual_deviance", "Residual deviance", &[], Lower, INFINITE, H2O),
    metric("null_deviance", "Null deviance", &[], Lower, INFINITE, H2O),
    metric("deviance", "Deviance", &[], Lower, INFINITE, H2O),
    metric("aic", "AIC", &[], Lower, INFINITE, H2O),
    metric("loss", "Loss", &[], Lower, INFINITE, H2O),
    metric("max_error", "Max error", &[], Lower, FROM_ZERO, SKLEARN),
];

/// Every metric of the table.
pub(crate) static METRICS: std::sync::LazyLock<Vec<&'static Known>> = std::sync::LazyLock::new(|| {
    [&AUC, &ACCURACY, &RECALL, &PRECISION, &R2].into_iter().chain(&OTHERS).collect()
});
