"""Abstracts, which are Markdown, as plain words."""

from __future__ import annotations

import re
from functools import lru_cache

from sphinx_research.formats.text import one_line
from sphinx_research.records.markup import Markup

_BREAK = re.compile(r"\n[ \t]*\n")
_PLAIN = re.compile(r"[A-Za-z0-9\s.,:;()/?!'\"+-]*")


@lru_cache(maxsize=1 << 14)  # several files and pages have the same abstract
def words(markdown: str) -> str:
    """Give the words of an abstract on one line, its paragraphs one after the other."""
    if _PLAIN.fullmatch(markdown):
        return " ".join(markdown.split())
    blocks = _BREAK.split(markdown)
    return " ".join(filter(None, (one_line(Markup.parse(block).plain) for block in blocks)))
