"""Where pages lead within the site: to pages, headings, files; and what they show.

In doubt a link is good: the build follows it in more ways than can be known without it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from sphinx_research.commands.checking.hints import Hints
from sphinx_research.commands.checking.mentions import Mention, Mentions, wanted
from sphinx_research.commands.checking.patterns import matcher
from sphinx_research.records import tree
from sphinx_research.records.addresses import is_safe
from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.files import DOWNLOADS, PICTURES
from sphinx_research.records.model import slug
from sphinx_research.records.problems import Code, Place, Problem
from sphinx_research.records.raw import Kind

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
FOLDERS = tuple(f"{folder}/" for folder in tree.FOLDERS)
_GENERATED = frozenset({"genindex", "modindex", "search"})
SEEN = PICTURES | DOWNLOADS
"""What a page may show or offer."""


class Links:
    """Follows what pages name.

    :param pages: what each page names, by its path
    :param files: the paths of files that are there and may go out
    :param depth: how many levels of headings have anchors for other pages
        (``myst_heading_anchors``)
    :param whole: whether these are all pages; others may have any anchor, and name any page
    """

    def __init__(  # noqa: PLR0913 - all that a link can lead to
        self,
        catalogue: Catalogue,
        pages: Mapping[str, Mentions],
        files: frozenset[str],
        unread: frozenset[str],
        depth: int,
        *,
        whole: bool = True,
    ) -> None:
        self._depth = depth
        self._whole = whole
        self._pages = pages
        self._files = files
        self._unread = unread
        self._documents = catalogue.documents
        self._nearest = Hints()
        self._labels = {
            slug(label) for mentions in pages.values() for label in mentions.labels
        } | {slug(one) for kind in Kind for one in catalogue.records.of(kind)}

    def problems(self, path: str) -> Iterator[Problem]:
        """Say where a page leads to nothing."""
        for one in self._pages[path].found:
            place = Place(path, one.line, one.column)
            match one.kind:
                case "link":
                    yield from self._link(one.target, place)
                case "picture":
                    yield from self._picture(one, place)
                case "role":
                    yield from self._role(one, place)
                case "entry":
                    yield from self._entry(one.target, place)
                case _:
                    pass  # `references` looks at it

    # --- links ---------------------------------------------------------------------------------

    def _link(self, href: str, place: Place) -> Iterator[Problem]:
        if not is_safe(href) and not href.startswith(("inv:", "project:", "path:")):
            cause = f"a page may not lead to `{href}`"
            mend = "begin the address with https://, http:// or mailto:"
            yield Problem(Code.REFUSED, place, cause, mend)
            return
        href = unquote(href)
        if (scheme := _SCHEME.match(href)) and scheme[1].lower() in {"project", "path"}:
            href = href[scheme.end() :]
        elif scheme or href.startswith("//") or not href:
            return
        path, _, anchor = href.partition("#")
        if not path:
            yield from self._anchor(place.path, anchor, place)
            return
        target = _resolved(place.path, path)
        page = self._page(target)
        if page is not None and anchor:
            yield from self._anchor(page, anchor, place)
        elif page is None and not self._is_elsewhere(path, target):
            yield self._dead(href, path, place)

    def _page(self, target: str) -> str | None:
        bare = target.removesuffix(".md")
        return f"{bare}.md" if bare in self._documents else None

    def _is_elsewhere(self, path: str, target: str) -> bool:
        known = target in self._files or slug(path) in self._labels or self._is_unknown(target)
        return (
            known
            or {target, target.removesuffix(".md")} <= self._unread
            or (PurePosixPath(target).stem in self._unread)
        )

    def _is_unknown(self, path: str) -> bool:
        """Whether a path leads to where no page has been looked at."""
        return not self._whole and not path.startswith(FOLDERS)

    def _anchor(self, page: str, anchor: str, place: Place) -> Iterator[Problem]:
        """Look for an anchor on a page; on its own page, a link may name a record, too."""
        mentions = self._pages.get(page)
        if not anchor or mentions is None or anchor in self._unread:
            return
        is_own = page == place.path
        if is_own and not self._whole:
            return
        anchors = mentions.anchors if is_own else self._for_others(mentions)
        known = {slug(one) for one in anchors} | (self._labels if is_own else set())
        if slug(anchor) in known:
            return
        cause = f"{'this page' if is_own else f'`{page}`'} has no anchor `#{anchor}`"
        hint = "" if anchor in mentions.anchors else self._nearest(anchor, sorted(anchors))
        mend = hint or f"write `({anchor})=` on the line above what is meant, on that page"
        yield Problem(Code.BROKEN_LINK, place, cause, mend)

    def _for_others(self, mentions: Mentions) -> frozenset[str]:
        headings = {one for one, level in mentions.headings if level <= self._depth}
        return mentions.labels | headings

    def _dead(self, href: str, path: str, place: Place) -> Problem:
        cause = f"the link `{href}` leads to nothing on this site"
        near = self._nearest(_resolved(place.path, path).removesuffix(".md"), self._known_paths())
        if near:
            found = near.partition("`")[2].partition("`")[0]
            near = near.replace(f"`{found}`", f"`{_way(place.path, found)}`")
        mend = near or "give the path of a page or file from this page, or a whole address"
        if re.match(r"(?:www\.|[\w-]+\.(?:com|org|net|edu|io)\b)", path):
            mend = f"write https:// before it: `https://{href}`"
        return Problem(Code.BROKEN_LINK, place, cause, mend)

    def _known_paths(self) -> list[str]:
        return [*(f"{one}.md" for one in sorted(self._documents)), *sorted(self._files)]

    # --- roles of Sphinx -----------------------------------------------------------------------

    def _role(self, one: Mention, place: Place) -> Iterator[Problem]:
        target = wanted(one.target)
        name = one.name.removeprefix("std:")
        path = _resolved(place.path, target)
        if name == "doc" and self._page(path) is None and not self._is_unknown(path):
            yield self._dead(target, f"{target}.md", place)
        elif name == "download" and not _SCHEME.match(target) and path not in self._files:
            yield self._dead(target, target, place)
        elif (
            name == "ref"
            and self._whole
            and slug(target) not in self._labels
            and target not in _GENERATED
        ):
            cause = f"no page has an anchor `{target}`"
            mend = self._nearest(target, sorted(self._labels))
            mend = mend or f"write `({target})=` on the line above what is meant"
            yield Problem(Code.BROKEN_LINK, place, cause, mend)

    # --- pictures and toctrees -----------------------------------------------------------------

    def _picture(self, one: Mention, place: Place) -> Iterator[Problem]:
        address = unquote(one.target)
        if _SCHEME.match(address) or address.startswith("//"):
            cause = f"the picture `{address}` is no file of this site"
            mend = "put the file beside the page: another host would be told of each visitor"
            yield Problem(Code.REFUSED, place, cause, mend)
            return
        path = _resolved(place.path, address)
        if path not in self._files and path not in self._unread:
            cause = f"there is no picture `{address}`"
            pictures = [one for one in self._files if one.lower().endswith(tuple(PICTURES))]
            near = self._nearest(path, sorted(pictures)).replace("`", "`/", 1)
            mend = "put it into `_static/`, and give its path from the top: `/_static/ada.jpg`"
            yield Problem(Code.MISSING_FILE, place, cause, near or mend)
        if not one.words.strip():
            cause = f"the picture `{address}` has no words for those who do not see it"
            mend = "write what it shows: `![Ada at her desk](…)`"
            if one.name in {"figure", "image"}:
                mend = "add `:alt:` with what it shows"
            yield Problem(Code.NO_ALT, place, cause, mend)

    def _entry(self, target: str, place: Place) -> Iterator[Problem]:
        if _SCHEME.match(target) or target == "self" or target in _GENERATED:
            return
        if self._is_unknown(_resolved(place.path, target)):
            return
        if not list(named_by(target, place.path, self._documents)):
            lost = PurePosixPath(target).stem
            if lost not in self._unread:
                cause = f"the toctree names `{target}`, which is no page"
                bare = _resolved(place.path, target.removesuffix(".md"))
                mend = self._nearest(bare, sorted(self._documents)) or "remove the line"
                yield Problem(Code.BROKEN_LINK, place, cause, mend)

    def unlisted(self, root: str, records: Iterable[str]) -> Iterator[Problem]:
        """Find pages that no toctree names, and that no record has."""
        if not self._whole:
            return
        named = {root, *records}
        for path, mentions in self._pages.items():
            for one in mentions.found:
                if one.kind == "entry":
                    named.update(named_by(one.target, path, self._documents))
        for path, mentions in self._pages.items():
            if path.removesuffix(".md") not in named and not mentions.is_orphan:
                cause = "no toctree names this page, and it is no person's or project's"
                kind = "person" if path.startswith("people/") else "project"
                mend = (
                    f"begin it with `{kind}:` between two lines `---`, or name it in the toctree "
                    f"of {root}.md"
                )
                yield Problem(Code.UNLISTED_PAGE, Place(path), cause, mend)


def named_by(target: str, path: str, documents: frozenset[str]) -> Iterator[str]:
    """Give the pages that an entry of a toctree names; it may be a pattern."""
    bare = _resolved(path, target.removesuffix(".md"))
    if bare in documents:
        yield bare
    elif any(sign in bare for sign in "*?["):
        matches = matcher([bare])
        yield from (one for one in documents if matches(one))


def _resolved(page: str, path: str) -> str:
    """Give a path that a page names from the top of the site."""
    if path.startswith("/"):
        return posixpath.normpath(path.lstrip("/") or ".")
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path))


def _way(page: str, path: str) -> str:
    """Give the way to a file as a page would write it."""
    return posixpath.relpath(path, posixpath.dirname(page) or ".")


def paths_named(pages: Mapping[str, Mentions]) -> set[str]:
    """Give all files that pages name, from the top of the site."""
    return {
        _resolved(path, unquote(wanted(one.target).partition("#")[0]))
        for path, mentions in pages.items()
        for one in mentions.found
        if one.kind in {"link", "picture"} or one.name in {"download", "std:download"}
        if one.target and not _SCHEME.match(one.target)
    }
