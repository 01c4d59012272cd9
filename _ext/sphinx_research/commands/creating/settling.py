"""What is to be written, read as the build will read it, before anything is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from sphinx_research.commands.changes import Changes
from sphinx_research.commands.settings import Content, RefusedError
from sphinx_research.records.catalogue import Catalogue, Records
from sphinx_research.records.characters import with_newlines
from sphinx_research.records.integrity import Checker
from sphinx_research.records.loading import READERS
from sphinx_research.records.model import Record
from sphinx_research.records.problems import Code, Place, Problem
from sphinx_research.records.raw import Kind, RawRecord, Source
from sphinx_research.records.schema import validate
from sphinx_research.records.sources.abstracts import with_prose_only


@dataclass(frozen=True, slots=True)
class Settled:
    """A record that can be written.

    :param place: where it will stand
    :param left: what is to be decided then: what will be wrong in other files, as they name it or
        are like it, and who of its authors is who
    """

    place: Place
    left: tuple[Problem, ...] = ()


_LEFT = frozenset({Code.NEAR_AUTHOR, Code.AMBIGUOUS_AUTHOR})


def settle(content: Content, changes: Changes, path: str, kind: Kind) -> Settled:
    """Read a changed file, in which one record of a kind is new.

    :raises RefusedError: if the file cannot be read, or something is wrong with the record
    """
    before, after = _read(changes.before(path), path), _read(changes.text(path), path)
    raw = _new(before, after, kind)
    found = {problem.cause for problem in before.problems}
    problems = [one for one in after.problems if one.cause not in found]
    record = validate(raw, problems.append) if raw else None
    _refuse_if_wrong(problems)
    if raw is None or record is None:
        msg = f"{path} cannot be added to as it is; look for what is wrong with `nox -s check`"
        raise RefusedError(msg)
    foreseen = _foreseen(content, changes, record)
    _refuse_if_wrong([one for one in foreseen if one.code is Code.SAME_WORK])
    left = [one for one in foreseen if one.place.path != path or one.code in _LEFT]
    _refuse_if_wrong([one for one in foreseen if one not in left])
    return Settled(raw.place, tuple(left))


def _read(text: str, path: str) -> Source:
    reader = READERS[PurePosixPath(path).suffix]
    return with_prose_only(reader(with_newlines(text), path))


def _new(before: Source, after: Source, kind: Kind) -> RawRecord | None:
    """Find the one record that was not there; of news, ids are the places."""
    old = Counter(repr((raw.kind, raw.data)) for raw in before.records)
    new = [raw for raw in after.records if not _takes(old, repr((raw.kind, raw.data)))]
    return new[0] if len(new) == 1 and new[0].kind is kind else None


def _takes(counter: Counter[str], one: str) -> bool:
    there = counter[one] > 0
    counter[one] -= there
    return there


def _refuse_if_wrong(problems: list[Problem]) -> None:
    for problem in problems:
        if not problem.is_advice:
            raise RefusedError(str(problem))


def _foreseen(content: Content, changes: Changes, record: Record) -> list[Problem]:
    """Tell what will be wrong because of a new record, in it or elsewhere."""
    catalogue = content.works.catalogue
    known = _problems(catalogue, changes)
    together = Catalogue(
        _with(catalogue.records, record),
        catalogue.settings,
        catalogue.documents | {record.place.path.removesuffix(".md")},
    )
    return [
        problem
        for problem in _problems(together, changes)
        if problem not in known and not problem.is_advice
    ]


def _with(records: Records, record: Record) -> Records:
    shelf: dict[str, Any] = records.of(record.kind)
    name = next(name for name in Records.__slots__ if getattr(records, name) is shelf)
    return replace(records, **{name: {**shelf, record.id: record}})


def _problems(catalogue: Catalogue, changes: Changes) -> list[Problem]:
    """Check what records say of each other; places are those of records, not of their fields."""
    found: list[Problem] = []
    Checker(catalogue, {}, frozenset(), changes.folder, found.append).check()
    return found
