//! Well-known metrics: what people call them and which way is better.

/// Which way a metric is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

/// A metric that needs no definition in the snapshot.
struct Known {
    name: &'static str,
    label: &'static str,
    better: Direction,
}

const fn known(name: &'static str, label: &'static str, better: Direction) -> Known {
    Known { name, label, better }
}

/// Names as H2O, scikit-learn and MLflow write them, without prefixes such as `test_`.
const KNOWN: [Known; 41] = [
    known("auc", "AUC", Direction::Higher),
    known("roc_auc", "AUC", Direction::Higher),
    known("aucpr", "PR AUC", Direction::Higher),
    known("pr_auc", "PR AUC", Direction::Higher),
    known("average_precision", "Average precision", Direction::Higher),
    known("accuracy", "Accuracy", Direction::Higher),
    known("balanced_accuracy", "Balanced accuracy", Direction::Higher),
    known("precision", "Precision", Direction::Higher),
    known("recall", "Recall", Direction::Higher),
    known("specificity", "Specificity", Direction::Higher),
    known("f1", "F1", Direction::Higher),
    known("f1_score", "F1", Direction::Higher),
    known("f2", "F2", Direction::Higher),
    known("f0point5", "F0.5", Direction::Higher),
    known("mcc", "MCC", Direction::Higher),
    known("gini", "Gini", Direction::Higher),
    known("ks", "KS", Direction::Higher),
    known("r2", "R²", Direction::Higher),
    known("score", "Score", Direction::Higher),
    known("mean_per_class_accuracy", "Mean per-class accuracy", Direction::Higher),
    known("lift_top_group", "Lift, top group", Direction::Higher),
    known("log_loss", "Log loss", Direction::Lower),
    known("logloss", "Log loss", Direction::Lower),
    known("brier", "Brier score", Direction::Lower),
    known("brier_score", "Brier score", Direction::Lower),
    known("mean_per_class_error", "Mean per-class error", Direction::Lower),
    known("max_per_class_error", "Max per-class error", Direction::Lower),
    known("err", "Error rate", Direction::Lower),
    known("error", "Error rate", Direction::Lower),
    known("classification_error", "Error rate", Direction::Lower),
    known("rmse", "RMSE", Direction::Lower),
    known("mse", "MSE", Direction::Lower),
    known("mae", "MAE", Direction::Lower),
    known("mape", "MAPE", Direction::Lower),
    known("rmsle", "RMSLE", Direction::Lower),
    known("mean_residual_deviance", "Mean residual deviance", Direction::Lower),
    known("residual_deviance", "Residual deviance", Direction::Lower),
    known("null_deviance", "Null deviance", Direction::Lower),
    known("deviance", "Deviance", Direction::Lower),
    known("aic", "AIC", Direction::Lower),
    known("loss", "Loss", Direction::Lower),
];

/// Prefixes that say which rows a metric was computed on.
const PREFIXES: [(&str, &str); 6] = [
    ("test_", "test"),
    ("training_", "training"),
    ("train_", "training"),
    ("validation_", "validation"),
    ("val_", "validation"),
    ("eval_", "evaluation"),
];

fn find(name: &str) -> Option<(&'static Known, Option<&'static str>)> {
    let lower = name.to_ascii_lowercase();
    let by_name = |wanted: &str| KNOWN.iter().find(|known| known.name == wanted);
    by_name(&lower).map(|known| (known, None)).or_else(|| {
        PREFIXES
            .iter()
            .find_map(|(prefix, rows)| Some((by_name(lower.strip_prefix(prefix)?)?, Some(*rows))))
    })
}

/// What people call the metric: `auc` → `AUC`, `test_roc_auc` → `AUC (test)`; an unknown name stays as it is.
pub fn label(name: &str) -> String {
    match find(name) {
        Some((known, None)) => known.label.into(),
        Some((known, Some(rows))) => format!("{} ({rows})", known.label),
        None => name.into(),
    }
}

/// Which way the metric is better; `None` for a name that is not well known.
pub fn direction(name: &str) -> Option<Direction> {
    find(name).map(|(known, _)| known.better)
}
