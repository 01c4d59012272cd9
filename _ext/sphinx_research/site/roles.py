"""The roles of running text: names of records with their links, and citations."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util.docutils import ReferenceRole, SphinxRole

from sphinx_research.records.query import Named
from sphinx_research.records.raw import Kind
from sphinx_research.records.views.refs import ROLES
from sphinx_research.site.nodes import (
    DOMAIN,
    CitedNumbers,
    PublicationMention,
    ref_nodes,
    text_nodes,
)

if TYPE_CHECKING:
    from sphinx_research.site.domain import ResearchDomain


class RecordRole(ReferenceRole):
    """Name a record and link to it: ``{person}`ada``` or ``{person}`she <ada>```."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self.role = role

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Show the record's own name, unless another text is given."""
        domain = cast("ResearchDomain", self.env.domains[DOMAIN])
        kind = ROLES[self.role]
        found = domain.observe(Named(kind, self.target))
        given = [nodes.Text(self.title)] if self.has_explicit_title else []
        if found is None:
            return [self._unresolved()], []
        if kind is Kind.PUBLICATION:
            domain.note_mention(self.target)
            if not domain.catalogue.is_ours(self.target):
                mention = PublicationMention("", "", *(given or text_nodes(found.text)))
                mention["ref"] = found
                return [mention], []
        return ref_nodes(found, given), []

    def _unresolved(self) -> pending_xref:
        """Leave it to other sites' inventories, or else to a warning with a suggestion."""
        node = pending_xref(
            self.rawtext,
            nodes.inline(self.rawtext, self.title, classes=[self.role]),
            refdomain=DOMAIN,
            reftype=self.role,
            reftarget=self.target,
            refexplicit=self.has_explicit_title,
            refwarn=True,
            refdoc=self.env.current_document.docname,
        )
        self.set_source_info(node)
        return node


class CiteRole(SphinxRole):
    """Give the numbers that papers have on this page: ``{cite}`key, key```."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Leave a node that gets its numbers once the whole page is read."""
        domain = cast("ResearchDomain", self.env.domains[DOMAIN])
        keys = [key.strip() for key in self.text.split(",") if key.strip()]
        for key in keys:
            if domain.observe(Named(Kind.PUBLICATION, key)) is not None:
                domain.note_mention(key)
        node = CitedNumbers(self.rawtext, keys=keys)
        self.set_source_info(node)
        return [node], []
