"""The cards that show what a link to a person, project or paper leads to."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from tests.browser.conftest import Visit

PAPER = "research/gaitstr.html"


@pytest.fixture
def project(visit: Visit, real: str) -> Page:
    """Open the page of a project that lists a paper of several authors."""
    return visit(real + PAPER)


def author(page: Page) -> Locator:
    return page.locator("a.author", has_text="Wanrong Zheng").first


def requests(page: Page) -> list[str]:
    """Gather the addresses of pages that the page asks for from now on."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if request.url.endswith(".html"):
            asked.append(request.url)

    page.on("request", note)
    return asked


def card(page: Page) -> Locator:
    return page.locator("#preview")


def test_link_to_a_person_shows_who_that_is(project: Page) -> None:
    author(project).hover()
    expect(card(project)).to_be_visible()
    expect(card(project).locator(".title")).to_have_text(re.compile("^Wanrong Zheng"))
    expect(card(project).locator(".about")).to_contain_text("PhD student")
    expect(author(project)).to_have_attribute("aria-describedby", "preview")
    expect(author(project)).to_have_accessible_description(re.compile("Wanrong Zheng.*PhD"))


def test_link_to_a_paper_shows_authors_venue_and_abstract(
    visit: Visit, serve_root: Callable[[str], str]
) -> None:
    page = visit(serve_root("roles"))
    page.locator(".pub").first.hover()
    expect(card(page)).to_be_visible()
    for name in ("title", "people"):
        expect(card(page).locator(f".{name}")).not_to_be_empty()


def test_card_lies_within_the_window_below_its_link(project: Page) -> None:
    author(project).hover()
    expect(card(project)).to_be_visible()
    link, shown = author(project).bounding_box(), card(project).bounding_box()
    assert link
    assert shown
    assert shown["x"] >= 0
    assert shown["x"] + shown["width"] <= 1280
    assert link["y"] + link["height"] <= shown["y"] <= link["y"] + link["height"] + 10


def test_pointer_can_go_on_to_the_card_which_goes_once_it_leaves(project: Page) -> None:
    author(project).hover()
    expect(card(project)).to_be_visible()
    card(project).hover()
    project.wait_for_timeout(500)
    expect(card(project)).to_be_visible()
    project.mouse.move(1, 1)
    expect(card(project)).to_be_hidden()
    assert author(project).get_attribute("aria-describedby") is None


def test_focus_shows_the_card_and_escape_closes_it_without_moving_the_focus(project: Page) -> None:
    author(project).focus()
    project.keyboard.press("Shift+Tab")
    project.keyboard.press("Tab")
    expect(author(project)).to_be_focused()
    expect(card(project)).to_be_visible()
    project.mouse.move(1, 1)
    project.wait_for_timeout(400)
    expect(card(project)).to_be_visible()
    project.keyboard.press("Escape")
    expect(card(project)).to_be_hidden()
    expect(author(project)).to_be_focused()


def test_card_that_is_closed_under_the_pointer_leaves_no_trace(project: Page) -> None:
    author(project).hover()
    expect(card(project)).to_be_visible()
    card(project).hover()
    project.keyboard.press("Escape")
    expect(card(project)).to_be_hidden()
    project.mouse.move(1, 1)  # a fault of the script would fail the test
    author(project).hover()
    expect(card(project)).to_be_visible()


def test_page_is_read_once_and_not_by_a_pointer_that_passes_by(project: Page) -> None:
    asked = requests(project)
    author(project).hover()
    project.mouse.move(1, 1)
    project.wait_for_timeout(400)
    assert asked == []
    for _ in range(2):
        author(project).hover()
        expect(card(project)).to_be_visible()
        project.mouse.move(1, 1)
        expect(card(project)).to_be_hidden()
    assert asked == [project.url.replace(PAPER, "people/wanrong-zheng.html")]


def test_nothing_is_read_for_visitors_who_save_data(visit: Visit, real: str) -> None:
    page = visit(real + PAPER)
    page.evaluate(
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}, writable: true})"
    )
    asked = requests(page)
    author(page).hover()
    page.wait_for_timeout(600)
    assert asked == []
    expect(card(page)).to_be_hidden()


def test_touch_shows_no_card(visit: Visit, real: str) -> None:
    page = visit(real + PAPER, width=390, has_touch=True)
    page.evaluate("addEventListener('click', (event) => event.preventDefault())")
    asked = requests(page)
    author(page).tap()
    page.wait_for_timeout(600)
    assert asked == []
    expect(card(page)).to_be_hidden()


def test_page_that_is_not_there_shows_no_card(project: Page) -> None:
    project.route("**/people/**", lambda route: route.fulfill(status=200, body="<p>nothing</p>"))
    author(project).hover()
    project.wait_for_timeout(600)
    expect(card(project)).to_be_hidden()


def test_text_of_the_other_page_stays_text(project: Page) -> None:
    body = (
        "<meta name=description content='&lt;b>&lt;img src=x onerror=alert(1)>'><h1>&lt;i>A</h1>"
    )
    project.route("**/people/**", lambda route: route.fulfill(status=200, body=body))
    author(project).hover()
    expect(card(project).locator(".title")).to_have_text("<i>A")
    expect(card(project).locator(".about")).to_have_text("<b><img src=x onerror=alert(1)>")
