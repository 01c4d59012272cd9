"""A consequence as text for a terminal, as Markdown for a pull request, and as JSON.

All words may come from strangers.  In text they can forge neither lines nor commands of a log
(`records.characters.printable`); in Markdown they are words and nothing else: no link, no HTML,
no mention of anybody.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from sphinx_research.commands.comparing.statement import Consequence, Item, Mark, Section
from sphinx_research.commands.terminal import Painter
from sphinx_research.formats import markdown
from sphinx_research.formats.text import counted, one_line
from sphinx_research.records.characters import printable, quiet

MOST = 40
"""How many things of one kind are shown to people; programs get all."""
WIDEST = 1_500
"""How many characters of a phrase are shown to people."""
LARGEST = 1_000_000
"""How many bytes of Markdown are written; GitHub takes 1 MiB.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
"""
NO_RUN = (
    "Both are read with the settings of this conf.py. "
    "What files do that are not content, only their diff can tell."
)

_SIGNS = {Mark.ADDED: "+", Mark.CHANGED: "~", Mark.REMOVED: "-", Mark.WARNING: "!"}
_COLOURS = {Mark.ADDED: "32", Mark.CHANGED: "36", Mark.REMOVED: "31", Mark.WARNING: "1;33"}
_WORDS = {
    Mark.ADDED: "new",
    Mark.CHANGED: "changed",
    Mark.REMOVED: "gone",
    Mark.WARNING: "**look at this**",
}
_LINKS = re.compile(
    r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)|(?<=#)(?=\d)|(?<=GH)(?=-\d)", re.IGNORECASE
)
"""Within what GitHub makes links and mentions of: an empty comment there keeps it words.

https://github.github.com/gfm/#autolinks-extension-
"""


def as_text(told: Consequence, paint: Painter) -> str:
    """Write it for a terminal or a log."""
    lines = [f"Compared with {told.since}:"]
    lines += [f"  {_line(phrase)}" for phrase in told.summary]
    for section in told.sections:
        lines += ["", section.title]
        for item in section.items[:MOST]:
            sign = paint(_COLOURS[item.mark], _SIGNS[item.mark])
            where = f"  ({_line(item.where)})" if item.where else ""
            lines.append(f"  {sign} {_line(item.subject)}{where}")
            lines += [f"      {_line(detail)}" for detail in item.details]
        lines += [f"  … {rest}" for rest in _rest(section)]
    return "\n".join([*lines, "", NO_RUN]) + "\n"


def as_markdown(told: Consequence) -> str:
    """Write it for a pull request, in GitHub's Markdown."""
    summary = [f"- {_words(phrase)}" for phrase in told.summary]
    parts = ["## What this changes", "\n".join(summary)]
    for section in told.sections:
        items = [_item(item) for item in section.items[:MOST]]
        items += [f"- … {rest}" for rest in _rest(section)]
        parts.append(f"### {section.title}\n\n" + "\n".join(items))
    told_all = _cut("\n\n".join(parts))
    return f"{told_all}\n\nCompared with {_words(told.since)}. {NO_RUN}\n"


def as_json(told: Consequence) -> str:
    """Write it for programs, with everything in it."""
    sections = [
        {
            "name": section.name,
            "items": [
                {
                    "change": item.mark,
                    "subject": item.subject,
                    "where": item.where,
                    "details": item.details,
                }
                for item in section.items
            ],
        }
        for section in told.sections
    ]
    written = {"since": told.since, "summary": told.summary, "sections": sections}
    return quiet(json.dumps(written, indent=2)) + "\n"


def _cut(text: str) -> str:
    """Leave out the lines at the end of a text that is too long: GitHub would show none of it."""
    if len(text.encode()) <= LARGEST:
        return text
    kept = text.encode()[:LARGEST].decode("utf-8", "ignore").rpartition("\n")[0]
    return f"{kept}\n\n**Not all is shown: there is too much of it. --format=json has all.**"


def _rest(section: Section) -> Iterator[str]:
    left = len(section.items) - MOST
    if left > 0:
        yield f"and {counted(left, 'more', 'more')}; --format=json has all"


def _item(item: Item) -> str:
    where = f" ({_words(item.where)})" if item.where else ""
    details = "; ".join(map(_words, item.details))
    said = f": {details}" if details else ""
    return f"- {_WORDS[item.mark]}: {_words(item.subject)}{where}{said}"


def _clipped(text: str) -> str:
    words = one_line(text)
    return words if len(words) <= WIDEST else f"{words[: WIDEST - 1]}…"


def _line(text: str) -> str:
    return printable(_clipped(text))


def _words(text: str) -> str:
    return _LINKS.sub("<!-- -->", markdown.escape(printable(_clipped(text))))
