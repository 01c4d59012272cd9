"""The domain: it holds the catalogue, and remembers what each page has seen of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, ClassVar, TypedDict, TypeVar, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from sphinx_research.formats.works import Works
from sphinx_research.records.answers import Query, digest_of
from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.loading import Loaded
from sphinx_research.records.model import slug
from sphinx_research.records.problems import Code, Problem, Severity
from sphinx_research.records.query import Named
from sphinx_research.records.raw import Kind
from sphinx_research.records.views.refs import PUBLICATIONS_PAGE, ROLES
from sphinx_research.site.directives import DIRECTIVES
from sphinx_research.site.fragments import Fragments
from sphinx_research.site.head import above
from sphinx_research.site.nodes import DOMAIN
from sphinx_research.site.pictures import Wanted
from sphinx_research.site.roles import CiteRole, RecordRole
from sphinx_research.site.shell import Shell

T = TypeVar("T")
Q = TypeVar("Q", bound=Query[Any])


class Data(TypedDict):
    """What is kept between builds: keys and digests by document, never records.

    :ivar seen: the queries of a page and the digests of their answers
    :ivar mentions: the publications that a page speaks of
    :ivar listed: the publications that a page's lists show
    :ivar discussed: the digest of what a page says of others: which discuss the papers of
        its lists, and which are above it
    :ivar anchors: the outside works that a page's references hold
    :ivar pictures: the pictures that a page shows
    :ivar texts: the digest of a page's text, under which the search finds it
    :ivar fingerprint: that of the records and settings by which pages were last compared
    """

    seen: dict[str, dict[Query[Any], str]]
    mentions: dict[str, list[str]]
    listed: dict[str, list[str]]
    discussed: dict[str, str]
    anchors: dict[str, list[str]]
    pictures: dict[str, list[Wanted]]
    texts: dict[str, str]
    fingerprint: str


class ResearchDomain(Domain):
    """People, projects and publications.

    The catalogue is a plain attribute: it is built anew at every build, inherited by
    worker processes, and never pickled.
    """

    name = DOMAIN
    label = "Research"
    object_types: ClassVar[dict[str, ObjType]] = {
        "person": ObjType("person", "person"),
        "project": ObjType("project", "project"),
        "publication": ObjType("publication", "pub"),
        "entry": ObjType("publication"),
    }
    roles: ClassVar[dict[str, Any]] = {
        **{name: RecordRole(name) for name in ROLES},
        "cite": CiteRole(),
    }
    directives: ClassVar[dict[str, Any]] = DIRECTIVES
    initial_data: ClassVar[Any] = {
        "seen": {},
        "mentions": {},
        "listed": {},
        "discussed": {},
        "pictures": {},
        "anchors": {},
        "texts": {},
        "fingerprint": "",
    }
    data_version = 1

    catalogue: Catalogue
    works: Works
    fragments: Fragments
    fingerprint: str
    """Stands for all records and settings."""
    shell: Shell
    """The theme's page around nothing, once pages have been written."""
    broken_pages: frozenset[str]
    """Files with errors, which have been reported: what they lack is not reported again."""
    unreadable_pages: frozenset[str]
    """Those of them that are no text at all."""
    unread: frozenset[str]
    """Ids that records with errors may have, likewise."""
    refused: frozenset[str]
    """The paths of pages that are not to be read, for what is in them."""

    @property
    def _data(self) -> Data:
        return cast("Data", self.data)

    def take(self, loaded: Loaded, works: Works) -> None:
        """Take over what was read for this build."""
        self.catalogue = loaded.catalogue
        self.works = works
        self.fingerprint = loaded.fingerprint
        self.unread = loaded.unread
        self.refused = loaded.refused
        errors = [one for one in loaded.problems if one.code.severity is Severity.ERROR]
        self.broken_pages = _pages(errors)
        self.unreadable_pages = _pages(one for one in errors if one.code is Code.UNREADABLE)

    # --- what pages ask -------------------------------------------------------------------

    def observe(self, query: Query[T]) -> T:
        """Ask the catalogue on behalf of the page being read, and remember the answer."""
        answer = self.catalogue.answer(query)
        docname = self.env.current_document.docname
        self._data["seen"].setdefault(docname, {})[query] = answer.digest
        return answer.view

    def outdated(self) -> Iterator[str]:
        """Name the pages that would be shown another answer than they have seen."""
        if self._data["fingerprint"] == self.fingerprint:  # then no answer can have moved
            return
        self._data["fingerprint"] = self.fingerprint
        for docname, seen in self._data["seen"].items():
            if any(
                self.catalogue.answer(query).digest != digest for query, digest in seen.items()
            ):
                yield docname

    def asked(self, kind: type[Q], docname: str) -> list[Q]:
        """Find the queries of one kind that a page has asked."""
        return [query for query in self._data["seen"].get(docname, ()) if isinstance(query, kind)]

    # --- what pages say of publications ---------------------------------------------------

    def note_mention(self, key: str) -> None:
        """Remember that the page being read speaks of a publication."""
        mentions = self._data["mentions"].setdefault(self.env.current_document.docname, [])
        if key not in mentions:
            mentions.append(key)

    def note_list(self, keys: Iterable[str], anchors: Iterable[str]) -> None:
        """Remember which publications the page being read lists, and which outside works."""
        docname = self.env.current_document.docname
        self._data["listed"][docname] = list(keys)
        self._data["anchors"][docname] = list(anchors)

    def note_pictures(self, wanted: Iterable[Wanted]) -> None:
        """Remember which pictures the page being read shows."""
        docname = self.env.current_document.docname
        self._data["pictures"][docname] = sorted(set(wanted))

    @property
    def pictures(self) -> set[Wanted]:
        """The pictures that any page shows."""
        return {one for shown in self._data["pictures"].values() for one in shown}

    def note_text(self, digest: str) -> None:
        """Remember the text of the page being read, for the search."""
        self._data["texts"][self.env.current_document.docname] = digest

    @property
    def texts(self) -> Mapping[str, str]:
        """The digest of each page's text."""
        return self._data["texts"]

    def discussed_in(self) -> dict[str, list[str]]:
        """Turn the mentions round: the pages that speak of each publication, sorted."""
        pages: dict[str, list[str]] = {}
        for docname in sorted(self._data["mentions"]):
            for key in self._data["mentions"][docname]:
                pages.setdefault(key, []).append(docname)
        return pages

    def pages_to_rewrite(self, pages: dict[str, list[str]]) -> Iterator[str]:
        """Name the pages that would say something else of other pages than they do.

        Their lists say who discusses what, and their heads which pages are above them.
        """
        titles = self.env.titles
        for docname in sorted(self.env.found_docs):
            shown = [
                (key, page, titles[page].astext())
                for key in self._data["listed"].get(docname, ())
                for page in pages.get(key, ())
                if page in titles
            ]
            wanted = self._data["pictures"].get(docname, ())
            pictures = [self.fragments.pictures.find(*one) for one in wanted]
            image = self.fragments.images.of_page(docname)
            parts = (shown, pictures, image, above(self.works.site, self.env, docname))
            digest = digest_of(repr(parts))
            if self._data["discussed"].get(docname) != digest:
                self._data["discussed"][docname] = digest
                yield docname

    # --- Sphinx's side --------------------------------------------------------------------

    def clear_doc(self, docname: str) -> None:
        """Forget what a page asked and said."""
        for table in self.data.values():
            if isinstance(table, dict):
                table.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process noted about the pages it has read."""
        for name, table in otherdata.items():
            if isinstance(table, dict):
                mine = self.data[name]
                mine.update((docname, table[docname]) for docname in docnames if docname in table)

    def _homes(self) -> dict[str, str]:
        """The page whose references hold an outside work, the first by name if several do."""
        pages = sorted(self._data["anchors"], reverse=True)
        return {key: docname for docname in pages for key in self._data["anchors"][docname]}

    def resolve_xref(  # noqa: PLR0913, PLR0917 - Sphinx's signature
        self,
        env: BuildEnvironment,  # noqa: ARG002 - Sphinx's signature, here and below
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,  # noqa: ARG002
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Link to the page of a record, if the record exists."""
        found = self.catalogue.answer(Named(ROLES[typ], target)).view if typ in ROLES else None
        if found is None:
            return None
        place = self.fragments.places.place(found)
        if place.docname:
            return make_refnode(builder, fromdocname, place.docname, place.anchor, contnode)
        if place.url:
            return nodes.reference("", "", contnode, refuri=place.url, internal=False)
        return None

    def resolve_any_xref(  # noqa: PLR0913, PLR0917 - Sphinx's signature
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Let Markdown links name records too: ``[her page](#wanrong-zheng)``."""
        found = (
            (
                f"{DOMAIN}:{role}",
                self.resolve_xref(env, fromdocname, builder, role, target, node, contnode),
            )
            for role in ROLES
        )
        return [(role, reference) for role, reference in found if reference is not None]

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """List what other sites, and the search, can find here.

        The search knows documents only.  So a publication is named a second time, as an
        ``entry`` at its place in a document; neither role nor key leads to that.
        """
        places = self.fragments.places
        cited = self._homes()
        listed = frozenset(self._data["listed"].get(PUBLICATIONS_PAGE, ()))
        for kind in (Kind.PERSON, Kind.PROJECT, Kind.PUBLICATION):
            for identifier in self.catalogue.records.of(kind):
                found = self.catalogue.answer(Named(kind, identifier)).view
                if found is None:
                    continue
                name = found.text if isinstance(found.text, str) else found.text.plain
                place = places.place(found)
                if place.docname:
                    yield identifier, name, kind.value, place.docname, place.anchor, 1
                if kind is Kind.PUBLICATION and places.has_landing_pages:
                    home = places.home(found).docname or cited.get(identifier)
                    if home and (home != PUBLICATIONS_PAGE or identifier in listed):
                        anchor = slug(identifier)
                        yield f"{home}#{anchor}", name, "entry", home, anchor, 1


def _pages(problems: Iterable[Problem]) -> frozenset[str]:
    return frozenset(problem.place.path.removesuffix(".md") for problem in problems)
