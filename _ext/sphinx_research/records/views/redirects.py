"""The old addresses of records: what stands there, and what may not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.model import Person, Project, Publication
from sphinx_research.records.views.refs import landing_page, page_of

_MADE = ("404", "genindex", "search")
"""Pages of every site that are no documents of its own."""


@dataclass(frozen=True, slots=True)
class OldAddress:
    """An old address of a record's page.

    :param number: its place in the record's list, from 0
    :param target: the page it leads to, as Sphinx names it
    """

    record: Person | Project | Publication
    number: int
    path: str
    target: str

    @property
    def files(self) -> tuple[str, ...]:
        """The files that answer under the address, from the top of the site."""
        return files(self.path)


def files(path: str) -> tuple[str, ...]:
    """Tell the files that answer under a path, from the top of the site.

    ``/about/`` is ``about/index.html``, ``/about.html`` itself.  For ``/about`` servers look
    for either.
    """
    name = path.removeprefix("/")
    if not name or name.endswith("/"):
        return (f"{name}index.html",)
    if name.lower().endswith((".html", ".htm")):
        return (name,)
    return f"{name}.html", f"{name}/index.html"


def old_addresses(catalogue: Catalogue) -> Iterator[OldAddress]:
    """Go through all old addresses, in the order of people, projects and publications."""
    records = catalogue.records
    owners: list[Person | Project] = [*records.people.values(), *records.projects.values()]
    for owner in owners:
        for number, path in enumerate(owner.redirect_from):
            yield OldAddress(owner, number, path, page_of(owner))
    for paper in records.publications.values():
        for number, path in enumerate(paper.redirect_from):
            yield OldAddress(paper, number, path, landing_page(paper.id))


def page_files(catalogue: Catalogue) -> dict[str, str]:
    """Tell the files that pages of the site have, and the page of each, as Sphinx names it.

    A page may be a file or a folder, whichever builder is at work: what is an old address
    must not hang on that.  The names of files are case-folded, for to many disks ``Ada.html``
    is ``ada.html``.
    """
    papers = map(landing_page, catalogue.records.publications)
    return {
        file.casefold(): docname
        for docname in chain(_MADE, papers, sorted(catalogue.documents))
        for file in (f"{docname}.html", f"{docname}/index.html")
    }
