//! Metrics of models, as H2O, scikit-learn, MLflow and others name them.

use super::{
    Direction::{self, Higher, Lower},
    Known, Unit,
    shapes::{ANY, NOT_NEGATIVE, OF_ONE, neutral},
};

const CORRELATION: (f64, f64) = (-1.0, 1.0);
const AT_MOST_ONE: (f64, f64) = (f64::NEG_INFINITY, 1.0);

type Aliases = &'static [&'static str];

/// As scikit-learn defines it.
const fn sklearn(
    id: &'static str,
    label: &'static str,
    aliases: Aliases,
    better: Direction,
    bounds: (f64, f64),
) -> Known {
    let source = "scikit-learn user guide, Metrics and scoring";
    Known { aliases, better: Some(better), source, ..neutral(id, label, Unit::Plain, bounds) }
}

/// As H2O defines it.
const fn h2o(
    id: &'static str,
    label: &'static str,
    aliases: Aliases,
    better: Direction,
    bounds: (f64, f64),
) -> Known {
    Known {
        source: "H2O-3 user guide, Performance and Prediction",
        ..sklearn(id, label, aliases, better, bounds)
    }
}

/// Area under the ROC curve.
pub static AUC: Known = sklearn(
    "auc",
    "AUC",
    &["roc_auc", "auroc", "roc_auc_score", "area_under_roc", "rocauc", "auc_roc"],
    Higher,
    OF_ONE,
);
/// Accuracy.
pub static ACCURACY: Known = sklearn("accuracy", "Accuracy", &["acc", "accuracy_score"], Higher, OF_ONE);
/// Recall.
pub static RECALL: Known = sklearn(
    "recall",
    "Recall",
    &["recall_score", "sensitivity", "tpr", "true_positive_rate"],
    Higher,
    OF_ONE,
);
/// Precision.
pub static PRECISION: Known = sklearn("precision", "Precision", &["precision_score", "ppv"], Higher, OF_ONE);
/// Coefficient of determination; negative where the mean would do better.
pub static R2: Known = sklearn("r2", "R²", &["r2_score", "r_squared"], Higher, AT_MOST_ONE);

static OTHERS: [Known; 35] = [
    h2o("aucpr", "PR AUC", &["pr_auc", "auc_pr", "auprc", "prauc"], Higher, OF_ONE),
    sklearn("average_precision", "Average precision", &["average_precision_score", "ap"], Higher, OF_ONE),
    sklearn("balanced_accuracy", "Balanced accuracy", &["balanced_accuracy_score"], Higher, OF_ONE),
    sklearn("specificity", "Specificity", &["tnr", "true_negative_rate"], Higher, OF_ONE),
    sklearn("f1", "F1", &["f1_score"], Higher, OF_ONE),
    sklearn("f1_macro", "F1, macro average", &["macro_f1", "f1_score_macro"], Higher, OF_ONE),
    sklearn("f1_weighted", "F1, weighted average", &["weighted_f1", "f1_score_weighted"], Higher, OF_ONE),
    sklearn("f1_micro", "F1, micro average", &["micro_f1", "f1_score_micro"], Higher, OF_ONE),
    h2o("f2", "F2", &[], Higher, OF_ONE),
    h2o("f0point5", "F0.5", &["f0_5"], Higher, OF_ONE),
    sklearn("mcc", "MCC", &["matthews_corrcoef", "absolute_mcc"], Higher, CORRELATION),
    sklearn("kappa", "Cohen's kappa", &["cohen_kappa", "cohen_kappa_score"], Higher, CORRELATION),
    h2o("gini", "Gini", &[], Higher, CORRELATION),
    h2o("ks", "KS", &[], Higher, OF_ONE),
    sklearn("explained_variance", "Explained variance", &["explained_variance_score"], Higher, AT_MOST_ONE),
    h2o("mean_per_class_accuracy", "Mean per-class accuracy", &[], Higher, OF_ONE),
    h2o("lift_top_group", "Lift, top group", &[], Higher, NOT_NEGATIVE),
    sklearn(
        "logloss",
        "Log loss",
        &["log_loss", "cross_entropy", "binary_logloss", "multi_logloss", "mlogloss"],
        Lower,
        NOT_NEGATIVE,
    ),
    sklearn("brier", "Brier score", &["brier_score", "brier_score_loss"], Lower, (0.0, 2.0)),
    h2o("mean_per_class_error", "Mean per-class error", &[], Lower, OF_ONE),
    h2o("max_per_class_error", "Max per-class error", &[], Lower, OF_ONE),
    h2o(
        "err",
        "Error rate",
        &["error_rate", "classification_error", "misclassification_rate"],
        Lower,
        OF_ONE,
    ),
    Known { unit: Unit::Count, ..h2o("err_count", "Wrong calls", &[], Lower, NOT_NEGATIVE) },
    sklearn("rmse", "RMSE", &["root_mean_squared_error"], Lower, NOT_NEGATIVE),
    sklearn("mse", "MSE", &["mean_squared_error"], Lower, NOT_NEGATIVE),
    sklearn("mae", "MAE", &["mean_absolute_error"], Lower, NOT_NEGATIVE),
    sklearn("mape", "MAPE", &["mean_absolute_percentage_error"], Lower, NOT_NEGATIVE),
    h2o("rmsle", "RMSLE", &[], Lower, NOT_NEGATIVE),
    h2o("mean_residual_deviance", "Mean residual deviance", &[], Lower, ANY),
    h2o("residual_deviance", "Residual deviance", &[], Lower, ANY),
    h2o("null_deviance", "Null deviance", &[], Lower, ANY),
    h2o("deviance", "Deviance", &[], Lower, ANY),
    h2o("aic", "AIC", &[], Lower, ANY),
    h2o("loss", "Loss", &[], Lower, ANY),
    sklearn("max_error", "Max error", &[], Lower, NOT_NEGATIVE),
];

/// Every metric of the table.
pub(crate) static METRICS: std::sync::LazyLock<Vec<&'static Known>> = std::sync::LazyLock::new(|| {
    [&AUC, &ACCURACY, &RECALL, &PRECISION, &R2].into_iter().chain(&OTHERS).collect()
});
