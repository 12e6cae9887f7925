"""Statements about experiments and a project, nearly all of them wrong in one place that is easy to read over."""

import re

from claims import above, below, both, but, grade, milliseconds, place
from sheet import Sheet

SHEET = Sheet("answers_k.jsonl", lambda sentence: "wrong_answers")


def spelled(ending):
    """Model names of an H2O run all end alike: "{GLM_1}" in a sentence stands for the name with that ending."""
    return lambda sentence: sentence.replace("{", "").replace("}", ending)


def share(c, *features, method=None):
    """The part of the importance that some features have in the best model."""
    values = c.importances(method)
    return sum(values[c.said(f)] for f in features) / sum(values.values())


def top_share(c, n, method=None):
    values = sorted(c.importances(method).values(), reverse=True)
    return sum(values[:n]) / sum(values)


def class_precision(c, split, label):
    matrix = c.evaluation(split)["confusion_matrix"]
    column = matrix["labels"].index(c.said(label))
    return matrix["counts"][column][column] / sum(row[column] for row in matrix["counts"])


def lasts(c, text, duration):
    """Whether a duration written as "1 min 11 s" is that many milliseconds, to the second."""
    minutes, seconds = re.fullmatch(r"(\d+) min (\d+) s", c.said(text)).groups()
    return grade(abs(duration - (int(minutes) * 60 + int(seconds)) * 1000) <= 1000)


def lead(c, a, b, metric):
    """How far apart two models are, on the leaderboard and by the means over the folds."""
    return [abs(x - y) for x, y in c.sides(a, b, metric)]


def ratios(c, a, b, metric):
    return [x / y for x, y in c.sides(a, b, metric)]


def family(c, algorithm):
    return sum(r["algorithm"] == algorithm for r in c.content["leaderboard"])


def calibration_error(c):
    """How far predicted probabilities are from observed rates, on average over the rows."""
    bins = c.evaluation("cross_validation")["calibration"]
    off = sum(abs(b["mean_predicted"] - b["observed_rate"]) * b["count"] for b in bins)
    return off / sum(b["count"] for b in bins)


def statuses(c, status):
    return sum(m["status"] == status for m in c.content["models"])


def results(c, metric):
    """The figures of the models that are judged by a metric, whatever rows it was taken on."""
    return {m["name"]: m["metric"]["value"] for m in c.content["models"] if m["metric"]["name"].endswith(metric)}


# --- breast_cancer_automl

a = SHEET.about("experiment-breast_cancer_automl")
B = spelled("_AutoML_1_20261123_215343")

a.false(
    "extreme",
    "model",
    B("{StackedEnsemble_AllModels_1} achieves the highest AUC of all models in cross-validation, 0.9951."),
    lambda c: but(
        c.extreme("auc", "StackedEnsemble_AllModels_1", "highest"),
        c.same("0.9951", max(c.board("auc").values())),
    ),
)
a.false(
    "figure",
    "quantity",
    B("In cross-validation, the precision of {GLM_1} is 0.9575 and its recall is 0.9854."),
    lambda c: but(
        both(c.same("0.9575", *c.crossings("precision")), c.same("0.9854", *c.crossings("recall"))),
        c.same("0.9575", *c.crossings("recall")),
        c.same("0.9854", *c.crossings("precision")),
    ),
)
a.false(
    "summary",
    "split",
    B("With an AUC of 0.9974 in cross-validation, {GLM_1} holds up on rows that it was not trained on."),
    lambda c: but(c.same("0.9974", *c.crossings("auc")), c.same("0.9974", *c.of("GLM_1", "auc"))),
)
a.false(
    "risk",
    "digit",
    B("{GLM_1} has a false negative rate of only 0.42% in cross-validation, so few malignant rows are missed."),
    lambda c: c.same(
        "0.42%", 1 - c.class_recall("cross_validation", "malignant"), *(1 - r for r in c.crossings("recall"))
    ),
)
a.false(
    "figure",
    "unit",
    B("{XGBoost_2} has the longest training time of the experiment, 4.6 ms."),
    lambda c: but(
        c.same("4.6 ms", c.row("XGBoost_2")["training_time_ms"]),
        c.extreme("training_time_ms", "XGBoost_2", "highest"),
    ),
)
a.false(
    "comparison",
    "direction",
    B("{GLM_1} undercuts {StackedEnsemble_AllModels_1} in log loss: 0.0740 against 0.0703."),
    lambda c: but(
        c.more("StackedEnsemble_AllModels_1", "GLM_1", "logloss"),
        c.same("0.0740", *c.of("GLM_1", "logloss")),
        c.same("0.0703", *c.of("StackedEnsemble_AllModels_1", "logloss")),
    ),
)
a.false(
    "rank",
    "rank",
    B("{GBM_2} is the runner-up in AUC with 0.9943 in cross-validation."),
    lambda c: but(c.extreme("auc", "GBM_2", "highest", 2), c.same("0.9943", *c.of("GBM_2", "auc"))),
)
a.false(
    "count",
    "count",
    B("{GLM_1} overlooks 12 of the 212 malignant rows in cross-validation."),
    lambda c: but(
        c.count("12", c.confused("cross_validation", "malignant", "benign")),
        c.count("212", c.classes()[c.said("malignant")]),
    ),
)
a.false(
    "risk",
    "verdict",
    B("{GLM_1} overfits heavily: its AUC drops from 0.9974 on training rows to 0.9951 in cross-validation."),
    # A heavy loss is taken as one of more than two points, against the 0.2 that there are.
    lambda c: but(
        above(c.training("auc") - min(c.crossings("auc")), 0.02),
        c.same("0.9974", c.training("auc")),
        c.same("0.9951", c.crossed("auc")),
    ),
)
a.false(
    "recommendation",
    "reason",
    B(
        "Prefer {GLM_1} to {StackedEnsemble_AllModels_1}, because {GLM_1} has the lower mean per-class error, 0.0254"
        " in cross-validation."
    ),
    lambda c: but(
        c.more("StackedEnsemble_AllModels_1", "GLM_1", "mean_per_class_error"),
        c.same("0.0254", c.row("GLM_1")["mean_per_class_error"]),
    ),
)
a.false(
    "all",
    "exception",
    "Every GBM model of breast_cancer_automl has a lower log loss than every XGBoost model.",
    lambda c: max(
        below(max(read("logloss", "GBM").values()), min(read("logloss", "XGBoost").values()))
        for read in (c.board, c.fold_means)
    ),
)
a.false(
    "all",
    "exception",
    "No model of breast_cancer_automl took more than 3.6 s to train.",
    lambda c: grade(not any(c.over("3.6 s", t) for t in c.board("training_time_ms").values())),
)
a.false(
    "risk",
    "verdict",
    B(
        "The predicted probabilities of {GLM_1} are badly calibrated in cross-validation and differ widely from the"
        " observed rates."
    ),
    # Far off would be several points; the bins are weighed by their rows.
    lambda c: above(calibration_error(c), 0.05),
)
a.false(
    "comparison",
    "digit",
    B(
        "{StackedEnsemble_AllModels_1} takes 25 times as long per row as {GLM_1} to predict: 0.0652 ms against"
        " 0.0262 ms."
    ),
    lambda c: but(
        c.same(
            "25",
            c.row("StackedEnsemble_AllModels_1")["predict_time_per_row_ms"] / c.row("GLM_1")["predict_time_per_row_ms"],
        ),
        c.same("0.0652 ms", c.row("StackedEnsemble_AllModels_1")["predict_time_per_row_ms"]),
        c.same("0.0262 ms", c.row("GLM_1")["predict_time_per_row_ms"]),
    ),
)
a.false(
    "difference",
    "digit",
    B("{GLM_1} is ahead of {StackedEnsemble_BestOfFamily_1} by 0.0030 in AUC."),
    lambda c: but(
        c.same("0.0030", *lead(c, "GLM_1", "StackedEnsemble_BestOfFamily_1", "auc")),
        above(c.row("GLM_1")["auc"], c.row("StackedEnsemble_BestOfFamily_1")["auc"]),
    ),
)
a.false(
    "highlight",
    "name",
    B("Of the boosted trees, {LightGBM_1} comes closest to {GLM_1} with an AUC of 0.9943 in cross-validation."),
    lambda c: but(
        c.known(B("{LightGBM_1}")),
        c.known(B("{GLM_1}")),
        c.same("0.9943", max(c.board("auc", "GBM").values())),
    ),
)
a.false(
    "figure",
    "quantity",
    B("{GLM_1} finds 97.9% of the malignant rows in cross-validation."),
    lambda c: but(
        c.same("97.9%", c.class_recall("cross_validation", "malignant"), *c.crossings("recall")),
        c.same("97.9%", c.crossed("accuracy")),
    ),
)
a.false(
    "extreme",
    "name",
    B("The class that {GLM_1} recognises least well in cross-validation is benign, with a recall of 0.9916."),
    lambda c: but(
        grade(
            c.class_recall("cross_validation", "benign")
            < c.confused("cross_validation", "malignant", "malignant") / c.classes()["malignant"]
        ),
        c.same("0.9916", c.class_recall("cross_validation", "benign")),
    ),
)
a.false(
    "count",
    "count",
    B("{GLM_1} is the only model with an AUC above 0.99 in cross-validation."),
    lambda c: but(
        grade(sum(v > 0.99 for v in c.board("auc").values()) == 1), c.over("0.99", c.row("GLM_1")["auc"])
    ),
)
a.false(
    "data",
    "name",
    "The classes are mildly imbalanced: malignant accounts for 62.7% of the rows.",
    lambda c: but(
        c.same("62.7%", c.classes()[c.said("malignant")] / c.content["dataset"]["rows"]),
        c.same("62.7%", c.classes()["benign"] / c.content["dataset"]["rows"]),
    ),
)
a.true(
    "extreme",
    B("{DeepLearning_1} has the lowest training time of all models, 59 ms, which is 5 ms less than {GLM_1} needs."),
    lambda c: both(
        c.extreme("training_time_ms", "DeepLearning_1", "lowest"),
        c.same("59 ms", c.row("DeepLearning_1")["training_time_ms"]),
        c.same("5 ms", c.row("GLM_1")["training_time_ms"] - c.row("DeepLearning_1")["training_time_ms"]),
    ),
)
a.true(
    "all",
    B("Of the single models, none but {GLM_1} keeps its log loss below 0.08 in cross-validation."),
    lambda c: both(
        c.under("0.08", c.row("GLM_1")["logloss"]),
        grade(
            all(
                r["metrics"]["logloss"] > 0.08
                for r in c.content["leaderboard"]
                if not r["is_ensemble"] and r["algorithm"] != "GLM"
            )
        ),
    ),
)


# --- wine_automl

a = SHEET.about("experiment-wine_automl")
W = spelled("_AutoML_2_20261123_215457")

a.false(
    "extreme",
    "name",
    W("The weak spot of {StackedEnsemble_AllModels_1} is class_2, whose recall is 0.9718 in cross-validation."),
    lambda c: but(
        c.same("0.9718", c.class_recall("cross_validation", "class_2")),
        c.same("0.9718", c.confused("cross_validation", "class_1", "class_1") / c.classes()["class_1"]),
    ),
)
a.false(
    "figure",
    "quantity",
    W("{StackedEnsemble_AllModels_1} has a recall of 0.9796 for class_2 in cross-validation."),
    lambda c: but(
        c.same("0.9796", c.class_recall("cross_validation", "class_2")),
        c.same("0.9796", class_precision(c, "cross_validation", "class_2")),
    ),
)
a.false(
    "summary",
    "count",
    W("{StackedEnsemble_AllModels_1} is the sole model on the leaderboard with a mean per-class error of 0.0094."),
    lambda c: but(
        grade([round(v, 4) for v in c.board("mean_per_class_error").values()].count(0.0094) == 1),
        c.same("0.0094", c.row("StackedEnsemble_AllModels_1")["mean_per_class_error"]),
    ),
)
a.false(
    "figure",
    "digit",
    W("In cross-validation the log loss of {GLM_1} comes to 0.5440."),
    lambda c: c.same("0.5440", *c.of("GLM_1", "logloss")),
)
a.false(
    "comparison",
    "direction",
    W("{XRT_1} lags {DRF_1} in log loss, with 0.1236 against 0.1303."),
    lambda c: but(
        c.more("XRT_1", "DRF_1", "logloss"),
        c.same("0.1236", *c.of("XRT_1", "logloss")),
        c.same("0.1303", *c.of("DRF_1", "logloss")),
    ),
)
a.false(
    "risk",
    "unit",
    W("At 0.2313 s per row, {StackedEnsemble_AllModels_1} has the highest prediction time of all 12 models."),
    lambda c: but(
        c.same("0.2313 s", c.row("StackedEnsemble_AllModels_1")["predict_time_per_row_ms"]),
        c.extreme("predict_time_per_row_ms", "StackedEnsemble_AllModels_1", "highest"),
        c.count("12", len(c.content["leaderboard"])),
    ),
)
a.false(
    "highlight",
    "count",
    W("{StackedEnsemble_AllModels_1} combines the predictions of 10 base models, each of which it makes use of."),
    lambda c: but(grade(c.used("")[0] == 10), c.count("10", c.used("")[1])),
)
a.false(
    "all",
    "exception",
    W(
        "{StackedEnsemble_AllModels_1} uses at least one base model of each family it was given: GBM, XGBoost,"
        " DRF and GLM."
    ),
    lambda c: grade(all(c.used(c.said(name))[0] > 0 for name in ("GBM", "XGBoost", "DRF", "GLM"))),
)
a.false(
    "highlight",
    "count",
    W("color_intensity and proline alone make up 85.5% of the importance in {StackedEnsemble_AllModels_1}."),
    lambda c: but(c.same("85.5%", share(c, "color_intensity", "proline")), c.same("85.5%", top_share(c, 3))),
)
a.false(
    "figure",
    "name",
    W("In {StackedEnsemble_AllModels_1}, alcohol has 16.9% of the importance and flavanoids 11.4%."),
    lambda c: but(
        both(c.same("16.9%", share(c, "alcohol")), c.same("11.4%", share(c, "flavanoids"))),
        c.same("16.9%", share(c, "flavanoids")),
        c.same("11.4%", share(c, "alcohol")),
    ),
)
a.false(
    "comparison",
    "model",
    W("{XRT_1} predicts 19 times as fast as {StackedEnsemble_BestOfFamily_1}, with a mean per-class error of 0.0094."),
    lambda c: but(
        c.same(
            "19",
            c.row("StackedEnsemble_BestOfFamily_1")["predict_time_per_row_ms"]
            / c.row("XRT_1")["predict_time_per_row_ms"],
        ),
        c.same("19", max(c.board("predict_time_per_row_ms").values()) / c.row("XRT_1")["predict_time_per_row_ms"]),
        c.same("0.0094", *c.of("XRT_1", "mean_per_class_error")),
    ),
)
a.false(
    "figure",
    "split",
    W(
        "The mean per-class error of {StackedEnsemble_AllModels_1} is 0.0094 on training rows and 0.0000 in"
        " cross-validation."
    ),
    lambda c: but(
        both(
            c.same("0.0094", c.training("mean_per_class_error")),
            c.same("0.0000", *c.crossings("mean_per_class_error")),
        ),
        c.same("0.0094", c.crossed("mean_per_class_error")),
        c.same("0.0000", c.training("mean_per_class_error")),
    ),
)
a.false(
    "recommendation",
    "reason",
    W(
        "Accept the cost of {StackedEnsemble_AllModels_1}, because no single model matches its mean per-class error of"
        " 0.0094 on the leaderboard."
    ),
    lambda c: but(
        grade(
            all(
                r["metrics"]["mean_per_class_error"] > c.row("StackedEnsemble_AllModels_1")["mean_per_class_error"]
                for r in c.content["leaderboard"]
                if not r["is_ensemble"]
            )
        ),
        c.same("0.0094", c.row("StackedEnsemble_AllModels_1")["mean_per_class_error"]),
    ),
)
a.false(
    "risk",
    "verdict",
    "The classes are heavily imbalanced, since class_2 makes up only 27.0% of the rows.",
    # Three classes of equal size would have a third each; heavy is taken as one outnumbering another five to one.
    lambda c: but(
        above(max(c.classes().values()) / min(c.classes().values()), 5),
        c.same("27.0%", c.classes()[c.said("class_2")] / c.content["dataset"]["rows"]),
    ),
)
a.false(
    "extreme",
    "model",
    W("{StackedEnsemble_AllModels_1} has the lowest RMSE of all models, 0.1120 in cross-validation."),
    lambda c: but(
        c.extreme("rmse", "StackedEnsemble_AllModels_1", "lowest"),
        c.same("0.1120", *c.of("StackedEnsemble_AllModels_1", "rmse")),
    ),
)
a.false(
    "summary",
    "quantity",
    W("{StackedEnsemble_AllModels_1} reaches a log loss of 0.0094 in cross-validation, with two rows misclassified."),
    lambda c: but(
        c.same("0.0094", *c.crossings("logloss")),
        c.same("0.0094", c.crossed("mean_per_class_error")),
        c.count("two", round((1 - c.crossed("accuracy")) * c.content["dataset"]["rows"])),
    ),
)
a.false(
    "recommendation",
    "rank",
    W("Deploy {GLM_1} where speed counts, because no model has a lower prediction time per row than its 0.0031 ms."),
    lambda c: but(
        c.extreme("predict_time_per_row_ms", "GLM_1", "lowest"),
        c.same("0.0031 ms", c.row("GLM_1")["predict_time_per_row_ms"]),
    ),
)
a.false(
    "comparison",
    "ratio",
    W("{GLM_1} halves the mean per-class error of {XGBoost_2}: 0.0163 against 0.0235."),
    lambda c: but(
        grade(any(r < 0.55 for r in ratios(c, "GLM_1", "XGBoost_2", "mean_per_class_error"))),
        c.same("0.0163", *c.of("GLM_1", "mean_per_class_error")),
        c.same("0.0235", *c.of("XGBoost_2", "mean_per_class_error")),
    ),
)
a.false(
    "count",
    "count",
    W("{StackedEnsemble_AllModels_1} takes two rows of class_1 for class_0 in cross-validation."),
    lambda c: c.count("two", c.confused("cross_validation", c.said("class_1"), c.said("class_0"))),
)
a.true(
    "extreme",
    W("Of the three models that share a mean per-class error of 0.0094, {DRF_1} is trained fastest, in 44 ms."),
    lambda c: both(
        c.count("three", [round(v, 4) for v in c.board("mean_per_class_error").values()].count(0.0094)),
        c.same("0.0094", c.row("DRF_1")["mean_per_class_error"]),
        c.extreme("training_time_ms", "DRF_1", "lowest"),
        c.same("44 ms", c.row("DRF_1")["training_time_ms"]),
    ),
)
a.true(
    "comparison",
    W(
        "{GBM_2} has the lowest log loss of all models, 0.0519, yet four models have a lower mean per-class error"
        " than it."
    ),
    lambda c: both(
        c.extreme("logloss", "GBM_2", "lowest"),
        c.same("0.0519", c.row("GBM_2")["logloss"]),
        c.count(
            "four",
            sum(
                below(v, c.row("GBM_2")["mean_per_class_error"]) == 2 for v in c.board("mean_per_class_error").values()
            ),
        ),
    ),
)

# --- diabetes_automl

a = SHEET.about("experiment-diabetes_automl")
D = spelled("_AutoML_3_20261123_215525")

a.false(
    "figure",
    "quantity",
    D("{StackedEnsemble_BestOfFamily_1} has an MAE of 54.34 in cross-validation."),
    lambda c: but(c.same("54.34", *c.of("StackedEnsemble_BestOfFamily_1", "mae")), c.same("54.34", c.crossed("rmse"))),
)
a.false(
    "summary",
    "split",
    D("On cross-validated rows, the RMSE of {StackedEnsemble_BestOfFamily_1} amounts to 41.45."),
    lambda c: but(
        c.same("41.45", *c.crossings("rmse")), c.same("41.45", *c.of("StackedEnsemble_BestOfFamily_1", "rmse"))
    ),
)
a.false(
    "comparison",
    "direction",
    D("{GLM_1} edges out {StackedEnsemble_BestOfFamily_1} on the RMSE of the leaderboard: 54.34 against 54.38."),
    lambda c: but(
        both(
            c.same("54.34", c.row("GLM_1")["rmse"]),
            c.same("54.38", c.row("StackedEnsemble_BestOfFamily_1")["rmse"]),
        ),
        c.same("54.34", c.row("StackedEnsemble_BestOfFamily_1")["rmse"]),
        c.same("54.38", c.row("GLM_1")["rmse"]),
    ),
)
a.false(
    "comparison",
    "direction",
    D("In MAE, {GLM_1} falls behind {StackedEnsemble_BestOfFamily_1}, with 44.01 against 44.31."),
    lambda c: but(
        c.more("GLM_1", "StackedEnsemble_BestOfFamily_1", "mae"),
        c.same("44.01", *c.of("GLM_1", "mae")),
        c.same("44.31", *c.of("StackedEnsemble_BestOfFamily_1", "mae")),
    ),
)
a.false(
    "recommendation",
    "digit",
    D(
        "Consider {GLM_1} for live scoring, because it predicts 6.8 times as fast as {StackedEnsemble_BestOfFamily_1}"
        " at an RMSE of 54.38."
    ),
    lambda c: but(
        c.same(
            "6.8",
            c.row("StackedEnsemble_BestOfFamily_1")["predict_time_per_row_ms"]
            / c.row("GLM_1")["predict_time_per_row_ms"],
        ),
        c.same("54.38", *c.of("GLM_1", "rmse")),
    ),
)
a.false(
    "risk",
    "quantity",
    D("{StackedEnsemble_BestOfFamily_1} leaves 50.2% of the variance of the target unexplained in cross-validation."),
    lambda c: but(c.same("50.2%", *(1 - r for r in c.crossings("r2"))), c.same("50.2%", c.crossed("r2"))),
)
a.false(
    "extreme",
    "rank",
    D("No model takes longer to train than {StackedEnsemble_BestOfFamily_1} with its 231 ms."),
    lambda c: but(
        c.extreme("training_time_ms", "StackedEnsemble_BestOfFamily_1", "highest"),
        c.same("231 ms", c.row("StackedEnsemble_BestOfFamily_1")["training_time_ms"]),
    ),
)
a.false(
    "highlight",
    "name",
    D("bmi drives the predictions of {StackedEnsemble_BestOfFamily_1} most, with 27.8% of the importance."),
    lambda c: but(
        both(c.matters("bmi", "highest"), c.same("27.8%", share(c, "bmi"))), c.same("27.8%", top_share(c, 1))
    ),
)
a.false(
    "comparison",
    "ratio",
    D(
        "s5 weighs more than twice as much as bmi in {StackedEnsemble_BestOfFamily_1}: 27.8% of the importance"
        " against 22.2%."
    ),
    lambda c: but(
        above(share(c, "s5") / share(c, "bmi"), 2), c.same("27.8%", share(c, "s5")), c.same("22.2%", share(c, "bmi"))
    ),
)
a.false(
    "highlight",
    "count",
    D("{StackedEnsemble_BestOfFamily_1} puts both of its DRF base models to use, but no XGBoost model."),
    lambda c: but(
        grade(c.used(c.said("DRF"))[0] == 2), grade(c.used(c.said("DRF"))[1] == 2), grade(c.used("XGBoost")[0] == 0)
    ),
)
a.false(
    "summary",
    "digit",
    D(
        "The RMSE of {StackedEnsemble_BestOfFamily_1} varies over the folds with a standard deviation of 3.78, which is"
        " 0.7% of the mean."
    ),
    lambda c: but(
        c.same("0.7%", c.model["folds"]["rmse"]["sd"] / c.model["folds"]["rmse"]["mean"]),
        c.same("3.78", c.model["folds"]["rmse"]["sd"]),
    ),
)
a.false(
    "summary",
    "verdict",
    D(
        "The lead of {StackedEnsemble_BestOfFamily_1} over {GLM_1} by 0.0450 in RMSE is too large to be explained by"
        " the spread over the folds."
    ),
    lambda c: but(
        above(max(lead(c, "StackedEnsemble_BestOfFamily_1", "GLM_1", "rmse")), c.model["folds"]["rmse"]["sd"] / 5**0.5),
        c.same("0.0450", *lead(c, "StackedEnsemble_BestOfFamily_1", "GLM_1", "rmse")),
    ),
)
a.false(
    "all",
    "exception",
    "All three XGBoost models of diabetes_automl have an RMSE above 63 in cross-validation.",
    lambda c: but(
        grade(all(c.over("63", v) == 2 for v in c.board("rmse", "XGBoost").values())),
        c.count("three", family(c, "XGBoost")),
    ),
)
a.false(
    "extreme",
    "model",
    D("The best single model by RMSE is {XRT_1} with 56.16, behind the two ensembles."),
    lambda c: but(
        place(
            {r["name"]: r["metrics"]["rmse"] for r in c.content["leaderboard"] if not r["is_ensemble"]},
            c.row("XRT_1")["name"],
            "lowest",
        ),
        c.same("56.16", *c.of("XRT_1", "rmse")),
        c.count("two", family(c, "StackedEnsemble")),
    ),
)
a.false(
    "difference",
    "digit",
    D("{XGBoost_3} is 14.34 behind {StackedEnsemble_BestOfFamily_1} in RMSE, the widest gap to the leader."),
    lambda c: but(
        c.same("14.34", *lead(c, "XGBoost_3", "StackedEnsemble_BestOfFamily_1", "rmse")),
        c.extreme("rmse", "XGBoost_3", "highest"),
    ),
)
a.false(
    "comparison",
    "direction",
    D("{GBM_4} leaves {GBM_2} behind in RMSE with 57.84, where {GBM_2} has 57.16."),
    lambda c: but(
        c.more("GBM_2", "GBM_4", "rmse"),
        c.same("57.84", *c.of("GBM_4", "rmse")),
        c.same("57.16", *c.of("GBM_2", "rmse")),
    ),
)
a.false(
    "highlight",
    "name",
    D("The third most important feature of {StackedEnsemble_BestOfFamily_1} is glucose, at 11.8% of the importance."),
    lambda c: but(
        c.known("glucose"),
        c.ordinal("third", 3),
        c.same("11.8%", sorted(c.importances().values())[-3] / sum(c.importances().values())),
    ),
)
a.false(
    "rank",
    "rank",
    D("{DeepLearning_1} comes third in RMSE with 56.88."),
    lambda c: but(
        c.extreme("rmse", "DeepLearning_1", "lowest", 3),
        c.ordinal("third", 3),
        c.same("56.88", *c.of("DeepLearning_1", "rmse")),
    ),
)
a.false(
    "risk",
    "ratio",
    D(
        "The RMSE of {StackedEnsemble_BestOfFamily_1} doubles from 41.45 on training rows to 54.34 in"
        " cross-validation."
    ),
    lambda c: but(
        above(max(c.crossings("rmse")) / c.training("rmse"), 1.9),
        c.same("41.45", c.training("rmse")),
        c.same("54.34", c.crossed("rmse")),
    ),
)
a.false(
    "recommendation",
    "reason",
    D("Choose {GLM_1} over {StackedEnsemble_AllModels_1}, because its RMSLE is the better of the two, 0.4189."),
    lambda c: but(
        c.more("StackedEnsemble_AllModels_1", "GLM_1", "rmsle"),
        c.same("0.4189", *c.of("GLM_1", "rmsle")),
        c.count("two", 2),
    ),
)
a.true(
    "comparison",
    D(
        "{StackedEnsemble_AllModels_1} is behind {StackedEnsemble_BestOfFamily_1} in RMSE, yet slightly ahead of it in"
        " MAE: 44.28 against 44.31."
    ),
    lambda c: both(
        c.more("StackedEnsemble_AllModels_1", "StackedEnsemble_BestOfFamily_1", "rmse"),
        c.more("StackedEnsemble_BestOfFamily_1", "StackedEnsemble_AllModels_1", "mae"),
        c.same("44.28", *c.of("StackedEnsemble_AllModels_1", "mae")),
        c.same("44.31", *c.of("StackedEnsemble_BestOfFamily_1", "mae")),
    ),
)
a.true(
    "difference",
    D(
        "By taking {GLM_1} instead of {StackedEnsemble_BestOfFamily_1}, one gives up 0.0450 in RMSE and saves 227"
        " ms of training time."
    ),
    lambda c: both(
        c.same("0.0450", c.row("GLM_1")["rmse"] - c.row("StackedEnsemble_BestOfFamily_1")["rmse"]),
        c.same(
            "227 ms",
            c.row("StackedEnsemble_BestOfFamily_1")["training_time_ms"] - c.row("GLM_1")["training_time_ms"],
        ),
    ),
)

# --- breast-cancer-diagnosis

a = SHEET.about("experiment-breast-cancer-diagnosis")

a.false(
    "extreme",
    "rank",
    "svc-rbf also has the highest accuracy of all models on the test rows, 0.9790.",
    lambda c: but(
        c.extreme("test_accuracy", "svc-rbf", "highest"), c.same("0.9790", *c.of("svc-rbf", "test_accuracy"))
    ),
)
a.false(
    "figure",
    "model",
    "The test accuracy of random-forest is 0.9650.",
    lambda c: but(
        c.same("0.9650", *c.of("random-forest", "test_accuracy")),
        grade(round(c.board("test_accuracy")["extra-trees"], 4) == 0.9650),
    ),
)
a.false(
    "risk",
    "quantity",
    "mlp misses few positive rows, given its recall of 0.9885 on test rows.",
    lambda c: but(c.same("0.9885", *c.of("mlp", "test_recall")), c.same("0.9885", *c.of("mlp", "test_precision"))),
)
a.false(
    "extreme",
    "digit",
    "ada-boost has the highest Brier score of the 15 models, 0.0119.",
    lambda c: but(
        c.same("0.0119", *c.of("ada-boost", "test_brier")),
        c.extreme("test_brier", "ada-boost", "highest"),
        c.count("15", len(c.content["leaderboard"])),
    ),
)
a.false(
    "comparison",
    "direction",
    "grid-search-logistic improves on logistic-regression in test AUC: 0.9971 against 0.9977.",
    lambda c: but(
        c.more("grid-search-logistic", "logistic-regression", "test_roc_auc"),
        c.same("0.9971", *c.of("grid-search-logistic", "test_roc_auc")),
        c.same("0.9977", *c.of("logistic-regression", "test_roc_auc")),
    ),
)
a.false(
    "extreme",
    "model",
    "At the bottom for accuracy is decision-tree, with 0.9371 on test rows.",
    lambda c: but(
        both(
            c.extreme("test_accuracy", "decision-tree", "lowest"),
            c.same("0.9371", *c.of("decision-tree", "test_accuracy")),
        ),
        c.same("0.9371", min(c.board("test_accuracy").values())),
    ),
)
a.false(
    "all",
    "exception",
    "None but hist-gradient-boosting and k-nearest-neighbours reach a recall of 1.0000 on test rows.",
    lambda c: but(
        grade(list(c.board("test_recall").values()).count(1.0) == 2),
        c.same("1.0000", *c.of("hist-gradient-boosting", "test_recall")),
        c.same("1.0000", *c.of("k-nearest-neighbours", "test_recall")),
    ),
)
a.false(
    "all",
    "exception",
    "All 15 models keep their log loss on test rows below 0.5.",
    lambda c: but(
        grade(all(c.under("0.5", v) == 2 for v in c.board("test_log_loss").values())),
        c.count("15", len(c.content["leaderboard"])),
    ),
)
a.false(
    "summary",
    "split",
    "svc-rbf leads the experiment with an AUC of 0.9983 in cross-validation.",
    lambda c: but(
        grade(c.content["ranking_split"] == "cross_validation"),
        c.extreme("test_roc_auc", "svc-rbf", "highest"),
        c.same("0.9983", *c.of("svc-rbf", "test_roc_auc")),
    ),
)
a.false(
    "difference",
    "quantity",
    "In PR AUC, svc-rbf is ahead of logistic-regression by 0.0006.",
    lambda c: but(
        c.same("0.0006", *lead(c, "svc-rbf", "logistic-regression", "test_average_precision")),
        c.same("0.0006", *lead(c, "svc-rbf", "logistic-regression", "test_roc_auc")),
    ),
)
a.false(
    "summary",
    "unit",
    "breast-cancer-diagnosis needed 83 minutes for its 15 models.",
    lambda c: but(
        c.same("83 minutes", milliseconds(c.content["started_at"], c.content["finished_at"])),
        c.count("15", len(c.content["leaderboard"])),
    ),
)
a.false(
    "summary",
    "date",
    "breast-cancer-diagnosis was started and finished on 2026-11-24.",
    lambda c: but(c.date("2026-11-24", c.content["started_at"]), grade(c.content["finished_at"].startswith("2026"))),
)
a.false(
    "rank",
    "rank",
    "sgd-epochs is among the top three in AUC, with 0.9969 on test rows.",
    lambda c: but(
        grade(any(c.extreme("test_roc_auc", "sgd-epochs", "highest", n) == 2 for n in (1, 2, 3))),
        c.count("three", 3),
        c.same("0.9969", *c.of("sgd-epochs", "test_roc_auc")),
    ),
)
a.false(
    "recommendation",
    "reason",
    (
        "Keep hist-gradient-boosting as an alternative, because its Brier score of 0.0231 is second only to that"
        " of svc-rbf."
    ),
    lambda c: but(
        c.extreme("test_brier", "hist-gradient-boosting", "lowest", 2),
        c.extreme("test_brier", "svc-rbf", "lowest"),
        c.same("0.0231", *c.of("hist-gradient-boosting", "test_brier")),
    ),
)
a.false(
    "data",
    "name",
    "The models were trained on mammography, a dataset of 569 rows and 31 columns.",
    lambda c: but(
        c.known("mammography"),
        c.count("569", c.content["dataset"]["rows"]),
        c.count("31", c.content["dataset"]["columns"]),
    ),
)
a.false(
    "figure",
    "quantity",
    "logistic-regression classifies 98.9% of the test rows correctly.",
    lambda c: but(
        c.same("98.9%", *c.of("logistic-regression", "test_accuracy")),
        c.same("98.9%", *c.of("logistic-regression", "test_f1")),
    ),
)
a.false(
    "comparison",
    "direction",
    (
        "hist-gradient-boosting draws level with gradient-boosting-staged in AUC, 0.9933 for both, and beats it"
        " in log loss."
    ),
    lambda c: but(
        c.more("gradient-boosting-staged", "hist-gradient-boosting", "test_log_loss"),
        c.same("0.9933", *c.of("hist-gradient-boosting", "test_roc_auc")),
        c.same("0.9933", *c.of("gradient-boosting-staged", "test_roc_auc")),
    ),
)
a.false(
    "comparison",
    "ratio",
    "The log loss of decision-tree, 1.3013, is about nine times as high as that of svc-rbf, 0.0684.",
    lambda c: but(
        c.same("nine", *ratios(c, "decision-tree", "svc-rbf", "test_log_loss")),
        c.same("1.3013", *c.of("decision-tree", "test_log_loss")),
        c.same("0.0684", *c.of("svc-rbf", "test_log_loss")),
    ),
)
a.false(
    "difference",
    "digit",
    "The test AUC of the models spans a mere 0.0060, from 0.9384 for decision-tree to 0.9983 for svc-rbf.",
    lambda c: but(
        c.same("0.0060", *lead(c, "svc-rbf", "decision-tree", "test_roc_auc")),
        c.same("0.9384", min(c.of("decision-tree", "test_roc_auc"))),
        c.same("0.9983", max(c.of("svc-rbf", "test_roc_auc"))),
    ),
)
a.true(
    "comparison",
    (
        "svc-rbf has the highest AUC, 0.9983, but both logistic-regression and sgd-epochs are above it in"
        " accuracy, 0.9860 each."
    ),
    lambda c: both(
        c.extreme("test_roc_auc", "svc-rbf", "highest"),
        c.same("0.9983", *c.of("svc-rbf", "test_roc_auc")),
        *(c.more(m, "svc-rbf", "test_accuracy") for m in ("logistic-regression", "sgd-epochs")),
        *(c.same("0.9860", *c.of(m, "test_accuracy")) for m in ("logistic-regression", "sgd-epochs")),
    ),
)
a.true(
    "risk",
    (
        "k-nearest-neighbours finds every positive row of the test set, but its precision of 0.9474 falls short"
        " of the 0.9888 of svc-rbf."
    ),
    lambda c: both(
        grade(c.row("k-nearest-neighbours")["test_recall"] == 1.0),
        c.same("0.9474", *c.of("k-nearest-neighbours", "test_precision")),
        c.same("0.9888", *c.of("svc-rbf", "test_precision")),
        c.more("svc-rbf", "k-nearest-neighbours", "test_precision"),
    ),
)

# --- Clinical and retention models

a = SHEET.about("project-Clinical-and-retention-models")

a.false(
    "summary",
    "count",
    "The project holds 41 models in all, two of them registered and one deployed.",
    lambda c: but(
        c.count("41", len(c.content["models"]), sum(c.items("experiments", "model_count").values())),
        c.count("41", statuses(c, "candidate")),
        c.count("two", statuses(c, "registered")),
        grade(statuses(c, "deployed") == 1),
    ),
)
a.false(
    "summary",
    "verdict",
    "Three of the four experiments are complete, and breast-cancer-diagnosis is still running.",
    lambda c: but(
        both(
            grade(c.item("experiments", "breast-cancer-diagnosis")["status"] == "running"),
            c.count("three", sum(e["status"] == "completed" for e in c.content["experiments"])),
        ),
        c.count("four", len(c.content["experiments"])),
    ),
)
a.false(
    "data",
    "count",
    "wine is the smallest dataset with 178 rows and 13 columns.",
    lambda c: but(
        c.count("13", c.item("datasets", "wine")["columns"]),
        c.count("178", c.item("datasets", "wine")["rows"]),
        place(c.items("datasets", "rows"), "wine", "lowest"),
    ),
)
a.false(
    "risk",
    "name",
    "wa_churn lies unused: neither an experiment nor a synthetic-data run draws on it.",
    lambda c: grade(
        c.said("wa_churn") not in [r["dataset"] for kind in ("experiments", "synthgen_runs") for r in c.content[kind]]
    ),
)
a.false(
    "data",
    "digit",
    "wa_churn has 11 missing values, which is 0.8% of its cells.",
    lambda c: but(
        c.same(
            "0.8%",
            c.item("datasets", "wa_churn")["missing_values"]
            / (c.item("datasets", "wa_churn")["rows"] * c.item("datasets", "wa_churn")["columns"]),
        ),
        c.count("11", c.item("datasets", "wa_churn")["missing_values"]),
    ),
)
a.false(
    "risk",
    "model",
    "churn-scoring-prod fails in 2.2% of 7,043 calls.",
    lambda c: but(
        c.count("7,043", c.item("deployments", "churn-scoring-prod")["requests"]),
        c.same("2.2%", c.item("deployments", "churn-scoring-prod")["error_rate"]),
        c.count("7,043", max(c.items("datasets", "rows").values())),
    ),
)
a.false(
    "figure",
    "quantity",
    "Just 5% of the calls to churn-scoring-prod are answered within 30 ms.",
    # 30 ms is the 95th percentile, to the millisecond: the share is 95% or close to it.
    lambda c: but(c.same("5%", 0.95), c.same("30 ms", c.item("deployments", "churn-scoring-prod")["latency_p95_ms"])),
)
a.false(
    "risk",
    "name",
    "Three features of churn-scoring-prod drifted: international_plan, total_day_minutes and total_day_calls.",
    lambda c: but(
        grade(c.said("total_day_calls") in c.item("deployments", "churn-scoring-prod")["drifted_features"]),
        c.count("three", len(c.item("deployments", "churn-scoring-prod")["drifted_features"])),
        c.known("international_plan"),
        c.known("total_day_minutes"),
    ),
)
a.false(
    "extreme",
    "rank",
    "breast_cancer_automl was the longest of the four experiments at 1 min 11 s.",
    lambda c: but(
        place(c.lasted(), c.item("experiments", "breast_cancer_automl")["name"], "highest"),
        lasts(c, "1 min 11 s", c.lasted()["breast_cancer_automl"]),
        c.count("four", len(c.content["experiments"])),
    ),
)
a.false(
    "count",
    "count",
    "diabetes_automl and wine_automl compared 14 models each.",
    lambda c: but(
        c.count("14", c.item("experiments", "wine_automl")["model_count"]),
        c.count("14", c.item("experiments", "diabetes_automl")["model_count"]),
    ),
)
a.false(
    "comparison",
    "direction",
    (
        "The newer version breast-cancer-classifier/2 falls short of breast-cancer-classifier/1: its test AUC is"
        " 0.9977 against 0.9948."
    ),
    lambda c: but(
        below(
            c.item("models", "breast-cancer-classifier/2")["metric"]["value"],
            c.item("models", "breast-cancer-classifier/1")["metric"]["value"],
        ),
        c.same("0.9977", c.item("models", "breast-cancer-classifier/2")["metric"]["value"]),
        c.same("0.9948", c.item("models", "breast-cancer-classifier/1")["metric"]["value"]),
    ),
)
a.false(
    "all",
    "exception",
    "No model in the project that is judged by AUC falls below 0.98.",
    lambda c: grade(not any(c.under("0.98", v) for v in results(c, "auc").values())),
)
a.false(
    "summary",
    "quantity",
    "The best model of breast_cancer_automl has an accuracy of 0.9951.",
    lambda c: but(
        grade(c.item("experiments", "breast_cancer_automl")["best_metric"]["name"] == "accuracy"),
        c.same("0.9951", c.item("experiments", "breast_cancer_automl")["best_metric"]["value"]),
    ),
)
a.false(
    "summary",
    "digit",
    "The synthetic data of wa_churn-gaussian-copula scores 84.8% for overall quality, on 5,635 synthetic rows.",
    lambda c: but(
        c.same("84.8%", c.item("synthgen_runs", "wa_churn-gaussian-copula")["overall_quality"]),
        c.count("5,635", c.item("synthgen_runs", "wa_churn-gaussian-copula")["synthetic_rows"]),
    ),
)
a.false(
    "summary",
    "model",
    "In production, churn-scoring-prod serves breast-cancer-classifier/2.",
    lambda c: but(
        grade(
            c.item("deployments", "churn-scoring-prod")["model"]["name"]
            == c.item("models", "breast-cancer-classifier/2")["name"]
        ),
        grade(c.item("deployments", "churn-scoring-prod")["stage"] == "production"),
    ),
)
a.false(
    "data",
    "ratio",
    "More than two thirds of all rows in the five datasets belong to wa_churn.",
    lambda c: but(
        above(c.item("datasets", "wa_churn")["rows"] / sum(c.items("datasets", "rows").values()), 2 / 3),
        c.count("two", 2),
        c.count("five", len(c.content["datasets"])),
    ),
)
a.false(
    "recommendation",
    "reason",
    "Archive mlc_churn, because at 456.1 kB it is the largest of the datasets.",
    lambda c: but(
        place(c.items("datasets", "size_bytes"), c.said("mlc_churn"), "highest"),
        grade(round(c.items("datasets", "size_bytes")["mlc_churn"] / 1000, 1) == float(c.said("456.1"))),
    ),
)
a.false(
    "extreme",
    "model",
    "GLM_1_AutoML_1_20261123_215343 has the lowest training time in the whole project, 64 ms.",
    lambda c: but(
        place(
            {m["name"]: m["training_time_ms"] for m in c.content["models"] if "training_time_ms" in m},
            c.said("GLM_1_AutoML_1_20261123_215343"),
            "lowest",
        ),
        c.same("64 ms", c.item("models", "GLM_1_AutoML_1_20261123_215343")["training_time_ms"]),
    ),
)
a.false(
    "summary",
    "date",
    "The project Clinical and retention models was created on 23 November 2026, when all four experiments ran.",
    lambda c: but(
        c.date("23 November 2026", c.content["created_at"]),
        c.count("four", len(c.content["experiments"])),
        *(c.date("23 November 2026", e["started_at"]) for e in c.content["experiments"]),
    ),
)
a.true(
    "comparison",
    "On the same dataset, breast-cancer-diagnosis has 19 models, five more than breast_cancer_automl.",
    lambda c: both(
        c.count("19", c.item("experiments", "breast-cancer-diagnosis")["model_count"]),
        c.count(
            "five",
            c.item("experiments", "breast-cancer-diagnosis")["model_count"]
            - c.item("experiments", "breast_cancer_automl")["model_count"],
        ),
        grade(
            c.item("experiments", "breast-cancer-diagnosis")["dataset"]
            == c.item("experiments", "breast_cancer_automl")["dataset"]
        ),
    ),
)
a.true(
    "extreme",
    "The one deployed model, churn-gradient-forest, has the lowest AUC of the models judged by it, 0.9271.",
    lambda c: both(
        grade(statuses(c, "deployed") == 1),
        grade(c.item("models", "churn-gradient-forest")["status"] == "deployed"),
        place(results(c, "auc"), "churn-gradient-forest", "lowest"),
        c.same("0.9271", results(c, "auc")["churn-gradient-forest"]),
    ),
)

SHEET.write()
