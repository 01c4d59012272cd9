from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from sphinx_research.formats import signposting
from sphinx_research.formats.tags import Tag
from sphinx_research.formats.works import Works
from tests.formats.conftest import works_of
from tests.formats.library import ORCID, TYPES, library
from tests.records.conftest import Tree

FILE = "https://lab.example.org/research/publications/article"
PDF = "https://lab.example.org/files/notes.pdf"
ZIP = "https://lab.example.org/files/notes.zip?raw=1"
BIBTEX = "application/x-bibtex"
RIS = "application/x-research-info-systems"
CSL = "application/vnd.citationstyles.csl+json"


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> Works:
    return works_of(library(Tree(tmp_path_factory.mktemp("library"))))


@pytest.fixture(scope="module")
def homeless(tmp_path_factory: pytest.TempPathFactory) -> Works:
    """Give the works of a site that has no address."""
    return works_of(library(Tree(tmp_path_factory.mktemp("homeless"))), base="")


def _links(works: Works, key: str) -> list[tuple[str, ...]]:
    """Relation, target and media type of each link."""
    tags: tuple[Tag, ...] = signposting.links(works[key], works.site)
    assert {tag.name for tag in tags} == {"link"}
    return [tuple(value for _, value in tag.attributes) for tag in tags]


def _linkset(works: Works, key: str) -> list[dict[str, Any]]:
    read: dict[str, list[dict[str, Any]]] = json.loads(signposting.linkset(works[key], works.site))
    assert read.keys() == {"linkset"}
    return read["linkset"]


def test_an_article_has_the_links_of_level_1(works: Works) -> None:
    assert _links(works, "article") == [
        ("cite-as", "https://doi.org/10.1000/notes"),
        ("type", "https://schema.org/AboutPage"),
        ("type", "https://schema.org/ScholarlyArticle"),
        ("author", f"https://orcid.org/{ORCID}"),
        ("describedby", f"{FILE}.bib", BIBTEX),
        ("describedby", f"{FILE}.utf8.bib", BIBTEX),
        ("describedby", f"{FILE}.ris", RIS),
        ("describedby", f"{FILE}.json", CSL),
        ("item", PDF, "application/pdf"),
        ("item", ZIP, "application/zip"),
        ("license", "https://creativecommons.org/licenses/by/4.0/"),
        ("linkset", f"{FILE}.linkset.json", "application/linkset+json"),
    ]


def test_an_article_has_the_links_of_level_2(works: Works) -> None:
    page = [{"href": f"{FILE}.html", "type": "text/html"}]
    descriptions = [
        {"href": f"{FILE}.bib", "type": BIBTEX},
        {"href": f"{FILE}.utf8.bib", "type": BIBTEX},
        {"href": f"{FILE}.ris", "type": RIS},
        {"href": f"{FILE}.json", "type": CSL},
    ]

    assert _linkset(works, "article") == [
        {
            "anchor": f"{FILE}.html",
            "cite-as": [{"href": "https://doi.org/10.1000/notes"}],
            "type": [
                {"href": "https://schema.org/AboutPage"},
                {"href": "https://schema.org/ScholarlyArticle"},
            ],
            "author": [{"href": f"https://orcid.org/{ORCID}"}],
            "describedby": descriptions,
            "item": [
                {"href": PDF, "type": "application/pdf"},
                {"href": ZIP, "type": "application/zip"},
            ],
            "license": [{"href": "https://creativecommons.org/licenses/by/4.0/"}],
        },
        *({"anchor": one["href"], "describes": page} for one in descriptions),
        {"anchor": PDF, "collection": page},
        {"anchor": ZIP, "collection": page},
    ]


def test_a_work_without_a_permanent_address_is_not_cited_by_one(works: Works) -> None:
    assert "cite-as" not in {link[0] for link in _links(works, "book")}


def test_data_that_is_a_file_is_an_item_and_a_page_about_code_is_none(works: Works) -> None:
    def items(key: str) -> list[tuple[str, ...]]:
        return [link for link in _links(works, key) if link[0] == "item"]

    assert items("dataset") == [("item", "https://data.example.com/numbers.csv", "text/csv")]
    assert items("software") == []


def test_a_supplement_that_is_the_pdf_is_one_item(works: Works) -> None:
    work = works["article"]
    work = replace(work, record=work.record.model_copy(update={"supplement": PDF}))

    page = json.loads(signposting.linkset(work, works.site))["linkset"][0]

    assert page["item"] == [{"href": PDF, "type": "application/pdf"}]


@pytest.mark.parametrize("key", TYPES)
def test_both_levels_say_the_same(works: Works, key: str) -> None:
    page = _linkset(works, key)[0]

    said = [
        (rel, target["href"], *([target["type"]] if "type" in target else []))
        for rel, targets in page.items()
        if rel != "anchor"
        for target in targets
    ]
    assert sorted(said) == sorted(_links(works, key)[:-1])


@pytest.mark.parametrize("key", TYPES)
def test_every_file_leads_back_to_the_page(works: Works, key: str) -> None:
    page, *files = _linkset(works, key)

    for rel, back in (("item", "collection"), ("describedby", "describes")):
        there = [target["href"] for target in page.get(rel, [])]
        assert [one["anchor"] for one in files if back in one] == there
    assert all(
        one.get("collection", one.get("describes"))
        == [{"href": page["anchor"], "type": "text/html"}]
        for one in files
    )


def test_without_an_address_there_are_links_to_elsewhere_and_no_linkset(homeless: Works) -> None:
    assert {link[0] for link in _links(homeless, "article")} == {
        *("cite-as", "type", "author", "item", "license")
    }
    assert signposting.linkset(homeless["article"], homeless.site) == ""


def test_odd_addresses_stay_json_in_ascii(works: Works) -> None:
    work = works["article"]
    odd = "https://lab.example.org/\ud800</script>\u202eé.pdf"
    work = replace(work, record=work.record.model_copy(update={"pdf": odd}))

    written = signposting.linkset(work, works.site)

    assert written.isascii()
    assert json.loads(written)["linkset"][0]["item"][0]["href"] == odd
