"""The files of a site: one walk over all their names, before anything is read.

Whoever adds a page adds files, and a file can do harm before its content is looked at: a link
leads out of the repository, a pipe stops the build for ever, a script in ``_static`` is sent to
visitors.  The walk itself follows no link.  Hard links are not looked for: Git keeps none.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from sphinx_research.records.characters import printable
from sphinx_research.records.files import (
    LINK,
    NO_FILE,
    RECORDS,
    Fault,
    elsewhere,
    ending,
    folder_in_content,
    folder_in_static,
    in_content,
    in_static,
    limit,
    may_hold_records,
    no_markdown,
    too_large,
    twin,
)
from sphinx_research.records.problems import Place, Problem

FOLDERS = ("people", "research")
"""Where records are written, besides the pages at the top."""
DRAFTS = (".", "_")
"""What names begin with that are left out of those folders."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What conf.py says of the tree; all paths begin at the top of the source directory.

    :param static: folders and files that go out as they are (``html_static_path``)
    :param extra: likewise (``html_extra_path``), and of any kind, since conf.py wants them so
    :param named: files that conf.py names one by one, which may be of any kind
    :param pages: the endings of what Sphinx takes for a page
    :param excluded: tells what is no part of the site; without it, nothing is looked at
        besides `FOLDERS`, `static`, `extra` and the pages at the top
    """

    static: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset({".md"})
    excluded: Callable[[str], bool] | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    """What may be read and published, and what may not.

    :param files: pages and files of records
    :param problems: one for each path that is refused
    :param refused: paths of files, and of folders with all that is in them
    :param lost: of the files refused, those that may hold records and can be opened
    :param drawings: the SVGs that go out as they are, as their addresses begin at ``_static``
    """

    files: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    refused: frozenset[str] = frozenset()
    lost: tuple[str, ...] = ()
    drawings: frozenset[str] = frozenset()


def walk(source: Path, layout: Layout | None = None) -> Tree:
    """Look at the name, the kind and the size of every file of a site; none is opened."""
    walker = _Walker(source, layout or Layout())
    walker.run()
    return Tree(
        tuple(sorted(walker.files, key=lambda path: ("/" in path, path.split("/")))),
        tuple(walker.problems),
        frozenset(walker.refused),
        tuple(walker.lost),
        frozenset(walker.drawings),
    )


def find(source: Path, path: str, kinds: frozenset[str]) -> Path | None:
    """Find a file that a page or record names by its path from the top of the source directory.

    :param kinds: the endings that it may have, such as `files.PICTURES`
    :return: `None` if it is not there, is of another kind or too large, is hidden (``.git``
        may hold secrets), or lies elsewhere, also by a link to it or to a folder above it
    """
    way = PurePosixPath(path.removeprefix("/"))
    if way.is_absolute() or "\\" in path or way.suffix.lower() not in kinds:
        return None
    file = source
    try:
        for part in way.parts:
            file /= part
            if part.startswith(".") or file.is_symlink():  # `..` begins with a dot, too
                return None
        return file if file.is_file() and file.stat().st_size <= limit(path) else None
    except (OSError, ValueError):  # too long, or no path at all
        return None


def holds_records(path: str) -> bool:
    """Whether the records of a file count: those of pages at the top, and in `FOLDERS`."""
    return "/" not in path or path.startswith(tuple(f"{folder}/" for folder in FOLDERS))


# --- the walk -----------------------------------------------------------------------------


def _anything(path: str) -> Fault | None:  # noqa: ARG001 - as the others that judge
    return None


@dataclass(frozen=True, slots=True)
class _Area:
    """A part of the tree, and what may be in it.

    :param hidden: what names begin with that are left out
    """

    hidden: tuple[str, ...] = ()
    judge_folder: Callable[[str], Fault | None] = _anything
    judge_file: Callable[[str], Fault | None] = _anything
    has_pages: bool = False


_CONTENT = _Area(DRAFTS, folder_in_content, in_content, has_pages=True)
_STATIC = _Area((".",), folder_in_static, in_static)  # Sphinx leaves hidden ones out
_EXTRA = _Area()
_OTHER = _Area((), _anything, elsewhere, has_pages=True)


@dataclass(slots=True)
class _Walker:
    source: Path
    layout: Layout
    roots: frozenset[str] = frozenset()
    files: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    drawings: list[str] = field(default_factory=list)

    def run(self) -> None:
        roots = {
            **dict.fromkeys(self.layout.extra, _EXTRA),
            **dict.fromkeys(self.layout.static, _STATIC),
            **dict.fromkeys(FOLDERS, _CONTENT),
        }
        self.roots = frozenset(roots)
        self._folders("", _OTHER)
        for path, area in roots.items():
            self._root(path, area)

    def _root(self, path: str, area: _Area) -> None:
        """Look at a folder or file that has a part of its own; no link may lead to it."""
        above = [PurePosixPath(path), *PurePosixPath(path).parents]
        if any((self.source / one).is_symlink() for one in above[:-1]):
            self._refuse(path, LINK)
        elif (self.source / path).is_dir():
            self._folders(f"{path}/", area)
        else:
            folder, _, name = path.rpartition("/")
            for entry in _entries(self.source / folder):
                if entry.name != name:
                    continue
                if fault := self._judge(entry, path, area):
                    self._refuse(path, fault, entry)
                else:
                    self._take(path, area, path.removesuffix(name))

    def _folders(self, top: str, area: _Area) -> None:
        """Go through a folder and all below, but for those that have a part of their own.

        :param top: its path, with a slash at the end unless it is the topmost
        """
        waiting = [top]
        while waiting:
            folder = waiting.pop()
            names: dict[str, str] = {}
            for entry in _entries(self.source / folder):
                path = f"{folder}{entry.name}"
                if path in self.roots or self._is_left_out(entry.name, path, area):
                    continue
                fault = self._judge(entry, path, area)
                if fault is None and area is not _OTHER:
                    first = names.setdefault(entry.name.casefold(), path)
                    fault = twin(first) if first != path else None
                if fault:
                    self._refuse(path, fault, entry)
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{path}/")
                else:
                    self._take(path, area, top)

    def _is_left_out(self, name: str, path: str, area: _Area) -> bool:
        if area is not _OTHER:
            return name.startswith(area.hidden)
        if self.layout.excluded is None:
            return "/" in path or ending(name) not in RECORDS
        return self.layout.excluded(path)

    def _judge(self, entry: os.DirEntry[str], path: str, area: _Area) -> Fault | None:
        """Judge what stands in a folder: its kind, its name and its size."""
        if entry.is_symlink():
            return LINK
        if entry.is_dir(follow_symlinks=False):
            return area.judge_folder(path)
        if not entry.is_file(follow_symlinks=False):
            return NO_FILE
        page = area.has_pages and ending(path) in self.layout.pages
        if page and ending(path) != ".md":
            return no_markdown(path)
        fault = None if path in self.layout.named else area.judge_file(path)
        if fault or area is _EXTRA or (area is _OTHER and not page):
            return fault
        size = entry.stat(follow_symlinks=False).st_size
        return too_large(path, size) if size > limit(path) else None

    def _take(self, path: str, area: _Area, top: str) -> None:
        if area.has_pages and ending(path) in (RECORDS if area is _CONTENT else {".md"}):
            self.files.append(path)
        elif area is _STATIC and path.lower().endswith(".svg"):
            self.drawings.append(path.removeprefix(top))

    def _refuse(self, path: str, fault: Fault, entry: os.DirEntry[str] | None = None) -> None:
        """Tell of a path, and of records that are lost with it."""
        place = Place(printable(path))
        self.problems.append(Problem(fault.code, place, fault.cause, fault.mend))
        self.refused.append(path)
        if entry is None or not holds_records(path):
            return
        if entry.is_dir(follow_symlinks=False):
            self.lost.extend(self._records_below(path))
        elif entry.is_file(follow_symlinks=False) and may_hold_records(path):
            self.lost.append(path)

    def _records_below(self, path: str) -> Iterator[str]:
        for folder, _, names in os.walk(self.source / path):  # which follows no link
            for name in names:
                file = Path(folder, name)
                if may_hold_records(name) and file.is_file() and not file.is_symlink():
                    yield file.relative_to(self.source).as_posix()


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """List a folder in the order of names; one that cannot be read is as good as empty."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []
