"""Makes the sample snapshots of the other kinds from what the tools wrote.

    convert.py SOURCE [--out DIR]

SOURCE has `deployment/churn-scoring-prod.json`, `synthgen/wa_churn.json`, `project/project.json`, `mlflow/rest/` and
`ids.json` as the README beside this file describes them. The experiments and models from H2O are made by
`reportctl import h2o`. Nothing is invented here: fields are renamed, lists are put into the schema's order, and what the
source does not have is left out.
"""

import argparse
import datetime
import json
import math
import pathlib
import uuid

TAKEN_AT = "2026-11-23T22:10:00Z"
RUN_STATUS = {"FINISHED": "completed", "FAILED": "failed", "RUNNING": "running", "KILLED": "cancelled",
              "SCHEDULED": "queued"}


def finite(value):
    """A number, or None for what is missing or not finite; MLflow's SQL store keeps infinities as the largest float."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) and abs(number) < 1.7e308 else None


def without_none(members):
    return {name: value for name, value in members.items() if value is not None}


def instant(millis):
    moment = datetime.datetime.fromtimestamp(millis // 1000, datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


class Converter:
    def __init__(self, source):
        self.source = source
        self.ids = self.load("ids.json")
        self.project = self.load("project/project.json")
        self.project_id = self.project["project"]["id"]

    def load(self, path):
        return json.loads((self.source / path).read_text())

    def envelope(self, kind, entity_id, name, content, source=None, description=None):
        return without_none({
            "schema_version": 1, "kind": kind, "id": entity_id, "project_id": self.project_id, "name": name,
            "description": description, "taken_at": TAKEN_AT, "source": source, "content": content})

    def entity_id(self, kind, name):
        return str(uuid.uuid5(uuid.UUID(self.ids["namespace"]), f"{kind}:{name}"))

    # ---- project ----

    def project_snapshot(self):
        source = self.project
        directions = {item["best_metric"]["name"]: item["best_metric"]["higher_is_better"]
                      for item in source["experiments"]}
        deployed = {item["model_id"] for item in source["deployments"]}
        # A model's dataset is its experiment's, or is given by the deployment that serves it.
        by_experiment = {item["id"]: item["dataset"] for item in source["experiments"]}
        by_deployment = {item["model_id"]: item["dataset"] for item in source["deployments"]}
        experiments = [without_none({
            "id": item["id"], "name": item["name"], "tool": item["tool"], "dataset": item["dataset"],
            "task": item["task"], "status": item["status"], "started_at": item["started_at"],
            "finished_at": item["finished_at"], "model_count": item.get("model_count", item.get("run_count")),
            "best_model": {"id": item["best_model"]["id"], "name": item["best_model"]["name"]},
            "best_metric": item["best_metric"]}) for item in source["experiments"]]
        models = [without_none({
            "id": item["id"], "name": item["name"], "experiment_id": item.get("experiment_id"),
            "algorithm": item.get("algorithm"),
            "dataset": by_experiment.get(item.get("experiment_id"), by_deployment.get(item["id"])),
            "status": self.model_status(item, deployed),
            "metric": without_none({**item["metric"],
                                    "higher_is_better": directions.get(item["metric"]["name"])})
            if item.get("metric") else None,
            "training_time_ms": item.get("training_time_ms"), "created_at": item.get("created_at")})
            for item in source["models"]]
        deployments = [without_none({
            "id": item["id"], "name": item["name"], "stage": item["stage"], "status": item["status"],
            "model": {"id": item["model_id"], "name": item["model_name"]}, "dataset": item["dataset"],
            "created_at": item["created_at"],
            "window": {name: item["window"][name] for name in ("start", "end")}, "requests": item["requests"],
            "error_rate": item["error_rate"], "latency_p95_ms": item["latency_p95_ms"],
            "drifted_features": item["drifted_features"]}) for item in source["deployments"]]
        runs = [without_none({
            "id": item["id"], "name": item["name"], "dataset": item["dataset"], "status": item["status"],
            "finished_at": item["finished_at"], "synthetic_rows": item["rows_synthetic"],
            "overall_quality": item["overall_quality"]}) for item in source["synthgen_runs"]]
        content = {"created_at": source["project"]["created_at"],
                   "datasets": [without_none({name: item.get(name) for name in (
                       "id", "name", "rows", "columns", "size_bytes", "missing_values", "task")})
                       for item in source["datasets"]],
                   "experiments": experiments, "models": models, "deployments": deployments, "synthgen_runs": runs}
        project = source["project"]
        return self.envelope("project", project["id"], project["name"], content, description=project["description"])

    @staticmethod
    def model_status(item, deployed):
        if item["id"] in deployed:
            return "deployed"
        return "registered" if item.get("registered") else "candidate"

    # ---- deployment ----

    def deployment_snapshot(self):
        source = self.load("deployment/churn-scoring-prod.json")
        deployment, model = source["deployment"], source["deployment"]["model"]
        totals, drift, predictions = source["totals"], source["drift"], source["predictions"]
        summaries = predictions["summary"]
        periods = [{"name": name.replace("_", " "), "counts": predictions[name],
                    **{figure: summaries[name][figure] for figure in ("mean", "std", "p5", "median", "p95")}}
                   for name in ("reference", "days_1_to_9", "last_5_days")]
        content = {
            "stage": deployment["stage"], "status": deployment["status"], "created_at": deployment["created_at"],
            "model": {"id": model["id"], "name": model["name"], "version": model["version"],
                      "algorithm": model["algorithm"], "framework": model["framework"], "task": model["task"],
                      "target": model["target"], "dataset": deployment["dataset"],
                      "training_rows": model["training_rows"], "features": model["features"],
                      "offline_metrics": model["offline_metrics"]},
            "window": {"start": source["window"]["start"], "end": source["window"]["end"]},
            "totals": {"requests": totals["requests"], "errors": totals["errors"],
                       "errors_by_type": totals["errors_by_type"], "error_examples": totals["error_examples"],
                       "latency_ms": totals["latency_ms"]},
            "intervals": [without_none({"start": hour["timestamp"], "requests": hour["requests"],
                                        "errors": hour["errors"], "latency_ms": hour["latency_ms"]})
                          for hour in source["hourly"]],
            "drift": {"reference": drift["reference"]["description"], "reference_rows": drift["reference"]["rows"],
                      "current": drift["current"]["description"], "current_rows": drift["current"]["rows"],
                      "methods": list(drift["methods"].values()),
                      "features": [self.feature_drift(feature) for feature in drift["features"]]},
            "predictions": {"what": predictions["kind"], "bin_edges": predictions["bin_edges"], "periods": periods,
                            "current": self.score(predictions["drift_last_5_days"]),
                            "daily": self.daily(predictions["drift_daily"])}}
        return self.envelope("deployment", deployment["id"], deployment["name"], content,
                             source={"tool": "scikit-learn", "version": model["framework"].split()[-1]})

    @staticmethod
    def score(source):
        test = next((name for name in ("ks", "chi2") if f"{name}_statistic" in source), None)
        return without_none({
            "psi": finite(source["psi"]),
            "test": {"ks": "Kolmogorov-Smirnov", "chi2": "chi-squared"}.get(test),
            "statistic": finite(source.get(f"{test}_statistic")), "p_value": finite(source.get(f"{test}_p_value"))})

    @staticmethod
    def daily(days):
        return [{"date": day["date"], "psi": finite(day["psi"])} for day in days]

    def feature_drift(self, source):
        return {"feature": source["feature"], "drifted": source["last_5_days"]["drifted"],
                "current": self.score(source["last_5_days"]), "daily": self.daily(source["daily"])}

    # ---- synthetic data ----

    def synthgen_snapshot(self):
        source = self.load("synthgen/wa_churn.json")
        run, rows, dataset, privacy = source["run"], source["rows"], source["dataset"], source["privacy"]
        engine = run["engine"]
        scores = {item["Property"]: item["Score"] for item in source["quality"]["properties"]}
        listed = next(item for item in self.project["datasets"] if item["name"] == dataset["name"])
        baseline, overfitting = privacy["dcr_baseline_protection"], privacy["dcr_overfitting_protection"]
        closest, disclosure = privacy["distance_to_closest_record"], privacy["disclosure_protection"]
        median = closest["percentiles"].index(50)
        labels = {"logistic_regression": "Logistic regression", "random_forest": "Random forest"}
        content = {
            "status": run["status"], "started_at": run["started_at"], "finished_at": run["finished_at"],
            "synthesizer": engine["synthesizer"],
            "dataset": {"id": listed["id"], "name": dataset["name"], "rows": rows["total"],
                        "columns": dataset["columns"], "size_bytes": listed["size_bytes"],
                        "missing_values": listed["missing_values"], "task": listed["task"],
                        "target": dataset["target"]},
            "training_rows": rows["train"], "holdout_rows": rows["holdout"], "synthetic_rows": rows["synthetic"],
            "configuration": [{"name": name, "value": value} for name, value in run["config"].items()]
            + [{"name": f"{step}_seconds", "value": round(seconds, 2)}
               for step, seconds in run["timing_seconds"].items()],
            "quality": {"overall": source["quality"]["overall_score"], "column_shapes": scores["Column Shapes"],
                        "column_pair_trends": scores["Column Pair Trends"]},
            "validity": source["diagnostic"]["overall_score"],
            "columns": [self.column(column) for column in source["columns"]],
            "pairs": [{"column_a": pair["Column 1"], "column_b": pair["Column 2"], "metric": pair["Metric"],
                       "score": finite(pair["Score"])} for pair in source["quality"]["column_pair_trends"]],
            "correlation": source["correlation"],
            "privacy": {
                "new_row_synthesis": privacy["new_row_synthesis"]["score"], "exact_copies": closest["exact_copies"],
                "dcr_baseline_protection": baseline["score"], "dcr_overfitting_protection": overfitting["score"],
                "closer_to_training": overfitting["synthetic_data_percentages"]["closer_to_training"],
                "disclosure_protection": disclosure["score"], "known_columns": disclosure["known_columns"],
                "sensitive_columns": disclosure["sensitive_columns"],
                "median_dcr_synthetic": baseline["median_DCR_to_real_data"]["synthetic_data"],
                "median_dcr_random": baseline["median_DCR_to_real_data"]["random_data_baseline"],
                "distance_to_closest_record": {
                    "metric": closest["metric"], "bin_edges": closest["histogram"]["bin_edges"],
                    "synthetic": closest["histogram"]["synthetic_to_train"],
                    "holdout": closest["histogram"]["holdout_to_train"],
                    "median_synthetic": closest["synthetic_to_train"][median],
                    "median_holdout": closest["holdout_to_train"][median]}},
            "utility": {"metric": "ROC AUC on held-out real rows",
                        "models": [{"name": label, **source["utility"][name]} for name, label in labels.items()]}}
        return self.envelope("synthgen", self.entity_id("synthgen", run["name"]), run["name"], content, source={
            "tool": engine["library"], "version": engine["versions"][engine["library"]],
            "libraries": {name: version for name, version in engine["versions"].items()
                          if name != engine["library"]},
            "seed": run["config"]["seed"]})

    @staticmethod
    def column(source):
        types = {"numerical": "numeric", "categorical": "categorical", "boolean": "boolean", "datetime": "datetime",
                 "id": "id"}
        distribution = None
        if "histogram" in source:
            distribution = {"form": "histogram", **{name: source["histogram"][name]
                                                    for name in ("bin_edges", "real", "synthetic")}}
        elif "frequencies" in source:
            distribution = {"form": "frequencies", **{name: source["frequencies"][name]
                                                      for name in ("real", "synthetic")},
                            "categories": [str(value) for value in source["frequencies"]["categories"]]}
        return without_none({
            "name": source["name"], "type": types[source["sdtype"]], "metric": source["metric"],
            "score": finite(source["score"]), "missing_real": source["missing"]["real"],
            "missing_synthetic": source["missing"]["synthetic"], "distribution": distribution})

    # ---- MLflow ----

    def mlflow_snapshot(self):
        experiment = self.load("mlflow/rest/experiments_get.json")["experiment"]
        runs = [run for run in self.load("mlflow/rest/runs_search.json")["runs"]
                if run["info"]["lifecycle_stage"] == "active" and not self.parent(run)]
        listed = next(item for item in self.project["experiments"] if item["name"] == experiment["name"])
        ranking = listed["best_metric"]["name"]
        metrics = {run["info"]["run_id"]: {metric["key"]: finite(metric["value"])
                                           for metric in run.get("data", {}).get("metrics", [])} for run in runs}
        # Only what every kind of run is judged by: the test split, and the ranking metric first.
        names = sorted({name for values in metrics.values() for name in values if name.startswith("test_")},
                       key=lambda name: (name != ranking, name))
        runs.sort(key=lambda run: -(metrics[run["info"]["run_id"]].get(ranking) or -math.inf))
        leaderboard = [without_none({
            "name": run["info"]["run_name"], "id": self.mlflow_model_id(run),
            "algorithm": self.tag(run, "family") or self.tag(run, "estimator_name"),
            # No training time: a run's span covers logging, and its end moves when it is reopened.
            "metrics": {name: metrics[run["info"]["run_id"]].get(name) for name in names}}) for run in runs]
        starts = [run["info"]["start_time"] for run in runs]
        ends = [run["info"]["end_time"] for run in runs if "end_time" in run["info"]]
        version = (self.source / "mlflow/rest/version.txt").read_text().strip()
        dataset = next(item for item in self.project["datasets"] if item["name"] == listed["dataset"])
        content = {
            "task": listed["task"], "status": listed["status"], "started_at": instant(min(starts)),
            "finished_at": instant(max(ends)),
            "dataset": {name: dataset[name] for name in ("id", "name", "rows", "columns", "size_bytes",
                                                         "missing_values", "task")},
            "ranking_metric": ranking, "ranking_split": "test",
            "metrics": [{"name": name} for name in names], "leaderboard": leaderboard,
            "configuration": [{"name": "Runs", "value": len(runs)},
                              {"name": "Tracking experiment", "value": experiment["experiment_id"]}]}
        return self.envelope("experiment", listed["id"], experiment["name"], content, source={
            "tool": "MLflow", "version": version, "reference": experiment["experiment_id"]})

    @staticmethod
    def parent(run):
        return Converter.tag(run, "mlflow.parentRunId")

    @staticmethod
    def tag(run, key):
        return next((tag["value"] for tag in run["data"].get("tags", []) if tag["key"] == key), None)

    def mlflow_model_id(self, run):
        return self.ids["models"].get(f"mlflow-run/{run['info']['run_id']}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path(__file__).parent / "snapshots")
    arguments = parser.parse_args()
    converter = Converter(arguments.source)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for snapshot in (converter.project_snapshot(), converter.deployment_snapshot(), converter.synthgen_snapshot(),
                     converter.mlflow_snapshot()):
        name = snapshot["name"].replace(" ", "-")
        path = arguments.out / f"{snapshot['kind']}-{name}.json"
        # allow_nan: a number that is not finite must stop this script, not reach a snapshot.
        path.write_text(json.dumps(snapshot, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n")
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main()
