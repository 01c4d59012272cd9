from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from sphinx.testing.util import SphinxTestApp

from research_theme.options import contrast, lightened, tokens

CONF = """
project = html_title = "Options"
html_theme = "research"
extensions = ["research_theme"]
"""


def read(options: Mapping[str, object]) -> tuple[dict[str, str], list[str]]:
    """Read options: those that are right, and the warnings."""
    told: list[str] = []
    return tokens(options, told.append), told


def built(folder: Path, **options: object) -> tuple[Path, str]:
    """Build a site of one page; its folder, and what Sphinx warned of."""
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    (folder / "index.rst").write_text("Home\n====\n", encoding="utf-8")
    app = SphinxTestApp("html", srcdir=folder, confoverrides={"html_theme_options": options})
    try:
        app.build()
        return Path(app.outdir), re.sub(r"\x1b\[[\d;]*m", "", app.warning.getvalue())
    finally:
        app.cleanup()


def page(folder: Path) -> BeautifulSoup:
    return BeautifulSoup((folder / "index.html").read_text(encoding="utf-8"), "html.parser")


# --- what an option may be -------------------------------------------------------------------


def test_options_that_are_not_set_say_nothing() -> None:
    assert read({"accent": "", "serif": None, "license": "CC BY"}) == ({}, [])


def test_both_accents_are_taken_as_they_are() -> None:
    given = {"accent": "#7a1f3d", "accent_dark": "#F0A"}

    assert read(given) == ({"accent": "#7a1f3d", "accent_dark": "#F0A"}, [])


def test_dark_accent_is_made_from_the_other() -> None:
    # 55 % of white in it: 122 + 133 × 0.55, 31 + 224 × 0.55, 61 + 194 × 0.55
    assert read({"accent": "#7a1f3d"}) == ({"accent": "#7a1f3d", "accent_dark": "#c39aa8"}, [])


@pytest.mark.parametrize(
    ("colour", "ratio"), [("#ffff00", "1.07"), ("#999", "2.85"), ("#fff", "1.00")]
)
def test_accent_too_pale_for_text_is_told_with_its_contrast(colour: str, ratio: str) -> None:
    found, (told,) = read({"accent": colour})

    assert found["accent"] == colour
    assert f"a contrast of {ratio} on #ffffff" in told
    assert "darker" in told


def test_dark_accent_too_dark_for_text_is_told() -> None:
    _, (told,) = read({"accent": "#000", "accent_dark": "#000"})

    assert "`accent_dark`" in told
    assert "lighter" in told


def test_dark_accent_alone_is_told() -> None:
    assert read({"accent_dark": "#fff"}) == (
        {},
        ["`accent_dark` has no effect without `accent`: set both"],
    )


@pytest.mark.parametrize(
    "colour", ["red", "#12345", "#1234567", "#ggg", "#fff; }", "#fff\n", "var(--ink)", 7, ["#fff"]]
)
def test_what_is_no_colour_is_told_and_left_out(colour: object) -> None:
    found, (told,) = read({"accent": colour})

    assert found == {}
    assert 'write it as in "#0a6a61"' in told


@pytest.mark.parametrize(
    "fonts", ['"EB Garamond", Georgia, serif', "Charter", "'A-B 2.0',x-y , serif", '"宋体", serif']
)
def test_list_of_fonts_is_taken_as_it_is(fonts: str) -> None:
    assert read({"serif": fonts, "sans": fonts}) == ({"serif": fonts, "sans": fonts}, [])


@pytest.mark.parametrize(
    "fonts",
    [
        'x"; } body { display: none',
        "serif; }",
        "a, ",
        "url(x)",
        '"a\\"',
        '"a\nb"',
        "serif/**/",
        "</style>",
        "{{ project }}",
        '"unclosed',
        3,
    ],
)
def test_what_is_no_list_of_fonts_is_told_and_left_out(fonts: object) -> None:
    found, (told,) = read({"sans": fonts})

    assert found == {}
    assert "`sans` is no list of fonts" in told


@given(st.text())
def test_nothing_that_passes_can_leave_its_declaration(text: str) -> None:
    found, _ = read({"accent": text, "serif": text, "sans": text})

    for value in found.values():
        assert not set(value) & set(";{}()<>\\/@!\n\r\f")
        assert value.count('"') % 2 == value.count("'") % 2 == 0


# --- colours ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000", "#fff", 21.0),
        ("#fff", "#ffffff", 1.0),
        ("#777777", "#fff", 4.48),
        ("#0a6a61", "#ffffff", 6.47),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@given(st.integers(0, 0xFFFFFF))
def test_any_colour_can_be_made_readable_on_dark(number: int) -> None:
    assert contrast(lightened(f"#{number:06x}"), "#15191b") >= 7


# --- what pages get --------------------------------------------------------------------------


def test_options_end_up_in_a_stylesheet_after_the_theme_s_own(tmp_path: Path) -> None:
    folder, warned = built(tmp_path, accent="#7a1f3d", accent_dark="#fab", serif="Lora, serif")
    sheets = [
        str(tag["href"]).partition("?")[0] for tag in page(folder).select("[rel=stylesheet]")
    ]
    css = (folder / "_static/research-options.css").read_text(encoding="utf-8")

    assert warned == ""
    assert sheets[-1] == "_static/research-options.css"
    assert "_static/research.css" in sheets[:-1]
    assert re.sub(r"\s+", " ", css).strip() == (
        "@layer tokens { :root { --accent: light-dark(#7a1f3d, #fab); } "
        ":root, [lang] { --serif: Lora, serif; } }"
    )


def test_site_without_options_loads_no_stylesheet_for_them(tmp_path: Path) -> None:
    folder, _ = built(tmp_path)

    assert not page(folder).select("[href*=research-options]")


def test_font_that_is_replaced_is_not_fetched_beforehand(tmp_path: Path) -> None:
    folder, _ = built(tmp_path, serif="Lora, serif")
    fetched = [str(tag["href"]) for tag in page(folder).select("[rel=preload]")]

    assert fetched == ["_static/fonts/inter-latin-normal.woff2"]


def test_wrong_option_is_warned_of(tmp_path: Path) -> None:
    folder, warned = built(tmp_path, accent="teal")

    assert "html_theme_options: `accent` is no colour: 'teal'" in warned
    assert "[research_theme.option]" in warned
    assert not page(folder).select("[href*=research-options]")


@pytest.mark.parametrize("builder", ["epub", "text"])
def test_other_builders_get_no_script(tmp_path: Path, builder: str) -> None:
    built(tmp_path, accent="#7a1f3d")
    app = SphinxTestApp(
        builder, srcdir=tmp_path, confoverrides={"version": "1", "epub_show_urls": "no"}
    )
    try:
        app.build()
        pages = [*Path(app.outdir).rglob("*.xhtml"), *Path(app.outdir).rglob("*.txt")]
        assert pages
        assert not [file for file in pages if "research-page" in file.read_text("utf-8")]
    finally:
        app.cleanup()
