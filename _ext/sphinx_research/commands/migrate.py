"""``python -m sphinx_research.commands.migrate``: bring a site of another kind here."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from sphinx_research.commands.migrating import al_folio, bib, cff, greenelab, rendercv
from sphinx_research.commands.migrating.academicpages import site as academicpages
from sphinx_research.commands.migrating.base import Format
from sphinx_research.commands.migrating.hugoblox import site as hugoblox
from sphinx_research.commands.migrating.running import Asked, migrate
from sphinx_research.commands.program import in_words, start
from sphinx_research.commands.running import ask_source

FORMATS: Mapping[str, Format] = {
    "academicpages": academicpages.carry,
    "al-folio": al_folio.carry,
    "bib": bib.carry,
    "cff": cff.carry,
    "greenelab": greenelab.carry,
    "hugoblox": hugoblox.carry,
    "rendercv": rendercv.carry,
}
"""What can be read, by its name."""


@in_words
def main(argv: Sequence[str] | None = None) -> int:
    """Carry over what has a place here, and say what has none.

    :return: the exit code: 1 if something was in the way, or keeps the site from building; 2 if
        nothing could be carried
    """
    asked = _parser().parse_args(argv)
    wanted = Asked(asked.format, asked.path, asked.source, asked.dry_run, asked.yes)
    return migrate(FORMATS[asked.format], wanted)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nox -s migrate --",
        description="Bring a site of another kind here; nothing is overwritten.",
    )
    parser.add_argument("format", choices=sorted(FORMATS), metavar="FORMAT", help="%(choices)s")
    parser.add_argument("path", type=Path, metavar="PATH", help="the old site: a folder or a file")
    ask_source(parser)
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and stop")
    parser.add_argument("--yes", action="store_true", help="write without asking")
    return parser


if __name__ == "__main__":
    start(main)
