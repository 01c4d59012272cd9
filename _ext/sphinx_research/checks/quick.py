"""What can be seen to be harmless without a parser: nearly all pages, in a seventh of the time.

A browser makes an element only of a ``<`` with a letter after it, and where such a tag ends
follows from its text alone if all values stand in double quotes and hold neither ``<`` nor
``>`` (HTML, §13.2.5).  So if each ``<`` of a page begins such a tag, and each such tag is
harmless by itself, then so is whatever a browser takes for a tag: it can only be one of them,
or fewer, in scripts, comments and templates alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from itertools import groupby

from sphinx_research.checks.rules import ELEMENTS, MERELY_NAMED, PLAIN

_SPACE = r"[ \t\n\r\f]"  # what browsers take for one, which is less than `\s`
_WITH_MEANING = frozenset({"name", "charset", "rel"})
"""Attributes of ``<meta>`` and ``<link>`` that decide what the others do."""


def _any_of(names: Iterable[str]) -> str:
    """Write an alternative, by first letters: with two hundred names that is faster."""
    groups = groupby(sorted(names), key=lambda name: name[0])
    branches = (f"{first}(?:{'|'.join(name[1:] for name in group)})" for first, group in groups)
    return f"(?:{'|'.join(branches)})"


_SAFE = r"(?:https?:/|mailto:|[#/?]|[\w.-]+(?=[#/?\"]))[!#$'-;=?-~]*"
"""What `is_safe` takes at once, without the signs that HTML may read in another way."""
_END = r"(?=[ \t\n\r\f/>]|$)"
_ATTRIBUTE = (
    r'(?:class="[^"<>]*"|name="(?![Rr][Ee])[\w.:-]*"|charset="utf-8"'
    rf'|(?:aria-[a-z]+|{_any_of(PLAIN - _WITH_MEANING)})(?:="[^"<>]*"|{_END}))'
)
_LINK = (
    rf'link rel="{_any_of(MERELY_NAMED)}" href="{_SAFE}"'
    r'(?: (?:type|title|hreflang)="[^"<>]*")*'
)
_ELEMENT = (
    rf'(?:{_LINK}|script type="application/ld\+json"'
    rf'|a(?:{_SPACE}+(?:href="{_SAFE}"|{_ATTRIBUTE}))*+'
    rf"|{_any_of(ELEMENTS - {'a', 'link'})}(?:{_SPACE}+{_ATTRIBUTE})*+)"
)
_HARMLESS = rf"/[a-zA-Z0-9]+{_SPACE}*>|{_ELEMENT}{_SPACE}*/?>|!--|!DOCTYPE html>|!doctype html>"
_OTHER = re.compile(rf"<(?!{_HARMLESS})(script[^<>]*>[^<]*</script>|[^<>]*>?)", re.ASCII)
_VALUE = rf'{_SPACE}+([a-zA-Z][\w:-]*)(?:="([^"<>]*)")?{_END}'
_TAG = re.compile(
    rf"([a-zA-Z][a-zA-Z0-9]*)((?:{_VALUE})*+){_SPACE}*/?>(?:(?<!/>)([^<]*)</script>)?", re.ASCII
)
_ATTRIBUTES = re.compile(_VALUE, re.ASCII)
_AMBIGUOUS = re.compile(r"&(?!#?\w+;)", re.ASCII)
"""An ampersand that browsers may read in another way than Python does."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag.

    :param name: in small letters, as those of the attributes
    :param text: what a script holds
    """

    name: str
    attributes: dict[str, str]
    text: str


def doubtful(html: str) -> set[str]:
    """Find whatever begins with ``<`` and is not harmless as it stands; without that sign."""
    return set(_OTHER.findall(html))


def tag_of(text: str) -> Tag | None:
    """Read what `doubtful` has found, if browsers can read it in one way only."""
    match = _TAG.fullmatch(text)
    if match is None or _AMBIGUOUS.search(match[2]):
        return None
    name, whole, inner = match[1].lower(), match[2], match[5]
    if (name == "script") is (inner is None):
        return None
    attributes: dict[str, str] = {}
    for attribute, value in _ATTRIBUTES.findall(whole):
        attributes.setdefault(attribute.lower(), unescape(value))  # browsers take the first
    return Tag(name, attributes, inner or "")
