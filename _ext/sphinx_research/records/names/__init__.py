"""Names of people, and lists of authors as contributors write them.

Whether two names mean one person is asked in `matching`.
"""

from __future__ import annotations

from sphinx_research.records.names.authors import NOBODY, Author, parse_authors, with_marks
from sphinx_research.records.names.person import PersonName, parse_name

__all__ = [
    "NOBODY",
    "Author",
    "PersonName",
    "parse_authors",
    "parse_name",
    "with_marks",
]
