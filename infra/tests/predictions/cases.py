"""Files of predictions: of real data by quick models, and made up with everything that is awkward about scores."""

import csv
import gzip
from dataclasses import dataclass, field

import numpy as np
from sklearn.datasets import load_breast_cancer, load_diabetes, load_wine
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

#: Splits as they are written and as a snapshot names them.
SPLITS = {"train": "training", "valid": "validation", "oof": "cross_validation", "holdout": "test"}


@dataclass
class Case:
    """A file and what is in it."""

    name: str
    task: str
    #: Written as they are. None is an empty cell.
    target: list
    prediction: list | None = None
    #: Of the positive class, or by class.
    scores: np.ndarray | None = None
    classes: list | None = None
    weight: np.ndarray | None = None
    split: list | None = None
    groups: list | None = None
    #: Rows without a target.
    missing: list = field(default_factory=list)
    delimiter: str = ","
    compressed: bool = False
    replicates: int = 5
    arguments: list = field(default_factory=list)

    def write(self, folder):
        """Writes the file; the arguments of `reportctl import predictions`."""
        columns = {"y": [None if row in self.missing else value for row, value in enumerate(self.target)]}
        arguments = ["--target", "y", "--name", self.name, "--replicates", self.replicates, "--seed", 7, *self.arguments]
        if self.prediction is not None:
            columns["said"] = self.prediction
            arguments += ["--prediction", "said"]
        if self.scores is not None and self.scores.ndim == 1:
            columns["score"] = [repr(float(value)) for value in self.scores]
            arguments += ["--score", "score", "--positive", self.classes[1]]
        elif self.scores is not None:
            for index, label in enumerate(self.classes):
                columns[f"p_{label}"] = [repr(float(value)) for value in self.scores[:, index]]
            arguments += ["--scores", "p_"]
        for name, values, option in (("w", self.weight, "--weight"), ("part", self.split, "--split"), ("who", self.groups, "--group")):
            if values is not None:
                columns[name] = values
                arguments += [option, name]
        path = folder / f"{self.name}.csv{'.gz' if self.compressed else ''}"
        opened = gzip.open(path, "wt", newline="") if self.compressed else path.open("w", newline="")
        with opened as file:
            writer = csv.writer(file, delimiter=self.delimiter)
            writer.writerow(columns)
            writer.writerows(zip(*columns.values(), strict=True))
        return path, [*map(str, arguments)]


def classifier(data, seed):
    x, rest, y, expected = train_test_split(data.data, data.target, test_size=0.4, random_state=seed, stratify=data.target)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.01)).fit(x, y)
    return expected, model.predict(rest), model.predict_proba(rest)


def real():
    """Held-out rows of three data sets that come with scikit-learn."""
    data = load_breast_cancer()
    names = list(data.target_names)
    y, said, p = classifier(data, 1)
    yield Case("breast_cancer", "binary", [names[i] for i in y], [names[i] for i in said], p[:, 1], names, replicates=40)
    data = load_wine()
    names = list(data.target_names)
    y, said, p = classifier(data, 2)
    yield Case("wine", "multiclass", [names[i] for i in y], [names[i] for i in said], p, names, replicates=20)
    data = load_diabetes()
    x, rest, y, expected = train_test_split(data.data, data.target, test_size=0.4, random_state=3)
    said = Ridge().fit(x, y).predict(rest)
    yield Case("diabetes", "regression", expected.tolist(), said.tolist(), replicates=100)


def generated(index):
    """The case of that number: a third each of two classes, many classes and numbers, in turn, awkward in different ways."""
    rng = np.random.default_rng(index)
    kind = ("binary", "multiclass", "regression")[index % 3]
    turn = index // 3
    rows = int(rng.integers(30, 400))
    common = {
        "weight": rng.choice([0.0, 0.5, 1.0, 2.5, 0.1], rows) if turn % 2 else None,
        "split": list(rng.choice(list(SPLITS), rows)) if turn % 3 == 1 else None,
        "groups": list(rng.choice(["a", "b"], rows)) if turn % 4 == 3 else None,
        "missing": list(rng.choice(rows, 3, replace=False)) if turn % 5 == 2 else [],
        "delimiter": (",", ";", "\t")[turn % 3],
        "compressed": turn % 4 == 1,
    }
    make = {"binary": binary, "multiclass": multiclass, "regression": regression}[kind]
    return make(f"{kind}_{index}", rng, rows, turn, common)


def binary(name, rng, rows, turn, common):
    classes = (["no", "yes"], ["0", "1"], ["False", "True"])[turn % 3]
    y = rng.random(rows) < rng.choice([0.1, 0.5])
    if common["split"]:
        # One class does not occur in a split.
        y[np.array(common["split"]) == "valid"] = False
    y[:2] = [False, True]
    scores = np.clip(rng.normal(0.35 + 0.3 * y, 0.2), 0, 1)
    if turn % 4 == 2:
        scores = scores.round(1)
    if turn % 6 == 5:
        scores[:] = 0.5
    if turn % 7 == 3:
        scores = 10 * scores - 5
    if turn % 7 == 6:
        scores[: rows // 5], scores[rows // 5 : rows // 3] = 0.0, 1.0
    threshold = 0.3 if turn % 2 else 0.5
    said = None if turn % 5 == 0 else [classes[int(score >= threshold)] for score in scores]
    return Case(name, "binary", [classes[int(i)] for i in y], said, scores, classes, **common)


def multiclass(name, rng, rows, turn, common):
    count = (3, 5, 12, 30)[turn % 4]
    classes = [f"k{i:02}" for i in range(count)] if turn % 2 else [str(i) for i in range(count)]
    y = rng.integers(0, count, rows)
    y[:count] = np.arange(count)
    if common["split"]:
        y[(np.array(common["split"]) == "oof") & (y == 1)] = 0
    logits = rng.normal(0, 1, (rows, count))
    logits[np.arange(rows), y] += 1.5
    scores = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    if turn % 5 == 3:
        scores = scores.round(1)  # Ties, and no sums of 1.
    if turn % 5 == 4:
        scores = logits
    said = None if turn % 3 == 0 else [classes[i] for i in scores.argmax(1)]
    if turn % 6 == 1:
        return Case(name, "multiclass", [classes[i] for i in y], said, None, classes, **common)
    return Case(name, "multiclass", [classes[i] for i in y], said, scores, classes, **common)


def regression(name, rng, rows, turn, common):
    y = rng.normal(100, 30, rows)
    if turn % 4 == 1:
        y = y.round(-1)
    if turn % 4 == 2:
        y = np.abs(y) * 1e6
    if turn % 4 == 3:
        y[5] = 0.0
    said = y + rng.normal(2, 10, rows)
    if turn % 3 == 2:
        said[:] = y.mean()
    return Case(name, "regression", y.tolist(), said.tolist(), arguments=["--task", "regression"], **common)


def million(folder):
    """A million rows of two classes with scores of six digits, so that some are equal."""
    rng = np.random.default_rng(0)
    rows = 1_000_000
    y = rng.random(rows) < 0.2
    scores = (1 / (1 + np.exp(-rng.normal(-1.5 + 1.5 * y, 1.0)))).round(6)
    path = folder / "million.csv"
    with path.open("w") as file:
        file.write("y,score\n")
        file.writelines(f"{int(label)},{score!r}\n" for label, score in zip(y.tolist(), scores.tolist(), strict=True))
    return path, y.astype(int), scores
