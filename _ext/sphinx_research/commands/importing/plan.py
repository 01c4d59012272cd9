"""What becomes of the papers that were found: added, brought up to date, or left as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sphinx_research.commands import keys
from sphinx_research.commands.changes import Changes
from sphinx_research.commands.edits.text import Lines
from sphinx_research.commands.importing.found import FILE, Found
from sphinx_research.commands.importing.here import Here
from sphinx_research.commands.importing.resolve import joined
from sphinx_research.commands.importing.updating import changed
from sphinx_research.commands.settings import RefusedError
from sphinx_research.commands.written import entries
from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.markup import Markup
from sphinx_research.records.model import Publication, PublicationType
from sphinx_research.records.model.fields import slug
from sphinx_research.records.problems import Problem
from sphinx_research.records.remedies import decide, decide_nearly
from sphinx_research.records.schema import validate
from sphinx_research.records.sources.bibtex import read_bibtex


@dataclass(frozen=True, slots=True)
class Wishes:
    """What whoever asks says of all papers.

    :param project: the id of a project that they belong to, or nothing
    :param key: the citation key of the one paper that is asked for, or nothing
    :param retracted: whether retracted papers are added
    """

    project: str = ""
    key: str = ""
    retracted: bool = False


@dataclass(slots=True)
class Told:
    """What is said of one paper: a line, and more about it."""

    line: str
    more: list[str] = field(default_factory=list)


class Plan:
    """Takes papers one by one, and gathers what to write and what to say.

    :ivar told: of each paper what becomes of it, in the order in which they came
    :ivar failed: whether any of them can neither be added nor is here
    """

    def __init__(self, here: Here, changes: Changes, wishes: Wishes) -> None:
        self.here = here
        self.changes = changes
        self.wishes = wishes
        self.told: list[Told] = []
        self.failed = False
        self._new: dict[str, tuple[Found, Publication, Told]] = {}

    # --- one paper after the other ------------------------------------------------------------

    def refuse(self, what: str, why: str) -> None:
        """Say why something that was asked for is not added."""
        self.failed = True
        self.told.append(Told(f"not added: {what}", [why]))

    def consider(self, found: Found) -> None:
        """Decide what becomes of a paper."""
        found = replace(found, data=self._fitting(found.data))
        problems: list[Problem] = []
        probe = validate(found.raw("paper2000"), problems.append)
        if found.retracted and not self.wishes.retracted:
            self.refuse(_named(found), self._why_not(found, probe))
            return
        if not isinstance(probe, Publication):
            self.refuse(_named(found), _lacking(found))
            return
        if same := self.here.same(probe, found.before):
            self._known(found, probe, *same)
            return
        key = self._key(found)
        paper = validate(found.raw(key), lambda _: None)
        if not isinstance(paper, Publication):  # as it was one under another key
            return
        self.here.add(paper)
        told = Told(f"new: {key}, {_named(found)}", _about(found))
        told.more += [_left_out(problem) for problem in problems]
        self.told.append(told)
        self._new[key] = (found, paper, told)

    def _why_not(self, found: Found, probe: object) -> str:
        """Say why a retracted paper is not added; what is said of one that is here is worse."""
        same = self.here.same(probe, found.before) if isinstance(probe, Publication) else None
        if same is None:
            return f"{found.retracted}; if it belongs here all the same, add --retracted"
        old, _ = same
        mend = "say so in its `note`, or remove it"
        return f"{found.retracted}; it is here as {old.id} ({old.place}): {mend}"

    def _fitting(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Put in what the site knows better, and what is wished."""
        fitting = dict(data)
        if isinstance(venue := data.get("venue"), str):
            fitting["venue"] = self.here.venue(venue)
            if fitting["venue"] == "arXiv" and data.get("arxiv"):
                del fitting["venue"]  # the identifier says so
        if self.wishes.project:
            fitting["projects"] = [self.wishes.project]
        return fitting

    def _key(self, found: Found) -> str:
        wished = self.wishes.key
        if wished:
            if not keys.usable(wished):
                msg = f"`{wished}` cannot be a key; write it like lovelace2024notes"
                raise RefusedError(msg)
            if slug(wished) in self.here.taken:
                msg = f"there is a publication `{wished}` already; choose another --key"
                raise RefusedError(msg)
            return wished
        says_nothing = found.key.lower() == found.key.upper()  # as a number does
        if keys.usable(found.key) and not says_nothing:
            return keys.unique(found.key, self.here.taken)
        return keys.make(found.data, self.here.taken)

    # --- papers that are here -----------------------------------------------------------------

    def _known(self, found: Found, new: Publication, old: Publication, known_by: str) -> None:
        if old.id in self._new:
            self._again(found, new, old)
            return
        where = f"{old.id} ({old.place}), with the same {known_by}"
        values = self.here.advance(old, new)
        if not values:
            line = f"here already: {_named(found)}"
            more = [f"it is {where}"]
            if known_by == "title" and old.doi and new.doi:
                more.append(
                    f"its DOI there is {old.doi}, and the one found is {new.doi}; if these are "
                    "two works, add the other by hand under a title of its own"
                )
            self.told.append(Told(line, more))
            return
        try:
            self._edit(old, values)
        except ValueError as error:
            why = f"it is {where}, and cannot be changed by itself: {error}"
            wanted = "; ".join(f"{name}: {value or '(none)'}" for name, value in values.items())
            self.refuse(_named(found), f"{why}. Write there yourself: {wanted}")
            return
        line = f"brought up to date: {old.id} ({old.place}), from {found.source}"
        said = [f"{name} {value}" if value else f"no {name}" for name, value in values.items()]
        more = [f"now: {', '.join(said)}", *found.notes]
        if len(new.authors) != len(old.authors):
            numbers = f"{len(old.authors)} authors here, and {len(new.authors)} there"
            more.append(f"it has {numbers}; compare them")
        self.told.append(Told(line, more))

    def _again(self, found: Found, new: Publication, old: Publication) -> None:
        """Take a paper that came before: perhaps one is the preprint of the other."""
        self.told.append(Told(f"twice: {_named(found)}", [f"it is {old.id} above"]))
        first, _, told = self._new[old.id]
        if not self.here.advance(old, new):
            return
        preprint = new.type is PublicationType.PREPRINT
        both = joined(first, found) if preprint else joined(found, first)
        paper = validate(both.raw(old.id), lambda _: None)
        if isinstance(paper, Publication):
            self.here.add(paper)
            told.line, told.more = f"new: {old.id}, {_named(both)}", _about(both)
            self._new[old.id] = (both, paper, told)

    def _edit(self, old: Publication, values: Mapping[str, str | None]) -> None:
        """Change a record where it stands.

        :raises ValueError: if that cannot be done safely
        """
        path = old.place.path
        works = self.here.works
        self.changes.replace(path, changed(self.changes.text(path), old, values, works))

    # --- the end ------------------------------------------------------------------------------

    def finish(self) -> None:
        """Put all new papers into the changes, and say who is recognised.

        :raises RefusedError: if the file would not be read as it is written
        """
        if not self._new:
            return
        raws = [found.raw(key) for key, (found, _, _) in self._new.items()]
        written = entries(raws, self.here.works, lambda _: None)
        self.changes.append(FILE, "\n".join(written.values()))
        read = {raw.id for raw in read_bibtex(Lines(self.changes.text(FILE)).text, FILE).records}
        if lost := [key for key in written if key not in read]:
            msg = f"{FILE} cannot be added to ({', '.join(lost)} would be lost); run nox -s check"
            raise RefusedError(msg)
        papers = {key: paper for key, (_, paper, _) in self._new.items()}
        catalogue = self.here.works.catalogue
        new = Catalogue(replace(catalogue.records, publications=papers), catalogue.settings)
        for _, paper, told in self._new.values():
            told.more[:0] = _people(new, paper)


def _named(found: Found) -> str:
    """Name a paper by title, venue and year."""
    year = str(found.data.get("date") or "")[:4]
    about = ", ".join(filter(None, (str(found.data.get("venue") or ""), year)))
    return f"“{Markup.parse(found.title).plain}”" + (f" ({about})" if about else "")


def _about(found: Found) -> list[str]:
    """Say where a paper is from, and what there is to know of it."""
    care = [f"take care: {found.retracted}"] if found.retracted else []
    return [f"from {found.source}", *found.notes, *care]


def _lacking(found: Found) -> str:
    missing = [name for name in ("title", "authors") if not found.data.get(name)]
    if missing:
        names = " and no ".join(missing)
        return f"{found.source} has no {names}; write it with nox -s new -- publication"
    return f"{found.source} has it in a form that cannot be read here; write it by hand"


def _left_out(problem: Problem) -> str:
    return f"left out: {problem.cause.partition(': ')[2] or problem.cause}"


def _people(catalogue: Catalogue, paper: Publication) -> Iterator[str]:
    """Say who of the authors has a page here, and who may be meant."""
    people = catalogue.records.people
    matches = catalogue.matches[paper.id]
    known = {match.id for match in matches}
    own = [
        f"{author.name} ({match.id})"
        for author, match in zip(paper.authors, matches, strict=True)
        if match.id in people
    ]
    if own:
        yield f"by {', '.join(own)} of this site"
    for author, match in zip(paper.authors, matches, strict=True):
        if match.rivals:
            mend = decide(author.name, match.rivals[0], paper.place)
            yield f"{author.name} may be any of {', '.join(match.rivals)}; {mend}"
        for who in match.near:
            if who in people and who not in known:
                mend = decide_nearly(author.name, who, paper.place)
                yield f"{author.name} is nearly {people[who].name} ({who}); {mend}"
    if not own:
        yield "no author of it has a page here: only lists of references will show it"
