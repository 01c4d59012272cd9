"""How much a page may hold: what MyST would need seconds or its whole stack for is refused.

All is counted in one look at the text, before any parser reads it: so no count is exact, and
none is too small.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_research.records import limits
from sphinx_research.records.problems import Code, Place, Problem
from sphinx_research.records.sources.allowed import LISTS

_SIGNS = "[]*_`$|{}<&\\~"
_DELIMITERS = re.compile(r"-:?[ \t]*+\||\|[ \t]*+:?-|:-|-:")
"""The row below the head of a table."""
_LISTS = re.compile(rf"\{{(?:{'|'.join(sorted(LISTS))})\}}")
_FENCE = re.compile(
    r"""
    (?:[ \t]*+(?:>|[-*+:~](?=[ \t])|\d{1,9}[.)]|\[\^[^]]{1,200}\]:|:[^\s:][^:]{0,200}:(?=\s)))*+
    [ \t]*+(?P<fence>:{3,}+|(?:`{3,}+|~{3,}+)(?=[ \t]*+\{))
    """,
    re.VERBOSE,
)
"""What opens a directive or a container, in lists, quotations and the like."""
_CLOSING = re.compile(r" *(:{3,}|`{3,}|~{3,})[ \t]*")
_EMPHASIS = re.compile(r"[*~]|(?<!\w)_|_(?!\w)")
_MARKED = re.compile(r"emphasize-lines(.*)")
_PARAGRAPHS = re.compile(r"\n[ \t>]*+\n")


def too_large(text: str, path: str) -> Iterator[Problem]:
    """Find what a page has too much of; such a page is not to be parsed.

    :param text: with one newline character as line end
    """
    counts = (
        (text.count("\n"), limits.LINES, "lines"),
        (sum(map(text.count, _SIGNS)), limits.MARKS, f"signs of Markdown ({_SIGNS})"),
        (_cells(text), limits.CELLS, "cells in tables"),
        (len(_LISTS.findall(text)), limits.LISTS, "lists of records"),
        (text.count("{contents}"), limits.CONTENTS, "tables of contents"),
    )
    for number, limit, things in counts:
        if number > limit:
            cause = f"the page has {number:,} {things}, and may have {limit:,}"
            yield Problem(Code.TOO_LARGE, Place(path), cause, "make several pages of it")
    yield from _too_deep(text, path)
    if line := _nested(text):
        cause = f"the paragraph has more than {limits.NESTED} marks of emphasis"
        mend = "part it with empty lines, or put `\\` before signs that are none"
        yield Problem(Code.TOO_LARGE, Place(path, line), cause, mend)
    for match in _MARKED.finditer(text):
        if not are_lines(match[1].replace("\\", "")):
            line = text.count("\n", 0, match.start()) + 1
            cause = f"`emphasize-lines` names lines beyond the {limits.LINES:,} of a page"
            mend = "count from the first line of the code"
            yield Problem(Code.TOO_LARGE, Place(path, line), cause, mend)


def are_lines(numbers: str) -> bool:
    """Whether numbers and ranges (``1, 4-6``) are few, and of lines that there may be.

    Sphinx and MyST make a list of all numbers of a range before they look at the code.
    """
    found = re.findall(r"\d+", numbers)
    return len(found) <= _MOST_NUMBERS and max(map(len, found), default=0) < len(str(limits.LINES))


def _cells(text: str) -> int:
    """Count the cells of all tables; rows that are too short are filled up (GFM 0.29, §4.10)."""
    cells = text.count(",") if "{csv-table}" in text else 0
    if "|" not in text or not _DELIMITERS.search(text):
        return cells
    for block in _PARAGRAPHS.split(text):
        if "|" in block and _DELIMITERS.search(block):
            rows = block.split("\n")
            cells += len(rows) * max(row.count("|") for row in rows)
    return cells


def _too_deep(text: str, path: str) -> Iterator[Problem]:
    """Find where first more directives are open than may be, or one begins too far right.

    A fence is closed by as many of its signs on a line alone, indented by three spaces or no
    farther than itself (CommonMark 0.31, §4.5).  Such colons may open a container as well.
    """
    open_fences: list[tuple[str, int]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not (":::" in line or "```" in line or "~~~" in line):  # as most, for speed
            continue
        if closing := _CLOSING.fullmatch(line):
            signs, column = closing[1], closing.start(1)
            open_fences = [
                (fence, at)
                for fence, at in open_fences
                if not (signs.startswith(fence) and (column <= _FREE or column <= at))
            ]
        if opening := _FENCE.match(line):
            column = opening.start("fence")
            open_fences.append((opening["fence"], column))
            if len(open_fences) > limits.DEPTH:
                cause = f"directives stand in each other more than {limits.DEPTH} levels deep"
                mend = "close each one before the next begins, or make do with fewer levels"
            elif column > limits.INDENTED:
                cause = f"a directive begins behind column {limits.INDENTED}"
                mend = "put it into fewer lists and quotations, or indent it less"
            else:
                continue
            yield Problem(Code.TOO_LARGE, Place(path, number), cause, mend)
            return


_MOST_NUMBERS = 100
_FREE = 3
"""Spaces by which a line may be indented and is no code yet."""


def _nested(text: str) -> int:
    """Find the line, from 1, of a paragraph with more emphasis than may nest; 0 if none is."""
    if sum(map(text.count, "*_~")) <= limits.NESTED:
        return 0
    line = 1
    for paragraph in _PARAGRAPHS.split(text):
        if len(_EMPHASIS.findall(paragraph)) > limits.NESTED:
            return line
        line += paragraph.count("\n") + 2
    return 0
