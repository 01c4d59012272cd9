"""``CITATION.cff``, the Citation File Format 1.2.0: https://citation-file-format.github.io/.

The work itself, the one it prefers to be cited by, and its references become publications.
"""

from __future__ import annotations

from typing import Any

from sphinx_research.commands import keys
from sphinx_research.commands.importing.citation_cff import TYPES
from sphinx_research.commands.migrating.base import Carried
from sphinx_research.commands.migrating.fields import Fields
from sphinx_research.commands.migrating.old import OldSite
from sphinx_research.commands.migrating.parts import key_for
from sphinx_research.commands.settings import RefusedError
from sphinx_research.records.model import slug
from sphinx_research.records.raw import Kind, RawRecord

_STATUSES = {
    "preprint": "preprint",
    "submitted": "under-review",
    "in-press": "accepted",
    "advance-online": "published",
}
_DOI, _ARXIV = "https://doi.org/", "arxiv:"


def carry(old: OldSite, into: Carried) -> None:
    """Carry one file, or ``CITATION.cff`` of a folder."""
    paths = old.matching("*.cff")
    if not paths:
        msg = f"there is no CITATION.cff in {old.folder}"
        raise RefusedError(msg)
    for path in paths:
        file = old.yaml(path)
        file.theme("cff-version", "message", "commit")
        others = [*file.children("preferred-citation"), *file.children("references")]
        works = [(file, file.text("type") or "software")]
        works += [(one, one.text("type") or "generic") for one in others]
        for fields, kind in works:
            _Work(fields, kind, into).carry()


class _Work:
    """A work that is described in the file."""

    def __init__(self, fields: Fields, kind: str, into: Carried) -> None:
        self.fields = fields
        self.kind = TYPES.get(kind, "misc")
        self.into = into
        self.data: dict[str, Any] = {}

    def carry(self) -> None:
        fields = self.fields
        title = fields.text("title")
        if not title and not len(fields):
            return
        self._set("title", self.into.line(title, fields.place("title")))
        self._set("authors", self._names("authors"))
        self._set("date", self._date())
        self._set("type", self.kind)
        self._identifiers()
        self._place_of_publication()
        self._links()
        self._set("tags", fields.texts("keywords"))
        self._set(
            "abstract", self.into.prose(fields.text("abstract"), fields.place("abstract")).strip()
        )
        self._license()
        self._set("status", _STATUSES.get(fields.text("status"), ""))
        self._set("note", self._note())
        key = keys.make(self.data, ())
        if not self._is_there(key):
            record = RawRecord(
                Kind.PUBLICATION, key_for(self.data, self.into), self.data, fields.place()
            )
            self.into.add(record)

    def _set(self, name: str, value: object) -> None:
        if value and name not in self.data:
            self.data[name] = value

    def _is_there(self, key: str) -> bool:
        """Whether just this work was carried already, from another file."""
        other = self.into.ids.get((Kind.PUBLICATION, slug(key)))
        return other is not None and dict(other.data) == self.data

    # --- people -----------------------------------------------------------------------------

    def _names(self, field: str) -> list[dict[str, Any]]:
        names: list[dict[str, Any]] = []
        for one in self.fields.children(field):
            name: dict[str, Any] = (
                {"literal": one.text("name")}
                if "name" in one
                else {
                    "family": one.text("family-names"),
                    "given": one.text("given-names"),
                    "particle": one.text("name-particle"),
                    "suffix": one.text("name-suffix"),
                }
            )
            if not name.get("family") and not name.get("literal"):
                alias = one.text("alias")
                name = {"literal": alias or str(name.get("given", ""))}
            name["orcid"] = one.text("orcid")
            names.append({part: text for part, text in name.items() if text})
            for extra in ("affiliation", "email", "website"):
                if extra in one:
                    what = f"the {extra} of an author belongs to the record of the person"
                    self.into.leave(one.place(extra), what, "add it there, if there is one")
                one.take(extra)
        return [name for name in names if name]

    # --- when and where ---------------------------------------------------------------------

    def _date(self) -> str:
        fields = self.fields
        date = fields.text("date-published", "date-released", "issue-date")
        year, month = fields.text("year"), fields.text("month")
        if date:
            return date
        return f"{year}-{int(month):02}" if year and month.isdecimal() else year

    def _identifiers(self) -> None:
        fields = self.fields
        self._set("doi", fields.text("doi").removeprefix(_DOI))
        self._set("isbn", fields.text("isbn"))
        for one in fields.children("identifiers"):
            value, kind = one.text("value"), one.text("type")
            one.theme("description")
            if kind == "doi":
                self._again("doi", value.removeprefix(_DOI), one)
            elif value.lower().startswith(_ARXIV):
                self._again("arxiv", value[len(_ARXIV) :], one)
            elif kind == "url":
                self._again("website", value, one)
            elif value:
                self.into.leave(one.place(), f"the identifier `{value}` has no place here")

    def _again(self, name: str, value: str, where: Fields) -> None:
        """Take an identifier, unless there is another one already."""
        self._set(name, value)
        if self.data.get(name) != value:
            what = f"there is another {name} already, so `{value}` is left out"
            self.into.leave(where.place(), what, "keep the one by which the work is cited")

    def _place_of_publication(self) -> None:
        fields = self.fields
        conference = fields.child("conference")
        named = conference.text("name")
        self._set("venue", fields.text("journal") or fields.text("collection-title") or named)
        if named and self.data.get("venue") != named:
            self.into.leave(
                conference.place(), f"the conference `{named}` has no place beside the proceedings"
            )
        self._set("volume", fields.text("volume"))
        self._set("issue", fields.text("issue"))
        first, last = fields.text("start"), fields.text("end")
        self._set(
            "pages", f"{first}-{last}" if first and last and first != last else first or last
        )
        self._set("number", fields.text("number"))
        self._set("edition", fields.text("edition"))
        self._set("editors", self._names("editors"))
        publisher, institution = fields.child("publisher"), fields.child("institution")
        self._set("publisher", publisher.text("name") or institution.text("name"))
        self._set("language", next(iter(fields.texts("languages")), ""))

    # --- links ------------------------------------------------------------------------------

    def _links(self) -> None:
        fields = self.fields
        code = fields.text("repository-code")
        target = {"software": "code", "dataset": "data"}.get(self.kind, "code")
        self._set(target if not code else "code", code or fields.text("repository"))
        self._set(
            "data" if self.kind == "dataset" else "website", fields.text("repository-artifact")
        )
        url = fields.text("url")
        self._set("website" if self.kind in {"software", "dataset"} else "paper", url)

    def _license(self) -> None:
        address, names = self.fields.text("license-url"), self.fields.texts("license")
        self._set("license", next(iter(names), "") or address)
        if len(names) > 1:
            what = f"a work has one licence here, without `{', '.join(names[1:])}`"
            self.into.leave(self.fields.place("license"), what)

    def _note(self) -> str:
        notes = self.into.line(self.fields.text("notes"), self.fields.place("notes"))
        version = self.fields.text("version")
        return "; ".join(filter(None, (f"Version {version}" if version else "", notes)))
