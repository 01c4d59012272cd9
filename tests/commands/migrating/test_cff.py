"""Files in the Citation File Format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_research.records.names import PersonName

if TYPE_CHECKING:
    from tests.commands.migrating.conftest import Migrated

FILE = """\
cff-version: 1.2.0
message: If you use this software, please cite it.
title: Engine
abstract: An engine for cards.
type: software
version: 2.0.4
date-released: 2021-08-11
doi: 10.5281/zenodo.1234
license: Apache-2.0
repository-code: https://github.com/lovelace/engine
url: https://engine.example.org
keywords: [cards, looms]
contact-point: somewhere
identifiers:
  - type: doi
    value: 10.5281/zenodo.9999
    description: Of all versions
  - type: swh
    value: swh:1:dir:1
authors:
  - family-names: Beethoven
    given-names: Ludwig
    name-particle: van
    orcid: https://orcid.org/0000-0002-1825-0097
    affiliation: University of Bonn
  - name: The Engine Team
preferred-citation:
  type: article
  title: The Engine, described
  authors:
    - family-names: Lovelace
      given-names: Ada
  journal: Scientific Memoirs
  year: 2020
  month: 9
  volume: 3
  issue: 1
  start: 666
  end: 731
  doi: 10.1000/182
references:
  - type: book
    title: On Looms
    authors:
      - name: The Weavers
    year: 1804
    publisher:
      name: Lyon Press
    isbn: 978-3-16-148410-0
"""


def test_the_work_its_article_and_its_references_become_publications(migrated: Migrated) -> None:
    result = migrated("cff", {"CITATION.cff": FILE}, only="CITATION.cff")
    papers = result.works.catalogue.records.publications
    assert result.code == 0
    assert list(papers) == ["beethoven2021engine", "lovelace2020engine", "weavers1804looms"]
    engine, article, book = papers.values()
    assert [author.name for author in engine.authors] == [
        PersonName(family="Beethoven", given="Ludwig", particle="van"),
        PersonName(literal="The Engine Team"),
    ]
    assert engine.authors[0].orcid == "0000-0002-1825-0097"
    assert (engine.type, str(engine.date), engine.doi) == (
        "software",
        "2021-08-11",
        "10.5281/zenodo.1234",
    )
    assert engine.code == "https://github.com/lovelace/engine"
    assert engine.website == "https://engine.example.org"
    assert str(engine.note) == "Version 2.0.4"
    assert engine.tags == ("cards", "looms")
    assert (article.venue, article.volume, article.issue, article.pages) == (
        "Scientific Memoirs",
        "3",
        "1",
        "666-731",
    )
    assert str(article.date) == "2020-09"
    assert (book.type, book.publisher, book.isbn) == ("book", "Lyon Press", "978-3-16-148410-0")


def test_what_has_no_place_is_told(migrated: Migrated) -> None:
    report = migrated("cff", {"CITATION.cff": FILE}).report
    for told in (
        "`CITATION.cff:13`: the field `contact-point`",
        "`CITATION.cff:15`: there is another doi already, so `10.5281/zenodo.9999` is left out",
        "`CITATION.cff:18`: the identifier `swh:1:dir:1`",
        "`CITATION.cff:25`: the affiliation of an author",
    ):
        assert told in report


def test_a_second_time_changes_nothing(migrated: Migrated) -> None:
    migrated("cff", {"CITATION.cff": FILE})
    assert "Nothing is new" in migrated("cff", {"CITATION.cff": FILE}).out


def test_the_result_builds_strictly(migrated: Migrated) -> None:
    built = migrated("cff", {"CITATION.cff": FILE}).build()
    assert (built.returncode, built.stderr) == (0, "")


def test_an_article_that_is_also_a_reference_is_one(migrated: Migrated) -> None:
    one = "  type: article\n  title: Cards\n  authors: [{name: Ada}]\n"
    twice = (
        one.replace("  type", "  - type")
        .replace("\n  ti", "\n    ti")
        .replace("\n  au", "\n    au")
    )
    file = "title: Cards\ntype: article\nauthors: [{name: Ada}]\n"
    file += f"preferred-citation:\n{one}references:\n{twice}"
    assert len(migrated("cff", {"CITATION.cff": file}).works.catalogue.records.publications) == 1


def test_a_file_that_is_no_yaml_is_told(migrated: Migrated) -> None:
    result = migrated("cff", {"CITATION.cff": "title: [unclosed\nauthors: x\n"})
    assert "the YAML cannot be read" in result.report
