"""The figures of a snapshot, read from its JSON by somebody who has not read the code: what a sentence about it may say."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from oracle import metrics

#: What metrics are called, without the rows in front.
METRICS = {name for key, row in metrics.TABLE.items() for name in (key, *row[1].split())}
ROWS = {"training": " on training rows", "validation": " on validation rows", "cross_validation": " in cross-validation",
        "test": " on test rows"}  # fmt: skip
NOUNS = {
    "models": "model", "rows": "row", "columns": "column", "missing_values": "missing value", "requests": "call",
    "errors": "failed call", "drifted_features": "drifted feature", "flagged_features": "feature flagged as drifted",
    "training_rows": "training row", "holdout_rows": "held-out row", "synthetic_rows": "synthetic row", "exact_copies": "exact copy of a real row",
    "datasets": "dataset", "experiments": "experiment", "deployments": "deployment", "synthgen_runs": "synthetic-data run",
    "session_rows": "row before the transformation", "session_rows_after": "row after the transformation", "session_columns": "column of the data",
}  # fmt: skip
PLURALS = {"row before the transformation": "rows before the transformation", "row after the transformation": "rows after the transformation",
           "column of the data": "columns of the data",
           "exact copy of a real row": "exact copies of real rows", "feature flagged as drifted": "features flagged as drifted"}


@dataclass(frozen=True)
class Fact:
    what: str  # "AUC in cross-validation", or what is counted: "#failed calls"
    label: str
    rows: str
    who: tuple  # names; () for the entity
    sort: str
    value: float
    better: int  # 1 higher, -1 lower, 0 neither
    group: tuple


def collect(snapshot):
    facts, seen, content, kind = [], set(), snapshot["content"], snapshot["kind"]

    def put(label, value, who=(), sort="", rows="", better=0, context=None, bounds=(None, None)):
        low, high = bounds
        if value is None or low is not None and value < low - 1e-9 or high is not None and value > high + 1e-9:
            return
        key = (label, rows, who, sort, context)
        if key not in seen:
            seen.add(key)
            what = label if label.startswith("#") else label + rows
            facts.append(Fact(what, label, rows, who, sort, float(value), better, (label, rows, sort, context)))

    def count(quantity, value, *rest, **more):
        one = NOUNS[quantity]
        better = -1 if quantity == "exact_copies" else 0
        put("#" + PLURALS.get(one, one + "s"), value, *rest, better=better, bounds=(0, None), **more)

    def share(label, value, *rest, **more):
        put(label, value, *rest, bounds=(0, 1), **more)

    def metric(definitions, name, value, who=(), sort="", rows="", context=None, put=put):
        plain = name.strip().lower().replace(" ", "_").replace("-", "_")
        key, defined = metrics.known(name), next((each for each in definitions or [] if each["name"] == name), {})
        prefix = plain.split("_")[0] if key and plain not in METRICS else None
        said = {"train": "training", "val": "validation", "eval": "evaluation"}.get(prefix, prefix)
        label = defined.get("label") or (metrics.TABLE[key][0] + (f" ({said})" if said else "") if key else name)
        better = {None: 0, True: 1, False: -1}[metrics.higher_is_better(name, definitions)]
        bounds = metrics.bounds(name)
        put(small(label), value, who, sort, "" if said else rows, better, context, bounds)
        return small(label)

    def deviation(label, spread, who, sort=""):
        folds = [fold for fold in spread.get("folds") or [] if fold is not None]
        value = spread.get("sd")
        if len(folds) < 2:
            value = None if spread.get("mean") is None else value
        elif value is None or value < 0:
            mean = sum(folds) / len(folds)
            value = (sum((fold - mean) ** 2 for fold in folds) / (len(folds) - 1)) ** 0.5
        put(f"standard deviation of {label} over the folds", value, who, sort, bounds=(0, None))

    def times(who, sort, of):
        put("training time", of.get("training_time_ms"), who, sort, better=-1, bounds=(0, None))
        put("prediction time per row", of.get("predict_time_per_row_ms"), who, sort, better=-1, bounds=(0, None))

    def size(dataset):
        who = (dataset["name"],)
        for key in ("rows", "columns", "missing_values"):
            count(key, dataset.get(key), who, "dataset")

    def data(dataset, target):
        size(dataset)
        for column in once(dataset.get("column_summaries", []), "name"):
            count("missing_values", column.get("missing"), (column["name"],), "column")
            if column["name"] == (target or dataset.get("target")):
                for each in once(column.get("categories", []), "value"):
                    count("rows", each["count"], (each["value"],), "class")

    def model(of, name=None):
        who, sort = ((name,), "model") if name is not None else ((), "")
        for evaluation in of.get("evaluations", []):
            rows = " on out-of-bag rows" if evaluation.get("out_of_bag") else ROWS[evaluation["split"]]
            for key, value in sorted(evaluation.get("metrics", {}).items()):
                metric(of.get("metrics"), key, value, who, sort, rows)
            matrix = evaluation.get("confusion_matrix")
            if matrix:
                labels = Counter(matrix["labels"])
                for index, label in enumerate(matrix["labels"]):
                    right, actual = matrix["counts"][index][index], sum(matrix["counts"][index])
                    predicted = sum(row[index] for row in matrix["counts"])
                    if labels[label] == 1:
                        for what, whole in (("recall", actual), ("precision", predicted)):
                            share(what, right / whole if whole else None, (label, *who), "class", rows, 1, name)
        for key, spread in sorted(of.get("folds", {}).items()):
            if of.get("ranking_metric") in (None, key):
                deviation(metric(of.get("metrics"), key, None, put=lambda *_: None), spread, who, sort)
        times(who, sort, of)
        put("stored size", of.get("size_bytes"), who, sort, bounds=(0, None))
        given = next((each for each in of.get("feature_importance", []) if each["features"]), None)
        if given and given.get("features_total") in (None, len(given["features"])):
            values = [each["value"] for each in given["features"]]
            if None not in values:
                values = [abs(v) if given["method"] == "coefficient" else max(v, 0) for v in values]
                for each, value in zip(given["features"], values, strict=True):
                    if sum(values) > 0 and sum(e["name"] == each["name"] for e in given["features"]) == 1:
                        share("share of the importance", value / sum(values), (each["name"], *who), "column", context=name)
        if name is None and of.get("dataset"):
            data(of["dataset"], of.get("target"))

    if kind == "experiment":
        count("models", len(content["leaderboard"]))
        rows = ROWS.get(content.get("ranking_split"), "")
        for entry in once(content["leaderboard"], "name"):
            who = (entry["name"],)
            for key, value in entry.get("metrics", {}).items():
                metric(content.get("metrics"), key, value, who, "model", rows)
            spread = entry.get("fold_spread", {}).get(content.get("ranking_metric"))
            if spread and content.get("ranking_split") == "cross_validation":
                label = metric(content.get("metrics"), content["ranking_metric"], None, put=lambda *_: None)
                deviation(label, spread, who, "model")
            times(who, "model", entry)
        if content.get("best_model"):
            model(content["best_model"]["model"], content["best_model"]["name"])
        if content.get("dataset"):
            data(content["dataset"], content.get("target"))
    elif kind == "model":
        model(content)
    elif kind == "deployment":
        deployment(content, put, count, share, metric)
    elif kind == "synthgen":
        synthgen(content, put, count, share, size)
    elif kind == "privacy":
        privacy(content, put, count, share)
    else:
        for key in ("datasets", "experiments", "models", "deployments", "synthgen_runs"):
            count(key, len(content.get(key, [])))
        for each in once(content.get("deployments", []), "name"):
            who = ((each["name"],), "deployment")
            count("requests", each.get("requests"), *who)
            share("error rate", each.get("error_rate"), *who, better=-1)
            put("95th-percentile latency", each.get("latency_p95_ms"), *who, better=-1, bounds=(0, None))
            count("drifted_features", len(each.get("drifted_features", [])), *who)
        for sort, each, key in [("experiment", e, "best_metric") for e in once(content.get("experiments", []), "name")] + [
            ("model", m, "metric") for m in once(content.get("models", []), "name")
        ]:
            if sort == "experiment":
                count("models", each.get("model_count"), (each["name"],), sort)
            found = each.get(key)
            if found and each.get("dataset"):
                definition = [{"name": found["name"], "higher_is_better": found.get("higher_is_better")}]
                who = (each["name"], each["dataset"])
                metric(definition, found["name"], found["value"], who, sort, context=each["dataset"])
            put("training time", each.get("training_time_ms"), (each["name"],), sort, better=-1, bounds=(0, None))
        for run in once(content.get("synthgen_runs", []), "name"):
            count("synthetic_rows", run.get("synthetic_rows"), (run["name"],), "run")
            if run.get("dataset"):
                who = (run["name"], run["dataset"])
                share("overall quality", run.get("overall_quality"), who, "run", better=1, context=run["dataset"])
        for dataset in once(content.get("datasets", []), "name"):
            size(dataset)
    return facts


def deployment(content, put, count, share, metric):
    def calls(requests, errors, *who):
        count("requests", requests, *who)
        count("errors", errors, *who)
        share("error rate", errors / requests if requests else None, *who, better=-1)

    totals = content.get("totals")
    if totals and totals["errors"] <= totals["requests"]:
        calls(totals["requests"], totals["errors"])
        if sum(totals.get("errors_by_type", {}).values()) <= totals["errors"]:
            for name, errors in totals.get("errors_by_type", {}).items():
                count("errors", errors, (name,), "error type")
    latency = (totals or {}).get("latency_ms") or {}
    for key, label in (("p50", "median latency"), ("p95", "95th-percentile latency"),
                       ("p99", "99th-percentile latency"), ("max", "longest latency")):  # fmt: skip
        put(label, latency.get(key), better=-1, bounds=(0, None))
    features = (content.get("drift") or {}).get("features", [])
    for feature in once(features, "feature"):
        put("PSI", feature["current"].get("psi"), (feature["feature"],), "column", bounds=(0, None))
    if features and all(feature.get("drifted") is not None for feature in features):
        count("flagged_features", sum(feature["drifted"] for feature in features))
    predictions = content.get("predictions")
    if predictions:
        put("PSI of the predictions", (predictions.get("current") or {}).get("psi"), bounds=(0, None))
        if len(predictions["periods"]) > 1:
            put("mean prediction", predictions["periods"][0].get("mean"), rows=" in the reference")
            put("mean prediction", predictions["periods"][-1].get("mean"), rows=" in the current period")
    served = content.get("model") or {}
    for name, value in served.get("offline_metrics", {}).items():
        metric([], name, value, (served["name"],), "model")
    intervals, window = content.get("intervals", []), content.get("window")
    sums = tuple(sum(each[key] for each in intervals) for key in ("requests", "errors"))
    if not window or totals and sums != (totals["requests"], totals["errors"]):
        return
    if any(each["errors"] > each["requests"] for each in intervals):
        return
    start, end = at(window["start"]), at(window["end"])
    days = {}
    for each in intervals:
        day = at(each["start"]).replace(hour=0, minute=0, second=0, microsecond=0)
        requests, errors = days.get(day, (0, 0))
        days[day] = requests + each["requests"], errors + each["errors"]
    for day, (requests, errors) in days.items():
        if day >= start and day + timedelta(days=1) <= end:
            calls(requests, errors, (day.strftime("%Y-%m-%d"),), "day")


def synthgen(content, put, count, share, size):
    for key in ("training_rows", "holdout_rows", "synthetic_rows"):
        count(key, content.get(key))
    quality, privacy = content.get("quality") or {}, content.get("privacy") or {}
    share("overall quality", quality.get("overall"), better=1)
    share("likeness of single columns", quality.get("column_shapes"), better=1)
    share("likeness of pairs of columns", quality.get("column_pair_trends"), better=1)
    share("validity", content.get("validity"), better=1)
    share("share of new rows", privacy.get("new_row_synthesis"), better=1)
    count("exact_copies", privacy.get("exact_copies"))
    share("distance against random data", privacy.get("dcr_baseline_protection"), better=1)
    share("share of rows closer to training rows", privacy.get("closer_to_training"), better=-1)
    share("protection against disclosure", privacy.get("disclosure_protection"), better=1)
    closest = privacy.get("distance_to_closest_record") or {}
    for key, rows in (("synthetic", " from the synthetic rows"), ("holdout", " from the held-out rows")):
        put("median distance to the closest real row", closest.get(f"median_{key}"), rows=rows, bounds=(0, None))
    utility = content.get("utility") or {}
    for each in once(utility.get("models", []), "name"):
        for key in ("real", "synthetic"):
            rows = f" after training on the {key} data"
            put(small(utility["metric"]), each.get(f"trained_on_{key}"), (each["name"],), "model", rows)
    for column in once(content.get("columns", []), "name"):
        who = ((column["name"],), "column")
        share("likeness score", column.get("score"), *who, better=1)
        for key in ("real", "synthetic"):
            share("share of missing cells", column.get(f"missing_{key}"), *who, rows=f" in the {key} data")
    for pair in content.get("pairs", []):
        share("likeness score", pair.get("score"), (pair["column_a"], pair["column_b"]), "pair", better=1)
    if content.get("dataset"):
        size(content["dataset"])


def privacy(content, put, count, share):
    data, columns = content.get("dataset") or {}, content.get("columns", [])
    rows_after = data.get("rows") if data.get("rows_after") is None else data["rows_after"]
    count("session_rows", data.get("rows"))
    count("session_rows_after", rows_after)
    count("session_columns", len(columns))

    def cells(value, *rest, **more):
        put("number of cells with detections", value, *rest, better=-1, bounds=(0, None), **more)

    def looked(column, key):
        scan = column.get(key) or {}
        return scan if scan.get("rows") else None

    left = [c for c in columns if (c.get("transformation") or {}).get("operation") != "dropped"]
    again = all(c.get("after") and rows_after is not None and c["after"]["rows"] == rows_after for c in left)
    for key, rows in (("before", " before the transformation"), ("after", " after the transformation")):
        scans = [scan for scan in (looked(c, key) for c in columns) if scan]
        types = {one["type"] for c in columns for each in ("before", "after") for one in (c.get(each) or {}).get("detections") or []}
        if scans and (key == "before" or again):
            cells(sum(scan["cells"] for scan in scans), rows=rows)
            for of in types:
                found = sum(one["cells"] for scan in scans for one in scan.get("detections") or [] if one["type"] == of)
                cells(found, (of,), "category", rows)
        for column in once(columns, "name"):
            cells((looked(column, key) or {}).get("cells"), (column["name"],), "column", rows)
        risk = (content.get("anonymity") or {}).get(key) or {}
        for label, name, better in (
            ("number of rows in the smallest class", "k", 1),
            ("least number of sensitive values in a class", "l", 1),
            ("number of rows alone in their class", "unique_rows", -1),
        ):
            put(label, risk.get(name), rows=rows, better=better, bounds=(0, None))
        for who in ("prosecutor", "journalist", "marketer"):
            attack = risk.get(who) or {}
            for label, name in ((f"highest {who} risk", "highest"), (f"mean {who} risk", "mean"), (f"share of rows over the {who} threshold", "over_threshold")):
                share(label, attack.get(name), rows=rows, better=-1)


def equal(a, b):
    """The same but for the rounding of the source; of counts, and of all against almost all, but for that of arithmetic."""

    def within(share, a=a, b=b):
        return abs(a - b) <= share * max(abs(a), abs(b))

    is_exact = a == int(a) and b == int(b) or within(1e-9, a, 1) != within(1e-9, b, 1)
    return within(1e-9 if is_exact else 1e-6)


def sign(a, b):
    return 0 if equal(a, b) else (a > b) - (a < b)


def small(label):
    if label.startswith(("Gini", "Cohen", "Brier")):
        return label
    return label[0].lower() + label[1:] if len(label) > 1 and label[0].isupper() and label[1].islower() else label


def once(items, key):
    times = Counter(item[key] for item in items)
    return [item for item in items if times[item[key]] == 1]


def at(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(timezone.utc)
