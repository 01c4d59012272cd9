"""The stylesheet, its page of design and the fonts agree with each other."""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import research_theme
from research_theme.options import MAIN_FONTS, PAPER, contrast

THEME = Path(research_theme.__file__).parent
STATIC = THEME / "static"
FONTS = STATIC / "fonts"
CONTENT = THEME.parent.parent

SCHEMES = ("light", "dark")
TEXTS = ("ink", "ink-2", "accent", "mark")
GROUNDS = ("paper", "wash", "accent-wash")

WASH = 0.11
"""The share of the accent in --accent-wash."""


def css(name: str = "research.css") -> str:
    return (STATIC / name).read_text(encoding="utf-8")


@cache
def colours() -> dict[tuple[str, str], str]:
    """Read the colour of each token in each scheme, as the browser makes it."""
    found = {
        (name, scheme): colour if len(colour) == 7 else "#" + "".join(c * 2 for c in colour[1:])
        for name, *pair in re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\);", css())
        for scheme, colour in zip(SCHEMES, pair, strict=True)
    }
    for scheme in SCHEMES:
        mixed = (
            round(
                WASH * int(found["accent", scheme][at : at + 2], 16)
                + (1 - WASH) * int(found["paper", scheme][at : at + 2], 16)
            )
            for at in (1, 3, 5)
        )
        found["accent-wash", scheme] = "#" + "".join(f"{channel:02x}" for channel in mixed)
    return found


# --- colours ---------------------------------------------------------------------------------


def test_wash_is_mixed_as_it_is_measured() -> None:
    assert "--accent-wash: color-mix(in srgb, var(--accent) 11%, var(--paper));" in css()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_has_contrast_aa(text: str, ground: str, scheme: str) -> None:
    assert contrast(colours()[text, scheme], colours()[ground, scheme]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_charts_are_seen_on_paper(scheme: str) -> None:
    """WCAG 2.2, 1.4.11; the first colour is the accent, which is measured as text."""
    records = THEME.parent / "sphinx_research/site/static/research-records.css"
    tokens = re.findall(r"^    --chart-[2-5]: (#\w{6});", records.read_text("utf-8"), re.MULTILINE)

    assert len(tokens) == 4
    assert min(contrast(it, colours()["paper", scheme]) for it in tokens) >= 3


def test_options_are_measured_on_the_paper_of_the_stylesheet() -> None:
    measured_on = (PAPER["accent"], PAPER["accent_dark"])

    assert measured_on == tuple(colours()["paper", scheme] for scheme in SCHEMES)


@pytest.mark.parametrize("token", [*TEXTS, *GROUNDS])
def test_page_of_design_tells_the_colours_and_contrasts_as_they_are(token: str) -> None:
    page = (THEME / "README.md").read_text(encoding="utf-8")
    (row,) = re.findall(rf"^\| `--{token}` \|.*$", page, re.MULTILINE)
    light, dark = (colours()[token, scheme] for scheme in SCHEMES)
    told = [cell.strip() for cell in row.split("|")[2:-1]]

    assert told[:2] == [f"`{light}`", f"`{dark}`"]
    if token in TEXTS:
        assert told[2:] == [
            " / ".join(
                f"{contrast(colours()[token, s], colours()[ground, s]):.1f}" for s in SCHEMES
            )
            for ground in GROUNDS
        ]


def test_raw_colours_stand_among_the_tokens_alone() -> None:
    outside = re.sub(r"@layer tokens \{.*?\n\}", "", css(), flags=re.DOTALL)
    outside = re.sub(r"@layer print \{.*?\n\}", "", outside, flags=re.DOTALL)

    assert re.findall(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", outside) == []


def test_tokens_that_others_build_on_are_there() -> None:
    tokens = (
        "ink ink-2 paper wash line accent accent-wash mark serif sans mono serif-weight "
        "step--1 step-0 step-1 step-2 step-3 page list measure hang hairline"
    )

    assert set(tokens.split()) <= set(re.findall(r"^ +--([\w-]+):", css(), re.MULTILINE))


# --- weight ----------------------------------------------------------------------------------


def test_theme_stays_small() -> None:
    def lines(*names: str) -> int:
        return sum((THEME / name).read_text("utf-8").count("\n") for name in names)

    assert lines("layout.html", "search.html") <= 300
    assert lines("static/research.css") <= 485
    assert lines("static/research-theme.js", "static/research-page.js") <= 150


def test_what_every_page_loads_is_light() -> None:
    texts = ("research.css", "research-fonts.css", "research-theme.js", "research-page.js")
    compressed = sum(len(gzip.compress((STATIC / name).read_bytes())) for name in texts)

    assert compressed < 10_000
    assert sum((FONTS / name).stat().st_size for name in MAIN_FONTS.values()) < 60_000


# --- fonts -----------------------------------------------------------------------------------


@cache
def letters(file: str) -> frozenset[int]:
    with TTFont(FONTS / file) as font:
        return frozenset(font.getBestCmap())


@cache
def names(file: str) -> dict[int, str]:
    """Read what a font says of itself, by the numbers of OpenType's table ``name``."""
    with TTFont(FONTS / file) as font:
        return {record.nameID: record.toUnicode() for record in font["name"].names}


def faces() -> list[tuple[str, str, frozenset[int]]]:
    """Read the rules that name a file: the family and style, the file and the letters."""
    found = []
    for rule in re.findall(r"@font-face \{(.*?)\}", css("research-fonts.css"), re.DOTALL):
        said = dict(re.findall(r"([\w-]+): (.*?);", rule))
        if "unicode-range" not in said:
            continue
        parts = [part[2:].split("-") for part in said["unicode-range"].split(", ")]
        covered = {c for p in parts for c in range(int(p[0], 16), int(p[-1], 16) + 1)}
        file = said["src"].split('"')[1].removeprefix("fonts/")
        found.append((f"{said['font-family']} {said['font-style']}", file, frozenset(covered)))
    return found


def test_every_file_is_named_once() -> None:
    assert sorted(file for _, file, _ in faces()) == sorted(p.name for p in FONTS.glob("*.woff2"))


@pytest.mark.parametrize("file", [file for _, file, _ in faces()])
def test_file_has_the_letters_for_which_it_is_fetched(file: str) -> None:
    (covered,) = (covered for _, name, covered in faces() if name == file)

    assert covered <= letters(file)


@pytest.mark.parametrize("family", sorted({family for family, _, _ in faces()}))
def test_no_letter_has_two_files_fetched(family: str) -> None:
    sets = [covered for name, _, covered in faces() if name == family]

    assert sum(map(len, sets)) == len(frozenset[int]().union(*sets))


@pytest.mark.parametrize("family", sorted({family for family, _, _ in faces()}))
def test_fonts_have_every_latin_letter_of_the_site(family: str) -> None:
    folders = ("people", "research")
    files = [*CONTENT.glob("*.md"), *(f for d in folders for f in (CONTENT / d).rglob("*.*"))]
    text = "".join(f.read_text("utf-8") for f in files if f.suffix in {".md", ".yaml", ".bib"})
    latin = {c for c in map(ord, text) if 0x20 <= c < 0x250 or 0x1E00 <= c < 0x1F00}
    covered = frozenset[int]().union(*(c for name, _, c in faces() if name == family))

    assert not latin - covered - {0x7F}


@pytest.mark.parametrize("file", sorted(p.name for p in FONTS.glob("*-latin-*.woff2")))
def test_main_file_is_small_and_has_the_weights_and_figures_of_the_theme(file: str) -> None:
    with TTFont(FONTS / file) as font:
        (axis,) = font["fvar"].axes
        letter = font.getBestCmap()
        figures = {font["hmtx"][letter[c]][0] for c in map(ord, "0123456789") if c in letter}
        features = {
            record.FeatureTag
            for table in ("GSUB", "GPOS")
            for record in font[table].table.FeatureList.FeatureRecord
        }

    assert (FONTS / file).stat().st_size <= (42_000 if "-ext-" in file else 30_000)
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 600)
    assert {"kern", "locl"} <= features
    assert "tnum" in features or "-ext-" in file or len(figures) == 1


def test_licence_lies_beside_each_font() -> None:
    for package in ("inter", "source-serif-4"):
        text = (FONTS / f"OFL-{package}.txt").read_text(encoding="utf-8")

        assert text.startswith(names(f"{package}-latin-normal.woff2")[0])
        assert "SIL OPEN FONT LICENSE Version 1.1" in text


@pytest.mark.parametrize("file", sorted(p.name for p in FONTS.glob("source-serif-4-*.woff2")))
def test_font_that_was_cut_does_not_bear_the_reserved_name(file: str) -> None:
    told = names(file)

    assert [told[1], told[4], told[6]] == ["Research Serif", "Research Serif", "ResearchSerif"]


def test_fallback_takes_the_space_of_the_font() -> None:
    """The first line of each: 479/1000 over 913/2048, then 1036 and 335 over 1000 of that."""
    sheet = css("research-fonts.css")
    (rule,) = re.findall(
        r'"Research Serif Fallback";\s+font-style: normal;(.*?)\}', sheet, re.DOTALL
    )

    assert "size-adjust: 107.45%;" in rule
    assert "ascent-override: 96.42%;" in rule
    assert "descent-override: 31.18%;" in rule


def test_only_what_is_fetched_beforehand_is_never_exchanged_while_a_page_is_read() -> None:
    rules = re.findall(
        r'font-display: (\w+);\s+src: url\("fonts/(.*?)"\)', css("research-fonts.css")
    )

    assert {file for how, file in rules if how == "optional"} == set(MAIN_FONTS.values())
    assert {how for how, _ in rules} == {"optional", "swap"}
