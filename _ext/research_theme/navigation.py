"""The links of the page header: the entries of the root document's toctrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.addnodes import toctree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class Entry(NamedTuple):
    """One link: a title and either a document of the site or a web address."""

    title: str
    docname: str = ""
    url: str = ""

    def covers(self, pagename: str) -> bool:
        """Tell whether a page lies in the folder this document is the head of.

        Both ``people/index`` and ``people`` head the folder ``people/``. Folders decide,
        not toctrees: people and papers are listed by index pages and are in none.
        """
        folder = self.docname.removesuffix("/index")
        return bool(folder) and pagename.startswith(f"{folder}/")


def top_level(env: BuildEnvironment) -> tuple[Entry, ...]:
    """Read the entries of the root document's toctrees, hidden ones too."""
    return tuple(_entries(env))


def _entries(env: BuildEnvironment) -> Iterator[Entry]:
    root = env.config.root_doc
    if root not in env.tocs:
        return
    for node in env.tocs[root].findall(toctree):
        for title, target in node["entries"]:
            docname = root if target == "self" else target
            if docname in env.titles:
                yield Entry(title or env.titles[docname].astext(), docname=docname)
            elif target.startswith(("https://", "http://")):
                yield Entry(title or target, url=target)


class Navigation:
    """The entries as they now are, and the handlers that keep and show them.

    They are read twice a build, not once a page, and never with ``toctree()``, which
    takes hundreds of milliseconds a page on a large site.
    """

    def __init__(self) -> None:
        """Start empty; a build fills it before any page is written."""
        self._entries: tuple[Entry, ...] = ()

    def recall(
        self,
        _app: Sphinx,
        env: BuildEnvironment,
        _added: AbstractSet[str],
        _changed: AbstractSet[str],
        _removed: AbstractSet[str],
    ) -> list[str]:
        """Take up the entries that the last build's pages show (env-get-outdated)."""
        self._entries = top_level(env)
        return []

    def refresh(self, _app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Take up the new entries; every page is written again if they differ.

        Sphinx itself writes only the changed documents again, and the others would keep
        the old header (env-updated).
        """
        before, self._entries = self._entries, top_level(env)
        return [] if self._entries == before else sorted(env.found_docs)

    def show(
        self,
        _app: Sphinx,
        pagename: str,
        _templatename: str,
        context: dict[str, Any],
        _doctree: nodes.document | None,
    ) -> None:
        """Give the template ``navigation``: pairs of an entry and its aria-current.

        That is "page" for the page itself, "true" for the innermost section the page is
        in, and otherwise empty (html-page-context).
        """
        sections = [entry for entry in self._entries if entry.covers(pagename)]
        section = max(sections, key=lambda entry: len(entry.docname), default=None)
        here = any(entry.docname == pagename for entry in self._entries)
        context["navigation"] = [
            (entry, _current(entry, pagename, None if here else section))
            for entry in self._entries
        ]


def _current(entry: Entry, pagename: str, section: Entry | None) -> str:
    if entry.docname == pagename:
        return "page"
    return "true" if entry is section else ""
