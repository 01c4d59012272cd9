"""A person as their own page and the lists of people show them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.model import PROFILE_LINKS, Employment, Person, Stint
from sphinx_research.records.values import PartialDate, Period, orcid_address
from sphinx_research.records.views.entry import Link
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


@dataclass(frozen=True, slots=True)
class Card:
    """A person in a list."""

    ref: Ref
    initials: str
    native_name: str
    language: str
    role: str
    photo: str
    affiliation: Ref | None
    interests: tuple[Line, ...]
    alumni: bool


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
    return Card(
        ref=person_ref(person),
        initials=person.name.initials,
        native_name=person.native_name or "",
        language=_language(person.native_name or ""),
        role=catalogue.settings.roles.get(role, ""),
        photo=person.photo or "",
        affiliation=affiliations[0] if affiliations else None,
        interests=lines(catalogue, (interest.text for interest in person.interests[:2])),
        alumni=not then and is_alumni(catalogue, person),
    )


def _language(native_name: str) -> str:
    """Guess the language tag of a name from its script, so that it gets the right glyphs."""
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in native_name}
    for script, tag in _LANGUAGES:
        if script in scripts:
            return tag
    return ""


_LANGUAGES = (("HIRAGANA", "ja"), ("KATAKANA", "ja"), ("HANGUL", "ko"), ("CJK", "zh"))
"""Kana before Han: only Japanese mixes the two.  BCP 47 tags."""


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
        links=profile_links(person),
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


def profile_links(person: Person) -> tuple[Link, ...]:
    """The person's links with their labels, in the order in which they are written."""
    links = [
        Link(PROFILE_LINKS.get(name, (name.title(),))[0], url)
        for name, url in person.links.items()
    ]
    if person.orcid and "orcid" not in person.links:
        links.append(Link("ORCID", orcid_address(person.orcid)))
    return tuple(links)


def _obscured(email: str) -> str:
    """Write an address for people: programs that gather addresses look for @ and mailto."""
    return email.replace("@", " [at] ").replace(".", " [dot] ")


def _badge(catalogue: Catalogue, person: Person) -> Iterable[str]:
    for education in person.education:
        if education.badge:
            org = catalogue.records.organisations.get(education.org)
            name = (org.short or org.name) if org else education.org
            since, until = education.since, education.until
            years = f" ({since.year if since else ''}–{until.year if until else 'now'})"
            yield f"{education.degree}, {name}{years if since or until else ''}"


# --- the sections of a CV -----------------------------------------------------------------


def education(catalogue: Catalogue, person: Person) -> tuple[Station, ...]:
    """The person's degrees, as they are written."""
    return tuple(
        Station(
            when=item.period.words(),
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
        when=whole.words(),
        where=organisation_refs(catalogue, jobs[0].org),
        title="",
        place=jobs[0].location or "",
        roles=tuple(_role(catalogue, job) for job in jobs),
    )


def _role(catalogue: Catalogue, stint: Stint) -> Station:
    return Station(
        when=stint.period.words(),
        where=organisation_refs(catalogue, stint.unit),
        title=", ".join(filter(None, (stint.role, stint.topic))),
        advisors=tuple(somebody_ref(catalogue, advisor) for advisor in stint.advisors),
    )


def experience(catalogue: Catalogue, person: Person) -> tuple[Station, ...]:
    """What the person worked on, by group: the projects, their results and papers."""
    return tuple(
        Station(
            when=stint.period.words(),
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
    return tuple(
        Honour(
            when=", ".join(date.words() for date in award.date),
            title=line(catalogue, award.title),
            by=organisation_refs(catalogue, award.by),
            standing=" of ".join(filter(None, (ordinal(award.rank), award.of))),
            note=line(catalogue, award.note),
            url=award.url or "",
        )
        for award in person.awards
    )


def service(person: Person) -> tuple[Duty, ...]:
    """The person's service, as it is written."""
    return tuple(
        Duty(item.role, item.bodies, ", ".join(date.words() for date in item.date))
        for item in person.service
    )


def ordinal(number: int | None) -> str:
    """``1st``, ``2nd``, ``3rd``, ``11th``."""
    if number is None:
        return ""
    ending = (
        "th"
        if number % 100 in (11, 12, 13)
        else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return f"{number}{ending}"
