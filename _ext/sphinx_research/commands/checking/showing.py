"""Problems in words, for a terminal or a log: grouped by file, with the line each is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from textwrap import wrap

from sphinx_research.commands.checking.verdict import Verdict
from sphinx_research.commands.terminal import Painter
from sphinx_research.formats.text import counted
from sphinx_research.records.characters import printable
from sphinx_research.records.files import RECORDS
from sphinx_research.records.problems import Problem, Severity
from sphinx_research.records.tree import find

WIDTH = 96
"""How long a line of a message may be."""
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.ADVICE: "36"}
_SHOWN = RECORDS | {".py"}
_LONGEST = 160
"""A longer line is not shown: it says nothing at a glance."""


def shown(problems: Iterable[Problem], source: Path, paint: Painter) -> Iterator[str]:
    """Give the lines that tell of problems, which are in the order of files."""
    for path, several in groupby(problems, lambda problem: problem.place.path):
        lines = _lines(source, path)
        yield paint("1", printable(path))
        for problem in several:
            yield from _one(problem, lines, paint)
        yield ""


def _one(problem: Problem, lines: list[str], paint: Painter) -> Iterator[str]:
    place = problem.place
    severity = problem.code.severity
    where = f"{printable(place.path)}:{place.line}:{place.column or 1}"
    kind = paint(_COLOURS[severity], severity.value)
    yield f"  {where}: {kind} {paint('2', f'[{problem.code.label}]')}"
    yield from _excerpt(place.line, place.column, lines, paint)
    yield from _wrapped(problem.cause, "")
    if problem.mend:
        yield from _wrapped(problem.mend, "-> ")


def _wrapped(text: str, sign: str) -> list[str]:
    said = printable(text)
    said = said if sign else said[:1].upper() + said[1:]
    return wrap(
        f"{sign}{said}",
        WIDTH,
        initial_indent="    ",
        subsequent_indent=" " * (4 + len(sign)),
        break_on_hyphens=False,
        break_long_words=False,
    )


def _excerpt(line: int, column: int, lines: list[str], paint: Painter) -> Iterator[str]:
    """Show a line, and where in it to look."""
    text = lines[line - 1] if line <= len(lines) else ""
    if not text.strip() or len(text) > _LONGEST:
        return
    before = text[: max(column - 1, 0)].replace("\t", "    ")
    yield f"    {paint('2', f'{line} |')} {_quoted(text)}"
    if column and before.isascii() and printable(before) == before:
        yield f"    {' ' * len(str(line))} {paint('2', '|')} {' ' * len(before)}{paint('1', '^')}"


def _quoted(text: str) -> str:
    """Write out what cannot be seen of a line, and let no log take it for a command.

    The number before it keeps ``::name::`` from being the first in its line.
    """
    return "".join(map(printable, text.replace("\t", "    "))).replace("##[", "# #[")


def _lines(source: Path, path: str) -> list[str]:
    """Give the lines of a file as far as they can be read.

    Of one that is refused, a link or a pipe, nothing: a link may lead to what is not the site's.
    """
    file = find(source, path, _SHOWN)
    try:
        text = file.read_bytes().decode("utf-8-sig", "replace") if file else ""
    except OSError:
        return []
    return re.split(r"\r\n|\r|\n", text)


def summary(verdict: Verdict, problems: Iterable[Problem], *, advice: bool) -> list[str]:
    """Say how many there are of all, and what to do next.

    :param problems: those that are asked for
    :param advice: whether advice was shown
    """
    told = list(problems)
    number = Counter(one.code.severity for one in told)
    wrong = [one for one in told if not one.is_advice]
    lines: list[str] = []
    if wrong:
        files = len({one.place.path for one in wrong})
        kinds = (Severity.ERROR, Severity.WARNING)
        parts = [counted(number[kind], kind.value) for kind in kinds if number[kind]]
        lines.append(f"{' and '.join(parts)} in {counted(files, 'file')}.")
        if len(wrong) > 1:
            lines.append("Mend the first one first: it may have caused others.")
    else:
        counts = [counted(count, name) for name, count in verdict.counts.items()]
        counts = [one.replace("persons", "people") for one in counts]
        lines.append(f"No problems: {', '.join(counts)}.")
    if number[Severity.ADVICE] and not advice:
        pieces = counted(number[Severity.ADVICE], "piece of advice", "pieces of advice")
        lines.append(f"{pieces}: `nox -s check -- --advice` shows them.")
    return lines
