"""Records as HTML, each rendered once per build and depth, and joined into lists."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup as Html
from sphinx.builders import Builder

from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.query import CardOf, EntryOf, PapersOf, ProjectOf
from sphinx_research.records.raw import Kind
from sphinx_research.records.views.entry import Entry
from sphinx_research.site.linker import Linker, inline
from sphinx_research.site.nodes import RecordList
from sphinx_research.site.places import Places

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
        self.places = Places(catalogue, builder)
        self.discussed: dict[str, list[str]] = {}
        self._rendered: dict[tuple[object, ...], Html] = {}
        self._linkers: dict[tuple[str, bool], Linker] = {}
        environment = Environment(
            loader=PackageLoader("sphinx_research.site"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        environment.filters["line"] = inline
        self.template = environment.get_template
        self._list = environment.get_template("list.html")
        self._records = {kind: environment.get_template(f"{kind}.html") for kind in _QUERIES}

    def render(self, node: RecordList) -> str:
        """Render a list; only what differs from page to page is rendered here."""
        root = self.places.root(node["docname"])
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
        as_of = node.get("as_of")
        # In a list of one person's papers, that person is set apart and nobody else.
        members = self.catalogue.settings.emphasis == "members" and not node["emphasis"]
        key = (node["kind"], identifier, root, node["style"], as_of, members)
        if key not in self._rendered:
            query = CardOf(identifier, as_of) if as_of else _QUERIES[node["kind"]](identifier)
            view = self.catalogue.answer(query).view
            link = self.linker(root, members=members)
            shown = {"it": view, "link": link, "style": node["style"]}
            if node["style"] == "overview":
                shown["papers"] = self.catalogue.answer(PapersOf(identifier)).view
            template = self._records[node["kind"]]
            self._rendered[key] = Html(template.render(shown))  # noqa: S704 - it escapes everything
        return self._rendered[key]

    def _own_name(self, person: str, root: str) -> Html:
        """The page's own person as entries write them among authors, to be set apart."""
        card = self.catalogue.answer(CardOf(person)).view if person else None
        return self.linker(root)(card.ref, "author") if card else Html()

    def linker(self, root: str, *, members: bool = False) -> Linker:
        """Give what writes names at one depth of the site, each once for all its pages."""
        at = root, members
        if at not in self._linkers:
            self._linkers[at] = Linker(self.places, root, members=members)
        return self._linkers[at]

    def _discussed(self, node: RecordList, root: str, entry: Entry) -> list[tuple[str, str]]:
        """Name the pages that speak of a paper, but for its authors', which the entry links to."""
        known = {node["docname"], *(author.ref.docname for author in entry.authors)}
        return self.discussed_in(entry.key, root, known)

    def discussed_in(
        self, key: str, root: str, known: Collection[str] = ()
    ) -> list[tuple[str, str]]:
        """Give the pages that speak of a paper: the way to each, and its title.

        :param known: the pages to leave out
        """
        titles = self.builder.env.titles
        return [
            (root + self.builder.get_target_uri(page), titles[page].astext())
            for page in self.discussed.get(key, ())
            if page in titles and page in self.places.pages and page not in known
        ]
