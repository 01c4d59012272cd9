"""What becomes of each file of the code: three versions of it, and one decision.

Only what the site itself has changed needs thought.  Where it and the upstream have changed the
same lines, nobody but its owner can know what is meant: the file stays, and the new version is
put beside it.  Signs of conflict in code would stop every build.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from sphinx_research.commands.changes import Changes
from sphinx_research.commands.git import Entry, Files, Git, merged
from sphinx_research.commands.settings import RefusedError
from sphinx_research.records.characters import printable

BESIDE = ".new"
"""What the name of a new version ends with that is put beside a file."""

RUNS = "100755"
_PLAIN = frozenset({"100644", RUNS})


class Fate(Enum):
    """What becomes of a file, and how a list shows it."""

    ADDED = "A"
    CHANGED = "M"
    REMOVED = "D"
    MERGED = "merged"
    """Changed by both, in different places."""
    BESIDE = "beside"
    """Changed by both, in the same place."""
    STAYS_AWAY = "stays away"
    """Changed by the upstream, and removed by the site."""
    STAYS = "stays"
    """Changed by the site, and removed by the upstream."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a file.

    :param content: what it will hold, or the file beside it
    :param runs: whether it can be run as a program
    """

    path: str
    fate: Fate
    content: bytes | None = None
    runs: bool = False


def decide(upstream: Git, site: Git, own: Files, base: Files, new: Files) -> list[Decision]:
    """Decide on each file that differs between two versions of the upstream.

    :param own: all files of the site
    :param base: those of the upstream's code that the site has come from
    :param new: those that it is to have
    :raises RefusedError: if the upstream has a link or a repository among them
    """
    return list(_decisions(upstream, site, own, base, new))


def _decisions(
    upstream: Git, site: Git, own: Files, base: Files, new: Files
) -> Iterator[Decision]:
    for path in sorted(base.keys() | new.keys()):
        mine, old, entry = own.get(path), base.get(path), new.get(path)
        if entry in (old, mine):
            continue
        if entry is None:
            yield Decision(path, Fate.REMOVED if mine == old else Fate.STAYS)
            continue
        if entry.mode not in _PLAIN:
            msg = f"the upstream has {printable(path)}, which is no plain file"
            raise RefusedError(msg)
        if mine is None and old is not None:
            yield Decision(path, Fate.STAYS_AWAY)
        elif mine == old:
            fate = Fate.ADDED if old is None else Fate.CHANGED
            yield Decision(path, fate, upstream.content(entry), entry.mode == RUNS)
        elif mine is not None:
            yield _together(path, upstream, entry, old, site.content(mine), mine)


def _together(  # noqa: PLR0913, PLR0917 - three versions of a file
    path: str, upstream: Git, new: Entry, old: Entry | None, content: bytes, mine: Entry
) -> Decision:
    theirs = upstream.content(new)
    before = upstream.content(old) if old else b""
    runs = (new if old is None or mine.mode == old.mode else mine).mode == RUNS
    done = merged(content, before, theirs) if old else None
    if content == theirs:
        done = content
    if done is None:
        return Decision(path, Fate.BESIDE, theirs)
    return Decision(path, Fate.MERGED, done, runs)


def carry_out(decisions: list[Decision], changes: Changes) -> None:
    """Write all files, or none.

    :raises RefusedError: if one cannot be written
    """
    for one in decisions:
        if one.fate is Fate.REMOVED:
            changes.remove(one.path)
        elif one.fate is Fate.BESIDE and one.content is not None:
            changes.replace(one.path + BESIDE, one.content)
        elif one.content is not None:
            changes.replace(one.path, one.content)
    changes.write()
    for one in decisions:
        if one.content is not None and one.fate is not Fate.BESIDE:
            file = changes.folder / one.path
            mode = file.stat().st_mode
            file.chmod(mode | 0o111 & mode >> 2 if one.runs else mode & ~0o111)
