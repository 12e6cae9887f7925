#!/usr/bin/env python3
"""Makes the fonts that the HTML embeds from the npm package inter-ui 4.1.1.

    npm pack inter-ui@4.1.1 && tar xzf inter-ui-4.1.1.tgz
    pip install fonttools==4.60.1 brotli==1.2.1
    python3 subset.py package/web

The letters are those of the languages of Europe; text in other scripts is shown in the reader's own fonts. Of the
layout features only those stay that text needs: kerning, composition of marks, and tabular figures for tables.
"""

import pathlib
import subprocess
import sys

FACES = {"regular": "Inter-Regular.woff2", "semibold": "Inter-SemiBold.woff2"}

LETTERS = ",".join(
    [
        "U+0020-007E",  # ASCII
        "U+00A0-017F",  # Latin-1 and Latin Extended-A
        "U+0218-021B,U+1E9E",  # Romanian, capital sharp s
        "U+0386-0386,U+0388-03CE",  # Greek
        "U+0400-045F,U+0490-0491",  # Cyrillic
        "U+2007-2008,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+2030,U+2032-2033,U+2039-203A,U+20AC,U+2122",  # punctuation
        "U+2070,U+2074-2079,U+2080-2089",  # raised and lowered digits
        "U+2190-2193,U+2212,U+2248,U+2260,U+2264-2265,U+2206,U+2211,U+221A,U+221E",  # arrows, mathematics
        "U+2713",  # check mark
    ]
)


def main(source: pathlib.Path) -> None:
    here = pathlib.Path(__file__).parent
    for name, file in FACES.items():
        subprocess.run(
            [
                sys.executable,
                "-m",
                "fontTools.subset",
                str(source / file),
                f"--unicodes={LETTERS}",
                "--layout-features=kern,mark,ccmp,locl,tnum",
                "--flavor=woff2",
                "--no-hinting",
                "--desubroutinize",
                "--name-IDs=1,2,13,14",
                f"--output-file={here / f'inter-{name}.woff2'}",
            ],
            check=True,
        )


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
