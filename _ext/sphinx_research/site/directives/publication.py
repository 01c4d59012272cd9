"""``{publication}``: one paper, declared here or elsewhere, with its abstract."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from sphinx.util.typing import OptionSpec

from sphinx_research.records.problems import Code
from sphinx_research.records.query import Abstract, EntryOf, Group, Marks
from sphinx_research.records.raw import Kind
from sphinx_research.records.remedies import remedy
from sphinx_research.site.directives.base import ResearchDirective
from sphinx_research.site.directives.lists import record_list
from sphinx_research.site.nodes import legend


class PublicationDirective(ResearchDirective):
    """One paper in full, with its abstract; with fields it declares it.

    The fields and the body were read before any page, by `records.sources.markdown`;
    here they are only passed over.
    """

    required_arguments = 1
    has_content = True
    # No options: the fields come with the content.  Wrong ones have been reported already.
    option_spec: ClassVar[OptionSpec] = {}

    def run(self) -> list[nodes.Node]:
        """Show the entry, then the abstract as a part of the page."""
        key = self.arguments[0]
        if self.observe(EntryOf(key)) is None:
            if not self.content:
                known = self.domain.catalogue.records.publications
                cause = f"there is no publication `{key}`"
                self.warn(Code.UNKNOWN_ID, cause, remedy(Kind.PUBLICATION, key, known))
            return []
        entry = record_list(Kind.PUBLICATION, [Group("", (key,))], self.docname, "full")
        marks = self.domain.catalogue.answer(Marks((key,))).view
        shown: list[nodes.Node] = [entry]
        abstract = self.observe(Abstract(key))
        if abstract:
            body = nodes.container(classes=["abstract"])
            body += self.parse_text_to_nodes(abstract, offset=self._line_of(abstract))
            shown.append(body)
        return [*shown, *legend(marks)]

    def _line_of(self, abstract: str) -> int:
        """Find where the abstract begins below the fields; 0 if it stands elsewhere."""
        first = abstract.partition("\n")[0].strip()
        lines = [line.strip() for line in self.content]
        return self.content_offset + (lines.index(first) if first in lines else 0)
