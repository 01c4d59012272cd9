"""CVs of RenderCV and in the form of JSON Resume, brought here."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.migrating.conftest import Migrated

DATA = Path(__file__).parent / "data"
PERSON = """\
---
person:
  name: Ada Lovelace
  motto: Writes for engines
  photo: _static/ada.jpg
  email: ada [at] example.org
  orcid: 0000-0002-1825-0097
  links:
    homepage: https://ada.example.org/
    github: ada-lovelace
    scholar: AAAAAAAAAAAJ
    leetcode: https://leetcode.com/u/ada
  education:
    - org: University of London
      degree: BSc
      field: Mathematics
      since: 2012-10
      until: 2015-06
      note: London; Thesis on series
  employment:
    - org: Scientific Memoirs
      role: Translator
      location: London
      topic: Translated a sketch.
      since: 2016-01
      until: present
  awards:
    - title: Best student paper, 2024
---
# Ada Lovelace

:::{profile}
:::

Ada asks what an *engine* can do.

## Experience

Translator, Scientific Memoirs:

- Added *notes* longer than the sketch

## Projects

- [The Engine](https://example.org/engine) (2016-05–present): A machine that follows instructions
  - Reads cards

## Skills

- **Languages**: English, French

## Theses

1. On series
"""


@pytest.mark.parametrize("old", ["rendercv", "json_resume"])
def test_it_builds_strictly_and_twice_is_as_once(old: str, migrated: Migrated) -> None:
    result = migrated("rendercv", DATA / old)

    built = result.build()

    assert (result.code, built.returncode, built.stderr) == (0, 0, "")
    assert "nothing was written" in migrated("rendercv", DATA / old).out


def test_a_cv_becomes_a_page(migrated: Migrated) -> None:
    assert (
        migrated("rendercv", DATA / "rendercv").text("people/ada-lovelace.md").startswith(PERSON)
    )


def test_sections_and_their_numbers_are_written_as_rendercv_does(migrated: Migrated) -> None:
    sections = "welcome_to_RenderCV: [Hello]\n    Numbers: [{number: One}, {number: Two}]\n"
    cv = f"cv:\n  name: Ada Lovelace\n  sections:\n    {sections}"
    page = migrated("rendercv", {"cv.yaml": cv}).text("people/ada-lovelace.md")
    assert "## Welcome to RenderCV\n\nHello\n\n## Numbers\n\n1. One\n1. Two\n" in page


def test_one_file_alone_may_be_named(migrated: Migrated) -> None:
    result = migrated("rendercv", DATA / "rendercv", only="ada.yaml")

    assert result.works.catalogue.records.people["ada-lovelace"].photo is None
    assert "`ada.yaml:8`: the file `ada.jpg` is not in the old site" in result.report


def test_publications_become_records(migrated: Migrated) -> None:
    notes = migrated("rendercv", DATA / "rendercv").works["lovelace2024notes"].record

    assert [str(one.name) for one in notes.authors] == ["Ada Lovelace", "Charles Babbage"]
    assert (notes.doi, str(notes.date), notes.venue) == (
        "10.1000/182",
        "2024-02",
        "Scientific Memoirs",
    )
    assert notes.paper == "https://example.org/notes"


def test_the_name_that_a_paper_has_in_bold_is_an_alias(migrated: Migrated) -> None:
    cv = (
        "cv:\n  name: Ada Lovelace\n  sections:\n    papers:\n"
        "      - title: Notes\n        authors: ['*A. Lovelace*', Charles Babbage]\n"
    )

    result = migrated("rendercv", {"ada.yaml": cv})

    assert result.works.catalogue.records.people["ada-lovelace"].aliases == ("A. Lovelace",)
    assert [one.code.label for one in result.problems] == ["orphan"]  # which is advice


def test_a_json_resume_becomes_a_page(migrated: Migrated) -> None:
    result = migrated("rendercv", DATA / "json_resume")

    ada = result.works.catalogue.records.people["ada-lovelace"]
    assert (ada.email, ada.education[0].degree) == ("ada@example.org", "BSc")
    assert (ada.employment[0].org, ada.employment[0].role) == ("Scientific Memoirs", "Translator")
    assert "the other authors of `lovelace2024notes` are not known" in result.report
    assert "`resume.json:7`: the field `phone`" in result.report


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ('{"basics": {"name": "Ada"', "the JSON cannot be read"),
        ('{"basics": {"name": "Ada", "name": "Eve"}}', "the key `name` stands there twice"),
        ('{"basics": ' + "[" * 5000 + "]" * 5000 + "}", "the JSON cannot be read"),
    ],
)
def test_json_that_cannot_be_read_is_reported(text: str, cause: str, migrated: Migrated) -> None:
    result = migrated("rendercv", {"cv.json": text}, "--dry-run")

    assert cause in result.out + result.err
