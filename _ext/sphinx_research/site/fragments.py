"""Records as HTML, each rendered once per build and depth, and joined into lists."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup as Html
from sphinx.builders import Builder

from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.markup import Markup, Span
from sphinx_research.records.query import CardOf, EntryOf, PapersOf, ProjectOf
from sphinx_research.records.raw import Kind
from sphinx_research.records.views.entry import AuthorView, Entry
from sphinx_research.records.views.refs import Line, Ref
from sphinx_research.site.math import to_mathml
from sphinx_research.site.nodes import RecordList

_QUERIES: dict[str, Any] = {
    Kind.PUBLICATION: EntryOf,
    Kind.PERSON: CardOf,
    Kind.PROJECT: ProjectOf,
}

_CLASSES = {
    Kind.PUBLICATION: "publications",
    Kind.PERSON: "people",
    Kind.PROJECT: "projects",
}


class Fragments:
    """Renders lists of records for one builder; kept for one build.

    :param discussed: the pages that speak of each publication
    """

    def __init__(self, catalogue: Catalogue, builder: Builder) -> None:
        self.catalogue = catalogue
        self.builder = builder
        self.discussed: dict[str, list[str]] = {}
        self._rendered: dict[tuple[str, str, str, str], Html] = {}
        environment = Environment(
            loader=PackageLoader("sphinx_research.site"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        environment.filters["line"] = _inline
        self._list = environment.get_template("list.html")
        self._records = {kind: environment.get_template(f"{kind}.html") for kind in _QUERIES}

    def render(self, node: RecordList) -> str:
        """Render a list; only what differs from page to page is rendered here."""
        root = self._root(node["docname"])
        own = self._own_name(node["emphasis"], root)
        return self._list.render(
            node=node,
            css_class=_CLASSES[node["kind"]],
            groups=[
                (heading, [self._member(node, root, own, one) for one in ids])
                for heading, ids in node["groups"]
            ],
        )

    def _member(self, node: RecordList, root: str, own: Html, identifier: str) -> dict[str, Any]:
        fragment = self._fragment(node, root, identifier)
        if own:
            fragment = fragment.replace(own, Html("<strong>%s</strong>") % own.striptags())
        member: dict[str, Any] = {
            "fragment": fragment,
            "anchor": node["anchors"].get(identifier),
        }
        if node["kind"] == Kind.PUBLICATION:
            entry = self.catalogue.answer(EntryOf(identifier)).view
            member["year"] = entry.year if entry else ""
            member["number"] = node["numbers"].get(identifier)
            member["cited"] = node["backlinks"].get(identifier, ())
            member["discussed"] = self._discussed(node, root, entry) if entry else []
        return member

    def _fragment(self, node: RecordList, root: str, identifier: str) -> Html:
        key = (node["kind"], identifier, root, node["style"])
        if key not in self._rendered:
            view = self.catalogue.answer(_QUERIES[node["kind"]](identifier)).view
            shown = {"it": view, "link": _Linker(self, root), "style": node["style"]}
            if node["style"] == "overview":
                shown["papers"] = self.catalogue.answer(PapersOf(identifier)).view
            template = self._records[node["kind"]]
            self._rendered[key] = Html(template.render(shown))  # noqa: S704 - it escapes everything
        return self._rendered[key]

    def _own_name(self, person: str, root: str) -> Html:
        """The page's own person as entries write them among authors, to be set apart."""
        card = self.catalogue.answer(CardOf(person)).view if person else None
        return _Linker(self, root)(card.ref, "author") if card else Html()

    def _discussed(self, node: RecordList, root: str, entry: Entry) -> list[tuple[str, str]]:
        """Name the pages that speak of a paper, but those that the entry links to anyway."""
        titles = self.builder.env.titles
        known = {node["docname"], entry.ref.docname}
        known.update(author.ref.docname for author in entry.authors)
        return [
            (root + self.builder.get_target_uri(page), titles[page].astext())
            for page in self.discussed.get(entry.key, ())
            if page in titles and page in self.pages and page not in known
        ]

    @cached_property
    def pages(self) -> frozenset[str]:
        """The pages that links may lead to: all, or those that are put into one document."""
        env = self.builder.env
        if self.builder.name != "singlehtml":
            return frozenset(env.all_docs)
        found: set[str] = set()
        waiting = [self.builder.config.root_doc]
        while waiting:
            docname = waiting.pop()
            if docname not in found:
                found.add(docname)
                waiting += env.toctree_includes.get(docname, ())
        return frozenset(found)

    def _root(self, docname: str) -> str:
        """The way from a page up to the site's root: ``../``, as often as needed."""
        path = self.builder.get_target_uri(docname).partition("#")[0]
        return "../" * path.count("/")


class _Linker:
    """Writes names with their links, as seen from one depth of the site."""

    def __init__(self, fragments: Fragments, root: str) -> None:
        self.fragments = fragments
        self.root = root

    def __call__(self, found: Ref, css_class: str = "") -> Html:
        text = _inline(
            found.text if isinstance(found.text, Markup) else Markup((Span("text", found.text),))
        )
        href = self.address(found)
        if not href:
            return Html('<span class="%s">%s</span>') % (css_class, text) if css_class else text
        if css_class:
            return Html('<a class="%s" href="%s">%s</a>') % (css_class, href, text)
        return Html('<a href="%s">%s</a>') % (href, text)

    def address(self, found: Ref) -> str:
        """Where a name leads from here; empty for plain text."""
        if found.docname not in self.fragments.pages:
            return found.url
        page = self.root + self.fragments.builder.get_target_uri(found.docname)
        # singlehtml has an anchor for the page already; Sphinx drops it, too
        return f"{page.partition('#')[0]}#{found.anchor}" if found.anchor else page

    def title(self, entry: Entry, style: str) -> str:
        """Where an entry's title leads; in full it is at home, and leads nowhere."""
        return "" if style == "full" else self.address(entry.ref)

    def line(self, pieces: Line | Markup) -> Html:
        """A line of text; names in it are linked."""
        spans = pieces.spans if isinstance(pieces, Markup) else pieces
        parts = (_span(piece) if isinstance(piece, Span) else self(piece) for piece in spans)
        return Html("").join(parts)

    def authors(self, authors: Iterable[AuthorView]) -> Html:
        """Names with their marks, separated by commas."""
        return Html(", ").join(
            self(author.ref, "author" if author.ref.kind == Kind.PERSON else "")
            + (Html('<sup class="mark">%s</sup>') % author.marks if author.marks else "")
            for author in authors
        )


def _inline(markup: Markup) -> Html:
    return Html("").join(map(_span, markup.spans))


_TAGS = {
    "sup": Html("<sup>%s</sup>"),
    "sub": Html("<sub>%s</sub>"),
    "em": Html("<em>%s</em>"),
    "strong": Html("<strong>%s</strong>"),
    "code": Html("<code>%s</code>"),
    "del": Html("<del>%s</del>"),
}


def _span(span: Span) -> Html:
    if span.kind == "math":
        return Html(to_mathml(span.text))  # noqa: S704 - MathML made by docutils, which escapes text
    if span.kind == "link":
        return Html('<a href="%s">%s</a>') % (span.target, span.text)
    tag = _TAGS.get(span.kind)
    if tag is None:
        return Html.escape(span.text)
    return tag % span.text
