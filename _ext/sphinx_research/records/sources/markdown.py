"""A MyST page into records, and what is wrong with it.

A page has front matter (`front_matter`), ``{publication}`` blocks (`publications`) and text,
which may use what is allowed on pages (`uses`), and no HTML (`raw_html`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_research.records.characters import visible
from sphinx_research.records.problems import Code, Place, Problem
from sphinx_research.records.raw import RawRecord, Source
from sphinx_research.records.sources.allowed import OUR_DIRECTIVES, PUBLICATION
from sphinx_research.records.sources.front_matter import (
    begins_oddly,
    page_record,
    without_record,
)
from sphinx_research.records.sources.page_limits import too_large
from sphinx_research.records.sources.publications import find_blocks, publication
from sphinx_research.records.sources.raw_html import find_html
from sphinx_research.records.sources.tokenizer import tokenizer
from sphinx_research.records.sources.uses import foreign_uses


def read_markdown(text: str, path: str) -> Source:
    """Read one page.

    :param text: with one newline character as line end
    :param path: relative to the source directory; its stem is the id of the page's record
    """
    text = visible(text)
    if too_much := tuple(too_large(text, path)):
        return Source(problems=too_much, refused=True)
    problems: list[Problem] = []
    records: list[RawRecord] = []
    page = page_record(text, path, problems.append)
    if page:
        records.append(page)
    shown = without_record(text)
    if _BARE.search(shown):
        problems += _without_braces(shown, path)
    if any(f"{{{name}}}" in shown for name in PUBLICATION):
        for block in find_blocks(shown):
            record = publication(block, path, problems.append)
            if record:
                records.append(record)
    problems += find_html(shown, path)
    uses = foreign_uses(shown, path)
    return Source(tuple(records), tuple(problems), uses, begins_oddly(text))


_NAMES = "|".join(sorted(OUR_DIRECTIVES, key=len, reverse=True))
_BARE = re.compile(rf"^:{{2,}}[ \t]*(?:({_NAMES})\b|\{{({_NAMES})\}}[^\s:]\S*)", re.MULTILINE)
"""Ours, without braces or without the space behind them."""


def _without_braces(text: str, path: str) -> Iterator[Problem]:
    """Find directives without their braces or a space, which leave nothing on the page."""
    lines = text.split("\n")
    for token in tokenizer(inline=False).parse(text):
        if token.map is None or token.type not in ("colon_fence", "inline"):
            continue
        if found := _BARE.match(lines[token.map[0]]):
            bare, closed = found.groups()
            cause = f"`{found[0]}` is no directive"
            mend = f"write `:::{{{bare}}}`" if bare else f"write a space after `{{{closed}}}`"
            yield Problem(Code.BLOCK, Place(path, token.map[0] + 1), cause, mend)
