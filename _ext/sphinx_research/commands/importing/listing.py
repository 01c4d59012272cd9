"""The works of a person that the site does not have: as ORCID and OpenAlex list them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sphinx_research.commands.identifiers import orcid_in
from sphinx_research.commands.importing import openalex, orcid
from sphinx_research.commands.importing.found import Found
from sphinx_research.commands.importing.here import Here, identities_of
from sphinx_research.commands.importing.http import Client, ServiceError
from sphinx_research.commands.importing.resolve import Resolver
from sphinx_research.commands.settings import RefusedError
from sphinx_research.formats.works import Works
from sphinx_research.records.characters import printable
from sphinx_research.records.identities import Identity
from sphinx_research.records.markup import Markup
from sphinx_research.records.model import Person
from sphinx_research.records.problems import nearest
from sphinx_research.records.remedies import there_are

Tell = Callable[[str], None]


def orcid_of(works: Works, who: str) -> str:
    """Give the ORCID iD of a person of the site, by their id; an ORCID iD stands for itself.

    :raises RefusedError: if there is no such person, or their page has none
    """
    if bare := orcid_in(who):
        return bare
    people = works.catalogue.records.people
    person = people.get(who)
    if person is None:
        mend = nearest(who, people) or there_are(people)
        msg = f"there is no person `{who}`, and it is no ORCID iD; {mend}"
        raise RefusedError(msg)
    if not person.orcid:
        msg = f"{person.place.path} has no ORCID iD; write `orcid: 0000-…` there, or give it here"
        raise RefusedError(msg)
    return person.orcid


def with_orcid(works: Works) -> list[Person]:
    """Give all people of the site whose pages have an ORCID iD, by their ids."""
    people = works.catalogue.records.people
    return [people[one] for one in sorted(people) if people[one].orcid]


def missing(
    client: Client, here: Here, orcids: Iterable[str], since: int, tell: Tell
) -> list[Found]:
    """List the works of people that are not here, newest first, each once.

    :param since: the year from which on they count
    :param tell: is told which service could not be asked, and why
    :raises RefusedError: if none could be asked
    """
    found: dict[Identity, int] = {}
    works: list[Found] = []
    asked = answered = 0
    for bare in dict.fromkeys(orcids):
        for of_person in (orcid.of_person, openalex.of_person):
            asked += 1
            try:
                listed = of_person(client, bare)
            except ServiceError as error:
                tell(f"{error} (the works of {bare})")
                continue
            answered += 1
            for work in listed:
                if work.key:  # by which ORCID finds it again
                    work = replace(work, key=f"{bare}/{work.key}")  # noqa: PLW2901 - the same work
                _take(work, works, found)
    if asked and not answered:
        msg = "nobody could be asked for works; try again later"
        raise RefusedError(msg)
    new = [work for work in works if not here.find(work.data) and _year(work) >= since]
    return sorted(new, key=lambda work: (-_year(work), Markup.parse(work.title).key))


def _take(work: Found, works: list[Found], found: dict[Identity, int]) -> None:
    """Add a work, or what it says besides to one that is listed."""
    known_by = identities_of(work.data)
    place = next((found[one] for one in known_by if one in found), len(works))
    if place == len(works):
        works.append(work)
    else:
        first = works[place]
        data = {**work.data, **first.data}
        works[place] = replace(
            first,
            data=data,
            source=" and ".join(dict.fromkeys((*first.source.split(" and "), work.source))),
            retracted=first.retracted or work.retracted,
        )
    for one in known_by:
        found.setdefault(one, place)


def _year(work: Found) -> int:
    return int(str(work.data.get("date") or "0")[:4])


def numbered(works: Sequence[Found]) -> str:
    """Write the works as a numbered list to choose from."""
    width = len(str(len(works)))
    return "\n".join(f"{number:>{width}}. {_line(one)}" for number, one in enumerate(works, 1))


def _line(work: Found) -> str:
    data = work.data
    identifier = data.get("doi") or (f"arXiv:{data['arxiv']}" if data.get("arxiv") else "")
    title = Markup.parse(work.title).plain
    parts = (str(data.get("date") or "")[:4], title, data.get("venue"), identifier)
    marks = "  (retracted)" if work.retracted else ""
    return printable(". ".join(str(part) for part in parts if part) + marks)


def chosen(text: str, number: int) -> list[int]:
    """Read a choice: ``1,3-5``, ``all`` or ``none``.

    :param number: how many there are to choose from
    :return: indexes from 0, in order
    :raises ValueError: if it is no choice among them
    """
    bare = text.strip().lower()
    if bare in {"all", "none"}:
        return list(range(number)) if bare == "all" else []
    picked: set[int] = set()
    for part in filter(None, re.split(r"[,;\s]+", re.sub(r"\s*[-–]\s*", "-", bare))):
        match = re.fullmatch(r"([0-9]{1,6})(?:-([0-9]{1,6}))?", part)
        if match is None:
            msg = f"`{part}` is no number; write something like 1,3-5, or all, or none"
            raise ValueError(msg)
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= number:
            msg = f"`{part}` is not among the numbers 1 to {number}"
            raise ValueError(msg)
        picked |= set(range(first - 1, last))
    return sorted(picked)


def whole(client: Client, work: Found) -> Found:
    """Find all that is known of a work that was listed.

    :raises ServiceError: if no service has enough of it
    """
    resolve = Resolver(client)
    try:
        if doi := work.data.get("doi"):
            return resolve.doi(str(doi))
        if identifier := work.data.get("arxiv"):
            return resolve.arxiv(str(identifier))
    except ServiceError as error:
        if not work.data.get("authors"):
            raise
        return replace(work, key="").noting(f"{error}; it stands here as {work.source} has it")
    if not work.data.get("authors") and work.key:
        bare, _, code = work.key.partition("/")
        asked = orcid.work(client, bare, code)
        return replace(asked, data={**work.data, **asked.data}, key="")
    return replace(work, key="")
