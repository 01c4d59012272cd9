"""HTML in the text of a page, which is shown as it stands there: it never becomes HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from sphinx_research.records.problems import Code, Place, Problem
from sphinx_research.records.sources.tokenizer import (
    CODE,
    OURS,
    PUBLICATION,
    directive_of,
    options_of,
    tokenizer,
)

SIGN = re.compile(r"<(?!https?:|mailto:)[A-Za-z/!?]")
"""What any HTML begins with; formulas, code and addresses in ``<>`` may, too."""
_TAG = re.compile(r"<!--|<[!?]|<(/?)([A-Za-z][A-Za-z0-9-]*)")

_PICTURE = "write `![what it shows](/_static/….png)`"
_BLOCKS = "write Markdown: paragraphs have empty lines between them"
_LIST = "write each item on a line that begins with `- `"
_TABLE = "write a table of Markdown, or a `{list-table}`"
_LINK = "write a link to it: `[its name](https://…)`"
_MENDS = {
    "br": "write `\\` at the end of the line",
    "hr": "write `***` between two empty lines",
    **dict.fromkeys(("b", "strong"), "write `**…**`"),
    **dict.fromkeys(("i", "em", "u", "cite"), "write `*…*`"),
    **dict.fromkeys(("s", "del", "strike"), "write `~~…~~`"),
    **dict.fromkeys(("code", "tt", "pre", "samp"), "write it between backticks"),
    "sub": "write {sub}`…`",
    "sup": "write {sup}`…`",
    "kbd": "write {kbd}`…`",
    "abbr": "write {abbr}`short (what it means)`",
    "a": "write `[…](https://…)`",
    **dict.fromkeys(("img", "picture", "figure", "svg"), _PICTURE),
    **dict.fromkeys(("iframe", "video", "audio", "embed", "object"), _LINK),
    **dict.fromkeys(("p", "div", "span", "center", "font", "section"), _BLOCKS),
    **dict.fromkeys(("ul", "ol", "li", "dl"), _LIST),
    **dict.fromkeys(("table", "tr", "td", "th"), _TABLE),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "write a heading: `## …`"),
    "details": "write `:::{dropdown} …`",
    "blockquote": "write `> ` before each line",
    "!--": "write `%` at the beginning of the line",
    **dict.fromkeys(("script", "style", "link", "meta", "form", "base"), "leave it out"),
}


_NO_MARKDOWN = CODE | PUBLICATION | {"toctree"}
"""Directives in whose text a ``<`` is no HTML; abstracts are looked at on their own."""
_DEEPEST = 10


def find_html(text: str, path: str) -> Iterator[Problem]:
    """Find HTML in a page, also within directives.

    :param text: the page with its front matter, in which there is none
    """
    if SIGN.search(text):
        for tag, line in _within(text, 1, 0):
            yield _refusal(tag, Place(path, line))


def _within(text: str, first: int, depth: int) -> Iterator[tuple[str, int]]:
    lines = text.split("\n")
    for token in tokenizer(OURS, html=True).parse(text):
        yield from tags(token, lines, first)
        if token.type not in {"fence", "colon_fence"} or token.map is None:
            continue
        name = directive_of(token)
        boxed = token.type == "colon_fence" if name is None else name not in _NO_MARKDOWN
        if boxed and depth < _DEEPEST:
            line = first + token.map[0]
            if SIGN.search(token.info):
                yield from _within(token.info.partition("}")[2].strip(), line, depth + 1)
            if SIGN.search(token.content):
                skipped = options_of(token) if name else 0
                body = "\n".join(token.content.split("\n")[skipped:])
                yield from _within(body, line + 1 + skipped, depth + 1)


def tags(token: Token, lines: list[str], offset: int) -> Iterator[tuple[str, int]]:
    """Find the tags that a token holds, but for those that end an element.

    :param lines: the text that was tokenized, cut into lines
    :param offset: the line of the file at which it begins
    """
    first, end = token.map or (0, 0)
    if token.type == "html_block":
        yield from _named(token.content, first + offset)
    elif token.type == "inline":
        for content in _inline(token.children or ()):
            opening = content.partition("\n")[0]
            found = (n for n in range(first, min(end, len(lines))) if opening in lines[n])
            yield from _named(content, next(found, first) + offset)


def _inline(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "html_inline":
            yield token.content
        yield from _inline(token.children or ())


def _named(content: str, line: int) -> Iterator[tuple[str, int]]:
    """Name the first tag that begins something: one message is enough for a block."""
    for match in _TAG.finditer(content):
        if not match[1]:
            name = (match[2] or match[0][1:]).lower()
            yield name, line + content.count("\n", 0, match.start())
            return


def named(tag: str) -> str:
    """Say what a tag is."""
    return "a comment of HTML" if tag == "!--" else f"HTML: `<{tag}>`"


def mend_of(tag: str) -> str:
    """Say what to write instead of a tag."""
    return _MENDS.get(tag, "write Markdown; a `<` that is meant as such, as `\\<`")


def _refusal(tag: str, place: Place) -> Problem:
    cause = f"the text holds {named(tag)}, which is shown as it stands there"
    return Problem(Code.REFUSED, place, cause, mend_of(tag))
