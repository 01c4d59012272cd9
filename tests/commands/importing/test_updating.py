"""Preprints that have been published, in each place where a record may stand."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from sphinx_research.commands.importing.here import Here
from sphinx_research.commands.importing.updating import changed
from sphinx_research.commands.settings import load_site
from sphinx_research.records.model import Publication
from sphinx_research.records.problems import Place
from sphinx_research.records.raw import Kind, RawRecord
from sphinx_research.records.schema import validate
from tests.commands.small_site import write_site

PAGE = """\
# Papers

:::{publication} cards
:title: "Cards: the details"
:authors: Ada Lovelace*, Charles Babbage
:arxiv: 2404.99999
:status: under-review
:projects: engine

Its abstract.
:::
"""
BY_HAND = """\
% our papers
@misc{cards,
  title         = {Cards: the details},
  author        = {Lovelace, Ada and Babbage, Charles},
  year          = 2023,
  eprint        = {2404.99999},
  archivePrefix = {arXiv}
}
@book{other, title={Other}, author={Babbage, Charles}, year=1864}
"""
AS_WRITTEN = """\
@misc{cards,
  author = {Lovelace, Ada},
  title = {Cards: the details},
  year = {2023},
  eprint = {2404.99999},
  archiveprefix = {arXiv},
  url = {https://arxiv.org/abs/2404.99999},
}
"""
FOUND = {
    "title": "Cards: The Details",
    "authors": "Ada Lovelace",
    "date": "2024-05",
    "venue": "sm",
    "volume": "3",
    "issue": "4",
    "pages": "1-9",
    "doi": "10.1000/cards",
    "arxiv": "2404.99999",
    "type": "article",
}


def paper(**fields: str) -> Publication:
    raw = RawRecord(Kind.PUBLICATION, "probe", {**FOUND, **fields}, Place("x"))
    made = validate(raw, lambda _: None)
    assert isinstance(made, Publication)
    return made


def advanced(tmp_path: Path, path: str, text: str) -> tuple[str, Publication, Publication]:
    """Bring the record in a file up to date; give the text, and the record before and after."""
    site = write_site(tmp_path, **{path: text})
    works = load_site(site).works
    old = works.catalogue.records.publications["cards"]
    here = Here(works)
    assert here.same(paper()) == (old, "arXiv id")
    new = changed(text, old, here.advance(old, paper()), works)
    (site / path).write_text(new, "utf-8")
    return new, old, load_site(site).works.catalogue.records.publications["cards"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("research/papers.md", PAGE),
        ("research/papers.bib", BY_HAND),
        ("research/papers.bib", AS_WRITTEN),
    ],
)
def test_a_preprint_becomes_the_paper_where_it_stands(
    tmp_path: Path, path: str, text: str
) -> None:
    _, old, new = advanced(tmp_path, path, text)

    facts = {name: str(getattr(new, name)) for name in ("date", "volume", "issue", "pages", "doi")}
    assert facts == {
        "date": "2024-05",
        "volume": "3",
        "issue": "4",
        "pages": "1-9",
        "doi": "10.1000/cards",
    }
    assert new.status is None
    assert (new.title, new.authors, new.arxiv) == (old.title, old.authors, old.arxiv)
    works = load_site(tmp_path).works
    assert works["cards"].type == "article" if path.endswith(".bib") else new.type is None
    assert works["cards"].container == "Scientific Memoirs"


def test_of_a_page_only_the_fields_change(tmp_path: Path) -> None:
    text, _, _ = advanced(tmp_path, "research/papers.md", PAGE)

    before, after = PAGE.splitlines(), text.splitlines()
    assert [line for line in before if line not in after] == [":status: under-review"]
    assert sorted(line for line in after if line not in before) == [
        ":date: 2024-05",
        ":doi: 10.1000/cards",
        ":issue: 4",
        ":pages: 1-9",
        ":venue: sm",
        ":volume: 3",
    ]


def test_of_a_bib_file_remarks_form_and_other_entries_stay(tmp_path: Path) -> None:
    text, _, _ = advanced(tmp_path, "research/papers.bib", BY_HAND)

    assert text.startswith("% our papers\n@article{cards,\n")
    assert text.endswith(BY_HAND[BY_HAND.index("@book") :])
    assert "  author        = {Lovelace, Ada and Babbage, Charles},\n" in text


# --- what is to change --------------------------------------------------------------------


def advance(tmp_path: Path, block: str, **fields: str) -> dict[str, str | None]:
    text = f":::{{publication}} cards\n:title: Cards\n:authors: A B\n{dedent(block)}:::\n"
    works = load_site(write_site(tmp_path, **{"research/papers.md": text})).works
    return Here(works).advance(works.catalogue.records.publications["cards"], paper(**fields))


def test_a_published_paper_is_left_as_it_is(tmp_path: Path) -> None:
    block = ":venue: sm\n:year: 2023\n:arxiv: 2404.99999\n"

    assert advance(tmp_path, block, volume="9") == {}


def test_but_is_told_its_arxiv_number(tmp_path: Path) -> None:
    block = ":venue: sm\n:year: 2023\n:doi: 10.1000/cards\n"

    assert advance(tmp_path, block) == {"arxiv": "2404.99999"}


def test_an_accepted_paper_keeps_its_venue_and_year(tmp_path: Path) -> None:
    block = ":venue: sm\n:year: 2023\n:status: accepted\n:arxiv: 2404.99999\n"

    assert advance(tmp_path, block, venue="Scientific Memoirs") == {
        "volume": "3",
        "issue": "4",
        "pages": "1-9",
        "doi": "10.1000/cards",
        "status": None,
    }


def test_the_doi_of_a_preprint_becomes_that_of_the_paper(tmp_path: Path) -> None:
    block = ":type: preprint\n:year: 2024-05\n:doi: 10.48550/arxiv.2404.99999\n:venue: bioRxiv\n"

    assert advance(tmp_path, block, volume="", issue="", pages="", arxiv="") == {
        "venue": "sm",
        "doi": "10.1000/cards",
        "type": "article",
    }


def test_a_preprint_that_is_found_changes_no_preprint(tmp_path: Path) -> None:
    assert advance(tmp_path, ":arxiv: 2404.99999\n", type="preprint", venue="arXiv") == {}
