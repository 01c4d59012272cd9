"""All records of the site, and the indexes between them.

A catalogue is built once per build, before any page is read, and does not change after.
Everything that a page shows is asked of it; nothing ever scans it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal, TypeVar

from sphinx_research.records.answers import Answer, Query
from sphinx_research.records.folding import fold
from sphinx_research.records.matching import (
    Candidate,
    Match,
    Matcher,
    Partner,
    PartnerMatcher,
    words_of,
)
from sphinx_research.records.model import (
    Collaborator,
    News,
    Organisation,
    Person,
    Project,
    Publication,
    Record,
    Venue,
)
from sphinx_research.records.names import PersonName
from sphinx_research.records.raw import Kind
from sphinx_research.records.values import arxiv_month
from sphinx_research.records.words import Words

T = TypeVar("T")

Emphasis = Literal["", "members"]

Index = Mapping[str, tuple[str, ...]]
"""From an id (or a tag) to keys or ids, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the site decides and no record says.

    :param today: the date of the build; `None` where none was given (never the clock)
    :param roles: the roles of people and their names, in the order of the index
    :param themes: the themes of projects and their headings, in the order of the overview
    :param emphasis: whom lists of publications set apart among the authors: nobody, or the
        members of the time
    :param partners: the people of other sites, whose names lead there
    :param role_headings: what stands above the people of a role, where that is another word
    :param theme_leads: the sentences below the headings of themes
    :param allowed: the directives, roles and nodes that pages may use besides the usual ones
    :param words: writes what pages say of records, in the language of the site
    """

    today: date | None = None
    roles: Mapping[str, str] = field(default_factory=dict)
    themes: Mapping[str, str] = field(default_factory=dict)
    emphasis: Emphasis = ""
    partners: tuple[Partner, ...] = ()
    role_headings: Mapping[str, str] = field(default_factory=dict)
    theme_leads: Mapping[str, str] = field(default_factory=dict)
    words: Words = field(default_factory=Words)
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Records:
    """The records by id."""

    people: dict[str, Person] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    publications: dict[str, Publication] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    venues: dict[str, Venue] = field(default_factory=dict)
    collaborators: dict[str, Collaborator] = field(default_factory=dict)
    news: dict[str, News] = field(default_factory=dict)

    def of(self, kind: Kind) -> dict[str, Record]:
        """All records of one kind."""
        return getattr(self, _SHELVES[kind])  # type: ignore[no-any-return]  # one dict per kind


_SHELVES = {
    Kind.PERSON: "people",
    Kind.PROJECT: "projects",
    Kind.PUBLICATION: "publications",
    Kind.ORGANISATION: "organisations",
    Kind.VENUE: "venues",
    Kind.COLLABORATOR: "collaborators",
    Kind.NEWS: "news",
}


class Catalogue:
    """The records, and who belongs to what.

    :ivar documents: the pages there are, as Sphinx names them
    :ivar matches: for each publication, who each of its authors is
    :ivar venue_of: the venue record of each publication that has one
    :ivar ours: the publications with an author of the site, newest first
    """

    def __init__(
        self, records: Records, settings: Settings, documents: frozenset[str] = frozenset()
    ) -> None:
        self._answers: dict[Query[Any], Answer[Any]] = {}
        self.records = records
        self.settings = settings
        self.documents = documents
        self.matches = self._match_authors()
        self.venue_of = self._find_venues()
        newest_first = sorted(records.publications.values(), key=_age)
        self._rank = {paper.id: rank for rank, paper in enumerate(newest_first)}
        self._ours = frozenset(
            key
            for key, matches in self.matches.items()
            if any(match.id in records.people for match in matches)
        )
        self.ours = self.in_order(self._ours)

    def answer(self, query: Query[T]) -> Answer[T]:
        """Answer a question, once: equal questions have the same answer for the whole build."""
        if query not in self._answers:
            view = query.view(self)
            self._answers[query] = Answer(view, query.digest(self, view))
        return self._answers[query]

    # --- lookups --------------------------------------------------------------------------

    def somebody(self, identifier: str) -> Person | Collaborator | None:
        """Find the person or collaborator that an id stands for."""
        return self.records.people.get(identifier) or self.records.collaborators.get(identifier)

    def is_ours(self, key: str) -> bool:
        """Whether an author of the publication is a person of the site."""
        return key in self._ours

    def in_order(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Put publications in the order of lists (undated, then newest first), each once."""
        return tuple(sorted(set(keys), key=self._rank.__getitem__))

    def rank(self, key: str) -> int:
        """The place of a publication in the order of lists, among all there are."""
        return self._rank[key]

    @cached_property
    def pages(self) -> Mapping[str, Person | Project]:
        """The person or project whose page a document is, by docname."""
        pages: list[Person | Project] = [
            *self.records.people.values(),
            *self.records.projects.values(),
        ]
        return {record.place.path.removesuffix(".md"): record for record in pages}

    # --- indexes: publications by … -------------------------------------------------------

    @cached_property
    def by_person(self) -> Index:
        """The publications of each person and collaborator."""
        return self._publications(
            (match.id, key)
            for key, matches in self.matches.items()
            for match in matches
            if match.id
        )

    @cached_property
    def by_project(self) -> Index:
        """The publications of each project."""
        papers = self.records.publications.values()
        return self._publications(
            (project, paper.id) for paper in papers for project in paper.projects
        )

    @cached_property
    def by_venue(self) -> Index:
        """The publications at each venue."""
        return self._publications((venue, key) for key, venue in self.venue_of.items())

    @cached_property
    def by_organisation(self) -> Index:
        """The publications of each organisation's people, its sub-organisations' included."""
        return self._publications(
            (org, key)
            for person in self.records.people.values()
            for affiliation in person.affiliations
            for org in self.with_parents(affiliation)
            for key in self.by_person.get(person.id, ())
        )

    @cached_property
    def by_tag(self) -> Index:
        """Our publications by tag."""
        papers = (self.records.publications[key] for key in self.ours)
        return self._publications((tag, paper.id) for paper in papers for tag in paper.tags)

    # --- indexes: people and projects -----------------------------------------------------

    @cached_property
    def people_of(self) -> Index:
        """Who belongs to each project: those it names, then its papers' authors of the site."""
        return {
            project.id: tuple(
                dict.fromkeys(
                    [*project.people, *self._site_authors(self.by_project.get(project.id, ()))]
                )
            )
            for project in self.records.projects.values()
        }

    @cached_property
    def projects_of(self) -> Index:
        """The projects of each person or collaborator, by name of the project."""
        pairs = ((who, project) for project, people in self.people_of.items() for who in people)
        order = {project: rank for rank, project in enumerate(sorted(self.records.projects))}
        return _grouped(pairs, order)

    @cached_property
    def students_of(self) -> Index:
        """The persons of the site whom each person or collaborator advises."""
        pairs = (
            (advisor, person.id)
            for person in self.records.people.values()
            for advisor in advisors(person)
        )
        return _grouped(
            pairs, {person: rank for rank, person in enumerate(sorted(self.records.people))}
        )

    def with_parents(self, organisation: str) -> Iterator[str]:
        """Go from an organisation up to what it is part of."""
        seen: set[str] = set()
        while organisation in self.records.organisations and organisation not in seen:
            yield organisation
            seen.add(organisation)
            organisation = self.records.organisations[organisation].parent or ""

    # --- building -------------------------------------------------------------------------

    @cached_property
    def matcher(self) -> Matcher:
        """Finds people and collaborators by their names."""
        everybody: list[Person | Collaborator] = [
            *self.records.people.values(),
            *self.records.collaborators.values(),
        ]
        return Matcher(Candidate(who.id, _names(who), who.orcid) for who in everybody)

    def _match_authors(self) -> dict[str, tuple[Match, ...]]:
        partners = self.settings.partners
        matcher = self.matcher
        match = PartnerMatcher(matcher, partners).match if partners else matcher.match
        return {
            key: tuple(map(match, paper.authors))
            for key, paper in self.records.publications.items()
        }

    def _find_venues(self) -> dict[str, str]:
        known = {
            fold(name): venue.id
            for venue in self.records.venues.values()
            for name in (venue.id, venue.name, venue.short, *venue.aliases)
            if name
        }
        found = {
            key: known.get(fold(paper.venue))
            for key, paper in self.records.publications.items()
            if paper.venue
        }
        return {key: venue for key, venue in found.items() if venue}

    def _site_authors(self, keys: Iterable[str]) -> Iterator[str]:
        for key in keys:
            yield from (match.id for match in self.matches[key] if match.id in self.records.people)

    def _publications(self, pairs: Iterable[tuple[str, str]]) -> Index:
        return _grouped(pairs, self._rank)


def _names(who: Person | Collaborator) -> tuple[str | PersonName, ...]:
    """Every name that somebody is known by."""
    names = [who.name, who.native_name, *who.aliases]
    if isinstance(who, Person):
        names.extend(words_of(who.id))
    return tuple(name for name in names if name)


def advisors(person: Person) -> tuple[str, ...]:
    """Everybody whom a person's record calls an advisor, each once."""
    named = [
        *person.advisors,
        *(advisor for education in person.education for advisor in education.advisors),
        *(
            advisor
            for employment in person.employment
            for stint in (employment, *employment.groups)
            for advisor in stint.advisors
        ),
    ]
    return tuple(dict.fromkeys(named))


def _grouped(pairs: Iterable[tuple[str, str]], order: Mapping[str, int]) -> Index:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for group, member in pairs:
        groups[group].add(member)
    return {
        group: tuple(sorted(members, key=order.__getitem__)) for group, members in groups.items()
    }


def _age(paper: Publication) -> tuple[object, ...]:
    """Undated first (it is still under way), then the newest; the newer preprint decides."""
    issued = (paper.date.year, paper.date.month or 0, paper.date.day or 0) if paper.date else ()
    preprint = arxiv_month(paper.arxiv) if paper.arxiv else None
    month = (-preprint.year, -(preprint.month or 0)) if preprint else ()
    digits = tuple(-ord(character) for character in paper.arxiv or "")
    return (
        bool(issued),
        tuple(-part for part in issued),
        not preprint,
        month,
        digits,
        paper.title.key,
        paper.id,
    )
