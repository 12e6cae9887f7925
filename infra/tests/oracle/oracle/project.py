"""Rules about a project's lists."""

from . import metrics, stats
from .deployment import error_severity
from .expected import Open, Expected, share
from .times import instant

SHOWN = 5


def judge(snapshot):
    x = snapshot["content"]
    get = lambda key: x.get(key) or []
    experiments, models, deployments = get("experiments"), get("models"), get("deployments")
    datasets, runs = get("datasets"), get("synthgen_runs")
    if not (experiments or models or deployments or datasets or runs):
        return [Expected("empty_project", "info").with_(0, "things")]
    found = []
    found += of_deployments(deployments)
    found += served(deployments, models)
    found += of_experiments(experiments)
    found += listed("failed_models", "warning", [m for m in models if m["status"] == "failed"], models)
    found += listed("failed_synthgen_runs", "warning", [r for r in runs if r["status"] == "failed"], runs)
    found += best(experiments)
    found += quality(runs)
    return found + of_datasets(datasets, experiments, runs, models, deployments)


def listed(rule, severity, some, everything):
    if not some:
        return []
    said = Expected(rule, severity).needs(len(some), "of them").with_(len(everything), "all")
    for shown in range(1, 6):
        said.with_(len(some) - shown, "not named")
    return [said]


def capped(rule, hits, total):
    """One finding each for the first five (most serious first), the rest counted once."""
    said = hits[:SHOWN]
    if len(hits) > SHOWN:
        # As severe as the worst that is not named.
        said = said + [
            Expected("further_deployments", "critical" if any(h.severity == "critical" for h in hits[SHOWN:]) else "warning").with_(total, "all deployments").with_(len(hits), "deployments").with_(SHOWN, "named here").with_(len(hits) - SHOWN, "not named")
        ]
    return said


def of_deployments(deployments):
    deployments = sorted(deployments, key=lambda d: d["name"])
    down = [Expected("deployment_status", "critical") for d in deployments if d["status"] == "failed"]
    down += [Expected("deployment_status", "warning") for d in deployments if d["status"] == "degraded"]
    errors, doubtful = [], False
    for d in deployments:
        rate, n = share(d.get("error_rate")), d.get("requests")
        if rate is None or not n:
            continue
        k = min(round(rate * n), n)
        severity = error_severity(k, n)
        if severity in ("critical", "warning"):
            said = Expected("deployment_error_rate", severity).needs(rate, "error rate").with_(n, "calls").with_(k, "failed calls").with_(k / n, "error rate")
            errors.append((severity, said))
    errors.sort(key=lambda e: e[0])
    drifted = []
    for d in deployments:
        names = set(d.get("drifted_features") or [])
        if names:
            count = len(d["drifted_features"])
            if count != len(names):
                doubtful = True
            drifted.append(Expected("deployment_drift", "warning").needs(len(names), "features").with_(len(names) - 3, "features not named").with_(len(names) - 5, "not named"))
    found = capped("deployment_status", down, len(deployments)) + capped("deployment_error_rate", [s for _, s in errors], len(deployments))
    found += [Open("deployment_drift", "features twice")] if doubtful else capped("deployment_drift", drifted, len(deployments))
    if doubtful:
        found.append(Open("further_deployments", "depends on what is open"))
    return found


def served(deployments, models):
    ids = {m["id"] for m in models}
    strangers = [d for d in deployments if (d.get("model") or {}).get("id") and d["model"]["id"] not in ids]
    if strangers and not models:
        return [Open("unknown_served_model", "the project lists no models")]
    return [s.with_(len(models), "models") for s in listed("unknown_served_model", "warning", strangers, deployments)]


def of_experiments(experiments):
    failed = [e for e in experiments if e["status"] == "failed"]
    found = listed("failed_experiments", "warning", failed, experiments)
    if experiments and all(e["status"] == "completed" for e in experiments):
        found.append(Expected("failed_experiments", "good").with_(len(experiments), "experiments"))
    open_ = [e for e in experiments if e["status"] in ("running", "queued")]
    return found + listed("unfinished_experiments", "info", open_, experiments)


def best(experiments):
    groups = {}
    for e in experiments:
        m = e.get("best_metric") or {}
        if not m:
            continue
        value = metrics.usable(m["name"], m.get("value"))
        up = metrics.higher_is_better(m["name"], [m])
        if value is None or up is None:
            continue
        # An experiment without a dataset is compared with no other.
        group = e["dataset"] if e.get("dataset") is not None else ("of", e["id"])
        groups.setdefault((group, m["name"]), []).append((-value if up else value, value))
    if not groups:
        return []
    said = Expected("best_result", "info").with_(len(groups), "results").with_(len(experiments), "experiments")
    for values in groups.values():
        said.with_(len(values), "experiments compared")
        said.with_(min(values)[1], "best value of a dataset and metric")
    for e in experiments:
        value = (e.get("best_metric") or {}).get("value")
        said.with_(value, "a best value")
    for shown in range(1, 6):
        said.with_(len(groups) - shown, "not named")
    return [said]


def quality(runs):
    scores = [share(r.get("overall_quality")) for r in runs]
    some = [s for s in scores if s is not None]
    if not some:
        return []
    said = Expected("synthgen_quality", "info").with_(len(some), "runs with a score").with_(len(runs), "runs")
    for s in some:
        said.with_(s, "score")
    for shown in range(1, 6):
        said.with_(len(some) - shown, "not named")
    return [said.with_(len(runs) - len(some), "runs without a score")]


def of_datasets(datasets, experiments, runs, models, deployments):
    found = []
    hits, unknown, over = [], 0, False
    for d in datasets:
        if d.get("missing_values") is None:
            unknown += 1
            continue
        missing = d["missing_values"]
        if missing == 0:
            continue
        cells = d["rows"] * d["columns"] if d.get("rows") and d.get("columns") else None
        if cells is not None and missing > cells:
            unknown += 1
            continue
        hits.append((missing, cells))
        over |= cells is not None and missing / cells > 0.05
    if hits:
        said = Expected("missing_values", "warning" if over else "info").with_(len(hits), "datasets").with_(len(datasets), "datasets").with_(0.05, "bound")
        for missing, cells in hits:
            said.with_(missing, "missing cells").with_(cells, "cells").with_(missing / cells if cells else None, "share")
        for shown in range(1, 6):
            said.with_(len(hits) - shown, "not named")
        found.append(said.with_(unknown, "datasets whose missing values are not known").with_(len([h for h in hits if h[1] and h[0] / h[1] > 0.05]), "datasets over the bound"))
    elif datasets and not unknown:
        found.append(Expected("missing_values", "good").with_(len(datasets), "datasets"))
    used = {e.get("dataset") for e in experiments} | {r.get("dataset") for r in runs} | {m.get("dataset") for m in models}
    if datasets and used <= {None}:
        # Without a single name nothing is known about use.
        return found
    idle = [d for d in datasets if d["name"] not in used]
    return found + listed("unused_datasets", "info", idle, datasets)
