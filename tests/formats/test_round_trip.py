"""What we write as BibTeX is read back to what the site makes of the records."""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup as Html
from pybtex.database import parse_string

from sphinx_research.formats import bibtex
from sphinx_research.formats.site import Site
from sphinx_research.formats.works import Work, Works
from sphinx_research.records.catalogue import Catalogue, Records, Settings
from sphinx_research.records.loading import load
from sphinx_research.records.model import Publication
from sphinx_research.records.problems import Problem
from sphinx_research.records.schema import validate
from sphinx_research.records.sources.bibtex import read_bibtex
from sphinx_research.site.prose import Prose
from tests.formats.making import (
    TEXTS,
    exported,
    publication,
    publications,
    venue,
    work,
    works,
)
from tests.sample import needs_sample

REPOSITORY = Path(__file__).parents[2]
CORPORA = sorted((REPOSITORY / "tests/records/sources/data").glob("*.bib"))
VENUES = (
    venue("memoirs", "Scientific Memoirs", "journal"),
    venue("royal", "Meeting of the Royal Society", "conference"),
    venue("arxiv", "arXiv", "repository"),
)
BOTH = pytest.mark.parametrize("ending", [".bib", ".utf8.bib"])


def _read(text: str) -> list[Publication]:
    problems: list[Problem] = []
    source = read_bibtex(text, "research/papers.bib")
    records = [validate(raw, problems.append) for raw in source.records]
    assert [*source.problems, *problems] == []
    return [record for record in records if isinstance(record, Publication)]


def _facts(one: Work) -> dict[str, Any]:
    """Everything that the site makes of a publication, abstracts as pages show them."""
    facts = {name: getattr(one, name) for name in Work.__slots__ if name != "record"}
    record = one.record.model_dump(exclude={"place", "type", "venue", "date", "status"})
    facts |= {name: _composed(value) for name, value in record.items()}
    return facts | {"container": _composed(one.container), "abstract": _shown(one.record.abstract)}


def _composed(value: object) -> object:
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def _shown(abstract: str | None) -> tuple[list[str], str]:
    """Give the tags of an abstract and its words, in which raised figures are as others."""
    page = BeautifulSoup(PROSE.render(abstract or ""), "lxml")
    for link in page.find_all("a"):
        if link["href"] == link.get_text():
            link.unwrap()  # a bare address becomes a link to itself
    tags = [tag.name for tag in page.find_all(TAGS)]
    words = unicodedata.normalize("NFKC", page.get_text())
    words = words.replace("{}", "")  # a formula that cannot be read stands as it is written
    words = re.sub(r"<(su[bp])>(.+?)</\1>", r"\2", words)  # these tags work in titles only
    return tags, " ".join(words.split())


PROSE = Prose(lambda _role, _key: None, lambda _name, said: Html.escape(said))
TAGS = ["p", "li", "ul", "ol", "blockquote", "pre", "table", "td", "hr", "br"]
TAGS += ["a", "em", "strong", "s", "code"]


def _assert_same(written: list[Work], known: Records, ending: str) -> None:
    records = _read(exported(ending, written))
    read = Works(
        Catalogue(replace(known, publications={one.id: one for one in records}), Settings()),
        Site("The lab"),
    ).of(one.id for one in records)

    for back, one in itertools.zip_longest(read, written):
        assert _facts(back) == _facts(one)


KNOWN = Records(venues={one.id: one for one in VENUES})


@BOTH
@given(record=publications())
def test_whatever_a_record_holds_is_read_back(ending: str, record: Publication) -> None:
    _assert_same(works(record, venues=VENUES), KNOWN, ending)


@needs_sample
@BOTH
def test_the_records_of_this_site_are_read_back(ending: str) -> None:
    catalogue = load(REPOSITORY, Settings()).catalogue
    written = Works(catalogue, Site("The lab")).of(catalogue.records.publications)

    assert len(written) > 20
    _assert_same(list(written), catalogue.records, ending)


@BOTH
@pytest.mark.parametrize("path", CORPORA, ids=lambda path: path.stem)
def test_what_others_export_is_read_back(path: Path, ending: str) -> None:
    raws = read_bibtex(path.read_text("utf-8"), path.name).records
    records = [validate(raw, lambda _: None) for raw in raws]
    papers = [record for record in records if isinstance(record, Publication)]

    assert papers
    _assert_same(works(*papers, venues=VENUES), KNOWN, ending)


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
    _assert_same([work(*VENUES, **fields)], KNOWN, ".bib")


_LINES = st.lists(
    st.sampled_from(
        [
            *("One *line*", "of **bold** words,", "a $x^2$ and H₂O", "[a link](https://b.org/)."),
            *("- item", "* item", "1. item", "3) x", "> said", "    code", "```", "~~~", "| a |"),
            *("|---|", "# Head", "---", "===", "***", ": term", "::: x", "% no", "+++", "(x)="),
            *("_under_", "snake_case", "\\_kept\\_", "\\* no item", "a \\*b\\*", "p < 0.05"),
            *("broken  ", "broken\\", "R&D", "&amp;", "\\&amp;", "$5 and $6", "{sub}`2`", "[32]"),
            *("https://example.org/~ada_b", "(https://b.org/a)", "<https://b.org/>", "a*b*c"),
            *("`code`", "~~gone~~", "{pub}`key`", "“Ł” – é—", "2--3", "''x``", "• dot", "x = {"),
            *("![a](https://b.org/x.png)", "[a]: https://b.org/", "***x***", "**a *b* c**", ""),
            *("@article{a,", "*a*“b”", "*a.*b", "$x$$y$", "*x*$y$", "\tx", "**a $x$ b**"),
        ]
    ),
    max_size=4,
).map("\n".join)


@BOTH
@given(abstract=_LINES)
def test_abstracts_are_read_back_to_what_pages_show(ending: str, abstract: str) -> None:
    _assert_same([work(*VENUES, abstract=abstract)], KNOWN, ending)


@BOTH
@pytest.mark.parametrize(
    "abstract",
    [
        "Two lines\nof *emphasis*, **bold**, `code` and $O(n \\log n)$ time.\n\nA second one.",
        "Of H₂O, CO<sub>2</sub> and $x_i$, 95% of R&D (see https://example.org/~ada_b).",
        "“Gödel’s” Łódź – α-decay — [the page](https://example.org/a?b=c#d) of 解锁.",
        "A snake_case of p < 0.05 in [32], {x} ~ 5 | 6.",
    ],
)
def test_prose_is_not_said_twice(ending: str, abstract: str) -> None:
    one = work(*VENUES, abstract=abstract, venue="royal", date="2024")

    assert "as-recorded" not in exported(ending, [one])
    _assert_same([one], KNOWN, ending)


@pytest.mark.parametrize(
    ("fields", "lost"),
    [
        (
            {"type": "misc", "abstract": "- an item\n- another"},
            {"abstract": "- an item\n- another"},
        ),
        ({"type": "misc", "abstract": "See {pub}`key`."}, {"abstract": "See {pub}`key`."}),
        ({"type": "misc", "note": "[A](https://b.org/)"}, {"note": "[A](https://b.org/)"}),
        ({"venue": "arxiv", "arxiv": "2404.02345"}, {"venue": "arxiv"}),
        ({"type": "talk", "venue": "royal"}, {"type": "talk", "venue": "royal"}),
        ({"venue": "royal", "type": "article"}, {}),
        ({"venue": "memoirs"}, {}),
        ({"venue": "memoirs", "status": "published"}, {}),
        ({"arxiv": "2404.02345"}, {}),
        ({}, {"type": None}),
    ],
)
def test_only_what_is_lost_otherwise_is_said_as_recorded(
    fields: dict[str, str], lost: dict[str, object]
) -> None:
    entry = parse_string(bibtex.entry(work(*VENUES, **fields)), "bibtex").entries["key"]

    assert json.loads(f"{{{entry.fields.get('as-recorded', '')}}}") == lost


def test_a_title_of_nothing_but_spaces_is_one() -> None:
    _assert_same([work(*VENUES, title=" ", type="article")], KNOWN, ".bib")


def test_a_key_that_bibtex_forbids_is_made_fit() -> None:
    papers = works(
        publication("DBLP:conf/cvpr/Wang25"), publication("a,b{c}"), publication("zheng#1~%x'\"é")
    )

    keys = [record.id for record in _read(exported(".bib", papers))]

    assert keys == ["DBLP:conf/cvpr/Wang25", "a-b-c-", "zheng-1-x-é"]
