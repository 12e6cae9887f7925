"""Rules about the data of an experiment or a model."""

from .model import TRUST, Details
from .expected import Open, Expected, finite

DISGUISED = {"nan", "na", "n/a", "null", "none", "?", "-", ""}
MARKERS = {-999, -9999, -99999, 999, 9999, 99999, -99}


class Data:
    """A dataset with its target and the class counts that are known."""

    def __init__(self, snapshot):
        content = snapshot["content"]
        best = (content.get("best_model") or {}).get("model") if snapshot["kind"] == "experiment" else None
        own = content.get("dataset")
        self.dataset = own or (best or {}).get("dataset") or {}
        self.borrowed = not own and bool((best or {}).get("dataset"))
        self.task = content["task"]
        self.target = next(
            (t for t in (content.get("target"), self.dataset.get("target"), (best or {}).get("target")) if t is not None), None
        )
        self.rows = self.dataset.get("rows")
        self.columns = self.dataset.get("columns")
        self.summaries = self.dataset.get("column_summaries") or []
        self.features = [c for c in self.summaries if c["name"] != self.target]
        self.details = Details(content) if snapshot["kind"] == "model" else None
        if best:
            self.details = Details(best, content, content["best_model"]["name"])

    def complete(self, column):
        """The categories of a column if none is left out."""
        some = column.get("categories") or []
        if not some:
            return None
        if column.get("distinct") is not None and column["distinct"] != len(some):
            return None
        if self.rows is not None and sum(c["count"] for c in some) + (column.get("missing") or 0) != self.rows:
            return None
        return some

    def classes(self):
        """[(class, rows)] and where they are from."""
        if self.task == "regression":
            return None
        for column in self.summaries:
            if column["name"] == self.target and self.complete(column):
                return [(c["value"], c["count"]) for c in self.complete(column)], "column"
        if self.details:
            held = self.details.matrix(among=self.details.evaluations)
            if held:
                m, counts = held[1], {}
                for label, rows in zip(m.labels, m.rows):
                    counts[label] = counts.get(label, 0) + rows
                own = next((c for c in self.summaries if c["name"] == self.target), {})
                if own.get("distinct") is not None and own["distinct"] != len(counts):
                    return None
                if self.rows is not None and m.total > self.rows:
                    return None
                return [(n, int(r + 0.5)) for n, r in counts.items()], "matrix"
        return None

    def feature_count(self):
        if self.columns is None:
            return None
        return self.columns - 1 if self.target is not None else self.columns


def judge(snapshot):
    data = Data(snapshot)
    if data.borrowed:
        return [Open(rule, "the data is described with the best model only") for rule in RULES]
    found = imbalance(data) + few(data)
    hidden = disguised(data)
    return found + hidden + missing(data, bool(hidden)) + constant(data) + near(data) + identifiers(data)


RULES = [
    "class_imbalance",
    "few_rows",
    "missing_values",
    "missing_in_disguise",
    "constant_columns",
    "near_constant_columns",
    "identifier_columns",
]


def imbalance(data):
    known = data.classes()
    if not known:
        return []
    classes, source = known
    total = sum(n for _, n in classes)
    if total <= 0 or len(classes) < 2:
        return []
    if any(n == 0 for _, n in classes):
        return [Open("class_imbalance", "a class without rows")]
    smallest = min(classes, key=lambda c: (c[1], c[0]))
    largest = min(classes, key=lambda c: (-c[1], c[0]))
    least = smallest[1] / total
    if len(classes) == 2:
        severity = "warning" if least <= 0.2 else "info" if least <= 0.4 else "good"
    else:
        severity = "warning" if smallest[1] / (smallest[1] + largest[1]) < 0.01 else "info"
    said = Expected("class_imbalance", severity).needs(total, "rows of all classes").with_(len(classes), "classes")
    said.needs(smallest[1], "rows of the smallest class").with_(least, "share of the smallest class")
    said.with_(smallest[1] / (smallest[1] + largest[1]), "the smallest of the smallest and the largest")
    return [said.with_(largest[1], "rows of the largest class").with_(largest[1] / total, "share of the largest class")]


def few(data):
    features = data.feature_count()
    if features is None or features < 1:
        return []
    if data.task == "regression":
        n = data.rows
    else:
        known = data.classes()
        if not known:
            return []
        own = next((c for c in data.summaries if c["name"] == data.target), {})
        if data.rows is None or sum(c for _, c in known[0]) != data.rows - (own.get("missing") or 0):
            return []
        n = min(c for _, c in known[0])
        if n == 0 or len(known[0]) < 2:
            return [Open("few_rows", "a class without rows or a single class")]
    if n is None or n / features >= 10:
        return []
    return [
        Expected("few_rows", "info")
        .needs(n, "rows")
        .needs(features, "features")
        .with_(n / features, "rows per feature")
        .with_(10, "rows per feature, common minimum")
    ]


def missing(data, hidden):
    said = []
    shares = []
    for c in data.features:
        if c.get("missing") is not None and data.rows and c["missing"] <= data.rows:
            shares.append((c["missing"] / data.rows, c["name"], c["missing"]))
    many = [s for s in shares if s[0] > 0.5]
    some = [s for s in shares if 0.05 < s[0] <= 0.5]
    features = data.feature_count()
    for severity, columns, bound in (("warning", many, 0.5), ("info", some, 0.05)):
        if columns:
            one = Expected("missing_values", severity).with_(len(columns), "columns").with_(bound, "bound")
            one.with_(len(columns) - 3, "columns not named").with_(features, "features").with_(len(data.features), "features")
            one.with_(len([s for s in shares if s[0] > bound]), "columns over the bound").with_(data.rows, "rows")
            one.needs(max(columns)[0], "greatest share")
            for value, _, count in columns:
                one.with_(value, "share of a column").with_(count, "missing cells of a column")
            said.append(one)
    everything = data.columns is not None and len(data.summaries) == data.columns and data.summaries
    if everything and all(c.get("missing") is not None for c in data.summaries):
        target = sum(c["missing"] for c in data.summaries if c["name"] == data.target)
        fits = data.dataset.get("missing_values") is None or data.dataset["missing_values"] <= target
        if all(c["missing"] == 0 for c in data.features) and not hidden and data.features and fits:
            said.append(Expected("missing_values", "good").with_(len(data.features), "features"))
    return said


def disguised(data):
    said = []
    columns, total = [], 0
    for c in data.summaries:
        here = sum(k["count"] for k in c.get("categories") or [] if k["value"].strip().lower() in DISGUISED)
        here += sum(k["count"] for k in c.get("markers") or [])
        if here > 0:
            columns.append((c["name"], here))
            total += here
    if columns:
        one = Expected("missing_in_disguise", "warning").needs(total, "cells").with_(len(columns), "columns")
        one.with_(len(columns) - 3, "columns not named")
        for c in data.summaries:
            for k in (c.get("categories") or []) + (c.get("markers") or []):
                one.with_(k["count"], "cells of a value")
        for _, here in columns:
            one.with_(here, "cells of a column")
        said.append(one)
    far = []
    for c in data.summaries:
        s = c.get("numeric") or {}
        low, a, b, high = (finite(s.get(k)) for k in ("min", "p25", "p75", "max"))
        if c["type"] != "numeric" or c.get("markers") or a is None or b is None or b - a <= 0:
            continue
        fence = 3 * (b - a)
        for value, beyond in ((low, low is not None and low < a - fence), (high, high is not None and high > b + fence)):
            if value in MARKERS and beyond:
                far.append((c["name"], value))
    if far:
        names = sorted({n for n, _ in far})
        one = Expected("missing_in_disguise", "info").with_(len(names), "columns").with_(len(names) - 3, "columns not named")
        for _, value in far:
            one.with_(value, "extreme value")
        one.with_(len(data.summaries), "columns").with_(3, "fences")
        said.append(one)
    return said


def _some_rows(data, column):
    if data.rows is None or column.get("missing") is None:
        return True
    return column["missing"] < data.rows


def is_constant(data, column):
    s = column.get("numeric") or {}
    low, high = finite(s.get("min")), finite(s.get("max"))
    if column.get("distinct") is not None:
        differ = low is not None and high is not None and low != high
        one = column["distinct"] == 1 and not differ and len(column.get("categories") or []) <= 1
    else:
        complete = data.complete(column)
        one = (low is not None and low == high) or (complete is not None and len(complete) == 1)
    return one and _some_rows(data, column)


def constant(data):
    names = [c["name"] for c in data.features if is_constant(data, c)]
    if not names:
        return []
    said = Expected("constant_columns", "warning").with_(len(names), "columns").with_(len(names) - 3, "columns not named")
    return [said.with_(len(data.features), "features").with_(data.feature_count(), "features")]


def near(data):
    hits = []
    for c in data.features:
        counts = sorted((k["count"] for k in c.get("categories") or []), reverse=True)
        if len(counts) < 2 or not data.rows or counts[1] == 0:
            continue
        distinct = c.get("distinct") if c.get("distinct") is not None else (len(counts) if data.complete(c) else None)
        if distinct is None or is_constant(data, c) or distinct > data.rows or sum(counts) > data.rows:
            continue
        if counts[0] / data.rows > 0.95 and counts[0] / counts[1] > 19 and distinct < 0.10 * data.rows:
            hits.append((counts[0] / data.rows, counts[0]))
    if not hits:
        return []
    said = Expected("near_constant_columns", "info").needs(max(hits)[0], "share of the most frequent value")
    said.with_(len(hits), "columns").with_(len(hits) - 3, "columns not named").with_(0.95, "bound").with_(data.rows, "rows")
    for value, count in hits:
        said.with_(value, "share of the most frequent value").with_(count, "its rows")
    return [said]


def identifiers(data):
    hits = [
        c["name"]
        for c in data.features
        if c["type"] == "id" or (c["type"] == "categorical" and data.rows and c.get("distinct") == data.rows > 1)
    ]
    if not hits:
        return []
    said = Expected("identifier_columns", "warning").with_(len(hits), "columns").with_(len(hits) - 3, "columns not named")
    return [said.with_(data.rows, "rows").with_(len(data.features), "features")]
