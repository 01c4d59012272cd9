"""Measure what one publication's outputs cost: ``python -m tests.bench.outputs SITE``.

The site is built once, in this process; then each output is made again for every
publication.  It prints microseconds a publication, as JSON.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from time import process_time
from typing import TypeVar, cast

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.transforms import SphinxTransform

from sphinx_research.formats import finding_papers, search_site, signposting
from sphinx_research.formats.exports import EXPORTS, Exports
from sphinx_research.formats.works import Works
from sphinx_research.site import checking
from sphinx_research.site.domain import ResearchDomain
from sphinx_research.site.guard import Guard
from sphinx_research.site.landing import LandingPages

T = TypeVar("T")


def measure(site: Path) -> dict[str, float]:
    """Build a site, and make the outputs of its publications once more."""
    with tempfile.TemporaryDirectory() as folder:
        out, trees = f"{folder}/html", f"{folder}/trees"
        app = Sphinx(site, site, out, trees, "html", status=None)
        guarding: list[float] = []
        for clock in _clocks(guarding):
            app.add_transform(clock)
        app.build()
        domain = cast("ResearchDomain", app.env.domains["research"])
        works = domain.works
        keys = tuple(works.catalogue.records.publications)
        pages = LandingPages(works, domain.fragments, domain.shell)
        exports = Exports(works)
        return {
            "landing page": _each(keys, pages.page),
            "exports": _each(keys, lambda key: list(exports.files((key,)))),
            "search": _each((keys,), lambda _: _search(works, app)) / len(keys),
            "guard": sum(guarding) / len(keys) * 1e6,
            "checker": _each((app,), _check) / len(keys),
            "linkset": _each(keys, lambda key: signposting.linkset(works[key], works.site)),
            **{
                export.ending: _each(works.of(keys), export.entry)  # the second time it is written
                for export in EXPORTS
            },
        }


def _clocks(spent: list[float]) -> tuple[type[SphinxTransform], type[SphinxTransform]]:
    """Make two transforms that take the time of what runs between them: of the guard.

    :param spent: given seconds, whose sum it is
    """

    class Before(SphinxTransform):
        default_priority = Guard.default_priority - 1

        def apply(self, **_: object) -> None:
            spent.append(-process_time())

    class After(SphinxTransform):
        default_priority = Guard.default_priority + 1

        def apply(self, **_: object) -> None:
            spent.append(process_time())

    return Before, After


def _check(app: Sphinx) -> None:
    """Check all files of the output, as if none had been checked before."""
    Path(app.doctreedir, checking.MEMORY).unlink(missing_ok=True)
    domain = cast("ResearchDomain", app.env.domains["research"])
    builder = cast("StandaloneHTMLBuilder", app.builder)
    list(checking.problems(builder, domain.shell, domain.catalogue))


def _search(works: Works, app: Sphinx) -> None:
    """Make all files of the search, without the words of pages."""
    finding_papers.dump(works)
    list(search_site.files(works, {}, app.builder.get_target_uri))


def _each(things: Iterable[T], make: Callable[[T], object]) -> float:
    """Give the processor's time for one thing, in microseconds."""
    things = tuple(things)
    begun = process_time()
    for thing in things:
        make(thing)
    return (process_time() - begun) / len(things) * 1e6


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))  # noqa: T201 - its output
