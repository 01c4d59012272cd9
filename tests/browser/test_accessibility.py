"""No page breaks a rule of WCAG 2.2 AA, or a good habit, that axe-core can see.

https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit, missing
from tests.browser.pages import KINDS, OPEN_ALL
from tests.site.building import REPOSITORY

SCRIPT = REPOSITORY / "tests/oracles/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": RULES}}
WHERE = {"exclude": ["input.task-list-item-checkbox"]}
"""MyST's own boxes, which have no label and cannot be ticked."""

STILL = "reduce"
"""Else a colour may be on its way from one scheme to the other when it is measured."""

VIEWS: list[tuple[int, Literal["light", "dark"]]] = [
    (1280, "light"),
    (1280, "dark"),
    (390, "light"),
    (390, "dark"),
]


@pytest.fixture(scope="session")
def axe() -> str:
    """Read the program, or skip the test where `npm ci` has not been run."""
    if not SCRIPT.exists():
        missing("the npm package axe-core is missing: `npm ci` in tests/oracles")
    return SCRIPT.read_text(encoding="utf-8")


def _violations(page: Page, axe: str) -> list[str]:
    """Look at a page in every view, with all that can be opened open.

    :return: the view, the rule and the elements of each violation
    """
    # Given through the protocol, a script runs whatever the page's policy says.
    page.evaluate(axe)
    page.evaluate(OPEN_ALL)
    found = []
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        result: dict[str, Any] = page.evaluate("given => axe.run(...given)", [WHERE, OPTIONS])
        for rule in result["violations"]:
            nodes = [f"{one['html'][:160]} ({one['failureSummary']})" for one in rule["nodes"]]
            found.append(f"{width} {scheme} {rule['id']}: {nodes}")
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_page_breaks_no_rule(visit: Visit, real: str, axe: str, kind: str) -> None:
    page = visit(real + KINDS[kind], reduced_motion=STILL)

    assert _violations(page, axe) == []


@pytest.mark.parametrize("name", ["index", "short", "long/blocks", "long/design", "long/prose"])
def test_what_markdown_makes_breaks_no_rule(visit: Visit, sink: str, axe: str, name: str) -> None:
    page = visit(f"{sink}{name}.html", reduced_motion=STILL)

    assert _violations(page, axe) == []


def test_right_to_left_page_breaks_no_rule(
    visit: Visit, serve_root: Callable[..., str], axe: str
) -> None:
    page = visit(
        serve_root("landing", language="ar") + "research/publications/notes.html",
        reduced_motion=STILL,
    )

    assert _violations(page, axe) == []


def test_broken_rules_are_seen(visit: Visit, real: str, axe: str) -> None:
    """A checker that is called wrongly would find nothing wrong either."""
    page = visit(real, reduced_motion=STILL)
    page.evaluate(
        "document.querySelector('main').append(document.createElement('button'));"
        "document.querySelector('main').style.color = '#999'"
    )

    found = _violations(page, axe)

    assert {view.partition(":")[0] for view in found} >= {
        "1280 light button-name",
        "390 dark button-name",
        "390 light color-contrast",
    }
