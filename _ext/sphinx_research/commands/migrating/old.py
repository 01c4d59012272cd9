"""What an old site holds, read so that nothing of it is overlooked.

Every file, and every key of its YAML, is known from the beginning.  What a format has asked for
counts as taken; `OldSite.overlooked` tells of the rest.  Symbolic links are never followed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any

from sphinx_research.commands.encodings import NotTextError, decoded
from sphinx_research.commands.migrating import old_yaml
from sphinx_research.commands.migrating.fields import Fields, Left, Watch
from sphinx_research.commands.settings import RefusedError
from sphinx_research.records.characters import printable
from sphinx_research.records.problems import Place

__all__ = ["Fields", "Left", "OldPage", "OldSite"]

MOST_FILES = 50_000
"""How many files an old site may have: the rest of a disk is none."""
LARGEST = 20_000_000
"""How many bytes of text are read: as many as a ``.bib`` file may have."""
LARGEST_FILE = 50_000_000
"""How many of a picture or download."""
_NOT_WALKED = frozenset(
    {
        *("_site", "node_modules", "vendor", "public", "resources", "__pycache__", "_build"),
        *(
            ".git",
            ".hg",
            ".svn",
            ".github",
            ".gitlab",
            ".circleci",
            ".vscode",
            ".idea",
            ".jekyll-cache",
        ),
        *(
            ".sass-cache",
            ".bundle",
            ".devcontainer",
            ".venv",
            ".agents",
            ".claude",
            ".gemini",
            ".nox",
        ),
    }
)
"""Folders at the top that belong to tools, or were built."""
_FRONT_MATTER = re.compile(
    r"(---[ \t]*\n)(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class OldPage:
    """A page of an old site.

    :param body: the text below the front matter
    :param body_place: where that begins
    """

    path: str
    fields: Fields
    body: str
    body_place: Place

    @property
    def name(self) -> str:
        """The name of its file, without the ending."""
        return PurePosixPath(self.path).stem


class OldSite:
    """A folder that holds an old site, or one file of it.

    :param folder: nothing outside it is read
    :ivar files: the paths of all files
    :ivar watch: what is to be told of it
    :raises RefusedError: if it is not there, or cannot be read
    """

    def __init__(self, folder: Path) -> None:
        self.watch = Watch()
        self._used: set[str] = set()
        self._pages: dict[str, OldPage] = {}
        self._yaml: dict[str, Fields] = {}
        self.folder, only = (folder.parent, folder.name) if folder.is_file() else (folder, "")
        if not folder.exists():
            msg = f"there is no file or folder {folder}"
            raise RefusedError(msg)
        self.files: frozenset[str] = frozenset({only}) if only else frozenset(self._walk())

    def _walk(self) -> Iterator[str]:
        number = 0
        for top, folders, names in os.walk(self.folder, onerror=self._unreadable):
            above = Path(top).relative_to(self.folder)
            kept = []
            for name in sorted(folders):
                path = (above / name).as_posix()
                if (self.folder / path).is_symlink():
                    self._link(path)
                elif above == Path() and name in _NOT_WALKED:
                    self.watch.count_theme("folders of tools, or of what was built")
                else:
                    kept.append(name)
            folders[:] = kept
            for name in sorted(names):
                path = (above / name).as_posix()
                if (self.folder / path).is_symlink() or not (self.folder / path).is_file():
                    self._link(path)
                    continue
                number += 1
                if number > MOST_FILES:
                    msg = f"{self.folder} has more than {MOST_FILES:,} files; name the old site's"
                    raise RefusedError(msg)
                yield path

    def _unreadable(self, error: OSError) -> None:
        path = Path(str(error.filename)).relative_to(self.folder).as_posix()
        self.watch.left.append(
            Left(Place(printable(path)), f"the folder cannot be read: {error.strerror}")
        )

    def _link(self, path: str) -> None:
        what = f"`{printable(path)}` is a symbolic link or no file, and is not followed"
        self.watch.left.append(Left(Place(printable(path)), what, "put the file itself there"))

    # --- what has been taken ----------------------------------------------------------------

    def use(self, *paths: str) -> None:
        """Say that files have been taken."""
        self._used.update(paths)

    def set_aside(self, what: str, *patterns: str) -> None:
        """Say that files which nobody has taken belong to the old theme.

        :param what: their kind, in the plural: ``stylesheets and scripts``
        :param patterns: of whole paths; ``*`` stands for any signs, slashes too
        """
        for path in sorted(self.files - self._used):
            if any(fnmatchcase(path, pattern) for pattern in patterns):
                self._used.add(path)
                self.watch.count_theme(what)

    def overlooked(self) -> list[Left]:
        """Name all files and keys that no one has asked for, and what could not be read."""
        found = list(self.watch.left)
        for fields in self.watch.fields:
            found.extend(fields.overlooked())
        for path in self.files - self._used:
            what = f"the file `{printable(path)}` is not carried"
            found.append(Left(Place(printable(path)), what, "carry by hand what you need of it"))
        return sorted(set(found))

    # --- reading ----------------------------------------------------------------------------

    def matching(self, *patterns: str) -> list[str]:
        """Find files by whole paths; ``*`` stands for any signs, slashes too."""
        return sorted(
            path for path in self.files if any(fnmatchcase(path, one) for one in patterns)
        )

    def size(self, path: str) -> int:
        """Tell how many bytes a file has."""
        return (self.folder / path).stat().st_size

    def content(self, path: str) -> bytes:
        """Read a file that is to be copied.

        :raises RefusedError: if it cannot be read, or is far too large
        """
        try:
            with (self.folder / path).open("rb") as file:
                return file.read(LARGEST_FILE + 1)
        except OSError as error:
            msg = f"{path} cannot be read: {error.strerror}"
            raise RefusedError(msg) from error

    def text(self, path: str) -> str | None:
        """Read a text, with one newline character as line end; it counts as taken.

        :return: `None` if it is none, which is reported: no half of a file is read
        """
        self.use(path)
        if self.size(path) > LARGEST:
            self._not_read(path, 1, "the file is larger than any text should be")
            return None
        content = self.content(path)
        try:
            return decoded(content)
        except NotTextError as error:
            self._not_read(path, error.line, f"{error}, and was not read")
            return None

    def _not_read(self, path: str, line: int, why: str) -> None:
        mend = "save it as UTF-8 and run this again"
        self.watch.left.append(Left(Place(printable(path), line), why, mend))

    def yaml(self, path: str) -> Fields:
        """Read a YAML file of fields; empty if it cannot be read, which is reported.

        A file that is a list has its items under the key ``items``.
        """
        if path not in self._yaml:
            self._yaml[path] = self._fields_of(self.text(path) or "", path, 1)
        return self._yaml[path]

    def page(self, path: str) -> OldPage:
        """Read a page with front matter; without any, it has no fields."""
        if path not in self._pages:
            self._pages[path] = self._page(path)
        return self._pages[path]

    def _page(self, path: str) -> OldPage:
        text = self.text(path) or ""
        match = _FRONT_MATTER.match(text)
        if match is None:
            return OldPage(path, self._fields_of("", path, 1), text, Place(path))
        fields = self._fields_of(match[2], path, 2)
        first = match[0].count("\n") + 1
        return OldPage(path, fields, text[match.end() :], Place(path, first))

    def pages(self, *patterns: str) -> Iterator[OldPage]:
        """Read the pages whose paths match."""
        return (self.page(path) for path in self.matching(*patterns))

    def fields(self, data: Mapping[str, Any], path: str) -> Fields:
        """Watch a mapping that comes from a file of another kind, such as JSON or TOML."""
        return Fields(data, path, {}, (), self.watch)

    def _fields_of(self, text: str, path: str, first: int) -> Fields:
        data: Any = None
        lines: old_yaml.Lines = {}
        try:
            data, lines = old_yaml.read(text, first)
        except old_yaml.UnreadableError as error:
            place = Place(printable(path), error.line)
            why = f"the YAML cannot be read: {error}"
            self.watch.left.append(Left(place, why, "mend it in the old site and run this again"))
        if isinstance(data, list):
            data = {"items": data}
            lines = {("items", *way): line for way, line in lines.items()}
        elif data is not None and not isinstance(data, dict):
            self.watch.left.append(
                Left(Place(path, first), "the YAML holds no fields", "carry it by hand")
            )
            data = {}
        return Fields(data or {}, path, lines, (), self.watch)
