"""How much of the foot of each page stays blank, over all samples.

    blanks.py --reportctl PATH [--options JSON] [--each]

A page counts as wasted where the lower third of its text column, or more, is blank; the last page of a report does not, but is
counted apart where only reproducibility stands on it. Pages become pictures with pypdfium2, and ink is looked for in them, so the
measure knows nothing of the layout.
"""

import argparse
import pathlib
import subprocess
import tempfile

import pypdfium2

SAMPLES = pathlib.Path(__file__).parents[2] / "samples"
#: Of an A4 page: where the text column begins and ends, in points from the head.
TOP, FOOT = 56, 842 - 52
WASTED = 1 / 3


def blank(page):
    """The blank share of the foot of the text column."""
    picture = page.render(scale=1, grayscale=True).to_pil()
    column = picture.crop((0, TOP, picture.width, FOOT))
    ink = column.point(lambda grey: 255 * (grey < 245)).getbbox()
    return 1 - ink[3] / column.height if ink else 1.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reportctl", required=True)
    parser.add_argument("--options", default="{}")
    parser.add_argument("--each", action="store_true", help="also print every wasted page")
    given = parser.parse_args()
    pages = wasted = alone = reports = last = 0
    for snapshot in sorted(SAMPLES.glob("*/*.json")):
        with tempfile.TemporaryDirectory() as folder:
            command = [given.reportctl, "render", snapshot, "--format", "pdf", "--options", given.options, "--out", folder]
            subprocess.run(command, check=True, capture_output=True)
            document = pypdfium2.PdfDocument(next(pathlib.Path(folder).glob("*.pdf")))
            pages += len(document)
            words = document[len(document) - 1].get_textpage().get_text_bounded().splitlines()
            # The head of the page, and then the heading.
            is_alone = "Reproducibility" in words[:4] and len(document) > 1
            alone += is_alone
            last += blank(document[len(document) - 1])
            reports += 1
            if given.each and is_alone:
                print(f"{snapshot.stem}: reproducibility alone on page {len(document)}")
            for number in range(len(document) - 1):
                share = blank(document[number])
                if share >= WASTED:
                    wasted += 1
                    if given.each:
                        print(f"{snapshot.stem} page {number + 1}: {share:.0%} blank")
    print(f"{pages} pages, {wasted} wasted before the last, {alone} of {reports} reports with reproducibility alone on the last, "
          f"last pages {last / reports:.0%} blank")


if __name__ == "__main__":
    main()
