"""``python -m sphinx_research.commands.new``: begin a page, or add a record."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime

from sphinx_research.commands.asking import ask, somebody_is_there
from sphinx_research.commands.changes import Changes
from sphinx_research.commands.creating.forms import FORMS
from sphinx_research.commands.creating.making import New
from sphinx_research.commands.creating.settling import Settled
from sphinx_research.commands.program import in_words, start
from sphinx_research.commands.running import ask_source
from sphinx_research.commands.settings import Content, load_site
from sphinx_research.records.characters import printable
from sphinx_research.records.problems import nearest
from sphinx_research.records.raw import Kind

PAGES = frozenset({Kind.PERSON, Kind.PROJECT})


@in_words
def main(argv: Sequence[str] | None = None) -> int:
    """Make what is asked for.

    :return: the exit code: 1 if something elsewhere has to be decided now, 2 if nothing was made
    """
    asked = _parser().parse_args(argv)
    asked.today = _today()
    kind: Kind = asked.kind
    content = load_site(asked.source)
    if kind is Kind.PERSON:
        _ask_for_role(content, asked)
    changes = Changes(asked.source)
    settled = New(content, changes, asked).make(kind)
    written = changes.write()
    return _tell(kind, settled, written)


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--id", metavar="ID", help="its id or key (made of the name or title)")
    ask_source(common)
    parser = argparse.ArgumentParser(
        prog="nox -s new --", description="Begin a page, or add a record."
    )
    kinds = parser.add_subparsers(required=True, metavar="KIND")
    for kind, form in FORMS.items():
        aliases = ["paper"] if kind is Kind.PUBLICATION else []
        one = kinds.add_parser(kind.value, parents=[common], help=form.meaning, aliases=aliases)
        one.set_defaults(kind=kind)
        one.add_argument(form.main, metavar=form.main.upper())
        for name, meaning in form.options.items():
            needed = name in form.needed
            flag = f"--{name.replace('_', '-')}"
            one.add_argument(flag, dest=name, metavar="TEXT", help=meaning, required=needed)
        if kind is Kind.PERSON:
            meaning = "go on although somebody of that name is here"
            one.add_argument("--namesake", action="store_true", help=meaning)
    return parser


def _today() -> date:
    """Tell the date of news: that of ``SOURCE_DATE_EPOCH``, or today's."""
    with suppress(ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "")), UTC).date()
    return date.today()  # noqa: DTZ011 - the day where the writer is


def _ask_for_role(content: Content, asked: argparse.Namespace) -> None:
    """Ask what nobody can guess, of whoever is there; else it stands as a hint on the page."""
    roles = content.works.catalogue.settings.roles
    if asked.role or len(roles) < 2 or not somebody_is_there():  # noqa: PLR2004 - one needs no question
        return

    def check(answer: str) -> str:
        if answer and answer not in roles:
            msg = nearest(answer, roles) or f"roles are {', '.join(roles)}"
            raise ValueError(msg)
        return answer

    question = f"Which role ({', '.join(roles)}; Enter for none yet)?"
    asked.role = ask(question, flag="--role", check=check)


def _tell(kind: Kind, settled: Settled, written: Sequence[str]) -> int:
    verb = "Created" if kind in PAGES else "Added to"
    print(f"{verb} {settled.place if kind not in PAGES else written[0]}.")
    if settled.left:
        print("There is something to decide now:")
        for problem in settled.left:
            print("  " + printable(f"{problem.place}: {problem} [{problem.code.label}]"))
    if kind in PAGES:
        print("Open it, and write what is true in place of the hints; lines with # show nothing.")
    print("Then look at it: nox -s serve. Before you propose it: nox -s check.")
    return 1 if settled.left else 0


if __name__ == "__main__":
    start(main)
