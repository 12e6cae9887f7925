"""Reads sentences of commentary back: it knows their few forms, and holds each against the facts of the snapshot."""

import re
from dataclasses import replace

from facts import METRICS, PLURALS, equal, sign

UNITS = {"": 1, "%": 0.01, " percentage points": 0.01, " ms": 1, " s": 1000, " B": 1, " kB": 1e3, " MB": 1e6, " GB": 1e9}
NUM = r"no(?= )|−?(?:[\d,]+(?:\.\d+)?(?:e−?\d+)?)(?: percentage points|%| ms| s\b| [kMG]?B\b)?|\d+ (?:d|h|min)\b(?: \d+ (?:h|min|s)\b){0,3}"
WHO = (r"(?:the (?:class|category|error type|dataset|experiment|deployment|run) )?⟨\d+⟩(?: (?:with|in|on) ⟨\d+⟩)?|the pair of ⟨\d+⟩ and ⟨\d+⟩"
       r"|the (?:experiment|model|project|deployment|run|session)|it")  # fmt: skip
#: A name alone, as it stands behind others.
BARE = r"(?:⟨\d+⟩|the pair of ⟨\d+⟩ and ⟨\d+⟩)"
OTHERS = rf"(?:[\d,]+ others|{BARE})"
HIGHER = {"higher": 1, "longer": 1, "more": 1, "lower": -1, "shorter": -1, "fewer": -1}
MEMBERS = {"model", "models", "column", "columns", "feature", "features", "class", "classes", "category", "categories", "whole day", "whole days", "error type", "error types",
           "dataset", "datasets", "experiment", "experiments", "deployment", "deployments", "run", "runs", "pairs of columns"}  # fmt: skip


#: Names that are written in quotation marks, as are those with a space, those that begin with a digit and metrics.
OWN_WORDS = set(
    "a accounts across against and are as before best better between but by came call calls class classes column columns difference eighth "
    "experiment failed falls feature features fell fewer fewest fifth for fourth from had has have high higher highest importance in is it its long longer longest low "
    "lower lowest many matters model models more most ninth no not number of on one other others pair project ranges rises rose row rows run "
    "same second service seventh share shares shorter shortest sixth tenth test than that the there third times to training type was went were "
    "which while whole with worse worst".split()
)
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()


class Wrong(Exception):
    pass


def number(text):
    """A number as it is written, and half of its last digit."""
    if text == "no":
        return 0.0, 0.0
    parts = re.findall(r"(\d+) (d|h|min|s)\b", text) if re.match(r"\d+ (d|h|min)\b", text) else []
    if parts:
        one = {"d": 86_400_000, "h": 3_600_000, "min": 60_000, "s": 1000}
        # The rest below the last part is cut, and seconds are rounded. A part alone stands for two, of which the second is zero.
        units = list(one)
        least = parts[-1][1] if len(parts) > 1 else units[units.index(parts[0][1]) + 1]
        return sum(int(n) * one[unit] for n, unit in parts), one[least]
    digits, unit = re.fullmatch(r"(−?[\d,]+(?:\.\d+)?(?:e−?\d+)?)(.*)", text).groups()
    digits = digits.replace(",", "").replace("−", "-")
    mantissa, _, exponent = digits.partition("e")
    decimals = len(mantissa.partition(".")[2]) - int(exponent or 0)
    scale = UNITS[unit]
    return float(digits) * scale, 0.5 * 10.0**-decimals * scale


def close(value, text):
    shown, half = number(text)
    # Where the same value stands in a sentence twice, it is written the same.
    if abs(value - shown) > half * 1.001 + 1e-6 * abs(value):
        raise Wrong(f"{text} is {value}")


def difference(a, b, found):
    """What lies between two values, in no more digits than they are written with."""
    between = abs(a.value - b.value)
    close(between, found["numd"])
    texts = found["num"], found["num2"], found["numd"]
    if all(re.fullmatch(r"−?[\d,]+(?:\.\d+)?", text) for text in texts):
        first, second, own = (len(text.partition(".")[2]) for text in texts)
        if own > min(first, second) and round(between, min(first, second)):
            raise Wrong("nobody knows so many digits")


class Reader:
    def __init__(self, facts, kind):
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
        self.facts, self.is_deployment = facts, kind == "deployment"
        self.forms, self.tails = [[(re.compile(self.fill(form), re.S), check) for form, check in table] for table in self.table()]
        #: Whom the comparison before was with, and whether it was better (1), worse (−1) or neither.
        self.other, self.advantage = None, 0

    @staticmethod
    def show(name):
        if not name.strip():
            return "(blank)" if name else "(empty)"
        line = "".join(" " if ord(character) < 32 else character for character in name)
        line = line if len(line) <= 80 else line[:79] + "…"
        if line.startswith("“") or re.fullmatch(r"\d{4}-\d\d-\d\d", line):
            return line
        is_metric = line.lower() in METRICS
        return f"“{line}”" if is_metric or line.lower() in OWN_WORDS or re.search(r"\s|^\d", line) else line

    def mask(self, text):
        return self.pattern.sub(lambda found: f"⟨{self.ids[found[0]]}⟩", text)

    def fill(self, form):
        form = form.replace("{all}", r"(?P<those>the )?(?P<n>[\d,]+) (?P<members>[a-z ]+?)(?: on ⟨\d+⟩)?"
                            r"(?: with (?:an? {what_all}|a number of {noun_all}))?")  # fmt: skip
        for key, pattern in (("what", self.what), ("noun", self.noun), ("who", WHO), ("num", NUM), ("rows", self.rows)):
            form = re.sub(rf"\{{{key}(\w*)\}}", lambda found, p=pattern, k=key: f"(?P<{k}{found[1]}>{p})", form)
        return form

    def table(self):
        """The forms of a clause, and what checks each."""
        thing = r"(?P<whose>the|its) {what}(?: (?:of|on) {who})?{rows}?"
        more = r"(?:a (?P<better>better|worse|higher|lower|shorter|longer) {what}|(?P<more>more|fewer) {noun})"
        values = (r", {num} against {num2}"
                  r"(?:, a difference of {numd}|, {numr} times as (?:many|long|high))?")  # fmt: skip
        what = r"(?:{what}|number of {noun})"
        place = rf"(?:(?P<ordinal>{'|'.join(ORDINALS)}|\d+(?:st|nd|rd|th))-)?(?P<rank>\w+)"
        rank = rf"the {place} (?:{{what}}|{{noun}})"
        return [
            (rf"{thing} is {{num}}", self.value),
            (r"before it went into service, {who} had (?P<before>an?) {what} of {num}", self.value),
            (r"{who} has {num} {noun}", self.value),
            (r"on {who} there were {num} {noun}", self.value),
            (rf"{{who}} and {{who2}} have the same {what}, {{num}}", self.same),
            (rf"{{who}} has {more} than {{who2}}{values}", self.order),
            (rf"(?P<whose>the|its) {{what}}(?: of {{who}})? (?:is|was) the same{{rows}} and{{rows2}}, {{num}}", self.change),
            (rf"(?P<whose>the|its) {{what}}(?: of {{who}})? (?P<rose>rises|falls|rose|fell) from {{num}}{{rows}} to {{num2}}{{rows2}}(?:, by {{numd}})?",
             self.change),
            (rf"(?P<whose>the|its) {{what}}(?: of {{who}})? is {{num}}{{rows}} and {{num2}}{{rows2}}", self.on_two),
            (r"{who} has {num} {noun}, {num2} {noun2} and {num3} {noun3}", self.three),
            (rf"on {{who}} (?P<more>more|fewer) calls (?P<verb>came|failed) than on {{who2}}{values}", self.days),
            (r"all {num2} {noun} are of type {who}", self.all_of_type),
            (r"(?:of {all}, )?{who} matters most(?P<model> in ⟨\d+⟩)?, with {num} of the importance", self.matters_most),
            (rf"the {what} was the same on {{who}} and on {{who2}}, {{num}}", self.day),
            (rf"the {what} (?P<rose>rose|fell) from {{num}} on {{who}} to {{num2}} on {{who2}}(?:, by {{numd}})?", self.day),
            (rf"(?:of {{all}}, )?{{who}} (?:has|(?P<shares>shares)) {rank}(?: with (?P<ties>{OTHERS}))?, {{num}}", self.place),
            (rf"the {what} ranges from {{num}} \((?P<low>.+?)\) to {{num2}} \((?P<high>.+?)\)(?: across {{all}})?", self.spread),
            (r"{who} accounts for {num} of {num2} {noun}, {nums}", self.share),
            (r"{who} has {num} (?P<part>failed calls?|missing values?) in {num2} {noun}, {nums}", self.share),
        ], [
            (rf" and {thing} is {{num}}", self.value),
            (r" and (?P<before>an?) {what} of {num}", self.value),
            (r" and (?:{who} has )?{num} {noun}", self.value),
            (r", while that of {who} is {num}", self.that_of),
            (r", while (?:{who} has|on {who2} there were) {num} {noun}", self.value),
            (rf", (?P<but>and|but) {more}{values}", self.order),
            (rf", (?P<but>and|but) a (?P<better>better|worse|higher|lower|shorter|longer) one{{rows}}{values}", self.order_again),
            (rf", and {rank}, {{num}}", self.place),
            (rf", and {{who}} the {place}, {{num}}", self.place_again),
        ]  # fmt: skip

    def read(self, text):
        """Raises `Wrong` if any sentence is not so. Gives the fact pair of a lone comparison."""
        self.before, self.said, result = None, set(), None
        for sentence in re.split(r"(?<=[^.])\. (?=[A-Z⟨])", self.mask(text).removesuffix(".")):
            result = self.sentence(sentence)
        return result

    def sentence(self, text):
        """One clause, or two that are joined at one of the places where two can be."""
        before, errors = self.before, []
        for joint in [len(text), *(found.start() for found in re.finditer(r" and |, (?:while|and|but) ", text))]:
            self.before = before
            try:
                # A capital at the start is only grammar.
                result = self.clause(text[0].lower() + text[1:joint], self.forms)
                return self.clause(text[joint:], self.tails) if text[joint:] else result
            except Wrong as wrong:
                errors.append(str(wrong))
        raise Wrong("; ".join(errors))

    def clause(self, text, forms):
        errors = []
        for form, check in forms:
            if found := form.fullmatch(text):
                try:
                    return check(Found(found))
                except Wrong as wrong:
                    errors.append(str(wrong))
        raise Wrong("; ".join(errors) or f"not one of our forms: {text}")

    def find(self, what, who, rows=""):
        """The fact of that what and whose; the rows of the one before where none are said."""
        ids = self.before[0] if who in ("it", "its") and self.before else tuple(map(int, re.findall(r"⟨(\d+)⟩", who or "")))
        for each in (what + (rows or ""), what + (self.before[1].rows if self.before else "")):
            for key, fact in self.by_what.get(each, []):
                if key == ids or ids and key[: len(ids)] == ids and fact.sort in ("class", "column", "experiment", "model", "run"):
                    return key, fact
        raise Wrong(f"no such fact: {what!r} {rows!r} of {who!r}")

    def fact(self, found, which="", default=None):
        what = found["what"] or self.nouns[found["noun"]]
        who = found["who" + which] or (found["whose"] if found["whose"] == "its" else default)
        return self.find(what, who, found["rows"])

    def value(self, found):
        # "The experiment has 14 models and 3 rows."
        is_more = (found["noun"] or found["before"]) and not found["who"] and not found["who2"]
        self.before = self.fact(found, "2" if found["who2"] else "", default="it" if is_more else None)
        fact = self.before[1]
        close(fact.value, found["num"])
        # Of a deployment's model nothing is known but how good it was before.
        if bool(found["before"]) != (self.is_deployment and fact.sort == "model"):
            raise Wrong("when was that?")
        self.said.add(found["num"])

    def that_of(self, found):
        before = self.before[1]
        close(self.find(self.mask(before.what), found["who"])[1].value, found["num"])

    def same(self, found):
        (_, a), (_, b) = self.fact(found), self.fact(found, "2")
        close(a.value, found["num"])
        if not equal(a.value, b.value) or a.group != b.group or a is b:
            raise Wrong("they are not the same")
        self.before = None
        return a, b

    def order(self, found):
        (who, a), (other, b) = self.fact(found, default="it"), self.fact(found, "2", default=self.other)
        word = found["better"] or found["more"]
        if a.group != b.group or a is b:
            raise Wrong("they cannot be compared")
        close(a.value, found["num"])
        close(b.value, found["num2"])
        way = sign(a.value, b.value)
        if (a.better * way if word in ("better", "worse") else way) != HIGHER.get(word, 1 if word == "better" else -1):
            raise Wrong(f"it is not {word}")
        if found["numd"]:
            difference(a, b, found)
        if found["numr"]:
            close(a.value / b.value, found["numr"])
        if found["but"]:
            # One is better and the other worse; without that there is nothing to contrast.
            first = self.advantage
            if (found["but"] == "but") != (first * a.better * way < 0):
                raise Wrong("that is no contrast")
        self.advantage, self.other = a.better * way, "".join(f"⟨{each}⟩" for each in other)
        self.before = (who, a)
        return a, b

    def order_again(self, found):
        """The same quantity of the same two, on other rows."""
        before = self.before[1]
        found["what"] = self.mask(before.label)
        if found["rows"] == before.rows:
            raise Wrong("that has been said")
        return self.order(found)

    def place_again(self, found):
        """The place of another thing of the same group."""
        before = self.before[1]
        found["what"] = self.mask(before.what)
        self.place(found)
        if self.before[1].group != before.group or self.before[1] is before:
            raise Wrong("it is not of that group")
        self.before = None

    def change(self, found):
        what, whose = found["what"], found["who"] or found["whose"]
        (who, a), (_, b) = self.find(what, whose, found["rows"]), self.find(what, whose, found["rows2"])
        self.before = (who, replace(a, rows=""))
        return self.changed(found, a, b)

    def day(self, found):
        (_, a), (_, b) = self.fact(found), self.fact(found, "2")
        if a.who >= b.who:
            raise Wrong("that is the wrong way in time")
        self.before = None
        return self.changed(found, a, b)

    def matters_most(self, found):
        found["who"] += found["model"] or ""
        found["what"], found["rank"] = "share of the importance", "highest"
        self.place(found)

    def on_two(self, found):
        """One quantity on two kinds of rows, in neither order."""
        what, whose = found["what"], found["who"] or found["whose"]
        (who, a), (_, b) = self.find(what, whose, found["rows"]), self.find(what, whose, found["rows2"])
        close(a.value, found["num"])
        close(b.value, found["num2"])
        if a is b or a.rows == b.rows:
            raise Wrong("these are the same rows")
        self.before = (who, replace(a, rows=""))
        return a, b

    def three(self, found):
        for which in ("", "2", "3"):
            self.before = self.find(self.nouns[found["noun" + which]], found["who"])
            close(self.before[1].value, found["num" + which])

    def days(self, found):
        found["noun"] = {"came": "calls", "failed": "failed calls"}[found["verb"]]
        result = self.order(found)
        self.before = None
        return result

    def all_of_type(self, found):
        found["num"], found["nums"] = found["num2"], "100%"
        self.share(found)

    def changed(self, found, a, b):
        close(a.value, found["num"])
        if found["rose"]:
            close(b.value, found["num2"])
            if found["numd"]:
                difference(a, b, found)
            is_course = a.sort == "day" or (a.rows == " in the reference") or a.rows == " on training rows" and b.rows not in ("", " in the real data")
            if not is_course:
                raise Wrong("nothing rises or falls there")
            if equal(a.value, b.value) or (b.value > a.value) != (found["rose"] in ("rose", "rises")):
                raise Wrong("it went the other way")
        elif not equal(a.value, b.value):
            raise Wrong("it is not the same")
        return a, b

    def place(self, found):
        who, fact = self.fact(found, default="it")
        close(fact.value, found["num"])
        group = self.groups[fact.group]
        way = -1 if fact.better == -1 else 1
        above = sum(way * sign(each.value, fact.value) > 0 for each in group)
        self.members(found, group)
        ties = self.ties(found["ties"], fact, group)
        if bool(found["shares"]) != bool(ties):
            raise Wrong(f"{ties} others share it")
        rank, ordinal = found["rank"], found["ordinal"] or "first"
        place = ORDINALS.index(ordinal) + 1 if ordinal in ORDINALS else int(ordinal[:-2])
        is_from_top = {"best": True, "worst": False}.get(rank)
        if is_from_top is None:
            is_from_top = (rank in ("highest", "most", "longest")) == (way == 1)
            if not is_from_top and rank not in ("lowest", "fewest", "shortest", "highest", "most", "longest"):
                raise Wrong(f"{rank} is no rank")
        elif not fact.better:
            raise Wrong("neither way is better")
        below = len(group) - above - ties - 1
        if place != 1 + (above if is_from_top else below):
            raise Wrong(f"it is not the {ordinal} {rank}")
        if place > 1 + min(above, below):
            raise Wrong("it is nearer to the other end")
        self.before = (who, fact)

    def ties(self, text, fact, group):
        """How many others of the group have the value, and that those named have."""
        others = [each for each in group if each is not fact and equal(each.value, fact.value)]
        named = tuple(map(int, re.findall(r"⟨(\d+)⟩", text or "")))
        if named:
            is_it = any(key[: len(named)] == named and each in others for key, each in self.by_what[self.mask(fact.what)])
            number = 1 if is_it else None
        else:
            number = int((text or "0").split()[0].replace(",", ""))
        if number != len(others):
            raise Wrong(f"{len(others)} others have it")
        return number

    def members(self, found, group):
        """How many there are, here or in a sentence before."""
        label = found["what_all"] or self.nouns.get(found["noun_all"])
        if found["n"] and (bool(found["those"]), label) != (self.are_some(group), self.mask(group[0].label) if self.are_some(group) else None):
            raise Wrong("are these all of them?")
        if found["n"] is None:
            if f"{len(group):,}" not in self.said:
                raise Wrong("nobody has said among how many")
        elif int(found["n"].replace(",", "")) != len(group):
            raise Wrong(f"there are {len(group)}")
        elif found["members"] not in MEMBERS:
            raise Wrong(f"there are no {found['members']}")
        self.said.add(f"{len(group):,}")

    def are_some(self, group):
        """Whether there are more of the sort, on the same dataset if they are of one, that have no such figure."""
        counts = {"model": "#models", "dataset": "#datasets", "experiment": "#experiments", "deployment": "#deployments", "run": "#synthetic-data runs"}
        sort, context = group[0].sort, group[0].group[3]
        if sort not in counts:
            return False
        named = {fact.who[0] for fact in self.facts if fact.sort == sort and context in (None, fact.group[3])}
        said = [fact.value for fact in self.facts if fact.what == counts[sort] and not fact.who and context is None]
        return len(group) < max(len(named), *said, 0)

    def spread(self, found):
        what = found["what"] or self.nouns[found["noun"]]
        ends = [re.fullmatch(rf"({BARE})(?: and ({OTHERS}))?", found[end]) for end in ("low", "high")]
        if None in ends:
            raise Wrong("whose are the ends?")
        low, high = [tuple(map(int, re.findall(r"⟨(\d+)⟩", end[1]))) for end in ends]
        for each in (what, what + (self.before[1].rows if self.before else "")):
            for key, fact in self.by_what.get(each, []):
                group = self.groups[fact.group]
                values = [other.value for other in group]
                is_lowest = key[: len(low)] == low and equal(fact.value, min(values))
                highest = [f for k, f in self.by_what[each] if k[: len(high)] == high and f in group and equal(f.value, max(values))]
                if is_lowest and highest and found["n"] in (None, f"{len(group):,}"):
                    self.members(found, group)
                    for end, of in zip(ends, (fact, highest[0]), strict=True):
                        self.ties(end[2], of, group)
                    close(min(values), found["num"])
                    close(max(values), found["num2"])
                    self.before = None
                    return
        raise Wrong("these are not the lowest and the highest")

    def share(self, found):
        whole_noun = self.nouns[found["noun"]]
        part_noun = self.nouns[found["part"]] if found["part"] else whole_noun
        self.before = self.find(part_noun, found["who"])
        part = self.before[1]
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
