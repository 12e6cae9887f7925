"""Facts about what is deployed: it runs on Amazon Linux 2023, and the API functions carry no document engine."""

import re
import subprocess
import zipfile

import build
import pytest
import release
from paths import LAMBDA_DIR, ROOT

API_FUNCTIONS = [
    "create", "list", "get", "view", "download", "job", "entities", "publish", "upload", "change", "delete", "links", "open", "seal",
    "session",
]  # fmt: skip
#: Fonts, shaping, charts, PDF, templates, language models: the renderer's business.
HEAVY = {
    "printpdf", "lopdf", "kuva", "tinytemplate", "allsorts", "rustybuzz", "ttf-parser", "fontdb", "swash", "skrifa",
    "aws-sdk-bedrockruntime", "report-html", "report-pdf", "report-charts", "report-sections", "report-findings",
    "report-facts", "report-claims", "report-fonts", "report-render", "report-commentary", "report-snapshot", "report-document",
    "report-markdown", "report-json",
}  # fmt: skip


def bootstrap(function):
    with zipfile.ZipFile(LAMBDA_DIR / function / "bootstrap.zip") as archive:
        assert archive.namelist() == ["bootstrap"]
    return release.bootstrap(LAMBDA_DIR / function / "bootstrap.zip")


def dependencies(package):
    listed = subprocess.run(
        ["cargo", "tree", "--package", package, "--edges", "normal", "--prefix", "none", "--format", "{p}"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return {line.split()[0] for line in listed.splitlines() if line.strip()}


@pytest.mark.parametrize("function", build.functions())
def test_binaries_run_on_amazon_linux_2023(function):
    wanted = release.glibc_wanted(bootstrap(function))
    assert wanted, "a binary that is linked statically needs no gate; then this test can go"
    # The font reader calls hypotf, which glibc 2.35 gave a second version. Linked natively on a newer system it asks for
    # that one; the release links against 2.34, which has the first, and is held to it when it is built.
    assert wanted <= (2, 34) or (function, wanted) == ("renderer", (2, 35))


def test_the_release_is_linked_against_the_c_library_of_amazon_linux_2023():
    assert release.GLIBC <= (2, 34)


@pytest.mark.parametrize("function", build.functions())
def test_packages_stay_small(function):
    """As the local profile builds them, not optimised; those of the release are far smaller."""
    binary = bootstrap(function)
    assert binary.startswith(b"\x7fELF")
    assert len(binary) <= (28 if function in API_FUNCTIONS else 48) * 2**20


@pytest.mark.parametrize("function", [*API_FUNCTIONS, "ingest", "catalog", "sweeper", "deadletter", "sync", "positions", "events", "request", "sign"])
def test_only_the_renderer_links_the_document_engine(function):
    # Whoever publishes a snapshot is told what is wrong with it. What is imported is made of figures of known quantities.
    snapshot = {"report-snapshot"}
    needed = {"publish": snapshot, "ingest": snapshot, "sync": {*snapshot, "report-facts"}}
    assert dependencies(function) & HEAVY == needed.get(function, set())


def test_the_renderer_links_the_document_engine():
    """If this fails, the names above are out of date, and the test before this one proves nothing."""
    assert {"printpdf", "kuva", "tinytemplate", "report-pdf", "report-html"} <= dependencies("renderer")


@pytest.mark.parametrize("function", build.functions())
def test_no_function_contains_what_is_for_tests_only(function):
    listed = subprocess.run(
        ["cargo", "tree", "--package", function, "--edges", "normal,features", "--prefix", "none"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert "report-storage" in listed
    assert not re.findall(r'report-\w+ feature "(?:memory|testing)"', listed)
