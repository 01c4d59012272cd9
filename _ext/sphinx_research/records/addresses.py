"""The addresses that a page may lead to: the one place that knows their schemes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

SCHEMES = frozenset({"https", "http", "mailto"})
"""Schemes that open a page or a letter.  Others run something, read a file or start a program."""

_PLAIN = re.compile(r"(?:https?:/|mailto:|[#/?]|[\w.-]+(?:[#/?]|$))[!#$'-~]*", re.ASCII)
"""What most addresses are, for speed: nothing in them needs a second look."""
_SCHEME = re.compile(r"([^/?#:]*):")
_ABSOLUTE = re.compile("(?:https?://|mailto:).", re.IGNORECASE)
_DEEPEST = 3
"""Most times an address may be encoded; who encodes one more often hides something."""


def is_safe(address: str) -> bool:
    """Whether an address is relative or of one of the `SCHEMES`, in every reading.

    A browser removes tabs and line ends, and what stands before the scheme and is no more
    than a space (WHATWG URL, §4.4).  Here all that cannot be seen is removed, and character
    references and percent-encoding are undone, for an address may have been written twice.
    """
    return bool(_PLAIN.fullmatch(address)) or all(map(_has_safe_scheme, _readings(address)))


def is_absolute(address: str) -> bool:
    """Whether an address is safe and means the same on any page."""
    return is_safe(address) and _ABSOLUTE.match(address) is not None


def _readings(address: str) -> Iterator[str]:
    """Give an address as it stands, and decoded until nothing is left to decode."""
    for _ in range(_DEEPEST):
        yield address
        decoded = unescape(unquote(address))
        if decoded == address:
            return
        address = decoded
    yield "too-deep:"


def _has_safe_scheme(address: str) -> bool:
    bare = "".join(sign for sign in address if unicodedata.category(sign)[0] not in "CZ")
    match = _SCHEME.match(bare)
    return match is None or match[1].lower() in SCHEMES
