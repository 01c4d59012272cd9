"""The names that pages may use are names that there are, and mean what is meant by them."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from docutils.parsers.rst import directives, languages, roles
from docutils.utils import new_document
from sphinx.testing.util import SphinxTestApp
from sphinx.util.docutils import sphinx_domains

from sphinx_research.records.sources.allowed import (
    DIRECTIVES,
    MENDS,
    OUR_DIRECTIVES,
    OUR_ROLES,
    ROLES,
)
from tests.site.building import REPOSITORY, Built, Site


@pytest.fixture
def everything(built: Callable[[str], Built]) -> Built:
    return built("everything")


def test_ours_are_those_of_the_domain(everything: Built) -> None:
    domain = everything.domain

    assert {name for name in OUR_DIRECTIVES if ":" not in name} == domain.directives.keys()
    assert {name for name in OUR_ROLES if ":" not in name} == domain.roles.keys()


EXTENSIONS = ["myst_parser", "sphinx_design", "sphinx_research"]


def test_the_guide_names_what_there_is() -> None:
    guide = (REPOSITORY / "docs/reference/directives.md").read_text("utf-8")
    listed = guide.partition("Besides those of this site, a page may use\n")[2].partition(
        "\nFor "
    )[0]

    names = set(re.findall(r"(?<!})`([a-z-]+)`", listed)) - {"intersphinx_mapping"}

    assert len(names) > 50
    assert names <= DIRECTIVES | ROLES


@contextmanager
def _sphinx(source: Path) -> Iterator[SphinxTestApp]:
    """Give Sphinx with its directives; after a build docutils has forgotten them."""
    app = SphinxTestApp("html", srcdir=source, confoverrides={"extensions": EXTENSIONS})
    try:
        yield app
    finally:
        app.cleanup()


def test_every_allowed_name_is_known(tmp_path: Path) -> None:
    document = new_document("")
    english: Any = languages.get_language("en")
    source = Site.copy("everything", tmp_path).source
    with _sphinx(source) as app, sphinx_domains(app.env):
        unknown = [
            name
            for name in DIRECTIVES - OUR_DIRECTIVES
            if directives.directive(name, english, document)[0] is None
        ]
        unknown += [
            name
            for name in ROLES - OUR_ROLES
            if roles.role(name, english, 1, document.reporter)[0] is None
        ]

    assert sorted(unknown) == []


@pytest.mark.parametrize(
    "language", [one.name for one in pkgutil.iter_modules(languages.__path__)]
)
def test_no_language_gives_an_allowed_name_another_meaning(language: str) -> None:
    """Docutils knows directives and roles by other names in other languages."""
    module = importlib.import_module(f"docutils.parsers.rst.languages.{language}")

    for allowed, names in ((DIRECTIVES, module.directives), (ROLES, module.roles)):
        assert {names[name] for name in allowed & names.keys()} & MENDS.keys() == set()


_LINES = ("research/odd.md:3", "research/odd.md:6")


def _told(built: Built) -> list[str]:
    """Give what is said of lines of the page, in any words."""
    return [one for one in built.warnings if one.startswith(_LINES)]


def _page(tmp_path: Path, text: str, **settings: Any) -> Built:  # noqa: ANN401 - as `Site.build` has them
    site = Site.copy("everything", tmp_path)
    site.write("research/odd.md", f"---\norphan: true\n---\n# Odd\n\n{text}\n\nHarmless.\n")
    return site.build(warns=not settings, **settings)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            ":::{publicatons}\n:::",
            "there is no directive `{publicatons}`; did you mean `publications`?",
        ),
        ("A {persn}`ada`.", "there is no role `{persn}`; did you mean `person`?"),
        (
            ":::{include} ../conf.py\n:::",
            "the directive `{include}` is not allowed on pages; write its text into the page",
        ),
    ],
)
def test_what_is_not_allowed_is_told_once_and_its_page_left_out(
    tmp_path: Path, text: str, says: str
) -> None:
    built = _page(tmp_path, text)

    assert _told(built) == [f"research/odd.md:6: WARNING: {says} [research.refused]"]
    assert "Harmless" not in built.page("research/odd").get_text()


def test_the_settings_may_allow_more(tmp_path: Path) -> None:
    text = ":::{csv-table}\na, b\n:::"

    built = _page(tmp_path, text, research_allowed=["csv-table"])

    assert _told(built) == []
    assert [cell.get_text() for cell in built.page("research/odd").select("td")] == ["a", "b"]


def test_what_myst_reads_of_a_page_is_ours_alone(tmp_path: Path) -> None:
    site = Site.copy("everything", tmp_path)
    front = "myst: {enable_extensions: [substitution], substitutions: {x: SUBSTITUTED}}"
    site.write("research/odd.md", f"---\norphan: true\n{front}\n---\n# Odd\n\nA {{{{ x }}}}.\n")

    built = site.build(warns=True)

    assert [one.rpartition(" ")[2] for one in _told(built)] == ["[research.front-matter]"]
    assert "A {{ x }}." in built.page("research/odd").get_text()
