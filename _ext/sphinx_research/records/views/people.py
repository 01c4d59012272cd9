"""A person as their own page and the lists of people show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from zlib import crc32

from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.characters import language_of
from sphinx_research.records.model import Award, Employment, Person, Stint
from sphinx_research.records.values import PartialDate, Period, orcid_address
from sphinx_research.records.views.entry import Link, named_links
from sphinx_research.records.views.refs import (
    Line,
    Ref,
    line,
    lines,
    organisation_refs,
    person_ref,
    project_ref,
    somebody_ref,
)
from sphinx_research.records.words import Words


@dataclass(frozen=True, slots=True)
class Card:
    """A person in a list.

    :param hue: one of `HUES` colours, the same in every build
    :param years: of somebody who has left, the years here; and `now` where they are
    """

    ref: Ref
    initials: str
    native_name: str
    language: str
    role: str
    photo: str
    affiliation: Ref | None
    interests: tuple[Line, ...]
    alumni: bool
    hue: int
    years: str = ""
    now: Ref | None = None


HUES = 6
"""How many colours there are behind people's initials."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The head of a person's page, and whom and what it leads to.

    :param email: as people read it: ``ada [at] lab [dot] org``
    """

    card: Card
    affiliations: tuple[Ref, ...]
    advisors: tuple[Ref, ...]
    students: tuple[Ref, ...]
    links: tuple[Link, ...]
    email: str
    badges: tuple[str, ...]
    motto: Line
    notices: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Station:
    """A stay somewhere: a degree, a job, a role within it.

    :param projects: what was worked on: the project, its results, its papers here
    """

    when: str
    where: tuple[Ref, ...]
    title: str
    place: str = ""
    advisors: tuple[Ref, ...] = ()
    note: Line = ()
    roles: tuple[Station, ...] = ()
    projects: tuple[Work, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """A project as a CV tells of it."""

    ref: Ref
    results: tuple[Line, ...]
    publications: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Honour:
    """An award: ``1st of 136 teams``, over one year or several."""

    when: str
    title: Line
    by: tuple[Ref, ...]
    standing: str
    note: Line
    url: str


@dataclass(frozen=True, slots=True)
class InterestView:
    """A field of interest and the papers that show it."""

    text: Line
    publications: tuple[str, ...]
    note: Line


@dataclass(frozen=True, slots=True)
class Duty:
    """Service in one role."""

    role: str
    bodies: tuple[str, ...]
    when: str


def is_alumni(catalogue: Catalogue, person: Person) -> bool:
    """Whether the person's time here is over on the day of the build."""
    return person.period.ended(catalogue.settings.today)


def card(catalogue: Catalogue, person: Person, as_of: PartialDate | None = None) -> Card:
    """Make the view of a person in a list.

    :param as_of: the time whose group the list shows; without it, the day of the build
    """
    affiliations = organisation_refs(catalogue, *person.affiliations)
    then = person.stay_in(as_of) if as_of else None
    role = then.role if then else person.role_on(catalogue.settings.today)
    alumni = not then and is_alumni(catalogue, person)
    return Card(
        ref=person_ref(person),
        initials=person.name.initials,
        native_name=person.native_name or "",
        language=language_of(person.native_name or ""),
        role=catalogue.settings.roles.get(role, ""),
        photo=person.photo or "",
        affiliation=affiliations[0] if affiliations else None,
        interests=lines(catalogue, (interest.text for interest in person.interests[:2])),
        alumni=alumni,
        hue=crc32(person.id.encode()) % HUES,
        years=_years(person.period, catalogue.settings.words) if alumni else "",
        now=_now(catalogue, person) if alumni else None,
    )


def _years(period: Period, words: Words) -> str:
    """The years of a time that is over: ``2019–2023``, ``2023``, ``until 2023``."""
    since, until = period.since, period.until
    if not (since and until):
        return words("until {date}", date=until.year) if until else ""
    return str(until.year) if since.year == until.year else f"{since.year}–{until.year}"


def _now(catalogue: Catalogue, person: Person) -> Ref | None:
    """Where somebody works who has left: the job in their record that goes on, if one does."""
    jobs = (job.org for job in person.employment if job.since and not job.until)
    return next(iter(organisation_refs(catalogue, next(jobs, None))), None)


def profile(catalogue: Catalogue, person: Person) -> Profile:
    """Make the view of the head of a person's page."""
    today = catalogue.settings.today
    return Profile(
        card=card(catalogue, person),
        affiliations=organisation_refs(catalogue, *person.affiliations),
        advisors=tuple(somebody_ref(catalogue, advisor) for advisor in person.advisors),
        students=tuple(
            person_ref(catalogue.records.people[student])
            for student in catalogue.students_of.get(person.id, ())
        ),
        links=profile_links(person, catalogue.settings.words),
        email=_obscured(person.email or ""),
        badges=tuple(_badge(catalogue, person)),
        motto=line(catalogue, person.motto),
        notices=lines(
            catalogue,
            (
                notice.text
                for notice in person.notices
                if not (notice.until and today and notice.until.last < today)
            ),
        ),
    )


def profile_links(person: Person, words: Words) -> tuple[Link, ...]:
    """The person's links with their labels, in the order in which they are written."""
    links = named_links(person.links, words)
    if person.orcid and "orcid" not in person.links:
        links += (Link("ORCID", orcid_address(person.orcid), "orcid"),)
    return links


def _obscured(email: str) -> str:
    """Write an address for people: programs that gather addresses look for @ and mailto."""
    return email.replace("@", " [at] ").replace(".", " [dot] ")


def _badge(catalogue: Catalogue, person: Person) -> Iterable[str]:
    for education in person.education:
        if education.badge:
            org = catalogue.records.organisations.get(education.org)
            name = (org.short or org.name) if org else education.org
            since, until = education.since, education.until
            begun = since.year if since else ""
            going_on = catalogue.settings.words("{year}–now", year=begun)
            years = f" ({f'{begun}–{until.year}' if until else going_on})"
            yield f"{education.degree}, {name}{years if since or until else ''}"


# --- the sections of a CV -----------------------------------------------------------------


def education(catalogue: Catalogue, person: Person) -> tuple[Station, ...]:
    """The person's degrees, as they are written."""
    return tuple(
        Station(
            when=catalogue.settings.words.period(item.period),
            where=organisation_refs(catalogue, item.org, item.unit),
            title=", ".join(filter(None, (item.degree, item.field))),
            advisors=tuple(somebody_ref(catalogue, advisor) for advisor in item.advisors),
            note=line(catalogue, item.note),
        )
        for item in person.education
    )


def employment(catalogue: Catalogue, person: Person) -> tuple[Station, ...]:
    """The person's jobs; several in a row at one place stand together."""
    return tuple(
        _employer(catalogue, list(jobs))
        for _, jobs in groupby(person.employment, lambda job: job.org)
    )


def _employer(catalogue: Catalogue, jobs: list[Employment]) -> Station:
    begun = [job.since for job in jobs if job.since]
    ended = [job.until for job in jobs if job.until]
    whole = Period(min(begun, default=None), max(ended) if len(ended) == len(jobs) else None)
    return Station(
        when=catalogue.settings.words.period(whole),
        where=organisation_refs(catalogue, jobs[0].org),
        title="",
        place=jobs[0].location or "",
        roles=tuple(_role(catalogue, job) for job in jobs),
    )


def _role(catalogue: Catalogue, stint: Stint) -> Station:
    return Station(
        when=catalogue.settings.words.period(stint.period),
        where=organisation_refs(catalogue, stint.unit),
        title=", ".join(filter(None, (stint.role, stint.topic))),
        advisors=tuple(somebody_ref(catalogue, advisor) for advisor in stint.advisors),
    )


def experience(catalogue: Catalogue, person: Person) -> tuple[Station, ...]:
    """What the person worked on, by group: the projects, their results and papers."""
    return tuple(
        Station(
            when=catalogue.settings.words.period(stint.period),
            where=organisation_refs(catalogue, stint.unit, job.org),
            title=", ".join(filter(None, (stint.role, stint.topic))),
            place=job.location or "",
            advisors=tuple(somebody_ref(catalogue, advisor) for advisor in stint.advisors),
            projects=tuple(_works(catalogue, person, stint)),
        )
        for job in person.employment
        for stint in _stints(job)
        if stint.projects
    )


def _stints(job: Employment) -> tuple[Stint, ...]:
    return (job, *job.groups)


def _works(catalogue: Catalogue, person: Person, stint: Stint) -> Iterable[Work]:
    own = set(catalogue.by_person.get(person.id, ()))
    for identifier in stint.projects:
        project = catalogue.records.projects.get(identifier)
        if project:
            papers = catalogue.by_project.get(identifier, ())
            yield Work(
                project_ref(project),
                lines(catalogue, project.results),
                tuple(p for p in papers if p in own),
            )


def interests(catalogue: Catalogue, person: Person) -> tuple[InterestView, ...]:
    """What the person is interested in."""
    return tuple(
        InterestView(
            line(catalogue, item.text),
            item.publications,
            line(catalogue, item.note),
        )
        for item in person.interests
    )


def awards(catalogue: Catalogue, person: Person) -> tuple[Honour, ...]:
    """The person's awards, as they are written."""
    words = catalogue.settings.words
    return tuple(
        Honour(
            when=", ".join(map(words.date, award.date)),
            title=line(catalogue, award.title),
            by=organisation_refs(catalogue, award.by),
            standing=standing(award, words),
            note=line(catalogue, award.note),
            url=award.url or "",
        )
        for award in person.awards
    )


def standing(award: Award, words: Words) -> str:
    """``1st of 136 teams``, ``1st``, or nothing where nobody was ranked."""
    if award.rank is None:
        return award.of or ""
    place = words.ordinal(award.rank)
    return words("{place} of {field}", place=place, field=award.of) if award.of else place


def service(catalogue: Catalogue, person: Person) -> tuple[Duty, ...]:
    """The person's service, as it is written."""
    date = catalogue.settings.words.date
    return tuple(
        Duty(item.role, item.bodies, ", ".join(map(date, item.date))) for item in person.service
    )
