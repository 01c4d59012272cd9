"""Problems on pages, said as Sphinx says its own: at a line, with a code to suppress them by."""

from __future__ import annotations

import re
from itertools import takewhile
from logging import WARNING, Filter, LogRecord, getLogger
from pathlib import Path

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.util import logging

from sphinx_research.records.characters import printable
from sphinx_research.records.problems import Code, Problem
from sphinx_research.site.nodes import DOMAIN

logger = logging.getLogger(__name__)

Location = str | tuple[str, int] | nodes.Node


class WithoutCommands(Filter):
    """Takes out of warnings what a log, or a terminal, would take for more than words.

    Messages quote what stands on pages, and those of others quote it as it is.
    """

    def filter(self, record: LogRecord) -> bool:
        """Rewrite a message where it has to be."""
        text = record.getMessage()
        plain = "\n".join(map(printable, text.split("\n")))
        if plain != text:
            record.msg, record.args = plain, ()
        return True


def guard_log() -> None:
    """Have all warnings of a build go through `WithoutCommands`."""
    for handler in getLogger(logging.NAMESPACE).handlers:
        if handler.level >= WARNING:
            handler.addFilter(WithoutCommands())


def report(code: Code, cause: str, mend: str, location: Location) -> None:
    """Warn of a problem that only shows while a page is read or written."""
    text = printable(f"{cause}; {mend}" if mend else cause)
    logger.warning("%s", text, location=location, type=DOMAIN, subtype=code.label)


def report_problem(problem: Problem, *, advice: bool) -> None:
    """Warn of a problem in the sources; advice is only told where it is wanted."""
    if not problem.is_advice:
        report(problem.code, problem.cause, problem.mend, str(problem.place))
    elif advice:
        logger.info("%s: advice: %s [%s]", problem.place, problem, problem.code.label)


def place_of(word: str, node: nodes.Element) -> str | nodes.Element:
    """Find the line of a word: MyST places all of a paragraph at its first line.

    :return: ``file:line``; the node itself if the word is not there as it is written
    """
    source, line = get_source_line(node)
    if not source or not line or not Path(source).is_file():
        return node
    paragraph = takewhile(str.strip, Path(source).read_text("utf-8").splitlines()[line - 1 :])
    wanted = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
    found = (number for number, text in enumerate(paragraph, line) if wanted.search(text))
    number = next(found, None)
    return f"{source}:{number}" if number else node


def line_of(word: str, node: nodes.Element) -> str | nodes.Element:
    """Find the nearest line that holds a word: directives place what they make less exactly.

    :return: ``file:line``; the node itself if the word is nowhere as it is written
    """
    source, line = get_source_line(node)
    if not word or not source or not Path(source).is_file():
        return node
    lines = Path(source).read_text("utf-8").splitlines()
    found = (number for number, text in enumerate(lines, 1) if word in text)
    number = min(found, key=lambda number: abs(number - (line or 1)), default=None)
    return f"{source}:{number}" if number else node
