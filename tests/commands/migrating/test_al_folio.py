"""A site in the form of al-folio, as its documentation describes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from sphinx_research.records.markup import Markup
from sphinx_research.records.raw import Kind

if TYPE_CHECKING:
    from tests.commands.migrating.conftest import Migrated

DATA = Path(__file__).parent / "data" / "al_folio"
NOTHING = {
    "_config.yml": "first_name: Emmy\nlast_name: Noether\n",
    "_pages/about.md": "---\nlayout: about\npermalink: /\n---\nHello.\n",
}

PERSON = """\
---
person:
  name: Emmy Noether
  aliases: [E. Noether]
  photo: _static/prof-pic.jpg
  motto: '[University of Göttingen](https://www.uni-goettingen.de/). Algebra first.'
  email: you [at] example.com
  orcid: 0000-0002-1825-0097
  links:
    custom-social: https://example.org/noether
    github: noether
    inspirehep: https://inspirehep.net/authors/1010907
    scholar: qc6CJjYAAAAJ
  education:
    - org: University of Erlangen
      degree: PhD
      until: 1907
      note: On complete systems of invariants; Advised; by Paul Gordan
  employment:
    - org: Bryn Mawr College
      role: Professor
      since: 1933
      until: 1935
    - org: University of Göttingen
      role: Lecturer
      since: 1919
      until: 1933
  awards:
    - title: Ackermann–Teubner Memorial Award
      date: 1932
  interests:
    - text: Rings
      note: Ideals
---
# Emmy Noether

:::{profile}
:::

I work on **rings** and their *ideals*. See my
{project}`first project <invariant-theory>`, a [note](/_static/note.pdf) and the
list. My  is elsewhere.\\
Formula: $a^2 + b^2$, and x{sup}`2`.

## What I teach

![Two rings](/_static/rings.png)

Write to me by `letter`, or read [Algebra](https://en.wikipedia.org/wiki/Algebra).

## Open Source Projects

- [rings](https://example.org/rings), 2015-now
  - Rings as they are.

## Other Interests

- Hobbies: Swimming, etc.

## Interests

:::{interests}
:::

## Education

:::{education}
:::

## Employment

:::{employment}
:::

## Awards

:::{awards}
:::

## Publications

:::{publications}
:style: numbered
:::
"""
PROJECT = """\
---
project:
  title: Invariant Theory
  summary: What stays the same, by *symmetry*
  people: [emmy-noether]
  image: _static/rings.png
  redirect_from: [/projects/1_project/]
---
# Invariant Theory

:::{profile}
:::

Every symmetry has its law {pub}`noether1918invariante`.

```yaml
---
layout: page
---
```

```html
<div class="row">as it is</div>
```
"""


def test_the_person_comes_from_the_settings_the_front_page_accounts_and_the_cv(
    migrated: Migrated,
) -> None:
    result = migrated("al-folio", DATA)
    assert result.code == 0
    assert result.text("people/emmy-noether.md") == PERSON


def test_projects_keep_their_text_and_old_addresses(migrated: Migrated) -> None:
    result = migrated("al-folio", DATA)
    assert result.text("research/invariant-theory.md") == PROJECT
    ideals = result.works.catalogue.records.projects["ideal-theory"]
    assert ideals.theme == "physics"
    assert ideals.links == {"homepage": "https://example.org/ideals"}


def test_papers_have_their_files_pictures_marks_and_venues(migrated: Migrated) -> None:
    works = migrated("al-folio", DATA).works
    paper = works["noether1918invariante"].record
    assert str(paper.title) == "Invariante Variationsprobleme"
    assert [(str(author.name), author.equal) for author in paper.authors] == [
        ("Emmy Noether", True)
    ]
    assert paper.pdf == "https://lab.example/_static/note.pdf"
    assert paper.image == "_static/rings-2.png"
    assert paper.award == "Best of all"
    assert paper.note is not None
    assert paper.note.plain == "For the law; Read in 1918"
    assert paper.abstract == "Every **symmetry** has a law."
    assert works.catalogue.venue_of == {
        "noether1918invariante": "ngwg",
        "noether1921idealtheorie": "math-ann",
    }
    assert works.catalogue.records.venues["ngwg"].url == "https://gdz.sub.uni-goettingen.de/"


def test_authors_are_found_by_the_names_that_the_old_site_knew(migrated: Migrated) -> None:
    catalogue = migrated("al-folio", DATA).works.catalogue
    assert [match.id for match in catalogue.matches["noether1921idealtheorie"]] == [
        "emmy-noether",
        "helmut-hasse",
        "richard-brauer",
    ]
    assert str(catalogue.records.collaborators["richard-brauer"].name) == "Richard Bräuer"


def test_news_are_carried_with_their_days(migrated: Migrated) -> None:
    news = migrated("al-folio", DATA).works.catalogue.records.news.values()
    assert sorted((str(one.date), str(one.text)) for one in news) == [
        ("2015-10-22", "A simple inline announcement, with a [link](https://example.org/)."),
        ("2015-11-07", "A long announcement"),
    ]


@pytest.mark.parametrize(
    "told",
    [
        "`_bibliography/papers.bib:36`: the field `location`",
        "`_data/cv.yml:6`: `Languages`: `German, English`",
        "`_data/venues.yml:5`: no paper has the venue",
        "`_news/announcement_2.md:7`: of the item of news",
        "`_pages/about.md:11`: the address `Room 16 Auditorium House`",
        "`_pages/about.md:24`: the template `{{ site.data.cv }}`",
        "`_pages/publications.md:3`: the address `/publications/`",
        "`_pages/teaching.md:2`: the page `teaching`",
        "`_posts/2015-03-15-formatting.md:1`: a blog post",
        "`_projects/1_project.md:2`: the theme `work`",
        "`assets/img/unused.png:1`: the file",
        "- layouts, styles and scripts: 2",
    ],
)
def test_what_is_not_carried_is_told_with_its_place(migrated: Migrated, told: str) -> None:
    assert told in migrated("al-folio", DATA).report


def test_a_second_time_changes_nothing(migrated: Migrated) -> None:
    first = migrated("al-folio", DATA)
    before = {file: file.read_bytes() for file in first.site.rglob("*") if file.is_file()}
    second = migrated("al-folio", DATA)
    after = {file: file.read_bytes() for file in second.site.rglob("*") if file.is_file()}
    report = first.site / "_build" / "migration.md"
    assert second.code == 0
    assert "Nothing is new, so nothing was written." in second.out
    assert {**before, report: b""} == {**after, report: b""}


def test_the_result_builds_strictly_and_old_addresses_lead_on(migrated: Migrated) -> None:
    result = migrated("al-folio", DATA)
    built = result.build()
    assert built.stderr == ""
    assert built.returncode == 0
    old = BeautifulSoup(result.text("_build/html/projects/1_project/index.html"), "lxml")
    link = old.select_one("link[rel=canonical]")
    assert link is not None
    assert link["href"] == "https://lab.example/research/invariant-theory.html"


def test_what_is_no_such_site_is_refused(migrated: Migrated) -> None:
    result = migrated("al-folio", {"README.md": "Hello."})
    assert result.code == 2
    assert "has no _config.yml" in result.err


def test_a_site_without_a_name_is_refused(migrated: Migrated) -> None:
    result = migrated("al-folio", {"_config.yml": "title: blank\n"})
    assert result.code == 2
    assert "first_name and last_name" in result.err


def test_accounts_of_older_versions_stand_in_the_settings(migrated: Migrated) -> None:
    config = NOTHING["_config.yml"] + "github_username: noether\norcid_id: 0000-0002-1825-0097\n"
    person = migrated("al-folio", {**NOTHING, "_config.yml": config}).works.catalogue.records
    assert person.people["emmy-noether"].orcid == "0000-0002-1825-0097"
    assert person.people["emmy-noether"].links == {"github": "https://github.com/noether"}


def test_two_projects_of_one_title_get_two_addresses(migrated: Migrated) -> None:
    project = "---\ntitle: Rings\n---\n"
    files = {**NOTHING, "_projects/a.md": project, "_projects/b.md": project}
    projects = migrated("al-folio", files).works.catalogue.records.projects
    assert {one.id: one.redirect_from for one in projects.values()} == {
        "rings": ("/projects/a/",),
        "rings-2": ("/projects/b/",),
    }


RESUME = '{"basics": {"name": "Emmy Noether", "summary": "Algebra."}, "work": []}'
LIST = """\
- title: Education
  contents:
    - title: PhD
      institution: Erlangen
      year: 1907
"""


@pytest.mark.parametrize(
    ("more", "read", "unread"),
    [
        ({}, "_data/cv.yml", "assets/json/resume.json"),
        (
            {"_pages/cv.md": "---\nlayout: cv\npermalink: /cv/\ncv_format: jsonresume\n---\n"},
            "assets/json/resume.json",
            "_data/cv.yml",
        ),
    ],
)
def test_of_two_cvs_the_one_that_was_shown_is_read(
    migrated: Migrated, more: dict[str, str], read: str, unread: str
) -> None:
    cvs = {"_data/cv.yml": LIST, "assets/json/resume.json": RESUME}
    result = migrated("al-folio", {**NOTHING, **cvs, **more})
    assert f"`{unread}:1`: the old site showed the CV in {read}" in result.report
    page = result.text("people/emmy-noether.md")
    assert ("Erlangen" in page, "## Summary\n\nAlgebra." in page) == (
        (True, False) if read == "_data/cv.yml" else (False, True)
    )


def test_the_cv_of_somebody_else_is_told_and_left(migrated: Migrated) -> None:
    cv = RESUME.replace("Emmy Noether", "Albert Einstein")
    result = migrated("al-folio", {**NOTHING, "assets/json/resume.json": cv})
    assert "the CV is of `Albert Einstein`, not of the person of the site" in result.report
    assert "Algebra" not in result.text("people/emmy-noether.md")


def test_profiles_of_a_group_are_told(migrated: Migrated) -> None:
    page = "---\ntitle: people\nprofiles:\n  - align: left\n    content: ada.md\n---\n"
    result = migrated("al-folio", {**NOTHING, "_pages/profiles.md": page})
    assert (
        "`_pages/profiles.md:4`: the profile of somebody, with the text `ada.md`" in result.report
    )


def test_awards_and_remarks_are_read_as_markdown(migrated: Migrated) -> None:
    bib = (
        "@article{noether1921,\n  title={Rings},\n  author={Noether, Emmy},\n  year={1921},\n"
        "  award={The **law**, see [it](https://x.example/a_b)},\n  award_name={Prize},\n"
        "  additional_info={. *More*}\n}\n"
    )
    result = migrated("al-folio", {**NOTHING, "_bibliography/papers.bib": bib})
    paper = result.works.catalogue.records.publications["noether1921"]
    said = "The **law**, see [it](https://x.example/a_b); *More*"
    assert paper.note == Markup.parse(said)


def test_a_cv_of_rendercv_adds_to_the_person(migrated: Migrated) -> None:
    cv = """\
cv:
  name: Prof. Emmy Noether
  email: other@example.org
  sections:
    Education:
      - institution: University of Erlangen
        area: Mathematics
        degree: PhD
        end_date: 1907
"""
    result = migrated("al-folio", {**NOTHING, "_data/cv.yml": cv})
    people = result.works.catalogue.records.of(Kind.PERSON)
    assert list(people) == ["emmy-noether"]
    education = result.works.catalogue.records.people["emmy-noether"].education
    assert [(one.org, one.degree) for one in education] == [("University of Erlangen", "PhD")]
