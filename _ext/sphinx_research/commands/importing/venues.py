"""Names of venues as services write them, and the records of the site that they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sphinx_research.records.folding import fold
from sphinx_research.records.model import Venue, VenueType

_LEAD = re.compile(
    r"^(?:the\s+)?(?:proceedings\s+of\s+(?:the\s+)?|proc\.\s+(?:of\s+)?)", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_COUNT = re.compile(
    r"\b\d+(?:st|nd|rd|th)\b|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|"
    r"tenth|(?:twenty|thirty|forty|fifty)-?\w*(?:st|nd|rd|th))\b",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\(([A-Za-z][\w&/+ -]{1,20})\)\s*$")


def venue_id(name: str, venues: Iterable[Venue]) -> str:
    """Find the venue that a name means; nothing if none or several are.

    ``2024 IEEE/CVF Conference on … (CVPR)`` and ``Proceedings of the 42nd … Conference``
    name the venue and one of its years.
    """
    workshop = re.search(r"\bworkshops?\b", name, re.IGNORECASE) is not None
    known: dict[str, set[str]] = {}
    for venue in venues:
        if workshop and venue.type not in {None, VenueType.WORKSHOP}:
            continue
        for one in (venue.id, venue.name, venue.short, *venue.aliases):
            if one:
                known.setdefault(fold(one), set()).add(venue.id)
    for form in _forms(name):
        found = known.get(fold(form), set())
        if len(found) == 1:
            return next(iter(found))
    return ""


def _forms(name: str) -> Iterator[str]:
    yield name
    bare = " ".join(_COUNT.sub(" ", _YEAR.sub(" ", _LEAD.sub("", name))).split()).strip(" ,-:")
    yield _LEAD.sub("", name)
    yield bare
    yield _LEAD.sub("", bare)
    if short := _SHORT.search(bare):
        yield bare[: short.start()].strip()
        yield short[1]
    yield bare.partition(",")[0]
