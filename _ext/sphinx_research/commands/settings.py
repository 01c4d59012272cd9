"""The records of a site for a program: conf.py is read, and Sphinx is not started."""

from __future__ import annotations

import contextlib
import os
import runpy
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sphinx_research.formats.configuration import configuration
from sphinx_research.formats.text import counted
from sphinx_research.formats.works import Works
from sphinx_research.records.characters import printable
from sphinx_research.records.loading import load
from sphinx_research.records.problems import Problem


class RefusedError(Exception):
    """What is asked for cannot be made; the text says why."""


SHOWN = 5
"""How many problems are named; the build tells of all."""


@dataclass(frozen=True, slots=True)
class Content:
    """The works of a site, and what is wrong with conf.py and the records."""

    works: Works
    problems: tuple[Problem, ...]


def load_site(
    source: Path, cache: Path | None = None, conf: Mapping[str, Any] | None = None
) -> Content:
    """Read conf.py and all records.

    Unlike the build, a program knows neither which builder publishes the site (links have the
    form of ``html``), nor the people of partner sites.

    :param source: the folder that holds conf.py
    :param cache: a folder for parsed files; without it all are parsed anew
    :param conf: what conf.py sets; without it, that of the folder is run
    :raises RefusedError: if it holds none, or one that does not run
    """
    problems: list[Problem] = []
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    values = conf_values(source) if conf is None else conf
    read = configuration(values, problems.append, epoch=epoch)
    loaded = load(source, read.settings, cache)
    return Content(Works(loaded.catalogue, read.site), (*problems, *loaded.problems))


class _Tags(set[str]):
    """What conf.py knows as ``tags``: those of ``sphinx-build -t``; a program has none."""

    has = set[str].__contains__
    remove = set[str].discard


def conf_values(source: Path) -> dict[str, Any]:
    """Run conf.py as Sphinx does, in its own folder, and give its names.

    :raises RefusedError: as `load_site`
    """
    file = source.absolute() / "conf.py"
    if not file.is_file():
        msg = f"{source / 'conf.py'} is no file; --source names the folder that holds it"
        raise RefusedError(msg)
    with contextlib.chdir(source):
        try:
            return runpy.run_path(str(file), {"tags": _Tags()})
        except (Exception, SystemExit) as error:
            msg = f"{source / 'conf.py'} does not run: {type(error).__name__}: {error}"
            raise RefusedError(msg) from error


def tell_problems(content: Content, but: Collection[str] = ()) -> None:
    """Show the first problems; what is asked for is made all the same.

    :param but: the paths of files of which nothing is told
    """
    problems = [one for one in content.problems if not one.is_advice and one.place.path not in but]
    if not problems:
        return
    count = counted(len(problems), "problem")
    print(f"{count} in the sources; what is wrong may be missing:", file=sys.stderr)
    for problem in problems[:SHOWN]:
        said = printable(f"{problem.place}: {problem} [{problem.code.label}]")
        print(f"  {said}", file=sys.stderr)
    if len(problems) > SHOWN:
        print("  …", file=sys.stderr)
