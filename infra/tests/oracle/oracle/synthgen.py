"""Rules about synthetic data. Scores are SDMetrics' own (docs.sdv.dev/sdmetrics)."""

from . import metrics, stats
from .expected import Open, Expected, finite, share

FIDELITY = {"overall_quality", "column_quality", "pair_trends", "constant_synthetic_column", "validity", "missing_values"}
UTILITY = {"utility"}


def judge(snapshot):
    x = snapshot["content"]
    status = x["status"]
    severity = {"failed": "critical", "cancelled": "warning", "running": "info", "queued": "info"}.get(status)
    found = [Expected("run_status", severity)] if severity else []
    checks = []
    for rule in (overall, columns, pairs, constant, validity, missing, copies, new_rows, memorised, closest, baseline, disclosure, utility):
        checks += rule(x)
    return found + verdict(x, checks) + checks


def verdict(x, checks):
    if not checks and x["status"] != "completed":
        return []
    if any(isinstance(c, Open) for c in checks):
        return [Open("verdict", "depends on what is open")]
    severities = [c.severity for c in checks]
    by = {c.rule: c for c in checks}
    never = {"overall_quality", "pair_trends", "dcr_baseline_protection"}

    def judged(rule):
        if rule not in by or rule in never:
            return False
        if rule in ("memorised_rows", "distance_to_closest_record"):
            return by[rule].severity != "info"
        if rule == "disclosure_protection":
            return by[rule].severity != "info" or base_rate(x) is not None
        if rule == "utility":
            # Only an AUC on real rows above a guess has a bound.
            return any(meaning == "kept" for _, meaning in by[rule].may)
        return True

    privacy = any(judged(r) for r in by if r not in FIDELITY | UTILITY)
    # A check that says nothing counts as not measured.
    fidelity = any(judged(r) for r in by if r in FIDELITY)
    if x["status"] == "failed":
        severity = "critical"
    elif not fidelity or not privacy:
        severity = "warning"
    else:
        severity = "warning" if "warning" in severities else "good"
    said = Expected("verdict", severity)
    held = [r for r in by if judged(r)]
    said.with_(len(held), "judged checks").with_(len(by) - len(held), "checks that state a figure")
    return [said.with_(sum(s in ("warning", "critical") for s in severities), "checks that warn")]


def overall(x):
    q = x.get("quality") or {}
    value = share(q.get("overall"))
    if value is None:
        return []
    said = Expected("overall_quality", "info").needs(value, "overall")
    return [said.with_(share(q.get("column_shapes")), "columns").with_(share(q.get("column_pair_trends")), "pairs")]


def _lowest(rule, given, name, warns):
    scores = [(share(g.get("score")), name(g)) for g in given]
    some = [s for s in scores if s[0] is not None]
    if not some:
        return []
    low = [s for s in some if s[0] < 0.5]
    lowest = min(some)
    said = Expected(rule, "warning" if low and warns else "info").needs(lowest[0], "lowest score").with_(len(some), "with a score")
    said.with_(len(given), "all").with_(len(scores) - len(some), "without a score").with_(len(low), "under a half").with_(0.5, "half")
    said.with_(len(low) - 3, "not named")
    if len(scores) > len(some):
        said.needs(len(scores) - len(some), "without a score")
    for value, _ in low:
        said.with_(value, "a score under a half")
    return [said]


def columns(x):
    return _lowest("column_quality", x.get("columns") or [], lambda c: c["name"], True)


def pairs(x):
    return _lowest("pair_trends", x.get("pairs") or [], lambda p: (p["column_a"], p["column_b"]), False)


def constant(x):
    names, doubtful = [], False
    for c in x.get("columns") or []:
        d, s, r = c.get("distribution") or {}, c.get("summary_synthetic") or {}, c.get("summary_real") or {}
        if d.get("form") == "frequencies":
            made, gone = x.get("synthetic_rows"), share(c.get("missing_synthetic"))
            if sum(v > 0 for v in d["synthetic"]) == 1 and sum(v > 0 for v in d["real"]) > 1 and (made is None or gone is None):
                doubtful = True
                continue
            if made is None or abs(sum(d["synthetic"]) + (gone or 0.0) * made - made) > 0.5:
                continue
            if sum(v > 0 for v in d["synthetic"]) == 1 and sum(v > 0 for v in d["real"]) > 1:
                names.append(c["name"])
                continue
        low, high = finite(s.get("min")), finite(s.get("max"))
        if low is not None and low == high:
            if finite(r.get("min")) is not None and finite(r.get("max")) is not None and r["min"] < r["max"]:
                names.append(c["name"])
            elif r.get("min") is None:
                doubtful = True
    if doubtful:
        return [Open("constant_synthetic_column", "the real column's range is not known")]
    if not names:
        return []
    said = Expected("constant_synthetic_column", "warning").with_(len(names), "columns").with_(len(names) - 3, "columns not named")
    return [said.with_(len(x.get("columns") or []), "columns")]


def validity(x):
    value = share(x.get("validity"))
    if value is None:
        return []
    return [Expected("validity", "good" if value >= 1 else "warning").needs(value, "validity").with_(1, "all")]


def missing(x):
    hits = []
    for c in x.get("columns") or []:
        a, b = share(c.get("missing_real")), share(c.get("missing_synthetic"))
        if a is not None and b is not None and abs(a - b) > 0.05 + 1e-9:
            hits.append((abs(a - b), a, b))
    if not hits:
        return []
    said = Expected("missing_values", "warning").with_(len(hits), "columns").with_(len(hits) - 3, "columns not named").with_(0.05, "bound")
    said.with_(len(x.get("columns") or []), "columns")
    for difference, a, b in hits:
        said.with_(difference, "difference").with_(a, "real").with_(b, "synthetic").with_(b - a, "difference")
    return [said]


def copies(x):
    value = (x.get("privacy") or {}).get("exact_copies")
    rows = x.get("synthetic_rows")
    if value is None or (rows is not None and value > rows):
        return []
    said = Expected("exact_copies", "good" if value == 0 else "warning").with_(rows, "synthetic rows")
    if value:
        said.needs(value, "copies").with_(value / rows if rows else None, "share")
    return [said.with_(value, "copies")]


def new_rows(x):
    value = share((x.get("privacy") or {}).get("new_row_synthesis"))
    if value is None:
        return []
    severity = "good" if value >= 1 else "info" if value > 0.5 else "warning"
    said = Expected("new_row_synthesis", severity).with_(value, "new rows").with_(1 - value, "rows that match").with_(0.5, "half")
    if value < 1:
        said.needs(1 - value, "rows that match")
    return [said]


def memorised(x):
    p = x.get("privacy") or {}
    closer, score = share(p.get("closer_to_training")), share(p.get("dcr_overfitting_protection"))
    at_most = False
    if closer is None:
        if score is None:
            return []
        at_most, closer = score >= 1, 1 - score / 2
    train, held = x.get("training_rows"), x.get("holdout_rows")
    n = x.get("synthetic_rows")
    said = Expected("memorised_rows", "info")
    # A full score is capped: the share is at most a half.
    (said.with_ if at_most else said.needs)(closer, "share closer to training")
    said.with_(n, "synthetic rows").with_(score, "score").with_(train, "training rows").with_(held, "holdout rows").with_(0.5, "half")
    if not train or not held:
        return [said]
    chance = train / (train + held)
    said.with_(chance, "by chance").with_(0.05, "level").with_(max(chance, 0.5), "by chance").with_(min(chance, 0.5), "by chance")
    p_value = 1.0
    if n and abs(closer * n - round(closer * n)) < 1e-6:
        p_value = stats.more_than(min(round(closer * n), n), n, max(chance, 0.5))
        said.with_(p_value, "p").with_(round(closer * n), "rows")
    if closer <= min(chance, 0.5):
        said.severity = "good"
    elif p_value < 0.05:
        said.severity = "warning"
    return [said]


def closest(x):
    d = (x.get("privacy") or {}).get("distance_to_closest_record") or {}
    a, b = finite(d.get("median_synthetic")), finite(d.get("median_holdout"))
    if a is None or b is None:
        return []
    if a < 0 or b < 0:
        return [Open("distance_to_closest_record", "a negative distance")]
    said = Expected("distance_to_closest_record", "info" if a < b else "good").needs(a, "synthetic").needs(b, "held out")
    return [said.with_(a / b if b else None, "ratio")]


def baseline(x):
    p = x.get("privacy") or {}
    value = share(p.get("dcr_baseline_protection"))
    if value is None:
        return []
    said = Expected("dcr_baseline_protection", "info").needs(value, "score")
    return [said.with_(finite(p.get("median_dcr_random")), "random").with_(finite(p.get("median_dcr_synthetic")), "synthetic")]


def disclosure(x):
    p = x.get("privacy") or {}
    score = share(p.get("disclosure_protection"))
    if score is None:
        return []
    said = Expected("disclosure_protection", "info").needs(score, "score").with_(1, "full protection")
    counts = base_rate(x)
    if score >= 1:
        said.severity, said.must = "good", []
        said.with_(score, "score")
    if counts is None:
        return [said]
    total = sum(counts)
    wrong, majority = score * (1 - 1 / len(counts)), 1 - max(counts) / total
    drawn = 1 - sum((n / total) ** 2 for n in counts)
    if score < 1:
        if min(abs(wrong - majority), abs(wrong - drawn)) < 1e-12:
            return [Open("disclosure_protection", "equal but for rounding")]
        said.severity = "warning" if wrong < majority else "info" if wrong < drawn else "good"
    said.with_(wrong, "attacker wrong").with_(majority, "majority guess wrong").with_(1 - wrong, "attacker right").with_(1 - majority, "majority guess right")
    said.must = []
    said.with_(score, "score").with_(len(counts), "categories").with_(drawn, "a draw at the base rate wrong")
    return [said.with_(wrong, "attacker wrong") if score >= 1 else said.needs(wrong, "attacker wrong")]


def base_rate(x):
    """Counts of the one sensitive column's categories, where they are complete."""
    sensitive = (x.get("privacy") or {}).get("sensitive_columns") or []
    columns = [c for c in x.get("columns") or [] if sensitive[:1] == [c["name"]]]
    if len(sensitive) != 1 or len(columns) != 1:
        return None
    d = columns[0].get("distribution") or {}
    counts = [n for n in d.get("real") or [] if n > 0] if d.get("form") == "frequencies" else []
    if len(counts) < 2 or sum(counts) not in (x.get("training_rows"), (x.get("dataset") or {}).get("rows")):
        return None
    return counts


def utility(x):
    u = x.get("utility")
    if not u:
        return []
    key = metrics.spoken(u["metric"])
    given = []
    for m in u["models"]:
        real, made = finite(m.get("trained_on_real")), finite(m.get("trained_on_synthetic"))
        if real is None or made is None:
            continue
        if key and not (metrics.in_bounds(key, real) and metrics.in_bounds(key, made)):
            continue
        given.append((m["name"], real, made))
    if not given:
        return []
    if key is None:
        name, real, made = min(given)
        said = Expected("utility", "info").needs(real, "trained on real").needs(made, "trained on synthetic")
        return [said.with_(len(given), "models").with_(abs(real - made), "difference").with_(real - made, "difference").with_(made - real, "difference")]
    up = metrics.TABLE[key][2]
    losses = [((r - s) if up else (s - r), n, r, s) for n, r, s in given]
    loss, name, real, made = min(losses, key=lambda v: (-v[0], v[1]))
    said = Expected("utility", "info").needs(real, "trained on real").needs(made, "trained on synthetic").with_(loss, "loss").with_(-loss, "gain")
    said.with_(len(given), "models").with_(len(u["models"]), "models").with_(0.5, "a guess")
    if key == "auc" and real > 0.5:
        kept = (made - 0.5) / (real - 0.5)
        said.with_(kept, "kept").with_(1 - kept, "lost").with_(0.5, "half")
        if kept < 0.5:
            said.severity = "warning"
    return [said]
