"""Which files of a crate use each other, read from the `use` declarations and the paths in their code.

File A uses file B where code of A outside of tests names something that is defined in B. A name is followed to where it
is defined: through re-exports, through `super` and through glob imports. That a file declares a module (`mod b;`) or
passes its names on (`pub use b::Name;`) is no use; a name that it passes on and also uses itself is one. Methods are
not seen, only paths: this finds what is written, and not what the compiler infers.

A circle is a set of files, each of which uses, directly or by way of others of the set, all the others.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

#: What may look like code and is not: comments, raw strings, strings, characters.
NO_CODE = re.compile(
    r"//[^\n]*|/\*.*?\*/|\bb?r(#*)\".*?\"\1|b?\"(?:\\.|[^\"\\])*\"|b?'(?:\\[^']+|\\'|[^\\'\n])'", re.DOTALL
)
TEST_ONLY = re.compile(r"#\[cfg\(test\)\]")
#: Within which module something is visible names that module and uses nothing of it.
VISIBLE_IN = re.compile(r"\bpub\s*\(\s*in\s[^)]*\)")
USE = re.compile(r"\b(pub(?:\([^)]*\))?\s+)?use\s+([^;]+);")
MODULE = re.compile(r"\bmod\s+(\w+)\s*;")
INLINE_MODULE = re.compile(r"\bmod\s+(\w+)\s*\{")
ITEM = re.compile(r"(?<!')\b(?:fn|struct|enum|union|trait|type|const|static|macro_rules!)\s+(?:mut\s+)?(\w+)")
PATH = re.compile(r"(?<![\w:.])\w+(?:\s*::\s*\w+)+")
WORD = re.compile(r"\b[A-Za-z_]\w*\b")
#: A longer chain of re-exports can only come from a fault in this program.
DEEPEST = 20


@dataclass
class Import:
    """One name that a `use` brings in; `*` for all of a module's."""

    name: str
    path: list[str]
    public: bool


@dataclass
class Module:
    """One file."""

    file: Path
    #: From the crate's root: [] for lib.rs.
    place: tuple[str, ...]
    children: set[str]
    items: set[str]
    imports: list[Import]
    #: The code without its `use` declarations.
    code: str
    paths: list[list[str]] = field(default_factory=list)


def balanced(code: str, start: int) -> int:
    """Where the block ends that opens at `start`."""
    depth = 0
    for index in range(start, len(code)):
        depth += {"{": 1, "}": -1}.get(code[index], 0)
        if depth == 0:
            return index + 1
    raise ValueError("a block that does not end")


def without_tests(code: str) -> str:
    """The code without the items under `#[cfg(test)]`."""
    while found := TEST_ONLY.search(code):
        opening = re.compile(r"[;{]").search(code, found.end())
        end = opening.end() if opening[0] == ";" else balanced(code, opening.start())
        code = code[: found.start()] + code[end:]
    return code


def tree(text: str, prefix: list[str]) -> list[tuple[str, list[str]]]:
    """The (name, path) pairs of a `use` tree."""
    text = text.strip()
    if not text:
        return []
    if "{" in text:
        head, body = text.split("{", 1)
        inner = body[: body.rindex("}")]
        path = prefix + [step.strip() for step in head.split("::") if step.strip()]
        parts, depth, begun = [], 0, 0
        for index, char in enumerate(inner):
            depth += {"{": 1, "}": -1}.get(char, 0)
            if char == "," and depth == 0:
                parts.append(inner[begun:index])
                begun = index + 1
        return [pair for part in [*parts, inner[begun:]] for pair in tree(part, path)]
    whole, *alias = re.split(r"\s+as\s+", text)
    path = prefix + [step.strip() for step in whole.split("::") if step.strip()]
    if path[-1] == "self":
        path = path[:-1]
    return [(alias[0] if alias else path[-1], path)]


def read(file: Path, place: tuple[str, ...]) -> Module:
    code = VISIBLE_IN.sub("pub", without_tests(NO_CODE.sub(" ", file.read_text())))
    # A module within the file is part of it; one `super` of its paths leads back to the file.
    for inline in list(INLINE_MODULE.finditer(code)):
        end = balanced(code, inline.end() - 1)
        inside = code[inline.end() : end].replace("super::super::", "super::")
        code = code[: inline.end()] + inside.ljust(end - inline.end()) + code[end:]
    imports = []
    for public, uses in USE.findall(code):
        imports += [Import(name, path, bool(public)) for name, path in tree(uses, [])]
    rest = USE.sub(" ", code)
    paths = [[step.strip() for step in path.split("::")] for path in PATH.findall(rest)]
    return Module(file, place, set(MODULE.findall(rest)), set(ITEM.findall(rest)), imports, rest, paths)


class Crate:
    """All files of a crate, from its root file on."""

    def __init__(self, root: Path) -> None:
        self.modules: dict[tuple[str, ...], Module] = {}
        self.folder = root.parent
        self._add(root, (), root.parent)

    def _add(self, file: Path, place: tuple[str, ...], folder: Path) -> None:
        module = self.modules[place] = read(file, place)
        for child in module.children:
            candidates = [(folder / f"{child}.rs"), (folder / child / "mod.rs")]
            found = next((candidate for candidate in candidates if candidate.is_file()), None)
            if found:
                self._add(found, (*place, child), folder / child)

    def target(self, path: list[str], place: tuple[str, ...], depth: int = 0) -> tuple[str, ...] | None:
        """The module in which what a path names is defined, as seen from a module. None for other crates and modules."""
        if depth > DEEPEST:
            return None
        module = self.modules[place]
        first, *rest = path
        if first == "crate":
            return self.follow(rest, (), depth)
        if first == "self":
            return self.follow(rest, place, depth)
        if first == "super":
            return self.target(["self", *rest], place[:-1], depth) if rest[:1] != ["super"] else self.target(rest, place[:-1], depth)
        if first in module.children:
            return self.follow(path, place, depth)
        for imported in module.imports:
            if imported.name == first and imported.path != path:
                return self.target(imported.path + rest, place, depth + 1)
        return None

    def follow(self, path: list[str], place: tuple[str, ...], depth: int) -> tuple[str, ...] | None:
        """The same for a path from a module on."""
        if not path or path[0] == "*":
            return None
        first, *rest = path
        module = self.modules[place]
        if (*place, first) in self.modules and (rest or first not in module.items):
            return self.follow(rest, (*place, first), depth)
        if first in module.items:
            return place
        for imported in module.imports:
            if imported.name == first:
                return self.target(imported.path + rest, place, depth + 1)
        for glob in (imported for imported in module.imports if imported.name == "*"):
            if found := self.target([*glob.path[:-1], first], place, depth + 1):
                return found
        return None

    def uses(self) -> dict[Path, set[Path]]:
        """File → the files that it uses."""
        found: dict[Path, set[Path]] = {module.file: set() for module in self.modules.values()}
        for place, module in self.modules.items():
            words = set(WORD.findall(module.code))
            named = list(module.paths)
            for imported in module.imports:
                if imported.name == "*":
                    # Whichever names of that module occur here.
                    named += [] if imported.public else [[*imported.path[:-1], word] for word in words]
                elif not imported.public or imported.name in words:
                    named.append(imported.path)
            for path in named:
                target = self.target(path, place)
                if target is not None and target != place:
                    found[module.file].add(self.modules[target].file)
        return found


def circles(uses: dict[Path, set[Path]]) -> list[list[Path]]:
    """The sets of files that all reach each other, each sorted."""
    reach: dict[Path, set[Path]] = {}
    for start in uses:
        seen, open_ends = set(), [start]
        while open_ends:
            for after in uses[open_ends.pop()]:
                if after not in seen:
                    seen.add(after)
                    open_ends.append(after)
        reach[start] = seen
    found = {frozenset(b for b in reach[a] if a in reach[b]) for a in uses if a in reach[a]}
    return sorted(sorted(circle) for circle in found)
