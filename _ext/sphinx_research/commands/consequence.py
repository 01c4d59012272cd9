"""``python -m sphinx_research.commands.consequence``: what a change means to visitors.

The records of a commit are compared with those in the folder, and Sphinx is not started.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sphinx_research.commands.checking.verdict import judge
from sphinx_research.commands.comparing import git
from sphinx_research.commands.comparing.output import as_json, as_markdown, as_text
from sphinx_research.commands.comparing.statement import Consequence
from sphinx_research.commands.comparing.summary import State, consequence
from sphinx_research.commands.program import start
from sphinx_research.commands.running import ask_source
from sphinx_research.commands.settings import RefusedError, conf_values, load_site
from sphinx_research.records.loading import load


def main(argv: Sequence[str] | None = None) -> int:
    """Say what changes against the commit that is named.

    :return: the exit code: 2 if it cannot be told; what is told may hold problems
    """
    asked = _parser().parse_args(argv)
    try:
        told = _compared(asked.source, asked.commit)
        written = {
            "text": lambda: as_text(told, colour=not asked.out and _in_colour()),
            "markdown": lambda: as_markdown(told),
            "json": lambda: as_json(told),
        }[asked.format]()
        if asked.out is None:
            _show(written)
        else:
            _save(asked.out, written)
    except RefusedError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nox -s consequence --", description="Say what changes for visitors against a commit."
    )
    parser.add_argument(
        "commit",
        nargs="?",
        default="main",
        metavar="COMMIT",
        help="a branch or commit; what it got after yours began is left out (%(default)s)",
    )
    parser.add_argument(
        "--format", choices=("text", "markdown", "json"), default="text", help="(%(default)s)"
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="where it is written (the screen)"
    )
    ask_source(parser)
    return parser


def _compared(source: Path, name: str) -> Consequence:
    commit = git.find(source, name)
    # conf.py of the commit is not run: whoever looks at Git should run no old code.
    conf = conf_values(source)
    with tempfile.TemporaryDirectory(prefix="consequence-") as folder:
        # Most files are the same in both.
        cache, before = Path(folder, "cache"), Path(folder, "before")
        now = judge(source, cache, conf).problems
        works = load_site(source, cache / "files").works
        before.mkdir()
        git.export(commit, before)
        then = judge(before, cache, conf).problems
        loaded = load(before, works.catalogue.settings, cache / "files")
        return consequence(
            str(commit),
            State(before, loaded.catalogue, then),
            State(source, works.catalogue, now),
            git.changed(commit),
        )


def _in_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _show(text: str) -> None:
    """Print text; what a screen has no signs for is written out."""
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding), end="")


def _save(file: Path, text: str) -> None:
    try:
        file.write_text(text, "utf-8")
    except OSError as error:
        msg = f"{file} cannot be written: {error.strerror}"
        raise RefusedError(msg) from error
    print(f"{file} says what changes.")


if __name__ == "__main__":
    start(main)
