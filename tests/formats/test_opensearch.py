from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sphinx_research.formats import opensearch
from sphinx_research.formats.site import Site

NAMESPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


def read(text: str) -> dict[str, str]:
    root = etree.fromstring(text.encode("utf-8", "replace"))
    assert root.tag == f"{NAMESPACE}OpenSearchDescription"
    return {
        str(child.tag).removeprefix(NAMESPACE): child.get("template") or child.text or ""
        for child in root
    }


def test_description_says_where_to_ask() -> None:
    assert read(
        opensearch.description(Site("Engines & more", "https://lab.example/"), "search")
    ) == {
        "ShortName": "Engines & more",
        "Description": "Search Engines & more",
        "InputEncoding": "UTF-8",
        "Url": "https://lab.example/search.html?q={searchTerms}",
    }


def test_folders_are_asked_as_such() -> None:
    site = Site("Engines", "https://lab.example/", folders=True)

    assert read(opensearch.description(site, "search"))["Url"] == (
        "https://lab.example/search/?q={searchTerms}"
    )


def test_site_without_an_address_has_none() -> None:
    assert opensearch.description(Site("Engines"), "search") == ""


@given(st.text())
def test_any_name_fits_within_the_limits(name: str) -> None:
    found = read(opensearch.description(Site(name, "https://lab.example/"), "search"))

    assert len(found.get("ShortName", "")) <= 16
    assert len(found["Description"]) <= 1024
