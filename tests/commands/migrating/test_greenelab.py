"""A Lab Website Template, as its documentation describes it, brought here."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.migrating.conftest import Migrated

OLD = Path(__file__).parent / "data" / "greenelab"
PERSON = """\
---
person:
  name: Ada Lovelace
  aliases: [A. A. Lovelace, Augusta Ada King]
  role: phd-student
  affiliations: [University of London]
  photo: _static/ada.jpg
  orcid: 0000-0002-1825-0097
  email: ada [at] example.org
  links:
    homepage: https://ada.example.org
    scholar: AAAAAAAAAAAJ
    github: ada-lovelace
  redirect_from: [/members/ada-lovelace.html]
---
# Ada Lovelace

:::{profile}
:::

Ada asks what an engine can do.
"""
PROJECT = """\
---
project:
  title: The Engine
  summary: A machine that follows *instructions*.
  image: _static/notes.png
  links:
    homepage: https://example.org/engine
    github: engines/engine
  tags: [engines]
  featured: true
---
# The Engine

:::{profile}
:::

Brass and cards
"""


def test_it_builds_strictly(migrated: Migrated) -> None:
    result = migrated("greenelab", OLD)

    built = result.build()

    assert (result.code, built.returncode, built.stderr) == (0, 0, "")
    assert (result.site / "_build/html/members/ada-lovelace.html").is_file()


def test_a_second_run_changes_nothing(migrated: Migrated) -> None:
    migrated("greenelab", OLD)

    assert "nothing was written" in migrated("greenelab", OLD).out


def test_members_and_projects_become_pages(migrated: Migrated) -> None:
    result = migrated("greenelab", OLD)

    assert result.text("people/ada-lovelace.md").startswith(PERSON)
    assert result.text("research/the-engine.md").startswith(PROJECT)
    assert result.works.catalogue.records.people["charles-babbage"].role == "pi"


def test_what_the_sources_say_goes_before_what_was_made_of_them(migrated: Migrated) -> None:
    notes = migrated("greenelab", OLD).works["lovelace2024notes"].record

    assert [str(one.name) for one in notes.authors] == ["Ada Lovelace", "Charles Babbage"]
    assert (notes.doi, notes.arxiv, notes.paper) == ("10.1000/182", "2404.02345", None)
    assert (notes.venue, str(notes.date)) == ("Scientific Memoirs", "2024-02-17")
    assert (notes.code, notes.website) == (
        "https://github.com/engines/notes",
        "https://example.org/manubot",
    )
    assert (str(notes.note), notes.tags) == ("What an engine can do.", ("engines",))


def test_spaces_that_do_not_break_are_spaces_in_names(migrated: Migrated) -> None:
    cards = migrated("greenelab", OLD).works["lovelace2023cards"].record

    assert [str(one.name) for one in cards.authors] == ["Ada Lovelace", "Mary Somerville"]


def test_a_work_that_was_taken_out_stays_out(migrated: Migrated) -> None:
    result = migrated("greenelab", OLD)

    assert len(result.works.catalogue.records.publications) == 2
    assert "works that sources.yaml takes out: 1" in result.report


@pytest.mark.parametrize(
    "said",
    [
        "`_data/sources.yaml:24`: of `doi:10.1000/404`, neither title nor authors",
        "add it with `nox -s add -- 10.1000/404`",
        "`_members/charles-babbage.md:5`: `Charles Babbage` is in the group `alum`",
        "`_config.yaml:1`: the title of the site is `Engine Lab`",
        "`_posts/2021-09-30-first.md:1`: the post",
        "`_data/projects.yaml:11`: the link to `projects`",
    ],
)
def test_what_has_no_place_is_named_with_its_own(said: str, migrated: Migrated) -> None:
    assert said in migrated("greenelab", OLD).report


def test_other_sites_on_the_same_host_stay_links(migrated: Migrated) -> None:
    pages = {
        "_config.yaml": "url: https://lab.example.io\nbaseurl: /site\nproofread: true\n",
        "_members/ada.md": (
            "---\nname: Ada Lovelace\n---\n[a](https://lab.example.io/other/), "
            "[b](https://lab.example.io/site/members/ada)\n"
        ),
    }
    result = migrated("greenelab", pages)
    page = result.text("people/ada.md")
    assert "[a](https://lab.example.io/other/), {person}`b <ada>`" in page
    assert "proofread" not in result.report


def test_a_citation_without_authors_is_reported(migrated: Migrated) -> None:
    old = {"_data/citations.yaml": "- id: url:https://example.org/a\n  title: Nobody's\n"}

    result = migrated("greenelab", old)

    assert "the citation `url:https://example.org/a` has no `authors`" in result.report
