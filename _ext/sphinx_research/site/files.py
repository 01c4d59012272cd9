"""The files that a page's text may name: which of them may go out with the site."""

from __future__ import annotations

import os
from collections.abc import Set as AbstractSet
from pathlib import Path, PurePosixPath

from sphinx_research.records.tree import find


def fault_of(
    source: Path, path: str, kinds: frozenset[str], folders: AbstractSet[str] = frozenset()
) -> str:
    """Say why a file may not be named.

    That it is not there is no fault: Sphinx tells of it.

    :param source: the source directory
    :param path: from its top, perhaps with ``..`` in it
    :param kinds: the endings that it may have, in small letters
    :param folders: the folders in which it has to lie; any, if there are none
    :return: the rest of a sentence that begins with the file; empty if it may be named
    """
    bare = PurePosixPath(os.path.normpath(path))
    outside = "\0" in path or bare.is_absolute() or bare.parts[:1] in ((), ("..",))
    if outside or any(part.startswith((".", "_")) for part in bare.parts if part != "_static"):
        return "is no part of the site"
    if bare.suffix.lower() not in kinds:
        return f"is none of {', '.join(sorted(kinds))}"
    if folders and bare.parts[0] not in folders:
        return f"lies in none of the folders {', '.join(sorted(folders))}"
    if any(os.path.islink(source / way) for way in (bare, *bare.parents[:-1])):  # noqa: PTH114 - it takes names that are too long
        return "is reached by a symbolic link"
    if os.path.lexists(source / bare) and not find(source, str(bare), kinds):
        return "is no ordinary file, or too large"
    return ""
