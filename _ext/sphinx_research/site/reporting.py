"""Problems on pages, said as Sphinx says its own: at a line, with a code to suppress them by."""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.util import logging

from sphinx_research.records.problems import Code, Problem, Severity
from sphinx_research.site.nodes import DOMAIN

logger = logging.getLogger(__name__)

Location = str | tuple[str, int] | nodes.Node


def report(code: Code, cause: str, mend: str, location: Location) -> None:
    """Warn of a problem that only shows while a page is read or written."""
    text = f"{cause}; {mend}" if mend else cause
    logger.warning("%s", text, location=location, type=DOMAIN, subtype=code.label)


def report_problem(problem: Problem, *, advice: bool) -> None:
    """Warn of a problem in the sources; advice is only told where it is wanted."""
    if problem.code.severity is not Severity.ADVICE:
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
