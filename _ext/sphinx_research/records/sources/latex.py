"""LaTeX as it stands in BibTeX fields, turned into our notations."""

from __future__ import annotations

import re
from functools import lru_cache

from sphinx_research.records.markup import Markup, Span, escape
from sphinx_research.records.sources.latex_reader import read, to_address

__all__ = ["to_address", "to_markdown", "to_markup_source", "to_name", "to_text"]

_SPECIAL = re.compile(r"[\\{}$~<&]|--|``|''|https?:")


def to_markup_source(text: str) -> str:
    """Turn a title or note into the notation of `Markup`."""
    return _one_line(str(read(text))) if _SPECIAL.search(text) else escape(_one_line(text))


@lru_cache(maxsize=1 << 14)  # journals and publishers repeat
def to_text(text: str) -> str:
    """Turn a field into plain text on one line."""
    return _one_line(read(text).plain if _SPECIAL.search(text) else text)


@lru_cache(maxsize=1 << 14)
def to_name(text: str) -> str:
    """Turn a name into plain text, but keep the braces that hold words together."""
    plain = read(text, keep_braces=True).plain if _SPECIAL.search(text) else text
    return _one_line(plain)


def to_markdown(text: str) -> str:
    """Turn an abstract into Markdown: paragraphs, lists, emphasis, links, formulas, roles."""
    prose = "".join(_markdown(span) for span in read(text).spans)
    blocks = (_one_line(block) for block in re.split(r"\n\s*\n", prose))
    return "\n\n".join(_markdown_block(block) for block in blocks if block)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _markdown(span: Span) -> str:
    text = re.sub(r"[\\`*_{}\[\]<>$~|]|&(?=[a-z#])", r"\\\g<0>", span.text)
    inner = text.strip()
    before, _, after = text.partition(inner) if inner else ("", "", text)
    match span.kind:
        case "em" | "strong" | "del" if inner:
            sign = {"em": "*", "strong": "**", "del": "~~"}[span.kind]
            return f"{before}{sign}{inner}{sign}{after}"
        case "code" if "`" not in span.text:
            return f"`{span.text}`"
        case "sup" | "sub":
            sign = "^" if span.kind == "sup" else "_"
            return f"${sign}{{\\mathrm{{{span.text}}}}}$"
        case "math" | "role":
            return str(Markup((span,)))
        case "link":
            return f"[{text}]({span.target})"
        case _:
            return text


def _markdown_block(block: str) -> str:
    """Keep a paragraph a paragraph, whatever it begins with, and an item an item."""
    if block.startswith("• "):
        return f"- {block[2:]}"
    return re.sub(r"^(\d*)([-+#=:%.()])", r"\1\\\2", block)
