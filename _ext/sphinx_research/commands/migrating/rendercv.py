"""A CV of RenderCV, or one in the form of JSON Resume.

Forms: https://docs.rendercv.com/user_guide/yaml_input_structure/ and
https://jsonresume.org/schema/.  RenderCV knows an entry by its fields; what has no field in a
person's record becomes text on the page.
"""

from __future__ import annotations

import re
from typing import Any

from sphinx_research.commands.identifiers import arxiv_in, doi_in
from sphinx_research.commands.migrating.base import Carried
from sphinx_research.commands.migrating.fields import Fields
from sphinx_research.commands.migrating.json_resume import read_json_resume
from sphinx_research.commands.migrating.old import OldSite
from sphinx_research.commands.migrating.parts import (
    accounts,
    address,
    date_of,
    day,
    key_for,
    organisation,
    picture,
    without_empty,
)
from sphinx_research.commands.settings import RefusedError
from sphinx_research.records.problems import Place
from sphinx_research.records.raw import Kind, RawRecord

_AWARDS = re.compile(r"award|hono(u)?r|prize|fellowship|scholarship", re.IGNORECASE)

_CV = re.compile(rb"^cv[ \t]*:", re.MULTILINE)
_TITLES = ("bullet", "name", "label", "number", "reversed_number")
_LEADS = frozenset({"about", "about me", "profile", "summary", "welcome"})
"""Headings that a page needs none for."""


def carry(old: OldSite, into: Carried) -> None:
    """Carry one CV, or all those of a folder."""
    found = 0
    for path in old.matching("*.json"):
        if b'"basics"' in old.content(path):
            found += 1
            read_json_resume(path, old, into)
    for path in old.matching("*.yaml", "*.yml"):
        if _CV.search(old.content(path)):
            found += 1
            read_rendercv(old.yaml(path), into)
    if not found:
        msg = (
            f"there is no CV in {old.folder}: no file there has the key `cv`, or `basics` in JSON"
        )
        raise RefusedError(msg)


def read_rendercv(file: Fields, into: Carried) -> None:
    """Carry the CV in a file."""
    file.theme("design", "locale", "settings", "rendercv_settings", "locale_catalog")
    _Person(file.child("cv"), into).carry()


class _Person:
    """The CV of one person while it is read."""

    def __init__(self, cv: Fields, into: Carried) -> None:
        self.cv = cv
        self.into = into
        self.name = cv.text("name")
        self.data: dict[str, Any] = {}
        self.text: list[tuple[Place, str]] = []

    def carry(self) -> None:
        """Read the head, then the sections in their order."""
        place = self.cv.place("name")
        if not self.name:
            self.into.leave(
                place, "the CV has no `name`", "write it below `cv:` and run this again"
            )
            return
        head = self._head()
        sections = self.cv.child("sections")
        for title in sections:
            self._section(sections, title)
        record = RawRecord(
            Kind.PERSON,
            self.into.free_id(Kind.PERSON, self.name),
            without_empty({"name": self.name, **head, **self.data}),
            place,
        )
        self.into.add(record)
        for at, text in self.text:
            self.into.append_body(Kind.PERSON, record.id, text, at)

    def _head(self) -> dict[str, Any]:
        cv, into = self.cv, self.into
        motto = into.line(cv.text("headline", "label"), cv.place("headline"))
        found = [
            (name, one, cv.place(name)) for name in ("email", "website") for one in cv.texts(name)
        ]
        found += [
            (one.text("network"), one.text("username"), one.place())
            for one in cv.children("social_networks")
        ]
        return {"motto": motto, "photo": picture(cv, "photo", into), **accounts(found, into)}

    # --- sections ---------------------------------------------------------------------------

    def _section(self, sections: Fields, title: str) -> None:
        """Carry the entries of a section; what has no field stands on the page as text."""
        heading = _heading(title)
        entries = sections.take(title)
        entries = entries if isinstance(entries, list) else [entries]
        if all(isinstance(one, str) for one in entries):
            written = [str(one) for one in entries]
        else:
            written = [self._entry(entry, title) for entry in sections.children(title)]
        text = "".join(
            f"{one}\n" if one.startswith(("- ", "1. ")) else f"\n{one}\n" for one in written if one
        )
        if text:
            head = "" if heading.casefold() in _LEADS else f"## {heading}\n\n"
            self.text.append((sections.place(title), head + text))

    def _entry(self, entry: Fields, title: str) -> str:
        """Carry an entry; give what of it is text for the page."""
        if "title" in entry and "authors" in entry:
            return self._publication(entry)
        if "institution" in entry:
            return self._education(entry)
        if "company" in entry:
            return self._employment(entry)
        if _AWARDS.search(title) and any(one in entry for one in _TITLES):
            return self._award(entry)
        return self._other(entry)

    def _education(self, entry: Fields) -> str:
        into = self.into
        field, degree = entry.text("area"), entry.text("degree")
        notes = [entry.text("location"), entry.text("summary"), *entry.texts("highlights")]
        one = {
            "org": organisation(entry.text("institution"), "", entry.place(), into),
            "degree": into.line(degree or field, entry.place("degree")),
            "field": into.line(field, entry.place("area")) if degree else "",
            **self._time(entry),
            "note": into.line("; ".join(filter(None, notes)), entry.place("highlights")),
        }
        self.data.setdefault("education", []).append(without_empty(one))
        return ""

    def _employment(self, entry: Fields) -> str:
        into = self.into
        role = into.line(entry.text("position"), entry.place("position"))
        org = organisation(entry.text("company"), "", entry.place("company"), into)
        summary = into.line(entry.text("summary"), entry.place("summary"))
        one = {
            "org": org,
            "role": role,
            "location": into.line(entry.text("location"), entry.place("location")),
            "topic": summary,
            **self._time(entry),
        }
        self.data.setdefault("employment", []).append(without_empty(one))
        done = entry.texts("highlights")
        if not done:
            return ""
        return "\n".join(
            [f"{', '.join(filter(None, (role, org)))}:\n", *(f"- {text}" for text in done)]
        )

    def _award(self, entry: Fields) -> str:
        into = self.into
        text = entry.text(*_TITLES)
        details = [entry.text("details"), entry.text("location"), entry.text("summary")]
        note = into.line(
            "; ".join(filter(None, (*details, *entry.texts("highlights")))), entry.place()
        )
        date = date_of(entry, "date", into) or date_of(entry, "start_date", into)
        award = {"title": into.line(text, entry.place()), "date": date, "note": note}
        self.data.setdefault("awards", []).append(without_empty(award))
        return ""

    def _publication(self, entry: Fields) -> str:
        into = self.into
        title = into.line(entry.text("title"), entry.place("title"))
        written = entry.texts("authors")
        authors = [re.sub(r"\*+", "", one).strip() for one in written]
        for one, author in zip(written, authors, strict=True):
            if one.startswith("*") and author not in (self.name, *self.data.get("aliases", ())):
                self.data.setdefault("aliases", []).append(author)
        date = date_of(entry, "date", into)
        link = entry.text("url")
        doi = doi_in(entry.text("doi"), link)
        data = {
            "title": title,
            "authors": authors,
            "date": date,
            "venue": into.line(entry.text("journal"), entry.place("journal")),
            "doi": doi or entry.text("doi"),
            "arxiv": arxiv_in(link),
            "abstract": into.prose(entry.text("summary"), entry.place("summary")),
        }
        if link and not data["arxiv"] and doi_in(link) != doi:
            data["paper"] = address(link, entry.place("url"), into)
        key = key_for(data, into)
        into.add(RawRecord(Kind.PUBLICATION, key, without_empty(data), entry.place()))
        return ""

    def _time(self, entry: Fields) -> dict[str, str]:
        """Give the two dates of an entry, of which one may be written in words."""
        since, until = (
            date_of(entry, "start_date", self.into),
            date_of(entry, "end_date", self.into),
        )
        if "date" in entry and not since:
            date = date_of(entry, "date", self.into)
            return {"since": date, "until": date}
        return {"since": since, "until": until or ("present" if since else "")}

    def _other(self, entry: Fields) -> str:
        """Write an entry as a point of a list."""
        if text := entry.text("number"):
            return f"1. {text}"
        if text := entry.text("bullet", "reversed_number"):
            return f"- {text}"
        label, details = entry.text("label"), entry.text("details")
        if label or details:
            return f"- **{label}**: {details}" if label and details else f"- {label or details}"
        name = entry.text("name", "title", "position")
        if not name:
            return ""  # whatever it has is reported, as nobody has asked for it
        time = _words(entry.text("date"), entry.text("start_date"), entry.text("end_date"))
        about = [part for part in (entry.text("location"), time) if part]
        first = f"- {name}" + (f" ({', '.join(about)})" if about else "")
        summary = entry.text("summary")
        first += f": {summary}" if summary else ""
        return "\n".join([first, *(f"  - {one}" for one in entry.texts("highlights"))])


def _heading(title: str) -> str:
    """Write a section's name as RenderCV does: ``numbered_entries`` is Numbered Entries."""
    words = title if " " in title else title.replace("_", " ")
    return words[:1].upper() + words[1:]


def _words(date: str, start: str, end: str) -> str:
    """Write the time of an entry."""
    return date or "–".join(filter(None, (day(start) or start, day(end) or end)))
