"""Questions for a list of publications with facets: the form above it, and what it shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sphinx_research.records.answers import Query
from sphinx_research.records.query.lists import Group, ListQuery, Publications
from sphinx_research.records.query.single import EntryOf
from sphinx_research.records.views import facets
from sphinx_research.records.views.facets import Facets

if TYPE_CHECKING:
    from sphinx_research.records.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Newest(ListQuery):
    """What a page shows of a list that may be long: all, or the newest papers.

    Only lists of all that is ours are cut, for whose other papers there are pages by year.
    """

    of: Publications

    def each(self, identifier: str) -> tuple[Query[Any], ...]:
        return (EntryOf(identifier),)

    def view(self, catalogue: Catalogue) -> tuple[Group, ...]:
        groups = self.of.view(catalogue)
        if replace(self.of, types=frozenset(), group="") != Publications():
            return groups
        keys = catalogue.in_order(key for group in groups for key in group.ids)
        papers = catalogue.records.publications
        end = facets.newest([facets.year_of(papers[key]) for key in keys])
        shown = frozenset(keys[:end])
        cut = (
            Group(group.heading, tuple(key for key in group.ids if key in shown))
            for group in groups
        )
        return tuple(group for group in cut if group.ids)


@dataclass(frozen=True, slots=True)
class FacetsOf(Query[Facets]):
    """The form above a list."""

    of: Publications

    def view(self, catalogue: Catalogue) -> Facets:
        keys = [key for group in self.of.view(catalogue) for key in group.ids]
        shown = sum(len(group.ids) for group in catalogue.answer(Newest(self.of)).view)
        return facets.facets(catalogue, catalogue.in_order(keys), shown=shown)
