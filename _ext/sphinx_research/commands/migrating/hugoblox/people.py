"""People of HugoBlox: `data/authors/*.yaml`, and before that front matter of their pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from sphinx_research.commands.migrating.base import Carried
from sphinx_research.commands.migrating.fields import Fields
from sphinx_research.commands.migrating.hugoblox.addresses import Addresses, slug_of
from sphinx_research.commands.migrating.hugoblox.shortcodes import with_markdown
from sphinx_research.commands.migrating.notations import json_file, page
from sphinx_research.commands.migrating.old import OldPage, OldSite
from sphinx_research.commands.migrating.parts import (
    accounts,
    address,
    date_of,
    network_of,
    organisation,
    role_of,
    without_empty,
)
from sphinx_research.records.folding import is_native
from sphinx_research.records.problems import Place
from sphinx_research.records.raw import Kind, RawRecord

_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")
_THEME = (
    *("schema", "slug", "is_owner", "superuser", "highlight_name", "status", "weight", "type"),
    *(
        "layout",
        "draft",
        "cms_exclude",
        "show_date",
        "share",
        "date",
        "lastmod",
        "authors",
        "design",
    ),
)
_ICONS = {"at-symbol": "email", "envelope": "email", "rss": "feed", "graduation-cap": "scholar"}


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody with a profile in the old site: their id here, and their name."""

    id: str
    name: str


def carry_people(old: OldSite, into: Carried, addresses: Addresses) -> dict[str, Known]:
    """Carry all profiles; give people by the names of their profiles, by which works name them."""
    pages = {}
    for path in old.matching("content/*authors/*/_index.md", "content/author/*/_index.md"):
        one = page(path, old)
        pages[slug_of(one)] = one
    data: dict[str, Fields] = {}
    for path in old.matching("data/authors/*.yaml", "data/authors/*.yml"):
        data[PurePosixPath(path).stem] = old.yaml(path)
    for path in old.matching("data/authors/*.json"):
        data.setdefault(PurePosixPath(path).stem, json_file(path, old))
    known: dict[str, Known] = {}
    for profile in sorted({*pages, *data}):
        reader = _Profile(profile, into, pages.get(profile), data.get(profile))
        if person := reader.carry(addresses):
            known[profile] = person
    return known


class _Profile:
    """One person while they are read."""

    def __init__(
        self, profile: str, into: Carried, text: OldPage | None, data: Fields | None
    ) -> None:
        self.profile = profile
        self.into = into
        self.text = text
        given = data if data is not None else text.fields if text else None
        if given is None:
            raise ValueError(profile)
        self.fields = given

    def carry(self, addresses: Addresses) -> Known | None:
        fields, into = self.fields, self.into
        fields.theme(*_THEME)
        name, names = self._name()
        place = fields.place("name" if "name" in fields else "title")
        if not name:
            into.leave(
                place, f"the profile `{self.profile}` has no name", "write it, and run again"
            )
            return None
        identifier = (
            into.id_of(name) or into.id_of(self.profile) or into.free_id(Kind.PERSON, name)
        )
        into.moved.setdefault(f"/authors/{self.profile}".casefold(), f"people/{identifier}")
        old_names = dict.fromkeys([self.profile, into.id_of(name) or self.profile])
        section = PurePosixPath(self.text.path).parts[-3] if self.text else "authors"
        found = [one for old in old_names for one in addresses.of_name(old, section)]
        found += self.text.fields.texts("aliases") if self.text else []
        data = {
            "name": name,
            **names,
            **self._role(),
            "affiliations": list(self._affiliations()),
            "photo": self._photo(),
            **self._accounts(),
            "interests": [
                into.line(one, fields.place("interests")) for one in fields.texts("interests")
            ],
            "education": list(self._education()),
            "employment": list(self._employment()),
            "awards": list(self._awards()),
            "redirect_from": addresses.move(found, f"people/{identifier}"),
        }
        record = into.add(RawRecord(Kind.PERSON, identifier, without_empty(data), place))
        self._body(identifier)
        return Known(record.id, name)

    def _name(self) -> tuple[str, dict[str, Any]]:
        fields = self.fields
        inner = fields.child("name") if isinstance(fields.raw("name"), dict) else None
        part = inner or fields
        display = part.text("display") if inner else fields.text("title", "name")
        given = part.text("given") if inner else part.text("first_name")
        family = part.text("family") if inner else part.text("last_name")
        middle = part.text("middle") if inner else ""
        whole = " ".join(filter(None, (given, middle, family)))
        other = [part.text("alternate") if inner else ""]
        name = display or whole
        if whole and whole.casefold() not in {name.casefold(), f"{given} {family}".casefold()}:
            other.append(whole)
        if self.text and self.text.fields is not fields:
            self.text.fields.theme("title", *_THEME)  # the name once more
        native = [one for one in other if one and is_native(one)]
        aliases = [one for one in other if one and not is_native(one) and one != name]
        return name, {"native_name": next(iter(native), ""), "aliases": aliases}

    def _role(self) -> dict[str, str]:
        """Find the role among those here; where it has another name, the group may tell."""
        fields, into = self.fields, self.into
        written = into.line(fields.text("role"), fields.place("role"))
        said: dict[str, str] = {}
        for words in (written, *fields.texts("user_groups")):
            role = role_of(words, into)
            if role in into.settings.roles and said.setdefault("role", role) == role:
                continue
            if words and words == written:
                said["motto"] = words
            elif words:
                cause = f"the group `{words}` is no role that this site has"
                into.leave(fields.place("user_groups"), cause, "add it to `research_roles`")
        if not said.get("role") and written:
            return {"role": written, "motto": written}  # which tells what conf.py lacks
        return said

    def _affiliations(self) -> Iterator[str]:
        for name in ("affiliations", "organizations"):
            for one in self.fields.children(name):
                org = one.text("name")
                if org:
                    yield organisation(org, one.text("url"), one.place(), self.into)

    def _photo(self) -> str:
        folders = [f"assets/media/authors/{self.profile}"]
        if self.text:
            parent = PurePosixPath(self.text.path).parent
            folders = [f"{parent}/avatar", *folders]
        for path in (f"{one}{ending}" for one in folders for ending in _PICTURES):
            if path in self.into.old.files:
                return self.into.file(path, self.fields.place(), "_static/people")
        return ""

    def _accounts(self) -> dict[str, Any]:
        fields = self.fields
        found = [("email", fields.text("email"), fields.place("email"))]
        for name in ("links", "profiles", "social"):
            for one in fields.children(name):
                found += self._account(one)
        ids = fields.child("ids")
        found += [(one, ids.text(one), ids.place(one)) for one in ids]
        return accounts(found, self.into)

    def _account(self, one: Fields) -> Iterator[tuple[str, str, Place]]:
        one.theme("icon_pack", "display")
        icon = one.text("icon").rpartition("/")[2]
        link, label = one.text("url", "link"), one.text("label", "name")
        if link.startswith(("#", "/#")):  # a place on the old home page
            self.into.note_theme("links to places on the old home page")
            return
        if link.startswith("mailto:") or not link:
            yield "email", link, one.place()
            return
        name = network_of(link) or _ICONS.get(icon) or icon or self.into.id_of(label) or "homepage"
        yield name, address(link, one.place(), self.into), one.place()

    # --- lists ------------------------------------------------------------------------------

    def _education(self) -> Iterator[dict[str, Any]]:
        fields = self.fields
        wrapped = isinstance(fields.raw("education"), dict)
        entries = (
            fields.child("education").children("courses")
            if wrapped
            else fields.children("education")
        )
        for one in entries:
            one.theme("button", "icon", "courses")
            place = one.place()
            degree, field = one.text("degree", "course"), one.text("area", "field")
            yield without_empty(
                {
                    "org": organisation(
                        one.text("institution"), one.text("url"), place, self.into
                    ),
                    "degree": self.into.line(degree or field, place),
                    "field": self.into.line(field, place) if degree else "",
                    **self._time(one),
                    "note": self.into.line(one.text("summary"), one.place("summary")),
                }
            )

    def _employment(self) -> Iterator[dict[str, Any]]:
        for name in ("experience", "work"):
            for one in self.fields.children(name):
                one.theme("company_logo", "button", "icon")
                org = one.text("org", "company_name", "company", "organization")
                link = one.text("org_url", "company_url", "url")
                yield without_empty(
                    {
                        "org": organisation(org, link, one.place(), self.into),
                        "role": self.into.line(one.text("role", "position", "title"), one.place()),
                        "location": self.into.line(one.text("location"), one.place()),
                        "topic": self.into.line(
                            one.text("summary", "description"), one.place("summary")
                        ),
                        **self._time(one),
                    }
                )

    def _time(self, one: Fields) -> dict[str, str]:
        into = self.into
        since = date_of(one, "start", into) or date_of(one, "date_start", into)
        until = date_of(one, "end", into) or date_of(one, "date_end", into)
        if "year" in one and not until:
            return {"until": date_of(one, "year", into)}
        return {"since": since, "until": until or ("present" if since else "")}

    def _awards(self) -> Iterator[dict[str, Any]]:
        for one in self.fields.children("awards"):
            one.theme("icon")
            place = one.place()
            yield without_empty(
                {
                    "title": self.into.line(one.text("title"), place),
                    "by": self.into.line(one.text("awarder"), place),
                    "date": date_of(one, "date", self.into),
                    "url": address(one.text("url", "certificate_url"), place, self.into),
                    "note": self.into.line(one.text("summary"), one.place("summary")),
                }
            )

    # --- text -------------------------------------------------------------------------------

    def _body(self, identifier: str) -> None:
        """Write the page: the short text, the long one, and what no field takes."""
        fields, into, text = self.fields, self.into, self.text
        bio = fields.text("bio")
        if bio and (text is None or bio.strip() not in text.body):
            into.append_body(Kind.PERSON, identifier, bio, fields.place("bio"))
        if text:
            body = with_markdown(text.body, into)
            into.append_body(Kind.PERSON, identifier, body, text.body_place)
        for name in ("skills", "languages"):
            written = list(self._points(name))
            if written:
                body = "\n".join([f"## {name.capitalize()}\n", *written])
                into.append_body(Kind.PERSON, identifier, body, fields.place(name))

    def _points(self, name: str) -> Iterator[str]:
        for one in self.fields.children(name):
            one.theme("percent", "color", "color_border", "icon", "icon_pack")
            inner = one.children("items")
            label = one.text("name", "label")
            names = []
            for item in inner:
                item.theme("percent", "icon", "icon_pack", "color", "color_border")
                level = item.text("level")
                about = item.text("description") or ("" if level.isdigit() else level)
                shown = item.text("label", "name")
                names.append(f"{shown} ({about})" if about and shown else shown or about)
            if inner:
                yield f"- **{label}**: {', '.join(filter(None, names))}"
            elif label:
                level = one.text("level")
                about = one.text("description") or ("" if level.isdigit() else level)
                yield f"- {label}: {about}" if about else f"- {label}"
