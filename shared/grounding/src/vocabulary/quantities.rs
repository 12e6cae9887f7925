//! What is measured and counted, and what it is called.

use report_findings::metric::Direction::{self, Higher, Lower};

use super::Known;

const fn measured(key: &'static str, better: Direction, phrases: &'static [&'static str]) -> Known {
    Known { key, better: Some(better), counted: false, phrases }
}

const fn neutral(key: &'static str, phrases: &'static [&'static str]) -> Known {
    Known { key, better: None, counted: false, phrases }
}

const fn counted(key: &'static str, phrases: &'static [&'static str]) -> Known {
    Known { key, better: None, counted: true, phrases }
}

/// Phrases in lower case. A phrase of several quantities means any of them.
pub(crate) const KNOWN: &[Known] = &[
    measured(
        "auc",
        Higher,
        &[
            "auc",
            "roc auc",
            "roc-auc",
            "auc-roc",
            "auroc",
            "auc roc",
            "area under the roc curve",
            "area under the curve",
        ],
    ),
    measured(
        "aucpr",
        Higher,
        &["pr auc", "pr-auc", "aucpr", "auprc", "average precision", "area under the precision-recall curve"],
    ),
    measured("accuracy", Higher, &["accuracy"]),
    measured("balanced_accuracy", Higher, &["balanced accuracy"]),
    measured("precision", Higher, &["precision"]),
    measured("recall", Higher, &["recall", "sensitivity", "true-positive rate", "true positive rate"]),
    measured("specificity", Higher, &["specificity", "true-negative rate", "true negative rate"]),
    measured("f1", Higher, &["f1", "f1 score", "f1-score"]),
    measured("f2", Higher, &["f2", "f2 score"]),
    measured("f0point5", Higher, &["f0.5"]),
    measured("mcc", Higher, &["mcc", "matthews correlation coefficient"]),
    measured("gini", Higher, &["gini", "gini coefficient"]),
    measured("ks", Higher, &["ks"]),
    measured("r2", Higher, &["r2", "r²", "r-squared", "r squared", "r^2", "coefficient of determination"]),
    measured("score", Higher, &[]),
    measured("mean_per_class_accuracy", Higher, &["mean per-class accuracy", "mean per class accuracy"]),
    measured("lift_top_group", Higher, &["lift"]),
    measured("logloss", Lower, &["log loss", "logloss", "log-loss", "logarithmic loss"]),
    measured("brier", Lower, &["brier score", "brier"]),
    measured(
        "mean_per_class_error",
        Lower,
        &["mean per-class error", "mean per class error", "per-class error"],
    ),
    measured("max_per_class_error", Lower, &["max per-class error", "maximum per-class error"]),
    measured("err", Lower, &["classification error", "error rate"]),
    measured(
        "rmse",
        Lower,
        &["rmse", "root mean squared error", "root mean square error", "root-mean-square error"],
    ),
    measured("mse", Lower, &["mse", "mean squared error", "mean square error"]),
    measured("mae", Lower, &["mae", "mean absolute error"]),
    measured("mape", Lower, &["mape"]),
    measured("rmsle", Lower, &["rmsle"]),
    measured("mean_residual_deviance", Lower, &["mean residual deviance", "mean deviance"]),
    measured("residual_deviance", Lower, &["residual deviance"]),
    neutral("null_deviance", &["null deviance"]),
    measured("aic", Lower, &["aic"]),
    measured("loss", Lower, &["loss"]),
    // Models and experiments.
    neutral(
        "importance",
        &[
            "importance",
            "feature importance",
            "variable importance",
            "permutation importance",
            "relative importance",
            "share of importance",
            "share of the importance",
            "importance share",
            "total importance",
            "explanatory power",
        ],
    ),
    neutral("importance_value", &["importance value", "raw importance", "importance score", "coefficient"]),
    counted("models", &["models", "model", "candidates", "candidate models", "contenders"]),
    counted("ensembles", &["ensembles", "stacked ensembles", "ensemble models", "ensemble"]),
    counted(
        "features",
        &["features", "predictors", "inputs", "input features", "explanatory variables", "feature"],
    ),
    counted("classes", &["classes", "class", "target classes"]),
    counted("folds", &["folds", "cross-validation folds", "cv folds"]),
    counted("base_models", &["base models", "base learners"]),
    counted("hyperparameters", &["hyperparameters", "hyper-parameters"]),
    measured(
        "training_time",
        Lower,
        &["training time", "time to train", "train time", "fit time", "training duration"],
    ),
    measured(
        "predict_time",
        Lower,
        &[
            "prediction time",
            "scoring time",
            "inference time",
            "time to score",
            "time per row",
            "time to score one row",
            "prediction time per row",
            "scoring time per row",
            "inference latency",
            "time to predict",
        ],
    ),
    neutral("size", &["size", "model size", "file size"]),
    neutral(
        "duration",
        &[
            "duration",
            "run time",
            "runtime",
            "running time",
            "took",
            "lasted",
            "ran for",
            "wall time",
            "elapsed",
        ],
    ),
    neutral(
        "fold_sd",
        &["standard deviation", "fold standard deviation", "spread", "standard deviation over the folds"],
    ),
    neutral("threshold", &["threshold", "decision threshold", "cutoff", "cut-off"]),
    counted("support", &["rows of class", "cases"]),
    neutral("class_share", &["share of the rows", "class share", "share of rows", "prevalence"]),
    counted(
        "misclassified",
        &["misclassified", "misclassified rows", "wrong calls", "misclassifications", "wrong predictions"],
    ),
    // Data.
    counted(
        "rows",
        &["rows", "records", "observations", "samples", "examples", "instances", "data points", "cases"],
    ),
    counted("columns", &["columns", "fields", "variables"]),
    counted("missing_values", &["missing values", "missing cells", "missing", "missing entries", "nulls"]),
    neutral(
        "missing_share",
        &["missing", "missing values", "missing cells", "missing share", "share of missing values"],
    ),
    counted("distinct", &["distinct values", "unique values", "different values", "categories", "levels"]),
    neutral("value", &["value", "values"]),
    // Projects.
    counted("experiments", &["experiments", "experiment"]),
    counted("datasets", &["datasets", "data sets", "dataset"]),
    counted("deployments", &["deployments", "deployment"]),
    counted(
        "synthgen_runs",
        &["synthetic-data runs", "synthetic data runs", "synthgen runs", "synthetic-data run"],
    ),
    // Deployments.
    counted(
        "requests",
        &[
            "requests",
            "calls",
            "predictions",
            "prediction requests",
            "request volume",
            "prediction volume",
            "traffic",
            "volume",
            "prediction calls",
            "api calls",
        ],
    ),
    counted(
        "errors",
        &[
            "errors",
            "failed requests",
            "failed calls",
            "failures",
            "failed predictions",
            "error count",
            "failing requests",
            "failed",
        ],
    ),
    measured(
        "error_rate",
        Lower,
        &[
            "error rate",
            "failure rate",
            "share of errors",
            "error share",
            "share of failed requests",
            "share of failed calls",
            "of requests failed",
            "of calls failed",
            "of all requests failed",
            "of the requests failed",
            "of requests",
            "of calls",
            "of all calls failed",
            "of all requests",
        ],
    ),
    measured(
        "latency",
        Lower,
        &["latency", "latencies", "response time", "response times", "response latency"],
    ),
    measured("psi", Lower, &["psi", "population stability index", "drift", "drift score", "stability index"]),
    neutral(
        "drift_statistic",
        &["test statistic", "statistic", "ks statistic", "chi-squared statistic", "chi-square statistic"],
    ),
    neutral("p_value", &["p-value", "p value", "p"]),
    counted("drifted_features", &["drifted features", "drifting features", "drifted inputs"]),
    counted(
        "training_rows",
        &[
            "training rows",
            "rows of training data",
            "training examples",
            "training records",
            "training samples",
        ],
    ),
    counted("reference_rows", &["reference rows", "rows of reference", "reference records"]),
    counted("current_rows", &["current rows", "recent rows", "current records"]),
    neutral(
        "prediction_mean",
        &[
            "mean prediction",
            "average prediction",
            "mean score",
            "average score",
            "mean predicted probability",
            "average predicted probability",
        ],
    ),
    // Synthetic data.
    measured(
        "quality",
        Higher,
        &["overall quality", "quality", "quality score", "overall score", "overall quality score"],
    ),
    measured(
        "column_shapes",
        Higher,
        &["column shapes", "column shape", "column shapes score", "column-shapes score"],
    ),
    measured(
        "pair_trends",
        Higher,
        &[
            "column pair trends",
            "pair trends",
            "column-pair trends",
            "pair trends score",
            "column pair trends score",
        ],
    ),
    measured("validity", Higher, &["validity", "data validity", "validity score"]),
    measured(
        "column_score",
        Higher,
        &[
            "score",
            "similarity",
            "likeness",
            "similarity score",
            "fidelity",
            "shape score",
            "kscomplement",
            "tvcomplement",
            "column score",
        ],
    ),
    measured("pair_score", Higher, &["pair score", "trend score", "similarity", "score", "pair similarity"]),
    neutral("correlation", &["correlation", "correlation coefficient"]),
    counted(
        "synthetic_rows",
        &[
            "synthetic rows",
            "synthetic records",
            "generated rows",
            "rows of synthetic data",
            "synthesized rows",
            "rows",
        ],
    ),
    counted(
        "holdout_rows",
        &[
            "holdout rows",
            "hold-out rows",
            "held-out rows",
            "rows held out",
            "rows were held out",
            "rows kept",
        ],
    ),
    measured(
        "new_row_synthesis",
        Higher,
        &[
            "new row synthesis",
            "new rows",
            "of synthetic rows match no real row",
            "novelty",
            "of synthetic rows are new",
            "new-row synthesis",
        ],
    ),
    counted(
        "exact_copies",
        &["exact copies", "copies", "copied rows", "exact matches", "duplicates of real rows", "exact copy"],
    ),
    measured(
        "dcr_baseline_protection",
        Higher,
        &["baseline protection", "dcr baseline protection", "baseline protection score"],
    ),
    measured(
        "dcr_overfitting_protection",
        Higher,
        &["overfitting protection", "dcr overfitting protection", "overfitting protection score"],
    ),
    neutral(
        "closer_to_training",
        &[
            "closer to training",
            "closer to the training",
            "closer to a training row",
            "closer to training rows",
            "closer to the training data",
            "closer to the training rows",
        ],
    ),
    measured(
        "disclosure_protection",
        Higher,
        &["disclosure protection", "disclosure protection score", "disclosure score"],
    ),
    neutral(
        "median_dcr",
        &[
            "median distance",
            "median distance to the closest record",
            "distance to the closest record",
            "distance to closest record",
            "dcr",
            "median dcr",
            "distance to the closest real row",
            "median distance to the closest real row",
        ],
    ),
    neutral("rank", &[]),
];
