"""Renders every sample snapshot to `out/gallery/` in both formats, with a PNG of every page and an index to look at.

    gallery.py --reportctl PATH [--out DIR] [--only NAME …]
    gallery.py --reportctl PATH --readme

With `--readme` it makes the pictures in README instead, which are kept in `infra/gallery/pages/`. PDF pages become PNGs with pypdfium2. The HTML is photographed on a desktop, on a phone and in dark mode where Chromium
is installed; without it, only those pictures are left out.
"""

import argparse
import html
import pathlib
import shutil
import subprocess
import sys
import tempfile

import pypdfium2

ROOT = pathlib.Path(__file__).parents[2]
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]
#: Picture in README → sample, and the heading on the page; without a heading the first page.
README = {
    "experiment": ("experiment-breast_cancer_automl", None),
    "deployment": ("deployment-churn-scoring-prod", "Drift of features"),
    "synthgen": ("synthgen-wa_churn-gaussian-copula", "Distributions, real against synthetic"),
    "model": ("model-GBM_1_AutoML_1_20261123_215343", None),
    "project": ("project-Clinical-and-retention-models", None),
}
VIEWS = {
    "desktop": ["--window-size=1280,1600"],
    "phone": ["--window-size=500,1400"],
    "dark": ["--window-size=1280,1600", "--blink-settings=preferredColorScheme=0"],
}


def page_pictures(pdf, folder, dots_per_inch):
    """A PNG per page, returned in order."""
    document = pypdfium2.PdfDocument(pdf)
    pictures = []
    for number, page in enumerate(document, start=1):
        picture = folder / f"{pdf.stem}-{number:02}.png"
        page.render(scale=dots_per_inch / 72).to_pil().save(picture, optimize=True)
        pictures.append(picture)
    return pictures


def html_pictures(chromium, source, folder):
    """A PNG per view of an HTML file."""
    pictures = []
    with tempfile.TemporaryDirectory() as profile:
        for name, flags in VIEWS.items():
            picture = folder / f"{source.stem}-{name}.png"
            subprocess.run([chromium, *FLAGS, *flags, f"--user-data-dir={profile}", f"--screenshot={picture}",
                            source.as_uri()], check=True, capture_output=True, timeout=60)
            pictures.append(picture)
    return pictures


def page_with(document, heading):
    """The page that has the heading on a line of its own. The first page is the cover, whose contents list it, too."""
    for page in list(document)[1:]:
        if heading in page.get_textpage().get_text_bounded().splitlines():
            return page
    sys.exit(f"no page has the heading {heading}")


def readme_pictures(reportctl):
    """The pages that README shows, with few colours, so that the repository stays small."""
    for name, (sample, heading) in README.items():
        with tempfile.TemporaryDirectory() as folder:
            snapshot = ROOT / "infra" / "samples" / "snapshots" / f"{sample}.json"
            subprocess.run([reportctl, "render", snapshot, "--format", "pdf", "--out", folder], check=True, capture_output=True)
            document = pypdfium2.PdfDocument(next(pathlib.Path(folder).glob("*.pdf")))
            page = page_with(document, heading) if heading else document[0]
            picture = ROOT / "infra" / "gallery" / "pages" / f"{name}.png"
            page.render(scale=80 / 72).to_pil().quantize(128).save(picture, optimize=True)
            print(picture)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reportctl", required=True, type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "out" / "gallery")
    parser.add_argument("--only", nargs="*", default=[], help="render only samples whose name contains one of these")
    parser.add_argument("--dpi", type=int, default=70)
    parser.add_argument("--readme", action="store_true", help="make the pictures in README, and nothing else")
    args = parser.parse_args()
    if args.readme:
        readme_pictures(args.reportctl)
        return
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        print("Chromium is not installed: the HTML files are written, their pictures are left out.")
    snapshots = sorted((ROOT / "infra" / "samples").glob("*/*.json"))
    if args.only:
        snapshots = [path for path in snapshots if any(word in path.stem for word in args.only)]
    if not snapshots:
        sys.exit("no sample matches")
    sections = []
    for number, snapshot in enumerate(snapshots, start=1):
        folder = args.out / snapshot.stem
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        subprocess.run([args.reportctl, "render", snapshot, "--out", folder,
                        "--fonts", ROOT / "shared" / "fonts" / "fallback"], check=True, capture_output=True)
        pdf, page = next(folder.glob("*.pdf")), next(folder.glob("*.html"))
        pictures = page_pictures(pdf, folder, args.dpi)
        if chromium:
            pictures += html_pictures(chromium, page, folder)
        links = "".join(
            f'<a href="{html.escape(str(picture.relative_to(args.out)))}"><img loading="lazy" alt="{html.escape(picture.stem)}" '
            f'src="{html.escape(str(picture.relative_to(args.out)))}"></a>' for picture in pictures)
        sections.append(
            f'<h2>{html.escape(snapshot.stem)}</h2><p><a href="{html.escape(str(pdf.relative_to(args.out)))}">PDF</a> · '
            f'<a href="{html.escape(str(page.relative_to(args.out)))}">HTML</a></p><div>{links}</div>')
        print(f"[{number}/{len(snapshots)}] {snapshot.stem}: {len(pictures)} pictures", flush=True)
    index = args.out / "index.html"
    index.write_text(
        "<!doctype html><meta charset=utf-8><title>Gallery</title>"
        "<style>body{font:15px system-ui;margin:2rem}div{display:flex;flex-wrap:wrap;gap:8px}"
        "img{height:320px;border:1px solid #ccc}</style><h1>Gallery</h1>" + "".join(sections))
    print(index)


if __name__ == "__main__":
    main()
