"""Records without what the site's models refuse, each refusal reported with its old place."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from sphinx_research.commands.migrating.base import Carried
from sphinx_research.records.model import Record, is_id
from sphinx_research.records.problems import Problem
from sphinx_research.records.raw import Kind, Path, RawRecord
from sphinx_research.records.schema import MODELS, validate


def fitting(record: RawRecord, into: Carried) -> tuple[RawRecord, Record] | None:
    """Leave out what is wrong in a record.

    :return: the record as it can be written, and as it will be read; `None` if nothing can stand
    """
    problems: list[Problem] = []
    made = validate(record, problems.append)
    for problem in problems:
        into.leave(problem.place, problem.cause, problem.mend)
    if made is None:
        cause = f"the {record.kind} `{record.id}` cannot stand without that, and is left out"
        into.leave(record.place, cause, "add by hand what is missing")
        return None
    if not problems:
        return record, made
    return replace(record, data=_pruned(record)), made


_NAMES = {
    Kind.PERSON: {
        "affiliations": Kind.ORGANISATION,
        "education": {"org": Kind.ORGANISATION, "unit": Kind.ORGANISATION},
        "employment": {"org": Kind.ORGANISATION, "groups": {"unit": Kind.ORGANISATION}},
        "awards": {"by": Kind.ORGANISATION},
    },
    Kind.PROJECT: {"orgs": Kind.ORGANISATION},
    Kind.PUBLICATION: {"venue": Kind.VENUE},
}
"""Fields with a name or an id."""
_ACRONYM = 5
"""Names with no more letters than that are taken for acronyms."""


def with_names(record: RawRecord, known: Callable[[Kind, str], bool]) -> RawRecord:
    """Write names that would be taken for ids with capitals: a word such as ``datacamp``.

    :param known: whether there is a record of that kind and id, which is meant then
    """

    def spelt(value: Any, kind: Any) -> Any:  # noqa: ANN401 - whatever stands there
        if isinstance(value, list):
            return [spelt(one, kind) for one in value]
        if isinstance(value, Mapping) and isinstance(kind, Mapping):
            return {name: spelt(one, kind.get(name)) for name, one in value.items()}
        if not isinstance(kind, Kind) or not isinstance(value, str):
            return value
        if not is_id(value) or known(kind, value):
            return value
        return value.upper() if len(value) <= _ACRONYM else value.capitalize()

    return replace(record, data=spelt(record.data, _NAMES.get(record.kind)))


def _pruned(record: RawRecord) -> dict[str, Any]:
    """Take out wrong values: first they alone, then what is around them, up to a whole field."""
    data = copy.deepcopy(dict(record.data))
    for depth in (None, None, 2, 1):
        wrong = _wrong(record, data)
        if not wrong:
            break
        _remove(data, {way[:depth] for way in wrong})
    return data


def _wrong(record: RawRecord, data: dict[str, Any]) -> list[Path]:
    try:
        MODELS[record.kind].model_validate(data | {"id": record.id, "place": record.place})
    except ValidationError as error:
        return [detail["loc"] for detail in error.errors(include_url=False)]
    return []


def _remove(data: dict[str, Any], ways: Iterable[Path]) -> None:
    for way in sorted(ways, key=str, reverse=True):  # the last of a list goes first
        inner: Any = data
        try:
            for step in way[:-1]:
                inner = inner[step]
            del inner[way[-1]]
        except (KeyError, IndexError, TypeError):
            data.pop(str(way[0]) if way else "", None)
