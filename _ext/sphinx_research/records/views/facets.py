"""By what a list of publications can be narrowed: year, type, venue, topic, person and so on."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.model import Publication, PublicationType
from sphinx_research.records.views.entry import paper_type
from sphinx_research.records.views.landing import KINDS

ABOUT = 100
"""How many of the newest papers a list with facets shows; older ones have pages by year."""

FEWEST, MOST = ABOUT // 2, ABOUT + ABOUT // 2
"""Between these it ends where a year does."""

AWARD, CODE, DATA, OUTSIDE = 1, 2, 4, 8
"""The flags of a paper: it has an award, code, data; it is by others."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What a publication is found by, beside its words.

    :param year: 0 if there is none, as `venue` and `type` are then empty
    :param venue: its short name, where it has one
    :param people: the ids of its authors of the site; `projects` likewise
    :param flags: the sum of `AWARD`, `CODE`, `DATA` and `OUTSIDE`
    """

    year: int
    venue: str
    type: str
    topics: tuple[str, ...]
    people: tuple[str, ...]
    projects: tuple[str, ...]
    flags: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to narrow a list to: as addresses have it, as people read it, and how often."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """The form above a list.

    :param total: how many papers the whole list has
    :param years: the years there are, newest first
    :param choices: the values of each facet by its name; of a facet with one only, none
    :param award: how many papers have an award; 0 if all have one, too. `code` likewise
    :param within: which papers of ours the list has, in base 64: a bit for each, the first in
        the highest bit of the first byte; empty if it has all
    :param earlier: the years that the page does not show in whole, and how many papers of
        ours each has
    """

    total: int
    years: tuple[Choice, ...]
    choices: tuple[tuple[str, tuple[Choice, ...]], ...]
    award: int
    code: int
    within: str
    earlier: tuple[tuple[int, int], ...]


def traits(catalogue: Catalogue, key: str) -> Traits:
    """Gather what a publication is found by."""
    records = catalogue.records
    paper = records.publications[key]
    venue = records.venues.get(catalogue.venue_of.get(key, ""))
    authors = [match.id for match in catalogue.matches[key] if match.id in records.people]
    return Traits(
        year=year_of(paper),
        venue=(venue.short or venue.name) if venue else paper.venue or "",
        type=catalogue.settings.words(KINDS[paper_type(catalogue, paper)]),
        topics=paper.tags,
        people=tuple(dict.fromkeys(authors)),
        projects=tuple(dict.fromkeys(one for one in paper.projects if one in records.projects)),
        flags=AWARD * bool(paper.award)
        + CODE * bool(paper.code)
        + DATA * bool(paper.data)
        + OUTSIDE * (not catalogue.is_ours(key)),
    )


def year_of(paper: Publication) -> int:
    """The year that lists show beside a paper; 0 if there is none."""
    return paper.date.year if paper.date else 0


def in_order(names: Iterable[str]) -> list[str]:
    """Put venues or topics in alphabetical order, each once."""
    return sorted(set(names), key=lambda name: (name.casefold(), name))


def types_in_order(catalogue: Catalogue, names: Iterable[str]) -> list[str]:
    """Put types in the order in which the site names them, each once."""
    found = set(names)
    every = (catalogue.settings.words(KINDS[one]) for one in PublicationType)
    return [name for name in every if name in found]


def people_in_order(catalogue: Catalogue, ids: Iterable[str]) -> list[str]:
    """Put people in the order of their names, each once."""
    people = catalogue.records.people
    return sorted(set(ids), key=lambda one: (people[one].name.sort_key, one))


def projects_in_order(catalogue: Catalogue, ids: Iterable[str]) -> list[str]:
    """Put projects in the order of their titles, each once."""
    projects = catalogue.records.projects
    return sorted(set(ids), key=lambda one: (projects[one].title.key, one))


def facets(catalogue: Catalogue, keys: Sequence[str], *, shown: int) -> Facets:
    """Make the form for a list.

    :param keys: all papers of the list, newest first
    :param shown: how many of them the page itself has
    """
    records = catalogue.records
    found = [traits(catalogue, key) for key in keys]
    venues = Counter(one.venue for one in found if one.venue)
    types = Counter(one.type for one in found if one.type)
    topics = Counter(topic for one in found for topic in one.topics)
    people = Counter(person for one in found for person in one.people)
    projects = Counter(project for one in found for project in one.projects)
    years = Counter(one.year for one in found if one.year)
    choices = {
        "type": [Choice(one, one, types[one]) for one in types_in_order(catalogue, types)],
        "venue": [Choice(one, one, venues[one]) for one in in_order(venues)],
        "topic": [Choice(one, one, topics[one]) for one in in_order(topics)],
        "person": [
            Choice(one, str(records.people[one].name), people[one])
            for one in people_in_order(catalogue, people)
        ],
        "project": [
            Choice(one, _short(catalogue, one), projects[one])
            for one in projects_in_order(catalogue, projects)
        ],
    }
    return Facets(
        total=len(keys),
        years=_several([Choice(str(one), str(one), years[one]) for one in sorted(years)[::-1]]),
        choices=tuple((name, _several(ones)) for name, ones in choices.items() if _several(ones)),
        award=_some(found, AWARD),
        code=_some(found, CODE),
        within=_within(catalogue, keys),
        earlier=_earlier(catalogue, found[shown:]),
    )


def newest(years: Sequence[int]) -> int:
    """Say how many papers of a list a page shows: about a hundred, and whole years if it can.

    :param years: those of the papers, newest first; undated ones come before, and all stay
    """
    if len(years) <= MOST:
        return len(years)
    undated = next((place for place, year in enumerate(years) if year), len(years))
    ends = [place for place in range(FEWEST, MOST + 1) if years[place - 1] != years[place]]
    end = min(ends, key=lambda place: abs(place - ABOUT), default=ABOUT)
    return max(end, undated)


def _several(choices: list[Choice]) -> tuple[Choice, ...]:
    return tuple(choices) if len(choices) > 1 else ()


def _some(found: Sequence[Traits], flag: int) -> int:
    count = sum(bool(one.flags & flag) for one in found)
    return count if count < len(found) else 0


def _short(catalogue: Catalogue, project: str) -> str:
    record = catalogue.records.projects[project]
    return record.short or record.title.plain


def _within(catalogue: Catalogue, keys: Sequence[str]) -> str:
    if len(keys) == len(catalogue.ours):
        return ""
    listed = frozenset(keys)
    bits = "".join("01"[key in listed] for key in catalogue.ours)
    bits += "0" * (-len(bits) % 8)
    return b64encode(int(bits or "0", 2).to_bytes(len(bits) // 8, "big")).decode()


def _earlier(catalogue: Catalogue, hidden: Iterable[Traits]) -> tuple[tuple[int, int], ...]:
    years = {one.year for one in hidden}
    papers = catalogue.records.publications
    of_ours = Counter(year_of(papers[key]) for key in catalogue.ours) if years else {}
    return tuple((year, of_ours[year]) for year in sorted(years, reverse=True))
