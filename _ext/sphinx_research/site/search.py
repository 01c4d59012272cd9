"""The search of the site: its page, and the files by which that finds everything.

It takes the place of Sphinx's own, which knows documents only and no publication's page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from sphinx_research.formats import search_site
from sphinx_research.formats.search_site import Page
from sphinx_research.formats.works import Works
from sphinx_research.records.answers import digest_of
from sphinx_research.records.views.refs import PUBLICATIONS_PAGE
from sphinx_research.site.fragments import Fragments
from sphinx_research.site.outputs import Outputs

PAGE = "search"
"""The page to which the search boxes of all themes lead, and the folder of its data."""
DESCRIPTION = "_static/opensearch.xml"
"""Where Sphinx's layout says that the site describes its search (OpenSearch 1.1)."""

_OF_SPHINX = ("searchindex.js", "_static/searchtools.js", "_static/language_data.js")
_UNREAD = (nodes.raw, nodes.comment, nodes.math, nodes.math_block, nodes.system_message)


# --- the texts of pages -------------------------------------------------------------------


class Texts:
    """What a search reads of each document: files beside the doctrees, named by their content."""

    def __init__(self, doctrees: Path) -> None:
        self.folder = doctrees / "research-texts"

    def keep(self, doctree: nodes.document) -> str:
        """Keep the text of a page that has been read: the digest under which it stands."""
        written = json.dumps(_read(doctree))
        digest = digest_of(written)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._file(digest).write_text(written, "utf-8")
        return digest

    def pages(self, env: BuildEnvironment, digests: Mapping[str, str]) -> dict[str, Page]:
        """Give the pages, by their names; a text that has been lost is read anew."""
        return {docname: self._page(env, docname, digests[docname]) for docname in digests}

    def tidy(self, used: Iterable[str]) -> None:
        """Delete the texts of pages that have changed or gone."""
        for name in {file.stem for file in self.folder.glob("*.json")} - set(used):
            self._file(name).unlink(missing_ok=True)

    def _page(self, env: BuildEnvironment, docname: str, digest: str) -> Page:
        title = env.titles[docname].astext()
        try:
            text, headings = json.loads(self._file(digest).read_text("utf-8"))
        except (OSError, ValueError):
            self.keep(env.get_doctree(docname))
            text, headings = _read(env.get_doctree(docname))
        return Page(title, tuple(map(tuple, headings)), text)

    def _file(self, digest: str) -> Path:
        return self.folder / f"{digest}.json"


def _read(doctree: nodes.document) -> tuple[str, list[tuple[str, str]]]:
    texts = (
        str(text) for text in doctree.findall(nodes.Text) if not isinstance(text.parent, _UNREAD)
    )
    headings = [
        (" ".join(section[0].astext().split()), section["ids"][0])
        for section in doctree.findall(nodes.section)
        if section.parent is not doctree and isinstance(section[0], nodes.title)
    ]
    return " ".join(texts), headings


# --- the page -----------------------------------------------------------------------------


def body(fragments: Fragments) -> str:
    """Make what stands on the page between header and footer."""
    places, builder = fragments.places, fragments.builder
    root = places.root(PAGE)
    one = builder.get_target_uri(f"{PUBLICATIONS_PAGE}/x")
    landing = f"{root}{PUBLICATIONS_PAGE}/*{one.removeprefix(f'{PUBLICATIONS_PAGE}/x')}"
    found = ways(fragments, PAGE)
    return fragments.template("search.html").render(root=root, landing=landing, ways=found)


def ways(fragments: Fragments, page: str) -> list[tuple[str, str]]:
    """Name the pages from which everything can be reached: titles, and addresses from a page."""
    places, builder = fragments.places, fragments.builder
    return [
        (builder.env.titles[docname].astext(), places.root(page) + builder.get_target_uri(docname))
        for docname in _OF_EVERYTHING
        if docname in places.pages
    ]


_OF_EVERYTHING = ("people/index", "research/index", PUBLICATIONS_PAGE)


def take_over(context: dict[str, Any]) -> None:
    """Have a theme offer the search, though Sphinx's own is off."""
    known = context["hasdoc"]
    context["hasdoc"] = lambda docname: docname == PAGE or known(docname)


def clear(builder: StandaloneHTMLBuilder, page: str) -> None:
    """Leave nothing of Sphinx's search; what a page of the theme asks for is there, empty."""
    for name in _OF_SPHINX:
        file = Path(builder.outdir, name)
        if name in page:
            file.write_bytes(b"")
        else:
            file.unlink(missing_ok=True)


# --- the files ----------------------------------------------------------------------------


def write_files(
    builder: StandaloneHTMLBuilder, works: Works, digests: Mapping[str, str], source: str
) -> None:
    """Write the files of the search, unless nothing has changed that they are made of.

    They have an account of their own: no other file depends on the words of pages.

    :param digests: of the texts of pages, by the pages' names
    :param source: stands for all records and settings
    """
    env = builder.env
    outputs = Outputs(Path(builder.outdir, PAGE))
    titles = {docname: env.titles[docname].astext() for docname in sorted(digests)}
    fingerprint = digest_of(repr((source, titles, sorted(digests.items()))))
    if outputs.stands(fingerprint):
        return
    texts = Texts(Path(env.doctreedir))
    with outputs:
        pages = texts.pages(env, digests)
        for path, text in search_site.files(works, pages, builder.get_target_uri):
            outputs.write(path, text)
        outputs.finish(fingerprint)
    with suppress(OSError):  # another build may be at work
        texts.tidy(digests.values())
