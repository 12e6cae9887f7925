"""Commentary on experiments and a project as a language model writes it: what it gets right, and what it gets wrong."""

import math

from claims import above, below, both, but, grade, milliseconds, place
from sheet import Sheet

SHEET = Sheet("answers_a.jsonl", lambda sentence: "answers_1")


def names(c, *known):
    """Advice states nothing of its own: it stands when everything that it names exists."""
    return both(True, *(c.known(name) for name in known))


def lasts(c, text, duration):
    """A duration as documents write it, "1 min 10 s", to the second; `duration` in milliseconds."""
    minutes, _, seconds, _ = c.said(text).split()
    return c.same(seconds, (duration - int(minutes) * 60_000) / 1000)


def elapsed(c):
    return milliseconds(c.content["started_at"], c.content["finished_at"])


def models(c, text):
    return c.count(text, len(c.content["leaderboard"]))


def fold_sds(c, metric):
    return {r["name"]: r["fold_spread"][metric]["sd"] for r in c.content["leaderboard"]}


def within_one_error(c, metric):
    """How many models, the leader among them, are no further from it than the standard error of its own folds."""
    leader = c.content["leaderboard"][0]
    spread = leader["fold_spread"][metric]
    error = spread["sd"] / math.sqrt(len(spread["folds"]))
    return sum(abs(r["metrics"][metric] - leader["metrics"][metric]) <= error for r in c.content["leaderboard"])


def top_share(c, n, method):
    """The share of the importance that the first `n` features hold together."""
    values = sorted(c.importances(method).values(), reverse=True)
    return sum(values[:n]) / sum(values)


def share_of(c, feature, method):
    return c.importance(feature, method) / sum(c.importances(method).values())


def right(c, split):
    """How many rows are called right, and how many there are."""
    counts = c.evaluation(split)["confusion_matrix"]["counts"]
    return sum(row[i] for i, row in enumerate(counts)), sum(map(sum, counts))


def class_precision(c, split, label):
    matrix = c.evaluation(split)["confusion_matrix"]
    column = matrix["labels"].index(c.said(label))
    return matrix["counts"][column][column] / sum(row[column] for row in matrix["counts"])


def off_by(c):
    """The mean distance of predicted probabilities from observed rates in cross-validation, over the rows."""
    bins = c.evaluation("cross_validation")["calibration"]
    distances = [b["count"] * abs(b["mean_predicted"] - b["observed_rate"]) for b in bins]
    return sum(distances) / sum(b["count"] for b in bins)


def recalls(c, split):
    """The share of rows that are found, by class."""
    matrix = c.evaluation(split)["confusion_matrix"]
    return {label: row[i] / sum(row) for i, (label, row) in enumerate(zip(matrix["labels"], matrix["counts"]))}


def tied(board, best):
    """How many models share the best value of a column."""
    return list(board.values()).count(best(board.values()))


def test(c, name, metric):
    """A metric of a run whose metrics are all of the test rows."""
    assert "test" in c.sentence, f"test is not in {c.sentence!r}"
    return c.row(name)[f"test_{metric}"]


def deployment(c):
    return c.item("deployments", "churn-scoring-prod")


a = SHEET.about("experiment-breast_cancer_automl")

a.true(
    "duration",
    "In 70 seconds the experiment breast_cancer_automl trained 14 models.",
    lambda c: both(c.known("breast_cancer_automl"), c.same("70 seconds", elapsed(c)), models(c, "14")),
)
a.true(
    "rank",
    "GLM_1_AutoML_1_20261123_215343 tops the leaderboard with a cross-validated AUC of 0.995.",
    lambda c: both(c.extreme("auc", "GLM_1", "highest"), c.same("0.995", c.crossed("auc"))),
)
a.true(
    "difference",
    "The runner-up, StackedEnsemble_BestOfFamily_1_AutoML_1_20261123_215343, trails "
    "GLM_1_AutoML_1_20261123_215343 by just 0.0003 in AUC.",
    lambda c: both(
        c.row("StackedEnsemble_BestOfFamily_1")["rank"] == 2,
        c.same("0.0003", c.row("GLM_1")["auc"] - c.row("StackedEnsemble_BestOfFamily_1")["auc"]),
    ),
)
a.true(
    "comparison",
    "At 64 ms, GLM_1_AutoML_1_20261123_215343 trained far faster than "
    "StackedEnsemble_AllModels_1_AutoML_1_20261123_215343, which needed about 3.0 seconds.",
    lambda c: both(
        c.same("64 ms", c.row("GLM_1")["training_time_ms"]),
        c.same("3.0 seconds", c.row("StackedEnsemble_AllModels_1")["training_time_ms"]),
        c.more("StackedEnsemble_AllModels_1", "GLM_1", "training_time_ms"),
    ),
)
a.true(
    "count",
    "GLM_1_AutoML_1_20261123_215343 gets 12 of 569 rows wrong when cross-validated.",
    lambda c: both(
        c.count("12", right(c, "cross_validation")[1] - right(c, "cross_validation")[0]),
        c.count("569", c.evaluation("cross_validation")["rows"]),
    ),
)
a.true(
    "comparison",
    "Always guessing benign would be right for 62.7% of the rows, far short of the 97.9% that "
    "GLM_1_AutoML_1_20261123_215343 gets right in cross-validation.",
    lambda c: both(
        place(c.classes(), c.said("benign"), "highest"),
        c.same("62.7%", c.classes()["benign"] / c.content["dataset"]["rows"]),
        c.same("97.9%", c.crossed("accuracy")),
    ),
)
a.true(
    "comparison",
    "In cross-validation GLM_1_AutoML_1_20261123_215343 errs more on the side of missing malignant rows (4.2%) "
    "than of false alarms (0.84%).",
    lambda c: both(
        c.same("4.2%", 1 - c.class_recall("cross_validation", "malignant")),
        c.same("0.84%", 1 - c.crossed("specificity")),
        above(1 - c.crossed("recall"), 1 - c.crossed("specificity")),
    ),
)
a.true(
    "class",
    "Nine malignant cases go undetected by GLM_1_AutoML_1_20261123_215343 under cross-validation, "
    "a false negative rate of 4.2%.",
    lambda c: both(
        c.count("nine", c.confused("cross_validation", "malignant", "benign")),
        c.same("4.2%", 1 - c.class_recall("cross_validation", "malignant")),
    ),
)
a.true(
    "comparison",
    "Precision of GLM_1_AutoML_1_20261123_215343 slips from 1.0000 on training rows to 0.9854 in cross-validation.",
    lambda c: both(
        c.same("1.0000", c.training("precision")),
        c.same("0.9854", c.crossed("precision")),
        above(c.training("precision"), c.crossed("precision")),
    ),
)
a.true(
    "importance",
    "worst texture is the most influential feature of GLM_1_AutoML_1_20261123_215343 by standardized coefficients, "
    "yet it carries only 7.2% of the importance.",
    lambda c: both(
        c.matters("worst texture", "highest", method="coefficient"),
        c.same("7.2%", share_of(c, "worst texture", "coefficient")),
    ),
)
a.true(
    "folds",
    "The AUC of GBM_5_AutoML_1_20261123_215343 swings most from fold to fold, with a standard deviation of 0.0148.",
    lambda c: both(
        place(fold_sds(c, "auc"), c.row("GBM_5")["name"], "highest"),
        c.same("0.0148", c.row("GBM_5")["fold_spread"]["auc"]["sd"]),
    ),
)
a.true(
    "data",
    "Because the class malignant has only 212 rows for 30 features, "
    "small gaps between the models of breast_cancer_automl may be down to chance.",
    lambda c: both(
        c.known("breast_cancer_automl"),
        c.known("malignant"),
        c.count("212", c.classes()["malignant"]),
        c.count("30", c.content["dataset"]["columns"] - 1),
    ),
)
a.true(
    "comparison",
    "Log loss favours StackedEnsemble_AllModels_1_AutoML_1_20261123_215343 over GLM_1_AutoML_1_20261123_215343: "
    "0.0703 against 0.0740.",
    lambda c: both(
        c.same("0.0703", c.row("StackedEnsemble_AllModels_1")["logloss"]),
        c.same("0.0740", c.row("GLM_1")["logloss"]),
        c.more("GLM_1", "StackedEnsemble_AllModels_1", "logloss"),
    ),
)
a.true(
    "calibration",
    "In cross-validation, predicted probabilities of GLM_1_AutoML_1_20261123_215343 sit within "
    "1.5 percentage points of the observed rates on average.",
    lambda c: c.same("1.5 percentage points", off_by(c)),
)
a.true(
    "recommendation",
    "Take GLM_1_AutoML_1_20261123_215343 into a pilot, as it has the highest AUC of all 14 models "
    "and is simpler to run than an ensemble.",
    lambda c: both(c.extreme("auc", "GLM_1", "highest"), models(c, "14"), not c.row("GLM_1")["is_ensemble"]),
)
a.true(
    "recommendation",
    "Try a decision threshold below 0.5132 for GLM_1_AutoML_1_20261123_215343 in cross-validation "
    "so that fewer malignant rows are missed.",
    lambda c: both(
        names(c, "malignant"),
        c.same("0.5132", c.evaluation("cross_validation")["confusion_matrix"]["threshold"]),
        c.confused("cross_validation", "malignant", "benign") > 0,
    ),
)
a.true(
    "recommendation",
    "Have clinicians review the malignant cases that GLM_1_AutoML_1_20261123_215343 missed before any rollout.",
    lambda c: names(c, "malignant", "GLM_1_AutoML_1_20261123_215343"),
)
a.true(
    "recommendation",
    "Validate GLM_1_AutoML_1_20261123_215343 on patients from another hospital.",
    lambda c: names(c, "GLM_1_AutoML_1_20261123_215343"),
)
a.true(
    "recommendation",
    "Walk domain experts through the influence of worst texture on GLM_1_AutoML_1_20261123_215343.",
    lambda c: names(c, "worst texture", "GLM_1_AutoML_1_20261123_215343"),
)
a.true(
    "figure",
    "Cross-validation yields a Matthews correlation coefficient of 0.95 for GLM_1_AutoML_1_20261123_215343.",
    lambda c: c.same("0.95", c.crossed("mcc")),
)

a.false(
    "figure",
    "split",
    "GLM_1_AutoML_1_20261123_215343 achieves an AUC of 0.9974 in cross-validation.",
    lambda c: c.same("0.9974", *c.crossings("auc")),
)
a.false(
    "comparison",
    "direction",
    "The log loss of StackedEnsemble_BestOfFamily_1_AutoML_1_20261123_215343 is lower than that of "
    "StackedEnsemble_AllModels_1_AutoML_1_20261123_215343.",
    lambda c: c.more("StackedEnsemble_AllModels_1", "StackedEnsemble_BestOfFamily_1", "logloss"),
)
a.false(
    "class",
    "count",
    "In cross-validation 12 malignant rows slip past GLM_1_AutoML_1_20261123_215343.",
    lambda c: but(c.count("12", c.confused("cross_validation", "malignant", "benign")), c.known("malignant")),
)
a.false(
    "rank",
    "rank",
    "Second place by AUC goes to GBM_2_AutoML_1_20261123_215343.",
    lambda c: both(c.said("Second") == "Second", c.extreme("auc", "GBM_2", "highest", 2)),
)
a.false(
    "figure",
    "unit",
    "Training XGBoost_2_AutoML_1_20261123_215343 took 4.6 milliseconds.",
    lambda c: c.same("4.6 milliseconds", c.row("XGBoost_2")["training_time_ms"]),
)
a.false(
    "importance",
    "digit",
    "By standardized coefficients it takes 27 of the 30 features of GLM_1_AutoML_1_20261123_215343 "
    "to reach 80% of the importance.",
    lambda c: but(
        top_share(c, int(c.said("27")) - 1, "coefficient") < 0.8,
        c.count("30", len(c.importances("coefficient"))),
        c.same("80%", 0.8),
    ),
)
a.false(
    "importance",
    "name",
    "The predictions of GLM_1_AutoML_1_20261123_215343 depend most on worst concavity.",
    lambda c: max(
        c.matters("worst concavity", "highest", method="coefficient"),
        c.matters("worst concavity", "highest", method="permutation"),
    ),
)
a.false(
    "recommendation",
    "reason",
    "Collect further benign cases, since benign is the smaller of the classes in breast_cancer_automl.",
    lambda c: but(
        below(c.classes()["benign"], c.classes()["malignant"]), c.known("benign"), c.known("breast_cancer_automl")
    ),
)
a.false(
    "rank",
    "rank",
    "Needing 0.0078 ms per row, XGBoost_2_AutoML_1_20261123_215343 predicts fastest of all 14 models.",
    lambda c: but(
        c.extreme("predict_time_per_row_ms", "XGBoost_2", "lowest"),
        c.same("0.0078 ms", c.row("XGBoost_2")["predict_time_per_row_ms"]),
        models(c, "14"),
    ),
)
a.false(
    "figure",
    "name",
    "With an AUC of 0.9943, GBM_6_AutoML_1_20261123_215343 is the best of the gradient boosting models.",
    lambda c: but(
        c.known("GBM_6_AutoML_1_20261123_215343"), c.same("0.9943", max(c.board("auc", "GBM").values()))
    ),
)
a.false(
    "figure",
    "quantity",
    "Cross-validation puts the specificity of GLM_1_AutoML_1_20261123_215343 at 95.8%.",
    lambda c: c.same("95.8%", c.crossed("specificity"), c.model["folds"]["specificity"]["mean"]),
)
a.false(
    "date",
    "date",
    "The models of breast_cancer_automl were trained on 25 November 2026.",
    lambda c: but(c.date("25 November 2026", c.content["started_at"]), c.known("breast_cancer_automl")),
)


a = SHEET.about("experiment-diabetes_automl")

a.true(
    "rank",
    "diabetes_automl is led by StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525, whose RMSE is 54.34.",
    lambda c: both(
        c.known("diabetes_automl"),
        c.extreme("rmse", "StackedEnsemble_BestOfFamily_1", "lowest"),
        c.same("54.34", c.row("StackedEnsemble_BestOfFamily_1")["rmse"]),
    ),
)
a.true(
    "figure",
    "In cross-validation StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 reaches an R² of 0.50, "
    "so about half of the variance of the target is explained.",
    lambda c: c.same("0.50", c.crossed("r2")),
)
a.true(
    "comparison",
    "The RMSE of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 climbs from 41.45 in training "
    "to 54.34 in cross-validation.",
    lambda c: both(
        c.same("41.45", c.training("rmse")),
        c.same("54.34", c.crossed("rmse")),
        below(c.training("rmse"), c.crossed("rmse")),
    ),
)
a.true(
    "comparison",
    "Whereas StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 needs 0.0317 ms to score a row, "
    "GLM_1_AutoML_3_20261123_215525 gets by with 0.0005 ms.",
    lambda c: both(
        c.same("0.0317 ms", c.row("StackedEnsemble_BestOfFamily_1")["predict_time_per_row_ms"]),
        c.same("0.0005 ms", c.row("GLM_1")["predict_time_per_row_ms"]),
        c.more("StackedEnsemble_BestOfFamily_1", "GLM_1", "predict_time_per_row_ms"),
    ),
)
a.true(
    "rank",
    "Measured by mean absolute error, GLM_1_AutoML_3_20261123_215525 comes out in front at 44.01.",
    lambda c: both(c.extreme("mae", "GLM_1", "lowest"), c.same("44.01", c.row("GLM_1")["mae"])),
)
a.true(
    "importance",
    "The feature s5 weighs heaviest in StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 "
    "and accounts for 27.8% of its permutation importance.",
    lambda c: both(c.matters("s5", "highest"), c.same("27.8%", share_of(c, "s5", "permutation"))),
)
a.true(
    "importance",
    "The top five features of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 "
    "together hold 78.3% of the importance.",
    lambda c: both(c.said("five") == "five", c.same("78.3%", top_share(c, 5, "permutation"))),
)
a.true(
    "structure",
    "Of its 6 base models, StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 puts 4 to use.",
    lambda c: both(c.count("4", c.used("")[0]), c.count("6", c.used("")[1])),
)
a.true(
    "folds",
    "Averaged over 5 folds, StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 has an RMSE of 54.1 "
    "with a standard deviation of 3.8.",
    lambda c: both(
        c.count("5", len(c.model["folds"]["rmse"]["folds"])),
        c.same("54.1", c.model["folds"]["rmse"]["mean"]),
        c.same("3.8", c.model["folds"]["rmse"]["sd"]),
    ),
)
a.true(
    "folds",
    "Of all models in diabetes_automl, StackedEnsemble_AllModels_1_AutoML_3_20261123_215525 is the steadiest: "
    "the standard deviation of its RMSE over the folds is 2.1417.",
    lambda c: both(
        c.known("diabetes_automl"),
        place(fold_sds(c, "rmse"), c.row("StackedEnsemble_AllModels_1")["name"], "lowest"),
        c.same("2.1417", c.row("StackedEnsemble_AllModels_1")["fold_spread"]["rmse"]["sd"]),
    ),
)
a.true(
    "difference",
    "A gap of 1.83 in RMSE separates StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 "
    "from XRT_1_AutoML_3_20261123_215525.",
    lambda c: c.same("1.83", c.row("XRT_1")["rmse"] - c.row("StackedEnsemble_BestOfFamily_1")["rmse"]),
)
a.true(
    "recommendation",
    "Deploy GLM_1_AutoML_3_20261123_215525 in place of StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 "
    "because it predicts 68 times as fast.",
    lambda c: c.same(
        "68",
        c.row("StackedEnsemble_BestOfFamily_1")["predict_time_per_row_ms"]
        / c.row("GLM_1")["predict_time_per_row_ms"],
    ),
)
a.true(
    "recommendation",
    "Look for additional features, because StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 leaves 49.8% "
    "of the variance of the target unexplained in cross-validation.",
    lambda c: c.same("49.8%", 1 - c.crossed("r2")),
)
a.true(
    "recommendation",
    "Regularise StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 more strongly, "
    "then compare its RMSE on training rows and in cross-validation again.",
    lambda c: names(c, "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525", "RMSE"),
)
a.true(
    "recommendation",
    "Before a choice is made, evaluate GLM_1_AutoML_3_20261123_215525 and "
    "StackedEnsemble_AllModels_1_AutoML_3_20261123_215525 on a held-out test set.",
    lambda c: names(c, "GLM_1_AutoML_3_20261123_215525", "StackedEnsemble_AllModels_1_AutoML_3_20261123_215525"),
)
a.true(
    "recommendation",
    "Leave out the XGBoost base model, unused so far, when "
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 is rebuilt.",
    lambda c: both(c.known("XGBoost"), c.used("XGBoost")[0] == 0),
)
a.true(
    "recommendation",
    "Agree with the users on the largest prediction error that is acceptable.",
    names,
)
a.true(
    "figure",
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 shows a mean squared error of 2,952 in cross-validation.",
    lambda c: c.same("2,952", c.crossed("mse")),
)

a.false(
    "figure",
    "split",
    "On the training rows StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 has an RMSE of 54.34.",
    lambda c: c.same("54.34", c.training("rmse")),
)
a.false(
    "rank",
    "rank",
    "GLM_1_AutoML_3_20261123_215525 already shows the lowest RMSE of all 14 models.",
    lambda c: but(c.extreme("rmse", "GLM_1", "lowest"), models(c, "14")),
)
a.false(
    "comparison",
    "direction",
    "DRF_1_AutoML_3_20261123_215525 beats GBM_2_AutoML_3_20261123_215525 on mean absolute error.",
    lambda c: c.more("GBM_2", "DRF_1", "mae"),
)
a.false(
    "figure",
    "digit",
    "A share of 59.8% of the variance remains unexplained by "
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 in cross-validation.",
    lambda c: c.same("59.8%", *(1 - reading for reading in c.crossings("r2"))),
)
a.false(
    "structure",
    "count",
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 combines all 6 of its base models.",
    lambda c: but(grade(c.used("")[0] == c.used("")[1]), c.count("6", c.used("")[1])),
)
a.false(
    "importance",
    "name",
    "bp is the feature on which StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525 relies the most.",
    lambda c: c.matters("bp", "highest"),
)
a.false(
    "figure",
    "unit",
    "One prediction of StackedEnsemble_AllModels_1_AutoML_3_20261123_215525 takes 0.0119 seconds per row.",
    lambda c: c.same("0.0119 seconds", c.row("StackedEnsemble_AllModels_1")["predict_time_per_row_ms"]),
)
a.false(
    "recommendation",
    "reason",
    "Prefer StackedEnsemble_AllModels_1_AutoML_3_20261123_215525 to "
    "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525, because it takes less time to train.",
    lambda c: c.more("StackedEnsemble_BestOfFamily_1", "StackedEnsemble_AllModels_1", "training_time_ms"),
)
a.false(
    "figure",
    "quantity",
    "GBM_4_AutoML_3_20261123_215525 ends with a mean absolute error of 57.84.",
    lambda c: c.same("57.84", *c.of("GBM_4", "mae")),
)
a.false(
    "figure",
    "model",
    "GBM_1_AutoML_3_20261123_215525 follows with an RMSE of 56.16 in cross-validation.",
    lambda c: c.same("56.16", *c.of("GBM_1", "rmse")),
)

a = SHEET.about("experiment-wine_automl")

a.true(
    "rank",
    "Three models of wine_automl share first place with a mean per-class error of 0.0094.",
    lambda c: both(
        c.known("wine_automl"),
        c.count("three", tied(c.board("mean_per_class_error"), min)),
        c.same("0.0094", min(c.board("mean_per_class_error").values())),
    ),
)
a.true(
    "figure",
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 labels 98.9% of the rows correctly in cross-validation.",
    lambda c: c.same("98.9%", c.crossed("accuracy")),
)
a.true(
    "figure",
    "Accuracy is a flawless 1.0000 for StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 on its training rows.",
    lambda c: c.same("1.0000", c.training("accuracy")),
)
a.true(
    "class",
    "The hardest class for StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 is class_1, "
    "with a recall of 97.2% in cross-validation.",
    lambda c: both(
        c.same("97.2%", c.class_recall("cross_validation", "class_1")),
        place(recalls(c, "cross_validation"), "class_1", "lowest"),
    ),
)
a.true(
    "class",
    "During cross-validation StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 mistook 1 row of class_1 "
    "for class_2.",
    lambda c: both(
        names(c, "class_1", "class_2"), c.count("1", c.confused("cross_validation", "class_1", "class_2"))
    ),
)
a.true(
    "class",
    "When StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 says class_2, it is right in 98.0% of cases "
    "in cross-validation.",
    lambda c: c.same("98.0%", class_precision(c, "cross_validation", "class_2")),
)
a.true(
    "rank",
    "Judged by log loss alone, GBM_2_AutoML_2_20261123_215457 does best: 0.0519.",
    lambda c: both(c.extreme("logloss", "GBM_2", "lowest"), c.same("0.0519", c.row("GBM_2")["logloss"])),
)
a.true(
    "importance",
    "color_intensity alone makes up 40.0% of the permutation importance in "
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457.",
    lambda c: c.same("40.0%", share_of(c, "color_intensity", "permutation")),
)
a.true(
    "importance",
    "Just 3 of 13 features supply at least 80% of the importance in "
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457.",
    lambda c: both(
        c.under("80%", top_share(c, 2, "permutation")),
        c.over("80%", top_share(c, int(c.said("3")), "permutation")),
        c.count("13", len(c.importances("permutation"))),
    ),
)
a.true(
    "data",
    "Data is thin in wine_automl: class_2 offers 48 rows, or 3.7 per feature.",
    lambda c: both(
        names(c, "wine_automl", "class_2"),
        c.count("48", c.classes()["class_2"]),
        c.same("3.7", c.classes()["class_2"] / (c.content["dataset"]["columns"] - 1)),
    ),
)
a.true(
    "comparison",
    "Predicting at 0.012 ms per row, XRT_1_AutoML_2_20261123_215457 is about 19 times as fast as "
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457.",
    lambda c: both(
        c.same("0.012 ms", c.row("XRT_1")["predict_time_per_row_ms"]),
        c.same(
            "19",
            c.row("StackedEnsemble_AllModels_1")["predict_time_per_row_ms"] / c.row("XRT_1")["predict_time_per_row_ms"],
        ),
    ),
)
a.true(
    "folds",
    "Four out of twelve models in wine_automl lie within one standard error of the leader, "
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457, by mean per-class error.",
    lambda c: both(
        c.known("wine_automl"),
        c.row("StackedEnsemble_AllModels_1")["rank"] == 1,
        c.count("four", within_one_error(c, "mean_per_class_error")),
        models(c, "twelve"),
    ),
)
a.true(
    "rank",
    "DRF_1_AutoML_2_20261123_215457 is the quickest to train in wine_automl, done in 44 ms.",
    lambda c: both(
        c.known("wine_automl"),
        c.extreme("training_time_ms", "DRF_1", "lowest"),
        c.same("44 ms", c.row("DRF_1")["training_time_ms"]),
    ),
)
a.true(
    "structure",
    "The 4 GBM base models are all in use within StackedEnsemble_AllModels_1_AutoML_2_20261123_215457.",
    lambda c: both(c.known("GBM"), c.count("4", c.used("GBM")[1]), c.used("GBM")[0] == c.used("GBM")[1]),
)
a.true(
    "recommendation",
    "Replace StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 by the single model DRF_1_AutoML_2_20261123_215457, "
    "since both have a mean per-class error of 0.0094.",
    lambda c: both(
        not c.row("DRF_1")["is_ensemble"],
        c.same("0.0094", c.row("DRF_1")["mean_per_class_error"]),
        c.same("0.0094", c.row("StackedEnsemble_AllModels_1")["mean_per_class_error"]),
    ),
)
a.true(
    "recommendation",
    "Collect more samples of class_2 and repeat the ranking.",
    lambda c: names(c, "class_2"),
)
a.true(
    "recommendation",
    "Use log loss to decide between DRF_1_AutoML_2_20261123_215457 and XRT_1_AutoML_2_20261123_215457.",
    lambda c: names(c, "DRF_1_AutoML_2_20261123_215457", "XRT_1_AutoML_2_20261123_215457"),
)
a.true(
    "recommendation",
    "Inspect the rows of class_1 that were confused with class_0 and class_2.",
    lambda c: names(c, "class_0", "class_1", "class_2"),
)
a.true(
    "recommendation",
    "Measure the prediction time of XRT_1_AutoML_2_20261123_215457 on production hardware.",
    lambda c: names(c, "XRT_1_AutoML_2_20261123_215457"),
)

a.false(
    "class",
    "name",
    "The weakest class of StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 in cross-validation is class_0.",
    lambda c: place(recalls(c, "cross_validation"), c.said("class_0"), "lowest"),
)
a.false(
    "comparison",
    "direction",
    "DRF_1_AutoML_2_20261123_215457 comes with a smaller log loss than GLM_1_AutoML_2_20261123_215457.",
    lambda c: c.more("GLM_1", "DRF_1", "logloss"),
)
a.false(
    "rank",
    "count",
    "Five models tie for the lead in wine_automl by mean per-class error.",
    lambda c: but(c.count("five", tied(c.board("mean_per_class_error"), min)), c.known("wine_automl")),
)
a.false(
    "figure",
    "split",
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457 misclassifies 2 rows of its training data.",
    lambda c: c.count("2", right(c, "training")[1] - right(c, "training")[0]),
)
a.false(
    "importance",
    "rank",
    "Behind color_intensity, hue is the second most important feature of "
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457.",
    lambda c: but(
        c.matters("hue", "highest", 2), c.said("second") == "second", c.matters("color_intensity", "highest")
    ),
)
a.false(
    "duration",
    "unit",
    "All in all, wine_automl ran for 23 minutes.",
    lambda c: but(c.same("23 minutes", elapsed(c)), c.known("wine_automl")),
)
a.false(
    "data",
    "digit",
    "class_1 is the largest class of wine_automl and makes up 49.9% of the rows.",
    lambda c: but(
        c.same("49.9%", c.classes()["class_1"] / c.content["dataset"]["rows"]),
        c.known("wine_automl"),
        place(c.classes(), c.said("class_1"), "highest"),
    ),
)
a.false(
    "figure",
    "quantity",
    "GBM_3_AutoML_2_20261123_215457 takes 337 ms to predict a row.",
    lambda c: c.same("337 ms", c.row("GBM_3")["predict_time_per_row_ms"]),
)
a.false(
    "recommendation",
    "name",
    "Monitor the feature citric_acid closely, because it drives the predictions of "
    "StackedEnsemble_AllModels_1_AutoML_2_20261123_215457.",
    lambda c: but(c.known("citric_acid"), c.known("StackedEnsemble_AllModels_1_AutoML_2_20261123_215457")),
)
a.false(
    "recommendation",
    "reason",
    "Rebalance the classes before the next run, as class_2 accounts for only 12% of the rows.",
    lambda c: but(c.same("12%", c.classes()["class_2"] / c.content["dataset"]["rows"]), c.known("class_2")),
)

a = SHEET.about("experiment-breast-cancer-diagnosis")

a.true(
    "rank",
    "svc-rbf ranks first in breast-cancer-diagnosis with a test AUC of 0.9983.",
    lambda c: both(
        c.known("breast-cancer-diagnosis"),
        c.extreme("test_roc_auc", "svc-rbf", "highest"),
        c.same("0.9983", test(c, "svc-rbf", "roc_auc")),
    ),
)
a.true(
    "duration",
    "A run of 1 min 23 s produced the 15 models compared in breast-cancer-diagnosis.",
    lambda c: both(c.known("breast-cancer-diagnosis"), lasts(c, "1 min 23 s", elapsed(c)), models(c, "15")),
)
a.true(
    "comparison",
    "logistic-regression and sgd-epochs are equally accurate on the test rows, both at 98.6%.",
    lambda c: both(
        c.same("98.6%", test(c, "logistic-regression", "accuracy")),
        c.same("98.6%", test(c, "sgd-epochs", "accuracy")),
        test(c, "logistic-regression", "accuracy") == test(c, "sgd-epochs", "accuracy"),
    ),
)
a.true(
    "figure",
    "hist-gradient-boosting attains a recall of 1.0000 on the test data.",
    lambda c: c.same("1.0000", test(c, "hist-gradient-boosting", "recall")),
)
a.true(
    "figure",
    "The price for the full recall of k-nearest-neighbours is a precision of 0.947 on test rows.",
    lambda c: both(
        c.same("0.947", test(c, "k-nearest-neighbours", "precision")),
        test(c, "k-nearest-neighbours", "recall") == 1,
    ),
)
a.true(
    "rank",
    "The lowest Brier score in the test, 0.0174, is again that of svc-rbf.",
    lambda c: both(
        c.extreme("test_brier", "svc-rbf", "lowest"), c.same("0.0174", test(c, "svc-rbf", "brier"))
    ),
)
a.true(
    "comparison",
    "While svc-rbf has a test log loss of 0.0684, hist-gradient-boosting doubles it to 0.1369.",
    lambda c: both(
        c.same("0.0684", test(c, "svc-rbf", "log_loss")),
        c.same("0.1369", test(c, "hist-gradient-boosting", "log_loss")),
        abs(test(c, "hist-gradient-boosting", "log_loss") / test(c, "svc-rbf", "log_loss") - 2) < 0.05,
    ),
)
a.true(
    "comparison",
    "mlp finds fewer positives than extra-trees in the test: its recall is 0.956 as opposed to 0.978.",
    lambda c: both(
        c.same("0.956", test(c, "mlp", "recall")),
        c.same("0.978", test(c, "extra-trees", "recall")),
        c.more("extra-trees", "mlp", "test_recall"),
    ),
)
a.true(
    "folds",
    "Chance may explain the lead of svc-rbf, as breast-cancer-diagnosis records no spread over folds.",
    lambda c: both(
        c.known("breast-cancer-diagnosis"),
        c.row("svc-rbf")["rank"] == 1,
        not any("fold_spread" in row for row in c.content["leaderboard"]),
    ),
)
a.true(
    "data",
    "The dataset behind breast-cancer-diagnosis comprises 569 rows and 31 columns.",
    lambda c: both(
        c.known("breast-cancer-diagnosis"),
        c.count("569", c.content["dataset"]["rows"]),
        c.count("31", c.content["dataset"]["columns"]),
    ),
)
a.true(
    "recommendation",
    "Consider logistic-regression instead of svc-rbf, because its F1 on the test rows is higher "
    "(0.9889 versus 0.9832).",
    lambda c: both(
        c.same("0.9889", test(c, "logistic-regression", "f1")),
        c.same("0.9832", test(c, "svc-rbf", "f1")),
        c.more("logistic-regression", "svc-rbf", "test_f1"),
    ),
)
a.true(
    "recommendation",
    "Rerun svc-rbf and logistic-regression with cross-validation to learn how far their AUC varies.",
    lambda c: names(c, "svc-rbf", "logistic-regression", "AUC"),
)
a.true(
    "recommendation",
    "Log the training time of each run in breast-cancer-diagnosis from now on.",
    lambda c: names(c, "breast-cancer-diagnosis"),
)
a.true(
    "recommendation",
    "Document which class counts as positive before the recall of hist-gradient-boosting is reported to clinicians.",
    lambda c: names(c, "hist-gradient-boosting", "recall"),
)
a.true(
    "recommendation",
    "Check on a fresh sample whether the ranking holds before any model is released.",
    names,
)

a.false(
    "comparison",
    "direction",
    "On the test rows grid-search-logistic outdoes logistic-regression in AUC.",
    lambda c: c.more("grid-search-logistic", "logistic-regression", "test_roc_auc"),
)
a.false(
    "figure",
    "quantity",
    "svc-rbf reaches an accuracy of 99.8% on the test set.",
    lambda c: c.same("99.8%", test(c, "svc-rbf", "accuracy")),
)
a.false(
    "rank",
    "name",
    "svc-rbf is followed by lightgbm-tuned in the ranking of breast-cancer-diagnosis.",
    lambda c: but(c.known("lightgbm-tuned"), c.row("svc-rbf")["rank"] == 1, c.known("breast-cancer-diagnosis")),
)
a.false(
    "count",
    "count",
    "breast-cancer-diagnosis pits 12 models against one another.",
    lambda c: but(models(c, "12"), c.known("breast-cancer-diagnosis")),
)
a.false(
    "figure",
    "digit",
    "Test log loss amounts to 0.1301 for sgd-epochs.",
    lambda c: c.same("0.1301", c.row("sgd-epochs")["test_log_loss"]),
)
a.false(
    "rank",
    "rank",
    "extra-trees takes third place by AUC on the test data.",
    lambda c: both(c.said("third") == "third", c.extreme("test_roc_auc", "extra-trees", "highest", 3)),
)
a.false(
    "figure",
    "split",
    "The AUC of 0.9983 that puts svc-rbf first was measured on training rows.",
    lambda c: but(
        c.content["ranking_split"] == "training",
        c.same("0.9983", c.row("svc-rbf")["test_roc_auc"]),
        c.row("svc-rbf")["rank"] == 1,
    ),
)
a.false(
    "figure",
    "model",
    "random-forest detects every positive row of the test data, with a recall of 1.0000.",
    lambda c: c.same("1.0000", test(c, "random-forest", "recall")),
)
a.false(
    "data",
    "unit",
    "The dataset of breast-cancer-diagnosis has a size of 124.9 bytes.",
    lambda c: but(c.same("124.9 bytes", c.content["dataset"]["size_bytes"]), c.known("breast-cancer-diagnosis")),
)
a.false(
    "recommendation",
    "reason",
    "Drop k-nearest-neighbours from the shortlist, since its test recall is the lowest of all models.",
    lambda c: both("test" in c.sentence, c.extreme("test_recall", "k-nearest-neighbours", "lowest")),
)
a.false(
    "recommendation",
    "name",
    "Pit svc-rbf against svc-linear once more, this time with repeated cross-validation.",
    lambda c: but(c.known("svc-linear"), c.known("svc-rbf")),
)

a = SHEET.about("project-Clinical-and-retention-models")

a.true(
    "count",
    "Clinical and retention models holds 44 models, 41 of which still have the status candidate.",
    lambda c: both(
        c.known("Clinical and retention models"),
        c.count("44", len(c.content["models"])),
        c.count("41", sum(m["status"] == c.said("candidate") for m in c.content["models"])),
    ),
)
a.true(
    "count",
    "Every one of the 4 experiments has run to completion in Clinical and retention models.",
    lambda c: both(
        c.known("Clinical and retention models"),
        c.count("4", len(c.content["experiments"])),
        all(e["status"] == "completed" for e in c.content["experiments"]),
    ),
)
a.true(
    "deployment",
    "One warning stands out: roughly 2.2% of 8,959 requests to churn-scoring-prod end in an error.",
    lambda c: both(c.same("2.2%", deployment(c)["error_rate"]), c.count("8,959", deployment(c)["requests"])),
)
a.true(
    "drift",
    "Drift has reached three features of churn-scoring-prod, among them international_plan.",
    lambda c: both(
        c.count("three", len(deployment(c)["drifted_features"])),
        c.said("international_plan") in deployment(c)["drifted_features"],
    ),
)
a.true(
    "result",
    "On diabetes_automl the best RMSE, 54.34, belongs to StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525.",
    lambda c: both(
        c.item("experiments", "diabetes_automl")["best_model"]["name"]
        == c.said("StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525"),
        c.same("54.34", c.item("experiments", "diabetes_automl")["best_metric"]["value"]),
    ),
)
a.true(
    "data",
    "wa_churn is the only dataset with gaps: 11 values are missing.",
    lambda c: both(
        c.count("11", c.item("datasets", "wa_churn")["missing_values"]),
        [d["name"] for d in c.content["datasets"] if d["missing_values"]] == ["wa_churn"],
    ),
)
a.true(
    "data",
    "mlc_churn, with its 5,000 rows, is still waiting for its first run.",
    lambda c: both(
        c.said("first") == "first",
        c.count("5,000", c.item("datasets", "mlc_churn")["rows"]),
        "mlc_churn" not in {x["dataset"] for k in ("experiments", "synthgen_runs") for x in c.content[k]},
    ),
)
a.true(
    "synthetic",
    "The synthetic data of wa_churn-gaussian-copula earn a quality score of 0.88.",
    lambda c: c.same("0.88", c.item("synthgen_runs", "wa_churn-gaussian-copula")["overall_quality"]),
)
a.true(
    "deployment",
    "At the 95th percentile, churn-scoring-prod answers within 30 ms.",
    lambda c: both(c.said("95th") == "95th", c.same("30 ms", deployment(c)["latency_p95_ms"])),
)
a.true(
    "duration",
    "Done in 6.8 seconds, diabetes_automl was the shortest of the experiments.",
    lambda c: both(
        c.same("6.8 seconds", c.lasted()[c.said("diabetes_automl")]), place(c.lasted(), "diabetes_automl", "lowest")
    ),
)
a.true(
    "data",
    "The largest dataset in Clinical and retention models is wa_churn (7,043 rows).",
    lambda c: both(
        c.known("Clinical and retention models"),
        c.count("7,043", c.item("datasets", "wa_churn")["rows"]),
        place(c.items("datasets", "rows"), "wa_churn", "highest"),
    ),
)
a.true(
    "recommendation",
    "Trace the failing calls of churn-scoring-prod first, given that 2.2% of its calls fail.",
    lambda c: both(c.said("first") == "first", c.same("2.2%", deployment(c)["error_rate"])),
)
a.true(
    "recommendation",
    "Retrain the model behind churn-scoring-prod on recent data because total_day_minutes has drifted.",
    lambda c: c.said("total_day_minutes") in deployment(c)["drifted_features"],
)
a.true(
    "recommendation",
    "Either put mlc_churn to use in an experiment or remove it from the project.",
    lambda c: names(c, "mlc_churn"),
)
a.true(
    "recommendation",
    "Find out with the data owners why international_plan and total_day_charge have changed.",
    lambda c: both(
        c.said("international_plan") in c.content["deployments"][0]["drifted_features"],
        c.said("total_day_charge") in c.content["deployments"][0]["drifted_features"],
    ),
)
a.true(
    "recommendation",
    "Set an alert on the error rate and the latency of churn-scoring-prod.",
    lambda c: names(c, "churn-scoring-prod"),
)
a.true(
    "recommendation",
    "Fill or drop the missing values of wa_churn before it is used for training.",
    lambda c: both(names(c, "wa_churn"), c.item("datasets", "wa_churn")["missing_values"] > 0),
)
a.true(
    "recommendation",
    "Offer the synthetic data of wa_churn-gaussian-copula to teams in need of test data.",
    lambda c: names(c, "wa_churn-gaussian-copula"),
)
a.true(
    "recommendation",
    "Decide which of the 41 candidate models can be archived.",
    lambda c: c.count("41", sum(m["status"] == c.said("candidate") for m in c.content["models"])),
)

a.false(
    "count",
    "count",
    "Five experiments were completed in Clinical and retention models.",
    lambda c: but(
        c.count("five", sum(e["status"] == "completed" for e in c.content["experiments"])),
        c.known("Clinical and retention models"),
    ),
)
a.false(
    "drift",
    "name",
    "One of the drifted features of churn-scoring-prod is total_eve_calls.",
    lambda c: but(c.said("total_eve_calls") in deployment(c)["drifted_features"], c.known("churn-scoring-prod")),
)
a.false(
    "deployment",
    "digit",
    "churn-scoring-prod runs at an error rate of 3.2%, which calls for attention.",
    lambda c: c.same("3.2%", deployment(c)["error_rate"]),
)
a.false(
    "comparison",
    "direction",
    "The dataset diabetes comes with fewer rows than wine.",
    lambda c: below(c.item("datasets", "diabetes")["rows"], c.item("datasets", "wine")["rows"]),
)
a.false(
    "date",
    "date",
    "The synthetic-data run wa_churn-gaussian-copula finished on 12 November 2026.",
    lambda c: c.date("12 November 2026", c.item("synthgen_runs", "wa_churn-gaussian-copula")["finished_at"]),
)
a.false(
    "deployment",
    "unit",
    "Callers of churn-scoring-prod wait 30 seconds at the 95th percentile.",
    lambda c: but(c.same("30 seconds", deployment(c)["latency_p95_ms"]), c.said("95th") == "95th"),
)
a.false(
    "synthetic",
    "quantity",
    "A total of 8,959 synthetic rows came out of wa_churn-gaussian-copula.",
    lambda c: c.count("8,959", c.item("synthgen_runs", "wa_churn-gaussian-copula")["synthetic_rows"]),
)
a.false(
    "recommendation",
    "reason",
    "Clean mlc_churn before any further use, because it has 11 missing values.",
    lambda c: c.count("11", c.item("datasets", "mlc_churn")["missing_values"]),
)
a.false(
    "result",
    "model",
    "The best result of wine_automl stems from GLM_1_AutoML_2_20261123_215457.",
    lambda c: c.item("experiments", "wine_automl")["best_model"]["name"] == c.said("GLM_1_AutoML_2_20261123_215457"),
)
a.false(
    "count",
    "count",
    "Of all models in Clinical and retention models, 12 are deployed.",
    lambda c: but(
        c.count("12", sum(m["status"] == "deployed" for m in c.content["models"])),
        c.known("Clinical and retention models"),
    ),
)

SHEET.write()
