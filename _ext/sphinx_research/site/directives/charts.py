"""Charts: ``papers-per-year``, ``coauthors``, ``timeline``."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.typing import OptionSpec

from sphinx_research.records.answers import Query
from sphinx_research.records.model import slug
from sphinx_research.records.problems import Code
from sphinx_research.records.query import PAPERS
from sphinx_research.records.query.charts import (
    MOST_COAUTHORS,
    Coauthors,
    PapersPerYear,
    TimelineOf,
)
from sphinx_research.records.raw import Kind
from sphinx_research.site.charts import ChartNode
from sphinx_research.site.directives.base import ResearchDirective, types, word


class ChartDirective(ResearchDirective):
    """A picture of what a query finds, or nothing where it finds nothing."""

    def run(self) -> list[nodes.Node]:
        """Leave a node that holds the question; the answer is drawn when it is written."""
        query = self.query()
        if query is None or self.observe(query) is None:
            return []
        number = self.env.new_serialno("research-chart") + 1
        name = f"chart-{slug(self.docname)}-{number}"  # singlehtml has all pages in one
        return [ChartNode("", query=query, docname=self.docname, name=name)]

    @abstractmethod
    def query(self) -> Query[Any] | None:
        """Ask what the options say; nothing if that makes no question."""

    def whose(self) -> tuple[str, str]:
        """The person and the project meant: those of the options, else of the page."""
        own = not any(name in self.options for name in ("person", "project"))
        return (
            self.subject(Kind.PERSON) if own or "person" in self.options else "",
            self.subject(Kind.PROJECT) if own or "project" in self.options else "",
        )


class PapersPerYearDirective(ChartDirective):
    """Papers by year and type: of the page's person or project, elsewhere all of ours.

    :param person: whose papers
    :param project: of which project
    :param type: of which types; else `papers`
    """

    option_spec: ClassVar[OptionSpec] = {"person": word, "project": word, "type": types}

    def query(self) -> PapersPerYear:
        """Ask for a person's, a project's or all papers."""
        return PapersPerYear(*self.whose(), self.options.get("type", PAPERS))


class CoauthorsDirective(ChartDirective):
    """The co-authors of the page's person; of a project, or elsewhere, who shares papers.

    :param person: whose co-authors
    :param project: of which project
    :param type: by works of which types; else `papers`
    :param limit: how many people; else 30
    """

    option_spec: ClassVar[OptionSpec] = {
        "person": word,
        "project": word,
        "type": types,
        "limit": directives.positive_int,
    }

    def query(self) -> Coauthors:
        """Ask for those with the most papers."""
        kinds = self.options.get("type", PAPERS)
        return Coauthors(*self.whose(), kinds, self.options.get("limit", MOST_COAUTHORS))


class TimelineDirective(ChartDirective):
    """Degrees and jobs on an axis of years, and the roles here if there were several.

    :param person: whose
    """

    option_spec: ClassVar[OptionSpec] = {"person": word}

    def query(self) -> TimelineOf | None:
        """Ask for a person's stations; report where there is no person."""
        person = self.subject(Kind.PERSON)
        if person:
            return TimelineOf(person)
        if self.docname not in self.domain.broken_pages:
            mend = "use it on a person's page, or name one with `:person:`"
            self.warn(Code.UNKNOWN_ID, "`timeline` does not know whose it is", mend)
        return None
