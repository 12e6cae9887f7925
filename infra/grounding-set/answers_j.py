"""Commentary as language models write it on experiments, a project and a synthetic-data run; true and false."""

from claims import above, both, but, milliseconds, place
from sheet import Sheet

SHEET = Sheet("answers_j.jsonl", lambda sentence: "answers_5")


def names(c, *wanted):
    """A sentence that only names things is as good as its names."""
    return both(*(c.known(name) for name in wanted))


def duration(c, text, ms):
    """Whether "1 min 10 s" is the duration, to the second."""
    minutes, seconds = (int(part) for part in c.said(text).split()[::2])
    return abs(minutes * 60 + seconds - ms / 1000.0) <= 0.5


def families(c):
    """How many models of each family an experiment has."""
    found = [row["algorithm"] for row in c.content["leaderboard"]]
    return {family: found.count(family) for family in found}


def share(c, *features):
    """The share of the importance that features of the best model have together, by the method that is listed first."""
    values = c.importances()
    return sum(values[c.said(feature)] for feature in features) / sum(values.values())


def precision(c, split, label):
    """The share of the rows called a class that belong to it."""
    matrix = c.evaluation(split)["confusion_matrix"]
    column = matrix["labels"].index(label)
    return matrix["counts"][column][column] / sum(row[column] for row in matrix["counts"])


def missed(c, split, label):
    """How many rows of a class are taken for another."""
    matrix = c.evaluation(split)["confusion_matrix"]
    own = matrix["labels"].index(label)
    return sum(n for i, n in enumerate(matrix["counts"][own]) if i != own)


def wrong_rows(c, split):
    return sum(missed(c, split, label) for label in c.evaluation(split)["confusion_matrix"]["labels"])


def calibration_error(c, split):
    """How far predicted probabilities are from observed rates, on average over the rows."""
    bins = c.evaluation(split)["calibration"]
    apart = sum(b["count"] * abs(b["mean_predicted"] - b["observed_rate"]) for b in bins)
    return apart / sum(b["count"] for b in bins)


def features(c):
    return c.content["dataset"]["columns"] - 1


def scored(c, name):
    """The metric by which a project ranks a model."""
    return c.item("models", name)["metric"]["value"]


def statuses(c, status):
    return sum(model["status"] == status for model in c.content["models"])


def unused(c):
    """Datasets of a project that no run uses."""
    runs = c.content["experiments"] + c.content["synthgen_runs"]
    used = {run["dataset"] for run in runs}
    return [dataset["name"] for dataset in c.content["datasets"] if dataset["name"] not in used]


def weak_pairs(c):
    return sum(score < 0.8 for score in c.pairs().values())


a = SHEET.about("experiment-breast_cancer_automl")
a.true(
    "extreme",
    "GLM_1_AutoML_1_20261123_215343 comes out on top of breast_cancer_automl with a cross-validated AUC of 0.995.",
    lambda c: both(
        names(c, "breast_cancer_automl"), c.extreme("auc", "GLM_1", "highest"), c.same("0.995", *c.of("GLM_1", "auc"))
    ),
)
a.true(
    "difference",
    "Only 0.0003 of AUC separates GLM_1_AutoML_1_20261123_215343 from the runner-up, "
    "StackedEnsemble_BestOfFamily_1_AutoML_1_20261123_215343.",
    lambda c: both(
        c.extreme("auc", "StackedEnsemble_BestOfFamily_1", "highest", 2),
        c.same("0.0003", c.row("GLM_1")["auc"] - c.row("StackedEnsemble_BestOfFamily_1")["auc"]),
    ),
)
a.true(
    "class",
    "In cross-validation, 203 of the 212 malignant rows are recognised by GLM_1_AutoML_1_20261123_215343.",
    lambda c: both(
        c.count("203", c.confused("cross_validation", c.said("malignant"), "malignant")),
        c.count("212", c.classes()["malignant"]),
    ),
)
a.true(
    "extreme",
    "The lowest log loss in the experiment, 0.0703, belongs to StackedEnsemble_AllModels_1_AutoML_1_20261123_215343.",
    lambda c: both(
        c.extreme("logloss", "StackedEnsemble_AllModels_1", "lowest"),
        c.same("0.0703", *c.of("StackedEnsemble_AllModels_1", "logloss")),
    ),
)
a.true(
    "class",
    "GLM_1_AutoML_1_20261123_215343 overlooks nine malignant rows in cross-validation, while three benign rows are "
    "flagged as malignant.",
    lambda c: both(
        c.count("nine", missed(c, "cross_validation", c.said("malignant"))),
        c.count("three", c.confused("cross_validation", c.said("benign"), "malignant")),
    ),
)
a.true(
    "split",
    "Training and held-out performance of GLM_1_AutoML_1_20261123_215343 are close: its AUC is 0.9974 on training "
    "rows and 0.9951 in cross-validation.",
    lambda c: both(c.same("0.9974", c.training("auc")), c.same("0.9951", c.crossed("auc"))),
)
a.true(
    "importance",
    "The feature worst texture carries 7.2% of the importance in GLM_1_AutoML_1_20261123_215343, just ahead of "
    "radius error with 7.1%.",
    lambda c: both(
        c.same("7.2%", share(c, "worst texture")),
        c.same("7.1%", share(c, "radius error")),
        above(c.importance("worst texture"), c.importance("radius error")),
    ),
)
a.true(
    "data",
    "With 212 malignant rows and 30 features, the smallest class offers 7.1 rows per feature.",
    lambda c: both(
        c.count("212", c.classes()[c.said("malignant")]),
        c.count("30", features(c)),
        place(c.classes(), "malignant", "lowest"),
        c.same("7.1", c.classes()["malignant"] / features(c)),
    ),
)
a.true(
    "extreme",
    "At 4.6 s, XGBoost_2_AutoML_1_20261123_215343 took longest to train.",
    lambda c: both(
        c.extreme("training_time_ms", "XGBoost_2", "highest"), c.same("4.6 s", c.row("XGBoost_2")["training_time_ms"])
    ),
)
a.true(
    "baseline",
    "GLM_1_AutoML_1_20261123_215343 classifies 97.9% of 569 rows correctly in cross-validation; always answering "
    "benign would yield 62.7%.",
    lambda c: both(
        c.same("97.9%", c.crossed("accuracy")),
        c.count("569", c.evaluation("cross_validation")["rows"]),
        c.same("62.7%", c.classes()[c.said("benign")] / sum(c.classes().values())),
    ),
)
a.true(
    "comparison",
    "StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 makes fewer errors per class than "
    "GLM_1_AutoML_1_20261123_215343, with a mean per-class error of 1.78% against 2.54%.",
    lambda c: both(
        c.more("GLM_1", "StackedEnsemble_AllModels_1", "mean_per_class_error"),
        c.same("1.78%", *c.of("StackedEnsemble_AllModels_1", "mean_per_class_error")),
        c.same("2.54%", *c.of("GLM_1", "mean_per_class_error")),
    ),
)
a.true(
    "calibration",
    "Probabilities predicted by GLM_1_AutoML_1_20261123_215343 deviate from observed rates by 1.5 percentage points on "
    "average in cross-validation.",
    lambda c: c.same("1.5 percentage points", calibration_error(c, "cross_validation")),
)
a.true(
    "recommendation",
    "Lower the decision threshold of GLM_1_AutoML_1_20261123_215343, because its recall for class malignant is 0.9575 "
    "in cross-validation.",
    lambda c: c.same("0.9575", c.class_recall("cross_validation", "malignant")),
)
a.true(
    "recommendation",
    "Adopt GLM_1_AutoML_1_20261123_215343 as the reference model, "
    "since its AUC is higher than that of either ensemble.",
    lambda c: both(
        *(
            above(c.row("GLM_1")["auc"], row["metrics"]["auc"])
            for row in c.content["leaderboard"]
            if row["is_ensemble"]
        )
    ),
)
a.true(
    "recommendation",
    "Have a domain expert review the malignant rows that GLM_1_AutoML_1_20261123_215343 takes for benign.",
    lambda c: names(c, "GLM_1_AutoML_1_20261123_215343", "malignant", "benign"),
)
a.true(
    "recommendation",
    "Collect more rows of class malignant before ranking the models any finer.",
    lambda c: names(c, "malignant"),
)
a.true(
    "recommendation",
    "Agree with the clinicians on what a missed malignant row costs before fixing the threshold of "
    "GLM_1_AutoML_1_20261123_215343.",
    lambda c: names(c, "malignant", "GLM_1_AutoML_1_20261123_215343"),
)
a.false(
    "extreme",
    "rank",
    "XGBoost_1_AutoML_1_20261123_215343 delivers the best AUC of all 14 models in cross-validation.",
    lambda c: but(c.extreme("auc", "XGBoost_1", "highest"), c.count("14", len(c.content["leaderboard"]))),
)
a.false(
    "metric",
    "digit",
    "The false negative rate of GLM_1_AutoML_1_20261123_215343 is 0.42% in cross-validation.",
    lambda c: c.same("0.42%", *(1 - recall for recall in c.crossings("recall"))),
)
a.false(
    "metric",
    "split",
    "On training rows, GLM_1_AutoML_1_20261123_215343 attains an accuracy of 0.9789.",
    lambda c: c.same("0.9789", c.training("accuracy")),
)
a.false(
    "comparison",
    "direction",
    "XGBoost_3_AutoML_1_20261123_215343 improves on the log loss of GLM_1_AutoML_1_20261123_215343: 0.0960 against "
    "0.0740.",
    lambda c: but(
        c.more("GLM_1", "XGBoost_3", "logloss"),
        c.same("0.0960", *c.of("XGBoost_3", "logloss")),
        c.same("0.0740", *c.of("GLM_1", "logloss")),
    ),
)
a.false(
    "time",
    "unit",
    "Training GLM_1_AutoML_1_20261123_215343 took 64 seconds.",
    lambda c: c.same("64 seconds", c.row("GLM_1")["training_time_ms"]),
)
a.false(
    "count",
    "count",
    "In cross-validation, 21 rows are misclassified by GLM_1_AutoML_1_20261123_215343.",
    lambda c: c.count("21", wrong_rows(c, "cross_validation")),
)
a.false(
    "recommendation",
    "reason",
    "Guard the quality of worst compactness at collection, because it holds the largest share of the importance in "
    "GLM_1_AutoML_1_20261123_215343.",
    lambda c: max(c.matters("worst compactness", "highest", method=m) for m in ("coefficient", "permutation")),
)
a.false(
    "recommendation",
    "name",
    "Keep LightGBM_1_AutoML_1_20261123_215343 as a fallback for GLM_1_AutoML_1_20261123_215343.",
    lambda c: but(names(c, "LightGBM_1_AutoML_1_20261123_215343"), names(c, "GLM_1_AutoML_1_20261123_215343")),
)
a.false(
    "class",
    "quantity",
    "GLM_1_AutoML_1_20261123_215343 reaches a precision of 0.9575 for malignant rows in cross-validation.",
    lambda c: c.same("0.9575", precision(c, "cross_validation", c.said("malignant"))),
)
a.false(
    "extreme",
    "model",
    "With 0.0652 ms, DeepLearning_1_AutoML_1_20261123_215343 has the highest prediction time per row.",
    lambda c: both(
        c.extreme("predict_time_per_row_ms", "DeepLearning_1", "highest"),
        c.same("0.0652 ms", c.row("DeepLearning_1")["predict_time_per_row_ms"]),
    ),
)

a = SHEET.about("experiment-wine_automl")
a.true(
    "tie",
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 and XRT_1_AutoML_2_20261123_215457 are level in mean "
    "per-class error at 0.94%.",
    lambda c: both(
        c.same("0.94%", c.row("StackedEnsemble_AllModels_1")["mean_per_class_error"]),
        c.same("0.94%", c.row("XRT_1")["mean_per_class_error"]),
    ),
)
a.true(
    "ratio",
    "XRT_1_AutoML_2_20261123_215457 scores a row in 0.012 ms, 19 times as fast as "
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 with its 0.2313 ms.",
    lambda c: both(
        c.same("0.012 ms", c.row("XRT_1")["predict_time_per_row_ms"]),
        c.same("0.2313 ms", c.row("StackedEnsemble_AllModels_1")["predict_time_per_row_ms"]),
        c.same(
            "19",
            c.row("StackedEnsemble_AllModels_1")["predict_time_per_row_ms"] / c.row("XRT_1")["predict_time_per_row_ms"],
        ),
    ),
)
a.true(
    "count",
    "Just two of 178 rows are misclassified by StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 in "
    "cross-validation.",
    lambda c: both(
        c.count("two", wrong_rows(c, "cross_validation")), c.count("178", c.evaluation("cross_validation")["rows"])
    ),
)
a.true(
    "importance",
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 relies chiefly on color_intensity, which accounts for 40.0% "
    "of the importance.",
    lambda c: both(c.matters("color_intensity", "highest"), c.same("40.0%", share(c, "color_intensity"))),
)
a.true(
    "extreme",
    "GBM_2_AutoML_2_20261123_215457 attains the lowest log loss of the 12 models: 0.0519.",
    lambda c: both(
        c.extreme("logloss", "GBM_2", "lowest"),
        c.same("0.0519", c.row("GBM_2")["logloss"]),
        c.count("12", len(c.content["leaderboard"])),
    ),
)
a.true(
    "structure",
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 makes use of 5 of its 10 base models.",
    lambda c: both(c.count("5", c.used(None)[0]), c.count("10", c.used(None)[1])),
)
a.true(
    "split",
    "For StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 the mean per-class error grows from 0.0000 on training "
    "rows to 0.0094 in cross-validation.",
    lambda c: both(
        c.same("0.0000", c.training("mean_per_class_error")), c.same("0.0094", c.crossed("mean_per_class_error"))
    ),
)
a.true(
    "folds",
    "Averaged over 5 folds, the mean per-class error of StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 is "
    "0.0067, with a standard deviation of 0.0092.",
    lambda c: both(
        c.count("5", len(c.model["folds"]["mean_per_class_error"]["folds"])),
        c.same("0.0067", c.model["folds"]["mean_per_class_error"]["mean"]),
        c.same("0.0092", c.model["folds"]["mean_per_class_error"]["sd"]),
    ),
)
a.true(
    "data",
    "The class class_1 makes up 39.9% of the rows and is the largest of three.",
    lambda c: both(
        c.same("39.9%", c.classes()[c.said("class_1")] / sum(c.classes().values())),
        place(c.classes(), "class_1", "highest"),
        c.count("three", len(c.classes())),
    ),
)
a.true(
    "class",
    "Among the classes, class_1 is the hardest for StackedEnsemble_AllModels_1_AutoML_2_20261123_215457: recall is "
    "0.9718 in cross-validation.",
    lambda c: both(
        c.same("0.9718", c.class_recall("cross_validation", "class_1")),
        *(missed(c, "cross_validation", other) == 0 for other in ("class_0", "class_2")),
    ),
)
a.true(
    "recommendation",
    "Serve XRT_1_AutoML_2_20261123_215457 where speed matters, because the prediction time per row of "
    "XRT_1_AutoML_2_20261123_215457 is 0.012 ms.",
    lambda c: c.same("0.012 ms", c.row("XRT_1")["predict_time_per_row_ms"]),
)
a.true(
    "recommendation",
    "Gather additional rows of class_2, since there are only 48 of them for 13 features.",
    lambda c: both(c.count("48", c.classes()[c.said("class_2")]), c.count("13", features(c))),
)
a.true(
    "recommendation",
    "Check the measurement of color_intensity and proline before relying on "
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 in daily use.",
    lambda c: names(c, "color_intensity", "proline", "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457"),
)
a.true(
    "recommendation",
    "Rebuild StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 without XGBoost, as it uses 0 of 3 XGBoost "
    "base models.",
    lambda c: both(c.count("0", c.used("XGBoost")[0]), c.count("3", c.used("XGBoost")[1])),
)
a.true(
    "recommendation",
    "Compare DRF_1_AutoML_2_20261123_215457 and GLM_1_AutoML_2_20261123_215457 on a new sample of wine before the "
    "final choice.",
    lambda c: names(c, "DRF_1_AutoML_2_20261123_215457", "GLM_1_AutoML_2_20261123_215457", "wine"),
)
a.true(
    "recommendation",
    "Document for the auditors which base models feed StackedEnsemble_AllModels_1_AutoML_2_20261123_215457.",
    lambda c: names(c, "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457"),
)
a.false(
    "class",
    "name",
    "The weakest class of StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 is class_0, of which 97.2% is found in "
    "cross-validation.",
    lambda c: c.same("97.2%", c.class_recall("cross_validation", "class_0")),
)
a.false(
    "tie",
    "count",
    "Five models share the best mean per-class error of 0.0094.",
    lambda c: but(
        c.count("five", sum(abs(v - 0.0094) < 0.0001 for v in c.board("mean_per_class_error").values())),
        c.same("0.0094", min(c.board("mean_per_class_error").values())),
    ),
)
a.false(
    "metric",
    "digit",
    "A log loss of 0.0258 in cross-validation is recorded for StackedEnsemble_AllModels_1_AutoML_2_20261123_215457.",
    lambda c: c.same("0.0258", *c.crossings("logloss")),
)
a.false(
    "comparison",
    "direction",
    "RMSE is lower for DRF_1_AutoML_2_20261123_215457 than for "
    "StackedEnsemble_BestOfFamily_1_AutoML_2_20261123_215457: 0.1685 versus 0.1119.",
    lambda c: but(
        c.more("StackedEnsemble_BestOfFamily_1", "DRF_1", "rmse"),
        c.same("0.1685", c.row("DRF_1")["rmse"]),
        c.same("0.1119", c.row("StackedEnsemble_BestOfFamily_1")["rmse"]),
    ),
)
a.false(
    "importance",
    "rank",
    "In StackedEnsemble_AllModels_1_AutoML_2_20261123_215457, flavanoids is the second most important feature with "
    "16.9% of the importance.",
    lambda c: but(c.matters("flavanoids", "highest", 2), c.same("16.9%", share(c, "flavanoids"))),
)
a.false(
    "time",
    "unit",
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 needs 0.2313 seconds to predict a row.",
    lambda c: c.same("0.2313 seconds", c.row("StackedEnsemble_AllModels_1")["predict_time_per_row_ms"]),
)
a.false(
    "recommendation",
    "reason",
    "Move to DRF_1_AutoML_2_20261123_215457, because it has a lower log loss than "
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457.",
    lambda c: c.more("StackedEnsemble_AllModels_1", "DRF_1", "logloss"),
)
a.false(
    "metric",
    "quantity",
    "The accuracy of StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 comes to 0.9790 in cross-validation.",
    lambda c: c.same("0.9790", *c.crossings("accuracy")),
)
a.false(
    "importance",
    "name",
    "The feature sulphates contributes 1.1% of the importance to StackedEnsemble_AllModels_1_AutoML_2_20261123_215457.",
    lambda c: but(names(c, "sulphates"), c.same("1.1%", c.importances()["hue"] / sum(c.importances().values()))),
)
a.false(
    "extreme",
    "model",
    "Slowest to train is GLM_1_AutoML_2_20261123_215457, whose training time is 129 ms.",
    lambda c: but(
        c.extreme("training_time_ms", "GLM_1", "highest"), c.same("129 ms", c.row("GLM_1")["training_time_ms"])
    ),
)

a = SHEET.about("experiment-diabetes_automl")
a.true(
    "metric",
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 explains 50.2% of the variance of the target in "
    "cross-validation.",
    lambda c: c.same("50.2%", c.crossed("r2")),
)
a.true(
    "split",
    "The RMSE of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 climbs from 41.45 in training to 54.34 in "
    "cross-validation.",
    lambda c: both(c.same("41.45", c.training("rmse")), c.same("54.34", c.crossed("rmse"))),
)
a.true(
    "difference",
    "GLM_1_AutoML_3_20261123_215525 trails StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 by merely 0.045 in "
    "RMSE.",
    lambda c: c.same("0.045", c.row("GLM_1")["rmse"] - c.row("StackedEnsemble_BestOfFamily_1")["rmse"]),
)
a.true(
    "extreme",
    "GLM_1_AutoML_3_20261123_215525 has, at 44.01, the smallest MAE in the whole comparison.",
    lambda c: both(c.extreme("mae", "GLM_1", "lowest"), c.same("44.01", c.row("GLM_1")["mae"])),
)
a.true(
    "extreme",
    "XGBoost_3_AutoML_3_20261123_215525 brings up the rear with an RMSE of 64.7.",
    lambda c: both(c.extreme("rmse", "XGBoost_3", "highest"), c.same("64.7", c.row("XGBoost_3")["rmse"])),
)
a.true(
    "importance",
    "Slightly less than 28% of the importance in StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 falls to the "
    "feature s5.",
    lambda c: both(c.under("28%", share(c, "s5")), c.same("28%", share(c, "s5"))),
)
a.true(
    "importance",
    "Together, s5, bmi and bp account for 61.8% of the importance of "
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: c.same("61.8%", share(c, "s5", "bmi", "bp")),
)
a.true(
    "importance",
    "The feature age contributes least to StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525, at 3.1% of the "
    "importance.",
    lambda c: both(c.matters("age", "lowest"), c.same("3.1%", share(c, "age"))),
)
a.true(
    "folds",
    "Over the folds, RMSE of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 varies with a standard deviation "
    "of 3.78 around a mean of 54.14.",
    lambda c: both(
        c.same("3.78", c.model["folds"]["rmse"]["sd"]), c.same("54.14", c.model["folds"]["rmse"]["mean"])
    ),
)
a.true(
    "metric",
    "GLM_1_AutoML_3_20261123_215525 shows a mean residual deviance of about 2,960 in cross-validation.",
    # Rounded to tens, which the last place as written does not show.
    lambda c: c.same("2,960", round(c.row("GLM_1")["mean_residual_deviance"], -1)),
)
a.true(
    "count",
    "Five of the 14 models in diabetes_automl belong to the family GBM.",
    lambda c: both(
        c.count("five", families(c)[c.said("GBM")]),
        c.count("14", len(c.content["leaderboard"])),
        names(c, "diabetes_automl"),
    ),
)
a.true(
    "recommendation",
    "Deploy GLM_1_AutoML_3_20261123_215525 rather than StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525, "
    "because its prediction time per row is 0.0005 ms against 0.0317 ms.",
    lambda c: both(
        c.same("0.0005 ms", c.row("GLM_1")["predict_time_per_row_ms"]),
        c.same("0.0317 ms", c.row("StackedEnsemble_BestOfFamily_1")["predict_time_per_row_ms"]),
    ),
)
a.true(
    "recommendation",
    "Look for further informative features, because the unexplained variance of "
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 is 0.4979 in cross-validation.",
    lambda c: c.same("0.4979", 1 - c.crossed("r2")),
)
a.true(
    "recommendation",
    "Tune GLM_1_AutoML_3_20261123_215525 and compare it once more with "
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: names(c, "GLM_1_AutoML_3_20261123_215525", "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525"),
)
a.true(
    "recommendation",
    "Monitor the input features s5 and bmi once a model is in use, as they matter most in "
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: both(c.matters("s5", "highest"), c.matters("bmi", "highest", 2)),
)
a.true(
    "recommendation",
    "Remove XGBoost_3_AutoML_3_20261123_215525 from the shortlist, given that it has the highest RMSE.",
    lambda c: c.extreme("rmse", "XGBoost_3", "highest"),
)
a.true(
    "recommendation",
    "Use the simpler GLM_1_AutoML_3_20261123_215525 as a benchmark for every later model on the dataset diabetes.",
    lambda c: names(c, "GLM_1_AutoML_3_20261123_215525", "diabetes"),
)
a.false(
    "metric",
    "digit",
    "GLM_1_AutoML_3_20261123_215525 yields an RMSE of 54.83 in cross-validation.",
    lambda c: c.same("54.83", *c.of("GLM_1", "rmse")),
)
a.false(
    "comparison",
    "direction",
    "In MAE, StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 beats GLM_1_AutoML_3_20261123_215525 with 44.31 "
    "against 44.01.",
    lambda c: but(
        c.more("GLM_1", "StackedEnsemble_BestOfFamily_1", "mae"),
        c.same("44.31", c.row("StackedEnsemble_BestOfFamily_1")["mae"]),
        c.same("44.01", c.row("GLM_1")["mae"]),
    ),
)
a.false(
    "split",
    "split",
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 holds an RMSE of 41.45 in cross-validation.",
    lambda c: c.same("41.45", *c.crossings("rmse")),
)
a.false(
    "importance",
    "rank",
    "Behind s5, the feature bp ranks second in StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 with 11.8% of "
    "the importance.",
    lambda c: but(
        c.matters("bp", "highest", 2),
        c.ordinal("second", 2),
        c.same("11.8%", share(c, "bp")),
        c.matters("s5", "highest"),
    ),
)
a.false(
    "count",
    "count",
    "The experiment diabetes_automl compared 41 models.",
    lambda c: but(c.count("41", len(c.content["leaderboard"])), names(c, "diabetes_automl")),
)
a.false(
    "recommendation",
    "reason",
    "Choose GBM_2_AutoML_3_20261123_215525 for production, because it reaches the lowest RMSE of all models.",
    lambda c: c.extreme("rmse", "GBM_2", "lowest"),
)
a.false(
    "importance",
    "name",
    "hba1c is responsible for 5.9% of the importance in StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: but(names(c, "hba1c"), c.same("5.9%", c.importances()["s3"] / sum(c.importances().values()))),
)
a.false(
    "metric",
    "quantity",
    "GLM_1_AutoML_3_20261123_215525 arrives at an RMSE of 44.0.",
    lambda c: c.same("44.0", *c.of("GLM_1", "rmse")),
)
a.false(
    "ratio",
    "digit",
    "Predicting a row takes StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 12 times as long as "
    "GLM_1_AutoML_3_20261123_215525.",
    lambda c: c.same(
        "12",
        c.row("StackedEnsemble_BestOfFamily_1")["predict_time_per_row_ms"] / c.row("GLM_1")["predict_time_per_row_ms"],
    ),
)

a = SHEET.about("project-Clinical-and-retention-models")
a.true(
    "count",
    "The project brings together 5 datasets, 4 experiments and 44 models.",
    lambda c: both(
        c.count("5", len(c.content["datasets"])),
        c.count("4", len(c.content["experiments"])),
        c.count("44", len(c.content["models"])),
    ),
)
a.true(
    "deployment",
    "Of 8,959 requests to churn-scoring-prod, 2.2% failed.",
    lambda c: both(
        c.count("8,959", c.item("deployments", "churn-scoring-prod")["requests"]),
        c.same("2.2%", c.item("deployments", "churn-scoring-prod")["error_rate"]),
    ),
)
a.true(
    "drift",
    "Drift has set in for international_plan, total_day_minutes and total_day_charge in churn-scoring-prod.",
    lambda c: both(
        *(
            c.said(feature) in c.item("deployments", "churn-scoring-prod")["drifted_features"]
            for feature in ("international_plan", "total_day_minutes", "total_day_charge")
        )
    ),
)
a.true(
    "best",
    "svc-rbf is the best model of breast-cancer-diagnosis, with an AUC of 0.9983 on the test split.",
    lambda c: both(
        c.item("experiments", "breast-cancer-diagnosis")["best_model"]["name"] == c.said("svc-rbf"),
        c.same("0.9983", scored(c, "svc-rbf")),
    ),
)
a.true(
    "metric",
    "The deployed model churn-gradient-forest has an AUC of 0.927.",
    lambda c: both(
        c.item("models", "churn-gradient-forest")["status"] == "deployed",
        c.same("0.927", scored(c, "churn-gradient-forest")),
    ),
)
a.true(
    "data",
    "The dataset mlc_churn, at 5000 rows, feeds no experiment and no synthetic-data run.",
    lambda c: both(c.count("5000", c.item("datasets", "mlc_churn")["rows"]), unused(c) == ["mlc_churn"]),
)
a.true(
    "data",
    "Missing values occur in a single dataset: wa_churn contains 11.",
    lambda c: both(
        c.count("11", c.item("datasets", "wa_churn")["missing_values"]),
        sum(d["missing_values"] > 0 for d in c.content["datasets"]) == 1,
    ),
)
a.true(
    "time",
    "breast-cancer-diagnosis ran longest of the experiments, 1 min 24 s.",
    lambda c: both(
        place(c.lasted(), c.said("breast-cancer-diagnosis"), "highest"),
        duration(c, "1 min 24 s", c.lasted()["breast-cancer-diagnosis"]),
    ),
)
a.true(
    "count",
    "41 models are candidates, two are registered and one is deployed.",
    lambda c: both(
        c.count("41", statuses(c, "candidate")),
        c.count("two", statuses(c, "registered")),
        c.count("one", statuses(c, "deployed")),
    ),
)
a.true(
    "best",
    "In diabetes_automl the lowest RMSE, 54.34, comes from StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: both(
        c.item("experiments", "diabetes_automl")["best_model"]["name"]
        == c.said("StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525"),
        c.same("54.34", scored(c, "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525")),
    ),
)
a.true(
    "recommendation",
    "Trace the failed requests of churn-scoring-prod, because its error rate is 2.2%.",
    lambda c: c.same("2.2%", c.item("deployments", "churn-scoring-prod")["error_rate"]),
)
a.true(
    "recommendation",
    "Retrain churn-gradient-forest on recent data, since three features of churn-scoring-prod drifted.",
    lambda c: both(
        names(c, "churn-gradient-forest"),
        c.count("three", len(c.item("deployments", "churn-scoring-prod")["drifted_features"])),
    ),
)
a.true(
    "recommendation",
    "Decide whether mlc_churn should stay in the project.",
    lambda c: names(c, "mlc_churn"),
)
a.true(
    "recommendation",
    "Prefer breast-cancer-classifier/2 to breast-cancer-classifier/1, because its test AUC is 0.9977 against 0.9948.",
    lambda c: both(
        c.same("0.9977", scored(c, "breast-cancer-classifier/2")),
        c.same("0.9948", scored(c, "breast-cancer-classifier/1")),
    ),
)
a.true(
    "recommendation",
    "Register svc-rbf after an independent review of breast-cancer-diagnosis.",
    lambda c: names(c, "svc-rbf", "breast-cancer-diagnosis"),
)
a.true(
    "recommendation",
    "Set up alerts for total_day_minutes and total_day_charge at churn-scoring-prod.",
    lambda c: names(c, "total_day_minutes", "total_day_charge", "churn-scoring-prod"),
)
a.true(
    "drift",
    "One warning is about drift: three features of churn-scoring-prod are affected.",
    lambda c: c.count("three", len(c.item("deployments", "churn-scoring-prod")["drifted_features"])),
)
a.true(
    "deployment",
    "churn-scoring-prod responds in about 30 ms at the 95th percentile of latency.",
    lambda c: both(
        c.same("30 ms", c.item("deployments", "churn-scoring-prod")["latency_p95_ms"]), c.ordinal("95th", 95)
    ),
)
a.false(
    "count",
    "count",
    "Seven experiments were completed in the project Clinical and retention models.",
    lambda c: c.count("seven", sum(x["status"] == "completed" for x in c.content["experiments"])),
)
a.false(
    "deployment",
    "digit",
    "churn-scoring-prod has answered 9,859 requests.",
    lambda c: c.count("9,859", c.item("deployments", "churn-scoring-prod")["requests"]),
)
a.false(
    "drift",
    "name",
    "The drifted features of churn-scoring-prod include total_night_minutes.",
    lambda c: but(names(c, "total_night_minutes"), names(c, "churn-scoring-prod")),
)
a.false(
    "data",
    "rank",
    "mlc_churn, which has 5,000 rows, is the largest dataset of the project.",
    lambda c: but(
        place(c.items("datasets", "rows"), c.said("mlc_churn"), "highest"),
        c.count("5,000", c.item("datasets", "mlc_churn")["rows"]),
    ),
)
a.false(
    "date",
    "date",
    "The project was created on 27 March 2026.",
    lambda c: c.date("27 March 2026", c.content["created_at"]),
)
a.false(
    "recommendation",
    "reason",
    "Impute the dataset diabetes first, because diabetes has 11 missing values.",
    lambda c: c.count("11", c.item("datasets", "diabetes")["missing_values"]),
)
a.false(
    "comparison",
    "direction",
    "On the test split, breast-cancer-classifier/1 is ahead of breast-cancer-classifier/2 in AUC.",
    lambda c: above(scored(c, "breast-cancer-classifier/1"), scored(c, "breast-cancer-classifier/2")),
)
a.false(
    "deployment",
    "unit",
    "The 95th percentile latency of churn-scoring-prod is 30 s.",
    lambda c: but(
        c.same("30 s", c.item("deployments", "churn-scoring-prod")["latency_p95_ms"]), c.ordinal("95th", 95)
    ),
)
a.false(
    "best",
    "model",
    "wine_automl is led by XGBoost_3_AutoML_2_20261123_215457 with a mean per-class error of 0.0094.",
    lambda c: both(
        c.item("experiments", "wine_automl")["best_model"]["name"] == c.said("XGBoost_3_AutoML_2_20261123_215457"),
        c.same("0.0094", scored(c, "XGBoost_3_AutoML_2_20261123_215457")),
    ),
)

a = SHEET.about("synthgen-wa_churn-gaussian-copula")
a.true(
    "quality",
    "The overall quality of wa_churn-gaussian-copula stands at 88.4%.",
    lambda c: both(names(c, "wa_churn-gaussian-copula"), c.same("88.4%", c.content["quality"]["overall"])),
)
a.true(
    "quality",
    "Single columns are reproduced more faithfully than pairs: column shapes reach 0.984, column pair trends 0.785.",
    lambda c: both(
        c.same("0.984", c.content["quality"]["column_shapes"]),
        c.same("0.785", c.content["quality"]["column_pair_trends"]),
    ),
)
a.true(
    "extreme",
    "Of 20 columns, monthly_charges obtains the lowest score, 0.9068.",
    lambda c: both(
        c.count("20", len(c.content["columns"])),
        place(c.scores(), "monthly_charges", "lowest"),
        c.same("0.9068", c.score("monthly_charges")),
    ),
)
a.true(
    "pair",
    "The relationship between internet_service and monthly_charges is preserved worst, with a pair score of 0.4445.",
    lambda c: both(
        place(c.pairs(), ("internet_service", "monthly_charges"), "lowest"),
        c.same("0.4445", c.pair("internet_service", "monthly_charges")),
    ),
)
a.true(
    "count",
    "A pair score below 80% is found in 37 of 65 pairs.",
    lambda c: both(c.said("80%") == "80%", c.count("37", weak_pairs(c)), c.count("65", len(c.pairs()))),
)
a.true(
    "utility",
    "Training on synthetic data takes the AUC of Random forest down from 0.8385 to 0.7854.",
    lambda c: both(
        c.same("0.8385", c.useful("Random forest")["trained_on_real"]),
        c.same("0.7854", c.useful("Random forest")["trained_on_synthetic"]),
    ),
)
a.true(
    "difference",
    "Logistic regression loses 0.0207 in AUC when it is trained on synthetic instead of real rows.",
    lambda c: c.same(
        "0.0207",
        c.useful("Logistic regression")["trained_on_real"] - c.useful("Logistic regression")["trained_on_synthetic"],
    ),
)
a.true(
    "correlation",
    "Between tenure and total_charges the correlation is 0.83 in the real data but 0.66 in the synthetic data.",
    lambda c: both(
        c.same("0.83", c.correlation("real", "tenure", "total_charges")),
        c.same("0.66", c.correlation("synthetic", "tenure", "total_charges")),
    ),
)
a.true(
    "privacy",
    "Disclosure protection amounts to 0.7242 for attackers who know contract, internet_service, payment_method and "
    "senior_citizen.",
    lambda c: both(
        c.same("0.7242", c.content["privacy"]["disclosure_protection"]),
        *(c.said(name) == name for name in c.content["privacy"]["known_columns"]),
    ),
)
a.true(
    "privacy",
    "49.4% of the synthetic rows lie closer to a training row than to a holdout row.",
    lambda c: c.same("49.4%", c.content["privacy"]["closer_to_training"]),
)
a.true(
    "data",
    "The share of missing values in total_charges is 0.18% in the real and 0.28% in the synthetic data.",
    lambda c: both(
        *(
            c.same(text, next(x for x in c.content["columns"] if x["name"] == c.said("total_charges"))[key])
            for text, key in (("0.18%", "missing_real"), ("0.28%", "missing_synthetic"))
        )
    ),
)
a.true(
    "recommendation",
    "Restrict access to the column churn, because disclosure protection is 72.4%.",
    lambda c: both(
        c.said("churn") in c.content["privacy"]["sensitive_columns"],
        c.same("72.4%", c.content["privacy"]["disclosure_protection"]),
    ),
)
a.true(
    "recommendation",
    "Try a synthesizer that models dependence between internet_service and monthly_charges more closely than "
    "GaussianCopula.",
    lambda c: names(c, "internet_service", "monthly_charges", "GaussianCopula"),
)
a.true(
    "recommendation",
    "Limit joint analyses of streaming_movies and monthly_charges, because their pair score is 0.5301.",
    lambda c: c.same("0.5301", c.pair("streaming_movies", "monthly_charges")),
)
a.true(
    "recommendation",
    "Confirm any finding on monthly_charges with the real data of wa_churn.",
    lambda c: names(c, "monthly_charges", "wa_churn"),
)
a.true(
    "recommendation",
    "Coarsen contract and payment_method before the synthetic data is handed to third parties.",
    lambda c: names(c, "contract", "payment_method"),
)
a.true(
    "privacy",
    "On the good side, new row synthesis is 100%.",
    lambda c: c.same("100%", c.content["privacy"]["new_row_synthesis"]),
)
a.true(
    "recommendation",
    "Train churn models with Logistic regression first when only the synthetic data is available.",
    lambda c: names(c, "churn", "Logistic regression"),
)
a.false(
    "quality",
    "digit",
    "wa_churn-gaussian-copula reaches an overall quality of 0.8482.",
    lambda c: but(c.same("0.8482", c.content["quality"]["overall"]), names(c, "wa_churn-gaussian-copula")),
)
a.false(
    "quality",
    "quantity",
    "Column pair trends score 98.4% in this run.",
    lambda c: c.same("98.4%", c.content["quality"]["column_pair_trends"]),
)
a.false(
    "extreme",
    "rank",
    "The column with the lowest score is tenure, at 0.9418.",
    lambda c: but(place(c.scores(), "tenure", "lowest"), c.same("0.9418", c.score("tenure"))),
)
a.false(
    "utility",
    "direction",
    "Random forest gains in AUC when it is trained on synthetic rather than real rows.",
    lambda c: above(
        c.useful("Random forest")["trained_on_synthetic"], c.useful("Random forest")["trained_on_real"]
    ),
)
a.false(
    "count",
    "count",
    "Altogether 56 of the 65 pairs of columns score under 80%.",
    lambda c: but(c.count("56", weak_pairs(c)), c.count("65", len(c.pairs())), c.said("80%") == "80%"),
)
a.false(
    "recommendation",
    "name",
    "Drop the column zip_code from the synthetic data before publication.",
    lambda c: names(c, "zip_code"),
)
a.false(
    "recommendation",
    "reason",
    "Filter the output before release, because 11 synthetic rows are exact copies.",
    lambda c: c.count("11", c.content["privacy"]["exact_copies"]),
)
a.false(
    "utility",
    "model",
    "Trained on synthetic data, Random forest attains an AUC of 0.8412.",
    lambda c: c.same("0.8412", c.useful("Random forest")["trained_on_synthetic"]),
)
a.false(
    "time",
    "unit",
    "Generating the synthetic data took 101 minutes.",
    lambda c: c.same("101 minutes", milliseconds(c.content["started_at"], c.content["finished_at"])),
)
a.false(
    "date",
    "date",
    "The run wa_churn-gaussian-copula finished on 2026-11-13.",
    lambda c: but(c.date("2026-11-13", c.content["finished_at"]), names(c, "wa_churn-gaussian-copula")),
)

SHEET.write()
