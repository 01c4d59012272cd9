"""Text for Markdown files, in which nothing is taken for more than it is.

A line comes out with the words that it has, by CommonMark 0.31 and by GitHub's dialect.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from sphinx_research.formats.pieces import Piece, Pieces
from sphinx_research.formats.text import one_line

_MARK = re.compile(r"[\\`*_\[\]<>|~$]|&(?=[#\w])")
_OPENING = re.compile(r"\d+(?=[.)])|(?=[#+=:%-])")
"""What begins a list, a heading, a fence or (in MyST) a comment, at the head of a line."""

_PLAIN_ADDRESS = re.compile(r"https?://[^\s<>|\\]+")
_SIGNS = {"em": "*", "strong": "**"}
_TAGS = frozenset({"em", "strong", "del", "code", "sup", "sub"})


def escape(text: str) -> str:
    """Write literal text on one line, for anywhere but at the head of a line."""
    return _MARK.sub(r"\\\g<0>", one_line(text))


def inline(line: Pieces) -> str:
    """Write a line with its emphasis and links; a formula stands as words."""
    written = ""
    for piece in line:
        written += _piece(piece, after_sign=written.endswith("*"))
    return _unopened(" ".join(written.split()))


def heading(level: int, text: str) -> str:
    """Write a heading; signs at its end stay, which else would count as its close."""
    words = _unopened(re.sub(r"#(?=#*$)", r"\\#", escape(text)))
    return f"{'#' * level} {words}"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table in GitHub's form; the cells are Markdown already."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _unopened(line: str) -> str:
    """Let a line open no block."""
    match = _OPENING.match(line)
    return f"{line[: match.end()]}\\{line[match.end() :]}" if match else line


def _piece(piece: Piece, *, after_sign: bool) -> str:
    """Write a piece with the spaces around it.

    Signs of emphasis hold where letters stand within them and no other sign before them;
    elsewhere it takes tags (CommonMark 0.31, §6.2).
    """
    kind, text = piece["kind"], piece["text"]
    words = escape(text)
    if not words:
        return " " if text else ""
    if kind in _SIGNS and not after_sign and words[0].isalnum() and words[-1].isalnum():
        words = f"{_SIGNS[kind]}{words}{_SIGNS[kind]}"
    elif kind in _TAGS:
        words = f"<{kind}>{words}</{kind}>"
    url = piece.get("url", "")
    if url == text and _PLAIN_ADDRESS.fullmatch(url):
        words = f"<{url}>"
    elif url:
        words = f"[{words}](<{_address(url)}>)"
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"


def _address(url: str) -> str:
    """Write an address between angle brackets; a DOI may hold nearly any character."""
    safe = re.sub(r"[<>\\|\s]", lambda match: quote(match[0]), one_line(url))
    return re.sub(r"&(?=[#\w])", "&amp;", safe)
