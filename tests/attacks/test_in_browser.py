"""The attacks on a plain site, shown in Chromium: what is taken for harm does happen."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request

from tests.attacks.attack import HOST, MARK, Attack, Harm, Plain
from tests.attacks.building import build_plain
from tests.attacks.corpus import ATTACKS
from tests.attacks.evidence import Evidence, Known, find
from tests.browser.chromium import MISSING, running
from tests.browser.chromium import find as find_browser

# Builds that were stopped leave files open, of which the next test would be told.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

NOT_IN_CHROMIUM = {
    "button-link-data": "no browser opens `data:` from a page; older ones did",
    "image-target-data": "likewise",
    "badge-link-line": "likewise",
    "tracking-preconnect": "nothing is told of a connection without a request",
    "html-math": "only Firefox has followed links of MathML",
    "static-script": "it waits for a page that asks for it",
    "static-script-of-theme": "likewise",
    "static-manifest": "likewise",
}
SHOWN = [
    attack
    for attack in ATTACKS
    if attack.plain is Plain.WORKED
    and attack.harm in {Harm.SCRIPT, Harm.TRACKING, Harm.REDIRECT}
    and attack.name not in NOT_IN_CHROMIUM
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = find_browser()
    if program is None:
        if os.environ.get("REQUIRE_ORACLES") == "1":
            pytest.fail(MISSING, pytrace=False)
        pytest.skip(MISSING)
    with running(program) as started:
        yield started


@pytest.mark.parametrize("attack", SHOWN, ids=lambda attack: attack.name)
def test_a_browser_does_what_the_attack_tries(
    attack: Attack, browser: Browser, tmp_path: Path
) -> None:
    result = build_plain(attack, tmp_path)
    found = [one for one in find(result, Known()) if one.harm is attack.harm and one.marked]

    assert found
    assert any(_happens(browser, result.out, evidence) for evidence in found)


def _happens(browser: Browser, out: Path, evidence: Evidence) -> bool:
    """Open the page of some evidence, click everything on it, and see what it does."""
    seen: list[str] = []
    wanted = MARK if evidence.harm is Harm.SCRIPT else HOST

    def answer(dialog: Dialog) -> None:
        seen.append(dialog.message)
        dialog.dismiss()

    def asked(request: Request) -> None:
        seen.append(request.url)

    with browser.new_context() as context:
        context.route(re.compile("^https?:"), lambda route: route.abort())
        context.on("request", asked)
        context.on("dialog", answer)
        page = context.new_page()
        page.goto((out / evidence.where).as_uri(), wait_until="commit")
        if _waited(page, seen, wanted):
            return True
        seen.append(str(page.evaluate("document.baseURI")))  # where all links would lead
        if evidence.harm is Harm.SCRIPT:
            _click(page)
        return _waited(page, seen, wanted)


def _waited(page: Page, seen: list[str], wanted: str) -> bool:
    """Give the browser up to a second to do something."""
    for _ in range(20):
        if any(wanted in one for one in seen if not one.startswith("file:")):
            return True
        page.wait_for_timeout(50)
    return False


def _click(page: Page) -> None:
    """Click whatever holds a script; a link to another page would only lead away."""
    page.evaluate(
        """() => {
            const links = [...document.querySelectorAll("a, [onclick]")]
            const address = link => link.href?.baseVal ?? link.href ?? ""
            links.filter(link => !/^(file|https?):/.test(address(link)))
                .forEach(link => link.dispatchEvent(new MouseEvent("click", {bubbles: true})))
        }"""
    )
