"""``python -m sphinx_research.commands.consequence``: what a change means to visitors.

The records of a commit are compared with those in the folder, and Sphinx is not started.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sphinx_research.commands.checking.verdict import judge
from sphinx_research.commands.comparing import git
from sphinx_research.commands.comparing.output import as_json, as_markdown, as_text
from sphinx_research.commands.comparing.statement import Consequence
from sphinx_research.commands.comparing.summary import State, consequence
from sphinx_research.commands.program import in_words, start
from sphinx_research.commands.running import ask_source, saved
from sphinx_research.commands.settings import conf_values, load_site
from sphinx_research.commands.terminal import Painter


@in_words
def main(argv: Sequence[str] | None = None) -> int:
    """Say what changes against the commit that is named.

    :return: the exit code: 2 if it cannot be told; what is told may hold problems
    """
    asked = _parser().parse_args(argv)
    told = _compared(asked.source, asked.commit)
    match asked.format:
        case "markdown":
            written = as_markdown(told)
        case "json":
            written = as_json(told)
        case _:
            written = as_text(told, Painter() if asked.out else Painter.on(sys.stdout))
    if asked.out is None:
        print(written, end="")
    else:
        print(f"{saved(asked.out, written.encode())} says what changes.")
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
        now = _state(source, cache, conf)
        before.mkdir()
        git.export(commit, before)
        then = _state(before, cache, conf)
        return consequence(str(commit), then, now, git.changed(commit))


def _state(folder: Path, cache: Path, conf: Mapping[str, Any]) -> State:
    problems = judge(folder, cache, conf).problems
    return State(folder, load_site(folder, cache / "files", conf).works.catalogue, problems)


if __name__ == "__main__":
    start(main)
