"""``python -m sphinx_research.commands.reference``: the tables of docs/, from the code."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sphinx_research.commands.changes import Changes
from sphinx_research.commands.program import in_words, start
from sphinx_research.commands.referring import directives, fields, house
from sphinx_research.commands.referring.markdown import filled
from sphinx_research.commands.running import ask_source
from sphinx_research.commands.settings import RefusedError

MAKERS: Mapping[str, Callable[[str], str]] = {
    "fields": fields.fields,
    "links": fields.links,
    "directives": directives.index,
    "directive": directives.directive,
    "types": directives.types,
    "problems": house.problems,
    "settings": house.settings,
    "theme": house.theme,
    "kinds": house.kinds,
    "limits": house.sizes,
    "sessions": house.sessions,
}
"""What a document may leave to this program, by the first word of the region."""


@in_words
def main(argv: Sequence[str] | None = None) -> int:
    """Write the tables anew.

    :return: the exit code: 1 if something was to be written and ``--check`` forbade it
    """
    parser = argparse.ArgumentParser(
        prog="nox -s reference --", description="Write the tables of docs/ from the code."
    )
    parser.add_argument("--check", action="store_true", help="write nothing, and fail instead")
    ask_source(parser)
    asked = parser.parse_args(argv)
    changes = changed(asked.source)
    if asked.check:
        print(changes.diff(), end="")
        return 1 if changes else 0
    written = changes.write()
    for path in written:
        print(path)
    print("Look at `git diff`, and commit it." if written else "All tables are as the code is.")
    return 0


def changed(top: Path) -> Changes:
    """Make all tables of the documents anew, and write nothing yet.

    :param top: the folder that holds ``docs``
    :raises RefusedError: if there is none, or one cannot be read
    """
    changes = Changes(top)
    found = sorted((top / "docs").rglob("*.md"))
    if not found:
        msg = f"{top / 'docs'} holds no documents; --source names the folder above it"
        raise RefusedError(msg)
    for file in found:
        path = file.relative_to(top).as_posix()
        changes.replace(path, filled(changes.text(path), _made))
    return changes


def _made(what: str, of: str) -> str:
    try:
        return MAKERS[what](of)
    except (KeyError, AttributeError, LookupError) as error:
        msg = f"no table can be made for `{what} {of}`: {error!r}"
        raise RefusedError(msg) from error


if __name__ == "__main__":
    start(main)
