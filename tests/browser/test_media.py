"""Pages on paper, without motion, in the colours of the system, and from right to left."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.pages import KINDS

# Seconds; a thousandth is how style sheets say "at once".
MOVING = """[...document.querySelectorAll('*')].filter(one => {
  const style = getComputedStyle(one);
  const times = `${style.transitionDuration},${style.animationDuration}`.split(',');
  return times.some(time => parseFloat(time) > 0.001) || style.scrollBehavior === 'smooth';
}).map(one => one.outerHTML.slice(0, 120))"""


def _paper(page: Page) -> str:
    """Print a page, and read what stands on the sheets, with single spaces."""
    reader = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
    return " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).split())


# --- on paper -------------------------------------------------------------------------------


def test_printed_person_has_the_facts(visit: Visit, real: str) -> None:
    text = _paper(visit(real + KINDS["person"]))

    assert "Zeqing Wang" in text
    assert "Sun Yat-sen University" in text
    assert "Mimic: Speaking Style Disentanglement for Speech-Driven 3D Facial Animation" in text
    assert "https://arxiv.org/abs/2312.10877" in text  # of a link, what it leads to
    assert "Skip to content" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_paper_has_no_navigation_and_no_button(visit: Visit, real: str, kind: str) -> None:
    page = visit(real + KINDS[kind])
    page.emulate_media(media="print")

    for found in page.locator("header nav, .skip-link, button, input, select").all():
        expect(found).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()


def test_paper_is_white_whatever_the_scheme(visit: Visit, real: str) -> None:
    page = visit(real + KINDS["person"], scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    ink = "getComputedStyle(document.querySelector('h1')).color"
    paper = "getComputedStyle(document.documentElement).colorScheme"

    assert page.evaluate(paper) == "light"
    red, green, blue = (
        float(part) for part in page.evaluate(ink).partition("(")[2].rstrip(")").split(",")[:3]
    )
    assert max(red, green, blue) < 64


# --- motion and colours ---------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_for_those_who_asked(visit: Visit, real: str, kind: str) -> None:
    page = visit(real + KINDS[kind], reduced_motion="reduce")

    assert page.evaluate(MOVING) == []


@pytest.mark.parametrize("kind", ["home", "person", "publications", "landing"])
def test_system_colours_are_let_through(visit: Visit, real: str, kind: str) -> None:
    page = visit(real + KINDS[kind], forced_colors="active")
    own = (
        "[...document.body.querySelectorAll('*')].filter(one =>"
        " getComputedStyle(one).forcedColorAdjust === 'none'"
        # Chromium itself leaves drawings as they are.
        " && !one.closest('svg')).map(one => one.outerHTML.slice(0, 120))"
    )

    assert page.evaluate(own) == []
    assert page.evaluate("getComputedStyle(document.body).color") == page.evaluate(
        "(() => { document.body.style.color = 'CanvasText';"
        " return getComputedStyle(document.body).color })()"
    )


@pytest.mark.parametrize("kind", ["home", "person", "publications", "landing"])
def test_pages_do_not_jump(visit: Visit, real: str, kind: str) -> None:
    """The Layout Instability API sums up what has moved without a visitor's doing.

    https://web.dev/articles/cls: good is below 0.1.
    """
    page = visit(real + KINDS[kind])
    page.evaluate("document.fonts.ready.then(() => undefined)")
    moved = page.evaluate(
        "new Promise(done => { let sum = 0;"
        " new PerformanceObserver(list => list.getEntries().forEach(one => { sum += one.value }))"
        ".observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 300) })"
    )

    assert moved < 0.01


def test_chosen_scheme_is_there_before_anything_is_painted(visit: Visit, real: str) -> None:
    """Else a page that was chosen dark would flash in white."""
    page = visit(real)
    page.evaluate("localStorage.setItem('research-theme', 'dark')")
    page.add_init_script(
        "new MutationObserver((_, watch) => { if (!document.body) return;"
        " window.atFirst = document.documentElement.dataset.theme; watch.disconnect(); })"
        ".observe(document, {childList: true, subtree: true})"
    )

    page.goto(real + KINDS["person"])

    assert page.evaluate("window.atFirst") == "dark"


# --- from right to left ---------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ar"])
def test_navigation_runs_in_the_direction_of_the_language(
    visit: Visit, serve_root: Callable[..., str], language: str
) -> None:
    page = visit(serve_root("landing", language=language) + "people/ada.html")
    name, navigation = page.locator(".site-name"), page.locator("header nav")
    first, second = name.bounding_box(), navigation.bounding_box()
    assert first
    assert second

    assert (first["x"] < second["x"]) is (language == "en")
