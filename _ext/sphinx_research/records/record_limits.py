"""How much a record may hold: its fields, their items and the length of its texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sphinx_research.records import limits
from sphinx_research.records.raw import Path

_NAMES = frozenset({"authors", "author", "inventors", "editors", "editor"})
_LONG = _NAMES | {"abstract"}


def oversized(data: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Find the values that are larger than may be, each with what is wrong with it."""
    if wrong := _too_many(len(data), limits.ITEMS, "fields"):
        yield (), wrong
        return
    for name, value in data.items():
        if isinstance(value, str) and len(value) <= limits.LINE:  # as nearly all, for speed
            continue
        yield from _within(value, (name,))


def is_deep(value: object) -> bool:
    """Whether lists and mappings stand in each other deeper than in any record."""
    level = [value]
    for _ in range(limits.LEVELS):
        level = [inner for outer in level for inner in _inner(outer)]
    return bool(level)


def _inner(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _within(value: object, way: Path) -> Iterator[tuple[Path, str]]:
    top = way[0] if len(way) == 1 else ""
    if isinstance(value, str):
        limit = limits.TEXT if top in _LONG else limits.LINE
        if wrong := _too_many(len(value), limit, "characters"):
            yield way, wrong
        return
    if not isinstance(value, list | dict):
        return
    limit = limits.AUTHORS if top in _NAMES else limits.ITEMS
    if wrong := _too_many(len(value), limit, "items"):
        yield way, wrong
        return
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for step, inner in items:
        yield from _within(inner, (*way, step))


def _too_many(number: int, limit: int, things: str) -> str:
    return f"has {number:,} {things}, and may have {limit:,}" if number > limit else ""
