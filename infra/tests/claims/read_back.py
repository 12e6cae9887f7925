"""Reads sentences of commentary back: it knows their few forms, and holds each against the facts of the snapshot."""

import re

from facts import ALIASES, LABELS, PLURALS

UNITS = {"": 1, "%": 0.01, " percentage points": 0.01, " ms": 1, " s": 1000, " B": 1, " kB": 1e3, " MB": 1e6, " GB": 1e9}
NUM = r"−?(?:[\d,]+(?:\.\d+)?(?:e−?\d+)?)(?: percentage points|%| ms| s\b| [kMG]?B\b)?|\d+ (?:d|h|min) \d+ (?:h|min|s)(?: \d+ (?:min|s))?"
WHO = (r"(?:the (?:class|error type|dataset|experiment|deployment|run) )?⟨\d+⟩(?: (?:with|on) ⟨\d+⟩)?|the pair of ⟨\d+⟩ and ⟨\d+⟩"
       r"|the (?:experiment|model|project|deployment|run)|it")  # fmt: skip
HIGHER = {"higher": 1, "longer": 1, "more": 1, "lower": -1, "shorter": -1, "fewer": -1}
MEMBERS = {"model", "models", "column", "columns", "class", "classes", "whole day", "whole days", "error type", "error types",
           "dataset", "datasets", "experiment", "experiments", "deployment", "deployments", "run", "runs", "pairs of columns"}  # fmt: skip


#: Names that are written in quotation marks, as are those with a space, those that begin with a digit and metrics.
OWN_WORDS = set(
    "a accounts against all among and any are as at best better between by call calls class classes "
    "column columns each experiment fell fewer fewest first for from has have high higher highest in is "
    "it its lies longer longest low lower lowest model models more most no not number of on other others "
    "place project rose row rows run same share shares shorter shortest test than that the there times "
    "training was were which while whole with worse worst ".split()
)  # fmt: skip


class Wrong(Exception):
    pass


def number(text):
    """A number as it is written, and half of its last digit."""
    parts = re.findall(r"(\d+) (d|h|min|s)\b", text) if re.match(r"\d+ (d|h|min) ", text) else []
    if parts:
        one = {"d": 86_400_000, "h": 3_600_000, "min": 60_000, "s": 1000}
        # The rest below the last part is cut, and seconds are rounded.
        return sum(int(n) * one[unit] for n, unit in parts), one[parts[-1][1]]
    digits, unit = re.fullmatch(r"(−?[\d,]+(?:\.\d+)?(?:e−?\d+)?)(.*)", text).groups()
    digits = digits.replace(",", "").replace("−", "-")
    mantissa, _, exponent = digits.partition("e")
    decimals = len(mantissa.partition(".")[2]) - int(exponent or 0)
    scale = UNITS[unit]
    return float(digits) * scale, 0.5 * 10.0**-decimals * scale


def close(value, text):
    shown, half = number(text)
    if abs(value - shown) > half * 1.001 + 1e-9 * abs(value):
        raise Wrong(f"{text} is {value}")


class Reader:
    def __init__(self, facts):
        names = {name for fact in facts for name in fact.who}
        self.shown = {self.show(name): name for name in names}
        ordered = sorted(self.shown, key=len, reverse=True)
        self.ids = {shown: index for index, shown in enumerate(ordered)}
        self.pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in ordered)) if names else re.compile(r"(?!)")
        self.by_what = {}
        for fact in facts:
            what = self.mask(fact.what)
            who = tuple(self.ids[self.show(name)] for name in fact.who)
            self.by_what.setdefault(what, []).append((who, fact))
        self.groups = {}
        for fact in facts:
            self.groups.setdefault(fact.group, []).append(fact)
        whats = sorted((w for w in self.by_what if w[0] != "#"), key=len, reverse=True)
        labels = {self.mask(fact.label) for fact in facts if fact.label[0] != "#"} - set(whats)
        nouns = {noun for noun in self.by_what if noun[0] == "#"}
        self.nouns = {noun[1:]: noun for noun in nouns}
        singular = {plural: one for one, plural in PLURALS.items()}
        self.nouns |= {singular.get(noun[1:], noun[1:-1]): noun for noun in nouns}
        self.what = "|".join(map(re.escape, [*whats, *sorted(labels, key=len, reverse=True)])) or r"(?!)"
        self.noun = "|".join(map(re.escape, sorted(self.nouns, key=len, reverse=True))) or r"(?!)"
        rows = {fact.rows for fact in facts if fact.rows}
        self.rows = "|".join(map(re.escape, rows)) or r"(?!)"
        self.forms = [(re.compile(self.fill(form), re.S), check) for form, check in self.table()]

    @staticmethod
    def show(name):
        if not name.strip():
            return "(blank)" if name else "(empty)"
        line = "".join(" " if ord(character) < 32 else character for character in name)
        line = line if len(line) <= 80 else line[:79] + "…"
        if line.startswith("“") or re.fullmatch(r"\d{4}-\d\d-\d\d", line):
            return line
        is_metric = line.lower() in LABELS or line.lower() in ALIASES
        return f"“{line}”" if is_metric or line.lower() in OWN_WORDS or re.search(r"\s|^\d", line) else line

    def mask(self, text):
        return self.pattern.sub(lambda found: f"⟨{self.ids[found[0]]}⟩", text)

    def fill(self, form):
        form = form.replace("{all}", r"(?P<n>[\d,]+) (?P<members>[a-z ]+?)(?: on ⟨\d+⟩)?")
        for key, pattern in (("what", self.what), ("noun", self.noun), ("who", WHO), ("num", NUM), ("rows", self.rows)):
            form = re.sub(rf"\{{{key}(\w*)\}}", lambda found, p=pattern, k=key: f"(?P<{k}{found[1]}>{p})", form)
        return form

    def table(self):
        """The forms of a sentence without its full stop, and what checks each."""
        better = "(?P<order>better|worse|higher|lower|shorter|longer)"
        thing = r"(?:[Tt]he|its) {what}(?: of {who})?{rows}?"
        return [
            (rf"{thing} is {{num}}(?:(?: and (?:the|its) {{what2}}{{rows2}}?|(?P<other>, while that of) {{who2}}) is {{num2}})?", self.value),
            (r"{who} has {num} {noun}(?: and {num2} {noun2}|, while {who2} has {num3} {noun3})?", self.has),
            (rf"{{who}} has {{num}} {{noun}} and (?P<second>(?:the|its) {{what}} is {{num2}})", self.mixed),
            (rf"{thing} is {{num}} and (?:it|{WHO}) has {{num2}} {{noun}}", self.mixed_back),
            (r"[Oo]n {who} there were {num} {noun}(?: and {num2} {noun2}|, while on {who2} there were {num3} {noun3})?", self.has),
            (r"{who} and {who2} have the same {what}, {num}", self.same),
            (r"{who} and {who2} each have {num} {noun}", self.same),
            (rf"{{who}} has a {better} {{what}} than {{who2}}, {{num}} against {{num2}}", self.order),
            (r"{who} has (?P<order>more|fewer) {noun} than {who2}, {num} against {num2}", self.order),
            (r"{who} has {numd} (?P<order>more|fewer) {noun} than {who2}, {num} against {num2}", self.order),
            (rf"{thing} is {{numd}} {better} than that of {{who2}}, {{num}} against {{num2}}", self.order),
            (rf"{thing} is {{numr}} times that of {{who2}}, {{num}} against {{num2}}", self.order),
            (r"{who} has {numr} times as many {noun} as {who2}, {num} against {num2}", self.order),
            (r"[Tt]he {what}(?: of {who})? is the same{rows} and{rows2}, {num}", self.change),
            (rf"[Tt]he {{what}}(?: of {{who}})? is {{num}}{{rows}} and {{num2}}{{rows2}}, which is {{numd}} {better}", self.change),
            (r"[Tt]he (?:{what}|number of {noun}) was the same on {who} and on {who2}, {num}", self.day),
            (r"[Tt]he (?:{what}|number of {noun}) (?P<rose>rose|fell) from {num} on {who} to {num2} on {who2}, by {numd}", self.day),
            (r"{who} (?P<verb>has|shares) the (?P<rank>\w+) (?:{what}|{noun}) of {all}(?: with (?P<ties>[\d,]+) others?)?, {num}", self.place),
            (r"{who} (?P<verb>is|shares) number (?P<place>[\d,]+) of {all} by (?:{what}|number of {noun}), (?P<first>\w+) first, "
             r"(?:with (?P<ties>[\d,]+) others?, |with ){num}", self.place),
            (r"[Tt]he (?:{what}|number of {noun}) of {all} lies between {num} \((?P<low>.+?)\) and {num2} \((?P<high>.+?)\)", self.spread),
            (r"{who} accounts for {num} of {num2} {noun}, {nums}", self.share),
            (r"{who} has {num} (?P<part>failed calls?) among {num2} {noun}, {nums}", self.share),
            (r"{who} has {num} (?P<part>missing values?) in {num2} {noun}, {nums}", self.share),
        ]  # fmt: skip

    def read(self, text):
        """Raises `Wrong` if any sentence is not so. Gives the fact pair of a lone comparison."""
        self.before, result = None, None
        for sentence in re.split(r"(?<=[^.])\. (?=[A-Z⟨]|The |It |On )", self.mask(text).removesuffix(".")):
            # A capital at the start is only grammar.
            tries = [sentence, sentence[0].lower() + sentence[1:]]
            errors = []
            for form, check in self.forms:
                found = next(filter(None, map(form.fullmatch, tries)), None)
                if found:
                    try:
                        result = check(Found(found))
                        break
                    except Wrong as wrong:
                        errors.append(str(wrong))
            else:
                raise Wrong("; ".join(errors) or f"not one of our forms: {sentence}")
        return result

    def find(self, what, who, rows="", extra=None):
        """The facts of that what and whose; the rows of the one before where none are said."""
        ids = tuple(int(each) for each in re.findall(r"⟨(\d+)⟩", who or ""))
        if who == "it" or who is None and self.its:
            ids = self.before[0]
        for each in (what + (rows or ""), what + (extra or "")):
            for key, fact in self.by_what.get(each, []):
                if key == ids or ids and key[: len(ids)] == ids and fact.sort in ("class", "column", "experiment", "model", "run"):
                    self.before = (key, fact)
                    return fact
        raise Wrong(f"no such fact: {what!r} {rows!r} of {who!r}")

    def fact(self, found, which="", its=False):
        self.its = its or found.string.startswith("its ")
        what = found["what"] if found["what"] else self.nouns[found["noun"]]
        inherited = self.before[1].rows if self.before else ""
        return self.find(what, found["who" + which], found["rows"] if found["what"] else "", inherited)

    def value(self, found):
        fact = self.fact(found)
        close(fact.value, found["num"])
        if found["other"]:
            close(self.find(fact.what if fact.what[0] == "#" else self.mask(fact.what), found["who2"]).value, found["num2"])
        elif found["what2"]:
            self.its = " and its " in found.string
            close(self.find(found["what2"], None, found["rows2"], fact.rows).value, found["num2"])

    def has(self, found):
        self.its = False
        close(self.find(self.nouns[found["noun"]], found["who"]).value, found["num"])
        if found["num2"]:
            close(self.find(self.nouns[found["noun2"]], found["who"]).value, found["num2"])
        if found["num3"]:
            close(self.find(self.nouns[found["noun3"]], found["who2"]).value, found["num3"])

    def mixed(self, found):
        self.its = False
        close(self.find(self.nouns[found["noun"]], found["who"]).value, found["num"])
        self.its = found["second"].startswith("its")
        close(self.find(found["what"], None).value, found["num2"])

    def mixed_back(self, found):
        fact = self.fact(found)
        close(fact.value, found["num"])
        counts = [each for key, each in self.by_what[self.nouns[found["noun"]]] if each.who == fact.who]
        close(counts[0].value, found["num2"])

    def same(self, found):
        a, b = self.fact(found), self.fact(found, "2")
        close(a.value, found["num"])
        if a.value != b.value or a.group != b.group or a is b:
            raise Wrong("they are not the same")
        return a, b

    def order(self, found):
        a, b = self.fact(found), self.fact(found, "2")
        self.before = (tuple(self.ids[self.show(name)] for name in a.who), a)
        if a.group != b.group or a is b:
            raise Wrong("they cannot be compared")
        close(a.value, found["num"])
        close(b.value, found["num2"])
        if found["numr"]:
            close(a.value / b.value, found["numr"])
            return a, b
        sign = (a.value > b.value) - (a.value < b.value)
        word = found["order"]
        if (a.better * sign if word in ("better", "worse") else sign) != HIGHER.get(word, 1 if word == "better" else -1):
            raise Wrong(f"it is not {word}")
        if found["numd"]:
            close(abs(a.value - b.value), found["numd"])
        return a, b

    def change(self, found):
        self.its = False
        a = self.find(found["what"], found["who"], found["rows"])
        b = self.find(found["what"], found["who"], found["rows2"])
        close(a.value, found["num"])
        if found["num2"]:
            close(b.value, found["num2"])
            close(abs(a.value - b.value), found["numd"])
            if (b.value > a.value) - (b.value < a.value) != HIGHER[found["order"]]:
                raise Wrong("it went the other way")
        elif a.value != b.value:
            raise Wrong("it is not the same")
        return a, b

    def day(self, found):
        a, b = self.fact(found), self.fact(found, "2")
        close(a.value, found["num"])
        if a.who >= b.who:
            raise Wrong("that is the wrong way in time")
        if found["num2"]:
            close(b.value, found["num2"])
            close(abs(a.value - b.value), found["numd"])
            if (b.value > a.value) != (found["rose"] == "rose") or a.value == b.value:
                raise Wrong("it went the other way")
        elif a.value != b.value:
            raise Wrong("it is not the same")
        return a, b

    def place(self, found):
        fact = self.fact(found)
        close(fact.value, found["num"])
        group = self.groups[fact.group]
        sign = -1 if fact.better == -1 else 1
        above = sum(sign * each.value > sign * fact.value for each in group)
        ties = sum(each.value == fact.value for each in group) - 1
        self.members(found, group)
        if int((found["ties"] or "0").replace(",", "")) != ties or (found["verb"] == "shares") != bool(ties):
            raise Wrong(f"{ties} others share it")
        if found["place"]:
            if int(found["place"].replace(",", "")) != above + 1:
                raise Wrong(f"its place is {above + 1}")
            wanted = {"best", "lowest", "shortest"} if sign == -1 else {"best", "highest"} if fact.better else {"highest"}
            if found["first"] not in wanted:
                raise Wrong("that is not the order")
            return
        rank = found["rank"]
        end = {"best": "top", "worst": "end"}.get(rank)
        if end is None:
            is_most = rank in ("highest", "most", "longest")
            end = "top" if is_most == (sign == 1) else "end"
        elif not fact.better:
            raise Wrong("neither way is better")
        if end == "top" and above or end == "end" and above + ties + 1 != len(group):
            raise Wrong(f"it is not the {rank}")

    def members(self, found, group):
        if int(found["n"].replace(",", "")) != len(group):
            raise Wrong(f"there are {len(group)}")
        if found["members"] not in MEMBERS:
            raise Wrong(f"there are no {found['members']}")

    def spread(self, found):
        what = found["what"] or self.nouns[found["noun"]]
        ids = [tuple(map(int, re.findall(r"⟨(\d+)⟩", found[end]))) for end in ("low", "high")]
        for key, fact in self.by_what[what]:
            group = self.groups[fact.group]
            values = [each.value for each in group]
            if key[: len(ids[0])] == ids[0] and fact.value == min(values) and len(group) == int(found["n"].replace(",", "")):
                close(min(values), found["num"])
                close(max(values), found["num2"])
                if not any(k[: len(ids[1])] == ids[1] and f.value == max(values) for k, f in self.by_what[what]):
                    raise Wrong("that is not the highest")
                return
        raise Wrong("that is not the lowest")

    def share(self, found):
        whole_noun = self.nouns[found["noun"]]
        part_noun = self.nouns[found["part"]] if found["part"] else whole_noun
        self.its = False
        part = self.find(part_noun, found["who"])
        close(part.value, found["num"])
        for _, whole in self.by_what[whole_noun]:
            is_whole = whole.who == part.who if part_noun == "#failed calls" != whole_noun else whole.sort in ("", "dataset")
            try:
                if is_whole:
                    close(whole.value, found["num2"])
                    return close(part.value / whole.value, found["nums"])
            except Wrong:
                continue
        raise Wrong("there is no such whole")


class Found(dict):
    """The groups of a match, those of other forms being absent."""

    def __init__(self, match):
        super().__init__(match.groupdict())
        self.string = match.string

    def __missing__(self, _):
        return None
