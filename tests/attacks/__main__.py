"""``python -m tests.attacks``: builds the site of each attack alone, and says how it ended."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from tests.attacks.attack import Attack
from tests.attacks.corpus import ATTACKS
from tests.attacks.judging import CRASHED, WORKED, Verdict, judge_ours, judge_plain

WIDTH = 110
"""Most characters of a message in the table."""


def main() -> int:
    """Print the table.

    :return: 1 if an attack has worked here, or has ended a build with a traceback
    """
    parser = argparse.ArgumentParser(prog="attacks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="WORD", help="parts of names; else all")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes (%(default)s)")
    asked = parser.parse_args()
    chosen = [
        one for one in ATTACKS if not asked.names or any(word in one.name for word in asked.names)
    ]
    with ProcessPoolExecutor(asked.jobs) as workers:
        verdicts = list(_shown(chosen, workers))
    plain, ours = (Counter(pair[side].outcome for pair in verdicts) for side in (0, 1))
    _say(f"\n{len(chosen)} attacks")
    _say("plain: " + ", ".join(f"{count} {outcome}" for outcome, count in sorted(plain.items())))
    _say("here:  " + ", ".join(f"{count} {outcome}" for outcome, count in sorted(ours.items())))
    return int(bool(ours[WORKED] + ours[CRASHED]))


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - what it is for


def _shown(
    chosen: list[Attack], workers: ProcessPoolExecutor
) -> Iterator[tuple[Verdict, Verdict]]:
    """Print a line for each attack as soon as it has ended."""
    for attack, plain, ours in zip(
        chosen, workers.map(judge_plain, chosen), workers.map(judge_ours, chosen), strict=True
    ):
        told = ascii(ours.first)[1:-1][:WIDTH]  # an attack may write what a terminal obeys
        _say(f"{attack.name:34} {plain.outcome:9} {ours.outcome:9} {told}")
        yield plain, ours


if __name__ == "__main__":
    sys.exit(main())
