"""Every page is HTML as the standard has it: the Nu HTML Checker finds nothing wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sphinx_research.records.views.refs import landing_page
from tests.oracles.conftest import Vnu
from tests.site.building import Built, build_repository

RAW = "research/raw.html"
"""The page of the hostile site into whose text HTML is written."""

ON_PURPOSE = [
    # Sphinx's search finds the text of a page by it.
    "The “main” role is unnecessary for element “main”.",
    # The checker does not know where a page will stand, and so not what 'self' is.
    "Resource violates Content Security Policy (meta tag): ",
]
DATA = re.compile(
    r"Inline script violates Content Security Policy .* <script type=\"application/ld\+json\">"
)
"""What is said of data, which the policy is not about: tests in a browser show that."""


def _complaints(found: list[str]) -> list[str]:
    return [
        one
        for one in found
        if not any(said in one for said in ON_PURPOSE) and not DATA.search(one)
    ]


@pytest.fixture(scope="module")
def hostile_messages(hostile: Built, vnu: Vnu) -> list[str]:
    return _complaints(vnu(hostile.out))


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_real_site_is_valid(builder: str, tmp_path: Path, vnu: Vnu) -> None:
    out = build_repository(tmp_path, builder)

    assert _complaints(vnu(out)) == []


def test_checker_finds_what_is_wrong(tmp_path: Path, vnu: Vnu) -> None:
    """A checker that is called wrongly would find nothing wrong either."""
    head = '<!doctype html><html lang="en"><title>x</title>'
    (tmp_path / "good.html").write_text(f"{head}<p>x</p>", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/bad.html").write_text(f"{head}<p>x</b>", encoding="utf-8")
    (tmp_path / "sub/no.txt").write_text("<p>x</b>", encoding="utf-8")

    (found,) = vnu(tmp_path)

    assert found.startswith("sub/bad.html:1: error: Stray end tag “b”.")


def test_hostile_records_leave_every_page_valid(hostile_messages: list[str]) -> None:
    assert [one for one in hostile_messages if not one.startswith(RAW)] == []


def test_html_in_a_text_leaves_the_page_valid(hostile_messages: list[str]) -> None:
    assert [one for one in hostile_messages if one.startswith(RAW)] == []


def test_every_publication_has_a_landing_page(hostile: Built) -> None:
    keys = hostile.domain.catalogue.records.publications
    pages = {hostile.out / f"{landing_page(key)}.html" for key in keys}

    assert len(pages) == len(keys) > 30
    assert [page.name for page in sorted(pages) if not page.is_file()] == []


# --- what the build says of the hostile site ------------------------------------------------

EXPECTED = {
    *("bibtex", "block", "duplicate-id", "file-name", "formula", "missing"),
    *("refused", "unknown-field", "unknown-id", "value", "yaml"),
}
"""The kinds of mistakes that the hostile site holds."""


def test_each_warning_is_of_a_mistake_in_a_record(hostile: Built) -> None:
    codes = [re.search(r"\[research\.([a-z-]+)\]$", warning) for warning in hostile.warnings]

    assert {code and code[1] for code in codes} == EXPECTED


def test_values_that_are_odd_but_allowed_are_not_warned_of(hostile: Built) -> None:
    """Else a value that should be tried is left out, and the tests above see nothing of it."""
    strict = (
        "people/mallory",
        "people/collaborators",
        "research/organisations",
        "research/venues",
    )
    warned = [one for one in hostile.warnings if one.startswith(strict)]

    assert [one for one in warned if "[research.formula]" not in one] == []


def test_no_page_was_left_out(hostile: Built) -> None:
    sources = {path.relative_to(hostile.out.parents[1] / "source") for path in _pages(hostile)}

    assert {str(path.with_suffix("")) for path in sources} == hostile.env.found_docs


def _pages(built: Built) -> list[Path]:
    return list((built.out.parents[1] / "source").rglob("*.md"))
