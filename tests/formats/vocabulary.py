"""Checks JSON-LD against the vocabulary of schema.org (``data/README.md``)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "schema_org.json"
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


class Vocabulary:
    """Classes with their parents, properties with their domains and ranges."""

    def __init__(self) -> None:
        read = json.loads(_FILE.read_text("utf-8"))
        self.classes: dict[str, list[str]] = read["classes"]
        self.properties: dict[str, tuple[list[str], list[str]]] = read["properties"]

    def faults(self, node: object, path: str = "") -> Iterator[str]:
        """Tell what is wrong with a node and the nodes within it."""
        if not isinstance(node, dict):
            yield f"{path}: {node!r} is no node"
            return
        kind = node.get("@type")
        if kind not in self.classes:
            yield f"{path}: {kind} is no class"
            return
        for name, value in node.items():
            if not name.startswith("@"):
                yield from self._property(kind, name, value, f"{path}/{kind}.{name}")

    def _property(self, kind: str, name: str, value: object, path: str) -> Iterator[str]:
        if name not in self.properties:
            yield f"{path}: there is no such property"
            return
        domains, ranges = self.properties[name]
        if not self.ancestors(kind) & set(domains):
            yield f"{path}: only {' and '.join(domains)} have it"
        values = value if isinstance(value, list) else [value]
        if not values or any(one in ("", None, [], {}) for one in values):
            yield f"{path}: empty"
        for one in values:
            yield from self._value(one, ranges, path)

    def _value(self, value: object, ranges: list[str], path: str) -> Iterator[str]:
        allowed = set(ranges)
        match value:
            case {"@id": str(), **more} if not more:
                fits = bool(allowed - self._datatypes())
            case dict():
                yield from self.faults(value, path)
                fits = bool(self.ancestors(str(value.get("@type"))) & allowed)
            case str():
                fits = (
                    "Text" in allowed
                    or ("URL" in allowed and re.match(r"https?://", value) is not None)
                    or ("Date" in allowed and _DATE.fullmatch(value) is not None)
                )
            case int():
                fits = bool(allowed & {"Integer", "Number"})
            case _:
                fits = False
        if not fits:
            yield f"{path}: {value!r} is none of {', '.join(ranges)}"

    def ancestors(self, kind: str) -> set[str]:
        """Give a class and all above it."""
        parents = self.classes.get(kind, [])
        return {kind}.union(*(self.ancestors(parent) for parent in parents))

    def _datatypes(self) -> set[str]:
        return {kind for kind in self.classes if "DataType" in self.ancestors(kind)}
