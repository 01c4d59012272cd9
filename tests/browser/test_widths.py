"""No page is wider than its window: one scrolls down, and never to the side."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.pages import KINDS, OPEN_ALL

WIDTHS = (320, 390, 640, 768, 1280, 1920)
"""640 is also a window of 1280 at 200 % zoom."""

# What an element cuts off or lets scroll inside is its own affair.  The link past the
# navigation waits outside until it is focused.
STICKING_OUT = """() => {
  const edge = document.documentElement.clientWidth;
  const held = one => {
    for (let up = one.parentElement; up !== document.body; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== 'visible') return true;
    return false;
  };
  return [...document.body.querySelectorAll('*:not(.skip-link)')].filter(one => {
    const box = one.getBoundingClientRect();
    return box.width && box.height > 1 && (box.right > edge + 1 || box.left < -1) && !held(one);
  }).map(one => `${one.tagName}.${one.getAttribute('class')} ${one.textContent.slice(0, 60)}`);
}"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def _too_wide(page: Page) -> dict[int, object]:
    found: dict[int, object] = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        sticking_out = page.evaluate(STICKING_OUT)
        if page.evaluate(OVERFLOW) > 0 or sticking_out:
            found[width] = sticking_out
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_page_fits_every_window(visit: Visit, real: str, kind: str) -> None:
    page = visit(real + KINDS[kind])
    page.evaluate(OPEN_ALL)

    assert _too_wide(page) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_page_fits_with_letters_twice_as_large(visit: Visit, real: str, kind: str) -> None:
    """Text can be resized to 200 % (WCAG 2.2, 1.4.4)."""
    page = visit(real + KINDS[kind])
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    found = _too_wide(page)
    assert {width: found[width] for width in found if width >= 768} == {}


@pytest.mark.parametrize("path", ["", "people/ada.html", "research/publications/notes.html"])
def test_page_that_reads_from_right_to_left_fits(
    visit: Visit, serve_root: Callable[..., str], path: str
) -> None:
    page = visit(serve_root("landing", language="ar") + path)

    assert page.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"
    assert _too_wide(page) == {}


def test_what_sticks_out_is_seen(visit: Visit, real: str) -> None:
    page = visit(real)
    page.evaluate(
        "const wide = document.createElement('div'); wide.textContent = 'wide';"
        "document.body.append(wide); wide.style.position = 'absolute';"
        "wide.style.insetInlineStart = 0; wide.style.width = '1300px'"
    )

    assert set(_too_wide(page)) == {320, 390, 640, 768, 1280}
