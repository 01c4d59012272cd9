"""``python -m sphinx_research.commands.check_pages``: check a built site that somebody else built.

For a preview of a change that nobody has reviewed: whatever it was built by, what is shown must
be made of what the published site is made of.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from sphinx_research.checks.faults import Known
from sphinx_research.checks.folder import Folder, pages
from sphinx_research.checks.page import Checker
from sphinx_research.commands.program import start
from sphinx_research.records.characters import printable


def main(argv: Sequence[str] | None = None) -> int:
    """Name all faults.

    :return: the exit code: 1 if there are faults, 2 if a folder is missing
    """
    asked = _parser().parse_args(argv)
    for folder in (asked.folder, asked.like):
        if not folder.is_dir():
            print(f"there is no folder {folder}", file=sys.stderr)
            return 2
    checker = Checker(_known(asked.like))
    found = list(Folder(asked.folder, checker, _same(asked.folder, asked.like)).faults())
    for path, fault in found:
        print(f"{printable(path)}: {fault.cause}; {fault.mend}")
    print(f"{asked.folder}: {len(found)} faults", file=sys.stderr)
    return 1 if found else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="check_pages", description="Check a site that was built by others."
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the site")
    parser.add_argument(
        "--like",
        type=Path,
        default=Path("_build/html"),
        metavar="FOLDER",
        help="a site that is trusted, built with the same settings (%(default)s)",
    )
    return parser


def _known(folder: Path) -> Known:
    """Take all for known that stands on the pages of a trusted site."""
    checker = Checker()
    return Known.of(
        fault
        for path in pages(folder)
        for fault in checker.faults((folder / path).read_bytes(), path)
    )


def _same(folder: Path, like: Path) -> Callable[[str], bool]:
    """Tell which files the trusted site has too, byte for byte."""

    def same(path: str) -> bool:
        trusted = like / path
        return trusted.is_file() and trusted.read_bytes() == (folder / path).read_bytes()

    return same


if __name__ == "__main__":
    start(main)
