"""Sites of HugoBlox, of today's form and of that of older days, brought here."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_research.records.names import Author
from tests.commands.migrating.conftest import Migrated

DATA = Path(__file__).parent / "data"
NEW, OLD = DATA / "hugoblox", DATA / "hugoblox_old"
PERSON = """\
---
person:
  name: Ada Lovelace
  aliases: [Augusta Ada King]
  role: phd-student
  affiliations: [university-of-london]
  photo: _static/people/ada.png
  email: ada [at] example.org
  orcid: https://orcid.org/0000-0002-1825-0097
  links:
    github: https://github.com/ada-lovelace
    scholar: https://scholar.google.com/citations?user=AAAAAAAAAAAJ
    cv: https://lab.example/_static/cv.pdf
  interests: [Computing machines, Poetical science]
  education:
    - org: University of London
      degree: BSc Mathematics
      since: 2012-10-01
      until: 2015-06-30
      note: Thesis on *series*.
  employment:
    - org: Scientific Memoirs
      role: Translator
      since: 2016-01-01
      until: present
  awards:
    - title: Best student paper
      by: University of London
      date: 2024-05-01
      url: https://example.org/award
  redirect_from: [/author/ada/, /author/ada-lovelace/]
---
# Ada Lovelace

:::{profile}
:::

Ada asks what an engine can do besides computing with numbers.

## Skills

- **Technical**: Algebra

## Languages

- English
"""
OLD_PERSON = """\
---
person:
  name: Ada Lovelace
  role: phd-student
  affiliations: [university-of-london]
  photo: _static/people/avatar.png
  email: ada [at] example.org
  links:
    x: https://twitter.com/ada_lovelace
    scholar: https://scholar.google.com/citations?user=AAAAAAAAAAAJ
  interests: [Computing machines]
  education:
    - org: University of London
      degree: BSc in Mathematics
      until: 2015
  redirect_from: [/author/admin/, /author/ada-lovelace/]
---
# Ada Lovelace

:::{profile}
:::

Asks what engines can do.

Ada Lovelace asks what an engine can do.

Download my CV.
"""
PROJECT = """\
---
project:
  title: The Engine
  summary: A machine that follows instructions.
  people: [ada-lovelace]
  since: 2022-01-01
  image: _static/engine/featured.png
  image_alt: Drawn by hand
  links:
    github: https://github.com/engines/engine
  tags: [Engines]
  redirect_from: [/projects/engine/]
---
# The Engine

:::{profile}
:::

It reads its instructions from cards.

[Video](https://www.youtube.com/watch?v=w7Ft2ymGmfc)

> It is large.
"""


@pytest.mark.parametrize("old", [NEW, OLD], ids=["new", "old"])
def test_it_builds_strictly(old: Path, migrated: Migrated) -> None:
    result = migrated("hugoblox", old)

    built = result.build()

    assert (result.code, built.returncode, built.stderr) == (0, 0, "")
    assert (result.site / "_build/html/publication/notes/index.html").is_file()
    assert (result.site / "_build/html/author/ada-lovelace/index.html").is_file()


@pytest.mark.parametrize("old", [NEW, OLD], ids=["new", "old"])
def test_a_second_run_changes_nothing(old: Path, migrated: Migrated) -> None:
    migrated("hugoblox", old)

    assert "nothing was written" in migrated("hugoblox", old).out


@pytest.mark.parametrize(("old", "person"), [(NEW, PERSON), (OLD, OLD_PERSON)], ids=["new", "old"])
def test_a_profile_becomes_a_page(old: Path, person: str, migrated: Migrated) -> None:
    assert migrated("hugoblox", old).text("people/ada-lovelace.md").startswith(person)


def test_a_project_comes_with_its_picture_and_text(migrated: Migrated) -> None:
    assert migrated("hugoblox", NEW).text("research/engine.md").startswith(PROJECT)


def _named(author: Author) -> tuple[str, bool, bool]:
    return str(author.name), author.equal, author.corresponding


def test_a_publication_of_today(migrated: Migrated) -> None:
    result = migrated("hugoblox", NEW)

    notes = result.works["lovelace2024notes"].record
    assert [_named(one) for one in notes.authors] == [
        ("Ada Lovelace", True, False),
        ("Charles Babbage", True, False),
        ("Mary Somerville", False, True),
    ]
    assert (notes.volume, notes.issue, notes.pages) == ("3", "1", "666-731")
    assert (notes.doi, notes.arxiv) == ("10.1000/182", "2404.02345")
    assert (notes.venue, notes.type, str(notes.date)) == (
        "Scientific Memoirs",
        "article",
        "2024-02-17",
    )
    assert notes.pdf == "https://lab.example/_static/notes.pdf"
    assert notes.code == "https://github.com/engines/notes"
    assert (notes.projects, notes.tags, notes.selected) == (("engine",), ("Engines",), True)
    assert notes.image == "_static/notes/featured.png"
    assert notes.redirect_from == ("/publication/notes/",)
    venue = result.works.catalogue.records.venues["sm"]
    assert (venue.name, venue.short, venue.type) == ("Scientific Memoirs", "SM", "journal")


def test_a_publication_of_older_days(migrated: Migrated) -> None:
    notes = migrated("hugoblox", OLD).works["notes"].record

    assert [_named(one) for one in notes.authors] == [
        ("Ada Lovelace", True, False),
        ("Charles Babbage", True, False),
    ]
    assert (notes.venue, notes.volume, notes.issue) == ("Scientific Memoirs", "3", "1")
    assert notes.pdf == "https://example.org/notes.pdf"
    assert notes.supplement == "https://example.org/notes.tex"


def test_front_matter_may_be_toml(migrated: Migrated) -> None:
    cards = migrated("hugoblox", NEW).works["cards"].record

    assert (cards.venue, cards.doi, str(cards.date)) == (
        "Conference on Looms",
        "10.1000/183",
        "2023-06-01",
    )


def test_toml_that_cannot_be_read_is_reported_with_its_line(migrated: Migrated) -> None:
    page = '+++\ntitle = "Cards"\nauthors = [\n+++\n'

    result = migrated("hugoblox", {"content/publication/cards/index.md": page})

    assert "`content/publication/cards/index.md:3`: the TOML cannot be read" in result.report


def test_texts_link_to_papers_and_people_by_their_folders(migrated: Migrated) -> None:
    pages = {
        "content/authors/admin/_index.md": "---\ntitle: Ada Lovelace\nrole: Countess\n---\n",
        "content/publication/notes/index.md": (
            "---\ntitle: Notes\nauthors: [admin]\nurl_code: www.x.example\nurl_video: '#'\n---\n"
        ),
        "content/publication/notes/notes.pdf": b"%PDF-1.4",
        "content/project/engine/index.md": (
            "---\ntitle: Engine\n---\n[Hers](/publication/notes/), by "
            '[her]({{< relref "/authors/admin" >}}).\n\n'
            '{{% cta cta_link="/publication/" cta_text="All" %}}\n'
        ),
    }
    result = migrated("hugoblox", pages)
    text = result.text("research/engine.md")
    assert "{pub}`Hers <notes>`, by {person}`her <ada-lovelace>`." in text
    paper = result.works.catalogue.records.publications["notes"]
    assert paper.pdf == "https://lab.example/_static/notes.pdf"
    assert paper.code == "https://www.x.example"
    assert result.works.catalogue.records.people["ada-lovelace"].motto is not None
    assert result.code == 0


def test_an_event_becomes_a_talk(migrated: Migrated) -> None:
    talk = migrated("hugoblox", NEW).works["tutorial"].record

    assert (talk.type, talk.venue) == ("talk", "Meeting at the Royal Institution")
    assert str(talk.note) == "London, England"
    assert talk.website == "https://example.org/meeting"


def test_a_draft_and_a_page_without_authors_are_left_and_said(migrated: Migrated) -> None:
    result = migrated(
        "hugoblox",
        {
            "content/publication/a/index.md": "---\ntitle: A\nauthors: [B C]\ndraft: true\n---\n",
            "content/publication/b/index.md": "---\ntitle: B\ndate: 2024\n---\n",
        },
    )

    assert "`content/publication/a/index.md:2`: the page is a draft" in result.report
    assert "the publication `b` has no `authors`" in result.report


@pytest.mark.parametrize(
    "place",
    [
        "`content/_index.md:1`: the file",
        "`content/blog/first/index.md:1`: the post",
        "`content/publications/notes/index.md:36`: the link `Errata`",
        "`content/publications/notes/index.md:46`: the text below the abstract",
        "`data/authors/ada.yaml:9`: the field `pronouns`",
        "`data/authors/charles.yaml:3`: the role `Professor`",
    ],
)
def test_what_has_no_place_is_named_with_its_own(place: str, migrated: Migrated) -> None:
    assert place in migrated("hugoblox", NEW).report


def test_shortcodes_become_markdown_where_it_has_a_word_for_them(migrated: Migrated) -> None:
    text = (
        '{{< icon name="download" pack="fas" >}} '
        '{{< staticref "uploads/cv.pdf" "newtab" >}}CV{{< /staticref >}}\n\n'
        "{{% callout note %}}\nIt is large.\n{{% /callout %}}\n\n"
        '{{< cta cta_text="Look" cta_link="https://example.org/" >}}\n'
    )
    old = {
        "content/project/engine/index.md": f"---\ntitle: The Engine\n---\n{text}",
        "static/uploads/cv.pdf": "%PDF-1.4\n",
    }

    page = migrated("hugoblox", old).text("research/engine.md")

    body = "[CV](/_static/cv.pdf)\n\n> It is large.\n\n[Look](https://example.org/)\n"
    assert page.rstrip().endswith(body.rstrip())
