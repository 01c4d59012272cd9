"""Titles and abstracts as services give them: HTML, JATS or plain text, into our notations.

JATS 1.3 (https://jats.nlm.nih.gov/archiving/tag-library/1.3/), MathML, and Crossref's face
markup (https://www.crossref.org/documentation/schema-library/markup-guide-metadata-segments/face-markup/).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser

from sphinx_research.records.characters import visible
from sphinx_research.records.markup import Markup, Span, SpanKind
from sphinx_research.records.sources.abstracts import not_prose

_FACES: dict[str, SpanKind] = {
    "i": "em",
    "em": "em",
    "italic": "em",
    "b": "strong",
    "strong": "strong",
    "bold": "strong",
    "sup": "sup",
    "sub": "sub",
    "code": "code",
    "monospace": "code",
}
_BLOCKS = frozenset(
    {"p", "sec", "div", "br", "break", "abstract", "list", "ul", "ol", "disp-quote", "section"}
)
_ITEMS = frozenset({"li", "list-item"})
_HEADINGS = frozenset({"title", "h1", "h2", "h3", "h4", "h5", "h6"})
_FORMULAS = frozenset({"inline-formula", "disp-formula", "math"})
_TEX = frozenset({"tex-math", "annotation"})
_SILENT = frozenset({"script", "style", "xref", "object-id", "graphic", "inline-graphic"})
"""What is left out with all that is in it."""
_PLAIN = frozenset(
    {
        *("a", "span", "font", "u", "underline", "small", "sc", "scp", "ext-link", "uri"),
        *("email", "label", "named-content", "styled-content", "img", "alternatives"),
        *("semantics", "html", "body", "head", "article-title", "subtitle", "ns0", "roman"),
        *("iframe", "object", "embed", "svg", "form", "input", "button", "link", "meta", "base"),
        *("blockquote", "center", "tt", "big", "s", "del", "ins", "strike", "q", "cite", "abbr"),
    }
)
"""Elements of which only the words count."""
_NAMELESS = frozenset({"abstract", "summary", "graphical abstract"})
"""Headings that say no more than that this is the abstract."""
_DOLLARS = re.compile(r"(\${1,2})(?=\S)([^$]{1,300}?)(?<=\S)\1")
_DOCUMENT = re.compile(r".*\\begin\{document\}(.*)\\end\{document\}.*", re.DOTALL)


class _Reader(HTMLParser):
    """Gathers the blocks of a text, each as its spans."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[list[Span]] = [[]]
        self._faces: list[str] = []
        self._silent = ""
        self._formula: list[str] = []
        self._tex: list[str] = []
        self._symbols: list[str] = []
        self._in_tex = False
        self._heading = False
        self._lead = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - attributes say nothing here
        name = _local(tag)
        if self._silent:
            return
        if self._formula or name in _FORMULAS:
            self._begin_formula(name)
        elif name in _SILENT:
            self._silent = name
        elif name in _FACES:
            self._faces.append(name)
        elif name in _HEADINGS:
            self._block()
            self._heading = True
        elif name in _BLOCKS:
            self._block()
        elif name in _ITEMS:
            self._block()
            self.blocks[-1] = [Span("text", "• ")]
            self._lead = 1
        elif name not in _PLAIN and ":" not in tag:
            self.handle_data(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if _local(tag) in _BLOCKS | {"mspace"}:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        name = _local(tag)
        if self._silent:
            self._silent = "" if name == self._silent else self._silent
        elif self._formula:
            self._end_formula(name)
        elif name in self._faces:
            while self._faces.pop() != name:
                pass
        elif name in _HEADINGS and self._heading:
            self._end_heading()
        elif name in _BLOCKS | _ITEMS:
            self._block()

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._formula:
            (self._tex if self._in_tex else self._symbols).append(data)
            return
        kind = _FACES[self._faces[-1]] if self._faces else "text"
        if kind != "text":
            self._say(data, kind)
            return
        end = 0
        for match in _DOLLARS.finditer(data):
            if re.search(r"[\\^_{]", match[2]):
                self._say(data[end : match.start()], "text")
                self._say(match[2].strip(), "math")
                end = match.end()
        self._say(data[end:], "text")

    def _say(self, words: str, kind: SpanKind) -> None:
        if words:
            self.blocks[-1].append(Span(kind, re.sub(r"\s+", " ", words)))

    def _block(self) -> None:
        self._end_heading()
        if any(span.text.strip() for span in self.blocks[-1][self._lead :]):
            self.blocks.append([])
            self._lead = 0

    def _end_heading(self) -> None:
        """Let a heading lead the paragraph after it, as an abstract has none of its own."""
        if not self._heading:
            return
        self._heading = False
        words = "".join(span.text for span in self.blocks[-1]).strip(" .:")
        self.blocks[-1], self._lead = [], 0
        if words and words.lower() not in _NAMELESS:
            self.blocks[-1] = [Span("strong", f"{words}."), Span("text", " ")]
            self._lead = 2

    def _begin_formula(self, name: str) -> None:
        if name in _FORMULAS:
            self._formula.append(name)
        elif name in _TEX:
            self._in_tex = True

    def _end_formula(self, name: str) -> None:
        if name in _TEX:
            self._in_tex = False
        if name not in self._formula:
            return
        while self._formula.pop() != name:
            pass
        if self._formula:
            return
        tex = " ".join("".join(self._tex).split())
        if document := _DOCUMENT.fullmatch(tex):
            tex = document[1].strip()
        tex = re.sub(r"^\$+|\$+$|^\\\(|\\\)$", "", tex).strip()
        words = "".join("".join(self._symbols).split())
        self._tex, self._symbols, self._in_tex = [], [], False
        self._say(tex if tex and "$" not in tex else words, "math" if tex else "text")


def _local(tag: str) -> str:
    """Give the name of an element without its prefix, ``jats:`` or ``mml:``."""
    return tag.rpartition(":")[2]


_LONE = re.compile(r"<(?![^<>]{0,2000}>|!--|!\[CDATA\[)")
"""A sign that opens no tag.  Of many, Python's parser takes the square of the time: minutes."""


def _read(written: str) -> list[list[Span]]:
    reader = _Reader()
    reader.feed(_LONE.sub("&lt;", visible(written)))
    reader.close()
    reader.handle_endtag("title")
    return [block for block in reader.blocks if any(span.text.strip() for span in block)]


def title(written: str) -> str:
    """Turn a title into the notation of `Markup`."""
    spans: list[Span] = []
    for block in _read(written):
        spans += [*([Span("text", " ")] if spans else []), *block]
    written = str(Markup(tuple(span for span in spans if span.text)))
    return str(Markup.parse(written)).strip()


def words(written: str) -> str:
    """Turn a name or the like into plain words on one line."""
    return " ".join(Markup.parse(title(written)).plain.split())


def abstract(written: str) -> str:
    """Turn an abstract into Markdown prose; nothing if it holds more than that."""
    return _prose("".join(map(_markdown, block)) for block in _read(written))


def plain_abstract(paragraphs: Iterable[str]) -> str:
    """Turn plain paragraphs into Markdown prose."""
    return _prose(map(_escaped, paragraphs))


def _prose(paragraphs: Iterable[str]) -> str:
    blocks = (" ".join(one.split()) for one in paragraphs)
    text = "\n\n".join(_markdown_block(block) for block in blocks if block)
    return "" if not_prose(visible(text)) else text


def _markdown(span: Span) -> str:
    inner = span.text.strip()
    if not inner:
        return span.text
    before, _, after = span.text.partition(inner)
    match span.kind:
        case "em" | "strong":
            sign = "*" if span.kind == "em" else "**"
            return f"{before}{sign}{_escaped(inner)}{sign}{after}"
        case "code" if "`" not in inner:
            return f"{before}`{inner}`{after}"
        case "math":
            return f"${inner}$"
        case "sup" | "sub":
            sign = "^" if span.kind == "sup" else "_"
            return f"${sign}{{\\mathrm{{{_in_formula(inner)}}}}}$"
        case _:
            return _escaped(span.text)


def _in_formula(text: str) -> str:
    return re.sub(r"[^\w\s+\-−,.()*/=]", "", text).replace("_", "")


def _escaped(text: str) -> str:
    return re.sub(r"[\\`*_{}\[\]<>$~|#]|&(?=[a-zA-Z#])", r"\\\g<0>", text)


def _markdown_block(block: str) -> str:
    """Keep a paragraph a paragraph, whatever it begins with, and an item an item."""
    if block.startswith("• "):
        return f"- {block[2:]}"
    return re.sub(r"^(\d*)([-+=:%.()])", r"\1\\\2", block)
