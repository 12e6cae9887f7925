"""Metrics that have one meaning whatever the tool: names, direction and bounds (scikit-learn's and H2O's documentation)."""

import math

INF = math.inf
_UP, _DOWN = True, False

# id: (label, aliases, more is better, lowest, highest)
TABLE = {
    "auc": ("AUC", "roc_auc auroc roc_auc_score area_under_roc rocauc auc_roc", _UP, 0, 1),
    "accuracy": ("Accuracy", "acc accuracy_score", _UP, 0, 1),
    "recall": ("Recall", "recall_score sensitivity tpr true_positive_rate", _UP, 0, 1),
    "precision": ("Precision", "precision_score ppv", _UP, 0, 1),
    "r2": ("R²", "r2_score r_squared", _UP, -INF, 1),
    "aucpr": ("PR AUC", "pr_auc auprc prauc auc_pr", _UP, 0, 1),
    "average_precision": ("Average precision", "average_precision_score ap", _UP, 0, 1),
    "balanced_accuracy": ("Balanced accuracy", "balanced_accuracy_score", _UP, 0, 1),
    "specificity": ("Specificity", "tnr true_negative_rate", _UP, 0, 1),
    "f1": ("F1", "f1_score", _UP, 0, 1),
    "f1_macro": ("F1, macro average", "macro_f1 f1_score_macro", _UP, 0, 1),
    "f1_weighted": ("F1, weighted average", "weighted_f1 f1_score_weighted", _UP, 0, 1),
    "f1_micro": ("F1, micro average", "micro_f1 f1_score_micro", _UP, 0, 1),
    "f2": ("F2", "", _UP, 0, 1),
    "f0point5": ("F0.5", "f0_5", _UP, 0, 1),
    "mcc": ("MCC", "matthews_corrcoef absolute_mcc", _UP, -1, 1),
    "kappa": ("Cohen's kappa", "cohen_kappa cohen_kappa_score", _UP, -1, 1),
    "gini": ("Gini", "", _UP, -1, 1),
    "ks": ("KS", "", _UP, 0, 1),
    "explained_variance": ("Explained variance", "explained_variance_score", _UP, -INF, 1),
    "mean_per_class_accuracy": ("Mean per-class accuracy", "", _UP, 0, 1),
    "lift_top_group": ("Lift, top group", "", _UP, 0, INF),
    "logloss": ("Log loss", "log_loss cross_entropy binary_logloss multi_logloss mlogloss", _DOWN, 0, INF),
    "brier": ("Brier score", "brier_score brier_score_loss", _DOWN, 0, 2),
    "mean_per_class_error": ("Mean per-class error", "", _DOWN, 0, 1),
    "max_per_class_error": ("Max per-class error", "", _DOWN, 0, 1),
    "err": ("Error rate", "error_rate classification_error misclassification_rate", _DOWN, 0, 1),
    "err_count": ("Wrong calls", "", _DOWN, 0, INF),
    "rmse": ("RMSE", "root_mean_squared_error", _DOWN, 0, INF),
    "mse": ("MSE", "mean_squared_error", _DOWN, 0, INF),
    "mae": ("MAE", "mean_absolute_error", _DOWN, 0, INF),
    "mape": ("MAPE", "mean_absolute_percentage_error", _DOWN, 0, INF),
    "rmsle": ("RMSLE", "", _DOWN, 0, INF),
    "mean_residual_deviance": ("Mean residual deviance", "", _DOWN, -INF, INF),
    "residual_deviance": ("Residual deviance", "", _DOWN, -INF, INF),
    "null_deviance": ("Null deviance", "", _DOWN, -INF, INF),
    "deviance": ("Deviance", "", _DOWN, -INF, INF),
    "aic": ("AIC", "", _DOWN, -INF, INF),
    "loss": ("Loss", "", _DOWN, -INF, INF),
    "max_error": ("Max error", "", _DOWN, 0, INF),
}
_BY_NAME = {name: key for key, row in TABLE.items() for name in [key, *row[1].split()]}
_PREFIXES = ("test_", "training_", "train_", "validation_", "val_", "eval_")


def known(name):
    """The table's id of a metric's name, or None."""
    if name is None:
        return None
    plain = name.strip().lower().replace(" ", "_").replace("-", "_")
    if plain in _BY_NAME:
        return _BY_NAME[plain]
    for prefix in _PREFIXES:
        if plain.startswith(prefix) and plain[len(prefix):] in _BY_NAME:
            return _BY_NAME[plain[len(prefix):]]
    return None


def split_of(name):
    """The rows that a prefix names: `test_auc` is of test rows; None without such a prefix."""
    plain = name.strip().lower().replace(" ", "_").replace("-", "_")
    if plain in _BY_NAME:
        return None
    for prefix, split in (("test_", "test"), ("training_", "training"), ("train_", "training"), ("validation_", "validation"), ("val_", "validation")):
        if plain.startswith(prefix) and plain[len(prefix) :] in _BY_NAME:
            return split
    return None


def closeness(name):
    """How plainly a name says its metric: 0 its id, 1 an alias, 2 anything else."""
    plain = name.strip().lower().replace(" ", "_").replace("-", "_")
    return 0 if plain in TABLE else 1 if plain in _BY_NAME else 2


def bounds(name):
    """Lowest and highest possible value."""
    key = known(name)
    return TABLE[key][3:5] if key else (-INF, INF)


def perfect(name):
    """The best possible value, None where there is no bound on that side."""
    key = known(name)
    if not key:
        return None
    best = TABLE[key][4] if TABLE[key][2] else TABLE[key][3]
    return best if math.isfinite(best) else None


def higher_is_better(name, definitions=()):
    """True, False, or None where neither the table nor the snapshot says."""
    key = known(name)
    if key:
        return TABLE[key][2]
    for definition in definitions or ():
        if definition["name"] == name:
            return definition.get("higher_is_better")
    return None


def in_bounds(name, value):
    low, high = bounds(name)
    return low - 1e-9 <= value <= high + 1e-9


def usable(name, value):
    """The value if finite and possible, else None."""
    from .expected import finite

    value = finite(value)
    return value if value is not None and in_bounds(name, value) else None


def spoken(text):
    """The one metric that a text speaks of: the longest name as whole words at each place; None for none or two."""
    plain = lambda t: tuple("".join(c if c.isalnum() else " " for c in t.lower()).split())
    by_words = {plain(name): key for key, row in TABLE.items() for name in [key, row[0], *row[1].split()]}
    words, hits, i = plain(text), set(), 0
    while i < len(words):
        sizes = [n for n in range(len(words) - i, 0, -1) if words[i : i + n] in by_words]
        if sizes:
            hits.add(by_words[words[i : i + sizes[0]]])
            i += sizes[0]
        else:
            i += 1
    return hits.pop() if len(hits) == 1 else None
