"""Looking into finished documents: the PDF as pages of placed characters and drawings, the HTML as a tree."""

import html.parser
import json
import pathlib
import subprocess
import unicodedata
from typing import NamedTuple

import pypdf
import pypdfium2
from pypdfium2 import raw as pdfium

ROOT = pathlib.Path(__file__).parents[3]
SAMPLES = ROOT / "infra" / "samples"
REPORTCTL = ROOT / "target" / "local" / "reportctl"
FONTS = ROOT / "shared" / "fonts" / "fallback"


def samples(folder):
    """The snapshots in a folder of the samples, as paths."""
    return sorted((SAMPLES / folder).glob("*.json"))


class Box(NamedTuple):
    """Something on a page, in points from its upper left corner; a character with its font's size."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""
    size: float = 0.0
    upright: bool = True


class Page:
    """What is where on a page. A character takes the height of its font and the width of its advance."""

    def __init__(self, page):
        self.width, self.height = page.get_size()
        self.chars = [char for char in self._chars(page.get_textpage()) if char.text.strip()]
        objects = list(page.get_objects())
        self.pictures = [self._box(*thing.get_bounds()) for thing in objects if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE]
        self.drawn = [self._box(*thing.get_bounds()) for thing in objects if thing.type == pdfium.FPDF_PAGEOBJ_PATH]

    def _box(self, left, bottom, right, top, **more):
        return Box(left, self.height - top, right, self.height - bottom, **more)

    def _chars(self, text):
        box = pdfium.FS_RECTF()
        for index in range(text.count_chars()):
            # What the reader adds, such as spaces between words, is nowhere.
            if not pdfium.FPDFText_IsGenerated(text, index):
                pdfium.FPDFText_GetLooseCharBox(text, index, box)
                yield self._box(
                    box.left, box.bottom, box.right, box.top, text=chr(pdfium.FPDFText_GetUnicode(text, index)),
                    size=pdfium.FPDFText_GetFontSize(text, index), upright=pdfium.FPDFText_GetCharAngle(text, index) == 0,
                )  # fmt: skip


class Rendered:
    """A report rendered offline by the same library as the service, of full detail unless the options say otherwise."""

    def __init__(self, snapshot, folder, options=None, paper=None):
        command = [REPORTCTL, "render", snapshot, "--out", folder, "--fonts", FONTS, "--format", "html,pdf,md,json"]
        command += ["--options", json.dumps({"detail": "full", **(options or {})})]
        if paper:
            command += ["--paper", paper]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        self.html_bytes = next(pathlib.Path(folder).glob("*.html")).read_bytes()
        self.pdf_path = next(pathlib.Path(folder).glob("*.pdf"))
        self.pdf_bytes = self.pdf_path.read_bytes()
        self.markdown_bytes = next(pathlib.Path(folder).glob("*.md")).read_bytes()
        self.json_bytes = next(pathlib.Path(folder).glob("*.json")).read_bytes()
        self.html = Html(self.html_bytes.decode())

    @property
    def reader(self):
        return pypdf.PdfReader(self.pdf_path)

    def pages(self):
        """The pages, as the reader of Chromium sees them."""
        document = pypdfium2.PdfDocument(self.pdf_path)
        for number in range(len(document)):
            yield Page(document[number])

    def page_texts(self):
        """The text of each page as the reader of Chromium gives it back, white space folded, compatibility forms normalised."""
        document = pypdfium2.PdfDocument(self.pdf_path)
        return [fold(document[page].get_textpage().get_text_bounded()) for page in range(len(document))]

    def text(self):
        """All text of the PDF."""
        return " ".join(self.page_texts())

    def outline(self):
        """Titles of the PDF's bookmarks, in order, those below other bookmarks included."""

        def walk(items):
            for item in items:
                if isinstance(item, list):
                    yield from walk(item)
                else:
                    yield item.title

        return list(walk(self.reader.outline))

    def fonts(self):
        """Every font of every page: (name, whether its program is embedded)."""
        found = {}
        for page in self.reader.pages:
            for font in (page.get("/Resources", {}).get("/Font") or {}).values():
                font = font.get_object()
                inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
                descriptor = inner.get("/FontDescriptor", {})
                descriptor = descriptor.get_object() if hasattr(descriptor, "get_object") else descriptor
                found[font["/BaseFont"]] = any(f"/FontFile{suffix}" in descriptor for suffix in ("", "2", "3"))
        return found


def fold(text):
    """Text as one line of words, in compatibility form, without invisible characters."""
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "").replace("\u200b", "")
    return " ".join(text.split())


def squash(text):
    """Text without any white space: for finding names that a page breaks over lines."""
    return "".join(fold(text).split())


class Html(html.parser.HTMLParser):
    """The parts of an HTML document that the tests ask about."""

    VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.elements = []          # (tag, attributes) of every start tag
        self.sections = {}          # id of a <section> → its text
        self._stack, self._text = [], []
        self.feed(source)
        self.close()
        self.text = fold(" ".join(self._text))

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        if tag in self.VOID:
            return
        self._stack.append((tag, attributes))
        if tag == "section" and attributes.get("id"):
            self.sections[attributes["id"]] = ""

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        for index in range(len(self._stack) - 1, -1, -1):
            if self._stack[index][0] == tag:
                del self._stack[index:]
                return

    def handle_data(self, data):
        if any(tag in ("script", "style") for tag, _ in self._stack):
            return
        self._text.append(data)
        for tag, attributes in self._stack:
            if tag == "section" and attributes.get("id"):
                self.sections[attributes["id"]] += data
