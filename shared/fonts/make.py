#!/usr/bin/env python3
"""Makes the font files of this crate from the fonts as their authors publish them.

    pip install -r requirements.txt
    npm pack inter-ui@4.1.1 @fontsource/noto-emoji@5.3.2      # unpack each into SOURCES/<name>/
    apt-get install fonts-noto-core fonts-noto-cjk            # 20201225-1, 1:20220127+repack1-1
    python3 make.py SOURCES

The same sources give the same bytes. What is dropped: hinting (PDF viewers ignore it or do it themselves), layout
features that reports do not use, vertical metrics, and characters that no report is likely to have.
"""

import sys
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

HERE = Path(__file__).resolve().parent
NOTO = Path("/usr/share/fonts/truetype/noto")
CJK = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
SIMPLIFIED_CHINESE = 2  # the collection's third face: its default glyphs are the mainland forms, locl has the others


def ranges(*pairs):
    return {code for first, last in pairs for code in range(first, last + 1)}


def charset(codec, leads, trails):
    """Every character of a two-byte character set, asked from Python's own codec."""
    found = set()
    for lead in leads:
        for trail in trails:
            try:
                text = bytes((lead, trail)).decode(codec)
            except UnicodeDecodeError:
                continue
            found.update(ord(char) for char in text)
    return found


def han_kana_hangul():
    high = range(0xA1, 0xFF)
    return (
        charset("gb2312", high, high)
        | charset("euc_jp", high, high)  # JIS X 0208, both levels
        | charset("euc_kr", high, high)  # KS X 1001
        | charset("big5", range(0xA1, 0xFA), [*range(0x40, 0x7F), *high])
        | ranges((0xAC00, 0xD7A3))  # every syllable of Korean
        | ranges((0x3000, 0x30FF), (0x3100, 0x312F), (0x31F0, 0x31FF), (0x3200, 0x33FF), (0xFF01, 0xFFEE))
    )


def write(font, options, codes, target, unitless=True):
    options.hinting = False
    options.notdef_outline = True
    options.glyph_names = False
    options.legacy_kern = False
    options.name_IDs = [0, 1, 2, 5, 6, 13, 14]
    options.name_languages = [0x409]
    options.drop_tables += ["DSIG", "FFTM", "vhea", "vmtx", "VORG", "BASE", "STAT", "MATH", "meta", "gasp"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes & set(font.getBestCmap()))
    subsetter.subset(font)
    if unitless and font["head"].unitsPerEm != 1000:
        scale_upem(font, 1000)  # PDF counts widths in thousandths of an em: this makes them whole numbers
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.flavor = None
    buffer = BytesIO()
    font.save(buffer, reorderTables=True)
    target.write_bytes(buffer.getvalue())
    print(f"{target.relative_to(HERE)}: {len(buffer.getvalue()):,} bytes, {len(font.getBestCmap()):,} characters")


def options(*features):
    chosen = subset.Options()
    chosen.layout_features = ["ccmp", "locl", "kern", "mark", "mkmk", *features]
    return chosen


def main(sources):
    sources = Path(sources)
    everything = ranges((0x20, 0x10FFFF))
    private = ranges((0xE000, 0xF8FF), (0xF0000, 0x10FFFF))
    for weight in ("Regular", "SemiBold"):
        font = TTFont(sources / "inter-ui/package/web" / f"Inter-{weight}.woff2")
        write(font, options("tnum"), everything - private, HERE / "core" / f"Inter-{weight}.ttf")

    shaping = ("init", "medi", "fina", "isol", "rlig", "liga", "calt", "rclt", "mset", "curs")
    indic = ("nukt", "akhn", "rphf", "rkrf", "pref", "blwf", "abvf", "half", "pstf", "vatu", "cjct", "cfar")
    indic += ("pres", "abvs", "blws", "psts", "haln", "calt", "dist", "abvm", "blwm", "rlig", "liga")
    scripts = ["Arabic", "Hebrew", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Tamil", "Telugu", "Kannada"]
    scripts += ["Malayalam", "Sinhala", "Thai", "Lao", "Khmer", "Myanmar", "Georgian", "Armenian", "Ethiopic"]
    for script in scripts:
        font = TTFont(NOTO / f"NotoSans{script}-Regular.ttf")
        write(font, options(*shaping, *indic), everything, HERE / "fallback" / f"{script.lower()}.ttf")
    for name, codes in {
        "Symbols": everything,
        "Symbols2": ranges((0x2000, 0x2FFF), (0x1F000, 0x1FAFF)),
        "Math": ranges((0x2000, 0x2BFF), (0x1D400, 0x1D7FF)),
    }.items():
        font = TTFont(NOTO / f"NotoSans{name}-Regular.ttf")
        write(font, options(), codes, HERE / "fallback" / f"{name.lower()}.ttf")

    font = TTFont(sources / "noto-emoji/package/files/noto-emoji-emoji-400-normal.woff2")
    write(font, options("liga", "rlig"), everything - ranges((0x20, 0x7E)), HERE / "fallback" / "emoji.ttf")

    font = TTFont(CJK, fontNumber=SIMPLIFIED_CHINESE)
    write(font, options(), han_kana_hangul(), HERE / "fallback" / "cjk.otf")


if __name__ == "__main__":
    main(*sys.argv[1:])
