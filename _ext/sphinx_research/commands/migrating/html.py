"""HTML within Markdown, written as Markdown where that has a word for it.

Elements are taken from the inside to the outside, until none is left.  What only arranges
(``<div>``, ``<span>``) goes and its words stay.  What shows something that Markdown cannot is
reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import quote

from sphinx_research.commands.migrating.text import (
    BREAK,
    BREAK_KEPT,
    PARAGRAPH,
    Text,
)

_ATTRIBUTES = r"""((?:\s|/)(?:"[^"]*"|'[^']*'|[^'"<>])*["']?|)"""
"""What is in a tag; a quotation mark that nothing opened may stand at its end."""
_POINTED = re.compile(r"\]\(<([^<>\n]*)>")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_CODE = re.compile(
    r"<(script|style|svg|form|canvas|template|noscript|head)\b[^>]*>.*?</\1\s*>",
    re.DOTALL | re.IGNORECASE,
)
_PREFORMATTED = re.compile(r"<pre\b[^>]*>(.*?)</pre\s*>", re.DOTALL | re.IGNORECASE)
_PAIR = re.compile(
    rf"<([A-Za-z][A-Za-z0-9-]*){_ATTRIBUTES}>((?:(?!</?[A-Za-z]).)*)</\1\s*>",
    re.DOTALL | re.IGNORECASE,
)
_SINGLE = re.compile(rf"</?([A-Za-z][A-Za-z0-9-]*){_ATTRIBUTES}>")
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div"),
        *("dl", "dt", "figcaption", "figure", "footer", "header", "h1", "h2", "h3", "h4", "h5"),
        *("h6", "html", "li", "main", "nav", "ol", "p", "section", "summary", "table", "tbody"),
        *("td", "tfoot", "th", "thead", "tr", "ul"),
    }
)
_BLOCK_TAG = re.compile(
    rf"<(/?)({'|'.join(sorted(_BLOCKS, key=len, reverse=True))})\b[^>]*>", re.IGNORECASE
)
_ARRANGING = _BLOCKS | {
    *("abbr", "acronym", "bdi", "bdo", "big", "button", "col", "colgroup", "font", "ins", "label"),
    *("mark", "nobr", "picture", "small", "source", "span", "time", "u", "wbr"),
}
_MARKS = {
    **dict.fromkeys(("b", "strong"), "**"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "*"),
    **dict.fromkeys(("s", "del", "strike"), "~~"),
}
_SHOWN = {"iframe", "video", "audio", "embed", "object", "source"}
_ITEM, _CELL, _ROW = "\ue005", "\ue006", "\ue007"
_DEEPEST = 40


def without_html(text: Text) -> None:
    """Write HTML as Markdown, or take it out."""
    if "<" not in text.source:
        return
    text.sub(_POINTED, lambda match: f"]({target(match[1])}")
    text.sub(_COMMENT, lambda _: _noted(text))
    text.sub(_CODE, lambda match: _out(text, match, match[1]))
    text.sub(_PREFORMATTED, lambda match: _preformatted(text, match))
    _outdent(text)
    _breaks(text)
    text.sub(_SINGLE, lambda match: _void(text, match))
    for _ in range(_DEEPEST):
        if not _PAIR.search(text.source):
            break
        text.sub(_PAIR, lambda match: _pair(text, match))
    text.sub(_SINGLE, lambda match: _lone(text, match))
    text.source = re.sub(f"[{_ITEM}{_CELL}{_ROW}]", " ", text.source)


def _noted(text: Text) -> str:
    text.note_theme("comments in text")
    return ""


def _out(text: Text, match: re.Match[str], name: str) -> str:
    mend = "write in Markdown what it showed"
    text.say(text.at(match.start()), f"`<{name.lower()}>` is taken out", mend)
    return ""


def _preformatted(text: Text, match: re.Match[str]) -> str:
    code = unescape(re.sub(r"<[^<>]*>", "", match[1])).strip("\n")
    return PARAGRAPH + text.hide(text.fence(code, "")) + PARAGRAPH


def _outdent(text: Text) -> None:
    """Take the indentation off lines within blocks: in Markdown it would make code of them."""
    lines = text.source.split("\n")
    depth = 0
    for number, line in enumerate(lines):
        tags = [(match[1] == "/", match.start()) for match in _BLOCK_TAG.finditer(line)]
        if depth > 0 or line.lstrip().startswith("<"):
            lines[number] = line.lstrip()
        depth = max(0, depth + sum(-1 if closes else 1 for closes, _ in tags))
        if not line.strip() and depth == 0:
            depth = 0
    text.source = "\n".join(lines)


def _breaks(text: Text) -> None:
    """Write ``<br>`` as Markdown does, but for those that only make room."""
    gap = re.compile(
        r"^[ \t]*(?:<br\s*/?>\s*)+$|(?:<br\s*/?>[ \t]*)+(?=\n[ \t]*\n|\n?\Z|\s*</)",
        re.MULTILINE | re.IGNORECASE,
    )
    text.sub(gap, lambda _: "")
    text.sub(re.compile(r"[ \t]*<br\s*/?>[ \t]*(?:\n|(?=<br))", re.IGNORECASE), lambda _: "\\\n")
    text.sub(re.compile(r"[ \t]*<br\s*/?>[ \t]*", re.IGNORECASE), lambda _: f"\\{BREAK}")


def attributes(written: str) -> dict[str, str]:
    """Read the attributes of a tag."""
    return {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(written)}


def _void(text: Text, match: re.Match[str]) -> str:
    """Write an element that has no end."""
    name = match[1].lower()
    said = attributes(match[2])
    if name == "img":
        source = said.get("src", "")
        return f"![{_words(said.get('alt', ''))}]({target(source)})" if source else ""
    if name == "hr":
        return PARAGRAPH
    if name in {"link", "meta", "input", "base"} and not match[0].startswith("</"):
        return _out(text, match, name)
    return match[0]


def _words(text: str) -> str:
    return " ".join(text.replace("[", "(").replace("]", ")").split())


def target(address: str) -> str:
    """Write an address where Markdown wants one."""
    return re.sub(r"[\s()<>]", lambda sign: quote(sign[0]), address.strip())


def _pair(text: Text, match: re.Match[str]) -> str:
    name, inner = match[1].lower(), match[3]
    said = attributes(match[2])
    if name in _MARKS:
        return _around(inner, _MARKS[name])
    if name in {"sub", "sup", "code", "tt", "samp", "kbd"}:
        return _literal(text, name, inner)
    if name == "a":
        return _link(said, inner)
    if name in _SHOWN:
        return _shown(text, match, said, inner)
    return _block(name, inner) if name in _BLOCKS else _unknown(text, match, name)


def _unknown(text: Text, match: re.Match[str], name: str) -> str:
    """Keep the words of an element; of one that does more than arrange them, say so."""
    if name not in _ARRANGING:
        mend = "look whether its words still say what they should"
        text.say(text.at(match.start()), f"`<{name}>` is taken out, and its words stay", mend)
    return match[3]


def _literal(text: Text, name: str, inner: str) -> str:
    """Write words that stand as they are: raised, lowered, or code."""
    words = unescape(_flat(text.shown(inner)))
    if name in {"sub", "sup"}:
        return text.hide(f"{{{name}}}`{words}`") if words and "`" not in words else inner
    fence = "``" if "`" in words else "`"
    return text.hide(f"{fence}{words}{fence}") if words else ""


def _around(inner: str, mark: str) -> str:
    """Put marks next to words: spaces within them would undo the emphasis."""
    words = inner.strip(" \n" + BREAK_KEPT)
    if not words or PARAGRAPH in words or _ITEM in words:
        return inner
    before, _, after = inner.partition(words)
    return f"{before}{mark}{words}{mark}{after}"


def _flat(text: str) -> str:
    return " ".join(text.replace(BREAK_KEPT, " ").replace(PARAGRAPH, " ").split())


def _link(said: dict[str, str], inner: str) -> str:
    address, words = said.get("href", ""), inner.strip(" \n" + BREAK_KEPT)
    if not address or not words or PARAGRAPH in words:
        return inner
    before, _, after = inner.partition(words)
    return f"{before}[{_flat(words)}]({target(address)}){after}"


def _shown(text: Text, match: re.Match[str], said: dict[str, str], inner: str) -> str:
    """Make a link of what is shown from elsewhere."""
    address = said.get("src") or said.get("data") or ""
    if not address:
        return inner
    if address.startswith("//"):
        address = f"https:{address}"
    what = f"`<{match[1].lower()}>` of `{address}` is a link now"
    text.say(text.at(match.start()), what, "")
    title = _words(said.get("title", "")) or "Video" * (match[1].lower() != "audio") or "Sound"
    return f"{PARAGRAPH}[{title}]({target(address)}){PARAGRAPH}"


def _block(name: str, inner: str) -> str:
    make = _MADE.get(name)
    if make:
        return make(inner)
    if re.fullmatch("h[1-6]", name):
        words = _flat(inner)
        return f"{PARAGRAPH}{'#' * int(name[1])} {words}{PARAGRAPH}" if words else ""
    return f"{PARAGRAPH}{inner}{PARAGRAPH}"


def _list(sign: str) -> Callable[[str], str]:
    def make(inner: str) -> str:
        items = [" ".join(item.replace(PARAGRAPH, " ").split()) for item in inner.split(_ITEM)]
        lines = [f"{sign}{item}" for item in items if item.strip(BREAK_KEPT)]
        return PARAGRAPH + BREAK.join(lines) + PARAGRAPH

    return make


def _table(inner: str) -> str:
    rows = [
        [" ".join(cell.replace("|", "\\|").replace(PARAGRAPH, " ").split()) for cell in cells]
        for row in inner.split(_ROW)[1:]
        if (cells := row.split(_CELL)[1:])
    ]
    if not rows:
        return inner
    width = max(map(len, rows))
    lines = [" | ".join([*row, *[""] * (width - len(row))]) for row in rows]
    lines.insert(1, " | ".join(["---"] * width))
    return PARAGRAPH + BREAK.join(f"| {line} |" for line in lines) + PARAGRAPH


def _quoted(inner: str) -> str:
    paragraphs = [" ".join(one.split()) for one in re.split(rf"{PARAGRAPH}|\n\s*\n", inner)]
    lines = f"{BREAK}>{BREAK}".join(f"> {one}" for one in paragraphs if one)
    return f"{PARAGRAPH}{lines}{PARAGRAPH}"


_MADE: dict[str, Callable[[str], str]] = {
    "li": lambda inner: _ITEM + inner,
    "dt": lambda inner: f"{PARAGRAPH}{_around(inner, '**')}{PARAGRAPH}",
    "summary": lambda inner: f"{PARAGRAPH}{_around(inner, '**')}{PARAGRAPH}",
    "ul": _list("- "),
    "ol": _list("1. "),
    **dict.fromkeys(("td", "th"), lambda inner: _CELL + inner),
    "tr": lambda inner: _ROW + inner,
    **dict.fromkeys(("tbody", "thead", "tfoot"), lambda inner: inner),
    "table": _table,
    "blockquote": _quoted,
}


def _lone(text: Text, match: re.Match[str]) -> str:
    """Take out a tag whose other half is missing."""
    name = match[1].lower()
    if name in _ARRANGING or name in _MARKS:
        return PARAGRAPH if name in _BLOCKS else ""
    if name == "br":
        return " "
    if match[0].startswith("</"):
        return ""
    return _out(text, match, name)
