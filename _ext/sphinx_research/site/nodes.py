"""The extension's own nodes, and views turned into ordinary ones.

A list of records is one node that holds ids only.  HTML writes it in one go (`html`);
for every other builder it becomes ordinary nodes before anything is written (`expand`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from docutils import nodes
from sphinx.addnodes import pending_xref

from sphinx_research.records.markup import Markup, Span
from sphinx_research.records.model import slug
from sphinx_research.records.views.refs import Line, Ref
from sphinx_research.records.words import parted

DOMAIN = "research"
_ROLE_OF = {"person": "person", "project": "project", "publication": "pub", "organisation": "org"}


class RecordList(nodes.General, nodes.Element):
    """A list of records, by id.

    Attributes: ``kind`` (publication, person, project); ``groups`` (headings with ids);
    ``leads`` (sentences below headings); ``style``; ``docname``; perhaps ``facets`` (the query
    for the form above it); for people, perhaps ``as_of`` (the date whose group is shown); and,
    for publications, ``emphasis`` (the person whose page it is), ``numbers`` (by key),
    ``anchors`` (the keys whose place on the page this is), ``backlinks`` (ids of the
    citations in the text, by key) and ``details`` (whether abstracts and BibTeX open there).
    Below it are the pictures that it shows.
    """

    @property
    def ids_shown(self) -> list[str]:
        """All ids in the list, in order."""
        return [one for _, ids in self["groups"] for one in ids]


class Nothing(nodes.General, nodes.Element):
    """What stands where a directive has nothing to show, until the page is read to its end."""


class RecordHead(nodes.General, nodes.Element):
    """The head of a person's or project's page, likewise.

    Attributes: ``kind`` (person, project); ``record`` (its id); ``docname``.
    """


class CitedNumbers(nodes.Inline, nodes.Element):
    """``{cite}`` until the page is read to its end and has its numbers.

    Attributes: ``keys``.
    """


class PublicationMention(nodes.Inline, nodes.TextElement):
    """``{pub}`` of an outside work, which links to the page's references if it has some.

    Attributes: ``ref`` (its name, for a page without references).
    """


def paragraph(*children: nodes.Node | str, classes: Sequence[str] = ()) -> nodes.paragraph:
    """Put text and inline nodes into a paragraph."""
    return nodes.paragraph("", "", *_nodes(children), classes=list(classes))


def inline(*children: nodes.Node | str, classes: Sequence[str] = ()) -> nodes.inline:
    """Put text and inline nodes into an inline."""
    return nodes.inline("", "", *_nodes(children), classes=list(classes))


def _nodes(children: Iterable[nodes.Node | str]) -> Iterable[nodes.Node]:
    return (nodes.Text(child) if isinstance(child, str) else child for child in children)


def link(text: str, url: str, *classes: str) -> nodes.reference:
    """Link to an address elsewhere."""
    return nodes.reference(text, text, refuri=url, internal=False, classes=list(classes))


def joined(parts: Iterable[Sequence[nodes.Node]], separator: str = ", ") -> list[nodes.Node]:
    """Put a separator between runs of nodes."""
    result: list[nodes.Node] = []
    for part in parts:
        if result:
            result.append(nodes.Text(separator))
        result.extend(part)
    return result


def phrase(pattern: str, **parts: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Put nodes into the placeholders of a translated message."""
    return [
        node
        for text, name in parted(pattern)
        for node in (*([nodes.Text(text)] if text else []), *(parts[name] if name else []))
    ]


def ref_nodes(ref: Ref, content: Sequence[nodes.Node] = ()) -> list[nodes.Node]:
    """Name something with its link.

    Pages of the site stay pending until the builder is known; addresses are final.

    :param content: what to show instead of the name
    """
    shown = list(content) or text_nodes(ref.text)
    role = _ROLE_OF.get(ref.kind, ref.kind)
    if ref.docname:
        body = nodes.inline("", "", *shown, classes=[role])
        # The reader finds a record by its id; that it exists is known, so nothing can dangle.
        return [
            pending_xref(
                "",
                body,
                refdomain=DOMAIN,
                reftype=role,
                reftarget=ref.id,
                refexplicit=True,
                refwarn=False,
            )
        ]
    if ref.url:
        return [nodes.reference("", "", *shown, refuri=ref.url, internal=False, classes=[role])]
    return shown


def refs(found: Iterable[Ref]) -> list[nodes.Node]:
    """Name several things, separated by commas."""
    return joined(ref_nodes(one) for one in found)


def text_nodes(text: str | Markup | Line) -> list[nodes.Node]:
    """Turn a line of text into inline nodes."""
    if isinstance(text, str):
        return [nodes.Text(text)]
    pieces = text.spans if isinstance(text, Markup) else text
    return [node for piece in pieces for node in _piece(piece)]


_SPAN_NODES: dict[str, Callable[[str], nodes.Node]] = {
    "sup": lambda text: nodes.superscript("", text),
    "sub": lambda text: nodes.subscript("", text),
    "em": lambda text: nodes.emphasis("", text),
    "strong": lambda text: nodes.strong("", text),
    "code": lambda text: nodes.literal("", text),
    "math": lambda text: nodes.math("", text),
}


def _piece(piece: Span | Ref) -> list[nodes.Node]:
    if isinstance(piece, Ref):
        return ref_nodes(piece)
    if piece.kind == "link":
        return [link(piece.text, piece.target)]
    if piece.kind == "del":  # docutils has no node for it; MyST writes `~~` in the same way
        tags = (nodes.raw("", tag, format="html") for tag in ("<del>", "</del>"))
        return [next(tags), nodes.Text(piece.text), next(tags)]
    return [_SPAN_NODES.get(piece.kind, nodes.Text)(piece.text)]


def legend(marks: Iterable[tuple[str, str]]) -> list[nodes.Node]:
    """Explain the marks on a list's authors: ``* equal contribution``."""
    words = "; ".join(f"{mark} {meaning}" for mark, meaning in marks)
    return [paragraph(words, classes=["marks"])] if words else []


def entry_id(key: str) -> str:
    """The anchor of a publication on the pages that list it."""
    return slug(key)
