"""Answers to the prompt of the commentary, true and false, on three models, an experiment and a deployment."""

import statistics

from claims import above, below, both, but, milliseconds, place
from sheet import Sheet

SHEET = Sheet("answers_g.jsonl", lambda sentence: "answers_4")

ENSEMBLE = "StackedEnsemble_AllModels_1_AutoML_1_20261123_215343"
BOOSTED = "GBM_2_AutoML_3_20261123_215525"
XGB = "XGBoost_3_AutoML_1_20261123_215343"

WINE = "AutoML_2_20261123_215457"
ALL = f"StackedEnsemble_AllModels_1_{WINE}"
FAMILY = f"StackedEnsemble_BestOfFamily_1_{WINE}"
DRF, XRT, GLM = f"DRF_1_{WINE}", f"XRT_1_{WINE}", f"GLM_1_{WINE}"
GBM_2, GBM_3, GBM_5 = f"GBM_2_{WINE}", f"GBM_3_{WINE}", f"GBM_5_{WINE}"
XGB_1, XGB_2 = f"XGBoost_1_{WINE}", f"XGBoost_2_{WINE}"


def names(c, *used):
    """All that a recommendation without figures has to stand for: what it names is there."""
    return both(*(c.known(name) for name in used))


def class_precision(c, split, label):
    """The share of the rows called a class that belong to it."""
    matrix = c.evaluation(split)["confusion_matrix"]
    called = sum(c.confused(split, actual, label) for actual in matrix["labels"])
    return c.confused(split, c.said(label), label) / called


def wrong_rows(c, split):
    matrix = c.evaluation(split)["confusion_matrix"]["counts"]
    return sum(map(sum, matrix)) - sum(row[i] for i, row in enumerate(matrix))


def calibration_error(c, split):
    """The mean distance of predicted from observed, weighted by the rows of a bin."""
    bins = c.evaluation(split)["calibration"]
    rows = sum(b["count"] for b in bins)
    return sum(b["count"] * abs(b["mean_predicted"] - b["observed_rate"]) for b in bins) / rows


def share(c, feature):
    return c.importance(feature) / sum(c.importances().values())


def top_share(c, n):
    values = sorted(c.importances().values(), reverse=True)
    return sum(values[:n]) / sum(values)


def family_size(c, family):
    return sum(row["algorithm"] == c.said(family) for row in c.content["leaderboard"])


def burst(c, key):
    """A sum over the two hours of the error burst; the sentence has to name the day and both ends."""
    c.date("12:00", "2026-03-13T12:00:00Z")
    hours = [h for h in c.content["intervals"] if h["start"][:13] in ("2026-03-13T10", "2026-03-13T11")]
    assert c.hour("2026-03-13", "10:00") == hours[0]
    return sum(h[key] for h in hours)


def trained(c, metric):
    """The training figure behind a sentence that wrongly gives another split."""
    return next(e for e in c.model["evaluations"] if e["split"] == "training")["metrics"][metric]


def fold_sd(c, metric):
    return c.model["folds"][metric]["sd"]


def usual_latency(c, start, end):
    """The median of the hourly 95th percentiles of a span of days."""
    hours = [h for h in c.content["intervals"] if start <= h["start"][:10] < end]
    return statistics.median(h["latency_ms"]["p95"] for h in hours if h["requests"])


# An ensemble that tells two classes apart

a = SHEET.about(f"model-{ENSEMBLE}")
a.true(
    "figure",
    f"{ENSEMBLE} separates malignant from benign rows with an AUC of 0.9947 in cross-validation.",
    lambda c: both(c.same("0.9947", c.crossed("auc")), names(c, "malignant", "benign")),
)
a.true(
    "figure",
    f"Cross-validated accuracy of {ENSEMBLE}: 98.2%.",
    lambda c: c.same("98.2%", c.crossed("accuracy")),
)
a.true(
    "count",
    f"Out of 569 rows, {ENSEMBLE} gets 10 wrong in cross-validation.",
    lambda c: both(
        c.count("569", c.evaluation("cross_validation")["rows"]),
        c.count("10", wrong_rows(c, "cross_validation")),
    ),
)
a.true(
    "comparison",
    f"In cross-validation, the recall of {ENSEMBLE} for malignant (0.9811) is slightly below that for benign (0.9832).",
    lambda c: both(
        below(c.class_recall("cross_validation", "malignant"), c.class_recall("cross_validation", "benign")),
        c.same("0.9811", c.class_recall("cross_validation", "malignant")),
        c.same("0.9832", c.class_recall("cross_validation", "benign")),
    ),
)
a.true(
    "structure",
    f"{ENSEMBLE} draws on 6 of its 12 base models.",
    lambda c: both(c.count("6", c.used("")[0]), c.count("12", c.used("")[1])),
)
a.true(
    "structure",
    f"GBM supplies four of the six base models used by {ENSEMBLE}.",
    lambda c: both(c.known("GBM"), c.count("four", c.used("GBM")[0]), c.count("six", c.used("")[0])),
)
a.true(
    "calibration",
    f"Predicted probabilities of {ENSEMBLE} can be used directly, as they deviate from the observed rates "
    "by an average of 1.4 percentage points in cross-validation.",
    lambda c: c.same("1.4 percentage points", calibration_error(c, "cross_validation")),
)
a.true(
    "splits",
    f"The AUC of {ENSEMBLE} drops by just 0.0052 between training rows and cross-validation.",
    lambda c: both(c.same("0.0052", c.training("auc") - c.crossed("auc")), above(c.training("auc"), c.crossed("auc"))),
)
a.true(
    "class",
    f"Four malignant cases are missed by {ENSEMBLE} in cross-validation, which is a false negative rate of 1.9%.",
    lambda c: both(
        c.known("malignant"),
        c.count("Four", c.confused("cross_validation", "malignant", "benign")),
        c.same("1.9%", 1 - c.class_recall("cross_validation", "malignant")),
    ),
)
a.true(
    "data",
    "The class malignant offers only 7.1 rows for each of the 30 features, so small gaps between models may be chance.",
    lambda c: both(
        c.known("malignant"),
        c.same("7.1", c.classes()["malignant"] / (c.content["dataset"]["columns"] - 1)),
        c.count("30", c.content["dataset"]["columns"] - 1),
    ),
)
a.true(
    "folds",
    f"Across 5 folds the AUC of {ENSEMBLE} averages 0.9956, with a standard deviation of 0.0051.",
    lambda c: both(
        c.count("5", len(c.model["folds"]["auc"]["folds"])),
        c.same("0.9956", c.model["folds"]["auc"]["mean"]),
        c.same("0.0051", fold_sd(c, "auc")),
    ),
)
a.true(
    "recommendation",
    "Collect more rows of class malignant before choosing between models that lie close together.",
    lambda c: names(c, "malignant"),
)
a.true(
    "recommendation",
    f"Have a specialist review the malignant rows that {ENSEMBLE} calls benign.",
    lambda c: names(c, "malignant", ENSEMBLE, "benign"),
)
a.true(
    "recommendation",
    f"Consider removing the XGBoost base models from {ENSEMBLE}, because 0 of 3 are used.",
    lambda c: both(
        names(c, "XGBoost", ENSEMBLE), c.count("0", c.used("XGBoost")[0]), c.count("3", c.used("XGBoost")[1])
    ),
)

a.true(
    "recommendation",
    f"Track the recall for malignant on new data once {ENSEMBLE} is in use.",
    lambda c: names(c, "malignant", ENSEMBLE),
)

a.false(
    "figure",
    "model",
    f"{ENSEMBLE} achieves an AUC of 0.9921 in cross-validation, which makes it a strong classifier.",
    lambda c: c.same("0.9921", *c.crossings("auc")),
)
a.false(
    "figure",
    "split",
    f"Cross-validation confirms a log loss of 0.0181 for {ENSEMBLE}.",
    lambda c: but(c.same("0.0181", *c.crossings("logloss")), c.same("0.0181", trained(c, "logloss"))),
)
a.false(
    "comparison",
    "direction",
    f"{ENSEMBLE} is more precise on malignant than on benign rows in cross-validation.",
    lambda c: above(
        class_precision(c, "cross_validation", "malignant"), class_precision(c, "cross_validation", "benign")
    ),
)
a.false(
    "structure",
    "count",
    f"Eight of the 12 base models enter {ENSEMBLE}.",
    lambda c: but(c.count("Eight", c.used("")[0]), c.count("12", c.used("")[1])),
)
a.false(
    "figure",
    "quantity",
    f"The specificity of {ENSEMBLE} stands at 0.9720 in cross-validation.",
    lambda c: but(
        c.same("0.9720", *c.crossings("specificity")),
        c.same("0.9720", c.crossed("precision")),
    ),
)
a.false(
    "structure",
    "extreme",
    f"DRF contributes the largest number of used base models to {ENSEMBLE}.",
    lambda c: but(
        place({f: c.used(f)[0] for f in ("GBM", "XGBoost", "GLM", "DRF", "DeepLearning")}, c.said("DRF"), "highest"),
        c.known(ENSEMBLE),
    ),
)
a.false(
    "recommendation",
    "reason",
    f"Add an imputation step ahead of {ENSEMBLE}, because several of the features have missing values.",
    lambda c: but(c.content["dataset"]["missing_values"] > 0, c.known(ENSEMBLE)),
)
a.false(
    "time",
    "unit",
    f"Scoring a single row with {ENSEMBLE} takes 0.0652 seconds.",
    lambda c: but(c.same("0.0652 seconds", c.content["predict_time_per_row_ms"]), c.known(ENSEMBLE)),
)
a.false(
    "rank",
    "rank",
    f"{ENSEMBLE} ranks first in the experiment breast_cancer_automl.",
    lambda c: but(c.ordinal("first", c.content["rank"]), names(c, ENSEMBLE, "breast_cancer_automl")),
)

# A regressor

a = SHEET.about(f"model-{BOOSTED}")
a.true(
    "figure",
    f"{BOOSTED} explains less than half of the variance of the target, with an R² of 0.449 in cross-validation.",
    lambda c: both(c.same("0.449", c.crossed("r2")), below(c.crossed("r2"), 0.5)),
)
a.true(
    "figure",
    f"On average the predictions of {BOOSTED} are off by 46.36 in cross-validation (MAE).",
    lambda c: c.same("46.36", c.crossed("mae")),
)
a.true(
    "splits",
    f"RMSE of {BOOSTED}: 33.7 on training rows, 57.2 in cross-validation.",
    lambda c: both(c.same("33.7", c.training("rmse")), c.same("57.2", c.crossed("rmse"))),
)
a.true(
    "splits",
    f"{BOOSTED} overfits, because its RMSE in cross-validation is 1.7 times its RMSE on training rows.",
    lambda c: c.same("1.7", c.crossed("rmse") / c.training("rmse")),
)
a.true(
    "splits",
    f"Moving from training rows to cross-validation adds 23.45 to the RMSE of {BOOSTED}.",
    lambda c: c.same("23.45", c.crossed("rmse") - c.training("rmse")),
)
a.true(
    "importance",
    f"The feature s5 is the strongest driver of {BOOSTED}, carrying 32.9% of the importance.",
    lambda c: both(c.matters("s5", "highest"), c.same("32.9%", share(c, "s5"))),
)
a.true(
    "importance",
    f"sex contributes least to {BOOSTED}: its share of the importance is 1.9%.",
    lambda c: both(c.matters("sex", "lowest"), c.same("1.9%", share(c, "sex"))),
)
a.true(
    "importance",
    f"bmi weighs about 2.5 times as much as bp in the importance of {BOOSTED}.",
    lambda c: c.same("2.5", c.importance("bmi") / c.importance("bp")),
)
a.true(
    "time",
    f"Training {BOOSTED} took 38 ms.",
    lambda c: both(c.known(BOOSTED), c.same("38 ms", c.content["training_time_ms"])),
)
a.true(
    "folds",
    f"The RMSE of {BOOSTED} fluctuates between folds, with a standard deviation of 3.96 around a mean of 57.42.",
    lambda c: both(c.same("3.96", fold_sd(c, "rmse")), c.same("57.42", c.model["folds"]["rmse"]["mean"])),
)
a.true(
    "recommendation",
    f"Limit the depth of the trees of {BOOSTED} to narrow the gap between training and cross-validation RMSE.",
    lambda c: both(names(c, BOOSTED, "RMSE"), above(c.crossed("rmse"), c.training("rmse"))),
)
a.true(
    "recommendation",
    f"Look for additional features, because 55.1% of the variance of the target is left unexplained by {BOOSTED} "
    "in cross-validation.",
    lambda c: c.same("55.1%", 1 - c.crossed("r2")),
)
a.true(
    "recommendation",
    f"Quote the cross-validation RMSE of {BOOSTED} in all reporting and disregard its training RMSE.",
    lambda c: names(c, BOOSTED, "RMSE"),
)
a.true(
    "recommendation",
    f"Check the data quality of s5 and bmi first, as they shape the predictions of {BOOSTED} most.",
    lambda c: both(c.matters("s5", "highest"), c.matters("bmi", "highest", 2)),
)

a.false(
    "figure",
    "split",
    f"An MAE of 27.17 in cross-validation shows that {BOOSTED} is reasonably close to the target.",
    lambda c: but(c.same("27.17", *c.crossings("mae")), c.same("27.17", trained(c, "mae"))),
)
a.false(
    "figure",
    "digit",
    f"{BOOSTED} has an RMSE of 51.76 in cross-validation.",
    lambda c: c.same("51.76", *c.crossings("rmse")),
)
a.false(
    "splits",
    "direction",
    f"{BOOSTED} performs better in cross-validation than on training rows, judging by RMSE.",
    lambda c: below(c.crossed("rmse"), c.training("rmse")),
)
a.false(
    "importance",
    "extreme",
    f"bmi matters most in {BOOSTED}, with 27.4% of the importance.",
    lambda c: but(c.matters("bmi", "highest"), c.same("27.4%", share(c, "bmi"))),
)
a.false(
    "importance",
    "name",
    f"After age, the feature s7 provides another 6.0% of the importance in {BOOSTED}.",
    lambda c: but(
        c.known("s7"),
        c.matters("age", "highest", 4),
        c.same("6.0%", c.importances()["s6"] / sum(c.importances().values())),
    ),
)
a.false(
    "figure",
    "quantity",
    f"{BOOSTED} accounts for 55.1% of the variance of the target in cross-validation.",
    lambda c: but(c.same("55.1%", *c.crossings("r2")), c.same("55.1%", 1 - c.crossed("r2"))),
)
a.false(
    "importance",
    "rank",
    f"age takes third place by importance in {BOOSTED}, directly behind s5 and bmi.",
    lambda c: but(
        both(c.matters("age", "highest", 3), c.ordinal("third", 3)),
        c.matters("s5", "highest"),
        c.matters("bmi", "highest", 2),
    ),
)
a.false(
    "recommendation",
    "reason",
    f"Release {BOOSTED} as it is, because its RMSE is practically the same on training rows and in cross-validation.",
    lambda c: but(c.crossed("rmse") < 1.1 * c.training("rmse"), c.known(BOOSTED)),
)
a.false(
    "data",
    "digit",
    f"The dataset diabetes, on which {BOOSTED} was trained, has 424 rows.",
    lambda c: but(c.count("424", c.content["dataset"]["rows"]), names(c, "diabetes", BOOSTED)),
)

# A single classifier

a = SHEET.about(f"model-{XGB}")
a.true(
    "figure",
    f"{XGB} classifies 96.5% of 569 rows correctly in cross-validation.",
    lambda c: both(c.same("96.5%", c.crossed("accuracy")), c.count("569", c.evaluation("cross_validation")["rows"])),
)
a.true(
    "figure",
    f"{XGB}: F1 0.953 and MCC 0.925 in cross-validation.",
    lambda c: both(c.same("0.953", c.crossed("f1")), c.same("0.925", c.crossed("mcc"))),
)
a.true(
    "class",
    f"In cross-validation, {XGB} labels 11 benign rows as malignant.",
    lambda c: both(
        names(c, "benign", "malignant"), c.count("11", c.confused("cross_validation", "benign", "malignant"))
    ),
)
a.true(
    "class",
    f"The most serious risk is that 9 of the 212 malignant rows go undetected by {XGB} in cross-validation.",
    lambda c: both(
        c.known("malignant"),
        c.count("9", c.confused("cross_validation", "malignant", "benign")),
        c.count("212", c.classes()["malignant"]),
    ),
)
a.true(
    "importance",
    f"worst area alone carries more than a third of the importance in {XGB} (35.4%).",
    lambda c: both(c.same("35.4%", share(c, "worst area")), above(share(c, "worst area"), 1 / 3)),
)
a.true(
    "importance",
    f"The feature mean concave points comes second in {XGB}, with a 19.3% share of the importance.",
    lambda c: both(
        c.matters("mean concave points", "highest", 2),
        c.ordinal("second", 2),
        c.same("19.3%", share(c, "mean concave points")),
    ),
)
a.true(
    "importance",
    f"The top 5 features make up 81.9% of the importance of {XGB}.",
    lambda c: c.same("81.9%", top_share(c, int(c.said("5")))),
)
a.true(
    "baseline",
    f"Always answering benign would be right for 62.7% of the rows, against 96.5% for {XGB} in cross-validation.",
    lambda c: both(
        c.known("benign"),
        c.same("62.7%", c.classes()["benign"] / c.content["dataset"]["rows"]),
        c.same("96.5%", c.crossed("accuracy")),
    ),
)
a.true(
    "comparison",
    f"At 0.9486, the cross-validated precision of {XGB} for malignant trails its precision of 0.9746 for benign.",
    lambda c: both(
        c.same("0.9486", class_precision(c, "cross_validation", "malignant")),
        c.same("0.9746", class_precision(c, "cross_validation", "benign")),
        below(class_precision(c, "cross_validation", "malignant"), class_precision(c, "cross_validation", "benign")),
    ),
)
a.true(
    "recommendation",
    f"Verify that worst area is measured consistently, because it holds 35.4% of the importance in {XGB}.",
    lambda c: c.same("35.4%", share(c, "worst area")),
)
a.true(
    "recommendation",
    f"Lower the decision threshold of {XGB} from 0.3724 if missed malignant rows cost more than false alarms.",
    lambda c: both(
        c.known("malignant"),
        c.same("0.3724", c.model["evaluations"][1]["confusion_matrix"]["threshold"]),
    ),
)
a.true(
    "recommendation",
    f"Try a leaner version of {XGB} that leaves out its weakest feature, mean perimeter.",
    lambda c: c.matters("mean perimeter", "lowest"),
)
a.true(
    "recommendation",
    f"Validate {XGB} on an independent sample of benign and malignant cases before it is used in practice.",
    lambda c: names(c, XGB, "benign", "malignant"),
)

a.false(
    "figure",
    "model",
    f"With an accuracy of 0.9824 in cross-validation, {XGB} is right in nearly all cases.",
    lambda c: c.same("0.9824", *c.crossings("accuracy")),
)
a.false(
    "comparison",
    "direction",
    f"{XGB} detects malignant rows more reliably than benign ones in cross-validation, as its recall per class shows.",
    lambda c: above(c.class_recall("cross_validation", "malignant"), c.class_recall("cross_validation", "benign")),
)
a.false(
    "importance",
    "rank",
    f"Second in importance for {XGB} is worst perimeter, right after worst area.",
    lambda c: but(
        both(c.matters("worst perimeter", "highest", 2), c.ordinal("second", 2)), c.matters("worst area", "highest")
    ),
)
a.false(
    "class",
    "quantity",
    f"{XGB} mistakes 9 benign rows for malignant in cross-validation.",
    lambda c: but(
        c.count("9", c.confused("cross_validation", "benign", "malignant")),
        c.count("9", c.confused("cross_validation", "malignant", "benign")),
        names(c, "benign", "malignant"),
    ),
)
a.false(
    "recommendation",
    "name",
    f"Benchmark {XGB} against XGBoost_7_AutoML_1_20261123_215343 on fresh data.",
    lambda c: but(c.known("XGBoost_7_AutoML_1_20261123_215343"), c.known(XGB)),
)
a.false(
    "time",
    "unit",
    f"{XGB} required a training time of 150 s.",
    lambda c: but(c.same("150 s", c.content["training_time_ms"]), c.known(XGB)),
)
a.false(
    "recommendation",
    "reason",
    f"Rebalance the training data of {XGB}, because malignant rows clearly outnumber benign rows.",
    lambda c: but(c.classes()["malignant"] > c.classes()["benign"], names(c, XGB, "malignant", "benign")),
)
a.false(
    "figure",
    "split",
    f"In cross-validation the AUC of {XGB} is 0.9999, close to perfect.",
    lambda c: but(c.same("0.9999", *c.crossings("auc")), c.same("0.9999", trained(c, "auc"))),
)
a.false(
    "date",
    "date",
    f"{XGB} was trained on 2026-11-13.",
    lambda c: but(c.date("2026-11-13", c.content["trained_at"]), c.known(XGB)),
)

# An experiment

a = SHEET.about("experiment-wine_automl")
a.true(
    "time",
    "The experiment wine_automl trained 12 models in 23.0 s.",
    lambda c: both(
        c.known("wine_automl"),
        c.count("12", len(c.content["leaderboard"])),
        c.same("23.0 s", milliseconds(c.content["started_at"], c.content["finished_at"])),
    ),
)
a.true(
    "tie",
    f"Three models share the best mean per-class error of 0.0094: {ALL}, {DRF} and {XRT}.",
    lambda c: both(
        c.count("Three", list(c.board("mean_per_class_error").values()).count(c.row("DRF_1")["mean_per_class_error"])),
        c.same("0.0094", min(c.board("mean_per_class_error").values())),
        *(
            c.row(name)["mean_per_class_error"] == min(c.board("mean_per_class_error").values())
            for name in ("StackedEnsemble_AllModels_1", "DRF_1", "XRT_1")
        ),
    ),
)
a.true(
    "extreme",
    f"The lowest log loss in the experiment, 0.0519, belongs to {GBM_2}.",
    lambda c: both(c.extreme("logloss", "GBM_2", "lowest"), c.same("0.0519", *c.of("GBM_2", "logloss"))),
)
a.true(
    "extreme",
    f"Training took longest for {FAMILY}, at 3.1 s.",
    lambda c: both(
        c.extreme("training_time_ms", "StackedEnsemble_BestOfFamily_1", "highest"),
        c.same("3.1 s", c.row("StackedEnsemble_BestOfFamily_1")["training_time_ms"]),
    ),
)
a.true(
    "ratio",
    f"{XRT} predicts 19 times as fast as {ALL}: 0.012 ms against 0.2313 ms per row.",
    lambda c: both(
        c.same(
            "19",
            c.row("StackedEnsemble_AllModels_1")["predict_time_per_row_ms"] / c.row("XRT_1")["predict_time_per_row_ms"],
        ),
        c.same("0.012 ms", c.row("XRT_1")["predict_time_per_row_ms"]),
        c.same("0.2313 ms", c.row("StackedEnsemble_AllModels_1")["predict_time_per_row_ms"]),
    ),
)
a.true(
    "extreme",
    f"{XGB_1} shows the highest RMSE of all 12 models, 0.2602.",
    lambda c: both(
        c.extreme("rmse", "XGBoost_1", "highest"),
        c.count("12", len(c.content["leaderboard"])),
        c.same("0.2602", *c.of("XGBoost_1", "rmse")),
    ),
)
a.true(
    "comparison",
    f"The log loss of {DRF} is clearly worse than that of {ALL}, 0.1303 against 0.0528.",
    lambda c: both(
        c.more("DRF_1", "StackedEnsemble_AllModels_1", "logloss"),
        c.same("0.1303", *c.of("DRF_1", "logloss")),
        c.same("0.0528", *c.of("StackedEnsemble_AllModels_1", "logloss")),
    ),
)
a.true(
    "importance",
    f"{ALL} leans on color_intensity (40.0% of the importance) and proline (28.5%).",
    lambda c: both(c.same("40.0%", share(c, "color_intensity")), c.same("28.5%", share(c, "proline"))),
)
a.true(
    "class",
    f"Both cross-validation errors of {ALL} concern class_1, of which it recognises 69 of 71 rows.",
    lambda c: both(
        wrong_rows(c, "cross_validation") == 2,
        c.known("class_1"),
        c.count("69", c.confused("cross_validation", "class_1", "class_1")),
        c.count("71", c.classes()["class_1"]),
    ),
)
a.true(
    "data",
    "At 48 rows, class_2 is the smallest of the 3 classes.",
    lambda c: both(
        place(c.classes(), c.said("class_2"), "lowest"),
        c.count("48", c.classes()["class_2"]),
        c.count("3", len(c.classes())),
    ),
)
a.true(
    "recommendation",
    f"Put {DRF} into operation instead of {ALL}, because its mean per-class error is 0.0094 as well.",
    lambda c: both(
        c.same("0.0094", c.row("DRF_1")["mean_per_class_error"]),
        c.row("DRF_1")["mean_per_class_error"] == c.row("StackedEnsemble_AllModels_1")["mean_per_class_error"],
    ),
)
a.true(
    "recommendation",
    f"Keep the setup simple and prefer a single model such as {XRT} over a stacked ensemble.",
    lambda c: names(c, XRT),
)
a.true(
    "recommendation",
    "Gather more wine samples, above all of class_2, before trusting the order of the models.",
    lambda c: names(c, "wine", "class_2"),
)
a.true(
    "recommendation",
    f"Repeat the cross-validation with different folds to see which of {DRF} and {XRT} holds up better.",
    lambda c: names(c, DRF, XRT),
)

a.false(
    "extreme",
    "extreme",
    f"{GLM} has the lowest prediction time per row of all models, 0.0031 ms.",
    lambda c: but(
        c.extreme("predict_time_per_row_ms", "GLM_1", "lowest"),
        c.same("0.0031 ms", c.row("GLM_1")["predict_time_per_row_ms"]),
    ),
)
a.false(
    "comparison",
    "direction",
    f"{GBM_3} edges out {GBM_5} in log loss, with 0.0572 against 0.0538.",
    lambda c: but(
        c.more("GBM_5", "GBM_3", "logloss"),
        c.same("0.0572", c.row("GBM_3")["logloss"]),
        c.same("0.0538", c.row("GBM_5")["logloss"]),
    ),
)
a.false(
    "figure",
    "model",
    f"Log loss in cross-validation is 0.0590 for {GBM_2}.",
    lambda c: c.same("0.0590", *c.of("GBM_2", "logloss")),
)
a.false(
    "count",
    "count",
    "Four of the 12 models in wine_automl are ensembles.",
    lambda c: but(
        c.count("Four", sum(r["is_ensemble"] for r in c.content["leaderboard"])),
        c.count("12", len(c.content["leaderboard"])),
        c.known("wine_automl"),
    ),
)
a.false(
    "figure",
    "name",
    f"GBM_6_{WINE} reaches an RMSE of 0.1244 in cross-validation.",
    lambda c: but(c.known(f"GBM_6_{WINE}"), c.same("0.1244", c.board("rmse")[GBM_5])),
)
a.false(
    "recommendation",
    "reason",
    f"Drop {XGB_2} from further work, because it has the longest training time of all models.",
    lambda c: c.extreme("training_time_ms", "XGBoost_2", "highest"),
)
a.false(
    "rank",
    "rank",
    f"By mean per-class error, {GLM} comes third on the leaderboard.",
    lambda c: c.ordinal("third", c.row("GLM_1")["rank"]),
)
a.false(
    "importance",
    "direction",
    f"In {ALL}, hue carries a larger share of the importance than alcohol.",
    lambda c: above(c.importance("hue"), c.importance("alcohol")),
)
a.false(
    "splits",
    "split",
    f"{ALL} misclassifies 2 of its 178 training rows.",
    lambda c: but(c.count("2", wrong_rows(c, "training")), c.count("178", c.content["dataset"]["rows"])),
)
a.false(
    "date",
    "date",
    "The experiment wine_automl ran on 23 October 2026.",
    lambda c: but(c.date("23 October 2026", c.content["started_at"]), c.known("wine_automl")),
)

# A deployment

a = SHEET.about("deployment-churn-scoring-prod")
a.true(
    "volume",
    "churn-scoring-prod received 8,959 requests in 14 days, about 640 per day.",
    lambda c: both(
        c.known("churn-scoring-prod"),
        c.same("8,959", c.content["totals"]["requests"]),
        c.count("14", len(c.days("requests"))),
        c.same("640", statistics.mean(c.days("requests").values())),
    ),
)
a.true(
    "drift",
    "The predictions have shifted critically, with a PSI of 0.2665 against the reference.",
    lambda c: c.same("0.2665", c.content["predictions"]["current"]["psi"]),
)
a.true(
    "drift",
    "Mean predicted probability rose from 0.1493 in the reference to 0.2384 in the last 5 days.",
    lambda c: both(
        c.same("0.1493", c.predicted("reference")["mean"]),
        c.same("0.2384", c.predicted("last 5 days")["mean"]),
    ),
)
a.true(
    "errors",
    "A total of 195 requests failed, all of them with a ValueError.",
    lambda c: both(
        c.count("195", c.content["totals"]["errors"]),
        c.content["totals"]["errors_by_type"][c.said("ValueError")] == c.content["totals"]["errors"],
    ),
)
a.true(
    "extreme",
    "Errors piled up on 13 March 2026: 40 requests failed, more than on any other day.",
    lambda c: both(
        place(c.days("errors"), c.day("13 March 2026"), "highest"),
        c.count("40", c.days("errors")["2026-03-13"]),
    ),
)
a.true(
    "burst",
    "During the error burst on 2026-03-13 from 10:00 to 12:00 UTC, the error rate was 25.8%.",
    lambda c: c.same("25.8%", burst(c, "errors") / burst(c, "requests")),
)
a.true(
    "drift",
    "international_plan has drifted more than any other feature: its PSI is 0.29.",
    lambda c: both(
        place(c.psis(), c.said("international_plan"), "highest"),
        c.same("0.29", c.psi("international_plan")),
    ),
)
a.true(
    "latency",
    "Latency is 22 ms at the median and 39 ms at the 99th percentile.",
    lambda c: both(
        c.same("22 ms", c.content["totals"]["latency_ms"]["p50"]),
        c.same("39 ms", c.latency("99th")),
    ),
)
a.true(
    "comparison",
    "The error rate fell from 2.6% on 2026-03-07 to 0.90% on 2026-03-08.",
    lambda c: both(
        c.same("2.6%", c.error_rates()[c.day("2026-03-07")]),
        c.same("0.90%", c.error_rates()[c.day("2026-03-08")]),
    ),
)
a.true(
    "count",
    "Most inputs are stable, as 15 of 19 features have a PSI below 0.1.",
    lambda c: both(
        c.count("15", sum(psi < float(c.said("0.1")) for psi in c.psis().values())),
        c.count("19", len(c.psis())),
    ),
)
a.true(
    "recommendation",
    "Retrain churn-gradient-forest on recent data, because the PSI of the predictions is 0.2665.",
    lambda c: both(c.known("churn-gradient-forest"), c.same("0.2665", c.content["predictions"]["current"]["psi"])),
)
a.true(
    "recommendation",
    "Validate the input of churn-scoring-prod before it is scored, so that bad records stop ending in a ValueError.",
    lambda c: names(c, "churn-scoring-prod", "ValueError"),
)
a.true(
    "recommendation",
    "Trace the origin of the shift in international_plan with the team that delivers this feature.",
    lambda c: both(c.known("international_plan"), c.drift("international_plan")["drifted"]),
)
a.true(
    "recommendation",
    "Set alerts on the daily PSI of total_day_minutes and total_day_charge, since both have drifted.",
    lambda c: both(c.drift("total_day_minutes")["drifted"], c.drift("total_day_charge")["drifted"]),
)

a.true(
    "recommendation",
    "Go through the logs of 2026-03-13 between 10:00 and 12:00 UTC to find the cause of the error burst.",
    lambda c: above(burst(c, "errors") / burst(c, "requests"), 0.1),
)

a.false(
    "extreme",
    "date",
    "The highest error rate, 5.4%, was recorded on 2026-03-11.",
    lambda c: but(
        place(c.error_rates(), c.day("2026-03-11"), "highest"),
        c.same("5.4%", max(c.error_rates().values())),
    ),
)
a.false(
    "volume",
    "digit",
    "Over the two weeks observed, 8,599 requests reached churn-scoring-prod.",
    lambda c: but(
        c.same("8,599", c.content["totals"]["requests"]),
        c.count("two", len(c.days("requests")) / 7),
        c.known("churn-scoring-prod"),
    ),
)
a.false(
    "drift",
    "direction",
    "The mean predicted probability was higher on days 1 to 9 than in the last 5 days.",
    lambda c: above(c.predicted("days 1 to 9")["mean"], c.predicted("last 5 days")["mean"]),
)
a.false(
    "drift",
    "extreme",
    "state exhibits the strongest drift among all features, with a PSI of 0.1379.",
    lambda c: but(place(c.psis(), c.said("state"), "highest"), c.same("0.1379", c.psi("state"))),
)
a.false(
    "latency",
    "unit",
    "Users may notice delays, because the slowest request took 219 seconds.",
    lambda c: c.same("219 seconds", c.content["totals"]["latency_ms"]["max"]),
)
a.false(
    "errors",
    "name",
    "TimeoutError is the type of all 195 errors.",
    lambda c: but(c.known("TimeoutError"), c.count("195", c.content["totals"]["errors"])),
)
a.false(
    "latency",
    "quantity",
    "A median latency of 30 ms was recorded for churn-scoring-prod.",
    lambda c: but(
        c.same("30 ms", c.content["totals"]["latency_ms"]["p50"]),
        c.same("30 ms", c.content["totals"]["latency_ms"]["p95"]),
        c.known("churn-scoring-prod"),
    ),
)
a.false(
    "recommendation",
    "reason",
    "Scale out the service, because its 95th percentile latency has doubled since 2026-03-11.",
    lambda c: but(
        usual_latency(c, c.day("2026-03-11"), "2026-03-16") > 1.5 * usual_latency(c, "2026-03-02", "2026-03-11"),
        c.latency("95th") > 0,
    ),
)
a.false(
    "burst",
    "count",
    "The error burst on 2026-03-13 from 10:00 to 12:00 UTC cost 132 failed requests.",
    lambda c: c.count("132", burst(c, "errors")),
)

SHEET.write()
