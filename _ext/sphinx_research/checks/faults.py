"""What is wrong on a page, and what only looks so: what the theme itself puts there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from sphinx_research.records.characters import printable

_EXCERPT = 60


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something that no page may hold, unless it is known.

    :param element: its name in small letters; of what is no element, ``#`` and a word
    :param attribute: likewise; empty if it is the element itself
    :param value: of the attribute, or all of the element; addresses of the site's own files
        are given from the top of the site
    """

    element: str
    attribute: str
    value: str

    @property
    def cause(self) -> str:  # noqa: PLR0911 - a sentence for each kind
        """Say what it is, in words that are safe to print."""
        shown = f"`{excerpt(self.value)}`"
        match self.element, self.attribute:
            case "#encoding", _:
                return f"the page is not in UTF-8 from its first line on: {shown}"
            case "#kind", _:
                return f"a file of the kind {shown} is not to be published"
            case "#xml", _:
                return f"the XML holds what a browser may run: {shown}"
            case "script", "":
                return f"the page holds a script: {shown}"
            case "script" | "link", "src" | "href":
                return f"`<{self.element}>` loads {shown}"
            case element, "":
                return f"the page holds `<{excerpt(element)}>`: {shown}"
            case element, attribute:
                return f"`<{excerpt(element)}>` has `{excerpt(attribute)}`: {shown}"

    @property
    def mend(self) -> str:
        """Say what to do about it."""
        match self.element, self.attribute:
            case "#kind", _:
                return "remove it"
            case "#xml" | "#encoding", _:
                return "save it anew, without it"
            case "img" | "source", "src" | "srcset":
                return "put the picture into the repository, beside the page"
            case "a", "href" | "xlink:href":
                return "use an address that begins with `https:`, `http:` or `mailto:`"
            case _:
                return "look what the source of the page has there, and write it in Markdown"


def excerpt(text: str) -> str:
    """Shorten a text to one line that no terminal or log takes for a command."""
    plain = printable(" ".join(text.split())).replace("`", "'")
    return plain if len(plain) <= _EXCERPT else f"{plain[: _EXCERPT - 1]}…"


@dataclass(frozen=True, slots=True)
class Known:
    """What theme and extension put on pages, which would be faults if a page brought it.

    It is found where no contributor has written: on a page that the theme has rendered around
    nothing.  A theme may write the page's name into a script; there any plain name may stand.
    """

    faults: frozenset[Fault] = frozenset()
    named: tuple[tuple[str, str, re.Pattern[str]], ...] = ()

    @classmethod
    def of(cls, faults: Iterable[Fault], name: str = "") -> Self:
        """Take for known what stands on a page.

        :param name: of that page, as the theme was told it
        """
        found = sorted(set(faults))
        named = tuple(
            (fault.element, fault.attribute, _with_any_name(fault.value, name))
            for fault in found
            if name and name in fault.value
        )
        return cls(frozenset(found), named)

    def __or__(self, other: Known) -> Known:
        return Known(self.faults | other.faults, self.named + other.named)

    def __contains__(self, fault: Fault) -> bool:
        return fault in self.faults or any(
            fault.element == element
            and fault.attribute == attribute
            and value.fullmatch(fault.value)
            for element, attribute, value in self.named
        )


def _with_any_name(value: str, name: str) -> re.Pattern[str]:
    """Let another page's name stand where this one's does: it can end no text in quotes."""
    return re.compile("[a-zA-Z0-9_./%-]*".join(map(re.escape, value.split(name))))
