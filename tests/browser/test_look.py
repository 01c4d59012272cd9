"""Pages still look as they did when somebody last looked at them.

What is compared is coarse: each eight pixels square are one grey cell. Letters become grey bands
there, so that another version of the browser or of its font rendering changes little, and what
has moved, vanished, or lies over something else changes much. The fonts are the theme's own,
and the words of the root stand still.

After an intended change: ``pytest tests/browser/test_look.py --update-looks``, then look at what
``nox -s shots`` makes.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page

from tests.browser.conftest import Visit

LOOKS = Path(__file__).parent / "looks"
CELL = 8
DIFFERENT = 24
"""From which difference on, of 255, a cell counts as different."""
MOST = 0.01
"""Which share of the cells may differ."""

SHOWN = {
    "person": "people/ada.html",
    "landing": "research/publications/notes.html",
}
WIDTHS = (1280, 384)


def _look(page: Page) -> Image.Image:
    """Take a coarse picture of what stands in the window."""
    page.evaluate("document.fonts.ready.then(() => undefined)")
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("L")
    return picture.reduce(CELL)


def _differing(one: Image.Image, other: Image.Image) -> float:
    """Tell which share of the cells is different."""
    if one.size != other.size:
        return 1
    counts = ImageChops.difference(one, other).histogram()
    return sum(counts[DIFFERENT:]) / sum(counts)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", SHOWN)
def test_page_looks_as_it_did(
    visit: Visit,
    serve_root: Callable[[str], str],
    request: pytest.FixtureRequest,
    kind: str,
    width: int,
) -> None:
    look = _look(visit(serve_root("landing") + SHOWN[kind], width=width, height=896))
    path = LOOKS / f"{kind}-{width}.png"
    if request.config.getoption("update_looks", default=False):
        LOOKS.mkdir(exist_ok=True)
        look.save(path, optimize=True)

    assert _differing(look, Image.open(path)) <= MOST


@pytest.mark.parametrize(
    "change",
    [
        "document.querySelector('h1').style.marginTop = '40px'",
        "document.querySelector('main').style.fontFamily = 'monospace'",
        "document.querySelector('header').remove()",
        "document.querySelector('main').style.marginInlineStart = '48px'",
    ],
    ids=["moved", "font", "vanished", "indented"],
)
def test_change_is_seen(visit: Visit, serve_root: Callable[[str], str], change: str) -> None:
    """A comparison that lets everything pass would be worth nothing."""
    page = visit(serve_root("landing") + SHOWN["landing"], width=1280, height=896)
    before = _look(page)

    page.evaluate(change)

    assert _differing(before, _look(page)) > 2 * MOST
