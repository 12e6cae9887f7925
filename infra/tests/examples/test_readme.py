"""The README's examples do what they say: its curl session and its Python, run as they stand against the local stack."""

import json
import os
import re
import subprocess
import sys

import local_env
import pytest
from paths import ROOT

README = (ROOT / "README.md").read_text()

#: Around a reader's shell: an HTTP error stops it, and what a reader does between two commands (copy the new report's
#: id, wait for it) is done by itself.
READER = """
set -euo pipefail
curl() {
    local printed
    printed=$(command curl --fail "$@")
    printf '%s\\n' "$printed"
    if [[ $printed =~ \\"report_id\\":\\ *\\"([0-9a-f-]{36})\\" ]]; then
        REPORT_ID=${BASH_REMATCH[1]}
        for _ in $(seq 300); do
            printed=$(command curl -sS "$BASE_URL/api/reports/$REPORT_ID" -H "Authorization: Bearer $API_KEY")
            [[ $printed =~ \\"status\\":\\ *\\"(succeeded|failed)\\" ]] && return 0
            sleep 0.2
        done
        echo "report $REPORT_ID does not finish" >&2
        return 1
    fi
}
"""


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def api_examples(language):
    return [block for block in blocks(language) if "/api/" in block]


@pytest.fixture
def environment():
    return {**os.environ, **local_env.read()}


def run(command, environment, folder):
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.mark.parametrize("number", range(len(api_examples("sh"))))
def test_the_curl_session(number, environment, tmp_path):
    (tmp_path / "infra").symlink_to(ROOT / "infra")
    printed = run(["bash", "-c", READER + api_examples("sh")[number]], environment, tmp_path)
    assert '"status":"queued"' in printed.replace(" ", "")
    assert '"status":"succeeded"' in printed.replace(" ", "")
    (document,) = tmp_path.glob("*.pdf")
    assert document.read_bytes().startswith(b"%PDF-")
    # What proves it: the answer is the one about this report.
    seal = json.loads((tmp_path / "seal.json").read_text())["seal"]
    assert json.loads(seal["bundle"])["documents"]["pdf"]["bytes"] == document.stat().st_size


@pytest.mark.parametrize("number", range(len(api_examples("python"))))
def test_the_python_example(number, environment, tmp_path):
    run([sys.executable, "-c", api_examples("python")[number]], environment, tmp_path)
    (document,) = tmp_path.iterdir()
    assert document.read_bytes().startswith(b"%PDF-")


def test_the_readme_shows_both():
    assert api_examples("sh") and api_examples("python")


def test_every_make_target_that_the_readme_names_exists():
    makefile = (ROOT / "Makefile").read_text()
    named = set(re.findall(r"\bmake ([a-z][a-z0-9-]*)", "\n".join(re.findall(r"`[^`\n]+`|^    .*$", README, re.MULTILINE))))
    assert named and all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in named), named
