"""Projects: lists of everything else."""


def make_project(d):
    if d.chance(0.06):
        return {}
    data = [f"data_{i}" for i in range(d.int(0, 6))]
    models = [model(d, i, data) for i in range(d.one([0, 2, 8, 40]))]
    healthy = d.chance(0.35)
    experiments = [experiment(d, i, data, healthy) for i in range(d.one([0, 1, 3, 12]))]
    broken = d.chance(0.25)
    deployments = [deployment(d, i, models, healthy, broken) for i in range(d.one([0, 1, 3, 9, 14]))]
    runs = [synthgen_run(d, i, data) for i in range(d.one([0, 1, 4]))]
    complete = d.chance(0.4)
    datasets = [dataset(d, name, complete) for name in data]
    return {"datasets": datasets, "models": models, "experiments": experiments, "deployments": deployments, "synthgen_runs": runs}


def model(d, i, data):
    m = {"id": d.uuid(), "name": d.name(i, "model"), "status": d.one(["candidate", "registered", "deployed", "archived", "failed"], [8, 2, 1, 1, 0.4])}
    if d.chance(0.8):
        m["metric"] = {"name": "auc", "value": d.num(0.5, 1)}
    if d.chance(0.7):
        m["training_time_ms"] = d.int(1, 10**6)
    if d.chance(0.3) and data:
        m["dataset"] = d.one(data)
    return m


def experiment(d, i, data, healthy):
    status = "completed" if healthy else d.one(["completed", "failed", "cancelled", "running", "queued"], [10, 1, 0.5, 1, 0.5])
    e = {"id": d.uuid(), "name": d.name(i, "experiment"), "status": status}
    if data and d.chance(0.9):
        e["dataset"] = d.one(data)
    if d.chance(0.8):
        metric = d.one(["auc", "rmse", "test_logloss", "business_value"])
        e["best_metric"] = {"name": metric, "value": d.num(0.5, 1) if not d.chance(0.03) else 1.7}
        if d.chance(0.3):
            e["best_metric"]["higher_is_better"] = metric != "rmse"
        if d.chance(0.9):
            e["best_model"] = {"name": f"best_{i}"}
    if d.chance(0.9):
        e["started_at"] = d.time(i)
        if status == "completed":
            e["finished_at"] = d.time(i + (0.1 if not d.chance(0.03) else -0.1))
    return e


def deployment(d, i, models, healthy, broken):
    status = "active" if healthy else d.one(["active", "starting", "degraded", "stopped", "failed"], [8, 1, 1.5, 1, 1] if not broken else [2, 0, 4, 1, 4])
    x = {"id": d.uuid(), "name": d.name(i, "deployment"), "status": status}
    if d.chance(0.8):
        x["requests"] = d.one([0, 3, 200, 9000, 10**6])
    if d.chance(0.8):
        n = x.get("requests", 1000) or 0
        k = int(d.r.binomial(n, d.one([0, 0.002, 0.02, 0.1], [4, 2, 1, 1]))) if n else 0
        x["error_rate"] = k / n if n else 0.0
        if d.chance(0.01):
            x["error_rate"] = 1.4
    if d.chance(0.6 if broken else 0.25):
        x["drifted_features"] = [f"f{j}" for j in range(d.int(1, 6))]
        if d.chance(0.01):
            x["drifted_features"].append("f0")
    if models and d.chance(0.8):
        m = d.one(models)
        x["model"] = {"id": m["id"] if not d.chance(0.08) else d.uuid(), "name": m["name"]}
    return x


def synthgen_run(d, i, data):
    r = {"id": d.uuid(), "name": d.name(i, "run"), "status": d.one(["completed", "failed", "running"], [8, 1, 1])}
    if data and d.chance(0.9):
        r["dataset"] = d.one(data)
    if d.chance(0.8):
        r["overall_quality"] = d.num(0.2, 1)
    return r


def dataset(d, name, complete):
    s = {"name": name, "rows": d.int(10, 10000), "columns": d.int(1, 40)}
    if complete or d.chance(0.8):
        cells = s["rows"] * s["columns"]
        s["missing_values"] = 0 if complete and d.chance(0.85) else d.one([0, d.int(0, cells // 25), d.int(0, cells // 3)])
    return s
