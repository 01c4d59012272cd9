from __future__ import annotations

import json

import pytest
from hypothesis import given

from sphinx_research.formats import csl
from sphinx_research.records.markup import Markup
from sphinx_research.records.model import Publication, PublicationType
from tests.formats.making import exported, publication, publications, venue, work, works

MEMOIRS = venue("memoirs", "Scientific Memoirs", "journal", short="Memoirs", issn="1234-5679")

# The names of https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json
TYPES = {
    "article": "article-journal",
    "conference": "paper-conference",
    "workshop": "paper-conference",
    "preprint": "article",
    "thesis": "thesis",
    "book": "book",
    "chapter": "chapter",
    "report": "report",
    "patent": "patent",
    "dataset": "dataset",
    "software": "software",
    "talk": "speech",
    "misc": "document",
}
STRINGS = {
    *("abstract", "container-title", "container-title-short", "DOI", "edition", "event-title"),
    *("genre", "id", "ISBN", "ISSN", "issue", "keyword", "language", "note", "number", "page"),
    *("publisher", "status", "title", "type", "URL", "volume"),
}
NAME_PARTS = {"family", "given", "non-dropping-particle", "suffix", "literal"}


def _assert_valid(item: object) -> None:
    """Check the rules of the schema that concern what we write."""
    assert isinstance(item, dict)
    assert {"id", "type"} <= item.keys()
    assert item["type"] in TYPES.values()
    for name, value in item.items():
        if name in ("author", "editor"):
            assert value
            assert all(part.keys() <= NAME_PARTS and part for part in value)
        elif name == "issued":
            assert value.keys() == {"date-parts"}
            ((*parts,),) = value["date-parts"]
            assert 1 <= len(parts) <= 3
            assert all(type(part) is int for part in parts)
        else:
            assert name in STRINGS
            assert isinstance(value, str)
            assert value


def test_an_article_with_everything() -> None:
    article = work(
        MEMOIRS,
        title="Tx²Former, *in vivo* & a<b",
        authors=[
            "Ada Lovelace*",
            {"family": "Gogh", "given": "Vincent", "particle": "van"},
            {"family": "King", "given": "Martin", "suffix": "Jr."},
            "The Engine Collaboration",
        ],
        venue="memoirs",
        date="2024-05-03",
        volume="3",
        issue="2",
        pages="10-12",
        doi="10.1000/182",
        language="en",
        tags="engines, music",
        abstract="One *line*\nof two.",
        note="A note",
    )

    assert csl.item(article) == {
        "id": "key",
        "type": "article-journal",
        "title": "Tx<sup>2</sup>Former, in vivo & a‹b",
        "author": [
            {"family": "Lovelace", "given": "Ada"},
            {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
            {"family": "King", "given": "Martin", "suffix": "Jr."},
            {"literal": "The Engine Collaboration"},
        ],
        "issued": {"date-parts": [[2024, 5, 3]]},
        "container-title": "Scientific Memoirs",
        "volume": "3",
        "issue": "2",
        "page": "10-12",
        "DOI": "10.1000/182",
        "ISSN": "1234-5679",
        "URL": "https://doi.org/10.1000/182",
        "language": "en",
        "keyword": "engines, music",
        "note": "A note",
        "abstract": "One line of two.",
    }


def test_what_is_not_known_is_not_there() -> None:
    assert csl.item(work(type="misc")) == {
        "id": "key",
        "type": "document",
        "title": "On Engines",
        "author": [{"family": "Lovelace", "given": "Ada"}],
    }


def test_a_preprint_is_a_numbered_work_of_arxiv() -> None:
    item = csl.item(work(venue("arxiv", "arXiv", "repository"), venue="arxiv", arxiv="2404.02345"))

    assert item["type"] == "article"
    assert item["number"] == "arXiv:2404.02345"
    assert item["publisher"] == "arXiv"
    assert item["issued"] == {"date-parts": [[2024, 4]]}
    assert "container-title" not in item


def test_the_language_of_a_translated_title_is_not_that_of_the_work() -> None:
    assert "language" not in csl.item(work(language="zh", original_title="论引擎"))
    assert csl.item(work(language="zh"))["language"] == "zh"


def test_a_state_is_told_until_the_pages_are_known() -> None:
    assert csl.item(work(status="accepted"))["status"] == "in press"
    assert csl.item(work(status="under-review"))["status"] == "under review"
    assert "status" not in csl.item(work(status="accepted", pages="1-2"))
    assert "status" not in csl.item(work(status="preprint"))


@pytest.mark.parametrize("kind", list(PublicationType))
def test_every_type_is_one_of_csl_s(kind: PublicationType) -> None:
    item = csl.item(work(type=str(kind), venue="Somewhere", status="accepted"))

    _assert_valid(item)
    assert item["type"] == TYPES[str(kind)]


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("article", "container-title"),
        ("conference", "container-title"),
        ("workshop", "container-title"),
        ("chapter", "container-title"),
        ("talk", "event-title"),
        ("thesis", "publisher"),
        ("dataset", "publisher"),
    ],
)
def test_a_venue_is_what_the_type_makes_of_it(kind: str, field: str) -> None:
    item = csl.item(work(type=kind, venue="Somewhere"))

    assert [name for name, value in item.items() if value == "Somewhere"] == [field]


def test_a_preprint_without_a_venue_is_of_arxiv_too() -> None:
    assert csl.item(work(type="preprint", arxiv="2404.02345"))["publisher"] == "arXiv"


def test_a_talk_is_never_in_press() -> None:
    assert "status" not in csl.item(work(type="talk", status="accepted"))


def test_et_al_is_nobody() -> None:
    names = ["Ada Lovelace", {"literal": "et al."}]

    item = csl.item(work(authors=names, editors=names))

    assert item["author"] == item["editor"] == [{"family": "Lovelace", "given": "Ada"}]


def test_files_are_arrays_in_order_with_letters_as_they_are() -> None:
    papers = works(publication("one", title="解锁"), publication("two"))

    text = exported(".json", papers)

    assert [item["id"] for item in json.loads(text)] == ["one", "two"]
    assert "解锁" in text
    assert json.loads(exported(".json", papers[1:])) == [csl.item(papers[1])]
    assert json.loads(exported(".json", [])) == []


def test_a_title_can_make_no_tag() -> None:
    title = Markup.parse("The \\<b>bold\\</b> H₂O and \\<sup>")

    assert csl.rich(title) == "The ‹b›bold‹/b› H<sub>2</sub>O and ‹sup›"


@given(record=publications())
def test_every_item_is_valid(record: Publication) -> None:
    (one,) = works(record)
    (item,) = json.loads(exported(".json", [one]).encode().decode())

    _assert_valid(item)
    assert item == csl.item(one)
