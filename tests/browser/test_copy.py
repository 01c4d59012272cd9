"""The buttons of landing pages that copy a citation."""

from __future__ import annotations

import json

import pytest

from tests.browser.chromium import Page

NOTES = "research/publications/notes.html"
PERMISSIONS = ["clipboardReadWrite", "clipboardSanitizedWrite"]
CLIPBOARD = "navigator.clipboard.readText()"
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


def button(name: str) -> str:
    return f"button[data-copy={name}]"


def label(name: str) -> str:
    return f"document.querySelector('{button(name)}').textContent"


@pytest.mark.parametrize(
    ("name", "expected"), [("bibtex", BIBTEX), ("citation", CITATION)], ids=["bibtex", "citation"]
)
def test_button_copies_the_text_beside_it(
    page: Page, address: str, name: str, expected: str
) -> None:
    page.send("Browser.grantPermissions", permissions=PERMISSIONS)
    page.open(address + NOTES)
    before = page.evaluate(label(name))

    page.click(button(name))

    page.wait_for(f"{label(name)} === 'Copied'")
    assert page.evaluate(CLIPBOARD) == expected
    page.wait_for(f"{label(name)} === {json.dumps(before)}")


def test_two_clicks_leave_the_label_as_it_was(page: Page, address: str) -> None:
    page.send("Browser.grantPermissions", permissions=PERMISSIONS)
    page.open(address + NOTES)

    page.click(button("bibtex"))
    page.wait_for(f"{label('bibtex')} === 'Copied'")
    page.click(button("bibtex"))

    page.wait_for(f"{label('bibtex')} === 'Copy BibTeX'")


def test_text_is_selected_where_the_clipboard_is_denied(page: Page, address: str) -> None:
    page.open(address + NOTES)
    for name in ("clipboard-write", "clipboard-read"):
        page.send("Browser.setPermission", permission={"name": name}, setting="denied")

    page.click(button("bibtex"))

    page.wait_for("getSelection().toString()")
    assert page.evaluate("getSelection().toString()") == BIBTEX
    assert page.evaluate(label("bibtex")) == "Copy BibTeX"


def test_without_javascript_the_text_is_there_and_no_button(page: Page, address: str) -> None:
    page.send("Emulation.setScriptExecutionDisabled", value=True)
    page.open(address + NOTES)

    def visible(selector: str) -> object:
        return page.evaluate(f"document.querySelector('{selector}').checkVisibility()")

    assert [visible(button(name)) for name in ("citation", "bibtex")] == [False, False]
    assert [visible(f"#{name}") for name in ("citation", "bibtex")] == [True, True]
