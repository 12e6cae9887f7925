"""Rules about one model."""

import math

import numpy as np

from . import groups, metrics, stats
from .expected import Open, Expected, finite, share

TRUST = ["test", "cross_validation", "validation", "training"]
HELD_OUT = TRUST[:3]
TELLING = [
    "auc",
    "mean_per_class_error",
    "balanced_accuracy",
    "accuracy",
    "f1",
    "logloss",
    "rmse",
    "mae",
    "r2",
    "mean_residual_deviance",
]


class Details:
    """A model with what the experiment around it knows."""

    def __init__(self, model, experiment=None, name=None):
        self.model = model
        self.task = model["task"]
        x = experiment or {}
        self.experiment = experiment
        self.name = name
        self.definitions = (model.get("metrics") or []) + (x.get("metrics") or [])
        self.ranking = model.get("ranking_metric") if model.get("ranking_metric") is not None else x.get("ranking_metric")
        preferred = x.get("ranking_split")
        self.order = ([preferred] if preferred else []) + [s for s in TRUST if s != preferred]
        self.evaluations = sorted(model.get("evaluations") or [], key=lambda e: self.order.index(e["split"]))
        self.own_spreads = dict(model.get("folds") or {})
        self.spreads = dict(self.own_spreads)
        if experiment and name is not None:
            for entry in x.get("leaderboard") or []:
                if entry["name"] == name:
                    for metric, spread in (entry.get("fold_spread") or {}).items():
                        self.spreads.setdefault(metric, spread)
        self.metric = self._telling()

    def held_out(self):
        return [e for e in self.evaluations if e["split"] in HELD_OUT]

    def value(self, evaluation, metric):
        """An evaluation's figure of a metric; by its exact name, else by what the name means."""
        found = self.named(evaluation, metric)
        return found[1] if found else None

    def named(self, evaluation, metric):
        values = evaluation.get("metrics") or {}
        key = metrics.known(metric)
        names = [metric] if key is None else [n for n in values if metrics.known(n) == key]
        names = [n for n in names if metrics.split_of(n) in (None, evaluation["split"])]
        for name in sorted(names, key=lambda n: (metrics.closeness(n), n)):
            usable = metrics.usable(name, values.get(name))
            if usable is not None:
                return name, usable
        return None

    def _occurs(self, metric):
        return any(self.named(e, metric) for e in self.evaluations)

    def _telling(self):
        if self.ranking is not None and self._occurs(self.ranking):
            return self.ranking
        for metric in TELLING:
            if self._occurs(metric):
                return metric
        for definition in self.definitions:
            if self._occurs(definition["name"]):
                return definition["name"]
        names = sorted(n for e in self.evaluations for n in e.get("metrics") or {} if self._occurs(n))
        return names[0] if names else None

    def up(self, metric):
        return metrics.higher_is_better(metric, self.definitions)

    def folds(self, metric, own=False):
        """The finite values over the folds; the model's own or else those on the leaderboard."""
        spreads = self.own_spreads if own else self.spreads
        spread = spreads.get(metric)
        if spread is None and metrics.known(metric):
            for name in sorted(spreads):
                if metrics.known(name) == metrics.known(metric):
                    spread = spreads[name]
                    break
        values = [metrics.usable(metric, v) for v in (spread or {}).get("folds") or []]
        return [v for v in values if v is not None]

    def figure(self, metric, among=None):
        """(evaluation, value) on the most trusted held-out rows that have it."""
        for e in among if among is not None else self.held_out():
            value = self.value(e, metric)
            if value is not None:
                return e, value
        return None

    def matrix(self, among=None):
        """The confusion matrix of the most trusted evaluation that has one."""
        for e in among if among is not None else self.held_out():
            if e.get("confusion_matrix"):
                return e, Matrix(e["confusion_matrix"])
        return None


class Matrix:
    """A confusion matrix and what follows from it."""

    def __init__(self, given):
        self.labels = given["labels"]
        self.counts = np.asarray(given["counts"], float).reshape(len(self.labels), -1)
        self.threshold = finite(given.get("threshold"))
        self.rows = self.counts.sum(axis=1)
        self.total = float(self.counts.sum())
        self.right = float(np.trace(self.counts))
        self.whole = bool(np.all(self.counts == np.floor(self.counts)))
        self.recalls = [float(self.counts[i, i] / r) if r > 0 else None for i, r in enumerate(self.rows)]
        columns = self.counts.sum(axis=0)
        self.precisions = [float(self.counts[i, i] / c) if c > 0 else None for i, c in enumerate(columns)]
        self.occurring = int((self.rows > 0).sum())


def judge(snapshot):
    """Findings about the model of a model snapshot, or about the best model of an experiment."""
    content = snapshot["content"]
    if snapshot["kind"] == "model":
        details = Details(content)
        some = any(metrics.usable(n, v) is not None for e in content.get("evaluations") or [] for n, v in (e.get("metrics") or {}).items())
        found = [] if some else [Expected("no_metrics", "warning")]
    else:
        best = content.get("best_model")
        if not best:
            return leader_held_out(content)
        details = Details(best["model"], content, best["name"])
        found = []
    for rule in (
        gap,
        held_out_gap,
        perfect,
        chance,
        variance,
        accuracy,
        weakest,
        calibration,
        groups.judge,
        stability,
        improving,
        importance,
    ):
        found += rule(details)
    return found


SUMS = {"aic", "null_deviance", "residual_deviance", "err_count"}


def on_board(d):
    """(rows, value) of the model on the experiment's leaderboard, where it is ranked by the telling metric."""
    if not d.experiment:
        return None
    from .leaderboard import Board

    board = Board(d.experiment)
    if board.metric is None or d.metric is None or (metrics.known(board.metric) or board.metric) != (metrics.known(d.metric) or d.metric):
        return None
    value = next((board.value(e) for e in board.entries if e["name"] == d.name and board.value(e) is not None), None)
    return (board.split, value) if value is not None else None


def gap(d):
    if d.metric is None or metrics.known(d.metric) in SUMS:
        return []
    training = [e for e in d.evaluations if e["split"] == "training"]
    held = d.figure(d.metric)
    board = on_board(d)
    if board and board[0] in HELD_OUT and not any(e["split"] == board[0] and d.value(e, d.metric) is not None for e in d.evaluations):
        if not held or d.order.index(board[0]) < d.order.index(held[0]["split"]):
            held = ({"split": board[0]}, board[1])
    if not training or not held or training[0].get("out_of_bag"):
        return []
    on_training = d.value(training[0], d.metric)
    if on_training is None:
        return []
    return [
        Expected("generalization_gap", "info")
        .needs(on_training, "on training rows")
        .needs(held[1], "on held-out rows")
        .with_(abs(on_training - held[1]), "difference")
        .with_(on_training - held[1], "difference")
        .with_(held[1] - on_training, "difference")
    ]


def held_out_gap(d):
    by_split = {e["split"]: e for e in d.evaluations}

    def on(split, metric):
        return d.value(by_split[split], metric) if split in by_split else None

    own = []
    if d.metric is not None and metrics.known(d.metric) not in SUMS:
        cv, test = on("cross_validation", d.metric), on("test", d.metric)
        if cv is not None and test is not None:
            own = _held_out("held_out_gap", test, cv, d.folds(d.metric), d.up(d.metric), d.metric)
    return own or board_held_out(d, on)


def board_held_out(d, on):
    """By a board of test rows, where the model has no test figure of the ranking metric itself."""
    from .leaderboard import Board

    board = Board(d.experiment) if d.experiment else None
    if not board or board.split != "test" or board.metric is None or metrics.known(board.metric) in SUMS:
        return []
    entry = next((e for e in board.valued() if e["name"] == d.name), None)
    if entry is None or on("test", board.metric) is not None:
        return []
    folds = d.folds(board.metric)
    cv = on("cross_validation", board.metric)
    if cv is None and len(folds) >= 3:
        cv = float(np.mean(folds))
    return [] if cv is None else _held_out("held_out_gap", board.value(entry), cv, folds, board.up, board.metric)


def leader_held_out(content):
    """The same for the leader of a board of test rows, where no model is described."""
    from .leaderboard import Board

    board = Board(content)
    valued = board.valued()
    if content.get("best_model") or board.split != "test" or not valued or metrics.known(board.metric) in SUMS:
        return []
    folds = [metrics.usable(board.metric, v) for v in board.folds(valued[0])]
    folds = [v for v in folds if v is not None]
    if len(folds) < 3:
        return []
    return _held_out("held_out_gap", board.value(valued[0]), float(np.mean(folds)), folds, board.up, board.metric)


def _held_out(rule, test, cv, folds, up, metric):
    said = Expected(rule, "info").needs(test, "on test rows").with_(cv, "in cross-validation")
    said.with_(abs(test - cv), "difference").with_(test - cv, "difference").with_(cv - test, "difference")
    if len(folds) < 3 or up is None:
        return [] if test == cv else [said]
    low, high = stats.prediction_interval(folds)
    if low <= test <= high:
        return []
    said.severity = "info" if (test > high) == up else "warning"
    least, most = metrics.bounds(metric)
    said.with_(0.95, "level").with_(len(folds), "folds").with_(low, "interval").with_(high, "interval")
    said.with_(float(np.mean(folds)), "mean of the folds").with_(float(np.std(folds, ddof=1)), "sd of the folds")
    return [said.needs(max(low, least), "interval").needs(min(high, most), "interval")]


def perfect(d):
    if d.metric is None:
        return []
    best, held = metrics.perfect(d.metric), d.figure(d.metric)
    if best is None or not held:
        return []
    # Only where both ends are fixed does a distance of 1e-9 mean something.
    near = 1e-9 if all(math.isfinite(b) for b in metrics.bounds(d.metric)) else 0.0
    if abs(held[1] - best) > near:
        return []
    matrix = held[0].get("confusion_matrix")
    if matrix and Matrix(matrix).occurring < 2:
        return []
    return [Expected("perfect_score", "warning").needs(held[1], "figure").with_(best, "perfect value")]


def chance(d):
    held = d.figure("auc")
    if d.task == "regression" or not held or held[1] > 0.5:
        return []
    return [Expected("no_better_than_chance", "critical").needs(held[1], "AUC").with_(0.5, "of a guess")]


def variance(d):
    if d.task != "regression":
        return []
    held = d.figure("r2")
    if not held:
        return []
    return [
        Expected("explained_variance", "critical" if held[1] <= 0 else "info")
        .needs(held[1], "explained")
        .with_(1 - held[1], "unexplained")
    ]


def accuracy(d):
    if d.task == "regression":
        return []
    held = d.matrix()
    if not held:
        return []
    m = held[1]
    if m.occurring < 2:
        return []
    n, largest = m.total, float(m.rows.max())
    said = Expected("accuracy_over_majority_class", "info").needs(m.right / n, "accuracy").needs(largest / n, "largest class")
    said.with_(n, "rows").with_(m.right, "rows called right").with_(n - m.right, "rows called wrong")
    said.with_(largest, "rows of the largest class").with_(m.threshold, "threshold")
    if m.right <= largest:
        said.severity = "warning"
    if m.whole:
        p = stats.more_than(m.right, n, largest / n)
        said.with_(p, "p")
        if p < 0.05:
            said.severity = "good"
    return [said]


def weakest(d):
    if d.task == "regression":
        return []
    held = d.matrix()
    if not held:
        return []
    m = held[1]
    if m.occurring < 2:
        return []
    recall, name, i = min((r, m.labels[i], i) for i, r in enumerate(m.recalls) if r is not None)
    if recall >= 1:
        return []
    said = Expected("weakest_class", "info").needs(recall, "recall").with_(m.counts[i, i], "rows found").with_(m.rows[i], "rows")
    said.with_(m.rows[i] - m.counts[i, i], "rows missed").with_(m.threshold, "threshold").with_(m.occurring, "classes")
    said.with_(0.5, "half").with_(1 - recall, "share missed")
    if m.whole:
        p = stats.less_than(m.counts[i, i], m.rows[i], 0.5)
        said.with_(p, "p")
        if p < 0.05:
            said.severity = "warning"
    return [said]


def calibration(d):
    given = next((e["calibration"] for e in d.held_out() if e.get("calibration")), None)
    if not given:
        return []
    if any(b.get("count") is None for b in given):
        return []
    bins = [(b["count"], share(b.get("mean_predicted")), share(b.get("observed_rate"))) for b in given if b["count"] > 0]
    # An average over the other bins would be one over a cut list.
    if not bins or any(p is None or o is None for _, p, o in bins):
        return []
    total = sum(n for n, _, _ in bins)
    ece = sum(n * abs(o - p) for n, p, o in bins) / total
    upper = lower = 0.0
    for n, p, o in bins:
        lo, hi = stats.wilson(o, n)
        upper += n * max(abs(p - lo), abs(p - hi)) / total
        lower += n * max(0.0, lo - p, p - hi) / total
    severity = "warning" if lower > 0.05 else "good" if upper <= 0.05 else "info"
    said = Expected("calibration", severity).needs(ece, "expected calibration error")
    (said.needs if severity == "info" else said.with_)(lower, "at least")
    (said.needs if severity == "info" else said.with_)(upper, "at most")
    return [said.with_(total, "rows").with_(len(bins), "bins").with_(0.05, "bound").with_(0.95, "level")]


def stability(d):
    if d.metric is None:
        return []
    folds = d.folds(d.metric, own=True)
    if len(folds) < 3:
        return []
    mean, sd = float(np.mean(folds)), float(np.std(folds, ddof=1))
    return [Expected("fold_stability", "info").needs(mean, "mean").needs(sd, "standard deviation").with_(len(folds), "folds")]


def improving(d):
    curves = []
    for curve in d.model.get("learning_curves") or []:
        up = d.up(curve["metric"])
        points = sorted(
            (finite(s), finite(v))
            for s, v in zip(curve["steps"], curve.get("validation") or [])
            if finite(s) is not None and finite(v) is not None
        )
        if up is None or len(points) < 10 or any(not metrics.in_bounds(curve["metric"], v) for _, v in points):
            continue
        n = len(points)
        last, base = points[-1][1], points[n - 1 - math.ceil(n / 10)][1]
        better = last - base if up else base - last
        is_best = all((v <= last) if up else (v >= last) for _, v in points)
        chosen = finite(curve.get("chosen_step"))
        kept = curve.get("chosen_step") is None or chosen == points[-1][0]
        relative = better / abs(base) if base != 0 else None
        curves.append((curve["metric"], better, relative, is_best and kept, points, base))
    speaking = [c for c in curves if c[3] and c[2] is not None and c[2] > 0.001]
    if any(better < 0 for _, better, *_ in curves) or not speaking:
        return []
    said = Expected("still_improving", "info")
    # Two measures of one name: which of them is "first" is not said, so both may be.
    name = min(c[0] for c in speaking)
    for metric, better, relative, _, points, base in speaking:
        if metric != name:
            continue
        first = not said.must
        said.with_(points[-1][1], "last value")
        (said.needs if first else said.with_)(points[-1][0], "last step")
        said.with_(relative, "relative improvement").with_(base, "value before the last tenth").with_(better, "improvement")
        said.with_(points[-1][0], "last step").with_(len(points), "points").with_(math.ceil(len(points) / 10), "points in the last tenth")
        said.with_(points[len(points) - 1 - math.ceil(len(points) / 10)][0], "step before the last tenth").with_(0.001, "tolerance")
        said.with_(points[-1][0] - points[len(points) - 1 - math.ceil(len(points) / 10)][0], "steps of the last tenth").with_(0.1, "a tenth")
    return [said]


def importance(d):
    for method in d.model.get("feature_importance") or []:
        features = method["features"]
        given = [finite(f.get("value")) for f in features]
        values = [abs(v) if method["method"] == "coefficient" else max(v, 0.0) for v in given if v is not None]
        if len(features) >= 3 and sum(values) > 0:
            break
    else:
        return []
    shown, total = method.get("features_total"), sum(values)
    if shown is not None and shown < len(features):
        return [Open("dominating_feature", "fewer features than are listed"), Open("importance_concentration", "the same")]
    greatest = max(values)
    # Those without a figure count as 0 beside the others.
    alike = sum(greatest - v <= 1e-9 * greatest for v in values)
    if alike == len(features):
        return []
    if (shown or 0) > len(features) or None in given:
        said = Expected("importance_concentration", "info").with_(len(features), "features listed").with_(shown, "features")
        said.with_(alike - 3, "more that share the greatest")
        return [said.with_(greatest, "importance").with_(len(values), "features with a figure")]
    top, running, most = greatest / total, 0.0, 0
    for v in sorted(values, reverse=True):
        running += v
        most += 1
        if running / total >= 0.8 - 1e-12:
            break
    rule, severity = ("dominating_feature", "warning") if top > 0.5 else ("importance_concentration", "info")
    said = Expected(rule, severity).needs(top, "greatest share").with_(len(features), "features").with_(greatest, "importance")
    if severity == "info":
        said.with_(alike - 3, "more that share the greatest")
        said.needs(most, "features that make up most").with_(0.8, "most").with_(running / total, "their share")
    return [said.with_(0.5, "half")]
