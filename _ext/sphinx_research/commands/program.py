"""How every program begins and ends."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from typing import NoReturn


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
