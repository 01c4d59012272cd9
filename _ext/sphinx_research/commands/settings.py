"""The records of a site for a program: conf.py is read, and Sphinx is not started."""

from __future__ import annotations

import contextlib
import os
import runpy
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sphinx_research.formats.site import Site
from sphinx_research.formats.works import Works
from sphinx_research.records.catalogue import Settings
from sphinx_research.records.loading import load
from sphinx_research.records.problems import Problem, Severity

SHOWN = 5
"""How many problems are named; the build tells of all."""


@dataclass(frozen=True, slots=True)
class Content:
    """The works of a site, and what is wrong with its records."""

    works: Works
    problems: tuple[Problem, ...]


def load_site(source: Path) -> Content:
    """Read conf.py and all records.

    :param source: the folder that holds conf.py
    :raises FileNotFoundError: if it does not hold one
    :raises ValueError: if the date of the build is not of its form
    """
    conf = _conf(source)
    today = build_date(conf.get("research_build_date", ""))
    settings = Settings(
        today=today,
        roles=dict(conf.get("research_roles", {})),
        themes=dict(conf.get("research_themes", {})),
    )
    loaded = load(source, settings)
    return Content(Works(loaded.catalogue, site_of(conf, today)), loaded.problems)


def site_of(conf: Mapping[str, Any], today: date | None) -> Site:
    """Take what outputs say of the site as a whole from the names of conf.py.

    Which builder publishes the site is not known here: links have the form of ``html``.
    """
    base = conf.get("html_baseurl", "")
    return Site(
        name=conf.get("project", ""),
        base=f"{base.rstrip('/')}/" if base else "",
        author=conf.get("author", ""),
        language=conf.get("language") or "en",
        license=conf.get("html_theme_options", {}).get("license_url", ""),
        today=today,
    )


def build_date(configured: str) -> date | None:
    """Tell the date of the build: the environment's, else conf.py's, else none.

    ``SOURCE_DATE_EPOCH`` counts seconds since 1970 in UTC:
    https://reproducible-builds.org/specs/source-date-epoch/

    :raises ValueError: if what is set is no such number or date
    """
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return date.fromisoformat(configured) if configured else None


def _conf(source: Path) -> dict[str, Any]:
    """Run conf.py as Sphinx does, in its own folder, and give its names."""
    with contextlib.chdir(source):
        return runpy.run_path("conf.py")


def tell_problems(content: Content) -> None:
    """Show the first problems of the records; what is asked for is made all the same."""
    problems = [one for one in content.problems if one.code.severity is not Severity.ADVICE]
    if not problems:
        return
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    print(f"{count} in the records; what is wrong may be missing:", file=sys.stderr)
    for problem in problems[:SHOWN]:
        print(f"  {problem.place}: {problem} [{problem.code.label}]", file=sys.stderr)
    if len(problems) > SHOWN:
        print("  …", file=sys.stderr)
