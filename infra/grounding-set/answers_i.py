"""Sentences as language models answer the prompt: a deployment, three models and an experiment.

For each snapshot first what a careful model writes, in a terse, a fluent and a technical voice, then what one gets
wrong.
"""

from claims import above, below, both, but, grade, milliseconds, place
from sheet import Sheet

SHEET = Sheet("answers_i.jsonl", lambda sentence: "answers_5")

GLM = "GLM_1_AutoML_1_20261123_215343"
XGBOOST = "XGBoost_1_AutoML_2_20261123_215457"
STACK = "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525"


def same_share(c, text, *features, method=None):
    """Whether the written figure is what features have together of the whole importance."""
    values = c.importances(method)
    return c.same(text, sum(values[c.said(f)] for f in features) / sum(values.values()))


def top_share(c, text, n):
    """Whether the written figure is the share of the `n` most important features, however it is measured."""
    shares = []
    for found in c.model["feature_importance"]:
        values = sorted((f["value"] for f in found["features"]), reverse=True)
        shares.append(sum(values[:n]) / sum(values))
    return c.same(text, *shares)


def needed_for(c, share):
    """How many of the most important features it takes to have a share of the importance."""
    values = sorted(c.importances().values(), reverse=True)
    return next(n for n in range(1, len(values) + 1) if sum(values[:n]) >= share * sum(values))


def class_precisions(c):
    """The precision of each class in cross-validation."""
    matrix = c.evaluation("cross_validation")["confusion_matrix"]
    columns = list(zip(*matrix["counts"]))
    return {label: columns[i][i] / sum(columns[i]) for i, label in enumerate(matrix["labels"])}


def class_recalls(c):
    """The recall of each class in cross-validation."""
    matrix = c.evaluation("cross_validation")["confusion_matrix"]
    return {label: matrix["counts"][i][i] / sum(matrix["counts"][i]) for i, label in enumerate(matrix["labels"])}


def class_rows(c):
    """The rows of each class: every row of the data set is held out once, so that the matrix counts them."""
    matrix = c.content["evaluations"][-1]["confusion_matrix"]
    return dict(zip(matrix["labels"], map(sum, matrix["counts"])))


def features(c):
    """The columns of the data set without the target."""
    return c.content["dataset"]["columns"] - 1


def misclassified(c):
    """The rows in cross-validation that are taken for another class."""
    counts = c.evaluation("cross_validation")["confusion_matrix"]["counts"]
    return sum(map(sum, counts)) - sum(counts[i][i] for i in range(len(counts)))


def burst(c, key, day, start, end):
    """A sum over the hours of a day between two times that the sentence names."""
    first = c.hour(day, start)["start"]
    last = c.hour(day, end)["start"]
    return sum(h[key] for h in c.content["intervals"] if first <= h["start"] < last)


def since(c, text, series, least):
    """Whether the daily PSI is at `least` or more from the day that the sentence names on, but not the day before."""
    days = [d["date"] for d in series["daily"] if c.date(text, d["date"] + "T00:00:00Z")]
    first = [d["date"] for d in series["daily"]].index(days[0])
    values = [d["psi"] for d in series["daily"]]
    return grade(min(values[first:]) >= least > values[first - 1])


a = SHEET.about("deployment-churn-scoring-prod")
a.true(
    "totals",
    "churn-scoring-prod took 8,959 requests in 14 days at an error rate of 2.2%.",
    lambda c: both(
        c.known("churn-scoring-prod"),
        c.count("8,959", c.content["totals"]["requests"]),
        c.count("14", len(c.days("requests"))),
        c.same("2.2%", c.content["totals"]["errors"] / c.content["totals"]["requests"]),
    ),
)
a.true(
    "drift",
    "Predictions have shifted critically, with a PSI of 0.27 in the last 5 days against the reference.",
    lambda c: both(
        c.same("0.27", c.content["predictions"]["current"]["psi"]),
        c.known("last 5 days"),
        c.known("reference"),
    ),
)
a.true(
    "predictions",
    "The mean predicted probability of churn climbed from 0.149 in the reference to 0.238 in the last 5 days.",
    lambda c: both(
        c.same("0.149", c.predicted("reference")["mean"]),
        c.same("0.238", c.predicted("last 5 days")["mean"]),
        above(c.predicted("last 5 days")["mean"], c.predicted("reference")["mean"]),
    ),
)
a.true(
    "drift",
    "Of the 19 features, international_plan has drifted furthest: its PSI is 0.2875.",
    lambda c: both(
        c.count("19", len(c.psis())),
        place(c.psis(), "international_plan", "highest"),
        c.same("0.2875", c.psi("international_plan")),
    ),
)
a.true(
    "errors",
    "Reliability was poorest on 13 March 2026, when the error rate reached 5.4%, the highest of all days.",
    lambda c: both(
        c.same("5.4%", c.error_rates()[c.day("13 March 2026")]),
        place(c.error_rates(), c.day("13 March 2026"), "highest"),
    ),
)
a.true(
    "errors",
    "During the error burst on 2026-03-13 from 10:00 to 12:00 UTC, 32 of 124 requests failed.",
    lambda c: both(
        c.count("32", burst(c, "errors", "2026-03-13", "10:00", "12:00")),
        c.count("124", burst(c, "requests", "2026-03-13", "10:00", "12:00")),
    ),
)
a.true(
    "errors",
    "All 195 errors are of one type, ValueError.",
    lambda c: both(
        c.count("195", c.content["totals"]["errors_by_type"][c.said("ValueError")]),
        c.count("195", c.content["totals"]["errors"]),
    ),
)
a.true(
    "latency",
    "Response times hold steady, with a 99th percentile latency of 39 ms.",
    lambda c: c.same("39 ms", c.latency("99th")),
)
a.true(
    "volume",
    "Traffic peaked on 2026-03-04 with 824 requests.",
    lambda c: both(
        c.count("824", c.days("requests")[c.day("2026-03-04")]),
        place(c.days("requests"), c.day("2026-03-04"), "highest"),
    ),
)
a.true(
    "drift",
    "The PSI of state amounts to 0.138, which is a moderate shift.",
    lambda c: both(c.same("0.138", c.psi("state")), c.psi("state") >= 0.1, c.psi("state") < 0.25),
)
a.true(
    "recommendation",
    "Retrain churn-gradient-forest on recent rows that reflect the current distribution of international_plan.",
    lambda c: both(
        c.said("churn-gradient-forest") == c.content["model"]["name"], c.drift("international_plan")["drifted"]
    ),
)
a.true(
    "recommendation",
    "Trace the ValueError behind the failed calls and validate inputs before they reach the model.",
    lambda c: c.said("ValueError") in c.content["totals"]["errors_by_type"],
)
a.true(
    "recommendation",
    "Review the scores delivered since 2026-03-12, because the daily PSI of the predictions has been 0.25 or more from"
    " that day on.",
    lambda c: both(since(c, "2026-03-12", c.content["predictions"], 0.25), bool(c.said("0.25"))),
)
a.true(
    "recommendation",
    "Set up alerts on the daily PSI of total_day_minutes and total_day_charge.",
    lambda c: both(c.drift("total_day_minutes")["drifted"], c.drift("total_day_charge")["drifted"]),
)
a.true(
    "recommendation",
    "Find out with the data owners why international_plan and state have changed.",
    lambda c: both(c.psi("international_plan") >= 0.25, c.psi("state") >= 0.1),
)
a.false(
    "predictions",
    "split",
    "Over the last 5 days the mean predicted probability was 0.1393.",
    lambda c: c.same("0.1393", c.predicted("last 5 days")["mean"]),
)
a.false(
    "drift",
    "rank",
    "With a PSI of 0.2051, total_day_charge is the most heavily drifted feature of churn-scoring-prod.",
    lambda c: but(
        place(c.psis(), "total_day_charge", "highest"),
        c.same("0.2051", c.psi("total_day_charge")),
        c.known("churn-scoring-prod"),
    ),
)
a.false(
    "errors",
    "date",
    "The error rate rose to 5.4% on 2026-03-12.",
    lambda c: c.same("5.4%", c.error_rates()[c.day("2026-03-12")]),
)
a.false(
    "latency",
    "unit",
    "The latency of churn-scoring-prod has a 95th percentile of 30 seconds.",
    lambda c: but(c.same("30 seconds", c.latency("95th")), c.known("churn-scoring-prod")),
)
a.false(
    "totals",
    "digit",
    "Out of 8,959 requests, 159 ended in an error.",
    lambda c: but(
        c.count("159", c.content["totals"]["errors"]), c.count("8,959", c.content["totals"]["requests"])
    ),
)
a.false(
    "recommendation",
    "name",
    "Harden the input pipeline against the TypeError that accounts for the failed requests.",
    lambda c: c.known("TypeError"),
)
a.false(
    "recommendation",
    "reason",
    "Recalibrate churn-gradient-forest, because its mean predicted probability in the last 5 days has fallen below that"
    " of the reference.",
    lambda c: but(
        below(c.predicted("last 5 days")["mean"], c.predicted("reference")["mean"]),
        c.known("churn-gradient-forest"),
    ),
)
a.false(
    "drift",
    "name",
    "The feature voice_mail_plan shows a major shift against the reference.",
    lambda c: but(c.psi("voice_mail_plan") >= 0.25, c.known("reference")),
)
a.false(
    "errors",
    "count",
    "Between 10:00 and 12:00 UTC on 2026-03-13, the service recorded 64 errors.",
    lambda c: c.count("64", burst(c, "errors", "2026-03-13", "10:00", "12:00")),
)

a = SHEET.about(f"model-{GLM}")
a.true(
    "rank",
    f"{GLM} holds rank 1 in the experiment breast_cancer_automl.",
    lambda c: both(
        bool(c.model),
        c.count("1", c.content["rank"]),
        c.said("breast_cancer_automl") == c.content["experiment"]["name"],
    ),
)
a.true(
    "metric",
    f"In cross-validation, {GLM} attains an AUC of 0.995.",
    lambda c: c.same("0.995", *c.crossings("auc")) if c.model else 0,
)
a.true(
    "rows",
    f"{GLM} misclassifies only 12 of the 569 rows in cross-validation.",
    lambda c: both(c.count("12", misclassified(c)), c.count("569", c.evaluation("cross_validation")["rows"])),
)
a.true(
    "class",
    f"Nine malignant rows out of 212 escape {GLM} in cross-validation.",
    lambda c: both(
        c.count("Nine", c.confused("cross_validation", c.said("malignant"), "benign")),
        c.count("212", class_rows(c)["malignant"]),
    ),
)
a.true(
    "importance",
    f"The feature worst texture weighs most in {GLM}, contributing 7.2% of the importance.",
    lambda c: both(
        c.matters("worst texture", "highest", method="coefficient"),
        same_share(c, "7.2%", "worst texture", method="coefficient"),
    ),
)
a.true(
    "folds",
    f"Over 5 folds the AUC of {GLM} has a mean of 0.9956 and a standard deviation of 0.0040.",
    lambda c: both(
        c.count("5", len(c.model["folds"]["auc"]["folds"])),
        c.same("0.9956", c.model["folds"]["auc"]["mean"]),
        c.same("0.0040", c.model["folds"]["auc"]["sd"]),
    ),
)
a.true(
    "splits",
    f"Overfitting is negligible: the AUC of {GLM} is a mere 0.0023 higher on training rows than in cross-validation.",
    lambda c: both(
        c.same("0.0023", c.training("auc") - c.crossed("auc")), above(c.training("auc"), c.crossed("auc"))
    ),
)
a.true(
    "class",
    f"{GLM} errs more often on malignant rows, with a false negative rate of 4.2% against a false positive rate of"
    " 0.84% in cross-validation.",
    lambda c: both(
        c.same("4.2%", 1 - c.class_recall("cross_validation", "malignant")),
        c.same("0.84%", 1 - class_recalls(c)["benign"]),
    ),
)
a.true(
    "data",
    "The class malignant offers only 7.1 rows per feature, so small differences between models may be chance.",
    lambda c: both(
        c.same("7.1", class_rows(c)[c.said("malignant")] / features(c)),
        place(class_rows(c), "malignant", "lowest"),
    ),
)
a.true(
    "time",
    f"Scoring is fast, as the prediction time per row of {GLM} is 0.0262 ms.",
    lambda c: c.same("0.0262 ms", c.model["predict_time_per_row_ms"]),
)
a.true(
    "recommendation",
    f"Lower the decision threshold of {GLM} so that fewer malignant rows are missed.",
    lambda c: c.model["positive_class"] == c.said("malignant"),
)
a.true(
    "recommendation",
    "Have a clinician review the plausibility of worst texture, radius error and worst radius.",
    lambda c: both(c.known("worst texture"), c.known("radius error"), c.known("worst radius")),
)
a.true(
    "recommendation",
    f"Track the recall of malignant after release, since {GLM} reaches just 0.9575 there in cross-validation versus"
    " 0.9916 for benign.",
    lambda c: both(
        c.same("0.9575", c.class_recall("cross_validation", "malignant")),
        c.same("0.9916", c.class_recall("cross_validation", "benign")),
    ),
)
a.false(
    "class",
    "digit",
    f"{GLM} identifies 209 of 212 malignant rows in cross-validation.",
    lambda c: but(
        c.count("209", c.confused("cross_validation", "malignant", "malignant")),
        c.count("212", class_rows(c)[c.said("malignant")]),
    ),
)
a.false(
    "class",
    "direction",
    f"In cross-validation, benign is the harder class for {GLM}, as its recall falls below that of malignant.",
    lambda c: below(c.class_recall("cross_validation", "benign"), c.class_recall("cross_validation", "malignant")),
)
a.false(
    "metric",
    "split",
    f"{GLM} achieves a log loss of 0.0740 on the training rows.",
    lambda c: c.same("0.0740", c.training("logloss")),
)
a.false(
    "importance",
    "rank",
    f"No feature matters more to {GLM} than worst concavity.",
    lambda c: max(
        c.matters("worst concavity", "highest", method="coefficient"),
        c.matters("worst concavity", "highest", method="permutation"),
    ),
)
a.false(
    "class",
    "model",
    "Of the 569 rows, 357 belong to class malignant.",
    lambda c: but(
        c.count("357", class_rows(c)[c.said("malignant")]),
        c.count("569", c.content["dataset"]["rows"]),
    ),
)
a.false(
    "metric",
    "quantity",
    f"The MCC of {GLM} stands at 0.9902 in cross-validation.",
    lambda c: c.same("0.9902", *c.crossings("mcc")),
)
a.false(
    "importance",
    "name",
    f"After worst texture, worst diameter contributes most to {GLM}.",
    lambda c: but(c.known("worst diameter"), c.known("worst texture"), bool(c.model)),
)
a.false(
    "recommendation",
    "reason",
    f"Impute the gaps in the data before retraining {GLM}, because breast_cancer contains missing values.",
    lambda c: but(c.content["dataset"]["missing_values"] > 0, bool(c.model), c.known("breast_cancer")),
)
a.false(
    "time",
    "unit",
    f"{GLM} needs 64 seconds of training time.",
    lambda c: c.same("64 seconds", c.model["training_time_ms"]),
)

a = SHEET.about(f"model-{XGBOOST}")
a.true(
    "rank",
    f"{XGBOOST} comes 11th among the models of wine_automl.",
    lambda c: both(c.ordinal("11th", c.model["rank"]), c.said("wine_automl") == c.content["experiment"]["name"]),
)
a.true(
    "metric",
    f"{XGBOOST} gets 97.2% of 178 rows right in cross-validation.",
    lambda c: both(c.same("97.2%", c.crossed("accuracy")), c.count("178", c.evaluation("cross_validation")["rows"])),
)
a.true(
    "class",
    f"class_1 is where {XGBOOST} struggles most, with a recall of 0.944 in cross-validation.",
    lambda c: both(
        place(class_recalls(c), "class_1", "lowest"), c.same("0.944", c.class_recall("cross_validation", "class_1"))
    ),
)
a.true(
    "class",
    f"Every one of the 59 rows of class_0 is recovered by {XGBOOST} in cross-validation.",
    lambda c: both(
        c.count("59", c.confused("cross_validation", c.said("class_0"), "class_0")),
        class_recalls(c)["class_0"] == 1,
    ),
)
a.true(
    "importance",
    f"Predictions of {XGBOOST} lean on few inputs, given that the top 3 features carry 70.2% of the importance.",
    lambda c: both(top_share(c, "70.2%", int(c.said("3")))),
)
a.true(
    "importance",
    f"alcalinity_of_ash contributes least to {XGBOOST}, namely 0.68% of the importance.",
    lambda c: both(c.matters("alcalinity_of_ash", "lowest"), same_share(c, "0.68%", "alcalinity_of_ash")),
)
a.true(
    "splits",
    f"The mean per-class error of {XGBOOST} rises from 0.0094 on training rows to 0.0257 in cross-validation.",
    lambda c: both(
        c.same("0.0094", c.training("mean_per_class_error")),
        c.same("0.0257", c.crossed("mean_per_class_error")),
        above(c.crossed("mean_per_class_error"), c.training("mean_per_class_error")),
    ),
)
a.true(
    "folds",
    f"Performance is uneven: the standard deviation of the mean per-class error of {XGBOOST} over 5 folds is 0.0371.",
    lambda c: both(
        c.same("0.0371", c.model["folds"]["mean_per_class_error"]["sd"]),
        c.count("5", len(c.model["folds"]["mean_per_class_error"]["folds"])),
    ),
)
a.true(
    "class",
    f"{XGBOOST} mistakes two rows of class_1 for class_2 in cross-validation.",
    lambda c: c.count("two", c.confused("cross_validation", c.said("class_1"), c.said("class_2"))),
)
a.true(
    "data",
    "The smallest class, class_2, accounts for 27.0% of the rows.",
    lambda c: both(
        place(class_rows(c), c.said("class_2"), "lowest"),
        c.same("27.0%", class_rows(c)["class_2"] / c.content["dataset"]["rows"]),
    ),
)
a.true(
    "class",
    f"Precision in cross-validation ranges from 0.9592 for class_2 to 0.9853 for class_1 with {XGBOOST}.",
    lambda c: both(
        c.same("0.9592", class_precisions(c)[c.said("class_2")]),
        c.same("0.9853", class_precisions(c)[c.said("class_1")]),
        place(class_precisions(c), "class_2", "lowest"),
        place(class_precisions(c), "class_1", "highest"),
    ),
)
a.true(
    "recommendation",
    f"Prefer a model of wine_automl that ranks ahead of {XGBOOST}.",
    lambda c: both(c.model["rank"] > 1, c.known("wine_automl")),
)
a.true(
    "recommendation",
    "Collect more samples of class_2 first, as it has the fewest rows of the three classes.",
    lambda c: both(
        place(class_rows(c), c.said("class_2"), "lowest"), c.count("three", len(c.content["classes"]))
    ),
)
a.true(
    "recommendation",
    f"Examine whether {XGBOOST} can do without ash, magnesium and alcalinity_of_ash.",
    lambda c: both(
        c.matters("alcalinity_of_ash", "lowest"),
        c.matters("ash", "lowest", 2),
        c.matters("magnesium", "lowest", 3),
    ),
)
a.false(
    "rank",
    "rank",
    f"Among all models of wine_automl, {XGBOOST} takes fourth place.",
    lambda c: but(c.ordinal("fourth", c.model["rank"]), c.known("wine_automl")),
)
a.false(
    "class",
    "rank",
    f"The weakest recall of {XGBOOST} in cross-validation is that of class_2.",
    lambda c: place(class_recalls(c), c.said("class_2"), "lowest"),
)
a.false(
    "metric",
    "split",
    f"On training rows {XGBOOST} shows an R² of 0.8866.",
    lambda c: c.same("0.8866", c.training("r2")),
)
a.false(
    "importance",
    "model",
    f"flavanoids supplies 10.0% of the importance in {XGBOOST}.",
    lambda c: same_share(c, "10.0%", "flavanoids"),
)
a.false(
    "metric",
    "quantity",
    f"Cross-validation yields a log loss of 0.2602 for {XGBOOST}.",
    lambda c: c.same("0.2602", *c.crossings("logloss")),
)
a.false(
    "importance",
    "digit",
    f"Together, the five most important features make up 98.0% of the importance in {XGBOOST}.",
    lambda c: top_share(c, "98.0%", 5 if c.said("five") else 0),
)
a.false(
    "recommendation",
    "reason",
    "Oversample class_0, because it is the smallest class.",
    lambda c: place(class_rows(c), c.said("class_0"), "lowest"),
)
a.false(
    "data",
    "count",
    "The dataset wine holds 14 features for predicting target.",
    lambda c: but(c.count("14", features(c)), c.known("wine"), c.known("target")),
)
a.false(
    "class",
    "name",
    f"Four rows of class_3 are missed by {XGBOOST} in cross-validation.",
    lambda c: but(
        c.known("class_3"),
        c.count("Four", *(sum(r) - max(r) for r in c.evaluation("cross_validation")["confusion_matrix"]["counts"])),
    ),
)

a = SHEET.about(f"model-{STACK}")
a.true(
    "metric",
    f"{STACK} explains 50.2% of the variance of the target in cross-validation.",
    lambda c: c.same("50.2%", c.crossed("r2")),
)
a.true(
    "splits",
    f"The RMSE of {STACK} is 41.5 on training rows but 54.3 in cross-validation.",
    lambda c: both(c.same("41.5", c.training("rmse")), c.same("54.3", c.crossed("rmse"))),
)
a.true(
    "structure",
    f"{STACK} draws on 4 of its 6 base models.",
    lambda c: both(bool(c.model), c.count("4", c.used(None)[0]), c.count("6", c.used(None)[1])),
)
a.true(
    "importance",
    f"s5 (27.8% of the importance) and bmi (22.2%) drive the predictions of {STACK}.",
    lambda c: both(
        same_share(c, "27.8%", "s5"),
        same_share(c, "22.2%", "bmi"),
        c.matters("s5", "highest"),
        c.matters("bmi", "highest", 2),
    ),
)
a.true(
    "importance",
    f"The feature age plays the smallest part in {STACK}: its share of the importance is 3.1%.",
    lambda c: both(c.matters("age", "lowest"), same_share(c, "3.1%", "age")),
)
a.true(
    "metric",
    f"On average, predictions of {STACK} miss the target by 44.31 in cross-validation (MAE).",
    lambda c: c.same("44.31", c.crossed("mae")),
)
a.true(
    "folds",
    f"RMSE varies over the 5 folds of {STACK}, with a mean of 54.14 and a standard deviation of 3.78.",
    lambda c: both(
        c.count("5", len(c.model["folds"]["rmse"]["folds"])),
        c.same("54.14", c.model["folds"]["rmse"]["mean"]),
        c.same("3.78", c.model["folds"]["rmse"]["sd"]),
    ),
)
a.true(
    "importance",
    f"It takes six of the ten features to account for 80% of the importance in {STACK}.",
    lambda c: both(
        c.count("ten", len(c.importances())), c.count("six", needed_for(c, 0.8)), bool(c.said("80%"))
    ),
)
a.true(
    "data",
    "With 442 rows and no missing values, the diabetes dataset is small but complete.",
    lambda c: both(
        c.count("442", c.content["dataset"]["rows"]),
        c.content["dataset"]["missing_values"] == 0,
        c.said("diabetes") == c.content["dataset"]["name"],
    ),
)
a.true(
    "metric",
    f"Close to half of the variance, 49.8%, is left unexplained by {STACK} in cross-validation.",
    lambda c: c.same("49.8%", 1 - c.crossed("r2")),
)
a.true(
    "recommendation",
    f"Remove the XGBoost base model from {STACK}, since it goes unused.",
    lambda c: both(bool(c.model), c.used(c.said("XGBoost"))[0] == 0),
)
a.true(
    "recommendation",
    "Add further informative features to the diabetes dataset.",
    lambda c: c.known("diabetes"),
)
a.true(
    "recommendation",
    f"Apply stronger regularization to {STACK}, because its RMSE in cross-validation is 1.3 times that on training"
    " rows.",
    lambda c: c.same("1.3", c.crossed("rmse") / c.training("rmse")),
)
a.true(
    "metric",
    f"Mean residual deviance of {STACK}: 2,952 in cross-validation.",
    lambda c: c.same("2,952", c.crossed("mean_residual_deviance")),
)
a.true(
    "recommendation",
    f"Train a variant of {STACK} without sex and age, and compare its RMSE with that of the original.",
    lambda c: both(c.matters("sex", "lowest", 2), c.matters("age", "lowest")),
)
a.false(
    "metric",
    "digit",
    f"The R² of {STACK} reaches 0.5201 in cross-validation.",
    lambda c: c.same("0.5201", *c.crossings("r2")),
)
a.false(
    "splits",
    "direction",
    f"{STACK} generalizes well, since its RMSE is lower in cross-validation than on training rows.",
    lambda c: below(min(c.crossings("rmse")), c.training("rmse")),
)
a.false(
    "structure",
    "count",
    f"All six base models contribute to {STACK}.",
    lambda c: but(c.used(None)[0] == 6, bool(c.model), c.count("six", c.used(None)[1])),
)
a.false(
    "importance",
    "direction",
    f"In {STACK}, bmi has a larger share of the importance than s5.",
    lambda c: above(c.importance("bmi"), c.importance("s5")),
)
a.false(
    "metric",
    "quantity",
    f"{STACK} records an MAE of 54.34 in cross-validation.",
    lambda c: c.same("54.34", *c.crossings("mae")),
)
a.false(
    "importance",
    "name",
    f"Glucose is the third most important feature of {STACK}.",
    lambda c: but(c.known("Glucose"), bool(c.model), bool(c.said("third"))),
)
a.false(
    "time",
    "unit",
    f"{STACK} takes 0.0317 seconds to predict a row.",
    lambda c: c.same("0.0317 seconds", c.model["predict_time_per_row_ms"]),
)
a.false(
    "time",
    "date",
    f"{STACK} was trained on 25 November 2026.",
    lambda c: c.date("25 November 2026", c.model["trained_at"]),
)
a.false(
    "recommendation",
    "reason",
    f"Drop bp from {STACK}, because it has the lowest share of the importance.",
    lambda c: c.matters("bp", "lowest"),
)

a = SHEET.about("experiment-breast-cancer-diagnosis")
a.true(
    "overview",
    "breast-cancer-diagnosis evaluated 15 models on the breast_cancer dataset.",
    lambda c: both(
        c.known("breast-cancer-diagnosis"), c.count("15", len(c.board("test_roc_auc"))), c.known("breast_cancer")
    ),
)
a.true(
    "rank",
    "svc-rbf tops the leaderboard with a test AUC of 0.9983.",
    lambda c: both(
        c.extreme("test_roc_auc", "svc-rbf", "highest"), c.same("0.9983", *c.of("svc-rbf", "test_roc_auc"))
    ),
)
a.true(
    "comparison",
    "Its margin is thin: svc-rbf is ahead of logistic-regression by 0.0006 in AUC.",
    lambda c: both(
        c.same("0.0006", c.row("svc-rbf")["test_roc_auc"] - c.row("logistic-regression")["test_roc_auc"]),
        c.more("svc-rbf", "logistic-regression", "test_roc_auc"),
    ),
)
a.true(
    "comparison",
    "logistic-regression and sgd-epochs share the same test accuracy, 98.6%.",
    lambda c: both(
        c.same("98.6%", *c.of("logistic-regression", "test_accuracy")),
        c.same("98.6%", *c.of("sgd-epochs", "test_accuracy")),
        c.row("logistic-regression")["test_accuracy"] == c.row("sgd-epochs")["test_accuracy"],
    ),
)
a.true(
    "extreme",
    "Probabilities are best from svc-rbf, which has the lowest brier score of all models at 0.0174.",
    lambda c: both(
        c.extreme("test_brier", "svc-rbf", "lowest"), c.same("0.0174", *c.of("svc-rbf", "test_brier"))
    ),
)
a.true(
    "extreme",
    "At 1.30, decision-tree posts the highest log loss in the experiment.",
    lambda c: both(
        c.extreme("test_log_loss", "decision-tree", "highest"),
        c.same("1.30", *c.of("decision-tree", "test_log_loss")),
    ),
)
a.true(
    "comparison",
    "The F1 of logistic-regression, 0.989, exceeds the 0.983 of svc-rbf.",
    lambda c: both(
        c.more("logistic-regression", "svc-rbf", "test_f1"),
        c.same("0.989", *c.of("logistic-regression", "test_f1")),
        c.same("0.983", *c.of("svc-rbf", "test_f1")),
    ),
)
a.true(
    "metric",
    "hist-gradient-boosting found every positive row in the test, as its recall of 1.0000 shows.",
    lambda c: c.same("1.0000", *c.of("hist-gradient-boosting", "test_recall")),
)
a.true(
    "comparison",
    "mlp trades recall for precision, with 0.9556 and 0.9885 respectively on the test split.",
    lambda c: both(
        c.same("0.9556", *c.of("mlp", "test_recall")), c.same("0.9885", *c.of("mlp", "test_precision"))
    ),
)
a.true(
    "time",
    "The whole run of breast-cancer-diagnosis lasted 1 min 23 s.",
    lambda c: both(
        c.known("breast-cancer-diagnosis"),
        (int(c.said("1")) * 60 + int(c.said("23"))) * 1000
        == milliseconds(c.content["started_at"], c.content["finished_at"]),
    ),
)
a.true(
    "recommendation",
    "Cross-validate svc-rbf and logistic-regression to establish whether the lead is more than chance.",
    lambda c: c.more("svc-rbf", "logistic-regression", "test_roc_auc"),
)
a.true(
    "recommendation",
    "Leave gaussian-nb and decision-tree out of further tuning.",
    lambda c: both(c.known("gaussian-nb"), c.known("decision-tree")),
)
a.true(
    "recommendation",
    "Calibrate ada-boost before its probabilities are put to use, because its brier score of 0.1192 is the highest.",
    lambda c: both(
        c.extreme("test_brier", "ada-boost", "highest"), c.same("0.1192", *c.of("ada-boost", "test_brier"))
    ),
)
a.true(
    "recommendation",
    "Log metrics on training rows in MLflow as well, so that overfitting of svc-rbf can be checked.",
    lambda c: both(c.known("MLflow"), c.known("svc-rbf")),
)
a.true(
    "recommendation",
    "If missed positives are costly, consider k-nearest-neighbours, given its higher recall than svc-rbf.",
    lambda c: c.more("k-nearest-neighbours", "svc-rbf", "test_recall"),
)
a.false(
    "rank",
    "rank",
    "grid-search-logistic is the runner-up by AUC, at 0.9971.",
    lambda c: but(
        c.extreme("test_roc_auc", "grid-search-logistic", "highest", 2),
        c.same("0.9971", *c.of("grid-search-logistic", "test_roc_auc")),
    ),
)
a.false(
    "metric",
    "quantity",
    "On the test split, random-forest shows a recall of 0.9565.",
    lambda c: c.same("0.9565", *c.of("random-forest", "test_recall")),
)
a.false(
    "overview",
    "count",
    "In total, 18 models were compared in breast-cancer-diagnosis.",
    lambda c: but(c.count("18", len(c.board("test_roc_auc"))), c.known("breast-cancer-diagnosis")),
)
a.false(
    "comparison",
    "direction",
    "extra-trees delivers better accuracy than grid-search-logistic on the test rows.",
    lambda c: c.more("extra-trees", "grid-search-logistic", "test_accuracy"),
)
a.false(
    "recommendation",
    "name",
    "Put voting-ensemble into production alongside svc-rbf.",
    lambda c: but(c.known("voting-ensemble"), c.known("svc-rbf")),
)
a.false(
    "metric",
    "model",
    "A log loss of 0.1369 was measured for k-nearest-neighbours.",
    lambda c: c.same("0.1369", *c.of("k-nearest-neighbours", "test_log_loss")),
)
a.false(
    "comparison",
    "digit",
    "In AUC, logistic-regression trails svc-rbf by 0.0060.",
    lambda c: but(
        c.same("0.0060", c.row("svc-rbf")["test_roc_auc"] - c.row("logistic-regression")["test_roc_auc"]),
        c.more("svc-rbf", "logistic-regression", "test_roc_auc"),
    ),
)
a.false(
    "recommendation",
    "reason",
    "Select mlp for deployment, because it has the highest PR AUC of all models.",
    lambda c: c.extreme("test_average_precision", "mlp", "highest"),
)
a.false(
    "extreme",
    "rank",
    "The lowest precision of the 15 models belongs to k-nearest-neighbours.",
    lambda c: but(
        c.extreme("test_precision", "k-nearest-neighbours", "lowest"), c.count("15", len(c.board("test_roc_auc")))
    ),
)
SHEET.write()
