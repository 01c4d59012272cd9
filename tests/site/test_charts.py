"""Charts: pictures with a table in HTML, and the table elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from tests.site.building import Site, dead_links, one, parse, texts, words

CHARTS = """
## Charts

:::{papers-per-year}
:::

:::{coauthors}
:::

:::{timeline}
:person: ada
:::
"""

PAPER = """
:::{publication} more
:title: A loom of his
:authors: Charles Babbage
:venue: Memoirs
:year: 2019
:::
"""


@pytest.fixture
def engines(site: Callable[[str], Site]) -> Site:
    """Give a site whose page of Ada ends with all charts."""
    copy = site("sections")
    copy.append("people/ada.md", CHARTS)
    return copy


def test_each_chart_is_a_picture_with_a_caption_and_a_table(engines: Site) -> None:
    page = engines.build().page("people/ada")

    assert [figure["class"] for figure in page.select("figure.chart")] == [
        ["chart", "papers-per-year"],
        ["chart", "coauthors"],
        ["chart", "timeline"],
    ]
    for figure in page.select("figure.chart"):
        assert words(one(figure, "summary")) == "As a table"
        assert texts(figure, "tbody td") != []


def test_pictures_hold_neither_styles_nor_scripts_and_are_xml(engines: Site) -> None:
    page = engines.build().page("people/ada")

    for picture in page.select("figure.chart > svg"):
        root = etree.fromstring(str(picture))
        assert list(root.iter("script", "style")) == []
        assert root.xpath("//@style | //@*[starts-with(name(), 'on')]") == []


def test_the_names_of_coauthors_lead_to_their_pages(engines: Site) -> None:
    built = engines.build()
    page = built.page("people/ada")

    assert words(one(page, "figure.coauthors svg a")).startswith("Charles Babbage")
    assert one(page, "figure.coauthors svg a")["href"] == "people/charles.html"
    assert dead_links(built.out) == []


def test_charts_that_show_nothing_leave_nothing(site: Callable[[str], Site]) -> None:
    copy = site("sections")
    copy.write("people/mary.md", "---\nperson: {name: Mary Somerville}\n---\n# Mary\n" + CHARTS)
    copy.edit("people/mary.md", ":person: ada\n", "")
    page = copy.build().page("people/mary")

    assert page.select("figure") == []


def test_a_timeline_of_nobody_is_reported(site: Callable[[str], Site]) -> None:
    copy = site("sections")
    copy.append("index.md", "\n:::{timeline}\n:::\n")

    assert any("`timeline` does not know whose it is" in one for one in _warnings(copy))


def test_a_name_that_nobody_has_is_reported(site: Callable[[str], Site]) -> None:
    copy = site("sections")
    copy.append("index.md", "\n:::{coauthors}\n:person: adda\n:::\n")

    assert any("there is no person `adda`" in one for one in _warnings(copy))


def test_a_page_is_read_again_when_its_chart_would_change_and_not_otherwise(
    engines: Site,
) -> None:
    engines.write("charts.md", "---\norphan: true\n---\n# Charts\n\n:::{papers-per-year}\n:::\n")
    engines.build()
    engines.append("research/engine.md", PAPER)

    assert "charts" in engines.build().read

    engines.edit("research/engine.md", "A loom of his", "A loom of hers")

    assert "charts" not in engines.build().read


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "xml", "man", "texinfo"])
def test_other_builders_write_the_table(engines: Site, builder: str) -> None:
    engines.append("index.md", CHARTS)
    out = engines.build(builder).out
    name = {"text": "index.txt", "epub": "index.xhtml", "xml": "index.xml"}.get(builder)
    files = [out / name] if name else sorted(one for one in out.iterdir() if one.is_file())
    text = "".join(one.read_text("utf-8", errors="ignore") for one in files)

    assert "Papers" in text
    assert "<svg" not in text


@pytest.mark.parametrize("theme", ["alabaster", "furo", "pydata_sphinx_theme"])
def test_other_themes_show_pictures_too(engines: Site, theme: str) -> None:
    page = engines.build(html_theme=theme).page("people/ada")

    assert len(page.select("figure.chart > svg")) == 3


def test_pages_in_one_document_share_no_ids(engines: Site) -> None:
    engines.append("index.md", CHARTS)
    page = parse(engines.build("singlehtml").out / "index.html")
    ids = [one["id"] for one in page.select("figure.chart [id]")]

    assert len(ids) == len({*ids})


def _warnings(copy: Site) -> tuple[str, ...]:
    return copy.build(warns=True).warnings
