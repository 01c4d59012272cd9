"""Questions for records in order: the lists of publications, people and projects."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sphinx_research.records.answers import Query, digest_of
from sphinx_research.records.folding import is_native
from sphinx_research.records.model import Person, Project, Publication, PublicationType
from sphinx_research.records.query.single import CardOf, EntryOf, PapersOf, ProjectOf
from sphinx_research.records.values import PartialDate
from sphinx_research.records.views import people
from sphinx_research.records.views.entry import paper_type
from sphinx_research.records.words import noted

if TYPE_CHECKING:
    from sphinx_research.records.catalogue import Catalogue, Settings

LATEST = 9999
"""The year that is later than all."""

NOT_PAPERS = frozenset(
    {
        PublicationType.PATENT,
        PublicationType.DATASET,
        PublicationType.SOFTWARE,
        PublicationType.TALK,
    }
)
PAPERS = frozenset(PublicationType) - NOT_PAPERS
"""The types that the word ``papers`` stands for in a list's ``:type:``."""


@dataclass(frozen=True, slots=True)
class Group:
    """A run of records under one heading; an empty heading is not shown.

    :param lead: a sentence below the heading
    """

    heading: str
    ids: tuple[str, ...]
    lead: str = ""


class ListQuery(Query[tuple[Group, ...]]):
    """A query for records in order; its digest covers each of them as it is shown."""

    @abstractmethod
    def each(self, identifier: str) -> tuple[Query[Any], ...]:
        """The queries for what the list shows of one record."""

    def digest(self, catalogue: Catalogue, view: tuple[Group, ...]) -> str:
        queries = (query for group in view for one in group.ids for query in self.each(one))
        return digest_of(repr(view) + "".join(catalogue.answer(query).digest for query in queries))


@dataclass(frozen=True, slots=True)
class Publications(ListQuery):
    """Publications by who, what, where and when; all of ours without a filter.

    :param types: none for every type
    :param since: the first year, and `until` the last
    """

    person: str = ""
    project: str = ""
    org: str = ""
    venue: str = ""
    tag: str = ""
    types: frozenset[PublicationType] = frozenset()
    since: int = 0
    until: int = LATEST
    selected: bool = False
    award: bool = False
    group: str = ""
    limit: int = 0

    def each(self, identifier: str) -> tuple[Query[Any], ...]:
        return (EntryOf(identifier),)

    def view(self, catalogue: Catalogue) -> tuple[Group, ...]:
        papers = catalogue.records.publications
        keys = [key for key in self._candidates(catalogue) if self._fits(catalogue, papers[key])]
        keys = keys[: self.limit or None]
        if self.group == "year":
            return _grouped(keys, lambda key: str(date.year) if (date := papers[key].date) else "")
        if self.group == "type":
            words = catalogue.settings.words
            return _grouped(
                keys, lambda key: words(TYPE_HEADINGS[paper_type(catalogue, papers[key])])
            )
        return (Group("", tuple(keys)),) if keys else ()

    def _candidates(self, catalogue: Catalogue) -> tuple[str, ...]:
        """Start from the smallest index that the filters allow, never from all records."""
        indexes = (
            (self.person, catalogue.by_person),
            (self.project, catalogue.by_project),
            (self.venue, catalogue.by_venue),
            (self.org, catalogue.by_organisation),
            (self.tag, catalogue.by_tag),
        )
        found = [index.get(wanted, ()) for wanted, index in indexes if wanted]
        if not found:
            return catalogue.ours
        smallest, *others = sorted(found, key=len)
        also = [frozenset(other) for other in others]
        return tuple(key for key in smallest if all(key in other for other in also))

    def _fits(self, catalogue: Catalogue, paper: Publication) -> bool:
        year = paper.date.year if paper.date else 9999  # still under way
        return (
            self.since <= year <= self.until
            and (not self.selected or paper.selected)
            and (not self.award or bool(paper.award))
            and (not self.types or paper_type(catalogue, paper) in self.types)
            and catalogue.is_ours(paper.id)
        )


TYPE_HEADINGS = {
    PublicationType.ARTICLE: noted("Journal articles"),
    PublicationType.CONFERENCE: noted("Conference papers"),
    PublicationType.WORKSHOP: noted("Workshop papers"),
    PublicationType.PREPRINT: noted("Preprints and work under review"),
    PublicationType.THESIS: noted("Theses"),
    PublicationType.BOOK: noted("Books"),
    PublicationType.CHAPTER: noted("Book chapters"),
    PublicationType.REPORT: noted("Reports"),
    PublicationType.PATENT: noted("Patents"),
    PublicationType.DATASET: noted("Datasets"),
    PublicationType.SOFTWARE: noted("Software"),
    PublicationType.TALK: noted("Talks"),
    PublicationType.MISC: noted("Other works"),
}


@dataclass(frozen=True, slots=True)
class People(ListQuery):
    """The people of the site by role, then by name; alumni apart, the last to leave first.

    :param which: ``current``, ``alumni``, or empty for both
    :param as_of: show those who were here then, in the roles they had, and no alumni
    :param letters: everybody by the first letter of the family name instead
    """

    role: str = ""
    which: str = ""
    project: str = ""
    as_of: PartialDate | None = None
    letters: bool = False

    def each(self, identifier: str) -> tuple[Query[Any], ...]:
        return (CardOf(identifier, self.as_of),)

    def view(self, catalogue: Catalogue) -> tuple[Group, ...]:
        here: list[tuple[str, Person]] = []
        former: list[Person] = []
        for person in self._candidates(catalogue):
            role = self._role(catalogue, person)
            if role is None or self.role not in {"", role}:
                continue
            if self.as_of or not people.is_alumni(catalogue, person):
                here.append((role, person))
            else:
                former.append(person)
        if self.letters:
            return self._by_letter([person for _, person in here], former)
        groups: tuple[Group, ...] = ()
        if self.which != "alumni":
            groups = _by_role(catalogue.settings, here)
        if self.which != "current" and former:
            former.sort(key=_left, reverse=True)
            alumni = catalogue.settings.words("Alumni")
            groups += (Group(alumni, tuple(person.id for person in former)),)
        return groups

    def _by_letter(self, here: list[Person], former: list[Person]) -> tuple[Group, ...]:
        shown = [
            *(here if self.which != "alumni" else ()),
            *(former if self.which != "current" else ()),
        ]
        letters = {person.id: _letter(person) for person in shown}
        order = sorted(shown, key=lambda one: (letters[one.id] == NO_LETTER, one.name.sort_key))
        return _grouped((person.id for person in order), letters.__getitem__)

    def _candidates(self, catalogue: Catalogue) -> list[Person]:
        everybody = catalogue.records.people
        members = catalogue.people_of.get(self.project, ()) if self.project else everybody
        found = (everybody[one] for one in members if one in everybody)
        return sorted(found, key=lambda person: person.name.sort_key)

    def _role(self, catalogue: Catalogue, person: Person) -> str | None:
        """The role in which a person is listed; `None` for one who was not here then."""
        if self.as_of is None:
            return person.role_on(catalogue.settings.today)
        stay = person.stay_in(self.as_of)
        return stay.role if stay else None


NO_LETTER = "#"
"""The heading of names that begin with no letter, or with one of thousands."""


def _letter(person: Person) -> str:
    first = person.name.sort_key[0][:1]
    return first.upper() if first.isalpha() and not is_native(first) else NO_LETTER


def _by_role(settings: Settings, found: list[tuple[str, Person]]) -> tuple[Group, ...]:
    """Group people by role, in the order of the roles; those of no known role come last."""
    headings = {**settings.roles, **settings.role_headings}
    order = {role: rank for rank, role in enumerate(settings.roles)}
    in_order = sorted(found, key=lambda one: order.get(one[0], len(order)))
    roles = {person.id: role for role, person in in_order}
    return _grouped(roles, lambda one: headings.get(roles[one], ""))


def _left(person: Person) -> date:
    """The last day of somebody who has left."""
    until = person.period.until
    return until.last if until else date.max


@dataclass(frozen=True, slots=True)
class Projects(ListQuery):
    """The projects of the site by theme, the one with the newest papers first."""

    theme: str = ""
    person: str = ""
    featured: bool = False
    group: str = ""
    limit: int = 0

    def each(self, identifier: str) -> tuple[Query[Any], ...]:
        card = ProjectOf(identifier)
        return (card, PapersOf(identifier)) if self.group == "theme" else (card,)

    def view(self, catalogue: Catalogue) -> tuple[Group, ...]:
        themes = catalogue.settings.themes
        everything = catalogue.records.projects
        mine = catalogue.projects_of.get(self.person, ()) if self.person else everything
        found = [everything[one] for one in mine if self._fits(everything[one])]
        found.sort(
            key=lambda project: (_theme_rank(themes, project), *_newest(catalogue, project))
        )
        ids = [project.id for project in found[: self.limit or None]]
        if self.group != "theme":
            return (Group("", tuple(ids)),) if ids else ()
        groups = _grouped(ids, lambda one: themes.get(everything[one].theme or "", ""))
        leads = catalogue.settings.theme_leads
        return tuple(
            replace(group, lead=leads.get(everything[group.ids[0]].theme or "", ""))
            for group in groups
        )

    def _fits(self, project: Project) -> bool:
        return (not self.theme or project.theme == self.theme) and (
            not self.featured or project.featured
        )


def _theme_rank(themes: Iterable[str], project: Project) -> int:
    order = list(themes)
    return order.index(project.theme) if project.theme in order else len(order)


def _newest(catalogue: Catalogue, project: Project) -> tuple[int, str]:
    """Put the project with the newest dated paper first, one without papers last."""
    dates = [
        catalogue.records.publications[key].date
        for key in catalogue.by_project.get(project.id, ())
    ]
    years = [date.year for date in dates if date]
    return -max(years, default=0), project.title.key


def _grouped(ids: Iterable[str], heading: Callable[[str], str]) -> tuple[Group, ...]:
    groups: dict[str, list[str]] = {}
    for one in ids:
        groups.setdefault(heading(one), []).append(one)
    return tuple(Group(title, tuple(members)) for title, members in groups.items())
