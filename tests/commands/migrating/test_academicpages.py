"""An academicpages site, as its guide describes it, brought here."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_research.commands.migrating.academicpages.citation import Citation, read_citation
from tests.commands.migrating.conftest import Migrated

OLD = Path(__file__).parent / "data" / "academicpages"
PERSON = """\
---
person:
  name: Ada Lovelace
  motto: Writes for engines that calculate
  affiliations: [University of London]
  photo: _static/profile.png
  email: ada [at] example.org
  orcid: https://orcid.org/0000-0002-1825-0097
  links:
    homepage: https://ada.example.org/
    arxiv: https://arxiv.org/a/lovelace_a_1
    scholar: https://scholar.google.com/citations?user=AAAAAAAAAAAJ
    github: ada-lovelace
    bluesky: ada.example.org
    x: ada_lovelace
    mastodon: https://social.example.org/@ada
  redirect_from: [/about/, /about.html]
---
# Ada Lovelace

:::{profile}
:::

I write programs for {project}`the engine <engine>`.\\
It weaves **algebraic patterns**.

## A drawing of it

![The engine](/_static/engine.png)

More stands in [my notes](/_static/notes.pdf).

## Teaching

### Analysis

Undergraduate course, University of London, Department of Mathematics, London, England, 2021-01-01

Series and their sums.

#### Exercises

Every week.
"""
PROJECT = """\
---
project:
  title: The engine
  summary: A machine that follows instructions
  people: [ada-lovelace]
  image: _static/engine.png
  redirect_from: [/portfolio/engine/]
---
"""


def test_it_builds_strictly_and_old_addresses_lead_on(migrated: Migrated) -> None:
    result = migrated("academicpages", OLD)

    built = result.build()

    assert (result.code, built.returncode, built.stderr) == (0, 0, "")
    html = result.site / "_build/html"
    assert (html / "publication/2024-02-17-notes/index.html").is_file()
    assert (html / "portfolio/engine/index.html").is_file()
    assert (html / "about.html").is_file()


def test_a_second_run_changes_nothing(migrated: Migrated) -> None:
    migrated("academicpages", OLD)

    again = migrated("academicpages", OLD)

    assert again.code == 0
    assert "nothing was written" in again.out


def test_the_person_is_who_the_settings_say_with_the_first_page_and_teaching(
    migrated: Migrated,
) -> None:
    result = migrated("academicpages", OLD)

    assert result.text("people/ada-lovelace.md").startswith(PERSON)


def test_the_portfolio_becomes_projects(migrated: Migrated) -> None:
    result = migrated("academicpages", OLD)

    text = result.text("research/engine.md")
    assert text.startswith(PROJECT)
    assert "It reads its instructions from cards." in text


def test_bibtex_goes_before_the_citation(migrated: Migrated) -> None:
    notes = migrated("academicpages", OLD).works["lovelace2024notes"].record

    assert [str(one.name) for one in notes.authors] == ["Ada Lovelace", "Charles Babbage"]
    assert (notes.volume, notes.issue, notes.pages) == ("3", "1", "666-731")
    assert (str(notes.date), notes.type, notes.doi) == ("2024-02-17", "article", "10.1000/182")
    assert notes.slides == "https://slides.example.org/notes.pdf"
    assert notes.redirect_from == ("/publication/2024-02-17-notes",)
    assert notes.abstract == (
        "The engine computes *Bernoulli numbers* by a list of instructions, given here in full."
    )


def test_without_bibtex_the_citation_names_the_authors(migrated: Migrated) -> None:
    cards = migrated("academicpages", OLD).works["cards"].record

    assert [str(one.name) for one in cards.authors] == [
        "Ada Lovelace",
        "Charles Babbage",
        "Mary Somerville",
    ]
    assert (cards.pages, cards.type) == ("12-19", "conference")
    assert cards.pdf == "https://lab.example/_static/cards.pdf"


def test_authors_that_nobody_names_are_asked_for(migrated: Migrated) -> None:
    result = migrated("academicpages", OLD)

    unsigned = result.works["unsigned"].record
    assert [str(one.name) for one in unsigned.authors] == ["Ada Lovelace"]
    assert unsigned.pdf == "https://example.org/letter.pdf"
    assert "of the authors of `unsigned`, only Ada Lovelace is known" in result.report


SITE = {
    "_config.yml": "url: https://ada.example\nauthor:\n  name: Ada Lovelace\n",
    "_pages/about.md": "---\npermalink: /\n---\nI write.\n",
}


def test_bibtex_of_another_paper_is_told_and_not_taken(migrated: Migrated) -> None:
    page = (
        '---\ntitle: "On $x$ and \\\\(y^2\\\\)"\ndate: 1843-01-01\n'
        "paperurl: http://ada.example/files/notes.pdf\nbibtexurl: /files/notes.bib\n---\n"
    )
    bib = "@article{notes, title={Notes}, author={Menabrea, Luigi}, year={1842}}\n"
    files = {"files/notes.bib": bib, "files/notes.pdf": b"%PDF-1.4"}
    result = migrated("academicpages", {**SITE, **files, "_publications/1843-01-01-on.md": page})
    (paper,) = result.works.catalogue.records.publications.values()
    assert (paper.id, str(paper.title)) == ("on", "On $x$ and $y^2$")
    assert [str(one.name) for one in result.works["on"].authors] == ["Ada Lovelace"]
    assert paper.pdf == "https://lab.example/_static/notes.pdf"
    assert "`files/notes.bib` has another title than the page" in result.report


def test_courses_stand_on_one_level_below_teaching(migrated: Migrated) -> None:
    course = "---\ntitle: {}\ndate: 184{}-01-01\n---\nText\n\n{}"
    pages = {
        "_teaching/1841-a.md": course.format("A", 1, "One\n===\n\nTwo\n===\n"),
        "_teaching/1842-b.md": course.format("B", 2, "### Deep\n"),
    }
    result = migrated("academicpages", {**SITE, **pages})
    lines = result.text("people/ada-lovelace.md").splitlines()
    assert [line for line in lines if line.startswith("##")] == [
        *("## Teaching", "### B", "#### Deep", "### A", "#### One", "#### Two")
    ]


def test_the_cv_that_the_template_writes_is_read(migrated: Migrated) -> None:
    cv = (
        '{"basics": {"name": "Ada Lovelace"}, "teaching": [{"course": "A"}], "education": '
        '[{"institution": "Home", "studyType": "Lessons", "endDate": "1832"}], '
        '"publications": [{"name": "Notes"}]}'
    )
    paper = "---\ntitle: Notes\ncitation: 'Lovelace, A. (1843). Notes.'\n---\n"
    pages = {"_data/cv.json": cv, "_publications/notes.md": paper}
    result = migrated("academicpages", {**SITE, **pages})
    person = result.works.catalogue.records.people["ada-lovelace"]
    assert [(one.org, one.degree) for one in person.education] == [("Home", "Lessons")]
    assert list(result.works.catalogue.records.publications) == ["notes"]
    assert "cv.json" not in result.report


def test_a_talk_is_a_publication_of_that_type(migrated: Migrated) -> None:
    talk = migrated("academicpages", OLD).works["engines"].record

    assert (talk.type, talk.venue) == ("talk", "Royal Institution")
    assert str(talk.note) == "Tutorial, London, England"


def test_what_has_no_place_is_named_with_its_own(migrated: Migrated) -> None:
    report = migrated("academicpages", OLD).report

    for place in (
        "`_config.yml:15`: the field `pronouns`",
        "`_config.yml:17`: the field `location`",
        "`_pages/cv.md:1`: the CV",
        "`_portfolio/engine.md:9`: the template",
        "`_posts/2021-08-14-first.md:1`: the post",
        "`_publications/2024-02-17-notes.md:6`: the excerpt",
    ):
        assert place in report


def test_a_short_form_of_the_own_name_becomes_an_alias(migrated: Migrated) -> None:
    paper = "---\ntitle: Notes\ncitation: 'Lovelace, A., Babbage, C. (2024). Notes.'\n---\n"
    old = {"_config.yml": "author:\n  name: Ada Lovelace\n", "_publications/notes.md": paper}

    result = migrated("academicpages", old)

    ada = result.works.catalogue.records.people["ada-lovelace"]
    assert ada.aliases == ("A. Lovelace",)
    assert "`A. Lovelace` is taken for Ada Lovelace" in result.report
    assert [one.code.label for one in result.problems] == ["orphan"]  # which is advice


def test_two_who_may_be_the_owner_are_left_to_a_person(migrated: Migrated) -> None:
    paper = "---\ntitle: Notes\ncitation: 'Lovelace, A. and Lovelace, Ad. (2024). Notes.'\n---\n"
    old = {"_config.yml": "author:\n  name: Ada Lovelace\n", "_publications/notes.md": paper}

    result = migrated("academicpages", old)

    assert result.works.catalogue.records.people["ada-lovelace"].aliases == ()


# --- references -----------------------------------------------------------------------------

TITLE, VENUE = "Notes on engines", "Scientific Memoirs"


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        ("Ada Lovelace, Charles Babbage", ("Ada Lovelace", "Charles Babbage")),
        ("Ada Lovelace and Charles Babbage.", ("Ada Lovelace", "Charles Babbage")),
        ("Lovelace, A., &amp; Babbage, C.", ("Lovelace, A.", "Babbage, C.")),
        ("Lovelace, A., Babbage, C.", ("Lovelace, A.", "Babbage, C.")),
        ("Lovelace, A. A. and Babbage, C", ("Lovelace, A. A.", "Babbage, C.")),
        ("Lovelace A, Babbage CB", ("Lovelace, A.", "Babbage, C. B.")),
        ("Lovelace, Ada and Babbage, Charles", ("Lovelace, Ada", "Babbage, Charles")),
        ("Lovelace, Ada.", ("Lovelace, Ada",)),
        ("<b>Ada Lovelace</b>; Charles Babbage", ("Ada Lovelace", "Charles Babbage")),
    ],
)
def test_authors_are_parted_however_they_are_typed(names: str, authors: tuple[str, ...]) -> None:
    citation = f"{names} (2024). &quot;{TITLE}.&quot; <i>{VENUE}</i>. 3(1), 12-19."

    assert read_citation(citation, TITLE, VENUE) == Citation(authors, "3", "1", "12-19")


@pytest.mark.parametrize(
    "names", ["Lovelace, Ada, Babbage, Charles", "Ada Lovelace et al.", "The Engine, Cards", ""]
)
def test_names_that_cannot_be_told_apart_are_not_guessed(names: str) -> None:
    assert read_citation(f"{names} (2024). {TITLE}. {VENUE}.", TITLE, VENUE).authors == ()


def test_what_is_not_understood_remains() -> None:
    citation = f'Ada Lovelace. "{TITLE}." {VENUE}, pp. 12-19. Best paper. doi:10.1000/182.'

    read = read_citation(citation, TITLE, VENUE)

    assert (read.pages, read.doi, read.rest) == ("12-19", "10.1000/182", "Best paper")
