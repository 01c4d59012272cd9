"""From raw records to validated ones, keeping as much as can be kept.

A wrong optional field costs that field and a problem, never the record; a record is left
out only where something it cannot do without is missing or wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sphinx_research.records import model
from sphinx_research.records.characters import all_visible
from sphinx_research.records.problems import Code, Problem, Report, nearest
from sphinx_research.records.raw import Kind, Path, RawRecord
from sphinx_research.records.record_limits import oversized

MODELS: dict[Kind, type[model.Record]] = {
    cls.kind: cls
    for cls in (
        model.Person,
        model.Project,
        model.Publication,
        model.Organisation,
        model.Venue,
        model.Collaborator,
        model.News,
    )
}


def validate(raw: RawRecord, report: Report) -> model.Record | None:
    """Check one raw record.

    :return: the record without its wrong fields, or `None` if it cannot stand
    """
    cls = MODELS[raw.kind]
    large = set(_report_large(raw, report))
    if () in large:
        return None
    data = {name: all_visible(value) for name, value in raw.data.items() if (name,) not in large}
    _leave_out(data, large)
    for name in ("id", "place"):  # set from the file, never written
        if name in data:
            _report(raw, cls, {"type": "extra_forbidden", "loc": (name,)}, report)  # type: ignore[typeddict-item]  # all that is read of it
    try:
        return _construct(cls, raw, data)
    except ValidationError as error:
        errors = error.errors(include_url=False)
    for detail in errors:
        if detail["type"] != "missing" or detail["loc"] not in large:
            _report(raw, cls, detail, report)
    # What is wrong goes; then whatever cannot be without it, up to a whole field.
    for depth in (None, 2, 1):
        _leave_out(data, [detail["loc"][:depth] for detail in errors])
        try:
            return _construct(cls, raw, data)
        except ValidationError as error:
            errors = error.errors(include_url=False)
    return None


def _report_large(raw: RawRecord, report: Report) -> Iterator[Path]:
    """Report what is too large, and say where it is."""
    for way, wrong in oversized(raw.data):
        name = next((step for step in reversed(way) if isinstance(step, str)), "")
        subject = f"`{name}` " if name else "it "
        cause = f"{raw.kind} `{raw.id}`: {subject}{wrong}"
        report(Problem(Code.TOO_LARGE, raw.place_of(way), cause, "shorten it"))
        yield way


def _leave_out(data: dict[str, Any], ways: Iterable[Path]) -> None:
    """Take the values at some paths out of nested data; the last of a list go first."""
    for way in sorted(set(ways), key=str, reverse=True):
        parent: Any = data
        try:
            for step in way[:-1]:
                parent = parent[step]
            del parent[way[-1]]
        except (KeyError, IndexError, TypeError):
            continue  # it is absent, or went with what was around it


def _construct(cls: type[model.Record], raw: RawRecord, data: dict[str, Any]) -> model.Record:
    return cls.model_validate(data | {"id": raw.id, "place": raw.place})


def field_names(cls: type[model.Part]) -> list[str]:
    """The names a contributor may write, aliases first."""
    names: list[str] = []
    for name, info in cls.model_fields.items():
        alias = info.validation_alias
        if alias is None:
            names.append(name)
        elif isinstance(alias, str):
            names.append(alias)
        else:
            names.extend(str(choice) for choice in getattr(alias, "choices", ()))
    return [name for name in names if name not in ("id", "place")]


def _report(raw: RawRecord, cls: type[model.Part], detail: ErrorDetails, report: Report) -> None:
    loc = detail["loc"]
    place = raw.place_of(loc)
    name = str(loc[-1]) if loc else ""
    of = f"{raw.kind} `{raw.id}`"
    match detail["type"]:
        case "missing":
            mend = f"write it after `{name}:`" if loc in raw.marks else f"add `{name}:`"
            problem = Problem(Code.MISSING, place, f"{of} has no `{name}`", mend)
        case "extra_forbidden":
            known = field_names(_part_at(cls, loc[:-1]))
            cause, mend = f"there is no field `{name}`", nearest(name, known)
            if name in known:
                cause, mend = f"`{name}` says again what another field says", "keep one of them"
            mend = mend or f"fields here are {', '.join(known)}"
            problem = Problem(Code.UNKNOWN_FIELD, place, f"{of}: {cause}", mend)
        case _:
            problem = Problem(Code.VALUE, place, f"{of}: {_words(loc, detail)}", _mend(detail))
    report(problem)


def _part_at(cls: type[model.Part], loc: tuple[int | str, ...]) -> type[model.Part]:
    """Find the model of the part that a path leads into (``education, 0`` → `Education`)."""
    for step in loc:
        if isinstance(step, int):
            continue
        info = cls.model_fields.get(step)  # absent where an alias was written
        annotation = info.annotation if info else None
        for inner in getattr(annotation, "__args__", ()):
            if isinstance(inner, type) and issubclass(inner, model.Part):
                cls = inner
    return cls


_PLAIN_WORDS = {
    "tuple_type": "it must be a list",
    "dict_type": "it must hold names and values, such as `github: ada`",
    "model_type": "it must hold fields, such as `text: …`",
    "model_attributes_type": "it must hold fields, such as `text: …`",
    "bool_parsing": "it must be true or false",
    "bool_type": "it must be true or false",
    "int_parsing": "it must be a number",
    "int_type": "it must be a number",
    "string_type": "it must be plain text",
}


def _words(loc: tuple[int | str, ...], detail: ErrorDetails) -> str:
    cause = detail.get("ctx", {}).get("error") or _PLAIN_WORDS.get(detail["type"])
    field = next((str(step) for step in reversed(loc) if isinstance(step, str)), "")
    text = str(cause) if cause else detail["msg"].removesuffix(".")
    return f"`{field}`: {text}" if field else text


def _mend(detail: ErrorDetails) -> str:
    match detail["type"]:
        case "enum":
            expected = detail["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
            return nearest(str(detail["input"]), expected)
        case "string_type":
            return "write plain text, in quotes where it holds `: `"
        case "tuple_type":
            return "write a list: each item on a line of its own, after `- `"
        case _:
            return ""
