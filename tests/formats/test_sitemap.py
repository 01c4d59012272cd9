from __future__ import annotations

from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree

from sphinx_research.formats import sitemap
from sphinx_research.formats.site import Site

SITE = Site("The lab", "https://lab.example.org/")
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def _addresses(text: str, root_name: str = "urlset") -> list[str]:
    root = etree.fromstring(text.encode())
    assert root.tag == f"{NAMESPACE}{root_name}"
    return [loc.text or "" for loc in root.iter(f"{NAMESPACE}loc")]


def _pages(count: int) -> list[str]:
    return [f"https://lab.example.org/{number}.html" for number in range(count)]


def test_a_sitemap_names_every_page_once() -> None:
    pages = ["https://lab.example.org/b.html?c&d", "https://lab.example.org/a.html"]

    found = sitemap.files(SITE, [*pages, *pages])

    assert list(found) == ["sitemap.xml"]
    assert _addresses(found["sitemap.xml"]) == pages


def test_what_one_file_may_not_hold_goes_into_several() -> None:
    pages = _pages(sitemap.MOST_ADDRESSES + 1)

    found = sitemap.files(SITE, pages)

    assert list(found) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
    assert _addresses(found["sitemap.xml"], "sitemapindex") == [
        "https://lab.example.org/sitemap-1.xml",
        "https://lab.example.org/sitemap-2.xml",
    ]
    assert _addresses(found["sitemap-1.xml"]) == pages[:50_000]
    assert _addresses(found["sitemap-2.xml"]) == pages[50_000:]


def test_fifty_thousand_pages_still_go_into_one_file() -> None:
    assert list(sitemap.files(SITE, _pages(50_000))) == ["sitemap.xml"]


def test_no_file_grows_beyond_what_may_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "_ROOM", 300)
    pages = [f"https://lab.example.org/{number}/{'é' * 40}" for number in range(5)]

    found = sitemap.files(SITE, pages)

    del found["sitemap.xml"]
    assert all(len(text.encode()) <= 300 + 200 for text in found.values())
    assert [page for text in found.values() for page in _addresses(text)] == pages


def test_an_address_that_is_too_long_is_left_out() -> None:
    long = f"https://lab.example.org/{'a' * 2_048}"

    assert _addresses(sitemap.files(SITE, [long])["sitemap.xml"]) == []


def test_crawlers_may_read_everything_and_find_the_sitemap() -> None:
    parser = RobotFileParser()
    parser.parse(sitemap.robots(SITE).splitlines())

    assert parser.can_fetch("Anybot", "https://lab.example.org/people/ada.html")
    assert parser.site_maps() == ["https://lab.example.org/sitemap.xml"]


def test_a_site_without_an_address_has_neither() -> None:
    nowhere = Site("The lab")

    assert (sitemap.files(nowhere, _pages(1)), sitemap.robots(nowhere)) == ({}, "")
