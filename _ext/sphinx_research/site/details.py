"""What opens below an entry of a list: its abstract, and its BibTeX."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_research.formats import bibtex
from sphinx_research.formats.site import Site
from sphinx_research.formats.works import Works
from sphinx_research.records.answers import Query, digest_of
from sphinx_research.records.catalogue import Catalogue

MOST_DETAILED = 100
"""How many entries of one page have them: longer pages leave both to the landing pages."""


@dataclass(frozen=True, slots=True)
class Details:
    """What opens below an entry.

    :param abstract: Markdown, and `words` its words with the names of records
    """

    abstract: str
    words: str
    bibtex: str


@dataclass(frozen=True, slots=True)
class DetailsOf(Query[Details | None]):
    """The abstract and the BibTeX of a publication."""

    key: str

    def view(self, catalogue: Catalogue) -> Details | None:
        """Find both, if there is such a publication."""
        if self.key not in catalogue.records.publications:
            return None
        work = Works(catalogue, Site(name=""))[self.key]  # neither speaks of the site
        cited = bibtex.entry(work, brief=True).strip()
        return Details(work.record.abstract or "", work.abstract, cited)


@dataclass(frozen=True, slots=True)
class DetailsOfAll(Query[tuple[str, ...]]):
    """The publications whose details a page shows; the digest covers these."""

    keys: tuple[str, ...]

    def view(self, catalogue: Catalogue) -> tuple[str, ...]:  # noqa: ARG002 - a query's signature
        """Give the keys: fragments ask for the rest."""
        return self.keys

    def digest(self, catalogue: Catalogue, view: tuple[str, ...]) -> str:
        """Cover what opens below each of them."""
        return digest_of("".join(catalogue.answer(DetailsOf(key)).digest for key in view))
