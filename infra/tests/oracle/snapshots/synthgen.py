"""Synthetic-data runs."""

import numpy as np

from .dice import WORDS, drop, out_of_bounds, unique


def make_synthgen(d):
    n = d.one([1, 4, 12, 30])
    train, held, made = d.int(50, 8000), d.int(20, 3000), d.int(50, 8000)
    good = d.chance(0.6)
    names = unique([d.name(i, d.one(WORDS)) for i in range(n)])
    columns = [compared(d, name, train, made, good) for name in names]
    x = {"status": d.one(["completed", "failed", "cancelled", "running", "queued"], [14, 1, 1, 1, 1]), "synthesizer": "GaussianCopula", "columns": columns}
    if d.chance(0.04):
        x["columns"] = []
    x["pairs"] = [
        {"column_a": a, "column_b": b, "score": None if d.chance(0.1) else d.num(0.75 if good else 0.2, 1)} for i, a in enumerate(names[:8]) for b in names[:i]
    ]
    if d.chance(0.9):
        x["quality"] = {"overall": d.num(0.3, 1), "column_shapes": d.num(0.3, 1), "column_pair_trends": d.num(0.3, 1)}
        out_of_bounds(d, x["quality"], 0.01)
        drop(d, x["quality"], 0.05)
    if d.chance(0.9):
        x["validity"] = 1.0 if d.chance(0.6) else d.num(0.4, 1)
    privacy = attacks(d, names, train, held, made)
    if privacy and not d.chance(0.1):
        x["privacy"] = privacy
    if d.chance(0.9):
        x["synthetic_rows"] = made
    if d.chance(0.8):
        x["training_rows"], x["holdout_rows"] = train, held
    if d.chance(0.7):
        x["utility"] = utility(d)
    if d.chance(0.5) and n > 1:
        k = min(n, 4)
        a = np.clip(np.corrcoef(d.r.normal(size=(k, 30))), -1, 1)
        x["correlation"] = {"method": "pearson", "columns": names[:k], "real": a.tolist(), "synthetic": np.clip(a * 0.9, -1, 1).tolist()}
    if d.chance(0.8):
        x["started_at"], x["finished_at"] = d.time(0), d.time(0.1 if not d.chance(0.04) else -0.1)
    if d.chance(0.7):
        x["dataset"] = {"name": "real", "rows": train + held, "columns": n}
    return x


def attacks(d, names, train, held, made):
    """Figures of privacy."""
    privacy = {}
    if d.chance(0.9):
        privacy["exact_copies"] = 0 if d.chance(0.6) else d.int(1, made // 5) if not d.chance(0.05) else made + 3
        privacy["new_row_synthesis"] = d.one([1.0, d.num(0.5, 1), d.num(0, 0.5), 0.5], [5, 3, 2, 0.5])
        if d.chance(0.7):
            share = float(np.clip(d.one([0.5, train / (train + held)]) + d.one([0, -0.03, 0.02, 0.2]), 0, 1))
            privacy["closer_to_training"] = round(share * made) / made if d.chance(0.8) else share
        if d.chance(0.5):
            privacy["dcr_overfitting_protection"] = d.one([1.0, d.num(0.2, 1)])
        if d.chance(0.6):
            privacy["dcr_baseline_protection"] = d.num(0, 1)
            privacy["median_dcr_random"], privacy["median_dcr_synthetic"] = d.num(0.2, 0.5), d.num(0, 0.3)
        if d.chance(0.8):
            privacy["disclosure_protection"] = d.one([1.0, d.num(0, 1)], [1, 4])
            privacy["sensitive_columns"] = [str(v) for v in d.r.choice(names, size=min(len(names), d.one([1, 1, 1, 2])), replace=False)]
            privacy["known_columns"] = names[:2]
        if d.chance(0.7):
            bins = d.int(2, 12)
            privacy["distance_to_closest_record"] = {
                "bin_edges": [round(i * 0.3, 3) for i in range(bins + 1)],
                "holdout": [d.int(0, 100) for _ in range(bins)],
                "synthetic": [d.int(0, 100) for _ in range(bins)],
                "median_holdout": d.num(0.5, 1.5),
                "median_synthetic": d.num(0.4, 2),
            }
        drop(d, privacy, 0.03)
        out_of_bounds(d, privacy, 0.0)
    return privacy


def utility(d):
    metric = d.one(["ROC AUC", "ROC AUC on held-out real rows", "Accuracy", "RMSE (test)", "lift at 10", "F1 score, macro", "Business value"])
    high = metric in ("RMSE (test)", "lift at 10", "Business value")
    models = []
    for name in ["Logistic regression", "Random forest", "Tree"][: d.int(1, 3)]:
        real = d.num(2, 30) if high else d.num(0.45, 0.99)
        models.append({"name": name, "trained_on_real": real, "trained_on_synthetic": real * d.num(0.9, 1.5) if high else max(0.3, round(real - d.num(-0.02, 0.35), 6))})
        drop(d, models[-1], 0.0)
        if d.chance(0.05):
            models[-1]["trained_on_synthetic"] = None
    return {"metric": metric, "models": models}


def compared(d, name, train, made, good):
    kind = d.one(["numeric", "categorical"])
    gone = 0.0 if d.chance(0.7) else d.num(0, 0.4, 3)
    c = {"name": name, "type": kind, "metric": "KSComplement" if kind == "numeric" else "TVComplement"}
    c["score"] = d.num(0.8, 1) if good or d.chance(0.6) else d.num(0.1, 1)
    if d.chance(0.05):
        c["score"] = None
    lost = float(np.clip(gone + d.one([0, 0, 0.02, -0.1, 0.2], [6, 6, 2, 0.3, 0.3]), 0, 1))
    lost = round(lost * made) / made
    if d.chance(0.95):
        c["missing_real"], c["missing_synthetic"] = gone, lost
    real_rows = train - int(round(train * gone)) if d.chance(0.9) else train // 2
    made = made - round(lost * made)
    if kind == "categorical":
        k = d.one([1, 2, 3, 8], [0.3, 3, 3, 1])
        weights = d.r.dirichlet(np.full(k, d.one([0.5, 5])))
        real = d.r.multinomial(real_rows, weights)
        synthetic = d.r.multinomial(made, d.r.dirichlet(weights * 50 + 0.1))
        if k > 1 and d.chance(0.02):
            synthetic = np.array([made] + [0] * (k - 1))
        c["distribution"] = {"form": "frequencies", "categories": [f"v{i}" for i in range(k)], "real": [int(v) for v in real], "synthetic": [int(v) for v in synthetic]}
    else:
        k = d.int(2, 12)
        real = d.r.multinomial(real_rows, np.full(k, 1 / k))
        synthetic = d.r.multinomial(made, d.r.dirichlet(np.full(k, 5)))
        c["distribution"] = {"form": "histogram", "bin_edges": [float(i) for i in range(k + 1)], "real": [int(v) for v in real], "synthetic": [int(v) for v in synthetic]}
        if d.chance(0.6):
            c["summary_real"] = {"min": 0.0, "p25": 1.0, "median": 2.0, "p75": 3.0, "max": float(k + 3), "mean": 2.1, "std": 1.0}
            c["summary_synthetic"] = dict(c["summary_real"])
            if d.chance(0.03):
                c["summary_synthetic"] = dict.fromkeys(("min", "p25", "median", "p75", "max", "mean"), 2.0) | {"std": 0.0}
    return c
