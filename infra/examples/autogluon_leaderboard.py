"""A leaderboard of AutoGluon as an experiment: `python autogluon_leaderboard.py leaderboard.csv > experiment.json`.

The file is `predictor.leaderboard(test_data).to_csv("leaderboard.csv", index=False)`; in a program of one's own the frame is
there already. `reportctl import leaderboard` does the same without a program.
"""

import json
import sys
import uuid

import pandas as pd

frame = pd.read_csv(sys.argv[1])

# ---- from here on: the snapshot ----

metric = frame["eval_metric"][0]
# All scores are better when higher: AutoGluon negates errors, and a report wants them as they are.
is_error = metric.endswith(("_error", "_loss"))
# What is missing is null; JSON has no NaN.
frame = frame.astype(object).where(frame.notna(), None)
leaderboard = [
    {
        "name": row["model"],
        "is_ensemble": row["model"].startswith("WeightedEnsemble"),
        "metrics": {
            name: -row[score] if is_error and row[score] is not None else row[score]
            for name, score in ((metric, "score_test"), (f"validation_{metric}", "score_val"))
        },
        "training_time_ms": 1000 * row["fit_time"],
    }
    for row in frame.to_dict("records")
]
content = {"task": "regression", "status": "completed", "leaderboard": leaderboard}
content |= {"ranking_metric": metric, "ranking_split": "test"}
snapshot = {
    "schema_version": 1,
    "kind": "experiment",
    "id": str(uuid.uuid5(uuid.NAMESPACE_URL, "https://example.com/experiments/house-prices")),
    "project_id": str(uuid.uuid5(uuid.NAMESPACE_URL, "https://example.com/projects/houses")),
    "name": "House prices",
    "source": {"tool": "AutoGluon"},
    "content": content,
}
json.dump(snapshot, sys.stdout, allow_nan=False)
