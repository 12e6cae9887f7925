"""What MLflow's own client says of a server, as JSON: `answers.py TRACKING_URI`.

Nothing here is shared with the importer, which reads the REST interface by itself.
"""

import json
import math
import os
import sys

os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")

import mlflow
from mlflow.entities import ViewType


def number(value: float) -> float | None:
    """As a snapshot has it: what is not finite is null. The SQL store keeps infinities as the largest float."""
    return value if math.isfinite(value) and abs(value) < sys.float_info.max else None


def run_of(client, run) -> dict:
    histories = {}
    for key in run.data.metrics:
        history = client.get_metric_history(run.info.run_id, key)
        if any(metric.step > 0 for metric in history):
            ordered = sorted(history, key=lambda metric: metric.timestamp)
            histories[key] = {metric.step: number(metric.value) for metric in ordered}
    return {
        "id": run.info.run_id,
        "name": run.info.run_name,
        "status": run.info.status,
        "deleted": run.info.lifecycle_stage == "deleted",
        "took": run.info.end_time - run.info.start_time if run.info.end_time else None,
        "parent": run.data.tags.get("mlflow.parentRunId"),
        "metrics": {key: number(value) for key, value in run.data.metrics.items()},
        "params": run.data.params,
        "histories": histories,
    }


def main(uri: str) -> None:
    mlflow.set_tracking_uri(uri)
    client = mlflow.MlflowClient()
    experiments = {}
    for experiment in client.search_experiments():
        runs, token = [], None
        while token != "":
            page = client.search_runs([experiment.experiment_id], run_view_type=ViewType.ALL, page_token=token)
            runs.extend(run_of(client, run) for run in page)
            token = page.token or ""
        experiments[experiment.name] = {"id": experiment.experiment_id, "runs": runs}
    versions = [
        {"name": version.name, "version": version.version, "run": version.run_id}
        for version in client.search_model_versions()
    ]
    print(json.dumps({"experiments": experiments, "versions": versions}))


if __name__ == "__main__":
    main(sys.argv[1])
