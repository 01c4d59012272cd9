"""The records of a site for a program: conf.py is read, and Sphinx is not started."""

from __future__ import annotations

import contextlib
import os
import runpy
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sphinx_research.formats.configuration import configuration
from sphinx_research.formats.works import Works
from sphinx_research.records.loading import load
from sphinx_research.records.problems import Problem, Severity

SHOWN = 5
"""How many problems are named; the build tells of all."""


@dataclass(frozen=True, slots=True)
class Content:
    """The works of a site, and what is wrong with conf.py and the records."""

    works: Works
    problems: tuple[Problem, ...]


def load_site(source: Path) -> Content:
    """Read conf.py and all records.

    Unlike the build, a program knows neither which builder publishes the site (links have the
    form of ``html``), nor the people of partner sites.

    :param source: the folder that holds conf.py
    :raises FileNotFoundError: if it does not hold one
    """
    problems: list[Problem] = []
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    read = configuration(_conf(source), problems.append, epoch=epoch)
    loaded = load(source, read.settings)
    return Content(Works(loaded.catalogue, read.site), (*problems, *loaded.problems))


def _conf(source: Path) -> dict[str, Any]:
    """Run conf.py as Sphinx does, in its own folder, and give its names."""
    with contextlib.chdir(source):
        return runpy.run_path(str(Path("conf.py").resolve()))


def tell_problems(content: Content) -> None:
    """Show the first problems; what is asked for is made all the same."""
    problems = [one for one in content.problems if one.code.severity is not Severity.ADVICE]
    if not problems:
        return
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    print(f"{count} in the sources; what is wrong may be missing:", file=sys.stderr)
    for problem in problems[:SHOWN]:
        print(f"  {problem.place}: {problem} [{problem.code.label}]", file=sys.stderr)
    if len(problems) > SHOWN:
        print("  …", file=sys.stderr)
