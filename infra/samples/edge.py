"""Makes the edge samples: snapshots at the edges of what a document must bear. Their figures are invented.

    edge.py [--out DIR]

The same files come out every time: numbers follow from a small generator of their own, ids from names.
"""

import argparse
import base64
import json
import math
import pathlib
import struct
import uuid
import zlib

NAMESPACE = uuid.UUID("5d1e6a5e-6c0f-5b52-9c3d-6a4b0f6f7a11")
PROJECT = str(uuid.uuid5(NAMESPACE, "project:edge"))
TAKEN_AT = "2026-03-01T12:00:00Z"


class Numbers:
    """A linear congruential generator (Numerical Recipes), so that no Python version changes the samples."""

    def __init__(self, seed):
        self.state = seed

    def unit(self):
        self.state = (self.state * 1664525 + 1013904223) % 2**32
        return self.state / 2**32

    def around(self, middle, spread):
        return round(middle + spread * (self.unit() + self.unit() + self.unit() - 1.5), 5)


def entity_id(kind, name):
    return str(uuid.uuid5(NAMESPACE, f"{kind}:{name}"))


def snapshot(kind, name, content, description=None, declared=None):
    members = {"schema_version": 1, "kind": kind, "id": entity_id(kind, name), "project_id": PROJECT, "name": name,
               "description": description, "taken_at": TAKEN_AT, "source": {"tool": "edge.py"}, "declared": declared,
               "content": content}
    return {key: value for key, value in members.items() if value is not None}


def experiment(**content):
    return {"task": "binary_classification", "status": "completed", "started_at": "2026-03-01T09:00:00Z",
            "finished_at": "2026-03-01T10:30:00Z", "target": "churned", "ranking_metric": "auc",
            "ranking_split": "cross_validation",
            "metrics": [{"name": "auc"}, {"name": "logloss"}], **content}


def entry(name, numbers, auc, algorithm=None, **members):
    spread = [numbers.around(auc, 0.02) for _ in range(5)]
    mean = sum(spread) / 5
    sd = math.sqrt(sum((value - mean) ** 2 for value in spread) / 4)
    found = {"name": name, "metrics": {"auc": auc, "logloss": numbers.around(0.4, 0.1)},
             "fold_spread": {"auc": {"mean": round(mean, 5), "sd": round(sd, 5), "folds": spread}},
             "training_time_ms": round(100 + 5000 * numbers.unit()),
             "predict_time_per_row_ms": numbers.around(0.05, 0.02), **members}
    if algorithm:
        found["algorithm"] = algorithm
    return found


def roc(area, points=12, **members):
    """A curve tpr = fpr^k, whose area is 1 / (k + 1)."""
    power = 1 / area - 1
    xs = [round(step / (points - 1), 4) for step in range(points)]
    return {"auc": area, "false_positive_rate": xs, "true_positive_rate": [round(x**power, 4) for x in xs], **members}


def evaluation(numbers, classes, rows, area=0.9):
    side = rows // len(classes)
    counts = [[0] * len(classes) for _ in classes]
    for actual in range(len(classes)):
        wrong = round(side * 0.2 * numbers.unit())
        counts[actual][actual] = side - wrong
        counts[actual][(actual + 1) % len(classes)] += wrong
    curves = [roc(area)] if len(classes) == 2 else [
        roc(round(0.8 + 0.19 * numbers.unit(), 4), 6, **{"class": name}) for name in classes]
    return {"split": "cross_validation", "rows": side * len(classes),
            "metrics": {"auc": area, "accuracy": numbers.around(0.85, 0.05), "logloss": numbers.around(0.4, 0.05)},
            "confusion_matrix": {"labels": classes, "counts": counts}, "roc": curves}


def model(numbers, classes, features, **content):
    importance = sorted(((name, numbers.unit() ** 3) for name in features), key=lambda item: -item[1])
    steps = list(range(0, 101, 10))
    return {"task": "binary_classification" if len(classes) == 2 else "multiclass_classification",
            "algorithm": "Gradient Boosting Machine", "target": "churned", "classes": classes,
            "ranking_metric": "auc", "trained_at": "2026-03-01T10:00:00Z", "training_time_ms": 4200,
            "evaluations": [evaluation(numbers, classes, 2000)],
            "hyperparameters": [{"name": "ntrees", "value": 100, "default": 50},
                                {"name": "learn_rate", "value": 0.1, "default": 0.1}],
            "feature_importance": [{"method": "model", "features": [
                {"name": name, "value": round(value, 5)} for name, value in importance]}],
            "learning_curves": [{"metric": "logloss", "step_label": "Trees", "steps": steps,
                                 "training": [round(0.6 * math.exp(-step / 40) + 0.1, 4) for step in steps],
                                 "validation": [round(0.5 * math.exp(-step / 40) + 0.25, 4) for step in steps],
                                 "chosen_step": 80}],
            **content}


def dataset(name, features, target, numbers):
    columns = [{"name": feature, "type": "numeric", "missing": round(40 * numbers.unit()),
                "numeric": {"min": 0, "p25": 2.1, "median": 4.2, "mean": 4.4, "p75": 6.3, "max": 9.7, "std": 2.2},
                "histogram": {"bin_edges": [0, 2, 4, 6, 8, 10],
                              "counts": [round(400 * numbers.unit()) for _ in range(5)]}} for feature in features]
    columns.append({"name": target, "type": "categorical", "missing": 0, "distinct": 2,
                    "categories": [{"value": "no", "count": 1463}, {"value": "yes", "count": 537}]})
    return {"name": name, "rows": 2000, "columns": len(columns), "target": target,
            "missing_values": sum(column["missing"] for column in columns), "column_summaries": columns}


def in_language(name, description, target, classes, features, models, dataset_name, comment):
    """An experiment whose every name is in one language."""
    numbers = Numbers(len(name))
    leaderboard = [entry(label, numbers, round(0.93 - 0.01 * index, 4), algorithm)
                   for index, (label, algorithm) in enumerate(models)]
    best = model(numbers, classes, features, target=target)
    return snapshot("experiment", name, experiment(
        target=target, dataset=dataset(dataset_name, features, target, numbers), leaderboard=leaderboard,
        best_model={"name": models[0][0], "model": best},
        importance_by_model={label: {feature: round(numbers.unit() / len(features), 4) for feature in features}
                             for label, _ in models},
        configuration=[{"name": comment, "value": True}]), description)


def japanese():
    return in_language(
        "解約予測 2026年3月", "携帯電話契約者の解約を予測する実験。評価は五分割交差検証による。", "解約", ["継続", "解約"],
        ["契約月数", "月額料金", "総請求額", "サポート問い合わせ回数", "国際通話プラン", "留守番電話メッセージ数"],
        [("勾配ブースティング木 第1候補", "勾配ブースティング"), ("ランダムフォレスト", "決定木の集まり"),
         ("ロジスティック回帰(L2正則化)", "線形モデル"), ("多層パーセプトロン", "ニューラルネットワーク")],
        "契約者データ(東日本)", "層化抽出")


def right_to_left():
    return in_language(
        "تنبؤ بإلغاء الاشتراك", "تجربة للتنبؤ بإلغاء الاشتراك لدى عملاء الاتصالات. ניסוי לחיזוי נטישת לקוחות.", "إلغاء",
        ["مستمر", "ملغى"],
        ["مدة العقد", "الفاتورة الشهرية", "מספר פניות לתמיכה", "תוכנית שיחות בינלאומית", "إجمالي الدقائق"],
        [("نموذج تعزيز التدرج 1", "تعزيز التدرج"), ("יער אקראי", "יער"), ("GBM نموذج 3", "GBM"),
         ("רגרסיה לוגיסטית (L2)", "לינארי")],
        "بيانات العملاء", "عينة طبقية")


def five_hundred_models():
    numbers = Numbers(500)
    families = ["GBM", "XGBoost", "DRF", "GLM", "DeepLearning"]
    values = sorted((numbers.around(0.87, 0.05) for _ in range(500)), reverse=True)
    leaderboard = [entry(f"{families[index % 5]}_grid_1_model_{index + 1}", numbers, auc, families[index % 5])
                   for index, auc in enumerate(values)]
    for item in leaderboard:
        del item["fold_spread"]["auc"]["folds"]
    return snapshot("experiment", "500 models", experiment(leaderboard=leaderboard))


def forty_classes():
    numbers = Numbers(40)
    classes = [f"species {index:02}" for index in range(1, 41)]
    features = [f"measurement {index}" for index in range(1, 13)]
    content = model(numbers, classes, features, target="species")
    content["evaluations"][0]["hit_ratios"] = [round(1 - 0.15 * 0.6**k, 4) for k in range(10)]
    return snapshot("model", "40 classes", content)


def three_classes():
    """Every figure that a classifier of several classes may have."""
    numbers = Numbers(3)
    content = model(numbers, ["setosa", "versicolor", "virginica"], ["sepal length", "sepal width", "petal length"],
                    target="species")
    recalls = [round(step / 20, 2) for step in range(21)]
    content["evaluations"][0]["precision_recall"] = [
        {"class": name, "auc": area, "recall": recalls,
         "precision": [round(1 - (1 - area) * 3 * x**2, 4) for x in recalls]}
        for name, area in (("setosa", 0.99), ("versicolor", 0.91), ("virginica", 0.88))]
    return snapshot("model", "three classes", content)


def regression():
    """A regression with predictions to look at."""
    numbers = Numbers(4)
    content = model(numbers, ["-", "-"], ["rooms", "age", "distance"], target="price")
    for unused in ("classes", "evaluations"):
        del content[unused]
    actual = [round(12 + 36 * numbers.unit(), 2) for _ in range(600)]
    predictions = [{"actual": value, "predicted": round(numbers.around(0.9 * value + 3, 0.12 * value), 2)}
                   for value in actual]
    evaluations = [{"split": split, "rows": 600, "metrics": {"rmse": rmse, "mae": mae, "r2": r2}}
                   for split, rmse, mae, r2 in (("training", 2.04, 1.62, 0.951), ("validation", 3.17, 2.48, 0.884))]
    evaluations[1]["predictions"] = predictions
    content = {**content, "task": "regression", "ranking_metric": "rmse", "evaluations": evaluations}
    return snapshot("model", "house prices", content, declared=DECLARED)


#: What people may state of a model, one of everything.
DECLARED = {
    "by": "Ada Novák, model owner",
    "intended_use": "A first estimate of what a house would sell for, shown to staff of the bank who prepare an offer of a mortgage. "
                    "The offer itself is made by people, after a visit.",
    "out_of_scope": "Offers without a visit.\nFlats, farms and houses built before 1900.",
    "limitations": "Prices over 48 are rare in the data, and estimates of them are low.",
    "owner": "Mortgages, analytics",
    "contact": "models@bank.example",
    "risk_tier": "Limited (own scheme, 2 of 4)",
    "oversight": "Whoever prepares an offer sees the estimate with its interval, may overrule it and says why.",
    "data_provenance": "Sales of 2021 to 2025 from the land register, without the 3 % whose price was not at arm's length.",
    "consent": "Public register; no personal data",
    "approvals": [
        {"name": "Jo Müller", "role": "Head of model risk", "date": "2026-02-20", "decision": "conditional",
         "comment": "Until the next review in August; monthly figures by district to the committee."},
        {"name": "R. Okafor", "role": "Data protection", "date": "2026-02-23", "decision": "approved"},
        {"name": "Works council", "decision": "pending"}],
    "versions": [
        {"version": "1.0", "date": "2025-06-01", "changes": "First version in use"},
        {"version": "1.1", "date": "2026-02-15", "changes": "Trained again with the sales of 2025; distance to the next station added"}],
    "annex_iv": {"1(e)": "Any x86-64 server with 2 GiB of memory",
                 "4": "RMSE, because large errors cost more than in proportion; MAE beside it, because it is what staff ask for."},
}


def all_that_may_be_declared():
    """As many and as long declarations as a snapshot may have."""
    words = "the estimate is used by whoever decides about the contract and is not binding for them; "
    text = lambda most: (words * (most // len(words) + 1))[:most - 1].rstrip() + "."
    facts = ("intended_use", "out_of_scope", "limitations", "owner", "contact", "risk_tier", "oversight", "data_provenance", "consent")
    return {**{fact: text(2_000) for fact in facts}, "by": text(200),
            "approvals": [{"name": text(200), "role": text(200), "date": "2026-02-20", "decision": "rejected", "comment": text(500)}] * 20,
            "versions": [{"version": "v" * 200, "date": "2026-02-20", "changes": text(500)}] * 20,
            "annex_iv": {item: text(500) for item in ("1(a)", "2(d)", "9")}}


def null_metrics():
    numbers = Numbers(1)
    leaderboard = [{"name": f"GBM_{index}", "algorithm": "GBM", "metrics": {"auc": None, "logloss": None},
                    "fold_spread": {"auc": {"mean": None, "sd": None, "folds": [None] * 5}},
                    "training_time_ms": None} for index in range(1, 4)]
    best = model(numbers, ["no", "yes"], ["tenure", "charges"])
    best["evaluations"] = [{"split": "cross_validation", "metrics": {"auc": None, "logloss": None},
                            "roc": [roc(0.8, auc=None)]}]
    best["feature_importance"][0]["features"] = [{"name": "tenure", "value": None}, {"name": "charges", "value": None}]
    best["learning_curves"][0].update(training=[None] * 11, validation=[None] * 11)
    return snapshot("experiment", "all metrics null", experiment(
        leaderboard=leaderboard, best_model={"name": "GBM_1", "model": best},
        importance_by_model={"GBM_1": {"tenure": None, "charges": None}},
        dataset={"name": "empty", "rows": 0, "columns": 2, "column_summaries": [
            {"name": "tenure", "type": "numeric", "numeric": {"min": None, "max": None, "mean": None}},
            {"name": "charges", "type": "numeric", "histogram": {"bin_edges": [], "counts": []}}]}))


def one_model():
    numbers = Numbers(2)
    best = model(numbers, ["no", "yes"], ["tenure"])
    return snapshot("experiment", "one model", experiment(
        leaderboard=[entry("GLM_1", numbers, 0.8125, "GLM")], best_model={"name": "GLM_1", "model": best},
        importance_by_model={"GLM_1": {"tenure": 1.0}}))


def empty_leaderboard():
    return snapshot("experiment", "empty leaderboard", {
        "task": "regression", "status": "failed", "started_at": "2026-03-01T09:00:00Z", "leaderboard": []})


def long_names():
    numbers = Numbers(120)
    filler = "_with_stratified_five_fold_cross_validation_and_early_stopping_on_log_loss_retrained_on_the_full_training_frame_v2"
    names = [(f"{family}{filler}")[:117] + f"_{index:02}" for index, family in enumerate(
        ["GBM", "XGBoost", "DeepLearning", "StackedEnsemble", "GLM", "DRF"])]
    features = [f"average_monthly_charges_in_the_{word}_quarter_before_the_contract_was_renewed_per_active_subscriber_line_and_device"
                for word in ("first", "second", "third", "fourth")]
    best = model(numbers, ["remains a customer for at least twelve months after the end of the promotional period",
                           "cancels the contract within twelve months after the end of the promotional period"],
                 features)
    return snapshot("experiment", ("Churn prediction with all names of about one hundred and twenty characters, as some "
                                   "platforms and people make them")[:120], experiment(
        leaderboard=[entry(name, numbers, round(0.91 - 0.004 * index, 4), name.split("_")[0])
                     for index, name in enumerate(names)],
        best_model={"name": names[0], "model": best},
        importance_by_model={name: {feature: 0.25 for feature in features} for name in names[:4]}),
        declared=all_that_may_be_declared())


def bare():
    """The least that each other kind may say."""
    return [snapshot("model", "bare model", {"task": "regression"}),
            snapshot("project", "bare project", {}),
            snapshot("deployment", "bare deployment", {"status": "starting"}),
            snapshot("synthgen", "bare synthetic data", {"status": "queued"}),
            snapshot("privacy", "bare privacy session", {"status": "completed"})]


def no_traffic():
    day = [{"start": f"2026-03-01T{hour:02}:00:00Z", "requests": 0, "errors": 0,
            "latency_ms": {"p50": None, "p95": None, "p99": None}} for hour in range(24)]
    return snapshot("deployment", "no traffic", {
        "status": "active", "window": {"start": "2026-03-01T00:00:00Z", "end": "2026-03-02T00:00:00Z"},
        "totals": {"requests": 0, "errors": 0}, "intervals": day,
        "drift": {"features": [{"feature": "tenure", "current": {"psi": None}, "daily": [
            {"date": "2026-03-01", "psi": None}]}]}})


def outcomes():
    """Labels that come later: quality falls once what is predicted has shifted, and the last days have none yet."""
    numbers = Numbers(7)
    days, shifted, labelled_until = 28, 16, 24
    date = "2026-02-{:02}".format

    def interval(day):
        predicted = 260 + round(80 * numbers.unit())
        labelled = round(predicted * (0.97 if day <= 18 else 0.6)) if day <= labelled_until else 0
        right = round(labelled * numbers.around(0.87 if day <= shifted else 0.79, 0.02))
        interval = {"start": f"{date(day)}T00:00:00Z", "labelled": labelled, "predicted": predicted}
        if labelled:
            interval |= {"value": right / labelled, "delay_days": round(numbers.around(3.4, 0.5), 1)}
        return interval

    psi = [numbers.around(0.03 if day <= shifted else 0.31, 0.02) for day in range(1, days + 1)]
    drift = [{"date": date(day), "rows": 300, "psi": round(value, 4)} for day, value in enumerate(psi, 1)]
    return snapshot("deployment", "labels that come later", {
        "status": "active", "stage": "production",
        "model": {"name": "churn-forest", "version": "4", "task": "binary_classification", "target": "churned",
                  "offline_metrics": {"accuracy": 0.868}},
        "window": {"start": f"{date(1)}T00:00:00Z", "end": "2026-03-01T00:00:00Z"},
        "predictions": {"what": "probability of churn", "bin_edges": [0, 0.25, 0.5, 0.75, 1], "periods": [
            {"name": "training", "counts": [520, 240, 150, 90]}, {"name": "last 12 days", "counts": [1500, 900, 760, 440]}],
            "current": {"psi": 0.2671}, "daily": drift},
        "outcomes": [{"metric": "accuracy", "labels": "cancellations within a week", "reference": {
            "value": 0.868, "rows": 1000, "what": "test rows"}, "intervals": [interval(day) for day in range(1, days + 1)]}]})


def many_private_columns():
    """Two thousand columns, some with names that are not plain, of which some were not looked at and some were not looked at again."""
    numbers = Numbers(2000)
    odd = ["<script>alert(1)</script>", "اسم العميل", "氏名", "a|b*c_d`e`", "=1+1", "עמודה", "e\u0301" * 40, "-"]
    types = ["EMAIL_ADDRESS", "PERSON", "PHONE_NUMBER", "CREDIT_CARD", "IBAN_CODE", "US_SSN", "LOCATION", "A" * 40]
    operations = ["redacted", "masked", "hashed", "encrypted", "pseudonymised", "generalised", "perturbed", "dropped", "synthesised", "kept"]
    rows = 10_000_000

    def scan(cells, of):
        mean = min(max(round(numbers.around(0.6, 0.3), 3), 0.0), 1.0)
        found = [{"type": of, "cells": cells, "method": "model", "mean_confidence": mean, "min_confidence": round(mean / 2, 4)}]
        return {"rows": rows, "cells": cells, "distinct": cells, "detections": found if cells else []}

    columns = []
    for index in range(2000):
        name = odd[index] if index < len(odd) else f"column {index}"
        operation = operations[index % len(operations)]
        column = {"name": name, "transformation": {"operation": operation, "reversible": operation in ("encrypted", "pseudonymised")}}
        if index % 17:
            column["before"] = scan(round(rows * numbers.unit()) if index % 3 else 0, types[index % len(types)])
        if operation != "dropped" and index % 13:
            column["after"] = scan(round(rows * numbers.unit() / 50) if index % 5 == 0 else 0, types[index % len(types)])
        columns.append(column)
    return snapshot("privacy", "2,000 columns of <b>hostile</b> names", {
        "status": "completed", "policy": {"name": "سياسة <Datenschutz>", "profiles": ["GDPR", "HIPAA *Safe Harbor*", "`CCPA`"]},
        "detectors": [{"name": "<detector>", "version": "1|2", "method": "model"}],
        "dataset": {"name": "kunden_\u202e2026", "rows": rows}, "columns": columns,
        "anonymity": {"quasi_identifiers": [column["name"] for column in columns[:40]], "sensitive": ["氏名"],
                      "before": {"k": 1, "unique_rows": rows, "l": 1, "prosecutor": {"highest": 1.0, "mean": 1.0}},
                      "after": {"k": 3, "unique_rows": 0, "l": 1, "prosecutor": {"highest": 0.3333333333333333, "mean": 0.01},
                                "journalist": {"highest": 0.0901, "mean": 0.001, "threshold": 0.2, "over_threshold": 0.0},
                                "marketer": {"mean": 1e-9}}},
        "settings": {"score threshold": 0.35, "<language>": True}})


def png(width, height, shade):
    """A picture of four colours, the first of which lets the paper through; `shade` gives each pixel's, by its place."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = []
    for y in range(height):
        shades = [shade(x, y) for x in range(width)]
        packed = (sum(tone << 6 - 2 * place for place, tone in enumerate(shades[x : x + 4])) for x in range(0, width, 4))
        rows.append(b"\0" + bytes(packed))
    # Not compressed: the same bytes from every version of zlib.
    data = zlib.compress(b"".join(rows), 0)
    header = struct.pack(">IIBBBBB", width, height, 2, 3, 0, 0, 0)
    palette = bytes([255, 255, 255, 31, 95, 153, 143, 187, 219, 86, 96, 109])
    parts = [(b"IHDR", header), (b"PLTE", palette), (b"tRNS", b"\0"), (b"IDAT", data), (b"IEND", b"")]
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)).decode()


def pictures():
    """A model whose tool gives pictures: one of the usual shape, one small, one tall, with titles that are not plain."""
    def figure(title, alt, *drawn):
        return {"title": title, "alt": alt, "media_type": "image/png", "data": png(*drawn)}

    def curve(x, y):
        return 1 if abs(300 - 300 * math.sqrt(x / 420) - y) < 3 else 3 if x < 2 or y > 297 else 0

    def matrix(x, y):
        return 1 if (x < 60) == (y < 60) else 2

    return snapshot("model", "pictures", {
        "task": "binary_classification", "algorithm": "Random Forest",
        "evaluations": [{"split": "test", "rows": 143, "metrics": {"auc": 0.94, "accuracy": 0.9}}],
        "figures": [
            figure("ROC curve <test> & \"more\"", "A curve that rises steeply and then flattens.", 420, 300, curve),
            figure("مصفوفة الالتباس", "Two dark squares on the diagonal, two light ones beside them.", 120, 120, matrix),
            figure("校正曲線", "A tall field of stripes.", 61, 500, lambda x, y: (x + y) // 8 % 4)]})


def all_samples():
    """Each with the name that follows the kind in its file's name."""
    return [("japanese", japanese()), ("right-to-left", right_to_left()), ("500-models", five_hundred_models()),
            ("40-classes", forty_classes()), ("three-classes", three_classes()), ("regression", regression()), ("null-metrics", null_metrics()), ("one-model", one_model()),
            ("empty-leaderboard", empty_leaderboard()), ("long-names", long_names()), ("no-traffic", no_traffic()), ("outcomes", outcomes()),
            ("pictures", pictures()), ("2000-columns", many_private_columns()),
            *(("bare", item) for item in bare())]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path(__file__).parent / "edge")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, sample in all_samples():
        path = arguments.out / f"{sample['kind']}-{name}.json"
        path.write_text(json.dumps(sample, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n")
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main()
