"""Abstracts, which are Markdown, in pieces and as plain words."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from sphinx_research.formats.text import one_line
from sphinx_research.records.markup import Markup, escape

_BREAK = re.compile(r"\n[ \t\r]*\n")
_PLAIN = re.compile(r"[A-Za-z0-9\s.,:;()/?!'\"+-]*")


@lru_cache(maxsize=1 << 14)  # several files and pages have the same abstract
def blocks(markdown: str) -> tuple[Markup, ...]:
    """Read the blocks of an abstract, each as a line; its lists are plain text there."""
    lines = map(Markup.parse, _BREAK.split(markdown))
    return tuple(line for line in lines if line.spans)


@lru_cache(maxsize=1 << 14)
def words(markdown: str) -> str:
    """Give the words of an abstract on one line, its paragraphs one after the other."""
    if _PLAIN.fullmatch(markdown):
        return " ".join(markdown.split())
    return " ".join(filter(None, (one_line(block.plain) for block in blocks(markdown))))


# --- their meaning --------------------------------------------------------------------------

_BUILT = re.compile(
    r"""
    [ ]{0,3}(?:(?:[-+*]|\d{1,9}[.)]|\#{1,6})(?:\s|$)|[>|:%]|`{3}|~{3}|\+{3}|\(\S+\)=|\[[^\]]+\]:)
  | [ ]*(?:\t|[ ]{4}|[-=_*][-=_*:|\ ]*$)
    """,
    re.VERBOSE,
)
"""A line that is more than a part of a paragraph: of a list, code, table and so on."""
_DOUBTFUL = re.compile(
    r"[`*\\]|~~|\]\(|(?<!\w)_|_(?!\w)|\$(?=\S)[^$]*(?<=\S)\$|<[A-Za-z/!?]|&#?\w+;|\{[\w:.+-]+\}(?:\||$)"
)
"""Literal text that only a backslash may keep from being markup."""
_LINK_TO_ITSELF = re.compile(r"\[(https?://[!-\[^-~]+)\]\(\1\)")


def mean_the_same(one: str, other: str) -> bool:
    """Whether two abstracts have the same paragraphs, however they are broken into lines."""
    if is_built(one) or is_built(other):
        return one == other
    if any(map(_is_doubtful, blocks(one))):
        return one.split() == other.split()
    return _bare(one) == _bare(other)


def _is_doubtful(block: Markup) -> bool:
    """Whether Markdown may see more than `Markup` does: emphasis within another, say."""
    words = "|".join(span.text for span in block.spans if span.kind not in ("code", "math"))
    kinds = pairwise(span.kind for span in block.spans)
    return _DOUBTFUL.search(words) is not None or any(
        {"em", "strong"} & {*pair} and "text" not in pair for pair in kinds
    )


def is_built(markdown: str) -> bool:
    """Whether Markdown is more than paragraphs with signs that enclose some words."""
    if "***" in markdown or "``" in markdown:
        return True
    lines = markdown.splitlines()
    return any(_BUILT.match(line) or line.endswith(("  ", "\\")) for line in lines)


def _bare(markdown: str) -> list[str]:
    """Write paragraphs in one way, in which a link to itself is but an address."""
    lines = map(str, blocks(markdown))
    return [_LINK_TO_ITSELF.sub(lambda link: escape(link[1]), line) for line in lines]
