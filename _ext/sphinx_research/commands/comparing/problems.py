"""Which problems are new, and which are solved."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from sphinx_research.commands.comparing.statement import Item, Mark
from sphinx_research.records.problems import Problem

_LINES = re.compile(r":\d+(?::\d+)?")
"""Numbers of lines, which whatever is inserted above them changes."""

Known = tuple[str, str, str]


def problems(old: Iterable[Problem], new: Iterable[Problem], *, advice: bool) -> Iterator[Item]:
    """Name the problems that were not there, then those solved; or the new advice."""
    before = [one for one in old if one.is_advice is advice]
    after = [one for one in new if one.is_advice is advice]
    for problem in _but(after, before):
        mark = Mark.ADDED if advice else Mark.WARNING
        where = f"{problem.place.path}:{problem.place.line}"
        yield Item(mark, problem.cause, tuple(filter(None, [problem.mend])), where)
    for problem in () if advice else _but(before, after):
        yield Item(Mark.REMOVED, problem.cause, ("solved",), problem.place.path)


def _but(some: Iterable[Problem], without: Iterable[Problem]) -> Iterator[Problem]:
    left = Counter(map(_known, without))
    for problem in some:
        known = _known(problem)
        left[known] -= 1
        if left[known] < 0:
            yield problem


def _known(problem: Problem) -> Known:
    return problem.code.label, problem.place.path, _LINES.sub("", problem.cause)
