"""What a page gets once it is read to its end: its record's title, and its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.model import Person
from sphinx_research.records.problems import Code
from sphinx_research.records.query import CardOf, EntryOf, Marks, ProjectOf
from sphinx_research.records.raw import Kind
from sphinx_research.records.remedies import remedy
from sphinx_research.site.details import MOST_DETAILED, DetailsOfAll
from sphinx_research.site.figures import ids_pictured, picture_nodes
from sphinx_research.site.nodes import (
    DOMAIN,
    CitedNumbers,
    Nothing,
    PublicationMention,
    RecordList,
    entry_id,
    inline,
    legend,
    ref_nodes,
    text_nodes,
)
from sphinx_research.site.reporting import place_of, report

if TYPE_CHECKING:
    from sphinx_research.site.domain import ResearchDomain


class RecordTitle(SphinxTransform):
    """Give a person's or project's page the name that its record has.

    The heading in the file is for those who read the file; the record is the one source.
    """

    default_priority = 350  # before the collectors and anything that copies the title

    def apply(self, **kwargs: Any) -> None:  # noqa: ANN401, ARG002 - docutils' signature
        """Replace the words of the first heading."""
        domain = cast("ResearchDomain", self.env.domains[DOMAIN])
        record = domain.catalogue.pages.get(self.env.current_document.docname)
        section = next(self.document.findall(nodes.section), None)
        title = section[0] if section else None
        if record is None or not isinstance(title, nodes.title):
            return
        words: list[nodes.Node]
        if isinstance(record, Person):
            card = domain.observe(CardOf(record.id))
            words = [nodes.Text(str(record.name))]
            if card and card.native_name:
                language = [f"language-{card.language}"] if card.language else []
                native = inline(card.native_name, classes=["native-name", *language])
                words += [nodes.Text(" "), native]
        else:
            domain.observe(ProjectOf(record.id))
            words = text_nodes(record.title)
        title.children.clear()
        title += words


class LeaveOutEmptySections(SphinxTransform):
    """Leave out a heading below which there is nothing, as its lists are empty so far.

    A page may thus have "Publications" from its first day; what leads there still does.
    """

    default_priority = 705  # when lists have been numbered

    def apply(self, **kwargs: Any) -> None:  # noqa: ANN401, ARG002 - docutils' signature
        """Put a bare target in the place of each such section, the inner ones first."""
        for section in reversed(list(self.document.findall(nodes.section))):
            content = section.children[1:]
            shown = [one for one in content if not isinstance(one, nodes.Invisible)]
            within = isinstance(section.parent, nodes.section)
            if within and shown and all(map(_is_empty, shown)):
                target = nodes.target("", "", ids=section["ids"], names=section["names"])
                section.replace_self([target, Nothing()])
        for nothing in list(self.document.findall(Nothing)):
            nothing.parent.remove(nothing)


def _is_empty(node: nodes.Node) -> bool:
    if isinstance(node, RecordList):
        return not node.ids_shown and "facets" not in node
    return isinstance(node, Nothing)


class CompleteLists(SphinxTransform):
    """Give lists the pictures of their records, and open abstracts and BibTeX on shorter pages."""

    default_priority = 710  # when references are there, too

    def apply(self, **kwargs: Any) -> None:  # noqa: ANN401, ARG002 - docutils' signature
        """Ask for the pictures, and for the details of all papers at once."""
        domain = cast("ResearchDomain", self.env.domains[DOMAIN])
        papers: list[RecordList] = []
        for one in self.document.findall(RecordList):
            pictured = ids_pictured(domain.catalogue, one)
            paths = [_picture(domain.catalogue, one, identifier) for identifier in pictured]
            one.extend(node for path in paths for node in picture_nodes(self.env, path))
            if one["kind"] == Kind.PUBLICATION and one["style"] != "references":
                papers.append(one)
        keys = tuple(key for one in papers for key in one.ids_shown)
        if 0 < len(keys) <= MOST_DETAILED:
            domain.observe(DetailsOfAll(keys))
            for one in papers:
                one["details"] = True


def _picture(catalogue: Catalogue, node: RecordList, identifier: str) -> str:
    """The path of a record's picture; the list has asked for the record already."""
    if node["kind"] == Kind.PERSON:
        card = catalogue.answer(CardOf(identifier, node.get("as_of"))).view
        return card.photo if card else ""
    if node["kind"] == Kind.PROJECT:
        project = catalogue.answer(ProjectOf(identifier)).view
        return project.image if project else ""
    entry = catalogue.answer(EntryOf(identifier)).view
    return entry.image if entry else ""


class NumberPublications(SphinxTransform):
    """Number the page's lists, and let the citations in its text point to the numbers."""

    default_priority = 700

    def apply(self, **kwargs: Any) -> None:  # noqa: ANN401, ARG002 - docutils' signature
        """Lists first, in the order of the page; then what cites them."""
        domain = cast("ResearchDomain", self.env.domains[DOMAIN])
        every = list(self.document.findall(RecordList))
        for one in every:
            one["level"] = _level(one)
        lists = [one for one in every if one["kind"] == Kind.PUBLICATION]
        cited: list[CitedNumbers | PublicationMention] = [
            node
            for node in self.document.findall(nodes.Element)
            if isinstance(node, (CitedNumbers, PublicationMention))
        ]
        if not lists and not cited:
            return
        numbers = _number(lists)
        references = next((one for one in lists if one["style"] == "references"), None)
        outside: list[str] = []
        if references is not None:
            catalogue = domain.catalogue
            for key in _keys(cited):
                known = domain.observe(EntryOf(key)) is not None
                if known and key not in numbers and not catalogue.is_ours(key):
                    numbers[key] = len(numbers) + 1
                    outside.append(key)
            references["groups"] = [("", outside)] if outside else []
            marks = catalogue.answer(Marks(tuple(outside))).view
            references.parent.insert(references.parent.index(references) + 1, legend(marks))
            references["numbers"] = {key: numbers[key] for key in outside}
        anchors = _anchor(lists)
        backlinks: dict[str, list[str]] = {}
        for node in cited:
            if isinstance(node, CitedNumbers):
                self._cite(domain, node, numbers, anchors, backlinks)
            else:
                self._mention(node, anchors, backlinks)
        for one in lists:
            shown = {key: backlinks[key] for key in one["anchors"] if key in backlinks}
            one["backlinks"] = shown
        domain.note_list((key for one in lists for key in one.ids_shown), outside)

    def _cite(
        self,
        domain: ResearchDomain,
        node: CitedNumbers,
        numbers: dict[str, int],
        anchors: dict[str, str],
        backlinks: dict[str, list[str]],
    ) -> None:
        keys = []
        for key in node["keys"]:
            if key in numbers:
                keys.append(key)
                continue
            publications = domain.catalogue.records.publications
            if key in domain.unread:
                continue  # its file was reported
            if key in publications:
                cause = f"`{key}` is cited, but has no number on this page"
                mend = "add a `{publications}` list with `:style: numbered`, or `{references}`"
            else:
                cause = f"there is no publication `{key}`"
                mend = remedy(Kind.PUBLICATION, key, publications)
            report(Code.UNKNOWN_ID, cause, mend, place_of(key, node))
        shown = inline(classes=["cite"])
        backlink = _new_id(self.document, shown, "cite", keys)
        for key in keys:
            backlinks.setdefault(key, []).append(backlink)
        shown += _bracketed({numbers[key]: anchors[key] for key in keys})
        node.replace_self(shown if keys else nodes.Text("[?]"))

    def _mention(
        self, node: PublicationMention, anchors: dict[str, str], backlinks: dict[str, list[str]]
    ) -> None:
        """Let the name of an outside work lead to the references, else to its own page."""
        key = node["ref"].id
        shown = inline(classes=["pub"])
        if key in anchors:
            shown += nodes.reference("", "", *node.children, refid=anchors[key], internal=True)
            backlinks.setdefault(key, []).append(_new_id(self.document, shown, "cite", [key]))
        else:
            shown += ref_nodes(node["ref"], node.children)
        node.replace_self(shown)


def _keys(cited: Iterable[CitedNumbers | PublicationMention]) -> Iterator[str]:
    for node in cited:
        yield from node["keys"] if isinstance(node, CitedNumbers) else [node["ref"].id]


def _level(node: nodes.Element) -> int:
    """The level of headings inside a list: one below the section that it stands in."""
    level = 1  # HTML knows six
    parent = node.parent
    while parent is not None:
        level += isinstance(parent, nodes.section)
        parent = parent.parent
    return min(level, 6)


def _number(lists: Iterable[RecordList]) -> dict[str, int]:
    """Count through the numbered lists of the page; the first place of a paper counts."""
    numbers: dict[str, int] = {}
    for one in lists:
        if one["style"] == "numbered":
            for key in one.ids_shown:
                numbers.setdefault(key, len(numbers) + 1)
            one["numbers"] = {key: numbers[key] for key in one.ids_shown}
    return numbers


def _anchor(lists: list[RecordList]) -> dict[str, str]:
    """Give each paper one place on the page: its numbered entry, else its first."""
    anchors: dict[str, str] = {}
    for one in sorted(lists, key=lambda one: not one["numbers"]):
        fresh = [key for key in one.ids_shown if key not in anchors]
        one["anchors"] = {key: entry_id(key) for key in fresh}
        anchors.update(one["anchors"])
    return anchors


def _new_id(document: nodes.document, node: nodes.Element, prefix: str, keys: list[str]) -> str:
    """Give a citation an id of its own, from what it cites and how often that was cited."""
    stem = f"{prefix}-{entry_id(keys[0])}" if keys else prefix
    count = 1
    while f"{stem}-{count}" in document.ids:
        count += 1
    identifier = f"{stem}-{count}"
    node["ids"].append(identifier)
    document.ids[identifier] = node
    return identifier


def _bracketed(anchors: dict[int, str]) -> list[nodes.Node]:
    """``[1]``, ``[2–5]``, ``[1, 3]``: runs of three and more are drawn together."""
    parts: list[list[nodes.Node]] = []
    for first, last in _runs(sorted(anchors)):
        ends = [first] if first == last else [first, last]
        links: list[nodes.Node] = [
            nodes.reference("", str(number), refid=anchors[number], internal=True)
            for number in ends
        ]
        parts.append([links[0], nodes.Text("–"), links[1]] if len(links) > 1 else links)
    result: list[nodes.Node] = [nodes.Text("[")]
    for index, part in enumerate(parts):
        result += [nodes.Text(", "), *part] if index else part
    return [*result, nodes.Text("]")]


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    run: list[int] = []
    for number in [*numbers, None]:
        if run and number != run[-1] + 1:
            yield from [(run[0], run[-1])] if len(run) > 2 else [(one, one) for one in run]  # noqa: PLR2004 - two are no run
            run = []
        if number is not None:
            run.append(number)
