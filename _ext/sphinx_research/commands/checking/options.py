"""The options of this site's directives, and the forms of their values.

The build reads them by the same names (`site.directives`, which needs Sphinx); a test compares
the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from sphinx_research.records.model import PublicationType
from sphinx_research.records.problems import nearest
from sphinx_research.records.values import PartialDate

_ID, _FLAG, _NUMBER = "id", "flag", "number"
_WHO = {"person": _ID, "project": _ID}
_OF_PERSON = {"person": _ID}

OPTIONS: Mapping[str, Mapping[str, str]] = {
    "profile": {},
    "publications": {
        **_WHO,
        "org": _ID,
        "venue": _ID,
        "tag": _ID,
        "type": "types",
        "years": "years",
        "selected": _FLAG,
        "award": _FLAG,
        "group": "year type none",
        "style": "plain numbered",
        "limit": _NUMBER,
        "facets": _FLAG,
    },
    "references": {},
    "people": {
        "role": _ID,
        "project": _ID,
        "current": _FLAG,
        "alumni": _FLAG,
        "as-of": "date",
        "group": "role none",
        "style": "cards index",
    },
    "projects": {
        "theme": _ID,
        "person": _ID,
        "featured": _FLAG,
        "group": "theme none",
        "limit": _NUMBER,
    },
    "news": {**_WHO, "limit": _NUMBER},
    **dict.fromkeys(
        ("interests", "education", "employment", "experience", "awards", "service", "timeline"),
        _OF_PERSON,
    ),
    "papers-per-year": {**_WHO, "type": "types"},
    "coauthors": {**_WHO, "type": "types", "limit": _NUMBER},
}
"""Directive → option → its form: one of `_FORMS`, or else the words it may be."""

OF_A_PERSON = frozenset(name for name, options in OPTIONS.items() if options is _OF_PERSON)
"""Directives that show a part of one person's record."""

_YEARS = re.compile(r"(\d{4})|(\d{4})?\s*[-–]\s*(\d{4})?")


def wrong_value(form: str, value: str) -> str:
    """Say what to write instead of a value, or nothing if it is right."""
    text = value.strip()
    if form in _FORMS:
        return _FORMS[form](text)
    words = form.split()
    return "" if text in words else nearest(text, words) or f"write {' or '.join(words)}"


def _id(text: str) -> str:
    return "" if text else "name one"


def _flag(text: str) -> str:
    return f"leave out `{text}`: it has no value" if text else ""


def _number(text: str) -> str:
    return "" if text.isdecimal() and int(text) else "write a number"


def _types(text: str) -> str:
    known = ["papers", *PublicationType]
    wrong = [one.strip() for one in text.split(",") if one.strip() not in known]
    return (nearest(wrong[0], known) or f"types are {', '.join(known)}") if wrong else ""


def _years(text: str) -> str:
    match = _YEARS.fullmatch(text)
    if match and (match[1] or match[2] or match[3]):
        first, last = match[2] or "0000", match[3] or "9999"
        if match[1] or first <= last:
            return ""
    return "write a year, or years like 2021-2024 or 2021-"


def _date(text: str) -> str:
    try:
        PartialDate.parse(text)
    except ValueError:
        return "write 2024, 2024-05 or 2024-05-03"
    return ""


_FORMS: Mapping[str, Callable[[str], str]] = {
    _ID: _id,
    _FLAG: _flag,
    _NUMBER: _number,
    "types": _types,
    "years": _years,
    "date": _date,
}
