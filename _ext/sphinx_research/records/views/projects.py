"""A project as its own page and the overview show it; and the news."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.model import NewsItem, Project
from sphinx_research.records.raw import Kind
from sphinx_research.records.values import PartialDate
from sphinx_research.records.views.entry import Link, named_links
from sphinx_research.records.views.refs import (
    Line,
    Ref,
    line,
    organisation_refs,
    person_ref,
    project_ref,
    publication_ref,
    ref,
    somebody_ref,
)


@dataclass(frozen=True, slots=True)
class ProjectView:
    """A project, for its own head and for cards.

    :param years: the project's own period, or else the years of its papers
    :param status: ``under way``, ``completed``, or empty where its record has no period
    :param image: the path of its picture, and `image_alt` what that shows
    """

    ref: Ref
    summary: Line
    people: tuple[Ref, ...]
    advisors: tuple[Ref, ...]
    orgs: tuple[Ref, ...]
    years: str
    funding: tuple[tuple[Ref, str, Line], ...]
    links: tuple[Link, ...]
    status: str = ""
    image: str = ""
    image_alt: str = ""


def project_view(catalogue: Catalogue, project: Project) -> ProjectView:
    """Make the view of a project."""
    papers = catalogue.by_project.get(project.id, ())
    words = catalogue.settings.words
    return ProjectView(
        ref=project_ref(project),
        summary=line(catalogue, project.summary),
        people=tuple(somebody_ref(catalogue, who) for who in catalogue.people_of[project.id]),
        advisors=tuple(somebody_ref(catalogue, who) for who in project.advisors),
        orgs=organisation_refs(catalogue, *project.orgs),
        years=words.period(project.period) or _years(catalogue, papers),
        funding=tuple(
            (
                organisation_refs(catalogue, item.funder)[0],
                item.award or "",
                line(catalogue, item.note),
            )
            for item in project.funding
        ),
        links=named_links(project.links, words),
        status=_status(catalogue, project),
        image=project.image or "",
        image_alt=project.image_alt or "",
    )


def _status(catalogue: Catalogue, project: Project) -> str:
    """Tell whether a project goes on; without dates of its own nothing is known of that."""
    if not (project.since or project.until):
        return ""
    words = catalogue.settings.words
    over = project.period.ended(catalogue.settings.today)
    return words("completed") if over else words("under way")


def papers_of(catalogue: Catalogue, project: Project) -> tuple[Ref, ...]:
    """Name the papers of a project, for the overview."""
    records = catalogue.records.publications
    keys = catalogue.by_project.get(project.id, ())
    return tuple(publication_ref(records[key]) for key in keys)


def _years(catalogue: Catalogue, papers: tuple[str, ...]) -> str:
    dates = [catalogue.records.publications[key].date for key in papers]
    years = sorted({date.year for date in dates if date})
    if not years:
        return ""
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


# --- news ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NewsView:
    """A dated item; `about` is the person or project whose record holds it."""

    date: PartialDate
    when: str
    text: Line
    about: Ref | None
    publication: Ref | None


def all_news(catalogue: Catalogue) -> tuple[NewsView, ...]:
    """Everything that happened, newest first."""
    records = catalogue.records
    owned: list[tuple[NewsItem, Ref | None]] = [(item, None) for item in records.news.values()]
    owned += [
        (item, person_ref(person)) for person in records.people.values() for item in person.news
    ]
    owned += [
        (item, project_ref(project))
        for project in records.projects.values()
        for item in project.news
    ]
    views = [_news(catalogue, item, about) for item, about in owned]
    return tuple(sorted(views, key=lambda view: view.date, reverse=True))


def _news(catalogue: Catalogue, item: NewsItem, about: Ref | None) -> NewsView:
    paper = ref(catalogue, Kind.PUBLICATION, item.publication) if item.publication else None
    when = catalogue.settings.words.date(item.date)
    return NewsView(item.date, when, line(catalogue, item.text), about, paper)
