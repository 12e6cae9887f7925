"""A sheet of labelled sentences: holds every label to its claim (claims.py) and writes the file."""

import collections
import json
import pathlib

from claims import FAILS, HOLDS, Claim, Snapshot, grade

HERE = pathlib.Path(__file__).resolve().parent


class Sheet:
    """The sentences of one file. `part` says to which part of the set a sentence belongs."""

    def __init__(self, file, part):
        self.file = file
        self.part = part
        self.lines = []
        self.faults = []

    def about(self, name):
        return About(self, name)

    def write(self):
        """Writes the file and prints what is in it; with a single fault it writes nothing."""
        sentences = collections.Counter(line["sentence"] for line in self.lines)
        self.faults.extend(f"stands twice: {sentence}" for sentence, times in sentences.items() if times > 1)
        if self.faults:
            raise SystemExit("\n".join(self.faults))
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in self.lines)
        (HERE / self.file).write_text(text, encoding="utf-8")
        counts = collections.Counter((line["part"], line["label"]) for line in self.lines)
        for part in sorted({line["part"] for line in self.lines}):
            print(f"{part}: {counts[part, True]} true, {counts[part, False]} false")


class About:
    """The sentences about one snapshot."""

    def __init__(self, sheet, name):
        self.sheet = sheet
        self.snapshot = Snapshot(name)

    def true(self, claim, sentence, claimed):
        self._add({"sentence": sentence, "label": True, "claim": claim}, claimed, HOLDS)

    def false(self, claim, wrong, sentence, claimed):
        self._add({"sentence": sentence, "label": False, "claim": claim, "wrong": wrong}, claimed, FAILS)

    def _add(self, line, claimed, expected):
        claim = Claim(self.snapshot, line["sentence"])
        found = grade(claimed(claim))
        fault = self.sheet.faults.append
        if found != expected:
            fault(f"{self.snapshot.name}: labelled {line['label']}, but graded {found}: {line['sentence']}")
        if claim.unread_figures():
            fault(f"{self.snapshot.name}: claim leaves out {claim.unread_figures()}: {line['sentence']}")
        self.sheet.lines.append({"snapshot": self.snapshot.name, **line, "part": self.sheet.part(line["sentence"])})
