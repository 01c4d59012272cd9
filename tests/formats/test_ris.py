from __future__ import annotations

import re

import pytest
from hypothesis import given

from sphinx_research.formats import ris
from sphinx_research.formats.works import Work
from sphinx_research.records.model import Publication, PublicationType
from tests.formats.making import exported, publication, publications, venue, work, works

Line = tuple[str, str]
MEMOIRS = venue("memoirs", "Scientific Memoirs", "journal", short="Memoirs", issn="1234-5679")


def _parsed(text: str) -> list[list[Line]]:
    """Read RIS strictly: every line is a tag, and every entry goes from TY to ER."""
    entries: list[list[Line]] = []
    lines = text.split("\r\n")
    assert lines.pop() == ""
    is_open = False
    for line in lines:
        if not line:
            assert not is_open
            continue
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - ([^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]*)", line)
        assert match, line
        assert is_open == (match[1] != "TY")
        is_open = match[1] != "ER"
        if match[1] == "TY":
            entries.append([])
        entries[-1].append((match[1], match[2]))
    assert not is_open
    return entries


def _lines(one: Work) -> list[Line]:
    (lines,) = _parsed(ris.entry(one))
    return lines


def test_an_article_with_everything() -> None:
    article = work(
        MEMOIRS,
        base="https://lab.example.org/",
        title="Notes on the *Engine* and Tx²",
        authors=[
            "Ada Lovelace",
            {"family": "King", "given": "Martin", "suffix": "Jr.", "particle": "von"},
            "The Engine Collaboration",
        ],
        editors="Mary Somerville",
        venue="memoirs",
        date="2024-05-03",
        volume="3",
        issue="2",
        pages="10-12",
        doi="10.1000/182",
        pdf="https://example.org/a.pdf",
        language="en",
        tags="engines, music",
        abstract="One *line*\nof two.\n\nAnd more.",
        note="By {person}`Ada <ada>`",
    )

    assert _lines(article) == [
        ("TY", "JOUR"),
        ("ID", "key"),
        ("TI", "Notes on the Engine and Tx2"),
        ("AU", "Lovelace, Ada"),
        ("AU", "von King, Martin, Jr."),
        ("AU", "The Engine Collaboration"),
        ("ED", "Somerville, Mary"),
        ("PY", "2024"),
        ("DA", "2024/05/03/"),
        ("T2", "Scientific Memoirs"),
        ("VL", "3"),
        ("IS", "2"),
        ("SP", "10"),
        ("EP", "12"),
        ("SN", "1234-5679"),
        ("LA", "en"),
        ("DO", "10.1000/182"),
        ("UR", "https://doi.org/10.1000/182"),
        ("UR", "https://lab.example.org/research/publications/key.html"),
        ("L1", "https://example.org/a.pdf"),
        ("AB", "One line of two. And more."),
        ("KW", "engines"),
        ("KW", "music"),
        ("N1", "By Ada"),
        ("ER", ""),
    ]


def test_what_is_not_known_has_no_line() -> None:
    assert _lines(work(type="misc")) == [
        ("TY", "GEN"),
        ("ID", "key"),
        ("TI", "On Engines"),
        ("AU", "Lovelace, Ada"),
        ("ER", ""),
    ]


@pytest.mark.parametrize(
    ("date", "lines"),
    [
        ("2024", [("PY", "2024")]),
        ("2024-05", [("PY", "2024"), ("DA", "2024/05//")]),
        ("0987-05-03", [("PY", "0987"), ("DA", "0987/05/03/")]),
    ],
)
def test_of_a_date_only_what_is_known(date: str, lines: list[Line]) -> None:
    assert [line for line in _lines(work(date=date)) if line[0] in ("PY", "DA")] == lines


def test_a_patent_s_number_stands_where_reference_managers_look() -> None:
    assert ("SN", "CN113269129A") in _lines(work(type="patent", number="CN113269129A"))


TYPES = {
    "article": "JOUR",
    "conference": "CPAPER",
    "workshop": "CPAPER",
    "preprint": "UNPB",
    "thesis": "THES",
    "book": "BOOK",
    "chapter": "CHAP",
    "report": "RPRT",
    "patent": "PAT",
    "dataset": "DATA",
    "software": "COMP",
    "talk": "SLIDE",
    "misc": "GEN",
}


@pytest.mark.parametrize("kind", list(PublicationType))
def test_every_type_has_a_type(kind: PublicationType) -> None:
    assert dict(_lines(work(type=str(kind))))["TY"] == TYPES[str(kind)]


@pytest.mark.parametrize("kind", ["thesis", "report"])
def test_an_institution_publishes_and_holds_nothing(kind: str) -> None:
    lines = dict(_lines(work(type=kind, venue="University College")))

    assert lines["PB"] == "University College"
    assert "T2" not in lines


def test_a_preprint_has_its_repository_and_its_number_there() -> None:
    lines = dict(_lines(work(type="preprint", arxiv="2404.02345", venue="arXiv")))

    assert (lines["PB"], lines["AN"]) == ("arXiv", "arXiv:2404.02345")
    assert "T2" not in lines
    assert dict(_lines(work(type="preprint", arxiv="2404.02345")))["PB"] == "arXiv"


@pytest.mark.parametrize(
    ("pages", "lines"),
    [
        ("A-12--A-15", [("SP", "A-12"), ("EP", "A-15")]),
        ("1073–1081, 1090", [("SP", "1073")]),
        ("7", [("SP", "7")]),
    ],
)
def test_of_pages_the_first_and_if_it_is_certain_the_last(pages: str, lines: list[Line]) -> None:
    assert [line for line in _lines(work(pages=pages)) if line[0] in ("SP", "EP")] == lines


def test_the_number_of_an_article_is_said_once() -> None:
    lines = _lines(work(type="article", number="104123"))

    assert [line for line in lines if line[1] == "104123"] == [("C7", "104123")]


def test_et_al_is_nobody() -> None:
    names = ["Ada Lovelace", {"literal": "et al."}]

    lines = _lines(work(authors=names, editors=names))

    assert [line for line in lines if line[0] in ("AU", "ED")] == [
        ("AU", "Lovelace, Ada"),
        ("ED", "Lovelace, Ada"),
    ]


def test_a_file_has_all_entries() -> None:
    papers = works(publication("one"), publication("two"))

    assert [dict(lines)["ID"] for lines in _parsed(exported(".ris", papers))] == ["one", "two"]
    assert exported(".ris", []) == ""


@given(record=publications())
def test_no_text_forges_a_line(record: Publication) -> None:
    (one,) = works(record)
    tags = [tag for tag, _ in _lines(one)]

    assert (tags[0], tags[-1]) == ("TY", "ER")
    assert tags.count("TI") <= 1
    assert tags.count("AU") <= len(record.authors)
