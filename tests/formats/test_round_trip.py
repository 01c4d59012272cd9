"""What we write as BibTeX is read back to equal records."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from sphinx_research.formats import bibtex
from sphinx_research.formats.site import Site
from sphinx_research.formats.works import Work, Works
from sphinx_research.records.catalogue import Settings
from sphinx_research.records.loading import load
from sphinx_research.records.model import Publication
from sphinx_research.records.problems import Problem
from sphinx_research.records.schema import validate
from sphinx_research.records.sources.bibtex import read_bibtex
from tests.formats.making import TEXTS, publication, publications, venue, work, works

REPOSITORY = Path(__file__).parents[2]
CORPORA = sorted((REPOSITORY / "tests/records/sources/data").glob("*.bib"))
VENUES = (
    venue("memoirs", "Scientific Memoirs", "journal"),
    venue("royal", "Meeting of the Royal Society", "conference"),
    venue("arxiv", "arXiv", "repository"),
)
BOTH = pytest.mark.parametrize("ascii_only", [True, False])


def _read(text: str) -> list[Publication]:
    problems: list[Problem] = []
    source = read_bibtex(text, "research/papers.bib")
    records = [validate(raw, problems.append) for raw in source.records]
    assert [*source.problems, *problems] == []
    return [record for record in records if isinstance(record, Publication)]


def _facts(record: Publication) -> dict[str, Any]:
    return record.model_dump(exclude={"place"})


def _assert_same(written: list[Work], *, ascii_only: bool) -> None:
    read = _read(bibtex.file(written, ascii_only=ascii_only))

    for back, one in itertools.zip_longest(read, written):
        assert _facts(back) == _facts(one.record)


@BOTH
@given(record=publications())
def test_whatever_a_record_holds_is_read_back(*, ascii_only: bool, record: Publication) -> None:
    _assert_same(works(record, venues=VENUES), ascii_only=ascii_only)


@BOTH
def test_the_records_of_this_site_are_read_back(*, ascii_only: bool) -> None:
    catalogue = load(REPOSITORY, Settings()).catalogue
    written = Works(catalogue, Site("Research")).of(catalogue.records.publications)

    assert len(written) > 20
    _assert_same(list(written), ascii_only=ascii_only)


@BOTH
@pytest.mark.parametrize("path", CORPORA, ids=lambda path: path.stem)
def test_what_others_export_is_read_back(path: Path, *, ascii_only: bool) -> None:
    raws = read_bibtex(path.read_text("utf-8"), path.name).records
    records = [validate(raw, lambda _: None) for raw in raws]
    papers = [record for record in records if isinstance(record, Publication)]

    assert papers
    _assert_same(works(*papers, venues=VENUES), ascii_only=ascii_only)


@given(record=publications())
def test_an_entry_is_well_formed_for_other_programs(record: Publication) -> None:
    (one,) = works(record, venues=VENUES)
    for brief in (True, False):
        text = bibtex.entry(one, brief=brief)
        parsed = parse_string(text, "bibtex")  # raises at any mistake

        assert list(parsed.entries) == ["key"]
        assert text.count("{") == text.count("}")


_ORDINARY = st.fixed_dictionaries(
    {},
    optional={
        "date": st.sampled_from(["2024", "2024-05"]),
        "type": st.sampled_from(["article", "conference", "workshop"]),
        "venue": st.sampled_from(["memoirs", "royal", "Loom Workshop", "A Journal"]) | TEXTS,
        "title": TEXTS.map(lambda text: f"A {text}"),
        "abstract": TEXTS,
        "arxiv": st.just("2404.02345"),
        "volume": st.sampled_from(["12", "12b"]),
        "issue": st.sampled_from(["3", "3-4"]),
        "pages": st.sampled_from(["1-10", "7"]),
        "tags": st.sampled_from(["a, b c", "state-of-the-art", "a--b"]),
        "doi": st.sampled_from(["10.1000/182", "10.48550/arxiv.2404.02345"]),
        "paper": st.sampled_from(["https://example.org/a?b=c", "https://arxiv.org/abs/1"]),
        "code": st.just("https://example.org/a"),
    },
)


@given(fields=_ORDINARY)
def test_ordinary_records_are_read_back_though_nothing_is_read_for_them(
    fields: dict[str, Any],
) -> None:
    _assert_same([work(*VENUES, **fields)], ascii_only=True)


def test_a_title_of_nothing_but_spaces_is_one() -> None:
    _assert_same([work(title=" ", type="article")], ascii_only=True)


def test_a_key_that_bibtex_forbids_is_made_fit() -> None:
    papers = works(
        publication("DBLP:conf/cvpr/Wang25"), publication("a,b{c}"), publication("zheng#1~%x'\"é")
    )

    keys = [record.id for record in _read(bibtex.file(papers))]

    assert keys == ["DBLP:conf/cvpr/Wang25", "a-b-c-", "zheng-1-x-é"]
