"""What became of an old site: in short for the terminal, in full as a page of Markdown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sphinx_research.commands.migrating.fields import Left
from sphinx_research.commands.migrating.writing import Outcome
from sphinx_research.formats.text import counted
from sphinx_research.records.characters import printable

FIRST = 8
"""How many kinds are named on the terminal; the page has all."""
_PLURALS = {"person": "people", "news": "items of news"}
_SINGULARS = {"news": "item of news"}


@dataclass(frozen=True, slots=True)
class Story:
    """All that is to be told.

    :param left: what was not carried
    :param review: what was carried, and should be looked at; places are in the old site
    :param problems: what keeps this site from building; places are in this site
    :param theme: what belonged to the old theme, and how often
    """

    format: str
    old: str
    outcome: Outcome
    left: tuple[Left, ...]
    review: tuple[Left, ...]
    problems: tuple[Left, ...]
    theme: dict[str, int]


def short(story: Story) -> Iterator[str]:
    """Tell it in lines for a terminal."""
    yield f"New here: {_counts(story.outcome.new) or 'nothing'}."
    if story.outcome.there:
        yield f"Here already, just the same: {_counts(story.outcome.there)}."
    for title, items in (
        ("Not carried", story.left),
        ("To be looked at", story.review),
        ("To be mended before the site builds", story.problems),
    ):
        if items:
            yield f"\n{title} ({len(items)}):"
            groups = list(_groups(items))
            yield from (f"  {_line(*group)}" for group in groups[:FIRST])
            if len(groups) > FIRST:
                yield f"  … and {len(groups) - FIRST} more kinds, all in the report"
    if story.theme:
        kinds = ", ".join(f"{number} {what}" for what, number in sorted(story.theme.items()))
        yield f"\nLeft behind with the old theme: {kinds}."


def full(story: Story) -> str:
    """Tell it as a page of Markdown."""
    parts = [
        f"# Migration of {_code(story.old)} ({story.format})",
        "## Carried",
        _table(story.outcome),
    ]
    for title, lead, items in (
        (
            "Not carried",
            "Places are in the old site. Carry by hand what you want to keep.",
            story.left,
        ),
        ("To be looked at", "This was carried, and somebody should check it.", story.review),
        (
            "To be mended",
            "Places are in this site. Until it is mended, `nox -s build` fails.",
            story.problems,
        ),
    ):
        listed = "\n".join(_grouped(items)) if items else "Nothing."
        parts += [f"## {title}", *([lead] if items else []), listed]
    if story.theme:
        lines = [f"- {what}: {number}" for what, number in sorted(story.theme.items())]
        lead = "This belonged to the old theme, and this site has its own ways for it."
        parts += ["## Left behind with the old theme", lead, "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def _counts(numbers: dict[str, int]) -> str:
    return ", ".join(_counted(number, str(kind)) for kind, number in sorted(numbers.items()))


def _counted(number: int, kind: str) -> str:
    return counted(number, _SINGULARS.get(kind, kind), _PLURALS.get(kind, ""))


def _groups(items: Iterable[Left]) -> Iterator[tuple[str, str, list[str]]]:
    """Say once what is true of many places."""
    places: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for one in items:
        places[one.what, one.mend].append(str(one.place))
    for (what, mend), where in places.items():
        yield what, mend, where


def _line(what: str, mend: str, places: list[str]) -> str:
    others = f" (and {len(places) - 1} more)" if len(places) > 1 else ""
    return printable(f"{places[0]}{others}: {what}" + (f"; {mend}" if mend else ""))


def _table(outcome: Outcome) -> str:
    kinds = sorted({*outcome.new, *outcome.there})
    if not kinds:
        return "Nothing."
    rows = [
        f"| {_PLURALS.get(kind, f'{kind}s')} | {outcome.new[kind]} | {outcome.there[kind]} |"
        for kind in kinds
    ]
    return "\n".join(["| what | new | here before |", "|---|---:|---:|", *rows])


def _grouped(items: Iterable[Left]) -> Iterator[str]:
    for what, mend, places in _groups(items):
        said = f"{_plain(what)}; {_plain(mend)}" if mend else _plain(what)
        yield f"- {', '.join(map(_code, places))}: {said}"


def _code(text: str) -> str:
    """Write text as code, whatever it holds."""
    text = printable(text)
    fence = "``" if "`" in text else "`"
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _plain(text: str) -> str:
    """Keep HTML that is spoken of from being HTML; what stands between backticks is none."""
    parts = printable(text).split("`")
    return "`".join(
        part if number % 2 and number < len(parts) - 1 else part.replace("<", "\\<")
        for number, part in enumerate(parts)
    )
