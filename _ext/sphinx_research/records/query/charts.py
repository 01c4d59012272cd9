"""Questions for what charts show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_research.records.answers import Query
from sphinx_research.records.model import PublicationType
from sphinx_research.records.query.lists import PAPERS, Publications
from sphinx_research.records.views import charts

if TYPE_CHECKING:
    from sphinx_research.records.catalogue import Catalogue

MOST_COAUTHORS = 30
"""How many people a network shows: more than that, and nobody can follow a line."""


@dataclass(frozen=True, slots=True)
class PapersPerYear(Query[charts.PapersByYear | None]):
    """How many papers appeared each year: a person's, a project's, or all of ours."""

    person: str = ""
    project: str = ""
    types: frozenset[PublicationType] = PAPERS

    def view(self, catalogue: Catalogue) -> charts.PapersByYear | None:
        return charts.papers_by_year(catalogue, _papers(catalogue, self))


@dataclass(frozen=True, slots=True)
class Coauthors(Query[charts.Network | None]):
    """Who wrote with a person, or with one another: for a project, or all papers of ours."""

    person: str = ""
    project: str = ""
    types: frozenset[PublicationType] = PAPERS
    limit: int = MOST_COAUTHORS

    def view(self, catalogue: Catalogue) -> charts.Network | None:
        return charts.network(catalogue, _papers(catalogue, self), self.person, self.limit)


@dataclass(frozen=True, slots=True)
class TimelineOf(Query[charts.Timeline | None]):
    """The stations of a person."""

    person: str

    def view(self, catalogue: Catalogue) -> charts.Timeline | None:
        person = catalogue.records.people.get(self.person)
        return charts.timeline(catalogue, person) if person else None


def _papers(catalogue: Catalogue, query: PapersPerYear | Coauthors) -> tuple[str, ...]:
    """The papers meant, newest first; their digests are not needed, so no list is answered."""
    wanted = Publications(person=query.person, project=query.project, types=query.types)
    return tuple(key for group in wanted.view(catalogue) for key in group.ids)
