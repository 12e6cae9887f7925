"""Figures of a snapshot that contradict one another. Each is (group of the rule book, path)."""

from collections import Counter

from . import metrics
from .expected import Expected, finite
from .times import day, instant


def _outside(value, low, high):
    value = finite(value)
    return value is not None and (value < low - 1e-9 or value > high + 1e-9)


class _Check:
    def __init__(self):
        self.found = []
        self.numbers = []

    def add(self, group, path, *numbers):
        self.found.append((group, path))
        self.numbers += [n for n in map(finite, numbers) if n is not None]

    def range(self, path, value, low=0.0, high=1.0):
        if _outside(value, low, high):
            self.add(4, path, value, low, high)

    def metric(self, path, name, value):
        low, high = metrics.bounds(name)
        if _outside(value, low, high):
            self.add(4, path, value, low, high)

    def metrics(self, path, values):
        for name, value in (values or {}).items():
            self.metric(f"{path}.{name}", name, value)

    def spread(self, path, spreads):
        for name, spread in (spreads or {}).items():
            self.metric(f"{path}.{name}.mean", name, spread.get("mean"))
            for i, value in enumerate(spread.get("folds") or []):
                self.metric(f"{path}.{name}.folds[{i}]", name, value)

    def twice(self, path, names):
        for name, times in Counter(names).items():
            if times > 1:
                self.add(6, f"{path}:{name}", times)

    def reversed_run(self, path, run):
        start, end = instant(run.get("started_at")), instant(run.get("finished_at"))
        if start is not None and end is not None and end < start:
            self.add(3, path)

    def dataset(self, path, dataset):
        if not dataset:
            return
        rows, summaries = dataset.get("rows"), dataset.get("column_summaries") or []
        for i, column in enumerate(summaries):
            here, missing = f"{path}.column_summaries[{i}]", column.get("missing")
            if rows is not None:
                if missing is not None and missing > rows:
                    self.add(1, here + ".missing", missing, rows)
                total = sum(c["count"] for c in column.get("categories") or []) + (missing or 0)
                if column.get("categories") and total > rows:
                    self.add(1, here + ".categories", total, rows)
                # Categories may be declared that do not occur.
                if column["type"] != "categorical" and (column.get("distinct") or 0) > rows:
                    self.add(1, here + ".distinct", column["distinct"], rows)
            self.numeric(here + ".numeric", column.get("numeric"))
        if (
            dataset.get("missing_values") is not None
            and summaries
            and dataset.get("columns") == len(summaries)
            and all(c.get("missing") is not None for c in summaries)
        ):
            parts = sum(c["missing"] for c in summaries)
            if parts != dataset["missing_values"]:
                self.add(2, path + ".missing_values", dataset["missing_values"], parts)
        self.twice(path + ".column_summaries", [c["name"] for c in summaries])

    def numeric(self, path, summary):
        if not summary:
            return
        line = [finite(summary.get(k)) for k in ("min", "p25", "median", "p75", "max")]
        line = [v for v in line if v is not None]
        if any(b < a - 1e-9 for a, b in zip(line, line[1:])):
            self.add(4, path, *line)
        if _outside(summary.get("std"), 0, float("inf")):
            self.add(4, path + ".std", summary["std"])

    def daily(self, path, daily):
        days = [day(d["date"]) for d in daily or []]
        for i, d in enumerate(days):
            if d is None or d in days[:i]:
                self.add(5, f"{path}[{i}].date")
        for i, d in enumerate(daily or []):
            self.range(f"{path}[{i}].psi", d.get("psi"), 0, float("inf"))

    def times_ms(self, path, values):
        for key in ("training_time_ms", "predict_time_per_row_ms"):
            self.range(f"{path}.{key}", values.get(key), 0, float("inf"))

    def latency(self, path, latency, ordered):
        line = []
        for key in ("p50", "p95", "p99", "max"):
            value = finite((latency or {}).get(key))
            self.range(f"{path}.{key}", value, 0, float("inf"))
            if value is not None:
                line.append(value)
        if ordered and any(b < a - 1e-9 for a, b in zip(line, line[1:])):
            self.add(4, path, *line)

    def model(self, path, model):
        self.times_ms(path, model)
        self.spread(path + ".folds", model.get("folds"))
        self.dataset(path + ".dataset", model.get("dataset"))
        for i, e in enumerate(model.get("evaluations") or []):
            self.evaluation(f"{path}.evaluations[{i}]", e)
        for i, curve in enumerate(model.get("learning_curves") or []):
            if not _monotone(curve["steps"]):
                self.add(5, f"{path}.learning_curves[{i}].steps")

    def evaluation(self, path, e):
        self.metrics(path + ".metrics", e.get("metrics"))
        for name, x, y in (("roc", "false_positive_rate", "true_positive_rate"), ("precision_recall", "recall", "precision")):
            for i, curve in enumerate(e.get(name) or []):
                self.range(f"{path}.{name}[{i}].auc", curve.get("auc"))
                for axis in (x, y):
                    for j, value in enumerate(curve[axis]):
                        self.range(f"{path}.{name}[{i}].{axis}[{j}]", value)
                if not _monotone(curve[x]):
                    self.add(5, f"{path}.{name}[{i}]")
        for name, keys in (
            ("thresholds", ("accuracy", "f1", "precision", "recall", "specificity")),
            ("gains_lift", ("cumulative_capture_rate", "cumulative_data_fraction")),
            ("calibration", ("mean_predicted", "observed_rate")),
        ):
            for i, row in enumerate(e.get(name) or []):
                for key in keys:
                    self.range(f"{path}.{name}[{i}].{key}", row.get(key))
        for i, value in enumerate(e.get("hit_ratios") or []):
            self.range(f"{path}.hit_ratios[{i}]", value)
        if e.get("confusion_matrix"):
            self.twice(path + ".confusion_matrix.labels", e["confusion_matrix"]["labels"])


def _monotone(values):
    up = all(b >= a - 1e-9 for a, b in zip(values, values[1:]))
    return up or all(b <= a + 1e-9 for a, b in zip(values, values[1:]))


def _experiment(c, x):
    c.reversed_run("content", x)
    board = x.get("leaderboard") or []
    for i, entry in enumerate(board):
        here = f"content.leaderboard[{i}]"
        c.metrics(here + ".metrics", entry.get("metrics"))
        c.spread(here + ".fold_spread", entry.get("fold_spread"))
        c.times_ms(here, entry)
    c.twice("content.leaderboard", [e["name"] for e in board])
    c.dataset("content.dataset", x.get("dataset"))
    for model, features in (x.get("importance_by_model") or {}).items():
        for feature, value in features.items():
            c.range(f"content.importance_by_model.{model}.{feature}", value)
    best = x.get("best_model")
    if best:
        c.model("content.best_model.model", best["model"])
        if board and best["name"] not in [e["name"] for e in board]:
            c.add(7, "content.best_model.name")


def _deployment(c, x):
    for i, interval in enumerate(x.get("intervals") or []):
        if interval["errors"] > interval["requests"]:
            c.add(1, f"content.intervals[{i}].errors", interval["errors"], interval["requests"])
        c.latency(f"content.intervals[{i}].latency_ms", interval.get("latency_ms"), False)
    totals, intervals = x.get("totals"), x.get("intervals") or []
    if totals:
        by_type = sum((totals.get("errors_by_type") or {}).values())
        if totals["errors"] > totals["requests"]:
            c.add(1, "content.totals.errors", totals["errors"], totals["requests"])
        if by_type > totals["errors"]:
            c.add(1, "content.totals.errors_by_type", by_type, totals["errors"])
        if intervals:
            for key in ("requests", "errors"):
                if totals[key] != sum(i[key] for i in intervals):
                    c.add(2, f"content.totals.{key}", totals[key], sum(i[key] for i in intervals))
        c.latency("content.totals.latency_ms", totals.get("latency_ms"), True)
    window = x.get("window")
    if window and instant(window["end"]) <= instant(window["start"]):
        c.add(3, "content.window")
    if x.get("model"):
        c.metrics("content.model.offline_metrics", x["model"].get("offline_metrics"))
    drift = x.get("drift") or {}
    for i, f in enumerate(drift.get("features") or []):
        here = f"content.drift.features[{i}]"
        c.range(here + ".current.p_value", f["current"].get("p_value"))
        c.range(here + ".current.psi", f["current"].get("psi"), 0, float("inf"))
        c.daily(here + ".daily", f.get("daily"))
    c.twice("content.drift.features", [f["feature"] for f in drift.get("features") or []])
    p = x.get("predictions")
    if p:
        current = p.get("current") or {}
        c.range("content.predictions.current.p_value", current.get("p_value"))
        c.range("content.predictions.current.psi", current.get("psi"), 0, float("inf"))
        c.daily("content.predictions.daily", p.get("daily"))
        for i, period in enumerate(p["periods"]):
            c.range(f"content.predictions.periods[{i}].std", period.get("std"), 0, float("inf"))


def _synthgen(c, x):
    c.reversed_run("content", x)
    c.dataset("content.dataset", x.get("dataset"))
    privacy, quality = x.get("privacy") or {}, x.get("quality") or {}
    copies, rows = privacy.get("exact_copies"), x.get("synthetic_rows")
    if copies is not None and rows is not None and copies > rows:
        c.add(1, "content.privacy.exact_copies", copies, rows)
    c.range("content.validity", x.get("validity"))
    for key in ("overall", "column_shapes", "column_pair_trends"):
        c.range("content.quality." + key, quality.get(key))
    for key in (
        "closer_to_training",
        "dcr_baseline_protection",
        "dcr_overfitting_protection",
        "disclosure_protection",
        "new_row_synthesis",
    ):
        c.range("content.privacy." + key, privacy.get(key))
    for i, column in enumerate(x.get("columns") or []):
        for key in ("score", "missing_real", "missing_synthetic"):
            c.range(f"content.columns[{i}].{key}", column.get(key))
        c.numeric(f"content.columns[{i}].summary_real", column.get("summary_real"))
        c.numeric(f"content.columns[{i}].summary_synthetic", column.get("summary_synthetic"))
    for i, pair in enumerate(x.get("pairs") or []):
        c.range(f"content.pairs[{i}].score", pair.get("score"))
    utility = x.get("utility")
    if utility and metrics.known(utility["metric"]):
        for i, model in enumerate(utility["models"]):
            for key in ("trained_on_real", "trained_on_synthetic"):
                c.metric(f"content.utility.models[{i}].{key}", utility["metric"], model.get(key))
    for key in ("real", "synthetic"):
        for i, row in enumerate((x.get("correlation") or {}).get(key) or []):
            for j, value in enumerate(row):
                c.range(f"content.correlation.{key}[{i}][{j}]", value, -1, 1)


def _project(c, x):
    for i, e in enumerate(x.get("experiments") or []):
        c.reversed_run(f"content.experiments[{i}]", e)
        if e.get("best_metric"):
            c.metric(f"content.experiments[{i}].best_metric", e["best_metric"]["name"], e["best_metric"].get("value"))
    for i, m in enumerate(x.get("models") or []):
        c.range(f"content.models[{i}].training_time_ms", m.get("training_time_ms"), 0, float("inf"))
        if m.get("metric"):
            c.metric(f"content.models[{i}].metric", m["metric"]["name"], m["metric"].get("value"))
    for i, d in enumerate(x.get("deployments") or []):
        here = f"content.deployments[{i}]"
        c.range(here + ".error_rate", d.get("error_rate"))
        c.range(here + ".latency_p95_ms", d.get("latency_p95_ms"), 0, float("inf"))
        window = d.get("window")
        if window and instant(window["end"]) <= instant(window["start"]):
            c.add(3, here + ".window")
        names = d.get("drifted_features") or []
        if len(set(names)) != len(names):
            c.add(1, here + ".drifted_features", len(names), len(set(names)))
    for i, d in enumerate(x.get("datasets") or []):
        c.dataset(f"content.datasets[{i}]", d)
    for i, s in enumerate(x.get("synthgen_runs") or []):
        c.range(f"content.synthgen_runs[{i}].overall_quality", s.get("overall_quality"))


def _privacy(c, x):
    # Counts that cannot be, the schema refuses.
    c.reversed_run("content", x)


def find(snapshot):
    """All contradictions of a snapshot, and the numbers that speak of them."""
    check, content = _Check(), snapshot["content"]
    {
        "experiment": _experiment,
        "model": lambda c, x: c.model("content", x),
        "deployment": _deployment,
        "synthgen": _synthgen,
        "privacy": _privacy,
        "project": _project,
    }[snapshot["kind"]](check, content)
    return check


def judge(snapshot):
    """The finding `contradictions`."""
    check = find(snapshot)
    if not check.found:
        return []
    said = Expected("contradictions", "warning")
    count = len(check.found)
    if count > 1:
        said.needs(count, "contradictions")
    else:
        said.with_(count, "contradictions")
    said.with_(count - 3, "contradictions not named")
    for further in range(1, count):
        said.with_(further, "further entries of a list")
    for number in check.numbers:
        said.with_(number, "a figure that contradicts another")
    return [said]
