"""``python -m sphinx_research.commands.check``: everything that is wrong, without a build."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from sphinx_research.commands.asking import agreed
from sphinx_research.commands.changes import Changes
from sphinx_research.commands.checking.fixing import fixes
from sphinx_research.commands.checking.reports import as_json, github, sarif
from sphinx_research.commands.checking.showing import shown, summary
from sphinx_research.commands.checking.verdict import Verdict, judge
from sphinx_research.commands.program import in_words, start
from sphinx_research.commands.running import ask_source
from sphinx_research.commands.settings import RefusedError
from sphinx_research.commands.terminal import Painter, diff
from sphinx_research.formats.text import counted

CACHE = Path("_build", "check")


@in_words
def main(argv: Sequence[str] | None = None) -> int:
    """Tell what is wrong, or mend what is safe.

    :return: the exit code: 1 if there are problems, 2 if the site cannot be read
    """
    parser = _parser()
    asked = parser.parse_args(argv)
    if asked.fix and asked.format != "text":
        parser.error("--fix shows a diff, and goes with --format=text only")
    source: Path = asked.source
    only = [_within(source, file) for file in asked.files]
    if asked.fix and not _fixed(source, only, yes=asked.yes):
        return 2
    return _told(judge(source, source / CACHE), only, asked)


def _within(source: Path, file: Path) -> str:
    """Give a path as problems have it.

    :raises RefusedError: if it lies outside of the site
    """
    try:
        path = file.absolute().relative_to(source.absolute())
    except ValueError:
        msg = f"{file} is no file of the site in {source.absolute()}"
        raise RefusedError(msg) from None
    return path.as_posix()


def _told(verdict: Verdict, only: list[str], asked: argparse.Namespace) -> int:
    problems = [one for one in verdict.problems if _is_within(one.place.path, only)]
    wrong = [one for one in problems if not one.is_advice]
    told = problems if asked.advice else wrong
    match asked.format:
        case "github":
            lines = list(github(told))
        case "json":
            lines = [as_json(verdict, told)]
        case "sarif":
            lines = [sarif(told)]
        case _:
            paint = Painter.on(sys.stdout)
            lines = [*shown(wrong, asked.source, paint)]
            lines += shown([one for one in told if one.is_advice], asked.source, paint)
            lines += summary(verdict, problems, advice=asked.advice)
    print("\n".join(lines), end="\n" if lines else "")
    return 1 if wrong else 0


def _is_within(path: str, only: list[str]) -> bool:
    """Whether a file is asked for, itself or a folder above it."""
    return not only or any(PurePosixPath(path).is_relative_to(one) for one in only)


def _fixed(source: Path, only: list[str], *, yes: bool) -> bool:
    """Show what can be mended, and mend it.

    :return: whether to go on: whoever is asked has not said no
    """
    changes = Changes(source)
    number = fixes(changes, source, lambda path: _is_within(path, only))
    if not changes:
        print("There is nothing that can safely be mended by itself.\n")
        return True
    print(diff(changes, Painter.on(sys.stdout)))
    count = counted(number, "value")
    if not agreed(f"\nMend {count}?", yes=yes):
        return False
    files = changes.write()
    print(f"\n{count} mended in {counted(len(files), 'file')}.\n")
    return True


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nox -s check --",
        description="Tell what is wrong with the pages and records of the site.",
        epilog="Exit codes: 0 nothing is wrong, 1 something is, 2 the site cannot be checked.",
    )
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="tell of these files or folders only"
    )
    parser.add_argument(
        "--advice", action="store_true", help="also tell what is not wrong and could be better"
    )
    parser.add_argument(
        "--format",
        choices=("text", "github", "json", "sarif"),
        default="text",
        help="in which form (%(default)s)",
    )
    parser.add_argument(
        "--fix", action="store_true", help="show what can safely be mended, then mend it"
    )
    parser.add_argument("--yes", action="store_true", help="mend without a question")
    ask_source(parser)
    return parser


if __name__ == "__main__":
    start(main)
