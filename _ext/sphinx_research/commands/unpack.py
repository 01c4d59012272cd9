"""``python -m sphinx_research.commands.unpack``: a site that a stranger has built, as a preview.

What a pull request builds may have been built by other code than ours. Of its archive only what
`sphinx_research.checks.archive` lets through is written. Scripts and styles have to be, byte by
byte, those of a site that was built here; for a page can only do what they let it. Search
engines are told to leave the pages alone. What stands on the pages is judged afterwards, by
`sphinx_research.commands.check_pages`.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from sphinx_research.checks.archive import SITE, RefusedArchiveError, unpack
from sphinx_research.checks.folder import CODE
from sphinx_research.commands.program import start
from sphinx_research.commands.settings import RefusedError

ACTIVE = CODE | {""}
"""The kinds of files that say what pages do or look like; ``_headers`` has none."""

TOP = re.compile(rb"\s*<!doctype html>\s*<html[^<>]*>\s*<head>", re.IGNORECASE)
"""How each page of ours begins, up to where something can be put into its head."""

UNLISTED = b'<meta name="robots" content="noindex">'


def main(argv: Sequence[str] | None = None) -> int:
    """Unpack the archive that is named, wholly or not at all.

    :return: the exit code: 2 if it is refused, and nothing is left
    """
    asked = _parser().parse_args(argv)
    shutil.rmtree(asked.out, ignore_errors=True)
    try:
        number = _write(asked.archive, asked.out, asked.like)
    except (RefusedError, RefusedArchiveError) as error:
        shutil.rmtree(asked.out, ignore_errors=True)
        print(error, file=sys.stderr)
        return 2
    print(f"{asked.out}: {number} files")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="unpack", description="Unpack a site that was built by others."
    )
    parser.add_argument("archive", type=Path, metavar="ARCHIVE", help="a ZIP archive")
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("_build/preview"),
        metavar="FOLDER",
        help="where the files go; what is there is deleted (%(default)s)",
    )
    parser.add_argument(
        "--like",
        type=Path,
        default=Path("_build/html"),
        metavar="FOLDER",
        help="a site that was built here, whose scripts and styles it must have (%(default)s)",
    )
    return parser


def _write(archive: Path, out: Path, like: Path) -> int:
    number = 0
    for name, content in unpack(_read(archive)):
        if PurePosixPath(name).suffix in ACTIVE:
            _compare(name, content, like)
        file = out / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_unlisted(name, content) if name.endswith(".html") else content)
        number += 1
    return number


def _read(archive: Path) -> bytes:
    try:
        with archive.open("rb") as file:
            return file.read(SITE.packed + 1)
    except OSError as error:
        msg = f"{archive} cannot be read: {error.strerror}"
        raise RefusedError(msg) from error


def _compare(name: str, content: bytes, like: Path) -> None:
    try:
        ours = (like / name).read_bytes()
    except OSError:
        ours = None
    if content != ours:
        msg = (
            f"`{name}` is not the site's own; "
            "a pull request that changes scripts or styles has no preview"
        )
        raise RefusedError(msg)


def _unlisted(name: str, page: bytes) -> bytes:
    """Tell search engines to leave a page alone.

    :raises RefusedError: if it does not begin as our pages do
    """
    top = TOP.match(page)
    if not top:
        msg = f"`{name}` does not begin as the pages of this site do"
        raise RefusedError(msg)
    return page[: top.end()] + UNLISTED + page[top.end() :]


if __name__ == "__main__":
    start(main)
