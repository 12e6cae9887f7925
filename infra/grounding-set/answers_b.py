"""Commentary as a language model writes it, over a deployment, a synthetic-data run and five models.

The true sentences state what the snapshots hold, in the words of three voices: terse, fluent and technical. The false
ones each have one thing wrong that a model gets wrong when it hallucinates.
"""

import statistics

from claims import ORDINALS, above, below, both, but, milliseconds, place
from sheet import Sheet

SHEET = Sheet("answers_b.jsonl", lambda sentence: "answers_1")

GLM = "GLM_1_AutoML_1_20261123_215343"
GBM = "GBM_2_AutoML_2_20261123_215457"
STACKED = "StackedEnsemble_BestOfFamily_1_AutoML_3_20261123_215525"
XGB = "XGBoost_1_AutoML_2_20261123_215457"
DRF = "DRF_1_AutoML_1_20261123_215343"


# Readings that claims.py leaves to the sheets


def actual(c, split, label):
    """How many rows of a class there are."""
    matrix = c.evaluation(split)["confusion_matrix"]
    return sum(matrix["counts"][matrix["labels"].index(label)])


def missed(c, split, label):
    """How many rows of a class are taken for another."""
    return actual(c, split, label) - c.confused(split, label, label)


def wrong_rows(c, split):
    """How many rows are not on the diagonal of the confusion matrix."""
    return sum(missed(c, split, label) for label in c.evaluation(split)["confusion_matrix"]["labels"])


def precision(c, split, label):
    """The share of rows given a class that are of it."""
    labels = c.evaluation(split)["confusion_matrix"]["labels"]
    return c.confused(split, label, label) / sum(c.confused(split, other, label) for other in labels)


def precisions(c, split):
    return {label: precision(c, split, label) for label in c.evaluation(split)["confusion_matrix"]["labels"]}


def recalls(c, split):
    labels = c.evaluation(split)["confusion_matrix"]["labels"]
    return {label: 1 - missed(c, split, label) / actual(c, split, label) for label in labels}


def share(c, feature, method=None):
    """A feature's part of the sum of all importances."""
    return c.importance(feature, method) / sum(c.importances(method).values())


def top(c, n, method=None):
    """The part of the importance that the first `n` features have together."""
    values = sorted(c.importances(method).values(), reverse=True)
    return sum(values[:n]) / sum(values)


def needed(c, part, method=None):
    """How many of the most important features it takes to reach a part of the importance."""
    return next(n for n in range(1, len(c.importances(method)) + 1) if top(c, n, method) >= part)


def calibration_error(c, split):
    """The mean distance of predicted probability and observed rate, weighted by the rows of each bin."""
    bins = c.evaluation(split)["calibration"]
    apart = sum(b["count"] * abs(b["mean_predicted"] - b["observed_rate"]) for b in bins)
    return apart / sum(b["count"] for b in bins)


def features(c):
    """How many features there are: every column but the target."""
    return c.content["dataset"]["columns"] - 1


def largest_class(c):
    return max(c.classes().values()) / sum(c.classes().values())


def burst(c, day, start, end):
    """The error rate from a time of a day up to another, and that of all other hours."""
    inside = [h for h in c.content["intervals"] if c.date(day, h["start"]) and start <= h["start"][11:16] < end]
    assert c.said(start) and c.said(end)
    requests, errors = (sum(h[key] for h in inside) for key in ("requests", "errors"))
    totals = c.content["totals"]
    return errors / requests, (totals["errors"] - errors) / (totals["requests"] - requests)


def days_over(bound, series):
    """The unbroken run of days up to the last one at or above a bound, as dates."""
    run = []
    for day in reversed(series["daily"]):
        if day["psi"] < bound:
            break
        run.insert(0, day["date"])
    return run


def usual_latency(c, part):
    """The median over the hours of the "first" or "last" third of their 95th percentiles, with that third's hours."""
    intervals = c.content["intervals"]
    third = len(intervals) // 3
    chosen = intervals[:third] if part == "first" else intervals[-third:]
    return statistics.median(h["latency_ms"]["p95"] for h in chosen), chosen


def scored_under(c, bound):
    return sum(score < bound for score in c.pairs().values())


def loss(c, model):
    """How much AUC a model loses when it is trained on synthetic instead of real rows."""
    return c.useful(model)["trained_on_real"] - c.useful(model)["trained_on_synthetic"]


# Deployment

d = SHEET.about("deployment-churn-scoring-prod")
d.true(
    "count",
    "The deployment churn-scoring-prod answered 8,959 requests within 14 days.",
    lambda c: both(
        c.known("churn-scoring-prod"),
        c.count("8,959", c.content["totals"]["requests"]),
        c.count("14", milliseconds(c.content["window"]["start"], c.content["window"]["end"]) / 86_400_000),
    ),
)
d.true(
    "prediction",
    "Most critical is the shift of the predictions: their mean climbed from 0.149 in the reference to 0.238 in "
    "the last 5 days.",
    lambda c: both(
        c.same("0.149", c.predicted("reference")["mean"]), c.same("0.238", c.predicted("last 5 days")["mean"])
    ),
)
d.true(
    "rate",
    "Warning: 195 failed requests, an error rate of 2.2%.",
    lambda c: both(
        c.count("195", c.content["totals"]["errors"]),
        c.same("2.2%", c.content["totals"]["errors"] / c.content["totals"]["requests"]),
    ),
)
d.true(
    "rate",
    "Between 10:00 and 12:00 UTC on 13 March 2026 the error rate jumped to 25.8%, compared with 1.8% in the "
    "rest of the time.",
    lambda c: both(
        c.same("25.8%", burst(c, "13 March 2026", "10:00", "12:00")[0]),
        c.same("1.8%", burst(c, "13 March 2026", "10:00", "12:00")[1]),
    ),
)
d.true(
    "extreme",
    "Among the 19 features, international_plan has drifted furthest, with a PSI of 0.2875.",
    lambda c: both(
        c.count("19", len(c.psis())),
        place(c.psis(), c.said("international_plan"), "highest"),
        c.same("0.2875", c.psi("international_plan")),
    ),
)
d.true(
    "drift",
    "Since 2026-03-12 the daily PSI of the feature international_plan has stood at 0.25 or higher, which makes "
    "four days in a row.",
    lambda c: both(
        c.said("0.25") and days_over(0.25, c.drift("international_plan"))[0] == c.said("2026-03-12"),
        c.count("four", len(days_over(0.25, c.drift("international_plan")))),
    ),
)
d.true(
    "drift",
    "Two further inputs, total_day_minutes and total_day_charge, show a moderate shift with a PSI of 0.21 each.",
    lambda c: both(
        c.count("two", len(["total_day_minutes", "total_day_charge"])),
        c.same("0.21", c.psi("total_day_minutes")),
        c.same("0.21", c.psi("total_day_charge")),
    ),
)
d.true(
    "latency",
    "Response times are stable; the usual 95th percentile was 27 ms up to 2026-03-06 and has been 26 ms since "
    "2026-03-11.",
    lambda c: both(
        c.said("95th") == "95th",
        c.same("27 ms", usual_latency(c, "first")[0]),
        c.date("2026-03-06", usual_latency(c, "first")[1][-1]["start"]),
        c.same("26 ms", usual_latency(c, "last")[0]),
        c.date("2026-03-11", usual_latency(c, "last")[1][0]["start"]),
    ),
)
d.true(
    "extreme",
    "Demand peaked in the interval that began at 12:00 UTC on 2026-03-04, with 87 requests.",
    lambda c: both(
        c.count("87", c.hour("2026-03-04", "12:00")["requests"]),
        place({h["start"]: h["requests"] for h in c.content["intervals"]}, "2026-03-04T12:00:00Z", "highest"),
    ),
)
d.true(
    "recommendation",
    "Retrain churn-gradient-forest on recent rows, because its predictions now differ from the reference with "
    "a PSI of 0.27.",
    lambda c: both(
        c.known("churn-gradient-forest"), c.same("0.27", c.content["predictions"]["current"]["psi"])
    ),
)
d.true(
    "recommendation",
    "Reject or repair malformed inputs ahead of scoring, since all recorded errors are of type ValueError.",
    lambda c: c.content["totals"]["errors_by_type"][c.said("ValueError")] == c.content["totals"]["errors"],
)
d.true(
    "recommendation",
    "Clarify with the data owners why international_plan and total_day_minutes no longer arrive as they did in the "
    "reference rows.",
    lambda c: both(c.drift("international_plan")["drifted"], c.drift("total_day_minutes")["drifted"]),
)
d.true(
    "recommendation",
    "Set an alert on the daily PSI of the predictions.",
    lambda c: len(c.content["predictions"]["daily"]) > 0,
)
d.true(
    "recommendation",
    "Go through the service logs of 2026-03-13 to find what triggered the error burst.",
    lambda c: place(c.error_rates(), c.day("2026-03-13"), "highest"),
)
d.true(
    "recommendation",
    "Until their shift is explained, treat the predictions of churn-gradient-forest with caution.",
    lambda c: both(c.known("churn-gradient-forest"), above(c.content["predictions"]["current"]["psi"], 0.25)),
)
d.true(
    "risk",
    "Scores may be off where international_plan matters, because this feature has moved away from its reference.",
    lambda c: c.drift("international_plan")["drifted"],
)
d.false(
    "count",
    "digit",
    "Out of 8,959 requests to churn-scoring-prod, 159 ended in an error.",
    lambda c: but(
        c.count("159", c.content["totals"]["errors"]),
        c.count("8,959", c.content["totals"]["requests"]),
        c.known("churn-scoring-prod"),
    ),
)
d.false(
    "prediction",
    "direction",
    "The mean prediction was lower in the last 5 days than in the reference.",
    lambda c: below(c.predicted("last 5 days")["mean"], c.predicted("reference")["mean"]),
)
d.false(
    "extreme",
    "rank",
    "The second most drifted feature is state, whose PSI is 0.14.",
    lambda c: but(
        place(c.psis(), "state", "highest", ORDINALS.index(c.said("second")) + 1), c.same("0.14", c.psi("state"))
    ),
)
d.false(
    "drift",
    "count",
    "For seven days in a row, total_day_charge has had a daily PSI of 0.25 or more.",
    lambda c: c.said("0.25") and c.count("seven", len(days_over(0.25, c.drift("total_day_charge")))),
)
d.false(
    "rate",
    "date",
    "An error burst hit the service on 2026-03-11 from 10:00 to 12:00 UTC and let 25.8% of the calls fail.",
    lambda c: c.same("25.8%", burst(c, "2026-03-11", "10:00", "12:00")[0]),
)
d.false(
    "latency",
    "unit",
    "With a median latency of 22 seconds, the service responds steadily.",
    lambda c: c.same("22 seconds", c.content["totals"]["latency_ms"]["p50"]),
)
d.false(
    "rate",
    "date",
    "2026-03-07 closed with an error rate of 0.90%.",
    lambda c: c.same("0.90%", c.error_rates()[c.day("2026-03-07")]),
)
d.false(
    "recommendation",
    "reason",
    "Rebuild the feature pipeline of churn-scoring-prod, because the majority of its features show drift.",
    lambda c: but(
        above(sum(psi >= 0.1 for psi in c.psis().values()), len(c.psis()) / 2), c.known("churn-scoring-prod")
    ),
)
d.false(
    "recommendation",
    "name",
    "Handle the TypeError that lies behind all 195 errors before the next release.",
    lambda c: but(c.known("TypeError"), c.count("195", c.content["totals"]["errors"])),
)

# Synthetic data

s = SHEET.about("synthgen-wa_churn-gaussian-copula")
s.true(
    "count",
    "wa_churn-gaussian-copula learned from 5,635 training rows and produced as many synthetic ones.",
    lambda c: both(
        c.known("wa_churn-gaussian-copula"),
        c.count("5,635", c.content["training_rows"]),
        c.content["synthetic_rows"] == c.content["training_rows"],
    ),
)
s.true(
    "verdict",
    "The data of wa_churn-gaussian-copula is usable with reservations, mainly because pairs of columns score "
    "just 78.5%.",
    lambda c: both(c.known("wa_churn-gaussian-copula"), c.same("78.5%", c.content["quality"]["column_pair_trends"])),
)
s.true(
    "comparison",
    "Individual columns are imitated more faithfully than pairs of columns, at 98.4% against 78.5%.",
    lambda c: both(
        c.same("98.4%", c.content["quality"]["column_shapes"]),
        c.same("78.5%", c.content["quality"]["column_pair_trends"]),
        above(c.content["quality"]["column_shapes"], c.content["quality"]["column_pair_trends"]),
    ),
)
s.true(
    "extreme",
    "Even the poorest column, monthly_charges, scores 90.7%.",
    lambda c: both(
        place(c.scores(), c.said("monthly_charges"), "lowest"), c.same("90.7%", c.score("monthly_charges"))
    ),
)
s.true(
    "count",
    "The main weakness lies in how columns go together: 37 of 65 pairs have a score under 0.80.",
    lambda c: both(c.said("0.80") and c.count("37", scored_under(c, 0.8)), c.count("65", len(c.pairs()))),
)
s.true(
    "extreme",
    "At 44.5%, internet_service and monthly_charges form the pair with the lowest score.",
    lambda c: both(
        c.same("44.5%", c.pair("internet_service", "monthly_charges")),
        place(c.pairs(), ("internet_service", "monthly_charges"), "lowest"),
    ),
)
s.true(
    "comparison",
    "Logistic regression gives up 0.02 of AUC when it is trained on synthetic instead of real rows.",
    lambda c: c.same("0.02", loss(c, "Logistic regression")),
)
s.true(
    "metric",
    "A Random forest fitted to synthetic rows achieves an AUC of 0.785, whereas one fitted to real rows "
    "achieves 0.838.",
    lambda c: both(
        c.same("0.785", c.useful("Random forest")["trained_on_synthetic"]),
        c.same("0.838", c.useful("Random forest")["trained_on_real"]),
    ),
)
s.true(
    "privacy",
    "Exact copies of real rows: 0.",
    lambda c: c.count("0", c.content["privacy"]["exact_copies"]),
)
s.true(
    "privacy",
    "Someone who knows contract, internet_service, payment_method and senior_citizen can guess churn better "
    "than blindly.",
    lambda c: both(
        {c.said(name) for name in ("contract", "internet_service", "payment_method", "senior_citizen")}
        == set(c.content["privacy"]["known_columns"]),
        [c.said("churn")] == c.content["privacy"]["sensitive_columns"],
        below(c.content["privacy"]["disclosure_protection"], 1.0),
    ),
)
s.true(
    "privacy",
    "Only 49.4% of synthetic rows lie nearer to a training row than to a held-out row, next to 50% by chance.",
    lambda c: both(c.same("49.4%", c.content["privacy"]["closer_to_training"]), c.same("50%", 0.5)),
)
s.true(
    "correlation",
    "The correlation of total_charges with tenure weakens from 0.83 in the real data to 0.66 in the synthetic "
    "data.",
    lambda c: both(
        c.same("0.83", c.correlation("real", "tenure", "total_charges")),
        c.same("0.66", c.correlation("synthetic", "tenure", "total_charges")),
    ),
)
s.true(
    "recommendation",
    "Verify every finding on internet_service together with monthly_charges against the real data.",
    lambda c: place(c.pairs(), (c.said("internet_service"), c.said("monthly_charges")), "lowest"),
)
s.true(
    "recommendation",
    "Restrict access to the synthetic data, since churn can be inferred from four known columns better than by "
    "blind guessing.",
    lambda c: both(
        c.count("four", len(c.content["privacy"]["known_columns"])),
        [c.said("churn")] == c.content["privacy"]["sensitive_columns"],
        below(c.content["privacy"]["disclosure_protection"], 1.0),
    ),
)
s.true(
    "recommendation",
    "Use the synthetic rows for development and tests, and train the final model for churn on real rows.",
    lambda c: c.content["dataset"]["target"] == c.said("churn"),
)
s.false(
    "score",
    "quantity",
    "Pairs of columns are reproduced with a score of 98.4%.",
    lambda c: c.same("98.4%", c.content["quality"]["column_pair_trends"]),
)
s.false(
    "comparison",
    "direction",
    "For the Random forest, training on synthetic rows yields a higher AUC than training on real rows.",
    lambda c: below(loss(c, "Random forest"), 0.0),
)
s.false(
    "extreme",
    "rank",
    "tenure is the column with the lowest score, 94.2%.",
    lambda c: but(place(c.scores(), c.said("tenure"), "lowest"), c.same("94.2%", c.score("tenure"))),
)
s.false(
    "count",
    "digit",
    "The run generated 6,535 synthetic rows.",
    lambda c: c.count("6,535", c.content["synthetic_rows"]),
)
s.false(
    "count",
    "split",
    "The synthesizer of wa_churn-gaussian-copula was fitted to 1,408 rows.",
    lambda c: but(c.count("1,408", c.content["training_rows"]), c.known("wa_churn-gaussian-copula")),
)
s.false(
    "score",
    "digit",
    "The score of the pair churn and contract is a mere 0.088.",
    lambda c: c.same("0.088", c.pair("churn", "contract")),
)
s.false(
    "time",
    "unit",
    "Generating the data took 101 minutes from start to finish.",
    lambda c: c.same("101 minutes", milliseconds(c.content["started_at"], c.content["finished_at"])),
)
s.false(
    "recommendation",
    "reason",
    "Filter out duplicates before release, because some synthetic rows are copies of real ones.",
    lambda c: c.content["privacy"]["exact_copies"] > 0,
)

# Linear model

g = SHEET.about(f"model-{GLM}")
g.true(
    "metric",
    f"With a cross-validated AUC of 0.995, {GLM} separates malignant from benign very well.",
    lambda c: both(c.same("0.995", c.crossed("auc")), {c.said("malignant"), c.said("benign")} == set(c.classes())),
)
g.true(
    "comparison",
    f"In cross-validation, {GLM} is right on 97.9% of the rows, where always naming benign would be right on "
    "62.7%.",
    lambda c: both(
        c.same("97.9%", c.crossed("accuracy")),
        c.same("62.7%", c.classes()[c.said("benign")] / sum(c.classes().values())),
    ),
)
g.true(
    "class",
    f"The chief risk is a missed malignant case: {GLM} overlooks 9 of the 212 malignant rows in cross-validation.",
    lambda c: both(
        c.count("9", missed(c, "cross_validation", c.said("malignant"))),
        c.count("212", actual(c, "cross_validation", "malignant")),
    ),
)
g.true(
    "comparison",
    f"From training to cross-validation the AUC of {GLM} declines by just 0.0023.",
    lambda c: c.same("0.0023", c.training("auc") - c.crossed("auc")),
)
g.true(
    "calibration",
    f"The expected calibration error of {GLM} in cross-validation amounts to 0.0147.",
    lambda c: c.same("0.0147", calibration_error(c, "cross_validation")),
)
g.true(
    "folds",
    f"{GLM} is steady: over five folds, its AUC has a mean of 0.9956 and a standard deviation of 0.004.",
    lambda c: both(
        c.count("five", len(c.model["folds"]["auc"]["folds"])),
        c.same("0.9956", c.model["folds"]["auc"]["mean"]),
        c.same("0.004", c.model["folds"]["auc"]["sd"]),
    ),
)
g.true(
    "importance",
    f"Judged by standardized coefficients, {GLM} needs 17 of 30 features for 80% of its importance.",
    lambda c: both(
        c.said("80%") and c.count("17", needed(c, 0.8, "coefficient")), c.count("30", len(c.importances("coefficient")))
    ),
)
g.true(
    "comparison",
    f"False negatives are more frequent than false positives for {GLM}, with cross-validated rates of 4.2% and "
    "0.84%.",
    lambda c: both(
        c.same("4.2%", 1 - c.crossed("recall")),
        c.same("0.84%", 1 - c.crossed("specificity")),
        below(c.crossed("recall"), c.crossed("specificity")),
    ),
)
g.true(
    "recommendation",
    f"Review, one by one, the malignant rows that {GLM} calls benign in cross-validation.",
    lambda c: above(c.confused("cross_validation", c.said("malignant"), c.said("benign")), 0),
)
g.true(
    "recommendation",
    "Collect more malignant rows, because that class offers only 7.1 rows per feature.",
    lambda c: c.same("7.1", c.classes()[c.said("malignant")] / features(c)),
)
g.true(
    "recommendation",
    f"Consider a lower threshold than the cross-validated 0.5132 for {GLM}, so that fewer malignant rows slip "
    "through.",
    lambda c: both(
        c.same("0.5132", c.evaluation("cross_validation")["confusion_matrix"]["threshold"]),
        c.model["positive_class"] == c.said("malignant"),
    ),
)
g.true(
    "recommendation",
    f"Test a smaller set of features with {GLM} and watch the recall of malignant while doing so.",
    lambda c: c.model["positive_class"] == c.said("malignant"),
)
g.false(
    "count",
    "split",
    f"Already on its training rows, {GLM} misclassifies 12 cases.",
    lambda c: c.count("12", wrong_rows(c, "training")),
)
g.false(
    "class",
    "direction",
    f"{GLM} recognises malignant rows more reliably than benign rows in cross-validation.",
    lambda c: above(
        recalls(c, "cross_validation")[c.said("malignant")], recalls(c, "cross_validation")[c.said("benign")]
    ),
)
g.false(
    "metric",
    "digit",
    f"The logloss of {GLM} comes to 0.0470 in cross-validation.",
    lambda c: c.same("0.0470", *c.crossings("logloss")),
)
g.false(
    "metric",
    "quantity",
    f"The specificity of {GLM} in cross-validation is 0.9575.",
    lambda c: c.same("0.9575", *c.crossings("specificity")),
)
g.false(
    "importance",
    "name",
    f"The strongest driver of {GLM} is worst thickness with 7.2% of the importance.",
    lambda c: but(c.known("worst thickness"), c.same("7.2%", top(c, 1, "coefficient"))),
)
g.false(
    "extreme",
    "rank",
    "The data is dominated by malignant, the largest class with 212 of 569 rows.",
    lambda c: but(
        place(c.classes(), c.said("malignant"), "highest"),
        c.count("212", c.classes()["malignant"]),
        c.count("569", c.content["dataset"]["rows"]),
    ),
)
g.false(
    "importance",
    "count",
    f"Only 7 of 30 features make up 80% of the importance in {GLM}.",
    lambda c: but(
        c.said("80%") and c.count("7", needed(c, 0.8, "coefficient"), needed(c, 0.8, "permutation")),
        c.count("30", len(c.importances("coefficient"))),
    ),
)
g.false(
    "recommendation",
    "reason",
    f"Impute the gaps in mean radius before {GLM} is trained again, because missing values there distort its "
    "predictions.",
    lambda c: but(c.column("mean radius")["missing"] > 0, c.known(GLM)),
)

# Gradient boosting

b = SHEET.about(f"model-{GBM}")
b.true(
    "metric",
    f"{GBM} labels 98.3% of the 178 rows correctly in cross-validation.",
    lambda c: both(
        c.same("98.3%", c.crossed("accuracy")), c.count("178", c.evaluation("cross_validation")["rows"])
    ),
)
b.true(
    "class",
    f"All three cross-validation errors of {GBM} fall on rows of class_1.",
    lambda c: both(
        c.count("three", wrong_rows(c, "cross_validation")),
        missed(c, "cross_validation", c.said("class_1")) == wrong_rows(c, "cross_validation"),
    ),
)
b.true(
    "class",
    f"Twice, {GBM} takes a class_1 row for class_2 in cross-validation.",
    lambda c: both(
        c.said("Twice") and c.confused("cross_validation", c.said("class_1"), c.said("class_2")) == 2
    ),
)
b.true(
    "count",
    "The smallest class, class_2, has 48 rows; set against 13 features, this makes 3.7 rows per feature.",
    lambda c: both(
        place(c.classes(), c.said("class_2"), "lowest"),
        c.count("48", c.classes()["class_2"]),
        c.count("13", features(c)),
        c.same("3.7", c.classes()["class_2"] / features(c)),
    ),
)
b.true(
    "folds",
    f"The mean per-class error of {GBM} scatters over the folds by a standard deviation of 0.0213, more than "
    "its mean of 0.0143.",
    lambda c: both(
        c.same("0.0213", c.model["folds"]["mean_per_class_error"]["sd"]),
        c.same("0.0143", c.model["folds"]["mean_per_class_error"]["mean"]),
        above(c.model["folds"]["mean_per_class_error"]["sd"], c.model["folds"]["mean_per_class_error"]["mean"]),
    ),
)
b.true(
    "importance",
    f"The top three features of {GBM} hold 72.1% of the importance.",
    lambda c: both(c.said("three") == "three", c.same("72.1%", top(c, 3))),
)
b.true(
    "size",
    f"{GBM} occupies 72.6 KB.",
    lambda c: c.same("72.6 KB", c.model["size_bytes"]),
)
b.true(
    "recommendation",
    "Gather further class_2 samples before reading anything into small differences between models.",
    lambda c: place(c.classes(), c.said("class_2"), "lowest"),
)
b.true(
    "recommendation",
    f"Repeat the cross-validation of {GBM} with other fold assignments to see how far its error depends on the "
    "split.",
    lambda c: len(c.model["folds"]) > 0,
)
b.true(
    "recommendation",
    f"Examine the three class_1 rows that {GBM} got wrong in cross-validation for labelling mistakes.",
    lambda c: c.count("three", missed(c, "cross_validation", c.said("class_1"))),
)
b.false(
    "class",
    "direction",
    f"{GBM} mistakes two rows of class_2 for class_1 in cross-validation.",
    lambda c: c.count("two", c.confused("cross_validation", c.said("class_2"), c.said("class_1"))),
)
b.false(
    "extreme",
    "rank",
    f"The weakest class of {GBM} is class_0, judged by its recall in cross-validation.",
    lambda c: place(recalls(c, "cross_validation"), c.said("class_0"), "lowest"),
)
b.false(
    "metric",
    "split",
    f"On training rows, the mean per-class error of {GBM} is 0.0141.",
    lambda c: c.same("0.0141", c.training("mean_per_class_error")),
)
b.false(
    "folds",
    "digit",
    f"Across the folds, {GBM} shows a standard deviation of 0.0123 in its mean per-class error.",
    lambda c: c.same("0.0123", c.model["folds"]["mean_per_class_error"]["sd"]),
)
b.false(
    "importance",
    "model",
    f"A share of 24.4% of the importance in {GBM} goes to color_intensity.",
    lambda c: c.same("24.4%", share(c, "color_intensity")),
)
b.false(
    "importance",
    "count",
    f"It takes eight of the 13 features to gather 80% of the importance of {GBM}.",
    lambda c: but(c.said("80%") and c.count("eight", needed(c, 0.8)), c.count("13", features(c))),
)
b.false(
    "recommendation",
    "reason",
    f"Replace {GBM}, because in cross-validation it is right less often than always naming class_1 would be.",
    lambda c: but(
        below(c.crossed("accuracy"), largest_class(c)), place(c.classes(), c.said("class_1"), "highest")
    ),
)

# Ensemble

e = SHEET.about(f"model-{STACKED}")
e.true(
    "metric",
    f"{STACKED} accounts for about half of the variance of the target, with an R² of 0.50 in cross-validation.",
    lambda c: c.same("0.50", c.crossed("r2")),
)
e.true(
    "comparison",
    f"The RMSE of {STACKED} goes up from 41.45 on training rows to 54.34 in cross-validation.",
    lambda c: both(c.same("41.45", c.training("rmse")), c.same("54.34", c.crossed("rmse"))),
)
e.true(
    "comparison",
    f"Measured by MAE, {STACKED} does worse by 10.88 in cross-validation than in training.",
    lambda c: c.same("10.88", c.crossed("mae") - c.training("mae")),
)
e.true(
    "importance",
    f"Permutation puts s5 first among the features of {STACKED}, with 27.8% of the importance.",
    lambda c: both(
        c.matters("s5", "highest", method="permutation"), c.same("27.8%", share(c, "s5", "permutation"))
    ),
)
e.true(
    "importance",
    f"Together, the six leading features of {STACKED} exceed 80% of its importance.",
    lambda c: both(c.over("80%", top(c, 6)), c.count("six", needed(c, 0.8))),
)
e.true(
    "count",
    f"{STACKED} builds on 4 of its 6 base models.",
    lambda c: both(c.count("6", c.used("")[1]), c.count("4", c.used("")[0])),
)
e.true(
    "count",
    f"The XGBoost base model contributes nothing to {STACKED}: 0 of 1 is used.",
    lambda c: both(c.known("XGBoost"), c.count("0", c.used("XGBoost")[0]), c.count("1", c.used("XGBoost")[1])),
)
e.true(
    "folds",
    f"Expect some variation: the fold RMSE of {STACKED} averages 54.14, with a standard deviation of 7.0% of "
    "that mean.",
    lambda c: both(
        c.same("54.14", c.model["folds"]["rmse"]["mean"]),
        c.same("7.0%", c.model["folds"]["rmse"]["sd"] / c.model["folds"]["rmse"]["mean"]),
    ),
)
e.true(
    "data",
    "All 10 features of the 442 rows are complete.",
    lambda c: both(
        c.count("10", features(c)),
        c.count("442", c.content["dataset"]["rows"]),
        c.content["dataset"]["missing_values"] == 0,
    ),
)
e.true(
    "recommendation",
    f"Look for additional features, as 49.8% of the variance of the target stays unexplained by {STACKED} in "
    "cross-validation.",
    lambda c: c.same("49.8%", 1 - c.crossed("r2")),
)
e.true(
    "recommendation",
    f"Compare {STACKED} with its GLM base model alone to learn whether the ensemble earns its complexity.",
    lambda c: both(c.known("GLM"), above(c.used("GLM")[0], 0), c.known(STACKED)),
)
e.true(
    "recommendation",
    f"Publish an error range alongside every prediction of {STACKED}.",
    lambda c: c.known(STACKED),
)
e.false(
    "time",
    "unit",
    f"{STACKED} needed 231 seconds of training time.",
    lambda c: c.same("231 seconds", c.model["training_time_ms"]),
)
e.false(
    "comparison",
    "direction",
    f"{STACKED} has a smaller RMSE in cross-validation than on its training rows.",
    lambda c: below(c.crossed("rmse"), c.training("rmse")),
)
e.false(
    "metric",
    "quantity",
    f"In cross-validation, the MAE of {STACKED} amounts to 54.34.",
    lambda c: c.same("54.34", *c.crossings("mae")),
)
e.false(
    "count",
    "count",
    f"Of its 6 base models, {STACKED} puts five to use.",
    lambda c: but(c.count("five", c.used("")[0]), c.count("6", c.used("")[1])),
)
e.false(
    "importance",
    "name",
    f"The feature s7 ranks first in the permutation importance of {STACKED}, at 27.8%.",
    lambda c: but(c.known("s7"), c.same("27.8%", top(c, 1))),
)
e.false(
    "metric",
    "digit",
    f"{STACKED} explains 52.0% of the variance of the target in cross-validation.",
    lambda c: c.same("52.0%", *c.crossings("r2")),
)
e.false(
    "recommendation",
    "reason",
    f"Fill the gaps in bp before retraining {STACKED}, since the feature has missing values.",
    lambda c: but(c.column("bp")["missing"] > 0, c.known(STACKED)),
)

# Extreme gradient boosting

x = SHEET.about(f"model-{XGB}")
x.true(
    "comparison",
    f"Accuracy of {XGB}: 98.9% on training rows, 97.2% in cross-validation.",
    lambda c: both(c.same("98.9%", c.training("accuracy")), c.same("97.2%", c.crossed("accuracy"))),
)
x.true(
    "extreme",
    f"The class that {XGB} finds hardest is class_1, where recall falls to 94.4% in cross-validation.",
    lambda c: both(
        place(recalls(c, "cross_validation"), c.said("class_1"), "lowest"),
        c.same("94.4%", recalls(c, "cross_validation")["class_1"]),
    ),
)
x.true(
    "class",
    f"Every one of the 59 class_0 rows is found by {XGB} in cross-validation.",
    lambda c: both(
        c.count("59", actual(c, "cross_validation", c.said("class_0"))), missed(c, "cross_validation", "class_0") == 0
    ),
)
x.true(
    "class",
    f"In cross-validation, {XGB} achieves a precision of 0.9592 for class_2 and of 0.9672 for class_0.",
    lambda c: both(
        c.same("0.9592", precisions(c, "cross_validation")[c.said("class_2")]),
        c.same("0.9672", precisions(c, "cross_validation")[c.said("class_0")]),
    ),
)
x.true(
    "folds",
    f"A standard deviation of 0.037 over the folds signals that the mean per-class error of {XGB} depends on "
    "the split.",
    lambda c: c.same("0.037", c.model["folds"]["mean_per_class_error"]["sd"]),
)
x.true(
    "comparison",
    f"The logloss of {XGB} is 0.10 higher in cross-validation than in training.",
    lambda c: c.same("0.10", c.crossed("logloss") - c.training("logloss")),
)
x.true(
    "data",
    "Classes are balanced, ranging from 27.0% of the rows for class_2 to 39.9% for class_1.",
    lambda c: both(
        c.same("27.0%", c.classes()[c.said("class_2")] / sum(c.classes().values())),
        place(c.classes(), "class_2", "lowest"),
        c.same("39.9%", largest_class(c)),
        place(c.classes(), c.said("class_1"), "highest"),
    ),
)
x.true(
    "time",
    f"{XGB} was trained in 130 ms and has a predict time of 0.0029 ms.",
    lambda c: both(
        c.same("130 ms", c.model["training_time_ms"]), c.same("0.0029 ms", c.model["predict_time_per_row_ms"])
    ),
)
x.true(
    "recommendation",
    f"Tune the depth and the number of trees of {XGB}.",
    lambda c: c.known(XGB),
)
x.true(
    "recommendation",
    f"Guard color_intensity against measurement errors, because {XGB} relies on it more than on any other feature.",
    lambda c: c.matters("color_intensity", "highest"),
)
x.true(
    "recommendation",
    f"Study what the class_1 rows that {XGB} misses in cross-validation have in common.",
    lambda c: above(missed(c, "cross_validation", c.said("class_1")), 0),
)
x.false(
    "metric",
    "digit",
    f"{XGB} closes cross-validation with a mean per-class error of 0.0527.",
    lambda c: c.same("0.0527", *c.crossings("mean_per_class_error")),
)
x.false(
    "class",
    "split",
    f"Four rows of class_1 are missed by {XGB} on the training rows.",
    lambda c: c.count("Four", missed(c, "training", c.said("class_1"))),
)
x.false(
    "metric",
    "model",
    f"A logloss of 0.0519 in cross-validation speaks for {XGB}.",
    lambda c: c.same("0.0519", *c.crossings("logloss")),
)
x.false(
    "comparison",
    "direction",
    f"{XGB} generalises without loss, as its accuracy rises from training to cross-validation.",
    lambda c: above(c.crossed("accuracy"), c.training("accuracy")),
)
x.false(
    "time",
    "quantity",
    f"The training time of {XGB} is 0.0029 ms.",
    lambda c: c.same("0.0029 ms", c.model["training_time_ms"]),
)
x.false(
    "class",
    "name",
    f"{XGB} finds 47 of 48 rows of class_3 in cross-validation.",
    lambda c: but(
        c.known("class_3"),
        c.count("47", c.confused("cross_validation", "class_2", "class_2")),
        c.count("48", actual(c, "cross_validation", "class_2")),
    ),
)
x.false(
    "recommendation",
    "reason",
    f"Drop color_intensity from {XGB}, since no other feature matters less to its predictions.",
    lambda c: c.matters("color_intensity", "lowest"),
)

# Random forest

f = SHEET.about(f"model-{DRF}")
f.true(
    "metric",
    f"{DRF} is a usable classifier: AUC 0.987 in cross-validation.",
    lambda c: c.same("0.987", c.crossed("auc")),
)
f.true(
    "importance",
    f"Nearly a quarter of the importance in {DRF}, namely 24.8%, belongs to worst area.",
    lambda c: c.same("24.8%", share(c, "worst area")),
)
f.true(
    "class",
    f"Of 212 malignant rows, {DRF} detects 201 in cross-validation.",
    lambda c: both(
        c.count("212", actual(c, "cross_validation", c.said("malignant"))),
        c.count("201", c.confused("cross_validation", "malignant", "malignant")),
    ),
)
f.true(
    "class",
    f"{DRF} raises six false alarms in cross-validation, calling benign rows malignant.",
    lambda c: c.count("six", c.confused("cross_validation", c.said("benign"), c.said("malignant"))),
)
f.true(
    "comparison",
    f"Cross-validation even shows a slightly higher AUC for {DRF} than training does, 0.9872 against 0.9820.",
    lambda c: both(
        c.same("0.9872", c.crossed("auc")),
        c.same("0.9820", c.training("auc")),
        above(c.crossed("auc"), c.training("auc")),
    ),
)
f.true(
    "metric",
    f"{DRF} yields an F1 of 0.959 and an MCC of 0.936 in cross-validation.",
    lambda c: both(c.same("0.959", c.crossed("f1")), c.same("0.936", c.crossed("mcc"))),
)
f.true(
    "risk",
    f"Small differences between {DRF} and other models may be chance, as only 212 malignant rows face 30 features.",
    lambda c: both(c.known(DRF), c.count("212", c.classes()[c.said("malignant")]), c.count("30", features(c))),
)
f.true(
    "recommendation",
    f"Shift the threshold of {DRF} in favour of malignant, because it misses more malignant rows than benign "
    "rows in cross-validation.",
    lambda c: above(
        missed(c, "cross_validation", c.said("malignant")), missed(c, "cross_validation", c.said("benign"))
    ),
)
f.true(
    "recommendation",
    f"Remove features of little importance from {DRF} and measure the recall of malignant again.",
    lambda c: both(c.known(DRF), c.content["positive_class"] == c.said("malignant")),
)
f.true(
    "recommendation",
    f"Confirm the recall of {DRF} for malignant on a separate set of rows before relying on it.",
    lambda c: both(c.known(DRF), c.content["positive_class"] == c.said("malignant")),
)
f.false(
    "class",
    "quantity",
    f"{DRF} fails to spot 17 malignant rows in cross-validation.",
    lambda c: c.count("17", missed(c, "cross_validation", c.said("malignant"))),
)
f.false(
    "importance",
    "rank",
    f"mean radius tops the importance list of {DRF}.",
    lambda c: c.matters("mean radius", "highest"),
)
f.false(
    "metric",
    "digit",
    f"Cross-validation gives {DRF} an AUC of 0.9782.",
    lambda c: c.same("0.9782", *c.crossings("auc")),
)
f.false(
    "metric",
    "split",
    f"{DRF} reaches a precision of 0.9752 in cross-validation.",
    lambda c: c.same("0.9752", *c.crossings("precision")),
)
f.false(
    "calibration",
    "digit",
    f"Its probabilities call for caution: {DRF} is off the observed rates by 28 percentage points on average in "
    "cross-validation.",
    lambda c: c.same("28 percentage points", calibration_error(c, "cross_validation")),
)
f.false(
    "metric",
    "model",
    f"{DRF} classifies 97.9% of all rows correctly in cross-validation.",
    lambda c: c.same("97.9%", *c.crossings("accuracy")),
)
f.false(
    "recommendation",
    "reason",
    f"Collect benign rows for {DRF} first, as benign is the rarer of the two classes.",
    lambda c: but(
        place(c.classes(), c.said("benign"), "lowest"), c.count("two", len(c.classes())), c.known(DRF)
    ),
)

SHEET.write()
