"""Everything can be done with the keyboard, and one sees where one is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.pages import KINDS

# A ring round the element, or another background or border than it has unfocused.  The browser
# shows the focus that a script sets as long as the last focus came by key.
STOPS = """() => {
  const look = one => {
    const style = getComputedStyle(one);
    return [style.outlineStyle === 'none' ? '' : style.outlineWidth, style.boxShadow,
            style.backgroundColor, style.borderColor].join(' ');
  };
  const stops = [...document.querySelectorAll('a[href], button, input, select, summary')].filter(
    one => one.checkVisibility({visibilityProperty: true}) && one.tabIndex >= 0 && !one.disabled);
  document.activeElement.blur();
  const unfocused = new Map(stops.map(one => [one, look(one)]));
  const unseen = stops.filter(one => {
    one.focus({preventScroll: true});
    return document.activeElement !== one || look(one) === unfocused.get(one);
  });
  return [stops.length, unseen.map(one => one.outerHTML.slice(0, 120))];
}"""


# The search page puts the cursor into its field, as one expects of it.
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "search"])
def test_first_key_leads_past_the_navigation(visit: Visit, real: str, kind: str) -> None:
    page = visit(real + KINDS[kind])

    page.keyboard.press("Tab")
    link = page.locator("a.skip-link")

    expect(link).to_be_focused()
    expect(link).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('header nav')") is None


@pytest.mark.parametrize("kind", KINDS)
def test_every_stop_is_seen(visit: Visit, real: str, kind: str) -> None:
    page = visit(real + KINDS[kind], reduced_motion="reduce")
    page.keyboard.press("Tab")
    count, unseen = page.evaluate(STOPS)

    assert count > 5
    assert unseen == []


def test_stop_that_is_not_seen_is_found(visit: Visit, real: str) -> None:
    page = visit(real)
    page.keyboard.press("Tab")
    page.evaluate("document.querySelector('main a').style.outline = 'none'")

    _, unseen = page.evaluate(STOPS)

    assert len(unseen) == 1


def test_tab_reaches_every_link_of_the_navigation_in_order(visit: Visit, real: str) -> None:
    page = visit(real)
    links = page.locator("header nav a").all()
    page.locator("header nav a").first.focus()

    for link in links:
        expect(link).to_be_focused()
        page.keyboard.press("Tab")


def test_enter_opens_what_is_folded(visit: Visit, real: str) -> None:
    page = visit(real + KINDS["publications"])
    details = page.locator("main li.publication details").first

    details.locator("summary").first.press("Enter")
    expect(details).to_have_attribute("open", "")

    details.locator("summary").first.press("Space")
    expect(details).not_to_have_attribute("open", "")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_citation_is_copied_by_key(
    visit: Visit, serve_root: Callable[[str], str], key: str
) -> None:
    page = visit(
        serve_root("landing") + "research/publications/notes.html",
        permissions=["clipboard-read", "clipboard-write"],
    )

    page.locator("button[data-copy=citation]").press(key)

    expect(page.locator("button[data-copy=citation]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").startswith("Lovelace, A., Babbage")
