"""Change fields of a record where it stands, and touch nothing else of its file.

Comments, the order of fields, line ends and indentation stay.  Whatever is changed is read again
before it is given out: a change after which anything else would mean something else is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from sphinx_research.commands.edits.bibtex_edits import bibtex_splices
from sphinx_research.commands.edits.block_edits import block_splices
from sphinx_research.commands.edits.text import Lines, Splice, Values
from sphinx_research.commands.edits.yaml_edits import yaml_splices
from sphinx_research.records.loading import READERS
from sphinx_research.records.problems import Problem
from sphinx_research.records.raw import Kind, Path, RawRecord, Source
from sphinx_research.records.schema import MODELS, field_names, validate
from sphinx_research.records.sources.front_matter import PAGE_KINDS, without_record
from sphinx_research.records.sources.publications import find_blocks

_SAME = (
    *(("date", "year"), ("authors", "author", "inventors"), ("editors", "editor")),
    ("tags", "keywords"),
)
"""Fields that may stand under one of several names."""
_ORDERS = {
    Kind.PERSON: (
        *("name", "native_name", "aliases", "role", "since", "until", "roles", "affiliations"),
        *("advisors", "photo", "links", "orcid", "email", "motto", "notices", "interests"),
        *("education", "employment", "awards", "service", "news", "redirect_from"),
    ),
    Kind.PROJECT: (
        *("title", "short", "summary", "image", "image_alt", "theme", "since", "until"),
        *("people", "advisors", "orgs", "links", "funding", "results", "tags", "featured"),
        *("news", "redirect_from"),
    ),
}
"""Fields as people write them; the models begin with what they inherit."""

Said = Mapping[str, str | None] | Mapping[Path, str | None] | Mapping[str | Path, str | None]
"""New values by names of fields, by paths, or by both."""


def edit(text: str, record: RawRecord, values: Said) -> str:
    """Set, change or remove fields of a record.

    :param text: the content of the file, with whatever line ends it has
    :param record: as read from this text
    :param values: texts as a contributor would write them, by the names of fields, or by paths
        such as ``("links", "github")``; `None` removes a field.  A list is written ``a, b``
    :return: the new content; read again, it has the same records but for these fields
    :raises ValueError: if that cannot be done safely
    """
    return edit_all(text, [(record, values)])


def edit_all(text: str, wanted: Iterable[tuple[RawRecord, Said]]) -> str:
    """Do what `edit` does for several records of a file, all or none.

    :raises ValueError: as `edit`
    """
    lines = Lines(text)
    changes: dict[int, Values] = {}
    before: Source | None = None
    for record, values in wanted:
        before = before or _read(lines.text, record.place.path)
        position = _position(before, record)
        found = before.records[position]
        changes[position] = {_present(found, way): value for way, value in values.items()}
    if before is None:
        return text
    for _ in range(2):
        new = _spliced(lines, before, changes)
        path = before.records[next(iter(changes))].place.path
        lost = _lost(before, _read(Lines(new).text, path), changes)
        if not lost:
            return new
        changes = {at: {**values, **lost.get(at, {})} for at, values in changes.items()}
    msg = "the records cannot be changed without changing more than that"
    raise ValueError(msg)


def _read(text: str, path: str) -> Source:
    return READERS[PurePosixPath(path).suffix](text, path)


def _position(source: Source, record: RawRecord) -> int:
    for number, one in enumerate(source.records):
        if (one.kind, one.id, one.place) == (record.kind, record.id, record.place):
            return number
    msg = f"{record.kind} `{record.id}` does not stand at {record.place}"
    raise ValueError(msg)


def _present(record: RawRecord, name: str | Path) -> Path:
    """Give the path of a field, under that of its names which the record has."""
    path = (name,) if isinstance(name, str) else name
    for names in _SAME:
        if path[0] in names and path[0] not in record.data and record.kind is Kind.PUBLICATION:
            new = names[0] if record.place.path.endswith(".bib") else path[0]
            return (next((one for one in names if one in record.data), new), *path[1:])
    return path


# --- writing --------------------------------------------------------------------------------


def _spliced(lines: Lines, source: Source, changes: Mapping[int, Values]) -> str:
    splices: list[Splice] = []
    for position, values in changes.items():
        splices += _splices(lines.text, source.records[position], values)
    return lines.with_splices(splices)


def _splices(text: str, record: RawRecord, values: Values) -> Iterator[Splice]:
    order = _ORDERS.get(record.kind) or field_names(MODELS[record.kind])
    if record.place.path.endswith(".bib"):
        if any(len(path) > 1 for path in values):
            msg = "a field of BibTeX is one text"
            raise ValueError(msg)
        named = {str(path[0]): value for path, value in values.items()}
        yield from bibtex_splices(text, record, named, with_values(record, values))
    elif record.kind is Kind.PUBLICATION:
        blocks = find_blocks(without_record(text))
        block = next(one for one in blocks if one.line == record.place.line)
        yield from block_splices(text, block, record, values, order)
    else:
        yield from _in_yaml(text, record, values, order)


def _in_yaml(
    text: str, record: RawRecord, values: Values, order: Sequence[str]
) -> Iterator[Splice]:
    if record.kind in PAGE_KINDS.values():
        begin = text.index("\n") + 1
        end = text.index("\n---", begin - 1) + 1
        for start, stop, new in yaml_splices(text[begin:end], (record.kind.value,), values, order):
            yield Splice(start + begin, stop + begin, new)
        return
    if record.kind is Kind.NEWS:
        root: Path = (int(record.id.rpartition(":")[2]),)
    else:
        root = (record.id,)
    yield from yaml_splices(text, root, values, order)


# --- what must hold afterwards ----------------------------------------------------------------


def _lost(before: Source, after: Source, changes: Mapping[int, Values]) -> dict[int, Values]:
    """Give the fields of records that were to stay and did not, and what they were.

    :raises ValueError: if anything else of the file is not as it was
    """
    same = len(before.records) == len(after.records) and all(
        one.kind is other.kind
        and (number in changes or one.data == other.data)
        # an item of news has its line for id
        and (one.id == other.id or one.kind is Kind.NEWS)
        for number, (one, other) in enumerate(zip(before.records, after.records, strict=True))
    )
    faults = len(after.problems) > len(before.problems) or after.refused != before.refused
    if not same or faults or len(after.foreign) != len(before.foreign):
        msg = "the rest of the file would not stay as it is"
        raise ValueError(msg)
    lost = {
        number: _lost_of(before.records[number], after.records[number], values)
        for number, values in changes.items()
    }
    return {number: values for number, values in lost.items() if values}


def _lost_of(old: RawRecord, new: RawRecord, values: Values) -> Values:
    expected = with_values(old, values)
    names = [
        name
        for name in {**expected.data, **new.data}
        if expected.data.get(name) != new.data.get(name) and not _follows(name, old)
    ]
    differing = _differing(expected, replace(new, id=old.id, place=old.place), names)
    wanted = {path[0] for path in values}
    lost: dict[Path, Any] = {(name,): expected.data.get(name) for name in differing}
    if any(way[0] in wanted or not isinstance(was, str | None) for way, was in lost.items()):
        named = ", ".join(f"`{name}`" for name in differing)
        msg = f"{named} of {old.kind} `{old.id}` cannot be changed to just that"
        raise ValueError(msg)
    return lost


def _follows(name: str, record: RawRecord) -> bool:
    """Whether a field is told by others: the type of an entry, by its venue and identifiers."""
    return name == "type" and record.place.path.endswith(".bib")


def _differing(one: RawRecord, other: RawRecord, names: list[str]) -> list[str]:
    """Give those of the fields that do not mean the same in two records."""
    if not names:
        return []
    ignored: list[Problem] = []
    first, second = validate(one, ignored.append), validate(other, ignored.append)
    if first is None or second is None:
        return names
    canonical = {alias: group[0] for group in _SAME for alias in group}
    return [
        name
        for name in names
        if getattr(first, canonical.get(name, name), 1)
        != getattr(second, canonical.get(name, name), 2)
    ]


def with_values(record: RawRecord, values: Values) -> RawRecord:
    """Give a record with values at some paths set or removed."""
    data = dict(record.data)
    for path, value in values.items():
        _put(data, path, value)
    return replace(record, data=data)


def _put(inside: Any, path: Path, value: str | None) -> None:  # noqa: ANN401 - whatever a field may hold
    step = path[0]
    if len(path) > 1:
        inner = inside[step]
        inside[step] = dict(inner) if isinstance(inner, dict) else list(inner)
        _put(inside[step], path[1:], value)
        if value is None and not inside[step]:
            del inside[step]
    elif value is not None:
        inside[step] = value
    elif isinstance(inside, dict):
        inside.pop(step, None)
    else:
        del inside[step]
