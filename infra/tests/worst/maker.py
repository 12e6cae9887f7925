"""Makes snapshots out of the published schema: valid ones that hold as much as the schema's bounds allow."""

import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SCHEMAS = Path(__file__).parents[3] / "shared" / "snapshot" / "schema" / "v1"
KINDS = ("experiment", "model", "project", "deployment", "synthgen", "privacy")

#: What a whole snapshot may have, as the guide beside the schemas says.
MOST_PARTS, MOST_NUMBERS, MOST_BYTES = 1_000_000, 4_000_000, 32 << 20

#: Text that is hard to lay out, by script: `unbreakable` has no place for a line end at all.
SCRIPTS = {
    "words": "the quick brown fox jumps over the lazy dog and ",
    "unbreakable": "x",
    "arabic": "نموذج_التعلم_العميق_للبيانات ",
    "cjk": "機械学習のデータセット模型",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈👍🏽",
    "combining": "a\u0301\u0327\u0308\u0302",
    "devanagari": "क्षत्रिय_नमस्ते ",
}
#: A picture of 120 × 80 points.
PICTURE = json.loads((Path(__file__).parents[2] / "samples" / "edge" / "model-pictures.json").read_text())["content"]["figures"][0]["data"]


class TooMuch(Exception):
    """The snapshot would be larger than one may be."""


#: How long a list or map is, or how long a text, by its path and its bound.
Length = Callable[[str, int], int]


@dataclass(frozen=True)
class Weight:
    """What a value adds to a snapshot."""

    parts: int = 0
    numbers: int = 0
    bytes: int = 0

    def __add__(self, other: "Weight") -> "Weight":
        return Weight(self.parts + other.parts, self.numbers + other.numbers, self.bytes + other.bytes)

    def times(self, count: int) -> "Weight":
        return Weight(self.parts * count, self.numbers * count, self.bytes * count)

    def fits(self) -> bool:
        return self.parts < 0.98 * MOST_PARTS and self.numbers < 0.98 * MOST_NUMBERS and self.bytes < 0.95 * MOST_BYTES


#: Makes a value, another one each time.
Make = Callable[[], object]


class Maker:
    """Makes snapshots of a kind. For each place of the schema there is a function that makes its values and their weight."""

    def __init__(self, kind: str, entries: Length, text: Length, script: str = "words"):
        self.entries, self.length, self.pattern = entries, text, SCRIPTS[script]
        self.schema = json.loads((SCHEMAS / f"{kind}.json").read_text())
        self.serial = itertools.count()
        #: How many forms of a place stand around this one.
        self.choices = 0
        self.make, self.weight = self.place(self.schema, "")

    def snapshot(self) -> dict:
        made = self.make()
        made["id"] = made["project_id"] = f"{1:032x}"
        mend(made)
        return made

    def place(self, schema: dict, path: str) -> tuple[Make, Weight]:
        if "$ref" in schema:
            return self.place(self.schema["$defs"][schema["$ref"].rsplit("/", 1)[1]], path)
        if "const" in schema:
            return lambda: schema["const"], Weight(numbers=1, bytes=24)
        if choices := schema.get("anyOf") or schema.get("oneOf"):
            return self.choice([choice for choice in choices if choice.get("type") != "null"], path)
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        if "array" in types:
            return self.array(schema, path)
        if "object" in types:
            return self.members(schema, path) if "properties" in schema else self.map(schema, path)
        if "string" in types:
            return self.string(schema, path)
        draw = self.serial.__next__
        if "boolean" in types:
            return lambda: draw() % 2 == 0, Weight(numbers=1, bytes=6)
        if "integer" in types:
            return lambda: draw() * 97 % 1000 + 1, Weight(numbers=1, bytes=4)
        return lambda: draw() * 61803 % 99991 / 100000, Weight(numbers=1, bytes=8)

    def choice(self, choices: list[dict], path: str) -> tuple[Make, Weight]:
        # Of a setting's forms each in turn, but no list of lists of lists for ever.
        if path.endswith("[][]"):
            choices = [choice for choice in choices if choice.get("type") != "array"]
        if len(choices) == 1:
            return self.place(choices[0], path)
        self.choices += 1
        made = [self.place(choice, path) for choice in choices]
        self.choices -= 1
        turns = itertools.cycle([make for make, _ in made])
        # Rather too much than too little.
        return lambda: next(turns)(), Weight(*(max(getattr(weight, part) for _, weight in made) for part in ("parts", "numbers", "bytes")))

    def array(self, schema: dict, path: str) -> tuple[Make, Weight]:
        make, weight = self.place(schema["items"], path + "[]")
        count = min(self.entries(path, schema["maxItems"]), schema["maxItems"])
        if "$ref" in schema["items"] and self.choices and count < schema["maxItems"]:
            count = min(count, 3)
        return lambda: [make() for _ in range(count)], weight.times(count) + Weight(parts=1, bytes=2 + count)

    def map(self, schema: dict, path: str) -> tuple[Make, Weight]:
        make, weight = self.place(schema["additionalProperties"], path + ".*")
        name, length = self.text(path + ".*", schema["propertyNames"]["maxLength"])
        count = min(self.entries(path, schema["maxProperties"]), schema["maxProperties"])
        return lambda: {name(): make() for _ in range(count)}, (weight + length).times(count) + Weight(parts=1, bytes=2)

    def members(self, schema: dict, path: str) -> tuple[Make, Weight]:
        made = {name: self.place(member, f"{path}.{name}" if path else name) for name, member in schema["properties"].items()}
        weight = Weight(parts=1, bytes=2)
        for name, (_, member) in made.items():
            weight += member + Weight(bytes=len(name) + 4)
        makes = [(name, make) for name, (make, _) in made.items()]
        return lambda: {name: make() for name, make in makes}, weight

    def string(self, schema: dict, path: str) -> tuple[Make, Weight]:
        draw = self.serial.__next__
        if schema.get("contentMediaType"):
            return lambda: PICTURE, Weight(parts=1, bytes=len(PICTURE))
        if schema.get("format") == "uuid":
            return lambda: f"{draw():032x}", Weight(numbers=1, bytes=40)
        if schema.get("format") == "date-time":
            return lambda: hour(draw()), Weight(numbers=1, bytes=24)
        if schema.get("format") == "date":
            return lambda: hour(draw())[:10], Weight(numbers=1, bytes=14)
        return self.text(path, schema["maxLength"])

    def text(self, path: str, most: int) -> tuple[Make, Weight]:
        draw, length = self.serial.__next__, max(min(self.length(path, most), most), 9)
        tail = self.pattern * (length // len(self.pattern) + 1)
        size = len(tail[:length].encode()) + 3
        return lambda: f"{draw()} {tail}"[:length], Weight(parts=1, bytes=size)


def hour(serial: int) -> str:
    """An instant; those of greater numbers are later."""
    return f"{2000 + serial // 8064 % 7000:04}-{serial // 672 % 12 + 1:02}-{serial // 24 % 28 + 1:02}T{serial % 24:02}:00:00Z"


#: Some items of Annex IV; every name of one is as long.
ITEMS = [f"{number}({letter})" for number in (1, 2) for letter in "abcdefgh"]


def mend(value) -> None:
    """Makes lengths agree and orders ascend, which a schema cannot say."""
    if isinstance(value, list):
        for entry in value:
            if isinstance(entry, (dict, list)):
                mend(entry)
        return
    for member in value.values():
        if isinstance(member, (dict, list)):
            mend(member)
    if "periods" in value:
        # The one histogram whose counts lie a level further down.
        bins = min([len(value["bin_edges"]) - 1, *(len(period["counts"]) for period in value["periods"])])
        value["bin_edges"] = ascending(value["bin_edges"], bins + 1)
        for period in value["periods"]:
            period["counts"] = period["counts"][: max(bins, 0)]
    elif "bin_edges" in value:
        counts = [name for name in ("counts", "real", "synthetic", "holdout") if name in value]
        bins = min([len(value["bin_edges"]) - 1, *(len(value[name]) for name in counts)])
        value["bin_edges"] = ascending(value["bin_edges"], bins + 1)
        for name in counts:
            value[name] = value[name][: max(bins, 0)]
    for names in (
        ("categories", "real", "synthetic"),
        ("false_positive_rate", "true_positive_rate"),
        ("recall", "precision"),
        ("steps", "training", "validation"),
    ):
        if all(isinstance(value.get(name), list) for name in names):
            alike = min(len(value[name]) for name in names)
            for name in names:
                value[name] = value[name][:alike]
    for name in ("steps", "false_positive_rate", "recall"):
        if isinstance(value.get(name), list):
            value[name] = sorted(value[name])
    for labels, matrices in (("labels", ("counts",)), ("columns", ("real", "synthetic"))):
        if all(value.get(name) and isinstance(value[name], list) and isinstance(value[name][0], list) for name in matrices) and isinstance(value.get(labels), list):
            size = min([len(value[labels]), *(len(value[name]) for name in matrices)], default=0)
            size = min([size, *(len(row) for name in matrices for row in value[name])])
            value[labels] = value[labels][:size]
            for name in matrices:
                value[name] = [row[:size] for row in value[name][:size]]
    if value.get("annex_iv"):
        value["annex_iv"] = dict(zip(ITEMS, value["annex_iv"].values(), strict=False))
    if "anonymity" in value and "detectors" in value:
        mend_session(value)
    if "evaluations" in value:
        mend_groups(value)
    if "labelled" in value and value.get("predicted") is not None:
        value["predicted"] += value["labelled"]
    if "low" in value and "high" in value:
        value["low"], value["high"] = sorted((value["low"], value["high"]))
        value["level"] = 0.95
    if "intervals" in value and isinstance(value["intervals"], list):
        value["intervals"].sort(key=lambda interval: interval["start"])
    if "start" in value and "end" in value:
        value["start"], value["end"] = "2000-01-01T00:00:00Z", "2030-01-01T00:00:00Z"


def mend_groups(model: dict) -> None:
    """Makes groups' counts those of a task with two classes, and of all their rows."""
    model["task"], model["classes"] = "binary_classification", ["yes", "no"]
    model["positive_class"] = "yes"
    for evaluation in model["evaluations"]:
        together = 0
        for grouping in evaluation.get("groups") or []:
            grouping["favourable_class"] = "no"
            grouping["groups_total"] = len(grouping["groups"]) + 1
            for group in grouping["groups"]:
                group["rows"] = sum(group["counts"].values())
            together = max(together, sum(group["rows"] for group in grouping["groups"]))
        if evaluation.get("rows") is not None:
            evaluation["rows"] += together


def mend_session(session: dict) -> None:
    """Makes the counts of a privacy session fit together, and its types be types."""
    rows = session["dataset"]["rows"] = session["dataset"]["rows_after"] = 1_000_000
    for column in session["columns"]:
        if column["transformation"]["operation"] == "dropped":
            column["transformation"]["operation"] = "masked"
        for scan in (column["before"], column["after"]):
            scan["rows"], scan["cells"], scan["distinct"] = rows, 900, 7
            for index, detection in enumerate(scan["detections"]):
                detection["type"] = f"TYPE_{index}_{detection['cells']}"
                detection["cells"] = 900
                detection["mean_confidence"], detection["min_confidence"] = 0.4, 0.3
    for risk in (session["anonymity"]["before"], session["anonymity"]["after"]):
        risk["k"], risk["l"], risk["unique_rows"] = 4, 2, 0
        for attacker in ("prosecutor", "journalist", "marketer"):
            risk[attacker]["highest"], risk[attacker]["mean"] = 0.5, 0.25


def ascending(numbers: list, count: int) -> list:
    """So many of the numbers, in order; none where there are no bins."""
    return sorted(numbers[:count]) if count > 1 else []


def lists(kind: str) -> list[str]:
    """The paths of all lists and maps of a kind, with their bounds met as far as the schema goes."""
    schema = json.loads((SCHEMAS / f"{kind}.json").read_text())
    found: dict[str, None] = {}

    def walk(part: dict, path: str, seen: tuple) -> None:
        if "$ref" in part:
            name = part["$ref"]
            if seen.count(name) < 1:
                walk(schema["$defs"][name.rsplit("/", 1)[1]], path, (*seen, name))
            return
        for choice in [*part.get("anyOf", []), *part.get("oneOf", [])]:
            walk(choice, path, seen)
        if "maxItems" in part:
            found[path] = None
            walk(part["items"], path + "[]", seen)
        if "maxProperties" in part:
            found[path] = None
            walk(part["additionalProperties"], path + ".*", seen)
        for name, member in part.get("properties", {}).items():
            walk(member, f"{path}.{name}" if path else name, seen)

    walk(schema, "", ())
    return list(found)


def texts(kind: str) -> list[str]:
    """The paths of all texts of a kind."""
    found: dict[str, None] = {}

    def note(path: str, _most: int) -> int:
        found[path] = None
        return 8

    Maker(kind, lambda path, most: 1, note)
    return list(found)


def fullest(make: Callable[[int], Maker]) -> dict:
    """The snapshot of the largest size, up to 20,000, for which one may be made."""
    low, high = 0, 20_001
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if make(middle).weight.fits() else (low, middle)
    if low == 0:
        raise TooMuch
    return make(low).snapshot()
