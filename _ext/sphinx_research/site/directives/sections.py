"""The sections of a CV, each from the record of the page's person."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from docutils import nodes
from sphinx.util.typing import OptionSpec

from sphinx_research.records.problems import Code
from sphinx_research.records.query import PersonPart
from sphinx_research.records.raw import Kind
from sphinx_research.records.views.people import Duty, Honour, InterestView, Station, Work
from sphinx_research.records.views.refs import Ref
from sphinx_research.site.directives.base import ResearchDirective, word
from sphinx_research.site.nodes import (
    CitedNumbers,
    Nothing,
    joined,
    paragraph,
    phrase,
    ref_nodes,
    refs,
    text_nodes,
)


class SectionDirective(ResearchDirective, ABC):
    """A list made of one part of a person's record.

    :param person: whose; else that of the page
    """

    part: ClassVar[str]
    option_spec: ClassVar[OptionSpec] = {"person": word}

    def run(self) -> list[nodes.Node]:
        """Show the part, if the record has it."""
        person = self.subject(Kind.PERSON)
        if not person:
            if self.docname not in self.domain.broken_pages:
                cause = f"`{self.part}` does not know whose it is"
                mend = "use it on a person's page, or name one with `:person:`"
                self.warn(Code.UNKNOWN_ID, cause, mend)
            return []
        items = self.observe(PersonPart(person, self.part))
        if not items:
            return [Nothing()]
        listing = nodes.bullet_list(classes=[self.css_class, self.part])
        listing += [nodes.list_item("", *self.item(item)) for item in items]
        return [listing]

    css_class: ClassVar[str] = "stations"

    def _advised(self, advisors: tuple[Ref, ...]) -> list[nodes.Node]:
        return phrase(self.words("advised by {who}"), who=refs(advisors)) if advisors else []

    @abstractmethod
    def item(self, item: Any) -> Iterable[nodes.Node]:  # noqa: ANN401 - each section has its own view
        """Show one item of the part."""


class InterestsDirective(SectionDirective):
    """Fields of interest, with the numbers of the papers on this page."""

    part = "interests"
    css_class = "plain"

    def item(self, item: InterestView) -> Iterable[nodes.Node]:
        """``Multi-modal perception [2–5]: …``."""
        text = text_nodes(item.text)
        more = item.publications or item.note
        line = paragraph(*([nodes.strong("", "", *text)] if more else text))
        if item.publications:
            cited = CitedNumbers("", keys=list(item.publications))
            cited.source, cited.line = self.get_source_info()
            line += [nodes.Text(" "), cited]
        if item.note:
            line += [nodes.Text(": "), *text_nodes(item.note)]
        return [line]


class EducationDirective(SectionDirective):
    """Degrees."""

    part = "education"

    def item(self, item: Station) -> Iterable[nodes.Node]:
        """When; what, where, with whom."""
        what = _what(paragraph(item.title), _details(item.where, "", self._advised(item.advisors)))
        if item.note:
            what += paragraph(*text_nodes(item.note), classes=["muted"])
        return [_when(item.when), what]


class EmploymentDirective(SectionDirective):
    """Jobs; several in a row at one place stand together."""

    part = "employment"

    def item(self, item: Station) -> Iterable[nodes.Node]:
        """One role stands beside its dates; several at one place have a date each."""
        where = _details(item.where, item.place)
        if len(item.roles) == 1:
            (role,) = item.roles
            what = _what([paragraph(*shown)] if (shown := _role(role)) else [], where)
            what += _line(self._advised(role.advisors))
            return [_when(role.when), what]
        roles = nodes.bullet_list(classes=["roles"])
        for role in item.roles:
            entry = nodes.list_item("", paragraph(*_role(role), f" ({role.when})"))
            entry += _line(self._advised(role.advisors))
            roles += entry
        return [_when(item.when), _what(*where, roles)]


class ExperienceDirective(SectionDirective):
    """What was worked on in each job: projects, their results, their papers."""

    part = "experience"

    def item(self, item: Station) -> Iterable[nodes.Node]:
        """The group and role, then each project."""
        what = _what(
            [paragraph(item.title)] if item.title else [],
            _details(item.where, item.place, self._advised(item.advisors)),
        )
        for project in item.projects:
            what += self._work(project)
        return [_when(item.when), what]

    def _work(self, project: Work) -> list[nodes.Node]:
        title = paragraph(nodes.strong("", "", *ref_nodes(project.ref)), classes=["project-line"])
        if project.publications:
            cited = CitedNumbers("", keys=list(project.publications))
            cited.source, cited.line = self.get_source_info()
            title += [nodes.Text(" "), cited]
        results = nodes.bullet_list(classes=["results"])
        results += [
            nodes.list_item("", paragraph(*text_nodes(result))) for result in project.results
        ]
        return [title, results] if project.results else [title]


class AwardsDirective(SectionDirective):
    """Prizes, scholarships and places in competitions."""

    part = "awards"

    def item(self, item: Honour) -> Iterable[nodes.Node]:
        """``1st of 136 teams: …, by …``."""
        title = text_nodes(item.title)
        named: list[nodes.Node] = (
            [nodes.reference("", "", *title, refuri=item.url)] if item.url else title
        )
        line = paragraph(*([f"{item.standing}: "] if item.standing else []), *named)
        more = [refs(item.by)] if item.by else []
        more += [text_nodes(item.note)] if item.note else []
        return [_when(item.when), _what(line, _line(joined(more)))]


class ServiceDirective(SectionDirective):
    """Reviewing, organising and the like."""

    part = "service"
    css_class = "plain"

    def item(self, item: Duty) -> Iterable[nodes.Node]:
        """``Reviewer: …, …``."""
        line = paragraph(
            nodes.strong("", item.role), f": {', '.join(item.bodies)}" if item.bodies else ""
        )
        if item.when:
            line += nodes.Text(f" ({item.when})")
        return [line]


# --- pieces -------------------------------------------------------------------------------


def _when(when: str) -> nodes.paragraph:
    return paragraph(when, classes=["when"])


def _what(*content: nodes.Node | list[nodes.Node]) -> nodes.container:
    what = nodes.container(classes=["what"])
    for one in content:
        what += one
    return what


def _role(role: Station) -> list[nodes.Node]:
    title = [text_nodes(role.title)] if role.title else []
    return joined([*title, *(ref_nodes(unit) for unit in role.where)])


def _details(
    where: Iterable[Ref], place: str, advised: Sequence[nodes.Node] = ()
) -> list[nodes.Node]:
    parts = [ref_nodes(one) for one in where]
    if place:
        parts.append([nodes.Text(place)])
    return _line(joined([joined(parts), advised], " · ") if advised else joined(parts))


def _line(content: list[nodes.Node]) -> list[nodes.Node]:
    return [paragraph(*content, classes=["muted"])] if content else []
