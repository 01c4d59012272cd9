"""``python -m sphinx_research.commands.cv``: CVs as PDF, made from the records."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from sphinx_research.commands.program import start
from sphinx_research.commands.running import folders, person, run
from sphinx_research.formats.cv import STYLES, file_name, pdf_of
from sphinx_research.formats.works import Works


def main(argv: Sequence[str] | None = None) -> int:
    """Write the CVs that are asked for; see `run`."""
    return run(_parser(), argv)


def _made(works: Works, asked: argparse.Namespace) -> Iterator[tuple[str, bytes]]:
    for identifier in asked.ids:
        person(works, identifier)
    for identifier in asked.ids or sorted(works.catalogue.records.people):
        for style in asked.style or STYLES:
            yield file_name(identifier, style), pdf_of(works, identifier, style)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nox -s cv --",
        description="Make CVs as PDF from the records.",
        parents=[folders("_build/cv")],
    )
    parser.add_argument("ids", nargs="*", metavar="PERSON", help="the ids of people (all)")
    parser.add_argument(
        "--style", choices=STYLES, action="append", help="everything, or two pages (both)"
    )
    parser.set_defaults(make=_made)
    return parser


if __name__ == "__main__":
    start(main)
