"""A search of scikit-learn as an experiment: `python scikit_learn_search.py > experiment.json`."""

import json
import sys
import uuid

import sklearn
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

pipeline = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500))
search = GridSearchCV(pipeline, {"logisticregression__C": [0.01, 0.1, 1.0, 10.0]}, scoring="roc_auc", cv=5)
search.fit(*load_breast_cancer(return_X_y=True))

# ---- from here on: the snapshot ----

found = search.cv_results_
leaderboard = [
    {
        "name": f"C={params['logisticregression__C']}",
        "algorithm": "LogisticRegression",
        "metrics": {"auc": found["mean_test_score"][i]},
        # All candidates are measured on the same folds, so a report may compare them fold by fold.
        "folds_id": "5 folds",
        "fold_spread": {"auc": {"folds": [found[f"split{fold}_test_score"][i] for fold in range(search.n_splits_)]}},
        "training_time_ms": 1000 * found["mean_fit_time"][i],
    }
    for i, params in enumerate(found["params"])
]
content = {"task": "binary_classification", "status": "completed", "leaderboard": leaderboard}
content |= {"ranking_metric": "auc", "ranking_split": "cross_validation"}
snapshot = {
    "schema_version": 1,
    "kind": "experiment",
    "id": str(uuid.uuid5(uuid.NAMESPACE_URL, "https://example.com/experiments/breast-cancer-search")),
    "project_id": str(uuid.uuid5(uuid.NAMESPACE_URL, "https://example.com/projects/diagnosis")),
    "name": "Breast cancer, logistic regression",
    "source": {"tool": "scikit-learn", "version": sklearn.__version__},
    "content": content,
}
json.dump(snapshot, sys.stdout, allow_nan=False)
