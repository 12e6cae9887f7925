"""Searches of scikit-learn, and their results as people save them: `searches.py --save` writes those that the Rust tests read.

scikit-learn's own data: `load_breast_cancer`, `load_wine` (UCI Machine Learning Repository, CC BY 4.0) and `load_diabetes`.
"""

import pathlib
import sys
import warnings
from dataclasses import dataclass, field

import pandas as pd
from scipy.stats import loguniform
from sklearn.datasets import load_breast_cancer, load_diabetes, load_wine
from sklearn.ensemble import RandomForestClassifier
from sklearn.experimental import enable_halving_search_cv  # noqa: F401
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import GridSearchCV, HalvingGridSearchCV, RandomizedSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

SAVED = pathlib.Path(__file__).resolve().parents[3] / "shared" / "leaderboard" / "tests" / "saved"

#: Scorer → the metric of a report, and the sign with which the scorer gives it.
METRICS = {
    "roc_auc": ("auc", 1),
    "neg_log_loss": ("logloss", -1),
    "accuracy": ("accuracy", 1),
    "f1_macro": ("f1_macro", 1),
    "neg_root_mean_squared_error": ("rmse", -1),
    "neg_median_absolute_error": ("median_absolute_error", -1),
    "rmse": ("rmse", -1),
    "r2": ("r2", 1),
}


@dataclass
class Case:
    """A search and the scorers that it has, the first of which ranks."""

    name: str
    task: str
    search: object
    data: object
    scorers: list
    #: Whether the results call the only scorer `score`.
    is_single: bool = False
    arguments: list = field(default_factory=list)

    def results(self):
        """What the search found; `cv_results_`."""
        with warnings.catch_warnings():
            # A candidate that cannot be trained is part of the case.
            warnings.simplefilter("ignore")
            return self.search.fit(self.data.data, self.data.target).cv_results_

    def write(self, folder):
        results, path = self.results(), folder / f"{self.name}.csv"
        pd.DataFrame(results).to_csv(path)
        metric = ["--metric", self.scorers[0]] if self.is_single else []
        return path, results, [*metric, *self.arguments]


def cases():
    binary, wine, diabetes = load_breast_cancer(), load_wine(), load_diabetes()
    logistic = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500))
    grid = {"logisticregression__C": [0.1, 1.0, 10.0], "logisticregression__fit_intercept": [True, False]}
    scorers = ["roc_auc", "neg_log_loss", "accuracy"]
    yield Case(
        "cv_results_classification", "binary_classification",
        GridSearchCV(logistic, grid, scoring=scorers, refit=False, cv=4, return_train_score=True), binary, scorers,
    )  # fmt: skip
    rmse = "neg_root_mean_squared_error"
    yield Case(
        # An alpha below zero cannot be trained.
        "cv_results_regression", "regression",
        GridSearchCV(Ridge(), {"alpha": [-1, 0.01, 0.1, 1.0, 10.0]}, scoring=rmse, cv=5), diabetes, [rmse], True,
    )  # fmt: skip
    scorers = ["f1_macro", "accuracy"]
    forest = RandomForestClassifier(n_estimators=10, random_state=1)
    drawn = {"max_depth": [2, 3, None], "min_samples_leaf": [1, 3, 5], "max_features": loguniform(0.1, 1)}
    yield Case(
        "random", "multiclass_classification",
        RandomizedSearchCV(forest, drawn, n_iter=12, scoring=scorers, refit=False, cv=3, random_state=2), wine, scorers,
    )  # fmt: skip
    median = "neg_median_absolute_error"
    yield Case(
        "halving", "regression",
        HalvingGridSearchCV(Ridge(), {"alpha": [0.01, 0.1, 1.0, 10.0, 100.0, 1000.0]}, scoring=median, cv=4, random_state=3),
        diabetes, [median], True,
    )  # fmt: skip
    # A scorer of one's own, whose name does not say that it is negated.
    scorers = {"rmse": rmse, "r2": "r2"}
    yield Case(
        "renamed", "regression",
        GridSearchCV(Ridge(), {"alpha": [0.1, 1.0]}, scoring=scorers, refit=False, cv=3), diabetes, ["rmse", "r2"],
    )  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:] != ["--save"]:
        sys.exit(__doc__)
    for case in cases():
        if case.name.startswith("cv_results_"):
            case.write(SAVED)
