"""The extension works with any theme."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sample import needs_sample
from tests.site.building import Site, build_repository, dead_links, one, parse, texts, words


@pytest.mark.parametrize("theme", ["alabaster", "basic", "furo", "pydata_sphinx_theme"])
def test_theme_shows_the_records(site: Callable[[str], Site], theme: str) -> None:
    built = site("everything").build(html_theme=theme)
    page = built.page("people/ada")

    assert texts(one(page, "#publications"), ".number") == ["[1]"]
    assert texts(page, ".cite") == ["[1]", "[2]", "[1]", "[1]"]
    assert len(page.select(".profile")) == 1
    assert dead_links(built.out) == []


@needs_sample
@pytest.mark.parametrize("theme", ["furo", "pydata_sphinx_theme"])
def test_one_line_gives_this_repository_another_theme(tmp_path: Path, theme: str) -> None:
    out = build_repository(tmp_path, theme=theme)
    page = parse(out / "people/zeqing-wang.html")

    assert words(one(page, "h1 .native-name")) == "王泽卿"
    assert page.select("li.publication details.bibtex")
    assert dead_links(out) == []
