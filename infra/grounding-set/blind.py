#!/usr/bin/env python3
"""Writes blind.jsonl: sentences about the sample snapshots, each labelled true or false.

They are what a good language model answers to the prompt of the commentary: short, one claim each, every figure with what
it is of, and about the findings and main figures. Each false one has a single thing wrong. A recommendation is true if
what it names and what it gives as its reason stand in the snapshot.

Beside each sentence stands what it claims, as a reading of the snapshot (claims.py). Where a label is not as claimed,
this script stops and writes nothing.

    python3 infra/grounding-set/blind.py
"""

from claims import above, below, both, but, milliseconds, place
from sheet import Sheet

BLIND = Sheet("blind.jsonl", lambda sentence: "blind")

# The breast cancer experiment: two classes, fourteen models

a = BLIND.about("experiment-breast_cancer_automl")

a.true(
    "superlative",
    "GLM_1_AutoML_1_20261123_215343 separates benign from malignant rows best of all 14 models, with a cross-validated AUC of 0.995.",
    lambda c: both(
        c.known("benign"),
        c.known("malignant"),
        c.extreme("auc", "GLM_1", "highest"),
        c.count("14", len(c.board("auc"))),
        c.same("0.995", c.crossed("auc")),
    ),
)
a.true(
    "spread",
    "The AUC of GLM_1_AutoML_1_20261123_215343 varies between folds by a standard deviation of 0.004, far more than its lead of 0.0003 over StackedEnsemble_BestOfFamily_1_AutoML_1_20261123_215343.",
    lambda c: both(
        c.same("0.004", c.row("GLM_1")["fold_spread"]["auc"]["sd"]),
        c.same("0.0003", c.row("GLM_1")["auc"] - c.row("StackedEnsemble_BestOfFamily_1")["auc"]),
    ),
)
a.true(
    "recall",
    "In cross-validation, GLM_1_AutoML_1_20261123_215343 finds 95.8% of the malignant cases.",
    lambda c: c.same("95.8%", c.class_recall("cross_validation", "malignant")),
)
a.true(
    "confusion",
    "In cross-validation, GLM_1_AutoML_1_20261123_215343 missed 9 malignant cases.",
    lambda c: c.count("9", c.confused("cross_validation", c.said("malignant"), "benign")),
)
a.true(
    "comparison",
    "StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 has a lower log loss than GLM_1_AutoML_1_20261123_215343: 0.070 against 0.074.",
    lambda c: both(
        c.more("GLM_1", "StackedEnsemble_AllModels_1", "logloss"),
        c.same("0.070", c.row("StackedEnsemble_AllModels_1")["logloss"]),
        c.same("0.074", c.row("GLM_1")["logloss"]),
    ),
)
a.true(
    "class_count",
    "Malignant is the smaller class of breast_cancer, with 212 of 569 rows.",
    lambda c: both(
        place(c.classes(), c.said("malignant"), "lowest"),
        c.count("212", c.classes()["malignant"]),
        c.count("569", c.content["dataset"]["rows"]),
    ),
)
a.true(
    "recommendation",
    "Repeat the comparison with more folds before preferring GLM_1_AutoML_1_20261123_215343 to the two stacked ensembles.",
    lambda c: both(c.row("GLM_1")["rank"] == 1, c.count("two", len(c.board("auc", "StackedEnsemble")))),
)
a.true(
    "recommendation",
    "Lower the decision threshold of GLM_1_AutoML_1_20261123_215343 if a missed malignant case costs more than a false alarm.",
    lambda c: both(c.row("GLM_1")["rank"] == 1, c.known("malignant")),
)
a.true(
    "recommendation",
    "Ask a clinician whether worst texture and radius error are measured in the same way everywhere.",
    lambda c: both(c.known("worst texture"), c.known("radius error")),
)
a.false(
    "metric",
    "model",
    "XGBoost_1_AutoML_1_20261123_215343 leads the leaderboard with an AUC of 0.9951.",
    lambda c: both(c.row("XGBoost_1")["rank"] == 1, c.same("0.9951", *c.of("XGBoost_1", "auc"))),
)
a.false(
    "metric",
    "digit",
    "GLM_1_AutoML_1_20261123_215343 reaches a cross-validated AUC of 0.9591.",
    lambda c: c.same("0.9591", *c.crossings("auc")),
)
a.false(
    "duration",
    "unit",
    "With a training time of 64 seconds, GLM_1_AutoML_1_20261123_215343 leads the leaderboard.",
    lambda c: but(c.same("64 seconds", c.row("GLM_1")["training_time_ms"]), c.row("GLM_1")["rank"] == 1),
)
a.false(
    "comparison",
    "direction",
    "GLM_1_AutoML_1_20261123_215343 has a lower log loss than StackedEnsemble_AllModels_1_AutoML_1_20261123_215343.",
    lambda c: c.more("StackedEnsemble_AllModels_1", "GLM_1", "logloss"),
)
a.false(
    "rank",
    "rank",
    "GBM_2_AutoML_1_20261123_215343 comes second on the leaderboard by AUC.",
    lambda c: both(c.ordinal("second", c.row("GBM_2")["rank"]), c.extreme("auc", "GBM_2", "highest", 2)),
)
a.false(
    "metric",
    "split",
    "GLM_1_AutoML_1_20261123_215343 reaches an accuracy of 99.1% in cross-validation.",
    lambda c: c.same("99.1%", *c.crossings("accuracy")),
)
a.false(
    "confusion",
    "class",
    "In cross-validation, GLM_1_AutoML_1_20261123_215343 missed 9 benign cases.",
    lambda c: c.count("9", c.confused("cross_validation", c.said("benign"), "malignant")),
)
a.false(
    "difference",
    "difference",
    "GLM_1_AutoML_1_20261123_215343 leads StackedEnsemble_BestOfFamily_1_AutoML_1_20261123_215343 by 0.003 in AUC.",
    lambda c: c.same("0.003", *[x - y for x, y in c.sides("GLM_1", "StackedEnsemble_BestOfFamily_1", "auc")]),
)
a.false(
    "importance",
    "feature",
    "The largest coefficient of GLM_1_AutoML_1_20261123_215343 belongs to mean concave points.",
    lambda c: both(c.row("GLM_1")["rank"] == 1, c.matters("mean concave points", "highest", method="coefficient")),
)
a.false(
    "duration",
    "name",
    "CatBoost_1_AutoML_1_20261123_215343 was the fastest model to train.",
    lambda c: c.known("CatBoost_1_AutoML_1_20261123_215343"),
)
a.false(
    "duration",
    "direction",
    "GBM_1_AutoML_1_20261123_215343 trained faster than GBM_2_AutoML_1_20261123_215343.",
    lambda c: below(c.row("GBM_1")["training_time_ms"], c.row("GBM_2")["training_time_ms"]),
)

# The other experiment on breast cancer: runs of other origin, measured on a test split

a = BLIND.about("experiment-breast-cancer-diagnosis")

a.true(
    "superlative",
    "svc-rbf has the highest test ROC AUC of all 15 models, 0.998.",
    lambda c: both(
        c.extreme("test_roc_auc", "svc-rbf", "highest"),
        c.count("15", len(c.board("test_roc_auc"))),
        c.same("0.998", c.row("svc-rbf")["test_roc_auc"]),
    ),
)
a.true(
    "superlative",
    "logistic-regression and sgd-epochs share the highest test accuracy, 98.6%.",
    lambda c: both(
        c.row("logistic-regression")["test_accuracy"] == max(c.board("test_accuracy").values()),
        c.row("sgd-epochs")["test_accuracy"] == max(c.board("test_accuracy").values()),
        c.same("98.6%", c.row("sgd-epochs")["test_accuracy"]),
    ),
)
a.true(
    "superlative",
    "decision-tree is the weakest model, with a test ROC AUC of 0.938.",
    lambda c: both(
        c.extreme("test_roc_auc", "decision-tree", "lowest"),
        c.same("0.938", c.row("decision-tree")["test_roc_auc"]),
    ),
)
a.true(
    "metric",
    "hist-gradient-boosting reaches a test recall of 100%.",
    lambda c: c.same("100%", c.row("hist-gradient-boosting")["test_recall"]),
)
a.true(
    "difference",
    "svc-rbf is ahead of logistic-regression by 0.0006 in test ROC AUC.",
    lambda c: c.same("0.0006", c.row("svc-rbf")["test_roc_auc"] - c.row("logistic-regression")["test_roc_auc"]),
)
a.true(
    "recommendation",
    "Confirm the order of svc-rbf and logistic-regression by cross-validation before choosing one of them.",
    lambda c: both(c.row("svc-rbf")["rank"] == 1, c.row("logistic-regression")["rank"] == 2),
)
a.true(
    "recommendation",
    "Calibrate the probabilities of ada-boost before using them, because its test Brier score is the highest of all models.",
    lambda c: c.extreme("test_brier", "ada-boost", "highest"),
)
a.false(
    "superlative",
    "model",
    "gaussian-nb is the weakest model by test ROC AUC.",
    lambda c: c.extreme("test_roc_auc", "gaussian-nb", "lowest"),
)
a.false(
    "metric",
    "metric",
    "svc-rbf reaches a test accuracy of 99.8%.",
    lambda c: c.same("99.8%", c.row("svc-rbf")["test_accuracy"]),
)
a.false(
    "metric",
    "neighbour",
    "The test recall of svc-rbf is 97.8% and that of k-nearest-neighbours is 95.6%.",
    lambda c: but(
        c.same("95.6%", c.row("k-nearest-neighbours")["test_recall"]),
        c.same("97.8%", c.row("svc-rbf")["test_recall"]),
    ),
)
a.false(
    "comparison",
    "direction",
    "random-forest has a higher test ROC AUC than extra-trees.",
    lambda c: c.more("random-forest", "extra-trees", "test_roc_auc"),
)
a.false(
    "metric",
    "digit",
    "The test log loss of decision-tree is 0.13.",
    lambda c: c.same("0.13", c.row("decision-tree")["test_log_loss"]),
)
a.false(
    "rank",
    "rank",
    "mlp comes third on the leaderboard by test ROC AUC.",
    lambda c: c.ordinal("third", c.row("mlp")["rank"]),
)
a.false(
    "superlative",
    "name",
    "lightgbm-dart reaches the best test F1 of all models.",
    lambda c: c.known("lightgbm-dart"),
)
a.false(
    "difference",
    "difference",
    "decision-tree trails svc-rbf by 0.16 in test ROC AUC.",
    lambda c: c.same("0.16", c.row("svc-rbf")["test_roc_auc"] - c.row("decision-tree")["test_roc_auc"]),
)
a.false(
    "superlative",
    "direction",
    "The test Brier score of svc-rbf is the highest of all models.",
    lambda c: c.extreme("test_brier", "svc-rbf", "highest"),
)

# The wine experiment: three classes, twelve models

a = BLIND.about("experiment-wine_automl")

a.true(
    "metric",
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 leads with a cross-validated mean per-class error of 0.94%.",
    lambda c: both(
        c.row("StackedEnsemble_AllModels_1")["rank"] == 1,
        c.same("0.94%", c.row("StackedEnsemble_AllModels_1")["mean_per_class_error"]),
    ),
)
a.true(
    "confusion",
    "In cross-validation, StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 recognises all 48 rows of class_2.",
    lambda c: both(
        c.count("48", c.confused("cross_validation", "class_2", "class_2")),
        c.class_recall("cross_validation", "class_2") == 1.0,
    ),
)
a.true(
    "confusion",
    "In cross-validation, StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 misclassifies 2 of the 71 rows of class_1.",
    lambda c: both(
        c.count("2", c.classes()["class_1"] - c.confused("cross_validation", c.said("class_1"), "class_1")),
        c.count("71", c.classes()["class_1"]),
    ),
)
a.true(
    "importance",
    "color_intensity matters most to StackedEnsemble_AllModels_1_AutoML_2_20261123_215457, with a permutation importance of 0.183.",
    lambda c: both(
        c.matters("color_intensity", "highest", method="permutation"),
        c.same("0.183", c.importance("color_intensity", "permutation")),
    ),
)
a.true(
    "superlative",
    "XGBoost_3_AutoML_2_20261123_215457 has the highest mean per-class error, 3.6%.",
    lambda c: both(
        c.extreme("mean_per_class_error", "XGBoost_3", "highest"),
        c.same("3.6%", c.row("XGBoost_3")["mean_per_class_error"]),
    ),
)
a.true(
    "duration",
    "DRF_1_AutoML_2_20261123_215457 trained in 44 ms, while StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 took 2.66 seconds.",
    lambda c: both(
        c.same("44 ms", c.row("DRF_1")["training_time_ms"]),
        c.same("2.66 seconds", c.row("StackedEnsemble_AllModels_1")["training_time_ms"]),
    ),
)
a.true(
    "recommendation",
    "Consider DRF_1_AutoML_2_20261123_215457 for production, since it trains faster than StackedEnsemble_AllModels_1_AutoML_2_20261123_215457.",
    lambda c: below(c.row("DRF_1")["training_time_ms"], c.row("StackedEnsemble_AllModels_1")["training_time_ms"]),
)
a.false(
    "superlative",
    "model",
    "GBM_3_AutoML_2_20261123_215457 has the lowest mean per-class error on the leaderboard.",
    lambda c: c.extreme("mean_per_class_error", "GBM_3", "lowest"),
)
a.false(
    "metric",
    "digit",
    "The mean per-class error of StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 is 9.4%.",
    lambda c: c.same("9.4%", *c.of("StackedEnsemble_AllModels_1", "mean_per_class_error")),
)
a.false(
    "confusion",
    "class",
    "In cross-validation, StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 misclassifies 2 of the rows of class_2.",
    lambda c: c.count("2", c.classes()["class_2"] - c.confused("cross_validation", c.said("class_2"), "class_2")),
)
a.false(
    "importance",
    "direction",
    "proline matters more to StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 than color_intensity.",
    lambda c: above(c.importance("proline"), c.importance("color_intensity")),
)
a.false(
    "duration",
    "digit",
    "DRF_1_AutoML_2_20261123_215457 took 4.4 seconds to train.",
    lambda c: c.same("4.4 seconds", c.row("DRF_1")["training_time_ms"]),
)
a.false(
    "class_count",
    "class",
    "class_1 is the smallest class of wine, with 48 rows.",
    lambda c: both(place(c.classes(), c.said("class_1"), "lowest"), c.count("48", c.classes()["class_1"])),
)
a.false(
    "comparison",
    "direction",
    "XGBoost_1_AutoML_2_20261123_215457 has a lower log loss than GLM_1_AutoML_2_20261123_215457.",
    lambda c: c.more("GLM_1", "XGBoost_1", "logloss"),
)
a.false(
    "duration",
    "unit",
    "The experiment wine_automl took 23 minutes.",
    lambda c: c.same("23 minutes", milliseconds(c.content["started_at"], c.content["finished_at"])),
)

# The diabetes experiment: regression, fourteen models

a = BLIND.about("experiment-diabetes_automl")

a.true(
    "superlative",
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 has the lowest RMSE, 54.34.",
    lambda c: both(
        c.extreme("rmse", "StackedEnsemble_BestOfFamily_1", "lowest"),
        c.same("54.34", c.row("StackedEnsemble_BestOfFamily_1")["rmse"]),
    ),
)
a.true(
    "superlative",
    "GLM_1_AutoML_3_20261123_215525 has the lowest MAE of all models, 44.0.",
    lambda c: both(c.extreme("mae", "GLM_1", "lowest"), c.same("44.0", c.row("GLM_1")["mae"])),
)
a.true(
    "metric",
    "The cross-validated R2 of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 is 0.50.",
    lambda c: c.same("0.50", c.crossed("r2")),
)
a.true(
    "split",
    "The RMSE of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 rises from 41.5 in training to 54.3 in cross-validation.",
    lambda c: both(
        c.same("41.5", c.training("rmse")),
        c.same("54.3", c.crossed("rmse")),
        above(c.crossed("rmse"), c.training("rmse")),
    ),
)
a.true(
    "rank",
    "The three XGBoost models take the last three places on the leaderboard.",
    lambda c: both(
        c.count("three", len(c.board("rmse", "XGBoost"))),
        all(name.startswith("XGBoost") for name in list(c.board("rmse"))[-3:]),
    ),
)
a.true(
    "recommendation",
    "Prefer GLM_1_AutoML_3_20261123_215525 where the model has to be explained, since its RMSE is close to that of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: abs(c.row("GLM_1")["rmse"] - c.row("StackedEnsemble_BestOfFamily_1")["rmse"]) < 0.1,
)
a.false(
    "superlative",
    "model",
    "GLM_1_AutoML_3_20261123_215525 has the lowest RMSE of all models.",
    lambda c: c.extreme("rmse", "GLM_1", "lowest"),
)
a.false(
    "metric",
    "digit",
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 has an RMSE of 45.34.",
    lambda c: c.same("45.34", *c.of("StackedEnsemble_BestOfFamily_1", "rmse")),
)
a.false(
    "split",
    "split",
    "The RMSE of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 falls from 54.3 in training to 41.5 in cross-validation.",
    lambda c: both(c.same("54.3", c.training("rmse")), c.same("41.5", *c.crossings("rmse"))),
)
a.false(
    "duration",
    "unit",
    "XGBoost_3_AutoML_3_20261123_215525 took 105 seconds to train.",
    lambda c: c.same("105 seconds", c.row("XGBoost_3")["training_time_ms"]),
)
a.false(
    "importance",
    "feature",
    "bmi is the most important feature of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: both(c.model["task"] == "regression", c.matters("bmi", "highest")),
)
a.false(
    "comparison",
    "direction",
    "DeepLearning_1_AutoML_3_20261123_215525 has a higher RMSE than GBM_2_AutoML_3_20261123_215525.",
    lambda c: c.more("DeepLearning_1", "GBM_2", "rmse"),
)
a.false(
    "metric",
    "split",
    "The cross-validated R2 of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 is 0.71.",
    lambda c: c.same("0.71", *c.crossings("r2")),
)
a.false(
    "superlative",
    "model",
    "XGBoost_1_AutoML_3_20261123_215525 is the model with the highest RMSE on the leaderboard.",
    lambda c: c.extreme("rmse", "XGBoost_1", "highest"),
)

# A boosted model that fits its training data perfectly

a = BLIND.about("model-GBM_2_AutoML_1_20261123_215343")

a.true(
    "metric",
    "For malignant cases, GBM_2_AutoML_1_20261123_215343 has a cross-validated precision of 97.1%.",
    lambda c: both(c.model["positive_class"] == c.said("malignant"), c.same("97.1%", c.crossed("precision"))),
)
a.true(
    "importance",
    "worst perimeter is the most important feature of GBM_2_AutoML_1_20261123_215343, ahead of worst radius.",
    lambda c: both(c.matters("worst perimeter", "highest"), c.matters("worst radius", "highest", 2)),
)
a.true(
    "confusion",
    "In cross-validation, GBM_2_AutoML_1_20261123_215343 raises 6 false alarms among 357 benign cases.",
    lambda c: both(
        c.count("6", c.confused("cross_validation", c.said("benign"), "malignant")),
        c.count("357", c.classes()["benign"]),
    ),
)
a.true(
    "split",
    "The log loss of GBM_2_AutoML_1_20261123_215343 grows from 0.003 in training to 0.089 in cross-validation.",
    lambda c: both(c.same("0.003", c.training("logloss")), c.same("0.089", c.crossed("logloss"))),
)
a.true(
    "recommendation",
    "Limit the depth or the number of trees of GBM_2_AutoML_1_20261123_215343, because its training log loss is far below the cross-validated one.",
    lambda c: below(10 * c.training("logloss"), c.crossed("logloss")),
)
a.false(
    "metric",
    "split",
    "The training AUC of GBM_2_AutoML_1_20261123_215343 is 0.994.",
    lambda c: c.same("0.994", c.training("auc")),
)
a.false(
    "importance",
    "feature",
    "worst texture is the most important feature of GBM_2_AutoML_1_20261123_215343.",
    lambda c: c.matters("worst texture", "highest"),
)
a.false(
    "confusion",
    "count",
    "In cross-validation, GBM_2_AutoML_1_20261123_215343 misses 6 of 212 malignant cases.",
    lambda c: but(
        c.count("6", c.confused("cross_validation", c.said("malignant"), "benign")),
        c.count("212", c.classes()["malignant"]),
    ),
)
a.false(
    "recall",
    "class",
    "The cross-validated recall of GBM_2_AutoML_1_20261123_215343 for benign cases is 95.8%.",
    lambda c: c.same("95.8%", c.class_recall("cross_validation", "benign")),
)
a.false(
    "split",
    "direction",
    "The log loss of GBM_2_AutoML_1_20261123_215343 falls from training to cross-validation.",
    lambda c: below(c.crossed("logloss"), c.training("logloss")),
)

# The last model of the breast cancer experiment

a = BLIND.about("model-XGBoost_1_AutoML_1_20261123_215343")

a.true(
    "rank",
    "XGBoost_1_AutoML_1_20261123_215343 ranks 14th in breast_cancer_automl.",
    lambda c: both(c.model["experiment"]["name"] == c.said("breast_cancer_automl"), c.ordinal("14th", c.model["rank"])),
)
a.true(
    "metric",
    "The cross-validated accuracy of XGBoost_1_AutoML_1_20261123_215343 is 94.9%.",
    lambda c: c.same("94.9%", c.crossed("accuracy")),
)
a.true(
    "confusion",
    "In cross-validation, XGBoost_1_AutoML_1_20261123_215343 labels 19 benign rows as malignant.",
    lambda c: c.count("19", c.confused("cross_validation", c.said("benign"), c.said("malignant"))),
)
a.true(
    "difference",
    "The cross-validated AUC of XGBoost_1_AutoML_1_20261123_215343 is 0.0095 below its training AUC.",
    lambda c: c.same("0.0095", c.training("auc") - c.crossed("auc")),
)
a.true(
    "recommendation",
    "Review the benign cases that XGBoost_1_AutoML_1_20261123_215343 labels as malignant before considering it further.",
    lambda c: both(c.model["rank"] == 14, c.known("benign"), c.known("malignant")),
)
a.false(
    "rank",
    "rank",
    "XGBoost_1_AutoML_1_20261123_215343 ranks first in breast_cancer_automl.",
    lambda c: c.ordinal("first", c.model["rank"]),
)
a.false(
    "metric",
    "split",
    "The cross-validated accuracy of XGBoost_1_AutoML_1_20261123_215343 is 98.2%.",
    lambda c: c.same("98.2%", *c.crossings("accuracy")),
)
a.false(
    "confusion",
    "class",
    "In cross-validation, XGBoost_1_AutoML_1_20261123_215343 labels 19 malignant rows as benign.",
    lambda c: c.count("19", c.confused("cross_validation", c.said("malignant"), c.said("benign"))),
)
a.false(
    "importance",
    "direction",
    "mean concave points matters more to XGBoost_1_AutoML_1_20261123_215343 than worst perimeter.",
    lambda c: above(c.importance("mean concave points"), c.importance("worst perimeter")),
)
a.false(
    "duration",
    "digit",
    "The training of XGBoost_1_AutoML_1_20261123_215343 took 38.2 seconds.",
    lambda c: c.same("38.2 seconds", c.model["training_time_ms"]),
)

# A linear model of three classes

a = BLIND.about("model-GLM_1_AutoML_2_20261123_215457")

a.true(
    "recall",
    "The cross-validated recall of GLM_1_AutoML_2_20261123_215457 for class_1 is 97.2%.",
    lambda c: c.same("97.2%", c.class_recall("cross_validation", "class_1")),
)
a.true(
    "importance",
    "proline has the largest coefficient in GLM_1_AutoML_2_20261123_215457, 2.53.",
    lambda c: both(
        c.matters("proline", "highest", method="coefficient"),
        c.same("2.53", c.importance("proline", "coefficient")),
    ),
)
a.true(
    "confusion",
    "In cross-validation, GLM_1_AutoML_2_20261123_215457 takes two rows of class_1 for class_2.",
    lambda c: c.count("two", c.confused("cross_validation", c.said("class_1"), c.said("class_2"))),
)
a.true(
    "recommendation",
    "Inspect the rows of class_1 that GLM_1_AutoML_2_20261123_215457 takes for class_2.",
    lambda c: both(c.model["task"] == "multiclass_classification", c.known("class_1"), c.known("class_2")),
)
a.false(
    "recall",
    "class",
    "The cross-validated recall of GLM_1_AutoML_2_20261123_215457 for class_0 is 97.2%.",
    lambda c: c.same("97.2%", c.class_recall("cross_validation", "class_0")),
)
a.false(
    "importance",
    "feature",
    "alcohol has the largest coefficient in GLM_1_AutoML_2_20261123_215457.",
    lambda c: c.matters("alcohol", "highest", method="coefficient"),
)
a.false(
    "metric",
    "split",
    "GLM_1_AutoML_2_20261123_215457 reaches a cross-validated accuracy of 100%.",
    lambda c: c.same("100%", *c.crossings("accuracy")),
)
a.false(
    "importance",
    "neighbour",
    "The coefficient of flavanoids in GLM_1_AutoML_2_20261123_215457 is 2.32.",
    lambda c: c.same("2.32", c.importance("flavanoids", "coefficient")),
)
a.false(
    "importance",
    "name",
    "malvidin has the second largest coefficient in GLM_1_AutoML_2_20261123_215457.",
    lambda c: c.known("malvidin"),
)

# A random forest

a = BLIND.about("model-DRF_1_AutoML_1_20261123_215343")

a.true(
    "confusion",
    "DRF_1_AutoML_1_20261123_215343 misses 11 of 212 malignant cases in cross-validation.",
    lambda c: both(
        c.count("11", c.confused("cross_validation", c.said("malignant"), "benign")),
        c.count("212", c.classes()["malignant"]),
    ),
)
a.true(
    "metric",
    "The cross-validated log loss of DRF_1_AutoML_1_20261123_215343 is 0.271.",
    lambda c: c.same("0.271", c.crossed("logloss")),
)
a.true(
    "metric",
    "The specificity of DRF_1_AutoML_1_20261123_215343 in cross-validation is 98.3%.",
    lambda c: c.same("98.3%", c.crossed("specificity")),
)
a.true(
    "recommendation",
    "Calibrate the probabilities of DRF_1_AutoML_1_20261123_215343 before they are shown to doctors.",
    lambda c: c.model["task"] == "binary_classification",
)
a.false(
    "confusion",
    "split",
    "DRF_1_AutoML_1_20261123_215343 misses 15 of 212 malignant cases in cross-validation.",
    lambda c: but(
        c.count("15", c.confused("cross_validation", c.said("malignant"), "benign")),
        c.count("212", c.classes()["malignant"]),
    ),
)
a.false(
    "metric",
    "split",
    "The cross-validated log loss of DRF_1_AutoML_1_20261123_215343 is 0.390.",
    lambda c: c.same("0.390", *c.crossings("logloss")),
)
a.false(
    "date",
    "date",
    "DRF_1_AutoML_1_20261123_215343 was trained on 24 November 2026.",
    lambda c: c.date("24 November 2026", c.model["trained_at"]),
)
a.false(
    "metric",
    "metric",
    "The cross-validated recall of DRF_1_AutoML_1_20261123_215343 for malignant is 98.3%.",
    lambda c: c.same("98.3%", c.class_recall("cross_validation", "malignant"), *c.crossings("recall")),
)

# A neural network

a = BLIND.about("model-DeepLearning_1_AutoML_1_20261123_215343")

a.true(
    "metric",
    "The cross-validated recall of DeepLearning_1_AutoML_1_20261123_215343 is 92.0%, lower than its precision of 98.0%.",
    lambda c: both(
        c.same("92.0%", c.crossed("recall")),
        c.same("98.0%", c.crossed("precision")),
        below(c.crossed("recall"), c.crossed("precision")),
    ),
)
a.true(
    "metric",
    "DeepLearning_1_AutoML_1_20261123_215343 has a cross-validated F1 of 0.949.",
    lambda c: c.same("0.949", c.crossed("f1")),
)
a.true(
    "recommendation",
    "Train DeepLearning_1_AutoML_1_20261123_215343 with several seeds to see how stable its recall is.",
    lambda c: c.model["algorithm"] == "Deep Learning",
)
a.false(
    "comparison",
    "direction",
    "The cross-validated recall of DeepLearning_1_AutoML_1_20261123_215343 is higher than its precision.",
    lambda c: above(c.crossed("recall"), c.crossed("precision")),
)
a.false(
    "metric",
    "digit",
    "DeepLearning_1_AutoML_1_20261123_215343 has a cross-validated F1 of 0.994.",
    lambda c: c.same("0.994", *c.crossings("f1")),
)
a.false(
    "confusion",
    "class",
    "In cross-validation, DeepLearning_1_AutoML_1_20261123_215343 finds 195 of 212 benign cases.",
    lambda c: both(
        c.count("195", c.confused("cross_validation", c.said("benign"), "benign")),
        c.count("212", c.classes()["benign"]),
    ),
)

# A linear model of a quantity

a = BLIND.about("model-GLM_1_AutoML_3_20261123_215525")

a.true(
    "split",
    "The training RMSE of GLM_1_AutoML_3_20261123_215525, 53.5, is close to its cross-validated RMSE, 54.4.",
    lambda c: both(c.same("53.5", c.training("rmse")), c.same("54.4", c.crossed("rmse"))),
)
a.true(
    "importance",
    "s5 has the largest coefficient in GLM_1_AutoML_3_20261123_215525, 31.0.",
    lambda c: both(c.matters("s5", "highest", method="coefficient"), c.same("31.0", c.importance("s5", "coefficient"))),
)
a.true(
    "recommendation",
    "Keep GLM_1_AutoML_3_20261123_215525 as the baseline for later models of diabetes.",
    lambda c: c.model["dataset"]["name"] == c.said("diabetes"),
)
a.false(
    "metric",
    "split",
    "The training RMSE of GLM_1_AutoML_3_20261123_215525 is 54.4.",
    lambda c: c.same("54.4", c.training("rmse")),
)
a.false(
    "metric",
    "digit",
    "GLM_1_AutoML_3_20261123_215525 explains 55% of the variance in cross-validation.",
    lambda c: c.same("55%", *c.crossings("r2")),
)
a.false(
    "metric",
    "metric",
    "The cross-validated MAE of GLM_1_AutoML_3_20261123_215525 is 54.4.",
    lambda c: c.same("54.4", *c.crossings("mae")),
)

# The deployment

a = BLIND.about("deployment-churn-scoring-prod")

a.true(
    "error_rate",
    "Of the 8,959 requests to churn-scoring-prod, 2.2% failed.",
    lambda c: both(
        c.count("8,959", c.content["totals"]["requests"]),
        c.same("2.2%", c.content["totals"]["errors"] / c.content["totals"]["requests"]),
    ),
)
a.true(
    "error_rate",
    "The error rate was highest on 13 March 2026, at 5.4%.",
    lambda c: both(
        place(c.error_rates(), c.day("13 March 2026"), "highest"),
        c.same("5.4%", c.error_rates()[c.day("13 March 2026")]),
    ),
)
a.true(
    "latency",
    "95% of requests were answered within 30.4 ms.",
    lambda c: c.same("30.4 ms", c.latency("95%")),
)
a.true(
    "drift_count",
    "3 of 19 features have drifted: international_plan, total_day_minutes and total_day_charge.",
    lambda c: both(
        c.count("3", sum(f["drifted"] for f in c.content["drift"]["features"])),
        c.count("19", len(c.psis())),
        c.drift("international_plan")["drifted"],
        c.drift("total_day_minutes")["drifted"],
        c.drift("total_day_charge")["drifted"],
    ),
)
a.true(
    "drift",
    "international_plan drifted most, with a PSI of 0.288.",
    lambda c: both(place(c.psis(), "international_plan", "highest"), c.same("0.288", c.psi("international_plan"))),
)
a.true(
    "predictions",
    "The mean predicted probability of yes rose from 0.149 in the reference to 0.238 in the last 5 days.",
    lambda c: both(
        c.same("0.149", c.predicted("reference")["mean"]),
        c.same("0.238", c.predicted("last 5 days")["mean"]),
    ),
)
a.true(
    "drift_day",
    "On 14 March 2026 the PSI of international_plan reached 0.605.",
    lambda c: c.same("0.605", c.on_day("14 March 2026", c.drift("international_plan"))),
)
a.true(
    "predictions",
    "The PSI of the predictions is 0.27 in the last 5 days.",
    lambda c: both(
        c.content["drift"]["current"] == c.said("last 5 days"),
        c.same("0.27", c.content["predictions"]["current"]["psi"]),
    ),
)
a.true(
    "recommendation",
    "Validate the inputs before scoring, because ValueError is the only type of error.",
    lambda c: list(c.content["totals"]["errors_by_type"]) == [c.said("ValueError")],
)
a.true(
    "recommendation",
    "Find out why international_plan has changed before retraining churn-gradient-forest.",
    lambda c: both(c.drift("international_plan")["drifted"], c.known("churn-gradient-forest")),
)
a.true(
    "recommendation",
    "Retrain churn-gradient-forest on recent rows and compare it with version 3.",
    lambda c: both(c.known("churn-gradient-forest"), str(c.content["model"]["version"]) == c.said("3")),
)
a.true(
    "recommendation",
    "Set an alarm on the daily PSI of total_day_minutes.",
    lambda c: len(c.drift("total_day_minutes")["daily"]) > 0,
)
a.false(
    "error_rate",
    "digit",
    "churn-scoring-prod has an error rate of 21.8%.",
    lambda c: c.same("21.8%", c.content["totals"]["errors"] / c.content["totals"]["requests"]),
)
a.false(
    "drift",
    "feature",
    "total_day_minutes has a PSI of 0.288.",
    lambda c: c.same("0.288", c.psi("total_day_minutes")),
)
a.false(
    "error_rate",
    "date",
    "The error rate was highest on 12 March 2026.",
    lambda c: place(c.error_rates(), c.day("12 March 2026"), "highest"),
)
a.false(
    "latency",
    "percentile",
    "99% of requests were answered within 30.4 ms.",
    lambda c: c.same("30.4 ms", c.latency("99%")),
)
a.false(
    "latency",
    "unit",
    "churn-scoring-prod has a median latency of 22.1 seconds.",
    lambda c: c.same("22.1 seconds", c.content["totals"]["latency_ms"]["p50"]),
)
a.false(
    "drift_count",
    "count",
    "The drift check flags five of the 19 features of churn-gradient-forest.",
    lambda c: but(
        c.count("five", sum(f["drifted"] for f in c.content["drift"]["features"])), c.count("19", len(c.psis()))
    ),
)
a.false(
    "predictions",
    "direction",
    "The mean predicted probability of yes fell from the reference to the last 5 days.",
    lambda c: below(c.predicted("last 5 days")["mean"], c.predicted("reference")["mean"]),
)
a.false(
    "drift_day",
    "feature",
    "On 14 March 2026 the PSI of total_day_minutes reached 0.605.",
    lambda c: c.same("0.605", c.on_day("14 March 2026", c.drift("total_day_minutes"))),
)
a.false(
    "requests",
    "date",
    "The quietest day was 15 March 2026, with 267 requests.",
    lambda c: but(
        place(c.days("requests"), c.day("15 March 2026"), "lowest"),
        c.count("267", c.days("requests")[c.day("15 March 2026")]),
    ),
)
a.false(
    "errors",
    "name",
    "churn-scoring-prod recorded 195 errors of type TimeoutError.",
    lambda c: but(c.known("TimeoutError"), c.count("195", c.content["totals"]["errors"])),
)
a.false(
    "predictions",
    "direction",
    "The PSI of the predictions was higher on 12 March 2026 than on 13 March 2026.",
    lambda c: above(
        c.on_day("12 March 2026", c.content["predictions"]), c.on_day("13 March 2026", c.content["predictions"])
    ),
)
a.false(
    "latency",
    "difference",
    "The 95th percentile of the latency is 18.3 ms above the median.",
    lambda c: c.same("18.3 ms", c.latency("95th") - c.content["totals"]["latency_ms"]["p50"]),
)
a.false(
    "recommendation",
    "feature",
    "Retrain churn-gradient-forest, because area_code has drifted.",
    lambda c: but(c.drift("area_code")["drifted"], c.known("churn-gradient-forest")),
)
a.false(
    "errors",
    "date",
    "13 March 2026 saw 40 errors among 379 requests.",
    lambda c: but(
        c.count("379", c.days("requests")[c.day("13 March 2026")]),
        c.count("40", c.days("errors")[c.day("13 March 2026")]),
    ),
)

# The synthetic-data run

a = BLIND.about("synthgen-wa_churn-gaussian-copula")

a.true(
    "quality",
    "wa_churn-gaussian-copula has an overall quality score of 88.4%.",
    lambda c: c.same("88.4%", c.content["quality"]["overall"]),
)
a.true(
    "quality",
    "Column shapes score 98.4%, column pair trends only 78.5%.",
    lambda c: both(
        c.same("98.4%", c.content["quality"]["column_shapes"]),
        c.same("78.5%", c.content["quality"]["column_pair_trends"]),
    ),
)
a.true(
    "column",
    "monthly_charges is the least faithful column, with a score of 0.907.",
    lambda c: both(place(c.scores(), "monthly_charges", "lowest"), c.same("0.907", c.score("monthly_charges"))),
)
a.true(
    "privacy",
    "None of the 5,635 synthetic rows is an exact copy of a real one.",
    lambda c: both(c.count("5,635", c.content["synthetic_rows"]), c.content["privacy"]["exact_copies"] == 0),
)
a.true(
    "utility",
    "Logistic regression reaches a ROC AUC of 0.841 when trained on synthetic rows, against 0.862 when trained on real rows.",
    lambda c: both(
        c.same("0.841", c.useful("logistic regression")["trained_on_synthetic"]),
        c.same("0.862", c.useful("logistic regression")["trained_on_real"]),
    ),
)
a.true(
    "correlation",
    "The correlation of tenure with total_charges drops from 0.83 in the real data to 0.66 in the synthetic data.",
    lambda c: both(
        c.same("0.83", c.correlation("real", "tenure", "total_charges")),
        c.same("0.66", c.correlation("synthetic", "tenure", "total_charges")),
    ),
)
a.true(
    "recommendation",
    "Model the dependence of monthly_charges on internet_service explicitly, because this pair has the lowest score.",
    lambda c: both(
        c.known("monthly_charges"),
        c.known("internet_service"),
        place(c.pairs(), ("internet_service", "monthly_charges"), "lowest"),
    ),
)
a.true(
    "recommendation",
    "Check every model trained on this synthetic data against the held-out real rows before using it.",
    lambda c: c.content["holdout_rows"] > 0,
)
a.true(
    "recommendation",
    "Try a synthesizer that keeps pair trends better than GaussianCopula.",
    lambda c: both(
        c.content["synthesizer"] == c.said("GaussianCopula"),
        below(c.content["quality"]["column_pair_trends"], c.content["quality"]["column_shapes"]),
    ),
)
a.false(
    "quality",
    "metric",
    "Column pair trends score 98.4%.",
    lambda c: c.same("98.4%", c.content["quality"]["column_pair_trends"]),
)
a.false(
    "column",
    "column",
    "tenure is the least faithful column of wa_churn-gaussian-copula.",
    lambda c: place(c.scores(), c.said("tenure"), "lowest"),
)
a.false(
    "utility",
    "swap",
    "Random forest reaches a ROC AUC of 0.838 when trained on synthetic rows.",
    lambda c: c.same("0.838", c.useful("random forest")["trained_on_synthetic"]),
)
a.false(
    "correlation",
    "column",
    "The correlation of tenure with monthly_charges is 0.66 in the synthetic data.",
    lambda c: c.same("0.66", c.correlation("synthetic", "tenure", "monthly_charges")),
)
a.false(
    "privacy",
    "count",
    "The synthetic data contains 12 exact copies of real rows.",
    lambda c: c.count("12", c.content["privacy"]["exact_copies"]),
)
a.false(
    "utility",
    "direction",
    "Logistic regression loses more ROC AUC than random forest when trained on synthetic rows.",
    lambda c: above(
        c.useful("logistic regression")["trained_on_real"] - c.useful("logistic regression")["trained_on_synthetic"],
        c.useful("random forest")["trained_on_real"] - c.useful("random forest")["trained_on_synthetic"],
    ),
)
a.false(
    "privacy",
    "metric",
    "The disclosure protection score of wa_churn-gaussian-copula is 0.61.",
    lambda c: c.same("0.61", c.content["privacy"]["disclosure_protection"]),
)
a.false(
    "correlation",
    "direction",
    "By their correlation, total_charges follows tenure more closely in the synthetic data than in the real data.",
    lambda c: above(
        c.correlation("synthetic", "tenure", "total_charges"), c.correlation("real", "tenure", "total_charges")
    ),
)
a.false(
    "column",
    "name",
    "customer_lifetime is the most faithful column, with a score of 0.999.",
    lambda c: but(c.known("customer_lifetime"), c.same("0.999", max(c.scores().values()))),
)

# The project

a = BLIND.about("project-Clinical-and-retention-models")

a.true(
    "count",
    "The project holds four experiments on three datasets.",
    lambda c: both(
        c.count("four", len(c.content["experiments"])),
        c.count("three", len({x["dataset"] for x in c.content["experiments"]})),
    ),
)
a.true(
    "metric",
    "svc-rbf is the best model of breast-cancer-diagnosis, with a test ROC AUC of 0.998.",
    lambda c: both(
        c.item("experiments", "breast-cancer-diagnosis")["best_model"]["name"] == c.said("svc-rbf"),
        c.same("0.998", c.item("experiments", "breast-cancer-diagnosis")["best_metric"]["value"]),
    ),
)
a.true(
    "drift_count",
    "churn-scoring-prod is the only deployment, and three of its features have drifted.",
    lambda c: both(
        c.count("three", len(c.item("deployments", "churn-scoring-prod")["drifted_features"])),
        len(c.content["deployments"]) == 1,
    ),
)
a.true(
    "metric",
    "The best mean per-class error in wine_automl is 0.0094.",
    lambda c: both(
        c.item("experiments", "wine_automl")["best_metric"]["name"] == "mean_per_class_error",
        c.same("0.0094", c.item("experiments", "wine_automl")["best_metric"]["value"]),
    ),
)
a.true(
    "recommendation",
    "Look into the drift of churn-scoring-prod first, since it is the only deployment.",
    lambda c: both(
        len(c.item("deployments", "churn-scoring-prod")["drifted_features"]) > 0, len(c.content["deployments"]) == 1
    ),
)
a.true(
    "recommendation",
    "Compare svc-rbf and GLM_1_AutoML_1_20261123_215343 on the same held-out rows, because both were trained on breast_cancer.",
    lambda c: (
        {x["best_model"]["name"] for x in c.content["experiments"] if x["dataset"] == c.said("breast_cancer")}
        == {c.said("svc-rbf"), c.said("GLM_1_AutoML_1_20261123_215343")}
    ),
)
a.false(
    "best_model",
    "model",
    "GLM_1_AutoML_1_20261123_215343 is the best model of wine_automl.",
    lambda c: c.item("experiments", "wine_automl")["best_model"]["name"] == c.said("GLM_1_AutoML_1_20261123_215343"),
)
a.false(
    "duration",
    "direction",
    "diabetes_automl is the experiment that ran longest.",
    lambda c: place(c.lasted(), c.said("diabetes_automl"), "highest"),
)
a.false(
    "error_rate",
    "digit",
    "The error rate of churn-scoring-prod is 3.2%.",
    lambda c: c.same("3.2%", c.item("deployments", "churn-scoring-prod")["error_rate"]),
)
a.false(
    "metric",
    "digit",
    "The best test ROC AUC in breast-cancer-diagnosis is 0.989.",
    lambda c: c.same("0.989", c.item("experiments", "breast-cancer-diagnosis")["best_metric"]["value"]),
)
a.false(
    "comparison",
    "direction",
    "breast_cancer_automl compared fewer models than wine_automl.",
    lambda c: below(
        c.item("experiments", "breast_cancer_automl")["model_count"],
        c.item("experiments", "wine_automl")["model_count"],
    ),
)
a.false(
    "superlative",
    "neighbour",
    "mlc_churn is the largest dataset of the project, with 5,000 rows.",
    lambda c: but(
        place(c.items("datasets", "rows"), "mlc_churn", "highest"),
        c.count("5,000", c.item("datasets", "mlc_churn")["rows"]),
    ),
)

if __name__ == "__main__":
    BLIND.write()
