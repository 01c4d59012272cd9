"""Where a publication of HugoBlox appeared: fields today, a line of text before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sphinx_research.commands.migrating.base import Carried
from sphinx_research.commands.migrating.fields import Fields
from sphinx_research.commands.migrating.parts import without_empty
from sphinx_research.records.raw import Kind, RawRecord

_WHERE = re.compile(
    r"(?P<venue>.*?),?\s+(?P<volume>\d+)\s*(?:\((?P<issue>[^()]+)\))?"
    r"(?:\s*[,:]\s*(?:pp?\.\s*)?(?P<pages>\d+\s*[-–—]+\s*\d+))?\.?"
)
_YEAR = re.compile(r"[\s'’]*(?:(?:19|20)\d\d|['’]\d\d)$")
_VENUE_TYPES = {"article": "journal", "conference": "conference"}


def venue_of(fields: Fields, kind: str, into: Carried) -> dict[str, Any]:
    """Read where it appeared, today in fields, before in a line such as ``In *Engines*``."""
    place = fields.place("publication")
    said: dict[str, Any] = {}
    if isinstance(fields.raw("publication"), Mapping):
        inner = fields.child("publication")
        venue, short = inner.text("name"), inner.text("short_name")
        for name in ("volume", "issue", "pages", "publisher", "number", "edition", "isbn"):
            said[name] = inner.text(name)
    else:
        venue, short = fields.text("publication"), fields.text("publication_short")
        bare = _without_in(re.sub(r"[*_]", "", into.line(venue, place)))
        if match := _WHERE.fullmatch(bare):
            venue = match["venue"]
            said = {one: match[one] or "" for one in ("volume", "issue", "pages")}
    venue, short = (
        _without_in(re.sub(r"[*_]", "", into.line(one, place))) for one in (venue, short)
    )
    short = _YEAR.sub("", short) or short
    identifier = into.id_of(short) or into.id_of(venue)
    if venue and short and short != venue and identifier:
        known = into.has(Kind.VENUE, identifier)
        data = {"name": venue, "short": short, "type": _VENUE_TYPES.get(kind, "")}
        if not known:
            into.add(RawRecord(Kind.VENUE, identifier, without_empty(data), place))
    venue = venue or short
    return {**said, "venue": venue}


def _without_in(venue: str) -> str:
    """Take ``In`` off a venue, which pages write by themselves."""
    return re.sub(r"^in:?\s+(?=\S)", "", venue.strip(), flags=re.IGNORECASE).strip()
