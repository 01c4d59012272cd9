"""What can be mended without asking anybody: other ways of writing the same.

Nothing is guessed.  A date such as 03/05/2024 may be of two days, and stays; a name is never
corrected.  What is written is read again, and counts only if every record says what it said, but
for values that could not be read before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from sphinx_research.commands.changes import Changes
from sphinx_research.commands.checking.forms import FORMS, date_of
from sphinx_research.commands.checking.layout import layout_of
from sphinx_research.commands.checking.orders import in_order
from sphinx_research.commands.editing import edit_all, with_values
from sphinx_research.commands.settings import RefusedError, conf_values
from sphinx_research.records.characters import with_newlines
from sphinx_research.records.loading import READERS
from sphinx_research.records.model import Record
from sphinx_research.records.problems import Problem
from sphinx_research.records.raw import Path as Way
from sphinx_research.records.raw import RawRecord
from sphinx_research.records.schema import validate
from sphinx_research.records.tree import walk

_DATES = frozenset({"date", "year", "accepted", "since", "until"})
_IN_BIBTEX = frozenset({"doi", "arxiv"})
_BIBTEX_NAMES = {"arxiv": ("arxiv", "eprint")}

Wanted = tuple[RawRecord, Mapping[Way, str]]
"""A record, and the new values of some of its fields."""


def fixes(changes: Changes, source: Path, is_asked: Callable[[str], bool]) -> int:
    """Mend what can be mended, in `changes`.

    :param is_asked: tells which files to look at
    :return: how many values are written in another way
    :raises RefusedError: if conf.py cannot be read
    """
    tree = walk(source, layout_of(source, conf_values(source)))
    return sum(_in_file(changes, path) for path in tree.files if is_asked(path))


def _in_file(changes: Changes, path: str) -> int:
    try:
        text = changes.text(path)
    except RefusedError:
        return 0  # it is no text, of which the check tells
    new, number = fixed(text, path)
    if number:
        changes.replace(path, new)
    return number


def fixed(text: str, path: str) -> tuple[str, int]:
    """Mend the text of a file.

    :return: the new text, and how many values it has that were written otherwise
    """
    lines = with_newlines(text.removeprefix("\ufeff"))
    records = READERS[PurePosixPath(path).suffix](lines, path).records
    each = ((record, dict(_values(record, lines))) for record in records)
    wanted: list[Wanted] = [(record, values) for record, values in each if values]
    new, number = _edited(text, wanted)
    ordered = in_order(new, path)
    return ordered, number + (ordered != new)


def _edited(text: str, wanted: list[Wanted]) -> tuple[str, int]:
    """Make all changes that can be made; what cannot be made is left out.

    The last come first, so that the places of those before them stay.
    """
    if not wanted:
        return text, 0
    try:
        new = edit_all(text, wanted)
    except ValueError:
        if len(wanted) == 1:
            record, values = wanted[0]
            if len(values) == 1:
                return text, 0
            parts: list[Wanted] = [(record, {way: value}) for way, value in values.items()]
            return _one_by_one(text, parts)
        half = len(wanted) // 2
        text, later = _edited(text, wanted[half:])
        text, earlier = _edited(text, wanted[:half])
        return text, earlier + later
    return new, sum(len(values) for _, values in wanted)


def _one_by_one(text: str, parts: list[Wanted]) -> tuple[str, int]:
    number = 0
    for part in parts:
        try:
            text = edit_all(text, [part])
        except ValueError:
            continue
        number += 1
    return text, number


# --- what is to be written --------------------------------------------------------------------


def _values(record: RawRecord, text: str) -> Iterator[tuple[Way, str]]:
    """Find values that can be written in a better way, and say how."""
    for way, written in _texts(record.data):
        better = _better(record, way, written)
        if better and better != written and _is_in_sight(record, way, text):
            changed = with_values(record, {way: better})
            if _says_the_same(record, changed, str(way[0])):
                yield way, better


def _texts(value: object, way: Way = ()) -> Iterator[tuple[Way, str]]:
    if isinstance(value, str):
        yield way, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _texts(inner, (*way, name))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*way, number))


def _better(record: RawRecord, way: Way, written: str) -> str:
    """Give a better way to write a value, or nothing."""
    if "\n" in written.strip():
        return ""
    name = str(way[0])
    from_bibtex = record.place.path.endswith(".bib")
    if from_bibtex and name not in _IN_BIBTEX:
        return ""
    inner = next((str(step) for step in reversed(way) if isinstance(step, str)), "")
    if inner in _DATES and way[0] != "links":
        return date_of(written)
    form = FORMS.get(name) if len(way) == 1 else None
    return form(written) if form else ""


def _is_in_sight(record: RawRecord, way: Way, text: str) -> bool:
    """Whether a field of an entry stands there under its own name: others may give it too."""
    if not record.place.path.endswith(".bib"):
        return True
    name = str(way[0])
    line, column = record.marks.get(way, (0, 0))
    lines = text.split("\n")
    there = lines[line - 1][max(column - 1, 0) :].lower() if 0 < line <= len(lines) else ""
    names = "|".join(_BIBTEX_NAMES.get(name, (name,)))
    return re.match(rf"(?:{names})\s*=", there) is not None


def _says_the_same(before: RawRecord, after: RawRecord, name: str) -> bool:
    """Whether a record says what it said, but for a field that could not be read."""
    wrong: list[Problem] = []
    still: list[Problem] = []
    old, new = validate(before, wrong.append), validate(after, still.append)
    if new is None or len(still) > len(wrong):
        return False
    if old == new:
        return True
    return len(still) < len(wrong) and _differs_only(old, new, name)


def _differs_only(old: Record | None, new: Record, name: str) -> bool:
    if old is None:
        return True
    other = {"year": "date"}.get(name, name)
    fields = type(new).model_fields
    return all(getattr(old, one) == getattr(new, one) for one in fields if one != other)
