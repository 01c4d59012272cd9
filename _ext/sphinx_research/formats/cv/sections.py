"""The sections of a CV that tell of the person; each gives its rows."""

from __future__ import annotations

from sphinx_research.formats.cv.papers import appeared
from sphinx_research.formats.cv.rows import Item, Row, Subject, row
from sphinx_research.formats.pieces import Pieces, joined, named, pieces, said
from sphinx_research.records.query import ProjectOf, Projects
from sphinx_research.records.views import people
from sphinx_research.records.views.people import Honour, InterestView, Station
from sphinx_research.records.views.refs import lines


def education(subject: Subject) -> list[Row]:
    """Degrees and stays."""
    return [
        row(
            said(one.title),
            _where(subject, one),
            pieces(one.note, subject.works.site),
            when=one.when,
        )
        for one in people.education(subject.works.catalogue, subject.person)
    ]


def employment(subject: Subject) -> list[Row]:
    """Jobs: a row for each role."""
    return [
        row(said(role.title), _where(subject, role, job), when=role.when)
        for job in people.employment(subject.works.catalogue, subject.person)
        for role in job.roles
    ]


def interests(subject: Subject) -> list[Row]:
    """Fields of interest, with the numbers of papers."""
    return [
        _interest(subject, one)
        for one in people.interests(subject.works.catalogue, subject.person)
    ]


def _interest(subject: Subject, one: InterestView) -> Row:
    site = subject.works.site
    head = joined([pieces(one.text, site), subject.cited(one.publications)], " ")
    return row(head, pieces(one.note, site))


def awards(subject: Subject) -> list[Row]:
    """Prizes, scholarships and places in competitions."""
    return [_award(subject, one) for one in people.awards(subject.works.catalogue, subject.person)]


def _award(subject: Subject, one: Honour) -> Row:
    site = subject.works.site
    title = pieces(one.title, site, one.url)
    more = joined([subject.names(one.by), pieces(one.note, site)], " · ")
    return row(joined([said(one.standing), title], ": "), more, when=one.when)


def service(subject: Subject) -> list[Row]:
    """Reviewing, organising and the like."""
    return [
        row(said(one.role), said(", ".join(one.bodies)), when=one.when)
        for one in people.service(subject.works.catalogue, subject.person)
    ]


def experience(subject: Subject) -> list[Row]:
    """What was worked on, by group: projects, their results, their papers."""
    return [
        row(
            subject.names(one.where),
            joined(
                [said(one.title), said(one.place), subject.advised(one.advisors)],
                " · ",
            ),
            when=one.when,
            items=[_work(subject, work) for work in one.projects],
        )
        for one in people.experience(subject.works.catalogue, subject.person)
    ]


def _work(subject: Subject, work: people.Work) -> Item:
    site = subject.works.site
    results = [pieces(result, site) for result in work.results]
    papers = [key for key in work.publications if key in subject.papers]
    return {
        "head": named(work.ref, site),
        "points": [*results, *(appeared(subject, key) for key in papers)],
    }


def projects(subject: Subject) -> list[Row]:
    """The projects that research experience does not tell of, as their papers are listed."""
    catalogue = subject.works.catalogue
    told = {
        work.ref.id
        for station in people.experience(catalogue, subject.person)
        for work in station.projects
    }
    mine = catalogue.answer(Projects(person=subject.person.id)).view
    others = [one for group in mine for one in group.ids if one not in told]
    last = len(subject.papers) + 1
    others.sort(
        key=lambda one: min(
            (subject.papers.get(key, last) for key in catalogue.by_project.get(one, ())),
            default=last,
        )
    )
    return [_project(subject, project) for project in others]


def _project(subject: Subject, project: str) -> Row:
    site, catalogue = subject.works.site, subject.works.catalogue
    view = catalogue.answer(ProjectOf(project)).view
    assert view is not None  # noqa: S101 - the id comes from the catalogue
    results = lines(catalogue, catalogue.records.projects[project].results)
    return row(
        joined([named(view.ref, site), subject.cited(catalogue.by_project.get(project, ()))], " "),
        pieces(view.summary, site),
        *(
            joined([named(funder, site), said(award), pieces(note, site)])
            for funder, award, note in view.funding
        ),
        when=view.years,
        items=[{"head": [], "points": [pieces(one, site) for one in results]}] if results else [],
    )


def students(subject: Subject) -> list[Row]:
    """Those whom the person advises."""
    view = people.profile(subject.works.catalogue, subject.person)
    return [row(subject.names(view.students))] if view.students else []


def _where(subject: Subject, one: Station, employer: Station | None = None) -> Pieces:
    """``iLab, University of Southern California, Los Angeles, CA · advised by …``."""
    where = one.where if employer is None else (*one.where, *employer.where)
    place = one.place if employer is None else employer.place
    return joined(
        [joined([subject.names(where), said(place)]), subject.advised(one.advisors)],
        " · ",
    )
