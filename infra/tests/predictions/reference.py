"""What an import of predictions must give, recomputed with scikit-learn from the rows of a case."""

import numpy as np
from sklearn import metrics as sk
from sklearn.calibration import calibration_curve

MASK = (1 << 64) - 1


def defined(value):
    """A number, or None for what is undefined."""
    return None if value is None or np.isnan(value) else float(value)


def splitmix(seed, count):
    """The first numbers of SplitMix64 (Steele, Lea & Flood 2014), which needs no earlier number for a later one."""
    with np.errstate(over="ignore"):
        state = np.uint64(seed & MASK) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        mixed = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return mixed ^ (mixed >> np.uint64(31))


def below(numbers, bound):
    """The upper half of each 128-bit product with `bound`, which has less than 32 bits."""
    low, high = numbers & np.uint64(0xFFFFFFFF), numbers >> np.uint64(32)
    bound = np.uint64(bound)
    return (high * bound + ((low * bound) >> np.uint64(32))) >> np.uint64(32)


def resamples(rows, replicates, seed):
    """How often each resample draws each row."""
    for start in splitmix(seed, replicates):
        drawn = below(splitmix(int(start), rows), rows).astype(np.intp)
        yield np.bincount(drawn, minlength=rows)


class Binary:
    """Two classes: y and called are 0 or 1."""

    def __init__(self, y, called, scores, probabilities, weight):
        self.y, self.called, self.scores, self.probabilities, self.weight = y, called, scores, probabilities, weight

    def take(self, rows, weight):
        return Binary(
            self.y[rows], None if self.called is None else self.called[rows],
            None if self.scores is None else self.scores[rows], self.probabilities, weight[rows],
        )  # fmt: skip

    def metrics(self):
        y, called, scores, w = self.y, self.called, self.scores, self.weight
        found = {}
        if called is not None:
            rate = {"sample_weight": w, "zero_division": np.nan}
            found |= {
                "accuracy": sk.accuracy_score(y, called, sample_weight=w),
                "balanced_accuracy": sk.balanced_accuracy_score(y, called, sample_weight=w),
                "precision": sk.precision_score(y, called, **rate),
                "recall": sk.recall_score(y, called, **rate),
                "specificity": sk.recall_score(y, called, pos_label=0, **rate),
                "f1": sk.f1_score(y, called, **rate),
                "mcc": correlation(y, called, w),
            }
        if scores is not None:
            both = len(np.unique(y)) == 2
            found["auc"] = sk.roc_auc_score(y, scores, sample_weight=w) if both else np.nan
            found["average_precision"] = sk.average_precision_score(y, scores, sample_weight=w) if y.any() else np.nan
        if self.probabilities:
            found["logloss"] = sk.log_loss(y, scores, sample_weight=w, labels=[0, 1])
            found["brier"] = sk.brier_score_loss(y, scores, sample_weight=w, labels=[0, 1], pos_label=1)
        return {name: defined(value) for name, value in found.items()}

    def confusion(self):
        return None if self.called is None else sk.confusion_matrix(self.y, self.called, labels=[0, 1], sample_weight=self.weight)

    def at_threshold(self, threshold):
        called, positive = self.scores >= threshold, self.y == 1
        weight = lambda mask: self.weight[mask].sum()  # noqa: E731
        share = lambda part, whole: weight(part & whole) / weight(whole) if weight(whole) else None  # noqa: E731
        both = weight(called) + weight(positive)
        return {
            "precision": share(positive, called),
            "recall": share(called, positive),
            "f1": 2 * weight(called & positive) / both if both else None,
            "specificity": share(~called, ~positive),
            "accuracy": weight(called == positive) / self.weight.sum(),
        }

    def calibration(self):
        """(mean prediction, observed rate, rows) of each bin that has rows."""
        bins = np.searchsorted(np.linspace(0, 1, 11)[1:-1], self.scores)
        rows = []
        for index in np.unique(bins):
            here = bins == index
            average = lambda values: np.average(values[here], weights=self.weight[here])  # noqa: E731
            rows.append((average(self.scores), average(self.y), int(here.sum())))
        if (self.weight == 1).all():
            # The same by scikit-learn itself, which has no weights here.
            observed, predicted = calibration_curve(self.y, self.scores, n_bins=10)
            assert np.allclose([row[0] for row in rows], predicted, rtol=0, atol=1e-12)
            assert np.allclose([row[1] for row in rows], observed, rtol=0, atol=1e-12)
        return rows

    def gains(self):
        """(share of rows, captured, lift, cumulative lift) by tenths that do not part equal scores."""
        y, w = self.y, self.weight
        total, positives = w.sum(), w[y == 1].sum()
        rows, ended, before = [], 0, 0
        for score in np.unique(self.scores)[::-1]:
            upto = self.scores >= score
            share = w[upto].sum() / total
            tenths = int(np.floor(share * 10 + 1e-12))
            if tenths <= ended:
                continue
            group = upto & ~before if isinstance(before, np.ndarray) else upto
            rate = lambda mask: w[mask & (y == 1)].sum() / w[mask].sum()  # noqa: E731
            lift = (lambda mask: rate(mask) / (positives / total)) if positives else (lambda mask: None)
            captured = w[upto & (y == 1)].sum() / positives if positives else None
            rows.append((share, captured, lift(group), lift(upto)))
            ended, before = tenths, upto
        return rows


class Multiclass:
    """Classes from 0; scores by class, or None."""

    def __init__(self, y, called, scores, probabilities, weight, count, occurring=None):
        self.y, self.called, self.scores, self.probabilities, self.weight, self.count = y, called, scores, probabilities, weight, count
        self.occurring = np.union1d(y, called) if occurring is None else occurring

    def take(self, rows, weight):
        scores = None if self.scores is None else self.scores[rows]
        return Multiclass(self.y[rows], self.called[rows], scores, self.probabilities, weight[rows], self.count, self.occurring)

    def metrics(self):
        y, called, w = self.y, self.called, self.weight
        rate = {"sample_weight": w, "zero_division": 0, "labels": self.occurring}
        found = {
            "accuracy": sk.accuracy_score(y, called, sample_weight=w),
            "balanced_accuracy": sk.balanced_accuracy_score(y, called, sample_weight=w),
            "precision_macro": sk.precision_score(y, called, average="macro", **rate),
            "precision_weighted": sk.precision_score(y, called, average="weighted", **rate),
            "f1_macro": sk.f1_score(y, called, average="macro", **rate),
            "f1_weighted": sk.f1_score(y, called, average="weighted", **rate),
            "mcc": correlation(y, called, w),
        }
        if self.scores is not None:
            known = len(np.unique(y)) == self.count
            one_hot, by_rows = np.eye(self.count)[y], np.bincount(y, weights=w, minlength=self.count)
            for score, macro, weighted in (
                (sk.roc_auc_score, "roc_auc_ovr", "roc_auc_ovr_weighted"),
                (sk.average_precision_score, "average_precision_macro", "average_precision_weighted"),
            ):
                areas = score(one_hot, self.scores, average=None, sample_weight=w) if known else np.full(self.count, np.nan)
                found |= {macro: np.mean(areas), weighted: np.average(areas, weights=by_rows)}
        if self.probabilities:
            labels = range(self.count)
            found["logloss"] = sk.log_loss(y, self.scores, sample_weight=w, labels=labels)
            found["brier"] = sk.brier_score_loss(y, self.scores, sample_weight=w, labels=labels)
        return {name: defined(value) for name, value in found.items()}

    def averages_of_scikit_learn(self):
        """The averages over classes, by scikit-learn's own word for them; none where a class is absent."""
        if self.scores is None or not self.probabilities or len(np.unique(self.y)) < self.count:
            return {}
        how = {"multi_class": "ovr", "sample_weight": self.weight}
        one_hot = np.eye(self.count)[self.y]
        return {
            "roc_auc_ovr": sk.roc_auc_score(self.y, self.scores, average="macro", **how),
            "roc_auc_ovr_weighted": sk.roc_auc_score(self.y, self.scores, average="weighted", **how),
            "average_precision_weighted": sk.average_precision_score(one_hot, self.scores, average="weighted", sample_weight=self.weight),
        }

    def confusion(self):
        return sk.confusion_matrix(self.y, self.called, labels=range(self.count), sample_weight=self.weight)

    def one_against_the_rest(self, label):
        return Binary((self.y == label).astype(int), None, self.scores[:, label], False, self.weight)

    def hit_ratios(self):
        top = range(1, min(self.count, 10) + 1)
        score = lambda k: sk.top_k_accuracy_score(self.y, self.scores, k=k, labels=range(self.count), sample_weight=self.weight)  # noqa: E731
        return [score(k) for k in top]


class Regression:
    """Numbers."""

    def __init__(self, y, predicted, weight, whole=None):
        self.y, self.predicted, self.weight = y, predicted, weight
        # Of all rows, also where some are taken.
        self.relative = whole.relative if whole else not (y == 0).any()
        self.logs = whole.logs if whole else bool((y > -1).all() and (predicted > -1).all())

    def take(self, rows, weight):
        return Regression(self.y[rows], self.predicted[rows], weight[rows], self)

    def metrics(self):
        y, p, w = self.y, self.predicted, self.weight
        found = {
            "rmse": sk.root_mean_squared_error(y, p, sample_weight=w),
            "mae": sk.mean_absolute_error(y, p, sample_weight=w),
            "median_absolute_error": sk.median_absolute_error(y, p, sample_weight=w),
            "r2": sk.r2_score(y, p, sample_weight=w) if len(np.unique(y)) > 1 else np.nan,
            "mean_error": np.average(p - y, weights=w),
        }
        if self.relative:
            found["mape"] = sk.mean_absolute_percentage_error(y, p, sample_weight=w)
        if self.logs:
            # The logarithmic error is symmetrical, and scikit-learn's own refuses numbers from −1 to 0.
            found["rmsle"] = np.sqrt(np.average((np.log1p(p) - np.log1p(y)) ** 2, weights=w))
        return {name: defined(value) for name, value in found.items()}

    def sample(self, seed):
        """The rows of the sample, by selection sampling."""
        rows = len(self.y)
        wanted, chosen = min(2000, rows), []
        for row, number in enumerate(splitmix(seed, rows)):
            if int(below(np.array([number]), rows - row)[0]) < wanted:
                wanted -= 1
                chosen.append(row)
        return chosen


def correlation(y, called, weight):
    """Matthews' correlation; undefined where all rows are of one class or called one class."""
    if len(np.unique(y)) < 2 or len(np.unique(called)) < 2:
        return np.nan
    return sk.matthews_corrcoef(y, called, sample_weight=weight)


def intervals(case, replicates, seed):
    """Metric → (low, high, resamples in which it is defined), by the percentiles of numpy."""
    values = {}
    for counts in resamples(len(case.y), replicates, seed):
        weight = case.weight * counts
        # Rows that count nothing are left out, so that a class without rows is one for scikit-learn, too.
        for name, value in case.take(np.flatnonzero(weight > 0), weight).metrics().items():
            values.setdefault(name, []).append(value)
    found = {}
    for name, metric in case.metrics().items():
        known = [value for value in values[name] if value is not None]
        if metric is not None and known and 2 * len(known) >= replicates:
            low, high = np.percentile(known, [2.5, 97.5])
            found[name] = (low, high, len(known))
    return found
