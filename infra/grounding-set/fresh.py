#!/usr/bin/env python3
"""Writes fresh.jsonl: sentences about the sample snapshots, each labelled true or false.

Each sentence is its own, written as a language model's commentary would be, by someone who had not seen the check.
Beside it stands what it claims, as a reading of the snapshot (claims.py). A true sentence is written only if its claim
holds, a false one only if its claim fails and no fair reader could say that it nearly holds; otherwise this script
stops and writes nothing.

    python3 infra/grounding-set/fresh.py
"""

import hashlib

from claims import FAILS, HOLDS, above, below, both, but, grade, hours, milliseconds, place, written
from sheet import Sheet


def half(sentence):
    """Which half of the set a sentence is in, by the last bit of its SHA-256."""
    return "fresh_b" if hashlib.sha256(sentence.encode()).digest()[-1] & 1 else "fresh_a"


FRESH = Sheet("fresh.jsonl", half)

# The breast cancer experiment: two classes, fourteen models

a = FRESH.about("experiment-breast_cancer_automl")

a.true(
    "metric",
    "GLM_1_AutoML_1_20261123_215343 leads the leaderboard with a cross-validated AUC of 0.9951.",
    lambda c: both(c.row("GLM_1")["rank"] == 1, c.same("0.9951", c.row("GLM_1")["auc"])),
)
a.true(
    "superlative",
    "With a logloss of 0.0703, StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 has the lowest of the fourteen models.",
    lambda c: both(
        c.same("0.0703", c.row("StackedEnsemble_AllModels_1")["logloss"]),
        c.extreme("logloss", "StackedEnsemble_AllModels_1", "lowest"),
        c.count("fourteen", len(c.board("auc"))),
    ),
)
a.true(
    "difference",
    "The AUC of GLM_1_AutoML_1_20261123_215343 is only 0.0003 above that of StackedEnsemble_BestOfFamily_1_AutoML_1_20261123_215343.",
    lambda c: c.same("0.0003", c.row("GLM_1")["auc"] - c.row("StackedEnsemble_BestOfFamily_1")["auc"]),
)
a.true(
    "rank",
    "GBM_2_AutoML_1_20261123_215343 comes fourth by AUC, just ahead of GBM_4_AutoML_1_20261123_215343.",
    lambda c: both(c.ordinal("fourth", c.row("GBM_2")["rank"]), c.row("GBM_4")["rank"] == 5),
)
a.true(
    "duration",
    "Training XGBoost_2_AutoML_1_20261123_215343 took 4.6 seconds, longer than any other model.",
    lambda c: both(
        c.same("4.6 seconds", c.row("XGBoost_2")["training_time_ms"]),
        c.extreme("training_time_ms", "XGBoost_2", "highest"),
    ),
)
a.true(
    "ratio",
    "StackedEnsemble_BestOfFamily_1_AutoML_1_20261123_215343 needed about 47 times as long to train as GLM_1_AutoML_1_20261123_215343.",
    lambda c: c.same(
        "47", c.row("StackedEnsemble_BestOfFamily_1")["training_time_ms"] / c.row("GLM_1")["training_time_ms"]
    ),
)
a.true(
    "count",
    "Fourteen models were trained on the 569 rows of breast_cancer.",
    lambda c: both(c.count("fourteen", len(c.board("auc"))), c.count("569", c.content["dataset"]["rows"])),
)
a.true(
    "class_share",
    "Malignant cases make up 37.3% of the rows in breast_cancer.",
    lambda c: c.same("37.3%", c.classes()["malignant"] / 569),
)
a.true(
    "class_count",
    "The target of breast_cancer splits into 357 benign and 212 malignant rows.",
    lambda c: both(c.count("357", c.classes()["benign"]), c.count("212", c.classes()["malignant"])),
)
a.true(
    "date",
    "The experiment breast_cancer_automl finished on 23 November 2026 at 21:54 UTC.",
    lambda c: both(
        c.date("23 November 2026", c.content["finished_at"]), c.date("21:54", c.content["finished_at"])
    ),
)
a.true(
    "duration",
    "From start to finish, breast_cancer_automl lasted 70 seconds.",
    lambda c: c.same("70 seconds", milliseconds(c.content["started_at"], c.content["finished_at"])),
)
a.true(
    "metric",
    "The mean_per_class_error of StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 is 1.8%, against 2.5% for GLM_1_AutoML_1_20261123_215343.",
    lambda c: both(
        c.same("1.8%", c.row("StackedEnsemble_AllModels_1")["mean_per_class_error"]),
        c.same("2.5%", c.row("GLM_1")["mean_per_class_error"]),
    ),
)
a.true(
    "comparison",
    "XGBoost_3_AutoML_1_20261123_215343 beats both XGBoost_1_AutoML_1_20261123_215343 and XGBoost_2_AutoML_1_20261123_215343 on AUC.",
    lambda c: both(
        c.more("XGBoost_3", "XGBoost_1", "auc"),
        c.more("XGBoost_3", "XGBoost_2", "auc"),
    ),
)
a.true(
    "superlative",
    "Of all models, XGBoost_1_AutoML_1_20261123_215343 has the lowest AUC, 0.985.",
    lambda c: both(c.extreme("auc", "XGBoost_1", "lowest"), c.same("0.985", c.row("XGBoost_1")["auc"])),
)
a.true(
    "spread",
    "Across the five folds, the AUC of GLM_1_AutoML_1_20261123_215343 varies with a standard deviation of 0.0040.",
    lambda c: both(
        c.same("0.0040", c.row("GLM_1")["fold_spread"]["auc"]["sd"]),
        c.count("five", len(c.row("GLM_1")["fold_spread"]["auc"]["folds"])),
    ),
)
a.true(
    "importance",
    "By coefficient, worst texture weighs most in GLM_1_AutoML_1_20261123_215343 and radius error comes second.",
    lambda c: both(
        c.matters("worst texture", "highest", 1, "coefficient"),
        c.matters("radius error", "highest", 2, "coefficient"),
    ),
)
a.true(
    "confusion",
    "In cross-validation, GLM_1_AutoML_1_20261123_215343 misses 9 of the 212 malignant cases.",
    lambda c: both(
        c.count("9", c.confused("cross_validation", "malignant", "benign")),
        c.count("212", c.classes()["malignant"]),
    ),
)
a.true(
    "confusion",
    "GLM_1_AutoML_1_20261123_215343 raises three false alarms among 357 benign cases in cross-validation.",
    lambda c: both(
        c.count("three", c.confused("cross_validation", "benign", "malignant")),
        c.count("357", c.classes()["benign"]),
    ),
)
a.true(
    "duration",
    "Scoring one row takes StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 65 microseconds, the most of all models.",
    lambda c: both(
        c.same("65 microseconds", c.row("StackedEnsemble_AllModels_1")["predict_time_per_row_ms"]),
        c.extreme("predict_time_per_row_ms", "StackedEnsemble_AllModels_1", "highest"),
    ),
)
a.true(
    "recommendation",
    "Have a clinician review the malignant cases that GLM_1_AutoML_1_20261123_215343 misses before it is used for diagnosis.",
    lambda c: both(c.known("malignant"), c.known("GLM_1_AutoML_1_20261123_215343")),
)
a.true(
    "superlative",
    "DRF_1_AutoML_1_20261123_215343 has a logloss of 0.27, the highest on the leaderboard.",
    lambda c: both(c.same("0.27", c.row("DRF_1")["logloss"]), c.extreme("logloss", "DRF_1", "highest")),
)
a.true(
    "count",
    "The 31 columns of breast_cancer contain no missing values.",
    lambda c: both(
        c.count("31", c.content["dataset"]["columns"]), c.content["dataset"]["missing_values"] == 0
    ),
)
a.true(
    "rank",
    "Both stacked ensembles sit right behind the leader: StackedEnsemble_BestOfFamily_1_AutoML_1_20261123_215343 is second and "
    "StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 is third.",
    lambda c: both(
        c.ordinal("second", c.row("StackedEnsemble_BestOfFamily_1")["rank"]),
        c.ordinal("third", c.row("StackedEnsemble_AllModels_1")["rank"]),
    ),
)
a.true(
    "ratio",
    "The logloss of XGBoost_1_AutoML_1_20261123_215343 is more than twice that of GLM_1_AutoML_1_20261123_215343.",
    lambda c: above(c.row("XGBoost_1")["logloss"] / c.row("GLM_1")["logloss"], 2.0),
)

a.false(
    "metric",
    "swapped_model",
    "GBM_2_AutoML_1_20261123_215343 leads the leaderboard with a cross-validated AUC of 0.9951.",
    lambda c: both(
        c.row("GBM_2")["rank"] == 1, c.same("0.9951", *c.of("GBM_2", "auc"))
    ),
)
a.false(
    "metric",
    "neighbour",
    "StackedEnsemble_BestOfFamily_1_AutoML_1_20261123_215343 reaches an AUC of 0.9943 in cross-validation.",
    lambda c: c.same("0.9943", *c.of("StackedEnsemble_BestOfFamily_1", "auc")),
)
a.false(
    "metric",
    "digit",
    "GLM_1_AutoML_1_20261123_215343 has a logloss of 0.0470 on this dataset.",
    lambda c: c.same("0.0470", *c.of("GLM_1", "logloss")),
)
a.false(
    "duration",
    "unit",
    "Training GLM_1_AutoML_1_20261123_215343 took 64 seconds.",
    lambda c: c.same("64 seconds", c.row("GLM_1")["training_time_ms"]),
)
a.false(
    "comparison",
    "direction",
    "StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 has a higher logloss than GLM_1_AutoML_1_20261123_215343.",
    lambda c: c.more("StackedEnsemble_AllModels_1", "GLM_1", "logloss"),
)
a.false(
    "rank",
    "rank",
    "GBM_4_AutoML_1_20261123_215343 ranks third by AUC.",
    lambda c: c.ordinal("third", c.row("GBM_4")["rank"]),
)
a.false(
    "superlative",
    "superlative",
    "GLM_1_AutoML_1_20261123_215343 has the lowest logloss of all models.",
    lambda c: c.extreme("logloss", "GLM_1", "lowest"),
)
a.false(
    "count",
    "count",
    "Thirteen models compete on the leaderboard of breast_cancer_automl.",
    lambda c: c.count("thirteen", len(c.board("auc"))),
)
a.false(
    "class_count",
    "class",
    "Of the 569 rows in breast_cancer, 357 are malignant.",
    lambda c: but(c.count("357", c.classes()["malignant"]), c.count("569", c.content["dataset"]["rows"])),
)
a.false(
    "date",
    "date",
    "The experiment breast_cancer_automl was completed on 22 November 2026.",
    lambda c: c.date("22 November 2026", c.content["finished_at"]),
)
a.false(
    "difference",
    "difference",
    "The AUC of GLM_1_AutoML_1_20261123_215343 exceeds that of XGBoost_1_AutoML_1_20261123_215343 by 0.0197.",
    lambda c: c.same("0.0197", *(x - y for x, y in c.sides("GLM_1", "XGBoost_1", "auc"))),
)
a.false(
    "ratio",
    "ratio",
    "Training XGBoost_2_AutoML_1_20261123_215343 took nineteen times as long as training GBM_2_AutoML_1_20261123_215343.",
    lambda c: c.same("nineteen", c.row("XGBoost_2")["training_time_ms"] / c.row("GBM_2")["training_time_ms"]),
)
a.false(
    "metric",
    "split",
    "In cross-validation, GLM_1_AutoML_1_20261123_215343 reaches an AUC of 0.9974.",
    lambda c: c.same("0.9974", *c.crossings("auc")),
)
a.false(
    "importance",
    "feature",
    "By coefficient, mean concavity weighs most in GLM_1_AutoML_1_20261123_215343.",
    lambda c: c.matters("mean concavity", "highest", 1, "coefficient"),
)
a.false(
    "rank",
    "invented_name",
    "CatBoost_1_AutoML_1_20261123_215343 comes second on the leaderboard.",
    lambda c: c.known("CatBoost_1_AutoML_1_20261123_215343"),
)
a.false(
    "metric",
    "metric",
    "GLM_1_AutoML_1_20261123_215343 achieves an F1 of 0.9951.",
    lambda c: c.same("0.9951", *c.any_split("f1")),
)
a.false(
    "comparison",
    "comparison",
    "XRT_1_AutoML_1_20261123_215343 has a higher AUC than XGBoost_3_AutoML_1_20261123_215343.",
    lambda c: c.more("XRT_1", "XGBoost_3", "auc"),
)
a.false(
    "confusion",
    "count",
    "GLM_1_AutoML_1_20261123_215343 misses 19 of the 212 malignant cases in cross-validation.",
    lambda c: but(
        c.count("19", c.confused("cross_validation", "malignant", "benign")), c.count("212", c.classes()["malignant"])
    ),
)
a.false(
    "spread",
    "digit",
    "The standard deviation of the AUC of GLM_1_AutoML_1_20261123_215343 across the folds is 0.040.",
    lambda c: c.same("0.040", c.row("GLM_1")["fold_spread"]["auc"]["sd"]),
)
a.false(
    "duration",
    "unit",
    "The search of breast_cancer_automl ran for 70 minutes.",
    lambda c: c.same("70 minutes", milliseconds(c.content["started_at"], c.content["finished_at"])),
)
a.false(
    "class_share",
    "class",
    "Malignant cases account for 62.7% of the rows in breast_cancer.",
    lambda c: c.same("62.7%", c.classes()["malignant"] / 569),
)
a.false(
    "recommendation",
    "superlative",
    "Put XGBoost_1_AutoML_1_20261123_215343 into production, since its AUC is the highest on the leaderboard.",
    lambda c: c.extreme("auc", "XGBoost_1", "highest"),
)
a.false(
    "superlative",
    "superlative",
    "The weakest performer is DeepLearning_1_AutoML_1_20261123_215343, which has the lowest AUC of all fourteen models.",
    lambda c: but(c.extreme("auc", "DeepLearning_1", "lowest"), c.count("fourteen", len(c.board("auc")))),
)
a.false(
    "count",
    "neighbour",
    "The dataset breast_cancer has 569 columns.",
    lambda c: c.count("569", c.content["dataset"]["columns"]),
)
a.false(
    "superlative",
    "superlative",
    "Among the five GBM models, GBM_5_AutoML_1_20261123_215343 has the highest AUC.",
    lambda c: but(
        c.extreme("auc", "GBM_5", "highest", only="GBM_"), c.count("five", len(c.board("auc", only="GBM_")))
    ),
)
a.false(
    "parameter",
    "count",
    "Cross-validation in breast_cancer_automl used ten folds.",
    lambda c: c.count("ten", c.configured("Cross-validation folds")),
)
a.false(
    "confusion",
    "class",
    "In cross-validation, GLM_1_AutoML_1_20261123_215343 takes nine benign cases for malignant.",
    lambda c: c.count("nine", c.confused("cross_validation", "benign", "malignant")),
)

# The wine experiment: three classes, twelve models

a = FRESH.about("experiment-wine_automl")

a.true(
    "metric",
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 shares the lowest mean_per_class_error, 0.0094, with DRF_1_AutoML_2_20261123_215457 and XRT_1_AutoML_2_20261123_215457.",
    lambda c: both(
        c.same("0.0094", c.row("StackedEnsemble_AllModels_1")["mean_per_class_error"]),
        c.row("DRF_1")["mean_per_class_error"] == min(c.board("mean_per_class_error").values()),
        c.row("XRT_1")["mean_per_class_error"] == min(c.board("mean_per_class_error").values()),
        list(c.board("mean_per_class_error").values()).count(c.row("DRF_1")["mean_per_class_error"]) == 3,
    ),
)
a.true(
    "superlative",
    "GBM_2_AutoML_2_20261123_215457 has the lowest logloss in wine_automl, 0.0519.",
    lambda c: both(c.extreme("logloss", "GBM_2", "lowest"), c.same("0.0519", c.row("GBM_2")["logloss"])),
)
a.true(
    "class_count",
    "class_1 is the largest class in wine with 71 rows, and class_2 is the smallest with 48.",
    lambda c: both(
        place(c.classes(), c.said("class_1"), "highest"),
        place(c.classes(), c.said("class_2"), "lowest"),
        c.count("71", c.classes()["class_1"]),
        c.count("48", c.classes()["class_2"]),
    ),
)
a.true(
    "class_share",
    "About 40% of the rows of wine belong to class_1.",
    lambda c: c.same("40%", c.classes()[c.said("class_1")] / c.content["dataset"]["rows"]),
)
a.true(
    "superlative",
    "XGBoost_3_AutoML_2_20261123_215457 has the highest mean_per_class_error, 3.6%.",
    lambda c: both(
        c.extreme("mean_per_class_error", "XGBoost_3", "highest"),
        c.same("3.6%", c.row("XGBoost_3")["mean_per_class_error"]),
    ),
)
a.true(
    "ratio",
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 took roughly 60 times as long to train as DRF_1_AutoML_2_20261123_215457.",
    lambda c: c.same(
        "60", c.row("StackedEnsemble_AllModels_1")["training_time_ms"] / c.row("DRF_1")["training_time_ms"]
    ),
)
a.true(
    "difference",
    "The mean_per_class_error of GBM_4_AutoML_2_20261123_215457 is 0.94 percentage points above that of StackedEnsemble_AllModels_1_AutoML_2_20261123_215457.",
    lambda c: c.same(
        "0.94 percentage points",
        c.row("GBM_4")["mean_per_class_error"] - c.row("StackedEnsemble_AllModels_1")["mean_per_class_error"],
    ),
)
a.true(
    "ratio",
    "The mean_per_class_error of GBM_4_AutoML_2_20261123_215457 is twice that of DRF_1_AutoML_2_20261123_215457.",
    lambda c: grade(
        abs(c.row("GBM_4")["mean_per_class_error"] / c.row("DRF_1")["mean_per_class_error"] - 2) < 0.001
    ),
)
a.true(
    "count",
    "The dataset wine has 178 rows, 14 columns and no missing values.",
    lambda c: both(
        c.count("178", c.content["dataset"]["rows"]),
        c.count("14", c.content["dataset"]["columns"]),
        c.content["dataset"]["missing_values"] == 0,
    ),
)
a.true(
    "confusion",
    "In cross-validation, StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 takes one row of class_1 for class_0 and another for class_2.",
    lambda c: both(
        c.count("one", c.confused("cross_validation", "class_1", "class_0")),
        c.confused("cross_validation", "class_1", "class_2") == 1,
    ),
)
a.true(
    "importance",
    "color_intensity is the most important feature of StackedEnsemble_AllModels_1_AutoML_2_20261123_215457, ahead of proline and flavanoids.",
    lambda c: both(
        c.matters("color_intensity", "highest"),
        c.matters("proline", "highest", 2),
        c.matters("flavanoids", "highest", 3),
    ),
)
a.true(
    "rank",
    "GLM_1_AutoML_2_20261123_215457 ranks eighth among twelve models.",
    lambda c: both(c.ordinal("eighth", c.row("GLM_1")["rank"]), c.count("twelve", len(c.board("mse")))),
)
a.true(
    "superlative",
    "Among the GBM models, GBM_4_AutoML_2_20261123_215457 shows the highest mean_per_class_error.",
    lambda c: c.extreme("mean_per_class_error", "GBM_4", "highest", only="GBM_"),
)
a.true(
    "statistic",
    "In wine, alcohol ranges from 11.03 to 14.83 with a mean of 13.0.",
    lambda c: both(
        c.same("11.03", c.numbers("alcohol")["min"]),
        c.same("14.83", c.numbers("alcohol")["max"]),
        c.same("13.0", c.numbers("alcohol")["mean"]),
    ),
)
a.true(
    "spread",
    "The five folds give StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 a mean logloss of 0.0516 with a standard deviation of 0.0130.",
    lambda c: both(
        c.same("0.0516", c.row("StackedEnsemble_AllModels_1")["fold_spread"]["logloss"]["mean"]),
        c.same("0.0130", c.row("StackedEnsemble_AllModels_1")["fold_spread"]["logloss"]["sd"]),
        c.count("five", len(c.row("StackedEnsemble_AllModels_1")["fold_spread"]["logloss"]["folds"])),
    ),
)
a.true(
    "duration",
    "wine_automl started at 21:54 UTC on November 23, 2026 and ran for 23 seconds.",
    lambda c: both(
        c.date("21:54", c.content["started_at"]),
        c.date("November 23, 2026", c.content["started_at"]),
        c.same("23 seconds", milliseconds(c.content["started_at"], c.content["finished_at"])),
    ),
)
a.true(
    "duration",
    "XGBoost_1_AutoML_2_20261123_215457 scores a row in 2.9 microseconds, faster than every other model.",
    lambda c: both(
        c.same("2.9 microseconds", c.row("XGBoost_1")["predict_time_per_row_ms"]),
        c.extreme("predict_time_per_row_ms", "XGBoost_1", "lowest"),
    ),
)
a.true(
    "count",
    "Five of the ten base models of StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 are used.",
    lambda c: both(c.count("five", c.used("")[0]), c.count("ten", c.used("")[1])),
)
a.true(
    "difference",
    "GBM_2_AutoML_2_20261123_215457 needed 587 milliseconds of training, 300 milliseconds more than GBM_5_AutoML_2_20261123_215457.",
    lambda c: both(
        c.same("587 milliseconds", c.row("GBM_2")["training_time_ms"]),
        c.same("300 milliseconds", c.row("GBM_2")["training_time_ms"] - c.row("GBM_5")["training_time_ms"]),
    ),
)
a.true(
    "recommendation",
    "Inspect class_1 first: all cross-validation errors of StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 are rows of class_1.",
    lambda c: both(
        c.confused("cross_validation", c.said("class_1"), "class_0") > 0,
        sum(c.confused("cross_validation", "class_0", x) for x in ("class_1", "class_2")) == 0,
        sum(c.confused("cross_validation", "class_2", x) for x in ("class_0", "class_1")) == 0,
    ),
)
a.true(
    "metric",
    "GBM_2_AutoML_2_20261123_215457, GBM_3_AutoML_2_20261123_215457 and GBM_5_AutoML_2_20261123_215457 all have a mean_per_class_error of 1.4%.",
    lambda c: both(
        c.same("1.4%", c.row("GBM_2")["mean_per_class_error"]),
        c.same("1.4%", c.row("GBM_3")["mean_per_class_error"]),
        c.same("1.4%", c.row("GBM_5")["mean_per_class_error"]),
    ),
)
a.true(
    "superlative",
    "XGBoost_1_AutoML_2_20261123_215457 has by far the highest logloss, 0.266.",
    lambda c: both(c.same("0.266", c.row("XGBoost_1")["logloss"]), c.extreme("logloss", "XGBoost_1", "highest")),
)

a.false(
    "metric",
    "swapped_model",
    "GLM_1_AutoML_2_20261123_215457 has a mean_per_class_error of 0.0094.",
    lambda c: c.same("0.0094", *c.of("GLM_1", "mean_per_class_error")),
)
a.false(
    "metric",
    "digit",
    "The logloss of XGBoost_3_AutoML_2_20261123_215457 comes to 0.0113.",
    lambda c: c.same("0.0113", *c.of("XGBoost_3", "logloss")),
)
a.false(
    "class_count",
    "class",
    "class_0 is the largest class in wine, with 71 rows.",
    lambda c: both(place(c.classes(), c.said("class_0"), "highest"), c.count("71", c.classes()["class_0"])),
)
a.false(
    "duration",
    "unit",
    "GBM_2_AutoML_2_20261123_215457 was trained in 587 seconds.",
    lambda c: c.same("587 seconds", c.row("GBM_2")["training_time_ms"]),
)
a.false(
    "duration",
    "unit",
    "wine_automl took 23 minutes to complete.",
    lambda c: c.same("23 minutes", milliseconds(c.content["started_at"], c.content["finished_at"])),
)
a.false(
    "rank",
    "rank",
    "XGBoost_1_AutoML_2_20261123_215457 ranks ninth on the leaderboard of wine_automl.",
    lambda c: c.ordinal("ninth", c.row("XGBoost_1")["rank"]),
)
a.false(
    "importance",
    "feature",
    "proline is the most important feature of StackedEnsemble_AllModels_1_AutoML_2_20261123_215457.",
    lambda c: c.matters("proline", "highest"),
)
a.false(
    "comparison",
    "comparison",
    "DRF_1_AutoML_2_20261123_215457 has a lower logloss than GBM_3_AutoML_2_20261123_215457.",
    lambda c: c.more("GBM_3", "DRF_1", "logloss"),
)
a.false(
    "ratio",
    "ratio",
    "The mean_per_class_error of XGBoost_3_AutoML_2_20261123_215457 is twice that of DRF_1_AutoML_2_20261123_215457.",
    lambda c: grade(min(x / y for x, y in c.sides("XGBoost_3", "DRF_1", "mean_per_class_error")) < 2.6),
)
a.false(
    "metric",
    "split",
    "Cross-validation puts the accuracy of StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 at 100.0%.",
    lambda c: c.same("100.0%", *c.crossings("accuracy")),
)
a.false(
    "count",
    "digit",
    "There are 187 rows in wine.",
    lambda c: c.count("187", c.content["dataset"]["rows"]),
)
a.false(
    "confusion",
    "class",
    "In cross-validation, StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 takes one row of class_2 for class_1.",
    lambda c: c.count("one", c.confused("cross_validation", "class_2", "class_1")),
)
a.false(
    "date",
    "date",
    "The experiment wine_automl ran on 13 November 2026.",
    lambda c: c.date("13 November 2026", c.content["started_at"]),
)
a.false(
    "statistic",
    "digit",
    "malic_acid averages 2.63 in wine.",
    lambda c: c.same("2.63", c.numbers("malic_acid")["mean"], c.numbers("malic_acid")["median"]),
)
a.false(
    "rank",
    "invented_name",
    "DeepLearning_1_AutoML_2_20261123_215457 takes the last place on the leaderboard.",
    lambda c: c.known("DeepLearning_1_AutoML_2_20261123_215457"),
)
a.false(
    "count",
    "count",
    "Seven of the ten base models contribute to StackedEnsemble_AllModels_1_AutoML_2_20261123_215457.",
    lambda c: but(c.count("seven", c.used("")[0]), c.count("ten", c.used("")[1])),
)
a.false(
    "comparison",
    "direction",
    "StackedEnsemble_BestOfFamily_1_AutoML_2_20261123_215457 trained faster than StackedEnsemble_AllModels_1_AutoML_2_20261123_215457.",
    lambda c: c.more("StackedEnsemble_AllModels_1", "StackedEnsemble_BestOfFamily_1", "training_time_ms"),
)
a.false(
    "metric",
    "metric",
    "GBM_5_AutoML_2_20261123_215457 has an rmse of 0.0155.",
    lambda c: c.same("0.0155", *c.of("GBM_5", "rmse")),
)
a.false(
    "count",
    "count",
    "The dataset wine has twelve missing values.",
    lambda c: c.count("twelve", c.content["dataset"]["missing_values"]),
)
a.false(
    "superlative",
    "superlative",
    "No model has a lower logloss in wine_automl than GLM_1_AutoML_2_20261123_215457.",
    lambda c: c.extreme("logloss", "GLM_1", "lowest"),
)
a.false(
    "superlative",
    "superlative",
    "Of all models, XGBoost_2_AutoML_2_20261123_215457 has the highest mean_per_class_error.",
    lambda c: c.extreme("mean_per_class_error", "XGBoost_2", "highest"),
)
a.false(
    "importance",
    "comparison",
    "For StackedEnsemble_AllModels_1_AutoML_2_20261123_215457, hue is a more important feature than alcohol.",
    lambda c: above(c.importance("hue"), c.importance("alcohol")),
)
a.false(
    "difference",
    "difference",
    "The mean_per_class_error of GBM_4_AutoML_2_20261123_215457 lies 0.74 percentage points above that of GBM_3_AutoML_2_20261123_215457.",
    lambda c: c.same(
        "0.74 percentage points", *(x - y for x, y in c.sides("GBM_4", "GBM_3", "mean_per_class_error"))
    ),
)
a.false(
    "statistic",
    "neighbour",
    "The largest value of flavanoids in wine is 3.88.",
    lambda c: c.same("3.88", c.numbers("flavanoids")["max"]),
)
a.false(
    "recommendation",
    "superlative",
    "Deploy XGBoost_3_AutoML_2_20261123_215457, the model with the lowest mean_per_class_error.",
    lambda c: c.extreme("mean_per_class_error", "XGBoost_3", "lowest"),
)
a.false(
    "class_share",
    "digit",
    "class_2 holds 72% of the rows of wine.",
    lambda c: c.same("72%", c.classes()[c.said("class_2")] / c.content["dataset"]["rows"]),
)

# The diabetes experiment: regression, fourteen models

a = FRESH.about("experiment-diabetes_automl")

a.true(
    "metric",
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 is in the lead with a cross-validated rmse of 54.34.",
    lambda c: both(
        c.row("StackedEnsemble_BestOfFamily_1")["rank"] == 1,
        c.same("54.34", c.row("StackedEnsemble_BestOfFamily_1")["rmse"]),
    ),
)
a.true(
    "difference",
    "GLM_1_AutoML_3_20261123_215525 follows StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 at an rmse of 54.38, a gap of just 0.04.",
    lambda c: both(
        c.same("54.38", c.row("GLM_1")["rmse"]),
        c.same("0.04", c.row("GLM_1")["rmse"] - c.row("StackedEnsemble_BestOfFamily_1")["rmse"]),
    ),
)
a.true(
    "superlative",
    "GLM_1_AutoML_3_20261123_215525 has the lowest mae of all fourteen models, 44.0.",
    lambda c: both(
        c.extreme("mae", "GLM_1", "lowest"),
        c.same("44.0", c.row("GLM_1")["mae"]),
        c.count("fourteen", len(c.board("mae"))),
    ),
)
a.true(
    "rank",
    "XGBoost_3_AutoML_3_20261123_215525 is last on the leaderboard with an rmse of 64.7.",
    lambda c: both(
        c.row("XGBoost_3")["rank"] == len(c.board("rmse")), c.same("64.7", c.row("XGBoost_3")["rmse"])
    ),
)
a.true(
    "difference",
    "From StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 to XGBoost_3_AutoML_3_20261123_215525, the rmse grows by 10.3.",
    lambda c: c.same("10.3", c.row("XGBoost_3")["rmse"] - c.row("StackedEnsemble_BestOfFamily_1")["rmse"]),
)
a.true(
    "duration",
    "GLM_1_AutoML_3_20261123_215525 was trained in 4 milliseconds, the shortest time in diabetes_automl.",
    lambda c: both(
        c.same("4 milliseconds", c.row("GLM_1")["training_time_ms"]),
        c.extreme("training_time_ms", "GLM_1", "lowest"),
    ),
)
a.true(
    "ratio",
    "XGBoost_2_AutoML_3_20261123_215525 took 280 ms to train, 70 times as long as GLM_1_AutoML_3_20261123_215525.",
    lambda c: both(
        c.same("280 ms", c.row("XGBoost_2")["training_time_ms"]),
        c.same("70", c.row("XGBoost_2")["training_time_ms"] / c.row("GLM_1")["training_time_ms"]),
    ),
)
a.true(
    "count",
    "The dataset diabetes counts 442 rows and eleven columns.",
    lambda c: both(
        c.count("442", c.content["dataset"]["rows"]), c.count("eleven", c.content["dataset"]["columns"])
    ),
)
a.true(
    "statistic",
    "In diabetes, target ranges from 25 to 346, with a median of 140.5.",
    lambda c: both(
        c.same("25", c.numbers("target")["min"]),
        c.same("346", c.numbers("target")["max"]),
        c.same("140.5", c.numbers("target")["median"]),
    ),
)
a.true(
    "importance",
    "s5 and bmi are the two most important features of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: both(
        c.matters("s5", "highest", 1), c.matters("bmi", "highest", 2), c.count("two", len({"s5", "bmi"}))
    ),
)
a.true(
    "importance",
    "Among the features of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525, age matters least.",
    lambda c: c.matters("age", "lowest"),
)
a.true(
    "metric",
    "In cross-validation, StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 reaches an r2 of 0.502.",
    lambda c: c.same("0.502", c.crossed("r2")),
)
a.true(
    "split_gap",
    "The rmse of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 is 41.5 in training and 54.3 in cross-validation.",
    lambda c: both(c.same("41.5", c.training("rmse")), c.same("54.3", c.crossed("rmse"))),
)
a.true(
    "split_gap",
    "Between training and cross-validation, the rmse of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 rises by 12.9.",
    lambda c: c.same("12.9", c.crossed("rmse") - c.training("rmse")),
)
a.true(
    "rank",
    "GBM_5_AutoML_3_20261123_215525 ranks eleventh, behind the other four GBM models.",
    lambda c: both(
        c.ordinal("eleventh", c.row("GBM_5")["rank"]),
        c.extreme("rmse", "GBM_5", "highest", only="GBM_"),
        c.count("four", len(c.board("rmse", only="GBM_")) - 1),
    ),
)
a.true(
    "duration",
    "The whole experiment diabetes_automl was over in six seconds.",
    lambda c: c.same("six seconds", milliseconds(c.content["started_at"], c.content["finished_at"])),
)
a.true(
    "rank",
    "XRT_1_AutoML_3_20261123_215525 is number four of the leaderboard with an rmse of 56.16.",
    lambda c: both(c.count("four", c.row("XRT_1")["rank"]), c.same("56.16", c.row("XRT_1")["rmse"])),
)
a.true(
    "spread",
    "The rmse of StackedEnsemble_AllModels_1_AutoML_3_20261123_215525 varies least from fold to fold, with a standard deviation of 2.14.",
    lambda c: both(
        place(
            {r["name"]: r["fold_spread"]["rmse"]["sd"] for r in c.content["leaderboard"]},
            c.row("StackedEnsemble_AllModels_1")["name"],
            "lowest",
        ),
        c.same("2.14", c.row("StackedEnsemble_AllModels_1")["fold_spread"]["rmse"]["sd"]),
    ),
)
a.true(
    "recommendation",
    "Where speed matters, consider GLM_1_AutoML_3_20261123_215525, which scores a row in 0.47 microseconds.",
    lambda c: both(
        c.same("0.47 microseconds", c.row("GLM_1")["predict_time_per_row_ms"]),
        c.extreme("predict_time_per_row_ms", "GLM_1", "lowest"),
    ),
)
a.true(
    "comparison",
    "XGBoost_1_AutoML_3_20261123_215525 has a higher rmse than any of the GBM models.",
    lambda c: above(c.row("XGBoost_1")["rmse"], max(c.board("rmse", only="GBM_").values())),
)
a.true(
    "rank",
    "DeepLearning_1_AutoML_3_20261123_215525 had the second shortest training time, 29 ms.",
    lambda c: both(
        c.ordinal("second", 2),
        c.extreme("training_time_ms", "DeepLearning_1", "lowest", 2),
        c.same("29 ms", c.row("DeepLearning_1")["training_time_ms"]),
    ),
)
a.true(
    "metric",
    "GLM_1_AutoML_3_20261123_215525 comes with an rmsle of 0.419.",
    lambda c: c.same("0.419", c.row("GLM_1")["rmsle"]),
)

a.false(
    "superlative",
    "superlative",
    "GLM_1_AutoML_3_20261123_215525 has the lowest rmse in diabetes_automl.",
    lambda c: c.extreme("rmse", "GLM_1", "lowest"),
)
a.false(
    "metric",
    "neighbour",
    "StackedEnsemble_AllModels_1_AutoML_3_20261123_215525 arrives at a cross-validated rmse of 54.38.",
    lambda c: c.same("54.38", *c.of("StackedEnsemble_AllModels_1", "rmse")),
)
a.false(
    "metric",
    "digit",
    "XGBoost_3_AutoML_3_20261123_215525 has an rmse of 46.7.",
    lambda c: c.same("46.7", *c.of("XGBoost_3", "rmse")),
)
a.false(
    "metric",
    "metric",
    "The mae of GBM_1_AutoML_3_20261123_215525 is 57.3.",
    lambda c: c.same("57.3", *c.of("GBM_1", "mae")),
)
a.false(
    "duration",
    "unit",
    "GLM_1_AutoML_3_20261123_215525 was trained in 4 seconds.",
    lambda c: c.same("4 seconds", c.row("GLM_1")["training_time_ms"]),
)
a.false(
    "metric",
    "split",
    "In cross-validation, StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 achieves an r2 of 0.710.",
    lambda c: c.same("0.710", *c.crossings("r2")),
)
a.false(
    "importance",
    "feature",
    "bmi is the most important feature of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525, with s5 in second place.",
    lambda c: both(c.matters("bmi", "highest", 1), c.matters("s5", "highest", 2)),
)
a.false(
    "count",
    "digit",
    "The models of diabetes_automl were trained on 424 rows.",
    lambda c: c.count("424", c.content["dataset"]["rows"]),
)
a.false(
    "rank",
    "rank",
    "DRF_1_AutoML_3_20261123_215525 holds rank eight.",
    lambda c: c.count("eight", c.row("DRF_1")["rank"]),
)
a.false(
    "comparison",
    "comparison",
    "The rmse of GBM_2_AutoML_3_20261123_215525 is lower than that of DeepLearning_1_AutoML_3_20261123_215525.",
    lambda c: c.more("DeepLearning_1", "GBM_2", "rmse"),
)
a.false(
    "statistic",
    "metric",
    "The mean of target in diabetes is 140.5.",
    lambda c: c.same("140.5", c.numbers("target")["mean"]),
)
a.false(
    "ratio",
    "ratio",
    "XGBoost_2_AutoML_3_20261123_215525 took 28 times as long to train as GLM_1_AutoML_3_20261123_215525.",
    lambda c: c.same("28", c.row("XGBoost_2")["training_time_ms"] / c.row("GLM_1")["training_time_ms"]),
)
a.false(
    "count",
    "count",
    "Twelve models were compared in diabetes_automl.",
    lambda c: c.count("twelve", len(c.board("rmse"))),
)
a.false(
    "superlative",
    "superlative",
    "XRT_1_AutoML_3_20261123_215525 has the highest rmse of the fourteen models.",
    lambda c: but(c.extreme("rmse", "XRT_1", "highest"), c.count("fourteen", len(c.board("rmse")))),
)
a.false(
    "statistic",
    "digit",
    "The largest value of target in diabetes is 364.",
    lambda c: c.same("364", c.numbers("target")["max"]),
)
a.false(
    "difference",
    "direction",
    "The rmse of XGBoost_1_AutoML_3_20261123_215525 lies 2.8 below that of GBM_5_AutoML_3_20261123_215525.",
    lambda c: c.same("2.8", *(x - y for x, y in c.sides("GBM_5", "XGBoost_1", "rmse"))),
)
a.false(
    "metric",
    "invented_name",
    "RandomForest_2_AutoML_3_20261123_215525 reaches an rmse of 54.56.",
    lambda c: but(c.known("RandomForest_2_AutoML_3_20261123_215525"), c.same("54.56", *c.board("rmse").values())),
)
a.false(
    "date",
    "date",
    "All models of diabetes_automl were trained on 23 December 2026.",
    lambda c: c.date("23 December 2026", c.content["started_at"]),
)
a.false(
    "count",
    "count",
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 uses five of its six base models.",
    lambda c: but(c.count("five", c.used("")[0]), c.count("six", c.used("")[1])),
)
a.false(
    "importance",
    "comparison",
    "s1 is more important than bp to StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: above(c.importance("s1"), c.importance("bp")),
)
a.false(
    "split_gap",
    "direction",
    "The rmse of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 is higher in training than in cross-validation.",
    lambda c: above(c.training("rmse"), min(c.crossings("rmse"))),
)
a.false(
    "duration",
    "unit",
    "GLM_1_AutoML_3_20261123_215525 scores one row in 0.47 milliseconds.",
    lambda c: c.same("0.47 milliseconds", c.row("GLM_1")["predict_time_per_row_ms"]),
)
a.false(
    "metric",
    "digit",
    "The rmsle of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 stands at 0.314.",
    lambda c: c.same("0.314", *c.of("StackedEnsemble_BestOfFamily_1", "rmsle")),
)
a.false(
    "superlative",
    "superlative",
    "Among the GBM models, GBM_5_AutoML_3_20261123_215525 has the lowest mae.",
    lambda c: c.extreme("mae", "GBM_5", "lowest", only="GBM_"),
)
a.false(
    "difference",
    "difference",
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 is ahead of GLM_1_AutoML_3_20261123_215525 by 0.45 in rmse.",
    lambda c: c.same("0.45", *(x - y for x, y in c.sides("GLM_1", "StackedEnsemble_BestOfFamily_1", "rmse"))),
)
a.false(
    "recommendation",
    "feature",
    "Collect s7 more carefully, as it drives the predictions of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: grade(c.said("s7") in c.importances()),
)

# The MLflow experiment: fifteen runs, measured on a test split

a = FRESH.about("experiment-breast-cancer-diagnosis")

a.true(
    "metric",
    "svc-rbf heads the ranking with a test_roc_auc of 0.9983.",
    lambda c: both(c.row("svc-rbf")["rank"] == 1, c.same("0.9983", c.row("svc-rbf")["test_roc_auc"])),
)
a.true(
    "rank",
    "logistic-regression takes second place with a test_roc_auc of 0.9977.",
    lambda c: both(
        c.ordinal("second", c.row("logistic-regression")["rank"]),
        c.same("0.9977", c.row("logistic-regression")["test_roc_auc"]),
    ),
)
a.true(
    "superlative",
    "decision-tree is the weakest run, with a test_roc_auc of 0.938.",
    lambda c: both(
        c.extreme("test_roc_auc", "decision-tree", "lowest"),
        c.same("0.938", c.row("decision-tree")["test_roc_auc"]),
    ),
)
a.true(
    "superlative",
    "logistic-regression and sgd-epochs share the highest test_accuracy, 98.6%.",
    lambda c: both(
        c.row("logistic-regression")["test_accuracy"] == max(c.board("test_accuracy").values()),
        c.row("sgd-epochs")["test_accuracy"] == max(c.board("test_accuracy").values()),
        c.same("98.6%", c.row("sgd-epochs")["test_accuracy"]),
        list(c.board("test_accuracy").values()).count(c.row("sgd-epochs")["test_accuracy"]) == 2,
    ),
)
a.true(
    "count",
    "Three runs reach a test_recall of 100%: ada-boost, hist-gradient-boosting and k-nearest-neighbours.",
    lambda c: both(
        c.count("three", list(c.board("test_recall").values()).count(1.0)),
        c.same("100%", c.row("ada-boost")["test_recall"]),
        c.same("100%", c.row("hist-gradient-boosting")["test_recall"]),
        c.same("100%", c.row("k-nearest-neighbours")["test_recall"]),
    ),
)
a.true(
    "ratio",
    "The test_log_loss of decision-tree is 1.30, about 19 times that of svc-rbf.",
    lambda c: both(
        c.same("1.30", c.row("decision-tree")["test_log_loss"]),
        c.same("19", c.row("decision-tree")["test_log_loss"] / c.row("svc-rbf")["test_log_loss"]),
    ),
)
a.true(
    "superlative",
    "With 0.017, svc-rbf has the lowest test_brier.",
    lambda c: both(c.extreme("test_brier", "svc-rbf", "lowest"), c.same("0.017", c.row("svc-rbf")["test_brier"])),
)
a.true(
    "count",
    "Fifteen runs of breast-cancer-diagnosis were compared.",
    lambda c: c.count("fifteen", len(c.board("test_f1"))),
)
a.true(
    "metric",
    "gaussian-nb achieves a test_f1 of 95.1%.",
    lambda c: c.same("95.1%", c.row("gaussian-nb")["test_f1"]),
)
a.true(
    "rank",
    "By test_roc_auc, ada-boost comes 14th of 15.",
    lambda c: both(c.ordinal("14th", c.row("ada-boost")["rank"]), c.count("15", len(c.board("test_roc_auc")))),
)
a.true(
    "superlative",
    "The lowest test_recall, 0.956, belongs to mlp and decision-tree.",
    lambda c: both(
        c.row("mlp")["test_recall"] == min(c.board("test_recall").values()),
        c.row("decision-tree")["test_recall"] == min(c.board("test_recall").values()),
        c.same("0.956", c.row("mlp")["test_recall"]),
    ),
)
a.true(
    "difference",
    "Between svc-rbf and decision-tree, test_roc_auc differs by 0.060.",
    lambda c: c.same("0.060", c.row("svc-rbf")["test_roc_auc"] - c.row("decision-tree")["test_roc_auc"]),
)
a.true(
    "date",
    "The runs of breast-cancer-diagnosis took place on 23 November 2026 between 21:47 and 21:49 UTC.",
    lambda c: both(
        c.date("23 November 2026", c.content["started_at"]),
        c.date("21:47", c.content["started_at"]),
        c.date("21:49", c.content["finished_at"]),
    ),
)
a.true(
    "difference",
    "grid-search-logistic trails logistic-regression by 0.7 percentage points in test_accuracy.",
    lambda c: c.same(
        "0.7 percentage points",
        c.row("logistic-regression")["test_accuracy"] - c.row("grid-search-logistic")["test_accuracy"],
    ),
)
a.true(
    "comparison",
    "random-forest has a lower test_log_loss than gradient-boosting.",
    lambda c: c.more("gradient-boosting", "random-forest", "test_log_loss"),
)
a.true(
    "comparison",
    "extra-trees beats random-forest on test_roc_auc.",
    lambda c: c.more("extra-trees", "random-forest", "test_roc_auc"),
)
a.true(
    "recommendation",
    "Prefer logistic-regression to decision-tree: its test_log_loss is 0.075 against 1.301.",
    lambda c: both(
        c.same("0.075", c.row("logistic-regression")["test_log_loss"]),
        c.same("1.301", c.row("decision-tree")["test_log_loss"]),
    ),
)
a.true(
    "superlative",
    "gaussian-nb shows the lowest test_accuracy of all runs, 0.937.",
    lambda c: both(
        c.extreme("test_accuracy", "gaussian-nb", "lowest"),
        c.same("0.937", c.row("gaussian-nb")["test_accuracy"]),
    ),
)
a.true(
    "size",
    "The dataset breast_cancer occupies 124,866 bytes.",
    lambda c: c.count("124,866", c.content["dataset"]["size_bytes"]),
)
a.true(
    "recommendation",
    "Repeat svc-rbf and logistic-regression with other seeds before choosing between them.",
    lambda c: both(c.known("svc-rbf"), c.known("logistic-regression")),
)
a.true(
    "duration",
    "breast-cancer-diagnosis was finished after 83 seconds.",
    lambda c: c.same("83 seconds", milliseconds(c.content["started_at"], c.content["finished_at"])),
)

a.false(
    "superlative",
    "superlative",
    "logistic-regression has the highest test_roc_auc of all runs.",
    lambda c: c.extreme("test_roc_auc", "logistic-regression", "highest"),
)
a.false(
    "metric",
    "neighbour",
    "grid-search-logistic scores a test_roc_auc of 0.9977.",
    lambda c: c.same("0.9977", c.row("grid-search-logistic")["test_roc_auc"]),
)
a.false(
    "metric",
    "digit",
    "The test_roc_auc of decision-tree is 0.983.",
    lambda c: c.same("0.983", c.row("decision-tree")["test_roc_auc"]),
)
a.false(
    "superlative",
    "superlative",
    "ada-boost has the lowest test_recall of all runs.",
    lambda c: c.extreme("test_recall", "ada-boost", "lowest"),
)
a.false(
    "superlative",
    "superlative",
    "svc-rbf reaches the highest test_accuracy.",
    lambda c: c.extreme("test_accuracy", "svc-rbf", "highest"),
)
a.false(
    "superlative",
    "superlative",
    "With 0.367, gaussian-nb has the highest test_log_loss of the fifteen runs.",
    lambda c: but(
        c.extreme("test_log_loss", "gaussian-nb", "highest"),
        c.same("0.367", c.row("gaussian-nb")["test_log_loss"]),
        c.count("fifteen", len(c.board("test_log_loss"))),
    ),
)
a.false(
    "rank",
    "rank",
    "sgd-log-loss finishes tenth by test_roc_auc.",
    lambda c: c.ordinal("tenth", c.row("sgd-log-loss")["rank"]),
)
a.false(
    "metric",
    "metric",
    "k-nearest-neighbours reaches a test_precision of 100%.",
    lambda c: c.same("100%", c.row("k-nearest-neighbours")["test_precision"]),
)
a.false(
    "metric",
    "digit",
    "ada-boost has a test_brier of 0.012.",
    lambda c: c.same("0.012", c.row("ada-boost")["test_brier"]),
)
a.false(
    "count",
    "count",
    "Sixteen runs belong to breast-cancer-diagnosis.",
    lambda c: c.count("sixteen", len(c.board("test_f1"))),
)
a.false(
    "metric",
    "neighbour",
    "The test_f1 of mlp is 0.9724.",
    lambda c: c.same("0.9724", c.row("mlp")["test_f1"]),
)
a.false(
    "ratio",
    "ratio",
    "The test_log_loss of decision-tree is about nine times that of svc-rbf.",
    lambda c: c.same("nine", c.row("decision-tree")["test_log_loss"] / c.row("svc-rbf")["test_log_loss"]),
)
a.false(
    "comparison",
    "comparison",
    "random-forest has a higher test_roc_auc than extra-trees.",
    lambda c: c.more("random-forest", "extra-trees", "test_roc_auc"),
)
a.false(
    "rank",
    "invented_name",
    "light-gbm is in third place with a test_roc_auc of 0.9971.",
    lambda c: but(c.known("light-gbm"), c.same("0.9971", list(c.board("test_roc_auc").values())[2])),
)
a.false(
    "date",
    "date",
    "breast-cancer-diagnosis finished on 24 November 2026.",
    lambda c: c.date("24 November 2026", c.content["finished_at"]),
)
a.false(
    "difference",
    "difference",
    "logistic-regression exceeds gaussian-nb by 9.4 percentage points in test_accuracy.",
    lambda c: c.same(
        "9.4 percentage points",
        c.row("logistic-regression")["test_accuracy"] - c.row("gaussian-nb")["test_accuracy"],
    ),
)
a.false(
    "comparison",
    "comparison",
    "Every run reaches a test_accuracy above 95%.",
    lambda c: c.over("95%", min(c.board("test_accuracy").values())),
)
a.false(
    "count",
    "count",
    "Five runs reach a test_recall of 1.0.",
    lambda c: c.count("five", list(c.board("test_recall").values()).count(written(c.said("1.0"))[0])),
)
a.false(
    "recommendation",
    "superlative",
    "Retire svc-rbf, whose test_log_loss is the highest of all runs.",
    lambda c: c.extreme("test_log_loss", "svc-rbf", "highest"),
)
a.false(
    "comparison",
    "direction",
    "hist-gradient-boosting has a lower test_log_loss than gradient-boosting.",
    lambda c: c.more("gradient-boosting", "hist-gradient-boosting", "test_log_loss"),
)
a.false(
    "duration",
    "unit",
    "The runs of breast-cancer-diagnosis took 83 minutes in total.",
    lambda c: c.same("83 minutes", milliseconds(c.content["started_at"], c.content["finished_at"])),
)
a.false(
    "size",
    "unit",
    "The dataset breast_cancer occupies 124,866 KB.",
    lambda c: c.same("124,866 KB", c.content["dataset"]["size_bytes"], c.content["dataset"]["size_bytes"] / 1.024),
)
a.false(
    "name",
    "swapped",
    "The algorithm behind svc-rbf is RandomForestClassifier.",
    lambda c: grade(c.row("svc-rbf")["algorithm"] == c.said("RandomForestClassifier")),
)

# The deployment: two weeks of requests, errors, latency and drift

a = FRESH.about("deployment-churn-scoring-prod")

a.true(
    "count",
    "churn-scoring-prod answered 8,959 requests between 2 and 16 March 2026.",
    lambda c: both(
        c.count("8,959", c.content["totals"]["requests"]),
        c.count("2", hours(c.content["window"]["start"]).day),
        c.date("16 March 2026", c.content["window"]["end"]),
    ),
)
a.true(
    "error_rate",
    "Of 8,959 requests to churn-scoring-prod, 195 failed, an error rate of 2.2%.",
    lambda c: both(
        c.count("8,959", c.content["totals"]["requests"]),
        c.count("195", c.content["totals"]["errors"]),
        c.same("2.2%", c.content["totals"]["errors"] / c.content["totals"]["requests"]),
    ),
)
a.true(
    "error_type",
    "All 195 errors of churn-scoring-prod are of type ValueError.",
    lambda c: both(
        c.count("195", c.content["totals"]["errors_by_type"][c.said("ValueError")]),
        len(c.content["totals"]["errors_by_type"]) == 1,
    ),
)
a.true(
    "latency",
    "The median latency of churn-scoring-prod is 22.1 ms.",
    lambda c: c.same("22.1 ms", c.content["totals"]["latency_ms"]["p50"]),
)
a.true(
    "latency",
    "At churn-scoring-prod, the 95th percentile of latency is 30.4 milliseconds and the 99th is 38.7 milliseconds.",
    lambda c: both(
        c.same("30.4 milliseconds", c.latency("95th")),
        c.same("38.7 milliseconds", c.latency("99th")),
    ),
)
a.true(
    "ratio",
    "The slowest request took 219 ms, about ten times the median latency.",
    lambda c: both(
        c.same("219 ms", c.content["totals"]["latency_ms"]["max"]),
        c.same("ten", c.content["totals"]["latency_ms"]["max"] / c.content["totals"]["latency_ms"]["p50"]),
    ),
)
a.true(
    "drift",
    "international_plan has drifted most of all features, with a PSI of 0.29.",
    lambda c: both(place(c.psis(), "international_plan", "highest"), c.same("0.29", c.psi("international_plan"))),
)
a.true(
    "drift_count",
    "Three features have drifted: international_plan, total_day_minutes and total_day_charge.",
    lambda c: both(
        c.count("three", sum(f["drifted"] for f in c.content["drift"]["features"])),
        c.drift("international_plan")["drifted"],
        c.drift("total_day_minutes")["drifted"],
        c.drift("total_day_charge")["drifted"],
    ),
)
a.true(
    "drift",
    "Over the last 5 days, total_day_minutes shows a PSI of 0.205.",
    lambda c: both(c.same("0.205", c.psi("total_day_minutes")), c.content["drift"]["current"] == c.said("last 5 days")),
)
a.true(
    "errors_by_day",
    "Errors peaked on 13 March 2026, when 40 of 734 requests failed.",
    lambda c: both(
        place(c.days("errors"), c.day("13 March 2026"), "highest"),
        c.count("40", c.days("errors")["2026-03-13"]),
        c.count("734", c.days("requests")["2026-03-13"]),
    ),
)
a.true(
    "errors_by_hour",
    "In the hour from 10:00 UTC on 13 March, 20 of 59 requests failed, which is 34%.",
    lambda c: both(
        c.count("20", c.hour("13 March", "10:00")["errors"]),
        c.count("59", c.hour("13 March", "10:00")["requests"]),
        c.same("34%", c.hour("13 March", "10:00")["errors"] / c.hour("13 March", "10:00")["requests"]),
    ),
)
a.true(
    "superlative",
    "The busiest day of churn-scoring-prod was 4 March 2026 with 824 requests.",
    lambda c: both(
        place(c.days("requests"), c.day("4 March 2026"), "highest"), c.count("824", c.days("requests")["2026-03-04"])
    ),
)
a.true(
    "trend",
    "The mean predicted probability of yes rose from 0.139 in days 1 to 9 to 0.238 in the last 5 days.",
    lambda c: both(
        c.same("0.139", c.predicted("days 1 to 9")["mean"]), c.same("0.238", c.predicted("last 5 days")["mean"])
    ),
)
a.true(
    "drift_by_day",
    "Drift of the predictions peaked on 14 March, at a PSI of 0.55.",
    lambda c: both(
        c.on_day("14 March", c.content["predictions"]) == max(d["psi"] for d in c.content["predictions"]["daily"]),
        c.same("0.55", c.on_day("14 March", c.content["predictions"])),
    ),
)
a.true(
    "drift",
    "For the last 5 days, the predictions stand at a PSI of 0.27.",
    lambda c: both(
        c.same("0.27", c.content["predictions"]["current"]["psi"]), bool(c.predicted("last 5 days"))
    ),
)
a.true(
    "count",
    "churn-gradient-forest was trained on 3,000 rows with nineteen features.",
    lambda c: both(
        c.count("3,000", c.content["model"]["training_rows"]), c.count("nineteen", c.content["model"]["features"])
    ),
)
a.true(
    "metric",
    "Before deployment, churn-gradient-forest reached a roc_auc of 92.7%.",
    lambda c: c.same("92.7%", c.content["model"]["offline_metrics"]["roc_auc"]),
)
a.true(
    "date",
    "churn-scoring-prod was created on February 27, 2026.",
    lambda c: c.date("February 27, 2026", c.content["created_at"]),
)
a.true(
    "superlative",
    "8 March saw the fewest requests, 222.",
    lambda c: both(
        place(c.days("requests"), c.day("8 March"), "lowest"), c.count("222", c.days("requests")["2026-03-08"])
    ),
)
a.true(
    "drift",
    "area_code is the most stable feature, with a PSI of just 0.002.",
    lambda c: both(place(c.psis(), "area_code", "lowest"), c.same("0.002", c.psi("area_code"))),
)
a.true(
    "recommendation",
    "Retrain churn-gradient-forest on recent data, because international_plan has drifted.",
    lambda c: both(c.known("churn-gradient-forest"), c.drift("international_plan")["drifted"]),
)
a.true(
    "recommendation",
    "Reject rows without number_vmail_messages before they reach churn-gradient-forest.",
    lambda c: both(c.known("number_vmail_messages"), c.known("churn-gradient-forest")),
)
a.true(
    "trend",
    "The PSI of international_plan climbed from 0.055 on 11 March to 0.262 on 12 March.",
    lambda c: both(
        c.same("0.055", c.on_day("11 March", c.drift("international_plan"))),
        c.same("0.262", c.on_day("12 March", c.drift("international_plan"))),
    ),
)
a.true(
    "ratio",
    "The PSI of international_plan is 1.4 times that of total_day_minutes.",
    lambda c: c.same("1.4", c.psi("international_plan") / c.psi("total_day_minutes")),
)
a.true(
    "class_share",
    "13 March alone accounts for 20.5% of all errors of churn-scoring-prod.",
    lambda c: c.same("20.5%", c.days("errors")[c.day("13 March")] / c.content["totals"]["errors"]),
)

a.false(
    "count",
    "digit",
    "churn-scoring-prod answered 8,995 requests in the window.",
    lambda c: c.count("8,995", c.content["totals"]["requests"]),
)
a.false(
    "error_rate",
    "digit",
    "The error rate of churn-scoring-prod is 21.8%.",
    lambda c: c.same("21.8%", c.content["totals"]["errors"] / c.content["totals"]["requests"]),
)
a.false(
    "latency",
    "neighbour",
    "The 95th percentile of latency at churn-scoring-prod is 38.7 ms.",
    lambda c: c.same("38.7 ms", c.latency("95th")),
)
a.false(
    "latency",
    "unit",
    "The median latency of churn-scoring-prod is 22.1 seconds.",
    lambda c: c.same("22.1 seconds", c.content["totals"]["latency_ms"]["p50"]),
)
a.false(
    "drift",
    "feature",
    "total_day_calls is the feature that drifted most.",
    lambda c: place(c.psis(), c.said("total_day_calls"), "highest"),
)
a.false(
    "drift",
    "neighbour",
    "The PSI of state over the last 5 days is 0.288.",
    lambda c: but(c.same("0.288", c.psi("state")), c.content["drift"]["current"] == c.said("last 5 days")),
)
a.false(
    "drift_count",
    "count",
    "Four of the nineteen features have drifted.",
    lambda c: but(
        c.count("four", sum(f["drifted"] for f in c.content["drift"]["features"])),
        c.count("nineteen", len(c.content["drift"]["features"])),
    ),
)
a.false(
    "errors_by_day",
    "date",
    "Most errors of churn-scoring-prod occurred on 12 March 2026.",
    lambda c: place(c.days("errors"), c.day("12 March 2026"), "highest"),
)
a.false(
    "trend",
    "direction",
    "The mean predicted probability of yes fell between days 1 to 9 and the last 5 days.",
    lambda c: below(c.predicted("last 5 days")["mean"], c.predicted("days 1 to 9")["mean"]),
)
a.false(
    "count",
    "digit",
    "churn-gradient-forest was trained on 30,000 rows.",
    lambda c: c.count("30,000", c.content["model"]["training_rows"]),
)
a.false(
    "metric",
    "metric",
    "The offline log_loss of churn-gradient-forest is 0.927.",
    lambda c: c.same("0.927", c.content["model"]["offline_metrics"]["log_loss"]),
)
a.false(
    "superlative",
    "superlative",
    "With 818 requests, 11 March 2026 was the busiest day.",
    lambda c: but(
        place(c.days("requests"), c.day("11 March 2026"), "highest"),
        c.count("818", c.days("requests")["2026-03-11"]),
    ),
)
a.false(
    "date",
    "date",
    "churn-scoring-prod was created on 27 January 2026.",
    lambda c: c.date("27 January 2026", c.content["created_at"]),
)
a.false(
    "error_type",
    "invented_name",
    "All 195 errors of churn-scoring-prod are of type TimeoutError.",
    lambda c: but(
        c.said("TimeoutError") in c.content["totals"]["errors_by_type"], c.count("195", c.content["totals"]["errors"])
    ),
)
a.false(
    "drift_by_day",
    "date",
    "Drift of the predictions reached its peak on 13 March.",
    lambda c: grade(
        c.on_day("13 March", c.content["predictions"]) == max(d["psi"] for d in c.content["predictions"]["daily"])
    ),
)
a.false(
    "drift",
    "digit",
    "voice_mail_plan shows a PSI of 0.34.",
    lambda c: c.same("0.34", c.psi("voice_mail_plan"), *(d["psi"] for d in c.drift("voice_mail_plan")["daily"])),
)
a.false(
    "drift",
    "comparison",
    "total_night_charge has a higher PSI than total_day_charge.",
    lambda c: above(c.psi("total_night_charge"), c.psi("total_day_charge")),
)
a.false(
    "errors_by_day",
    "digit",
    "On 13 March 2026, 54% of the requests failed.",
    lambda c: c.same(
        "54%", c.days("errors")[c.day("13 March 2026")] / c.days("requests")[c.day("13 March 2026")]
    ),
)
a.false(
    "ratio",
    "ratio",
    "The slowest request took about four times the median latency.",
    lambda c: c.same("four", c.content["totals"]["latency_ms"]["max"] / c.content["totals"]["latency_ms"]["p50"]),
)
a.false(
    "drift_by_day",
    "date",
    "On 13 March 2026, international_plan reached a PSI of 0.605.",
    lambda c: c.same("0.605", c.on_day("13 March 2026", c.drift("international_plan"))),
)
a.false(
    "count",
    "digit",
    "churn-scoring-prod returned 159 errors.",
    lambda c: c.count("159", c.content["totals"]["errors"]),
)
a.false(
    "name",
    "swapped",
    "churn-gradient-forest is served by churn-scoring-prod as a LogisticRegression.",
    lambda c: grade(c.content["model"]["algorithm"] == c.said("LogisticRegression")),
)
a.false(
    "recommendation",
    "feature",
    "Retrain soon, because total_intl_calls is among the drifted features.",
    lambda c: grade(c.drift("total_intl_calls")["drifted"]),
)
a.false(
    "latency",
    "comparison",
    "At churn-scoring-prod, 99% of the requests are answered within 30 ms.",
    lambda c: c.under("30 ms", c.latency("99%")),
)
a.false(
    "superlative",
    "superlative",
    "8 March saw the most requests of the window.",
    lambda c: place(c.days("requests"), c.day("8 March"), "highest"),
)
a.false(
    "prediction",
    "neighbour",
    "In the reference period, the mean predicted probability of yes is 0.238.",
    lambda c: c.same("0.238", c.predicted("reference")["mean"]),
)
a.false(
    "difference",
    "difference",
    "The PSI of international_plan exceeds that of state by 0.25.",
    lambda c: c.same("0.25", c.psi("international_plan") - c.psi("state")),
)
a.false(
    "drift",
    "digit",
    "The p-value for area_code is 0.055.",
    lambda c: c.same("0.055", c.drift("area_code")["current"]["p_value"]),
)
a.false(
    "date",
    "date",
    "The window of churn-scoring-prod begins on 2026-03-12.",
    lambda c: c.date("2026-03-12", c.content["window"]["start"]),
)
a.false(
    "errors_by_hour",
    "count",
    "In the hour from 11:00 UTC on 13 March, 20 requests failed.",
    lambda c: c.count("20", c.hour("13 March", "11:00")["errors"]),
)

# The synthetic-data run: quality, privacy and utility of a table

a = FRESH.about("synthgen-wa_churn-gaussian-copula")

a.true(
    "quality",
    "The overall quality of wa_churn-gaussian-copula is 88.4%.",
    lambda c: c.same("88.4%", c.content["quality"]["overall"]),
)
a.true(
    "quality",
    "Column shapes score 0.984, while column pair trends score only 0.785.",
    lambda c: both(
        c.same("0.984", c.content["quality"]["column_shapes"]),
        c.same("0.785", c.content["quality"]["column_pair_trends"]),
    ),
)
a.true(
    "count",
    "The run produced 5,635 synthetic rows, exactly as many as there were training rows.",
    lambda c: both(
        c.count("5,635", c.content["synthetic_rows"]), c.content["synthetic_rows"] == c.content["training_rows"]
    ),
)
a.true(
    "privacy",
    "The synthetic data of wa_churn contains zero exact copies of real rows.",
    lambda c: c.count("zero", c.content["privacy"]["exact_copies"]),
)
a.true(
    "superlative",
    "monthly_charges is the column reproduced worst, with a score of 0.907.",
    lambda c: both(place(c.scores(), "monthly_charges", "lowest"), c.same("0.907", c.score("monthly_charges"))),
)
a.true(
    "superlative",
    "The pair of internet_service and monthly_charges has the lowest score of all pairs, 0.445.",
    lambda c: both(
        place(c.pairs(), ("internet_service", "monthly_charges"), "lowest"),
        c.same("0.445", c.pair("internet_service", "monthly_charges")),
    ),
)
a.true(
    "correlation",
    "The correlation between tenure and total_charges falls from 0.83 in the real data to 0.66 in the synthetic data.",
    lambda c: both(
        c.same("0.83", c.correlation("real", "tenure", "total_charges")),
        c.same("0.66", c.correlation("synthetic", "tenure", "total_charges")),
    ),
)
a.true(
    "utility",
    "Logistic regression trained on synthetic rows reaches a ROC AUC of 0.841, against 0.862 when trained on real rows.",
    lambda c: both(
        c.same("0.841", c.useful("Logistic regression")["trained_on_synthetic"]),
        c.same("0.862", c.useful("Logistic regression")["trained_on_real"]),
    ),
)
a.true(
    "difference",
    "Random forest loses 0.053 of ROC AUC when it is trained on synthetic instead of real rows.",
    lambda c: c.same(
        "0.053", c.useful("Random forest")["trained_on_real"] - c.useful("Random forest")["trained_on_synthetic"]
    ),
)
a.true(
    "privacy",
    "Disclosure protection of churn is at 72.4%.",
    lambda c: both(
        c.same("72.4%", c.content["privacy"]["disclosure_protection"]),
        c.content["privacy"]["sensitive_columns"] == [c.said("churn")],
    ),
)
a.true(
    "count",
    "Of the 7,043 rows of wa_churn, 1,408 were held out, about 20%.",
    lambda c: both(
        c.count("7,043", c.content["dataset"]["rows"]),
        c.count("1,408", c.content["holdout_rows"]),
        c.same("20%", c.content["holdout_rows"] / c.content["dataset"]["rows"]),
    ),
)
a.true(
    "class_share",
    "churn is Yes in 26.6% of the real rows and in 26.2% of the synthetic rows.",
    lambda c: both(
        c.same("26.6%", c.frequency("churn", "Yes", "real") / c.content["training_rows"]),
        c.same("26.2%", c.frequency("churn", "Yes", "synthetic") / c.content["synthetic_rows"]),
    ),
)
a.true(
    "missing",
    "total_charges is the only column with missing values: 0.18% in the real data and 0.28% in the synthetic data.",
    lambda c: both(
        *(
            both(
                c.said("total_charges") == x["name"],
                c.same("0.18%", x["missing_real"]),
                c.same("0.28%", x["missing_synthetic"]),
            )
            for x in c.content["columns"]
            if x["missing_real"] or x["missing_synthetic"]
        )
    ),
)
a.true(
    "ratio",
    "Fitting GaussianCopula took 3.02 seconds, seven times as long as sampling.",
    lambda c: both(
        c.known("GaussianCopula"),
        c.same("3.02 seconds", c.configured("fit_seconds") * 1000),
        c.same("seven", c.configured("fit_seconds") / c.configured("sample_seconds")),
    ),
)
a.true(
    "superlative",
    "Among the numeric columns, total_charges is reproduced best, with a score of 0.956.",
    lambda c: both(
        place(c.scores("numeric"), "total_charges", "highest"), c.same("0.956", c.score("total_charges"))
    ),
)
a.true(
    "privacy",
    "49.4% of the synthetic rows lie closer to the training rows than to the held-out rows.",
    lambda c: c.same("49.4%", c.content["privacy"]["closer_to_training"]),
)
a.true(
    "duration",
    "wa_churn-gaussian-copula was finished after 101 seconds.",
    lambda c: c.same("101 seconds", milliseconds(c.content["started_at"], c.content["finished_at"])),
)
a.true(
    "recommendation",
    "Model internet_service and monthly_charges jointly, since their pair has the lowest score.",
    lambda c: both(
        c.pair("internet_service", "monthly_charges") > 0,
        place(c.pairs(), ("internet_service", "monthly_charges"), "lowest"),
    ),
)
a.true(
    "comparison",
    "Training on synthetic rows costs Random forest more ROC AUC than Logistic regression.",
    lambda c: above(
        c.useful("Random forest")["trained_on_real"] - c.useful("Random forest")["trained_on_synthetic"],
        c.useful("Logistic regression")["trained_on_real"] - c.useful("Logistic regression")["trained_on_synthetic"],
    ),
)
a.true(
    "parameter",
    "The synthesizer is GaussianCopula, run with seed 42.",
    lambda c: both(
        c.content["synthesizer"] == c.said("GaussianCopula"), c.count("42", c.snapshot.document["source"]["seed"])
    ),
)
a.true(
    "privacy",
    "The median distance to the closest record is 0.174 for synthetic rows and 0.287 for random rows.",
    lambda c: both(
        c.same("0.174", c.content["privacy"]["median_dcr_synthetic"]),
        c.same("0.287", c.content["privacy"]["median_dcr_random"]),
    ),
)
a.true(
    "comparison",
    "phone_service is reproduced better than multiple_lines.",
    lambda c: above(c.score("phone_service"), c.score("multiple_lines")),
)
a.true(
    "class_count",
    "In the synthetic rows, the most frequent payment_method is Electronic check with 1,847 rows.",
    lambda c: both(
        c.count("1,847", c.frequency("payment_method", "Electronic check", "synthetic")),
        c.frequency("payment_method", "Electronic check", "synthetic")
        == max(next(x for x in c.content["columns"] if x["name"] == "payment_method")["distribution"]["synthetic"]),
    ),
)

a.false(
    "quality",
    "digit",
    "The overall quality of wa_churn-gaussian-copula is 84.8%.",
    lambda c: c.same("84.8%", c.content["quality"]["overall"]),
)
a.false(
    "quality",
    "neighbour",
    "Column pair trends score 0.984.",
    lambda c: c.same("0.984", c.content["quality"]["column_pair_trends"]),
)
a.false(
    "superlative",
    "feature",
    "tenure is the column with the lowest score.",
    lambda c: place(c.scores(), c.said("tenure"), "lowest"),
)
a.false(
    "count",
    "digit",
    "The run produced 5,365 synthetic rows.",
    lambda c: c.count("5,365", c.content["synthetic_rows"]),
)
a.false(
    "correlation",
    "direction",
    "The correlation between tenure and total_charges is stronger in the synthetic data than in the real data.",
    lambda c: above(
        c.correlation("synthetic", "tenure", "total_charges"), c.correlation("real", "tenure", "total_charges")
    ),
)
a.false(
    "utility",
    "neighbour",
    "Logistic regression trained on synthetic rows reaches a ROC AUC of 0.785.",
    lambda c: c.same("0.785", c.useful("Logistic regression")["trained_on_synthetic"]),
)
a.false(
    "difference",
    "difference",
    "Trained on synthetic rows, Random forest loses 0.021 of ROC AUC against real rows.",
    lambda c: c.same(
        "0.021", c.useful("Random forest")["trained_on_real"] - c.useful("Random forest")["trained_on_synthetic"]
    ),
)
a.false(
    "privacy",
    "neighbour",
    "Disclosure protection stands at 60.7%.",
    lambda c: c.same("60.7%", c.content["privacy"]["disclosure_protection"]),
)
a.false(
    "count",
    "digit",
    "1,480 rows of wa_churn were held out.",
    lambda c: c.count("1,480", c.content["holdout_rows"]),
)
a.false(
    "privacy",
    "count",
    "Twelve of the synthetic rows are exact copies of real rows.",
    lambda c: c.count("twelve", c.content["privacy"]["exact_copies"]),
)
a.false(
    "superlative",
    "feature",
    "The pair of churn and contract has the lowest score of all pairs.",
    lambda c: both(c.pair("churn", "contract") > 0, place(c.pairs(), ("churn", "contract"), "lowest")),
)
a.false(
    "missing",
    "direction",
    "total_charges has a smaller share of missing values in the synthetic data than in the real data.",
    lambda c: both(
        *(
            below(x["missing_synthetic"], x["missing_real"])
            for x in c.content["columns"]
            if x["name"] == c.said("total_charges")
        )
    ),
)
a.false(
    "duration",
    "neighbour",
    "Sampling took 3.02 seconds.",
    lambda c: c.same("3.02 seconds", c.configured("sample_seconds") * 1000),
)
a.false(
    "count",
    "count",
    "The table wa_churn has 22 columns.",
    lambda c: c.count("22", c.content["dataset"]["columns"], len(c.content["columns"])),
)
a.false(
    "name",
    "invented_name",
    "The synthetic rows were drawn by CTGAN.",
    lambda c: c.known("CTGAN"),
)
a.false(
    "date",
    "date",
    "wa_churn-gaussian-copula finished on 26 November 2026.",
    lambda c: c.date("26 November 2026", c.content["finished_at"]),
)
a.false(
    "comparison",
    "comparison",
    "When trained on synthetic rows, Random forest reaches a higher ROC AUC than Logistic regression.",
    lambda c: above(
        c.useful("Random forest")["trained_on_synthetic"], c.useful("Logistic regression")["trained_on_synthetic"]
    ),
)
a.false(
    "privacy",
    "digit",
    "94.4% of the synthetic rows lie closer to the training rows than to the held-out rows.",
    lambda c: c.same("94.4%", c.content["privacy"]["closer_to_training"]),
)
a.false(
    "quality",
    "invented_name",
    "The column gender is reproduced with a score of 0.997.",
    lambda c: but(c.known("gender"), c.same("0.997", *c.scores().values())),
)
a.false(
    "quality",
    "neighbour",
    "The validity of the synthetic data is 98.4%.",
    lambda c: c.same("98.4%", c.content["validity"]),
)
a.false(
    "duration",
    "unit",
    "Fitting GaussianCopula took 3.02 minutes.",
    lambda c: c.same("3.02 minutes", c.configured("fit_seconds") * 1000),
)
a.false(
    "privacy",
    "direction",
    "The median distance to the closest record is larger for synthetic rows than for random rows.",
    lambda c: above(c.content["privacy"]["median_dcr_synthetic"], c.content["privacy"]["median_dcr_random"]),
)
a.false(
    "class_count",
    "class",
    "In the synthetic rows, the most frequent payment_method is Mailed check.",
    lambda c: above(
        c.frequency("payment_method", "Mailed check", "synthetic"),
        next(x for x in c.content["columns"] if x["name"] == "payment_method")["distribution"]["synthetic"][0],
    ),
)
a.false(
    "class_count",
    "class",
    "paperless_billing is No in 3,332 of the synthetic rows.",
    lambda c: c.count("3,332", c.frequency("paperless_billing", "No", "synthetic")),
)
a.false(
    "quality",
    "feature",
    "senior_citizen is reproduced with a score of 0.907.",
    lambda c: c.same("0.907", c.score("senior_citizen")),
)
a.false(
    "comparison",
    "comparison",
    "monthly_charges is reproduced better than online_backup.",
    lambda c: above(c.score("monthly_charges"), c.score("online_backup")),
)
a.false(
    "comparison",
    "comparison",
    "The overall quality lies above the score of the column shapes.",
    lambda c: above(c.content["quality"]["overall"], c.content["quality"]["column_shapes"]),
)
a.false(
    "recommendation",
    "comparison",
    "Release the synthetic data of wa_churn, as every scored pair of columns is above 0.9.",
    lambda c: c.over("0.9", min(c.pairs().values())),
)
a.false(
    "correlation",
    "digit",
    "In the real data, the correlation between monthly_charges and total_charges is 0.56.",
    lambda c: c.same("0.56", c.correlation("real", "monthly_charges", "total_charges")),
)

# The project: what lies in it side by side

a = FRESH.about("project-Clinical-and-retention-models")

a.true(
    "count",
    "The project Clinical and retention models holds four experiments, one deployment and one synthetic-data run.",
    lambda c: both(
        c.count("four", len(c.content["experiments"])),
        c.count("one", len(c.content["deployments"])),
        len(c.content["synthgen_runs"]) == 1,
    ),
)
a.true(
    "metric",
    "In breast-cancer-diagnosis, svc-rbf is the best model with a test_roc_auc of 0.998.",
    lambda c: both(
        c.item("experiments", "breast-cancer-diagnosis")["best_model"]["name"] == c.said("svc-rbf"),
        c.item("experiments", "breast-cancer-diagnosis")["best_metric"]["name"] == c.said("test_roc_auc"),
        c.same("0.998", c.item("experiments", "breast-cancer-diagnosis")["best_metric"]["value"]),
    ),
)
a.true(
    "superlative",
    "wa_churn is the largest dataset with 7,043 rows.",
    lambda c: both(
        place(c.items("datasets", "rows"), "wa_churn", "highest"),
        c.count("7,043", c.item("datasets", "wa_churn")["rows"]),
    ),
)
a.true(
    "superlative",
    "The smallest dataset of the project is wine, with just 178 rows.",
    lambda c: both(
        place(c.items("datasets", "rows"), "wine", "lowest"), c.count("178", c.item("datasets", "wine")["rows"])
    ),
)
a.true(
    "missing",
    "Only wa_churn has missing values, eleven in total.",
    lambda c: both(
        c.count("eleven", c.item("datasets", "wa_churn")["missing_values"]),
        sum(c.items("datasets", "missing_values").values()) == 11,
    ),
)
a.true(
    "metric",
    "The best model of breast_cancer_automl is GLM_1_AutoML_1_20261123_215343, at an auc of 99.5%.",
    lambda c: both(
        c.item("experiments", "breast_cancer_automl")["best_model"]["name"] == c.said("GLM_1_AutoML_1_20261123_215343"),
        c.item("experiments", "breast_cancer_automl")["best_metric"]["name"] == c.said("auc"),
        c.same("99.5%", c.item("experiments", "breast_cancer_automl")["best_metric"]["value"]),
    ),
)
a.true(
    "metric",
    "diabetes_automl got down to an rmse of 54.3 with StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: both(
        c.item("experiments", "diabetes_automl")["best_model"]["name"]
        == c.said("StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525"),
        c.item("experiments", "diabetes_automl")["best_metric"]["name"] == c.said("rmse"),
        c.same("54.3", c.item("experiments", "diabetes_automl")["best_metric"]["value"]),
    ),
)
a.true(
    "count",
    "breast_cancer_automl and diabetes_automl have fourteen models each.",
    lambda c: both(
        c.count("fourteen", c.item("experiments", "breast_cancer_automl")["model_count"]),
        c.count("fourteen", c.item("experiments", "diabetes_automl")["model_count"]),
    ),
)
a.true(
    "superlative",
    "wine_automl has the fewest models of the four experiments, twelve.",
    lambda c: both(
        place(c.items("experiments", "model_count"), "wine_automl", "lowest"),
        c.count("twelve", c.item("experiments", "wine_automl")["model_count"]),
        c.count("four", len(c.content["experiments"])),
    ),
)
a.true(
    "date",
    "The project Clinical and retention models was created on 27 February 2026.",
    lambda c: c.date("27 February 2026", c.content["created_at"]),
)
a.true(
    "order",
    "breast-cancer-diagnosis was the first experiment to start, at 21:47 UTC on 23 November 2026.",
    lambda c: both(
        c.item("experiments", "breast-cancer-diagnosis")["started_at"]
        == min(c.items("experiments", "started_at").values()),
        c.date("21:47", c.item("experiments", "breast-cancer-diagnosis")["started_at"]),
        c.date("23 November 2026", c.item("experiments", "breast-cancer-diagnosis")["started_at"]),
    ),
)
a.true(
    "duration",
    "The quickest experiment was diabetes_automl, over in 6.8 seconds.",
    lambda c: both(
        place(c.lasted(), c.said("diabetes_automl"), "lowest"),
        c.same("6.8 seconds", c.lasted()["diabetes_automl"]),
    ),
)
a.true(
    "count",
    "The dataset mlc_churn has 5,000 rows and twenty columns.",
    lambda c: both(
        c.count("5,000", c.item("datasets", "mlc_churn")["rows"]),
        c.count("twenty", c.item("datasets", "mlc_churn")["columns"]),
    ),
)
a.true(
    "error_rate",
    "churn-scoring-prod answered 8,959 requests with an error rate of 2.18%.",
    lambda c: both(
        c.count("8,959", c.item("deployments", "churn-scoring-prod")["requests"]),
        c.same("2.18%", c.item("deployments", "churn-scoring-prod")["error_rate"]),
    ),
)
a.true(
    "name",
    "churn-scoring-prod serves churn-gradient-forest in production.",
    lambda c: both(
        c.item("deployments", "churn-scoring-prod")["model"]["name"] == c.said("churn-gradient-forest"),
        c.item("deployments", "churn-scoring-prod")["stage"] == c.said("production"),
    ),
)
a.true(
    "quality",
    "wa_churn-gaussian-copula produced 5,635 synthetic rows at an overall quality of 0.884.",
    lambda c: both(
        c.count("5,635", c.item("synthgen_runs", "wa_churn-gaussian-copula")["synthetic_rows"]),
        c.same("0.884", c.item("synthgen_runs", "wa_churn-gaussian-copula")["overall_quality"]),
    ),
)
a.true(
    "difference",
    "wa_churn has 2,043 rows more than mlc_churn.",
    lambda c: c.count("2,043", c.item("datasets", "wa_churn")["rows"] - c.item("datasets", "mlc_churn")["rows"]),
)
a.true(
    "latency",
    "The 95th percentile of latency at churn-scoring-prod is about 30 ms.",
    lambda c: both(
        c.same("30 ms", c.item("deployments", "churn-scoring-prod")["latency_p95_ms"]), bool(c.said("95th percentile"))
    ),
)
a.true(
    "recommendation",
    "Compare GLM_1_AutoML_1_20261123_215343 with svc-rbf on the same split of breast_cancer before choosing one of them.",
    lambda c: both(
        c.known("GLM_1_AutoML_1_20261123_215343"), c.known("svc-rbf"), bool(c.item("datasets", "breast_cancer"))
    ),
)
a.true(
    "duration",
    "breast_cancer_automl ran for 1.2 minutes.",
    lambda c: c.same("1.2 minutes", c.lasted()[c.said("breast_cancer_automl")]),
)
a.true(
    "comparison",
    "The registered breast-cancer-classifier/2 has a higher test_roc_auc than breast-cancer-classifier/1: 0.9977 "
    "against 0.9948.",
    lambda c: both(
        c.same("0.9977", c.item("models", "breast-cancer-classifier/2")["metric"]["value"]),
        c.same("0.9948", c.item("models", "breast-cancer-classifier/1")["metric"]["value"]),
        c.item("models", "breast-cancer-classifier/2")["status"] == c.said("registered"),
    ),
)
a.true(
    "superlative",
    "With 31 columns, breast_cancer is the widest of the five datasets.",
    lambda c: both(
        c.count("31", c.item("datasets", "breast_cancer")["columns"]),
        place(c.items("datasets", "columns"), "breast_cancer", "highest"),
        c.count("five", len(c.content["datasets"])),
    ),
)

a.false(
    "count",
    "count",
    "The project Clinical and retention models comprises five experiments.",
    lambda c: c.count("five", len(c.content["experiments"])),
)
a.false(
    "name",
    "swapped_model",
    "The best model of wine_automl is GLM_1_AutoML_1_20261123_215343.",
    lambda c: grade(
        c.item("experiments", "wine_automl")["best_model"]["name"] == c.said("GLM_1_AutoML_1_20261123_215343")
    ),
)
a.false(
    "superlative",
    "superlative",
    "mlc_churn is the largest dataset of the project.",
    lambda c: place(c.items("datasets", "rows"), c.said("mlc_churn"), "highest"),
)
a.false(
    "metric",
    "digit",
    "The best rmse in diabetes_automl is 45.34.",
    lambda c: c.same("45.34", c.item("experiments", "diabetes_automl")["best_metric"]["value"]),
)
a.false(
    "missing",
    "swapped",
    "The dataset diabetes has eleven missing values.",
    lambda c: c.count("eleven", c.item("datasets", "diabetes")["missing_values"]),
)
a.false(
    "count",
    "neighbour",
    "breast-cancer-diagnosis has fourteen models.",
    lambda c: c.count("fourteen", c.item("experiments", "breast-cancer-diagnosis")["model_count"]),
)
a.false(
    "date",
    "date",
    "The project Clinical and retention models was created on 27 July 2026.",
    lambda c: c.date("27 July 2026", c.content["created_at"]),
)
a.false(
    "superlative",
    "superlative",
    "wine_automl ran longest of the four experiments.",
    lambda c: but(
        place(c.lasted(), c.said("wine_automl"), "highest"), c.count("four", len(c.content["experiments"]))
    ),
)
a.false(
    "count",
    "neighbour",
    "churn-scoring-prod returned 8,959 errors.",
    lambda c: c.same(
        "8,959",
        c.item("deployments", "churn-scoring-prod")["requests"]
        * c.item("deployments", "churn-scoring-prod")["error_rate"],
    ),
)
a.false(
    "error_rate",
    "digit",
    "The error rate of churn-scoring-prod is 0.22%.",
    lambda c: c.same("0.22%", c.item("deployments", "churn-scoring-prod")["error_rate"]),
)
a.false(
    "latency",
    "unit",
    "The 95th percentile of latency at churn-scoring-prod is 30.4 seconds.",
    lambda c: but(
        c.same("30.4 seconds", c.item("deployments", "churn-scoring-prod")["latency_p95_ms"]),
        bool(c.said("95th percentile")),
    ),
)
a.false(
    "quality",
    "digit",
    "The overall quality of wa_churn-gaussian-copula is 0.848.",
    lambda c: c.same("0.848", c.item("synthgen_runs", "wa_churn-gaussian-copula")["overall_quality"]),
)
a.false(
    "order",
    "direction",
    "wine_automl was started before breast_cancer_automl.",
    lambda c: grade(
        c.item("experiments", "wine_automl")["started_at"]
        < c.item("experiments", "breast_cancer_automl")["started_at"]
    ),
)
a.false(
    "metric",
    "swapped_model",
    "GLM_1_AutoML_1_20261123_215343 reached an auc of 0.9983 in breast_cancer_automl.",
    lambda c: c.same("0.9983", c.item("models", "GLM_1_AutoML_1_20261123_215343")["metric"]["value"]),
)
a.false(
    "comparison",
    "comparison",
    "breast-cancer-classifier/1 has a higher test_roc_auc than breast-cancer-classifier/2.",
    lambda c: above(
        c.item("models", "breast-cancer-classifier/1")["metric"]["value"],
        c.item("models", "breast-cancer-classifier/2")["metric"]["value"],
    ),
)
a.false(
    "name",
    "invented_name",
    "A second synthetic-data run, iris-gaussian-copula, was completed on 23 November 2026.",
    lambda c: but(
        c.known("iris-gaussian-copula"), c.date("23 November 2026", c.content["synthgen_runs"][0]["finished_at"])
    ),
)
a.false(
    "count",
    "neighbour",
    "The dataset wine has 442 rows.",
    lambda c: c.count("442", c.item("datasets", "wine")["rows"]),
)
a.false(
    "difference",
    "difference",
    "wa_churn has 1,408 rows more than mlc_churn.",
    lambda c: c.count("1,408", c.item("datasets", "wa_churn")["rows"] - c.item("datasets", "mlc_churn")["rows"]),
)
a.false(
    "drift",
    "feature",
    "At churn-scoring-prod, the feature total_night_minutes has drifted.",
    lambda c: grade(
        c.said("total_night_minutes") in c.item("deployments", "churn-scoring-prod")["drifted_features"]
    ),
)
a.false(
    "metric",
    "metric",
    "The best rmse of breast_cancer_automl is 0.9951.",
    lambda c: but(
        c.item("experiments", "breast_cancer_automl")["best_metric"]["name"] == c.said("rmse"),
        c.same("0.9951", c.item("experiments", "breast_cancer_automl")["best_metric"]["value"]),
    ),
)
a.false(
    "recommendation",
    "superlative",
    "Retire breast-cancer-diagnosis, the experiment with the fewest models.",
    lambda c: place(c.items("experiments", "model_count"), c.said("breast-cancer-diagnosis"), "lowest"),
)
a.false(
    "date",
    "date",
    "churn-scoring-prod was created on 16 April 2026.",
    lambda c: c.date("16 April 2026", c.item("deployments", "churn-scoring-prod")["created_at"]),
)
a.false(
    "name",
    "invented_name",
    "The dataset titanic is used by one of the four experiments.",
    lambda c: but(c.known("titanic"), c.count("four", len(c.content["experiments"]))),
)
a.false(
    "duration",
    "swapped",
    "breast_cancer_automl was over in 6.8 seconds.",
    lambda c: c.same("6.8 seconds", c.lasted()[c.said("breast_cancer_automl")]),
)
a.false(
    "ratio",
    "ratio",
    "breast_cancer has five times as many rows as wine.",
    lambda c: c.same("five", c.item("datasets", "breast_cancer")["rows"] / c.item("datasets", "wine")["rows"]),
)

# Single models: breast cancer

a = FRESH.about("model-GLM_1_AutoML_1_20261123_215343")

a.true(
    "split_gap",
    "GLM_1_AutoML_1_20261123_215343 reaches an AUC of 0.997 in training and 0.995 in cross-validation.",
    lambda c: both(c.same("0.997", c.training("auc")), c.same("0.995", c.crossed("auc"))),
)
a.true(
    "comparison",
    "In cross-validation, the recall of GLM_1_AutoML_1_20261123_215343 is 95.8% and its precision is higher, at 98.5%.",
    lambda c: both(
        c.same("95.8%", c.crossed("recall")),
        c.same("98.5%", c.crossed("precision")),
        above(c.crossed("precision"), c.crossed("recall")),
    ),
)
a.true(
    "confusion",
    "Nine malignant cases are taken for benign by GLM_1_AutoML_1_20261123_215343 in cross-validation.",
    lambda c: c.count("nine", c.confused("cross_validation", "malignant", "benign")),
)
a.true(
    "importance",
    "Of its 30 features, worst compactness has the smallest coefficient in GLM_1_AutoML_1_20261123_215343.",
    lambda c: both(
        c.count("30", len(c.importances("coefficient"))), c.matters("worst compactness", "lowest", 1, "coefficient")
    ),
)
a.true(
    "trend",
    "The validation deviance of GLM_1_AutoML_1_20261123_215343 falls from 1.25 to 0.15 over the iterations.",
    lambda c: both(c.same("1.25", c.curve("deviance")[0]), c.same("0.15", c.curve("deviance")[-1])),
)
a.false(
    "metric",
    "metric",
    "GLM_1_AutoML_1_20261123_215343 has a cross-validated recall of 98.5%.",
    lambda c: c.same("98.5%", *c.crossings("recall")),
)
a.false(
    "metric",
    "split",
    "In training, the precision of GLM_1_AutoML_1_20261123_215343 is 98.5%.",
    lambda c: c.same("98.5%", c.training("precision")),
)
a.false(
    "split_gap",
    "direction",
    "The logloss of GLM_1_AutoML_1_20261123_215343 is lower in cross-validation than in training.",
    lambda c: below(min(c.crossings("logloss")), c.training("logloss")),
)
a.false(
    "parameter",
    "digit",
    "GLM_1_AutoML_1_20261123_215343 needed 85 iterations.",
    lambda c: c.count("85", c.built("Number of iterations")),
)
a.false(
    "class",
    "class",
    "The positive class of GLM_1_AutoML_1_20261123_215343 is benign.",
    lambda c: grade(c.model["positive_class"] == c.said("benign")),
)
a.false(
    "rank",
    "rank",
    "GLM_1_AutoML_1_20261123_215343 ranks fourth in breast_cancer_automl.",
    lambda c: c.ordinal("fourth", c.model["rank"]),
)

a = FRESH.about("model-GBM_1_AutoML_1_20261123_215343")

a.true(
    "parameter",
    "GBM_1_AutoML_1_20261123_215343 consists of 116 trees with a depth of at most three.",
    lambda c: both(
        c.count("116", c.built("Number of trees")), c.count("three", c.built("Max depth"))
    ),
)
a.true(
    "split_gap",
    "The AUC of GBM_1_AutoML_1_20261123_215343 drops from 1.000 in training to 0.994 in cross-validation.",
    lambda c: both(c.same("1.000", c.training("auc")), c.same("0.994", c.crossed("auc"))),
)
a.true(
    "duration",
    "Training GBM_1_AutoML_1_20261123_215343 took 3.6 seconds.",
    lambda c: c.same("3.6 seconds", c.model["training_time_ms"]),
)
a.true(
    "importance",
    "worst perimeter carries most weight in GBM_1_AutoML_1_20261123_215343, with worst concave points in second place.",
    lambda c: both(c.matters("worst perimeter", "highest"), c.matters("worst concave points", "highest", 2)),
)
a.true(
    "ratio",
    "The cross-validated logloss of GBM_1_AutoML_1_20261123_215343 is 3.9 times its training logloss.",
    lambda c: c.same("3.9", c.crossed("logloss") / c.training("logloss")),
)
a.true(
    "metric",
    "With a specificity of 99.7% in cross-validation, GBM_1_AutoML_1_20261123_215343 hardly ever raises a false alarm.",
    lambda c: both(
        c.same("99.7%", c.crossed("specificity")), c.confused("cross_validation", "benign", "malignant") == 1
    ),
)
a.false(
    "parameter",
    "digit",
    "GBM_1_AutoML_1_20261123_215343 is made of 161 trees.",
    lambda c: c.count("161", c.built("Number of trees")),
)
a.false(
    "metric",
    "split",
    "In cross-validation, GBM_1_AutoML_1_20261123_215343 attains a recall of 100.0%.",
    lambda c: c.same("100.0%", *c.crossings("recall")),
)
a.false(
    "duration",
    "unit",
    "GBM_1_AutoML_1_20261123_215343 was trained in 3.6 milliseconds.",
    lambda c: c.same("3.6 milliseconds", c.model["training_time_ms"]),
)
a.false(
    "importance",
    "feature",
    "GBM_1_AutoML_1_20261123_215343 relies most on mean perimeter.",
    lambda c: c.matters("mean perimeter", "highest"),
)
a.false(
    "split_gap",
    "direction",
    "GBM_1_AutoML_1_20261123_215343 has a higher AUC in cross-validation than in training.",
    lambda c: above(max(c.crossings("auc")), c.training("auc")),
)
a.false(
    "confusion",
    "class",
    "In cross-validation, GBM_1_AutoML_1_20261123_215343 wrongly flags 16 benign cases as malignant.",
    lambda c: c.count("16", c.confused("cross_validation", "benign", "malignant")),
)

a = FRESH.about("model-DRF_1_AutoML_1_20261123_215343")

a.true(
    "rank",
    "DRF_1_AutoML_1_20261123_215343 is number thirteen in breast_cancer_automl.",
    lambda c: c.count("thirteen", c.model["rank"]),
)
a.true(
    "size",
    "DRF_1_AutoML_1_20261123_215343 takes up 8.2 KB.",
    lambda c: c.same("8.2 KB", c.model["size_bytes"]),
)
a.true(
    "split_gap",
    "The AUC of DRF_1_AutoML_1_20261123_215343 is higher in cross-validation, 0.987, than in training, 0.982.",
    lambda c: both(c.same("0.987", c.crossed("auc")), c.same("0.982", c.training("auc"))),
)
a.true(
    "confusion",
    "In cross-validation, DRF_1_AutoML_1_20261123_215343 misses eleven malignant cases and flags six benign ones.",
    lambda c: both(
        c.count("eleven", c.confused("cross_validation", "malignant", "benign")),
        c.count("six", c.confused("cross_validation", "benign", "malignant")),
    ),
)
a.false(
    "importance",
    "comparison",
    "For DRF_1_AutoML_1_20261123_215343, worst perimeter is more important than worst area.",
    lambda c: above(c.importance("worst perimeter"), c.importance("worst area")),
)
a.false(
    "parameter",
    "digit",
    "DRF_1_AutoML_1_20261123_215343 grows 42 trees.",
    lambda c: c.count("42", c.built("Number of trees")),
)
a.false(
    "metric",
    "split",
    "The cross-validated logloss of DRF_1_AutoML_1_20261123_215343 is 0.390.",
    lambda c: c.same("0.390", *c.crossings("logloss")),
)
a.false(
    "metric",
    "split",
    "DRF_1_AutoML_1_20261123_215343 has a training accuracy of 97.0%.",
    lambda c: c.same("97.0%", c.training("accuracy")),
)
a.false(
    "date",
    "date",
    "DRF_1_AutoML_1_20261123_215343 was trained on 25 November 2026.",
    lambda c: c.date("25 November 2026", c.model["trained_at"]),
)

a = FRESH.about("model-XGBoost_2_AutoML_1_20261123_215343")

a.true(
    "duration",
    "XGBoost_2_AutoML_1_20261123_215343 trained for 4.61 seconds and comprises 45 trees.",
    lambda c: both(c.same("4.61 seconds", c.model["training_time_ms"]), c.count("45", c.built("Number of trees"))),
)
a.true(
    "comparison",
    "The cross-validated recall of XGBoost_2_AutoML_1_20261123_215343, 0.967, exceeds its precision, 0.940.",
    lambda c: both(c.same("0.967", c.crossed("recall")), c.same("0.940", c.crossed("precision"))),
)
a.true(
    "importance",
    "XGBoost_2_AutoML_1_20261123_215343 depends most on worst radius, followed by mean concave points and worst concave points.",
    lambda c: both(
        c.matters("worst radius", "highest"),
        c.matters("mean concave points", "highest", 2),
        c.matters("worst concave points", "highest", 3),
    ),
)
a.true(
    "recommendation",
    "Verify worst radius at its source, because it is the most important feature of XGBoost_2_AutoML_1_20261123_215343.",
    lambda c: c.matters("worst radius", "highest"),
)
a.false(
    "metric",
    "split",
    "XGBoost_2_AutoML_1_20261123_215343 achieves a cross-validated AUC of 0.998.",
    lambda c: c.same("0.998", *c.crossings("auc")),
)
a.false(
    "parameter",
    "digit",
    "The learn_rate of XGBoost_2_AutoML_1_20261123_215343 is 0.03.",
    lambda c: both(c.same("0.03", c.setting(c.said("learn_rate")))),
)
a.false(
    "importance",
    "feature",
    "XGBoost_2_AutoML_1_20261123_215343 depends most on mean compactness.",
    lambda c: c.matters("mean compactness", "highest"),
)
a.false(
    "confusion",
    "count",
    "In cross-validation, XGBoost_2_AutoML_1_20261123_215343 misses 17 malignant cases.",
    lambda c: c.count("17", c.confused("cross_validation", "malignant", "benign")),
)
a.false(
    "duration",
    "unit",
    "Scoring one row takes XGBoost_2_AutoML_1_20261123_215343 7.8 milliseconds.",
    lambda c: c.same("7.8 milliseconds", c.model["predict_time_per_row_ms"]),
)

a = FRESH.about("model-StackedEnsemble_AllModels_1_AutoML_1_20261123_215343")

a.true(
    "count",
    "StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 uses six of its twelve base models.",
    lambda c: both(c.count("six", c.used("")[0]), c.count("twelve", c.used("")[1])),
)
a.true(
    "count",
    "Four of five GBM base models contribute to StackedEnsemble_AllModels_1_AutoML_1_20261123_215343.",
    lambda c: both(c.count("four", c.used("GBM")[0]), c.count("five", c.used("GBM")[1])),
)
a.true(
    "confusion",
    "In cross-validation, StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 overlooks four malignant cases and flags six benign ones.",
    lambda c: both(
        c.count("four", c.confused("cross_validation", "malignant", "benign")),
        c.count("six", c.confused("cross_validation", "benign", "malignant")),
    ),
)
a.true(
    "split_gap",
    "The logloss of StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 increases from 0.018 in training to 0.070 in cross-validation.",
    lambda c: both(c.same("0.018", c.training("logloss")), c.same("0.070", c.crossed("logloss"))),
)
a.false(
    "count",
    "count",
    "StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 uses eight of its twelve base models.",
    lambda c: but(c.count("eight", c.used("")[0]), c.count("twelve", c.used("")[1])),
)
a.false(
    "metric",
    "metric",
    "The cross-validated recall of StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 is 97.2%.",
    lambda c: c.same("97.2%", *c.crossings("recall")),
)
a.false(
    "count",
    "count",
    "StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 draws on all three XGBoost base models.",
    lambda c: c.count("three", c.used("XGBoost")[0]),
)
a.false(
    "confusion",
    "neighbour",
    "In cross-validation, StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 overlooks six malignant cases.",
    lambda c: c.count("six", c.confused("cross_validation", "malignant", "benign")),
)
a.false(
    "rank",
    "rank",
    "StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 holds the first place in breast_cancer_automl.",
    lambda c: c.ordinal("first", c.model["rank"]),
)
a.false(
    "name",
    "swapped",
    "The metalearner algorithm of StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 is GBM.",
    lambda c: both(c.built("Metalearner algorithm") == c.said("GBM")),
)

a = FRESH.about("model-XRT_1_AutoML_1_20261123_215343")

a.true(
    "split_gap",
    "XRT_1_AutoML_1_20261123_215343 finds 97.2% of the malignant cases in training and 95.8% in cross-validation.",
    lambda c: both(
        c.same("97.2%", c.training("recall")),
        c.same("95.8%", c.crossed("recall")),
        c.model["positive_class"] == c.said("malignant"),
    ),
)
a.true(
    "parameter",
    "XRT_1_AutoML_1_20261123_215343 contains 35 trees and was trained in about a tenth of a second, 111 ms.",
    lambda c: both(
        c.count("35", c.built("Number of trees")),
        c.same("111 ms", c.model["training_time_ms"]),
        80 <= c.model["training_time_ms"] <= 120,
    ),
)
a.false(
    "importance",
    "feature",
    "worst texture is the most important feature of XRT_1_AutoML_1_20261123_215343.",
    lambda c: c.matters("worst texture", "highest"),
)
a.false(
    "split_gap",
    "comparison",
    "The logloss of XRT_1_AutoML_1_20261123_215343 is lower in training than in cross-validation.",
    lambda c: below(c.training("logloss"), max(c.crossings("logloss"))),
)
a.false(
    "parameter",
    "digit",
    "XRT_1_AutoML_1_20261123_215343 contains 53 trees.",
    lambda c: c.count("53", c.built("Number of trees")),
)

a = FRESH.about("model-DeepLearning_1_AutoML_1_20261123_215343")

a.true(
    "duration",
    "Training took DeepLearning_1_AutoML_1_20261123_215343 just 59 milliseconds.",
    lambda c: c.same("59 milliseconds", c.model["training_time_ms"]),
)
a.true(
    "metric",
    "Under cross-validation, DeepLearning_1_AutoML_1_20261123_215343 has a recall of 92.0%, against a precision of 98.0%.",
    lambda c: both(c.same("92.0%", c.crossed("recall")), c.same("98.0%", c.crossed("precision"))),
)
a.false(
    "metric",
    "metric",
    "The recall of DeepLearning_1_AutoML_1_20261123_215343 in cross-validation is 98.0%.",
    lambda c: c.same("98.0%", *c.crossings("recall")),
)
a.false(
    "importance",
    "feature",
    "mean symmetry is the most important feature of DeepLearning_1_AutoML_1_20261123_215343.",
    lambda c: c.matters("mean symmetry", "highest"),
)
a.false(
    "comparison",
    "comparison",
    "In cross-validation, DeepLearning_1_AutoML_1_20261123_215343 has a higher recall than specificity.",
    lambda c: above(max(c.crossings("recall")), min(c.crossings("specificity"))),
)

# Single models: wine

a = FRESH.about("model-GLM_1_AutoML_2_20261123_215457")

a.true(
    "metric",
    "GLM_1_AutoML_2_20261123_215457 classifies 98.3% of the rows correctly in cross-validation.",
    lambda c: c.same("98.3%", c.crossed("accuracy")),
)
a.true(
    "confusion",
    "In cross-validation, GLM_1_AutoML_2_20261123_215457 mistakes two rows of class_1 for class_2 and one row of class_2 for class_1.",
    lambda c: both(
        c.count("two", c.confused("cross_validation", "class_1", "class_2")),
        c.count("one", c.confused("cross_validation", "class_2", "class_1")),
    ),
)
a.true(
    "importance",
    "proline has the largest coefficient in GLM_1_AutoML_2_20261123_215457, 2.53, and magnesium the smallest, 0.17.",
    lambda c: both(
        c.matters("proline", "highest"),
        c.matters("magnesium", "lowest"),
        c.same("2.53", c.importance("proline")),
        c.same("0.17", c.importance("magnesium")),
    ),
)
a.true(
    "duration",
    "GLM_1_AutoML_2_20261123_215457 needed 0.13 seconds of training.",
    lambda c: c.same("0.13 seconds", c.model["training_time_ms"]),
)
a.false(
    "metric",
    "split",
    "GLM_1_AutoML_2_20261123_215457 classifies 100.0% of the rows correctly in cross-validation.",
    lambda c: c.same("100.0%", *c.crossings("accuracy")),
)
a.false(
    "confusion",
    "class",
    "In cross-validation, GLM_1_AutoML_2_20261123_215457 mistakes two rows of class_0 for class_1.",
    lambda c: c.count("two", c.confused("cross_validation", "class_0", "class_1")),
)
a.false(
    "importance",
    "feature",
    "The largest coefficient in GLM_1_AutoML_2_20261123_215457 belongs to color_intensity.",
    lambda c: c.matters("color_intensity", "highest"),
)
a.false(
    "duration",
    "unit",
    "GLM_1_AutoML_2_20261123_215457 needed 129 seconds of training.",
    lambda c: c.same("129 seconds", c.model["training_time_ms"]),
)
a.false(
    "metric",
    "digit",
    "GLM_1_AutoML_2_20261123_215457 has a mean_per_class_error of 6.1%.",
    lambda c: c.same("6.1%", *c.any_split("mean_per_class_error")),
)
a.false(
    "rank",
    "rank",
    "GLM_1_AutoML_2_20261123_215457 comes in at rank five of wine_automl.",
    lambda c: c.count("five", c.model["rank"]),
)

a = FRESH.about("model-GBM_2_AutoML_2_20261123_215457")

a.true(
    "size",
    "GBM_2_AutoML_2_20261123_215457 has 122 trees and takes up 72,562 bytes.",
    lambda c: both(c.count("122", c.built("Number of trees")), c.count("72,562", c.model["size_bytes"])),
)
a.true(
    "ratio",
    "To GBM_2_AutoML_2_20261123_215457, color_intensity is 1.5 times as important as flavanoids.",
    lambda c: c.same("1.5", c.importance("color_intensity") / c.importance("flavanoids")),
)
a.true(
    "confusion",
    "All three cross-validation errors of GBM_2_AutoML_2_20261123_215457 concern rows of class_1.",
    lambda c: both(
        c.count(
            "three",
            c.confused("cross_validation", c.said("class_1"), "class_0")
            + c.confused("cross_validation", "class_1", "class_2"),
        ),
        sum(sum(r) for r in c.evaluation("cross_validation")["confusion_matrix"]["counts"])
        - sum(r[i] for i, r in enumerate(c.evaluation("cross_validation")["confusion_matrix"]["counts"]))
        == 3,
    ),
)
a.false(
    "parameter",
    "digit",
    "GBM_2_AutoML_2_20261123_215457 has 221 trees.",
    lambda c: c.count("221", c.built("Number of trees"), c.built("Number of internal trees")),
)
a.false(
    "importance",
    "comparison",
    "proline matters more than flavanoids to GBM_2_AutoML_2_20261123_215457.",
    lambda c: above(c.importance("proline"), c.importance("flavanoids")),
)
a.false(
    "metric",
    "split",
    "In training, the logloss of GBM_2_AutoML_2_20261123_215457 is 0.052.",
    lambda c: c.same("0.052", c.training("logloss")),
)
a.false(
    "confusion",
    "class",
    "GBM_2_AutoML_2_20261123_215457 takes two rows of class_2 for class_1 in cross-validation.",
    lambda c: c.count("two", c.confused("cross_validation", "class_2", "class_1")),
)
a.false(
    "size",
    "digit",
    "GBM_2_AutoML_2_20261123_215457 takes up 725 KB.",
    lambda c: c.same("725 KB", c.model["size_bytes"]),
)

a = FRESH.about("model-XGBoost_1_AutoML_2_20261123_215457")

a.true(
    "metric",
    "The mean_per_class_error of XGBoost_1_AutoML_2_20261123_215457 is 2.6% in cross-validation, against 0.9% in training.",
    lambda c: both(
        c.same("2.6%", c.crossed("mean_per_class_error")), c.same("0.9%", c.training("mean_per_class_error"))
    ),
)
a.true(
    "split_gap",
    "From training to cross-validation, the accuracy of XGBoost_1_AutoML_2_20261123_215457 declines by 1.7 percentage points.",
    lambda c: c.same("1.7 percentage points", c.training("accuracy") - c.crossed("accuracy")),
)
a.true(
    "difference",
    "The logloss of XGBoost_1_AutoML_2_20261123_215457 is 0.100 higher in cross-validation than in training.",
    lambda c: c.same("0.100", c.crossed("logloss") - c.training("logloss")),
)
a.true(
    "date",
    "XGBoost_1_AutoML_2_20261123_215457 was trained on 2026-11-23 at 21:54 UTC.",
    lambda c: both(c.date("2026-11-23", c.model["trained_at"]), c.date("21:54", c.model["trained_at"])),
)
a.false(
    "metric",
    "split",
    "XGBoost_1_AutoML_2_20261123_215457 has an accuracy of 98.9% in cross-validation.",
    lambda c: c.same("98.9%", *c.crossings("accuracy")),
)
a.false(
    "rank",
    "rank",
    "XGBoost_1_AutoML_2_20261123_215457 ranks twelfth in wine_automl.",
    lambda c: c.ordinal("twelfth", c.model["rank"]),
)
a.false(
    "importance",
    "comparison",
    "For XGBoost_1_AutoML_2_20261123_215457, flavanoids is a more important feature than proline.",
    lambda c: above(c.importance("flavanoids"), c.importance("proline")),
)
a.false(
    "difference",
    "difference",
    "The logloss of XGBoost_1_AutoML_2_20261123_215457 is 0.200 higher in cross-validation than in training.",
    lambda c: c.same("0.200", *(x - c.training("logloss") for x in c.crossings("logloss"))),
)
a.false(
    "parameter",
    "digit",
    "XGBoost_1_AutoML_2_20261123_215457 was built from 93 trees.",
    lambda c: c.count("93", c.built("Number of trees")),
)

# Single models: diabetes

a = FRESH.about("model-GLM_1_AutoML_3_20261123_215525")

a.true(
    "split_gap",
    "The mae of GLM_1_AutoML_3_20261123_215525 is 43.3 in training and 44.0 in cross-validation.",
    lambda c: both(c.same("43.3", c.training("mae")), c.same("44.0", c.crossed("mae"))),
)
a.true(
    "importance",
    "s5 has the largest coefficient in GLM_1_AutoML_3_20261123_215525, 31.0, and s1 comes second with 25.2.",
    lambda c: both(
        c.matters("s5", "highest"),
        c.matters("s1", "highest", 2),
        c.same("31.0", c.importance("s5")),
        c.same("25.2", c.importance("s1")),
    ),
)
a.true(
    "metric",
    "In cross-validation, GLM_1_AutoML_3_20261123_215525 reaches an r2 of 0.50.",
    lambda c: c.same("0.50", c.crossed("r2")),
)
a.true(
    "rank",
    "GLM_1_AutoML_3_20261123_215525 is second in diabetes_automl although it was trained in 4 ms.",
    lambda c: both(c.ordinal("second", c.model["rank"]), c.same("4 ms", c.model["training_time_ms"])),
)
a.false(
    "metric",
    "metric",
    "GLM_1_AutoML_3_20261123_215525 has a mae of 54.4.",
    lambda c: c.same("54.4", *c.any_split("mae")),
)
a.false(
    "importance",
    "comparison",
    "bmi has a larger coefficient than s1 in GLM_1_AutoML_3_20261123_215525.",
    lambda c: above(c.importance("bmi"), c.importance("s1")),
)
a.false(
    "metric",
    "split",
    "GLM_1_AutoML_3_20261123_215525 attains a cross-validated r2 of 0.517.",
    lambda c: c.same("0.517", *c.crossings("r2")),
)
a.false(
    "duration",
    "unit",
    "GLM_1_AutoML_3_20261123_215525 was trained in 4 minutes.",
    lambda c: c.same("4 minutes", c.model["training_time_ms"]),
)
a.false(
    "importance",
    "feature",
    "The second largest coefficient in GLM_1_AutoML_3_20261123_215525 is that of age.",
    lambda c: c.matters("age", "highest", 2),
)
a.false(
    "split_gap",
    "direction",
    "The rmse of GLM_1_AutoML_3_20261123_215525 falls from training to cross-validation.",
    lambda c: below(min(c.crossings("rmse")), c.training("rmse")),
)

a = FRESH.about("model-GBM_2_AutoML_3_20261123_215525")

a.true(
    "split_gap",
    "GBM_2_AutoML_3_20261123_215525 has an rmse of 33.7 in training but 57.2 in cross-validation.",
    lambda c: both(c.same("33.7", c.training("rmse")), c.same("57.2", c.crossed("rmse"))),
)
a.true(
    "ratio",
    "The rmse of GBM_2_AutoML_3_20261123_215525 in cross-validation is 1.7 times its rmse in training.",
    lambda c: c.same("1.7", c.crossed("rmse") / c.training("rmse")),
)
a.true(
    "trend",
    "Over 30 trees, the validation rmse of GBM_2_AutoML_3_20261123_215525 sinks from 77.2 to 57.2.",
    lambda c: both(
        c.count("30", c.built("Number of trees")),
        c.same("77.2", c.curve("rmse")[0]),
        c.same("57.2", c.curve("rmse")[-1]),
    ),
)
a.true(
    "recommendation",
    "Limit the depth of the trees in GBM_2_AutoML_3_20261123_215525, as its rmse is far lower in training than in cross-validation.",
    lambda c: grade(c.training("rmse") < 0.7 * c.crossed("rmse")),
)
a.true(
    "parameter",
    "GBM_2_AutoML_3_20261123_215525 was grown with a learn_rate of 0.1 and a sample_rate of 0.8.",
    lambda c: both(
        c.same("0.1", c.setting(c.said("learn_rate"))),
        c.same("0.8", c.setting(c.said("sample_rate"))),
    ),
)
a.false(
    "metric",
    "digit",
    "GBM_2_AutoML_3_20261123_215525 arrives at a cross-validated rmse of 75.2.",
    lambda c: c.same("75.2", *c.crossings("rmse")),
)
a.false(
    "metric",
    "split",
    "The training rmse of GBM_2_AutoML_3_20261123_215525 is 57.2.",
    lambda c: c.same("57.2", c.training("rmse")),
)
a.false(
    "importance",
    "feature",
    "sex is the most important feature of GBM_2_AutoML_3_20261123_215525.",
    lambda c: c.matters("sex", "highest"),
)
a.false(
    "trend",
    "direction",
    "The validation rmse of GBM_2_AutoML_3_20261123_215525 grows with every additional tree.",
    lambda c: above(c.curve("rmse")[-1], c.curve("rmse")[0]) if c.model else FAILS,
)
a.false(
    "parameter",
    "digit",
    "The max_depth of GBM_2_AutoML_3_20261123_215525 is 17.",
    lambda c: both(c.count("17", c.setting(c.said("max_depth")))),
)
a.false(
    "difference",
    "difference",
    "Between training and cross-validation, the rmse of GBM_2_AutoML_3_20261123_215525 goes up by 13.5.",
    lambda c: c.same("13.5", *(x - c.training("rmse") for x in c.crossings("rmse"))),
)
a.false(
    "importance",
    "comparison",
    "GBM_2_AutoML_3_20261123_215525 gives s6 more importance than age.",
    lambda c: above(c.importance("s6"), c.importance("age")),
)

a = FRESH.about("model-DeepLearning_1_AutoML_3_20261123_215525")

a.true(
    "parameter",
    "DeepLearning_1_AutoML_3_20261123_215525 has three hidden layers of ten units each.",
    lambda c: both(
        c.count("three", len(c.setting("hidden"))),
        *(c.count("ten", units) for units in c.setting("hidden")),
    ),
)
a.true(
    "split_gap",
    "For DeepLearning_1_AutoML_3_20261123_215525, r2 is 0.515 in training and 0.454 in cross-validation.",
    lambda c: both(c.same("0.515", c.training("r2")), c.same("0.454", c.crossed("r2"))),
)
a.true(
    "importance",
    "s1 is the feature that matters most to DeepLearning_1_AutoML_3_20261123_215525, and sex matters least.",
    lambda c: both(c.matters("s1", "highest"), c.matters("sex", "lowest")),
)
a.false(
    "importance",
    "feature",
    "s5 is the feature that matters most to DeepLearning_1_AutoML_3_20261123_215525.",
    lambda c: c.matters("s5", "highest"),
)
a.false(
    "parameter",
    "digit",
    "The hidden layers of DeepLearning_1_AutoML_3_20261123_215525 have 100 units each.",
    lambda c: both(*(c.count("100", units) for units in c.setting("hidden"))),
)
a.false(
    "metric",
    "digit",
    "DeepLearning_1_AutoML_3_20261123_215525 reaches an r2 of 0.545 in cross-validation.",
    lambda c: c.same("0.545", *c.crossings("r2")),
)
a.false(
    "duration",
    "unit",
    "DeepLearning_1_AutoML_3_20261123_215525 took 29 seconds to train.",
    lambda c: c.same("29 seconds", c.model["training_time_ms"]),
)

a = FRESH.about("model-StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525")

a.true(
    "spread",
    "The rmse of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 lies between 49.4 and 58.6 in the five folds.",
    lambda c: both(
        c.same("49.4", min(c.model["folds"]["rmse"]["folds"])),
        c.same("58.6", max(c.model["folds"]["rmse"]["folds"])),
        c.count("five", len(c.model["folds"]["rmse"]["folds"])),
    ),
)
a.true(
    "count",
    "Two thirds of the base models, four of six, are used by StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: both(
        c.count("four", c.used("")[0]),
        c.count("six", c.used("")[1]),
        c.count("two", 3 * c.used("")[0] / c.used("")[1]),
    ),
)
a.true(
    "importance",
    "By permutation, bmi counts about twice as much as s1 for StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: grade(1.9 < c.importance("bmi", "permutation") / c.importance("s1", "permutation") < 2.1),
)
a.false(
    "name",
    "swapped",
    "The metalearner algorithm of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 is XGBoost.",
    lambda c: both(c.built("Metalearner algorithm") == c.said("XGBoost")),
)
a.false(
    "spread",
    "digit",
    "In its weakest fold, StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 has an rmse of 85.6.",
    lambda c: c.same("85.6", *c.model["folds"]["rmse"]["folds"]),
)
a.false(
    "importance",
    "comparison",
    "bp is more important than bmi to StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: above(c.importance("bp"), c.importance("bmi")),
)
a.false(
    "count",
    "count",
    "Both DRF base models are used by StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: both(c.said("both").lower() == "both", c.used("DRF")[0] == c.used("DRF")[1]),
)


# Sentences that tie several figures together, or give bounds and shares instead of figures

a = FRESH.about("experiment-breast_cancer_automl")

a.true(
    "respectively",
    "GBM_2_AutoML_1_20261123_215343, GBM_4_AutoML_1_20261123_215343 and GBM_3_AutoML_1_20261123_215343 reach an AUC of 0.9943, 0.9941 and 0.9939, respectively.",
    lambda c: both(
        c.same("0.9943", c.row("GBM_2")["auc"]),
        c.same("0.9941", c.row("GBM_4")["auc"]),
        c.same("0.9939", c.row("GBM_3")["auc"]),
    ),
)
a.true(
    "bound",
    "All fourteen models of breast_cancer_automl have an AUC above 0.98.",
    lambda c: both(c.count("fourteen", len(c.board("auc"))), c.over("0.98", min(c.board("auc").values()))),
)
a.true(
    "ratio",
    "The mean_per_class_error of StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 is 30% lower than that of GLM_1_AutoML_1_20261123_215343.",
    lambda c: c.same(
        "30%", 1 - c.row("StackedEnsemble_AllModels_1")["mean_per_class_error"] / c.row("GLM_1")["mean_per_class_error"]
    ),
)
a.true(
    "duration",
    "While GLM_1_AutoML_1_20261123_215343 trained in 64 ms, StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 needed 3.0 seconds.",
    lambda c: both(
        c.same("64 ms", c.row("GLM_1")["training_time_ms"]),
        c.same("3.0 seconds", c.row("StackedEnsemble_AllModels_1")["training_time_ms"]),
    ),
)
a.false(
    "respectively",
    "swapped_model",
    "GLM_1_AutoML_1_20261123_215343 and XGBoost_1_AutoML_1_20261123_215343 reach an AUC of 0.9854 and 0.9951, respectively.",
    lambda c: both(c.same("0.9854", *c.of("GLM_1", "auc")), c.same("0.9951", *c.of("XGBoost_1", "auc"))),
)
a.false(
    "bound",
    "count",
    "All fourteen models of breast_cancer_automl have an AUC above 0.99.",
    lambda c: but(c.over("0.99", min(c.board("auc").values())), c.count("fourteen", len(c.board("auc")))),
)
a.false(
    "ratio",
    "ratio",
    "The mean_per_class_error of StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 is 60% lower than that of GLM_1_AutoML_1_20261123_215343.",
    lambda c: c.same(
        "60%", *(1 - x / y for x, y in c.sides("StackedEnsemble_AllModels_1", "GLM_1", "mean_per_class_error"))
    ),
)
a.false(
    "rank",
    "rank",
    "The runner-up on the leaderboard is StackedEnsemble_AllModels_1_AutoML_1_20261123_215343.",
    lambda c: both(bool(c.said("runner-up")), c.row("StackedEnsemble_AllModels_1")["rank"] == 2),
)

a = FRESH.about("experiment-wine_automl")

a.true(
    "bound",
    "Seven of the twelve models in wine_automl stay below a mean_per_class_error of 1.5%.",
    lambda c: both(
        c.count("seven", sum(c.under("1.5%", x) == HOLDS for x in c.board("mean_per_class_error").values())),
        c.count("twelve", len(c.board("mse"))),
    ),
)
a.true(
    "statistic",
    "The median of proline in wine is 672, well under its mean of 747.",
    lambda c: both(c.same("672", c.numbers("proline")["median"]), c.same("747", c.numbers("proline")["mean"])),
)
a.true(
    "respectively",
    "In wine, class_0 and class_2 count 59 and 48 rows, respectively.",
    lambda c: both(
        c.count("59", c.classes()[c.said("class_0")]), c.count("48", c.classes()[c.said("class_2")])
    ),
)
a.true(
    "importance",
    "With 0.183, color_intensity has more than twice the permutation importance of flavanoids, 0.077, in "
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457.",
    lambda c: both(
        c.same("0.183", c.importance("color_intensity")),
        c.same("0.077", c.importance("flavanoids")),
        above(c.importance("color_intensity"), 2 * c.importance("flavanoids")),
    ),
)
a.false(
    "bound",
    "count",
    "Ten of the twelve models in wine_automl stay below a mean_per_class_error of 1.5%.",
    lambda c: but(
        c.count(
            "ten",
            sum(c.under("1.5%", x) == HOLDS for x in c.board("mean_per_class_error").values()),
            sum(c.under("1.5%", x) == HOLDS for x in c.fold_means("mean_per_class_error").values()),
        ),
        c.count("twelve", len(c.board("mse"))),
    ),
)
a.false(
    "statistic",
    "comparison",
    "The median of proline in wine lies above its mean.",
    lambda c: above(c.numbers("proline")["median"], c.numbers("proline")["mean"]),
)
a.false(
    "respectively",
    "class",
    "In wine, class_0 and class_2 count 48 and 59 rows, respectively.",
    lambda c: both(
        c.count("48", c.classes()[c.said("class_0")]), c.count("59", c.classes()[c.said("class_2")])
    ),
)

a = FRESH.about("experiment-diabetes_automl")

a.true(
    "bound",
    "Ten of the fourteen models in diabetes_automl stay below an rmse of 58.",
    lambda c: both(
        c.count("ten", sum(c.under("58", x) == HOLDS for x in c.board("rmse").values())),
        c.count("fourteen", len(c.board("rmse"))),
    ),
)
a.true(
    "comparison",
    "By mae, GLM_1_AutoML_3_20261123_215525 at 44.01 is ahead of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 at 44.31.",
    lambda c: both(
        c.same("44.01", c.row("GLM_1")["mae"]),
        c.same("44.31", c.row("StackedEnsemble_BestOfFamily_1")["mae"]),
        c.more("StackedEnsemble_BestOfFamily_1", "GLM_1", "mae"),
    ),
)
a.true(
    "superlative",
    "The longest training in diabetes_automl, that of StackedEnsemble_AllModels_1_AutoML_3_20261123_215525, took a mere 343 ms.",
    lambda c: both(
        c.extreme("training_time_ms", "StackedEnsemble_AllModels_1", "highest"),
        c.same("343 ms", c.row("StackedEnsemble_AllModels_1")["training_time_ms"]),
    ),
)
a.false(
    "bound",
    "count",
    "Twelve of the fourteen models in diabetes_automl stay below an rmse of 58.",
    lambda c: but(
        c.count(
            "twelve",
            sum(c.under("58", x) == HOLDS for x in c.board("rmse").values()),
            sum(c.under("58", x) == HOLDS for x in c.fold_means("rmse").values()),
        ),
        c.count("fourteen", len(c.board("rmse"))),
    ),
)
a.false(
    "respectively",
    "swapped_model",
    "GLM_1_AutoML_3_20261123_215525 and StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 have a mae of 44.31 and 44.01, respectively.",
    lambda c: both(
        c.same("44.31", *c.of("GLM_1", "mae")), c.same("44.01", *c.of("StackedEnsemble_BestOfFamily_1", "mae"))
    ),
)
a.false(
    "rank",
    "rank",
    "The second place in diabetes_automl goes to StackedEnsemble_AllModels_1_AutoML_3_20261123_215525.",
    lambda c: c.ordinal("second", c.row("StackedEnsemble_AllModels_1")["rank"]),
)

a = FRESH.about("experiment-breast-cancer-diagnosis")

a.true(
    "rank",
    "svc-rbf, logistic-regression and grid-search-logistic occupy the first three places by test_roc_auc.",
    lambda c: both(
        c.count("three", c.row("grid-search-logistic")["rank"]),
        c.row("svc-rbf")["rank"] == 1,
        c.row("logistic-regression")["rank"] == 2,
    ),
)
a.true(
    "respectively",
    "svc-rbf and gaussian-nb reach a test_precision of 98.9% and 92.6%, respectively.",
    lambda c: both(
        c.same("98.9%", c.row("svc-rbf")["test_precision"]), c.same("92.6%", c.row("gaussian-nb")["test_precision"])
    ),
)
a.true(
    "bound",
    "Fourteen of the fifteen runs have a test_roc_auc above 0.98.",
    lambda c: both(
        c.count("fourteen", sum(c.over("0.98", x) == HOLDS for x in c.board("test_roc_auc").values())),
        c.count("fifteen", len(c.board("test_roc_auc"))),
    ),
)
a.true(
    "bound",
    "Three runs have a test_log_loss above 0.3: decision-tree, ada-boost and gaussian-nb.",
    lambda c: both(
        c.count("three", sum(c.over("0.3", x) == HOLDS for x in c.board("test_log_loss").values())),
        c.over("0.3", c.row("decision-tree")["test_log_loss"]),
        c.over("0.3", c.row("ada-boost")["test_log_loss"]),
        c.over("0.3", c.row("gaussian-nb")["test_log_loss"]),
    ),
)
a.false(
    "rank",
    "swapped_model",
    "svc-rbf, logistic-regression and decision-tree occupy the first three places by test_roc_auc.",
    lambda c: but(
        c.count("three", c.row("decision-tree")["rank"]),
        c.row("svc-rbf")["rank"] == 1,
        c.row("logistic-regression")["rank"] == 2,
    ),
)
a.false(
    "respectively",
    "swapped_model",
    "svc-rbf and gaussian-nb reach a test_accuracy of 93.7% and 97.9%, respectively.",
    lambda c: both(
        c.same("93.7%", c.row("svc-rbf")["test_accuracy"]), c.same("97.9%", c.row("gaussian-nb")["test_accuracy"])
    ),
)
a.false(
    "bound",
    "count",
    "Only decision-tree has a test_log_loss above 0.3.",
    lambda c: but(
        sum(c.over("0.3", x) == HOLDS for x in c.board("test_log_loss").values()) == 1,
        c.over("0.3", c.row("decision-tree")["test_log_loss"]),
    ),
)

a = FRESH.about("deployment-churn-scoring-prod")

a.true(
    "error_rate",
    "Just over 2% of the requests to churn-scoring-prod failed.",
    lambda c: both(
        c.over("2%", c.content["totals"]["errors"] / c.content["totals"]["requests"]),
        c.content["totals"]["errors"] / c.content["totals"]["requests"] < 0.025,
    ),
)
a.true(
    "trend",
    "The errors of churn-scoring-prod tripled from 13 on 12 March to 40 on 13 March.",
    lambda c: both(
        c.count("13", c.days("errors")[c.day("12 March")]),
        c.count("40", c.days("errors")[c.day("13 March")]),
        2.8 < c.days("errors")["2026-03-13"] / c.days("errors")["2026-03-12"] < 3.2,
    ),
)
a.true(
    "respectively",
    "On 7 March and 8 March 2026, churn-scoring-prod received only 391 and 222 requests, respectively.",
    lambda c: both(
        c.count("391", c.days("requests")[c.day("7 March")]),
        c.count("222", c.days("requests")[c.day("8 March 2026")]),
    ),
)
a.true(
    "trend",
    "The median predicted probability of yes has more than doubled, from 0.062 in days 1 to 9 to 0.130 in the last 5 "
    "days.",
    lambda c: both(
        c.same("0.062", c.predicted("days 1 to 9")["median"]),
        c.same("0.130", c.predicted("last 5 days")["median"]),
        above(c.predicted("last 5 days")["median"], 2 * c.predicted("days 1 to 9")["median"]),
    ),
)
a.true(
    "drift",
    "total_day_minutes and total_day_charge drift alike, with a PSI of 0.205 each.",
    lambda c: both(c.same("0.205", c.psi("total_day_minutes")), c.same("0.205", c.psi("total_day_charge"))),
)
a.false(
    "error_rate",
    "digit",
    "Fewer than 1% of the requests to churn-scoring-prod failed.",
    lambda c: c.under("1%", c.content["totals"]["errors"] / c.content["totals"]["requests"]),
)
a.false(
    "trend",
    "direction",
    "The errors of churn-scoring-prod went down from 40 on 12 March to 13 on 13 March.",
    lambda c: both(
        c.count("40", c.days("errors")[c.day("12 March")]), c.count("13", c.days("errors")[c.day("13 March")])
    ),
)
a.false(
    "trend",
    "ratio",
    "The median predicted probability of yes has more than tripled between days 1 to 9 and the last 5 days.",
    lambda c: above(c.predicted("last 5 days")["median"], 3 * c.predicted("days 1 to 9")["median"]),
)
a.false(
    "drift",
    "comparison",
    "number_customer_service_calls, with a PSI of 0.054, has drifted more than state.",
    lambda c: but(
        above(c.psi("number_customer_service_calls"), c.psi("state")),
        c.same("0.054", c.psi("number_customer_service_calls")),
    ),
)
a.false(
    "latency",
    "comparison",
    "At churn-scoring-prod, 95% of the requests take less than 20 ms.",
    lambda c: c.under("20 ms", c.latency("95%")),
)

a = FRESH.about("synthgen-wa_churn-gaussian-copula")

a.true(
    "count",
    "Four in five rows of wa_churn were used for training, 5,635 of 7,043.",
    lambda c: both(
        c.count("5,635", c.content["training_rows"]),
        c.count("7,043", c.content["dataset"]["rows"]),
        c.said("four in five") and abs(c.content["training_rows"] / c.content["dataset"]["rows"] - 4 / 5) < 0.01,
    ),
)
a.true(
    "bound",
    "internet_service and monthly_charges are the only pair with a score below 0.5.",
    lambda c: both(
        c.under("0.5", c.pair("internet_service", "monthly_charges")),
        sum(c.under("0.5", x) == HOLDS for x in c.pairs().values()) == 1,
    ),
)
a.true(
    "bound",
    "All columns except monthly_charges and tenure have a score above 0.95.",
    lambda c: both(
        c.over("0.95", min(v for k, v in c.scores().items() if k not in ("monthly_charges", "tenure"))),
        c.score("monthly_charges") < 0.95,
        c.score("tenure") < 0.95,
    ),
)
a.true(
    "difference",
    "Trained on real rows, Logistic regression is ahead of Random forest by 0.023 of ROC AUC.",
    lambda c: c.same(
        "0.023", c.useful("Logistic regression")["trained_on_real"] - c.useful("Random forest")["trained_on_real"]
    ),
)
a.false(
    "count",
    "ratio",
    "90% of the 7,043 rows of wa_churn were used for training.",
    lambda c: but(
        c.same("90%", c.content["training_rows"] / c.content["dataset"]["rows"]),
        c.count("7,043", c.content["dataset"]["rows"]),
    ),
)
a.false(
    "bound",
    "count",
    "Six pairs of columns have a score below 0.5.",
    lambda c: c.count("six", sum(c.under("0.5", x) == HOLDS for x in c.pairs().values())),
)
a.false(
    "difference",
    "direction",
    "Trained on real rows, Random forest is ahead of Logistic regression by 0.023 of ROC AUC.",
    lambda c: c.same(
        "0.023", c.useful("Random forest")["trained_on_real"] - c.useful("Logistic regression")["trained_on_real"]
    ),
)
a.false(
    "correlation",
    "digit",
    "The correlation between monthly_charges and total_charges sinks from 0.65 in the real data to 0.38 in the "
    "synthetic data.",
    lambda c: but(
        c.same("0.38", c.correlation("synthetic", "monthly_charges", "total_charges")),
        c.same("0.65", c.correlation("real", "monthly_charges", "total_charges")),
    ),
)

a = FRESH.about("project-Clinical-and-retention-models")

a.true(
    "count",
    "Three of the five datasets, breast_cancer, wa_churn and mlc_churn, are meant for binary classification.",
    lambda c: both(
        c.count("three", list(c.items("datasets", "task").values()).count("binary_classification")),
        c.count("five", len(c.content["datasets"])),
        c.item("datasets", "breast_cancer")["task"] == "binary_classification",
        c.item("datasets", "wa_churn")["task"] == "binary_classification",
        c.item("datasets", "mlc_churn")["task"] == "binary_classification",
    ),
)
a.true(
    "count",
    "Two of the four experiments, breast_cancer_automl and breast-cancer-diagnosis, use the dataset breast_cancer.",
    lambda c: both(
        c.count("two", list(c.items("experiments", "dataset").values()).count("breast_cancer")),
        c.count("four", len(c.content["experiments"])),
        c.item("experiments", "breast_cancer_automl")["dataset"] == "breast_cancer",
        c.item("experiments", "breast-cancer-diagnosis")["dataset"] == "breast_cancer",
    ),
)
a.true(
    "superlative",
    "With 84 seconds, breast-cancer-diagnosis took longest of the four experiments.",
    lambda c: both(
        c.same("84 seconds", c.lasted()["breast-cancer-diagnosis"]),
        place(c.lasted(), c.said("breast-cancer-diagnosis"), "highest"),
        c.count("four", len(c.content["experiments"])),
    ),
)
a.false(
    "count",
    "count",
    "Two of the five datasets are meant for regression.",
    lambda c: but(
        c.count("two", list(c.items("datasets", "task").values()).count("regression")),
        c.count("five", len(c.content["datasets"])),
    ),
)
a.false(
    "name",
    "swapped",
    "diabetes_automl was run on the dataset wine.",
    lambda c: grade(c.item("experiments", "diabetes_automl")["dataset"] == c.said("wine")),
)
a.false(
    "respectively",
    "swapped",
    "breast_cancer_automl and wine_automl have 12 and 14 models, respectively.",
    lambda c: both(
        c.count("12", c.item("experiments", "breast_cancer_automl")["model_count"]),
        c.count("14", c.item("experiments", "wine_automl")["model_count"]),
    ),
)

a = FRESH.about("model-XGBoost_1_AutoML_2_20261123_215457")

a.true(
    "respectively",
    "color_intensity, proline and flavanoids lead the importances of XGBoost_1_AutoML_2_20261123_215457 with 93.5, 91.4 and 84.3, "
    "respectively.",
    lambda c: both(
        c.same("93.5", c.importance("color_intensity")),
        c.same("91.4", c.importance("proline")),
        c.same("84.3", c.importance("flavanoids")),
        c.matters("flavanoids", "highest", 3),
    ),
)
a.false(
    "respectively",
    "feature",
    "In XGBoost_1_AutoML_2_20261123_215457, proline and flavanoids have an importance of 84.3 and 91.4, respectively.",
    lambda c: both(c.same("84.3", c.importance("proline")), c.same("91.4", c.importance("flavanoids"))),
)

a = FRESH.about("model-GLM_1_AutoML_3_20261123_215525")

a.false(
    "respectively",
    "metric",
    "In cross-validation, the rmse and the mae of GLM_1_AutoML_3_20261123_215525 are 44.0 and 54.4, respectively.",
    lambda c: both(c.same("44.0", *c.crossings("rmse")), c.same("54.4", *c.crossings("mae"))),
)

a = FRESH.about("model-GBM_2_AutoML_1_20261123_215343")

a.true(
    "metric",
    "GBM_2_AutoML_1_20261123_215343 classifies every training row correctly, with an accuracy of 100%.",
    lambda c: both(c.same("100%", c.training("accuracy")), c.training("accuracy") == 1.0),
)
a.true(
    "confusion",
    "In cross-validation, GBM_2_AutoML_1_20261123_215343 misses 4.2% of the malignant cases, 9 of 212.",
    lambda c: both(
        c.count("9", c.confused("cross_validation", "malignant", "benign")),
        c.count("212", sum(c.evaluation("cross_validation")["confusion_matrix"]["counts"][1])),
        c.same("4.2%", c.confused("cross_validation", "malignant", "benign") / 212),
    ),
)
a.false(
    "metric",
    "split",
    "In cross-validation, GBM_2_AutoML_1_20261123_215343 classifies every row correctly.",
    lambda c: grade(max(c.crossings("accuracy")) == 1.0),
)
a.false(
    "confusion",
    "class",
    "In cross-validation, GBM_2_AutoML_1_20261123_215343 flags 9 benign cases as malignant.",
    lambda c: c.count("9", c.confused("cross_validation", "benign", "malignant")),
)
a.false(
    "parameter",
    "digit",
    "GBM_2_AutoML_1_20261123_215343 is a forest of 47 boosted trees.",
    lambda c: c.count("47", c.built("Number of trees")),
)

a = FRESH.about("model-XGBoost_3_AutoML_1_20261123_215343")

a.true(
    "importance",
    "worst area is nearly twice as important to XGBoost_3_AutoML_1_20261123_215343 as mean concave points, at 408 against 222.",
    lambda c: both(
        c.same("408", c.importance("worst area")),
        c.same("222", c.importance("mean concave points")),
        1.75 < c.importance("worst area") / c.importance("mean concave points") < 2,
    ),
)
a.true(
    "duration",
    "XGBoost_3_AutoML_1_20261123_215343 was trained in 0.15 seconds at 21:54 UTC on November 23, 2026.",
    lambda c: both(
        c.same("0.15 seconds", c.model["training_time_ms"]),
        c.date("21:54", c.model["trained_at"]),
        c.date("November 23, 2026", c.model["trained_at"]),
    ),
)
a.false(
    "importance",
    "neighbour",
    "The importance of mean texture in XGBoost_3_AutoML_1_20261123_215343 is 125.",
    lambda c: c.same("125", c.importance("mean texture")),
)
a.false(
    "metric",
    "digit",
    "XGBoost_3_AutoML_1_20261123_215343 has a cross-validated AUC of 0.929.",
    lambda c: c.same("0.929", *c.crossings("auc")),
)


if __name__ == "__main__":
    FRESH.write()
