"""Experiments: a leaderboard, the best model and the data."""

from dataclasses import dataclass

import numpy as np

from .dataset import dataset
from .dice import drop, out_of_bounds, unique
from .metrics import folds, metric_value, some_metrics, spread, task_of
from .model import ALGORITHMS, model
from .schema import names_of


@dataclass
class Run:
    """What all models of a run share."""

    names: dict  # of a metric, as the snapshot spells it
    ranking: str
    split: str | None
    skill: tuple  # the models' middle and width
    noise: float
    shared: np.ndarray  # how much harder than usual each fold is, for every model
    folds_id: str | None

    @property
    def ranking_name(self):
        return self.names[self.ranking]

    @property
    def higher_is_better(self):
        return self.ranking not in ("logloss", "rmse", "mae", "mse", "mean_per_class_error")

    def place(self, entry):
        """Sorts the best first and models without a value last."""
        value = entry["metrics"].get(self.ranking_name)
        return (value is None, 0 if value is None else -value if self.higher_is_better else value)


def make_experiment(d):
    task, classes, base = task_of(d)
    names = some_metrics(d, base)
    target = d.one(["target", "y", None], [8, 2, 1])
    n = d.one([0, 1, 2, 3, 14, 40, 500], [0.6, 1, 2, 3, 4, 1, 0.15])
    run = some_run(d, names)
    board = leaderboard(d, run, n)
    x = {"task": task, "status": d.one(["completed", "failed", "cancelled", "running", "queued"], [12, 1, 1, 1, 0.5]), "leaderboard": board}
    if target is not None:
        x["target"] = target
    if run.split:
        x["ranking_split"] = run.split
    if d.chance(0.93):
        x["ranking_metric"] = run.ranking_name
    elif d.chance(0.5):
        x["ranking_metric"] = "business_value"
    x["metrics"] = [{"name": name} for name in names.values()]
    for definition in x["metrics"]:
        if definition["name"] == "uplift" and d.chance(0.5):
            definition["higher_is_better"] = True
        if definition["name"] == run.ranking_name and d.chance(0.4):
            definition["higher_is_better"] = run.higher_is_better if d.chance(0.75) else not run.higher_is_better
    if d.chance(0.8):
        x["dataset"] = dataset(d, task, target, classes)
    if board and d.chance(0.75):
        best = board[0] if d.chance(0.8) else d.one(board[:10])
        details = model(d, task, classes, names, run.skill[0], target)
        if best.get("fold_spread") and d.chance(0.8):
            details["folds"] = best["fold_spread"]
        x["best_model"] = {"name": best["name"] if not d.chance(0.02) else "elsewhere", "model": details}
    if d.chance(0.2):
        kinds = names_of("experiment", "RunRemarkKind")
        x["remarks"] = [{"kind": d.one(kinds), "text": d.one(["out of time", "XGBoost is not available", "skipped: stacked ensembles"])} for _ in range(d.int(1, 5))]
    if d.chance(0.8):
        x["started_at"], x["finished_at"] = d.time(0), d.time(0.1 if not d.chance(0.04) else -0.1)
    return x


def some_run(d, names):
    ranking = d.one(list(names))
    split = d.one(["cross_validation", "test", "validation", "training", None], [6, 2, 1, 0.4, 0.6])
    skill = d.num(0.2, 0.9), d.one([0.0005, 0.02, 0.2])
    k = d.one([2, 3, 5, 10])
    noise = d.one([0.0005, 0.01, 0.1])
    shared = d.r.normal(0, noise, k)
    return Run(names, ranking, split, skill, noise, shared, folds_id=d.one([None, "modulo-5"], [1, 2]))


def leaderboard(d, run, n):
    board = [entry(d, run, name) for name in unique([d.name(i, d.one(ALGORITHMS)) for i in range(n)])]
    order = d.one(["sorted", "reversed", "training"], [6, 1, 1])
    if order != "training":
        board.sort(key=run.place, reverse=order == "reversed")
    if len(board) > 2 and d.chance(0.1):
        board[1]["metrics"] = dict(board[0]["metrics"])
        board[1].pop("fold_spread", None)
    if len(board) > 2 and d.chance(0.03):
        for e in board:
            e["metrics"] = {}
    return board


def entry(d, run, name):
    middle, width = run.skill
    skill = float(np.clip(middle + d.r.normal(0, width), 0.02, 0.98))
    ensemble = d.chance(0.2)
    e = {"name": name, "algorithm": "StackedEnsemble" if ensemble else d.one(ALGORITHMS[:-1]), "metrics": {}}
    for metric, spelled in run.names.items():
        e["metrics"][spelled] = metric_value(d, metric, skill, 0.0 if metric == run.ranking else 0.01)
    if ensemble:
        e["is_ensemble"] = True
    if run.split == "cross_validation" and d.chance(0.85):
        e["fold_spread"] = {}
        for metric, spelled in run.names.items():
            values = [metric_value(d, metric, float(np.clip(skill + s + d.r.normal(0, run.noise / 4), 0, 1)), 0) for s in run.shared]
            e["fold_spread"][spelled] = spread(values)
            if metric == run.ranking:
                e["metrics"][spelled] = float(np.mean(values))
        if run.folds_id is not None and d.chance(0.9):
            e["folds_id"] = run.folds_id if not (ensemble and d.chance(0.5)) else run.folds_id + "-other"
    if run.split != "cross_validation" and d.chance(0.1):
        e["fold_spread"] = {run.ranking_name: spread(folds(d, 0.8, run.ranking, 5, 0.01))}
    if d.chance(0.8):
        e["training_time_ms"] = d.int(1, 10**6)
        e["predict_time_per_row_ms"] = d.one([round(float(np.exp(d.r.normal(-3, 1.5))), 5), 0.0], [30, 1])
    out_of_bounds(d, e["metrics"], 0.004)
    drop(d, e["metrics"], 0.02)
    return e
