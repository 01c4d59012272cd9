"""Git, asked without a shell: of one's own repository, and of a copy of another's.

What another repository says is data.  None of its hooks runs, nothing of it is checked out, and
it is fetched by three protocols only; Git's others can run programs.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sphinx_research.commands.settings import RefusedError
from sphinx_research.records.characters import printable

PROTOCOLS = ("https", "ssh", "file")
"""How another repository may be fetched."""

MINUTES = 10
"""How long fetching may take."""

_SAFE = (
    *("-c", f"core.hooksPath={os.devnull}", "-c", "core.fsmonitor=false"),
    *("-c", "core.quotePath=false", "-c", "protocol.allow=never"),
    *(word for name in PROTOCOLS for word in ("-c", f"protocol.{name}.allow=always")),
)
_ABOUT_ANOTHER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY")
"""What a hook of Git, from which this may be run, has set."""


LINK, REPOSITORY = "120000", "160000"
"""Modes of what is no plain file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a commit.

    :param mode: as Git has it: ``100644``, or ``100755`` if it can be run
    :param blob: the name of its content, which is the same in every repository
    :param size: in bytes; 0 for another repository within this one, whose mode is `REPOSITORY`
    """

    mode: str
    blob: str
    size: int


Files = Mapping[str, Entry]
"""The files of a commit by their paths."""


@dataclass(frozen=True, slots=True)
class Git:
    """A repository.

    :param folder: where it is
    """

    folder: Path

    def ask(self, *words: str) -> str:
        """Run a command of Git, and give what it writes.

        :raises RefusedError: if it fails, with what it says
        """
        return self._run(words).decode("utf-8", "surrogateescape")

    def answer(self, *words: str) -> str:
        """Give the line that a command writes, or nothing if it fails."""
        return _run(("-C", str(self.folder), *words)).stdout.decode("utf-8", "replace").strip()

    def says(self, *words: str) -> bool:
        """Run a command that answers by its exit code alone."""
        return _run(("-C", str(self.folder), *words)).returncode == 0

    def files(self, commit: str, paths: Iterable[str] = ()) -> dict[str, Entry]:
        """Tell the files of a commit.

        :param commit: or a folder of one, as ``main:docs``
        :param paths: files and folders; without them, all
        """
        tree: dict[str, Entry] = {}
        listed = self.ask("ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--", *paths)
        for line in filter(None, listed.split("\0")):
            about, _, path = line.partition("\t")
            mode, _, blob, size = about.split()
            tree[path] = Entry(mode, blob, int(size) if size.isdecimal() else 0)
        return tree

    def content(self, entry: Entry) -> bytes:
        """Give the content of a file."""
        return self._run(("cat-file", "blob", entry.blob))

    def contents(self, entries: Sequence[Entry]) -> Iterator[bytes]:
        """Give the contents of many files at once.

        :raises RefusedError: if some are not here
        """
        wanted = "".join(f"{one.blob}\n" for one in entries)
        given = self._run(("cat-file", "--batch"), wanted.encode())
        start = 0
        for one in entries:  # a line, then the content
            end = given.index(b"\n", start)
            if not given[start:end].endswith(b" %d" % one.size):
                msg = "the commit is not wholly here; `git fetch --refetch` brings the rest"
                raise RefusedError(msg)
            yield given[end + 1 : end + 1 + one.size]
            start = end + one.size + 2

    def text(self, commit: str, path: str) -> str:
        """Give the text of a file of a commit; nothing if it has none of that name."""
        found = self.files(commit, [path]).get(path)
        return self.content(found).decode("utf-8", "replace") if found else ""

    def _run(self, words: tuple[str, ...], given: bytes = b"") -> bytes:
        done = _run(("-C", str(self.folder), *words), given)
        if done.returncode:
            msg = f"git {words[0]}: {_said(done.stderr)}"
            raise RefusedError(msg)
        return done.stdout


def fetch(address: str, folder: Path) -> Git:
    """Copy another repository, without its files.

    :param address: an address of https or ssh, or a path
    :param folder: an empty folder for it
    :raises RefusedError: if it cannot be had
    """
    bare = ("clone", "--quiet", "--bare", "--no-hardlinks", "--template=", "--end-of-options")
    done = _run((*bare, address, str(folder)))
    if done.returncode:
        msg = f"{printable(address)} cannot be fetched: {_said(done.stderr)}"
        raise RefusedError(msg)
    return Git(folder)


def merged(own: bytes, base: bytes, new: bytes) -> bytes | None:
    """Bring two changes of one text together; `None` if both have changed the same lines."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("own", "base", "new")]
        for file, content in zip(files, (own, base, new), strict=True):
            file.write_bytes(content)
        done = _run(("merge-file", "--stdout", "--quiet", *map(str, files)))
    return done.stdout if done.returncode == 0 else None


def _run(words: tuple[str, ...], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in _ABOUT_ANOTHER}
    environment |= {"LC_ALL": "C", "GIT_NO_REPLACE_OBJECTS": "1", "GIT_OPTIONAL_LOCKS": "0"}
    environment["GIT_TERMINAL_PROMPT"] = "0"
    try:
        return subprocess.run(  # noqa: S603 - no shell, and whatever is foreign comes after the options
            ["git", *_SAFE, *words],  # noqa: S607 - whichever Git people have
            check=False,
            capture_output=True,
            input=given,
            env=environment,
            timeout=MINUTES * 60,
        )
    except FileNotFoundError:
        msg = "Git is not installed; get it from https://git-scm.com"
        raise RefusedError(msg) from None
    except ValueError:  # a null character in a word
        msg = "that is no address, path or version"
        raise RefusedError(msg) from None
    except subprocess.TimeoutExpired:
        msg = f"Git has not ended after {MINUTES} minutes"
        raise RefusedError(msg) from None


def _said(error: bytes) -> str:
    """Give the line of Git that says why."""
    lines = [printable(line) for line in error.decode("utf-8", "replace").splitlines() if line]
    told = [line for line in lines if line.startswith(("fatal:", "error:"))]
    return (told or lines or ["it does not say why"])[0]
