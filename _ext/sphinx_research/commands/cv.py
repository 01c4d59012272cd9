"""``python -m sphinx_research.commands.cv``: CVs as PDF, made from the records."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from sphinx_research.commands.settings import load_site, tell_problems
from sphinx_research.formats.cv import STYLES, file_name, pdf_of
from sphinx_research.formats.pdf import NoTypstError
from sphinx_research.formats.works import Works
from sphinx_research.records.problems import nearest


def main(argv: Sequence[str] | None = None) -> int:
    """Write the CVs that are asked for, and say where.

    :return: the exit code: 2 if what is asked for cannot be made
    """
    asked = _parser().parse_args(argv)
    try:
        content = load_site(asked.source)
        tell_problems(content)
        for file, pdf in _made(content.works, asked):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(pdf)
            print(file)
    except (FileNotFoundError, ValueError, NoTypstError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _made(works: Works, asked: argparse.Namespace) -> Iterator[tuple[Path, bytes]]:
    """Make one file after another.

    :raises ValueError: before the first, if somebody does not exist
    """
    people = works.catalogue.records.people
    for person in asked.ids:
        if person not in people:
            meant = nearest(person, people) or f"known are {', '.join(sorted(people))}"
            msg = f"there is no person `{person}`; {meant}"
            raise ValueError(msg)
    for person in asked.ids or sorted(people):
        for style in asked.style or STYLES:
            yield asked.out / file_name(person, style), pdf_of(works, person, style)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cv", description="Make CVs as PDF from the records.")
    parser.add_argument("ids", nargs="*", metavar="PERSON", help="the ids of people (all)")
    parser.add_argument(
        "--style", choices=STYLES, action="append", help="everything, or two pages (both)"
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("_build/cv"),
        metavar="FOLDER",
        help="where the files go (%(default)s)",
    )
    parser.add_argument(
        "--source",
        type=Path,
        default=Path(),
        metavar="FOLDER",
        help="the folder that holds conf.py (this one)",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
