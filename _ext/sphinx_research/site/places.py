"""Where a builder puts what names lead to."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from sphinx.builders import Builder

from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.model import slug
from sphinx_research.records.raw import Kind
from sphinx_research.records.views.refs import PUBLICATIONS_PAGE, Ref, page_of

WITH_LANDING_PAGES = ("html", "dirhtml")
"""The builders that write files for publications besides the pages of documents."""


class Places:
    """The pages that links may lead to in the output of one builder."""

    def __init__(self, catalogue: Catalogue, builder: Builder) -> None:
        self.catalogue = catalogue
        self.builder = builder
        self.has_landing_pages = builder.name in WITH_LANDING_PAGES

    def place(self, found: Ref) -> Ref:
        """Give a name the page, or else the address, to which it can lead here."""
        if found.kind == Kind.PUBLICATION:
            return found if self.has_landing_pages else self.home(found)
        return found if found.docname in self.pages else replace(found, docname="", anchor="")

    def home(self, found: Ref) -> Ref:
        """The place of a publication within a document: where it is declared, or listed."""
        paper = self.catalogue.records.publications[found.id]
        docname = page_of(paper) if paper.place.path.endswith(".md") else ""
        if not docname and self.catalogue.is_ours(paper.id):
            docname = PUBLICATIONS_PAGE
        if docname not in self.pages:
            return replace(found, docname="", anchor="")
        return replace(found, docname=docname, anchor=slug(paper.id))

    def uri(self, found: Ref, root: str = "") -> str:
        """The way to a name, or its address; empty if it leads nowhere.

        :param root: the way from where it stands up to the top of the site
        """
        place = self.place(found)
        if not place.docname:
            return place.url
        # singlehtml has an anchor for the page already; Sphinx drops it, too
        page = root + self.builder.get_target_uri(place.docname)
        return f"{page.partition('#')[0]}#{place.anchor}" if place.anchor else page

    def root(self, docname: str) -> str:
        """The way from a page up to the top of the site: ``../``, as often as needed."""
        path = self.builder.get_target_uri(docname).partition("#")[0]
        return "../" * path.count("/")

    @cached_property
    def pages(self) -> frozenset[str]:
        """The documents there are: all, or those that are put into one document."""
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
