"""Scripts add comfort: without them every page is whole, and nothing is shown that needs them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.pages import KINDS

WITHOUT = [kind for kind in KINDS if kind != "search"]
"""The pages that do something without scripts."""

WORDS = "document.querySelector('main').textContent.split(/\\s+/).filter(Boolean)"
# What is folded opens without a script; a form without one is better not there.
UNSEEN = (
    "[...document.querySelectorAll('main :is(p, li, h1, h2, h3, dt, dd, time)')]"
    ".filter(one => !one.closest('details:not([open]), form, [role=search], nav, [hidden]'))"
    ".filter(one => getComputedStyle(one).display !== 'contents' && !one.checkVisibility())"
    ".map(one => one.outerHTML.slice(0, 160))"
)


@pytest.mark.parametrize("kind", WITHOUT)
def test_page_has_every_word(visit: Visit, real: str, kind: str) -> None:
    with_scripts = visit(real + KINDS[kind]).evaluate(WORDS)
    without = visit(real + KINDS[kind], javascript=False).evaluate(WORDS)

    assert len(without) > 10
    added = [word for word in with_scripts if word not in without]
    assert [
        word for word in added if "@" not in word
    ] == []  # an e-mail address as programs take it


@pytest.mark.parametrize("kind", WITHOUT)
def test_nothing_waits_for_a_script(visit: Visit, real: str, kind: str) -> None:
    page = visit(real + KINDS[kind], javascript=False)

    assert page.evaluate(UNSEEN) == []
    # A button has a script behind it, or sends a form.
    for button in page.locator("button:not(form button), [role=button]").all():
        expect(button).to_be_hidden()


def test_old_address_leads_on(visit: Visit, real: str) -> None:
    page = visit(real + "about/", javascript=False)

    expect(page).to_have_url(real + "people/zeqing-wang.html")


def test_every_page_of_the_navigation_is_reached(visit: Visit, real: str) -> None:
    page = visit(real, javascript=False)
    names = page.locator("header nav a").all_inner_texts()

    for name in names:
        page.locator("header nav").get_by_role("link", name=name, exact=True).click()
        expect(page.locator("header nav [aria-current]")).to_have_text(name)

    assert len(names) > 3
