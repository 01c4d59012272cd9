"""What all programs do alike: read the site, make files of it, and say where they are."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from sphinx_research.commands.program import in_words
from sphinx_research.commands.settings import RefusedError, load_site, tell_problems
from sphinx_research.formats.pdf import NoTypstError
from sphinx_research.formats.works import Works
from sphinx_research.records.model import Person
from sphinx_research.records.problems import nearest
from sphinx_research.records.remedies import there_are

Make = Callable[[Works, argparse.Namespace], Iterable[tuple[str, bytes]]]
"""What a program makes, set as ``make`` in its parser: the names of files, and their content.

:raises RefusedError: before the first, if what is asked for cannot be made
"""


@in_words
def run(parser: argparse.ArgumentParser, argv: Sequence[str] | None) -> int:
    """Write the files that are asked for, and say where.

    :return: the exit code: 2 if what is asked for cannot be made
    """
    asked = parser.parse_args(argv)
    make: Make = asked.make
    content = load_site(asked.source)
    tell_problems(content)
    try:
        for name, written in make(content.works, asked):
            print(saved(asked.out / name, written))
    except NoTypstError as error:
        raise RefusedError(error) from error
    return 0


def saved(file: Path, written: bytes) -> Path:
    """Write a file, whatever is there, and give its path.

    :raises RefusedError: if it cannot be written
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(written)
    except OSError as error:
        msg = f"{file} cannot be written: {error.strerror}"
        raise RefusedError(msg) from error
    return file


def folders(out: str) -> argparse.ArgumentParser:
    """Make the options that all programs have, as a parent of their parsers.

    :param out: where files go unless another folder is given
    """
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument(
        "--out",
        type=Path,
        default=Path(out),
        metavar="FOLDER",
        help="where the files go (%(default)s)",
    )
    ask_source(parser)
    return parser


def ask_source(parser: argparse.ArgumentParser) -> None:
    """Give a parser the option that names the site."""
    parser.add_argument(
        "--source",
        type=Path,
        default=Path(),
        metavar="FOLDER",
        help="the folder that holds conf.py (this one)",
    )


def person(works: Works, identifier: str) -> Person:
    """Find a person of the site.

    :raises RefusedError: if there is none of that id
    """
    people = works.catalogue.records.people
    if identifier in people:
        return people[identifier]
    mend = nearest(identifier, people) or there_are(people)
    msg = f"there is no person `{identifier}`; {mend}"
    raise RefusedError(msg)
