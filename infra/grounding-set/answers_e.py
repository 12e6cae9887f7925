"""Sentences as language models answer the prompt: three single models, a deployment and a project.

A recommendation holds if what it names exists and its reason stands in the snapshot: what it advises is not held
to data.
"""

from claims import above, below, both, but, grade, milliseconds, place
from sheet import Sheet

SHEET = Sheet("answers_e.jsonl", lambda sentence: "answers_3")


# Readings that claims.py lacks


def shares(c):
    """The importance of each feature as a share of all, as documents state it."""
    values = c.importances()
    return {name: value / sum(values.values()) for name, value in values.items()}


def share(c, feature):
    return shares(c)[c.said(feature)]


def top(c, n):
    return sum(sorted(shares(c).values(), reverse=True)[:n])


def wrong_rows(c):
    counts = c.evaluation("cross_validation")["confusion_matrix"]["counts"]
    return sum(map(sum, counts)) - sum(row[i] for i, row in enumerate(counts))


def recalls(c):
    labels = c.evaluation("cross_validation")["confusion_matrix"]["labels"]
    return {x: c.confused("cross_validation", x, x) / actual(c, x) for x in labels}


def precisions(c):
    labels = c.evaluation("cross_validation")["confusion_matrix"]["labels"]
    return {
        x: c.confused("cross_validation", x, x) / sum(c.confused("cross_validation", y, x) for y in labels)
        for x in labels
    }


def actual(c, label):
    matrix = c.evaluation("cross_validation")["confusion_matrix"]
    return sum(matrix["counts"][matrix["labels"].index(label)])


def missed(c, label):
    return actual(c, label) - c.confused("cross_validation", label, label)


def calibration_error(c):
    bins = c.evaluation("cross_validation")["calibration"]
    apart = sum(b["count"] * abs(b["mean_predicted"] - b["observed_rate"]) for b in bins)
    return apart / sum(b["count"] for b in bins)


def hidden_layers(c):
    return len(c.setting("hidden"))


def late_gain(c, start, end):
    """How much the deviance on held-out rows fell between two steps, as a share of what it was."""
    found = next(x for x in c.model["learning_curves"] if x["metric"] == "deviance")
    at = [found["validation"][found["steps"].index(int(c.said(step)))] for step in (start, end)]
    return 1 - at[1] / at[0]


def metric(c, name):
    """The metric of a model of a project."""
    return c.item("models", name)["metric"]["value"]


def contenders(c, experiment):
    """The metrics of the models of an experiment of a project."""
    own = c.item("experiments", experiment)["id"]
    return {m["name"]: m["metric"]["value"] for m in c.content["models"] if m.get("experiment_id") == own}


def training_times(c):
    return {m["name"]: m["training_time_ms"] for m in c.content["models"] if m.get("training_time_ms") is not None}


def burst(c, day, start):
    """The two hours of a burst of errors, which begins at a time of a day."""
    hours = c.content["intervals"]
    first = hours.index(c.hour(day, start))
    return {key: sum(h[key] for h in hours[first : first + 2]) for key in ("requests", "errors")}


def high_since(c, text, daily):
    """Whether a daily PSI is 0.25 or more since the day that the sentence names and was less the day before."""
    high = [d["date"] for d in daily if d["psi"] >= 0.25]
    unbroken = [d["date"] for d in daily][-len(high) :] == high
    return both(unbroken, c.date(text, high[0] + "T00:00:00Z"))


# A model of two classes

a = SHEET.about("model-XRT_1_AutoML_1_20261123_215343")
a.true(
    "metric",
    "XRT_1_AutoML_1_20261123_215343 separates malignant from benign rows with an AUC of 0.9885 in cross-validation.",
    lambda c: both(c.same("0.9885", c.crossed("auc")), c.known("malignant"), c.known("benign")),
)
a.true(
    "count",
    "Of 569 rows in cross-validation, XRT_1_AutoML_1_20261123_215343 misclassifies 20.",
    lambda c: both(c.count("569", c.evaluation("cross_validation")["rows"]), c.count("20", wrong_rows(c))),
)
a.true(
    "class",
    "In cross-validation, XRT_1_AutoML_1_20261123_215343 reaches a recall of 95.8% for the class malignant.",
    lambda c: c.same("95.8%", c.class_recall("cross_validation", "malignant")),
)
a.true(
    "rank",
    "XRT_1_AutoML_1_20261123_215343 places 11th in the experiment breast_cancer_automl.",
    lambda c: both(c.ordinal("11th", c.model["rank"]), c.known("breast_cancer_automl")),
)
a.true(
    "importance",
    "Three features, worst radius, worst area and mean area, carry 47.3% of the importance in "
    "XRT_1_AutoML_1_20261123_215343.",
    lambda c: both(
        c.count("three", 3),
        c.same("47.3%", sum(share(c, x) for x in ("worst radius", "worst area", "mean area"))),
    ),
)
a.true(
    "comparison",
    "The false negative rate of XRT_1_AutoML_1_20261123_215343 is 4.2% in cross-validation, above its false positive "
    "rate of 3.1%.",
    lambda c: both(
        c.same("4.2%", 1 - c.crossed("recall")),
        c.same("3.1%", 1 - c.crossed("specificity")),
        above(1 - c.crossed("recall"), 1 - c.crossed("specificity")),
    ),
)
a.true(
    "calibration",
    "Probabilities from XRT_1_AutoML_1_20261123_215343 can be taken at face value, given a calibration error of 0.0257 "
    "in cross-validation.",
    lambda c: c.same("0.0257", calibration_error(c)),
)
a.true(
    "count",
    "Nine malignant rows are missed by XRT_1_AutoML_1_20261123_215343 in cross-validation.",
    lambda c: c.count("nine", missed(c, c.said("malignant"))),
)
a.true(
    "dataset",
    "With 212 rows of the class malignant against 30 features, small differences between models may be due to chance.",
    lambda c: both(
        c.count("212", c.classes()[c.said("malignant")]), c.count("30", c.content["dataset"]["columns"] - 1)
    ),
)
a.true(
    "difference",
    "Between training rows and cross-validation, the AUC of XRT_1_AutoML_1_20261123_215343 moves by only 0.0008.",
    lambda c: c.same("0.0008", c.crossed("auc") - c.training("auc")),
)
a.true(
    "folds",
    "XRT_1_AutoML_1_20261123_215343 is steady: over 5 folds, its AUC averages 0.9892 with a standard deviation of "
    "0.0085.",
    lambda c: both(
        c.count("5", len(c.model["folds"]["auc"]["folds"])),
        c.same("0.9892", c.model["folds"]["auc"]["mean"]),
        c.same("0.0085", c.model["folds"]["auc"]["sd"]),
    ),
)
a.true(
    "size",
    "The model size of XRT_1_AutoML_1_20261123_215343 is 12.1 kB.",
    lambda c: c.same("12.1", c.model["size_bytes"] / 1000),
)
a.true(
    "recommendation",
    "Try a threshold below 0.4286 for XRT_1_AutoML_1_20261123_215343, because 9 malignant rows are missed in "
    "cross-validation.",
    lambda c: both(
        c.same("0.4286", c.evaluation("cross_validation")["confusion_matrix"]["threshold"]),
        c.count("9", missed(c, c.said("malignant"))),
    ),
)
a.true(
    "recommendation",
    "Watch the quality of the feature worst radius closely, since it makes up 22.2% of the importance in "
    "XRT_1_AutoML_1_20261123_215343.",
    lambda c: c.same("22.2%", share(c, "worst radius")),
)
a.true(
    "recommendation",
    "Collect more malignant rows before choosing between the models of breast_cancer_automl.",
    lambda c: both(c.known("malignant"), c.known("breast_cancer_automl")),
)
a.true(
    "recommendation",
    "Have domain experts review the malignant rows that XRT_1_AutoML_1_20261123_215343 calls benign in "
    "cross-validation.",
    lambda c: c.confused("cross_validation", c.said("malignant"), c.said("benign")) > 0,
)
a.true(
    "recommendation",
    "Compare XRT_1_AutoML_1_20261123_215343 with the models ranked above it in breast_cancer_automl before putting it "
    "to use.",
    lambda c: both(c.known("breast_cancer_automl"), c.model["rank"] > 1),
)
a.false(
    "metric",
    "split",
    "XRT_1_AutoML_1_20261123_215343 posts a log loss of 0.2669 in cross-validation.",
    lambda c: but(c.same("0.2669", *c.crossings("logloss")), c.known("XRT_1_AutoML_1_20261123_215343")),
)
a.false(
    "class",
    "name",
    "For the class benign, the precision of XRT_1_AutoML_1_20261123_215343 stands at 0.9486 in cross-validation.",
    lambda c: c.same("0.9486", precisions(c)[c.said("benign")]),
)
a.false(
    "importance",
    "rank",
    "worst area is what XRT_1_AutoML_1_20261123_215343 leans on most, at 14.4% of the importance.",
    lambda c: but(c.matters("worst area", "highest"), c.same("14.4%", share(c, "worst area"))),
)
a.false(
    "comparison",
    "direction",
    "XRT_1_AutoML_1_20261123_215343 recognises malignant rows more reliably than benign rows in cross-validation.",
    lambda c: max(
        above(values[c.said("malignant")], values[c.said("benign")]) for values in (recalls(c), precisions(c))
    ),
)
a.false(
    "count",
    "count",
    "XRT_1_AutoML_1_20261123_215343 overlooks 11 of the 212 malignant rows in cross-validation.",
    lambda c: but(c.count("11", missed(c, "malignant")), c.count("212", actual(c, c.said("malignant")))),
)
a.false(
    "recommendation",
    "name",
    "Verify how the feature worst circumference is measured before relying on XRT_1_AutoML_1_20261123_215343.",
    lambda c: but(c.known("worst circumference"), c.known("XRT_1_AutoML_1_20261123_215343")),
)
a.false(
    "recommendation",
    "reason",
    "Recalibrate XRT_1_AutoML_1_20261123_215343 before its probabilities are used, because its calibration error is "
    "0.1257 in cross-validation.",
    lambda c: c.same("0.1257", calibration_error(c)),
)
a.false(
    "comparison",
    "split",
    "The AUC of XRT_1_AutoML_1_20261123_215343 slips from 0.9885 on training rows to 0.9877 in cross-validation.",
    lambda c: both(c.same("0.9885", c.training("auc")), c.same("0.9877", *c.crossings("auc"))),
)
a.false(
    "time",
    "unit",
    "Training XRT_1_AutoML_1_20261123_215343 took 111 seconds.",
    lambda c: c.same("111 seconds", c.model["training_time_ms"]),
)
a.false(
    "date",
    "date",
    "XRT_1_AutoML_1_20261123_215343 was trained on 13 November 2026 with H2O AutoML.",
    lambda c: but(c.date("13 November 2026", c.model["trained_at"]), c.known("H2O AutoML")),
)

# A model of a quantity

a = SHEET.about("model-DeepLearning_1_AutoML_3_20261123_215525")
a.true(
    "metric",
    "DeepLearning_1_AutoML_3_20261123_215525 explains about 45% of the variance of the target in cross-validation.",
    lambda c: c.same("45%", *c.crossings("r2")),
)
a.true(
    "rank",
    "Within diabetes_automl, DeepLearning_1_AutoML_3_20261123_215525 holds rank 5.",
    lambda c: both(c.count("5", c.model["rank"]), c.known("diabetes_automl")),
)
a.true(
    "metric",
    "Cross-validation gives DeepLearning_1_AutoML_3_20261123_215525 an MAE of 46.8.",
    lambda c: c.same("46.8", c.crossed("mae")),
)
a.true(
    "importance",
    "s1 heads the features of DeepLearning_1_AutoML_3_20261123_215525 with 12.6% of the importance, followed by s2 "
    "with 11.3%.",
    lambda c: both(
        c.matters("s1", "highest"),
        c.matters("s2", "highest", 2),
        c.same("12.6%", share(c, "s1")),
        c.same("11.3%", share(c, "s2")),
    ),
)
a.true(
    "importance",
    "Importance is widely spread in DeepLearning_1_AutoML_3_20261123_215525: its top 5 features together hold 56.1%.",
    lambda c: both(c.count("5", 5), c.same("56.1%", top(c, 5))),
)
a.true(
    "comparison",
    "The RMSE of DeepLearning_1_AutoML_3_20261123_215525 rises from 53.63 on training rows to 56.88 in "
    "cross-validation.",
    lambda c: both(
        c.same("53.63", c.training("rmse")),
        c.same("56.88", c.crossed("rmse")),
        below(c.training("rmse"), c.crossed("rmse")),
    ),
)
a.true(
    "importance",
    "The feature with the lowest share of the importance in DeepLearning_1_AutoML_3_20261123_215525 is sex, at 7.9%.",
    lambda c: both(c.matters("sex", "lowest"), c.same("7.9%", share(c, "sex"))),
)
a.true(
    "folds",
    "Across the 5 folds, the RMSE of DeepLearning_1_AutoML_3_20261123_215525 varies with a standard deviation of 3.18.",
    lambda c: both(
        c.count("5", len(c.model["folds"]["rmse"]["folds"])), c.same("3.18", c.model["folds"]["rmse"]["sd"])
    ),
)
a.true(
    "metric",
    "More than half of the variance of the target, 54.6%, remains unexplained by "
    "DeepLearning_1_AutoML_3_20261123_215525 in cross-validation.",
    lambda c: both(c.same("54.6%", 1 - c.crossed("r2")), above(1 - c.crossed("r2"), 0.5)),
)
a.true(
    "dataset",
    "The dataset diabetes offers 442 rows and 10 features, all of them complete.",
    lambda c: both(
        c.known("diabetes"),
        c.count("442", c.content["dataset"]["rows"]),
        c.count("10", c.content["dataset"]["columns"] - 1),
        c.content["dataset"]["missing_values"] == 0,
    ),
)
a.true(
    "structure",
    "DeepLearning_1_AutoML_3_20261123_215525 is a network with three hidden layers of 10 units each.",
    lambda c: both(c.count("three", hidden_layers(c)), c.count("10", *set(c.setting("hidden")))),
)
a.true(
    "recommendation",
    "Look for additional features to extend diabetes, because the R² of DeepLearning_1_AutoML_3_20261123_215525 is "
    "0.4544 in cross-validation.",
    lambda c: both(c.known("diabetes"), c.same("0.4544", c.crossed("r2"))),
)
a.true(
    "recommendation",
    "Benchmark DeepLearning_1_AutoML_3_20261123_215525 against the better-ranked models of diabetes_automl.",
    lambda c: both(c.model["rank"] > 1, c.known("diabetes_automl")),
)
a.true(
    "recommendation",
    "Retrain DeepLearning_1_AutoML_3_20261123_215525 without sex and age, and check whether the RMSE holds.",
    lambda c: both(c.known("sex"), c.known("age"), *(grade(x in c.importances()) for x in ("sex", "age"))),
)
a.true(
    "recommendation",
    "Repeat the cross-validation of DeepLearning_1_AutoML_3_20261123_215525 to learn how stable its RMSE is.",
    lambda c: grade("rmse" in c.evaluation("cross_validation")["metrics"]),
)
a.false(
    "metric",
    "quantity",
    "DeepLearning_1_AutoML_3_20261123_215525 has an MAE of 56.88 in cross-validation.",
    lambda c: c.same("56.88", *c.crossings("mae")),
)
a.false(
    "metric",
    "split",
    "In cross-validation, an R² of 0.5149 is attained by DeepLearning_1_AutoML_3_20261123_215525.",
    lambda c: c.same("0.5149", *c.crossings("r2")),
)
a.false(
    "comparison",
    "direction",
    "Compared with training rows, the RMSE of DeepLearning_1_AutoML_3_20261123_215525 is lower in cross-validation, at "
    "56.88.",
    lambda c: but(below(c.crossed("rmse"), c.training("rmse")), c.same("56.88", c.crossed("rmse"))),
)
a.false(
    "importance",
    "rank",
    "The second most important feature of DeepLearning_1_AutoML_3_20261123_215525 is bp with 9.2% of the importance.",
    lambda c: but(
        both(c.ordinal("second", 2), c.matters("bp", "highest", 2)),
        c.same("9.2%", share(c, "bp")),
    ),
)
a.false(
    "metric",
    "digit",
    "The mean residual deviance of DeepLearning_1_AutoML_3_20261123_215525 amounts to 2,336 in cross-validation.",
    lambda c: c.same("2,336", c.crossed("mean_residual_deviance")),
)
a.false(
    "structure",
    "count",
    "A network of six hidden layers underlies DeepLearning_1_AutoML_3_20261123_215525.",
    lambda c: c.count("six", hidden_layers(c)),
)
a.false(
    "recommendation",
    "name",
    "Ask the data owners what the feature s9 stands for before explaining DeepLearning_1_AutoML_3_20261123_215525 to "
    "auditors.",
    lambda c: grade(c.said("s9") in c.importances()),
)
a.false(
    "recommendation",
    "reason",
    "Consider dropping age from DeepLearning_1_AutoML_3_20261123_215525, because it has the lowest share of the "
    "importance, 8.1%.",
    lambda c: but(c.matters("age", "lowest"), c.same("8.1%", share(c, "age"))),
)
a.false(
    "folds",
    "count",
    "Averaged over 10 folds, the RMSE of DeepLearning_1_AutoML_3_20261123_215525 is 56.82.",
    lambda c: but(
        c.count("10", len(c.model["folds"]["rmse"]["folds"])), c.same("56.82", c.model["folds"]["rmse"]["mean"])
    ),
)
a.false(
    "metric",
    "direction",
    "DeepLearning_1_AutoML_3_20261123_215525 leaves 45.4% of the variance of the target unexplained in "
    "cross-validation.",
    lambda c: c.same("45.4%", *(1 - x for x in c.crossings("r2"))),
)

# A model of three classes

a = SHEET.about("model-GLM_1_AutoML_2_20261123_215457")
a.true(
    "metric",
    "GLM_1_AutoML_2_20261123_215457 classifies 98.3% of the 178 rows correctly in cross-validation.",
    lambda c: both(c.same("98.3%", c.crossed("accuracy")), c.count("178", c.evaluation("cross_validation")["rows"])),
)
a.true(
    "rank",
    "GLM_1_AutoML_2_20261123_215457 ranks eighth in wine_automl.",
    lambda c: both(c.ordinal("eighth", c.model["rank"]), c.known("wine_automl")),
)
a.true(
    "class",
    "All 59 rows of class_0 are found by GLM_1_AutoML_2_20261123_215457 in cross-validation.",
    lambda c: both(c.count("59", actual(c, "class_0")), missed(c, c.said("class_0")) == 0),
)
a.true(
    "comparison",
    "On training rows the mean per-class error of GLM_1_AutoML_2_20261123_215457 is 0.0000, in cross-validation "
    "0.0163.",
    lambda c: both(
        c.same("0.0000", c.training("mean_per_class_error")), c.same("0.0163", c.crossed("mean_per_class_error"))
    ),
)
a.true(
    "class",
    "class_1 is the weakest class of GLM_1_AutoML_2_20261123_215457, with a recall of 0.972 in cross-validation.",
    lambda c: both(
        place(recalls(c), "class_1", "lowest"), c.same("0.972", c.class_recall("cross_validation", "class_1"))
    ),
)
a.true(
    "class",
    "GLM_1_AutoML_2_20261123_215457 has its lowest precision on class_2: 95.9% in cross-validation.",
    lambda c: both(place(precisions(c), c.said("class_2"), "lowest"), c.same("95.9%", precisions(c)["class_2"])),
)
a.true(
    "confusion",
    "Two rows of class_1 are mistaken for class_2 by GLM_1_AutoML_2_20261123_215457 in cross-validation.",
    lambda c: c.count("two", c.confused("cross_validation", c.said("class_1"), c.said("class_2"))),
)
a.true(
    "importance",
    "By standardized coefficients, proline accounts for 13% of the importance in GLM_1_AutoML_2_20261123_215457, more "
    "than any other feature.",
    lambda c: both(c.same("13%", share(c, "proline")), c.matters("proline", "highest", method="coefficient")),
)
a.true(
    "training",
    "Training of GLM_1_AutoML_2_20261123_215457 may have ended early: deviance on held-out rows was still improving by "
    "23.0% between 84 and 96 iterations.",
    lambda c: c.same("23.0%", late_gain(c, "84", "96")),
)
a.true(
    "dataset",
    "The smallest class, class_2, brings just 48 rows to 13 features, or 3.7 per feature.",
    lambda c: both(
        place(c.classes(), c.said("class_2"), "lowest"),
        c.count("48", c.classes()["class_2"]),
        c.count("13", c.content["dataset"]["columns"] - 1),
        c.same("3.7", c.classes()["class_2"] / (c.content["dataset"]["columns"] - 1)),
    ),
)
a.true(
    "folds",
    "The mean per-class error of GLM_1_AutoML_2_20261123_215457 fluctuates over the folds, with a standard deviation "
    "of 0.0235 against a mean of 0.0169.",
    lambda c: both(
        c.same("0.0235", c.model["folds"]["mean_per_class_error"]["sd"]),
        c.same("0.0169", c.model["folds"]["mean_per_class_error"]["mean"]),
    ),
)
a.true(
    "time",
    "GLM_1_AutoML_2_20261123_215457 scores a row in 0.0031 ms (prediction time per row).",
    lambda c: c.same("0.0031 ms", c.model["predict_time_per_row_ms"]),
)
a.true(
    "recommendation",
    "Allow GLM_1_AutoML_2_20261123_215457 more than 96 iterations, because its deviance on held-out rows was still "
    "falling at the end of training.",
    lambda c: both(
        c.count("96", c.setting("max_iterations"), c.built("Number of iterations")),
        below(c.curve("deviance")[-1], c.curve("deviance")[-2]),
    ),
)
a.true(
    "recommendation",
    "Drop magnesium on a trial basis, as its share of the importance in GLM_1_AutoML_2_20261123_215457 is 0.88%.",
    lambda c: c.same("0.88%", share(c, "magnesium")),
)
a.true(
    "recommendation",
    "Gather more rows of class_2 before differences between the models of wine_automl are acted upon.",
    lambda c: both(c.known("class_2"), c.known("wine_automl")),
)
a.true(
    "recommendation",
    "Examine the class_1 rows that GLM_1_AutoML_2_20261123_215457 assigns to class_2 in cross-validation.",
    lambda c: c.confused("cross_validation", c.said("class_1"), c.said("class_2")) > 0,
)
a.true(
    "recommendation",
    "Keep GLM_1_AutoML_2_20261123_215457 as a fast baseline for later runs on wine.",
    lambda c: both(c.known("GLM_1_AutoML_2_20261123_215457"), c.known("wine")),
)
a.false(
    "count",
    "count",
    "In cross-validation, 7 of 178 rows are misclassified by GLM_1_AutoML_2_20261123_215457.",
    lambda c: but(c.count("7", wrong_rows(c)), c.count("178", c.evaluation("cross_validation")["rows"])),
)
a.false(
    "class",
    "rank",
    "class_2 has the lowest recall of the three classes in cross-validation of GLM_1_AutoML_2_20261123_215457, 0.9792.",
    lambda c: but(
        place(recalls(c), "class_2", "lowest"),
        c.count("three", len(recalls(c))),
        c.same("0.9792", c.class_recall("cross_validation", "class_2")),
    ),
)
a.false(
    "confusion",
    "direction",
    "GLM_1_AutoML_2_20261123_215457 mislabels two class_2 rows as class_1 in cross-validation.",
    lambda c: c.count("two", c.confused("cross_validation", c.said("class_2"), c.said("class_1"))),
)
a.false(
    "metric",
    "quantity",
    "Cross-validation puts the RMSE of GLM_1_AutoML_2_20261123_215457 at 0.0136.",
    lambda c: c.same("0.0136", *c.crossings("rmse")),
)
a.false(
    "importance",
    "direction",
    "In GLM_1_AutoML_2_20261123_215457, hue has a greater share of the importance than alcohol.",
    lambda c: above(share(c, "hue"), share(c, "alcohol")),
)
a.false(
    "metric",
    "digit",
    "A log loss of 0.0644 is recorded for GLM_1_AutoML_2_20261123_215457 in cross-validation.",
    lambda c: c.same("0.0644", *c.crossings("logloss")),
)
a.false(
    "recommendation",
    "reason",
    "Rebalance the classes and retrain GLM_1_AutoML_2_20261123_215457, because class_2 makes up only 17.0% of the "
    "rows.",
    lambda c: but(
        c.same("17.0%", c.classes()[c.said("class_2")] / c.content["dataset"]["rows"]),
        c.known("GLM_1_AutoML_2_20261123_215457"),
    ),
)
a.false(
    "recommendation",
    "name",
    "Add an interaction of alcohol and residual_sugar to GLM_1_AutoML_2_20261123_215457.",
    lambda c: but(c.known("residual_sugar"), c.known("alcohol")),
)
a.false(
    "training",
    "direction",
    "From 84 to 96 iterations, the deviance of GLM_1_AutoML_2_20261123_215457 on held-out rows got worse by 23.0%.",
    lambda c: c.same("23.0%", -late_gain(c, "84", "96")),
)
a.false(
    "metric",
    "split",
    "GLM_1_AutoML_2_20261123_215457 achieves a mean per-class error of 0.0000 in cross-validation.",
    lambda c: c.same("0.0000", *c.crossings("mean_per_class_error")),
)

# A deployment

a = SHEET.about("deployment-churn-scoring-prod")
a.true(
    "total",
    "Over 14 days, churn-scoring-prod handled 8,959 requests with an error rate of 2.2%.",
    lambda c: both(
        c.known("churn-scoring-prod"),
        c.count("14", len(c.days("requests"))),
        c.count("8,959", c.content["totals"]["requests"]),
        c.same("2.2%", c.content["totals"]["errors"] / c.content["totals"]["requests"]),
    ),
)
a.true(
    "drift",
    "Predictions have undergone a major shift, with a PSI of 0.27 against the reference.",
    lambda c: both(c.same("0.27", c.content["predictions"]["current"]["psi"]), c.known("reference")),
)
a.true(
    "predictions",
    "The mean predicted probability climbed from 0.1493 in the reference to 0.2384 in the last 5 days.",
    lambda c: both(
        c.same("0.1493", c.predicted("reference")["mean"]),
        c.same("0.2384", c.predicted("last 5 days")["mean"]),
        below(c.predicted("reference")["mean"], c.predicted("last 5 days")["mean"]),
    ),
)
a.true(
    "drift",
    "international_plan has the highest PSI of all 19 features, 0.2875.",
    lambda c: both(
        place(c.psis(), "international_plan", "highest"),
        c.count("19", len(c.psis())),
        c.same("0.2875", c.psi("international_plan")),
    ),
)
a.true(
    "errors",
    "All 195 errors of churn-scoring-prod are of the type ValueError.",
    lambda c: both(
        c.count("195", c.content["totals"]["errors"]),
        c.content["totals"]["errors_by_type"] == {c.said("ValueError"): c.content["totals"]["errors"]},
        c.known("churn-scoring-prod"),
    ),
)
a.true(
    "day",
    "2026-03-13 was the day with the highest error rate, 5.4%.",
    lambda c: both(
        place(c.error_rates(), c.day("2026-03-13"), "highest"), c.same("5.4%", c.error_rates()["2026-03-13"])
    ),
)
a.true(
    "errors",
    "During the error burst on 2026-03-13 from 10:00 to 12:00 UTC, roughly 26% of the requests failed.",
    lambda c: both(
        c.same("26%", burst(c, "2026-03-13", "10:00")["errors"] / burst(c, "2026-03-13", "10:00")["requests"]),
        c.date("12:00", "2026-03-13T12:00:00Z"),
    ),
)
a.true(
    "latency",
    "The median latency of churn-scoring-prod is 22 ms, and its 99th percentile is 39 ms.",
    lambda c: both(
        c.same("22 ms", c.content["totals"]["latency_ms"]["p50"]),
        c.same("39 ms", c.latency("99th")),
        c.known("churn-scoring-prod"),
    ),
)
a.true(
    "day",
    "Traffic peaked on 2026-03-04, when 824 requests arrived.",
    lambda c: both(
        place(c.days("requests"), c.day("2026-03-04"), "highest"), c.count("824", c.days("requests")["2026-03-04"])
    ),
)
a.true(
    "drift",
    "Both total_day_minutes and total_day_charge reach a PSI of 0.2051.",
    lambda c: both(c.same("0.2051", c.psi("total_day_minutes")), c.same("0.2051", c.psi("total_day_charge"))),
)
a.true(
    "drift",
    "The daily PSI of the predictions has stood at 0.25 or more since 2026-03-12.",
    lambda c: both(c.said("0.25") == "0.25", high_since(c, "2026-03-12", c.content["predictions"]["daily"])),
)
a.true(
    "metric",
    "churn-gradient-forest, the model in production, comes with an AUC of 0.927.",
    lambda c: both(
        c.content["model"]["name"] == c.said("churn-gradient-forest"),
        c.content["stage"] == c.said("production"),
        c.same("0.927", c.content["model"]["offline_metrics"]["roc_auc"]),
    ),
)
a.true(
    "drift",
    "Fifteen of 19 features are stable with a PSI under 0.1.",
    lambda c: both(
        c.count("fifteen", sum(psi < float(c.said("0.1")) for psi in c.psis().values())),
        c.count("19", len(c.psis())),
    ),
)
a.true(
    "recommendation",
    "Retrain churn-gradient-forest on recent rows, because the PSI of the predictions is 0.2665.",
    lambda c: both(c.known("churn-gradient-forest"), c.same("0.2665", c.content["predictions"]["current"]["psi"])),
)
a.true(
    "recommendation",
    "Find out what happened on 2026-03-13 from 10:00 to 12:00 UTC, since 32 requests failed in the error burst.",
    lambda c: both(
        c.count("32", burst(c, "2026-03-13", "10:00")["errors"]), c.date("12:00", "2026-03-13T12:00:00Z")
    ),
)
a.true(
    "recommendation",
    "Trace the source of the change in international_plan together with the teams that supply it.",
    lambda c: c.drift("international_plan")["drifted"],
)
a.true(
    "recommendation",
    "Reproduce the ValueError and validate inputs before they reach churn-gradient-forest.",
    lambda c: both(c.known("ValueError"), c.known("churn-gradient-forest")),
)
a.true(
    "recommendation",
    "Set up alerts on the daily PSI of international_plan, total_day_minutes and total_day_charge.",
    lambda c: both(*(c.known(x) for x in ("international_plan", "total_day_minutes", "total_day_charge"))),
)
a.true(
    "recommendation",
    "As soon as actual outcomes are available, check the predictions of churn-scoring-prod against observed churn.",
    lambda c: both(c.known("churn-scoring-prod"), c.known("churn")),
)
a.false(
    "predictions",
    "direction",
    "The mean predicted probability has fallen since days 1 to 9, to 0.2384 in the last 5 days.",
    lambda c: but(
        below(c.predicted("last 5 days")["mean"], c.predicted("days 1 to 9")["mean"]),
        c.same("0.2384", c.predicted("last 5 days")["mean"]),
    ),
)
a.false(
    "day",
    "date",
    "The error rate peaked at 5.4% on 2026-03-11.",
    lambda c: but(
        place(c.error_rates(), c.day("2026-03-11"), "highest"), c.same("5.4%", max(c.error_rates().values()))
    ),
)
a.false(
    "latency",
    "unit",
    "At the 95th percentile, the latency of churn-scoring-prod is 30 seconds.",
    lambda c: but(c.same("30 seconds", c.latency("95th")), c.known("churn-scoring-prod")),
)
a.false(
    "drift",
    "count",
    "Six features of churn-scoring-prod have drifted.",
    lambda c: but(
        c.count(
            "six",
            sum(f["drifted"] for f in c.content["drift"]["features"]),
            *(sum(psi >= least for psi in c.psis().values()) for least in (0.1, 0.2, 0.25)),
        ),
        c.known("churn-scoring-prod"),
    ),
)
a.false(
    "drift",
    "rank",
    "Among the 19 features, total_day_charge drifted furthest with a PSI of 0.2051.",
    lambda c: but(
        place(c.psis(), "total_day_charge", "highest"),
        c.count("19", len(c.psis())),
        c.same("0.2051", c.psi("total_day_charge")),
    ),
)
a.false(
    "latency",
    "quantity",
    "churn-scoring-prod responds with a median latency of 39 ms.",
    lambda c: but(c.same("39 ms", c.content["totals"]["latency_ms"]["p50"]), c.known("churn-scoring-prod")),
)
a.false(
    "total",
    "digit",
    "A total of 8,595 requests reached churn-scoring-prod, 195 of which ended in errors.",
    lambda c: but(
        c.count("8,595", c.content["totals"]["requests"]),
        c.count("195", c.content["totals"]["errors"]),
        c.known("churn-scoring-prod"),
    ),
)
a.false(
    "recommendation",
    "name",
    "Review the data pipeline of total_roaming_minutes, one of the inputs of churn-gradient-forest.",
    lambda c: but(c.known("total_roaming_minutes"), c.known("churn-gradient-forest")),
)
a.false(
    "recommendation",
    "reason",
    "Add capacity to churn-scoring-prod at peak times, because the maximum latency is 921 ms.",
    lambda c: but(c.same("921 ms", c.content["totals"]["latency_ms"]["max"]), c.known("churn-scoring-prod")),
)
a.false(
    "errors",
    "digit",
    "On 2026-03-13 from 10:00 to 12:00 UTC, 52 requests failed in a single error burst.",
    lambda c: but(
        c.count("52", burst(c, "2026-03-13", "10:00")["errors"], c.days("errors")["2026-03-13"]),
        c.date("12:00", "2026-03-13T12:00:00Z"),
    ),
)

# A project

a = SHEET.about("project-Clinical-and-retention-models")
a.true(
    "count",
    "Clinical and retention models comprises 5 datasets, 4 experiments, 1 deployment and 1 synthetic-data run.",
    lambda c: both(
        c.known("Clinical and retention models"),
        c.count("5", len(c.content["datasets"])),
        c.count("4", len(c.content["experiments"])),
        c.count("1", len(c.content["deployments"])),
        len(c.content["synthgen_runs"]) == 1,
    ),
)
a.true(
    "status",
    "All four experiments of the project ran to completion.",
    lambda c: c.count("four", sum(x["status"] == "completed" for x in c.content["experiments"])),
)
a.true(
    "best",
    "With an AUC of 0.9951, GLM_1_AutoML_1_20261123_215343 leads breast_cancer_automl.",
    lambda c: both(
        place(contenders(c, "breast_cancer_automl"), "GLM_1_AutoML_1_20261123_215343", "highest"),
        c.same("0.9951", metric(c, "GLM_1_AutoML_1_20261123_215343")),
    ),
)
a.true(
    "best",
    "svc-rbf delivers the best result of breast-cancer-diagnosis, an AUC of 0.998 on the test rows.",
    lambda c: both(
        place(contenders(c, "breast-cancer-diagnosis"), "svc-rbf", "highest"), c.same("0.998", metric(c, "svc-rbf"))
    ),
)
a.true(
    "dataset",
    "wa_churn is the largest of the datasets, at 7,043 rows.",
    lambda c: both(
        place(c.items("datasets", "rows"), "wa_churn", "highest"),
        c.count("7,043", c.item("datasets", "wa_churn")["rows"]),
    ),
)
a.true(
    "deployment",
    "The deployment churn-scoring-prod draws a warning because 2.2% of its 8,959 requests failed.",
    lambda c: both(
        c.same("2.2%", c.item("deployments", "churn-scoring-prod")["error_rate"]),
        c.count("8,959", c.item("deployments", "churn-scoring-prod")["requests"]),
    ),
)
a.true(
    "deployment",
    "Three drifted features weigh on churn-scoring-prod: international_plan, total_day_minutes and total_day_charge.",
    lambda c: both(
        c.count("three", len(c.item("deployments", "churn-scoring-prod")["drifted_features"])),
        *(
            c.said(x) in c.content["deployments"][0]["drifted_features"]
            for x in ("international_plan", "total_day_minutes", "total_day_charge")
        ),
    ),
)
a.true(
    "synthetic",
    "Synthetic data from wa_churn-gaussian-copula reaches an overall quality of 88.4%.",
    lambda c: c.same("88.4%", c.item("synthgen_runs", "wa_churn-gaussian-copula")["overall_quality"]),
)
a.true(
    "comparison",
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 edges out GLM_1_AutoML_3_20261123_215525 in RMSE: 54.34 "
    "against 54.38.",
    lambda c: both(
        c.same("54.34", metric(c, "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525")),
        c.same("54.38", metric(c, "GLM_1_AutoML_3_20261123_215525")),
        below(
            metric(c, "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525"),
            metric(c, "GLM_1_AutoML_3_20261123_215525"),
        ),
    ),
)
a.true(
    "comparison",
    "DRF_1_AutoML_2_20261123_215457 and XRT_1_AutoML_2_20261123_215457 share the same mean per-class error, 0.0094.",
    lambda c: both(
        c.same("0.0094", metric(c, "DRF_1_AutoML_2_20261123_215457")),
        metric(c, "DRF_1_AutoML_2_20261123_215457") == metric(c, "XRT_1_AutoML_2_20261123_215457"),
    ),
)
a.true(
    "time",
    "The lowest training time of all models belongs to GLM_1_AutoML_3_20261123_215525 with 4 ms.",
    lambda c: both(
        place(training_times(c), "GLM_1_AutoML_3_20261123_215525", "lowest"),
        c.same("4 ms", c.item("models", "GLM_1_AutoML_3_20261123_215525")["training_time_ms"]),
    ),
)
a.true(
    "difference",
    "On the test rows, breast-cancer-classifier/2 is ahead of breast-cancer-classifier/1 by 0.0029 in AUC.",
    lambda c: c.same("0.0029", metric(c, "breast-cancer-classifier/2") - metric(c, "breast-cancer-classifier/1")),
)
a.true(
    "time",
    "At 1 min 24 s, breast-cancer-diagnosis had the longest duration of the experiments.",
    lambda c: both(
        place(c.lasted(), c.said("breast-cancer-diagnosis"), "highest"),
        c.said("1 min 24 s") and round(c.lasted()["breast-cancer-diagnosis"] / 1000) == 84,
    ),
)
a.true(
    "recommendation",
    "Treat the 11 missing values of wa_churn before the next synthetic-data run.",
    lambda c: c.count("11", c.item("datasets", "wa_churn")["missing_values"]),
)
a.true(
    "recommendation",
    "Bring down the failures of churn-scoring-prod first, because its error rate is 2.2%.",
    lambda c: c.same("2.2%", c.item("deployments", "churn-scoring-prod")["error_rate"]),
)
a.true(
    "recommendation",
    "Investigate why international_plan drifted in churn-scoring-prod and decide on a retraining of "
    "churn-gradient-forest.",
    lambda c: both(
        c.known("churn-gradient-forest"),
        c.said("international_plan") in c.item("deployments", "churn-scoring-prod")["drifted_features"],
    ),
)
a.true(
    "recommendation",
    "Consider registering svc-rbf alongside breast-cancer-classifier/2.",
    lambda c: both(
        c.item("models", "svc-rbf")["status"] == "candidate",
        c.item("models", "breast-cancer-classifier/2")["status"] == "registered",
    ),
)
a.true(
    "recommendation",
    "Evaluate GLM_1_AutoML_1_20261123_215343 on the test rows of breast-cancer-diagnosis, so that it can be compared "
    "with svc-rbf.",
    lambda c: both(*(c.known(x) for x in ("GLM_1_AutoML_1_20261123_215343", "breast-cancer-diagnosis", "svc-rbf"))),
)
a.true(
    "recommendation",
    "Clarify the purpose of mlc_churn, since it is used by no experiment and no synthetic-data run.",
    lambda c: grade(
        c.item("datasets", "mlc_churn")["name"]
        not in [x["dataset"] for x in c.content["experiments"] + c.content["synthgen_runs"]]
    ),
)
a.false(
    "best",
    "rank",
    "StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 has the highest AUC in breast_cancer_automl, 0.9947.",
    lambda c: but(
        place(
            contenders(c, "breast_cancer_automl"), "StackedEnsemble_AllModels_1_AutoML_1_20261123_215343", "highest"
        ),
        c.same("0.9947", metric(c, "StackedEnsemble_AllModels_1_AutoML_1_20261123_215343")),
    ),
)
a.false(
    "metric",
    "model",
    "GBM_4_AutoML_2_20261123_215457 achieves a mean per-class error of 0.0094.",
    lambda c: c.same("0.0094", metric(c, "GBM_4_AutoML_2_20261123_215457")),
)
a.false(
    "date",
    "date",
    "The project Clinical and retention models has existed since 2026-01-27.",
    lambda c: but(c.date("2026-01-27", c.content["created_at"]), c.known("Clinical and retention models")),
)
a.false(
    "count",
    "count",
    "Seven datasets belong to Clinical and retention models.",
    lambda c: but(c.count("seven", len(c.content["datasets"])), c.known("Clinical and retention models")),
)
a.false(
    "best",
    "digit",
    "The best RMSE in diabetes_automl is 45.34, by StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: but(
        c.same("45.34", metric(c, "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525")),
        place(
            contenders(c, "diabetes_automl"), "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525", "lowest"
        ),
    ),
)
a.false(
    "time",
    "unit",
    "GLM_1_AutoML_1_20261123_215343 shows a training time of 64 s.",
    lambda c: c.same("64 s", c.item("models", "GLM_1_AutoML_1_20261123_215343")["training_time_ms"]),
)
a.false(
    "comparison",
    "direction",
    "DRF_1_AutoML_3_20261123_215525 outperforms XRT_1_AutoML_3_20261123_215525 with a lower RMSE.",
    lambda c: but(
        below(metric(c, "DRF_1_AutoML_3_20261123_215525"), metric(c, "XRT_1_AutoML_3_20261123_215525")),
        c.known("DRF_1_AutoML_3_20261123_215525"),
    ),
)
a.false(
    "deployment",
    "model",
    "churn-scoring-prod serves the model svc-rbf.",
    lambda c: but(
        c.item("deployments", "churn-scoring-prod")["model"]["name"] == c.said("svc-rbf"), c.known("svc-rbf")
    ),
)
a.false(
    "recommendation",
    "name",
    "Retire XGBoost_4_AutoML_3_20261123_215525 from diabetes_automl to keep the list of candidate models short.",
    lambda c: but(c.known("XGBoost_4_AutoML_3_20261123_215525"), c.known("diabetes_automl")),
)
a.false(
    "recommendation",
    "reason",
    "Fill the gaps in mlc_churn before training on it, because it has 11 missing values.",
    lambda c: but(c.count("11", c.item("datasets", "mlc_churn")["missing_values"]), c.known("mlc_churn")),
)
a.false(
    "synthetic",
    "count",
    "wa_churn-gaussian-copula produced 7,043 synthetic rows.",
    lambda c: but(
        c.count("7,043", c.item("synthgen_runs", "wa_churn-gaussian-copula")["synthetic_rows"]),
        c.known("wa_churn-gaussian-copula"),
    ),
)

SHEET.write()
