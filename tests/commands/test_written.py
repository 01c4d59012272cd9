"""What is written is read back as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.commands import written
from sphinx_research.formats.site import Site
from sphinx_research.formats.works import Works
from sphinx_research.records.catalogue import Catalogue, Records, Settings
from sphinx_research.records.problems import Place, Problem
from sphinx_research.records.raw import Kind, RawRecord
from sphinx_research.records.schema import validate
from sphinx_research.records.sources.bibtex import read_bibtex
from sphinx_research.records.sources.data_files import read_data_file
from sphinx_research.records.sources.markdown import read_markdown
from sphinx_research.records.sources.yaml_text import read_yaml

PLACE = Place("people/ada.md")
ADA = {
    "name": "Ada Lovelace",
    "aliases": ["Augusta Ada King"],
    "since": "2023-09",
    "links": {"github": "ada", "homepage": "https://example.org/#ada"},
    "education": [{"org": "london", "degree": "BSc", "until": "2023"}, {"org": "no"}],
    "motto": "Engines: how they `think` # or not",
    "role": "",
}
PAGE = """\
---
person:
  name: Ada Lovelace
  aliases: [Augusta Ada King]
  since: 2023-09
  links:
    github: ada
    homepage: https://example.org/#ada
  education:
    - org: london
      degree: BSc
      until: 2023
    - org: no
  motto: 'Engines: how they `think` # or not'
---
# Ada Lovelace

:::{profile}
:::

Ada writes.
"""


def _record(data: dict[str, Any], kind: Kind = Kind.PERSON) -> RawRecord:
    return RawRecord(kind, "ada", data, PLACE)


def test_a_page_looks_as_if_a_person_had_written_it() -> None:
    assert written.page(_record(ADA), "Ada writes.") == PAGE


def test_a_page_is_read_back() -> None:
    (record,) = read_markdown(PAGE, "people/ada.md").records

    assert record.data == {name: value for name, value in ADA.items() if value}


TEXTS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=120).map(
    lambda text: " ".join(text.split()) or "a"
)
VALUES = st.recursive(
    TEXTS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4)
        | st.dictionaries(TEXTS, inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["name", "motto", "links", "news"]), VALUES, min_size=1))
def test_yaml_is_read_back(data: dict[str, Any]) -> None:
    problems: list[Problem] = []

    read, _ = read_yaml(written.to_yaml(data), PLACE, problems.append)

    assert (read, problems) == (data, [])


def test_data_files_are_read_back() -> None:
    venues = [
        RawRecord(Kind.VENUE, one, {"name": one.upper(), "aliases": ["a", "b"]}, PLACE)
        for one in ("cvpr", "no")
    ]
    text = written.data_file(venues)

    assert text == "cvpr:\n  name: CVPR\n  aliases: [a, b]\n\nno:\n  name: NO\n  aliases: [a, b]\n"
    read = read_data_file(text, "research/venues.yaml")
    assert [(one.id, one.data) for one in read.records] == [(one.id, one.data) for one in venues]


def test_news_are_a_list() -> None:
    news = [RawRecord(Kind.NEWS, "n", {"date": "2024-05", "text": "It *works*."}, PLACE)]

    assert written.data_file(news) == "- date: 2024-05\n  text: It *works*.\n"


OPTIONS = st.dictionaries(
    st.sampled_from(["title", "note", "venue", "award", "pages"]), TEXTS, min_size=1
)
ABSTRACTS = st.sampled_from(["", "One.\n\nTwo.", ":::{note}\nA\n:::", "::::{a}\n:::\n::::"])


@given(OPTIONS, ABSTRACTS)
def test_a_block_is_read_back(data: dict[str, str], abstract: str) -> None:
    fields = {**data, **({"abstract": abstract} if abstract else {})}
    text = written.block(RawRecord(Kind.PUBLICATION, "ada2024", fields, PLACE))

    read = read_markdown(f"# Title\n\n{text}", "research/x.md")

    (record,) = read.records
    assert (record.id, record.data) == ("ada2024", fields)


def test_authors_with_commas_are_parted_by_semicolons() -> None:
    record = RawRecord(Kind.PUBLICATION, "a", {"authors": ["King, Ada", "B"]}, PLACE)

    assert written.block(record) == ":::{publication} a\n:authors: King, Ada; B\n:::\n"


@pytest.fixture
def works() -> Works:
    return Works(Catalogue(Records(), Settings()), Site("Engines"))


def test_entries_are_read_back(works: Works) -> None:
    data = {
        "title": "Engines of *thought*",
        "authors": "Lovelace, Ada; Müller, Jörg",
        "year": "2024",
        "venue": "Journal of Engines",
        "type": "article",
        "doi": "10.1000/182",
    }
    problems: list[Problem] = []

    record = RawRecord(Kind.PUBLICATION, "a", data, PLACE)
    made = written.entries([record], works, problems.append)

    (read,) = read_bibtex(made["a"], "research/a.bib").records
    assert validate(replace(read, place=PLACE), problems.append) == validate(
        record, problems.append
    )
    assert problems == []
    assert made["a"].startswith("@article{a,\n  author = {")


def test_a_wrong_field_is_told_and_left_out(works: Works) -> None:
    problems: list[Problem] = []
    record = RawRecord(
        Kind.PUBLICATION, "a", {"title": "T", "authors": "A B", "doi": "nine"}, PLACE
    )

    made = written.entries([record], works, problems.append)

    assert [problem.code.label for problem in problems] == ["value"]
    assert "doi" not in made["a"]
