"""The mappings of an old site's files, which remember what was asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from sphinx_research.records.characters import printable
from sphinx_research.records.problems import Place
from sphinx_research.records.raw import Path as Way


@dataclass(frozen=True, slots=True, order=True)
class Left:
    """Something of the old site that was not carried, or should be looked at.

    :param place: in the old site
    :param what: a sentence without its full stop
    :param mend: what to do, likewise
    """

    place: Place
    what: str
    mend: str = ""


@dataclass(slots=True)
class Watch:
    """Everything of an old site that somebody has to be told of.

    :ivar left: what could not be read
    :ivar theme: how many things of each kind belong to the old theme or its tools
    :ivar fields: the mappings that were read
    """

    left: list[Left] = field(default_factory=list)
    theme: dict[str, int] = field(default_factory=dict)
    fields: list[Fields] = field(default_factory=list)

    def count_theme(self, what: str) -> None:
        """Count something that belongs to the old theme or its tools."""
        self.theme[what] = self.theme.get(what, 0) + 1


class Fields:
    """A mapping of an old file, which remembers what was asked for.

    Values are texts, lists and mappings; a key that was never asked for is reported.
    """

    def __init__(
        self, data: Mapping[str, Any], path: str, lines: Mapping[Way, int], way: Way, watch: Watch
    ) -> None:
        self.path = path
        self._data = data
        self._lines = lines
        self._way = way
        self._watch = watch
        self._taken: set[str] = set()
        watch.fields.append(self)

    def __contains__(self, name: str) -> bool:
        """Whether there is a value, which does not count as asking for it."""
        return self._data.get(name) not in (None, "", [], {})

    def __iter__(self) -> Iterator[str]:
        """Name the keys."""
        return iter(self._data)

    def __len__(self) -> int:
        """Count the keys."""
        return len(self._data)

    def place(self, *names: str | int) -> Place:
        """Tell where a value stands, or the mapping itself."""
        way = (*self._way, *names)
        while way and way not in self._lines:
            way = way[:-1]
        return Place(self.path, self._lines.get(way, 1))

    def take(self, name: str) -> Any:  # noqa: ANN401 - whatever the file says
        """Give a value as it is, with all that is in it; `None` if there is none."""
        self._taken.add(name)
        return self._data.get(name)

    def raw(self, name: str) -> Any:  # noqa: ANN401 - likewise
        """Give a value without taking it: to see of what form it is."""
        return self._data.get(name)

    def text(self, *names: str) -> str:
        """Give the text of the first of several keys that has one; all of them count as taken.

        Whatever else stands there is reported.
        """
        found = ""
        for name in names:
            value = self.take(name)
            if value is None or value == "":
                continue
            if not isinstance(value, str):
                self.odd(name, "is no text")
            elif not found:
                found = value.strip()
            elif value.strip() != found:
                self.odd(name, "says again what another field says")
        return found

    def texts(self, name: str, separator: str = "") -> list[str]:
        """Give a list of texts, or one text as such a list.

        :param separator: what stands between several in one text
        """
        value = self.take(name)
        if isinstance(value, str):
            value = value.split(separator) if separator else [value]
        if value is not None and not isinstance(value, list):
            self.odd(name, "is no list")
            return []
        good: list[str] = []
        for number, one in enumerate(value or []):
            if isinstance(one, str):
                good += [one.strip()] if one.strip() else []
            elif one is not None:
                self.odd((name, number), "is no text")
        return good

    def truth(self, name: str) -> bool:
        """Tell whether a flag is set."""
        return str(self.take(name) or "").lower() in {"true", "yes", "on", "1"}

    def child(self, name: str) -> Fields:
        """Give the mapping at a key; empty if there is none."""
        value = self.take(name)
        if value is not None and not isinstance(value, Mapping):
            self.odd(name, "holds no fields")
        data = value if isinstance(value, Mapping) else {}
        return Fields(data, self.path, self._lines, (*self._way, name), self._watch)

    def children(self, name: str) -> list[Fields]:
        """Give the mappings in the list at a key; a lone one counts as a list."""
        value = self.take(name)
        if isinstance(value, Mapping):
            return [Fields(value, self.path, self._lines, (*self._way, name), self._watch)]
        if value is not None and not isinstance(value, list):
            self.odd(name, "is no list")
            return []
        found = []
        for number, one in enumerate(value or []):
            if isinstance(one, Mapping):
                way = (*self._way, name, number)
                found.append(Fields(one, self.path, self._lines, way, self._watch))
            elif one is not None:
                self.odd((name, number), "holds no fields")
        return found

    def theme(self, *names: str) -> None:
        """Say that keys belong to the old theme; ``*`` stands for anything."""
        for name in self._data:
            if name not in self._taken and any(fnmatchcase(name, one) for one in names):
                self._taken.add(name)
                self._watch.count_theme("settings of the old theme on pages and in data files")

    def odd(self, name: str | int | tuple[str | int, ...], why: str) -> None:
        """Report a value that is not as it should be."""
        way = name if isinstance(name, tuple) else (name,)
        shown = next(str(step) for step in reversed(way) if isinstance(step, str))
        said = f"`{printable(shown)}` {why}"
        self._watch.left.append(Left(self.place(*way), said, "carry it by hand"))

    def overlooked(self) -> Iterator[Left]:
        """Name what was never asked for and is not empty."""
        for name in self._data:
            if name not in self._taken and name in self:
                what = f"the field `{printable(name)}` has no place here"
                yield Left(self.place(name), what, "carry by hand what you need of it")
