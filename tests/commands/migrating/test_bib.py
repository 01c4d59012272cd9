"""BibTeX files, carried field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_research.commands.migrating.al_folio_papers import FOLDERS
from sphinx_research.commands.migrating.base import Carried
from sphinx_research.commands.migrating.bib import THEME, carry, entries_of
from sphinx_research.commands.migrating.old import OldSite

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.migrating.conftest import Migrated

PAPER = """\
@inproceedings{lovelace2023cards,
  title     = {Cards as {Instructions}},
  author    = {Lovelace, Ada and *Babbage, Charles},
  booktitle = {Conference on Looms},
  year      = {2023},
  month     = may,
  address   = {London},
  url       = {https://doi.org/10.1000/182},
  doi       = {10.1000/182},
  timestamp = {yesterday},
}
"""


def test_a_file_becomes_records_and_what_has_no_place_is_told(migrated: Migrated) -> None:
    result = migrated("bib", {"mine.bib": PAPER}, only="mine.bib")
    paper = result.works["lovelace2023cards"].record
    assert result.code == 0
    assert str(paper.title) == "Cards as Instructions"
    assert [(str(one.name), one.equal) for one in paper.authors] == [
        ("Ada Lovelace", False),
        ("Charles Babbage", True),
    ]
    assert str(paper.date) == "2023-05"
    assert paper.doi == "10.1000/182"
    assert "- `mine.bib:7`: the field `address` has no place here" in result.report
    assert result.report.count("has no place here") == 1
    assert "- fields of BibTeX for programs and badges: 1" in result.report


def test_half_a_file_is_told_and_the_rest_carried(migrated: Migrated) -> None:
    broken = PAPER + "@article{half, title = {Never closed\n"
    result = migrated("bib", {"mine.bib": broken})
    assert list(result.works.catalogue.records.publications) == ["lovelace2023cards"]
    assert "`mine.bib:12`" in result.report


def test_a_file_that_is_not_utf8_is_not_half_read(migrated: Migrated) -> None:
    result = migrated("bib", {"mine.bib": PAPER.replace("London", "Zürich").encode("latin-1")})
    assert result.works.catalogue.records.publications == {}
    assert "`mine.bib:7`: the file is not UTF-8 text; it looks like" in result.report


def test_windows_line_ends_are_fine(migrated: Migrated) -> None:
    result = migrated("bib", {"mine.bib": PAPER.replace("\n", "\r\n")})
    assert list(result.works.catalogue.records.publications) == ["lovelace2023cards"]


def test_a_work_that_is_here_already_is_told_and_left(migrated: Migrated) -> None:
    migrated("bib", {"mine.bib": PAPER})
    other = PAPER.replace("lovelace2023cards", "another").replace("2023", "2024")
    result = migrated("bib", {"mine.bib": other})
    assert result.code == 1
    assert "stands in research/papers.bib:1 as `lovelace2023cards` already" in result.report
    assert list(result.works.catalogue.records.publications) == ["lovelace2023cards"]


def test_new_papers_go_below_those_that_are_there(migrated: Migrated) -> None:
    migrated("bib", {"mine.bib": PAPER})
    more = "@misc{second, title = {Another Title}, author = {Ada Lovelace}, year = 2020}\n"
    result = migrated("bib", {"mine.bib": PAPER + more})
    assert result.code == 0
    assert list(result.works.catalogue.records.publications) == ["lovelace2023cards", "second"]
    assert "| publications | 1 | 1 |" in result.report


def test_an_abstract_with_more_than_prose_is_left_out(migrated: Migrated) -> None:
    said = 'as-recorded = {"abstract": "# A heading"}'
    paper = PAPER.replace("address   = {London}", said)
    result = migrated("bib", {"mine.bib": paper})
    assert result.works["lovelace2023cards"].record.abstract is None
    assert "the abstract of `lovelace2023cards` holds a heading" in result.report


def test_a_folder_without_bibliography_is_refused(migrated: Migrated) -> None:
    assert migrated("bib", {"a.txt": ""}).code == 2


def test_files_in_folders_are_told_if_they_are_not_there(tmp_path: Path) -> None:
    into = Carried(OldSite(tmp_path))
    found = entries_of(
        PAPER.replace("address   = {London}", "pdf={a.pdf}"), "x.bib", into, FOLDERS
    )
    assert "pdf" not in found[0].data
    assert [(one.place.line, one.what) for one in into.left] == [
        (7, "the file `assets/pdf/a.pdf` is not in the old site")
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.from_regex(r"[a-z]{3,9}q", fullmatch=True), st.from_regex(r"[a-z]{9,12}", fullmatch=True)
)
def test_no_field_is_lost_silently(tmp_path: Path, name: str, value: str) -> None:
    field = f"  {name} = {{{value}}},\n"
    (tmp_path / "mine.bib").write_text(PAPER.replace("  address   = {London},\n", field))
    old = OldSite(tmp_path)
    into = Carried(old)
    carry(old, into)
    assert name not in THEME
    assert [one.what for one in into.left] == [f"the field `{name}` has no place here"]
