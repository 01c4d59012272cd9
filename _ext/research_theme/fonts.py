"""Cut the theme's fonts out of Fontsource's packages: ``nox -s fonts``.

What a research site in Latin script shows is kept, in the weights that the theme uses: a
file of some 30 kB then holds what takes 50 to 120 kB as it is published. Latin Extended and
Vietnamese have files of their own, which a browser fetches when a page has such a letter.
Beside the fonts stands a stylesheet with the letters of each file, and with system fonts
fitted to the same widths and heights, so that nothing moves when the fonts arrive.

The same packages and the same fontTools give the same bytes.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

STATIC = Path(__file__).parent / "static"
STYLESHEET = STATIC / "research-fonts.css"
FOLDER = STATIC / "fonts"

WEIGHTS = (400, 600)
FEATURES = ["ccmp", "kern", "locl", "mark", "mkmk", "tnum"]
"""Composition, kerning, forms of a language, marks, and figures of one width."""

PRELOADED = ("inter-latin-normal.woff2", "source-serif-4-latin-normal.woff2")
"""The files that every page asks for in its head. They are shown at once or, where they come
late, from the next page on: no line breaks anew while it is read."""

SUBSETS = ("latin", "latin-ext", "vietnamese")
KEPT = (
    *(range(0x20, 0x250), range(0x259, 0x25A), range(0x2B0, 0x370)),
    *(range(0x1E00, 0x1F00), range(0x2000, 0x2300)),
)
"""Latin and its extensions, marks, punctuation, currency, arrows and signs of mathematics."""


@dataclass(frozen=True, slots=True)
class Local:
    """A font of most systems, with the measures of its letters.

    :param names: of the font and of others with the same measures
    :param width: the mean width of a letter in English text, in em
    """

    names: tuple[str, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Font:
    """A variable font of the theme.

    :param package: of Fontsource, and the stem of its files
    :param style: "normal" or "italic"
    :param family: its name in stylesheets and within the file
    :param width: the mean width of a letter in English text, in em
    :param local: shown until the font is there
    """

    package: str
    style: str
    family: str
    width: float
    local: Local


# The widths are those of @capsizecss/metrics 4.3.0, in which letters count as often as they
# occur in text. "Source" is a reserved name of the OFL: what is cut from it is named anew.
FONTS = (
    Font(
        "source-serif-4",
        "normal",
        "Research Serif",
        479 / 1000,
        Local(("Georgia", "Gelasio"), 913 / 2048),
    ),
    Font(
        "source-serif-4",
        "italic",
        "Research Serif",
        441 / 1000,
        Local(("Georgia Italic", "Gelasio Italic"), 931 / 2048),
    ),
    Font(
        "inter",
        "normal",
        "Inter",
        978 / 2048,
        Local(("Arial", "Arimo", "Liberation Sans"), 913 / 2048),
    ),
)


def main(packages: Path) -> None:
    """Write the fonts, their licences and the stylesheet anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    rules = [
        "/* Written by `nox -s fonts`: the letters of each file, and system fonts like them. */"
    ]
    for font in FONTS:
        rules += cut_all(font, packages / font.package)
        write_licence(font, packages / font.package)
    STYLESHEET.write_text("\n".join(rules) + "\n", "utf-8")


def cut_all(font: Font, package: Path) -> Iterator[str]:
    """Write the files of a font, and give the rules of the stylesheet that name them."""
    taken: set[int] = set()
    for subset in SUBSETS:
        source = package / "files" / f"{font.package}-{subset}-wght-{font.style}.woff2"
        made = cut(TTFont(source, recalcTimestamp=False), font.family)
        name = f"{font.package}-{subset}-{font.style}.woff2"
        made.save(FOLDER / name)
        letters = made.getBestCmap().keys() - taken
        taken |= letters
        yield face(font, name, letters)
        if subset == "latin":
            yield fallback(font, made)


def cut(font: TTFont, family: str) -> TTFont:
    """Leave of a variable font the letters, features and weights that pages use."""
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False  # for screens that few have now, at a fifth of the size
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[c for c in font.getBestCmap() if any(c in part for part in KEPT)])
    subsetter.subset(font)
    made = instantiateVariableFont(font, {"wght": WEIGHTS})
    for record in made["name"].names:
        if record.nameID in {1, 3, 4, 6, 16, 25}:
            record.string = family if record.nameID != 6 else family.replace(" ", "")  # noqa: PLR2004 - 6 is the PostScript name
    made.flavor = "woff2"
    return made


def face(font: Font, file: str, letters: Iterable[int]) -> str:
    """Write the rule by which a browser finds a file."""
    lowest, highest = WEIGHTS
    return f"""\
@font-face {{
  font-family: "{font.family}";
  font-style: {font.style};
  font-weight: {lowest} {highest};
  font-display: {"optional" if file in PRELOADED else "swap"};
  src: url("fonts/{file}") format("woff2");
  unicode-range: {", ".join(ranges(letters))};
}}"""


def fallback(font: Font, made: TTFont) -> str:
    """Write the rule that fits a system font to ours.

    CSS Fonts 5: the overrides are shares of the font size *after* it has been adjusted.
    """
    size = font.width / font.local.width
    em = made["head"].unitsPerEm * size
    hhea = made["hhea"]
    names = ", ".join(f'local("{name}")' for name in font.local.names)
    return f"""\
@font-face {{
  font-family: "{font.family} Fallback";
  font-style: {font.style};
  src: {names};
  size-adjust: {size:.2%};
  ascent-override: {hhea.ascent / em:.2%};
  descent-override: {-hhea.descent / em:.2%};
  line-gap-override: {hhea.lineGap / em:.2%};
}}"""


def write_licence(font: Font, package: Path) -> None:
    """Write the licence, below the line of copyright that stands in the font itself."""
    with TTFont(FOLDER / f"{font.package}-latin-{font.style}.woff2") as made:
        holder = made["name"].getDebugName(0)
    licence = (package / "LICENSE").read_text("utf-8")
    text = f"{holder}\n\n{licence[licence.index('This Font Software') :]}"
    lines = [line.rstrip() for line in text.strip().splitlines()]
    (FOLDER / f"OFL-{font.package}.txt").write_text("\n".join(lines) + "\n", "utf-8")


def ranges(letters: Iterable[int]) -> Iterator[str]:
    """Write code points as CSS does: ``U+41-5A``."""
    ordered = sorted(letters)
    while ordered:
        first = last = ordered.pop(0)
        while ordered and ordered[0] == last + 1:
            last = ordered.pop(0)
        yield f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
