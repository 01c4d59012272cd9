"""al-folio's own form of a CV: ``_data/cv.yml`` as a list of sections with ``contents``.

Education, jobs, awards and interests become fields of the person; every other section becomes
text on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sphinx_research.commands.migrating.base import Carried
from sphinx_research.commands.migrating.fields import Fields

_YEARS = re.compile(
    r"\s*((?:19|20)\d\d)(?:\s*(?:--?|[\u2010-\u2015])\s*((?:19|20)\d\d|[A-Za-z]+)?)?\s*"
)
_KINDS = (
    (re.compile(r"education", re.IGNORECASE), "education"),
    (re.compile(r"experience|employment|appointment|position", re.IGNORECASE), "employment"),
    (re.compile(r"award|honou?r|prize|scholarship", re.IGNORECASE), "awards"),
    (re.compile(r"(academic|research) interest", re.IGNORECASE), "interests"),
)


def sections(file: Fields, into: Carried) -> tuple[dict[str, Any], str]:
    """Read the sections.

    :return: fields of the person, and Markdown for the page
    """
    data: dict[str, Any] = {}
    texts: list[str] = []
    for section in file.children("items"):
        title = section.text("title")
        section.theme("type")
        kind = next((kind for pattern, kind in _KINDS if pattern.search(title)), "")
        if kind == "interests":
            data.setdefault(kind, []).extend(_interests(section))
        elif kind:
            for entry in section.children("contents"):
                data.setdefault(kind, []).extend(_MADE[kind](entry, into))
        elif title.casefold() == "general information":
            _general(section, into)
        elif lines := list(_lines(section.take("contents"), 0)):
            texts.append(f"## {title}\n\n" + "\n".join(lines))
    return {name: found for name, found in data.items() if found}, "\n\n".join(texts)


def _general(section: Fields, into: Carried) -> None:
    """Report all but the name, which the record has."""
    for entry in section.children("contents"):
        name, value = entry.text("name"), entry.text("value")
        if name.casefold() not in {"full name", "name"} and value:
            into.leave(entry.place(), f"`{name}`: `{value}` has no place in a record")


def _time(entry: Fields, into: Carried, *, last: bool) -> dict[str, str]:
    """Read ``1933 - 1955``; of a degree one year is the last."""
    written = entry.text("year", "date", "years")
    match = _YEARS.fullmatch(written)
    if match is None:
        if written:
            what = f"`{written}` is no year, nor two with a dash between"
            into.leave(entry.place("year"), what, "write `since` and `until` by hand")
        return {}
    first, second = match[1], match[2] or ""
    if second.isdecimal():
        return {"since": first, "until": second}
    if second or re.search(r"[-\u2010-\u2015]\s*$", written):
        return {"since": first, "until": "present"}
    return {"until": first} if last else {"since": first, "until": first}


def _note(entry: Fields, into: Carried) -> str:
    """Join what describes an entry to one line."""
    lines = [line.lstrip("- ") for line in _lines(entry.take("description"), 0)]
    return into.line("; ".join(line.rstrip(".;") for line in lines), entry.place("description"))


def _education(entry: Fields, into: Carried) -> Iterator[dict[str, Any]]:
    place = entry.place()
    yield _kept(
        {
            "org": into.line(_with_place(entry), place),
            "unit": entry.text("department"),
            "degree": into.line(entry.text("title"), place),
            **_time(entry, into, last=True),
            "note": _note(entry, into),
        }
    )


def _employment(entry: Fields, into: Carried) -> Iterator[dict[str, Any]]:
    place = entry.place()
    topic = _note(entry, into)
    yield _kept(
        {
            "org": into.line(entry.text("institution", "company"), place),
            "unit": entry.text("department"),
            "role": into.line(entry.text("title", "position"), place),
            "location": entry.text("location"),
            "topic": topic,
            **_time(entry, into, last=False),
        }
    )


def _awards(entry: Fields, into: Carried) -> Iterator[dict[str, Any]]:
    place = entry.place()
    title, by = entry.text("title"), entry.text("institution", "awarder")
    time = _time(entry, into, last=True)
    note = _note(entry, into)
    date = time.get("until", "").replace("present", "") or time.get("since", "")
    for item in [title, *_items(entry)]:
        if item:
            yield _kept({"title": into.line(item, place), "by": by, "date": date, "note": note})


def _items(entry: Fields) -> list[str]:
    return [line.lstrip("- ") for line in _lines(entry.take("items"), 0)]


def _interests(section: Fields) -> Iterator[dict[str, Any]]:
    contents = section.take("contents")
    for one in contents if isinstance(contents, list) else []:
        if isinstance(one, str):
            yield {"text": one}
        elif isinstance(one, Mapping) and one.get("title"):
            rest = {name: value for name, value in one.items() if name != "title"}
            note = "; ".join(line.strip("- .") for line in _lines(rest, 0))
            yield _kept({"text": str(one["title"]).rstrip("."), "note": note})


def _with_place(entry: Fields) -> str:
    return ", ".join(filter(None, (entry.text("institution"), entry.text("location"))))


def _kept(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value}


def _lines(value: object, depth: int) -> Iterator[str]:
    """Write whatever a section holds as a list in Markdown."""
    indent = "  " * depth
    if isinstance(value, str):
        yield f"{indent}- {' '.join(value.split())}"
    elif isinstance(value, list):
        for one in value:
            yield from _lines(one, depth)
    elif isinstance(value, Mapping):
        head = [str(value[name]) for name in _HEAD if isinstance(value.get(name), str)]
        if head:
            yield f"{indent}- {', '.join(head)}"
        for name, one in value.items():
            if name not in _HEAD or not isinstance(one, str):
                yield from _lines(one, depth + bool(head))


_HEAD = ("title", "name", "value", "institution", "department", "location", "year")
_MADE = {"education": _education, "employment": _employment, "awards": _awards}
