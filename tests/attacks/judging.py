"""Says how an attack has ended."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.attacks.attack import Attack, Harm, Plain
from tests.attacks.building import Result, build_ours, build_plain
from tests.attacks.evidence import Evidence, Known, find

INNOCENT = Attack(name="innocent", tries="nothing", harm=Harm.COMMAND)

WORKED, REFUSED, HARMLESS, CRASHED = "worked", "refused", "harmless", "crashed"


@dataclass(frozen=True)
class Verdict:
    """How an attack has ended.

    :ivar outcome: `WORKED`, `REFUSED`, `HARMLESS` or `CRASHED`
    :ivar refusals: ``code path:line`` of each of our messages
    :ivar first: the first of them as it was said, or what the harm is
    """

    outcome: str
    evidence: tuple[Evidence, ...] = ()
    refusals: tuple[str, ...] = ()
    first: str = ""


def judge_plain(attack: Attack) -> Verdict:
    """Build the plain site of an attack, and say whether it did what it tries."""
    if attack.plain is Plain.NOT_APPLICABLE:
        return Verdict(Plain.NOT_APPLICABLE)
    with TemporaryDirectory(prefix="attack-") as folder:
        result = build_plain(attack, Path(folder))
        found = tuple(one for one in find(result, _known(build_plain)) if one.marked)
    fits = tuple(one for one in found if one.harm is attack.harm)
    return Verdict(WORKED if fits else HARMLESS, fits or found, first=result.crashed)


def judge_ours(attack: Attack) -> Verdict:
    """Build the site of an attack here, and look for any harm."""
    with TemporaryDirectory(prefix="attack-") as folder:
        result = build_ours(attack, Path(folder))
        found = tuple(find(result, _known(build_ours)))
    refusals, messages = _refusals(result)
    if found:
        first = f"{found[0].harm}: {found[0].where}: {found[0].what}"
        return Verdict(WORKED, found, refusals, first)
    if result.crashed:
        return Verdict(CRASHED, (), refusals, result.crashed)
    return Verdict(REFUSED if refusals else HARMLESS, (), refusals, "".join(messages[:1]))


@cache
def _known(build: Callable[[Attack, Path], Result]) -> Known:
    """Build an innocent site, once in a process."""
    with TemporaryDirectory(prefix="innocent-") as folder:
        return Known.of(build(INNOCENT, Path(folder)))


_MESSAGE = re.compile(
    r"(?P<place>.*?): (?:WARNING|ERROR): (?P<text>.*) \[research\.(?P<code>[\w-]+)\]"
)


def _refusals(result: Result) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Find our messages in a log: code and place, and the whole."""
    found = [match for line in result.messages if (match := _MESSAGE.fullmatch(line))]
    places = tuple(f"{one['code']} {one['place']}" for one in found)
    return places, tuple(f"{one['place']}: {one['text']}" for one in found)
