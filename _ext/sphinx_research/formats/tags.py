"""Elements for the head of a page, as values until they are written."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup as Html


@dataclass(frozen=True, slots=True)
class Tag:
    """An empty element: its name and its attributes, in order."""

    name: str
    attributes: tuple[tuple[str, str], ...]


def meta(name: str, content: str) -> Tag:
    """``<meta name=… content=…>``."""
    return Tag("meta", (("name", name), ("content", content)))


def prop(name: str, content: str) -> Tag:
    """``<meta property=… content=…>``, as RDFa and Open Graph have it."""
    return Tag("meta", (("property", name), ("content", content)))


def link(rel: str, href: str, **more: str) -> Tag:
    """``<link rel=… href=…>``; further attributes such as ``type`` and ``title``."""
    return Tag("link", (("rel", rel), ("href", href), *more.items()))


def write(tags: Iterable[Tag]) -> Html:
    """Write elements as HTML, one to a line.

    Values are escaped, and lose the characters that no HTML may hold.
    """
    parts = []
    for tag in tags:
        parts.append(f"<{tag.name}")
        parts += [f' {name}="{_escaped(value)}"' for name, value in tag.attributes]
        parts.append(">\n")
    return Html("".join(parts))  # noqa: S704 - names are ours, and values are escaped


FORBIDDEN = "\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef" + "".join(
    chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
)
"""What no HTML may hold, as a class of characters in a pattern (HTML Standard, §13.2.3.5)."""

_FORBIDDEN = re.compile(f"[{FORBIDDEN}]")


@lru_cache(maxsize=1 << 14)  # names and titles stand in many heads, and often in one
def _escaped(value: str) -> str:
    """Escape a value; line ends become those that every parser makes of them."""
    if not value.isprintable():
        value = _FORBIDDEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return html.escape(value)  # in half the time of MarkupSafe's, whose results are no plain text
