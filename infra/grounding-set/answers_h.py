"""Sentences as language models write them in answer to the prompt: experiments, a project, a synthetic-data run."""

import re

from claims import above, below, both, but, milliseconds, place, written
from sheet import Sheet

SHEET = Sheet("answers_h.jsonl", lambda sentence: "answers_4")


def run_lasted(c, text):
    """Whether a time such as "1 min 23 s" is that of the run, to the second."""
    seconds = sum(int(n) * {"min": 60, "s": 1}[unit] for n, unit in re.findall(r"(\d+) (min|s)", c.said(text)))
    return abs(milliseconds(c.content["started_at"], c.content["finished_at"]) / 1000.0 - seconds) <= 0.5


def share(c, feature, method=None):
    """The share of a feature in the importance of all."""
    values = c.importances(method)
    return values[c.said(feature)] / sum(values.values())


def top_share(c, n):
    values = sorted(c.importances().values(), reverse=True)
    return sum(values[:n]) / sum(values)


def calibration_error(c):
    bins = c.evaluation("cross_validation")["calibration"]
    off = sum(b["count"] * abs(b["mean_predicted"] - b["observed_rate"]) for b in bins)
    return off / sum(b["count"] for b in bins)


def ensembles(c):
    return sum(r.get("is_ensemble", False) for r in c.content["leaderboard"])


def project_model(c, name):
    return c.item("models", name)["metric"]["value"]


def project_metric(c, metric):
    return {m["name"]: m["metric"]["value"] for m in c.content["models"] if m["metric"]["name"] == metric}


def statuses(c, status):
    return sum(m["status"] == status for m in c.content["models"])


def gap(c, name):
    """How much AUC a model loses by training on synthetic rows."""
    found = c.useful(name)
    return found["trained_on_real"] - found["trained_on_synthetic"]


def low_pairs(c, text):
    """How many pairs score less than a bound as written."""
    bound, _ = written(c.said(text))
    return sum(score < bound for score in c.pairs().values())


def latency(c, text):
    """Whether a latency is that of the one deployment and the one percentile that the project states."""
    c.said("95th percentile")
    return c.same(text, c.item("deployments", "churn-scoring-prod")["latency_p95_ms"])


a = SHEET.about("experiment-breast_cancer_automl")

a.true(
    "extreme",
    "GLM_1_AutoML_1_20261123_215343 tops the 14 models of breast_cancer_automl with an AUC of 0.9951 in"
    " cross-validation.",
    lambda c: both(
        c.known("breast_cancer_automl"),
        c.extreme("auc", "GLM_1", "highest"),
        c.count("14", len(c.content["leaderboard"])),
        c.same("0.9951", *c.crossings("auc")),
    ),
)
a.true(
    "lead",
    "The lead of GLM_1_AutoML_1_20261123_215343 over StackedEnsemble_BestOfFamily_1_AutoML_1_20261123_215343 is only"
    " 0.0003 in AUC and thus within one standard error of the folds.",
    lambda c: both(
        c.more("GLM_1", "StackedEnsemble_BestOfFamily_1", "auc"),
        c.same("0.0003", c.row("GLM_1")["auc"] - c.row("StackedEnsemble_BestOfFamily_1")["auc"]),
        below(0.0003, c.model["folds"]["auc"]["sd"] / len(c.model["folds"]["auc"]["folds"]) ** 0.5),
    ),
)
a.true(
    "baseline",
    "In cross-validation, GLM_1_AutoML_1_20261123_215343 classifies 97.9% of the 569 rows correctly, where always"
    " naming benign would reach 62.7%.",
    lambda c: both(
        c.same("97.9%", c.crossed("accuracy")),
        c.count("569", c.content["dataset"]["rows"]),
        c.same("62.7%", c.classes()[c.said("benign")] / 569),
    ),
)
a.true(
    "class",
    "Missed malignant cases are the main weakness: GLM_1_AutoML_1_20261123_215343 overlooks 9 of the 212 rows of class"
    " malignant in cross-validation.",
    lambda c: both(
        c.count("9", c.confused("cross_validation", "malignant", "benign")),
        c.count("212", c.classes()["malignant"]),
        c.known("malignant"),
    ),
)
a.true(
    "metric",
    "Accuracy of GLM_1_AutoML_1_20261123_215343: 0.979 in cross-validation.",
    lambda c: c.same("0.979", c.crossed("accuracy")),
)
a.true(
    "calibration",
    "Its probabilities are usable as they stand: the calibration error of GLM_1_AutoML_1_20261123_215343 amounts to"
    " 1.5 percentage points in cross-validation.",
    lambda c: c.same("1.5 percentage points", calibration_error(c)),
)
a.true(
    "extreme",
    "On log loss the order changes, with StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 showing the lowest value"
    " of all models at 0.0703.",
    lambda c: both(
        c.extreme("logloss", "StackedEnsemble_AllModels_1", "lowest"),
        c.same("0.0703", *c.of("StackedEnsemble_AllModels_1", "logloss")),
    ),
)
a.true(
    "split",
    "Training and cross-validation agree closely for GLM_1_AutoML_1_20261123_215343, whose AUC is 0.9974 and 0.9951"
    " respectively.",
    lambda c: both(c.same("0.9974", c.training("auc")), c.same("0.9951", *c.crossings("auc"))),
)
a.true(
    "count",
    "Class malignant offers just 7.1 rows per feature, so small differences between models may be chance.",
    lambda c: both(
        c.known("malignant"),
        c.same("7.1", c.classes()["malignant"] / (c.content["dataset"]["columns"] - 1)),
    ),
)
a.true(
    "comparison",
    "XGBoost_1_AutoML_1_20261123_215343 buys its speed with quality, as it has the lowest prediction time per row,"
    " 0.0071 ms, but also the lowest AUC, 0.985.",
    lambda c: both(
        c.extreme("predict_time_per_row_ms", "XGBoost_1", "lowest"),
        c.same("0.0071 ms", c.row("XGBoost_1")["predict_time_per_row_ms"]),
        c.extreme("auc", "XGBoost_1", "lowest"),
        c.same("0.985", c.row("XGBoost_1")["auc"]),
    ),
)
a.true(
    "importance",
    "No single feature dominates GLM_1_AutoML_1_20261123_215343: even the strongest, worst texture, carries only 7.2%"
    " of the importance.",
    lambda c: both(
        c.matters("worst texture", "highest", method="coefficient"),
        c.same("7.2%", share(c, "worst texture", "coefficient")),
    ),
)
a.true(
    "recommendation",
    "Put GLM_1_AutoML_1_20261123_215343 forward rather than an ensemble, since no other model has a higher AUC.",
    lambda c: both(c.extreme("auc", "GLM_1", "highest"), not c.row("GLM_1")["is_ensemble"]),
)
a.true(
    "recommendation",
    "Have domain experts review the threshold of GLM_1_AutoML_1_20261123_215343, because its false negative rate in"
    " cross-validation is 4.2%.",
    lambda c: c.same("4.2%", 1.0 - c.crossed("recall")),
)
a.true(
    "recommendation",
    "Collect more rows of class malignant before reading anything into small differences between models.",
    lambda c: c.known("malignant"),
)
a.true(
    "recommendation",
    "Confirm GLM_1_AutoML_1_20261123_215343 on an independent test set before it goes live.",
    lambda c: c.known("GLM_1_AutoML_1_20261123_215343"),
)

a.true(
    "imbalance",
    "Class imbalance is mild; malignant makes up 37.3% of the rows.",
    lambda c: c.same("37.3%", c.classes()[c.said("malignant")] / c.content["dataset"]["rows"]),
)
a.true(
    "recommendation",
    "Keep StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 as a challenger and monitor both models on new data.",
    lambda c: c.known("StackedEnsemble_AllModels_1_AutoML_1_20261123_215343"),
)

a.false(
    "metric",
    "model",
    "XGBoost_3_AutoML_1_20261123_215343 is a sound alternative, with an AUC of 0.9943 in cross-validation.",
    lambda c: c.same("0.9943", *c.of("XGBoost_3", "auc")),
)
a.false(
    "split",
    "split",
    "Measured on its training rows, GLM_1_AutoML_1_20261123_215343 attains a log loss of 0.0740.",
    lambda c: c.same("0.0740", c.training("logloss")),
)
a.false(
    "rank",
    "rank",
    "Second place by AUC goes to StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 at 0.9947.",
    lambda c: but(
        c.ordinal("second", c.row("StackedEnsemble_AllModels_1")["rank"]),
        c.same("0.9947", c.row("StackedEnsemble_AllModels_1")["auc"]),
    ),
)
a.false(
    "metric",
    "quantity",
    "With a recall of 0.9854 in cross-validation, GLM_1_AutoML_1_20261123_215343 finds nearly every row of class"
    " malignant.",
    lambda c: but(c.same("0.9854", c.crossed("recall")), c.known("malignant")),
)
a.false(
    "class",
    "name",
    "Errors concentrate on the larger class: GLM_1_AutoML_1_20261123_215343 misses 9 rows of class benign in"
    " cross-validation.",
    lambda c: but(c.count("9", c.confused("cross_validation", "benign", "malignant")), c.known("benign")),
)
a.false(
    "extreme",
    "rank",
    "GLM_1_AutoML_1_20261123_215343 is the quickest model to build, with the lowest training time of all 14 models, 64"
    " ms.",
    lambda c: but(
        c.extreme("training_time_ms", "GLM_1", "lowest"),
        c.same("64 ms", c.row("GLM_1")["training_time_ms"]),
        c.count("14", len(c.content["leaderboard"])),
    ),
)
a.false(
    "recommendation",
    "reason",
    "Switch to StackedEnsemble_BestOfFamily_1_AutoML_1_20261123_215343 where probabilities matter, because its log"
    " loss is the lowest of all models.",
    lambda c: c.extreme("logloss", "StackedEnsemble_BestOfFamily_1", "lowest"),
)
a.false(
    "importance",
    "name",
    "The feature worst perimeter contributes most to GLM_1_AutoML_1_20261123_215343, holding 7.2% of the importance.",
    lambda c: c.same("7.2%", share(c, "worst perimeter", "coefficient")),
)
a.false(
    "count",
    "count",
    "Three of the 14 models in breast_cancer_automl are ensembles.",
    lambda c: but(
        c.count("Three", ensembles(c)),
        c.count("14", len(c.content["leaderboard"])),
        c.known("breast_cancer_automl"),
    ),
)

a = SHEET.about("experiment-diabetes_automl")

a.true(
    "extreme",
    "With an RMSE of 54.34 in cross-validation, StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 is the best"
    " model of diabetes_automl.",
    lambda c: both(
        c.same("54.34", c.crossed("rmse")),
        c.extreme("rmse", "StackedEnsemble_BestOfFamily_1", "lowest"),
        c.known("diabetes_automl"),
    ),
)
a.true(
    "metric",
    "About half of the variance in the target is captured, as the R² of"
    " StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 is 0.50 in cross-validation.",
    lambda c: c.same("0.50", c.crossed("r2")),
)
a.true(
    "comparison",
    "GLM_1_AutoML_3_20261123_215525 comes within 0.05 RMSE of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: c.under("0.05", c.row("GLM_1")["rmse"] - c.row("StackedEnsemble_BestOfFamily_1")["rmse"]),
)
a.true(
    "ratio",
    "Scoring a row with StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 takes 68 times as long as with"
    " GLM_1_AutoML_3_20261123_215525, 0.0317 ms versus 0.0005 ms.",
    lambda c: both(
        c.same(
            "68",
            c.row("StackedEnsemble_BestOfFamily_1")["predict_time_per_row_ms"]
            / c.row("GLM_1")["predict_time_per_row_ms"],
        ),
        c.same("0.0317 ms", c.row("StackedEnsemble_BestOfFamily_1")["predict_time_per_row_ms"]),
        c.same("0.0005 ms", c.row("GLM_1")["predict_time_per_row_ms"]),
    ),
)
a.true(
    "split",
    "Error grows on unseen rows: RMSE of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 climbs from 41.45 in"
    " training to 54.34 in cross-validation.",
    lambda c: both(
        c.same("41.45", c.training("rmse")),
        c.same("54.34", *c.crossings("rmse")),
        above(c.crossed("rmse"), c.training("rmse")),
    ),
)
a.true(
    "importance",
    "The three leading features of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 hold 61.8% of the"
    " importance.",
    lambda c: both(c.count("three", 3), c.same("61.8%", top_share(c, 3))),
)
a.true(
    "importance",
    "s5 (27.8%) and bmi (22.2%) are the features with the greatest share of the importance in"
    " StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: both(
        c.matters("s5", "highest"),
        c.matters("bmi", "highest", 2),
        c.same("27.8%", share(c, "s5")),
        c.same("22.2%", share(c, "bmi")),
    ),
)
a.true(
    "structure",
    "Of its 6 base models, StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 actually uses 4.",
    lambda c: both(c.count("6", c.used(None)[1]), c.count("4", c.used(None)[0]), c.model is not None),
)
a.true(
    "extreme",
    "By MAE the simple GLM_1_AutoML_3_20261123_215525 even comes first, at 44.01.",
    lambda c: both(c.extreme("mae", "GLM_1", "lowest"), c.same("44.01", *c.of("GLM_1", "mae"))),
)
a.true(
    "folds",
    "Results depend on the split to some degree: over the 5 folds the RMSE of"
    " StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 has a standard deviation of 3.78 around a mean of 54.14.",
    lambda c: both(
        c.count("5", len(c.model["folds"]["rmse"]["folds"])),
        c.same("3.78", c.model["folds"]["rmse"]["sd"]),
        c.same("54.14", c.model["folds"]["rmse"]["mean"]),
    ),
)
a.true(
    "recommendation",
    "Consider GLM_1_AutoML_3_20261123_215525 for production, because its prediction time per row is the lowest of all"
    " models.",
    lambda c: c.extreme("predict_time_per_row_ms", "GLM_1", "lowest"),
)
a.true(
    "recommendation",
    "Look for additional explanatory features, given that the unexplained variance of"
    " StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 is 49.8% in cross-validation.",
    lambda c: c.same("49.8%", 1.0 - c.crossed("r2")),
)
a.true(
    "recommendation",
    "Exclude XGBoost_3_AutoML_3_20261123_215525 from the shortlist.",
    lambda c: c.known("XGBoost_3_AutoML_3_20261123_215525"),
)
a.true(
    "recommendation",
    "Regularize the base models of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 to narrow the gap in RMSE"
    " between training rows and cross-validation.",
    lambda c: above(c.crossed("rmse"), c.training("rmse")),
)

a.true(
    "recommendation",
    "Ask clinical experts whether the weight that StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 gives to s5"
    " and bmi is plausible.",
    lambda c: both(c.matters("s5", "highest"), c.matters("bmi", "highest", 2)),
)

a.false(
    "comparison",
    "direction",
    "DeepLearning_1_AutoML_3_20261123_215525 errs less than XRT_1_AutoML_3_20261123_215525, with an MAE of 46.79"
    " compared to 45.97.",
    lambda c: but(
        c.more("XRT_1", "DeepLearning_1", "mae"),
        c.same("46.79", c.row("DeepLearning_1")["mae"]),
        c.same("45.97", c.row("XRT_1")["mae"]),
    ),
)
a.false(
    "extreme",
    "rank",
    "The highest RMSE of all models belongs to DRF_1_AutoML_3_20261123_215525, 57.99.",
    lambda c: but(c.extreme("rmse", "DRF_1", "highest"), c.same("57.99", c.row("DRF_1")["rmse"])),
)
a.false(
    "importance",
    "rank",
    "bp ranks second among the features of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 with 11.8% of the"
    " importance.",
    lambda c: but(
        both(c.ordinal("second", 2), c.matters("bp", "highest", 2)),
        c.same("11.8%", share(c, "bp")),
    ),
)
a.false(
    "metric",
    "quantity",
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 shows an RMSE of 44.31 in cross-validation.",
    lambda c: c.same("44.31", *c.crossings("rmse")),
)
a.false(
    "split",
    "split",
    "On held-out rows in cross-validation, the RMSE of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 drops"
    " to 41.45.",
    lambda c: c.same("41.45", *c.crossings("rmse")),
)
a.false(
    "structure",
    "count",
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 combines all six of its base models.",
    lambda c: but(c.count("six", c.used(None)[0]), c.used(None)[1] == 6, c.model is not None),
)
a.false(
    "recommendation",
    "reason",
    "Favour GLM_1_AutoML_3_20261123_215525 for frequent retraining, as its training time is 29 ms.",
    lambda c: c.same("29 ms", c.row("GLM_1")["training_time_ms"]),
)
a.false(
    "duration",
    "unit",
    "The run diabetes_automl finished after a duration of 6.0 minutes.",
    lambda c: but(
        c.same("6.0 minutes", milliseconds(c.content["started_at"], c.content["finished_at"])),
        c.known("diabetes_automl"),
    ),
)
a.false(
    "recommendation",
    "name",
    "Investigate why the feature s7 matters little to StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: c.said("s7") in c.importances(),
)

a = SHEET.about("experiment-breast-cancer-diagnosis")

a.true(
    "lead",
    "svc-rbf heads the field with a test AUC of 0.9983, followed by logistic-regression with 0.9977.",
    lambda c: both(
        c.extreme("test_roc_auc", "svc-rbf", "highest"),
        c.extreme("test_roc_auc", "logistic-regression", "highest", 2),
        c.same("0.9983", c.row("svc-rbf")["test_roc_auc"]),
        c.same("0.9977", c.row("logistic-regression")["test_roc_auc"]),
    ),
)
a.true(
    "lead",
    "Because no spread over folds is known, the advantage of svc-rbf over logistic-regression of 0.0006 in AUC may be"
    " chance.",
    lambda c: both(
        c.same("0.0006", c.row("svc-rbf")["test_roc_auc"] - c.row("logistic-regression")["test_roc_auc"]),
        not any("fold_spread" in row for row in c.content["leaderboard"]),
    ),
)
a.true(
    "metric",
    "logistic-regression and sgd-epochs each reach 98.6% accuracy on the test rows.",
    lambda c: both(
        c.same("98.6%", c.row("logistic-regression")["test_accuracy"]),
        c.same("98.6%", c.row("sgd-epochs")["test_accuracy"]),
    ),
)
a.true(
    "extreme",
    "decision-tree is the clear outlier: its log loss of 1.3013 is the highest of all 15 models.",
    lambda c: both(
        c.extreme("test_log_loss", "decision-tree", "highest"),
        c.same("1.3013", c.row("decision-tree")["test_log_loss"]),
        c.count("15", len(c.content["leaderboard"])),
    ),
)
a.true(
    "extreme",
    "Lowest brier score: svc-rbf, 0.0174 on test.",
    lambda c: both(
        c.extreme("test_brier", "svc-rbf", "lowest"), c.same("0.0174", c.row("svc-rbf")["test_brier"])
    ),
)
a.true(
    "metric",
    "On the test split, k-nearest-neighbours attains perfect recall (1.0000), yet its precision is 0.9474.",
    lambda c: both(
        c.same("1.0000", c.row("k-nearest-neighbours")["test_recall"]),
        c.same("0.9474", c.row("k-nearest-neighbours")["test_precision"]),
    ),
)
a.true(
    "comparison",
    "hist-gradient-boosting has a higher log loss than random-forest, 0.137 against 0.104.",
    lambda c: both(
        c.more("hist-gradient-boosting", "random-forest", "test_log_loss"),
        c.same("0.137", c.row("hist-gradient-boosting")["test_log_loss"]),
        c.same("0.104", c.row("random-forest")["test_log_loss"]),
    ),
)
a.true(
    "duration",
    "The MLflow experiment breast-cancer-diagnosis compared 15 models in 1 min 23 s.",
    lambda c: both(
        c.known("MLflow"),
        c.known("breast-cancer-diagnosis"),
        c.count("15", len(c.content["leaderboard"])),
        run_lasted(c, "1 min 23 s"),
    ),
)
a.true(
    "extreme",
    "False alarms are most likely from gaussian-nb, which has the lowest precision of all models at 92.6%.",
    lambda c: both(
        c.extreme("test_precision", "gaussian-nb", "lowest"),
        c.same("92.6%", c.row("gaussian-nb")["test_precision"]),
    ),
)
a.true(
    "recommendation",
    "Where missed positives are costly, use logistic-regression, because its recall exceeds that of svc-rbf: 0.9889"
    " against 0.9778.",
    lambda c: both(
        c.more("logistic-regression", "svc-rbf", "test_recall"),
        c.same("0.9889", c.row("logistic-regression")["test_recall"]),
        c.same("0.9778", c.row("svc-rbf")["test_recall"]),
    ),
)
a.true(
    "recommendation",
    "Retire decision-tree, because the PR AUC of decision-tree is 0.9433, the lowest of all.",
    lambda c: both(
        c.extreme("test_average_precision", "decision-tree", "lowest"),
        c.same("0.9433", c.row("decision-tree")["test_average_precision"]),
    ),
)
a.true(
    "recommendation",
    "Run svc-rbf and logistic-regression through repeated cross-validation to find out whether the lead is real.",
    lambda c: both(c.known("svc-rbf"), c.known("logistic-regression")),
)
a.true(
    "recommendation",
    "Before choosing a model, agree with the business on the relative cost of low precision and low recall.",
    lambda c: both(c.known("precision"), c.known("recall")),
)

a.true(
    "recommendation",
    "Log training metrics next to the test metrics in MLflow so that overfitting becomes visible.",
    lambda c: c.known("MLflow"),
)

a.false(
    "comparison",
    "direction",
    "Besides its AUC, svc-rbf also beats logistic-regression in test accuracy, 0.9790 versus 0.9860.",
    lambda c: but(
        c.more("svc-rbf", "logistic-regression", "test_accuracy"),
        c.same("0.9790", c.row("svc-rbf")["test_accuracy"]),
        c.same("0.9860", c.row("logistic-regression")["test_accuracy"]),
    ),
)
a.false(
    "rank",
    "rank",
    "grid-search-logistic holds the second-highest AUC on test data, 0.9971.",
    lambda c: but(
        c.extreme("test_roc_auc", "grid-search-logistic", "highest", 2),
        c.same("0.9971", c.row("grid-search-logistic")["test_roc_auc"]),
    ),
)
a.false(
    "metric",
    "digit",
    "Even extra-trees delivers a test AUC of 0.9925.",
    lambda c: c.same("0.9925", c.row("extra-trees")["test_roc_auc"]),
)
a.false(
    "extreme",
    "direction",
    "ada-boost offers the most trustworthy probabilities, having the lowest brier score of all models, 0.1192.",
    lambda c: but(
        c.extreme("test_brier", "ada-boost", "lowest"), c.same("0.1192", c.row("ada-boost")["test_brier"])
    ),
)
a.false(
    "metric",
    "quantity",
    "mlp detects positives reliably, as shown by a recall of 0.9885 on test.",
    lambda c: c.same("0.9885", c.row("mlp")["test_recall"]),
)
a.false(
    "count",
    "count",
    "A total of 12 models took part in breast-cancer-diagnosis.",
    lambda c: but(c.count("12", len(c.content["leaderboard"])), c.known("breast-cancer-diagnosis")),
)
a.false(
    "split",
    "split",
    "In cross-validation svc-rbf achieves an AUC of 0.9983.",
    lambda c: but(
        c.content["ranking_split"] == "cross_validation", c.same("0.9983", c.row("svc-rbf")["test_roc_auc"])
    ),
)
a.false(
    "recommendation",
    "name",
    "Tune light-gradient-boosting further, because its recall on test is 1.0000.",
    lambda c: but(
        c.known("light-gradient-boosting"),
        c.same("1.0000", *c.board("test_recall").values()),
    ),
)
a.false(
    "recommendation",
    "reason",
    "Deprioritise k-nearest-neighbours, because its log loss is higher than that of mlp.",
    lambda c: c.more("k-nearest-neighbours", "mlp", "test_log_loss"),
)

a = SHEET.about("project-Clinical-and-retention-models")

a.true(
    "count",
    "Clinical and retention models brings together 44 models from 4 completed experiments on 5 datasets.",
    lambda c: both(
        c.known("Clinical and retention models"),
        c.count("44", len(c.content["models"])),
        c.count("4", sum(e["status"] == "completed" for e in c.content["experiments"])),
        c.count("5", len(c.content["datasets"])),
    ),
)
a.true(
    "deployment",
    "The live deployment needs attention, since 2.2% of the 8,959 requests to churn-scoring-prod fail.",
    lambda c: both(
        c.same("2.2%", c.item("deployments", "churn-scoring-prod")["error_rate"]),
        c.count("8,959", c.item("deployments", "churn-scoring-prod")["requests"]),
    ),
)
a.true(
    "drift",
    "Predictions of churn-scoring-prod may lose validity because three of its features, international_plan,"
    " total_day_minutes and total_day_charge, have drifted.",
    lambda c: both(
        c.count("three", len(c.item("deployments", "churn-scoring-prod")["drifted_features"])),
        *(c.known(f) for f in c.item("deployments", "churn-scoring-prod")["drifted_features"]),
    ),
)
a.true(
    "missing",
    "Data is nearly complete: wa_churn is the only dataset with missing values, 11 in all.",
    lambda c: both(
        c.count("11", c.item("datasets", "wa_churn")["missing_values"]),
        sum(n > 0 for n in c.items("datasets", "missing_values").values()) == 1,
    ),
)
a.true(
    "count",
    "Only a small part of the work has moved beyond trials: 41 of 44 models are still candidate models.",
    lambda c: both(c.count("41", statuses(c, "candidate")), c.count("44", len(c.content["models"]))),
)
a.true(
    "extreme",
    "The one model in production, churn-gradient-forest, has the lowest AUC of 15 models, 0.927.",
    lambda c: both(
        statuses(c, "deployed") == 1,
        c.same("0.927", project_model(c, "churn-gradient-forest")),
        place({**project_metric(c, "auc"), **project_metric(c, "roc_auc")}, "churn-gradient-forest", "lowest"),
        c.count("15", len({**project_metric(c, "auc"), **project_metric(c, "roc_auc")})),
    ),
)
a.true(
    "metric",
    "wine_automl achieved a mean per-class error of 0.94%.",
    lambda c: c.same("0.94%", c.item("experiments", "wine_automl")["best_metric"]["value"]),
)
a.true(
    "comparison",
    "breast-cancer-classifier/2 improves on breast-cancer-classifier/1, raising the test AUC from 0.9948 to 0.9977.",
    lambda c: both(
        above(project_model(c, "breast-cancer-classifier/2"), project_model(c, "breast-cancer-classifier/1")),
        c.same("0.9948", project_model(c, "breast-cancer-classifier/1")),
        c.same("0.9977", project_model(c, "breast-cancer-classifier/2")),
    ),
)
a.true(
    "latency",
    "churn-scoring-prod responds quickly: latency at the 95th percentile is 30 ms.",
    lambda c: latency(c, "30 ms"),
)
a.true(
    "quality",
    "At 88.4% overall quality, the 5,635 synthetic rows of wa_churn-gaussian-copula resemble the original data well.",
    lambda c: both(
        c.same("88.4%", c.item("synthgen_runs", "wa_churn-gaussian-copula")["overall_quality"]),
        c.count("5,635", c.item("synthgen_runs", "wa_churn-gaussian-copula")["synthetic_rows"]),
    ),
)
a.true(
    "extreme",
    "Conclusions from wine_automl rest on little data because wine has the fewest rows of all datasets, 178.",
    lambda c: both(
        c.known("wine_automl"),
        place(c.items("datasets", "rows"), c.said("wine"), "lowest"),
        c.count("178", c.item("datasets", "wine")["rows"]),
    ),
)
a.true(
    "recommendation",
    "Trace the failing calls of churn-scoring-prod first, because the error rate of churn-scoring-prod is 2.2%.",
    lambda c: c.same("2.2%", c.item("deployments", "churn-scoring-prod")["error_rate"]),
)
a.true(
    "recommendation",
    "Retrain churn-gradient-forest on current data, as international_plan has drifted.",
    lambda c: both(
        c.known("churn-gradient-forest"),
        c.said("international_plan") in c.content["deployments"][0]["drifted_features"],
    ),
)
a.true(
    "recommendation",
    "Either use mlc_churn in an experiment or remove it from the project.",
    lambda c: both(
        c.known("mlc_churn"),
        "mlc_churn" not in [x["dataset"] for x in c.content["experiments"] + c.content["synthgen_runs"]],
    ),
)
a.true(
    "recommendation",
    "Set up automatic alerts on error rate and feature drift for churn-scoring-prod.",
    lambda c: c.known("churn-scoring-prod"),
)

a.false(
    "deployment",
    "digit",
    "churn-scoring-prod has handled 8,595 requests so far.",
    lambda c: c.count("8,595", c.item("deployments", "churn-scoring-prod")["requests"]),
)
a.false(
    "date",
    "date",
    "Created on 27 March 2026, the project Clinical and retention models now has one active deployment.",
    lambda c: but(
        c.date("27 March 2026", c.content["created_at"]),
        len(c.content["deployments"]) == 1,
        c.known("Clinical and retention models"),
    ),
)
a.false(
    "drift",
    "name",
    "The drifted features of churn-scoring-prod are international_plan, total_day_minutes and total_night_charge.",
    lambda c: but(
        c.said("total_night_charge") in c.item("deployments", "churn-scoring-prod")["drifted_features"],
        c.known("international_plan"),
        c.known("total_day_minutes"),
    ),
)
a.false(
    "count",
    "count",
    "breast-cancer-diagnosis contributed 14 models to the project.",
    lambda c: c.count("14", c.item("experiments", "breast-cancer-diagnosis")["model_count"]),
)
a.false(
    "extreme",
    "rank",
    "Among the datasets, wa_churn is the widest with 20 columns.",
    lambda c: but(
        place(c.items("datasets", "columns"), "wa_churn", "highest"),
        c.count("20", c.item("datasets", "wa_churn")["columns"]),
    ),
)
a.false(
    "latency",
    "unit",
    "At the 95th percentile, calls to churn-scoring-prod show a latency of 30 seconds.",
    lambda c: latency(c, "30 seconds"),
)
a.false(
    "comparison",
    "direction",
    "GBM_2_AutoML_1_20261123_215343 edges out StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 in AUC, with 0.9943"
    " compared with 0.9947.",
    lambda c: but(
        above(
            project_model(c, "GBM_2_AutoML_1_20261123_215343"),
            project_model(c, "StackedEnsemble_AllModels_1_AutoML_1_20261123_215343"),
        ),
        c.same("0.9943", project_model(c, "GBM_2_AutoML_1_20261123_215343")),
        c.same("0.9947", project_model(c, "StackedEnsemble_AllModels_1_AutoML_1_20261123_215343")),
    ),
)
a.false(
    "recommendation",
    "reason",
    "Clean up mlc_churn before modelling, because mlc_churn has 11 missing values.",
    lambda c: c.count("11", c.item("datasets", "mlc_churn")["missing_values"]),
)
a.false(
    "deployment",
    "model",
    "In production, churn-scoring-prod serves svc-rbf.",
    lambda c: but(
        c.item("deployments", "churn-scoring-prod")["model"]["name"] == c.said("svc-rbf"), c.known("svc-rbf")
    ),
)

a = SHEET.about("synthgen-wa_churn-gaussian-copula")

a.true(
    "quality",
    "Overall, the synthetic copy of wa_churn is good: wa_churn-gaussian-copula has an overall quality of 0.8842.",
    lambda c: both(
        c.known("wa_churn"), c.known("wa_churn-gaussian-copula"), c.same("0.8842", c.content["quality"]["overall"])
    ),
)
a.true(
    "comparison",
    "Single columns are imitated better than their relations, with column shapes at 98.4% and column pair trends at"
    " 78.5%.",
    lambda c: both(
        above(c.content["quality"]["column_shapes"], c.content["quality"]["column_pair_trends"]),
        c.same("98.4%", c.content["quality"]["column_shapes"]),
        c.same("78.5%", c.content["quality"]["column_pair_trends"]),
    ),
)
a.true(
    "pair",
    "37 of 65 scored pairs of columns fall short of 80%.",
    lambda c: both(
        c.count("37", low_pairs(c, "80%")), c.count("65", len(c.pairs()))
    ),
)
a.true(
    "pair",
    "The weak spot is the pair internet_service and monthly_charges, which has the lowest pair score of all, 0.4445.",
    lambda c: both(
        place(c.pairs(), ("internet_service", "monthly_charges"), "lowest"),
        c.same("0.4445", c.pair("internet_service", "monthly_charges")),
    ),
)
a.true(
    "utility",
    "For Logistic regression, training on synthetic instead of real rows lowers the AUC from 0.8619 to 0.8412.",
    lambda c: both(
        c.same("0.8619", c.useful("Logistic regression")["trained_on_real"]),
        c.same("0.8412", c.useful("Logistic regression")["trained_on_synthetic"]),
        above(gap(c, "Logistic regression"), 0.0),
    ),
)
a.true(
    "utility",
    "Random forest pays a larger price: its AUC falls by 0.053 when trained on synthetic data.",
    lambda c: both(
        c.same("0.053", gap(c, "Random forest")),
        gap(c, "Random forest")
        == max(m["trained_on_real"] - m["trained_on_synthetic"] for m in c.content["utility"]["models"]),
    ),
)
a.true(
    "correlation",
    "The correlation of total_charges and tenure weakens to 0.66 in the synthetic data, compared with 0.83 in the real"
    " data.",
    lambda c: both(
        c.same("0.66", c.correlation("synthetic", "total_charges", "tenure")),
        c.same("0.83", c.correlation("real", "total_charges", "tenure")),
    ),
)
a.true(
    "privacy",
    "Memorisation looks unlikely, given that 49.4% of the synthetic rows are closer to a training row than to a"
    " held-out row.",
    lambda c: c.same("49.4%", c.content["privacy"]["closer_to_training"]),
)
a.true(
    "privacy",
    "The main privacy risk is inference of churn, for which disclosure protection is 0.7242.",
    lambda c: both(
        c.said("churn") in c.content["privacy"]["sensitive_columns"],
        c.same("0.7242", c.content["privacy"]["disclosure_protection"]),
    ),
)
a.true(
    "score",
    "Even the weakest column, monthly_charges, obtains a score of 0.907.",
    lambda c: both(
        place(c.scores(), "monthly_charges", "lowest"), c.same("0.907", c.score("monthly_charges"))
    ),
)
a.true(
    "privacy",
    "Exact copies: 0 among 5,635 synthetic rows.",
    lambda c: both(
        c.count("0", c.content["privacy"]["exact_copies"]), c.count("5,635", c.content["synthetic_rows"])
    ),
)
a.true(
    "recommendation",
    "Coarsen contract and payment_method before release, because disclosure protection stands at 72.4%.",
    lambda c: both(
        c.said("contract") in c.content["privacy"]["known_columns"],
        c.said("payment_method") in c.content["privacy"]["known_columns"],
        c.same("72.4%", c.content["privacy"]["disclosure_protection"]),
    ),
)
a.true(
    "recommendation",
    "Test a synthesizer other than GaussianCopula to reproduce the relation of internet_service and monthly_charges"
    " more faithfully.",
    lambda c: both(c.known("GaussianCopula"), c.known("internet_service"), c.known("monthly_charges")),
)
a.true(
    "recommendation",
    "Limit the synthetic data to internal use until disclosure protection has been improved.",
    lambda c: both("disclosure_protection" in c.content["privacy"], c.said("disclosure protection") != ""),
)

a.true(
    "recommendation",
    "Do not train production models on the synthetic rows alone, since Random forest has a lower AUC when trained on"
    " them than when trained on real rows.",
    lambda c: above(gap(c, "Random forest"), 0.0),
)

a.false(
    "pair",
    "rank",
    "No pair of columns is reproduced worse than streaming_tv and monthly_charges, whose pair score is 0.5453.",
    lambda c: but(
        place(c.pairs(), ("streaming_tv", "monthly_charges"), "lowest"),
        c.same("0.5453", c.pair("streaming_tv", "monthly_charges")),
    ),
)
a.false(
    "score",
    "name",
    "tenure is the column with the weakest match, scoring 0.9068.",
    lambda c: c.same("0.9068", c.score("tenure")),
)
a.false(
    "correlation",
    "direction",
    "Synthetic data overstates the correlation between monthly_charges and total_charges, which rises to 0.5832 from"
    " 0.6536 in the real data.",
    lambda c: but(
        above(
            c.correlation("synthetic", "monthly_charges", "total_charges"),
            c.correlation("real", "monthly_charges", "total_charges"),
        ),
        c.same("0.5832", c.correlation("synthetic", "monthly_charges", "total_charges")),
        c.same("0.6536", c.correlation("real", "monthly_charges", "total_charges")),
    ),
)
a.false(
    "privacy",
    "quantity",
    "Disclosure protection is just 0.6069 for wa_churn-gaussian-copula.",
    lambda c: but(
        c.same("0.6069", c.content["privacy"]["disclosure_protection"]), c.known("wa_churn-gaussian-copula")
    ),
)
a.false(
    "utility",
    "model",
    "Trained on real rows, Logistic regression arrives at an AUC of 0.8385.",
    lambda c: c.same("0.8385", c.useful("Logistic regression")["trained_on_real"]),
)
a.false(
    "pair",
    "count",
    "A pair score below 80% was found for 57 of the 65 scored pairs.",
    lambda c: but(c.count("57", low_pairs(c, "80%")), c.count("65", len(c.pairs()))),
)
a.false(
    "count",
    "quantity",
    "wa_churn-gaussian-copula was checked against 5,635 holdout rows.",
    lambda c: but(c.count("5,635", c.content["holdout_rows"]), c.known("wa_churn-gaussian-copula")),
)
a.false(
    "date",
    "date",
    "The run wa_churn-gaussian-copula finished on 2026-11-24.",
    lambda c: but(c.date("2026-11-24", c.content["finished_at"]), c.known("wa_churn-gaussian-copula")),
)
a.false(
    "recommendation",
    "reason",
    "Use Random forest for work on the synthetic data, because it reaches a higher AUC on synthetic rows than Logistic"
    " regression.",
    lambda c: above(
            c.useful("Random forest")["trained_on_synthetic"],
            c.useful("Logistic regression")["trained_on_synthetic"],
        ),
)

SHEET.write()
