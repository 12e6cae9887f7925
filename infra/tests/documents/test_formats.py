"""Facts about the formats for machines: Markdown as a Markdown parser reads it, and JSON by its published schema."""

import functools
import json
import re

import jsonschema
import markdown_it
import pytest

from pages import ROOT, Html, Rendered, fold, samples

SCHEMA = json.loads((ROOT / "shared" / "json" / "schema" / "v1" / "report.json").read_text())
SNAPSHOTS = samples("snapshots") + samples("edge")
#: One of each kind, and names in other scripts.
FEW = [
    next(path for path in samples("snapshots") if path.name.startswith(kind))
    for kind in ("experiment", "model", "project", "deployment", "synthgen", "privacy")
] + [path for path in samples("edge") if path.stem in ("experiment-right-to-left", "model-40-classes", "model-pictures")]


@pytest.fixture(scope="session")
def rendered(tmp_path_factory):
    """Renders each sample once."""
    return functools.cache(lambda path: Rendered(path, tmp_path_factory.mktemp(path.stem)))


def ids(path):
    return path.stem


def without_front_matter(markdown):
    return re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.DOTALL)


def parser():
    return markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"])


def texts(block):
    """The texts of a block of the JSON, tables and their cells included."""
    for name, value in block.items():
        if name in ("type", "id", "rule", "severity", "section", "emphasis"):
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from texts(one)
            elif isinstance(one, list):
                yield "".join(span["text"] for span in one)
            elif isinstance(one, str):
                yield one


def squash(text):
    """Text without white space and without what isolates a name's direction."""
    return "".join(re.sub("[\u2060\u2066-\u2069]", "", fold(text)).split())


@pytest.mark.parametrize("path", FEW, ids=ids)
def test_the_json_keeps_to_its_published_schema(path, rendered):
    document = json.loads(rendered(path).json_bytes)
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    names = [section["id"] for section in document["sections"]]
    assert len(set(names)) == len(names)
    pages = rendered(path).html
    assert names == list(pages.sections), "the sections of the page"
    links = re.findall(r'"section":"([^"]+)"', rendered(path).json_bytes.decode())
    assert set(links) <= set(names)


@pytest.mark.parametrize("path", FEW, ids=ids)
def test_markdown_says_what_the_document_says(path, rendered):
    """Every text of the JSON is what a parser of Markdown finds on the page, and no markup but ours."""
    document = json.loads(rendered(path).json_bytes)
    page = Html(parser().render(without_front_matter(rendered(path).markdown_bytes.decode())))
    seen = squash(page.text)
    for section in document["sections"]:
        assert section["id"] in {attributes.get("id") for tag, attributes in page.elements if tag == "a"}
        for block in section["blocks"]:
            for text in texts(block):
                assert squash(text) in seen, text
    used = {tag for tag, _ in page.elements}
    assert used <= {"h1", "h2", "h3", "p", "ul", "ol", "li", "a", "strong", "code", "table", "thead", "tbody", "tr", "th", "td",
                    "blockquote", "br"}, used
    targets = {attributes["href"] for tag, attributes in page.elements if tag == "a" and "href" in attributes}
    assert targets <= {f"#{section['id']}" for section in document["sections"]}


@pytest.mark.parametrize("path", FEW, ids=ids)
def test_charts_have_their_figures_in_markdown_and_json(path, rendered):
    document = json.loads(rendered(path).json_bytes)
    charts = [block for section in document["sections"] for block in section["blocks"] if block["type"] == "chart"]
    drawn = [attributes["id"] for tag, attributes in rendered(path).html.elements
             if attributes.get("id", "").startswith("chart-")]
    assert set(drawn) == {chart["id"] for chart in charts}
    for chart in charts:
        data = chart["data"]
        assert data["rows"] and all(len(row["cells"]) == len(data["columns"]) for row in data["rows"]), chart["id"]
        assert any("value" in cell for row in data["rows"] for cell in row["cells"]) or "timeline" in chart["id"], chart["id"]


def test_only_a_model_has_a_card(rendered):
    for path in FEW:
        markdown = rendered(path).markdown_bytes.decode()
        assert markdown.startswith("---\n") == path.name.startswith("model"), path.name
