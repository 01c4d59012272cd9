"""HTML in the text of a page, which is shown as it stands there: it never becomes HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from sphinx_research.records import limits
from sphinx_research.records.problems import Code, Place, Problem
from sphinx_research.records.sources.allowed import LINK, PUBLICATION, TABLE, VERBATIM
from sphinx_research.records.sources.tokenizer import (
    FENCES,
    directive_of,
    flat,
    options_of,
    tokenizer,
)

SIGN = re.compile(r"<(?!https?:|mailto:)[A-Za-z/!?]")
"""What any HTML begins with; formulas, code and addresses in ``<>`` may, too."""
_TAG = re.compile(r"(<!--)(?s:.*?)(?:-->|\Z)|<([!?])|<([A-Za-z][A-Za-z0-9-]*)([^<>]*)")
_NAMES = """
a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big
blink blockquote body br button canvas caption center cite code col colgroup data datalist dd
del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame
frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd keygen label
legend li link listing main map mark marquee math menu menuitem meta meter nav nobr noembed
noframes noscript object ol optgroup option output p param picture plaintext pre progress q rb
rp rt rtc ruby s samp script search section select slot small source span strike strong style
sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul
var video wbr xmp
"""
_ELEMENTS = frozenset(_NAMES.split())
"""What HTML has, and had (the HTML Standard, sections 4 and 16.2).  Whoever writes ``<n and m>``
means none of it."""

_PICTURE = 'write `![what it shows](/_static/….png)`; behind it `{width="50%"}` if it is too large'
_BLOCKS = "write Markdown: paragraphs have empty lines between them"
_LOOK = "leave it out: how things look is the theme's matter"
_SCRIPT = "leave it out: pages run no scripts; to count visits, conf.py has `analytics`"
_LIST = "write each item on a line that begins with `- `"
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
    **dict.fromkeys(("iframe", "video", "audio", "embed", "object"), LINK),
    **dict.fromkeys(("p", "div", "section", "article"), _BLOCKS),
    **dict.fromkeys(("center", "font", "span", "big", "small", "style"), _LOOK),
    **dict.fromkeys(("ul", "ol", "li", "dl"), _LIST),
    **dict.fromkeys(("table", "tr", "td", "th"), TABLE),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "write a heading: `## …`"),
    "details": "write `:::{dropdown} …`",
    "blockquote": "write `> ` before each line",
    "!--": "write `%` at the beginning of each of its lines, or leave it out",
    "script": _SCRIPT,
    **dict.fromkeys(("link", "meta", "form", "base"), "leave it out"),
}

_NO_MARKDOWN = VERBATIM | PUBLICATION | {"toctree"}
"""Directives in whose text a ``<`` is no HTML; abstracts are looked at on their own."""


def find_html(text: str, path: str) -> Iterator[Problem]:
    """Find HTML in a page, also within directives.

    :param text: the page with its front matter, in which there is none
    """
    if SIGN.search(text):
        for tag, line in _within(text, 1, 0):
            yield _refusal(tag, Place(path, line))


def _within(text: str, first: int, depth: int) -> Iterator[tuple[str, int]]:
    lines = text.split("\n")
    for token in _joined(tokenizer(html=True).parse(text)):
        yield from tags(token, lines, first)
        if token.type not in FENCES or token.map is None:
            continue
        name, argument = directive_of(token) or ("", "")
        markdown = name not in _NO_MARKDOWN if name else token.type == "colon_fence"
        if markdown and depth < limits.DEPTH:
            line = first + token.map[0]
            if SIGN.search(argument):
                yield from _within(argument, line, depth + 1)
            if SIGN.search(token.content):
                skipped = options_of(token) if name else 0
                body = "\n".join(token.content.split("\n")[skipped:])
                yield from _within(body, line + 1 + skipped, depth + 1)


def _joined(tokens: list[Token]) -> Iterator[Token]:
    """Make one of blocks of HTML that follow each other: they were pasted together."""
    last: Token | None = None
    for token in tokens:
        if last and _follows(token, last):
            last.content += token.content
            last.map = [(last.map or [0])[0], (token.map or [0, 0])[1]]
            continue
        if last:
            yield last
        last = token
    if last:
        yield last


def _follows(token: Token, last: Token) -> bool:
    if not token.type == last.type == "html_block":
        return False
    return bool(last.map and token.map and last.map[1] == token.map[0])


def tags(token: Token, lines: list[str], offset: int) -> Iterator[tuple[str, int]]:
    """Find the tags that a token holds, but for those that end an element.

    :param lines: the text that was tokenized, cut into lines
    :param offset: the line of the file at which it begins
    """
    first, end = token.map or (0, 0)
    if token.type == "html_block":
        yield from _named(token.content, first + offset)
        return
    pieces = [one.content for one in flat(token.children or ()) if one.type == "html_inline"]
    text = "\n".join(lines[first:end]) if pieces else ""
    line, position = first, 0
    for piece in pieces:  # each stands behind the one before
        opening = piece.partition("\n")[0]
        found = text.find(opening, position)
        if found >= 0:
            line += text.count("\n", position, found)
            position = found + len(opening)
        yield from _named(piece, line + offset)


def _named(content: str, line: int) -> Iterator[tuple[str, int]]:
    """Name the first tag that begins something, or else a comment: one is enough for a block."""
    found = [match for match in _TAG.finditer(content) if _is_html(match)]
    for match in [*(one for one in found if not one[1]), *found][:1]:
        name = "!--" if match[1] else (match[2] or match[3]).lower()
        yield name, line + content.count("\n", 0, match.start())


def _is_html(match: re.Match[str]) -> bool:
    name, rest = (match[3] or "").lower(), match[4] or ""
    if not name or "-" in name or "=" in rest:
        return True
    return name in _ELEMENTS and not (len(name) == 1 and rest.strip(" \n\t/"))


def named(tag: str) -> str:
    """Say what a tag is."""
    return "a comment of HTML" if tag == "!--" else f"HTML: `<{tag}>`"


def mend_of(tag: str) -> str:
    """Say what to write instead of a tag."""
    return _MENDS.get(tag, "write Markdown; a `<` that is meant as such, as `\\<`")


def _refusal(tag: str, place: Place) -> Problem:
    cause = f"the text holds {named(tag)}, which is shown as it stands there"
    return Problem(Code.REFUSED, place, cause, mend_of(tag))
