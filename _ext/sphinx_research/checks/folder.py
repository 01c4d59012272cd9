"""All files of a site as it was built: each of a kind that is known, and harmless."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from operator import itemgetter
from pathlib import Path

from sphinx_research.checks.faults import Fault
from sphinx_research.checks.page import Checker
from sphinx_research.checks.xml_file import XmlChecker
from sphinx_research.records.files import DOWNLOADS, FONTS, PICTURES

PAGES = frozenset({".html", ".htm"})
XML = frozenset({".xml", ".svg", ".atom", ".rss"})
CODE = frozenset({".js", ".mjs", ".css", ".map"})
"""Kinds of files that are never content: they come with theme and extensions."""
INERT = (DOWNLOADS | FONTS | PICTURES) - XML | {
    *(".bib", ".ris", ".cff", ".inv", ".webmanifest", ".ico", ".ttf", ".otf", ".eot"),
    *(".nojekyll", ".research-outputs", ".buildinfo"),
}
"""Kinds of files of which no browser runs anything: those of content, and of what is built."""
BARE = frozenset({"CNAME", "_headers", "LICENSE", ".buildinfo.bak"})
"""Names that hosts, or Sphinx, know."""
_STATIC = "_static/"

Stamp = tuple[int, int]
"""Size and time of the last change (ns) of a file."""


class Folder:
    """The files of a site.

    :param brought: tells, by its path, whether theme or extensions brought a file; only
        these may be code
    :param memory: where to keep which files were without fault; what else is in its folder is
        no part of the site, even if that lies within
    """

    def __init__(
        self,
        folder: Path,
        checker: Checker,
        brought: Callable[[str], bool],
        memory: Path | None = None,
    ) -> None:
        self.folder = folder
        self.checker = checker
        self.brought = brought
        self.memory = memory
        self._apart = os.fspath(memory.parent) if memory else ""

    def faults(self, version: str = "") -> Iterator[tuple[str, Fault]]:
        """Find the faults of all files, with the path of each, in the order of paths.

        :param version: stands for all by which files were judged; with another, what is
            remembered does not count
        """
        before = _recall(self.memory, version)
        good: dict[str, Stamp] = {}
        for path, entry in sorted(_walk(os.fspath(self.folder), self._apart), key=itemgetter(0)):
            if not entry.is_file(follow_symlinks=False):
                yield path, Fault("#kind", "", "link or device")
                continue
            kind = _kind(entry.name)
            stat = entry.stat(follow_symlinks=False)
            stamp = (stat.st_size, stat.st_mtime_ns)
            found = [] if before.get(path) == stamp else self._of_file(path, kind)
            if found:
                yield from ((path, fault) for fault in found)
            elif path.isprintable():  # and so one line
                good[path] = stamp
        if self.memory and good != before:
            _remember(self.memory, version, good)

    def _of_file(self, path: str, kind: str) -> list[Fault]:
        if (kind in CODE or path.startswith(_STATIC)) and self.brought(path):
            return []
        if kind in PAGES:
            return self.checker.faults((self.folder / path).read_bytes(), path)
        if kind in XML:
            return XmlChecker(self.checker, path).faults((self.folder / path).read_bytes())
        return [Fault("#kind", "", kind or path)]


def pages(folder: Path) -> list[str]:
    """Name the pages of a site, but for those that came with its theme."""
    found = (path for path, _ in _walk(os.fspath(folder)))
    return sorted(path for path in found if _kind(path) in PAGES and not path.startswith(_STATIC))


def _kind(name: str) -> str:
    """Give the ending of a name: all of it, if it begins with its only dot."""
    return f".{name.rpartition('.')[2]}".lower() if "." in name else ""


def _walk(top: str, apart: str = "", prefix: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Find all files but inert ones, and those of one folder; no link is followed."""
    with os.scandir(top) as found:
        for entry in found:
            name = entry.name
            if entry.is_file(follow_symlinks=False):
                if _kind(name) not in INERT and name not in BARE:
                    yield prefix + name, entry
            elif not entry.is_dir(follow_symlinks=False):
                yield prefix + name, entry
            elif entry.path != apart:
                yield from _walk(entry.path, apart, f"{prefix}{name}/")


def _recall(memory: Path | None, version: str) -> dict[str, Stamp]:
    """Read which files were good; nothing, if anything of it is not as it was written."""
    with suppress(OSError, ValueError):
        if memory:
            mark, _, text = memory.read_text("utf-8").partition("\n")
            if mark == _mark(version, text):
                rows = (line.rsplit("\t", 2) for line in text.splitlines())
                return {path: (int(size), int(time)) for path, size, time in rows}
    return {}


def _remember(memory: Path, version: str, good: dict[str, Stamp]) -> None:
    text = "".join(f"{path}\t{size}\t{time}\n" for path, (size, time) in good.items())
    memory.write_text(f"{_mark(version, text)}\n{text}", "utf-8")


def _mark(version: str, text: str) -> str:
    return hashlib.blake2b(f"{version}\n{text}".encode(), digest_size=16).hexdigest()
