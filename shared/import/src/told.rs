//! What is predicted, by the metrics that it is measured with.

/// Metrics of numbers.
const OF_REGRESSION: [&str; 9] = [
    "rmse",
    "mse",
    "mae",
    "mape",
    "r2",
    "rmsle",
    "max_error",
    "explained_variance",
    "mean_residual_deviance",
];
/// Metrics of two classes.
const OF_TWO: [&str; 4] = ["brier", "average_precision", "aucpr", "ks"];
/// Metrics that are averages over classes.
const OF_MANY: [&str; 4] = ["f1_macro", "f1_micro", "mean_per_class_error", "mean_per_class_accuracy"];
/// Metrics of any number of classes.
const OF_CLASSES: [&str; 10] = [
    "auc",
    "accuracy",
    "balanced_accuracy",
    "f1",
    "precision",
    "recall",
    "logloss",
    "mcc",
    "kappa",
    "f1_weighted",
];

/// How much is told of what is predicted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// A number.
    Regression,
    /// A class, of how many nobody says.
    Classes,
    /// One of two classes.
    TwoClasses,
    /// One of three or more classes.
    ManyClasses,
}

impl Told {
    /// By the ids of well-known metrics; `None` where they do not tell it.
    pub fn by_metrics<'a>(ids: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let ids: Vec<&str> = ids.into_iter().collect();
        let has = |of: &[&str]| ids.iter().any(|id| of.contains(id));
        if has(&OF_MANY) {
            Some(Told::ManyClasses)
        } else if has(&OF_TWO) {
            Some(Told::TwoClasses)
        } else if has(&OF_CLASSES) {
            Some(Told::Classes)
        } else if has(&OF_REGRESSION) {
            Some(Told::Regression)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metrics_tell_what_is_predicted() {
        let told = |ids: &[&str]| Told::by_metrics(ids.iter().copied());
        assert_eq!(told(&["rmse", "r2"]), Some(Told::Regression));
        assert_eq!(told(&["auc", "f1_macro"]), Some(Told::ManyClasses));
        assert_eq!(told(&["accuracy", "brier"]), Some(Told::TwoClasses));
        assert_eq!(told(&["accuracy"]), Some(Told::Classes));
        assert_eq!(told(&["profit"]), None);
    }
}
