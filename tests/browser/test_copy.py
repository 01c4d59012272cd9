"""The buttons of landing pages that copy a citation."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

PERMISSIONS = ["clipboard-read", "clipboard-write"]
CLIPBOARD = "navigator.clipboard.readText()"
SELECTED = "getSelection().toString()"
BIBTEX = """\
@article{notes,
  author = {Lovelace, Ada and Babbage, Charles and Menabrea, Luigi and Known, Nobody},
  title = {Notes on the Engine: {$E=mc^2$}},
  journal = {Scientific Memoirs},
  volume = {3},
  number = {2},
  pages = {10--20},
  year = {2024},
  eprint = {2312.00001},
  archiveprefix = {arXiv},
}"""
CITATION = (
    "Lovelace, A., Babbage, C., Menabrea, L., & Known, N. (2024). "
    "Notes on the Engine: E=mc2. Scientific Memoirs, 3(2), 10–20. "
    "https://arxiv.org/abs/2312.00001"
)


@pytest.fixture
def notes(serve_root: Callable[[str], str]) -> str:
    """Tell the address of a landing page."""
    return serve_root("landing") + "research/publications/notes.html"


def button(name: str) -> str:
    return f"button[data-copy={name}]"


@pytest.mark.parametrize(
    ("name", "expected"), [("bibtex", BIBTEX), ("citation", CITATION)], ids=["bibtex", "citation"]
)
def test_button_copies_the_text_beside_it(
    visit: Visit, notes: str, name: str, expected: str
) -> None:
    page = visit(notes, permissions=PERMISSIONS)
    found = page.locator(button(name))
    before = found.inner_text()

    found.click()

    expect(found).to_have_text("Copied")
    assert page.evaluate(CLIPBOARD) == expected
    expect(found).to_have_text(before)


def test_two_clicks_leave_the_label_as_it_was(visit: Visit, notes: str) -> None:
    found = visit(notes, permissions=PERMISSIONS).locator(button("bibtex"))

    found.click()
    expect(found).to_have_text("Copied")
    found.click()

    expect(found).to_have_text("Copy BibTeX")


def test_text_is_selected_where_the_clipboard_is_denied(visit: Visit, notes: str) -> None:
    # What is not granted here is denied.
    page = visit(notes, permissions=["notifications"])

    page.click(button("bibtex"))

    page.wait_for_function(SELECTED)
    assert page.evaluate(SELECTED) == BIBTEX
    assert page.inner_text(button("bibtex")) == "Copy BibTeX"


def test_without_javascript_the_text_is_there_and_no_button(visit: Visit, notes: str) -> None:
    page: Page = visit(notes, javascript=False)

    assert [page.is_visible(button(name)) for name in ("citation", "bibtex")] == [False, False]
    assert [page.is_visible(f"#{name}") for name in ("citation", "bibtex")] == [True, True]


# --- e-mail ---------------------------------------------------------------------------------


def test_email_becomes_a_link_that_keeps_its_picture(
    visit: Visit, serve_root: Callable[[str], str]
) -> None:
    page = visit(serve_root("profile") + "people/ada.html")
    link = page.locator(".email a")

    expect(link).to_have_text("ada@loom.example.org")
    expect(link).to_have_attribute("href", "mailto:ada@loom.example.org")
    expect(link.locator("svg.icon")).to_have_count(1)


def test_without_javascript_the_email_can_be_read(
    visit: Visit, serve_root: Callable[[str], str]
) -> None:
    page = visit(serve_root("profile") + "people/ada.html", javascript=False)

    expect(page.locator(".email")).to_have_text("ada [at] loom [dot] example [dot] org")
