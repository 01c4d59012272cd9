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


def agreed(question: str) -> bool:
    """Ask for a yes; anything else is a no."""
    return ask(f"{question} (yes or no)", flag="--yes", usual="no").lower() in {"y", "yes"}
