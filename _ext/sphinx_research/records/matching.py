"""Who an author is: names compared with those of the people whom a site knows.

Names agree if they differ in nothing but case, accents, hyphens, spaces and the order of
given and family name.  An initial agrees with no full name: that, a middle name more or
less and a slip of the pen make a *near miss*, which is for a person to decide.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from sphinx_research.records import limits
from sphinx_research.records.folding import fold, is_native
from sphinx_research.records.names import NOBODY, Author, PersonName, parse_name
from sphinx_research.records.names.person import NICKNAME

Key = tuple[str, ...]
"""What equal names share: the two halves of a name in alphabetical order and the suffix,
or a literal alone."""

_MOST_WORDS = 10  # A longer "name" is compared as a whole: its halves would be too many.


def name_keys(name: PersonName) -> frozenset[Key]:
    """Give the keys under which a name is found; two names agree if they share one.

    There are several, since text does not tell where a name divides (``Luc Van Gool``,
    ``Wang Ze Qing``).  What stands in parentheses is left out, and also read as another
    given name or another whole name: ``Wanrong (Zoey) Zheng``, ``Zeqing Wang (王泽卿)``.
    """
    return frozenset(key for reading in _readings(name) for key in _keys(reading))


def _readings(name: PersonName) -> Iterator[PersonName]:
    nicknames = NICKNAME.findall(name.literal or f"{name.given} {name.family}")
    if not nicknames:
        yield name
        return
    plain = replace(
        name,
        family=NICKNAME.sub("", name.family),
        given=NICKNAME.sub("", name.given),
        literal=NICKNAME.sub("", name.literal),
    )
    yield plain
    for nickname in nicknames:
        other = _as_name(nickname)
        is_given = plain.family and other.literal and not is_native(other.literal)
        yield replace(plain, given=nickname) if is_given else other


def _as_name(written: str | PersonName) -> PersonName:
    try:
        return parse_name(written)
    except ValueError:
        # An alias may be anything (a user name, say); it then agrees with itself only.
        return PersonName(literal=" ".join(str(written).split()))


def _keys(name: PersonName) -> Iterator[Key]:
    words = f"{name.given} {name.particle} {name.family}".split()
    words = [word for word in map(fold, words) if word]
    whole = name.literal or is_native(name.family + name.given)
    if whole or not 1 < len(words) <= _MOST_WORDS:
        key = fold(str(name))
        if key:
            yield (key,)
        return
    suffix = fold(name.suffix)
    for cut in range(1, len(words)):
        one, other = "".join(words[:cut]), "".join(words[cut:])
        yield (one, other, suffix) if one < other else (other, one, suffix)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom an author may be.

    :param names: every name and alias, in any script
    """

    id: str
    names: tuple[str | PersonName, ...]
    orcid: str | None = None


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody with a page on another site.

    :param id: of the person, on that site
    :param url: the whole address of the page
    """

    id: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Match:
    """Who an author is, as far as it can be told.

    :param id: the one candidate who agrees
    :param rivals: the candidates who agree, if they are several; `id` is ``None`` then
    :param near: the candidates who nearly agree; only where none agrees
    :param partner: the one person of another site who agrees; likewise
    """

    id: str | None = None
    rivals: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    partner: Partner | None = None


class Matcher:
    """Finds authors among candidates, each name once."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._orcids: dict[str, str | None] = {}
        self._by_orcid: defaultdict[str, set[str]] = defaultdict(set)
        self._by_key: defaultdict[Key, set[str]] = defaultdict(set)
        self._nearby = _Nearby()
        self._known: dict[tuple[PersonName, str | None], Match] = {}
        for candidate in candidates:
            self._add(candidate)

    def _add(self, candidate: Candidate) -> None:
        self._orcids[candidate.id] = candidate.orcid
        if candidate.orcid:
            self._by_orcid[candidate.orcid].add(candidate.id)
        for name in map(_as_name, candidate.names):
            for key in name_keys(name):
                self._by_key[key].add(candidate.id)
            self._nearby.add(candidate.id, name)

    def match(self, author: Author) -> Match:
        """Find an author: by the id given, else by ORCID iD, else by name.

        An id that no candidate has finds nobody.  Where author and candidate both have an
        ORCID iD and these differ, they are two people of one name.
        """
        if author.person is not None:
            is_somebody = author.person != NOBODY and author.person in self._orcids
            return Match(author.person) if is_somebody else Match()
        asked = author.name, author.orcid
        if asked not in self._known:
            self._known[asked] = self._find(*asked)
        return self._known[asked]

    def _find(self, name: PersonName, orcid: str | None) -> Match:
        if orcid and orcid in self._by_orcid:
            return _decide(self._by_orcid[orcid])
        agreeing = {id_ for key in name_keys(name) for id_ in self._by_key.get(key, ())}
        if ids := self._possible(agreeing, orcid):
            return _decide(ids)
        return Match(near=tuple(sorted(self._possible(self._nearby.find(name), orcid))))

    def _possible(self, ids: set[str], orcid: str | None) -> set[str]:
        return {id_ for id_ in ids if not (orcid and self._orcids[id_])}


def _decide(ids: set[str]) -> Match:
    one, *others = sorted(ids)
    return Match(rivals=(one, *others)) if others else Match(one)


class PartnerMatcher:
    """Looks for those whom the site does not know among the people of other sites.

    Only names that agree count there: a near miss may be anybody, and somebody who is on
    two sites has no one page.
    """

    def __init__(self, here: Matcher, partners: Iterable[Partner]) -> None:
        self._here = here
        self._partners = {partner.url: partner for partner in partners}
        self._there = Matcher(
            Candidate(url, (partner.name, *words_of(partner.id)))
            for url, partner in self._partners.items()
        )

    def match(self, author: Author) -> Match:
        """Find an author; one with an id, or with ``<none>``, is looked for only here."""
        found = self._here.match(author)
        if found.id or found.rivals or author.person is not None:
            return found
        url = self._there.match(author).id
        return Match(partner=self._partners[url]) if url else found


def words_of(identifier: str) -> tuple[str, ...]:
    """Read a person's id as a name, unless it is a single word or holds initials.

    It is made of the name that they had when their page was made, and stays when they take
    another.
    """
    words = identifier.split("-")
    return (" ".join(words),) if len(words) > 1 and min(map(len, words)) > 1 else ()


# --- near misses ------------------------------------------------------------------------


class _Shape(NamedTuple):
    """A name as near misses are judged: the words of the given name, and the family name."""

    given: tuple[str, ...]
    family: str

    @property
    def joined(self) -> str:
        return "".join(self.given)


class _Nearby:
    """Names, to be found by names that nearly agree.

    Near names have one half in common and the other half's first letter, so each lookup
    compares with the few names that share these.
    """

    def __init__(self) -> None:
        self._by_family: defaultdict[tuple[str, str], set[tuple[str, _Shape]]]
        self._by_family = defaultdict(set)
        self._by_given: defaultdict[tuple[str, str], set[tuple[str, _Shape]]]
        self._by_given = defaultdict(set)

    def add(self, id_: str, name: PersonName) -> None:
        for reading in _readings(name):
            if shape := _shape(reading.given, reading.family):
                self._by_family[shape.family, shape.given[0][0]].add((id_, shape))
                self._by_given[shape.joined, shape.family[0]].add((id_, shape))

    def find(self, name: PersonName) -> set[str]:
        shapes = [
            shape
            for reading in _readings(name)
            for halves in ((reading.given, reading.family), (reading.family, reading.given))
            if (shape := _shape(*halves))
        ]
        return {id_ for shape in shapes for id_ in self._find(shape)}

    def _find(self, shape: _Shape) -> Iterator[str]:
        for id_, other in _few(self._by_family.get((shape.family, shape.given[0][0]), ())):
            if _shortens(shape.given, other.given) or _slip(shape.joined, other.joined, 5):
                yield id_
        for id_, other in _few(self._by_given.get((shape.joined, shape.family[0]), ())):
            if _slip(shape.family, other.family, 6):
                yield id_


def _few(names: Collection[tuple[str, _Shape]]) -> Collection[tuple[str, _Shape]]:
    """Compare with names that few people share, or with none: else it takes minutes."""
    return names if len(names) <= limits.NEAR else ()


_INITIALS = re.compile(r"\.-?")


def _shape(given: str, family: str) -> _Shape | None:
    """Take the shape of a name that has two halves; dots divide initials (``Z.-Q.``)."""
    if not given or not family or is_native(family + given):
        return None
    words = tuple(filter(None, map(fold, _INITIALS.sub(" ", given).split())))
    folded = fold(family)
    return _Shape(words, folded) if words and folded else None


def _shortens(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two given names may be one: initials, and middle names more or less."""
    for a, b in zip(one, other, strict=False):
        if a != b and (a[0] != b[0] or min(len(a), len(b)) > 1):
            return False
    return True


_SWAPPED = 4  # Neighbours are swapped by a slip only, in words long enough to tell.


def _slip(one: str, other: str, least: int) -> bool:
    """Whether two words differ by a letter left out, or by two neighbours swapped.

    One letter *instead of another* is no slip: in romanised Chinese it makes another name
    (Haifeng, Haipeng).  Nor is a letter left out of a word that has fewer than `least`
    letters then (Lin, Ling, Liang), but for the ``h`` of Jon and John and the doubling of
    Ana and Anna.
    """
    short, long = sorted((one, other), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(long) == len(short):
        swapped = short[at + 1 : at + 2] + short[at : at + 1] + short[at + 2 :]
        return short != long and len(short) >= _SWAPPED and swapped == long[at:]
    if long[at + 1 :] != short[at:] or len(short) < 3:  # noqa: PLR2004
        return False
    letter, before = long[at], long[at - 1 : at]
    small = letter == before or (letter == "h" and before not in {"", "c", "s", "z"})
    return small or len(short) >= least
