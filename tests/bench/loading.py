"""Measure the records alone, without Sphinx: ``python -m tests.bench.loading SITE``.

A process of its own, so that nothing is known or cached when it begins.  It prints
seconds, as JSON.
"""

from __future__ import annotations

import json
import runpy
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from time import perf_counter

from sphinx_research.formats.configuration import configuration
from sphinx_research.records.catalogue import Settings
from sphinx_research.records.loading import load
from sphinx_research.records.query import Publications

# The first question pays for the indexes that it needs, the second does not.
STEPS = ("load, no cache", "load", "first answer", "next answer")


def settings_of(site: Path) -> Settings:
    """Take what the catalogue needs from a site's conf.py."""
    return configuration(runpy.run_path(str(site / "conf.py")), print).settings


def measure(site: Path) -> dict[str, float]:
    """Load without and with cached files, and ask for the papers of two people."""
    settings = settings_of(site)
    with tempfile.TemporaryDirectory() as cache:
        times = [perf_counter()]
        load(site, settings, Path(cache))
        times.append(perf_counter())
        loaded = load(site, settings, Path(cache))
        times.append(perf_counter())
    for person in sorted(loaded.catalogue.records.people)[:2]:
        loaded.catalogue.answer(Publications(person=person))
        times.append(perf_counter())
    return dict(zip(STEPS, (after - before for before, after in pairwise(times)), strict=True))


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))  # noqa: T201 - its output
