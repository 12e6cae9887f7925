"""What differs between two snapshots of a kind: figures then and now, whether a difference exceeds the noise, what appeared and went.

Figures are the same if whose, what and of which rows agree. A name that stands twice in a list is nobody's. The noise of a figure is
known over three folds or more ((1/k + 1/(k - 1)) s² with k - 1 degrees of freedom, Nadeau & Bengio 2003) and of an interval of the
level 1 - a (its width over twice the normal quantile of 1 - a/2, squared); a share of independent rows that the confusion matrix has the
whole counts of has Wilson's of 95 % where none is given, and so have a group's rates of 30 rows or more and the share of rows that are
right in service. Rates of groups are compared where both are of the same class. Two figures are compared by Welch's test, and the p-values
of all figures that both snapshots know the noise of are adjusted by Holm (1979); under 0.05 the difference exceeds the noise.
"""

import math
from collections import Counter

import numpy as np
from scipy import stats as scipy_stats

from . import groups, metrics, outcomes, stats
from .expected import finite
from .model import Matrix

ROWS = {
    "training": "on training rows",
    "validation": "on validation rows",
    "cross_validation": "in cross-validation",
    "test": "on test rows",
}
LATENCIES = {
    "p50": "Median latency",
    "p95": "95th percentile of the latency",
    "p99": "99th percentile of the latency",
    "max": "Longest latency",
}
#: What groups are compared by, by the names that they have here: "True positive rate" as such is a metric of whole models.
RATES = {f"the group's {rate} rate": f"{rate.capitalize()} rate" for rate in groups.RATES}


class Figure:
    def __init__(self, value, better=None, noise=None):
        self.value, self.better, self.noise = value, better, noise
        #: Which class a group's rate is of.
        self.of_class = None


def label(name, definitions):
    """What people call a metric."""
    if name in RATES:
        return RATES[name]
    for definition in definitions or ():
        if definition["name"] == name and (definition.get("label") or "").strip():
            return definition["label"]
    key = metrics.known(name)
    if key is None:
        return name
    plain = name.strip().lower().replace(" ", "_").replace("-", "_")
    prefix = next((p for p in ("test", "training", "train", "validation", "val", "eval") if plain.startswith(p + "_")), None)
    if plain == key or plain in metrics.TABLE[key][1].split() or prefix is None:
        return metrics.TABLE[key][0]
    rows = {"train": "training", "val": "validation", "eval": "evaluation"}.get(prefix, prefix)
    return f"{metrics.TABLE[key][0]} ({rows})"


def names_rows(name):
    """Whether a metric's name says of which rows it is."""
    plain = name.strip().lower().replace(" ", "_").replace("-", "_")
    if metrics.known(name) is None or plain in metrics._BY_NAME:
        return False
    return True


def once(items, name=lambda item: item["name"]):
    times = Counter(name(item) for item in items or ())
    return [item for item in items or () if times[name(item)] == 1]


def of_folds(spread):
    """Variance and degrees of freedom over folds; None where too little is known."""
    folds = [v for v in spread.get("folds") or () if finite(v) is not None]
    given = finite(spread.get("sd"))
    given = given if given is not None and given >= 0 else None
    if len(folds) < 3:
        return None
    sd = given if given is not None else float(np.std(folds, ddof=1))
    mean = finite(spread.get("mean"))
    mean = mean if mean is not None else float(np.mean(folds))
    if sd <= 1e-9 * abs(mean):
        # Equal folds, but for rounding.
        return None
    k = len(folds)
    variance = (1 / k + 1 / (k - 1)) * sd * sd
    return (variance, k - 1) if math.isfinite(variance) and variance > 0 else None


def of_interval(interval):
    error = (interval["high"] - interval["low"]) / (2 * scipy_stats.norm.ppf(0.5 + interval["level"] / 2))
    return (error * error, None) if math.isfinite(error * error) and error * error > 0 else None


def of_share(share, rows):
    """Of Wilson's interval of 95 %."""
    low, high = stats.wilson(share, rows)
    return of_interval({"low": low, "high": high, "level": 0.95})


def rows_of(evaluation):
    """Of which rows an evaluation is."""
    out_of_bag = evaluation["split"] == "training" and evaluation.get("out_of_bag")
    return "on out-of-bag rows" if out_of_bag else ROWS[evaluation["split"]]


def of_counts(content, evaluation, name):
    """Wilson's interval of a metric that is a share of the confusion matrix's rows, and is that share to the sixth digit."""
    given, value = evaluation.get("confusion_matrix"), metrics.usable(name, (evaluation.get("metrics") or {}).get(name))
    if not given or value is None or names_rows(name) or evaluation["split"] not in ("test", "validation"):
        return None
    matrix = Matrix(given)
    if matrix.total <= 0 or not matrix.whole or evaluation.get("rows") not in (None, matrix.total):
        return None
    shares = {"accuracy": (matrix.right, matrix.total), "err": (matrix.total - matrix.right, matrix.total)}
    labels, counts = matrix.labels, matrix.counts
    if content.get("task") == "binary_classification" and len(labels) == 2 and content.get("positive_class") in labels:
        yes = labels.index(content["positive_class"])
        no = 1 - yes
        shares |= {
            "recall": (counts[yes, yes], matrix.rows[yes]),
            "specificity": (counts[no, no], matrix.rows[no]),
            "precision": (counts[yes, yes], counts[:, yes].sum()),
        }
    found, rows = shares.get(metrics.known(name), (0, 0))
    if rows <= 0 or abs(found / rows - value) > 1e-6:
        return None
    low, high = stats.wilson(found / rows, rows)
    return {"low": low, "high": high, "level": 0.95}


def metric_figures(all_, of, values, definitions, rows, noise):
    for name, value in (values or {}).items():
        value = metrics.usable(name, value)
        if value is None:
            continue
        on = "" if names_rows(name) or rows is None else f" {rows}"
        key = (of, name, on)
        all_.setdefault(key, Figure(value, metrics.higher_is_better(name, definitions), noise(name) if on else None))


def model(all_, of, content):
    definitions = content.get("metrics")
    folds = content.get("folds") or {}
    for evaluation in content.get("evaluations") or ():
        rows = rows_of(evaluation)

        def noise(name, evaluation=evaluation, rows=rows):
            own = of_folds(folds[name]) if name in folds and rows == ROWS["cross_validation"] else None
            interval = (evaluation.get("intervals") or {}).get(name) or of_counts(content, evaluation, name)
            return own or (of_interval(interval) if interval else None)

        metric_figures(all_, of, evaluation.get("metrics"), definitions, rows, noise)


def rates(all_, content):
    """The rates of groups, of the first evaluation on the same rows that has an attribute's."""
    met = set()
    for evaluation in content.get("evaluations") or ():
        rows = rows_of(evaluation)
        for grouping in evaluation.get("groups") or ():
            attribute, favourable = grouping["attribute"], grouping.get("favourable_class")
            if (attribute, rows) in met or not any(group.get("counts") and group["rows"] for group in grouping["groups"]):
                continue
            met.add((attribute, rows))
            for rate, of in groups.rates(content, grouping, fewest=1).items():
                for group, part, of_rows in of:
                    enough = of_rows >= groups.FEWEST and evaluation["split"] in ("test", "validation")
                    noise = of_share(part / of_rows, of_rows) if enough else None
                    key = (f"{attribute}: {group}", f"the group's {rate} rate", f" {rows}")
                    all_[key] = Figure(part / of_rows, None, noise)
                    all_[key].of_class = favourable or content.get("positive_class")


def in_service(all_, content):
    """Quality in service: the mean of the last third of the intervals, weighted by rows."""
    for given in content.get("outcomes") or ():
        name = given["metric"]
        lately = outcomes.last_third(outcomes.measured(given))
        if not lately:
            continue
        value, rows, noise = outcomes.mean(lately), sum(rows for _, rows in lately), None
        if metrics.known(name) in outcomes.SHARES:
            noise = of_share(value, rows)
        all_.setdefault((None, name, " in the current period"), Figure(value, metrics.higher_is_better(name), noise))


def figures(snapshot):
    """(whose, metric or label, rows) → figure, as far as the oracle knows them."""
    content, kind, all_ = snapshot["content"], snapshot["kind"], {}
    if kind == "experiment":
        split = content.get("ranking_split")
        for entry in once(content.get("leaderboard")):
            spreads = entry.get("fold_spread") or {} if split == "cross_validation" else {}
            noise = lambda name, spreads=spreads: of_folds(spreads[name]) if name in spreads else None
            metric_figures(all_, entry["name"], entry.get("metrics"), content.get("metrics"), ROWS.get(split), noise)
        best = content.get("best_model")
        if best:
            board = set(all_)
            model(all_, best["name"], best["model"])
            # What the leaderboard does not know the noise of, the model in full may.
            own = {}
            model(own, best["name"], best["model"])
            for key in board & set(own):
                all_[key].noise = all_[key].noise or own[key].noise
            rates(all_, best["model"])
    elif kind == "model":
        model(all_, None, content)
        rates(all_, content)
    elif kind == "deployment":
        in_service(all_, content)
        totals = content.get("totals")
        if totals and totals["errors"] <= totals["requests"]:
            all_[None, "Calls", ""] = Figure(totals["requests"])
            all_[None, "Failed calls", ""] = Figure(totals["errors"])
            if totals["requests"]:
                all_[None, "Error rate", ""] = Figure(totals["errors"] / totals["requests"], False)
        for feature in once((content.get("drift") or {}).get("features"), lambda item: item["feature"]):
            psi = finite(feature["current"].get("psi"))
            if psi is not None and psi >= -1e-9:
                all_[feature["feature"], "PSI", ""] = Figure(psi)
    elif kind == "synthgen":
        for column in once(content.get("columns")):
            score = finite(column.get("score"))
            if score is not None and -1e-9 <= score <= 1 + 1e-9:
                all_[column["name"], "Likeness score", ""] = Figure(score, True)
    elif kind == "privacy":
        for column in once(content.get("columns")):
            for key, rows in (("before", " before the transformation"), ("after", " after the transformation")):
                scan = column.get(key)
                if scan and scan["rows"] > 0:
                    all_[column["name"], "Number of cells with detections", rows] = Figure(scan["cells"], False)
    elif kind == "project":
        for item in once(content.get("deployments")):
            rate = finite(item.get("error_rate"))
            if rate is not None and -1e-9 <= rate <= 1 + 1e-9:
                all_[item["name"], "Error rate", ""] = Figure(rate, False)
            if item.get("requests") is not None:
                all_[item["name"], "Calls", ""] = Figure(item["requests"])
    return all_


def alike(a, b):
    return abs(a - b) <= 1e-9 * max(abs(a), abs(b))


def p_value(a, b, difference):
    """Welch's test of two figures with these variances and degrees of freedom."""
    (v1, d1), (v2, d2) = a, b
    t = difference / math.sqrt(v1 + v2)
    parts = (v1 * v1 / d1 if d1 else 0) + (v2 * v2 / d2 if d2 else 0)
    if parts > 0:
        return float(2 * scipy_stats.t.sf(abs(t), (v1 + v2) ** 2 / parts))
    return float(2 * scipy_stats.norm.sf(abs(t)))


def between(then, now):
    """Key → (then, now, better, adjusted p-value or None) of every figure that both have."""
    a, b = figures(then), figures(now)
    both = [key for key in b if key in a and a[key].of_class == b[key].of_class]
    tested = [key for key in both if a[key].noise and b[key].noise]
    p = stats.holm([p_value(a[key].noise, b[key].noise, b[key].value - a[key].value) for key in tested])
    adjusted = dict(zip(tested, p))
    return {
        key: (a[key].value, b[key].value, b[key].better if a[key].better == b[key].better else None, adjusted.get(key))
        for key in both
    }


def things(snapshot):
    """Word → names of the things of a snapshot that have no ids."""
    content = snapshot["content"]
    if snapshot["kind"] == "deployment":
        types = ((content.get("totals") or {}).get("errors_by_type") or {}).keys()
        return {"column": {f["feature"] for f in (content.get("drift") or {}).get("features") or ()}, "type of error": set(types)}
    if snapshot["kind"] == "synthgen":
        return {"column": {c["name"] for c in content.get("columns") or ()}}
    if snapshot["kind"] == "privacy":
        columns = content.get("columns") or ()
        scans = [c.get(key) or {} for c in columns for key in ("before", "after")]
        types = {one["type"] for scan in scans for one in scan.get("detections") or ()}
        return {"column": {c["name"] for c in columns}, "type of personal data": types}
    return {}


def moved(then, now):
    """(word, "new" or "gone") → how many."""
    a, b = things(then), things(now)
    found = {}
    for word in set(a) | set(b):
        for way, names in (("new", b.get(word, set()) - a.get(word, set())), ("gone", a.get(word, set()) - b.get(word, set()))):
            if names:
                found[word, way] = len(names)
    return found
