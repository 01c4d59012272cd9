"""What charts show: papers by year, who writes with whom, and the stations of a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.matching import Key, Match, name_keys
from sphinx_research.records.model import Organisation, Person, PublicationType
from sphinx_research.records.names import Author, PersonName
from sphinx_research.records.raw import Kind
from sphinx_research.records.values import PartialDate, Period
from sphinx_research.records.views.entry import author_ref, paper_type
from sphinx_research.records.views.refs import Ref, organisation_ref


@dataclass(frozen=True, slots=True)
class PapersByYear:
    """How many papers of each type appeared in each year.

    :param types: those there are, the most frequent first
    :param years: each year from the first to the last, with its count of each of `types`
    :param undated: how many papers have no year
    """

    types: tuple[PublicationType, ...]
    years: tuple[tuple[int, tuple[int, ...]], ...]
    undated: int


def papers_by_year(catalogue: Catalogue, keys: Iterable[str]) -> PapersByYear | None:
    """Count papers; nothing where none has a year."""
    papers = [catalogue.records.publications[key] for key in keys]
    dated = [(paper.date.year, paper_type(catalogue, paper)) for paper in papers if paper.date]
    if not dated:
        return None
    frequency = Counter(kind for _, kind in dated)
    order = list(PublicationType)
    types = tuple(sorted(frequency, key=lambda kind: (-frequency[kind], order.index(kind))))
    counts = Counter(dated)
    years = [year for year, _ in dated]
    return PapersByYear(
        types,
        tuple(
            (year, tuple(counts[year, kind] for kind in types))
            for year in range(min(years), max(years) + 1)
        ),
        len(papers) - len(dated),
    )


# --- who writes with whom -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Coauthor:
    """Somebody in a network.

    :param short: the name with initials, for tight places
    :param papers: how many papers: with the person in the middle, else in all
    """

    ref: Ref
    short: str
    papers: int


@dataclass(frozen=True, slots=True)
class Network:
    """People and the papers that they share.

    :param centre: the person whose co-authors these are, who is not among `people`
    :param people: those with the most papers first; without a centre, of those who share the most
    :param pairs: the places of two in `people`, and how many papers they share
    :param others: how many people more there are
    """

    centre: Coauthor | None
    people: tuple[Coauthor, ...]
    pairs: tuple[tuple[int, int, int], ...]
    others: int


def network(catalogue: Catalogue, keys: Iterable[str], centre: str, most: int) -> Network | None:
    """Find who shares papers; nothing where no two people do.

    Authors without a record are one where their names agree.

    :param centre: the id of the person whose co-authors are looked for, if it is one's
    :param most: how many people are kept
    """
    teams = _teams(catalogue, keys)
    found: dict[Key, tuple[Author, Match]] = {}
    papers: Counter[Key] = Counter()
    for team in teams:
        papers.update(team.keys())
        for key, author in team.items():
            found.setdefault(key, author)  # the newest paper gives the name
    middle: Key = ("", centre, "")
    whole = papers.pop(middle, 0) if centre else 0
    people = {key: _coauthor(catalogue, *found[key], papers[key]) for key in papers}
    ranked = sorted(people, key=lambda key: _by_papers(people[key]))
    kept = ranked[:most] if whole else _closest(teams, ranked[:_CONSIDERED], most)
    pairs = _pairs(teams, kept)
    if not kept:
        return None
    return Network(
        _coauthor(catalogue, *found[middle], whole) if whole else None,
        tuple(people[key] for key in kept),
        pairs,
        len(people) - len(kept),
    )


_Team = dict[Key, tuple[Author, Match]]

_CONSIDERED = 400
"""How many people's pairs are counted: a paper by 3,000 authors has millions."""


def _closest(teams: list[_Team], ranked: list[Key], most: int) -> list[Key]:
    """Choose those who share the most papers with somebody, so that there are lines to see."""
    pairs = sorted(_pairs(teams, ranked), key=lambda pair: (-pair[2], pair))
    chosen: set[int] = set()
    for one, other, _ in pairs:
        if len(chosen | {one, other}) <= most:
            chosen |= {one, other}
    return [ranked[place] for place in sorted(chosen)]


def _teams(catalogue: Catalogue, keys: Iterable[str]) -> list[_Team]:
    """The authors of each paper by what tells them apart, each once."""
    known = _Known({})
    return [
        {
            known.identity(author, match): (author, match)
            for author, match in zip(
                catalogue.records.publications[key].authors, catalogue.matches[key], strict=True
            )
        }
        for key in keys
    ]


@dataclass(frozen=True, slots=True)
class _Known:
    """Authors without a record, found again by any key of their names."""

    by_key: dict[Key, Key]

    def identity(self, author: Author, match: Match) -> Key:
        """Give what tells an author apart: a record, a page elsewhere, or a name."""
        if match.id:
            return "", match.id, ""
        if match.partner:
            return "", match.partner.url, ""
        keys = _keys(author.name)
        found = next((self.by_key[key] for key in keys if key in self.by_key), keys[0])
        for key in keys:
            self.by_key.setdefault(key, found)
        return found


@lru_cache(maxsize=1 << 16)  # most authors have written more than one paper
def _keys(name: PersonName) -> tuple[Key, ...]:
    return tuple(sorted(name_keys(name))) or ((str(name),),)


def _pairs(teams: Iterable[Iterable[Key]], kept: list[Key]) -> tuple[tuple[int, int, int], ...]:
    """Count the papers that two share, of those who are kept."""
    place = {key: number for number, key in enumerate(kept)}
    shared: Counter[tuple[int, int]] = Counter()
    for team in teams:
        shared.update(combinations(sorted(place[key] for key in team if key in place), 2))
    return tuple((one, other, papers) for (one, other), papers in sorted(shared.items()))


def _by_papers(who: Coauthor) -> tuple[object, ...]:
    known = who.ref.kind != Kind.PERSON
    return -who.papers, known, str(who.ref.text).casefold(), who.ref.id, who.ref.url


def _coauthor(catalogue: Catalogue, author: Author, match: Match, papers: int) -> Coauthor:
    somebody = catalogue.somebody(match.id) if match.id else None
    name = somebody.name if somebody else author.name
    return Coauthor(author_ref(catalogue, author, match), _short(name), papers)


def _short(name: PersonName) -> str:
    """``A. B. van Lovelace``; a name that is not to be taken apart stays as it is."""
    if name.literal or not name.given or not name.given[0].isupper():
        return str(name)
    initials = " ".join(f"{word[0]}." for word in name.given.split() if word[0].isalpha())
    return f"{initials} {name.whole_family}"


# --- stations -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stop:
    """A stay somewhere, with its dates; one of them is there.

    :param where: the organisation; its name is the short one if it has one
    """

    where: Ref
    what: str
    period: Period


@dataclass(frozen=True, slots=True)
class Timeline:
    """The stations of a person.

    :param lanes: headings, each with its stations, in the order in which they began
    :param today: the month of the build, if it is known: a day would have the page read anew
        every day
    """

    lanes: tuple[tuple[str, tuple[Stop, ...]], ...]
    today: PartialDate | None


def timeline(catalogue: Catalogue, person: Person) -> Timeline | None:
    """Find a person's dated stations; nothing where there are none."""
    today, words = catalogue.settings.today, catalogue.settings.words
    found = (
        (words("Education"), _education(catalogue, person)),
        (words("Employment"), _employment(catalogue, person)),
        (words("Here"), _here(catalogue, person)),
    )
    lanes = tuple((heading, stops) for heading, stops in found if stops)
    month = PartialDate(today.year, today.month) if today else None
    return Timeline(lanes, month) if lanes else None


def _education(catalogue: Catalogue, person: Person) -> tuple[Stop, ...]:
    return _in_order(
        Stop(_where(catalogue, item.org), _listed(item.degree, item.field), item.period)
        for item in person.education
    )


def _employment(catalogue: Catalogue, person: Person) -> tuple[Stop, ...]:
    return _in_order(
        Stop(_where(catalogue, item.org), _listed(item.role, item.topic), item.period)
        for item in person.employment
    )


def _here(catalogue: Catalogue, person: Person) -> tuple[Stop, ...]:
    """The roles held here; a single one mostly repeats a degree or a job."""
    roles = catalogue.settings.roles
    stays = person.stays if len(person.stays) > 1 else ()
    return _in_order(Stop(Ref(""), roles.get(one.role, one.role), one.period) for one in stays)


def _where(catalogue: Catalogue, named: str) -> Ref:
    found = catalogue.records.organisations.get(named)
    if not isinstance(found, Organisation):
        return Ref(named)
    known = organisation_ref(found)
    return Ref(found.short or found.name, url=known.url, kind=known.kind, id=known.id)


def _listed(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _in_order(stops: Iterable[Stop]) -> tuple[Stop, ...]:
    return tuple(sorted(_dated(stops), key=lambda stop: _dates(stop.period)))


def _dated(stops: Iterable[Stop]) -> Iterator[Stop]:
    return (stop for stop in stops if stop.period.since or stop.period.until)


def _dates(period: Period) -> tuple[PartialDate, ...]:
    return tuple(date for date in (period.since, period.until) if date)
