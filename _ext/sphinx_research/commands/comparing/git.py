"""The site as it was in a commit: taken out of Git's objects, with nothing checked out.

Text is written into a folder as it was.  Of all other files only the name and the size matter
here, so they are as large as they were, and empty.  Links are put there last and lead nowhere:
whatever reads the folder refuses them, as it does in the site.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sphinx_research.commands.settings import RefusedError
from sphinx_research.records.characters import printable
from sphinx_research.records.files import RECORDS, ending, limit

_LINK = b"120000"
_NOWHERE = "nowhere"
_SHORT = 7


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit to compare with.

    :param folder: the folder that holds conf.py
    :param name: as it was asked for
    :param id: the commit where its line and ours divide: what came later there is not ours
    """

    folder: Path
    name: str
    id: str

    def __str__(self) -> str:
        return f"{printable(self.name)} ({self.id[:_SHORT]})"


@dataclass(frozen=True, slots=True, order=True)
class Changed:
    """A file that is not as it was.

    :param path: from the folder that holds conf.py; files above it begin with ``../``
    :param how: ``A`` for added, ``D`` for deleted, anything else for changed
    """

    path: str
    how: str


def find(folder: Path, name: str) -> Commit:
    """Find a commit by any name that Git knows.

    :raises RefusedError: if there is none, or no repository
    """
    if not shutil.which("git"):
        msg = "Git is not installed; https://git-scm.com/downloads has it"
        raise RefusedError(msg)
    if name.startswith("-"):
        msg = f"`{printable(name)}` is no name of a commit"
        raise RefusedError(msg)
    _git(folder, "rev-parse", "--show-toplevel")
    found = _first(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if not found:
        msg = (
            f"there is no commit `{printable(name)}` here; `git fetch origin` gets those of the "
            "others, then name it like origin/main"
        )
        raise RefusedError(msg)
    # In a copy without the past, the two may have none in common.
    divided = _first(folder, "merge-base", found, "HEAD")
    return Commit(folder, name, divided or found)


def changed(commit: Commit) -> list[Changed]:
    """Tell which files differ from the commit, new ones that Git does not know included."""
    top = _prefix(commit.folder)
    parts = _git(
        commit.folder,
        *("diff", "--no-ext-diff", "--no-renames", "--name-status", "-z", commit.id, "--", ":/"),
    ).split(b"\0")
    found = {
        os.fsdecode(path): how.decode() for how, path in zip(parts[::2], parts[1::2], strict=False)
    }
    new = _git(
        commit.folder, "ls-files", "--others", "--exclude-standard", "--full-name", "-z", ":/"
    )
    found.update({os.fsdecode(path): "A" for path in new.split(b"\0") if path})
    return sorted(
        Changed(path.removeprefix(top) if path.startswith(top) else f"../{path}", how[:1])
        for path, how in found.items()
    )


def export(commit: Commit, into: Path) -> None:
    """Write the files of a commit into an empty folder.

    :raises RefusedError: if some of them are not here
    """
    files = [file for file in _files(commit) if _is_plain(file.path)]
    read = [file for file in files if file.mode != _LINK and _is_read(file)]
    contents = dict(zip((file.path for file in read), _contents(commit.folder, read), strict=True))
    for file in (one for one in files if one.mode != _LINK):
        with suppress(OSError, ValueError):  # a name that this system cannot have
            target = into / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as opened:
                opened.write(contents.get(file.path, b""))
                opened.truncate(file.size)
    for file in (one for one in files if one.mode == _LINK):
        with suppress(OSError, ValueError):
            target = into / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(_NOWHERE)


# --- Git --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _File:
    mode: bytes
    blob: bytes
    size: int
    path: str


def _files(commit: Commit) -> Iterator[_File]:
    """List the files of the folder, as ``git ls-tree -l`` writes them."""
    tree = f"{commit.id}:{_prefix(commit.folder)}"
    if not _first(commit.folder, "rev-parse", "--verify", "--quiet", tree):
        return  # the folder was not there yet
    for line in _git(commit.folder, "ls-tree", "-r", "-l", "-z", "--full-tree", tree).split(b"\0"):
        facts, _, path = line.partition(b"\t")
        match facts.split():
            case [mode, b"blob", blob, size]:
                yield _File(mode, blob, int(size), os.fsdecode(path))
            case _:
                continue  # another repository within this one


def _contents(folder: Path, files: Sequence[_File]) -> Iterator[bytes]:
    """Read files, as ``git cat-file --batch`` gives them: a line, then the content."""
    given = _git(folder, "cat-file", "--batch", wanted=b"".join(one.blob + b"\n" for one in files))
    start = 0
    for file in files:
        end = given.index(b"\n", start)
        if not given[start:end].endswith(b" %d" % file.size):
            msg = "the commit is not wholly here; `git fetch --refetch` brings the rest"
            raise RefusedError(msg)
        yield given[end + 1 : end + 1 + file.size]
        start = end + file.size + 2


def _is_read(file: _File) -> bool:
    return ending(file.path) in RECORDS and file.size <= limit(file.path)


def _is_plain(path: str) -> bool:
    """Whether a path stays within its folder, on any system."""
    return (
        "\\" not in path
        and not {"", ".", ".."}.intersection(path.split("/"))
        and (not PurePosixPath(path).is_absolute())
    )


def _prefix(folder: Path) -> str:
    """Give the path of a folder from the top of the repository, with a slash at the end."""
    return os.fsdecode(_git(folder, "rev-parse", "--show-prefix").removesuffix(b"\n"))


def _first(folder: Path, *arguments: str) -> str:
    """Give what Git says, or nothing if it fails."""
    return _run(folder, *arguments).stdout.decode().strip()


def _git(folder: Path, *arguments: str, wanted: bytes = b"") -> bytes:
    done = _run(folder, *arguments, wanted=wanted)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        msg = f"Git says: {printable(said[0] if said else 'nothing')}"
        raise RefusedError(msg)
    return done.stdout


def _run(folder: Path, *arguments: str, wanted: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - a list of arguments, and no shell
        ["git", "-C", str(folder), *arguments],  # noqa: S607 - whichever Git there is
        input=wanted,
        capture_output=True,
        check=False,
        env={**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
    )
