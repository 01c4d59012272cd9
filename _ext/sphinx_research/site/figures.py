"""The pictures that records name: which of them a page shows, as nodes that Sphinx finds.

A list or the head of a page has them below it.  HTML writes them by `Linker.picture`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.files import PICTURES
from sphinx_research.records.query import CardOf
from sphinx_research.records.raw import Kind
from sphinx_research.records.tree import find
from sphinx_research.site.nodes import RecordList

_WITHOUT_PICTURES = frozenset({"index", "lines", "references"})


def picture_nodes(env: BuildEnvironment, path: str, alt: str = "") -> list[nodes.Node]:
    """Have Sphinx copy a picture for the page being read; nothing if there is none.

    :param path: from the top of the source directory
    :param alt: what it shows; empty where the text beside it says that
    """
    if not path:
        return []
    bare = path.removeprefix("/")
    if find(Path(env.srcdir), bare, PICTURES) is None:  # which was reported
        env.note_dependency(bare)  # it may come
        return []
    return [nodes.image(uri=f"/{bare}", alt=alt)]


def style_of(catalogue: Catalogue, node: RecordList, ids: Iterable[str]) -> str:
    """How a list shows one of its groups: of people who have left, a line is enough."""
    style = str(node["style"])
    if node["kind"] != Kind.PERSON or style != "cards":
        return style
    cards = (catalogue.answer(CardOf(one, node.get("as_of"))).view for one in ids)
    return "lines" if all(card is not None and card.alumni for card in cards) else style


def ids_pictured(catalogue: Catalogue, node: RecordList) -> list[str]:
    """The records whose pictures a list shows, if they have some."""
    return [
        one
        for _, ids in node["groups"]
        if style_of(catalogue, node, ids) not in _WITHOUT_PICTURES
        for one in ids
    ]
