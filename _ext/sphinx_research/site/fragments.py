"""Records as HTML, each rendered once per build and depth, and joined into lists."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup as Html
from sphinx.builders import Builder

from sphinx_research.formats.cv import STYLES, Style, file_name
from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.model import Person
from sphinx_research.records.query import (
    CardOf,
    EntryOf,
    Named,
    PapersOf,
    PersonPart,
    ProjectOf,
)
from sphinx_research.records.raw import Kind
from sphinx_research.records.views.entry import Entry
from sphinx_research.records.views.refs import ROLES, Ref
from sphinx_research.records.words import noted
from sphinx_research.site.details import DetailsOf
from sphinx_research.site.figures import style_of
from sphinx_research.site.images import Images
from sphinx_research.site.linker import Linker, inline
from sphinx_research.site.nodes import RecordHead, RecordList
from sphinx_research.site.places import Places
from sphinx_research.site.prose import Prose, names_records

_QUERIES: dict[str, Any] = {
    Kind.PUBLICATION: EntryOf,
    Kind.PERSON: CardOf,
    Kind.PROJECT: ProjectOf,
}

CV_LABELS: dict[Style, str] = {"full": noted("CV (PDF)"), "short": noted("Short CV (PDF)")}

_CLASSES = {
    Kind.PUBLICATION: "publications",
    Kind.PERSON: "people",
    Kind.PROJECT: "projects",
}


class Fragments:
    """Renders lists of records for one builder; kept for one build.

    :param discussed: the pages that speak of each publication
    """

    def __init__(self, catalogue: Catalogue, builder: Builder, images: Images) -> None:
        self.catalogue = catalogue
        self.words = catalogue.settings.words
        self.images = images
        self.pictures = images.pictures
        self.builder = builder
        self.places = Places(catalogue, builder)
        self.discussed: dict[str, list[str]] = {}
        self._rendered: dict[tuple[object, ...], Html] = {}
        self._linkers: dict[tuple[str, bool], Linker] = {}
        self._prose: dict[str, Prose] = {}
        self._abstracts: dict[tuple[str, str], Html] = {}
        environment = Environment(
            loader=PackageLoader("sphinx_research.site"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        environment.filters["line"] = inline
        environment.globals["_"] = self._said
        environment.globals["noted"] = noted
        environment.globals["several"] = self.words.several
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
                (heading, style, [self._member(node, style, root, own, one) for one in ids])
                for heading, ids in node["groups"]
                for style in [style_of(self.catalogue, node, ids)]
            ],
        )

    def render_head(self, node: RecordHead) -> str:
        """Render the head of a person's or project's page."""
        root = self.places.root(node["docname"])
        person = node["kind"] == Kind.PERSON
        query = PersonPart(node["record"], "profile") if person else ProjectOf(node["record"])
        return self.template(f"head-{node['kind']}.html").render(
            it=self.catalogue.answer(query).view,
            link=self.linker(root),
            files=[(label, root + quote(path)) for label, path in self.cvs(node["docname"])],
            # EPUB must be told beforehand which of its pages hold SVG (EPUB 3.3, D.4).
            icons=self.builder.name != "epub",
        )

    def cvs(self, docname: str) -> list[tuple[str, str]]:
        """Name the CVs that are made of the person whose page it is: labels and paths."""
        made = self.builder.config.research_cv is True and self.places.has_landing_pages
        if not made or not isinstance(self.catalogue.pages.get(docname), Person):
            return []
        return [(self.words(CV_LABELS[style]), file_name(docname, style)) for style in STYLES]

    def _said(self, message: str, **parts: object) -> str:
        """Translate a message of a template; parts that are HTML stay it."""
        if not parts:
            return self.words(message)
        return Html.escape(self.words(message)).format(**parts)

    def _member(
        self, node: RecordList, style: str, root: str, own: Html, identifier: str
    ) -> dict[str, Any]:
        fragment = self._fragment(node, style, root, identifier)
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

    def _fragment(self, node: RecordList, style: str, root: str, identifier: str) -> Html:
        as_of = node.get("as_of")
        # In a list of one person's papers, that person is set apart and nobody else.
        members = self.catalogue.settings.emphasis == "members" and not node["emphasis"]
        detailed = node["details"] and self.places.has_landing_pages
        key = (node["kind"], identifier, root, style, as_of, members, detailed)
        if key not in self._rendered:
            query = CardOf(identifier, as_of) if as_of else _QUERIES[node["kind"]](identifier)
            view = self.catalogue.answer(query).view
            link = self.linker(root, members=members)
            shown = {"it": view, "link": link, "style": style, "details": None}
            if style == "overview":
                shown["papers"] = self.catalogue.answer(PapersOf(identifier)).view
            if detailed:
                details = self.catalogue.answer(DetailsOf(identifier)).view
                # In full, the abstract is a part of the page.
                abstract = details.abstract if details and style != "full" else ""
                shown |= {"details": details, "abstract": self.abstract(abstract, root)}
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
            self._linkers[at] = Linker(self.places, root, self.pictures, members=members)
        return self._linkers[at]

    def abstract(self, markdown: str, root: str) -> Html:
        """Render an abstract for one depth of the site; for all at once, if it names no record."""
        at = markdown, root if names_records(markdown) else ""
        if at not in self._abstracts:
            self._abstracts[at] = self._prose_at(root).render(markdown)
        return self._abstracts[at]

    def prepare(self) -> None:
        """Make what many pages have in common.

        For a build of many pages, before Sphinx forks: each process would make it again.
        """
        if not self.places.has_landing_pages:
            return
        for key in self.catalogue.records.publications:
            self.catalogue.answer(EntryOf(key))
            details = self.catalogue.answer(DetailsOf(key)).view
            # Where names lead is not known before all pages are read.
            if details and not names_records(details.abstract):
                self.abstract(details.abstract, "")

    def _prose_at(self, root: str) -> Prose:
        if root not in self._prose:
            link = self.linker(root)
            self._prose[root] = Prose(
                self._named, lambda found, said: link(replace(found, text=said) if said else found)
            )
        return self._prose[root]

    def _named(self, role: str, identifier: str) -> Ref | None:
        kind = ROLES.get(role)
        return self.catalogue.answer(Named(kind, identifier)).view if kind else None

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
