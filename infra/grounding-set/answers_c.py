"""Commentary on an experiment, a deployment and three models, as a language model that has the figures words it."""

from claims import above, below, both, but, milliseconds, place
from sheet import Sheet

SHEET = Sheet("answers_c.jsonl", lambda sentence: "answers_2")

WINE = "AutoML_2_20261123_215457"
ENSEMBLE = f"StackedEnsemble_AllModels_1_{WINE}"
FAMILIES = f"StackedEnsemble_BestOfFamily_1_{WINE}"
GLM = "GLM_1_AutoML_3_20261123_215525"
GBM = "GBM_5_AutoML_1_20261123_215343"


def share(c, *features):
    """The part of a model's importance that falls on some features."""
    return sum(c.importance(f) for f in features) / sum(c.importances().values())


def top(c, n):
    """The part of the importance that the `n` features ahead of all others have."""
    ahead = sorted(c.importances().values(), reverse=True)
    return sum(ahead[:n]) / sum(ahead)


def leading(c, part):
    """How many features, from the first, it takes to reach a part of the importance."""
    return next(n for n in range(1, 1 + len(c.importances())) if top(c, n) >= part)


def recalls(c, split):
    """The recall of every class; the sentence has to name only the one that it is about."""
    matrix = c.evaluation(split)["confusion_matrix"]
    return {name: row[i] / sum(row) for i, (name, row) in enumerate(zip(matrix["labels"], matrix["counts"]))}


def precisions(c, split):
    """The precision of every class, as `recalls`."""
    matrix = c.evaluation(split)["confusion_matrix"]
    columns = zip(*matrix["counts"])
    return {name: col[i] / sum(col) for i, (name, col) in enumerate(zip(matrix["labels"], columns))}


def wrong_rows(c, split):
    matrix = c.evaluation(split)["confusion_matrix"]["counts"]
    return sum(map(sum, matrix)) - sum(matrix[i][i] for i in range(len(matrix)))


def calibration(c):
    """By how much predicted probabilities are off the observed rates, on average over the rows."""
    bins = c.evaluation("cross_validation")["calibration"]
    return sum(abs(b["mean_predicted"] - b["observed_rate"]) * b["count"] for b in bins) / sum(b["count"] for b in bins)


def at_step(c, metric, step):
    """A metric on held-out rows after some steps of training."""
    curve = next(x for x in c.model["learning_curves"] if x["metric"] == metric)
    return curve["validation"][curve["steps"].index(step)]


def since(c, text, limit, series):
    """Whether the PSI of a series of days has been at a limit or more from a day on, and not on the day before."""
    at = [d["psi"] >= float(c.said(limit)) for d in series["daily"]]
    first = len(at) - (at[::-1].index(False) if False in at else len(at))
    return c.date(text, series["daily"][first]["date"] + "T00:00:00Z")


def burst(c):
    """The two intervals in a row with the most errors."""
    hours = c.content["intervals"]
    first = max(range(len(hours) - 1), key=lambda i: hours[i]["errors"] + hours[i + 1]["errors"])
    return hours[first : first + 2]


def bursting(c):
    """Whether the sentence has the burst begin and end at the times at which it does, whatever the day."""
    first, last = burst(c)
    ends = f"{int(last['start'][11:13]) + 1}:00"
    return both(c.date("10:00", first["start"]), c.said("12:00") == ends)


def summed(hours, key):
    return sum(h[key] for h in hours)


a = SHEET.about("experiment-wine_automl")

a.true(
    "summary",
    f"The experiment wine_automl produced 12 models in 23 seconds and names {ENSEMBLE} as the best model.",
    lambda c: both(
        c.known("wine_automl"),
        c.count("12", len(c.content["leaderboard"])),
        c.same("23 seconds", milliseconds(c.content["started_at"], c.content["finished_at"])),
        c.row(ENSEMBLE)["rank"] == 1,
        c.content["best_model"]["name"] == ENSEMBLE,
    ),
)
a.true(
    "extreme",
    f"Lowest log loss of all models: GBM_2_{WINE}, 0.0519.",
    lambda c: both(c.extreme("logloss", "GBM_2", "lowest"), c.same("0.0519", *c.of("GBM_2", "logloss"))),
)
a.true(
    "tie",
    f"DRF_1_{WINE} and XRT_1_{WINE} tie with {ENSEMBLE} at a mean per-class error of 0.0094.",
    lambda c: both(
        c.row("DRF_1")["mean_per_class_error"] == c.row("XRT_1")["mean_per_class_error"],
        c.row("XRT_1")["mean_per_class_error"] == c.row(ENSEMBLE)["mean_per_class_error"],
        c.same("0.0094", c.row("DRF_1")["mean_per_class_error"]),
    ),
)
a.true(
    "ratio",
    f"Predicting a row with {ENSEMBLE} takes 0.2313 ms, about 19 times as long as with XRT_1_{WINE}.",
    lambda c: both(
        c.same("0.2313 ms", c.row(ENSEMBLE)["predict_time_per_row_ms"]),
        c.same("19", c.row(ENSEMBLE)["predict_time_per_row_ms"] / c.row("XRT_1")["predict_time_per_row_ms"]),
    ),
)
a.true(
    "comparison",
    f"In log loss, DRF_1_{WINE} clearly trails {ENSEMBLE}: 0.1303 against 0.0528.",
    lambda c: both(
        c.more("DRF_1", ENSEMBLE, "logloss"),
        c.same("0.1303", *c.of("DRF_1", "logloss")),
        c.same("0.0528", *c.of(ENSEMBLE, "logloss")),
    ),
)
a.true(
    "extreme",
    f"{FAMILIES} needed 3.1 s of training time, more than any other model.",
    lambda c: both(
        c.extreme("training_time_ms", FAMILIES, "highest"), c.same("3.1 s", c.row(FAMILIES)["training_time_ms"])
    ),
)
a.true(
    "extreme",
    f"XGBoost_1_{WINE} is the quickest to predict, at 0.0029 ms per row, yet its log loss of 0.266 is the worst.",
    lambda c: both(
        c.extreme("predict_time_per_row_ms", "XGBoost_1", "lowest"),
        c.same("0.0029 ms", c.row("XGBoost_1")["predict_time_per_row_ms"]),
        c.extreme("logloss", "XGBoost_1", "highest"),
        c.same("0.266", *c.of("XGBoost_1", "logloss")),
    ),
)
a.true(
    "difference",
    f"{ENSEMBLE} is ahead of {FAMILIES} by 0.0012 in log loss.",
    lambda c: both(
        c.more(FAMILIES, ENSEMBLE, "logloss"),
        c.same("0.0012", c.row(FAMILIES)["logloss"] - c.row(ENSEMBLE)["logloss"]),
    ),
)
a.true(
    "folds",
    f"Across the 5 folds, the standard deviation of the mean per-class error of {ENSEMBLE}, 0.0092, exceeds its average"
    " of 0.0067.",
    lambda c: both(
        c.count("5", len(c.model["folds"]["mean_per_class_error"]["folds"])),
        c.same("0.0092", c.model["folds"]["mean_per_class_error"]["sd"]),
        c.same("0.0067", c.model["folds"]["mean_per_class_error"]["mean"]),
        above(c.model["folds"]["mean_per_class_error"]["sd"], c.model["folds"]["mean_per_class_error"]["mean"]),
    ),
)
a.true(
    "data",
    "With 48 rows, class_2 offers only 3.7 rows for each of the 13 features.",
    lambda c: both(
        c.count("48", c.classes()[c.said("class_2")]),
        c.count("13", c.content["dataset"]["columns"] - 1),
        c.same("3.7", c.classes()["class_2"] / (c.content["dataset"]["columns"] - 1)),
    ),
)
a.true(
    "importance",
    f"At 40.0%, color_intensity holds the largest share of the importance in {ENSEMBLE}, ahead of proline at 28.5%.",
    lambda c: both(
        c.matters("color_intensity", "highest"),
        c.same("40.0%", share(c, "color_intensity")),
        c.same("28.5%", share(c, "proline")),
    ),
)
a.true(
    "recommendation",
    f"Put DRF_1_{WINE} into production instead of {ENSEMBLE}, because its mean per-class error is also 0.0094 and a"
    " single model is simpler to run.",
    lambda c: both(
        c.row("DRF_1")["mean_per_class_error"] == c.row(ENSEMBLE)["mean_per_class_error"],
        c.same("0.0094", c.row("DRF_1")["mean_per_class_error"]),
        not c.row("DRF_1")["is_ensemble"],
    ),
)
a.true(
    "recommendation",
    f"Consider GLM_1_{WINE} where speed matters: it predicts a row in 0.0031 ms at a log loss of 0.0544.",
    lambda c: both(
        c.same("0.0031 ms", c.row("GLM_1")["predict_time_per_row_ms"]), c.same("0.0544", *c.of("GLM_1", "logloss"))
    ),
)
a.true(
    "recommendation",
    "Gather more rows of class_2 before reading anything into small differences between the models of wine_automl.",
    lambda c: both(c.known("class_2"), c.known("wine_automl")),
)
a.true(
    "recommendation",
    f"Score XRT_1_{WINE} and {ENSEMBLE} on wines that neither has seen before choosing one for production.",
    lambda c: both(c.known(f"XRT_1_{WINE}"), c.known(ENSEMBLE)),
)
a.true(
    "recommendation",
    f"Use log loss to decide between DRF_1_{WINE} and {ENSEMBLE}, as they share the same mean per-class error.",
    lambda c: both(
        c.known(f"DRF_1_{WINE}"), c.row("DRF_1")["mean_per_class_error"] == c.row(ENSEMBLE)["mean_per_class_error"]
    ),
)

a.false(
    "extreme",
    "rank",
    f"The lowest log loss of the experiment, 0.0544, belongs to GLM_1_{WINE}.",
    lambda c: but(c.extreme("logloss", "GLM_1", "lowest"), c.same("0.0544", *c.of("GLM_1", "logloss"))),
)
a.false(
    "figure",
    "digit",
    f"GBM_3_{WINE} comes with a log loss of 0.0752 in cross-validation.",
    lambda c: c.same("0.0752", *c.of("GBM_3", "logloss")),
)
a.false(
    "comparison",
    "direction",
    f"XGBoost_2_{WINE} beats GBM_5_{WINE} in log loss, 0.1370 against 0.0538.",
    lambda c: but(
        c.more("GBM_5", "XGBoost_2", "logloss"),
        c.same("0.1370", *c.of("XGBoost_2", "logloss")),
        c.same("0.0538", *c.of("GBM_5", "logloss")),
    ),
)
a.false(
    "figure",
    "unit",
    f"A single row keeps DRF_1_{WINE} busy for 0.0121 seconds, measured as prediction time per row.",
    lambda c: c.same("0.0121 seconds", c.row("DRF_1")["predict_time_per_row_ms"]),
)
a.false(
    "count",
    "count",
    "Of the 12 models that wine_automl trained, four are ensembles.",
    lambda c: but(
        c.count("four", sum(r["is_ensemble"] for r in c.content["leaderboard"])),
        c.count("12", len(c.content["leaderboard"])),
        c.known("wine_automl"),
    ),
)
a.false(
    "recommendation",
    "name",
    f"Leave LightGBM_1_{WINE} out of the next run, because its log loss is the highest of all models.",
    lambda c: c.known(f"LightGBM_1_{WINE}"),
)
a.false(
    "recommendation",
    "reason",
    f"Favour XGBoost_2_{WINE} over GBM_3_{WINE}, because its mean per-class error of 0.0235 is the lower of the two.",
    lambda c: but(
        c.more("GBM_3", "XGBoost_2", "mean_per_class_error"),
        c.same("0.0235", *c.of("XGBoost_2", "mean_per_class_error")),
        c.count("two", 2),
    ),
)
a.false(
    "figure",
    "quantity",
    f"{FAMILIES} achieves an MSE of 0.1119 in cross-validation.",
    lambda c: but(c.same("0.1119", *c.of(FAMILIES, "mse")), c.same("0.1119", *c.of(FAMILIES, "rmse"))),
)
a.false(
    "extreme",
    "model",
    f"XRT_1_{WINE} was trained in 44 ms, less time than any other model took.",
    lambda c: both(
        c.extreme("training_time_ms", "XRT_1", "lowest"), c.same("44 ms", c.row("XRT_1")["training_time_ms"])
    ),
)

a = SHEET.about("deployment-churn-scoring-prod")

a.true(
    "drift",
    "The predictions of churn-scoring-prod have shifted critically, with a PSI of 0.27 against the reference.",
    lambda c: both(c.known("churn-scoring-prod"), c.same("0.27", c.content["predictions"]["current"]["psi"])),
)
a.true(
    "change",
    "From the reference to the last 5 days, the mean predicted probability climbed from 0.1493 to 0.2384.",
    lambda c: both(
        c.same("0.1493", c.predicted("reference")["mean"]),
        c.same("0.2384", c.predicted("last 5 days")["mean"]),
        above(c.predicted("last 5 days")["mean"], c.predicted("reference")["mean"]),
    ),
)
a.true(
    "errors",
    "Of 8,959 requests to churn-scoring-prod, 195 ended in an error, which makes an error rate of 2.2%.",
    lambda c: both(
        c.known("churn-scoring-prod"),
        c.count("8,959", c.content["totals"]["requests"]),
        c.count("195", c.content["totals"]["errors"]),
        c.same("2.2%", c.content["totals"]["errors"] / c.content["totals"]["requests"]),
    ),
)
a.true(
    "errors",
    "The error burst on 2026-03-13 from 10:00 to 12:00 UTC accounts for 32 errors in 124 requests.",
    lambda c: both(
        bursting(c),
        c.date("2026-03-13", burst(c)[0]["start"]),
        c.count("32", summed(burst(c), "errors")),
        c.count("124", summed(burst(c), "requests")),
    ),
)
a.true(
    "drift",
    "Drift is worst in international_plan: PSI 0.2875.",
    lambda c: both(
        place(c.psis(), c.said("international_plan"), "highest"), c.same("0.2875", c.psi("international_plan"))
    ),
)
a.true(
    "drift",
    "total_day_minutes and total_day_charge drift in step, each with a PSI of 0.205.",
    lambda c: both(c.same("0.205", c.psi("total_day_minutes")), c.same("0.205", c.psi("total_day_charge"))),
)
a.true(
    "latency",
    "Half of the calls are answered within 22 ms, whereas the maximum latency is 219 ms.",
    lambda c: both(
        c.same("22 ms", c.content["totals"]["latency_ms"]["p50"]),
        c.same("219 ms", c.content["totals"]["latency_ms"]["max"]),
    ),
)
a.true(
    "latency",
    "At 30 ms, the 95th percentile of the latency lies 8 ms above the median.",
    lambda c: both(
        c.same("30 ms", c.latency("95th")),
        c.same("8 ms", c.latency("95th") - c.content["totals"]["latency_ms"]["p50"]),
    ),
)
a.true(
    "days",
    "With 824 requests, 4 March 2026 was the busiest day of the window.",
    lambda c: both(
        c.count("824", c.days("requests")[c.day("4 March 2026")]),
        place(c.days("requests"), c.day("4 March 2026"), "highest"),
    ),
)
a.true(
    "drift",
    "The daily PSI of international_plan has stayed at 0.25 or above since 2026-03-12.",
    lambda c: since(c, "2026-03-12", "0.25", c.drift("international_plan")),
)
a.true(
    "model",
    "churn-gradient-forest, trained on 3,000 rows, has an AUC of 0.927.",
    lambda c: both(
        c.known("churn-gradient-forest"),
        c.count("3,000", c.content["model"]["training_rows"]),
        c.same("0.927", c.content["model"]["offline_metrics"]["roc_auc"]),
    ),
)
a.true(
    "count",
    "Most of the inputs are stable: 15 of the 19 features have a PSI below 0.1.",
    lambda c: both(
        c.count("15", sum(p < float(c.said("0.1")) for p in c.psis().values())), c.count("19", len(c.psis()))
    ),
)
a.true(
    "recommendation",
    "Retrain churn-gradient-forest on recent data, since the PSI of the predictions has risen to 0.2665.",
    lambda c: both(c.known("churn-gradient-forest"), c.same("0.2665", c.content["predictions"]["current"]["psi"])),
)
a.true(
    "recommendation",
    "Start the error analysis with the logs of 2026-03-13, because that day has the highest error rate, 5.4%.",
    lambda c: both(
        place(c.error_rates(), c.day("2026-03-13"), "highest"), c.same("5.4%", c.error_rates()[c.day("2026-03-13")])
    ),
)
a.true(
    "recommendation",
    "Trace the ValueError to its source and validate inputs before they reach churn-gradient-forest.",
    lambda c: both(c.known("ValueError"), c.known("churn-gradient-forest")),
)
a.true(
    "recommendation",
    "Set up a daily PSI alert for international_plan and for the predictions.",
    lambda c: both(c.known("international_plan"), c.known("predictions")),
)
a.true(
    "recommendation",
    "As soon as the true churn of the last 5 days is known, compare it with what churn-scoring-prod predicted.",
    lambda c: both(c.known("last 5 days"), c.known("churn-scoring-prod")),
)

a.false(
    "errors",
    "date",
    "Between 10:00 and 12:00 UTC on 2026-03-12, an error burst hit 32 of 124 requests.",
    lambda c: but(
        c.date("2026-03-12", burst(c)[0]["start"]),
        bursting(c),
        c.count("32", summed(burst(c), "errors")),
        c.count("124", summed(burst(c), "requests")),
    ),
)
a.false(
    "volume",
    "digit",
    "churn-scoring-prod served 8,595 requests over its 14 days.",
    lambda c: but(
        c.count("8,595", c.content["totals"]["requests"]),
        c.known("churn-scoring-prod"),
        c.count("14", len(c.days("requests"))),
    ),
)
a.false(
    "change",
    "direction",
    "The mean predicted probability dropped from 0.2384 in the reference to 0.1493 in the last 5 days.",
    lambda c: both(
        below(c.predicted("last 5 days")["mean"], c.predicted("reference")["mean"]),
        c.same("0.2384", c.predicted("reference")["mean"]),
        c.same("0.1493", c.predicted("last 5 days")["mean"]),
    ),
)
a.false(
    "drift",
    "rank",
    "Among the 19 features of churn-scoring-prod, state shows the strongest drift, with a PSI of 0.14.",
    lambda c: but(
        place(c.psis(), c.said("state"), "highest"),
        c.same("0.14", c.psi("state")),
        c.count("19", len(c.psis())),
        c.known("churn-scoring-prod"),
    ),
)
a.false(
    "latency",
    "unit",
    "Callers waited up to 219 seconds, the maximum latency of churn-scoring-prod.",
    lambda c: but(c.same("219 seconds", c.content["totals"]["latency_ms"]["max"]), c.known("churn-scoring-prod")),
)
a.false(
    "latency",
    "quantity",
    "Median latency stands at 30 ms.",
    lambda c: but(
        c.same("30 ms", c.content["totals"]["latency_ms"]["p50"]),
        c.same("30 ms", c.content["totals"]["latency_ms"]["p95"]),
    ),
)
a.false(
    "count",
    "count",
    "Seven features have a PSI of 0.1 or more and call for a closer look.",
    lambda c: c.count("seven", sum(p >= float(c.said("0.1")) for p in c.psis().values())),
)
a.false(
    "recommendation",
    "name",
    "Have the data team check customer_tenure, because its PSI is second only to that of international_plan.",
    lambda c: but(c.known("customer_tenure"), c.known("international_plan")),
)
a.false(
    "recommendation",
    "reason",
    "Take churn-gradient-forest out of production, because 25.8% of all requests failed.",
    lambda c: but(
        c.same("25.8%", c.content["totals"]["errors"] / c.content["totals"]["requests"]),
        c.known("churn-gradient-forest"),
    ),
)

a = SHEET.about("model-GLM_1_AutoML_3_20261123_215525")

a.true(
    "figure",
    f"{GLM} explains about half of the variance of the target: its R² in cross-validation is 0.50.",
    lambda c: c.same("0.50", c.crossed("r2")),
)
a.true(
    "figure",
    f"In cross-validation, the predictions of {GLM} are off by 44.0 on average, going by its MAE.",
    lambda c: c.same("44.0", c.crossed("mae")),
)
a.true(
    "splits",
    f"There is little sign of overfitting: the RMSE of {GLM} edges up from 53.50 on training rows to 54.38 in"
    " cross-validation.",
    lambda c: both(
        c.same("53.50", c.training("rmse")),
        c.same("54.38", c.crossed("rmse")),
        above(c.crossed("rmse"), c.training("rmse")),
    ),
)
a.true(
    "folds",
    f"{GLM}: RMSE of 54.15 ± 4.85 over 5 folds.",
    lambda c: both(
        c.same("54.15", c.model["folds"]["rmse"]["mean"]),
        c.same("4.85", c.model["folds"]["rmse"]["sd"]),
        c.count("5", len(c.model["folds"]["rmse"]["folds"])),
    ),
)
a.true(
    "rank",
    f"Within diabetes_automl, {GLM} takes second place.",
    lambda c: both(c.known("diabetes_automl"), c.ordinal("second", c.model["rank"])),
)
a.true(
    "importance",
    f"The most influential feature of {GLM} is s5, with 23.5% of the importance.",
    lambda c: both(c.matters("s5", "highest"), c.same("23.5%", share(c, "s5"))),
)
a.true(
    "comparison",
    f"bmi has a slightly smaller share of the importance in {GLM} than s1: 18.8% versus 19.1%.",
    lambda c: both(
        below(c.importance("bmi"), c.importance("s1")),
        c.same("18.8%", share(c, "bmi")),
        c.same("19.1%", share(c, "s1")),
    ),
)
a.true(
    "speed",
    f"{GLM} is cheap to run, given a prediction time per row of 0.0005 ms.",
    lambda c: c.same("0.0005 ms", c.model["predict_time_per_row_ms"]),
)
a.true(
    "data",
    "The dataset diabetes is complete, with 0 missing values in 442 rows and 11 columns.",
    lambda c: both(
        c.known("diabetes"),
        c.count("0", c.content["dataset"]["missing_values"]),
        c.count("442", c.content["dataset"]["rows"]),
        c.count("11", c.content["dataset"]["columns"]),
    ),
)
a.true(
    "figure",
    f"A large part of the target stays out of reach, as {GLM} leaves 49.9% of its variance unexplained in"
    " cross-validation.",
    lambda c: c.same("49.9%", 1 - c.crossed("r2")),
)
a.true(
    "recommendation",
    f"Look for additional features, because the R² of {GLM} is only 0.5013 in cross-validation.",
    lambda c: c.same("0.5013", c.crossed("r2")),
)
a.true(
    "recommendation",
    f"Try {GLM} without age and s3, the features with the smallest importance.",
    lambda c: both(c.matters("age", "lowest"), c.matters("s3", "lowest", 2)),
)
a.true(
    "recommendation",
    f"Weigh {GLM} against the model ranked above it in diabetes_automl before putting it to use.",
    lambda c: both(c.known(GLM), c.known("diabetes_automl"), c.model["rank"] > 1),
)
a.true(
    "recommendation",
    f"Always report the predictions of {GLM} together with an error margin.",
    lambda c: c.known(GLM),
)
a.true(
    "recommendation",
    "Confirm that s5 and s1 are measured in production in the same way as in the dataset diabetes.",
    lambda c: both(*(c.said(f) in [x["name"] for x in c.content["dataset"]["column_summaries"]] for f in ("s5", "s1"))),
)

a.false(
    "figure",
    "split",
    f"On training rows, the RMSE of {GLM} amounts to 54.38.",
    lambda c: but(c.same("54.38", c.training("rmse")), c.same("54.38", c.model["evaluations"][1]["metrics"]["rmse"])),
)
a.false(
    "figure",
    "digit",
    f"{GLM} attains an R² of 0.5613 in cross-validation.",
    lambda c: c.same("0.5613", *c.crossings("r2"), c.any_split("r2")[0]),
)
a.false(
    "splits",
    "direction",
    f"The RMSE of {GLM} improves from 53.50 on training rows to 54.38 in cross-validation.",
    lambda c: but(
        below(c.crossed("rmse"), c.training("rmse")),
        c.same("53.50", c.training("rmse")),
        c.same("54.38", c.crossed("rmse")),
    ),
)
a.false(
    "importance",
    "rank",
    f"bmi comes first among the features of {GLM}, holding 18.8% of the importance.",
    lambda c: but(c.matters("bmi", "highest"), c.same("18.8%", share(c, "bmi"))),
)
a.false(
    "figure",
    "quantity",
    f"Cross-validation puts the RMSE of {GLM} at 44.01.",
    lambda c: but(c.same("44.01", *c.crossings("rmse")), c.same("44.01", c.crossed("mae"))),
)
a.false(
    "importance",
    "count",
    f"Just two of the 10 features make up at least 80% of the importance in {GLM}.",
    lambda c: but(c.count("two", leading(c, 0.8)), c.count("10", len(c.importances())), c.same("80%", 0.8)),
)
a.false(
    "recommendation",
    "name",
    f"Drop the feature glucose from {GLM}, because its share of the importance is the lowest.",
    lambda c: but(c.known("glucose"), c.known(GLM)),
)
a.false(
    "speed",
    "unit",
    f"Thanks to a training time of 4 minutes, {GLM} can be refitted daily.",
    lambda c: but(c.same("4 minutes", c.model["training_time_ms"]), c.same("4", c.model["training_time_ms"])),
)
a.false(
    "recommendation",
    "reason",
    f"Remove s2 from {GLM}, because with 0.30% it adds less to the importance than any other feature.",
    lambda c: both(c.matters("s2", "lowest"), c.same("0.30%", share(c, "s2"))),
)

a = SHEET.about("model-GBM_5_AutoML_1_20261123_215343")

a.true(
    "class",
    f"{GBM} detects malignant rows with a recall of 97.6% in cross-validation.",
    lambda c: c.same("97.6%", c.class_recall("cross_validation", "malignant")),
)
a.true(
    "count",
    f"Out of 569 rows, 18 are misclassified by {GBM} in cross-validation.",
    lambda c: both(c.count("569", c.content["dataset"]["rows"]), c.count("18", wrong_rows(c, "cross_validation"))),
)
a.true(
    "splits",
    f"In cross-validation the AUC of {GBM} is 0.991, down 0.0087 from training rows.",
    lambda c: both(
        c.same("0.991", c.crossed("auc")),
        c.same("0.0087", c.training("auc") - c.crossed("auc")),
        above(c.training("auc"), c.crossed("auc")),
    ),
)
a.true(
    "importance",
    f"Leakage is possible: worst radius alone holds 51.9% of the importance in {GBM}.",
    lambda c: both(c.matters("worst radius", "highest"), c.same("51.9%", share(c, "worst radius"))),
)
a.true(
    "comparison",
    f"For {GBM}, precision in cross-validation is better on benign rows than on malignant rows, at 98.6%"
    " against 94.1%.",
    lambda c: both(
        c.same("98.6%", precisions(c, "cross_validation")[c.said("benign")]),
        c.same("94.1%", precisions(c, "cross_validation")[c.said("malignant")]),
        above(*(precisions(c, "cross_validation")[label] for label in ("benign", "malignant"))),
    ),
)
a.true(
    "rank",
    f"{GBM} is ranked 9 in breast_cancer_automl.",
    lambda c: both(c.known("breast_cancer_automl"), c.count("9", c.model["rank"])),
)
a.true(
    "calibration",
    f"The probabilities of {GBM} can be trusted, as they deviate from observed rates by a mere 1.9 percentage points in"
    " cross-validation.",
    lambda c: c.same("1.9 percentage points", calibration(c)),
)
a.true(
    "baseline",
    f"Always naming benign would be right for 62.7% of the rows, while {GBM} has an accuracy of 96.8% in"
    " cross-validation.",
    lambda c: both(
        c.same("62.7%", c.classes()[c.said("benign")] / c.content["dataset"]["rows"]),
        c.same("96.8%", c.crossed("accuracy")),
    ),
)
a.true(
    "importance",
    f"The top five features of {GBM} account for 83.2% of the importance.",
    lambda c: both(c.count("five", 5), c.same("83.2%", top(c, 5))),
)
a.true(
    "figure",
    f"At a threshold of 0.1735, {GBM} has a false positive rate of 3.6% in cross-validation.",
    lambda c: both(
        c.same("0.1735", c.evaluation("cross_validation")["confusion_matrix"]["threshold"]),
        c.same("3.6%", 1 - c.crossed("specificity")),
    ),
)
a.true(
    "training",
    f"The error rate of {GBM} on held-out rows was still coming down when training ended, by 3.7% between 40 and 49"
    " trees.",
    lambda c: both(
        c.same(
            "3.7%",
            1 - at_step(c, "classification_error", 49.0) / at_step(c, "classification_error", float(c.said("40"))),
        ),
        c.count("49", c.built("Number of trees")),
    ),
)
a.true(
    "size",
    f"{GBM} is compact, with a model size of 25 kB.",
    lambda c: c.same("25", c.model["size_bytes"] / 1000),
)
a.true(
    "recommendation",
    "First of all, verify that worst radius is known at the time of prediction, because it carries 51.9% of the"
    f" importance in {GBM}.",
    lambda c: c.same("51.9%", share(c, "worst radius")),
)
a.true(
    "recommendation",
    f"Retrain {GBM} without worst radius and see how much of the AUC survives.",
    lambda c: both(c.known(GBM), c.known("worst radius")),
)
a.true(
    "recommendation",
    f"Let {GBM} grow more trees, since its error rate on held-out rows was still falling when training stopped.",
    lambda c: both(
        c.known(GBM), below(at_step(c, "classification_error", 49.0), at_step(c, "classification_error", 40.0))
    ),
)
a.true(
    "recommendation",
    "Enlarge the class malignant before drawing conclusions from small gaps between the models of"
    " breast_cancer_automl.",
    lambda c: both(c.known("malignant"), c.known("breast_cancer_automl")),
)
a.true(
    "recommendation",
    f"Agree with clinicians on the threshold at which {GBM} calls a row malignant.",
    lambda c: both(c.known(GBM), c.known("malignant")),
)

a.false(
    "figure",
    "split",
    f"{GBM} separates the classes perfectly in cross-validation, where its AUC is 1.0000.",
    lambda c: c.same("1.0000", *c.crossings("auc")),
)
a.false(
    "comparison",
    "direction",
    f"{GBM} finds a larger part of the benign rows than of the malignant rows in cross-validation: 96.4%"
    " against 97.6%.",
    lambda c: but(
        above(c.class_recall("cross_validation", "benign"), c.class_recall("cross_validation", "malignant")),
        c.same("96.4%", c.class_recall("cross_validation", "benign")),
        c.same("97.6%", c.class_recall("cross_validation", "malignant")),
    ),
)
a.false(
    "count",
    "count",
    f"Most worrying, {GBM} misses 13 of the 212 malignant rows in cross-validation.",
    lambda c: but(
        c.count("13", c.confused("cross_validation", "malignant", "benign")),
        c.count("212", c.classes()[c.said("malignant")]),
    ),
)
a.false(
    "importance",
    "rank",
    f"worst perimeter follows directly after worst radius in {GBM}, with 7.4% of the importance.",
    lambda c: but(
        c.matters("worst perimeter", "highest", 2),
        c.matters("worst radius", "highest"),
        c.same("7.4%", share(c, "worst perimeter")),
    ),
)
a.false(
    "figure",
    "quantity",
    f"With a precision of 0.9636 in cross-validation, {GBM} raises few false alarms on malignant.",
    lambda c: but(
        c.same("0.9636", c.crossed("precision"), c.model["folds"]["precision"]["mean"]),
        c.same("0.9636", c.crossed("specificity")),
        c.known("malignant"),
    ),
)
a.false(
    "recommendation",
    "name",
    f"Audit the feature worst diameter, because it has 51.9% of the importance in {GBM}.",
    lambda c: but(c.known("worst diameter"), c.known(GBM), c.same("51.9%", top(c, 1))),
)
a.false(
    "figure",
    "digit",
    f"Measured by MCC, {GBM} reaches 0.9733 in cross-validation.",
    lambda c: c.same("0.9733", *c.crossings("mcc")),
)
a.false(
    "recommendation",
    "reason",
    "Resample the training data of breast_cancer_automl, because malignant makes up only 7.1% of the rows.",
    lambda c: but(
        c.same("7.1%", c.classes()[c.said("malignant")] / c.content["dataset"]["rows"]),
        c.known("breast_cancer_automl"),
    ),
)
a.false(
    "size",
    "unit",
    f"Storage is a concern, since {GBM} has a model size of 25.0 MB.",
    # The unit is not one that figures are read in: as written, it stands for a thousand times as many bytes.
    lambda c: but(
        c.same("25.0", c.model["size_bytes"] / 1000**2),
        c.same("25.0", c.model["size_bytes"] / 1000),
        c.said("25.0 MB") == "25.0 MB",
    ),
)

a = SHEET.about("model-StackedEnsemble_AllModels_1_AutoML_2_20261123_215457")

a.true(
    "summary",
    f"{ENSEMBLE} classifies 98.9% of 178 rows correctly in cross-validation.",
    lambda c: both(c.same("98.9%", c.crossed("accuracy")), c.count("178", c.content["dataset"]["rows"])),
)
a.true(
    "count",
    f"Two rows, both of class_1, are misclassified by {ENSEMBLE} in cross-validation.",
    lambda c: both(
        c.count("two", wrong_rows(c, "cross_validation")),
        wrong_rows(c, "cross_validation")
        == sum(c.confused("cross_validation", "class_1", other) for other in ("class_0", "class_2")),
    ),
)
a.true(
    "class",
    f"Recall is lowest for class_1, for which {ENSEMBLE} reaches 0.972 in cross-validation.",
    lambda c: both(
        place(recalls(c, "cross_validation"), c.said("class_1"), "lowest"),
        c.same("0.972", c.class_recall("cross_validation", "class_1")),
    ),
)
a.true(
    "class",
    f"Of the three classes, class_2 has the lowest precision with {ENSEMBLE}, 97.96% in cross-validation.",
    lambda c: both(
        c.count("three", len(c.classes())),
        place(precisions(c, "cross_validation"), c.said("class_2"), "lowest"),
        c.same("97.96%", precisions(c, "cross_validation")["class_2"]),
    ),
)
a.true(
    "count",
    f"{ENSEMBLE} makes use of only 5 of its 10 base models.",
    lambda c: both(c.count("5", c.used("")[0]), c.count("10", c.used("")[1])),
)
a.true(
    "count",
    f"All four GBM base models are used by {ENSEMBLE}, whereas the three XGBoost base models are left aside.",
    lambda c: both(
        c.count("four", c.used(c.said("GBM"))[0]),
        c.used("GBM")[0] == c.used("GBM")[1],
        c.count("three", c.used(c.said("XGBoost"))[1]),
        c.used("XGBoost")[0] == 0,
    ),
)
a.true(
    "importance",
    f"color_intensity, proline and flavanoids drive {ENSEMBLE}, with a joint share of the importance of 85.5%.",
    lambda c: c.same("85.5%", share(c, "color_intensity", "proline", "flavanoids")),
)
a.true(
    "importance",
    f"nonflavanoid_phenols barely matters to {ENSEMBLE}: it ranks last with 0.029% of the importance.",
    lambda c: both(
        c.matters("nonflavanoid_phenols", "lowest"), c.same("0.029%", share(c, "nonflavanoid_phenols"))
    ),
)
a.true(
    "figure",
    f"An R² of 0.979 in cross-validation speaks for {ENSEMBLE}.",
    lambda c: c.same("0.979", c.crossed("r2")),
)
a.true(
    "splits",
    f"{ENSEMBLE} has a mean per-class error of 0.0000 on training rows, compared with 0.94% in cross-validation.",
    lambda c: both(
        c.same("0.0000", c.training("mean_per_class_error")), c.same("0.94%", c.crossed("mean_per_class_error"))
    ),
)
a.true(
    "recommendation",
    f"Rebuild {ENSEMBLE} without the XGBoost and DRF base models, because only GBM and GLM base models are used.",
    lambda c: both(
        *(c.used(c.said(f))[0] == 0 for f in ("XGBoost", "DRF")), *(c.used(c.said(f))[0] > 0 for f in ("GBM", "GLM"))
    ),
)
a.true(
    "recommendation",
    f"Watch the distribution of color_intensity in production, because 40.0% of the importance in {ENSEMBLE} rests on"
    " it.",
    lambda c: c.same("40.0%", share(c, "color_intensity")),
)
a.true(
    "recommendation",
    f"Inspect by hand the rows of class_1 that {ENSEMBLE} gets wrong.",
    # The sentence leaves open where it gets them wrong: rows count that were held out.
    lambda c: both(
        c.known("class_1"), c.known(ENSEMBLE), c.model["evaluations"][1]["confusion_matrix"]["counts"][1][1] < 71
    ),
)
a.true(
    "recommendation",
    f"Before relying on {ENSEMBLE}, test it on samples from outside the dataset wine.",
    lambda c: both(c.known(ENSEMBLE), c.known("wine")),
)
a.true(
    "recommendation",
    "Extend the data for class_2, the smallest class, to at least match class_1.",
    lambda c: both(place(c.classes(), c.said("class_2"), "lowest"), c.known("class_1")),
)

a.false(
    "count",
    "count",
    f"{ENSEMBLE} puts all 10 of its base models to use.",
    lambda c: but(c.count("10", c.used("")[0]), c.count("10", c.used("")[1]), c.known(ENSEMBLE)),
)
a.false(
    "class",
    "rank",
    f"{ENSEMBLE} has most trouble with class_2, whose recall in cross-validation is the lowest of the three classes.",
    lambda c: but(
        place(recalls(c, "cross_validation"), c.said("class_2"), "lowest"), c.count("three", len(c.classes()))
    ),
)
a.false(
    "figure",
    "digit",
    f"An accuracy of 0.9388 was measured for {ENSEMBLE} in cross-validation.",
    lambda c: c.same("0.9388", *c.crossings("accuracy")),
)
a.false(
    "comparison",
    "direction",
    f"proline matters more to {ENSEMBLE} than color_intensity does, having 28.5% of the importance against 40.0%.",
    lambda c: but(
        above(c.importance("proline"), c.importance("color_intensity")),
        c.same("28.5%", share(c, "proline")),
        c.same("40.0%", share(c, "color_intensity")),
    ),
)
a.false(
    "recommendation",
    "name",
    f"Monitor citric_acid closely once {ENSEMBLE} is live, because no other feature has a larger share of the"
    " importance.",
    lambda c: but(c.known("citric_acid"), c.known(ENSEMBLE)),
)
a.false(
    "figure",
    "quantity",
    f"The log loss that {ENSEMBLE} shows in cross-validation is 0.1120.",
    lambda c: but(c.same("0.1120", *c.crossings("logloss")), c.same("0.1120", c.crossed("rmse"))),
)
a.false(
    "speed",
    "unit",
    f"{ENSEMBLE} was ready after 2.7 ms of training time.",
    lambda c: but(c.same("2.7 ms", c.model["training_time_ms"]), c.same("2.7", c.model["training_time_ms"] / 1000)),
)
a.false(
    "recommendation",
    "reason",
    f"Strip the GBM base models from {ENSEMBLE}, because 0 of 4 are used.",
    lambda c: but(c.count("0", c.used(c.said("GBM"))[0]), c.count("4", c.used("GBM")[1]), c.known(ENSEMBLE)),
)
a.false(
    "splits",
    "split",
    f"Training rows and cross-validation agree to the last digit, as {ENSEMBLE} has a mean per-class error of 0.0094 on"
    " both.",
    lambda c: but(
        c.same("0.0094", c.training("mean_per_class_error")), c.same("0.0094", c.crossed("mean_per_class_error"))
    ),
)
a.false(
    "about",
    "date",
    f"{ENSEMBLE} was trained on 2026-11-25 as part of wine_automl.",
    lambda c: but(c.date("2026-11-25", c.model["trained_at"]), c.known("wine_automl")),
)

SHEET.write()
