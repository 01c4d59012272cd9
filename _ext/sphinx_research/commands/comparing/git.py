"""The site as it was in a commit: taken out of Git's objects, with nothing checked out.

Text is written into a folder as it was.  Of all other files only the name and the size matter
here, so they are as large as they were, and empty.  Links are put there last and lead nowhere:
whatever reads the folder refuses them, as it does in the site.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sphinx_research.commands.git import LINK, REPOSITORY, Entry, Git
from sphinx_research.commands.settings import RefusedError
from sphinx_research.records.characters import printable
from sphinx_research.records.files import RECORDS, ending, limit

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

    @property
    def git(self) -> Git:
        """The repository, asked in that folder."""
        return Git(self.folder)

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
    git = Git(folder)
    git.ask("rev-parse", "--show-toplevel")
    wanted = ("--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    found = git.answer("rev-parse", *wanted)
    if not found:
        msg = (
            f"there is no commit `{printable(name)}` here; `git fetch origin` gets those of the "
            "others, then name it like origin/main"
        )
        raise RefusedError(msg)
    # In a copy without the past, the two may have none in common.
    divided = git.answer("merge-base", found, "HEAD")
    return Commit(folder, name, divided or found)


def changed(commit: Commit) -> list[Changed]:
    """Tell which files differ from the commit, new ones that Git does not know included."""
    git, top = commit.git, _prefix(commit.git)
    told = ("--no-ext-diff", "--no-renames", "--name-status", "-z")
    parts = git.ask("diff", *told, commit.id, "--", ":/").split("\0")
    found = dict(zip(parts[1::2], parts[::2], strict=False))
    new = git.ask("ls-files", "--others", "--exclude-standard", "--full-name", "-z", ":/")
    found |= dict.fromkeys(filter(None, new.split("\0")), "A")
    return sorted(
        Changed(path.removeprefix(top) if path.startswith(top) else f"../{path}", how[:1])
        for path, how in found.items()
    )


def export(commit: Commit, into: Path) -> None:
    """Write the files of a commit into an empty folder.

    :raises RefusedError: if some of them are not here
    """
    files = _files(commit)
    links = [path for path, one in files.items() if one.mode == LINK]
    plain = {path: one for path, one in files.items() if one.mode != LINK}
    read = {path: one for path, one in plain.items() if _is_read(path, one)}
    contents = dict(zip(read, commit.git.contents([*read.values()]), strict=True))
    for path, one in plain.items():
        # It may have a name that this system cannot have.
        with suppress(OSError, ValueError), _made(into / path).open("xb") as file:
            file.write(contents.get(path, b""))
            file.truncate(one.size)
    for path in links:
        with suppress(OSError, ValueError):
            _made(into / path).symlink_to(_NOWHERE)


def _made(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def _is_read(path: str, file: Entry) -> bool:
    return ending(path) in RECORDS and file.size <= limit(path)


def _files(commit: Commit) -> dict[str, Entry]:
    """List the files of the folder; none if it was not there yet."""
    tree = f"{commit.id}:{_prefix(commit.git)}"
    if not commit.git.says("rev-parse", "--verify", "--quiet", tree):
        return {}
    found = commit.git.files(tree).items()
    return {path: one for path, one in found if one.mode != REPOSITORY and _is_plain(path)}


def _is_plain(path: str) -> bool:
    """Whether a path stays within its folder, on any system."""
    return "\\" not in path and not {"", ".", ".."}.intersection(path.split("/"))


def _prefix(git: Git) -> str:
    """Give the path of a folder from the top of the repository, with a slash at the end."""
    return git.ask("rev-parse", "--show-prefix").removesuffix("\n")
