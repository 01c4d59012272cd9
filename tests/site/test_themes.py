"""The extension works with any theme."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.site.building import Site, dead_links, one, texts


@pytest.mark.parametrize("theme", ["alabaster", "basic", "furo", "pydata_sphinx_theme"])
def test_theme_shows_the_records(site: Callable[[str], Site], theme: str) -> None:
    built = site("everything").build(html_theme=theme)
    page = built.page("people/ada")

    assert texts(one(page, "#publications"), ".number") == ["[1]"]
    assert texts(page, ".cite") == ["[1]", "[2]", "[1]", "[1]"]
    assert len(page.select(".profile")) == 1
    assert dead_links(built.out) == []
