"""The questions that pages ask the catalogue.

A query is a frozen value: pages remember which they asked, and what the answer's digest
was.  A page is read again exactly when one of its digests has moved.
"""

from sphinx_research.records.query.facets import FacetsOf, Newest
from sphinx_research.records.query.lists import PAPERS, Group, People, Projects, Publications
from sphinx_research.records.query.single import (
    Abstract,
    CardOf,
    EntryOf,
    Marks,
    Named,
    News,
    PapersOf,
    PersonPart,
    ProjectOf,
)

__all__ = [
    "PAPERS",
    "Abstract",
    "CardOf",
    "EntryOf",
    "FacetsOf",
    "Group",
    "Marks",
    "Named",
    "Newest",
    "News",
    "PapersOf",
    "People",
    "PersonPart",
    "ProjectOf",
    "Projects",
    "Publications",
]
