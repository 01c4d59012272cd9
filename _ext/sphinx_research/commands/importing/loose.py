"""What services answer, read without trust: whatever is not of the form expected is absent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sphinx_research.records import limits

LONGEST = limits.TEXT
"""Characters of a text that are looked at: no record may hold more.

Python's parser of HTML takes the square of the time for tags that nobody closes.
"""


def text(value: object) -> str:
    """Take a text or number; of anything else nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()[:LONGEST]


def line(value: object) -> str:
    """Take a text on one line."""
    return " ".join(text(value)[: limits.LINE].split())


def mapping(value: object) -> Mapping[str, Any]:
    """Take a mapping, or an empty one."""
    return value if isinstance(value, dict) else {}


def mappings(value: object) -> list[Mapping[str, Any]]:
    """Take the mappings in a list; one that stands alone is a list of one."""
    if isinstance(value, dict):
        return [value]
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def texts(value: object) -> list[str]:
    """Take the texts in a list, without empty ones; one that stands alone is a list of one."""
    values = value if isinstance(value, list) else [value]
    return [one for one in map(line, values) if one]


def first(value: object) -> str:
    """Take the first text of a list, or a text."""
    return next(iter(texts(value)), "")


def inside(value: object, *way: str) -> object:
    """Follow keys into nested mappings; `None` where there is nothing."""
    for step in way:
        value = mapping(value).get(step)
    return value
