"""deny.toml refuses what it is there to refuse: small workspaces that break one rule each."""

import json
import os
import subprocess

import pytest
from paths import ROOT, STACK_BIN


def crate(folder, name, *, licence="MIT", dependencies="", more=""):
    """An empty library crate."""
    (folder / "src").mkdir(parents=True)
    (folder / "src" / "lib.rs").touch()
    (folder / "Cargo.toml").write_text(
        f'[package]\nname = "{name}"\nversion = "1.0.0"\nedition = "2024"\nlicense = "{licence}"\n{more}\n'
        f"[dependencies]\n{dependencies}\n"
    )
    return folder


#: The list of licences is for the project's own dependencies; these crates use few of it.
FEW_LICENCES = ("--allow", "license-not-encountered")


def refused(folder, lints=FEW_LICENCES):
    """The codes of what cargo-deny refuses in a workspace under our rules."""
    done = subprocess.run(
        [
            STACK_BIN / "cargo-deny", "--format", "json", "--offline", "--manifest-path", folder / "Cargo.toml",
            "--config", ROOT / "deny.toml", "check", *lints, "licenses", "bans", "sources",
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    said = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    codes = {line["fields"]["code"] for line in said if line["fields"].get("severity") == "error"}
    assert bool(codes) == (done.returncode != 0), done.stderr
    return codes


def test_what_is_allowed_passes(tmp_path):
    crate(tmp_path / "part", "part", licence="GPL-3.0-only OR Apache-2.0")
    own = crate(tmp_path / "own", "own", dependencies='part = { path = "../part", version = "1" }')
    assert refused(own) == set()


@pytest.mark.parametrize("licence", ["GPL-3.0-only", "MIT AND GPL-2.0-or-later", "AGPL-3.0-only OR SSPL-1.0"])
def test_a_licence_that_is_not_on_the_list_is_refused(licence, tmp_path):
    crate(tmp_path / "part", "part", licence=licence)
    own = crate(tmp_path / "own", "own", dependencies='part = { path = "../part", version = "1" }')
    assert refused(own) == {"rejected"}


def test_a_licence_on_the_list_that_nothing_uses_is_refused(tmp_path):
    assert refused(crate(tmp_path / "own", "own"), lints=()) == {"license-not-encountered"}


@pytest.mark.parametrize("name", ["openssl", "openssl-sys", "native-tls", "aws-lc-sys"])
def test_a_banned_crate_is_refused(name, tmp_path):
    crate(tmp_path / "part", name)
    own = crate(tmp_path / "own", "own", dependencies=f'{name} = {{ path = "../part", version = "1" }}')
    assert refused(own) == {"banned"}


def test_a_source_that_is_not_the_registry_is_refused(tmp_path):
    part = crate(tmp_path / "part", "part")
    identity = {f"GIT_{who}_{what}": "test@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "All"]):
        subprocess.run(["git", "-C", part, *words], check=True, env={**os.environ, **identity})
    own = crate(tmp_path / "own", "own", dependencies=f'part = {{ git = "file://{part}" }}')
    # Cargo fetches it once, from this machine.
    subprocess.run(["cargo", "fetch", "--manifest-path", own / "Cargo.toml"], check=True, capture_output=True)
    assert "source-not-allowed" in refused(own)


def test_a_dependency_without_a_version_is_refused(tmp_path):
    own = crate(tmp_path / "own", "own", dependencies='serde = "*"')
    assert refused(own) == {"wildcard"}
