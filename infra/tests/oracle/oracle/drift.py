"""Rules about drift of inputs and predictions."""

from . import stats
from .expected import Open, Expected, finite, share
from .times import day


def psi_of(score):
    value = finite((score or {}).get("psi"))
    return value if value is not None and value >= -1e-9 else None


def p_of(score):
    return share((score or {}).get("p_value"))


def within_chance(psi, bins, reference_rows, current_rows):
    """Whether chance alone reaches a PSI; None where it is not known."""
    if not bins or bins < 2 or not reference_rows or not current_rows or current_rows / bins < 5:
        return None
    return psi <= stats.psi_chance(bins, reference_rows, current_rows)


def spells(daily, bound=None):
    """Figures of days with a PSI: the report may say since when."""
    days = sorted((day(d["date"]), finite(d.get("psi"))) for d in daily or [] if day(d["date"]) and finite(d.get("psi")) is not None)
    figures = [(v, "PSI of a day") for _, v in days]
    figures += [(n, "days of a spell") for n in range(1, len(days) + 1)]
    return figures


def judge(content):
    found = []
    drift = content.get("drift") or {}
    features = drift.get("features") or []
    if features:
        for rule in (flags, shifts, tests, disagreement):
            found += rule(drift, features)
    return found + predictions(content.get("predictions"))


def flags(drift, features):
    judged = [f for f in features if f.get("drifted") is not None]
    flagged = [f for f in judged if f["drifted"]]
    if not flagged:
        return []
    said = Expected("drift_flags", "warning").needs(len(flagged), "features flagged").needs(len(judged), "features with a flag")
    return [said.with_(len(flagged) - 5, "features not named").with_(len(features), "features").with_(len(flagged) - 3, "not named")]


def shifts(drift, features):
    scored = []
    for f in features:
        psi = psi_of(f["current"])
        if psi is not None:
            chance = within_chance(psi, f.get("bins"), drift.get("reference_rows"), drift.get("current_rows"))
            scored.append((psi, f, chance))
    real = [(psi, f) for psi, f, chance in scored if chance is not True]
    major = sorted(((p, f) for p, f in real if p >= 0.25), key=lambda x: (-x[0], x[1]["feature"]))
    moderate = [(p, f) for p, f in real if 0.1 <= p < 0.25]
    found = []

    def with_bound(said, f):
        if within_chance(0, f.get("bins"), drift.get("reference_rows"), drift.get("current_rows")) is not None:
            said.with_(stats.psi_chance(f["bins"], drift["reference_rows"], drift["current_rows"]), "chance bound")
        for value, meaning in spells(f.get("daily")):
            said.with_(value, meaning)
        return said.with_(f.get("bins"), "bins")

    for psi, f in major[:5]:
        said = Expected("feature_drift", "warning").needs(psi, "PSI").with_(0.25, "bound").with_(len(major), "features").with_(0.1, "bound")
        found.append(with_bound(said, f))
    if major[5:]:
        said = Expected("feature_drift", "warning").needs(len(major) - 5, "further features").with_(0.25, "bound").with_(len(major), "features")
        said.with_(len(major) - 5 - 3, "features not named")
        for psi, f in major[5:]:
            with_bound(said.with_(psi, "PSI"), f)
        found.append(said)
    if moderate:
        said = Expected("feature_drift", "info").with_(len(moderate), "features").with_(0.1, "bound").with_(0.25, "bound")
        said.with_(len(moderate) - 3, "features not named").with_(len(moderate) - 5, "features not named").with_(len(features), "features")
        said.needs(max(p for p, _ in moderate), "greatest PSI")
        for psi, f in moderate:
            with_bound(said.with_(psi, "PSI"), f)
        found.append(said)
    if len(scored) == len(features) and all(p < 0.1 for p, _, _ in scored) and not any(f.get("drifted") for f in features):
        p_values = [p_of(f["current"]) for f in features]
        if not any(a < 0.05 for a in stats.holm([p for p in p_values if p is not None])):
            best = max(p for p, _, _ in scored)
            found.append(Expected("feature_drift", "good").with_(len(features), "features").with_(best, "greatest PSI").with_(0.1, "bound").with_(0.05, "level"))
    return found


def tests(drift, features):
    tested = [(p_of(f["current"]), f) for f in features if p_of(f["current"]) is not None]
    adjusted = stats.holm([p for p, _ in tested])
    hits = [
        (p, f)
        for (_, f), p in zip(tested, adjusted)
        if p < 0.05 and not f.get("drifted") and not ((psi_of(f["current"]) or 0) >= 0.1)
    ]
    if not hits:
        return []
    said = Expected("drift_tests", "info").needs(len(hits), "features").needs(len(tested), "features with a test").with_(0.05, "level").with_(0.1, "bound of PSI")
    said.with_(len(hits) - 5, "features not named").with_(drift.get("current_rows"), "rows").with_(drift.get("reference_rows"), "rows")
    said.with_(len(features), "features")
    for p, f in hits:
        said.with_(p, "adjusted p").with_(p_of(f["current"]), "p").with_(psi_of(f["current"]), "PSI")
    return [said]


def disagreement(drift, features):
    scored = [(psi_of(f["current"]), f) for f in features if psi_of(f["current"]) is not None]
    loud = [p for p, f in scored if f.get("drifted") is True and p < 0.1]
    silent = [p for p, f in scored if f.get("drifted") is False and p >= 0.25]
    if not loud and not silent:
        return []
    said = Expected("drift_disagreement", "info").with_(0.1, "bound").with_(0.25, "bound").with_(len(features), "features")
    for group in (loud, silent):
        said.with_(len(group), "features").with_(len(group) - 3, "features not named")
        for psi in group:
            said.with_(psi, "PSI")
    return [said]


def predictions(given):
    if not given:
        return []
    psi, p = psi_of(given.get("current")), p_of(given.get("current"))
    if psi is None:
        return []
    periods = given["periods"]
    severity = "warning" if psi >= 0.25 else "info" if psi >= 0.1 or (p is not None and p < 0.05) else "good"
    said = Expected("prediction_drift", severity).needs(psi, "PSI").with_(0.1, "bound").with_(0.25, "bound").with_(p, "p").with_(0.05, "level")
    bins = len(given["bin_edges"]) - 1
    said.with_(bins, "bins")
    if len(periods) >= 2:
        first, last = sum(periods[0]["counts"]), sum(periods[-1]["counts"])
        chance = within_chance(psi, bins, first, last)
        if chance is not None:
            said.with_(stats.psi_chance(bins, first, last), "chance bound")
        if psi >= 0.1 and chance:
            said.severity = "info"
        said.with_(finite(periods[0].get("mean")), "mean before").with_(finite(periods[-1].get("mean")), "mean now")
        said.with_(first, "predictions").with_(last, "predictions")
    for value, meaning in spells(given.get("daily")):
        said.with_(value, meaning)
    return [said]
