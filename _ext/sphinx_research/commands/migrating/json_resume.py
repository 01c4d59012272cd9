"""A CV in the form of JSON Resume: https://jsonresume.org/schema/."""

from __future__ import annotations

from typing import Any

from sphinx_research.commands.identifiers import doi_in
from sphinx_research.commands.migrating.base import Carried
from sphinx_research.commands.migrating.fields import Fields
from sphinx_research.commands.migrating.notations import json_file
from sphinx_research.commands.migrating.old import OldSite
from sphinx_research.commands.migrating.parts import (
    accounts,
    address,
    date_of,
    key_for,
    organisation,
    without_empty,
)
from sphinx_research.records.raw import Kind, RawRecord


def read_json_resume(path: str, old: OldSite, into: Carried, *repeated: str) -> None:
    """Carry the CV in a file.

    :param repeated: sections that only say again what pages of the old site say
    """
    cv = json_file(path, old)
    if "basics" not in cv:
        return
    cv.theme("$schema", "meta", *repeated)
    basics = cv.child("basics")
    name = basics.text("name")
    if not name:
        into.leave(basics.place(), "the CV has no `name`", "write it and run this again")
        return
    work = cv.children("work")
    data = {
        "name": name,
        "motto": into.line(basics.text("label"), basics.place("label")),
        **_contact(basics, into),
        "interests": [one for entry in cv.children("interests") for one in _interests(entry)],
        "education": [_education(one, into) for one in cv.children("education")],
        "employment": [_employment(one, into) for one in work],
        "awards": [_award(one, into) for one in cv.children("awards")],
    }
    record = RawRecord(
        Kind.PERSON, into.free_id(Kind.PERSON, name), without_empty(data), basics.place("name")
    )
    text = [basics.text("summary")]
    done = list(filter(None, map(_done, work)))
    text += ["## Work", *done] if done else []
    for named in ("volunteer", "projects", "skills", "languages", "certificates", "references"):
        text += _points(named.capitalize(), cv.children(named))
    into.add(record, "\n\n".join(filter(None, text)), basics.place("summary"))
    for one in cv.children("publications"):
        _publication(one, name, into)


def _contact(basics: Fields, into: Carried) -> dict[str, Any]:
    found = [("email", basics.text("email"), basics.place("email"))]
    found.append(("homepage", basics.text("url", "website"), basics.place("url")))
    for one in basics.children("profiles"):
        account = one.text("username")
        found.append((one.text("network"), one.text("url") or account, one.place()))
    return accounts(found, into)


def _interests(entry: Fields) -> list[str]:
    keywords = entry.texts("keywords")
    name = entry.text("name")
    return [f"{name}: {', '.join(keywords)}"] if name and keywords else [name, *keywords]


def _time(entry: Fields, into: Carried) -> dict[str, str]:
    since, until = date_of(entry, "startDate", into), date_of(entry, "endDate", into)
    return {"since": since, "until": until or ("present" if since else "")}


def _education(entry: Fields, into: Carried) -> dict[str, Any]:
    field, degree = entry.text("area"), entry.text("studyType")
    notes = [entry.text("score", "gpa"), ", ".join(entry.texts("courses"))]
    place = entry.place()
    return without_empty(
        {
            "org": organisation(entry.text("institution"), entry.text("url"), place, into),
            "degree": into.line(degree or field, place),
            "field": into.line(field, place) if degree else "",
            **_time(entry, into),
            "note": into.line("; ".join(filter(None, notes)), place),
        }
    )


def _employment(entry: Fields, into: Carried) -> dict[str, Any]:
    place = entry.place()
    link = entry.text("url", "website")
    return without_empty(
        {
            "org": organisation(entry.text("name", "company"), link, place, into),
            "role": into.line(entry.text("position"), place),
            "location": into.line(entry.text("location"), place),
            "topic": into.line(entry.text("summary"), place),
            **_time(entry, into),
        }
    )


def _done(entry: Fields) -> str:
    """Write what was done in a job, for which a record has no list."""
    points = [f"- {one}" for one in entry.texts("highlights")]
    if not points:
        return ""
    job = ", ".join(filter(None, (entry.text("position"), entry.text("name", "company"))))
    return "\n".join([f"{job}:\n", *points])


def _award(entry: Fields, into: Carried) -> dict[str, Any]:
    place = entry.place()
    return without_empty(
        {
            "title": into.line(entry.text("title"), place),
            "by": into.line(entry.text("awarder"), place),
            "date": date_of(entry, "date", into) or date_of(entry, "startdate", into),
            "url": address(entry.text("url"), place, into),
            "note": into.line(entry.text("summary"), place),
        }
    )


def _publication(entry: Fields, author: str, into: Carried) -> None:
    """Carry a publication, whose authors the form does not have."""
    place = entry.place("name")
    title = into.line(entry.text("name"), place)
    date = date_of(entry, "releaseDate", into)
    link = entry.text("url", "website")
    doi = doi_in(link)
    data = {
        "title": title,
        "authors": [author],
        "date": date,
        "venue": into.line(entry.text("publisher"), entry.place("publisher")),
        "doi": doi,
        "paper": "" if doi else address(link, entry.place("url"), into),
        "abstract": into.prose(entry.text("summary"), entry.place("summary")),
    }
    record = RawRecord(Kind.PUBLICATION, key_for(data, into), without_empty(data), place)
    into.add(record)
    cause = f"the other authors of `{record.id}` are not known: a JSON Resume has none"
    into.ask(place, cause, f"complete `author`; the entry names {author} alone")


_HEADS = ("name", "organization", "language", "title")
_AFTER = ("position", "fluency", "level", "issuer", "entity", "type")


def _points(heading: str, entries: list[Fields]) -> list[str]:
    """Write entries that no field takes as a list."""
    written: list[str] = []
    for entry in entries:
        name = next(filter(None, (entry.text(one) for one in _HEADS if one in entry)), "")
        about = [entry.text(one) for one in _AFTER if one in entry]
        about += [entry.text(one) for one in ("date", "startDate", "endDate") if one in entry]
        more = [entry.text(one) for one in ("summary", "description", "reference") if one in entry]
        more += entry.texts("keywords")
        link = entry.text("url", "website")
        shown = f"[{name}]({link})" if link and name else name or link
        line = ", ".join(filter(None, (shown, *about)))
        line = ": ".join(filter(None, (line, "; ".join(filter(None, more)))))
        written += [f"- {line}"] if line else []
        written += [f"  - {one}" for one in [*entry.texts("highlights"), *entry.texts("roles")]]
    return [f"## {heading}", "\n".join(written)] if written else []
