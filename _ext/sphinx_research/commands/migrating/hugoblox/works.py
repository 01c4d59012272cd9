"""Publications, talks and projects of HugoBlox, each a page bundle with front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from sphinx_research.commands.migrating.base import Carried
from sphinx_research.commands.migrating.bib import entries_of
from sphinx_research.commands.migrating.fields import Fields
from sphinx_research.commands.migrating.hugoblox.addresses import Addresses, slug_of
from sphinx_research.commands.migrating.hugoblox.links import publication_links
from sphinx_research.commands.migrating.hugoblox.people import Known
from sphinx_research.commands.migrating.hugoblox.shortcodes import with_markdown
from sphinx_research.commands.migrating.hugoblox.venues import venue_of
from sphinx_research.commands.migrating.old import OldPage
from sphinx_research.commands.migrating.parts import (
    abstract as abstract_of,
)
from sphinx_research.commands.migrating.parts import (
    accounts,
    address,
    date_of,
    free_key,
    network_of,
    without_empty,
)
from sphinx_research.records.raw import Kind, RawRecord

_THEME = (
    *("publishDate", "lastmod", "expiryDate", "highlight", "math", "diagram", "toc", "share"),
    *("profile", "reading_time", "commentable", "pager", "editable", "header", "design", "view"),
    *("layout", "type", "weight", "show_*", "cms_exclude", "private", "all_day", "content_meta"),
    *("_build", "outputs", "show_related", "sections", "image_preview", "active", "status"),
)
_TYPES = {
    **dict.fromkeys(("1", "paper-conference"), "conference"),
    **dict.fromkeys(("2", "article-journal", "article-magazine", "article-newspaper"), "article"),
    **dict.fromkeys(("3", "article", "manuscript", "preprint"), "preprint"),
    **dict.fromkeys(("4", "report"), "report"),
    **dict.fromkeys(("5", "book"), "book"),
    **dict.fromkeys(("6", "chapter"), "chapter"),
    **dict.fromkeys(("7", "thesis"), "thesis"),
    **dict.fromkeys(("8", "patent"), "patent"),
    "dataset": "dataset",
    "software": "software",
    "speech": "talk",
}
"""Its types of publications: CSL's words today, numbers before."""
_NO_TYPE = frozenset({"0", "", "uncategorized"})
_NOTES = {"equal": "*", "corresponding": "✉"}
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".svg")


class Works:
    """Reads works, whose authors and projects are named by their folders."""

    def __init__(self, into: Carried, addresses: Addresses, people: Mapping[str, Known]) -> None:
        self.into = into
        self.addresses = addresses
        self.people = people
        self.projects: dict[str, str] = {}

    # --- projects ---------------------------------------------------------------------------

    def project(self, page: OldPage, section: str) -> None:
        """Carry a project, its picture and its text."""
        fields, into = page.fields, self.into
        if self._left_out(page):
            return
        fields.theme(*_THEME)
        name = slug_of(page)
        title = into.line(fields.text("title"), fields.place("title"))
        identifier = into.free_id(Kind.PROJECT, name)
        self.projects[name] = identifier
        found = self.addresses.move(self.addresses.of(page, section), f"research/{identifier}")
        picture, shows = self._image(page)
        people = [
            self.people[one].id if one in self.people else one for one in self._authors(fields)
        ]
        data = {
            "title": title,
            "summary": into.line(fields.text("summary", "abstract"), fields.place("summary")),
            "people": people,
            "since": date_of(fields, "date", into),
            "until": date_of(fields, "date_end", into),
            "image": picture,
            "image_alt": shows,
            **accounts(self._project_links(fields), into),
            "tags": [*fields.texts("tags"), *fields.texts("categories")],
            **({"featured": True} if fields.truth("featured") else {}),
            "redirect_from": found,
        }
        record = RawRecord(Kind.PROJECT, identifier, without_empty(data), fields.place("title"))
        into.add(record, with_markdown(page.body, into), page.body_place)

    def _project_links(self, fields: Fields) -> Iterator[tuple[str, str, Any]]:
        if link := fields.text("external_link"):
            place = fields.place("external_link")
            yield "homepage", address(link, place, self.into), place
        for one in fields.children("links"):
            one.theme("icon", "icon_pack")
            link, label = one.text("url", "link"), one.text("name", "label", "type")
            name = network_of(link) or self.into.id_of(label) or "homepage"
            yield name, address(link, one.place(), self.into), one.place()
        for field in list(fields):
            if field.startswith("url_"):
                link, name = fields.text(field), field.removeprefix("url_")
                name = network_of(link) or name
                yield name, address(link, fields.place(field), self.into), fields.place(field)

    # --- publications -----------------------------------------------------------------------

    def publication(self, page: OldPage, section: str) -> None:
        """Carry a publication; what its own ``cite.bib`` says besides is taken from there."""
        fields, into = page.fields, self.into
        if self._left_out(page):
            return
        fields.theme(*_THEME)
        title = into.line(fields.text("title"), fields.place("title"))
        kind = self._type(fields)
        data: dict[str, Any] = {
            "title": title,
            "authors": self._signed(fields),
            "date": date_of(fields, "date", into),
            "type": kind,
            **venue_of(fields, kind, into),
            **publication_links(fields, into),
            "projects": self._projects(fields),
            "tags": [*fields.texts("tags"), *fields.texts("categories")],
            "image": self._image(page)[0],
            **({"selected": True} if fields.truth("featured") else {}),
            **self._abstract(page),
        }
        data = {**self._beside(page), **without_empty(data)}
        key, more = self._cited(page)
        data = {**more, **data}
        if kind == "preprint":
            data.setdefault("status", "preprint")
        if not data.get("authors"):
            into.leave(
                fields.place(), f"the publication `{key}` has no `authors`", "add it by hand"
            )
            return
        found = self.addresses.of(page, section)
        data["redirect_from"] = self.addresses.move(found, f"research/publications/{key}")
        into.add(RawRecord(Kind.PUBLICATION, key, without_empty(data), fields.place("title")))

    def _cited(self, page: OldPage) -> tuple[str, Mapping[str, Any]]:
        """Read the BibTeX beside a page: its key, and fields that the page does not have."""
        path = f"{PurePosixPath(page.path).parent}/cite.bib"
        name = slug_of(page)
        key = self.into.id_of(name) or "paper"
        if path not in self.into.old.files or (text := self.into.old.text(path)) is None:
            return free_key(key, self.into), {}
        entries = entries_of(text, path, self.into)
        if len(entries) != 1:
            cause = f"`{path}` has {len(entries)} entries, and was not read"
            self.into.leave(page.fields.place(), cause, "compare it with the paper by hand")
            return free_key(key, self.into), {}
        said = {one: it for one, it in entries[0].data.items() if one not in {"year", "date"}}
        return free_key(entries[0].id, self.into), said

    def _type(self, fields: Fields) -> str:
        written = [one.lower() for one in fields.texts("publication_types")]
        for one in written:
            if one in _TYPES:
                return _TYPES[one]
            if one not in _NO_TYPE:
                cause = f"the type `{one}` of a publication is not known here"
                self.into.leave(fields.place("publication_types"), cause, "write `type`")
        return ""

    def _signed(self, fields: Fields) -> list[str]:
        """Name the authors with signs for what the notes say of them."""
        authors = self._authors(fields)
        notes = fields.take("author_notes")
        notes = notes if isinstance(notes, list) else []
        signed: list[str] = []
        for number, one in enumerate(authors):
            name = self.people[one].name if one in self.people else one
            note = str(notes[number] or "") if number < len(notes) else ""
            signs = "".join(sign for word, sign in _NOTES.items() if word in note.casefold())
            if note and not signs:
                cause = f"the note on {name}, `{note}`, is not carried"
                self.into.leave(fields.place("author_notes"), cause, "write it as `note`")
            signed.append(f"{name}{signs if signs not in name else ''}")
        return signed

    @staticmethod
    def _authors(fields: Fields) -> list[str]:
        return [
            " ".join(one.split()) for one in [*fields.texts("authors"), *fields.texts("author")]
        ]

    def _abstract(self, page: OldPage) -> dict[str, str]:
        fields, into = page.fields, self.into
        abstract, summary = fields.text("abstract"), fields.text("summary")
        if not abstract:
            text, place = (
                (with_markdown(page.body, into), page.body_place)
                if page.body.strip()
                else (summary, fields.place("summary"))
            )
            return {"abstract": abstract_of(text, place, into)}
        if page.body.strip():
            into.leave(
                page.body_place,
                "the text below the abstract is not carried",
                "add what is needed to the abstract",
            )
        if summary and summary not in abstract:
            cause = f"the summary “{summary}” stands beside an abstract, and is not carried"
            into.leave(
                fields.place("summary"), cause, "write it as `note`, if it should be seen in lists"
            )
        return {"abstract": abstract_of(abstract, fields.place("abstract"), into)}

    def _projects(self, fields: Fields) -> list[str]:
        named: list[str] = []
        for one in fields.texts("projects"):
            if one in self.projects:
                named.append(self.projects[one])
            elif one != "internal-project":
                cause = f"there is no project `{one}` in the old site"
                self.into.leave(fields.place("projects"), cause, "")
        return named

    # --- talks ------------------------------------------------------------------------------

    def talk(self, page: OldPage, section: str) -> None:
        """Carry a talk: its event is where it was given."""
        fields, into = page.fields, self.into
        if self._left_out(page):
            return
        fields.theme(*_THEME, "date_end", "event_end")
        address_parts = fields.child("address")
        city = [
            address_parts.text(one) for one in ("street", "city", "region", "postcode", "country")
        ]
        place_name = fields.text("location")
        key = free_key(into.id_of(slug_of(page)) or "talk", self.into)
        authors = self._signed(fields)
        title = into.line(fields.text("title"), fields.place("title"))
        data: dict[str, Any] = {
            "title": title,
            "authors": authors,
            "date": date_of(fields, "event_start", into) or date_of(fields, "date", into),
            "type": "talk",
            "venue": into.line(fields.text("event"), fields.place("event")),
            "note": into.line(_together(place_name, city), fields.place("location")),
            **publication_links(fields, into),
            "projects": self._projects(fields),
            "tags": [*fields.texts("tags"), *fields.texts("categories")],
            "image": self._image(page)[0],
            **self._abstract(page),
            **({"selected": True} if fields.truth("featured") else {}),
        }
        if event := fields.text("event_url"):
            data.setdefault("website", address(event, fields.place("event_url"), into))
        if fields.take("date") and fields.take("event_start"):
            fields.text("date")
        if not authors:
            into.leave(fields.place(), f"the talk `{key}` has no `authors`", "add it by hand")
            return
        found = self.addresses.of(page, section)
        data["redirect_from"] = self.addresses.move(found, f"research/publications/{key}")
        into.add(RawRecord(Kind.PUBLICATION, key, without_empty(data), fields.place("title")))

    # --- what all have ----------------------------------------------------------------------

    def _left_out(self, page: OldPage) -> bool:
        """Tell whether a page has no title, or is a draft, which nobody has seen."""
        place = page.fields.place()
        if page.fields.truth("draft"):
            self.into.leave(place, "the page is a draft, and is not carried")
            page.fields.theme("*")
        elif "title" not in page.fields:
            self.into.leave(place, "the page has no `title`", "write it and run this again")
        else:
            return False
        return True

    def _beside(self, page: OldPage) -> dict[str, str]:
        """Link to a PDF with the name of the page's folder, as the theme did by itself."""
        folder = PurePosixPath(page.path).parent
        path = f"{folder}/{folder.name}.pdf"
        if path not in self.into.old.files:
            return {}
        return without_empty({"pdf": self.into.download(f"/{path}", page.fields.place())})

    def _image(self, page: OldPage) -> tuple[str, str]:
        """Copy the picture in the folder of a page, and give what is known of what it shows."""
        fields = page.fields
        said = fields.child("image") if isinstance(fields.raw("image"), Mapping) else None
        shows = ""
        if said is not None:
            said.theme("focal_point", "preview_only", "placement", "filename")
            alt, caption = said.text("alt_text"), said.text("caption")
            shows = self.into.line(alt or caption, said.place("caption"))
        folder = PurePosixPath(page.path).parent
        if PurePosixPath(page.path).stem == "index":
            for path in self.into.old.matching(f"{folder}/featured*"):
                if path.lower().endswith(_PICTURES):
                    here = self.into.file(path, fields.place("image"), f"_static/{_folder(page)}")
                    return here, shows if here else ""
        if shows:
            cause = f"there is no picture for the caption `{shows}`"
            self.into.leave(fields.place("image"), cause, "")
        return "", ""


def _folder(page: OldPage) -> str:
    """Name the folder of a page's pictures, which are all called ``featured``."""
    return re.sub(r"[^a-z0-9]+", "-", slug_of(page).lower()).strip("-") or "pictures"


def _together(location: str, parts: list[str]) -> str:
    """Write a place, naming nothing twice."""
    found = [location, *(one for one in parts if one and one not in location)]
    return ", ".join(filter(None, found))
