"""What a sentence about a snapshot claims, read and graded.

A claim is graded and not merely true or false, so that a sentence on the border cannot be labelled either way: rounding
that a reader may argue about, ties for a first place and the like are ARGUABLE. A true sentence must HOLD, a false one
must FAIL. Every figure and every name that a claim uses must stand in its sentence, word for word.
"""

import datetime
import json
import pathlib
import re

FAILS, ARGUABLE, HOLDS = 0, 1, 2

SNAPSHOTS = pathlib.Path(__file__).resolve().parent.parent / "samples" / "snapshots"

WORDS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
WORDS += "seventeen eighteen nineteen twenty".split()
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth".split()
ORDINALS += "fourteenth fifteenth".split()

# To the unit in which snapshots state a quantity: milliseconds, bytes, or shares of one.
UNITS = {
    "": 1.0,
    "%": 0.01,
    "percent": 0.01,
    "percentage points": 0.01,
    "microseconds": 0.001,
    "ms": 1.0,
    "milliseconds": 1.0,
    "s": 1000.0,
    "seconds": 1000.0,
    "minutes": 60_000.0,
    "bytes": 1.0,
    "KB": 1000.0,
}


def grade(result):
    """A grade stays what it is; a plain comparison holds or fails."""
    if isinstance(result, bool):
        return HOLDS if result else FAILS
    return result


def both(*results):
    """All parts of a claim: it is as good as its weakest part."""
    return min(grade(r) for r in results)


def but(wrong, *right):
    """A claim with one part wrong. It fails only for that part: the rest must hold, or the label is not as meant."""
    return grade(wrong) if both(*right) == HOLDS else ARGUABLE


def above(a, b):
    """Whether `a` is greater than `b`; equal values make it arguable."""
    if abs(a - b) <= 1e-9 * max(abs(a), abs(b)):
        return ARGUABLE
    return grade(a > b)


def below(a, b):
    return above(b, a)


def place(values, name, which, n=1):
    """Whether `name` is the `n`th "highest" or "lowest" of `values`. A tie with another is arguable."""
    own = values[name]
    ahead = [above(v, own) if which == "highest" else below(v, own) for k, v in values.items() if k != name]
    certain, tied = ahead.count(HOLDS), ahead.count(ARGUABLE)
    if certain <= n - 1 <= certain + tied:
        return ARGUABLE if tied else HOLDS
    return FAILS


def written(text):
    """The value of a figure as written, and the size of one unit of its last place: "2.98 seconds" is (2980, 10)."""
    lowered = text.lower()
    if lowered in WORDS:
        return float(WORDS.index(lowered)), 1.0
    number, unit = re.fullmatch(r"(-?[\d,]*\.?\d+|[a-z]+)\s*(.*)", text).groups()
    if number.isalpha():
        return WORDS.index(number) * UNITS[unit], UNITS[unit]
    decimals = len(number.partition(".")[2])
    return float(number.replace(",", "")) * UNITS[unit], 10.0**-decimals * UNITS[unit]


def hours(iso):
    """A moment of a snapshot."""
    return datetime.datetime.fromisoformat(iso.replace("Z", "+00:00"))


def milliseconds(start, end):
    return (hours(end) - hours(start)).total_seconds() * 1000.0


class Snapshot:
    def __init__(self, name):
        self.name = name
        self.document = json.loads((SNAPSHOTS / f"{name}.json").read_text(encoding="utf-8"))
        self.text = json.dumps(self.document, ensure_ascii=False).lower()


class Claim:
    """What a sentence may draw on to state its claim over a snapshot."""

    def __init__(self, snapshot, sentence):
        self.snapshot = snapshot
        self.sentence = sentence
        self.content = snapshot.document["content"]
        self.unread = sentence

    def said(self, text):
        """`text`, having made sure that it stands in the sentence as whole words, whatever their case."""
        pattern = rf"(?<![\w/-])(?<!\d[.,]){re.escape(text)}(?![\w-])(?![.,]\d)"
        assert re.search(pattern, self.sentence, re.IGNORECASE), f"{text!r} is not in {self.sentence!r}"
        self.unread = re.sub(pattern, lambda found: "_" * len(found[0]), self.unread, flags=re.IGNORECASE)
        return text

    def unread_figures(self):
        """Figures of the sentence that its claim has not looked at. "One" is left out: it is seldom a figure."""
        return re.findall(rf"(?<!\w)\d[\d.,]*|\b(?:{'|'.join(WORDS[2:])})\b", self.unread, re.IGNORECASE)

    # Figures

    def same(self, text, *readings):
        """Whether the written figure is one of the readings, rounded to the places written."""
        value, unit = written(self.said(text))
        apart = min(abs(value - r) for r in readings)
        if apart <= 0.5 * unit * (1 + 1e-9):
            return HOLDS
        return ARGUABLE if apart <= 1.5 * unit else FAILS

    def count(self, text, *readings):
        """Whether a written count is exactly one of the readings."""
        return grade(written(self.said(text))[0] in readings)

    def over(self, text, value):
        return above(value, written(self.said(text))[0])

    def under(self, text, value):
        return below(value, written(self.said(text))[0])

    def ordinal(self, text, rank):
        """Whether "fourth" (or "14th") is the rank."""
        self.said(text)
        return grade((ORDINALS.index(text) + 1 if text in ORDINALS else int(text.rstrip("stndrh"))) == rank)

    def date(self, text, iso):
        """Whether a date (or a time of day) as written is that of a moment, as far as written."""
        self.said(text)
        moment = hours(iso)
        forms = ["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d %b %Y", "%d %B", "%H:%M"]
        return grade(any(re.sub(r"\b0(?=\d [A-Z])", "", moment.strftime(f)) == text for f in forms))

    def known(self, name):
        """Whether a name that the sentence uses occurs in the snapshot at all."""
        return grade(self.said(name).lower() in self.snapshot.text)

    def configured(self, name):
        return next(x["value"] for x in self.content["configuration"] if x["name"] == name)

    # Experiments

    def row(self, name):
        """A row of the leaderboard by the beginning of its model's name, with its rank and metrics side by side."""
        for rank, row in enumerate(self.content["leaderboard"], 1):
            if row["name"] == name or row["name"].startswith(f"{name}_AutoML"):
                self.said(row["name"])
                return {**row, **row["metrics"], "rank": rank}
        raise KeyError(name)

    def of(self, name, metric):
        """Everything that could be meant by a metric of a model on the leaderboard."""
        row = self.row(name)
        readings = [row[metric]] if metric in row else []
        if metric in row.get("fold_spread", {}):
            readings.append(row["fold_spread"][metric]["mean"])
        best = self.content.get("best_model")
        if best and best["name"] == row["name"]:
            readings += [e["metrics"][metric] for e in best["model"]["evaluations"] if metric in e["metrics"]]
        return readings

    def board(self, key, only=""):
        """A column of the leaderboard, by model; `only` those whose name begins so."""
        rows = [r for r in self.content["leaderboard"] if r["name"].startswith(only)]
        return {r["name"]: r["metrics"].get(key, r.get(key)) for r in rows}

    def fold_means(self, key, only=""):
        """As `board`, by the mean over the folds; nothing where there are no folds."""
        rows = [r for r in self.content["leaderboard"] if r["name"].startswith(only)]
        return {r["name"]: r["fold_spread"][key]["mean"] for r in rows if key in r.get("fold_spread", {})}

    def extreme(self, key, name, which, n=1, only=""):
        """Whether a model's figure is the `n`th "highest" or "lowest" on the leaderboard; arguable if only by folds."""
        full = self.row(name)["name"]
        found = place(self.board(key, only), full, which, n)
        means = self.fold_means(key, only)
        if found == FAILS and means:
            return min(place(means, full, which, n), ARGUABLE)
        return found

    def sides(self, a, b, metric):
        """A metric of two models, side by side: on the leaderboard, and as means over the folds."""
        first, second = self.row(a), self.row(b)
        sides = [(first[metric], second[metric])]
        means = self.fold_means(metric)
        if means:
            sides.append((means[first["name"]], means[second["name"]]))
        return sides

    def more(self, a, b, metric):
        """Whether `metric` of `a` is greater than that of `b` on the leaderboard; arguable if only by folds."""
        first, *others = [above(x, y) for x, y in self.sides(a, b, metric)]
        return max(first, min(max(others, default=FAILS), ARGUABLE))

    # Models, alone or the best of an experiment

    @property
    def model(self):
        if "evaluations" in self.content:
            self.said(self.snapshot.document["name"])
            return self.content
        self.said(self.content["best_model"]["name"])
        return self.content["best_model"]["model"]

    def evaluation(self, split):
        word = {"training": r"\btrain", "cross_validation": r"\bcross-validat"}[split]
        assert re.search(word, self.sentence, re.IGNORECASE), f"{split} is not in {self.sentence!r}"
        return next(e for e in self.model["evaluations"] if e["split"] == split)

    def training(self, metric):
        return self.evaluation("training")["metrics"][metric]

    def crossed(self, metric):
        return self.evaluation("cross_validation")["metrics"][metric]

    def crossings(self, metric):
        """Cross-validation as a whole and as the mean of its folds: a reader may take either."""
        return [self.crossed(metric), self.model["folds"][metric]["mean"]]

    def any_split(self, metric):
        """Every reading of a metric whose split the sentence leaves open."""
        return [e["metrics"][metric] for e in self.model["evaluations"]] + [self.model["folds"][metric]["mean"]]

    def confused(self, split, actual, predicted):
        matrix = self.evaluation(split)["confusion_matrix"]
        return matrix["counts"][matrix["labels"].index(actual)][matrix["labels"].index(predicted)]

    def class_recall(self, split, label):
        """The share of a class's rows that are found."""
        matrix = self.evaluation(split)["confusion_matrix"]
        return self.confused(split, label, label) / sum(matrix["counts"][matrix["labels"].index(self.said(label))])

    def importances(self, method=None):
        lists = self.model["feature_importance"]
        chosen = next(x for x in lists if method in (None, x["method"]))
        return {f["name"]: f["value"] for f in chosen["features"]}

    def importance(self, feature, method=None):
        return self.importances(method)[self.said(feature)]

    def matters(self, feature, which, n=1, method=None):
        return place(self.importances(method), self.said(feature), which, n)

    def built(self, name):
        return next(x["value"] for x in self.model["structure"] if x["name"] == name)

    def used(self, family):
        """Of an ensemble: how many base models of a family are used, and how many there are."""
        label = f"# {family} base models (used / total)" if family else "Number of base models (used / total)"
        return [int(n) for n in self.built(label).split("/")]

    def setting(self, name):
        return next(x["value"] for x in self.model["hyperparameters"] if x["name"] == name)

    def curve(self, metric, which="validation"):
        found = next(x for x in self.model["learning_curves"] if x["metric"] == metric)
        return [v for v in found[which] if v is not None]

    # Data sets

    def column(self, name):
        return next(c for c in self.content["dataset"]["column_summaries"] if c["name"] == self.said(name))

    def numbers(self, name):
        return self.column(name)["numeric"]

    def classes(self):
        target = self.content["dataset"]["column_summaries"][-1]
        return {c["value"]: c["count"] for c in target["categories"]}

    # Deployments

    def drift(self, feature):
        return next(f for f in self.content["drift"]["features"] if f["feature"] == self.said(feature))

    def psi(self, feature):
        return self.drift(feature)["current"]["psi"]

    def psis(self):
        return {f["feature"]: f["current"]["psi"] for f in self.content["drift"]["features"]}

    def on_day(self, text, series):
        """The PSI of a series of days on the day that the sentence names."""
        return next(d["psi"] for d in series["daily"] if self.date(text, d["date"] + "T00:00:00Z"))

    def days(self, key):
        """A sum over the hours of each day."""
        sums = {}
        for hour in self.content["intervals"]:
            day = hour["start"][:10]
            sums[day] = sums.get(day, 0) + hour[key]
        return sums

    def error_rates(self):
        """The share of requests that failed, by day."""
        errors = self.days("errors")
        return {day: errors[day] / requests for day, requests in self.days("requests").items()}

    def day(self, text):
        return next(day for day in self.days("requests") if self.date(text, day + "T00:00:00Z"))

    def hour(self, day, time):
        """The interval of an hour that begins at a time of a day."""
        return next(
            h for h in self.content["intervals"] if self.date(day, h["start"]) and self.date(time, h["start"])
        )

    def latency(self, percentile):
        """The latency at "95th" or "99%"."""
        return self.content["totals"]["latency_ms"]["p" + re.match(r"\d+", self.said(percentile))[0]]

    def predicted(self, period):
        return next(p for p in self.content["predictions"]["periods"] if p["name"] == self.said(period))

    # Synthetic data

    def score(self, column):
        return self.scores()[self.said(column)]

    def scores(self, kind=None):
        return {c["name"]: c["score"] for c in self.content["columns"] if kind in (None, c["type"])}

    def pair(self, a, b):
        return self.pairs()[(self.said(a), self.said(b))]

    def pairs(self):
        scored = [p for p in self.content["pairs"] if p["score"] is not None]
        return {(p["column_a"], p["column_b"]): p["score"] for p in scored}

    def correlation(self, data, a, b):
        names = self.content["correlation"]["columns"]
        return self.content["correlation"][data][names.index(self.said(a))][names.index(self.said(b))]

    def frequency(self, column, category, data):
        spread = next(c for c in self.content["columns"] if c["name"] == self.said(column))["distribution"]
        return spread[data][spread["categories"].index(self.said(category))]

    def useful(self, model):
        return next(m for m in self.content["utility"]["models"] if m["name"].lower() == self.said(model).lower())

    # Projects

    def item(self, kind, name):
        return next(x for x in self.content[kind] if x["name"] == self.said(name))

    def items(self, kind, key):
        return {x["name"]: x[key] for x in self.content[kind]}

    def lasted(self):
        return {x["name"]: milliseconds(x["started_at"], x["finished_at"]) for x in self.content["experiments"]}
