"""``{profile}``: the head of a person's or project's page."""

from __future__ import annotations

from docutils import nodes

from sphinx_research.records.problems import Code
from sphinx_research.records.query import PersonPart, ProjectOf
from sphinx_research.records.raw import Kind
from sphinx_research.records.views.people import Profile
from sphinx_research.records.views.refs import Line
from sphinx_research.site.directives.base import ResearchDirective
from sphinx_research.site.figures import picture_nodes
from sphinx_research.site.nodes import RecordHead, paragraph, text_nodes


class ProfileDirective(ResearchDirective):
    """The head of a person's or project's page: who it is, or what it is about."""

    def run(self) -> list[nodes.Node]:
        """Leave the place for the head of the page's own record, and show its notices."""
        record = self.page_record()
        if record is None:
            if self.docname not in self.domain.broken_pages:
                mend = (
                    "put it on a page in people/ or research/ whose first line is `---` and "
                    "whose front matter has `person:` or `project:`"
                )
                self.warn(Code.UNKNOWN_ID, "this page is nobody's and no project's", mend)
            return []
        head = RecordHead("", kind=record.kind.value, record=record.id, docname=self.docname)
        if record.kind is Kind.PERSON:
            person: Profile = self.observe(PersonPart(record.id, "profile"))
            head += picture_nodes(self.env, person.card.photo, str(person.card.ref.text))
            return [head, *map(_notice, person.notices)]
        project = self.observe(ProjectOf(record.id))
        if project:
            head += picture_nodes(self.env, project.image, project.image_alt)
        return [head]


def _notice(notice: Line) -> nodes.container:
    return nodes.container("", paragraph(*text_nodes(notice)), classes=["notice"])
