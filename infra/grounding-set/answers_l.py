"""Sentences as in answers: about a deployment, a synthetic-data run and four models."""

import statistics

from claims import HOLDS, above, below, both, but, milliseconds, place, written
from sheet import Sheet

SHEET = Sheet("answers_l.jsonl", lambda sentence: "wrong_answers")

GLM = "GLM_1_AutoML_1_20261123_215343"
GBM = "GBM_2_AutoML_2_20261123_215457"
STACK = "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525"
DRF = "DRF_1_AutoML_1_20261123_215343"

# Figures in words that claims.py does not read.
WORDED = {"Three quarters": 0.75, "runner-up": 2, "a third": 1 / 3, "a quarter": 0.25}


def burst(c, key):
    """A sum over the hours of the error burst that the sentence places."""
    first = c.content["intervals"].index(c.hour("2026-03-13", "10:00"))
    hours = c.content["intervals"][first : c.content["intervals"].index(c.hour("2026-03-13", "12:00"))]
    return sum(h[key] for h in hours)


def usual(c, first, last):
    """The usual hourly 95th percentile of the latency between two days, both included."""
    c.said("95th")
    hours = [h for h in c.content["intervals"] if first <= h["start"][:10] <= last]
    return statistics.median(h["latency_ms"]["p95"] for h in hours if h["requests"])


def since(series, day, least):
    """Whether every day of a series from `day` on has at least this PSI, and the day before has not."""
    before = [d["psi"] for d in series["daily"] if d["date"] < day]
    after = [d["psi"] for d in series["daily"] if d["date"] >= day]
    return both(min(after) >= least, before[-1] < least)


def parts(c, method=None):
    """The importance of features as shares of all."""
    values = c.importances(method)
    return {name: value / sum(values.values()) for name, value in values.items()}


def part(c, feature, method=None):
    return parts(c, method)[c.said(feature)]


def leading(c, n, method=None):
    return sum(sorted(parts(c, method).values(), reverse=True)[:n])


def needed(c, share, method=None):
    """How many features it takes to reach a share of the importance."""
    return next(n for n in range(1, 100) if leading(c, n, method) >= share)


def class_rows(c, label):
    matrix = c.evaluation("cross_validation")["confusion_matrix"]
    return sum(matrix["counts"][matrix["labels"].index(c.said(label))])


def largest_class(c):
    """The rows of the largest class."""
    return max(sum(row) for row in c.evaluation("cross_validation")["confusion_matrix"]["counts"])


def recalls(c):
    """The recall of every class in cross-validation, whether or not the sentence names it."""
    matrix = c.evaluation("cross_validation")["confusion_matrix"]
    return {k: row[i] / sum(row) for i, (k, row) in enumerate(zip(matrix["labels"], matrix["counts"]))}


def precisions(c):
    """As `recalls`, by the rows that are called a class."""
    matrix = c.evaluation("cross_validation")["confusion_matrix"]
    columns = list(zip(*matrix["counts"]))
    return {k: column[i] / sum(column) for i, (k, column) in enumerate(zip(matrix["labels"], columns))}


def wrong_rows(c):
    matrix = c.evaluation("cross_validation")["confusion_matrix"]["counts"]
    return sum(n for i, row in enumerate(matrix) for j, n in enumerate(row) if i != j)


def off(c):
    """The calibration error in cross-validation: how far predicted and observed rates lie apart on average."""
    bins = c.evaluation("cross_validation")["calibration"]
    rows = sum(b["count"] for b in bins)
    return sum(b["count"] * abs(b["mean_predicted"] - b["observed_rate"]) for b in bins) / rows


def lost(c, model):
    """What training on synthetic rows costs a model in AUC."""
    found = c.useful(model)
    return found["trained_on_real"] - found["trained_on_synthetic"]


d = SHEET.about("deployment-churn-scoring-prod")
d.false(
    "extreme",
    "date",
    "The error rate of churn-scoring-prod peaked on 2026-03-12, when it reached 5.4%.",
    lambda c: but(
        c.same("5.4%", c.error_rates()[c.day("2026-03-12")]),
        abs(max(c.error_rates().values()) - 0.054) < 0.0006,
        c.known("churn-scoring-prod"),
    ),
)
d.false(
    "comparison",
    "direction",
    "The model has become more cautious: the mean predicted probability sank between the reference and the last "
    "5 days.",
    lambda c: below(c.predicted("last 5 days")["mean"], c.predicted("reference")["mean"]),
)
d.false(
    "latency",
    "unit",
    "Half of the calls to churn-scoring-prod take at most 22 ms, and the 99th percentile of the latency is 39 "
    "seconds.",
    lambda c: but(
        c.same("39 seconds", c.latency("99th")), c.same("22 ms", c.content["totals"]["latency_ms"]["p50"])
    ),
)
d.false(
    "latency",
    "direction",
    "Responses have slowed down somewhat, as the usual 95th percentile of the latency is higher from 2026-03-11 "
    "on than "
    "it was until 2026-03-06.",
    lambda c: but(
        above(usual(c, "2026-03-11", "2026-03-15"), usual(c, "2026-03-02", "2026-03-06")),
        c.date("2026-03-11", "2026-03-11T00:00:00Z"),
        c.date("2026-03-06", "2026-03-06T00:00:00Z"),
    ),
)
d.false(
    "drift",
    "rank",
    "Among the 19 monitored features, state comes right behind international_plan in PSI over the last 5 days.",
    lambda c: but(
        place(c.psis(), c.said("state"), "highest", 2),
        c.count("19", len(c.psis())),
        place(c.psis(), c.said("international_plan"), "highest"),
        c.said("last 5 days") == c.content["drift"]["current"],
    ),
)
d.false(
    "start",
    "date",
    "total_day_minutes crossed over for good on 2026-03-10: from then on its daily PSI has been at 0.25 or more.",
    lambda c: but(
        since(c.drift("total_day_minutes"), "2026-03-10", float(c.said("0.25"))),
        c.date("2026-03-10", "2026-03-10T00:00:00Z"),
    ),
)
d.false(
    "trend",
    "direction",
    "The shift of the predictions is still widening, with a daily PSI that has grown each day since 2026-03-12.",
    lambda c: but(
        all(
            x["psi"] < y["psi"]
            for x, y in zip(c.content["predictions"]["daily"], c.content["predictions"]["daily"][1:])
            if x["date"] >= "2026-03-12"
        ),
        c.date("2026-03-12", "2026-03-12T00:00:00Z"),
    ),
)
d.false(
    "all",
    "count",
    "Leaving aside 2026-03-13, the daily error rate stayed under 2.5% throughout.",
    lambda c: all(
        c.under("2.5%", rate) == HOLDS for day, rate in c.error_rates().items() if day != c.day("2026-03-13")
    ),
)
d.false(
    "share",
    "quantity",
    "The burst on 2026-03-13 from 10:00 to 12:00 UTC produced 25.8% of all errors of churn-scoring-prod.",
    lambda c: but(
        c.same("25.8%", burst(c, "errors") / c.content["totals"]["errors"]),
        abs(burst(c, "errors") / burst(c, "requests") - 0.258) < 0.0005,
    ),
)
d.false(
    "ratio",
    "digit",
    "Traffic is uneven: the busiest day, 2026-03-04, brought more than four times as many requests as the quietest, "
    "2026-03-08.",
    lambda c: but(
        c.over("four", c.days("requests")[c.day("2026-03-04")] / c.days("requests")[c.day("2026-03-08")]),
        place(c.days("requests"), "2026-03-04", "highest"),
        place(c.days("requests"), "2026-03-08", "lowest"),
    ),
)
d.false(
    "recommendation",
    "name",
    "Catch the TypeError at the input of churn-scoring-prod, because it is behind all 195 errors.",
    lambda c: but(
        c.content["totals"]["errors_by_type"].get(c.said("TypeError"), 0) == 195,
        c.count("195", c.content["totals"]["errors"]),
    ),
)
d.false(
    "recommendation",
    "name",
    "Find out why voice_mail_plan has changed, because its PSI of 0.2875 over the last 5 days is a major shift.",
    lambda c: but(
        c.same("0.2875", c.psi("voice_mail_plan")),
        c.said("last 5 days") == c.content["drift"]["current"],
        abs(max(c.psis().values()) - 0.2875) < 0.0001,
    ),
)
d.false(
    "verdict",
    "reason",
    "There is no sign of drift in the output: a PSI of 0.2665 means that the predictions still follow the "
    "reference.",
    lambda c: but(
        c.content["predictions"]["current"]["psi"] < 0.1, c.same("0.2665", c.content["predictions"]["current"]["psi"])
    ),
)
d.false(
    "negation",
    "count",
    "Not a single day passed with fewer than four errors.",
    lambda c: min(c.days("errors").values()) >= written(c.said("four"))[0],
)
d.false(
    "model",
    "quantity",
    "churn-gradient-forest went into production with an accuracy of 0.9271.",
    lambda c: but(
        "accuracy" in c.content["model"]["offline_metrics"],
        c.same("0.9271", c.content["model"]["offline_metrics"]["roc_auc"]),
        c.said("churn-gradient-forest") == c.content["model"]["name"],
    ),
)
d.false(
    "model",
    "quantity",
    "The production model churn-gradient-forest learned from 2,926 rows with 19 features.",
    lambda c: but(
        c.count("2,926", c.content["model"]["training_rows"]),
        c.count("19", c.content["model"]["features"]),
        c.said("churn-gradient-forest") == c.content["model"]["name"],
    ),
)
d.true(
    "count",
    "Counting international_plan, four of the 19 features have a PSI of 0.1 or more over the last 5 days.",
    lambda c: both(
        c.count("four", sum(psi >= float(c.said("0.1")) for psi in c.psis().values())),
        c.count("19", len(c.psis())),
        c.psi("international_plan") >= 0.1,
        c.said("last 5 days") == c.content["drift"]["current"],
    ),
)
d.true(
    "difference",
    "2026-03-13 had 22 more errors than 2026-03-03, and it had the highest error rate of all days.",
    lambda c: both(
        c.count("22", c.days("errors")[c.day("2026-03-13")] - c.days("errors")[c.day("2026-03-03")]),
        place(c.error_rates(), "2026-03-13", "highest"),
    ),
)

s = SHEET.about("synthgen-wa_churn-gaussian-copula")
s.false(
    "rows",
    "quantity",
    "The run wa_churn-gaussian-copula generated 7,043 synthetic rows.",
    lambda c: but(c.count("7,043", c.content["synthetic_rows"]), c.known("wa_churn-gaussian-copula")),
)
s.false(
    "name",
    "name",
    "CTGAN, the synthesizer of wa_churn-gaussian-copula, delivers an overall quality of 0.8842.",
    lambda c: but(
        c.content["synthesizer"] == c.said("CTGAN"),
        c.same("0.8842", c.content["quality"]["overall"]),
        c.known("wa_churn-gaussian-copula"),
    ),
)
s.false(
    "extreme",
    "rank",
    "No column is reproduced worse than tenure, whose score is 0.9418.",
    lambda c: but(place(c.scores(), c.said("tenure"), "lowest"), c.same("0.9418", c.score("tenure"))),
)
s.false(
    "difference",
    "model",
    "Logistic regression gives up 0.0530 in AUC when it is trained on synthetic instead of real rows.",
    lambda c: c.same("0.0530", lost(c, "Logistic regression")),
)
s.false(
    "comparison",
    "direction",
    "Of the models trained on synthetic rows, Random forest edges out Logistic regression in AUC.",
    lambda c: above(
        c.useful("Random forest")["trained_on_synthetic"], c.useful("Logistic regression")["trained_on_synthetic"]
    ),
)
s.false(
    "privacy",
    "direction",
    "A majority of the synthetic rows lie closer to a training row than to any held-out row, which hints at "
    "memorisation.",
    lambda c: above(c.content["privacy"]["closer_to_training"], 0.5),
)
s.false(
    "correlation",
    "swap",
    "The correlation between total_charges and tenure tightens from 0.6581 in the real data to 0.8278 in the "
    "synthetic data.",
    lambda c: both(
        c.same("0.6581", c.correlation("real", "total_charges", "tenure")),
        c.same("0.8278", c.correlation("synthetic", "total_charges", "tenure")),
    ),
)
s.false(
    "count",
    "count",
    "28 of the 65 scored pairs of columns fall short of 80.0%.",
    lambda c: but(
        c.count("28", sum(v < 0.8 for v in c.pairs().values())),
        c.count("65", len(c.pairs())),
        c.said("80.0%") == "80.0%",
    ),
)
s.false(
    "all",
    "count",
    "Whatever monthly_charges is paired with, the pair score stays below 0.8.",
    lambda c: all(c.under("0.8", v) == HOLDS for k, v in c.pairs().items() if c.said("monthly_charges") in k),
)
s.false(
    "privacy",
    "reason",
    "Somebody who knows contract, internet_service, payment_method and senior_citizen gains nothing from the "
    "synthetic "
    "data when guessing churn.",
    lambda c: but(
        c.content["privacy"]["disclosure_protection"] >= 1,
        [c.said(x) for x in ("contract", "internet_service", "payment_method", "senior_citizen")]
        == c.content["privacy"]["known_columns"],
        [c.said("churn")] == c.content["privacy"]["sensitive_columns"],
    ),
)
s.false(
    "only",
    "count",
    "monthly_charges, at 0.9068, is the one column with a score under 0.95.",
    lambda c: but(
        sum(v < float(c.said("0.95")) for v in c.scores().values()) == 1,
        c.same("0.9068", c.score("monthly_charges")),
    ),
)
s.false(
    "duration",
    "unit",
    "From start to finish, the run wa_churn-gaussian-copula took 1.41 minutes.",
    lambda c: c.same("1.41 minutes", milliseconds(c.content["started_at"], c.content["finished_at"])),
)
s.false(
    "recommendation",
    "quantity",
    "Model internet_service anew, because its column score of 0.4445 is the weak spot of the synthetic data.",
    lambda c: but(
        c.same("0.4445", c.score("internet_service")),
        any("internet_service" in k and abs(v - 0.4445) < 0.0001 for k, v in c.pairs().items()),
    ),
)
s.false(
    "ratio",
    "digit",
    "Random forest suffers most from synthetic training rows; its loss of AUC is over four times that of "
    "Logistic regression.",
    lambda c: but(
        c.over("four", lost(c, "Random forest") / lost(c, "Logistic regression")),
        above(lost(c, "Random forest"), lost(c, "Logistic regression")),
    ),
)
s.false(
    "rows",
    "digit",
    "5,635 rows of wa_churn went into training, and 1,048 were held out.",
    lambda c: but(
        c.count("1,048", c.content["holdout_rows"]),
        c.count("5,635", c.content["training_rows"]),
        c.said("wa_churn") == c.content["dataset"]["name"],
    ),
)
s.false(
    "privacy",
    "name",
    "Compared with held-out real rows, synthetic rows sit nearer to the training rows in the median.",
    lambda c: below(
        c.content["privacy"]["distance_to_closest_record"]["median_synthetic"],
        c.content["privacy"]["distance_to_closest_record"]["median_holdout"],
    ),
)
s.true(
    "ratio",
    "Both models have a lower AUC when trained on synthetic rows, and Random forest loses more than twice as "
    "much as "
    "Logistic regression.",
    lambda c: both(
        above(lost(c, "Logistic regression"), 0), above(lost(c, "Random forest"), 2 * lost(c, "Logistic regression"))
    ),
)
s.true(
    "count",
    "Seven of the ten lowest pair scores involve monthly_charges.",
    lambda c: both(
        c.count("Seven", sum(c.said("monthly_charges") in k for k in sorted(c.pairs(), key=c.pairs().get)[:10])),
        c.count("ten", 10),
    ),
)

g = SHEET.about(f"model-{GLM}")
g.false(
    "metric",
    "split",
    f"{GLM} has an AUC of 0.9974 in cross-validation.",
    lambda c: but(c.same("0.9974", *c.crossings("auc")), abs(c.any_split("auc")[0] - 0.9974) < 0.0001),
)
g.false(
    "classes",
    "swap",
    f"In cross-validation {GLM} has a recall of 0.9916 for malignant and of 0.9575 for benign.",
    lambda c: both(
        c.same("0.9916", c.class_recall("cross_validation", "malignant")),
        c.same("0.9575", c.class_recall("cross_validation", "benign")),
    ),
)
g.false(
    "errors",
    "direction",
    f"When {GLM} errs in cross-validation, it mostly takes a benign row for malignant.",
    lambda c: above(
        c.confused("cross_validation", c.said("benign"), c.said("malignant")),
        c.confused("cross_validation", "malignant", "benign"),
    ),
)
g.false(
    "errors",
    "name",
    f"Only 3 of the 212 malignant rows slip through {GLM} in cross-validation.",
    lambda c: but(
        c.count("3", c.confused("cross_validation", "malignant", "benign")), c.count("212", class_rows(c, "malignant"))
    ),
)
g.false(
    "metric",
    "quantity",
    f"{GLM} combines a specificity of 0.9916 with a precision of 0.9575 in cross-validation.",
    lambda c: but(c.same("0.9575", *c.crossings("precision")), c.same("0.9916", c.crossed("specificity"))),
)
g.false(
    "share",
    "count",
    f"The importance in {GLM} is thinly spread: even the top 5 features hold just 20.0% of it.",
    lambda c: but(
        max(c.same("20.0%", leading(c, 5, method)) for method in ("coefficient", "permutation")),
        c.said("top 5") == "top 5",
        abs(leading(c, 3) - 0.2) < 0.0005,
    ),
)
g.false(
    "importance",
    "direction",
    f"worst symmetry outweighs radius error in {GLM}.",
    lambda c: max(
        above(c.importance("worst symmetry", method), c.importance("radius error", method))
        for method in ("coefficient", "permutation")
    ),
)
g.false(
    "calibration",
    "unit",
    f"On average the probabilities of {GLM} miss the observed rates by no more than 0.015 percentage points in "
    "cross-validation.",
    lambda c: but(c.under("0.015 percentage points", off(c)), abs(off(c) - 0.015) < 0.0005),
)
g.false(
    "difference",
    "digit",
    f"{GLM} drops 0.023 in AUC between training rows and cross-validation, so the figures hold on new rows.",
    lambda c: c.same("0.023", *(c.training("auc") - v for v in c.crossings("auc"))),
)
g.false(
    "baseline",
    "quantity",
    f"Always naming the largest class would be right for 37.3% of the rows, against 97.9% for {GLM} in "
    "cross-validation.",
    lambda c: but(
        c.same("37.3%", largest_class(c) / c.evaluation("cross_validation")["rows"]),
        c.same("97.9%", c.crossed("accuracy")),
    ),
)
g.false(
    "share",
    "quantity",
    f"Three quarters of the errors of {GLM} in cross-validation are benign rows that were called malignant.",
    lambda c: but(
        c.confused("cross_validation", c.said("benign"), c.said("malignant"))
        == WORDED[c.said("Three quarters")] * wrong_rows(c),
        c.confused("cross_validation", "malignant", "benign") == 0.75 * wrong_rows(c),
    ),
)
g.false(
    "rank",
    "rank",
    f"{GLM} is the runner-up of breast_cancer_automl.",
    lambda c: but(
        c.content["rank"] == WORDED[c.said("runner-up")],
        c.model["experiment"]["name"] == c.said("breast_cancer_automl"),
    ),
)
g.false(
    "name",
    "name",
    f"With 569 rows, the dataset breast_tissue is small for {GLM} and its 30 features.",
    lambda c: but(
        c.model["dataset"]["name"] == c.said("breast_tissue"),
        c.count("569", c.content["dataset"]["rows"]),
        c.count("30", len(c.importances())),
    ),
)
g.false(
    "comparison",
    "direction",
    f"The log loss of {GLM} improves from training rows to cross-validation.",
    lambda c: max(below(v, c.training("logloss")) for v in c.crossings("logloss")),
)
g.false(
    "folds",
    "all",
    f"The recall of {GLM} held at 0.95 or more in each of the 5 folds of the cross-validation.",
    lambda c: but(
        min(c.model["folds"]["recall"]["folds"]) >= float(c.said("0.95")),
        c.count("5", len(c.model["folds"]["recall"]["folds"])),
    ),
)
g.true(
    "share",
    f"Of the 12 errors of {GLM} in cross-validation, three times as many are missed malignant rows as missed "
    "benign rows.",
    lambda c: both(
        c.count("12", wrong_rows(c)),
        c.count(
            "three",
            c.confused("cross_validation", c.said("malignant"), c.said("benign"))
            / c.confused("cross_validation", "benign", "malignant"),
        ),
    ),
)

w = SHEET.about(f"model-{GBM}")
w.false(
    "extreme",
    "name",
    f"class_2 is where {GBM} struggles: no class has a lower recall in cross-validation.",
    lambda c: place(
        recalls(c), c.said("class_2"), "lowest"
    ),
)
w.false(
    "errors",
    "swap",
    f"In cross-validation {GBM} takes 2 rows of class_1 for class_0 and 1 for class_2.",
    lambda c: both(
        c.count("2", c.confused("cross_validation", c.said("class_1"), c.said("class_0"))),
        c.count("1", c.confused("cross_validation", "class_1", c.said("class_2"))),
    ),
)
w.false(
    "classes",
    "quantity",
    f"The precision of {GBM} for class_1 is 0.9577 in cross-validation.",
    lambda c: but(
        c.same("0.9577", precisions(c)[c.said("class_1")]),
        abs(c.class_recall("cross_validation", "class_1") - 0.9577) < 0.0001,
    ),
)
w.false(
    "all",
    "split",
    f"{GBM} finds all rows of all classes in cross-validation.",
    lambda c: wrong_rows(c) == 0,
)
w.false(
    "metric",
    "split",
    f"On the very rows that it was trained on, {GBM} comes to a log loss of 0.0519 and a mean per-class error of "
    "0.0000.",
    lambda c: but(c.same("0.0519", c.training("logloss")), c.same("0.0000", c.training("mean_per_class_error"))),
)
w.false(
    "importance",
    "rank",
    f"Second only to color_intensity, proline takes 20.4% of the importance in {GBM}.",
    lambda c: but(
        c.matters("proline", "highest", 2), c.matters("color_intensity", "highest"), c.same("20.4%", part(c, "proline"))
    ),
)
w.false(
    "sum",
    "quantity",
    f"color_intensity carries more weight in {GBM} than flavanoids and proline put together.",
    lambda c: above(c.importance("color_intensity"), c.importance("flavanoids") + c.importance("proline")),
)
w.false(
    "count",
    "count",
    f"Three of the 13 features are enough for at least 80.0% of the importance in {GBM}.",
    lambda c: but(
        c.count("Three", needed(c, written(c.said("80.0%"))[0])),
        c.count("13", len(c.importances())),
    ),
)
w.false(
    "ratio",
    "digit",
    f"alcohol comes to more than half of the importance that {GBM} gives to flavanoids.",
    lambda c: above(c.importance("alcohol"), c.importance("flavanoids") / 2),
)
w.false(
    "share",
    "digit",
    f"class_2 is rare: only 2.7% of the 178 rows on which {GBM} was cross-validated belong to it.",
    lambda c: but(c.same("2.7%", class_rows(c, "class_2") / 178), c.count("178", c.content["dataset"]["rows"])),
)
w.false(
    "metric",
    "unit",
    f"{GBM} makes a mean per-class error of 0.0141% in cross-validation.",
    lambda c: c.same("0.0141%", *c.crossings("mean_per_class_error")),
)
w.false(
    "rank",
    "rank",
    f"{GBM} made it into the top five of wine_automl.",
    lambda c: but(
        c.content["rank"] <= written(c.said("five"))[0],
        c.model["experiment"]["name"] == c.said("wine_automl"),
    ),
)
w.false(
    "verdict",
    "direction",
    f"The mean per-class error of {GBM} is steady over the 5 folds, as its standard deviation is smaller than its "
    "mean of "
    "0.0143.",
    lambda c: but(
        below(c.model["folds"]["mean_per_class_error"]["sd"], c.model["folds"]["mean_per_class_error"]["mean"]),
        c.same("0.0143", c.model["folds"]["mean_per_class_error"]["mean"]),
        c.count("5", len(c.model["folds"]["mean_per_class_error"]["folds"])),
    ),
)
w.false(
    "size",
    "quantity",
    f"{GBM} is easy to deploy, because its model size is 6.2 kB.",
    lambda c: but(c.same("6.2 KB", c.model["size_bytes"]), abs(c.content["dataset"]["size_bytes"] - 6200) < 50),
)
w.false(
    "recommendation",
    "reason",
    f"Collect more rows of class_2, because {GBM} has its lowest precision and its lowest recall there in "
    "cross-validation.",
    lambda c: but(
        place(recalls(c), c.said("class_2"), "lowest"),
        place(precisions(c), "class_2", "lowest"),
    ),
)
w.true(
    "difference",
    f"flavanoids and proline lie only 0.3 percentage points apart in their share of the importance in {GBM}.",
    lambda c: c.same("0.3 percentage points", part(c, "flavanoids") - part(c, "proline")),
)
w.true(
    "all",
    f"Every row that {GBM} gets wrong in cross-validation is one of class_1.",
    lambda c: wrong_rows(c) == class_rows(c, "class_1") - c.confused("cross_validation", "class_1", "class_1"),
)

e = SHEET.about(f"model-{STACK}")
e.false(
    "comparison",
    "direction",
    f"{STACK} predicts held-out rows more exactly than its training rows: its RMSE is smaller in cross-validation.",
    lambda c: max(below(v, c.training("rmse")) for v in c.crossings("rmse")),
)
e.false(
    "metric",
    "quantity",
    f"With an MAE of 54.34 in cross-validation, {STACK} ranks first.",
    lambda c: but(c.same("54.34", *c.crossings("mae")), c.content["rank"] == 1, c.said("first") == "first"),
)
e.false(
    "metric",
    "quantity",
    f"{STACK} explains 49.8% of the variance of the target in cross-validation, so about half of it stays open.",
    lambda c: but(
        c.same("49.8%", *c.crossings("r2")),
        abs(1 - c.crossed("r2") - 0.498) < 0.0005,
    ),
)
e.false(
    "all",
    "count",
    f"{STACK} puts every one of its 6 base models to use.",
    lambda c: but(c.used("")[0] == c.used("")[1], c.count("6", c.used("")[1])),
)
e.false(
    "count",
    "count",
    f"DRF is the best represented family in {STACK}, with two base models used.",
    lambda c: but(c.count("two", c.used("DRF")[0]), c.used("DRF")[1] == 2),
)
e.false(
    "recommendation",
    "name",
    f"Leave DeepLearning out of {STACK}, because none of its base models is used.",
    lambda c: c.used(c.said("DeepLearning"))[0] == 0,
)
e.false(
    "share",
    "digit",
    f"Even the five least important of the 10 features still contribute more than 28% of the importance in {STACK}.",
    lambda c: but(
        c.over("28%", 1 - leading(c, len(c.importances()) - int(written(c.said("five"))[0]))),
        c.count("10", len(c.importances())),
    ),
)
e.false(
    "sum",
    "quantity",
    f"For {STACK}, s5 alone outweighs bmi and bp combined.",
    lambda c: above(c.importance("s5"), c.importance("bmi") + c.importance("bp")),
)
e.false(
    "all",
    "count",
    f"s5 and bmi each provide more than a quarter of the importance in {STACK}.",
    lambda c: but(
        above(part(c, "bmi"), WORDED[c.said("a quarter")]), above(part(c, "s5"), WORDED["a quarter"])
    ),
)
e.false(
    "folds",
    "unit",
    f"The RMSE of {STACK} averages 54.14 over 5 folds, with a standard deviation of 7.0.",
    lambda c: but(
        c.same("7.0", c.model["folds"]["rmse"]["sd"]),
        c.same("54.14", c.model["folds"]["rmse"]["mean"]),
        c.count("5", len(c.model["folds"]["rmse"]["folds"])),
    ),
)
e.false(
    "ratio",
    "digit",
    f"{STACK} cannot be relied on for new rows, as its RMSE doubles from training rows to cross-validation.",
    lambda c: max(above(v, 1.9 * c.training("rmse")) for v in c.crossings("rmse")),
)
e.false(
    "extreme",
    "name",
    f"At the bottom of the list of features of {STACK} stands sex, below age.",
    lambda c: both(c.matters("sex", "lowest"), below(c.importance("sex"), c.importance("age"))),
)
e.false(
    "time",
    "quantity",
    f"{STACK} needs 231 ms to predict a row.",
    lambda c: but(c.same("231 ms", c.model["predict_time_per_row_ms"]), c.content["training_time_ms"] == 231),
)
e.false(
    "difference",
    "digit",
    f"In cross-validation, the MAE of {STACK} lies just 1.03 under its RMSE of 54.34.",
    lambda c: but(c.same("1.03", c.crossed("rmse") - c.crossed("mae")), c.same("54.34", c.crossed("rmse"))),
)
e.false(
    "negation",
    "count",
    f"There was no fold of the cross-validation in which the RMSE of {STACK} exceeded 56.",
    lambda c: c.under("56", max(c.model["folds"]["rmse"]["folds"])),
)
e.false(
    "rank",
    "rank",
    f"s5, bmi and s1 make up the top three of the features of {STACK}.",
    lambda c: but(
        {c.said(x) for x in ("s5", "bmi", "s1")} == set(sorted(c.importances(), key=c.importances().get)[-3:]),
        c.count("three", 3),
    ),
)
e.true(
    "difference",
    f"Averaged over the folds of the cross-validation, the RMSE of {STACK} is 12.69 above that on training rows.",
    lambda c: c.same("12.69", c.model["folds"]["rmse"]["mean"] - c.training("rmse")),
)
e.true(
    "sum",
    f"s5, bmi and bp together weigh more in {STACK} than the other seven features.",
    lambda c: both(
        above(part(c, "s5") + part(c, "bmi") + part(c, "bp"), 0.5), c.count("seven", len(c.importances()) - 3)
    ),
)

f = SHEET.about(f"model-{DRF}")
f.false(
    "verdict",
    "direction",
    f"{DRF} overfits slightly: it loses AUC on the way from training rows to cross-validation.",
    lambda c: max(below(v, c.training("auc")) for v in c.crossings("auc")),
)
f.false(
    "importance",
    "direction",
    f"In {DRF}, mean area carries a larger share of the importance than worst radius.",
    lambda c: above(c.importance("mean area"), c.importance("worst radius")),
)
f.false(
    "errors",
    "unit",
    f"{DRF} calls 17% of the 569 rows wrong in cross-validation.",
    lambda c: but(
        c.same("17%", 1 - c.crossed("accuracy")),
        c.count("569", c.evaluation("cross_validation")["rows"]),
        wrong_rows(c) == 17,
    ),
)
f.false(
    "classes",
    "direction",
    f"{DRF} is better at spotting malignant rows than at spotting benign ones, to go by the recall in "
    "cross-validation.",
    lambda c: above(
        c.class_recall("cross_validation", "malignant"), c.class_recall("cross_validation", "benign")
    ),
)
f.false(
    "rank",
    "digit",
    f"{DRF} holds rank 3 in breast_cancer_automl.",
    lambda c: but(
        c.count("3", c.content["rank"]), c.model["experiment"]["name"] == c.said("breast_cancer_automl")
    ),
)
f.false(
    "folds",
    "quantity",
    f"Over the 5 folds of the cross-validation the AUC of {DRF} is 0.9820 on average, with a standard deviation "
    "of 0.0130.",
    lambda c: but(
        c.same("0.9820", c.model["folds"]["auc"]["mean"]),
        c.same("0.0130", c.model["folds"]["auc"]["sd"]),
        c.count("5", len(c.model["folds"]["auc"]["folds"])),
    ),
)
f.false(
    "comparison",
    "direction",
    f"The F1 of {DRF} surpasses its accuracy in cross-validation.",
    lambda c: max(above(x, y) for x, y in zip(c.crossings("f1"), c.crossings("accuracy"))),
)
f.false(
    "risk",
    "quantity",
    f"In cross-validation {DRF} overlooks 1.7% of the malignant rows.",
    lambda c: but(
        c.same("1.7%", 1 - c.class_recall("cross_validation", "malignant")),
        abs(1 - c.crossed("specificity") - 0.017) < 0.0005,
    ),
)
f.false(
    "all",
    "count",
    f"The five features that matter most to {DRF} are worst measurements without exception.",
    lambda c: all(
        name.startswith(c.said("worst"))
        for name in sorted(c.importances(), key=c.importances().get)[-int(written(c.said("five"))[0]) :]
    ),
)
f.false(
    "share",
    "digit",
    f"worst area alone accounts for over a third of the importance in {DRF}.",
    lambda c: above(part(c, "worst area"), WORDED[c.said("a third")]),
)
f.false(
    "extreme",
    "name",
    f"texture error contributes least to {DRF}, a mere 0.16% of the importance.",
    lambda c: but(
        both(c.matters("texture error", "lowest"), c.same("0.16%", part(c, "texture error"))),
        abs(min(parts(c).values()) - 0.0016) < 0.00005,
    ),
)
f.false(
    "time",
    "digit",
    f"A prediction by {DRF} takes 9.2 ms per row.",
    lambda c: c.same("9.2 ms", c.model["predict_time_per_row_ms"]),
)
f.false(
    "structure",
    "quantity",
    f"{DRF} is a small forest of 33 trees.",
    lambda c: but(c.count("33", c.built("Number of trees")), len(c.model["hyperparameters"]) == 33),
)
f.false(
    "difference",
    "name",
    f"{DRF} is right for 97.0% of the rows in cross-validation, 59.7 percentage points more than always naming "
    "the largest "
    "class would be.",
    lambda c: but(
        c.same(
            "59.7 percentage points",
            c.crossed("accuracy") - largest_class(c) / c.evaluation("cross_validation")["rows"],
        ),
        c.same("97.0%", c.crossed("accuracy")),
    ),
)
f.false(
    "verdict",
    "reason",
    f"{DRF} was cross-validated on evenly split classes, as there are as many malignant as benign rows.",
    lambda c: class_rows(c, "malignant") == class_rows(c, "benign"),
)
f.false(
    "negation",
    "count",
    f"{DRF} raises no false alarm in cross-validation; its errors are all malignant rows called benign.",
    lambda c: c.confused("cross_validation", "benign", "malignant") == 0,
)
f.true(
    "sum",
    f"worst area and worst perimeter together hold more than 46% of the importance in {DRF}, though there are 30 "
    "features.",
    lambda c: both(
        c.over("46%", part(c, "worst area") + part(c, "worst perimeter")), c.count("30", len(c.importances()))
    ),
)

SHEET.write()
