#!/usr/bin/env python3
"""Writes the labelled sentences of the grounding check: python3 infra/grounding-set/generate.py

Everything here is independent of the check: it reads the sample snapshots as JSON and knows from them what is true. A
sentence is made from a phrasing and figures drawn from a snapshot by a seeded generator; a false one is made from the same
phrasings with one thing wrong, and only kept if the oracle says that it is really wrong. The phrasings are in two banks:
`development`, which the check was tuned on, and `held_out`, which was written at the same time and set aside.
`written.jsonl` holds sentences that were written by hand.
"""

import json
import pathlib
import random
from datetime import datetime, timedelta

HERE = pathlib.Path(__file__).resolve().parent
SAMPLES = HERE.parent / "samples" / "snapshots"

LABELS = {
    "auc": "AUC", "aucpr": "PR AUC", "logloss": "log loss", "mean_per_class_error": "mean per-class error", "rmse": "RMSE",
    "mse": "MSE", "mae": "MAE", "rmsle": "RMSLE", "mean_residual_deviance": "mean residual deviance",
    "test_roc_auc": "test AUC", "test_accuracy": "test accuracy", "test_f1": "test F1", "test_log_loss": "test log loss",
    "test_average_precision": "test average precision", "test_precision": "test precision", "test_recall": "test recall",
}
LOWER = {"logloss", "mean_per_class_error", "rmse", "mse", "mae", "rmsle", "mean_residual_deviance", "test_log_loss"}
BOUNDED = {"auc", "aucpr", "mean_per_class_error", "test_roc_auc", "test_accuracy", "test_f1", "test_precision", "test_recall"}


class Bank:
    """Phrasings by kind of claim."""

    def __init__(self, name, phrasings):
        self.name, self.phrasings = name, phrasings


DEVELOPMENT = Bank("development", {
    "value": [
        "{model} reaches {a_label} of {value}.",
        "The {label} of {model} is {value}.",
        "With {a_label} of {value}, {model} is on the leaderboard.",
        "{model} scores {value} on {label}.",
        "{model} ({label} {value}) was among the candidates.",
    ],
    "two_values": [
        "{m1} has {a_label} of {v1} and {m2} has {v2}.",
        "{label}: {v1} for {m1}, {v2} for {m2}.",
        "{m1} ({v1}) and {m2} ({v2}) differ in {label}.",
    ],
    "better": [
        "{good} is better than {bad} by {label}.",
        "{good} outperforms {bad} in terms of {label}.",
        "{bad} trails {good} on {label}.",
        "{good} beats {bad} on {label}.",
    ],
    "raw": ["The {label} of {high} is higher than that of {low}.", "{low} has a lower {label} than {high}."],
    "difference": [
        "The difference in {label} between {m1} and {m2} is {delta}.",
        "{good} is {delta} ahead of {bad} on {label}.",
    ],
    "best": ["{model} leads the leaderboard.", "The best model is {model}.", "{model} ranks first of {count} models."],
    "rank": ["{model} ranks {ordinal} on the leaderboard.", "{model} is in {ordinal} place."],
    "count": [
        "The run trained {count} models.",
        "{count} models were compared.",
        "The data has {rows} rows.",
        "There are {columns} columns in the dataset.",
    ],
    "training_time": ["{model} was trained in {time}.", "Training {model} took {time}."],
    "faster": ["{fast} trains faster than {slow}.", "{slow} takes {times} times as long to train as {fast}."],
    "importance": [
        "{feature} accounts for {share} of the importance.",
        "The feature {feature} has an importance of {share}.",
    ],
    "top_feature": ["{feature} is the most important feature.", "The most important feature is {feature}."],
    "more_important": ["{f1} is more important than {f2}.", "{f2} matters less than {f1}."],
    "date": ["The run started on {date}.", "It finished on {end_date}."],
    "missing": ["The dataset has {missing} missing values."],
    "deployment_count": [
        "The service answered {requests} requests, of which {errors} failed.",
        "{requests} requests were made between {from} and {to}.",
        "{errors} of {requests} requests failed.",
    ],
    "error_rate": ["The error rate is {rate}.", "{rate} of all requests failed."],
    "latency": [
        "The median latency is {p50} and the 95th percentile is {p95}.",
        "Latency at p95 is {p95}, at p99 {p99}.",
        "The 99th percentile of the latency is {p99}.",
    ],
    "day": ["On {day}, {requests} requests came in.", "{day} had an error rate of {rate}."],
    "peak_day": ["The error rate was highest on {day}.", "Most requests came on {day}."],
    "psi": ["{feature} has a PSI of {psi}.", "The PSI of {feature} is {psi}."],
    "psi_compare": ["{f1} drifted more than {f2}.", "The PSI of {f1} is higher than the PSI of {f2}."],
    "top_drift": ["The strongest drift is in {feature}, with a PSI of {psi}.", "{feature} has the highest PSI."],
    "drifted": ["{feature} has drifted.", "{drifted} features drifted."],
    "offline": ["Before deployment, {model} had an AUC of {auc}."],
    "quality": ["The overall quality score is {quality}.", "Column shapes reach {shapes} and pair trends {trends}."],
    "column_score": ["The column {feature} has a score of {score}.", "{feature} scores {score}."],
    "synth_rows": ["{synthetic} synthetic rows were made from {training} training rows.", "The run kept {holdout} rows out as holdout rows."],
    "utility": ["{model} reaches an AUC of {real} when trained on real data and {synthetic} on synthetic data."],
    "worst_column": ["{feature} has the lowest score.", "The lowest column score belongs to {feature}."],
    "project_counts": ["The project has {experiments} experiments and {models} models.", "There are {datasets} datasets."],
    "experiment_best": ["The best model of {experiment} is {model}, with {a_label} of {value}."],
    "dataset_rows": ["{dataset} has {rows} rows and {columns} columns.", "The dataset {dataset} holds {rows} rows."],
    "split": ["The AUC of {model} is {train} on training rows and {cv} in cross-validation."],
    "class_recall": ["{model} finds {recall} recall for class {cls}.", "Recall is {recall} for {cls}."],
    "hyper": ["It was trained with {phrase} {number}."],
    "threshold": ["{model} has {a_label} above {bound}."],
    "invented_model": ["{invented} reaches {a_label} of {value}.", "{invented} outperforms {model}.", "The runner-up is {invented}."],
    "invented_feature": ["{invented} is the most important feature.", "{invented} accounts for {share} of the importance."],
})

HELD_OUT = Bank("held_out", {
    "value": [
        "At {value}, the {label} of {model} stands out.",
        "{model} achieved {a_label} of {value}.",
        "For {model}, {label} came out at {value}.",
        "{model}'s {label} is {value}.",
        "We measured {a_label} of {value} for {model}.",
    ],
    "two_values": [
        "While {m1} comes to {a_label} of {v1}, {m2} comes to {v2}.",
        "{m1} and {m2} have {a_label} of {v1} and {v2}, respectively.",
        "{v1} is the {label} of {m1}; {m2} gets {v2}.",
    ],
    "better": [
        "{good} surpasses {bad} on {label}.",
        "In {label}, {good} does better than {bad}.",
        "{bad} performs worse than {good} in {label}.",
        "{good} is ahead of {bad} in {label}.",
    ],
    "raw": ["{high} shows a greater {label} than {low}.", "The {label} of {low} is below that of {high}."],
    "difference": [
        "{m1} and {m2} are {delta} apart in {label}, a gap of {delta}.",
        "The gap in {label} between {m1} and {m2} is {delta}.",
    ],
    "best": ["{model} is the top model.", "{model} comes first.", "The leader is {model}."],
    "rank": ["{model} takes {ordinal} place on the leaderboard.", "{model} came {ordinal} of {count} models."],
    "count": [
        "{count} candidates were trained.",
        "In total, {count} models were evaluated.",
        "It was trained on {rows} observations.",
        "The dataset comprises {rows} rows and {columns} columns.",
    ],
    "training_time": ["It took {time} to train {model}.", "{model} needed {time} of training time."],
    "faster": ["{fast} is faster to train than {slow}.", "{fast} trains {times} times faster than {slow}."],
    "importance": ["{share} of the importance falls on {feature}.", "{feature} contributes {share} of the total importance."],
    "top_feature": ["{feature} matters most.", "No. 1 among the drivers: {feature} is the strongest predictor."],
    "more_important": ["{f1} has a higher importance than {f2}.", "{f2} is less important than {f1}."],
    "date": ["Training began on {date}.", "The experiment ended on {end_date}."],
    "missing": ["{missing} values are missing: the dataset has {missing} missing cells."],
    "deployment_count": [
        "Out of {requests} calls, {errors} ended in errors.",
        "From {from} to {to}, the deployment served {requests} predictions.",
        "There were {errors} failed requests.",
    ],
    "error_rate": ["{rate} of calls failed.", "With an error rate of {rate}, the service needs a look."],
    "latency": [
        "Half of the calls take {p50} or less, as the median latency is {p50}.",
        "p50, p95 and p99 latency are {p50n}, {p95n} and {p99}.",
        "The slowest call took {max}: that is the maximum latency.",
    ],
    "day": ["{requests} requests were served on {day}.", "The error rate on {day} was {rate}."],
    "peak_day": ["The error rate peaked on {day}.", "{day} had the most requests."],
    "psi": ["For {feature}, the population stability index is {psi}.", "Drift of {feature}: PSI {psi}."],
    "psi_compare": ["{f1} shows a larger PSI than {f2}.", "{f2} has drifted less than {f1}."],
    "top_drift": ["{feature} drifted most.", "The largest PSI, {psi}, is that of {feature}."],
    "drifted": ["Drift was found in {feature}: it drifted.", "{drifted} of {features} features have drifted."],
    "offline": ["{model} went into service with an offline AUC of {auc}."],
    "quality": ["Overall, the synthetic data reaches a quality of {quality}.", "Pair trends score {trends}, column shapes {shapes}."],
    "column_score": ["With a score of {score}, {feature} is reproduced.", "The similarity of {feature} is {score}."],
    "synth_rows": ["From {training} training rows, {synthetic} synthetic rows were generated.", "{holdout} rows were held out."],
    "utility": ["Trained on real data, {model} has an AUC of {real}; trained on synthetic data, it has {synthetic}."],
    "worst_column": ["{feature} is the column with the lowest score.", "No column is reproduced as poorly as {feature}, which has the lowest score."],
    "project_counts": ["{models} models come from {experiments} experiments.", "The project holds {datasets} datasets and {experiments} experiments."],
    "experiment_best": ["In {experiment}, {model} is best with {a_label} of {value}."],
    "dataset_rows": ["With {rows} rows, {dataset} is one of the datasets.", "{dataset}: {rows} rows, {columns} columns."],
    "split": ["{model} falls from an AUC of {train} in training to {cv} in cross-validation."],
    "class_recall": ["For class {cls}, the recall of {model} is {recall}.", "{model} reaches a recall of {recall} on {cls}."],
    "hyper": ["The setting {phrase} is {number}."],
    "threshold": ["The {label} of {model} exceeds {bound}."],
    "invented_model": ["{model} is closely followed by {invented}.", "{invented} came out at {value}.", "{model} and {invented} share the lead."],
    "invented_feature": ["The predictions rest mostly on {invented}, with {share} of the importance.", "{invented} matters more than {feature}."],
})

INVENTED_MODELS = ["CatBoost_1", "LightGBM_2_AutoML", "Prophet", "GBM_77_AutoML_9", "TabNet", "Falcon", "gradient_star"]
INVENTED_FEATURES = ["loyalty_score", "customer_mood", "credit_index_2", "zip_code_risk", "BodyTempMax"]


def article(label):
    return ("an " if label[0] in "AEFHILMNORSX" and label.split()[0].isupper() or label[0] in "aeiou" else "a ") + label


def grouped(number, style):
    if style == "comma":
        return f"{number:,}"
    if style == "space":
        return f"{number:,}".replace(",", " ")
    return str(number)


def rounded(value, decimals):
    return f"{value:.{decimals}f}"


def spell_metric(rng, metric, value):
    """A true spelling of a metric's value, and one that is false by a digit."""
    decimals = 4 if abs(value) < 10 else rng.choice([1, 2])
    decimals = rng.choice([3, 4, 5]) if abs(value) < 1 else decimals
    if metric in BOUNDED and rng.random() < 0.3:
        digits = rng.choice([1, 2])
        return f"{rounded(value * 100, digits)}{rng.choice(['%', ' %', ' percent'])}"
    return rounded(value, decimals)


def break_digit(rng, text):
    """Changes one digit so that the number differs by at least five units of the last place."""
    places = [index for index, character in enumerate(text) if character.isdigit()]
    while True:
        changed = text
        mode = rng.choice(["digit", "shift", "swap"])
        if mode == "digit":
            place = rng.choice(places[1:] if len(places) > 2 else places)
            changed = text[:place] + str((int(text[place]) + rng.randint(3, 7)) % 10) + text[place + 1:]
        elif mode == "swap" and len(places) > 3:
            first = rng.randrange(len(places) - 1)
            a, b = places[first], places[first + 1]
            changed = text[:a] + text[b] + text[a + 1:b] + text[a] + text[b + 1:]
        elif mode == "shift" and "." in text:
            changed = text.replace(".", "") if rng.random() < 0.3 and not text.startswith("0") else None
            if changed is None:
                continue
        if changed != text and as_number(changed) != as_number(text):
            return changed


def as_number(text):
    kept = "".join(character for character in text.replace(",", "") if character.isdigit() or character == ".")
    return float(kept) if kept not in ("", ".") else None


def close(written, value):
    """Whether a written number is the value within rounding; the oracle's own rule."""
    number = as_number(written)
    scale = 100 if "%" in written or "percent" in written else 1
    decimals = len(written.split(".")[1].rstrip(" %percntms")) if "." in written else 0
    return abs(number - value * scale) <= 0.5 * 10 ** -decimals * 1.000001


class Maker:
    def __init__(self, rng, bank):
        self.rng, self.bank, self.rows = rng, bank, []

    def phrase(self, kind):
        return self.rng.choice(self.bank.phrasings[kind])

    def all(self, kind):
        return self.bank.phrasings[kind]

    def add(self, snapshot, kind, truth, sentence, wrong=None):
        sentence = sentence[0].upper() + sentence[1:] if sentence.startswith(("a ", "an ")) else sentence
        self.rows.append({
            "snapshot": snapshot, "sentence": sentence, "label": truth, "claim": kind, **({"wrong": wrong} if wrong else {}),
            "part": self.bank.name,
        })


ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen"]


def say_count(rng, number):
    options = [str(number)]
    if number >= 1000:
        options = [grouped(number, "comma"), grouped(number, "space"), str(number)]
    elif 2 <= number < len(WORDS):
        options.append(WORDS[number])
    return rng.choice(options)


def wrong_count(rng, number):
    return number + rng.choice([-3, -2, -1, 1, 2, 3, 10]) if number > 4 else number + rng.choice([1, 2, 3])


def capital(text):
    return text[0].upper() + text[1:]


def short(name, names):
    """What people call an AutoML model, if only one is called so."""
    stem = name.split("_AutoML")[0]
    return stem if sum(other.split("_AutoML")[0] == stem for other in names) == 1 else name


def say_time(rng, milliseconds):
    if milliseconds < 1000:
        return f"{milliseconds:.0f} ms"
    return rng.choice([f"{milliseconds / 1000:.1f} s", f"{milliseconds:,.0f} ms", f"{milliseconds / 1000:.2f} seconds"])


def say_date(rng, text):
    day = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return rng.choice([f"{day:%Y-%m-%d}", f"{day.day} {day:%B %Y}", f"{day:%B} {day.day}, {day.year}"])


def other_date(rng, text):
    day = datetime.fromisoformat(text.replace("Z", "+00:00")) + timedelta(days=rng.choice([-40, -9, 3, 11, 30]))
    return say_date(rng, day.isoformat())


def experiment(make, name, content):
    rng = make.rng
    board = content["leaderboard"]
    names = [entry["name"] for entry in board]
    call = lambda entry: rng.choice([entry["name"], short(entry["name"], names)])
    metrics = [m["name"] for m in content["metrics"] if m["name"] in LABELS]
    have = lambda metric: [entry for entry in board if isinstance(entry["metrics"].get(metric), (int, float))]
    for metric in metrics[:4]:
        label = LABELS[metric]
        entries = have(metric)
        if len(entries) < 3:
            continue
        for phrasing in rng.sample(make.all("value"), 2):
            entry = rng.choice(entries)
            value = entry["metrics"][metric]
            fill = dict(model=call(entry), label=label, a_label=article(label))
            good = spell_metric(rng, metric, value)
            make.add(name, "value", True, phrasing.format(value=good, **fill))
            bad = break_digit(rng, good)
            if not close(bad, value):
                make.add(name, "value", False, phrasing.format(value=bad, **fill), "digits")
            other = rng.choice([e for e in entries if e is not entry])
            if not close(good, other["metrics"][metric]):
                make.add(name, "value", False, phrasing.format(value=good, **{**fill, "model": call(other)}), "model")
            if metric not in BOUNDED:
                make.add(name, "value", False, phrasing.format(value=good + "%", **fill), "unit")
        one, two = rng.sample(entries, 2)
        v1, v2 = (rounded(e["metrics"][metric], 4) for e in (one, two))
        phrasing = make.phrase("two_values")
        fill = dict(m1=call(one), m2=call(two), label=label, a_label=article(label))
        make.add(name, "two_values", True, phrasing.format(v1=v1, v2=v2, **fill))
        if v1 != v2:
            make.add(name, "two_values", False, phrasing.format(v1=v2, v2=v1, **fill), "swapped")
        ordered = sorted(entries, key=lambda e: e["metrics"][metric], reverse=metric not in LOWER)
        first, second = sorted(rng.sample(range(len(ordered)), 2))
        good, bad = ordered[first], ordered[second]
        if good["metrics"][metric] != bad["metrics"][metric]:
            phrasing = make.phrase("better")
            make.add(name, "better", True, phrasing.format(good=call(good), bad=call(bad), label=label))
            make.add(name, "better", False, phrasing.format(good=call(bad), bad=call(good), label=label), "direction")
            high, low = (good, bad) if metric not in LOWER else (bad, good)
            phrasing = make.phrase("raw")
            make.add(name, "raw", True, phrasing.format(high=call(high), low=call(low), label=label))
            make.add(name, "raw", False, phrasing.format(high=call(low), low=call(high), label=label), "direction")
            delta = abs(good["metrics"][metric] - bad["metrics"][metric])
            if delta >= 0.0005:
                phrasing = make.phrase("difference")
                fill = dict(m1=call(good), m2=call(bad), good=call(good), bad=call(bad), label=label)
                make.add(name, "difference", True, phrasing.format(delta=rounded(delta, 4), **fill))
                make.add(name, "difference", False, phrasing.format(delta=rounded(delta * 1.7 + 0.001, 4), **fill), "digits")
        # A bound that holds, and one that does not.
        entry = rng.choice(entries)
        value = entry["metrics"][metric]
        phrasing = make.phrase("threshold")
        fill = dict(model=call(entry), label=label, a_label=article(label))
        make.add(name, "threshold", True, phrasing.format(bound=rounded(value * 0.97, 3), **fill))
        make.add(name, "threshold", False, phrasing.format(bound=rounded(value * 1.02 + 0.002, 3), **fill), "bound")
    ranking = content["ranking_metric"]
    distinct = lambda i: sum(e["metrics"][ranking] == board[i]["metrics"][ranking] for e in board) == 1
    for phrasing in make.all("best"):
        make.add(name, "best", True, phrasing.format(model=call(board[0]), count=len(board)))
        wrong = rng.choice([i for i in range(1, len(board)) if board[i]["metrics"][ranking] != board[0]["metrics"][ranking]])
        make.add(name, "best", False, phrasing.format(model=call(board[wrong]), count=len(board)), "model")
    for phrasing in make.all("rank"):
        index = rng.choice([i for i in range(1, min(len(board), 10)) if distinct(i)])
        wrong = rng.choice([i for i in range(min(len(board), 10)) if i != index])
        fill = dict(model=call(board[index]), count=len(board))
        make.add(name, "rank", True, phrasing.format(ordinal=ORDINALS[index], **fill))
        make.add(name, "rank", False, phrasing.format(ordinal=ORDINALS[wrong], **fill), "rank")
    rows, columns = content["dataset"]["rows"], content["dataset"]["columns"]
    for phrasing in make.all("count"):
        fill = dict(count=len(board), rows=rows, columns=columns)
        make.add(name, "count", True, capital(phrasing.format(**{k: say_count(rng, v) for k, v in fill.items()})))
        make.add(name, "count", False, capital(phrasing.format(**{k: say_count(rng, wrong_count(rng, v)) for k, v in fill.items()})), "count")
    timed = [entry for entry in board if entry.get("training_time_ms")]
    if len(timed) > 2:
        for phrasing in make.all("training_time"):
            entry = rng.choice(timed)
            milliseconds = entry["training_time_ms"]
            said = say_time(rng, milliseconds)
            make.add(name, "training_time", True, phrasing.format(model=call(entry), time=said))
            unit = said.replace(" ms", " s") if " ms" in said else said.replace(" seconds", " ms").replace(" s", " ms")
            make.add(name, "training_time", False, phrasing.format(model=call(entry), time=unit), "unit")
            make.add(name, "training_time", False, phrasing.format(model=call(entry), time=say_time(rng, milliseconds * 1.3 + 7)), "digits")
        fast, slow = sorted(rng.sample(timed, 2), key=lambda e: e["training_time_ms"])
        if slow["training_time_ms"] > 1.2 * fast["training_time_ms"]:
            times = slow["training_time_ms"] / fast["training_time_ms"]
            for phrasing in make.all("faster"):
                make.add(name, "faster", True, phrasing.format(fast=call(fast), slow=call(slow), times=rounded(times, 1)))
                make.add(name, "faster", False, phrasing.format(fast=call(slow), slow=call(fast), times=rounded(times, 1)), "direction")
                if "{times}" in phrasing:
                    wrong = rounded(times * 1.5 + 0.3, 1)
                    make.add(name, "faster", False, phrasing.format(fast=call(fast), slow=call(slow), times=wrong), "digits")
    if content.get("started_at"):
        fill = dict(date=say_date(rng, content["started_at"]), end_date=say_date(rng, content["finished_at"]))
        wrong = dict(date=other_date(rng, content["started_at"]), end_date=other_date(rng, content["finished_at"]))
        for phrasing in make.all("date"):
            make.add(name, "date", True, phrasing.format(**fill))
            make.add(name, "date", False, phrasing.format(**wrong), "date")
    if content["dataset"].get("missing_values") == 0:
        phrasing = make.phrase("missing")
        make.add(name, "missing", True, capital(phrasing.format(missing="no")))
        make.add(name, "missing", False, capital(phrasing.format(missing=str(rng.randint(3, 40)))), "count")
    best = (content.get("best_model") or {}).get("model") or {}
    importance(make, name, best)
    a = rng.choice(have(metrics[0]))
    value = spell_metric(rng, metrics[0], a["metrics"][metrics[0]])
    for phrasing in make.all("invented_model"):
        fill = dict(invented=rng.choice(INVENTED_MODELS), model=call(a), value=value, label=LABELS[metrics[0]], a_label=article(LABELS[metrics[0]]))
        make.add(name, "invented_model", False, phrasing.format(**fill), "name")


def importance(make, name, model):
    rng = make.rng
    lists = model.get("feature_importance") or []
    if not lists:
        return
    # The report counts magnitudes of coefficients, and nothing below zero elsewhere.
    size = (lambda v: abs(v or 0)) if lists[0]["method"] == "coefficient" else (lambda v: max(v or 0, 0))
    features = sorted(((f["name"], size(f["value"])) for f in lists[0]["features"]), key=lambda f: -f[1])
    total = sum(value for _, value in features)
    if total <= 0 or len(features) < 4:
        return
    for phrasing in make.all("importance"):
        feature, value = features[rng.randrange(4)]
        share = value / total
        good = rng.choice([f"{share * 100:.1f}%", f"{share * 100:.0f}%", f"{share * 100:.2f} percent"])
        make.add(name, "importance", True, capital(phrasing.format(feature=feature, share=good)) if phrasing.startswith("{share}") else phrasing.format(feature=feature, share=good))
        wrong = f"{share * 100 * 1.4 + 2:.1f}%"
        make.add(name, "importance", False, phrasing.format(feature=feature, share=wrong), "digits")
        other = features[-1][0]
        if not close(good, features[-1][1] / total):
            make.add(name, "importance", False, phrasing.format(feature=other, share=good), "feature")
        make.add(name, "invented_feature", False, make.phrase("invented_feature").format(invented=rng.choice(INVENTED_FEATURES), feature=feature, share=good), "name")
    for phrasing in make.all("top_feature"):
        make.add(name, "top_feature", True, phrasing.format(feature=features[0][0]))
        make.add(name, "top_feature", False, phrasing.format(feature=features[rng.randrange(1, len(features))][0]), "feature")
    for phrasing in make.all("more_important"):
        one, two = sorted(rng.sample(range(min(8, len(features))), 2))
        if features[one][1] > features[two][1]:
            make.add(name, "more_important", True, phrasing.format(f1=features[one][0], f2=features[two][0]))
            make.add(name, "more_important", False, phrasing.format(f1=features[two][0], f2=features[one][0]), "direction")


def one_model(make, name, model_name, content):
    rng = make.rng
    call = lambda: rng.choice([model_name, model_name.split("_AutoML")[0], "the model"])
    evaluations = {e["split"]: e for e in content["evaluations"]}
    cv, train = evaluations.get("cross_validation"), evaluations.get("training")
    for metric, value in list((cv or {}).get("metrics", {}).items()):
        if metric not in LABELS or not isinstance(value, (int, float)):
            continue
        label, phrasing = LABELS[metric], make.phrase("value")
        fill = dict(model=call(), label=label, a_label=article(label))
        good = spell_metric(rng, metric, value)
        make.add(name, "value", True, capital(phrasing.format(value=good, **fill)))
        bad = break_digit(rng, good)
        if not close(bad, value):
            make.add(name, "value", False, capital(phrasing.format(value=bad, **fill)), "digits")
    if cv and train and isinstance(cv["metrics"].get("auc"), float) and isinstance(train["metrics"].get("auc"), float):
        seen, unseen = train["metrics"]["auc"], cv["metrics"]["auc"]
        if seen > unseen + 0.0002:
            phrasing = make.phrase("split")
            make.add(name, "split", True, capital(phrasing.format(model=call(), train=rounded(seen, 4), cv=rounded(unseen, 4))))
            make.add(name, "split", False, capital(phrasing.format(model=call(), train=rounded(unseen, 4), cv=rounded(seen, 4))), "swapped")
    matrix = (cv or {}).get("confusion_matrix")
    if matrix:
        for index, cls in enumerate(matrix["labels"]):
            row = matrix["counts"][index]
            recall = row[index] / sum(row)
            said = rng.choice([f"{recall * 100:.1f}%", rounded(recall, 3)])
            if said in ("100.0%", "1.000"):
                continue
            phrasing = make.phrase("class_recall")
            make.add(name, "class_recall", True, capital(phrasing.format(model=call(), recall=said, cls=cls)))
            wrong = break_digit(rng, said)
            if not close(wrong, recall):
                make.add(name, "class_recall", False, capital(phrasing.format(model=call(), recall=wrong, cls=cls)), "digits")
    for item in rng.sample([h for h in content["hyperparameters"] if isinstance(h["value"], int) and h["value"] > 5], 1):
        phrasing = make.phrase("hyper")
        for truth, number in ((True, item["value"]), (False, item["value"] + 3)):
            make.add(name, "hyper", truth, phrasing.format(phrase=item["name"], number=number), None if truth else "digits")
    importance(make, name, content)


def deployment(make, name, content):
    rng = make.rng
    totals, window = content["totals"], content["window"]
    requests, errors = totals["requests"], totals["errors"]
    last = (datetime.fromisoformat(window["end"].replace("Z", "+00:00")) - timedelta(seconds=1)).isoformat()
    for phrasing in make.all("deployment_count"):
        fill = {"requests": say_count(rng, requests), "errors": say_count(rng, errors), "from": say_date(rng, window["start"]), "to": say_date(rng, last)}
        make.add(name, "deployment_count", True, phrasing.format(**fill))
        make.add(name, "deployment_count", False, phrasing.format(**{**fill, "requests": say_count(rng, requests + 137), "errors": say_count(rng, errors + 12)}), "count")
        swapped = {**fill, "requests": fill["errors"], "errors": fill["requests"]}
        make.add(name, "deployment_count", False, phrasing.format(**swapped), "swapped")
    rate = errors / requests
    for phrasing in make.all("error_rate"):
        good = rng.choice([f"{rate * 100:.1f}%", f"{rate * 100:.2f}%", "2.2 percent"])
        make.add(name, "error_rate", True, phrasing.format(rate=good))
        make.add(name, "error_rate", False, phrasing.format(rate=rng.choice([f"{rate:.3f}%", f"{rate * 1000:.1f}%", f"{rate * 100 + 1.1:.1f}%"])), "digits")
    latency = totals["latency_ms"]
    for phrasing in make.all("latency"):
        ms = {key: f"{latency[key]:.1f} ms" for key in ("p50", "p95", "p99", "max")}
        bare = {f"{key}n": f"{latency[key]:.1f}" for key in ("p50", "p95", "p99")}
        make.add(name, "latency", True, phrasing.format(**ms, **bare))
        seconds = {key: text.replace(" ms", " s") for key, text in ms.items()}
        make.add(name, "latency", False, phrasing.format(**seconds, **bare), "unit")
        turned = {"p50": ms["p95"], "p95": ms["p50"], "p99": ms["p50"], "max": ms["p99"], "p50n": bare["p95n"], "p95n": bare["p50n"], "p99n": bare["p99n"]}
        make.add(name, "latency", False, phrasing.format(**turned), "swapped")
    days = {}
    for interval in content["intervals"]:
        day = days.setdefault(interval["start"][:10], [0, 0])
        day[0] += interval["requests"]
        day[1] += interval["errors"]
    for phrasing in make.all("day") * 2:
        day = rng.choice(sorted(days))
        other = rng.choice([d for d in sorted(days) if days[d][0] != days[day][0] and f"{days[d][1] / days[d][0]:.3f}" != f"{days[day][1] / days[day][0]:.3f}"])
        fill = dict(requests=say_count(rng, days[day][0]), rate=f"{days[day][1] / days[day][0] * 100:.1f}%")
        make.add(name, "day", True, phrasing.format(day=say_date(rng, day + "T00:00:00Z"), **fill))
        make.add(name, "day", False, phrasing.format(day=say_date(rng, other + "T00:00:00Z"), **fill), "date")
    by_rate = sorted(days, key=lambda d: -days[d][1] / days[d][0])
    by_volume = sorted(days, key=lambda d: -days[d][0])
    for phrasing in make.all("peak_day"):
        order = by_volume if "requests" in phrasing else by_rate
        make.add(name, "peak_day", True, phrasing.format(day=say_date(rng, order[0] + "T00:00:00Z")))
        make.add(name, "peak_day", False, phrasing.format(day=say_date(rng, order[rng.randrange(2, 9)] + "T00:00:00Z")), "date")
    drift = sorted(content["drift"]["features"], key=lambda f: -(f["current"]["psi"] or -1))
    known = [f for f in drift if f["current"]["psi"] is not None]
    for phrasing in make.all("psi") * 2:
        feature = rng.choice(known)
        psi = feature["current"]["psi"]
        said = rounded(psi, rng.choice([3, 4]))
        make.add(name, "psi", True, phrasing.format(feature=feature["feature"], psi=said))
        make.add(name, "psi", False, phrasing.format(feature=feature["feature"], psi=rounded(psi + 0.04, 3)), "digits")
        other = rng.choice([f for f in known if abs(f["current"]["psi"] - psi) > 0.002])
        make.add(name, "psi", False, phrasing.format(feature=other["feature"], psi=said), "feature")
    for phrasing in make.all("psi_compare") * 2:
        one, two = sorted(rng.sample(range(len(known)), 2))
        if known[one]["current"]["psi"] > known[two]["current"]["psi"]:
            make.add(name, "psi_compare", True, phrasing.format(f1=known[one]["feature"], f2=known[two]["feature"]))
            make.add(name, "psi_compare", False, phrasing.format(f1=known[two]["feature"], f2=known[one]["feature"]), "direction")
    for phrasing in make.all("top_drift"):
        make.add(name, "top_drift", True, phrasing.format(feature=known[0]["feature"], psi=rounded(known[0]["current"]["psi"], 3)))
        wrong = known[rng.randrange(1, 6)]
        make.add(name, "top_drift", False, phrasing.format(feature=wrong["feature"], psi=rounded(wrong["current"]["psi"], 3)), "feature")
    drifted = [f["feature"] for f in drift if f.get("drifted")]
    still = [f["feature"] for f in drift if f.get("drifted") is False]
    for phrasing in make.all("drifted"):
        fill = dict(features=len(drift))
        make.add(name, "drifted", True, capital(phrasing.format(feature=rng.choice(drifted), drifted=say_count(rng, len(drifted)), **fill)) if phrasing.startswith("{drifted}") else phrasing.format(feature=rng.choice(drifted), drifted="", **fill))
        wrong = phrasing.format(feature=rng.choice(still), drifted=say_count(rng, len(drifted) + 2), **fill)
        make.add(name, "drifted", False, capital(wrong) if phrasing.startswith("{drifted}") else wrong, "feature" if "{feature}" in phrasing else "count")
    auc = content["model"]["offline_metrics"]["roc_auc"]
    phrasing = make.phrase("offline")
    make.add(name, "offline", True, phrasing.format(model=content["model"]["name"], auc=rounded(auc, 4)))
    make.add(name, "offline", False, phrasing.format(model=content["model"]["name"], auc=rounded(auc + 0.02, 4)), "digits")


def synthgen(make, name, content):
    rng = make.rng
    quality = content["quality"]
    percent = lambda value: rng.choice([f"{value * 100:.1f}%", rounded(value, 3)])
    for phrasing in make.all("quality"):
        fill = dict(quality=percent(quality["overall"]), shapes=percent(quality["column_shapes"]), trends=percent(quality["column_pair_trends"]))
        make.add(name, "quality", True, phrasing.format(**fill))
        wrong = dict(quality=fill["shapes"], shapes=fill["trends"], trends=fill["shapes"])
        make.add(name, "quality", False, phrasing.format(**wrong), "swapped")
        make.add(name, "quality", False, phrasing.format(**{k: break_digit(rng, v) for k, v in fill.items()}), "digits")
    columns = [c for c in content["columns"] if c["score"] is not None]
    for phrasing in make.all("column_score") * 2:
        column = rng.choice(columns)
        said = rounded(column["score"], 4)
        make.add(name, "column_score", True, phrasing.format(feature=column["name"], score=said))
        other = rng.choice([c for c in columns if abs(c["score"] - column["score"]) > 0.0003])
        make.add(name, "column_score", False, phrasing.format(feature=other["name"], score=said), "feature")
    for phrasing in make.all("synth_rows"):
        fill = dict(synthetic=content["synthetic_rows"], training=content["training_rows"], holdout=content["holdout_rows"])
        make.add(name, "synth_rows", True, phrasing.format(**{k: say_count(rng, v) for k, v in fill.items()}))
        make.add(name, "synth_rows", False, phrasing.format(**{k: say_count(rng, v + 110) for k, v in fill.items()}), "count")
    for model in content["utility"]["models"]:
        phrasing = make.phrase("utility")
        fill = dict(model=model["name"], real=rounded(model["trained_on_real"], 4), synthetic=rounded(model["trained_on_synthetic"], 4))
        make.add(name, "utility", True, phrasing.format(**fill))
        make.add(name, "utility", False, phrasing.format(**{**fill, "real": fill["synthetic"], "synthetic": fill["real"]}), "swapped")
    ordered = sorted(columns, key=lambda c: c["score"])
    for phrasing in make.all("worst_column"):
        make.add(name, "worst_column", True, phrasing.format(feature=ordered[0]["name"]))
        make.add(name, "worst_column", False, phrasing.format(feature=ordered[rng.randrange(3, 15)]["name"]), "feature")


def project(make, name, content):
    rng = make.rng
    counts = {key: len(content[key]) for key in ("experiments", "models", "datasets")}
    for phrasing in make.all("project_counts"):
        make.add(name, "project_counts", True, capital(phrasing.format(**{k: say_count(rng, v) for k, v in counts.items()})))
        make.add(name, "project_counts", False, capital(phrasing.format(**{k: say_count(rng, v + 2) for k, v in counts.items()})), "count")
    for item in content["experiments"]:
        metric = item["best_metric"]
        if metric["name"] not in LABELS:
            continue
        label, phrasing = LABELS[metric["name"]], make.phrase("experiment_best")
        said = rounded(metric["value"], 4 if metric["value"] < 10 else 2)
        fill = dict(experiment=item["name"], model=item["best_model"]["name"], label=label, a_label=article(label))
        make.add(name, "experiment_best", True, phrasing.format(value=said, **fill))
        make.add(name, "experiment_best", False, phrasing.format(value=break_digit(rng, said), **fill), "digits")
    for data in content["datasets"]:
        phrasing = make.phrase("dataset_rows")
        fill = dict(dataset=data["name"], rows=say_count(rng, data["rows"]), columns=say_count(rng, data["columns"]))
        make.add(name, "dataset_rows", True, phrasing.format(**fill))
        other = rng.choice([d for d in content["datasets"] if d["rows"] != data["rows"]])
        make.add(name, "dataset_rows", False, phrasing.format(**{**fill, "dataset": other["name"]}), "dataset")


def main():
    rows = []
    for seed, bank in ((20261124, DEVELOPMENT), (4217, HELD_OUT)):
        make = Maker(random.Random(seed), bank)
        for path in sorted(SAMPLES.glob("*.json")):
            snapshot = json.loads(path.read_text())
            content, stem = snapshot["content"], path.stem
            match snapshot["kind"]:
                case "experiment":
                    experiment(make, stem, content)
                case "model" if any(part in stem for part in ("GLM_1_AutoML_1", "GBM_2_AutoML_2", "DRF_1_AutoML_1")):
                    one_model(make, stem, snapshot["name"], content)
                case "deployment":
                    deployment(make, stem, content)
                case "synthgen":
                    synthgen(make, stem, content)
                case "project":
                    project(make, stem, content)
        rows.extend(make.rows)
    seen, unique = set(), []
    for row in rows:
        key = (row["snapshot"], row["sentence"])
        if key not in seen:
            seen.add(key)
            unique.append(row)
    with open(HERE / "generated.jsonl", "w") as out:
        for row in unique:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    for part in ("development", "held_out"):
        of_part = [row for row in unique if row["part"] == part]
        print(part, sum(row["label"] for row in of_part), "true", sum(not row["label"] for row in of_part), "false")


if __name__ == "__main__":
    main()
