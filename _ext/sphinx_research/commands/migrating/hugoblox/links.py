"""The links of a publication of HugoBlox: identifiers, `links`, and `url_…` before that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from sphinx_research.commands.identifiers import arxiv_in, doi_in
from sphinx_research.commands.migrating.base import Carried
from sphinx_research.commands.migrating.fields import Fields
from sphinx_research.commands.migrating.parts import address
from sphinx_research.records.problems import Place

_FIELDS = {
    "pdf": "pdf",
    "code": "code",
    "dataset": "data",
    "data": "data",
    "poster": "poster",
    "slides": "slides",
    "video": "video",
    "source": "supplement",
    "supplement": "supplement",
    "project": "website",
    "site": "website",
    "website": "website",
    "blog": "blog",
    "preprint": "paper",
    "publisher": "paper",
    "external": "paper",
    "arxiv": "paper",
    "doi": "paper",
}
"""Its kinds of links, and the fields that hold them here."""


class _Link(NamedTuple):
    kind: str
    label: str
    address: str
    place: Place


def publication_links(fields: Fields, into: Carried) -> dict[str, Any]:
    """Give the identifiers and links of a publication or talk as fields."""
    found: dict[str, Any] = {}
    for name, value, place in _identifiers(fields):
        if name == "doi":
            found.setdefault("doi", doi_in(value) or value)
        elif name == "arxiv":
            found.setdefault("arxiv", arxiv_in(value) or value)
        elif name == "isbn":
            found.setdefault("isbn", value)
        else:
            into.leave(place, f"the identifier `{name}: {value}` has no place here", "")
    for one in _links(fields):
        link = one._replace(address=address(one.address, one.place, into))
        if link.address:
            _add(link, found, into)
    if deck := fields.text("slides"):
        place = fields.place("slides")
        if "/" in deck or "." in deck:
            _add(_Link("slides", "", address(deck, place, into), place), found, into)
        else:
            cause = f"the slides `{deck}` of the old site are not carried"
            into.leave(place, cause, "save them as PDF, and write their address")
    return found


def _identifiers(fields: Fields) -> Iterator[tuple[str, str, Place]]:
    inner = fields.child("hugoblox")
    for holder, name in ((inner, "ids"), (fields, "hugoblox.ids"), (fields, "ids")):
        ids = holder.child(name)
        for one in ids:
            if value := ids.text(one):
                yield one, value, ids.place(one)
    if value := fields.text("doi"):
        yield "doi", value, fields.place("doi")


def _links(fields: Fields) -> Iterator[_Link]:
    """Give all links, today's and those of older days."""
    for name in list(fields):
        if name.startswith("url_") and name != "url_custom":
            yield _Link(name.removeprefix("url_"), "", fields.text(name), fields.place(name))
    yield _Link("external", "", fields.text("external_link"), fields.place("external_link"))
    for name in ("links", "url_custom"):
        for one in fields.children(name):
            one.theme("icon", "icon_pack")
            kind, label = one.text("type"), one.text("label", "name")
            provider, identifier = one.text("provider"), one.text("id")
            link = one.text("url") or identifier
            yield _Link((kind or provider or label).lower(), label, link, one.place())


def _add(link: _Link, found: dict[str, Any], into: Carried) -> None:
    """Put a link into the field that is for its kind, unless that is taken."""
    for identifier, value in (("doi", doi_in(link.address)), ("arxiv", arxiv_in(link.address))):
        if value and found.setdefault(identifier, value) == value:
            return
    name = _FIELDS.get(link.kind) or _FIELDS.get(link.label.lower(), "")
    if not name or found.setdefault(name, link.address) != link.address:
        cause = f"the link `{link.label or link.kind}` to {link.address} is not carried"
        into.leave(link.place, cause, "write it in the abstract of the work")
    elif link.label and link.label.casefold() not in {link.kind, name}:
        into.ask(link.place, f"the link `{link.label}` is named `{name}` here")
