"""No two files of a crate use each other, directly or by way of others; modules.py says what counts as use."""

import pytest
from modules import Crate, circles
from paths import ROOT

MANIFESTS = sorted([*ROOT.glob("functions/*/Cargo.toml"), *ROOT.glob("shared/*/Cargo.toml"), ROOT / "infra/reportctl/Cargo.toml"])
ROOTS = [root for manifest in MANIFESTS for name in ("lib.rs", "main.rs") if (root := manifest.parent / "src" / name).is_file()]


def found():
    """A line for each circle: the crate's folder, and the circle's files."""
    lines = []
    for root in ROOTS:
        for circle in circles(Crate(root).uses()):
            files = " ".join(file.relative_to(root.parent).as_posix() for file in circle)
            lines.append(f"{root.parent.parent.relative_to(ROOT).as_posix()}: {files}")
    return lines


def test_there_are_no_circles():
    assert found() == []


def test_every_crate_is_looked_at():
    assert len(ROOTS) == len(MANIFESTS) > 20
    # A file that the reader does not reach is not checked.
    for root in ROOTS:
        reached = {module.file for module in Crate(root).modules.values()}
        there = {path for path in root.parent.rglob("*.rs") if "tests" not in (path.stem, *path.parts[-2:-1])}
        assert {path.name for path in there - reached} <= {"testing.rs"}, root


# ---- what counts as use ----


def crate(folder, **files):
    """A crate of these files, `a__b` for a/b.rs."""
    for name, code in files.items():
        path = folder / f"{name.replace('__', '/')}.rs"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code)
    return [[path.relative_to(folder).as_posix() for path in circle] for circle in circles(Crate(folder / "lib.rs").uses())]


A_USES_B = "use crate::b::B; pub struct A(B);"


@pytest.mark.parametrize(
    "b",
    [
        "use crate::a::A; pub struct B(Box<A>);",
        "pub struct B; fn f(_: crate::a::A) {}",
        "use crate::{a::{self, A as Other}}; pub struct B(Box<Other>);",
        "use super::*; pub struct B(Box<A>);",
        "use crate::A; pub struct B(Box<A>);",
        "use super::A; pub struct B(Box<A>);",
        "use crate::a; pub struct B; fn f(_: a::A) {}",
        "mod inside { use super::super::a::A; pub fn f(_: A) {} } pub struct B;",
    ],
)
def test_two_files_that_use_each_other_are_a_circle(b, tmp_path):
    assert crate(tmp_path, lib="mod a; mod b; pub use a::A;", a=A_USES_B, b=b) == [["a.rs", "b.rs"]]


@pytest.mark.parametrize(
    "b",
    [
        "pub struct B;",
        "// use crate::a::A;\npub struct B;",
        'pub struct B; const S: &str = "crate::a::A";',
        "pub struct B; #[cfg(test)] mod tests { use crate::a::A; }",
        "pub struct B; fn f(c: char) -> bool { c == '\"' } // crate::a::A \"",
    ],
)
def test_what_is_no_use_makes_no_circle(b, tmp_path):
    assert crate(tmp_path, lib="mod a; mod b; pub use a::A;", a=A_USES_B, b=b) == []


def test_a_visibility_is_no_use(tmp_path):
    files = {"a": "pub mod b; pub use b::B;", "a__b": "pub(in crate::a) struct B;"}
    assert crate(tmp_path, lib="mod a; pub fn a(_: a::B) {}", **files) == []


def test_a_circle_by_way_of_a_third_file_is_one(tmp_path):
    files = {"a": "use crate::b::B; pub struct A(B);", "b": "use crate::c::C; pub struct B(C);", "c": "use crate::a::A; pub struct C(Box<A>);"}
    assert crate(tmp_path, lib="mod a; mod b; mod c;", **files) == [["a.rs", "b.rs", "c.rs"]]


def test_a_parent_that_passes_names_on_is_in_no_circle_with_its_child_and_one_that_uses_them_is(tmp_path):
    child = "use super::Parent; pub struct Child(Parent);"
    passes_on = crate(tmp_path / "1", lib="mod p;", p="mod c; pub use c::Child; pub struct Parent;", p__c=child)
    uses = crate(tmp_path / "2", lib="mod p;", p="mod c; pub use c::Child; pub struct Parent; fn f(_: Child) {}", p__c=child)
    assert (passes_on, uses) == ([], [["p/c.rs", "p.rs"]])
