"""The patterns of conf.py for paths, in the way of Sphinx (its ``util.matching``).

Unlike those of a shell, ``*`` stops at a slash and ``**`` does not.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable

_GROUP = r"(?:\][^\]]*|[^\]]+)"
_PIECE = re.compile(rf"(\*\*)|(\*)|(\?)|\[(!{_GROUP}|(?!!){_GROUP})\]|(.)", re.DOTALL)


def matcher(patterns: Iterable[str]) -> Callable[[str], bool]:
    """Make what tells whether a path fits any of the patterns."""
    compiled = list(map(_compiled, patterns))

    def matches(path: str) -> bool:
        return any(one.fullmatch(path) for one in compiled)

    return matches


def _compiled(pattern: str) -> re.Pattern[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # such as [[], of which the build warns
        try:
            return re.compile(_PIECE.sub(_translated, pattern))
        except re.error:  # such as [b-a], with which a build stops
            return re.compile(re.escape(pattern))


def _translated(match: re.Match[str]) -> str:
    deep, star, sign, group, other = match.groups()
    if deep:
        return ".*"
    if star:
        return "[^/]*"
    if sign:
        return "[^/]"
    if group is None:
        return re.escape(other)
    inner = group.replace("\\", "\\\\")
    if inner.startswith("!"):
        return f"[^/{inner[1:]}]"
    return f"[\\{inner}]" if inner.startswith("^") else f"[{inner}]"
