"""A heading shows once there is something below it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.building import Built, Site, texts

PAGE = """\
---
person:
  name: Grace Hopper
  news:
    - date: 1952
      text: A compiler.
---
# Grace Hopper

:::{profile}
:::

See the [papers](#publications).

## Publications

% They come by themselves.

:::{publications}
:::

## Life

### Education

:::{education}
:::

## News

:::{news}
:::

## To come

## Awards

Of these there are none.

:::{awards}
:::
"""
PAPER = ":::{publication} compiler\n:title: A compiler\n:authors: Grace Hopper\n:::\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site.copy("landing", tmp_path)
    site.write("people/grace.md", PAGE)
    return site


def _headings(built: Built) -> list[str]:
    return texts(built.page("people/grace"), "section h2, section h3")


def _contents(built: Built) -> str:
    return built.env.tocs["people/grace"].astext()


def test_a_heading_above_empty_lists_alone_is_left_out(site: Site) -> None:
    built = site.build()

    assert _headings(built) == ["News", "To come", "Awards"]
    page = built.page("people/grace")
    assert "Publications" not in _contents(built)
    (link,) = page.select('a[href="#publications"]')
    assert link.get_text() == "papers"
    assert page.select("#publications")


def test_it_is_there_with_the_first_paper(site: Site) -> None:
    site.build()
    site.append("research/loom.md", f"\n{PAPER}")

    built = site.build()

    assert "Publications" in _headings(built)
    assert "Publications" in _contents(built)
    assert texts(built.page("people/grace"), "#publications .title") == ["A compiler"]


def test_so_it_is_for_other_builders(site: Site) -> None:
    written = (site.build("text").out / "people/grace.txt").read_text("utf-8")

    assert "Education" not in written
    assert "To come" in written


def test_the_title_of_a_page_stays(site: Site) -> None:
    site.write("research/none.md", "# None yet\n\n:::{publications}\n:type: patent\n:::\n")
    site.append("index.md", "\n```{toctree}\nresearch/none\n```\n")

    assert texts(site.build().page("research/none"), "h1") == ["None yet"]
