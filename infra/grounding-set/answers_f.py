"""Commentary as language models write it: experiments on breast_cancer, wine and diabetes, and a synthetic-data run."""

from claims import ARGUABLE, above, below, both, but, grade, milliseconds, place
from sheet import Sheet

SHEET = Sheet("answers_f.jsonl", lambda sentence: "answers_3")


def share(c, *features):
    """The share of features in the importance of the best model, by the first method that the snapshot has."""
    values = {name: abs(value) for name, value in c.importances().items()}
    return sum(values[c.said(f)] for f in features) / sum(values.values())


def lasted(c, text):
    """Whether a duration as written ("1 min 23 s") is that of the snapshot."""
    minutes, seconds = divmod(milliseconds(c.content["started_at"], c.content["finished_at"]) / 1000.0, 60.0)
    return grade(c.said(text) == f"{minutes:.0f} min {seconds:.0f} s")


def duration(c):
    return milliseconds(c.content["started_at"], c.content["finished_at"])


def time_per_row(c, name):
    return c.row(name)["predict_time_per_row_ms"]


def fold_error(c, a, b, metric):
    """The standard error of the mean over the folds, pooled over two models."""
    spreads = [c.row(name)["fold_spread"][metric] for name in (a, b)]
    return (sum(s["sd"] ** 2 / len(s["folds"]) for s in spreads) / len(spreads)) ** 0.5


def within_error(c, a, b, metric):
    """Whether two models lie less than one standard error apart."""
    return below(abs(c.row(a)[metric] - c.row(b)[metric]), fold_error(c, a, b, metric))


def named(c, *names):
    """Whether everything that a recommendation names is there."""
    return both(*(c.known(n) for n in names))


# Breast cancer, H2O AutoML

b = SHEET.about("experiment-breast_cancer_automl")
b.true(
    "extreme",
    "Fourteen models were trained on breast_cancer, and GLM_1_AutoML_1_20261123_215343 achieved the highest AUC, "
    "0.9951 in cross-validation.",
    lambda c: both(
        c.count("Fourteen", len(c.content["leaderboard"])),
        c.known("breast_cancer"),
        c.extreme("auc", "GLM_1", "highest"),
        c.same("0.9951", c.row("GLM_1")["auc"]),
    ),
)
b.true(
    "splits",
    "GLM_1_AutoML_1_20261123_215343: AUC 0.9974 in training, 0.9951 in cross-validation.",
    lambda c: both(c.same("0.9974", c.training("auc")), c.same("0.9951", c.crossed("auc"))),
)
b.true(
    "confusion",
    "In cross-validation GLM_1_AutoML_1_20261123_215343 mistakes 9 rows of class malignant for benign.",
    lambda c: both(
        c.count("9", c.confused("cross_validation", "malignant", "benign")),
        named(c, "malignant", "benign"),
    ),
)
b.true(
    "difference",
    "The lead of GLM_1_AutoML_1_20261123_215343 over StackedEnsemble_BestOfFamily_1_AutoML_1_20261123_215343 "
    "amounts to only 0.0003 in AUC, well inside one standard error of the folds (0.0017).",
    lambda c: both(
        c.same("0.0003", c.row("GLM_1")["auc"] - c.row("StackedEnsemble_BestOfFamily_1")["auc"]),
        c.same("0.0017", fold_error(c, "GLM_1", "StackedEnsemble_BestOfFamily_1", "auc")),
        within_error(c, "GLM_1", "StackedEnsemble_BestOfFamily_1", "auc"),
    ),
)
b.true(
    "extreme",
    "StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 posts the lowest log loss of all 14 models at 0.0703.",
    lambda c: both(
        c.count("14", len(c.content["leaderboard"])),
        c.extreme("logloss", "StackedEnsemble_AllModels_1", "lowest"),
        c.same("0.0703", c.row("StackedEnsemble_AllModels_1")["logloss"]),
    ),
)
b.true(
    "classes",
    "Recall differs by class for GLM_1_AutoML_1_20261123_215343 in cross-validation: 0.9575 on malignant, "
    "0.9916 on benign.",
    lambda c: both(
        c.same("0.9575", c.class_recall("cross_validation", "malignant")),
        c.same("0.9916", c.class_recall("cross_validation", "benign")),
    ),
)
b.true(
    "extreme",
    "Scoring a row takes XGBoost_1_AutoML_1_20261123_215343 just 0.0071 ms, the shortest prediction time per row of "
    "the field.",
    lambda c: both(
        c.extreme("predict_time_per_row_ms", "XGBoost_1", "lowest"),
        c.same("0.0071 ms", time_per_row(c, "XGBoost_1")),
    ),
)
b.true(
    "importance",
    "By standardized coefficients, worst texture (7.2% of the importance) narrowly outweighs radius error (7.1%) "
    "in GLM_1_AutoML_1_20261123_215343.",
    lambda c: both(
        c.same("7.2%", share(c, "worst texture")),
        c.same("7.1%", share(c, "radius error")),
        c.matters("worst texture", "highest", method="coefficient"),
        c.matters("radius error", "highest", 2, method="coefficient"),
    ),
)
b.true(
    "extreme",
    "Training XGBoost_2_AutoML_1_20261123_215343 took 4.6 seconds, longer than any other model.",
    lambda c: both(
        c.same("4.6 seconds", c.row("XGBoost_2")["training_time_ms"]),
        c.extreme("training_time_ms", "XGBoost_2", "highest"),
    ),
)
b.true(
    "recommendation with figures",
    "Deploy GLM_1_AutoML_1_20261123_215343 rather than StackedEnsemble_AllModels_1_AutoML_1_20261123_215343, "
    "because it needs 0.026 ms per row for a prediction against 0.065 ms.",
    lambda c: both(
        c.same("0.026 ms", time_per_row(c, "GLM_1")),
        c.same("0.065 ms", time_per_row(c, "StackedEnsemble_AllModels_1")),
    ),
)
b.true(
    "recommendation",
    "Review the malignant rows that GLM_1_AutoML_1_20261123_215343 takes for benign with a specialist before "
    "go-live.",
    lambda c: named(c, "malignant", "benign", "GLM_1_AutoML_1_20261123_215343"),
)
b.true(
    "recommendation",
    "Collect more rows of class malignant, the smaller class.",
    lambda c: place(c.classes(), c.said("malignant"), "lowest"),
)
b.true(
    "recommendation",
    "Adjust the threshold of GLM_1_AutoML_1_20261123_215343 if a missed malignant row costs more than a false alarm.",
    lambda c: named(c, "malignant", "GLM_1_AutoML_1_20261123_215343"),
)
b.true(
    "recommendation",
    "Rerun breast_cancer_automl with other folds to see whether GLM_1_AutoML_1_20261123_215343 stays ahead of "
    "StackedEnsemble_BestOfFamily_1_AutoML_1_20261123_215343.",
    lambda c: both(c.known("breast_cancer_automl"), c.more("GLM_1", "StackedEnsemble_BestOfFamily_1", "auc")),
)
b.false(
    "value",
    "digit",
    "GLM_1_AutoML_1_20261123_215343 separates the two classes with an AUC of 0.9591 in cross-validation.",
    lambda c: but(
        c.same("0.9591", *c.of("GLM_1", "auc")),
        c.count("two", len(c.classes())),
    ),
)
b.false(
    "extreme",
    "model",
    "The best RMSE of the experiment, 0.1335, comes from StackedEnsemble_BestOfFamily_1_AutoML_1_20261123_215343.",
    lambda c: but(
        c.extreme("rmse", "StackedEnsemble_BestOfFamily_1", "lowest"),
        c.same("0.1335", min(c.board("rmse").values())),
    ),
)
b.false(
    "comparison",
    "direction",
    "GBM_2_AutoML_1_20261123_215343 is worse than XGBoost_1_AutoML_1_20261123_215343 in MSE, with 0.0237 compared to "
    "0.0411.",
    lambda c: but(
        c.more("GBM_2", "XGBoost_1", "mse"),
        c.same("0.0237", *c.of("GBM_2", "mse")),
        c.same("0.0411", *c.of("XGBoost_1", "mse")),
    ),
)
b.false(
    "splits",
    "split",
    "On training rows the AUC of GLM_1_AutoML_1_20261123_215343 stands at 0.9951.",
    lambda c: c.same("0.9951", c.training("auc")),
)
b.false(
    "confusion",
    "count",
    "GLM_1_AutoML_1_20261123_215343 gets 21 of 569 rows wrong in cross-validation.",
    lambda c: but(
        c.count(
            "21",
            c.confused("cross_validation", "malignant", "benign")
            + c.confused("cross_validation", "benign", "malignant"),
        ),
        c.count("569", c.evaluation("cross_validation")["rows"]),
    ),
)
b.false(
    "importance",
    "name",
    "The feature worst diameter is the main driver of GLM_1_AutoML_1_20261123_215343, with 7.2% of the importance.",
    lambda c: but(
        c.known("worst diameter"),
        c.same("7.2%", max(c.importances().values()) / sum(c.importances().values())),
    ),
)
b.false(
    "recommendation",
    "reason",
    "Put XGBoost_1_AutoML_1_20261123_215343 into service, since it has the highest AUC of all candidates.",
    lambda c: c.extreme("auc", "XGBoost_1", "highest"),
)
b.false(
    "value",
    "unit",
    "A single prediction by StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 takes 0.0652 seconds.",
    lambda c: c.same("0.0652 seconds", time_per_row(c, "StackedEnsemble_AllModels_1")),
)
b.false(
    "value",
    "quantity",
    "GLM_1_AutoML_1_20261123_215343 shows a precision of 0.9575 for class malignant in cross-validation.",
    lambda c: but(
        c.same("0.9575", *c.crossings("precision")),
        c.known("malignant"),
        c.content["best_model"]["model"]["positive_class"] == "malignant",
    ),
)
b.false(
    "date",
    "date",
    "The experiment breast_cancer_automl was run on 22 November 2026.",
    lambda c: but(c.date("22 November 2026", c.content["started_at"]), c.known("breast_cancer_automl")),
)

# Breast cancer, MLflow: a single test split, no folds

m = SHEET.about("experiment-breast-cancer-diagnosis")
m.true(
    "extreme",
    "svc-rbf tops the 15 models of breast-cancer-diagnosis with a test AUC of 0.9983.",
    lambda c: both(
        c.extreme("test_roc_auc", "svc-rbf", "highest"),
        c.count("15", len(c.content["leaderboard"])),
        c.same("0.9983", c.row("svc-rbf")["test_roc_auc"]),
        c.known("breast-cancer-diagnosis"),
    ),
)
m.true(
    "rank",
    "Second place by AUC goes to logistic-regression, which reaches 0.998 on the test rows.",
    lambda c: both(
        c.ordinal("second", c.row("logistic-regression")["rank"]),
        c.extreme("test_roc_auc", "logistic-regression", "highest", 2),
        c.same("0.998", c.row("logistic-regression")["test_roc_auc"]),
    ),
)
m.true(
    "extreme",
    "With a log loss of 1.3013, decision-tree has the highest value of all models on the test rows.",
    lambda c: both(
        c.extreme("test_log_loss", "decision-tree", "highest"),
        c.same("1.3013", c.row("decision-tree")["test_log_loss"]),
    ),
)
m.true(
    "value",
    "Both hist-gradient-boosting and k-nearest-neighbours attain a recall of 100% on the test rows.",
    lambda c: both(
        c.same("100%", c.row("hist-gradient-boosting")["test_recall"]),
        c.same("100%", c.row("k-nearest-neighbours")["test_recall"]),
    ),
)
m.true(
    "extreme",
    "gaussian-nb is the least accurate model: it labels 93.7% of the test rows correctly.",
    lambda c: both(
        c.extreme("test_accuracy", "gaussian-nb", "lowest"),
        c.same("93.7%", c.row("gaussian-nb")["test_accuracy"]),
    ),
)
m.true(
    "ratio",
    "The brier score of ada-boost is about 7 times that of svc-rbf (0.1192 against 0.0174).",
    lambda c: both(
        c.same("7", c.row("ada-boost")["test_brier"] / c.row("svc-rbf")["test_brier"]),
        c.same("0.1192", c.row("ada-boost")["test_brier"]),
        c.same("0.0174", c.row("svc-rbf")["test_brier"]),
    ),
)
m.true(
    "comparison",
    "In accuracy, logistic-regression overtakes svc-rbf: 98.6% versus 97.9% on the test rows.",
    lambda c: both(
        c.more("logistic-regression", "svc-rbf", "test_accuracy"),
        c.same("98.6%", c.row("logistic-regression")["test_accuracy"]),
        c.same("97.9%", c.row("svc-rbf")["test_accuracy"]),
    ),
)
m.true(
    "folds",
    "The margin of svc-rbf over logistic-regression, 0.0006 in AUC, may be chance because the spread over folds is "
    "unknown.",
    lambda c: both(
        c.same("0.0006", c.row("svc-rbf")["test_roc_auc"] - c.row("logistic-regression")["test_roc_auc"]),
        not any(r.get("fold_spread") for r in c.content["leaderboard"]),
    ),
)
m.true(
    "value",
    "mlp pairs a precision of 0.9885 with a recall of 0.9556.",
    lambda c: both(
        c.same("0.9885", c.row("mlp")["test_precision"]),
        c.same("0.9556", c.row("mlp")["test_recall"]),
    ),
)
m.true(
    "duration",
    "All runs of breast-cancer-diagnosis finished within 1 min 23 s.",
    lambda c: both(lasted(c, "1 min 23 s"), c.known("breast-cancer-diagnosis")),
)
m.true(
    "recommendation with figures",
    "Drop decision-tree from the shortlist: at 0.9384 its AUC is the lowest of all models.",
    lambda c: both(
        c.extreme("test_roc_auc", "decision-tree", "lowest"),
        c.same("0.9384", c.row("decision-tree")["test_roc_auc"]),
    ),
)
m.true(
    "recommendation",
    "Repeat the comparison of svc-rbf and logistic-regression with cross-validation before choosing one.",
    lambda c: both(
        named(c, "svc-rbf", "logistic-regression"),
        c.content["ranking_split"] != "cross_validation",
    ),
)
m.true(
    "recommendation",
    "Keep logistic-regression as a fallback for svc-rbf, because it has the higher F1 of the two.",
    lambda c: both(c.more("logistic-regression", "svc-rbf", "test_f1"), c.count("two", 2)),
)
m.true(
    "recommendation",
    "Shortlist hist-gradient-boosting where missed positives are costly, since its recall is higher than that of "
    "svc-rbf.",
    lambda c: c.more("hist-gradient-boosting", "svc-rbf", "test_recall"),
)
m.false(
    "extreme",
    "model",
    "Of all models, sgd-epochs delivers the highest AUC, namely 0.9983.",
    lambda c: but(
        c.extreme("test_roc_auc", "sgd-epochs", "highest"),
        c.same("0.9983", max(c.board("test_roc_auc").values())),
    ),
)
m.false(
    "rank",
    "rank",
    "extra-trees ranks third by AUC, at 0.9952.",
    lambda c: but(
        c.ordinal("third", c.row("extra-trees")["rank"]),
        c.same("0.9952", c.row("extra-trees")["test_roc_auc"]),
    ),
)
m.false(
    "comparison",
    "direction",
    "hist-gradient-boosting produces a smaller log loss than k-nearest-neighbours (0.1369 versus 0.1029).",
    lambda c: but(
        c.more("k-nearest-neighbours", "hist-gradient-boosting", "test_log_loss"),
        c.same("0.1369", c.row("hist-gradient-boosting")["test_log_loss"]),
        c.same("0.1029", c.row("k-nearest-neighbours")["test_log_loss"]),
    ),
)
m.false(
    "value",
    "quantity",
    "For random-forest, precision on the test rows is 0.9948.",
    lambda c: c.same("0.9948", c.row("random-forest")["test_precision"]),
)
m.false(
    "count",
    "count",
    "The experiment breast-cancer-diagnosis compares twelve models.",
    lambda c: but(c.count("twelve", len(c.content["leaderboard"])), c.known("breast-cancer-diagnosis")),
)
m.false(
    "value",
    "name",
    "linear-svc classifies the test rows with an accuracy of 0.9790.",
    lambda c: but(c.known("linear-svc"), c.same("0.9790", c.board("test_accuracy")["svc-rbf"])),
)
m.false(
    "recommendation",
    "reason",
    "Retire gaussian-nb first, because it has the lowest recall of all models.",
    lambda c: c.extreme("test_recall", "gaussian-nb", "lowest"),
)
m.false(
    "value",
    "digit",
    "The accuracy of gradient-boosting-staged comes to 0.9850 on the test rows.",
    lambda c: c.same("0.9850", c.row("gradient-boosting-staged")["test_accuracy"]),
)
m.false(
    "difference",
    "digit",
    "svc-rbf is 0.006 ahead of logistic-regression in AUC.",
    lambda c: but(
        c.same("0.006", c.row("svc-rbf")["test_roc_auc"] - c.row("logistic-regression")["test_roc_auc"]),
        c.more("svc-rbf", "logistic-regression", "test_roc_auc"),
    ),
)

# Wine

w = SHEET.about("experiment-wine_automl")
w.true(
    "tie",
    "Three models of wine_automl share the best mean per-class error of 0.0094.",
    lambda c: both(
        c.count(
            "Three",
            sum(
                above(e, min(c.board("mean_per_class_error").values())) == ARGUABLE
                for e in c.board("mean_per_class_error").values()
            ),
        ),
        c.same("0.0094", min(c.board("mean_per_class_error").values())),
        c.known("wine_automl"),
    ),
)
w.true(
    "value",
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 classifies 98.9% of 178 rows correctly in "
    "cross-validation.",
    lambda c: both(c.same("98.9%", c.crossed("accuracy")), c.count("178", c.evaluation("cross_validation")["rows"])),
)
w.true(
    "ratio",
    "XRT_1_AutoML_2_20261123_215457 predicts about 19 times as fast as "
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457, at 0.012 ms against 0.2313 ms per row.",
    lambda c: both(
        c.same("19", time_per_row(c, "StackedEnsemble_AllModels_1") / time_per_row(c, "XRT_1")),
        c.same("0.012 ms", time_per_row(c, "XRT_1")),
        c.same("0.2313 ms", time_per_row(c, "StackedEnsemble_AllModels_1")),
    ),
)
w.true(
    "importance",
    "Together, color_intensity, proline and flavanoids carry 85.5% of the importance in "
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457.",
    lambda c: c.same("85.5%", share(c, "color_intensity", "proline", "flavanoids")),
)
w.true(
    "confusion",
    "The two rows that StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 gets wrong in cross-validation both belong "
    "to class_1.",
    lambda c: both(
        c.count(
            "two",
            c.confused("cross_validation", "class_1", "class_0") + c.confused("cross_validation", "class_1", "class_2"),
        ),
        c.class_recall("cross_validation", "class_1") < 1.0,
        sum(
            c.confused("cross_validation", a, p)
            for a in ("class_0", "class_2")
            for p in ("class_0", "class_1", "class_2")
            if a != p
        )
        == 0,
    ),
)
w.true(
    "classes",
    "Class sizes range from 48 rows for class_2 to 71 rows for class_1.",
    lambda c: both(
        c.count("48", c.classes()[c.said("class_2")]),
        c.count("71", c.classes()[c.said("class_1")]),
        place(c.classes(), "class_2", "lowest"),
        place(c.classes(), "class_1", "highest"),
    ),
)
w.true(
    "extreme",
    "The lowest log loss in cross-validation, 0.0519, was recorded for GBM_2_AutoML_2_20261123_215457.",
    lambda c: both(
        c.extreme("logloss", "GBM_2", "lowest"),
        c.same("0.0519", c.row("GBM_2")["logloss"]),
    ),
)
w.true(
    "ensemble",
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 uses five of its ten base models, four of which are GBM.",
    lambda c: both(
        c.count("five", c.used(None)[0]),
        c.count("ten", c.used(None)[1]),
        c.count("four", c.used("GBM")[0]),
        c.known("GBM"),
    ),
)
w.true(
    "folds",
    "Over 5 folds the mean per-class error of StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 averages "
    "0.0067, and its standard deviation is 0.0092.",
    lambda c: both(
        c.count("5", len(c.model["folds"]["mean_per_class_error"]["folds"])),
        c.same("0.0067", c.model["folds"]["mean_per_class_error"]["mean"]),
        c.same("0.0092", c.model["folds"]["mean_per_class_error"]["sd"]),
    ),
)
w.true(
    "recommendation with figures",
    "Consider DRF_1_AutoML_2_20261123_215457 for production, as its mean per-class error of 0.0094 equals that of "
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457.",
    lambda c: both(
        c.same("0.0094", c.row("DRF_1")["mean_per_class_error"]),
        c.same("0.0094", c.row("StackedEnsemble_AllModels_1")["mean_per_class_error"]),
        c.more("DRF_1", "StackedEnsemble_AllModels_1", "mean_per_class_error") == ARGUABLE,  # equal
    ),
)
w.true(
    "recommendation with figures",
    "Test whether nonflavanoid_phenols can be left out, because its share of the importance in "
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 is 0.029%.",
    lambda c: c.same("0.029%", share(c, "nonflavanoid_phenols")),
)
w.true(
    "recommendation",
    "Track recall on class_1 separately once StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 is live.",
    lambda c: named(c, "class_1", "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457"),
)
w.true(
    "recommendation",
    "Gather additional rows of class_2, the smallest class, before ranking the models again.",
    lambda c: place(c.classes(), c.said("class_2"), "lowest"),
)
w.true(
    "recommendation",
    "Verify the measurement quality of color_intensity, since it is the feature with the largest share of the "
    "importance in StackedEnsemble_AllModels_1_AutoML_2_20261123_215457.",
    lambda c: c.matters("color_intensity", "highest"),
)
w.false(
    "comparison",
    "direction",
    "StackedEnsemble_BestOfFamily_1_AutoML_2_20261123_215457 is slower at prediction than "
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457: 0.0594 ms against 0.2313 ms per row.",
    lambda c: but(
        above(time_per_row(c, "StackedEnsemble_BestOfFamily_1"), time_per_row(c, "StackedEnsemble_AllModels_1")),
        c.same("0.0594 ms", time_per_row(c, "StackedEnsemble_BestOfFamily_1")),
        c.same("0.2313 ms", time_per_row(c, "StackedEnsemble_AllModels_1")),
    ),
)
w.false(
    "ensemble",
    "count",
    "Seven of the 10 base models are used by StackedEnsemble_AllModels_1_AutoML_2_20261123_215457.",
    lambda c: but(
        c.count("Seven", c.used(None)[0]),
        c.count("10", c.used(None)[1]),
    ),
)
w.false(
    "importance",
    "rank",
    "After color_intensity, the feature hue has the second largest share of the importance in "
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457.",
    lambda c: but(
        both(c.matters("hue", "highest", 2), c.ordinal("second", 2)),
        c.matters("color_intensity", "highest"),
    ),
)
w.false(
    "classes",
    "class",
    "Recall of StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 in cross-validation bottoms out on class_2 "
    "with 0.9718.",
    lambda c: but(
        c.same("0.9718", c.class_recall("cross_validation", "class_2")),
        c.known("StackedEnsemble_AllModels_1_AutoML_2_20261123_215457"),
    ),
)
w.false(
    "value",
    "digit",
    "Training DRF_1_AutoML_2_20261123_215457 required 440 ms.",
    lambda c: c.same("440 ms", c.row("DRF_1")["training_time_ms"]),
)
w.false(
    "splits",
    "split",
    "In cross-validation, StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 arrives at a mean per-class error "
    "of 0.0000.",
    lambda c: c.same("0.0000", *c.crossings("mean_per_class_error")),
)
w.false(
    "recommendation",
    "reason",
    "Replace StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 with GLM_1_AutoML_2_20261123_215457, because the "
    "mean per-class error of GLM_1_AutoML_2_20261123_215457 is lower.",
    lambda c: c.more("StackedEnsemble_AllModels_1", "GLM_1", "mean_per_class_error"),
)
w.false(
    "value",
    "quantity",
    "GLM_1_AutoML_2_20261123_215457 records an RMSE of 0.0544 in cross-validation.",
    lambda c: c.same("0.0544", *c.of("GLM_1", "rmse")),
)
w.false(
    "classes",
    "unit",
    "class_0 accounts for 59% of the rows of the wine dataset.",
    lambda c: but(
        c.same("59%", c.classes()[c.said("class_0")] / c.content["dataset"]["rows"]),
        c.known("wine"),
    ),
)

# Diabetes

d = SHEET.about("experiment-diabetes_automl")
d.true(
    "value",
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 explains 50.2% of the variance of the target in "
    "cross-validation.",
    lambda c: c.same("50.2%", c.crossed("r2")),
)
d.true(
    "splits",
    "RMSE for StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 climbs from 41.45 on training rows to 54.34 in "
    "cross-validation.",
    lambda c: both(
        c.same("41.45", c.training("rmse")),
        c.same("54.34", c.crossed("rmse")),
        below(c.training("rmse"), c.crossed("rmse")),
    ),
)
d.true(
    "difference",
    "GLM_1_AutoML_3_20261123_215525 trails StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 by a mere 0.045 "
    "in RMSE.",
    lambda c: both(
        c.same("0.045", c.row("GLM_1")["rmse"] - c.row("StackedEnsemble_BestOfFamily_1")["rmse"]),
        c.more("GLM_1", "StackedEnsemble_BestOfFamily_1", "rmse"),
    ),
)
d.true(
    "ratio",
    "A prediction with StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 takes 68 times as long as one with "
    "GLM_1_AutoML_3_20261123_215525.",
    lambda c: c.same("68", time_per_row(c, "StackedEnsemble_BestOfFamily_1") / time_per_row(c, "GLM_1")),
)
d.true(
    "extreme",
    "Measured by MAE, GLM_1_AutoML_3_20261123_215525 is the best of the 14 models: 44.01 in cross-validation.",
    lambda c: both(
        c.extreme("mae", "GLM_1", "lowest"),
        c.count("14", len(c.content["leaderboard"])),
        c.same("44.01", c.row("GLM_1")["mae"]),
    ),
)
d.true(
    "extreme",
    "XGBoost_3_AutoML_3_20261123_215525 brings up the rear with an RMSE of 64.7.",
    lambda c: both(c.extreme("rmse", "XGBoost_3", "highest"), c.same("64.7", c.row("XGBoost_3")["rmse"])),
)
d.true(
    "importance",
    "The features s5 and bmi hold 27.8% and 22.2% of the importance in "
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: both(c.same("27.8%", share(c, "s5")), c.same("22.2%", share(c, "bmi"))),
)
d.true(
    "importance",
    "age contributes least to StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525, namely 3.1% of the "
    "importance.",
    lambda c: both(c.matters("age", "lowest"), c.same("3.1%", share(c, "age"))),
)
d.true(
    "folds",
    "The standard deviation of the RMSE of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 over the folds "
    "is 3.78, or 7.0% of the mean.",
    lambda c: both(
        c.same("3.78", c.model["folds"]["rmse"]["sd"]),
        c.same("7.0%", c.model["folds"]["rmse"]["sd"] / c.model["folds"]["rmse"]["mean"]),
    ),
)
d.true(
    "recommendation with figures",
    "Use GLM_1_AutoML_3_20261123_215525 in production, because its RMSE of 54.38 lies within one standard error of "
    "the folds (1.95) of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: both(
        c.same("54.38", c.row("GLM_1")["rmse"]),
        c.same("1.95", fold_error(c, "GLM_1", "StackedEnsemble_BestOfFamily_1", "rmse")),
        within_error(c, "GLM_1", "StackedEnsemble_BestOfFamily_1", "rmse"),
    ),
)
d.true(
    "recommendation with figures",
    "Look for further predictors, given that 49.8% of the variance of the target remains unexplained by "
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 in cross-validation.",
    lambda c: c.same("49.8%", 1.0 - c.crossed("r2")),
)
d.true(
    "recommendation",
    "Limit the complexity of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 to narrow the gap in RMSE "
    "between training rows and cross-validation.",
    lambda c: below(c.training("rmse"), c.crossed("rmse")),
)
d.true(
    "recommendation",
    "Exclude the XGBoost family from the next ensemble, because "
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 uses 0 XGBoost base models.",
    lambda c: both(c.known("XGBoost"), c.count("0", c.used("XGBoost")[0])),
)
d.true(
    "recommendation",
    "Confirm with domain experts that the effects of s5 and bmi on the target are plausible.",
    lambda c: named(c, "s5", "bmi", "target"),
)
d.true(
    "recommendation",
    "Compare GLM_1_AutoML_3_20261123_215525 and StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 on fresh data "
    "before the final choice.",
    lambda c: named(c, "GLM_1_AutoML_3_20261123_215525", "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525"),
)
d.true(
    "date",
    "The experiment diabetes_automl ran for 6.0 s on 23 November 2026.",
    lambda c: both(
        c.same("6.0 s", duration(c)),
        c.date("23 November 2026", c.content["started_at"]),
        c.known("diabetes_automl"),
    ),
)
d.false(
    "value",
    "model",
    "DeepLearning_1_AutoML_3_20261123_215525 is off by a MAE of 46.36 in cross-validation.",
    lambda c: c.same("46.36", *c.of("DeepLearning_1", "mae")),
)
d.false(
    "comparison",
    "direction",
    "StackedEnsemble_AllModels_1_AutoML_3_20261123_215525 improves on GLM_1_AutoML_3_20261123_215525 in MSE, "
    "reaching 2,977 compared with 2,957.",
    lambda c: but(
        c.more("GLM_1", "StackedEnsemble_AllModels_1", "mse"),
        c.same("2,977", c.row("StackedEnsemble_AllModels_1")["mse"]),
        c.same("2,957", c.row("GLM_1")["mse"]),
    ),
)
d.false(
    "value",
    "unit",
    "GLM_1_AutoML_3_20261123_215525 finished training after 4 seconds.",
    lambda c: c.same("4 seconds", c.row("GLM_1")["training_time_ms"]),
)
d.false(
    "dataset",
    "count",
    "The diabetes dataset offers 12 features without missing values.",
    lambda c: but(
        c.count("12", c.content["dataset"]["columns"] - 1, c.content["dataset"]["columns"]),
        c.known("diabetes"),
        c.content["dataset"]["missing_values"] == 0,
    ),
)
d.false(
    "extreme",
    "extreme",
    "Regarding RMSLE, GLM_1_AutoML_3_20261123_215525 reaches the lowest value of all models, 0.4189.",
    lambda c: but(c.extreme("rmsle", "GLM_1", "lowest"), c.same("0.4189", c.row("GLM_1")["rmsle"])),
)
d.false(
    "importance",
    "name",
    "In StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525, glucose carries 11.8% of the importance.",
    lambda c: but(
        c.known("glucose"),
        c.same("11.8%", c.importances()["bp"] / sum(c.importances().values())),
    ),
)
d.false(
    "recommendation",
    "reason",
    "Score with StackedEnsemble_AllModels_1_AutoML_3_20261123_215525, because its prediction time per row is "
    "shorter than that of GLM_1_AutoML_3_20261123_215525.",
    lambda c: below(time_per_row(c, "StackedEnsemble_AllModels_1"), time_per_row(c, "GLM_1")),
)
d.false(
    "value",
    "quantity",
    "The R² of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 reaches 0.4134 in cross-validation.",
    lambda c: c.same("0.4134", *c.crossings("r2")),
)
d.false(
    "rank",
    "rank",
    "XRT_1_AutoML_3_20261123_215525 takes 2nd place by RMSE with 56.16.",
    lambda c: but(
        c.ordinal("2nd", c.row("XRT_1")["rank"]),
        c.same("56.16", c.row("XRT_1")["rmse"]),
    ),
)

# Synthetic data

s = SHEET.about("synthgen-wa_churn-gaussian-copula")
s.true(
    "quality",
    "The synthetic copy of wa_churn resembles the real data well, with an overall quality of 88.4%.",
    lambda c: both(c.same("88.4%", c.content["quality"]["overall"]), c.known("wa_churn")),
)
s.true(
    "quality",
    "Column shapes score 0.984, whereas column pair trends score 0.785.",
    lambda c: both(
        c.same("0.984", c.content["quality"]["column_shapes"]),
        c.same("0.785", c.content["quality"]["column_pair_trends"]),
    ),
)
s.true(
    "extreme",
    "Among the 20 columns, monthly_charges comes out weakest with a score of 0.9068.",
    lambda c: both(
        c.count("20", len(c.content["columns"])),
        place(c.scores(), c.said("monthly_charges"), "lowest"),
        c.same("0.9068", c.scores()["monthly_charges"]),
    ),
)
s.true(
    "pairs",
    "The relation between internet_service and monthly_charges is reproduced worst: the pair score is only 44.5%.",
    lambda c: both(
        c.same("44.5%", c.pair("internet_service", "monthly_charges")),
        place(c.pairs(), ("internet_service", "monthly_charges"), "lowest"),
    ),
)
s.true(
    "pairs",
    "A total of 37 of the 65 scored pairs of columns fall below 80%.",
    lambda c: both(
        c.count("37", sum(score < 0.8 for score in c.pairs().values())),
        c.count("65", len(c.pairs())),
        c.same("80%", 0.8),
    ),
)
s.true(
    "correlation",
    "Between total_charges and tenure the correlation drops from 0.83 in the real data to 0.66 in the synthetic "
    "data.",
    lambda c: both(
        c.same("0.83", c.correlation("real", "total_charges", "tenure")),
        c.same("0.66", c.correlation("synthetic", "total_charges", "tenure")),
    ),
)
s.true(
    "utility",
    "Trained on synthetic data, Logistic regression still gets an AUC of 0.8412, against 0.8619 with real data.",
    lambda c: both(
        c.same("0.8412", c.useful("Logistic regression")["trained_on_synthetic"]),
        c.same("0.8619", c.useful("Logistic regression")["trained_on_real"]),
    ),
)
s.true(
    "privacy",
    "49.4% of the synthetic rows are closer to a training row than to a held-out row, close to the 50% of chance.",
    lambda c: both(c.same("49.4%", c.content["privacy"]["closer_to_training"]), c.same("50%", 0.5)),
)
s.true(
    "dataset",
    "The run wa_churn-gaussian-copula produced 5,635 synthetic rows with GaussianCopula.",
    lambda c: both(
        c.count("5,635", c.content["synthetic_rows"]),
        named(c, "wa_churn-gaussian-copula", "GaussianCopula"),
    ),
)
s.true(
    "recommendation with figures",
    "Train Random forest on real data wherever possible, because its AUC falls by 0.053 when it learns from "
    "synthetic data.",
    lambda c: c.same(
        "0.053",
        c.useful("Random forest")["trained_on_real"] - c.useful("Random forest")["trained_on_synthetic"],
    ),
)
s.true(
    "recommendation with figures",
    "Restrict access to the synthetic data, as the disclosure protection is just 0.7242.",
    lambda c: c.same("0.7242", c.content["privacy"]["disclosure_protection"]),
)
s.true(
    "recommendation",
    "Try a synthesizer other than GaussianCopula to capture the dependence of monthly_charges on internet_service.",
    lambda c: named(c, "GaussianCopula", "monthly_charges", "internet_service"),
)
s.true(
    "recommendation",
    "Coarsen contract and payment_method before release to make guessing churn harder.",
    lambda c: both(
        {c.said("contract"), c.said("payment_method")} <= set(c.content["privacy"]["known_columns"]),
        c.said("churn") in c.content["privacy"]["sensitive_columns"],
    ),
)
s.true(
    "recommendation",
    "Have data protection review the disclosure risk before the synthetic data is shared outside the company.",
    lambda c: c.content["privacy"]["disclosure_protection"] < 1.0,
)
s.false(
    "correlation",
    "direction",
    "The synthetic data exaggerates the correlation of monthly_charges and tenure: 0.1796 compared with 0.2540 in the "
    "real data.",
    lambda c: but(
        above(
            c.correlation("synthetic", "monthly_charges", "tenure"), c.correlation("real", "monthly_charges", "tenure")
        ),
        c.same("0.1796", c.correlation("synthetic", "monthly_charges", "tenure")),
        c.same("0.2540", c.correlation("real", "monthly_charges", "tenure")),
    ),
)
s.false(
    "extreme",
    "extreme",
    "tenure has the lowest score of all columns, 0.9418.",
    lambda c: but(place(c.scores(), "tenure", "lowest"), c.same("0.9418", c.score("tenure"))),
)
s.false(
    "quality",
    "digit",
    "Pairs of columns are matched with column pair trends of 0.8745.",
    lambda c: c.same("0.8745", c.content["quality"]["column_pair_trends"]),
)
s.false(
    "dataset",
    "digit",
    "Utility was measured on 1,480 holdout rows.",
    lambda c: c.count("1,480", c.content["holdout_rows"]),
)
s.false(
    "columns",
    "name",
    "customer_region is among the best reproduced columns with a score of 0.9989.",
    lambda c: but(c.known("customer_region"), c.same("0.9989", max(c.scores().values()))),
)
s.false(
    "privacy",
    "quantity",
    "Baseline protection stands at 0.7242.",
    lambda c: c.same("0.7242", c.content["privacy"]["dcr_baseline_protection"]),
)
s.false(
    "pairs",
    "pair",
    "streaming_tv and monthly_charges go together with a pair score of 0.6217 in the synthetic data.",
    lambda c: c.same("0.6217", c.pair("streaming_tv", "monthly_charges")),
)
s.false(
    "recommendation",
    "reason",
    "Prefer Random forest for models built on synthetic data, because there its AUC is higher than that of Logistic "
    "regression.",
    lambda c: above(
        c.useful("Random forest")["trained_on_synthetic"],
        c.useful("Logistic regression")["trained_on_synthetic"],
    ),
)
s.false(
    "utility",
    "split",
    "Logistic regression trained on the real data attains an AUC of 0.8412.",
    lambda c: c.same("0.8412", c.useful("Logistic regression")["trained_on_real"]),
)
s.false(
    "duration",
    "unit",
    "Generating the data with GaussianCopula lasted 101 minutes.",
    lambda c: but(c.same("101 minutes", duration(c)), c.known("GaussianCopula")),
)

SHEET.write()
