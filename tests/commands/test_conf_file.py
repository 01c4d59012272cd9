"""Values of conf.py change, and nothing else of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.commands.settings import RefusedError
from sphinx_research.commands.starting.conf_file import with_values

CONF = '''\
"""Ours: größer."""

import os

project = "Étude"  # the name
author, other = "a", "b"
html_baseurl = os.environ.get("SITE_URL", "https://example.org/")
research_themes = {
    "one": "One",  # the first
}
html_context = {
    "license": "CC BY 4.0",
    # Where a page can be edited.
    "edit_url": os.getenv("SITE_EDIT_URL", ""),
}
if project:
    html_title = project
'''


def run(text: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(compile(text, "conf.py", "exec"), names)  # noqa: S102 - what the tests have written
    return names


def test_values_change_in_place_and_comments_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    monkeypatch.delenv("SITE_EDIT_URL", raising=False)

    changed = with_values(
        CONF,
        {
            "project": 'The "Lab"',
            "html_baseurl": "https://lab.example/",
            "research_themes": {},
            "html_context.license": "CC0",
            "html_context.edit_url": "https://host/{path}",
        },
    )

    assert (
        changed
        == '''\
"""Ours: größer."""

import os

project = 'The "Lab"'  # the name
author, other = "a", "b"
html_baseurl = os.environ.get("SITE_URL", "https://lab.example/")
research_themes = {}
html_context = {
    "license": "CC0",
    # Where a page can be edited.
    "edit_url": os.getenv("SITE_EDIT_URL", "https://host/{path}"),
}
if project:
    html_title = project
'''
    )


def test_long_calls_are_written_as_the_formatter_writes_them() -> None:
    short, long = f"https://example.org/{'a' * 50}", f"https://example.org/{'a' * 70}"

    changed = with_values(CONF, {"html_context.edit_url": short, "html_baseurl": long})

    assert (
        f"""
    "edit_url": os.getenv(
        "SITE_EDIT_URL", "{short}"
    ),
"""
        in changed
    )
    assert (
        f"""
html_baseurl = os.environ.get(
    "SITE_URL", "{long}"
)
"""
        not in changed
    )
    assert (
        f"""
html_baseurl = os.environ.get(
    "SITE_URL",
    "{long}",
)
"""
        in changed
    )


def test_what_is_not_there_is_added_at_the_end() -> None:
    changed = with_values(CONF, {"html_theme_options": {"accent": "#123456"}, "research_cv": True})

    assert changed == (
        f'{CONF}\nhtml_theme_options = {{\n    "accent": "#123456",\n}}\nresearch_cv = True\n'
    )


def test_the_environment_still_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://from.example/")

    names = run(with_values(CONF, {"html_baseurl": "https://lab.example/"}))

    assert names["html_baseurl"] == "https://from.example/"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_what_python_reads(text: str) -> None:
    changed = with_values(CONF, {"project": text, "html_context.license": text, "new": text})
    names = run(changed)

    assert (names["project"], names["html_context"]["license"], names["new"]) == (text,) * 3


def test_what_is_no_python_is_refused() -> None:
    with pytest.raises(RefusedError, match=r"conf\.py is no Python"):
        with_values("project = (", {"project": "x"})
