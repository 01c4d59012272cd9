"""Files beside Sphinx's own: written only where they differ, deleted when they are over."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

MANIFEST = ".research-outputs"
"""The names of the files that the last build wrote here, below the fingerprint of all."""


class Outputs:
    """The files that one build leaves in a folder.

    :param folder: the builder's output folder
    :param pages: the files of Sphinx's own pages, which are neither written nor deleted here
    """

    def __init__(self, folder: Path, pages: frozenset[str] = frozenset()) -> None:
        self.folder = folder
        self.pages = pages
        self._top = os.fspath(folder)
        self._written: dict[str, str] = {}
        self._folders: set[str] = set()
        self._fingerprint, self._before = _read(folder / MANIFEST)

    def stands(self, fingerprint: str) -> bool:
        """Whether the last build has written all that this one would, and it is still there."""
        return self._fingerprint == fingerprint and self._before.keys() <= self._there()

    def keeps(self, path: str, mark: str) -> bool:
        """Let a file stay as it is if it was written with the same mark.

        For what takes long to make; `mark` stands for all that it is made of.
        """
        stays = self._before.get(path) == mark and (self.folder / path).is_file()
        if stays:
            self._written[path] = mark
        return stays

    def write(self, path: str, content: str | bytes, mark: str = "") -> None:
        """Write a file, unless it holds the same already.

        :param path: from the top of the folder, with forward slashes
        :param mark: for `keeps`
        """
        if path in self.pages:
            return
        self._written[path] = mark
        data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
        file = f"{self._top}/{path}"
        # Plain calls: with sixty thousand small files `pathlib` takes as long as the disk.
        with suppress(FileNotFoundError), open(file, "rb") as old:  # noqa: PTH123
            if old.read() == data:
                return
        parent = file.rpartition("/")[0]
        if parent not in self._folders:
            os.makedirs(parent, exist_ok=True)  # noqa: PTH103
            self._folders.add(parent)
        with open(file, "wb") as new:  # noqa: PTH123
            new.write(data)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        if failure:  # the next build makes all files anew, and knows of those made so far
            self._note("", self._before | self._written)

    def finish(self, fingerprint: str) -> None:
        """Delete what the last build left and this one did not, and take notes for the next.

        Pages of documents that are gone are deleted too, which Sphinx leaves.

        :param fingerprint: stands for all that the files are made of
        """
        now = {**dict.fromkeys(self.pages, ""), **self._written}
        for path in sorted(self._before.keys() - now.keys()):
            file = self.folder / path
            file.unlink(missing_ok=True)
            with suppress(OSError):  # it holds other files
                file.parent.rmdir()
        self._note(fingerprint, now)

    def _note(self, fingerprint: str, files: Mapping[str, str]) -> None:
        lines = (f"{path}\t{mark}" for path, mark in sorted(files.items()))
        text = "\n".join((fingerprint, *lines)) + "\n"
        (self.folder / MANIFEST).write_text(text, "utf-8")

    def _there(self) -> frozenset[str]:
        folders = {path.rpartition("/")[0] for path in self._before}
        return frozenset(name for folder in folders for name in self._names(folder))

    def _names(self, folder: str) -> Iterator[str]:
        prefix = f"{folder}/" if folder else ""
        with suppress(FileNotFoundError), os.scandir(f"{self._top}/{folder}") as found:
            for entry in found:
                yield prefix + entry.name


def _read(manifest: Path) -> tuple[str, dict[str, str]]:
    """Read the fingerprint and the files of the last build; of what is damaged, nothing."""
    with suppress(OSError, ValueError):
        fingerprint, *lines = manifest.read_text("utf-8").splitlines()
        return fingerprint, dict(line.split("\t") for line in lines)
    return "", {}
