"""Who wrote with somebody of late: what forms on conflicts of interest ask for.

The relations are those of tables 3 and 4 of the "Collaborators and Other Affiliations"
template of the US National Science Foundation (PAPPG, chapter II.D.2.h(iii)).  Co-authors
stand there for 48 months, advisors and advisees for ever.  What no record knows is not
here: collaborators without a common paper, editorial boards, family.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sphinx_research.formats.facts import authors
from sphinx_research.formats.works import Work, Works
from sphinx_research.records.catalogue import Catalogue, advisors
from sphinx_research.records.matching import Key, name_keys
from sphinx_research.records.model import Person
from sphinx_research.records.names import PersonName, parse_name
from sphinx_research.records.values import PartialDate, arxiv_month

MONTHS = 48
"""How far back the NSF asks, and many others after it."""


@dataclass(frozen=True, slots=True)
class Window:
    """A time from one day to another, both included."""

    since: date
    until: date

    def holds(self, work: Work) -> bool:
        """Whether a work may have been worked on in that time.

        It reaches from the earliest of its dates to the latest, each as widely as it may be
        meant; without any it is still under way.
        """
        dates = _dates(work)
        if not dates:
            return True
        first, last = min(day.first for day in dates), max(day.last for day in dates)
        return first <= self.until and self.since <= last


def last_months(until: date, months: int = MONTHS) -> Window:
    """Give the months before a day: 48 before 31 May 2024 begin on 1 June 2020.

    :raises ValueError: if they begin before the calendar does
    """
    year, month = divmod(until.year * 12 + until.month - 1 - months, 12)
    if months < 0 or year < 1:
        msg = f"{months} months cannot be counted back from {until}"
        raise ValueError(msg)
    day = min(until.day, monthrange(year, month + 1)[1])
    return Window(date(year, month + 1, day) + timedelta(days=1), until)


class Relation(StrEnum):
    """What somebody is to a person."""

    COAUTHOR = "co-author"
    PHD_ADVISOR = "PhD advisor"
    PHD_ADVISEE = "PhD advisee"
    ADVISOR = "advisor"
    ADVISEE = "advisee"


@dataclass(frozen=True, slots=True)
class Coauthor:
    """Somebody who wrote with a person, advised them or was advised by them.

    :param name: as the site has it, or else the newest common work
    :param id: of the person or collaborator that this is, if known
    :param affiliations: where they are now, as far as is known: names, from small to large
    :param together: the organisations that both belong to, likewise
    :param works: the common works within the time, the last one first
    """

    name: PersonName
    id: str
    orcid: str
    affiliations: tuple[str, ...]
    together: tuple[str, ...]
    relations: tuple[Relation, ...]
    works: tuple[Work, ...]


def coauthors(works: Works, person_id: str, window: Window) -> tuple[Coauthor, ...]:
    """Find a person's co-authors in a time, and all advisors and advisees, by name.

    Authors without a record are one where their names agree, as in `matching`, unless they
    have two ORCID iDs.

    :raises KeyError: if the site has no such person
    """
    catalogue = works.catalogue
    person = catalogue.records.people[person_id]
    known = _Known(catalogue)
    for work in sorted(_common(works, person_id, window), key=_latest, reverse=True):
        for author in authors(work):
            if author.id != person_id:
                known.named(author.name, author.id, author.orcid).add(work)
    for relation, named in _advising(catalogue, person):
        known.somebody(named).relations.add(relation)
    found = (_coauthor(catalogue, person, one) for one in known.everybody)
    return tuple(sorted(found, key=lambda one: (one.name.sort_key, one.id)))


def incomplete(works: Works, person_id: str, window: Window) -> tuple[Work, ...]:
    """Find the works of that time of which the records do not name all authors."""
    common = _common(works, person_id, window)
    return tuple(work for work in common if len(authors(work)) < len(work.authors))


def _common(works: Works, person_id: str, window: Window) -> Iterator[Work]:
    return filter(window.holds, works.of(works.catalogue.by_person.get(person_id, ())))


def when(work: Work) -> str:
    """When a work appeared: ISO 8601, as exact as it is known."""
    return str(work.issued) if work.issued else "under way"


def _dates(work: Work) -> list[PartialDate]:
    paper = work.record
    arxiv = arxiv_month(paper.arxiv) if paper.arxiv else None
    return [day for day in (work.issued, paper.accepted, arxiv) if day]


def _latest(work: Work) -> date:
    return max((day.last for day in _dates(work)), default=date.max)


# --- who is who ---------------------------------------------------------------------------


class _Found:
    """Somebody, while what is known of them is being gathered."""

    def __init__(self, name: PersonName, identifier: str, orcid: str) -> None:
        self.name = name
        self.id = identifier
        self.orcid = orcid
        self.relations: set[Relation] = set()
        self.works: dict[str, Work] = {}

    def add(self, work: Work) -> None:
        self.relations.add(Relation.COAUTHOR)
        self.works[work.record.id] = work


class _Known:
    """Everybody met so far, found again by id, ORCID iD or name."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.everybody: list[_Found] = []
        self._by_key: dict[Key, _Found] = {}

    def somebody(self, named: str) -> _Found:
        """Find an advisor or advisee, who may be an id or plain text."""
        who = self.catalogue.somebody(named)
        if who:
            return self.named(who.name, who.id, who.orcid or "")
        try:
            return self.named(parse_name(named))
        except ValueError:
            return self.named(PersonName(literal=named))

    def named(self, name: PersonName, identifier: str = "", orcid: str = "") -> _Found:
        """Find somebody, or meet them now."""
        who = self.catalogue.somebody(identifier) if identifier else None
        keys = _keys(name, identifier, orcid)
        known = (self._by_key[key] for key in keys if key in self._by_key)
        found = next((one for one in known if one.orcid in (orcid, "") or not orcid), None)
        if found is None:
            found = _Found(who.name if who else name, identifier, orcid)
            self.everybody.append(found)
        found.orcid = found.orcid or orcid
        for key in keys:
            self._by_key.setdefault(key, found)
        return found


def _keys(name: PersonName, identifier: str, orcid: str) -> Sequence[Key]:
    """What tells people apart: a record, else an ORCID iD and the name."""
    if identifier:
        return [("", identifier, "")]
    by_name = sorted(name_keys(name)) or [(str(name),)]
    return [("", orcid, ""), *by_name] if orcid else by_name


_DOCTORATE = re.compile(r"\bph\.?\s?d\b|\bd\.?\s?phil\b|\bdoctor", re.IGNORECASE)


def _advising(catalogue: Catalogue, person: Person) -> Iterator[tuple[Relation, str]]:
    """Say who advised the person and whom the person advised, and where towards a doctorate."""
    doctoral = _doctoral_advisors(person)
    for advisor in advisors(person):
        yield Relation.PHD_ADVISOR if advisor in doctoral else Relation.ADVISOR, advisor
    for identifier in catalogue.students_of.get(person.id, ()):
        theirs = _doctoral_advisors(catalogue.records.people[identifier])
        yield Relation.PHD_ADVISEE if person.id in theirs else Relation.ADVISEE, identifier


def _doctoral_advisors(person: Person) -> set[str]:
    return {
        advisor
        for education in person.education
        if _DOCTORATE.search(education.degree)
        for advisor in education.advisors
    }


# --- where they are -----------------------------------------------------------------------


def _coauthor(catalogue: Catalogue, person: Person, found: _Found) -> Coauthor:
    who = catalogue.somebody(found.id)
    theirs = _organisations(catalogue, who.affiliations if who else ())
    ours = set(_organisations(catalogue, person.affiliations))
    return Coauthor(
        name=found.name,
        id=found.id,
        orcid=found.orcid,
        affiliations=_names(catalogue, theirs),
        together=_names(catalogue, (one for one in theirs if one in ours)),
        relations=tuple(one for one in Relation if one in found.relations),
        works=tuple(found.works.values()),
    )


def _organisations(catalogue: Catalogue, affiliations: Iterable[str]) -> list[str]:
    """Affiliations and what they are part of: ids, or plain names; each once."""
    return list(
        dict.fromkeys(
            organisation
            for affiliation in affiliations
            for organisation in (*catalogue.with_parents(affiliation), affiliation)
        )
    )


def _names(catalogue: Catalogue, organisations: Iterable[str]) -> tuple[str, ...]:
    known = catalogue.records.organisations
    return tuple(known[one].name if one in known else one for one in organisations)
