"""Files that records offer under the address of this site: whether they are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from sphinx_research.formats.works import Works
from sphinx_research.records.model import Publication
from sphinx_research.records.problems import Code, Problem
from sphinx_research.records.tree import Layout

_FIELDS = ("pdf", "slides", "poster", "supplement", "data")


@dataclass(frozen=True, slots=True)
class Offered:
    """A file that a publication offers.

    :param address: as the publication gives it
    :param paths: where in the repository the file may lie
    """

    paper: Publication
    address: str
    paths: tuple[str, ...]


def offered(works: Works, layout: Layout) -> Iterator[Offered]:
    """Find the files that publications offer on this site.

    Those of ``html_static_path`` go to ``_static``, those of ``html_extra_path`` to the top.
    """
    base = works.site.base
    if not base:
        return
    for paper in works.catalogue.records.publications.values():
        for address in filter(None, (getattr(paper, name) for name in _FIELDS)):
            if address.startswith(base):
                path = unquote(urlsplit(address[len(base) :]).path)
                bare = path.removeprefix("_static/")
                tops = (layout.extra if bare == path else layout.static) or ("_static",)
                yield Offered(paper, address, tuple(f"{top}/{bare}" for top in tops))


def missing_files(files: Iterable[Offered], found: frozenset[str]) -> Iterator[Problem]:
    """Tell of files that are at none of their places."""
    for one in files:
        if found.isdisjoint(one.paths):
            cause = f"`{one.paper.id}` offers `{one.address}`, which is not in this repository"
            mend = f"put the file there, as `{one.paths[-1]}`, or correct the address"
            yield Problem(Code.BROKEN_LINK, one.paper.place, cause, mend)
