"""The frame of the theme as a visitor uses it: colours, search, sections, scroll areas."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.pages import SINK

WIDTHS = (320, 390, 800, 1280, 1920)


def paper(page: Page) -> str:
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert isinstance(colour, str)
    return colour


WHITE, DARK = "rgb(255, 255, 255)", "rgb(21, 25, 27)"


# --- colours ---------------------------------------------------------------------------------


def test_switch_goes_from_the_system_to_light_to_dark_and_back(sink: str, visit: Visit) -> None:
    page = visit(sink, scheme="dark")
    switch = page.locator("button.scheme-switch")
    seen = []
    for _ in range(4):
        seen.append((switch.get_attribute("aria-label"), paper(page)))
        switch.click()

    assert seen == [
        ("Colours: as the system", DARK),
        ("Colours: light", WHITE),
        ("Colours: dark", DARK),
        ("Colours: as the system", DARK),
    ]


def test_choice_is_kept_on_the_next_page(sink: str, visit: Visit) -> None:
    page = visit(sink, scheme="dark")
    page.locator("button.scheme-switch").click()
    page.goto(f"{sink}short.html")

    assert paper(page) == WHITE
    assert page.locator("meta[name=theme-color][media=all]").get_attribute("content") == "#ffffff"


def test_switch_works_where_storage_is_forbidden(sink: str, visit: Visit) -> None:
    page = visit("about:blank")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } });"
    )
    page.goto(sink)
    page.locator("button.scheme-switch").click()

    assert page.locator("html").get_attribute("data-theme") == "light"


def test_without_scripts_there_is_no_switch_and_the_system_decides(
    sink: str, visit: Visit
) -> None:
    page = visit(sink, scheme="dark", javascript=False)

    expect(page.locator("button.scheme-switch")).to_be_hidden()
    expect(page.locator(".to-search kbd")).to_be_hidden()
    assert paper(page) == DARK


# --- search ----------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_key_leads_to_the_search(sink: str, visit: Visit, key: str) -> None:
    page = visit(f"{sink}long/prose.html")
    page.keyboard.press(key)

    page.wait_for_url("**/search.html")


def test_key_that_is_typed_into_a_field_stays_there(sink: str, visit: Visit) -> None:
    page = visit(f"{sink}search.html")
    field = page.locator("main input[type=search]")
    field.blur()
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.type("a/b")

    expect(field).to_have_value("a/b")


# --- the frame at every width ----------------------------------------------------------------


@pytest.mark.parametrize("width", [320, 390])
def test_header_of_the_real_site_takes_two_lines_on_a_telephone(
    real: str, visit: Visit, width: int
) -> None:
    page = visit(real, width=width)
    tops = page.eval_on_selector_all(
        "header nav li", "items => [...new Set(items.map(item => item.offsetTop))]"
    )

    assert len(tops) == 1
    assert page.locator("header.site").evaluate("header => header.offsetHeight") <= 110


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["long/prose", "long/blocks", "long/design"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_page_never_scrolls_sideways(
    serve_root: Callable[..., str], visit: Visit, width: int, name: str, language: str
) -> None:
    site = serve_root("kitchen-sink", **SINK, language=language)
    page = visit(f"{site}{name}.html", width=width)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "shown"), [(390, ".above"), (1280, ".beside")])
def test_sections_are_listed_once(sink: str, visit: Visit, width: int, shown: str) -> None:
    page = visit(f"{sink}long/prose.html", width=width)

    expect(page.locator(f".on-page > {shown}")).to_be_visible()
    expect(page.locator(".on-page > :visible")).to_have_count(1)


def test_section_that_is_read_is_marked(sink: str, visit: Visit) -> None:
    page = visit(f"{sink}long/prose.html#lists")

    expect(page.locator(".on-page .beside [aria-current]")).to_have_text("Lists")


def test_only_a_box_that_scrolls_takes_the_focus(sink: str, visit: Visit) -> None:
    page = visit(f"{sink}long/blocks.html", width=390)
    narrow, wide = page.locator(".scroll-area").all()

    expect(wide).to_have_attribute("tabindex", "0")
    assert narrow.get_attribute("tabindex") is None


def test_fonts_of_the_theme_are_in_use(sink: str, visit: Visit) -> None:
    page = visit(f"{sink}short.html")
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
    )

    assert {name.strip('"') for name in loaded} == {"Research Serif", "Inter"}


def test_nothing_moves_when_the_fonts_arrive(sink: str, visit: Visit) -> None:
    page = visit(f"{sink}long/prose.html")
    page.evaluate("document.fonts.ready")
    shift = page.evaluate(
        """new Promise(done => {
          new PerformanceObserver(list => done(list.getEntries().reduce((s, e) => s + e.value, 0)))
            .observe({ type: "layout-shift", buffered: true });
          setTimeout(() => done(0), 300);
        })"""
    )

    assert shift < 0.01
