"""A snapshot beside what scikit-learn gives: figure by figure."""

import numpy as np
import reference
from cases import SPLITS
from scipy.spatial import cKDTree
from sklearn import metrics as sk

#: Relative to the greater one, for figures above 1.
TOLERANCE = 1e-9
#: Points that a curve may have.
MOST_POINTS = 200
SEED = 7


class Differences:
    """What was compared, and what differs."""

    def __init__(self):
        self.compared, self.cases, self.largest, self.wrong, self.name, self.furthest = 0, 0, 0.0, [], "", ""

    def of(self, name):
        self.name, self.cases = name, self.cases + 1
        return self

    def check(self, what, ours, expected):
        """Two figures, either of which may be undefined."""
        self.compared += 1
        if ours is None or expected is None:
            if ours is not expected:
                self.wrong.append(f"{self.name}: {what} is {ours}, not {expected}")
            return
        difference = abs(ours - expected) / max(1.0, abs(expected))
        if difference > self.largest:
            self.largest, self.furthest = difference, f"{self.name}: {what}"
        if not difference < TOLERANCE:
            self.wrong.append(f"{self.name}: {what} is {ours!r}, not {expected!r}")

    def same(self, what, ours, expected):
        """Two things that are equal or not."""
        self.compared += 1
        if ours != expected:
            self.wrong.append(f"{self.name}: {what} is {ours}, not {expected}")

    def report(self):
        return "\n".join(self.wrong[:50]) or "no differences"


def sets(case):
    """Split → the case's rows of it, for the reference."""
    rows = np.array([row for row in range(len(case.target)) if row not in case.missing])
    weight = np.ones(len(case.target)) if case.weight is None else np.asarray(case.weight)
    splits = np.array([SPLITS[name] for name in case.split] if case.split else ["test"] * len(case.target))
    for split in np.unique(splits[rows]):
        here = rows[splits[rows] == split]
        yield split, of_rows(case, here, weight[here])


def of_rows(case, rows, weight):
    if case.task == "regression":
        y, said = (np.array(values, dtype=float)[rows] for values in (case.target, case.prediction))
        return reference.Regression(y, said, weight)
    code = {label: index for index, label in enumerate(case.classes)}
    y = np.array([code[label] for label in case.target])[rows]
    scores = case.scores
    in_range = scores is not None and ((scores >= 0) & (scores <= 1)).all()
    said = None if case.prediction is None else np.array([code[label] for label in case.prediction])[rows]
    if case.task == "binary":
        # A threshold on what is no probability is not known.
        if said is None and in_range:
            said = (scores[rows] >= 0.5).astype(int)
        return reference.Binary(y, said, scores[rows], in_range, weight)
    sums = scores is not None and (np.abs(scores.sum(1) - 1) <= 1e-6).all()
    said = scores[rows].argmax(1) if said is None else said
    return reference.Multiclass(y, said, None if scores is None else scores[rows], bool(in_range and sums), weight, len(case.classes))


def model(found, case, content):
    """A model's content beside a case."""
    found.same("task", content["task"].split("_")[0], case.task)
    ours = {evaluation["split"]: evaluation for evaluation in content["evaluations"]}
    expected = dict(sets(case))
    found.same("splits", sorted(ours), sorted(expected))
    for split, rows in expected.items():
        evaluation = ours[split]
        found.same(f"{split} rows", evaluation["rows"], len(rows.y))
        # A class whose rows count nothing has none.
        metrics(found, split, evaluation, counted(rows).metrics())
        intervals(found, split, evaluation, reference.intervals(rows, case.replicates, SEED))
        {"binary": binary, "multiclass": multiclass, "regression": regression}[case.task](found, split, evaluation, rows, case)


def counted(rows):
    """Those with a weight."""
    return rows.take(np.flatnonzero(rows.weight > 0), rows.weight)


def metrics(found, split, evaluation, expected):
    found.same(f"{split} metrics", sorted(evaluation["metrics"]), sorted(expected))
    for name, value in expected.items():
        found.check(f"{split} {name}", evaluation["metrics"].get(name), value)


def intervals(found, split, evaluation, expected):
    ours = evaluation.get("intervals", {})
    found.same(f"{split} intervals", sorted(ours), sorted(expected))
    for name, (low, high, replicates) in expected.items():
        interval = ours.get(name, {})
        found.check(f"{split} low of {name}", interval.get("low"), low)
        found.check(f"{split} high of {name}", interval.get("high"), high)
        found.same(f"{split} resamples of {name}", interval.get("replicates"), replicates)


def confusion(found, split, evaluation, expected):
    ours = evaluation.get("confusion_matrix")
    if expected is None:
        found.same(f"{split} confusion matrix", ours, None)
        return
    for count, value in zip(np.ravel(ours["counts"]), np.ravel(expected), strict=True):
        found.check(f"{split} count", float(count), float(value))


def binary(found, split, evaluation, rows, case):
    confusion(found, split, evaluation, rows.confusion())
    found.same(f"{split} curves", len(evaluation.get("roc", [])), int(len(np.unique(counted(rows).y)) == 2))
    curves(found, split, evaluation.get("roc", []), evaluation.get("precision_recall", []), rows)
    scores = rows.scores[rows.weight > 0]
    table = evaluation["thresholds"]
    found.same(f"{split} thresholds", [row["threshold"] for row in table], sorted({row["threshold"] for row in table}, reverse=True))
    found.same(f"{split} all thresholds", set(np.unique(scores)) <= {row["threshold"] for row in table}, len(np.unique(scores)) < MOST_POINTS)
    for row in table:
        for name, value in rows.at_threshold(row["threshold"]).items():
            found.check(f"{split} {name} at {row['threshold']}", row[name], value)
    names = ("cumulative_data_fraction", "cumulative_capture_rate", "lift", "cumulative_lift")
    pairs(found, f"{split} gain", [[row[name] for name in names] for row in evaluation["gains_lift"]], counted(rows).gains())
    bins = [[row["mean_predicted"], row["observed_rate"], row["count"]] for row in evaluation.get("calibration", [])]
    pairs(found, f"{split} calibration", bins, counted(rows).calibration() if rows.probabilities else [])


def multiclass(found, split, evaluation, rows, case):
    confusion(found, split, evaluation, rows.confusion())
    if rows.scores is None:
        found.same(f"{split} curves", [*evaluation.get("roc", []), *evaluation.get("precision_recall", [])], [])
        return
    for name, value in counted(rows).averages_of_scikit_learn().items():
        found.check(f"{split} {name}", evaluation["metrics"][name], value)
    for index, label in enumerate(case.classes):
        of = lambda kind: [curve for curve in evaluation.get(kind, []) if curve["class"] == label]  # noqa: B023, E731
        curves(found, f"{split} {label}", of("roc"), of("precision_recall"), rows.one_against_the_rest(index))
    pairs(found, f"{split} hit ratio", [[ratio] for ratio in evaluation["hit_ratios"]], [[ratio] for ratio in rows.hit_ratios()])


def regression(found, split, evaluation, rows, case):
    sample = rows.sample(SEED)
    ours = [[point["actual"], point["predicted"]] for point in evaluation["predictions"]]
    pairs(found, f"{split} prediction", ours, np.column_stack([rows.y[sample], rows.predicted[sample]]).tolist())


def pairs(found, what, ours, expected):
    """Two tables, row by row."""
    found.same(f"{what}: rows", len(ours), len(expected))
    for row, other in zip(ours, expected, strict=False):
        for value, expectation in zip(row, other, strict=True):
            found.check(what, value, expectation)


def curves(found, what, roc, precision_recall, rows):
    """Every point is one of scikit-learn's, the ends are there, and the area is that of all points unless it is thinned."""
    y, scores, weight = rows.y, rows.scores, rows.weight
    both = len(np.unique(y[weight > 0])) == 2
    found.same(f"{what} has a ROC curve", any(curve["true_positive_rate"] for curve in roc), both)
    for curve in roc if both else []:
        x, heights, _ = sk.roc_curve(y, scores, sample_weight=weight, drop_intermediate=False)
        found.check(f"{what} area", curve["auc"], sk.roc_auc_score(y, scores, sample_weight=weight))
        points(found, f"{what} ROC", curve["false_positive_rate"], curve["true_positive_rate"], x, heights)
    positive = y[weight > 0].any()
    found.same(f"{what} has a precision-recall curve", any(curve["recall"] for curve in precision_recall), bool(positive))
    for curve in precision_recall if positive else []:
        heights, x, _ = sk.precision_recall_curve(y, scores, sample_weight=weight, drop_intermediate=False)
        found.check(f"{what} average precision", curve["auc"], sk.average_precision_score(y, scores, sample_weight=weight))
        points(found, f"{what} precision-recall", curve["recall"], curve["precision"], x[::-1], heights[::-1])


def points(found, what, x, y, all_x, all_y):
    distances, _ = cKDTree(np.column_stack([all_x, all_y])).query(np.column_stack([x, y]))
    for distance in distances:
        found.check(f"{what} point", float(distance), 0.0)
    found.check(f"{what} begin", x[0] + 10 * y[0], all_x[0] + 10 * all_y[0])
    found.check(f"{what} end", x[-1] + 10 * y[-1], all_x[-1] + 10 * all_y[-1])
    area, whole = (float(np.trapezoid(heights, across)) for heights, across in ((y, x), (all_y, all_x)))
    if len(x) < MOST_POINTS:
        found.check(f"{what} area", area, whole)
    else:
        found.same(f"{what} is thinned too much", abs(area - whole) < 1e-3, True)


def million(found, content, y, scores):
    """The model of a million rows: metrics, intervals and curves."""
    [evaluation] = content["evaluations"]
    rows = reference.Binary(y, (scores >= 0.5).astype(int), scores, True, np.ones(len(y)))
    metrics(found, "test", evaluation, rows.metrics())
    intervals(found, "test", evaluation, reference.intervals(rows, 2, SEED))
    confusion(found, "test", evaluation, rows.confusion())
    curves(found, "test", evaluation["roc"], evaluation["precision_recall"], rows)
    bins = [[row["mean_predicted"], row["observed_rate"], row["count"]] for row in evaluation["calibration"]]
    pairs(found, "calibration", bins, rows.calibration())


def experiment(found, snapshots):
    """Two files: an experiment that ranks the better model first, and its models."""
    found.same("kinds", [snapshot["kind"] for snapshot in snapshots], ["experiment", "model", "model"])
    content = snapshots[0]["content"]
    found.same("ranking", (content["ranking_metric"], content["ranking_split"]), ("auc", "test"))
    found.same("leaderboard", [entry["name"] for entry in content["leaderboard"]], ["binary_0", "flat"])
    found.same("ids", [entry["id"] for entry in content["leaderboard"]], [snapshot["id"] for snapshot in snapshots[1:]])
    found.same("ranks", [snapshot["content"]["rank"] for snapshot in snapshots[1:]], [1, 2])
