"""What a program will change in a site: shown first, then written, all of it or nothing.

Nothing is overwritten or removed that the program has not read, nothing is written outside the
site, and no file is ever seen half written: each is written beside its place and then put there.
"""

from __future__ import annotations

import contextlib
import difflib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from sphinx_research.commands.settings import RefusedError


class Changes:
    """New content of files below a folder.

    :param folder: the folder that holds conf.py
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._before: dict[str, bytes | None] = {}
        self._after: dict[str, bytes | None] = {}

    def __iter__(self) -> Iterator[str]:
        """Name the files that will not be as they were, in the order of their paths."""
        return (path for path in sorted(self._after) if self._after[path] != self._before[path])

    def __bool__(self) -> bool:
        """Whether anything will change."""
        return next(iter(self), None) is not None

    def read(self, path: str) -> bytes | None:
        """Give the content of a file as it will be; `None` if there is none.

        :param path: from the folder, with forward slashes
        :raises RefusedError: if it is no file of the folder, or cannot be read
        """
        if path not in self._after:
            if path not in self._before:
                self._before[path] = self._on_disk(path)
            return self._before[path]
        return self._after[path]

    def text(self, path: str) -> str:
        """Give the text of a file as it will be, with its line ends; nothing if there is none.

        :raises RefusedError: as `read`, and if it is not UTF-8
        """
        return _decoded(path, self.read(path))

    def before(self, path: str) -> str:
        """Give the text of a file as it is on the disk; nothing if there is none.

        :raises RefusedError: as `text`
        """
        self.read(path)
        return _decoded(path, self._before[path])

    def create(self, path: str, content: str | bytes) -> None:
        """Add a file.

        :raises RefusedError: as `read`, and if it is there with other content
        """
        written = content.encode() if isinstance(content, str) else content
        if self.read(path) not in {None, written}:
            msg = f"{path} is there already, and is not overwritten"
            raise RefusedError(msg)
        self._after[path] = written

    def replace(self, path: str, content: str | bytes) -> None:
        """Give a file that was read another content."""
        self.read(path)
        self._after[path] = content.encode() if isinstance(content, str) else content

    def remove(self, path: str) -> None:
        """Take a file away, and its folder if nothing else is in it."""
        self.read(path)
        self._after[path] = None

    def append(self, path: str, text: str) -> None:
        """Add paragraphs to the end of a file, with its line ends; without the file, make it."""
        before = self.text(path)
        if not before:
            self.replace(path, text)
            return
        end = "\r\n" if "\r\n" in before else "\n"
        self.replace(path, before.rstrip() + (f"\n\n{text}").replace("\n", end))

    def diff(self) -> str:
        """Show all changes as ``diff -u`` does; of what is no text, the size only."""
        return "".join(self._diff(path) for path in self)

    def write(self) -> list[str]:
        """Write all files.

        :return: the paths of those that were not as they are now
        :raises RefusedError: if one has changed since it was read, or cannot be written
        """
        changed = list(self)
        ready: list[tuple[str, str]] = []
        try:
            for path in changed:
                if self._on_disk(path) != self._before[path]:
                    msg = f"{path} has changed meanwhile; nothing was written"
                    raise RefusedError(msg)
                content = self._after[path]
                if content is not None:
                    ready.append((self._beside(path, content), path))
            for temporary, path in ready:
                os.replace(temporary, self.folder / path)  # noqa: PTH105 - as the temporary name is text
            for path in changed:
                if self._after[path] is None:
                    self._delete(path)
        except OSError as error:
            msg = f"{error.filename} cannot be written: {error.strerror}"
            raise RefusedError(msg) from error
        finally:
            for temporary, _ in ready:
                Path(temporary).unlink(missing_ok=True)
        self._before.update(self._after)
        return changed

    def _delete(self, path: str) -> None:
        file = self.folder / path
        file.unlink(missing_ok=True)
        for folder in file.relative_to(self.folder).parents[:-1]:
            with contextlib.suppress(OSError):  # something else is in it
                (self.folder / folder).rmdir()

    def _beside(self, path: str, content: bytes) -> str:
        """Write a file under a passing name in its folder."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".new")
        with os.fdopen(number, "wb") as file:
            file.write(content)
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        return name

    def _on_disk(self, path: str) -> bytes | None:
        parts = PurePosixPath(path).parts
        if PurePosixPath(path).is_absolute() or not parts or any(map(_leads_away, parts)):
            msg = f"{path} is no path within the site"
            raise RefusedError(msg)
        way = self.folder
        for part in parts:
            way = way / part
            if way.is_symlink():
                msg = f"{way} is a symbolic link, and is not followed"
                raise RefusedError(msg)
        try:
            return way.read_bytes() if way.exists() else None
        except OSError as error:
            msg = f"{way} cannot be read: {error.strerror}"
            raise RefusedError(msg) from error

    def _diff(self, path: str) -> str:
        before, after = self._before[path], self._after[path]
        try:
            old, new = (before or b"").decode(), (after or b"").decode()
        except UnicodeDecodeError:
            what = "new" if before is None else "removed" if after is None else "changed"
            return f"{what}: {path} ({len(after or b''):,} bytes)\n"
        lines = difflib.unified_diff(
            old.splitlines(keepends=True),
            new.splitlines(keepends=True),
            "/dev/null" if before is None else f"a/{path}",
            "/dev/null" if after is None else f"b/{path}",
        )
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def _leads_away(part: str) -> bool:
    """Whether a part of a path leads elsewhere, or into Git's own folder, on any system.

    Windows takes a backslash for a slash, ``git~1`` for ``.git``, and no account of dots at the
    end; Windows and macOS none of capitals (as Git's own ``verify_path`` has it).
    """
    return part == ".." or "\\" in part or part.casefold().rstrip(". ") in {".git", "git~1"}


def _decoded(path: str, content: bytes | None) -> str:
    try:
        return (content or b"").decode("utf-8")
    except UnicodeDecodeError:
        msg = f"{path} is not UTF-8 text; save it as UTF-8"
        raise RefusedError(msg) from None


def _umask() -> int:
    """Tell which rights new files do not get; the system has no way to ask but to set it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
