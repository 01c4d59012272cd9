"""Records in the vocabulary of schema.org, as JSON-LD that search engines read.

A node is a plain dictionary; `script` puts the nodes of a page into one element.  Facts that
no record has are left out, and so is every e-mail address, for harvesters read JSON-LD too.
The tests check each property against the vocabulary: https://schema.org/docs/schemas.html
"""

from __future__ import annotations

from sphinx_research.formats.schema_org.nodes import Node, organisation
from sphinx_research.formats.schema_org.pages import (
    breadcrumbs,
    item_list,
    person,
    project,
    website,
)
from sphinx_research.formats.schema_org.script import script
from sphinx_research.formats.schema_org.works import publication, type_of

__all__ = [
    "Node",
    "breadcrumbs",
    "item_list",
    "organisation",
    "person",
    "project",
    "publication",
    "script",
    "type_of",
    "website",
]
