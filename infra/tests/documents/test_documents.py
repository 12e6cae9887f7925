"""Facts about finished documents, in both formats, for every kind of entity."""

import copy
import itertools
import json
import unicodedata

import pytest

from pages import Rendered, fold, samples, squash

#: Models of one run by one algorithm, which differ in figures alone: one of each is looked at.
ALIKE = ("model-GBM_2_AutoML_1", "model-GBM_3_AutoML_1", "model-GBM_4_AutoML_1", "model-GBM_5_AutoML_1", "model-XGBoost_2_AutoML_1",
         "model-XGBoost_3_AutoML_1")
SNAPSHOTS = [path for path in samples("snapshots") + samples("edge") if not path.stem.startswith(ALIKE)]
KINDS = ("experiment", "model", "project", "deployment", "synthgen", "privacy")


def load(path):
    return json.loads(path.read_text())


def one_of_each_kind():
    for kind in KINDS:
        yield next(path for path in samples("snapshots") if load(path)["kind"] == kind)


@pytest.fixture(scope="session")
def rendered(tmp_path_factory):
    """Renders each sample once with every section."""
    cache = {}

    def get(path):
        if path not in cache:
            cache[path] = Rendered(path, tmp_path_factory.mktemp(path.stem))
        return cache[path]

    return get


def ids(path):
    return path.stem


@pytest.mark.parametrize("path", SNAPSHOTS, ids=ids)
def test_pages_are_sound_and_filled(path, rendered):
    """All text lies on the page, no two words overlap, fonts are embedded, charts are vectors and pictures all there; every page but the
    last is filled at least by half, and a heading is never the last thing on it. One test, since reading pages takes longest."""
    report = rendered(path)
    assert all(report.fonts().values()), f"not embedded: {report.fonts()}"
    titles = {squash(title) for title in report.outline()}
    last, bitmaps = len(report.reader.pages), 0
    for number, page in enumerate(report.pages(), start=1):
        bitmaps += len(page.pictures)
        for picture in page.pictures:
            check_inside(number, page, picture, "a picture")
        for char in page.chars:
            check_inside(number, page, char, repr(char.text))
        check_overlaps(number, page)
        check_filled(number, page, titles, is_last=number == last)
    assert bitmaps == len(load(path)["content"].get("figures", [])), "no chart is a bitmap"


def check_inside(number, page, box, what):
    inside = box.left >= 0 and box.right <= page.width and box.top >= 0 and box.bottom <= page.height
    assert inside, f"page {number}: {what} lies outside the page"


def check_overlaps(number, page):
    """No glyph sits on another one, apart from the touching boxes of neighbours, and marks, which belong on their letters."""
    upright = [char for char in page.chars if char.upright and not unicodedata.combining(char.text)]
    cells = {}
    for index, char in enumerate(upright):
        cells.setdefault((int(char.left // 12), int(char.top // 12)), []).append(index)
    for (column, row), members in cells.items():
        near = [index for dx, dy in itertools.product((0, 1), (-1, 0, 1)) for index in cells.get((column + dx, row + dy), [])]
        for a, b in itertools.product(members, near):
            if a >= b:
                continue
            first, second = upright[a], upright[b]
            if b - a < 4 and first[:4] == second[:4]:
                continue  # one glyph of several characters
            wide = min(first.right, second.right) - max(first.left, second.left)
            high = min(first.bottom, second.bottom) - max(first.top, second.top)
            small = min(first.size, second.size)
            assert wide < 0.45 * small or high < 0.45 * small, (
                f"page {number}: {first.text!r} and {second.text!r} overlap at x {first.left:.0f}, y {first.top:.0f}"
            )


# Of a page's height between its running lines, so much is used at least. A figure that stays whole may leave a gap before
# it; no more than one of this height.
LEAST_FILLED = 0.5


def check_filled(number, page, titles, is_last):
    head, foot = 50, page.height - 50
    body = [char for char in page.chars if head < char.top < foot]
    assert body, f"page {number} is empty"
    drawn = [box for box in page.drawn if head < box.top and box.bottom < foot]
    filled = (max(box.bottom for box in body + drawn) - head) / (foot - head)
    assert is_last or filled >= LEAST_FILLED, f"page {number} is filled only by {filled:.0%}"
    last_line = max(char.top for char in body)
    line = sorted((char for char in body if abs(char.top - last_line) < 2), key=lambda char: char.left)
    text = squash("".join(char.text for char in line))
    below = [box for box in drawn if box.top > last_line]
    assert text not in titles or below, f"page {number} ends with the heading {text!r}"


@pytest.mark.parametrize("path", SNAPSHOTS, ids=ids)
def test_the_name_stands_in_both_formats(path, rendered):
    report, name = rendered(path), load(path)["name"]
    assert fold(name) in report.html.text
    if name.isascii():
        assert squash(name) in squash(report.text())


def test_an_experiment_names_its_leader_and_every_model(rendered):
    path = next(path for path in samples("snapshots") if load(path)["kind"] == "experiment")
    report, content = rendered(path), load(path)["content"]
    squashed = squash(report.text())
    for entry in content["leaderboard"]:
        assert squash(entry["name"]) in squashed
        assert fold(entry["name"]) in report.html.text
    leader = content["leaderboard"][0]["metrics"][content["ranking_metric"]]
    assert f"{leader:.4f}" in squashed and f"{leader:.4f}" in report.html.text


@pytest.mark.parametrize("path", list(one_of_each_kind()), ids=ids)
def test_same_input_same_bytes(path, tmp_path):
    first = Rendered(path, tmp_path / "1")
    second = Rendered(path, tmp_path / "2")
    assert first.html_bytes == second.html_bytes
    assert first.pdf_bytes == second.pdf_bytes
    assert first.markdown_bytes == second.markdown_bytes
    assert first.json_bytes == second.json_bytes


@pytest.mark.parametrize("path", list(one_of_each_kind()), ids=ids)
def test_sections_are_the_same_in_both_formats(path, rendered):
    report = rendered(path)
    headings = [squash(title) for title in report.outline()]
    for section, text in report.html.sections.items():
        assert any(squash(text).startswith(heading) for heading in headings), f"{section} is not in the PDF's outline"


# Option → the sections that vanish without it, where they were there with it.
OPTIONS = {
    "include_metrics": {"metrics", "cross-validation", "calibration", "residuals"},
    "include_hyperparameters": {"hyperparameters", "configuration"},
    "include_data_summary": {"data-summary"},
    "include_leaderboard": {"leaderboard"},
    "include_feature_importance": {"feature-importance", "importance-across-models"},
    "include_confusion_matrix": {"confusion-matrix", "thresholds"},
    "include_roc_curve": {"roc", "precision-recall", "gains-lift"},
    "include_learning_curves": {"learning-curves"},
    "include_groups": {"groups"},
    "include_figures": {"pictures"},
}


@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize(
    "path", [path for path in one_of_each_kind() if load(path)["kind"] in ("experiment", "model")], ids=ids)
def test_an_option_removes_exactly_its_section(option, path, rendered, tmp_path):
    whole, without = rendered(path), Rendered(path, tmp_path, {option: False})
    gone = set(whole.html.sections) - set(without.html.sections)
    assert gone == OPTIONS[option] & set(whole.html.sections)
    assert not set(without.html.sections) - set(whole.html.sections)
    # The same in the PDF: its bookmarks lose the headings of these sections, and those within them.
    texts = [squash(whole.html.sections[section]) for section in gone]
    vanished = {squash(title) for title in whole.outline()} - {squash(title) for title in without.outline()}
    assert all(any(text.startswith(title) for title in vanished) for text in texts)
    assert all(any(title in text for text in texts) for title in vanished)


@pytest.mark.parametrize("path", list(one_of_each_kind()), ids=ids)
def test_without_charts_there_is_no_drawing(path, tmp_path):
    report = Rendered(path, tmp_path, {"include_charts": False})
    charts = [attributes for tag, attributes in report.html.elements if tag == "svg" and attributes.get("role") == "img"]
    assert not charts


@pytest.mark.parametrize("models", [1, 30, 500])
def test_leaderboards_of_any_length_repeat_their_header(models, tmp_path):
    path = next(path for path in samples("snapshots") if load(path)["kind"] == "experiment")
    snapshot = load(path)
    real = snapshot["content"]["leaderboard"]
    entries = []
    for index in range(models):
        entry = copy.deepcopy(real[index % len(real)])
        # No two names share a part: what all share would be said once, in a note.
        entry["name"] = f"{index:03}_" + f"Long{index}_Model{index}_Name{index}_" * 8
        entry["name"] = entry["name"][:120]
        entries.append(entry)
    snapshot["content"]["leaderboard"] = entries
    source = tmp_path / "snapshot.json"
    source.write_text(json.dumps(snapshot))
    # Full detail has the names in tables of charts' figures, too.
    report = Rendered(source, tmp_path / "out", {"detail": "standard"})
    squashed = squash(report.text())
    for entry in entries:
        assert squash(entry["name"]) in squashed
    # The headline and findings name some; charts shorten names.
    pages = [squash(text) for text in report.page_texts()]
    unnamed = [entry for entry in entries if squash(entry["name"]) not in pages[0]]
    assert len(unnamed) > models - 5
    for number, text in enumerate(pages, start=1):
        rows = [entry for entry in unnamed if squash(entry["name"]) in text]
        assert not rows or "Algorithm" in text, f"page {number} has leaderboard rows but no header"


HOSTILE = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "{{ if x }}{x}{{ endif }}",
    "{title} ${7*7} #{7*7}",
    ") Tj ET Q (endstream endobj",
    "\u202egnp.exe\u202c",
    "x" * 10_000,
    "</style></script></svg><b onmouseover=alert(1)>",
    "javascript:alert(1)",
]


# What charts are drawn with; longer names may turn one mark into another.
DRAWN = {"circle", "g", "line", "path", "polyline", "rect", "text", "title", "tspan"}


def poison(value, text, key=None, most=None):
    """The same snapshot with `text` in every free text: names, messages, values; not in enumerations and instants."""
    free = {"name", "description", "target", "algorithm", "model", "feature", "message", "type_", "synthesizer", "tool",
            "version", "reference", "framework", "stage", "what", "column_a", "column_b", "metric", "step_label",
            "positive_class", "reference_rows_", "current_", "default", "label"}
    if isinstance(value, dict):
        if value.get("kind") == "privacy":
            # Names in privacy sessions are short: a longer one could hold data.
            most = 200
        return {name: poison(item, text, name, most) for name, item in value.items()}
    if isinstance(value, list):
        return [poison(item, text, key, most) for item in value]
    if isinstance(value, str) and key in free:
        return f"{value}{text}"[:most]
    return value


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:24]))
@pytest.mark.parametrize("path", list(one_of_each_kind()), ids=ids)
def test_hostile_text_stays_text(path, text, tmp_path):
    """In every field that reaches a document: no element, attribute or operator of its own comes of it."""
    snapshot = poison(load(path), text)
    source = tmp_path / "snapshot.json"
    source.write_text(json.dumps(snapshot))
    report = Rendered(source, tmp_path / "out", {"title": f"Report {text}"[:200], "comments": f"See {text}"})
    clean = Rendered(path, tmp_path / "clean")
    # A text in every name is a part that all names share, which the leaderboard's note sets apart as a name.
    allowed = {tag for tag, _ in clean.html.elements} | DRAWN | {"code"}
    for tag, attributes in report.html.elements:
        assert tag in allowed, f"<{tag}> came of hostile text"
        assert not any(name.startswith("on") for name in attributes), f"<{tag}> has a handler"
        link = attributes.get("href") or attributes.get("src") or ""
        assert not link or link.startswith(("#", "data:")), link
    scripts = [tag for tag, _ in report.html.elements if tag == "script"]
    assert len(scripts) == len([tag for tag, _ in clean.html.elements if tag == "script"])
    if "\u202e" not in text and len(text) < 100:
        assert fold(text) in report.html.text
        assert squash(text) in squash(report.text())


@pytest.mark.parametrize("path", list(one_of_each_kind()), ids=ids)
def test_metadata_says_what_it_is(path, rendered):
    report = rendered(path)
    metadata = report.reader.metadata
    assert metadata.title.startswith(load(path)["name"]) and metadata.author == "Reports API"
    catalog = report.reader.trailer["/Root"]
    assert str(catalog["/Lang"]).startswith("en")
    html = next(attributes for tag, attributes in report.html.elements if tag == "html")
    assert html["lang"] == "en"


@pytest.mark.parametrize("path", list(one_of_each_kind()), ids=ids)
def test_letter_paper(path, tmp_path):
    report = Rendered(path, tmp_path, paper="letter")
    box = report.reader.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (612, 792)


TITLES = {
    "japanese": "乳がん診断モデルの比較報告",
    "chinese": "乳腺癌诊断模型比较报告",
    "korean": "유방암 진단 모델 비교 보고서",
    "russian": "Отчёт о сравнении моделей",
    "greek": "Αναφορά σύγκρισης μοντέλων",
    "hindi": "मॉडल तुलना रिपोर्ट",
    "arabic": "تقرير مقارنة النماذج",
    "hebrew": "דוח השוואת מודלים",
}


@pytest.mark.parametrize("language", TITLES)
def test_titles_in_any_script_use_real_glyphs(language, tmp_path):
    """Every character has a glyph of an embedded font, and reading the page gives the text back."""
    path = next(path for path in samples("snapshots") if load(path)["kind"] == "experiment")
    title = TITLES[language]
    report = Rendered(path, tmp_path, {"title": title})
    assert all(report.fonts().values())
    assert title in report.html.text
    assert report.reader.metadata.title == title
    if language not in ("arabic", "hebrew", "hindi"):
        # Readers differ in how they order and join shaped scripts; these they agree on.
        assert squash(title) in squash(report.text())
    else:
        assert set(squash(title)) <= set(squash(report.page_texts()[0]))
