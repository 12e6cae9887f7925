"""Sentences as language models answer the prompt, about three experiments, a project and a synthetic-data run."""

import re

from claims import above, below, both, but, place
from sheet import Sheet

SHEET = Sheet("answers_d.jsonl", lambda sentence: "answers_2")


def all_known(claim, *names):
    return both(*[claim.known(name) for name in names])


def share(claim, feature):
    """The share of all importance that a feature has, by the model's first list of importances."""
    importances = claim.importances()
    return importances[claim.said(feature)] / sum(importances.values())


def top_share(claim, number):
    importances = claim.importances()
    return sum(sorted(importances.values(), reverse=True)[:number]) / sum(importances.values())


def lasts(claim, text, duration):
    """Whether "1 min 24 s" or "6.8 s" is a duration in milliseconds, as far as written."""
    minutes, seconds = re.fullmatch(r"(?:(\d+) min )?([\d.]+) s", claim.said(text)).groups()
    written = int(minutes or 0) * 60 + float(seconds)
    unit = 10.0 ** -len(seconds.partition(".")[2])
    return abs(written - duration / 1000.0) <= 0.5 * unit


def class_precision(claim, split, label, other):
    """The share of the rows called `label` that are of that class; the sentence names only the class itself."""
    right = claim.confused(split, claim.said(label), label)
    return right / (right + claim.confused(split, other, label))


def synthetic_column(claim, name):
    return next(column for column in claim.content["columns"] if column["name"] == claim.said(name))


def family(claim, algorithm):
    return len(claim.board("name", claim.said(algorithm)))


# A leaderboard with one best single model

a = SHEET.about("experiment-breast_cancer_automl")
a.true(
    "summary",
    "breast_cancer_automl compares 14 models on breast_cancer, and GLM_1_AutoML_1_20261123_215343 comes out on top"
    " with an AUC of 0.9951.",
    lambda c: both(
        all_known(c, "breast_cancer_automl", "breast_cancer"),
        c.count("14", len(c.content["leaderboard"])),
        c.extreme("auc", "GLM_1", "highest"),
        c.same("0.9951", *c.of("GLM_1", "auc")),
    ),
)
a.true(
    "metric",
    "In cross-validation, GLM_1_AutoML_1_20261123_215343 gets 97.9% of the 569 rows right.",
    lambda c: both(c.same("97.9%", c.crossed("accuracy")), c.count("569", c.evaluation("cross_validation")["rows"])),
)
a.true(
    "errors",
    "Cross-validation leaves GLM_1_AutoML_1_20261123_215343 with 12 misclassified rows, 9 of them malignant.",
    lambda c: both(
        c.count(
            "12",
            c.confused("cross_validation", "benign", "malignant")
            + c.confused("cross_validation", "malignant", "benign"),
        ),
        c.count("9", c.confused("cross_validation", "malignant", "benign")),
        c.known("malignant"),
    ),
)
a.true(
    "extreme",
    "Judged by log loss, StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 does best of all models with 0.0703.",
    lambda c: both(
        c.extreme("logloss", "StackedEnsemble_AllModels_1", "lowest"),
        c.same("0.0703", *c.of("StackedEnsemble_AllModels_1", "logloss")),
    ),
)
a.true(
    "comparison",
    "GLM_1_AutoML_1_20261123_215343 needs a training time of only 64 ms, whereas"
    " StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 needs 3.0 s.",
    lambda c: both(
        c.same("64 ms", c.row("GLM_1")["training_time_ms"]),
        c.same("3.0 s", c.row("StackedEnsemble_AllModels_1")["training_time_ms"]),
    ),
)
a.true(
    "class",
    "The recall of GLM_1_AutoML_1_20261123_215343 in cross-validation is 95.75% for the class malignant and 99.2%"
    " for the class benign.",
    lambda c: both(
        c.same("95.75%", c.class_recall("cross_validation", "malignant")),
        c.same("99.2%", c.class_recall("cross_validation", "benign")),
    ),
)
a.true(
    "importance",
    "The feature worst texture carries the largest share of the importance in GLM_1_AutoML_1_20261123_215343, 7.2%.",
    lambda c: both(
        c.matters("worst texture", "highest", method="coefficient"), c.same("7.2%", share(c, "worst texture"))
    ),
)
a.true(
    "risk",
    "Nine malignant cases would be mistaken for benign ones by GLM_1_AutoML_1_20261123_215343, judging by"
    " cross-validation.",
    lambda c: both(
        c.count("Nine", c.confused("cross_validation", "malignant", "benign")), all_known(c, "malignant", "benign")
    ),
)
a.true(
    "risk",
    "The dataset holds just 212 malignant rows for 30 features, that is 7.1 rows per feature, so small differences"
    " between models may be due to chance.",
    lambda c: both(
        c.count("212", c.classes()[c.said("malignant")]),
        c.count("30", c.content["dataset"]["columns"] - 1),
        c.same("7.1", c.classes()["malignant"] / (c.content["dataset"]["columns"] - 1)),
    ),
)
a.true(
    "extreme",
    "XGBoost_1_AutoML_1_20261123_215343 is the quickest to predict, with a prediction time per row of 0.0071 ms, yet"
    " it also has the lowest AUC.",
    lambda c: both(
        c.extreme("predict_time_per_row_ms", "XGBoost_1", "lowest"),
        c.same("0.0071 ms", c.row("XGBoost_1")["predict_time_per_row_ms"]),
        c.extreme("auc", "XGBoost_1", "lowest"),
    ),
)
a.true(
    "recommendation",
    "Take GLM_1_AutoML_1_20261123_215343 forward as the candidate for deployment, because it has the highest AUC of"
    " all models, 0.9951.",
    lambda c: both(c.extreme("auc", "GLM_1", "highest"), c.same("0.9951", *c.of("GLM_1", "auc"))),
)
a.true(
    "recommendation",
    "Collect more malignant cases before settling on a winner among the leading models.",
    lambda c: c.known("malignant"),
)
a.true(
    "recommendation",
    "Validate GLM_1_AutoML_1_20261123_215343 on an independent dataset prior to any clinical use.",
    lambda c: c.known("GLM_1_AutoML_1_20261123_215343"),
)
a.true(
    "recommendation",
    "Prefer GLM_1_AutoML_1_20261123_215343 to StackedEnsemble_BestOfFamily_1_AutoML_1_20261123_215343, since it is a"
    " single model and its AUC is higher.",
    lambda c: both(
        not c.row("GLM_1")["is_ensemble"],
        c.row("StackedEnsemble_BestOfFamily_1")["is_ensemble"],
        c.more("GLM_1", "StackedEnsemble_BestOfFamily_1", "auc"),
    ),
)
a.true(
    "recommendation",
    "Have a pathologist look into the malignant rows that GLM_1_AutoML_1_20261123_215343 gets wrong.",
    lambda c: both(
        all_known(c, "malignant", "GLM_1_AutoML_1_20261123_215343"),
        any(evaluation["confusion_matrix"]["counts"][1][0] > 0 for evaluation in c.model["evaluations"]),
    ),
)
a.false(
    "metric",
    "model",
    "GBM_2_AutoML_1_20261123_215343 achieves an AUC of 0.9921 in cross-validation.",
    lambda c: but(c.same("0.9921", *c.of("GBM_2", "auc")), c.known("GBM_2_AutoML_1_20261123_215343")),
)
a.false(
    "comparison",
    "direction",
    "The log loss of GLM_1_AutoML_1_20261123_215343, 0.0740, undercuts that of"
    " StackedEnsemble_AllModels_1_AutoML_1_20261123_215343, 0.0703.",
    lambda c: but(
        c.more("StackedEnsemble_AllModels_1", "GLM_1", "logloss"),
        c.same("0.0740", *c.of("GLM_1", "logloss")),
        c.same("0.0703", *c.of("StackedEnsemble_AllModels_1", "logloss")),
    ),
)
a.false(
    "metric",
    "split",
    "Under cross-validation the AUC of GLM_1_AutoML_1_20261123_215343 amounts to 0.9974.",
    lambda c: but(c.same("0.9974", *c.crossings("auc")), c.known("GLM_1_AutoML_1_20261123_215343")),
)
a.false(
    "errors",
    "count",
    "GLM_1_AutoML_1_20261123_215343 overlooks 19 rows of the class malignant in cross-validation.",
    lambda c: but(c.count("19", c.confused("cross_validation", "malignant", "benign")), c.known("malignant")),
)
a.false(
    "class",
    "quantity",
    "For malignant rows, the precision of GLM_1_AutoML_1_20261123_215343 in cross-validation is 0.9575.",
    lambda c: but(
        c.same("0.9575", class_precision(c, "cross_validation", "malignant", "benign")),
        c.known("GLM_1_AutoML_1_20261123_215343"),
    ),
)
a.false(
    "time",
    "unit",
    "Training StackedEnsemble_BestOfFamily_1_AutoML_1_20261123_215343 took no more than 3.0 ms.",
    lambda c: but(
        c.same("3.0 ms", c.row("StackedEnsemble_BestOfFamily_1")["training_time_ms"]),
        c.known("StackedEnsemble_BestOfFamily_1_AutoML_1_20261123_215343"),
    ),
)
a.false(
    "rank",
    "rank",
    "GBM_4_AutoML_1_20261123_215343 takes third place by AUC, with 0.9941 in cross-validation.",
    lambda c: but(
        bool(c.said("third")) and c.extreme("auc", "GBM_4", "highest", 3), c.same("0.9941", *c.of("GBM_4", "auc"))
    ),
)
a.false(
    "metric",
    "name",
    "GLM_2_AutoML_1_20261123_215343 follows in second place with an AUC of 0.9948.",
    lambda c: but(
        c.known("GLM_2_AutoML_1_20261123_215343"),
        c.ordinal("second", 2),
        c.same("0.9948", c.content["leaderboard"][1]["metrics"]["auc"]),
    ),
)
a.false(
    "recommendation",
    "reason",
    "Choose DeepLearning_1_AutoML_1_20261123_215343 where speed counts, because it has the lowest prediction time"
    " per row of all models.",
    lambda c: but(
        c.extreme("predict_time_per_row_ms", "DeepLearning_1", "lowest"),
        c.known("DeepLearning_1_AutoML_1_20261123_215343"),
    ),
)

# A leaderboard that a tracking tool logged, with test rows only

b = SHEET.about("experiment-breast-cancer-diagnosis")
b.true(
    "summary",
    "The experiment breast-cancer-diagnosis tracks 15 models in MLflow, led by svc-rbf.",
    lambda c: both(
        all_known(c, "breast-cancer-diagnosis", "MLflow"),
        c.count("15", len(c.content["leaderboard"])),
        c.extreme("test_roc_auc", "svc-rbf", "highest"),
    ),
)
b.true(
    "extreme",
    "Test rows also give svc-rbf the lowest brier score of all models, 0.0174.",
    lambda c: both(c.extreme("test_brier", "svc-rbf", "lowest"), c.same("0.0174", *c.of("svc-rbf", "test_brier"))),
)
b.true(
    "rank",
    "logistic-regression is second by AUC on the test rows at 0.9977, which is 0.0006 behind svc-rbf.",
    lambda c: both(
        c.ordinal("second", c.row("logistic-regression")["rank"]),
        c.same("0.9977", *c.of("logistic-regression", "test_roc_auc")),
        c.same("0.0006", c.row("svc-rbf")["test_roc_auc"] - c.row("logistic-regression")["test_roc_auc"]),
    ),
)
b.true(
    "tie",
    "Both logistic-regression and sgd-epochs classify 98.6% of the test rows correctly, by accuracy.",
    lambda c: both(
        c.same("98.6%", *c.of("logistic-regression", "test_accuracy")),
        c.same("98.6%", *c.of("sgd-epochs", "test_accuracy")),
    ),
)
b.true(
    "comparison",
    "The accuracy of logistic-regression exceeds that of svc-rbf on the test rows: 0.986 versus 0.979.",
    lambda c: both(
        c.more("logistic-regression", "svc-rbf", "test_accuracy"),
        c.same("0.986", *c.of("logistic-regression", "test_accuracy")),
        c.same("0.979", *c.of("svc-rbf", "test_accuracy")),
    ),
)
b.true(
    "extreme",
    "Bringing up the rear is decision-tree, whose test AUC of 0.9384 is the lowest on the leaderboard.",
    lambda c: both(
        c.extreme("test_roc_auc", "decision-tree", "lowest"), c.same("0.9384", *c.of("decision-tree", "test_roc_auc"))
    ),
)
b.true(
    "risk",
    "The probabilities of decision-tree deserve the least trust: at 1.3013, its log loss on the test rows is the"
    " highest of all models.",
    lambda c: both(
        c.extreme("test_log_loss", "decision-tree", "highest"),
        c.same("1.3013", *c.of("decision-tree", "test_log_loss")),
    ),
)
b.true(
    "trade-off",
    "k-nearest-neighbours buys its recall of 1.0000 with a precision of 0.9474 on the test rows.",
    lambda c: both(
        c.same("1.0000", *c.of("k-nearest-neighbours", "test_recall")),
        c.same("0.9474", *c.of("k-nearest-neighbours", "test_precision")),
    ),
)
b.true(
    "risk",
    "Results rest on breast_cancer with its 569 rows and are known for the test split alone.",
    lambda c: both(
        c.known("breast_cancer"),
        c.count("569", c.content["dataset"]["rows"]),
        c.content["ranking_split"] == "test",
        all(name.startswith("test_") for row in c.content["leaderboard"] for name in row["metrics"]),
    ),
)
b.true(
    "difference",
    "The log loss of sgd-log-loss is about twice that of grid-search-logistic on the test rows, 0.2106 against 0.1021.",
    lambda c: both(
        c.same("0.2106", *c.of("sgd-log-loss", "test_log_loss")),
        c.same("0.1021", *c.of("grid-search-logistic", "test_log_loss")),
        abs(c.row("sgd-log-loss")["test_log_loss"] / c.row("grid-search-logistic")["test_log_loss"] - 2) < 0.1,
    ),
)
b.true(
    "recommendation",
    "Repeat svc-rbf and logistic-regression with cross-validation to see whether the lead of svc-rbf in AUC holds up.",
    lambda c: c.more("svc-rbf", "logistic-regression", "test_roc_auc"),
)
b.true(
    "recommendation",
    "Drop gaussian-nb from further work, as no other model has so low an accuracy on the test rows (93.7%).",
    lambda c: both(
        c.extreme("test_accuracy", "gaussian-nb", "lowest"), c.same("93.7%", *c.of("gaussian-nb", "test_accuracy"))
    ),
)
b.true(
    "recommendation",
    "Log training metrics and fold results in MLflow for every future run.",
    lambda c: c.known("MLflow"),
)
b.true(
    "recommendation",
    "Calibrate the probabilities of ada-boost if it is kept, given its brier score of 0.1192 on the test rows.",
    lambda c: c.same("0.1192", *c.of("ada-boost", "test_brier")),
)
b.true(
    "recommendation",
    "Agree with the clinicians whether recall or AUC decides between svc-rbf and hist-gradient-boosting.",
    lambda c: all_known(c, "svc-rbf", "hist-gradient-boosting", "recall"),
)
b.false(
    "metric",
    "model",
    "On the test rows, extra-trees records a log loss of 0.0747.",
    lambda c: but(c.same("0.0747", *c.of("extra-trees", "test_log_loss")), c.known("extra-trees")),
)
b.false(
    "rank",
    "rank",
    "Runner-up by test AUC is grid-search-logistic with 0.9971.",
    lambda c: but(
        c.row("grid-search-logistic")["rank"] == 2, c.same("0.9971", *c.of("grid-search-logistic", "test_roc_auc"))
    ),
)
b.false(
    "metric",
    "digit",
    "svc-rbf combines its AUC of 0.9983 with an F1 of 0.9382 on the test rows.",
    lambda c: but(c.same("0.9382", *c.of("svc-rbf", "test_f1")), c.same("0.9983", *c.of("svc-rbf", "test_roc_auc"))),
)
b.false(
    "comparison",
    "direction",
    "random-forest beats hist-gradient-boosting in accuracy on the test rows, 0.9580 to 0.9790.",
    lambda c: but(
        c.more("random-forest", "hist-gradient-boosting", "test_accuracy"),
        c.same("0.9580", *c.of("random-forest", "test_accuracy")),
        c.same("0.9790", *c.of("hist-gradient-boosting", "test_accuracy")),
    ),
)
b.false(
    "extreme",
    "rank",
    "mlp boasts the best precision of the whole field: 0.9885 on the test rows.",
    lambda c: but(c.extreme("test_precision", "mlp", "highest"), c.same("0.9885", *c.of("mlp", "test_precision"))),
)
b.false(
    "count",
    "count",
    "Altogether, 51 models were logged for breast-cancer-diagnosis.",
    lambda c: but(c.count("51", len(c.content["leaderboard"])), c.known("breast-cancer-diagnosis")),
)
b.false(
    "size",
    "unit",
    "The dataset breast_cancer has a size of 124.9 MB.",
    lambda c: but(c.same("124.9", c.content["dataset"]["size_bytes"] / 1e6), c.known("breast_cancer")),
)
b.false(
    "date",
    "date",
    "Work on breast-cancer-diagnosis finished on 25 November 2026.",
    lambda c: but(c.date("25 November 2026", c.content["finished_at"]), c.known("breast-cancer-diagnosis")),
)
b.false(
    "recommendation",
    "reason",
    "Keep sgd-log-loss as the fallback, because its log loss of 0.2106 on the test rows is the lowest of all models.",
    lambda c: but(
        c.extreme("test_log_loss", "sgd-log-loss", "lowest"), c.same("0.2106", *c.of("sgd-log-loss", "test_log_loss"))
    ),
)

# A regression that an ensemble leads

d = SHEET.about("experiment-diabetes_automl")
d.true(
    "summary",
    "diabetes_automl trained 14 models, and the smallest RMSE, 54.34, belongs to"
    " StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: both(
        c.known("diabetes_automl"),
        c.count("14", len(c.content["leaderboard"])),
        c.extreme("rmse", "StackedEnsemble_BestOfFamily_1", "lowest"),
        c.same("54.34", *c.of("StackedEnsemble_BestOfFamily_1", "rmse")),
    ),
)
d.true(
    "summary",
    "With an R² of 0.5021 in cross-validation, StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 captures"
    " about half of the variance of the target.",
    lambda c: both(c.same("0.5021", c.crossed("r2")), round(c.crossed("r2"), 1) == 0.5),
)
d.true(
    "splits",
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 shows an RMSE of 41.45 on training rows; in"
    " cross-validation it climbs to 54.34.",
    lambda c: both(
        c.same("41.45", c.training("rmse")),
        c.same("54.34", c.crossed("rmse")),
        above(c.crossed("rmse"), c.training("rmse")),
    ),
)
d.true(
    "extreme",
    "By MAE, GLM_1_AutoML_3_20261123_215525 is the best of all models at 44.01.",
    lambda c: both(c.extreme("mae", "GLM_1", "lowest"), c.same("44.01", *c.of("GLM_1", "mae"))),
)
d.true(
    "time",
    "At 4 ms, GLM_1_AutoML_3_20261123_215525 has a shorter training time than every other model.",
    lambda c: both(
        c.extreme("training_time_ms", "GLM_1", "lowest"), c.same("4 ms", c.row("GLM_1")["training_time_ms"])
    ),
)
d.true(
    "ratio",
    "The prediction time per row of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525, 0.0317 ms, is 68 times"
    " that of GLM_1_AutoML_3_20261123_215525.",
    lambda c: both(
        c.same("0.0317 ms", c.row("StackedEnsemble_BestOfFamily_1")["predict_time_per_row_ms"]),
        c.same(
            "68",
            c.row("StackedEnsemble_BestOfFamily_1")["predict_time_per_row_ms"]
            / c.row("GLM_1")["predict_time_per_row_ms"],
        ),
    ),
)
d.true(
    "importance",
    "bmi ranks second among the features of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525, with a 22.2%"
    " share of the importance.",
    lambda c: both(bool(c.said("second")) and c.matters("bmi", "highest", 2), c.same("22.2%", share(c, "bmi"))),
)
d.true(
    "importance",
    "The top three features make up 61.8% of the importance in"
    " StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: both(c.count("three", 3), c.same("61.8%", top_share(c, 3))),
)
d.true(
    "structure",
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 draws on four of its six base models and leaves the"
    " XGBoost one unused.",
    lambda c: both(
        c.count("four", c.used("")[0]),
        c.count("six", c.used("")[1]),
        c.used(c.said("XGBoost")) == [0, 1],
    ),
)
d.true(
    "metric",
    "DeepLearning_1_AutoML_3_20261123_215525 reaches a mean residual deviance of roughly 3,236 in cross-validation.",
    lambda c: c.same("3,236", *c.of("DeepLearning_1", "mean_residual_deviance")),
)
d.true(
    "risk",
    "Held-out rows are harder for StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 than training rows: its"
    " cross-validation RMSE is 1.3 times its training RMSE.",
    lambda c: c.same("1.3", c.crossed("rmse") / c.training("rmse")),
)
d.true(
    "risk",
    "Over the 5 folds, the RMSE of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 has a mean of 54.14 and a"
    " standard deviation of 3.78, so a single estimate is uncertain.",
    lambda c: both(
        c.count("5", len(c.row("StackedEnsemble_BestOfFamily_1")["fold_spread"]["rmse"]["folds"])),
        c.same("54.14", c.model["folds"]["rmse"]["mean"]),
        c.same("3.78", c.model["folds"]["rmse"]["sd"]),
    ),
)
d.true(
    "recommendation",
    "Consider serving GLM_1_AutoML_3_20261123_215525 in place of"
    " StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525, as their RMSE differs by only 0.0450.",
    lambda c: c.same("0.0450", c.row("GLM_1")["rmse"] - c.row("StackedEnsemble_BestOfFamily_1")["rmse"]),
)
d.true(
    "recommendation",
    "Gather further predictors of the target, since 49.8% of its variance remains unexplained by"
    " StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 in cross-validation.",
    lambda c: both(c.known("target"), c.same("49.8%", 1 - c.crossed("r2"))),
)
d.true(
    "recommendation",
    "Regularize StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 more strongly and compare its training and"
    " cross-validation RMSE again.",
    lambda c: all_known(c, "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525", "RMSE"),
)
d.true(
    "recommendation",
    "Test whether the features age and sex can be left out in the next run of diabetes_automl.",
    lambda c: both(c.known("diabetes_automl"), bool(c.column("age")), bool(c.column("sex"))),
)
d.true(
    "recommendation",
    "Ask a physician why s5 and bmi dominate the predictions of"
    " StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: both(c.matters("s5", "highest"), c.matters("bmi", "highest", 2)),
)
d.false(
    "metric",
    "digit",
    "The RMSE of GLM_1_AutoML_3_20261123_215525 comes to 45.38 in cross-validation.",
    lambda c: but(c.same("45.38", *c.of("GLM_1", "rmse")), c.known("GLM_1_AutoML_3_20261123_215525")),
)
d.false(
    "comparison",
    "direction",
    "StackedEnsemble_AllModels_1_AutoML_3_20261123_215525 has the edge in RMSE over"
    " StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525, 54.56 against 54.34.",
    lambda c: but(
        c.more("StackedEnsemble_BestOfFamily_1", "StackedEnsemble_AllModels_1", "rmse"),
        c.same("54.56", *c.of("StackedEnsemble_AllModels_1", "rmse")),
        c.same("54.34", *c.of("StackedEnsemble_BestOfFamily_1", "rmse")),
    ),
)
d.false(
    "splits",
    "split",
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 fits its training rows with an RMSE of 54.34.",
    lambda c: but(
        c.same("54.34", c.training("rmse")), c.known("StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525")
    ),
)
d.false(
    "metric",
    "model",
    "An MAE of 46.36 was measured for GBM_1_AutoML_3_20261123_215525 in cross-validation.",
    lambda c: but(c.same("46.36", *c.of("GBM_1", "mae")), c.known("GBM_1_AutoML_3_20261123_215525")),
)
d.false(
    "importance",
    "rank",
    "bp, at 11.8% of the importance, is the second most important feature of"
    " StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: but(bool(c.said("second")) and c.matters("bp", "highest", 2), c.same("11.8%", share(c, "bp"))),
)
d.false(
    "time",
    "unit",
    "Some 49 seconds went into training GBM_4_AutoML_3_20261123_215525.",
    lambda c: but(
        c.same("49 seconds", c.row("GBM_4")["training_time_ms"]), c.known("GBM_4_AutoML_3_20261123_215525")
    ),
)
d.false(
    "count",
    "count",
    "No algorithm contributes as many models to diabetes_automl as GBM with its 7.",
    lambda c: but(
        c.count("7", family(c, "GBM")),
        c.known("diabetes_automl"),
        family(c, "GBM") > max(len(c.board("name", x)) for x in ("XGBoost", "StackedEnsemble", "DRF", "GLM")),
    ),
)
d.false(
    "metric",
    "quantity",
    "The RMSLE of DRF_1_AutoML_3_20261123_215525 stands at 57.99 in cross-validation.",
    lambda c: but(c.same("57.99", *c.of("DRF_1", "rmsle")), c.known("DRF_1_AutoML_3_20261123_215525")),
)
d.false(
    "recommendation",
    "reason",
    "Switch from StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 to XGBoost_3_AutoML_3_20261123_215525,"
    " because the latter has the lower RMSE.",
    lambda c: but(
        c.more("StackedEnsemble_BestOfFamily_1", "XGBoost_3", "rmse"), c.known("XGBoost_3_AutoML_3_20261123_215525")
    ),
)

# A project

p = SHEET.about("project-Clinical-and-retention-models")
p.true(
    "summary",
    "Clinical and retention models brings together 5 datasets, 4 experiments and 44 models.",
    lambda c: both(
        c.known("Clinical and retention models"),
        c.count("5", len(c.content["datasets"])),
        c.count("4", len(c.content["experiments"])),
        c.count("44", len(c.content["models"])),
    ),
)
p.true(
    "status",
    "All four experiments have run to completion.",
    lambda c: both(
        c.count("four", len(c.content["experiments"])),
        set(c.items("experiments", "status").values()) == {"completed"},
    ),
)
p.true(
    "risk",
    "Errors came back for 2.2% of the 8,959 requests to churn-scoring-prod.",
    lambda c: both(
        c.same("2.2%", c.item("deployments", "churn-scoring-prod")["error_rate"]),
        c.count("8,959", c.item("deployments", "churn-scoring-prod")["requests"]),
    ),
)
p.true(
    "risk",
    "Inputs of churn-scoring-prod have shifted: the features international_plan, total_day_minutes and"
    " total_day_charge are flagged as drifted.",
    lambda c: both(
        *[
            c.said(name) in c.item("deployments", "churn-scoring-prod")["drifted_features"]
            for name in ("international_plan", "total_day_minutes", "total_day_charge")
        ]
    ),
)
p.true(
    "metric",
    "The best model of wine_automl is StackedEnsemble_AllModels_1_AutoML_2_20261123_215457, at a mean per-class"
    " error of 0.94%.",
    lambda c: both(
        c.item("experiments", "wine_automl")["best_model"]["name"]
        == c.said("StackedEnsemble_AllModels_1_AutoML_2_20261123_215457"),
        c.same("0.94%", c.item("experiments", "wine_automl")["best_metric"]["value"]),
    ),
)
p.true(
    "extreme",
    "wa_churn is the largest dataset of the project with 7,043 rows.",
    lambda c: both(
        place(c.items("datasets", "rows"), "wa_churn", "highest"),
        c.count("7,043", c.item("datasets", "wa_churn")["rows"]),
    ),
)
p.true(
    "time",
    "At 1 min 24 s, breast-cancer-diagnosis ran longer than any other experiment.",
    lambda c: both(
        place(c.lasted(), c.said("breast-cancer-diagnosis"), "highest"),
        lasts(c, "1 min 24 s", c.lasted()["breast-cancer-diagnosis"]),
    ),
)
p.true(
    "metric",
    "The model in production, churn-gradient-forest, has an AUC of 0.927.",
    lambda c: both(
        c.content["deployments"][0]["model"]["name"] == c.said("churn-gradient-forest"),
        c.same("0.927", c.item("models", "churn-gradient-forest")["metric"]["value"]),
    ),
)
p.true(
    "usage",
    "mlc_churn, a dataset of 5,000 rows, lies idle: it feeds neither an experiment nor a synthetic-data run.",
    lambda c: both(
        c.count("5,000", c.item("datasets", "mlc_churn")["rows"]),
        "mlc_churn" not in c.items("experiments", "dataset").values(),
        "mlc_churn" not in c.items("synthgen_runs", "dataset").values(),
    ),
)
p.true(
    "synthetic data",
    "The synthetic-data run wa_churn-gaussian-copula yielded 5,635 synthetic rows at an overall quality of 88.4%.",
    lambda c: both(
        c.count("5,635", c.item("synthgen_runs", "wa_churn-gaussian-copula")["synthetic_rows"]),
        c.same("88.4%", c.item("synthgen_runs", "wa_churn-gaussian-copula")["overall_quality"]),
    ),
)
p.true(
    "recommendation",
    "Track down the failing calls of churn-scoring-prod first, because the error rate of churn-scoring-prod is 2.2%.",
    lambda c: c.same("2.2%", c.item("deployments", "churn-scoring-prod")["error_rate"]),
)
p.true(
    "recommendation",
    "Retrain churn-gradient-forest on recent data that reflects the drift in total_day_minutes and total_day_charge.",
    lambda c: both(
        c.known("churn-gradient-forest"),
        c.said("total_day_minutes") in c.content["deployments"][0]["drifted_features"],
        c.said("total_day_charge") in c.content["deployments"][0]["drifted_features"],
    ),
)
p.true(
    "recommendation",
    "Either link mlc_churn to an experiment or archive it.",
    lambda c: c.known("mlc_churn"),
)
p.true(
    "recommendation",
    "Set up an alert on the error rate and the drifted features of churn-scoring-prod.",
    lambda c: both(c.known("churn-scoring-prod"), bool(c.content["deployments"][0]["drifted_features"])),
)
p.true(
    "recommendation",
    "Rerun svc-rbf and GLM_1_AutoML_1_20261123_215343 on the same split of breast_cancer to make their AUC comparable.",
    lambda c: all_known(c, "svc-rbf", "GLM_1_AutoML_1_20261123_215343", "breast_cancer"),
)
p.false(
    "status",
    "count",
    "Two deployments are active in Clinical and retention models.",
    lambda c: but(
        c.count("Two", list(c.items("deployments", "status").values()).count("active")),
        c.known("Clinical and retention models"),
    ),
)
p.false(
    "requests",
    "digit",
    "churn-scoring-prod has served 9,859 requests.",
    lambda c: but(
        c.count("9,859", c.item("deployments", "churn-scoring-prod")["requests"]), c.known("churn-scoring-prod")
    ),
)
p.false(
    "latency",
    "unit",
    "Callers of churn-scoring-prod see a latency of 30 seconds at the 95th percentile.",
    lambda c: but(
        c.same("30 seconds", c.item("deployments", "churn-scoring-prod")["latency_p95_ms"]), c.ordinal("95th", 95)
    ),
)
p.false(
    "extreme",
    "rank",
    "Among the five datasets, wine has the most columns with 14.",
    lambda c: but(
        place(c.items("datasets", "columns"), c.said("wine"), "highest"),
        c.count("five", len(c.content["datasets"])),
        c.count("14", c.item("datasets", "wine")["columns"]),
    ),
)
p.false(
    "date",
    "date",
    "The project Clinical and retention models dates from 27 March 2026.",
    lambda c: but(c.date("27 March 2026", c.content["created_at"]), c.known("Clinical and retention models")),
)
p.false(
    "drift",
    "name",
    "Drift in churn-scoring-prod also affects the feature total_night_charge.",
    lambda c: but(c.known("total_night_charge"), c.known("churn-scoring-prod")),
)
p.false(
    "metric",
    "quantity",
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 leads diabetes_automl with a"
    " mean per-class error of 54.34.",
    lambda c: but(
        c.item("experiments", "diabetes_automl")["best_metric"]["name"] == "mean_per_class_error",
        c.same("54.34", c.item("models", "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525")["metric"]["value"]),
    ),
)
p.false(
    "comparison",
    "direction",
    "diabetes_automl had the longer duration at 6.8 s, compared with 23.1 s for wine_automl.",
    lambda c: but(
        above(c.lasted()[c.said("diabetes_automl")], c.lasted()[c.said("wine_automl")]),
        lasts(c, "6.8 s", c.lasted()["diabetes_automl"]),
        lasts(c, "23.1 s", c.lasted()["wine_automl"]),
    ),
)
p.false(
    "recommendation",
    "reason",
    "Begin with a clean-up of mlc_churn, because it contains 11 missing values.",
    lambda c: but(c.count("11", c.item("datasets", "mlc_churn")["missing_values"]), c.known("mlc_churn")),
)

# A synthetic-data run

s = SHEET.about("synthgen-wa_churn-gaussian-copula")
s.true(
    "summary",
    "Synthetic rows from wa_churn-gaussian-copula have an overall quality of 0.8842 and can be used with reservations.",
    lambda c: both(
        c.known("wa_churn-gaussian-copula"),
        c.same("0.8842", c.content["quality"]["overall"]),
        # The reservations: churn can be guessed too well, and most pairs of columns score low.
        below(c.content["privacy"]["disclosure_protection"], 1.0),
        sum(score < 0.8 for score in c.pairs().values()) > len(c.pairs()) / 2,
    ),
)
s.true(
    "quality",
    "Single columns come out far better than pairs of them: column shapes score 98.4%, column pair trends 78.5%.",
    lambda c: both(
        c.same("98.4%", c.content["quality"]["column_shapes"]),
        c.same("78.5%", c.content["quality"]["column_pair_trends"]),
    ),
)
s.true(
    "extreme",
    "monthly_charges is the column with the lowest score (0.907).",
    lambda c: both(place(c.scores(), c.said("monthly_charges"), "lowest"), c.same("0.907", c.score("monthly_charges"))),
)
s.true(
    "extreme",
    "The pair score of internet_service and monthly_charges is the lowest of 65 pairs at 0.4445.",
    lambda c: both(
        place(c.pairs(), ("internet_service", "monthly_charges"), "lowest"),
        c.count("65", len(c.pairs())),
        c.same("0.4445", c.pair("internet_service", "monthly_charges")),
    ),
)
s.true(
    "correlation",
    "The correlation of total_charges and tenure weakens from 0.8278 in the real data to 0.6581 in the synthetic data.",
    lambda c: both(
        c.same("0.8278", c.correlation("real", "total_charges", "tenure")),
        c.same("0.6581", c.correlation("synthetic", "total_charges", "tenure")),
    ),
)
s.true(
    "utility",
    "Trained on synthetic rows, Random forest has an AUC of 0.7854; trained on real rows, 0.8385.",
    lambda c: both(
        c.same("0.7854", c.useful("Random forest")["trained_on_synthetic"]),
        c.same("0.8385", c.useful("Random forest")["trained_on_real"]),
    ),
)
s.true(
    "utility",
    "Logistic regression loses 0.0207 in AUC when it learns from synthetic instead of real rows.",
    lambda c: c.same(
        "0.0207",
        c.useful("Logistic regression")["trained_on_real"] - c.useful("Logistic regression")["trained_on_synthetic"],
    ),
)
s.true(
    "privacy",
    "There are 0 exact copies among the synthetic rows of wa_churn-gaussian-copula.",
    lambda c: both(c.known("wa_churn-gaussian-copula"), c.count("0", c.content["privacy"]["exact_copies"])),
)
s.true(
    "privacy",
    "The share of synthetic rows closer to a training row, 0.494, stays just below one half, which speaks against"
    " memorisation.",
    lambda c: both(
        c.same("0.494", c.content["privacy"]["closer_to_training"]),
        below(c.content["privacy"]["closer_to_training"], 0.5),
    ),
)
s.true(
    "risk",
    "Someone who knows contract, internet_service, payment_method and senior_citizen can guess churn better than"
    " blindly, as the disclosure protection of 0.7242 shows.",
    lambda c: both(
        {c.said(n) for n in ("contract", "internet_service", "payment_method", "senior_citizen")}
        == set(c.content["privacy"]["known_columns"]),
        c.content["privacy"]["sensitive_columns"] == [c.said("churn")],
        c.same("0.7242", c.content["privacy"]["disclosure_protection"]),
    ),
)
s.true(
    "risk",
    "Synthetic rows sit closer to real ones than random rows do: the baseline protection is 0.6069.",
    lambda c: both(
        c.same("0.6069", c.content["privacy"]["dcr_baseline_protection"]),
        below(c.content["privacy"]["median_dcr_synthetic"], c.content["privacy"]["median_dcr_random"]),
    ),
)
s.true(
    "missing values",
    "total_charges has a higher share of missing values in the synthetic data than in the real data: 0.28% versus"
    " 0.18%.",
    lambda c: both(
        c.same("0.28%", synthetic_column(c, "total_charges")["missing_synthetic"]),
        c.same("0.18%", synthetic_column(c, "total_charges")["missing_real"]),
    ),
)
s.true(
    "recommendation",
    "Improve how streaming_movies and monthly_charges are modelled together, because their pair score is just 0.53.",
    lambda c: c.same("0.53", c.pair("streaming_movies", "monthly_charges")),
)
s.true(
    "recommendation",
    "Try a different synthesizer and compare its column pair trends with those of GaussianCopula.",
    lambda c: c.known("GaussianCopula"),
)
s.true(
    "recommendation",
    "Coarsen contract, internet_service and payment_method before the synthetic data leaves the company.",
    lambda c: both(
        *[
            c.said(name) in c.content["privacy"]["known_columns"]
            for name in ("contract", "internet_service", "payment_method")
        ]
    ),
)
s.true(
    "recommendation",
    "Keep training on real rows where Random forest is to be used for decisions.",
    lambda c: c.known("Random forest"),
)
s.false(
    "utility",
    "direction",
    "Random forest profits from synthetic training rows: its AUC rises from 0.8385 on real to"
    " 0.7854 on synthetic rows.",
    lambda c: but(
        above(c.useful("Random forest")["trained_on_synthetic"], c.useful("Random forest")["trained_on_real"]),
        c.same("0.8385", c.useful("Random forest")["trained_on_real"]),
        c.same("0.7854", c.useful("Random forest")["trained_on_synthetic"]),
    ),
)
s.false(
    "utility",
    "split",
    "An AUC of 0.8619 is what Logistic regression reaches after training on synthetic rows.",
    lambda c: but(
        c.same("0.8619", c.useful("Logistic regression")["trained_on_synthetic"]), c.known("Logistic regression")
    ),
)
s.false(
    "score",
    "model",
    "tenure is reproduced with a score of 0.9562.",
    lambda c: but(c.same("0.9562", c.score("tenure")), c.known("tenure")),
)
s.false(
    "extreme",
    "rank",
    "Of all pairs, streaming_tv and monthly_charges have the lowest pair score, 0.5453.",
    lambda c: but(
        place(c.pairs(), ("streaming_tv", "monthly_charges"), "lowest"),
        c.same("0.5453", c.pair("streaming_tv", "monthly_charges")),
    ),
)
s.false(
    "rows",
    "digit",
    "The source dataset wa_churn consists of 7,403 rows and 20 columns.",
    lambda c: but(
        c.count("7,403", c.content["dataset"]["rows"]),
        c.known("wa_churn"),
        c.count("20", c.content["dataset"]["columns"]),
    ),
)
s.false(
    "quality",
    "quantity",
    "For column pair trends, wa_churn-gaussian-copula earns 0.9839.",
    lambda c: but(c.same("0.9839", c.content["quality"]["column_pair_trends"]), c.known("wa_churn-gaussian-copula")),
)
s.false(
    "missing values",
    "unit",
    "The share of missing values of total_charges is 28% in the synthetic data.",
    lambda c: but(
        c.same("28%", synthetic_column(c, "total_charges")["missing_synthetic"]), c.known("total_charges")
    ),
)
s.false(
    "date",
    "date",
    "wa_churn-gaussian-copula was finished on 2026-11-22.",
    lambda c: but(c.date("2026-11-22", c.content["finished_at"]), c.known("wa_churn-gaussian-copula")),
)
s.false(
    "recommendation",
    "reason",
    "Filter the output before release, because 12 exact copies of real rows are in the synthetic data.",
    lambda c: but(c.count("12", c.content["privacy"]["exact_copies"]), c.content["synthetic_rows"] == 5635),
)

SHEET.write()
