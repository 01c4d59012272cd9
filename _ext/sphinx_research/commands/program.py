"""How every program begins and ends."""

from __future__ import annotations

import functools
import io
import os
import sys
from collections.abc import Callable
from typing import NoReturn, ParamSpec

from sphinx_research.commands.settings import RefusedError
from sphinx_research.records.characters import printable

P = ParamSpec("P")


def in_words(main: Callable[P, int]) -> Callable[P, int]:
    """Let a program that refuses, or is stopped, say so in words and give the exit code 2.

    What it says may quote strangers, who can neither move the cursor nor forge a line.
    """

    @functools.wraps(main)
    def run(*args: P.args, **kwargs: P.kwargs) -> int:
        try:
            return main(*args, **kwargs)
        except RefusedError as error:
            said = str(error)
        except KeyboardInterrupt:
            said = "Stopped."
        print("\n".join(map(printable, said.splitlines())), file=sys.stderr)
        return 2

    return run


def start(main: Callable[[], int]) -> NoReturn:
    """Run a program, and end with its exit code.

    Letters that a terminal has not are replaced.  Where nobody reads on, as with ``| head``, the
    program ends without a word; nothing may then be written to its output, which Python does at
    the end (https://docs.python.org/3/library/signal.html#note-on-sigpipe).
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    sys.exit(code)
