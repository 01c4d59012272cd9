"""Files that records offer under the address of this site: whether they are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from sphinx_research.formats.works import Works
from sphinx_research.records.model import Publication
from sphinx_research.records.problems import Code, Problem
from sphinx_research.records.tree import Layout

_FIELDS = ("pdf", "slides", "poster", "supplement", "data")

Offered = tuple[Publication, str, str]
"""A publication, the address that it gives, and the paths at which the file may be."""


def addresses_here(works: Works, layout: Layout) -> Iterator[tuple[tuple[Publication, str], str]]:
    """Give the files that publications offer on this site, once for each place they may be at.

    Files of ``html_static_path`` go to ``_static``, those of ``html_extra_path`` to the top.
    """
    base = works.site.base
    if not base:
        return
    for paper in works.catalogue.records.publications.values():
        for name in _FIELDS:
            address = getattr(paper, name) or ""
            if not address.startswith(base):
                continue
            path = unquote(urlsplit(address[len(base) :]).path)
            if path.startswith("_static/"):
                tops = layout.static
                path = path.removeprefix("_static/")
            else:
                tops = layout.extra
            for top in tops or ("_static",):
                yield (paper, address), f"{top}/{path}"


def missing_files(
    offered: Iterable[tuple[tuple[Publication, str], str]], found: frozenset[str]
) -> Iterator[Problem]:
    """Tell of files that are at none of their places."""
    places: dict[tuple[str, str], list[str]] = {}
    papers: dict[tuple[str, str], Publication] = {}
    for (paper, address), path in offered:
        places.setdefault((paper.id, address), []).append(path)
        papers[paper.id, address] = paper
    for key, paths in places.items():
        if found.isdisjoint(paths):
            cause = f"`{key[0]}` offers `{key[1]}`, which is not in this repository"
            mend = f"put the file there, as `{paths[-1]}`, or correct the address"
            yield Problem(Code.BROKEN_LINK, papers[key].place, cause, mend)
