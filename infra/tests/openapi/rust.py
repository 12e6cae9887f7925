"""Reads what tests need to know of the Rust source: constants, names, codes."""

import re

from paths import ROOT


def source(path):
    """A file's code, without comments and without the tests at its end."""
    code = (ROOT / path).read_text()
    return re.sub(r"^\s*//.*\n", "", code.split("\n#[cfg(test)]\n")[0], flags=re.MULTILINE)


def files(*folders):
    """The Rust files of these folders, less those that are only tests."""
    found = (path for folder in folders for path in sorted(ROOT.glob(f"{folder}/src/**/*.rs")))
    return [path.relative_to(ROOT) for path in found if path.name not in ("tests.rs", "testing.rs")]


def constant(path, name, after=""):
    """The value of an integer constant; the first one after the given text."""
    code = source(path)
    found = re.search(rf"const {name}: \w+ = ([^;]+);", code[code.index(after) :])
    return eval(found[1].replace("_", ""), {"__builtins__": {}})  # noqa: S307


def names_of_variants(path, enum):
    """The names that an enum's `as_str` gives its variants, in order."""
    code = source(path)
    code = code[code.index(f"impl {enum} {{") :]
    body = code[code.index("fn as_str") :]
    return re.findall(r'=> "([a-z]+)"', body[: body.index("\n    }")])


def fields(path, struct):
    """The names of a struct's fields, in order."""
    body = re.search(rf"pub struct {struct}(?:<[^>]*>)? \{{\n(.*?)\n\}}", source(path), re.DOTALL)[1]
    return re.findall(r"^    (?:pub )?(?:r#)?(\w+):", body, re.MULTILINE)


def sentences(path):
    """Patterns of the texts in a file: what stands in braces may be anything."""
    texts = re.findall(r'"((?:[^"\\]|\\.)*)"', source(path))
    parts = [re.split(r"\{[^}]*\}", text.replace('\\"', '"')) for text in texts]
    return [re.compile(".+".join(map(re.escape, part))) for part in parts]


#: How the code of a problem is given: by name, as the last argument of `problem(…)`, as the last of a pair with its
#: message, or handed to what reads a parameter or a member.
CODE = r'"([a-z]+(?:_[a-z]+)*)"'
GIVES_CODE = [
    rf"\bcode: {CODE}",
    rf"\bproblem\([^;]*?,\s*{CODE}\s*,?\s*\)",
    rf"\(msg, {CODE}\)",
    rf"\.into\(\), {CODE}\)",
    rf"\.to_(?:string|owned)\(\), {CODE}\)",
    rf'\bformat!\("[^"]*"\), {CODE}\)',
    rf'\bparsed\("\w+", {CODE},',
    rf'\bmember\(\w+, "\w+", {CODE},',
]


def problem_codes():
    """Code → the files that give it, over everything that reads requests of the API."""
    found = {}
    for path in files("shared/domain", "shared/creation", "shared/edge", "shared/intake", "functions/*"):
        # What it finds wrong is told by events.
        if path.parts[:2] == ("functions", "request"):
            continue
        for pattern in GIVES_CODE:
            for code in re.findall(pattern, source(path)):
                found.setdefault(code, set()).add(str(path))
    return found
