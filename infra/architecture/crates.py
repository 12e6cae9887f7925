"""Draws which crate uses which: `crates.py` writes crates.md beside it.

A crate that is also used by way of another has no line of its own.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DRAWING = Path(__file__).with_name("crates.md")
GROUPS = {"functions": "functions: one binary each", "infra": "infra: the command line tool", "shared": "shared: libraries"}


def uses() -> tuple[dict[str, set[str]], dict[str, str]]:
    """Crate → the crates of this project that it uses outside of tests, and crate → the folder that it lies in."""
    command = ["cargo", "metadata", "--no-deps", "--offline", "--format-version", "1"]
    packages = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)["packages"]
    own = {package["name"] for package in packages}
    found = {
        package["name"]: {d["name"] for d in package["dependencies"] if d["name"] in own and d["kind"] is None}
        for package in packages
    }
    folders = {package["name"]: Path(package["manifest_path"]).relative_to(ROOT).parts[0] for package in packages}
    return found, folders


def all_used(crate: str, found: dict[str, set[str]]) -> set[str]:
    """What a crate uses, directly or by way of others."""
    return found[crate] | {far for near in found[crate] for far in all_used(near, found)}


def drawing() -> str:
    found, folders = uses()
    lines = [
        "# Which crate uses which",
        "",
        "Drawn by `make drawing` from `cargo metadata`. A crate that is also used by way of another has no line of its own;",
        "crates that only tests use have none either.",
        "",
        "```mermaid",
        "graph TD",
    ]
    for folder, title in GROUPS.items():
        lines.append(f'  subgraph {folder} ["{title}"]')
        lines += [f"    {name}[{name.removeprefix('report-')}]" for name in sorted(found) if folders[name] == folder]
        lines.append("  end")
    for name in sorted(found):
        by_way = {far for near in found[name] for far in all_used(near, found)}
        lines += [f"  {name} --> {used}" for used in sorted(found[name] - by_way)]
    return "\n".join([*lines, "```", ""])


def main() -> int:
    DRAWING.write_text(drawing())
    return 0


if __name__ == "__main__":
    sys.exit(main())
