"""Questions to whoever runs a program; with nobody there, what the flag says instead."""

from __future__ import annotations

import sys
from collections.abc import Callable

from sphinx_research.commands.settings import RefusedError

NOTHING = "-"
"""The answer that is none."""

Check = Callable[[str], str]
"""Brings an answer into its form.

:raises ValueError: if it is none; the text says why
"""


def somebody_is_there() -> bool:
    """Whether questions can be answered: the input is a terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


def ask(question: str, *, flag: str, usual: str = "", check: Check = str.strip) -> str:
    """Ask until the answer is one; Enter alone stands for what is usual, a hyphen for nothing.

    :param flag: what answers the question without a terminal
    :raises RefusedError: if nobody is there, or the input ends
    """
    if not somebody_is_there():
        msg = f"{question.rstrip('?')} is not known; give {flag}"
        raise RefusedError(msg)
    shown = f"{question} [{usual}] " if usual else f"{question} "
    while True:
        try:
            answer = input(shown).strip() or usual
            answer = "" if answer == NOTHING else answer
        except (EOFError, KeyboardInterrupt):
            print()
            msg = "nothing was written"
            raise RefusedError(msg) from None
        try:
            return check(answer)
        except ValueError as error:
            print(f"  {error}")


def agreed(question: str, *, yes: bool) -> bool:
    """Ask for a yes before something is written; anything else is a no.

    :param yes: whether ``--yes`` has answered already
    :raises RefusedError: if nobody is there
    """
    if yes:
        return True
    if not somebody_is_there():
        msg = "nothing was written, as nobody is there to ask; add --yes to write it"
        raise RefusedError(msg)
    given = ask(f"{question} (yes or no)", flag="--yes", usual="no")
    if given.lower() in {"y", "yes"}:
        return True
    print("Nothing was written.")
    return False
